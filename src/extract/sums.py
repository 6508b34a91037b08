"""Which rows of a money table add up to which: subtotals of items, totals of subtotals, a total printed twice.

Rows are read from the top; the rows not yet summed are the open terms, and a row that says it is a sum takes the
latest of them that add up to it. What is left over is open for the next sum. A board's row may also stand above the
rows of its units that it sums, with no word that says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..normalize.sum_label import Strength
from .equations import Value, is_sum, unit_of

MIN_COLUMNS = 0.6
MIN_GROUP = 2
MAX_GROUP = 60
TELLING = 12
"""A figure this many times half of its last digit is no coincidence when it fits."""

Groups = dict[int, tuple[int, ...]]
"""The rows that stand above what they sum, with the rows they sum."""


def sum_terms(
    values: Sequence[Sequence[Value]],
    decimals: Sequence[int],
    strengths: Sequence[Strength | None],
    apart: Sequence[bool],
) -> list[tuple[int, ...] | None]:
    """Give for each row the rows it sums, or None where it is no sum.

    `strengths` say how surely a row's label makes it a sum; `apart` marks "varav" rows, which no sum takes in. A row
    that is surely a sum but adds up to nothing gets the rows since the last sum: that is what it should be.
    """
    groups = group_heads(values, [unit_of(places) for places in decimals], strengths, apart)
    grouped = {row for rows in groups.values() for row in rows}
    terms: list[tuple[int, ...] | None] = [groups.get(i) for i in range(len(values))]
    open_terms: list[int] = []
    for i, row in enumerate(values):
        if apart[i] or i in grouped:
            continue
        if strengths[i] and open_terms and i not in groups:
            found = _matching(values, open_terms, row, decimals)
            if found is None and strengths[i] == "sure":
                found = _since_last_sum(open_terms, terms)
            if found:
                terms[i] = tuple(found)
                open_terms = [term for term in open_terms if term not in found]
        open_terms.append(i)
    first = next((i for i in range(len(values)) if not apart[i]), None)
    if first is not None and strengths[first] == "sure":
        terms[first] = _below(values, first, terms, apart, decimals)
    return terms


def group_heads(
    values: Sequence[Sequence[Value]],
    halves: Sequence[float],
    strengths: Sequence[Strength | None],
    apart: Sequence[bool],
) -> Groups:
    """Find the rows that sum the rows right below them: each board above its units, in one level or several.

    `halves` is half of the last printed digit of each column. A coincidence is no group: the rows between two named
    sums count as grouped when the named sum is that of the heads, or, where none is, when two heads or more add up in
    every column, or in three (a change in per cent never does).
    """
    groups: Groups = {}
    start = 0
    for end in (*(i for i, strength in enumerate(strengths) if strength), len(values)):
        found, tops, whole = _groups_between(values, halves, [i for i in range(start, end) if not apart[i]])
        total = end if end < len(values) else start - 1
        if found and (_adds_up(values, total, tops, halves) if total >= 0 else whole):
            groups.update(found)
        start = end + 1
    return groups


def _groups_between(
    values: Sequence[Sequence[Value]], halves: Sequence[float], rows: Sequence[int]
) -> tuple[Groups, list[int], bool]:
    """Group rows from the last one up: the groups, the rows in none, and whether two heads fit in every column."""
    groups: Groups = {}
    tops: list[int] = []  # the nearest last
    whole = 0
    for row in reversed(rows):
        columns = [c for c, v in enumerate(values[row]) if v is not None and abs(v) >= TELLING * halves[c]]
        held, count = _group_size(values, halves, row, columns, tops)
        if count:
            groups[row] = tuple(reversed(tops[-count:]))
            del tops[-count:]
            whole += held == len(columns) or held > MIN_GROUP
        tops.append(row)
    return dict(sorted(groups.items())), tops, whole == len(groups) > 1


def _group_size(
    values: Sequence[Sequence[Value]], halves: Sequence[float], row: int, columns: Sequence[int], tops: Sequence[int]
) -> tuple[int, int]:
    """Count the rows below that add up to a row, and in how many columns; two columns are tried as the first sign."""
    best = (0, 0)
    for pivot in columns[:2] if len(columns) > 1 else ():
        total, printed = 0.0, 0
        for count, below in enumerate(reversed(tops[-MAX_GROUP:]), start=1):
            value = values[below][pivot]
            total += value or 0
            printed += value is not None
            if printed < MIN_GROUP or abs(total - (values[row][pivot] or 0)) > halves[pivot] * (printed + 1) + 1e-9:
                continue
            held = sum(_adds_up_in(values, row, tops[-count:], c, halves) for c in columns)
            if held >= max(MIN_GROUP, MIN_COLUMNS * len(columns)) and held > best[0]:
                best = held, count
    return best


def _adds_up(values: Sequence[Sequence[Value]], total: int, rows: Sequence[int], halves: Sequence[float]) -> bool:
    columns = [c for c, value in enumerate(values[total]) if value is not None]
    held = sum(_adds_up_in(values, total, rows, c, halves) for c in columns)
    return held >= max(1, MIN_COLUMNS * len(columns))


def _adds_up_in(
    values: Sequence[Sequence[Value]], total: int, rows: Sequence[int], column: int, halves: Sequence[float]
) -> bool:
    terms = [value for row in rows if (value := values[row][column]) is not None]
    limit = halves[column] * (len(terms) + 1) + 1e-9
    return bool(terms) and abs(sum(terms) - (values[total][column] or 0)) <= limit


def _below(
    values: Sequence[Sequence[Value]],
    first: int,
    terms: Sequence[tuple[int, ...] | None],
    apart: Sequence[bool],
    decimals: Sequence[int],
) -> tuple[int, ...] | None:
    """Find the rows below that a total in the first row adds up: all that are no sums themselves."""
    rest = [i for i in range(first + 1, len(values)) if not apart[i] and terms[i] is None]
    columns = [c for c, value in enumerate(values[first]) if value is not None]
    held = sum(is_sum([values[i][c] for i in rest], values[first][c], decimals[c]) for c in columns)
    return tuple(rest) if rest and held >= max(1, MIN_COLUMNS * len(columns)) else None


def _matching(
    values: Sequence[Sequence[Value]], open_terms: Sequence[int], row: Sequence[Value], decimals: Sequence[int]
) -> list[int] | None:
    """Find the latest open terms that add up to a row in most of its columns."""
    columns = [c for c, value in enumerate(row) if value is not None]
    if not columns:
        return None
    best: tuple[float, int] | None = None
    sums, counts = dict.fromkeys(columns, 0.0), dict.fromkeys(columns, 0)
    for count, term in enumerate(reversed(open_terms), start=1):
        held = 0
        for c in columns:
            value, total = values[term][c], row[c]
            if value is not None:
                sums[c] += value
                counts[c] += 1
            limit = unit_of(decimals[c]) * (counts[c] + 1) + 1e-9
            held += counts[c] > 0 and total is not None and abs(sums[c] - total) <= limit
        if held < max(1, MIN_COLUMNS * len(columns)) or (count < MIN_GROUP and not any(row[c] for c in columns)):
            continue  # that a nought is the nought above it shows nothing
        off = sum(abs(sums[c] - (row[c] or 0)) for c in columns)
        if best is None or off < best[0] - 1e-9:
            best = off, count
    return list(open_terms[-best[1] :]) if best else None


def _since_last_sum(open_terms: Sequence[int], terms: Sequence[tuple[int, ...] | None]) -> list[int]:
    since = [i for i in open_terms if terms[i] is None]
    return since or list(open_terms)
