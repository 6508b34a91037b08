"""Badges: a few words on a plate of their own beside a title, as web-made reports print a verdict.

A plate has padding left and right of its words, which print marked with a text marker has not, and stands at the end
or the beginning of its line. Without a plate the verdict of a point or a bold title may be set at the right margin, on
the title's line or half way down its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..normalize.column import read_column
from ..normalize.label import announces_record
from .draft import centred
from .gutters import is_tabular, parts_of
from .layout import Run, run_of, starts_item
from .page import Fill, Word

_PADDING: Final = 0.3
_HIGHEST: Final = 2.4
_WIDEST: Final = 6.0
_MOST_WORDS: Final = 6
_LEAST_LETTERS: Final = 3
_CLOSE: Final = 2.4
_NEAR: Final = 3
_EDGE: Final = 3.0
_FAR: Final = 3.0
_HEADS: Final = frozenset({"goal", "assignment", "indicator", "comment", "responsible", "target", "outcome"})
"""What heads a column and is no verdict, at the right end of a line."""


def badges_of(lines: Sequence[Run], fills: Sequence[Fill]) -> list[Run]:
    """Give the badges among the words of some lines."""
    return [badge for line in lines for badge in _badges(line, fills)]


def without_badges(lines: Sequence[Run], fills: Sequence[Fill]) -> tuple[list[Run], list[Run]]:
    """Take the badges out of lines that hold more than them: what is left of the lines, and the badges.

    Badges in rows of a table stay where they are: the line over or under them is a row too.
    """
    rest: list[Run] = []
    found: list[Run] = []
    for at, line in enumerate(lines):
        around = (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])
        if _stands_beside(lines, at, fills):
            found.append(line)
            continue
        badges = list(_badges(line, fills)) or list(_right_set(lines, at))
        held = {id(word) for badge in badges for word in badge.words}
        words = [word for word in line.words if id(word) not in held]
        if not badges or not words or any(_is_row(line, other) for other in around):
            rest.append(line)
            continue
        found += badges
        rest.append(run_of(words))
    return rest, found


def _right_set(lines: Sequence[Run], at: int) -> Iterator[Run]:
    """Give the few words set at the right end of the line of a point or a bold title, far from it: its verdict."""
    line, parts = lines[at], parts_of(lines[at])
    if len(parts) != 2 or parts[1].x0 - parts[0].x1 < _FAR * line.size:
        return
    if read_column(parts[1].text).field in _HEADS:
        return
    if _is_titled(parts[0]) and _is_brief(parts[1].words) and _is_at_margin(parts[1], lines, at):
        yield parts[1]


def _stands_beside(lines: Sequence[Run], at: int, fills: Sequence[Fill]) -> bool:
    """Say whether a few words at the right margin stand between a title's lines, or a label and its title, far off.

    On a plate of their own they need not stand at the margin.
    """
    if not 0 < at < len(lines) - 1 or not _is_brief(lines[at].words):
        return False
    upper, line, lower = lines[at - 1 : at + 2]
    level = line.top < upper.bottom <= lower.top + 1 and lower.top < line.bottom
    far = line.x0 - max(upper.x1, lower.x1) > _FAR * line.size
    if not (level and far and _is_titled(lower) and len(parts_of(lower)) == 1):
        return False
    return _is_at_margin(line, lines, at) or any(badge.words == line.words for badge in _badges(line, fills))


def _is_at_margin(part: Run, lines: Sequence[Run], at: int) -> bool:
    """Say whether words end where the lines around them do at the farthest, or begin where the end of another does."""
    near = lines[max(at - _NEAR, 0) : at + _NEAR + 1]
    right = max(line.x1 for line in near)
    if part.x1 > right - _EDGE:
        return True
    if 2 * part.x0 < right + min(line.x0 for line in near):
        return False
    return any(abs(parts_of(other)[-1].x0 - part.x0) < _EDGE for other in lines if other is not lines[at])


def _is_titled(title: Run) -> bool:
    """Say whether words could name a record beside its verdict: a point, a bold line, or the label over its title."""
    if starts_item(title) or _is_label(title):
        return True
    lettered = [word for word in title.words if word.icon is None]
    return len(lettered) > 1 and all(word.bold for word in lettered)


def _is_label(line: Run) -> bool:
    return len(line.words) <= _MOST_WORDS and announces_record(line.text)


def _is_brief(words: Sequence[Word]) -> bool:
    return len(words) <= _MOST_WORDS and all(word.text.isalpha() for word in words)


def _is_row(line: Run, other: Run) -> bool:
    """Say whether a line close to another has columns as that has."""
    return is_tabular(other) and abs(other.middle - line.middle) < _CLOSE * line.size


def _badges(line: Run, fills: Sequence[Fill]) -> Iterator[Run]:
    for fill in fills:
        if fill.top > line.middle or fill.bottom < line.middle or fill.bottom - fill.top > _HIGHEST * line.size:
            continue
        held = [word for word in line.words if word.icon is None and centred(word, fill[:4])]
        if held and _is_badge(held, line.words, fill):
            yield run_of(held)


def _is_badge(held: list[Word], words: Sequence[Word], fill: Fill) -> bool:
    """Say whether words stand on a plate that was made for them alone, at an end of their line."""
    if len(held) > _MOST_WORDS or sum(letter.isalpha() for word in held for letter in word.text) < _LEAST_LETTERS:
        return False
    first, last = held[0], held[-1]
    padding = _PADDING * first.size
    padded = fill.x0 < first.x0 - padding and fill.x1 > last.x1 + padding
    snug = max(first.x0 - fill.x0, fill.x1 - last.x1) < _WIDEST * first.size
    return padded and snug and (first is words[0] or last is words[-1])
