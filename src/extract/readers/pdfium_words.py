"""The words of a page as pdfium knows them: letters, places, type, colour, and what is no text at all.

How the characters are fetched decides the speed. The text of a page comes in one call; places are asked for the first
and the last letter of each word only, through `map` over plain C prototypes into one buffer; type is asked for once
per text object.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise, repeat
from typing import Any, Final, NamedTuple, cast

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from ..document import Box, Icon
from ..icons import glyph_icon, picture_icon
from ..letters import PRIVATE_BULLETS
from ..page import PageModel, Word
from .color import color_name
from .pdfium_calls import (
    IDENTITY,
    Sheet,
    char_angle,
    char_box,
    char_code,
    char_object,
    char_origin,
    char_unmapped,
    fill_color,
    fixed,
    font_ascent,
    font_descent,
    font_flags,
    font_name,
    object_matrix,
    rgba,
    text_font,
    text_mode,
    text_size,
)
from .pdfium_letters import by_distance, set_by_letters

_LAST_BLANK: Final = 0x3000
_LAST_CODE: Final = 0x10FFFF
_NEEDS_UNICODE: Final = re.compile("[\ud800-\udfff\ue000-\uf8ff]")
_BOLD: Final = re.compile(r"bold|black|heavy|semibold|demi|fett|,b\b", re.IGNORECASE)
_LINE_HYPHENS: Final = (0x02, 0xFFFE)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_PRIVATE_ONLY: Final = re.compile("[\ue000-\uf8ff]+$")
_MARKED: Final = re.compile(r"[^\W\d_][.,;:)]?\d{1,2}$")
_LONG_NUMBER: Final = re.compile(r"[+\-−–]?\d{4,}")
_INVISIBLE: Final = 3
_FORCED_BOLD: Final = 1 << 18
_FILL_AND_STROKE: Final = 2
_VOWELS: Final = "aeiouyæø"
_AROUND_WORDS: Final = " .,:;!?()[]«»”“\"'–-"
_ACCENTED = 1.25
_BROKEN: Final = "\r\n"
"""What pdfium puts between letters that it takes for lines."""
_TOUCHING: Final = 0.06
_TOUCHING_UP: Final = 0.2
"""White between pieces of a word that runs up or down, at most, in type sizes."""


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


def _height(ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the height of each word's letter boxes; a first letter with a ring or dots may reach out of its type's."""
    first, last = ends[:, 3] - ends[:, 1], ends[:, 7] - ends[:, 5]
    return np.where((first > last) & (first < _ACCENTED * last), last, first)


