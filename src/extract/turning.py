"""Tables that are printed the other way round are turned: one record per row, one measure per row.

Reports made goal by goal print each as a small table of its own, a field per row: "Mål 1", "Status", "Kommentar".
Key figures over time sometimes have a row per year and a column per measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..normalize.column import Field, read_column
from ..normalize.label import read_label
from ..normalize.status import read_status
from ..normalize.text import fold
from .document import Block, Cell, Document, Item, Table

MAX_LABEL = 40
_RECORDS: frozenset[Field] = frozenset({"goal", "assignment", "indicator"})
_TELLING: frozenset[Field] = frozenset({"status", "forecast", "comment", "responsible", "target", "outcome"})
_BOXED: frozenset[Field] = frozenset({"status", "forecast", "comment", "responsible"})
_FIELDS: frozenset[Field] = _RECORDS | _TELLING | {"area", "number", "trend", "progress", "unit", "comparison"}
_NUMBERED = re.compile(r"^(?P<label>.*?[^\W\d])[\s.:]*(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})?\s*:?$", re.S)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = ("", "år", "årtal")


class _Pair(NamedTuple):
    """A field as printed: what its label says it is, the label, a number that the label ends in, and its value."""

    field: Field
    label: str
    number: str
    name: Cell
    value: Cell | None


def turn_tables(document: Document) -> Document:
    """Give the document with its tables of one record per column, or one year per row, turned."""
    return document.with_items(tuple(part for item in document.items for part in _turned(item)))


def _turned(item: Item) -> Sequence[Item]:
    if isinstance(item, Block):
        return [item]
    rows = [[cell for cell in row if cell and (cell.text or cell.icons or cell.fill)] for row in item.grid()]
    rows = [row for row in rows if row]
    if lines := _field_lines(rows):
        return lines
    if item.n_rows < 2 or not rows:
        return [item]
    return [_by_record(item, rows) or _by_measure(item, rows) or item]


def _field_lines(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """Give a box of fields that names no record of its own as lines: they belong to the heading above it."""
    lines: list[Block] = []
    for row in rows:
        if not (pairs := _pairs(row, opens=False)):
            return []
        for field, label, _, name, value in pairs:
            if field not in _BOXED or value is None:
                return []
            if read_column(value.text).field in _FIELDS and not read_status(value.text):
                return []
            lines.append(Block(f"{label.rstrip(': ')}: {value.text}".strip(), name.place, icons=value.icons))
    return lines if any(read_status(line.text.partition(": ")[2]) or line.icons for line in lines) else []


def _by_record(table: Table, rows: Sequence[Sequence[Cell]]) -> Table | None:
    """Turn a table whose rows are the fields of a record."""
    pairs: list[_Pair] = []
    for row in rows:
        read = _pairs(row, opens=not pairs)
        if not read:
            return None
        pairs += read
    fields = [pair.field for pair in pairs]
    opener = fields[0]
    if opener not in _RECORDS or not _TELLING & set(fields) or not pairs[0].value:
        return None
    first = read_column(pairs[0].value.text)
    if first.field in _FIELDS and len(first.label) < MAX_LABEL:
        return None
    starts = [at for at, field in enumerate(fields) if field == opener]
    records = [pairs[start:end] for start, end in zip(starts, [*starts[1:], len(pairs)], strict=True)]
    if any(len(record) < 2 for record in records):
        return None
    return replace(table, cells=tuple(_cells(records)))


def _pairs(row: Sequence[Cell], *, opens: bool) -> list[_Pair]:
    """Read the labels and values that stand side by side in a row; none where a cell is neither."""
    if len(row) == 1:
        return _lone(row[0], opens=opens)
    if len(row) % 2:
        return []
    read = []
    for name, value in zip(row[::2], row[1::2], strict=True):
        match = _NUMBERED.match(name.text) if 0 < len(name.text) <= MAX_LABEL else None
        field = read_column(match["label"]).field if match else "unknown"
        if match is None or field not in _FIELDS:
            return []
        read.append(_Pair(field, match["label"], match["number"] or "", name, value))
    return read


def _lone(cell: Cell, *, opens: bool) -> list[_Pair]:
    """Read a row of one cell: a label with its text behind it, or a label whose value was left blank."""
    label = read_label(cell.text)
    if label and label.rest and (opens or label.field == "comment"):
        field = read_column(label.printed).field
        value = replace(cell, text=label.rest)
        return [_Pair(field, label.printed, label.number or "", cell, value)] if field in _FIELDS else []
    field = read_column(cell.text).field if len(cell.text) <= MAX_LABEL and not cell.icons else "unknown"
    return [_Pair(field, cell.text, "", cell, None)] if field in _FIELDS and not opens else []


def _cells(records: Sequence[Sequence[_Pair]]) -> Iterator[Cell]:
    labels = dict.fromkeys(fold(pair.label) for record in records for pair in record)
    column_of = {label: at for at, label in enumerate(labels, 1)}
    for record in records:
        for pair in record:
            if fold(pair.label) in labels:
                yield _moved(replace(pair.name, text=pair.label, icons=()), 0, column_of[fold(pair.label)], header=True)
                labels.pop(fold(pair.label))
    if any(record[0].number for record in records):
        yield _moved(replace(records[0][0].name, text="Nr", icons=()), 0, 0, header=True)
    for row, record in enumerate(records, 1):
        if record[0].number:
            yield _moved(replace(record[0].name, text=record[0].number, icons=()), row, 0)
        taken = set()
        for pair in record:
            if pair.value and pair.label not in taken:
                yield _moved(pair.value, row, column_of[fold(pair.label)])
                taken.add(pair.label)


def _moved(cell: Cell, row: int, column: int, *, header: bool = False) -> Cell:
    return replace(cell, row=row, column=column, row_span=1, column_span=1, header=header)


def _by_measure(table: Table, rows: Sequence[Sequence[Cell]]) -> Table | None:
    """Turn a table with a row per year and a column per measure."""
    head, body = rows[0], rows[1:]
    years = [row[0] for row in body]
    if len(body) < 2 or table.n_columns < 2 or not all(_YEAR.fullmatch(c.text) and c.column == 0 for c in years):
        return None
    measures = [cell for cell in head if cell.column]
    corner = next((cell.text for cell in head if not cell.column), "")
    if fold(corner) not in _YEARS or any(cell.column_span > 1 for cell in table.cells):
        return None
    if {read_column(cell.text).field for cell in measures} - {"unknown", "indicator"}:
        return None
    row_of = {cell.column: at for at, cell in enumerate(measures, 1)}
    cells = [replace(years[0], text="", row=0, column=0, header=True)]
    cells += [_moved(year, 0, at, header=True) for at, year in enumerate(years, 1)]
    cells += [_moved(cell, at, 0) for at, cell in enumerate(measures, 1)]
    cells += [
        _moved(cell, row_of[cell.column], at)
        for at, row in enumerate(body, 1)
        for cell in row[1:]
        if cell.column in row_of
    ]
    return replace(table, cells=tuple(cells))
