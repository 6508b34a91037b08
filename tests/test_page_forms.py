"""Forms with a table of measures inside, dots that lead to figures, covers whose title takes two lines."""

from __future__ import annotations

import pytest

from tests.pdf_sheets import GREEN, RED, WHITE, Sheet, pdf
from tests.reports import blocks, code, figures, only_table, report

_FIELDS = (
    ("Bedömning", "Inte uppfyllt"),
    ("Prognos helår", "Delvis uppfyllt"),
    ("Kommentar", "Simhallen var stängd hela våren, och många lektioner ställdes in."),
)


def _cover() -> Sheet:
    return Sheet().text(60, 60, "Årsrapport 2021", size=22, font="bold").text(60, 84, "Hamnnämnden")


def _form(sheet: Sheet, y: float, title: str, last: str, *, wall: bool) -> float:
    """Draw a form: a bar with the goal, a band with its measures in columns without lines, then field by field."""
    top = y
    sheet.fill(60, y, 535, y + 20, RED).text(66, y + 14, title, size=10, font="bold", color=WHITE)
    y += 20
    rows = (
        ("Mätetal", "2020", "2021", "Målvärde"),
        ("Antal simkunniga", "310", "120", "minst 300"),
        (last, "81 %", "83 %", "100 %"),
    )
    sheet.text(66, y + 12, "Uppföljning", size=8)
    for at, row in enumerate(rows):
        for x, text in zip((140, 330, 390, 450), row, strict=True):
            sheet.text(x, y + 12 + 12 * at, text, size=8, font="plain" if at else "bold")
    sheet.text(140, y + 48, "provats på sjön", size=8)
    y += 54
    for label, value in _FIELDS:
        sheet.line(60, y, 535, y).text(66, y + 12, label, size=8).text(140, y + 12, value, size=8)
        y += 18
    for edge in ((60, top, 60, y), (535, top, 535, y), (60, top, 535, top), (60, y, 535, y)):
        sheet.line(*edge)
    if wall:
        sheet.line(134, top + 20, 134, y)
    return y + 12


@pytest.mark.parametrize("wall", [False, True])
def test_forms_with_a_table_of_measures_in_one_band(wall: bool) -> None:
    sheet = Sheet().text(60, 70, "Säkert vatten", size=14, font="bold")
    below = _form(sheet, 100, "Effektmål 1. Alla ska kunna simma", "Andel västar som har", wall=wall)
    _form(sheet, below, "Effektmål 2. Båtarna ska vara sjödugliga", "Andel skrov som har", wall=wall)
    read = report(pdf(_cover(), sheet))
    assert [(g.number, g.title, code(g.status), code(g.forecast), g.comment) for g in read.goals] == [
        ("1", "Alla ska kunna simma", "not_achieved", "partially_achieved", _FIELDS[2][1]),
        ("2", "Båtarna ska vara sjödugliga", "not_achieved", "partially_achieved", _FIELDS[2][1]),
    ]
    assert [(i.name, i.goal, figures(i.values), i.target and i.target.raw) for i in read.indicators] == [
        (name, goal, [(2020, "total", first), (2021, "total", second)], target)
        for goal, last in (("g1", "Andel västar som har"), ("g2", "Andel skrov som har"))
        for name, first, second, target in (
            ("Antal simkunniga", 310, 120, "minst 300"),
            (f"{last} provats på sjön", 81, 83, "100 %"),
        )
    ]


