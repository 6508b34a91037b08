"""Tables without lines whose cells stand centred in rows of several lines: beside each other, half a line apart.

A cell of two lines beside one of three shares no baseline with it, so that lines across the page tell nothing. What
tells is white: strips across the page between rows, and gutters down it between columns that all rows leave free.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from .draft import Draft, DraftCell, compacted, has_figures, placed_rows
from .gutters import parts_of
from .heads import header_rows
from .layout import Run, box_of, has_leaders

_PITCH: Final = 1.9
_ALIKE: Final = 1.15
_GUTTER: Final = 0.75
_LEAST_GUTTER: Final = 0.5
_AIR: Final = 0.12
_FAR: Final = 3.0
_PROSE: Final = 7
_HEADED: Final = 2
_ALIGNED: Final = 2.5

Span = tuple[float, float]


@dataclass(slots=True)
class _Band:
    """The lines between two strips of white: a row, or anything else; `spans` is where ink stands across the page."""

    lines: list[Run]
    spans: list[Span]
    top: float
    bottom: float
    size: float
    centred: bool


def centred_tables(lines: list[Run]) -> tuple[list[Draft], list[Run]]:
    """Find the tables of a column with rows whose cells stand half a line apart; give them with the other lines."""
    whites = _whites(lines)
    if not whites:
        return [], lines
    bands = _bands(lines, median(whites))
    drafts: list[Draft] = []
    taken: set[int] = set()
    for first, last in _groups(bands):
        head = _head_of(bands, first)
        drafts.append(_draft(bands[first:last], head))
        taken |= {id(line) for band in bands[first - 1 if head else first : last] for line in band.lines}
    return drafts, [line for line in lines if id(line) not in taken]


def stand_centred(lines: list[Run]) -> bool:
    """Say whether lines are those of cells that stand centred in a row: half a line apart."""
    return bool(_whites(lines))


def _whites(lines: list[Run]) -> list[float]:
    """Give the white between lines of one cell, where cells stand centred beside each other.

    A cell's lines may have another cell's line half way between them, or on the middle one of them.
    """
    whites = []
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        size, pitch = min(above.size, line.size, below.size), below.middle - above.middle
        off = abs(line.middle - above.middle - pitch / 2)
        if off > 0.2 * pitch or max(above.size, line.size, below.size) > _ALIKE * size or not _meet(above, below):
            continue
        if 0.5 * size < pitch < _PITCH * size:
            if not _meet(above, line) and not _meet(line, below):
                whites.append(below.top - above.bottom)
        elif pitch < 2 * _PITCH * size and off < 0.03 * pitch and _flank(above, line, below):
            whites.append(below.top - line.bottom)
    return whites


def _flank(above: Run, line: Run, below: Run) -> bool:
    """Say whether two lines of one column stand over and under a line of several columns."""
    parts = parts_of(line)
    if len(parts) < 2 or len(parts_of(above)) > 1 or len(parts_of(below)) > 1:
        return False
    return sum(_meet(above, part) or _meet(part, below) for part in parts) == 1


def _meet(one: Run, other: Run) -> bool:
    """Say whether words of two lines stand above each other."""
    return any(a.x0 < b.x1 and b.x0 < a.x1 for a in one.words for b in other.words)


def _bands(lines: list[Run], inner: float) -> list[_Band]:
    """Part lines at the strips of white that are wider than the white between the lines of a cell."""
    groups: list[list[Run]] = []
    reach = 0.0
    for line in lines:
        if groups and line.top - reach <= inner + _AIR * line.size:
            groups[-1].append(line)
            reach = max(reach, line.bottom)
        else:
            groups.append([line])
            reach = line.bottom
    return [_band(group) for group in groups]


def _band(lines: list[Run]) -> _Band:
    size = median(line.size for line in lines)
    spans = _spans_of(lines, _GUTTER * size)
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    return _Band(lines, spans, top, bottom, size, bool(_whites(lines)))


def _spans_of(lines: list[Run], gap: float) -> list[Span]:
    return _united([(word.x0, word.x1) for line in lines for word in line.words], gap)


def _united(spans: list[Span], gap: float) -> list[Span]:
    """Join what lies closer than a gap."""
    united: list[Span] = []
    for low, high in sorted(spans):
        if united and low - united[-1][1] < gap:
            united[-1] = (united[-1][0], max(united[-1][1], high))
        else:
            united.append((low, high))
    return united


def _groups(bands: list[_Band]) -> list[tuple[int, int]]:
    """Find the first band and the end of tables: bands that leave the same gutters free around one of centred cells."""
    groups: list[tuple[int, int]] = []
    done = 0
    for at, band in enumerate(bands):
        if at < done or not band.centred or len(band.spans) < 2:
            continue
        first, last, spans = at, at + 1, band.spans
        while last < len(bands) and (wider := _with(spans, bands[last - 1], bands[last])):
            spans, last = wider, last + 1
        while first > done and (wider := _with(spans, bands[first], bands[first - 1])):
            spans, first = wider, first - 1
        # Bands of one column at either end are text around the table.
        rows = [row for row in range(first, last) if len(bands[row].spans) > 1]
        first, last = rows[0], rows[-1] + 1
        if _is_table(bands[first:last], spans, headed=_is_bold(_head_of(bands, first))):
            groups.append((first, last))
            done = last
    return groups


def _with(spans: list[Span], near: _Band, band: _Band) -> list[Span]:
    """Give the columns of a table with one more row beside `near`; none where that row is not of the table."""
    if not _beside(near, band) or has_leaders(band.lines[0]):
        return []
    united = _united([*spans, *_spans_of(band.lines, _LEAST_GUTTER * band.size)], _LEAST_GUTTER * band.size)
    return united if len(united) == max(len(spans), len(band.spans)) else []


def _beside(one: _Band, other: _Band) -> bool:
    """Say whether bands stand near each other and are set in like type."""
    gap = max(one.top, other.top) - min(one.bottom, other.bottom)
    return gap < _FAR * other.size and abs(other.size - one.size) < 0.15 * one.size


def _head_of(bands: list[_Band], first: int) -> _Band | None:
    return bands[first - 1] if first and _heads(bands[first - 1], bands[first]) else None


def _is_bold(head: _Band | None) -> bool:
    return head is not None and all(word.bold for line in head.lines for word in line.words)


def _heads(band: _Band, first: _Band) -> bool:
    """Say whether a band over the first row is the header, whose words stand otherwise than the figures under them."""
    return len(band.spans) > 1 and _beside(band, first) and not any(map(has_figures, band.lines))


def _is_table(group: list[_Band], spans: list[Span], *, headed: bool) -> bool:
    """Say whether bands are rows: several, most of them beginning in the first column, none long columns of text.

    A single row of several columns is one where a header in bold stands over it.
    """
    if len(group) < (1 if headed and len(spans) > _HEADED else 2) or len(spans) < 2:
        return False
    labelled = sum(band.spans[0][0] < spans[0][1] for band in group)
    prose = len(spans) == 2 and sum(len(band.lines) > 2 * _PROSE for band in group) > 0.5 * len(group)
    return labelled >= 0.6 * len(group) and not prose


def _draft(group: list[_Band], head: _Band | None) -> Draft:
    gutter = _LEAST_GUTTER * group[0].size
    spans = _spans_of([line for band in group for line in band.lines], gutter)
    cuts = _cuts(spans)
    walls = [spans[0][0], *cuts, spans[-1][1]]
    cells: list[DraftCell] = []
    if head and _head_each(head, walls, spans):
        cells += _row(0, head, walls)
    elif head and len(head.spans) == len(spans):
        cells += _row(0, head, [head.spans[0][0], *_cuts(head.spans), head.spans[-1][1]])
    elif head:
        cells += placed_rows(header_rows(head.lines, cuts), cuts, walls, 0)
    first = max((cell.row + 1 for cell in cells), default=0)
    for row, band in enumerate(group, first):
        cells += _row(row, band, walls)
    lines = [line for band in ([head, *group] if head else group) for line in band.lines]
    return Draft(compacted(cells), box_of(lines), False)


def _head_each(head: _Band, walls: list[float], spans: list[Span]) -> bool:
    """Say whether the heads stand each over its column, however close: set like its words at a side or the middle."""
    cells = _row(0, head, walls)
    if len(head.lines) > 1 or len(cells) < len(spans):
        return False
    heads = ((min(word.x0 for word in cell.words), max(word.x1 for word in cell.words)) for cell in cells)
    return all(_set_like(head, span) for head, span in zip(heads, spans, strict=True))


def _set_like(head: Span, span: Span) -> bool:
    ends = (head[0] - span[0], head[1] - span[1], (head[0] + head[1] - span[0] - span[1]) / 2)
    return min(map(abs, ends)) < _ALIGNED


def _cuts(spans: list[Span]) -> list[float]:
    return [(left[1] + right[0]) / 2 for left, right in pairwise(spans)]


def _row(row: int, band: _Band, walls: list[float]) -> list[DraftCell]:
    """Give the cells of a band whose words stand between the walls of columns."""
    cells = [DraftCell(row, at, (low, band.top, high, band.bottom)) for at, (low, high) in enumerate(pairwise(walls))]
    for line in band.lines:
        for word in line.words:
            cells[bisect_left(walls, (word.x0 + word.x1) / 2, 1, len(walls) - 1) - 1].words.append(word)
    return [cell for cell in cells if cell.words]
