"""What a picture of a page shows besides letters: ruled lines, shaded areas, coloured symbols, and how it is tilted.

A scan holds only pixels. Straight lines, filled cells and status dots are found in them as a digital page would name
them, so that the same code finds tables and legends on both. Everything here is in pixels inside and in points outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from .document import Box, Icon
from .icons import picture_icon
from .page import Fill, Rule
from .readers.color import color_name

Pixels: TypeAlias = NDArray[np.uint8]

cv2.setNumThreads(1)  # Files are spread over the cores, and threads do not outlive the fork of a worker.

_STEEPEST: Final = 6.0
_LEAST_TILT: Final = 0.04
_SHADE_DPI: Final = 150
_SHADE_STEP: Final = 11
_MOST_SHADES: Final = 500
_LEAST_SHADE: Final = 3.0
_LEAST_GREY: Final = 8.0
_LARGE_LETTER: Final = 30.0
_NOISE: Final = 24
_DUST: Final = 0.6
_FULL_STOP: Final = 1.6
_NEAR_LETTER: Final = 4.0
_LEAST_RULE: Final = 18.0
_THICKEST_RULE: Final = 2.4
_TALLEST_STEM: Final = 60.0
_RULE_INK: Final = 14
_FAINT_RULE: Final = 40
_SYMBOL: Final = (5.0, 40.0)
_LETTER: Final = (3.5, 70.0)
_NARROW_LETTER: Final = 1.2
_DARK: Final = 110
_VIVID: Final = 55
_PLAIN_GROUND: Final = 0.7
_WIDEST_DIGIT: Final = 0.72
_LEAST_LOOP: Final = 0.015
_WHOLE_LOOP, _PART_LOOP = 0.57, 0.4
_AMID: Final = (0.42, 0.58)
_ANY, _CLOSED, _HIGH_LOOP, _LOW_LOOP = "0123456789", "0234689", "23489", "234568"
_SET_CLOSE: Final = 0.35
_LEAST_WORD: Final = 3
_UNLIKE: Final = 1.2
_STRIP: Final = 256


@dataclass(frozen=True, slots=True)
class Picture:
    """A page or part of one as red, green and blue pixels, at `dpi` pixels to the inch."""

    pixels: Pixels
    dpi: float

    @property
    def scale(self) -> float:
        """Pixels to the point."""
        return self.dpi / 72

    @property
    def width(self) -> float:
        """The width in points."""
        return float(self.pixels.shape[1]) / self.scale

    @property
    def height(self) -> float:
        """The height in points."""
        return float(self.pixels.shape[0]) / self.scale

    def at_dpi(self, dpi: float) -> Picture:
        """Give the same picture at another resolution."""
        if abs(dpi / self.dpi - 1) < 0.01:
            return self
        ratio = dpi / self.dpi
        way = cv2.INTER_AREA if ratio < 1 else cv2.INTER_CUBIC
        size = (max(round(self.pixels.shape[1] * ratio), 1), max(round(self.pixels.shape[0] * ratio), 1))
        return Picture(np.asarray(cv2.resize(self.pixels, size, interpolation=way), np.uint8), dpi)

    def turned(self, quarter: int) -> Picture:
        """Give the picture turned by 90, 180 or 270 degrees clockwise."""
        return Picture(np.ascontiguousarray(np.rot90(self.pixels, -(quarter // 90))), self.dpi) if quarter else self

    def cut(self, box: Box) -> Picture:
        """Give the part inside a box in points."""
        x0, top, x1, bottom = (max(round(side * self.scale), 0) for side in box)
        return Picture(np.ascontiguousarray(self.pixels[top:bottom, x0:x1]), self.dpi)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was found in a picture: shapes in points, and `ink`, the darkness of print upon whatever it stands on."""

    rules: list[Rule]
    fills: list[Fill]
    symbols: list[Icon]
    ink: Pixels


def shows_print(picture: Picture) -> bool:
    """Tell a picture of print from a photo: its ground is plain, of a few colours, and dark strokes stand on it."""
    small = picture.at_dpi(min(100, picture.dpi))
    if min(small.pixels.shape[:2]) < 20:
        return False
    flat = cv2.morphologyEx(small.pixels, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).max(2) < 24
    grey = cv2.cvtColor(small.pixels, cv2.COLOR_RGB2GRAY)
    strokes = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8)) > 60
    if not (float(flat.mean()) > 0.4 and 0.003 < float(strokes.mean()) < 0.4):
        return False
    return _ground_share(small.pixels[flat]) > _PLAIN_GROUND


def _ground_share(ground: Pixels) -> float:
    """Give how much of an even ground has one of its four commonest colours: sky and skin run through many shades."""
    shades = (ground >> 4).astype(np.int64)
    counts = np.bincount((shades[:, 0] << 8) | (shades[:, 1] << 4) | shades[:, 2])
    return float(np.sort(counts)[-4:].sum() / max(len(ground), 1))


