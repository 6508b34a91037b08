"""Indicators: rows of tables headed Indikator, Mått or Nyckeltal, with one figure per year and a target.

One indicator may fill three rows (total, women, men), carry a status symbol, be followed by a row that is its comment,
or stack its segments in one cell: "77 (72, 81)".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ...normalize.column import Column, read_column
from ...normalize.date import find_years
from ...normalize.heading import read_heading
from ...normalize.late import late_pattern
from ...normalize.number import is_missing, read_number, read_split
from ...normalize.period import read_period
from ...normalize.reading import Reading
from ...normalize.status import read_status
from ...normalize.sum_label import sum_strength
from ...normalize.symbol import read_trend
from ...normalize.target import TargetReading, read_target
from ...normalize.text import clean, fold
from ...normalize.unit import indicator_unit, read_unit
from ...schema import Indicator, IndicatorValue, Status, Target, TargetSegments
from ...schema.codes import Segment, ValueKind
from ..document import Block, Cell, Place
from ..joining import Grid, Row
from ..measures import Measure
from ..outline import Section, caption_of
from ..structure import Structure
from .entry import Entry, Mark, bare_title, comment_rest
from .source import source_of
from .verdict import from_verdict, status_of

_SEGMENTS: dict[str, Segment] = {
    "tot": "total", "t": "total", "totalt": "total", "total": "total", "samtliga": "total", "alla": "total",
    "alla anställda": "total", "samtliga anställda": "total", "alla medarbetare": "total", "båda könen": "total",
    "k": "women", "kv": "women", "kvinnor": "women", "kvinna": "women", "flickor": "women",
    "m": "men", "män": "men", "man": "men", "pojkar": "men",
}  # fmt: skip
_STACK: tuple[Segment, ...] = ("total", "women", "men")
_KINDS: dict[str, ValueKind] = {"outcome": "outcome", "year": "outcome", "forecast": "forecast", "budget": "target"}
_AGES = late_pattern(r"\b\d\d\s?[-–]\s?\d\d\b|\b\d\d år\b|\bår(?:ingar)?\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNTED = re.compile(
    r"%|\b\w*(?:antal|andel)(?:et|en)?\b|\b(?:procent|timmar|årsarbetare|dagar|index|personer|invånare)\b", re.I
)
_EXPLAINS = re.compile(r"^[-–—•]\s+")
_MARKS = re.compile(r"\s*(?:\*+|(?<![\s/]m)(?<![\s/]km)[¹²³⁴⁵⁶⁷⁸⁹]+)$")
_COUNTS = late_pattern(r"(?:prognos(?:er|tiserat)?|utveckling)?\s*(?:av|för|över)?\s*antal(?:et)?\b")
_STATISTICS = re.compile(r"\b\w*statistik\b|\bvolym(?:er|mått)\b", re.I)
_RECORDS = ("goal", "assignment")
_PLANNED = frozenset({"budget", "variance"})
"""What stands in tables of money; a measure's own table has outcomes, and how they changed."""
_TERM = re.compile(r"\b(?:vt|ht|(?:vår|höst)(?:en|termin(?:en)?)?)(?= ?-?(?:20)?\d\d\b)", re.I)
_ROLLING = re.compile(r"\br12\b|\brullande (?:12|tolv)(?: månader)?", re.I)
ANY_YEAR = 2000
MAX_BAND = 110
_FOOTNOTE = re.compile(r"^\*+\s*\S")


@dataclass
class _Draft:
    name: str
    place: Place
    index: int
    cells: list[tuple[Column, Segment, Cell]] = field(default_factory=list)
    target: str = ""
    status: Mark = field(default_factory=Mark)
    trend: Cell | None = None
    unit: str | None = None
    area: str | None = None
    comment: list[str] = field(default_factory=list)
    also: list[Place] = field(default_factory=list)
    goal: str | None = None


