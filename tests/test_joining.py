"""Tables put together from the parts that pages cut them into, and where their headers end."""

from __future__ import annotations

from kommunrapport.extract.joining import Grid, grids
from tests.reports import document


def joined(text: str) -> list[Grid]:
    return grids(document(text).items)


def fields(grid: Grid) -> list[str]:
    return [column.field for column in grid.columns]


def texts(grid: Grid) -> list[list[str]]:
    return [[row.text(i) for i in range(len(grid.columns))] for row in grid.rows]


HEADER = "Nr\tMål\tStatus\n"


def test_parts_under_the_same_header_are_one_table() -> None:
    (grid,) = joined(HEADER + "1\tFler träd\tUppfyllt\n\n" + HEADER + "2\tFärre bilar\tEj uppfyllt\n")
    assert texts(grid) == [["1", "Fler träd", "Uppfyllt"], ["2", "Färre bilar", "Ej uppfyllt"]]
    assert [(row.part, row.first) for row in grid.rows] == [(0, True), (1, True)]


def test_a_header_misread_on_the_next_page_is_the_same() -> None:
    assert len(joined("Nr\tMål\tMåluppfyllelse\n1\tA-mål\tJa\n\nNr\tMål\tMåloppfyllelse\n2\tB-mål\tNej\n")) == 1


def test_a_part_without_header_goes_on_with_the_table_above() -> None:
    (grid,) = joined(HEADER + "1\tFler träd\tUppfyllt\n\n2\tFärre bilar\tEj uppfyllt\n")
    assert len(grid.rows) == 2


def test_text_between_two_tables_keeps_them_apart() -> None:
    assert len(joined(HEADER + "1\tFler träd\tUppfyllt\n\nEtt stycke.\n\n" + HEADER + "1\tFärre bilar\tJa\n")) == 2


def test_tables_with_other_headers_are_apart() -> None:
    assert len(joined(HEADER + "1\tFler träd\tUppfyllt\n\nUppdrag\tAnsvarig\tStatus\nBygg en bro\tTN\tPågår\n")) == 2


def test_two_money_tables_on_one_page_are_two_even_under_the_same_header() -> None:
    header = "Tkr\tBudget\tUtfall\n"
    assert len(joined(header + "A\t1\t2\nSumma\t1\t2\n\n" + header + "B\t3\t4\nSumma\t3\t4\n")) == 2


def test_a_header_of_two_lines_is_joined_per_column() -> None:
    (grid,) = joined("RN3\t2019\t2020\t2020\n\tBokslut\tUtfall\tBudget\nPark\t-9\t-8\t-7\n")
    assert [column.label for column in grid.columns[1:]] == ["2019 Bokslut", "2020 Utfall", "2020 Budget"]
    assert texts(grid) == [["Park", "-9", "-8", "-7"]]


def test_a_unit_under_the_header_belongs_to_it() -> None:
    (grid,) = joined("Netto\tBokslut 2019\tBudget 2020\nBelopp i tkr\t\t\nPark\t-9\t-8\n")
    assert texts(grid) == [["Park", "-9", "-8"]]


def test_figures_are_no_header() -> None:
    (grid,) = joined("Park\t-9\t-8\nLek\t-7\t-6\n")
    assert (grid.header, len(grid.rows)) == ((), 2)


def test_empty_rows_are_left_out() -> None:
    (grid,) = joined("| Mål | Status |\n|---|---|\n| | |\n| Fler träd | Ja |\n")
    assert texts(grid) == [["Fler träd", "Ja"]]


def test_rows_of_unequal_length_are_filled_up() -> None:
    (grid,) = joined("Nr\tMål\tStatus\n1\tFler träd\n2\tFärre bilar\tJa\n")
    assert texts(grid)[0] == ["1", "Fler träd", ""]


def test_a_grid_knows_which_items_it_was_made_of() -> None:
    (grid,) = joined(HEADER + "1\tFler träd\tUppfyllt\n\n" + HEADER + "2\tFärre bilar\tJa\n")
    assert (grid.index, grid.end) == (0, 2)


def test_the_fields_of_a_goal_table() -> None:
    (grid,) = joined("Nr\tMål\tStatus\tAnsvarig\tKommentar\n1\tFler träd\tJa\tTN\tBra\n")
    assert fields(grid) == ["number", "goal", "status", "responsible", "comment"]
