"""PDF pages become paragraphs, headings and list items in reading order, without what pages repeat."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from kommunrapport.dump import outline
from kommunrapport.errors import Damaged, Encrypted
from kommunrapport.extract.assemble import items_of
from kommunrapport.extract.document import Block, Document, Table
from kommunrapport.extract.page import tidy
from kommunrapport.extract.readers.pdf import read_pdf
from kommunrapport.extract.readers.pdfium import PdfiumFile
from kommunrapport.extract.readers.plumber import PlumberFile
from kommunrapport.show import show_page
from tests.pdf_sheets import GREEN, RED, Sheet, pdf


def read(*sheets: Sheet) -> Document:
    return read_pdf(pdf(*sheets), "test.pdf")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks()]


def prose(sheet: Sheet, x: float, y: float, lines: int, word: str) -> Sheet:
    for number in range(lines):
        sheet.text(x, y + 12 * number, f"{word} och flera ord på rad {number + 1} i spalten")
    return sheet


def test_paragraphs_and_headings_are_told_apart() -> None:
    sheet = Sheet().text(50, 60, "Viktiga händelser", size=16, font="bold")
    sheet.paragraph(50, 90, ["Nämnden har antagit en plan och", "beslutat om budget."])
    sheet.paragraph(50, 122, ["Ett nytt stycke börjar här."])
    blocks = list(read(sheet).blocks())
    assert [block.text for block in blocks] == [
        "Viktiga händelser",
        "Nämnden har antagit en plan och beslutat om budget.",
        "Ett nytt stycke börjar här.",
    ]
    assert [(block.size, block.bold) for block in blocks] == [(16.0, True), (10.0, False), (10.0, False)]


def test_hyphens_at_line_ends() -> None:
    sheet = Sheet()
    lines = [
        "Arbetet med att utveckla verksam-",
        "heten har fortsatt inom barn-",
        "och ungdomsnämnden samt IT-",
        "stöd.",
    ]
    sheet.paragraph(50, 100, lines)
    assert texts(read(sheet)) == [
        "Arbetet med att utveckla verksamheten har fortsatt inom barn- och ungdomsnämnden samt IT-stöd."
    ]


def test_list_items_keep_their_bullets() -> None:
    sheet = Sheet()
    sheet.paragraph(50, 100, ["• Första punkten", "• Andra punkten som", "  fortsätter"])
    blocks = list(read(sheet).blocks())
    assert [block.list_item for block in blocks] == [True, True]
    assert blocks[1].text == "• Andra punkten som fortsätter"


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet().text(
        50, 60, "En rubrik över hela sidans bredd så att den går över båda spalterna", size=14, font="bold"
    )
    prose(prose(sheet, 50, 90, 12, "Vänster"), 320, 90, 12, "Höger")
    found = texts(read(sheet))
    assert len(found) == 3
    assert "Höger" not in found[1]
    assert "Vänster" not in found[2]


def test_running_heads_and_page_numbers_go_and_the_label_stays() -> None:
    sheets = []
    for page in range(5):
        sheet = Sheet().text(50, 30, "Delårsrapport för provnämnden").text(500, 815, f"{page + 3} (12)")
        sheet.paragraph(50, 100, [f"Text som bara står på sida {'abcde'[page]} i rapporten."])
        sheets.append(sheet)
    document = read(*sheets)
    assert texts(document) == [f"Text som bara står på sida {letter} i rapporten." for letter in "abcde"]
    assert [page.label for page in document.pages] == ["3 (12)", "4 (12)", "5 (12)", "6 (12)", "7 (12)"]


def test_text_printed_twice_is_read_once() -> None:
    sheet = Sheet().text(50, 100, "Samlad bedömning").text(50.3, 100, "Samlad bedömning")
    assert texts(read(sheet)) == ["Samlad bedömning"]


def test_letter_spacing_is_closed_up() -> None:
    assert texts(read(Sheet().text(50, 60, "MÅLUPPFYLLELSE 2024", spacing=5))) == ["MÅLUPPFYLLELSE 2024"]


def test_a_watermark_is_not_text() -> None:
    sheet = Sheet().text(0, 0, "UTKAST", size=90, matrix="0.7 0.7 -0.7 0.7 150 300")
    sheet.paragraph(50, 100, ["Texten under vattenstämpeln."])
    assert texts(read(sheet)) == ["Texten under vattenstämpeln."]


def test_symbols_before_a_paragraph() -> None:
    sheet = Sheet().disc(54, 97, 4, GREEN).text(66, 100, "Målet är uppnått")
    sheet.text(50, 130, "8", font="dingbats", color=RED).text(66, 130, "Målet är inte uppnått")
    blocks = list(read(sheet).blocks())
    assert [block.text for block in blocks] == ["Målet är uppnått", "Målet är inte uppnått"]
    assert [(icon.color, icon.shape) for block in blocks for icon in block.icons] == [
        ("green", "circle"),
        ("red", "cross"),
    ]


def test_coloured_text_says_so() -> None:
    (block,) = read(Sheet().text(50, 100, "Inte uppfyllt", color=RED)).blocks()
    assert block.color == "red"


def test_every_item_has_its_place() -> None:
    document = read(Sheet().text(50, 100, "Första"), Sheet().text(50, 200, "Andra"))
    places = [(item.place.page, item.place.bbox) for item in document.items]
    assert [page for page, _ in places] == [1, 2]
    assert all(box and box[0] == pytest.approx(50, abs=0.5) for _, box in places)


def test_some_pages_only() -> None:
    sheets = [Sheet().text(50, 100, f"Sida {word}") for word in ("ett", "två", "tre")]
    document = read_pdf(pdf(*sheets), "test.pdf", pages=[2])
    assert texts(document) == ["Sida två"]
    assert [page.number for page in document.pages] == [2]


def test_invisible_text_beside_visible_is_left_out() -> None:
    sheet = Sheet().text(50, 100, "Synlig text som alla ser").text(50, 130, "dold", mode=3)
    assert texts(read(sheet)) == ["Synlig text som alla ser"]


def test_what_is_no_text_of_a_page_stands_aside_with_its_reason() -> None:
    sheets = []
    for number in range(3):
        sheet = Sheet().text(50, 30, "Provkommunens delårsrapport").text(50, 130, "dold not", mode=3)
        sheet.text(0, 0, "UTKAST", size=90, matrix="0.7 0.7 -0.7 0.7 150 300")
        sheet.text(0, 0, "Diariefört i oktober", matrix="0 1 -1 0 580 300")
        sheets.append(sheet.text(50, 100, f"Sidans egen text om {('vatten', 'skola', 'vägar')[number]}."))
    document = read(*sheets)
    assert texts(document) == [f"Sidans egen text om {word}." for word in ("vatten", "skola", "vägar")]
    first = {aside.kind: aside for aside in document.asides if aside.place.page == 1}
    assert {kind: aside.text for kind, aside in first.items()} == {
        "margin": "Provkommunens delårsrapport",
        "hidden": "dold not",
        "slanted": "UTKAST",
        "sideways": "Diariefört i oktober",
    }
    box = first["sideways"].place.bbox
    assert box is not None
    assert (box[2] - box[0] < 20, box[3] - box[1] > 60) == (True, True)
    assert any("sideways: Diariefört i oktober" in line for line in outline(document))


def test_a_few_words_on_a_turned_page_are_read() -> None:
    for turned in (90, 180, 270):
        assert texts(read(Sheet(rotate=turned).text(50, 100, "Bilaga till rapporten"))) == ["Bilaga till rapporten"]


@pytest.mark.parametrize("turned", [90, 270])
def test_single_figures_of_a_turned_table_stay_in_their_cells(turned: int) -> None:
    sheet = Sheet(rotate=turned)
    lines = [("Enhet", "2030", "2031"), ("Förskolan Linden", "7", "9"), ("Förskolan Eken", "4", "5")]
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            x, y = 60 + 150 * column, 100 + 20 * row
            sheet.text(x, y, cell).line(x - 5, y - 14, x + 145, y - 14).line(x - 5, y + 6, x + 145, y + 6)
            sheet.line(x - 5, y - 14, x - 5, y + 6).line(x + 145, y - 14, x + 145, y + 6)
    (table,) = read(sheet.text(60, 200, "Tabellen visar hur många avdelningar som är öppna hela året.")).tables()
    assert [[cell.text if cell else "" for cell in row] for row in table.grid()] == [list(row) for row in lines]


def test_a_header_cell_keeps_upright_words_beside_sideways_ones() -> None:
    sheet = Sheet()
    for column, word in enumerate(("Enhet", "Utfall", "Budget")):
        x = 60 + 100 * column
        sheet.text(x, 80, word).text(x, 160, ("Linden", "12", "14")[column])
        sheet.text(0, 0, "tusen kronor", matrix=f"0 1 -1 0 {x + 80} {842 - 140}")
        for y in (60, 145, 170):
            sheet.line(x - 5, y, x + 95, y)
        sheet.line(x - 5, 60, x - 5, 170).line(x + 95, 60, x + 95, 170)
    (table,) = read(sheet.text(60, 220, "Tabellen visar enheternas kostnader under året i sammandrag.")).tables()
    assert [cell.text for cell in table.grid()[0] if cell] == [
        f"{word}\ntusen kronor" for word in ("Enhet", "Utfall", "Budget")
    ]


def test_letters_without_a_map_are_words_where_they_read_as_such() -> None:
    text = "Förskolornas avgifter höjdes under hösten och antalet platser minskade därför något överallt"
    font = (
        b"/plain<</Type/Font/Subtype/Type0/BaseFont/Nope/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/Nope/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/Nope/Flags 4>>>>]>>"
    )
    for shift, unreadable in ((0, 0.0), (29, 1.0)):  # glyphs numbered as in Unicode, and as TrueType fonts order them
        sheet = Sheet()
        codes = "".join(f"{ord(letter) - shift:04x}" for letter in text)
        sheet.parts.append(f"BT /plain 9 Tf 50 700 Td <{codes}> Tj ET")
        plain = b"/plain<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
        with PdfiumFile(pdf(sheet).replace(plain, font), "test.pdf") as file:
            page = file.page(1)
        assert page.unreadable == unreadable
        assert (" ".join(word.text for word in page.words) == text) == (not shift)


def test_a_file_without_pages_is_not_taken_for_one_with_a_password() -> None:
    locked = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    locked += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj 4 0 obj<</Filter/Standard/V 1/R 2/P -4"
    locked += (
        b"/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>"
    )
    with pytest.raises(Encrypted):
        read_pdf(locked, "locked.pdf")
    empty = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj "
    with pytest.raises(Damaged, match="not a readable"):
        read_pdf(empty + b"trailer<</Root 1 0 R>>", "empty.pdf")


def test_text_under_a_scanned_page_is_ocr() -> None:
    sheet = Sheet().text(50, 100, "Det här har en maskin läst ur bilden", mode=3)
    document = read(sheet)
    assert document.pages[0].ocr
    assert texts(document) == ["Det här har en maskin läst ur bilden"]


def test_an_empty_file_says_that_it_holds_no_text() -> None:
    document = read(Sheet())
    assert [note.code for note in document.notes] == ["no_text"]


def test_what_is_no_pdf_is_refused_in_one_line() -> None:
    with pytest.raises(Damaged, match=r"^rapport\.pdf is not a readable PDF file$"):
        read_pdf(b"%PDF-1.7 och sedan inget mer", "rapport.pdf")


def test_an_encrypted_file_names_the_option_that_opens_it(shared: Path) -> None:
    file = shared / "hostile" / "corpus" / "qpdf" / "enc-XI-long-password.pdf"
    with pytest.raises(Encrypted, match="--password"):
        read_pdf(file.read_bytes(), file.name)


def test_show_draws_a_page(tmp_path: Path) -> None:
    picture = show_page(pdf(Sheet().text(50, 100, "Text")), 1, tmp_path / "page.png", [((10, 10, 50, 50), "mål 1")])
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_real_symbols_are_all_read(shared: Path) -> None:
    (file,) = (shared / "real").glob("simrishamn*.pdf")
    document = read_pdf(file.read_bytes(), file.name, pages=range(25, 33))
    icons = [icon for table in document.tables() for cell in table.cells for icon in cell.icons]
    assert sum(icon.shape == "circle" and icon.color == "green" for icon in icons) == 11
    assert sum(icon.shape == "tick" and icon.color == "green" for icon in icons) == 22
    bars = sorted(icon.fill for icon in icons if icon.shape == "bar" and icon.fill is not None)
    assert bars == [0.8, 0.9, 0.9, 0.9, *[1.0] * 18]


def test_headings_are_blocks_of_their_own(shared: Path) -> None:
    (file,) = (shared / "real").glob("simrishamn*.pdf")
    document = read_pdf(file.read_bytes(), file.name, pages=[13])
    assert any(isinstance(item, Block) and item.bold and item.text == "Ekonomi" for item in document.items)


def test_both_engines_read_the_same() -> None:
    sheet = Sheet().text(50, 60, "Måluppföljning", size=14, font="bold")
    for y in (80, 100, 120):
        sheet.line(50, y, 500, y)
    for x in (50, 300, 500):
        sheet.line(x, 80, x, 120)
    sheet.text(55, 94, "Mål", font="bold").text(305, 94, "Status", font="bold")
    sheet.text(55, 114, "Fler ska må bra").disc(320, 110, 4, GREEN)
    data = pdf(sheet)
    found = []
    for engine in (PdfiumFile, PlumberFile):
        with engine(data, "test.pdf") as file:
            items = items_of(tidy(file.page(1)))
        tables = [item for item in items if isinstance(item, Table)]
        cells = [(c.row, c.column, c.text, c.bold, [(i.shape, i.color) for i in c.icons]) for c in tables[0].cells]
        found.append(([item.text for item in items if isinstance(item, Block)], cells))
    assert found[0] == found[1]


def test_furniture_stands_at_another_height_on_landscape_pages() -> None:
    sheets = [
        Sheet(*size).text(50, size[1] - 22, "Provkommunen rapport") for size in [(842, 595)] * 8 + [(595, 842)] * 2
    ]
    for number, sheet in enumerate(sheets):
        sheet.text(50, 200, f"Text på just den här sidan {'abcdefghij'[number]}")
    assert texts(read(*sheets)) == [f"Text på just den här sidan {letter}" for letter in "abcdefghij"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_few_words_on_a_page_that_is_turned_are_read(rotate: int) -> None:
    document = read_pdf(pdf(Sheet(rotate=rotate).text(60, 90, "Delårsrapport 2031")), "vriden.pdf")
    assert [block.text for block in document.blocks()] == ["Delårsrapport 2031"]


def test_the_files_that_a_portfolio_carries_are_named() -> None:
    cover = pypdfium2.PdfDocument(pdf(Sheet().text(60, 90, "Handlingarna är bifogade")))
    for name in ("Delårsrapport 2031.pdf", "bilaga.xlsx"):
        cover.new_attachment(name).set_data(b"%PDF-1.7")
    file = io.BytesIO()
    cover.save(file)
    notes = read_pdf(file.getvalue(), "portfolj.pdf").notes
    assert [(note.code, note.severity) for note in notes] == [("attachments_unread", "warning")]
    assert "«Delårsrapport 2031.pdf», «bilaga.xlsx»" in notes[0].message