def tilt_of(picture: Picture) -> float:
    """Give by how many degrees the lines of print sink to the right (negative where they rise).

    Rows of pixels are emptiest and fullest, turn about, when the print lies level.
    """
    small = cv2.cvtColor(picture.at_dpi(min(100, picture.dpi)).pixels, cv2.COLOR_RGB2GRAY)
    dark = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((13, 13), np.uint8))
    strokes = np.where(dark > 40, dark, 0).astype(np.uint8)
    if not strokes.any():
        return 0.0
    best, step = 0.0, 0.5
    reach = _STEEPEST
    while step > 0.01:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _levelness(strokes, float(angle))))
        reach, step = step, step / 5
    return best if abs(best) >= _LEAST_TILT else 0.0


def _levelness(dark: Pixels, angle: float) -> float:
    rows = cv2.warpAffine(dark, _rotation(dark.shape, angle), (dark.shape[1], dark.shape[0])).sum(1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def level(picture: Picture, tilt: float) -> Picture:
    """Give the picture turned about its middle so that its lines of print lie level."""
    if not tilt:
        return picture
    shape = picture.pixels.shape
    paper = tuple(float(part) for part in _paper(picture.pixels))
    turned = cv2.warpAffine(
        picture.pixels,
        _rotation(shape, tilt),
        (shape[1], shape[0]),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=paper,
    )
    return Picture(np.asarray(turned, np.uint8), picture.dpi)


def _rotation(shape: tuple[int, ...], angle: float) -> NDArray[np.float64]:
    return np.asarray(cv2.getRotationMatrix2D((shape[1] / 2, shape[0] / 2), angle, 1.0), np.float64)


def drawn_in(picture: Picture) -> Drawn:
    """Find ruled lines, shaded areas and coloured symbols, and what is left: print."""
    fills = _shades(picture)
    ink = _ink(picture, fills)
    level_lines = _lines(ink, picture.scale, 0)
    upright_lines = [line for line in _lines(ink, picture.scale, 1) if not _is_stem(line, level_lines)]
    for line in (*level_lines, *upright_lines):
        _erase(ink, line, picture.scale)
    symbols = _symbols(picture, fills)
    for icon in symbols:
        if icon.box and icon.shape != "unknown":
            x0, top, x1, bottom = (round(side * picture.scale) for side in icon.box)
            rim = round(0.9 * picture.scale)
            ink[max(top - rim, 0) : bottom + rim, max(x0 - rim, 0) : x1 + rim] = 0
    ink[ink < _NOISE] = 0
    _remove_specks(ink, picture.scale)
    return Drawn([*level_lines, *upright_lines], fills, symbols, ink)


# -- shaded areas


def _paper(pixels: Pixels) -> NDArray[np.int64]:
    """Give the colour of the paper: the commonest light one."""
    sample = pixels[::7, ::7].reshape(-1, 3)
    grey = sample.max(1)
    light = sample[grey >= 150]
    if len(light) < 0.05 * len(sample):
        return np.array([255, 255, 255])
    counts = np.bincount(light.max(1) >> 2, minlength=64)
    around = np.abs((light.max(1) >> 2).astype(int) - int(counts.argmax())) <= 1
    return np.asarray(np.median(light[around], axis=0).astype(np.int64))


def _shades(picture: Picture) -> list[Fill]:
    """Find evenly filled areas: each is grown from a flat place over what has its colour."""
    small = picture.at_dpi(min(_SHADE_DPI, picture.dpi))
    smooth = np.asarray(cv2.medianBlur(small.pixels, 5), np.uint8)
    paper = _paper(small.pixels)
    apart = np.abs(smooth.astype(np.int16) - paper).max(2) > _SHADE_STEP
    spread = cv2.morphologyEx(smooth, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8)).max(2)
    flat = np.asarray(cv2.erode((apart & (spread < 16)).astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)
    mask = np.zeros((smooth.shape[0] + 2, smooth.shape[1] + 2), np.uint8)
    mask[1:-1, 1:-1] = ~apart
    fills: list[Fill] = []
    for tries in range(_MOST_SHADES + 1):
        seed = int(flat.argmax())
        y, x = divmod(seed, flat.shape[1])
        if not flat[y, x]:
            return fills
        if tries == _MOST_SHADES:
            break
        step = (_SHADE_STEP, _SHADE_STEP, _SHADE_STEP)
        how = 4 | cv2.FLOODFILL_FIXED_RANGE | cv2.FLOODFILL_MASK_ONLY | (2 << 8)
        _, _, _, (left, top, wide, high) = cv2.floodFill(smooth, mask, (x, y), 0, step, step, how)
        area = mask[top + 1 : top + high + 1, left + 1 : left + wide + 1] == 2
        fills += _rectangles(
            area, left, top, small, np.median(smooth[top : top + high, left : left + wide][area], axis=0)
        )
        flat[top : top + high, left : left + wide][area] = 0
        flat[y, x] = 0
        grown = mask[top + 1 : top + high + 1, left + 1 : left + wide + 1]
        grown[grown == 2] = 1
    return []


def _rectangles(area: NDArray[np.bool_], left: int, top: int, small: Picture, color: NDArray[np.float64]) -> list[Fill]:
    """Cut an area (letters in it are holes) into rectangles: neighbouring rows that reach equally far."""
    grey = color.max() - color.min() < 40
    least = (_LEAST_GREY if grey else _LEAST_SHADE) * small.scale
    if min(area.shape) < least or area.sum() < 0.3 * area.shape[1] * min(least, area.shape[0]):
        return []
    starts = area.argmax(1)
    ends = area.shape[1] - area[:, ::-1].argmax(1)
    rgb = (int(color[0]), int(color[1]), int(color[2]))
    fills: list[Fill] = []
    begin = 0
    for row in range(1, len(area) + 1):
        if row < len(area) and abs(starts[row] - starts[row - 1]) <= 3 and abs(ends[row] - ends[row - 1]) <= 3:
            continue
        x0, x1 = int(np.median(starts[begin:row])), int(np.median(ends[begin:row]))
        if row - begin >= least and x1 - x0 >= least and _is_filled(area[begin:row, x0:x1], small.scale):
            sides = ((left + x0) / small.scale, (top + begin) / small.scale)
            fills.append(Fill(*sides, (left + x1) / small.scale, (top + row) / small.scale, rgb))
        begin = row
    return fills


def _is_filled(area: NDArray[np.bool_], scale: float) -> bool:
    """Tell a shaded field from a large letter: print leaves holes in a field, but its margins are whole."""
    sides = (area[:4].any(0), area[-4:].any(0), area[:, :4].any(1), area[:, -4:].any(1))
    least = 0.8 if max(area.shape) < _LARGE_LETTER * scale else 0.45
    return float(area.mean()) > least and min(float(side.mean()) for side in sides) > 0.85


def _ink(picture: Picture, fills: list[Fill]) -> Pixels:
    """Give how much each pixel differs from what it is printed on: the paper, or the shaded area it lies in."""
    ink = _difference(picture.pixels, _paper(picture.pixels))
    scale = picture.scale
    for fill in sorted(fills, key=lambda each: (each.x0 - each.x1) * (each.bottom - each.top)):
        x0, top, x1, bottom = (round(side * scale) for side in fill[:4])
        ink[top:bottom, x0:x1] = _difference(picture.pixels[top:bottom, x0:x1], np.array(fill.rgb))
    for fill in fills:
        _erase_frame(ink, fill, scale)
    return np.asarray(cv2.medianBlur(ink, 3), np.uint8)


def _difference(pixels: Pixels, ground: NDArray[np.int64]) -> Pixels:
    shade = np.array(ground.reshape(1, 1, 3), np.uint8)
    apart = cv2.absdiff(pixels, np.broadcast_to(shade, pixels.shape).copy())
    return np.asarray(apart.max(2), np.uint8)


def _erase_frame(ink: Pixels, fill: Fill, scale: float) -> None:
    """Take away the seam where a shaded area ends: its blended pixels look like a line."""
    x0, top, x1, bottom = (round(side * scale) for side in fill[:4])
    around = max(round(0.5 * scale), 2)
    for part in (
        (slice(max(top - around, 0), top + around), slice(x0, x1)),
        (slice(max(bottom - around, 0), bottom + around), slice(x0, x1)),
        (slice(top, bottom), slice(max(x0 - around, 0), x0 + around)),
        (slice(top, bottom), slice(max(x1 - around, 0), x1 + around)),
    ):
        strip = ink[part]
        strip[strip < 70] = 0


def _remove_specks(ink: Pixels, scale: float) -> None:
    """Take away dust: dots smaller than a full stop, and those of its size that stand where no letter is near."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((ink > 60).astype(np.uint8))
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    longest = np.maximum(wide, high)
    large = (longest > _FULL_STOP * scale).astype(np.uint8)
    large[0] = 0
    letters = _looked_up(large, labels)
    reach = round(_NEAR_LETTER * scale)
    near = cv2.dilate(letters, np.ones((reach, 2 * reach + 1), np.uint8))
    alone = np.ones(count, bool)
    alone[np.unique(labels[near > 0])] = False
    dust = (longest < _DUST * scale) | (alone & (longest <= _FULL_STOP * scale))
    dust[0] = False
    spots = cv2.dilate(_looked_up(dust.astype(np.uint8), labels), np.ones((3, 3), np.uint8))
    ink[spots > 0] = 0


def _looked_up(table: Pixels, labels: NDArray[np.int32] | cv2.typing.MatLike) -> Pixels:
    """Give for each pixel what the table says of its mark; in strips, as an index of a whole page takes 70 MB."""
    found = np.empty(labels.shape, table.dtype)
    for top in range(0, len(labels), _STRIP):
        found[top : top + _STRIP] = table[labels[top : top + _STRIP]]
    return found


# -- ruled lines


def _lines(ink: Pixels, scale: float, axis: int) -> list[Rule]:
    """Find thin straight lines, level (0) or upright (1)."""
    dark = ink if axis == 0 else np.ascontiguousarray(ink.T)
    thick, least = max(round(_THICKEST_RULE * scale), 3) | 1, round(_LEAST_RULE * scale)
    smooth = cv2.blur(dark, (max(round(2 * scale), 3), 1))
    thin = cv2.morphologyEx(smooth, cv2.MORPH_TOPHAT, np.ones((thick, 1), np.uint8))
    mask = (thin > _RULE_INK).astype(np.uint8)
    thickened = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    long = cv2.morphologyEx(thickened, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    joined = cv2.morphologyEx(long, cv2.MORPH_CLOSE, np.ones((3, round(1.5 * scale)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    found = []
    for x, y, wide, high, _ in stats[1:count].tolist():
        if high > 2.5 * thick:
            continue
        rows = dark[y : y + high, x : x + wide].sum(1, dtype=np.int64)
        at = (y + float(np.average(np.arange(high), weights=rows + 1)) + 0.5) / scale
        for start, end in _drawn_parts(dark, x, y, wide, high, least):
            if end - start >= least:
                low, far = start / scale, end / scale
                found.append(Rule(low, at, far, at) if axis == 0 else Rule(at, low, at, far))
    return found


def _drawn_parts(dark: Pixels, x: int, y: int, wide: int, high: int, least: int) -> Iterator[tuple[int, int]]:
    """Give where a line runs, not the feet of letters: it is dark all along, with nothing on both sides."""
    along = dark[y : y + high, x : x + wide].max(0)
    usual = float(np.median(along))
    if usual < _RULE_INK:
        return
    # A long line is as much a line where it runs through a shaded field, and fainter there; a row of feet is short.
    drawn = (along > (min(0.45 * usual, _FAINT_RULE) if wide > 5 * least else 0.45 * usual)).astype(np.uint8)
    dense = cv2.blur(255 * drawn.reshape(1, -1), (least // 2, 1)).ravel() > 200
    turns = np.flatnonzero(np.diff(np.concatenate(([0], dense.astype(np.int8), [0]))))
    above = dark[max(y - 4, 0) : max(y - 1, 1), x : x + wide].max(0)
    below = dark[y + high + 1 : y + high + 4, x : x + wide]
    beside = (above > 0.5 * usual) | ((below.max(0) if below.shape[0] else np.zeros_like(above)) > 0.5 * usual)
    for start, end in turns.reshape(-1, 2).tolist():
        if drawn[start:end].mean() >= 0.88 and beside[start:end].mean() < 0.35:
            yield x + start, x + end


def _is_stem(line: Rule, level_lines: list[Rule]) -> bool:
    """Tell the stem of a large letter from a short line: a line meets a level one."""
    if line.bottom - line.top > _TALLEST_STEM:
        return False
    return not any(
        other.x0 - 3 <= line.x0 <= other.x1 + 3 and min(abs(other.top - line.top), abs(other.top - line.bottom)) <= 3
        for other in level_lines
    )


def _erase(ink: Pixels, rule: Rule, scale: float) -> None:
    """Wipe a line out, except where letters cross it."""
    around = max(round(0.9 * scale), 2)
    x0, top, x1, bottom = (round(side * scale) for side in rule)
    if x1 - x0 > bottom - top:
        part = ink[max(top - around, 0) : top + around + 1, max(x0 - 2, 0) : x1 + 3]
    else:
        part = ink[max(top - 2, 0) : bottom + 3, max(x0 - around, 0) : x0 + around + 1]
    part[:] = 0


# -- symbols


def _symbols(picture: Picture, fills: list[Fill]) -> list[Icon]:
    """Find small coloured shapes that stand apart, unlike the letters of a coloured word."""
    scale = picture.scale
    pixels = picture.pixels
    chroma = pixels.max(2) - pixels.min(2)
    thinnest = max(round(0.9 * scale), 3)
    vivid = cv2.morphologyEx(
        (chroma > _VIVID).astype(np.uint8), cv2.MORPH_OPEN, np.ones((thinnest, thinnest), np.uint8)
    )
    for fill in fills:
        if fill.x1 - fill.x0 > _SYMBOL[1] or fill.bottom - fill.top > _SYMBOL[1]:
            x0, top, x1, bottom = (round(side * scale) for side in fill[:4])
            vivid[max(top - 3, 0) : bottom + 3, max(x0 - 3, 0) : x1 + 3] = 0
    joined = cv2.morphologyEx(vivid, cv2.MORPH_CLOSE, np.ones((round(scale), round(3 * scale)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    paper = _paper(pixels)
    _, _, strokes, _ = cv2.connectedComponentsWithStats((chroma > _VIVID).astype(np.uint8))
    icons = []
    for x, y, wide, high, area in stats[1:count].tolist():
        width, height = wide / scale, high / scale
        if not (_SYMBOL[0] <= width <= _SYMBOL[1] and _SYMBOL[0] <= height <= _SYMBOL[1]) or area < 0.3 * wide * high:
            continue
        box = (x / scale, y / scale, (x + wide) / scale, (y + high) / scale)
        part = pixels[y : y + high, x : x + wide]
        icon = picture_icon(np.concatenate((part, _body(part, paper)[..., None]), axis=2), box)
        if icon.shape == "image" or icon.color in (None, "white", "black", "grey"):
            continue
        if not _is_letter((x, y, wide, high), strokes[1:], pixels):
            icons.append(icon)
    return icons


def _is_letter(mark: tuple[int, int, int, int], strokes: NDArray[np.int32], pixels: Pixels) -> bool:
    """Say whether a coloured mark is a letter of a large heading: marks of its colour, unlike it, stand close by."""
    x, y, wide, high = mark
    common = np.minimum(strokes[:, 1] + strokes[:, 3], y + high) - np.maximum(strokes[:, 1], y)
    tall = (strokes[:, 3] > 0.4 * high) & (strokes[:, 3] < 2 * high) & (common > 0.4 * high)
    level = sorted(strokes[tall].tolist())
    word, begin, end = [], x, x + wide
    for x0, top, width, height, _ in [*level, *level[::-1]]:  # Once to the right, once to the left.
        if begin - _SET_CLOSE * high < x0 + width and x0 < end + _SET_CLOSE * high:
            begin, end = min(begin, x0), max(end, x0 + width)
            word.append((x0, top, width, height))
    letters = [box for box in dict.fromkeys(word) if _hue(box, pixels) == _hue(mark, pixels)]
    widths = [width for _, _, width, _ in letters]
    return len(letters) >= _LEAST_WORD and max(widths) > _UNLIKE * min(widths)


def _hue(mark: tuple[int, int, int, int], pixels: Pixels) -> str | None:
    x, y, wide, high = mark
    part = pixels[y : y + high, x : x + wide]
    chroma = part.max(2) - part.min(2)
    return color_name(*(float(each) for each in np.median(part[chroma >= 0.7 * chroma.max()], axis=0)))


def _body(part: Pixels, paper: NDArray[np.int64]) -> Pixels:
    """Give as opacity what belongs to a symbol: JPEG lets its colour bleed into the paper around it."""
    chroma = part.max(2) - part.min(2)
    core = np.median(part[chroma >= 0.7 * chroma.max()], axis=0)
    pixels = part.astype(np.float32)
    return np.where(np.abs(pixels - core).sum(2) < np.abs(pixels - paper).sum(2), 255, 0).astype(np.uint8)


def unread(ink: Pixels, boxes: Sequence[tuple[int, int, int, int]], scale: float) -> list[tuple[int, int, int, int]]:
    """Give what is printed (the size of letters, to a line of them) outside the words whose boxes are given.

    Letters reach out of the boxes of bold words: what is joined to a word is no print of its own.
    """
    dark = (ink > _DARK).astype(np.uint8)
    inside = np.zeros_like(dark)
    for x0, top, x1, bottom in boxes:
        inside[max(top, 0) : bottom, max(x0, 0) : x1] = 1
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    whole = stats[:, cv2.CC_STAT_AREA]
    outside = (np.bincount(labels[inside > 0], minlength=count) <= 0.5 * whole).astype(np.uint8)
    left = dark * _looked_up(outside, labels)
    for x0, top, x1, bottom in boxes:
        left[max(top - 3, 0) : bottom, max(x0 - 3, 0) : x1 + 3] = 0
    joined = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((round(1.5 * scale), round(5 * scale)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    return [
        (x, y, x + wide, y + high)
        for x, y, wide, high, _ in stats[1:count].tolist()
        if _LETTER[0] * scale <= high <= _LETTER[1] * scale and wide >= _NARROW_LETTER * scale
    ]


def inked_rows(ink: Pixels, box: tuple[int, int, int, int]) -> tuple[int, int]:
    """Give from where to where print reaches inside a box: Tesseract's boxes may be higher than their words."""
    x0, top, x1, bottom = box
    part = ink[max(top, 0) : bottom, max(x0, 0) : x1]
    if not part.size or part.max() < _DARK:
        return top, bottom
    rows = np.flatnonzero((part > 0.2 * part.max()).any(1)).tolist()
    return max(top, 0) + rows[0], max(top, 0) + rows[-1] + 1


def stacked(ink: Pixels, boxes: Sequence[tuple[int, int, int, int]], margin: int) -> tuple[Pixels, list[int]]:
    """Set pieces of a page one under the other; give the picture and where in it each begins."""
    width = max(x1 - x0 for x0, _, x1, _ in boxes) + 2 * margin
    tops, height = [], 0
    for _, top, _, bottom in boxes:
        tops.append(height)
        height += bottom - top + 2 * margin
    column = np.zeros((height, width), np.uint8)
    for (x0, top, x1, bottom), down in zip(boxes, tops, strict=True):
        column[down + margin : down + margin + bottom - top, margin : margin + x1 - x0] = ink[top:bottom, x0:x1]
    return column, tops


def shrink(ink: Pixels, by: int) -> Pixels:
    """Give print at a fraction of its size."""
    if by == 1:
        return ink
    size = (ink.shape[1] // by, ink.shape[0] // by)
    return np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), np.uint8)


