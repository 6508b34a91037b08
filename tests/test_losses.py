"""What a report says twice otherwise, what a file holds besides its first report, and tables that nobody could read."""

from __future__ import annotations

import pytest

from kommunrapport.schema import Finding, Report
from tests.pdf_sheets import Sheet, pdf
from tests.reports import report

TITLES = (
    "Fler ska gå till skolan",
    "Skolgårdarna ska bli grönare",
    "Färre elever ska äta ensamma",
    "Alla elever ska lära sig simma",
)
OVERVIEW = "Översikt nämndmål\n\n| Nämndmål | Måluppfyllelse |\n|---|---|\n{}\n"
DETAIL = "Nämndmål: {}\n\nMåluppfyllelse: {}\n\nKommentar\n\nArbetet med {} har gått som det ska under året.\n\n"


def told(read: Report, code: str) -> list[Finding]:
    return [finding for finding in read.findings if finding.code == code]


def two_places(overview: dict[str, str], detail: dict[str, str]) -> Report:
    rows = "".join(f"| {title} | {verdict} |\n" for title, verdict in overview.items())
    parts = "".join(DETAIL.format(title, verdict, title.split()[0].lower()) for title, verdict in detail.items())
    return report(f"Årsrapport 2021\n\nSkolnämnden\n\n{OVERVIEW.format(rows)}\nMåluppföljning\n\n{parts}")


SAME = dict.fromkeys(TITLES, "Uppfyllt")


def test_an_overview_that_says_the_same_is_silent() -> None:
    read = two_places(SAME, SAME)
    assert len(read.goals) == 4
    assert not told(read, "overview_mismatch")


def test_an_overview_with_another_verdict_names_both_places() -> None:
    read = two_places({**SAME, TITLES[1]: "Ej uppfyllt"}, SAME)
    (finding,) = told(read, "overview_mismatch")
    goal = next(i for i, goal in enumerate(read.goals) if goal.title == TITLES[1])
    assert finding.where == f"/goals/{goal}"
    assert read.goals[goal].status is not None
    assert read.goals[goal].status.code == "achieved"
    assert "«Uppfyllt» (achieved) on line 25" in finding.message
    assert "«Ej uppfyllt» (not_achieved) in the overview on line 10" in finding.message
    assert finding.origin == "report"


def test_a_record_of_the_overview_that_no_section_details() -> None:
    read = two_places({**SAME, "Biblioteken ska ha öppet längre": "Uppfyllt"}, SAME)
    (finding,) = told(read, "overview_mismatch")
    assert "«Biblioteken ska ha öppet längre» stands only in the overview on line 13" in finding.message


def test_a_record_that_the_overview_leaves_out() -> None:
    read = two_places(dict.fromkeys(TITLES[:3], "Uppfyllt"), SAME)
    (finding,) = told(read, "overview_mismatch")
    assert f"«{TITLES[3]}» on line 40 is left out of the overview on line 9" in finding.message


def test_a_table_of_money_that_became_nothing_is_named() -> None:
    text = (
        "Månadsuppföljning 2021\n\nSkolnämnden\n\nAvvikelser\n\n"
        "| Belopp i tkr | Norr Söder Väst | | | Summa |\n| Intäkter | 1 | 2 | 3 | 6 |\n| Löner | 4 | 5 | 6 | 15 |\n"
    )
    read = report(text)
    assert not read.budget_tables
    (finding,) = told(read, "table_unresolved")
    assert "looks like money could not be read; it begins «Belopp i tkr», 2 rows" in finding.message
    assert (finding.origin, finding.severity) == ("extraction", "warning")
    assert read.document.outcome == "ok_flagged"


def test_a_list_of_measures_that_became_nothing_is_named() -> None:
    rows = "| Alla | Inköpsstopp | 2,1 mnkr |\n| Skola | Färre vikarier | 1,0 mnkr |\n"
    table = f"| Verksamhet | Åtgärd | Bedömd effekt |\n|---|---|---|\n{rows}"
    read = report(f"Månadsuppföljning 2021\n\nSkolnämnden\n\nÅtgärder\n\n{table}")
    assert len(read.assignments) == 2 or len(told(read, "table_unresolved")) == 1


