"""Tables that print the same figures in different units: one of the units slipped by a thousand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..normalize.text import fold
from ..schema import BudgetTable, Finding, Report
from .figures import KRONOR

MIN_SAME = 3
"""Figures that two rows share before they are the same."""
MIN_DIGITS = 3
MIN_ROWS = 2


def units_that_slipped(report: Report) -> Iterator[Finding]:
    """Give the tables that repeat another's figures digit by digit, but in a unit a thousand times larger."""
    tables = [
        (i, table, rows)
        for i, table in enumerate(report.budget_tables)
        if table.unit in KRONOR and (rows := _known(table))
    ]
    for (i, one, rows), (j, other, others) in combinations(tables, 2):
        if one.unit == other.unit:
            continue
        shared = [others[key] for key in others if key in rows]
        if len(shared) >= MIN_ROWS or (shared and len(shared) == min(len(one.rows), len(other.rows))):
            message = (
                f"«{(other.title or other.id)[:60]}» prints {other.unit}, but its figures are those of "
                f"«{(one.title or one.id)[:60]}», which prints {one.unit}: {', '.join(shared[:3])}"
            )
            yield Finding(
                code="unit_slip",
                origin="report",
                severity="warning",
                message=message,
                where=f"/budget_tables/{j}",
                suggestion=f"{one.unit} or {other.unit} in both; see /budget_tables/{i}",
                source=other.source,
            )


def _known(table: BudgetTable) -> dict[tuple[str, tuple[float | int, ...]], str]:
    """Give the labels of a table's rows by what they are known by: label and figures."""
    return {
        (fold(row.label or ""), figures): row.label or "the closing row"
        for row in table.rows
        if (figures := _figures(row.values))
    }


def _figures(values: list[float | int | None]) -> tuple[float | int, ...]:
    """Give a row's long figures, where there are enough of them to know it by."""
    long = tuple(v for v in values if v is not None and len(f"{abs(v):.10g}".replace(".", "").strip("0")) >= MIN_DIGITS)
    return long if len(long) >= MIN_SAME else ()


CHECKS = (units_that_slipped,)
