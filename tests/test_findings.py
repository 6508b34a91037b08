"""What a reader is told before trusting a file: the report's own gaps, and doubts about our reading."""

from __future__ import annotations

import re

import pytest

from kommunrapport.schema import Report
from tests.reports import findings, report

GOALS = "Uppföljning av mål 2020\n\nParknämnden\n\n| Nr | Mål | Status | Kommentar |\n|---|---|---|---|\n{}"
MONEY = "Delårsrapport 2020\n\nParknämnden\n\nDrift\n\nTkr\tBudget\tUtfall\tAvvikelse\n{}"


def goals(*rows: str) -> str:
    return GOALS.format("".join(f"| {row} | Arbetet har pågått sedan i mars. |\n" for row in rows))


def test_a_faultless_table_gives_no_findings() -> None:
    assert findings(goals("1 | Fler träd i staden | Uppfyllt", "2 | Färre bilar i staden | Ej uppfyllt")) == set()
    assert findings(MONEY.format("A\t-9\t-8\t1\nB\t-7\t-9\t-2\nSumma\t-16\t-17\t-1\n")) == {"required_part_missing"}


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


@pytest.mark.parametrize(
    ("comment", "cut"),
    [
        ("Arbetet har fördelats mellan", True),
        ("Planen är antagen,", True),
        ("Bron är färdig och invigdes i maj. Vägen dit har", True),
        ("Arbetet pågår.", False),
        ("Skolan har byggts om", False),
        ("Nämnden har tagit fram det underlag som den ansvarar för", False),
        ("Antalet besök var 4 546", False),
        ("Klart av", False),
    ],
)
def test_a_comment_that_stops_in_mid_sentence_is_told(comment: str, cut: bool) -> None:
    text = GOALS.format(f"| 1 | Fler träd i staden | Uppfyllt | {comment} |\n")
    assert ("comment_cut" in findings(text)) == cut


def test_a_chapter_that_the_contents_promise_and_that_is_empty_is_told() -> None:
    contents = "Innehåll\n\n1 Mål .......... 2\n2 Investeringar .......... 3\n3 Personal .......... 4\n\n"
    text = f"Delårsrapport 2020\n\nParknämnden\n\n{contents}1 Mål\n\nVi ska plantera.\n\n2 Investeringar\n\n"
    full = f"{text}Inget har köpts.\n\n3 Personal\n\nAlla är kvar.\n"
    (told,) = [f for f in report(f"{text}3 Personal\n\nAlla är kvar.\n").findings if f.code == "chapter_empty"]
    assert (told.origin, "Investeringar" in told.message) == ("report", True)
    assert "chapter_empty" not in findings(full)


def test_costs_that_are_not_added_up_are_told() -> None:
    rows = "A\t-9\t-8\t1\nB\t-7\t-9\t-2\nC\t-3\t-3\t0\n"
    assert "table_without_total" in findings(MONEY.format(rows))
    assert "table_without_total" not in findings(MONEY.format(f"{rows}Summa\t-19\t-20\t-1\n"))
    assert "table_without_total" not in findings(MONEY.format(f"{rows}Hela nämnden\t-19\t-20\t-1\n"))
    assert "table_without_total" in findings(MONEY.format(f"{rows}Parker\t-19\t-30\t-11\n"))


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("1 2 3", {}),
        ("1 2 5", {"number_gap": "number 3-4 is missing before 5"}),
        ("1 2 3 2", {"number_repeated": "number 2 is printed twice"}),
        ("1.1 1.2 2.1 2.2", {}),
        ("1.1 1.2 1.4", {"number_gap": "number 1.3 is missing before 1.4"}),
        ("1 2 1 2", {}),
    ],
)
def test_a_numbering_is_followed_to_its_end(numbers: str, told: dict[str, str]) -> None:
    kinds = ("träd", "bilar", "bänkar", "lekplatser")
    read = report(
        goals(*(f"{n} | Fler {kind} i staden | Uppfyllt" for n, kind in zip(numbers.split(), kinds, strict=False)))
    )
    assert {f.code: f.message for f in read.findings if f.code in ("number_gap", "number_repeated")} == told


def test_what_the_template_says_to_its_writer_is_told_once_wherever_it_stands() -> None:
    text = goals("1 | Fler träd i staden | Uppfyllt") + "\nHär beskriver ni årets händelser\n\nHär beskrivs parken.\n"
    text += "\n| Projekt | Utfall |\n|---|---|\n| Här lägger ni till fler projekt | |\n| Bro | 12 |\n"
    told = [f for f in report(text + "\nHär beskriver ni årets händelser\n").findings if f.code == "template_residue"]
    assert sorted(f.message for f in told) == [
        "the template's «Här beskriver ni årets händelser» was never filled in",
        "the template's «Här lägger ni till fler projekt» was never filled in",
    ]
    assert all(f.source and f.source.line for f in told)


def _conflicts(text: str) -> list[str]:
    return [f.where or "" for f in report(text).findings if f.code == "status_conflict"]


_JUDGED = """# Delårsrapport 2023 för Kulturnämnden i Exempelby kommun

## Uppdrag

| Uppdrag | Status | {extra} |
|---|---|---|
| Hålla föreläsningar för nyanlända | {status} | {said} |
| Se över föreningsbidragen | Pågår | Nya regler tas fram. |
"""


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("Genomfört", "Föreläsningarna har inte kunnat genomföras."),
        ("✅", "Uppdraget är inte påbörjat."),
        ("Genomfört", "Nämnden har förberett starten. Uppdraget har skjutits upp till nästa år."),
        ("Ej genomfört", "Uppdraget är genomfört. Tre föreläsningar hölls."),
    ],
)
def test_status_that_its_comment_denies(status: str, said: str) -> None:
    assert _conflicts(_JUDGED.format(extra="Kommentar", status=status, said=said)) == ["/assignments/0/status"]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("Genomfört", "Arbetet fortsätter under nästa år."),
        ("Genomfört", "En av föreläsningarna kunde inte genomföras."),
        ("Genomfört", "Två av tre föreläsningar är genomförda, den tredje ställdes in."),
        ("Delvis genomfört", "Föreläsningarna har inte kunnat genomföras."),
        ("Pågår", "Uppdraget är inte slutfört."),
        ("Genomfört", "Förra året var uppdraget inte påbörjat."),
        ("Genomfört", "Enkäten har inte redovisats ännu."),
        ("Ej genomfört", "En kartläggning är genomförd."),
    ],
)
def test_status_and_comment_that_go_together(status: str, said: str) -> None:
    assert _conflicts(_JUDGED.format(extra="Kommentar", status=status, said=said)) == []


def test_outcome_and_outlook_that_exclude_each_other() -> None:
    assert _conflicts(_JUDGED.format(extra="Prognos", status="Genomfört", said="Kommer inte att genomföras")) == [
        "/assignments/0/forecast"
    ]
    assert _conflicts(_JUDGED.format(extra="Prognos", status="Ej genomfört", said="Kommer att genomföras")) == []


def test_symbol_that_contradicts_the_words_beside_it() -> None:
    assert _conflicts(_JUDGED.format(extra="Kommentar", status="🔴 Uppfyllt", said="Tre hölls.")) == ["/assignments/0"]
    assert _conflicts(_JUDGED.format(extra="Kommentar", status="🟡 Uppfyllt", said="Tre hölls.")) == []
