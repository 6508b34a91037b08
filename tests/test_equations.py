"""The arithmetic that tells columns and sums apart: it holds within rounding, whatever the numbers are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.extract.equations import (
    convincing,
    difference,
    differences,
    is_sum,
    percentage,
    percentages,
    tolerance,
    unit_of,
)
from kommunrapport.extract.sums import sum_terms

amounts = st.integers(min_value=-10_000_000, max_value=10_000_000)
pairs = st.lists(st.tuples(amounts, amounts), min_size=2, max_size=8)


@given(pairs)
def test_a_difference_is_found_whatever_the_figures(rows: list[tuple[int, int]]) -> None:
    table = [(a, b, a - b) for a, b in rows]
    relation = difference(table, (0, 0, 0), 2, 0, 1)
    assert relation.share == (1.0 if relation.rows else 0.0)
    assert relation.rows == sum(bool(a or b) for a, b in rows)


@given(pairs)
def test_the_difference_is_among_all_that_are_found(rows: list[tuple[int, int]]) -> None:
    table = [(a, b, a - b) for a, b in rows]
    found = [(r.plus, r.minus) for r in differences(table, (0, 0, 0), 2)]
    assert (0, 1) in found or sum(bool(a or b) for a, b in rows) < 2


@given(pairs, st.integers(1, 3))
def test_rounding_each_term_never_breaks_an_equation(rows: list[tuple[int, int]], places: int) -> None:
    scaled = [(a / 1e4, b / 1e4) for a, b in rows]
    table = [(round(a, places), round(b, places), round(a - b, places)) for a, b in scaled]
    relation = difference(table, (places,) * 3, 2, 0, 1)
    assert relation.share in (0.0, 1.0)
    assert relation.share == 1.0 or relation.rows == 0


@given(st.lists(amounts.filter(bool), min_size=2, max_size=8), st.integers(-90, 300))
def test_a_change_in_per_cent_is_found(old: list[int], percent: int) -> None:
    table = [(value * (100 + percent) / 100, value, percent) for value in old]
    assert percentage(table, (2, 0, 0), 2, 0, 1).share == 1.0


def test_a_change_may_be_counted_on_amounts_without_their_sign() -> None:
    table = [(-110, -100, 10.0), (-90, -100, -10.0)]
    assert percentage(table, (0, 0, 1), 2, 0, 1).share == 1.0
    assert percentages(table, (0, 0, 1), 2)


def test_one_row_that_agrees_is_chance() -> None:
    assert not convincing(difference([(3, 2, 1)], (0, 0, 0), 2, 0, 1))
    assert convincing(difference([(3, 2, 1), (9, 4, 5)], (0, 0, 0), 2, 0, 1))


def test_rows_of_zeros_prove_nothing() -> None:
    assert difference([(0, 0, 0)] * 5, (0, 0, 0), 2, 0, 1).rows == 0


def test_a_row_with_a_gap_is_left_out() -> None:
    assert difference([(3, None, 1), (9, 4, 5)], (0, 0, 0), 2, 0, 1).rows == 1


@given(st.lists(amounts, min_size=1, max_size=12))
def test_figures_add_up_to_their_sum(values: list[int]) -> None:
    assert is_sum(values, sum(values), 0)
    assert not is_sum(values, sum(values) + len(values) + 2, 0)


@given(st.lists(st.integers(-10_000_000, 10_000_000), min_size=1, max_size=12))
def test_rounded_figures_add_up_within_half_a_digit_each(values: list[int]) -> None:
    exact = [value / 1000 for value in values]
    assert is_sum([round(value) for value in exact], round(sum(exact)), 0)


def test_nothing_adds_up_to_nothing() -> None:
    assert not is_sum([None, None], 3, 0)
    assert not is_sum([1, 2], None, 0)


def test_the_tolerance_grows_with_the_terms() -> None:
    assert tolerance(0) < tolerance(0, 0) < tolerance(0, 0, 0)
    assert unit_of(1) == 0.05


# Sums of rows


def test_a_total_sums_the_items_above_it() -> None:
    assert sum_terms([[100], [200], [300]], (0,), (None, None, "sure"), (False,) * 3) == [None, None, (0, 1)]


def test_subtotals_and_a_total_of_subtotals() -> None:
    values = [[100], [200], [300], [400], [500], [900], [1200]]
    strengths = (None, None, "sure", None, None, "sure", "sure")
    terms = sum_terms(values, (0,), strengths, (False,) * 7)  # type: ignore[arg-type]
    assert terms == [None, None, (0, 1), None, None, (3, 4), (2, 5)]


def test_a_part_that_is_set_apart_enters_no_sum() -> None:
    assert sum_terms([[100], [100], [200], [300]], (0,), (None, None, None, "sure"), (False, True, False, False))[
        3
    ] == (0, 2)


def test_a_total_printed_twice_sums_the_first() -> None:
    assert sum_terms([[100], [200], [300], [300]], (0,), (None, None, "sure", "sure"), (False,) * 4)[3] == (2,)


def test_a_sum_that_does_not_add_up_still_says_what_it_should_sum() -> None:
    assert sum_terms([[100], [200], [400]], (0,), (None, None, "sure"), (False,) * 3)[2] == (0, 1)


def test_a_likely_sum_that_does_not_add_up_is_none() -> None:
    assert sum_terms([[100], [200], [400]], (0,), (None, None, "likely"), (False,) * 3)[2] is None


@given(st.lists(st.lists(amounts, min_size=3, max_size=3), min_size=1, max_size=10))
def test_a_total_is_found_over_any_items(items: list[list[int]]) -> None:
    total = [sum(column) for column in zip(*items, strict=True)]
    values = [*items, total]
    terms = sum_terms(values, (0, 0, 0), (*[None] * len(items), "sure"), (False,) * len(values))
    found = terms[-1]
    assert found is not None
    assert [sum(values[t][c] for t in found) for c in range(3)] == total or len(found) < len(items)


def test_small_figures_add_up_too() -> None:
    assert sum_terms([[1], [2], [3]], (0,), (None, None, "sure"), (False,) * 3)[2] == (0, 1)
    assert sum_terms([[1], [12], [13]], (0,), (None, None, "sure"), (False,) * 3)[2] == (0, 1)
