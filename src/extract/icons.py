"""Small symbols by which reports state a status: what shape they have and what colour.

A status dot may be a drawn path, a small picture, or a letter of a symbol font. All three end as a filled mask or a
character, and the mask is compared with a few drawn patterns: shape and colour both count, for colour-blind legends.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..normalize.tables import rows
from .document import Box, Icon, Shape
from .readers.color import color_name

Mask: TypeAlias = NDArray[np.bool_]
Points: TypeAlias = tuple[tuple[float, float], ...]

_SIDE: Final = 24
_MARK_SHARE: Final = (0.03, 0.45)
_PRIVATE_OFFSET: Final = 0xF000

_PATTERNS: Final[dict[Shape, Points]] = {
    "square": ((0, 0), (1, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "arrow_up": ((0.5, 0), (1, 0.5), (0.7, 0.5), (0.7, 1), (0.3, 1), (0.3, 0.5), (0, 0.5)),
    "arrow_down": ((0.5, 1), (1, 0.5), (0.7, 0.5), (0.7, 0), (0.3, 0), (0.3, 0.5), (0, 0.5)),
    "arrow_right": ((1, 0.5), (0.5, 1), (0.5, 0.7), (0, 0.7), (0, 0.3), (0.5, 0.3), (0.5, 0)),
    "cross": (
        *((0.2, 0), (0.5, 0.3), (0.8, 0), (1, 0.2), (0.7, 0.5), (1, 0.8)),
        *((0.8, 1), (0.5, 0.7), (0.2, 1), (0, 0.8), (0.3, 0.5), (0, 0.2)),
    ),
    "star": (
        *((0.5, 0), (0.62, 0.38), (1, 0.38), (0.69, 0.62), (0.81, 1)),
        *((0.5, 0.76), (0.19, 1), (0.31, 0.62), (0, 0.38), (0.38, 0.38)),
    ),
}
_SHORT_ARROW: Final[Points] = ((0.5, 0), (1, 0.7), (0.7, 0.7), (0.7, 1), (0.3, 1), (0.3, 0.7), (0, 0.7))
_POINTED_DOWN: Final[Points] = ((0, 0), (1, 0), (0.5, 1))
_POINTED_RIGHT: Final[Points] = ((0, 0), (1, 0.5), (0, 1))


def polygon_mask(outlines: Sequence[Sequence[tuple[float, float]]]) -> Mask:
    """Paint closed outlines (even-odd) into a square mask that their common box fills."""
    points = np.array([point for outline in outlines for point in outline], dtype=float)
    low, high = points.min(0), points.max(0)
    size = np.where(high - low > 0, high - low, 1.0)
    grid = (np.arange(_SIDE) + 0.5) / _SIDE
    x, y = np.meshgrid(grid, grid)
    inside = np.zeros((_SIDE, _SIDE), bool)
    for outline in outlines:
        corner = (np.array(outline, dtype=float) - low) / size
        following = np.roll(corner, -1, axis=0)
        for (x1, y1), (x2, y2) in zip(corner.tolist(), following.tolist(), strict=True):
            if y1 != y2:
                inside ^= ((y1 > y) != (y2 > y)) & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return inside


def stroke_mask(line: Sequence[tuple[float, float]], width: float = 0.12) -> Mask:
    """Paint an open line with a pen, into a square mask that its box fills."""
    points = np.array(line, dtype=float)
    low, high = points.min(0), points.max(0)
    points = (points - low) / np.where(high - low > 0, high - low, 1.0)
    grid = (np.arange(_SIDE) + 0.5) / _SIDE
    x, y = np.meshgrid(grid, grid)
    mask = np.zeros((_SIDE, _SIDE), bool)
    for (x1, y1), (x2, y2) in zip(points[:-1].tolist(), points[1:].tolist(), strict=True):
        length = max((x2 - x1) ** 2 + (y2 - y1) ** 2, 1e-9)
        along = np.clip(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length, 0, 1)
        mask |= (x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2 < width**2
    return mask


def shape_of(mask: Mask, aspect: float | None = None) -> Shape:
    """Name the shape of a mask; `aspect` is width by height where the mask's own pixels are not square."""
    cropped = _crop(mask)
    if cropped is None:
        return "unknown"
    aspect = aspect or cropped.shape[1] / cropped.shape[0]
    if aspect > 2.2:
        return "dash"
    if aspect < 0.4:
        return "unknown"
    small = _sample(cropped)
    outer = ~_outside(small)
    shape = _outline_shape(outer)
    holes = outer & ~small
    share = holes.sum() / max(int(outer.sum()), 1)
    if shape in ("circle", "square", "diamond") and share > _MARK_SHARE[0]:
        return _marked(shape, holes, float(share))
    return shape


