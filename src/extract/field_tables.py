"""Small tables that hold nothing but the fields of the record they stand under become its label lines.

Forms print a goal's title as a heading and under it a table of one row ("Status", "Prognos", "Ansvarig"), or one row
per field; the table names no record of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..normalize.column import read_column
from ..normalize.date import find_dates
from ..normalize.label import label_of_record
from ..normalize.status import read_status
from .document import Block, Cell, Document, Item, Table

MAX_LABEL = 40
MIN_FIELDS = 2
_DECIDED = re.compile(r"§|\b(?:19|20)\d\d\b")
_JUDGING = frozenset({"status", "forecast"})
_FIELDS = _JUDGING | {"comment", "responsible", "trend", "progress"}

_Pair = tuple[Cell, Cell]


def open_field_tables(document: Document) -> Document:
    """Give the document with its tables of one record's fields as lines."""
    items: list[Item] = []
    for item in document.items:
        if isinstance(item, Table):
            items += _titled_form(item) or (_lines(item) if _follows_title(items) else [item])
        else:
            items.append(item)
    return document.with_items(tuple(items))


def _titled_form(table: Table) -> list[Item]:
    """Read a form under a bar with the title of its record, which no label announces as one."""
    filled = [[cell for cell in row if cell and (cell.text or cell.icons)] for row in table.grid()]
    rows = [row for row in filled if row]
    head = rows[0] if len(rows) > MIN_FIELDS else []
    if len(head) != 1 or head[0].column_span < table.n_columns or head[0].icons or label_of_record(head[0].text):
        return []
    pairs = _by_row(rows[1:])
    title = Block(head[0].text, head[0].place, bold=True)
    return [title, *_blocks(pairs)] if pairs and " " in title.text else []


def is_form(table: Table) -> bool:
    """Say whether a table is the fields of one record, a row each: a label and its value."""
    return table.n_columns == 2 and bool(_by_row([[cell for cell in row if cell] for row in table.grid()]))


def _follows_title(items: Sequence[Item]) -> bool:
    above = items[-1] if items else None
    return isinstance(above, Block) and bool(above.text) and not above.text.endswith(".")


def _lines(table: Table) -> list[Item]:
    rows = [[cell for cell in row if cell] for row in table.grid()]
    pairs = _by_column(rows) or _by_row(rows)
    return list(_blocks(pairs)) if pairs else [table]


def _by_column(rows: Sequence[Sequence[Cell]]) -> list[_Pair]:
    """Read a row of labels with one row of values under it."""
    if len(rows) != 2 or len(rows[0]) != len(rows[1]) or len(rows[0]) > 4:
        return []
    return _told(list(zip(*rows, strict=True)))


def _by_row(rows: Sequence[Sequence[Cell]]) -> list[_Pair]:
    """Read rows of a label and its value."""
    if len(rows) > 6 or any(len(row) != 2 for row in rows):
        return []
    return _told([(row[0], row[1]) for row in rows])


def _told(pairs: list[_Pair]) -> list[_Pair]:
    """Give the pairs when all are fields of a record, one of them its verdict; what says when is none of ours."""
    pairs = [(name, value) for name, value in pairs if not _is_dated(name, value)]
    fields = [read_column(name.text).field if 0 < len(name.text) <= MAX_LABEL else "unknown" for name, _ in pairs]
    judged = [value for field, (_, value) in zip(fields, pairs, strict=True) if field in _JUDGING]
    told = judged and all(field in _FIELDS for field in fields) and any(map(_is_verdict, judged))
    return pairs if told else []


def _is_dated(name: Cell, value: Cell) -> bool:
    """Say whether a field tells when something was decided or is due: "Beslutat: KF 2021-11-24 § 97"."""
    dated = bool(_DECIDED.search(value.text)) or any(find_dates(value.text))
    return dated and len(value.text) <= MAX_LABEL and read_column(name.text).field not in _FIELDS


def _is_verdict(cell: Cell) -> bool:
    return bool(cell.icons) or (len(cell.text) <= 60 and read_status(cell.text) is not None)


def _blocks(pairs: Sequence[_Pair]) -> Iterator[Block]:
    for name, value in pairs:
        if value.text or value.icons:
            text = f"{name.text.rstrip(' :')}: {value.text}".strip()
            yield Block(text.replace("\n", " "), value.place, icons=value.icons)
