"""The picture by which every layout bug is found: a page with blocks, cells, symbols and records drawn on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .extract.document import Block, Box, Document, Table

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SCALE = 2.0
_BLOCK, _HEADING, _TABLE, _CELL, _ICON, _RECORD = "#0a58ca", "#6f42c1", "#b02a37", "#fd7e14", "#198754", "#d63384"


def show_page(
    data: bytes,
    page: int,
    out: str | Path,
    records: Sequence[tuple[Box, str]] | None = None,
    *,
    document: Document | None = None,
    password: str | None = None,
) -> Path:
    """Draw one page (1-based) of a PDF with what was read from it; write it as PNG and give the path.

    `records` are further boxes with a label each; `document` spares reading the file again.
    """
    import pypdfium2
    from PIL import ImageDraw

    from .extract.readers.pdf import read_pdf

    # Running heads are known by coming back, so the pages around are read too.
    document = document or read_pdf(data, "page", password=password, pages=range(max(page - 4, 1), page + 5))
    file = pypdfium2.PdfDocument(data, password=password)
    try:
        picture = file[page - 1].render(scale=SCALE).to_pil().convert("RGB")
    finally:
        file.close()
    pen = ImageDraw.Draw(picture, "RGBA")
    for number, item in enumerate(document.items):
        if item.place.page == page and item.place.bbox:
            _draw_item(pen, number, item)
    for box, label in records or ():
        _frame(pen, box, _RECORD, label, 3)
    target = Path(out)
    picture.save(target)
    return target


def _draw_item(pen: ImageDraw, number: int, item: Block | Table) -> None:
    box = item.place.bbox or (0.0, 0.0, 0.0, 0.0)
    if isinstance(item, Block):
        label = f"{number} {item.size or ''}{'b' if item.bold else ''}{'·' if item.list_item else ''}{item.color or ''}"
        _frame(pen, box, _HEADING if item.bold else _BLOCK, label, 1)
        _draw_icons(pen, item.icons)
        return
    _frame(pen, box, _TABLE, f"{number} table {item.n_rows}×{item.n_columns}", 3)
    for cell in item.cells:
        spans = f"+{cell.row_span}×{cell.column_span}" if cell.row_span * cell.column_span > 1 else ""
        marks = f"{'H' if cell.header else ''}{'b' if cell.bold else ''} {cell.fill or ''}"
        _frame(pen, cell.place.bbox or box, _CELL, f"{cell.row},{cell.column}{spans} {marks}", 1)
        _draw_icons(pen, cell.icons)


def _draw_icons(pen: ImageDraw, icons: Sequence[Any]) -> None:
    for icon in icons:
        if icon.box:
            share = "" if icon.fill is None else f" {icon.fill:.2f}"
            _frame(pen, icon.box, _ICON, f"{icon.color or ''} {icon.shape}{share}", 2)


def _frame(pen: ImageDraw, box: Box, color: str, label: str, width: int) -> None:
    x0, top, x1, bottom = (side * SCALE for side in box)
    pen.rectangle((x0, top, max(x1, x0), max(bottom, top)), outline=color, width=width)
    if label.strip():
        pen.text((x0 + 2, top - 1), label.strip(), fill=color)
