"""What header cells say: the words decide, years and units are read along, the unknown stays unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.normalize.column import read_column
from kommunrapport.normalize.tables import rows


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Mål nr", "number"),
        ("Nr", "number"),
        ("KF-mål", "goal"),
        ("Nämndmål", "goal"),
        ("Nämndsmål/bolagsmål", "goal"),
        ("KF-uppdrag", "assignment"),
        ("Åtagande", "assignment"),
        ("Aktivitet", "assignment"),
        ("Indikatorer", "indicator"),
        ("Nyckeltal", "indicator"),
        ("Målindikator", "indicator"),
        ("Tot K/ M", "segment"),
        ("Måluppfyllelse januari–augusti", "status"),
        ("Nått?", "status"),
        ("Klarades målet?", "status"),
        ("Nådde målvärdet 2021?", "status"),
        ("Slutförd", "status"),
        ("Uppfyllda mål", "goal"),
        ("HT 2021", "year"),
        ("Vårterminen 2023", "year"),
        ("Läsåret 2021/22", "year"),
        ("Utfall läsåret 2021/22", "outcome"),
        ("Vår verksamhet", "unknown"),
        ("2021/20", "unknown"),
        ("Status för genomförande av uppdrag per 31 augusti 2020", "status"),
        ("Måluppfyllelse prognos helår", "forecast"),
        ("Uppnås vid årets slut?", "forecast"),
        ("Bedöms uppfyllas", "forecast"),
        ("Prognos för genomförande av uppdrag för helår 2020", "forecast"),
        ("Motivering/kommentar", "comment"),
        ("Kommentar", "comment"),
        ("Ansvarig nämnd", "responsible"),
        ("Målvärde 2020", "target"),
        ("Utfall 2018", "outcome"),
        ("Bokslut 2019", "outcome"),
        ("Utfall Ack dec", "outcome"),
        ("Budget 2020", "budget"),
        ("Årsbudget", "budget"),
        ("Helårsprognos", "forecast"),
        ("Avvikelse", "variance"),
        ("Avv Budg o Utf", "variance"),
        ("Budgetavvikelse", "variance"),
        ("Förändr% 2019 o 2020", "change_pct"),
        ("Förändring i %", "change_pct"),
        ("Positiva iakttagelser", "strength"),
        ("Förbättringsområden", "improvement"),
        ("Målområde", "area"),
        ("Not", "note"),
        ("2020", "year"),
        ("2023-08-31", "year"),
        ("Kv 1 2023", "year"),
        ("Q3 2023", "year"),
        ("Kv 2022", "unknown"),
        ("", "empty"),
        ("Blandat innehåll", "unknown"),
    ],
)
def test_headers_of_real_reports(header: str, field: str) -> None:
    assert read_column(header).field == field


@pytest.mark.parametrize(
    "header", ["KF-mål", "Kommentar", "Utfall 2019", "Avvikelse", "Målvärde", "Ansvarig", "Indikator"]
)
def test_case_emphasis_and_blanks_do_not_matter(header: str) -> None:
    field = read_column(header).field
    for variant in (header.upper(), header.lower(), f"  {header} ", f"{header}:", header.replace(" ", "\u00a0")):
        assert read_column(variant).field == field


@pytest.mark.parametrize(
    ("header", "field"), [("Måloppfyllelse", "status"), ("Målkategori", "indicator"), ("Kommentarr", "comment")]
)
def test_headers_that_ocr_misread(header: str, field: str) -> None:
    assert read_column(header).field == field


@pytest.mark.parametrize(
    ("header", "years"),
    [
        ("Utfall 2019", (2019,)),
        ("2019 Utfall", (2019,)),
        ("Budget", ()),
        ("Utfall 2020-08-31", (2020,)),
        ("Läsåret 2020/21", (2021,)),
        ("Vt 21", (2021,)),
    ],
)
def test_years_in_headers(header: str, years: tuple[int, ...]) -> None:
    column = read_column(header)
    assert column.years == years
    assert column.year == (max(years) if years else None)


@pytest.mark.parametrize(
    ("header", "detail"),
    [
        ("KF-mål", "council"),
        ("Nämndmål", "board"),
        ("Delmål", "sub"),
        ("Mål", None),
        ("Åtagande", "commitment"),
        ("Aktivitet", "activity"),
        ("Uppdrag", "assignment"),
    ],
)
def test_goal_levels_and_kinds_of_assignments(header: str, detail: str | None) -> None:
    assert read_column(header).detail == detail


@pytest.mark.parametrize("words", ["Budget/utfall", "utfall mot budget", "budget och utfall"])
def test_a_header_of_two_words_is_what_its_strongest_word_says(words: str) -> None:
    assert read_column(f"Avvikelse {words}").field == "variance"


def test_a_sentence_that_mentions_the_budget_is_no_header() -> None:
    assert (
        read_column("Kommunen har under året hållit sig inom den budget som fullmäktige beslutade.").field == "unknown"
    )


@given(st.text(max_size=60))
def test_any_text_is_read_without_error_and_keeps_its_words(text: str) -> None:
    column = read_column(text)
    assert "\n" not in column.label
    assert column.field != "empty" or not any(letter.isalnum() for letter in column.label)


def test_every_row_of_the_table_reads_as_it_says() -> None:
    wrong = [
        (row["phrase"], row["field"], read_column(row["phrase"]).field)
        for row in rows("columns")
        if row["match"] == "exact" and read_column(row["phrase"]).field != row["field"]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "header", ["Intäkter 2021", "Kostnader", "Nettokostnad 2021", "Föregående år", "Utfall fg. år"]
)
def test_amounts_of_a_finished_period_are_outcomes(header: str) -> None:
    assert read_column(header).field == "outcome"


@pytest.mark.parametrize("header", ["Budget intäkter", "Kostnader budget 2021", "Tilläggsanslag"])
def test_planned_amounts_are_budget(header: str) -> None:
    assert read_column(header).field == "budget"


def test_a_column_for_the_year_before() -> None:
    years = [
        read_column(text).year_in(2022) for text in ("Utfall föregående år", "Bokslut förra året", "Utfall", "2019")
    ]
    assert years == [2021, 2021, 2022, 2019]
    assert read_column("Utfall fg år").year_in(None) is None
