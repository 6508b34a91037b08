"""Tables in the making: cells with the words they hold, before they become part of the neutral document."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from .document import Box
from .gutters import cell_words, is_figure, parts_of
from .layout import Run, lines_of
from .page import Word


@dataclass(slots=True)
class DraftCell:
    """A cell being made: where it stands in the grid, its box and its words."""

    row: int
    column: int
    box: Box
    words: list[Word] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1
    _lines: list[Run] | None = None

    @property
    def lines(self) -> list[Run]:
        """The cell's words as lines; asked for when all its words are there."""
        if self._lines is None:
            self._lines = lines_of(self.words)
        return self._lines

    def at(self, row: int, column: int, row_span: int, column_span: int) -> DraftCell:
        """The same cell at another place of the grid."""
        return DraftCell(row, column, self.box, self.words, row_span, column_span, self._lines)


@dataclass(slots=True)
class Draft:
    """A table being made; `title` is a label that stands beside it."""

    cells: list[DraftCell]
    box: Box
    ruled: bool
    title: tuple[Word, ...] = ()

    @property
    def words(self) -> list[Word]:
        """The words of all its cells."""
        return [word for cell in self.cells for word in cell.words]


@dataclass(slots=True)
class Boxed:
    """Text in a box of its own: a card, a fact box."""

    box: Box
    words: list[Word]


def compacted(cells: list[DraftCell]) -> list[DraftCell]:
    """Number rows and columns anew without those that hold nothing at all."""
    filled = [cell for cell in cells if cell.words]
    rows = sorted({row for cell in filled for row in (cell.row, cell.row + cell.row_span)} | {c.row for c in cells})
    columns = sorted({place for cell in filled for place in (cell.column, cell.column + cell.column_span)})
    used = [c for c in cells if c.words or (c.column in columns)]
    result = []
    for cell in used:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        column = column if column < len(columns) and columns[column] == cell.column else 0
        row_span = max(bisect_left(rows, cell.row + cell.row_span) - row, 1)
        column_span = max(bisect_left(columns, cell.column + cell.column_span) - column, 1)
        result.append(cell.at(row, column, row_span, column_span))
    return result


def placed_rows(rows: list[list[Run]], cuts: list[float], walls: list[float], first: int) -> list[DraftCell]:
    """Make cells of rows of lines, numbered from `first`."""
    cells: list[DraftCell] = []
    for number, row in enumerate(rows, first):
        top = min(line.top for line in row)
        bottom = max(line.bottom for line in row)
        by_column: dict[int, DraftCell] = {}
        for line in row:
            for column, span, words in cell_words(line, cuts):
                cell = by_column.get(column)
                if cell is None:
                    box = (walls[column], top, walls[min(column + span, len(walls) - 1)], bottom)
                    cell = by_column[column] = DraftCell(number, column, box, [], 1, span)
                cell.words += words
        cells += by_column.values()
    return cells


def has_figures(line: Run) -> bool:
    """Say whether figures stand in a line after its first words."""
    return any(is_figure(part.text) for part in parts_of(line)[1:])


def words_in(words: list[Word], box: Box) -> list[Word]:
    """Give the words whose middle lies in a box."""
    left, top, right, bottom = 2 * (box[0] - 1), 2 * (box[1] - 1), 2 * (box[2] + 1), 2 * (box[3] + 1)
    return [word for word in words if left <= word[1] + word[3] <= right and top <= word[2] + word[4] <= bottom]


def centred(word: Word, box: Box) -> bool:
    """Say whether the middle of a word lies in a box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1
