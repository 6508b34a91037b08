"""What flowing formats (Word, HTML) have in common: paragraphs of runs, and tables that hold paragraphs and tables.

A reader delivers `Paragraph`s and `Grid`s; `items` turns them into the blocks and tables of a neutral document: tables
that only lay out a page dissolve, shading that only decorates goes, a legend on one line becomes one block per symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..document import Block, Cell, Icon, Item, Place, Table
from .forms import form_lines
from .lines import Line, as_one, is_blank, lines_of
from .nodes import CHECKED, UNCHECKED, Grid, GridCell, Node, Paragraph


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
    first = next((part for part in node.content if not is_blank(part)), None) if isinstance(node, Paragraph) else None
    return first == CHECKED if first in (CHECKED, UNCHECKED) else None


def _without_boxes(node: Node) -> Node:
    if isinstance(node, Grid):
        return node
    return replace(node, content=tuple(part for part in node.content if part not in (CHECKED, UNCHECKED)))


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
    elif form := form_lines(node):
        for inner in form:
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
_TYPED_BULLET = re.compile(r"[·•▪◦‣]\s+\S")
"""A table of a single row whose cell holds more paragraphs than this sets text in columns."""


def _is_layout(grid: Grid) -> bool:
    """Say whether a table only arranges a page: a frame around text, or columns that hold whole sections."""
    if grid.layout or len(grid.cells) <= 1:
        return True
    if any(cell.header for cell in grid.cells):
        return False
    one_row = len({cell.row for cell in grid.cells}) == 1
    longest = max(len(cell.content) for cell in grid.cells)
    if _columns(grid) <= 2 and one_row and longest > _MAX_PARAGRAPHS:
        return True
    if _columns(grid) <= 2 and any(map(_is_section, grid.cells)):
        return True
    inner = [node for cell in grid.cells for node in cell.content]
    nested = [node for node in inner if isinstance(node, Grid) and not _is_small(node)]
    return bool(nested) and (_columns(grid) == 1 or len(grid.cells) <= 2 * len(nested))


def _is_section(cell: GridCell) -> bool:
    """Say whether a cell holds a section of the document: a high heading and what stands under it."""
    levels = [node.level for node in cell.content if isinstance(node, Paragraph) and node.level is not None]
    return len(cell.content) > 2 and bool(levels) and min(levels) <= 2


def _columns(grid: Grid) -> int:
    return max((cell.column + cell.column_span for cell in grid.cells), default=0)


def _is_small(grid: Grid) -> bool:
    """Say whether a nested table is read as part of its cell: one row or one column."""
    return len({cell.row for cell in grid.cells}) <= 1 or len({cell.column for cell in grid.cells}) <= 1


def _tables(grid: Grid, numbering: _Numbering) -> Iterator[Item]:
    """Deliver a table, and after it the tables nested in its cells; an empty one is only a drawn frame."""
    if not any(cell.content or cell.fill for cell in grid.cells):
        return
    grid = replace(grid, cells=_trimmed(grid.cells))
    band = _band(grid)
    for paragraph in band:
        yield from (replace(block, bold=True) for block in _blocks(paragraph, numbering))
    ref, above = numbering.table(), 1 if band else 0
    decoration = _decoration(grid)
    cells = tuple(
        _cell(
            replace(cell, row=cell.row - above),
            Place(ref=f"{ref}, row {cell.row + 1}"),
            None if (cell.row, cell.column) in decoration else cell.fill,
        )
        for cell in grid.cells
        if cell.row >= above
    )
    yield Table(cells, Place(ref=ref), grid.title)
    for cell in grid.cells:
        for node in cell.content:
            if isinstance(node, Grid) and not _is_small(node):
                yield from _node_items(node, numbering)


def _band(grid: Grid) -> list[Paragraph]:
    """Give the text of a first row that is one cell over the whole width, above the header: it is a title in the frame.

    An area or a heading set so belongs before the table, as it stands before others.
    """
    first, second = ([cell for cell in grid.cells if cell.row == row] for row in (0, 1))
    rows = {cell.row for cell in grid.cells}
    if len(first) != 1 or len(second) < 2 or len(rows) < 3 or first[0].column_span < _columns(grid):
        return []
    band = [node for node in first[0].content if isinstance(node, Paragraph)]
    lines = [line for paragraph in band for line in lines_of(paragraph)]
    said = sum(len(line.text) for line in lines)
    if len(band) < len(first[0].content) or any(line.icons for line in lines) or not 0 < said <= _MAX_BAND:
        return []
    return band


_MAX_BAND = 150
"""The longest title that is set inside a table's frame."""


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


def _cell_lines(node: Node, header: bool) -> Iterator[Line]:
    if isinstance(node, Paragraph):
        yield from as_one(lines_of(node)) if header else lines_of(node)
    elif _is_small(node):
        for cell in sorted(node.cells, key=lambda cell: (cell.row, cell.column)):
            inner = [line for each in cell.content for line in _cell_lines(each, header)]
            yield from inner
            if cell.fill and cell.fill != "white" and not any(line.icons for line in inner):
                yield Line("", (Icon("square", cell.fill),))


def _blocks(paragraph: Paragraph, numbering: _Numbering) -> Iterator[Block]:
    lines = lines_of(paragraph)
    for at, line in enumerate(as_one(lines) if paragraph.level else lines):
        if line.text or line.icons:
            yield Block(
                line.text,
                numbering.block(),
                level=paragraph.level if line.text else None,
                size=line.size,
                bold=line.bold,
                icons=line.icons,
                list_item=(paragraph.list_item and at == 0) or bool(_TYPED_BULLET.match(line.text)),
                color=line.color,
            )
