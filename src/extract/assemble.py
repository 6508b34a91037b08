"""One page's items in reading order: tables where they stand, paragraphs between them, symbols with their text."""

from __future__ import annotations

from .document import Icon, Item
from .icons import glyph_icon
from .layout import flowing, lines_of
from .page import PageModel, Word
from .tables import tables_of


def items_of(model: PageModel) -> list[Item]:
    """Give the blocks and tables of one page in reading order."""
    if not any(word.icon is None for word in model.words):
        return []
    model.words = [_with_icon(word) for word in model.words]
    model.words += [_icon_word(icon) for icon in model.icons if icon.box]
    tables, words = tables_of(model)
    items: list[Item] = [*tables]
    tops = sorted(table.place.bbox[1] for table in tables if table.place.bbox)
    lines = lines_of(words)
    start = 0
    for top in [*tops, model.height + 1]:
        part = [line for line in lines[start:] if line.middle < top]
        items += flowing(part, model)
        start += len(part)
    return sorted(items, key=lambda item: (item.place.bbox or (0, 0, 0, 0))[1])


def _with_icon(word: Word) -> Word:
    if len(word.text) > 2 or word.icon:
        return word
    icon = glyph_icon(word.text, word.font, word.color, (word.x0, word.top, word.x1, word.bottom))
    return word._replace(icon=icon) if icon else word


def _icon_word(icon: Icon) -> Word:
    x0, top, x1, bottom = icon.box or (0, 0, 0, 0)
    return Word("", x0, top, x1, bottom, bottom - top, icon=icon)
