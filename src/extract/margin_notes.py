"""Notes in the margin: a narrow column of smaller print beside the text of a page, whose lines go their own way.

Facts, key figures and definitions stand there ("Visste du att …"). They belong to no paragraph beside them: they must
not be read between its lines, nor come between a page and the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from ..normalize.column import read_column
from ..normalize.label import label_of_record
from ..normalize.status import read_status
from .gutters import parts_of
from .layout import Run, are_level, joined, lines_of, paragraphs_of
from .page import PageModel, Word

_WIDEST: Final = 0.5
"""How wide a margin is at most, of the width of the text beside it."""
_INNER: Final = (0.12, 0.4)
"""Where the edge of the text lies, of the page's width from its outer side."""
_LEAST_STARTS: Final = 5
_LEAST_NOTES: Final = 3
_LEAST_WORDS: Final = 3
_LEAST_TEXT: Final = 6
_SMALLER: Final = 0.94
_LARGER: Final = 1.2
_ROWS: Final = 0.35
"""Share of level lines from which on two columns are rows."""
_GAP: Final = 0.6
_BEFORE: Final = 2.5
"""How far an edge lies before where lines begin, for lines that begin a little earlier."""
_VERDICT: Final = 40


def without_margin(words: list[Word], model: PageModel) -> tuple[list[Word], tuple[float, float]]:
    """Set aside the notes in the margin of a page; give the words of its text, and the sides it stands between."""
    upright = [word for word in words if not word.turn]
    parts = [part for line in lines_of(upright) for part in parts_of(line)]
    for edge, left in _edges(parts, model.width):
        notes, body = _parted(upright, parts, edge, left=left)
        if _are_notes(notes, body):
            held = {id(word) for part in notes for word in part.words}
            model.asides += [("marginal", word) for word in words if id(word) in held]
            sides = (edge, model.width) if left else (0.0, edge)
            return [word for word in words if id(word) not in held], sides
    return words, (0.0, model.width)


def _edges(parts: Sequence[Run], width: float) -> Iterator[tuple[float, bool]]:
    """Give the places at which many lines of a text begin, and several of a right margin; and whether it is left."""
    starts = Counter(round(part.x0) for part in parts)
    usual = median(part.size for part in parts) if parts else 0.0
    for start, count in starts.most_common():
        edge = start - _BEFORE
        left = count >= _LEAST_STARTS and _INNER[0] < start / width < _INNER[1]
        if not left and not (count >= _LEAST_NOTES and _INNER[0] < 1 - start / width < _INNER[1]):
            continue
        sizes = [part.size for part in parts if (part.x1 < edge if left else part.x0 > edge)]
        if sizes and median(sizes) < usual:
            yield edge, left


def _parted(words: Sequence[Word], parts: Sequence[Run], edge: float, *, left: bool) -> tuple[list[Run], list[Run]]:
    """Part the print on both sides of an edge into lines: what stands beyond it in small print, and all the rest.

    What stands across, and headings at the edge of the page, are of the rest; a large figure is a fact of the margin.
    """
    across = {id(word) for part in parts if part.x0 < edge < part.x1 for word in part.words}
    beyond = [word for word in words if (word.x1 < edge if left else word.x0 > edge) and id(word) not in across]
    held = {id(word) for word in beyond}
    notes = [part for line in lines_of(beyond) for part in parts_of(line)]
    body = [part for line in lines_of(word for word in words if id(word) not in held) for part in parts_of(line)]
    if not notes or not body:
        return [], body
    most = _LARGER * _size(body)
    large = [part for part in notes if part.size > most and not part.text[0].isdigit()]
    return [part for part in notes if part not in large], [*body, *large]


def _are_notes(notes: Sequence[Run], body: Sequence[Run]) -> bool:
    """Say whether parts of lines are notes beside a text: small print, a strip apart, level with none of its lines."""
    if len(notes) < _LEAST_NOTES or len(body) <= len(notes) or _hold_record(notes):
        return False
    low, high = min(part.x0 for part in notes), max(part.x1 for part in notes)
    beside = [part for part in body if part.bottom > notes[0].top and part.top < notes[-1].bottom]
    if not beside or any(part.x0 < high + _GAP * part.size and part.x1 > low for part in beside):
        return False
    wide = max(part.x1 for part in body) - min(part.x0 for part in body)
    prose = [part for part in notes if len(part.words) >= _LEAST_WORDS]
    if high - low > _WIDEST * wide or not prose or sum(len(part.words) for part in notes) < _LEAST_TEXT:
        return False
    level = sum(any(are_level(part, other) for other in beside) for part in notes)
    return _size(prose) < _SMALLER * _size(body) and level <= _ROWS * len(notes)


def _size(parts: Sequence[Run]) -> float:
    """Give the size of the print with the most letters."""
    return median(word.size for part in parts for word in part.words for _ in word.text)


def _hold_record(notes: Sequence[Run]) -> bool:
    """Say whether parts of lines name or judge records, or are fields of them: they belong to what stands beside."""
    if any(word.icon is not None and word.icon.shape != "dash" for part in notes for word in part.words):
        return True
    return any(_is_field(joined(paragraph)) for paragraph in paragraphs_of(notes))


def _is_field(text: str) -> bool:
    if label_of_record(text) is not None or read_column(text).field not in ("unknown", "empty"):
        return True
    return len(text) <= _VERDICT and read_status(text) is not None
