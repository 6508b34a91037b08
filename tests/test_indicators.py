"""Indicators as tables print them: a figure per year, rows or stacks for women and men, targets, footnotes."""

from __future__ import annotations

import pytest

from tests.reports import code, figures, findings, only_goal, only_indicator, report

HEAD = "Årsberättelse 2020\n\nPersonalnämnden\n\n"


def test_one_row_with_a_figure_per_year_and_a_target() -> None:
    indicator = only_indicator(
        HEAD
        + (
            "Indikatorer\tUtfall 2018\tUtfall 2019\tUtfall 2020\tMålvärde 2020\n"
            "Sjukfrånvaro, procent\t6,1\t5,9\t7,0\t5,5\n"
        )
    )
    assert indicator.name == "Sjukfrånvaro, procent"
    assert figures(indicator.values) == [(2018, "total", 6.1), (2019, "total", 5.9), (2020, "total", 7.0)]
    assert indicator.target is not None
    assert (indicator.target.raw, indicator.target.value) == ("5,5", 5.5)
    assert indicator.unit == "procent"


def test_rows_for_all_women_and_men_are_one_indicator() -> None:
    indicator = only_indicator(
        HEAD + "Indikatorer\tTot K/ M\tUtfall 2019\tUtfall 2020\tMålvärde 2020\n"
        "Sjukfrånvaro i procent\tTot\t5,9\t7,0\tMinska\n\tK\t6,6\t7,9\t\n\tM\t3,1\t3,5\t\n"
    )
    assert figures(indicator.values) == [
        (2019, "total", 5.9),
        (2020, "total", 7.0),
        (2019, "women", 6.6),
        (2020, "women", 7.9),
        (2019, "men", 3.1),
        (2020, "men", 3.5),
    ]
    assert indicator.target is not None
    assert indicator.target.operator == "decrease"


def test_segments_in_parentheses_behind_the_total() -> None:
    indicator = only_indicator(
        HEAD + "| Målindikator | Utfall | Målvärde |\n|---|---|---|\n| Andel nöjda, % | 77 (72, 81) | 80 (80, 80) |\n"
    )
    assert figures(indicator.values)[0] == (2020, "total", 77)
    assert {value.value for value in indicator.values} == {77, 72, 81}
    assert indicator.target is not None
    assert indicator.target.value == 80


def test_three_stacked_figures_are_total_women_and_men() -> None:
    indicator = only_indicator(
        HEAD + "| Indikator | Utfall 2020 | Målvärde |\n|---|---|---|\n| Andel nöjda | 77<br>72<br>81 | 80 |\n"
    )
    assert figures(indicator.values) == [(2020, "total", 77), (2020, "women", 72), (2020, "men", 81)]


def test_footnote_marks_are_flags_and_the_printed_figure_is_kept() -> None:
    indicator = only_indicator(HEAD + "Indikatorer\tUtfall 2019\tUtfall 2020\nStyrningsindex**\t63**\t69*\n")
    assert indicator.name == "Styrningsindex"
    assert [(value.value, value.raw, value.flags) for value in indicator.values] == [
        (63, "63**", ["**"]),
        (69, "69*", ["*"]),
    ]


def test_a_footnote_under_the_table_is_no_indicator() -> None:
    text = HEAD + "Indikatorer\tUtfall 2019\tUtfall 2020\nStyrningsindex*\t63\t69\n* Mäts vartannat år.\t\t\n"
    assert only_indicator(text).name == "Styrningsindex"


def test_lines_that_explain_an_indicator_are_none_themselves() -> None:
    indicator = only_indicator(
        HEAD + "Indikatorer\tTot K/ M\tUtfall 2020\tMålvärde 2020\nTrygghetsindex, bestående av\tTot\t83,7\tÖka\n"
        "- Andel timanställda\tK\t84,9\t\n- Andel tillsvidare\tM\t81,9\t\n- Andel heltid\t\t\t\n"
    )
    assert figures(indicator.values) == [(2020, "total", 83.7), (2020, "women", 84.9), (2020, "men", 81.9)]


