"""Tables come out of PDF pages cell by cell, whatever draws them: lines, shades, rules, or nothing at all."""

from __future__ import annotations

import pytest

from kommunrapport.extract.document import Cell, Document, Place, Table
from kommunrapport.extract.readers.pdf import read_pdf
from kommunrapport.extract.turning import turn_tables
from tests.pdf_sheets import BAND, GREEN, GREY, RED, TINT, WHITE, YELLOW, Sheet, pdf

MONEY = [
    ("Tkr", "Utfall", "Budget", "Avvikelse"),
    ("Kommunstyrelsen", "-35 925", "-38 798", "2 873"),
    ("Socialnämnden", "-46 466", "-46 910", "444"),
    ("Summa", "-82 391", "-85 708", "3 317"),
]
PLACES = (50, 300, 400, 500)


def tables(*sheets: Sheet) -> list[Table]:
    return list(read_pdf(pdf(*sheets), "test.pdf").tables())


def texts(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


def money(sheet: Sheet, top: float = 100, pitch: float = 18) -> Sheet:
    for row, (label, *values) in enumerate(MONEY):
        sheet.text(50, top + pitch * row, label)
        for x, value in zip(PLACES[1:], values, strict=True):
            sheet.text(x, top + pitch * row, value, right=value[-1].isdigit())
    return sheet


def test_without_lines() -> None:
    (table,) = tables(money(Sheet()))
    assert texts(table) == [list(row) for row in MONEY]


def test_a_table_of_blank_cells_is_left_as_it_is() -> None:
    blank = Table((Cell("", 0, 0, Place()), Cell("", 1, 0, Place())), Place())
    document = Document("rapport.docx", "0", "application/octet-stream", (blank,))
    assert turn_tables(document) == document


def test_full_grid() -> None:
    sheet = money(Sheet())
    for y in (87, 105, 123, 141, 159):
        sheet.line(45, y, 560, y)
    for x in (45, 230, 330, 430, 560):
        sheet.line(x, 87, x, 159)
    (table,) = tables(sheet)
    assert texts(table) == [list(row) for row in MONEY]


def test_rules_between_rows_with_header_and_sum_outside() -> None:
    sheet = money(Sheet())
    for y in (105, 123, 141):
        sheet.line(45, y, 560, y)
    (table,) = tables(sheet)
    assert texts(table) == [list(row) for row in MONEY]


def test_zebra_rows() -> None:
    sheet = Sheet()
    sheet.fill(45, 88, 560, 105, (0.1, 0.3, 0.5))
    sheet.fill(45, 123, 560, 141, TINT)
    (table,) = tables(money(sheet))
    assert texts(table) == [list(row) for row in MONEY]


def test_a_table_turned_on_its_page_reads_the_same_and_lies_where_it_is_printed() -> None:
    sheet = Sheet()
    for row, cells in enumerate(MONEY):
        for x, text in zip(PLACES, cells, strict=True):
            sheet.text(0, 0, text, matrix=f"0 1 -1 0 {100 + 18 * row} {x}")
    (table,) = tables(sheet)
    assert texts(table) == [list(row) for row in MONEY]
    x0, top, x1, bottom = table.place.bbox or (0, 0, 0, 0)
    assert x0 == pytest.approx(92, abs=4)
    assert x1 == pytest.approx(157, abs=4)
    assert bottom - top > 400


def test_labels_that_wrap_around_their_figures() -> None:
    sheet = Sheet()
    rows = [
        (["Ny förskola"], "12,5"),
        (["Ombyggnad av skola i", "centrala delen av", "tätorten"], "100,0"),
        (["Belysning"], "3,0"),
        (["Övriga projekt inom", "fritid"], "1,5"),
    ]
    y = 100.0
    for label, value in rows:
        for step, text in enumerate(label):
            sheet.text(50, y + 11 * step, text)
        sheet.text(300, y + 11 * (len(label) - 1) / 2, value, right=True)
        sheet.text(400, y + 11 * (len(label) - 1) / 2, value, right=True)
        y += 11 * len(label) + 8
    (table,) = tables(sheet)
    assert texts(table) == [[" ".join(label), value, value] for label, value in rows]


def test_a_header_of_two_levels_spans_its_columns() -> None:
    sheet = Sheet()
    sheet.text(290, 60, "Kommunen").text(440, 60, "Koncernen")
    for x, year in ((300, "2023"), (370, "2024"), (440, "2023"), (510, "2024")):
        sheet.text(x, 76, year, right=True)
    for row, label in enumerate(("Intäkter", "Kostnader", "Netto")):
        sheet.text(50, 96 + 16 * row, label)
        for column, x in enumerate((300, 370, 440, 510)):
            sheet.text(x, 96 + 16 * row, f"{column + 3} 4{row}7", right=True)
    (table,) = tables(sheet)
    spans = {cell.text: (cell.column, cell.column_span) for cell in table.cells if cell.row == 0}
    assert spans == {"Kommunen": (1, 2), "Koncernen": (3, 2)}
    assert texts(table)[3] == ["Kostnader", "3 417", "4 417", "5 417", "6 417"]


def test_wrapped_text_without_lines_is_one_row() -> None:
    sheet = Sheet()
    for x, text in ((50, "Mål"), (230, "Status"), (310, "Kommentar")):
        sheet.text(x, 90, text, font="bold")
    for row in range(3):
        y = 110 + 52 * row
        sheet.text(50, y, f"Mål {row} om att fler elever").text(50, y + 12, "ska klara skolan")
        sheet.text(230, y, "Delvis uppfyllt")
        for step, text in enumerate(
            ("Arbetet har fortsatt under året med", "flera insatser, och resultatet", "är bra.")
        ):
            sheet.text(310, y + 12 * step, text)
    (table,) = tables(sheet)
    comment = "Arbetet har fortsatt under året med flera insatser, och resultatet är bra."
    assert texts(table)[1:] == [
        [f"Mål {row} om att fler elever ska klara skolan", "Delvis uppfyllt", comment] for row in range(3)
    ]


def test_paragraphs_in_a_cell_stay_apart() -> None:
    sheet = Sheet()
    for y in (80, 100, 200):
        sheet.line(50, y, 500, y)
    for x in (50, 200, 500):
        sheet.line(x, 80, x, 200)
    sheet.text(55, 94, "Mål").text(205, 94, "Kommentar").text(55, 114, "Trygghet")
    for y, text in (
        (114, "Första stycket går över"),
        (126, "två rader."),
        (144, "Andra stycket."),
        (160, "• En punkt"),
    ):
        sheet.text(205, y, text)
    (table,) = tables(sheet)
    assert texts(table)[1] == ["Trygghet", "Första stycket går över två rader.\nAndra stycket.\n• En punkt"]


def test_a_table_open_at_the_page_break_keeps_its_last_row() -> None:
    sheet = Sheet()
    for y in (700, 720, 750):
        sheet.line(50, y, 500, y)
    for x in (50, 200, 500):
        sheet.line(x, 700, x, 790)
    sheet.text(55, 714, "Mål").text(205, 714, "Status").text(55, 735, "Ett").text(205, 735, "Uppnått")
    sheet.text(55, 765, "Två som fortsätter").text(205, 765, "Pågår")
    (table,) = tables(sheet)
    assert texts(table)[2] == ["Två som fortsätter", "Pågår"]


def test_merged_cells_span() -> None:
    sheet = Sheet()
    for y in (80, 100, 140):
        sheet.line(50, y, 500, y)
    sheet.line(150, 120, 500, 120)
    for x in (50, 150, 500):
        sheet.line(x, 80, x, 140)
    sheet.text(55, 94, "Område").text(155, 94, "Mål").text(55, 124, "Skola").text(155, 114, "Ett").text(155, 134, "Två")
    (table,) = tables(sheet)
    area = next(cell for cell in table.cells if cell.text == "Skola")
    assert (area.row, area.row_span) == (1, 2)


def test_status_colours_are_fills_and_header_bands_are_not() -> None:
    sheet = Sheet()
    sheet.fill(50, 80, 500, 100, BAND)
    for row, color in enumerate((GREEN, YELLOW, GREY, RED)):
        sheet.fill(200, 100 + 20 * row, 300, 120 + 20 * row, color)
        sheet.text(55, 114 + 20 * row, f"Mål {row}").text(305, 114 + 20 * row, "Kommentar")
    for y in range(80, 181, 20):
        sheet.line(50, y, 500, y)
    for x in (50, 200, 300, 500):
        sheet.line(x, 80, x, 180)
    sheet.text(55, 94, "Mål").text(205, 94, "Status").text(305, 94, "Analys")
    (table,) = tables(sheet)
    fills = [[cell.fill if cell else None for cell in row] for row in table.grid()]
    assert fills == [
        [None, None, None],
        [None, "green", None],
        [None, "yellow", None],
        [None, "grey", None],
        [None, "red", None],
    ]


def test_symbols_stand_in_their_cells() -> None:
    sheet = Sheet()
    for y in (80, 100, 120, 140):
        sheet.line(50, y, 500, y)
    for x in (50, 200, 300, 400, 500):
        sheet.line(x, 80, x, 140)
    for x, text in ((55, "Mål"), (205, "KS"), (305, "BUN"), (405, "SN")):
        sheet.text(x, 94, text)
    sheet.text(55, 114, "Trygghet").disc(250, 110, 4, GREEN)
    sheet.polygon([(450, 105), (455, 110), (450, 115), (445, 110)], YELLOW)
    sheet.text(55, 134, "Delaktighet").polygon([(350, 125), (355, 135), (345, 135)], RED)
    (table,) = tables(sheet)
    found = {(c.row, c.column): (c.icons[0].color, c.icons[0].shape) for c in table.cells if c.icons}
    assert found == {(1, 1): ("green", "circle"), (1, 3): ("yellow", "diamond"), (2, 2): ("red", "triangle")}


def test_completion_bars() -> None:
    sheet = Sheet()
    for row, (share, color) in enumerate(((1, GREEN), (0.6, YELLOW), (0.25, RED))):
        y = 100 + 20 * row
        sheet.text(50, y, f"Aktivitet {row} i planen").text(300, y, "Pågår")
        sheet.fill(400, y - 8, 480, y, (0.85, 0.85, 0.85)).fill(400, y - 8, 400 + 80 * share, y, color)
        sheet.line(45, y + 6, 500, y + 6)
    (table,) = tables(sheet)
    bars = [cell.icons[0] for cell in table.cells if cell.icons]
    assert [(bar.color, bar.fill) for bar in bars] == [("green", 1.0), ("yellow", 0.6), ("red", 0.25)]


def test_a_chart_is_no_table_and_its_figures_stand_aside() -> None:
    sheet = Sheet()
    for step, value in enumerate((3, 7, 5, 8, 6)):
        sheet.fill(120 + 50 * step, 300 - 20 * value, 150 + 50 * step, 300, (0.2, 0.4, 0.7))
        sheet.text(125 + 50 * step, 315, str(2018 + step))
    for step in range(6):
        sheet.text(100, 303 - 32 * step, str(2 * step), right=True)
    document = read_pdf(pdf(sheet), "test.pdf")
    assert not list(document.tables())
    told = " ".join([*(block.text for block in document.blocks()), *(aside.text for aside in document.asides)])
    assert sorted(told.split()) == sorted(["0", "2", "4", "6", "8", "10", "2018", "2019", "2020", "2021", "2022"])


def test_the_axis_of_a_chart_on_a_grid_stands_aside() -> None:
    sheet = Sheet()
    for step in range(6):
        sheet.line(110, 300 - 30 * step, 400, 300 - 30 * step).text(100, 303 - 30 * step, str(20 * step), right=True)
    document = read_pdf(pdf(sheet.text(130, 320, "Antal ärenden per månad")), "test.pdf")
    assert [block.text for block in document.blocks()] == ["Antal ärenden per månad"]
    axis = {aside.text for aside in document.asides if aside.kind == "chart"}
    assert axis == {"0", "20", "40", "60", "80", "100"}


def test_running_text_in_a_box_is_no_table() -> None:
    sheet = Sheet()
    sheet.fill(50, 90, 545, 160, TINT)
    sheet.paragraph(60, 110, ["Nämnden har under året arbetat vidare med sina uppdrag och", "följt upp dem i april."])
    assert tables(sheet) == []


def test_white_letters_in_a_header_are_read() -> None:
    sheet = Sheet()
    sheet.fill(50, 80, 500, 100, (0.0, 0.3, 0.5))
    sheet.text(55, 94, "Mål", color=WHITE, font="bold").text(300, 94, "Bedömning", color=WHITE, font="bold")
    for row in range(2):
        sheet.fill(50, 100 + 20 * row, 300, 120 + 20 * row, TINT).fill(300, 100 + 20 * row, 500, 120 + 20 * row, TINT)
        sheet.text(55, 114 + 20 * row, f"Mål {row}").text(305, 114 + 20 * row, "Uppnått")
    (table,) = tables(sheet)
    assert texts(table)[0] == ["Mål", "Bedömning"]
    assert [cell.header for cell in table.cells if cell.row == 0] == [True, True]


def test_cards_side_by_side_are_read_one_by_one() -> None:
    sheet = Sheet(842, 595)
    for number in range(3):
        x = 50 + 250 * number
        sheet.fill(x, 80, x + 230, 160, TINT).disc(x + 15, 97, 6, (GREEN, YELLOW, RED)[number])
        sheet.text(x + 28, 100, f"Mål {number} trygga barn", font="bold")
        sheet.paragraph(x + 10, 120, ["Barnen ska känna sig trygga i", "skolan och på fritiden."])
    blocks = list(read_pdf(pdf(sheet), "test.pdf").blocks())
    assert [block.text for block in blocks[::2]] == [f"Mål {number} trygga barn" for number in range(3)]
    assert [block.icons[0].color for block in blocks[::2]] == ["green", "yellow", "red"]
    assert {block.text for block in blocks[1::2]} == {"Barnen ska känna sig trygga i skolan och på fritiden."}


def test_a_legend_in_one_line_is_one_block_per_symbol() -> None:
    sheet = Sheet().disc(54, 77, 4, GREEN).text(62, 80, "Uppnått")
    sheet.disc(124, 77, 4, YELLOW).text(132, 80, "Delvis uppnått")
    blocks = list(read_pdf(pdf(sheet), "test.pdf").blocks())
    assert [(block.icons[0].color, block.text) for block in blocks] == [
        ("green", "Uppnått"),
        ("yellow", "Delvis uppnått"),
    ]


def test_matrix_of_symbols_without_lines() -> None:
    sheet = Sheet(842, 595)
    for column, body in enumerate(("KS", "BUN", "SN")):
        sheet.text(300 + 100 * column, 80, body, font="bold")
    for row in range(3):
        sheet.text(55, 104 + 24 * row, f"Strategiskt mål nummer {row}")
        sheet.disc(306 + 100 * row, 101 + 24 * row, 5, GREEN).disc(306 + 100 * ((row + 1) % 3), 101 + 24 * row, 5, RED)
    (table,) = tables(sheet)
    colors = {(c.row, c.column): c.icons[0].color for c in table.cells if c.icons}
    assert texts(table)[0][1:] == ["KS", "BUN", "SN"]
    assert colors == {(1, 1): "green", (1, 2): "red", (2, 2): "green", (2, 3): "red", (3, 1): "red", (3, 3): "green"}


def test_shaded_labels_with_their_values_unshaded_beside_them() -> None:
    sheet = Sheet()
    for row, (label, value) in enumerate((("Mål", "Trygga skolvägar"), ("Status", "Uppnått"), ("Analys", "Klart."))):
        sheet.fill(50, 100 + 20 * row, 140, 120 + 20 * row, BAND)
        sheet.text(55, 114 + 20 * row, label).text(150, 114 + 20 * row, value)
    (table,) = tables(sheet)
    assert texts(table) == [["Mål", "Trygga skolvägar"], ["Status", "Uppnått"], ["Analys", "Klart."]]


def boxed(sheet: Sheet, across: tuple[float, ...], down: tuple[float, ...]) -> Sheet:
    for x in across:
        sheet.line(x, down[0], x, down[-1])
    for y in down:
        sheet.line(across[0], y, across[-1], y)
    return sheet


def test_a_table_in_a_cell_is_a_table_of_its_own_and_parts_the_outer_one() -> None:
    sheet = boxed(Sheet(), (50, 500), (100, 120, 140, 210, 230))
    sheet.line(300, 100, 300, 140).line(300, 210, 300, 230)
    boxed(sheet, (60, 250, 370, 490), (150, 170, 190))
    sheet.text(55, 114, "Mål", font="bold").text(305, 114, "Status", font="bold")
    sheet.text(55, 134, "Fler cyklar").text(305, 134, "Uppnått")
    sheet.text(55, 224, "Färre bilar").text(305, 224, "Ej uppnått")
    for x, head, value in ((65, "Indikator", "Cyklister"), (255, "2020", "410"), (375, "2021", "455")):
        sheet.text(x, 164, head, font="bold").text(x, 184, value)
    upper, inner, lower = tables(sheet)
    assert texts(upper)[:2] == [["Mål", "Status"], ["Fler cyklar", "Uppnått"]]
    assert texts(inner) == [["Indikator", "2020", "2021"], ["Cyklister", "410", "455"]]
    assert texts(lower) == [["Mål", "Status"], ["Färre bilar", "Ej uppnått"]]


def test_a_heading_on_a_coloured_bar_and_the_text_under_it_are_no_rows_of_the_next_table() -> None:
    sheet = Sheet().fill(50, 80, 500, 100, GREY).text(55, 94, "Trygghet i vardagen")
    sheet.text(55, 116, "Nämndmål: Fler vuxna ute på kvällen").text(55, 136, "Vandringarna har ökat.")
    for top in (150, 195):
        sheet.fill(50, top, 500, top + 18, BAND)
        boxed(sheet, (50, 500), (top, top + 18, top + 38))
        sheet.text(55, top + 13, "Indikator").text(400, top + 13, "Utfall")
        sheet.text(55, top + 32, f"Vandringar {top}").text(400, top + 32, "12")
    items = read_pdf(pdf(sheet), "test.pdf").items
    assert [type(item).__name__ for item in items] == ["Block", "Block", "Block", "Table", "Table"]


def test_every_other_row_shaded_is_one_table_and_lines_close_together_are_one_row() -> None:
    sheet = Sheet()
    rows = [("Enhet", "Budget", "Utfall"), *((f"Enhet {n}", f"{n} 200", f"{n} 150") for n in range(1, 5))]
    for row, cells in enumerate(rows):
        if row % 2:
            sheet.fill(50, 100 + 22 * row, 500, 122 + 22 * row, TINT)
        for x, text in zip((55, 300, 450), cells, strict=True):
            sheet.text(x, 115 + 22 * row, text)
    (table,) = tables(sheet)
    assert texts(table) == [list(row) for row in rows]


def test_a_table_over_both_columns_of_a_page_with_running_text() -> None:
    sheet = Sheet()
    prose = "Nämnden har arbetat vidare med sina uppdrag och"
    for line in range(10):
        sheet.text(50, 60 + 12 * line, prose, size=9).text(310, 60 + 12 * line, prose, size=9)
        sheet.text(50, 330 + 12 * line, prose, size=9).text(310, 330 + 12 * line, prose, size=9)
    money(sheet, 220)
    (table,) = tables(sheet)
    assert texts(table) == [list(row) for row in MONEY]


def test_a_corner_between_two_levels_of_a_header_above_the_first_rule() -> None:
    sheet = Sheet()
    sheet.text(290, 90, "2022", font="bold").text(470, 90, "2021", font="bold").text(55, 98, "Mnkr", font="bold")
    for x in (250, 420):
        sheet.text(x, 106, "Utfall", font="bold").text(x + 60, 106, "Budget", font="bold")
    for row in range(3):
        sheet.text(55, 125 + 18 * row, f"Verksamhet {row}")
        for x in (250, 310, 420, 480):
            sheet.text(x, 125 + 18 * row, f"{row},{x % 7}")
    for y in (111, 129, 147, 165):
        sheet.line(50, y, 540, y)
    (table,) = tables(sheet)
    heads = [cell.text for cell in table.cells if cell.row == 0]
    assert heads == ["2022", "2021"]
    assert texts(table)[1:3] == [
        ["Mnkr", "Utfall", "Budget", "Utfall", "Budget"],
        ["Verksamhet 0", "0,5", "0,2", "0,0", "0,4"],
    ]


def test_rules_drawn_in_pieces_part_columns_that_stand_close() -> None:
    sheet = Sheet()
    for y in (100, 120, 140, 160):
        for x0, x1 in ((50, 72), (72, 300), (300, 345), (345, 500)):
            sheet.line(x0, y, x1, y)
    for row, cells in enumerate((("Nr", "Uppdrag", "Ansvar", "Status"), ("U1", "Se över taxan", "KS", "Klart"))):
        for x, text in zip((54, 74, 304, 348), cells, strict=True):
            sheet.text(x, 114 + 20 * row, text)
    sheet.text(54, 154, "U2").text(74, 154, "Laga bron").text(304, 154, "TN").text(348, 154, "Pågår")
    (table,) = tables(sheet)
    assert texts(table)[1:] == [["U1", "Se över taxan", "KS", "Klart"], ["U2", "Laga bron", "TN", "Pågår"]]


def test_of_a_drawn_traffic_light_only_the_lamp_that_is_lit_is_a_symbol() -> None:
    sheet = Sheet()
    for row, lit in enumerate((GREEN, RED)):
        for lamp, color in enumerate((RED, YELLOW, GREEN)):
            sheet.disc(62, 106 + 40 * row + 9 * lamp, 4, color if color == lit else GREY)
        sheet.text(90, 118 + 40 * row, f"Mål {row} om ekonomi")
    boxed(sheet, (50, 80, 400), (98, 138, 178))
    (table,) = tables(sheet)
    assert [[icon.color for icon in cell.icons] for cell in table.cells if cell.column == 0] == [["green"], ["red"]]


def test_coloured_plates_without_words_are_symbols() -> None:
    sheet = Sheet()
    for row, color in enumerate((GREEN, YELLOW, RED)):
        sheet.text(55, 114 + 24 * row, f"Mål {row} om god service").text(250, 114 + 24 * row, "Prognosen håller")
        sheet.fill(400, 106 + 24 * row, 421, 116 + 24 * row, color).line(50, 120 + 24 * row, 500, 120 + 24 * row)
    (table,) = tables(sheet)
    assert [cell.icons[0].color for cell in table.cells if cell.icons] == ["green", "yellow", "red"]


def test_a_border_painted_as_a_clipped_box_is_a_line() -> None:
    sheet = Sheet()
    for row in range(3):
        top = 842 - (100 + 20 * row)
        sheet.parts.append(f"q 50 {top - 20} 450 0.5 re W n 0.6 g 50 {top - 20} 450 20 re f Q")
        sheet.text(55, 114 + 20 * row, f"Verksamhet {row}").text(300, 114 + 20 * row, f"{row} 100", right=True)
        sheet.text(450, 114 + 20 * row, f"{row} 200", right=True)
    (table,) = tables(sheet)
    assert texts(table)[1] == ["Verksamhet 1", "1 100", "1 200"]
    assert {cell.fill for cell in table.cells} == {None}


def test_a_large_numeral_is_the_number_of_the_title_beside_it() -> None:
    sheet = Sheet().text(50, 130, "1", size=48).text(110, 102, "Mer kultur för pengarna", font="bold", size=11)
    sheet.text(110, 122, "Publiken har ökat på alla scener.").text(110, 136, "Fler unga hittar till biblioteken.")
    sheet.text(50, 200, "Nästa stycke börjar här och är vanlig text.")
    first, *_ = read_pdf(pdf(sheet), "test.pdf").blocks()
    assert first.text == "1 Mer kultur för pengarna"


def test_a_head_set_left_over_figures_set_right_is_their_head() -> None:
    sheet = Sheet()
    for x, text in ((50, "Enhet"), (250, "Budget"), (350, "Avvikelse")):
        sheet.text(x, 100, text)
    for row in range(3):
        sheet.text(50, 118 + 18 * row, f"Enhet {row}").text(285, 118 + 18 * row, f"{row} 200", right=True)
        sheet.text(430, 118 + 18 * row, f"{row}5", right=True)
    (table,) = tables(sheet)
    assert texts(table)[:2] == [["Enhet", "Budget", "Avvikelse"], ["Enhet 0", "0 200", "05"]]


def test_a_head_of_more_lines_than_its_neighbours() -> None:
    (table,) = tables(money(Sheet(), 120).text(495, 108, "Prognos"))
    assert texts(table)[0] == ["Tkr", "Utfall", "Budget", "Prognos Avvikelse"]


def test_heads_of_several_lines_set_close_to_each_other() -> None:
    sheet = Sheet()
    columns = (180, 235, 290, 345)
    for x, lines in zip(
        columns, (("Äldre-", "omsorg"), ("Individ o", "familj"), ("Stöd o", "service"), ("Summa",)), strict=True
    ):
        for step, text in enumerate(reversed(lines)):
            sheet.text(x - 4.6 * len(text), 122 - 10 * step, text, size=9)
    sheet.text(60, 102, "exkl", size=9)
    for row in range(3):
        sheet.text(60, 140 + 18 * row, f"Kostnad {row}", size=9)
        for x in columns:
            sheet.text(x, 140 + 18 * row, f"-{row} 350", size=9, right=True)
    for y in (92, 127, 145, 163, 181):
        sheet.line(50, y, 350, y)
    (table,) = tables(sheet)
    assert texts(table)[1] == ["Kostnad 0", "-0 350", "-0 350", "-0 350", "-0 350"]
    assert len([cell for cell in table.cells if cell.row == 0 and cell.column_span > 1]) == 0


def _airy(sheet: Sheet, rows: list[tuple[list[str], list[str]]]) -> Sheet:
    """Set a table as word processors do: a shaded header, and rows without lines that stand well apart."""
    sheet.fill(84, 80, 520, 110, BAND)
    for x, head in zip((90, 300, 400, 510), ("Tkr", "Utfall", "Budget", "Avvikelse"), strict=True):
        sheet.text(x if x == 90 else x - 45, 92, head, font="bold")
    y = 126.0
    for label, values in rows:
        for x, value in zip((300, 400, 510), values, strict=True):
            sheet.text(x, y, value, right=True)
        y = sheet.paragraph(90, y, label) + 12
    return sheet


def test_rows_that_stand_apart_under_a_shaded_header_are_one_table_and_their_labels_wrap() -> None:
    rows = [
        (["Ledning och", "stab"], ["-100", "-90", "-10"]),
        (["Parker"], ["-450", "-460", "10"]),
        (["Gator och", "vägar"], ["-800", "-790", "-10"]),
        (["Summa"], ["-1 350", "-1 340", "-10"]),
    ]
    (table,) = tables(_airy(Sheet(), rows))
    assert [line[0] for line in texts(table)] == ["Tkr", "Ledning och stab", "Parker", "Gator och vägar", "Summa"]
    assert texts(table)[3][1:] == ["-800", "-790", "-10"]


def test_the_rest_of_a_label_under_the_repeated_header_belongs_to_the_table() -> None:
    first = _airy(Sheet(), [(["Parker"], ["-450", "-460", "10"]), (["Övriga"], ["-80", "-79", "-1"])])
    second = _airy(Sheet(), [])
    second.text(90, 121, "kostnader")
    for x, value in zip((300, 400, 510), ("-530", "-539", "9"), strict=True):
        second.text(x, 145, value, right=True)
    second.text(90, 145, "Summa")
    found = tables(first, second)
    assert [[line[0] for line in texts(table)] for table in found] == [
        ["Tkr", "Parker", "Övriga"],
        ["Tkr", "kostnader", "Summa"],
    ]


def _narrow(first: str, second: str) -> str | None:
    sheet = Sheet().text(50, 60, "Samhällsbyggnadsnämnden redovisar sitt arbete.")
    for x in (45, 118, 300):
        sheet.line(x, 87, x, 150)
    for y in (87, 110, 150):
        sheet.line(45, y, 300, y)
    sheet.text(50, 102, "Ansvarig", font="bold").text(123, 102, "Kommentar", font="bold")
    sheet.paragraph(50, 123, [first, second])
    sheet.text(123, 123, "Arbetet pågår.")
    (table,) = tables(sheet)
    return texts(table)[1][0]


def test_a_word_broken_in_a_narrow_cell_is_whole_where_the_file_prints_it_whole() -> None:
    assert _narrow("Samhällsbygg", "nadsnämnden") == "Samhällsbyggnadsnämnden"
    assert _narrow("Stadsbyggnad", "trafiknämnden") == "Stadsbyggnad trafiknämnden"


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_shown_sideways_reads_the_same_short_words_and_numbered_codes_too(rotate: int) -> None:
    sheet = Sheet(rotate=rotate)
    rows = [("Nr", "Uppdrag", "Status"), ("U1", "Bygg ut i väster", "Pågår"), ("U2", "Se på 5 å 6", "Klart")]
    for row, cells in enumerate(rows):
        for x, text in zip((60, 120, 330), cells, strict=True):
            sheet.text(x, 114 + 20 * row, text)
    boxed(sheet, (50, 100, 300, 400), (100, 120, 140, 160))
    sheet.paragraph(50, 300, ["Nämnden har under året arbetat vidare med sina uppdrag."] * 4)
    (table,) = tables(sheet)
    assert texts(table) == [list(row) for row in rows]
