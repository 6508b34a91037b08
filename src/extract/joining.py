"""A table as a reader of the report sees it: one header, read, and the rows of all its pages.

Files hold a long table in parts, one per page, with the header repeated or not. `grids` joins the parts and reads the
header; finders then work on rows and named columns only.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..normalize.body import is_abbreviation, is_body
from ..normalize.column import MONEY, Column, heads_repeat, read_column
from ..normalize.label import label_of_record
from ..normalize.late import late_pattern
from ..normalize.number import read_number
from ..normalize.status import read_status
from ..normalize.sum_label import sum_strength
from ..normalize.target import read_target
from ..normalize.text import fold, fold_ascii, one_letter_off
from .document import Block, Cell, Item, Place, Table

MAX_HEADER_ROWS = 4
MAX_HEADER = 60
LONGEST_HEAD = 90
_RECORD_NUMBER = late_pattern(r"(?:[a-zåäö]*mål\s*)?[A-ZÅÄÖ]?\d{1,2}(?:\.\d{1,2}){0,2}[.:)]?", re.I)
_UNIT_ONLY = re.compile(
    r"^\(?(?:(?:(?:alla|samtliga)\s+)?(?:belopp(?:en)?|siffror(?:na)?|uppgifter(?:na)?)\s+)?(?:(?:är|anges|redovisas|visas)\s+)?(?:i\s+)?"
    r"(?:tkr|mnkr|mkr|kkr|tusentals? kronor|tusen kronor|miljoner kronor|msek|kr|kronor|%|procent)"
    r"(?:\s+\((?:tkr|mnkr|mkr|kkr|msek)\))?\)?\.?$"
)
_SEGMENT = late_pattern(r"(?:kvinnor|män|flickor|pojkar|tot(?:alt|al)?|alla|samtliga|k|m|t|kv)\.?$", re.I)
_MONTH = re.compile(r"(?:19|20)\d\d-\d\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONG_LABEL = 7
"""Letters from which on labels with one misread letter are similar enough: 85 of 100."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: a cell or None per column, and which part (page) of the table it stands on, 0-based.

    `first` says that it is the first row of its part.
    """

    cells: tuple[Cell | None, ...]
    part: int = 0
    first: bool = False

    def text(self, column: int | None) -> str:
        """Give the text of a column, empty where nothing stands."""
        cell = self.cell(column)
        return cell.text if cell else ""

    def cell(self, column: int | None) -> Cell | None:
        """Give the cell of a column."""
        return self.cells[column] if column is not None and column < len(self.cells) else None

    @property
    def place(self) -> Place:
        """Where the row stands: from its first printed cell, its box over all of them."""
        printed = [cell.place for cell in self.cells if cell and (cell.text or cell.icons or cell.fill)]
        places = printed or [cell.place for cell in self.cells if cell]
        if not places:
            return Place()
        boxes = [place.bbox for place in places if place.bbox and place.page == places[0].page]
        if not boxes:
            return places[0]
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        return places[0]._replace(bbox=box)

    def filled(self) -> list[int]:
        """Give the columns in which something is printed."""
        return [i for i, cell in enumerate(self.cells) if cell and (cell.text or cell.icons or cell.fill)]


@dataclass(frozen=True, slots=True)
class Grid:
    """A joined table: the header's printed rows, one read `Column` per column, and the rows under it.

    `index` and `end` are the positions of its first part and after its last part in the document's items.
    """

    header: tuple[Row, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    place: Place
    title: str | None
    index: int
    end: int

    def column(self, *fields: str) -> int | None:
        """Give the first column that holds one of the fields."""
        return next((i for i, column in enumerate(self.columns) if column.field in fields), None)

    def fields(self) -> set[str]:
        """Give the fields that the header names."""
        return {column.field for column in self.columns}

    def merged_alike(self, one: int | None, other: int | None) -> bool:
        """Say whether the cells of two columns are merged over the same rows, so that the one tells of the other."""
        spans = [_spans(self.rows, column) for column in (one, other) if column is not None]
        return len(spans) == 2 and spans[0] == spans[1] and any(span > 1 for span in spans[0].values())


def _spans(rows: Sequence[Row], column: int) -> dict[int, int]:
    """Give over how many rows each cell of a column reaches, by the row that it begins in."""
    cells = [row.cells[column] if column < len(row.cells) else None for row in rows]
    begins = (at for at, cell in enumerate(cells) if cell and cell.text and (not at or cell is not cells[at - 1]))
    return {at: cell.row_span for at in begins if (cell := cells[at])}


def grids(items: Sequence[Item]) -> list[Grid]:
    """Join and read all tables among a document's items, in order."""
    found: list[Grid] = []
    for i, item in enumerate(items):
        if isinstance(item, Block):
            continue
        part = _grid(item, i)
        if found and _adjoins(found[-1], part):
            found[-1] = _joined(found[-1], part)
        else:
            found.append(part)
    return found


