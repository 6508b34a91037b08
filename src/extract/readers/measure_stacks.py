"""Measures whose heads and cells each stand on a line of their own, with a target in words among the cells.

Text read from a page cell by cell prints "Indikator", "Utfall", "2021", "Målvärde", "2022", and then for each measure
its name, its figures and "högst 13". The targets are no figures, so nothing but the number of heads says where a row
ends: the rows are laid out where every one of them has as many cells as there are heads, and are left alone otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalize.column import read_column
from ...normalize.number import is_missing
from ...normalize.target import read_target
from ...normalize.text import ends_sentence
from .text_line import Line

MAX_HEAD = 30
MAX_NAME = 160
MAX_LINES = 40
MIN_COLUMNS = 2
MIN_ROWS = 2
_DATED = re.compile(r"(?:[a-zåäö]{3,9} )?(?:19[89]|20[0-4])\d", re.I)
_NAMES_MEASURES = re.compile(r"\s*(?:\w+)?(?:indikator|mått|nyckeltal|mätetal|styrtal|mätvärde)", re.I)
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_FIGURE = re.compile(r"[-−–]?\d[\d \u00a0]*(?:,\d+)? ?%?")
_WORDED = re.compile(r"(?:högst|minst|under|över|max|min|lägst|mer än|mindre än|färre än|[<>≤≥]) ?\d", re.I)
_HEADS = frozenset({"outcome", "target", "forecast", "year", "comparison", "budget"})


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
    """Read the heads from a line on, and the measures below; None where these do not fill the heads."""
    heads, at = _heads(lines, start + 1)
    if len(heads) < MIN_COLUMNS:
        return None
    rows: list[tuple[int, list[str]]] = []
    end = at
    while row := _row(lines, at, len(heads)):
        number, texts, at = row
        rows.append((number, texts))
        end = at
    if len(rows) < MIN_ROWS or not any(_WORDED.match(text) for _, texts in rows for text in texts[1:]):
        return None
    header = Line(lines[start].number, "\t".join((lines[start].text.strip(), *heads)))
    return [header, *(Line(number, "\t".join(texts)) for number, texts in rows)], end


def _heads(lines: Sequence[Line], at: int) -> tuple[list[str], int]:
    """Read heads line by line: "Utfall", with its year on the next line or without."""
    heads: list[str] = []
    while at < len(lines) and len(heads) < MAX_LINES:
        text = lines[at].text.strip()
        if text and _DATED.fullmatch(text) and heads and not _YEAR.search(heads[-1]):
            heads[-1] = f"{heads[-1]} {text}"
        elif text and (len(text) > MAX_HEAD or read_column(text).field not in _HEADS):
            break
        elif text:
            heads.append(text)
        at += 1
    return heads, at


def _row(lines: Sequence[Line], at: int, width: int) -> tuple[int, list[str], int] | None:
    """Read a measure's name and exactly as many cells as there are heads."""
    printed = [i for i in range(at, min(at + MAX_LINES, len(lines))) if not lines[i].blank][: width + 2]
    if len(printed) <= width:
        return None
    name = lines[printed[0]].text.strip()
    texts = [lines[i].text.strip() for i in printed[1 : width + 1]]
    after = lines[printed[width + 1]].text.strip() if len(printed) > width + 1 else ""
    if _is_cell(name) or len(name) > MAX_NAME or ends_sentence(name) or not all(map(_is_cell, texts)):
        return None
    if _is_cell(after) and lines[printed[width] + 1 : printed[width] + 2] != [] and not lines[printed[width] + 1].blank:
        return None  # one cell more than there are heads
    return lines[printed[0]].number, [name, *texts], printed[width] + 1


def _is_cell(text: str) -> bool:
    worded = bool(_WORDED.match(text)) and read_target(text) is not None
    return worded or is_missing(text) or bool(_FIGURE.fullmatch(text))