class WordReader:
    """Fetches the words of one loaded page."""

    def __init__(self, sheet: Sheet, model: PageModel, icons: dict[tuple[int, int, int], Icon]) -> None:
        self._sheet, self._model, self._icons = sheet, model, icons
        self._reversed = False
        self._measured = False  # whether words were told apart by how far their letters stand

    def read(self, text_page: Any) -> None:
        """Fetch words and their types."""
        handle = fixed(text_page)
        text, unmapped = _page_text(text_page, handle)
        spans = _spans(text)
        if not spans:
            return
        self._model.unreadable = max(unmapped, _unmapped(handle, text, spans))
        self._measured = set_by_letters(handle, spans)
        if self._measured:
            spans = by_distance(handle, spans, self._char_boxes)
        boxes = self._char_boxes(handle, [a for a, _ in spans] + [b - 1 for _, b in spans])
        spans, ends = _unbroken(text, *self._split_spans(handle, spans, boxes, _marked(text, spans)))
        self._model.words = self._words(handle, text, spans, ends, *self._types(handle, [a for a, _ in spans]))

    def _char_boxes(self, handle: Any, indices: list[int]) -> NDArray[np.float64]:
        """Give the loose boxes of characters as the page is displayed: x0, top, x1, bottom."""
        room, places = self._sheet.boxes.of(len(indices))
        got = list(map(char_box, repeat(handle), indices, places))
        boxes = self._sheet.displayed(room.astype("f8")[:, [0, 3, 2, 1]])
        if not all(got):
            boxes[~np.array(got, bool)] = np.nan
        return boxes

    def _split_spans(
        self, handle: Any, spans: list[tuple[int, int]], boxes: NDArray[np.float64], marked: list[int]
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
            lifted = (last[:, 3] - last[:, 1] < 0.88 * size) & (first[:, 3] - last[:, 3] > 0.1 * size) & ~tall
            torn |= lifted & np.isin(np.arange(len(spans)), marked)
        ends = np.concatenate((first, last), 1)
        if not torn.any():
            return spans, ends
        whole: list[tuple[int, int]] = []
        parts: list[NDArray[np.float64]] = []
        done = 0
        for at in [*np.flatnonzero(torn).tolist(), len(spans)]:
            whole += spans[done:at]
            parts.append(ends[done:at])
            if at < len(spans):
                pieces, boxes = self._pieces(handle, *spans[at])
                whole += pieces
                parts.append(boxes)
            done = at + 1
        return whole, np.concatenate(parts)

    def _pieces(self, handle: Any, start: int, end: int) -> tuple[list[tuple[int, int]], NDArray[np.float64]]:
        """Divide one word where its letters stand apart; give the spans and the first and last boxes of its pieces."""
        boxes = self._char_boxes(handle, list(range(start, end)))
        size = max(float(np.nanmax(boxes[:, 3] - boxes[:, 1])), 1.0)
        apart = (np.abs(boxes[1:, 0] - boxes[:-1, 2]) > 0.6 * size) | (
            np.abs(boxes[1:, 3] - boxes[:-1, 3]) > 0.6 * size
        )
        if not apart.any():
            apart = (boxes[:-1, 3] - boxes[1:, 3] > 0.1 * size) & (boxes[1:, 3] - boxes[1:, 1] < 0.88 * size)
        cuts = [0, *(1 + np.flatnonzero(apart)).tolist(), end - start]
        ends = np.concatenate((boxes[cuts[:-1]], boxes[[cut - 1 for cut in cuts[1:]]]), 1)
        return [(start + a, start + b) for a, b in pairwise(cuts)], ends

    def _types(self, handle: Any, first: list[int]) -> tuple[list[_Type], list[int]]:
        """Give the types of the page and which of them each word is set in, asked for once per text object."""
        objects = list(map(char_object, repeat(handle), first))
        known = [each for each in dict.fromkeys(objects) if each]
        keys = list(map(text_font, known))
        fonts = {key: _font(key) for key in set(keys)}
        modes = map(text_mode, known)
        count = len(known)
        room, places = self._sheet.boxes.of(4 * count)
        channels = (places[channel * count : (channel + 1) * count] for channel in range(4))
        for _ in map(fill_color, known, *channels):
            pass
        red, green, blue, _ = room.view("u4")[:, 0].reshape(4, count)
        codes = (red << 16 | green << 8 | blue).tolist()
        settings = list(zip(keys, modes, codes, strict=True))
        numbers = {setting: number for number, setting in enumerate(set(settings))}
        types = [_type_of(fonts[key], mode, code) for key, mode, code in numbers]
        types.append(_Type(_NO_FONT, False, None, True))
        number_of = dict(zip(known, map(numbers.__getitem__, settings), strict=True))
        return types, [number_of.get(each, len(numbers)) for each in objects]

    def _words(
        self,
        handle: Any,
        text: str,
        spans: list[tuple[int, int]],
        ends: NDArray[np.float64],
        types: list[_Type],
        set_in: list[int],
    ) -> list[Word]:
        low, high = np.fmin(ends[:, :4], ends[:, 4:]), np.fmax(ends[:, :4], ends[:, 4:])
        sides = np.stack((low[:, 0], low[:, 1], high[:, 2], high[:, 3]), 1)
        wide = sides[:, 2] - sides[:, 0]
        sideways, turns = self._turns(ends, sides, np.array([b - a for a, b in spans]) > 1)
        reach, below = np.array([each.font.reach for each in types])[set_in].T
        size = np.where(sideways, wide, _height(ends)) / reach
        base = ends[:, 3] - below * size
        boxed = [each.font.boxed for each in types]
        drawn = [] if all(boxed) else [at for at, number in enumerate(set_in) if not boxed[number]]
        if drawn:
            size[drawn], base[drawn] = self._drawn_letters(handle, [spans[at][0] for at in drawn]).T
        sides[:, 1] = np.where(sideways, sides[:, 1], base - 0.78 * size)
        sides[:, 3] = np.where(sideways, sides[:, 3], base + 0.22 * size)
        slanted = self._slanted(handle, spans, size)
        visible = np.array([each.visible for each in types])[set_in]
        self._model.hidden_text = bool(visible.sum() < 0.5 * len(set_in))
        plain = text
        for code in _LINE_HYPHENS:
            plain = plain.replace(chr(code), "-")
        letters = [plain[start:end].replace(_BROKEN, "").replace(" ", "") for start, end in spans]
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
            return self._joined(list(made)) if sideways.any() else list(made)
        words = list(made)
        unseen = np.flatnonzero(placed & ~seen).tolist()
        self._model.asides = [("hidden", words[at]) for at in unseen if at not in slanted]
        self._model.asides += [("slanted", word) for word in _whole_again(words, spans, sorted(slanted))]
        return self._joined([words[at] for at in np.flatnonzero(seen).tolist()])

    def _joined(self, words: list[Word]) -> list[Word]:
        return words if self._measured else _joined_upwards(words)

    def _turns(
        self, ends: NDArray[np.float64], sides: NDArray[np.float64], many: NDArray[np.bool_]
    ) -> tuple[NDArray[np.bool_], list[int]]:
        """Say which words run up or down the page, and how the page must be turned to read each word."""
        step = np.abs(ends[:, 4:] - ends[:, :4])
        sideways = many & (step[:, 3] > step[:, 0]) & (step[:, 3] > 0.25 * (sides[:, 2] - sides[:, 0]))
        upright = 180 if self._reversed else 0
        if not sideways.any() and many.any():
            return sideways, [upright] * len(sideways)
        up = ends[:, 7] < ends[:, 3]
        if sideways.sum() > 0.6 * many.sum():
            # A single letter or figure does not show which way it runs: it runs as the words do.
            up = np.where(many, up, (up & sideways).sum() >= 0.5 * sideways.sum())
            sideways |= ~many | (step[:, 3] > step[:, 0])
        elif sideways.any():
            for at, beside in _beside_sideways(sides, many, sideways):
                sideways[at], up[at] = True, up[beside]
        return sideways, np.where(sideways, np.where(up, 90, 270), upright).tolist()

    def _space_numbers(self, handle: Any, letters: list[str], spans: list[tuple[int, int]]) -> None:
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
        if known is not None or letter in PRIVATE_BULLETS or self._sheet.rotation:
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
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, self._sheet.page, matrix, clip, 0)
        return rgba(bitmap)

    def _drawn_letters(self, handle: Any, indices: list[int]) -> NDArray[np.float64]:
        """Give type size and baseline of letters whose fonts are made of drawings."""
        sheet, floats, place = self._sheet, self._sheet.floats, (ctypes.c_double * 2)()
        matrix_at, size_at = sheet.at[0], sheet.at[6]
        x_at, y_at = ctypes.byref(place), ctypes.byref(place, 8)
        found = []
        for index, letter in zip(indices, map(char_object, repeat(handle), indices), strict=True):
            if letter and text_size(letter, size_at) and object_matrix(letter, matrix_at):
                char_origin(handle, index, x_at, y_at)
                size = floats[6] * (floats[2] ** 2 + floats[3] ** 2) ** 0.5
                found.append((size, sheet.displayed_point(place[0], place[1], IDENTITY)[1]))
            else:
                found.append((10.0, float("nan")))
        return np.array(found)

    def _slanted(self, handle: Any, spans: list[tuple[int, int]], size: NDArray[np.float64]) -> set[int]:
        """Give the words that run askew over the page: watermarks and stamps, only ever large."""
        large = np.flatnonzero(size > 20.0).tolist()
        angles = ((at, float(char_angle(handle, spans[at][0])) % (np.pi / 2)) for at in large)
        return {at for at, angle in angles if 0.1 < angle < np.pi / 2 - 0.1}