def is_indicator_table(grid: Grid) -> bool:
    """Say whether a table's rows are indicators: a column says so, and some column holds figures or targets."""
    fields = grid.fields()
    if fields & {"strength", "improvement"}:
        return False
    measures = fields & {"outcome", "target", "year", "forecast", "budget"} or _goal_as_target(grid) is not None
    if _counts_no_money(grid) or is_people_table(grid) or _is_by_sex(grid):
        return True
    if "indicator" in fields:
        return bool(measures) or bool(fields & {"status", "comment", "trend"})
    if "target" not in fields or not fields & {"outcome", "year"} or fields & {"assignment", "variance", "budget"}:
        return False
    return "goal" not in fields or not fields & {"status", "forecast", "comment"}


def _counts_over_years(structure: Structure, grid: Grid) -> bool:
    """Say whether a table counts what its corner names, year by year: "Ärende" over kinds of them, "2017", "2018"."""
    columns = grid.columns[1:]
    named = grid.columns[0].field if grid.columns else None  # an "Ärende" with nothing but figures is counted
    if grid.index in structure.skipped or named not in ("unknown", "assignment") or len(columns) < 2:
        return False
    if any(column.field != "year" or not column.years for column in columns) or read_unit(grid.columns[0].label):
        return False
    cells = [row.text(i) for row in grid.rows for i in range(1, len(row.cells)) if row.text(i)]
    figures = [reading.value for text in cells if (reading := read_number(text)) and reading.value is not None]
    counted = 10 * len(figures) >= 9 * len(cells) > 0 and min(figures, default=-1) >= 0
    return counted and not any(read_unit(row.text(0)) not in (None, "procent") for row in grid.rows)


def _counts_no_money(grid: Grid) -> bool:
    """Say whether a table without a header word for indicators counts people, hours or per cent row by row."""
    fields = grid.fields()
    if not fields & {"outcome", "year"} or fields & {"goal", "assignment", "budget", "variance", "status"}:
        return False
    labels = [row.text(0) for row in grid.rows if row.text(0)]
    labels = [label for i, label in enumerate(labels) if not i or not _segment_named(label)]
    counted = sum(bool(_COUNTED.search(label)) or indicator_unit(label) is not None for label in labels)
    if labels and all(read_unit(label) not in (None, "procent") for label in labels):
        return False
    corner = grid.columns[0].label if grid.columns else ""
    if any(_segment_named(label) for label in labels) or read_unit(corner) not in (None, "procent"):
        return False
    return bool(labels) and grid.columns[0].field in ("unknown", "empty") and counted == len(labels)


def _is_by_sex(grid: Grid) -> bool:
    """Say whether a table gives women, men and perhaps all of them side by side: such figures are no money."""
    segments = [_segment_over(column) for column in grid.columns[1:] if column.field != "comment"]
    if grid.fields() & {"goal", "assignment", "budget", "variance"} or read_unit(grid.columns[0].label):
        return False
    return {"women", "men"} <= {*segments} and None not in segments


def is_people_table(grid: Grid) -> bool:
    """Say whether a table gives one measure for all, women and men, and for ages: sickness absence, employees."""
    fields = grid.fields()
    if not fields & {"outcome", "year"} or fields & {"goal", "assignment", "budget", "variance", "status", "indicator"}:
        return False
    labels = [row.text(0) for row in grid.rows if row.filled()]
    segments = {_segment_named(label) for label in labels}
    known = all(_segment_named(label) or _AGES.search(label) for label in labels)
    return known and {"women", "men"} <= segments and read_unit(grid.columns[0].label) in (None, "procent")


def _names_sexes(grid: Grid) -> bool:
    """Say whether a table has rows of women or men: then its "Totalt" is the two of them."""
    return any(_segment_named(row.text(0)) in ("women", "men") for row in grid.rows)


def _goal_as_target(grid: Grid) -> int | None:
    """In an indicator table a column headed "Mål 2020" holds targets, not goals."""
    column = grid.column("indicator")
    return next(
        (i for i, c in enumerate(grid.columns) if c.field == "goal" and column is not None and i > column), None
    )