def test_a_comment_row_belongs_to_the_indicator_above() -> None:
    indicator = only_indicator(
        HEAD + "| Målindikator | Utfall | Målvärde |\n|---|---|---|\n| 🟢 Antal digitala tjänster | 192 | minst 168 |\n"
        "| Kommentar Fler är på väg. | | |\n"
    )
    assert (indicator.comment, code(indicator.status)) == ("Fler är på väg.", "achieved")
    assert indicator.target is not None
    assert (indicator.target.operator, indicator.target.value) == (">=", 168)


@pytest.mark.parametrize(
    ("printed", "operator", "value"),
    [
        ("minst 168", ">=", 168),
        ("högst 5", "<=", 5),
        ("≥ 12 %", ">=", 12),
        ("<1%", "<", 1),
        ("Öka", "increase", None),
        ("Minska", "decrease", None),
        ("Oförändrat", "unchanged", None),
        ("75", "=", 75),
    ],
)
def test_targets(printed: str, operator: str, value: float | None) -> None:
    indicator = only_indicator(
        HEAD + f"| Indikator | Utfall 2020 | Målvärde |\n|---|---|---|\n| Andel nöjda | 77 | {printed} |\n"
    )
    assert indicator.target is not None
    assert (indicator.target.raw, indicator.target.operator, indicator.target.value) == (printed, operator, value)


def test_a_range_is_a_target_between_two_figures() -> None:
    indicator = only_indicator(
        HEAD + "| Indikator | Utfall 2020 | Målvärde |\n|---|---|---|\n| Beläggning | 77 | 80–85 |\n"
    )
    assert indicator.target is not None
    assert (indicator.target.operator, indicator.target.low, indicator.target.high) == ("between", 80, 85)


@pytest.mark.parametrize("missing", ["-", "–", "i.u.", "..", "Ej mätt", "saknas"])
def test_a_figure_that_is_missing_is_null(missing: str) -> None:
    indicator = only_indicator(HEAD + f"Indikator\tUtfall 2019\tUtfall 2020\nAndel nöjda\t{missing}\t77\n")
    assert [value.value for value in indicator.values if value.year == 2020] == [77]
    assert [value.value for value in indicator.values if value.year == 2019] in ([None], [])


def test_an_indicator_without_outcome_or_target_is_reported() -> None:
    table = (
        HEAD
        + "| Målindikator | Utfall | Målvärde |\n|---|---|---|\n| Antal dialoger | {} | {} |\n| Antal besök | 4 | 5 |\n"
    )
    assert "indicator_without_outcome" in findings(table.format("", "7"))
    assert "indicator_without_target" in findings(table.format("7", ""))


def test_an_indicator_belongs_to_the_goal_it_stands_under() -> None:
    text = (
        HEAD + "Målområde 2 – Ett gott liv\n\nNämndmål\n\nMedarbetarna ska må bra.\n\n"
        "| Målindikator | Utfall | Målvärde |\n|---|---|---|\n| Frisknärvaro | 61 | 65 |\n"
    )
    assert only_indicator(text).goal == only_goal(text).id
    assert only_indicator(text).area == "Målområde 2 – Ett gott liv"


def test_women_and_men_as_rows_named_in_full() -> None:
    indicator = only_indicator(
        HEAD + "| Indikator | Utfall 2020 |\n|---|---|\n| Andel nöjda | 77 |\n| Kvinnor | 72 |\n| Män | 81 |\n"
    )
    assert figures(indicator.values) == [(2020, "total", 77), (2020, "women", 72), (2020, "men", 81)]


@pytest.mark.parametrize(
    "header", ["Indikator", "Nyckeltal", "Mått", "Resultatmått", "Styrtal", "Målindikator", "Målkategori"]
)
def test_indicator_tables_are_headed_in_many_words(header: str) -> None:
    assert (
        only_indicator(HEAD + f"| {header} | Utfall 2020 | Målvärde |\n|---|---|---|\n| Andel nöjda | 77 | 80 |\n").name
        == "Andel nöjda"
    )


