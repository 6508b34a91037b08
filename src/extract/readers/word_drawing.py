"""Pictures and drawn shapes in Word that stand for a status, in the present drawing language and the old one (VML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from ..document import Icon, Shape
from .color import css_color, word_color
from .ooxml import Element, Package
from .picture import picture_icon

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WORD_SHAPE: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_WORD_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_FRAME: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TEXT_BOX: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
_CELL: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tc"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V: Final = "{urn:schemas-microsoft-com:vml}"

_EMU_PER_POINT = 12_700
_MAX_HEIGHT, _MAX_WIDTH = 72.0, 200.0
"""The largest a status symbol or a completion bar is printed, in points."""

_MAX_INLINE = 30.0
"""The tallest a symbol in front of a line is printed."""

_PRESETS: dict[str, Shape] = {
    "ellipse": "circle", "flowChartConnector": "circle", "donut": "ring", "rect": "square", "roundRect": "square",
    "flowChartProcess": "square", "diamond": "diamond", "flowChartDecision": "diamond", "triangle": "triangle",
    "flowChartExtract": "triangle", "flowChartMerge": "arrow_down", "upArrow": "arrow_up", "downArrow": "arrow_down",
    "rightArrow": "arrow_right", "smileyFace": "face", "star5": "star", "mathMultiply": "cross", "mathMinus": "dash",
}  # fmt: skip
_VML_SHAPES: dict[str, Shape] = {"oval": "circle", "rect": "square", "roundrect": "square", "shape": "unknown"}
_NAMED_COLORS = re.compile(
    r"(?:Picture|Bildobjekt|Bild|Grafik|Graphic|Image|Oval|Ellips|image)[ \d]*(?:\.\w+)?", re.IGNORECASE
)
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|px|in|cm|mm)?")
_POINTS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, None: 0.75}


@dataclass(slots=True)
class Drawings:
    """The pictures of a document, each classified once, and the colours of its theme."""

    package: Package
    relations: dict[str, tuple[str, str]]
    theme: dict[str, str]
    _seen: dict[str, Icon | None] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package, relations: dict[str, tuple[str, str]]) -> Drawings:
        """Make ready to read the drawings of the document that has these relations."""
        path = next((target for kind, target in relations.values() if kind == "theme"), "")
        return cls(package, relations, _theme_colors(package.xml(path) if path else None))

    def icons(self, drawing: Element) -> Iterator[Icon]:
        """Give the symbols in a drawing; photos, charts, logos and text boxes are none."""
        if drawing.tag.endswith("}drawing"):
            for frame in drawing:
                yield from self._framed(frame)
        else:
            yield from self._vml(drawing)

    def _framed(self, frame: Element) -> Iterator[Icon]:
        extent = frame.find(f"{_FRAME}extent")
        if extent is None or not _is_symbol_sized(_emu(extent, "cx"), _emu(extent, "cy")):
            return
        about = frame.find(f"{_FRAME}docPr")
        alt = _description(about.get("descr") or about.get("title")) if about is not None else None
        for element in frame.iter(_WORD_SHAPE, _WORD_PICTURE):
            icon = self._picture(element, alt) if element.tag == _WORD_PICTURE else self._shape(element, alt)
            if icon and not (icon.shape == "image" and _is_logo(frame, _emu(extent, "cy"))):
                yield icon

    def _picture(self, element: Element, alt: str | None) -> Icon:
        blip = next(element.iter(f"{_A}blip"), None)
        return self._bitmap(blip.get(f"{_R}embed") if blip is not None else None, alt)

    def _bitmap(self, relation: str | None, alt: str | None) -> Icon:
        """Classify a picture part; one that is small but not understood still is a symbol somebody set there."""
        _, path = self.relations.get(relation or "", ("", ""))
        if path not in self._seen:
            data = self.package.part(path) if path else None
            self._seen[path] = picture_icon(data) if data else None
        return replace(self._seen[path] or Icon("image"), alt=alt)

    def _shape(self, element: Element, alt: str | None) -> Icon | None:
        if any((part.text or "").strip() for box in element.iter(_TEXT_BOX) for part in box.iter()):
            return None
        geometry = next(element.iter(f"{_A}prstGeom"), None)
        shape = _PRESETS.get(geometry.get("prst", "") if geometry is not None else "")
        color = self._shape_color(element)
        if shape is None or (color is None and shape != "face"):
            return None
        return Icon(shape, color, alt=alt, glyph=_mood(geometry) if shape == "face" and geometry is not None else None)

    def _shape_color(self, element: Element) -> str | None:
        properties = next((child for child in element if child.tag.endswith("}spPr")), None)
        if properties is None or properties.find(f"{_A}noFill") is not None:
            return None
        fill = properties.find(f"{_A}solidFill")
        if fill is None:
            fill = properties.find(f"{_A}gradFill/{_A}gsLst/{_A}gs")
        if fill is None:
            fill = next(element.iter(f"{_A}fillRef"), None)
        for color in fill if fill is not None else ():
            said = color.get("val") or color.get("lastClr") or ""
            return word_color(self.theme.get(said, said))
        return None

    def _vml(self, drawing: Element) -> Iterator[Icon]:
        for element in drawing.iter():
            kind = element.tag.rsplit("}", 1)[-1]
            if not element.tag.startswith(_V) or kind not in _VML_SHAPES:
                continue
            if not _is_symbol_sized(*_vml_size(element.get("style", ""))):
                continue
            alt = _description(element.get("alt"))
            image = element.find(f"{_V}imagedata")
            if image is not None:
                yield self._bitmap(image.get(f"{_R}id"), alt)
                continue
            color = css_color(element.get("fillcolor", "")) if element.get("filled") not in ("f", "false") else None
            if color and next(element.iter(_TEXT_BOX), None) is None:
                yield Icon(_VML_SHAPES[kind], color, alt=alt)


def _is_logo(frame: Element, height: float) -> bool:
    """Say whether a picture that is no known symbol is more likely a logo: it stands outside tables and is not tiny."""
    return height > _MAX_INLINE and next(frame.iterancestors(_CELL), None) is None


def _theme_colors(root: Element | None) -> dict[str, str]:
    """Give the theme's colours by the names shapes use for them."""
    scheme = next(root.iter(f"{_A}clrScheme"), None) if root is not None else None
    colors = {
        entry.tag.rsplit("}", 1)[-1]: color.get("lastClr") or color.get("val") or ""
        for entry in (scheme if scheme is not None else ())
        for color in entry
    }
    aliases = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    return colors | {alias: colors[name] for alias, name in aliases.items() if name in colors}


def _description(text: str | None) -> str | None:
    """Give a picture's description; a name that Word made up is none."""
    text = " ".join((text or "").split())
    return text if text and not _NAMED_COLORS.fullmatch(text) else None


def _mood(geometry: Element) -> str:
    """Tell a smiling face from a sad one by the bend of its mouth."""
    guide = next(geometry.iter(f"{_A}gd"), None)
    bend = re.search(r"-?\d+", guide.get("fmla", "")) if guide is not None else None
    if bend is None or int(bend[0]) > 1500:
        return "☺"
    return "😐" if abs(int(bend[0])) <= 1500 else "☹"


def _emu(extent: Element, side: str) -> float:
    said = extent.get(side, "0")
    return int(said) / _EMU_PER_POINT if said.isdigit() else 0.0


def _is_symbol_sized(width: float, height: float) -> bool:
    return 0 < width <= _MAX_WIDTH and 0 < height <= _MAX_HEIGHT


def _vml_size(style: str) -> tuple[float, float]:
    sides = {name: float(number) * _POINTS[unit or None] for name, number, unit in _LENGTH.findall(style)}
    return sides.get("width", 0.0), sides.get("height", 0.0)
