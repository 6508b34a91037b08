"""Record tables whose cells were printed one below the other: "Mål", "Status", "Kommentar", then each goal's three.

So tables come out of converters that read a page cell by cell. The header is a run of lines that are nothing but
column words, or one line of them, one of them the record's own and one its status; every later verdict on a line of its
own says where a record stands, so that a record without comment does not shift the ones after it. Where the status is
the last column, the verdict ends the record, however many paragraphs its comment takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..normalize.column import read_column
from ..normalize.status import read_status
from .document import Block, Cell, Document, Item, Table
from .numbered_stacks import numbered_stack
from .piled import pile_tables

MAX_HEAD = 40
MAX_HEADS = 90
MAX_CELL_WORDS = 5
MAX_VERDICT = 60
MIN_COLUMNS = 3
MIN_RECORDS = 2
_RECORDS = frozenset({"goal", "assignment"})
_JUDGED = frozenset({"status", "forecast", "outcome"})
_FIELDS = _RECORDS | _JUDGED | {"comment", "responsible", "number", "area", "unit"}


def unstack_tables(document: Document) -> Document:
    """Give the document with its tables of one cell a line put back into rows."""
    return document.with_items(tuple(pile_tables(tuple(_restored(document.items)))))


def _restored(items: Sequence[Item]) -> Iterator[Item]:
    at = 0
    while at < len(items):
        if numbered := numbered_stack(items, at):
            yield numbered[0]
            at = numbered[1]
            continue
        header, after = _header_at(items, at)
        rows, end = _rows(items, after, header) if header else ([], at)
        if header and len(rows) < MIN_RECORDS:
            rows, end = _closed_rows(items, after, header)
        if not rows:
            yield items[at]
            at += 1
            continue
        yield _table([header, *rows])
        at = end


def _header_at(items: Sequence[Item], at: int) -> tuple[list[Block], int]:
    """Give the header that begins at an item, a line for each head or one line for all, and where it ends."""
    header = _header(items, at)
    return (header, at + len(header)) if header else (_line_of_heads(items[at]), at + 1)


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
    return run if _heads_records(fields) else []


def _heads_records(fields: Sequence[str]) -> bool:
    return len(fields) >= MIN_COLUMNS and bool(_RECORDS & set(fields[:2]) and _JUDGED & set(fields[1:]))


def _line_of_heads(item: Item) -> list[Block]:
    """Part a line that holds a whole header at the words that name its columns: "Mål Kommentar Uppfyllt ja/nej"."""
    words = item.text.split() if isinstance(item, Block) and len(item.text) <= MAX_HEADS else []
    if not isinstance(item, Block) or sum(word[:1].isupper() for word in words) < MIN_COLUMNS:
        return []
    if item.text.endswith((".", ":")):
        return []
    heads: list[str] = []
    for word in words:
        column = read_column(word)
        opens = word[:1].isupper() and column.field in _FIELDS and not column.fuzzy
        if heads and not opens:
            heads[-1] += f" {word}"
        else:
            heads.append(word)
    fields = [read_column(head).field for head in heads]
    alike = len(fields) == len(set(fields)) and set(fields) <= _FIELDS
    return [replace(item, text=head) for head in heads] if alike and _heads_records(fields) else []


def _closed_rows(items: Sequence[Item], start: int, header: Sequence[Block]) -> tuple[list[list[Block]], int]:
    """Read the records under a header of title, comment and status: a verdict ends each."""
    fields = [read_column(block.text).field for block in header]
    if fields[0] not in _RECORDS or fields[1:] != ["comment", "status"]:
        return [], start
    rows: list[list[Block]] = [[]]
    at = end = start
    while at < len(items) and isinstance(item := items[at], Block) and item.level is None:
        again, after = _header_at(items, at)
        if again and rows[-1]:
            break  # what stands above a header of its own is the heading of another table
        if not again:
            rows[-1].append(item)
        at = after if again else at + 1
        if len(rows[-1]) > 1 and _closes(item):
            rows.append([])
            end = at
    closed = [[row[0], _merged(row[1:-1] or [replace(row[0], text="")]), row[-1]] for row in rows[:-1]]
    return closed, end


def _closes(line: Block) -> bool:
    """Say whether a line is a cell with nothing but a verdict, and no sentence of a comment."""
    return not line.text.endswith(".") and line.text.count(" ") < MAX_CELL_WORDS and _is_verdict(line)


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
    return [_merged(parts)] if parts else []


def _merged(parts: Sequence[Block]) -> Block:
    first = parts[0]
    return Block("\n".join(part.text for part in parts), first.place, bold=first.bold, icons=first.icons)
