"""Tables that became nothing although they look like what reports are read for: money, goals, assignments, indicators.

What a finder cannot take is the loss that nobody sees; each such table is named with its page, so that a person looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ...normalize.column import MONEY
from ...normalize.number import read_number
from ...normalize.status import read_status
from ...normalize.unit import read_unit
from ...schema import Assignment, Finding, Goal, Indicator, Report, Source
from ..document import Place
from ..joining import Grid, Row
from ..structure import Structure
from .source import source_of

_Spot: TypeAlias = tuple[int | None, int | None, str | None]
"""Line, page, or reference of something printed."""
MIN_ROWS = 2
MIN_NUMBERS = 5
MANY_NUMBERS = 12
_RECORDS = ("goal", "assignment", "indicator")
_STRONG = MONEY - {"year", "outcome"}


def unresolved_tables(structure: Structure, report: Report) -> Iterator[Finding]:
    """Give a finding for each table that looks like money or records, and of which nothing was taken."""
    taken: dict[_Spot, list[Source]] = defaultdict(list)
    for source in _sources(report):
        taken[source.line, source.page, None if source.bbox else source.ref].append(source)
    for grid in structure.grids:
        if grid.index in structure.skipped or any(_holds(row, taken) for row in (*grid.header, *grid.rows)):
            continue
        what = _looks_like(grid)
        if what is None:
            continue
        first = next((cell.text for row in (*grid.header, *grid.rows) for cell in row.cells if cell and cell.text), "")
        message = f"a table that looks like {what} could not be read; it begins «{first[:60]}», {len(grid.rows)} rows"
        yield Finding(
            code="table_unresolved",
            origin="extraction",
            severity="info" if what == "figures" else "warning",
            message=message,
            source=source_of(structure.document, grid.place),
        )


def _looks_like(grid: Grid) -> str | None:
    """Tell what a table looks like: a column of records or verdicts, or figures with or without signs of money."""
    fields = grid.fields()
    for field in _RECORDS:
        if field in fields and sum(bool(row.text(grid.column(field))) for row in grid.rows) >= MIN_ROWS:
            return f"a list of {field}s"
    status = grid.column("status", "forecast")
    if status is not None and sum(read_status(row.text(status)) is not None for row in grid.rows) >= MIN_ROWS:
        return "a list of verdicts"
    rows = [row for row in grid.rows if _figures(row)]
    numbers = sum(map(_figures, rows))
    if len(rows) < MIN_ROWS or numbers < MIN_NUMBERS:
        return None
    if fields & _STRONG or _prints_money(grid):
        return "money"
    words = sum(len(row.filled()) for row in rows) - numbers
    return "figures" if numbers >= MANY_NUMBERS and words <= numbers else None


def _figures(row: Row) -> int:
    """Count the figures of a row after its label."""
    return sum(read_number(row.text(i)) is not None for i in range(1, len(row.cells)))


def _prints_money(grid: Grid) -> bool:
    """Say whether the header, or the first row where a header went unread, prints a unit of money."""
    texts = [cell.text for row in (*grid.header, *grid.rows[:1]) for cell in row.cells if cell]
    return any((unit := read_unit(text)) is not None and unit != "procent" for text in texts)


def _sources(report: Report) -> Iterator[Source]:
    """Give every place that something was taken from."""
    judged: list[Goal | Assignment | Indicator] = [*report.goals, *report.assignments, *report.indicators]
    for record in judged:
        yield from _with_also(record.source)
        if record.status and record.status.source:
            yield record.status.source
    for observation in report.observations:
        yield from _with_also(observation.source)
    for indicator in report.indicators:
        yield from (value.source for value in indicator.values if value.source)
    for table in report.budget_tables:
        yield from (row.source for row in table.rows)


def _with_also(source: Source) -> Iterator[Source]:
    yield source
    yield from source.also


def _holds(row: Row, taken: Mapping[_Spot, Sequence[Source]]) -> bool:
    """Say whether something was taken from a row."""
    place = row.place
    near = taken.get((place.line, place.page, None if place.bbox else place.ref), ())
    return any(_meets(source, place) for source in near)


def _meets(source: Source, place: Place) -> bool:
    if source.bbox is None or place.bbox is None:
        return True
    (x0, top, x1, bottom), (left, above, right, below) = source.bbox, place.bbox
    return x0 < right and left < x1 and top < below - 1 and above + 1 < bottom
