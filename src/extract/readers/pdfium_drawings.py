"""What is drawn and pictured on a page as pdfium knows it: ruled lines, filled shapes, small symbols, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import compress, pairwise, repeat
from typing import Any, Final, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from ..document import Box, Icon, Shape
from ..icons import picture_icon, polygon_mask, shape_of, stroke_mask
from ..page import Fill, PageModel, Rule
from .color import color_name
from .pdfium_calls import (
    IDENTITY,
    MOST_OBJECTS,
    Matrix,
    Sheet,
    clip_count,
    clip_path,
    clip_segment,
    clip_segments,
    count_segments,
    draw_mode,
    fill_color,
    fixed,
    form_object,
    object_bounds,
    object_matrix,
    object_type,
    page_object,
    path_segment,
    rgba,
    segment_point,
    segment_type,
    stroke_color,
)

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_MOST_SEGMENTS, _DEEPEST = 20_000, 5
_MOST_CLIPS: Final = 12
_SEEN: Final = 0.05
_THIN: Final = 2.2
_ICON: Final = (2.5, 40.0)
_PATCH: Final = 18.0
_BEZIER_TO, _MOVE_TO = 1, 2

Color = tuple[int, int, int]


class _Drawing(NamedTuple):
    """An object of the page with the matrix of the form it stands in."""

    handle: int
    kind: int
    matrix: Matrix


class DrawingReader:
    """Fetches the drawings and pictures of one loaded page."""

    def __init__(
        self,
        sheet: Sheet,
        model: PageModel,
        icons: dict[tuple[int, int, int], Icon],
        shapes: dict[tuple[int, ...], Shape],
    ) -> None:
        self._sheet, self._model, self._icons, self._shapes = sheet, model, icons, shapes
        self._corners, self._modes = sheet.at[:4], sheet.int_at[:2]

    def read(self) -> None:
        """Fetch what is drawn, in painting order."""
        page = fixed(self._sheet.page)
        count = min(raw.FPDFPage_CountObjects(self._sheet.page), MOST_OBJECTS)
        handles = list(map(page_object, repeat(page), range(count)))
        for drawing in _drawings(handles, IDENTITY, 0):
            if drawing.kind == _PATH:
                self._read_path(drawing)
            elif drawing.kind == _IMAGE:
                self._read_image(drawing)

    def _box(self, drawing: _Drawing) -> Box | None:
        """Give the bounds of a drawing on the displayed page; the plain way for the plain page."""
        sheet = self._sheet
        if not object_bounds(drawing.handle, *self._corners):
            return None
        left, bottom, right, top = sheet.floats[:4]
        if drawing.matrix is not IDENTITY:
            return sheet.displayed_box(_transformed((left, bottom, right, top), drawing.matrix))
        if sheet.rotation:
            return sheet.displayed_box((left, bottom, right, top))
        return (left - sheet.left, sheet.top - top, right - sheet.left, sheet.top - bottom)

    def _color(self, function: Any, handle: int) -> Color | None:
        """Give a colour as it looks on white paper, None where it cannot be seen."""
        if not function(handle, *self._sheet.int_at):
            return (0, 0, 0)
        red, green, blue, alpha = self._sheet.ints
        if alpha >= 250:
            return (red, green, blue)
        if alpha < 12:
            return None
        return tuple(255 - (255 - part) * alpha // 255 for part in (red, green, blue))  # type: ignore[return-value]

    def _read_path(self, drawing: _Drawing) -> None:
        handle, ints = drawing.handle, self._sheet.ints
        if not draw_mode(handle, *self._modes):
            return
        filled, stroked = ints[0], ints[1]
        box = self._box(drawing) if filled or stroked else None
        if box is None or not self._on_page(box):
            return
        fill = self._color(fill_color, handle) if filled else None
        stroke = self._color(stroke_color, handle) if stroked else None
        if fill is None and stroke is None:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if width <= _THIN or height <= _THIN:
            self._add_thin(box, fill or stroke or (0, 0, 0))
            return
        segments = count_segments(handle)
        if segments <= 6 and not (stroked or _is_small(width, height)):
            self._add_fill(drawing, box, fill)
        elif segments <= _MOST_SEGMENTS:
            self._read_outlines(drawing, segments, fill, stroke)

    def _on_page(self, box: Box) -> bool:
        model = self._model
        return box[2] > -1 and box[3] > -1 and box[0] < model.width + 1 and box[1] < model.height + 1

    def _add_thin(self, box: Box, color: Color) -> None:
        if min(color) > 250:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if 4 <= width <= 20 and height >= 0.9 and width > 2.2 * height:
            self._model.icons.append(Icon("dash", color_name(*color), box))
        self._model.rules.append(Rule(*box))

    def _add_fill(self, drawing: _Drawing, box: Box, color: Color | None) -> None:
        if color is None:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if max(width, height) <= _PATCH and 0.7 < width / height < 1.4:
            shape = "circle" if self._clipped_round(drawing.handle) else "square"
            self._model.icons.append(Icon(shape, color_name(*color), box))  # type: ignore[arg-type]
            self._model.fills.append(Fill(*box, color))
            return
        box = self._clipped(drawing, box)
        if min(box[2] - box[0], box[3] - box[1]) < _SEEN:
            return
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            self._add_thin(box, color)
        else:
            self._model.fills.append(Fill(*box, color))

    def _clipped(self, drawing: _Drawing, box: Box) -> Box:
        """Cut a filled area to what its clip lets through: browsers paint a border as a box clipped to one side."""
        clip = clip_path(drawing.handle)
        count = clip_count(clip) if clip else 0
        for index in range(count if count < _MOST_CLIPS else 0):
            segments = clip_segments(clip, index)
            if not 3 < segments < _MOST_CLIPS:
                continue
            points = [self._clip_point(clip, index, at, drawing.matrix) for at in range(segments)]
            x0, top, x1, bottom = _box_of(points)
            box = (max(box[0], x0), max(box[1], top), min(box[2], x1), min(box[3], bottom))
        return box

    def _clip_point(self, clip: int, index: int, at: int, matrix: Matrix) -> tuple[float, float]:
        segment_point(clip_segment(clip, index, at), self._sheet.at[6], self._sheet.at[7])
        return self._sheet.displayed_point(self._sheet.floats[6], self._sheet.floats[7], matrix)

    def _clipped_round(self, handle: int) -> bool:
        """Say whether a drawing is cut to a curve: discs that are painted as a square under a round clip."""
        clip = clip_path(handle)
        count = clip_count(clip) if clip else 0
        return 0 < count < 50 and any(clip_segments(clip, index) > 8 for index in range(count))

    def _read_outlines(
        self,
        drawing: _Drawing,
        segments: int,
        fill: Color | None,
        stroke: Color | None,
    ) -> None:
        outlines = self._outlines(drawing, segments)
        points = [point for outline in outlines for point in outline]
        if not points:
            return
        box = _box_of(points)
        width, height = box[2] - box[0], box[3] - box[1]
        if _is_small(width, height) and not _is_rectangle(outlines):
            self._add_small(outlines, box, fill, stroke)
            return
        if fill and _is_border(outlines):
            self._add_frame(box)
            return
        for outline in outlines:
            self._add_outline(drawing, outline, fill, stroke)

    def _outlines(self, drawing: _Drawing, segments: int) -> list[list[tuple[float, float]]]:
        """Walk a path and give its parts as chains of points on the displayed page."""
        if not object_matrix(drawing.handle, self._sheet.at[0]):
            return []
        a, b, c, d, e, f = self._sheet.floats[:6]
        matrix = _product((a, b, c, d, e, f), drawing.matrix)
        chains: list[list[tuple[float, float]]] = []
        curve: list[tuple[float, float]] = []
        x_at, y_at = self._sheet.at[6], self._sheet.at[7]
        for segment in map(path_segment, repeat(fixed(drawing.handle)), range(segments)):
            segment_point(segment, x_at, y_at)
            point = self._sheet.displayed_point(self._sheet.floats[6], self._sheet.floats[7], matrix)
            kind = segment_type(segment)
            if kind == _BEZIER_TO and chains:
                curve.append(point)
                if len(curve) == 3:
                    chains[-1].extend(_curve(chains[-1][-1], *curve))
                    curve = []
                continue
            if kind == _MOVE_TO or not chains:
                chains.append([])
            chains[-1].append(point)
        return [chain for chain in chains if len(chain) > 1]

    def _add_outline(
        self,
        drawing: _Drawing,
        outline: list[tuple[float, float]],
        fill: Color | None,
        stroke: Color | None,
    ) -> None:
        box = _box_of(outline)
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _THIN:
            self._add_thin(box, fill or stroke or (0, 0, 0))
        elif _is_rectangle([outline]) or _is_rounded(outline, width, height):
            if fill:
                self._add_fill(drawing, box, fill)
            if stroke and min(stroke) <= 250:
                self._add_frame(box)
        else:
            if stroke and not fill:
                self._add_steps(outline)
            if _slant(outline) > 0.3:
                self._model.curves.append(box)

    def _add_frame(self, box: Box) -> None:
        x0, top, x1, bottom = box
        sides = ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))
        self._model.rules.extend(Rule(*side) for side in sides)

    def _add_steps(self, outline: list[tuple[float, float]]) -> None:
        """Take the level and upright parts of an open line as ruled lines (frames drawn as one path)."""
        for (x0, y0), (x1, y1) in pairwise(outline):
            if min(abs(x1 - x0), abs(y1 - y0)) < 0.5 and max(abs(x1 - x0), abs(y1 - y0)) > 3:
                self._model.rules.append(Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _add_small(
        self,
        outlines: list[list[tuple[float, float]]],
        box: Box,
        fill: Color | None,
        stroke: Color | None,
    ) -> None:
        key = (
            fill is None,
            *(round(4 * (at - box[axis])) for line in outlines for p in line for axis, at in enumerate(p)),
        )
        if key not in self._shapes:
            self._shapes[key] = _outline_shape(outlines, box, fill is None)
        shape = self._shapes[key]
        if shape == "unknown" and fill is None:
            self._model.curves.append(box)
            return
        hollow = fill is None and shape in ("circle", "square", "diamond")
        if hollow and shape == "circle":
            shape = "ring"
        color = color_name(*(fill or stroke or (0, 0, 0)))
        self._model.icons.append(Icon(shape, "white" if hollow and color == "black" else color, box))
        if fill and shape in ("dash", "square"):
            self._model.fills.append(Fill(*box, fill))  # a plate, should words stand on it

    def _read_image(self, drawing: _Drawing) -> None:
        box = self._box(drawing)
        if box is None or not self._on_page(box):
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _THIN:
            return
        if 4 <= height <= _ICON[1] and 4 <= width <= 220 and not (width > 60 and height > 25):
            icon = self._image_icon(drawing.handle, box)
            if icon is not None:
                self._model.icons.append(icon)
                return
        self._model.pictures.append(box)

    def _image_icon(self, handle: int, box: Box) -> Icon | None:
        image = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
        size = raw.FPDFImageObj_GetImageDataRaw(image, None, 0)
        if not size or size > 400_000:
            return None
        buffer = (ctypes.c_ubyte * size)()
        raw.FPDFImageObj_GetImageDataRaw(image, buffer, size)
        key = (hash(bytes(buffer)), round(box[2] - box[0]), round(box[3] - box[1]))
        if key not in self._icons:
            pixels = self._pixels(image)
            if pixels is None:
                return None
            self._icons[key] = picture_icon(pixels, box)
        known = self._icons[key]
        return Icon(known.shape, known.color, box, known.fill)

    def _pixels(self, image: Any) -> NDArray[np.uint8] | None:
        """Render a small picture with its mask, four times as large as it is shown."""
        matrix = raw.FS_MATRIX()
        if not raw.FPDFPageObj_GetMatrix(image, matrix):
            return None
        large = raw.FS_MATRIX(*(4 * part for part in (matrix.a, matrix.b, matrix.c, matrix.d)), matrix.e, matrix.f)
        raw.FPDFPageObj_SetMatrix(image, large)
        try:
            handle = raw.FPDFImageObj_GetRenderedBitmap(self._sheet.document.raw, self._sheet.page, image)
        finally:
            raw.FPDFPageObj_SetMatrix(image, matrix)
        if not handle:
            return None
        return rgba(pypdfium2.PdfBitmap.from_raw(handle))


def _drawings(handles: list[int], matrix: Matrix, depth: int) -> Iterator[_Drawing]:
    """Give the drawn objects in painting order, forms unpacked; letters are left out."""
    kinds = list(map(object_type, handles))
    if kinds.count(_TEXT) == len(kinds):
        return
    floats = (ctypes.c_float * 6)()
    drawn = map(_TEXT.__ne__, kinds)
    for handle, kind in compress(zip(handles, kinds, strict=True), drawn):
        if kind != _FORM:
            yield _Drawing(handle, kind, matrix)
        elif depth < _DEEPEST and object_matrix(handle, ctypes.byref(floats)):
            inner = _product(tuple(floats), matrix)
            count = min(max(raw.FPDFFormObj_CountObjects(ctypes.cast(handle, raw.FPDF_PAGEOBJECT)), 0), MOST_OBJECTS)
            yield from _drawings(list(map(form_object, repeat(handle), range(count))), inner, depth + 1)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    if outer is IDENTITY:
        return inner
    return (a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r)


def _transformed(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    return _box_of(corners)


def _box_of(points: list[tuple[float, float]]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return (min(across), min(down), max(across), max(down))


def _curve(
    start: tuple[float, float], one: tuple[float, float], two: tuple[float, float], end: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Give the middle of a Bezier curve and its end."""
    x = (start[0] + 3 * (one[0] + two[0]) + end[0]) / 8
    y = (start[1] + 3 * (one[1] + two[1]) + end[1]) / 8
    return (x, y), end


