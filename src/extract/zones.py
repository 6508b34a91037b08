"""Pages of two columns: the white strip between columns of running text, and the zones it divides a page into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Final, TypeAlias

from ..normalize.column import read_column
from .document import Box
from .gutters import is_number, is_tabular, parts_of
from .layout import Run, are_level, lines_of
from .page import Word

Sides: TypeAlias = tuple[float, float]
"""Where the text of a page begins and ends: its left and right side."""


@dataclass(slots=True)
class Zone:
    """A part of a page that is read from top to bottom before the next: its lines and its box."""

    lines: list[Run]
    box: Box


_LEAST_COLUMN: Final = 7
_LEAST_ROWS: Final = 2
_LEAST_WORDS: Final = 4
_FULL: Final = 0.75
_ALIGNED: Final = 3.0
_CLOSE: Final = 2.2
_HEADING: Final = 1.3
_NEAR: Final = 4
_HALF: Final = (0.45, 0.6)
_LEAST_SECTION: Final = 2
_INDENT: Final = 20.0
_ALIKE: Final = 0.85
_WHITE: Final = 0.6
_WORDED: Final = 0.4
_SECTION_HEAD: Final = 1.2
_LEVEL: Final = 0.35
_BULLETS: Final = frozenset("•●▪■◦‣")


def zones_of(words: list[Word], obstacles: Sequence[Box], sides: Sides, height: float) -> list[Zone]:
    """Divide what stands between two sides of a page into zones in reading order; text of one column is one zone.

    `obstacles` are tables; one that reaches over both columns ends them above it.
    """
    words = [word for word in words if not word.turn]
    lines = lines_of(words)
    middle = _column_gutter(lines, sides) or _margin_gutter(lines, sides) or _unlevel_gutter(lines, sides)
    if middle is None or _are_rows(lines, middle):
        return _paired(lines, sides, height)
    walls = [(box[1], box[3]) for box in obstacles if box[0] < middle - 5 and box[2] > middle + 5]
    walls += [(line.top, line.bottom) for line in lines if _crosses(line, middle)]
    walls += [(line.top, line.bottom) for line in lines if _stands_alone(line, lines, middle)]
    spread = _table_walls(lines, middle)
    bounds = [0.0, *sorted(place for wall in (*walls, *spread) for place in wall), height]
    zones: list[Zone] = []
    for top, bottom in pairwise(bounds):
        if any(wall[0] <= top and bottom <= wall[1] for wall in spread):
            inside = [word for word in words if top <= (word.top + word.bottom) / 2 < bottom]
            zones.append(Zone(lines_of(inside), (sides[0], top, sides[1], bottom)))
        else:
            zones += _zones_between(words, (top, bottom), middle, sides)
    return _merged(zones, sides)


def _at(sides: Sides, share: float) -> float:
    """Give the place that lies this share of the way from the left side to the right."""
    return sides[0] + share * (sides[1] - sides[0])


def _paired(lines: list[Run], sides: Sides, height: float) -> list[Zone]:
    """Divide a page of one column where two tables of figures, or two lists, stand beside each other."""
    left, right = sides
    zones: list[Zone] = []
    done = 0
    pairs = (*_pairs_of_tables(lines), *_pairs_of_lists(lines), *_pairs_of_columns(lines, sides))
    for first, last, gutter in sorted(pairs):
        if first < done:
            continue
        top, bottom = lines[first].top - 0.5, lines[last].bottom + 0.5
        above = zones[-1].box[3] if zones else 0.0
        inside = lines_of(word for line in lines[first : last + 1] for word in line.words if word.x0 < gutter)
        beside = lines_of(word for line in lines[first : last + 1] for word in line.words if word.x0 >= gutter)
        zones += [
            Zone(lines[done:first], (left, above, right, top)),
            Zone(inside, (left, top, gutter, bottom)),
            Zone(beside, (gutter, top, right, bottom)),
        ]
        done = last + 1
    start = zones[-1].box[3] if zones else 0.0
    return [*zones, Zone(lines[done:] if zones else lines, (left, start, right, height))]


def _pairs_of_tables(lines: Sequence[Run]) -> Iterator[tuple[int, int, float]]:
    """Give the first and last line of tables beside each other, and the white strip between them."""
    starts = [_second_label(line) for line in lines]
    at = 0
    while at < len(lines):
        place = starts[at]
        if place is None:
            at += 1
            continue
        last = at
        while last + 1 < len(lines) and _goes_on_beside(lines, last, place):
            last += 1
        count = sum(_is_at(start, place) for start in starts[at : last + 1])
        first = at
        while first and _goes_on_beside(lines, first, place, step=-1):
            first -= 1
        if count >= _LEAST_ROWS and _has_heads_beside(lines[first:at], place):
            yield first, last, place - 1.5
        at = last + 1


def _pairs_of_lists(lines: Sequence[Run]) -> Iterator[tuple[int, int, float]]:
    """Give the first and last line of lists beside each other under a bold head each, and the strip between them."""
    for first, (head, below) in enumerate(pairwise(lines)):
        heads = parts_of(head)
        if len(heads) != 2 or not all(word.bold and word.icon is None for word in head.words):
            continue
        near = (word.x0 for word in below.words[1:] if word.text in _BULLETS and word.x0 > heads[0].x1)
        place = min((x0 for x0 in near if x0 > heads[1].x0 - below.size), default=None)
        if place is None or below.words[0].text not in _BULLETS or not _is_close(head, below):
            continue
        gutter = min(place, heads[1].x0) - 1.5
        last = first + 1
        while last + 1 < len(lines) and _is_close(lines[last], lines[last + 1]) and _is_listed(lines, last + 1, gutter):
            last += 1
        if _leaves_free(below, gutter):
            yield first, last, gutter


def _pairs_of_columns(lines: Sequence[Run], sides: Sides) -> Iterator[tuple[int, int, float]]:
    """Give the first and last line of a section in two columns of text, equally wide, and the strip between them."""
    low, high = (_at(sides, share) for share in _HALF)
    starts = Counter(round(part.x0) for line in lines for part in parts_of(line) if low < part.x0 < high)
    place, count = starts.most_common(1)[0] if starts else (0, 0)
    if count < _LEAST_SECTION:
        return
    size = median(line.size for line in lines)
    at = 0
    while at < len(lines):
        end = at
        while (
            end < len(lines) and _stands_in_columns(lines[end], place) and not _heads_section(lines, end, place, size)
        ):
            end += 1
        if section := _section(lines, at, end, place):
            yield *section, place - 1.5
        at = end + 1


def _stands_in_columns(line: Run, place: float) -> bool:
    """Say whether a line leaves the strip before a place free and begins there, if anything stands right of it.

    Lines set to both sides may have wide gaps between all their words.
    """
    right = [word.x0 for word in line.words if word.x0 > place - _ALIGNED]
    free = all(word.x1 < place - 0.5 * word.size for word in line.words if word.x0 <= place - _ALIGNED)
    return free and (not right or right[0] < place + _INDENT)


def _heads_section(lines: Sequence[Run], at: int, place: float, size: float) -> bool:
    """Say whether a heading left of a place stands over a new section: nothing beside it, and both sides begin anew."""
    line = lines[at]
    if line.size < _SECTION_HEAD * size or line.x1 > place:
        return False
    near = lines[max(at - _NEAR, 0) : at + 2 * _NEAR]
    beside = [word for other in near for word in other.words if word.x0 > place - _ALIGNED]
    if any(word.top < line.bottom and word.bottom > line.top for word in beside):
        return False
    below = [word for other in near for word in other.words if word.top > line.middle]
    sides = [[word.top for word in below if (word.x0 > place - _ALIGNED) == right] for right in (False, True)]
    return not sides[1] or (bool(sides[0]) and abs(min(sides[0]) - min(sides[1])) < line.size)


def _section(lines: Sequence[Run], at: int, end: int, place: float) -> tuple[int, int] | None:
    """Give the first and last line of the section in columns among lines that leave a strip free, if there is one."""
    beside = [i for i in range(at, end) if lines[i].x1 > place]
    if len(beside) < _LEAST_ROWS:
        return None
    first, last = beside[0], beside[-1]
    while first > at and lines[first - 1].bottom > lines[beside[0]].top + 0.2 * lines[first].size:
        first -= 1
    while last + 1 < end and _follows(lines[last], lines[last + 1]):
        last += 1
    sides = [
        lines_of(
            word for line in lines[first : last + 1] for word in line.words if (word.x0 > place - _ALIGNED) == side
        )
        for side in (False, True)
    ]
    return (first, last) if _are_columns(*sides) else None


def _follows(line: Run, below: Run) -> bool:
    """Say whether a line under the last one beside another column goes on with its own."""
    return below.top - line.bottom < 0.8 * line.size and below.size < 1.1 * line.size


def _are_columns(left: list[Run], right: list[Run]) -> bool:
    """Say whether lines on both sides are running text in columns alike, and no cells of rows beside each other."""
    least = _LEAST_ROWS if _are_justified(left, right) else _LEAST_ROWS + 1
    if min(len(left), len(right)) < least or abs(left[0].top - right[0].top) > left[0].size:
        return False
    widths = [max(line.x1 for line in side) - min(line.x0 for line in side) for side in (left, right)]
    if min(widths) < _ALIKE * max(widths):
        return False
    worded = [sum(map(_is_worded, side)) / len(side) for side in (left, right)]
    return min(worded) >= _WORDED and 2 * _common_whites(left, right) <= max(_whites(left), _whites(right))


def _are_justified(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Say whether lines on both sides are text set to both margins of columns equally wide, its last lines apart."""
    if min(len(left), len(right)) < _LEAST_ROWS or abs(left[0].top - right[0].top) > 1:
        return False
    widths = {round(line.x1 - line.x0) for side in (left, right) for line in side[:-1]}
    return max(widths) - min(widths) <= 1 and all(len(line.words) >= _LEAST_WORDS for line in (left[0], right[0]))


