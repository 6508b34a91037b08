"""What flowing formats (Word, HTML) have in common: paragraphs of runs, and tables that hold paragraphs and tables.

A reader delivers `Paragraph`s and `Grid`s; `items` turns them into the blocks and tables of a neutral document: tables
that only lay out a page dissolve, shading that only decorates goes, a legend on one line becomes one block per symbol.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Literal, TypeAlias

from ...normalize.tables import rows
from ...normalize.text import clean, ends_sentence
from ..document import Block, Cell, Icon, Item, Place, Table

Break = Literal["line"]
BREAK: Break = "line"


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one look; `color` is a colour name."""

    text: str
    bold: bool = False
    size: float | None = None
    color: str | None = None


Inline: TypeAlias = Run | Icon | Break


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs, icons and line breaks; `mark` is the number or bullet that the format prints in front."""

    content: tuple[Inline, ...]
    level: int | None = None
    mark: str | None = None
    list_item: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and what stands in it."""

    row: int
    column: int
    content: tuple[Node, ...]
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `layout` says that the format itself calls it a mere arrangement."""

    cells: tuple[GridCell, ...]
    title: str | None = None
    layout: bool = False


Node: TypeAlias = Paragraph | Grid


CHECKED = Icon("tick", glyph="☑")
UNCHECKED = Icon("square", glyph="☐")
"""The check boxes of a form: what is ticked is known, so a row of choices says only the chosen one."""


def chosen(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Keep the ticked one of several check boxes in a cell, each with its text in a paragraph of its own."""
    boxes = [_box_state(node) for node in nodes]
    if sum(box is not None for box in boxes) < 2:
        return nodes
    kept: list[Node] = []
    keeping = True
    for node, box in zip(nodes, boxes, strict=True):
        keeping = keeping if box is None else box
        if keeping:
            kept.append(_without_boxes(node))
    return tuple(kept)


def _box_state(node: Node) -> bool | None:
    first = next((part for part in node.content if not _blank(part)), None) if isinstance(node, Paragraph) else None
    return first == CHECKED if first in (CHECKED, UNCHECKED) else None


def _without_boxes(node: Node) -> Node:
    if isinstance(node, Grid):
        return node
    return replace(node, content=tuple(part for part in node.content if part not in (CHECKED, UNCHECKED)))


def _chosen_inline(content: Sequence[Inline]) -> list[Inline]:
    """Keep the text of the ticked one of several check boxes on a line: "☐ Ja ☒ Delvis ☐ Nej" says "Delvis"."""
    kept: list[Inline] = []
    keeping = True
    for part in content:
        if part in (CHECKED, UNCHECKED):
            keeping = part == CHECKED
        elif keeping:
            kept.append(part)
    return kept


