"""Goals and assignments that are rows of a table: one row each, its columns named by the header.

A row may be cut by a page break, a comment may fill a row of its own under the record it belongs to, an area or a
parent goal may stand beside several rows, and a table with one column is a list of titles and comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from ...normalize.body import read_responsible
from ...normalize.column import Column
from ...normalize.heading import read_heading
from ...normalize.label import Label, label_of_record, read_label
from ...normalize.number import read_number
from ...normalize.status import read_status
from ...normalize.text import ends_sentence, fold, fold_ascii, is_misreading, join_lines
from ..document import Cell
from ..joining import Grid, Row
from .entry import Entry, Mark, bare_title, comment_rest

_RECORD = ("goal", "assignment")
_ATTRIBUTES = ("status", "forecast", "comment", "responsible", "progress")
MAX_BAND = 160
MAX_TITLE = 400
MIN_TITLE = 8
MAX_LABEL = 40
_COMPANY = {"status", "step", "matrix", "progress", "forecast", "comment", "responsible", "number", "trend", "area"}
_NUMBER = re.compile(r"^[A-ZÅÄÖ]{0,3}\.?\d{1,4}(?:[.:]\d{1,3}){0,3}[a-z]?\.?$")


class Layout(NamedTuple):
    """Which columns of a record table hold what; attributes are given per record column, nearest to its right."""

    records: tuple[int, ...]
    attributes: dict[int, dict[str, tuple[int, ...]]]
    number: int | None
    area: int | None


def is_list(grid: Grid) -> bool:
    """Say whether a table is a list: one record column, and nothing but empty columns beside it."""
    named = [column.field for column in grid.columns if column.field != "empty"]
    return len(named) == 1 and named[0] in _RECORD


def is_record_table(grid: Grid, topic: str | None = None) -> bool:
    """Say whether a table's rows are goals or assignments; `topic` is what the text above it is about, if known."""
    fields = grid.fields()
    if fields & {"strength", "improvement", "legend"}:
        return False
    if "indicator" in fields:
        goal = grid.column(*_RECORD)
        return goal is not None and goal < (grid.column("indicator") or 0)
    if fields & set(_RECORD):
        return bool(fields & _COMPANY) or len([f for f in grid.columns if f.field in _RECORD]) > 1
    return bool(topic and "status" in fields and _title_column(grid) is not None)


def _title_column(grid: Grid) -> int | None:
    """Find the column of titles where the header does not name it: the wordiest one, left of the status if there is."""
    status = grid.column("status")
    open_columns = [i for i, c in enumerate(grid.columns[:status]) if c.field in ("unknown", "empty")]
    if not grid.header and not any(row.text(i) for row in grid.rows for i in open_columns):
        open_columns = [i for i, c in enumerate(grid.columns) if c.field in ("unknown", "empty")]
    lengths = {i: sum(len(row.text(i)) for row in grid.rows) for i in open_columns}
    best = max(lengths, key=lambda i: lengths[i], default=None)
    return best if best is not None and lengths[best] >= 12 * max(1, len(grid.rows)) else None


def layout_of(grid: Grid) -> Layout:
    """Work out which column belongs to which record column."""
    indicator = grid.column("indicator")
    records = tuple(
        i for i, column in enumerate(grid.columns) if column.field in _RECORD and i < (indicator or 1 << 30)
    )
    if not records:
        title = _title_column(grid)
        records = (title,) if title is not None else ()
    attributes: dict[int, dict[str, tuple[int, ...]]] = {i: {} for i in records}
    for i, column in enumerate(grid.columns):
        if column.field in _ATTRIBUTES and records:
            owners = records if indicator is None else (*records, indicator)
            owner = max((r for r in owners if r < i), default=records[0])
            if owner == indicator and grid.merged_alike(records[-1], i):
                owner = records[-1]
            if owner not in attributes:
                continue
            attributes[owner][column.field] = (*attributes[owner].get(column.field, ()), i)
    return Layout(records, attributes, grid.column("number"), grid.column("area"))


