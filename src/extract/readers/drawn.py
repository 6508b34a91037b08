"""Tables drawn with characters: "+-----+-----+" between rows, "|" between cells, or the lines of a box in Unicode.

Wikis, terminals and plain-text editors draw them so. A cell's text may wrap over the lines between two rules; where
only the head and the foot are ruled off, each line is a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ...normalize.number import read_number
from ...normalize.text import join_lines
from ..document import Table
from .text_line import Line, table_of

_STROKES: Final = str.maketrans(
    {
        **dict.fromkeys("─━┄┅┈┉╌╍", "-"),
        **dict.fromkeys("═", "="),
        **dict.fromkeys("│┃┆┇┊┋║╎╏", "|"),
        **dict.fromkeys(
            "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬", "+"
        ),
    }
)
_RULE: Final = re.compile(r"\s*\+(?:[-=]{2,}\+)+\s*$")
_ROW: Final = re.compile(r"\s*\|.*\|\s*$")
_MIN_COLUMNS: Final = 2

_Row = tuple[int, list[str]]


def drawn_table(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """Read the table whose upper rule a line is, and give where it ends; None where no such table begins."""
    if not _RULE.match(_plain(lines[start])):
        return None
    end = start
    while end < len(lines) and (_RULE.match(_plain(lines[end])) or _ROW.match(_plain(lines[end]))):
        end += 1
    drawn = [line._replace(text=_plain(line)) for line in lines[start:end]]
    edges = [at for at, sign in enumerate(drawn[0].text) if sign == "+"]
    rows = [_rows(block, edges) for block in _blocks(drawn)]
    if len(edges) <= _MIN_COLUMNS or sum(map(len, rows)) < _MIN_COLUMNS:
        return None
    return table_of([row for block in rows for row in block], _header_rows(drawn, rows)), end


def _plain(line: Line) -> str:
    return line.text.translate(_STROKES).rstrip()


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Give the lines between one rule and the next."""
    block: list[Line] = []
    for line in lines:
        if not _RULE.match(line.text):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _rows(block: Sequence[Line], edges: Sequence[int]) -> list[_Row]:
    """Read the rows of a block; a line that leaves out what the row above fills goes on with its texts."""
    rows: list[_Row] = []
    for line in block:
        cells = _cells(line.text, edges)
        if rows and _goes_on(rows[-1][1], cells):
            rows[-1] = (
                rows[-1][0],
                [join_lines(a, b) if a and b else a or b for a, b in zip(rows[-1][1], cells, strict=True)],
            )
        else:
            rows.append((line.number, cells))
    return rows


def _cells(text: str, edges: Sequence[int]) -> list[str]:
    """Part a line at its strokes; one that strays from the edges of the table is parted by their order."""
    parts = [part.strip() for part in text.strip().strip("|").split("|")]
    if len(parts) == len(edges) - 1:
        return parts
    at = [min(range(len(edges)), key=lambda i: abs(edges[i] - place)) for place, sign in enumerate(text) if sign == "|"]
    cells = [""] * (len(edges) - 1)
    for first, part in zip(at, parts, strict=False):
        if first < len(cells):
            cells[first] = part
    return cells


def _goes_on(above: Sequence[str], below: Sequence[str]) -> bool:
    left_out = any(a and not b for a, b in zip(above, below, strict=True))
    figures = any(read_number(a) and read_number(b) for a, b in zip(above, below, strict=True))
    return left_out and not figures


def _header_rows(lines: Sequence[Line], rows: Sequence[Sequence[_Row]]) -> int:
    """Count the rows above a double rule, or above the only rule that stands between rows."""
    doubled = any("=" in line.text for line in lines[1:-1] if _RULE.match(line.text))
    return len(rows[0]) if doubled or len(rows) == _MIN_COLUMNS else 0