def _blank(part: Inline) -> bool:
    return isinstance(part, Run) and not part.text.strip()


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line or paragraph with its icons and look."""

    text: str
    icons: tuple[Icon, ...] = ()
    bold: bool = False
    size: float | None = None
    color: str | None = None


_AREA_UNIT = re.compile(r"(?:^|[^\w])[kcdm]?m$")
_NOTE_MARK = re.compile(r"\d{1,2}\)?|[ivx]+\)?|[a-z]\)")


def raised(text: str, before: str) -> str:
    """Give superscript text as it belongs into plain text: m² keeps its power, the mark of a footnote goes.

    A note's number would otherwise become a digit of the figure or the year it stands after; stars stay.

    Example:
        >>> raised("2", "50 m"), raised("2", "3,8"), raised("*", "3,8")
        ('²', '', '*')
    """
    sign = text.strip()
    if sign in ("2", "3") and _AREA_UNIT.search(before):
        return "²" if sign == "2" else "³"
    return "" if before.strip() and all(_NOTE_MARK.fullmatch(mark) for mark in re.split("[, ]+", sign)) else text


@dataclass(slots=True)
class _Numbering:
    """Counts blocks and tables as they are delivered, for their places."""

    prefix: str = ""
    blocks: int = 0
    tables: int = 0

    def block(self) -> Place:
        self.blocks += 1
        return Place(ref=f"{self.prefix}block {self.blocks}")

    def table(self) -> str:
        self.tables += 1
        return f"{self.prefix}table {self.tables}"


def items(nodes: Iterable[Node], prefix: str = "") -> tuple[Item, ...]:
    """Turn paragraphs and grids into blocks and tables in reading order, each with its place.

    `prefix` stands in front of each place, for documents of several files ("mal.html, ").
    """
    numbering = _Numbering(prefix)
    return tuple(item for node in nodes for item in _node_items(node, numbering))


def _node_items(node: Node, numbering: _Numbering) -> Iterator[Item]:
    if isinstance(node, Paragraph):
        yield from _blocks(node, numbering)
    elif _is_layout(node):
        if node.title:
            yield Block(node.title, numbering.block())
        for cell in sorted(node.cells, key=lambda cell: (cell.row, cell.column)):
            for inner in cell.content:
                yield from _node_items(inner, numbering)
    elif banner := _banner(node):
        for paragraph in banner:
            yield from _blocks(paragraph, numbering)
    else:
        yield from _tables(node, numbering)


def _banner(grid: Grid) -> list[Paragraph]:
    """Give the text of a one-row table that only sets symbols before it, with the symbols in front; else nothing."""
    if len({cell.row for cell in grid.cells}) != 1 or any(cell.header for cell in grid.cells):
        return []
    spoken = [
        cell for cell in grid.cells if any(line.text for node in cell.content for line in _cell_lines(node, False))
    ]
    nodes = [node for node in spoken[0].content if isinstance(node, Paragraph)] if len(spoken) == 1 else []
    if not nodes or len(nodes) < len(spoken[0].content) or spoken[0].column < max(cell.column for cell in grid.cells):
        return []
    lights = [icon for cell in grid.cells if cell is not spoken[0] for icon in _shown(cell)]
    first = replace(nodes[0], content=(*lights, *nodes[0].content), mark=None if lights else nodes[0].mark)
    return [first, *nodes[1:]]


def _shown(cell: GridCell) -> tuple[Icon, ...]:
    """Give the symbols of a cell without text; its fill is one where it has no other."""
    icons = tuple(icon for node in cell.content for line in _cell_lines(node, False) for icon in line.icons)
    return icons or ((Icon("square", cell.fill),) if cell.fill not in (None, "white") else ())


_MAX_PARAGRAPHS = 3
"""A table of a single row whose cell holds more paragraphs than this sets text in columns."""


def _is_layout(grid: Grid) -> bool:
    """Say whether a table only arranges a page: a frame around text, or columns that hold whole sections."""
    if grid.layout or len(grid.cells) <= 1:
        return True
    if any(cell.header for cell in grid.cells):
        return False
    if len({cell.row for cell in grid.cells}) == 1 and max(len(cell.content) for cell in grid.cells) > _MAX_PARAGRAPHS:
        return True
    inner = [node for cell in grid.cells for node in cell.content]
    if any(isinstance(node, Paragraph) and node.level is not None and node.level <= 2 for node in inner):
        return _columns(grid) <= 2 or any(isinstance(node, Grid) for node in inner)
    nested = [node for node in inner if isinstance(node, Grid) and not _is_small(node)]
    return bool(nested) and (_columns(grid) == 1 or len(grid.cells) <= 2 * len(nested))


def _columns(grid: Grid) -> int:
    return max((cell.column + cell.column_span for cell in grid.cells), default=0)


def _is_small(grid: Grid) -> bool:
    """Say whether a nested table is read as part of its cell: one row or one column."""
    return len({cell.row for cell in grid.cells}) <= 1 or len({cell.column for cell in grid.cells}) <= 1


def _tables(grid: Grid, numbering: _Numbering) -> Iterator[Item]:
    """Deliver a table, and after it the tables nested in its cells; an empty one is only a drawn frame."""
    if not any(cell.content or cell.fill for cell in grid.cells):
        return
    ref = numbering.table()
    grid = replace(grid, cells=_trimmed(grid.cells))
    decoration = _decoration(grid)
    cells = tuple(
        _cell(
            cell, Place(ref=f"{ref}, row {cell.row + 1}"), None if (cell.row, cell.column) in decoration else cell.fill
        )
        for cell in grid.cells
    )
    yield Table(cells, Place(ref=ref), grid.title)
    for cell in grid.cells:
        for node in cell.content:
            if isinstance(node, Grid) and not _is_small(node):
                yield from _node_items(node, numbering)


def _trimmed(cells: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """Cut spans at the last row and column a cell starts in: a page's `colspan="100"` means "all there are"."""
    bottom, right = max(cell.row for cell in cells), max(cell.column for cell in cells)
    return tuple(
        replace(
            cell,
            row_span=min(cell.row_span, bottom - cell.row + 1),
            column_span=min(cell.column_span, right - cell.column + 1),
        )
        for cell in cells
    )


