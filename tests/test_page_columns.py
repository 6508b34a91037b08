"""How pages are divided: notes in the margin, columns of text whose lines stand at heights of their own."""

from __future__ import annotations

import pytest

from tests.pdf_sheets import RED, Sheet, pdf
from tests.reports import blocks, code, document, figures, only_table, report, roles

_FERRY = (
    "Färjan gick varje timme hela sommaren, och kön",
    "vid lägret var kortare än året före. Två turer fick",
    "ställas in när dimman låg tät över sundet, men",
    "resenärerna kunde åka med den nästa. Biljetterna",
    "säljs numera på nätet och vid kiosken i hamnen.",
)
_QUAY = (
    "Kajen lagades under våren med sten från brottet på",
    "andra sidan viken. Arbetet blev dyrare än beräknat",
    "eftersom pålarna visade sig vara murkna, och det",
    "inre fästet får vänta till nästa år. Belysningen har",
    "bytts ut längs hela piren.",
)
_NOTES = ("Visste du att", "bryggan ritades av en", "fyrvaktare på sin", "lediga tid för länge", "sedan?")


def _cover() -> Sheet:
    return Sheet().text(60, 60, "Årsrapport 2021", size=22, font="bold").text(60, 84, "Hamnnämnden")


def _judged(sheet: Sheet, x: float, y: float, title: str, verdict: str, prose: tuple[str, ...]) -> float:
    sheet.text(x, y, title, size=12, font="bold").text(x, y + 16, verdict, font="italic")
    return sheet.paragraph(x, y + 32, list(prose), pitch=13.4)


@pytest.mark.parametrize(("text", "margin"), [(190, 40), (60, 440)])
def test_notes_in_the_margin_come_between_no_lines_of_the_text(text: float, margin: float) -> None:
    sheet = Sheet().text(text, 70, "Mål och resultat", size=16, font="bold")
    below = _judged(sheet, text, 110, "Fler ska resa med färjan", "Målet är uppfyllt.", _FERRY)
    _judged(sheet, text, below + 14, "Kajen ska vara säker", "Målet är delvis uppfyllt.", _QUAY)
    for y in (104.6, 213.1):
        sheet.paragraph(margin, y, list(_NOTES), pitch=10.9, size=7.5)
    read = report(pdf(_cover(), sheet))
    assert [(goal.title, code(goal.status), goal.comment) for goal in read.goals] == [
        ("Fler ska resa med färjan", "achieved", " ".join(_FERRY)),
        ("Kajen ska vara säker", "partially_achieved", " ".join(_QUAY)),
    ]
    asides = [aside.text for aside in document(pdf(_cover(), sheet)).asides if aside.kind == "marginal"]
    assert asides == [*_NOTES, *_NOTES]


@pytest.mark.parametrize(
    "notes", [("Bild: kajen i", "morgonljus", "Foto: hamnen"), ("I siffror", "Resor 15 832", "Båtar 412", "Turer 18")]
)
def test_captions_and_figures_in_the_margin_below_a_heading_that_stands_over_it(notes: tuple[str, ...]) -> None:
    sheet = Sheet().text(40, 60, "Mål och resultat", size=16, font="bold")
    sheet.text(40, 84, "Nämnden har två mål för hamnen, och båda följs upp varje år i berättelsen.", font="italic")
    below = _judged(sheet, 190, 110, "Fler ska resa med färjan", "Målet är uppfyllt.", _FERRY)
    _judged(sheet, 190, below + 14, "Kajen ska vara säker", "Målet är delvis uppfyllt.", _QUAY)
    sheet.paragraph(40, 104.6, list(notes), pitch=9.1, size=7)
    read = report(pdf(_cover(), sheet))
    assert [(goal.title, goal.comment) for goal in read.goals] == [
        ("Fler ska resa med färjan", " ".join(_FERRY)),
        ("Kajen ska vara säker", " ".join(_QUAY)),
    ]


def test_small_labels_beside_the_lines_they_name_are_no_notes() -> None:
    sheet = Sheet().text(190, 70, "Mål och resultat", size=16, font="bold")
    y = 110.0
    for label, prose in (("Det här gjorde vi", _FERRY), ("Det här blev dyrt", _QUAY), ("Det ser vi fram mot", _FERRY)):
        sheet.text(40, y, label, size=7.5)
        y = sheet.paragraph(190, y, list(prose), pitch=13.4) + 8
    text = "\n".join(blocks(pdf(_cover(), sheet)))
    assert all(label in text for label in ("Det här gjorde vi", "Det här blev dyrt", "Det ser vi fram mot"))


