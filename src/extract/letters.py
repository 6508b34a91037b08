"""Letters that cannot be what was printed, whatever form of file they came from.

What was decoded wrongly before it reached us ("FÃ¶rskola") is repaired; what was lost on the way (replacement
characters, numbers of private use) cannot be, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from .document import Block, Document, Item, Note
from .readers.encoding import is_garbled, repaired

PRIVATE_BULLETS: Final = "\uf0b7\uf0a7\uf0d8\uf02d\uf076"
"""Letters of symbol fonts that only mark list items."""

_MOST_LOST: Final = 0.01
_LOST: Final = re.compile(f"[\ufffd\ue000-\uf8ff](?<![{PRIVATE_BULLETS}])")


def with_sound_letters(document: Document) -> Document:
    """Repair the letters of a document where that can be done, and note what was repaired or is lost."""
    notes = list(document.notes)
    if any(map(is_garbled, _texts(document))):
        document = document.with_items(tuple(_mapped(item, repaired) for item in document.items))
        notes.append(Note("encoding_repaired", "text was decoded wrongly before it reached us and was repaired"))
    lost = letters = 0
    for text in _texts(document):
        lost += len(_LOST.findall(text))
        letters += len(text) - text.count(" ")
    if lost > _MOST_LOST * letters:
        notes.append(Note("cid_text", f"{lost} of {letters} characters have no meaning: their letters were lost"))
    return replace(document, notes=tuple(notes)) if len(notes) > len(document.notes) else document


def _texts(document: Document) -> Iterator[str]:
    for item in document.items:
        if isinstance(item, Block):
            yield item.text
        else:
            yield from (cell.text for cell in item.cells)


def _mapped(item: Item, change: Callable[[str], str]) -> Item:
    if isinstance(item, Block):
        return replace(item, text=change(item.text))
    return replace(item, cells=tuple(replace(cell, text=change(cell.text)) for cell in item.cells))
