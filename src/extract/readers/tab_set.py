"""Tables that Word sets with tabs: a line of text per row, its parts one under the other at the tab stops.

Many a report has no other tables for its figures. A tab also parts a label from its value ("Status: ⇥ Klart") or a
letterhead's columns: only lines of three parts or more, most of them figures or under heads that say what they are,
make a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from ...normalize.column import read_column
from ...normalize.number import is_missing, read_number
from ...normalize.sum_label import sum_strength
from ...normalize.text import clean
from .nodes import BREAK, Grid, GridCell, Inline, Node, Paragraph, Run

TAB: Final = "\t"
_MIN_PARTS: Final = 3
_MIN_ROWS: Final = 2
_MAX_PART: Final = 120
_MAX_ROW_HEADING: Final = 60
_CHAPTER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?$")
_PAGE: Final = re.compile(r"\d{1,3}$")


class _Row(NamedTuple):
    """A line of a paragraph, parted at its tabs, with the words of each part."""

    parts: list[list[Inline]]
    words: list[str]


def with_tab_tables(nodes: Iterable[Node]) -> list[Node]:
    """Give the paragraphs and tables of a body with a table for each run of lines that tabs set in columns."""
    given = list(nodes)
    rows = {i: found for i, node in enumerate(given) if (found := _rows_of(node))}
    result: list[Node] = []
    start = 0
    for first, end in _runs(given, rows):
        held = [row for i in range(first, end) for row in rows.get(i) or _heading_row(given[i])]
        grid = _grid(held)
        if grid:
            result += [*given[start:first], grid]
            start = end
    return result + given[start:]


def _rows_of(node: Node) -> list[_Row]:
    """Give the lines of a paragraph when tabs part each of them; a heading's or a list's tab is none of a table."""
    if not isinstance(node, Paragraph) or node.level or node.list_item or not _has_tab(node):
        return []
    lines = [_row(line) for line in _lines(node.content)]
    return lines if all(len(line.parts) >= _MIN_PARTS for line in lines) else []


def _has_tab(paragraph: Paragraph) -> bool:
    return any(isinstance(part, Run) and TAB in part.text for part in paragraph.content)


def _lines(content: Sequence[Inline]) -> Iterator[list[Inline]]:
    line: list[Inline] = []
    for part in content:
        if part == BREAK:
            yield line
            line = []
        else:
            line.append(part)
    yield line


def _row(line: Sequence[Inline]) -> _Row:
    parts: list[list[Inline]] = [[]]
    for inline in line:
        if isinstance(inline, Run):
            first, *further = inline.text.split(TAB)
            parts[-1].append(replace(inline, text=first))
            parts += [[replace(inline, text=text)] for text in further]
        else:
            parts[-1].append(inline)
    return _Row(parts, [_words(part) for part in parts])


def _words(part: Iterable[Inline]) -> str:
    return clean("".join(inline.text for inline in part if isinstance(inline, Run)))


def _runs(nodes: Sequence[Node], rows: dict[int, list[_Row]]) -> Iterator[tuple[int, int]]:
    """Find the paragraphs that follow each other with tabs in them, first and last behind."""
    i = 0
    while i < len(nodes):
        end = i + 1
        while i in rows and end < len(nodes) and (end in rows or _stands_between(nodes, rows, end)):
            end += 1
        if i in rows:
            yield i, end
        i = end


def _stands_between(nodes: Sequence[Node], rows: dict[int, list[_Row]], at: int) -> bool:
    """Say whether a line without tabs parts rows of one table: a heading over some, or a blank line above the sum."""
    above, below = rows.get(at - 1), rows.get(at + 1)
    if not above or not below or len(above[-1].parts) != len(below[0].parts):
        return False
    if _is_empty(nodes[at]):
        return sum_strength(below[0].words[0]) is not None
    heading = _heading_row(nodes[at])
    return bool(heading and below[0].words[0] and _figures(below[0]))


def _is_empty(node: Node) -> bool:
    return isinstance(node, Paragraph) and not node.mark and not any(node.content)


def _heading_row(node: Node) -> list[_Row]:
    """Give a heading over rows as a row of its own; nothing for a blank line."""
    if not isinstance(node, Paragraph) or node.level or node.list_item:
        return []
    row = _row(node.content)
    fits = len(row.parts) == 1 and 0 < len(row.words[0]) <= _MAX_ROW_HEADING and row.words[0][-1] not in ".:"
    return [row] if fits else []


def _grid(rows: Sequence[_Row]) -> Grid | None:
    """Set rows in columns; none where they are no table or do not tell which column a part stands in."""
    placed = _in_columns(rows)
    if len(placed) < _MIN_ROWS or any(len(word) > _MAX_PART for row in placed for word in row.words):
        return None
    if not (_holds_figures(placed[1:]) or _is_headed(placed[0])) or _lists_chapters(placed):
        return None
    cells = (
        GridCell(at, column, (Paragraph(tuple(part)),) if row.words[column] or _drawn(part) else ())
        for at, row in enumerate(placed)
        for column, part in enumerate(row.parts)
    )
    return Grid(tuple(cells))


def _drawn(part: Iterable[Inline]) -> bool:
    return any(not isinstance(inline, Run) for inline in part)


def _in_columns(rows: Sequence[_Row]) -> list[_Row]:
    """Give each row as many parts as there are columns.

    A part's column is the number of tabs before it, where each tab leads to a column and the fullest rows have their
    parts behind the same tabs. Else the writer pressed the key until it stood right, and only full rows can be told.
    """
    filled = [{at for at, word in enumerate(row.words) if word} for row in rows]
    width = 1 + max(set[int]().union(*filled), default=0)
    if _told_by_tabs(rows, filled) and set(range(1, width)) <= set[int]().union(*filled):
        return [_wide(row, width) for row in rows]
    pressed = [_pressed(row) for row in rows]
    width = max(len(row.parts) for row in pressed)
    told = all(len(row.parts) in (1, width) for row in pressed)
    return [_wide(row, width) for row in pressed] if told else []


def _told_by_tabs(rows: Sequence[_Row], filled: Sequence[set[int]]) -> bool:
    fullest = [places for places in filled if len(places) == max(map(len, filled))]
    as_many = len({len(row.parts) for row in rows if len(row.parts) > 1}) == 1
    return as_many or (len(fullest) > 1 and all(places == fullest[0] for places in fullest))


def _wide(row: _Row, width: int) -> _Row:
    missing = max(0, width - len(row.parts))
    return _Row([*row.parts[:width], *([] for _ in range(missing))], (row.words + [""] * missing)[:width])


def _pressed(row: _Row) -> _Row:
    """Take several tabs after each other as one; what stands in front of the first may be empty."""
    kept = [at for at, word in enumerate(row.words) if word or not at]
    return _Row([row.parts[at] for at in kept], [row.words[at] for at in kept])


def _figures(row: _Row) -> bool:
    """Say whether most of what stands behind a row's first part are figures, or marks that none is there."""
    behind = [word for word in row.words[1:] if word]
    return bool(behind) and 2 * sum(bool(read_number(word)) or is_missing(word) for word in behind) >= len(behind)


def _holds_figures(rows: Sequence[_Row]) -> bool:
    told = [row for row in rows if any(row.words[1:])]
    return bool(told) and 2 * sum(map(_figures, told)) > len(told)


def _is_headed(row: _Row) -> bool:
    """Say whether all parts of a first row name columns of records: "Uppdrag ⇥ Status ⇥ Kommentar"."""
    heads = [read_column(word) for word in row.words]
    return all(head.field not in ("unknown", "empty", "year") and not head.fuzzy for head in heads)


def _lists_chapters(rows: Sequence[_Row]) -> bool:
    """Say whether rows are chapters with their pages, as a contents page lists them that nobody had Word make."""
    if not all(_CHAPTER.match(row.words[0]) and _PAGE.match(row.words[-1]) for row in rows):
        return False
    return all(int(above.words[-1]) <= int(below.words[-1]) for above, below in pairwise(rows))
