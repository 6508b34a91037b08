"""A document surveyed before its records are collected: what repeats, and what forms of records it holds."""

from __future__ import annotations

from typing import NamedTuple

from ..document import Item
from ..outline import Section
from ..structure import Structure
from .cards import Card, cards_in
from .counted import counted_points
from .field_names import FieldNames
from .looks import Looks
from .measured import measured_goals
from .told import Told, told_in


class Survey(NamedTuple):
    """What is known of a document as a whole; `title` is the report's own."""

    structure: Structure
    title: str
    names: FieldNames
    looks: Looks
    told: Told
    counted: dict[int, tuple[str, str | None]]
    measured: frozenset[int]
    cards: dict[int, Card]

    @property
    def items(self) -> tuple[Item, ...]:
        """The document's blocks and tables in reading order."""
        return self.structure.items

    def heading_over(self, i: int) -> Section | None:
        """Give the heading right over a record, which may be a heading itself."""
        above = [section for section in self.structure.outline.above(i) if section.index != i]
        return above[-1] if above else None


def survey_of(structure: Structure, title: str) -> Survey:
    """Look a document over."""
    return Survey(
        structure=structure,
        title=title,
        names=FieldNames(structure.items, structure.legend),
        looks=Looks(structure),
        told=told_in(structure),
        counted=counted_points(structure, title),
        measured=measured_goals(structure),
        cards=cards_in(structure.items),
    )
