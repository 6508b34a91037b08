"""All numbers of a report's budget tables, the identities over them, and how much those prove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..schema import BudgetTable, Verified
from .columns import column_identities
from .cross_tables import cross_identities
from .figures import At, Figures, Value, figures_of
from .identity import Identity
from .row_sums import row_identities


@dataclass(frozen=True, slots=True)
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


def verified(ledger: Ledger, index: int) -> Verified:
    """Count the numbers of a table, those that some identity covers, and those in one that holds."""
    covered: set[At] = set()
    proven: set[At] = set()
    for identity in ledger.identities:
        cells = {at for at in identity.cells() if at.table == index and ledger.value(at) is not None}
        covered |= cells
        if identity.holds(ledger.value):
            proven |= cells
    printed = sum(value is not None for row in ledger.figures[index].values for value in row)
    return Verified(cells=printed, covered=len(covered), proven=len(proven))