def find_indicators(
    structure: Structure,
    year: int | None,
    entries: Sequence[Entry],
    ids: dict[int, str],
    money: Callable[[Structure, Grid], bool],
) -> list[Indicator]:
    """Find all indicators of a document.

    `entries` are the goals they may belong to, `ids` their ids; `money` says which tables are budgets.
    """
    drafts = [
        (_measured(structure, measure), _goal_above(measure.index, entries, structure))
        for measure in structure.measures
    ]
    for grid in structure.grids:
        counted = _counts_over_years(structure, grid) and not money(structure, grid)
        if is_indicator_table(grid) or is_count_table(structure, grid) or counted:
            above = _goal_above(grid.index, entries, structure)
            beside = {e.title: e for e in entries if e.field == "goal" and e.index == grid.index}
            drafts += [(draft, beside.get(draft.goal or "", above)) for draft in _Reader(structure, grid).read()]
    drafts.sort(key=lambda each: each[0].index)
    return [_indicator(structure, draft, goal, i, year, ids) for i, (draft, goal) in enumerate(drafts, start=1)]


def _heading_of(structure: Structure, grid: Grid, name: int | None) -> str | None:
    """Give the heading that completes the row labels of a key-figure table; "Indikator" or "Mått" completes nothing."""
    if is_people_table(grid):
        return grid.columns[0].label or _caption(structure, grid)
    if is_count_table(structure, grid):
        caption = _caption(structure, grid)
        return None if caption and _STATISTICS.fullmatch(caption) else caption
    corner = fold(grid.columns[name].label) if name is not None and name < len(grid.columns) else ""
    if not grid.header or name is None or grid.columns[name].field != "indicator" or not corner.startswith("statistik"):
        return None
    if corner != "statistik":
        return grid.columns[name].label
    heading = structure.heading_above(grid.index)
    return heading.title if heading else None


def is_count_table(structure: Structure, grid: Grid) -> bool:
    """Say whether a table gives, row by row, what its caption names: "Antal barn och elever" under money columns."""
    fields = grid.fields()
    if not fields & {"outcome", "year", "forecast", "budget"} or fields & {*_RECORDS, "indicator", "status"}:
        return False
    heads = [cell.text for row in grid.header for cell in row.cells if cell]
    caption = _caption(structure, grid)
    if not caption or any(map(read_unit, heads)):
        return False
    if fields & _PLANNED:
        return bool(_COUNTS.match(fold(caption)))
    if _is_of_statistics(structure, grid):
        return True
    return bool(_COUNTS.match(fold(caption))) or _names_measure(caption) or _parts_a_share(grid)


def _is_of_statistics(structure: Structure, grid: Grid) -> bool:
    """Say whether a table without a corner word, of figures and no money, stands under "Verksamhetsstatistik"."""
    titles = [section.title for section in structure.outline.above(grid.index)]
    if (
        grid.columns[0].label
        or not any(map(_STATISTICS.search, titles))
        or any(read_unit(title) not in (None, "procent") for title in titles)
    ):
        return False
    columns = [i for i, column in enumerate(grid.columns) if column.field in ("outcome", "year") and column.years]
    cells = [text for row in grid.rows for i in columns if (text := row.text(i))]
    figures = [reading.value for text in cells if (reading := read_number(text)) and reading.value is not None]
    counted = 10 * len(figures) >= 9 * len(cells) > 0 and min(figures, default=-1) >= 0
    worded = 1 + len(columns) == len(grid.columns) and all(row.text(0) for row in grid.rows)
    return counted and worded and not any(read_unit(row.text(0)) not in (None, "procent") for row in grid.rows)


def _parts_a_share(grid: Grid) -> bool:
    """Say whether a table gives one share for the parts of a whole and for all of it: per cent, and "Totalt"."""
    columns = [i for i, column in enumerate(grid.columns) if column.field in ("outcome", "year")]
    cells = [text for row in grid.rows for i in columns if (text := row.text(i))]
    shares = sum(text.endswith("%") for text in cells)
    return bool(cells) and 10 * shares >= 9 * len(cells) and sum_strength(grid.rows[-1].text(0)) == "sure"


