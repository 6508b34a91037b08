"""Scanned pages: pixels become words by Tesseract, and lines, shades and symbols by sight, as on a digital page.

Tesseract runs as a program of its own, on one core and with a time limit. It sees the page upright and level, without
its ruled lines and status symbols, which it would read as letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from statistics import median
from typing import Final

from ... import patience
from ..document import Icon
from ..imaging import (
    Picture,
    Pixels,
    compared_sign,
    drawn_in,
    first_mark,
    inked_rows,
    is_bullet,
    level,
    stroke_widths,
    tilt_of,
    type_color,
    unread,
)
from ..page import PageModel, Rule, Word
from . import scanned_figures
from .tesseract import SWEDISH, WITH_ENGLISH, Piece, Print, recognised, recognised_pieces, turn_of

DPI: Final = 300
"""Resolution at which pages are read: letters of 10 points are then as high as Tesseract was taught."""

MOST_PIXELS: Final = 30_000_000
"""Larger pages are rendered at a lower resolution."""

_PATIENCE: Final = 0.25
"""The share of a file's usual time that each page read by OCR adds: half a minute of two."""

_SURE, _DIM, _POOR, _DOUBTFUL, _TRUSTED = 30.0, 60.0, 70.0, 75.0, 80.0
_MOST_PIECES: Final = 80
_FIGURES: Final = "0123456789"
_LONE: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖiåö%&•-–+=*")
_LIKE_COMPARED: Final = "£$€2Zz>"
_STROKES: Final = frozenset("Il|!i[]")
_SEEN, _RISE, _ON_RULE = 95.0, 0.12, 1.5
_FEW_LETTERS: Final = 20
_ABOVE: Final = 0.73
_BELOW: Final = 0.21
_MIDDLE: Final = 0.53
_BASELINE: Final = 0.22
_HIGH: Final = frozenset("bdfhklt0123456789ßABCDEFGHIJKLMNOPQRSTUVWXYZ&%()[]/!?|{}åäöij")
_RINGED: Final = frozenset("ÅÄÖÉ")
_LOW: Final = frozenset("gjpqy()[]/|{}Q")


def page_of(picture: Picture, number: int, kept: Path | None = None) -> PageModel:
    """Read the picture of a page; `kept` is a folder where what Tesseract read is stored for the next time.

    Raises:
        ToolMissing: Tesseract or its Swedish is not installed.
        ReadError: Tesseract failed or took too long.
    """
    patience.ask(_PATIENCE)
    model, sure = _read(picture, number, kept)
    if sure < _POOR:
        quarter = turn_of(picture)
        if quarter:
            turned, turned_sure = _read(picture.turned(quarter), number, kept)
            if turned_sure > sure:
                turned.turned = quarter
                return turned
    return model


def flat_page_of(picture: Picture, number: int, kept: Path | None = None) -> PageModel:
    """Read a picture that stands on a page already upright and level."""
    patience.ask(_PATIENCE)
    return _level_page(picture, number, kept)[0]


def _read(picture: Picture, number: int, kept: Path | None) -> tuple[PageModel, float]:
    """Read a picture that stands upright; give how sure the words are on the whole."""
    tilt = tilt_of(picture)
    model, sure = _level_page(level(picture, tilt), number, kept)
    model.tilt = tilt
    return model, sure


def _level_page(picture: Picture, number: int, kept: Path | None) -> tuple[PageModel, float]:
    drawn = drawn_in(picture)
    model = PageModel(number, picture.width, picture.height, rules=drawn.rules, fills=drawn.fills, ocr=True)
    prints = _printed(drawn.ink, picture.dpi, kept)
    model.icons = [icon for icon in drawn.symbols if not _is_lettering(icon, prints, picture.scale)]
    prints = [each for each in prints if not _covers_symbol(each, model.icons, picture.scale)]
    prints = [each for each in prints if not _is_left_of_rule(each, drawn.rules, picture.scale)]
    model.words = list(_words(prints, picture, drawn.ink))
    model.unsure = [(word, each.sure / 100) for word, each in zip(model.words, prints, strict=True) if _is_unsure(each)]
    letters = sum(len(each.text) for each in prints)
    return model, _sureness(prints) if letters > _FEW_LETTERS else 0.0


