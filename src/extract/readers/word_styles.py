"""How Word says what text looks like and where a heading is: styles that build on each other, and direct marks.

A style sheet names its styles in English whatever the user's language (`heading 1` for "Rubrik 1"); styles a
municipality made itself build on these and inherit the outline level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .color import word_color
from .ooxml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_OFF = ("0", "false", "off", "none")
_HEADING_NAME = re.compile(r"(?:heading|rubrik) ?([1-9])\b", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"toc \d|toc heading|table of figures|innehåll \d|innehållsförteckning", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What text looks like; None where nothing is said."""

    bold: bool | None = None
    size: float | None = None
    color: str | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    font: str | None = None

    def over(self, base: Look) -> Look:
        """Lay this look over another: what is said here wins."""
        if self == _NOTHING_SAID:
            return base
        said = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        return replace(base, **said)


_NOTHING_SAID = Look()


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything it inherits."""

    name: str = ""
    level: int | None = None
    contents: bool = False
    number: tuple[str, int] | None = None
    look: Look = Look()


@dataclass(slots=True)
class Styles:
    """The style sheet of a document; each style is resolved once."""

    definitions: dict[str, Element] = field(default_factory=dict)
    defaults: Look = Look(size=10.0)
    normal: str | None = None
    _resolved: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> Styles:
        """Read `styles.xml`; a document without one has Word's defaults."""
        if root is None:
            return cls()
        definitions = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        normal = next(
            (
                key
                for key, style in definitions.items()
                if _is_on(style.get(f"{W}default")) and _kind(style) == "paragraph"
            ),
            None,
        )
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        return cls(definitions, look(defaults).over(Look(size=10.0)), normal)

    def style(self, key: str | None) -> Style:
        """Give a style by its id; an unknown or missing one is the plain paragraph."""
        key = key if key in self.definitions else self.normal
        return self._resolve(key, 0) if key else Style(look=self.defaults)

    def own_look(self, key: str) -> Look:
        """Give the look of a character style, without the document's defaults."""
        element = self.definitions.get(key)
        if element is None:
            return Look()
        base = value(element, "basedOn")
        own = look(element.find(f"{W}rPr"))
        return own.over(look(self.definitions[base].find(f"{W}rPr"))) if base in self.definitions else own

    def _resolve(self, key: str, depth: int) -> Style:
        if key in self._resolved:
            return self._resolved[key]
        element = self.definitions[key]
        base_key = value(element, "basedOn")
        # Damaged files have styles that build on themselves.
        base = (
            self._resolve(base_key, depth + 1)
            if base_key in self.definitions and depth < 20
            else Style(look=self.defaults)
        )
        self._resolved[key] = style = _on_base(element, base)
        return style


def _on_base(element: Element, base: Style) -> Style:
    name = value(element, "name") or ""
    properties = element.find(f"{W}pPr")
    level = outline_level(properties)
    named = _HEADING_NAME.match(name)
    if level is None:
        level = int(named[1]) if named else base.level
    return Style(
        name,
        level if level and level <= 9 else None,
        contents=base.contents or bool(_CONTENTS_NAME.match(name)),
        number=number_reference(properties, base.number),
        look=look(element.find(f"{W}rPr")).over(base.look),
    )


def value(element: Element | None, name: str) -> str | None:
    """Give the `w:val` of a child element."""
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(f"{W}val") if child is not None else None


def outline_level(properties: Element | None) -> int | None:
    """Give a paragraph's outline level (1 is the highest); 10 says that it is body text whatever its style."""
    found = value(properties, "outlineLvl")
    return int(found) + 1 if found and found.isdigit() else None


def number_reference(properties: Element | None, base: tuple[str, int] | None) -> tuple[str, int] | None:
    """Give the list a paragraph or style belongs to: its id and level; id 0 takes it out of any list."""
    reference = properties.find(f"{W}numPr") if properties is not None else None
    if reference is None:
        return base
    key = value(reference, "numId") or (base[0] if base else "")
    level = value(reference, "ilvl")
    depth = int(level) if level and level.isdigit() else base[1] if base else 0
    return (key, min(depth, 8)) if key else None


def look(properties: Element | None) -> Look:
    """Read run properties."""
    if properties is None:
        return Look()
    found = {child.tag: child for child in properties}
    size, color, fonts = (found.get(f"{W}{name}") for name in ("sz", "color", "rFonts"))
    half_points = size.get(f"{W}val", "") if size is not None else ""
    raised = found.get(f"{W}vertAlign")
    return Look(
        bold=_toggle(found.get(f"{W}b")),
        size=float(half_points) / 2 if half_points.replace(".", "", 1).isdigit() else None,
        color=word_color(color.get(f"{W}val")) if color is not None else None,
        hidden=_toggle(found.get(f"{W}vanish")),
        struck=_toggle(found.get(f"{W}strike")) or _toggle(found.get(f"{W}dstrike")),
        raised=raised.get(f"{W}val") == "superscript" if raised is not None else None,
        font=(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")) if fonts is not None else None,
    )


def _toggle(element: Element | None) -> bool | None:
    return None if element is None else _is_on(element.get(f"{W}val", "1"))


def _is_on(said: str | None) -> bool:
    return said is not None and said.lower() not in _OFF


def _kind(style: Element) -> str | None:
    return style.get(f"{W}type")
