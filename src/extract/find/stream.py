"""Goals and assignments in reading order: headings and labels open them, paragraphs fill them, tables list them.

The same walk serves running text ("Nämndsmål", title, comment), lists ("Åtagande" with a "Kommentar" each), paragraphs
whose second line is the verdict, and record tables, because reports mix them freely. The walk decides in which order a
line is tried: what the document says as a whole is in its `survey`, what is open in the `state`, which lines are
titles in `openings`, what they are in `headed`, and what goes into the open record in `filling`.
"""

from __future__ import annotations

from dataclasses import replace

from ...normalize.column import read_column
from ...normalize.group import Group, read_group
from ...normalize.label import Label, read_label
from ...normalize.person import names_person
from ...normalize.status import read_status, sentences_of
from ...normalize.text import ends_sentence, fold
from ..document import Block
from ..field_lines import is_record_name
from ..outline import Section, is_signature
from ..structure import Structure
from .areas import Areas
from .cards import Card
from .counted import without_mere_lists
from .entry import Entry, Mark, bare_title, split_number
from .filling import Filling
from .headed import Headed
from .lineage import Lineage
from .lines import ANNOUNCES, could_be_title, has_letters, point_number, unmarked, without_code
from .openings import Openings
from .record_tables import RecordTables
from .state import Listing, State
from .survey import Survey, survey_of
from .title_line import fields_inside, two_fields, verdict_head, verdict_inside
from .told import is_number_line
from .topic import LONGEST_TITLE, NORM, SHORTEST_TITLE, presented_by, tells_of_goals, topic_of


def entries_of(structure: Structure, title: str | None = None) -> list[Entry]:
    """Collect every goal and assignment that is printed, in printed order, overview and detail alike."""
    return _Walk(survey_of(structure, title or "")).walk()


