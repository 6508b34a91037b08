"""A document with its skeleton read: what every finder starts from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from ..normalize.symbol import Legend
from .document import Document, Item
from .joining import Grid, grids
from .legend import read_legend
from .outline import Outline, Section, outline_of
from .parting import part_tables
from .symbols import lift_symbols
from .turning import turn_tables
from .typed import typed


@dataclass(frozen=True)
class Structure:
    """A document, its headings, its joined tables and its legend.

    `skipped` are the positions of items that hold no records: contents lists and the legend itself.
    """

    document: Document
    outline: Outline
    grids: tuple[Grid, ...]
    legend: Legend
    skipped: frozenset[int]

    @property
    def items(self) -> tuple[Item, ...]:
        """The document's blocks and tables in reading order."""
        return self.document.items

    @cached_property
    def _grid_starts(self) -> dict[int, Grid]:
        return {grid.index: grid for grid in self.grids}

    def grid_at(self, index: int) -> Grid | None:
        """Give the joined table whose first part is the item at `index`."""
        return self._grid_starts.get(index)

    def heading_above(self, index: int) -> Section | None:
        """Give the nearest heading that the item at `index` stands under."""
        stack = self.outline.above(index)
        return stack[-1] if stack else None


def structure_of(document: Document) -> Structure:
    """Read the skeleton of a document."""
    document = turn_tables(part_tables(lift_symbols(document)))
    outline = outline_of(document)
    joined = tuple(typed(grid) for grid in grids(document.items))
    legend, legend_items = read_legend(document.items, joined, outline)
    headings = tuple(section for section in outline.sections if section.index not in legend_items)
    outline = replace(outline, sections=headings)
    return Structure(document, outline, joined, legend, outline.skipped | legend_items)
