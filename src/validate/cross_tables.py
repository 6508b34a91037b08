"""The same quantity in two tables of a report: a total and the line that repeats it, in tkr here and in mnkr there.

Tables name their totals in many ways, so figures decide first: rows that agree in several columns of the same meaning
and year are one quantity, and what differs in the others is a mismatch. A name alone claims nothing.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from ..normalize.column import read_column
from ..normalize.sum_label import sum_strength
from ..normalize.text import fold
from ..schema.codes import ColumnRole
from .figures import KRONOR, At, Figures
from .identity import Identity

_WHEN = re.compile(
    r"\b(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö]*|\bhelår\w*|\btertial\w*|\bkvartal\w*|\bt[123]\b"
    r"|\back\w*|\bsedan\b|\btotal\w*|\bföreg\w*|\bförra\b|\btidigare\b|\bperiod\w*|\b(?:19|20)\d\d-?\d\d(?:-\d\d)?\b|\burspr\w*|\brev\w*"
)
_RESULT = re.compile(r"^(?:årets|periodens) resultat\b")
_STATEMENTS = ("income_statement", "balance_sheet", "cash_flow")
_BUCKETS = 150
TELLING = 100
"""A figure of this many last digits tells quantities apart, with another one."""
SIGNIFICANT = 1000
"""A figure of this many last digits does so with a name, or with its neighbours nearly the same."""
NEAR = 0.02
MAX_ROWS = 400


class Key(NamedTuple):
    """What a figure measures, whatever its table: its role, year, and the part of the year it covers."""

    role: ColumnRole
    year: int | None
    when: str


class _Figure(NamedTuple):
    """A cell's amount and half of its last printed digit, in kronor, and the table's unit."""

    at: At
    amount: float
    half: float
    unit: float


class Quantity(NamedTuple):
    """One thing that a table prints in several columns (or rows), by what each figure measures.

    `loose` has the figures without the part of the year.
    """

    table: int
    names: frozenset[str]
    figures: dict[Key, _Figure]
    loose: dict[tuple[ColumnRole, int | None], _Figure]
    result: bool


class _Pair(NamedTuple):
    """A figure and the one that should repeat it, in kronor."""

    first: At
    second: At
    amount: float
    other: float
    limit: float
    scale: float
    role: ColumnRole

    @property
    def equal(self) -> bool:
        """Whether the two print the same amount within their rounding; a variance may be counted either way."""
        gap = abs(abs(self.amount) - abs(self.other)) if self.role == "variance" else abs(self.amount - self.other)
        return gap <= self.limit * (1 + 1e-9)

    @property
    def near(self) -> bool:
        """Whether they nearly do."""
        largest = max(abs(self.amount), abs(self.other))
        return abs(abs(self.amount) - abs(self.other)) <= NEAR * largest

    @property
    def digits(self) -> float:
        """How many of its last digits the smaller one counts."""
        return min(abs(self.amount), abs(self.other)) / self.limit if self.limit else 0.0


def cross_identities(tables: Sequence[Figures]) -> Iterator[Identity]:
    """Give an identity for each figure that a table repeats from another."""
    quantities = [quantity for figures in tables for quantity in quantities_of(figures)]
    for first, second in _meeting(quantities):
        pairs = _pairs(first, second)
        equal = [pair for pair in pairs if pair.equal]
        if not _is_same(first, second, pairs, equal):
            continue
        for pair in pairs:
            if pair.equal or _is_claim(pair, pairs, equal):
                yield _identity(tables, pair, held=len(equal) - pair.equal, tried=len(pairs) - 1)


def quantities_of(figures: Figures) -> Iterator[Quantity]:
    """Give the totals and named rows of a table, and columns in which a row is followed by its budget and variance."""
    if len(figures.values) > MAX_ROWS or figures.table.unit == "procent":
        return
    keys = [Key(c.role, c.year, _when(c.label)) for c in figures.table.columns]
    titled = _name(figures.table.title or "")
    for r, row in enumerate(figures.table.rows):
        cells = _once([(key, figures.at(r, c)) for c, key in enumerate(keys) if figures.values[r][c] is not None])
        label = _name(row.label or "")
        names = {label, *([titled] if row.kind == "total" else [])} - {""}
        if cells:
            result = bool(_RESULT.match(fold(row.label or ""))) and figures.table.kind in _STATEMENTS
            yield _quantity(figures, names, cells, result)
    yield from _standing(figures, keys)


def _standing(figures: Figures, keys: Sequence[Key]) -> Iterator[Quantity]:
    """Read a table that prints budget and variance in rows below the outcome, one column for each year."""
    roles = [_row_role(row.label or "") for row in figures.table.rows]
    for r, row in enumerate(figures.table.rows):
        below = [k for k in (r + 1, r + 2) if k < len(roles) and roles[k]]
        if roles[r] or len(below) < 1:
            continue
        for c, key in enumerate(keys):
            cells = [(key, figures.at(r, c)), *((Key(roles[k], key.year, key.when), figures.at(k, c)) for k in below)]  # type: ignore[arg-type]
            printed = _once([(k, at) for k, at in cells if figures.values[at.row][at.column] is not None])
            if key.role == "outcome" and len(printed) > 1:
                yield _quantity(figures, {_name(row.label or "")} - {""}, printed, False)


def _quantity(figures: Figures, names: set[str], cells: Sequence[tuple[Key, At]], result: bool) -> Quantity:
    unit = KRONOR.get(figures.table.unit or "") or KRONOR["tkr"]
    values, halves = figures.values, figures.halves
    printed = {
        key: _Figure(at, (values[at.row][at.column] or 0.0) * unit, halves[at.row][at.column] * unit, unit)
        for key, at in cells
    }
    loose = {(key.role, key.year): figure for key, figure in printed.items()}
    return Quantity(figures.index, frozenset(names), printed, loose, result)


def _row_role(label: str) -> ColumnRole | None:
    field = read_column(label).field if label else "unknown"
    return field if field in ("budget", "variance", "forecast") else None


def _once(cells: Sequence[tuple[Key, At]]) -> tuple[tuple[Key, At], ...]:
    """Leave out what a table prints twice under the same heading: nobody can tell which is meant."""
    keys = [key for key, _ in cells]
    wanted = ("outcome", "budget", "forecast", "variance")
    return tuple((key, at) for key, at in cells if keys.count(key) == 1 and key.role in wanted)


def _when(label: str) -> str:
    return " ".join(word[:3] for word in _WHEN.findall(fold(label)))


def _name(label: str) -> str:
    """Give a label's own words; one that only says that it is a sum names nothing."""
    folded = re.sub(r"\s*\((?:tkr|mnkr|mkr|kr)\)$", "", fold(label))
    return "" if sum_strength(folded) or len(folded) < 6 else folded