def _names_measure(caption: str) -> bool:
    """Say whether a caption is a measure with its unit, which every row then gives: "Sjukfrånvaro, procent"."""
    return indicator_unit(caption) is not None and read_unit(caption) in (None, "procent")


def _caption(structure: Structure, grid: Grid) -> str | None:
    """Give the words right above a table that name what it measures: its title, a short line, or the heading."""
    above = structure.items[grid.index - 1] if grid.index else None
    line = above.text if isinstance(above, Block) and not above.text.endswith(".") and len(above.text) <= 160 else None
    heading = structure.heading_above(grid.index)
    named = grid.title or line or (heading.title if heading else None)
    return caption_of(clean(named)).rstrip(":") if named else None


def _segment_column(grid: Grid) -> int | None:
    """Find the column that says total, women and men where its header does not say so."""
    for i, column in enumerate(grid.columns):
        texts = [fold(row.text(i)) for row in grid.rows if row.text(i)]
        if column.field in ("unknown", "empty") and texts and all(text in _SEGMENTS for text in texts):
            return i
    return None


def _goal_above(index: int, entries: Sequence[Entry], structure: Structure) -> Entry | None:
    """Give the goal that indicators stand under: that of the form right above, or the last since the last heading."""
    form = [e for e in entries if e.field == "goal" and e.tabular and e.index == index - 1]
    if len(form) == 1:
        return form[0]
    stack = [section for section in structure.outline.above(index) if section.kind != "part"]
    goals = [e for e in entries if e.field == "goal" and e.heads and e.index < index]
    while stack and goals and _names_indicators_of(goals[-1], stack[-1], structure):
        stack.pop()
    since = stack[-1].index if stack else -1
    if not goals or since > goals[-1].index or _leaves(goals[-1], index, structure):
        return None
    return goals[-1]


def _leaves(goal: Entry, index: int, structure: Structure) -> bool:
    """Say whether a heading marked as high as the one that a goal stands under ends what belongs to that goal."""
    over = [section for section in structure.outline.above(goal.index) if section.index != goal.index]
    items = structure.items
    heading = items[over[-1].index] if over else None
    ending = next((items[s.index] for s in structure.outline.above(index)[::-1] if s.index > goal.index), None)
    if not isinstance(heading, Block) or not isinstance(ending, Block) or not heading.level or not ending.level:
        return False
    return ending.level <= heading.level and over[-1] not in structure.outline.above(index)


def _names_indicators_of(goal: Entry, section: Section, structure: Structure) -> bool:
    """Say whether a heading in smaller print than a goal above it only says that its indicators follow."""
    title, heading = structure.items[goal.index], structure.items[section.index]
    if not isinstance(title, Block) or not isinstance(heading, Block) or section.index < goal.index:
        return False
    below = (heading.level or 0) > (title.level or 9) or (heading.size or 99.0) < (title.size or 0.0) - 0.5
    return below and read_column(section.title).field == "indicator"


def _measured(structure: Structure, measure: Measure) -> _Draft:
    """Make a draft of an indicator that stands outside tables."""
    draft = _Draft(measure.name, measure.place, measure.index, target=measure.target)
    draft.area = _area_above(structure, measure.index)
    draft.status = Mark(measure.status, place=measure.place)
    draft.cells = [(column, "total", Cell(text, 0, 0, place)) for column, text, place in measure.values]
    return draft


