"""Lists of goals and activities beside which the verdicts were drawn, as text keeps them: the drawings are lost.

The header still names the columns ("Aktivitet    Status    Färdiggrad"), and below it stands nothing but the first one,
each comment under its own label over the whole width. Where a comment ends and the next record begins is told by the
line that ends short; where two lines may be that one, the list is left as running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...normalize.column import read_column
from ...normalize.heading import read_heading
from ...normalize.label import read_label
from ...normalize.status import read_status
from ...normalize.text import ends_sentence, join_lines
from ..document import Cell, Place, Table
from .spaced import is_spaced, parts_of
from .text_line import Line

MAX_LINES = 300
MAX_VERDICT_WORDS = 4
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_RECORDS = frozenset({"goal", "assignment"})
_DRAWN = frozenset({"status", "progress", "forecast", "trend"})


class _Header(NamedTuple):
    """A header: its heads, what its records are, and where the second column begins."""

    heads: tuple[str, ...]
    field: str
    edge: int


class _Row(NamedTuple):
    """What one row says, on which line it begins, and whether it reaches over the whole table."""

    line: int
    text: str
    wide: bool = False


def undrawn_list(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """Read the list whose header is a line: the table and the line after its end; None where none begins."""
    header = _header(lines[start])
    if header is None:
        return None
    end = start + 1
    while end < len(lines) and end - start < MAX_LINES and not lines[end].blank and not is_spaced(lines[end].text):
        end += 1
    end -= _is_heading_below(lines, start, end)
    body = lines[start + 1 : end]
    if not body or any(line.text.lstrip().startswith(("|", "#", "<")) or "\t" in line.text for line in body):
        return None
    rows = _goals(body, header) if header.field == "goal" else _with_comments(body, header)
    if not rows or any(not row.wide and _holds_verdict(row.text) for row in rows):
        return None  # the verdicts are in the text
    return _table(lines[start].number, header, rows), end


def _holds_verdict(text: str) -> bool:
    """Say whether a verdict ends a text, behind a sentence or alone: "Fler ska cykla. Uppfyllt"."""
    last = _SENTENCES.split(text)[-1]
    return len(last.split()) <= MAX_VERDICT_WORDS and read_status(last) is not None


def _header(line: Line) -> _Header | None:
    """Read a header that names records and, beside them, nothing but what is drawn."""
    parts = parts_of(line.text)
    if not 2 <= len(parts) <= 4 or parts[0].start > 2:
        return None
    fields = [read_column(part.text).field for part in parts]
    if fields[0] not in _RECORDS or not _DRAWN.issuperset(fields[1:]):
        return None
    return _Header(tuple(part.text for part in parts), fields[0], parts[1].start)


def _is_heading_below(lines: Sequence[Line], start: int, end: int) -> bool:
    """Say whether the last line before a blank one is the heading of what follows, right below a finished sentence."""
    last = lines[end - 1].text
    return (
        end - start > 2
        and not ends_sentence(last)
        and bool(read_heading(last).number)
        and ends_sentence(lines[end - 2].text)
    )


def _goals(body: Sequence[Line], header: _Header) -> list[_Row]:
    """Read the records of a list without comments: each ends as a sentence, or where the next word had room."""
    rows: list[_Row] = []
    for i, line in enumerate(body):
        text = line.text.strip()
        if rows and not ends_sentence(rows[-1].text) and not _ends_short(body[i - 1].text, text, header.edge):
            rows[-1] = rows[-1]._replace(text=join_lines(rows[-1].text, text))
        else:
            rows.append(_Row(line.number, text))
    whole = all(len(line.text) <= header.edge for line in body)
    return rows if whole and all(row.text[:1].isupper() for row in rows) else []


def _ends_short(above: str, below: str, width: int) -> bool:
    return len(above.rstrip()) + 1 + len(below.split(maxsplit=1)[0]) < width


def _with_comments(body: Sequence[Line], header: _Header) -> list[_Row]:
    """Read records that each have a comment below them; the first line may name the goal they serve."""
    labels = [i for i, line in enumerate(body) if _is_comment_label(line)]
    if not labels:
        return []
    rows: list[_Row] = []
    width = max(len(line.text.rstrip()) for line in body)
    begin = 0
    for label, after in zip(labels, [*labels[1:], len(body)], strict=True):
        rows += _records(body[begin:label], header.edge)
        cut = after if after == len(body) else _comment_end(body[:after], label + 1, (header.edge, width))
        if cut is None:
            return []
        rows.append(
            _Row(body[label].number, "\n".join((body[label].text.strip(), _text(body[label + 1 : cut]))), wide=True)
        )
        begin = cut
    return rows


def _is_comment_label(line: Line) -> bool:
    label = read_label(line.text)
    return label is not None and label.field == "comment" and not label.rest


def _records(lines: Sequence[Line], edge: int) -> list[_Row]:
    """Read the lines above a comment: the record, under the goal it serves where a line reaches over the columns."""
    if not lines:
        return []
    first = lines[0]
    goal = len(lines) > 1 and ends_sentence(first.text) and lines[1].text[:1].isupper()
    if goal and (len(first.text) > edge or _ends_short(first.text, lines[1].text, edge)):
        return [_Row(first.number, first.text.strip(), wide=True), _Row(lines[1].number, _text(lines[1:]))]
    return [_Row(first.number, _text(lines))]


def _comment_end(body: Sequence[Line], start: int, widths: tuple[int, int]) -> int | None:
    """Find where a comment ends above the next record, whose lines are narrow; None where it may be two places."""
    edge, width = widths
    ends = [
        i + 1
        for i in range(start, len(body) - 1)
        if ends_sentence(body[i].text)
        and body[i + 1].text[:1].isupper()
        and _ends_short(body[i].text, body[i + 1].text, width)
        and all(len(line.text.rstrip()) <= edge for line in body[i + 1 :])
    ]
    return ends[0] if len(ends) == 1 else None


def _text(lines: Sequence[Line]) -> str:
    text = ""
    for line in lines:
        text = join_lines(text, line.text.strip()) if text else line.text.strip()
    return text


def _table(number: int, header: _Header, rows: Sequence[_Row]) -> Table:
    width = len(header.heads)
    cells = [Cell(head, 0, c, Place(line=number), header=True) for c, head in enumerate(header.heads)]
    for r, row in enumerate(rows, start=1):
        cells.append(Cell(row.text, r, 0, Place(line=row.line), column_span=width if row.wide else 1))
        cells += [] if row.wide else [Cell("", r, c, Place(line=row.line)) for c in range(1, width)]
    return Table(tuple(cells), Place(line=number))
