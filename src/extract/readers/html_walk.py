"""Walks the elements of a web page and gives its paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from lxml import html

from ...normalize.label import announces_list, field_named
from ...normalize.text import clean, ends_sentence
from ..document import Icon
from . import flow, html_table
from .color import css_color
from .html_frame import Frame, captioned
from .html_icons import Pictures, described, drawing, fill_of, is_progress, painted, picture, progress, said_by
from .html_plate import is_plate, judges_title
from .html_style import StyleSheet, font_size, is_bold, length_in_points
from .nodes import BREAK, CHECKED, UNCHECKED, Grid, GridCell, Inline, Node, Paragraph, Run
from .typed_symbols import raised, symbol_font_parts

_MAX_DEPTH = 150
_MAX_COLUMNS = 200


Element: TypeAlias = html.HtmlElement

_BLOCKS: Final = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
))  # fmt: skip
_FULL: Final = frozenset(("img", "svg", "input", "table", "br", "progress", "meter"))
_CONTROLS: Final = frozenset(("arrow_up", "arrow_right", "arrow_down", "dash"))
"""Shapes that open, close and link where no cell says that they are a trend."""
_BOLD: Final = frozenset(("b", "strong", "th", "summary"))
_STYLED: Final = _BOLD | {"font", "pre"}
_TITLE_WORDS: Final = frozenset(("rubrik", "underrubrik", "mellanrubrik", "heading", "subheading", "headline"))
_LABEL_WORDS: Final = frozenset(("label", "lbl", "key", "term", "etikett", "ledtext", "fieldname", "caption-label"))
_MAX_ICONS: Final = 12
_VALUED: Final = frozenset(("status", "forecast", "responsible"))
_MAX_FIELD_WORDS: Final = 3
_MIN_TITLE: Final = 3
_MAX_TITLE: Final = 240
_MAX_CARD: Final = 2000
_HEADING_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_LIGATURES: Final = re.compile(r"(?:^|[ -])material-(?:icons|symbols)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What surrounding elements say about text."""

    bold: bool = False
    size: float | None = None
    color: str | None = None
    font: str | None = None
    in_cell: bool = False
    preformatted: bool = False
    in_heading: bool = False


