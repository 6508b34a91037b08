"""Tables set with blanks, as programs leave them that draw the text out of a PDF.

A column is where the parts of the fullest lines stand. Cells wrap over lines: a line on which no figure, number or
verdict stands goes on with the row above it. Blank lines may part the rows; a caption or a new header ends the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ...normalize.column import read_column
from ...normalize.number import read_number
from ...normalize.text import join_lines
from ..document import Table
from .text_line import Line, table_of

MAX_BLANKS = 2
WIDE_GAP = 5
RECENT_LINES = 40
_RULED = re.compile(r"^[\s=_+-]+$")
_PART = re.compile(r"\S+(?:(?: |(?<=\d)\u00a0(?=\d))\S+)*")
_SHORT = frozenset(
    {"status", "forecast", "number", "outcome", "target", "unit", "progress", "year", "budget", "variance", "trend"}
)
_HEADED = frozenset({"goal", "assignment", "indicator", "status", "strength", "improvement"})


class Part(NamedTuple):
    """A stretch of print between wide gaps: where it begins and ends, and its text."""

    start: int
    end: int
    text: str


Span = tuple[int, int]


@lru_cache(maxsize=4096)
def parts_of(text: str) -> tuple[Part, ...]:
    """Split a line at its wide gaps.

    Example:
        >>> [part.text for part in parts_of("Gator och vägar    -1 204     -1 190")]
        ['Gator och vägar', '-1 204', '-1 190']
    """
    return tuple(Part(match.start(), match.end(), match[0]) for match in _PART.finditer(text))


def is_spaced(text: str) -> bool:
    """Say whether a line is set in parts with wide gaps between them."""
    return len(parts_of(text)) > 1


def spaced_table(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """Read the table that begins at a line: the table and the line after its end; None where none begins."""
    chunks: list[list[Line]] = []
    end = start
    while (chunk := _chunk(lines, end)) and (not chunks or _goes_on(chunks, chunk)):
        kept = _fitting(chunks, chunk)
        if not kept:
            break
        chunks.append(kept)
        end = lines.index(kept[-1], end) + 1
        if len(kept) < len(chunk):
            break
    if not _is_table([line for chunk in chunks for line in chunk]):
        return None
    return table_of(_rows(chunks)), end


def _chunk(lines: Sequence[Line], start: int) -> list[Line]:
    """Give the next lines that stand together, at most two blank lines away."""
    begin = start
    while begin < len(lines) and lines[begin].blank and begin - start < MAX_BLANKS:
        begin += 1
    end = begin
    while end < len(lines) and not lines[end].blank and not _is_other(lines[end]):
        end += 1
    return [line for line in lines[begin:end] if not _RULED.match(line.text)]


def _is_other(line: Line) -> bool:
    return "\t" in line.text or line.text.lstrip().startswith(("|", "#", "<"))


def _spans(lines: Sequence[Line]) -> list[Span]:
    """Find the columns: where the parts of the fullest lines stand."""
    rows = [parts_of(line.text) for line in lines]
    counts = [len(parts) for parts in rows if len(parts) > 1]
    repeated = [count for count in counts if counts.count(count) > 1]
    width = max(repeated or counts, default=0)
    full = [parts for parts in rows if len(parts) == width]
    return [(min(p[i].start for p in full), max(p[i].end for p in full)) for i in range(width)]


def _column(part: Part, spans: Sequence[Span]) -> int:
    """Tell in which column a part stands: the one that begins where it does, else the one it stands under most."""
    begun = [i for i, span in enumerate(spans) if abs(span[0] - part.start) <= 1]
    if begun:
        return begun[0]
    return max(range(len(spans)), key=lambda i: min(part.end, spans[i][1]) - max(part.start, spans[i][0]))


def _fits(line: Line, spans: Sequence[Span]) -> bool:
    """Say whether every part of a line stands in one column."""
    columns = []
    for part in parts_of(line.text):
        column = _column(part, spans)
        right = spans[column + 1][0] if column + 1 < len(spans) else 1 << 30
        if part.end > right or part.start < (spans[column - 1][1] if column else 0):
            return False
        columns.append(column)
    return len(columns) == len(set(columns))


def _fitting(chunks: Sequence[Sequence[Line]], chunk: Sequence[Line]) -> list[Line]:
    """Give the first lines of a chunk that belong to the table; running text below it does not."""
    spans = _spans(_recent(chunks) + list(chunk))
    for i, line in enumerate(chunk):
        if len(spans) < 2 or (not is_spaced(line.text) and not _fits(line, spans)):
            return list(chunk[:i])
    return list(chunk)


def _recent(chunks: Sequence[Sequence[Line]]) -> list[Line]:
    """Give the last lines of a table, and its first ones while it is short."""
    lines: list[Line] = []
    for chunk in reversed(chunks):
        lines[:0] = chunk
        if len(lines) > RECENT_LINES:
            break
    return lines


def _goes_on(chunks: Sequence[Sequence[Line]], chunk: Sequence[Line]) -> bool:
    """Say whether lines below a blank line go on with the table: set in its columns, under no header of their own."""
    spans = _spans(_recent(chunks))
    first = chunk[0]
    if len(chunks) == 1 and _heads(chunks[0], _spans(chunk)):
        return True
    if len(spans) < 2 or not all(_fits(line, spans) for line in chunk):
        return False
    begun = parts_of(first.text)[0]
    if not is_spaced(first.text) and (begun.start < spans[1][0] - 1 or begun.text.isdigit()):
        return False
    return not _is_header(parts_of(first.text)) or _texts(first) == _texts(chunks[0][0])


def _heads(head: Sequence[Line], spans: Sequence[Span]) -> bool:
    """Say whether lines name the columns below a blank line, all but the first, whose labels need no name."""
    if len(spans) < 3:
        return False
    columns = [[_column(part, spans) for part in parts_of(line.text)] for line in head]
    named = list(range(1, len(spans)))
    if columns[0] != named or any(len(set(line)) < len(line) or 0 in line for line in columns):
        return False
    return _is_header(parts_of(head[0].text)) and not any(map(_is_value, parts_of(head[-1].text)))


def _is_value(part: Part) -> bool:
    """Say whether a part is a figure, and no year or date, which heads name."""
    return _is_figure(part.text) and read_column(part.text).field != "year"


def _texts(line: Line) -> list[str]:
    return [part.text for part in parts_of(line.text)]


def _is_header(parts: Sequence[Part]) -> bool:
    """Say whether a line reads as a header: most of its parts name columns, none is a figure but a year."""
    fields = [read_column(part.text).field for part in parts]
    known = [field for field in fields if field not in ("unknown", "empty")]
    figures = any(field != "year" and _is_figure(part.text) for part, field in zip(parts, fields, strict=True))
    return len(parts) > 1 and not figures and 2 * len(known) >= len(parts)


def _is_figure(text: str) -> bool:
    return read_number(text) is not None


def _is_table(lines: Sequence[Line]) -> bool:
    """Say whether lines are a table: figures in their columns, or a header of records above them."""
    rows = [parts for line in lines if len(parts := parts_of(line.text)) > 1]
    if len(rows) < 2:
        return False
    figured = sum(any(_is_figure(part.text) for part in parts[1:]) for parts in rows)
    if figured >= 0.5 * len(rows):
        return True
    named = {read_column(part.text).field for part in rows[0]}
    return bool(named & _HEADED) and _is_header(rows[0])


def _rows(chunks: Sequence[Sequence[Line]]) -> list[tuple[int, list[str]]]:
    """Lay the lines into columns and join those that one row fills."""
    spans = _spans([line for chunk in chunks for line in chunk])
    laid = [_with_whole_heads([(line.number, _cells(line, spans)) for line in chunk]) for chunk in chunks]
    anchors = _anchors([cells for chunk in laid for _, cells in chunk])
    return [row for chunk in laid for row in _joined(chunk, anchors)]


def _with_whole_heads(rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Join to the heads the line below them that only says when: "Bedömning" over "31 augusti"."""
    while len(rows) > 1 and _says_when(rows[0][1], rows[1][1]):
        rows = [(rows[0][0], _both(rows[0][1], rows[1][1])), *rows[2:]]
    return rows


