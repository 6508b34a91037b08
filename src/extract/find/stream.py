"""Goals and assignments in reading order: headings and labels open them, paragraphs fill them, tables list them.

The same walk serves running text ("Nämndsmål", title, comment), lists ("Åtagande" with a "Kommentar" each), paragraphs
whose second line is the verdict, and record tables, because reports mix them freely.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ...normalize.body import assigned_bodies, is_body, read_responsible, trailing_responsible
from ...normalize.column import read_column
from ...normalize.count import find_counts
from ...normalize.date import read_date
from ...normalize.group import Group, read_group
from ...normalize.heading import read_heading
from ...normalize.label import Label, announces_record, field_named, read_label, tells_when
from ...normalize.municipality import read_municipality
from ...normalize.number import read_number
from ...normalize.person import names_person
from ...normalize.status import divide_entry, read_status, read_status_cell, sentences_of, stated_verdict
from ...normalize.symbol import read_symbol
from ...normalize.text import ends_sentence, fold
from ..document import Block, Icon
from ..field_lines import is_record_name, verdict_fields
from ..joining import Grid
from ..outline import Section, is_signature
from ..structure import Structure
from .cards import Card, cards_in
from .counted import counted_points, without_mere_lists
from .entry import Entry, Mark, bare_title, comment_rest, split_number, without_list_number
from .header import kind_of
from .indicators import is_indicator_table
from .measured import measured_goals
from .plates import Plate, plate_of
from .rows import ListReader, RowReader, is_list, is_record_table
from .title_line import (
    code_at_end,
    ends_like_verdict,
    fields_inside,
    has_leaders,
    judged_inside,
    two_fields,
    verdict_head,
    verdict_inside,
    verdict_tail,
)
from .told import is_number_line, told_in
from .topic import (
    LONGEST_TITLE,
    NORM,
    SHORTEST_TITLE,
    judged_by,
    presented_by,
    tells_of_goals,
    topic_of,
    topic_under,
)

MAX_VERDICT_LINE = 140
MAX_TOLD = 6
MAX_ENTRY = 40
MAX_DATES = 2
MAX_PRESENTED = 30
MIN_REPEATED = 3
NEAR_POINTS = 3


class Listing(NamedTuple):
    """A list of assignments that is being read: what kind they are, and whether its label has just opened it."""

    detail: str | None
    open: bool


class Signature(NamedTuple):
    """How a title looks: what tells it from running text, alike for all records of a list."""

    level: int | None
    bold: bool
    size: int | None
    marker: bool
    given_to: bool
    charged: bool
    listed: bool

    @property
    def distinct(self) -> bool:
        """Whether it says anything at all; a bullet alone does not."""
        return self.level is not None or self.bold or self.marker or self.given_to or self.charged


def entries_of(structure: Structure, title: str | None = None) -> list[Entry]:
    """Collect every goal and assignment that is printed, in printed order, overview and detail alike."""
    return _Walk(structure, title or "").walk()


class _Walk:
    """One pass over the document's items; its state is what is open at the moment."""

    def __init__(self, structure: Structure, title: str) -> None:
        self.structure = structure
        self.items = structure.items
        self.report_title = title
        self.entries: list[Entry] = []
        self.current: Entry | None = None
        self.council: Entry | None = None
        self.board: Entry | None = None
        self.awaiting: Label | None = None
        self.introduced = False
        self.announced: tuple[int, Label] | None = None
        self.field: str | None = None
        self.listing: Listing | None = None
        self.sorted: tuple[Group, Block] | None = None
        self.verdict_fields = verdict_fields(self.items)
        self.repeated_names, self.verdict_names, self.comment_name = self._repeated_names()
        self.verdict_labels = self._verdict_labels()
        self.steps = frozenset(fold(entry.word) for entry in structure.legend.entries if entry.word)
        self.signatures = self._signatures()
        self.points = self._judged_points() | self._judged_bullets()
        self.told = told_in(structure)
        self.counted = counted_points(structure, self.report_title)
        self.measured = measured_goals(structure)
        self.cards = cards_in(self.items)
        self.leading: list[tuple[int, Block]] = []
        self.listed_in = -1
        self.commented: set[int] = set()
        self.group = 0
        self.divided: set[int] = set()
        self.sorted_points: set[int] = set()

    def walk(self) -> list[Entry]:
        """Read all items."""
        end = 0
        for i, item in enumerate(self.items):
            if i < end or i in self.structure.skipped:
                continue
            if i in self.cards:
                end = self._card(self.cards[i])
            elif isinstance(item, Block):
                self._block(i, item)
            else:
                grid = self.structure.grid_at(i)
                if grid:
                    self._grid(grid)
                    end = grid.end
        self.entries = without_mere_lists(self.entries, self.counted)
        self._name_areas_beside()
        self._clear_mere_headings()
        self._name_plain_areas()
        self._leave_shared_lists()
        self._share_areas()
        return self.entries

    def _share_areas(self) -> None:
        """What serves a goal and stands under the heading of that goal's area belongs to the area, too."""
        for entry in self.entries:
            area = entry.parent.area if entry.field == "assignment" and entry.parent and not entry.area else None
            if area and any(section.title == area for section in self.structure.outline.above(entry.index)):
                entry.area = area

    def _name_areas_beside(self) -> None:
        """A heading that is a chapter elsewhere ("Ekonomi"), or says what its goals are, is an area where others are.

        These others are the headings beside it, "Finansiella mål" beside "God utbildning", or the areas that goals
        under the headings beside it have of their own.
        """
        placed = [entry for entry in self.entries if entry.field == "goal" and entry.area]
        areas = {entry.area for entry in placed}
        heads = {index for entry in placed for index in self._kinds_over(entry)}
        for entry in self.entries:
            over = self._heading_over(entry) if entry.field == "goal" and not entry.area else None
            if over and self._could_be_area(over, entry):
                beside = [section for section in self._beside(over) if section.index != over.index]
                alike = {index for index in heads if self.signature(index) == self.signature(over.index)}
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
            again = sum(fold(other.title) == fold(entry.title) for other in self.entries) > 1
            return topic_of(over.title) is None and not entry.tabular and not again
        return topic_of(over.title) == ("goal", None) and over.kind == "other" and not read_label(over.title)

    def _heading_over(self, entry: Entry) -> Section | None:
        """Give the heading right over a record, which may be a heading itself."""
        above = [section for section in self.structure.outline.above(entry.index) if section.index != entry.index]
        return above[-1] if above else None

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

    def _leave_shared_lists(self) -> None:
        """Assignments that always close a section of several goals serve them all, and not the last one."""
        served = [e for e in self.entries if e.field == "assignment" and e.parent and e.parent.index != e.index]
        self._leave_shared({id(entry): entry.index for entry in served if entry.tabular}, served)
        heads = {id(entry): self._head_of_list(entry) for entry in served if not entry.tabular}
        self._leave_shared({key: at for key, at in heads.items() if at is not None}, served)

    def _leave_shared(self, lists: dict[int, int], served: list[Entry]) -> None:
        """Part assignments from the goal above where the list they stand in, at the position given, serves several."""
        shared: dict[int, list[Entry]] = {}
        for entry in served:
            if id(entry) not in lists:
                continue
            beside = self._goals_beside(lists[id(entry)])
            if any(goal.index > lists[id(entry)] for goal in beside):
                return
            if len(beside) > 1 and entry.parent is beside[-1]:
                shared.setdefault(lists[id(entry)], []).append(entry)
        for entries in shared.values() if len(shared) > 1 else ():
            for entry in entries:
                entry.parent = None

    def _head_of_list(self, entry: Entry) -> int | None:
        """Give the heading about assignments that an assignment of running text stands under."""
        over = self._heading_over(entry)
        topic = topic_of(over.title) if over else None
        return over.index if over and topic and topic[0] == "assignment" else None

    def _goals_beside(self, index: int) -> list[Entry]:
        """Give the goals under the heading that a list stands under, whose own titles are none."""
        goals = [e for e in self.entries if e.field == "goal" and e.heads]
        titles = {goal.index for goal in goals}
        heads = [s.index for s in self.structure.outline.sections if s.index not in titles]
        start = max((at for at in heads if at < index), default=-1)
        end = min((at for at in heads if at > index), default=len(self.items))
        return [goal for goal in goals if start < goal.index < end]

    def _clear_mere_headings(self) -> None:
        """A heading is an area only when it says so, goals stand under it, or several such sort the assignments."""
        areas = {entry.area for entry in self.entries if entry.field == "goal"}
        headings = {section.title for section in self.structure.outline.sections}
        unsure = headings - areas  # what a table's own cells say is surely an area
        listed = [entry for entry in self.entries if entry.field == "assignment" and entry.area in unsure]
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
        records = {entry.index: entry for entry in self.entries if not entry.tabular}
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

    # Blocks

    def _card(self, card: Card) -> int:
        """Open the record of a card, and give where what is told of it begins."""
        title, verdict = self.items[card.title], self.items[card.verdict]
        if isinstance(title, Block) and isinstance(verdict, Block):
            field, detail = self._topic_of_card(card)
            self._open(card.title, title, field, detail)
            self.entries[-1].number = card.number
            self.entries[-1].status = Mark(verdict.text, verdict.icons, None, verdict.place, card.progress)
        return card.end

    def _topic_of_card(self, card: Card) -> tuple[str, str | None]:
        """Tell what a card is: under a goal an assignment, of the kind that the report is about."""
        titles = {each.title for each in self.cards.values()}
        over = [section.index for section in self.structure.outline.above(card.title) if section.index not in titles]
        topic = self._topic(card.title)
        if not over or self.board is None or self.board.index != over[-1] or topic[0] == "assignment":
            return topic
        return "assignment", self._kind_of_cards

    @cached_property
    def _kind_of_cards(self) -> str:
        """What the report calls the assignments on its cards, where it counts them or in its title: commitments."""
        above = [item for item in self.items[: min(self.cards)] if isinstance(item, Block)]
        counted = (count for item in above for count in find_counts(item.text) if count.field == "assignment")
        named = next((count.detail for count in counted if count.detail), None)
        topic = topic_of(self.report_title)
        return named or (topic[1] if topic and topic[0] == "assignment" else None) or "assignment"

    def _block(self, i: int, block: Block) -> None:
        if self._is_counted(i, block) or self._is_aside(i, block):
            return
        if (self.field and self._value(block)) or self._takes_fields(i, block):
            return
        label = read_label(_unmarked(block)) or self._heads_judged_points(i, block)
        if label and self._label(i, block, label):
            return
        if self._gives_verdict(block) or self._names_something(i, block):
            return
        self.awaiting = self._still_awaiting(block)
        if self._is_awaited(i, block):
            self._open_awaited(i, block)
        elif self._opens_list_entry(i, block):
            self._open(i, block, "assignment", self.listing.detail if self.listing else None)
        elif self.sorted and block.list_item and SHORTEST_TITLE <= len(block.text) <= LONGEST_TITLE:
            self._open_sorted(i, block, *self.sorted)
        elif self._opens_record(i, block):
            listed = self._listed_above(i, block)
            field, detail = (listed.field, listed.detail) if listed else self._topic(i)
            self._open(i, replace(block, text=_CODE.sub("", block.text)) if listed else block, field, detail)
        elif section := self.structure.outline.section_at(i):
            self._heading(section, block)
        else:
            self._paragraph(block)

    def _heads_judged_points(self, i: int, block: Block) -> Label | None:
        """Read a line such as "Insatser" as a label where the points below it have their verdicts, and are no prose."""
        below = self._below(i) if len(block.text) <= MAX_ENTRY and not block.list_item else None
        if not isinstance(below, Block) or not below.list_item or self.structure.outline.section_at(i):
            return None
        topic = topic_of(block.text)
        judged = topic and topic[0] == "assignment" and (verdict_tail(below.text) or verdict_inside(below.text))
        return Label("assignment", topic[1], None, "", block.text) if topic and judged else None

    def _is_counted(self, i: int, block: Block) -> bool:
        """Take a point whose number a sentence gives, below which nothing more is told, or a goal that is measured."""
        if i in self.measured:
            self._open(i, block, "goal", None)
            return True
        if i in self.counted:
            self._open(i, block, *self.counted[i])
        elif self.current and self.current.index in self.counted:
            self._close()
        return i in self.counted

    def _takes_fields(self, i: int, block: Block) -> bool:
        """Take a line of two fields side by side, or keep one that stands above its title."""
        if i in self.told.leading:
            self.leading.append((i, block))
            return True
        parts = two_fields(block.text) if self.current else None
        for part in parts or ():
            self._field_inside(i, replace(block, text=part, icons=()))
        return parts is not None

    def _is_aside(self, i: int, block: Block) -> bool:
        """Take a line that is no text: a symbol alone, and those who wrote or signed, whom nobody needs to know."""
        if not _has_letters(block.text):
            self._symbols(block)
            return True
        if not is_signature(self.items, i):
            return False
        self.current = self.current if names_person(block.text) else None
        return True

    def _symbols(self, block: Block) -> None:
        """A symbol alone on its line is the status of the record it stands in."""
        if block.icons and self.current and not self.current.status.printed:
            self.current.status = Mark("", block.icons, None, block.place)

    def _still_awaiting(self, block: Block) -> Label | None:
        """A question after a label is the box of facts beside the text, and not the title that the label announced."""
        return None if block.text.endswith("?") else self.awaiting

    def _introduces(self, i: int) -> bool:
        """Say whether what follows a label are sentences that lead to the first labelled record, or to their table."""
        below = self._below(i)
        label = read_label(below.text) if isinstance(below, Block) else None
        if self.awaiting is None:
            return False
        if label is None:
            grid, block = self.structure.grid_at(i + 1), self.items[i]
            told = isinstance(block, Block) and ends_sentence(block.text)
            return told and grid is not None and self.awaiting.field in grid.fields()
        alike = label.field == self.awaiting.field and not (label.detail == "sub" != self.awaiting.detail)
        return alike and bool(label.rest or label.number)

    def _is_awaited(self, i: int, block: Block) -> bool:
        """Say whether a line is the title that the line above announced: "Mål 3" and the goal below it."""
        if not self.awaiting or block.text.endswith(":") or _ANNOUNCES.search(block.text):
            return False
        if presented_by(block.text) or tells_of_goals(block.text) or self._introduces(i):
            self.introduced = True
            return False
        if self.introduced and not (block.list_item or NORM.search(block.text) or split_number(block.text)[1]):
            return False
        section = self.structure.outline.section_at(i)
        return section is None or (section.kind not in ("chapter", "area") and len(block.text) > SHORTEST_TITLE)

    def _label(self, i: int, block: Block, label: Label) -> bool:
        if label.field in ("goal", "assignment"):
            return self._record_label(i, block, label)
        if label.field == "contents":
            return True
        if self.current is None and label.field == "comment" and self.listing and self.entries:
            self.current = self.entries[-1]
        if self.current is None:
            return False
        if label.field == "comment":
            self.commented.add(id(self.current))
            self.current.add_comment(label.rest, block.place)
            return True
        if label.field == "responsible":
            self.current.responsible += read_responsible(_without_other_facts(label.rest))
            return True
        if label.field in ("status", "forecast") and (label.rest or block.icons):
            return self._status_label(block, label)
        return False

    def _names_field(self, i: int, block: Block) -> bool:
        """A line that is only the name of a field of the open record: its value stands on the next line."""
        field = self._field_of(block) if self.current and not block.list_item else None
        below = self._below(i)
        if field not in ("status", "forecast", "responsible", "comment") or not isinstance(below, Block):
            return False
        fits = len(below.text) <= MAX_VERDICT_LINE and read_status_cell(below.text) is not None
        fits = fits and read_label(below.text) is None  # "Ansvarig: KS" below "Status:", which nobody filled in
        if field == "responsible":
            fits = bool(read_responsible(below.text)) and len(below.text) <= MAX_VERDICT_LINE
        if field != "comment" and not fits:
            return block.text.endswith(":")  # nobody filled it in
        repeated = fold(block.text) in self.verdict_fields
        if field == "status" and self.current and self._is_judged(self.current) and not repeated:
            self._close()  # an overall judgement of all records stands below them
            return True
        if field == "comment":
            self.commented.add(id(self.current))
        self.field = field if field != "comment" else None
        return True

    def _names_something(self, i: int, block: Block) -> bool:
        """Take a line that only names what follows: a field, a kind of record, or the verdict of a list."""
        if self._names_field(i, block) or self._names_record(i, block) or self._names_group(i, block):
            return True
        return self._names_points(i, block)

    def _names_points(self, i: int, block: Block) -> bool:
        """A line over a list of strengths or weaknesses: they are no part of what is told of the record above."""
        below = self._below(i)
        named = read_column(block.text) if isinstance(below, Block) and below.list_item else None
        if self.current is None or named is None or named.field not in ("strength", "improvement") or named.fuzzy:
            return False
        if block.text.endswith("?") and not any(card.title == self.current.index for card in self.cards.values()):
            return False  # a question inside a comment stays there
        self._close()
        return True

    def _gives_verdict(self, block: Block) -> bool:
        """Take the verdict behind a name that stands in front of one time after time: "RESULTAT: Målet nått."."""
        name, colon, value = block.text.partition(":")
        if self.current is None or not colon or fold(name) not in self.verdict_names or not read_status(value.strip()):
            return False
        if not self.current.status.printed:
            self.current.status = Mark(value.strip(), (), None, block.place)
        return True

    def _names_record(self, i: int, block: Block) -> bool:
        """A line that is only the name of a kind of record, above its title and fields."""
        if not is_record_name(self.items, i, self.verdict_fields):
            return False
        self._close()
        self.awaiting, self.introduced = read_label(f"{block.text}:"), False
        return True

    def _field_of(self, block: Block) -> str | None:
        named = field_named(block.text)
        if named or fold(block.text) not in self.verdict_fields:
            return named
        return "forecast" if "prognos" in fold(block.text) else "status"

    def _names_group(self, i: int, block: Block) -> bool:
        """A line that states the verdict of the list under it: "Genomförda uppdrag:"."""
        below = self._below(i)
        listed = isinstance(below, Block) and below.list_item and not block.list_item
        last = sentences_of(block.text)[-1:] if listed and block.text.endswith(":") else []
        group = (read_group(block.text) or next(map(read_group, last), None)) if listed else None
        if group is None or not (group.field or topic_of(block.text) or self._topic_above(i)):
            return False
        headed = self.structure.outline.section_at(i) or block.bold or block.text.endswith(":")
        if not headed and not fold(block.text).startswith("följande "):
            return False
        self._close()
        before = self.sorted[0] if self.sorted else None
        if before and before.field == group.field and not group.detail:  # "Övriga mål …" of the kind just listed
            group = group._replace(detail=before.detail)
        self.sorted = group, block
        return True

    def _open_sorted(self, i: int, block: Block, group: Group, heading: Block) -> None:
        field, detail = (group.field, group.detail) if group.field else self._topic(i)
        self._open(i, block, field or "assignment", detail)
        self.sorted_points.add(i)
        verdict = read_status(group.state)
        if self.current and verdict and verdict.tense == "forecast":
            self.current.forecast = Mark(group.state, (), None, heading.place)
        elif self.current and not self.current.status.printed:
            self.current.status = Mark(group.state, (), None, heading.place)

    def _signatures(self) -> frozenset[Signature]:
        """Tell how the titles look that have a verdict right below them."""
        found = {self.signature(i) for i in range(len(self.items)) if self.has_verdict_below(i)}
        return frozenset(signature for signature in found if signature and signature.distinct)

    def _judged_points(self) -> frozenset[int]:
        """Find the numbered points of lists of which most have a verdict below: "1. Ta fram en plan" - "Klart."."""
        found: set[int] = set()
        run: list[int] = []
        last = 0
        for i, item in enumerate(self.items):
            number = _point_number(item) if isinstance(item, Block) and i not in self.structure.skipped else None
            if number is None:
                continue
            if number != last + 1 or (run and self.structure.heading_above(i) != self.structure.heading_above(run[-1])):
                found |= self._judged_run(run)
                run = []
            run.append(i)
            last = number
        return frozenset(found | self._judged_run(run))

    def _judged_bullets(self) -> frozenset[int]:
        """Find the points of a list that most have words of their own below, which begin with a verdict."""
        told: dict[int, list[int]] = {}
        for i, item in enumerate(self.items):
            below = self._below(i)
            if isinstance(item, Block) and item.list_item and isinstance(below, Block) and not below.list_item:
                heading = self.structure.heading_above(i)
                told.setdefault(heading.index if heading else -1, []).append(i)
        return frozenset(i for run in told.values() for i in self._judged_run(run))

    def _judged_run(self, run: list[int]) -> set[int]:
        judged = [i for i in run if isinstance(below := self._below(i), Block) and stated_verdict([below.text])]
        return set(run) if len(run) > 1 and 2 * len(judged) >= len(run) else set()

    def _value(self, block: Block) -> bool:
        """Take the value of the field that the line above named."""
        field, self.field = self.field, None
        if self.current is None:
            return False
        if field == "responsible":
            self.current.responsible += read_responsible(_without_other_facts(block.text))
        elif field == "status":
            self.current.status = Mark(block.text, block.icons, None, block.place)
        else:
            self.current.forecast = Mark(block.text, block.icons, None, block.place)
        return True

    def _status_label(self, block: Block, label: Label) -> bool:
        if self.current is None or not (block.icons or self._names_verdict(label)) or _FIGURE_FIRST.match(label.rest):
            return False
        said, told = _answer(label)
        mark = Mark(said, block.icons, None, block.place)
        if label.field == "status" and not self.current.status.printed:
            self.current.status = mark
        elif label.field == "forecast":
            self.current.forecast = mark
        self.current.add_comment(told, block.place)
        return True

    def _record_label(self, i: int, block: Block, label: Label) -> bool:
        if label.rest:
            if label.detail == "activity" and not (label.number or block.bold or self._has_fields_below(i)):
                return False
            if not label.number and not _could_be_title(label.rest):
                return False
            self._open(i, block, label.field, label.detail)
            return True
        before, self.announced = self.announced, (i, label)
        if label.field == "assignment" and not label.number:
            self.listing, self.awaiting = Listing(label.detail, True), None
            self._leave_goal(block, before[0] if before and before[1].field == "goal" else -1)
            self.group += 1
            return True
        self._close()
        self.awaiting, self.introduced = label, False
        return True

    def _leave_goal(self, block: Block, announced: int) -> None:
        """A list whose heading is as high as the one that the goal stands under belongs to no goal.

        `announced` is the position of the label above, which may have announced the goals.
        """
        if not self.board:
            return
        board, outline = self.board.index, self.structure.outline
        above = [s.index for s in outline.above(board) if s.index < board]
        above += [announced] if 0 <= announced < board else []
        if any(self._is_as_high(block, i) for i in above):
            self.council = self.board = None

    def _is_as_high(self, label: Block, i: int) -> bool:
        """Say whether a label stands as high as a heading: by its level, or set as large where the file has none."""
        heading, section = self.items[i], self.structure.outline.section_at(i)
        if label.level:
            return section is not None and section.level >= label.level
        return label.bold and isinstance(heading, Block) and (label.size or 0.0) >= (heading.size or 99.0) - 0.5

    def _has_fields_below(self, i: int) -> bool:
        """Say whether the next line is a field of a record: "Ansvarig: …", "Status: …", "Startdatum: 2020-01-01"."""
        below = self._below(i)
        label = read_label(below.text) if isinstance(below, Block) else None
        fielded = label is not None and label.field in ("responsible", "status", "forecast", "comment")
        return fielded or (isinstance(below, Block) and _is_date_field(below.text))

    def _open_awaited(self, i: int, block: Block) -> None:
        label = self.awaiting
        if label is not None:
            self._open(i, block, label.field, label.detail)
        if self.entries and label is not None and label.number and not self.entries[-1].number:
            self.entries[-1].number = label.number

    def _opens_list_entry(self, i: int, block: Block) -> bool:
        """In a list of commitments a title has a symbol, is bold, or has its "Kommentar" right below."""
        if self.listing is None or not SHORTEST_TITLE <= len(block.text) <= LONGEST_TITLE:
            return False
        dates = self._dates_above_verdict(i, block) if self.listing.open else None
        headed = block.list_item or block.level or self.structure.outline.section_at(i)
        if dates or (dates is not None and not headed):
            return True
        if self.structure.outline.section_at(i) and not self._is_explained_point(i, block):
            return False
        if self.listing.open and (block.icons or block.bold):
            return True
        below = self._below(i)
        return isinstance(below, Block) and comment_rest(below.text) == ""

    def _dates_above_verdict(self, i: int, block: Block) -> int | None:
        """Count the lines that say when a work is due between its title and a verdict alone; None: no verdict there."""
        if ends_sentence(block.text) or _is_verdict_line(block) or _is_date_field(block.text):
            return None
        below = [item for item in self.items[i + 1 : i + MAX_DATES + 2] if isinstance(item, Block) and item.text]
        told = next((at for at, item in enumerate(below) if not _is_date_field(item.text)), len(below))
        if told == len(below) or read_label(below[told].text) or not _is_verdict_line(below[told]):
            return None
        return told

    def _opens_record(self, i: int, block: Block) -> bool:
        if not SHORTEST_TITLE <= len(block.text) <= LONGEST_TITLE or fold(block.text) == fold(self.report_title):
            return False
        if i in self.told.parts or fold(block.text) in self.verdict_fields or presented_by(block.text):
            return False
        if i in self.told.titles or i in self.told.parted or self._listed_above(i, block):
            return True
        if self._is_described_below(i, block) or self._ends_in_verdict(i, block) or self._is_judged_below(i, block):
            return True
        if self._is_judged_alike(i) or (self._dates_above_verdict(i, block) and self._topic_above(i)):
            return True
        if i in self.points and (self._topic_above(i) or topic_of(self.report_title)):
            return True
        signals = any(_is_signal(icon) or self._is_explained(i, icon) for icon in block.icons)
        listed = signals and (block.list_item or block.bold or self._stands_in_list(i))
        if listed and (self._topic_above(i) or self._topic_explained(i)):
            return True
        signature = self.signature(i)
        if signature is None or not signature.distinct:
            return False
        if self._is_commented_alike(i, block):
            return True
        return self.has_verdict_below(i) or (signature in self.signatures and self._strong(signature))

    def _is_judged_alike(self, i: int) -> bool:
        """Say whether a plain heading has a verdict alone on the line below, as the last record has, set alike."""
        last = self.current.index if self.current else None
        section = self.structure.outline.section_at(i)
        if last is None or section is None or section.kind != "other" or self.signature(i) != self.signature(last):
            return False
        below = [self._below(at) for at in (i, last)]
        return all(isinstance(each, Block) and not each.list_item and _is_verdict_line(each) for each in below)

    def _stands_in_list(self, i: int) -> bool:
        """Say whether the line over or under a plain one has a symbol that the legend explains, as this one has."""
        beside = (self.items[at] for at in (i - 1, i, i + 1) if 0 <= at < len(self.items))
        marked = [item for item in beside if isinstance(item, Block) and item.text and item.icons]
        return len(marked) > 1 and all(self._is_explained(i, icon) for item in marked for icon in item.icons)

    def _is_commented_alike(self, i: int, block: Block) -> bool:
        """Say whether a heading with "Kommentar" right below looks like the last record: it lacks its verdict."""
        below = self._below(i)
        last = next((entry for entry in reversed(self.entries) if not entry.tabular), None)
        item = self.items[last.index] if last else None
        if not isinstance(below, Block) or comment_rest(below.text) != "" or not isinstance(item, Block):
            return False
        section = self.structure.outline.section_at(i)
        alike = block.color == item.color and self.signature(i) == self.signature(last.index if last else i)
        return alike and section is not None and section.kind == "other"

    def _listed_above(self, i: int, block: Block) -> Entry | None:
        """Give the record of a table above whose title a heading repeats: what is told of it stands there."""
        if not (self.structure.outline.section_at(i) or (block.list_item and block.bold)):
            return None
        title = fold(_CODE.sub("", bare_title(block.text)[0]))
        return next((e for e in self.entries if e.tabular and fold(_CODE.sub("", e.title)) == title), None)

    def _is_explained_point(self, i: int, block: Block) -> bool:
        """Say whether a line that only looks like a heading has a symbol that the legend explains: "◆ Bygga om"."""
        return block.level is None and any(self._is_explained(i, icon) for icon in block.icons)

    def _is_explained(self, i: int, icon: Icon) -> bool:
        """Say whether the report's legend gives a symbol a verdict, whatever it looks like."""
        legend = self.structure.legend.near(i)
        alike = (e for e in legend.entries if (e.shape, e.color, e.glyph) == (icon.shape, icon.color, icon.glyph))
        return any(entry.meaning is not None for entry in alike)

    def _is_described_below(self, i: int, block: Block) -> bool:
        """A line right above "Status: …" or "Måluppfyllelse: …" is a record's title, however it looks."""
        below = self._below_fields(i)
        if below is None or self._is_repeated_field(block) or (ends_sentence(block.text) and len(block.text) > 160):
            return False
        if self.current and not self.current.status.printed and self._tells(i, block):
            return False
        section = self.structure.outline.section_at(i)
        if section and section.kind in ("chapter", "area"):
            return False
        label = read_label(below.text)
        if label is None or label.field not in ("status", "forecast") or not _could_be_title(block.text):
            return False
        return bool(below.icons) or self._names_verdict(label)

    def _below_fields(self, i: int) -> Block | None:
        """Give the line below a title, or below lines such as "Beslut: …" that every record of the list has there."""
        for item in self.items[i + 1 : i + MAX_TOLD]:
            if not isinstance(item, Block) or not self._is_repeated_field(item):
                return item if isinstance(item, Block) else None
        return None

    def _is_repeated_field(self, block: Block) -> bool:
        name, colon, value = block.text.partition(":")
        return bool(colon and value.strip()) and fold(name) in self.repeated_names

    def _repeated_names(self) -> tuple[frozenset[str], frozenset[str], str | None]:
        """Find what stands in front of a colon time after time and is no known label, and where verdicts follow.

        Where one of them only stands in front of sentences it names the comment: "Så har vi gjort: Planen är antagen.".
        """
        behind: dict[str, list[str]] = {}
        for item in self.items:
            name, colon, value = item.text.partition(":") if isinstance(item, Block) else ("", "", "")
            label = read_label(_unmarked(item)) if isinstance(item, Block) else None
            if colon and value.strip() and len(name) <= MAX_ENTRY and (label is None or label.field == "outcome"):
                behind.setdefault(fold(name), []).append(value.strip())
        often = {name: values for name, values in behind.items() if len(values) >= MIN_REPEATED}
        judging = (name for name, values in often.items() if all(map(read_status, values)))
        telling = [n for n, values in often.items() if all(map(ends_sentence, values)) and not _AHEAD.search(n)]
        return frozenset(often), frozenset(judging), telling[0] if len(telling) == 1 else None

    def _names_verdict(self, label: Label) -> bool:
        """Say whether a label's words are a verdict, or stand where others under the same label are one."""
        verdict = divide_entry(_answer(label)[0])[0]
        if not verdict or len(verdict) > MAX_VERDICT_LINE:
            return False
        if fold(verdict) in self.steps:
            return True
        return read_status(verdict) is not None or fold(label.printed) in self.verdict_labels

    def _verdict_labels(self) -> frozenset[str]:
        """Find the labels in front of verdicts of which most are understood: what else stands there is one, too."""
        found: dict[str, list[bool]] = {}
        for item in self.items:
            label = read_label(item.text) if isinstance(item, Block) else None
            if label and label.field == "status" and 0 < len(label.rest) <= MAX_ENTRY:
                found.setdefault(fold(label.printed), []).append(read_status(label.rest) is not None)
        return frozenset(name for name, read in found.items() if len(read) > 2 and 2 * sum(read) >= len(read))

    def _tells(self, i: int, block: Block) -> bool:
        """Say whether a sentence a few lines below a labelled title tells of that record."""
        opened = self.items[self.current.index] if self.current else None
        label = read_label(opened.text) if isinstance(opened, Block) else None
        near = bool(self.current and i - self.current.index <= MAX_TOLD)
        told = bool(label) or bool(self.current and self.current.index in self.told.titles)
        return near and told and ends_sentence(block.text) and not NORM.search(block.text)

    def _ends_in_verdict(self, i: int, block: Block) -> bool:
        """A title may end in its status: a bold line, or a point of a list of assignments."""
        pointed = block.list_item or _point_number(block) is not None
        if block.list_item and verdict_head(_unmarked(block)):
            topic = self._topic_above(i)
            return bool(topic and topic[0] == "assignment")
        if pointed and judged_inside(block.text):
            return bool(self._topic_above(i) or topic_of(self.report_title))
        if not ends_like_verdict(block.text, point=pointed):
            return False
        if not (pointed or block.bold or self.structure.outline.section_at(i) or has_leaders(block.text)):
            return False
        topic = self._topic_above(i) or topic_of(self.report_title)
        return bool(
            topic
            and (topic[0] == "assignment" or not block.list_item or self._coded(i, block.text))
            and (self._tail(i, block.text) or (pointed and verdict_inside(block.text)))
        )

    def _tail(self, i: int, text: str) -> tuple[str, str] | None:
        return verdict_tail(text) or self._coded(i, text)

    def _coded(self, i: int, text: str) -> tuple[str, str] | None:
        """Part a title from the letter in brackets at its end that the report's legend explains: "… [P]"."""
        parted = code_at_end(text)
        words = {fold(e.word) for e in self.structure.legend.near(i).entries if e.word} if parted else set()
        return parted if parted and fold(parted[1]) in words else None

    @staticmethod
    def _is_judged(entry: Entry) -> bool:
        return entry.status.printed or stated_verdict(entry.comment) is not None

    def _is_judged_below(self, i: int, block: Block) -> bool:
        """Under a heading about goals what shall be, or a numbered bold line, is one when the next says if met.

        So it is with assignments, under a heading about these.
        """
        below = self._below(i)
        said = judged_by(below.text.partition(" ")[0]) if isinstance(below, Block) else None
        if not isinstance(below, Block) or not said:
            return False
        if not NORM.search(block.text) and not (block.bold and split_number(block.text)[1]):
            return False
        if self.current and not self._is_judged(self.current):
            return False
        topic = self._topic_above(i)
        return bool(topic and topic[0] == said and stated_verdict([below.text]))

    def _strong(self, signature: Signature) -> bool:
        """A look that running text and plain headings never have opens a record even without a verdict below."""
        return signature.marker or signature.given_to or signature.charged

    def signature(self, i: int) -> Signature | None:
        """Tell how the block at `i` looks."""
        block = self.items[i]
        if not isinstance(block, Block) or i in self.structure.skipped:
            return None
        above = self.items[i - 1] if i else None
        marker = isinstance(above, Block) and bool(above.text) and not _has_letters(above.text)
        return Signature(
            level=block.level,
            bold=block.bold,
            size=round(block.size) if block.size else None,
            marker=marker,
            given_to=bool(trailing_responsible(block.text)[1]),
            charged=len(block.text) <= LONGEST_TITLE and bool(assigned_bodies(block.text)),
            listed=block.list_item,
        )

    def has_verdict_below(self, i: int) -> bool:
        """Say whether the block at `i` has a verdict on a line of its own right below it."""
        block, below = self.items[i], self._below(i)
        if not isinstance(block, Block) or not isinstance(below, Block) or i in self.structure.skipped:
            return False
        if below.list_item or not SHORTEST_TITLE <= len(block.text) <= LONGEST_TITLE:
            return False
        if read_label(block.text) or not _is_verdict_line(below) or _is_verdict_line(block):
            return False
        signature = self.signature(i)
        sorted_ = (block.list_item or topic_of(block.text)) and self._heads_list(i)
        return bool(signature and signature.distinct) and not sorted_

    def _heads_list(self, i: int) -> bool:
        """Say whether the line below a point is the head of a list of its own: "Pågående"."""
        after = self.items[i + 2] if i + 2 < len(self.items) else None
        return isinstance(after, Block) and after.list_item

    def _below(self, i: int) -> object | None:
        return next(
            (self.items[j] for j in range(i + 1, min(i + 3, len(self.items))) if j not in self.structure.skipped), None
        )

    def _topic(self, i: int) -> tuple[str, str | None]:
        below = self._below(i)
        said = topic_of(_verdict_text(below)) if isinstance(below, Block) and _is_verdict_line(below) else None
        if said:
            return said if said[0] == "assignment" else ("goal", self._level_here(i))
        told = self.told.titles.get(i)
        above = self._topic_above(i)
        if told and (above is None or (above[0] != told and not self._is_labelled(i))):
            return told, self._level_here(i) if told == "goal" else "assignment"
        if above:
            return above
        return self._topic_explained(i) or topic_of(self.report_title) or ("assignment", "assignment")

    def _is_labelled(self, i: int) -> bool:
        """Say whether a label right above names what a title is, or one above titles that look like it and no goal."""
        if self.announced is None or self.announced[0] == i - 1:
            return self.announced is not None
        last, look = self.entries[-1] if self.entries else None, self.signature(i)
        listed = self.listing is not None and last is not None and last.field == "assignment"
        goal = self.signature(self.board.index) if self.board else None
        return listed and last is not None and look == self.signature(last.index) and look != goal

    def _topic_above(self, i: int) -> tuple[str, str | None] | None:
        """Tell what the headings above, or a label alone on its line below them, say that the records here are."""
        stack = [section for section in reversed(self.structure.outline.above(i)) if section.index != i]
        start, label = self.announced or (-1, None)
        ends = (
            section.kind in ("chapter", "area") or topic_of(section.title) for section in stack if section.index > start
        )
        if label and not any(ends):
            return label.field, label.detail
        said = next((topic for section in stack if (topic := self._topic_said(section))), None)
        return said or self._presented_above(i) or self._topic_before(i)

    def _topic_explained(self, i: int) -> tuple[str, str | None] | None:
        """Tell what the legend says that the symbol of a title judges: "Målet bedöms nås"."""
        item = self.items[i]
        icons = item.icons if isinstance(item, Block) else ()
        legend = self.structure.legend.near(i)
        keys = {(icon.shape, icon.color, icon.glyph) for icon in icons}
        texts = (entry.text for entry in legend.entries if (entry.shape, entry.color, entry.glyph) in keys)
        field = next((field for text in texts if (field := judged_by(text))), None)
        return ("goal", self._level_here(i)) if field == "goal" else (field, "assignment") if field else None

    def _topic_said(self, section: Section) -> tuple[str, str | None] | None:
        """Tell what a heading and the line below it say that the records under it are."""
        below = self._below(section.index)
        return topic_under(section.title, below.text if isinstance(below, Block) else "")

    def _topic_before(self, i: int) -> tuple[str, str | None] | None:
        """Tell what the heading in front of a row of records says: in plain text it looks no higher than they do."""
        if not self.structure.outline.section_at(i):
            return None
        at = bisect_left(self._heads, i, key=lambda section: section.index)
        return topic_of(self._heads[at - 1].title) if at else None

    @cached_property
    def _heads(self) -> list[Section]:
        """The headings that do not end with a verdict, as titles of records do."""
        return [section for section in self.structure.outline.sections if not self._tail(section.index, section.title)]

    def _presented_above(self, i: int) -> tuple[str, str | None] | None:
        """Tell what records the nearest paragraph under the same heading presents."""
        heading = self.structure.heading_above(i)
        for j in range(i - 1, max(heading.index if heading else -1, i - MAX_PRESENTED), -1):
            item = self.items[j]
            if isinstance(item, Block) and (topic := presented_by(item.text)):
                return topic
        return None

    def _level_here(self, i: int) -> str | None:
        topics = [topic_of(section.title) for section in reversed(self.structure.outline.above(i))]
        return next((topic[1] for topic in topics if topic and topic[0] == "goal" and topic[1]), None)

    def _open(self, i: int, block: Block, field: str, detail: str | None) -> None:
        text, tail, fields = self._parts(i, block, field)
        title, number, responsible = bare_title(text)
        entry = Entry(field, detail, title, block.place, i, self.group, number=number, responsible=responsible)
        if tail:
            entry.status = Mark(tail, (), None, block.place)
        if block.icons and self._is_foretold(i):
            entry.forecast = Mark("", block.icons, None, block.place)
        elif block.icons:
            entry.status = Mark("", block.icons, None, block.place)
        entry.area = self._area(i)
        self._link(entry)
        self.entries.append(entry)
        self.current = entry
        self.awaiting = None
        self._take_leading(entry)
        for part in fields:
            self._field_inside(i, replace(block, text=part.strip(), icons=(), list_item=False))

    def _is_foretold(self, i: int) -> bool:
        """Say whether the nearest heading about records says that their symbols are a forecast: "Prognos för målen"."""
        titles = (section.title for section in reversed(self.structure.outline.above(i)) if section.index != i)
        return bool(_FORETOLD.search(fold(next(filter(topic_of, titles), ""))))

    def _parts(self, i: int, block: Block, field: str) -> tuple[str, str, list[str]]:
        """Part a record's opening line into its title, the verdict in it, and further fields."""
        if i in self.told.parted:
            title, told = self.told.parted[i]
            return title.rstrip("."), "", [told]
        head, *fields = fields_inside(block.text)
        led = verdict_head(_unmarked(block)) if block.list_item and field == "assignment" else None
        text, tail = led or self._tail(i, head) or (head.rstrip(".") if fields else head, "")
        judged = self.sorted is not None  # by the heading of its list
        if not tail and not judged and (block.list_item or _point_number(block)) and (parted := verdict_inside(head)):
            text, tail, told = parted
            fields = [told, *fields] if told else fields
        return text, tail, fields

    def _take_leading(self, entry: Entry) -> None:
        """Give a record the label lines that stood above its title."""
        for i, line in self.leading:
            label = read_label(_unmarked(line))
            if label and is_number_line(label):
                entry.number = entry.number or label.number or label.rest or None
            elif label:
                self._label(i, line, label)
        self.leading = []

    def _field_inside(self, i: int, block: Block) -> None:
        """Take a field that is printed on the line of its record: "Mål 1: … Status: Uppfyllt. Kommentar: …"."""
        label = read_label(block.text)
        if label and label.field in ("status", "forecast") and len(sentences_of(label.rest)) < 2:
            label = label._replace(rest=label.rest.rstrip("."))
        if label is None or not self._label(i, block, label):
            self._paragraph(block)

    def _link(self, entry: Entry) -> None:
        if entry.field == "assignment":
            entry.parent = self.board
            return
        self.listing = None
        if entry.detail is None and any(
            is_body(section.title) for section in self.structure.outline.above(entry.index)
        ):
            entry.detail = "board"
        if entry.detail == "council":
            self.council = self.board = entry
        else:
            entry.parent = self._parent_goal(entry)
            self.board = entry

    def _parent_goal(self, entry: Entry) -> Entry | None:
        if entry.detail == "sub" and self.board and self.board.detail != "sub":
            return self.board
        return self.council

    def _area(self, i: int) -> str | None:
        """Give the heading that names the area: one with an area word, else the nearest that is no chapter or part."""
        records = {entry.index for entry in self.entries}
        last = self.entries[-1] if self.entries else None
        between = [s.index for s in self.structure.outline.sections if last and last.index < s.index < i]
        if last and between and self.divided.issuperset(between):
            return last.area
        stack = [s for s in self.structure.outline.above(i) if s.index != i and s.index not in records]
        named = [section for section in stack if section.kind == "area"]
        if named:
            return named[-1].title
        nearest = next((section for section in reversed(stack) if section.kind != "part"), None)
        return nearest.title if nearest and self._names_area(nearest) else None

    def _names_area(self, section: Section) -> bool:
        """Say whether a plain heading could be an area: no report title, body or place, not about records."""
        title = section.title
        if (
            section.kind != "other"
            or fold(title) == fold(self.report_title)
            or topic_of(title)
            or kind_of(title, strong=True)
            or _IN_MONEY.search(title)
        ):
            return False
        return not is_body(title.partition(",")[0]) and read_municipality(title.rpartition(",")[2].strip()) is None

    def _heading(self, section: Section, block: Block) -> None:
        asks = section.title.endswith("?") and not self._stands_over(block)
        if self.current and not asks and self._divides_record(section) and self._leads_to_others(section):
            self._close()
            return
        if self.current and (asks or self._divides_record(section)):
            self.current.add_comment(block.text, block.place)
            self.divided.add(section.index)
            return
        self._close()
        self.listing = None
        self.sorted = None
        self.board = None
        if section.kind in ("chapter", "area", "other"):
            self.council = None

    def _leads_to_others(self, section: Section) -> bool:
        """Say whether a heading that comes back leads to records of another kind: a goal's assignments, strengths."""
        below = self._below(section.index)
        if not isinstance(below, Block):
            return False
        named = read_column(section.title)
        if below.list_item and named.field in ("strength", "improvement") and not named.fuzzy:
            return True
        topic = topic_of(section.title)
        other = topic is not None and self.current is not None and topic[0] == "assignment" != self.current.field
        return other and self._opens_record(section.index + 1, below)

    def _stands_over(self, block: Block) -> bool:
        """Say whether a heading is marked as higher than the title of the open record, which it ends."""
        title = self.items[self.current.index] if self.current else None
        return isinstance(title, Block) and bool(title.level and block.level and block.level < title.level)

    def _divides_record(self, section: Section) -> bool:
        """Say whether a heading parts what is told of the open record: it comes back under other labelled ones."""
        if section.index in self.told.parts:
            return True
        if section.index not in self.told.recurring or section.kind in ("chapter", "area") or self.current is None:
            return False
        opening = self.items[max(0, self.current.index - 1) : self.current.index + 1]
        labels = [read_label(item.text) for item in opening if isinstance(item, Block)]
        return any(label.field == self.current.field and label.number for label in labels if label)

    def _close(self) -> None:
        self.current = None
        self.awaiting = None

    def _paragraph(self, block: Block) -> None:
        if _is_date_field(block.text):
            return
        rest = comment_rest(block.text)
        if self.current and (
            _divides_all(block.text, self.current.field) or self._sums_up(block) or self._ends_sorted(block)
        ):
            self._close()
        if self._is_left_uncommented(block, rest):
            self._close()
            self.listing = None
        if self.current is None:
            self._rest_of_list(block)
            return
        text = self._without_comment_name(block.text) if rest is None else rest
        if block.list_item and not re.match(r"\W", text):
            text = f"• {text}"
        self.current.add_comment(text, block.place)

    def _without_comment_name(self, text: str) -> str:
        """Take the name that all records of a form have in front of their comment off the first words of one."""
        name, colon, told = text.partition(":")
        named = colon and self.current and not self.current.comment and fold(name) == self.comment_name
        return told.strip() if named else text

    def _is_left_uncommented(self, block: Block, rest: str | None) -> bool:
        """Say whether a point has no "Kommentar" where the others of its list have one: text below is not its own."""
        entry = self.current
        if entry is None or rest is not None or block.list_item or entry.field != "assignment":
            return False
        beside = [e for e in self.entries if e.group == entry.group and e.comment]
        explained = any(self._is_explained(entry.index, icon) for icon in entry.status.icons)
        left = explained and not entry.comment and id(entry) not in self.commented
        return left and bool(beside) and all(id(e) in self.commented for e in beside)

    def _sums_up(self, block: Block) -> bool:
        """Say whether a paragraph says how many of all records read so far are reached: "Fyra av sex mål är nådda"."""
        if self.current is None or block.list_item or " av " not in block.text or len(block.text) > LONGEST_TITLE:
            return False
        alike = [entry for entry in self.entries if entry.field == self.current.field]
        counts = (count for count in find_counts(block.text) if count.part is not None)
        return len(alike) > 1 and any(c.field == self.current.field and c.whole == len(alike) for c in counts)

    def _ends_sorted(self, block: Block) -> bool:
        """Say whether text below a list that a heading sorts belongs to no point, as none has any told of it."""
        at = [entry.index for entry in self.entries if entry.index in self.sorted_points]
        if block.list_item or len(at) < 2 or self.current is None or self.current.index != at[-1]:
            return False
        return not self.current.comment and not any(e.comment for e in self.entries if e.index in at[-NEAR_POINTS:])

    def _rest_of_list(self, block: Block) -> None:
        """Text right under a repeated list header is the rest of the comment above the page break."""
        if not self.listing or not self.entries or self.entries[-1].field != "assignment":
            return
        last = self.entries[-1]
        if self.listing.open or (block.text[:1].islower() and not ends_sentence("".join(last.comment[-1:]))):
            last.add_comment(block.text, block.place)

    # Tables

    def _grid(self, grid: Grid) -> None:
        topic = self._grid_topic(grid)
        if plate := plate_of(grid):
            self._plate(grid, plate, topic)
            return
        if is_list(grid):
            self._list(grid)
        elif is_record_table(grid, topic[0] if topic else None):
            self._rows(grid, topic or ("goal", None))
        elif grid.header and grid.fields() & {"indicator", "outcome", "budget", "forecast"}:
            self.listing = None
        self.awaiting = None
        if is_list(grid) or (is_indicator_table(grid) and (self._lacks_comment() or self._goes_on(grid.end))):
            return
        self.current = None

    def _plate(self, grid: Grid, plate: Plate, topic: tuple[str, str | None] | None) -> None:
        """Open the record that a table of one row is; under a heading that names goals and more it is a goal."""
        field, detail = topic or ("goal", None)
        if any(re.search(r"\bmål\b", fold(section.title)) for section in self.structure.outline.above(grid.index)):
            field, detail = "goal", self._level_here(grid.index)
        title, number, responsible = bare_title(plate.title.text)
        self.group += 1
        entry = Entry(field, detail, title, plate.title.place, grid.index, self.group, number=plate.number or number)
        entry.status, entry.responsible, entry.area = plate.mark, responsible, self._area(grid.index)
        self._link(entry)
        self.entries.append(entry)
        self.current, self.awaiting = entry, None
        for cell in plate.comment:
            entry.add_comment(cell.text, cell.place)

    def _lacks_comment(self) -> bool:
        """A goal is often followed by its indicators first and by the words about it after them."""
        if self.current is None or self.current.field != "goal":
            return False
        stated = stated_verdict(self.current.comment) if len(self.current.comment) == 1 else None
        return not self.current.comment or (stated is not None and stated.own_line)

    def _goes_on(self, i: int) -> bool:
        """Say whether a heading inside what is told of a record stands right below its figures."""
        return self.current is not None and i in self.told.parts

    def _list(self, grid: Grid) -> None:
        position = next(i for i, column in enumerate(grid.columns) if column.field != "empty")
        column = grid.columns[position]
        last = next((entry for entry in reversed(self.entries) if entry.field == column.field), None)
        self.group += 1
        entries = ListReader(
            grid, column, position, self.group, last if self.listing or self._continues(last) else None
        ).read()
        for entry in entries:
            entry.area = entry.area or self._area(grid.index)
            self._link(entry)
        self.entries += entries
        self.current = None
        self.listing = Listing(column.detail, False) if column.field == "assignment" else None

    def _continues(self, last: Entry | None) -> bool:
        return last is not None and bool(self.entries) and self.entries[-1] is last

    def _titled_area(self, grid: Grid) -> str | None:
        """Give the title of a table that is one of several alike but for their titles: these name areas."""
        heads = [column.label for column in grid.columns]
        alike = (g for g in self.structure.grids if g.title and [column.label for column in g.columns] == heads)
        titles = {each.title for each in alike}
        title = grid.title
        return title if title and len(titles) > 1 and not topic_of(title) and not is_body(title) else None

    def _rows(self, grid: Grid, topic: tuple[str, str | None]) -> None:
        self.group += 1
        entries = RowReader(grid, topic, self.group, self._last_of_same(grid)).read()
        for entry in entries:
            entry.area = entry.area or self._titled_area(grid) or self._area(grid.index)
            if entry.parent is None and entry.field == "assignment":
                entry.parent = self.board
            elif entry.parent is None and entry.detail in ("board", "sub"):
                entry.parent = self.council or (self.board if entry.detail == "sub" else None)
        if [entry.field for entry in entries] == ["goal"]:
            entries[0].alone = True
            self.board = entries[0]
        self.entries += entries
        self.current = None
        self.listing = None

    def _last_of_same(self, grid: Grid) -> Entry | None:
        """Give the last record above when it was printed in a table with this one's header."""
        last = self.entries[-1] if self.entries else None
        above = next((g for g in self.structure.grids if last and g.index == self.listed_in), None)
        labels = [column.label for column in grid.columns]
        self.listed_in = grid.index
        return last if above and [column.label for column in above.columns] == labels else None

    def _grid_topic(self, grid: Grid) -> tuple[str, str | None] | None:
        """Tell what a table is about: its rows, its caption, the line above it or the headings over it say so."""
        first = read_label(grid.rows[0].text(0)) if grid.rows and not grid.header else None
        if first and first.number and first.field in ("goal", "assignment"):
            return first.field, first.detail
        above = self.items[grid.index - 1] if grid.index else None
        texts = [grid.title or "", above.text if isinstance(above, Block) and len(above.text) < 200 else ""]
        texts += [section.title for section in reversed(self.structure.outline.above(grid.index))]
        return next((topic for text in texts if text and (topic := topic_of(text))), None)


