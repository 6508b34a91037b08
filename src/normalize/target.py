"""Targets of indicators: a number with the word or sign that says on which side of it the outcome must lie.

"minst 168" is reached at 168 and above, "under 5" only below 5; "Öka" and "Minska" name a direction without a
number; a pair in parentheses gives women and men their own target. What fits no rule ("bättre än riket") keeps its
wording and has no operator.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple, cast

from ..schema.codes import Operator
from .number import Number, Split, is_missing, read_number, read_split
from .tables import rows


class TargetReading(NamedTuple):
    """A target as printed and what it asks for; `value` is `None` where only a direction, range or pair is printed."""

    raw: str
    operator: Operator | None
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    women: Number | None = None
    men: Number | None = None
    flags: tuple[str, ...] = ()


_SUBJECT = re.compile(
    r"(?:(?:målet är|målvärdet?|mål|måltal|resultatet|värdet|andelen|antalet|det|kommunen|ska|skall|bör|vara|är|"
    r"ligga på|ligga|uppgå till|uppnå|nå)\b[ :]*)+"
)
_YEAR_FIRST = re.compile(r"(?:år )?(?:19|20)\d\d ?[:=] ?")
_BY_YEAR = re.compile(
    r"[, ]+(?:(?:senast|till|år|under|för|per|vid utgången av|i slutet av) )+(?:19|20)\d\d$|[, ]+\((?:19|20)\d\d\)$"
)
_RANGE = re.compile(r"(?:mellan )?(?P<low>[^-–—]+?) ?(?:[-–—]|till|och) ?(?P<high>\d.*)")
_OR_MORE = re.compile(
    r"(?P<number>.*\d.*?) ?(?P<phrase>eller (?:mer|mera|fler|högre|över|mindre|färre|lägre|under)|\+)"
)
_UPWARDS = re.compile(r"mer|fler|högre|över|\+")
_ASIDE = re.compile(
    r"(?P<amount>[^a-zåäö]*\d[^a-zåäö]*(?:procent|kronor|kr|tkr|mnkr)?) "
    r"(?P<aside>(?:av|per|i|på|hos|inom|bland|för|under|varje|ska|jämfört) [^\d]+)"
)
_EARLIER = re.compile(r"(?:än )?(?:föregående|förra|tidigare|fjolår|i fjol|fg\b|utfall|(?:år )?20\d\d\b)")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
# Letters a scan confuses, each pair one-to-one so that positions stay.
_WORD = re.compile(r"\w")
_CONFUSED = str.maketrans(
    {"l": "i", "1": "i", "|": "i", "0": "o", "å": "a", "ä": "a", "â": "a", "à": "a", "ö": "o", "ó": "o"}
)
_DIRECTIONS: dict[str, Operator] = {">": "increase", "<": "decrease"}


@lru_cache(maxsize=4_000)
def read_target(text: str) -> TargetReading | None:
    """Read a printed target; `None` for a blank or a dash.

    Example:
        >>> target = read_target("minst 168")
        >>> target.operator, target.value
        ('>=', 168)
    """
    raw = text.strip()
    if is_missing(raw):
        return None
    core = re.sub(r"\s+", " ", raw).strip(" .:;").lower()
    core = _BY_YEAR.sub("", _YEAR_FIRST.sub("", core, count=1)).replace("noll", "0")
    operator, rest = _split_operator(core)
    if operator is None:
        subject = _SUBJECT.match(core)
        operator, rest = _split_operator(core[subject.end() :]) if subject else (operator, rest)
    if operator in ("increase", "decrease", "unchanged"):
        return TargetReading(raw, operator if _names_no_level(rest) else None)
    if operator in _DIRECTIONS and _EARLIER.match(rest):
        return TargetReading(raw, _DIRECTIONS[operator] if _names_no_level(rest) else None)
    return _read_amount(raw, operator, rest) or TargetReading(raw, None)


@cache
def _operators() -> dict[str, Operator]:
    """Give the operator of every phrase, in the form in which confused letters are one."""
    return {row["phrase"].translate(_CONFUSED): cast(Operator, row["operator"]) for row in rows("targets")}


@cache
def _by_length() -> tuple[str, ...]:
    return tuple(sorted(_operators(), key=len, reverse=True))


def _split_operator(text: str) -> tuple[Operator | None, str]:
    plain = text.translate(_CONFUSED)
    if not plain.startswith(_by_length()):
        return None, text
    for phrase in _by_length():
        after = plain[len(phrase) :]
        if plain.startswith(phrase) and not (phrase[-1].isalpha() and _WORD.match(after)):
            return _operators()[phrase], text[len(phrase) :].strip(" :")
    return None, text


def _names_no_level(text: str) -> bool:
    """Say whether a direction stands without a level of its own; a year to compare with is none."""
    return not any(sign.isdigit() for sign in _YEARS.sub("", text))


def _read_amount(raw: str, operator: Operator | None, text: str) -> TargetReading | None:
    if operator is None:
        either = _OR_MORE.fullmatch(text)
        if either:
            operator, text = ">=" if _UPWARDS.search(either["phrase"]) else "<=", either["number"]
        else:
            between = _read_range(raw, text)
            if between:
                return between
    aside = _ASIDE.fullmatch(text)
    split = read_split(aside["amount"].strip() if aside else text)
    return _target(raw, operator or "=", split) if split else None


def _target(raw: str, operator: Operator, split: Split) -> TargetReading:
    total, women, men = split.total, split.women, split.men
    flags = next((part.flags for part in (total, women, men) if part), ())
    return TargetReading(
        raw,
        operator,
        value=total.value if total else None,
        women=women.value if women else None,
        men=men.value if men else None,
        flags=flags,
    )


def _read_range(raw: str, text: str) -> TargetReading | None:
    parts = _RANGE.fullmatch(text)
    low = read_number(parts["low"]) if parts else None
    high = read_number(parts["high"]) if parts else None
    if low is None or high is None or not low.value < high.value:
        return None
    return TargetReading(raw, "between", low=low.value, high=high.value, flags=low.flags + high.flags)