def _grid(table: Table, index: int) -> Grid:
    rows = [Row(tuple(cells)) for cells in table.grid()]
    rows = [row for row in rows if row.filled()]
    depth = header_depth(rows)
    rows = [*_grouped(rows[:depth]), *rows[depth:]]
    body = [replace(row, first=i == 0) for i, row in enumerate(rows[depth:])]
    columns = tuple(read_header(rows[:depth], i) for i in range(table.n_columns))
    return Grid(tuple(rows[:depth]), columns, tuple(body), table.place, table.title, index, index + 1)


def _grouped(header: list[Row]) -> list[Row]:
    """Lay the upper heads over the groups they name, whatever column they are set over: the lower heads come back."""
    for upper, lower in itertools.pairwise(range(len(header))):
        heads = [cell for cell in header[upper].cells if cell and cell.text and cell.column and cell.row_span == 1]
        under = [cell for cell in header[lower].cells if cell and cell.text and cell.column]
        if any(cell.column_span > 1 for cell in under) or not heads_repeat([cell.text for cell in under], len(heads)):
            continue
        size = len(under) // len(heads)
        cells: list[Cell | None] = [None] * len(header[upper].cells)
        cells[0] = header[upper].cells[0]
        cells = [
            cell if cell and cell.row_span > 1 else kept for cell, kept in zip(header[upper].cells, cells, strict=True)
        ]
        for at, head in enumerate(heads):
            first, last = under[at * size], under[at * size + size - 1]
            cells[first.column] = replace(head, column=first.column, column_span=last.column - first.column + 1)
        header[upper] = replace(header[upper], cells=tuple(cells))
    return header


def header_depth(rows: Sequence[Row]) -> int:
    """Count the rows that head a table: marked as such by the file, or reading as headers and holding no figures."""
    depth = int(_heads_groups(rows))
    for row in rows[depth:MAX_HEADER_ROWS]:
        if not (_is_header(row, first=depth == 0) or _completes_header(rows, depth)):
            break
        depth += 1
    return depth or int(_heads_figures(rows))


def _heads_groups(rows: Sequence[Row]) -> bool:
    """Say whether a first row holds words over groups of columns: fewer than the heads of money in the row below."""
    if len(rows) < 3 or (rows[0].text(0) and not is_unit_only(rows[0].text(0))):
        return False
    heads, under = ([i for i in row.filled() if i > 0] for row in rows[:2])
    if not 0 < len(heads) < len(under) or any(_is_figure(rows[0].text(i)) for i in heads):
        return False
    money = sum(read_column(rows[1].text(i)).field in MONEY for i in under)
    return money > 1 and 2 * money > len(under) and _is_header(rows[1], first=True)