def test_a_verdict_in_small_print_in_the_margin_is_no_note() -> None:
    sheet = Sheet().text(190, 70, "Mål och resultat", size=16, font="bold")
    sheet.text(190, 110, "Fler ska resa med färjan", size=12, font="bold")
    sheet.paragraph(190, 126, list(_FERRY), pitch=13.4)
    sheet.paragraph(
        40, 117, ["Måluppfyllelse för hela", "året efter augusti:", "Delvis uppfyllt"], pitch=10.9, size=7.5
    )
    assert "Delvis uppfyllt" in "\n".join(blocks(pdf(_cover(), sheet)))


@pytest.mark.parametrize("notes", [False, True])
def test_columns_whose_lines_stand_at_heights_of_their_own(notes: bool) -> None:
    left, right = (180, 380) if notes else (50, 310)
    sheet = Sheet().text(left, 70, "Mål och resultat", size=16, font="bold")
    sheet.text(
        left, 90, "Nämnden har två mål för hamnen, och båda följs upp i slutet av varje år.", font="italic", size=9
    )
    prose = [tuple(line[: 38 if notes else None].strip() for line in lines) for lines in (_FERRY, _QUAY)]
    _judged(sheet, left, 120, "Fler ska resa med färjan", "Målet är uppfyllt.", prose[0])
    _judged(sheet, right, 112.6, "Kajen ska vara säker", "Målet är delvis uppfyllt.", prose[1])
    if notes:
        sheet.paragraph(34, 104.1, list(_NOTES), pitch=10.9, size=7.5)
    read = report(pdf(_cover(), sheet))
    assert [(goal.title, code(goal.status), goal.comment) for goal in read.goals] == [
        ("Fler ska resa med färjan", "achieved", " ".join(prose[0])),
        ("Kajen ska vara säker", "partially_achieved", " ".join(prose[1])),
    ]


def _by_letters(sheet: Sheet, x: float, y: float, text: str, *, up: bool = False, font: str = "mono") -> None:
    """Set each letter by itself, without blanks and with little white for them, as web browsers write PDF files."""
    for letter in text:
        if letter == " ":
            x, y = (x, y - 1.6) if up else (x + 1.6, y)
            continue
        sheet.text(x, y, letter, font=font, matrix=f"0 1 -1 0 {x:.2f} {sheet.height - y:.2f}" if up else None)
        x, y = (x, y - 6) if up else (x + 6, y)


def test_narrow_blanks_between_letters_that_are_set_one_by_one() -> None:
    sheet = Sheet()
    _by_letters(sheet, 60, 60, "Färjan gick i september till och med i dimma")
    _by_letters(sheet, 60, 74, "och tog 45 000 resenärer i en ny båt.")
    assert blocks(pdf(sheet)) == ["Färjan gick i september till och med i dimma och tog 45 000 resenärer i en ny båt."]


@pytest.mark.parametrize("letters", [False, True])
def test_heads_set_sideways_over_the_figures_of_a_table_without_lines(letters: bool) -> None:
    sheet = Sheet().text(60, 60, "Driftredovisning, tkr", size=14, font="bold")

    def put(x: float, y: float, text: str) -> None:
        _by_letters(sheet, x, y, text) if letters else sheet.text(x, y, text, font="mono")

    put(60, 200, "Verksamhet")
    for end, head in ((300, "Utfall 2021"), (370, "Budget 2021"), (440, "Avvikelse")):
        if letters:
            _by_letters(sheet, end - 4, 200, head, up=True)
        else:
            sheet.text(0, 0, head, font="bold", matrix=f"0 1 -1 0 {end - 4} {sheet.height - 200}")
    rows = (
        ("Färjan", "-4 120", "-4 000", "-120"),
        ("Badet", "-310", "-350", "40"),
        ("Kajen", "-1 570", "-1 650", "80"),
        ("Summa", "-6 000", "-6 000", "0"),
    )
    for at, (label, *cells) in enumerate(rows):
        put(60, 218 + 14 * at, label)
        for end, cell in zip((300, 370, 440), cells, strict=True):
            put(end - 6 * len(cell), 218 + 14 * at, cell)
    table = only_table(pdf(_cover(), sheet))
    assert [column.label for column in table.columns] == ["Utfall 2021", "Budget 2021", "Avvikelse"]
    assert roles(table) == ["outcome", "budget", "variance"]
    assert [row.label for row in table.rows] == [row[0] for row in rows]
    assert table.rows[0].values == [-4120, -4000, -120]


