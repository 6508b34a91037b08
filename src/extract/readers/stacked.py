"""Statements whose heads and cells each stand on a line of their own, as a page's table is copied.

Such text keeps the blank line between two cells, and an empty cell leaves more of them. The heads are read first: whose
figures (kommunen, koncernen), then the years under each. A row is laid under them where it fills all columns, or where
its blank lines tell which cells are empty; what another row holds stays in one cell: no figure but a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...normalize.column import MONEY, read_column
from ...normalize.number import read_number
from ...normalize.text import ends_sentence, fold, join_lines
from ...normalize.unit import read_unit
from .noted import NOTE_HEADS
from .owners import is_owner, owned_heads
from .text_line import Line

MAX_HEAD = 40
MAX_HEADS = 24
MAX_LABEL = 110
MAX_BLANKS = 40
MAX_GROUPS = 3
MAX_ROWS = 400
MIN_ROWS = 3
MIN_COLUMNS = 2
SHARE = 0.6
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_HEAD_START = re.compile(
    r"not(?:er)?\.?|.*(?:19[89]|20[0-4])\d|.*(?:kommunen|koncernen)|(?:budget|utfall|bokslut|prognos|plan|netto).*",
    re.I,
)
_GLUED = re.compile(r"(?P<title>.*[a-zåäö])(?P<head>[A-ZÅÄÖ][a-zåäö]+|(?:mnkr|mkr|tkr))")
_UNIT = re.compile(r"\(?(?:alla )?(?:belopp|(?:mn|m|t|k)kr\b)", re.I)
_NOTE = re.compile(r"\d{1,2}[A-Za-z]?(?:,\s?\d{1,2}[A-Za-z]?)*")
_DIGITS = re.compile(r"\d+")
_DASH = re.compile(r"[-−–—]")
_GLUED_LABEL = re.compile(r"(?P<cell>[-−–—]?\s?\d[\d \u00a0]*,\d)(?P<label>[^\W\d].*)")
_LETTER = re.compile(r"[^\W\d_]")


class _Cell(NamedTuple):
    """A printed line: its index among the lines, its text, and how many blank lines stand above it."""

    at: int
    text: str
    blanks: int


class _Row(NamedTuple):
    """A label, the cells below it, and the blank lines below the last of them."""

    label: _Cell
    cells: tuple[_Cell, ...] = ()
    below: int = 0


class _Heads(NamedTuple):
    """The heads of a statement: where they begin and end, the corner, the columns, and whether notes come first."""

    start: int
    end: int
    corner: str
    columns: tuple[str, ...]
    noted: bool
    layered: bool
    title: str = ""


Laid = tuple[str, ...] | None
_Empties = Callable[[int, int], int | None]


def laid_statements(lines: Sequence[Line]) -> list[Line]:
    """Give the lines with such statements laid out in rows, their cells parted by tabs."""
    result: list[Line] = []
    at = 0
    for i, line in enumerate(lines):
        if i < at or len(line.text) > MAX_HEAD or not _HEAD_START.fullmatch(line.text.strip()):
            continue
        found = _statement(lines, i, at)
        if found:
            start, end, rows = found
            result += [*lines[at:start], *rows, Line(lines[end - 1].number, "")]
            at = end
    return [*result, *lines[at:]]


def _statement(lines: Sequence[Line], at: int, floor: int) -> tuple[int, int, list[Line]] | None:
    heads = _heads(lines, at, floor)
    if heads is None:
        return None
    rows, end = _rows(lines, heads.end)
    figured = [row for row in rows if row.cells]
    laid = _laid(figured, len(heads.columns), heads.noted)
    sure = sum(cells is not None for cells in laid)
    if sure < MIN_ROWS or sure < SHARE * len(figured):
        return None
    if not heads.layered and all(len(row.cells) == len(heads.columns) for row in figured):
        return None  # nothing stands in the way of reading each row as one line
    found = dict(zip((row.label.at for row in figured), laid, strict=True))
    printed = [_tabbed(lines[heads.start].number, (heads.corner, *heads.columns))]
    if heads.title:
        printed.insert(0, lines[heads.start]._replace(text=heads.title))
    for row in rows:
        cells = found.get(row.label.at) or _unlaid(row, len(heads.columns))
        printed.append(_tabbed(lines[row.label.at].number, (row.label.text, *cells)))
    return heads.start, end, printed


def _unlaid(row: _Row, width: int) -> tuple[str, ...]:
    """Give the cells of a row that could not be laid out as one text, which no reader takes for a figure."""
    return ("".join(f"{cell.text} / " for cell in row.cells).rstrip(), *[""] * (width - 1))


def _tabbed(number: int, cells: Sequence[str]) -> Line:
    return Line(number, "\t".join(cells))


# Heads


def _heads(lines: Sequence[Line], at: int, floor: int) -> _Heads | None:
    """Read the heads around a line: they stand one below the other, and nothing else among them."""
    start = at
    for i in _upwards(lines, at, floor):
        kind = _kind(lines[i].text.strip())
        if kind is None or (kind == "figure" and read_unit(lines[i].text)):
            break  # "Intäkter, tkr" is a title
        start = i
    title, first = _glued_title(lines, start, floor)
    start = start if first is None else first[0]
    cells = _head_cells(lines, start, None if first is None else first[1])
    below = next(_printed(lines, cells[-1].at + 1), None) if cells else None
    if below is None or _is_figure(below.text):
        cells = cells[:-1]  # figures stand below it: it is the first row's label
    if not cells:
        return None
    kinds = [_kind(cell.text) for cell in cells]
    whose = [cell.text for cell, kind in zip(cells, kinds, strict=True) if kind == "whose"]
    leaves = [cell.text for cell, kind in zip(cells, kinds, strict=True) if kind == "figure"]
    corner = next((cell.text for cell, kind in zip(cells, kinds, strict=True) if kind == "unit"), "")
    columns = owned_heads(whose, leaves)
    noted = "note" in kinds
    if len(columns) < MIN_COLUMNS:
        return None
    return _Heads(start, cells[-1].at + 1, corner, columns, noted, noted or len(whose) > 1, title)


def _upwards(lines: Sequence[Line], at: int, floor: int) -> Iterator[int]:
    printed = [i for i in range(at - 1, max(floor, at - MAX_HEADS) - 1, -1) if not lines[i].blank]
    yield from printed


def _glued_title(lines: Sequence[Line], start: int, floor: int) -> tuple[str, tuple[int, str] | None]:
    """Part a title from the head it was glued to: "ResultaträkningKommunen", "Balansräkningmnkr"."""
    above = next(_upwards(lines, start, floor), None)
    match = _GLUED.fullmatch(lines[above].text.strip()) if above is not None else None
    if above is None or match is None or _kind(match["head"]) not in ("whose", "unit"):
        return "", None
    return match["title"], (above, match["head"])


def _head_cells(lines: Sequence[Line], start: int, first: str | None) -> list[_Cell]:
    """Give the heads from a line on; a head may take two lines without a blank one between: "Budget", "2022"."""
    cells: list[_Cell] = []
    blanks = 0
    for i in range(start, min(start + 3 * MAX_HEADS, len(lines))):
        text = first if first is not None and i == start else lines[i].text.strip()
        if not text:
            blanks += 1
            continue
        joined = f"{cells[-1].text} {text}" if cells and not blanks else ""
        if joined and _is_one_head(cells[-1].text, text, joined):
            cells[-1] = _Cell(i, joined, cells[-1].blanks)
        elif len(text) <= MAX_HEAD and (_kind(text) or (cells and _begins_whose(lines, i))):
            cells.append(_Cell(i, text, blanks))
        else:
            break
        blanks = 0
    return cells


def _begins_whose(lines: Sequence[Line], at: int) -> bool:
    below = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
    return bool(below) and is_owner(f"{lines[at].text.strip()} {below}")


def _is_one_head(above: str, below: str, joined: str) -> bool:
    if is_owner(joined):
        return True
    return bool(_YEAR.fullmatch(below)) and _kind(above) == "figure" and not _YEAR.search(above)


def _kind(text: str) -> str | None:
    """Say what a line heads: notes, a unit, whose figures stand below, or a column of figures; None: nothing."""
    if not text or len(text) > MAX_HEAD:
        return None
    if fold(text) in NOTE_HEADS:
        return "note"
    if is_owner(text):
        return "whose"
    if _YEAR.fullmatch(text):
        return "figure"
    if read_number(text) is not None or _NOTE.fullmatch(text):
        return "number" if "," in text and _NOTE.fullmatch(text) else None
    if read_unit(text) and _UNIT.match(text):
        return "unit"
    column = read_column(text)
    if column.field in MONEY and not column.fuzzy:
        return "figure"
    return "unit" if read_unit(text) else None


# Rows


def _rows(lines: Sequence[Line], start: int) -> tuple[list[_Row], int]:
    """Read labels and the cells below each, until what stands there is neither; the last row has cells."""
    rows: list[_Row] = []
    whole = 0
    end = start
    for cell in _printed(lines, start):
        if rows:
            rows[-1] = rows[-1]._replace(below=cell.blanks) if not _is_figure(cell.text) else rows[-1]
        if _is_figure(cell.text) and rows:
            rows[-1] = rows[-1]._replace(cells=(*rows[-1].cells, cell), below=0)
            whole, end = len(rows), cell.at + 1
            continue
        if not _may_be_label(cell.text) or len(rows) - whole >= MAX_GROUPS or len(rows) > MAX_ROWS:
            break
        if rows and not rows[-1].cells and not cell.blanks and cell.text[:1].islower():
            label = rows[-1].label
            rows[-1] = _Row(label._replace(text=join_lines(label.text, cell.text)))
        else:
            rows.append(_Row(cell))
    return rows[:whole], end


def _printed(lines: Sequence[Line], start: int) -> Iterator[_Cell]:
    """Give the printed lines from one on; a label glued to the last figure of the row above stands alone."""
    blanks = 0
    for i in range(start, len(lines)):
        text = lines[i].text.strip()
        if not text:
            blanks += 1
            if blanks > MAX_BLANKS:
                return
            continue
        glued = _GLUED_LABEL.fullmatch(text)
        if glued:
            yield _Cell(i, glued["cell"], blanks)
            yield _Cell(i, glued["label"], 0)
        else:
            yield _Cell(i, text, blanks)
        blanks = 0


def _is_figure(text: str) -> bool:
    if _DASH.fullmatch(text) or _NOTE.fullmatch(text):
        return True
    return not _LETTER.search(text) and len(text) <= MAX_HEAD and any(letter.isdigit() for letter in text)


def _may_be_label(text: str) -> bool:
    if not _LETTER.search(text) or len(text) > MAX_LABEL or ends_sentence(text) or "\t" in text:
        return False
    return _kind(text) not in ("note", "whose")


# Cells under their columns


def _laid(rows: Sequence[_Row], width: int, noted: bool) -> list[Laid]:
    """Lay each row's cells under the columns: by their number, else by the blank lines that empty cells left."""
    usual = Counter(cell.blanks for row in rows for cell in row.cells[1:]).most_common(1)
    base = usual[0][0] if usual else 0
    by_number = [_by_number(row, width, noted) for row in rows]
    ways = [[_by_blanks(row, width, noted, base, empties) for row in rows] for empties in (_twice, _once)]
    best = max(ways, key=lambda laid: sum(cells is not None for cells in laid))
    return [a or b for a, b in zip(by_number, best, strict=True)]


