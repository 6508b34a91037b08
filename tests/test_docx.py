"""Word files: what Word prints is what is read, in order, with symbols and fills."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from kommunrapport import errors
from kommunrapport.extract.document import Block, Document, Icon, Table
from kommunrapport.extract.readers.docx import read_docx
from kommunrapport.pipeline import report_of

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
 <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
 <w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="NumreradRubrik"><w:name w:val="Kommunens rubrik"/>
 <w:basedOn w:val="Rubrik1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Innehll1"><w:name w:val="toc 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
<w:style w:type="character" w:styleId="Stark"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="NumreradRubrik"/>
  <w:lvlText w:val="%1"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def package(body: str, *, parts: dict[str, bytes] | None = None, relations: str = "") -> bytes:
    def xml(root: str, inner: str) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="n" Type="{OFFICE}/numbering" Target="numbering.xml"/>{relations}</Relationships>',
        )
        archive.writestr("word/document.xml", xml("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/styles.xml", xml("styles", STYLES))
        archive.writestr("word/numbering.xml", xml("numbering", NUMBERING))
        for path, data in (parts or {}).items():
            archive.writestr(path, data)
    return buffer.getvalue()


def read(body: str, **more: object) -> Document:
    return read_docx(package(body, **more), "prov.docx")  # type: ignore[arg-type]


def p(text: str, *, style: str = "", properties: str = "", run: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{words}</w:p>"


def tc(inner: str, properties: str = "") -> str:
    inner = inner if inner.startswith("<") else p(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def table(document: Document, index: int = 0) -> Table:
    return list(document.tables())[index]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks()]


def rows(found: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in found.grid()]


def numbered(text: str, number: int, level: int = 0, style: str = "") -> str:
    reference = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, style=style, properties=reference)


def shaded(color: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


def inline_picture(width: int = 144000, height: int = 144000, describe: str = "Bildobjekt 2") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="1" name="x" descr="{describe}"/>'
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        '<a:blip r:embed="p1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def disc(color: str, size: int = 31) -> bytes:
    image = Image.new("RGBA", (size, size), (255, 255, 255, 0))
    ImageDraw.Draw(image).ellipse((1, 1, size - 2, size - 2), fill=color)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


PICTURE = f'<Relationship Id="p1" Type="{OFFICE}/image" Target="media/image1.png"/>'


def test_headings_by_style_name_inheritance_and_outline_level() -> None:
    document = read(
        p("Måluppföljning", style="Rubrik1")
        + p("Ekonomi", style="Rubrik2")
        + p("Bilaga", properties='<w:outlineLvl w:val="2"/>')
        + p("Brödtext", style="A")
        + p("Inte rubrik", style="Rubrik1", properties='<w:outlineLvl w:val="9"/>')
    )
    assert [block.level for block in document.blocks()] == [1, 2, 3, None, None]
    first = next(document.blocks())
    assert (first.bold, first.size) == (True, 16.0)
    assert [block.place.ref for block in document.blocks()][:2] == ["block 1", "block 2"]


def test_printed_numbers_are_computed() -> None:
    document = read(
        p("Inledning", style="NumreradRubrik")
        + p("Mål", style="NumreradRubrik")
        + numbered("God vård", 1, 1)
        + numbered("Trygga barn", 1, 1)
        + p("Ekonomi", style="NumreradRubrik")
        + numbered("Resultat", 1, 1)
        + numbered("punkt", 2)
        + numbered("tredje", 3)
        + numbered("fjärde", 3)
        + numbered("Ny lista", 4)
        + p("utan", style="NumreradRubrik", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert texts(document) == [
        "1 Inledning", "2 Mål", "2.1 God vård", "2.2 Trygga barn", "3 Ekonomi", "3.1 Resultat",
        "• punkt", "c) tredje", "d) fjärde", "1 Ny lista", "utan",
    ]  # fmt: skip
    assert [block.list_item for block in document.blocks()][4:8] == [False, True, True, True]


def test_a_number_column_that_word_counts_up() -> None:
    document = read(tbl(tr("Nr", "Mål"), tr(tc(numbered("", 1)), "A"), tr(tc(numbered("", 1)), "B")))
    assert rows(table(document)) == [["Nr", "Mål"], ["1", "A"], ["2", "B"]]


def test_merged_cells() -> None:
    merge = "<w:vMerge/>"
    document = read(
        tbl(
            tr("Område", "Mål", "Status", properties="<w:tblHeader/>"),
            tr(tc("Skola", '<w:vMerge w:val="restart"/>'), "Fler behöriga", "Uppnått"),
            tr(tc("", merge), "Bättre lokaler", "Pågår"),
            tr(tc("", merge), tc("Kommentar till båda", '<w:gridSpan w:val="2"/>')),
            tr(tc("Vård", '<w:vMerge w:val="restart"/>'), "Kortare köer", "Ej uppnått"),
        )
    )
    found = table(document)
    assert rows(found)[1:] == [
        ["Skola", "Fler behöriga", "Uppnått"],
        [None, "Bättre lokaler", "Pågår"],
        [None, "Kommentar till båda", None],
        ["Vård", "Kortare köer", "Ej uppnått"],
    ]
    school = next(cell for cell in found.cells if cell.text == "Skola")
    assert (school.row_span, school.place.ref) == (3, "table 1, row 2")
    assert [cell.header for cell in found.cells[:4]] == [True, True, True, False]
    assert found.n_columns == 3


def test_paragraphs_of_a_cell_and_breaks() -> None:
    comment = p("Arbetet fortsätter.") + numbered("ny rutin", 2) + p("")
    broken = "<w:p><w:r><w:t>Utfall</w:t><w:br/><w:t>helår</w:t></w:r></w:p>"
    stacked = "<w:p><w:r><w:t>Totalt 50</w:t><w:br/><w:t>Kvinnor 52</w:t></w:r></w:p>"
    divided = "<w:p><w:r><w:t>Budget-</w:t><w:br/><w:t>avvikelse</w:t></w:r></w:p>"
    document = read(tbl(tr("a", tc(comment)), tr(tc(broken), tc(stacked)), tr(tc(divided), "x")))
    assert rows(table(document)) == [
        ["a", "Arbetet fortsätter.\n• ny rutin"],
        ["Utfall helår", "Totalt 50\nKvinnor 52"],
        ["Budgetavvikelse", "x"],
    ]


def test_fills_of_status_cells_but_not_of_headers_and_bands() -> None:
    document = read(
        tbl(
            tr(tc("Mål", shaded("92D050")), tc("Status", shaded("92D050"))),
            tr("Fler i arbete", tc("", shaded("00B050"))),
            tr("Kortare köer", tc("", shaded("FF0000"))),
            tr("Nöjda invånare", tc("", shaded("FFFFFF"))),
            tr(tc("Summa", shaded("BFBFBF")), tc("", shaded("BFBFBF"))),
            tr("Mönster", tc("", '<w:shd w:val="solid" w:color="FFC000" w:fill="auto"/>')),
        )
    )
    assert [cell.fill for cell in table(document).cells if cell.column == 1] == [
        None, "green", "red", None, None, "yellow",
    ]  # fmt: skip
    assert table(document).cells[0].fill is None


def test_rows_painted_in_different_lights_keep_their_fill() -> None:
    document = read(
        tbl(
            tr("Uppdrag", "Läge"),
            tr(tc("A", shaded("00B050")), tc("klart", shaded("00B050"))),
            tr(tc("B", shaded("FF0000")), tc("sent", shaded("FF0000"))),
        )
    )
    assert [cell.fill for cell in table(document).cells] == [None, None, "green", "green", "red", "red"]


def test_tracked_changes_are_accepted() -> None:
    changed = (
        "<w:p><w:r><w:t>Målet är </w:t></w:r>"
        '<w:del w:id="1"><w:r><w:delText>inte </w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>helt </w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3"><w:r><w:t>borta </w:t></w:r></w:moveFrom><w:r><w:t>uppfyllt.</w:t></w:r></w:p>'
    )
    joined = '<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr><w:r><w:t>Två stycken </w:t></w:r></w:p>' + p(
        "blir ett."
    )
    gone = tr("struken", "rad", properties='<w:del w:id="5"/>')
    document = read(changed + joined + tbl(tr("a", "b"), gone, tr("c", "d")))
    assert texts(document) == ["Målet är helt uppfyllt.", "Två stycken blir ett."]
    assert rows(table(document)) == [["a", "b"], ["c", "d"]]


def raised(text: str) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{text}</w:t></w:r>'


def test_soft_hyphens_hidden_and_struck_text_and_footnote_marks() -> None:
    document = read(
        "<w:p><w:r><w:t>Mål</w:t><w:softHyphen/><w:t>upp\u00adfyllelse</w:t><w:noBreakHyphen/><w:t>A</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>struket</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>Sjukfrånvaro 3,8</w:t></w:r>{raised('2')}</w:p>"
        f"<w:p><w:r><w:t>Yta 40 m</w:t></w:r>{raised('2')}</w:p>"
    )
    assert texts(document) == ["Måluppfyllelse-A", "Sjukfrånvaro 3,8", "Yta 40 m²"]


def test_fields_show_their_result_only() -> None:
    document = read(
        '<w:p><w:r><w:t>Se sidan </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> PAGEREF _Ref1 \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        '<w:p><w:hyperlink r:id="x"><w:r><w:t>länk</w:t></w:r></w:hyperlink>'
        '<w:fldSimple w:instr="DATE"><w:r><w:t> 2021-05-04</w:t></w:r></w:fldSimple></w:p>'
    )
    assert texts(document) == ["Se sidan 12", "länk 2021-05-04"]


def test_contents_page_is_left_out() -> None:
    gallery = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Innehåll')}</w:sdtContent></w:sdt>"
    )
    document = read(gallery + p("Mål 3", style="Innehll1") + p("Mål", style="Rubrik1"))
    assert texts(document) == ["Mål"]


def test_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('Diarienummer KS 2020/11')}</w:txbxContent>"
    anchored = (
        "<w:p><w:r><w:t>Omslag</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        f'<wp:extent cx="5000000" cy="900000"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(read(anchored)) == ["Omslag", "Diarienummer KS 2020/11"]


def test_inline_pictures_are_icons_and_logos_are_not() -> None:
    small = f"<w:p>{inline_picture()}<w:r><w:t> Fler bostäder</w:t></w:r></w:p>"
    large = f"<w:p>{inline_picture(5_000_000, 3_000_000)}</w:p>"
    document = read(
        small + large + tbl(tr("Status", tc(f"<w:p>{inline_picture(describe='Målet uppnås')}</w:p>"))),
        parts={"word/media/image1.png": disc("#3a9b35")},
        relations=PICTURE,
    )
    (block,) = document.blocks()
    assert (block.text, block.icons) == ("Fler bostäder", (Icon("circle", "green"),))
    assert table(document).cells[1].icons == (Icon("circle", "green", alt="Målet uppnås"),)


def test_a_picture_that_cannot_be_read_is_still_a_symbol_in_a_cell() -> None:
    body = tbl(tr("Status", tc(f"<w:p>{inline_picture()}</w:p>")))
    document = read(body, parts={"word/media/image1.png": b"inte en bild"}, relations=PICTURE)
    assert table(document).cells[1].icons == (Icon("image"),)


def metafile(color: tuple[int, int, int]) -> bytes:
    header = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    brush = struct.pack("<IIII", 39, 24, 1, 0) + bytes((*color, 0)) + bytes(4)
    ellipse = struct.pack("<IIiiii", 42, 24, 0, 0, 20, 20)
    return header + brush + ellipse + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def test_a_metafile_that_draws_a_disc() -> None:
    body = tbl(tr("Mål", "Status"), tr("A", tc(f"<w:p>{inline_picture()}</w:p>")))
    document = read(body, parts={"word/media/image1.png": metafile((192, 0, 0))}, relations=PICTURE)
    assert table(document).cells[3].icons == (Icon("circle", "red"),)


def test_drawn_shapes() -> None:
    def shape(preset: str, fill: str) -> str:
        return (
            '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="180000" cy="180000"/><a:graphic><a:graphicData>'
            f'<wps:wsp><wps:spPr><a:prstGeom prst="{preset}"/>{fill}</wps:spPr></wps:wsp></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r></w:p>"
        )

    green = '<a:solidFill><a:srgbClr val="92D050"/></a:solidFill>'
    accent = '<a:solidFill><a:schemeClr val="accent2"/></a:solidFill>'
    theme = (
        f'<a:theme {NAMESPACES}><a:themeElements><a:clrScheme name="x"><a:accent2><a:srgbClr val="C00000"/></a:accent2>'
        "</a:clrScheme></a:themeElements></a:theme>"
    )
    old = '<w:p><w:r><w:pict><v:oval style="width:12pt;height:12pt" fillcolor="#ffc000 [3207]"/></w:pict></w:r></w:p>'
    document = read(
        tbl(tr(tc(shape("ellipse", green)), tc(shape("diamond", accent)), tc(shape("rect", "<a:noFill/>")), tc(old))),
        parts={"word/theme/theme1.xml": theme.encode()},
        relations=f'<Relationship Id="t" Type="{OFFICE}/theme" Target="theme/theme1.xml"/>',
    )
    assert [cell.icons for cell in table(document).cells] == [
        (Icon("circle", "green"),),
        (Icon("diamond", "red"),),
        (),
        (Icon("circle", "yellow"),),
    ]


def test_symbol_fonts_and_coloured_signs() -> None:
    green = '<w:color w:val="00B050"/>'
    sign = f'<w:r><w:rPr>{green}</w:rPr><w:sym w:font="Wingdings" w:char="F06C"/></w:r>'
    symbol = f"<w:p>{sign}<w:r><w:t> Klart</w:t></w:r></w:p>"
    letter = '<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>ü</w:t></w:r></w:p>'
    document = read(
        tbl(tr(tc(symbol), tc(letter), tc(p("●", run='<w:color w:val="FF0000"/>')), tc(p("✔"))), tr("a", "b", "c", "d"))
    )
    cells = table(document).cells
    assert (cells[0].text, cells[0].icons) == ("Klart", (Icon("circle", "green", glyph="●"),))
    assert cells[1].icons == (Icon("tick", glyph="✔"),)
    assert (cells[2].text, cells[2].icons) == ("", (Icon("circle", "red", glyph="●"),))
    assert (cells[3].text, cells[3].icons) == ("✔", ())


def test_a_legend_on_one_line_becomes_one_block_per_symbol() -> None:
    def run(sign: str, color: str) -> str:
        return f'<w:r><w:rPr><w:color w:val="{color}"/></w:rPr><w:t xml:space="preserve">{sign}</w:t></w:r>'

    words = "<w:r><w:t xml:space='preserve'> {} </w:t></w:r>"
    line = run("●", "00B050") + words.format("Uppnått") + run("●", "FFC000") + words.format("Delvis")
    document = read(f"<w:p>{line}</w:p>")
    assert [(block.text, block.icons[0].color) for block in document.blocks()] == [
        ("Uppnått", "green"),
        ("Delvis", "yellow"),
    ]


def test_check_boxes_say_what_is_chosen() -> None:
    def box(checked: bool) -> str:
        sign = "☒" if checked else "☐"
        return (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
        )

    def choice(*options: tuple[bool, str]) -> str:
        return "".join(f'{box(on)}<w:r><w:t xml:space="preserve"> {word} </w:t></w:r>' for on, word in options)

    row = f"<w:p>{choice((False, 'Uppfyllt'), (True, 'Delvis uppfyllt'), (False, 'Ej uppfyllt'))}</w:p>"
    column = f"<w:p>{choice((True, 'Ja'))}</w:p><w:p>{choice((False, 'Nej'))}</w:p>"
    words = "<w:r><w:t xml:space='preserve'>{} </w:t></w:r>"
    behind = "".join(words.format(w) + box(w == "Nej") for w in ("Måluppfyllelse: Ja", "Delvis", "Nej"))
    assert [b.text for b in read(f"<w:p>{behind}</w:p>").blocks()] == ["Måluppfyllelse: Nej"]
    document = read(tbl(tr(tc(row), tc(column), tc(f"<w:p>{box(True)}</w:p>")), tr("a", "b", "c")))
    cells = table(document).cells
    assert [cell.text for cell in cells[:3]] == ["Delvis uppfyllt", "Ja", ""]
    assert cells[2].icons == (Icon("tick", glyph="☑"),)


def test_form_fields_and_placeholders() -> None:
    drop_down = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="Pågår"/><w:listEntry w:val="Genomfört"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    placeholder = (
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Välj ett objekt.</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>"
    )
    chosen = "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Pågår</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    document = read(tbl(tr(tc(drop_down), tc(placeholder), tc(chosen)), tr("a", "b", "c")))
    assert rows(table(document))[0] == ["Genomfört", "", "Pågår"]


def test_frames_dissolve_and_nested_tables_follow() -> None:
    inner = tbl(tr("Nyckeltal", "Utfall"), tr("Andel", "12,5"))
    framed = tbl(tr(tc(p("Faktaruta", style="Rubrik2") + p("Text") + inner)))
    outer = tbl(tr("Mål", "Kommentar"), tr("Trygghet", tc(p("Se nedan.") + inner)), tr("Hälsa", "Bra"))
    chip = tbl(
        tr("Mål", "Status"),
        tr(
            "A",
            tc(tbl(tr(tc("", shaded("00B050"))))),
        ),
        tr("B", "x"),
    )
    document = read(framed + outer + chip)
    assert texts(document) == ["Faktaruta", "Text"]
    found = list(document.tables())
    assert [rows(each)[0] for each in found] == [
        ["Nyckeltal", "Utfall"], ["Mål", "Kommentar"], ["Nyckeltal", "Utfall"], ["Mål", "Status"],
    ]  # fmt: skip
    assert rows(found[1])[1] == ["Trygghet", "Se nedan."]
    assert found[3].grid()[1][1].icons == (Icon("square", "green"),)  # type: ignore[union-attr]


def test_rows_and_cells_in_content_controls() -> None:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{tr('c', 'd')}</w:sdtContent></w:sdt>"
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent>{tc('f')}</w:sdtContent></w:sdt>"
    document = read(tbl(tr("a", "b"), wrapped, f"<w:tr>{tc('e')}{cell}</w:tr>"))
    assert rows(table(document)) == [["a", "b"], ["c", "d"], ["e", "f"]]


def test_a_page_of_html_that_a_system_left_in_the_file() -> None:
    rows_of_page = "<tr><td>Nr</td><td>Läge</td></tr><tr><td>1</td><td>Klart</td></tr>"
    page = f"<html><body><h2>Uppdrag</h2><table>{rows_of_page}</table></body></html>"
    document = read(
        p("Rapport") + '<w:altChunk r:id="h1"/>',
        parts={"word/chunk.html": page.encode()},
        relations=f'<Relationship Id="h1" Type="{OFFICE}/aFChunk" Target="chunk.html"/>',
    )
    assert texts(document) == ["Rapport", "Uppdrag"]
    assert rows(table(document)) == [["Nr", "Läge"], ["1", "Klart"]]


def test_strict_office_namespace() -> None:
    data = package(p("Strikt form"))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(strict, "w") as new:
        for entry in old.namelist():
            part = old.read(entry)
            if entry == "word/document.xml":
                part = part.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
            new.writestr(entry, part)
    assert texts(read_docx(strict.getvalue(), "strikt.docx")) == ["Strikt form"]


def container(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


ENTITY = b'<!DOCTYPE w:document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document><w:body>&b;</w:body></w:document>'


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"PK\x03\x04 trasig", errors.Damaged),
        (package(p("x"))[:900], errors.Damaged),
        (container(**{"word/document.xml": b"<w:document"}), errors.Damaged),
        (container(**{"word/styles.xml": b"<x/>"}), errors.Damaged),
        (container(**{"word/document.xml": ENTITY}), errors.Damaged),
        (container(**{"../../etc/passwd": b"x"}), errors.Damaged),
        (container(**{"/absolut.xml": b"x"}), errors.Damaged),
        (container(**{"word/document.xml": bytes(50_000_000)}), errors.TooLarge),
        (container(**{"word/document.xml": b"<a>" * 5000 + b"</a>" * 5000}), errors.Damaged),
    ],
)
def test_what_no_word_processor_writes_is_refused_in_one_line(data: bytes, error: type[errors.ReadError]) -> None:
    with pytest.raises(error) as raised:
        read_docx(data, "fil.docx")
    assert "\n" not in str(raised.value)
    assert "fil.docx" in str(raised.value)


def test_corpus_tables_are_read_whole() -> None:
    folder = Path(__file__).parents[2] / "shared" / "corpus" / "dev"
    if not folder.exists():
        pytest.skip("../shared/corpus is not here")
    for path in sorted(folder.glob("word-*.docx")):
        document = read_docx(path.read_bytes(), path.name)
        assert any(isinstance(item, Block) and item.level == 1 for item in document.items)
        assert all(icon.color for item in document.tables() for cell in item.cells for icon in cell.icons)


def test_sizes_come_from_the_defaults_where_nothing_else_says() -> None:
    document = read(p("Brödtext") + p("Stor", run='<w:sz w:val="40"/>') + p("Fet", run='<w:rStyle w:val="Stark"/>'))
    assert [(block.size, block.bold) for block in document.blocks()] == [(11.0, False), (20.0, False), (11.0, True)]


def test_repeated_rows_of_a_form() -> None:
    once = f"<w:sdt><w:sdtPr/><w:sdtContent>{tr('Mål 1', 'Uppnått')}</w:sdtContent></w:sdt>"
    section = f"<w:sdt><w:sdtPr/><w:sdtContent>{once}{once}</w:sdtContent></w:sdt>"
    assert rows(table(read(tbl(tr("Mål", "Status"), section)))) == [["Mål", "Status"], *[["Mål 1", "Uppnått"]] * 2]


def test_header_cells_in_a_heading_style_do_not_make_a_layout() -> None:
    head = tr(tc(p("Mål", style="Rubrik2")), tc(p("Status", style="Rubrik2")))
    document = read(tbl(head, tr("Fler i arbete", "Uppnått")))
    assert rows(table(document)) == [["Mål", "Status"], ["Fler i arbete", "Uppnått"]]
    row = tbl(tr("1", "Fler i arbete", "Uppnått", tc("".join(p(f"Stycke {at}.") for at in range(6)))))
    assert table(read(row)).n_columns == 4
    columns = tbl(tr(*(tc("".join(p(f"Spalt {side}, stycke {at}.") for at in range(6))) for side in (1, 2))))
    assert len(texts(read(columns))) == 12


def test_a_band_over_the_header_stands_before_the_table() -> None:
    def band(text: str) -> str:
        return tr(tc(text, shaded("1F4E79") + '<w:gridSpan w:val="2"/>'))

    body = tbl(band("Område: Miljö"), tr("Mål", "Status"), tr("A", "Uppnått"), band("Område: Hälsa"), tr("B", "Pågår"))
    document = read(body)
    (block,) = document.blocks()
    assert (block.text, block.bold) == ("Område: Miljö", True)
    assert rows(table(document)) == [["Mål", "Status"], ["A", "Uppnått"], ["Område: Hälsa", None], ["B", "Pågår"]]
    assert table(document).cells[0].place.ref == "table 1, row 2"
    comment = tbl(
        tr(tc("En text före en tabell som inte är någon rubrik. " * 5, '<w:gridSpan w:val="2"/>')), tr("a", "b")
    )
    assert table(read(comment)).n_rows == 2


def tabbed(*lines: str, run: str = "") -> str:
    """A paragraph whose lines hold their parts at tab stops, written here as arrows."""
    runs = [
        "<w:tab/>".join(f'<w:t xml:space="preserve">{part}</w:t>' if part else "" for part in line.split("→"))
        for line in lines
    ]
    return f"<w:p><w:r><w:rPr>{run}</w:rPr>{'<w:br/>'.join(runs)}</w:r></w:p>"


def test_figures_set_at_tab_stops_are_a_table() -> None:
    lines = ["Nyckeltal→2018→2019→Mål 2019", "Elever per lärare→12,1→11,8→högst 12", "Utlån→56 200→i.u.→"]
    expected = [["Nyckeltal", "2018", "2019", "Mål 2019"], ["Elever per lärare", "12,1", "11,8", "högst 12"]]
    expected.append(["Utlån", "56 200", "i.u.", ""])
    document = read(p("Skolan") + "".join(map(tabbed, lines)) + p("Utlånen räknas i mars."))
    assert rows(table(document)) == expected
    assert texts(document) == ["Skolan", "Utlånen räknas i mars."]
    assert rows(table(read(tabbed(*lines)))) == expected
    cut = read("".join(map(tabbed, [*lines[:2], "Utlån→56 200→i.u."])))
    assert rows(table(cut)) == expected


def test_tabs_pressed_until_the_figures_stand_right_are_one_gap() -> None:
    lines = ["Tkr→→→Utfall→Budget", "Intäkter→→→210→200", "Kostnader för personal→→-905→-890", "Summa→→→-695→-690"]
    expected = [["Tkr", "Utfall", "Budget"], ["Intäkter", "210", "200"], ["Kostnader för personal", "-905", "-890"]]
    assert rows(table(read("".join(map(tabbed, lines))))) == [*expected, ["Summa", "-695", "-690"]]
    unsure = [*lines[:2], "Kostnader för personal→→→-890"]
    assert not list(read("".join(map(tabbed, unsure))).tables())


def test_a_heading_over_rows_and_a_blank_line_above_the_sum_part_no_table() -> None:
    head, row, total = tabbed("Tkr→Utfall→Budget"), tabbed("Hyror→40→42"), tabbed("Nettokostnad→40→42")
    document = read(head + row + p("Skolor") + row + p("") + total + p("") + head + row)
    kept = [[text for text in line if text] for line in rows(table(document))]
    assert kept[:3] == [["Tkr", "Utfall", "Budget"], ["Hyror", "40", "42"], ["Skolor"]]
    assert kept[3:] == [["Hyror", "40", "42"], ["Nettokostnad", "40", "42"]]
    assert table(document, 1).n_rows == 2


def test_tabs_that_set_no_table() -> None:
    letterhead = tabbed("Kulturnämnden→Tjänsteskrivelse→1 (3)") + tabbed("Handläggare→Datum→Diarienummer")
    contents = "".join(map(tabbed, ("1→Inledning→2", "2→Mål→3", "2.1→Miljö→3", "3→Ekonomi→7")))
    fields = tabbed("Status:→Uppnått") + tabbed("Ansvarig:→Kulturnämnden")
    document = read(letterhead + p("") + contents + p("") + fields)
    assert not list(document.tables())
    assert texts(document)[0] == "Kulturnämnden Tjänsteskrivelse 1 (3)"
    assert texts(document)[-2:] == ["Status: Uppnått", "Ansvarig: Kulturnämnden"]


def test_a_report_whose_tables_are_all_set_with_tabs() -> None:
    body = (
        p("Delårsrapport 2021", style="Rubrik1")
        + p("Kulturnämnden, Exempelby kommun")
        + p("Mål och uppdrag", style="Rubrik1")
        + p("Mål 1: Fler ska läsa", run="<w:b/>")
        + tabbed("Status:→Delvis uppnått")
        + p("Biblioteken har haft stängt i tre månader.")
        + tabbed("Indikator→2019→2020→Mål 2021", run="<w:b/>")
        + tabbed("Lån per invånare→6,1→4,4→minst 6")
        + tabbed("Besök, tusental→81→52→öka")
        + p("Uppdrag", style="Rubrik2")
        + tabbed("Uppdrag→Ansvarig→Status", run="<w:b/>")
        + tabbed("Utreda meröppet i Norrby→KUN→Pågår")
        + tabbed("Införa självbetjäning→KUN→Klart")
        + p("Ekonomi", style="Rubrik1")
        + p("Driftredovisning (tkr)", style="Rubrik2")
        + tabbed("Verksamhet→Utfall→Budget→Avvikelse")
        + tabbed("Bibliotek→-4 100→-4 000→-100")
        + tabbed("Musikskola→-2 950→-3 000→50")
        + tabbed("Summa→-7 050→-7 000→-50")
    )
    found = report_of(read(body))
    (goal,) = found.goals
    assert (goal.comment, goal.status and goal.status.code) == (
        "Biblioteken har haft stängt i tre månader.",
        "partially_achieved",
    )
    assert [(i.name, [v.value for v in i.values], i.target and i.target.raw, i.goal) for i in found.indicators] == [
        ("Lån per invånare", [6.1, 4.4], "minst 6", goal.id),
        ("Besök, tusental", [81, 52], "öka", goal.id),
    ]
    assert [(a.title, a.responsible, a.status and a.status.code) for a in found.assignments] == [
        ("Utreda meröppet i Norrby", ["KUN"], "in_progress"),
        ("Införa självbetjäning", ["KUN"], "achieved"),
    ]
    (money,) = found.budget_tables
    assert (money.title, money.unit, [row.kind for row in money.rows]) == (
        "Driftredovisning (tkr)",
        "tkr",
        ["item", "item", "total"],
    )


def test_a_status_that_nobody_chose_is_none() -> None:
    form = [("Mål", "Sjukfrånvaron ska minska"), ("Måluppfyllelse", "Välj ett objekt."), ("Kommentar", "Den ökade.")]
    chosen = [("Mål", "Fler ska trivas"), ("Måluppfyllelse", "Uppfyllt"), ("Kommentar", "Enkäten är gjord.")]
    body = p("Verksamhetsberättelse 2023", style="Rubrik1") + p("Kulturnämnden") + p("Mål", style="Rubrik2")
    body += (
        tbl(*(tr(*row) for row in form)) + p("") + tbl(*(tr(*row) for row in chosen)) + p("Uppdrag", style="Rubrik2")
    )
    for number, status in ((1, "Pågår"), (2, "Klart"), (3, "")):
        body += p(f"Uppdrag {number}: Se över taxa {number}", run="<w:b/>") + tabbed(f"Status:→{status}")
        body += tabbed("Ansvarig:→Kulturnämnden")
    found = report_of(read(body))
    assert [(g.title, g.status and g.status.code) for g in found.goals] == [
        ("Sjukfrånvaron ska minska", None),
        ("Fler ska trivas", "achieved"),
    ]
    assert [(a.status and a.status.code, a.responsible, a.comment) for a in found.assignments] == [
        ("in_progress", ["Kulturnämnden"], None),
        ("achieved", ["Kulturnämnden"], None),
        (None, ["Kulturnämnden"], None),
    ]
    assert {"goal_without_status", "assignment_without_status"} <= {finding.code for finding in found.findings}