def _is_worded(line: Run) -> bool:
    """Say whether a line is one of several words, with no figures in columns of their own."""
    return len(line.words) >= _LEAST_WORDS and not any(is_number(part.text) for part in parts_of(line)[1:])


def _whites(lines: Sequence[Run]) -> int:
    """Count the places where lines stand further apart than elsewhere."""
    return sum(below.top - line.bottom > _WHITE * line.size for line, below in pairwise(lines))


def _common_whites(left: Sequence[Run], right: Sequence[Run]) -> int:
    """Count the strips of white across both columns, as there are between the rows of a table."""
    return _whites(sorted([*left, *right], key=lambda line: line.top)) if left and right else 0


def _is_close(line: Run, below: Run) -> bool:
    return below.bottom - line.bottom < _CLOSE * line.size


def _is_listed(lines: Sequence[Run], at: int, gutter: float) -> bool:
    """Say whether a line leaves the strip between two lists free, and begins on each side where a line above does."""
    line = lines[at]
    starts = {round(word.x0) for other in lines[max(at - _NEAR, 0) : at] for word in other.words}
    begins = [
        min((word.x0 for word in line.words if (word.x0 > gutter) == side), default=None) for side in (False, True)
    ]
    return _leaves_free(line, gutter) and all(
        x0 is None or any(abs(x0 - start) < _ALIGNED for start in starts) for x0 in begins
    )


