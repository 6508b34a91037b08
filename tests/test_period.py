"""Reporting periods as printed: their days, their label without the year, and dates that are no period."""

from __future__ import annotations

import calendar
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.normalize.period import read_period

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


@given(
    st.integers(min_value=1990, max_value=2049),
    st.integers(min_value=1, max_value=12),
    st.integers(min_value=1, max_value=12),
    st.sampled_from(["-", "–", " – ", " t.o.m. ", " till och med "]),
    st.sampled_from(["", "Delårsrapport ", "Avser perioden "]),
)
def test_months_read_back(year: int, first: int, last: int, dash: str, before: str) -> None:
    period = read_period(f"{before}{NAMES[first - 1]}{dash}{NAMES[last - 1]} {year}")
    if first > last:
        assert period is None or period.start < period.end
        return
    assert period is not None
    assert (period.start.isoformat(), period.year) == (f"{year}-{first:02d}-01", year)
    assert (period.end.month, period.end.day) == (last, calendar.monthrange(year, last)[1])
    assert period.label == f"{NAMES[first - 1]}{dash}{NAMES[last - 1]}"


@pytest.mark.parametrize(
    ("printed", "end", "label"),
    [
        ("januari-augusti 2006", "2006-08-31", "januari-augusti"),
        ("Januari–juni 2014", "2014-06-30", "januari–juni"),
        ("JANUARI–JUNI 2014", "2014-06-30", "januari–juni"),
        ("Utfall jan-aug 2019", "2019-08-31", "jan-aug"),
        ("per 31 augusti 2020", "2020-08-31", "per 31 augusti"),
        ("Delårsrapport per 2019-08-31", "2019-08-31", "per 2019-08-31"),
        ("T2 2021", "2021-08-31", "T2"),
        ("T1/2021", "2021-04-30", "T1"),
        ("2021 T3", "2021-12-31", "T3"),
        ("tertial 1 2014", "2014-04-30", "tertial 1"),
        ("Tertialrapport 2 2021", "2021-08-31", "tertialrapport 2"),
        ("Tertial 3, 2021", "2021-12-31", "tertial 3"),
        ("helår 2020", "2020-12-31", "helår"),
        ("kvartal 3 2019", "2019-09-30", "kvartal 3"),
        ("första halvåret 2019", "2019-06-30", "första halvåret"),
        ("Månadsuppföljning november 2017", "2017-11-30", "november"),
        ("2017-11", "2017-11-30", "2017-11"),
        ("201711", "2017-11-30", "201711"),
        ("Månadsrapport per april 2020", "2020-04-30", "per april"),
        ("1 januari – 31 augusti 2020", "2020-08-31", "1 januari – 31 augusti"),
        ("2019-01-01 – 2019-08-31", "2019-08-31", "2019-01-01 – 2019-08-31"),
        ("2024-08-31*", "2024-08-31", "2024-08-31"),
        ("per 29 februari 2020", "2020-02-29", "per 29 februari"),
    ],
)
def test_period_words(printed: str, end: str, label: str) -> None:
    period = read_period(printed)
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat(), period.label) == (f"{end[:4]}-01-01", end, label)


@pytest.mark.parametrize(
    "printed",
    [
        "Delårsrapport 2019",
        "Datum 2019-10-09",
        "2019-10-09",
        "Nämnden, den 19 januari 2020, § 1",
        "I juni 2019 beslutade fullmäktige om nya mål",
        "september 2019–augusti 2020",
        "per 31 april 2020",
        "Väg T1-vägen 2019",
        "T2 Gator och vägar",
        "Agenda 2030",
        "januari-augusti",
        "",
    ],
)
def test_what_is_no_period(printed: str) -> None:
    assert read_period(printed) is None


def test_the_code_of_a_row_is_no_tertial() -> None:
    assert read_period("T2 Gator och vägar", 2019) is None
    assert read_period("Utfall T2", 2019) is not None
    assert read_period("T2 2019 Uppdrag", 2018) is not None


def test_the_reports_year_fills_in() -> None:
    period = read_period("Måluppfyllelse januari–augusti", 2020)
    assert period is not None
    assert (period.end.isoformat(), period.year) == ("2020-08-31", 2020)
    assert read_period("Utfall aug 2018", 2020) == read_period("Utfall aug 2018")


@given(st.text(max_size=60), st.integers(min_value=1990, max_value=2049))
def test_odd_text_gives_an_ordered_period_or_none(text: str, year: int) -> None:
    period = read_period(text, year)
    assert period is None or period.start < period.end


def test_every_label_of_the_shared_corpus(shared: Path) -> None:
    missed = []
    for path in sorted([*shared.glob("corpus/dev/*.truth.json"), *shared.glob("gold/*.json")]):
        report = json.loads(path.read_text("utf-8"))["report"]
        truth = report["period"]
        found = read_period(truth["label"], report["year"])
        if found is None or [found.start.isoformat(), found.end.isoformat(), found.label] != [
            truth["start"],
            truth["end"],
            truth["label"],
        ]:
            missed.append((path.name, truth, found))
    assert missed == []
