"""Dates and years as reports print them: "2019-10-09", "den 19 januari 2020", "9/10 2019".

Registration numbers, laws, amounts and paragraphs hold figures that look like years; only a year that stands alone
counts.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from .reading import Reading
from .tables import rows

_DASH = "[-‐‑‒–—−]"
_YEAR = r"(?:19[5-9]|20\d)\d"
_YEAR_HINT = re.compile(r"19[5-9]\d|20\d\d")
_MARKS = "*.,¹²³ "


@cache
def months() -> dict[str, int]:
    """Give the number of every month name and abbreviation."""
    return {row["printed"]: int(row["month"]) for row in rows("months")}


@cache
def month_words() -> str:
    """Give the pattern that matches every month name, the longest first."""
    return "|".join(re.escape(word) for word in sorted(months(), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    """Give the printed forms of a date; the digit in a group's name tells the forms apart."""
    return re.compile(
        rf"(?<![\w/-])(?P<y1>{_YEAR}) ?{_DASH} ?(?P<m1>\d\d?) ?{_DASH} ?(?P<d1>\d\d?)(?![\d-])"
        rf"|(?<![\w/-])(?P<y2>{_YEAR})(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?![\w-])"
        rf"|(?<![\d.,])(?:den )?(?P<d3>\d\d?)(?::?e|:?a|\.)? ?(?P<m3>{month_words()}),? ?(?P<y3>{_YEAR})(?![\w-])"
        rf"|(?<![\w/-])(?P<d4>\d\d?)/(?P<m4>\d\d?)(?: ?[- ] ?)(?P<y4>{_YEAR})(?![\w-])"
        rf"|(?<![\w/.-])(?P<d5>\d\d?)\.(?P<m5>\d\d?)\.(?P<y5>{_YEAR})(?![\w-])"
        rf"|(?<![\w/-])(?P<y6>{_YEAR})[/.](?P<m6>\d\d)[/.](?P<d6>\d\d)(?![\w-])",
        re.I,
    )


class DateMatch(NamedTuple):
    """A date found in running text, at `start` to `end`."""

    value: datetime.date
    raw: str
    start: int
    end: int


def find_dates(text: str) -> Iterator[DateMatch]:
    """Find the dates printed in running text; figures that are no day of the calendar are left out.

    Example:
        >>> [found.value.isoformat() for found in find_dates("Kommunstyrelsen, den 19 januari 2020, § 1")]
        ['2020-01-19']
    """
    if not _YEAR_HINT.search(text):
        return
    for match in _pattern().finditer(text):
        value = _day(match)
        if value:
            yield DateMatch(value, match[0], match.start(), match.end())


def _day(match: re.Match[str]) -> datetime.date | None:
    form = next(name[1] for name, printed in match.groupdict().items() if printed)
    month = match[f"m{form}"]
    number = months().get(month.lower()) or int(month)
    try:
        return datetime.date(int(match[f"y{form}"]), number, int(match[f"d{form}"]))
    except ValueError:
        return None


@lru_cache(maxsize=4_000)
def read_date(text: str) -> Reading[datetime.date] | None:
    """Read a text that is one date and nothing else but footnote marks.

    Example:
        >>> read_date("2019-08-31*").value.isoformat(), read_date("9/10 2019").value.isoformat()
        ('2019-08-31', '2019-10-09')
    """
    core = re.sub(r"\s+", " ", text).strip()
    bare = core.rstrip(_MARKS)
    match = _pattern().fullmatch(bare)
    value = _day(match) if match else None
    if value is None:
        return None
    marks = core[len(bare) :].strip(" .,")
    return Reading(value, text, flags=(marks,) if marks else ())


_SPAN_END = r"(?<=(?:19|20)\d\d-)(?:19[9]\d|20[0-4]\d)(?![\w/]|[.,:]\d)"
_STANDING_YEAR = re.compile(
    rf"{_SPAN_END}|"
    r"(?:(?<![\w/.,:§-])|(?<=(?:19|20)\d\d-)|(?<=[a-zåäö]{3}))(?:19[9]\d|20[0-4]\d)"
    r"(?!(?![A-ZÅÄÖ][a-zåäö]{2})\w|/|[.,:]\d|[ \u00a0\u202f]\d{3}(?!\d))"
    r"(?! ?(?:%|procent|kr\b|kronor|tkr|mnkr|mkr|st\b|personer|invånare|bostäder))"
)


def find_years(text: str) -> list[int]:
    """List the years 1990-2049 that stand alone in a text, in order.

    Example:
        >>> find_years("Delårsrapport 2019, Dnr KS 2018/17, 2 000 bostäder"), find_years("2019–2022")
        ([2019], [2019, 2022])
    """
    return [int(match[0]) for match in _STANDING_YEAR.finditer(text)]
