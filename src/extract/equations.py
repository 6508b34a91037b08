"""A money table as a set of equations between its columns: variance is outcome minus budget, change is a ratio.

The equations that hold over the rows tell what a column is where its header is cut, shifted or lost. Figures are
rounded, so an equation holds within half of the last printed digit for each of its terms.

Here whole columns are weighed before anyone knows what they are; `validate.columns` knows their roles, and holds each
row against the rule of its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Literal, NamedTuple

Value = float | int | None
MIN_SHARE = 0.8
USUAL_WIDTH = 14
REACH = 5
Form = Literal["linear", "signed", "absolute", "plain", "share"]
"""How the expected figure follows from the terms: their sum, or the first over the second in per cent.

`signed` is the change over the amount of the old figure, `absolute` the change of the amounts without their signs,
`plain` the change over the old figure with its sign, `share` the first as a share of the amount of the second.
"""


_HABITS: tuple[Form, ...] = ("signed", "absolute")


class Relation(NamedTuple):
    """A column that the others give: `plus` minus `minus`, or their change in per cent; `share` of rows that agree."""

    target: int
    plus: int
    minus: int
    share: float
    rows: int


def unit_of(decimals: int) -> float:
    """Give half of the last printed digit."""
    return 0.5 * 10.0**-decimals


def tolerance(*decimals: int) -> float:
    """Give the honest limit of an identity whose terms were rounded: half of the last printed digit each.

    Example:
        >>> tolerance(0, 0, 0), round(tolerance(1, 1), 3)
        (1.5, 0.1)
    """
    return sum(unit_of(places) for places in decimals)


def difference(
    rows: Sequence[Sequence[Value]], decimals: Sequence[int], target: int, plus: int, minus: int
) -> Relation:
    """Test whether a column is the difference of two others, over the rows that print all three."""
    tried = held = 0
    limit = tolerance(decimals[target], decimals[plus], decimals[minus]) + 1e-9
    for row in rows:
        t, a, b = row[target], row[plus], row[minus]
        if t is None or a is None or b is None or not (a or b or t):
            continue
        tried += 1
        held += abs(a - b - t) <= limit
    return Relation(target, plus, minus, held / tried if tried else 0.0, tried)


def percentage(rows: Sequence[Sequence[Value]], decimals: Sequence[int], target: int, new: int, old: int) -> Relation:
    """Test whether a column is the change from one column to another in per cent, with either habit of signs."""
    tried = held = 0
    for row in rows:
        t, a, b = row[target], row[new], row[old]
        if t is None or a is None or not b:
            continue
        tried += 1
        held += _is_change(t, a, b, decimals[target], decimals[new], decimals[old])
    return Relation(target, new, old, held / tried if tried else 0.0, tried)


def _is_change(printed: float, new: float, old: float, *decimals: int) -> bool:
    half, *halves = map(unit_of, decimals)
    limit = per_cent_tolerance(new, old, (halves[0], halves[1]), half) + 1e-9
    return any(abs(per_cent(form, new, old) - printed) <= limit for form in _HABITS)


def per_cent(form: Form, new: float, old: float) -> float:
    """Give the first figure against the second in per cent, in the way that the form says."""
    if form == "share":
        return 100 * new / abs(old)
    if form == "absolute":
        return 100 * (abs(new) - abs(old)) / abs(old)
    return 100 * (new - old) / (abs(old) if form == "signed" else old)


def per_cent_tolerance(new: float, old: float, halves: tuple[float, float], half: float) -> float:
    """Give how far a printed percentage of two rounded figures may be off."""
    return half + 100 * (halves[0] + halves[1] * abs(new / old)) / abs(old)


def differences(rows: Sequence[Sequence[Value]], decimals: Sequence[int], target: int) -> list[Relation]:
    """Find every pair of columns whose difference a column is, the best first; earlier columns win a tie."""
    found = [difference(rows, decimals, target, a, b) for a, b in _pairs(target, len(decimals))]
    return sorted((r for r in found if convincing(r)), key=lambda r: (-r.share, -r.rows))


def percentages(rows: Sequence[Sequence[Value]], decimals: Sequence[int], target: int) -> list[Relation]:
    """Find every pair of columns whose change in per cent a column is, the best first."""
    found = [percentage(rows, decimals, target, a, b) for a, b in _pairs(target, len(decimals))]
    return sorted((r for r in found if convincing(r)), key=lambda r: (-r.share, -r.rows))


def _pairs(target: int, width: int) -> Iterator[tuple[int, int]]:
    """Give the pairs of columns that could give another: all in a table of usual width, the near ones in a wide one."""
    reach = width if width <= USUAL_WIDTH else REACH
    others = [i for i in range(max(0, target - reach), min(width, target + reach + 1)) if i != target]
    return permutations(others, 2)


def convincing(relation: Relation) -> bool:
    """Say whether enough rows agree for the relation to be more than chance."""
    return relation.share >= MIN_SHARE and relation.rows >= 2


def is_sum(values: Sequence[Value], total: Value, decimals: int) -> bool:
    """Say whether figures add up to a printed total within their rounding."""
    terms = [value for value in values if value is not None]
    if total is None or len(terms) < 1:
        return False
    return abs(sum(terms) - total) <= tolerance(*[decimals] * (len(terms) + 1)) + 1e-9
