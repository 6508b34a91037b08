"""The status of a sentence that no rule reads, told by what it resembles among sentences whose status is known.

Writers find new ways to say how something stands ("Uppstart av projektet har ännu inte skett") faster than rules can be
written. Each word, pair of words, ending and run of kinds (`sentence.parse`) speaks with a weight for or against every
code and for none; the weights stand in `tables/status_traits.csv`, learned by `benchmarks/likeness.py` from the
labelled expressions under `tests/data`. What a text resembles is a guess: it is made only where nobody says what the
text is, and only where one code is far ahead of all others and of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import exp
from typing import NamedTuple, cast

from ..schema.codes import StatusCode
from .sentence import normal, parse
from .tables import rows

NONE = "none"
BIAS = "any"
"""The trait that every text has."""
_HUNDRED = 100
_ENDING = 4
_RUN = 4
_EDGES = " .:;,*_!-\n"
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


class Likeness(NamedTuple):
    """The code a text resembles most, None when that is no status, and its share of all that speaks for any."""

    code: StatusCode | None
    share: float


def traits(text: str) -> frozenset[str]:
    """Give what a text is compared by: runs of kinds, words, pairs of words and endings.

    Example:
        >>> sorted(trait for trait in traits("Målet nås") if not trait.startswith("run"))
        ['any', 'ending ålet', 'pair ^ målet', 'pair målet nås', 'pair nås $', 'word målet', 'word nås']
    """
    line = normal(text)
    return frozenset({BIAS, *_runs(line), *_words(line)})


def _runs(line: str) -> Iterator[str]:
    clauses = parse(line.strip(_EDGES)).clauses
    kinds = f"^{'|'.join(f'{clause.intro}»{clause.kinds}' for clause in clauses)}$"
    for length in range(1, _RUN + 1):
        for start in range(len(kinds) - length + 1):
            yield f"run {kinds[start : start + length]}"


def _words(line: str) -> Iterator[str]:
    words = ["0" if word.isdigit() else word for word in _TOKEN.findall(line)]
    for first, second in pairwise(["^", *words, "$"]):
        yield f"pair {first} {second}"
    for word in words:
        yield f"word {word}"
        if len(word) > _ENDING:
            yield f"ending {word[-_ENDING:]}"


@cache
def _codes() -> tuple[str, ...]:
    return tuple(name for name in rows("status_traits")[0] if name != "trait")


@cache
def _weights() -> dict[str, tuple[tuple[int, int], ...]]:
    """Give for each trait the codes it speaks for or against, by their place, and how much, in hundredths."""
    codes = _codes()
    return {
        row["trait"]: tuple((place, int(row[code])) for place, code in enumerate(codes) if row[code])
        for row in rows("status_traits")
    }


def likeness(text: str) -> Likeness:
    """Tell which status a text of unknown form resembles most.

    Example:
        >>> likeness("Uppstart av projektet har ännu inte skett.").code
        'not_started'
    """
    codes, weights = _codes(), _weights()
    sums = [0] * len(codes)
    for trait in traits(text):
        for place, weight in weights.get(trait, ()):
            sums[place] += weight
    most = max(sums)
    shares = [exp((total - most) / _HUNDRED) for total in sums]
    code = codes[sums.index(most)]
    return Likeness(None if code == NONE else cast("StatusCode", code), 1 / sum(shares))
