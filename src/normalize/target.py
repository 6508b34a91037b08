"""Targets of indicators: a number with the word or sign that says on which side of it the outcome must lie.

"minst 168" is reached at 168 and above, "under 5" only below 5; "Öka" and "Minska" name a direction without a
number; a pair in parentheses gives women and men their own target. What fits no rule ("bättre än riket") keeps its
wording and has no operator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..schema.codes import Operator
from .number import Number, is_missing, read_number, read_split
from .tables import rows


@dataclass(frozen=True, slots=True)
class TargetReading:
    """A target as printed and what it asks for; `value` is `None` where only a direction, range or pair is printed."""

    raw: str
    operator: Operator | None
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    women: Number | None = None
    men: Number | None = None
    flags: tuple[str, ...] = ()


_MODAL = re.compile(
    r"^(?:(?:målet är|målvärde|mål|resultatet|värdet|andelen|det|ska|skall|bör|vara|är|ligga på|ligga|uppgå till)[ :]+)+"
)
_BY_YEAR = re.compile(r"[, ]+(?:senast|till|år|under|för|per)(?: år)? ?(?:19|20)\d\d$|[, ]+\((?:19|20)\d\d\)$")
_RANGE = re.compile(r"(?:mellan )?(?P<low>[^-–—]+?) ?(?P<unit>%|procent)? ?(?:[-–—]|till|och) ?(?P<high>\d.*)")
_AT_LEAST = re.compile(
    r"(?P<number>.+?) ?(?P<phrase>eller (?:mer|mera|fler|högre|bättre|över|mindre|färre|lägre|under)|\+)"
)
_OR_MORE = re.compile(r"mer|fler|högre|bättre|över|\+")


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
    core = _MODAL.sub("", _BY_YEAR.sub("", _folded(raw)))
    operator, rest = _split_operator(core)
    if operator in ("increase", "decrease", "unchanged"):
        return TargetReading(raw, operator) if _is_direction(core) else TargetReading(raw, None)
    return _read_amount(raw, operator, rest) or TargetReading(raw, None)


def _folded(text: str) -> str:
    """Fold a target for matching; the minus and the footnote stars of its number stay."""
    return re.sub(r"\s+", " ", text).strip(" .:;").lower()


@cache
def _operators() -> dict[str, Operator]:
    return {row["phrase"]: row["operator"] for row in rows("targets")}  # type: ignore[misc]


@cache
def _operator_pattern() -> re.Pattern[str]:
    phrases = sorted(_operators(), key=len, reverse=True)
    return re.compile("|".join(re.escape(phrase) + (r"\b" if phrase[-1].isalpha() else "") for phrase in phrases))


def _split_operator(text: str) -> tuple[Operator | None, str]:
    phrase = _operator_pattern().match(text)
    if phrase is None:
        return None, text
    return _operators()[phrase[0]], text[phrase.end() :].strip(" :")


def _is_direction(text: str) -> bool:
    """Say whether a target prints a direction and no level of its own."""
    return not any(sign.isdigit() for sign in text) and len(text) <= 60


def _read_amount(raw: str, operator: Operator | None, rest: str) -> TargetReading | None:
    either = _AT_LEAST.fullmatch(rest) if operator is None else None
    if either:
        operator = ">=" if _OR_MORE.search(either["phrase"]) else "<="
        rest = either["number"]
    if operator is None:
        between = _read_range(raw, rest)
        if between:
            return between
    split = read_split(rest)
    if split is None:
        return None
    total, women, men = split.total, split.women, split.men
    flags = next((part.flags for part in (total, women, men) if part), ())
    return TargetReading(
        raw,
        operator or "=",
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