def _by_number(row: _Row, width: int, noted: bool) -> Laid:
    texts = tuple(cell.text for cell in row.cells)
    if noted and len(texts) == width + 1 and _is_note(texts[0]):
        return _values(texts[1:])
    if len(texts) == width and not (noted and _is_note(texts[0])):
        return _values(texts)
    return None


def _is_note(text: str) -> bool:
    """Say whether a cell may hold the numbers of notes, which rise: "7", "5, 6"; "63,2" is a figure."""
    if not _NOTE.fullmatch(text):
        return False
    numbers = [int(number) for number in _DIGITS.findall(text)]
    return all(a < b for a, b in pairwise(numbers))


def _by_blanks(row: _Row, width: int, noted: bool, base: int, empties: _Empties) -> Laid:
    """Lay out a row by its blank lines; None where they do not give exactly as many cells as there are columns."""
    texts: list[str] = []
    for cell in row.cells:
        empty = empties(cell.blanks, base)
        if empty is None:
            return None
        texts += [""] * empty + [cell.text]
    if len(texts) < width + noted:
        texts += [""] * (empties(row.below, base) or 0)
    if len(texts) != width + noted or (noted and texts[0] and not _is_note(texts[0])):
        return None
    return _values(tuple(texts[noted:]))


def _values(texts: tuple[str, ...]) -> Laid:
    """Give the cells of a row when each is a figure, a dash or empty."""
    fit = all(not text or _DASH.fullmatch(text) or read_number(text) is not None for text in texts)
    return texts if fit else None


def _twice(blanks: int, base: int) -> int | None:
    """Count the empty cells where each left an empty line besides the blank line between cells."""
    empty, rest = divmod(blanks - base, base + 1)
    return empty if not rest and empty >= 0 else None


def _once(blanks: int, base: int) -> int | None:
    """Count the empty cells where each left nothing but one more blank line."""
    return blanks - base if blanks >= base else None
