"""Figures that stand alone on a scan, as in tables: their signs are seen, and their digits read among digits only.

Tesseract knows words. A figure in a cell has none around it: old-style digits become letters, and a minus is passed
over, whose loss no reader would notice. A sign is a stroke left of the digits, which pixels show; without it, and with
nothing but digits to choose from, digits are read well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Final

from ..imaging import FigureShape, Pixels, figure_shape, is_percent_sign
from .tesseract import ENGLISH, SWEDISH, Piece, Print, recognised_pieces

_LETTERS: Final = "0123456789,."
_MINUS: Final = ("-", "–", "—", "−")
_SIGNS: Final = "-–—−~=_“”„‘’'`´°*«»"
_SPECKS: Final = "'`´‘’°_[]|"
_LIKE_DIGITS: Final = frozenset("0123456789OoIlisSzZBgq$|!,.%+") | set(_SIGNS)
_MISLEADING: Final = "nOoIl$"
_LIKE_LETTERS: Final = frozenset("nHhu[]")
_DIGITS: Final = str.maketrans("OoIlsS$Zz", "001155522")
_LIKE_PERCENT: Final = re.compile(r"[A-Z]o")
_JOINED: Final = re.compile(r"\d[-–—/:]\d")
_NEAR_ROWS: Final = 6
_DECIMAL: Final = re.compile(r"\d+[.,]\d")
_CLEAN: Final = re.compile(r"\d+(?:[.,]\d+)*")
_WAYS: Final = ((SWEDISH, 2), (ENGLISH, 1), (SWEDISH, 1), (ENGLISH, 2))
"""How figures are read again: by which language's digits, and at what part of their size."""

_ASIDE: Final = 0.7
"""How far apart, in type sizes, print stands that does not belong together."""

_TOGETHER: Final = 0.45
_NARROW_DIGIT: Final = 0.3
_COLUMN: Final = 40.0
_LEGIBLE, _TRUSTED, _PLAIN, _POOR, _GUESSED, _UNSURE = 85.0, 90.0, 80.0, 75.0, 70.0, 45.0
_SHARE: Final = 0.7
_SCRAP: Final = 3