@dataclass(slots=True)
class Out:
    """What has been read so far, and the line that is being read."""

    nodes: list[Node] = field(default_factory=list)
    pieces: list[Inline] = field(default_factory=list)
    whispers: list[str] = field(default_factory=list)
    mark: str | None = None
    in_cell: bool = False
    cell_fill: str | None = None
    icon_parent: Element | None = None
    icon_heading: Element | None = None
    plate: list[Node] = field(default_factory=list)
    titled: bool = False
    """Whether the line is the title that a symbol stands beside."""

    def say(self, text: str, look: Look) -> None:
        """Add text to the line."""
        if text and (text.strip() or self.pieces):
            for part in symbol_font_parts(text, look.font, look.color):
                self.pieces.append(part if isinstance(part, Icon) else Run(part, look.bold, look.size, look.color))

    def flush(self, level: int | None = None, mark: str | None = None) -> None:
        """End the line; what only screen readers get describes its symbol, or is one itself in an empty cell."""
        pieces = _described_by(self.pieces, self.whispers)
        if self.in_cell and self.whispers and not any(map(_shows, pieces)):
            pieces = [_stated(" ".join(self.whispers), self.cell_fill)]
        mark = mark or self.mark
        if self.plate or self.titled:
            pieces = [replace(piece, bold=True) if isinstance(piece, Run) else piece for piece in pieces]
        if any(map(_shows, pieces)):
            self.nodes.append(Paragraph(tuple(pieces), level, mark, list_item=mark is not None))
            self.mark = None
        self.nodes += self.plate
        self.plate, self.titled = [], False
        self.pieces, self.whispers, self.icon_parent, self.icon_heading = [], [], None, None

    def part_symbol(self) -> None:
        """Set a symbol that begins the line on a line of its own."""
        if self.pieces and isinstance(self.pieces[0], Icon) and any(map(_shows, self.pieces[1:])):
            symbol, self.pieces = self.pieces[0], self.pieces[1:]
            self.nodes.append(Paragraph((symbol,)))

    def before(self) -> str:
        """Give the last text of the line."""
        last = self.pieces[-1] if self.pieces else None
        return last.text if isinstance(last, Run) else ""

    def line(self) -> str:
        """Give the text of the line so far."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Run))

    def only_plate(self) -> bool:
        """Say whether the line so far is a verdict on a plate, which the title follows."""
        return bool(self.plate) and not any(map(_shows, self.pieces))

    def only_icons(self) -> bool:
        """Say whether the line so far is symbols alone."""
        return 0 < len(self.pieces) <= _MAX_ICONS and all(
            isinstance(piece, Icon) or (isinstance(piece, Run) and not piece.text.strip()) for piece in self.pieces
        )

    def icons_open(self, element: Element) -> bool:
        """Say whether the symbols of the line so far stand beside an element, or beside the box it opens."""
        if not self.only_icons():
            return False
        heading = self.icon_heading
        return self.icon_parent is element.getparent() or (
            heading is not None and (heading is element or element in heading.iterancestors())
        )

    def only_number(self) -> bool:
        """Say whether the line so far is the number of the heading that follows."""
        text = "".join(piece.text if isinstance(piece, Run) else "?" for piece in self.pieces[:4])
        return bool(_HEADING_NUMBER.fullmatch(text.strip()))


@dataclass(slots=True)
class Walker:
    """Walks the elements of a page."""

    sheet: StyleSheet
    pictures: Pictures | None
    frame: Frame
    readers: dict[str, Callable[[Element, Look, Out, int], None]] = field(init=False)

    def __post_init__(self) -> None:
        self.readers = {
            **dict.fromkeys(_HEADINGS, self._read_heading),
            **dict.fromkeys(("ul", "ol"), self._read_list),
            "br": self._read_break,
            "dl": self._read_terms,
            "table": self._read_table,
            "sup": self._read_raised,
            "img": self._read_nothing,
            "svg": self._read_nothing,
            "input": self._read_input,
            "button": self._read_button,
            "select": self._read_select,
        }

    def nodes(self, content: Element) -> list[Node]:
        """Give what an element and all in it says."""
        out = Out()
        self.walk(content, Look(size=self.sheet.size), out, 0)
        out.flush()
        return out.nodes

    def walk(self, element: Element, look: Look, out: Out, depth: int) -> None:
        """Read an element's content: its text, its children and what follows each."""
        if depth > _MAX_DEPTH:
            out.say(_SPACES.sub(" ", element.text_content()), look)
            return
        self._text(element.text, look, out)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, look, out, depth + 1)
            self._text(child.tail, look, out)

    def _text(self, text: str | None, look: Look, out: Out) -> None:
        if not text:
            return
        if not look.preformatted:
            out.say(_SPACES.sub(" ", text), look)
            return
        for at, line in enumerate(text.split("\n")):
            if at:
                out.flush()
            out.say(line, look)

    def _child(self, child: Element, look: Look, out: Out, depth: int) -> None:
        """Read one element by what it is."""
        tag = child.tag.rsplit("}", 1)[-1].lower()
        if self.frame.leaves_out(child, tag):
            for heading in child.iter("h1") if tag == "header" else ():
                self._read_heading(heading, look, out, depth)
            return
        if self.frame.is_unseen(child):
            out.whispers.append(clean(child.text_content()))
            return
        icon = self._icon(child, tag, look)
        if icon:
            self._add_icon(icon, child, tag, out)
        if icon or _LIGATURES.search(child.get("class", "")):
            return
        read = self.readers.get(tag) or (self._read_block if tag in _BLOCKS else self._read_inline)
        if html_table.is_table(child, self.sheet):
            read = self._read_table
        if child.get("role") == "heading" and tag not in _HEADINGS:
            read = self._read_heading
        read(child, look, out, depth)

    def _icon(self, child: Element, tag: str, look: Look) -> Icon | None:
        """Read an element as a symbol, if it is one."""
        if tag == "img":
            return picture(child, self.sheet, self.pictures, look.in_cell)
        if tag == "svg":
            return drawing(child, self.sheet, look.color)
        if is_progress(child):
            return progress(child, self.sheet)
        if _LIGATURES.search(child.get("class", "")):
            said = said_by(clean(child.text_content()).replace("_", "-"))
            return Icon(said.shape, self._color(child, look), alt=described(child)) if said.shape else None
        if tag in ("td", "th", "tr", "table", "br", "hr", "input", "li", "button"):
            return None
        if len(child) > 2 or not self._is_hollow(child):
            return None
        whispered = clean(child.text_content()) or None
        icon = painted(child, self.sheet, whispered)
        if icon is None or (icon.shape == "square" and _is_band(child, tag, self.sheet, look)):
            return None
        return icon if look.in_cell or icon.color or icon.alt or icon.shape not in _CONTROLS else None

    def _is_hollow(self, child: Element) -> bool:
        """Say whether an element shows no text, picture or field."""
        if (child.text or "").strip():
            return False
        for inner in child:
            if not isinstance(inner.tag, str) or inner.tag in _FULL:
                return False
            if (inner.tail or "").strip() or not (self.frame.is_unseen(inner) or self._is_hollow(inner)):
                return False
            if not self.frame.is_unseen(inner) and painted(inner, self.sheet, None):
                return False
        return True

    def _color(self, child: Element, look: Look) -> str | None:
        said = self.sheet.style(child).get("color") or child.get("color") or ""
        return css_color(said) or look.color

    def _add_icon(self, icon: Icon, child: Element, tag: str, out: Out) -> None:
        """Set a symbol on the line; one in a box of its own begins the line of the box that follows."""
        if tag in _BLOCKS and not out.only_icons():
            out.flush()
        out.pieces.append(icon)
        if icon.shape == "bar":
            out.say(clean(child.text_content()), Look())
        if tag in _BLOCKS or out.only_icons():
            out.icon_parent = child.getparent()

    def _look(self, child: Element, look: Look) -> Look:
        style = self.sheet.style(child)
        titled = child.tag == "p" and bool(html_table.class_words(child) & _TITLE_WORDS)
        if not style and child.tag not in _STYLED and not titled:
            return look
        bold = is_bold(style)
        if bold is None:
            bold = look.bold or titled or child.tag in _BOLD
        return replace(
            look,
            bold=bold,
            size=font_size(style.get("font-size", ""), look.size, self.sheet.size) or look.size,
            color=self._color(child, look),
            font=(style.get("font-family") or child.get("face") or look.font or "").strip("\"'") or None,
            preformatted=look.preformatted or child.tag == "pre",
        )

    def _read_nothing(self, child: Element, look: Look, out: Out, depth: int) -> None:
        """A picture that is no symbol."""

    def _read_break(self, _child: Element, look: Look, out: Out, _depth: int) -> None:
        if look.preformatted or (out.plate and not out.only_plate()):
            out.flush()
        elif out.pieces:
            out.pieces.append(BREAK)

    def _read_raised(self, child: Element, look: Look, out: Out, _depth: int) -> None:
        out.say(raised(_SPACES.sub(" ", child.text_content()), out.before()), look)

    def _read_input(self, child: Element, _look: Look, out: Out, _depth: int) -> None:
        if child.get("type", "").lower() in ("checkbox", "radio"):
            out.pieces.append(CHECKED if child.get("checked") is not None else UNCHECKED)

    def _read_select(self, child: Element, look: Look, out: Out, _depth: int) -> None:
        """Read the chosen one of a list of choices."""
        chosen = [option for option in child.iter("option") if option.get("selected") is not None]
        out.say(" ".join(clean(option.text_content()) for option in chosen), look)

    def _read_button(self, child: Element, look: Look, out: Out, depth: int) -> None:
        """Read what opens an accordion or names a tab; other buttons are the page's, not the report's."""
        if look.in_heading:
            self._read_inline(child, look, out, depth)
        elif child.get("aria-expanded") or child.get("aria-controls") or child.get("data-target"):
            self._read_block(child, replace(look, bold=True), out, depth)

    def _read_inline(self, child: Element, look: Look, out: Out, depth: int) -> None:
        if not look.in_cell and is_plate(child) and judges_title(child, out.line()):
            plate = Out()
            self.walk(child, look, plate, depth)
            plate.flush()
            out.plate += plate.nodes
            return
        if next((inner for inner in child.iterdescendants() if inner.tag in _BLOCKS), None) is not None:
            self._read_block(child, look, out, depth)
            return
        had = len(out.pieces)
        self.walk(child, self._look(child, look), out, depth)
        if len(out.pieces) > had:
            self._separate(child, look, out)

    def _separate(self, child: Element, look: Look, out: Out) -> None:
        """Set a blank between neighbours that only a style sheet keeps apart: "Status" and its value in two spans."""
        after = child.getnext()
        if after is None or (child.tail or "").strip() or after.tag in _BLOCKS or after.tag == "br":
            return
        if _is_label(child) and not out.before().rstrip().endswith((":", "?")):
            out.say(": ", look)
        elif not child.tail and child.get("class") and after.get("class") and child.get("class") != after.get("class"):
            out.say(" ", look)

    def _read_block(self, child: Element, look: Look, out: Out, depth: int) -> None:
        if not out.icons_open(child):
            self._end_line(child, out)
        self.walk(child, self._look(child, look), out, depth)
        if out.only_plate():
            return  # the card's title stands in the next box
        if out.only_icons() and (titled := _titled_beside(child)) is not None:
            out.icon_heading, out.titled = titled, True
        elif not (_is_label(child) and _value_follows(child) and out.pieces and not out.only_icons()):
            out.flush()
        elif not out.before().rstrip().endswith((":", "?")):
            out.say(": ", look)

    def _end_line(self, child: Element, out: Out) -> None:
        previous = child.getprevious()
        labelled = previous is not None and _is_label(previous) and _value_follows(previous)
        if not labelled and not out.only_plate():
            out.flush()

    def _read_heading(self, child: Element, look: Look, out: Out, depth: int) -> None:
        if not (out.only_number() or out.icons_open(child) or out.only_plate()):
            out.flush()
        if out.only_number():
            out.say(" ", look)
        level = _HEADINGS.get(child.tag) or _whole(child.get("aria-level"), 2)
        self.walk(child, replace(self._look(child, look), bold=True, in_heading=True), out, depth)
        out.flush(level=min(max(level, 1), 9))

    def _read_list(self, child: Element, look: Look, out: Out, depth: int) -> None:
        out.flush()
        number = _whole(child.get("start"), 1)
        for entry in child:
            if entry.tag != "li" or self.frame.leaves_out(entry, "li"):
                if isinstance(entry.tag, str):
                    self._child(entry, look, out, depth)
                continue
            number = _whole(entry.get("value"), number)
            out.mark = f"{number}." if child.tag == "ol" else "•"
            if next(entry.iter("h1", "h2", "h3", "h4", "h5", "h6", "table", "dl"), None) is not None:
                out.mark = None
            self.walk(entry, self._look(entry, look), out, depth)
            out.flush()
            out.mark = None
            number += 1

    def _read_terms(self, child: Element, look: Look, out: Out, depth: int) -> None:
        """Read a list of terms: each term with its first description on one line, a title on a line of its own."""
        out.flush()
        entries = [entry for entry in child.iter("dt", "dd") if next(entry.iterancestors("dl"), None) is child]
        titled = _names_records([entry for entry in entries if entry.tag == "dt"])
        for entry in entries:
            if entry.tag == "dd" and titled:
                out.flush()
                self.walk(entry, self._look(entry, look), out, depth)
                out.part_symbol()
                out.flush()
            elif entry.tag == "dt":
                out.flush()
                self.walk(entry, replace(self._look(entry, look), bold=True), out, depth)
                after = entry.getnext()
                if out.pieces and after is not None and after.tag == "dd" and not titled:
                    out.say(" " if out.before().rstrip().endswith((":", "?")) else ": ", look)
            else:
                self.walk(entry, self._look(entry, look), out, depth)
                out.flush()
        out.flush()

    def _read_table(self, child: Element, look: Look, out: Out, depth: int) -> None:
        out.flush()
        caption = next((part for part in child if part.tag == "caption"), None)
        above = child.getparent()
        if caption is None and above is not None and above.tag == "figure":
            caption = next((part for part in above if captioned(part) is child), None)
        title = clean(caption.text_content()) if caption is not None else ""
        cells: list[GridCell] = []
        taken: dict[int, int] = {}
        for at, row in enumerate(html_table.rows(child)):
            self._row(row, at, look, cells, taken, depth)
        layout = child.get("role") in ("presentation", "none")
        out.nodes.append(Grid(tuple(cells), title or None, layout))

    def _row(self, row: Element, at: int, look: Look, cells: list[GridCell], taken: dict[int, int], depth: int) -> None:
        """Place a row's cells in the columns that no cell from above reaches into."""
        column = 0
        fill = self.sheet.fill(row)
        headers = html_table.header_cells(row)
        for entry in html_table.cells(row):
            while taken.get(column, 0) > at:
                column += 1
            if column >= _MAX_COLUMNS:
                return
            across = min(_whole(entry.get("colspan") or entry.get("aria-colspan"), 1) or 1, _MAX_COLUMNS)
            down = min(_whole(entry.get("rowspan") or entry.get("aria-rowspan"), 1) or 10_000, 10_000)
            header = entry in headers
            content = self._cell(entry, look, depth)
            painted_in = fill_of(entry, self.sheet) or fill or said_by(row.get("class", "")).color
            cells.append(GridCell(at, column, content, down, across, header, painted_in))
            for reached in range(column, column + across):
                taken[reached] = at + down
            column += across

    def _cell(self, entry: Element, look: Look, depth: int) -> tuple[Node, ...]:
        inner = Out(in_cell=True, cell_fill=fill_of(entry, self.sheet))
        inside = replace(self._look(entry, look), in_cell=True, in_heading=look.in_heading or entry.tag == "th")
        self.walk(entry, inside, inner, depth + 1)
        inner.flush()
        if not inner.nodes and described(entry):
            inner.nodes.append(Paragraph((_stated(described(entry), inner.cell_fill),)))
        return flow.chosen(tuple(inner.nodes))