class RowReader:
    """Reads one record table row by row, remembering what a half row or a spanning cell belongs to.

    `above` is the last record of the same table's part on the page before.
    """

    def __init__(self, grid: Grid, topic: tuple[str, str | None], group: int, above: Entry | None = None) -> None:
        self.grid = grid
        self.above = above
        self.layout = layout_of(grid)
        self.topic = topic
        self.group = group
        self.entries: list[Entry] = []
        self.area: str | None = None
        self.band: str | None = None
        self.open: dict[int, Entry] = {}
        self.over: list[Entry] = []

    def read(self) -> list[Entry]:
        """Give the entries in printed order."""
        for row in self.grid.rows:
            self._row(row)
        return [entry for entry in self.entries if entry.title]

    def _is_headless(self, row: Row) -> bool:
        """A page break may leave a row's number and status on one page and its title on the next."""
        if not self.layout.records or (row.first and row.part):
            return False
        numbered = self.layout.number is not None and bool(row.text(self.layout.number))
        return numbered or self._own_status(row, self.layout.records[-1])

    def _row(self, row: Row) -> None:
        filled = row.filled()
        if not filled:
            return
        if self._is_comment_row(row, filled) or self._is_band(row, filled):
            return
        titled = [i for i in self.layout.records if row.text(i)]
        area = row.text(self.layout.area).replace("\n", " ")
        half = bool(self.entries) and bool(titled) and self._is_half(row, titled)
        if area:
            self.area = join_lines(self.entries[-1].area or "", area) if half and row.first else area
        if not titled and self._is_headless(row):
            self._open(row, self.layout.records[-1])
            return
        if not titled and not self.entries and self.above and self._is_only_comment(filled):
            for column in filled:
                self.above.add_comment(row.text(column), row.place)
            return
        if self.entries and (not titled or half):
            if half and area:
                self.entries[-1].area = self.area
            self._extend(row, titled)
            return
        for column in titled:
            self._open(row, column)

    def _is_only_comment(self, filled: Sequence[int]) -> bool:
        comments = {i for i, column in enumerate(self.grid.columns) if column.field == "comment"}
        return set(filled) <= comments

    def _is_comment_row(self, row: Row, filled: Sequence[int]) -> bool:
        """A row that is nothing but a comment belongs to the record above it."""
        if not self.entries or len(filled) > 2:
            return False
        text = row.text(filled[0])
        rest = comment_rest(text) or (text if self._is_told(row, filled) else None)
        if rest is None:
            return False
        for text in (rest, *(row.text(i) for i in filled[1:])):
            self.entries[-1].add_comment(text, row.place)
        return True

    def _is_told(self, row: Row, filled: Sequence[int]) -> bool:
        """Say whether a row is one sentence under a judged record, whose titles are none: what is told of it."""
        if len(self.layout.records) != 1 or list(filled) != list(self.layout.records):
            return False
        column = self.layout.records[0]
        text = row.text(column)
        if not (text[:1].isupper() and ends_sentence(text)) or self.layout.attributes[column].get("comment"):
            return False
        judged = [each for each in self.grid.rows if self._own_status(each, column)]
        return len(judged) > 0 and not any(ends_sentence(each.text(column)) for each in judged)

    def _is_band(self, row: Row, filled: Sequence[int]) -> bool:
        """A heading that spans the table names the area of the rows under it."""
        cell = row.cell(filled[0])
        if len(filled) != 1 or cell is None or not cell.text:
            return False
        wide = cell.column_span >= max(2, len(self.grid.columns) - 1)
        if row.first and row.part and not (wide and cell.column_span > 1 and cell.text.endswith(".")):
            return False
        if len(self.grid.columns) < (2 if cell.bold or wide else 3):
            return False
        heading = read_heading(cell.text)
        wide = wide or (filled[0] == 0 and cell.bold and not cell.icons and not self._titles_are_bold())
        if wide and self.entries and not cell.bold and (cell.text.endswith(".") or len(cell.text) > MAX_BAND):
            self.entries[-1].add_comment(cell.text, row.place)
            return True
        if not (wide or heading.kind == "area") or len(cell.text) > MAX_TITLE:
            return False
        label = label_of_record(cell.text)
        if label and label.field == "goal":
            self._open_goal(row, cell, label.detail)
        else:
            self.band = heading.title
            self.over = []  # what it heads need not serve the goal above
        return True

    def _open_goal(self, row: Row, cell: Cell, detail: str | None) -> None:
        """Open the goal that a line over the whole width names by its label; the rows under it serve it."""
        title, number, responsible = bare_title(cell.text)
        again = next((e for e in self.entries if e.field == "goal" and same_title(e.title, title)), None)
        entry = again or Entry(
            "goal", detail, title, row.place, self.grid.index, self.group, number=number, area=self.area,
            responsible=responsible, tabular=True,
        )  # fmt: skip
        if again is None:
            entry.status = Mark("", cell.icons, None, cell.place) if cell.icons else entry.status
            self.entries.append(entry)
        self.band = None
        self._stand_over(entry)

    def _stand_over(self, goal: Entry) -> None:
        """Put a goal over the rows that follow, under the higher ones above it."""
        self.over = [other for other in self.over if _rank(other) < _rank(goal)]
        goal.parent = goal.parent or (self.over[-1] if self.over else None)
        self.over.append(goal)

    def _titles_are_bold(self) -> bool:
        """Say whether the table sets its titles bold, so that bold says nothing about a row."""
        titles = [
            cell
            for row in self.grid.rows
            if len(row.filled()) > 1
            for i in self.layout.records
            if (cell := row.cell(i))
        ]
        return not titles or sum(cell.bold for cell in titles) > 0.5 * len(titles)

    def _is_half(self, row: Row, titled: Sequence[int]) -> bool:
        """Say whether a row goes on with the one above the page break."""
        last = self.entries[-1]
        if not last.title:
            return True
        if self._own_status(row, titled[-1]) or (self.layout.number is not None and row.text(self.layout.number)):
            return False
        text = row.text(titled[-1])
        lowercase = text[:1].islower()
        if self.layout.number is not None and last.number and not _has_own_number(text):
            return lowercase or (row.first and row.part > 0)
        if not lowercase or ends_sentence(last.title):
            return False
        return (row.first and row.part > 0) or (last.title[:1].isupper() and self._is_bare(row, titled[-1]))

    def _is_bare(self, row: Row, column: int) -> bool:
        """Say whether a row of a table with statuses has neither status nor responsible: a wrapped line is one."""
        own = self.layout.attributes[column]
        return bool(own.get("status")) and not any(row.text(i) for i in own.get("responsible", ()))

    def _own_status(self, row: Row, column: int) -> bool:
        columns = self.layout.attributes[column]
        return any(_mark(row, i).printed for key in ("status", "forecast") for i in columns.get(key, ()))

    def _extend(self, row: Row, titled: Sequence[int]) -> None:
        entry = self.entries[-1]
        for column in titled:
            entry.add_title(row.text(column), row.place)
        owner = titled[-1] if titled else max(self.layout.records, default=0)
        for i in self.layout.attributes.get(owner, {}).get("comment", ()):
            entry.add_comment(row.text(i), row.place)
        for name in ("status", "forecast"):
            for i in self.layout.attributes.get(owner, {}).get(name, ()):
                if _mark(row, i).printed and not getattr(entry, name).printed:
                    setattr(entry, name, _mark(row, i))

    def _open(self, row: Row, column: int) -> None:
        cell = row.cell(column)
        header = self.grid.columns[column]
        field, detail = (header.field, header.detail) if header.field in _RECORD else self.topic
        label = label_of_record(row.text(column))
        if label and (label.field != field or label.detail):
            field, detail = label.field, label.detail
        text, comment = self._parted(row.text(column), column)
        title, number, responsible = bare_title(text)
        entry = Entry(field, detail, title, row.place, self.grid.index, self.group, number=number, tabular=True)
        entry.area, entry.band = self.area, self.band
        self._attributes(entry, row, column, cell)
        entry.parent = self._served(row)
        entry.add_comment(comment)
        if responsible and not entry.responsible:
            entry.responsible = responsible
        entry.parent = entry.parent or next(
            (self.open[i] for i in reversed(self.layout.records) if i < column and i in self.open), None
        )
        self.open = {i: e for i, e in self.open.items() if i < column} | {column: entry}
        if field == "goal" and (label or column == self.layout.records[0]):
            self._stand_over(entry)
        elif entry.parent is None and self.over:
            entry.parent = self.over[-1]
        self.entries.append(entry)
        if column == self.layout.records[-1]:
            self.entries += self._matrix(entry, row)

    def _served(self, row: Row) -> Entry | None:
        """Give the goal that a row's assignment serves, as a column on its right says: a record of its own."""
        at = self.grid.column("served")
        cell = row.cell(at)
        title, number, responsible = bare_title(row.text(at))
        if at is None or cell is None or len(title) < MIN_TITLE:
            return None
        known = next((e for e in self.entries if e.field == "goal" and same_title(e.title, title)), None)
        goal = known or Entry(
            "goal", self.grid.columns[at].detail, title, cell.place, self.grid.index, self.group, number=number,
            area=self.area, responsible=responsible, tabular=True,
        )  # fmt: skip
        self.entries += [] if known else [goal]
        return goal

    def _parted(self, text: str, column: int) -> tuple[str, str]:
        """Part a title from the sentences under it in its cell, in a table that has no column for comments."""
        title, _, rest = text.partition("\n")
        label = read_label(rest)
        if self.layout.attributes[column].get("comment") or len(title) < MIN_TITLE or not ends_sentence(rest):
            return text, ""
        return (text, "") if label and label.field == "responsible" else (title, rest)

    def _matrix(self, goal: Entry, row: Row) -> list[Entry]:
        """In a matrix of goals by boards each filled cell is that board's record of the goal."""
        columns = [i for i, c in enumerate(self.grid.columns) if c.field == "matrix" and _mark(row, i).printed]
        level = "board" if goal.field == "goal" else goal.detail
        goal.status_expected = goal.status_expected or any(c.field == "matrix" for c in self.grid.columns)
        return [
            Entry(
                goal.field, level, goal.title, row.place, goal.index, goal.group,
                number=goal.number, area=goal.area, status=_mark(row, i), responsible=[self.grid.columns[i].label],
                parent=goal, status_expected=True, tabular=True,
            )
            for i in columns
        ]  # fmt: skip

    def _attributes(self, entry: Entry, row: Row, column: int, cell: Cell | None) -> None:
        own = self.layout.attributes[column]
        number = row.text(self.layout.number) if self.layout.number is not None else ""
        if number and column == self.layout.records[-1]:
            entry.number = number.rstrip(".")
        referred = row.text(self.grid.column("goal_number"))
        entry.goal_number = re.sub(r"^[a-zåäö-]*mål\s*(?:nr\.?\s*)?", "", referred, flags=re.I).rstrip(".") or None
        entry.status_expected = bool(own.get("status") or own.get("forecast"))
        steps = (
            [i for i, c in enumerate(self.grid.columns) if c.field == "step"]
            if column == self.layout.records[-1]
            else []
        )
        crossed = next((i for i in steps if (c := row.cell(i)) and _is_crossed(c)), None)
        if crossed is not None:
            entry.status = Mark(self.grid.columns[crossed].label, place=row.place)
        entry.status_expected = entry.status_expected or bool(steps)
        marks = _marks(row, own)
        entry.status, entry.forecast = marks.get("status", entry.status), marks.get("forecast", entry.forecast)
        progress = next((p for i in own.get("progress", ()) if (p := _progress(row, i)) is not None), None)
        if progress is not None:
            printed = next((row.text(i) for i in own.get("progress", ()) if row.text(i)), "")
            text = entry.status.text or ("" if entry.status.printed else printed)
            entry.status = replace(entry.status, text=text, progress=progress)
        if not entry.status.printed and cell and cell.icons:
            entry.status = Mark("", cell.icons, None, cell.place)
        judged = [row.cell(i) for name in ("status", "forecast") for i in own.get(name, ())]
        for i in own.get("comment", ()):
            if not (_labelled_verdict(row.text(i)) and any(row.cell(i) is cell for cell in judged)):
                entry.add_comment(comment_rest(row.text(i)) or row.text(i))
        entry.responsible = [name for i in own.get("responsible", ()) for name in read_responsible(row.text(i))]


