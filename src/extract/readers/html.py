"""Web pages: what a person reads on them, in order, with tables and symbols; nothing is fetched and no script runs.

Municipal sites wrap a report in navigation, banners and forms, hide chapters in accordions and paint statuses with
classes. The frame is left out, closed accordions are opened, and a painted dot becomes an icon.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

from ... import errors
from ...normalize.text import clean
from ..document import Document, Icon, Item, Note
from . import detect, flow, html_table
from .color import css_color
from .html_frame import Frame, captioned, main_content, opened_parts
from .html_icons import Pictures, described, drawing, fill_of, is_progress, painted, picture, progress, said_by
from .html_style import StyleSheet, is_bold, length_in_points
from .nodes import BREAK, CHECKED, UNCHECKED, Grid, GridCell, Inline, Node, Paragraph, Run
from .typed_symbols import raised, symbol_font_parts

MAX_BYTES = 80_000_000
_MAX_DEPTH = 150
_MAX_COLUMNS = 200

Element: TypeAlias = html.HtmlElement

_BLOCKS: Final = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
))  # fmt: skip
_BOLD: Final = frozenset(("b", "strong", "th", "summary"))
_LABEL_WORDS: Final = frozenset(("label", "key", "term", "etikett", "ledtext", "fieldname", "caption-label"))
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_META_CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_WINDOWS: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_TITLE_PARTS: Final = re.compile(r"\s+[|–—·»:-]+\s+")
_LIGATURES: Final = re.compile(r"(?:^|[ -])material-(?:icons|symbols)", re.IGNORECASE)


def read_html(data: bytes, name: str) -> Document:
    """Read a web page into a neutral document.

    Raises:
        Damaged: it holds no page.
        TooLarge: it is larger than any page.
    """
    digest = hashlib.sha256(data).hexdigest()
    form = detect.media_type(data, name)
    page = _archived(data, name) if form == detect.MHTML else _Page.of(data, name)
    return Document(name, digest, form, flow.items(page.nodes()), notes=tuple(page.notes))


def read_html_folder(paths: Iterable[Path]) -> Document:
    """Read the pages of a saved folder as one document, in the order a reader meets them.

    The start page comes first, then the pages it links to in that order, then the rest by name.

    Raises:
        Empty: there is no page among the files.
    """
    files = [path for path in paths if path.suffix.lower() in (".html", ".htm", ".xhtml")]
    if not files:
        raise errors.Empty("the folder holds no web page")
    pages = {path: _Page.of(path.read_bytes(), path.name, _beside(path)) for path in files}
    items: list[Item] = []
    notes: list[Note] = []
    digest = hashlib.sha256()
    for path in _reading_order(pages):
        items += flow.items(pages[path].nodes(), f"{path.name}, ")
        notes += pages[path].notes
        digest.update(path.read_bytes())
    return Document(files[0].parent.name, digest.hexdigest(), detect.HTML, tuple(items), notes=tuple(notes))


def nodes_of(data: bytes, name: str) -> list[Node]:
    """Give the paragraphs and tables of a page that stands inside another document."""
    return _Page.of(data, name).nodes()


def _archived(data: bytes, name: str) -> _Page:
    """Read a web archive (MHTML): a page and its pictures as parts of one mail message."""
    from email import message_from_bytes, policy

    parts = [part for part in message_from_bytes(data, policy=policy.default).walk() if not part.is_multipart()]
    held = {part.get("Content-Location", ""): part.get_payload(decode=True) for part in parts}
    held |= {f"cid:{part.get('Content-ID', '').strip('<> ')}": part.get_payload(decode=True) for part in parts}
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    body = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(body, bytes):
        raise errors.Damaged(f"{name} is a web archive without a page")
    base = page.get("Content-Location", "")

    def saved(source: str) -> bytes | None:
        found = held.get(source) or held.get(urljoin(base, source))
        return found if isinstance(found, bytes) else None

    return _Page.of(body, name, saved)


@dataclass(slots=True)
class _Page:
    """A parsed page."""

    root: Element
    notes: list[Note]
    pictures: Pictures | None = None

    @classmethod
    def of(cls, data: bytes, name: str, pictures: Pictures | None = None) -> _Page:
        if len(data) > MAX_BYTES:
            raise errors.TooLarge(f"{name} is a page of {len(data) // 1_000_000} MB, more than is read")
        text, notes = _decoded(data, name)
        text = _XML_DECLARATION.sub("", text.replace("\x00", ""))
        parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
        try:
            root = html.document_fromstring(text, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise errors.Damaged(f"{name} holds no web page") from error
        return cls(root, notes, pictures)

    def nodes(self) -> list[Node]:
        """Give what the page says, without its frame."""
        body = self.root.find("body")
        content = main_content(body if body is not None else self.root)
        sheet = StyleSheet.of(style.text or "" for style in self.root.iter("style"))
        frame = Frame(sheet, opened_parts(self.root), len(content.text_content()))
        walker = _Walker(sheet, self.pictures, frame)
        out = _Out()
        walker.walk(content, _Look(), out, 0)
        out.flush()
        return [*self._names(content, out.nodes), *out.nodes]

    def _names(self, content: Element, nodes: Sequence[Node]) -> Iterator[Paragraph]:
        """Give what stands only in the window's title: often who publishes the page."""
        said = {_paragraph_text(node) for node in nodes[:40] if isinstance(node, Paragraph)}
        outside = [] if any(True for _ in content.iter("h1")) else list(self.root.iter("h1"))
        for heading in outside[:1]:
            yield Paragraph((Run(clean(heading.text_content())),), level=1)
        titles = [title.text or "" for title in self.root.iter("title")][:1]
        titles += [meta.get("content", "") for meta in self.root.iter("meta") if meta.get("property") == "og:site_name"]
        for part in dict.fromkeys(clean(part) for title in titles for part in _TITLE_PARTS.split(title)):
            if part and part not in said:
                yield Paragraph((Run(part),))