def _heads_figures(rows: Sequence[Row]) -> bool:
    """A first row of words over columns of figures is a header whatever its words are: departments, schools, places."""
    if len(rows) < 3:
        return False
    named = [i for i in rows[0].filled() if i > 0]
    longest = (4 if is_unit_only(rows[0].text(0)) else 2) * MAX_HEADER  # headers that run together under "Belopp i tkr"
    if len(named) < 2 or any(_is_figure(rows[0].text(i)) or len(rows[0].text(i)) > longest for i in named):
        return False
    below = [row for row in rows[1:] if len(row.filled()) > 1]
    figures = sum(any(read_number(row.text(i)) is not None for i in named) for row in below)
    return len(below) >= 2 and figures >= 0.7 * len(below)


def _is_header(row: Row, *, first: bool) -> bool:
    cells = [cell for cell in row.cells if cell and cell.text]
    if not cells or any(_is_figure(cell.text) for cell in cells):
        return False
    if any(cell.icons for cell in row.cells if cell) and not all(cell.header for cell in cells):
        return False
    if not first and len(cells) == 1:
        return is_unit_only(cells[0].text)
    if not first and (_holds_text(cells) or _is_judged(cells)):
        return False
    readings = [read_column(cell.text) for cell in cells if len(cell.text) < LONGEST_HEAD]
    known = [column for column in readings if column.field not in ("unknown", "empty")]
    if all(cell.header for cell in cells) and (known or not any(_runs_on(cell) for cell in cells)):
        return first or not any(len(cell.text) > MAX_HEADER for cell in cells)
    if any(cell.text.endswith(".") or label_of_record(cell.text) for cell in cells):
        return False
    if len(readings) < len(cells) or all(column.dated and column.field == "year" for column in known):
        return False
    if {"goal", "assignment"} & {column.field for column in known}:
        known += [column for column in readings if column.field == "unknown" and _is_board(column.label)]
    if len(cells) == 1:
        return first and (len(row.cells) == 1 or known[0].field in MONEY or _alone_in_table(row))
    strong = len(known) + sum(is_unit_only(cell.text) for cell in cells)
    over_rows = [read_column(cell.text).field for cell in cells if cell.column > 0]
    return 2 * strong >= len(cells) and (first or {*over_rows} <= {*MONEY, "unit", "unknown"})


def _completes_header(rows: Sequence[Row], depth: int) -> bool:
    """Say whether a row is the second line of a header: dates, segments, or the names that the first line left out."""
    row = rows[depth]
    if _dates_columns(row):
        return len(rows) > depth + 2
    texts = [row.text(i) for i in row.filled()]
    if depth != 1 or len(texts) < 2 or (rows[0].text(0) and row.text(0)):
        return False
    if not row.text(0):
        return all(_SEGMENT.match(text) for text in texts)
    return _is_header(row, first=True) and not any(read_column(text).dated for text in texts)


def _dates_columns(row: Row) -> bool:
    """Say whether a row is dates, years and periods beside an empty label: the header's second line.

    Words that complete a head stand among them: "2023", "2023-08-31", "prognos" under "Budget", "Utfall", "Avvikelse".
    """
    fields = [read_column(row.text(i)).field for i in row.filled()]
    return len(fields) > 1 and not row.text(0) and "year" in fields and MONEY.issuperset(fields)


def _holds_text(cells: Sequence[Cell]) -> bool:
    """Say whether cells that are not marked as heads hold sentences, long texts, or what rows are filled in with."""
    if all(cell.header for cell in cells):
        return False
    if any(len(cell.text) >= LONGEST_HEAD or cell.text.endswith(".") for cell in cells):
        return True
    return any(_is_filled_in(cell.text) for cell in cells if not cell.header)


def _is_filled_in(text: str) -> bool:
    """Say whether a cell is what a row is filled in with, a date or a verdict of several words, and heads nothing."""
    dated = read_column(text).dated or bool(_MONTH.fullmatch(text))
    return dated or (" " in text and read_status(text) is not None)


