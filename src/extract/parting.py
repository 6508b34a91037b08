"""Tables that stand so close that a reader took them for one are parted at the header in their middle.

Between the two often stands a heading with a paragraph, drawn as a cell over the whole width; it becomes blocks again.
A title drawn as the table's first row becomes the table's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..normalize.column import MONEY, read_column
from ..normalize.label import label_of_record
from ..normalize.number import read_number
from ..normalize.text import fold
from ..normalize.unit import read_unit
from .document import Block, Cell, Document, Item, Table
from .field_tables import is_form
from .joining import is_judged_record
from .outline import caption_of

MAX_HEADER = 60
_CONTINUED = re.compile(r"^(?P<title>.{4,120}?)[,.]?\s*[–(-]?\s*(?:forts(?:ättning|atta?)?)\.?\)?$", re.I)
_LETTER = re.compile(r"[^\W\d_]")
_AMOUNT = re.compile(r"[-–−+]?\d[\d\s.,]*%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STRONG = frozenset({"goal", "assignment", "indicator", "status", "comment", "strength", "improvement"})
_MEASURING = MONEY | {"target", "unit", "comparison", "trend", "status", "comment"}

_Cells = list[Cell]


def part_tables(document: Document) -> Document:
    """Give the document with its run-together tables parted, and without captions that only say a table goes on."""
    items = tuple(_without_continued(document.items))
    return document.with_items(tuple(part for item in items for part in _parts(item)))


def _without_continued(items: Sequence[Item]) -> Iterator[Item]:
    """Make "Driftredovisning (tkr), forts." its table's own title where "Driftredovisning (tkr)" stands above."""
    seen: set[str] = set()
    caption: str | None = None
    for item in items:
        match = _CONTINUED.match(item.text) if isinstance(item, Block) and "forts" in item.text.lower() else None
        if match and fold(match["title"]) in seen:
            caption = match[0]
            continue
        if isinstance(item, Block):
            seen.add(fold(item.text))
        elif caption and not item.title:
            item = replace(item, title=caption)
        caption = None
        yield item


def _parts(item: Item) -> Iterator[Item]:
    if isinstance(item, Block) or item.n_rows < 3 or is_form(item):
        yield item
        return
    rows = [[cell for cell in row if cell] for row in item.grid()]
    titled = _titled(item, rows)
    if titled:
        item, rows = titled
    starts = {i for i, row in enumerate(rows) if i > 1 and _starts(rows, i) and not _is_header(rows[i - 1])}
    starts |= set(_figure_starts(rows))
    if not starts:
        yield item
        return
    yield from _pieces(item, rows, sorted(starts))


def _titled(table: Table, rows: Sequence[_Cells]) -> tuple[Table, list[_Cells]] | None:
    """Take a first row that is one wide cell above a header as the table's title."""
    first = [cell for cell in rows[0] if cell.text]
    if len(first) != 1 or table.n_columns < 2 or first[0].column or first[0].icons:
        return None
    captioned = caption_of(first[0].text) != first[0].text
    wide = first[0].column_span >= table.n_columns or _stands_over(first[0], rows[1], table.n_columns)
    if not (wide or captioned) or not (_is_header(rows[1]) or captioned):
        return None
    rest = [[replace(cell, row=cell.row - 1) for cell in row] for row in rows[1:]]
    first[0] = replace(first[0], text=caption_of(first[0].text))
    cells = tuple(cell for row in rest for cell in row)
    return replace(table, cells=cells, title=table.title or first[0].text), rest


def _stands_over(cell: Cell, below: _Cells, width: int) -> bool:
    """Say whether a cell alone in its row stands over a row of records' heads that lacks none: a bar with a name."""
    if read_column(cell.text).field != "unknown" or read_unit(cell.text) or not (cell.bold or cell.header):
        return False
    fields = [read_column(other.text).field for other in below if other.text]
    return len(fields) == width and bool({"goal", "assignment", "indicator"} & set(fields))


def _pieces(table: Table, rows: Sequence[_Cells], starts: Sequence[int]) -> Iterator[Item]:
    begin = 0
    for start in (*starts, len(rows)):
        end = start
        while start < len(rows) and end > begin + 1 and _is_wide(rows[end - 1], table.n_columns):
            end -= 1
        yield _table(table, rows[begin:end])
        for row in rows[end:start]:
            yield from _blocks(row)
        begin = start