class _Walk:
    """One pass over the document's items."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.structure = survey.structure
        self.items = survey.items
        self.looks = survey.looks
        self.state = State()
        self.headed = Headed(survey, self.state)
        self.areas = Areas(survey, self.state)
        self.lineage = Lineage(survey, self.state)
        self.openings = Openings(survey, self.state, self.headed)
        self.filling = Filling(survey, self.state)
        self.tables = RecordTables(survey, self.state, self.headed, self.areas, self.lineage)
        self.leading: list[tuple[int, Block]] = []

    def walk(self) -> list[Entry]:
        """Read all items, then settle what only all records together tell."""
        end = 0
        for i, item in enumerate(self.items):
            if i < end or i in self.structure.skipped:
                continue
            if i in self.survey.cards:
                end = self._card(self.survey.cards[i])
            elif isinstance(item, Block):
                self._block(i, item)
            elif grid := self.structure.grid_at(i):
                self.tables.take(grid)
                end = grid.end
        self.state.entries = without_mere_lists(self.state.entries, self.survey.counted)
        self.areas.settle()
        self.lineage.leave_shared_lists()
        self.areas.share()
        return self.state.entries

    def _block(self, i: int, block: Block) -> None:
        """Take a line for the first thing that it can be."""
        if self._is_counted(i, block) or self._is_aside(i, block):
            return
        if (self.state.named_field and self.filling.take_value(block)) or self._takes_fields(i, block):
            return
        label = read_label(unmarked(block)) or self.openings.heads_judged_points(i, block)
        if label and self._label(i, block, label):
            return
        if self.filling.gives_verdict(block) or self._names_something(i, block):
            return
        self._unlabelled(i, block)

    def _unlabelled(self, i: int, block: Block) -> None:
        """Take a line that nothing names: a title, a heading or a paragraph."""
        if block.text.endswith("?"):  # the box of facts beside the text, and not the title that a label announced
            self.state.awaiting = None
        if self._is_awaited(i, block):
            self._open_awaited(i, block)
        elif self.openings.opens_list_entry(i, block):
            self._open(i, block, "assignment", self.state.listing.detail if self.state.listing else None)
        elif self.state.sorted and block.list_item and SHORTEST_TITLE <= len(block.text) <= LONGEST_TITLE:
            self._open_sorted(i, block, *self.state.sorted)
        elif self.openings.opens_record(i, block):
            listed = self.openings.listed_above(i, block)
            field, detail = (listed.field, listed.detail) if listed else self.headed.topic(i)
            self._open(i, replace(block, text=without_code(block.text)) if listed else block, field, detail)
        elif section := self.structure.outline.section_at(i):
            self._heading(section, block)
        else:
            self.filling.take_paragraph(block)

    def _is_counted(self, i: int, block: Block) -> bool:
        """Take a point whose number a sentence gives, below which nothing more is told, or a goal that is measured."""
        if i in self.survey.measured:
            self._open(i, block, "goal", None)
            return True
        if i in self.survey.counted:
            self._open(i, block, *self.survey.counted[i])
        elif self.state.current and self.state.current.index in self.survey.counted:
            self.state.close()
        return i in self.survey.counted

    def _is_aside(self, i: int, block: Block) -> bool:
        """Take a line that is no text: a symbol alone, and those who wrote or signed, whom nobody needs to know."""
        if not has_letters(block.text):
            self.filling.take_symbols(block)
            return True
        if not is_signature(self.items, i):
            return False
        if not names_person(block.text):
            self.state.current = None
        return True

    def _takes_fields(self, i: int, block: Block) -> bool:
        """Take a line of two fields side by side, or keep one that stands above its title."""
        if i in self.survey.told.leading:
            self.leading.append((i, block))
            return True
        parts = two_fields(block.text) if self.state.current else None
        for part in parts or ():
            self._field_inside(i, replace(block, text=part, icons=()))
        return parts is not None

    def _field_inside(self, i: int, block: Block) -> None:
        """Take a field that is printed on the line of its record: "Mål 1: … Status: Uppfyllt. Kommentar: …"."""
        label = read_label(block.text)
        if label and label.field in ("status", "forecast") and len(sentences_of(label.rest)) < 2:
            label = label._replace(rest=label.rest.rstrip("."))
        if label is None or not self._label(i, block, label):
            self.filling.take_paragraph(block)

    def _label(self, i: int, block: Block, label: Label) -> bool:
        if label.field in ("goal", "assignment"):
            return self._record_label(i, block, label)
        return label.field == "contents" or self.filling.take_label(block, label)

    def _record_label(self, i: int, block: Block, label: Label) -> bool:
        """Take a label of a record: with its title behind it, or alone on its line above titles."""
        if label.rest:
            if label.detail == "activity" and not (label.number or block.bold or self.openings.has_fields_below(i)):
                return False
            if not label.number and not could_be_title(label.rest):
                return False
            self._open(i, block, label.field, label.detail)
            return True
        before, self.state.announced = self.state.announced, (i, label)
        if label.field == "assignment" and not label.number:
            self.state.listing, self.state.awaiting = Listing(label.detail, True), None
            self.lineage.leave_goal(block, before[0] if before and before[1].field == "goal" else -1)
            self.state.group += 1
            return True
        self.state.await_title(label)
        return True

    def _names_something(self, i: int, block: Block) -> bool:
        """Take a line that only names what follows: a field, a kind of record, or the verdict of a list."""
        if self.filling.names_field(i, block) or self._names_record(i, block) or self._names_group(i, block):
            return True
        return self._names_points(i, block)

    def _names_record(self, i: int, block: Block) -> bool:
        """A line that is only the name of a kind of record, above its title and fields."""
        if not is_record_name(self.items, i, self.survey.names.verdict_fields):
            return False
        self.state.await_title(read_label(f"{block.text}:"))
        return True

    def _names_group(self, i: int, block: Block) -> bool:
        """A line that states the verdict of the list under it: "Genomförda uppdrag:"."""
        below = self.looks.below(i)
        listed = isinstance(below, Block) and below.list_item and not block.list_item
        last = sentences_of(block.text)[-1:] if listed and block.text.endswith(":") else []
        group = (read_group(block.text) or next(map(read_group, last), None)) if listed else None
        if group is None or not (group.field or topic_of(block.text) or self.headed.topic_above(i)):
            return False
        headed = self.structure.outline.section_at(i) or block.bold or block.text.endswith(":")
        if not headed and not fold(block.text).startswith("följande "):
            return False
        self.state.close()
        before = self.state.sorted[0] if self.state.sorted else None
        if before and before.field == group.field and not group.detail:  # "Övriga mål …" of the kind just listed
            group = group._replace(detail=before.detail)
        self.state.sorted = group, block
        return True

    def _names_points(self, i: int, block: Block) -> bool:
        """A line over a list of strengths or weaknesses: they are no part of what is told of the record above."""
        below, current = self.looks.below(i), self.state.current
        named = read_column(block.text) if isinstance(below, Block) and below.list_item else None
        if current is None or named is None or named.field not in ("strength", "improvement") or named.fuzzy:
            return False
        if block.text.endswith("?") and not any(card.title == current.index for card in self.survey.cards.values()):
            return False  # a question inside a comment stays there
        self.state.close()
        return True

    def _is_awaited(self, i: int, block: Block) -> bool:
        """Say whether a line is the title that the line above announced: "Mål 3" and the goal below it."""
        if not self.state.awaiting or block.text.endswith(":") or ANNOUNCES.search(block.text):
            return False
        if presented_by(block.text) or tells_of_goals(block.text) or self._introduces(i):
            self.state.introduced = True
            return False
        if self.state.introduced and not (block.list_item or NORM.search(block.text) or split_number(block.text)[1]):
            return False
        section = self.structure.outline.section_at(i)
        return section is None or (section.kind not in ("chapter", "area") and len(block.text) > SHORTEST_TITLE)

    def _introduces(self, i: int) -> bool:
        """Say whether what follows a label are sentences that lead to the first labelled record, or to their table."""
        below = self.looks.below(i)
        label = read_label(below.text) if isinstance(below, Block) else None
        awaiting = self.state.awaiting
        if awaiting is None:
            return False
        if label is None:
            grid, block = self.structure.grid_at(i + 1), self.items[i]
            told = isinstance(block, Block) and ends_sentence(block.text)
            return told and grid is not None and awaiting.field in grid.fields()
        alike = label.field == awaiting.field and not (label.detail == "sub" != awaiting.detail)
        return alike and bool(label.rest or label.number)

    def _open_awaited(self, i: int, block: Block) -> None:
        """Open the record whose title the label above announced."""
        label = self.state.awaiting
        if label is None:
            return
        self._open(i, block, label.field, label.detail)
        entry = self.state.entries[-1]
        entry.number = entry.number or label.number

    def _open_sorted(self, i: int, block: Block, group: Group, heading: Block) -> None:
        """Open a point of a list whose heading states the verdict."""
        field, detail = (group.field, group.detail) if group.field else self.headed.topic(i)
        self._open(i, block, field or "assignment", detail)
        self.state.sorted_points.add(i)
        verdict = read_status(group.state)
        current, mark = self.state.current, Mark(group.state, (), None, heading.place)
        if current and verdict and verdict.tense == "forecast":
            current.forecast = mark
        elif current and not current.status.printed:
            current.status = mark

    def _card(self, card: Card) -> int:
        """Open the record of a card, and give where what is told of it begins."""
        title, verdict = self.items[card.title], self.items[card.verdict]
        if isinstance(title, Block) and isinstance(verdict, Block):
            field, detail = self.headed.topic_of_card(card)
            self._open(card.title, title, field, detail)
            self.state.entries[-1].number = card.number
            self.state.entries[-1].status = Mark(verdict.text, verdict.icons, None, verdict.place, card.progress)
        return card.end

    def _open(self, i: int, block: Block, field: str, detail: str | None) -> None:
        """Open a record with what its opening line says."""
        text, tail, fields = self._parts(i, block, field)
        title, number, responsible = bare_title(text)
        entry = Entry(field, detail, title, block.place, i, self.state.group, number=number, responsible=responsible)
        if tail:
            entry.status = Mark(tail, (), None, block.place)
        if block.icons and self.headed.is_foretold(i):
            entry.forecast = Mark("", block.icons, None, block.place)
        elif block.icons:
            entry.status = Mark("", block.icons, None, block.place)
        entry.area = self.areas.area(i)
        self.lineage.link(entry)
        self.state.entries.append(entry)
        self.state.current, self.state.awaiting = entry, None
        self._take_leading(entry)
        for part in fields:
            self._field_inside(i, replace(block, text=part.strip(), icons=(), list_item=False))

    def _parts(self, i: int, block: Block, field: str) -> tuple[str, str, list[str]]:
        """Part a record's opening line into its title, the verdict in it, and further fields."""
        if i in self.survey.told.parted:
            title, told = self.survey.told.parted[i]
            return title.rstrip("."), "", [told]
        head, *fields = fields_inside(block.text)
        led = verdict_head(unmarked(block)) if block.list_item and field == "assignment" else None
        text, tail = led or self.looks.tail(i, head) or (head.rstrip(".") if fields else head, "")
        judged = self.state.sorted is not None  # by the heading of its list
        if not tail and not judged and (block.list_item or point_number(block)) and (parted := verdict_inside(head)):
            text, tail, told = parted
            fields = [told, *fields] if told else fields
        return text, tail, fields

    def _take_leading(self, entry: Entry) -> None:
        """Give a record the label lines that stood above its title."""
        for i, line in self.leading:
            label = read_label(unmarked(line))
            if label and is_number_line(label):
                entry.number = entry.number or label.number or label.rest or None
            elif label:
                self._label(i, line, label)
        self.leading = []

    def _heading(self, section: Section, block: Block) -> None:
        """End the open record at a heading, unless that stands inside what is told of it."""
        current = self.state.current
        asks = current is not None and self._asks(section, block, current)
        if current and (asks or self._divides_record(section, current)):
            if not asks and self._leads_to_others(section, current):
                self.state.close()
                return
            current.add_comment(block.text, block.place)
            self.state.divided.add(section.index)
            return
        self.state.close()
        self.state.listing = self.state.sorted = self.state.board = None
        if section.kind in ("chapter", "area", "other"):
            self.state.council = None

    def _leads_to_others(self, section: Section, current: Entry) -> bool:
        """Say whether a heading that comes back leads to records of another kind: a goal's assignments, strengths."""
        below = self.looks.below(section.index)
        if not isinstance(below, Block):
            return False
        named = read_column(section.title)
        if below.list_item and named.field in ("strength", "improvement") and not named.fuzzy:
            return True
        topic = topic_of(section.title)
        other = topic is not None and topic[0] == "assignment" != current.field
        return other and self.openings.opens_record(section.index + 1, below)

    def _asks(self, section: Section, block: Block, current: Entry) -> bool:
        """Say whether a heading is a question that stands no higher than the title of the open record."""
        title = self.items[current.index]
        over = isinstance(title, Block) and bool(title.level and block.level and block.level < title.level)
        return section.title.endswith("?") and not over

    def _divides_record(self, section: Section, current: Entry) -> bool:
        """Say whether a heading parts what is told of the open record: it comes back under other labelled ones."""
        told = self.survey.told
        if section.index in told.parts:
            return True
        if section.index not in told.recurring or section.kind in ("chapter", "area"):
            return False
        opening = self.items[max(0, current.index - 1) : current.index + 1]
        labels = [read_label(item.text) for item in opening if isinstance(item, Block)]
        return any(label.field == current.field and label.number for label in labels if label)