def type_color(picture: Picture, box: Box, ink: Pixels) -> str | None:
    """Name the colour a word is printed in; None for black and grey."""
    scale = picture.scale
    x0, top, x1, bottom = (max(round(side * scale), 0) for side in box)
    dark = ink[top:bottom, x0:x1]
    if not dark.size or dark.max() < 60:
        return None
    letters = picture.pixels[top:bottom, x0:x1][dark > 0.7 * dark.max()]
    rgb = np.median(letters, axis=0)
    if rgb.max() - rgb.min() < _VIVID:
        return None
    name = color_name(*(float(part) for part in rgb))
    return None if name in ("black", "grey", "white") else name


def stroke_widths(ink: Pixels, boxes: list[tuple[int, int, int, int]]) -> list[float]:
    """Give the mean width of the pen strokes inside each box (x0, top, x1, bottom), in pixels; 0 without any."""
    inked = (ink > _DARK).astype(np.uint8)
    rim = inked - cv2.erode(inked, np.ones((3, 3), np.uint8))
    whole, edge = cv2.integral(inked), cv2.integral(np.asarray(rim, np.uint8))
    widths = []
    low, far = inked.shape
    for box in boxes:
        x0, top, x1, bottom = (min(max(side, 0), most) for side, most in zip(box, (far, low, far, low), strict=True))
        area = int(whole[bottom, x1] - whole[top, x1] - whole[bottom, x0] + whole[top, x0])
        around = int(edge[bottom, x1] - edge[top, x1] - edge[bottom, x0] + edge[top, x0])
        widths.append(2 * area / around if around else 0.0)
    return widths


