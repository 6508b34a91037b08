"""What an archive holds and lacks: reports that were expected, and municipality by year by part."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from kommunrapport.coverage import BadList, Expected, coverage, coverage_csv, lacking_reports, read_expected
from kommunrapport.heatmap import coverage_page
from kommunrapport.validation import Validated, validated
from tests.reports import report

MONEY = "\n\nTkr\tBudget\tUtfall\nVatten\t-9\t-8\nAvlopp\t-7\t-9\n"
BALANCE = "\n\nBalansräkning\n\nMnkr\t2022-08-31\t2021-12-31\nSumma tillgångar\t9\t8\nSumma eget kapital\t9\t8\n"


def judged(head: str, name: str) -> Validated:
    return validated(report(head + MONEY), file=name)


@pytest.fixture
def archive() -> list[Validated]:
    """An interim report as a draft without balance sheet and as decided, a board's, and another municipality's."""
    whole = "Delårsrapport per 31 augusti 2022\n\nTrosa kommun"
    return [
        judged(whole, "utkast.txt"),
        judged(whole + BALANCE, "beslutad.txt"),
        judged("Delårsrapport per 31 augusti 2022\n\nSocialnämnden\n\nTrosa kommun", "namnd.txt"),
        judged("Årsredovisning 2021\n\nGnesta kommun", "ar.txt"),
    ]


def test_the_list_may_name_municipalities_and_reports_as_people_do(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kommun;År;Rapport\nTrosa kommun;2022;delårsrapport\n0461;2021;Årsredovisning\n")
    (tmp_path / "b.csv").write_text("municipality,year,type,body\nTrosa,2022,interim_report,Socialnämnden\n")
    assert read_expected(tmp_path / "a.csv") == [
        Expected("Trosa kommun", 2022, "interim_report"),
        Expected("0461", 2021, "annual_report"),
    ]
    assert read_expected(tmp_path / "b.csv") == [Expected("Trosa", 2022, "interim_report", "Socialnämnden")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kommun,år\nTrosa,2022\n", "no column type"),
        ("kommun,år,rapport\nTrosa,i fjol,delårsrapport\n", "line 2: «i fjol» is no year"),
        ("kommun,år,rapport\nTrosa,2022,broschyr\n", "line 2: «broschyr» is no kind of report"),
    ],
)
def test_a_list_that_cannot_be_understood_says_where(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "list.csv").write_text(text)
    with pytest.raises(BadList, match=told):
        read_expected(tmp_path / "list.csv")


def test_what_the_archive_lacks_is_named(archive: list[Validated]) -> None:
    there = [
        Expected("Trosa kommun", 2022, "interim_report"),
        Expected("0488", 2022, "interim_report", "Socialnämnden"),
        Expected("Gnesta", 2021, "annual_report"),
    ]
    lacking = [
        Expected("Trosa", 2022, "annual_report"),
        Expected("Trosa", 2021, "interim_report"),
        Expected("Trosa", 2022, "interim_report", "Tekniska nämnden"),
        Expected("Nyköping", 2022, "interim_report"),
    ]
    assert list(lacking_reports([*there, *lacking], archive)) == lacking


def test_a_board_s_report_does_not_stand_for_the_municipality_s(archive: list[Validated]) -> None:
    wanted = Expected("Trosa", 2022, "interim_report")
    assert list(lacking_reports([wanted], archive[2:3])) == [wanted]


def test_the_best_of_several_files_counts(archive: list[Validated]) -> None:
    rows = {(row.municipality, row.body): row for row in coverage(archive)}
    assert rows["Trosa", ""].files == ("utkast.txt", "beslutad.txt")
    assert (rows["Trosa", ""].verdicts["D05"], rows["Trosa", ""].verdicts["D12"]) == ("present", "missing")
    assert rows["Trosa", "Socialnämnden"].profile == "board"


def test_the_matrix_has_a_line_for_each_report_and_a_column_for_each_item(archive: list[Validated]) -> None:
    lines = list(csv.DictReader(io.StringIO(coverage_csv(coverage(archive)))))
    assert [(line["municipality"], line["year"], line["profile"]) for line in lines] == [
        ("Gnesta", "2021", "annual"),
        ("Trosa", "2022", "interim"),
        ("Trosa", "2022", "board"),
    ]
    assert (lines[0]["A01"], lines[1]["A01"], lines[1]["D05"]) == ("missing", "", "present")


def test_the_page_stands_alone(archive: list[Validated]) -> None:
    page = coverage_page(coverage(archive))
    assert page.count("<svg") == 3
    assert not re.search(r"<script|<link|@import|(?:src|href)=\"(?!#)(?:https?:)?//", page)
    assert 'title="D05 Balansräkning: present"' in page
    assert "<li><b>D05</b> Balansräkning</li>" in page


def test_the_page_sets_apart_what_the_law_asks_from_what_is_merely_worth_knowing(archive: list[Validated]) -> None:
    page = coverage_page(coverage(archive[:1]))
    assert '<td class="missing" title="D05 Balansräkning: missing (error)">' in page
    assert '<td class="missing_minor" title="D19 Revisorernas bedömning: missing (warning or info)">' in page
