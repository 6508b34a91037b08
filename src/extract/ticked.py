"""Scales printed step by step with a box before each, one of them ticked, become the step that is ticked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..normalize.status import read_status
from .document import Block, Document, Item

_EMPTY = frozenset({"☐", "□", "▢", "○", "❏", "❑"})
_TICKED = frozenset({"☒", "☑", "■", "▣", "✓", "✔", "✗", "✘", "⊠", "●"})


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
