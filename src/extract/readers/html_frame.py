"""What of a web page is not the report: navigation, banners, cookie notices, footers, and what is never shown.

The frame is told by elements and roles that mean one, and by the names that site builders give it. As names mislead
(`social-omsorg` is welfare, not sharing), what holds a table, a main heading or much running text always stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import html

from ...normalize.text import clean
from .html_style import StyleSheet

_SKIPPED: Final = frozenset((
    "script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "canvas", "audio", "video",
    "map", "head", "title", "meta", "link", "base", "nav", "dialog", "menu", "textarea", "del", "datalist", "option",
    "colgroup", "col", "track", "source", "param",
))  # fmt: skip
_FRAMES: Final = ("header", "footer", "aside")
_ROLES: Final = frozenset((
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar",
    "toolbar", "tooltip",
))  # fmt: skip
_COOKIES: Final = re.compile(r"(?:.*[-_])?cookies?[-\w]*|(?:.*[-_])?(?:gdpr|consent)(?:[-_].*)?", re.IGNORECASE)
_NAMES: Final = re.compile(
    r"(?:(?:main|top|site|global|local|sub|left|right|side|mobile|lp|sv)[-_]?)?(?:nav|navbar|navigation|menu|meny)(?:[-_].*)?"
    r"|(?:.*[-_])?(?:breadcrumbs?|brodsmul\w*)(?:[-_].*)?|skip-?(?:links?|nav|to|content).*|sidebar(?:[-_].*)?"
    r"|pagination|pager|share(?:[-_].*)?|social-?(?:media|share|links|icons)[-\w]*|toolbar|toc|table-of-contents"
    r"|(?:site|page|main|global)-?footer|modal|popup|lightbox",
    re.IGNORECASE,
)
_UNSEEN: Final = re.compile(
    r"(?:^|[-_ ])(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|hidden-visually"
    r"|assistive-text|offscreen|off-screen)(?:[-_ ]|$)",
    re.IGNORECASE,
)
# What is only shown on telephones or on paper repeats what the screen shows.
_OTHER_MEDIA: Final = re.compile(
    r"(?:^| )(?:d-(?:sm|md|lg|xl)-none|visible-xs\S*|hidden-(?:md|lg|desktop)|mobile-only|only-mobile|print-only"
    r"|visible-print\S*|show-for-small(?:-only)?)(?: |$)",
    re.IGNORECASE,
)
_LINK_WORDS: Final = re.compile(
    r"(?:läs|visa|se) (?:mer|mindre|alla|hela)\b.{0,40}|(?:till|upp till) (?:toppen|början|innehållet?)\b.{0,20}"
    r"|(?:skriv ut|dela|lyssna|tillbaka|stäng|ladda ner|ladda ned)(?: (?:sidan|som pdf|filen))?",
    re.IGNORECASE,
)
_RUNNING_TEXT: Final = 400


@dataclass(frozen=True, slots=True)
class Frame:
    """Tells the frame of one page from its content; `length` is that of all its text."""

    sheet: StyleSheet
    opened: frozenset[str]
    length: int

    def leaves_out(self, element: html.HtmlElement, tag: str) -> bool:
        """Say whether an element is the page's frame, or not shown and nothing that a click would show."""
        if tag in _SKIPPED or (tag == "figcaption" and captioned(element) is not None):
            return True
        if tag == "a" and _LINK_WORDS.fullmatch(clean(element.text_content())):
            return True
        classes = element.get("class", "")
        if _OTHER_MEDIA.search(classes) or (self._is_hidden(element) and not self._opens(element)):
            return True
        if element.get("role") in _ROLES or tag in _FRAMES:
            return not self._holds_report(element, tag)
        names = [*classes.split(), element.get("id", "")]
        if any(map(_COOKIES.fullmatch, names)):
            return not self._holds_report(element, tag)
        return any(map(_NAMES.fullmatch, names)) and not (
            self._holds_report(element, tag) or _running_text(element) > _RUNNING_TEXT
        )

    def is_unseen(self, element: html.HtmlElement) -> bool:
        """Say whether an element is text that only screen readers get."""
        if _UNSEEN.search(element.get("class", "")):
            return True
        style = self.sheet.style(element)
        return style.get("position") == "absolute" and ("clip" in style or "clip-path" in style)

    def _is_hidden(self, element: html.HtmlElement) -> bool:
        style = self.sheet.style(element)
        return (
            element.get("hidden") is not None
            or style.get("display") == "none"
            or style.get("visibility") == "hidden"
            or (element.get("aria-hidden") == "true" and element.tag in ("div", "section") and len(element) > 0)
        )

    def _opens(self, element: html.HtmlElement) -> bool:
        """Say whether a hidden element is the closed part of an accordion or tab: it is referred to, or it is long."""
        return (
            element.get("id") in self.opened
            or element.get("role") in ("tabpanel", "region")
            or next(element.iter("table"), None) is not None
            or len(clean(element.text_content())) > 120
        )

    def _holds_report(self, element: html.HtmlElement, tag: str) -> bool:
        """Say whether what looks like the frame holds a report's heading, a table, or most of the page."""
        if next(element.iter("table"), None) is not None:
            return True
        if tag == "header" and next(element.iterancestors("main", "article"), None) is not None:
            return True
        if tag not in _FRAMES and next(element.iter("h1"), None) is not None:
            return True
        return len(element.text_content()) > max(0.5 * self.length, _RUNNING_TEXT)


def captioned(element: html.HtmlElement) -> html.HtmlElement | None:
    """Give the table that a figure's caption belongs to."""
    figure = element.getparent()
    if element.tag != "figcaption" or figure is None or figure.tag != "figure":
        return None
    return next((part for part in figure if part.tag == "table"), None)


def main_content(body: html.HtmlElement) -> html.HtmlElement:
    """Give the part of the page that is its content, where the page says so and much of its text stands there."""
    marked = [each for each in body.iter("main", "div", "section") if each.tag == "main" or each.get("role") == "main"]
    articles = [each for each in body.iter("article") if next(each.iterancestors("article"), None) is None]
    candidates = marked or (articles if len(articles) == 1 else [])
    if not candidates:
        return body
    best = max(candidates, key=lambda each: len(each.text_content()))
    total = sum(len(each.text_content()) for each in body if each.tag not in ("script", "style"))
    return best if len(best.text_content()) > 0.3 * total else body


def opened_parts(root: html.HtmlElement) -> frozenset[str]:
    """Give the ids of what a click on the page would open."""
    ids: set[str] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        ids.update(element.get("aria-controls", "").split())
        for name in ("data-target", "data-bs-target", "href"):
            target = element.get(name, "")
            if target.startswith("#") and len(target) > 1 and element.tag in ("a", "button", "div", "summary"):
                ids.add(target[1:])
    return frozenset(ids)


def _running_text(element: html.HtmlElement) -> int:
    """Give the length of an element's text outside links."""
    return len(clean(element.text_content())) - sum(len(clean(link.text_content())) for link in element.iter("a"))
