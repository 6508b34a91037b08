"""Measures whose heads and cells each stand on a line of their own, as text read from a page cell by cell.

Such text prints "Indikator", "Utfall 2021", "Målvärde 2022", and then for each measure its name, its figures, a target
such as "högst 13" and perhaps a verdict. Nothing but the number of heads, and what each of them heads, says where a row
ends. Where blank lines part the cells, lines without one between them are one cell, and more of them are an empty cell.
What does not fill its heads stays in one cell, which gives no figure but a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...normalize.column import Column, read_column
from ...normalize.late import late_pattern
from ...normalize.number import is_missing
from ...normalize.status import read_status_cell
from ...normalize.target import read_target
from ...normalize.text import ends_sentence, join_lines
from .text_line import Line

MAX_HEAD = 30
MAX_NAME = 160
MAX_WORDED = 30
MAX_HEADS = 20
MAX_BLANKS = 12
MAX_CELL_LINES = 4
MIN_HEADS = 3
MIN_FIGURES = 2
_DATED = late_pattern(r"(?:[a-zåäö]{3,9} )?(?:19[89]|20[0-4])\d", re.I)
_NAMES_MEASURES = re.compile(r"\s*(?:\w+)?(?:indikator|mått|nyckeltal|mätetal|styrtal|mätvärde)", re.I)
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_FIGURE = late_pattern(r"[-−–]?\d[\d \u00a0]*(?:,\d+)?\*{0,2} ?%?\*{0,2}")
_DIGIT = re.compile(r"\d")
_POINT = re.compile(r"[•·▪◦‣*–-]\s+\S")
_FIGURED = frozenset({"outcome", "forecast", "year", "comparison", "budget"})
_AIMED = frozenset({"target", "goal"})
_WORDED = frozenset({"trend", "change", "unit", "segment"})
_JUDGED = frozenset({"status"})
_HEADS = _FIGURED | _AIMED | _WORDED | _JUDGED


class _Cell(NamedTuple):
    """A printed cell: the lines it takes, its text, and how many blank lines stand above it."""

    start: int
    end: int
    text: str
    blanks: int


class _Row(NamedTuple):
    """A row of cells: the line it begins on, its texts with the name first, and the line behind it."""

    number: int
    texts: list[str]
    end: int
    whole: bool


def laid_measure_stacks(lines: Sequence[Line]) -> list[Line]:
    """Give the lines with such measures laid out in rows, their cells parted by tabs."""
    result: list[Line] = []
    at = 0
    for i, line in enumerate(lines):
        if i < at or len(line.text) > MAX_HEAD or not _NAMES_MEASURES.match(line.text):
            continue
        if read_column(line.text.strip()).field != "indicator":
            continue
        if found := _table(lines, i):
            rows, end = found
            result += [*lines[at:i], *rows, Line(lines[end - 1].number, "")]
            at = end
    return [*result, *lines[at:]]


def _table(lines: Sequence[Line], start: int) -> tuple[list[Line], int] | None:
    """Read the heads from a line on, and the measures below; None where none of these fills the heads."""
    spaced = start + 1 < len(lines) and lines[start + 1].blank
    heads, at = _heads(lines, start + 1, spaced)
    fields = [head.field for head in heads]
    if len(heads) < MIN_HEADS - 1 or sum(field in _FIGURED | _AIMED for field in fields) < MIN_FIGURES:
        return None
    rows: list[_Row] = []
    while row := _row(lines, rows[-1].end if rows else at, heads, spaced):
        rows.append(row)
    if not rows or 2 * sum(row.whole for row in rows) < len(rows):
        return None
    header = Line(lines[start].number, "\t".join((lines[start].text.strip(), *(head.label for head in heads))))
    return [header, *(Line(row.number, "\t".join(row.texts)) for row in rows)], rows[-1].end


def _heads(lines: Sequence[Line], at: int, spaced: bool) -> tuple[list[Column], int]:
    """Read heads cell by cell: "Utfall", with its year on the next line or without."""
    heads: list[str] = []
    end = at
    for cell in _cells(lines, at, spaced):
        if _DATED.fullmatch(cell.text) and heads and not _YEAR.search(heads[-1]):
            heads[-1] = f"{heads[-1]} {cell.text}"
        elif len(cell.text) > MAX_HEAD or len(heads) > MAX_HEADS or read_column(cell.text).field not in _HEADS:
            break
        else:
            heads.append(cell.text)
        end = cell.end
    return [read_column(head) for head in heads], end


def _row(lines: Sequence[Line], at: int, heads: Sequence[Column], spaced: bool) -> _Row | None:
    """Read a measure's name and its cells; a row that does not fill the heads keeps them in one cell."""
    name: _Cell | None = None
    texts: list[str] = []
    end = at
    for cell in _cells(lines, at, spaced):
        if name is None:
            if not _may_name(cell.text):
                return None
            name = cell
            continue
        if not texts and cell.text[:1].islower() and not _fits(cell.text, heads[0]):
            name = name._replace(text=join_lines(name.text, cell.text))
            continue
        texts += [""] * (_empties(cell.blanks) if spaced else 0)
        if len(texts) >= len(heads) or not _fits(cell.text, heads[len(texts)]):
            break
        texts.append(cell.text)
        end = cell.end
    if name is None or not any(map(_DIGIT.search, texts)):
        return None
    texts = texts[: len(heads)]
    whole = len(texts) == len(heads) and not _goes_on(lines, end)
    joined = f"{' / '.join(text for text in texts if text)} /"
    kept = texts if whole else [joined, *[""] * (len(heads) - 1)]
    return _Row(lines[name.start].number, [name.text, *kept], end, whole)