def _decoration(grid: Grid) -> set[tuple[int, int]]:
    """Give the positions of the cells whose fill only shades: headers, white, and rows that have one fill throughout.

    A table that paints whole rows in different traffic light colours means something by it.
    """
    shaded = {(cell.row, cell.column) for cell in grid.cells if cell.header or cell.fill in ("white", "black")}
    by_row: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    painted = {row: cells for row, cells in by_row.items() if len({cell.fill for cell in cells}) == 1 and cells[0].fill}
    lights = {cells[0].fill for row, cells in painted.items() if row} & {"green", "yellow", "orange", "red"}
    for row, cells in painted.items():
        if row == 0 or len(lights) < 2 or len(cells) == 1:
            shaded.update((cell.row, cell.column) for cell in cells)
    return shaded


def _cell(cell: GridCell, place: Place, fill: str | None) -> Cell:
    lines = [line for node in cell.content for line in _cell_lines(node, cell.header)]
    spoken = [line for line in lines if line.text]
    return Cell(
        "\n".join(line.text for line in spoken),
        cell.row,
        cell.column,
        place,
        row_span=cell.row_span,
        column_span=cell.column_span,
        header=cell.header,
        bold=bool(spoken) and all(line.bold for line in spoken),
        fill=fill,
        icons=tuple(icon for line in lines for icon in line.icons),
    )


def _cell_lines(node: Node, header: bool) -> Iterator[_Line]:
    if isinstance(node, Paragraph):
        yield from _one(_lines(node)) if header else _lines(node)
    elif _is_small(node):
        for cell in sorted(node.cells, key=lambda cell: (cell.row, cell.column)):
            inner = [line for each in cell.content for line in _cell_lines(each, header)]
            yield from inner
            if cell.fill and cell.fill != "white" and not any(line.icons for line in inner):
                yield _Line("", (Icon("square", cell.fill),))


def _blocks(paragraph: Paragraph, numbering: _Numbering) -> Iterator[Block]:
    lines = _lines(paragraph)
    for at, line in enumerate(_one(lines) if paragraph.level else lines):
        if line.text or line.icons:
            yield Block(
                line.text,
                numbering.block(),
                level=paragraph.level if line.text else None,
                size=line.size,
                bold=line.bold,
                icons=line.icons,
                list_item=paragraph.list_item and at == 0,
                color=line.color,
            )


def _one(lines: Sequence[_Line]) -> list[_Line]:
    """Join lines that are one heading or header whatever breaks stand in it."""
    if len(lines) < 2:
        return list(lines)
    text = " ".join(line.text for line in lines if line.text)
    text = re.sub(r"(?<=[a-zåäöé])- (?=[a-zåäöé])", "", text)
    icons = tuple(icon for line in lines for icon in line.icons)
    return [replace(lines[0], text=text, icons=icons, bold=all(line.bold for line in lines if line.text))]


