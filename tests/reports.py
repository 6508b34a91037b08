"""Small invented reports for tests: a string, or the bytes of a file, becomes the Report that a user would get."""

from __future__ import annotations

from kommunrapport.extract.document import Block, Document, Table
from kommunrapport.pipeline import document_of, report_of
from kommunrapport.schema import Assignment, BudgetTable, Goal, Indicator, IndicatorValue, Report, Status


def document(text: str | bytes, name: str = "rapport.txt") -> Document:
    """Read a text into the neutral document; a string is saved as UTF-8."""
    return document_of(text if isinstance(text, bytes) else text.encode(), name)


def report(text: str | bytes, name: str = "rapport.txt") -> Report:
    """Read a text into a report."""
    return report_of(document(text, name))


def blocks(text: str | bytes) -> list[str]:
    """Give the paragraphs and headings of a text as read."""
    return [item.text for item in document(text).items if isinstance(item, Block)]


def tables(text: str | bytes) -> list[list[list[str]]]:
    """Give the tables of a text as read: rows of cell texts."""
    items = [item for item in document(text).items if isinstance(item, Table)]
    return [[[cell.text if cell else "" for cell in row] for row in table.grid()] for table in items]


def code(status: Status | None) -> str | None:
    """Give a status's code, None where none is printed."""
    return status.code if status else None


def goals(text: str | bytes) -> list[tuple[str, str | None]]:
    """Give title and status code of each goal."""
    return [(goal.title, code(goal.status)) for goal in report(text).goals]


def assignments(text: str | bytes) -> list[tuple[str, str | None]]:
    """Give title and status code of each assignment."""
    return [(assignment.title, code(assignment.status)) for assignment in report(text).assignments]


def only_goal(text: str | bytes) -> Goal:
    """Give the one goal of a report that holds exactly one."""
    (goal,) = report(text).goals
    return goal


def only_assignment(text: str | bytes) -> Assignment:
    """Give the one assignment of a report that holds exactly one."""
    (assignment,) = report(text).assignments
    return assignment


def only_indicator(text: str | bytes) -> Indicator:
    """Give the one indicator of a report that holds exactly one."""
    (indicator,) = report(text).indicators
    return indicator


def only_table(text: str | bytes) -> BudgetTable:
    """Give the one budget table of a report that holds exactly one."""
    (table,) = report(text).budget_tables
    return table


def figures(values: list[IndicatorValue]) -> list[tuple[int | None, str, float | int | None]]:
    """Give year, segment and figure of each value."""
    return [(value.year, value.segment, value.value) for value in values]


def roles(table: BudgetTable) -> list[str]:
    """Give the role of each column."""
    return [column.role for column in table.columns]


def years(table: BudgetTable) -> list[int | None]:
    """Give the year of each column."""
    return [column.year for column in table.columns]


def row_kinds(table: BudgetTable) -> list[tuple[str | None, str]]:
    """Give label and kind of each row."""
    return [(row.label, row.kind) for row in table.rows]


def findings(text: str | bytes) -> set[str]:
    """Give the codes of a report's findings."""
    return {finding.code for finding in report(text).findings}
