"""Symbols in web pages: pictures, inline drawings, and empty elements that a class or a style paints.

What a symbol means is not decided here; its shape, its colour and the words that describe it are.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias
from urllib.parse import unquote, unquote_to_bytes

from lxml import html

from ...normalize.status import read_status
from ...normalize.tables import rows
from ...normalize.text import clean
from ..document import Icon, Shape
from .color import css_color
from .html_style import StyleSheet

Pictures: TypeAlias = Callable[[str], bytes | None]
"""Gives the bytes of a picture that was saved with its page; nothing is ever fetched."""

_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CONTENT = re.compile(r"[\"'](?:\\([0-9a-f]{2,6})\s?|(.))[\"']", re.IGNORECASE)
_MAX_SIDE = 80.0
_MAX_DRAWN = 12
_MAX_BAR_TEXT = 40
MAX_STATED = 60
_ICON_FONTS = frozenset(("fa", "fas", "far", "fal", "glyphicon", "bi", "icon", "ikon", "mdi", "ti", "material"))
_ICON_STYLES = frozenset(
    ("o", "alt", "fill", "filled", "solid", "regular", "light", "thin", "outline", "outlined", "lg")
)
_STATE_CLASS = re.compile(r"(?:^|[-_ ])(?:status|state|badge|indikator|indicator)[-_]+([a-zåäö]+(?:[-_][a-zåäö]+)?)$")
_DRAWN: dict[str, Shape] = {"circle": "circle", "ellipse": "circle", "rect": "square"}


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words of a class or file name say about a symbol; `letters` is the colour of letters and line icons."""

    color: str | None = None
    shape: Shape | None = None
    marked: bool = False
    letters: str | None = None
    mood: str | None = None


@cache
def _words() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in rows("icon_words"):
        found[row["word"]] = (*found.get(row["word"], ()), (row["kind"], row["value"]))
    return found


_FRAMES = ("circle", "square", "☺")
"""What gives way to the next word: a check in a circle is a check, a sad smiley is sad."""


def _is_other_sign(word: str) -> bool:
    return word not in _words() and word not in _ICON_FONTS and word not in _ICON_STYLES


@cache
def said_by(text: str) -> _Said:
    """Read colour and shape words in a class attribute or file name: "status-gron", "dotYellow", "fa-arrow-up".

    Example:
        >>> said_by("dot dot--green"), said_by("text-danger").color
        (_Said(color='green', shape='circle', marked=False, letters=None, mood=None), None)
    """
    found: dict[str, str] = {}
    letters: str | None = None
    for name in text.split():
        words = [_folded(word) for word in _WORD.findall(_HUMP.sub(" ", name))]
        known = [said for word in words for said in _words().get(word, ())]
        if words and words[0] in _ICON_FONTS and any(_is_other_sign(word) for word in words[1:]):
            # An "i" or a person in a circle is no status: only what the font draws plainly is.
            known = [(kind, value) for kind, value in known if value not in _FRAMES and value != "triangle"]
        if any(kind == "foreign" for kind, _ in known):
            letters = letters or next((value for kind, value in known if kind == "color"), None)
            continue
        for kind, value in known:
            if kind not in found or found[kind] in _FRAMES:
                found[kind] = value
    shape = found.get("arrow") if "pointer" in found else found.get("shape") or found.get("bar")
    if "mood" in found and shape in (None, "face", *_FRAMES):
        shape = "face"
    return _Said(found.get("color"), shape, "mark" in found, letters, found.get("mood"))  # type: ignore[arg-type]


def fill_of(element: html.HtmlElement, sheet: StyleSheet) -> str | None:
    """Give the colour of a cell: as painted, else as its class names it."""
    return sheet.fill(element) or said_by(_named(element)).color


def _named(element: html.HtmlElement) -> str:
    """Give what a page's author calls an element's look: its classes, and the data attributes tools set for them."""
    return " ".join(element.get(name, "") for name in ("class", "data-status", "data-color", "data-state"))