def _lines(paragraph: Paragraph) -> list[_Line]:
    """Give the lines of a paragraph: line breaks that only wrap are undone, those that separate are kept."""
    lines: list[_Line] = []
    boxes = sum(part in (CHECKED, UNCHECKED) for part in paragraph.content)
    content = _chosen_inline(paragraph.content) if boxes > 1 else paragraph.content
    for segment in _segments(content):
        for line in _symbol_lines(segment):
            if lines and lines[-1].text and _wraps(lines[-1].text, line.text):
                lines[-1] = _joined(lines[-1], line)
            elif line.text or line.icons:
                lines.append(line)
    if paragraph.mark == "•" and lines and lines[0].icons:
        return lines
    if paragraph.mark and lines:
        lines[0] = replace(lines[0], text=f"{paragraph.mark} {lines[0].text}".strip())
    return lines or ([_Line(paragraph.mark)] if paragraph.mark else [])


def _segments(content: Sequence[Inline]) -> Iterator[list[Run | Icon]]:
    segment: list[Run | Icon] = []
    for part in content:
        if isinstance(part, str):
            yield segment
            segment = []
        else:
            segment.append(part)
    yield segment


def _wraps(above: str, below: str) -> bool:
    """Say whether a line break only wraps a sentence: it goes on in lower case, or a word is divided."""
    return below[:1].islower() and not ends_sentence(above)


def _joined(above: _Line, below: _Line) -> _Line:
    hyphenated = re.search(r"[a-zåäöé]-$", above.text)
    text = above.text[:-1] + below.text if hyphenated else f"{above.text} {below.text}"
    return replace(above, text=text, icons=above.icons + below.icons, bold=above.bold and below.bold)


@dataclass(slots=True)
class _Part:
    """A symbol or several, and the runs up to the next symbol."""

    icons: list[Icon] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def spoken(self) -> bool:
        return any(run.text.strip() for run in self.runs)


def _symbol_lines(segment: Sequence[Run | Icon]) -> Iterator[_Line]:
    """Divide a line at its symbols where it is a row of them, each with its text (a legend); else give it whole."""
    parts = [_Part()]
    for piece in _with_typed_symbols(segment):
        if isinstance(piece, Run):
            parts[-1].runs.append(piece)
        elif parts[-1].spoken():
            parts.append(_Part([piece]))
        else:
            parts[-1].icons.append(piece)
    if len(parts) > 2 and not parts[0].icons and not parts[-1].spoken():
        # "Utfall ● Prognos ●": here the symbols follow their words.
        parts = [_Part(after.icons, before.runs) for before, after in pairwise(parts)]
    if sum(bool(part.icons) and part.spoken() for part in parts) < 2:
        parts = [_Part([icon for part in parts for icon in part.icons], [run for part in parts for run in part.runs])]
    for part in parts:
        yield _line(part.runs, tuple(part.icons))


def _line(runs: Sequence[Run], icons: tuple[Icon, ...]) -> _Line:
    spoken = [run for run in runs if run.text.strip()]
    sizes = Counter[float | None]()
    for run in spoken:
        sizes[run.size] += len(run.text)
    colors = {run.color for run in spoken}
    color = colors.pop() if len(colors) == 1 else None
    return _Line(
        clean("".join(run.text for run in runs).replace("\n", " ")),
        icons,
        bold=bool(spoken) and all(run.bold for run in spoken),
        size=sizes.most_common(1)[0][0] if sizes else None,
        color=color if color not in ("black", "white") else None,
    )


@cache
def _symbols() -> dict[str, tuple[str, str]]:
    """Give the typed symbols that can stand for a status, with shape and own colour."""
    return {row["char"]: (row["shape"], row["color"]) for row in rows("glyphs") if not row["font"]}


_OUTLINES = "□☐▢◇△▽☆"
_VARIANTS = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]")


