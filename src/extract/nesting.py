"""Frames that need their surroundings: tables within a cell of a table, shaded labels whose values stand outside."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from .document import Box
from .draft import Draft, DraftCell, centred
from .grid import Edge, Frame
from .page import PageModel, Word

WIDEST_LABELS = 0.45
FARTHEST = 40.0


def parted(draft: Draft, inner: list[Box]) -> list[Draft]:
    """Part a table at the tables in its cells: what stands under one of them goes on under the same header."""
    parts = [draft]
    for box in sorted(inner, key=lambda each: each[1]):
        last = parts[-1]
        if not _holds(last.box, box):
            continue
        below = [cell for cell in last.cells if cell.box[1] >= box[3] - 2]
        above = [cell for cell in last.cells if cell.box[1] < box[3] - 2]
        if not any(cell.words for cell in below):
            continue
        parts[-1] = replace(last, cells=above, box=(*last.box[:3], box[1]))
        parts.append(replace(last, cells=_under_header(below, draft.cells), box=(last.box[0], box[3], *last.box[2:])))
    return parts


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _under_header(cells: list[DraftCell], whole: list[DraftCell]) -> list[DraftCell]:
    """Number rows from the header on, which is repeated where it is bold."""
    head = [cell for cell in whole if cell.row == 0 and cell.words]
    repeated = bool(head) and all(word.bold for cell in head for word in cell.words)
    rows = {row: at for at, row in enumerate(sorted({cell.row for cell in cells}), int(repeated))}
    return [*(head if repeated else []), *(replace(cell, row=rows[cell.row]) for cell in cells)]


def with_values(model: PageModel, frames: list[Frame], words: list[Word]) -> list[Frame]:
    """Widen a shaded column of labels by the values that stand unshaded beside them, row by row."""
    return [_widened(model, frame, frames, words) for frame in frames]


def _widened(model: PageModel, frame: Frame, frames: list[Frame], words: list[Word]) -> Frame:
    x0, top, x1, bottom = frame.box
    across, down = frame.cuts()
    if len(across) != 2 or len(down) < 3 or x1 - x0 > WIDEST_LABELS * model.width or _is_drawn(frame):
        return frame
    level = [word for word in words if top < (word.top + word.bottom) / 2 < bottom]
    values = [word for word in level if word.x0 > x1 - 1 and not _elsewhere(word, frame, frames)]
    if not values or min(word.x0 for word in values) > x1 + FARTHEST or any(word.x1 < x0 for word in level):
        return frame
    labels = [word for word in level if centred(word, frame.box)]
    if not all(_in_band(labels, band) and _in_band(values, band) for band in pairwise(down)):
        return frame
    right = max(word.x1 for word in values) + 2
    return Frame(
        [Edge(at, x0, right, False) for at in down],
        [*frame.upright, Edge(right, top, bottom, False)],
        (x0, top, right, bottom),
        frame.hints,
    )


def _is_drawn(frame: Frame) -> bool:
    return any(edge.drawn for edge in (*frame.level, *frame.upright))


def _elsewhere(word: Word, frame: Frame, frames: list[Frame]) -> bool:
    return any(centred(word, other.box) for other in frames if other is not frame)


def _in_band(words: list[Word], band: tuple[float, float]) -> bool:
    return any(band[0] < (word.top + word.bottom) / 2 < band[1] for word in words)