def _rank(goal: Entry) -> int:
    return {"council": 0, "sub": 2}.get(goal.detail or "", 1)


def _is_crossed(cell: Cell) -> bool:
    """Say whether a cell of a scale is the one chosen: a cross or symbol stands there, and no empty box."""
    empty = all(icon.shape == "square" and icon.color in (None, "white") for icon in cell.icons)
    return bool(cell.text and not cell.icons) or (bool(cell.icons) and not empty)


def _has_own_number(text: str) -> bool:
    return bool(_NUMBER.match(text.split(" ", 1)[0])) and read_number(text) is None


def _progress(row: Row, column: int) -> int | None:
    """Read a completion bar, to the nearest 5, or a printed percentage."""
    cell = row.cell(column)
    if cell is None:
        return None
    bar = next((icon.fill for icon in cell.icons if icon.shape == "bar" and icon.fill is not None), None)
    if bar is not None:
        return round(bar * 20) * 5
    reading = read_number(cell.text) if cell.text else None
    return round(reading.value) if reading and 0 <= reading.value <= 100 else None


def _marks(row: Row, own: dict[str, tuple[int, ...]]) -> dict[str, Mark]:
    """Give status and outlook by their columns, or by the label in front of them: "Prognos: uppnås" under "Status"."""
    marks: dict[str, Mark] = {}
    for name in ("status", "forecast"):
        for mark in (_mark(row, i) for i in own.get(name, ())):
            label = _labelled_verdict(mark.text)
            if mark.printed:
                marks.setdefault(label.field if label else name, replace(mark, text=label.rest if label else mark.text))
    return marks


