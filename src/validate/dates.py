"""Dates and periods that cannot be: a day that no calendar has, a forecast for a closed year, an outcome to come."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator

from ..extract.document import Document
from ..schema import BudgetTable, Finding, Report, Source
from .sentences import source_of_block

_DAYS = {"februari": 29, "april": 30, "juni": 30, "september": 30, "november": 30}
_LAST_DAYS = re.compile(rf"(?<![\d.,])(29|30|31) ({'|'.join(_DAYS)})(?:\s+((?:19|20)\d\d))?(?!\w)", re.I)
_WRITTEN = re.compile(r"(?<![\w./:-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-(29|30|31)(?![\w/:-]|\.\d)")


def days_that_are_not(document: Document) -> Iterator[Finding]:
    """Give the dates in the text that no calendar has: the 31st of June, the 29th of February of a common year."""
    for block in document.blocks():
        if not any(day in block.text for day in ("29", "30", "31")):  # most texts, and both patterns are slow
            continue
        for date in _WRITTEN.finditer(block.text):
            if int(date[3]) > monthrange(int(date[1]), int(date[2]))[1]:
                yield _impossible(f"«{date[0]}» is no day of the calendar", None, source_of_block(document, block))
        for date in _LAST_DAYS.finditer(block.text):
            day, month, year = int(date[1]), date[2].lower(), int(date[3]) if date[3] else None
            common = year is not None and not isleap(year)
            if day > _DAYS[month] - (month == "februari" and common):
                yield _impossible(f"«{date[0]}» is no day of the calendar", None, source_of_block(document, block))


def columns_out_of_time(report: Report) -> Iterator[Finding]:
    """Give money columns that cannot belong to the report: forecasts for closed years, outcomes of coming ones."""
    year = report.report.year
    if year is None:
        return
    for i, table in enumerate(report.budget_tables):
        for j, column in enumerate(table.columns):
            # only a year that the header itself prints is the report's own claim
            if column.year is None or str(column.year) not in column.label:
                continue
            where = f"/budget_tables/{i}/columns/{j}"
            if column.role == "forecast" and column.year < year:
                yield _column(table, f"«{column.label}» is a forecast for {column.year}, a closed year", where)
            elif column.role == "outcome" and column.year > year:
                yield _column(
                    table, f"«{column.label}» is an outcome of {column.year}, after the report's {year}", where
                )


def forecasts_of_closed_years(report: Report) -> Iterator[Finding]:
    """Give indicators that print a forecast for a year before the report's own."""
    year = report.report.year
    for i, indicator in enumerate(report.indicators):
        for j, value in enumerate(indicator.values):
            if year and value.kind == "forecast" and value.year and value.year < year:
                message = f"«{indicator.name[:80]}» prints a forecast for {value.year}, a closed year"
                yield _impossible(message, f"/indicators/{i}/values/{j}", indicator.source)


def _column(table: BudgetTable, message: str, where: str) -> Finding:
    return _impossible(f"{message}, in «{(table.title or table.id)[:80]}»", where, table.source)


def _impossible(message: str, where: str | None, source: Source) -> Finding:
    return Finding(
        code="impossible_date", origin="report", severity="warning", message=message, where=where, source=source
    )


CHECKS = (columns_out_of_time, forecasts_of_closed_years)
