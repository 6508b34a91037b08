"""Plates: a goal or assignment drawn as a table of one row, its number, title and verdict side by side.

What follows the plate, words and tables of indicators or activities, belongs to it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ...normalize.status import read_status
from ...normalize.text import ends_sentence
from ..document import Cell, Icon
from ..joining import Grid, Row
from .entry import Mark

MIN_TITLE = 8
MAX_TITLE = 300
MAX_VERDICT = 60
_NUMBER = re.compile(r"(?:mål\s*)?(?P<number>[A-Z]?\d{1,2}(?:\.\d{1,2}){0,2})[.:)]?$", re.I)
_LAMPS = frozenset({"green", "yellow", "orange", "red"})


class Plate(NamedTuple):
    """The number, title and verdict of one record, and the prose that stands in rows of its own under them."""

    number: str | None
    title: Cell
    mark: Mark
    comment: tuple[Cell, ...] = ()


def plate_of(grid: Grid) -> Plate | None:
    """Read a table of one row, and rows of prose under it, as a plate; None where it is none."""
    first, *rest = [_printed(row) for row in (*grid.header, *grid.rows)] or [[]]
    number = _NUMBER.match(first[0].text) if len(first) == 3 else None
    if len(first) != (3 if number else 2) or any(len(cells) != 1 or not _is_prose(cells[0]) for cells in rest):
        return None
    title, judged = first[-2:]
    if not MIN_TITLE <= len(title.text) <= MAX_TITLE or title.icons or not _is_title(title.text):
        return None
    comment = tuple(cell for cells in rest for cell in cells)
    return Plate(number["number"] if number else None, title, _mark(judged), comment) if _judges(judged) else None


def _printed(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell and (cell.text or cell.icons or cell.fill)]


def _is_prose(cell: Cell) -> bool:
    return not cell.icons and cell.text.count(" ") > 2 and ends_sentence(cell.text)


def _is_title(text: str) -> bool:
    return text.count(" ") > 1 and not text.endswith((":", "?")) and read_status(text) is None


def _mark(cell: Cell) -> Mark:
    return Mark(cell.text, cell.icons, cell.fill, cell.place)


def _judges(cell: Cell) -> bool:
    """Say whether a cell is a verdict: in words, as a light, or by its colour alone."""
    if cell.text:
        return len(cell.text) <= MAX_VERDICT and read_status(cell.text) is not None
    return any(map(_is_light, cell.icons)) or (not cell.icons and cell.fill in _LAMPS)


def _is_light(icon: Icon) -> bool:
    return icon.color in {*_LAMPS, "grey"} or icon.shape == "face"