def glyph_icon(char: str, font: str, color: str | None, box: Box | None = None) -> Icon | None:
    """Give the icon that a typed symbol is, or None for a letter or a plain list bullet.

    Example:
        >>> glyph_icon("\\u25cf", "", "green").shape, glyph_icon("a", "", None)
        ('circle', None)
    """
    if char[:1].isascii() and not font:
        return None
    known = _glyphs()
    found = None
    code = ord(char[0])
    family = _symbol_family(font)
    if family:
        plain = chr(code - _PRIVATE_OFFSET) if 0xF020 <= code <= 0xF0FF else char[0]
        found = known.get((family, plain))
    elif 0xF020 <= code <= 0xF0FF:
        found = known.get(("Wingdings", chr(code - _PRIVATE_OFFSET)))
    found = found or known.get(("", char[0]))
    if found is None:
        return None
    shape, own_color = found
    return Icon(shape, color or own_color, box, glyph=char[0])


def picture_icon(pixels: NDArray[np.uint8], box: Box) -> Icon:
    """Name what a small picture shows; `pixels` are red, green, blue and opacity."""
    opaque = pixels[..., 3] > 100
    names = _color_names(pixels)
    painted = opaque & (names != _NAMES.index("white"))
    if not painted.any():
        return Icon("image", None, box)
    counts = np.bincount(names[painted], minlength=len(_NAMES))
    coloured = counts.copy()
    coloured[[_NAMES.index(name) for name in ("none", "black", "white", "grey")]] = 0
    strongest = int(coloured.argmax()) if coloured.max() > 0.15 * counts.sum() else int(counts.argmax())
    color = None if _NAMES[strongest] == "none" else _NAMES[strongest]
    width, height = box[2] - box[0], box[3] - box[1]
    if width > 2.2 * height and width >= 20:
        return Icon("bar", color, box, fill=_bar_share(names, opaque, strongest))
    if width > 4 * max(height, 1) or counts[strongest] < 0.25 * counts.sum():
        return Icon("image", color, box)
    mask = painted & (names == strongest)
    return Icon(shape_of(mask), color, box)


_NAMES: Final = ("none", "black", "white", "grey", "red", "orange", "yellow", "green", "blue")


