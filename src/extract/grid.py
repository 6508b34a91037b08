"""Ruled lines and shaded areas become frames: where a page's tables lie and which cells their lines cut out.

Lines that nearly meet are snapped together, what touches belongs to one frame, and neighbouring fields of a frame's
finest grid are one cell where no line divides them. That way missing crossings, open sides (a table that goes on over
the page break) and merged cells need no rules of their own.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from .document import Box
from .page import Fill, PageModel

_SNAP: Final = 2.6
_TOUCH: Final = 3.2
_LEAST_CELL: Final = 3.5


class Edge(NamedTuple):
    """A straight border: at `at` across its axis, from `low` to `high` along it; `drawn` if a line."""

    at: float
    low: float
    high: float
    drawn: bool = True


@dataclass(slots=True)
class Field:
    """One cell of a frame's grid, with the rows and columns it covers."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(slots=True)
class Frame:
    """A connected set of borders: a table, or a box around text; `nested` where it is a table in a cell of another."""

    level: list[Edge]
    upright: list[Edge]
    box: Box
    hints: list[float] = field(default_factory=list)
    nested: bool = False

    def cuts(self) -> tuple[list[float], list[float]]:
        """Give the places of all column and row borders."""
        across = _merged_places([edge.at for edge in self.upright] + [self.box[0], self.box[2]])
        down = _merged_places([edge.at for edge in self.level] + [self.box[1], self.box[3]])
        return across, down


def frames_of(model: PageModel) -> list[Frame]:
    """Find the frames of a page, from top to bottom."""
    level, upright, hints = _edges(model)
    frames = [_frame(group) for group in _connected(level, upright)]
    frames = [frame for frame in frames if _is_frame(frame)]
    for frame in frames:
        frame.nested = any(_is_nested(frame, other) for other in frames)
    for frame in frames:
        inner = [other.box for other in frames if other.nested and other is not frame]
        own = [(x, y) for x, y in hints if not any(_within(box, x, y) for box in inner)]
        frame.hints = [x for x, y in own if _within(frame.box, x, y)]
    return sorted(frames, key=lambda frame: (frame.box[1], frame.box[0]))


def _is_nested(inner: Frame, outer: Frame) -> bool:
    """Say whether a frame of several rows and columns lies in one cell of a frame that has more cells than that."""
    x0, top, x1, bottom = outer.box
    a, high, b, low = inner.box
    if inner is outer or a < x0 + 1.5 or b > x1 - 1.5 or high < top or low > bottom or not outer.upright:
        return False
    if any(len(places) < 3 for places in inner.cuts()):
        return False
    fields = fields_of(outer)[0]
    return len(fields) > 1 and any(
        each.box[0] < a and each.box[2] > b and each.box[1] <= high + 1 and each.box[3] >= low - 1 for each in fields
    )


def fields_of(frame: Frame) -> tuple[list[Field], list[float], list[float]]:
    """Cut a frame into cells; give them with the column and row borders."""
    across, down = frame.cuts()
    columns, rows = len(across) - 1, len(down) - 1
    if columns < 1 or rows < 1:
        return [], across, down
    right_of = _walls(frame.upright, across, down)
    below = _walls(frame.level, down, across)
    parent = list(range(rows * columns))
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not right_of[column + 1][row]:
                _unite(parent, here, here + 1)
            if row + 1 < rows and not below[row + 1][column]:
                _unite(parent, here, here + columns)
    groups: dict[int, list[int]] = {}
    for here in range(rows * columns):
        groups.setdefault(_root(parent, here), []).append(here)
    fields = [each for group in groups.values() for each in _rectangles(group, columns, across, down)]
    return sorted(fields, key=lambda each: (each.row, each.column)), across, down