def test_forecasts_are_told_from_outcomes() -> None:
    indicator = only_indicator(
        HEAD
        + (
            "| Nyckeltal | Utfall 2019 | Prognos 2020 | Mål 2020 |\n|---|---|---|---|\n"
            "| Besök i badhuset | 80 000 | 41 000 | 85 000 |\n"
        )
    )
    assert [(value.kind, value.year, value.value) for value in indicator.values] == [
        ("outcome", 2019, 80000),
        ("forecast", 2020, 41000),
    ]
    assert indicator.target is not None
    assert indicator.target.value == 85000


def test_a_table_over_two_pages_with_its_header_repeated() -> None:
    part = "Indikator\tUtfall 2020\tMålvärde\n"
    read = report(HEAD + part + "Andel nöjda\t77\t80\n\n" + part + "Andel trygga\t70\t75\n")
    assert [indicator.name for indicator in read.indicators] == ["Andel nöjda", "Andel trygga"]


def test_a_trend_arrow_is_a_trend_and_no_status() -> None:
    indicator = only_indicator(HEAD + "| Indikator | Utfall 2020 | Trend |\n|---|---|---|\n| Andel nöjda | 77 | ↗ |\n")
    assert (indicator.trend, indicator.status) == ("improved", None)


def test_a_table_that_only_its_years_and_target_make_one_of_indicators() -> None:
    text = HEAD + (
        "| | 2018 | 2019 | 2020 | Mål 2020 |\n|---|---|---|---|---|\n| Andel trygga ute, % | 71 | 73 | 76 | 75 |\n"
    )
    indicator, _ = report(text + "| Utryckningstid, minuter | 11 | 11 | 10 | 10 |\n").indicators
    assert figures(indicator.values) == [(2018, "total", 71), (2019, "total", 73), (2020, "total", 76)]
    assert indicator.target is not None
    assert indicator.target.value == 75


def test_two_tables_glued_together_are_two() -> None:
    text = "Årsberättelse 2020\n\nParknämnden\n\n" + (
        "| Målindikator | Utfall | Målvärde |\n|---|---|---|\n| Antal träd | 9 | 8 |\n"
        "| Åtagande | | |\n| 🟢 Plantera ekar i norra parken. | | |\n"
        "| Kommentar Alla är på plats. | | |\n"
    )
    read = report(text)
    assert [i.name for i in read.indicators] == ["Antal träd"]
    assert [(a.title, a.comment) for a in read.assignments] == [("Plantera ekar i norra parken.", "Alla är på plats.")]


@pytest.mark.parametrize(
    "rows",
    [
        "- flickor\t87\n- pojkar\t83\n",
        ("varav flickor\t87\nvarav pojkar\t83\n"),
        "Flickor\t87\nPojkar\t83\n",
        "- Kvinnor\t87\n- Män\t83\n",
    ],
)
def test_rows_for_girls_and_boys_belong_to_the_indicator_above(rows: str) -> None:
    indicator = only_indicator(
        ("Årsberättelse 2022\n\nSkolnämnden\n\nNyckeltal\tUtfall 2022\nBehöriga till gymnasiet, %\t85\n") + rows
    )
    assert figures(indicator.values) == [(2022, "total", 85), (2022, "women", 87), (2022, "men", 83)]


def test_an_indicator_belongs_to_the_nearest_goal_column() -> None:
    text = (
        "# Delårsrapport 2023\n\nByggnadsnämnden\n\n"
        "| Kommunfullmäktiges mål | Nämndens mål | Indikator | Målvärde | Utfall |\n"
        "|---|---|---|---|---|\n"
        "| Attraktiv kommun | Korta handläggningstider | Bygglov, veckor | 8 | 7 |\n"
        "| | Nöjda sökande | NKI | 72 | 70 |\n"
    )
    read = report(text)
    names = {g.id: g.title for g in read.goals}
    assert [names[i.goal or ""] for i in read.indicators] == ["Korta handläggningstider", "Nöjda sökande"]


def test_a_table_with_targets_is_no_money() -> None:
    text = (
        "# Årsberättelse 2020\n\nServicenämnden\n\n"
        "| Nämndmål 1: Kunderna ska vara nöjda | Utfall 2019 | Utfall 2020 | Målvärde |\n"
        "|---|---|---|---|\n| Nöjd-kund-index måltid | 68 | 71 | 70 |\n"
        "| Nöjd-kund-index städ | 74 | 73 | 75 |\n"
    )
    read = report(text)
    assert read.budget_tables == []
    assert len(read.indicators) == 2