@dataclass(frozen=True, slots=True)
class FigureShape:
    """What pixels show of a figure.

    `minus` is the box of its sign, `begin` and `end` are where its digits do, `percent` says that a `%` follows them.
    Between `digits` and `most` digits are there by the marks that stand apart and their width; `points` says after how
    many of them there is a speck (False) or a comma (True). `may` says which digits each mark may be by its loops.
    """

    minus: tuple[int, int, int, int] | None
    begin: int
    end: int
    digits: int
    most: int
    percent: bool = False
    points: tuple[tuple[int, bool], ...] = ()
    may: tuple[str, ...] = ()


def figure_shape(
    ink: Pixels, figure: tuple[int, int, int, int], since: int, size: float, marked: bool = True
) -> FigureShape:
    """See what a figure is made of; its minus is a level stroke left of its digits, with nothing before it.

    `figure` is a box in pixels, `since` where what stands before it ends, `size` the type size; `marked` says
    that a `%` may stand behind it.
    """
    x0, top, x1, bottom = figure
    left, over = max(round(x0 - 0.9 * size), since, 0), max(round(top - 0.2 * size), 0)
    part = ink[over : bottom + round(0.3 * size), left : x1 + 2]
    if not part.size or part.max() < _DARK:
        return FigureShape(None, x0, x1, 0, 0)
    count, _, stats, _ = cv2.connectedComponentsWithStats((part > 0.4 * part.max()).astype(np.uint8))
    marks = sorted(mark for mark in stats[1:count].tolist() if mark[1] < bottom - over)  # Not the line below.
    tall = [mark for mark in marks if mark[3] > 0.42 * size and mark[0] + mark[2] > x0 - left + 2]
    if not tall:
        return FigureShape(None, x0, x1, 0, 0)
    middle = (min(mark[1] for mark in tall) + max(mark[1] + mark[3] for mark in tall)) / 2
    digits = sorted([*tall, *(mark for mark in marks if _is_low_digit(mark, middle, size) and mark[0] > tall[0][0])])
    percent = _percent(part, marks, digits, size) if marked else None
    if percent is not None:
        marks, digits = ([mark for mark in some if mark[0] < percent] for some in (marks, digits))
    stroke = _minus(marks, digits, size) or _joined_minus(part, digits, size)
    box = None
    if stroke:
        x, y, wide, high, _ = stroke
        box = (left + x - 2, max(over + y - 2, 0), left + x + wide + 2, over + y + high + 2)
    end = left + max(mark[0] + mark[2] for mark in digits)
    most = sum(max(int(mark[2] / (0.3 * size)), 1) for mark in digits) + 1
    points = tuple(_points(marks, digits, middle, size))
    begin = digits[0][0] if stroke is None else max(digits[0][0], stroke[0] + stroke[2])
    apart = all(mark[2] < _WIDEST_DIGIT * size for mark in digits)
    may = tuple(_by_loops(part[y : y + high, x : x + wide]) for x, y, wide, high, _ in digits) if apart else ()
    return FigureShape(box, left + begin, end, len(digits), most, percent is not None, points, may)


