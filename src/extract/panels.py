"""Panels: a shaded box in the margin that holds the verdict on what the running text beside it tells of.

A page may also be parted into sides by its ground: a cover whose title stands on a coloured band from top to bottom.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..normalize.status import read_status
from .document import Box
from .draft import Boxed, words_in
from .gutters import parts_of
from .layout import Run, lines_of
from .page import Fill, PageModel, Word

_NARROWEST: Final = 60.0
_WIDEST: Final = 0.45
_LEAST_LINES: Final = 2
_MOST_WORDS: Final = 6
_PROSE: Final = 4
_NEAR: Final = 0.9
_SIDE: Final = (0.15, 0.85)
_WHOLE_HEIGHT: Final = 0.95
_EDGE: Final = 2.0


def without_panels(
    words: list[Word], fills: Sequence[Fill], tables: Sequence[Box], width: float
) -> tuple[list[Boxed], list[Word]]:
    """Take the panels out of a page's words: each stands behind the text beside it, and not between its lines."""
    found: list[Boxed] = []
    for fill in dict.fromkeys(fills):
        box = fill[:4]
        if not _NARROWEST < box[2] - box[0] < _WIDEST * width or any(_overlap(box, table) for table in tables):
            continue
        inside = words_in(words, box)
        held = {id(word) for word in inside}
        rest = [word for word in words if id(word) not in held]
        text = _text_beside(lines_of(rest), box) if inside and _is_judging(lines_of(inside)) else []
        if text:
            found.append(Boxed((box[0], text[-1].bottom + 0.1, box[2], max(box[3], text[-1].bottom + 1)), inside))
            words = rest
    return found, words


def sides_of(words: list[Word], model: PageModel) -> list[Boxed]:
    """Part a page whose ground is of one colour on its left and another on its right: each side is read by itself."""
    whole = Boxed((0.0, 0.0, model.width, model.height), words)
    for fill in model.fills:
        wall = _wall_of(fill, model)
        if wall is None or any(word.x0 < wall < word.x1 for word in words):
            continue
        left = [word for word in words if word.x0 < wall]
        right = [word for word in words if word.x0 >= wall]
        if left and right:
            return [
                Boxed((0.0, 0.0, wall, model.height), left),
                Boxed((wall, 0.0, model.width, model.height), right),
            ]
    return [whole]


def _wall_of(fill: Fill, model: PageModel) -> float | None:
    """Give the inner side of a band that runs down one edge of the page over its whole height."""
    wide, high = fill.x1 - fill.x0, fill.bottom - fill.top
    if high < _WHOLE_HEIGHT * model.height or not _SIDE[0] < wide / model.width < _SIDE[1] or min(fill.rgb) > 250:
        return None
    if fill.x0 < _EDGE:
        return fill.x1
    return fill.x0 if fill.x1 > model.width - _EDGE else None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _is_judging(lines: Sequence[Run]) -> bool:
    """Say whether short lines under each other are a verdict and its name."""
    short = all(len(line.words) <= _MOST_WORDS and len(parts_of(line)) == 1 for line in lines)
    return short and len(lines) >= _LEAST_LINES and any(read_status(line.text) is not None for line in lines)


def _text_beside(lines: Sequence[Run], box: Box) -> list[Run]:
    """Give the lines of running text that stand on one side of a box, with those that go on below; none else may."""
    level = [at for at, line in enumerate(lines) if box[1] < line.middle < box[3]]
    beside = [lines[at] for at in level]
    left, right = all(line.x1 < box[0] for line in beside), all(line.x0 > box[2] for line in beside)
    if len(beside) < _LEAST_LINES or not (left or right) or any(len(parts_of(line)) > 1 for line in beside):
        return []
    if any(len(line.words) < _PROSE for line in beside[:-1]):
        return []
    last = level[-1]
    while last + 1 < len(lines) and lines[last + 1].top - lines[last].bottom < _NEAR * lines[last].size:
        last += 1
    return list(lines[level[0] : last + 1])
