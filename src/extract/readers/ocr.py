"""Scanned pages: pixels become words by Tesseract, and lines, shades and symbols by sight, as on a digital page.

Tesseract runs as a program of its own, on one core and with a time limit. It sees the page upright and level, without
its ruled lines and status symbols, which it would read as letters.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from statistics import median
from typing import Final

from ...errors import ReadError, ToolMissing
from ..document import Icon
from ..imaging import Picture, Pixels, drawn_in, level, stacked, stroke_widths, tilt_of, type_color, unread
from ..page import PageModel, Word

DPI: Final = 300
"""Resolution at which pages are read: letters of 10 points are then as high as Tesseract was taught."""

MOST_PIXELS: Final = 30_000_000
"""Larger pages are rendered at a lower resolution."""

_TIME_LIMIT: Final = 120
_LANGUAGE: Final = "swe"
_SECOND_LANGUAGE: Final = "swe+eng"
_SPARSE, _LINES = "11", "6"
"""Tesseract's page segmentation: print wherever it stands, or a block of lines."""

_SURE, _POOR, _DOUBTFUL, _TRUSTED = 30.0, 70.0, 75.0, 80.0
_MOST_PIECES: Final = 80
_MARGIN: Final = 30
_FIGURES: Final = "0123456789"
_LONE: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖiåö%&•-–+=*")
_BRACKETED: Final = re.compile(r"[\[(|](\w)[\])|]")
_FEW_LETTERS: Final = 20
_ABOVE: Final = 0.73
_BELOW: Final = 0.21
_MIDDLE: Final = 0.53
_BASELINE: Final = 0.22
_HIGH: Final = frozenset("bdfhklt0123456789ßABCDEFGHIJKLMNOPQRSTUVWXYZ&%()[]/!?|{}åäöij")
_RINGED: Final = frozenset("ÅÄÖÉ")
_LOW: Final = frozenset("gjpqy()[]/|{}Q")
_INSTALL: Final = "install tesseract-ocr and tesseract-ocr-swe to read scans"


class _Read(ReadError):
    """Tesseract could not read a page."""


