"""Reporting periods as printed: "januari–augusti 2006", "T2 2021", "per 31 augusti 2020", "helår".

A municipal follow-up counts from 1 January: "tertial 2", "per 31 augusti" and "per augusti" are all January to
August, and the third tertial is the full year. The printed dash and wording stay in the label, without the year.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from .date import find_years, month_words, months
from .tables import rows


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """A period with both its days and the words that name it."""

    start: datetime.date
    end: datetime.date
    label: str
    year: int


_DASH = r" ?(?:[-‐‑‒–—−]|till och med|t\.?o\.?m\.?|till|och) ?"
_YEAR = r"(?:19[9]|20[0-4])\d"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Give the forms of a period, the most telling first."""
    month = month_words()
    return (
        re.compile(
            rf"(?<![\w/])(?:(?P<d1>\d\d?) ?)?(?P<m1>{month})(?: (?P<y1>{_YEAR}))?{_DASH}(?:(?P<d2>\d\d?) )?(?P<m2>{month})(?!\w)(?:,? ?(?P<y2>{_YEAR})(?!\d))?",
            re.I,
        ),
        re.compile(
            rf"(?<![\d/-])(?P<y1>{_YEAR})-?(?P<m1>\d\d)-?(?P<d1>\d\d){_DASH}(?P<y2>{_YEAR})-?(?P<m2>\d\d)-?(?P<d2>\d\d)(?![\d-])"
        ),
        re.compile(
            rf"(?<!\w)(?:per|t\.?o\.?m\.?|till och med)(?: den)? (?:(?P<d2>\d\d?) )?(?P<m2>{month})(?!\w)(?:,? ?(?P<y2>{_YEAR})(?!\d))?",
            re.I,
        ),
        re.compile(
            rf"(?<!\w)(?:per|t\.?o\.?m\.?|till och med)(?: den)? (?P<y2>{_YEAR})-(?P<m2>\d\d)(?:-(?P<d2>\d\d))?(?![\d-])",
            re.I,
        ),
        re.compile(
            r"(?<!\w)(?P<phrase>"
            + "|".join(sorted((re.escape(row["phrase"]) for row in rows("periods")), key=len, reverse=True))
            + rf")(?!\w)(?:,? ?(?P<y2>{_YEAR})(?!\d))?",
            re.I,
        ),
        re.compile(rf"(?<!\w)(?:(?P<d2>\d\d?) )?(?P<m2>{month}),? ?(?P<y2>{_YEAR})(?!\d)", re.I),
        re.compile(rf"(?<![\w/-])(?P<y2>{_YEAR})-(?P<m2>0[1-9]|1[0-2])(?:-(?P<d2>\d\d))?(?![\w-])"),
        re.compile(rf"(?<![\w/-])(?P<y2>{_YEAR})(?P<m2>0[1-9]|1[0-2])(?!\w)"),
        re.compile(rf"^(?P<m2>{month})$", re.I),
    )


@lru_cache(maxsize=4_000)
def read_period(text: str, year: int | None = None) -> PeriodReading | None:
    """Read the period a title, line or header names; `year` fills in where none is printed.

    Example:
        >>> period = read_period("Delårsrapport januari–juni 2014")
        >>> period.label, period.start.isoformat(), period.end.isoformat()
        ('januari–juni', '2014-01-01', '2014-06-30')
    """
    line = re.sub(r"\s+", " ", text).strip()
    for pattern in _patterns():
        for match in pattern.finditer(line):
            period = _period(match, line, year)
            if period:
                return period
    return None


def _period(match: re.Match[str], line: str, year: int | None) -> PeriodReading | None:
    parts = match.groupdict()
    printed = parts.get("y2") or parts.get("y1")
    at = int(printed) if printed else _nearest_year(line) or year
    if at is None:
        return None
    if "phrase" in parts:
        first, last = _span(parts["phrase"].lower())
        return _reading(at, first, last, None, None, match)
    first = _month(parts["m1"]) if parts.get("m1") else 1
    last = _month(parts["m2"])
    if first is None or last is None or (parts.get("y1") and parts["y1"] != str(at)):
        return None
    return _reading(at, first, last, parts.get("d1"), parts.get("d2"), match)


def _nearest_year(line: str) -> int | None:
    years = set(find_years(line))
    return years.pop() if len(years) == 1 else None


def _month(printed: str) -> int | None:
    number = months().get(printed.lower()) or (int(printed) if printed.isdigit() else None)
    return number if number and 1 <= number <= 12 else None


@cache
def _spans() -> dict[str, tuple[int, int]]:
    return {row["phrase"]: (int(row["first_month"]), int(row["last_month"])) for row in rows("periods")}


def _span(phrase: str) -> tuple[int, int]:
    return _spans()[phrase]


def _reading(
    year: int, first: int, last: int, first_day: str | None, last_day: str | None, match: re.Match[str]
) -> PeriodReading | None:
    try:
        start = datetime.date(year, first, int(first_day or 1))
        end = datetime.date(year, last, int(last_day or calendar.monthrange(year, last)[1]))
    except ValueError:
        return None
    return PeriodReading(start, end, _label(match), year) if start < end else None


def _label(match: re.Match[str]) -> str:
    """Give the period's words without the year; a month's capital at the start of a line is not part of them."""
    words = re.sub(rf",? ?(?<!\d){_YEAR}(?![\d-])", "", match[0]).strip(" ,")
    if not re.match(rf"(?:{month_words()})(?!\w)", words, re.I) and not words.istitle():
        return words or match[0]
    return words[:1].lower() + words[1:] if not re.match(r"[TQ] ?\d", words) else words
