# ruff: noqa: E501 -- each line of text is a whole invented report
"""Budget tables: what their columns and rows are, in which unit, however the conversion shifted the header."""

from __future__ import annotations

import pytest

from tests.reports import findings, only_table, report, roles, row_kinds, years

HEAD = "Delårsrapport 2020\n\nParknämnden\n\n"
PLAIN = (
    "Driftbudget\n\nTkr\tBudget\tUtfall\tAvvikelse\nPark\t-900\t-950\t-50\n"
    "Lek\t-800\t-700\t100\nSumma\t-1 700\t-1 650\t50\n"
)


def test_a_plain_table() -> None:
    table = only_table(HEAD + PLAIN)
    assert (table.title, table.kind, table.unit) == ("Driftbudget", "operating", "tkr")
    assert roles(table) == ["budget", "outcome", "variance"]
    assert years(table) == [2020, 2020, 2020]
    assert [row.values for row in table.rows] == [[-900, -950, -50], [-800, -700, 100], [-1700, -1650, 50]]
    assert row_kinds(table) == [("Park", "item"), ("Lek", "item"), ("Summa", "total")]
    assert table.variance_rule == "outcome - budget"


def test_printed_figures_are_kept_beside_the_numbers() -> None:
    assert [row.raw for row in only_table(HEAD + PLAIN).rows][2] == ["-1 700", "-1 650", "50"]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f", "\u2009", ""])
def test_thousands_are_set_apart_by_any_blank(blank: str) -> None:
    text = HEAD + PLAIN.replace("1 700", f"1{blank}700").replace("1 650", f"1{blank}650")
    assert only_table(text).rows[2].values == [-1700, -1650, 50]


@pytest.mark.parametrize("minus", ["-", "–", "−", "- ", "– "])
def test_a_minus_may_be_any_dash_with_or_without_a_blank(minus: str) -> None:
    text = HEAD + PLAIN.replace("-1 700", f"{minus}1 700").replace("-900", f"{minus}900")
    table = only_table(text)
    assert (table.rows[0].values[0], table.rows[2].values[0]) == (-900, -1700)


def test_a_printed_dash_or_blank_is_null() -> None:
    table = only_table(
        HEAD + "Driftbudget\n\nTkr\tBudget\tUtfall\tAvvikelse\nPark\t-900\t-950\t-50\nLek\t-\t–\t\nTräd\t-20\t-10\t10\n"
    )
    assert table.rows[1].values == [None, None, None]


# Rules of variance


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ("A\t-900\t-950\t-50\nB\t-800\t-700\t100\n", "outcome - budget"),
        ("A\t900\t950\t-50\nB\t800\t700\t100\n", "budget - outcome"),
        ("A\t900\t950\t50\nB\t800\t700\t-100\n", "outcome - budget"),
        ("A\t900\t950\t7\nB\t800\t700\t8\n", None),
    ],
)
def test_the_rule_of_variance_is_what_the_rows_show(rows: str, rule: str | None) -> None:
    assert only_table(HEAD + "Drift\n\nTkr\tBudget\tUtfall\tAvvikelse\n" + rows).variance_rule == rule


def test_rounding_does_not_break_the_rule() -> None:
    rows = "A\t-10,4\t-10,9\t-0,6\nB\t-8,0\t-7,1\t0,9\n"
    assert only_table(HEAD + "Drift\n\nMnkr\tBudget\tUtfall\tAvvikelse\n" + rows).variance_rule == "outcome - budget"


def test_a_forecast_may_be_what_is_compared_with_the_budget() -> None:
    table = only_table(
        HEAD + "| Tkr | Prognos helår | Budget | Avvikelse |\n|---|---|---|---|\n"
        "| Park | 300 | 490 | 190 |\n| Lek | 15 | 15 | 0 |\n| Bad | 10 | 30 | 20 |\n"
    )
    assert (roles(table), table.variance_rule) == (["forecast", "budget", "variance"], "budget - forecast")


# Rows


def test_rows_that_say_varav_are_in_no_sum() -> None:
    text = HEAD + PLAIN.replace("Summa", "varav blommor\t-100\t-120\t-20\nSumma")
    assert row_kinds(only_table(text)) == [
        ("Park", "item"),
        ("Lek", "item"),
        ("varav blommor", "of_which"),
        ("Summa", "total"),
    ]


@pytest.mark.parametrize("word", ["varav", "- varav", "-varav", "därav", "Varav"])
def test_of_which_is_printed_in_many_ways(word: str) -> None:
    text = HEAD + PLAIN + f"{word} personal\t-5\t-5\t0\n"
    assert row_kinds(only_table(text))[-1] == (f"{word} personal", "of_which")


