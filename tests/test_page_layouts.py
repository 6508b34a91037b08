# ruff: noqa: E501 -- texts of invented reports stand on one line
"""How pages of reports are drawn: cards, plates, badges, heads over groups of columns, rows over page breaks."""

from __future__ import annotations

import itertools

import pytest

from kommunrapport.extract.document import Block
from tests.pdf_sheets import BAND, BLACK, GREEN, GREY, RED, TINT, WHITE, YELLOW, Sheet, pdf
from tests.reports import assignments, code, document, figures, goals, only_table, report, roles, row_kinds


def _cover(sheet: Sheet, title: str = "Årsrapport 2021", body: str = "Hamnnämnden") -> Sheet:
    return sheet.text(60, 60, title, size=22, font="bold").text(60, 84, body)


def _prose(sheet: Sheet, y: float, *lines: str) -> float:
    return sheet.paragraph(66, y, list(lines), pitch=13)


def _card(sheet: Sheet, y: float, title: str, verdict: str, color: tuple[float, float, float]) -> None:
    """Draw a box of page width with a bar of colour at its left, a title, and the verdict on a plate at its right."""
    for x0, y0, x1, y1 in ((60, y, 530, y), (60, y + 92, 530, y + 92), (530, y, 530, y + 92)):
        sheet.line(x0, y0, x1, y1)
    sheet.fill(60, y, 64, y + 92, color)
    sheet.text(70, y + 18, title, size=11, font="bold")
    sheet.fill(430, y + 7, 524, y + 22, color).text(436, y + 17, verdict, size=8, color=WHITE)
    sheet.paragraph(
        70, y + 34, ["Kajen har rustats upp och belysningen längs piren är ny sedan i våras, vilket", "märks."]
    )
    for x, text in ((72, "Indikator"), (300, "2020"), (380, "2021"), (460, "Mål 2021")):
        sheet.text(x, y + 66, text, size=8, font="bold")
    sheet.line(70, y + 70, 524, y + 70)
    for x, text in ((72, "Antal gästnätter"), (300, "410"), (380, "455"), (460, "minst 450")):
        sheet.text(x, y + 82, text, size=8)


def test_cards_with_a_verdict_on_a_plate_and_figures_inside() -> None:
    sheet = _cover(Sheet())
    sheet.text(60, 130, "Mål", size=16, font="bold")
    _card(sheet, 150, "Fler gäster ska hitta till hamnen", "Målet är uppnått", GREEN)
    _card(sheet, 250, "Besökarna ska känna sig trygga på kajen", "Målet är delvis uppnått", YELLOW)
    read = report(pdf(sheet))
    assert [(goal.title, code(goal.status), goal.comment) for goal in read.goals] == [
        ("Fler gäster ska hitta till hamnen", "achieved", read.goals[0].comment),
        ("Besökarna ska känna sig trygga på kajen", "partially_achieved", read.goals[1].comment),
    ]
    assert (read.goals[0].comment or "").startswith("Kajen har rustats upp")
    assert [(i.name, i.goal, [v.value for v in i.values]) for i in read.indicators] == [
        ("Antal gästnätter", "g1", [410, 455]),
        ("Antal gästnätter", "g2", [410, 455]),
    ]


def test_words_marked_with_a_text_marker_stay_in_their_sentence() -> None:
    sheet = _cover(Sheet())
    sheet.fill(66, 141.5, 120, 152.5, YELLOW)
    _prose(
        sheet,
        150,
        "Båtplatser är en bristvara i kommunen, och kön växer för varje år.",
        "Kön har aldrig varit så lång.",
    )
    assert any("Båtplatser är en bristvara" in b.text for b in _blocks(sheet))


def _blocks(sheet: Sheet) -> list[Block]:
    return list(document(pdf(sheet)).blocks())


def _plate(sheet: Sheet, y: float, number: str, title: str, color: tuple[float, float, float]) -> None:
    """Draw a table of one row: number, title, and a cell of colour."""
    sheet.fill(480, y, 530, y + 24, color)
    for x in (60, 95, 480, 530):
        sheet.line(x, y, x, y + 24)
    for level in (y, y + 24):
        sheet.line(60, level, 530, level)
    sheet.text(74, y + 16, number, font="bold").text(100, y + 16, title, font="bold")


def test_a_goal_is_a_table_of_one_row_with_a_coloured_cell() -> None:
    sheet = _cover(Sheet())
    sheet.text(60, 120, "Måluppföljning", size=16, font="bold")
    sheet.text(60, 140, "Grön ruta = målet är uppnått, gul ruta = delvis uppnått, röd ruta = inte uppnått.")
    _plate(sheet, 160, "1", "Alla båtägare ska få plats inom två år", YELLOW)
    _prose(sheet, 202, "Kön är fortfarande lång.")
    _plate(sheet, 220, "2", "Hamnen ska vara fri från oljeutsläpp", RED)
    _prose(sheet, 262, "Två utsläpp anmäldes.")
    read = report(pdf(sheet))
    assert [(g.number, g.title, code(g.status), g.comment) for g in read.goals] == [
        ("1", "Alla båtägare ska få plats inom två år", "partially_achieved", "Kön är fortfarande lång."),
        ("2", "Hamnen ska vara fri från oljeutsläpp", "not_achieved", "Två utsläpp anmäldes."),
    ]


def test_a_heading_with_a_table_that_holds_only_its_verdict() -> None:
    html = (
        "<h1>Delårsrapport T2 2022</h1><p>Idrottsnämnden</p><h2>Nämndens mål</h2>"
        "<h3>Fler flickor ska idrotta i kommunens hallar</h3>"
        "<table><tr><th>Status</th></tr><tr><td>Uppfyllt</td></tr></table><p>Hallarna är fulla.</p>"
        "<h3>Simkunnigheten ska öka i alla skolor</h3>"
        "<table><tr><th>Status</th><th>Ansvarig</th></tr><tr><td>Ej uppfyllt</td><td>BUN</td></tr></table>"
        "<p>Badhuset har varit stängt.</p>"
    )
    read = report(f"<!doctype html><html><body>{html}</body></html>", "rapport.html")
    assert [(g.title, code(g.status), g.responsible, g.comment) for g in read.goals] == [
        ("Fler flickor ska idrotta i kommunens hallar", "achieved", [], "Hallarna är fulla."),
        ("Simkunnigheten ska öka i alla skolor", "not_achieved", ["BUN"], "Badhuset har varit stängt."),
    ]


def _row(
    sheet: Sheet, y: float, label: str, figures: tuple[str, ...], ends: tuple[float, ...], font: str = "plain"
) -> None:
    sheet.text(60, y, label, size=9, font=font)
    for text, end in zip(figures, ends, strict=True):
        sheet.text(end, y, text, size=9, font=font, right=True)


def test_heads_centred_over_groups_of_columns() -> None:
    sheet = _cover(Sheet(), "Delårsrapport januari-augusti 2020")
    sheet.text(60, 120, "Investeringar, tkr", size=14, font="bold")
    sheet.text(270, 146, "Årets", size=9).text(440, 146, "Hela projektet", size=9)
    for x, text in ((60, "Projekt"), (174, "Budget"), (230, "Utfall"), (280, "Prognos"), (335, "Avvikelse")):
        sheet.text(x, 160, text, size=9)
    sheet.text(424, 160, "Budget", size=9).text(486, 160, "Prognos", size=9)
    ends = (205, 258, 316, 376, 455, 520)
    _row(sheet, 175, "Ny brygga i norr", ("4 000", "1 100", "3 800", "200", "9 000", "8 900"), ends)
    _row(sheet, 190, "Muddring", ("2 500", "600", "2 700", "-200", "5 000", "5 300"), ends)
    _row(sheet, 205, "Kran", ("1 500", "300", "1 500", "0", "1 500", "1 500"), ends)
    _row(sheet, 220, "Summa", ("8 000", "2 000", "8 000", "0", "15 500", "15 700"), ends)
    table = only_table(pdf(sheet))
    assert [c.label for c in table.columns][:5] == [
        "Årets Budget", "Årets Utfall", "Årets Prognos", "Årets Avvikelse", "Hela projektet Budget",
    ]  # fmt: skip
    assert roles(table) == ["budget", "outcome", "forecast", "variance", "budget", "forecast"]


def test_one_head_of_a_header_has_two_lines() -> None:
    sheet = _cover(Sheet(), "Ekonomisk uppföljning mars 2022")
    sheet.text(60, 110, "Samtliga belopp anges i kronor.")
    sheet.text(60, 140, "Gästhamnen", size=13, font="bold")
    sheet.text(232, 160, "Utfall", size=9, font="bold")
    for x, text in ((60, "Benämning"), (230, "jan-mar"), (292, "Budget"), (352, "Avvikelse")):
        sheet.text(x, 170.5, text, size=9, font="bold")
    ends = (262, 322, 392)
    rows = [("Avgifter", ("-120", "-130", "-10")), ("Löner", ("700", "720", "20")), ("Lokalhyror", ("90", "80", "-10"))]
    rows += [("Material", ("30", "35", "5")), ("Nettokostnad", ("700", "705", "5"))]
    for at, (label, values) in enumerate(rows):
        if at % 2 == 0:
            sheet.fill(58, 175 + 15 * at, 400, 190 + 15 * at, TINT)
        _row(sheet, 186 + 15 * at, label, values, ends)
    table = only_table(pdf(sheet))
    assert (table.title, table.unit, table.kind) == ("Gästhamnen", "kr", "account_groups")
    assert roles(table) == ["outcome", "budget", "variance"]
    assert table.columns[0].label == "Utfall jan-mar"


def test_heads_set_close_are_parted_like_the_heads_under_them() -> None:
    sheet = _cover(Sheet(), "Årsredovisning 2013", "Strandby kommun")
    sheet.text(60, 120, "Investeringsredovisning, mnkr", size=14, font="bold")
    heads = ((180, "Beslutad", "totalutgift"), (262, "Ackumulerat", "utfall"), (322, "Beräknad", "totalutgift"))
    for x, upper, lower in heads:
        sheet.text(x, 150, upper, size=9, font="bold").text(x, 162, lower, size=9, font="bold")
    ends = (230, 300, 366)
    for at, row in enumerate((("Skola", ("77,2", "54,0", "80,6")), ("Brygga", ("10,5", "4,0", "10,1")))):
        _row(sheet, 180 + 14 * at, *row, ends)
    _row(sheet, 208, "Summa", ("87,7", "58,0", "90,7"), ends)
    assert roles(only_table(pdf(sheet))) == ["budget", "outcome", "forecast"]


def test_labels_wrap_under_sums_and_rows_of_dashes() -> None:
    sheet = _cover(Sheet(), "Delårsrapport augusti 2021", "Strandby kommun")
    sheet.text(60, 120, "Balansräkning, mnkr", size=14, font="bold")
    for x, text in ((60, "Mnkr"), (240, "2021-08-31"), (340, "2020-12-31")):
        sheet.text(x, 145, text, size=9, font="bold")
    ends = (290, 390)
    y = 160.0
    for lines, values in (
        (["Materiella", "anläggningstillgångar"], ("812,4", "779,9")),
        (["Kortfristiga fordringar"], ("141,7", "136,0")),
        (["Kassa och bank"], ("180,4", "173,2")),
        (["SUMMA", "TILLGÅNGAR"], ("1 134,5", "1 089,1")),
        (["Extraordinära", "poster"], ("-", "-")),
        (["Eget kapital"], ("1 134,5", "1 089,1")),
    ):
        _row(sheet, y, lines[0], values, ends)
        for at, line in enumerate(lines[1:], 1):
            sheet.text(60, y + 11 * at, line, size=9)
        y += 15 + 11 * (len(lines) - 1)
    assert [label for label, _ in row_kinds(only_table(pdf(sheet)))] == [
        "Materiella anläggningstillgångar", "Kortfristiga fordringar", "Kassa och bank", "SUMMA TILLGÅNGAR",
        "Extraordinära poster", "Eget kapital",
    ]  # fmt: skip


def test_a_number_set_close_to_its_title_in_every_other_shaded_row() -> None:
    sheet = _cover(Sheet())
    sheet.text(60, 120, "Uppdrag från fullmäktige", size=14, font="bold")
    walls = (58, 92, 300, 380, 530)
    rows = [("Nr", "Uppdrag", "Status", "Kommentar")]
    rows += [
        ("21-01", "Utreda en ny gästbrygga", "Pågår", "Anbud begärs in."),
        ("21-02", "Se över taxan", "Klart", "Antagen."),
    ]
    rows += [
        ("21-03", "Sälja den gamla kranen", "Klart", "Såld."),
        ("21-04", "Rusta piren i söder", "Pågår", "Klar i maj."),
    ]
    for at, row in enumerate(rows):
        y = 140 + 20 * at
        for x0, x1 in itertools.pairwise(walls):
            if at % 2 == 0:
                sheet.fill(x0, y, x1, y + 20, BAND if at == 0 else TINT)
        for x, text in zip((66, 95, 304, 384), row, strict=True):
            sheet.text(x, y + 14, text, size=9, font="bold" if at == 0 else "plain")
    read = report(pdf(sheet)).assignments
    assert [(a.number, a.title, code(a.status)) for a in read] == [
        ("21-01", "Utreda en ny gästbrygga", "in_progress"),
        ("21-02", "Se över taxan", "achieved"),
        ("21-03", "Sälja den gamla kranen", "achieved"),
        ("21-04", "Rusta piren i söder", "in_progress"),
    ]


def test_the_last_row_of_a_table_stands_alone_on_the_next_page() -> None:
    first, second = _cover(Sheet(), "Årsredovisning 2020", "Strandhem AB"), Sheet()
    first.text(60, 700, "Flerårsöversikt", size=14, font="bold")
    ends = (290, 350, 410)
    for text, end in zip(("2020", "2019", "2018"), ends, strict=True):
        first.text(end, 725, text, size=9, font="bold", right=True)
    _row(first, 740, "Soliditet, %", ("22,4", "21,9", "21,0"), ends)
    _row(first, 755, "Antal lägenheter", ("1 214", "1 210", "1 188"), ends)
    _row(second, 70, "Medelantal anställda", ("38", "37", "36"), ends)
    second.text(60, 110, "Resultaträkning", size=14, font="bold")
    read = report(pdf(first, second)).indicators
    assert [figures(i.values) for i in read][-1] == [(2020, "total", 38), (2019, "total", 37), (2018, "total", 36)]


def test_what_only_the_running_head_prints() -> None:
    pages = []
    for number in (1, 2):
        page = Sheet().text(60, 40, "VETLANDA KOMMUN").text(300, 40, "TJÄNSTESKRIVELSE").text(500, 40, f"{number} (2)")
        page.text(60, 52, "Barnförvaltningen").text(300, 52, "2022-09-12").text(420, 52, "Dnr BUN 2022/118")
        pages.append(page.text(60, 100, "Yttrande om skolskjutsar 2022", size=16, font="bold"))
        _prose(
            page,
            130,
            "Förvaltningen har upprättat ett yttrande. Det",
            "handlar om skolskjutsarna i kommunens södra delar.",
        )
    head = report(pdf(*pages)).report
    assert head.municipality is not None
    assert (head.municipality.name, head.registration_number) == ("Vetlanda", "BUN 2022/118")


def test_a_cover_line_with_points_between_its_parts() -> None:
    read = report("# Årsrapport 2022\n\nHamnnämnden · Motala kommun · HN-2023-41 · Beslut 2023-02-15\n")
    assert (read.report.body, read.report.registration_number) == ("Hamnnämnden", "HN-2023-41")