def test_an_indicator_table_that_begins_with_a_comment_makes_no_nameless_indicator() -> None:
    text = (
        "Årsberättelse 2021\n\nValnämnden\n\n| Målindikator | Utfall | Målvärde |\n|---|---|---|\n"
        "| Kommentar Resten från förra sidan. | | |\n| Antal kurser | 4 | 5 |\n"
    )
    assert [i.name for i in report(text).indicators] == ["Antal kurser"]


def test_a_column_per_segment() -> None:
    indicator = only_indicator(
        "# Årsredovisning 2022\n\n"
        "| Indikator | Flickor 2022 | Pojkar 2022 | Totalt 2022 | Målvärde |\n"
        "|---|---|---|---|---|\n| Meritvärde åk 9 | 231 | 214 | 222 | 225 |\n"
    )
    assert sorted(figures(indicator.values), key=str) == [
        (2022, "men", 214),
        (2022, ("total"), 222),
        (2022, "women", 231),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Indikator\t2018\t\t\t2020\t\t\tRiket 2020\n\tK\tM\tT\tK\tM\tT\tT\n",
        "Nyckeltal\t2018\t\t\t2020\t\t\tRiket 2020\n\tKvinnor\tMän\tTotalt\tKvinnor\tMän\tTotalt\tTotalt\n",
        "| Mått | 2018 | | | 2020 | | | Riket 2020 |\n|---|---|---|---|---|---|---|---|\n"
        "| | Kv | M | Tot | Kv | M | Tot | Tot |\n",
    ],
)
def test_years_stand_over_women_men_and_all_in_groups_of_unlike_size(head: str) -> None:
    row = ["Vaccinerade, %", "44,8", "32,6", "38,5", "42,1", "29,7", "35,7", "27,4"]
    line = f"| {' | '.join(row)} |\n" if head.startswith("|") else "\t".join(row) + "\n"
    assert figures(only_indicator(HEAD + head + line).values) == [
        (2018, "women", 44.8),
        (2018, "men", 32.6),
        (2018, "total", 38.5),
        (2020, "women", 42.1),
        (2020, "men", 29.7),
        (2020, "total", 35.7),
    ]


def test_a_year_reaches_no_further_than_its_women_and_men() -> None:
    indicator = only_indicator(HEAD + "Indikator\t2020\t\tKommentar\n\tK\tM\t\nNöjda, %\t71\t74\tBättre än väntat.\n")
    assert figures(indicator.values) == [(2020, "women", 71), (2020, "men", 74)]
    assert indicator.comment == "Bättre än väntat."


@pytest.mark.parametrize("corner", ["Typ av insats", "Slag av ärenden", "Folkmängd efter ålder", "Ärende"])
def test_a_table_counts_what_its_corner_names_year_by_year(corner: str) -> None:
    text = (
        HEAD
        + f"Statistik\n\n{corner}\t2018\t2019\t2020\nBrand\t71\t66\t58\nÖvrigt\t1 020\t930\t870\n"
        + "Summa\t1 091\t996\t928\n"
    )
    read = report(text)
    assert [(i.name, figures(i.values)) for i in read.indicators] == [
        ("Brand", [(2018, "total", 71), (2019, "total", 66), (2020, "total", 58)]),
        ("Övrigt", [(2018, "total", 1020), (2019, "total", 930), (2020, "total", 870)]),
    ]
    assert read.budget_tables == []


def test_money_year_by_year_counts_nothing() -> None:
    rows = "Lån\t71\t66\t58\nLeasing\t1 020\t930\t870\nSumma\t1 091\t996\t928\n"
    for text in (f"Skulder, tkr\t2018\t2019\t2020\n{rows}", f"Belopp i mnkr\n\nSkulder\t2018\t2019\t2020\n{rows}"):
        assert report(HEAD + "Skulder\n\n" + text).indicators == []


