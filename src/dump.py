"""The neutral document as text, one line for every block and cell: what a reader saw, before anything is found in it.

The lines are stable, so that a golden file of them shows in a diff which layer broke. Text stands last on its line;
a paragraph break inside it is written `\\n`, a character that cannot be seen by its number (`\\uf0b7`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from .extract.document import Aside, Block, Box, Cell, Document, Icon, Note, Page, Place, Table


def outline(document: Document) -> Iterator[str]:
    """Give the lines of a document: form, pages, what its reader noticed, items in reading order, what stands aside."""
    return map(_visible, _lines(document))


def _lines(document: Document) -> Iterator[str]:
    yield f"document {document.file_name} {document.media_type}"
    yield from map(_page, document.pages)
    yield from map(_note, document.notes)
    for item in document.items:
        if isinstance(item, Block):
            yield _block(item)
        else:
            yield from _table(item)
    yield from map(_aside, document.asides)


def _page(page: Page) -> str:
    size = f"{page.width:.0f}x{page.height:.0f}" if page.width is not None and page.height is not None else None
    label = f'label "{page.label}"' if page.label else None
    return _line(
        "page", str(page.number), label, size, "ocr" if page.ocr else None, text=page.failed and "failed " + page.failed
    )


def _note(note: Note) -> str:
    return _line("note", _place(note.place) if note.place else None, note.code, note.severity, text=note.message)


def _block(block: Block) -> str:
    kind = f"heading {block.level}" if block.level else "list item" if block.list_item else "text"
    size = f"{block.size:g} pt" if block.size is not None else None
    icons = _icons(block.icons)
    return _line(_place(block.place), kind, size, "bold" if block.bold else None, block.color, *icons, text=block.text)


def _aside(aside: Aside) -> str:
    return _line(_place(aside.place), aside.kind, text=aside.text)


def _table(table: Table) -> Iterator[str]:
    yield _line(_place(table.place), f"table {table.n_rows}x{table.n_columns}", text=table.title)
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        yield "  " + _cell(cell)


def _cell(cell: Cell) -> str:
    rows = _range(cell.row, cell.row_span)
    columns = _range(cell.column, cell.column_span)
    marks = ("header" if cell.header else None, "bold" if cell.bold else None, cell.fill and f"fill {cell.fill}")
    return _line(_place(cell.place), f"{rows},{columns}", *marks, *_icons(cell.icons), text=cell.text)


def _range(first: int, span: int) -> str:
    return str(first) if span == 1 else f"{first}-{first + span - 1}"


def _place(place: Place) -> str:
    parts = (
        place.page and f"p{place.page}",
        place.bbox and _box(place.bbox),
        place.line and f"l{place.line}",
        place.ref and f"<{place.ref}>",
    )
    return " ".join(part for part in parts if part) or "-"


def _box(box: Box) -> str:
    return "(" + ",".join(f"{edge:.1f}" for edge in box) + ")"


def _icons(icons: tuple[Icon, ...]) -> Iterator[str]:
    for icon in icons:
        fill = f"{icon.fill:.2f}" if icon.fill is not None else None
        alt = f'"{icon.alt}"' if icon.alt else None
        yield "[" + " ".join(part for part in (icon.color, icon.shape, fill, icon.glyph, alt) if part) + "]"


def _line(*parts: str | None, text: str | None) -> str:
    head = " ".join(part for part in parts if part)
    return f"{head}: {text}" if text else head


def _visible(line: str) -> str:
    return "".join(map(_shown, line))


def _shown(letter: str) -> str:
    if letter == "\n":
        return "\\n"
    if letter == "\\":
        return "\\\\"
    if unicodedata.category(letter)[0] == "C" or letter in "\u2028\u2029":
        return f"\\u{ord(letter):04x}"
    return letter
