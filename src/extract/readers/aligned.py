"""Tables set with blanks whose columns stand closer than their cells' words: figures under heads of several lines.

A program that draws text out of a PDF keeps each column's place, yet two figures may be one blank apart, a head may
take three lines, and two heads may touch. The figures show the columns: what stands above and below each other is one
column. The words of the header go to the columns they stand over, and a label goes on below where it did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from ...normalize.column import MONEY, read_column
from ...normalize.late import late_pattern
from ...normalize.text import ends_sentence, join_lines
from ..document import Table
from .spaced import Part, parts_of
from .text_line import Line, table_of

MAX_HEADER_LINES = 6
MAX_LINES = 400
MAX_BLANKS = 2
MAX_WIDTH = 400
MAX_DISTANCE = 8
MAX_REACH = 16
ONE_HEAD = 8.0
TORN_HEAD = 20.0
TWO_HEADS = 40.0
MAX_COLUMNS = 14
MIN_COLUMNS = 2
MAX_LABEL_LINES = 3
FULL = 0.6
_SIGN = "-−–—"
_NUMBER = rf"[{_SIGN}+]?[ ]?\(?(?:\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d+)(?:,\d+)?\)?\*{{0,2}}(?: ?%)?"
_FIGURE = late_pattern(rf"{_NUMBER}|[{_SIGN}]")
_FIGURES = late_pattern(rf"(?:{_NUMBER}|[{_SIGN}])(?: (?:{_NUMBER}|[{_SIGN}]))+")
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d(?:[01]\d)?")
_WORD = re.compile(r"\S+")
_DIFFERENCES = frozenset({"variance", "change", "change_pct"})


class _Span(NamedTuple):
    """Where a column stands: from the first to the last place that its cells reach."""

    start: int
    end: int


class _Row(NamedTuple):
    """A line of the table: its label and what stands in its columns; a row of nothing but a label names a group."""

    line: Line
    label: str
    cells: tuple[Part, ...]
    apart: bool

    @property
    def figured(self) -> bool:
        """Whether a figure stands in it; words alone may reach over the edges of their columns."""
        return any(_FIGURE.fullmatch(cell.text) for cell in self.cells)


def aligned_table(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """Read the table whose header begins at a line: the table and the line after its end; None where none begins."""
    header = _header_lines(lines, start)
    if not header:
        return None
    rows, end = _rows(lines, header[-1] + 1)
    columns = _columns(rows)
    if not MIN_COLUMNS <= len(columns) <= MAX_COLUMNS or any(_placed(row, columns) is None for row in rows):
        return None
    found = _heads([lines[i] for i in header], columns)
    if found is None:
        return None
    room = min(found.left, min(row.cells[0].start for row in rows if row.figured))
    rows = _whole_labels([*found.rows, *rows], room)
    while not rows[-1].cells:
        end = lines.index(rows.pop().line, start)
    laid = [(lines[start].number, [found.corner, *found.heads])]
    laid += [(row.line.number, [row.label, *(_placed(row, columns) or [])]) for row in rows]
    groups = frozenset(r for r, row in enumerate(rows, start=1) if not row.cells)
    return _with_bands(table_of(laid, header_rows=1), groups), end


def _with_bands(table: Table, groups: Collection[int]) -> Table:
    """Let the names of groups reach over the whole table, as nothing stands beside them."""
    width = table.n_columns
    cells = (
        replace(c, column_span=width) if c.row in groups else c
        for c in table.cells
        if c.row not in groups or not c.column
    )
    return Table(tuple(cells), table.place)


# Rows


def _header_lines(lines: Sequence[Line], start: int) -> list[int]:
    """Find the header's lines, which stand together above the first row of figures; nothing where there is none."""
    header: list[int] = []
    for i in range(start, min(start + MAX_HEADER_LINES + MAX_BLANKS, len(lines))):
        if lines[i].blank:
            if not header:
                return []
            continue
        if _is_other(lines[i]):
            return []
        if _is_row(lines[i]):
            return header
        apart = bool(header) and i > header[-1] + 1
        if ends_sentence(lines[i].text) or (apart and len(parts_of(lines[i].text)) > 1):
            return []
        if apart:
            return header
        header.append(i)
    return []


