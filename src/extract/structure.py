"""A document with its skeleton read: what every finder starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..normalize.column import read_column
from ..normalize.date import find_years
from ..normalize.symbol import Legend
from ..normalize.unit import read_unit
from .document import Block, Document, Item
from .field_tables import open_field_tables
from .joining import Grid, grids
from .legend import read_legend
from .measures import Measure, measures_of
from .outline import Outline, Section, outline_of
from .parting import part_tables
from .symbols import lift_symbols
from .ticked import choose_in_lines, choose_ticked
from .turning import turn_tables
from .typed import typed
from .unstacking import unstack_tables

MAX_NAME = 60
HEAD_LINES = 12
MAX_LINE = 160


@dataclass(frozen=True)
class Structure:
    """A document, its headings, its joined tables and its legend.

    `measures` are the indicators that stand outside tables. `skipped` are the positions of items that hold no goals and
    assignments: contents lists, the legend itself, and the lines of those indicators.
    """

    document: Document
    outline: Outline
    grids: tuple[Grid, ...]
    legend: Legend
    skipped: frozenset[int]
    measures: tuple[Measure, ...] = ()

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


def _named_above(grid: Grid, items: Sequence[Item]) -> Grid:
    """A table without a corner word has the rows that the line above it names: "Nyckeltal", "Verksamhetsmått"."""
    above = items[grid.index - 1] if grid.index else None
    if not isinstance(above, Block) or len(above.text) > MAX_NAME or not grid.columns or grid.columns[0].label:
        return grid
    named = read_column(above.text.rstrip(":"))
    if named.field != "indicator" or named.fuzzy or read_unit(above.text) not in (None, "procent"):
        return grid
    if not grid.fields() <= {
        "empty",
        "unknown",
        "year",
        "outcome",
        "target",
        "unit",
        "forecast",
        "change",
        "budget",
        "change_pct",
    }:
        return grid
    return replace(grid, columns=(replace(grid.columns[0], field="indicator"), *grid.columns[1:]))


def _year_at_head(document: Document) -> int | None:
    """Give the first year in the short lines that a document begins with: its title prints the report's."""
    head = (item.text for item in document.items[:HEAD_LINES] if isinstance(item, Block) and len(item.text) <= MAX_LINE)
    return next((year for text in head for year in find_years(text)), None)


def structure_of(document: Document) -> Structure:
    """Read the skeleton of a document."""
    document = turn_tables(part_tables(turn_tables(unstack_tables(lift_symbols(choose_in_lines(document))))))
    document = open_field_tables(choose_ticked(document))
    outline = outline_of(document)
    year = _year_at_head(document)
    joined = tuple(_named_above(typed(grid, year), document.items) for grid in grids(document.items))
    legend, legend_items = read_legend(document.items, joined, outline)
    headings = tuple(section for section in outline.sections if section.index not in legend_items)
    outline = replace(outline, sections=headings)
    measures = measures_of(document.items, outline.skipped)
    skipped = outline.skipped | legend_items | measures.used
    return Structure(document, outline, joined, legend, skipped, tuple(measures.found))
