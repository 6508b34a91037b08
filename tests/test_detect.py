"""A file is what its content says, whatever it is called."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kommunrapport import errors
from kommunrapport.extract.readers import detect
from kommunrapport.extract.readers.detect import media_type, name_disagrees
from kommunrapport.pipeline import document_of

REAL = Path(__file__).parents[2] / "shared" / "real"


def archive(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, text in parts.items():
            zipped.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", detect.PDF),
        (b"\x1b%-12345X@PJL\n%PDF-1.4\n", detect.PDF),
        (archive(word__document_xml="<w:document/>"), detect.DOCX),
        (archive(word__document_xml="<w:document/>")[:-30], detect.DOCX),
        (archive(xl__workbook_xml="<workbook/>"), detect.XLSX),
        (archive(mimetype=detect.ODT), detect.ODT),
        (archive(bilder="x"), detect.ZIP),
        (ole("WordDocument"), detect.DOC),
        (ole("EncryptedPackage"), detect.ENCRYPTED),
        (rb"{\rtf1\ansi M\'e5l}", detect.RTF),
        (b"\x89PNG\r\n\x1a\n....", detect.PNG),
        (b"\xff\xd8\xff\xe0..JFIF", detect.JPEG),
        (b"MM\x00*\x00\x00\x00\x08", detect.TIFF),
        (bytes(range(256)) * 40, detect.BINARY),
    ],
)
def test_signatures(data: bytes, expected: str) -> None:
    assert media_type(data, "rapport") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>\n<html><body>Sidan saknas</body></html>", detect.HTML),
        ("\n\n<!-- sparad -->\n<HTML lang=sv><head></head></HTML>", detect.HTML),
        ('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML"><html/>', detect.HTML),
        ("<div class='main'>\n<h1>Mål</h1>\n<table>\n<tr><td>1</td></tr>\n</table>\n</div>", detect.HTML),
        ("Uppföljning 2021\n\nMål\tStatus\nFler i arbete\t<p>Uppfyllt</p><p>Mer kommer</p>\n", detect.TEXT),
        ("<p>Kommentar</p>\nMålet bedöms uppnås.\nSedan följer text.\nOch mer.\nOch mer.\n", detect.TEXT),
        ("# Uppföljning\n\nText om året.", detect.MARKDOWN),
        ("Mål och uppdrag\n\n| Mål | Status |\n|---|---|\n| Fler i arbete | Uppnått |\n", detect.MARKDOWN),
        ("Mål | Status\n--- | ---\nFler i arbete | Uppnått\n", detect.MARKDOWN),
        ("Uppdrag nr #3 är klart.\n- punkt\n", detect.TEXT),
        ("Ja | Nej\n", detect.TEXT),
        ('<?xml version="1.0"?><rapport/>', detect.XML),
        ('{\n  "schema_version": "1.0",\n  "goals": []\n}', detect.JSON),
        ('[{"titel": "Fler ska cykla"}]', detect.JSON),
        ("{utkast}\nDelårsrapport 2031", detect.TEXT),
        ('"Bilaga": mål och uppdrag', detect.TEXT),
        ("From: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=a\n\n<html>", detect.MHTML),
    ],
)
def test_text_forms(text: str, expected: str) -> None:
    assert media_type(text.encode(), "fil.pdf") == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_text_in_any_encoding(encoding: str) -> None:
    text = "Måluppföljning för nämnden\r\n1\tÖka närvaron i skolan\tUppnått\r\n"
    assert media_type(text.encode(encoding), "x") == detect.TEXT
    assert media_type(f"<html><body>{text}</body></html>".encode(encoding), "x") == detect.HTML


def test_a_name_that_promises_something_else() -> None:
    assert name_disagrees(detect.HTML, "protokoll.pdf")
    assert name_disagrees(detect.RTF, "Rapport.DOC")
    assert not name_disagrees(detect.MARKDOWN, "ocr.txt")
    assert not name_disagrees(detect.HTML, "index.htm")
    assert not name_disagrees(detect.PDF, "download")
    assert not name_disagrees(detect.HTML, "sida.aspx")


def test_a_web_page_called_pdf() -> None:
    page = REAL / "html-som-heter.pdf"
    if not page.exists():
        pytest.skip("../shared/real is not here")
    assert media_type(page.read_bytes(), page.name) == detect.HTML


@pytest.mark.parametrize(
    ("data", "error", "advice"),
    [
        (ole("EncryptedPackage"), errors.Encrypted, "password"),
        (archive(bilder="x"), errors.Unsupported, "unpack it"),
        (bytes(range(256)) * 40, errors.Unsupported, "no report"),
        (b"", errors.Empty, "empty"),
    ],
)
def test_what_is_not_read_is_refused_in_one_line(data: bytes, error: type[errors.ReadError], advice: str) -> None:
    with pytest.raises(error, match=advice) as raised:
        document_of(data, "fil.docx")
    assert "\n" not in str(raised.value)


def test_a_file_of_another_form_than_its_name_is_read_and_noted() -> None:
    document = document_of(b"<!doctype html><html><body><h1>Sidan saknas</h1></body></html>", "rapport.pdf")
    assert document.media_type == detect.HTML
    assert [note.code for note in document.notes] == ["name_content_disagree"]
    assert document_of(b"<html><body><p>x</p></body></html>", "sida.html").notes == ()
