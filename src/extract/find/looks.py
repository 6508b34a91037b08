"""How the lines of a document look, and what stands right below each: records of a list are set alike, judged alike."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from ...normalize.body import assigned_bodies, trailing_responsible
from ...normalize.label import read_label
from ...normalize.status import stated_verdict
from ...normalize.text import fold
from ..document import Block, Icon, Item
from ..outline import Section
from ..structure import Structure
from .lines import has_letters, is_verdict_line, point_number
from .title_line import code_at_end, verdict_tail
from .topic import LONGEST_TITLE, SHORTEST_TITLE, topic_of


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

    @property
    def strong(self) -> bool:
        """Whether running text and plain headings never look so: it opens a record even without a verdict below."""
        return self.marker or self.given_to or self.charged


class Looks:
    """The lines of one document, as they are set."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.items = structure.items

    def below(self, i: int) -> Item | None:
        """Give what stands right below a line, past what holds no records."""
        return next(
            (self.items[j] for j in range(i + 1, min(i + 3, len(self.items))) if j not in self.structure.skipped), None
        )

    def signature(self, i: int) -> Signature | None:
        """Tell how the block at `i` looks."""
        block = self.items[i]
        if not isinstance(block, Block) or i in self.structure.skipped:
            return None
        above = self.items[i - 1] if i else None
        marker = isinstance(above, Block) and bool(above.text) and not has_letters(above.text)
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
        block, below = self.items[i], self.below(i)
        if not isinstance(block, Block) or not isinstance(below, Block) or i in self.structure.skipped:
            return False
        if below.list_item or not SHORTEST_TITLE <= len(block.text) <= LONGEST_TITLE:
            return False
        if read_label(block.text) or not is_verdict_line(below) or is_verdict_line(block):
            return False
        signature = self.signature(i)
        sorted_ = (block.list_item or topic_of(block.text)) and self._heads_list(i)
        return bool(signature and signature.distinct) and not sorted_

    def _heads_list(self, i: int) -> bool:
        """Say whether the line below a point is the head of a list of its own: "Pågående"."""
        after = self.items[i + 2] if i + 2 < len(self.items) else None
        return isinstance(after, Block) and after.list_item

    def is_explained(self, i: int, icon: Icon) -> bool:
        """Say whether the report's legend gives a symbol a verdict, whatever it looks like."""
        legend = self.structure.legend.near(i)
        alike = (e for e in legend.entries if (e.shape, e.color, e.glyph) == (icon.shape, icon.color, icon.glyph))
        return any(entry.meaning is not None for entry in alike)

    def is_explained_point(self, i: int, block: Block) -> bool:
        """Say whether a line that only looks like a heading has a symbol that the legend explains: "◆ Bygga om"."""
        return block.level is None and any(self.is_explained(i, icon) for icon in block.icons)

    def stands_in_list(self, i: int) -> bool:
        """Say whether the line over or under a plain one has a symbol that the legend explains, as this one has."""
        beside = (self.items[at] for at in (i - 1, i, i + 1) if 0 <= at < len(self.items))
        marked = [item for item in beside if isinstance(item, Block) and item.text and item.icons]
        return len(marked) > 1 and all(self.is_explained(i, icon) for item in marked for icon in item.icons)

    def tail(self, i: int, text: str) -> tuple[str, str] | None:
        """Part a title from the verdict at its end, in words or by a letter of the legend."""
        return verdict_tail(text) or self.coded(i, text)

    def coded(self, i: int, text: str) -> tuple[str, str] | None:
        """Part a title from the letter in brackets at its end that the report's legend explains: "… [P]"."""
        parted = code_at_end(text)
        words = {fold(e.word) for e in self.structure.legend.near(i).entries if e.word} if parted else set()
        return parted if parted and fold(parted[1]) in words else None

    @cached_property
    def heads(self) -> list[Section]:
        """The headings that do not end with a verdict, as titles of records do."""
        return [section for section in self.structure.outline.sections if not self.tail(section.index, section.title)]

    @cached_property
    def signatures(self) -> frozenset[Signature]:
        """How the titles look that have a verdict right below them."""
        found = {self.signature(i) for i in range(len(self.items)) if self.has_verdict_below(i)}
        return frozenset(signature for signature in found if signature and signature.distinct)

    @cached_property
    def points(self) -> frozenset[int]:
        """The points of lists, numbered or not, of which most have a verdict below."""
        return self._judged_points() | self._judged_bullets()

    def _judged_points(self) -> frozenset[int]:
        """Find the numbered points of lists of which most have a verdict below: "1. Ta fram en plan" - "Klart."."""
        found: set[int] = set()
        run: list[int] = []
        last = 0
        for i, item in enumerate(self.items):
            number = point_number(item) if isinstance(item, Block) and i not in self.structure.skipped else None
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
            below = self.below(i)
            if isinstance(item, Block) and item.list_item and isinstance(below, Block) and not below.list_item:
                heading = self.structure.heading_above(i)
                told.setdefault(heading.index if heading else -1, []).append(i)
        return frozenset(i for run in told.values() for i in self._judged_run(run))

    def _judged_run(self, run: list[int]) -> set[int]:
        judged = [i for i in run if isinstance(below := self.below(i), Block) and stated_verdict([below.text])]
        return set(run) if len(run) > 1 and 2 * len(judged) >= len(run) else set()