def picture(element: html.HtmlElement, sheet: StyleSheet, pictures: Pictures | None, in_cell: bool) -> Icon | None:
    """Classify an `<img>`; None when it is a photo, a logo or a spacer."""
    from .picture import picture_icon

    alt = described(element)
    source = element.get("src") or element.get("data-src") or ""
    data = _picture_bytes(source, pictures)
    icon = picture_icon(data) if data else None
    if icon:
        return replace(icon, alt=alt)
    named = "" if source.startswith("data:") else re.sub(r"[?#].*", "", unquote(source)).rsplit("/", 1)[-1]
    said = said_by(f"{named.rsplit('.', 1)[0]} {element.get('class', '')}")
    telling = alt is not None and len(alt) <= MAX_STATED and read_status(alt) is not None
    if not (said.color or said.shape or in_cell or said.marked or telling) or _is_large(element, sheet):
        return None
    if not (said.color or said.shape or alt):
        return Icon("image") if in_cell and not _is_spacer(element) else None
    return Icon(said.shape or "image", said.color or said_by(alt or "").color, glyph=said.mood, alt=alt)


def drawing(element: html.HtmlElement, sheet: StyleSheet, inherited: str | None) -> Icon | None:
    """Classify an inline `<svg>`; None when it is a chart or a logo."""
    drawn = [part for part in element.iter() if isinstance(part.tag, str) and _local(part) in _SVG_SHAPES]
    if _is_large(element, sheet) or len(drawn) > _MAX_DRAWN:
        return None
    own = css_color(sheet.style(element).get("fill") or element.get("fill") or "")
    own = own or css_color(sheet.style(element).get("color", "")) or inherited
    names = " ".join([element.get("class", ""), *(_reference(part) for part in drawn)])
    said = said_by(names)
    seen = [_drawn(part, sheet, own) for part in drawn]
    main = next((each for each in seen if each[1] not in (None, "white")), (None, None))
    shape, color = main[0] or said.shape, main[1] or said.color or own
    if len(seen) == 2 and said.shape in ("tick", "cross", "face"):
        shape = said.shape
    alt = described(element) or next(
        (_text(part) for part in element.iter() if _local(part) in ("title", "desc")), None
    )
    if shape is None and color is None and not alt:
        return None
    return Icon(shape or "unknown", color, alt=alt)


def painted(element: html.HtmlElement, sheet: StyleSheet, whispered: str | None) -> Icon | None:
    """Classify an empty element that style or class make a symbol; None when it is mere structure.

    `whispered` is text inside it that only screen readers get.
    """
    style = sheet.style(element)
    said = said_by(_named(element))
    typed = _CONTENT.search(style.get("content", ""))
    glyph = (chr(int(typed[1], 16)) if typed[1] else typed[2]) if typed else None
    color = sheet.fill(element) or (css_color(style.get("color", "")) if glyph or said.marked or said.shape else None)
    shape = said.shape or _styled_shape(style)
    if shape == "ring" and sheet.fill(element):
        shape = "circle"
    color = color or said.color or (said.letters if shape or said.marked else None)
    alt = described(element) or whispered
    if color is None and shape is None and not (said.marked and (alt or _state(element))):
        return None
    if color in (None, "white", "black") and not (shape or said.marked):
        return None
    return Icon(shape or ("image" if color is None else "square"), color, glyph=said.mood, alt=alt or _state(element))


def progress(element: html.HtmlElement, sheet: StyleSheet) -> Icon | None:
    """Read a completion bar: `<progress>`, `<meter>`, an ARIA bar, or a box inside a box with a width in percent."""
    highest = _float(
        element.get("max") or element.get("aria-valuemax"), 1.0 if element.tag in ("progress", "meter") else 100.0
    )
    now = element.get("value") or element.get("aria-valuenow")
    colored = [inner for inner in element.iter("div", "span") if fill_of(inner, sheet)]
    color = fill_of(colored[-1], sheet) if colored else None
    if now is not None and highest:
        return Icon("bar", color, fill=_share(_float(now, 0.0) / highest), alt=described(element))
    for inner in element.iterdescendants("div", "span"):
        width = sheet.style(inner).get("width", "")
        if width.endswith("%") and _NUMBER.match(width):
            return Icon("bar", color, fill=_share(_float(width, 0.0) / 100), alt=described(element))
    return None


