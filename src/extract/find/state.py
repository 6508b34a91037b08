"""How far the records of a document have been read: those found, and what is open at the moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ...normalize.group import Group
from ...normalize.label import Label
from ...normalize.status import stated_verdict
from ..document import Block
from .entry import Entry


class Listing(NamedTuple):
    """A list of assignments that is being read: what kind they are, and whether its label has just opened it."""

    detail: str | None
    open: bool


@dataclass
class State:
    """The records found so far, and what is open.

    `current` is the record that is being told of, `council` and `board` are the goals that what follows serves.
    `awaiting` is the label whose title is still to come, `introduced` is true after sentences that lead to it,
    `announced` is the last label alone on its line and its position. `named_field` is the field whose value the next
    line is. `sorted` is the heading that states the verdict of the list under it, `sorted_points` are the positions of
    such lists' points. `commented` are the records that a label gave a comment, by identity, `divided` are the headings
    inside what is told of a record, `group` counts lists and tables.
    """

    entries: list[Entry] = field(default_factory=list)
    current: Entry | None = None
    council: Entry | None = None
    board: Entry | None = None
    awaiting: Label | None = None
    introduced: bool = False
    announced: tuple[int, Label] | None = None
    named_field: str | None = None
    listing: Listing | None = None
    sorted: tuple[Group, Block] | None = None
    sorted_points: set[int] = field(default_factory=set)
    commented: set[int] = field(default_factory=set)
    divided: set[int] = field(default_factory=set)
    group: int = 0

    @property
    def last(self) -> Entry | None:
        """The record found last."""
        return self.entries[-1] if self.entries else None

    def await_title(self, label: Label | None) -> None:
        """End the open record: a label alone on its line says what the next line is the title of."""
        self.close()
        self.awaiting, self.introduced = label, False

    def close(self) -> None:
        """End the open record and every wait for a title."""
        self.current = None
        self.awaiting = None


def is_judged(entry: Entry) -> bool:
    """Say whether a record has its verdict already, in a field of its own or in what is told of it."""
    return entry.status.printed or stated_verdict(entry.comment) is not None