def _names_records(terms: Sequence[Element]) -> bool:
    """Say whether the terms of a list are titles, goals or assignments, rather than names of fields."""
    words = sorted(len(clean(term.text_content()).split()) for term in terms)
    return bool(words) and words[len(words) // 2] > _MAX_FIELD_WORDS


def _is_band(element: Element, tag: str, sheet: StyleSheet, look: Look) -> bool:
    """Say whether a painted box is a band of the page: it has no small size of its own and no cell around it."""
    style = sheet.style(element)
    sizes = [size for size in map(length_in_points, (style.get("width", ""), style.get("height", ""))) if size]
    if any(size > _MAX_SYMBOL for size in sizes):
        return True
    return tag in _BLOCKS and not sizes and not look.in_cell


_MAX_SYMBOL: Final = 60.0
"""The largest box that is painted for a symbol, in points."""

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}


def _shows(piece: Inline) -> bool:
    return isinstance(piece, Icon) or (isinstance(piece, Run) and bool(piece.text.strip()))


def _described_by(pieces: list[Inline], whispers: Sequence[str]) -> list[Inline]:
    """Give the line's symbol the words that stand beside it for screen readers."""
    words = " ".join(word for word in whispers if word)
    at = max((at for at, piece in enumerate(pieces) if isinstance(piece, Icon)), default=None)
    if not words or at is None:
        return pieces
    icon = pieces[at]
    if not isinstance(icon, Icon) or icon.alt:
        return pieces
    return [*pieces[:at], replace(icon, alt=words), *pieces[at + 1 :]]


