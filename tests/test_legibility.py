"""Poorly legible figures of a scan: equations are the second witness, and without one there is no value."""

from __future__ import annotations

import pytest

from kommunrapport.extract.document import Block, Cell, Document, Doubt, Page, Place, Table
from kommunrapport.pipeline import report_of
from kommunrapport.schema import Report

ROWS = (
    ("Verksamhet", "Utfall 2030", "Budget 2030"),
    ("Skola", "{}", "1 310"),
    ("Omsorg", "3 118", "3 020"),
    ("Kultur", "611", "640"),
    ("Summa", "4 933", "4 970"),
)
GOALS = (("Nr", "Mål", "Bedömning"), ("1", "Fler ska cykla till skolan", "Uppfyllt"))


def box(row: int, column: int, top: float) -> tuple[float, float, float, float]:
    return (60 + 150 * column, top + 20 * row, 200 + 150 * column, top + 20 * row + 16)


def table(rows: tuple[tuple[str, ...], ...], top: float) -> Table:
    cells = tuple(
        Cell(text, r, c, Place(1, box(r, c, top))) for r, row in enumerate(rows) for c, text in enumerate(row)
    )
    return Table(cells, Place(1, (60, top, 600, top + 20 * len(rows))))


def scanned(printed: str, sure: float, verdict: float = 0.95) -> Report:
    """A report whose first amount and first verdict were read with these confidences."""
    money = tuple(tuple(text.format(printed) for text in row) for row in ROWS)
    doubts = (
        Doubt(printed.split()[0], Place(1, (215, 122, 240, 134)), sure),
        Doubt("Uppfyllt", Place(1, (365, 422, 400, 434)), verdict),
    )
    items = (Block("Driftredovisning (tkr)", Place(1, (60, 80, 300, 95)), bold=True), table(money, 100))
    goals = (Block("Måluppföljning", Place(1, (60, 380, 300, 395)), bold=True), table(GOALS, 400))
    page = (Page(1, None, 595.0, 842.0, ocr=True),)
    return report_of(Document("skannad.pdf", "0" * 64, "application/pdf", (*items, *goals), page, doubts=doubts))


def doubted(report: Report) -> list[tuple[str, str | None]]:
    return [(finding.severity, finding.where) for finding in report.findings if finding.code == "low_confidence"]


def test_an_illegible_figure_that_a_sum_proves_stays() -> None:
    report = scanned("1 204", 0.2)
    assert report.budget_tables[0].rows[0].values == [1204, 1310]
    assert doubted(report) == []


def test_an_illegible_figure_that_nothing_proves_is_no_value_and_keeps_its_print() -> None:
    report = scanned("1 264", 0.2)
    row = report.budget_tables[0].rows[0]
    assert (row.values, row.raw) == ([None, 1310], ["1 264", "1 310"])
    assert doubted(report) == [("warning", "/budget_tables/0/rows/0/values/0")]
    assert report.document.outcome == "ok_flagged"


def test_a_figure_in_doubt_that_is_likelier_right_than_wrong_is_a_value_with_a_finding() -> None:
    report = scanned("1 264", 0.7)
    assert report.budget_tables[0].rows[0].values == [1264, 1310]
    assert ("info", "/budget_tables/0/rows/0/values/0") in doubted(report)


@pytest.mark.parametrize(("sure", "confidence", "told"), [(0.3, 0.65, True), (0.8, 0.9, False)])
def test_a_verdict_is_no_surer_than_its_letters_were_legible(sure: float, confidence: float, told: bool) -> None:
    report = scanned("1 204", 0.95, sure)
    status = report.goals[0].status
    assert status is not None
    assert (status.code, status.confidence) == ("achieved", confidence)
    assert (("info", "/goals/0/status") in doubted(report)) is told