_LIGHTS = frozenset({"green", "yellow", "orange", "red"})
_WORK_SIGNS = frozenset({"in_progress", "postponed", "discontinued"})
_IN_MONEY = re.compile(r"\((?:belopp i )?(?:[tm]?kr|kkr|mnkr|mkr|tusental kronor|miljoner kronor)\)", re.I)
"""What heads a table of money and names no area: "Investeringar (tkr)"."""
_FORETOLD = re.compile(r"^(?:helårs)?prognos|(?:prognos|bedömning) för (?:hel)?året$|helårsbedömning")
_LETTERED = re.compile(r"^[a-zåäö]\)\s+")
_CODE = re.compile(r"^[A-ZÅÄÖ]{1,4}\d{1,2}(?:\.\d{1,2})?\s+")
_ASIDE = re.compile(r"\s[·•|]\s")
_BULLET = re.compile(r"^[•·▪◦‣*–-]\s+")
_PLAN = re.compile(r"\b(?:handlings|åtgärds|aktivitets|genomförande)(?:plan|program)(?:en|er|erna|met)?\b", re.I)
_POINT = re.compile(r"^(?P<number>\d{1,2})[.)]\s+[^\W\d]")


def _point_number(block: Block) -> int | None:
    match = _POINT.match(block.text) if SHORTEST_TITLE <= len(block.text) <= LONGEST_TITLE else None
    if match and read_heading(block.text).kind in ("chapter", "area"):
        return None
    return int(match["number"]) if match else None