def _by_loops(mark: Pixels) -> str:
    """Give the digits that a mark may be: print that encloses paper is none that is open, and 0 is enclosed whole.

    Faint print breaks a loop and thick print closes a bow, so what has no loop may be any digit.
    """
    dark = np.pad((mark > 0.4 * mark.max()).astype(np.uint8), 1)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - dark, connectivity=4)
    least = _LEAST_LOOP * mark.shape[0] * mark.shape[1]
    loops = [stats[at] for at in range(1, count) if at != labels[0, 0] and stats[at][4] >= least]
    if len(loops) != 1:
        return _CLOSED if loops else _ANY
    _, top, _, high, _ = loops[0].tolist()
    share, middle = high / mark.shape[0], (top - 1 + high / 2) / mark.shape[0]
    if share > _WHOLE_LOOP:
        return "0"
    between = "" if share < _PART_LOOP else "0"
    return between + (_HIGH_LOOP if middle < _AMID[0] else _LOW_LOOP if middle > _AMID[1] else _CLOSED[1:])


def _percent(part: Pixels, marks: list[list[int]], digits: list[list[int]], size: float) -> int | None:
    """Give where a `%` begins: what it has on the left stands high, what it has on the right low."""
    clusters: list[tuple[int, int]] = []
    for x, _, wide, high, _ in marks:
        if high <= 0.15 * size or x < digits[0][0]:
            continue
        if clusters and x < clusters[-1][1]:
            clusters[-1] = (clusters[-1][0], max(clusters[-1][1], x + wide))
        else:
            clusters.append((x, x + wide))
    return next((x0 for x0, x1 in clusters[1:] if _is_percent(part[:, x0:x1], size)), None)