def test_subtotals_and_the_total_of_an_income_statement() -> None:
    table = only_table(
        HEAD + "Resultaträkning\n\n| Tkr | Helårsprognos | Budget | Avvikelse |\n"
        "|---|---|---|---|\n| Bidrag | 40 | 10 | 30 |\n"
        "| Övriga intäkter | 60 | 50 | 10 |\n| Totala intäkter | 100 | 60 | 40 |\n"
        "| Lönekostnader | -150 | -160 | 10 |\n"
        "| Pensioner | -30 | -20 | -10 |\n| Totala personalkostnader | -180 | -180 | 0 |\n"
        "| Nettokostnad | -80 | -120 | 40 |\n"
    )
    assert table.kind == "income_statement"
    assert [kind for _, kind in row_kinds(table)] == ["item", "item", "subtotal", "item", "item", "subtotal", "total"]


def test_a_closing_row_without_a_name_is_the_total() -> None:
    text = HEAD + PLAIN.replace("Summa\t", "\t")
    assert row_kinds(only_table(text))[-1] == (None, "total")


def test_a_total_printed_twice_is_kept_twice() -> None:
    text = HEAD + PLAIN.replace("Summa\t", "\t") + "\t-1 700\t-1 650\t50\n"
    assert row_kinds(only_table(text))[-2:] == [(None, "total"), (None, "total")]


def test_codes_in_front_of_labels_are_codes() -> None:
    text = (
        HEAD + "Drift\n\nTkr\tBudget\tUtfall\tAvvikelse\nPA1 Park\t-900\t-950\t-50\n"
        "LE2 Lek\t-800\t-700\t100\n\t-1 700\t-1 650\t50\n"
    )
    table = only_table(text)
    assert [(row.code, row.label) for row in table.rows] == [("PA1", "Park"), ("LE2", "Lek"), (None, None)]


# Units


@pytest.mark.parametrize(
    ("title", "corner", "line", "unit"),
    [
        ("Drift", "Tkr", "", "tkr"),
        ("Drift", "Mnkr", "", "mnkr"),
        ("Drift", "Belopp i tkr", "", "tkr"),
        ("Driftredovisning (mnkr)", "", "", "mnkr"),
        ("Drift, tkr", "", "", "tkr"),
        ("Drift", "", "Belopp i tkr", "tkr"),
        ("Drift", "Miljoner kronor", "", "mnkr"),
        ("Drift", "kkr", "", "tkr"),
        ("Drift", "MSEK", "", "mnkr"),
        ("Drift", "Verksamhet (tkr)", "", "tkr"),
    ],
)
def test_the_unit_stands_in_title_corner_or_line(title: str, corner: str, line: str, unit: str) -> None:
    between = f"{line}\n\n" if line else ""
    rows = "A\t-900\t-950\t-50\nB\t-800\t-700\t100\n"
    assert only_table(HEAD + f"{title}\n\n{between}{corner}\tBudget\tUtfall\tAvvikelse\n{rows}").unit == unit


def test_a_table_without_a_unit_has_none_and_is_reported() -> None:
    text = HEAD + PLAIN.replace("Tkr\t", "\t")
    assert only_table(text).unit is None
    assert "table_without_unit" in findings(text)


def test_a_unit_row_under_the_header_is_no_row() -> None:
    table = only_table(
        HEAD + "Nettoredovisning\tBokslut 2019\tBokslut 2020\tBudget 2020\tAvvikelse\nBelopp i tkr\t\t\t\t\n"
        "Park\t-900\t-950\t-900\t-50\nLek\t-800\t-700\t-800\t100\n"
    )
    assert (table.unit, [row.label for row in table.rows]) == ("tkr", ["Park", "Lek"])


# Headers that the conversion broke


def test_a_header_over_two_lines() -> None:
    table = only_table(
        HEAD + "Tabell, tkr\n\nRN3\t2019\t2020\t2020\t2020\tFörändr% 2019 o 2020\n"
        "\tBokslut\tUtfall Ack dec\tBudget\tAvv Budg o Utf\t\n"
        "PA Park\t-900\t-950\t-900\t-50\t5,6\nLE Lek\t-800\t-700\t-800\t100\t-12,5\n"
        "\t-1 700\t-1 650\t-1 700\t50\t-2,9\n"
    )
    assert roles(table) == ["outcome", "outcome", "budget", "variance", "change_pct"]
    assert years(table) == [2019, 2020, 2020, 2020, 2020]


