"""Scans: what stands on a picture of a page is read as if the page were digital."""

from __future__ import annotations

import io
import shutil
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from kommunrapport import errors
from kommunrapport.extract.document import Document, Table
from kommunrapport.extract.imaging import (
    FigureShape,
    Picture,
    compared_sign,
    drawn_in,
    figure_shape,
    first_mark,
    is_bullet,
    is_percent_sign,
    shows_print,
)
from kommunrapport.extract.readers import scanned_figures
from kommunrapport.extract.readers.tesseract import Print
from kommunrapport.normalize.number import read_number
from kommunrapport.pipeline import Options, document_of
from tests.pdf_sheets import BAND, GREEN, RED, WHITE, Sheet, pdf

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")

ROWS = (("1", "Fler unga ska delta i idrott", "Uppfyllt"), ("2", "Kön till äldreboende ska vara kort", "Ej uppfyllt"))


def report_page() -> Sheet:
    """A heading, a sentence, and a ruled table with a dark header band and status dots."""
    sheet = Sheet().text(60, 90, "Uppföljning av mål", size=18, font="bold")
    sheet.text(60, 120, "Nämnden bedömer att ett av två mål är uppfyllt vid årets slut.")
    sheet.fill(60, 140, 535, 165, (0.1, 0.25, 0.45))
    for x, title in ((66, "Nr"), (106, "Mål"), (366, "Bedömning")):
        sheet.text(x, 156, title, font="bold", color=WHITE)
    for row, (number, goal, status) in enumerate(ROWS):
        base = 185 + 30 * row
        sheet.text(66, base, number).text(106, base, goal).text(386, base, status)
        sheet.disc(373, base - 3.5, 5, GREEN if row == 0 else RED)
    for y in (140, 165, 195, 225):
        sheet.line(60, y, 535, y)
    for x in (60, 100, 360, 535):
        sheet.line(x, 140, x, 225)
    return sheet


def picture(sheet: Sheet, *, dpi: int = 200, tilt: float = 0.0, quarters: int = 0) -> Image.Image:
    """The page as a scanner sees it: turned, on grey paper with grain."""
    document = pypdfium2.PdfDocument(pdf(sheet))
    page = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    turned = page.rotate(tilt, Image.Resampling.BICUBIC, fillcolor="white")
    grain = np.random.default_rng(7).normal(0, 5, (turned.height, turned.width, 1))
    pixels = np.clip(np.asarray(turned, float) * 0.95 + grain, 0, 255).astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(np.rot90(pixels, quarters)))


def saved(form: str, *pages: Image.Image) -> bytes:
    file = io.BytesIO()
    many = {"save_all": True, "append_images": list(pages[1:])} if len(pages) > 1 or form == "PDF" else {}
    density = {"resolution": 200.0} if form == "PDF" else {"dpi": (200, 200)}
    pages[0].save(file, form, **many, **density)  # type: ignore[arg-type]
    return file.getvalue()


@cache
def level_scan() -> Document:
    return document_of(saved("PDF", picture(report_page())), "skannad.pdf")


def texts(document: Document) -> list[list[str]]:
    table = next(document.tables())
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


READ = [["Nr", "Mål", "Bedömning"], *(list(row) for row in ROWS)]


@needs_tesseract
def test_a_scanned_table_has_the_cells_that_are_printed_and_their_status_dots() -> None:
    assert texts(level_scan()) == READ
    table = next(level_scan().tables())
    dots = [[(icon.shape, icon.color) for icon in cell.icons] for cell in table.cells if cell.icons]
    assert dots == [[("circle", "green")], [("circle", "red")]]


@needs_tesseract
def test_headings_and_paragraphs_of_a_scan_keep_their_type_and_their_place() -> None:
    heading, sentence = list(level_scan().blocks())[:2]
    assert (heading.text, sentence.text) == (
        "Uppföljning av mål",
        "Nämnden bedömer att ett av två mål är uppfyllt vid årets slut.",
    )
    assert heading.bold and not sentence.bold
    assert heading.size == pytest.approx(18, abs=1.5)
    assert heading.place.bbox is not None
    assert heading.place.bbox[:2] == pytest.approx((60, 76), abs=3)


