"""What a heading is about: a chapter of its own, a mere part of one, or an area that goals stand under."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from .tables import rows
from .text import clean, fold

HeadingClass = Literal["chapter", "part", "area", "other"]
_WORD = re.compile(r"\w")
_COUNT = r"\d{1,2}\s+[a-zåäö]"  # "16 lägenheter" counts, and numbers no heading
_OF_A_PLAN = re.compile(
    r"(?:aktiviteter|åtgärder|insatser|åtaganden|uppdrag)(?:na|en)? (?:i|enligt|ur|från|inom) .*"
    r"(?:plan(?:en|er|erna)?|program(?:met)?|strategi(?:n|er)?)$"
)
_NUMBERED = re.compile(rf"^(?!{_COUNT})(?P<number>\d{{1,2}}(?:\.\d{{1,3}}){{0,4}})\.?\s+(?P<title>\S.*)$")


class HeadingText(NamedTuple):
    """A heading's printed section number, its title without it, and what kind of heading it is."""

    number: str | None
    title: str
    kind: HeadingClass


@lru_cache(maxsize=8192)
def read_heading(text: str) -> HeadingText:
    """Take a heading apart.

    Example:
        >>> read_heading("5.1 Målområde 1 En trygg kommun")
        HeadingText(number='5.1', title='Målområde 1 En trygg kommun', kind='area')
        >>> read_heading("16 lägenheter").number is None
        True
        >>> read_heading("Ekonomi").kind, read_heading("Översikt nämndsmål").kind, read_heading("Trygg hela livet").kind
        ('chapter', 'part', 'other')
        >>> read_heading("Aktiviteter").kind, read_heading("Aktiviteter i klimatplanen").kind  # it has goals of its own
        ('part', 'other')
    """
    text = clean(text).replace("\n", " ")
    match = _NUMBERED.match(text)
    number, title = (match["number"], match["title"]) if match else (None, text)
    return HeadingText(number, title, "part" if title.endswith("?") else _class_of(fold(title)))


def _class_of(folded: str) -> HeadingClass:
    if folded in _exact():
        return _exact()[folded]
    if _OF_A_PLAN.match(folded):
        return "other"
    after = folded.partition(" ")[2]
    if not (folded.startswith(_openings()) or after.startswith(_openings())):
        return "other"
    for match, phrase, kind in _rules():
        if _opens(folded, phrase) or (match == "word" and _opens(after, phrase)):
            return kind
    return "other"


def _opens(text: str, phrase: str) -> bool:
    """Say whether a text begins with the words of a phrase, the last of them not longer than it is there.

    Example:
        >>> _opens("mål och medel", "mål"), _opens("målet", "mål")
        (True, False)
    """
    return text.startswith(phrase) and not _WORD.match(text, len(phrase))


@cache
def _exact() -> dict[str, HeadingClass]:
    named = [row for row in rows("headings") if row["match"] == "exact"]
    return {row["phrase"]: cast(HeadingClass, row["class"]) for row in reversed(named)}


@cache
def _rules() -> tuple[tuple[str, str, HeadingClass], ...]:
    """Give the phrases that headings open with, those of whole words first."""
    opening = [row for row in rows("headings") if row["match"] != "exact"]
    ranked = sorted(opening, key=lambda row: ("word", "start").index(row["match"]))
    return tuple((row["match"], row["phrase"], cast(HeadingClass, row["class"])) for row in ranked)


@cache
def _openings() -> tuple[str, ...]:
    return tuple(phrase for _, phrase, _ in _rules())