def _leaves_free(line: Run, gutter: float) -> bool:
    left = max((word.x1 for word in line.words if word.x0 < gutter), default=0.0)
    return left < gutter - 0.5 * line.size


def _second_label(line: Run) -> float | None:
    """Give where the words begin that follow figures and are followed by figures again: the label of a second table."""
    parts = parts_of(line)
    for left, part, right in zip(parts[1:], parts[2:], parts[3:], strict=False):
        if is_number(left.text) and is_number(right.text) and any(map(str.isalpha, part.text)):
            return part.x0
    return None


def _is_at(start: float | None, place: float) -> bool:
    return start is not None and abs(start - place) < _ALIGNED


def _goes_on_beside(lines: Sequence[Run], at: int, place: float, *, step: int = 1) -> bool:
    """Say whether the next line up or down leaves the strip before a place free, and is close."""
    line, other = lines[at], lines[at + step]
    gap = other.top - line.bottom if step > 0 else line.top - other.bottom
    sides = [part.x0 < place - _ALIGNED for part in parts_of(other)]
    free = not any(part.x0 < place - _ALIGNED and part.x1 > place - 1 for part in parts_of(other))
    return free and gap < _CLOSE * line.size and (False in sides or (step > 0 and is_tabular(other)))


def _has_heads_beside(heads: Sequence[Run], place: float) -> bool:
    """Say whether a line over two tables names columns on both sides, some of them alike: "Utfall", "Budget"."""
    for line in heads:
        left = {part.text for part in parts_of(line) if part.x0 < place - _ALIGNED}
        right = {part.text for part in parts_of(line) if part.x0 >= place - _ALIGNED}
        if left & right:
            return True
    return False


