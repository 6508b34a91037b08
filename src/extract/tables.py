"""Geometry becomes cells, cells become tables: ruled, shaded, ruled between rows only, and without any line.

Lines decide where there are lines; where they leave a side open, the words decide. Charts, boxes around running text
and decorations are no tables.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from statistics import median

from ..normalize.tables import rows
from ..normalize.text import clean
from .document import Box, Cell, Place, Table
from .grid import Field, Frame, fields_of, frames_of
from .gutters import axis_words, cell_words, columns_of, divided, is_figure, is_number, is_tabular, parts_of
from .layout import Run, box_of, has_leaders, joined, lines_of, paragraphs_of, run_of, starts_item, usual_pitch
from .page import Fill, PageModel, Word, charts_of
from .readers.color import color_name


@dataclass(slots=True)
class DraftCell:
    """A cell being made: where it stands in the grid, its box and its words."""

    row: int
    column: int
    box: Box
    words: list[Word] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1
    _lines: list[Run] | None = None

    @property
    def lines(self) -> list[Run]:
        """The cell's words as lines; asked for when all its words are there."""
        if self._lines is None:
            self._lines = lines_of(self.words)
        return self._lines


@dataclass(slots=True)
class Draft:
    """A table being made."""

    cells: list[DraftCell]
    box: Box
    ruled: bool


@dataclass(slots=True)
class Boxed:
    """Text in a box of its own: a card, a fact box."""

    box: Box
    words: list[Word]


def ruled_tables(model: PageModel) -> tuple[list[Draft], list[Boxed], list[Word]]:
    """Find a page's tables that have lines or shades and its boxes of text; give them with the words left over."""
    charts = charts_of(model)
    words = [word for word in model.words if not any(_centred(word, chart) for chart in charts)]
    aside = [word for word in model.words if any(_centred(word, chart) for chart in charts)]
    drafts: list[Draft] = []
    closed: list[Frame] = []
    for frame in _stacked(frames_of(model), words, model.fills):
        draft, words = _ruled_table(frame, words, model.fills)
        if draft is not None:
            drafts.append(draft)
        elif _is_card(frame, model.width):
            closed.append(frame)
    boxes: list[Boxed] = []
    for frame in sorted(closed, key=lambda each: (each.box[2] - each.box[0]) * (each.box[3] - each.box[1])):
        inside = [word for word in words if _centred(word, frame.box)]
        if len(inside) > 1:
            boxes.append(Boxed(frame.box, inside))
            held = {id(word) for word in inside}
            words = [word for word in words if id(word) not in held]
    # The figures along a chart's axes are no text; its captions are.
    return drafts, boxes, words + [word for word in aside if not any(map(str.isdigit, word.text))]


def _is_card(frame: Frame, width: float) -> bool:
    """Say whether a frame is a closed box narrower than the page's text, so that others may stand beside it."""
    x0, top, x1, bottom = frame.box
    return bool(frame.upright) and 60 < x1 - x0 < 0.62 * width and bottom - top > 25


# -- frames that belong together


def _stacked(frames: list[Frame], words: list[Word], fills: list[Fill]) -> list[Frame]:
    """Join frames that stand on each other and share their sides: rows between rules, shaded rows, header bands."""
    stacks: list[Frame] = []
    for frame in frames:
        under = next((at for at in range(len(stacks) - 1, -1, -1) if _continues(stacks[at], frame, words, fills)), None)
        if under is None:
            stacks.append(frame)
        else:
            stacks[under] = _together(stacks[under], frame)
    return stacks


def _together(upper: Frame, lower: Frame) -> Frame:
    box = (
        min(upper.box[0], lower.box[0]),
        upper.box[1],
        max(upper.box[2], lower.box[2]),
        max(upper.box[3], lower.box[3]),
    )
    return Frame(upper.level + lower.level, upper.upright + lower.upright, box, upper.hints + lower.hints)


def _continues(upper: Frame, lower: Frame, words: list[Word], fills: list[Fill]) -> bool:
    """Say whether a lower frame goes on where the upper ends: same sides, and a row's worth of text between."""
    if abs(upper.box[0] - lower.box[0]) > 4 or abs(upper.box[2] - lower.box[2]) > 4:
        return False
    top, bottom = upper.box[3], lower.box[1]
    if bottom - top > 6 and _opens_anew(upper, lower, fills):
        return False
    if bottom - top < 2.5:
        return True
    if _walled(upper) and _walled(lower):
        return False
    between = [word for word in words if top - 1 <= (word.top + word.bottom) / 2 <= bottom + 1]
    inside = [word for word in between if _centred(word, (upper.box[0] - 3, top, upper.box[2] + 3, bottom))]
    if not inside:
        return bottom - top < 20
    outside = any(word.x1 < upper.box[0] - 3 or word.x0 > upper.box[2] + 3 for word in between)
    return not outside and _fills_band(inside, top, bottom, _text_size(words, upper, lower))