def _is_other(line: Line) -> bool:
    return len(line.text) > MAX_WIDTH or "\t" in line.text or line.text.lstrip().startswith(("|", "#", "<"))


def _is_row(line: Line) -> bool:
    """Say whether a line prints a label and figures; years alone are heads."""
    parts = parts_of(line.text)
    figures = [part for part in parts[len(parts) > 1 :] if _is_figures(part.text)]
    return bool(figures) and not all(_YEAR.fullmatch(word) for part in figures for word in part.text.split())


def _is_figures(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text) or _FIGURES.fullmatch(text))


def _rows(lines: Sequence[Line], start: int) -> tuple[list[_Row], int]:
    """Read the rows from the first one on, until something stands there that is none."""
    rows: list[_Row] = []
    left = 1 << 30
    end, blanks, waiting = start, 0, 0
    whole = 0
    for i in range(start, min(start + MAX_LINES, len(lines))):
        line = lines[i]
        if line.blank:
            blanks += 1
            if blanks > MAX_BLANKS:
                break
            continue
        row = None if _is_other(line) else _read_row(line, left, apart=blanks > 0)
        if row is None or (not row.cells and waiting >= MAX_LABEL_LINES):
            break
        rows.append(row)
        blanks = 0
        waiting = 0 if row.cells else waiting + 1
        if row.cells:
            left = min([left, *(cell.start for cell in row.cells[:1] if row.figured)])
            whole, end = len(rows), i + 1
        elif not row.apart and waiting == 1:
            whole, end = len(rows), i + 1
    return rows[:whole], end


def _read_row(line: Line, left: int, *, apart: bool) -> _Row | None:
    """Read a line as a row; None where it is running text or another header."""
    parts = parts_of(line.text)
    if not parts or ends_sentence(line.text):
        return None
    if _is_row(line):
        label = parts[0] if not _is_figures(parts[0].text) or parts[0].start < left - MAX_DISTANCE else None
        rest = parts[1:] if label else parts
        return _Row(line, label.text if label else "", tuple(cell for part in rest for cell in _split(part)), apart)
    if len(parts) == 1 and parts[0].end < left:
        return _Row(line, parts[0].text, (), apart)
    if len(parts) > 2 and not apart and parts[0].end < left <= parts[1].end and not _names_columns(parts[1:]):
        return _Row(line, parts[0].text, tuple(parts[1:]), apart)
    return None


def _names_columns(parts: Sequence[Part]) -> bool:
    return any(read_column(part.text).field not in ("unknown", "empty") for part in parts)


def _split(part: Part) -> Iterator[Part]:
    """Part figures that stand one blank apart, where they cannot be one and only one way leaves the fewest."""
    if _FIGURE.fullmatch(part.text) or not _FIGURES.fullmatch(part.text):
        yield part
        return
    words = [match.span() for match in _WORD.finditer(part.text)]
    ways = _fewest(part.text, words)
    if len(ways) != 1:
        yield part
        return
    for begin, end in ways[0]:
        yield Part(part.start + begin, part.start + end, part.text[begin:end])


