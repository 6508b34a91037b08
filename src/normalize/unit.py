"""Units as reports print them: the money unit of a table and the unit of an indicator.

A Swedish budget table says once, above the table or in its first header cell, whether it counts in kronor (kr),
thousands (tkr) or millions (mnkr). An indicator prints its unit in a column of its own, in its name or in its cells;
a name that begins with "Antal" or "Andel" says what is counted but prints no unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import cast

from ..schema.codes import Unit
from .number import is_missing
from .tables import rows

_SPACES = re.compile(r"\s+")
_PARENTHESES = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_CELL_UNIT = re.compile(r"\d\s*\*{0,3}\s*(%|procent\b|‰|promille\b)(?!-)", re.I)
_STATED = re.compile(r"(?<!\w)(?:i|mätt i|uttryckt i|angivet i) (?:antal )?(?P<unit>[^\s,.()]+)")
_BARE_PERCENT = re.compile(r"(?<!\d)(?<!\d )%(?!-)")
_PER = re.compile(r"(?P<unit>[^\s/]+) ?(?:/|per) ?.+")
_PER_SOMETHING = re.compile(r" ?per\b| i snitt")
# A scale the table of units does not know ("hundratusental kronor") must not be read as plain kronor.
_SCALE = re.compile(r"(?:tusen|1 ?000|milj|mn|md)[\w.-]*\s*$")
_COUNTED = frozenset({"antal", "st", "st.", "stycken", "styck"})


@cache
def _printed(*kinds: str) -> dict[str, Unit]:
    return {row["printed"]: cast(Unit, row["unit"]) for row in rows("units") if row["kind"] in kinds}


@cache
def _indicator_units() -> frozenset[str]:
    return frozenset(_printed("currency", "percent", "measure"))


@cache
def measure_words() -> str:
    """Give what may stand behind the figure of a measure as one alternative pattern, the longest first: "kWh", "dagar".

    Example:
        >>> bool(re.fullmatch(measure_words(), "dagar")), bool(re.fullmatch(measure_words(), "målet"))
        (True, False)
    """
    return "|".join(map(re.escape, sorted(_indicator_units(), key=len, reverse=True)))


@cache
def _money_pattern() -> re.Pattern[str]:
    words = sorted(_printed("currency"), key=len, reverse=True)
    return re.compile(r"(?<![\w/])(?:" + "|".join(map(re.escape, words)) + r")(?![\w/]|-?\d)")


@lru_cache(maxsize=8_000)
def read_unit(text: str) -> Unit | None:
    """Read the money unit (or percent) a header cell, title or line prints; `None` where it prints none.

    A money word beside an amount ("underskott 12 tkr") or before "per" ("kr per elev") is no table's unit.

    Example:
        >>> read_unit("Resultaträkning (tkr)"), read_unit("Belopp i miljoner kronor"), read_unit("Verksamhet")
        ('tkr', 'mnkr', None)
    """
    folded = _SPACES.sub(" ", text).strip().lower()
    if folded.strip(" ()[].,:;*").removeprefix("i ") in _printed("percent"):
        return "procent"
    units = {
        None if _SCALE.search(folded, 0, word.start()) else _printed("currency")[word[0]]
        for word in _money_pattern().finditer(folded)
        if not _beside_amount(folded, word) and not _PER_SOMETHING.match(folded, word.end())
    }
    return units.pop() if len(units) == 1 else None


def _beside_amount(text: str, word: re.Match[str]) -> bool:
    before = text[: word.start()].rstrip()
    return bool(before) and before[-1].isdigit() and not re.search(r"(?:^|\D)(?:19|20)\d\d$", before)


def indicator_unit(name: str, cells: Sequence[str] = (), unit_cell: str | None = None) -> str | None:
    """Give the unit of an indicator as printed: from its unit column, the end of its name, its cells or "i procent".

    Example:
        >>> indicator_unit("Frånvaro, procent"), indicator_unit("Nöjda", ["84 %"]), indicator_unit("Antal besök")
        ('procent', '%', None)
    """
    if unit_cell is not None and not is_missing(unit_cell):
        return _SPACES.sub(" ", unit_cell).strip(" ()")
    return _unit_at_end(name) or _unit_in_cells(cells) or _unit_stated(name)


def _unit_at_end(name: str) -> str | None:
    for part in reversed(_PARENTHESES.findall(name)):
        if _is_unit(part):
            return str(part).strip().removeprefix("i ")
    head, comma, tail = name.rpartition(",")
    if comma and head and _is_unit(tail):
        return tail.strip(" .:*").removeprefix("i ")
    return None


def _is_unit(text: str) -> bool:
    word = text.strip(" .:*").lower().removeprefix("i ")
    if word in _indicator_units() or word + "." in _indicator_units():
        return True
    per = _PER.fullmatch(word)
    return bool(per) and per is not None and per["unit"] in _indicator_units()


def _unit_in_cells(cells: Sequence[str]) -> str | None:
    units = {found[1] for cell in cells if (found := _CELL_UNIT.search(cell))}
    return units.pop() if len(units) == 1 else None


def _unit_stated(name: str) -> str | None:
    """Give the unit a name states in words ("i procent av", "i antal dagar") or as a percent sign of its own."""
    for stated in _STATED.finditer(name):
        if stated["unit"].lower() in _indicator_units() - _COUNTED and len(stated["unit"]) > 1:
            return stated["unit"]
    if _BARE_PERCENT.search(name):
        return "%"
    return None
