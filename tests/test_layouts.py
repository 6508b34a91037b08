# ruff: noqa: E501 -- each line of text is a whole invented report
"""Layouts that reports are printed in, each as a small invented report: what was once misread stays read."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin

import pytest

from kommunrapport.extract.document import Table
from kommunrapport.normalize.column import read_column
from tests.pdf_sheets import BAND, GREEN, RED, TINT, YELLOW, Sheet, pdf
from tests.reports import code, document, figures, goals, only_table, report, roles


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


def test_a_goal_whose_fields_stand_under_each_other_in_a_table_of_its_own() -> None:
    text = "# Årsrapport 2020\n\nIdrottsnämnden\n\n## Nämndens mål\n\n| Mål 1 | Hallarna ska vara öppna på kvällen |\n|---|---|\n| Status | Uppfyllt |\n| Kommentar | Öppet till 22. |\n| Ansvarig | IN |\n\nMer text.\n\n| Mål 2 | Isen ska hålla till mars |\n|---|---|\n| Status | Ej uppfyllt |\n| Kommentar | Det blev för varmt. |\n| Ansvarig | IN |\n"
    assert [(g.number, g.title, code(g.status), g.comment, g.responsible) for g in report(text).goals] == [
        ("1", "Hallarna ska vara öppna på kvällen", "achieved", "Öppet till 22.", ["IN"]),
        ("2", "Isen ska hålla till mars", "not_achieved", "Det blev för varmt.", ["IN"]),
    ]


def test_a_table_headed_goal_and_comment_is_not_turned() -> None:
    text = "# Årsrapport 2020\n\nIdrottsnämnden\n\n| Mål | Kommentar |\n|---|---|\n| Hallarna ska vara öppna | Målet är uppfyllt. |\n| Isen ska hålla | Målet är inte uppfyllt. |\n"
    assert [goal.title for goal in report(text).goals] == ["Hallarna ska vara öppna", "Isen ska hålla"]


def test_a_year_per_row_and_a_measure_per_column() -> None:
    text = "# Årsredovisning 2022\n\n## Nyckeltal\n\n| År | Antal invånare | Soliditet, % |\n|---|---|---|\n| 2021 | 8 120 | 41,2 |\n| 2022 | 8 093 | 42,8 |\n"
    assert [(i.name, figures(i.values)) for i in report(text).indicators] == [
        ("Antal invånare", [(2021, "total", 8120), (2022, "total", 8093)]),
        ("Soliditet, %", [(2021, "total", 41.2), (2022, "total", 42.8)]),
    ]


def test_one_measure_split_by_sex_is_one_indicator_named_by_its_corner() -> None:
    text = "# Årsrapport 2023\n\nOmsorgsnämnden\n\n## Personal\n\n| Sjukfrånvaro i procent | 2022 | 2023 |\n|---|---|---|\n| Totalt | 8,1 | 7,4 |\n| Kvinnor | 8,8 | 8,0 |\n| Män | 5,0 | 4,6 |\n| 50 år och äldre | 9,9 | 9,2 |\n"
    read = report(text)
    assert read.budget_tables == []
    assert [i.name for i in read.indicators] == ["Sjukfrånvaro i procent", "Sjukfrånvaro i procent – 50 år och äldre"]
    assert [(v.segment, v.value) for v in read.indicators[0].values if v.year == 2023] == [
        ("total", 7.4),
        ("women", 8.0),
        ("men", 4.6),
    ]


def test_verdicts_beside_texts_in_a_table_without_header() -> None:
    text = "<h1>Årsredovisning 2023</h1><h2>Finansiella mål</h2><table><tr><td>Uppnått</td><td><p>Soliditeten ska öka</p><p>Den ökade till 31 procent.</p></td></tr><tr><td>Ej uppnått</td><td><p>Skulden ska minska</p><p>Nya lån har tagits.</p></td></tr></table>"
    assert [(g.title, code(g.status), g.comment) for g in report(text, "a.html").goals] == [
        ("Soliditeten ska öka", "achieved", "Den ökade till 31 procent."),
        ("Skulden ska minska", "not_achieved", "Nya lån har tagits."),
    ]


def test_a_full_width_row_of_text_under_a_goal_is_its_comment_in_two_columns_too() -> None:
    text = '<h1>Årsrapport 2020</h1><p>Idrottsnämnden</p><table><tr><th>Mål</th><th>Måluppfyllelse</th></tr><tr><td>Isen ska hålla till mars</td><td>Uppfyllt</td></tr><tr><td colspan="2">Kylan kom tidigt och höll i sig.</td></tr></table>'
    (goal,) = report(text, "a.html").goals
    assert (goal.title, goal.comment) == ("Isen ska hålla till mars", "Kylan kom tidigt och höll i sig.")


def test_what_is_done_about_a_judged_goal_is_part_of_its_comment() -> None:
    text = "# Årsrapport 2020\n\nIdrottsnämnden\n\n| Mål | Uppnått? | Analys | Åtgärder |\n|---|---|---|---|\n| Isen ska hålla | Nej | Det blev för varmt. | En ny maskin köps i vår. |\n| Hallarna ska vara öppna | Ja | Öppet till 22. | Tiderna ligger fast. |\n"
    read = report(text)
    assert read.assignments == []
    assert read.goals[0].comment == "Det blev för varmt.\nEn ny maskin köps i vår."


def test_the_figure_of_the_year_before_stands_in_parentheses() -> None:
    text = "# Tertialrapport 1 2023\n\nSkolnämnden\n\n## Nettokostnader\n\nSiffror inom parentes avser samma period förra året. Belopp i tkr.\n\n| Verksamhet | Utfall | Budget | Avvikelse |\n|---|---|---|---|\n| Skola | 3 450 (3 210) | 3 600 | 150 |\n| Måltider | 640 (605) | 600 | -40 |\n| Summa | 4 090 (3 815) | 4 200 | 110 |\n"
    table = only_table(text)
    assert (table.unit, roles(table)) == ("tkr", ["outcome", "budget", "variance"])
    assert [row.values for row in table.rows] == [[3450, 3600, 150], [640, 600, -40], [4090, 4200, 110]]
    assert table.rows[0].raw[0] == "3 450 (3 210)"


def test_the_share_of_the_budget_that_is_used_is_no_outcome() -> None:
    text = "# Månadsrapport maj 2023\n\nSkolnämnden\n\n## Drift, tkr\n\n| Enhet | Budget | Utfall | Förbrukat i % |\n|---|---|---|---|\n| Skola | 2 000 | 1 000 | 50 |\n| Kök | 400 | 100 | 25 |\n"
    assert roles(only_table(text)) == ["budget", "outcome", "other"]


def test_heads_over_the_last_of_their_columns_name_the_whole_group() -> None:
    text = "<h1>Årsredovisning 2022</h1><h2>Driftredovisning</h2><table><tr><th>Mnkr</th><th></th><th>2022</th><th></th><th>2021</th></tr><tr><th></th><th>Utfall</th><th>Budget</th><th>Utfall</th><th>Budget</th></tr><tr><td>Skola</td><td>31,2</td><td>31,0</td><td>33,5</td><td>33,0</td></tr><tr><td>Vård</td><td>44,0</td><td>45,0</td><td>46,1</td><td>45,9</td></tr></table>"
    (table,) = report(text, "a.html").budget_tables
    assert [(c.role, c.year) for c in table.columns] == [
        ("outcome", 2022),
        ("budget", 2022),
        ("outcome", 2021),
        ("budget", 2021),
    ]


def test_rows_of_kinds_of_cost_make_a_table_of_account_groups() -> None:
    text = "# Årsrapport 2021\n\nFritidsnämnden\n\n## Ekonomi\n\n| Tkr | Utfall | Budget |\n|---|---|---|\n| Intäkter | 812 | 790 |\n| Personalkostnader | -2 044 | -2 090 |\n| Lokalkostnader | -931 | -910 |\n| Övriga kostnader | -511 | -500 |\n| Nettokostnad | -2 674 | -2 710 |\n"
    assert only_table(text).kind == "account_groups"


def test_both_sides_of_a_balance_sheet_end_in_a_total() -> None:
    text = "# Årsredovisning 2022\n\n## Balansräkning, mnkr\n\n| | 2022-12-31 | 2021-12-31 |\n|---|---|---|\n| Anläggningar | 400 | 380 |\n| Kassa | 100 | 90 |\n| SUMMA TILLGÅNGAR | 500 | 470 |\n| Eget kapital | 300 | 280 |\n| Skulder | 200 | 190 |\n| SUMMA EGET KAPITAL OCH SKULDER | 500 | 470 |\n"
    assert [row.kind for row in only_table(text).rows] == ["item", "item", "total", "item", "item", "total"]


def test_boards_under_a_common_head_make_a_matrix() -> None:
    text = "<h1>Årsredovisning 2022</h1><table><tr><th rowspan=2>Mål</th><th colspan=2>Nämnd</th></tr><tr><th>Barnnämnden</th><th>Omsorgsnämnden</th></tr><tr><td>Tillgänglig kommun</td><td>Uppfyllt</td><td></td></tr><tr><td>Klimatneutral organisation</td><td>Ej uppfyllt</td><td>Uppfyllt</td></tr></table>"
    assert [(g.title, g.responsible, code(g.status)) for g in report(text, "a.html").goals] == [
        ("Tillgänglig kommun", [], None),
        ("Tillgänglig kommun", ["Barnnämnden"], "achieved"),
        ("Klimatneutral organisation", [], None),
        ("Klimatneutral organisation", ["Barnnämnden"], "not_achieved"),
        ("Klimatneutral organisation", ["Omsorgsnämnden"], "achieved"),
    ]


def test_a_table_of_numbers_of_pupils_is_no_money_though_other_tables_are() -> None:
    text = "# Månadsrapport april 2023\n\nSkolnämnden\n\n## Ekonomi, tkr\n\n| Verksamhet | Budget | Prognos |\n|---|---|---|\n| Förskola | 41 200 | 41 000 |\n| Skola | 88 100 | 88 400 |\n\n## Antal barn och elever\n\n| Verksamhet | Budget 2023 | Prognos 2023 |\n|---|---|---|\n| Förskola | 412 | 405 |\n| Skola | 1 320 | 1 344 |\n"
    read = report(text)
    assert [table.title for table in read.budget_tables] == ["Ekonomi, tkr"]
    assert [i.name for i in read.indicators] == ["Antal barn och elever – Förskola", "Antal barn och elever – Skola"]


def test_the_part_of_the_year_that_a_figure_is_for() -> None:
    text = "# Månadsrapport mars 2023\n\nSkolnämnden\n\n| Nyckeltal | Mars 2022 | Utfall jan-mar 2023 | Utfall 2022 |\n|---|---|---|---|\n| Antal årsarbetare | 812 | 805 | 810 |\n"
    (indicator,) = report(text).indicators
    assert [(v.year, v.period) for v in indicator.values] == [(2022, "mars"), (2023, "jan-mar"), (2022, None)]


def test_goals_marked_with_coloured_dots_right_under_the_legend() -> None:
    sheet = Sheet().text(50, 60, "Verksamhetsberättelse 2018", size=20).text(50, 100, "Nämndens mål", size=14)
    for x, color, meaning in ((54, GREEN, "Uppfyllt"), (154, YELLOW, "Delvis uppfyllt"), (294, RED, "Ej uppfyllt")):
        sheet.disc(x, 127, 4, color).text(x + 8, 130, meaning)
    for y, color, title in ((160, GREEN, "Maten ska vara ekologisk"), (200, RED, "Alla kök ska vara certifierade")):
        sheet.disc(54, y - 3, 4, color).text(62, y, title, font="bold").text(50, y + 14, "Arbetet har gått framåt.")
    assert [(g.title, code(g.status)) for g in report(pdf(sheet), "a.pdf").goals] == [
        ("Maten ska vara ekologisk", "achieved"),
        ("Alla kök ska vara certifierade", "not_achieved"),
    ]


def test_the_words_about_a_goal_may_stand_under_its_indicators() -> None:
    text = "# Årsrapport 2022\n\nBarnnämnden\n\n## Mål 1: Eleverna ska trivas i skolan\n\nMåluppfyllelse: Uppfyllt\n\n| Indikator | 2021 | 2022 |\n|---|---|---|\n| Andel elever som trivs, % | 88 | 91 |\n\nTrivseln har ökat i alla årskurser.\n\n## Ekonomi\n\nNämnden har överskott.\n"
    (goal,) = report(text).goals
    assert (goal.title, goal.comment) == ("Eleverna ska trivas i skolan", "Trivseln har ökat i alla årskurser.")


def test_who_is_responsible_without_a_colon() -> None:
    text = "# Årsredovisning 2021\n\n## KF-mål 1 Kommunen ska växa\n\nStatus: Uppfyllt\n\nAnsvarig Kommunstyrelsen\n\nInflyttningen har ökat.\n"
    (goal,) = report(text).goals
    assert (goal.responsible, goal.comment) == (["Kommunstyrelsen"], "Inflyttningen har ökat.")


def test_a_dot_then_the_goal_then_the_words_about_it_in_a_table_without_header() -> None:
    sheet = Sheet().text(50, 60, "Verksamhetsberättelse 2023", size=20).text(50, 90, "Nämndens mål", size=14)
    sheet.text(80, 136, "i centrum")
    rows = (
        (124, GREEN, "Fler bostäder byggs", "Två planer är klara.", 144),
        (158, RED, "Olyckorna minskar", "De ökade till 41.", 166),
        (180, YELLOW, "Bussar för alla", "Fyra hållplatser är kvar.", 188),
    )
    for x in (50, 75, 290, 500):
        sheet.line(x, 110, x, 188)
    sheet.line(50, 110, 500, 110)
    for y, color, title, comment, rule in rows:
        sheet.disc(62, y - 3, 5, color).text(80, y, title).text(300, y, comment).line(50, rule, 500, rule)
    assert [(g.title, code(g.status), g.comment) for g in report(pdf(sheet), "a.pdf").goals] == [
        ("Fler bostäder byggs i centrum", "achieved", "Två planer är klara."),
        ("Olyckorna minskar", "not_achieved", "De ökade till 41."),
        ("Bussar för alla", "partially_achieved", "Fyra hållplatser är kvar."),
    ]


@pytest.mark.parametrize("title", ["Ta fram en plan", "Utreda en ny budget", "Se över mål"])
def test_a_first_row_whose_words_could_head_columns_is_a_row(title: str) -> None:
    head = "Delårsrapport 2023\n\nKulturnämnden\n\n"
    for text in (
        f"{head}| Uppdrag | Status |\n|---|---|\n| {title} | Gul |\n| Se över taxan | Klart |\n",
        f"{head}Uppdrag\tStatus\n{title}\tGul\nSe över taxan\tKlart\n",
    ):
        assert [assignment.title for assignment in report(text).assignments] == [title, "Se över taxan"]


CENTRED_GOALS = (
    (("Mål",), ("Bedömning",), ("Kommentar",)),
    (("Fler elever i gymnasiet", "ska nå en examen inom", "tre år"), ("Uppfyllt",), ("Nio av tio elever nådde", "examen i år.")),
    (("Buller vid vägar minskar",), ("Delvis uppfyllt",), ("Två skärmar är uppsatta vid", "genomfarten och en tredje", "byggs under hösten, efter", "att anbuden har prövats.")),
    (("Fler äldre ska få välja", "vem som kommer hem"), ("Ej uppfyllt",), ("Valet är inte infört.",)),
)  # fmt: skip


def centred(sheet: Sheet, y: float, pitch: float, air: float, columns: tuple[float, ...]) -> Sheet:
    """Print a table without lines whose cells stand centred in their rows."""
    for row in CENTRED_GOALS:
        most = max(map(len, row))
        for x, cell in zip(columns, row, strict=True):
            for at, line in enumerate(cell):
                sheet.text(
                    x,
                    y + pitch * (at + (most - len(cell)) / 2),
                    line,
                    font="bold" if row is CENTRED_GOALS[0] else "plain",
                )
        y += pitch * most + air
    return sheet


@pytest.mark.parametrize(("pitch", "air"), [(12, 3), (12, 10), (17, 9)])
def test_cells_that_stand_centred_in_rows_without_lines(pitch: float, air: float) -> None:
    sheet = Sheet().text(60, 60, "Verksamhetsberättelse 2023", size=20).text(60, 90, "Nämndens mål", size=14)
    sheet = centred(sheet, 120, pitch, air, (60, 220, 330))
    sheet.text(60, 400, "Nämnden bedömer att arbetet fortsätter under kommande år i den takt som är beslutad.")
    assert [(g.title, code(g.status), g.comment) for g in report(pdf(sheet), "a.pdf").goals] == [
        ("Fler elever i gymnasiet ska nå en examen inom tre år", "achieved", "Nio av tio elever nådde examen i år."),
        ("Buller vid vägar minskar", "partially_achieved", "Två skärmar är uppsatta vid genomfarten och en tredje byggs under hösten, efter att anbuden har prövats."),
        ("Fler äldre ska få välja vem som kommer hem", "not_achieved", "Valet är inte infört."),
    ]  # fmt: skip


def test_every_second_row_shaded_among_cells_that_stand_centred() -> None:
    rows = (
        ("1", ("Bygga om hamnen i", "Sandvik"), "TN", "K", ("Kajen är gjuten.",)),
        ("2", ("Rusta skolgården",), "BN", "P", ("Entreprenören har valts och", "arbetet börjar efter lovet.")),
        ("3", ("Öppna ett bibliotek",), "KN", "V", ("Lokalen är inte hyrd. Ett", "avtal väntas till våren och", "inköpen följer då.")),
    )  # fmt: skip
    sheet = Sheet().text(60, 60, "Uppföljning 2023", size=20)
    sheet.text(60, 90, "K = klart P = pågår V = ej påbörjat", size=9).text(60, 120, "Nämndens uppdrag", size=14)
    for x, head in ((63, "Nr"), (79, "Uppdrag"), (213, "Ansvar"), (250, "Läge"), (275, "Kommentar")):
        sheet.text(x, 150, head, size=9, font="bold")
    top = 156.0
    for number, title, body, letter, comment in rows:
        lines = max(len(title), len(comment))
        bottom = top + 12 * lines + 10
        if number == "2":
            for left, right in pairwise((60, 76, 210, 247, 272, 500)):
                sheet.fill(left, top, right, bottom, TINT)
        for x, cell in ((65, (number,)), (79, title), (213, (body,)), (256, (letter,)), (275, comment)):
            for at, line in enumerate(cell):
                sheet.text(x, top + 14 + 12 * (at + (lines - len(cell)) / 2), line, size=9)
        top = bottom
    found = report(pdf(sheet), "a.pdf").assignments
    assert [(a.number, a.title, a.responsible, code(a.status), a.comment) for a in found] == [
        ("1", "Bygga om hamnen i Sandvik", ["TN"], "achieved", "Kajen är gjuten."),
        ("2", "Rusta skolgården", ["BN"], "in_progress", "Entreprenören har valts och arbetet börjar efter lovet."),
        ("3", "Öppna ett bibliotek", ["KN"], "not_started", "Lokalen är inte hyrd. Ett avtal väntas till våren och inköpen följer då."),
    ]  # fmt: skip


def test_figures_centred_beside_long_labels_keep_a_header_that_stands_otherwise() -> None:
    sheet = Sheet().text(60, 60, "Årsredovisning 2023", size=20).text(60, 90, "Driftredovisning", size=14)
    for x, head in ((260, "Budget"), (330, "Utfall"), (400, "Avvikelse")):
        sheet.text(x, 120, head, font="bold").text(x, 132, "2023", font="bold")
    sheet.text(60, 126, "Nämnd, tkr", font="bold")
    rows = (
        (("Byggnadsnämnden",), "4 300", "4 100", "200"),
        (("Nämnden för kultur, fritid och", "samtliga badhus"), "12 500", "12 900", "-400"),
        (("Summa",), "16 800", "17 000", "-200"),
    )
    y = 152.0
    for label, *figures_of in rows:
        for at, line in enumerate(label):
            sheet.text(60, y + 12 * at, line)
        for right, figure in zip((310, 380, 460), figures_of, strict=True):
            sheet.text(right, y + 6 * (len(label) - 1), figure, right=True)
        y += 12 * len(label) + 8
    table = report(pdf(sheet), "a.pdf").budget_tables[0]
    assert roles(table) == ["budget", "outcome", "variance"]
    assert [(line.label, line.values) for line in table.rows] == [
        ("Byggnadsnämnden", [4300, 4100, 200]),
        ("Nämnden för kultur, fritid och samtliga badhus", [12500, 12900, -400]),
        ("Summa", [16800, 17000, -200]),
    ]


def half_filled(sheet: Sheet, x: float, y: float, filled: int) -> Sheet:
    """Draw a white disc and over it as many of its halves as are filled."""
    sheet.disc(x, y, 6, (1, 1, 1))
    if filled == 2:
        return sheet.disc(x, y, 6, (0, 0, 0))
    arc = [(x + 6 * sin(at * pi / 12), y + 6 * cos(at * pi / 12)) for at in range(13)]
    return sheet.polygon(arc, (0, 0, 0)) if filled else sheet


def test_discs_filled_by_halves_that_the_legend_explains() -> None:
    sheet = Sheet().text(60, 60, "Verksamhetsberättelse 2023", size=20).text(60, 100, "Nämndens mål", size=14)
    for at, meaning in enumerate(("målet är inte nått", "målet är delvis nått", "målet är nått")):
        half_filled(sheet, 70, 126 + 16 * at, at).text(84, 130 + 16 * at, f"= {meaning}")
    for at, title in enumerate(("Skogen ska skötas", "Vägarna ska vara hela", "Ingen ska vänta på svar")):
        half_filled(sheet, 70, 197 + 45 * at, at).text(84, 201 + 45 * at, title, font="bold", size=11)
        sheet.text(84, 216 + 45 * at, "Arbetet har följt planen under året.")
    assert goals(pdf(sheet)) == [
        ("Skogen ska skötas", "not_achieved"),
        ("Vägarna ska vara hela", "partially_achieved"),
        ("Ingen ska vänta på svar", "achieved"),
    ]


def test_traffic_lights_in_their_housing_under_a_heading_that_forecasts() -> None:
    sheet = Sheet().text(60, 60, "Delårsrapport augusti 2023", size=20)
    sheet.text(60, 100, "Prognos för målen", size=14, font="bold")
    lamps = ((GREEN, "Skogen ska skötas"), (RED, "Vägarna ska vara hela"))
    for at, (color, title) in enumerate(lamps):
        y = 130.0 + 50 * at
        sheet.polygon([(60, y), (62, y - 6), (92, y - 6), (94, y), (92, y + 6), (62, y + 6)], (0.2, 0.2, 0.2))
        for lamp in range(3):
            sheet.disc(67 + 10 * lamp, y, 4, color if lamp == 2 * at else (0.42, 0.42, 0.42))
        sheet.text(105, y + 3, title, font="bold", size=11)
        sheet.text(105, y + 18, "Arbetet har följt planen under året och fortsätter till våren.")
    found = report(pdf(sheet), "a.pdf").goals
    assert [(g.title, code(g.status), code(g.forecast)) for g in found] == [
        ("Skogen ska skötas", None, "achieved"),
        ("Vägarna ska vara hela", None, "not_achieved"),
    ]


def test_bars_over_groups_of_columns_are_no_table_without_the_labels_left_of_them() -> None:
    sheet = (
        Sheet().text(60, 60, "Delårsrapport augusti 2023", size=20).text(60, 90, "Drift per verksamhet, tkr", size=14)
    )
    for left, right, head in ((190, 345, "Perioden"), (345, 500, "Året")):
        sheet.fill(left, 100, right, 117, BAND).text((left + right) / 2 - 18, 112, head, font="bold")
    sheet.text(62, 132, "Verksamhet", font="bold")
    rights = (245, 295, 343, 400, 450, 498)
    for right, head in zip(rights, ("Utfall", "Budget", "Diff", "Budget", "Prognos", "Diff"), strict=True):
        sheet.text(right - 5.6 * len(head), 132, head, font="bold", size=9)
    rows = (
        ("Hamnen", 450, 500, 50, 900, 880, 20),
        ("Färjan", 1200, 1100, -100, 2400, 2500, -100),
        ("Badet", 300, 300, 0, 640, 640, 0),
    )
    for at, (label, *figures_of) in enumerate(rows):
        sheet.text(62, 150 + 18 * at, label)
        for right, figure in zip(rights, figures_of, strict=True):
            sheet.text(right, 150 + 18 * at, f"{figure}", right=True)
    (table,) = report(pdf(sheet), "a.pdf").budget_tables
    assert [(row.label, row.values) for row in table.rows] == [(label, figures_of) for label, *figures_of in rows]


def test_two_columns_of_prose_whose_lines_stand_apart_by_half_are_no_table() -> None:
    sheet = Sheet().text(60, 60, "Årsberättelse 2023", size=20)
    for at in range(30):
        sheet.text(60, 110 + 13 * at, "vi har under året arbetat med bad och")
        sheet.text(320, 116.5 + 13 * at, "parker som många besökte denna sommar")
    assert not report(pdf(sheet), "a.pdf").goals
    assert not [item for item in document(pdf(sheet), "a.pdf").items if isinstance(item, Table)]


def test_a_head_in_the_middle_of_a_drawn_cell_names_all_columns_under_it() -> None:
    sheet = Sheet().text(60, 60, "Årsredovisning 2023", size=20)
    for y, left in ((100, 60), (118, 180), (136, 60), (154, 60), (172, 60)):
        sheet.line(left, y, 480, y)
    for x, top in ((60, 100), (180, 100), (230, 118), (280, 118), (330, 100), (380, 118), (430, 118), (480, 100)):
        sheet.line(x, top, x, 172)
    sheet.text(238, 112, "Kvinnor").text(395, 112, "Män")
    for at, year in enumerate(("2021", "2022", "2023") * 2):
        sheet.text(190 + 50 * at, 130, year).text(195 + 50 * at, 148, f"{70 + at}").text(
            195 + 50 * at, 166, f"{60 + at}"
        )
    sheet.text(66, 148, "Andel i arbete").text(66, 166, "Andel i studier")
    (table,) = (item for item in document(pdf(sheet), "a.pdf").items if isinstance(item, Table))
    heads = {cell.text: (cell.column, cell.column_span) for cell in table.cells}
    assert (heads["Kvinnor"], heads["Män"]) == ((1, 3), (4, 3))


def test_the_grid_of_a_bar_chart_with_figures_on_its_bars_is_no_table() -> None:
    sheet = Sheet().text(60, 60, "Årsredovisning 2023", size=20).text(60, 90, "Befolkning efter ålder")
    for x in (100, 180, 260, 340, 420):
        sheet.line(x, 110, x, 310)
    for at in range(11):
        sheet.line(100, 110 + 20 * at, 420, 110 + 20 * at)
    for at in range(5):
        sheet.text(130, 144 + 40 * at, f"{20 + at}").text(210, 144 + 40 * at, f"{50 - at}").text(
            370, 144 + 40 * at, "30"
        )
    assert not [item for item in document(pdf(sheet), "a.pdf").items if isinstance(item, Table)]


@pytest.mark.parametrize("outlook", ["Prognos helår", "Helårsprognos"])
def test_an_outlook_in_figures_is_no_verdict_on_a_goal(outlook: str) -> None:
    text = f"""Delårsrapport augusti 2023
