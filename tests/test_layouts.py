# ruff: noqa: E501 -- each line of text is a whole invented report
"""Layouts that reports are printed in, each as a small invented report: what was once misread stays read."""

from __future__ import annotations

import pytest

from kommunrapport.normalize.column import read_column
from tests.reports import code, goals, only_table, report, roles


def test_a_table_in_html_inside_markdown() -> None:
    text = "# Årsrapport 2019\n\nIdrottsnämnden\n\n<table>\n<tr><th>Mål</th><th>Status</th></tr>\n<tr><td>Fler tjejer ska idrotta</td><td>Uppfyllt</td></tr>\n<tr><td>Hallarna ska vara öppna</td><td>Delvis uppfyllt</td></tr>\n</table>\n"
    assert goals(text) == [("Fler tjejer ska idrotta", "achieved"), ("Hallarna ska vara öppna", "partially_achieved")]


def test_a_table_in_html_on_one_line() -> None:
    text = "Årsrapport 2019\n\nIdrottsnämnden\n\n<table><tr><th>Mål</th><th>Status</th></tr><tr><td>Fler tjejer ska idrotta</td><td>Uppfyllt</td></tr></table>\n"
    assert goals(text) == [("Fler tjejer ska idrotta", "achieved")]


def test_the_lower_line_of_a_header_names_the_column() -> None:
    table = only_table(
        "# Årsredovisning 2020\n\n## Investeringsredovisning\n\n| Projekt | Utgifter sedan projektets start | | | Varav årets investeringar | | |\n|---|---|---|---|---|---|---|\n| Belopp i tkr | Beslutad totalutgift | Ackumulerat utfall | Avvikelse | Budget | Utfall | Avvikelse |\n| Skola | 1200 | 1185 | 15 | 300 | 289 | 11 |\n| Verk | 450 | 210 | 240 | 200 | 155 | 45 |\n"
    )
    assert roles(table) == ["budget", "outcome", "variance", "budget", "outcome", "variance"]


def test_both_years_of_a_change() -> None:
    assert read_column("Förändring 2019-2020 %").years == (2019, 2020)


HEBY = "Heby kommun\n\n"


HEAD = "Årsberättelse 2020\n\nParknämnden\n\n"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Mal nr", "number"),
        ("KF-mal", "goal"),
        ("Nämndmal", "goal"),
        ("Maluppfyllelse", "status"),
        ("Malvarde", "target"),
        ("Atagande", "assignment"),
        ("Åtagande", "assignment"),
        ("Bokslut 2019", "outcome"),
        ("Matt", "indicator"),
        ("Forandr% 2019", "change_pct"),
        ("Forbattringsomraden", "improvement"),
        ("Forvantat utfall", "forecast"),
    ],
)
def test_headers_whose_rings_and_dots_were_lost(header: str, field: str) -> None:
    assert read_column(header).field == field


def test_symbols_explained_on_one_line_are_the_legend_and_no_area() -> None:
    text = "# Delårsrapport 2020\n\nKulturnämnden\n\n● Uppfyllt ◐ Delvis uppfyllt ○ Ej uppfyllt\n\n| Nämndmål | Status |\n|---|---|\n| Snabbare planprocess | ◐ |\n| Färre överklaganden | ○ |\n"
    assert [(g.area, code(g.status)) for g in report(text).goals] == [
        (None, "partially_achieved"),
        (None, "not_achieved"),
    ]


def test_a_table_that_counts_people_and_hours_is_no_money() -> None:
    text = "# Månadsrapport augusti 2023\n\nOmsorgsnämnden\n\n## Personal\n\n| Personaluppgifter | Aug 2022 | Aug 2023 | Förändring |\n|---|---|---|---|\n| Antal årsarbetare | 412 | 405 | -7 |\n| Sjukfrånvaro, % | 7,9 | 7,2 | -0,7 |\n"
    read = report(text)
    assert read.budget_tables == []
    assert [i.name for i in read.indicators] == ["Antal årsarbetare", "Sjukfrånvaro, %"]


def test_numbered_bold_sentences_each_open_a_goal() -> None:
    text = "# Årsberättelse 2020\n\nRäddningsnämnden\n\n## Mål\n\n1. **Ingen ska omkomma i bränder.** Målet är inte uppfyllt. Två personer omkom.\n2. **Insatstiderna ska hållas.** Målet är uppfyllt. Mediantiden var 9,4 minuter.\n"
    assert [(g.number, g.title, code(g.status)) for g in report(text).goals] == [
        ("1", "Ingen ska omkomma i bränder.", "not_achieved"),
        ("2", "Insatstiderna ska hållas.", "achieved"),
    ]


def test_the_organisation_that_a_title_page_names_is_the_body() -> None:
    text = "2025 Årsbokslut\n\f\n2025 Årsbokslut\n\nStatus: Påbörjad Rapportperiod: 2025-12-31 Organisation: Kulturnämnden\n\nVi har haft ett bra år.\n"
    assert report(text).report.body == "Kulturnämnden"
