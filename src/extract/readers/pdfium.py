"""The fast engine: what pdfium knows of a page, as a `PageModel`.

How the characters are fetched decides the speed. The text of a page comes in one call; places are asked for the first
and the last letter of each word only, through `map` over plain C prototypes into one buffer; type is asked for once
per text object. pdfium is not thread-safe, and its handles are closed in the order text page, page, document.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise, repeat
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from ...errors import Damaged, Encrypted
from ...normalize.text import clean
from ..document import Box, Icon, Shape
from ..icons import glyph_icon, picture_icon, polygon_mask, shape_of, stroke_mask
from ..letters import PRIVATE_BULLETS
from ..page import Fill, PageModel, Rule, Word
from .color import color_name

if TYPE_CHECKING:
    from ..imaging import Picture

Matrix = tuple[float, float, float, float, float, float]

_WORD: Final = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+[\x02\ufffe]?")
_NEEDS_UNICODE: Final = re.compile("[\ud800-\udfff\ue000-\uf8ff]")
_BOLD: Final = re.compile(r"bold|black|heavy|semibold|demi|fett|,b\b", re.IGNORECASE)
_LINE_HYPHENS: Final = {2: "-", 0xFFFE: "-"}
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_MARKED: Final = re.compile(r"[^\W\d_][.,;:)]?\d{1,2}(?=\s|$)")
_LONG_NUMBER: Final = re.compile(r"[+\-−–]?\d{4,}")
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_INVISIBLE: Final = 3
_FILL_AND_STROKE: Final = 2
_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_OBJECTS, _MOST_SEGMENTS, _DEEPEST = 60_000, 20_000, 5
_MOST_CLIPS: Final = 12
_MOST_ATTACHMENTS: Final = 20
_SEEN: Final = 0.05
_THIN: Final = 2.2
_ICON: Final = (2.5, 40.0)
_PATCH: Final = 18.0
_PASSWORD_ERROR: Final = 4
_VOWELS: Final = "aeiouyæø"
_AROUND_WORDS: Final = " .,:;!?()[]«»”“\"'–-"
_BEZIER_TO, _MOVE_TO = 1, 2


def _call(function: Any, result: Any, *arguments: Any) -> Any:
    """Give a pdfium function without ctypes' per-argument checks, which cost more than the function itself."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_P, _I = ctypes.c_void_p, ctypes.c_int
