"""Tables that are forms: one goal or assignment set as labels and their values, side by side.

"Nämndmål | Fler ska läsa / Status | Uppfyllt / Ansvarig | KFN" says what three lines "Nämndmål: Fler ska läsa" … say,
and is delivered as such lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ...normalize.label import read_label
from ...normalize.tables import rows
from ...normalize.text import ends_sentence, fold
from ..document import Icon
from .lines import lines_of
from .nodes import Grid, GridCell, Node, Paragraph, Run

_NUMBER = re.compile(r"\s*\d+(?:\.\d+)*\.?$")
_FIGURE = re.compile(r"[-−–+\d\s.,%()]*\d[-−–+\d\s.,%()]*(?:tkr|mnkr|kr|procent)?")
_MIN_LABELS = 2
_MAX_LABEL = 40


def form_lines(grid: Grid) -> list[Node]:
    """Give a form as labelled lines; nothing where the table is none: fewer than half its labels are known."""
    by_row: dict[int, list[GridCell]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        by_row.setdefault(cell.row, []).append(cell)
    pairs = [row for row in by_row.values() if len(row) > 1]
    if sum(len(row) // 2 for row in pairs) < _MIN_LABELS or len(pairs) < _MIN_LABELS:
        return []
    if all(map(_is_known, pairs[0])):
        # "Mål | Status" over "Mål 1 | Uppfyllt": a header, however much the rows look like labels.
        return []
    labels = [cell for row in pairs for cell in row[::2]]
    known = sum(_is_known(cell) for cell in labels) + 2 * any(_opens_record(row) for row in by_row.values())
    if any(len(row) % 2 for row in pairs) or not all(map(_label, labels)) or 2 * known < max(len(labels), 4):
        return []
    if 2 * sum(_is_figure(cell) for row in pairs for cell in row[1::2]) >= len(labels):
        return []
    return [node for row in by_row.values() for node in _row_lines(row)]


def _opens_record(row: list[GridCell]) -> bool:
    """Say whether a row is one cell that opens a record: "Mål: Fler ska läsa" over the fields of the goal."""
    text = "".join(part.text for node in row[0].content if isinstance(node, Paragraph) for part in lines_of(node))
    label = read_label(text) if len(row) == 1 else None
    return label is not None and label.field in ("goal", "assignment") and bool(label.rest)


def _row_lines(row: list[GridCell]) -> Iterator[Node]:
    if len(row) == 1:
        yield from row[0].content
        return
    for label, value in zip(row[::2], row[1::2], strict=True):
        yield from _labelled(_label(label), value)


def _labelled(label: str, value: GridCell) -> Iterator[Node]:
    """Set a label in front of the first paragraph of its value; a value that is only painted becomes a symbol."""
    said = Run(f"{label}: ", bold=True)
    first, rest = (value.content[0], value.content[1:]) if value.content else (None, ())
    if isinstance(first, Paragraph):
        yield replace(first, content=(said, *first.content), level=None, mark=None)
    else:
        light = (Icon("square", value.fill),) if value.fill not in (None, "white") else ()
        yield Paragraph((said, *light))
        yield from () if first is None else (first,)
    yield from rest


def _label(cell: GridCell) -> str:
    """Give a cell's text if it can be a label: one short line that is no sentence."""
    lines = [line for node in cell.content if isinstance(node, Paragraph) for line in lines_of(node)]
    if len(lines) != 1 or lines[0].icons or len(lines[0].text) > _MAX_LABEL or ends_sentence(lines[0].text.rstrip(":")):
        return ""
    return lines[0].text.rstrip(": ")


def _is_known(cell: GridCell) -> bool:
    """Say whether a cell is a label of a goal, an assignment or a part of one."""
    return fold(_NUMBER.sub("", _label(cell))) in _labels()


def _is_figure(cell: GridCell) -> bool:
    """Say whether a value is a number: "Utfall | 1 234" is a line of a table of figures."""
    text = "".join(line.text for node in cell.content if isinstance(node, Paragraph) for line in lines_of(node))
    return bool(_FIGURE.fullmatch(text))


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(row["phrase"]) for row in rows("labels") if row["inline"] == "yes")
