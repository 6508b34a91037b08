"""Heads of narrow columns that are set sideways over their figures: they are read as if they stood upright."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .gutters import is_number
from .page import Word

_ALIGNED: Final = 1.5
_BLANK: Final = 0.8
_LINE: Final = 0.6
_FAR: Final = 4.0
"""How far over its first figure a head may stand, in type sizes."""
_LEAST_HEADS: Final = 2


def with_upright_heads(words: list[Word]) -> list[Word]:
    """Set heads upright where several stand level over columns of figures, each at the foot of its place."""
    turned = [word for word in words if word.turn in (90, 270)]
    if len(turned) < _LEAST_HEADS:
        return words
    figures = [word for word in words if not word.turn and is_number(word.text)]
    heads = [head for head in _heads(turned) if _has_figures(_box(head), figures)]
    rows = [row for row in _rows(heads) if len(row) >= _LEAST_HEADS]
    held = {id(word) for row in rows for head in row for word in head}
    return [word for word in words if id(word) not in held] + [word for row in rows for word in _upright(row)]


def _heads(turned: Sequence[Word]) -> Iterator[list[Word]]:
    """Gather words that run one way into heads of one line or more, each in the order it is read in."""
    for quarter in (90, 270):
        way = -1 if quarter == 90 else 1
        own = sorted((word for word in turned if word.turn == quarter), key=lambda w: (-way * w.x0, way * w.top))
        head: list[Word] = []
        for word in own:
            if head and not _goes_on(head[-1], word):
                yield head
                head = []
            head.append(word)
        if head:
            yield head


def _goes_on(last: Word, word: Word) -> bool:
    """Say whether a word follows in its line, or begins the next line of its head."""
    if abs(word.x0 - last.x0) < _ALIGNED:
        return max(last.top - word.bottom, word.top - last.bottom) < _BLANK * word.size
    beside = max(word.x0 - last.x1, last.x0 - word.x1) < _LINE * word.size
    return beside and word.bold == last.bold


def _box(head: Sequence[Word]) -> tuple[float, float, float, float]:
    return (
        min(word.x0 for word in head),
        min(word.top for word in head),
        max(word.x1 for word in head),
        max(word.bottom for word in head),
    )


def _has_figures(box: tuple[float, float, float, float], figures: Sequence[Word]) -> bool:
    """Say whether figures stand under each other close below a head."""
    x0, _, x1, bottom = box
    below = sorted(word.top for word in figures if word.x0 < x1 + 2 and word.x1 > x0 - 2 and word.top > bottom - 2)
    return len(below) > 1 and below[0] - bottom < _FAR * (x1 - x0)


def _rows(heads: Sequence[list[Word]]) -> Iterator[list[list[Word]]]:
    """Gather heads that stand beside each other."""
    row: list[list[Word]] = []
    for head in sorted(heads, key=lambda each: _box(each)[3]):
        if row and _box(head)[1] > _box(row[-1])[3]:
            yield row
            row = []
        row.append(head)
    if row:
        yield row


def _upright(row: Sequence[list[Word]]) -> Iterator[Word]:
    bottom = max(_box(head)[3] for head in row)
    for head in row:
        x0, _, x1, _ = _box(head)
        text = " ".join(word.text for word in head)
        yield head[0]._replace(text=text, x0=x0, top=bottom - head[0].size, x1=x1, bottom=bottom, turn=0)
