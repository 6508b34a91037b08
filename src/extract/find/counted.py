"""Lists that a sentence counts: "Nämnden har antagit tre mål:" above three points, each of them a goal.

Only the number makes sure that the points are the records and not what is told of them. A plan lists its goals in the
same way, and so does an audit; so the document must also say that it follows something up. Where the report has records
of the kind besides, told at length, the list only announces them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...normalize.count import Count, find_counts
from ...normalize.group import read_group
from ...normalize.late import late_pattern
from ...normalize.status import sentences_of
from ...normalize.text import fold
from ..document import Block, Item
from ..structure import Structure
from .entry import Entry
from .header import kind_of
from .topic import LONGEST_TITLE, SHORTEST_TITLE

MIN_POINTS = 2
MAX_POINTS = 15
_FOLLOWS_UP = late_pattern(
    r"måluppf\w+|årsredovisning|delårsrapport|tertial|bokslut|\bhar (?:\w+ )?(?:upp)?nåtts|\bhar (?:\w+ )?uppfyllts",
    re.I,
)
_POINT = re.compile(r"^(?P<number>\d{1,2})[.)]\s")


def counted_points(structure: Structure, title: str) -> dict[int, tuple[str, str | None]]:
    """Give the points of such lists by their positions, with the kind of record and its level."""
    if kind_of(title, strong=True) == "unknown":
        return {}
    found: dict[int, tuple[str, str | None]] = {}
    for i, item in enumerate(structure.items):
        if i in structure.skipped or not isinstance(item, Block) or item.list_item:
            continue
        points = _points(structure.items, i + 1)
        if len(points) < MIN_POINTS or structure.skipped.intersection(points):
            continue
        for count in _counts(item):
            if count.whole == len(points):
                found |= dict.fromkeys(points, (count.field, count.detail))
    told = (
        any(isinstance(item, Block) and _FOLLOWS_UP.search(item.text) for item in structure.items) if found else False
    )
    return found if told else {}


def _counts(block: Block) -> Iterator[Count]:
    """Give what a paragraph that leads to a list counts; a sentence that judges its list is read elsewhere."""
    last = sentences_of(block.text)[-1:]
    if not last or len(block.text) > 2 * LONGEST_TITLE or read_group(last[0]):
        return
    for count in find_counts(block.text):
        if count.field in ("goal", "assignment") and count.part is None:
            yield count


def _points(items: Sequence[Item], start: int) -> list[int]:
    """Give the points that begin at an item: all with a bullet, or numbered from one."""
    points: list[int] = []
    for i in range(start, min(start + MAX_POINTS + 1, len(items))):
        item = items[i]
        if (
            not isinstance(item, Block)
            or not SHORTEST_TITLE <= len(item.text) <= LONGEST_TITLE
            or item.text.endswith(":")
        ):
            break
        number = _POINT.match(item.text)
        if not (int(number["number"]) == len(points) + 1 if number else item.list_item):
            break
        points.append(i)
    return points


def without_mere_lists(entries: Sequence[Entry], counted: dict[int, tuple[str, str | None]]) -> list[Entry]:
    """Leave out the points of lists that only announce records told elsewhere, unless these have the same titles."""
    fields = {entry.field for entry in entries if entry.index not in counted}
    titles = {fold(entry.title.rstrip(".")) for entry in entries if entry.index not in counted}
    return [
        entry
        for entry in entries
        if entry.index not in counted or entry.field not in fields or fold(entry.title.rstrip(".")) in titles
    ]