def test_a_header_shifted_by_one_column_is_read_by_its_words_and_the_sums() -> None:
    table = only_table(
        HEAD
        + "Tabell, tkr\n\nRN3\t2019\t2020\t2020\t2020\tFörändr% 2019 o 2020\t\n\tBokslut\tUtfall\tAck dec\tBudget\t\t\n"
        "PA Park\t-900\t-950\t-910\t\t-40\t5,6\nLE Lek\t-800\t-700\t-760\t\t60\t-12,5\n"
        "\t-1 700\t-1 650\t-1 670\t\t20\t-2,9\n"
    )
    assert roles(table) == ["outcome", "outcome", "budget", "variance", "change_pct"]


def test_a_column_whose_header_was_cut_is_what_the_rows_show() -> None:
    table = only_table(
        HEAD + "Drift\n\nTkr\tBudget\tUtfall\t\nPark\t-900\t-950\t-50\nLek\t-800\t-700\t100\nBad\t-10\t-12\t-2\n"
    )
    assert roles(table) == ["budget", "outcome", "variance"]


def test_a_header_that_a_page_break_repeats_is_no_row() -> None:
    header = "| Tkr | Budget | Utfall | Avvikelse |\n|---|---|---|---|\n"
    tables = report(HEAD + header + "| A | 1 | 2 | -1 |\n| B | 5 | 2 | 3 |\n").budget_tables
    assert [row.label for row in tables[0].rows] == ["A", "B"]


def test_the_notes_of_an_income_statement_are_no_figures() -> None:
    table = only_table(
        HEAD + "Resultaträkning\n\n| Mnkr | Not | 2020 | 2019 |\n|---|---|---|---|\n"
        "| Verksamhetens intäkter | 2 | 210,4 | 198,7 |\n"
        "| Verksamhetens kostnader | 3 | -1 020,6 | -985,3 |\n| Årets resultat | | -810,2 | -786,6 |\n"
    )
    assert (years(table), table.rows[0].values) == ([2020, 2019], [210.4, 198.7])


def test_two_variances_in_one_table_keep_their_places() -> None:
    table = only_table(
        HEAD + "Ekonomi\n\n| Tkr | Budget jan-aug | Utfall jan-aug | Avvikelse | Årsbudget | "
        "Årsprognos | Avvikelse |\n|---|---|---|---|---|---|---|\n"
        "| Park | 60 | 58 | 2 | 90 | 89 | 1 |\n| Lek | 120 | 122 | -2 | 180 | 184 | -4 |\n"
        "| Summa | 180 | 180 | 0 | 270 | 273 | -3 |\n"
    )
    assert roles(table) == ["budget", "outcome", "variance", "budget", "forecast", "variance"]


# Kinds


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Resultaträkning", "income_statement"),
        ("Balansräkning", "balance_sheet"),
        ("Investeringar", "investment"),
        ("Investeringsredovisning", "investment"),
        ("Driftredovisning per nämnd", "operating"),
        ("Kassaflödesanalys", "cash_flow"),
    ],
)
def test_the_title_tells_what_a_table_is(title: str, kind: str) -> None:
    rows = "| A | 100 | 200 | -100 |\n| B | 500 | 200 | 300 |\n"
    text = HEAD + f"{title}\n\n| Tkr | Budget 2020 | Utfall 2020 | Avvikelse |\n|---|---|---|---|\n{rows}"
    assert only_table(text).kind == kind


def test_a_list_of_variances_explains_them() -> None:
    table = only_table(
        HEAD + "Prognostiserad budgetavvikelse - viktigaste förklaringar (tkr)\n\n| | |\n"
        "|---|---|\n| Vakanta tjänster | 1 200 |\n"
        "| Dyrare el | -700 |\n| Summa budgetavvikelser | 500 |\n"
    )
    assert (table.kind, roles(table)) == ("variance_explanation", ["variance"])
    assert row_kinds(table)[-1] == ("Summa budgetavvikelser", "total")


def test_net_cost_development() -> None:
    table = only_table(
        HEAD + "Nettokostnadsutveckling\n\n"
        "| Tkr | Prognos 2020 | Utfall 2019 | Förändring i % |\n|---|---|---|---|\n"
        "| Intäkter | 110 | 100 | 10,0 |\n"
        "| Kostnader | -220 | -200 | 10,0 |\n| Nettokostnad | -110 | -100 | 10,0 |\n"
    )
    assert (table.kind, roles(table), years(table)) == (
        "net_cost",
        ["forecast", "outcome", "change_pct"],
        [2020, 2019, 2020],
    )


