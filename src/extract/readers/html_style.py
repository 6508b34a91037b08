"""What a web page says about the look of an element: inline style, old attributes, class rules of its style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import html

from .color import css_color

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BRACE = re.compile("[{}]")
_COMPOUND = re.compile(r"([a-z][a-z0-9]*)?((?:\.[\w-]+)+)", re.IGNORECASE)
_PSEUDO = re.compile(r"::?(?:before|after)$", re.IGNORECASE)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_KEPT = (
    "background", "background-color", "color", "fill", "stroke", "border-radius", "display", "visibility",
    "font-weight", "font-size", "font-family",
    "transform", "width", "height", "content", "clip", "clip-path", "position",
)  # fmt: skip
_PAGE = ("html", "body")
_MAX_RULES = 20_000
_NONE: Mapping[str, str] = MappingProxyType({})
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(pt|px|mm|cm|in|pc)")
_SHARE = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(rem|em|%)")
_SHORT_FONT = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:pt|px|rem|em|%)")
_USUAL = 12.0
"""The size of type in which a browser sets a page that says none: 16 px."""
_POINTS = {"pt": 1.0, "px": 0.75, "mm": 2.835, "cm": 28.35, "in": 72.0, "pc": 12.0}


@dataclass(frozen=True, slots=True)
class _Rule:
    tag: str
    classes: frozenset[str]
    declarations: Mapping[str, str]


@dataclass(slots=True)
class StyleSheet:
    """The class rules of a page, and what it says of the page as a whole; other selectors are ignored."""

    page: dict[str, str] = field(default_factory=dict)
    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    _seen: dict[tuple[str, str, str], Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheets: Iterable[str]) -> StyleSheet:
        """Read style sheets as they stand in a page."""
        found = cls()
        count = 0
        for sheet in sheets:
            for selectors, body in _blocks(_COMMENT.sub("", sheet)):
                declarations = declared(body)
                found.variables |= {name: said for name, said in declarations.items() if name.startswith("--")}
                for selector in selectors.split(","):
                    count += 1
                    if count < _MAX_RULES:
                        found._add(selector, declarations)
        return found

    def _add(self, selector: str, declarations: Mapping[str, str]) -> None:
        parts = re.split(r"[\s>+~]+", selector.strip())
        compound = _COMPOUND.fullmatch(_PSEUDO.sub("", parts[-1]))
        if not compound:
            self.page |= declarations if selector.strip().lower() in _PAGE else {}
            return
        classes = frozenset(compound[2].strip(".").split("."))
        rule = _Rule((compound[1] or "").lower(), classes, declarations)
        self.rules.setdefault(min(classes), []).append(rule)

    def style(self, element: html.HtmlElement) -> Mapping[str, str]:
        """Give what is declared for an element: by its classes, then by itself."""
        key = (str(element.tag), element.get("class", ""), element.get("style", ""))
        if not key[1] and not key[2]:
            return _NONE
        if key not in self._seen:
            classes = set(key[1].split())
            found: dict[str, str] = {}
            for name in sorted(classes):
                for rule in self.rules.get(name, ()):
                    if rule.classes <= classes and rule.tag in ("", key[0]):
                        found |= rule.declarations
            found |= declared(key[2])
            self._seen[key] = {name: self._resolved(said) for name, said in found.items() if name in _KEPT}
        return self._seen[key]

    @property
    def size(self) -> float | None:
        """The size of the page's text, in points, where the page says it."""
        short = _SHORT_FONT.search(self.page.get("font", ""))
        return font_size(self.page.get("font-size", short[0] if short else ""), None, None)

    def _resolved(self, said: str) -> str:
        for _ in range(5):
            if "var(" not in said:
                break
            said = _VARIABLE.sub(lambda found: self.variables.get(found[1], found[2] or ""), said)
        return said

    def fill(self, element: html.HtmlElement) -> str | None:
        """Give the colour an element's box is painted with."""
        style = self.style(element)
        said = style.get("background-color") or style.get("background") or element.get("bgcolor") or ""
        return css_color(said) if said else None


def declared(body: str) -> dict[str, str]:
    """Read declarations: "color: red; width: 10px"."""
    found: dict[str, str] = {}
    for declaration in body.split(";"):
        name, colon, said = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = said.replace("!important", "").strip()
    return found


def is_bold(style: Mapping[str, str]) -> bool | None:
    """Say whether a style makes text bold or plain; None where it says nothing."""
    weight = style.get("font-weight", "").lower()
    if weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600):
        return True
    return False if weight in ("normal", "lighter") or weight.isdigit() else None


def length_in_points(said: str) -> float | None:
    """Give a length where it is said in absolute units.

    Example:
        >>> length_in_points("16px"), length_in_points("60mm"), length_in_points("50%")
        (12.0, 170.1, None)
    """
    found = _LENGTH.fullmatch(said.strip().lower())
    return round(float(found[1]) * _POINTS[found[2]], 1) if found else None


def font_size(said: str, around: float | None, page: float | None) -> float | None:
    """Give a size of type in points, also where it is a share of the type around it or of the page's.

    Example:
        >>> [font_size(said, 8.0, 10.0) for said in ("20px", "1.5em", "2rem", "150%")], font_size("2rem", None, None)
        ([15.0, 12.0, 20.0, 12.0], 24.0)
    """
    share = _SHARE.fullmatch(said.strip().lower())
    if share is None:
        return length_in_points(said)
    whole = page if share[2] == "rem" else around or page
    return round(float(share[1]) * (whole or _USUAL) / (100 if share[2] == "%" else 1), 1)


def _blocks(sheet: str) -> Iterable[tuple[str, str]]:
    """Give selectors and bodies of the plain rules; what stands inside `@media` and other at-rules is left out."""
    at = 0
    while (opening := sheet.find("{", at)) >= 0:
        selectors = sheet[at:opening].rsplit(";", 1)[-1].strip()
        closing = _closing(sheet, opening)
        if not selectors.startswith("@"):
            yield selectors, sheet[opening + 1 : closing]
        at = closing + 1


def _closing(sheet: str, opening: int) -> int:
    """Find the brace that closes a block."""
    depth, at = 1, opening + 1
    while at < len(sheet):
        following = _BRACE.search(sheet, at)
        if not following:
            return len(sheet)
        depth += 1 if following[0] == "{" else -1
        if depth == 0:
            return following.start()
        at = following.end()
    return len(sheet)
