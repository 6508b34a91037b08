"""Which pages of a PDF are pictures of print, and their reading: whole pages, and large pictures on digital pages.

A page is a scan when a picture covers it and no letters stand on it, or when its letters are drawn as outlines (how
some printers flatten a file), or when its fonts do not say what their letters mean. Telling costs nothing; a digital
page is never sent to OCR, only a picture on it that shows print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from ...errors import ReadError, ToolMissing
from ..document import Box, Note
from ..page import PageModel, Word

if TYPE_CHECKING:
    from ..imaging import Picture

UNREADABLE: Final = 0.25
"""The share of words without meaning from which a page's letters are not believed."""

_FEW_LETTERS: Final = 60
_COVERING: Final = 0.5
_MANY_OUTLINES: Final = 150
_LARGE: Final = (140.0, 45.0)
_LEAST_WORDS: Final = 8
_LEAST_ROWS: Final = 3
_MOST: Final = 0.6
_WORD: Final = re.compile(r"[A-ZÅÄÖa-zåäö]{3,}")
_FIGURE: Final = re.compile(r"[-–−+]?\d[\d.,]*%?$")


@runtime_checkable
class _Drawable(Protocol):
    """A PDF file whose pages can be drawn."""

    def picture(self, number: int, dpi: float, most_pixels: int) -> Picture: ...


def is_scan(model: PageModel) -> bool:
    """Say whether a page's print is not text."""
    if model.failed is not None or model.hidden_text:
        return False
    if model.unreadable > UNREADABLE:
        return True
    letters = sum(len(word.text) for word in model.words[:_FEW_LETTERS])
    outlines = sum(icon.color in ("black", "white", "grey", None) for icon in model.icons)
    if letters < _FEW_LETTERS and outlines + len(model.curves) > _MANY_OUTLINES:
        return True
    return not letters and _share(model.pictures, model) > _COVERING


def pictured_print(model: PageModel) -> list[Box]:
    """Give the pictures on a digital page that are large enough to be tables."""
    if model.failed is not None or model.hidden_text or not model.words:
        return []
    return [box for box in model.pictures if box[2] - box[0] >= _LARGE[0] and box[3] - box[1] >= _LARGE[1]]


def _share(boxes: list[Box], model: PageModel) -> float:
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in boxes)
    return area / max(model.width * model.height, 1.0)


class Scans:
    """Reads the pages of one file that are pictures; `missing` says which tool that needs is not there."""

    def __init__(self, file: object, kept: Path | None) -> None:
        self._file = file if isinstance(file, _Drawable) else None
        self._kept = kept
        self.missing: ToolMissing | None = None

    def read(self, model: PageModel) -> PageModel:
        """Give a page with the print of its pictures; a page that cannot be read says so."""
        if self._file is None:
            return model
        try:
            if is_scan(model):
                return self._read_page(self._file, model)
            boxes = pictured_print(model)
            if boxes:
                self._add_pictured(self._file, model, boxes)
        except ToolMissing as error:
            self.missing = error
            model.failed = str(error)
        except ReadError as error:
            model.failed = str(error)
        return model

    def _read_page(self, file: _Drawable, model: PageModel) -> PageModel:
        from . import ocr, tesseract

        tesseract.require()
        return ocr.page_of(file.picture(model.number, ocr.DPI, ocr.MOST_PIXELS), model.number, self._kept)

    def _add_pictured(self, file: _Drawable, model: PageModel, boxes: list[Box]) -> None:
        """Read print in pictures on a digital page and put its words, lines and shades where they stand."""
        from ..imaging import shows_print
        from . import ocr, tesseract

        whole = file.picture(model.number, ocr.DPI, ocr.MOST_PIXELS)
        for box in boxes:
            part = whole.cut(box)
            if not shows_print(part):
                continue
            tesseract.require()
            read = ocr.flat_page_of(part, model.number, self._kept)
            if len(read.words) >= _LEAST_WORDS and shows_table(read):
                _merge(model, read, box)


def shows_table(model: PageModel) -> bool:
    """Say whether what was read in a picture is a table: lines that begin with words and go on with figures.

    A photograph gives shreds of letters, a chart one figure per line; neither holds anything to report.
    """
    rows = [[word.text for word in sorted(line, key=lambda word: word.x0)] for line in _lines(model)]
    rows = [row for row in rows if _WORD.match(row[0]) and sum(map(_is_figure, row)) >= 2]
    return len(rows) >= _LEAST_ROWS or _is_ruled(model)


def _is_ruled(model: PageModel) -> bool:
    """Say whether lines cross as in a table and most of what stands between them are words or figures."""
    across = sum(rule[2] - rule[0] > rule[3] - rule[1] for rule in model.rules)
    whole = sum(bool(_WORD.match(word.text)) or _is_figure(word.text) for word in model.words)
    crossed = min(across, len(model.rules) - across) >= _LEAST_ROWS
    return crossed and whole >= _MOST * len(model.words)


def _lines(model: PageModel) -> Iterator[list[Word]]:
    """Give the words that stand side by side."""
    line: list[Word] = []
    for word in sorted(model.words, key=lambda word: word.top + word.bottom):
        if line and word.top + word.bottom > line[-1].top + line[-1].bottom + word.bottom - word.top:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.match(text))


def used_note(pages: list[int]) -> Note:
    """Say which pages were read by OCR.

    Example:
        >>> used_note([1, 2, 3, 7]).message
        'read by OCR: pages 1-3, 7'
    """
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return Note("ocr_used", f"read by OCR: {'page' if len(pages) == 1 else 'pages'} {named}", "info")


def _merge(model: PageModel, read: PageModel, box: Box) -> None:
    """Put what was read in a picture onto its page."""
    right, down = box[0], box[1]
    by = (right, down, right, down)

    def moved(inner: Box) -> Box:
        return (inner[0] + right, inner[1] + down, inner[2] + right, inner[3] + down)

    def carried(word: Word) -> Word:
        x0, top, x1, bottom = moved(word[1:5])
        return word._replace(x0=x0, top=top, x1=x1, bottom=bottom)

    model.words += map(carried, read.words)
    model.unsure += [(carried(word), sure) for word, sure in read.unsure]
    model.rules += [type(rule)(*(side + step for side, step in zip(rule, by, strict=True))) for rule in read.rules]
    model.fills += [type(fill)(*moved(fill[:4]), fill.rgb) for fill in read.fills]
    model.icons += [replace(icon, box=moved(icon.box)) for icon in read.icons if icon.box]
    model.pictures = [each for each in model.pictures if each != box]
    model.ocr = True
