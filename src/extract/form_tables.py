"""Tables without lines of their own in one band of a form: the measures of a goal between its title and its verdict.

A form has a label and a value in each band between two level lines; what stands in columns beside one label has no
columns in common with the values over and under it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from ..normalize.column import read_column
from .draft import Draft, has_figures, words_in
from .grid import Frame
from .gutters import is_tabular, parts_of
from .layout import Run, lines_of
from .open_tables import open_tables
from .page import Word

_LEAST_BANDS: Final = 3
_LEAST_FIELDS: Final = 2
_ALIGNED: Final = 3.0
_FIELDS: Final = frozenset({"status", "forecast", "comment", "responsible", "trend"})


class _Band(NamedTuple):
    """What stands between two level lines of a form: the words of its label, the lines of its value."""

    label: list[Word]
    values: list[Run]


def tables_in_forms(frames: Sequence[Frame], words: list[Word]) -> list[Draft]:
    """Give the tables that stand in bands of forms."""
    return [draft for frame in frames for draft in _in_form(frame, words)]


def _in_form(frame: Frame, words: list[Word]) -> list[Draft]:
    across, down = frame.cuts()
    if len(across) > 3 or len(down) <= _LEAST_BANDS:
        return []
    x0, _, x1, _ = frame.box
    bands = [lines_of(words_in(words, (x0, top + 1, x1, bottom - 1))) for top, bottom in pairwise(down)]
    start = across[1] if len(across) == 3 else _start_of_values(bands)
    if start is None:
        return []
    rows = [_parted(lines, start) for lines in bands]
    told = [row for row in rows if row and not _holds_table(row.values)]
    named = sum(read_column(" ".join(word.text for word in row.label)).field in _FIELDS for row in told)
    if named < _LEAST_FIELDS:
        return []
    tables = [(row, _table(row.values)) for row in rows if row and _holds_table(row.values)]
    return [replace(table, title=tuple(row.label)) for row, table in tables if table]


def _start_of_values(bands: Sequence[Sequence[Run]]) -> float | None:
    """Give where the values of most bands begin, right of their labels."""
    firsts = [parts_of(lines[0]) for lines in bands if lines]
    starts = Counter(round(parts[1].x0) for parts in firsts if len(parts) > 1)
    place, count = starts.most_common(1)[0] if starts else (0, 0)
    return place - _ALIGNED if count >= _LEAST_FIELDS else None


def _parted(lines: Sequence[Run], start: float) -> _Band | None:
    """Part a band into its label and the lines of its value; None where words stand across, as a title does."""
    words = [word for line in lines for word in line.words]
    if any(word.x0 < start < word.x1 for word in words):
        return None
    label = [word for word in words if word.x0 < start]
    values = lines_of(word for word in words if word.x0 >= start)
    return _Band(label, values) if label and values else None


def _holds_table(values: Sequence[Run]) -> bool:
    """Say whether a value is rows of figures under heads."""
    figured = [line for line in values if is_tabular(line) and has_figures(line)]
    return bool(figured) and len(values) > len(figured) and is_tabular(values[0])


def _table(values: list[Run]) -> Draft | None:
    drafts, rest, _ = open_tables(values)
    if len(drafts) != 1 or not all(_ends_label(line, drafts[0]) for line in rest):
        return None
    return _with_end(drafts[0], rest) if rest else drafts[0]


def _ends_label(line: Run, draft: Draft) -> bool:
    """Say whether a line under a table is the end of its last label: nothing stands beside it."""
    first, others = (
        [word.x0 for cell in draft.cells for word in cell.words if (cell.column > 0) == other]
        for other in (False, True)
    )
    aligned = bool(first) and line.x0 > min(first) - _ALIGNED and line.x1 < min(others, default=0.0)
    return aligned and line.top > draft.box[3] - line.size


def _with_end(draft: Draft, rest: list[Run]) -> Draft:
    """Give a table with the lines that end its last label."""
    last = max((cell for cell in draft.cells if cell.column == 0), key=lambda cell: cell.row)
    words = [*last.words, *(word for line in rest for word in line.words)]
    x0, top, x1, _ = last.box
    whole = replace(last, words=words, box=(x0, top, x1, rest[-1].bottom), _lines=None)
    cells = [whole if cell is last else cell for cell in draft.cells]
    return replace(draft, cells=cells, box=(*draft.box[:3], rest[-1].bottom))