@dataclass(frozen=True, slots=True)
class _Reading:
    """A figure without its sign as it was read once, the words it consists of, and how sure the least sure one is."""

    text: str
    prints: tuple[Print, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure as it was first read, what pixels show of it, and the box of its digits."""

    first: _Reading
    shape: FigureShape
    digits: Piece
    readings: tuple[_Reading, ...] = ()


def is_like_figure(text: str) -> bool:
    """Say whether a word may be a figure some of whose digits were taken for letters.

    Example:
        >>> is_like_figure("1O4"), is_like_figure("—$24"), is_like_figure("K10"), is_like_figure("Mål")
        (True, True, False, False)
    """
    text = text.lstrip(_SIGNS + "[]|").rstrip(_SPECKS)
    if _JOINED.search(text):
        return False
    return any(map(str.isdigit, text)) and sum(each in _LIKE_DIGITS for each in text) >= _SHARE * len(text)


def alone(prints: Sequence[Print]) -> list[tuple[Print, ...]]:
    """Give what looks like a figure and has no words beside it, the groups of its digits together."""
    size = type_size(prints)
    groups: list[tuple[Print, ...]] = []
    for group in _groups(prints, size):
        inside = set(map(id, group))
        beside = (each for each in prints if id(each) not in inside and not _is_sign(each.text))
        if _JOINED.search("".join(each.text for each in group)):
            continue  # A date or a span of years.
        if "$" in group[0].text or not any(_is_beside(each, group, size) for each in beside):
            groups.append(group)
    return [*groups, *_disguised(prints, groups, size)]


def read_again(prints: Sequence[Print], ink: Pixels, dpi: float, kept: Path | None) -> list[Print]:
    """Give the words of a page with the figures that stand alone looked at once more."""
    size = type_size(prints)
    prints = [_percent_or(each, ink, size) for each in prints]
    figures = [_looked_at(group, prints, ink, size) for group in alone(prints)]
    doubtful = [figure for figure in figures if _is_doubtful(figure)]
    if not doubtful:
        return without_lost_commas(prints, size)
    wiped = ink.copy()
    strokes = [figure.shape.minus for figure in doubtful if figure.shape.minus]
    for x0, top, x1, bottom in strokes:
        wiped[top:bottom, x0:x1] = 0
    doubtful = [_with_lookalikes(figure) for figure in doubtful]
    for language, shrunk in _WAYS:
        open_ones = [at for at, figure in enumerate(doubtful) if _agreed(figure) is None]
        pieces = [doubtful[at].digits for at in open_ones]
        found = recognised_pieces(wiped, pieces, dpi, kept, language=language, letters=_LETTERS, shrunk=shrunk)
        for at, again in zip(open_ones, found, strict=True):
            doubtful[at] = _with_reading(doubtful[at], again)
    gone = {id(each) for figure in doubtful for each in figure.first.prints}
    rest = [each for each in prints if id(each) not in gone and not _is_stroke(each, strokes)]
    settled = [each for figure in doubtful for each in _signed(figure, _agreed(figure) or _surest(figure))]
    return without_lost_commas([*rest, *settled], size)


def without_lost_commas(prints: Sequence[Print], size: float) -> list[Print]:
    """Doubt figures without a comma on a line or in a column whose other figures all have one and as many digits.

    `935` beside `92,5` and `94,4` is ten times what is printed, which no reader would notice. A whole hundred is often
    printed without decimals.
    """
    figures = [(group[-1], _bare("".join(each.text for each in group)), group) for group in _groups(prints, size)]
    doubted: set[int] = set()
    for last, text, group in figures:
        if not text.isdigit() or text == "100" or len(text) < 2:
            continue
        others = [(other, beside) for other, beside, _ in figures if other is not last]
        line = [beside for other, beside in others if _is_level(other, last)]
        near = [(other, beside) for other, beside in others if abs(other.top - last.top) < _NEAR_ROWS * size]
        column = [beside for other, beside in near if abs(other.x1 - last.x1) < size]
        if _have_commas(line, len(text)) or _have_commas(column, len(text)):
            doubted.update(map(id, group))
    return [replace(each, sure=min(each.sure, _UNSURE)) if id(each) in doubted else each for each in prints]


def _have_commas(figures: Sequence[str], digits: int) -> bool:
    """Say whether figures all have decimals, and about as many digits; a comma may have been read as one more."""
    counts = [sum(map(str.isdigit, text)) for text in figures if _DECIMAL.fullmatch(text)]
    return len(counts) > 1 and len(counts) == len(figures) and min(counts) <= digits <= max(counts) + 1


def _percent_or(each: Print, ink: Pixels, size: float) -> Print:
    """Give a `%` that was taken for figures or letters, as in a column header."""
    legible = each.sure >= _TRUSTED and not _LIKE_PERCENT.fullmatch(each.text)
    if legible or not 0 < len(each.text) <= _SCRAP or each.text.endswith("%"):
        return each
    box = (each.x0 - 1, each.top - 2, each.x1 + 1, each.bottom + 2)
    return replace(each, text="%") if is_percent_sign(ink, box, size) else each


def type_size(prints: Iterable[Print]) -> float:
    """Give the usual height of type on a page, in pixels: digits are some seven tenths of it."""
    heights = [each.bottom - each.top for each in prints if any(map(str.isalnum, each.text))]
    return median(heights) / 0.75 if heights else 1.0


def _groups(prints: Sequence[Print], size: float) -> Iterator[tuple[Print, ...]]:
    """Give figures whose groups of digits (`10 654`) stand a blank apart as one, with the `%` behind."""
    left = sorted((each for each in prints if is_like_figure(each.text)), key=lambda each: each.x0)
    signs = [each for each in prints if each.text == "%"]
    while left:
        group = [left.pop(0)]
        while following := next((each for each in left if _follows(each, group[-1], size)), None):
            left.remove(following)
            group.append(following)
        group += [each for each in signs if _follows(each, group[-1], size)][:1]
        yield tuple(group)


def _disguised(
    prints: Sequence[Print], groups: Sequence[tuple[Print, ...]], size: float
) -> Iterator[tuple[Print, ...]]:
    """Give what was read as a few letters but ends where the figures of a column above or below it end."""
    taken = {id(each) for group in groups for each in group}
    scraps = [each for each in prints if id(each) not in taken and set(each.text) <= _LIKE_LETTERS | _LIKE_DIGITS]
    for scrap in scraps:
        column = [group[-1] for group in groups if abs(group[-1].x1 - scrap.x1) < _TOGETHER * size]
        near = any(abs(each.bottom - scrap.bottom) < _COLUMN * size for each in column)
        if not near or _is_sign(scrap.text) or _JOINED.search(scrap.text):
            continue
        beside = (each for each in prints if each is not scrap and not _is_sign(each.text))
        if not any(_is_beside(each, (scrap,), size) for each in beside):
            yield (scrap,)


def _follows(each: Print, last: Print, size: float) -> bool:
    return _is_level(each, last) and -0.1 * size < each.x0 - last.x1 < _TOGETHER * size


def _is_level(one: Print, two: Print) -> bool:
    common = min(one.bottom, two.bottom) - max(one.top, two.top)
    return common > 0.4 * min(one.bottom - one.top, two.bottom - two.top)


def _is_beside(each: Print, group: tuple[Print, ...], size: float) -> bool:
    gap = max(group[0].x0 - each.x1, each.x0 - group[-1].x1)
    return gap < _ASIDE * size and _is_level(each, group[0])


def _is_sign(text: str) -> bool:
    return all(each in _SIGNS for each in text)


def _looked_at(group: tuple[Print, ...], prints: Sequence[Print], ink: Pixels, size: float) -> _Figure:
    """See what a figure is made of."""
    top, bottom = min(each.top for each in group), max(each.bottom for each in group)
    x0, x1 = group[0].x0, max(each.x1 for each in group)
    before = (each.x1 + 1 for each in prints if each.x1 <= x0 and not _is_sign(each.text) and _is_level(each, group[0]))
    sure = min(each.sure for each in group)
    marked = sure < _TRUSTED or not group[-1].text[-1].isdigit()
    shape = figure_shape(ink, (x0, top, x1, bottom), max(before, default=0), size, marked)
    text = "".join(each.text for each in group if not shape.percent or each.x0 < shape.end)
    first = _Reading(_bare(text), group, sure)
    end = shape.end + 4 if shape.percent else max(shape.end, x1) + 2
    return _Figure(first, shape, (shape.begin, max(top, 0), min(end, ink.shape[1]), min(bottom, ink.shape[0])))


def _is_doubtful(figure: _Figure) -> bool:
    """Say whether a figure must be read again: poorly read, with letters in it, or not with the marks that are seen."""
    first, shape = figure.first, figure.shape
    text = "".join(each.text for each in first.prints)
    odd = not _CLEAN.fullmatch(first.text) and not any(each in _MISLEADING for each in text)
    percent = text.endswith("%")
    if text.startswith("+") or (first.sure >= _POOR and percent > shape.percent) or (odd and first.sure >= _LEGIBLE):
        return False
    signed = text[:1] in _MINUS
    if first.sure < _TRUSTED or percent != shape.percent or signed != (shape.minus is not None):
        return True
    return not _fits(first, shape)


def _with_reading(figure: _Figure, again: list[Print]) -> _Figure:
    """Add one more reading of a figure, with the comma that is seen in it."""
    if not again:
        return figure
    text = _pointed("".join(each.text for each in again), figure.shape)
    reading = _Reading(text, tuple(again), min(each.sure for each in again))
    if not _mends(reading, figure):
        return figure
    return replace(figure, readings=(*figure.readings, reading))


def _mends(reading: _Reading, figure: _Figure) -> bool:
    """Say whether a reading changes a sure one only in digits that their loops contradict."""
    first, may = figure.first, figure.shape.may
    if first.sure < _TRUSTED or len(first.text) != len(may) or not first.text.isdigit():
        return True
    return len(reading.text) == len(may) and all(
        one == two or one not in allowed for one, two, allowed in zip(first.text, reading.text, may, strict=True)
    )


def _with_lookalikes(figure: _Figure) -> _Figure:
    """Add to a first reading with letters in it the digits that look like them."""
    text = figure.first.text.translate(_DIGITS)
    if text == figure.first.text or not _fits(replace(figure.first, text=text), figure.shape):
        return figure
    return replace(figure, readings=(replace(figure.first, text=text, sure=min(figure.first.sure, _GUESSED)),))


def _pointed(text: str, shape: FigureShape) -> str:
    """Put the comma where it is seen, and take away a point that is not."""
    if not shape.points:
        return re.sub(r"[.,](?=\d)", "", text)
    commas = [at for at, comma in shape.points if comma]
    if text.isdigit() and len(commas) == 1 and len(text) == shape.digits:
        return f"{text[: commas[0]]},{text[commas[0] :]}"
    return text


def _fits(reading: _Reading, shape: FigureShape) -> bool:
    """Say whether a reading is a figure with no fewer digits than are seen, and with the commas that are."""
    if not _CLEAN.fullmatch(reading.text):
        return False
    if not _covers(reading, shape):
        return False
    own = [each for each in reading.text if each.isdigit()]
    if len(own) == len(shape.may) and not all(each in may for each, may in zip(own, shape.may, strict=True)):
        return False
    digits = len(own)
    pointed = "," in reading.text or "." in reading.text
    return shape.digits <= digits <= shape.most and (pointed or not any(comma for _, comma in shape.points))


def _covers(reading: _Reading, shape: FigureShape) -> bool:
    """Say whether the words of a reading reach from the first digit that is seen to the last."""
    slack = _NARROW_DIGIT * (reading.prints[-1].bottom - reading.prints[-1].top)
    return reading.prints[0].x0 - shape.begin < slack and shape.end - reading.prints[-1].x1 < slack


def _agreed(figure: _Figure) -> _Reading | None:
    """Give the reading that counts: it came out twice, once surely, or it is the sure one of illegible print."""
    first = figure.first
    fitting = [each for each in (first, *figure.readings) if _fits(each, figure.shape)]
    for each in figure.readings:
        if first.sure >= _TRUSTED and each.text == first.text:
            return first
        same = [other.sure for other in fitting if other.text == each.text]
        if len(same) > 2 or (len(same) == 2 and max(same) >= _PLAIN):
            return replace(each, sure=max(_TRUSTED, *same))
        if same and each.sure >= _LEGIBLE and not _CLEAN.fullmatch(first.text):
            return each
    return None


def _surest(figure: _Figure) -> _Reading:
    """Give the likeliest of several readings; it stays in doubt."""
    readings = [figure.first, *figure.readings]
    texts = [each.text for each in readings]

    def rank(reading: _Reading) -> tuple[bool, bool, int, float]:
        whole = bool(_CLEAN.fullmatch(reading.text))
        return _fits(reading, figure.shape), whole, texts.count(reading.text), reading.sure

    best = max(readings, key=rank)
    most = _PLAIN - 5 if _fits(best, figure.shape) else _UNSURE
    return replace(best, sure=min(best.sure, most))


def _signed(figure: _Figure, reading: _Reading) -> list[Print]:
    """Give the words of a figure with its sign as it was seen; a minus that only Tesseract saw stays."""
    printed = figure.first.prints
    first, *others = reading.prints
    minus = printed[0].text[:1] in _MINUS or figure.shape.minus is not None
    x0 = figure.shape.minus[0] if figure.shape.minus else printed[0].x0
    if reading.text != "".join(_bare(each.text) for each in reading.prints):
        first, others = replace(first, text=reading.text, x1=reading.prints[-1].x1), []
    others = [each for each in others if _bare(each.text)]  # A `%` is set behind them anew.
    signed = [replace(first, text="-" * minus + (_bare(first.text) or first.text), x0=x0), *others]
    if figure.shape.percent or printed[-1].text.endswith("%"):
        last = signed[-1]
        signed.append(replace(last, text="%", x0=max(figure.shape.end, last.x1) + 2, x1=printed[-1].x1))
    return [replace(each, sure=reading.sure, line=printed[0].line) for each in signed]


def _bare(text: str) -> str:
    """Take off what stands around the digits of a figure: its sign, and specks that were taken for marks."""
    return text.lstrip(_SIGNS + "[]|").rstrip(_SPECKS + "%")


def _is_stroke(each: Print, strokes: list[Piece]) -> bool:
    """Say whether a sign that was read by itself is the stroke that now belongs to a figure."""
    x, y = (each.x0 + each.x1) / 2, (each.top + each.bottom) / 2
    return _is_sign(each.text) and any(s[0] - 3 <= x <= s[2] + 3 and s[1] - 8 <= y <= s[3] + 8 for s in strokes)