def _printed(ink: Pixels, dpi: float, kept: Path | None) -> list[Print]:
    """Read the words of a page; what was passed over or poorly read is looked at once more, piece by piece."""
    tight = (_tight(each, ink) for each in recognised(ink, dpi, kept))
    words = [each for each in tight if _is_word(each) or scanned_figures.is_like_figure(each.text)]
    size = scanned_figures.type_size(words)
    prints = [_sign_or(each, ink, size) for each in words]
    figures = {id(each) for group in scanned_figures.alone(prints) for each in group}
    sure = [each for each in prints if id(each) in figures or not _is_doubtful(each)]
    doubtful = [each for each in prints if id(each) not in figures and _is_doubtful(each)]
    boxes = unread(ink, [(each.x0, each.top, each.x1, each.bottom) for each in prints], dpi / 72)
    boxes = [box for box in boxes if not any(_is_end_of(box, each, size) for each in prints)]
    signs = [_seen(sign, box) for box in boxes if (sign := compared_sign(ink, box))]
    boxes = [box for box in boxes if not compared_sign(ink, box)]
    if len(boxes) > _MOST_PIECES:
        boxes = []
    pieces = [*boxes, *((each.x0, each.top, each.x1, each.bottom) for each in doubtful[: _MOST_PIECES - len(boxes)])]
    found = _read_pieces(ink, pieces, dpi, kept)
    sure += signs
    sure += [each for piece in found[: len(boxes)] for each in piece]
    for before, after in zip_longest(doubtful, found[len(boxes) :]):
        better = after and (
            _sureness(after) > before.sure + 5 or (len(before.text) == 1 and not _is_doubtful(after[0]))
        )
        sure += after if after and better else [before]
    return [
        each
        for each in scanned_figures.read_again(sure, ink, dpi, kept)
        if _is_word(each) or scanned_figures.is_like_figure(each.text)
    ]


def _sign_or(each: Print, ink: Pixels, size: float) -> Print:
    """Give the bullet, or the ≥ or ≤, that was taken for a letter or a figure."""
    glued = each.text[0] in _LIKE_COMPARED and each.text[1:].isdigit()
    if len(each.text) > 1 and not glued:
        return each
    rise = round(_RISE * size)
    box = (each.x0 - 2, each.top - rise, each.x1 + 2, each.bottom + rise)
    sign = compared_sign(ink, first_mark(ink, box) if glued else box)
    if not sign and not glued and is_bullet(ink, box, size):
        sign = "•"
    return replace(each, text=sign + each.text[1:], sure=max(each.sure, _SEEN)) if sign else each


def _seen(sign: str, box: Piece) -> Print:
    """Give a sign that is seen in a box."""
    return Print(sign, *box, _SEEN, ("sign", *map(str, box)))


def _box(each: Print) -> Piece:
    return each.x0, each.top, each.x1, each.bottom


def _is_left_of_rule(each: Print, rules: Sequence[Rule], scale: float) -> bool:
    """Say whether a stroke that was taken for a letter stands on a ruled line: what is left of it where lines cross."""
    if not set(each.text) <= _STROKES:
        return False
    x, y = (each.x0 + each.x1) / 2 / scale, (each.top + each.bottom) / 2 / scale
    upright = (rule for rule in rules if rule.bottom - rule.top > rule.x1 - rule.x0)
    return any(abs(rule.x0 - x) < _ON_RULE and rule.top - 2 < y < rule.bottom + 2 for rule in upright)


def _is_end_of(box: Piece, word: Print, size: float) -> bool:
    """Say whether a piece is the last letter of a word that was well read: boxes of bold words end too early."""
    x0, top, x1, bottom = box
    level = min(bottom, word.bottom) - max(top, word.top) > 0.5 * (bottom - top)
    near = -0.5 * size < x0 - word.x1 < 0.15 * size or -0.5 * size < word.x0 - x1 < 0.15 * size
    return level and near and x1 - x0 < 0.75 * size and word.sure >= _DOUBTFUL and word.text[-1:].isalpha()


def _tight(each: Print, ink: Pixels) -> Print:
    """Give a word without the empty rows of its box, which would make its type larger than it is."""
    top, bottom = inked_rows(ink, (each.x0, each.top, each.x1, each.bottom))
    return replace(each, top=top, bottom=bottom)


def _is_unsure(each: Print) -> bool:
    """Say whether a reader must know that a word was poorly read: letters make known words, digits anything."""
    return each.sure < (_TRUSTED if any(map(str.isdigit, each.text)) else _DIM)


def _is_doubtful(each: Print) -> bool:
    """Say whether a word was poorly read; a digit that stands alone is at times taken for a letter with an accent."""
    return each.sure < _DOUBTFUL or (len(each.text) == 1 and each.text not in _LONE)


def _read_pieces(ink: Pixels, pieces: list[Piece], dpi: float, kept: Path | None) -> list[list[Print]]:
    """Read pieces of a page in Swedish and with English beside it; the surer reading counts."""
    if not pieces:
        return []
    best: list[list[Print]] = [[] for _ in pieces]
    for language in (SWEDISH, WITH_ENGLISH):
        rows = recognised_pieces(ink, pieces, dpi, kept, language=language)
        rows = [[each for each in row if _is_word(each)] for row in rows]
        best = [one if _sureness(one) >= _sureness(two) else two for one, two in zip(best, rows, strict=True)]
    if all(one and not _is_doubtful(one[0]) for one in best):
        return best
    figures = recognised_pieces(ink, pieces, dpi, kept, letters=_FIGURES)
    return [
        two if two and _is_lone(piece) and not (one and not _is_doubtful(one[0])) else one
        for piece, one, two in zip(pieces, best, figures, strict=True)
    ]


