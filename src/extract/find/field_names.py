"""What the lines of one document name in front of a colon or above a value, time after time: its own field names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalize.label import Label, field_named, read_label
from ...normalize.status import divide_entry, read_status
from ...normalize.symbol import Legend
from ...normalize.text import ends_sentence, fold
from ..document import Block, Item
from ..field_lines import verdict_fields
from .lines import LONGEST_NAME, LONGEST_VERDICT, part_answer, unmarked

FAR_BELOW = 6
"""Lines below a title within which its fields stand."""
_TIMES = 3
_AHEAD = re.compile(r"nästa|fram|fortsatt|risk|åtgärd|plan|behov|mål|orsak")
"""What a name in front of sentences says that is more than that they comment: it stays with them."""


class FieldNames:
    """The names that come back in a document, folded.

    `verdict_fields` stand above verdicts, `repeated` in front of a colon and are no known labels, `judging` are those
    of them that only verdicts follow, `comment` is the one that only sentences follow, `verdict_labels` are known
    labels in front of verdicts of which most are understood, `steps` are the words that the legend explains.
    """

    def __init__(self, items: Sequence[Item], legend: Legend) -> None:
        self.items = items
        self.verdict_fields = verdict_fields(items)
        self.repeated, self.judging, self.comment = self._repeated_names()
        self.verdict_labels = self._verdict_labels()
        self.steps = frozenset(fold(entry.word) for entry in legend.entries if entry.word)

    def is_repeated_field(self, block: Block) -> bool:
        """Say whether a line is a name that comes back, with its value behind the colon."""
        name, colon, value = block.text.partition(":")
        return bool(colon and value.strip()) and fold(name) in self.repeated

    def below_fields(self, i: int) -> Block | None:
        """Give the line below a title, or below lines such as "Beslut: …" that every record of the list has there."""
        for item in self.items[i + 1 : i + FAR_BELOW]:
            if not isinstance(item, Block) or not self.is_repeated_field(item):
                return item if isinstance(item, Block) else None
        return None

    def field_of(self, block: Block) -> str | None:
        """Tell which field a line names that is nothing but a name, be it by a word of the document's own."""
        named = field_named(block.text)
        if named or fold(block.text) not in self.verdict_fields:
            return named
        return "forecast" if "prognos" in fold(block.text) else "status"

    def names_verdict(self, label: Label) -> bool:
        """Say whether a label's words are a verdict, or stand where others under the same label are one."""
        verdict = divide_entry(part_answer(label)[0])[0]
        if not verdict or len(verdict) > LONGEST_VERDICT:
            return False
        if fold(verdict) in self.steps:
            return True
        return read_status(verdict) is not None or fold(label.printed) in self.verdict_labels

    def _repeated_names(self) -> tuple[frozenset[str], frozenset[str], str | None]:
        """Find what stands in front of a colon time after time and is no known label, and where verdicts follow.

        Where one of them only stands in front of sentences it names the comment: "Så har vi gjort: Planen är antagen.".
        """
        behind: dict[str, list[str]] = {}
        for item in self.items:
            name, colon, value = item.text.partition(":") if isinstance(item, Block) else ("", "", "")
            label = read_label(unmarked(item)) if isinstance(item, Block) else None
            if colon and value.strip() and len(name) <= LONGEST_NAME and (label is None or label.field == "outcome"):
                behind.setdefault(fold(name), []).append(value.strip())
        often = {name: values for name, values in behind.items() if len(values) >= _TIMES}
        judging = (name for name, values in often.items() if all(map(read_status, values)))
        telling = [n for n, values in often.items() if all(map(ends_sentence, values)) and not _AHEAD.search(n)]
        return frozenset(often), frozenset(judging), telling[0] if len(telling) == 1 else None

    def _verdict_labels(self) -> frozenset[str]:
        """Find the labels in front of verdicts of which most are understood: what else stands there is one, too."""
        found: dict[str, list[bool]] = {}
        for item in self.items:
            label = read_label(item.text) if isinstance(item, Block) else None
            if label and label.field == "status" and 0 < len(label.rest) <= LONGEST_NAME:
                found.setdefault(fold(label.printed), []).append(read_status(label.rest) is not None)
        return frozenset(name for name, read in found.items() if len(read) > 2 and 2 * sum(read) >= len(read))
