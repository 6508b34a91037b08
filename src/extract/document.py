"""The neutral document every reader delivers: blocks and tables in reading order, each with its place.

Nothing here knows what a goal or a budget is, nor which form of file the text came from. All text is NFC, its runs
of whitespace folded to one blank, line-break hyphens undone; `\\n` separates paragraphs and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the page's top left corner."""

Shape = Literal[
    "circle",
    "ring",
    "half_circle",
    "square",
    "diamond",
    "triangle",
    "dash",
    "tick",
    "cross",
    "arrow_up",
    "arrow_right",
    "arrow_down",
    "face",
    "star",
    "bar",
    "image",
    "unknown",
]


class Place(NamedTuple):
    """Where something stands: page and box in paged files, line in text, a reference elsewhere (1-based)."""

    page: int | None = None
    bbox: Box | None = None
    line: int | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Icon:
    """A drawn or typed symbol: a status dot, a tick, a completion bar, or one whose drawing was lost.

    `color` is a plain English colour name ("green", "yellow", "orange", "red", "blue", "grey", "white", "black") or
    None where the symbol is uncoloured; `fill` is a completion bar's share, 0-1; `glyph` is the character where the
    symbol is typed, `alt` the text a picture is described by.
    """

    shape: Shape
    color: str | None = None
    box: Box | None = None
    fill: float | None = None
    glyph: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item outside tables.

    `level` is the heading's depth (1 is the highest) where the form of the file says it is one (Markdown, HTML, Word
    style), else None. `size` is the font size in points, `bold` the weight of all its letters. `icons` stand in
    front of the text or alone.
    """

    text: str
    place: Place
    level: int | None = None
    size: float | None = None
    bold: bool = False
    icons: tuple[Icon, ...] = ()
    list_item: bool = False
    color: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `row` and `column` are 0-based, a cell that spans others stands at its first.

    `fill` is the colour name of a filled cell where the fill is not mere decoration to the reader's knowledge; `bold`
    says that all its letters are; `header` that the file itself marks it as a header cell.
    """

    text: str
    row: int
    column: int
    place: Place
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    bold: bool = False
    fill: str | None = None
    icons: tuple[Icon, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells; positions that no cell covers are empty.

    `title` is a caption that the file attaches to the table (HTML caption, `Tabell 3. …` inside its frame), not a
    heading that stands before it.
    """

    cells: tuple[Cell, ...]
    place: Place
    title: str | None = None
    n_rows: int = field(init=False)
    n_columns: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "n_rows", max((c.row + c.row_span for c in self.cells), default=0))
        object.__setattr__(self, "n_columns", max((c.column + c.column_span for c in self.cells), default=0))

    def grid(self) -> list[list[Cell | None]]:
        """Give the cells row by row; a spanning cell stands at its first position only."""
        rows: list[list[Cell | None]] = [[None] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell
        return rows


Item: TypeAlias = Block | Table

AsideKind = Literal["margin", "marginal", "hidden", "slanted", "sideways", "chart", "unreadable"]


class Aside(NamedTuple):
    """A line of print on a page that is no part of what the page says; nothing is found in it.

    `kind` tells why: pages repeat it in their margins, it stands there in small print beside the text (`marginal`),
    nobody can see it, it runs askew over the page (a watermark, a stamp), up or down beside upright print, as figures
    along the axes of a chart, or its letters have no meaning.
    """

    kind: AsideKind
    text: str
    place: Place


class Page(NamedTuple):
    """One page of a paged file: its number (1-based), printed label, size in points, and how it was read."""

    number: int
    label: str | None = None
    width: float | None = None
    height: float | None = None
    ocr: bool = False
    failed: str | None = None


class Note(NamedTuple):
    """Something a reader noticed about the reading itself; the pipeline makes a finding of it.

    `code` is one of the contract's finding codes with origin extraction.
    """

    code: str
    message: str
    severity: Literal["error", "warning", "info"] = "warning"
    place: Place | None = None


class Doubt(NamedTuple):
    """Print on a scan that was poorly legible: a word or figure as it was read, and how sure that is, 0-1."""

    text: str
    place: Place
    sure: float


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: what it is, its pages, and its blocks and tables in reading order.

    `asides` are what stands on the pages besides, for whoever looks for words that the text lacks.
    """

    file_name: str
    sha256: str
    media_type: str
    items: tuple[Item, ...]
    pages: tuple[Page, ...] = ()
    notes: tuple[Note, ...] = ()
    asides: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """Give the blocks outside tables."""
        return (item for item in self.items if isinstance(item, Block))

    def tables(self) -> Iterator[Table]:
        """Give the tables."""
        return (item for item in self.items if isinstance(item, Table))

    def with_items(self, items: tuple[Item, ...]) -> Document:
        """Give the same document with other items."""
        return replace(self, items=items)