def _labelled_verdict(text: str) -> Label | None:
    label = read_label(text) if ":" in text[:MAX_LABEL] else None
    return label if label and label.field in ("status", "forecast") and read_status(label.rest) else None


def _mark(row: Row, column: int) -> Mark:
    cell = row.cell(column)
    return Mark(cell.text, cell.icons, cell.fill, cell.place) if cell else Mark()


class ListReader:
    """Reads a one-column table: titles, each followed by a row or a paragraph that is its comment."""

    def __init__(self, grid: Grid, column: Column, position: int, group: int, last: Entry | None) -> None:
        self.grid = grid
        self.column = column
        self.position = position
        self.group = group
        self.last = last
        self.entries: list[Entry] = []
        self.marked = sum(self._is_marked(row) for row in grid.rows)
        self.announced = False

    def _is_marked(self, row: Row) -> bool:
        cell = row.cell(self.position)
        return bool(cell and (cell.icons or cell.bold))

    def read(self) -> list[Entry]:
        """Give the entries in printed order; the rest of a comment goes to the entry above the page break."""
        for row in self.grid.rows:
            filled = row.filled()
            if filled:
                self._row(row, row.text(filled[0]))
        return self.entries

    def _row(self, row: Row, text: str) -> None:
        above = self.entries[-1] if self.entries else self.last
        rest = comment_rest(text)
        announced, self.announced = self.announced, rest == ""
        if rest is not None and above:
            above.add_comment(rest, row.place)
        elif (announced and above and not self._is_marked(row)) or (above and self._goes_on(row, text, above)):
            above.add_comment(text, row.place)
        else:
            self._open(row, text)

    def _goes_on(self, row: Row, text: str, above: Entry) -> bool:
        """Say whether the first row of a page is the rest of a comment: no symbol of its own, no comment below it."""
        if self._is_marked(row) or not text or not row.first:
            return False
        if text[:1].islower():
            return True
        if not above.comment or self._is_commented(row):
            return False
        titles = sum(comment_rest(r.text(self.position)) is None for r in self.grid.rows)
        return not ends_sentence(above.comment[-1]) or self.marked >= max(1, 0.5 * titles)

    def _is_commented(self, row: Row) -> bool:
        """Say whether the row below is the comment on this one."""
        at = self.grid.rows.index(row) + 1
        return at < len(self.grid.rows) and comment_rest(self.grid.rows[at].text(self.position)) is not None

    def _open(self, row: Row, text: str) -> None:
        head, *tail = text.split("\n")
        labelled = next((i for i, line in enumerate(tail) if comment_rest(line) is not None), None)
        if labelled is None:
            head, tail = text, []
        elif labelled:
            head, tail = " ".join([head, *tail[:labelled]]), tail[labelled:]
        title, number, responsible = bare_title(head)
        cell = row.cell(self.position)
        mark = Mark("", cell.icons, None, cell.place) if cell and cell.icons else Mark()
        entry = Entry(
            self.column.field, self.column.detail, title, row.place, self.grid.index, self.group, number=number
        )
        entry.status, entry.responsible = mark, responsible
        for line in tail:
            rest = comment_rest(line)
            entry.add_comment(line if rest is None else rest)
        self.entries.append(entry)


def same_title(one: str, other: str) -> bool:
    """Say whether two titles are worded alike, misread letters aside; other numbers or other words are other titles.

    Example:
        >>> same_title("Alla elever i årskurs 3 ska lyckas", "Alla elever i årskurs 6 ska lyckas")
        False
        >>> same_title("Fler unga ska fullfölja skolan.", "Fler unga ska fullfölja skoIan")
        True
    """
    a, b = _worded(one), _worded(other)
    if (a.length == b.length and a.plain == b.plain) or a.joined == b.joined:
        return True
    return len(a.words) == len(b.words) and all(map(is_misreading, a.words, b.words))


class _Worded(NamedTuple):
    """A title as it is compared: how long it is, without diacritics, and its words, apart and joined."""

    length: int
    plain: str
    words: tuple[str, ...]
    joined: str


@lru_cache(maxsize=8192)  # each title of a long report is compared with hundreds of others
def _worded(title: str) -> _Worded:
    folded = fold(title)
    words = re.findall(r"[^\W_]+", folded)
    return _Worded(len(folded), fold_ascii(folded), tuple(words), "".join(words))