@pytest.mark.parametrize(
    "table",
    [
        "| Mottagare | Status |\n|---|---|\n| Kommunstyrelsen | Skickad |\n| Revisorerna | Skickad |\n",
        "| Moment | Datum |\n|---|---|\n| Anvisningar | 2021-02-20 |\n| Beslut | 2021-03-01 |\n",
        "| Begrepp | Förklaring |\n|---|---|\n| Nettokostnad | Kostnader minus intäkter |\n| Ram | Årets anslag |\n",
    ],
)
def test_tables_of_other_things_are_not_missed(table: str) -> None:
    assert not told(report(f"Årsrapport 2021\n\nSkolnämnden\n\nBilaga\n\n{table}"), "table_unresolved")


def body_page(number: int, pages: int, *lines: str) -> Sheet:
    sheet = Sheet().text(480, 820, f"Sida {number} ({pages})", size=8)
    sheet.paragraph(70, 90, list(lines), pitch=26)
    return sheet


def board_report(board: str, goal: str, verdict: str, *, cover: bool = True) -> list[Sheet]:
    front = Sheet().text(70, 200, "Delårsrapport 2022", size=24, font="bold").text(70, 240, board, size=16)
    text = [f"Nämndmål: {goal}", f"Måluppfyllelse: {verdict}", "Kommentar", "Arbetet har gått som planerat."]
    return ([front] if cover else []) + [
        body_page(n, 3, *(text if n == 2 else ["Ekonomin är stabil."])) for n in (2, 3)
    ]


def test_a_file_of_two_reports_is_read_as_its_first() -> None:
    first = board_report("Kulturnämnden", "Fler ska låna böcker", "Uppfyllt")
    second = board_report("Miljönämnden", "Färre bilar ska stå på torget", "Ej uppfyllt")
    read = report(pdf(*first, *second), "kallelse.pdf")
    assert [goal.title for goal in read.goals] == ["Fler ska låna böcker"]
    assert read.report.body == "Kulturnämnden"
    (finding,) = told(read, "several_reports")
    assert "«Delårsrapport 2022» of Miljönämnden on pages 4-6" in finding.message
    assert read.document.outcome == "ok_flagged"


def test_chapters_of_one_report_are_no_reports() -> None:
    front = Sheet().text(70, 200, "Delårsrapport 2022", size=24, font="bold").text(70, 240, "Tingsala kommun", size=16)
    chapters = [
        Sheet().text(70, 90, f"Delårsrapport {board}", size=14, font="bold").text(70, 130, f"Nämndmål: {goal}")
        for board, goal in (("Kulturnämnden", "Fler ska låna böcker"), ("Miljönämnden", "Torget ska bli bilfritt"))
    ]
    read = report(pdf(front, *chapters))
    assert not told(read, "several_reports")
    assert len(read.goals) == 2


def test_reports_under_headings_of_the_first_rank() -> None:
    part = "# Årsrapport 2022 {}\n\n## Måluppföljning\n\nNämndmål: {}\n\nMåluppfyllelse: Uppfyllt\n\n"
    text = part.format("Kulturnämnden", "Fler ska låna böcker") + part.format("Miljönämnden", "Renare luft på torget")
    read = report(text, "handlingar.md")
    assert [goal.title for goal in read.goals] == ["Fler ska låna böcker"]
    assert "«Årsrapport 2022 Miljönämnden» on line 9" in told(read, "several_reports")[0].message


def test_the_next_part_of_the_same_bodys_report_is_read() -> None:
    text = "# Årsrapport 2022 Kulturnämnden\n\nNämndmål: Fler ska låna böcker\n\nMåluppfyllelse: Uppfyllt\n\n"
    more = "# Årsrapport 2022 Kulturnämnden, bilaga\n\nNämndmål: Fler ska läsa\n\nMåluppfyllelse: Ej uppfyllt\n"
    assert len(report(text + more, "rapport.md").goals) == 2