def _with_typed_symbols(segment: Sequence[Run | Icon]) -> Iterator[Run | Icon]:
    """Turn symbols typed in colour, and emoji, into icons where they open or close a line or stand alone.

    An uncoloured sign stays in the text, as it does in a text file.
    """
    spoken = [at for at, piece in enumerate(segment) if isinstance(piece, Run) and piece.text.strip()]
    for at, piece in enumerate(segment):
        if not isinstance(piece, Run) or at not in spoken:
            yield piece
            continue
        lead, rest = _leading_icons(piece) if at == spoken[0] or _is_symbol_only(piece) else ([], piece)
        rest, tail = _trailing_icons(rest) if at == spoken[-1] else (rest, [])
        yield from lead
        yield rest
        yield from tail


def _is_symbol_only(run: Run) -> bool:
    return all(sign in _symbols() for sign in _VARIANTS.sub("", run.text) if not sign.isspace())


def _leading_icons(run: Run) -> tuple[list[Icon], Run]:
    icons: list[Icon] = []
    text = run.text
    while icon := _typed_icon(text.lstrip()[:1], run.color):
        icons.append(icon)
        text = _VARIANTS.sub("", text.lstrip()[1:2]) + text.lstrip()[2:]
    return icons, replace(run, text=text) if icons else run


def _trailing_icons(run: Run) -> tuple[Run, list[Icon]]:
    icons: list[Icon] = []
    text = run.text
    while icon := _typed_icon(_VARIANTS.sub("", text).rstrip()[-1:], run.color):
        icons.insert(0, icon)
        text = _VARIANTS.sub("", text).rstrip()[:-1]
    return (replace(run, text=text) if icons else run), icons


def _typed_icon(sign: str, color: str | None) -> Icon | None:
    known = _symbols().get(sign)
    if known is None:
        return None
    shape, own = known
    # An empty box or star is drawn in outline, which says nothing of its colour; an emoji brings its own.
    name = own if own and sign not in _OUTLINES else color if color != "black" else None
    if name is None and shape != "face":
        return None
    return Icon(shape, name, glyph=sign)  # type: ignore[arg-type]


_LIST_BULLETS = {"·": "•", "§": "▪", "Ÿ": "•", "w": "•", "ð": "•"}
_GLYPHS = {
    "circle": "●", "ring": "○", "square": "■", "diamond": "◆", "triangle": "▲", "tick": "✔", "cross": "✘",
    "arrow_up": "↑", "arrow_right": "→", "arrow_down": "↓", "face": "☺", "star": "★",
}  # fmt: skip
_FACES = {"J": "☺", "K": "😐", "L": "☹"}
_DINGBATS = re.compile(r"wingdings|webdings|zapf ?dingbats", re.IGNORECASE)
_GREEK_FONT = {"·": "•", "\xad": "↑", "¯": "↓", "®": "→", "³": "≥", "£": "≤", "±": "±", "-": "-"}


def symbol_font_parts(text: str, font: str | None, color: str | None) -> Iterator[str | Icon]:
    """Divide text at the letters of symbol fonts (Wingdings "l" is a disc), which become icons.

    Private-use characters are read as Wingdings whatever font they name: that is what Word writes for them.
    """
    symbolic = bool(font and _DINGBATS.search(font))
    if font == "Symbol":
        yield "".join(_GREEK_FONT.get(plain := _plain(sign), plain) for sign in text)
        return
    if not symbolic and not any("\uf020" <= sign <= "\uf0ff" for sign in text):
        yield text
        return
    from .. import icons

    for sign in text:
        plain = _plain(sign)
        if plain.isspace() or not (symbolic or plain != sign):
            yield plain
            continue
        icon = icons.glyph_icon(sign, font or "Wingdings", color)
        if icon:
            yield replace(icon, glyph=_FACES.get(plain) if icon.shape == "face" else _GLYPHS.get(icon.shape))
        else:
            yield _LIST_BULLETS.get(plain) or Icon("unknown", color, glyph=sign)


def _plain(sign: str) -> str:
    return chr(ord(sign) - 0xF000) if "\uf020" <= sign <= "\uf0ff" else sign
