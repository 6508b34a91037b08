"""Equations between the rows of a money table: items and subtotals, totals above or below, opening plus flow, balance.

Rows are read from the top; what no sum has taken in yet is open, and a row that says it is a sum takes the latest open
rows that add up to it in its columns. A total may stand first, leave out a row, be printed twice, or be one row less
another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..extract.sums import Groups, group_heads
from ..normalize.sum_label import Strength, sum_strength
from ..normalize.tables import rows as table_rows
from ..normalize.text import fold
from ..schema.codes import CheckKind
from .figures import MANY_TIMES_ROUNDING, Figures
from .identity import Identity

MIN_SHARE = 0.5
LOOK_BACK = 1500
"""Open rows that a sum may reach back over; a longer table has subtotals."""

LOOK_NEAR = 15
_DIFFERENCE_SPAN = 3
_ASSETS = re.compile(r"^(?:summa |totala )?tillgångar\b")
_FUNDING = re.compile(r"^(?:summa |totalt )?(?:eget kapital.*skulder|skulder.*eget kapital)")


class RowSum(NamedTuple):
    """A row that others give: `terms` with their signs, and in how many of its columns that holds."""

    target: int
    terms: tuple[tuple[int, int], ...]
    strength: Strength | None
    columns: tuple[int, ...]
    held: frozenset[int]
    shown: frozenset[int]
    kind: CheckKind = "sum"


def row_identities(figures: Figures) -> Iterator[Identity]:
    """Give the equations that hold between the rows, one for each column that prints them."""
    for found in row_sums(figures):
        for column in found.columns:
            identity = _in_column(figures, found, column)
            if identity:
                yield identity


def row_sums(figures: Figures) -> list[RowSum]:
    """Find which rows are sums of which."""
    columns = tuple(c for c in range(figures.width) if not figures.percent[c])
    apart = [row.kind == "of_which" for row in figures.table.rows]
    strengths = [None if part else strength_of(figures, r) for r, part in enumerate(apart)]
    finder = _Finder(figures, columns, strengths, apart)
    found = finder.from_the_top()
    return [*found, *_flows(figures, columns), *_balance(figures, columns)]


def strength_of(figures: Figures, row: int) -> Strength | None:
    """Tell how surely a row is a sum: by its label, or by being an unnamed row that the reading took for one.

    What is left at the end of a flow is no sum of rows but what the flow gives.
    """
    printed = figures.table.rows[row]
    if printed.label and _flow_role(printed.label) == "closing":
        return None
    if printed.label:
        return sum_strength(printed.label) or ("likely" if printed.kind in ("subtotal", "total") else None)
    return "sure" if printed.kind in ("subtotal", "total") else "likely"


@dataclass(slots=True)
class _Finder:
    figures: Figures
    columns: tuple[int, ...]
    strengths: Sequence[Strength | None]
    apart: Sequence[bool]

    def from_the_top(self) -> list[RowSum]:
        found = {row: self._tested(row, [(r, 1) for r in rows]) for row, rows in self._groups().items()}
        grouped = {r for sum_ in found.values() for r, _ in sum_.terms}
        open_rows: list[int] = []
        for row in range(len(self.figures.values)):
            if self.apart[row] or row in grouped or not any(v is not None for v in self.figures.values[row]):
                continue
            if self.strengths[row] and open_rows and row not in found:
                sum_ = self._sum(row, open_rows, found)
                if sum_:
                    found[row] = sum_
                    taken = {r for r, _ in sum_.terms}
                    open_rows = [r for r in open_rows if r not in taken]
            open_rows.append(row)
        first = self._first(found)
        return [*([first] if first else []), *found.values()]

    def _groups(self) -> Groups:
        """Find the rows above what they sum; only words say where such a group ends."""
        halves = [max((line[c] for line in self.figures.halves), default=0.5) for c in range(self.figures.width)]
        named = [sum_strength(row.label or "") for row in self.figures.table.rows]
        return group_heads(self.figures.values, halves, named, self.apart)

    def _sum(self, row: int, open_rows: list[int], found: dict[int, RowSum]) -> RowSum | None:
        best = self._latest(row, open_rows)
        if best is None or len(best.held) < MIN_SHARE * len(best.shown):
            others = [self._less_one(row), self._items_only(row, found), *self._pairs(row)]
            best = max((s for s in (best, *others) if s), key=lambda s: len(s.held), default=None)
        if best and best.held:
            return best
        if self.strengths[row] != "sure":
            return None
        since = [r for r in open_rows if r not in found] or open_rows
        return self._tested(row, [(r, 1) for r in since])

    def _latest(self, row: int, open_rows: list[int]) -> RowSum | None:
        """Take the latest open rows: as many as make most columns add up, few before many."""
        values, halves = self.figures.values, self.figures.halves
        printed = [c for c in self.columns if values[row][c] is not None]
        sums, limits, largest = dict.fromkeys(printed, 0.0), dict.fromkeys(printed, 0.0), dict.fromkeys(printed, 0.0)
        best: tuple[int, int] | None = None
        for count, term in enumerate(reversed(open_rows[-LOOK_BACK:]), start=1):
            held = 0
            for c in printed:
                value = values[term][c]
                if value is not None:
                    sums[c] += value
                    limits[c] += halves[term][c]
                    largest[c] = max(largest[c], abs(value))
                fits = abs(sums[c] - (values[row][c] or 0)) <= max(limits[c], halves[row][c]) + 1e-9
                held += fits and max(largest[c], abs(values[row][c] or 0)) >= MANY_TIMES_ROUNDING * halves[row][c]
            if held and (best is None or held > best[0]):
                best = held, count
                if held == len(printed):
                    break
        return self._tested(row, [(r, 1) for r in open_rows[-best[1] :]]) if best else None

    def _less_one(self, row: int) -> RowSum | None:
        """A second result line may leave out one row of the first: all but the one that the difference equals."""
        above = [r for r in range(row) if not self.apart[r]]
        sums = [r for r in above if self.strengths[r]]
        found = (
            self._tested(row, [(start, 1), *((r, 1) for r in between if r != left_out)])
            for start in sums[-4:]
            if (between := [r for r in above[-LOOK_NEAR:] if r > start and not self.strengths[r]])
            for left_out in between
        )
        return max((s for s in found if len(s.held) >= 2), key=lambda s: len(s.held), default=None)

    def _items_only(self, row: int, found: dict[int, RowSum]) -> RowSum | None:
        """A grand total may take in all items although subtotals stand between them."""
        items = [r for r in range(row) if not self.apart[r] and r not in found]
        return self._tested(row, [(r, 1) for r in items]) if len(items) >= 2 else None

    def _pairs(self, row: int) -> Iterator[RowSum]:
        """A row may be one of the rows right above it less another: net cost less budget is the variance.

        In a balance sheet each side is what it holds, though liabilities are assets less equity.
        """
        if self.figures.table.kind == "balance_sheet":
            return
        near = [r for r in range(max(0, row - _DIFFERENCE_SPAN), row) if not self.apart[r]]
        for a in near:
            for b in near:
                if a != b:
                    sum_ = self._tested(row, [(a, 1), (b, -1)])
                    if len(sum_.held) >= min(2, len(sum_.shown)):
                        yield sum_

    def _first(self, found: dict[int, RowSum]) -> RowSum | None:
        """A total may stand above what it sums."""
        first = next((r for r, part in enumerate(self.apart) if not part), None)
        if first is None or self.strengths[first] is None:
            return None
        rest = [r for r in range(first + 1, len(self.apart)) if not self.apart[r] and r not in found]
        sum_ = self._tested(first, [(r, 1) for r in rest]) if rest else None
        return sum_ if sum_ and sum_.held and len(sum_.held) >= MIN_SHARE * len(sum_.shown) else None

    def _tested(self, row: int, terms: list[tuple[int, int]]) -> RowSum:
        """Say in which columns terms give a row; a column of small figures shows nothing."""
        return tested(self.figures, row, terms, self.columns, self.strengths[row])


def tested(
    figures: Figures,
    row: int,
    terms: Sequence[tuple[int, int]],
    columns: Sequence[int],
    strength: Strength | None,
    kind: CheckKind = "sum",
) -> RowSum:
    """Say in which columns terms give a row; a column of small figures shows nothing."""
    held, shown, printed = set(), set(), []
    for c in columns:
        found = figures.values[row][c]
        figured = [(figures.values[r][c], sign, figures.halves[r][c]) for r, sign in terms]
        if found is None or all(value is None for value, _, _ in figured):
            continue
        printed.append(c)
        expected = sum(sign * value for value, sign, _ in figured if value is not None)
        limit = sum(half for value, _, half in figured if value is not None)
        largest = max(abs(found), *(abs(value) for value, _, _ in figured if value is not None))
        if largest < MANY_TIMES_ROUNDING * figures.halves[row][c]:
            continue
        shown.add(c)
        if abs(expected - found) <= max(limit, figures.halves[row][c]) + 1e-9:
            held.add(c)
    return RowSum(row, tuple(terms), strength, tuple(printed), frozenset(held), frozenset(shown), kind)


def _in_column(figures: Figures, found: RowSum, column: int) -> Identity | None:
    """Make a row sum's identity for a column; a cell among the terms that was not read leaves it open."""
    if any((r, column) in figures.doubted and figures.values[r][column] is None for r, _ in found.terms):
        return None
    terms = [(r, sign) for r, sign in found.terms if figures.values[r][column] is not None]
    return Identity(
        found.kind,
        figures.at(found.target, column),
        tuple((figures.at(r, column), float(sign)) for r, sign in terms),
        tuple(figures.halves[r][column] for r, _ in terms),
        figures.halves[found.target][column],
        held=len(found.held - {column}),
        tried=len(found.shown - {column}),
        firm=found.strength == "sure" or found.kind != "sum",
    )


