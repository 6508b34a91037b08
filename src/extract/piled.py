"""Key figures whose cells were printed one below the other: the heads, then each indicator's name and its values.

The heads are lines that name an indicator's outcome, target or verdict, some with the year on a line of its own. They
say how many values follow each name; where another number follows, nothing is put together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from ..normalize.column import read_column
from ..normalize.label import read_label
from ..normalize.number import is_missing, read_number
from ..normalize.status import read_status
from ..normalize.target import read_target
from ..normalize.text import join_lines
from .document import Block, Cell, Item, Table

MAX_HEAD = 40
MAX_VALUE = 25
MAX_NAME_LINES = 6
MAX_NAME = 400
MIN_HEADS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_VALUES = frozenset({"outcome", "target", "year", "status", "forecast", "trend", "unit", "comparison"})
_NEEDED = frozenset({"target", "status"})


def pile_tables(items: Sequence[Item]) -> Iterator[Item]:
    """Give the items with such figures put back into tables."""
    at = 0
    while at < len(items):
        heads, start = _heads(items, at)
        rows, end = _rows(items, start, len(heads)) if heads else ([], at)
        if rows:
            yield _table([heads, *rows])
            at = end
        else:
            yield items[at]
            at += 1


def _heads(items: Sequence[Item], start: int) -> tuple[list[Block], int]:
    """Read the heads from a line on: the name's, then those of outcomes and a target or verdict."""
    heads: list[Block] = []
    at = start
    while at < len(items) and isinstance(item := items[at], Block) and 0 < len(item.text) <= MAX_HEAD:
        if item.level or item.list_item or item.icons:
            break
        if _YEAR.fullmatch(item.text) and len(heads) > 1 and not _YEAR.search(heads[-1].text):
            heads[-1] = replace(heads[-1], text=f"{heads[-1].text} {item.text}")
        elif _is_head(item.text, first=not heads):
            heads.append(item)
        else:
            break
        at += 1
    fields = {read_column(head.text).field for head in heads[1:]}
    whole = len(heads) >= MIN_HEADS and "outcome" in fields and bool(fields & _NEEDED)
    return (heads, at) if whole else ([], start)


def _is_head(text: str, *, first: bool) -> bool:
    column = read_column(text)
    if first:
        return column.field == "indicator" and not column.fuzzy
    return column.field in _VALUES and not column.fuzzy and read_number(text.rpartition(" ")[0]) is None


def _rows(items: Sequence[Item], start: int, width: int) -> tuple[list[list[Block]], int]:
    rows: list[list[Block]] = []
    at = end = start
    while at < len(items):
        name = _while(items, at, _is_name)
        values = _while(items, at + len(name), _is_value)
        if not 0 < len(name) <= MAX_NAME_LINES or len(values) != width - 1:
            break
        rows.append([_joined(name), *values])
        at = end = at + len(name) + len(values)
    return rows, end


def _while(items: Sequence[Item], start: int, fits: Callable[[Block], bool]) -> list[Block]:
    found: list[Block] = []
    for item in islice(items, start, None):
        if not isinstance(item, Block) or not fits(item):
            break
        found.append(item)
    return found


def _is_name(block: Block) -> bool:
    return bool(block.text) and not _is_value(block) and not block.level and read_label(block.text) is None


def _is_value(block: Block) -> bool:
    """Say whether a line is a cell with a value: a figure, a target, a verdict, a symbol or a dash."""
    text = block.text
    if not text:
        return bool(block.icons)
    if len(text) > MAX_VALUE:
        return False
    if read_number(text) is not None or is_missing(text) or read_status(text) is not None:
        return True
    return any(letter.isdigit() for letter in text) and read_target(text) is not None


def _joined(lines: Sequence[Block]) -> Block:
    text = lines[0].text
    for _, below in pairwise(lines):
        text = join_lines(text, below.text)
    return replace(lines[0], text=text[:MAX_NAME])


def _table(rows: Sequence[Sequence[Block]]) -> Table:
    cells = [
        Cell(block.text, r, c, block.place, header=r == 0, icons=block.icons)
        for r, row in enumerate(rows)
        for c, block in enumerate(row)
    ]
    return Table(tuple(cells), rows[0][0].place)
