"""Whether the label of a row in a money table says that the row is a sum: "Summa …", "Totalt", "Nettokostnad"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal, cast

from .tables import rows
from .text import fold

Strength = Literal["sure", "likely"]


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Strength], ...]:
    """Make one pattern of each run of phrases of one strength, in the table's order."""
    found = []
    for strength, group in groupby(rows("sum_labels"), key=lambda row: row["strength"]):
        phrases = (re.escape(row["phrase"]) + (r"(?!\w)" if row["match"] == "start" else "$") for row in group)
        found.append((re.compile("|".join(phrases)), cast(Strength, strength)))
    return tuple(found)


@lru_cache(maxsize=4096)
def sum_strength(label: str) -> Strength | None:
    """Tell how surely a row label makes its row a sum: "sure", "likely" or not at all.

    Example:
        >>> sum_strength("Summa intäkter"), sum_strength("Nettokostnad"), sum_strength("Personalkostnader")
        ('sure', 'likely', None)
    """
    folded = fold(label)
    named = next((strength for pattern, strength in _rules() if pattern.match(folded)), None)
    return named or ("likely" if folded.endswith((" totalt", " summa", " sammanlagt")) else None)
