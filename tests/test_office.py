"""Older office files are read by way of LibreOffice, or refused in one line that says what to install."""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest

from kommunrapport import errors
from kommunrapport.extract.readers import detect
from kommunrapport.normalize.number import read_number
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
    filled = ("".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) for row in rows)
    return workbook(Drift="".join(f"<row>{row}</row>" for row in filled))


def workbook(**sheets: str) -> bytes:
    """A workbook of sheets by name, each the XML of its rows; style 1 groups thousands, style 2 is a percentage."""
    space = "http://schemas.openxmlformats.org"
    numbers = range(1, len(sheets) + 1)
    main = f'xmlns="{space}/spreadsheetml/2006/main"'
    formats = "".join(f'<xf numFmtId="{number}" applyNumberFormat="1"/>' for number in (0, 3, 10))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/styles.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for number in numbers
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{space}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{space}/officeDocument/2006/relationships"><sheets>'
        + "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/styles.xml": f'<styleSheet {main}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        f'<borders count="1"><border/></borders><cellXfs count="3">{formats}</cellXfs></styleSheet>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
        f'<Relationship Id="r0" Type="{space}/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        + "".join(
            f'<Relationship Id="r{at}" Type="{space}/officeDocument/2006/relationships/worksheet" '
            f'Target="worksheets/sheet{at}.xml"/>'
            for at in numbers
        )
        + "</Relationships>",
    }
    for at, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>"
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


def opendocument(content: str, **parts: bytes) -> bytes:
    """A text in the smallest form an office program opens."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.text"
    manifest = f"""<manifest:manifest xmlns:manifest="{space}:manifest:1.0"><manifest:file-entry
        manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml"
        manifest:media-type="text/xml"/></manifest:manifest>"""
    body = f"""<office:document-content xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0"
        xmlns:draw="{space}:drawing:1.0" xmlns:svg="{space}:svg-compatible:1.0" xmlns:table="{space}:table:1.0"
        xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>{content}</office:text></office:body>
        </office:document-content>"""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", body)
        archive.writestr("META-INF/manifest.xml", manifest)
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_a_workbook_or_text_that_is_a_bomb_never_reaches_libreoffice() -> None:
    bomb = opendocument("<text:p>x</text:p>", **{"Pictures/a.png": bytes(50_000_000)})
    with pytest.raises(errors.TooLarge, match=r"^rapport.odt holds a part that unpacks to 50 MB$"):
        document_of(bomb, "rapport.odt")


@needs_libreoffice
def test_nothing_that_a_file_links_to_is_fetched() -> None:
    asked: list[bytes] = []

    class Listening(StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline())

    server = ThreadingTCPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place = f"http://127.0.0.1:{server.server_address[1]}"
    shown = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{place}/a.png" \\d}}}}'
    linked = rf"{{\rtf1{{\*\template {place}/mall.dot}}Delmål\par{shown}}}"
    image = f'<draw:image xlink:href="{place}/b.png"/>'
    frame = f'<text:p>Delmål</text:p><text:p><draw:frame svg:width="2cm" svg:height="2cm">{image}</draw:frame></text:p>'
    source = f'<text:section-source xlink:href="{place}/c.odt"/>'
    section = f'<text:section text:name="s">{source}<text:p>Eget</text:p></text:section>'
    for data in (linked.encode("cp1252"), opendocument(frame + section)):
        assert any("Delmål" in block.text for block in document_of(data, "rapport").blocks())
    server.shutdown()
    server.server_close()
    assert asked == []


@needs_libreoffice
def test_an_opendocument_text_is_read_with_its_table() -> None:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in (("Mål", "Status"), ("Trygg skola", "Uppfyllt"))
    )
    table = f'<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>{cells}</table:table>'
    document = document_of(opendocument(f'<text:h text:outline-level="1">Mål</text:h>{table}'), "rapport.odt")
    assert document.media_type == detect.ODT
    assert [(block.text, block.level) for block in document.blocks()] == [("Mål", 1)]
    assert [cell.text for each in document.tables() for cell in each.cells] == [
        "Mål",
        "Status",
        "Trygg skola",
        "Uppfyllt",
    ]


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
def test_the_numbers_of_a_workbook_are_written_as_swedish_does_and_its_sheets_keep_their_names() -> None:
    row = '<row><c t="inlineStr"><is><t>Skola</t></is></c><c s="1"><v>-12500</v></c><c s="2"><v>0.0325</v></c></row>'
    document = document_of(workbook(Drift=row, Mål=row), "bilaga.xlsx")
    assert [(block.text, block.level) for block in document.blocks()] == [("Drift", 1), ("Mål", 1)]
    cells = [cell.text for table in document.tables() for cell in table.cells]
    assert [read_number(text).value for text in cells if text != "Skola"] == [-12500, 3.25] * 2


@needs_libreoffice
def test_a_broken_office_file_is_refused_in_one_line() -> None:
    broken = SHEET[: len(SHEET) // 2]
    with pytest.raises(errors.ReadError) as raised:
        document_of(broken, "bilaga.xlsx")
    assert "\n" not in str(raised.value)
