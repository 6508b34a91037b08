"""Which lines open a record without a label: by the verdict below or in them, their symbol, their list, their look."""

from __future__ import annotations

from ...normalize.label import Label, read_label
from ...normalize.status import stated_verdict
from ...normalize.text import ends_sentence, fold
from ..document import Block
from .entry import Entry, bare_title, comment_rest, split_number
from .field_names import FAR_BELOW
from .headed import Headed
from .lines import (
    LONGEST_NAME,
    could_be_title,
    is_date_field,
    is_signal,
    is_verdict_line,
    point_number,
    unmarked,
    without_code,
)
from .state import State, is_judged
from .survey import Survey
from .title_line import ends_like_verdict, has_leaders, judged_inside, verdict_head, verdict_inside, verdict_tail
from .topic import LONGEST_TITLE, NORM, SHORTEST_TITLE, judged_by, presented_by, topic_of

_LONGEST_SENTENCE = 160
_MOST_DATES = 2


class Openings:
    """The lines of one document as titles of records."""

    def __init__(self, survey: Survey, state: State, headed: Headed) -> None:
        self.survey = survey
        self.structure = survey.structure
        self.items = survey.items
        self.names = survey.names
        self.looks = survey.looks
        self.headed = headed
        self.state = state

    def opens_record(self, i: int, block: Block) -> bool:
        """Say whether a line without a label is the title of a record."""
        if not SHORTEST_TITLE <= len(block.text) <= LONGEST_TITLE or fold(block.text) == fold(self.survey.title):
            return False
        told = self.survey.told
        if i in told.parts or fold(block.text) in self.names.verdict_fields or presented_by(block.text):
            return False
        if i in told.titles or i in told.parted or self.listed_above(i, block):
            return True
        if self._is_described_below(i, block) or self._ends_in_verdict(i, block) or self._is_judged_below(i, block):
            return True
        if self._is_judged_alike(i) or (self._dates_above_verdict(i, block) and self.headed.topic_above(i)):
            return True
        if i in self.looks.points and (self.headed.topic_above(i) or topic_of(self.survey.title)):
            return True
        signals = any(is_signal(icon) or self.looks.is_explained(i, icon) for icon in block.icons)
        listed = signals and (block.list_item or block.bold or self.looks.stands_in_list(i))
        if listed and (self.headed.topic_above(i) or self.headed.topic_explained(i)):
            return True
        signature = self.looks.signature(i)
        if signature is None or not signature.distinct:
            return False
        if self._is_commented_alike(i, block):
            return True
        return self.looks.has_verdict_below(i) or (signature in self.looks.signatures and signature.strong)

    def opens_list_entry(self, i: int, block: Block) -> bool:
        """In a list of commitments a title has a symbol, is bold, or has its "Kommentar" right below."""
        if self.state.listing is None or not SHORTEST_TITLE <= len(block.text) <= LONGEST_TITLE:
            return False
        dates = self._dates_above_verdict(i, block) if self.state.listing.open else None
        headed = block.list_item or block.level or self.structure.outline.section_at(i)
        if dates or (dates is not None and not headed):
            return True
        if self.structure.outline.section_at(i) and not self.looks.is_explained_point(i, block):
            return False
        if self.state.listing.open and (block.icons or block.bold):
            return True
        below = self.looks.below(i)
        return isinstance(below, Block) and comment_rest(below.text) == ""

    def _dates_above_verdict(self, i: int, block: Block) -> int | None:
        """Count the lines that say when a work is due between its title and a verdict alone; None: no verdict there."""
        if ends_sentence(block.text) or is_verdict_line(block) or is_date_field(block.text):
            return None
        below = [item for item in self.items[i + 1 : i + _MOST_DATES + 2] if isinstance(item, Block) and item.text]
        told = next((at for at, item in enumerate(below) if not is_date_field(item.text)), len(below))
        if told == len(below) or read_label(below[told].text) or not is_verdict_line(below[told]):
            return None
        return told

    def listed_above(self, i: int, block: Block) -> Entry | None:
        """Give the record of a table above whose title a heading repeats: what is told of it stands there."""
        if not (self.structure.outline.section_at(i) or (block.list_item and block.bold)):
            return None
        title = fold(without_code(bare_title(block.text)[0]))
        return next((e for e in self.state.entries if e.tabular and fold(without_code(e.title)) == title), None)

    def heads_judged_points(self, i: int, block: Block) -> Label | None:
        """Read a line such as "Insatser" as a label where the points below it have their verdicts, and are no prose."""
        below = self.looks.below(i) if len(block.text) <= LONGEST_NAME and not block.list_item else None
        if not isinstance(below, Block) or not below.list_item or self.structure.outline.section_at(i):
            return None
        topic = topic_of(block.text)
        judged = topic and topic[0] == "assignment" and (verdict_tail(below.text) or verdict_inside(below.text))
        return Label("assignment", topic[1], None, "", block.text) if topic and judged else None

    def _is_judged_alike(self, i: int) -> bool:
        """Say whether a plain heading has a verdict alone on the line below, as the last record has, set alike."""
        last = self.state.current.index if self.state.current else None
        section = self.structure.outline.section_at(i)
        if last is None or section is None or section.kind != "other":
            return False
        if self.looks.signature(i) != self.looks.signature(last):
            return False
        below = [self.looks.below(at) for at in (i, last)]
        return all(isinstance(each, Block) and not each.list_item and is_verdict_line(each) for each in below)

    def _is_commented_alike(self, i: int, block: Block) -> bool:
        """Say whether a heading with "Kommentar" right below looks like the last record: it lacks its verdict."""
        below = self.looks.below(i)
        last = next((entry for entry in reversed(self.state.entries) if not entry.tabular), None)
        item = self.items[last.index] if last else None
        if not isinstance(below, Block) or comment_rest(below.text) != "" or not isinstance(item, Block):
            return False
        section = self.structure.outline.section_at(i)
        alike = block.color == item.color and self.looks.signature(i) == self.looks.signature(last.index if last else i)
        return alike and section is not None and section.kind == "other"

    def _is_described_below(self, i: int, block: Block) -> bool:
        """A line right above "Status: …" or "Måluppfyllelse: …" is a record's title, however it looks."""
        below, current = self.names.below_fields(i), self.state.current
        sentence = ends_sentence(block.text) and len(block.text) > _LONGEST_SENTENCE
        if below is None or self.names.is_repeated_field(block) or sentence:
            return False
        if current and not current.status.printed and self._tells(i, block, current):
            return False
        section = self.structure.outline.section_at(i)
        if section and section.kind in ("chapter", "area"):
            return False
        label = read_label(below.text)
        if label is None or label.field not in ("status", "forecast") or not could_be_title(block.text):
            return False
        return bool(below.icons) or self.names.names_verdict(label)

    def _tells(self, i: int, block: Block, current: Entry) -> bool:
        """Say whether a sentence a few lines below the labelled title of the open record tells of that record."""
        opened = self.items[current.index]
        label = read_label(opened.text) if isinstance(opened, Block) else None
        told = bool(label) or current.index in self.survey.told.titles
        near = i - current.index <= FAR_BELOW
        return near and told and ends_sentence(block.text) and not NORM.search(block.text)

    def _ends_in_verdict(self, i: int, block: Block) -> bool:
        """A title may end in its status: a bold line, or a point of a list of assignments."""
        pointed = block.list_item or point_number(block) is not None
        if block.list_item and verdict_head(unmarked(block)):
            topic = self.headed.topic_above(i)
            return bool(topic and topic[0] == "assignment")
        if pointed and judged_inside(block.text):
            return bool(self.headed.topic_above(i) or topic_of(self.survey.title))
        if not ends_like_verdict(block.text, point=pointed):
            return False
        if not (pointed or block.bold or self.structure.outline.section_at(i) or has_leaders(block.text)):
            return False
        topic = self.headed.topic_above(i) or topic_of(self.survey.title)
        return bool(
            topic
            and (topic[0] == "assignment" or not block.list_item or self.looks.coded(i, block.text))
            and (self.looks.tail(i, block.text) or (pointed and verdict_inside(block.text)))
        )

    def _is_judged_below(self, i: int, block: Block) -> bool:
        """Under a heading about goals what shall be, or a numbered bold line, is one when the next says if met.

        So it is with assignments, under a heading about these.
        """
        below = self.looks.below(i)
        said = judged_by(below.text.partition(" ")[0]) if isinstance(below, Block) else None
        if not isinstance(below, Block) or not said:
            return False
        if not NORM.search(block.text) and not (block.bold and split_number(block.text)[1]):
            return False
        if self.state.current and not is_judged(self.state.current):
            return False
        topic = self.headed.topic_above(i)
        return bool(topic and topic[0] == said and stated_verdict([below.text]))

    def has_fields_below(self, i: int) -> bool:
        """Say whether the next line is a field of a record: "Ansvarig: …", "Status: …", "Startdatum: 2020-01-01"."""
        below = self.looks.below(i)
        label = read_label(below.text) if isinstance(below, Block) else None
        fielded = label is not None and label.field in ("responsible", "status", "forecast", "comment")
        return fielded or (isinstance(below, Block) and is_date_field(below.text))
