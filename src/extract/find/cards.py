"""Cards: a number in one corner, the verdict on a plate in the other, the title, and a bar with its printed per cent.

Web-made reports set records so, in one column or several. Read from the top, a card is a few short lines of which only
the title is a text; what is told of the record follows them. Never one card alone: its lines could be anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ...normalize.label import read_label
from ...normalize.status import read_status
from ...normalize.text import ends_sentence
from ..document import Block, Item
from .entry import split_number
from .topic import LONGEST_TITLE, SHORTEST_TITLE

MAX_VERDICT = 40
MIN_CARDS = 2
_NUMBER = re.compile(r"(?P<number>[A-ZÅÄÖ]?\d{1,2}(?:\.\d{1,2}){0,3})[.:)]?")
_SHARE = re.compile(r"(?P<share>\d{1,3})\s?%(?:\s(?:klart?|genomfört?|färdigt?))?", re.I)
_CARD = re.compile(r"n(?:vt[pb]*|t[pb]*v[pb]*)|(?:vt|tv)[pb]+|t[pb]+v")
"""The orders in which a card's number, verdict, title, bar and per cent stand, a letter for each line."""


class Card(NamedTuple):
    """The lines that open a card, by their positions among the items: `end` is the first that is told of the record."""

    title: int
    verdict: int
    number: str | None
    progress: int | None
    end: int


def cards_in(items: Sequence[Item]) -> dict[int, Card]:
    """Give the cards of a document by the position of their first line; only forms that come back are cards."""
    found = list(_CARD.finditer("".join(map(_letter, items))))
    forms = Counter(_form(match) for match in found)
    return {match.start(): _card(items, match) for match in found if forms[_form(match)] >= MIN_CARDS}


def _letter(item: Item) -> str:
    """Tell what a line could be on a card."""
    return next((letter for letter, fits in _LETTERS if isinstance(item, Block) and fits(item)), ".")


def _form(match: re.Match[str]) -> str:
    return re.sub("[pb]", "", match[0])


def _card(items: Sequence[Item], match: re.Match[str]) -> Card:
    blocks = dict(zip(match[0], items[match.start() :], strict=False))
    number, share, bar = (block if isinstance(block := blocks.get(letter), Block) else None for letter in "npb")
    numbered = _NUMBER.fullmatch(number.text) if number else None
    printed = _SHARE.fullmatch(share.text) if share else None
    return Card(
        title=match.start() + match[0].index("t"),
        verdict=match.start() + match[0].index("v"),
        number=numbered["number"] if numbered else None,
        progress=int(printed["share"]) if printed else _share_of(bar),
        end=match.end(),
    )


def _share_of(bar: Block | None) -> int | None:
    """Read how far a bar is filled, to the nearest 5."""
    fill = bar.icons[0].fill if bar else None
    return None if fill is None else round(fill * 20) * 5


def _is_number(block: Block) -> bool:
    return _NUMBER.fullmatch(block.text) is not None


def _is_verdict(block: Block) -> bool:
    return 0 < len(block.text) <= MAX_VERDICT and not block.list_item and read_status(block.text) is not None


def _is_title(block: Block) -> bool:
    """Say whether a line could be the title of a card: bold, worded as a title, and no verdict itself."""
    text = block.text
    if not (block.bold and SHORTEST_TITLE <= len(text) <= LONGEST_TITLE) or block.list_item:
        return False
    return (
        text[0].isupper()
        and not (ends_sentence(text) and text.count(". "))
        and not (read_label(text) or read_status(text) or split_number(text)[1])
    )


def _is_share(block: Block) -> bool:
    share = _SHARE.fullmatch(block.text)
    return share is not None and int(share["share"]) <= 100


def _is_bar(block: Block) -> bool:
    return not block.text and len(block.icons) == 1 and block.icons[0].shape == "bar"


_LETTERS = (("b", _is_bar), ("n", _is_number), ("p", _is_share), ("v", _is_verdict), ("t", _is_title))