# What is no budget table


def test_tables_of_goals_indicators_and_contents_are_no_money() -> None:
    text = (
        HEAD + "Innehåll\n\n| | |\n|---|---|\n| Mål | 3 |\n| Ekonomi | 9 |\n\n"
        "| Mål | Status |\n|---|---|\n| Fler träd | Uppfyllt |\n\n| Indikator | Utfall 2020 | Målvärde |\n"
        "|---|---|---|\n| Andel nöjda | 77 | 80 |\n"
    )
    assert report(text).budget_tables == []


def test_a_cell_that_holds_no_number_is_null_with_its_text_kept() -> None:
    text = HEAD + PLAIN.replace("-950\t-50", "#####\t-50")
    row = only_table(text).rows[0]
    assert (row.values, row.raw) == ([-900, None, -50], ["-900", "#####", "-50"])


def test_figures_run_together_are_null_rather_than_guessed() -> None:
    text = HEAD + PLAIN.replace("-950\t-50", "563-149154\t-50")
    assert only_table(text).rows[0].values[1] is None


def test_a_unit_line_between_title_and_table_is_no_title() -> None:
    table = only_table(
        HEAD
        + "Driftredovisning\n\nBelopp i tkr\n\n\tBudget\tUtfall\tAvvikelse\nA\t-900\t-950\t-50\nB\t-800\t-700\t100\n"
    )
    assert (table.title, table.unit) == ("Driftredovisning", "tkr")


def test_a_unit_line_between_title_and_list_of_variances() -> None:
    table = only_table(
        HEAD + "Prognostiserad budgetavvikelse - viktigaste förklaringar\n\nBelopp i tkr\n\n| | |\n"
        "|---|---|\n| Vakanta tjänster | 1 200 |\n"
        "| Dyrare el | -700 |\n| Summa budgetavvikelser | 500 |\n"
    )
    assert (table.kind, table.unit) == ("variance_explanation", "tkr")


def test_a_unit_line_is_no_heading() -> None:
    assert "Belopp i tkr" not in [h.title for h in report(HEAD + "Drift\n\nBelopp i tkr\n\nEn rad text.").outline]


def test_a_total_printed_first_is_a_total() -> None:
    table = only_table(
        HEAD + "| Mnkr | Budget | Prognos | Avvikelse |\n|---|---|---|---|\n| Totalt | 30 | 33 | -3 |\n"
        "| A | 10 | 12 | -2 |\n| B | 20 | 21 | -1 |\n"
    )
    assert row_kinds(table) == [("Totalt", "total"), ("A", "item"), ("B", "item")]


def test_a_likely_sum_that_sums_nothing_is_an_item() -> None:
    table = only_table(
        HEAD + "Resultaträkning\n\n| Mnkr | 2020 | 2019 |\n|---|---|---|\n| Verksamhetens intäkter | 210,4 | 198,7 |\n"
        "| Verksamhetens kostnader | -1 020,6 | -985,3 |\n| Verksamhetens nettokostnader | -810,2 | -786,6 |\n"
    )
    assert [kind for _, kind in row_kinds(table)] == ["item", "item", "total"]


def test_parentheses_are_negative_where_the_document_says_so() -> None:
    table = only_table(
        HEAD + "Belopp inom parentes är negativa.\n\nDrift\n\n| Tkr | Utfall | Budget | Avvikelse |\n"
        "|---|---|---|---|\n| A | (41 300) | (40 500) | (800) |\n| B | 500 | 400 | 100 |\n"
    )
    assert table.rows[0].values == [-41300, -40500, -800]


def test_points_are_thousands_where_the_table_shows_it() -> None:
    table = only_table(
        HEAD + "Drift\n\n| Kr | Budget | Utfall | Avvikelse |\n|---|---|---|---|\n"
        "| A | 1.210.400 | 1.180.200 | 30.200 |\n| B | 640.100 | 600.000 | 40.100 |\n"
    )
    assert [row.values for row in table.rows] == [[1210400, 1180200, 30200], [640100, 600000, 40100]]


def test_a_table_set_with_blanks() -> None:
    table = only_table(
        "Månadsrapport april 2020\nTekniska nämnden\n\nBelopp i tkr\n\n"
        "Verksamhet            Budget    Utfall   Avvikelse\n"
        "Gator                 12 400    11 900         500\n"
        "Parker                 3 100     3 300        -200\n"
        "Summa                 15 500    15 200         300\n"
    )
    assert (table.unit, roles(table)) == ("tkr", ["budget", "outcome", "variance"])
    assert [row.values for row in table.rows] == [[12400, 11900, 500], [3100, 3300, -200], [15500, 15200, 300]]


