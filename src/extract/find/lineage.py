"""Which goal a record serves: the open goal above it, unless its list or table stands for several of them."""

from __future__ import annotations

from ...normalize.body import is_body
from ..document import Block
from .entry import Entry
from .state import State
from .survey import Survey
from .topic import topic_of


class Lineage:
    """The goals of one document and what serves them."""

    def __init__(self, survey: Survey, state: State) -> None:
        self.survey = survey
        self.structure = survey.structure
        self.items = survey.items
        self.state = state

    def link(self, entry: Entry) -> None:
        """Give a record the goal that it serves; a goal becomes the one that what follows serves."""
        if entry.field == "assignment":
            entry.parent = self.state.board
            return
        self.state.listing = None
        if entry.detail is None and any(
            is_body(section.title) for section in self.structure.outline.above(entry.index)
        ):
            entry.detail = "board"
        if entry.detail == "council":
            self.state.council = self.state.board = entry
        else:
            entry.parent = self._parent_goal(entry)
            self.state.board = entry

    def link_row(self, entry: Entry) -> None:
        """Give a row that names no goal itself the one that its table stands under."""
        if entry.parent is None and entry.field == "assignment":
            entry.parent = self.state.board
        elif entry.parent is None and entry.detail in ("board", "sub"):
            entry.parent = self.state.council or (self.state.board if entry.detail == "sub" else None)

    def _parent_goal(self, entry: Entry) -> Entry | None:
        board = self.state.board
        return board if entry.detail == "sub" and board and board.detail != "sub" else self.state.council

    def leave_goal(self, block: Block, announced: int) -> None:
        """A list whose heading is as high as the one that the goal stands under belongs to no goal.

        `announced` is the position of the label above, which may have announced the goals.
        """
        if not self.state.board:
            return
        board, outline = self.state.board.index, self.structure.outline
        above = [s.index for s in outline.above(board) if s.index < board]
        above += [announced] if 0 <= announced < board else []
        if any(self._is_as_high(block, i) for i in above):
            self.state.council = self.state.board = None

    def _is_as_high(self, label: Block, i: int) -> bool:
        """Say whether a label stands as high as a heading: by its level, or set as large where the file has none."""
        heading, section = self.items[i], self.structure.outline.section_at(i)
        if label.level:
            return section is not None and section.level >= label.level
        return label.bold and isinstance(heading, Block) and (label.size or 0.0) >= (heading.size or 99.0) - 0.5

    def leave_shared_lists(self) -> None:
        """Assignments that always close a section of several goals serve them all, and not the last one."""
        entries = self.state.entries
        served = [e for e in entries if e.field == "assignment" and e.parent and e.parent.index != e.index]
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
        over = self.survey.heading_over(entry.index)
        topic = topic_of(over.title) if over else None
        return over.index if over and topic and topic[0] == "assignment" else None

    def _goals_beside(self, index: int) -> list[Entry]:
        """Give the goals under the heading that a list stands under, whose own titles are none."""
        goals = [e for e in self.state.entries if e.field == "goal" and e.heads]
        titles = {goal.index for goal in goals}
        heads = [s.index for s in self.structure.outline.sections if s.index not in titles]
        start = max((at for at in heads if at < index), default=-1)
        end = min((at for at in heads if at > index), default=len(self.items))
        return [goal for goal in goals if start < goal.index < end]