def _is_percent(sign: Pixels, size: float) -> bool:
    """Say whether print is a ring, a slash and a lower ring: two digits leave a gap between them, a `%` does not."""
    if not 0.55 * size < sign.shape[1] < 1.05 * size:
        return False
    rows = np.flatnonzero((sign > 0.4 * sign.max()).any(1))
    ink = sign[rows[0] : rows[-1] + 1].astype(np.float64)
    if len(ink) < 0.45 * size or not (ink > 0.4 * sign.max()).any(0).all():
        return False
    high, third = round(0.55 * len(ink)), round(0.25 * ink.shape[1])
    left, right = ink[:, :third], ink[:, -third:]
    return bool(left[:high].sum() > 0.72 * left.sum() and right[-high:].sum() > 0.72 * right.sum())


def is_percent_sign(ink: Pixels, box: tuple[int, int, int, int], size: float) -> bool:
    """Say whether the print in a box is a `%`, or part of one, whatever letters it was taken for."""
    x0, top, x1, bottom = box
    left = max(round(x0 - 0.6 * size), 0)
    part = ink[max(top, 0) : bottom, left : round(x1 + 0.6 * size)]
    if not part.size or part.max() < _DARK:
        return False
    inked = (part > 0.4 * part.max()).any(0)
    own = [at for at in np.flatnonzero(inked).tolist() if x0 - left <= at < x1 - left]
    if not own:
        return False
    middle = min(own, key=lambda at: abs(2 * (at + left) - x0 - x1))
    before, behind = inked[: middle + 1][::-1], inked[middle:]
    begin = 0 if before.all() else middle + 1 - int(before.argmin())
    end = len(inked) if behind.all() else middle + int(behind.argmin())
    return end > begin and _is_percent(part[:, begin:end], size)


