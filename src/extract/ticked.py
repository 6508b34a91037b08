"""Scales printed step by step with a box for each, one of them ticked, become the step that is ticked.

The steps stand below each other, or on one line: "☐ Uppnått ☒ Delvis uppnått ☐ Ej uppnått", "Ja ☐ Delvis ☒ Nej ☐". Read
as plain words or as a symbol in front of them such a line would say anything but what is ticked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..normalize.status import read_status
from .document import Block, Cell, Document, Icon, Item

_EMPTY = frozenset({"☐", "□", "▢", "○", "❏", "❑"})
_TICKED = frozenset({"☒", "☑", "■", "▣", "✓", "✔", "✗", "✘", "⊠", "●"})
_SIGNS = "".join(sorted(_EMPTY | _TICKED))
_BOX = re.compile(rf"[{_SIGNS}]|\[\s?[xX✓✔]?\s?\]|\(\s?[xX]?\s?\)(?!\w)")
_EMPTY_TYPED = re.compile(r"[\[(]\s*[\])]")
_EXPLAINS = re.compile(r"förklar|betyd|symbol|tecken", re.I)
_BETWEEN = " \t\n,;|/·"
_MAX_LINE = 300
_MAX_STEP = 60
_FEWEST_RINGS = 3  # a disc and a ring may be a legend of two


class Scale(NamedTuple):
    """A scale on one line: what stands in front of it, its steps, and which of them are ticked."""

    before: str
    steps: tuple[str, ...]
    ticked: tuple[str, ...]


def read_scale(text: str) -> Scale | None:
    """Read the scale that a line of boxes is; each box stands before its step, or each behind it.

    Example:
        >>> read_scale("☐ Uppnått ☒ Ej uppnått").ticked, read_scale("Status: Ja ☐ Nej ☒").ticked
        (('Ej uppnått',), ('Nej',))
        >>> read_scale("☒ Uppnått"), read_scale("Taxa (x) och avgift ( )")
        (None, None)
    """
    boxes = list(_BOX.finditer(text)) if len(text) <= _MAX_LINE and text.count("\t") < 2 else []
    rings = {box[0] for box in boxes} <= {"○", "●"}
    if len(boxes) < (_FEWEST_RINGS if rings else 2):
        return None
    ends = [*(box.start() for box in boxes[1:]), len(text)]
    behind = [text[box.end() : end].strip(_BETWEEN) for box, end in zip(boxes, ends, strict=True)]
    before, colon, _ = text[: boxes[0].start()].rpartition(":")
    if not behind[-1]:
        starts = [len(before) + len(colon), *(box.end() for box in boxes)]
        behind = [text[a : box.start()].strip(_BETWEEN) for a, box in zip(starts, boxes, strict=False)]
    else:
        before, colon = text[: boxes[0].start()], ""
    if _EXPLAINS.search(before) or not all(0 < len(step) <= _MAX_STEP and read_status(step) for step in behind):
        return None
    ticked = tuple(step for step, box in zip(behind, boxes, strict=True) if not _is_empty(box[0]))
    return Scale(f"{before}{colon}".strip(), tuple(behind), ticked)


def _is_empty(box: str) -> bool:
    return box in _EMPTY or _EMPTY_TYPED.fullmatch(box) is not None


def choose_in_lines(document: Document) -> Document:
    """Give the document with the lines and cells that are such scales as the step that is ticked."""
    return document.with_items(tuple(part for item in document.items for part in _told(item)))


def _told(item: Item) -> Sequence[Item]:
    if isinstance(item, Block):
        return _told_by(item)
    if not any(_BOX.search(cell.text) for cell in item.cells):
        return [item]
    return [replace(item, cells=tuple(map(_told_in, item.cells)))]


def _told_in(cell: Cell) -> Cell:
    scale = read_scale(cell.text)
    if scale is None:
        return cell
    return replace(cell, text=f"{scale.before} {_said(scale)}".strip(), icons=_unclear(scale))


def _told_by(block: Block) -> Sequence[Block]:
    """Give the ticked step behind its label, or on a line of its own below the title that stands in front."""
    scale = read_scale(block.text) if _BOX.search(block.text) else None
    if scale is None:
        return [block]
    said = replace(block, text=_said(scale), icons=_unclear(scale), level=None, list_item=False)
    if scale.before.endswith(":"):
        return [replace(said, text=f"{scale.before} {said.text}".strip())]
    return [*([replace(block, text=scale.before)] if scale.before else []), *([said] if scale.ticked else [])]


def _said(scale: Scale) -> str:
    return scale.ticked[0] if len(scale.ticked) == 1 else ""


def _unclear(scale: Scale) -> tuple[Icon, ...]:
    """Give the mark of a scale with several ticks: something is printed, and it says nothing sure."""
    return (Icon(shape="unknown", glyph=", ".join(scale.ticked)),) if len(scale.ticked) > 1 else ()


def choose_ticked(document: Document) -> Document:
    """Give the document with each row of ticked and empty boxes as the verdict that it states."""
    return document.with_items(tuple(_chosen(document.items)))


def _chosen(items: Sequence[Item]) -> Iterator[Item]:
    at = 0
    while at < len(items):
        run = _steps(items, at)
        ticked = [block for block in run if block.icons[0].glyph in _TICKED]
        around = (*items[max(at - 1, 0) : at], *items[at + len(run) : at + len(run) + 1])
        if len(run) > 1 and len(ticked) == 1 and not any(map(_is_explained, around)):
            yield replace(ticked[0], icons=())
            at += len(run)
        else:
            yield items[at]
            at += 1


def _is_explained(item: Item) -> bool:
    """Say whether a line beside is another symbol with its verdict: then all of them are a legend."""
    if not isinstance(item, Block) or len(item.icons) != 1:
        return False
    return item.icons[0].glyph not in {None, *_EMPTY, *_TICKED} and read_status(item.text) is not None


def _steps(items: Sequence[Item], at: int) -> list[Block]:
    """Give the lines from here on that are a box and a verdict each."""
    run: list[Block] = []
    for item in items[at:]:
        if not isinstance(item, Block) or len(item.icons) != 1 or item.icons[0].glyph not in _EMPTY | _TICKED:
            break
        if any(block.text == item.text for block in run) or read_status(item.text) is None:
            break
        run.append(item)
    return run
