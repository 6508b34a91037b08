"""Dates and years as printed, and the figures that only look like them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.normalize.date import find_dates, find_years, months, read_date

DAYS = st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2049, 12, 31))
NAMES = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]


@given(DAYS, st.sampled_from(["iso", "words", "den", "figures", "short", "bare"]))
def test_every_way_to_print_a_day_reads_back(day: datetime.date, form: str) -> None:
    month = NAMES[day.month - 1]
    text = {
        "iso": day.isoformat(),
        "words": f"{day.day} {month} {day.year}",
        "den": f"den {day.day} {month} {day.year}",
        "figures": f"{day.day}/{day.month} {day.year}",
        "short": f"{day.day} {month[:3]} {day.year}",
        "bare": f"{day:%Y%m%d}",
    }[form]
    reading = read_date(text)
    assert reading is not None
    assert reading.value == day
    assert [found.value for found in find_dates(f"Beslut {text}, paragraf 4")] == [day]


def test_footnote_mark_is_kept() -> None:
    reading = read_date("2019-08-31*")
    assert reading is not None
    assert (reading.value, reading.flags) == (datetime.date(2019, 8, 31), ("*",))


@pytest.mark.parametrize(
    "printed", ["2019-13-01", "31 februari 2019", "augusti 2019", "2019", "KS 2019-10-09", "12/2019", ""]
)
def test_what_is_no_single_day(printed: str) -> None:
    assert read_date(printed) is None


def test_dates_in_prose_keep_their_place() -> None:
    text = "Nämnden, den 19 januari 2020, § 1, och 2020-02-30 samt 2021-12-31."
    found = list(find_dates(text))
    assert [match.value.isoformat() for match in found] == ["2020-01-19", "2021-12-31"]
    assert all(text[match.start : match.end] == match.raw for match in found)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Delårsrapport 2019", [2019]),
        ("2019–2022 och 2019-2022", [2019, 2022, 2019, 2022]),
        ("Dnr KS 2018/17", []),
        ("KS-2019-02359, SBN.2019.12", []),
        ("lagen (2009:724)", []),
        ("2 000 bostäder och 2000 bostäder", []),
        ("200 000 medborgare, 1 2019", [2019]),
        ("2015 tkr, 2 015 tkr, 12015", []),
        ("år 2050 och 1985", []),
        ("Budget 2020, plan 2021.", [2020, 2021]),
    ],
)
def test_only_years_that_stand_alone(text: str, years: list[int]) -> None:
    assert find_years(text) == years


@given(st.text(max_size=60))
def test_odd_text_never_raises(text: str) -> None:
    list(find_dates(text))
    find_years(text)
    read_date(text)


def test_month_table_covers_the_year() -> None:
    assert set(months().values()) == set(range(1, 13))
    assert all(months()[name] == number for number, name in enumerate(NAMES, 1))