_ANNOUNCES = re.compile(
    r"\b(?:följande|nedanstående)\b.{0,40}?(?:mål(?:en)?|uppdrag(?:en)?|åtaganden|aktiviteter|indikatorer):?$"
)


_BARE_TARGET = re.compile(
    r"(?:minst|lägst|högst|max(?:imalt)?|över|under|[<>≤≥])?\s*[-−–]?\d[\d .,]*\s*(?:%|procent|\w{1,6})?", re.I
)
"""What a key figure should reach, and no goal by itself: "Mål: minst 95 %"."""


def _could_be_title(text: str) -> bool:
    """Say whether a text could name a record: neither the name of a column nor a field with its value."""
    if len(text) < SHORTEST_TITLE or read_label(text) or names_person(text) or _ANNOUNCES.search(text):
        return False
    if _BARE_TARGET.fullmatch(text):
        return False
    name, colon, value = text.partition(":")
    if colon and (read_date(value.strip()) or read_number(value.strip())):
        return False
    if colon and value.strip():
        return read_column(name).field in ("unknown", "goal", "assignment")
    return text.count(" ") >= 2 or read_column(text).field == "unknown"


def _is_about_assignments(title: str) -> bool:
    """Say whether a heading names assignments, or a plan, which consists of them: "Uppföljning av åtgärdsplanen"."""
    return (topic_of(title) or ("", None))[0] == "assignment" or bool(_PLAN.search(title))


