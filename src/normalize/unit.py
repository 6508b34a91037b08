"""Units as reports print them: the money unit of a table and the unit of an indicator.

A Swedish budget table says once, above the table or in its first header cell, whether it counts in kronor (kr),
thousands (tkr) or millions (mnkr). An indicator prints its unit in a column of its own, in its name or in its cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import cast

from ..schema.codes import Unit
from .number import is_missing, read_number
from .tables import rows
from .text import fold

_SPACES = re.compile(r"\s+")
_PARENTHESES = re.compile(r"\(([^()]{1,40})\)")
_CELL_UNIT = re.compile(r"(?:\d)\s*\*{0,3}\s*(%|procent\b|‰|promille\b)", re.I)
_IN_UNIT = re.compile(
    r"\bi (procent|promille|kronor|tkr|mnkr|dagar|minuter|timmar|veckor|månader|antal|kg|ton|kwh|mwh|gwh)\b", re.I
)


@cache
def _money() -> dict[str, Unit]:
    return {row["printed"]: cast(Unit, row["unit"]) for row in rows("units") if row["kind"] == "currency"}


@cache
def _percent() -> frozenset[str]:
    return frozenset(row["printed"] for row in rows("units") if row["kind"] == "percent")


@cache
def _units_printed() -> frozenset[str]:
    return frozenset(row["printed"] for row in rows("units"))


@cache
def _money_pattern() -> re.Pattern[str]:
    words = sorted(_money(), key=len, reverse=True)
    return re.compile(r"(?<![\w/])(?:" + "|".join(map(re.escape, words)) + r")(?![\w/])", re.I)


@lru_cache(maxsize=8_000)
def read_unit(text: str) -> Unit | None:
    """Read the money unit (or percent) a header cell, title or line prints; `None` where it prints none.

    Example:
        >>> read_unit("Resultaträkning (tkr)"), read_unit("Belopp i miljoner kronor"), read_unit("Verksamhet")
        ('tkr', 'mnkr', None)
    """
    folded = _SPACES.sub(" ", text).strip().lower()
    bare = folded.strip(" ()[].,:;*")
    if bare in _percent() or bare in ("i procent", "i %"):
        return "procent"
    found = [_money()[word[0].lower()] for word in _money_pattern().finditer(folded)]
    if not found or len(set(found)) > 1:
        return None
    return found[0] if _prints_unit(folded) else None


def _prints_unit(folded: str) -> bool:
    """Say whether a money word stands as a unit and not beside an amount ("underskott 12 tkr")."""
    return not re.search(r"\d\s*(?:" + _money_pattern().pattern + ")", folded, re.I) or bool(
        re.search(r"\b1 ?000(?:-tal)? (?:kr|kronor)", folded)
    )


def indicator_unit(name: str, cells: Sequence[str] = (), unit_cell: str | None = None) -> str | None:
    """Give the unit of an indicator as printed: its unit column first, then its name, then its cells.

    Example:
        >>> indicator_unit("Sjukfrånvaro, procent"), indicator_unit("Andel nöjda", ["84 %"]), indicator_unit("Antal besök")
        ('procent', '%', None)
    """
    if unit_cell is not None and not is_missing(unit_cell):
        return unit_cell.strip().strip("()")
    return _unit_in_name(name) or _unit_in_cells(cells)


def _unit_in_name(name: str) -> str | None:
    for part in reversed(_PARENTHESES.findall(name)):
        if _is_unit(part):
            return str(part).strip()
    head, _, tail = name.rpartition(",")
    if head and _is_unit(tail):
        return tail.strip(" .:*")
    stated = _IN_UNIT.search(name)
    if stated:
        return stated[1]
    return "%" if "%" in name else None


def _is_unit(text: str) -> bool:
    return fold(text).strip(" .") in _units_printed() or fold(text) in _units_printed()


def _unit_in_cells(cells: Sequence[str]) -> str | None:
    units = {
        found[1] for cell in cells if (found := _CELL_UNIT.search(cell)) and read_number(found.string[: found.end()])
    }
    return units.pop() if len(units) == 1 else None