@dataclass(frozen=True, slots=True)
class _Print:
    """A word as Tesseract read it: its box in pixels, how sure it is (0-100), and the line it belongs to."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    sure: float
    line: tuple[str, ...]


def page_of(picture: Picture, number: int, kept: Path | None = None) -> PageModel:
    """Read the picture of a page; `kept` is a folder where what Tesseract read is stored for the next time.

    Raises:
        ToolMissing: Tesseract or its Swedish is not installed.
        ReadError: Tesseract failed or took too long.
    """
    model, sure = _read(picture, number, kept)
    if sure < _POOR:
        quarter = _turn(picture)
        if quarter:
            turned, turned_sure = _read(picture.turned(quarter), number, kept)
            if turned_sure > sure:
                turned.turned = quarter
                return turned
    return model


def flat_page_of(picture: Picture, number: int, kept: Path | None = None) -> PageModel:
    """Read a picture that stands on a page already upright and level."""
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
    model.words = list(_words(prints, picture, drawn.ink))
    letters = sum(len(each.text) for each in prints)
    return model, _sureness(prints) if letters > _FEW_LETTERS else 0.0


def _printed(ink: Pixels, dpi: float, kept: Path | None) -> list[_Print]:
    """Read the words of a page; what was passed over or poorly read is looked at once more, piece by piece."""
    prints = [each for each in _rows(_recognised(_image(ink), _LANGUAGE, dpi, kept)) if _is_word(each)]
    sure = [each for each in prints if not _is_doubtful(each)]
    doubtful = [each for each in prints if _is_doubtful(each)]
    boxes = unread(ink, [(each.x0, each.top, each.x1, each.bottom) for each in prints], dpi / 72)
    if len(boxes) > _MOST_PIECES:
        return prints
    pieces = [*boxes, *((each.x0, each.top, each.x1, each.bottom) for each in doubtful[: _MOST_PIECES - len(boxes)])]
    if not pieces:
        return prints
    found = _read_pieces(ink, pieces, dpi, kept)
    again = found[len(boxes) :]
    sure += [each for piece in found[: len(boxes)] for each in piece]
    for before, after in zip_longest(doubtful, again):
        better = after and (
            _sureness(after) > before.sure + 5 or (len(before.text) == 1 and not _is_doubtful(after[0]))
        )
        sure += after if after and better else [before]
    return sure


def _is_doubtful(each: _Print) -> bool:
    """Say whether a word was poorly read; a digit that stands alone is at times taken for a letter with an accent."""
    return each.sure < _DOUBTFUL or (len(each.text) == 1 and each.text not in _LONE)


def _image(ink: Pixels) -> bytes:
    """Give dark print on white paper, as a PGM file."""
    import numpy as np

    strongest = max(int(np.percentile(ink[::5, ::5], 99.5)), 120)
    page = 255 - np.minimum(ink.astype(np.uint16) * 255 // strongest, 255).astype(np.uint8)
    return b"P5 %d %d 255\n" % (page.shape[1], page.shape[0]) + page.tobytes()


def _read_pieces(
    ink: Pixels, pieces: list[tuple[int, int, int, int]], dpi: float, kept: Path | None
) -> list[list[_Print]]:
    """Read pieces of a page, set one under the other, in Swedish and with English beside it; the surer reading counts.

    Tesseract's layout analysis passes over digits that stand alone; below each other they make a page of lines.
    """
    column, tops = stacked(ink, pieces, _MARGIN)
    image = _image(column)
    best: list[list[_Print]] = [[] for _ in pieces]
    for language in (_LANGUAGE, _SECOND_LANGUAGE):
        if set(language.split("+")) <= set(_languages()):
            rows = _by_piece(_recognised(image, language, dpi, kept, _LINES), pieces, tops)
            best = [one if _sureness(one) >= _sureness(two) else two for one, two in zip(best, rows, strict=True)]
    if all(one and not _is_doubtful(one[0]) for one in best):
        return best
    figures = _by_piece(_recognised(image, _LANGUAGE, dpi, kept, _LINES, _FIGURES), pieces, tops)
    return [
        two if two and _is_lone(piece) and not (one and not _is_doubtful(one[0])) else one
        for piece, one, two in zip(pieces, best, figures, strict=True)
    ]


def _is_lone(piece: tuple[int, int, int, int]) -> bool:
    """Say whether a piece is too narrow for more than one figure."""
    return piece[2] - piece[0] < piece[3] - piece[1]


def _by_piece(table: str, pieces: list[tuple[int, int, int, int]], tops: list[int]) -> list[list[_Print]]:
    """Give the words of pieces that were set one under the other, each where it stands on the page."""
    rows: list[list[_Print]] = [[] for _ in pieces]
    for each in _rows(table):
        at = bisect(tops, (each.top + each.bottom) / 2) - 1
        if at >= 0 and _is_word(each):
            right, down = pieces[at][0] - _MARGIN, pieces[at][1] - tops[at] - _MARGIN
            x0, top, x1, bottom = each.x0 + right, each.top + down, each.x1 + right, each.bottom + down
            rows[at].append(_Print(each.text, x0, top, x1, bottom, each.sure, ("piece", *map(str, pieces[at]))))
    return rows


def _sureness(prints: list[_Print]) -> float:
    letters = sum(len(each.text) for each in prints)
    return sum(each.sure * len(each.text) for each in prints) / letters if letters else 0.0


def _is_word(each: _Print) -> bool:
    """Refuse specks and remains of lines that were taken for letters."""
    if any(map(str.isalnum, each.text)):
        return each.sure >= _SURE
    return each.sure >= 60 and each.text.strip("|_~—'`´‘’“”\"") != ""


def _rows(table: str) -> Iterator[_Print]:
    """Read Tesseract's table: one row for each word, with its box and how sure it is."""
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        x0, top, wide, high = map(int, fields[6:10])
        text = fields[11].strip()
        lone = _BRACKETED.fullmatch(text)
        # A digit that stands alone is often read with brackets around it, for which there is no room.
        yield _Print(
            lone[1] if lone and wide < high else text,
            x0,
            top,
            x0 + wide,
            top + high,
            float(fields[10]),
            tuple(fields[1:5]),
        )


# -- from what was read to words as a digital page has them


def _words(prints: list[_Print], picture: Picture, ink: Pixels) -> Iterator[Word]:
    lines: dict[tuple[str, ...], list[_Print]] = {}
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