Mora kommun

Mål för god ekonomisk hushållning

| Mål | Utfall aug | {outlook} | Måluppfyllelse |
| Resultatet ska uppgå till minst 2 procent | 4,1 % | 2,7 % | Uppfylls |
| Soliditeten ska vara lägst 40 procent | 43,8 % | 43 % | Uppfylls |
| Lånen ska inte öka | 12 mnkr | 14 mnkr | Uppfylls inte |
"""
    assert [(code(goal.status), goal.forecast) for goal in report(text).goals] == [
        ("achieved", None),
        ("achieved", None),
        ("not_achieved", None),
    ]


def test_symbols_over_a_list_explain_those_in_it() -> None:
    text = """Delårsrapport augusti 2023
Mora kommun

Uppdrag i budget 2023

● klart
◑ pågår
○ ej påbörjat

● Ta fram en ny översiktsplan
◑ Se över bolagsordningarna
○ Utreda en gemensam växel
"""
    assert [(each.title, code(each.status)) for each in report(text).assignments] == [
        ("Ta fram en ny översiktsplan", "achieved"),
        ("Se över bolagsordningarna", "in_progress"),
        ("Utreda en gemensam växel", "not_started"),
    ]


def test_a_dash_among_the_symbols_of_the_first_months_leaves_the_column_a_verdict() -> None:
    text = """Delårsrapport augusti 2023