def _outline_shape(outlines: list[list[tuple[float, float]]], box: Box, hollow: bool) -> Shape:
    aspect = (box[2] - box[0]) / (box[3] - box[1])
    closed = len(outlines[0]) > 3 and _near(outlines[0][0], outlines[0][-1])
    return shape_of(stroke_mask(outlines[0]) if hollow and not closed else polygon_mask(outlines), aspect)


def _near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < 0.7 and abs(one[1] - other[1]) < 0.7


def _is_small(width: float, height: float) -> bool:
    return _ICON[0] <= width <= _ICON[1] and _ICON[0] <= height <= _ICON[1]


def _slant(outline: list[tuple[float, float]]) -> float:
    """Give the share of an outline's length that runs neither level nor upright."""
    slanted = whole = 0.0
    for (x0, y0), (x1, y1) in pairwise(outline):
        length = abs(x1 - x0) + abs(y1 - y0)
        whole += length
        if min(abs(x1 - x0), abs(y1 - y0)) > 0.1 * length:
            slanted += length
    return slanted / whole if whole else 0.0


def _is_rounded(outline: list[tuple[float, float]], width: float, height: float) -> bool:
    """Say whether a closed outline is a rectangle with rounded corners."""
    if len(outline) < 8 or min(width, height) < 8 or not _near(outline[0], outline[-1]):
        return False
    around = sum(abs(x1 - x0) + abs(y1 - y0) for (x0, y0), (x1, y1) in pairwise(outline))
    return _slant(outline) < 0.45 and abs(around - 2 * (width + height)) < 0.02 * around


def _is_border(outlines: list[list[tuple[float, float]]]) -> bool:
    """Say whether two rectangles, one just inside the other, are the border of a box painted in one go."""
    if len(outlines) != 2 or not _is_rectangle(outlines):
        return False
    one, other = _box_of(outlines[0]), _box_of(outlines[1])
    gaps = [abs(a - b) for a, b in zip(one, other, strict=True)]
    inside = (one[0] - other[0]) * (other[2] - one[2]) >= 0 and (one[1] - other[1]) * (other[3] - one[3]) >= 0
    return inside and max(gaps) <= 2 * _THIN and min(gaps) > 0


def _is_rectangle(outlines: list[list[tuple[float, float]]]) -> bool:
    """Say whether each part runs along the axes between four corners."""
    for outline in outlines:
        if not 4 <= len(outline) <= 6:
            return False
        pairs = pairwise(outline)
        if any(min(abs(x1 - x0), abs(y1 - y0)) > 0.3 for (x0, y0), (x1, y1) in pairs):
            return False
    return True