def test_a_heading_about_assignments_ends_what_a_label_about_goals_announced() -> None:
    text = (
        "# Delårsrapport 2020\n\nHamnnämnden\n\n## Nämndens mål\n\n**Mål 1: Hamnen ska vara trygg**\n\nMålet nås\n\n"
        "## Uppdrag i verksamhetsplanen\n\n### Gästhamn\n\n- Ta fram en bryggplan – Klart.\n"
        "- Byta belysning – Pågår. Lamporna är beställda.\n\n### Fiskehamn\n\n- Muddra inloppet – Ej påbörjat.\n"
    )
    assert assignments(text) == [
        ("Ta fram en bryggplan", "achieved"), ("Byta belysning", "in_progress"), ("Muddra inloppet", "not_started"),
    ]  # fmt: skip
    assert [a.area for a in report(text).assignments] == ["Gästhamn", "Gästhamn", "Fiskehamn"]
    assert goals(text) == [("Hamnen ska vara trygg", "achieved")]


def test_a_heading_over_two_columns_that_fills_only_the_first() -> None:
    sheet = _cover(Sheet())
    for top, word in ((130, "Norra"), (430, "Södra")):
        for x in (60, 310):
            side = "vänster" if x == 60 else "höger"
            lines = [f"{word} hamnen {side} rad {n} har byggts om i år" for n in range(1, 10)]
            sheet.paragraph(x, top + 30, lines, pitch=13, size=9)
        sheet.text(60, top + 8, f"{word} kajen", size=20, font="bold")
    order = [block.text.split(" rad ")[0] for block in _blocks(sheet)][2:]
    assert order == [
        "Norra kajen", "Norra hamnen vänster", "Norra hamnen höger",
        "Södra kajen", "Södra hamnen vänster", "Södra hamnen höger",
    ]  # fmt: skip


def test_women_and_men_under_the_years() -> None:
    html = (
        "<h1>Årsrapport 2022</h1><p>Bildningsnämnden</p><h2>Indikatorer</h2><table>"
        "<tr><th rowspan=2>Indikator</th><th colspan=3>Utfall 2021</th><th colspan=3>Utfall 2022</th>"
        "<th rowspan=2>Målvärde 2022</th></tr>"
        "<tr><th>Totalt</th><th>Kvinnor</th><th>Män</th><th>Totalt</th><th>Kvinnor</th><th>Män</th></tr>"
        "<tr><td>Behöriga elever (%)</td><td>84</td><td>86</td><td>82</td><td>85</td><td>88</td><td>83</td>"
        "<td>minst 88</td></tr></table>"
    )
    (indicator,) = report(f"<!doctype html><html><body>{html}</body></html>", "rapport.html").indicators
    assert figures(indicator.values) == [
        (2021, "total", 84), (2021, "women", 86), (2021, "men", 82),
        (2022, "total", 85), (2022, "women", 88), (2022, "men", 83),
    ]  # fmt: skip


def test_a_goal_in_the_first_row_of_its_table_of_activities() -> None:
    sheet = _cover(Sheet())
    _prose(
        sheet,
        300,
        "Havet har varit varmt under hela sommaren och hösten.",
        "Alla badplatser har haft fler besökare än förra året.",
    )
    sheet.text(60, 120, "Mål och aktiviteter", size=16, font="bold")
    for x in (60, 430, 530):
        for low, high in ((140, 160), (190, 250)):
            sheet.line(x, low, x, high)
    sheet.line(60, 160, 60, 190).line(530, 160, 530, 190)
    for level in (140, 160, 190, 210, 230, 250):
        sheet.line(60, level, 530, level)
    sheet.text(66, 154, "Fler ska bada i havet hela året", font="bold").disc(480, 150, 5, GREEN)
    sheet.text(66, 174, "Två nya badplatser har öppnats och vinterbadet är välbesökt av både unga och gamla.", size=9)
    sheet.text(66, 204, "Aktivitet", size=9, font="bold").text(436, 204, "Status", size=9, font="bold")
    sheet.text(66, 224, "Anlägga en bastu vid piren", size=9).disc(480, 220, 5, YELLOW)
    sheet.text(66, 244, "Märka ut badplatserna", size=9).disc(480, 240, 5, GREY)
    read = report(pdf(sheet))
    assert [(g.title, code(g.status)) for g in read.goals] == [("Fler ska bada i havet hela året", "achieved")]
    assert [(a.title, a.goal) for a in read.assignments] == [
        ("Anlägga en bastu vid piren", "g1"), ("Märka ut badplatserna", "g1"),
    ]  # fmt: skip


def test_years_centred_over_a_rule_that_begins_right_of_the_labels() -> None:
    sheet = _cover(Sheet(), "Årsredovisning 2021")
    sheet.text(60, 120, "Driftredovisning, mnkr", size=14, font="bold")
    sheet.line(58, 130, 450, 130, 1).line(150, 147, 450, 147)
    sheet.text(216, 142, "2020", size=9, font="bold").text(366, 142, "2021", size=9, font="bold")
    sheet.text(60, 158, "Verksamhet", size=9, font="bold")
    for left in (170, 320):
        for x, text in ((left, "Utfall"), (left + 45, "Budget"), (left + 90, "Avvikelse")):
            sheet.text(x, 158, text, size=9, font="bold")
    ends = (196, 246, 300, 346, 396, 450)
    rows = [("Bryggor", ("101", "100", "-1", "110", "105", "-5")), ("Kranar", ("201", "200", "-1", "221", "218", "-3"))]
    rows += [("Båthus", ("52", "51", "-1", "54", "55", "1")), ("Summa", ("354", "351", "-3", "385", "378", "-7"))]
    for at, (label, values) in enumerate(rows):
        if at % 2 == 0:
            sheet.fill(58, 163 + 15 * at, 452, 178 + 15 * at, TINT)
        _row(sheet, 174 + 15 * at, label, values, ends)
    table = only_table(pdf(sheet))
    assert [(column.role, column.year) for column in table.columns] == [
        ("outcome", 2020), ("budget", 2020), ("variance", 2020),
        ("outcome", 2021), ("budget", 2021), ("variance", 2021),
    ]  # fmt: skip


def test_short_names_of_women_and_men_centred_under_the_years() -> None:
    sheet = _cover(Sheet(), "Årsrapport 2022")
    sheet.text(60, 120, "Nyckeltal", size=14, font="bold")
    for x, text in ((60, "Nyckeltal"), (225, "2021"), (365, "2022"), (460, "Mål")):
        sheet.text(x, 150, text, size=9, font="bold")
    for x, text in ((180, "Tot"), (230, "Kv"), (280, "M"), (320, "Tot"), (370, "Kv"), (420, "M")):
        sheet.text(x, 168, text, size=9, font="bold")
    for y, row in (
        (186, ("Nöjda, %", "71", "74", "68", "73", "75", "70", "75")),
        (204, ("Trygga, %", "61", "64", "58", "63", "65", "60", "65")),
    ):
        for x, text in zip((60, 181, 231, 279, 321, 371, 419, 462), row, strict=True):
            sheet.text(x, y, text, size=9)
    first = report(pdf(sheet)).indicators[0]
    assert figures(first.values) == [
        (2021, "total", 71), (2021, "women", 74), (2021, "men", 68),
        (2022, "total", 73), (2022, "women", 75), (2022, "men", 70),
    ]  # fmt: skip
    assert first.target is not None
    assert first.target.value == 75


def test_headings_of_a_report_that_is_all_tables() -> None:
    sheet = _cover(Sheet(), "Måluppföljning 2021", "")
    sheet.text(60, 90, "Hamnnämnden", size=15, font="bold")
    for top, area in ((120, "Målområde Bryggor"), (260, "Målområde Badplatser")):
        sheet.text(60, top, area, size=12, font="bold")
        for level in (top + 10, top + 30, top + 70):
            sheet.line(60, level, 530, level)
        for wall in (60, 230, 320, 530):
            sheet.line(wall, top + 10, wall, top + 70)
        for x, text in ((66, "Mål"), (236, "Bedömning"), (326, "Kommentar")):
            sheet.text(x, top + 24, text, size=9, font="bold")
        sheet.text(66, top + 44, "Fler ska hitta hit", size=9).text(236, top + 44, "Uppfyllt", size=9)
        sheet.paragraph(326, top + 44, ["Skyltarna är nya och besöken har ökat", "under hela året och hösten."], size=9)
    assert [(g.area, code(g.status)) for g in report(pdf(sheet)).goals] == [
        ("Målområde Bryggor", "achieved"), ("Målområde Badplatser", "achieved"),
    ]  # fmt: skip


def test_a_legend_in_one_line_behind_its_label() -> None:
    sheet = _cover(Sheet())
    sheet.text(60, 120, "Nämndmål", size=14, font="bold")
    sheet.text(60, 140, "Teckenförklaring:")
    for x, color, text in ((150, GREEN, "Uppfyllt"), (220, YELLOW, "Delvis uppfyllt"), (320, RED, "Ej uppfyllt")):
        sheet.disc(x, 136.5, 4.5, color).text(x + 8, 140, text)
    for y, title, color in ((170, "Fler ska bada året om", GREEN), (220, "Vattnet ska vara rent", RED)):
        sheet.text(60, y, title, size=12, font="bold").disc(520, y - 4, 6, color)
        _prose(sheet, y + 18, "Besöken har räknats varje vecka under hela året och redovisas i bilagan.")
    assert goals(pdf(sheet)) == [("Fler ska bada året om", "achieved"), ("Vattnet ska vara rent", "not_achieved")]


def test_bars_with_an_area_each_over_tables_alike() -> None:
    sheet = _cover(Sheet())
    sheet.text(60, 110, "Måluppföljning", size=14, font="bold")
    _prose(sheet, 300, "Nämnden följer sina mål varje månad och rapporterar till fullmäktige.")
    for top, area in ((120, "Attraktiv hamnstad"), (190, "Rent hav")):
        sheet.fill(58, top, 530, top + 18, BAND).text(62, top + 13, area, size=9, font="bold")
        for x0, x1, text in ((58, 230, "Mål"), (230, 320, "Måluppfyllelse"), (320, 530, "Analys")):
            sheet.fill(x0, top + 18, x1, top + 36, TINT).text(x0 + 4, top + 31, text, size=9, font="bold")
        sheet.text(62, top + 48, f"Fler ska trivas i {top}", size=9).text(234, top + 48, "Uppfyllt", size=9)
        sheet.text(324, top + 48, "Enkäten visar det.", size=9).line(58, top + 54, 530, top + 54)
    assert [(g.area, code(g.status)) for g in report(pdf(sheet)).goals] == [
        ("Attraktiv hamnstad", "achieved"), ("Rent hav", "achieved"),
    ]  # fmt: skip


def test_a_scale_with_a_box_before_each_step() -> None:
    text = (
        "# Årsrapport 2022\n\nHamnnämnden\n\n## Mål\n\n**Mål 1. Fler ska trivas i hamnen**\n\n☐ Uppfyllt\n\n"
        "☒ Delvis uppfyllt\n\n☐ Ej uppfyllt\n\nEnkäten visar det.\n"
    )
    assert goals(text) == [("Fler ska trivas i hamnen", "partially_achieved")]


def test_months_in_six_digits_and_a_variance_in_per_cent() -> None:
    table = only_table(
        "# Delårsrapport augusti 2022\n\nStrandby kommun\n\n## Driftredovisning\n\n"
        "| Mnkr | Utfall 202208 | Utfall 202108 | Budget 2022 | Prognos 2022 | Budgetavvikelse | Avv. % |\n"
        "|---|---|---|---|---|---|---|\n| Kommunstyrelsen | -61,2 | -58,9 | -92,0 | -91,1 | 0,9 | 1,0 |\n"
        "| Hamnnämnden | -30,0 | -29,1 | -45,0 | -45,5 | -0,5 | -1,1 |\n"
        "| Summa | -91,2 | -88,0 | -137,0 | -136,6 | 0,4 | 0,3 |\n"
    )
    assert roles(table) == ["outcome", "outcome", "budget", "forecast", "variance", "other"]
    assert [column.year for column in table.columns][:3] == [2022, 2021, 2022]


def test_the_verdict_of_a_numbered_point_is_set_at_the_right_margin() -> None:
    sheet = _cover(Sheet())
    sheet.text(60, 110, "Uppdrag", size=14, font="bold")
    for at, (title, x, verdict) in enumerate(
        (("Utreda en ny gästbrygga", 495, "Pågår"), ("Sälja den gamla kranen", 502, "Klart"))
    ):
        y = 140 + 50 * at
        sheet.text(60, y, f"{at + 1}. {title}").text(x, y, verdict)
        sheet.paragraph(
            72,
            y + 15,
            ["Anbud har begärts in från flera företag i länet och ska prövas av nämnden i", "början av nästa år."],
        )
    assert assignments(pdf(sheet)) == [
        ("Utreda en ny gästbrygga", "in_progress"),
        ("Sälja den gamla kranen", "achieved"),
    ]


def test_labels_in_the_margin_and_long_values_beside_them() -> None:
    sheet = _cover(Sheet())
    sheet.text(60, 110, "Nämndens mål", size=14, font="bold")
    for at, (title, verdict) in enumerate(
        (("Fler ska trivas i hamnen", "Uppfyllt"), ("Vattnet ska bli renare", "Ej uppfyllt"))
    ):
        y = 135 + 80 * at
        for x, texts in ((60, (f"Mål {at + 1}", "Bedömning", "Kommentar")), (150, (title, verdict))):
            sheet.paragraph(x, y, list(texts), pitch=14)
        sheet.paragraph(
            150, y + 28, ["Enkäten visar att fler är nöjda än förra året, och", "läget är stabilt."], pitch=14
        )
    read = report(pdf(sheet)).goals
    assert [(g.number, g.title, code(g.status), g.comment) for g in read] == [
        ("1", "Fler ska trivas i hamnen", "achieved", read[0].comment),
        ("2", "Vattnet ska bli renare", "not_achieved", read[1].comment),
    ]  # fmt: skip
    assert read[1].comment == "Enkäten visar att fler är nöjda än förra året, och läget är stabilt."


def test_the_last_paragraph_over_a_verdict_line_is_no_title() -> None:
    parts = [("Bränderna ska bli färre", "delvis uppfyllt"), ("Tillsyn ska ske enligt plan", "uppfyllt")]
    parts.append(("Alla hushåll ska ha fått råd om brandskydd", "inte uppfyllt"))
    text = "# Årsredovisning 2023\n\nRäddningsnämnden\n\n## Måluppföljning\n\n" + "".join(
        f"### {title}\n\nÖvningarna har varit många under året.\n\nFler ronder har gjorts i höst.\n\n"
        f"Bedömning: Målet är {verdict}\n\n"
        for title, verdict in parts
    )
    assert goals(text) == [
        ("Bränderna ska bli färre", "partially_achieved"), ("Tillsyn ska ske enligt plan", "achieved"),
        ("Alla hushåll ska ha fått råd om brandskydd", "not_achieved"),
    ]  # fmt: skip


