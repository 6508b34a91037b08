"""Older office files are read by way of LibreOffice, or refused in one line that says what to install."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest

from kommunrapport import errors
from kommunrapport.extract.readers import detect
from kommunrapport.pipeline import document_of

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\b M\'e5luppf\'f6ljning\par}"
    rb"N\'e4mnden redovisar ett mindre \'f6verskott.\par"
    rb"\trowd\cellx3000\cellx6000 M\'e5l\cell Status\cell\row"
    rb"\trowd\cellx3000\cellx6000 Trygg skola\cell Uppfyllt\cell\row}"
)


def spreadsheet(rows: list[list[str]]) -> bytes:
    """A flat workbook in the smallest form an office program opens."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>" for row in rows
    )
    space = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{space}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}/spreadsheetml/2006/main" '
        f'xmlns:r="{space}/officeDocument/2006/relationships"><sheets><sheet name="Drift" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship '
        f'Id="r1" Type="{space}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}/spreadsheetml/2006/main"><sheetData>{cells}'
        "</sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


SHEET = spreadsheet([["Verksamhet", "Utfall 2023"], ["Förskola", "-12 500"]])
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize(
    ("data", "package"),
    [(RTF, "libreoffice-writer"), (OLD_WORD, "libreoffice-writer"), (SHEET, "libreoffice-calc")],
)
def test_without_libreoffice_the_one_line_says_what_to_install(
    data: bytes, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(errors.ToolMissing, match=f"install {package} to read it, or save it as") as raised:
        document_of(data, "rapport")
    assert "\n" not in str(raised.value)


@needs_libreoffice
def test_a_rich_text_file_is_read_with_its_table_and_keeps_its_own_form() -> None:
    document = document_of(RTF, "rapport.rtf")
    assert document.media_type == detect.RTF
    assert document.notes == ()
    assert [block.text for block in document.blocks()] == ["Måluppföljning", "Nämnden redovisar ett mindre överskott."]
    assert [cell.text for table in document.tables() for cell in table.cells] == [
        *("Mål", "Status"),
        *("Trygg skola", "Uppfyllt"),
    ]


@needs_libreoffice
def test_the_sheets_of_a_workbook_are_tables() -> None:
    document = document_of(SHEET, "bilaga.xlsx")
    assert document.media_type == detect.XLSX
    assert [cell.text for table in document.tables() for cell in table.cells] == [
        *("Verksamhet", "Utfall 2023"),
        *("Förskola", "-12 500"),
    ]


@needs_libreoffice
def test_a_broken_office_file_is_refused_in_one_line() -> None:
    broken = SHEET[: len(SHEET) // 2]
    with pytest.raises(errors.ReadError) as raised:
        document_of(broken, "bilaga.xlsx")
    assert "\n" not in str(raised.value)
