"""What a reader is told before trusting a file: the report's own gaps, and doubts about our reading."""

from __future__ import annotations

import re

import pytest

from kommunrapport.schema import Report
from tests.reports import findings, report

GOALS = "Uppföljning av mål 2020\n\n| Nr | Mål | Status |\n|---|---|---|\n{}"
MONEY = "Delårsrapport 2020\n\nParknämnden\n\nDrift\n\nTkr\tBudget\tUtfall\tAvvikelse\n{}"


def goals(*rows: str) -> str:
    return GOALS.format("".join(f"| {row} |\n" for row in rows))


def test_a_faultless_table_gives_no_findings() -> None:
    assert findings(goals("1 | Fler träd i staden | Uppfyllt", "2 | Färre bilar i staden | Ej uppfyllt")) == set()
    assert findings(MONEY.format("A\t-9\t-8\t1\nB\t-7\t-9\t-2\nSumma\t-16\t-17\t-1\n")) == set()


@pytest.mark.parametrize(
    ("text", "code", "origin"),
    [
        (goals("1 | Fler träd i staden | Uppfyllt", "2 | Färre bilar i staden | "), "goal_without_status", "report"),
        (goals("1 | Fler träd i staden | Uppfyllt", "3 | Färre bilar i staden | Uppfyllt"), "number_gap", "report"),
        (
            goals("1 | Fler träd i staden | Uppfyllt", "1 | Färre bilar i staden | Uppfyllt"),
            "number_repeated",
            "report",
        ),
        (goals("1 | Fler träd i staden | Grönblå våg"), "unknown_phrase", "extraction"),
        (MONEY.replace("Tkr", "").format("A\t-9\t-8\t1\nB\t-7\t-9\t-2\n"), "table_without_unit", "report"),
        (goals("1 | Fler träd i staden | Uppfyllt").encode().decode("cp1252"), "encoding_repaired", "extraction"),
    ],
)
def test_findings_tell_whose_fault_it_is(text: str, code: str, origin: str) -> None:
    assert {(f.code, f.origin) for f in report(text).findings if f.code == code} == {(code, origin)}


def pointed_at(read: Report, where: str) -> object:
    place: object = read.model_dump()
    for step in where.strip("/").split("/"):
        place = place[int(step)] if isinstance(place, list) else place[step]  # type: ignore[index]
    return place


def test_every_finding_points_at_something_that_is_there() -> None:
    text = goals(
        "1 | Fler träd i staden | Uppfyllt", "4 | Färre bilar i staden | ", "4 | Renare luft i staden | Blå våg"
    )
    read = report(text + "\n" + MONEY.split("\n\n", 2)[2].replace("Tkr", "").format("A\t-9\t-8\t1\nB\t-7\t-9\t-2\n"))
    assert len(read.findings) >= 3
    for finding in read.findings:
        assert re.match(r"^(/\w+)+$", finding.where or "")
        assert pointed_at(read, finding.where or "") is not None or (finding.where or "").endswith("status")


def test_doubts_about_our_reading_flag_the_file() -> None:
    assert report(goals("1 | Fler träd i staden | Grönblå våg")).document.outcome == "ok_flagged"


def test_gaps_of_the_report_itself_do_not() -> None:
    assert report(goals("1 | Fler träd i staden | Uppfyllt", "2 | Färre bilar i staden | ")).document.outcome == "ok"


def test_messages_quote_what_is_printed() -> None:
    read = report(goals("1 | Fler träd i staden | Uppfyllt", "2 | Färre bilar i staden | "))
    assert any("Färre bilar i staden" in finding.message for finding in read.findings)


def test_an_assignment_closed_without_a_word_of_fulfilment_is_doubted() -> None:
    read = report("Uppföljning av uppdrag 2020\n\n| Uppdrag | Status |\n|---|---|\n| Bygga en bro | Avslutat |\n")
    status = read.assignments[0].status
    assert status is not None
    assert (status.code, status.confidence <= 0.7) == ("achieved", True)
    assert "low_confidence" in {finding.code for finding in read.findings}


def test_a_text_that_is_no_report_gives_an_empty_one() -> None:
    read = report("Kära dagbok.\n\nI dag regnade det och vi stannade inne hela dagen.\n")
    assert (read.goals, read.assignments, read.indicators, read.budget_tables, read.observations) == (
        [],
        [],
        [],
        [],
        [],
    )