def _fewest(text: str, words: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
    """Give the ways to part words into the fewest figures."""
    best: list[list[tuple[tuple[int, int], ...]]] = [[()]]
    for end in range(1, len(words) + 1):
        found: list[tuple[tuple[int, int], ...]] = []
        for start in range(max(0, end - 5), end):
            span = words[start][0], words[end - 1][1]
            if _FIGURE.fullmatch(text[span[0] : span[1]]):
                found += [(*way, span) for way in best[start]]
        fewest = min(map(len, found), default=0)
        best.append([way for way in found if len(way) == fewest][:4])
    return best[-1]


# Columns


def _columns(rows: Sequence[_Row]) -> list[_Span]:
    """Find the columns: figures that stand above each other."""
    spans = sorted((cell.start, cell.end) for row in rows for cell in row.cells if _FIGURE.fullmatch(cell.text))
    columns: list[_Span] = []
    for start, end in spans:
        near = columns and start <= columns[-1].end + 1
        if columns and (start < columns[-1].end or (near and not _side_by_side(rows, columns[-1], _Span(start, end)))):
            columns[-1] = columns[-1]._replace(end=max(end, columns[-1].end))
        else:
            columns.append(_Span(start, end))
    return columns


def _side_by_side(rows: Sequence[_Row], left: _Span, right: _Span) -> bool:
    """Say whether some row prints a figure in each of two spans that touch."""
    return any(
        any(_over(cell, left) for cell in row.cells)
        and any(_over(cell, right) and not _over(cell, left) for cell in row.cells)
        for row in rows
    )


def _over(cell: Part, span: _Span) -> bool:
    return cell.start < span.end and span.start < cell.end


def _placed(row: _Row, columns: Sequence[_Span]) -> list[str] | None:
    """Give what a row prints in each column; None where two of its cells stand in one, or one in none."""
    cells = [""] * len(columns)
    for cell in row.cells:
        over = [min(cell.end, span.end) - max(cell.start, span.start) for span in columns]
        best = max(range(len(columns)), key=over.__getitem__)
        if cells[best] and not row.figured:
            cells[best] = f"{cells[best]} {cell.text}"
        elif over[best] <= 0 and not row.figured:
            continue
        elif over[best] <= 0 or cells[best]:
            return None
        else:
            cells[best] = cell.text
    return cells


# Header


class _Header(NamedTuple):
    """What a header says: its corner, the heads, where the first begins, and the rows that its last lines are."""

    corner: str
    heads: list[str]
    left: int
    rows: tuple[_Row, ...]


def _heads(lines: Sequence[Line], columns: Sequence[_Span]) -> _Header | None:
    """Read the header; what stands over several columns, above the line that names most of them, is left out."""
    corner: list[str] = []
    heads = [""] * len(columns)
    spans = [[column] for column in columns]
    rows: list[_Row] = []
    left = columns[0].start
    full = False
    for line in lines:
        words = [Part(match.start(), match.end(), match[0]) for match in _WORD.finditer(line.text)]
        first = _corner_words(words, columns[0])
        placed = _over_columns(words[first:], spans)
        full = full or len(placed or ()) >= FULL * len(columns)
        if full and all(heads) and (not placed or not _names_more(placed)) and words[0].text[:1].isupper():
            rows.append(_first_row(line, len(placed or ()) > 0))
            continue
        twice = full and any(_oddness(head.text) >= TWO_HEADS for _, head in placed or ())
        if rows or twice or (placed is None and full) or (first == len(words) and not full):
            return None
        corner.append(" ".join(word.text for word in words[:first]))
        left = min([left, *(word.start for word in words[first:])])
        for column, head in placed or () if full else ():
            heads[column] = join_lines(heads[column], head.text) if heads[column] else head.text
            spans[column] = [columns[column], _Span(head.start, head.end)]
    known = sum(read_column(head).field not in ("unknown", "empty") for head in heads)
    if not all(heads) or 2 * known < len(heads):
        return None
    return _Header(" ".join(text for text in corner if text), heads, left, tuple(rows))


def _names_more(placed: Sequence[tuple[int, Part]]) -> bool:
    return _names_columns([head for _, head in placed]) or any(head.text[:1].islower() for _, head in placed)


def _first_row(line: Line, filled: bool) -> _Row:
    """Read a line below the heads as a row: a group's name, or words in place of figures."""
    parts = parts_of(line.text)
    return _Row(line, parts[0].text, tuple(parts[1:]) if filled else (), apart=False)


def _corner_words(words: Sequence[Part], first: _Span) -> int:
    """Count the words of a header line that stand over the labels."""
    if not words or words[0].start >= first.start - MAX_DISTANCE:
        return 0
    gaps = [i for i in range(1, len(words)) if words[i].start - words[i - 1].end > 1]
    return gaps[0] if gaps else len(words)


def _over_columns(words: Sequence[Part], columns: Sequence[Sequence[_Span]]) -> list[tuple[int, Part]] | None:
    """Lay the words of a header line over the columns, from left to right; those a blank apart may share a head.

    Each column is given by where its figures stand and where the words above in the header do.
    """
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, Part], ...]]] = {(0, 0): (0.0, ())}
    for at, column in product(range(len(words)), range(len(columns) + 1)):
        held = best.get((at, column))
        if held is None:
            continue
        for head, end in _heads_from(words, at):
            for over in range(column, len(columns)):
                distance = min(_distance(head, span) for span in columns[over])
                if distance > MAX_REACH:
                    continue
                cost = distance + _oddness(head.text) + TORN_HEAD * _is_torn(words, at, end)
                total = held[0] + cost, (*held[1], (over, head))
                known = best.get((end, over + 1))
                if known is None or total[0] < known[0]:
                    best[end, over + 1] = total
    whole = [found for (at, _), found in best.items() if at == len(words)]
    return list(min(whole)[1]) if whole else None