def _page_text(text_page: Any, handle: Any) -> tuple[str, float]:
    """Give the page's letters, one per character of pdfium's, and the share that has no meaning."""
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return "", 0.0
    buffer = (ctypes.c_ushort * (count + 1))()
    got = raw.FPDFText_GetText(text_page, 0, count, buffer) - 1
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass") if got == count else ""
    if len(text) != count or _NEEDS_UNICODE.search(text):
        text = _with_pairs(
            [code if code < 0x110000 else 0xFFFD for code in map(char_code, repeat(handle), range(count))]
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


@cache
def _dividing() -> NDArray[np.bool_]:
    """Say of each code of Unicode whether it divides words: blanks, control characters, codes that are no letter."""
    dividing = np.zeros(_LAST_CODE + 1, np.bool_)
    dividing[[code for code in range(_LAST_BLANK + 1) if code < 0x20 or chr(code).isspace()]] = True
    dividing[0xFFFE:0x10000] = True
    return dividing


def _spans(text: str) -> list[tuple[int, int]]:
    """Give where words begin and end; the hyphen at a line's end belongs to the word before it."""
    codes = np.frombuffer(f"\x00{text}\x00".encode("utf-32-le", "surrogatepass"), "u4")
    divides = _dividing()[codes]
    edges = np.flatnonzero(divides[1:] != divides[:-1])
    first, last = edges[::2], edges[1::2]
    after = codes[last + 1]
    hyphened = (after == _LINE_HYPHENS[0]) | (after == _LINE_HYPHENS[1])
    return list(zip(first.tolist(), (last + hyphened).tolist(), strict=True))


def _unbroken(
    text: str, spans: list[tuple[int, int]], ends: NDArray[np.float64]
) -> tuple[list[tuple[int, int]], NDArray[np.float64]]:
    """Join letters that touch on one baseline, between which pdfium took each for a line of its own.

    It does so where a program sets letter by letter and little print is on the page.
    """
    size = ends[1:, 3] - ends[1:, 1]
    touch = np.abs(ends[1:, 0] - ends[:-1, 6]) < _TOUCHING * size
    touch &= np.abs(ends[1:, 3] - ends[:-1, 7]) < _TOUCHING * size
    joins = {at for at in np.flatnonzero(touch).tolist() if text[spans[at][1] : spans[at + 1][0]] == _BROKEN}
    if not joins:
        return spans, ends
    first = [at for at in range(len(spans)) if at - 1 not in joins]
    last = [at for at in range(len(spans)) if at not in joins]
    whole = [(spans[low][0], spans[high][1]) for low, high in zip(first, last, strict=True)]
    return whole, np.concatenate((ends[first, :4], ends[last, 4:]), 1)


def _marked(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Give the words that end in a figure or two, which may be the raised mark of a footnote."""
    return [
        at
        for at, (start, end) in enumerate(spans)
        if text[end - 1].isdecimal() and not text[start].isdecimal() and _MARKED.search(text, start, end)
    ]


def _unmapped(handle: Any, text: str, spans: list[tuple[int, int]]) -> float:
    """Give the share of words whose letters have no meaning: no map to Unicode, or one into private use."""
    sample = spans[:: max(len(spans) // 40, 1)]
    bad = sum(
        (end - start > 1 and _PRIVATE_ONLY.match(text, start, end) is not None) or char_unmapped(handle, start) == 1
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
    """Give the single letters that stand in one line with a sideways word before or after them, with that word.

    Several may follow each other: what pdfium takes for lines of their own.
    """
    found: list[tuple[int, int]] = []
    words = {at: at for at in np.flatnonzero(sideways).tolist()}
    lone = np.flatnonzero(~many).tolist()
    for letters, step in ((lone, -1), (lone[::-1], 1)):
        for at in letters:
            beside = at + step
            if at not in words and beside in words and _stands_over(sides[at], sides[beside]):
                words[at] = words[beside]
                found.append((at, words[at]))
    return found


def _stands_over(letter: NDArray[np.float64], word: NDArray[np.float64]) -> bool:
    """Say whether a letter goes on where a word that runs up or down ends, in the same line."""
    wide = max(word[2] - word[0], letter[2] - letter[0])
    common = min(word[2], letter[2]) - max(word[0], letter[0])
    apart = max(word[1], letter[1]) - min(word[3], letter[3])
    return bool(common > 0.7 * min(word[2] - word[0], letter[2] - letter[0]) and abs(apart) < 0.6 * wide)


def _joined_upwards(words: list[Word]) -> list[Word]:
    """Join the pieces of words that run up or down, between which pdfium took each for a line of its own."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if last is None or not _goes_on(last, word):
            joined.append(word)
            continue
        joined[-1] = last._replace(
            text=last.text + word.text,
            x0=min(last.x0, word.x0),
            top=min(last.top, word.top),
            x1=max(last.x1, word.x1),
            bottom=max(last.bottom, word.bottom),
        )
    return joined


def _goes_on(last: Word, word: Word) -> bool:
    if last.turn not in (90, 270) or word.turn != last.turn or word.font != last.font:
        return False
    gap = last.top - word.bottom if word.turn == 90 else word.top - last.bottom
    return abs(gap) < _TOUCHING_UP * word.size and min(last.x1, word.x1) > max(last.x0, word.x0)


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


@cache
def _answers() -> tuple[Any, Any, int, int]:
    """Give room for a font's name and two numbers, and the addresses of the numbers."""
    numbers = (ctypes.c_float * 2)()
    return ctypes.create_string_buffer(256), numbers, ctypes.addressof(numbers), ctypes.addressof(numbers) + 4


def _font(key: int | None) -> _Font:
    if not key:
        return _NO_FONT
    name, numbers, above, below = _answers()
    name[0] = b"\0"
    font_name(key, ctypes.addressof(name), 256)
    numbers[0] = numbers[1] = 0.0
    font_ascent(key, 1.0, above)
    font_descent(key, 1.0, below)
    return _known_font(name.value, font_flags(key), numbers[0], -numbers[1])


@lru_cache(maxsize=1024)
def _known_font(name: bytes, flags: int, above: float, below: float) -> _Font:
    printed = name.decode("latin-1")
    return _Font(printed, bool(_BOLD.search(printed)) or bool(flags & _FORCED_BOLD), above, below)
