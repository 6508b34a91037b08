"""Tables of web pages: elements that are one, roles that say so, and boxes that a style sets as one."""

from __future__ import annotations

import re
from typing import Final

from lxml import html

from .html_style import StyleSheet

_ROW_WORDS: Final = frozenset(("row", "rad", "tr", "tablerow"))
_HEAD_WORDS: Final = frozenset(("head", "header", "heading", "thead", "rubrik", "rubriker"))
_CELL_ROLES: Final = ("cell", "gridcell", "columnheader", "rowheader")
_MIN_BOXES: Final = 3
_MAX_BOX: Final = 600


def rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """Give a table's rows as they are shown: head, bodies, foot; those of nested tables belong to them."""
    order = {"thead": 0, "tfoot": 2}
    sections = [part for part in table if isinstance(part.tag, str)]
    sections.sort(key=lambda part: order.get(part.tag, 1))
    found: list[html.HtmlElement] = []
    for section in sections:
        if _is_row(section):
            found.append(section)
        else:
            found += [row for row in section if _is_row(row)]
    return found


def cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    """Give a row's cells."""
    return [entry for entry in row if entry.tag in ("td", "th") or (_is_element(entry) and _role(entry) in _CELL_ROLES)]


def header_cells(row: html.HtmlElement) -> set[html.HtmlElement]:
    """Give the cells that head a column; a marked cell that heads its row alone is none."""
    entries = cells(row)
    marked = {entry for entry in entries if entry.tag == "th" or _role(entry) == "columnheader"}
    above = row.getparent()
    if len(marked) == len(entries) or (above is not None and above.tag == "thead"):
        return marked
    return {entry for entry in marked if entry.get("scope") in ("col", "colgroup")}


def is_table(element: html.HtmlElement, sheet: StyleSheet) -> bool:
    """Say whether an element that is no `<table>` is one by its role or by how its boxes are set."""
    return _role(element) in ("table", "grid", "treegrid") or _is_box_table(element, sheet)


def class_words(element: html.HtmlElement) -> set[str]:
    """Give the words of an element's class names."""
    return {word for name in element.get("class", "").lower().split() for word in re.split("[-_]+", name)}


def _is_box_table(element: html.HtmlElement, sheet: StyleSheet) -> bool:
    """Recognise boxes set as a table, rows of as many short cells each, and give them the roles of one."""
    boxes = [row for row in element if _is_element(row)]
    if element.tag not in ("div", "section", "ul") or len(boxes) < 2:
        return False
    if any(not _is_box_row(row, sheet) for row in boxes) or len({len(row) for row in boxes}) > 1:
        return False
    for row in boxes:
        row.set("role", "row")
        for cell in row:
            cell.set("role", "columnheader" if row is boxes[0] and class_words(row) & _HEAD_WORDS else "cell")
    return True


def _is_box_row(row: html.HtmlElement, sheet: StyleSheet) -> bool:
    by_style = sheet.style(row).get("display", "") in ("table-row", "grid", "flex")
    return (
        row.tag in ("div", "li")
        and (by_style or bool(class_words(row) & _ROW_WORDS))
        and len(row) >= _MIN_BOXES
        and not (row.text or "").strip()
        and all(_is_box(cell) for cell in row)
    )


def _is_box(cell: html.HtmlElement) -> bool:
    """Say whether a box can be a cell: it has no heading and no long text."""
    if cell.tag not in ("div", "span", "p") or (cell.tail or "").strip():
        return False
    return next(cell.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is None and len(cell.text_content()) <= _MAX_BOX


def _is_row(element: html.HtmlElement) -> bool:
    return _is_element(element) and (element.tag == "tr" or _role(element) == "row")


def _is_element(element: html.HtmlElement) -> bool:
    return isinstance(element.tag, str)


def _role(element: html.HtmlElement) -> str | None:
    role: str | None = element.get("role")
    return role