def test_groups_named_in_bold_between_rules_under_each_groups_last_row() -> None:
    """Each group's name stands among the rows, a rule cut at the columns stands over its sum alone."""
    page = Sheet().text(60, 60, "Delårsrapport januari-augusti 2018", size=18, font="bold")
    page.text(60, 90, "Ytterby kommun, dnr 87/2018-3").text(60, 120, "Driftredovisning", size=14, font="bold")
    places = [60, 90, 280, 345, 410, 475, 540]
    for x0, x1 in itertools.pairwise(places):
        page.fill(x0, 140, x1, 162, BAND)
    page.text(63, 155, "Kod", size=9, font="bold").text(94, 155, "Verksamhet", size=9, font="bold")
    for x, head in zip(places[3:], ["Utfall", "Budget", "Prognos", "Avvikelse"], strict=True):
        page.text(x - 44, 155, head, size=9, font="bold")
    groups: dict[str, list[tuple[str, str, int, int, int]]] = {
        "Tekniska nämnden": [("600", "Hamnen", -100, -150, -155), ("610", "Broarna", -200, -300, -290)],
        "Kulturnämnden": [("700", "Museet", -50, -75, -80), ("710", "Arkivet", -40, -60, -60)],
        "Miljönämnden": [("800", "Tillsyn", -30, -45, -40), ("810", "Kalkning", -20, -30, -30)],
    }
    y = 178
    for name, rows in groups.items():
        page.text(63, y, name, size=9, font="bold")
        sums = [sum(each) for each in zip(*(money for _, _, *money in rows), strict=True)]
        for kod, label, *money in [*rows, ("", f"Summa {name}", *sums)]:
            y += 20
            if not kod:
                for x0, x1 in itertools.pairwise(places):
                    page.line(x0, y - 14, x1, y - 14)
            page.text(63, y, kod, size=9).text(94, y, label, size=9)
            for x, figure in zip(places[3:], [*money, money[2] - money[1]], strict=True):
                page.text(x - 4, y, f"{figure}", size=9, right=True)
        y += 20
    found = report(pdf(page), "rapport.pdf")
    [table] = found.budget_tables
    assert roles(table) == ["outcome", "budget", "forecast", "variance"]
    rows = {row.label: row.values[0] for row in table.rows if any(value is not None for value in row.values)}
    assert rows == {
        "Hamnen": -100,
        "Broarna": -200,
        "Summa Tekniska nämnden": -300,
        "Museet": -50,
        "Arkivet": -40,
        "Summa Kulturnämnden": -90,
        "Tillsyn": -30,
        "Kalkning": -20,
        "Summa Miljönämnden": -50,
    }
    assert found.report.registration_number == "87/2018-3"