def _divides_all(text: str, field: str) -> bool:
    """Say whether a paragraph begins with what became of all records: "Av de fem mål som nämnden hade nåddes tre."."""
    first = next(find_counts(text[:LONGEST_TITLE]), None) if text[:3].lower() == "av " else None
    if first is None or first.start or not first.parted:
        return False
    return first.field == field and first.detail not in ("sub", "activity")


_AHEAD = re.compile(r"nästa|fram|fortsatt|risk|åtgärd|plan|behov|mål|orsak")
"""What a name in front of sentences says that is more than that they comment: it stays with them."""
_FIGURE_FIRST = re.compile(r"\D{0,12}\d[\d ,]*(?: ?%| \w+)?\. \S")
"""What is told with figures first, of which the verdict is but a sentence: "Utfall: 34 procent. Målet nås."."""
_DECISION = re.compile(
    r"(?:[\wåäöÅÄÖ-]{2,30},? )?(?:den )?(?:(?:19|20)\d\d-\d\d-\d\d,? )?§+ ?\d{1,4}"
    r"|[\wåäöÅÄÖ-]{2,30},? (?:den )?(?:19|20)\d\d-\d\d-\d\d|(?:dnr )?[A-ZÅÄÖ]{2,5}[ /-]?\d{2,6}[/:-]\d{1,5}",
    re.I,
)