def _heads_from(words: Sequence[Part], at: int) -> Iterator[tuple[Part, int]]:
    """Give the heads that may begin at a word, and the word after each."""
    for end in range(at + 1, len(words) + 1):
        if end > at + 1 and words[end - 1].start - words[end - 2].end > 1:
            return
        yield Part(words[at].start, words[end - 1].end, " ".join(word.text for word in words[at:end])), end


def _is_torn(words: Sequence[Part], at: int, end: int) -> bool:
    """Say whether a head that names nothing stands one blank from its neighbour, and so is likely a part of it."""
    near = (at and words[at].start - words[at - 1].end == 1) or (
        end < len(words) and words[end].start - words[end - 1].end == 1
    )
    text = " ".join(word.text for word in words[at:end]).rstrip("-")
    return bool(near) and read_column(text).field in ("unknown", "empty")


@lru_cache(maxsize=4096)
def _oddness(text: str) -> float:
    """Say how little words look like one head: "Bokslut 2025 Budget 2025", "2024 2025", "2025 Utfall"."""
    words = text.split()
    fields = [read_column(word).field for word in words]
    years = [field for field in fields if field == "year"]
    named = [field for field in fields if field in MONEY and field != "year"]
    two = len(years) > 1 or (len(named) > 1 and (named[0] not in _DIFFERENCES or words[-1][:1].isupper()))
    return TWO_HEADS * two + ONE_HEAD * (len(words) - 1 + (fields[0] == "year" and bool(named)))


def _distance(head: Part, column: _Span) -> float:
    """Say how far words stand from a column: set to its right edge, its left edge or its middle."""
    middle = abs(head.start + head.end - column.start - column.end) / 2
    return min(abs(head.end - column.end), abs(head.start - column.start), middle)


# Labels


def _whole_labels(rows: Sequence[_Row], room: int) -> list[_Row]:
    """Join labels that go on below: the lower half begins small or in a bracket, or did not fit beside the upper."""
    joined: list[_Row] = []
    for row in rows:
        above = joined[-1] if joined else None
        if above and above.cells and not row.cells and not row.apart and _goes_on(above.label, row.label, room):
            joined[-1] = above._replace(label=join_lines(above.label, row.label))
        elif above and not row.apart and row.label[:1].islower() and not above.figured:
            cells = (*above.cells, *row.cells)
            joined[-1] = row._replace(label=join_lines(above.label, row.label), line=above.line, cells=cells)
        else:
            joined.append(row)
    return joined


def _goes_on(above: str, below: str, room: int) -> bool:
    if not above:
        return False
    return below[:1].islower() or below[:1] in "(0123456789" or len(above) + 2 + len(below.split()[0]) > room