def _rectangles(group: list[int], columns: int, across: list[float], down: list[float]) -> list[Field]:
    """Give a united group as one field where it is a rectangle, else row by row."""
    rows = sorted({here // columns for here in group})
    spans = {row: sorted(here % columns for here in group if here // columns == row) for row in rows}
    first = spans[rows[0]]
    if len(group) == len(rows) * len(first) and all(spans[row] == first for row in rows):
        return [_field(rows[0], first[0], len(rows), len(first), across, down)]
    return [_field(row, part[0], 1, len(part), across, down) for row in rows for part in _successive(spans[row])]


def _successive(numbers: list[int]) -> list[list[int]]:
    parts = [[numbers[0]]]
    for number in numbers[1:]:
        if number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return parts


def _field(row: int, column: int, row_span: int, column_span: int, across: list[float], down: list[float]) -> Field:
    box = (across[column], down[row], across[column + column_span], down[row + row_span])
    return Field(row, column, row_span, column_span, box)


def nearest(places: Sequence[float], at: float) -> int:
    """Say which of some places, in order, lies nearest; of two as near the first.

    Example:
        >>> nearest([0.0, 10.0, 40.0], 26.0), nearest([0.0, 10.0], 5.0), nearest([0.0, 10.0], 12.0)
        (2, 0, 1)
    """
    after = bisect_left(places, at)
    if after == len(places) or (after and at - places[after - 1] <= places[after] - at):
        return after - 1
    return after


def _walls(edges: Sequence[Edge], places: list[float], other: list[float]) -> list[list[bool]]:
    """Say for each border place and each stretch between two places of the other axis whether an edge covers it."""
    walls = [[False] * (len(other) - 1) for _ in places]
    for edge in edges:
        at = nearest(places, edge.at)
        for index, (low, high) in enumerate(itertools.pairwise(other)):
            common = min(edge.high + 1, high) - max(edge.low - 1, low)
            if common > 0.75 * (high - low):
                walls[at][index] = True
    return walls


def _root(parent: list[int], here: int) -> int:
    while parent[here] != here:
        parent[here] = parent[parent[here]]
        here = parent[here]
    return here


def _unite(parent: list[int], one: int, other: int) -> None:
    parent[_root(parent, other)] = _root(parent, one)


def _merged_places(places: Iterable[float]) -> list[float]:
    """Give distinct places, close ones as one (their mean)."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] < _LEAST_CELL:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


# -- edges


def _edges(model: PageModel) -> tuple[list[Edge], list[Edge], list[tuple[float, float]]]:
    """Give level and upright edges, snapped and joined, and the points where two level lines meet end to end."""
    level: list[Edge] = []
    upright: list[Edge] = []
    pieces: list[Edge] = []
    for rule in model.rules:
        if rule.x1 - rule.x0 >= rule.bottom - rule.top:
            pieces.append(Edge((rule.top + rule.bottom) / 2, rule.x0, rule.x1))
        else:
            upright.append(Edge((rule.x0 + rule.x1) / 2, rule.top, rule.bottom))
    level += pieces
    for fill in model.fills:
        if not _is_shade(fill, model):
            continue
        level += [Edge(fill.top, fill.x0, fill.x1, False), Edge(fill.bottom, fill.x0, fill.x1, False)]
        upright += [Edge(fill.x0, fill.top, fill.bottom, False), Edge(fill.x1, fill.top, fill.bottom, False)]
    return _joined(level), _joined(upright), _meetings(pieces)


def _is_shade(fill: Fill, model: PageModel) -> bool:
    """Say whether a filled area can be a cell or a row: neither white, nor the page's ground, nor a symbol."""
    if min(fill.rgb) > 250:
        return False
    width, height = fill.x1 - fill.x0, fill.bottom - fill.top
    if width > 0.9 * model.width and height > 0.25 * model.height:
        return False
    if height > 0.85 * model.height:
        return False
    return width >= 6 and height >= 6 and not (width < 13 and height < 13)


def _meetings(pieces: list[Edge]) -> list[tuple[float, float]]:
    """Give the points where one level line ends and the next begins: there a column ends."""
    ordered = sorted(pieces, key=lambda edge: (round(edge.at), edge.low))
    points = []
    for one, other in itertools.pairwise(ordered):
        if abs(one.at - other.at) < 1 and abs(one.high - other.low) < 2.2 and one.high - one.low > 8:
            points.append(((one.high + other.low) / 2, one.at))
    return points


def _joined(edges: list[Edge]) -> list[Edge]:
    """Snap edges that lie beside each other and join those that follow each other."""
    edges = [edge for edge in edges if edge.high - edge.low >= 1]
    edges.sort(key=lambda edge: edge.at)
    groups: list[list[Edge]] = []
    for edge in edges:
        if groups and edge.at - groups[-1][-1].at < _SNAP and edge.at - groups[-1][0].at < 2 * _SNAP:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [edge for group in groups for edge in _chained(group)]


def _chained(group: list[Edge]) -> list[Edge]:
    drawn = [edge.at for edge in group if edge.drawn] or [edge.at for edge in group]
    at = sum(drawn) / len(drawn)
    chained: list[Edge] = []
    for edge in sorted(group, key=lambda each: each.low):
        if chained and edge.low <= chained[-1].high + _SNAP:
            last = chained[-1]
            chained[-1] = Edge(at, last.low, max(last.high, edge.high), last.drawn or edge.drawn)
        else:
            chained.append(Edge(at, edge.low, edge.high, edge.drawn))
    return chained


def _connected(level: list[Edge], upright: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Group edges that touch."""
    parent = list(range(len(level) + len(upright)))
    for index, edge in enumerate(level):
        for other, wall in enumerate(upright, len(level)):
            if (
                edge.low - _TOUCH <= wall.at <= edge.high + _TOUCH
                and wall.low - _TOUCH <= edge.at <= wall.high + _TOUCH
            ):
                _unite(parent, index, other)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for index, edge in enumerate(level):
        groups.setdefault(_root(parent, index), ([], []))[0].append(edge)
    for index, edge in enumerate(upright, len(level)):
        groups.setdefault(_root(parent, index), ([], []))[1].append(edge)
    return list(groups.values())


def _frame(group: tuple[list[Edge], list[Edge]]) -> Frame:
    level, upright = group
    x0 = min([edge.low for edge in level] + [edge.at for edge in upright])
    x1 = max([edge.high for edge in level] + [edge.at for edge in upright])
    top = min([edge.at for edge in level] + [edge.low for edge in upright])
    bottom = max([edge.at for edge in level] + [edge.high for edge in upright])
    return Frame(level, upright, (x0, top, x1, bottom))


def _is_frame(frame: Frame) -> bool:
    x0, _, x1, _ = frame.box
    return x1 - x0 >= 25 and bool(frame.level)


def _within(box: Box, x: float, y: float) -> bool:
    return box[0] - 2 <= x <= box[2] + 2 and box[1] - 3 <= y <= box[3] + 3