Mora kommun

Uppföljning av fullmäktiges mål

| Mål | Delår | Helår | Kommentar |
| Fler ska få jobb inom ett år | ◐ | ✔ | Fler har fått jobb. |
| Alla ska känna sig trygga | ✘ | ✘ | Enkäten är svag. |
| Cykelvägarna ska bli fler | – | ◐ | Bygget har inte börjat. |
"""
    assert [(code(g.status), code(g.forecast), g.comment) for g in report(text).goals] == [
        ("partially_achieved", "achieved", "Fler har fått jobb."),
        ("not_achieved", "not_achieved", "Enkäten är svag."),
        (None, "partially_achieved", "Bygget har inte börjat."),
    ]


def test_forms_of_fields_with_the_day_of_the_decision_under_each_assignment() -> None:
    """The verdict of a form is a word that heads a column in other tables."""
    sheet = Sheet().text(60, 60, "Uppföljning av uppdrag 2022", size=20).text(60, 84, "Hamnnämnden, Mora kommun")
    cases = [
        ("Ta fram en plan för bryggorna", "Genomfört", "achieved", "Planen antogs i oktober."),
        ("Samla växlarna i hamnen", "Pågår, försenat", "in_progress", "Avtalet har överklagats av en båtklubb."),
    ]
    for at, (title, verdict, _, told) in enumerate(cases):
        y = 130 + 100 * at
        sheet.text(60, y, f"Uppdrag {at + 1}: {title}", size=12, font="bold")
        fields = (
            ("Beslutat", "KF 2021-11-24 § 97"),
            ("Ansvarig", "Hamnchef"),
            ("Status", verdict),
            ("Kommentar", told),
        )
        for row, (name, value) in enumerate(fields):
            sheet.text(60, y + 20 + 13 * row, name).text(150, y + 20 + 13 * row, value)
    assert [(a.title, code(a.status), a.responsible, a.comment) for a in report(pdf(sheet), "a.pdf").assignments] == [
        (title, verdict, ["Hamnchef"], told) for title, _, verdict, told in cases
    ]