def _is_judged(cells: Sequence[Cell]) -> bool:
    """Say whether a row is a title with its verdict beside it; steps of a scale head columns with no title."""
    beside = [cell.text for cell in cells if cell.column > 0 and not cell.header]
    titled = cells[0].column == 0 and not cells[0].header
    return titled and any(read_column(text).field == "unknown" and read_status(text) is not None for text in beside)


def _runs_on(cell: Cell) -> bool:
    """Say whether a cell is running text, half a row from the page before rather than a header."""
    return len(cell.text) > MAX_HEADER or cell.text.endswith(".") or cell.text[:1].islower()


def _is_board(label: str) -> bool:
    return is_body(label) or is_abbreviation(label)


def is_unit_only(text: str) -> bool:
    """Say whether a text is nothing but the unit of a table: "Belopp i tkr", "(mnkr)".

    Example:
        >>> is_unit_only("Belopp i tkr"), is_unit_only("Resultaträkning (tkr)")
        (True, False)
    """
    return bool(_UNIT_ONLY.match(fold(text)))


def _alone_in_table(row: Row) -> bool:
    """A list's header stands in the first column, beside empty ones."""
    return bool(row.text(0)) and read_column(row.text(0)).field in ("goal", "assignment", "indicator")


def _is_figure(text: str) -> bool:
    """Say whether a cell holds a figure; a year or a date in a header does not count as one: "Kommunen 2020"."""
    field = read_column(text).field
    if field == "year" or (field == "unknown" and not re.search(r"\d", _YEAR.sub("", text))):
        return False
    if read_number(text) is not None:
        return True
    target = read_target(text) if len(text) < 30 and field == "unknown" else None
    return target is not None and target.value is not None


def read_header(header: Sequence[Row], column: int) -> Column:
    """Read the header above a column; where its lines together say nothing the lowest one names the column."""
    read = read_column(header_text(header, column))
    lower = header[-1].text(column) if len(header) > 1 else ""
    if _is_board(lower) and read_column(read.label.removesuffix(lower)).field == "responsible":
        return read_column(lower)  # "Nämnd" over the boards of a matrix
    if read.field != "unknown" or not lower:
        return read
    named = read_column(lower)
    return replace(read, field=named.field, detail=named.detail, fuzzy=named.fuzzy)


def header_text(header: Sequence[Row], column: int) -> str:
    """Join the header lines above a column, with the cells that span it."""
    texts: list[str] = []
    for i, row in enumerate(header):
        cell = _spanning(row, column)
        if cell and not cell.text and i < len(header) - 1 and header[-1].text(column):
            cell = _named_left(row, column) if cell.header or _divides(header[-1], row, column) else cell
        if cell and cell.text and (not texts or cell.text != texts[-1]):
            texts.append(cell.text)
    return " ".join(texts)


def _divides(lower: Row, upper: Row, column: int) -> bool:
    """Say whether a column is one of the women, men or all that a head to the left of it is divided into."""
    head = next((i for i in range(column, 0, -1) if upper.text(i)), None)
    return head is not None and all(_SEGMENT.match(lower.text(i)) for i in range(head, column + 1))


def _named_left(row: Row, column: int) -> Cell | None:
    """Find the upper header that reaches over a column whose own upper cell is blank."""
    return next((cell for i in range(column, 0, -1) if (cell := row.cell(i)) and cell.text), None)


def _spanning(row: Row, column: int) -> Cell | None:
    for i in range(min(column, len(row.cells) - 1), -1, -1):
        cell = row.cells[i]
        if cell:
            return cell if cell.column + cell.column_span > column else None
    return None


def _adjoins(above: Grid, below: Grid) -> bool:
    """Say whether a part goes on with the table above it: nothing between, same header or none, same width."""
    if below.index != above.end or not above.header or _is_titled_anew(above, below):
        return False
    if below.header:
        goes_on = "forts" in fold(below.title or "") and [c.label for c in above.columns] == [
            c.label for c in below.columns
        ]
        return goes_on or _same_header(above, below)
    if above.column("indicator") is not None and _begins_record(below):
        return False
    width = len(above.columns)
    return len(below.columns) == width or (0 < width - len(below.columns) <= 1 and not _money_rows(below))