@needs_tesseract
def test_a_scan_says_that_it_was_read_by_ocr() -> None:
    assert [page.ocr for page in level_scan().pages] == [True]
    assert [(note.code, note.severity, note.message) for note in level_scan().notes] == [
        ("ocr_used", "info", "read by OCR: page 1")
    ]


@needs_tesseract
@pytest.mark.parametrize(("tilt", "quarters"), [(-2.0, 0), (1.0, 1)])
def test_a_page_that_lies_askew_or_on_its_side_reads_the_same(tilt: float, quarters: int) -> None:
    page = picture(report_page(), tilt=tilt, quarters=quarters)
    assert texts(document_of(saved("PNG", page), "sida.png")) == READ


@needs_tesseract
def test_a_tilted_page_gives_places_on_the_page_as_it_was_scanned() -> None:
    upright, askew = (document_of(saved("PNG", picture(report_page(), tilt=t)), "s.png") for t in (0, 2.0))
    corners = [next(each.tables()).cells[-1].place.bbox for each in (upright, askew)]
    assert corners[0] is not None and corners[1] is not None
    # Two degrees lift what stands 150 points right of the middle by some five points.
    assert 2 < corners[0][1] - corners[1][1] < 9


@needs_tesseract
def test_every_page_of_a_tiff_is_read() -> None:
    second = picture(Sheet().text(60, 90, "Investeringar", size=18, font="bold").text(60, 130, "Inga under perioden."))
    document = document_of(saved("TIFF", picture(report_page()), second), "arkiv.tif")
    assert [page.number for page in document.pages] == [1, 2]
    assert [block.text for block in document.blocks() if block.place.page == 2] == [
        "Investeringar",
        "Inga under perioden.",
    ]


def mixed() -> bytes:
    """A digital page and a scanned one in the same file."""
    whole = pypdfium2.PdfDocument(pdf(Sheet().text(60, 90, "Digital sida med text")))
    whole.import_pages(pypdfium2.PdfDocument(saved("PDF", picture(report_page()))))
    file = io.BytesIO()
    whole.save(file)
    return file.getvalue()


@needs_tesseract
def test_only_the_scanned_pages_of_a_mixed_file_are_sent_to_ocr() -> None:
    document = document_of(mixed(), "blandad.pdf")
    assert [page.ocr for page in document.pages] == [False, True]
    assert texts(document) == READ


def test_without_tesseract_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    page = picture(report_page(), dpi=60)
    monkeypatch.setenv("PATH", "/nowhere")
    for data, name in ((saved("PDF", page), "skannad.pdf"), (saved("PNG", page), "sida.png")):
        with pytest.raises(errors.ToolMissing, match="install tesseract-ocr and tesseract-ocr-swe") as raised:
            document_of(data, name)
        assert "\n" not in str(raised.value)


def test_without_tesseract_the_digital_pages_of_a_mixed_file_are_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    data = mixed()
    monkeypatch.setenv("PATH", "/nowhere")
    document = document_of(data, "blandad.pdf")
    assert [block.text for block in document.blocks()] == ["Digital sida med text"]
    assert [bool(page.failed) for page in document.pages] == [False, True]
    assert [note.code for note in document.notes] == ["page_failed"]


@needs_tesseract
def test_what_ocr_read_is_kept_and_read_again_without_tesseract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = saved("PDF", picture(report_page()))
    first = document_of(data, "skannad.pdf", Options(ocr_cache=tmp_path))
    kept = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert kept

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("Tesseract was started again")

    monkeypatch.setattr("subprocess.run", refuse)
    assert document_of(data, "skannad.pdf", Options(ocr_cache=tmp_path)) == first
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == kept


