"""Headers of several lines: heads set close to each other, and heads that stand over groups of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise
from typing import Final, NamedTuple

from ..normalize.column import heads_repeat
from .draft import DraftCell
from .gutters import cell_words, is_figure
from .layout import Run, run_of, runs_of
from .page import Word

_ALIGNED: Final = 2.5
_OFF_CENTRE: Final = 6.0
_MOST_HEADS: Final = 6
_MOST_WORDS: Final = 8

_HEADS_APART: Final = 0.45
"""White between two words from which on they are heads of two columns, in type sizes."""

_Cells = list[tuple[int, int, list[Word]]]


def header_rows(lines: list[Run], cuts: list[float], under: Sequence[Run] = ()) -> list[list[Run]]:
    """Join header lines unless one of them spans columns, which then is a level of its own.

    `under` is the first row under them, whose figures show which head stands over which column.
    """
    _part_close_heads([*lines, *under], cuts)
    rows: list[list[Run]] = []
    apart = False
    for at, line in enumerate(lines):
        level = _is_level(line, lines[at + 1 :], cuts) or any(span > 1 for _, span, _ in cell_words(line, cuts))
        near = bool(rows) and line.top - rows[-1][-1].bottom < 0.8 * line.size
        if near and not level and not apart:
            rows[-1].append(line)
        else:
            rows.append([line])
        apart = level
    return rows


def clear_of_heads(places: list[float], cells: Sequence[DraftCell], lines: Sequence[Run]) -> list[float]:
    """Move the column borders that a head over the figures reaches across: heads set right are longer than figures.

    A border stays in the white between the figures. Heads over groups of columns, fewer than these, move none.
    """
    for line in lines:
        heads = runs_of(line, _HEADS_APART)
        crossed = any(head.x0 + 1 < place < head.x1 - 1 for head in heads for place in places)
        if not crossed or not 0 <= len(places) + 1 - len(heads) <= 1:
            continue
        moved = _between_heads(places, _extents(cells), heads)
        if moved and all(span == 1 for _, span, _ in cell_words(run_of(line.words), moved)):
            return moved
    return places


def _between_heads(
    places: list[float], extents: dict[int, tuple[float, float]], heads: Sequence[Run]
) -> list[float] | None:
    """Give a border per column where it is white between the figures and between the heads, if there is one."""
    moved = []
    for at, place in enumerate(places):
        if not any(head.x0 + 1 < place < head.x1 - 1 for head in heads):
            moved.append(place)
            continue
        low, high = extents.get(at, (place, place))[1], extents.get(at + 1, (place, place))[0]
        gaps = [(max(low, left.x1), min(high, right.x0)) for left, right in pairwise(heads)]
        left, right = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
        if right <= left:
            return None
        moved.append((left + right) / 2)
    return moved


def _is_level(line: Run, below: list[Run], cuts: list[float]) -> bool:
    """Say whether a line names groups of columns: the labels of a line below come back under each of its words."""
    heads = _labels(line, cuts)
    under = [_labels(other, cuts) for other in below]
    return any(
        heads_repeat([label.text for label in labels], len(heads)) or _head_by_side(heads, labels) for labels in under
    )


def _labels(line: Run, cuts: list[float]) -> list[Run]:
    return [run_of(words) for column, _, words in cell_words(line, cuts) if column]


def _part_close_heads(lines: Sequence[Run], cuts: list[float]) -> None:
    """Part heads that stand so close that they look like one over two columns: each is set like the head below it."""
    for line, below in reversed(list(pairwise(lines))):
        parted = [cell for each in cell_words(line, cuts) for cell in _parted(each, cell_words(below, cuts))]
        line.cells = (cuts, parted)


def _parted(cell: tuple[int, int, list[Word]], below: _Cells) -> _Cells:
    first, span, words = cell
    under = {column: run_of(heads) for column, width, heads in below if width == 1}
    while span > 1 and first in under and under[first].x1 < words[0].x0:  # a long head reaches into the next column
        first, span = first + 1, span - 1
    wanted = [under[column] for column in range(first, first + span) if column in under]
    if span == 1 or len(wanted) < span or not span <= len(words) <= _MOST_WORDS:
        return [(first, span, words)]
    for places in combinations(range(1, len(words)), span - 1):
        pieces = [words[low:high] for low, high in pairwise((0, *places, len(words)))]
        if all(_is_set_like(run_of(piece), lower) for piece, lower in zip(pieces, wanted, strict=True)):
            return [(first + at, 1, piece) for at, piece in enumerate(pieces)]
    return [(first, span, words)]


def _is_set_like(upper: Run, lower: Run) -> bool:
    """Say whether two lines of one head share their left or right end or their middle."""
    offsets = (upper.x0 - lower.x0, upper.x1 - lower.x1, (upper.x0 + upper.x1 - lower.x0 - lower.x1) / 2)
    return min(map(abs, offsets)) < _ALIGNED


class _Head(NamedTuple):
    """A head over columns: the columns its words touch, and its middle."""

    first: int
    last: int
    middle: float


def spread_heads(cells: Sequence[DraftCell]) -> list[DraftCell]:
    """Widen the upper heads of a header to the groups of columns that they are centred over."""
    rows = [list(row) for _, row in groupby(sorted(cells, key=_place), key=lambda cell: cell.row)]
    spread = list(rows)
    for at, (upper, lower) in enumerate(pairwise(rows)):
        under = _filled(lower)
        heads = [head for head in _filled(upper) if not _ends_above(head, under)]
        if not _are_words(heads) or not heads:
            break
        if len(heads) < len(under) and _are_words(under) and len(heads) <= _MOST_HEADS:
            if groups := _groups_by_side(heads, sorted(under, key=_place)):
                spread[at] = _laid(upper, heads, groups)
                continue
            columns = _extents([cell for row in rows[at + 1 :] for cell in row])
            spread[at] = _widened(upper, heads, sorted(cell.column for cell in under), columns)
    return [cell for row in spread for cell in row]


def _ends_above(head: DraftCell, under: Sequence[DraftCell]) -> bool:
    """Say whether nothing stands under a head, outside the heads below: it names its column alone."""
    columns = [cell.column for cell in under]
    return bool(columns) and not min(columns) <= head.column <= max(columns)


def _place(cell: DraftCell) -> tuple[int, int]:
    return cell.row, cell.column


def _filled(row: Sequence[DraftCell]) -> list[DraftCell]:
    return [cell for cell in row if cell.words and cell.column and cell.row_span == 1]


def _are_words(row: Sequence[DraftCell]) -> bool:
    """Say whether cells could be heads: neither figures nor symbols alone."""
    return not any(is_figure(run_of(cell.words).text) or all(word.icon for word in cell.words) for cell in row)


def _extents(cells: Sequence[DraftCell]) -> dict[int, tuple[float, float]]:
    """Give how far the words of each column reach."""
    found: dict[int, tuple[float, float]] = {}
    for cell in cells:
        if cell.words and cell.column_span == 1:
            x0, x1 = found.get(cell.column, (float("inf"), float("-inf")))
            found[cell.column] = min(x0, *(w.x0 for w in cell.words)), max(x1, *(w.x1 for w in cell.words))
    return found


def _widened(
    row: list[DraftCell], heads: Sequence[DraftCell], under: Sequence[int], extents: dict[int, tuple[float, float]]
) -> list[DraftCell]:
    columns = [column for column in under if column in extents]
    marks = [_head(cell) for cell in heads]
    groups = min(_groupings(marks, columns), key=lambda groups: _cost(groups, marks, extents), default=None)
    return _laid(row, heads, groups) if groups else row


def _laid(row: list[DraftCell], heads: Sequence[DraftCell], groups: Sequence[tuple[int, int]]) -> list[DraftCell]:
    """Lay heads over their groups of columns."""
    spans = {id(cell): group for cell, group in zip(heads, groups, strict=True)}
    taken = {column for group in groups for column in range(group[0], group[1] + 1)}
    kept = [cell for cell in row if id(cell) in spans or cell.words or cell.column not in taken]
    return [_over(cell, spans[id(cell)]) if id(cell) in spans else cell for cell in kept]


def _groups_by_side(heads: Sequence[DraftCell], under: Sequence[DraftCell]) -> list[tuple[int, int]]:
    """Give the groups of columns, all as many, under heads set at one side of them."""
    labels = [run_of(cell.words) for cell in under]
    if not _head_by_side([run_of(head.words) for head in heads], labels):
        return []
    size = len(under) // len(heads)
    return [(under[at].column, under[at + size - 1].column) for at in range(0, len(under), size)]


def _head_by_side(heads: Sequence[Run], labels: Sequence[Run]) -> bool:
    """Say whether heads stand at one side of groups of labels, all as many, where the same label comes back."""
    size, rest = divmod(len(labels), len(heads)) if len(heads) > 1 else (0, 1)
    if rest or size < 2:
        return False
    first, last = labels[::size], labels[size - 1 :: size]
    left = all(abs(head.x0 - label.x0) < _ALIGNED for head, label in zip(heads, first, strict=True))
    right = all(abs(head.x1 - label.x1) < _ALIGNED for head, label in zip(heads, last, strict=True))
    return (left and len({label.text for label in first}) == 1) or (right and len({label.text for label in last}) == 1)


def _head(cell: DraftCell) -> _Head:
    run = run_of(cell.words)
    return _Head(cell.column, cell.column + cell.column_span - 1, (run.x0 + run.x1) / 2)


def _over(cell: DraftCell, group: tuple[int, int]) -> DraftCell:
    return DraftCell(cell.row, group[0], cell.box, cell.words, cell.row_span, group[1] - group[0] + 1)


def _groupings(heads: Sequence[_Head], columns: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """Give every way to lay heads over groups of neighbouring columns, in order, each over what its words touch."""
    if not heads:
        yield []
        return
    head, *rest = heads
    for at, first in enumerate(columns):
        if first > head.first:
            break
        for end in range(at, len(columns)):
            last = columns[end]
            if last < head.last:
                continue
            if rest and last >= rest[0].first:
                break
            yield from ([(first, last), *further] for further in _groupings(rest, columns[end + 1 :]))


def _cost(groups: Sequence[tuple[int, int]], heads: Sequence[_Head], extents: dict[int, tuple[float, float]]) -> float:
    """Say how far heads stand from the middle of their groups; of ways alike, the one that leaves least uncovered."""
    off = sum(
        max(0.0, min(abs(middle - head.middle) for middle in _middles(first, last, extents)) - _OFF_CENTRE)
        for (first, last), head in zip(groups, heads, strict=True)
    )
    return off - 0.01 * sum(last - first for first, last in groups)


def _middles(first: int, last: int, extents: dict[int, tuple[float, float]]) -> Iterator[float]:
    """Give where the middle of a group of columns may lie: of its words, or of its cells where figures are set right.

    Cells reach as far left of the first column's end as the columns' ends stand apart.
    """
    left, right = extents[first][0], extents[last][1]
    yield (left + right) / 2
    if last > first:
        end = extents[first][1]
        yield (end - (right - end) / (last - first) + right) / 2
