"""Text that cannot be what was printed is never passed on as if it were: in every form of file it is told."""

import pytest

from kommunrapport.pipeline import document_of, report_of
from kommunrapport.schema import Report
from tests.pdf_sheets import Sheet, pdf
from tests.test_docx import p, package

TEXT = "Delårsrapport 2031 för Exempelby kommun. Förskolan är öppen och äldreomsorgen håller hög kvalitet."
GARBLED = TEXT.encode().decode("cp1252")


def as_html(text: str) -> bytes:
    return f"<html><head><meta charset=utf-8></head><body><p>{text}</p></body></html>".encode()


def as_pdf(text: str) -> bytes:
    return pdf(Sheet().text(50, 60, text, size=8))


FORMS = {"a.txt": str.encode, "a.html": as_html, "a.docx": lambda text: package(p(text)), "a.pdf": as_pdf}


def report(name: str, text: str) -> Report:
    return report_of(document_of(FORMS[name](text), name))


def doubts(of: Report) -> set[str]:
    return {finding.code for finding in of.findings if finding.severity != "info"} & {"cid_text", "encoding_repaired"}


@pytest.mark.parametrize("name", FORMS)
def test_sound_text_raises_no_doubt(name: str) -> None:
    assert doubts(report(name, TEXT)) == set()


@pytest.mark.parametrize("name", FORMS)
def test_text_that_was_decoded_wrongly_is_repaired_and_flagged(name: str) -> None:
    document = document_of(FORMS[name](GARBLED), name)
    assert TEXT in " ".join(getattr(item, "text", "") for item in document.items)
    read = report_of(document)
    assert (doubts(read), read.document.outcome) == ({"encoding_repaired"}, "ok_flagged")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx"])
@pytest.mark.parametrize("lost", ["\ufffd", "\ue123"])
def test_letters_that_were_lost_are_flagged_above_one_in_a_hundred(name: str, lost: str) -> None:
    read = report(name, TEXT.replace("ö", lost))
    assert (doubts(read), read.document.outcome) == ({"cid_text"}, "ok_flagged")
    assert doubts(report(name, TEXT * 10 + lost)) == set()


def test_bullets_of_symbol_fonts_are_no_lost_letters() -> None:
    assert doubts(report("a.docx", "\uf0b7 Vatten \uf0b7 Skola \uf0b7 Vägar")) == set()
