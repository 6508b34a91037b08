"""Pages of two columns: the white strip between columns of running text, and the zones it divides a page into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from .document import Box
from .gutters import is_number, parts_of
from .layout import Run, lines_of
from .page import Word


@dataclass(slots=True)
class Zone:
    """A part of a page that is read from top to bottom before the next: its lines and its box."""

    lines: list[Run]
    box: Box


_LEAST_COLUMN: Final = 7
_HEADING: Final = 1.3


def zones_of(words: list[Word], obstacles: Sequence[Box], width: float, height: float) -> list[Zone]:
    """Divide a page into zones in reading order; a page of one column is one zone.

    `obstacles` are tables; one that reaches over both columns ends them above it.
    """
    words = [word for word in words if not word.turn]
    lines = lines_of(words)
    middle = _column_gutter(lines, width)
    if middle is None:
        return [Zone(lines, (0.0, 0.0, width, height))]
    walls = [(box[1], box[3]) for box in obstacles if box[0] < middle - 5 and box[2] > middle + 5]
    walls += [(line.top, line.bottom) for line in lines if _crosses(line, middle)]
    walls += [(line.top, line.bottom) for line in lines if _stands_alone(line, lines, middle)]
    spread = _table_walls(lines, middle)
    bounds = [0.0, *sorted(place for wall in (*walls, *spread) for place in wall), height]
    zones: list[Zone] = []
    for top, bottom in pairwise(bounds):
        if any(wall[0] <= top and bottom <= wall[1] for wall in spread):
            inside = [word for word in words if top <= (word.top + word.bottom) / 2 < bottom]
            zones.append(Zone(lines_of(inside), (0.0, top, width, bottom)))
        else:
            zones += _zones_between(words, top, bottom, middle, width)
    return _merged(zones, width)


def _stands_alone(line: Run, lines: Sequence[Run], middle: float) -> bool:
    """Say whether a short heading stands over both columns: in larger type, and nothing beside it in the second one."""
    if line.x1 > middle or line.size < _HEADING * median(other.size for other in lines):
        return False
    beside = [part for other in lines for part in parts_of(other) if part.x0 > middle]
    near = 0.5 * line.size
    level = any(part.top < line.bottom + near and part.bottom > line.top - near for part in beside)
    return not level and any(part.bottom < line.top for part in beside)


def _table_walls(lines: Sequence[Run], middle: float) -> list[tuple[float, float]]:
    """Give the heights of tables whose labels stand in the one column and whose figures in the other, with headers."""
    rows = [at for at, line in enumerate(lines) if _is_spread_row(line, middle)]
    walls: list[tuple[float, float]] = []
    for run in (list(group) for _, group in groupby(rows, key=lambda at: at - rows.index(at))):
        first, last = run[0], run[-1]
        if len(run) < 2:
            continue
        while first and _heads(lines[first - 1], lines[first]):
            first -= 1
        if first and _is_caption(lines, first - 1, middle):
            first -= 1
        walls.append((lines[first].top, lines[last].bottom))
    return walls


def _is_caption(lines: Sequence[Run], at: int, middle: float) -> bool:
    """Say whether a line over a table that reaches over both columns is its caption: set apart from the text above."""
    line, below = lines[at], lines[at + 1]
    near = below.top - line.bottom < 2.5 * line.size and line.x1 < middle
    weighty = line.size > 1.1 * below.size or all(word.bold for word in line.words if word.icon is None)
    return near and weighty and (at == 0 or line.top - lines[at - 1].bottom > 0.3 * line.size)


def _is_spread_row(line: Run, middle: float) -> bool:
    """Say whether a line is a row with its label left of a place and nothing but figures right of it."""
    right = [part for part in parts_of(line) if part.x0 > middle]
    left = [part for part in parts_of(line) if part.x1 < middle]
    return bool(left) and len(right) > 1 and all(is_number(part.text) for part in right)


def _heads(line: Run, below: Run) -> bool:
    """Say whether a line close over a row of figures is its header: several short words apart."""
    parts = parts_of(line)
    return len(parts) > 1 and below.top - line.bottom < 2 * line.size and all(len(part.words) <= 4 for part in parts)


def _zones_between(words: list[Word], top: float, bottom: float, middle: float, width: float) -> list[Zone]:
    inside = [word for word in words if top <= (word.top + word.bottom) / 2 < bottom]
    left = lines_of(word for word in inside if word.x1 <= middle + 1)
    right = lines_of(word for word in inside if word.x1 > middle + 1)
    if min(len(left), len(right)) < 3:
        return [Zone(lines_of(inside), (0.0, top, width, bottom))]
    return [Zone(left, (0.0, top, middle, bottom)), Zone(right, (middle, top, width, bottom))]


def _merged(zones: list[Zone], width: float) -> list[Zone]:
    """Join zones of full width that follow each other."""
    merged: list[Zone] = []
    for zone in zones:
        if merged and _is_full(merged[-1], width) and _is_full(zone, width):
            last = merged[-1]
            merged[-1] = Zone(last.lines + zone.lines, (0.0, last.box[1], width, zone.box[3]))
        else:
            merged.append(zone)
    return merged


def _is_full(zone: Zone, width: float) -> bool:
    return zone.box[2] - zone.box[0] > width - 1


def _column_gutter(lines: Sequence[Run], width: float) -> float | None:
    """Find the white strip between two columns of running text."""
    votes: dict[int, int] = {}
    for line in lines:
        runs = parts_of(line)
        for left, right in pairwise(runs):
            for near in range(round(left.x1 / 6) + 1, round(right.x0 / 6)):
                votes[near] = votes.get(near, 0) + 1
    inner = {place: count for place, count in votes.items() if 0.3 * width < 6 * place < 0.7 * width}
    if not inner or max(inner.values()) < _LEAST_COLUMN:
        return None
    most = max(inner.values())
    places = sorted(place for place, count in inner.items() if count == most)
    middle = 6.0 * places[len(places) // 2]
    beside = [parts_of(line) for line in lines if line.x0 < middle < line.x1 and not _crosses(line, middle)]
    prose = [runs for runs in beside if len(runs) == 2 and min(len(run.words) for run in runs) >= 3]
    return middle if len(prose) >= max(_LEAST_COLUMN - 2, 0.6 * len(beside)) else None


def _crosses(line: Run, middle: float) -> bool:
    return any(run.x0 < middle - 2 and run.x1 > middle + 2 for run in parts_of(line))
