"""What the records at a place are: headings, labels and paragraphs above it say so, or the legend of its symbols."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from ...normalize.count import find_counts
from ...normalize.label import read_label
from ...normalize.text import fold
from ..document import Block
from ..joining import Grid
from ..outline import Section
from .cards import Card
from .lines import is_verdict_line, verdict_text
from .state import State
from .survey import Survey
from .topic import Topic, judged_by, presented_by, topic_of, topic_under

_FAR_ABOVE = 30
_LONGEST_LINE = 200
_FORETOLD = re.compile(r"^(?:helårs)?prognos|(?:prognos|bedömning) för (?:hel)?året$|helårsbedömning")


class Headed:
    """The places of one document with what stands above them."""

    def __init__(self, survey: Survey, state: State) -> None:
        self.survey = survey
        self.structure = survey.structure
        self.items = survey.items
        self.looks = survey.looks
        self.state = state

    def topic(self, i: int) -> Topic:
        """Tell what a title is, by the verdict below it, what is told there, and all that stands above."""
        below = self.looks.below(i)
        said = topic_of(verdict_text(below)) if isinstance(below, Block) and is_verdict_line(below) else None
        if said:
            return said if said[0] == "assignment" else ("goal", self.level_here(i))
        told = self.survey.told.titles.get(i)
        above = self.topic_above(i)
        if told and (above is None or (above[0] != told and not self._is_labelled(i))):
            return told, self.level_here(i) if told == "goal" else "assignment"
        if above:
            return above
        return self.topic_explained(i) or topic_of(self.survey.title) or ("assignment", "assignment")

    def topic_above(self, i: int) -> Topic | None:
        """Tell what the headings above, or a label alone on its line below them, say that the records here are."""
        stack = [section for section in reversed(self.structure.outline.above(i)) if section.index != i]
        start, label = self.state.announced or (-1, None)
        ends = (
            section.kind in ("chapter", "area") or topic_of(section.title) for section in stack if section.index > start
        )
        if label and not any(ends):
            return label.field, label.detail
        said = next((topic for section in stack if (topic := self._topic_said(section))), None)
        return said or self._presented_above(i) or self._topic_before(i)

    def topic_of_card(self, card: Card) -> Topic:
        """Tell what a card is: under a goal an assignment, of the kind that the report is about."""
        titles = {each.title for each in self.survey.cards.values()}
        over = [section.index for section in self.structure.outline.above(card.title) if section.index not in titles]
        topic = self.topic(card.title)
        board = self.state.board
        if not over or board is None or board.index != over[-1] or topic[0] == "assignment":
            return topic
        return "assignment", self._kind_of_cards

    @cached_property
    def _kind_of_cards(self) -> str:
        """What the report calls the assignments on its cards, where it counts them or in its title: commitments."""
        above = [item for item in self.items[: min(self.survey.cards)] if isinstance(item, Block)]
        counted = (count for item in above for count in find_counts(item.text) if count.field == "assignment")
        named = next((count.detail for count in counted if count.detail), None)
        topic = topic_of(self.survey.title)
        return named or (topic[1] if topic and topic[0] == "assignment" else None) or "assignment"

    def topic_of_table(self, grid: Grid) -> Topic | None:
        """Tell what a table is about: its rows, its caption, the line above it or the headings over it say so."""
        first = read_label(grid.rows[0].text(0)) if grid.rows and not grid.header else None
        if first and first.number and first.field in ("goal", "assignment"):
            return first.field, first.detail
        above = self.items[grid.index - 1] if grid.index else None
        texts = [grid.title or "", above.text if isinstance(above, Block) and len(above.text) < _LONGEST_LINE else ""]
        texts += [section.title for section in reversed(self.structure.outline.above(grid.index))]
        return next((topic for text in texts if text and (topic := topic_of(text))), None)

    def level_here(self, i: int) -> str | None:
        """Tell whose goals the headings over a place speak of: the council's, a board's."""
        topics = [topic_of(section.title) for section in reversed(self.structure.outline.above(i))]
        return next((topic[1] for topic in topics if topic and topic[0] == "goal" and topic[1]), None)

    def is_foretold(self, i: int) -> bool:
        """Say whether the nearest heading about records says that their symbols are a forecast: "Prognos för målen"."""
        titles = (section.title for section in reversed(self.structure.outline.above(i)) if section.index != i)
        return bool(_FORETOLD.search(fold(next(filter(topic_of, titles), ""))))

    def topic_explained(self, i: int) -> Topic | None:
        """Tell what the legend says that the symbol of a title judges: "Målet bedöms nås"."""
        item = self.items[i]
        icons = item.icons if isinstance(item, Block) else ()
        legend = self.structure.legend.near(i)
        keys = {(icon.shape, icon.color, icon.glyph) for icon in icons}
        texts = (entry.text for entry in legend.entries if (entry.shape, entry.color, entry.glyph) in keys)
        field = next((field for text in texts if (field := judged_by(text))), None)
        return ("goal", self.level_here(i)) if field == "goal" else (field, "assignment") if field else None

    def _is_labelled(self, i: int) -> bool:
        """Say whether a label right above names what a title is, or one above titles that look like it and no goal."""
        announced, last, board = self.state.announced, self.state.last, self.state.board
        if announced is None or announced[0] == i - 1:
            return announced is not None
        listed = self.state.listing is not None and last is not None and last.field == "assignment"
        look, goal = self.looks.signature(i), self.looks.signature(board.index) if board else None
        return listed and last is not None and look == self.looks.signature(last.index) and look != goal

    def _topic_said(self, section: Section) -> Topic | None:
        """Tell what a heading and the line below it say that the records under it are."""
        below = self.looks.below(section.index)
        return topic_under(section.title, below.text if isinstance(below, Block) else "")

    def _topic_before(self, i: int) -> Topic | None:
        """Tell what the heading in front of a row of records says: in plain text it looks no higher than they do."""
        if not self.structure.outline.section_at(i):
            return None
        at = bisect_left(self.looks.heads, i, key=lambda section: section.index)
        return topic_of(self.looks.heads[at - 1].title) if at else None

    def _presented_above(self, i: int) -> Topic | None:
        """Tell what records the nearest paragraph under the same heading presents."""
        heading = self.structure.heading_above(i)
        for j in range(i - 1, max(heading.index if heading else -1, i - _FAR_ABOVE), -1):
            item = self.items[j]
            if isinstance(item, Block) and (topic := presented_by(item.text)):
                return topic
        return None
