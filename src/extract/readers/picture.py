"""Small pictures that stand for a status: a coloured disc, a tick, a face, a completion bar.

Reports paste such symbols as bitmaps, often without any description. Their colour and outline are read from the
pixels; what is no symbol (a photo, a logo, a chart) is `None`.
"""

from __future__ import annotations

import io
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Icon, Shape
from .color import color_name

MAX_SIDE = 1200
"""Pictures with a longer side, in pixels, are not symbols and are not decoded."""

_GRID = 48
_NEUTRAL = ("white", "grey", "black", None)


@dataclass(frozen=True, slots=True)
class _Raster:
    """A picture's colour names, row by row; None is background."""

    rows: Sequence[Sequence[str | None]]
    aspect: float
    shades: int


def picture_icon(data: bytes, alt: str | None = None) -> Icon | None:
    """Classify a bitmap or a simple metafile by outline and dominant colour; None when it is no symbol."""
    if data[40:44] == b" EMF":
        return _metafile_icon(data, alt)
    raster = _raster(data)
    if raster is None:
        return None
    inked = Counter(name for row in raster.rows for name in row if name)
    if not inked or inked.total() < 0.02 * _GRID * _GRID:
        return None
    color = _dominant(inked)
    if raster.aspect >= 3:
        return _bar(raster, color, alt)
    if raster.shades > (12 if color in _NEUTRAL else 200):
        return None
    return Icon(_outline(raster.rows, color), color, alt=alt)


def _raster(data: bytes) -> _Raster | None:
    """Decode a picture small enough to be a symbol into a coarse grid of colour names."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as opened:
            width, height = opened.size
            if max(width, height) > MAX_SIDE or min(width, height) < 4:
                return None
            image = opened.convert("RGBA").resize((_GRID, _GRID), Image.Resampling.BOX)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    flat = image.tobytes()
    pixels = [tuple(flat[at : at + 4]) for at in range(0, len(flat), 4)]
    shades = len({(r >> 4, g >> 4, b >> 4) for r, g, b, a in pixels if a > 128})
    names = [color_name(r, g, b) if a > 100 else None for r, g, b, a in pixels]
    rows = [names[at : at + _GRID] for at in range(0, len(names), _GRID)]
    return _Raster(_without_background(rows), width / height, shades)


def _without_background(rows: list[list[str | None]]) -> list[list[str | None]]:
    """Blank what is white and reaches the edge; white inside a symbol (its tick) stays."""
    rows = [list(row) for row in rows]
    edge = [(y, x) for y in range(_GRID) for x in range(_GRID) if y in (0, _GRID - 1) or x in (0, _GRID - 1)]
    stack = [(y, x) for y, x in edge if rows[y][x] in ("white", None)]
    seen = set(stack)
    while stack:
        y, x = stack.pop()
        rows[y][x] = None
        for at in _neighbours(y, x):
            if at not in seen and rows[at[0]][at[1]] in ("white", None):
                seen.add(at)
                stack.append(at)
    return [
        [name or ("white" if (y, x) not in seen else None) for x, name in enumerate(row)] for y, row in enumerate(rows)
    ]


def _neighbours(y: int, x: int) -> Iterator[tuple[int, int]]:
    for dy, dx in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        if 0 <= y + dy < _GRID and 0 <= x + dx < _GRID:
            yield y + dy, x + dx


def _dominant(inked: Counter[str]) -> str:
    """Give the colour a person would name: the commonest real colour, unless hardly anything is coloured."""
    for unwanted in (_NEUTRAL, ("white",)):
        colored = Counter({name: count for name, count in inked.items() if name not in unwanted})
        if colored.total() > 0.1 * inked.total():
            return colored.most_common(1)[0][0]
    return inked.most_common(1)[0][0]


def _bar(raster: _Raster, color: str, alt: str | None) -> Icon | None:
    """Read a completion bar: the share of its columns, from the left, that show its colour."""
    middle = raster.rows[_GRID // 3 : 2 * _GRID // 3]
    full = [sum(row[x] == color for row in middle) * 2 > len(middle) for x in range(_GRID)]
    if color in _NEUTRAL or raster.shades > 220 or not any(full):
        return None
    first = full.index(True)
    done = next((x for x in range(first, _GRID) if not full[x]), _GRID)
    return Icon("bar", color, fill=round(done / _GRID, 2), alt=alt)


def _outline(rows: Sequence[Sequence[str | None]], color: str) -> Shape:
    ys = [y for y, row in enumerate(rows) if any(row)]
    xs = [x for x in range(_GRID) if any(row[x] for row in rows)]
    box = [row[xs[0] : xs[-1] + 1] for row in rows[ys[0] : ys[-1] + 1]]
    height, width = len(box), len(box[0])
    if width > 2.5 * height:
        return "dash"
    solid = [[name is not None for name in row] for row in box]
    outer = _solid_shape(solid)
    if outer is None:
        return _stroke_shape(solid)
    return _marked_shape(box, color, outer)


def _solid_shape(solid: list[list[bool]]) -> Shape | None:
    """Tell a filled outline by how much of its frame it covers and how wide it is from top to bottom."""
    height, width = len(solid), len(solid[0])
    covered = sum(map(sum, solid)) / (height * width)
    top, middle, bottom = (sum(solid[int(height * at)]) / width for at in (0.08, 0.5, 0.92))
    if covered > 0.93 or (covered > 0.88 and min(top, bottom) > 0.8):
        return "square"
    if 0.66 < covered and max(top, bottom) < 0.85 < middle:
        return "circle"
    if not 0.38 < covered <= 0.66:
        return None
    mirrored, flipped = _symmetry(solid)
    if mirrored > 0.8 and abs(top - bottom) > 0.6 and 0.3 < middle < 0.7:
        return "triangle"
    if min(mirrored, flipped) > 0.85 and middle > 0.85 and max(top, bottom) < 0.4 and _edge_middles(solid):
        return "diamond"
    return None


def _symmetry(solid: list[list[bool]]) -> tuple[float, float]:
    """Give the share of the ink that has its mirror image, left to right and top to bottom."""
    ink = sum(map(sum, solid))
    mirrored = sum(on and other for row in solid for on, other in zip(row, reversed(row), strict=True))
    pairs = ((row, other) for row, other in zip(solid, reversed(solid), strict=True))
    flipped = sum(on and below for row, other in pairs for on, below in zip(row, other, strict=True))
    return mirrored / ink, flipped / ink


def _edge_middles(solid: list[list[bool]]) -> bool:
    height, width = len(solid), len(solid[0])
    middle_rows, middle_columns = slice(height * 2 // 5, height * 3 // 5 + 1), slice(width * 2 // 5, width * 3 // 5 + 1)
    return (
        any(solid[0][middle_columns])
        and any(solid[-1][middle_columns])
        and any(row[0] for row in solid[middle_rows])
        and any(row[-1] for row in solid[middle_rows])
    )


def _marked_shape(box: Sequence[Sequence[str | None]], color: str, outer: Shape) -> Shape:
    """See what is drawn inside a filled outline: a tick, a cross, a face, or the hole of a ring."""
    parts = _parts([[name is not None and name != color for name in row] for row in box])
    if outer == "circle" and len(parts) >= 2:
        return "face"
    if len(parts) != 1:
        return outer
    (part,) = parts
    ys, xs = [y for y, _ in part], [x for _, x in part]
    mark = [[(y, x) in part for x in range(min(xs), max(xs) + 1)] for y in range(min(ys), max(ys) + 1)]
    if outer == "circle" and _solid_shape(mark) == "circle":
        return "ring"
    shape = _stroke_shape(mark)
    return shape if shape in ("tick", "cross") else outer


def _parts(mark: list[list[bool]]) -> list[set[tuple[int, int]]]:
    """Give the separate strokes inside an outline; specks, and the outline's own line, are none."""
    height, width = len(mark), len(mark[0])
    left = {(y, x) for y, row in enumerate(mark) for x, on in enumerate(row) if on}
    parts = []
    while left:
        stack = [left.pop()]
        part = set(stack)
        while stack:
            y, x = stack.pop()
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= near
            part |= near
            stack.extend(near)
        on_edge = any(y < 2 or x < 2 or y >= height - 2 or x >= width - 2 for y, x in part)
        if len(part) > 3 and not on_edge:
            parts.append(part)
    return parts