class _Reader:
    """Reads one indicator table row by row."""

    def __init__(self, structure: Structure, grid: Grid) -> None:
        self.structure = structure
        self.grid = grid
        self.name = grid.column("indicator")
        if self.name is None:
            self.name = next(
                (i for i, c in enumerate(grid.columns) if c.field in ("goal", "unknown", "empty", "unit")), 0
            )
        self.segment = grid.column("segment")
        if self.segment is None:
            self.segment = _segment_column(grid)
        self.area_column = grid.column("area")
        self.goal_column = max(
            (i for i, c in enumerate(grid.columns) if c.field == "goal" and i < self.name), default=None
        )
        self.of_goals = {i for i, _ in enumerate(grid.columns) if grid.merged_alike(self.goal_column, i)}
        self.goal: str | None = None
        self.target = next((i for i, c in enumerate(grid.columns) if c.field == "target"), _goal_as_target(grid))
        self.drafts: list[_Draft] = []
        self.prefix = _heading_of(structure, grid, self.name)
        self.band: str | None = None
        self.people = is_people_table(grid)
        self.divided = is_count_table(structure, grid) and not _names_sexes(grid)
        self.counts = not is_indicator_table(grid) and _counts_over_years(structure, grid)
        self.area = _area_above(structure, grid.index)

    def read(self) -> list[_Draft]:
        """Give the drafts in printed order."""
        for row in self.grid.rows:
            filled = row.filled()
            summed = self.counts and sum_strength(row.text(0)) == "sure"
            if filled and not summed and not self._is_comment(row, filled) and not self._is_note(row, filled):
                self._row(row)
        return self.drafts

    def _is_comment(self, row: Row, filled: Sequence[int]) -> bool:
        rest = comment_rest(row.text(filled[0]))
        if rest is None:
            return False
        if not self.drafts:  # the rest of a comment from the page before
            return True
        self.drafts[-1].comment += [text for text in (rest, *(row.text(i) for i in filled[1:])) if text]
        return True

    def _is_note(self, row: Row, filled: Sequence[int]) -> bool:
        """A footnote, a band that names an area, and a line that explains the indicator's parts are no indicators."""
        text = row.text(filled[0])
        if len(filled) == 1 and self.drafts and _EXPLAINS.match(text):
            return True
        if len(filled) > 1 or filled[0] != self.name:
            return bool(_EXPLAINS.match(text)) and self._explains(row, text)
        if _FOOTNOTE.match(text):
            return True
        cell = row.cell(filled[0])
        if cell is None or cell.icons:
            return False
        wide = cell.column_span >= max(2, len(self.grid.columns) - 1)
        if wide and self.drafts and (text.endswith(".") or len(text) > MAX_BAND):
            self.drafts[-1].comment += text.split("\n")
        elif wide and read_heading(text).kind == "area":
            self.area = text
        elif wide or ((cell.bold or cell.header) and not self._names_are_bold()):
            self.band = text
        else:
            return False
        return True

    def _names_are_bold(self) -> bool:
        """Say whether the table sets its names bold, so that bold does not tell a heading among them."""
        names = [
            cell for row in self.grid.rows if len(row.filled()) > 1 and (cell := row.cell(self.name)) and cell.text
        ]
        return not names or sum(cell.bold for cell in names) > 0.5 * len(names)

    def _explains(self, row: Row, text: str) -> bool:
        """A line that begins with a dash under an indicator explains it; figures beside it are the indicator's own."""
        if not self.drafts or self.segment is None:
            return False
        segment = _SEGMENTS.get(fold(row.text(self.segment)))
        if segment and segment != "total":
            self._values(row, segment)
        return bool(text)

    def _row(self, row: Row) -> None:
        text = row.text(self.name)
        if self.area_column is not None and row.text(self.area_column):
            self.area = row.text(self.area_column)
        if row.text(self.goal_column):
            self.goal = bare_title(row.text(self.goal_column))[0]
        if self.people and self.prefix and (one := _segment_named(text)):
            self._measure(row, one)
            return
        segment = _SEGMENTS.get(fold(row.text(self.segment))) if self.segment is not None else None
        own = _segment_named(text) if self.segment is None and not self.divided else None
        if self.drafts and (not text or own):
            self._continue(row, own or segment or "total")
            return
        if not text:
            return
        if self._is_half(row, text):
            self.drafts[-1].name = clean(f"{self.drafts[-1].name} {text}")
            return
        self._open(row, text, segment or "total")

    def _measure(self, row: Row, segment: Segment) -> None:
        """Take the row of all, women or men of the one measure that the table is about."""
        main = next((draft for draft in self.drafts if draft.name == self.prefix), None)
        if main is None:
            main = _Draft(self.prefix or "", row.place, self.grid.index, area=self.area)
            self.drafts.append(main)
        self._values(row, segment, main)

    def _is_half(self, row: Row, text: str) -> bool:
        return bool(self.drafts) and row.first and row.part > 0 and text[:1].islower() and len(row.filled()) == 1

    def _open(self, row: Row, text: str, segment: Segment) -> None:
        cell = row.cell(self.name)
        head, comment = _split_comment(text)
        head = f"{prefix} – {head}" if (prefix := self.band or self.prefix) else head
        draft = _Draft(head, row.place, self.grid.index, area=self.area, comment=comment)
        draft.goal = self.goal
        draft.unit = indicator_unit(self.prefix) if self.prefix else None
        if cell and cell.icons:
            draft.status = Mark("", cell.icons, None, cell.place)
        self.drafts.append(draft)
        self._values(row, segment)

    def _continue(self, row: Row, segment: Segment) -> None:
        self._values(row, segment)

    def _values(self, row: Row, segment: Segment, draft: _Draft | None = None) -> None:
        draft = draft or self.drafts[-1]
        for i, column in enumerate(self.grid.columns):
            cell = row.cell(i)
            if cell is None or i in (self.name, self.segment):
                continue
            if self.goal_column is not None and (i < (self.name or 0) or i in self.of_goals):
                continue
            if i == self.target:
                draft.target = draft.target or cell.text
            elif column.field in _KINDS:
                draft.cells.append((column, _segment_over(column) or segment, cell))
            else:
                _attribute(draft, column, cell)


