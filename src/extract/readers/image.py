"""Picture files of scanned pages: TIFF with one page or many, JPEG and PNG.

Scanners and fax archives save pages as TIFF; phones deliver JPEG, with a mark for which side is up.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...errors import Damaged, ReadError, TooLarge, ToolMissing
from ..document import Document, Item, Note, Page, Place
from .paging import left_out, wanted

if TYPE_CHECKING:
    from PIL.Image import Image

    from ..imaging import Picture
    from ..page import PageModel

_MOST_PIXELS: Final = 150_000_000
_MOST_PAGES: Final = 2000
_PLAUSIBLE_DPI: Final = (60.0, 1300.0)
_A4: Final = (8.27, 11.69)


def read_image(
    data: bytes, name: str, form: str, *, pages: Sequence[int] | None = None, ocr_cache: Path | None = None
) -> Document:
    """Read a picture file; `pages` (1-based) limits what is read, `ocr_cache` keeps what OCR read for the next time.

    Raises:
        ToolMissing: the program that reads scans is not installed.
        Damaged: the file is no readable picture.
        TooLarge: a picture has more pixels than any page.
    """
    from ..assemble import asides_of, items_of
    from ..furniture import without_furniture
    from ..page import Wording
    from . import tesseract
    from .scan import used_note

    try:
        tesseract.require()
    except ToolMissing as error:
        raise ToolMissing(f"{name} is a picture: {error}") from error
    notes: list[Note] = []
    models = list(_models(data, name, pages, ocr_cache, notes))
    wording = Wording(models)
    for model in models:
        model.wording = wording
    labels = without_furniture([model for model in models if model.failed is None])
    items: list[Item] = [item for model in models if model.failed is None for item in items_of(model)]
    notes += [
        Note("page_failed", f"page {model.number} could not be read: {model.failed}", "error", Place(model.number))
        for model in models
        if model.failed
    ]
    if any(model.ocr for model in models):
        notes.append(used_note([model.number for model in models if model.ocr]))
    if not items:
        notes.append(Note("no_text", f"{name} holds no text"))
    doubts = tuple(doubt for model in models for doubt in model.doubts())
    listed = tuple(_page(model, labels.get(model.number)) for model in models)
    asides = tuple(aside for model in models for aside in asides_of(model))
    return Document(name, hashlib.sha256(data).hexdigest(), form, tuple(items), listed, tuple(notes), asides, doubts)


def _models(
    data: bytes, name: str, pages: Sequence[int] | None, kept: Path | None, notes: list[Note]
) -> Iterator[PageModel]:
    from PIL import Image, UnidentifiedImageError

    from ..page import PageModel, tidy
    from . import ocr

    try:
        with Image.open(io.BytesIO(data)) as opened:
            count = min(getattr(opened, "n_frames", 1), _MOST_PAGES)
            notes += left_out(pages, count)
            for number in wanted(pages, count):
                try:
                    opened.seek(number - 1)
                    yield tidy(ocr.page_of(_picture(opened, name), number, kept))
                except (OSError, EOFError, ReadError) as error:
                    yield PageModel(number, 0.0, 0.0, failed=" ".join(str(error).split()))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise Damaged(f"{name} is not a readable picture: {' '.join(str(error).split())}") from error


def _picture(opened: Image, name: str) -> Picture:
    """Give one page of a picture file upright, on white, at the resolution for reading."""
    import numpy as np
    from PIL import ImageOps

    from ..imaging import Picture
    from . import ocr

    if opened.width * opened.height > _MOST_PIXELS:
        raise TooLarge(f"{name} has {opened.width} x {opened.height} pixels on a page")
    if opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info:
        from PIL import Image

        clear = opened.convert("RGBA")
        page = Image.new("RGBA", clear.size, "white")
        page.alpha_composite(clear)
        upright = page.convert("RGB")
    else:
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    found = Picture(np.asarray(upright, np.uint8), _dpi(opened))
    square_inches = found.width * found.height / 72**2
    return found.at_dpi(min(ocr.DPI, (ocr.MOST_PIXELS / max(square_inches, 0.01)) ** 0.5))


def _dpi(opened: Image) -> float:
    """Give the resolution a file states, or that which makes it a page of A4 where it states none or nonsense."""
    stated = opened.info.get("dpi", (0, 0))
    dpi = float(stated[0] or 0)
    guessed = max(min(opened.size) / _A4[0], max(opened.size) / _A4[1])
    if not _PLAUSIBLE_DPI[0] <= dpi <= _PLAUSIBLE_DPI[1]:
        return guessed
    # Screens and phones write 72 or 96 whatever they saw; no page is a metre wide.
    return guessed if min(opened.size) / dpi > 2.5 * _A4[0] else dpi


def _page(model: PageModel, label: str | None) -> Page:
    width, height = (model.height, model.width) if model.turned % 180 else (model.width, model.height)
    page = Page(model.number, label, round(width, 1), round(height, 1), model.ocr, model.failed)
    return page._replace(width=None, height=None) if model.failed else page