def compared_sign(ink: Pixels, box: tuple[int, int, int, int]) -> str | None:
    """Say whether the print in a box is one of ≥ and ≤: an angle over a level stroke, open on one side.

    Tesseract's Swedish knows neither; it reads a pound sign, a digit, or nothing.
    """
    x0, top, x1, bottom = box
    part = ink[max(top, 0) : bottom, max(x0, 0) : x1]
    if not part.size or part.max() < _DARK:
        return None
    dark = np.asarray(part > 0.4 * part.max())
    rows, columns = np.flatnonzero(dark.any(1)), np.flatnonzero(dark.any(0))
    dark = dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    high, wide = dark.shape
    if not (0.7 < high / wide < 1.7 and high > 8):
        return None
    stroke = dark[-max(round(0.14 * high), 1) :].mean() > 0.75
    gap = dark[round(0.6 * high) : round(0.92 * high)].mean(1).min() < 0.45
    angle = dark[: round(0.72 * high)]
    starts = [float(row.argmax()) for row in angle if row.any()]
    ends = [float(row[::-1].argmax()) for row in angle if row.any()]
    if not (stroke and gap) or len(starts) < 0.8 * len(angle):
        return None
    to_right, to_left = _is_point(ends, wide), _is_point(starts, wide)
    return ("≥" if to_right else "≤") if to_right != to_left else None