def _stated(words: str | None, fill: str | None) -> Icon:
    """Give the symbol that a cell is when its state is only painted and told to screen readers."""
    return Icon("square" if fill else "image", fill, alt=words)


def _is_label(element: Element) -> bool:
    """Say whether an element's class calls it the label of the value that follows, or its words name such a field."""
    classed, said = element.get("class", ""), clean(element.text_content()[:_MAX_TITLE])
    if not classed or said_by(classed).color:
        return False
    if html_table.class_words(element) & _LABEL_WORDS:
        return not announces_list(said)
    return element.tag not in _BLOCKS and field_named(said) in _VALUED


def _value_follows(element: Element) -> bool:
    """Say whether a short value stands right after a label, in an element of its own."""
    after = element.getnext()
    if after is None or (element.tail or "").strip() or len(element.text_content()) > 60:
        return False
    plain = not any(inner.tag in _BLOCKS for inner in after.iterdescendants())
    return isinstance(after.tag, str) and after.tag in ("div", "p", "span", "dd") and plain and not _is_label(after)


def _titled_beside(box: Element) -> Element | None:
    """Give what the symbol in a box stands beside: the heading or the title that the next box begins with."""
    heading = _heading_beside(box)
    return _title_beside(box) if heading is None else heading


def _heading_beside(box: Element) -> Element | None:
    """Give the heading that the next box begins with, where a box that holds a symbol opens the row of both."""
    after = box.getnext()
    if after is None or box.getprevious() is not None or (box.tail or "").strip():
        return None
    inside = after
    while inside.tag not in _HEADINGS:
        if inside.tag not in _BLOCKS or (inside.text or "").strip() or len(inside) == 0:
            return None
        inside = inside[0]
    return inside


def _title_beside(box: Element) -> Element | None:
    """Give the first line of the next box, where it could name a record and a symbol's box opens the row of both."""
    after, row = box.getnext(), box.getparent()
    if after is None or row is None or box.getprevious() is not None or after.tag not in _BLOCKS:
        return None
    blocks = [element for element in after.iter() if element.tag in _BLOCKS]
    lines = [box for box in blocks if clean(box.text_content()) and not any(inner.tag in _BLOCKS for inner in box)]
    if not lines or len(after.text_content()) > _MAX_CARD:
        return None
    title = clean(lines[0].text_content())
    return lines[0] if _MIN_TITLE <= len(title) <= _MAX_TITLE and not ends_sentence(title) else None


def _whole(text: str | None, default: int) -> int:
    found = re.match(r"\s*(\d{1,6})", text or "")
    return int(found[1]) if found else default