def test_cards_side_by_side_with_verdicts_on_rounded_plates() -> None:
    """A small plate is no symbol when words stand on it; a title in two pieces around it is whole."""
    page = Sheet(842, 595).text(46, 60, "Uppföljning av hamnens uppdrag och mål april 2021", size=20, font="bold")
    page.text(46, 84, "Ytterby kommun · Hamnnämnden").text(46, 120, "Nämndens mål", size=15, font="bold")
    goals_of = [("Kajerna är hela", "Pågår"), ("Seglarna trivs", "Uppnått"), ("Farleden är trygg", "Delvis uppnått")]
    for at, (title, verdict) in enumerate(goals_of):
        x, y = 46 + 384 * (at % 2), 140 + 122 * (at // 2)
        page.fill(x, y, x + 366, y + 104, TINT)
        wide = 16 + 4.2 * len(verdict)
        x0, x1, y0, y1 = x + 354 - wide, x + 354, y + 12, y + 27
        corners = [(x0 + 4, y0), (x1 - 4, y0), (x1, y0 + 4), (x1, y1 - 4), (x1 - 4, y1), (x0 + 4, y1), (x0, y1 - 4)]
        page.polygon([*corners, (x0, y0 + 4)], (0.63, 0.77, 1.0) if verdict == "Pågår" else GREEN)
        page.text(x + 12, y + 24, title, size=11.5, font="bold").text(x0 + 8, y + 23, verdict, size=8.5)
        page.paragraph(
            x + 12, y + 52, ["Muddringen har dragit ut på tiden eftersom bogserbåten låg", "på varv hela mars."]
        )
    page.text(46, 420, "Uppdrag", size=15, font="bold")
    page.text(58, 450, "Uppdrag 1: Byta lyktan", size=11.5, font="bold").fill(332, 438, 400, 454, GREEN)
    page.text(340, 450, "Enligt plan", size=8.5)
    page.text(58, 468, "Ansvarig: Kansliet · Genomfört till 20 %", size=8.5)
    page.text(58, 484, "Lyktan är beställd och kommer i höst.")
    found = report(pdf(page), "rapport.pdf")
    assert [(goal.title, code(goal.status)) for goal in found.goals] == [
        ("Kajerna är hela", "in_progress"),
        ("Seglarna trivs", "achieved"),
        ("Farleden är trygg", "partially_achieved"),
    ]
    assert [(each.title, each.responsible) for each in found.assignments] == [("Byta lyktan", ["Kansliet"])]


def test_a_word_whose_halves_the_file_sets_apart_is_one_word() -> None:
    page = _cover(Sheet()).text(60, 120, "Segel", size=10, font="mono").text(300, 120, "Klart")
    page.text(90, 120, "båten", size=10, font="mono").text(60, 140, "ligger").text(60, 160, "i hamn")
    assert any(isinstance(item, Block) and "Segelbåten" in item.text for item in document(pdf(page), "r.pdf").items)


def test_heads_set_close_whose_figures_show_their_columns() -> None:
    """The end of one head and the next head all but touch on the last line of the header, without rules or shades."""
    page = _cover(Sheet(842, 595), "Månadsrapport maj 2022").text(60, 120, "Driftsammandrag", size=13, font="bold")
    ends = [380, 470, 541]
    heads = ((349.4, 140, "Utfall"), (357.8, 151, "2022"), (418.3, 140, "Årsbudget"), (447.8, 151, "2022"))
    for x, y, head in (*heads, (473, 151, "Prognos helår")):
        page.text(x, y, head, font="bold")
    rows = [("Hamnen", -310, -800, -790), ("Varvet", -120, -300, -310), ("Fyren", -45, -110, -110)]
    for at, (label, *money) in enumerate([*rows, ("Summa", -475, -1210, -1210)]):
        page.text(60, 164 + 12 * at, label)
        for x, figure in zip(ends, money, strict=True):
            page.text(x, 164 + 12 * at, str(figure), right=True)
    assert roles(only_table(pdf(page))) == ["outcome", "budget", "forecast"]


def test_points_behind_drawn_bullets_under_strengths_and_weaknesses() -> None:
    page = _cover(Sheet(), "Kvalitetsberättelse 2021")
    page.text(60, 120, "Iakttagelser", size=15, font="bold").text(60, 150, "Båthuset", size=12, font="bold")
    y = 176.0
    points = {
        "Styrkor": ["Kön till vinterplats är kortare.", "Kranen lyfter alla dagar."],
        "Svagheter": ["Isen vid rampen har inte sandats.", "Vaktens telefon saknar svarare."],
    }
    for name, lines in points.items():
        page.text(60, y, name, size=10.5, font="bold")
        for at, point in enumerate(lines):
            page.disc(83, y + 26 + 15.8 * at - 3.2, 1.5, BLACK).text(93, y + 26 + 15.8 * at, point, size=10.5)
        y += 68
    found = report(pdf(page), "rapport.pdf")
    assert [(each.kind, each.text) for each in found.observations] == [
        *(("strength", point) for point in points["Styrkor"]),
        *(("improvement", point) for point in points["Svagheter"]),
    ]
    assert found.report.type == "annual_report"


def test_titles_with_ticks_before_them_under_areas() -> None:
    """What is told under a title says no verdict: its symbol does, which a legend in small letters explains."""
    page = _cover(Sheet()).text(60, 120, "Förbättringsåtgärder under året", size=15.7, font="bold")
    for x, mark, word in ((63, "4", "genomfört"), (160, "8", "inte genomfört")):
        page.text(x, 145, mark, font="dingbats").text(x + 14, 145, word)
    y = 172.0
    areas = {"Trygg brygga": [("4", "Sätta upp fler livbojar"), ("8", "Byta ut stegarna")]}
    areas["Ren strand"] = [("4", "Ställa ut fler kärl"), ("4", "Städa viken före midsommar")]
    for area, measures in areas.items():
        page.text(60, y, area, size=12.3, font="bold")
        for mark, title in measures:
            page.text(60, y + 24, mark, size=13, font="dingbats").text(90, y + 24, title, size=10.5, font="bold")
            page.text(90, y + 40, "Tre företag lämnade anbud i mars och leveransen kom i tid till säsongen.", size=10.5)
            y += 46
        y += 40
    assert assignments(pdf(page)) == [
        ("Sätta upp fler livbojar", "achieved"),
        ("Byta ut stegarna", "not_achieved"),
        ("Ställa ut fler kärl", "achieved"),
        ("Städa viken före midsommar", "achieved"),
    ]


def test_a_line_over_all_columns_is_one_text_wherever_its_words_begin() -> None:
    sheet = _cover(Sheet())
    sheet.text(60, 110, "Nämndens aktiviteter", size=14, font="bold")
    walls, tops = (58, 300, 400, 530), (125, 145, 165, 185, 205)
    for y in tops:
        sheet.line(58, y, 530, y)
    for top, bottom in itertools.pairwise(tops):
        inner = () if top == 145 else walls[1:-1]
        for x in (58, *inner, 530):
            sheet.line(x, top, x, bottom)
    for y, row in (
        (139, ("Aktivitet", "Status", "Ansvarig")),
        (179, ("Träffa alla föreningar", "Klart", "Hamnchefen")),
        (199, ("Rusta piren i söder", "Pågår", "Hamnchefen")),
    ):
        for x, text in zip((62, 304, 404), row, strict=True):
            sheet.text(x, y, text, size=9, font="bold" if y == 139 else "plain")
    sheet.text(112, 159, "Sprida kunskap till medlemmar, föreningar,", size=9, font="bold")
    sheet.text(304, 159, "organisationer och företag", size=9, font="bold")
    read = report(pdf(sheet)).assignments
    assert [(a.title, code(a.status)) for a in read] == [
        ("Träffa alla föreningar", "achieved"),
        ("Rusta piren i söder", "in_progress"),
    ]


def _goal_card(sheet: Sheet, y: float, title: str, verdict: str, at: float) -> None:
    """Draw a goal's label and title in a box of one row with its verdict at the right, prose and two tables under it.

    Every cell of the tables draws its own rule; the tables divide the width otherwise.
    """
    for x0, y0, x1, y1 in ((60, y, 530, y), (60, y + 34, 530, y + 34), (60, y, 60, y + 34), (530, y, 530, y + 34)):
        sheet.line(x0, y0, x1, y1)
    sheet.fill(60.5, y + 0.5, 68, y + 33.5, GREEN if verdict == "Uppnått" else RED)
    sheet.text(76, y + 13, "NÄMNDMÅL", size=7, color=GREY).text(76, y + 26, title, size=9, font="bold")
    sheet.text(484, y + at, verdict, size=9, font="bold")
    sheet.paragraph(68, y + 50, ["Hamnen har haft fler besökare än året före."], size=9)
    _ruled(sheet, y + 62, (60, 280, 350, 420, 500, 530), ("Mått", "2020", "2021", "Målnivå", ""), bold=True)
    _ruled(sheet, y + 78, (60, 280, 350, 420, 500, 530), ("Antal gästnätter", "410", "455", "450", ""))
    sheet.fill(500, y + 78, 530, y + 94, GREEN)
    _ruled(sheet, y + 102, (60, 220, 290, 360, 530), ("Aktivitet", "Status", "Färdiggrad", "Kommentar"), bold=True)
    _ruled(sheet, y + 118, (60, 220, 290, 360, 530), (f"Bygga brygga {y:.0f}", "Avslutad", "100 %", "Den är invigd."))


def _ruled(sheet: Sheet, y: float, places: tuple[float, ...], texts: tuple[str, ...], *, bold: bool = False) -> None:
    for (left, right), text in zip(itertools.pairwise(places), texts, strict=True):
        if bold:
            sheet.fill(left, y, right, y + 16, BAND)
        sheet.line(left - 0.5, y + 16, right + 0.5, y + 16)
        sheet.text(left + 6, y + 11, text, size=9, font="bold" if bold else "plain")


@pytest.mark.parametrize("at", [13, 19, 26])
def test_a_goal_in_a_box_over_tables_that_divide_the_width_otherwise(at: float) -> None:
    sheet = _cover(Sheet()).text(60, 120, "Måluppföljning", size=16)
    sheet.fill(60, 130, 530, 150, (0.05, 0.3, 0.5)).text(68, 144, "Fokusområde: En öppen hamn", color=WHITE, size=12)
    _goal_card(sheet, 160, "Fler gäster ska hitta till hamnen", "Uppnått", at)
    _goal_card(sheet, 320, "Kajen ska vara trygg", "Ej uppnått", at)
    read = report(pdf(sheet))
    assert [(goal.title, goal.level, goal.area, code(goal.status), goal.comment) for goal in read.goals] == [
        ("Fler gäster ska hitta till hamnen", "board", "Fokusområde: En öppen hamn", "achieved", "Hamnen har haft fler besökare än året före."),
        ("Kajen ska vara trygg", "board", "Fokusområde: En öppen hamn", "not_achieved", "Hamnen har haft fler besökare än året före."),
    ]  # fmt: skip
    assert [(i.goal, code(i.status), [v.value for v in i.values]) for i in read.indicators] == [
        ("g1", "achieved", [410, 455]),
        ("g2", "achieved", [410, 455]),
    ]
    assert [(a.title, a.goal, a.comment) for a in read.assignments] == [
        ("Bygga brygga 160", "g1", "Den är invigd."),
        ("Bygga brygga 320", "g2", "Den är invigd."),
    ]


def test_a_verdict_at_the_right_margin_half_way_down_a_title_of_two_lines() -> None:
    sheet = _cover(Sheet()).text(60, 120, "Nämndens mål", size=16)
    for y, verdict in ((150, "Uppfyllt"), (230, "Delvis uppfyllt")):
        sheet.text(60, y, "Hamnens gäster ska kunna få hjälp under hela säsongen", font="bold")
        sheet.text(60, y + 13, f"och veta vart de vänder sig {y} meter från kajen", font="bold")
        sheet.text(455, y + 6.5, verdict, font="bold")
        sheet.paragraph(
            60, y + 32, ["Hamnvakten har varit öppen alla dagar från maj till september och en dag i", "oktober."]
        )
    assert [(goal.title, code(goal.status)) for goal in report(pdf(sheet)).goals] == [
        ("Hamnens gäster ska kunna få hjälp under hela säsongen och veta vart de vänder sig 150 meter från kajen", "achieved"),
        ("Hamnens gäster ska kunna få hjälp under hela säsongen och veta vart de vänder sig 230 meter från kajen", "partially_achieved"),
    ]  # fmt: skip


def test_lamps_in_a_column_without_a_head_judge_indicators_and_arrows_tell_their_trend() -> None:
    sheet = _cover(Sheet()).text(60, 120, "Nyckeltal", size=16)
    rows = ((160, GREEN, "Antal gästnätter", "410", "455"), (180, RED, "Antal klagomål", "12", "31"))
    for x, head in ((90, "Indikator"), (300, "Utfall 2020"), (380, "Utfall 2021")):
        sheet.text(x, 142, head, font="bold")
    for x in (60, 86, 290, 370, 450, 480):
        sheet.line(x, 130, x, 190)
    for y in (130, 150, 170, 190):
        sheet.line(60, y, 480, y)
    for y, color, name, before, now in rows:
        sheet.disc(72, y, 4, color).text(90, y + 3, name).text(300, y + 3, before).text(380, y + 3, now)
        sheet.polygon([(460, y + 4), (465, y - 5), (470, y + 4)], BLACK)
    assert [(i.name, code(i.status)) for i in report(pdf(sheet)).indicators] == [
        ("Antal gästnätter", "achieved"),
        ("Antal klagomål", "not_achieved"),
    ]


def test_a_note_in_italics_under_a_title_in_its_cell_is_no_part_of_the_title() -> None:
    sheet = _cover(Sheet()).text(60, 120, "Aktiviteter", size=16)
    for x, head in ((64, "Aktivitet"), (304, "Slutdatum"), (384, "Status")):
        sheet.text(x, 142, head, font="bold")
    for x in (60, 300, 380, 480):
        sheet.line(x, 130, x, 214)
    for y in (130, 150, 182, 214):
        sheet.line(60, y, 480, y)
    for y, title, note, verdict in (
        (162, "Bygga om bryggan vid fyren", "Tre anbud har kommit in.", "Pågår"),
        (194, "Rusta upp gästhamnens dusch", "Arbetet blev klart i maj.", "Klart"),
    ):
        sheet.text(64, y, title).text(64, y + 12, note, font="italic").text(304, y, "2021-12-31").text(384, y, verdict)
    assert [(a.title, code(a.status), a.comment) for a in report(pdf(sheet)).assignments] == [
        ("Bygga om bryggan vid fyren", "in_progress", "Tre anbud har kommit in."),
        ("Rusta upp gästhamnens dusch", "achieved", "Arbetet blev klart i maj."),
    ]


def test_two_columns_of_text_close_under_a_table_of_figures_are_no_rows_of_it() -> None:
    sheet = _cover(Sheet(), "Årsredovisning 2021", "Exempelby kommun").text(45, 120, "Driftredovisning", size=14)
    for x, head in ((45, "Mnkr"), (330, "Kostnader"), (410, "Netto"), (490, "Budget")):
        sheet.text(x, 142, head, size=8.5, font="bold")
    for y, row in (
        (158, ("Hamnnämnden", "-5,9", "-5,7", "-6,1")),
        (172, ("Revision", "-1,6", "-1,6", "-1,6")),
        (186, ("Summa", "-7,5", "-7,3", "-7,7")),
    ):
        sheet.text(45, y, row[0], size=8.5)
        for x, figure in zip((370, 440, 530), row[1:], strict=True):
            sheet.text(x, y, figure, size=8.5, right=True)
    left = (
        "Nämndens utfall blev bättre än budget. Överskottet",
        "finns främst hos hamnen i norr och dess kajer",
        "som redovisar lägre kostnader för el.",
    )
    right = (
        "Revisionen har haft lägre kostnader för resor än",
        "året före, och statsbidragen blev dessutom högre",
        "än vad som antogs i budgeten.",
    )
    for at, pair in enumerate(zip(left, right, strict=True)):
        for x, text in zip((45, 308), pair, strict=True):
            sheet.text(x, 207 + 12.5 * at, text, size=9, font="serif")
    table = only_table(pdf(sheet))
    assert [row.label for row in table.rows] == ["Hamnnämnden", "Revision", "Summa"]
    assert [row.values for row in table.rows] == [[-5.9, -5.7, -6.1], [-1.6, -1.6, -1.6], [-7.5, -7.3, -7.7]]


def test_heads_centred_over_the_cells_of_groups_whose_figures_are_set_right() -> None:
    sheet = _cover(Sheet(), "Årsredovisning 2021", "Exempelby kommun").text(45, 120, "Resultaträkning, mnkr", size=14)
    sheet.text(318, 140, "Kommunen", size=8.5, font="bold").text(470, 140, "Koncernen", size=8.5, font="bold")
    ends = (306, 366, 426, 486, 546)
    for end, head in zip(ends, ("2021", "Budget", "2020", "2021", "2020"), strict=True):
        sheet.text(end - (18.9 if head[0] == "2" else 29), 156, head, size=8.5, font="bold")
    rows = (
        ("Verksamhetens intäkter", "51,4", "46,8", "49,7", "118,9", "113,2"),
        ("Verksamhetens kostnader", "-229,6", "-224,5", "-218,1", "-279,3", "-265,4"),
        ("Årets resultat", "6,3", "3,0", "11,4", "9,3", "14,6"),
    )
    for at, row in enumerate(rows):
        sheet.text(45, 176 + 14 * at, row[0], size=8.5)
        for end, figure in zip(ends, row[1:], strict=True):
            sheet.text(end, 176 + 14 * at, figure, size=8.5, right=True)
    assert [(c.label, c.role, c.year) for c in only_table(pdf(sheet)).columns] == [
        ("Kommunen 2021", "outcome", 2021),
        ("Kommunen Budget", "budget", 2021),
        ("Kommunen 2020", "outcome", 2020),
        ("Koncernen 2021", "outcome", 2021),
        ("Koncernen 2020", "outcome", 2020),
    ]


@pytest.mark.parametrize("shaded", [True, False])
def test_heads_of_one_to_three_lines_that_stand_centred_beside_each_other(shaded: bool) -> None:
    sheet = _cover(Sheet(), "Delårsrapport april 2021").text(72, 120, "Budgetuppföljning", size=14)
    heads = (
        (320, ("Utfall", "jan-apr 2021")),
        (390, ("Budget", "2021")),
        (455, ("Prognos", "2021")),
        (523, ("Budget-", "avvikelse", "2021")),
    )
    sheet.text(72, 168, "Belopp i tkr", size=9.5, font="bold")
    for end, lines in heads:
        for at, text in enumerate(lines):
            x = end - sum(0.61 if letter.isupper() else 0.56 if letter.isalnum() else 0.3 for letter in text) * 9.5
            sheet.text(x, 168 + 13.3 * (at - (len(lines) - 1) / 2), text, size=9.5, font="bold")
    rows = (
        ("Hamnen", -900, -2700, -2650, 50),
        ("Färjan", -1200, -3600, -3700, -100),
        ("Badet", -300, -900, -890, 10),
        ("Totalt", -2400, -7200, -7240, -40),
    )
    for at, (label, *amounts) in enumerate(rows):
        y = 200 + 19.3 * at
        if shaded and at % 2:
            for left, right in itertools.pairwise((68, 236, 328, 392, 457, 527)):
                sheet.fill(left, y - 13, right, y + 6.3, TINT)
        sheet.text(72, y, label, size=9.5)
        for (end, _), amount in zip(heads, amounts, strict=True):
            sheet.text(end, y, f"{amount:,}".replace(",", " "), size=9.5, right=True)
    table = only_table(pdf(sheet))
    assert [column.label for column in table.columns] == [
        "Utfall jan-apr 2021",
        "Budget 2021",
        "Prognos 2021",
        "Budgetavvikelse 2021",
    ]
    assert table.title == "Budgetuppföljning"


def test_a_heading_that_looks_like_the_goals_above_it_is_a_goal_without_a_verdict() -> None:
    sheet = _cover(Sheet(), "Delårsrapport 2021").text(60, 120, "Nämndens mål", size=14, font="bold")
    for y, title, verdict in ((150, "Kajen ska vara trygg", "Uppfyllt"), (230, "Stränderna ska värnas", "")):
        sheet.text(60, y, title, font="bold", color=(0, 0, 0.8))
        if verdict:
            sheet.text(60, y + 14, f"Status: {verdict}")
        sheet.text(60, y + 30, "Kommentar", font="bold")
        sheet.paragraph(60, y + 44, ["Arbetet påverkades av en lång period med is och kyla i hela området."])
    sheet.text(60, 310, "Personal", size=14, font="bold").text(60, 330, "Antalet anställda har ökat under året.")
    assert [(goal.title, code(goal.status)) for goal in report(pdf(sheet)).goals] == [
        ("Kajen ska vara trygg", "achieved"),
        ("Stränderna ska värnas", None),
    ]


def test_a_list_of_commitments_under_a_heading_as_large_as_that_of_the_goals() -> None:
    sheet = _cover(Sheet(), "Delårsrapport 2021").text(60, 120, "Nämndens mål", size=15, font="bold")
    for y, color, title in ((150, GREEN, "Kajen ska vara trygg"), (200, YELLOW, "Vattnet ska vara rent")):
        sheet.disc(66, y - 3, 4, color).text(76, y, title, font="bold", size=11)
        sheet.text(76, y + 16, "Arbetet har gått framåt under året som helhet och fortsätter.")
    sheet.text(60, 260, "Åtaganden", size=15, font="bold").text(
        60, 282, "Åtagandena följs upp med läget vid tertialets slut."
    )
    for at, (title, verdict) in enumerate(
        (
            ("ta fram en plan för kajen", "Påbörjat"),
            ("kartlägga marken vid hamnen", "Ej påbörjat"),
            ("måla om alla bryggor", "Genomfört"),
        )
    ):
        y = 310 + 40 * at
        sheet.text(60, y, f"Å{at + 1}", font="bold").text(86, y, f"Nämnden ska {title}").text(420, y, verdict)
        sheet.text(86, y + 12, "Nämnden fick veta läget vid sitt möte i november.", size=8)
    assert [(a.number, a.title, a.goal, code(a.status)) for a in report(pdf(sheet)).assignments] == [
        ("Å1", "Nämnden ska ta fram en plan för kajen", None, "in_progress"),
        ("Å2", "Nämnden ska kartlägga marken vid hamnen", None, "not_started"),
        ("Å3", "Nämnden ska måla om alla bryggor", None, "achieved"),
    ]


def _small_table(sheet: Sheet, x: float, y: float, title: str, rows: tuple[tuple[str, ...], ...]) -> None:
    sheet.text(x, y, title, size=12, font="bold")
    for end, head, width in ((x + 120, "Utfall", 24), (x + 170, "Budget", 28), (x + 225, "Avvikelse", 38)):
        sheet.text(end - width, y + 19, head, size=8.5, font="bold")
    for at, (label, *cells) in enumerate(rows):
        sheet.text(x, y + 36 + 14 * at, label, size=8.5)
        for end, cell in zip((x + 120, x + 170, x + 225), cells, strict=True):
            sheet.text(end, y + 36 + 14 * at, cell, size=8.5, right=True)


@pytest.mark.parametrize("short", [False, True])
def test_two_tables_beside_each_other_under_a_title_each(short: bool) -> None:
    sheet = _cover(Sheet(), "Månadsuppföljning september 2021")
    _small_table(
        sheet,
        50,
        130,
        "Drift, tkr",
        (
            ("Kajen", "-910", "-940", "30"),
            ("Färjan", "-420", "-400", "-20"),
            ("Badet", "-110", "-100", "-10"),
            ("Summa", "-1 440", "-1 440", "0"),
        ),
    )
    right = (
        ("Bryggor", "120", "150", "30"),
        ("Båtar", "80", "70", "-10"),
        ("Ledningar", "560", "600", "40"),
        ("Summa", "760", "820", "60"),
    )
    _small_table(sheet, 310, 130, "Investeringar, tkr", right[:2] if short else right)
    sheet.text(50, 250, "Nämnden redovisar ett nollresultat för perioden, och investeringarna ligger efter plan.")
    drift, investments = report(pdf(sheet)).budget_tables
    assert (drift.title, drift.kind, [row.values for row in drift.rows]) == (
        "Drift, tkr",
        "operating",
        [[-910, -940, 30], [-420, -400, -20], [-110, -100, -10], [-1440, -1440, 0]],
    )
    assert (investments.title, [row.label for row in investments.rows]) == (
        "Investeringar, tkr",
        [row[0] for row in (right[:2] if short else right)],
    )


@pytest.mark.parametrize("offset", [0, 7])
def test_running_text_beside_a_table_in_the_margin(offset: float) -> None:
    cover = _cover(Sheet(), "Årsredovisning 2021", "Exempelby kommun")
    sheet = Sheet().text(50, 60, "Hamnnämnden", size=18, font="bold")
    prose = (
        "Nämnden ansvarar för hamnen, färjan och badet samt",
        "för den service som gästerna behöver. Under året",
        "öppnades en ny brygga med plats för femtio båtar.",
        "Flytten av bränslestationen gick som planerat och",
        "gästerna är nöjda med den. Bemanningen har varit",
        "svår under sommaren, då många vikarier saknade",
        "den utbildning som krävs för att köra färjan, och",
        "sjukfrånvaron var högre än året före. En utredning",
        "om framtida lägen för färjan har påbörjats tillsammans",
        "med länets kollektivtrafik och väntas bli klar under",
        "nästa år.",
    )
    for at, text in enumerate(prose):
        sheet.text(50, 96 + 13 * at, text, size=9.5, font="serif")
    sheet.text(340, 83 + offset, "Ekonomi, tkr", size=11, font="bold")
    for end, head, year in ((440, "Bokslut", "2020"), (490, "Bokslut", "2021"), (540, "Budget", "2021")):
        sheet.text(end - 30, 96 + offset, head, size=8, font="bold").text(
            end - 18, 109 + offset, year, size=8, font="bold"
        )
    rows = (
        ("Intäkter", "412", "459", "420"),
        ("Personal", "-2 124", "-2 183", "-2 195"),
        ("Lokaler", "-221", "-238", "-235"),
        ("Övrigt", "-489", "-501", "-472"),
        ("Nettokostnad", "-2 422", "-2 463", "-2 482"),
    )
    for at, (label, *cells) in enumerate(rows):
        sheet.text(340, 122 + offset + 13 * at, label, size=8)
        for end, cell in zip((440, 490, 540), cells, strict=True):
            sheet.text(end, 122 + offset + 13 * at, cell, size=8, right=True)
    document_read = document(pdf(cover, sheet))
    assert any(isinstance(item, Block) and "femtio båtar. Flytten av" in item.text for item in document_read.items)
    table = only_table(pdf(cover, sheet))
    assert [row.label for row in table.rows] == [row[0] for row in rows]
    assert table.rows[0].values == [412, 459, 420]


def test_a_whole_verdict_set_bold_under_a_larger_title_is_no_heading() -> None:
    sheets = [_cover(Sheet(842, 595), "Verksamhetsberättelse 2021")]
    for number, title, verdict in (
        (1, "Luften ska vara ren i hela hamnen", "Målet är uppfyllt"),
        (2, "Vattnet ska vara rent", "Målet är delvis uppfyllt"),
    ):
        sheet = Sheet(842, 595).text(50, 50, f"Mål {number}", size=12, color=GREY)
        sheet.text(50, 78, title, size=24, font="bold").text(50, 104, verdict, size=13, font="bold")
        sheet.text(50, 140, f"{number + 5} av 9", size=30, font="bold").text(50, 160, "bryggor är mätta")
        sheet.text(50, 190, "Nya mätstationer har satts upp vid kajen, och färjan kör på el.", size=12)
        sheets.append(sheet)
    read = report(pdf(*sheets))
    assert [(goal.number, goal.title, code(goal.status)) for goal in read.goals] == [
        ("1", "Luften ska vara ren i hela hamnen", "achieved"),
        ("2", "Vattnet ska vara rent", "partially_achieved"),
    ]
    assert all("Nya mätstationer" in (goal.comment or "") for goal in read.goals)


def test_perspectives_printed_upwards_beside_their_goals_are_areas() -> None:
    sheet = _cover(Sheet(842, 595), "Styrkort 2022, uppföljning per 31 augusti")
    places = (40, 64, 230, 400, 470, 540, 610, 660)
    heads = ("Strategiskt mål", "Styrtal", "Utfall 2020", "Utfall 2021", "Mål 2022", "Läge")
    for x, head in zip(places[1:], heads, strict=False):
        sheet.text(x + 4, 112, head, size=9, font="bold")
    rows = (
        ("Gäster", "Gästerna ska trivas i hamnen", "Andel som trivs, %", "88", "90", "92", GREEN),
        ("", "Fler ska kunna lägga till", "Andel lediga platser, %", "14", "12", "18", RED),
        ("Ekonomi", "Hamnen ska rymmas i budget", "Budgetavvikelse, %", "-0,4", "0,2", "0", YELLOW),
        ("", "Lokalerna ska användas väl", "Kvadratmeter per båt", "14,1", "13,8", "13,0", GREEN),
    )
    for at, (_, *cells, color) in enumerate(rows):
        y = 118 + 36 * at
        sheet.line(40 if at % 2 == 0 else 64, y, 660, y)
        for x, cell in zip(places[1:], cells, strict=False):
            sheet.text(x + 4, y + 20, cell, size=9)
        sheet.disc(635, y + 17, 5, color)
    for at, name in ((1, "Gäster"), (3, "Ekonomi")):
        sheet.text(0, 0, name, size=9, font="bold", matrix=f"0 1 -1 0 55 {595 - (118 + 36 * at + 20)}")
    sheet.line(40, 100, 660, 100).line(40, 262, 660, 262)
    for x in places:
        sheet.line(x, 100, x, 262)
    read = report(pdf(sheet))
    assert [goal.area for goal in read.goals] == ["Gäster", "Gäster", "Ekonomi", "Ekonomi"]
    assert [(i.area, code(i.status)) for i in read.indicators] == [
        ("Gäster", "achieved"),
        ("Gäster", "not_achieved"),
        ("Ekonomi", "partially_achieved"),
        ("Ekonomi", "achieved"),
    ]


def _work_card(sheet: Sheet, x: float, y: float, number: str, title: list[str], verdict: str, share: int) -> None:
    """Draw a card 230 wide: number and plate at its top, the title, a bar with its per cent, a comment, who does it."""
    for x0, y0, x1, y1 in ((x, y, x + 230, y), (x, y + 110, x + 230, y + 110), (x, y, x, y + 110), (x + 230, y, x + 230, y + 110)):  # fmt: skip
        sheet.line(x0, y0, x1, y1)
    wide = 16 + 5 * len(verdict)
    sheet.fill(x + 220 - wide, y + 8, x + 220, y + 22, BAND).text(
        x + 228 - wide, y + 18, verdict, size=7.5, font="bold"
    )
    sheet.text(x + 10, y + 18, number, size=9)
    for at, line in enumerate(title):
        sheet.text(x + 10, y + 36 + 13 * at, line, size=10, font="bold")
    y += 13 * (len(title) - 1)
    sheet.fill(x + 10, y + 46, x + 220, y + 51, TINT)
    if share:
        sheet.fill(x + 10, y + 46, x + 10 + 2.1 * share, y + 51, GREEN)
    sheet.text(x + 220, y + 61, f"{share}", size=7.5, right=True).text(x + 221, y + 61, "%", size=7.5)
    sheet.text(x + 10, y + 73, "Bogserbåten bär redan skylten.", size=9)
    sheet.text(x + 10, y + 88, "Ansvarig: Hamnkaptenen", size=8, color=GREY)


def test_cards_in_two_columns_with_a_number_a_plate_and_a_bar_with_its_per_cent() -> None:
    sheet = _cover(Sheet(), "Uppföljning av hamnens åtaganden 2021").text(60, 120, "Så läser du", size=18, font="bold")
    sheet.text(60, 140, "Nämnden har fyra åtaganden inom två målområden.")
    y = 170.0
    for part, (area, goal) in enumerate((("Målområde 1 – En öppen hamn", "Fler gäster ska hitta till kajen"), ("Målområde 2 – En ren vik", "Vattnet ska gå att bada i"))):  # fmt: skip
        sheet.text(60, y, area, size=9).text(60, y + 18, goal, size=15, font="bold")
        sheet.text(60, y + 40, "Målet nås delvis", size=10, font="bold")
        sheet.text(60, y + 54, "Bryggan fick flera gäster i maj men färre i juni än nämnden hade räknat med.")
        _work_card(sheet, 60, y + 66, f"{part + 1}.1", ["Måla om bommen"], "PÅGÅR", 35)
        _work_card(
            sheet, 310, y + 66, f"{part + 1}.2", ["Sätta upp en karta vid", "grindens norra sida"], "EJ STARTAT", 0
        )
        sheet.text(60, y + 200, "Styrkor", size=9, font="bold").text(320, y + 200, "Svagheter", size=9, font="bold")
        for at, x in enumerate((62, 322)):
            sheet.disc(x + 2, y + 213, 1.4, BLACK).text(x + 10, y + 216, f"Lotsarna på skift {part}{at} delar", size=9)
            sheet.text(x + 10, y + 228, "båt med vakten.", size=9)
        y += 290
    read = report(pdf(sheet), "rapport.pdf")
    areas = ["Målområde 1 – En öppen hamn", "Målområde 2 – En ren vik"]
    assert [(goal.title, goal.area, code(goal.status)) for goal in read.goals] == [
        ("Fler gäster ska hitta till kajen", areas[0], "partially_achieved"),
        ("Vattnet ska gå att bada i", areas[1], "partially_achieved"),
    ]
    assert [
        (each.number, each.title, each.kind, each.goal, each.area, each.comment, each.responsible)
        for each in read.assignments
    ] == [
        (f"{part + 1}.{at + 1}", title, "commitment", f"g{part + 1}", areas[part], "Bogserbåten bär redan skylten.", ["Hamnkaptenen"])
        for part in range(2)
        for at, title in enumerate(("Måla om bommen", "Sätta upp en karta vid grindens norra sida"))
    ]  # fmt: skip
    marks = [(each.status.code, each.status.raw, each.status.progress) for each in read.assignments if each.status]
    assert marks == 2 * [("in_progress", "PÅGÅR", 35), ("not_started", "EJ STARTAT", 0)]
    assert [(each.kind, each.area, each.text) for each in read.observations] == [
        (kind, areas[part], f"Lotsarna på skift {part}{at} delar båt med vakten.")
        for part in range(2)
        for at, kind in enumerate(("strength", "improvement"))
    ]


@pytest.mark.parametrize("order", ["tvp", "vtp", "tpv"])
def test_cards_without_numbers_whatever_stands_first(order: str) -> None:
    sheet = _cover(Sheet(), "Nämndens uppdrag 2021").text(60, 120, "Uppdrag", size=18, font="bold")
    cards = [("Måla om bommen vid kajen", "Pågår", "35 %"), ("Sätta upp en karta", "Genomfört", "100 %")]
    y = 150.0
    for title, verdict, share in cards:
        for part in order:
            if part == "t":
                sheet.text(60, y, title, size=11, font="bold")
            else:
                sheet.text(60, y, verdict if part == "v" else share, size=8)
            y += 20
        sheet.text(60, y, "Bogserbåten bär redan skylten och vakten har fått en egen.")
        y += 40
    found = report(pdf(sheet), "rapport.pdf").assignments
    assert [(each.title, each.status and (each.status.code, each.status.progress), each.comment) for each in found] == [
        ("Måla om bommen vid kajen", ("in_progress", 35), "Bogserbåten bär redan skylten och vakten har fått en egen."),
        ("Sätta upp en karta", ("achieved", 100), "Bogserbåten bär redan skylten och vakten har fått en egen."),
    ]


def test_a_number_a_verdict_and_a_bold_line_that_come_but_once_are_no_card() -> None:
    sheet = _cover(Sheet()).text(60, 120, "Nämndens uppdrag", size=16, font="bold")
    sheet.text(60, 150, "3").text(60, 175, "Klart").text(60, 200, "Hamnens framtid och vägval", font="bold")
    sheet.text(60, 215, "Nämnden tror att kajen behöver byggas ut under de år som kommer.")
    assert "Hamnens framtid och vägval" not in [each.title for each in report(pdf(sheet), "rapport.pdf").assignments]


def test_symbols_in_a_column_without_a_head_that_a_sentence_explains() -> None:
    """Only the column of symbols has no head, and no head beside it reaches over it."""
    sheet = _cover(Sheet(), "Delårsrapport 2021")
    x = 60.0
    for words, mark in (("I tabellen visar", "4"), ("målet nås,", "u"), ("målet nås delvis och", "8"), ("målet nås inte.", "")):  # fmt: skip
        sheet.text(x, 130, words, size=9)
        x += 4.6 * len(words) + 6
        if mark:
            sheet.text(x, 130, mark, size=9, font="dingbats")
            x += 12
    sheet.text(60, 160, "Mål", size=15, font="bold")
    y = 190.0
    rows = [
        [("4", ("Gästerna ska hitta fram till kajen", "redan i maj"), ("Skylten vid infarten är ny och syns från vägen.",)),
         ("8", ("Vattnet i viken ska gå att bada i",), ("Proven i juli visade för höga halter två gånger.", "Orsaken är inte känd."))],
        [("8", ("Bommen ska vara öppen dygnet runt",), ("Vakten saknades under fyra nätter i augusti.",)),
         ("4", ("Båtarna ska ha el vid varje plats",), ("Alla stolpar är på plats sedan midsommar.",))],
    ]  # fmt: skip
    for part, group in enumerate(rows):
        sheet.text(60, y, f"Fokusområde {('Öppen hamn', 'Trygg hamn')[part]}", size=12, font="bold")
        sheet.text(60, y + 16, "Nämndmål", size=8, font="bold").text(290, y + 16, "Kommentar", size=8, font="bold")
        y += 34
        for mark, title, comment in group:
            sheet.text(256, y, mark, size=10, font="dingbats")
            sheet.paragraph(60, y, list(title), size=8, pitch=10.5)
            sheet.paragraph(290, y, list(comment), size=8, pitch=10.5)
            y += 28 if max(len(title), len(comment)) > 1 else 17
        y += 12
    read = report(pdf(sheet), "rapport.pdf")
    assert [(goal.title, goal.area, code(goal.status), goal.comment) for goal in read.goals] == [
        (" ".join(title), f"Fokusområde {area}", "achieved" if mark == "4" else "not_achieved", " ".join(comment))
        for area, group in zip(("Öppen hamn", "Trygg hamn"), rows, strict=True)
        for mark, title, comment in group
    ]


def test_a_legend_in_which_a_cross_and_a_ring_follow_another_symbol_is_no_ticked_form() -> None:
    text = """Delårsrapport 2021
Hamnnämnden

Teckenförklaring
◐ Målet nås delvis
✘ Målet nås inte
○ Bedömning kan inte göras

Nämndens mål

| Nämndmål | Bedömning | Kommentar |
| Gästerna ska hitta till kajen | ○ | Skylten är ny. |
| Vattnet ska gå att bada i | ✘ | Proven visade höga halter. |
"""
    assert [code(goal.status) for goal in report(text.encode(), "rapport.txt").goals] == [
        "not_assessed",
        "not_achieved",
    ]


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_shaded_panel_beside_the_text_holds_the_verdict_and_the_outlook(side: str) -> None:
    """Its lines stand at other heights than those of the text, which goes on below it or ends above its end."""
    sheet = _cover(Sheet(), "Delårsrapport augusti 2021").text(60, 120, "Måluppfyllelse", size=18, font="bold")
    told = [
        "Skylten vid infarten är ny och syns från vägen",
        "även när dimman ligger tät över viken. Under",
        "sommaren kom fler gäster än någon gång förut,",
        "och de flesta stannade över två nätter vid kajen",
        "innan de seglade vidare mot öarna.",
    ]
    text, panel = (60, 360) if side == "right" else (250, 60)
    y = 160.0
    cases = [("Gästerna ska hitta till kajen", "Uppfyllt", 3), ("Vattnet ska gå att bada i", "Ej uppfyllt", 5)]
    for number, (title, verdict, count) in enumerate(cases, 1):
        sheet.text(60, y, f"Verksamhetsmål {number} – {title}", size=12, font="bold")
        sheet.fill(panel, y + 8, panel + 150, y + 68, TINT)
        sheet.text(panel + 10, y + 22, "Läget per 31 augusti", size=8).text(panel + 10, y + 34, verdict, font="bold")
        sheet.text(panel + 10, y + 48, "Prognos helår", size=8).text(
            panel + 10, y + 60, "Bedöms uppfyllas", font="bold"
        )
        sheet.paragraph(text, y + 20, told[:count], pitch=13)
        y += 120
    goals_of = report(pdf(sheet), "rapport.pdf").goals
    assert [(goal.title, code(goal.status), code(goal.forecast), goal.comment) for goal in goals_of] == [
        ("Gästerna ska hitta till kajen", "achieved", "achieved", " ".join(told[:3])),
        ("Vattnet ska gå att bada i", "not_achieved", "achieved", " ".join(told)),
    ]


def test_heads_set_right_that_are_longer_than_the_figures_under_a_rule() -> None:
    sheet = _cover(Sheet(), "Månadsrapport mars 2022").text(60, 120, "Investeringar 2022, tkr", size=11, font="bold")
    heads = ((60, "Projekt"), (262, "Budget 2022"), (335, "Utfall jan–mar"), (419, "Prognos helår"), (505, "Avvikelse"))
    for x, text in heads:
        sheet.text(x, 140, text, size=8.5, font="bold")
    sheet.line(58, 145, 552, 145)
    rows = [
        ("Ny brygga", ("48 000", "3 920", "41 000", "7 000")),
        ("Muddring i norr", ("22 500", "1 188", "22 500", "0")),
        ("Kran", ("9 000", "412", "9 400", "-400")),
        ("Summa", ("79 500", "5 520", "72 900", "6 600")),
    ]
    for at, (label, figures_of) in enumerate(rows):
        if label == "Summa":
            sheet.fill(60, 190, 552, 204.4, TINT)
        _row(sheet, 157 + 14.4 * at, label, figures_of, (312, 391, 471, 545), "bold" if label == "Summa" else "plain")
    table = only_table(pdf(sheet))
    assert [column.label for column in table.columns] == [text for _, text in heads[1:]]
    assert roles(table) == ["budget", "outcome", "forecast", "variance"]
    assert table.rows[0].values == [48000, 3920, 41000, 7000]


def test_a_head_over_two_columns_stays_over_both_where_it_does_not_name_each() -> None:
    sheet = _cover(Sheet(), "Månadsrapport mars 2022").text(60, 120, "Drift 2022, tkr", size=11, font="bold")
    sheet.text(292, 134, "Perioden januari–mars", size=8.5, font="bold")
    sheet.text(455, 134, "Helårets 12 månader", size=8.5, font="bold")
    for x, text in ((60, "Nämnd"), (283, "Budget"), (365, "Utfall"), (441, "Budget"), (515, "Prognos")):
        sheet.text(x, 146, text, size=8.5, font="bold")
    sheet.line(58, 150, 552, 150)
    for at, (label, figures_of) in enumerate(
        (("Hamnen", ("1 200", "1 100", "4 800", "4 700")), ("Badet", ("300", "310", "1 200", "1 240")))
    ):
        _row(sheet, 162 + 14 * at, label, figures_of, (312, 391, 471, 545))
    labels = [column.label for column in only_table(pdf(sheet)).columns]
    assert labels == [
        f"{over} {head}"
        for over, heads in (
            ("Perioden januari–mars", ("Budget", "Utfall")),
            ("Helårets 12 månader", ("Budget", "Prognos")),
        )
        for head in heads
    ]


@pytest.mark.parametrize("height", [0, 6])
def test_heads_of_two_lines_set_close_beside_the_head_of_the_notes(height: int) -> None:
    """The head of the notes stands level with the first line, or between both."""
    sheet = _cover(Sheet(), "Delårsrapport januari–juni 2023", "Hamnbolaget Viken AB")
    sheet.text(60, 120, "Resultaträkning", size=14, font="bold").text(60, 140, "Belopp i tkr")
    ends = (276, 336.5, 397, 446.5)
    sheet.text(190, 160 + height, "Not", size=9, font="bold")
    for end, upper, lower in zip(ends, ("Utfall", "Budget", "Utfall", "Budget"), ("jan–jun 2023", "jan–jun 2023", "jan–jun 2022", "helår 2023"), strict=True):  # fmt: skip
        sheet.text(end - 5.2 * len(upper) + 2, 160, upper, size=9, font="bold")
        sheet.text(end - (44 if lower[0] == "h" else 54), 172.3, lower, size=9, font="bold")
    rows = [
        ("Hamnavgifter", "1", ("31 842", "31 700", "30 105", "63 500")),
        ("Övriga intäkter", "", ("611", "500", "588", "1 000")),
        ("Driftskostnader", "2", ("-30 907", "-30 650", "-29 988", "-60 200")),
        ("Resultat", "", ("1 546", "1 550", "705", "4 300")),
    ]
    for at, (label, note, figures_of) in enumerate(rows):
        _row(sheet, 188 + 15 * at, label, figures_of, ends)
        sheet.text(190, 188 + 15 * at, note, size=9)
    table = only_table(pdf(sheet))
    assert [(c.label, c.year) for c in table.columns] == [
        ("Utfall jan–jun 2023", 2023), ("Budget jan–jun 2023", 2023), ("Utfall jan–jun 2022", 2022), ("Budget helår 2023", 2023),
    ]  # fmt: skip
    assert table.title == "Resultaträkning"
    assert table.rows[0].values == [31842, 31700, 30105, 63500]


def test_the_bar_of_a_heading_parts_two_tables_whose_rows_are_shaded_in_turn() -> None:
    sheet = _cover(Sheet(), "Nyckeltal 2023", "Exempelby kommun")
    groups = [
        ("Skola", [("Elever med behörighet till", "yrkesprogram, andel (%)"), ("Nya platser per 1 000", "invånare")]),
        ("Miljö", [("Elbilar i kommunens park", ""), ("Utsläpp i ton", ""), ("Vindkraft, andel (%)", "")]),
    ]
    walls, y = (60, 230, 300, 370, 440), 110.0
    for title, names in groups:
        sheet.fill(60, y, 440, y + 20, (0.05, 0.35, 0.25)).text(66, y + 14, title, size=12, font="bold", color=WHITE)
        for x, text in zip(walls, ("Nyckeltal", "2021", "2022", "2023"), strict=False):
            sheet.text(x + 4, y + 37, text, size=8, font="bold")
        y += 43
        for at, (upper, lower) in enumerate(names):
            height = 26 if lower else 16.5
            for left, right in itertools.pairwise(walls) if not at % 2 else ():
                sheet.fill(left, y, right, y + height, TINT)
            sheet.text(64, y + 11, upper, size=8.8).text(64, y + 20.6, lower, size=8.8)
            for x, value in zip(walls[1:], ("71,4", "72,9", "77,0"), strict=False):
                sheet.text(x + 25, y + (16 if lower else 11), value, size=8.8)
            y += height
        y += 4
    found = report(pdf(sheet), "rapport.pdf").indicators
    assert [(each.name, each.area, [value.value for value in each.values]) for each in found] == [
        (f"{upper} {lower}".strip(), None, [71.4, 72.9, 77.0]) for _, names in groups for upper, lower in names
    ]


_ADVANCE = {"i": 0.222, "l": 0.222, "t": 0.278, " ": 0.278, "r": 0.333, "f": 0.278, "s": 0.5, "c": 0.5, "k": 0.5, "v": 0.5}  # fmt: skip


def test_letters_set_one_by_one_on_a_page_with_little_print_are_words() -> None:
    sheet = Sheet()
    lines = (("Nyckeltal", "2021", "2022", "2023"), ("Andel ekologiska ägg", "31", "29", "24"))
    for at, texts in enumerate(lines):
        for start, text in zip((60, 260, 320, 380), texts, strict=True):
            x = float(start)
            for letter in text:
                sheet.text(x, 60 + 20 * at, letter, size=9)
                x += 9 * _ADVANCE.get(letter, 0.556)
    (found,) = report(pdf(sheet), "rapport.pdf").indicators
    assert (found.name, figures(found.values)) == (
        "Andel ekologiska ägg",
        [(2021, "total", 31), (2022, "total", 29), (2023, "total", 24)],
    )


def test_lamps_under_a_head_that_names_the_outcome_against_the_target() -> None:
    sheet = _cover(Sheet(), "Årsredovisning 2022").text(60, 130, "Indikatorer", size=16, font="bold")
    for x, text in ((62, "Indikator"), (250, "2021"), (300, "2022"), (350, "Målvärde"), (420, "Utfall mot mål")):
        sheet.text(x, 160, text, size=9, font="bold")
    sheet.line(60, 166, 520, 166)
    rows = (("Andel nöjda gäster, %", "58", "61", "90", RED), ("Antal nya platser", "14", "20", "15", GREEN))
    for at, (name, *values, color) in enumerate(rows):
        y = 180.0 + 22 * at
        sheet.text(62, y, name, size=9).disc(440, y - 3, 5, color).line(60, y + 6, 520, y + 6)
        for x, value in zip((250, 300, 350), values, strict=True):
            sheet.text(x, y, value, size=9)
    found = report(pdf(sheet), "rapport.pdf").indicators
    assert [(each.name, code(each.status), each.target and each.target.value) for each in found] == [
        ("Andel nöjda gäster, %", "not_achieved", 90),
        ("Antal nya platser", "achieved", 15),
    ]


def test_a_column_of_sentences_behind_assignments_tells_of_them_whatever_its_head_asks() -> None:
    sheet = Sheet(842, 595).text(55, 80, "Uppföljning av uppdrag tertial 2 2023", size=11, font="bold")
    sheet.text(55, 91, "Exempelby kommun, tekniska nämnden. Avser 1 januari–31 augusti 2023", size=7)
    walls = (53, 83, 230, 320, 390, 460, 780)
    rows = [
        ("Nr", "Uppdrag", "Ansvarig", "Läge T1", "Läge T2", "Sedan sist"),
        ("1", "Bygga en brygga", "Tekniska nämnden", "Pågår", "Genomfört", "Bryggan invigdes i juni."),
        ("2", "Se över taxan", "Tekniska nämnden", "Ej påbörjat", "Pågår", "Underlaget är klart i tre av fyra delar."),
        ("3", "Utreda laddplatser", "Kommunstyrelsen", "Pågår", "Pågår", "Nätbolaget har inte svarat."),
    ]
    for at, texts in enumerate(rows):
        y = 102.0 + 20 * at
        for x0, x1, text in zip(walls, walls[1:], texts, strict=False):
            for line in ((x0, y, x1, y), (x0, y + 20, x1, y + 20), (x0, y, x0, y + 20), (x1, y, x1, y + 20)):
                sheet.line(*line)
            sheet.text(x0 + 3, y + 13, text, size=8, font="plain" if at else "bold")
    read = report(pdf(sheet), "rapport.pdf")
    assert (read.report.body, read.report.entity) == ("Tekniska nämnden", "board")
    assert [(each.title, each.area, code(each.status), each.comment) for each in read.assignments] == [
        (title, None, status, told)
        for (_, title, _, _, _, told), status in zip(rows[1:], ("achieved", "in_progress", "in_progress"), strict=True)
    ]


_TOLD_LEFT = [
    "Sommaren blev varm och gästerna kom tidigare",
    "än väntat. Hamnen fick sätta in extra vakter",
    "redan i juni, och båtarna låg på kö vid bommen",
    "under tre helger. De flesta fick plats till slut.",
]
_TOLD_RIGHT = [
    "Hösten ägnades åt underhåll av pirarna. Bryggan",
    "i norr är nu hel, men den södra behöver ännu ett",
    "år innan den kan öppnas för större båtar igen.",
]


@pytest.mark.parametrize("lower", [0.0, 4.7])
def test_a_section_in_two_columns_is_read_one_column_after_the_other(lower: float) -> None:
    """The rest of the page runs over its width; the lines of the columns need not stand level."""
    sheet = _cover(Sheet()).text(60, 120, "Ordföranden har ordet", size=15, font="bold")
    sheet.paragraph(60, 142, _TOLD_LEFT, pitch=13)
    sheet.paragraph(312, 142 + lower, _TOLD_RIGHT, pitch=13)
    sheet.text(60, 222, "Direktionens mål för god ekonomisk hushållning", size=15, font="bold")
    goals_told = [
        ("Bryggorna ska vara hela", "Målet är uppfyllt. Alla plankor är bytta i"),
        ("Gästerna ska få plats samma dag", "Målet är inte uppfyllt. Tre helger i juli"),
        ("Resultatet ska vara minst en procent", "Målet är uppfyllt. Resultatet blev två"),
        ("Soliditeten ska öka varje år", "Målet är uppfyllt. Den steg till 22"),
    ]
    rest = "norr och söder, som planen säger för året."
    for at, (title, told) in enumerate(goals_told):
        x, y = (60, 250) if at < 2 else (312, 250 + lower)
        y += 58 * (at % 2) + (lower if at == 3 else 0)
        sheet.text(x, y, title, size=11, font="bold").text(x, y + 15, told).text(x, y + 28, rest)
    sheet.text(
        60, 380, "Direktionen bedömer att förbundet har god ekonomisk hushållning. Tre av fyra mål är uppfyllda."
    )
    read = document(pdf(sheet), "rapport.pdf")
    printed = [item.text for item in read.items if isinstance(item, Block)]
    assert " ".join(_TOLD_LEFT) in printed and " ".join(_TOLD_RIGHT) in printed
    found = report(pdf(sheet), "rapport.pdf").goals
    assert [(goal.title, code(goal.status), goal.comment) for goal in found] == [
        (title, "not_achieved" if "inte" in told else "achieved", f"{told} {rest}") for title, told in goals_told
    ]


def test_texts_beside_each_other_row_by_row_are_no_columns() -> None:
    sheet = _cover(Sheet()).text(60, 120, "Nämndens mål", size=15, font="bold")
    sheet.text(60, 145, "Nämndmål", font="bold").text(312, 145, "Kommentar", font="bold")
    rows = [
        (["Gästerna ska hitta fram till kajen även", "när dimman ligger tät över hela viken"], ["Skylten vid infarten är ny och syns från", "vägen sedan i maj, vilket märks på antalet", "gäster som ringer."]),
        (["Vattnet i viken ska gå att bada i under", "hela sommaren för stora och för små"], ["Proven i juli visade för höga halter två", "gånger, och orsaken är ännu inte känd."]),
        (["Bommen vid kajen ska vara öppen dygnet", "runt för alla som vill lägga till"], ["Vakten saknades under fyra nätter i augusti", "men sedan dess har allt gått som det ska."]),
    ]  # fmt: skip
    y = 170.0
    for title, told in rows:
        sheet.paragraph(60, y, title, pitch=12)
        sheet.paragraph(312, y, told, pitch=12)
        y += 12 * max(len(title), len(told)) + 14
    assert [(goal.title, goal.comment) for goal in report(pdf(sheet), "rapport.pdf").goals] == [
        (" ".join(title), " ".join(told)) for title, told in rows
    ]


def test_one_row_between_lines_drawn_cell_by_cell_under_its_header() -> None:
    """The rest of the table stands on the next page; a label of two lines is one."""
    walls = (60, 250, 300, 350, 400, 520)
    first, second = (
        _cover(Sheet(), "Årsredovisning 2022").text(60, 690, "Indikatorer", size=16, font="bold"),
        Sheet(),
    )
    rows = [(("Andel gäster som får plats inom", "en timme, %"), "61"), (("Antal nya platser",), "20")]
    first.text(403, 721, "år 2022", size=9, font="bold")
    for sheet, top, (lines, value) in zip((first, second), (710.0, 60.0), rows, strict=True):
        for x, text in zip(walls, ("Indikator", "2020", "2021", "2022", "Målvärde"), strict=False):
            sheet.text(x + 3, top, text, size=9, font="bold")
        for y in (top + 16, top + 52):
            for left, right in itertools.pairwise(walls):
                sheet.line(left, y, right, y)
        sheet.paragraph(63, top + 30, list(lines), size=9, pitch=12.6)
        for x, text in zip(walls[1:], ("64", "58", value, "90"), strict=False):
            sheet.text(x + 3, top + 30, text, size=9)
    found = report(pdf(first, second), "rapport.pdf").indicators
    assert [(each.name, each.values[-1].value) for each in found] == [
        ("Andel gäster som får plats inom en timme, %", 61),
        ("Antal nya platser", 20),
    ]


def test_a_heading_over_the_columns_of_a_new_section_whose_text_begins_level() -> None:
    """A table in one column is a table whatever stands beside it in the other."""
    sheet = _cover(Sheet(), "Årsredovisning 2022", "Mora kommun").text(60, 122, "Måluppfyllelse", size=15, font="bold")
    told = ["Arbetet har gått som det var tänkt och allt", "är klart sedan i maj, som planen säger, och", "bryggan är hel från början till slut."]  # fmt: skip
    for at, title in enumerate(("Mål 1. Bryggan ska vara hel", "Mål 2. Skylten ska synas", "Mål 3. Badet ska vara rent", "Mål 4. Ekonomin ska gå ihop")):  # fmt: skip
        x, y = (60, 150 + 70 * at) if at < 2 else (312, 143 + 66 * (at - 2))
        sheet.text(x, y, title, size=11, font="bold").text(x, y + 14, "Bedömning: Målet är uppnått.")
        sheet.paragraph(x, y + 28, told)
    sheet.text(60, 306, "Ekonomisk översikt", size=15, font="bold")
    sheet.paragraph(60, 321, told)
    sheet.paragraph(312, 321, told * 3)
    walls = (60, 150, 200, 250, 290)
    for at, row in enumerate((("Mnkr", "2022", "2021", "2020"), ("Årets resultat", "31,2", "40,5", "22,0"), ("Investeringar", "120,4", "98,0", "76,3"), ("Låneskuld", "400,0", "380,0", "390,0"))):  # fmt: skip
        for (left, right), text in zip(itertools.pairwise(walls), row, strict=True):
            sheet.text(left + 2, 376 + 13 * at, text, size=8.5, font="plain" if at else "bold")
            sheet.line(left, 379 + 13 * at, right, 379 + 13 * at)
    read = report(pdf(sheet), "rapport.pdf")
    assert [(goal.number, goal.area, goal.comment) for goal in read.goals] == [
        (str(number), None, " ".join(told)) for number in range(1, 5)
    ]
    assert [row.label for row in read.budget_tables[0].rows] == ["Årets resultat", "Investeringar", "Låneskuld"]


def test_cells_without_shade_in_rows_of_which_others_are_shaded_cell_by_cell() -> None:
    sheet = _cover(Sheet(842, 595), "Uppföljning juni 2022", "Tekniska nämnden")
    walls = (40, 98, 278, 415, 470, 520, 570, 780)
    rows = [
        ("Område", "Nämndens mål", "Indikator", "2021", "2022", "Mål 2022", "Analys"),
        ("Trygg hamn i år", "Kajer och bryggor ska vara trygga och väl skötta", "Nöjda gäster, %", "52", "55", "58", "Snön drog ned betyget."),
        ("", "", "Andel lagade fel, %", "81", "91", "90", "Anmälan har kortat tiden."),
        ("Klimat", "Nämndens klimatpåverkan ska minska", "Andel elbåtar, %", "22", "38", "60", "Båtarna är försenade."),
    ]  # fmt: skip
    for at, row in enumerate(rows):
        top = 110 + 14.0 * at
        for (left, right), text in zip(itertools.pairwise(walls), row, strict=True):
            if at in (0, 2) and (text or not at):
                sheet.fill(left, top, right, top + 14, BAND if not at else TINT)
            elif at == 3:
                sheet.fill(left, top, right, top + 14, (0.9, 0.9, 0.96))
            sheet.text(left + 3, top + 10, text, size=7.4, font="plain" if at else "bold")
    read = report(pdf(sheet), "rapport.pdf")
    assert [(goal.title, goal.area) for goal in read.goals] == [(rows[1][1], "Trygg hamn i år"), (rows[3][1], "Klimat")]
    assert [(each.name, each.area) for each in read.indicators] == [
        ("Nöjda gäster, %", "Trygg hamn i år"), ("Andel lagade fel, %", "Trygg hamn i år"), ("Andel elbåtar, %", "Klimat"),
    ]  # fmt: skip


def test_the_name_of_a_body_in_large_print_close_under_the_title_is_no_part_of_it() -> None:
    sheet = Sheet()
    for at, text in enumerate(("Verksamhetsberättelse", "med årsbokslut 2022", "Miljönämnden")):
        sheet.text(60, 200 + 33 * at, text, size=28)
    head = report(pdf(sheet.text(60, 300, "Mora kommun")), "rapport.pdf").report
    assert (head.title, head.body) == ("Verksamhetsberättelse med årsbokslut 2022", "Miljönämnden")


@pytest.mark.parametrize("side", ["left", "right"])
def test_heads_over_groups_of_columns_set_at_one_side_of_each_group(side: str) -> None:
    sheet = _cover(Sheet(), "Delårsbokslut per 2023-08-31", "Mora kommun")
    sheet.text(60, 120, "Driftredovisning", size=14, font="bold")
    ends = (240, 300, 362, 424, 486, 546)
    labels = ("Budget", "Utfall", "Avvikelse", "Budget", "Prognos", "Avvikelse")
    width = {"Budget": 29.3, "Utfall": 21.2, "Avvikelse": 39.2, "Prognos": 34.5, "Perioden": 36.4, "Helår": 21.3}
    for at, head in enumerate(("Perioden", "Helår")):
        last, first = ends[3 * at + 2], ends[3 * at] - width["Budget"]
        sheet.text(first if side == "left" else last - width[head], 146, head, size=8.5, font="bold")
    sheet.text(60, 158, "Tkr", size=8.5, font="bold")
    for end, label in zip(ends, labels, strict=True):
        sheet.text(end - width[label], 158, label, size=8.5, font="bold")
    sheet.line(58, 162, 548, 162)
    rows = [("Hamnen", ("1 900", "1 750", "150", "2 850", "2 800", "50")), ("Badet", ("71 300", "70 900", "400", "107 000", "106 500", "500")), ("Parken", ("301 000", "305 200", "-4 200", "452 000", "458 000", "-6 000"))]  # fmt: skip
    for at, (label, figures_of) in enumerate(rows):
        _row(sheet, 174 + 13 * at, label, figures_of, ends)
    assert [column.label for column in only_table(pdf(sheet)).columns] == [
        f"{('Perioden', 'Helår')[at // 3]} {label}" for at, label in enumerate(labels)
    ]


def test_lamps_before_titles_that_only_the_legend_calls_goals() -> None:
    sheet = _cover(Sheet(), "Tertialrapport 2 2022", "Omsorgsnämnden")
    x = 60.0
    for color, words in ((GREEN, "Målet bedöms nås"), (YELLOW, "Målet bedöms nås delvis"), (RED, "Målet bedöms inte nås")):  # fmt: skip
        sheet.disc(x, 116, 4.5, color).text(x + 9, 120, words)
        x += 160
    cases = [
        (GREEN, "Gästerna ska vara nöjda med hamnen", "achieved", "Nöjdheten var 91 procent i årets mätning."),
        (RED, "Kön vid bommen ska vara högst tolv båtar", "not_achieved", "Snittet ligger på sexton båtar."),
        (YELLOW, "Alla ska få plats inom tre timmar", "partially_achieved", "Tre gäster har väntat längre."),
    ]
    for at, (color, title, _, told) in enumerate(cases):
        y = 150.0 + 60 * at
        sheet.disc(65, y - 4, 4.5, color).text(74, y, title, font="bold").text(66, y + 22, told)
    assert [(goal.title, code(goal.status), goal.comment) for goal in report(pdf(sheet), "a.pdf").goals] == [
        (title, verdict, told) for _, title, verdict, told in cases
    ]


def test_indicators_under_a_small_heading_of_their_own_are_the_goals() -> None:
    """Under a heading as large as that of the goals they belong to none."""
    sheet = _cover(Sheet(), "Uppföljning av mål 2023", "Kulturnämnden")
    for at, (heading, size, name) in enumerate((("Indikatorer", 11, "Besök på badet"), ("Nyckeltal", 15, "Antal lån"))):
        y = 130.0 + 190 * at
        if not at:
            sheet.text(60, y, "Mål 1: Ett rikt fritidsliv för alla", size=15, font="bold")
            sheet.text(60, y + 20, "Måluppfyllelse: Delvis").text(60, y + 36, "Fler unga simmar.")
        sheet.text(60, y + 70, heading, size=size, font="bold")
        for x, text in zip((60, 250, 330, 410), ("Indikator", "Utfall 2022", "Utfall 2023", "Nås målvärdet?"), strict=True):  # fmt: skip
            sheet.text(x, y + 90, text, size=9, font="bold")
        sheet.line(58, y + 94, 520, y + 94)
        for x, text in zip((60, 250, 330, 410), (name, "412", "450", "Ja"), strict=True):
            sheet.text(x, y + 106, text, size=9)
        for x, text in zip((60, 250, 330, 410), ("Öppna dagar", "12", "15", "Nej"), strict=True):
            sheet.text(x, y + 120, text, size=9)
    found = report(pdf(sheet), "a.pdf").indicators
    assert [(each.name, each.goal, code(each.status)) for each in found] == [
        ("Besök på badet", "g1", "achieved"), ("Öppna dagar", "g1", "not_achieved"),
        ("Antal lån", None, "achieved"), ("Öppna dagar", None, "not_achieved"),
    ]  # fmt: skip


def test_a_goal_beside_rows_of_indicators_that_shorter_lines_divide() -> None:
    """The goal's lines stand in the middle of its rows; nothing is drawn upright, and nothing under the last row."""
    sheet = _cover(Sheet(), "Kvartalsrapport 3 2023", "Region Gotland, hälso- och sjukvårdsnämnden")
    walls = (60, 162, 320, 380, 440, 500)
    heads = ("Mål", "Indikator", "Utfall 2022", "Utfall 2023", "Mål 2023")
    for (left, right), head in zip(itertools.pairwise(walls), heads, strict=True):
        sheet.fill(left, 110, right, 128, (0.5, 0.1, 0.2)).text(left + 3, 122, head, size=8.5, font="bold", color=WHITE)
    goals_of = [
        (("Hamnen ska vara", "öppen för alla"), (("Båtar som får plats, procent", "71", "68", "≥ 85"), ("Svar samma dag, procent", "88", "93", "≥ 95"))),
        (("Hamnen ska vara säker",), (("Tillbud, antal", "5", "4", "≤ 4"),)),
        (("En god arbetsplats",), (("Sjukfrånvaro, procent", "7,9", "7,1", "≤ 6,5"), ("Andel vikarier, procent", "9,0", "6,2", "≤ 5"))),
    ]  # fmt: skip
    y = 128.0
    for lines, indicators in goals_of:
        start = y
        for at, (name, *values) in enumerate(indicators):
            for left, right in itertools.pairwise(walls[1 if at else 0 :]):
                sheet.line(left, y, right, y)
            for x, text in zip(walls[1:], (name, *values), strict=False):
                sheet.text(x + 3, y + 13, text.replace("≥", "minst").replace("≤", "högst"), size=8.5)
            y += 20
        middle = (start + y) / 2 + 3 - 5 * (len(lines) - 1)
        sheet.paragraph(63, middle, list(lines), size=8.5, pitch=10)
    read = report(pdf(sheet), "a.pdf")
    assert (read.report.body, read.report.entity) == ("Hälso- och sjukvårdsnämnden", "board")
    assert [goal.title for goal in read.goals] == [" ".join(lines) for lines, _ in goals_of]
    assert [(each.name, each.goal, [value.value for value in each.values]) for each in read.indicators] == [
        (name, f"g{number}", [float(value.replace(",", ".")) for value in values[:2]])
        for number, (_, indicators) in enumerate(goals_of, 1)
        for name, *values in indicators
    ]


def test_a_bold_verdict_closes_what_is_told_of_each_goal_in_two_columns() -> None:
    """A section in columns before the goals ends at the heading that stands over both columns."""
    sheet = _cover(Sheet(), "Verksamhetsberättelse 2023", "Tekniska nämnden, Mora kommun")
    sheet.text(60, 130, "Viktiga händelser", size=15, font="bold").text(312, 130, "Framtid", size=15, font="bold")
    sheet.paragraph(60, 150, _TOLD_LEFT)
    sheet.paragraph(312, 150, _TOLD_RIGHT)
    sheet.text(60, 225, "Nämndens mål", size=15, font="bold")
    cases = [
        ("Gator ska vara i gott skick", ["Mätningen visar att 71 procent av gatorna är", "i gott skick, mot 74 procent året innan."], "Uppfylls inte", "not_achieved"),
        ("Dricksvattnet ska vara säkert", ["Inga otjänliga prov har tagits under året."], "Uppfylls", "achieved"),
        ("Avfallet ska minska", ["Mängden restavfall minskade med fyra procent", "per invånare. Matavfallet ökade däremot."], "Uppfylls delvis", "partially_achieved"),
        ("Medarbetarna ska trivas här", ["Index steg till 78 i årets mätning."], "Uppfylls", "achieved"),
    ]  # fmt: skip
    y = 250.0
    for at, (title, told, verdict, _) in enumerate(cases):
        x, y = (60, y) if at < 2 else (312, 246.0 if at == 2 else y)
        sheet.text(x, y, title, size=11, font="bold")
        sheet.paragraph(x, y + 14, told)
        sheet.text(x, y + 19 + 12 * len(told), verdict, font="bold")
        y += 40 + 12 * len(told)
    found = report(pdf(sheet), "a.pdf").goals
    assert [(goal.title, code(goal.status), goal.comment) for goal in found] == [
        (title, verdict, " ".join(told)) for title, told, _, verdict in cases
    ]


def test_rows_whose_cells_stand_centred_under_a_shaded_header() -> None:
    sheet = _cover(Sheet(), "Uppföljning av aktiviteter 2023", "Kulturnämnden, Mora kommun")
    walls = (58, 306, 360, 413, 520)
    for (left, right), head in zip(itertools.pairwise(walls), ("Aktivitet", "Start", "Slut", "Status"), strict=True):
        sheet.fill(left, 110, right - 2.9, 122, BAND).text(left + 1, 120, head, font="bold")
    rows = [
        (("Starta en öppen hall på fredagar",), "Pågår"),
        (("Se över bidragsreglerna tillsammans med", "föreningsrådet i kommunen"), "Ej påbörjad"),
        (("Spela sommarteater på tre orter",), "Klar"),
    ]
    for at, (lines, verdict) in enumerate(rows):
        y = 137.0 + 28.8 * at
        sheet.paragraph(59, y if len(lines) > 1 else y + 5.8, list(lines), pitch=11.6)
        sheet.paragraph(307, y, ["2023-02-", "01"], pitch=11.6)
        sheet.paragraph(361, y, ["2023-12-", "31"], pitch=11.6)
        sheet.text(414, y + 5.8, verdict)
    found = report(pdf(sheet), "a.pdf").assignments
    assert [(each.title, code(each.status)) for each in found] == [
        (" ".join(lines), verdict)
        for (lines, _), verdict in zip(rows, ("in_progress", "not_started", "achieved"), strict=True)
    ]


def test_a_title_in_large_print_that_the_running_head_repeats_stays_the_title() -> None:
    first = Sheet().text(68, 68, "Sjöbyns kommun", size=11).text(68, 94, "Årsredovisning 2022", size=26, font="bold")
    first.text(68, 140, "Året i korthet", size=14, font="bold").text(68, 165, "Skatteintäkterna steg.")
    others = [
        Sheet().text(400, 28, "Årsredovisning 2022", size=8).text(68, 140, f"Nämnderna höll sin budget i {what}.")
        for what in ("skolan", "omsorgen")
    ]
    read = report(pdf(first, *others))
    assert (read.report.title, read.report.type) == ("Årsredovisning 2022", "annual_report")


def _figure_card(
    sheet: Sheet, x: float, number: int, texts: tuple[str, str, str], figure: str, beside: list[str]
) -> None:
    """Draw a card: a label, the verdict on a plate beside it, the title, and a key figure with fields on its right."""
    title, verdict, name = texts
    sheet.fill(x, 150, x + 240, 330, TINT).fill(x + 170, 156, x + 232, 170, GREEN)
    sheet.text(x + 12, 166, f"Mål {number}", size=8).text(x + 178, 166, verdict, size=8, font="bold", color=WHITE)
    sheet.text(x + 12, 186, title, size=11, font="bold").text(x + 12, 210, name, size=8.5)
    sheet.text(x + 12, 248, figure, size=24, font="bold").text(x + 12, 261, "Resultat 2022", size=7.5)
    for at, text in enumerate(beside):
        sheet.text(x + 130, 235 + 14 * at, text, size=8.5)
    sheet.paragraph(x + 12, 280, ["Ett tillägg i avtalet har gett fler turer"], size=8.5)


def test_cards_with_a_key_figure_in_large_print_beside_its_target_and_the_year_before() -> None:
    """On the cover the title stands on a coloured band beside a text; later pages have a band over their head."""
    cover = Sheet(842, 595).fill(0, 0, 300, 595, BAND)
    cover.text(40, 250, "Årsrapport", size=38, font="bold").text(40, 295, "2022", size=38, font="bold")
    cover.text(40, 330, "Hamnens AB Ankaret", size=14)
    about = [
        "Bolaget driver färjor och kajer i länets båda skärgårdar",
        "och har sitt säte i stadens gamla tullhus.",
        "Två nya bryggor har byggts under året",
        "och en har flyttats.",
    ]
    cover.paragraph(340, 235, about, pitch=14)
    sheets = [cover]
    for page, titles in enumerate(
        (("Färjorna går i tid", "Kajerna är trygga"), ("Bryggorna är hela", "Gästerna trivs"))
    ):
        sheet = Sheet(842, 595).fill(0, 0, 842, 26, BAND).text(40, 17, "Hamnens AB Ankaret | Årsrapport 2022", size=8)
        sheet.text(40, 70, "Styrelsens mål", size=17, font="bold").text(
            44, 130, ("Trafik", "Anläggning")[page], size=13, font="bold"
        )
        _figure_card(
            sheet,
            40,
            2 * page + 1,
            (titles[0], "Uppnått", "Andel turer i tid"),
            "97,5 %",
            ["Mål 2022: minst 95 %", "Resultat 2021: 91 %"],
        )
        _figure_card(
            sheet,
            320,
            2 * page + 2,
            (titles[1], "Ej uppnått", "Antal anmälda skador"),
            "12",
            ["Mål 2022: högst 8", "Resultat 2021: 9"],
        )
        sheets.append(sheet)
    read = report(pdf(*sheets), "rapport.pdf")
    assert (read.report.title, read.report.body, read.report.type) == (
        "Årsrapport 2022",
        "Hamnens AB Ankaret",
        "annual_report",
    )
    assert " ".join(about) in [
        item.text for item in document(pdf(*sheets), "rapport.pdf").items if isinstance(item, Block)
    ]
    assert [(goal.title, code(goal.status), goal.area, goal.level) for goal in read.goals] == [
        ("Färjorna går i tid", "achieved", "Trafik", "board"),
        ("Kajerna är trygga", "not_achieved", "Trafik", "board"),
        ("Bryggorna är hela", "achieved", "Anläggning", "board"),
        ("Gästerna trivs", "not_achieved", "Anläggning", "board"),
    ]
    assert {goal.comment for goal in read.goals} == {"Ett tillägg i avtalet har gett fler turer"}
    assert [
        (each.name, each.goal, figures(each.values), each.target and each.target.raw) for each in read.indicators
    ] == [
        ("Andel turer i tid", "g1", [(2022, "total", 97.5), (2021, "total", 91)], "minst 95 %"),
        ("Antal anmälda skador", "g2", [(2022, "total", 12), (2021, "total", 9)], "högst 8"),
        ("Andel turer i tid", "g3", [(2022, "total", 97.5), (2021, "total", 91)], "minst 95 %"),
        ("Antal anmälda skador", "g4", [(2022, "total", 12), (2021, "total", 9)], "högst 8"),
    ]


def _drawn_in_pieces(sheet: Sheet, y: float, walls: tuple[float, ...], width: float = 0.6) -> None:
    """Draw a line cell by cell, as pages made from HTML have it."""
    for left, right in itertools.pairwise(walls):
        sheet.fill(left, y - width / 2, right, y + width / 2, BLACK)


def _measure_page(sheet: Sheet, y: float, last: tuple[str, str, str] | None) -> None:
    """Draw a goal on a plate, and its measures by women and men, the cells of name and target undivided."""
    walls = (60, 225, 300, 340, 380, 420, 460, 530)
    sheet.fill(60, y, 530, y + 36, TINT).text(66, y + 14, "Mål 1", size=8, font="bold")
    sheet.text(66, y + 28, "Resorna ska bli kortare för alla", size=11, font="bold")
    sheet.fill(440, y + 9, 520, y + 25, YELLOW).text(448, y + 20, "Delvis uppfyllt", size=8.4, font="bold")
    sheet.text(423, y + 56.4, "Mål", size=8.4, font="bold")
    for x, text in zip((63, 303, 343, 383, 423, 463), ("Mått", "2019", "2020", "2021", "2021", "Trend"), strict=True):
        sheet.text(x, y + 68, text, size=8.4, font="bold")
    _drawn_in_pieces(sheet, y + 72, walls, 2)
    sheet.text(63, y + 84, "Andel som reser längre än en timme,", size=8.4).text(63, y + 96, "procent", size=8.4)
    for at, row in enumerate((("Totalt", "12", "11", "10"), ("Kvinnor", "13", "12", "11"), ("Män", "11", "10", "9"))):
        for x, text in zip((228, 303, 343, 383), row, strict=True):
            sheet.text(x, y + 84 + 16 * at, text, size=8.4)
        _drawn_in_pieces(sheet, y + 88.5 + 16 * at, walls[1:6] if at < 2 or last is None else walls)
    sheet.text(423, y + 84, "högst 9", size=8.4).text(463, y + 84, "Bättre", size=8.4)
    for x, text in zip((63, 303, 343, 383), ("Antal nya turer", *(last or ())), strict=False):
        if last:
            sheet.text(x, y + 132, text, size=8.4)


@pytest.mark.parametrize("last", [None, ("4", "6", "5")])
def test_a_name_and_a_target_beside_rows_that_lines_drawn_cell_by_cell_divide(
    last: tuple[str, str, str] | None,
) -> None:
    sheet = _cover(Sheet(), "Årsredovisning 2021", "Region Mellanland")
    _measure_page(sheet, 200, last)
    found = report(pdf(sheet), "rapport.pdf")
    assert [(goal.title, code(goal.status)) for goal in found.goals] == [
        ("Resorna ska bli kortare för alla", "partially_achieved")
    ]
    first, *others = found.indicators
    assert (
        first.name == "Andel som reser längre än en timme, procent" and first.target and first.target.raw == "högst 9"
    )
    assert sorted(figures(first.values)) == sorted(
        (year, segment, value - (year - 2019))
        for segment, value in (("total", 12), ("women", 13), ("men", 11))
        for year in (2019, 2020, 2021)
    )
    assert [(each.name, [value.value for value in each.values]) for each in others] == (
        [("Antal nya turer", [4, 6, 5])] if last else []
    )


def test_a_line_of_which_a_short_piece_looks_like_a_dash_over_one_row() -> None:
    """The columns of years print shares, and yet hold no progress: they stand beside measures."""
    sheet = _cover(Sheet(), "Årsredovisning 2021", "Hamnnämnden")
    sheet.text(60, 130, "Mål 1: Kajen ska vara trygg", size=12, font="bold")
    _prose(sheet, 152, "Kajen har fått nya räcken, och belysningen är bytt.")
    for x, text in zip((63, 253, 303, 353, 403), ("Mått", "2019", "2020", "2021", "Mål 2021"), strict=True):
        sheet.text(x, 180, text, size=8.4, font="bold")
    _drawn_in_pieces(sheet, 185, (60, 235, 250, 300, 350, 400, 530), 2)
    sheet.text(63, 197, "Andel gäster som känner sig trygga på", size=8.4).text(
        63, 208.5, "kajen efter mörkrets inbrott", size=8.4
    )
    for x, text in zip((253, 303, 353, 403), ("61 %", "64 %", "70 %", "minst 75 %"), strict=True):
        sheet.text(x, 197, text, size=8.4)
    (found,) = report(pdf(sheet), "rapport.pdf").indicators
    assert (found.name, found.goal) == ("Andel gäster som känner sig trygga på kajen efter mörkrets inbrott", "g1")
    assert figures(found.values) == [(2019, "total", 61), (2020, "total", 64), (2021, "total", 70)]


def test_two_lines_in_each_of_two_columns_set_to_both_margins_under_a_title_on_a_plate() -> None:
    sheet = _cover(Sheet(), "Årsredovisning 2021", "Hamnnämnden")
    for number, y in ((1, 150), (2, 300)):
        sheet.fill(60, y, 530, y + 36, TINT).text(66, y + 14, f"Mål {number}", size=8, font="bold")
        sheet.text(66, y + 29, ("Kajen ska vara hel", "Gästerna ska trivas")[number - 1], size=11, font="bold")
        sheet.fill(430, y + 8, 520, y + 24, YELLOW).text(440, y + 19, "Delvis uppfyllt", size=8.4, font="bold")
        for x, lines in (
            (60, ("Det tog tid att laga den norra kajen, ef", "och ingen ville dyka i det kalla vatt-")),
            (300, ("net, så planen får räcka två år till, men", "den är ändå god.")),
        ):
            for at, words in enumerate(lines):
                parts = words.split()
                step = 226 / len(parts)
                for place, word in enumerate(parts):
                    right = place == len(parts) - 1 and not word.endswith(".")
                    sheet.text(
                        x + (226 - 4.6 * len(word) if right else step * place),
                        y + 55 + 12 * at,
                        word,
                        size=9,
                        font="mono" if right else "plain",
                    )
    found = report(pdf(sheet), "rapport.pdf").goals
    assert [(goal.title, code(goal.status)) for goal in found] == [
        ("Kajen ska vara hel", "partially_achieved"),
        ("Gästerna ska trivas", "partially_achieved"),
    ]
    for goal in found:
        assert (
            (goal.comment or "").index("norra")
            < (goal.comment or "").index("dyka")
            < (goal.comment or "").index("planen")
        )


def test_a_table_goes_on_under_the_running_head_of_its_chapter() -> None:
    """Each chapter's name stands at the head of its pages, at the same place."""
    sheets = [_cover(Sheet(), "Årsredovisning 2021", "Hamnnämnden")]
    for chapter in (
        "Målen och måtten",
        "Målen och måtten",
        "Målen och måtten",
        "Uppdragen",
        "Kronor och ören",
        "Kronor och ören",
    ):
        sheets.append(Sheet().text(470, 40, chapter, size=8))
        sheets[-1].text(60, 700, "Nämnden har under året arbetat som planen säger.")
    for sheet, top in ((sheets[5], 710.0), (sheets[6], 70.0)):
        for x, text in zip((63, 253, 303, 353), ("Projekt", "Budget", "Utfall", "Avvikelse"), strict=True):
            sheet.text(x, top, text, size=9, font="bold")
        for at, (label, *values) in enumerate(
            (("Norra kajen", "40", "30", "10"), ("Södra kajen", "20", "15", "5"), ("Summa", "60", "45", "15"))
        ):
            if at == 0 or top == 70.0:
                sheet.text(63, top + 16 * (at + 1), label, size=9)
                for x, text in zip((253, 303, 353), values, strict=True):
                    sheet.text(x, top + 16 * (at + 1), text, size=9)
    sheets[5].text(60, 690, "Investeringar, mnkr", size=12, font="bold")
    (table,) = report(pdf(*sheets), "rapport.pdf").budget_tables
    assert (table.title, len(table.rows)) == ("Investeringar, mnkr", 4)


def _upwards(sheet: Sheet, x: float, y: float, pieces: list[str], size: float = 9) -> None:
    """Set the pieces of a word one above the other, each running up the page, as Word does with kerned letters."""
    for piece in pieces:
        sheet.text(0, 0, piece, size=size, font="bold", matrix=f"0 1 -1 0 {x} {sheet.height - y}")
        y -= sum({"i": 0.278, "r": 0.389, "t": 0.333, "m": 0.889}.get(letter, 0.58) for letter in piece) * size + 0.6


def test_goals_in_a_table_beside_areas_set_upwards_and_what_is_told_of_them_below() -> None:
    """Above them stand goals whose fields are set in another typeface right under their titles."""
    sheet = _cover(Sheet(), "Delårsrapport per 31 augusti 2022", "Hamnnämnden")
    sheet.text(60, 110, "Finansiella mål", size=13, font="bold")
    for number, (title, verdict) in enumerate(
        (("Kostnaderna ska rymmas i budgeten", "Delvis uppfyllt"), ("Avgifterna ska täcka driften", "Uppfyllt")), 1
    ):
        y = 70 + 70 * number
        sheet.text(60, y, f"Mål {number}: {title}", size=11.5, font="bold")
        for at, (label, said) in enumerate(
            (("Bedömning per 31 augusti:", verdict), ("Prognos för helåret:", "Uppfyllt"))
        ):
            sheet.text(60, y + 14.4 * (at + 1), label, size=11, font="serifbold").text(
                195, y + 14.4 * (at + 1), said, size=11, font="serif"
            )
        sheet.text(
            60, y + 46, "Bränslet blev dyrare än vi trodde, men båtarna gick som de skulle.", size=11, font="serif"
        )
    sheet.text(60, 300, "Verksamhetsmål", size=13, font="bold")
    sheet.text(
        60,
        317,
        "Målen bedöms med skalan uppfyllt och inte uppfyllt. Ett streck betyder att mått saknas.",
        size=11,
        font="serif",
    )
    walls = (60, 90, 115, 280, 430, 530)
    for y in (330, 350, 410, 470):
        sheet.line(60, y, 530, y)
    for y in (380, 440):
        sheet.line(90, y, 530, y)
    for x in walls:
        sheet.line(x, 330, x, 470)
    for x, text in zip(walls, ("Område", "Nr", "Mål", "Bedömning", "Mått"), strict=False):
        sheet.text(x + 2, 344, text, size=7, font="bold")
    rows = (
        ("3", "Kajen ska vara hel", "Uppfyllt", "Antal hål"),
        ("4", "Vattnet ska vara rent", "Inte uppfyllt", "Antal prov"),
        ("5", "Gästerna ska få plats", "Uppfyllt", "Antal platser"),
        ("6", "Bommen ska vara öppen", "Inte uppfyllt", "Antal nätter"),
    )
    for at, row in enumerate(rows):
        for x, text in zip(walls[1:], row, strict=False):
            sheet.text(x + 3, 368 + 30 * at, text, size=9)
    _upwards(sheet, 78, 400, ["H", "am", "n"])
    _upwards(sheet, 78, 462, ["G", "ä", "s", "ter"])
    sheet.text(60, 500, "Kommentarer till verksamhetsmålen", size=11.5, font="bold")
    sheet.text(60, 518, "4. Vattnet ska vara rent", size=11, font="serifbold")
    sheet.text(60, 533, "Proven i juli visade för höga halter, och orsaken är ännu inte känd.", size=11, font="serif")
    sheet.text(60, 556, "6. Bommen ska vara öppen", size=11, font="serifbold")
    sheet.text(60, 571, "Vakten saknades under fyra nätter i augusti.", size=11, font="serif")
    told = "Bränslet blev dyrare än vi trodde, men båtarna gick som de skulle."
    assert [
        (goal.title, goal.area, code(goal.status), code(goal.forecast), goal.comment)
        for goal in sorted(report(pdf(sheet), "rapport.pdf").goals, key=lambda goal: goal.number or "")
    ] == [
        ("Kostnaderna ska rymmas i budgeten", "Finansiella mål", "partially_achieved", "achieved", told),
        ("Avgifterna ska täcka driften", "Finansiella mål", "achieved", "achieved", told),
        ("Kajen ska vara hel", "Hamn", "achieved", None, None),
        (
            "Vattnet ska vara rent",
            "Hamn",
            "not_achieved",
            None,
            "Proven i juli visade för höga halter, och orsaken är ännu inte känd.",
        ),
        ("Gästerna ska få plats", "Gäster", "achieved", None, None),
        ("Bommen ska vara öppen", "Gäster", "not_achieved", None, "Vakten saknades under fyra nätter i augusti."),
    ]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (
            [(60, "Andel turer i tid", 8.5), (75, "Utfall 2022", 7.5), (105, "97,5 %", 24)],
            [("Andel turer i tid", [(2022, "total", 97.5), (2021, "total", 91)], "minst 95 %")],
        ),
        ([(80, "97,5 %", 24), (108, "Andel turer i tid", 8.5)], []),
    ],
)
def test_a_verdict_over_a_key_figure_is_no_name_of_it(
    parts: list[tuple[float, str, float]], found: list[tuple[str, list[tuple[int, str, float]], str]]
) -> None:
    """Fields close under each other at the figure's side are one each, and "Mål: minst 95 %" is no goal."""
    sheet = _cover(Sheet(), "Årsrapport 2022").text(60, 120, "Nämndens mål", size=15, font="bold")
    for y, title in ((150, "Färjorna går i tid"), (350, "Båtarna går i tid")):
        sheet.fill(60, y, 300, y + 170, TINT).text(72, y + 16, "Mål 1", size=8)
        sheet.fill(230, y + 6, 292, y + 20, GREEN).text(238, y + 16, "Uppnått", size=8, font="bold", color=WHITE)
        sheet.text(72, y + 36, title, size=11, font="bold")
        for dy, text, size in parts:
            sheet.text(72, y + dy, text, size=size, font="bold" if size > 20 else "plain")
        sheet.text(190, y + parts[-1][0] - 13 - 16 * (not found), "Mål: minst 95 %", size=8.5)
        sheet.text(190, y + parts[-1][0] + 1 - 16 * (not found), "Utfall 2021: 91 %", size=8.5)
        sheet.text(72, y + 150, "Ett tillägg i avtalet har gett fler turer.", size=8.5)
    read = report(pdf(sheet), "rapport.pdf")
    assert [(goal.title, code(goal.status)) for goal in read.goals] == [
        ("Färjorna går i tid", "achieved"),
        ("Båtarna går i tid", "achieved"),
    ]
    printed = [(each.name, figures(each.values), each.target and each.target.raw) for each in read.indicators]
    assert printed == 2 * found
