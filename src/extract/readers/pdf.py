"""Digital PDF files become neutral documents: pages through an engine, then furniture, tables, paragraphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ...errors import Damaged, Encrypted, ReadError, ToolMissing
from ..document import Document, Item, Note, Page, Place
from .paging import left_out, wanted

if TYPE_CHECKING:
    from types import TracebackType

    from ..page import PageModel
    from .scan import Scans

_UNREADABLE = 0.25
_COVERING = 0.5
_BESIDE_TEXT = ("attachments_unread", "pages_left_out")
"""Notes that do not say why a file gave no text."""


class _File(Protocol):
    """A PDF file opened with one of the engines."""

    def __len__(self) -> int: ...

    def __enter__(self) -> _File: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def page(self, number: int) -> PageModel: ...

    def attachments(self) -> list[str]: ...


def read_pdf(
    data: bytes,
    name: str,
    *,
    password: str | None = None,
    pages: Sequence[int] | None = None,
    ocr_cache: Path | None = None,
) -> Document:
    """Read a PDF file; `pages` (1-based) limits what is read, `ocr_cache` keeps what OCR read for the next time.

    Raises:
        ToolMissing: the file is a scan, and the program that reads scans is not installed.
        Encrypted: the file needs a password.
        Damaged: no engine can read the file.
    """
    from ..assemble import asides_of, items_of
    from ..furniture import without_furniture
    from ..page import Wording
    from .scan import Scans, used_note

    notes: list[Note] = []
    with _opened(data, name, password) as file:
        notes += [*_carried(file.attachments()), *left_out(pages, len(file))]
        scans = Scans(file, ocr_cache)
        models = [_prepared(model, scans) for model in _models(file, data, name, password, pages, notes)]
    wording = Wording(models)
    for model in models:
        model.wording = wording
    labels = without_furniture([model for model in models if model.failed is None])
    items: list[Item] = []
    for model in models:
        try:
            found = items_of(model) if model.failed is None else []
        except (ValueError, IndexError, ZeroDivisionError, RecursionError) as error:
            found, model.failed = [], f"layout: {error}"
        items += found
        notes += _page_notes(model, bool(found))
    if scans.missing and not items:
        raise ToolMissing(f"{name} is a scan: {scans.missing}")
    read_by_ocr = [model.number for model in models if model.ocr]
    if read_by_ocr:
        notes.append(used_note(read_by_ocr))
    if not items and not any(note.code not in _BESIDE_TEXT for note in notes):
        notes.append(Note("no_text", f"{name} holds no text"))
    doubts = tuple(doubt for model in models for doubt in model.doubts())
    listed = tuple(_page(model, labels.get(model.number)) for model in models)
    asides = tuple(aside for model in models for aside in asides_of(model))
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, digest, "application/pdf", tuple(items), listed, tuple(notes), asides, doubts)


def _prepared(model: PageModel, scans: Scans) -> PageModel:
    """Read the pictures of a page, and set aside letters that have no meaning."""
    from ..page import tidy

    if model.failed:
        return model
    meaningless = model.words if model.unreadable > _UNREADABLE else []
    read = tidy(scans.read(model))
    read.asides += [("unreadable", word._replace(turn=0)) for word in meaningless]
    if read.unreadable > _UNREADABLE:
        read.words = []
    return read


def _carried(names: list[str]) -> Iterator[Note]:
    """Name the files that a portfolio or an ordinary PDF file carries: they may be the report."""
    if names:
        listed = ", ".join(f"«{name}»" for name in names)
        yield Note("attachments_unread", f"files attached to this one were not read: {listed}")


def _opened(data: bytes, name: str, password: str | None) -> _File:
    """Open a file with pdfium, or where that fails with pdfplumber."""
    from .pdfium import PdfiumFile

    try:
        return PdfiumFile(data, name, password)
    except Encrypted:
        raise
    except Damaged:
        from .plumber import PlumberFile

        return PlumberFile(data, name, password)


def _models(
    file: _File, data: bytes, name: str, password: str | None, pages: Sequence[int] | None, notes: list[Note]
) -> Iterator[PageModel]:
    from ..page import PageModel

    for number in wanted(pages, len(file)):
        try:
            yield file.page(number)
        except ReadError as error:
            model = _second_reading(data, name, password, number, notes)
            yield model if model else PageModel(number, 0.0, 0.0, failed=str(error))


def _second_reading(data: bytes, name: str, password: str | None, number: int, notes: list[Note]) -> PageModel | None:
    """Try a page that pdfium could not read with the other engine."""
    from .plumber import PlumberFile

    try:
        with PlumberFile(data, name, password) as file:
            if number > len(file):
                message = f"page {number} is not there for the second engine, which counts {len(file)} pages"
                notes.append(Note("page_count_disagrees", message))
                return None
            return file.page(number)
    except ReadError:
        return None


def _page(model: PageModel, label: str | None) -> Page:
    width, height = (model.height, model.width) if model.turned % 180 else (model.width, model.height)
    return Page(model.number, label, round(width, 1), round(height, 1), model.hidden_text or model.ocr, model.failed)


def _page_notes(model: PageModel, filled: bool) -> Iterator[Note]:
    place = Place(model.number)
    if model.failed is not None:
        yield Note("page_failed", f"page {model.number} could not be read: {model.failed}", "error", place)
        return
    if model.unreadable > _UNREADABLE:
        message = f"page {model.number}: the letters of its fonts have no meaning"
        yield Note("cid_text", message, "error", place)
    if not filled and _is_picture(model):
        yield Note("no_text", f"page {model.number} holds only a picture", "warning", place)


def _is_picture(model: PageModel) -> bool:
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in model.pictures)
    return area > _COVERING * model.width * model.height or bool(len(model.rules) + len(model.fills) > 500)
