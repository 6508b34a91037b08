"""Strengths and areas for improvement: two columns of short points, per goal area or for the whole report.

The same points often stand in a summary table and again under each area; points that are worded alike are one
observation, points whose wording differs at all are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...normalize.column import read_column
from ...normalize.heading import read_heading
from ...normalize.text import clean, fold
from ...schema import Observation
from ...schema.codes import ObservationKind
from ..document import Block, Cell, Place
from ..joining import Grid
from ..outline import Section
from ..structure import Structure
from .entry import Entry
from .source import source_of

_BULLETS = re.compile(r"(?:^|\n|\s)[•·▪◦‣*–-]\s*(?=\S)|(?:^|\n)o\s+(?=\S)")
_KINDS: dict[str, ObservationKind] = {"strength": "strength", "improvement": "improvement"}


class _Point(NamedTuple):
    kind: ObservationKind
    area: str | None
    text: str
    place: Place


def find_observations(structure: Structure, entries: Sequence[Entry] = ()) -> list[Observation]:
    """Find the observations of a report in printed order, each once; a question inside a record is its comment's."""
    areas = [section.title for section in structure.outline.sections if section.kind == "area"]
    points = [_in_full(point, areas) for point in (*_tabled(structure), *_listed(structure, entries))]
    kept: dict[tuple[str, str, str], _Point] = {}
    also: dict[tuple[str, str, str], list[Place]] = {}
    for point in _parted(points):
        key = (point.kind, fold(point.text), fold(point.area or ""))
        if kept.setdefault(key, point) is not point:
            also.setdefault(key, []).append(point.place)
    return [
        Observation(
            kind=point.kind,
            area=point.area,
            text=point.text,
            source=source_of(structure.document, point.place, also.get(key, [])),
        )
        for key, point in kept.items()
    ]


def _in_full(point: _Point, areas: Sequence[str]) -> _Point:
    """Give a point its area as the heading prints it in full: "Trygg kommun" in a table, "Målområde 2 Trygg kommun"."""
    folded = fold(point.area or "")
    full = next((area for area in areas if folded and fold(area).endswith(folded)), None)
    return point._replace(area=full) if full else point


def _parted(points: Sequence[_Point]) -> Iterator[_Point]:
    """Part points that run together because their bullets were lost, where they repeat points known from elsewhere."""
    known: dict[tuple[str, str | None], list[str]] = {}
    for point in points:
        known.setdefault((point.kind, point.area), []).append(point.text)
    for point in points:
        others = [text for text in known[point.kind, point.area] if text != point.text and text in point.text]
        parts = _parts(point.text, others)
        yield from (point._replace(text=part) for part in parts)


def _parts(text: str, known: Sequence[str]) -> list[str]:
    """Cut a text at the points it repeats.

    Example:
        >>> _parts("Fler nöjda Kortare köer", ["Kortare köer"])
        ['Fler nöjda', 'Kortare köer']
        >>> _parts("Kortare köer i vården", ["Kortare köer"])
        ['Kortare köer i vården']
    """
    if not known:
        return [text]
    pattern = "|".join(re.escape(point) for point in sorted(known, key=len, reverse=True))
    parts = [part for piece in re.split(f"({pattern})", text) if (part := piece.strip())]
    return parts if all(part[0].isupper() for part in parts) else [text]


def _tabled(structure: Structure) -> Iterator[_Point]:
    for grid in structure.grids:
        if grid.fields() & set(_KINDS):
            yield from _points(grid, _area_above(structure, grid.index))


def _area_above(structure: Structure, index: int) -> str | None:
    stack = structure.outline.above(index)
    return next((s.title for s in reversed(stack) if s.kind == "area"), None)


def _points(grid: Grid, area: str | None) -> Iterator[_Point]:
    areas = grid.column("area")
    for row in grid.rows:
        if areas is not None and row.text(areas):
            area = row.text(areas).replace("\n", " ")
        for i, column in enumerate(grid.columns):
            cell = row.cell(i)
            if column.field in _KINDS and cell and cell.text:
                for text in points_of(cell.text):
                    yield _Point(_KINDS[column.field], area, text, _place(cell))


def _place(cell: Cell) -> Place:
    return cell.place


def points_of(text: str) -> list[str]:
    """Split a cell into its points: at bullets where there are any, else at paragraphs.

    Example:
        >>> points_of("• Kortare köer • Fler\\nnöjda")
        ['Kortare köer', 'Fler nöjda']
    """
    if _BULLETS.match(text):
        parts = re.split(r"(?:^|\n|\s)[•·▪◦‣*]\s*|(?:^|\n)[–-]\s+|(?:^|\n)o\s+", text)
    else:
        parts = [re.sub(r"^[•·▪◦‣*–-]\s+", "", line) for line in text.split("\n")]
    return [point for part in parts if (point := clean(part).replace("\n", " ").strip())]


def _listed(structure: Structure, entries: Sequence[Entry]) -> Iterator[_Point]:
    """Give bullet lists under a heading or line that names strengths or areas for improvement."""
    kind: ObservationKind | None = None
    for i, item in enumerate(structure.items):
        if not isinstance(item, Block):
            kind = None
            continue
        column = read_column(item.text) if len(item.text) < 60 else None
        if (
            column
            and column.field in _KINDS
            and not column.fuzzy
            and not _asks_within(structure, entries, i, item.text)
        ):
            kind = _KINDS[column.field]
        elif kind and (item.list_item or _BULLETS.match(item.text)):
            for text in points_of(item.text):
                yield _Point(kind, _list_area(structure, entries, i), text, item.place)
        else:
            kind = None


def _asks_within(structure: Structure, entries: Sequence[Entry], index: int, text: str) -> bool:
    """Say whether a line is a question in the comment of the goal above it, under no heading of its own."""
    if not text.endswith("?"):
        return False
    last = max((entry.index for entry in entries if entry.index < index and not entry.tabular), default=None)
    if last is None:
        return False
    return not any(last < s.index < index and not s.title.endswith("?") for s in structure.outline.sections)


def _area_of_last(entries: Sequence[Entry], stack: Sequence[Section], index: int) -> str | None:
    """Give the heading above that is the area of the record told last."""
    last = max((entry for entry in entries if entry.index < index), key=lambda entry: entry.index, default=None)
    return last.area if last and any(section.title == last.area for section in stack) else None


def _list_area(structure: Structure, entries: Sequence[Entry], index: int) -> str | None:
    stack = [s for s in structure.outline.above(index) if read_column(s.title).field not in _KINDS]
    named = next((s.title for s in reversed(stack) if s.kind == "area"), None) or _area_of_last(entries, stack, index)
    before = (s for s in reversed(structure.outline.sections) if s.index < index)
    nearest = next((s for s in before if read_column(s.title).field not in _KINDS), None)
    return named or (nearest.title if nearest and read_heading(nearest.title).kind == "other" else None)