def _stroke_shape(solid: list[list[bool]]) -> Shape:
    """Tell tick, cross, ring and arrows by their symmetry and where their ink lies."""
    height, width = len(solid), len(solid[0])
    if width > 2.5 * height:
        return "dash"
    mirrored, flipped = _symmetry(solid)
    center = [row[width * 2 // 5 : width * 3 // 5 + 1] for row in solid[height * 2 // 5 : height * 3 // 5 + 1]]
    if min(mirrored, flipped) > 0.72 and not any(map(any, center)):
        return "ring"
    if min(mirrored, flipped) > 0.6 and _reaches_corners(solid):
        return "cross"
    if mirrored > 0.8:
        return "arrow_up" if _weight_above(solid) else "arrow_down"
    if flipped > 0.8 and not _weight_above([list(column) for column in zip(*solid, strict=True)]):
        return "arrow_right"
    return "tick" if _rises_to_the_right(solid) else "unknown"


def _reaches_corners(solid: list[list[bool]]) -> bool:
    """Say whether the ink reaches all four corners, as the arms of a cross do."""
    height, width = len(solid), len(solid[0])
    left, right = slice(0, width // 5 + 1), slice(width * 4 // 5 - 1, width)
    top, bottom = solid[: height // 5 + 1], solid[height * 4 // 5 - 1 :]
    return all(any(any(row[side]) for row in band) for band in (top, bottom) for side in (left, right))


def _weight_above(solid: list[list[bool]]) -> bool:
    """Say whether an arrow's widest row, the base of its head, lies in the upper half."""
    widths = [sum(row) for row in solid]
    return widths.index(max(widths)) < len(widths) / 2


def _rises_to_the_right(solid: list[list[bool]]) -> bool:
    """Say whether the shape has a tick's course: its lowest point lies left of its highest, which is far right."""
    width = len(solid[0])
    top = [x for x, on in enumerate(solid[0]) if on]
    bottom = [x for x, on in enumerate(solid[-1]) if on]
    return bool(top and bottom) and sum(bottom) / len(bottom) < 0.6 * width < sum(top) / len(top)


_EMF_SHAPES: dict[int, Shape] = {42: "circle", 43: "square", 44: "square"}
_EMF_BRUSH = 39
_EMF_POLYGONS = (3, 86)


def _metafile_icon(data: bytes, alt: str | None) -> Icon | None:
    """Read a metafile that draws one filled ellipse, box or polygon: the form Office saves drawn symbols in."""
    shape: Shape | None = None
    color: str | None = None
    drawn = 0
    for kind, record in _emf_records(data):
        if kind == _EMF_BRUSH and len(record) >= 20:
            r, g, b = record[16], record[17], record[18]
            color = color_name(r, g, b) or color
        elif kind in _EMF_SHAPES or kind in _EMF_POLYGONS:
            shape, drawn = _EMF_SHAPES.get(kind, "unknown"), drawn + 1
    if shape is None or drawn > 3 or color in ("white", None):
        return None
    return Icon(shape, color, alt=alt)


def _emf_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8:
            return
        yield kind, data[at : at + size]
        at += size