def _stands_alone(line: Run, lines: Sequence[Run], middle: float) -> bool:
    """Say whether a short heading stands over both columns: in larger type, and nothing beside it in the second one.

    Where the text below it begins level in both columns, that of the second one may begin right at its foot.
    """
    if line.x1 > middle or line.size < _HEADING * median(other.size for other in lines):
        return False
    beside = [part for other in lines for part in parts_of(other) if part.x0 > middle]
    below = [part.top for other in lines for part in parts_of(other) if part.x0 < middle and part.top > line.middle]
    start = min((part.top for part in beside if part.top > line.middle), default=0.0)
    level = bool(below) and abs(start - min(below)) < 1.0
    near = (0.0 if level else 0.5) * line.size
    beside_it = any(part.top < line.bottom + near and part.bottom > line.top - near for part in beside)
    return not beside_it and any(part.bottom < line.top for part in beside)


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


def _zones_between(words: list[Word], heights: tuple[float, float], middle: float, sides: Sides) -> list[Zone]:
    top, bottom = heights
    inside = [word for word in words if top <= (word.top + word.bottom) / 2 < bottom]
    left = lines_of(word for word in inside if word.x1 <= middle + 1)
    right = lines_of(word for word in inside if word.x1 > middle + 1)
    level = [line for line in left if right and line.bottom > right[0].top]
    if min(len(left), len(right)) < 3 and not _are_justified(level, right):
        return [Zone(lines_of(inside), (sides[0], top, sides[1], bottom))]
    return [Zone(left, (sides[0], top, middle, bottom)), Zone(right, (middle, top, sides[1], bottom))]


def _merged(zones: list[Zone], sides: Sides) -> list[Zone]:
    """Join zones of full width that follow each other."""
    merged: list[Zone] = []
    for zone in zones:
        if merged and _is_full(merged[-1], sides) and _is_full(zone, sides):
            last = merged[-1]
            merged[-1] = Zone(last.lines + zone.lines, (sides[0], last.box[1], sides[1], zone.box[3]))
        else:
            merged.append(zone)
    return merged


def _is_full(zone: Zone, sides: Sides) -> bool:
    return zone.box[2] - zone.box[0] > sides[1] - sides[0] - 1


