"""All numbers of a report's budget tables, the identities over them, and how much those prove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..schema import BudgetTable, Verified
from .columns import column_identities
from .cross_tables import cross_identities
from .figures import KRONOR, At, Figures, Value, figures_of
from .identity import Identity
from .row_sums import row_identities


@dataclass(frozen=True)
class Ledger:
    """All numbers of a report's budget tables, and the identities over them."""

    figures: tuple[Figures, ...]
    identities: tuple[Identity, ...]

    def value(self, at: At) -> Value:
        """Give the printed number of a cell."""
        return self.figures[at.table].values[at.row][at.column]

    def half(self, at: At) -> float:
        """Give half of a cell's last printed digit."""
        return self.figures[at.table].halves[at.row][at.column]

    @cached_property
    def amounts(self) -> tuple[tuple[float, float, At], ...]:
        """All amounts without sign, and half of their last digit, in kronor; tables without a unit are left out."""
        return tuple(
            (abs(value) * unit, figures.halves[r][c] * unit, figures.at(r, c))
            for figures in self.figures
            if (unit := KRONOR.get(figures.table.unit or ""))
            for r, row in enumerate(figures.values)
            for c, value in enumerate(row)
            if value and not figures.percent[c]
        )


def ledger_of(tables: Sequence[BudgetTable]) -> Ledger:
    """Find every identity over a report's budget tables."""
    figures = tuple(figures_of(i, table) for i, table in enumerate(tables))
    identities = [identity for one in figures for identity in (*column_identities(one), *row_identities(one))]
    return Ledger(figures, tuple(_each_once([*identities, *cross_identities(figures)])))


def _each_once(identities: Iterable[Identity]) -> list[Identity]:
    """Leave out an identity over the same cells as an earlier one."""
    seen: set[tuple[str, frozenset[At]]] = set()
    kept = []
    for identity in identities:
        key = (identity.form == "linear" and "linear") or identity.form, frozenset(identity.cells())
        if key not in seen:
            seen.add(key)
            kept.append(identity)
    return kept


def verified(ledger: Ledger) -> list[Verified]:
    """Count for each table its numbers, those that some identity covers, and those in one that holds."""
    covered: list[set[At]] = [set() for _ in ledger.figures]
    proven: list[set[At]] = [set() for _ in ledger.figures]
    for identity in ledger.identities:
        holds = identity.holds(ledger.value)
        for at in identity.cells():
            if ledger.value(at) is None:
                continue
            covered[at.table].add(at)
            if holds:
                proven[at.table].add(at)
    printed = [sum(value is not None for row in one.values for value in row) for one in ledger.figures]
    return [Verified(cells=n, covered=len(c), proven=len(p)) for n, c, p in zip(printed, covered, proven, strict=True)]