def _begins_record(grid: Grid) -> bool:
    row = grid.rows[0] if grid.rows else None
    return row is not None and is_judged_record([row.text(i) for i in row.filled()])


def is_judged_record(texts: Sequence[str]) -> bool:
    """Say whether the cells of a row are one record: its title and verdict, with or without its number before them.

    Example:
        >>> is_judged_record(["Mål 2", "Taxan ska räcka", "Uppnått"]), is_judged_record(["Läckor per mil", "1,8"])
        (True, False)
    """
    if len(texts) == 3 and not _RECORD_NUMBER.fullmatch(texts[0]):
        return False
    if len(texts) not in (2, 3):
        return False
    title, verdict = texts[-2:]
    worded = title.count(" ") > 1 and read_number(title) is None
    return worded and len(verdict) <= MAX_HEADER and read_status(verdict) is not None


def _is_titled_anew(above: Grid, below: Grid) -> bool:
    """Say whether a part has a title of its own; one that says that it goes on does not count."""
    title = fold(below.title or "")
    return bool(title) and title != fold(above.title or "") and "forts" not in title


def _money_rows(grid: Grid) -> bool:
    return any(_is_figure(row.text(i)) for row in grid.rows[:3] for i in range(1, len(row.cells)))


def _same_header(above: Grid, below: Grid) -> bool:
    """Say whether a header is the one above repeated, a misread letter aside; a new money table starts afresh."""
    if _is_money(above) or [c.field for c in above.columns] != [c.field for c in below.columns]:
        return _is_money(above) and _split_money(above, below)
    pairs = [(fold_ascii(a.label), fold_ascii(b.label)) for a, b in zip(above.columns, below.columns, strict=True)]
    unlike = [(a, b) for a, b in pairs if len(a) < _LONG_LABEL or not one_letter_off(a, b)]
    return all(a == b for a, b in unlike) or _are_similar(unlike)


def _are_similar(pairs: list[tuple[str, str]]) -> bool:
    from rapidfuzz import fuzz  # a heavy import that few headers need

    return all(fuzz.ratio(a, b) >= 85 for a, b in pairs)


def _is_money(grid: Grid) -> bool:
    money = sum(column.field in MONEY for column in grid.columns)
    return money >= 2 and not grid.fields() & {"goal", "assignment", "indicator", "status"}


def _split_money(above: Grid, below: Grid) -> bool:
    """A money table that a page break cut goes on under the same header on the next page, with no title between."""
    same = [fold(c.label) for c in above.columns] == [fold(c.label) for c in below.columns]
    pages = above.rows[-1].place.page if above.rows else above.place.page, below.place.page
    if None in pages:  # a text's pages show in nothing but running heads, which are gone
        return same and _is_left_open(above, below)
    return same and pages[0] != pages[1]


def _is_left_open(above: Grid, below: Grid) -> bool:
    """Say whether a money table ends with no sum, or with one that may stand inside, before a part that has its end."""
    ends = [sum_strength(grid.rows[-1].text(0)) for grid in (above, below) if grid.rows]
    if len(ends) < 2:
        return False
    explains = below.rows[0].text(0)[:1].islower()
    return ends[0] is None or (ends[0] == "likely" and (explains or ends[1] == "sure"))


def _joined(above: Grid, below: Grid) -> Grid:
    part = above.rows[-1].part + 1 if above.rows else 1
    width = len(above.columns)
    rows = tuple(replace(row, cells=(*row.cells, *[None] * (width - len(row.cells))), part=part) for row in below.rows)
    return replace(above, rows=above.rows + rows, end=below.end)
