"""Text that repeats the tables: what agrees proves, what plainly contradicts is found, the rest is left alone."""

from __future__ import annotations

import pytest

from kommunrapport.schema import Check, Finding, Report
from tests.reports import report

TABLE = (
    "Drift\n\nTkr\tBudget\tUtfall\tAvvikelse\nParkenheten\t-9 000\t-8 100\t900\nGatuenheten\t-7 500\t-9 020\t-1 520\n"
    "Vattenverket\t-1 250\t-1 240\t10\nSumma\t-17 750\t-18 360\t-610\n"
)


def read(sentence: str) -> Report:
    return report(f"Delårsrapport 2020\n\nTekniska nämnden\n\n{sentence}\n\n{TABLE}")


def prose(sentence: str) -> list[Check]:
    return [check for table in read(sentence).budget_tables for check in table.checks if check.kind == "prose"]


def told(sentence: str, *codes: str) -> list[Finding]:
    return [finding for finding in read(sentence).findings if finding.code in codes]


def test_a_sentence_that_repeats_a_row_proves_it() -> None:
    (check,) = prose("Gatuenheten visar ett underskott på 1,5 mnkr.")
    assert (check.row, check.column, check.ok) == (1, 2, True)


def test_the_total_is_repeated_by_a_sentence_about_the_board() -> None:
    (check,) = prose("Tekniska nämnden redovisar en negativ budgetavvikelse på totalt 0,61 mnkr.")
    assert (check.row, check.ok) == (3, True)


def test_a_plain_contradiction_names_both_places() -> None:
    (finding,) = told("Gatuenheten visar ett underskott på 1,8 mnkr.", "prose_mismatch")
    assert finding.where == "/budget_tables/0/rows/1/values/2"
    assert "1,8 mnkr" in finding.message
    assert "-1 520" in finding.message
    assert (finding.origin, finding.severity) == ("report", "warning")


def test_what_a_sentence_sets_apart_contradicts_nothing() -> None:
    assert not told("Jämfört med föregående år visar Gatuenheten ett underskott på 1,8 mnkr.", "prose_mismatch")
    assert not told("Gatuenheten hade i samband med vårens uppföljning ett underskott på 1,8 mnkr.", "prose_mismatch")
    assert not told("Underskottet (1,8 mnkr) beror på snö på Gatuenheten.", "prose_mismatch")


def test_an_amount_about_something_else_is_left_alone() -> None:
    assert not told("Gatuenheten köpte en plog för 1,8 mnkr.", "prose_mismatch", "unit_slip")


def test_a_unit_that_slipped_by_a_thousand_is_found() -> None:
    (finding,) = told("Verksamheten visar ett överskott om 1 262 mnkr.", "unit_slip")
    assert finding.suggestion == "1 262 tkr"
    assert "1 262 mnkr" in finding.message


def test_a_day_that_no_calendar_has() -> None:
    (finding,) = told("Beslutet gäller från den 31 juni.", "impossible_date")
    assert "31 juni" in finding.message
    assert not told("Beslutet gäller från den 30 juni och till den 29 februari 2020.", "impossible_date")
    assert told("Beslutet gäller till den 29 februari 2021.", "impossible_date")


def test_a_forecast_for_a_closed_year() -> None:
    head = "Delårsrapport 2020\n\nTekniska nämnden\n\nDrift\n\nTkr\tPrognos 2019\tBudget 2019\tAvvikelse\n"
    text = head + "A\t9\t8\t1\nB\t7\t9\t-2\n"
    found = [finding for finding in report(text).findings if finding.code == "impossible_date"]
    assert ["closed year" in finding.message for finding in found] == [True]


def test_a_date_in_figures_that_no_calendar_has() -> None:
    (finding,) = told("Planen antogs 2020-09-31.", "impossible_date")
    assert "2020-09-31" in finding.message
    assert not told("Planen antogs 2020-09-30, diarienummer 2020-09-31-4.", "impossible_date")


INDICATORS = "Uppföljning av mål 2020\n\n| Indikator | Målvärde | Utfall 2020 | Status |\n|---|---|---|---|\n| {} |\n"


def test_a_status_against_its_own_figures_is_a_conflict() -> None:
    row = "Andel nöjda besökare, procent | minst 80 | 71 | Uppfyllt"
    assert [f.code for f in report(INDICATORS.format(row)).findings if f.code == "status_conflict"] == [
        "status_conflict"
    ]
    row = "Andel nöjda besökare, procent | minst 80 | 83 | Uppfyllt"
    assert not [f for f in report(INDICATORS.format(row)).findings if f.code == "status_conflict"]


INVESTMENTS = (
    "Investeringar\n\nTkr\tBudget\tUtfall\tAvvikelse\nGång- och cykelväg\t40 000\t31 000\t9 000\n"
    "Ny bro\t25 000\t24 500\t500\nLekplatser\t7 000\t4 100\t2 900\n"
)