@dataclass(frozen=True, slots=True)
class _Look:
    """What surrounding elements say about text."""

    bold: bool = False
    size: float | None = None
    color: str | None = None
    font: str | None = None
    in_cell: bool = False
    preformatted: bool = False
    in_heading: bool = False


@dataclass(slots=True)
class _Out:
    """What has been read so far, and the line that is being read."""

    nodes: list[Node] = field(default_factory=list)
    pieces: list[Inline] = field(default_factory=list)
    whispers: list[str] = field(default_factory=list)
    mark: str | None = None
    in_cell: bool = False
    cell_fill: str | None = None
    icon_parent: Element | None = None

    def say(self, text: str, look: _Look) -> None:
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
        if any(map(_shows, pieces)):
            self.nodes.append(Paragraph(tuple(pieces), level, mark, list_item=mark is not None))
            self.mark = None
        self.pieces, self.whispers, self.icon_parent = [], [], None

    def before(self) -> str:
        """Give the last text of the line."""
        last = self.pieces[-1] if self.pieces else None
        return last.text if isinstance(last, Run) else ""

    def only_icons(self) -> bool:
        """Say whether the line so far is symbols alone."""
        return bool(self.pieces) and all(
            isinstance(piece, Icon) or (isinstance(piece, Run) and not piece.text.strip()) for piece in self.pieces
        )


