"""Lines that name a field of a record, with its value on the line below: the sheets that some reports have per goal.

What repeats tells them from headings: "Utfall per 31 augusti" with a verdict below it, time after time, is where the
status stands, and "Mål" above a title with such fields below is a label and no chapter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..normalize.label import field_named
from ..normalize.status import read_status
from ..normalize.text import ends_sentence, fold
from .document import Block, Item

MAX_NAME = 40
MAX_VALUE = 80
_TIMES = 2


def verdict_fields(items: Sequence[Item]) -> frozenset[str]:
    """Give, folded, the lines that repeat with a verdict below most of the times."""
    judged: dict[str, list[bool]] = defaultdict(list)
    for i, item in enumerate(items[:-1]):
        if isinstance(item, Block) and _is_name(item) and read_status(item.text) is None:
            below = items[i + 1]
            judged[fold(item.text)].append(isinstance(below, Block) and is_value(below))
    return frozenset(name for name, seen in judged.items() if len(seen) >= _TIMES and sum(seen) > len(seen) / 2)


def is_value(block: Block) -> bool:
    """Say whether a line is nothing but a verdict, in words or as a symbol."""
    if block.icons and not block.text:
        return True
    return 0 < len(block.text) <= MAX_VALUE and read_status(block.text) is not None


def is_record_name(items: Sequence[Item], index: int, fields: frozenset[str]) -> bool:
    """Say whether a line is the label of the title below it, as in a sheet whose fields follow: "Mål"."""
    item = items[index]
    if not isinstance(item, Block) or not _is_name(item) or index + 2 >= len(items):
        return False
    if field_named(item.text) not in ("goal", "assignment"):
        return False
    title, below = items[index + 1], items[index + 2]
    if not isinstance(title, Block) or not isinstance(below, Block) or not _is_name(below):
        return False
    return fold(below.text) in fields or field_named(below.text) in ("status", "forecast", "responsible")


def _is_name(block: Block) -> bool:
    text = block.text
    return 2 < len(text) <= MAX_NAME and not block.list_item and text[0].isupper() and not ends_sentence(text)