def read_investments(sentence: str) -> Report:
    return report(f"Årsrapport 2020\n\nTekniska nämnden\n\n{sentence}\n\n{INVESTMENTS}")


def test_a_sum_that_no_table_prints_is_repeated_by_the_text() -> None:
    read = read_investments("Av investeringsbudgeten på 72 mnkr har 59,6 mnkr använts.")
    found = [check for check in read.budget_tables[0].checks if check.kind == "prose"]
    assert [(check.row, check.column, check.found, check.ok, len(check.terms)) for check in found] == [
        (2, 0, 7000, True, 2),
        (2, 1, 4100, True, 2),
    ]


def test_what_is_left_of_a_budget_contradicts_the_rows() -> None:
    read = read_investments("Av det beslutade investeringsutrymmet på 72 000 tkr kommer 14 200 tkr inte att användas.")
    (finding,) = (finding for finding in read.findings if finding.code == "prose_mismatch")
    assert finding.where == "/budget_tables/0/columns/2"
    assert "come to 12400 tkr" in finding.message
    assert not [
        finding
        for finding in read_investments("Av investeringsutrymmet på 72 000 tkr används inte 12 400 tkr.").findings
        if finding.code == "prose_mismatch"
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Av investeringsbudgeten på 72 mnkr har 69,5 mnkr använts.", "come to 59600 tkr in «Utfall»"),
        ("Under året har 69,5 mnkr av investeringsbudgeten på 72,0 mnkr förbrukats.", "come to 59600 tkr in «Utfall»"),
        ("Under året har 59,6 mnkr av investeringsbudgeten på 72,0 mnkr förbrukats.", None),
        ("Av investeringsbudgeten på 90 mnkr har 69,5 mnkr använts.", None),
        ("Av investeringsbudgeten på 72 mnkr har 69,5 mnkr gått till vägar.", None),
    ],
)
def test_what_is_used_of_a_budget(sentence: str, found: str | None) -> None:
    told_ = [finding.message for finding in read_investments(sentence).findings if finding.code == "prose_mismatch"]
    assert [found in message for message in told_ if found] == ([True] if found else [])
    assert bool(told_) is bool(found)


def test_a_total_right_below_its_table() -> None:
    head = f"Delårsrapport 2020\n\nTekniska nämnden\n\n{TABLE}\n"
    wrong = report(f"{head}Den sammanlagda budgetavvikelsen uppgår till -0,9 mnkr.\n")
    assert ["-610" in f.message for f in wrong.findings if f.code == "prose_mismatch"] == [True]
    for true in (
        "Den sammanlagda budgetavvikelsen uppgår till -0,6 mnkr.",
        "Budgetavvikelsen för maskinerna uppgår till -0,9 mnkr.",
        "Jämfört med budgeten i fjol är den sammanlagda avvikelsen -0,9 mnkr.",
    ):
        assert not [f for f in report(f"{head}{true}\n").findings if f.code == "prose_mismatch"]


def test_a_loan_for_investments_is_no_investment() -> None:
    read = read_investments("Låneskulden har ökat med 3 mnkr till följd av investeringarna.")
    assert not [check for check in read.budget_tables[0].checks if check.kind == "prose"]


def test_a_difference_that_no_table_prints_is_repeated_by_the_text() -> None:
    text = "Nettokostnaden har ökat, skillnaden mot föregående år är 12 345 tkr."
    rows = "Kostnader\t-98 765\t-85 000\nIntäkter\t5 420\t4 000\nNetto\t-93 345\t-81 000\n"
    table = f"Drift\n\nTkr\tUtfall 2020\tUtfall 2019\n{rows}"
    read = report(f"Årsrapport 2020\n\nTekniska nämnden\n\n{text}\n\n{table}")
    (check,) = (check for check in read.budget_tables[0].checks if check.kind == "prose")
    assert (check.row, check.column, check.ok) == (2, 0, True)


@pytest.mark.parametrize(
    ("row", "conflict"),
    [
        ("Sjukfrånvaro, procent | högst 6,0 | 7,4 | Uppnått", True),
        ("Sjukfrånvaro, procent | högst 6,0 | 5,9 | Ej uppnått", True),
        ("Andel behöriga, procent | 80–85 | 83 | Ej uppnått", True),
        ("Andel behöriga, procent | 80–85 | 91 | Uppnått", False),
        ("Andel behöriga, procent | 80–85 | 91 | Ej uppnått", False),
        ("Andel behöriga, procent | öka | 91 | Ej uppnått", False),
        ("Klagomål, antal | < 20 | 20 | Uppnått", True),
    ],
)
def test_targets_against_outcomes_in_other_words(row: str, conflict: bool) -> None:
    found = [finding for finding in report(INDICATORS.format(row)).findings if finding.code == "status_conflict"]
    assert bool(found) is conflict