def test_decimal_points_are_decimals_where_nothing_else_fits() -> None:
    table = only_table(
        HEAD + ("Drift\n\nMkr\tBudget\tPrognos\tDiff\nA\t21.5\t21.0\t0.5\nB\t8.2\t8.4\t-0.2\nSumma\t29.7\t29.4\t0.3\n")
    )
    assert [row.values for row in table.rows] == [[21.5, 21.0, 0.5], [8.2, 8.4, -0.2], [29.7, 29.4, 0.3]]


def test_two_forecasts_and_the_change_between_them() -> None:
    table = only_table(
        HEAD + "| Tkr | Budget | Prognos april | Prognos maj | Avvikelse mot budget | Förändring sedan april |\n"
        "|---|---|---|---|---|---|\n| Plan | 124 | 129 | 131 | -7 | -2 |\n| Gata | 453 | 453 | 450 | 3 | 3 |\n"
        "| Summa | 577 | 582 | 581 | -4 | 1 |\n"
    )
    assert roles(table) == ["budget", "forecast", "forecast", "variance", "change"]


def test_a_header_with_groups_above() -> None:
    table = only_table(
        "Delårsbokslut 2019\n\nDriftredovisning, tkr\n\n\t\tHelår\t\t\tPeriod\t\n"
        "Nämnd\tBudget\tPrognos\tAvvikelse\tBudget\tUtfall\tAvvikelse\n"
        "Kommunstyrelsen\t-521\t-514\t7\t-347\t-339\t8\n"
        "Byggnadsnämnden\t-82\t-86\t-4\t-55\t-57\t-2\nSumma\t-603\t-600\t3\t-402\t-396\t6\n"
    )
    assert roles(table) == ["budget", "forecast", "variance", "budget", "outcome", "variance"]


def test_net_amounts_are_the_outcome() -> None:
    table = only_table(
        "Årsredovisning 2019\n\nDriftredovisning\n\n"
        "Mnkr\tKostnader\tIntäkter\tNetto\tBudget\tAvvikelse\nA\t-92\t21\t-71\t-72\t1\n"
        "B\t-30\t6\t-24\t-23\t-1\nSumma\t-122\t27\t-95\t-95\t0\n"
    )
    assert (roles(table)[2:], table.variance_rule) == (["outcome", "budget", "variance"], "outcome - budget")


def test_headers_of_municipality_and_group() -> None:
    table = only_table(
        "# Årsredovisning 2020\n\n## Resultaträkning\n\n"
        "| Belopp i mnkr | Not | Kommunen 2020 | Kommunen 2019 | Koncernen 2020 |\n"
        "|---|---|---|---|---|\n| Verksamhetens intäkter | 3 | 180,2 | 171,5 | 320,4 |\n"
        "| Verksamhetens kostnader | 4,5 | -910,0 | -880,3 | -990,0 |\n"
        "| Årets resultat | | 15,3 | 4,0 | 28,4 |\n"
    )
    assert (table.unit, years(table), roles(table)) == ("mnkr", [2020, 2019, 2020], ["outcome"] * 3)


def test_a_title_far_above_is_not_a_tables_title() -> None:
    table = only_table(
        "Månadsrapport maj 2020\n\nTekniska nämnden\n\nBelopp i tkr\n\n"
        "\tBudget\tUtfall\tAvvikelse\nGator\t9\t8\t1\nVatten\t7\t9\t-2\n"
    )
    assert table.title is None


def test_the_unit_printed_in_the_rows() -> None:
    table = only_table(
        "# Månadsuppföljning 2024\n\n## Ekonomi\n\n| Verksamhet | Budget | Prognos | Avvikelse |\n"
        "|---|---|---|---|\n| Hemtjänst (tkr) | 45 | 47 | -2 |\n| LSS (tkr) | 38 | 37 | 1 |\n"
    )
    assert table.unit == "tkr"


def test_a_list_of_variances_with_plus_signs() -> None:
    table = only_table(
        "Delårsrapport 2020\n\nOmsorgsnämnden\n\nAvvikelser mot budget helår (mnkr)\n\n"
        "Hemtjänst\t-3,5\nSärskilt boende\t+1,2\nStatsbidrag\t+2,8\nSjuklöner\t-0,9\nSumma\t-0,4\n"
    )
    assert (table.kind, table.unit, [row.values for row in table.rows]) == (
        ("variance_explanation"),
        "mnkr",
        [[-3.5], [1.2], [2.8], [-0.9], [-0.4]],
    )