def _meeting(quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Give the pairs of quantities in different tables that share a figure, or are both the year's result."""
    places: dict[tuple[ColumnRole, int | None, int], set[int]] = defaultdict(set)
    for n, quantity in enumerate(quantities):
        for key, figure in quantity.figures.items():
            if figure.amount:
                bucket = round(math.log10(abs(figure.amount)) * _BUCKETS)
                for near in (bucket - 1, bucket, bucket + 1):
                    places[key.role, key.year, near].add(n)
    tables = [quantity.table for quantity in quantities]
    met: set[tuple[int, int]] = set()
    for group in places.values():
        if len(group) <= MAX_ROWS:
            met.update((a, b) for a, b in combinations(sorted(group), 2) if tables[a] != tables[b])
    for a, b in sorted(met):
        yield quantities[a], quantities[b]


def _pairs(first: Quantity, second: Quantity) -> list[_Pair]:
    """Lay the figures of two quantities side by side that measure the same."""
    found = []
    for key, one in first.figures.items():
        exact = second.figures.get(key)
        other = exact or second.loose.get((key.role, key.year))
        if other is None:
            continue
        limit = max(one.half, other.half)
        pair = _Pair(one.at, other.at, one.amount, other.amount, limit, one.unit / other.unit, key.role)
        if exact or pair.equal:
            found.append(pair)
    return found


def _is_same(first: Quantity, second: Quantity, pairs: Sequence[_Pair], equal: Sequence[_Pair]) -> bool:
    """Say whether two quantities are one: several figures agree, or one long figure and the names or neighbours do."""
    telling = [pair for pair in equal if pair.digits >= TELLING]
    if len(telling) >= 2 and 2 * len(equal) >= len(pairs):
        return True
    long = [pair for pair in equal if pair.digits >= SIGNIFICANT]
    if first.result and second.result and len(pairs) == len(equal):
        return bool(telling)
    if not long:
        return False
    if _share_name(first, second):
        return 2 * len(equal) >= len(pairs)
    return len(pairs) > 1 and all(pair.near for pair in pairs)


def _is_claim(pair: _Pair, pairs: Sequence[_Pair], equal: Sequence[_Pair]) -> bool:
    """Say whether a figure that differs is surely meant to be the same."""
    del pairs
    strong = [other for other in equal if other.digits >= TELLING]
    return pair.near or len(strong) >= 2


def _share_name(first: Quantity, second: Quantity) -> bool:
    return any(a.startswith(b) or b.startswith(a) for a in first.names for b in second.names)


def _identity(tables: Sequence[Figures], pair: _Pair, held: int, tried: int) -> Identity:
    """Make the identity: the later table repeats the earlier one."""
    sign = -1.0 if pair.role == "variance" and pair.amount * pair.other < 0 else 1.0
    return Identity(
        "cross_table",
        pair.second,
        ((pair.first, sign * pair.scale),),
        (tables[pair.first.table].halves[pair.first.row][pair.first.column],),
        tables[pair.second.table].halves[pair.second.row][pair.second.column],
        held=held,
        tried=tried,
    )
