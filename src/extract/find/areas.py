"""The areas that records stand under: headings that sort goals, and no mere titles of lists or chapters."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, pairwise, takewhile

from ...normalize.body import is_body
from ...normalize.heading import read_heading
from ...normalize.label import announces_record, read_label
from ...normalize.late import late_pattern
from ...normalize.municipality import read_municipality
from ...normalize.text import fold
from ..document import Block
from ..joining import Grid
from ..outline import Section
from .entry import Entry
from .header import kind_of
from .state import State
from .survey import Survey
from .topic import topic_of

_IN_MONEY = late_pattern(r"\((?:belopp i )?(?:[tm]?kr|kkr|mnkr|mkr|tusental kronor|miljoner kronor)\)", re.I)
"""What heads a table of money and names no area: "Investeringar (tkr)"."""
_PLAN = late_pattern(r"\b(?:handlings|åtgärds|aktivitets|genomförande)(?:plan|program)(?:en|er|erna|met)?\b", re.I)


class Areas:
    """The headings of one document as areas of its records."""

    def __init__(self, survey: Survey, state: State) -> None:
        self.survey = survey
        self.structure = survey.structure
        self.items = survey.items
        self.looks = survey.looks
        self.state = state
        self._titles: set[int] = set()
        self._seen = 0

    def area(self, i: int) -> str | None:
        """Give the heading that names the area: one with an area word, else the nearest that is no chapter or part."""
        records, last = self._records(), self.state.last
        between = self._headings_between(last.index, i) if last else []
        if last and between and self.state.divided.issuperset(between):
            return last.area
        stack = [s for s in self.structure.outline.above(i) if s.index != i and s.index not in records]
        named = [section for section in stack if section.kind == "area"]
        if named:
            return named[-1].title
        nearest = next((section for section in reversed(stack) if section.kind != "part"), None)
        return nearest.title if nearest and self._names_area(nearest) else None

    def _records(self) -> set[int]:
        """Give where the records found so far stand: a heading there is a title and no area."""
        self._titles.update(entry.index for entry in self.state.entries[self._seen :])
        self._seen = len(self.state.entries)
        return self._titles

    def _headings_between(self, start: int, end: int) -> list[int]:
        sections = self.structure.outline.sections
        first = bisect_right(sections, start, key=lambda section: section.index)
        return [section.index for section in takewhile(lambda s: s.index < end, islice(sections, first, None))]

    def area_of_table(self, grid: Grid) -> str | None:
        """Give the title of a table that is one of several alike but for their titles: these name areas."""
        heads = [column.label for column in grid.columns]
        alike = (g for g in self.structure.grids if g.title and [column.label for column in g.columns] == heads)
        titles = {each.title for each in alike}
        title = grid.title
        return title if title and len(titles) > 1 and not topic_of(title) and not is_body(title) else None

    def settle(self) -> None:
        """Name and clear the areas that only all records together tell."""
        self._name_areas_beside()
        self._clear_mere_headings()
        self._name_plain_areas()

    def share(self) -> None:
        """What serves a goal and stands under the heading of that goal's area belongs to the area, too."""
        for entry in self.state.entries:
            area = entry.parent.area if entry.field == "assignment" and entry.parent and not entry.area else None
            if area and any(section.title == area for section in self.structure.outline.above(entry.index)):
                entry.area = area

    def _names_area(self, section: Section) -> bool:
        """Say whether a plain heading could be an area: no report title, body or place, not about records."""
        title = section.title
        if (
            section.kind != "other"
            or fold(title) == fold(self.survey.title)
            or topic_of(title)
            or kind_of(title, strong=True)
            or _IN_MONEY.search(title)
        ):
            return False
        return not is_body(title.partition(",")[0]) and read_municipality(title.rpartition(",")[2].strip()) is None

    def _name_areas_beside(self) -> None:
        """A heading that is a chapter elsewhere ("Ekonomi"), or says what its goals are, is an area where others are.

        These others are the headings beside it, "Finansiella mål" beside "God utbildning", or the areas that goals
        under the headings beside it have of their own.
        """
        placed = [entry for entry in self.state.entries if entry.field == "goal" and entry.area]
        areas = {entry.area for entry in placed}
        heads = {index for entry in placed for index in self._kinds_over(entry)}
        for entry in self.state.entries:
            over = self.survey.heading_over(entry.index) if entry.field == "goal" and not entry.area else None
            if over and self._could_be_area(over, entry):
                beside = [section for section in self._beside(over) if section.index != over.index]
                alike = {index for index in heads if self.looks.signature(index) == self.looks.signature(over.index)}
                beside += self._below_beside(over) if topic_of(over.title) else ()
                named = any(section.title in areas for section in beside)
                named = named or (over.kind != "chapter" and bool(alike - {over.index}))
                entry.area = over.title if named else None

    def _kinds_over(self, entry: Entry) -> list[int]:
        """Give where it is said what kind of goal a record is: a label alone on its line above it, or its headings."""
        above = self.structure.outline.above(entry.index)
        since = above[-1].index if above else -1
        blocks = ((i, self.items[i]) for i in range(since + 1, entry.index))
        labels = [i for i, item in blocks if isinstance(item, Block) and announces_record(item.text)]
        return labels[-1:] or [section.index for section in above if topic_of(section.title)]

    def _could_be_area(self, over: Section, entry: Entry) -> bool:
        if over.kind == "chapter":
            again = sum(fold(other.title) == fold(entry.title) for other in self.state.entries) > 1
            return topic_of(over.title) is None and not entry.tabular and not again
        return topic_of(over.title) == ("goal", None) and over.kind == "other" and not read_label(over.title)

    def _beside(self, section: Section) -> list[Section]:
        """Give the headings as deep as one under the same heading."""
        outline = self.structure.outline
        over = outline.above(section.index)[:-1]
        return [s for s in outline.sections if s.level == section.level and outline.above(s.index)[:-1] == over]

    def _below_beside(self, section: Section) -> list[Section]:
        """Give the headings under the ones as deep as a heading that are about goals, too."""
        over = {other.index for other in self._beside(section) if (topic_of(other.title) or ("",))[0] == "goal"}
        outline = self.structure.outline
        return [s for s in outline.sections if any(above.index in over for above in outline.above(s.index)[:-1])]

    def _clear_mere_headings(self) -> None:
        """A heading is an area only when it says so, goals stand under it, or several such sort the assignments."""
        areas = {entry.area for entry in self.state.entries if entry.field == "goal"}
        headings = {section.title for section in self.structure.outline.sections}
        unsure = headings - areas  # what a table's own cells say is surely an area
        listed = [entry for entry in self.state.entries if entry.field == "assignment" and entry.area in unsure]
        sorting = {id(entry): self._sorted_under(entry) for entry in listed}
        named: dict[int | None, set[str | None]] = {}
        for entry in listed:
            named.setdefault(sorting[id(entry)], set()).add(entry.area)
        named[None] = set()
        for entry in listed:
            if len(named[sorting[id(entry)]]) < 2 and read_heading(entry.area or "").kind != "area":
                entry.area = None

    def _name_plain_areas(self) -> None:
        """In plain text the headings right above a title, with nothing told under them, sort the records below."""
        records = {entry.index: entry for entry in self.state.entries if not entry.tabular}
        over: Section | None = None
        areas: dict[int, Section] = {}
        for i in sorted({*records, *(section.index for section in self.structure.outline.sections)}):
            item, section = self.items[i], self.structure.outline.section_at(i)
            if not isinstance(item, Block) or item.level or item.size or item.bold:
                return
            if i in records and over:
                areas[i] = over
            elif i not in records and section:
                over = section if i + 1 in records and self._names_area(section) else None
        if len({section.index for section in areas.values()}) > 1:
            for i, section in areas.items():
                records[i].area = records[i].area or section.title

    def _sorted_under(self, entry: Entry) -> int | None:
        """Give the heading about assignments right above the one that an assignment's area is taken from."""
        above = self.structure.outline.above(entry.index)
        pairs = (pair for pair in pairwise(above) if pair[1].title == entry.area)
        return next((upper.index for upper, _ in pairs if _is_about_assignments(upper.title)), None)


def _is_about_assignments(title: str) -> bool:
    """Say whether a heading names assignments, or a plan, which consists of them: "Uppföljning av åtgärdsplanen"."""
    return (topic_of(title) or ("", None))[0] == "assignment" or bool(_PLAN.search(title))
