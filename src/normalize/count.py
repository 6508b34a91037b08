"""Counts of goals, assignments and indicators in running text: "13 nämndsmål", "8 av 30 delmål", "tre av fem uppdrag".

Numbers up to twenty stand in words as often as in figures; what is counted goes by the words that label records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .label import record_names
from .tables import rows
from .text import fold

_ENDINGS = ("na", "n", "erna", "er", "en", "")


class Count(NamedTuple):
    """How many records a sentence speaks of at `start` to `end`: `part` of them, where it says "8 av 30".

    `whole` is None where it speaks of all without a number ("samtliga nämndmål"); they are the part, too.

    `field` and `detail` are what kind of record is counted, `adjectives` the words that narrow it; `parted` says that
    the sentence goes on to divide them ("Av de 30 delmålen är …").
    """

    whole: int | None
    part: int | None
    field: str
    detail: str | None
    adjectives: tuple[str, ...]
    parted: bool
    start: int
    end: int


@cache
def _values() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("number_words")}


def read_count(word: str) -> int | None:
    """Read a whole number in figures or words.

    Example:
        >>> read_count("13"), read_count("Elva"), read_count("flera")
        (13, 11, None)
    """
    return int(word) if word.isdecimal() and len(word) <= 3 else _values().get(fold(word))


@cache
def number_pattern() -> str:
    """Give the pattern of a count in figures or words."""
    return rf"(?:\d{{1,3}}|{'|'.join(_values())})(?![\w,.:–-]\d|\w)"


@cache
def _pattern() -> re.Pattern[str]:
    number, words = number_pattern(), r"(?:[^\W\d][\w-]* )"
    noun = rf"(?:{'|'.join(record_names())})(?:{'|'.join(_ENDINGS)})(?![\w-])"
    again = r"(?: \((?:\d{1,3}|[a-zåäö]+)\))?"  # "fem (5)"
    parted = rf"(?P<part>{number}){again} av {words}{{0,3}}?"
    after = rf"(?P<part2>{number}) (?P<noun2>{noun}) av {words}{{0,3}}?(?P<whole2>{number})(?= är| har| bedöms|[.,])"
    before = rf"(?:{parted}|(?P<of>av ){words}{{0,3}}?|(?P<all>(?:{_all()}) ){words}{{0,2}}?)?"
    plain = rf"{before}(?P<whole>{number}){again} (?P<adjectives>{words}{{0,2}}?)(?P<noun>{noun})"
    every = rf"(?:{_all()}) (?P<adjectives3>{words}{{0,2}}?)(?P<noun3>{noun})"
    return re.compile(rf"(?<![\w,.:–-])(?<!\d[ \u00a0])(?:{after}|{plain}|{every})", re.I)


@cache
def _stems() -> tuple[str, ...]:
    """Give the words without which a sentence names no record: those that no other one is part of."""
    names = record_names()
    return tuple(name for name in names if not any(other in name for other in names if other != name))


@cache
def _all() -> str:
    return "|".join(row["phrase"] for row in rows("count_words") if row["role"] == "all")


@cache
def _nouns() -> dict[str, tuple[str, str | None]]:
    """Give the words that label records, in the forms that a number stands before."""
    return {name + ending: known for name, known in record_names().items() for ending in _ENDINGS}


def names_records(text: str) -> bool:
    """Say whether a text holds a word that names records; without one there is nothing that counts them."""
    lowered = text.lower()
    return any(stem in lowered for stem in _stems())


def find_counts(sentence: str) -> Iterator[Count]:
    """Find what a sentence counts.

    Example:
        >>> [(c.part, c.whole, c.detail) for c in find_counts("13 nämndsmål följs upp, tre av fyra uppdrag är klara.")]
        [(None, 13, 'board'), (3, 4, 'assignment')]
    """
    if not names_records(sentence):  # most sentences count no records, and the whole pattern is slow
        return
    for match in _pattern().finditer(sentence):
        part = match["part"] or match["part2"]
        whole = None if match["noun3"] else read_count(match["whole"] or match["whole2"])
        yield Count(
            whole,
            whole if match["all"] else read_count(part) if part else None,
            *_nouns()[fold(match["noun"] or match["noun2"] or match["noun3"])],
            tuple(fold(match["adjectives"] or match["adjectives3"] or "").split()),
            bool(match["of"]),
            match.start(),
            match.end(),
        )
