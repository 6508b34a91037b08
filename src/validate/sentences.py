"""Sentences of running text, where they stand, and the words by which they tell what they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..extract.document import Block, Document, Place
from ..normalize.tables import rows as table_rows
from ..normalize.text import fold
from ..schema import Source

_SENTENCE = re.compile(r"\s(?:(?<=[.!?]\s)\s*(?=[A-ZÅÄÖ•])|(?<=\n))")
"""A blank after a sentence's end, or a new line; it opens with the blank, which is quickly looked for."""


def sentences_of(block: Block) -> Iterator[str]:
    """Give the sentences of a paragraph."""
    yield from _SENTENCE.split(block.text)


def source_of_block(document: Document, block: Block) -> Source:
    """Give where a paragraph stands."""
    return source_of_place(document, block.place)


def source_of_place(document: Document, place: Place) -> Source:
    """Give where something stands, with the printed page number where it differs from the page of the file."""
    label = next((page.label for page in document.pages if page.number == place.page), None) if place.page else None
    return Source(
        page=place.page,
        page_label=label if label and label != str(place.page) else None,
        bbox=place.bbox,
        line=place.line,
        ref=place.ref,
    )


def says(role: str, text: str) -> bool:
    """Say whether a text holds a word of a role, as the tables of words list them.

    Example:
        >>> says("variance", "Ett underskott med 3 mnkr"), says("variance", "En kostnad på 3 mnkr")
        (True, False)
    """
    return _says(role, fold(text))


@lru_cache(maxsize=2048)
def _says(role: str, folded: str) -> bool:
    return bool(_words(role).search(folded))


def words_of(role: str, text: str) -> list[str]:
    """Give the words of a role that a text holds, folded."""
    return [match[0] for match in _words(role).finditer(fold(text))]


@cache
def _words(role: str) -> re.Pattern[str]:
    phrases = [
        row["phrase"] for name in ("prose_measures", "count_words") for row in table_rows(name) if row["role"] == role
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, phrases))})")


def _pattern(phrase: str) -> str:
    lead, tail = r"[\w-]*" if phrase.startswith("*") else "", r"\w*" if phrase.endswith("*") else r"(?!\w)"
    return lead + re.escape(phrase.strip("*")) + tail