def _answer(label: Label) -> tuple[str, str]:
    """Part a verdict behind its label from what is told of it: "Status: Målet nås inte. Köken är få.".

    The word that answers a question may begin the sentence: "Nådde vi målet? Nej, köken är få.".
    """
    first = re.split("[,;] ", label.rest, maxsplit=1)[0]
    if label.printed.endswith("?") and first != label.rest and read_status(first) is not None:
        return first, label.rest
    said = next(iter(sentences_of(label.rest)), "")
    told = label.rest.partition(said)[2].strip() if said else ""
    if not told or read_status(said) is None or stated_verdict([told]) or read_label(told):
        return label.rest, ""
    return said, told


def _is_date_field(text: str) -> bool:
    """Say whether a line is a date or a decision with its name: "Startdatum: 2020-01-01", "Beslut: KF § 14"."""
    name, colon, value = text.partition(":")
    if not colon or len(name) > 30:
        return tells_when(text)
    return read_date(value.strip()) is not None or _DECISION.fullmatch(value.strip()) is not None


def _unmarked(block: Block) -> str:
    """Give a block's text without its bullet: a list may set a record's fields as points."""
    return without_list_number(_LETTERED.sub("", _BULLET.sub("", block.text) if block.list_item else block.text))


def _verdict_text(block: Block) -> str:
    """Give the words of a verdict's line: those that are printed, else those that describe its symbol."""
    return block.text or " ".join(icon.alt for icon in block.icons if icon.alt)