@pytest.mark.parametrize("label", ["Mått", "Uppföljning"])
@pytest.mark.parametrize("sides", [False, True])
def test_forms_without_numbers_whose_measures_stand_below_the_verdict(label: str, sides: bool) -> None:
    sheet = Sheet().text(60, 70, "Säkert vatten", size=14, font="bold")
    y = 100.0
    for title, verdict in (("Alla ska kunna simma", "Uppfyllt"), ("Båtarna ska vara sjödugliga", "Delvis uppfyllt")):
        top = y
        sheet.fill(60, y, 535, y + 20, RED).text(66, y + 14, title, size=10, font="bold", color=WHITE)
        sheet.text(66, y + 32, "Måluppfyllelse", size=8).text(150, y + 32, verdict, size=8)
        sheet.line(60, y + 38, 535, y + 38).text(66, y + 50, label, size=8)
        for at, row in enumerate((("Indikator", "2020", "2021", "Mål"), ("Prov till sjöss", "4", "7", "högst 5"))):
            for x, text in zip((150, 330, 390, 450), row, strict=True):
                sheet.text(x, y + 50 + 12 * at, text, size=8, font="plain" if at else "bold")
        sheet.line(60, y + 68, 535, y + 68).text(66, y + 80, "Kommentar", size=8)
        sheet.text(150, y + 80, f"Simhallen var stängd när {title.split()[0].lower()} skulle provas.", size=8)
        y += 86
        sheet.line(60, y, 535, y)
        if sides:
            sheet.line(60, top, 60, y).line(535, top, 535, y).line(60, top, 535, top)
        y += 12
    read = report(pdf(_cover(), sheet))
    assert [(goal.title, code(goal.status), goal.comment) for goal in read.goals] == [
        ("Alla ska kunna simma", "achieved", "Simhallen var stängd när alla skulle provas."),
        ("Båtarna ska vara sjödugliga", "partially_achieved", "Simhallen var stängd när båtarna skulle provas."),
    ]
    assert [(i.name, i.goal, figures(i.values)) for i in read.indicators] == [
        ("Prov till sjöss", goal, [(2020, "total", 4), (2021, "total", 7)]) for goal in ("g1", "g2")
    ]


def test_symbols_in_forms_are_not_missed_where_running_text_judges_in_words() -> None:
    sheet = Sheet().text(60, 60, "Finansiella mål", size=14, font="bold")
    sheet.text(60, 80, "Det egna kapitalet ska vara orört", font="bold")
    sheet.text(60, 94, "Soliditeten har ökat under året. Målet är uppfyllt.")
    sheet.text(60, 120, "Verksamhetens mål", size=14, font="bold")
    y = 140.0
    for at, (title, verdict, color) in enumerate(
        (("Alla ska kunna simma", "Uppfyllt", GREEN), ("Båtarna ska vara hela", "Inte uppfyllt", RED)), 1
    ):
        sheet.fill(60, y, 535, y + 20, (0.1, 0.2, 0.5))
        sheet.text(66, y + 14, f"Mål {at}. {title}", font="bold", color=WHITE)
        sheet.text(66, y + 34, "Bedömning").disc(155, y + 30, 4.5, color).text(166, y + 34, verdict)
        sheet.line(60, y + 42, 535, y + 42)
        sheet.text(66, y + 56, "Kommentar").text(150, y + 56, "Proven gjordes under våren i hamnen.")
        for edge in ((60, y, 60, y + 62), (535, y, 535, y + 62), (60, y + 62, 535, y + 62)):
            sheet.line(*edge)
        y += 76
    read = report(pdf(_cover(), sheet))
    assert [(goal.title, code(goal.status)) for goal in read.goals] == [
        ("Det egna kapitalet ska vara orört", "achieved"),
        ("Alla ska kunna simma", "achieved"),
        ("Båtarna ska vara hela", "not_achieved"),
    ]
    assert "icon_unread" not in {finding.code for finding in read.findings}


@pytest.mark.parametrize("dots", ["." * 40, ". " * 20, "…" * 12])
def test_dots_lead_from_labels_to_figures(dots: str) -> None:
    sheet = Sheet().text(60, 70, "Kassaflödesanalys, tkr", size=14, font="bold")
    for end, head in ((430, "2021"), (500, "2020")):
        sheet.text(end, 96, head, font="bold", right=True)
    rows = (
        ("Årets resultat", "-129", "1 064"),
        ("Justering för avskrivningar", "704", "588"),
        ("Investeringar", "-196", "-934"),
        ("Årets kassaflöde", "379", "718"),
    )
    for at, (label, *cells) in enumerate(rows):
        sheet.text(60, 112 + 14 * at, f"{label} {dots}", size=8)
        for end, cell in zip((430, 500), cells, strict=True):
            sheet.text(end, 112 + 14 * at, cell, right=True)
    table = only_table(pdf(_cover(), sheet))
    assert [(row.label, row.values) for row in table.rows] == [
        ("Årets resultat", [-129, 1064]),
        ("Justering för avskrivningar", [704, 588]),
        ("Investeringar", [-196, -934]),
        ("Årets kassaflöde", [379, 718]),
    ]