def _is_point(margin: Sequence[float], wide: int) -> bool:
    """Say whether the print comes to a point at this side: nearest at half height, and far above and below."""
    third = len(margin) // 3
    upper, middle, lower = (
        min(margin[: max(third // 2, 1)]),
        min(margin[third:-third]),
        min(margin[-max(third // 2, 1) :]),
    )
    return bool(middle < 0.15 * wide and min(upper, lower) > 0.4 * wide)


def first_mark(ink: Pixels, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Give the part of a box up to its first column without print."""
    x0, top, x1, bottom = box
    inked = np.asarray((ink[max(top, 0) : bottom, max(x0, 0) : x1] > _DARK).any(0))
    begin = int(inked.argmax())
    behind = inked[begin:]
    return x0, top, x1 if behind.all() else max(x0, 0) + begin + int(behind.argmin()), bottom


def is_bullet(ink: Pixels, box: tuple[int, int, int, int], size: float) -> bool:
    """Say whether the print in a box is a solid dot, smaller than a letter, whatever letter it was taken for."""
    x0, top, x1, bottom = box
    part = ink[max(top, 0) : bottom, max(x0, 0) : x1]
    if not part.size or part.max() < _DARK:
        return False
    count, _, stats, _ = cv2.connectedComponentsWithStats((part > 0.4 * part.max()).astype(np.uint8))
    marks = [mark for mark in stats[1:count].tolist() if mark[4] > 6]
    if len(marks) != 1:
        return False
    _, _, wide, high, area = marks[0]
    return bool(0.14 * size < high < 0.5 * size and 0.75 < wide / high < 1.33 and area > 0.7 * wide * high)


def _minus(marks: list[list[int]], digits: list[list[int]], size: float) -> list[int] | None:
    """Give the level stroke that stands close before the digits, neither on their ground line nor in a row of dots."""
    first, lowest = digits[0][0], max(y + high for _, y, _, high, _ in digits)
    before = [mark for mark in marks if mark[0] < first and mark[4] > 8]
    if len(before) != 1:
        return None
    x, y, wide, high, _ = before[0]
    level_stroke = 0.15 * size < wide < 1.1 * size and high < 0.2 * size and wide > 1.4 * high
    near = first - (x + wide) < 0.5 * size and y + high < lowest - 0.08 * size
    return before[0] if level_stroke and near else None


def _joined_minus(part: Pixels, digits: list[list[int]], size: float) -> list[int] | None:
    """Give the level stroke at half height that touches the first digit, as a long dash set close does."""
    x, y, wide, high, _ = digits[0]
    top, bottom = min(mark[1] for mark in digits), max(mark[1] + mark[3] for mark in digits)
    dark = part[y : y + high, x : x + wide] > 0.4 * part.max()
    first, last = dark.argmax(0), high - 1 - dark[::-1].argmax(0)
    thin = (last - first < 0.17 * size) & dark.any(0)
    long = wide if thin.all() else int(thin.argmin())
    if not 0.3 * size < long < wide:
        return None
    over, under = int(np.median(first[:long])), int(np.median(last[:long])) + 1
    middle = (y + (over + under) / 2 - top) / (bottom - top)
    return [x, y + over, long, under - over, long] if 0.3 < middle < 0.7 else None


def _is_low_digit(mark: list[int], middle: float, size: float) -> bool:
    """Say whether a mark is a digit without ascender or a piece of one, not the comma between two."""
    _, y, wide, high, _ = mark
    return 0.3 * size < high <= 0.42 * size and (wide > 0.28 * size or y + high / 2 <= middle)


def _points(marks: list[list[int]], digits: list[list[int]], middle: float, size: float) -> Iterator[tuple[int, bool]]:
    """Give the specks and commas between digits: small marks in the lower half, a comma higher than wide."""
    for x, y, wide, high, _ in marks:
        before = sum(mark[0] + mark[2] / 2 < x + wide / 2 for mark in digits)
        small = 0.06 * size < high <= 0.42 * size and wide <= 0.28 * size
        if small and 0 < before < len(digits) and y + high / 2 > middle:
            yield before, high > max(0.15 * size, 1.2 * wide)
