"""Verdicts on a plate beside a title: "Vi ska bygga en ny skola" with "På gång" in an element of its own behind it.

Only the page's style sets the two apart; read as one line the verdict would become the title's last words.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from lxml import html

from ...normalize.label import field_named
from ...normalize.status import read_status
from ...normalize.text import clean

Element: TypeAlias = html.HtmlElement

_PLATES: Final = frozenset(("span", "strong", "b", "em", "i", "small", "mark"))
_HEADS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "button"))
_STRESSED: Final = frozenset(("strong", "b"))
_MAX_PLATE: Final = 40
_MIN_TITLE: Final = 8


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
    return _leads_title(element)


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