def _area(title: str, goals: tuple[str, str], tasks: tuple[tuple[str, str, str], ...], strong: str, weak: str) -> Sheet:
    sheet = Sheet().text(60, 70, title, size=18, font="bold")
    below = _judged(sheet, 60, 110, goals[0], "Målet är uppfyllt.", _FERRY) + 10
    below = _judged(sheet, 60, below, goals[1], "Målet är inte uppfyllt.", _QUAY) + 10
    sheet.text(60, below, "Uppdrag från fullmäktige", font="bold")
    below += 16
    for task, body, verdict in tasks:
        sheet.text(60, below, task, size=9, font="bold").text(60, below + 11, f"({body})", size=9)
        sheet.text(60, below + 22, f"Läge: {verdict}", size=9, color=RED)
        sheet.text(60, below + 33, "Arbetet redovisas i nämndens berättelse.", size=9)
        below += 54
    for head, point in (("Styrkor", strong), ("Förbättringsområden", weak)):
        sheet.text(60, below, head, font="bold").text(60, below + 14, f"• {point}", size=9)
        below += 36
    return sheet


def test_assignments_and_strengths_that_close_each_area_belong_to_none_of_its_goals() -> None:
    sheets = [
        _area(
            "Levande skärgård",
            ("Fler ska resa med färjan", "Kajen ska vara säker"),
            (("Bygg en brygga på norra udden", "Hamnnämnden", "Pågår"),),
            "Färjan är punktlig",
            "Kajen behöver nya pålar",
        ),
        _area(
            "Trygga vatten",
            ("Fler ska bada i sundet", "Vakten ska finnas hela dagen"),
            (("Inför livbojar vid alla bad", "Hamnnämnden", "Klart"), ("Mät vattnet", "Miljönämnden", "Ej påbörjat")),
            "Badet är populärt",
            "Vakten är för sällan på plats",
        ),
    ]
    read = report(pdf(_cover(), *sheets))
    assert [(goal.title, goal.area, goal.comment) for goal in read.goals] == [
        ("Fler ska resa med färjan", "Levande skärgård", " ".join(_FERRY)),
        ("Kajen ska vara säker", "Levande skärgård", " ".join(_QUAY)),
        ("Fler ska bada i sundet", "Trygga vatten", " ".join(_FERRY)),
        ("Vakten ska finnas hela dagen", "Trygga vatten", " ".join(_QUAY)),
    ]
    told = "Arbetet redovisas i nämndens berättelse."
    assert [(a.title, a.area, a.goal, a.responsible, code(a.status), a.comment) for a in read.assignments] == [
        ("Bygg en brygga på norra udden", "Levande skärgård", None, ["Hamnnämnden"], "in_progress", told),
        ("Inför livbojar vid alla bad", "Trygga vatten", None, ["Hamnnämnden"], "achieved", told),
        ("Mät vattnet", "Trygga vatten", None, ["Miljönämnden"], "not_started", told),
    ]
    assert [(point.kind, point.area, point.text) for point in read.observations] == [
        ("strength", "Levande skärgård", "Färjan är punktlig"),
        ("improvement", "Levande skärgård", "Kajen behöver nya pålar"),
        ("strength", "Trygga vatten", "Badet är populärt"),
        ("improvement", "Trygga vatten", "Vakten är för sällan på plats"),
    ]


def test_labels_longer_than_the_line_their_figures_stand_on() -> None:
    sheet = Sheet().text(60, 70, "Fler ska bada i sundet", size=14, font="bold").text(60, 88, "Målet är uppfyllt.")
    sheet.fill(58, 100, 262, 172, (0.93, 0.95, 0.93))
    for x, head in ((60, "Indikator"), (166, "2020"), (200, "2021"), (234, "Mål")):
        sheet.text(x, 112, head, size=8, font="bold")
    for y, first, second, figures_ in (
        (126, "Andel som är nöjda med", "vaktens tider", ("81 %", "84 %", "90 %")),
        (150, "Andel prov som visade", "rent vatten", ("97 %", "95 %", "100 %")),
    ):
        sheet.text(60, y, first, size=8).text(60, y + 10, second, size=8)
        for x, figure in zip((166, 200, 234), figures_, strict=True):
            sheet.text(x, y + 10, figure, size=8)
    read = report(pdf(_cover(), sheet))
    assert [(i.name, figures(i.values), i.target and i.target.value) for i in read.indicators] == [
        ("Andel som är nöjda med vaktens tider", [(2020, "total", 81), (2021, "total", 84)], 90),
        ("Andel prov som visade rent vatten", [(2020, "total", 97), (2021, "total", 95)], 100),
    ]


def test_a_legends_last_step_goes_on_at_the_left() -> None:
    sheet = Sheet().text(60, 60, "Målen bedöms så:", size=9)
    sheet.text(440, 80, "D: bedömning", size=9).text(60, 92, "kan inte göras.", size=9)
    assert blocks(pdf(sheet)) == ["Målen bedöms så:", "D: bedömning kan inte göras."]
