"""What a page repeats is not what it says: running heads, footers, page numbers, and the number a page prints.

A line in the margins that comes back at the same height on many pages, its digits aside, is furniture, and so is what
stands there on the pages of other chapters. The figure in it that grows by one per page is the printed page number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .layout import Run, lines_of
from .page import Fill, PageModel

_MARGIN: Final = 0.115
_LAST_MARGIN: Final = 0.075
_LARGER: Final = 1.3
_EDGE: Final = 2.0
_LEAST_ALIKE: Final = 2
"""Other pages whose running heads stand where a line does, from which on it is one too."""

_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"[-–\s]*(?:sida|sidan|sid|s\.?|page)?\s*\d{1,4}\s*(?:\(\d{1,4}\)|/\s*\d{1,4}|av\s+\d{1,4})?[-–\s]*", re.IGNORECASE
)
_NUMBERING: Final = re.compile(
    r"(?<![\d.,:/-])(\d{1,4})(?:\s?(?:\(\d{1,4}\)|/\s?\d{1,4}\b|\sav\s\d{1,4}))?(?![\d.,:/-])"
)
_RECORD: Final = re.compile(r"\w*(?:mål|uppdrag|åtagande)(?: (?:nr )?\d{1,2}(?:\.\d{1,2})?)[.:]?", re.IGNORECASE)
"""The label over the record that opens a page: what differs by a figure from page to page is then no page number."""


@dataclass(frozen=True, slots=True)
class _MarginLine:
    page: int
    key: tuple[str, int]
    line: Run
    edge: bool


def without_furniture(models: list[PageModel]) -> dict[int, str]:
    """Take running heads, footers and page numbers off the pages; give the printed label of pages where it differs."""
    found = _without_labels([each for model in models for each in _margin_lines(model)])
    by_number = {model.number: model for model in models}
    pages: dict[tuple[str, int], set[int]] = {}
    for each in found:
        pages.setdefault(each.key, set()).add(each.page)
    few, many = 2 if len(models) < 6 else 3, 0.3 * len(models)
    running = []
    for each in found:
        count = _count(pages, each.key)
        apart = count >= max(few, many) or (count >= max(few, many / 3) and _stands_apart(each, by_number[each.page]))
        if apart or _is_page_number(each):
            running.append(each)
    # Pages of another size or section have the same furniture a little higher or lower.
    known = {(each.key[0], each.key[1] < 0): each.line.size for each in running}
    taken = {id(each.line) for each in running}
    running += [each for each in found if _is_alike(each, known) and id(each.line) not in taken]
    taken = {id(each.line) for each in running}
    running += [each for each in found if id(each.line) not in taken and _stands_as_others(each, running, by_number)]
    drop = {id(word) for each in running for word in each.line.words}
    if all(id(word) in drop for model in models for word in model.words):
        return _labels(running)
    for model in models:
        model.asides += [("margin", word) for word in model.words if id(word) in drop]
        model.words = [word for word in model.words if id(word) not in drop]
    return _labels(running)


def _is_alike(each: _MarginLine, known: dict[tuple[str, bool], float]) -> bool:
    """Say whether a line is a running one at another height; in larger print it is the title that the others repeat."""
    size = known.get((each.key[0], each.key[1] < 0))
    return size is not None and each.line.size <= _LARGER * size


def _stands_as_others(each: _MarginLine, running: list[_MarginLine], models: dict[int, PageModel]) -> bool:
    """Say whether a line stands right where other pages have their running heads: the name of another chapter."""
    model = models[each.page]
    if not each.edge or each.key[1] < 0 or not _stands_apart(each, model):
        return False
    others = {other.page for other in running if other.page != each.page and _are_set_alike(each.line, other.line)}
    return len(others) >= _LEAST_ALIKE


def _are_set_alike(one: Run, other: Run) -> bool:
    """Say whether two lines have the same height, type size, and left or right end."""
    level = abs(one.top - other.top) < 1 and abs(one.size - other.size) < 0.3
    return (
        level
        and one.words[0].bold == other.words[0].bold
        and (abs(one.x0 - other.x0) < 1 or abs(one.x1 - other.x1) < 1)
    )


def _without_labels(found: list[_MarginLine]) -> list[_MarginLine]:
    """Leave out the labels over records that open a page ("Mål 3") and come back on no other."""
    times = Counter(each.line.text for each in found)
    return [each for each in found if times[each.line.text] > 1 or not _RECORD.fullmatch(each.line.text)]


def _count(pages: dict[tuple[str, int], set[int]], key: tuple[str, int]) -> int:
    """Count the pages that have this line at this height or a hair off."""
    text, height = key
    return len(set().union(*(pages.get((text, height + step), set()) for step in (-1, 0, 1))))


def _stands_apart(each: _MarginLine, model: PageModel) -> bool:
    """Say whether white space divides a line from the page's text: a table's header that comes back has none."""
    line = each.line
    if line.middle < model.height / 2:
        return all(word.top - line.bottom > 1.2 * line.size for word in model.words if word.top > line.middle)
    return all(line.top - word.bottom > 1.2 * line.size for word in model.words if word.bottom < line.middle)


def _is_page_number(each: _MarginLine) -> bool:
    if not each.edge or not _PAGE_NUMBER.fullmatch(each.line.text):
        return False
    numbers = [int(number) for number in _DIGITS.findall(each.line.text)]
    return abs(numbers[0] - each.page) <= 4


def _margin_lines(model: PageModel) -> Iterable[_MarginLine]:
    high, low = model.height * _MARGIN, model.height * (1 - _MARGIN)
    words = [
        w for w in model.words if w.icon is None and ((w.top + w.bottom) / 2 < high or (w.top + w.bottom) / 2 > low)
    ]
    for line in lines_of(words):
        if _in_table(line, model):
            continue
        edge = line.middle > model.height * (1 - _LAST_MARGIN) or line.middle < model.height * _LAST_MARGIN
        text = _DIGITS.sub("#", line.text.casefold())
        # Heights are counted from the nearer edge: portrait and landscape pages share their furniture.
        height = line.middle if line.middle < model.height / 2 else line.middle - model.height
        yield _MarginLine(model.number, (text, round(height / 3)), line, edge)


def _in_table(line: Run, model: PageModel) -> bool:
    """Say whether a line stands on a shade or beside an upright rule: a header row at the top of a page.

    A band along the edge of the page, from side to side, is the ground of its running head.
    """
    middle = line.middle
    if any(
        fill.top < middle < fill.bottom and fill.x1 > line.x0 and fill.x0 < line.x1 and min(fill.rgb) < 250
        for fill in model.fills
        if fill.bottom - fill.top < 0.5 * model.height and not _edges_page(fill, model)
    ):
        return True
    upright = (rule for rule in model.rules if rule.bottom - rule.top > rule.x1 - rule.x0)
    return any(rule.top < middle < rule.bottom and line.x0 - 30 < rule.x0 < line.x1 + 30 for rule in upright)


def _edges_page(fill: Fill, model: PageModel) -> bool:
    across = fill.x0 < _EDGE and fill.x1 > model.width - _EDGE
    return across and (fill.top < _EDGE or fill.bottom > model.height - _EDGE)


def _labels(running: list[_MarginLine]) -> dict[int, str]:
    """Read the printed number of each page: the figure that keeps its distance to the page's place in the file."""
    read: dict[tuple[int, int], str] = {}
    offsets: Counter[int] = Counter()
    for each in running:
        for found in _NUMBERING.finditer(each.line.text):
            offset = int(found[1]) - each.page
            if (each.page, offset) not in read:
                offsets[offset] += 1
                read[each.page, offset] = " ".join(found[0].split())
    if not offsets:
        return {}
    offset, count = offsets.most_common(1)[0]
    if offset == 0 or count < 2:
        return {}
    return {page: label for (page, at), label in read.items() if at == offset}
