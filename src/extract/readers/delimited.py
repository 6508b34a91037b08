"""Tables whose cells are parted by semicolons, as planning and accounting systems export them.

Every line of such an export has as many cells as its widest table, the rest of them empty; a line with one filled cell
between blank ones is a heading. A cell that holds a semicolon or a line break itself stands in quotation marks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import groupby

from ..document import Table
from .text_line import Line, table_of

MIN_LINES = 2
MIN_CELLS = 3
MAX_CELL_LINES = 40

_Row = tuple[int, list[str]]


def delimited_end(lines: Sequence[Line], start: int) -> int | None:
    """Find where lines of equally many cells end that begin at a line; None where none begin."""
    count = _cells(lines[start].text)
    if count < MIN_CELLS or _is_prose(lines[start].text):
        return None
    end, opened = start, None
    while end < len(lines) and (opened is not None or _cells(lines[end].text) == count):
        if lines[end].text.count('"') % 2:
            opened = end if opened is None else None
        end += 1
        if opened is not None and end - opened > MAX_CELL_LINES:
            return None
    return end if end - start >= MIN_LINES and opened is None else None


def _is_prose(text: str) -> bool:
    """Say whether semicolons part the clauses of a sentence: a blank follows them."""
    return 2 * text.count("; ") > text.count(";")


def _cells(text: str) -> int:
    """Count the cells of a line, a semicolon between quotation marks aside."""
    return 1 + sum(part.count(";") for part in text.split('"')[::2])


def delimited_items(lines: Sequence[Line]) -> Iterator[Line | Table]:
    """Give the headings and tables of such lines in order."""
    rows = list(_rows(lines))
    for blank, group in groupby(rows, key=lambda row: not any(row[1])):
        if not blank:
            yield from _section(list(group))


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    reader = csv.reader((line.text + "\n" for line in lines), delimiter=";")
    begin = 0
    for cells in reader:
        yield lines[begin].number, [cell.strip() for cell in cells]
        begin = reader.line_num


def _section(rows: list[_Row]) -> Iterator[Line | Table]:
    """Part the lines between two blank ones: headings first, then the table with the columns it uses."""
    start = next((i for i, (_, cells) in enumerate(rows) if sum(map(bool, cells)) > 1), len(rows))
    for number, cells in rows[:start]:
        yield Line(number, next(cell for cell in cells if cell))
    table = rows[start:]
    if table:
        width = max(i + 1 for _, cells in table for i, cell in enumerate(cells) if cell)
        yield table_of([(number, (cells + [""] * width)[:width]) for number, cells in table])
