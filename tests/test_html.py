"""Web pages: the report on them, in order, with symbols and fills, and nothing of their frame."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from kommunrapport import errors
from kommunrapport.extract.document import Block, Cell, Document, Icon, Table
from kommunrapport.extract.readers.html import read_html
from kommunrapport.pipeline import read_document, read_report
from tests.reports import code, report

CSS = """
/* .dot-blue { background: blue } */
:root { --bra: #2e8b57; }
@media print { .ball { display: none } }
.ball { display: inline-block; width: 12px; height: 12px; border-radius: 50% }
.niva-1 { background: var(--bra) }
.niva-2 { background-color: #f2b705 }
.romb { width: 10px; height: 10px; transform: rotate(45deg); background: #c8102e }
td.lyst { background: #92d050 }
.undanskymd { position: absolute; clip: rect(0 0 0 0) }
.fet { font-weight: 700; font-size: 20px }
"""


def read(body: str, head: str = "") -> Document:
    page = f"<!DOCTYPE html><html lang=sv><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return read_html(page.encode(), "sida.html")


def styled(body: str) -> Document:
    return read(body, f"<style>{CSS}</style>")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks()]


def table(document: Document, index: int = 0) -> Table:
    return list(document.tables())[index]


def rows(found: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in found.grid()]


def cell(inner: str, attributes: str = "", *, css: bool = False) -> Cell:
    """Read a cell that stands in a table with a header."""
    body = f"<table><tr><th>Mål</th><th>Status</th></tr><tr><td>A</td><td {attributes}>{inner}</td></tr></table>"
    document = styled(body) if css else read(body)
    found = table(document).grid()[1][1]
    assert found is not None
    return found


def test_headings_paragraphs_and_lists() -> None:
    document = read(
        "<h1>Måluppföljning</h1><p>Nämnden <b>följer</b>\n   upp.</p><h3>Område</h3>"
        "<ul><li>ett</li><li><p>två</p></li></ul><ol start=3><li>tre</li><li value=7>sju</li></ol>"
        "<div role=heading aria-level=4>Delmål</div><p><strong>Fet rad</strong></p>"
    )
    found = [(block.text, block.level, block.list_item) for block in document.blocks()]
    assert found == [
        ("Måluppföljning", 1, False),
        ("Nämnden följer upp.", None, False),
        ("Område", 3, False),
        ("• ett", None, True),
        ("• två", None, True),
        ("3. tre", None, True),
        ("7. sju", None, True),
        ("Delmål", 4, False),
        ("Fet rad", None, False),
    ]
    assert [block.bold for block in document.blocks()][-1]
    assert [block.place.ref for block in document.blocks()][:2] == ["block 1", "block 2"]


def test_lines_divided_by_breaks() -> None:
    document = read(
        "<p>Exempelby kommun<br>Dnr KS 2020/12<br><br>Kommunstyrelsen</p>"
        "<p>Arbetet fortsätter<br>under året med verksam-<br>heten.</p><p>Barn-<br>och utbildningsnämnden</p>"
        "<table><tr><th>Utfall<br>2020</th><th>Budget-<br>avvikelse</th></tr>"
        "<tr><td>Tot 5<br>K 6<br>M 4</td><td>1</td></tr></table>"
    )
    assert texts(document) == [
        "Exempelby kommun",
        "Dnr KS 2020/12",
        "Kommunstyrelsen",
        "Arbetet fortsätter under året med verksamheten.",
        "Barn- och utbildningsnämnden",
    ]
    assert rows(table(document)) == [["Utfall 2020", "Budgetavvikelse"], ["Tot 5\nK 6\nM 4", "1"]]


def test_spans_caption_and_headers() -> None:
    document = read(
        "<table><caption>Tabell 2. Driftredovisning</caption>"
        "<thead><tr><th rowspan=2>Tkr</th><th colspan=2>2020</th></tr>"
        "<tr><th>Utfall</th><th>Budget</th></tr></thead>"
        "<tfoot><tr><td>Summa</td><td>3</td><td>4</td></tr></tfoot>"
        "<tbody><tr><th scope=row>Skola</th><td>3</td><td>4</td></tr></tbody></table>"
    )
    found = table(document)
    assert found.title == "Tabell 2. Driftredovisning"
    assert rows(found) == [
        ["Tkr", "2020", None], [None, "Utfall", "Budget"], ["Skola", "3", "4"], ["Summa", "3", "4"],
    ]  # fmt: skip
    assert [each.header for each in found.cells] == [True] * 4 + [False] * 6
    assert [each.place.ref for each in found.cells if each.column == 1][2:] == ["table 1, row 3", "table 1, row 4"]


def test_a_rowspan_that_never_ends_stops_at_the_table() -> None:
    document = read(
        "<table><tr><td rowspan=65000>A<td>1<tr><td>2</table><table><tr><td rowspan=0>B<td>3<tr><td>4</table>"
    )
    assert [table(document, at).n_rows for at in (0, 1)] == [2, 2]
    assert rows(table(document)) == [["A", "1"], [None, "2"]]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<span class="ball niva-1"></span>', Icon("circle", "green")),
        ('<i class="romb" title="Uppnås ej"></i>', Icon("diamond", "red", alt="Uppnås ej")),
        ('<span class="dot green"></span>', Icon("circle", "green")),
        ('<span class="status-rod"></span>', Icon("square", "red")),
        ('<i class="fa fa-check-circle" style="color:#2a2"></i>', Icon("tick", "green")),
        ('<i class="fa fa-arrow-up text-success" aria-hidden="true"></i>', Icon("arrow_up", "green")),
        ('<i class="fa-circle-xmark text-danger"></i>', Icon("cross", "red")),
        ('<span style="display:inline-block;width:1em;height:1em;background:#fc0"></span>', Icon("square", "yellow")),
        ('<img src="/img/trafikljus_gul.png" alt="Delvis uppfyllt">', Icon("image", "yellow", alt="Delvis uppfyllt")),
        ('<img src="green-circle.svg" alt="">', Icon("circle", "green")),
        ('<img src="f3a9.gif" alt="Målet är grönt">', Icon("image", None, alt="Målet är grönt")),
        (
            '<svg width="16" height="16"><title>Uppnås</title><circle r="8" fill="#92d050"/></svg>',
            Icon("circle", "green", alt="Uppnås"),
        ),
        ('<svg viewBox="0 0 8 8"><polygon points="4,0 8,8 0,8" style="fill:red"/></svg>', Icon("triangle", "red")),
        ('<svg><polygon points="4,0 8,4 4,8 0,4" fill="orange"/></svg>', Icon("diamond", "orange")),
        ('<svg><circle r="4" fill="none" stroke="#888"/></svg>', Icon("ring", "grey")),
        ("🟢", Icon("circle", "green", glyph="🟢")),
        ('<span style="color:red">●</span>', Icon("circle", "red", glyph="●")),
        ("☹️", Icon("face", None, glyph="☹")),
        (
            '<span class="ball niva-2" aria-hidden="true"></span><span class="sr-only">Delvis uppfyllt</span>',
            Icon("circle", "yellow", alt="Delvis uppfyllt"),
        ),
        ('<span class="undanskymd">Uppnås inte</span>', Icon("image", None, alt="Uppnås inte")),
        ('<span class="badge badge--delvis"></span>', Icon("image", None, alt="delvis")),
        ('<progress value="80" max="100"></progress>', Icon("bar", None, fill=0.8)),
        (
            '<div class="progress"><div class="progress-bar bg-success" style="width: 45%"></div></div>',
            Icon("bar", "green", fill=0.45),
        ),
        ('<div style="background-color: #ffc000">&nbsp;</div>', Icon("square", "yellow")),
    ],
)
def test_symbols(inner: str, expected: Icon) -> None:
    found = cell(inner, css=True)
    assert found.icons == (expected,)
    assert found.text == ""


def test_a_badge_with_text_is_its_text() -> None:
    found = cell('<span class="badge badge-warning">Delvis uppfyllt</span>')
    assert (found.text, found.icons) == ("Delvis uppfyllt", ())


def test_pictures_in_the_page_itself() -> None:
    image = Image.new("RGB", (31, 31), "white")
    ImageDraw.Draw(image).ellipse((1, 1, 29, 29), fill=(200, 16, 46))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    source = "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
    assert cell(f'<img src="{source}">').icons == (Icon("circle", "red"),)


@pytest.mark.parametrize(
    ("attributes", "fill"),
    [
        ('style="background:#c00000"', "red"),
        ('bgcolor="#FFFF00"', "yellow"),
        ('class="lyst"', "green"),
        ('class="table-success"', "green"),
        ('class="status-gul"', "yellow"),
        ('class="text-danger"', None),
        ('style="background:#f2f2f2"', None),
        ('style="background:#fff"', None),
        ('class="num"', None),
    ],
)
def test_fills(attributes: str, fill: str | None) -> None:
    assert cell("", attributes, css=True).fill == fill


def test_header_band_and_total_row_are_decoration() -> None:
    document = read(
        "<table><tr bgcolor=green><td>Mål</td><td>Status</td></tr><tr><td>A</td><td bgcolor=red></td></tr>"
        "<tr style='background:#bbb'><td>Summa</td><td></td></tr></table>"
    )
    assert [each.fill for each in table(document).cells] == [None, None, None, "red", None, None]


def test_the_frame_of_a_page_is_left_out() -> None:
    document = read(
        "<header><a href=/>Exempelby kommun</a><nav><ul><li>Start</li></ul></nav></header>"
        "<div id=cookie-banner>Vi använder kakor</div><div class='breadcrumb'>Start / Mål</div>"
        "<main><header><h1>Mål 2021</h1></header><form><p>Målet nås.</p></form><aside>Kontakt</aside>"
        "<button>Dela</button><script>document.write('x')</script><style>p{}</style></main>"
        "<footer>Växel 0000-00 00 00</footer>"
    )
    assert texts(document) == ["Mål 2021", "Målet nås."]


def test_a_form_around_the_whole_page_is_no_frame() -> None:
    document = read(
        "<form id=aspnetForm><div class=sidebar><a>Meny</a></div>"
        "<div class='content'><h1>Rapport</h1><p>Text</p></div></form>"
    )
    assert texts(document) == ["Rapport", "Text"]


def test_closed_accordions_are_opened() -> None:
    document = read(
        "<h2><button aria-expanded=false aria-controls=p1>Mål 1</button></h2><div id=p1 hidden><p>Uppnått.</p></div>"
        "<details><summary>Mål 2</summary><p>Delvis.</p></details>"
        "<button data-target='#p3'>Mål 3</button><div id=p3 style='display:none'>Ej uppnått.</div>"
        "<div hidden>mall</div>"
    )
    assert texts(document) == ["Mål 1", "Uppnått.", "Mål 2", "Delvis.", "Mål 3", "Ej uppnått."]
    assert next(document.blocks()).level == 2


def test_cards_with_labels_and_values() -> None:
    document = styled(
        "<div class=card><h3><span class='ball niva-2'></span> Fler i arbete</h3>"
        "<div class=row><div class=label>Status</div><div class=value>Delvis uppfyllt</div></div>"
        "<p><span class='label'>Ansvarig</span><span class='value'>Kommunstyrelsen</span></p>"
        "<p><span class=a>Prognos:</span><span class=b>Uppfyllt</span></p>"
        "<p>Arbetet pågår.</p></div>"
    )
    found = list(document.blocks())
    assert [block.text for block in found] == [
        "Fler i arbete", "Status: Delvis uppfyllt", "Ansvarig: Kommunstyrelsen", "Prognos: Uppfyllt", "Arbetet pågår.",
    ]  # fmt: skip
    assert found[0].icons == (Icon("circle", "yellow"),)


def test_a_symbol_in_its_own_box_belongs_to_the_box_beside_it() -> None:
    document = styled(
        "<div class=legend><div class='ball niva-1'></div><div>Uppfyllt</div>"
        "<div class='ball niva-2'></div><div>Delvis</div></div>"
    )
    assert [(block.text, block.icons[0].color) for block in document.blocks()] == [
        ("Uppfyllt", "green"),
        ("Delvis", "yellow"),
    ]


def test_a_symbol_in_a_column_of_its_own_belongs_to_the_heading_in_the_next() -> None:
    document = styled(
        "<div><div class=vanster><span class='ball niva-1'></span></div><section><div><h3>Fler bostäder</h3>"
        "<p>Arbetet pågår.</p></div></section></div>"
        "<div><h3>Fler träd</h3><div><span class='ball niva-2'></span></div><div><h3>Fler parker</h3></div></div>"
    )
    assert [(block.text, [icon.color for icon in block.icons]) for block in document.blocks()] == [
        ("Fler bostäder", ["green"]),
        ("Arbetet pågår.", []),
        ("Fler träd", []),
        ("", ["yellow"]),
        ("Fler parker", []),
    ]


def test_terms_and_descriptions() -> None:
    document = read("<dl><dt>Status</dt><dd>Pågår</dd><dt>Ansvarig:</dt><dd>KS</dd><dd>Även BUN</dd></dl>")
    assert texts(document) == ["Status: Pågår", "Ansvarig: KS", "Även BUN"]


def test_layout_tables_dissolve_and_small_nested_ones_are_cell_text() -> None:
    document = read(
        "<table role=presentation><tr><td><h1>Rapport</h1></td><td><table><tr><th>Mål</th><th>Läge</th></tr>"
        "<tr><td>A<table><tr><td>K 5</td></tr><tr><td>M 6</td></tr></table></td><td>klart</td></tr></table>"
        "</td></tr></table>"
    )
    assert texts(document) == ["Rapport"]
    assert rows(table(document)) == [["Mål", "Läge"], ["A\nK 5\nM 6", "klart"]]


def test_tables_made_of_boxes() -> None:
    document = read(
        "<div role=table><div role=row><span role=columnheader>Mål</span><span role=columnheader>Status</span></div>"
        "<div role=rowgroup><div role=row><span role=cell>A</span><span role=cell>Uppnått</span></div></div></div>"
    )
    assert rows(table(document)) == [["Mål", "Status"], ["A", "Uppnått"]]
    assert table(document).cells[0].header


def test_footnote_marks_do_not_become_digits() -> None:
    document = read("<p>Utfall 3,8<sup>2</sup> på 14 m<sup>2</sup> i CO<sub>2</sub><sup>*</sup>, se<sup>1)</sup>.</p>")
    assert texts(document) == ["Utfall 3,8 på 14 m² i CO2*, se."]


def test_check_boxes_in_a_cell() -> None:
    inner = "<label><input type=radio> Ja</label> <label><input type=radio checked> Delvis</label>"
    assert cell(inner).text == "Delvis"


def test_who_publishes_a_page_is_told_by_its_title() -> None:
    document = read("<h1>Delårsrapport 2022</h1><p>Text</p>", "<title>Delårsrapport 2022 - Exempelby kommun</title>")
    assert texts(document) == ["Exempelby kommun", "Delårsrapport 2022", "Text"]


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("utf-8", ""),
        ("utf-8", "iso-8859-1"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", ""),
        ("utf-16", ""),
        ("utf-8-sig", "x"),
    ],
)
def test_encodings(encoding: str, meta: str) -> None:
    page = f"<html><head><meta charset='{meta}'></head><body><p>Måluppfyllelse – öka å ä ö närvaro</p></body></html>"
    assert texts(read_html(page.encode(encoding), "x.html")) == ["Måluppfyllelse – öka å ä ö närvaro"]


def test_soft_hyphens_entities_and_declaration() -> None:
    declared = '<?xml version="1.0" encoding="utf-8"?>'
    page = f"{declared}<html><body><p>M&aring;l&shy;uppfyllelse&nbsp;10&thinsp;000</p></body></html>"
    assert texts(read_html(page.encode(), "x.html")) == ["Måluppfyllelse 10 000"]


def test_deep_and_broken_markup() -> None:
    deep = "<div>" * 3000 + "botten" + "</div>" * 3000
    assert texts(read(f"<p>topp</p>{deep}"))[0] == "topp"
    assert texts(read("<p>a<p>b</div></td><b>c")) == ["a", "bc"]
    nested = "<table><tr><td>" * 60 + "x" + "</td></tr></table>" * 60
    assert texts(read(nested)) == ["x"]


def test_a_page_with_nothing_is_refused_or_empty() -> None:
    assert read_html(b"<html></html>", "tom.html").items == ()
    with pytest.raises(errors.ReadError):
        read_html(b"   ", "tom.html")


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "hemlig.txt"
    secret.write_text("hemligt")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>&x;</p></body></html>'
    assert "hemligt" not in " ".join(texts(read_html(page.encode(), "x.html")))


def test_a_saved_folder_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "bilder").mkdir()
    image = Image.new("RGB", (24, 24), (58, 155, 53))
    image.save(tmp_path / "bilder" / "s1.png")
    pages = {
        "sida10.html": "<h2>Tio</h2>",
        "sida2.html": "<h2>Två</h2>",
        "ekonomi.html": "<h2>Ekonomi</h2><table><tr><td>Status</td><td><img src='bilder/s1.png'></td></tr></table>",
        "index.html": "<h1>Start</h1><p><a href='ekonomi.html'>Ekonomi</a> <a href='http://annan.example/'>x</a></p>",
    }
    document = read_document(saved_site(tmp_path, pages))
    assert headings(document) == ["Start", "Ekonomi", "Två", "Tio"]
    assert table(document).cells[1].icons == (Icon("square", "green"),)
    assert table(document).cells[1].place.ref == "ekonomi.html, table 1, row 1"


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "läsmig.txt").write_text("Inga sidor.", "utf-8")
    with pytest.raises(errors.Empty, match="holds no web page"):
        read_document(tmp_path)


def test_chapters_below_a_chapter_follow_it_and_a_reference_moves_no_chapter(tmp_path: Path) -> None:
    pages = {
        "index.html": "<h1>Start</h1><a href='mal/'>Mål</a> <a href='ekonomi/index.html'>Ekonomi</a>",
        "mal/index.html": "<h1>Mål</h1><p>Se <a href='../ekonomi/'>ekonomin</a>.</p><a href='skola.html'>Skola</a>",
        "mal/skola.html": "<h1>Skola</h1><a href='../index.html'>Till start</a>",
        "ekonomi/index.html": "<h1>Ekonomi</h1>",
    }
    assert headings(read_document(saved_site(tmp_path, pages))) == ["Start", "Mål", "Skola", "Ekonomi"]


def test_pages_saved_by_a_browser_are_ordered_by_where_they_were_published(tmp_path: Path) -> None:
    site = "https://www.exempelby.example/arsredovisning"
    pages = {
        "Balans.html": f"<!-- saved from url=(0044){site}/balans/ --><h1>Balans</h1>",
        "Resultat.html": f"<link rel='canonical' href='{site}/resultat'><h1>Resultat</h1>",
        "Årsredovisning.html": f"<!-- saved from url=(0044){site}/ --><h1>Början</h1>"
        f"<a href='{site}/resultat/'>Resultat</a><a href='/arsredovisning/balans'>Balans</a>",
        "Årsredovisning_files/saved_resource.html": "<h1>Annons</h1>",
    }
    (tmp_path / "sparat").mkdir()
    document = read_document(saved_site(tmp_path / "sparat", pages))
    assert sorted(headings(document)) == ["Balans", "Början", "Resultat"]
    start = {name.replace("Årsredovisning", "start"): body for name, body in pages.items()}
    (tmp_path / "start").mkdir()
    assert headings(read_document(saved_site(tmp_path / "start", start))) == ["Början", "Resultat", "Balans"]


def test_a_report_of_many_pages_is_one_report_whose_records_name_their_page(tmp_path: Path) -> None:
    def framed(title: str, body: str) -> str:
        return (
            f"<title>{title} | Exempelby kommun</title><nav><a href='mal.html'>Mål</a></nav><main>{body}"
            "<div class='pagination'><a href='index.html'>Föregående sida</a></div></main><footer>Kontakt</footer>"
        )

    pages = {
        "index.html": framed(
            "Delårsrapport 2023",
            "<h1>Delårsrapport 2023</h1><p>Kommunstyrelsen, januari-augusti 2023</p>"
            "<ul><li><a href='mal.html'>Mål</a></li><li><a href='ekonomi.html'>Ekonomi</a></li></ul>",
        ),
        "mal.html": framed(
            "Mål",
            "<h1>Mål</h1><table><tr><th>Nr</th><th>Mål</th><th>Status</th><th>Kommentar</th></tr>"
            "<tr><td>1</td><td>Fler ska cykla</td><td>Uppfyllt</td><td>Räknat i maj.</td></tr>"
            "<tr><td>2</td><td>Färre ska köra bil</td><td>Ej uppfyllt</td><td></td></tr></table>",
        ),
        "ekonomi.html": framed(
            "Ekonomi",
            "<h1>Driftredovisning</h1><p>Belopp i tkr</p><table><tr><th>Verksamhet</th><th>Budget 2023</th>"
            "<th>Utfall 2023</th><th>Avvikelse</th></tr><tr><td>Skola</td><td>-400</td><td>-390</td><td>10</td></tr>"
            "<tr><td>Vård</td><td>-300</td><td>-305</td><td>-5</td></tr>"
            "<tr><td>Summa</td><td>-700</td><td>-695</td><td>5</td></tr></table>",
        ),
    }
    report = read_report(saved_site(tmp_path, pages))
    assert (report.report.title, report.report.year) == ("Delårsrapport 2023", 2023)
    assert [(goal.title, goal.status.code if goal.status else None) for goal in report.goals] == [
        ("Fler ska cykla", "achieved"),
        ("Färre ska köra bil", "not_achieved"),
    ]
    assert report.goals[1].comment is None
    assert report.goals[0].source.ref == "mal.html, table 1, row 2"
    (operating,) = report.budget_tables
    assert operating.verified.proven == 9
    assert operating.rows[0].source.ref == "ekonomi.html, table 1, row 2"
    assert report.document.file_name == tmp_path.name
    assert report.document.pages is None


def test_the_status_picture_saved_with_a_page_is_seen(tmp_path: Path) -> None:
    (tmp_path / "mal_files").mkdir()
    Image.new("RGB", (24, 24), (200, 16, 46)).save(tmp_path / "mal_files" / "a1.png")
    page = tmp_path / "mal.html"
    page.write_text("<h1>Mål</h1><table><tr><td>Ett<td><img src='./mal_files/a1.png'></table>", "utf-8")
    assert table(read_document(page)).cells[1].icons == (Icon("square", "red"),)


def test_a_picture_outside_the_folder_of_a_page_is_not_looked_at(tmp_path: Path) -> None:
    Image.new("RGB", (24, 24), (200, 16, 46)).save(tmp_path / "hemlig.png")
    (tmp_path / "sparat").mkdir()
    (tmp_path / "sparat" / "lank.png").symlink_to(tmp_path / "hemlig.png")
    page = tmp_path / "sparat" / "mal.html"
    for source in ("../hemlig.png", "lank.png", (tmp_path / "hemlig.png").as_uri(), str(tmp_path / "hemlig.png")):
        page.write_text(f"<table><tr><td>Ett<td><img src='{source}'></table>", "utf-8")
        assert all(icon.color is None for icon in table(read_document(page)).cells[1].icons)


def saved_site(folder: Path, pages: dict[str, str]) -> Path:
    """Pages in a folder, by their places in it."""
    for name, body in pages.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"<html><body>{body}</body></html>", "utf-8")
    return folder


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks() if block.level]


def test_corpus_pages_are_read_whole() -> None:
    folder = Path(__file__).parents[2] / "shared" / "corpus" / "dev"
    if not folder.exists():
        pytest.skip("../shared/corpus is not here")
    for path in sorted(folder.glob("webb-*.html")):
        document = read_html(path.read_bytes(), path.name)
        assert any(isinstance(item, Block) and item.level == 1 for item in document.items)
        assert all(icon.color for item in document.tables() for cell in item.cells for icon in cell.icons)


def test_pages_saved_by_word_use_symbol_fonts() -> None:
    found = cell("<span style='font-family:Wingdings;color:#00B050'>l</span>")
    assert (found.text, found.icons) == ("", (Icon("circle", "green", glyph="●"),))
    assert cell("<font face=Wingdings>ü</font>").icons == (Icon("tick", glyph="✔"),)
    assert texts(read("<p><span style='font-family:Symbol'>·</span> Ny rutin</p>")) == ["• Ny rutin"]


def test_moods_of_faces() -> None:
    assert cell('<i class="fa fa-frown"></i>').icons == (Icon("face", glyph="☹"),)
    assert cell('<img src="smiley-ledsen.png" alt="">').icons == (Icon("face", glyph="☹"),)
    assert cell('<img src="Smiley_glad.png" alt="">').icons == (Icon("face", glyph="☺"),)


def test_a_figure_names_its_table() -> None:
    document = read("<figure><table><tr><td>1<td>2</table><figcaption>Tabell 1. Utfall</figcaption></figure>")
    assert table(document).title == "Tabell 1. Utfall"
    assert texts(document) == []


def test_a_painted_cell_that_is_only_told_to_screen_readers() -> None:
    found = cell('<span class="assistive-text">Genomfört</span>', 'class="status-gron"')
    assert found.fill == "green"
    assert found.icons == (Icon("square", "green", alt="Genomfört"),)
    assert cell("", 'data-status="red" aria-label="Ej genomfört"').icons == (Icon("square", "red", alt="Ej genomfört"),)


def test_a_symbol_is_its_own_bullet() -> None:
    document = styled("<ul><li><span class='ball niva-1'></span> Uppfyllt</li></ul>")
    assert texts(document) == ["Uppfyllt"]


def test_a_web_archive() -> None:
    archive = (
        'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: http://exempel.example/mal/\r\n\r\n"
        '<html><body><h1>M=C3=A5l</h1><table><tr><td>A<td><img src=3D"s.png"></table></body></html>\r\n'
        "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: http://exempel.example/mal/s.png\r\n\r\n{}\r\n--b--\r\n"
    )
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 16, 46)).save(buffer, "PNG")
    data = archive.format(base64.b64encode(buffer.getvalue()).decode()).encode()
    document = read_html(data, "sida.mhtml")
    assert texts(document) == ["Mål"]
    assert table(document).cells[1].icons == (Icon("square", "red"),)


def test_boxes_set_as_a_table_and_cards_that_are_none() -> None:
    row = "<div class='row'><div class=col>{}</div><div class=col>{}</div><div class=col>{}</div></div>"
    boxes = row.format("Mål", "Status", "Kommentar").replace("'row'", "'row header'") + row.format(
        "A", "Uppnått", "Bra."
    )
    document = read(f"<div class=tabell>{boxes}</div>")
    assert rows(table(document)) == [["Mål", "Status", "Kommentar"], ["A", "Uppnått", "Bra."]]
    assert table(document).cells[0].header
    cards = row.format("<h3>Mål 1</h3><p>Bra</p>", "<h3>Mål 2</h3>", "<h3>Mål 3</h3>")
    assert list(read(f"<div>{cards}{cards}</div>").tables()) == []


def test_sorted_headers_and_chosen_options() -> None:
    document = read(
        "<table><tr><th><button>Mål</button></th><th><a href=#>Status</a></th></tr>"
        "<tr><td>A</td><td><select><option>Pågår<option selected>Genomfört</select></td></tr></table>"
    )
    assert rows(table(document)) == [["Mål", "Status"], ["A", "Genomfört"]]


def test_a_symbol_beside_a_heading_in_a_frame_of_one_row() -> None:
    document = read(
        "<table><tr><td><img src='gron.png' alt='Uppfyllt'></td>"
        "<td><h3>Fler ska läsa</h3><p>Kommentar.</p></td></tr></table>"
        "<table><tr><td bgcolor=red>&nbsp;</td><td>Uppnås inte</td></tr></table>"
    )
    assert [(block.text, block.level, block.icons) for block in document.blocks()] == [
        ("Fler ska läsa", 3, (Icon("image", "green", alt="Uppfyllt"),)),
        ("Kommentar.", None, ()),
        ("Uppnås inte", None, (Icon("square", "red"),)),
    ]


@pytest.mark.parametrize(
    "attributes",
    [
        'class="sv-text-portlet sv-skip-spacer"',
        'class="block social-omsorg"',
        'id="navigator-mal"',
        'class="page has-sidebar"',
        'class="kommentar modal-open"',
    ],
)
def test_names_that_only_resemble_a_frame(attributes: str) -> None:
    assert texts(read(f"<h1>Mål</h1><div {attributes}><p>Målet nås.</p></div>")) == ["Mål", "Målet nås."]


@pytest.mark.parametrize(
    "attributes",
    ['class="cookie-banner"', 'id="CookieConsent"', 'class="lp-breadcrumbs"', 'class="main-nav"', 'class="skip-link"',
     'class="sidebar-left"', 'class="social-media-links"', 'role="navigation"', 'class="d-md-none"', "hidden"],
)  # fmt: skip
def test_names_of_a_frame(attributes: str) -> None:
    assert texts(read(f"<h1>Mål</h1><div {attributes}><p>Annat</p></div><p>Målet nås.</p>")) == ["Mål", "Målet nås."]


def test_cards_that_are_articles_are_all_read() -> None:
    card = "<article><h3>Mål {}</h3><p>Kommentar till målet som är lång nog.</p></article>"
    assert len(texts(read("<h1>Rapport</h1>" + "".join(card.format(at) for at in range(3))))) == 7


def test_a_heading_in_the_page_header_is_kept() -> None:
    document = read("<header><a>Logotyp</a><nav>Meny</nav><h1>Delårsrapport</h1></header><p>Text</p>")
    assert texts(document) == ["Delårsrapport", "Text"]


@pytest.mark.parametrize(
    "inner",
    [
        '<i class="fa fa-info-circle"></i>', '<i class="fas fa-exclamation-triangle"></i>', '<i class="icon-link"></i>',
        '<i class="fa fa-chevron-down"></i>', '<i class="fa fa-arrow-right"></i>', '<i class="fa fa-minus"></i>',
        '<span class="material-icons">expand_more</span>', '<span class="caret"></span>',
    ],
)  # fmt: skip
def test_signs_of_the_page_are_no_statuses(inner: str) -> None:
    (block,) = read(f"<h3>{inner} Fler i arbete</h3>").blocks()
    assert (block.text, block.icons) == ("Fler i arbete", ())


def test_bars_keep_their_text_and_sections_named_progress_are_read() -> None:
    found = cell('<div class="progress"><div class="progress-bar" style="width:80%">80 %</div></div>')
    assert (found.text, found.icons) == ("80 %", (Icon("bar", fill=0.8),))
    section = "<div class='progress-report'><div style='width:50%'><p>{}</p></div></div>"
    assert texts(read(section.format("Arbetet går framåt."))) == ["Arbetet går framåt."]


def test_icon_ligatures() -> None:
    assert cell('<span class="material-icons" style="color:green">check_circle</span>').icons == (
        Icon("tick", "green"),
    )


def test_paragraphs_that_a_site_calls_headings_are_bold() -> None:
    document = read("<p class='sv-font-underrubrik'>Fler i arbete</p><p class=normal>Text</p>")
    assert [block.bold for block in document.blocks()] == [True, False]


def test_a_number_set_before_a_heading_is_its_number() -> None:
    document = read("<div><span class=nr>2.1</span><h3>Fler i arbete</h3></div><p>3</p><h3>Nästa</h3>")
    assert texts(document) == ["2.1 Fler i arbete", "3", "Nästa"]


def test_a_form_becomes_labelled_lines() -> None:
    document = styled(
        "<table><tr><th scope=row>Nämndmål 1</th><td>Fler ska läsa</td></tr>"
        "<tr><th scope=row>Status</th><td><span class='ball niva-1'></span></td></tr>"
        "<tr><th scope=row>Kommentar</th><td><p>Bra år.</p><p>Fler lån.</p></td></tr></table>"
    )
    found = list(document.blocks())
    assert [block.text for block in found] == [
        "Nämndmål 1: Fler ska läsa",
        "Status:",
        "Kommentar: Bra år.",
        "Fler lån.",
    ]
    assert found[1].icons == (Icon("circle", "green"),)
    wide = "<table><tr><td>Status<td>Pågår<td>Ansvarig<td>KFN<tr><td>Analys<td>Bra.<td>Prognos<td>Uppfyllt</table>"
    assert texts(read(wide)) == ["Status: Pågår", "Ansvarig: KFN", "Analys: Bra.", "Prognos: Uppfyllt"]
    figures = "<table><tr><td>Utfall<td>-1 234<tr><td>Prognos<td>-1 250<tr><td>Budget<td>-1 300</table>"
    assert len(list(read(figures).tables())) == 1
    table_of_goals = (
        "<table><tr><td>Mål</td><td>Status</td></tr><tr><td>Fler ska läsa</td><td>Uppfyllt</td></tr></table>"
    )
    assert len(list(read(table_of_goals).tables())) == 1


def test_terms_that_are_goals_stand_on_lines_of_their_own() -> None:
    page = (
        "<h1>Årsredovisning 2021</h1><h2>Finansiella mål</h2><dl>"
        '<dt>Soliditeten ska öka varje år</dt><dd><img src="g.png" alt="Målet är uppfyllt"> Den ökade.</dd>'
        "<dt>Resultatet ska vara minst en procent</dt>"
        '<dd><img src="r.png" alt="Målet är inte uppfyllt"> Det blev noll.</dd></dl>'
    )
    goals = report(f"<html><body>{page}</body></html>".encode(), "sida.html").goals
    assert [(g.title, code(g.status), g.comment) for g in goals] == [
        ("Soliditeten ska öka varje år", "achieved", "Den ökade."),
        ("Resultatet ska vara minst en procent", "not_achieved", "Det blev noll."),
    ]


def test_commitments_below_a_goal_that_are_terms_with_their_state() -> None:
    page = "<h1>Tertialrapport 2031</h1><h2>Mål</h2>" + "".join(
        f"<div>Nämndens mål</div><h3>{title}</h3><p>Målet är uppfyllt.</p>"
        f"<div><b>Åtaganden</b></div><dl><dt>{first}</dt><dd>Klar</dd><dt>{second}</dt><dd>Pågår</dd></dl>"
        for title, first, second in (
            ("Fler unga ska lära sig simma", "Öppna en ny simskola vid ån", "Utbilda tio nya ledare i höst"),
            ("Alla gator ska sopas före april", "Köpa in en större sopmaskin", "Pröva att sopa hamnen nattetid"),
        )
    )
    read = report(f"<html><body>{page}</body></html>".encode(), "sida.html")
    names = {goal.id: goal.title for goal in read.goals}
    assert list(names.values()) == ["Fler unga ska lära sig simma", "Alla gator ska sopas före april"]
    assert [(a.title, a.kind, code(a.status), names.get(a.goal or "")) for a in read.assignments] == [
        ("Öppna en ny simskola vid ån", "commitment", "achieved", "Fler unga ska lära sig simma"),
        ("Utbilda tio nya ledare i höst", "commitment", "in_progress", "Fler unga ska lära sig simma"),
        ("Köpa in en större sopmaskin", "commitment", "achieved", "Alla gator ska sopas före april"),
        ("Pröva att sopa hamnen nattetid", "commitment", "in_progress", "Alla gator ska sopas före april"),
    ]


PLATED = [
    "<h3>Läckorna ska bli färre <span class='badge'>Uppfyllt</span></h3><p>Två ledningar byttes.</p>"
    "<h3>Fler ska dricka kranvatten <span class='badge'>Delvis uppfyllt</span></h3><p>Fontäner saknas.</p>",
    "<details><summary><b>Läckorna ska bli färre</b> <i>Uppfyllt</i></summary>Två ledningar byttes.</details>"
    "<details><summary><b>Fler ska dricka kranvatten</b> <i>Delvis uppfyllt</i></summary>Fontäner saknas.</details>",
    "<div><span class='badge'>Uppfyllt</span><h3>Läckorna ska bli färre</h3><p>Två ledningar byttes.</p></div>"
    "<div><span class='badge'>Delvis uppfyllt</span><h3>Fler ska dricka kranvatten</h3><p>Fontäner saknas.</p></div>",
    "<p>Läckorna ska bli färre <span style='color:green'>Uppfyllt</span></p><p>Två ledningar byttes.</p>"
    "<p>Fler ska dricka kranvatten <span style='color:gold'>Delvis uppfyllt</span></p><p>Fontäner saknas.</p>",
    "<ul><li><span>Läckorna ska bli färre</span><span class=s>Uppfyllt</span></li><p>Två ledningar byttes.</p>"
    "<li><span>Fler ska dricka kranvatten</span><span class=s>Delvis uppfyllt</span></li><p>Fontäner saknas.</p></ul>",
]


@pytest.mark.parametrize("page", PLATED)
def test_a_verdict_on_a_plate_beside_a_title_is_no_part_of_it(page: str) -> None:
    read = report(f"<html><h1>Uppföljning av nämndens mål 2021</h1>{page}</html>".encode(), "sida.html")
    assert [(g.title, code(g.status), g.comment) for g in read.goals] == [
        ("Läckorna ska bli färre", "achieved", "Två ledningar byttes."),
        ("Fler ska dricka kranvatten", "partially_achieved", "Fontäner saknas."),
    ]


def test_a_verdict_word_within_a_sentence_or_a_scale_stays_there() -> None:
    lines = [
        "<p>Målet är <span class=x>Uppfyllt</span> i hela kommunen.</p>",
        "<p>Nämnden bedömer målet som <b>Uppfyllt</b></p>",
        "<ul><li><span class=g>Uppfyllt</span> Målet är nått</li></ul>",
        "<p>Status: <span class=g>Uppfyllt</span></p>",
    ]
    assert texts(read("".join(lines))) == [
        "Målet är Uppfyllt i hela kommunen.",
        "Nämnden bedömer målet som Uppfyllt",
        "• Uppfyllt Målet är nått",
        "Status: Uppfyllt",
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [("Så har vi gjort", "Planen är antagen."), ("Nästa steg", "Nästa steg: Planen är antagen.")],
)
def test_a_form_of_terms_gives_fields_and_a_comment(name: str, told: str) -> None:
    records = "".join(
        f"<h3>{title}</h3><dl><dt>Ansvarig nämnd</dt><dd>Kulturnämnden</dd>"
        f"<dt>Beslut</dt><dd>KF 2020-11-2{at} § {at}</dd>"
        f"<dt>Status</dt><dd>{status}</dd><dt>{name}</dt><dd>Planen är antagen.</dd></dl>"
        for at, (title, status) in enumerate(
            [("Ta fram en biblioteksplan", "Genomfört"), ("Utreda en ny scen", "Pågår"), ("Öppna ett museum", "Utgår")]
        )
    )
    page = f"<h1>Uppföljning av uppdrag 2021</h1><h2>Uppdragen</h2>{records}<h2>Vad händer nu?</h2><p>Mer följer.</p>"
    assert [
        (a.title, code(a.status), a.responsible, a.comment)
        for a in report(f"<html><body>{page}</body></html>".encode(), "sida.html").assignments
    ] == [
        ("Ta fram en biblioteksplan", "achieved", ["Kulturnämnden"], told),
        ("Utreda en ny scen", "in_progress", ["Kulturnämnden"], told),
        ("Öppna ett museum", "discontinued", ["Kulturnämnden"], told),
    ]


def test_a_question_within_what_is_told_of_a_goal_stays() -> None:
    page = "<h1>Uppföljning av mål 2021</h1>" + "".join(
        f"<h2>{title}</h2><p>Målet är uppfyllt.</p><h3>Vad händer nu?</h3><p>{told}</p>"
        for title, told in (("Fler ska läsa", "Nya böcker köps."), ("Fler ska se teater", "En ny scen byggs."))
    )
    goals = report(f"<html><body>{page}</body></html>".encode(), "sida.html").goals
    assert [g.comment for g in goals] == [
        "Vad händer nu?\nNya böcker köps.",
        "Vad händer nu?\nEn ny scen byggs.",
    ]


def test_a_labelled_goal_right_below_the_legend_is_no_part_of_it() -> None:
    legend = "".join(
        f'<li><img src="{sign}.png" alt="{said}"> {said}</li>'
        for sign, said in (("g", "Målet är uppnått"), ("y", "Målet är delvis uppnått"), ("r", "Målet är inte uppnått"))
    )
    tables = "".join(
        f"<h2>Övergripande mål {at}: {title}</h2><table><tr><th>Delmål</th><th>2021</th></tr>"
        f'<tr><td>{part}</td><td><img src="g.png" alt="Målet är uppnått"></td></tr></table>'
        for at, title, part in ((1, "En stad att läsa i", "Fler ska läsa"), (2, "En stad att se", "Fler ska komma hit"))
    )
    page = f"<h1>Årsredovisning 2021</h1><h2>Förklaring till symbolerna</h2><ul>{legend}</ul>{tables}"
    goals = report(f"<html><body>{page}</body></html>".encode(), "sida.html").goals
    assert [(g.number, g.title, g.level, g.parent) for g in goals] == [
        ("1", "En stad att läsa i", "council", None),
        (None, "Fler ska läsa", "sub", "g1"),
        ("2", "En stad att se", "council", None),
        (None, "Fler ska komma hit", "sub", "g3"),
    ]


CARD = (
    '<div class="card"><div class="top"><span class="pill">{verdict}</span></div>'
    '<div class="body"><p{named}>{title}</p><p>{told}</p></div></div>'
)


@pytest.mark.parametrize("named", ["", ' class="card-title"'])
def test_a_plate_alone_in_the_first_box_of_a_card_judges_the_title_below(named: str) -> None:
    cards = (
        ("Uppfyllt", "Alla ska få tid i vården", "Köerna är kortare."),
        ("Delvis uppfyllt", "Färre ska skadas i vården", "Trycksåren minskade."),
    )
    body = "".join(CARD.format(verdict=v, title=t, told=told, named=named) for v, t, told in cards)
    page = f"<h1>Så uppfyllde vi målen 2022</h1><h2>Sjukvård</h2>{body}<h2>Nyckeltal i urval</h2>"
    head = "<tr><th>Nyckeltal</th><th>2021</th><th>2022</th></tr>"
    table = f"<table>{head}<tr><td>Resor</td><td>9</td><td>12</td></tr></table>"
    read = report(f"<html><body>{page}{table}</body></html>".encode(), "sida.html")
    assert read.report.type == "follow_up"
    assert [(g.title, code(g.status), g.comment, g.area) for g in read.goals] == [
        ("Alla ska få tid i vården", "achieved", "Köerna är kortare.", "Sjukvård"),
        ("Färre ska skadas i vården", "partially_achieved", "Trycksåren minskade.", "Sjukvård"),
    ]
    assert [(i.goal, i.area) for i in read.indicators] == [(None, None)]


def test_a_plate_beside_what_is_told_belongs_to_the_heading_above_both() -> None:
    rows = "".join(
        f'<h3>{title}</h3><div class="row"><div><span class="pill">{verdict}</span></div><div><p>{told}</p></div></div>'
        for title, verdict, told in (
            ("Alla ska få tid i vården", "Uppfyllt", "Köerna är kortare"),
            ("Färre ska skadas i vården", "Ej uppfyllt", "Fallen är fler"),
        )
    )
    read = report(f"<html><body><h1>Mål 2022</h1><h2>Vård</h2>{rows}</body></html>".encode(), "sida.html")
    assert [(g.title, code(g.status), g.comment) for g in read.goals] == [
        ("Alla ska få tid i vården", "achieved", "Köerna är kortare"),
        ("Färre ska skadas i vården", "not_achieved", "Fallen är fler"),
    ]


def test_points_of_a_list_with_a_labelled_outlook_each_and_measures_with_their_targets() -> None:
    points = "".join(
        f"<li><strong>{title}</strong> Prognos: {told}</li>"
        for title, told in (
            ("Maten ska vara svensk.", "kommer att uppnås. Andelen är 54 procent."),
            ("Städningen ska ske utan kemikalier.", "kommer inte att uppnås. Upphandlingen är sen."),
            ("Fel ska åtgärdas inom tre dagar.", "osäkert."),
        )
    )
    measures = (
        "<h2>Måltal</h2><ul><li>Energi: 143 kWh (mål 140 kWh, 2024: 149 kWh)</li><li>Svinn: 11 % (mål 10 %)</li></ul>"
    )
    page = f"<h1>Kvartalsrapport 1 2025</h1>{measures}<h2>Mål</h2><ol>{points}</ol>"
    read = report(f"<html><body>{page}</body></html>".encode(), "sida.html")
    assert [(g.title, code(g.forecast), g.comment) for g in read.goals] == [
        ("Maten ska vara svensk", "achieved", "Andelen är 54 procent."),
        ("Städningen ska ske utan kemikalier", "not_achieved", "Upphandlingen är sen."),
        ("Fel ska åtgärdas inom tre dagar", "uncertain", None),
    ]
    assert [(i.name, [(v.year, v.value) for v in i.values], i.target and i.target.value) for i in read.indicators] == [
        ("Energi", [(2025, 143), (2024, 149)], 140),
        ("Svinn", [(2025, 11)], 10),
    ]


CARDS = """<style>body { font-size: 14px } .t1 { font-size: 26px } .t2 { font-size: 20px } .rad { display: flex }
.g { background: #00a000 } .r { background: #d00000 } .y { background: #f0c000 }</style>
<div class=t1>Årsredovisning 2023</div><div>Tekniska nämnden</div><div class=t1>Mål</div>
<div class=t2>Fokusområde Gröna gator</div>
<div class=rad><div><span class="ball g"></span></div><div><div class=lbl>Nämndmål</div>
<div class=namn><span>1</span> Fler träd ska planteras</div></div></div>
<div class=rad><div><span class=f1>Ansvarig</span> <span class=f2>Parkenheten</span></div>
<div><span class=lbl>Prognos</span><span>Nås</span></div></div>
<div class=lbl>Kommentar</div><div>I år planterades 210 träd.</div>
<div class=rad><div><span class="ball r"></span></div><div><div class=lbl>Nämndmål</div>
<div class=namn><span>2</span> Gatorna ska vara hela</div></div></div>
<div class=t2>Fokusområde Rent vatten</div>
<div class=rad><div><span class="ball y"></span></div><div><div class=lbl>Nämndmål</div>
<div class=namn><span>3</span> Vattnet ska vara rent</div></div></div>
<div class=lbl>Aktiviteter</div>
<div class=rad><div>Byta ut ledningar</div><div>Klart senast 2024-06-30</div><div>Pågår</div></div>
<div class=rad><div>Införa digital mätning</div><div>Slutdatum 2023-10-31</div><div>Klar</div></div>
<div>Alla hushåll har fått nya mätare.</div>"""


def test_cards_whose_symbol_stands_in_a_box_before_label_and_title() -> None:
    read_in = report(f"<html><body>{CARDS}</body></html>".encode(), "sida.html")
    assert [(g.number, g.title, g.area, code(g.status), code(g.forecast)) for g in read_in.goals] == [
        ("1", "Fler träd ska planteras", "Fokusområde Gröna gator", "achieved", "achieved"),
        ("2", "Gatorna ska vara hela", "Fokusområde Gröna gator", "not_achieved", None),
        ("3", "Vattnet ska vara rent", "Fokusområde Rent vatten", "partially_achieved", None),
    ]
    assert (read_in.goals[0].responsible, read_in.goals[0].comment) == (["Parkenheten"], "I år planterades 210 träd.")
    assert [(a.title, code(a.status), a.comment, a.goal) for a in read_in.assignments] == [
        ("Byta ut ledningar", "in_progress", None, "g3"),
        ("Införa digital mätning", "achieved", "Alla hushåll har fått nya mätare.", "g3"),
    ]


def test_a_symbol_before_a_plain_title_is_not_the_verdict_of_the_one_above() -> None:
    page = "<h1>Verksamhetsberättelse 2023</h1><h2>Nämndens mål</h2>" + "".join(
        f"<div><div><span class='status status-{color}'></span></div><div><p>{title}</p>{told}</div></div>"
        for color, title, told in (
            ("green", "Fler ska låna böcker", "<p>Utlåningen har ökat.</p>"),
            ("red", "Fler ska besöka museet", "<p>Museet var stängt.</p><p>Det öppnar i höst.</p>"),
            ("yellow", "Fler barn ska spela teater", ""),
        )
    )
    found = report(f"<html><body>{page}</body></html>".encode(), "sida.html").goals
    assert [(g.title, code(g.status), g.comment) for g in found] == [
        ("Fler ska låna böcker", "achieved", "Utlåningen har ökat."),
        ("Fler ska besöka museet", "not_achieved", "Museet var stängt.\nDet öppnar i höst."),
        ("Fler barn ska spela teater", "partially_achieved", None),
    ]


def test_numbered_goals_beside_drawn_symbols_under_headings_sized_in_shares() -> None:
    def goal(color: str, number: str, title: str, outlook: str) -> str:
        drawn = f'<svg width=16 height=16><circle cx=8 cy=8 r=7 fill="{color}"/></svg>'
        fields = f"<dl><dt>Ansvarig</dt><dd>Enhetschef</dd><dt>Helårsprognos</dt><dd>{outlook}</dd></dl>"
        return f"<div><div>{drawn}</div><div><span>{number}</span> <span>{title}</span></div></div>{fields}"

    page = (
        "<style>body { font: 14px Arial } .r1 { font-size: 2rem } .r2 { font-size: 1.5em }</style>"
        "<div class=r1>Tertialrapport 2 2023</div><div>Socialnämnden</div><div class=r1>Nämndens mål</div>"
        "<div class=r2>Målområde Ett gott liv</div>"
        + goal("#ffcc00", "1.1", "Fler ska vara nöjda", "Uppnås delvis")
        + goal("#009900", "1.2", "Väntetiden ska minska", "Uppnås")
        + "<div class=r2>Målområde En trygg arbetsplats</div>"
        + goal("#cc0000", "2.1", "Sjukfrånvaron ska sjunka", "Uppnås inte")
        + "<h3>Åtgärder</h3><div><div>Starta grupper</div><div>Startdatum 2023-02-01</div>"
        "<div>Slutdatum 2023-12-31</div><div>Pågår</div></div>"
    )
    read_in = report(f"<html><body>{page}</body></html>".encode(), "sida.html")
    assert [(g.number, g.title, g.area, code(g.status), code(g.forecast)) for g in read_in.goals] == [
        ("1.1", "Fler ska vara nöjda", "Målområde Ett gott liv", "partially_achieved", "partially_achieved"),
        ("1.2", "Väntetiden ska minska", "Målområde Ett gott liv", "achieved", "achieved"),
        ("2.1", "Sjukfrånvaron ska sjunka", "Målområde En trygg arbetsplats", "not_achieved", "not_achieved"),
    ]
    assert [(a.title, code(a.status)) for a in read_in.assignments] == [("Starta grupper", "in_progress")]