def _says_when(heads: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether cells below heads of records are dates and periods alone, each of a head that says none."""
    fields = {read_column(text).field for text in heads}
    filled = [(head, text) for head, text in zip(heads, below, strict=True) if text]
    if below[0] or not fields & _HEADED or not filled:
        return False
    return all(head and not read_column(head).years and read_column(text).field == "year" for head, text in filled)


def _cells(line: Line, spans: Sequence[Span]) -> list[str]:
    cells = [""] * len(spans)
    for part in parts_of(line.text):
        column = _column(part, spans)
        cells[column] = f"{cells[column]} {part.text}".strip()
    return cells


def _anchors(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Find the columns whose cells fill one line: figures, numbers, verdicts; their lines begin the rows."""
    found = set()
    for i in range(len(rows[0])):
        texts = [row[i] for row in rows if row[i]]
        figures = sum(_is_figure(text) for text in texts)
        short = read_column(texts[0]).field in _SHORT if texts else False
        whole = not any(text[:1].islower() for text in texts) and max(map(len, texts), default=0) <= 40
        if (short or figures >= 0.5 * len(texts)) and whole:
            found.add(i)
    return frozenset(found)


def _joined(chunk: Sequence[tuple[int, list[str]]], anchors: frozenset[int]) -> list[tuple[int, list[str]]]:
    """Join the lines of each row; without columns that tell where rows begin each line is one."""
    wordy = [i for i in range(1, len(chunk[0][1])) if i not in anchors]
    begins = [any(cells[i] for i in anchors) for _, cells in chunk]
    if not anchors or sum(begins) == len(chunk):
        return list(chunk)
    if not wordy:
        return _joined_labels(chunk)
    rows: list[tuple[int, list[str]]] = []
    for at, (number, cells) in enumerate(chunk):
        opens = begins[at] and any(begins[:at])
        if rows and not opens:
            rows[-1] = (rows[-1][0], _both(rows[-1][1], cells))
        else:
            rows.append((number, cells))
    return rows


def _joined_labels(chunk: Sequence[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Join labels that wrap: the lower half begins with a small letter and one of the halves has no figures."""
    rows = [chunk[0]]
    for (_, above), (number, cells) in pairwise(chunk):
        half = not any(above[1:]) or not any(cells[1:])
        if half and above[0] and cells[0][:1].islower():
            rows[-1] = (rows[-1][0], _both(rows[-1][1], cells))
        else:
            rows.append((number, cells))
    return rows


def _both(above: Sequence[str], below: Sequence[str]) -> list[str]:
    return [join_lines(a, b) if a and b else a or b for a, b in zip(above, below, strict=True)]


def side_by_side(line: Line) -> list[Line]:
    """Part a line whose halves stand at the two edges of the page: title and date of a cover or running head.

    Example:
        >>> [part.text for part in side_by_side(Line(1, "Dnr KS 2020/1          Kommunstyrelsen"))]
        ['Dnr KS 2020/1', 'Kommunstyrelsen']
    """
    parts = parts_of(line.text)
    if len(parts) < 2 or any(right.start - left.end < WIDE_GAP for left, right in pairwise(parts)):
        return [line]
    return [Line(line.number, part.text) for part in parts]


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """Order lines that stand side by side: what stands below each other is read before what stands to its right.

    Example:
        >>> lines = [Line(1, "Ordförande          Förbundschef"), Line(2, "Anna Ek             Bo Alm")]
        >>> [part.text for part in in_columns(lines)]
        ['Ordförande', 'Anna Ek', 'Förbundschef', 'Bo Alm']
    """
    parts = [side_by_side(line) for line in lines]
    starts = [[part.start for part in parts_of(line.text)] for line in lines]
    if any(len(a) != len(b) or any(abs(x - y) > 2 for x, y in zip(a, b, strict=True)) for a, b in pairwise(starts)):
        return [part for row in parts for part in row]
    return [row[i] for i in range(len(parts[0])) for row in parts]