@pytest.mark.parametrize("everyone", ["Alla anställda", "Samtliga anställda", "Totalt"])
def test_one_measure_for_women_men_and_everyone_employed(everyone: str) -> None:
    text = HEAD + f"Sjukfrånvaro, %\n\n\t2018\t2019\nKvinnor\t6,9\t8,0\nMän\t4,1\t4,6\n{everyone}\t6,3\t7,2\n"
    indicator = only_indicator(text)
    assert indicator.name == "Sjukfrånvaro, %"
    assert figures(indicator.values)[-2:] == [(2018, "total", 6.3), (2019, "total", 7.2)]
    assert report(text).budget_tables == []


def test_a_caption_that_is_a_measure_with_its_unit_completes_the_row_labels() -> None:
    text = """Månadsrapport mars 2023
Exempelby kommun

Sjukfrånvaro, procent

| Förvaltning | Jan–feb 2022 | Jan–feb 2023 |
| Kommunledning | 5,1 | 4,4 |
| Utbildning | 7,8 | 7,2 |
"""
    found = report(text).indicators
    assert [(each.name, each.unit, figures(each.values)) for each in found] == [
        ("Sjukfrånvaro, procent – Kommunledning", "procent", [(2022, "total", 5.1), (2023, "total", 4.4)]),
        ("Sjukfrånvaro, procent – Utbildning", "procent", [(2022, "total", 7.8), (2023, "total", 7.2)]),
    ]


def test_a_money_table_whose_caption_names_a_share_gives_no_indicators() -> None:
    text = """Månadsrapport mars 2023
Exempelby kommun

Budgetavvikelse, procent

| Nämnd | Budget 2023 | Utfall 2023 | Avvikelse |
| Hamnnämnden | 100 | 98 | 2 |
| Parknämnden | 200 | 204 | -4 |
"""
    assert not report(text).indicators


def test_numbers_of_goals_before_the_measures_are_no_goals() -> None:
    text = HEAD + "| Mål | Mått | 2020 | 2021 | Målvärde |\n|---|---|---|---|---|\n"
    read = report(text + "| 1 | Ny beläggning, km | 3,1 | 3,9 | 4,5 |\n| 2 | Vattenprov, antal | 2 | 0 | 0 |\n")
    assert read.goals == []
    assert [indicator.name for indicator in read.indicators] == ["Ny beläggning, km", "Vattenprov, antal"]


def test_shares_for_the_parts_of_a_whole_are_no_money() -> None:
    text = """Månadsrapport april 2024
Exempelby kommun

Sjukfrånvaro

| Enhet | April 2023 | April 2024 | Förändring |
| Hamnen | 9,8 % | 9,1 % | -0,7 |
| Parken | 8,0 % | 8,4 % | 0,4 |
| Totalt | 9,1 % | 8,8 % | -0,3 |
"""
    read = report(text)
    assert not read.budget_tables
    assert [(each.name, [value.value for value in each.values]) for each in read.indicators] == [
        ("Sjukfrånvaro – Hamnen", [9.8, 9.1]),
        ("Sjukfrånvaro – Parken", [8.0, 8.4]),
        ("Sjukfrånvaro – Totalt", [9.1, 8.8]),
    ]


def test_the_square_of_a_unit_is_no_mark_of_a_note() -> None:
    assert only_indicator(
        "Årsrapport 2022\n\n| Nyckeltal | Utfall 2022 |\n| Kostnad i kr per m² | 114 |\n"
    ).name.endswith("m²")


SEVERAL_YEARS = """\
# Delårsrapport 2022

Tekniska nämnden, Exempelby kommun

## Mål

**Nämndmål 1. Vattnet ska räcka till alla**

Nuläge: delvis uppfyllt

Bedömning för helåret: uppfylls delvis

Läckorna är fler än förra året.

Indikator: Läckage per meter under 30 dagar
{figures}
{target}
"""