def _goes_on(lines: Sequence[Line], end: int) -> bool:
    """Say whether one figure more than there are heads stands right below a row."""
    return end < len(lines) and bool(_FIGURE.fullmatch(lines[end].text.strip()))


def _empties(blanks: int) -> int:
    """Count the empty cells above one: each leaves an empty line besides the blank one between cells."""
    return (blanks - 1) // 2 if blanks % 2 else 0


def _cells(lines: Sequence[Line], at: int, spaced: bool) -> Iterator[_Cell]:
    """Give the cells from a line on: a line each; where blank lines part them, lines without one between are joined."""
    while at < len(lines):
        start = next((i for i in range(at, min(at + MAX_BLANKS, len(lines))) if not lines[i].blank), None)
        if start is None:
            return
        end = start + 1
        text = lines[start].text.strip()
        while spaced and end < min(start + MAX_CELL_LINES, len(lines)) and _joins(text, lines[end]):
            text = join_lines(text, lines[end].text.strip())
            end += 1
        yield _Cell(start, end, text, start - at)
        at = end


def _joins(text: str, below: Line) -> bool:
    return not below.blank and not _FIGURE.fullmatch(text) and "\t" not in below.text and not _POINT.match(below.text)


def _may_name(text: str) -> bool:
    return len(text) <= MAX_NAME and not ends_sentence(text) and "\t" not in text and not _is_figure(text)


def _fits(text: str, head: Column) -> bool:
    """Say whether a text may stand under a head: a figure, a target, a verdict, or a few words."""
    if is_missing(text):
        return True
    if head.field in _FIGURED:
        return _is_figure(text)
    if len(text) > MAX_WORDED or ends_sentence(text):
        return False
    if head.field in _AIMED:
        return _is_figure(text) or read_target(text) is not None
    return _judges(text) if head.field in _JUDGED else not _is_figure(text)


def _judges(text: str) -> bool:
    """Say whether a cell is a verdict that is understood, or a symbol, which a legend may explain."""
    verdict = read_status_cell(text)
    return (verdict is not None and verdict.code != "unknown") or not any(letter.isalnum() for letter in text)


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text))