def test_a_caption_in_the_first_row_is_the_title() -> None:
    table = only_table(
        "# Delårsrapport 2023\n\nTekniska nämnden\n\n| Tabell 4. Driftredovisning (tkr) | | | |\n"
        "|---|---|---|---|\n| Verksamhet | Budget | Prognos | Avvikelse |\n"
        "| Gator | 12 | 13 | -1 |\n| Park | 4 | 3 | 1 |\n"
    )
    assert (table.title, table.unit) == ("Driftredovisning (tkr)", "tkr")


@pytest.mark.parametrize("name", ["Kommunen", "Koncernen", "Sammanställd redovisning", "Kommunkoncernen"])
def test_the_years_of_an_organisation_are_outcomes(name: str) -> None:
    table = only_table(
        f"# Årsredovisning 2024\n\n## Resultaträkning\n\n| Mnkr | {name} 2024 | {name} 2023 |\n"
        f"|---|---|---|\n| Verksamhetens intäkter | 1 420,1 | 1 380,4 |\n"
        f"| Årets resultat | 189,9 | 200,9 |\n"
    )
    assert (roles(table), years(table)) == (["outcome", "outcome"], [2024, 2023])


def test_headers_that_run_together_under_a_unit_do_not_lose_the_table() -> None:
    header = (
        "Norr förskola och skola Söder förskola och skola exkl. modersmål Väst förskola och skola inkl. lokaler " * 2
    )
    text = (
        f"Månadsuppföljning 2021\n\nSkolnämnden\n\nAvvikelser\n\n| Belopp i tkr | Stab | {header}| | | Summa |\n"
        "| Intäkter | 120 | -410 | 230 | 90 | 30 |\n| Löner | -890 | 1 200 | -300 | -75 | -65 |\n"
        "| Lokaler | 15 | -640 | 0 | 410 | -215 |\n| Netto | -755 | 150 | -70 | 425 | -250 |\n"
    )
    table = only_table(text)
    assert (table.unit, len(table.rows), table.verified.proven) == ("tkr", 4, 20)
    assert table.columns[0].label == "Stab"


def test_a_variance_whose_word_was_misread_is_no_second_forecast() -> None:
    text = (
        "Delårsrapport 2021\n\nSkolnämnden\n\nInvesteringar\n\n"
        "Tkr\tBudget 2021\tPrognos helår 2021\tAyv. prognos/ budget 2021\n"
        "Inventarier\t1 790\t1 650\t-140\nArbetsmiljö\t420\t500\t80\nOmbyggnad\t1 500\t1 500\t0\n"
    )
    assert roles(only_table(text)) == ["budget", "forecast", "variance"]
    later = text.replace("Ayv. prognos/ budget 2021", "Föregående prognos").replace("-140", "1 700")
    assert "variance" not in roles(only_table(later.replace("\t80\n", "\t450\n").replace("\t0\n", "\t1 500\n")))


def test_figures_that_may_be_several_numbers_are_told() -> None:
    rows = "Tkr\tBudget\tUtfall\nBidrag\t1131 226\t1131 226\nLöner\t-900\t-850\n"
    read = report(f"Delårsrapport 2021\n\nSkolnämnden\n\nDrift\n\n{rows}")
    (finding,) = (finding for finding in read.findings if finding.code == "table_unresolved")
    assert "«1131 226» in «Bidrag»" in finding.message
    assert read.budget_tables[0].rows[0].values == [None, None]


def test_kinds_of_income_and_cost_by_their_short_names() -> None:
    table = only_table(
        "# Månadsrapport maj 2022\n\nHamnnämnden\n\n## Intäkter och kostnader\n\n"
        "| Tkr | Utfall | Budget | Avvikelse |\n|---|---|---|---|\n"
        "| Försäljning | 210 | 200 | 10 |\n| Taxor och avgifter | 90 | 100 | -10 |\n| Personal | -150 | -160 | 10 |\n"
        "| Inköp | -40 | -50 | 10 |\n| Köpta tjänster | -60 | -50 | -10 |\n| Hela nämnden | 50 | 40 | 10 |\n"
    )
    assert table.kind == "account_groups"
    assert [row.kind for row in table.rows] == [*["item"] * 5, "total"]