@dataclass(slots=True)
class _Walker:
    """Walks the elements of a page."""

    sheet: StyleSheet
    pictures: Pictures | None
    frame: Frame

    def walk(self, element: Element, look: _Look, out: _Out, depth: int) -> None:
        """Read an element's content: its text, its children and what follows each."""
        if depth > _MAX_DEPTH:
            out.say(_SPACES.sub(" ", element.text_content()), look)
            return
        self._text(element.text, look, out)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, look, out, depth + 1)
            self._text(child.tail, look, out)

    def _text(self, text: str | None, look: _Look, out: _Out) -> None:
        if not text:
            return
        if not look.preformatted:
            out.say(_SPACES.sub(" ", text), look)
            return
        for at, line in enumerate(text.split("\n")):
            if at:
                out.flush()
            out.say(line, look)

    def _child(self, child: Element, look: _Look, out: _Out, depth: int) -> None:
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
            return
        read = self._readers().get(tag) or (self._read_block if tag in _BLOCKS else self._read_inline)
        if html_table.is_table(child, self.sheet):
            read = self._read_table
        if child.get("role") == "heading" and tag not in _HEADINGS:
            read = self._read_heading
        read(child, look, out, depth)

    def _readers(self) -> dict[str, Callable[[Element, _Look, _Out, int], None]]:
        return {
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

    def _icon(self, child: Element, tag: str, look: _Look) -> Icon | None:
        """Read an element as a symbol, if it is one."""
        if tag == "img":
            return picture(child, self.sheet, self.pictures, look.in_cell)
        if tag == "svg":
            return drawing(child, self.sheet, look.color)
        if is_progress(child):
            return progress(child, self.sheet)
        if tag in ("td", "th", "tr", "table", "br", "hr", "input", "li", "button"):
            return None
        if _LIGATURES.search(child.get("class", "")):
            said = said_by(clean(child.text_content()).replace("_", "-"))
            return Icon(said.shape or "unknown", self._color(child, look), alt=described(child))
        if len(child) > 2 or not self._is_hollow(child):
            return None
        whispered = clean(child.text_content()) or None
        icon = painted(child, self.sheet, whispered)
        return None if icon and icon.shape == "square" and _is_band(child, tag, self.sheet, look) else icon

    def _is_hollow(self, child: Element) -> bool:
        """Say whether an element shows no text, picture or field."""
        if (child.text or "").strip():
            return False
        for inner in child:
            if not isinstance(inner.tag, str) or inner.tag in (
                "img",
                "svg",
                "input",
                "table",
                "br",
                "progress",
                "meter",
            ):
                return False
            if (inner.tail or "").strip() or not (self.frame.is_unseen(inner) or self._is_hollow(inner)):
                return False
            if not self.frame.is_unseen(inner) and painted(inner, self.sheet, None):
                return False
        return True

    def _color(self, child: Element, look: _Look) -> str | None:
        said = self.sheet.style(child).get("color") or child.get("color") or ""
        return css_color(said) or look.color

    def _add_icon(self, icon: Icon, child: Element, tag: str, out: _Out) -> None:
        """Set a symbol on the line; one in a box of its own begins the line of the box that follows."""
        if tag in _BLOCKS and not out.only_icons():
            out.flush()
        out.pieces.append(icon)
        if tag in _BLOCKS or out.only_icons():
            out.icon_parent = child.getparent()

    def _look(self, child: Element, look: _Look) -> _Look:
        style = self.sheet.style(child)
        bold = is_bold(style)
        if bold is None:
            bold = look.bold or child.tag in _BOLD
        return replace(
            look,
            bold=bold,
            size=length_in_points(style.get("font-size", "")) or look.size,
            color=self._color(child, look),
            font=(style.get("font-family") or child.get("face") or look.font or "").strip("\"'") or None,
            preformatted=look.preformatted or child.tag == "pre",
        )

    def _read_nothing(self, child: Element, look: _Look, out: _Out, depth: int) -> None:
        """A picture that is no symbol."""

    def _read_break(self, _child: Element, look: _Look, out: _Out, _depth: int) -> None:
        if look.preformatted:
            out.flush()
        elif out.pieces:
            out.pieces.append(BREAK)

    def _read_raised(self, child: Element, look: _Look, out: _Out, _depth: int) -> None:
        out.say(raised(_SPACES.sub(" ", child.text_content()), out.before()), look)

    def _read_input(self, child: Element, _look: _Look, out: _Out, _depth: int) -> None:
        if child.get("type", "").lower() in ("checkbox", "radio"):
            out.pieces.append(CHECKED if child.get("checked") is not None else UNCHECKED)

    def _read_select(self, child: Element, look: _Look, out: _Out, _depth: int) -> None:
        """Read the chosen one of a list of choices."""
        chosen = [option for option in child.iter("option") if option.get("selected") is not None]
        out.say(" ".join(clean(option.text_content()) for option in chosen), look)

    def _read_button(self, child: Element, look: _Look, out: _Out, depth: int) -> None:
        """Read what opens an accordion or names a tab; other buttons are the page's, not the report's."""
        if look.in_heading:
            self._read_inline(child, look, out, depth)
        elif child.get("aria-expanded") or child.get("aria-controls") or child.get("data-target"):
            self._read_block(child, replace(look, bold=True), out, depth)

    def _read_inline(self, child: Element, look: _Look, out: _Out, depth: int) -> None:
        if next((inner for inner in child.iterdescendants() if inner.tag in _BLOCKS), None) is not None:
            self._read_block(child, look, out, depth)
            return
        had = len(out.pieces)
        self.walk(child, self._look(child, look), out, depth)
        if len(out.pieces) > had:
            self._separate(child, look, out)

    def _separate(self, child: Element, look: _Look, out: _Out) -> None:
        """Set a blank between neighbours that only a style sheet keeps apart: "Status" and its value in two spans."""
        after = child.getnext()
        if after is None or (child.tail or "").strip() or after.tag in _BLOCKS or after.tag == "br":
            return
        if _is_label(child) and not out.before().rstrip().endswith((":", "?")):
            out.say(": ", look)
        elif not child.tail and child.get("class") and after.get("class") and child.get("class") != after.get("class"):
            out.say(" ", look)

    def _read_block(self, child: Element, look: _Look, out: _Out, depth: int) -> None:
        if not (out.only_icons() and out.icon_parent is child.getparent()):
            self._end_line(child, out)
        self.walk(child, self._look(child, look), out, depth)
        if not (_is_label(child) and _value_follows(child) and out.pieces and not out.only_icons()):
            out.flush()
        elif not out.before().rstrip().endswith((":", "?")):
            out.say(": ", look)

    def _end_line(self, child: Element, out: _Out) -> None:
        previous = child.getprevious()
        labelled = previous is not None and _is_label(previous) and _value_follows(previous)
        if not labelled:
            out.flush()

    def _read_heading(self, child: Element, look: _Look, out: _Out, depth: int) -> None:
        if not (out.only_icons() and out.icon_parent is child.getparent()):
            out.flush()
        level = _HEADINGS.get(child.tag) or _whole(child.get("aria-level"), 2)
        self.walk(child, replace(self._look(child, look), bold=True, in_heading=True), out, depth)
        out.flush(level=min(max(level, 1), 9))

    def _read_list(self, child: Element, look: _Look, out: _Out, depth: int) -> None:
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

    def _read_terms(self, child: Element, look: _Look, out: _Out, depth: int) -> None:
        """Read a list of terms: each term with its first description on one line."""
        out.flush()
        for entry in child.iter("dt", "dd"):
            if next(entry.iterancestors("dl"), None) is not child:
                continue
            if entry.tag == "dt":
                out.flush()
                self.walk(entry, replace(self._look(entry, look), bold=True), out, depth)
                after = entry.getnext()
                if out.pieces and after is not None and after.tag == "dd":
                    out.say(" " if out.before().rstrip().endswith((":", "?")) else ": ", look)
            else:
                self.walk(entry, self._look(entry, look), out, depth)
                out.flush()
        out.flush()

    def _read_table(self, child: Element, look: _Look, out: _Out, depth: int) -> None:
        out.flush()
        caption = next((part for part in child if part.tag == "caption"), None)
        if caption is None and child.getparent() is not None:
            caption = next((part for part in child.getparent() if captioned(part) is child), None)
        title = clean(caption.text_content()) if caption is not None else ""
        cells: list[GridCell] = []
        taken: dict[int, int] = {}
        for at, row in enumerate(html_table.rows(child)):
            self._row(row, at, look, cells, taken, depth)
        layout = child.get("role") in ("presentation", "none")
        out.nodes.append(Grid(tuple(cells), title or None, layout))

    def _row(
        self, row: Element, at: int, look: _Look, cells: list[GridCell], taken: dict[int, int], depth: int
    ) -> None:
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

    def _cell(self, entry: Element, look: _Look, depth: int) -> tuple[Node, ...]:
        inner = _Out(in_cell=True, cell_fill=fill_of(entry, self.sheet))
        inside = replace(self._look(entry, look), in_cell=True, in_heading=look.in_heading or entry.tag == "th")
        self.walk(entry, inside, inner, depth + 1)
        inner.flush()
        if not inner.nodes and described(entry):
            inner.nodes.append(Paragraph((_stated(described(entry), inner.cell_fill),)))
        return flow.chosen(tuple(inner.nodes))


def _is_band(element: Element, tag: str, sheet: StyleSheet, look: _Look) -> bool:
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
    """Say whether an element's class calls it the label of the value that follows."""
    return bool(html_table.class_words(element) & _LABEL_WORDS) and not said_by(element.get("class", "")).color


def _value_follows(element: Element) -> bool:
    """Say whether a short value stands right after a label, in an element of its own."""
    after = element.getnext()
    if after is None or (element.tail or "").strip() or len(element.text_content()) > 60:
        return False
    plain = not any(inner.tag in _BLOCKS for inner in after.iterdescendants())
    return isinstance(after.tag, str) and after.tag in ("div", "p", "span", "dd") and plain and not _is_label(after)


def _decoded(data: bytes, name: str) -> tuple[str, list[Note]]:
    """Decode a page: valid UTF-8 and byte order marks are believed before what the page says of itself."""
    from .encoding import decode

    stated = _META_CHARSET.search(data[:4096])
    charset = stated[1].decode("ascii").lower() if stated else ""
    if stated and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(_WINDOWS.get(charset, charset)), []
            except (UnicodeDecodeError, LookupError):
                pass
    return decode(data, name)


def _paragraph_text(paragraph: Paragraph) -> str:
    return clean("".join(piece.text for piece in paragraph.content if isinstance(piece, Run)))


def _whole(text: str | None, default: int) -> int:
    found = re.match(r"\s*(\d{1,6})", text or "")
    return int(found[1]) if found else default


def _beside(path: Path) -> Pictures:
    """Read pictures saved beside a page; what lies outside its folder is not touched."""
    folder = path.parent.resolve()

    def saved(source: str) -> bytes | None:
        parts = urlsplit(source)
        if parts.scheme or parts.netloc:
            return None
        file = (folder / unquote(parts.path)).resolve()
        if not file.is_relative_to(folder) or not file.is_file() or file.stat().st_size > 1_000_000:
            return None
        return file.read_bytes()

    return saved


def _reading_order(pages: dict[Path, _Page]) -> list[Path]:
    """Put the start page first, then what it and the following pages link to, then the rest by name."""
    waiting = sorted(
        pages, key=lambda path: (path.stem.lower() not in ("index", "default", "start"), _natural(path.name))
    )
    by_name = {path.name.lower(): path for path in pages}
    ordered: list[Path] = []
    while waiting:
        stack = [waiting[0]]
        while stack:
            path = stack.pop(0)
            if path in ordered:
                continue
            ordered.append(path)
            links = (
                unquote(urlsplit(link.get("href", "")).path).rsplit("/", 1)[-1] for link in pages[path].root.iter("a")
            )
            stack += [by_name[link.lower()] for link in links if link.lower() in by_name]
        waiting = [path for path in waiting if path not in ordered]
    return ordered


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(number or 0), word.lower()) for number, word in re.findall(r"(\d+)|(\D+)", name)]
