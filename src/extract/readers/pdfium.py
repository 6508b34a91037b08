"""The fast engine: what pdfium knows of a page, as a `PageModel`.

pdfium is not thread-safe, and its handles are closed in the order text page, page, document.
"""

from __future__ import annotations

from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from ...errors import Damaged, Encrypted
from ...normalize.text import clean
from ..document import Icon, Shape
from ..page import PageModel
from .pdfium_calls import Boxes, Sheet
from .pdfium_drawings import DrawingReader
from .pdfium_words import WordReader

if TYPE_CHECKING:
    from ..imaging import Picture

_MOST_ATTACHMENTS: Final = 20
_PASSWORD_ERROR: Final = 4


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
        self._boxes = Boxes()
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
            return self._read(Sheet(self._document, page, self._boxes), number)
        finally:
            raw.FPDF_ClosePage(page)

    def _read(self, sheet: Sheet, number: int) -> PageModel:
        """Fetch text, then drawings and pictures."""
        model = PageModel(number, sheet.width, sheet.height)
        text_page = raw.FPDFText_LoadPage(sheet.page)
        if text_page:
            try:
                WordReader(sheet, model, self._icons).read(text_page)
            finally:
                raw.FPDFText_ClosePage(text_page)
        DrawingReader(sheet, model, self._icons, self._shapes).read()
        return model

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