def _color_names(pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
    coarse = (pixels[..., :3] >> 4).astype(np.int64)
    code = (coarse[..., 0] << 8) | (coarse[..., 1] << 4) | coarse[..., 2]
    found, where = np.unique(code, return_inverse=True)
    named = np.array([_NAMES.index(_coarse_name(int(each)) or "none") for each in found])
    return np.asarray(named[where.reshape(code.shape)], dtype=np.int64)


@cache
def _coarse_name(code: int) -> str | None:
    return color_name(*((part << 4) + 8 if part < 15 else 255 for part in (code >> 8, code >> 4 & 15, code & 15)))


def _bar_share(names: NDArray[np.int64], opaque: Mask, strongest: int) -> float:
    """Read how far a bar is filled: its colour from the left, along the middle of the bar."""
    height = names.shape[0]
    middle = slice(height * 2 // 5, max(height * 3 // 5, height * 2 // 5 + 1))
    share = ((names[middle] == strongest) & opaque[middle]).mean(0) > 0.5
    seen = opaque[middle].mean(0) > 0.5
    if _NAMES[strongest] in ("none", "grey", "white", "black"):
        return 0.0
    return float(round(share.sum() / max(int(seen.sum()), 1) * 20) / 20)


def _crop(mask: Mask) -> Mask | None:
    down, across = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(down) or not len(across):
        return None
    return np.asarray(mask[down[0] : down[-1] + 1, across[0] : across[-1] + 1], dtype=np.bool_)


def _sample(mask: Mask) -> Mask:
    height, width = mask.shape
    down = (np.arange(_SIDE) + 0.5) * height / _SIDE
    across = (np.arange(_SIDE) + 0.5) * width / _SIDE
    return np.asarray(mask[down.astype(int)][:, across.astype(int)], dtype=np.bool_)


def _outside(mask: Mask) -> Mask:
    """Give what can be reached from the border without crossing the mask."""
    free = np.pad(~mask, 1, constant_values=True)
    reached = np.zeros_like(free)
    reached[0, :] = reached[-1, :] = reached[:, 0] = reached[:, -1] = True
    while True:
        grown = reached.copy()
        grown[1:] |= reached[:-1]
        grown[:-1] |= reached[1:]
        grown[:, 1:] |= reached[:, :-1]
        grown[:, :-1] |= reached[:, 1:]
        grown &= free
        if (grown == reached).all():
            return np.asarray(reached[1:-1, 1:-1], dtype=np.bool_)
        reached = grown


def _outline_shape(mask: Mask) -> Shape:
    if _is_tick(mask):
        return "tick"
    area = mask.sum()
    best: Shape = "unknown"
    score = 0.72
    for shape, pattern in _patterns():
        common = (pattern & mask).sum() / max(int((pattern | mask).sum()), 1)
        if common > score:
            best, score = shape, float(common)
    return best if area else "unknown"


def _marked(shape: Shape, holes: Mask, share: float) -> Shape:
    """Name a disc or square by the mark cut out of it: a tick, a cross, an arrow, a face; one hole makes it a ring."""
    mark = _crop(holes)
    if mark is None or mark.shape[0] < 4 or mark.shape[1] < 4:
        return shape
    aspect = mark.shape[1] / mark.shape[0]
    inner = _sample(mark)
    inside = _outline_shape(inner) if 0.5 < aspect < 2 else "unknown"
    if inside in ("tick", "cross", "arrow_up", "arrow_down", "arrow_right"):
        return inside
    if inside in ("circle", "square", "diamond") and share > 0.2:
        return "ring" if shape == "circle" else shape
    return "face" if shape == "circle" and inside == "unknown" and share < 0.3 else shape


def _is_tick(mask: Mask) -> bool:
    """Say whether a mask is a thin stroke down to the right and then steeply up."""
    if not 0.08 < mask.mean() < 0.5:
        return False
    depth = np.where(mask, np.arange(_SIDE)[:, None], -1).max(0)
    lowest = int(depth.argmax())
    left, right = _height_at(mask, slice(0, 3)), _height_at(mask, slice(_SIDE - 3, _SIDE))
    corner = mask[:8, :8].any() or mask[-6:, -6:].any()
    return 5 <= lowest <= 15 and 6 <= left <= 21 and right <= 6 and depth[lowest] >= 20 and not corner


def _height_at(mask: Mask, columns: slice) -> float:
    found = np.flatnonzero(mask[:, columns].any(1))
    return float(found.mean()) if len(found) else -1.0


@cache
def _patterns() -> tuple[tuple[Shape, Mask], ...]:
    angles = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    disc = [(float(x), float(y)) for x, y in zip(np.cos(angles), np.sin(angles), strict=True)]
    drawn: list[tuple[Shape, Mask]] = [("circle", polygon_mask([disc]))]
    drawn += [(shape, polygon_mask([points])) for shape, points in _PATTERNS.items()]
    turned: dict[Shape, Points] = {
        "arrow_up": _SHORT_ARROW,
        "arrow_down": tuple((x, 1 - y) for x, y in _SHORT_ARROW),
        "arrow_right": tuple((1 - y, x) for x, y in _SHORT_ARROW),
    }
    drawn += [(shape, polygon_mask([points])) for shape, points in turned.items()]
    drawn += [("arrow_down", polygon_mask([_POINTED_DOWN])), ("arrow_right", polygon_mask([_POINTED_RIGHT]))]
    return tuple(drawn)


@cache
def _glyphs() -> dict[tuple[str, str], tuple[Any, str | None]]:
    return {(row["font"], row["char"]): (row["shape"], row["color"] or None) for row in rows("glyphs")}


@cache
def _symbol_family(font: str) -> str:
    """Give the symbol font a font's name says it is, else an empty string."""
    plain = font.split("+")[-1].replace(" ", "").replace("-", "")
    for family in ("Wingdings2", "Wingdings3", "Wingdings", "Webdings", "ZapfDingbats"):
        if plain.startswith(family):
            return family
    return ""