def pasted(image: Image.Image, x: float, y: float, scale: float) -> bytes:
    """A digital page with a picture between two lines of text."""
    whole = pypdfium2.PdfDocument(pdf(Sheet().text(60, 90, "Drift").text(60, 500, "Slutsats under bilden.")))
    page, shown = whole[0], pypdfium2.PdfImage.new(whole)
    shown.set_bitmap(pypdfium2.PdfBitmap.from_pil(image))
    shown.set_matrix(pypdfium2.PdfMatrix().scale(image.width * scale, image.height * scale).translate(x, y))
    page.insert_obj(shown)
    page.gen_content()
    file = io.BytesIO()
    whole.save(file)
    return file.getvalue()


@needs_tesseract
def test_a_table_pasted_as_a_picture_into_a_digital_page_is_read_where_it_stands() -> None:
    table = picture(report_page()).crop((140, 370, 1520, 640))
    document = document_of(pasted(table, 50, 500, 0.36), "inklistrad.pdf")
    assert document.pages[0].ocr
    assert texts(document) == READ
    kinds = [item.text if not isinstance(item, Table) else "table" for item in document.items]
    assert kinds == ["Drift", "table", "Slutsats under bilden."]


def test_a_photo_on_a_digital_page_is_left_alone() -> None:
    grain = np.random.default_rng(3).integers(0, 255, (400, 600, 3), np.uint8)
    document = document_of(pasted(Image.fromarray(grain), 80, 360, 0.5), "foto.pdf")
    assert [block.text for block in document.blocks()] == ["Drift", "Slutsats under bilden."]
    assert not document.pages[0].ocr


def test_a_picture_with_lettering_on_sky_and_houses_is_no_print_and_a_scanned_table_is() -> None:
    coarse = np.random.default_rng(5).integers(60, 230, (7, 9, 3), np.uint8)
    scene = Image.fromarray(coarse).resize((900, 700), Image.Resampling.BICUBIC)
    ImageDraw.Draw(scene).text((80, 80), "Kulturhuset\nöppet alla dagar", fill="black", font_size=60)
    table = picture(report_page()).crop((140, 370, 1520, 640))
    assert [shows_print(Picture(np.asarray(each), 200)) for each in (scene, table)] == [False, True]


