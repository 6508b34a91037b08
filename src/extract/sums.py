"""Which rows of a money table add up to which: subtotals of items, totals of subtotals, a total printed twice.

Rows are read from the top; the rows not yet summed are the open terms, and a row that says it is a sum takes the
latest of them that add up to it. What is left over is open for the next sum.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..normalize.sum_label import Strength
from .equations import Value, is_sum, unit_of

MIN_COLUMNS = 0.6


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
    terms: list[tuple[int, ...] | None] = [None] * len(values)
    open_terms: list[int] = []
    for i, row in enumerate(values):
        if apart[i]:
            continue
        if strengths[i] and open_terms:
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
        if held < max(1, MIN_COLUMNS * len(columns)):
            continue
        off = sum(abs(sums[c] - (row[c] or 0)) for c in columns)
        if best is None or off < best[0] - 1e-9:
            best = off, count
    return list(open_terms[-best[1] :]) if best else None


def _since_last_sum(open_terms: Sequence[int], terms: Sequence[tuple[int, ...] | None]) -> list[int]:
    since = [i for i in open_terms if terms[i] is None]
    return since or list(open_terms)
