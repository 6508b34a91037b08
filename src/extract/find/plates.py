"""Plates: a goal or assignment drawn as a table of one row, its number, its title and its verdict side by side.

What follows the plate, words and tables of indicators or activities, belongs to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...normalize.status import read_status
from ..document import Cell, Icon
from ..joining import Grid
from .entry import Mark

MIN_TITLE = 8
MAX_TITLE = 300
MAX_VERDICT = 60
_NUMBER = re.compile(r"(?:mål\s*)?(?P<number>[A-Z]?\d{1,2}(?:\.\d{1,2}){0,2})[.:)]?$", re.I)
_LAMPS = frozenset({"green", "yellow", "orange", "red"})


@dataclass(frozen=True, slots=True)
class Plate:
    """The number, title and verdict of one record."""

    number: str | None
    title: Cell
    mark: Mark


def plate_of(grid: Grid) -> Plate | None:
    """Read a table of one row as a plate; None where it is none."""
    rows = [*grid.header, *grid.rows]
    cells = (
        [cell for cell in rows[0].cells if cell and (cell.text or cell.icons or cell.fill)] if len(rows) == 1 else []
    )
    number = _NUMBER.match(cells[0].text) if len(cells) == 3 else None
    if len(cells) != (3 if number else 2):
        return None
    title, judged = cells[-2:]
    if not MIN_TITLE <= len(title.text) <= MAX_TITLE or title.icons or not _is_title(title.text):
        return None
    return Plate(number["number"] if number else None, title, _mark(judged)) if _judges(judged) else None


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
