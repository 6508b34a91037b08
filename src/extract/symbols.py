"""Typed status symbols become icons: "● Title" is a title with a disc in front, whatever form the file has.

Readers deliver drawn icons already; this lifts the ones that are characters, so that finders look in one place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar, cast

from ..normalize.symbol import glyph_icon, split_glyphs
from .document import Block, Cell, Document, Icon, Item, Shape

MAX_LABELLED = 50
MIN_LOST = 3
_BULLET = re.compile(r"^[-*–•]\s+(?=\W)")
_LOST = re.compile(r"^[?\ufffd]\s+(?=[A-ZÅÄÖ0-9])")
Part = TypeVar("Part", Block, Cell)


def lift_symbols(document: Document) -> Document:
    """Give the document with leading symbol characters of blocks and cells moved into their icons."""
    lost = sum(bool(_LOST.match(part.text)) for item in document.items for part in _parts(item))
    items = (_lift_item(item) for item in document.items)
    return document.with_items(tuple(_mark_lost(item) if lost >= MIN_LOST else item for item in items))


def _parts(item: Item) -> tuple[Block | Cell, ...]:
    return (item,) if isinstance(item, Block) else item.cells


def _mark_lost(item: Item) -> Item:
    """A conversion writes "?" for each symbol that it lacks; a mark in front of many titles is a symbol lost."""
    if isinstance(item, Block):
        return _without_lost(item)
    return replace(item, cells=tuple(_without_lost(cell) for cell in item.cells))


def _without_lost(part: Part) -> Part:
    if not _LOST.match(part.text):
        return part
    icon = Icon(shape="unknown", glyph=part.text[0])
    return replace(part, text=_LOST.sub("", part.text), icons=(*part.icons, icon))


def _lift_item(item: Item) -> Item:
    if isinstance(item, Block):
        return _lift(item)
    return replace(item, cells=tuple(_lift(cell) for cell in item.cells))


def _lift(part: Part) -> Part:
    if not part.text:
        return part
    if part.text[0].isalnum():
        return _lift_value(part)
    glyphs, rest = split_glyphs(_BULLET.sub("", part.text))
    if not glyphs:
        return part
    icons = tuple(_icon(glyph) for glyph in glyphs)
    return replace(part, text=rest, icons=part.icons + icons)


def _lift_value(part: Part) -> Part:
    """A label may have a symbol for its value: "Status: ●"."""
    label, colon, value = part.text.partition(":")
    if not colon or not value or len(part.text) > MAX_LABELLED or value.strip()[:1].isalnum():
        return part
    glyphs, rest = split_glyphs(value.strip())
    if not glyphs or rest:
        return part
    return replace(part, text=label + colon, icons=part.icons + tuple(_icon(glyph) for glyph in glyphs))


def _icon(glyph: str) -> Icon:
    shape, color = glyph_icon(glyph)
    return Icon(shape=cast(Shape, shape), color=color, glyph=glyph)