def _segment_over(column: Column) -> Segment | None:
    """Read the segment that a column's header names beside its year: "Flickor 2022", "Utfall 2022 Flickor"."""
    label = fold(_YEAR.sub("", column.label))
    ends = label.partition(" ")[0], label.rpartition(" ")[2]
    return _SEGMENTS.get(label) or next((_SEGMENTS[end] for end in ends if len(end) > 2 and end in _SEGMENTS), None)


_OF_WHICH = re.compile(r"^(?:[-–—•]\s*)?(?:varav\s+)?")


def _segment_named(text: str) -> Segment | None:
    """Read a row label that is only a segment of the indicator above: "Kvinnor", "- flickor", "varav män".

    Example:
        >>> _segment_named("- flickor"), _segment_named("varav män"), _segment_named("Män i arbete")
        ('women', 'men', None)
    """
    return _SEGMENTS.get(_OF_WHICH.sub("", fold(text)).rstrip(":"))


def _split_comment(text: str) -> tuple[str, list[str]]:
    """Part an indicator's name from the comment in the same cell; lines that explain its parts belong to neither."""
    name: list[str] = []
    comment: list[str] = []
    for line in text.split("\n"):
        rest = comment_rest(line)
        if rest is not None or comment:
            comment.append(line if rest is None else rest)
        elif not name or not _EXPLAINS.match(line):
            name.append(line)
    return _MARKS.sub("", clean(" ".join(name))), [line for line in comment if line]


def _attribute(draft: _Draft, column: Column, cell: Cell) -> None:
    if column.field == "status" and not draft.status.printed:
        draft.status = Mark(cell.text, cell.icons, cell.fill, cell.place)
    elif column.field == "unit" and cell.text:
        draft.unit = cell.text
    elif column.field == "trend":
        draft.trend = cell
    elif column.field == "comment" and cell.text:
        draft.comment.append(cell.text)


def _area_above(structure: Structure, index: int) -> str | None:
    return next((s.title for s in reversed(structure.outline.above(index)) if s.kind == "area"), None)


def _indicator(
    structure: Structure, draft: _Draft, goal: Entry | None, number: int, year: int | None, ids: dict[int, str]
) -> Indicator:
    raws = [cell.text for _, _, cell in draft.cells if cell.text]
    status = _status(structure, draft)
    target = read_target(draft.target) if draft.target else None
    return Indicator(
        id=f"i{number}",
        name=draft.name,
        unit=indicator_unit(draft.name, [*raws, draft.target], draft.unit),
        area=draft.area or (goal.area if goal else None),
        goal=ids.get(id(goal)) if goal else None,
        values=[
            value
            for column, segment, cell in draft.cells
            for value in _values(structure, column, segment, cell, _year_named(draft.name) or year)
        ],
        target=_target(target) if target else None,
        status=status,
        trend=_trend(draft),
        comment="\n".join(draft.comment) or None,
        source=source_of(structure.document, draft.place, draft.also),
    )