def _is_wide(row: _Cells, width: int) -> bool:
    """Say whether a row is a heading or prose over the whole width; a comment belongs to its record."""
    printed = [cell for cell in row if cell.text]
    wide = len(printed) == 1 and printed[0].column_span >= width and not printed[0].icons
    return wide and not printed[0].text.lower().startswith("kommentar")


def _starts(rows: Sequence[_Cells], i: int) -> bool:
    """Say whether a table begins anew: at a header, or at the name of a list ("Åtagande") whose rows have one cell."""
    if _is_header(rows[i]) or _is_all_header(rows[i]):
        return True
    printed = [cell for cell in rows[i] if cell.text or cell.icons]
    below = [cell for cell in rows[i + 1] if cell.text or cell.icons] if i + 1 < len(rows) else []
    if len(printed) != 1 or len(below) != 1 or printed[0].icons or printed[0].column or len(rows[i]) < 2:
        return False
    return len(printed[0].text) < 30 and read_column(printed[0].text).field in ("goal", "assignment")


def _figure_starts(rows: Sequence[_Cells]) -> Iterator[int]:
    """Give where heads of figures stand below other rows, and where the record does that stands right above them."""
    begin = 0
    for i in range(1, len(rows)):
        if not _heads_figures(rows[i]):
            continue
        judged = _is_judged(rows[i - 1], numbered=i - 1 > begin)
        if i == begin + 1 and not judged:
            continue
        if judged and i - 1 > begin:
            yield i - 1
        yield i
        begin = i


def _heads_figures(row: _Cells) -> bool:
    """Say whether a row is heads over figures: "Nyckeltal" over years and a target, or budget, outcome and variance."""
    printed = [cell for cell in row if cell.text]
    if len(printed) < 3 or printed[0].column or any(len(cell.text) > MAX_HEADER or cell.icons for cell in printed):
        return False
    if any(_AMOUNT.fullmatch(cell.text) and not _YEAR.fullmatch(cell.text) for cell in printed):
        return False  # most rows are figures, and need no closer look
    name, *heads = [read_column(cell.text) for cell in printed]
    if any(head.fuzzy for head in (name, *heads)) or read_number(printed[0].text) is not None:
        return False
    if name.field == "indicator":
        return all(head.field in _MEASURING or (head.field == "goal" and head.years) for head in heads)
    worded = sum(head.field in MONEY - {"year"} for head in heads)
    return name.field in ("unknown", "empty") and worded > 1 and all(head.field in MONEY for head in heads)


def _is_judged(row: _Cells, *, numbered: bool) -> bool:
    """Say whether a row is one record; only the first row of a table may lack its number."""
    texts = [cell.text for cell in row if cell.text]
    return is_judged_record(texts) and (len(texts) == 3 or not numbered)


def _is_all_header(row: _Cells) -> bool:
    """Say whether a row holds nothing but header words, so that no mark is needed to tell that it is one."""
    printed = [cell for cell in row if cell.text]
    if len(printed) < 2 or any(len(c.text) > MAX_HEADER or c.icons or not _LETTER.search(c.text) for c in printed):
        return False
    columns = [read_column(cell.text) for cell in printed]
    if any(column.fuzzy for column in columns):
        return False
    fields = {column.field for column in columns}
    named = not fields & {"unknown", "empty", "year"} and bool(fields & (_STRONG - {"comment"}))
    return named and not any(label_of_record(cell.text) for cell in printed)


def _is_header(row: _Cells) -> bool:
    printed = [cell for cell in row if cell.text]
    if len(printed) < 2 or any(len(cell.text) > MAX_HEADER or cell.icons for cell in printed):
        return False
    if not all(cell.bold or cell.header for cell in printed) or any(read_number(cell.text) for cell in printed):
        return False
    fields = [read_column(cell.text).field for cell in printed]
    known = [field for field in fields if field not in ("unknown", "empty")]
    strong = bool(_STRONG & set(known)) or sum(field in MONEY for field in known) >= 2
    named = strong and 2 * len(known) >= len(printed)
    return named and not any(label_of_record(cell.text) for cell in printed if not cell.header)


def _table(table: Table, rows: Sequence[_Cells]) -> Table:
    first = rows[0][0].row if rows and rows[0] else 0
    cells = tuple(replace(cell, row=cell.row - first) for row in rows for cell in row)
    return Table(cells, cells[0].place if cells else table.place, table.title if first == 0 else None)


def _blocks(row: _Cells) -> Iterator[Block]:
    for cell in row:
        for i, line in enumerate(cell.text.split("\n")):
            if line:
                yield Block(line, cell.place, bold=cell.bold or (i == 0 and not line.endswith(".")))