def is_progress(element: html.HtmlElement) -> bool:
    """Say whether an element is a completion bar."""
    if element.tag in ("progress", "meter") or element.get("role") in ("progressbar", "meter"):
        return True
    named = element.tag in ("div", "span") and said_by(element.get("class", "")).shape == "bar"
    return named and len(element.text_content()) <= _MAX_BAR_TEXT


def described(element: html.HtmlElement) -> str | None:
    """Give the words a symbol is described by for those who cannot see it."""
    for name in ("alt", "aria-label", "title"):
        text = clean(element.get(name, ""))
        if text:
            return text
    return None


_SVG_SHAPES = ("circle", "ellipse", "rect", "polygon", "polyline", "path", "use", "text", "line")


def _drawn(part: html.HtmlElement, sheet: StyleSheet, inherited: str | None) -> tuple[Shape | None, str | None]:
    """Give a drawn part's shape and colour."""
    style = sheet.style(part)
    said = style.get("fill") or part.get("fill") or ""
    outline = css_color(style.get("stroke") or part.get("stroke") or "")
    hollow = said.lower() in ("none", "transparent")
    color = outline if hollow else css_color(said) or inherited
    name = _local(part)
    shape: Shape | None = _DRAWN.get(name)
    if shape == "circle" and hollow:
        shape = "ring"
    if name == "rect" and "rotate(45" in part.get("transform", "").replace(" ", ""):
        shape = "diamond"
    if name in ("polygon", "polyline"):
        shape = _polygon(part.get("points", ""))
    return shape, color


def _polygon(points: str) -> Shape | None:
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", points)[:40]]
    corners = list(dict.fromkeys(zip(numbers[::2], numbers[1::2], strict=False)))
    if len(corners) == 3:
        return "triangle"
    if len(corners) != 4:
        return None
    return "diamond" if len({x for x, _ in corners}) == 3 or len({y for _, y in corners}) == 3 else "square"


def _styled_shape(style: Mapping[str, str]) -> Shape | None:
    if "rotate(45" in style.get("transform", "").replace(" ", ""):
        return "diamond"
    radius = style.get("border-radius", "")
    number = _float(radius, 0.0)
    return "circle" if number >= (40 if radius.endswith("%") else 100) else None


def _state(element: html.HtmlElement) -> str | None:
    """Give the state a class names, where the symbol's look stands in a style sheet we do not have."""
    for name in element.get("class", "").split():
        found = _STATE_CLASS.search(_HUMP.sub("-", name).lower())
        if found and found[1] not in _words():
            return found[1].replace("-", " ").replace("_", " ")
    return None


def _picture_bytes(source: str, pictures: Pictures | None) -> bytes | None:
    if source.startswith("data:image/"):
        head, _, body = source.partition(",")
        try:
            return base64.b64decode(body, validate=False) if ";base64" in head else unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            return None
    return pictures(source) if pictures and source else None


def _is_large(element: html.HtmlElement, sheet: StyleSheet) -> bool:
    height = element.get("height") or sheet.style(element).get("height") or ""
    width = element.get("width") or sheet.style(element).get("width") or ""
    if height and not height.endswith(("%", "em", "rem")):
        return _float(height, 0.0) > _MAX_SIDE
    return bool(width) and not width.endswith(("%", "em", "rem")) and _float(width, 0.0) > 3 * _MAX_SIDE


def _is_spacer(element: html.HtmlElement) -> bool:
    return "1" in (element.get("width"), element.get("height")) or element.get("role") == "presentation"


def _reference(part: html.HtmlElement) -> str:
    target = part.get("href") or part.get("{http://www.w3.org/1999/xlink}href") or part.get("xlink:href") or ""
    return f"{target.rsplit('#', 1)[-1]} {part.get('class', '')}"


def _local(part: html.HtmlElement) -> str:
    return str(part.tag).rsplit("}", 1)[-1].lower()


def _text(part: html.HtmlElement) -> str | None:
    return clean(part.text_content()) or None


def _float(text: str | None, default: float) -> float:
    found = _NUMBER.search(text or "")
    return float(found[0]) if found else default


def _share(share: float) -> float:
    return round(min(max(share, 0.0), 1.0), 2)


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