def _year_named(name: str) -> int | None:
    """Give the one year that an indicator's own name prints: "Sjukfrånvaro 2021, %"."""
    years = find_years(name)
    return years[0] if len(years) == 1 else None


def _status(structure: Structure, draft: _Draft) -> Status | None:
    """Give the printed status; an outcome cell that prints a verdict instead of a figure is one too."""
    status = status_of(draft.status, structure.legend.near(draft.index))
    if status:
        return status
    texts = [cell.text for column, _, cell in draft.cells if column.field in ("outcome", "year") and cell.text]
    worded = [
        verdict
        for text in texts
        if read_number(text) is None and not is_missing(text) and (verdict := read_status(text))
    ]
    return from_verdict(worded[-1]) if worded else None


def _trend(draft: _Draft) -> str | None:
    if draft.trend is None:
        return None
    glyph = next((icon.glyph or icon.shape for icon in draft.trend.icons), None)
    return read_trend(draft.trend.text or glyph or "")


def _target(reading: TargetReading) -> Target:
    split = reading.women is not None or reading.men is not None
    return Target(
        raw=reading.raw,
        operator=reading.operator,
        value=reading.value,
        low=reading.low,
        high=reading.high,
        segments=TargetSegments(women=reading.women, men=reading.men) if split else None,
    )


def _values(
    structure: Structure, column: Column, segment: Segment, cell: Cell, year: int | None
) -> Iterator[IndicatorValue]:
    """Give the figures of one cell: one, or one per segment where the cell stacks them."""
    if not cell.text:
        return
    lines = cell.text.split("\n")
    stacked = list(zip(_STACK, lines, strict=False)) if _is_stack(lines) else [(segment, cell.text)]
    for part, text in stacked:
        yield from _split_values(structure, column, part, text, cell, year)


def _period_of(head: str) -> str | None:
    """Give the part of a year that a column's head prints: "mars", "T1", "jan-apr", "R12"; a whole year is none.

    Example:
        >>> [_period_of(head) for head in ("Utfall jan-apr 2023", "R12 mars 2023", "HT 2022", "Utfall 2023")]
        ['jan-apr', 'R12', 'HT', None]
    """
    told = _ROLLING.search(head) or _TERM.search(head)
    if told:
        return told[0]
    period = read_period(head, ANY_YEAR) or read_period(head.split()[-1] if head else "", ANY_YEAR)
    if period is None or (period.start.month, period.end.month) == (1, 12):
        return None
    return period.label


def _is_stack(lines: Sequence[str]) -> bool:
    return len(lines) == 3 and all(read_number(line) is not None or is_missing(line) for line in lines)


def _split_values(
    structure: Structure, column: Column, segment: Segment, text: str, cell: Cell, year: int | None
) -> Iterator[IndicatorValue]:
    split = read_split(text)
    common = {
        "year": column.year_in(year),
        "period": _period_of(column.label),
        "kind": _KINDS[column.field],
        "source": source_of(structure.document, cell.place) if cell.place.bbox else None,
    }
    parts: list[tuple[Segment, Reading[float | int]]] = []
    if split and segment == "total":
        named: tuple[tuple[Segment, Reading[float | int] | None], ...] = (
            ("total", split.total), ("women", split.women), ("men", split.men),
        )  # fmt: skip
        parts = [(name, reading) for name, reading in named if reading]
    elif split and split.total:
        parts = [(segment, split.total)]
    if not parts:
        yield IndicatorValue(segment=segment, value=None, raw=text, **common)
    for name, reading in parts:
        yield IndicatorValue(segment=name, value=reading.value, raw=reading.raw, flags=list(reading.flags), **common)
