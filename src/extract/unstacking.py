"""Record tables whose cells were printed one below the other: "Mål", "Status", "Kommentar", then each goal's three.

So tables come out of converters that read a page cell by cell. The header is a run of lines that are nothing but
column words, one of them the record's own and one its status; every later verdict on a line of its own says where a
record stands, so that a record without comment does not shift the ones after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..normalize.column import read_column
from ..normalize.status import read_status
from .document import Block, Cell, Document, Item, Table

MAX_HEAD = 40
MAX_VERDICT = 60
MIN_COLUMNS = 3
MIN_RECORDS = 2
_RECORDS = frozenset({"goal", "assignment"})
_JUDGED = frozenset({"status", "forecast", "outcome"})
_FIELDS = _RECORDS | _JUDGED | {"comment", "responsible", "number", "area", "unit"}


def unstack_tables(document: Document) -> Document:
    """Give the document with its tables of one cell a line put back into rows."""
    return document.with_items(tuple(_restored(document.items)))


def _restored(items: Sequence[Item]) -> Iterator[Item]:
    at = 0
    while at < len(items):
        header = _header(items, at)
        rows, end = _rows(items, at + len(header), header) if header else ([], at)
        if len(rows) < MIN_RECORDS:
            yield items[at]
            at += 1
            continue
        yield _table([header, *rows])
        at = end


def _header(items: Sequence[Item], at: int) -> list[Block]:
    """Give the run of lines that are column words, when it names a record and its status."""
    run: list[Block] = []
    fields: list[str] = []
    for item in items[at:]:
        if not isinstance(item, Block) or not 0 < len(item.text) <= MAX_HEAD or item.text.endswith((".", ":")):
            break
        column = read_column(item.text)
        if column.fuzzy or column.field not in _FIELDS or column.field in fields:
            break
        run.append(item)
        fields.append(column.field)
    opened = bool(_RECORDS & set(fields[:2]) and _JUDGED & set(fields[1:]))
    return run if opened and len(run) >= MIN_COLUMNS else []


def _rows(items: Sequence[Item], start: int, header: Sequence[Block]) -> tuple[list[list[Block]], int]:
    """Read the records under a header, and where they end."""
    judged_at = next(i for i, block in enumerate(header) if i and read_column(block.text).field in _JUDGED)
    lines: list[Block] = []
    end = start
    while end < len(items) and isinstance(item := items[end], Block) and item.level is None:
        again = _header(items, end)
        if [block.text for block in again] == [block.text for block in header]:
            end += len(again)
            continue
        lines.append(item)
        end += 1
    starts = [i - judged_at for i, line in enumerate(lines) if i >= judged_at and _is_verdict(line)]
    starts = _regular(starts, judged_at + 1, len(header) + 1)
    if not starts or starts[0]:
        return [], start
    last = min(len(lines), starts[-1] + len(header))
    rows = [lines[one:other] for one, other in pairwise([*starts, last])]
    return rows, end - (len(lines) - last)


def _is_verdict(line: Block) -> bool:
    return len(line.text) <= MAX_VERDICT and bool(read_status(line.text) or (line.icons and not line.text))


def _regular(starts: Sequence[int], least: int, most: int) -> list[int]:
    """Give the first starts, as long as they follow each other at the distance of a record."""
    kept = list(starts[:1])
    for start in starts[1:]:
        if least <= start - kept[-1] <= most:
            kept.append(start)
        elif start - kept[-1] > most:
            break
    return kept


def _table(rows: Sequence[Sequence[Block]]) -> Table:
    width = len(rows[0])
    cells = []
    for r, row in enumerate(rows):
        parts = [*row[: width - 1], *_joined(row[width - 1 :])]
        cells += [
            Cell(part.text, r, c, part.place, header=r == 0, bold=part.bold, icons=part.icons)
            for c, part in enumerate(parts)
        ]
    return Table(tuple(cells), rows[0][0].place)


def _joined(parts: Sequence[Block]) -> list[Block]:
    if not parts:
        return []
    first = parts[0]
    return [Block("\n".join(part.text for part in parts), first.place, bold=first.bold, icons=first.icons)]