def _type_size(line: list[_Print]) -> float:
    """Give the type size of a line, in pixels, from the heights of its words and the letters in them."""
    lettered = [each for each in line if any(map(str.isalnum, each.text))] or line
    guesses = [(each.bottom - each.top) / sum(_reach(each.text)) for each in lettered for _ in each.text]
    return median(guesses)


def _usual_sizes(
    sizes: dict[tuple[str, ...], float], lines: dict[tuple[str, ...], list[_Print]]
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


def _baseline(each: _Print, size: float) -> float:
    return each.bottom - _reach(each.text)[1] * size


def _bold(prints: list[_Print], sizes: dict[tuple[str, ...], float], picture: Picture, ink: Pixels) -> list[bool]:
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


def _is_lettering(icon: Icon, prints: list[_Print], scale: float) -> bool:
    """Say whether a coloured shape is lettering: a word was read there with confidence."""
    return any(
        _overlaps(icon, each, scale) and each.sure > _TRUSTED and (len(each.text) > 1 or each.text.isdigit())
        for each in prints
    )


def _covers_symbol(each: _Print, icons: list[Icon], scale: float) -> bool:
    return any(_overlaps(icon, each, scale) for icon in icons)


def _overlaps(icon: Icon, each: _Print, scale: float) -> bool:
    x0, top, x1, bottom = (side * scale for side in icon.box or (0, 0, 0, 0))
    across, down = (each.x0 + each.x1) / 2, (each.top + each.bottom) / 2
    return x0 < across < x1 and top < down < bottom


# -- Tesseract


def require() -> None:
    """See that Tesseract and its Swedish are there.

    Raises:
        ToolMissing: one of them is not.
    """
    if shutil.which("tesseract") is None:
        raise ToolMissing(f"Tesseract is not installed: {_INSTALL}")
    if _LANGUAGE not in _languages():
        raise ToolMissing(f"Tesseract has no Swedish: {_INSTALL}")


@cache
def _languages() -> tuple[str, ...]:
    return tuple(_run(["tesseract", "--list-langs"], b"").split())


@cache
def _version() -> str:
    return _run(["tesseract", "--version"], b"").split("\n", 1)[0]


def _recognised(
    image: bytes, language: str, dpi: float, kept: Path | None, layout: str = _SPARSE, letters: str = ""
) -> str:
    """Give Tesseract's table for an image, from the folder of what was read before where it is there."""
    require()
    how = ["-l", language, "--psm", layout, "--dpi", str(round(dpi))]
    if letters:
        how += ["-c", f"tessedit_char_whitelist={letters}"]
    if kept is None:
        return _run(["tesseract", "stdin", "stdout", *how, "tsv"], image)
    key = hashlib.sha256(image + " ".join((_version(), *how)).encode()).hexdigest()
    stored = kept / f"{key}.tsv"
    if stored.is_file():
        return stored.read_text("utf-8")
    table = _run(["tesseract", "stdin", "stdout", *how, "tsv"], image)
    kept.mkdir(parents=True, exist_ok=True)
    unfinished = kept / f"{key}.{os.getpid()}.part"
    unfinished.write_text(table, "utf-8")
    unfinished.replace(stored)
    return table


def _turn(picture: Picture) -> int:
    """Give by how many degrees clockwise a page must be turned to stand upright, as Tesseract sees it."""
    if "osd" not in _languages():
        return 0
    import cv2

    grey = cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY)
    image = b"P5 %d %d 255\n" % (grey.shape[1], grey.shape[0]) + grey.tobytes()
    try:
        answer = _run(["tesseract", "stdin", "stdout", "--psm", "0", "--dpi", str(round(picture.dpi))], image)
    except _Read:
        return 0  # Too few letters to tell.
    said = dict(line.split(":", 1) for line in answer.splitlines() if ":" in line)
    turn = said.get("Rotate", "0").strip()
    return int(turn) if turn in ("90", "180", "270") else 0


def _run(command: list[str], given: bytes) -> str:
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=_TIME_LIMIT,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise _Read(f"Tesseract took more than {_TIME_LIMIT} seconds") from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise _Read(f"Tesseract failed: {lines[-1]}") from error
    except OSError as error:
        raise ToolMissing(f"Tesseract cannot be started: {_INSTALL}") from error
    return done.stdout.decode("utf-8", "replace")