def _is_lone(piece: Piece) -> bool:
    """Say whether a piece is too narrow for more than one figure."""
    return piece[2] - piece[0] < piece[3] - piece[1]


def _sureness(prints: list[Print]) -> float:
    letters = sum(len(each.text) for each in prints)
    return sum(each.sure * len(each.text) for each in prints) / letters if letters else 0.0


def _is_word(each: Print) -> bool:
    """Refuse specks and remains of lines that were taken for letters."""
    if any(map(str.isalnum, each.text)):
        return each.sure >= _SURE
    return each.sure >= 60 and each.text.strip("|_~—'`´‘’“”\"") != ""


# -- from what was read to words as a digital page has them


def _words(prints: list[Print], picture: Picture, ink: Pixels) -> Iterator[Word]:
    lines: dict[tuple[str, ...], list[Print]] = {}
    for each in prints:
        lines.setdefault(each.line, []).append(each)
    sizes = _usual_sizes({key: _type_size(line) / picture.scale for key, line in lines.items()}, lines)
    bold = _bold(prints, sizes, picture, ink)
    for each, heavy in zip(prints, bold, strict=True):
        size = sizes[each.line]
        base = _baseline(each, size * picture.scale) / picture.scale
        x0, x1 = each.x0 / picture.scale, each.x1 / picture.scale
        top, bottom = base - (1 - _BASELINE) * size, base + _BASELINE * size
        color = type_color(picture, (x0, each.top / picture.scale, x1, each.bottom / picture.scale), ink)
        yield Word(each.text, x0, top, x1, bottom, size, heavy, color)


def _reach(text: str) -> tuple[float, float]:
    """Give how far the letters of a word reach above and below the baseline, in type sizes."""
    above = 0.93 if _RINGED & set(text) else _ABOVE if _HIGH & set(text) else _MIDDLE
    below = _BELOW if _LOW & set(text) else 0.12 if set(text) & set(",;") else 0.0
    return above, below


def _type_size(line: list[Print]) -> float:
    """Give the type size of a line, in pixels, from the heights of its words and the letters in them."""
    lettered = [each for each in line if any(map(str.isalnum, each.text))] or line
    guesses = [(each.bottom - each.top) / sum(_reach(each.text)) for each in lettered for _ in each.text]
    return median(guesses)


def _usual_sizes(
    sizes: dict[tuple[str, ...], float], lines: dict[tuple[str, ...], list[Print]]
) -> dict[tuple[str, ...], float]:
    """Give lines that are nearly of one size the same: a few pixels are no other type."""
    weights = {key: sum(len(each.text) for each in lines[key]) for key in sizes}
    usual: dict[tuple[str, ...], float] = {}
    left = dict(sizes)
    while left:
        around = {
            key: sum(weights[k] for k, s in left.items() if abs(s / size - 1) < 0.06) for key, size in left.items()
        }
        middle = left[max(around, key=lambda key: around[key])]
        group = [key for key, size in left.items() if abs(size / middle - 1) < 0.1]
        size = round(2 * median(left[key] for key in group for _ in range(weights[key]))) / 2
        usual.update(dict.fromkeys(group, max(size, 1.0)))
        left = {key: size for key, size in left.items() if key not in usual}
    return usual


def _baseline(each: Print, size: float) -> float:
    return each.bottom - _reach(each.text)[1] * size


def _bold(prints: list[Print], sizes: dict[tuple[str, ...], float], picture: Picture, ink: Pixels) -> list[bool]:
    """Say of each word whether its pen is heavier than is usual on the page."""
    widths = stroke_widths(ink, [(each.x0, each.top, each.x1, each.bottom) for each in prints])
    shares = [width / (sizes[each.line] * picture.scale) for each, width in zip(prints, widths, strict=True)]
    spread = sorted(share for each, share in zip(prints, shares, strict=True) for _ in each.text)
    usual = spread[len(spread) * 3 // 10] if spread else 0.0
    by_line: dict[tuple[str, ...], list[float]] = {}
    for each, share in zip(prints, shares, strict=True):
        by_line.setdefault(each.line, []).extend([share] * len(each.text))
    return [
        share > 1.25 * usual and (len(each.text) > 2 or median(by_line[each.line]) > 1.25 * usual)
        for each, share in zip(prints, shares, strict=True)
    ]


def _is_lettering(icon: Icon, prints: list[Print], scale: float) -> bool:
    """Say whether a coloured shape is lettering: a word was read there with confidence."""
    return any(
        _overlaps(icon, each, scale) and each.sure > _TRUSTED and (len(each.text) > 1 or each.text.isdigit())
        for each in prints
    )


def _covers_symbol(each: Print, icons: list[Icon], scale: float) -> bool:
    return any(_overlaps(icon, each, scale) for icon in icons)


def _overlaps(icon: Icon, each: Print, scale: float) -> bool:
    x0, top, x1, bottom = (side * scale for side in icon.box or (0, 0, 0, 0))
    across, down = (each.x0 + each.x1) / 2, (each.top + each.bottom) / 2
    return x0 < across < x1 and top < down < bottom
