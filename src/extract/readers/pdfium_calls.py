"""pdfium's C functions as plain as ctypes gives them, and the page they are asked about."""

from __future__ import annotations

import ctypes
from typing import Any, Final

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MOST_OBJECTS: Final = 60_000


def _call(function: Any, result: Any, *arguments: Any) -> Any:
    """Give a pdfium function without ctypes' per-argument checks, which cost more than the function itself."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_P, _I = ctypes.c_void_p, ctypes.c_int
# A handle that another call answered is a number, which must be declared. What is not declared is neither checked nor
# converted, and nothing is made for it: indices, handles that are the same for the whole page (`fixed`), and room for
# answers, which must be given by `ctypes.byref` and never as an address.
char_angle = _call(raw.FPDFText_GetCharAngle, ctypes.c_float)
char_code = _call(raw.FPDFText_GetUnicode, ctypes.c_uint)
char_unmapped = _call(raw.FPDFText_HasUnicodeMapError, _I)
char_box = _call(raw.FPDFText_GetLooseCharBox, _I)
char_object = _call(raw.FPDFText_GetTextObject, _P)
page_object = _call(raw.FPDFPage_GetObject, _P)
text_font = _call(raw.FPDFTextObj_GetFont, _P, _P)
text_mode = _call(raw.FPDFTextObj_GetTextRenderMode, _I, _P)
text_size = _call(raw.FPDFTextObj_GetFontSize, _I, _P)
char_origin = _call(raw.FPDFText_GetCharOrigin, _I)
font_name = _call(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _P, _P, ctypes.c_size_t)
font_flags = _call(raw.FPDFFont_GetFlags, _I, _P)
font_ascent = _call(raw.FPDFFont_GetAscent, _I, _P, ctypes.c_float, _P)
font_descent = _call(raw.FPDFFont_GetDescent, _I, _P, ctypes.c_float, _P)
fill_color = _call(raw.FPDFPageObj_GetFillColor, _I, _P)
stroke_color = _call(raw.FPDFPageObj_GetStrokeColor, _I, _P)
form_object = _call(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
object_type = _call(raw.FPDFPageObj_GetType, _I, _P)
object_bounds = _call(raw.FPDFPageObj_GetBounds, _I, _P)
object_matrix = _call(raw.FPDFPageObj_GetMatrix, _I, _P)
draw_mode = _call(raw.FPDFPath_GetDrawMode, _I, _P)
count_segments = _call(raw.FPDFPath_CountSegments, _I, _P)
path_segment = _call(raw.FPDFPath_GetPathSegment, _P)
segment_point = _call(raw.FPDFPathSegment_GetPoint, _I, _P)
segment_type = _call(raw.FPDFPathSegment_GetType, _I, _P)
clip_path = _call(raw.FPDFPageObj_GetClipPath, _P, _P)
clip_count = _call(raw.FPDFClipPath_CountPaths, _I, _P)
clip_segments = _call(raw.FPDFClipPath_CountPathSegments, _I, _P, _I)
clip_segment = _call(raw.FPDFClipPath_GetPathSegment, _P, _P, _I, _I)


def fixed(handle: Any) -> Any:
    """Give a handle that many calls take in the form that ctypes passes on as it is."""
    return ctypes.byref(ctypes.c_char.from_address(ctypes.cast(handle, ctypes.c_void_p).value or 0))


class Boxes:
    """Room for the boxes that many calls answer, with a pointer to each that ctypes need not look at again."""

    def __init__(self) -> None:
        self._room = np.zeros((0, 4), "f4")
        self._places: list[Any] = []

    def of(self, count: int) -> tuple[NDArray[np.float32], list[Any]]:
        """Give room for some boxes, blank, and the pointers to them."""
        if count > len(self._places):
            buffer = (ctypes.c_float * (8 * count))()
            self._room = np.ctypeslib.as_array(buffer).reshape(-1, 4)
            self._places = [ctypes.byref(buffer, 16 * at) for at in range(2 * count)]
        self._room[:count] = 0
        return self._room[:count], self._places[:count]


class Sheet:
    """A loaded page: its handles, its size as it is displayed, and where its places then lie.

    `floats` and `ints` are room for what a call answers, `at` and `int_at` the pointers to their places; `boxes` is
    room that the pages of a file share.
    """

    def __init__(self, document: Any, page: Any, boxes: Boxes) -> None:
        self.document, self.page, self.boxes = document, page, boxes
        self.left, self.bottom, self.right, self.top = _page_box(page)
        self.rotation = raw.FPDFPage_GetRotation(page)
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if self.rotation % 2 else (width, height)
        self.floats = (ctypes.c_float * 8)()
        self.at = [ctypes.byref(self.floats, 4 * index) for index in range(8)]
        self.ints = (ctypes.c_uint * 4)()
        self.int_at = [ctypes.byref(self.ints, 4 * index) for index in range(4)]

    def displayed(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn boxes (left, bottom, right, top in PDF space) into boxes of the displayed page."""
        left, bottom = np.minimum(boxes[:, 0], boxes[:, 2]), np.minimum(boxes[:, 1], boxes[:, 3])
        right, top = np.maximum(boxes[:, 0], boxes[:, 2]), np.maximum(boxes[:, 1], boxes[:, 3])
        if self.rotation == 1:
            sides = (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        elif self.rotation == 2:
            sides = (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        elif self.rotation == 3:
            sides = (self.top - top, self.right - right, self.top - bottom, self.right - left)
        else:
            sides = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        return np.stack(sides, 1)

    def displayed_box(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Turn one box (left, bottom, right, top in PDF space) into a box of the displayed page."""
        left, bottom, right, top = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
        if self.rotation == 1:
            return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.rotation == 2:
            return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        if self.rotation == 3:
            return (self.top - top, self.right - right, self.top - bottom, self.right - left)
        return (left - self.left, self.top - top, right - self.left, self.top - bottom)

    def displayed_point(self, x: float, y: float, matrix: Matrix) -> tuple[float, float]:
        """Give where a point in the space of a form lies on the displayed page."""
        a, b, c, d, e, f = matrix
        x, y = a * x + c * y + e, b * x + d * y + f
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


def _page_box(page: Any) -> tuple[float, float, float, float]:
    box = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page, box) and box.right > box.left and box.top > box.bottom:
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, 595.0, 842.0


def rgba(bitmap: Any) -> NDArray[np.uint8]:
    """Give the pixels of a bitmap as red, green, blue and opacity."""
    array = np.asarray(bitmap.to_numpy())
    if array.ndim == 2 or array.shape[2] == 1:
        array = np.repeat(array.reshape(*array.shape[:2], 1), 3, axis=2)
    colors = array[..., 2::-1] if bitmap.mode.startswith("BGR") else array[..., :3]
    opacity = array[..., 3:4] if bitmap.mode in ("BGRA", "RGBA") else np.full((*array.shape[:2], 1), 255, np.uint8)
    return np.concatenate((colors, opacity), axis=2).astype(np.uint8)
