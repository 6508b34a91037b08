"""Verdicts on a plate beside a title: "Vi ska bygga en ny skola" with "På gång" in an element of its own behind it.

Only the page's style sets the two apart; read as one line the verdict would become the title's last words.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, TypeAlias

from lxml import html

from ...normalize.label import field_named
from ...normalize.status import read_status
from ...normalize.text import clean
from .html_table import class_words

Element: TypeAlias = html.HtmlElement

_PLATES: Final = frozenset(("span", "strong", "b", "em", "i", "small", "mark"))
_HEADS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "button"))
_BOXES: Final = frozenset(("div", "p", "header", "section", "article", "li", "figure"))
_TITLE_WORDS: Final = frozenset(("title", "titel", "rubrik", "heading", "headline", "name", "namn"))
_STRESSED: Final = frozenset(("strong", "b"))
_MAX_PLATE: Final = 40
_MIN_TITLE: Final = 8
_MAX_TITLE: Final = 250


def is_plate(element: Element) -> bool:
    """Say whether an element is nothing but a verdict, and set apart from the words around it."""
    return element.tag in _PLATES and _is_set_apart(element) and _is_verdict(element)


def judges_title(element: Element, before: str) -> bool:
    """Say whether a plate stands beside a title on its line; `before` is the line so far."""
    title = before.strip()
    if title:
        ended = title[-1].isalnum() or title[-1] in '.!?)»”"'
        if field_named(title) is not None:
            return False  # the plate answers a question: "Har vi nått målet?"
        return ended and len(title) >= _MIN_TITLE and not _after(element) and read_status(title) is None
    return _leads_title(element) or _opens_card(element)


def _is_set_apart(element: Element) -> bool:
    """Say whether an element is more than a stressed word: it has a style of its own, or stands in a heading."""
    above = element.getparent()
    return bool(element.get("class") or element.get("style")) or (above is not None and above.tag in _HEADS)


def _is_verdict(element: Element) -> bool:
    text = clean(element.text_content())
    return 1 < len(text) <= _MAX_PLATE and text[0].isupper() and read_status(text) is not None


def _after(element: Element) -> str:
    """Give what follows an element on its line."""
    text = element.tail or ""
    for each in element.itersiblings():
        if each.tag == "br":
            return text.strip()
        text += (each.text_content() or "") + (each.tail or "")
    above = element.getparent()
    if not text.strip() and above is not None and above.tag in _PLATES:
        return _after(above)
    return text.strip()


def _leads_title(element: Element) -> bool:
    """Say whether a plate stands before its title: in a heading, or in a card that begins with it and a heading."""
    above, after = element.getparent(), element.getnext()
    if above is None or after is None or (element.tail or "").strip() or element.getprevious() is not None:
        return False
    if (above.text or "").strip():
        return False
    titled = above.tag in _HEADS or after.tag in _HEADS or (after.tag in _STRESSED and not _after(after))
    return titled and len(clean(after.text_content())) >= _MIN_TITLE


def _opens_card(element: Element) -> bool:
    """Say whether a plate is the first thing on a card, alone in its box, with the title in the box below it."""
    box = element
    while (above := box.getparent()) is not None and above.tag in _BOXES and len(above) == 1 and _is_alone(box):
        box = above
    card, after = box.getparent(), box.getnext()
    if card is None or after is None or card.tag not in _BOXES or box.getprevious() is not None or not _is_alone(box):
        return False
    title = _first_in(after)
    said = clean(title.text_content())
    if not _MIN_TITLE <= len(said) <= _MAX_TITLE or is_plate(title):
        return False
    return title.tag in _HEADS or bool(class_words(title) & _TITLE_WORDS) or _follow_each_other(card)


def _is_alone(element: Element) -> bool:
    above = element.getparent()
    return not (element.tail or "").strip() and (above is None or not (above.text or "").strip())


def _first_in(box: Element) -> Element:
    """Give the innermost element that a box begins with."""
    while len(box) and not (box.text or "").strip() and isinstance(box[0].tag, str):
        box = box[0]
    return box


def _follow_each_other(card: Element) -> bool:
    """Say whether cards like this one, each with a plate first, stand side by side: none has its title above."""
    above = card.getparent()
    beside = [each for each in above if isinstance(each.tag, str)] if above is not None else []
    alike = [(each.tag, each.get("class")) == (card.tag, card.get("class")) for each in beside]
    opened = [like and is_plate(_first_in(each)) for like, each in zip(alike, beside, strict=True)]
    return any(map(all, pairwise(opened)))