def _walled(frame: Frame) -> bool:
    """Say whether upright lines close a frame on both sides: a row between two such frames would have them too."""
    sides = [edge.at for edge in frame.upright if edge.drawn]
    return bool(sides) and min(sides) < frame.box[0] + 3 and max(sides) > frame.box[2] - 3


def _opens_anew(upper: Frame, lower: Frame, fills: list[Fill]) -> bool:
    """Say whether a frame begins with the shade that the one above begins with and has nowhere else: a header."""
    first = {fill.rgb for fill in fills if _within(fill, lower.box) and fill.top < lower.box[1] + 3}
    above = [fill for fill in fills if _within(fill, upper.box) and fill.rgb in first]
    return bool(above) and all(fill.top < upper.box[1] + 3 for fill in above)


def _within(fill: Fill, box: Box) -> bool:
    x, y = (fill.x0 + fill.x1) / 2, (fill.top + fill.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _text_size(words: list[Word], upper: Frame, lower: Frame) -> float:
    inside = [w.size for w in words if w.icon is None and (_centred(w, upper.box) or _centred(w, lower.box))]
    return median(inside) if inside else 0.0


def _fills_band(between: list[Word], top: float, bottom: float, size: float) -> bool:
    """Say whether the text between two rules stands as a row does: near both, in the table's own type."""
    lettered = [word.size for word in between if word.icon is None] or [size]
    largest = max(lettered)
    if size and largest > 1.15 * size:
        return False
    slack = 1.25 * min(lettered) + 1
    above, below = min(word.top for word in between) - top, bottom - max(word.bottom for word in between)
    if above > slack or below > slack:
        return False
    lines = lines_of(between)
    return not any(_opens_section(before, line) for before, line in pairwise(lines))


def _opens_section(before: Run, line: Run) -> bool:
    """Say whether a line under a gap starts something new: a caption in bold or larger type, or a header's words."""
    if line.top - before.bottom < 0.65 * line.size:
        return False
    alone = len(parts_of(line)) == 1
    return (
        alone and all(word.bold for word in line.words if word.icon is None)
    ) or line.top - before.bottom > 2 * line.size


# -- ruled tables


def _ruled_table(frame: Frame, words: list[Word], fills: list[Fill]) -> tuple[Draft | None, list[Word]]:
    inside = [word for word in words if _centred(word, frame.box)]
    if not inside or frame.box[3] - frame.box[1] < 6:
        return None, words
    fields, across, down = fields_of(frame)
    if not fields:
        return None, words
    cells = _filled(fields, across, down, inside)
    for cell in cells:
        cell.words = [word for word in cell.words if word.icon is None or not _is_ground(word, cell.box)]
    if not frame.upright and not _rows_by_rules(cells):
        return None, words
    cells, places = _split_columns(cells, frame, across)
    cells = _split_rows(cells)
    box = frame.box
    if not any(edge.drawn for edge in frame.upright):
        cells, box = _extended(cells, frame, places, words)
    cells = _compacted(cells)
    if not _is_table(cells, frame, fills):
        return None, words
    taken = {id(word) for cell in cells for word in cell.words}
    rest = [word for word in words if id(word) not in taken]
    return Draft(cells, box, True), rest


def _is_ground(word: Word, box: Box) -> bool:
    """Say whether a square is no symbol but the shade of the cell it lies in."""
    if word.icon is None or word.icon.shape != "square":
        return False
    area = (box[2] - box[0]) * (box[3] - box[1])
    return (word.x1 - word.x0) * (word.bottom - word.top) > 0.6 * area


def _rows_by_rules(cells: list[DraftCell]) -> bool:
    """Say whether level lines alone divide rows: more than one band, none with several rows of figures."""
    bands = [cell.lines for cell in cells if cell.words]
    if len(bands) < 2:
        return False
    return all(sum(is_tabular(line) and _has_figures(line) for line in lines) < 2 for lines in bands)


def _extended(
    cells: list[DraftCell], frame: Frame, places: list[float], words: list[Word]
) -> tuple[list[DraftCell], Box]:
    """Add the rows that stand outside the first and last rule: a header over it, a closing sum under it."""
    taken = {id(word) for cell in cells for word in cell.words}
    x0, top, x1, bottom = frame.box
    near = [w for w in words if id(w) not in taken and w.x0 > x0 - 6 and w.x1 < x1 + 6 and not w.turn]
    lines = lines_of(near)
    inner = sorted(edge.at for edge in frame.level)
    pitch = median(after - before for before, after in pairwise(inner)) if len(inner) > 2 else 0.0
    above: list[Run] = []
    edge = top
    for line in reversed([line for line in lines if line.middle < top]):
        if (
            edge - line.bottom > max(0.9 * line.size, min(pitch - line.size + 2, 2 * line.size))
            or not _fits(line, places)
            or len(above) == 4
        ):
            break
        above.insert(0, line)
        edge = line.top
    below, end = _rows_below([line for line in lines if line.middle > bottom], frame, places, cells)
    walls = [x0, *places, x1]
    heads = _header_rows(above, places) if above else []
    shift, last = len(heads), max(cell.row + cell.row_span for cell in cells)
    moved = [replace(cell, row=cell.row + shift) for cell in cells]
    outer = _placed_rows(heads, places, walls, 0) + _placed_rows(below, places, walls, shift + last)
    return outer + moved, (x0, edge, x1, end)


def _rows_below(
    lines: list[Run], frame: Frame, places: list[float], cells: list[DraftCell]
) -> tuple[list[list[Run]], float]:
    """Give the rows under the last rule and where they end: a closing sum, or a row that goes on over the page."""
    shaded = not any(edge.drawn for edge in frame.level)
    starts = [min(word.x0 for word in cell.words) for cell in cells if cell.words]
    below: list[Run] = []
    end = frame.box[3]
    for line in lines:
        row = _fits(line, places) and (shaded or _has_figures(line) or _in_columns(line, places, starts))
        if line.top - end > 0.95 * line.size or not (row or (below and _in_columns(line, places, starts))):
            break
        below.append(line)
        end = line.bottom
    one_row = bool(below) and not shaded and not all(map(_has_figures, below))
    return ([below] if one_row else [[line] for line in below]), end


def _in_columns(line: Run, places: list[float], starts: list[float]) -> bool:
    """Say whether a line's words begin where the words of a table's columns do."""
    cells = cell_words(line, places)
    aligned = all(any(abs(words[0].x0 - start) < 2.5 for start in starts) for _, _, words in cells)
    return aligned and bool(places) and all(span == 1 for _, span, _ in cells)


def _fits(line: Run, places: list[float]) -> bool:
    """Say whether a line's words stand in a table's columns, in more than one of them."""
    cells = cell_words(line, places)
    return len(cells) > 1 and not has_leaders(line) and all(len(words) < 9 for _, _, words in cells)


def _is_table(cells: list[DraftCell], frame: Frame, fills: list[Fill]) -> bool:
    """Say whether cells make a table: more than one column, or rows of one column under a header."""
    filled = [cell for cell in cells if cell.words]
    columns = {cell.column for cell in filled}
    if len(columns) >= 2:
        return len(filled) >= 2
    rows = {cell.row for cell in filled}
    return len(rows) >= 2 and not _is_text_box(frame, fills)


def _is_text_box(frame: Frame, fills: list[Fill]) -> bool:
    """Say whether a frame of one column is but shaded text: one colour, and no line drawn between its bands."""
    inner = [edge for edge in frame.level if edge.drawn and frame.box[1] + 3 < edge.at < frame.box[3] - 3]
    return not inner and len({fill.rgb for fill in fills if _within(fill, frame.box)}) < 2


def _filled(fields: list[Field], across: list[float], down: list[float], words: list[Word]) -> list[DraftCell]:
    """Put words into the fields their middles lie in."""
    cells = [DraftCell(each.row, each.column, each.box, [], each.row_span, each.column_span) for each in fields]
    home = {
        (row, column): cell
        for cell in cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    columns, rows = len(across) - 2, len(down) - 2
    for word in words:
        column = bisect_right(across, (word[1] + word[3]) / 2) - 1
        row = bisect_right(down, (word[2] + word[4]) / 2) - 1
        column = 0 if column < 0 else columns if column > columns else column
        row = 0 if row < 0 else rows if row > rows else row
        home[row, column].words.append(word)
    return cells


def _split_columns(cells: list[DraftCell], frame: Frame, across: list[float]) -> tuple[list[DraftCell], list[float]]:
    """Divide cells that no upright line divides, where the words show columns; give them and the column borders."""
    places = across[1:-1] if len(across) > 2 else _kept_places(frame.hints, across) or _gutter_places(cells)
    hints = [x for x in _kept_places(frame.hints, across) if all(abs(x - place) > 4 for place in across)]
    places = sorted({*places, *hints})
    places = sorted({*places, *_inner_places(cells, [across[0], *places, across[-1]])})
    if not places:
        return cells, []
    lines = [across[0], *places, across[-1]]
    return [piece for cell in cells for piece in _split_cell(cell, lines)], places


def _inner_places(cells: list[DraftCell], walls: list[float]) -> list[float]:
    """Find columns within a column: nearly all its cells hold one line each, and that line has the same gutters."""
    found: list[float] = []
    for low, high in pairwise(walls):
        own = [cell for cell in cells if cell.words and abs(cell.box[0] - low) < 4 and abs(cell.box[2] - high) < 4]
        if sum(1 < len(cell.words) < 14 for cell in own) < 0.75 * len(own):
            continue
        lines = [line for cell in own for line in cell.lines]
        rows = [line for line in lines if len(parts_of(line)) > 1]
        figures = sum(_has_figures(line) for line in rows)
        if len(rows) < 3 or len(rows) < 0.75 * len(own):
            continue
        if len(lines) > 1.4 * len(own) and (len(rows) < 0.7 * len(lines) or figures < 0.5 * len(rows)):
            continue
        places = columns_of(rows)
        if sum(len(cell_words(line, places)) == len(places) + 1 for line in rows) >= 0.6 * len(rows):
            found += places
    return found


def _kept_places(hints: list[float], across: list[float]) -> list[float]:
    kept: list[float] = []
    for hint in sorted(hints):
        if across[0] + 5 < hint < across[-1] - 5 and (not kept or hint - kept[-1] > 4):
            kept.append(hint)
    return kept


def _gutter_places(cells: list[DraftCell]) -> list[float]:
    lines = [line for cell in cells for line in cell.lines]
    voters = [line for line in lines if is_tabular(line)]
    if len(voters) < 2:
        return []
    return columns_of(voters)


def _split_cell(cell: DraftCell, lines: list[float]) -> list[DraftCell]:
    """Divide one cell at the column borders that cross it and that none of its words crosses."""
    first = min(range(len(lines)), key=lambda index: abs(lines[index] - cell.box[0]))
    last = min(range(len(lines)), key=lambda index: abs(lines[index] - cell.box[2]))
    inner = list(range(first + 1, last))
    if not inner:
        return [replace(cell, column=first, column_span=max(last - first, 1))]
    crossed = {
        index
        for index in inner
        for line in cell.lines
        for part in divided(line, 0.9, 0.5)
        if part.x0 < lines[index] - 1.5 and part.x1 > lines[index] + 1.5
    }
    free = [index for index in inner if index not in crossed]
    bounds = [first, *free, last]
    pieces = []
    for low, high in pairwise(bounds):
        box = (lines[low], cell.box[1], lines[high], cell.box[3])
        mine = [word for word in cell.words if lines[low] < (word.x0 + word.x1) / 2 <= lines[high]]
        if low == first:
            mine += [word for word in cell.words if (word.x0 + word.x1) / 2 <= lines[low]]
        if high == last:
            mine += [word for word in cell.words if (word.x0 + word.x1) / 2 > lines[high]]
        pieces.append(DraftCell(cell.row, low, box, mine, cell.row_span, high - low))
    if crossed and sum(bool(piece.words) for piece in pieces) < 2:
        return [DraftCell(cell.row, first, cell.box, cell.words, cell.row_span, last - first)]
    return pieces


def _split_rows(cells: list[DraftCell]) -> list[DraftCell]:
    """Divide a band between two level lines that holds several rows: figures of one column on lines of their own."""
    result: list[DraftCell] = []
    shift = 0
    for row in range(max((cell.row for cell in cells), default=-1) + 1):
        band = [cell for cell in cells if cell.row == row]
        parts = _rows_in(band)
        if len(parts) < 2:
            result += [replace(cell, row=cell.row + shift) for cell in band]
            continue
        for offset, part in enumerate(parts):
            result += [replace(cell, row=cell.row + shift + offset) for cell in part]
        shift += len(parts) - 1
    return result


def _rows_in(band: list[DraftCell]) -> list[list[DraftCell]]:
    if len(band) < 2 or any(cell.row_span > 1 for cell in band):
        return [band]
    figures = [cell for cell in band if len(cell.lines) > 1 and all(is_number(line.text) for line in cell.lines)]
    if not figures:
        return [band]
    return _bands_at(band, sorted(line.middle for line in max(figures, key=lambda cell: len(cell.lines)).lines))


def _bands_at(band: list[DraftCell], places: list[float]) -> list[list[DraftCell]]:
    """Give one row per place, each line of a cell to the nearest place."""
    top, bottom = band[0].box[1], band[0].box[3]
    walls = [top, *((a + b) / 2 for a, b in pairwise(places)), bottom]
    rows: list[list[DraftCell]] = []
    for low, high in pairwise(walls):
        row = []
        for cell in band:
            mine = [word for line in cell.lines if low <= line.middle < high for word in line.words]
            row.append(
                DraftCell(cell.row, cell.column, (cell.box[0], low, cell.box[2], high), mine, 1, cell.column_span)
            )
        rows.append(row)
    return rows


def _compacted(cells: list[DraftCell]) -> list[DraftCell]:
    """Number rows and columns anew without those that hold nothing at all."""
    filled = [cell for cell in cells if cell.words]
    rows = sorted({row for cell in filled for row in (cell.row, cell.row + cell.row_span)} | {c.row for c in cells})
    columns = sorted({place for cell in filled for place in (cell.column, cell.column + cell.column_span)})
    used = [c for c in cells if c.words or (c.column in columns)]
    row_at, column_at = {row: at for at, row in enumerate(rows)}, {column: at for at, column in enumerate(columns)}
    result = []
    for cell in used:
        row_end = sum(row < cell.row + cell.row_span for row in rows)
        column_end = sum(column < cell.column + cell.column_span for column in columns)
        row, column = row_at[cell.row], column_at.get(cell.column, 0)
        result.append(
            replace(
                cell, row=row, column=column, row_span=max(row_end - row, 1), column_span=max(column_end - column, 1)
            )
        )
    return result


# -- tables without lines


def open_tables(lines: list[Run]) -> tuple[list[Draft], list[Run]]:
    """Find the tables without lines among the lines of one column; give them with the lines that stand in none."""
    axis = axis_words(lines)
    if axis:
        lines = lines_of(word for line in lines for word in line.words if id(word) not in axis)
    drafts: list[Draft] = []
    taken: set[int] = set()
    for group in _open_groups(lines):
        draft = _open_table(group)
        if draft is not None:
            drafts.append(draft)
            taken |= {id(line) for line in group}
    return drafts, [line for line in lines if id(line) not in taken]


def _open_groups(lines: list[Run]) -> list[list[Run]]:
    """Group neighbouring lines that look like rows, with the short lines among them."""
    groups: list[list[Run]] = []
    pending: list[Run] = []
    for line in lines:
        if is_tabular(line):
            if groups and _joins(groups[-1], pending, line):
                groups[-1] += [*pending, line]
            else:
                _absorb(groups, pending)
                groups.append([line])
            pending = []
        else:
            pending.append(line)
    _absorb(groups, pending)
    return groups


def _absorb(groups: list[list[Run]], pending: list[Run]) -> None:
    """Add the lines on which a later column of a group's last row goes on."""
    for line in pending if groups else ():
        last = groups[-1][-1]
        if line.top - last.bottom > 0.7 * line.size or not (
            _in_later_column(line, groups[-1]) or _ends_label(line, groups[-1])
        ):
            return
        groups[-1].append(line)


def _ends_label(line: Run, group: list[Run]) -> bool:
    """Say whether a line under a group ends its last row's label: set closer than the rows are."""
    pitches = [after.middle - before.middle for before, after in pairwise(group)]
    left = min(each.x0 for each in group)
    later = [part.x0 for each in group for part in parts_of(each) if part.x0 > left + 2 * part.size]
    close = bool(pitches) and line.middle - group[-1].middle < 0.8 * median(pitches)
    return close and abs(line.x0 - left) < 3 and line.x1 < min(later, default=0.0)


def _in_later_column(line: Run, group: list[Run]) -> bool:
    """Say whether a line begins where a column other than the first does."""
    left = min(each.x0 for each in group)
    starts = (part.x0 for each in group for part in parts_of(each) if part.x0 > left + 2 * part.size)
    return any(abs(line.x0 - start) < 2 for start in starts)


def _joins(group: list[Run], pending: list[Run], line: Run) -> bool:
    last = pending[-1] if pending else group[-1]
    if pending and not _has_figures(line) and any(_has_figures(each) for each in group):
        return False
    if line.top - last.bottom > 2.4 * max(line.size, last.size):
        return False
    if pending and all(_in_later_column(each, group) for each in pending):
        return all(after.top - before.bottom < 1.2 * after.size for before, after in pairwise([group[-1], *pending]))
    if len(pending) > 3:
        return False
    previous = group[-1]
    left, right = min(each.x0 for each in group), max(max(each.x1 for each in group), line.x1)
    for each in pending:
        long = each.x1 - each.x0 > 0.62 * (right - left)
        if long or each.top - previous.bottom > 2.2 * each.size or abs(each.size - line.size) > 0.15 * line.size:
            return False
        if starts_item(each) and not is_number(each.text):
            return False
        previous = each
    return abs(line.size - group[-1].size) < 0.25 * line.size


def _has_figures(line: Run) -> bool:
    return any(is_figure(part.text) for part in parts_of(line)[1:])


def _open_table(group: list[Run]) -> Draft | None:
    voters = [line for line in group if is_tabular(line)]
    cuts = columns_of(voters)
    if len(voters) < 2 or not cuts or not _is_open_table(voters, cuts):
        return None
    cells = _open_cells(group, cuts)
    return Draft(_compacted(cells), box_of(group), False)


def _is_open_table(voters: list[Run], cuts: list[float]) -> bool:
    rows = [cell_words(line, cuts) for line in voters]
    figures = sum(any(is_figure(_text(words)) for column, _, words in row if column) for row in rows)
    clean_rows = sum(len(row) > 1 and all(span == 1 for _, span, _ in row) for row in rows)
    if clean_rows < 0.6 * len(rows):
        return False
    if figures >= max(1, 0.3 * len(rows)):
        return True
    if len(rows) >= 3 and median(len(words) for row in rows for _, _, words in row) <= 4:
        return True
    return len(rows) >= 3 and _has_header(voters, rows, cuts)


def _has_header(voters: list[Run], rows: list[list[tuple[int, int, list[Word]]]], cuts: list[float]) -> bool:
    """Say whether the first of several lines of text is a header: bold over plain print, a word or two per column."""
    first = rows[0]
    bold = all(word.bold for word in voters[0].words if word.icon is None)
    plain = any(not word.bold for line in voters[1:] for word in line.words if word.icon is None)
    return bold and plain and len(first) == len(cuts) + 1 and all(len(words) <= 4 for _, _, words in first)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _open_cells(group: list[Run], cuts: list[float]) -> list[DraftCell]:
    left, right = min(line.x0 for line in group), max(line.x1 for line in group)
    lines = [left, *cuts, right]
    rows = _rows_of(group, cuts)
    return _placed_rows(rows, cuts, lines, 0)


def _placed_rows(rows: list[list[Run]], cuts: list[float], walls: list[float], first: int) -> list[DraftCell]:
    """Make cells of rows of lines, numbered from `first`."""
    cells: list[DraftCell] = []
    for number, row in enumerate(rows, first):
        top = min(line.top for line in row)
        bottom = max(line.bottom for line in row)
        by_column: dict[int, DraftCell] = {}
        for line in row:
            for column, span, words in cell_words(line, cuts):
                cell = by_column.get(column)
                if cell is None:
                    box = (walls[column], top, walls[min(column + span, len(walls) - 1)], bottom)
                    cell = by_column[column] = DraftCell(number, column, box, [], 1, span)
                cell.words += words
        cells += by_column.values()
    return cells


def _rows_of(group: list[Run], cuts: list[float]) -> list[list[Run]]:
    """Gather lines into rows: header lines together, wrapped labels with their figures."""
    rows: list[list[Run]] = []
    pitches = [b.middle - a.middle for a, b in pairwise(group)]
    usual = median(pitches) if pitches else 0.0
    head = _header_lines(group, cuts)
    if not any(_has_figures(line) for line in group):
        return _text_rows(group, cuts)
    if head:
        rows += _header_rows(group[:head], cuts)
    for at in range(head, len(group)):
        line = group[at]
        if at > head and _wraps(group, at, cuts, usual):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _opens_row(group: list[Run], at: int, cuts: list[float]) -> bool:
    """Say whether a line with only a label begins the row whose figures stand on the next line, set close to it."""
    if at + 1 >= len(group):
        return False
    before, line, after = group[at - 1] if at else None, group[at], group[at + 1]
    if any(column for column, _, _ in cell_words(line, cuts)):
        return False
    down = after.middle - line.middle
    up = line.middle - before.middle if before else 2 * down
    return down < 0.87 * up and down < 1.45 * line.size


def _text_rows(group: list[Run], cuts: list[float]) -> list[list[Run]]:
    """Gather lines of text into rows: at the wider gaps, else where the columns that are seldom filled begin anew."""
    pitches = [after.middle - before.middle for before, after in pairwise(group)]
    small = min(pitches, default=0.0)
    wide = [pitch > 1.3 * small for pitch in pitches]
    if not any(wide) and small > 1.55 * group[0].size:
        return [[line] for line in group]
    if not any(wide):
        wide = _starts_by_column(group, cuts)
    rows = [[group[0]]]
    for line, opens in zip(group[1:], wide, strict=True):
        if opens:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _starts_by_column(group: list[Run], cuts: list[float]) -> list[bool]:
    """Say for each line but the first whether it opens a row: the column that most lines leave empty is filled."""
    filled = [{column for column, _, _ in cell_words(line, cuts)} for line in group]
    counts = {column: sum(column in line for line in filled[1:]) for column in range(len(cuts) + 1)}
    key = min((count, column) for column, count in counts.items() if count)[1]
    return [key in line for line in filled[1:]]


def _header_lines(group: list[Run], cuts: list[float]) -> int:
    """Count the lines before the first that holds figures."""
    for at, line in enumerate(group):
        if any(is_figure(_text(words)) for column, _, words in cell_words(line, cuts) if column):
            return at if at <= 4 else 0
    return 0


def _header_rows(lines: list[Run], cuts: list[float]) -> list[list[Run]]:
    """Join header lines unless one of them spans columns, which then is a level of its own."""
    rows: list[list[Run]] = []
    for line in lines:
        spanning = any(span > 1 for column, span, _ in cell_words(line, cuts))
        near = bool(rows) and line.top - rows[-1][-1].bottom < 0.8 * line.size
        if near and not spanning and not any(s > 1 for each in rows[-1] for _, s, _ in cell_words(each, cuts)):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _wraps(group: list[Run], at: int, cuts: list[float], usual: float) -> bool:
    """Say whether a line goes on the row above: no figures of its own, set close, and in the same columns."""
    line, before = group[at], group[at - 1]
    mine = cell_words(line, cuts)
    above = {column for column, _, _ in cell_words(before, cuts)}
    pitch = line.middle - before.middle
    if any(is_number(_text(words)) for column, _, words in mine if column):
        return above == {0} and _opens_row(group, at - 1, cuts)
    if at + 1 < len(group) and _opens_row(group, at, cuts):
        return False
    if above and 0 not in above and {column for column, _, _ in mine} == {0} and pitch < 0.8 * usual:
        return True
    if any(column not in above for column, _, _ in mine):
        return False
    close = pitch < 0.87 * usual
    starts_small = mine[0][2][0].text[:1].islower() or mine[0][2][0].text[:1] == "("
    return (close or starts_small) and not (mine[0][0] == 0 and len(mine) > 1)


# -- cells


def finished(draft: Draft, model: PageModel) -> Table:
    """Make a table of a draft: texts, weights, fills, symbols, places."""
    lines = [line for cell in draft.cells for line in cell.lines]
    pitch = usual_pitch(lines) if lines else 1.3
    fills = _fills_of(draft, model.fills)
    head = _header_depth(draft)
    cells = tuple(
        _cell(cell, model, pitch, fills.get(id(cell)), cell.row < head, draft.ruled)
        for cell in sorted(draft.cells, key=lambda each: (each.row, each.column))
    )
    return Table(cells, Place(model.number, model.place(draft.box)))


def _cell(draft: DraftCell, model: PageModel, pitch: float, fill: str | None, header: bool, ruled: bool) -> Cell:
    words = [word for word in draft.words if word.icon is None]
    icons = [*(word.icon for word in draft.words if word.icon is not None)]
    return Cell(
        _cell_text(draft, pitch, ruled),
        draft.row,
        draft.column,
        Place(model.number, model.place(draft.box)),
        draft.row_span,
        draft.column_span,
        header=header,
        bold=bool(words) and all(word.bold for word in words),
        fill=fill,
        icons=tuple(replace(icon, box=model.place(icon.box)) if icon.box else icon for icon in icons),
    )


def _cell_text(draft: DraftCell, pitch: float, ruled: bool) -> str:
    sideways = [word for word in draft.words if word.turn]
    if sideways:
        return _sideways_text(sideways)
    lines = _mended(draft.lines, draft.box) if ruled and len(draft.lines) > 1 else draft.lines
    return "\n".join(filter(None, (joined(group) for group in paragraphs_of(lines, pitch))))


def _mended(lines: list[Run], box: Box) -> list[Run]:
    """Join words that a narrow column broke without a hyphen: `Verksamhe` `t`, `Budgetavvike` `lse`."""
    left = min(line.x0 for line in lines)
    right = box[2] - max(min(left - box[0], 8.0), 0.5)
    mended: list[Run] = [lines[0]]
    for line in lines[1:]:
        above, first = mended[-1].words[-1], line.words[0]
        if not _is_broken(mended[-1], first, right):
            mended.append(line)
            continue
        whole = above._replace(text=above.text + first.text)
        mended[-1] = run_of([*mended[-1].words[:-1], whole])
        if len(line.words) > 1:
            mended.append(run_of(line.words[1:]))
    return mended


@cache
def _short_words() -> frozenset[str]:
    """Words of a few letters that begin a line of their own right."""
    return frozenset(row["word"] for row in rows("short_words"))


def _is_broken(line: Run, first: Word, right: float) -> bool:
    """Say whether a line holds one long word that fills its column and the next begins with a scrap of letters."""
    word = line.words[-1]
    scrap = first.text.isalpha() and first.text.islower() and len(first.text) < 5 and first.text not in _short_words()
    full = right - word.x1 < 0.55 * word.size
    return scrap and full and len(line.words) == 1 and len(word.text) > 5 and word.text.isalpha() and first.icon is None


def _sideways_text(words: list[Word]) -> str:
    """Read print that runs up or down in a narrow header cell."""
    up = words[0].turn == 90
    columns: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.x0 if up else -each.x0):
        if columns and abs(word.x0 - columns[-1][0].x0) < 0.5 * word.size:
            columns[-1].append(word)
        else:
            columns.append([word])
    ordered = [sorted(column, key=lambda each: -each.bottom if up else each.top) for column in columns]
    return clean(" ".join(word.text for column in ordered for word in column))


def _header_depth(draft: Draft) -> int:
    """Count the first rows that are set apart as header: all bold, while later rows are not."""
    rows: dict[int, list[Word]] = {}
    for cell in draft.cells:
        rows.setdefault(cell.row, []).extend(word for word in cell.words if word.icon is None)
    weights = [all(word.bold for word in rows[row]) for row in sorted(rows) if rows[row]]
    depth = next((at for at, bold in enumerate(weights) if not bold), 0)
    return depth if depth < len(weights) and depth <= 3 else 0


def _fills_of(draft: Draft, fills: list[Fill]) -> dict[int, str]:
    """Name the fills that say something: those of single cells, not of whole rows."""
    shades: dict[int, Fill] = {}
    for cell in draft.cells:
        shade = _shade(cell, fills)
        if shade is not None:
            shades[id(cell)] = shade
    named: dict[int, str] = {}
    columns: dict[int, set[str]] = {}
    for cell in draft.cells:
        shade = shades.get(id(cell))
        name = color_name(*shade.rgb) if shade else None
        if name and shade and name not in ("white", "black") and not _whole_row(cell, draft, shades):
            named[id(cell)] = name
            columns.setdefault(cell.column, set()).add(name)
    column_of = {id(cell): cell.column for cell in draft.cells}
    return {key: name for key, name in named.items() if name != "grey" or columns[column_of[key]] - {"grey"}}


def _whole_row(cell: DraftCell, draft: Draft, shades: dict[int, Fill]) -> bool:
    row = [other for other in draft.cells if other.row == cell.row and other is not cell]
    if cell.column == 0 and cell.column_span >= max(other.column + other.column_span for other in draft.cells):
        return True
    rgb = shades[id(cell)].rgb
    same = [other for other in row if id(other) in shades and shades[id(other)].rgb == rgb]
    return bool(row) and len(same) >= 0.5 * len(row)


def _shade(cell: DraftCell, fills: list[Fill]) -> Fill | None:
    """Give the smallest filled area that covers most of a cell, or all of its words (a label on coloured ground)."""
    box = cell.box
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1.0)
    lettered = [word for word in cell.words if word.icon is None]
    best: Fill | None = None
    for fill in fills:
        common = max(min(box[2], fill.x1) - max(box[0], fill.x0), 0) * max(
            min(box[3], fill.bottom) - max(box[1], fill.top), 0
        )
        if not common or (best is not None and _area(fill) > _area(best)):
            continue
        if common > 0.7 * area or (lettered and all(_on(word, fill) for word in lettered)):
            best = fill
    return best


def _area(fill: Fill) -> float:
    return (fill.x1 - fill.x0) * (fill.bottom - fill.top)


def _on(word: Word, fill: Fill) -> bool:
    return (
        fill.x0 - 1 <= word.x0
        and word.x1 <= fill.x1 + 1
        and fill.top - 1 <= word.top
        and word.bottom <= fill.bottom + 3
    )


def _centred(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1
