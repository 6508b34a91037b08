"""The numbers of a budget table with their printed precision: what its equations are computed from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..normalize.number import decimals, is_missing, read_number
from ..schema import BudgetTable

Value = float | int | None
_PERCENT = re.compile(r"%|\bprocent\b", re.I)
_CLEAN = re.compile(r"[-–−]?[\s\u00a0\u2009\u202f]?\d[\d\s\u00a0\u2009\u202f]*(?:,\d+)?")
KRONOR = {"kr": 1.0, "tkr": 1e3, "mnkr": 1e6, "mdkr": 1e9}
"""What the units of money come to."""
MANY_TIMES_ROUNDING = 12
"""A figure this many times its rounding is no coincidence when it fits."""


class At(NamedTuple):
    """One cell of a report: table, row and column, 0-based."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Figures:
    """One table's numbers.

    `halves` is half of the last printed digit of each, `doubted` the cells that may have been misread.
    """

    index: int
    table: BudgetTable
    values: tuple[tuple[Value, ...], ...]
    halves: tuple[tuple[float, ...], ...]
    doubted: frozenset[tuple[int, int]]
    percent: tuple[bool, ...]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.percent)

    def at(self, row: int, column: int) -> At:
        """Give the address of a cell in the report."""
        return At(self.index, row, column)


def figures_of(index: int, table: BudgetTable) -> Figures:
    """Take the numbers of a table with their precision; a nought is as precise as its column."""
    width = len(table.columns)
    values = tuple((*row.values, *[None] * (width - len(row.values)))[:width] for row in table.rows)
    raws = tuple((*row.raw, *[None] * (width - len(row.raw)))[:width] for row in table.rows)
    places = [_places(line, raw) for line, raw in zip(values, raws, strict=True)]
    usual = [max((line[c] for line in places), default=0) for c in range(width)]
    halves = tuple(tuple(_half(values[r][c], places[r][c], usual[c]) for c in range(width)) for r in range(len(values)))
    return Figures(
        index,
        table,
        values,
        halves,
        frozenset((r, c) for r in range(len(values)) for c in range(width) if _is_doubted(values[r][c], raws[r][c])),
        tuple(column.role == "change_pct" or bool(_PERCENT.search(column.label)) for column in table.columns),
    )


def _places(values: Sequence[Value], raws: Sequence[str | None]) -> list[int]:
    return [
        (decimals(raw) if "," in raw or "." in raw else 0) if raw else _own_decimals(value)
        for value, raw in zip(values, raws, strict=True)
    ]


def _own_decimals(value: Value) -> int:
    return len(f"{value:.6f}".rstrip("0").partition(".")[2]) if isinstance(value, float) else 0


def _half(value: Value, places: int, usual: int) -> float:
    """Give half of the last printed digit."""
    return 0.5 * 10.0 ** -(usual if not value else places)


def _is_doubted(value: Value, raw: str | None) -> bool:
    """Say whether a cell may have been misread: letters for digits, points, or text where a number should be."""
    if not raw:
        return False
    if value is None:
        return not is_missing(raw)
    if _CLEAN.fullmatch(raw):
        return False
    reading = read_number(raw)
    return reading is None or reading.confidence < 1 or "parentheses" in reading.flags
