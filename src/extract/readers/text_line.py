"""A line of a text file, and a table made of such lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...normalize.text import without_markup
from ..document import Cell, Place, Table

FULLY_BOLD = re.compile(r"^\s*(\*\*|__)(?=\S).+(?<=\S)\1\s*$")


class Line(NamedTuple):
    """One line of the file: its 1-based number and its text without the line ending."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text.strip()


def table_of(rows: Sequence[tuple[int, list[str]]], header_rows: int = 0) -> Table:
    """Make a table of rows of cell texts; each row stands on the line it begins on."""
    cells = [
        Cell(
            text=without_markup(raw),
            row=r,
            column=c,
            place=Place(line=number),
            header=r < header_rows,
            bold=bool(FULLY_BOLD.match(raw)),
        )
        for r, (number, texts) in enumerate(rows)
        for c, raw in enumerate(texts)
    ]
    return Table(tuple(cells), Place(line=rows[0][0] if rows else None))
