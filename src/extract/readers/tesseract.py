"""Tesseract, which makes words of pixels: a program of its own, on one core and with a time limit."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from ...errors import ReadError, ToolMissing
from ..imaging import Picture, Pixels, shrink, stacked

Piece: TypeAlias = tuple[int, int, int, int]
"""Part of a page as x0, top, x1, bottom in pixels."""

SWEDISH: Final = "swe"
ENGLISH: Final = "eng"
WITH_ENGLISH: Final = "swe+eng"
_SPARSE, _LINES = "11", "6"
"""Tesseract's page segmentation: print wherever it stands, or a block of lines."""

_TIME_LIMIT: Final = 120
_MARGIN: Final = 30
_MOST_LINES: Final = 150
_BRACKETED: Final = re.compile(r"[\[(|](\w)[\])|]")
_INSTALL: Final = "install tesseract-ocr and tesseract-ocr-swe to read scans"


class _Read(ReadError):
    """Tesseract could not read a page."""


@dataclass(frozen=True, slots=True)
class Print:
    """A word as Tesseract read it: its box in pixels, how sure it is (0-100), and the line it belongs to."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    sure: float
    line: tuple[str, ...]


def require() -> None:
    """See that Tesseract and its Swedish are there.

    Raises:
        ToolMissing: one of them is not.
    """
    if shutil.which("tesseract") is None:
        raise ToolMissing(f"Tesseract is not installed: {_INSTALL}")
    if SWEDISH not in _languages():
        raise ToolMissing(f"Tesseract has no Swedish: {_INSTALL}")


def recognised(
    ink: Pixels, dpi: float, kept: Path | None, *, language: str = SWEDISH, layout: str = _SPARSE, letters: str = ""
) -> list[Print]:
    """Give the words of a picture of print; `letters` limits what they are made of, `kept` holds what was read before.

    A language that is not installed reads nothing.
    """
    require()
    if not set(language.split("+")) <= set(_languages()):
        return []
    image = _image(ink)
    how = ["-l", language, "--psm", layout, "--dpi", str(round(dpi))]
    if letters:
        how += ["-c", f"tessedit_char_whitelist={letters}"]
    if kept is None:
        return list(_rows(_run(["tesseract", "stdin", "stdout", *how, "tsv"], image)))
    key = hashlib.sha256(image + " ".join((_version(), *how)).encode()).hexdigest()
    stored = kept / f"{key}.tsv"
    if stored.is_file():
        return list(_rows(stored.read_text("utf-8")))
    table = _run(["tesseract", "stdin", "stdout", *how, "tsv"], image)
    kept.mkdir(parents=True, exist_ok=True)
    unfinished = kept / f"{key}.{os.getpid()}.part"
    unfinished.write_text(table, "utf-8")
    unfinished.replace(stored)
    return list(_rows(table))


def recognised_pieces(
    ink: Pixels,
    pieces: Sequence[Piece],
    dpi: float,
    kept: Path | None,
    *,
    language: str = SWEDISH,
    letters: str = "",
    shrunk: int = 1,
) -> list[list[Print]]:
    """Give the words of each piece of a page, where they stand on the page; `shrunk` makes them smaller to read.

    Tesseract's layout analysis passes over digits that stand alone; below each other they make a page of lines.
    """
    found: list[list[Print]] = []
    for start in range(0, len(pieces), _MOST_LINES):
        part = pieces[start : start + _MOST_LINES]
        column, tops = stacked(ink, part, _MARGIN)
        rows: list[list[Print]] = [[] for _ in part]
        for each in recognised(
            shrink(column, shrunk), dpi / shrunk, kept, language=language, layout=_LINES, letters=letters
        ):
            at = bisect(tops, shrunk * (each.top + each.bottom) / 2) - 1
            if at >= 0:
                rows[at].append(_put_back(each, part[at], tops[at], shrunk))
        found += rows
    return found


def _put_back(each: Print, piece: Piece, top: int, shrunk: int) -> Print:
    """Give a word of a piece where it stands on the page."""
    right, down = piece[0] - _MARGIN, piece[1] - top - _MARGIN
    x0, y0, x1, y1 = (shrunk * side for side in (each.x0, each.top, each.x1, each.bottom))
    line = ("piece", *map(str, piece))
    return Print(each.text, x0 + right, y0 + down, x1 + right, y1 + down, each.sure, line)


def turn_of(picture: Picture) -> int:
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


def _image(ink: Pixels) -> bytes:
    """Give dark print on white paper, as a PGM file."""
    import cv2
    import numpy as np

    strongest = max(int(np.percentile(ink[::5, ::5], 99.5)), 120)
    shades = 255 - np.minimum(np.arange(256) * 255 // strongest, 255).astype(np.uint8)
    page = np.asarray(cv2.LUT(ink, shades), np.uint8)
    return b"P5 %d %d 255\n" % (page.shape[1], page.shape[0]) + page.tobytes()


def _rows(table: str) -> Iterator[Print]:
    """Read Tesseract's table: one row for each word, with its box and how sure it is."""
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        x0, top, wide, high = map(int, fields[6:10])
        text = fields[11].strip()
        lone = _BRACKETED.fullmatch(text)
        # A digit that stands alone is often read with brackets around it, for which there is no room.
        yield Print(
            lone[1] if lone and wide < high else text,
            x0,
            top,
            x0 + wide,
            top + high,
            float(fields[10]),
            tuple(fields[1:5]),
        )


@cache
def _languages() -> tuple[str, ...]:
    return tuple(_run(["tesseract", "--list-langs"], b"").split())


@cache
def _version() -> str:
    return _run(["tesseract", "--version"], b"").split("\n", 1)[0]


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