def test_dots_that_lead_to_pages_stay_a_contents_list() -> None:
    sheet = Sheet().text(60, 70, "Innehåll", size=14, font="bold")
    for at, (title, page) in enumerate((("Hamnens mål", "3"), ("Hamnens uppdrag", "12"), ("Ekonomi", "14"))):
        sheet.text(60, 100 + 14 * at, f"{title} " + "." * 60 + f" {page}")
    assert sum("....." in line for line in blocks(pdf(_cover(), sheet))) == 3


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("januari–augusti 2021", "Delårsrapport januari–augusti 2021"),
        ("2021", "Delårsrapport 2021"),
        ("Hamnen växer så det knakar", "Delårsrapport"),
    ],
)
def test_a_title_goes_on_below_with_the_time_that_it_reports(below: str, title: str) -> None:
    cover = Sheet().text(60, 300, "Delårsrapport", size=34, font="bold").text(60, 325, below, size=20)
    cover.text(60, 360, "Hamnnämnden", size=15)
    sheet = Sheet().text(60, 70, "Hamnen januari–augusti 2021", size=14, font="bold")
    sheet.text(60, 90, "Färjan gick varje timme hela sommaren.")
    assert report(pdf(cover, sheet)).report.title == title


@pytest.mark.parametrize(("heading", "counted"), [("Hamnstatistik", True), ("Hamnens ekonomi", False)])
def test_figures_under_a_heading_of_statistics_are_measures(heading: str, counted: bool) -> None:
    sheet = Sheet().text(60, 70, heading, size=18, font="bold").text(60, 94, "Anlöp per fartyg", size=13, font="bold")
    for end, head in ((330, "Jan–aug 2020"), (430, "Jan–aug 2021")):
        sheet.text(end - 60, 112, head, font="bold")
    rows = (("Färjor", "1 402", "1 377"), ("Segelbåtar", "310", "415"), ("Totalt", "1 712", "1 792"))
    for at, (label, *cells) in enumerate(rows):
        sheet.text(60, 128 + 14 * at, label)
        for end, cell in zip((330, 430), cells, strict=True):
            sheet.text(end, 128 + 14 * at, cell, right=True)
    found = [(i.name, figures(i.values)) for i in report(pdf(_cover(), sheet)).indicators]
    assert found == (
        [
            ("Anlöp per fartyg – Färjor", [(2020, "total", 1402), (2021, "total", 1377)]),
            ("Anlöp per fartyg – Segelbåtar", [(2020, "total", 310), (2021, "total", 415)]),
            ("Anlöp per fartyg – Totalt", [(2020, "total", 1712), (2021, "total", 1792)]),
        ]
        if counted
        else []
    )


def test_financial_goals_beside_goals_in_areas_of_their_own() -> None:
    text = (
        "# Delårsrapport 2021\n\nHamnförbundet\n\n## Finansiella mål\n\n"
        "### Det egna kapitalet ska vara orört\n\nSoliditeten har ökat. Målet är uppfyllt.\n\n"
        "### Lånen ska inte växa\n\nEtt lån är löst. Målet är uppfyllt.\n\n"
        "## Mål för verksamheten\n\n### Levande hamn\n\n"
        "#### Färjan ska gå varje timme\n\nTurerna gick som de skulle. Målet är uppfyllt.\n\n"
        "#### Kajen ska vara säker\n\nPålarna är murkna. Målet är inte uppfyllt.\n\n"
    )
    assert [(goal.title, goal.area) for goal in report(text).goals] == [
        ("Det egna kapitalet ska vara orört", "Finansiella mål"),
        ("Lånen ska inte växa", "Finansiella mål"),
        ("Färjan ska gå varje timme", "Levande hamn"),
        ("Kajen ska vara säker", "Levande hamn"),
    ]