def _without_other_facts(text: str) -> str:
    """Give who is responsible, of a line that tells more behind dots or bars: "Kansliet · Genomfört till 20 %".

    Example:
        >>> _without_other_facts("Kansliet · Genomfört till 20 %"), _without_other_facts("KS | BUN")
        ('Kansliet', 'KS; BUN')
    """
    parts = _ASIDE.split(text)
    named = [part for part in parts[1:] if not (re.search(r"\d", part) or read_status(part) or read_label(part))]
    return "; ".join([parts[0], *named])


def _has_letters(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _is_verdict_line(block: Block) -> bool:
    """Say whether a block is nothing but a verdict: short, and stating one on a line of its own."""
    if block.icons and not block.text:
        return True
    if not block.text or len(block.text) > MAX_VERDICT_LINE or "\n" in block.text:
        return False
    label = read_label(block.text)
    if label and label.field == "status":
        return read_status_cell(label.rest) is not None and read_status(label.rest) is not None
    stated = stated_verdict([block.text])
    return bool(stated and stated.own_line)


def _is_signal(icon: Icon) -> bool:
    """Say whether a list item's symbol judges it: a light, or a sign of work under way or halted, never a bullet."""
    if icon.color in _LIGHTS:
        return True
    verdict = read_symbol(shape=icon.shape, glyph=icon.glyph) if icon.glyph else None
    return verdict is not None and verdict.code in _WORK_SIGNS
