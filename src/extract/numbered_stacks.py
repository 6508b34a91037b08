"""Record tables whose cells were printed one below the other, each record opened by its number.

The numbers count from one record to the next, over repeated heads and page breaks; they say where a record begins, and
its verdict where its columns stand. Cells that are missing before the verdict leave those columns empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ..normalize.column import read_column
from ..normalize.status import read_status
from ..normalize.text import join_lines
from .document import Block, Cell, Item, Table

MAX_HEAD = 40
MAX_VERDICT = 60
MIN_COLUMNS = 4
MIN_RECORDS = 2
MAX_LINES = 14
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,2}")
_KNOWN = frozenset({"number", "goal", "assignment", "status", "forecast", "comment", "responsible", "area"})


class Heads(NamedTuple):
    """The heads of such a table, which of its columns holds the verdicts, and whether the one before it comments."""

    blocks: tuple[Block, ...]
    judged: int
    commented: bool


def numbered_stack(items: Sequence[Item], at: int) -> tuple[Table, int] | None:
    """Read the table whose heads begin at an item, and give where it ends; None where none begins."""
    heads = _heads(items, at)
    if heads is None:
        return None
    rows: list[list[Block]] = []
    end = at + len(heads.blocks)
    while end < len(items):
        if _repeats(items, end, heads):
            end += len(heads.blocks)
        lines = _record(items, end, rows[-1][0].text if rows else "", heads)
        row = _laid(lines, heads)
        if not row:
            break
        rows.append(row)
        end += len(lines)
    return (_table([list(heads.blocks), *rows]), end) if len(rows) >= MIN_RECORDS else None


def _heads(items: Sequence[Item], at: int) -> Heads | None:
    """Read a run of lines that name columns: a number's first, a record's next, and a verdict's among the others."""
    first = items[at]
    if not isinstance(first, Block) or len(first.text) > MAX_HEAD or read_column(first.text).field != "number":
        return None
    blocks: list[Block] = []
    fields: list[str] = []
    for item in items[at : at + MAX_LINES]:
        if not isinstance(item, Block) or not 0 < len(item.text) <= MAX_HEAD or item.text[0].isdigit():
            break
        blocks.append(item)
        fields.append(read_column(item.text).field)
    judged = next((i for i, field in enumerate(fields) if field == "status"), 0)
    known = sum(field in _KNOWN for field in fields)
    if len(fields) < MIN_COLUMNS or fields[1] not in ("goal", "assignment") or judged < 2 or 2 * known < len(fields):
        return None
    return Heads(tuple(blocks), judged, fields[judged - 1] == "comment")


def _repeats(items: Sequence[Item], at: int, heads: Heads) -> bool:
    again = items[at : at + len(heads.blocks)]
    return [item.text for item in again if isinstance(item, Block)] == [block.text for block in heads.blocks]


def _record(items: Sequence[Item], at: int, above: str, heads: Heads) -> list[Block]:
    """Give the lines of the record after a number: up to the next, to heads that come back, or as many as columns."""
    lines: list[Block] = []
    for i in range(at, min(len(items), at + MAX_LINES)):
        item = items[i]
        if not isinstance(item, Block) or item.level is not None:
            break
        if lines and (_follows(lines[0].text, item.text) or _repeats(items, i, heads)):
            return lines
        if not lines and not _follows(above, item.text):
            break
        lines.append(item)
    return lines[: max(len(heads.blocks), (_verdict_at(lines, heads) or 0) + 1)]


def _follows(above: str, number: str) -> bool:
    """Say whether a number is the next one: one more, or one of as many parts.

    Example:
        >>> _follows("2", "3."), _follows("2", "7"), _follows("1.2", "2.1"), _follows("", "4")
        (True, False, True, True)
    """
    one, other = above.rstrip("."), number.rstrip(".")
    if not _NUMBER.fullmatch(other) or "." in one:
        return bool(_NUMBER.fullmatch(other)) and one.count(".") == other.count(".")
    return not one or ("." not in other and int(other) == int(one) + 1)


def _verdict_at(lines: Sequence[Block], heads: Heads) -> int | None:
    """Give the line of a record that its verdict stands on: where its column says, else the first one."""
    judged = [i for i, line in enumerate(lines) if i > 1 and _is_verdict(line)]
    return heads.judged if heads.judged in judged else next(iter(judged), None)


def _is_verdict(line: Block) -> bool:
    return len(line.text) <= MAX_VERDICT and bool(read_status(line.text) or (line.icons and not line.text))


def _laid(lines: Sequence[Block], heads: Heads) -> list[Block]:
    """Lay a record's lines under the heads; of lines too many before the verdict those in small letters wrap."""
    at = _verdict_at(lines, heads)
    if at is None:
        return []
    before, verdict, behind = list(lines[:at]), lines[at], list(lines[at + 1 :])
    while len(before) > heads.judged and (at := next((i for i in range(2, len(before)) if _goes_on(before[i])), 0)):
        before[at - 1 : at + 1] = [replace(before[at - 1], text=join_lines(before[at - 1].text, before[at].text))]
    if heads.commented and len(before) > heads.judged:
        before = [*before[: heads.judged - 1], _merged(before[heads.judged - 1 :])]
    blank = replace(lines[0], text="", icons=())
    if len(before) != heads.judged:
        before = [*before[:2], *[blank] * (heads.judged - 2)]
    columns = len(heads.blocks) - heads.judged - 1
    told = [*behind[: columns - 1], _merged(behind[columns - 1 :] or [blank])] if columns else []
    row = [*before, verdict, *told]
    return [*row, *[blank] * (len(heads.blocks) - len(row))]


def _goes_on(line: Block) -> bool:
    return line.text[:1].islower()


def _merged(parts: Sequence[Block]) -> Block:
    return replace(parts[0], text="\n".join(part.text for part in parts))


def _table(rows: Sequence[Sequence[Block]]) -> Table:
    cells = [
        Cell(block.text, r, c, block.place, header=r == 0, bold=block.bold, icons=block.icons)
        for r, row in enumerate(rows)
        for c, block in enumerate(row)
    ]
    return Table(tuple(cells), rows[0][0].place)