@pytest.mark.parametrize(
    ("figures", "target"),
    [
        ("   2020: 51   2021: 48 (kvinnor 47, män 49)   2022: 56", "   Mål 2022: högst 45"),
        ("2020: 51 | 2021: 48 (kvinnor 47, män 49) | 2022: 56", "Målvärde 2022: högst 45"),
        ("Utfall 2020: 51; Utfall 2021: 48 (kvinnor 47, män 49); Utfall 2022: 56", "Mål: högst 45"),
        ("2020: 51\n\n2021: 48 (kvinnor 47, män 49)\n\n2022: 56", "Mål: högst 45"),
    ],
)
def test_years_side_by_side_under_a_measures_name(figures: str, target: str) -> None:
    read = report(SEVERAL_YEARS.format(figures=figures, target=target))
    (indicator,) = read.indicators
    assert indicator.name == "Läckage per meter under 30 dagar"
    assert [(v.year, v.segment, v.value) for v in indicator.values] == [
        (2020, "total", 51),
        (2021, "total", 48),
        (2021, "women", 47),
        (2021, "men", 49),
        (2022, "total", 56),
    ]
    assert indicator.target is not None and (indicator.target.operator, indicator.target.value) == ("<=", 45)
    (goal,) = read.goals
    assert (code(goal.status), code(goal.forecast)) == ("partially_achieved", "partially_achieved")
    assert (goal.comment, indicator.goal) == ("Läckorna är fler än förra året.", goal.id)


def test_years_and_figures_behind_one_name_and_a_direction_to_go() -> None:
    read = report(SEVERAL_YEARS.format(figures="Utfall: 2020 31 %, 2021 30 %, 2022 29 %", target="Mål 2022: minska"))
    (indicator,) = read.indicators
    assert [(v.year, v.value) for v in indicator.values] == [(2020, 31), (2021, 30), (2022, 29)]
    assert indicator.target is not None and indicator.target.operator == "decrease"


def test_a_figure_behind_a_preposition_is_part_of_the_name() -> None:
    (indicator,) = report(SEVERAL_YEARS.format(figures="Mål: 80 %", target="")).indicators
    assert (indicator.name, indicator.values) == ("Läckage per meter under 30 dagar", [])


def test_terms_and_school_years_head_figures() -> None:
    indicator = only_indicator(
        "Verksamhetsberättelse 2022\n\nSkolnämnden\n\n"
        "Indikator\tLäsåret 2020/21\tHT 2021\tVT 2022\tMålvärde 2022\tNått?\n"
        "Andel trygga elever, %\t81\t84\t86\tminst 85\tJa\n"
    )
    assert figures(indicator.values) == [(2021, "total", 81), (2021, "total", 84), (2022, "total", 86)]
    assert [value.period for value in indicator.values] == [None, "HT", "VT"]
    assert code(indicator.status) == "achieved"


@pytest.mark.parametrize("heads", ["Mått\t2021\t2022\tMål 2022\tNått?", "Nyckeltal\tVT 2021\tVT 2022\tMål\tStatus"])
def test_shares_under_years_are_outcomes_and_no_completion(heads: str) -> None:
    text = f"{HEAD}{heads}\nAndel trygga\t88 %\t86 %\t90 %\tNej\nAndel mätta\t7 %\t8 %\t8 %\tJa\n"
    thriving, knowing = report(text).indicators
    assert [value.value for value in (*thriving.values, *knowing.values)] == [88, 86, 7, 8]
    assert [thriving.target and thriving.target.value, code(thriving.status)] == [90, "not_achieved"]


@pytest.mark.parametrize(
    "lines", ["97 %\nUtfall 2020\nMål 2020: minst 95 %", "Mål 2020: minst 95 %\nUtfall 2020\n97 %"]
)
def test_a_key_figure_by_itself_under_its_name(lines: str) -> None:
    indicator = only_indicator(HEAD + f"Andel bussar i tid\n\n{lines}\n".replace("\n", "\n\n"))
    assert (indicator.name, figures(indicator.values)) == ("Andel bussar i tid", [(2020, "total", 97)])
    assert indicator.target is not None and indicator.target.raw == "minst 95 %"


def test_years_on_lines_of_their_own_are_no_key_figures() -> None:
    assert report(HEAD + "Antal resor\n\n2019\n\n2020\n\nVi återkommer till dem.\n").indicators == []
