"""What Word and HTML readers deliver before blocks and tables are made of it: paragraphs of runs, tables of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..document import Icon

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