def test_what_is_left_at_the_end_closes_a_cash_flow_and_a_balance_requirement() -> None:
    head = "# Årsredovisning 2022\n\nSjöbyns kommun\n\n"
    flow = "## Kassaflödesanalys, mnkr\n\n| | 2022 | 2021 |\n|---|---|---|\n| Medel från verksamheten | 40 | 35 |\n| Medel från investeringar | -30 | -20 |\n| Årets kassaflöde | 10 | 15 |\n| Likvida medel vid årets början | 55 | 40 |\n| Likvida medel vid årets slut | 65 | 55 |\n"
    assert row_kinds(only_table(head + flow))[-3:] == [
        ("Årets kassaflöde", "subtotal"),
        ("Likvida medel vid årets början", "item"),
        ("Likvida medel vid årets slut", "total"),
    ]
    balance = "## Balanskravsutredning, mnkr\n\n| | 2022 | 2021 |\n|---|---|---|\n| Årets resultat enligt resultaträkningen | 61,3 | 114,4 |\n| Samtliga realisationsvinster | -6,1 | -2,4 |\n| Årets resultat efter balanskravsjusteringar | 55,2 | 112,0 |\n| Reservering till resultatutjämningsreserv | -20,0 | -25,0 |\n| Årets balanskravsresultat | 35,2 | 87,0 |\n"
    assert [kind for _, kind in row_kinds(only_table(head + balance))] == ["item", "item", "subtotal", "item", "total"]


def test_a_step_of_the_income_statement_that_equals_the_result_of_the_year_is_no_second_total() -> None:
    table = only_table(
        "# Årsredovisning 2022\n\nSjöbyns kommun\n\n## Resultaträkning, mnkr\n\n| | 2022 | 2021 |\n|---|---|---|\n| Verksamhetens resultat | 55,0 | 104,7 |\n| Finansiella intäkter | 15,7 | 10,1 |\n| Finansiella kostnader | -22,9 | -8,8 |\n| Resultat efter finansiella poster | 47,8 | 106,0 |\n| Årets resultat | 47,8 | 106,0 |\n"
    )
    assert row_kinds(table)[-2:] == [("Resultat efter finansiella poster", "subtotal"), ("Årets resultat", "total")]


def test_bare_revenue_and_cost_under_their_parts_are_subtotals() -> None:
    table = only_table(
        "# Delårsrapport 2022\n\nByggnadsnämnden\n\n## Resultat per kontogrupp, tkr\n\n| | Utfall | Budget | Avvikelse |\n|---|---|---|---|\n| Bygglovsavgifter | 4300 | 4600 | -300 |\n| Tillsynsavgifter | 2950 | 2900 | 50 |\n| Intäkter | 7250 | 7500 | -250 |\n| Löner | -17900 | -18200 | 300 |\n| Konsulter | -1750 | -800 | -950 |\n| Kostnader | -19650 | -19000 | -650 |\n| Netto | -12400 | -11500 | -900 |\n"
    )
    assert [kind for _, kind in row_kinds(table)] == ["item", "item", "subtotal", "item", "item", "subtotal", "total"]
    table = only_table(
        "# Delårsrapport 2022\n\nByggnadsnämnden\n\n## Resultat, tkr\n\n| | Utfall | Budget |\n|---|---|---|\n| Intäkter | 7250 | 7500 |\n| Personal | -17900 | -18200 |\n| Kostnader för lokaler | -1750 | -800 |\n| Netto | -12400 | -11500 |\n"
    )
    assert [kind for _, kind in row_kinds(table)] == ["item", "item", "item", "total"]


@pytest.mark.parametrize("ending", ["at", "ad verksamhet"])
def test_what_taxes_and_what_fees_pay_are_subtotals_below_their_parts(ending: str) -> None:
    rows = (
        f"| Gator | -100 | -90 | 10 |\n| Parker | -50 | -55 | -5 |\n| Skattefinansier{ending} | -150 | -145 | 5 |\n"
        f"| Vatten | -40 | -38 | 2 |\n| Avfall | -20 | -21 | -1 |\n| Taxefinansier{ending} | -60 | -59 | 1 |\n"
        "| Totalt | -210 | -204 | 6 |\n"
    )
    head = "| Verksamhet | Budget 2021 | Utfall 2021 | Avvikelse |\n|---|---|---|---|\n"
    text = f"# Årsrapport 2021\n\nTekniska nämnden\n\n## Driftredovisning, tkr\n\n{head}"
    assert [kind for _, kind in row_kinds(only_table(text + rows))] == [
        "item",
        "item",
        "subtotal",
        "item",
        "item",
        "subtotal",
        "total",
    ]
    bare = f"| Skattefinansier{ending} | -150 | -145 | 5 |\n| Taxefinansier{ending} | -60 | -59 | 1 |\n| Totalt | -210 | -204 | 6 |\n"
    assert [kind for _, kind in row_kinds(only_table(text + bare))] == ["item", "item", "total"]