def _column_gutter(lines: Sequence[Run], sides: Sides) -> float | None:
    """Find the white strip between two columns of running text."""
    votes: dict[int, int] = {}
    for line in lines:
        runs = parts_of(line)
        for left, right in pairwise(runs):
            for near in range(round(left.x1 / 6) + 1, round(right.x0 / 6)):
                votes[near] = votes.get(near, 0) + 1
    inner = {place: count for place, count in votes.items() if _at(sides, 0.3) < 6 * place < _at(sides, 0.7)}
    if not inner or max(inner.values()) < _LEAST_COLUMN:
        return None
    most = max(inner.values())
    places = sorted(place for place, count in inner.items() if count == most)
    middle = 6.0 * places[len(places) // 2]
    beside = [parts_of(line) for line in lines if line.x0 < middle < line.x1 and not _crosses(line, middle)]
    prose = [runs for runs in beside if len(runs) == 2 and min(len(run.words) for run in runs) >= 3]
    if len(prose) >= max(_LEAST_COLUMN - 2, 0.6 * len(beside)) or _has_prose_beside(beside, middle):
        return middle
    return None


def _are_rows(lines: Sequence[Run], middle: float) -> bool:
    """Say whether texts on both sides of a strip are cells of rows: known heads stand over them, side by side."""
    first = next((line for line in lines if line.x0 < middle < line.x1 and not _crosses(line, middle)), None)
    heads = parts_of(first) if first else []
    if len(heads) != 2 or not all(word.bold for head in heads for word in head.words):
        return False
    return all(len(head.words) < _LEAST_WORDS and read_column(head.text).field != "unknown" for head in heads)


def _has_prose_beside(beside: Sequence[list[Run]], middle: float) -> bool:
    """Say whether running text stands on one side of a strip, whatever stands on the other: a table in the margin.

    Its lines fill their column and mostly begin in small letters, which labels of rows do not.
    """
    sides = [[[run for run in runs if (run.x0 > middle) == side] for runs in beside] for side in (False, True)]
    prose = ([runs[0] for runs in own if len(runs) == 1 and len(runs[0].words) >= _LEAST_WORDS] for own in sides)
    return any(len(lines) >= 0.6 * len(beside) and _runs_on(lines) for lines in prose)


def _runs_on(lines: Sequence[Run]) -> bool:
    """Say whether lines are running text: most fill their column, and half begin in small letters."""
    if len(lines) < _LEAST_COLUMN - 1:
        return False
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    full = sum(line.x1 - line.x0 > _FULL * (right - left) for line in lines)
    return full > 0.7 * len(lines) and 2 * sum(line.words[0].text[:1].islower() for line in lines) >= len(lines)


def _margin_gutter(lines: Sequence[Run], sides: Sides) -> float | None:
    """Find the strip between a column of running text and rows in the margin whose lines stand at other heights."""
    starts = Counter(round(line.x0) for line in lines if line.x0 > _at(sides, 0.4))
    place, count = starts.most_common(1)[0] if starts else (0, 0)
    if count < _LEAST_COLUMN - 2:
        return None
    firsts = [parts_of(line)[0] for line in lines if line.x0 < _at(sides, 0.3)]
    prose = [run for run in firsts if run.x1 < place and len(run.words) >= _LEAST_WORDS]
    if len(prose) < _LEAST_COLUMN or not _runs_on(prose):
        return None
    right = max(run.x1 for run in prose)
    return (right + place) / 2 if place - right > 0.6 * prose[0].size else None


def _unlevel_gutter(lines: Sequence[Run], sides: Sides) -> float | None:
    """Find the strip between two columns, equally wide, whose lines stand at heights of their own."""
    parts = [part for line in lines for part in parts_of(line)]
    low, high = (_at(sides, share) for share in _HALF)
    starts = Counter(round(part.x0) for part in parts if low < part.x0 < high)
    place, count = starts.most_common(1)[0] if starts else (0, 0)
    if count < _LEAST_COLUMN:
        return None
    right = [part for part in parts if part.x0 > place - _ALIGNED]
    left = [part for part in parts if part.x1 < place - _WHITE * part.size]
    first = min(part.top for part in right)
    if any(part.top > first for part in parts if part.x0 <= place - _ALIGNED and part not in left):
        return None
    left = [part for part in left if part.bottom > first - part.size]
    if min(len(left), len(right)) < _LEAST_COLUMN:
        return None
    widths = [max(part.x1 for part in side) - min(part.x0 for part in side) for side in (left, right)]
    level = sum(any(are_level(part, other) for other in left) for part in right)
    worded = min(sum(map(_is_worded, side)) / len(side) for side in (left, right))
    apart = level <= _LEVEL * len(right) and worded >= _WORDED
    return place - _ALIGNED if apart and min(widths) > _ALIKE * max(widths) else None


def _crosses(line: Run, middle: float) -> bool:
    return any(run.x0 < middle - 2 and run.x1 > middle + 2 for run in parts_of(line))