# Where a call takes a handle that is the same for the whole page and an index, nothing at all is checked or converted:
# the handle must then be a `c_void_p`.
_char_angle = _call(raw.FPDFText_GetCharAngle, ctypes.c_float)
_char_code = _call(raw.FPDFText_GetUnicode, ctypes.c_uint)
_char_object = _call(raw.FPDFText_GetTextObject, _P)
_page_object = _call(raw.FPDFPage_GetObject, _P)
_char_box = _call(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_text_font = _call(raw.FPDFTextObj_GetFont, _P, _P)
_text_mode = _call(raw.FPDFTextObj_GetTextRenderMode, _I, _P)
_text_size = _call(raw.FPDFTextObj_GetFontSize, _I, _P, _P)
_char_origin = _call(raw.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
_fill_color = _call(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
_stroke_color = _call(raw.FPDFPageObj_GetStrokeColor, _I, _P, _P, _P, _P, _P)
_form_object = _call(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
_object_type = _call(raw.FPDFPageObj_GetType, _I, _P)
_object_bounds = _call(raw.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
_object_matrix = _call(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
_draw_mode = _call(raw.FPDFPath_GetDrawMode, _I, _P, _P, _P)
_count_segments = _call(raw.FPDFPath_CountSegments, _I, _P)
_segment = _call(raw.FPDFPath_GetPathSegment, _P)
_segment_point = _call(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
_segment_type = _call(raw.FPDFPathSegment_GetType, _I, _P)
_clip_path = _call(raw.FPDFPageObj_GetClipPath, _P, _P)
_clip_count = _call(raw.FPDFClipPath_CountPaths, _I, _P)
_clip_segments = _call(raw.FPDFClipPath_CountPathSegments, _I, _P, _I)
_clip_segment = _call(raw.FPDFClipPath_GetPathSegment, _P, _P, _I, _I)


_ACCENTED = 1.25


class _Font(NamedTuple):
    """A font: its name, and how far above and below the baseline its letters' boxes reach, per point of type size.

    `boxed` is False for fonts whose letters are drawings (Type 3): their boxes are the letters' own.
    """

    name: str
    bold: bool
    above: float
    below: float

    @property
    def boxed(self) -> bool:
        """Say whether boxes show type size and baseline."""
        return self.above + self.below > 0.75

    @property
    def reach(self) -> tuple[float, float]:
        """Give the height of a letter's box and what of it lies below the baseline, per point of type size."""
        return max(self.above + self.below, 0.1), self.below


class _Type(NamedTuple):
    """How letters are set."""

    font: _Font
    bold: bool
    color: str | None
    visible: bool


class _Drawing(NamedTuple):
    """An object of the page with the matrix of the form it stands in."""

    handle: int
    kind: int
    matrix: Matrix


def _height(ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the height of each word's letter boxes; a first letter with a ring or dots may reach out of its type's."""
    first, last = ends[:, 3] - ends[:, 1], ends[:, 7] - ends[:, 5]
    return np.where((first > last) & (first < _ACCENTED * last), last, first)


class PdfiumFile:
    """A PDF file opened with pdfium; a context manager."""

    def __init__(self, data: bytes, name: str, password: str | None = None) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError as error:
            if error.err_code == _PASSWORD_ERROR and _is_encrypted(data, password):
                what = "the password does not open it" if password else "it needs a password (--password)"
                raise Encrypted(f"{name} is encrypted: {what}") from error
            raise Damaged(f"{name} is not a readable PDF file: {error}") from error
        self._icons: dict[tuple[int, int, int], Icon] = {}
        self._shapes: dict[tuple[int, ...], Shape] = {}

    def __enter__(self) -> PdfiumFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int) -> PageModel:
        """Read one page (1-based).

        Raises:
            Damaged: pdfium cannot load the page.
        """
        page = raw.FPDF_LoadPage(self._document.raw, number - 1)
        if not page:
            raise Damaged(f"page {number} cannot be loaded")
        try:
            return _PageReader(self._document, page, number, self._icons, self._shapes).read()
        finally:
            raw.FPDF_ClosePage(page)

    def attachments(self) -> list[str]:
        """Give the names of the files that the file carries."""
        names: list[str] = []
        for at in range(min(self._document.count_attachments(), _MOST_ATTACHMENTS)):
            with suppress(pypdfium2.PdfiumError, UnicodeError):
                names.append(clean(self._document.get_attachment(at).get_name()))
        return names

    def picture(self, number: int, dpi: float, most_pixels: int) -> Picture:
        """Draw one page (1-based), at a lower resolution where it would have more pixels.

        Raises:
            Damaged: pdfium cannot draw the page.
        """
        from ..imaging import Picture

        try:
            page = self._document[number - 1]
            pixels = page.get_width() * page.get_height() / 72**2
            dpi = min(dpi, (most_pixels / max(pixels, 0.01)) ** 0.5)
            bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
        except (pypdfium2.PdfiumError, MemoryError, ValueError) as error:
            raise Damaged(f"page {number} cannot be drawn") from error
        drawn = np.array(bitmap.to_numpy()[..., :3], np.uint8, order="C")
        bitmap.close()
        page.close()
        return Picture(drawn, dpi)


def _is_encrypted(data: bytes, password: str | None) -> bool:
    """Say whether it is the password that keeps a file closed.

    A file without pages fails for no reason that pdfium names, and it then repeats the reason of an earlier file. A
    file that is none comes first, so that a repeated reason is known.
    """
    code = 0
    for content in (b"%PDF-", data):
        try:
            pypdfium2.PdfDocument(content, password=password)
        except pypdfium2.PdfiumError as error:
            code = error.err_code
    return bool(code == _PASSWORD_ERROR)


class _PageReader:
    """Fetches one loaded page; lives as long as the page's handle."""

    def __init__(
        self,
        document: Any,
        page: Any,
        number: int,
        icons: dict[tuple[int, int, int], Icon],
        shapes: dict[tuple[int, ...], Shape],
    ) -> None:
        self._document, self._page = document, page
        self._icons, self._shapes = icons, shapes
        self._left, self._bottom, self._right, self._top = _page_box(page)
        self._rotation = raw.FPDFPage_GetRotation(page)
        width, height = self._right - self._left, self._top - self._bottom
        if self._rotation % 2:
            width, height = height, width
        self._model = PageModel(number, width, height)
        self._reversed = False
        self._floats = (ctypes.c_float * 8)()
        self._at = [ctypes.addressof(self._floats) + 4 * index for index in range(8)]
        self._ints = (ctypes.c_uint * 4)()
        self._int_at = [ctypes.addressof(self._ints) + 4 * index for index in range(4)]

    def read(self) -> PageModel:
        """Fetch text, then drawings and pictures."""
        text_page = raw.FPDFText_LoadPage(self._page)
        if text_page:
            try:
                self._read_text(text_page)
            finally:
                raw.FPDFText_ClosePage(text_page)
        self._read_drawings()
        return self._model

    # -- text

    def _read_text(self, text_page: Any) -> None:
        handle = ctypes.cast(text_page, ctypes.c_void_p)
        text, unmapped = _page_text(text_page, handle)
        spans = [found.span() for found in _WORD.finditer(text)]
        marked_ends = {found.end() for found in _MARKED.finditer(text)}
        marked = {at for at, (_, end) in enumerate(spans) if end in marked_ends} if marked_ends else set()
        if not spans:
            return
        first, last = [a for a, _ in spans], [b - 1 for _, b in spans]
        self._model.unreadable = max(unmapped, _unmapped(text_page, text, spans))
        boxes = self._char_boxes(handle, first + last)
        spans, ends = self._split_spans(handle, spans, boxes, marked)
        self._model.words = self._words(handle, text, spans, ends, *self._types(handle, [a for a, _ in spans]))

    def _char_boxes(self, handle: ctypes.c_void_p, indices: list[int]) -> NDArray[np.float64]:
        """Give the loose boxes of characters as the page is displayed: x0, top, x1, bottom."""
        buffer = np.zeros((len(indices), 4), "f4")
        base = buffer.ctypes.data
        got = list(map(_char_box, repeat(handle), indices, range(base, base + 16 * len(indices), 16)))
        boxes = self._displayed(buffer.astype("f8")[:, [0, 3, 2, 1]])
        if not all(got):
            boxes[~np.array(got, bool)] = np.nan
        return boxes

    def _displayed(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn boxes (left, bottom, right, top in PDF space) into boxes of the displayed page."""
        left, bottom = np.minimum(boxes[:, 0], boxes[:, 2]), np.minimum(boxes[:, 1], boxes[:, 3])
        right, top = np.maximum(boxes[:, 0], boxes[:, 2]), np.maximum(boxes[:, 1], boxes[:, 3])
        if self._rotation == 1:
            sides = (bottom - self._bottom, left - self._left, top - self._bottom, right - self._left)
        elif self._rotation == 2:
            sides = (self._right - right, bottom - self._bottom, self._right - left, top - self._bottom)
        elif self._rotation == 3:
            sides = (self._top - top, self._right - right, self._top - bottom, self._right - left)
        else:
            sides = (left - self._left, self._top - top, right - self._left, self._top - bottom)
        return np.stack(sides, 1)

    def _split_spans(
        self, handle: ctypes.c_void_p, spans: list[tuple[int, int]], boxes: NDArray[np.float64], marked: set[int]
    ) -> tuple[list[tuple[int, int]], NDArray[np.float64]]:
        """Divide words whose letters lie too far apart to be one word; give spans and first and last boxes."""
        first, last = boxes[: len(spans)], boxes[len(spans) :]
        length = np.array([b - a for a, b in spans])
        # Letters that are drawings (Type 3) have boxes of their own height; a dash must not pass for tiny type.
        size = first[:, 3] - first[:, 1]
        size = np.maximum(size, 0.75 * float(np.median(size[~np.isnan(size)])))
        wide = (last[:, 2] - first[:, 0] > size * (1.15 * length + 0.6)) | (last[:, 2] < first[:, 0])
        self._reversed = _mostly_reversed(first, last, length)
        if self._reversed:
            return spans, np.concatenate((first, last), 1)
        torn = (length > 1) & (wide | (np.abs(last[:, 3] - first[:, 3]) > 0.7 * size))
        tall = np.abs(last[:, 3] - first[:, 3]) > 1.5 * np.abs(last[:, 0] - first[:, 0])
        torn &= ~(tall & (np.abs(last[:, 0] - first[:, 0]) < 0.5 * (first[:, 2] - first[:, 0])))
        if marked:
            lifted = (last[:, 3] - last[:, 1] < 0.88 * size) & (first[:, 3] - last[:, 3] > 0.1 * size)
            torn |= lifted & np.isin(np.arange(len(spans)), list(marked)) & ~tall
        if not torn.any():
            return spans, np.concatenate((first, last), 1)
        whole: list[tuple[int, int]] = []
        for (start, end), split in zip(spans, torn.tolist(), strict=True):
            whole += self._pieces(handle, start, end) if split else [(start, end)]
        again = self._char_boxes(handle, [a for a, _ in whole] + [b - 1 for _, b in whole])
        return whole, np.concatenate((again[: len(whole)], again[len(whole) :]), 1)

    def _pieces(self, handle: ctypes.c_void_p, start: int, end: int) -> Iterator[tuple[int, int]]:
        boxes = self._char_boxes(handle, list(range(start, end)))
        size = max(float(np.nanmax(boxes[:, 3] - boxes[:, 1])), 1.0)
        apart = (np.abs(boxes[1:, 0] - boxes[:-1, 2]) > 0.6 * size) | (
            np.abs(boxes[1:, 3] - boxes[:-1, 3]) > 0.6 * size
        )
        if not apart.any():
            apart = (boxes[:-1, 3] - boxes[1:, 3] > 0.1 * size) & (boxes[1:, 3] - boxes[1:, 1] < 0.88 * size)
        cuts = [start, *(start + 1 + np.flatnonzero(apart)).tolist(), end]
        yield from pairwise(cuts)

    def _types(self, handle: ctypes.c_void_p, first: list[int]) -> tuple[list[_Type], list[int]]:
        """Give the types of the page and which of them each word is set in, asked for once per text object."""
        objects = list(map(_char_object, repeat(handle), first))
        known = [each for each in dict.fromkeys(objects) if each]
        keys = list(map(_text_font, known))
        fonts = {key: _font(key) for key in set(keys)}
        modes = map(_text_mode, known)
        colors = np.zeros((len(known), 4), "u4")
        at = colors.ctypes.data
        stop = at + 16 * len(known)
        channels = (range(at + 4 * channel, stop + 4 * channel, 16) for channel in range(4))
        for _ in map(_fill_color, known, *channels):
            pass
        codes = (colors[:, 0] << 16 | colors[:, 1] << 8 | colors[:, 2]).tolist()
        settings = list(zip(keys, modes, codes, strict=True))
        numbers = {setting: number for number, setting in enumerate(set(settings))}
        types = [_type_of(fonts[key], mode, code) for key, mode, code in numbers]
        types.append(_Type(_NO_FONT, False, None, True))
        number_of = dict(zip(known, map(numbers.__getitem__, settings), strict=True))
        return types, [number_of.get(each, len(numbers)) for each in objects]

    def _words(
        self,
        handle: ctypes.c_void_p,
        text: str,
        spans: list[tuple[int, int]],
        ends: NDArray[np.float64],
        types: list[_Type],
        set_in: list[int],
    ) -> list[Word]:
        low, high = np.fmin(ends[:, :4], ends[:, 4:]), np.fmax(ends[:, :4], ends[:, 4:])
        sides = np.stack((low[:, 0], low[:, 1], high[:, 2], high[:, 3]), 1)
        wide, _tall = sides[:, 2] - sides[:, 0], sides[:, 3] - sides[:, 1]
        many = np.array([b - a for a, b in spans]) > 1
        step = np.abs(ends[:, 4:] - ends[:, :4])
        sideways = many & (step[:, 3] > step[:, 0]) & (step[:, 3] > 0.25 * wide)
        up = ends[:, 7] < ends[:, 3]
        if sideways.sum() > 0.6 * many.sum():
            # A single letter or figure does not show which way it runs: it runs as the words do.
            up = np.where(many, up, (up & sideways).sum() >= 0.5 * sideways.sum())
            sideways |= ~many | (step[:, 3] > step[:, 0])
        elif sideways.any():
            for at, beside in _beside_sideways(sides, many, sideways):
                sideways[at], up[at] = True, up[beside]
        turns = np.where(sideways, np.where(up, 90, 270), 180 if self._reversed else 0).tolist()
        reach, below = np.array([each.font.reach for each in types])[set_in].T
        size = np.where(sideways, wide, _height(ends)) / reach
        base = ends[:, 3] - below * size
        boxed = [each.font.boxed for each in types]
        drawn = [] if all(boxed) else [at for at, number in enumerate(set_in) if not boxed[number]]
        for at in drawn:
            size[at], base[at] = self._drawn_letter(handle, spans[at][0])
        sides[:, 1] = np.where(sideways, sides[:, 1], base - 0.78 * size)
        sides[:, 3] = np.where(sideways, sides[:, 3], base + 0.22 * size)
        slanted = self._slanted(handle, spans, size)
        visible = np.array([each.visible for each in types])[set_in]
        self._model.hidden_text = bool(visible.sum() < 0.5 * len(set_in))
        plain = text.translate(_LINE_HYPHENS)
        letters = [plain[start:end] for start, end in spans]
        icons: list[Icon | None] = [None] * len(spans)
        if drawn:
            self._space_numbers(handle, letters, spans)
        if _PRIVATE.search(plain):
            self._see_private(letters, [types[number] for number in set_in], sides, icons)
        columns = (sides[:, 0], sides[:, 1], sides[:, 2], sides[:, 3], size)
        fields = zip(
            letters,
            *(column.tolist() for column in columns),
            map([each.bold for each in types].__getitem__, set_in),
            map([each.color for each in types].__getitem__, set_in),
            turns,
            icons,
            map([each.font.name for each in types].__getitem__, set_in),
            strict=True,
        )
        made = cast("Iterator[Word]", map(tuple.__new__, repeat(Word), fields))  # what Word(*each) does, without Python
        placed = ~np.isnan(sides).any(1)
        seen = placed.copy()
        if not self._model.hidden_text:
            seen &= visible
        if slanted:
            seen[list(slanted)] = False
        if seen.all():
            return list(made)
        words = list(made)
        unseen = np.flatnonzero(placed & ~seen).tolist()
        self._model.asides = [("hidden", words[at]) for at in unseen if at not in slanted]
        self._model.asides += [("slanted", word) for word in _whole_again(words, spans, sorted(slanted))]
        return [words[at] for at in np.flatnonzero(seen).tolist()]

    def _space_numbers(self, handle: ctypes.c_void_p, letters: list[str], spans: list[tuple[int, int]]) -> None:
        """Put back the blanks between thousands that are printed as mere distance."""
        numbers = [at for at, word in enumerate(letters) if _LONG_NUMBER.fullmatch(word)]
        indices = [index for at in numbers for index in range(spans[at][0], spans[at][0] + len(letters[at]))]
        boxes = self._char_boxes(handle, indices) if numbers else np.zeros((0, 4))
        gaps = (boxes[1:, 0] - boxes[:-1, 2]).tolist()
        first = 0
        for at in numbers:
            end = first + len(letters[at])
            letters[at] = _with_blanks(letters[at], gaps[first : end - 1])
            first = end

    def _see_private(
        self, letters: list[str], types: list[_Type], sides: NDArray[np.float64], icons: list[Icon | None]
    ) -> None:
        for at, word in enumerate(letters):
            if len(word) == 1 and "\ue000" <= word <= "\uf8ff":
                x0, top, x1, bottom = sides[at].tolist()
                icons[at] = self._private_icon(word, types[at], (x0, top, x1, bottom))

    def _private_icon(self, letter: str, set_in: _Type, box: Box) -> Icon | None:
        """See what a symbol font draws for a letter that has no meaning by itself; bullets stay letters."""
        known = glyph_icon(letter, set_in.font.name, set_in.color, box)
        if known is not None or letter in PRIVATE_BULLETS or self._rotation:
            return known
        key = (hash((letter, set_in.font.name)), round(box[2] - box[0]), round(box[3] - box[1]))
        if key not in self._icons:
            self._icons[key] = picture_icon(self._rendered(box), box)
        drawn = self._icons[key]
        return Icon("unknown" if drawn.shape == "image" else drawn.shape, set_in.color, box, glyph=letter)

    def _rendered(self, box: Box) -> NDArray[np.uint8]:
        """Paint a small part of the page, six times as large, white where nothing is."""
        scale = 6.0
        width, height = (max(int((high - low + 2) * scale), 4) for low, high in ((box[0], box[2]), (box[1], box[3])))
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRA)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        matrix = raw.FS_MATRIX(scale, 0, 0, scale, (1 - box[0]) * scale, (1 - box[1]) * scale)
        clip = raw.FS_RECTF(0, 0, width, height)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, self._page, matrix, clip, 0)
        return _rgba(bitmap)

    def _drawn_letter(self, handle: ctypes.c_void_p, index: int) -> tuple[float, float]:
        """Give type size and baseline of a letter whose font is made of drawings."""
        floats = self._floats
        found = _char_object(handle, index)
        if not (found and _text_size(found, self._at[6]) and _object_matrix(found, self._at[0])):
            return 10.0, float("nan")
        size = floats[6] * (floats[2] ** 2 + floats[3] ** 2) ** 0.5
        doubles = (ctypes.c_double * 2)()
        at = ctypes.addressof(doubles)
        _char_origin(handle, index, at, at + 8)
        return size, self._displayed_point(doubles[0], doubles[1], _IDENTITY)[1]

    def _slanted(self, handle: ctypes.c_void_p, spans: list[tuple[int, int]], size: NDArray[np.float64]) -> set[int]:
        """Give the words that run askew over the page: watermarks and stamps, only ever large."""
        large = np.flatnonzero(size > 20.0).tolist()
        angles = ((at, float(_char_angle(handle, spans[at][0])) % (np.pi / 2)) for at in large)
        return {at for at, angle in angles if 0.1 < angle < np.pi / 2 - 0.1}

    # -- drawings

    def _read_drawings(self) -> None:
        page = ctypes.cast(self._page, ctypes.c_void_p)
        count = min(raw.FPDFPage_CountObjects(self._page), _MOST_OBJECTS)
        handles = list(map(_page_object, repeat(page), range(count)))
        for drawing in _drawings(handles, _IDENTITY, 0):
            if drawing.kind == _PATH:
                self._read_path(drawing)
            elif drawing.kind == _IMAGE:
                self._read_image(drawing)

    def _bounds(self, drawing: _Drawing) -> Box | None:
        if not _object_bounds(drawing.handle, *self._at[:4]):
            return None
        left, bottom, right, top = self._floats[0], self._floats[1], self._floats[2], self._floats[3]
        if drawing.matrix is not _IDENTITY:
            left, bottom, right, top = _transformed((left, bottom, right, top), drawing.matrix)
        x0, y0, x1, y1 = self._displayed(np.array([[left, bottom, right, top]], "f8"))[0].tolist()
        return (x0, y0, x1, y1)

    def _box(self, drawing: _Drawing) -> Box | None:
        """Give the bounds of a drawing on the displayed page; the plain way for the plain page."""
        if self._rotation or drawing.matrix is not _IDENTITY:
            return self._bounds(drawing)
        floats = self._floats
        if not _object_bounds(drawing.handle, *self._at[:4]):
            return None
        return (floats[0] - self._left, self._top - floats[3], floats[2] - self._left, self._top - floats[1])

    def _color(self, function: Any, handle: int) -> tuple[int, int, int] | None:
        """Give a colour as it looks on white paper, None where it cannot be seen."""
        if not function(handle, *self._int_at):
            return (0, 0, 0)
        red, green, blue, alpha = self._ints
        if alpha >= 250:
            return (red, green, blue)
        if alpha < 12:
            return None
        return tuple(255 - (255 - part) * alpha // 255 for part in (red, green, blue))  # type: ignore[return-value]

    def _read_path(self, drawing: _Drawing) -> None:
        if not _draw_mode(drawing.handle, self._int_at[0], self._int_at[1]):
            return
        filled, stroked = bool(self._ints[0]), bool(self._ints[1])
        box = self._box(drawing)
        if not (filled or stroked) or box is None or not self._on_page(box):
            return
        fill = self._color(_fill_color, drawing.handle) if filled else None
        stroke = self._color(_stroke_color, drawing.handle) if stroked else None
        if fill is None and stroke is None:
            return
        segments = _count_segments(drawing.handle)
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _THIN:
            self._add_thin(box, fill or stroke or (0, 0, 0))
        elif segments <= 6 and not (_is_small(width, height) or stroked):
            self._add_fill(drawing, box, fill)
        elif segments <= _MOST_SEGMENTS:
            self._read_outlines(drawing, segments, fill, stroke)

    def _on_page(self, box: Box) -> bool:
        model = self._model
        return box[2] > -1 and box[3] > -1 and box[0] < model.width + 1 and box[1] < model.height + 1

    def _add_thin(self, box: Box, color: tuple[int, int, int]) -> None:
        if min(color) > 250:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if 4 <= width <= 20 and height >= 0.9 and width > 2.2 * height:
            self._model.icons.append(Icon("dash", color_name(*color), box))
        self._model.rules.append(Rule(*box))

    def _add_fill(self, drawing: _Drawing, box: Box, color: tuple[int, int, int] | None) -> None:
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
        clip = _clip_path(drawing.handle)
        count = _clip_count(clip) if clip else 0
        for index in range(count if count < _MOST_CLIPS else 0):
            segments = _clip_segments(clip, index)
            if not 3 < segments < _MOST_CLIPS:
                continue
            points = [self._clip_point(clip, index, at, drawing.matrix) for at in range(segments)]
            x0, top, x1, bottom = _box_of(points)
            box = (max(box[0], x0), max(box[1], top), min(box[2], x1), min(box[3], bottom))
        return box

    def _clip_point(self, clip: int, index: int, at: int, matrix: Matrix) -> tuple[float, float]:
        _segment_point(_clip_segment(clip, index, at), self._at[6], self._at[7])
        return self._displayed_point(self._floats[6], self._floats[7], matrix)

    def _clipped_round(self, handle: int) -> bool:
        """Say whether a drawing is cut to a curve: discs that are painted as a square under a round clip."""
        clip = _clip_path(handle)
        count = _clip_count(clip) if clip else 0
        return 0 < count < 50 and any(_clip_segments(clip, index) > 8 for index in range(count))

    def _read_outlines(
        self,
        drawing: _Drawing,
        segments: int,
        fill: tuple[int, int, int] | None,
        stroke: tuple[int, int, int] | None,
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
        if not _object_matrix(drawing.handle, self._at[0]):
            return []
        a, b, c, d, e, f = self._floats[:6]
        matrix = _product((a, b, c, d, e, f), drawing.matrix)
        chains: list[list[tuple[float, float]]] = []
        curve: list[tuple[float, float]] = []
        x_at, y_at = self._at[6], self._at[7]
        for segment in map(_segment, repeat(ctypes.c_void_p(drawing.handle)), range(segments)):
            _segment_point(segment, x_at, y_at)
            point = self._displayed_point(self._floats[6], self._floats[7], matrix)
            kind = _segment_type(segment)
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

    def _displayed_point(self, x: float, y: float, matrix: Matrix) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        x, y = a * x + c * y + e, b * x + d * y + f
        if self._rotation == 0:
            return x - self._left, self._top - y
        if self._rotation == 1:
            return y - self._bottom, x - self._left
        if self._rotation == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def _add_outline(
        self,
        drawing: _Drawing,
        outline: list[tuple[float, float]],
        fill: tuple[int, int, int] | None,
        stroke: tuple[int, int, int] | None,
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
        fill: tuple[int, int, int] | None,
        stroke: tuple[int, int, int] | None,
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

    # -- pictures

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
            handle = raw.FPDFImageObj_GetRenderedBitmap(self._document.raw, self._page, image)
        finally:
            raw.FPDFPageObj_SetMatrix(image, matrix)
        if not handle:
            return None
        return _rgba(pypdfium2.PdfBitmap.from_raw(handle))


def _rgba(bitmap: Any) -> NDArray[np.uint8]:
    array = np.asarray(bitmap.to_numpy())
    if array.ndim == 2 or array.shape[2] == 1:
        array = np.repeat(array.reshape(*array.shape[:2], 1), 3, axis=2)
    colors = array[..., 2::-1] if bitmap.mode.startswith("BGR") else array[..., :3]
    opacity = array[..., 3:4] if bitmap.mode in ("BGRA", "RGBA") else np.full((*array.shape[:2], 1), 255, np.uint8)
    return np.concatenate((colors, opacity), axis=2).astype(np.uint8)


def _page_box(page: Any) -> tuple[float, float, float, float]:
    box = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page, box) and box.right > box.left and box.top > box.bottom:
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, 595.0, 842.0


def _page_text(text_page: Any, handle: ctypes.c_void_p) -> tuple[str, float]:
    """Give the page's letters, one per character of pdfium's, and the share that has no meaning."""
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return "", 0.0
    buffer = (ctypes.c_ushort * (count + 1))()
    got = raw.FPDFText_GetText(text_page, 0, count, buffer) - 1
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass") if got == count else ""
    if len(text) != count or _NEEDS_UNICODE.search(text):
        text = _with_pairs(
            [code if code < 0x110000 else 0xFFFD for code in map(_char_code, repeat(handle), range(count))]
        )
    strange = sum(text.count(mark) for mark in ("\ufffd", "\x00"))
    return text, strange / count


def _with_pairs(codes: list[int]) -> str:
    """Make letters of codes, one each: of a pair that is one letter (emoji) the first is it, the second is none."""
    letters = list(map(chr, codes))
    for at, code in enumerate(codes):
        if 0xD800 <= code < 0xDC00 and at + 1 < len(codes) and 0xDC00 <= codes[at + 1] < 0xE000:
            letters[at] = chr(0x10000 + ((code - 0xD800) << 10) + codes[at + 1] - 0xDC00)
            letters[at + 1] = "\x01"
        elif 0xD800 <= code < 0xE000 and letters[at] != "\x01":
            letters[at] = "\ufffd"
    return "".join(letters)


def _unmapped(text_page: Any, text: str, spans: list[tuple[int, int]]) -> float:
    """Give the share of words whose letters have no meaning: no map to Unicode, or one into private use."""
    if not spans:
        return 0.0
    sample = spans[:: max(len(spans) // 40, 1)]
    bad = sum(
        (end - start > 1 and all("\ue000" <= letter <= "\uf8ff" for letter in text[start:end]))
        or raw.FPDFText_HasUnicodeMapError(text_page, start) == 1
        for start, end in sample
    )
    return 0.0 if bad and _are_words(text[start:end] for start, end in spans) else float(bad / len(sample))


def _are_words(texts: Iterable[str]) -> bool:
    """Say whether what is said to have no meaning reads as words of a language all the same.

    Some programs leave the map to Unicode out of fonts whose glyphs are numbered as in Unicode. Numbers of glyphs taken
    for letters have capitals in the middle of words, and words without a vowel or without a consonant.
    """
    words = [word for text in texts for word in (text.strip(_AROUND_WORDS),) if len(word) > 2 and word.isalpha()]
    whole = [unicodedata.normalize("NFD", word.casefold()) for word in words if word[1:].islower() or word.isupper()]
    vowels = [sum(map(word.count, _VOWELS)) for word in whole]
    letters = sum(letter.isalpha() for word in whole for letter in word)
    spoken = sum(0 < count < len(word) for count, word in zip(vowels, whole, strict=True))
    return len(words) >= 10 and spoken > 0.9 * len(words) and 0.3 < sum(vowels) / letters < 0.55


def _whole_again(words: list[Word], spans: list[tuple[int, int]], slanted: list[int]) -> Iterator[Word]:
    """Join the letters of slanted words, which stand too far above each other to have been one word."""
    groups: list[list[int]] = []
    for at in slanted:
        if groups and groups[-1][-1] == at - 1 and spans[at - 1][1] == spans[at][0]:
            groups[-1].append(at)
        else:
            groups.append([at])
    for group in groups:
        letters = [words[at] for at in group]
        yield letters[0]._replace(
            text="".join(word.text for word in letters),
            x0=min(word.x0 for word in letters),
            top=min(word.top for word in letters),
            x1=max(word.x1 for word in letters),
            bottom=max(word.bottom for word in letters),
        )


def _beside_sideways(
    sides: NDArray[np.float64], many: NDArray[np.bool_], sideways: NDArray[np.bool_]
) -> list[tuple[int, int]]:
    """Give the single letters that stand in one line with a sideways word before or after them, with that word."""
    lone = np.flatnonzero(~many).tolist()
    pairs = [(at, beside) for at in lone for beside in (at - 1, at + 1) if 0 <= beside < len(many) and sideways[beside]]
    return [(at, beside) for at, beside in pairs if np.abs(sides[at, [0, 2]] - sides[beside, [0, 2]]).max() < 0.5]


def _with_blanks(letters: str, gaps: list[float]) -> str:
    """Part the thousands of a number where the gaps before them are wider than all others."""
    first = 0 if letters[0].isdigit() else 1
    places = list(range(len(letters) - 3, first, -3))
    others = [gap for at, gap in enumerate(gaps, 1) if at not in places and at > first]
    usual = max(others) if others else 0.0
    if not all(gaps[at - 1] > usual + 0.8 for at in places):
        return letters
    for at in places:
        letters = letters[:at] + " " + letters[at:]
    return letters


def _mostly_reversed(first: NDArray[np.float64], last: NDArray[np.float64], length: NDArray[np.int64]) -> bool:
    """Say whether print stands on its head: words run from right to left."""
    long = length > 2
    if not long.any():
        return False
    back = (last[:, 0] < first[:, 0] - 1) & (np.abs(last[:, 1] - first[:, 1]) < np.abs(last[:, 0] - first[:, 0]))
    return bool((back & long).sum() > 0.8 * long.sum())


def _type_of(font: _Font, mode: int, code: int) -> _Type:
    name = color_name(code >> 16, code >> 8 & 255, code & 255)
    return _Type(
        font, font.bold or mode == _FILL_AND_STROKE, None if name in ("black", "grey") else name, mode != _INVISIBLE
    )


_NO_FONT: Final = _Font("", False, 0.9, 0.22)


def _font(key: int | None) -> _Font:
    if not key:
        return _NO_FONT
    handle = ctypes.cast(key, raw.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(handle, buffer, 256)
    name = buffer.value.decode("latin-1")
    bold = bool(_BOLD.search(name)) or bool(raw.FPDFFont_GetFlags(handle) & 1 << 18)
    above, below = ctypes.c_float(), ctypes.c_float()
    raw.FPDFFont_GetAscent(handle, 1.0, above)
    raw.FPDFFont_GetDescent(handle, 1.0, below)
    return _Font(name, bold, above.value, -below.value)


def _drawings(handles: list[int], matrix: Matrix, depth: int) -> Iterator[_Drawing]:
    """Give the drawn objects in painting order, forms unpacked; letters are left out."""
    floats = (ctypes.c_float * 6)()
    kinds = list(map(_object_type, handles))
    drawn = [(handle, kind) for handle, kind in zip(handles, kinds, strict=True) if kind != _TEXT]
    for handle, kind in drawn:
        if kind != _FORM:
            yield _Drawing(handle, kind, matrix)
        elif depth < _DEEPEST and _object_matrix(handle, ctypes.addressof(floats)):
            inner = _product(tuple(floats), matrix)
            count = min(max(raw.FPDFFormObj_CountObjects(ctypes.cast(handle, raw.FPDF_PAGEOBJECT)), 0), _MOST_OBJECTS)
            yield from _drawings(list(map(_form_object, repeat(handle), range(count))), inner, depth + 1)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    if outer is _IDENTITY:
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
