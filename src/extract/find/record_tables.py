"""Goals and assignments in tables, as the stream meets them: lists, record tables, tables that are one record."""

from __future__ import annotations

import re

from ...normalize.status import stated_verdict
from ...normalize.text import fold
from ..joining import Grid
from .areas import Areas
from .entry import Entry, bare_title
from .headed import Headed
from .indicators import is_indicator_table
from .lineage import Lineage
from .plates import Plate, plate_of
from .rows import ListReader, RowReader, is_list, is_record_table
from .state import Listing, State
from .survey import Survey
from .topic import Topic


class RecordTables:
    """The tables of one document as records."""

    def __init__(self, survey: Survey, state: State, headed: Headed, areas: Areas, lineage: Lineage) -> None:
        self.survey = survey
        self.structure = survey.structure
        self.headed = headed
        self.areas = areas
        self.lineage = lineage
        self.state = state
        self._listed_in = -1

    def take(self, grid: Grid) -> None:
        """Read a table: its records, or the figures that stand inside what is told of the open one."""
        topic = self.headed.topic_of_table(grid)
        if plate := plate_of(grid):
            self._plate(grid, plate, topic)
            return
        if is_list(grid):
            self._list(grid)
        elif is_record_table(grid, topic[0] if topic else None):
            self._rows(grid, topic or ("goal", None))
        elif grid.header and grid.fields() & {"indicator", "outcome", "budget", "forecast"}:
            self.state.listing = None
        self.state.awaiting = None
        if is_list(grid) or (is_indicator_table(grid) and (self._lacks_comment() or self._goes_on(grid.end))):
            return
        self.state.current = None

    def _plate(self, grid: Grid, plate: Plate, topic: Topic | None) -> None:
        """Open the record that a table of one row is; under a heading that names goals and more it is a goal."""
        field, detail = topic or ("goal", None)
        if any(re.search(r"\bmål\b", fold(section.title)) for section in self.structure.outline.above(grid.index)):
            field, detail = "goal", self.headed.level_here(grid.index)
        title, number, responsible = bare_title(plate.title.text)
        self.state.group += 1
        place, group = plate.title.place, self.state.group
        entry = Entry(field, detail, title, place, grid.index, group, number=plate.number or number)
        entry.status, entry.responsible, entry.area = plate.mark, responsible, self.areas.area(grid.index)
        self.lineage.link(entry)
        self.state.entries.append(entry)
        self.state.current, self.state.awaiting = entry, None
        for cell in plate.comment:
            entry.add_comment(cell.text, cell.place)

    def _lacks_comment(self) -> bool:
        """A goal is often followed by its indicators first and by the words about it after them."""
        current = self.state.current
        if current is None or current.field != "goal":
            return False
        stated = stated_verdict(current.comment) if len(current.comment) == 1 else None
        return not current.comment or (stated is not None and stated.own_line)

    def _goes_on(self, i: int) -> bool:
        """Say whether a heading inside what is told of a record stands right below its figures."""
        return self.state.current is not None and i in self.survey.told.parts

    def _list(self, grid: Grid) -> None:
        position = next(i for i, column in enumerate(grid.columns) if column.field != "empty")
        column = grid.columns[position]
        last = next((entry for entry in reversed(self.state.entries) if entry.field == column.field), None)
        self.state.group += 1
        goes_on = self.state.listing or last is self.state.last
        entries = ListReader(grid, column, position, self.state.group, last if goes_on else None).read()
        for entry in entries:
            entry.area = entry.area or self.areas.area(grid.index)
            self.lineage.link(entry)
        self.state.entries += entries
        self.state.current = None
        self.state.listing = Listing(column.detail, False) if column.field == "assignment" else None

    def _rows(self, grid: Grid, topic: Topic) -> None:
        self.state.group += 1
        entries = RowReader(grid, topic, self.state.group, self._last_of_same(grid)).read()
        for entry in entries:
            entry.area = entry.area or self.areas.area_of_table(grid) or self.areas.area(grid.index)
            self.lineage.link_row(entry)
        if [entry.field for entry in entries] == ["goal"]:
            entries[0].alone = True
            self.state.board = entries[0]
        self.state.entries += entries
        self.state.current = None
        self.state.listing = None

    def _last_of_same(self, grid: Grid) -> Entry | None:
        """Give the last record above when it was printed in a table with this one's header."""
        last = self.state.last
        above = next((g for g in self.structure.grids if last and g.index == self._listed_in), None)
        labels = [column.label for column in grid.columns]
        self._listed_in = grid.index
        return last if above and [column.label for column in above.columns] == labels else None