@pytest.mark.parametrize("form", ["PNG", "TIFF", "JPEG"])
def test_a_broken_picture_is_refused_in_one_line(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunrapport.extract.readers.tesseract.require", lambda: None)
    broken = saved(form, Image.new("RGB", (300, 200), "white"))[:60]
    try:
        document = document_of(broken, "bild")
    except errors.ReadError as error:
        assert "\n" not in str(error)
    else:
        assert all(page.failed for page in document.pages)


def test_a_coloured_cell_of_a_scan_has_its_colour() -> None:
    sheet = Sheet().fill(100, 100, 160, 120, GREEN).fill(100, 120, 160, 140, BAND).text(104, 115, "Ja")
    drawn = drawn_in(Picture(np.asarray(picture(sheet)), 200))
    boxes = [fill[:4] for fill in drawn.fills]
    assert boxes == [pytest.approx((100, 100, 160, 120), abs=1.2), pytest.approx((100, 120, 160, 140), abs=1.2)]
    green = drawn.fills[0].rgb
    assert green[1] > green[0] + 60 and green[1] > green[2] + 60


AMOUNTS = ("-1 986", "\u20134 208", "58", "\u201317,5", "3 556 %", "- 524")


def figure(text: str, dpi: int, font: str) -> FigureShape:
    """What is seen of a figure that is printed alone, as a scanner gives it."""
    shown = Picture(
        np.asarray(picture(Sheet(width=140, height=40).text(30, 25, text, font=font), dpi=dpi, tilt=0.2)), dpi
    ).at_dpi(300)
    ink = drawn_in(shown).ink
    rows, columns = np.flatnonzero((ink > 110).any(1)), np.flatnonzero((ink > 110).any(0))
    digits = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return figure_shape(ink, digits, 0, 10 * 300 / 72)


@pytest.mark.parametrize(("font", "dpi"), [("plain", 150), ("plain", 300), ("serif", 200)])
def test_the_sign_the_comma_and_the_per_cent_sign_of_a_figure_are_seen(font: str, dpi: int) -> None:
    shapes = [figure(text, dpi, font) for text in AMOUNTS]
    assert [shape.minus is not None for shape in shapes] == [True, True, False, True, False, True]
    assert [[at for at, comma in shape.points if comma] for shape in shapes] == [[], [], [], [2], [], []]
    assert [shape.percent for shape in shapes] == [False, False, False, False, True, False]
    assert all(shape.digits <= sum(map(str.isdigit, text)) for shape, text in zip(shapes, AMOUNTS, strict=True))


@pytest.mark.parametrize("printed", ["_524", "\u2013 \u2013 524", "4-24"])
def test_a_stroke_that_is_no_sign_is_none(printed: str) -> None:
    assert figure(printed, 200, "plain").minus is None


@pytest.mark.parametrize("font", ["plain", "serif", "bold"])
def test_the_loops_of_a_digit_tell_what_it_cannot_be(font: str) -> None:
    seen = [figure(str(digit) * 2, 200, font).may for digit in range(10)]
    assert all(str(digit) in may for digit, both in enumerate(seen) for may in both)
    assert seen[0][1] == "0"
    assert not {"1", "7"} & {*seen[8][1], *seen[9][1]}


@needs_tesseract
def test_a_sure_reading_that_the_loops_of_its_digits_contradict_does_not_stand() -> None:
    shown = Picture(np.asarray(picture(Sheet(width=140, height=40).text(30, 25, "3540"), dpi=200)), 200).at_dpi(300)
    ink = drawn_in(shown).ink
    rows, columns = np.flatnonzero((ink > 110).any(1)), np.flatnonzero((ink > 110).any(0))
    wrong = Print("3549", int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1, 96.0, ("1",))
    (read,) = scanned_figures.read_again([wrong], ink, 300, None)
    assert read.text == "3540"


def sketch(*strokes: tuple[int, ...]) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Strokes of a pen as they lie on a page, each from point to point."""
    paper = Image.new("L", (160, 60))
    for stroke in strokes:
        ImageDraw.Draw(paper).line(stroke, fill=230, width=4)
    return np.asarray(paper, np.uint8)


@pytest.mark.parametrize(
    ("strokes", "sign"),
    [
        (((12, 10, 36, 20, 12, 30), (12, 38, 37, 38)), "≥"),
        (((36, 10, 12, 20, 36, 30), (12, 38, 37, 38)), "≤"),
        (((12, 10, 36, 20, 12, 30),), None),
        (((12, 22, 37, 22), (12, 38, 37, 38)), None),
        (((12, 12, 36, 12, 12, 38, 37, 38),), None),
    ],
    ids=["at least", "at most", "more than", "equal", "Z"],
)
def test_signs_of_comparison_are_seen(strokes: tuple[tuple[int, ...], ...], sign: str | None) -> None:
    assert compared_sign(sketch(*strokes), (8, 6, 42, 44)) == sign


def test_the_first_mark_of_a_box_ends_where_paper_follows() -> None:
    ink = sketch((12, 10, 36, 20, 12, 30), (60, 10, 60, 38))
    x0, top, x1, bottom = first_mark(ink, (8, 6, 80, 44))
    assert (x0, top, bottom) == (8, 6, 44)
    assert 36 <= x1 < 58


@pytest.mark.parametrize(("text", "bullet"), [("\u2022", True), ("e", False), ("o", False), ("-", False), ("x", False)])
def test_a_bullet_is_told_from_a_letter(text: str, bullet: bool) -> None:
    shown = Picture(np.asarray(picture(Sheet(width=80, height=40).text(30, 25, text), dpi=200)), 200).at_dpi(300)
    ink = drawn_in(shown).ink
    assert is_bullet(ink, (0, 0, ink.shape[1], ink.shape[0]), 10 * 300 / 72) is bullet


def test_the_letters_of_a_coloured_heading_are_no_symbols_and_dots_beside_each_other_are() -> None:
    sheet = Sheet().text(60, 90, "Uppföljning 2023", size=26, font="bold", color=(0.1, 0.25, 0.6))
    for x in (70, 82, 94):
        sheet.disc(x, 150, 4, GREEN)
    drawn = drawn_in(Picture(np.asarray(picture(sheet)), 200).at_dpi(300))
    assert [(icon.shape, icon.color) for icon in drawn.symbols] == [("circle", "green")] * 3


def printed(text: str, x: int, y: int) -> Print:
    return Print(text, x - 12 * len(text), y, x, y + 22, 96.0, (text,))


@pytest.mark.parametrize(
    ("line", "doubted"),
    [
        (("92,5", "935", "94,4"), ["935"]),
        (("92,5", "100", "94,4"), []),
        (("92,5", "1 935", "94,4"), []),
        (("92,5", "935", "94"), []),
        (("925", "935", "944"), []),
    ],
)
def test_a_figure_that_lost_its_comma_is_doubted(line: tuple[str, ...], doubted: list[str]) -> None:
    prints = [printed(text, 200 + 150 * at, 40) for at, text in enumerate(line)]
    read = scanned_figures.without_lost_commas(prints, 30)
    assert [each.text for each in read if each.sure < 50] == doubted


MONEY = (
    ("Skola", "-43 164", "-41 266", "-1 898"),
    ("Omsorg", "\u2013104 302", "\u2013104 360", "58"),
    ("Kultur", "-1,6", "-17,0", "15,4"),
    ("Teknik", "1 101", "0", "1 101"),
)


def money_page(font: str) -> Sheet:
    """A table of amounts without lines."""
    sheet = Sheet().text(60, 90, "Drift per verksamhet", size=16, font="bold")
    for x, title in ((150, "Utfall"), (250, "Budget"), (350, "Avvikelse")):
        sheet.text(x, 120, title, font="bold")
    for row, (label, *amounts) in enumerate(MONEY):
        sheet.text(60, 140 + 17 * row, label, font=font)
        for x, amount in zip((185, 290, 400), amounts, strict=True):
            sheet.text(x, 140 + 17 * row, amount, font=font, right=True)
    return sheet


@pytest.mark.parametrize(("text", "percent"), [("%", True), ("20", False), ("96", False), ("90", False), ("8", False)])
def test_a_per_cent_sign_is_told_from_two_digits(text: str, percent: bool) -> None:
    shown = Picture(np.asarray(picture(Sheet(width=80, height=40).text(30, 25, text), dpi=200)), 200).at_dpi(300)
    ink = drawn_in(shown).ink
    assert is_percent_sign(ink, (0, 0, ink.shape[1], ink.shape[0]), 10 * 300 / 72) is percent


@needs_tesseract
@pytest.mark.parametrize(("font", "dpi", "tilt"), [("serif", 150, 1.0), ("mono", 200, -1.0)])
def test_every_amount_of_a_scanned_table_keeps_its_sign(font: str, dpi: int, tilt: float) -> None:
    page = picture(money_page(font), dpi=dpi, tilt=tilt)
    density = {"dpi": (dpi, dpi)}
    file = io.BytesIO()
    page.save(file, "PNG", **density)
    found = [
        [cell.text if cell else "" for cell in row]
        for row in next(document_of(file.getvalue(), "drift.png").tables()).grid()
    ]
    values = [[read_number(text) for text in row[1:]] for row in found if row[0] in {row[0] for row in MONEY}]
    wanted = [[read_number(text) for text in amounts] for _, *amounts in MONEY]
    assert [[each and each.value for each in row] for row in values] == [
        [each and each.value for each in row] for row in wanted
    ]


@needs_tesseract
def test_a_figure_cut_by_the_edge_of_its_picture_does_no_harm() -> None:
    ink = np.zeros((200, 300), np.uint8)
    ink[170:200, 250:262] = ink[170:200, 270:300] = 255
    read = scanned_figures.read_again([Print("1O", 248, 166, 306, 209, 40.0, ("1",))], ink, 300, None)
    assert len(read) == 1


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("1O4", True),
        ("\u2014$24", True),
        ("ns28", True),
        ("K10", False),
        ("6A", False),
        ("2010-12-31", False),
        ("och", False),
    ],
)
def test_what_may_be_a_figure_whose_digits_were_taken_for_letters(text: str, like: bool) -> None:
    assert scanned_figures.is_like_figure(text) is like
