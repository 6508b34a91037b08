"""Pages that a web browser wrote as PDF: each letter is set by itself, and blanks are not written.

pdfium then guesses where words end, by limits that suit wide blanks: narrow ones are lost ("iseptember"), and print
that runs up or down the page falls into letters. The letters' boxes tell: within a word they touch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, repeat
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from .pdfium_calls import char_angle, char_object

_SAMPLE: Final = 40
_MOSTLY: Final = 0.6
_BLANK: Final = 0.09
"""How wide the white before a new word is at least, of the height of the letters' boxes; more than kerning opens."""
_LEAST_GAPS: Final = 3

Span = tuple[int, int]


def set_by_letters(handle: Any, spans: Sequence[Span]) -> bool:
    """Say whether the first two letters of most words are text objects of their own."""
    starts = [start for start, end in spans if end - start > 1]
    starts = starts[:: max(len(starts) // _SAMPLE, 1)]
    first, second = (list(map(char_object, repeat(handle), [at + step for at in starts])) for step in (0, 1))
    apart = sum(one != other for one, other in zip(first, second, strict=True))
    return len(starts) > 1 and apart > _MOSTLY * len(starts)


def by_distance(
    handle: Any, spans: Sequence[Span], boxes_of: Callable[[Any, list[int]], NDArray[np.float64]]
) -> list[Span]:
    """Divide and join words by how far apart their letters stand."""
    letters = [at for start, end in spans for at in range(start, end)]
    word_of = np.repeat(np.arange(len(spans)), [end - start for start, end in spans])
    boxes = np.nan_to_num(boxes_of(handle, letters))
    sideways = np.abs(np.sin(np.array(list(map(char_angle, repeat(handle), letters))))) > 0.9
    joins = np.where(
        sideways[1:] & sideways[:-1],
        _touch_upwards(boxes),
        (word_of[1:] == word_of[:-1]) & (sideways[1:] == sideways[:-1]) & _touch(boxes, word_of),
    )
    starts = [0, *(1 + np.flatnonzero(~joins)).tolist(), len(letters)]
    return [(letters[low], letters[high - 1] + 1) for low, high in pairwise(starts)]


def _touch(boxes: NDArray[np.float64], word_of: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say of each letter whether the next one of its word follows without a blank, given how its word is spaced."""
    gaps = (boxes[1:, 0] - boxes[:-1, 2]) / np.maximum(boxes[1:, 3] - boxes[1:, 1], 1.0)
    usual = np.zeros(len(gaps))
    within = word_of[1:] == word_of[:-1]
    for word in np.unique(word_of[1:][within & (gaps > _BLANK)]).tolist():
        own = within & (word_of[1:] == word)
        if own.sum() >= _LEAST_GAPS:
            usual[own] = max(float(np.median(gaps[own])), 0.0)
    return gaps < usual + _BLANK


def _touch_upwards(boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say of each letter whether the next one stands right over or under it, in one line up or down the page."""
    wide = np.maximum(boxes[1:, 2] - boxes[1:, 0], 1.0)
    in_line = np.abs(boxes[1:, 0] - boxes[:-1, 0]) < 0.3 * wide
    gaps = np.minimum(np.abs(boxes[1:, 3] - boxes[:-1, 1]), np.abs(boxes[1:, 1] - boxes[:-1, 3]))
    return in_line & (gaps < _BLANK * wide)