@pytest.mark.parametrize(
    ("heads", "figures", "role"),
    [
        (
            "Utfall 2021 | Utfall 2022 | Budget 2022",
            ["50,0 | 52,5 | 52,0 | -0,5", "20,0 | 21,0 | 23,0 | 2,0"],
            "variance",
        ),
        ("Utfall 2021 | Utfall 2022 | Budget 2022", ["50,0 | 52,5 | 52,0 | 2,5", "20,0 | 21,0 | 23,0 | 1,0"], "change"),
    ],
)
def test_a_difference_is_what_the_arithmetic_says_and_all_boards_are_a_total(
    heads: str, figures: list[str], role: str
) -> None:
    sums = {"variance": "70,0 | 73,5 | 75,0 | 1,5", "change": "70,0 | 73,5 | 75,0 | 3,5"}
    rows = f"| Skolnämnden | {figures[0]} |\n| Vattennämnden | {figures[1]} |\n| Alla nämnder | {sums[role]} |\n"
    text = (
        f"# Årsrapport 2022\n\n## Nettokostnad, mnkr\n\n| Nämnd | {heads} | Skillnad |\n|---|---|---|---|---|\n{rows}"
    )
    table = only_table(text)
    assert roles(table) == ["outcome", "outcome", "budget", role]
    assert row_kinds(table)[-1] == ("Alla nämnder", "total")


def test_a_chapter_that_follows_up_the_budget_names_its_table() -> None:
    table = "| Tkr | Budget | Utfall | Avvikelse |\n|---|---|---|---|\n| Kök | -500 | -480 | 20 |\n| Städ | -100 | -110 | -10 |\n"
    text = (
        f"# Kvartalsrapport 1 2025\n\n## Mål\n\nInga.\n\n## Budgetuppföljning\n\nNämnden går med underskott.\n\n{table}"
    )
    assert only_table(text).title == "Budgetuppföljning"
    assert only_table(f"# Budgetuppföljning\n\n{table}").title is None


def test_a_line_that_tells_a_figure_heads_no_table_and_the_corner_may() -> None:
    rows = "| Intäkter | 210 | 200 | 10 |\n| Personalkostnader | -905 | -890 | -15 |\n| Nettokostnad | -695 | -690 | -5 |\n"
    head = "| Resultaträkning (tkr) | Utfall | Budget | Avvikelse |\n|---|---|---|---|\n"
    text = "# Månadsuppföljning oktober 2023\n\n## Ekonomi i korthet\n\nPrognos helår: -2,3 mnkr\n\n"
    table = only_table(text + head + rows)
    assert (table.title, table.kind, table.unit) == ("Resultaträkning (tkr)", "income_statement", "tkr")
    assert only_table(text + head.replace("Resultaträkning (tkr)", "Tkr") + rows).title == "Ekonomi i korthet"


@pytest.mark.parametrize(
    ("corner", "title"),
    [("Resultat, tkr", "Resultat, tkr"), ("Inventarier (tkr)", "Inventarier (tkr)"), ("Verksamhet, tkr", "Ekonomi")],
)
def test_a_title_in_the_corner_says_more_than_the_chapter(corner: str, title: str) -> None:
    table = only_table(
        "Verksamhetsberättelse 2022\n\nSkolnämnden\n\nEkonomi\n\nSkolan får pengar efter antalet elever.\n\n"
        f"{corner}\tBudget 2022\tUtfall 2022\tAvvikelse\nMöbler\t240\t236\t4\nDatorer\t610\t655\t-45\nSumma\t850\t891\t-41\n"
    )
    assert table.title == title


@pytest.mark.parametrize("grant", ["Kommunbidrag", "Budgetram"])
def test_the_kinds_of_cost_of_a_board_make_no_income_statement(grant: str) -> None:
    table = only_table(
        HEAD
        + "Intäkter och kostnader, tkr\n\nPost\tBudget\tUtfall\nBidrag\t50\t60\nPersonalkostnader\t-400\t-430\n"
        + "Lokalkostnader\t-100\t-90\nÖvriga kostnader\t-50\t-60\nVerksamhetens nettokostnad\t-500\t-520\n"
        + f"{grant}\t500\t500\nResultat\t0\t-20\n"
    )
    assert table.kind == "account_groups"
    assert row_kinds(table)[-3:] == [("Verksamhetens nettokostnad", "subtotal"), (grant, "item"), ("Resultat", "total")]
