"""Typed status symbols become icons: "● Title" is a title with a disc in front, whatever form the file has.

Readers deliver drawn icons already; this lifts the ones that are characters, so that finders look in one place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar, cast

from ..normalize.symbol import glyph_icon, split_glyphs
from .document import Block, Cell, Document, Icon, Item, Shape

MAX_LABELLED = 50
Part = TypeVar("Part", Block, Cell)


def lift_symbols(document: Document) -> Document:
    """Give the document with leading symbol characters of blocks and cells moved into their icons."""
    return document.with_items(tuple(_lift_item(item) for item in document.items))


def _lift_item(item: Item) -> Item:
    if isinstance(item, Block):
        return _lift(item)
    return replace(item, cells=tuple(_lift(cell) for cell in item.cells))


def _lift(part: Part) -> Part:
    if not part.text:
        return part
    if part.text[0].isalnum():
        return _lift_value(part)
    glyphs, rest = split_glyphs(part.text)
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
