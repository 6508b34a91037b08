"""XLSX: one sheet for every kind of record, typed, its header frozen and ready to filter.

Text is written as text whatever it begins with, so no formula, link or number is made of it, and codes keep their
zeros; dates are dates. Excel ends a sheet after 1,048,576 rows and a cell after 32,767 characters: the sheet goes on
in `budget_2`, and the text is cut with … at its end.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .tables import TABLES, cells_of, field

if TYPE_CHECKING:
    from .frames import Value
    from .tables import Cells, Stored

ROWS_OF_A_SHEET = 1_048_576
LONGEST_TEXT = 32_767

_WIDTHS = {"title": 50, "name": 40, "comment": 60, "text": 60, "message": 60, "row_label": 40, "report": 30}
_WIDTH = 14
_DATES = ("period_start", "period_end", "decision_date")


def cut(cell: Value) -> Value:
    """Give a value as a cell holds it: text that is longer than a cell ends with …."""
    return f"{cell[: LONGEST_TEXT - 1]}…" if isinstance(cell, str) and len(cell) > LONGEST_TEXT else cell


def date_of(cell: Value) -> date | None:
    """Read a date that Excel knows; its calendar begins in 1900 with a day too many."""
    with suppress(ValueError):
        day = date.fromisoformat(str(cell))
        return day if day >= date(1900, 3, 1) else None
    return None


class Workbook:
    """One workbook."""

    def __init__(self, file: Path, rows_of_a_sheet: int = ROWS_OF_A_SHEET) -> None:
        import xlsxwriter

        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(file.parent),
            "default_date_format": "yyyy-mm-dd",
        }
        self._book: Any = xlsxwriter.Workbook(str(file), options)
        self._book.set_calc_mode("manual")
        self._header: Any = self._book.add_format({"bold": True, "bottom": 1})
        self._most = rows_of_a_sheet
        self._parts = dict.fromkeys(TABLES, 0)
        self._rows = dict.fromkeys(TABLES, 0)
        self._sheets: dict[str, Any] = {}
        for table in TABLES:
            self._begin(table)

    def _begin(self, table: str) -> None:
        """Begin the sheet of a table, or its next one."""
        self._end(table)
        self._parts[table] += 1
        part = self._parts[table]
        sheet = self._book.add_worksheet(table if part == 1 else f"{table}_{part}")
        sheet.freeze_panes(1, 0)
        for number, name in enumerate(TABLES[table]):
            sheet.set_column(number, number, _WIDTHS.get(name, _WIDTH))
            sheet.write_string(0, number, name, self._header)
        self._sheets[table], self._rows[table] = sheet, 1

    def _end(self, table: str) -> None:
        if table in self._sheets:
            self._sheets[table].autofilter(0, 0, self._rows[table] - 1, len(TABLES[table]) - 1)

    def add(self, stored: Stored) -> None:
        """Write the rows of one report."""
        for table, cells in cells_of(stored):
            if self._rows[table] >= self._most:
                self._begin(table)
            self._write(table, cells)
            self._rows[table] += 1

    def _write(self, table: str, cells: Cells) -> None:
        sheet, row = self._sheets[table], self._rows[table]
        for (column, name), cell in zip(enumerate(TABLES[table]), cells, strict=True):
            if cell is None:
                continue
            day = date_of(cell) if name in _DATES else None
            if day is not None:
                sheet.write_datetime(row, column, day)
            elif isinstance(cell, str):
                sheet.write_string(row, column, cut(cell))
            elif isinstance(cell, bool):
                sheet.write_boolean(row, column, cell)
            else:
                sheet.write_number(row, column, cell)

    def close(self) -> None:
        """Say what the columns mean, and finish the file."""
        for table in TABLES:
            self._end(table)
        sheet = self._book.add_worksheet("fields")
        sheet.freeze_panes(1, 0)
        rows = [("table", "column", "description", "unit")]
        for table, columns in TABLES.items():
            known = ((column, field(table, column)) for column in columns)
            rows.extend((table, column, meaning.description, meaning.unit or "") for column, meaning in known)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, None if number else self._header)
        self._book.close()
