"""Reporting periods as printed: "januari–augusti 2006", "T2 2021", "per 31 augusti 2020", "helår".

A municipal follow-up counts from 1 January: "tertial 2", "per 31 augusti" and "per augusti" are all January to
August, and the third tertial is the full year. The printed dash and wording stay in the label, without the year. A
date by itself is a day, not a period, except the last day of a month that fills a whole header.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from .date import find_years, month_words, months
from .tables import rows


class PeriodReading(NamedTuple):
    """A period with both its days and the words that name it."""

    start: datetime.date
    end: datetime.date
    label: str
    year: int


_UNTIL = r"t\.? ?o\.? ?m\.?|till och med"
_TO = rf" ?(?:[-‐‑‒–—−]{{1,2}}|{_UNTIL}|till) ?"
_YEAR = r"(?:19[9]|20[0-4])\d"
_YEAR_AFTER = rf"(?:[,/]? ?-?(?P<y2>{_YEAR})(?!\d))?"
_ISO_DAY = r"-?(?P<m{0}>\d\d)-?(?P<d{0}>\d\d)"
_FIGURE_HINT = re.compile(r"\d{4}|[tq] ?\d|kv ?\d")
_HINTS = (
    *("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    *("tertial", "kvartal", "halvår", "helår", "året", "månad"),
)
_IN_PASSING = re.compile(
    r"(?:^|\W)(?:i|den|under|sedan|från|senast|till|av|efter|före|mellan|och|med|\d\d?)[. ]*$",
    re.I,
)
_SHORT_FORM = re.compile(r"[TQ] ?\d|KV ?\d", re.I)
_LABEL_AFTER = re.compile(r" [A-ZÅÄÖ]")
_HEADING_LENGTH = 100
_READ_LENGTH = 400


@cache
def _phrases() -> dict[str, tuple[int, int]]:
    return {row["phrase"]: (int(row["first_month"]), int(row["last_month"])) for row in rows("periods")}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Give the forms of a period, the most telling first; group 1 is the first month or day, group 2 the last."""
    month = month_words()
    phrases = "|".join(re.escape(phrase) for phrase in sorted(_phrases(), key=len, reverse=True))
    forms = (
        rf"(?<![\w/])(?:(?P<d1>\d\d?) ?)?(?P<m1>{month})(?: (?P<y1>{_YEAR}))?{_TO}"
        rf"(?:(?P<d2>\d\d?) )?(?P<m2>{month})(?!\w){_YEAR_AFTER}",
        rf"(?<![\d/-])(?P<y1>{_YEAR}){_ISO_DAY.format(1)}{_TO}(?P<y2>{_YEAR}){_ISO_DAY.format(2)}(?![\d-])",
        rf"(?<!\w)(?:per|{_UNTIL})(?: den)? (?:(?P<d2>\d\d?) |sista )?(?P<m2>{month})(?!\w){_YEAR_AFTER}",
        rf"(?<!\w)(?:per|{_UNTIL})(?: den)? (?P<y2>{_YEAR})-(?P<m2>\d\d)(?:-(?P<d2>\d\d))?(?![\d-])",
        rf"(?<![\w-])(?P<phrase>{phrases})(?!\w|-[^\W\d]){_YEAR_AFTER}",
        rf"(?<!\w)(?P<loose>)(?P<m2>{month}),? ?(?P<y2>{_YEAR})(?!\d)",
        rf"(?<![\w/-])(?P<y2>{_YEAR})-(?P<m2>0[1-9]|1[0-2])(?![\w-])",
        rf"^(?P<y2>{_YEAR})(?P<m2>0[1-9]|1[0-2])$",
        rf"^(?P<whole>)(?P<y2>{_YEAR}){_ISO_DAY.format(2)}$",
        rf"^(?P<whole>)(?:den )?(?P<d2>\d\d?) (?P<m2>{month})(?:,? (?P<y2>{_YEAR}))?$",
        rf"^(?P<m2>{month})$",
    )
    return tuple(re.compile(form, re.I) for form in forms)


@lru_cache(maxsize=8_000)
def read_period(text: str, year: int | None = None) -> PeriodReading | None:
    """Read the period a title, line or header names; `year` fills in where none is printed.

    Example:
        >>> period = read_period("Delårsrapport januari–juni 2014")
        >>> period.label, period.start.isoformat(), period.end.isoformat()
        ('januari–juni', '2014-01-01', '2014-06-30')
    """
    line = " ".join(text[:_READ_LENGTH].split()).strip(" *")
    return next(_periods(line, year), None) if _may_name(line.lower()) else None


def _may_name(lowered: str) -> bool:
    """Say whether a line holds what every period's name does: a cheap look before a dozen dear ones."""
    return any(hint in lowered for hint in _HINTS) or bool(_FIGURE_HINT.search(lowered))


def _periods(line: str, year: int | None) -> Iterator[PeriodReading]:
    for pattern in _patterns():
        for match in pattern.finditer(line):
            if _spans_years(match):
                return
            period = _period(match, line, year)
            if period and not _is_passing(match, line):
                yield period


def _spans_years(match: re.Match[str]) -> bool:
    """Say whether a period runs from one year into another: rolling twelve months are no report's period."""
    parts = match.groupdict()
    return bool(parts.get("y1") and parts.get("y2") and parts["y1"] != parts["y2"])


def _is_passing(match: re.Match[str], line: str) -> bool:
    """Say whether the words only look like a period: "i juni 2019 beslutade", or the code of "T2 Gator och vägar"."""
    if _SHORT_FORM.fullmatch(match[0]):
        return match.start() == 0 and bool(_LABEL_AFTER.match(line, match.end()))
    if match.groupdict().get("loose") is None:
        return False
    return len(line) > _HEADING_LENGTH or bool(_IN_PASSING.search(line[: match.start()]))


def _period(match: re.Match[str], line: str, year: int | None) -> PeriodReading | None:
    parts = match.groupdict()
    at = _year(parts, line, year)
    if at is None:
        return None
    if parts.get("phrase"):
        first, last = _phrases()[parts["phrase"].lower()]
    else:
        first, last = _month(parts.get("m1") or "1"), _month(parts["m2"])
    period = _span(at, first, last, parts.get("d1"), parts.get("d2"), _label(match))
    if period and parts.get("whole") is not None and not _ends_month(period.end):
        return None
    return period


def _year(parts: dict[str, str | None], line: str, year: int | None) -> int | None:
    """Give the year printed with the period, else the only year of the line, else the one given."""
    printed = parts.get("y2") or parts.get("y1")
    if printed:
        return int(printed)
    years = set(find_years(line))
    return years.pop() if len(years) == 1 else year


def _month(printed: str) -> int:
    return months().get(printed.lower()) or (int(printed) if printed.isdigit() else 0)


def _ends_month(day: datetime.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _span(
    year: int, first: int, last: int, first_day: str | None, last_day: str | None, label: str
) -> PeriodReading | None:
    try:
        start = datetime.date(year, first, int(first_day or 1))
        end = datetime.date(year, last, int(last_day) if last_day else calendar.monthrange(year, last)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
    return PeriodReading(start, end, label, year) if start < end else None


def _label(match: re.Match[str]) -> str:
    """Give the period's words without the year and without the capital a line begins with."""
    words = re.sub(rf"[,/]? ?-?(?<!\d){_YEAR}(?![\d-])", "", match[0]).strip(" ,") or match[0]
    if not words[0].isupper() or _SHORT_FORM.fullmatch(words):
        return words
    return words.lower()