@cache
def _flow_patterns() -> dict[str, re.Pattern[str]]:
    """Give how the labels of rows begin or end that open, move and close what a table follows."""
    forms = {"start": r"{}(?!\w)", "end": r".*{}\Z"}
    phrases: dict[str, list[str]] = {}
    for row in table_rows("flow_labels"):
        phrases.setdefault(row["role"], []).append(forms[row["match"]].format(row["phrase"]))
    return {role: re.compile("|".join(each), re.DOTALL) for role, each in phrases.items()}


def _flow_role(label: str) -> str | None:
    folded = fold(label)
    return next((role for role, pattern in _flow_patterns().items() if pattern.match(folded)), None)


def _flows(figures: Figures, columns: Sequence[int]) -> Iterator[RowSum]:
    """What was there at the start and what came is what is there at the end."""
    roles = {r: role for r, row in enumerate(figures.table.rows) if row.label and (role := _flow_role(row.label))}
    for closing in (r for r, role in roles.items() if role == "closing"):
        opening = max((r for r, role in roles.items() if role == "opening" and r < closing), default=None)
        if opening is None:
            continue
        between = [r for r in range(opening + 1, closing) if figures.table.rows[r].kind != "of_which"]
        moved = max((r for r, role in roles.items() if role == "movement" and r < closing), default=None)
        options = [[(opening, 1), (moved, 1)]] if moved is not None else []
        options += [[(opening, 1), *((r, 1) for r in between)]] if between else []
        found = [tested(figures, closing, terms, columns, "sure", "flow") for terms in options]
        best = max(found, key=lambda s: len(s.held), default=None)
        if best and best.held:
            yield best


def _balance(figures: Figures, columns: Sequence[int]) -> Iterator[RowSum]:
    """A balance sheet's assets are its equity, provisions and liabilities."""
    labels = [fold(row.label or "") for row in figures.table.rows]
    summed = [r for r, row in enumerate(figures.table.rows) if row.kind != "item"]
    assets = next((r for r in summed if _ASSETS.match(labels[r])), None)
    funding = next((r for r, label in enumerate(labels) if _FUNDING.match(label)), None)
    if assets is None or funding is None or assets == funding:
        return
    found = tested(figures, max(assets, funding), [(min(assets, funding), 1)], columns, "sure", "balance")
    if found.columns:
        yield found
