"""What fills the open record: labels with their values, names of fields with the value below, symbols, paragraphs."""

from __future__ import annotations

import re

from ...normalize.body import read_responsible
from ...normalize.count import find_counts
from ...normalize.label import Label, read_label
from ...normalize.status import read_status, read_status_cell
from ...normalize.text import ends_sentence, fold
from ..document import Block
from .entry import Entry, Mark, comment_rest
from .lines import LONGEST_VERDICT, is_date_field, part_answer, without_other_facts
from .state import State, is_judged
from .survey import Survey
from .topic import LONGEST_TITLE

_NEAR_POINTS = 3
_FIGURE_FIRST = re.compile(r"\D{0,12}\d[\d ,]*(?: ?%| \w+)?\. \S")
"""What is told with figures first, of which the verdict is but a sentence: "Utfall: 34 procent. Målet nås."."""


class Filling:
    """The fields and the comment of whichever record is open."""

    def __init__(self, survey: Survey, state: State) -> None:
        self.names = survey.names
        self.looks = survey.looks
        self.state = state

    def take_value(self, block: Block) -> bool:
        """Take the value of the field that the line above named."""
        field, self.state.named_field = self.state.named_field, None
        current = self.state.current
        if current is None:
            return False
        if field == "responsible":
            current.responsible += read_responsible(without_other_facts(block.text))
        elif field == "status":
            current.status = Mark(block.text, block.icons, None, block.place)
        else:
            current.forecast = Mark(block.text, block.icons, None, block.place)
        return True

    def names_field(self, i: int, block: Block) -> bool:
        """A line that is only the name of a field of the open record: its value stands on the next line."""
        current = self.state.current
        field = self.names.field_of(block) if current and not block.list_item else None
        below = self.looks.below(i)
        if field not in ("status", "forecast", "responsible", "comment") or not isinstance(below, Block):
            return False
        fits = len(below.text) <= LONGEST_VERDICT and read_status_cell(below.text) is not None
        fits = fits and read_label(below.text) is None  # "Ansvarig: KS" below "Status:", which nobody filled in
        if field == "responsible":
            fits = bool(read_responsible(below.text)) and len(below.text) <= LONGEST_VERDICT
        if field != "comment" and not fits:
            return block.text.endswith(":")  # nobody filled it in
        repeated = fold(block.text) in self.names.verdict_fields
        if field == "status" and current and is_judged(current) and not repeated:
            self.state.close()  # an overall judgement of all records stands below them
            return True
        if field == "comment":
            self.state.commented.add(id(current))
        self.state.named_field = field if field != "comment" else None
        return True

    def gives_verdict(self, block: Block) -> bool:
        """Take the verdict behind a name that stands in front of one time after time: "RESULTAT: Målet nått."."""
        name, colon, value = block.text.partition(":")
        current = self.state.current
        if current is None or not colon or fold(name) not in self.names.judging or not read_status(value.strip()):
            return False
        if not current.status.printed:
            current.status = Mark(value.strip(), (), None, block.place)
        return True

    def take_label(self, block: Block, label: Label) -> bool:
        """Take a label with its value into the open record; a comment also below a list, into its last record."""
        if self.state.current is None and label.field == "comment" and self.state.listing:
            self.state.current = self.state.last
        current = self.state.current
        if current is None:
            return False
        if label.field == "comment":
            self.state.commented.add(id(current))
            current.add_comment(label.rest, block.place)
            return True
        if label.field == "responsible":
            current.responsible += read_responsible(without_other_facts(label.rest))
            return True
        if label.field in ("status", "forecast") and (label.rest or block.icons):
            return self._take_verdict(block, label, current)
        return False

    def _take_verdict(self, block: Block, label: Label, current: Entry) -> bool:
        if not (block.icons or self.names.names_verdict(label)) or _FIGURE_FIRST.match(label.rest):
            return False
        said, told = part_answer(label)
        mark = Mark(said, block.icons, None, block.place)
        if label.field == "status" and not current.status.printed:
            current.status = mark
        elif label.field == "forecast":
            current.forecast = mark
        current.add_comment(told, block.place)
        return True

    def take_symbols(self, block: Block) -> None:
        """A symbol alone on its line is the status of the record it stands in."""
        current = self.state.current
        if block.icons and current and not current.status.printed:
            current.status = Mark("", block.icons, None, block.place)

    def take_paragraph(self, block: Block) -> None:
        """Take a paragraph into the comment of the open record, or end that where the paragraph is not its own."""
        if is_date_field(block.text):
            return
        rest = comment_rest(block.text)
        if self.state.current and self._ends(block, self.state.current):
            self.state.close()
        if self._is_left_uncommented(block, rest):
            self.state.close()
            self.state.listing = None
        current = self.state.current
        if current is None:
            self._rest_of_list(block)
            return
        text = self._without_comment_name(block.text, current) if rest is None else rest
        if block.list_item and not re.match(r"\W", text):
            text = f"• {text}"
        current.add_comment(text, block.place)

    def _ends(self, block: Block, current: Entry) -> bool:
        """Say whether a paragraph speaks of all records and not of the open one."""
        return (
            _divides_all(block.text, current.field)
            or self._sums_up(block, current)
            or self._ends_sorted(block, current)
        )

    def _without_comment_name(self, text: str, current: Entry) -> str:
        """Take the name that all records of a form have in front of their comment off the first words of one."""
        name, colon, told = text.partition(":")
        named = colon and not current.comment and fold(name) == self.names.comment
        return told.strip() if named else text

    def _is_left_uncommented(self, block: Block, rest: str | None) -> bool:
        """Say whether a point has no "Kommentar" where the others of its list have one: text below is not its own."""
        entry = self.state.current
        if entry is None or rest is not None or block.list_item or entry.field != "assignment":
            return False
        beside = [e for e in self.state.entries if e.group == entry.group and e.comment]
        explained = any(self.looks.is_explained(entry.index, icon) for icon in entry.status.icons)
        left = explained and not entry.comment and id(entry) not in self.state.commented
        return left and bool(beside) and all(id(e) in self.state.commented for e in beside)

    def _sums_up(self, block: Block, current: Entry) -> bool:
        """Say whether a paragraph says how many of all records read so far are reached: "Fyra av sex mål är nådda"."""
        if block.list_item or " av " not in block.text or len(block.text) > LONGEST_TITLE:
            return False
        alike = [entry for entry in self.state.entries if entry.field == current.field]
        counts = (count for count in find_counts(block.text) if count.part is not None)
        return len(alike) > 1 and any(c.field == current.field and c.whole == len(alike) for c in counts)

    def _ends_sorted(self, block: Block, current: Entry) -> bool:
        """Say whether text below a list that a heading sorts belongs to no point, as none has any told of it."""
        at = [entry.index for entry in self.state.entries if entry.index in self.state.sorted_points]
        if block.list_item or len(at) < 2 or current.index != at[-1]:
            return False
        return not current.comment and not any(e.comment for e in self.state.entries if e.index in at[-_NEAR_POINTS:])

    def _rest_of_list(self, block: Block) -> None:
        """Text right under a repeated list header is the rest of the comment above the page break."""
        listing, last = self.state.listing, self.state.last
        if not listing or last is None or last.field != "assignment":
            return
        if listing.open or (block.text[:1].islower() and not ends_sentence("".join(last.comment[-1:]))):
            last.add_comment(block.text, block.place)


def _divides_all(text: str, field: str) -> bool:
    """Say whether a paragraph begins with what became of all records: "Av de fem mål som nämnden hade nåddes tre."."""
    first = next(find_counts(text[:LONGEST_TITLE]), None) if text[:3].lower() == "av " else None
    if first is None or first.start or not first.parted:
        return False
    return first.field == field and first.detail not in ("sub", "activity")
