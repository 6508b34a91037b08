"""Ruled and shaded tables: frames become cells, words fill them, and where lines are missing the words decide."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .badges import badges_of
from .document import Box
from .draft import Boxed, Draft, DraftCell, centred, compacted, has_figures, placed_rows, words_in
from .form_tables import tables_in_forms
from .grid import Field, Frame, fields_of, frames_of, nearest
from .gutters import cell_words, columns_of, divided, is_number, is_tabular, parts_of
from .heads import clear_of_heads, header_rows, spread_heads
from .layout import Run, has_leaders, lines_of, run_of, starts_item
from .nesting import parted, with_values
from .page import Fill, PageModel, Word, charts_of
from .stacks import fill_within, is_bar_over_columns, is_stripe, stacked

ROW_AIR = 2.2
"""White between the rows of figures under a shaded header, in lines: more is the end of the table."""

_MOST_HEADS = 4
_MOST_STAGGERED = 8
"""Lines of a header over its first rule: at most; and where heads of some lines stand centred beside each other."""

KEY_FIGURE = 2.0
"""How many times as large as the print around it the figure of a card is set, at least."""

LEADING = 0.5
"""White between the lines of one head, at most, in type sizes."""

LEVEL = 0.2
WITHIN = 0.35
"""White between the lines of a cell in rows whose cells stand centred, at most; both in type sizes."""

ROW_GAP = 0.6
"""White between rows from which on closer lines are one row's."""

WIDE_PROSE = 0.6
"""Share of a box's width from which on a line without gaps is running text."""


def ruled_tables(model: PageModel) -> tuple[list[Draft], list[Boxed], list[Word]]:
    """Find a page's tables that have lines or shades and its boxes of text; give them with the words left over."""
    charts = charts_of(model)
    aside = [word for word in model.words if any(centred(word, chart) for chart in charts)] if charts else []
    words = _without(model.words, aside)
    drafts: list[Draft] = []
    boxes: list[Boxed] = []
    closed: list[Frame] = []
    frames = frames_of(model)
    inner = [draft for frame in frames if frame.nested if (draft := _ruled_table(frame, words, model.fills).draft)]
    words = _without(words, [word for draft in inner for cell in draft.cells for word in cell.words])
    frames = with_values(model, [frame for frame in frames if not frame.nested], words)
    frames = [frame for frame in frames if not (is_stripe(frame, words) or is_bar_over_columns(frame, words))]
    frames = stacked(frames, words, model.fills)
    measures = tables_in_forms(frames, words)
    words = _without(words, [word for draft in measures for word in (*draft.title, *draft.words)])
    for frame in frames:
        read = _ruled_table(frame, words, model.fills)
        words = read.rest
        if read.draft is not None:
            drafts += parted(read.draft, [each.box for each in inner])
        elif not read.cards and _is_card(frame, model.width):
            closed.append(frame)
        boxes += read.cards
    for frame in sorted(closed, key=lambda each: (each.box[2] - each.box[0]) * (each.box[3] - each.box[1])):
        inside = words_in(words, frame.box)
        if len(inside) > 1:
            boxes.append(Boxed(frame.box, inside))
            boxed = {id(word) for word in inside}
            words = [word for word in words if id(word) not in boxed]
    # The figures along a chart's axes are no text; its captions are.
    figures = [word for word in aside if any(map(str.isdigit, word.text))]
    model.asides += [("chart", word) for word in figures]
    held = {id(word) for word in figures}
    return drafts + inner + measures, boxes, words + [word for word in aside if id(word) not in held]


def _is_card(frame: Frame, width: float) -> bool:
    """Say whether a frame is a closed box narrower than the page's text, so that others may stand beside it."""
    x0, top, x1, bottom = frame.box
    return bool(frame.upright) and 60 < x1 - x0 < 0.62 * width and bottom - top > 25


class _Reading(NamedTuple):
    """What a frame holds: a table, or boxes of text under each other; and the words that stand elsewhere."""

    draft: Draft | None
    cards: list[Boxed]
    rest: list[Word]


def _ruled_table(frame: Frame, words: list[Word], fills: list[Fill]) -> _Reading:
    nothing = _Reading(None, [], words)
    inside = words_in(words, frame.box)
    if not inside or frame.box[3] - frame.box[1] < 6:
        return nothing
    fields, across, down = fields_of(frame)
    if not fields:
        return nothing
    cells = _filled(fields, across, down, inside)
    for cell in cells:
        cell.words = [word for word in cell.words if word.icon is None or not _is_ground(word, cell.box)]
    if not frame.upright and not _rows_by_rules(cells, frame):
        return nothing
    if len(across) == 2 and (cards := _cards(cells, fills)):
        return _Reading(None, cards, _without(words, [word for card in cards for word in card.words]))
    if not any(edge.drawn for edge in frame.upright):
        cells = _split_bands(cells, _groups_in)
    cells, places = _split_columns(cells, frame, across)
    cells = _split_bands(cells, _rows_in)
    box = frame.box
    if not any(edge.drawn for edge in frame.upright):
        cells, box = _extended(cells, frame, places, words)
        cells = spread_heads(compacted(cells))
    else:
        cells = compacted(cells)
    if not _is_table(cells, frame, fills):
        return nothing
    return _Reading(Draft(cells, box, True), [], _without(words, [word for cell in cells for word in cell.words]))


def _without(words: list[Word], taken: list[Word]) -> list[Word]:
    if not taken:
        return words
    held = {id(word) for word in taken}
    return [word for word in words if id(word) not in held]


def _is_ground(word: Word, box: Box) -> bool:
    """Say whether a square is no symbol but the shade of the cell it lies in."""
    if word.icon is None or word.icon.shape != "square":
        return False
    area = (box[2] - box[0]) * (box[3] - box[1])
    return (word.x1 - word.x0) * (word.bottom - word.top) > 0.6 * area


def _rows_by_rules(cells: list[DraftCell], frame: Frame) -> bool:
    """Say whether level lines alone divide rows: more than one band, none with several rows of figures.

    One band is a row where the lines over and under it are drawn in pieces, cell by cell.
    """
    bands = [cell.lines for cell in cells if cell.words]
    if len(bands) < 2 and not (bands and len(_kept_places(frame.hints, [frame.box[0], frame.box[2]])) > 1):
        return False
    return all(sum(is_tabular(line) and has_figures(line) for line in lines) < 2 for lines in bands)


def _extended(
    cells: list[DraftCell], frame: Frame, places: list[float], words: list[Word]
) -> tuple[list[DraftCell], Box]:
    """Add the rows that stand outside the first and last rule: a header over it, a closing sum under it."""
    taken = {id(word) for cell in cells for word in cell.words}
    x0, top, x1, bottom = frame.box
    near = [w for w in words if id(w) not in taken and w.x0 > x0 - 6 and w.x1 < x1 + 6 and not w.turn]
    lines = lines_of(near)
    inner = sorted(edge.at for edge in frame.level)
    pitch = median(after - before for before, after in pairwise(inner)) if len(inner) > 2 else _stripe(frame, cells)
    places = clear_of_heads(places, cells, [line for line in lines if 0 < top - line.middle < _MOST_HEADS * line.size])
    above, edge = _rows_above([line for line in lines if line.middle < top], frame, places, pitch)
    below, end = _rows_below([line for line in lines if line.middle > bottom], frame, places, cells)
    walls = [x0, *places, x1]
    heads = header_rows(above, places) if above else []
    shift, last = len(heads), max(cell.row + cell.row_span for cell in cells)
    moved = [_lowered(cell, shift) for cell in cells]
    outer = placed_rows(heads, places, walls, 0) + placed_rows(below, places, walls, shift + last)
    return outer + moved, (x0, edge, x1, end)


def _stripe(frame: Frame, cells: list[DraftCell]) -> float:
    """Give the height of the one row of figures that is shaded: rows without shade are as high."""
    lines = [cell.lines for cell in cells if cell.words]
    figures = sum(is_number(each[0].text) for each in lines)
    drawn = any(edge.drawn for edge in frame.level)
    return frame.box[3] - frame.box[1] if figures > 1 and not drawn and {len(each) for each in lines} == {1} else 0.0


def _rows_above(lines: list[Run], frame: Frame, places: list[float], pitch: float) -> tuple[list[Run], float]:
    """Give the lines over the first rule that belong to the table, and where they begin.

    A line with words in one column only belongs to it when one further up fills several: a corner between two levels
    of a header, the second line of a row.
    """
    above: list[Run] = []
    pending: list[Run] = []
    edge = reach = frame.box[1]
    for line in reversed(lines):
        far = reach - line.bottom > max(0.9 * line.size, min(pitch - line.size + 2, 2 * line.size))
        found = len(above) + len(pending)
        if far or found == _MOST_STAGGERED or (found >= _MOST_HEADS and line.bottom < reach):
            break
        reach = min(reach, line.top)
        if _fits(line, places):
            above = [line, *pending, *above]
            pending, edge = [], reach
        elif _in_one_column(line, places):
            pending.insert(0, line)
        else:
            break
    for at in range(len(pending) if above else 0):
        if _tops_heads(pending[at:], above, places):
            return [*pending[at:], *above], pending[at].top
    return above, edge


def _tops_heads(pending: list[Run], header: list[Run], places: list[float]) -> bool:
    """Say whether lines close over a header are the upper lines of one of its later heads: "Utfall" over "jan-mar"."""
    under: dict[int, Run] = {}
    for line in reversed(header):
        under |= {column: run_of(words) for column, _, words in cell_words(line, places)}
    columns = [cell_words(line, places)[0][0] for line in pending]
    close = all(b.top - a.bottom < LEADING * b.size for a, b in pairwise([*pending, header[0]]))
    return close and all(
        column and column in under and _stands_close_over(line, under[column])
        for column, line in zip(columns, pending, strict=True)
    )


def _stands_close_over(line: Run, head: Run) -> bool:
    """Say whether the middle of a line is over a head, at most a few lines up: heads stand centred in their cells."""
    over = head.x0 - 3 < (line.x0 + line.x1) / 2 < head.x1 + 3
    return over and head.top - line.bottom < _MOST_HEADS * head.size


def _in_one_column(line: Run, places: list[float]) -> bool:
    cells = cell_words(line, places)
    return bool(places) and len(cells) == 1 and cells[0][1] == 1 and not starts_item(line)


def _rows_below(
    lines: list[Run], frame: Frame, places: list[float], cells: list[DraftCell]
) -> tuple[list[list[Run]], float]:
    """Give the rows under the last rule and where they end: a closing sum, or a row that goes on over the page."""
    shaded = not any(edge.drawn for edge in frame.level)
    starts = [min(word.x0 for word in cell.words) for cell in cells if cell.words]
    below: list[Run] = []
    end = frame.box[3]
    inner = _inner_gap(cells)
    for at, line in enumerate(lines):
        row = _fits(line, places) and (shaded or has_figures(line) or _in_columns(line, places, starts))
        near = max(0.95 * line.size, inner) if below else 0.95 * line.size
        if shaded and below and row and has_figures(line) and _in_columns_of(line, below, places):
            near = ROW_AIR * line.size
        rest = shaded and not below and _is_rest(lines[at : at + 2], frame, places)
        if line.top - end > near or not (row or rest or (below and _in_columns(line, places, starts))):
            break
        below.append(line)
        end = line.bottom
    one_row = bool(below) and not shaded and not all(map(has_figures, below))
    return ([below] if one_row else _padded_rows(below, cells)), end


def _is_rest(lines: list[Run], frame: Frame, places: list[float]) -> bool:
    """Say whether the first line under a repeated header is the rest of a label from the page before."""
    line = lines[0]
    label = bool(places) and line.x1 < places[0] and line.x0 < frame.box[0] + 12 and line.text[:1].islower()
    return label and len(lines) > 1 and _fits(lines[1], places) and has_figures(lines[1])


def _in_columns_of(line: Run, rows: list[Run], places: list[float]) -> bool:
    """Say whether a line of figures fills the same columns as the first such row above it."""
    filled = next((cell_words(row, places) for row in rows if has_figures(row)), [])
    return [column for column, _, _ in cell_words(line, places)] == [column for column, _, _ in filled]


def _inner_gap(cells: list[DraftCell]) -> float:
    """Give the white between the paragraphs that each row of a table's first column has, 0 where rows differ."""
    first = [cell.lines for cell in cells if cell.column == 0 and cell.words]
    gaps = [max(b.top - a.bottom for a, b in pairwise(lines)) for lines in first if len(lines) > 1]
    usual = 1 < len(gaps) >= 0.6 * len(first) and max(gaps) - min(gaps) < 1.5
    return max(gaps) + 1 if usual else 0.0


def _padded_rows(lines: list[Run], cells: list[DraftCell]) -> list[list[Run]]:
    """Gather the lines under the last shade into rows: where rows have air around them, close lines are one row."""
    air = [cell.lines[0].top - cell.box[1] for cell in cells if cell.words]
    padded = bool(air) and median(air) > 0.3 * median(cell.lines[0].size for cell in cells if cell.words)
    gaps = [(b.top - a.bottom) / b.size for a, b in pairwise(lines) if has_figures(b)]
    padded = padded or (bool(gaps) and median(gaps) > ROW_GAP)
    if any(b.top < a.bottom - LEVEL * b.size for a, b in pairwise(lines)):
        return _centred_rows(lines)
    rows: list[list[Run]] = []
    for line in lines:
        if rows and padded and line.top - rows[-1][-1].bottom < 0.45 * line.size and not has_figures(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _centred_rows(lines: list[Run]) -> list[list[Run]]:
    """Gather lines into rows where cells of one line and of more stand centred beside each other: at the white."""
    rows: list[list[Run]] = []
    reach = 0.0
    for line in lines:
        if rows and line.top - reach < WITHIN * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
        reach = max(reach, line.bottom)
    return rows


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
    if _is_grid(cells):
        return False
    if len(columns) >= 2:
        return len(filled) >= 2
    rows = {cell.row for cell in filled}
    return len(rows) >= 2 and len(filled) > 0.3 * len(cells) and not _is_text_box(frame, fills)


def _is_grid(cells: list[DraftCell]) -> bool:
    """Say whether level lines are the grid of a chart: over rows with words stand as many that hold nothing."""
    filled = {row for cell in cells if cell.words for row in range(cell.row, cell.row + cell.row_span)}
    blank = max(filled) + 1 - len(filled) if filled else 0
    return blank >= max(len(filled), 3)


def _is_text_box(frame: Frame, fills: list[Fill]) -> bool:
    """Say whether a frame of one column is but shaded text: one colour, and no line drawn between its bands."""
    inner = [edge for edge in frame.level if edge.drawn and frame.box[1] + 3 < edge.at < frame.box[3] - 3]
    return not inner and len({fill.rgb for fill in fills if fill_within(fill, frame.box)}) < 2


def _cards(cells: list[DraftCell], fills: list[Fill]) -> list[Boxed]:
    """Give the bands of a frame that are boxes of text under each other; none where they are rows of a table.

    A box holds prose over its width, and besides a badge, figures in columns, or a bold line over it all.
    """
    filled = [cell for cell in cells if cell.words]
    long = [cell for cell in filled if len(cell.lines) > 1]
    boxed = sum((_is_text(cell) or _has_key_figure(cell)) and _is_boxed(cell, fills) for cell in long)
    return [Boxed(cell.box, cell.words) for cell in filled] if boxed and 2 * boxed >= len(long) else []


def _is_text(cell: DraftCell) -> bool:
    """Say whether a line of prose runs over most of a cell's width."""
    width = cell.box[2] - cell.box[0]
    return any(len(parts_of(line)) == 1 and line.x1 - line.x0 > WIDE_PROSE * width for line in cell.lines)


def _has_key_figure(cell: DraftCell) -> bool:
    """Say whether a figure stands among a cell's lines in print far larger than theirs: no cell of a table has that."""
    small = min(line.size for line in cell.lines)
    figures = (part for line in cell.lines if line.size > KEY_FIGURE * small for part in parts_of(line))
    return any(is_number(part.text) for part in figures)


def _is_boxed(cell: DraftCell, fills: list[Fill]) -> bool:
    if any(is_tabular(line) and has_figures(line) for line in cell.lines) or badges_of(cell.lines, fills):
        return True
    first, *rest = cell.lines
    return _all_bold(first) and not any(is_tabular(line) or _all_bold(line) for line in rest)


def _all_bold(line: Run) -> bool:
    return all(word.bold for word in line.words if word.icon is None)


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
    borders = [*frame.hints, *(edge.at for edge in frame.upright if not edge.drawn)]
    marked = [at for at, line in enumerate(lines) if any(abs(line - border) < 4 for border in borders)]
    drawn = any(edge.drawn for edge in frame.upright)
    starts = _starts(cells, lines)
    result: list[DraftCell] = []
    for cell in cells:
        merged = drawn and _is_merged(cell, lines)
        result += [_merged(cell, lines)] if merged else _split_cell(cell, lines, marked, starts)
    return result, places


def _starts(cells: list[DraftCell], lines: list[float]) -> dict[int, float]:
    """Give for each column border where the words right of it begin, in the cells that begin there."""
    found: dict[int, list[float]] = {}
    for cell in cells:
        if cell.words:
            found.setdefault(_columns_of(cell, lines)[0], []).append(min(word.x0 for word in cell.words))
    return {index: median(places) for index, places in found.items() if len(places) > 1}


def _is_merged(cell: DraftCell, lines: list[float]) -> bool:
    """Say whether upright lines close a cell that spans some of a table's columns, and one run of words fills it."""
    first, last = _columns_of(cell, lines)
    if not cell.words or last - first < 2 or last - first == len(lines) - 1:
        return False
    parts = [part for line in cell.lines for part in parts_of(line)]
    middle = (cell.box[0] + cell.box[2]) / 2
    return len(parts) == len(cell.lines) and all(abs((part.x0 + part.x1) / 2 - middle) < part.size for part in parts)


def _merged(cell: DraftCell, lines: list[float]) -> DraftCell:
    first, last = _columns_of(cell, lines)
    return replace(cell, column=first, column_span=last - first)


def _columns_of(cell: DraftCell, lines: list[float]) -> tuple[int, int]:
    """Give the column borders between which a cell lies."""
    return nearest(lines, cell.box[0]), nearest(lines, cell.box[2])


def _inner_places(cells: list[DraftCell], walls: list[float]) -> list[float]:
    """Find columns within a column: nearly all its cells hold one line each, and that line has the same gutters."""
    found: list[float] = []
    for low, high in pairwise(walls):
        own = [cell for cell in cells if cell.words and abs(cell.box[0] - low) < 4 and abs(cell.box[2] - high) < 4]
        if sum(1 < len(cell.words) < 14 for cell in own) < 0.75 * len(own):
            continue
        lines = [line for cell in own for line in cell.lines]
        rows = [line for line in lines if len(parts_of(line)) > 1]
        figures = sum(has_figures(line) for line in rows)
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
    parts = [part for line in lines for part in parts_of(line)]
    return [_past_labels(place, parts) for place in columns_of(voters)]


def _past_labels(place: float, parts: list[Run]) -> float:
    """Move a column's border past the lines of long labels with nothing beside them, if they end before the column."""
    reach = max((part.x1 for part in parts if part.x0 < place < part.x1), default=place)
    past = reach + 1 if reach > place else place
    return place if any(part.x0 < past < part.x1 for part in parts) else past


def _split_cell(cell: DraftCell, lines: list[float], marked: list[int], starts: dict[int, float]) -> list[DraftCell]:
    """Divide one cell at the column borders that cross it and that none of its words crosses.

    Where the rules themselves are drawn in pieces that meet at a border, or it is drawn or shaded in other rows
    (`marked`), or where all of several lines leave it free (heads set close to each other), a narrower gap is enough.
    """
    first, last = _columns_of(cell, lines)
    inner = list(range(first + 1, last))
    if not inner or (last - first < len(lines) - 1 and _heads_columns(cell)):
        return [cell.at(cell.row, first, cell.row_span, max(last - first, 1))]
    crossed = {
        index
        for index in inner
        for line in cell.lines
        for part in (divided(line, 0.5, 0.4) if index in marked or len(cell.lines) > 2 else divided(line, 0.9, 0.5))
        if part.x0 < lines[index] - 1.5
        and part.x1 > lines[index] + 1.5
        and not _meet_at(part, lines[index], starts.get(index))
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


def _meet_at(part: Run, border: float, start: float | None) -> bool:
    """Say whether a figure and words meet at a border, the right of them where its column begins."""
    if start is None or any(word.x0 < border - 1 and word.x1 > border + 1 for word in part.words):
        return False
    right = [word for word in part.words if word.x0 > border - 1]
    left = [word for word in part.words if word.x0 <= border - 1]
    if all(any(letter.isalpha() for word in side for letter in word.text) for side in (left, right)):
        return False  # a text over both columns may break anywhere: only a figure beside it shows two cells
    return any(abs(word.x0 - start) < 1.5 for word in right)


def _split_bands(
    cells: list[DraftCell], rows_in: Callable[[list[DraftCell]], list[list[DraftCell]]]
) -> list[DraftCell]:
    """Divide the bands between two level lines that hold several rows, as `rows_in` finds them."""
    result: list[DraftCell] = []
    shift = 0
    bands: dict[int, list[DraftCell]] = {}
    for cell in cells:
        bands.setdefault(cell.row, []).append(cell)
    for _, band in sorted(bands.items()):
        parts = rows_in(band)
        if len(parts) < 2:
            result += [_lowered(cell, shift) for cell in band] if shift else band
            continue
        for offset, part in enumerate(parts):
            result += [_lowered(cell, shift + offset) for cell in part]
        shift += len(parts) - 1
    return result


def _heads_columns(cell: DraftCell) -> bool:
    """Say whether a cell within drawn sides names several columns: one line, set in its middle."""
    if len(cell.lines) != 1 or len(parts_of(cell.lines[0])) > 1:
        return False
    left, right = cell.lines[0].x0 - cell.box[0], cell.box[2] - cell.lines[0].x1
    return min(left, right) > 2 * cell.lines[0].size and abs(left - right) < 4


def _lowered(cell: DraftCell, rows: int) -> DraftCell:
    return cell.at(cell.row + rows, cell.column, cell.row_span, cell.column_span)


def _groups_in(band: list[DraftCell]) -> list[list[DraftCell]]:
    """Part an undivided band at the bold lines that name groups of its rows of figures, set apart from the rows."""
    lines = band[0].lines if len(band) == 1 else []
    rows = [line for line in lines if is_tabular(line) and has_figures(line)]
    if len(rows) < 2 or any(map(_all_bold, rows[:2])):
        return [band]
    gap = min(b.top - a.bottom for a, b in pairwise(lines))
    labels = [line for line in lines if _all_bold(line) and len(parts_of(line)) == 1]
    if not labels or gap < ROW_GAP * rows[0].size:
        return [band]
    [cell] = band
    starts = [line for at, line in enumerate(lines) if line in labels or (at and lines[at - 1] in labels)]
    x0, top, x1, bottom = cell.box
    walls = [top, *((lines[lines.index(line) - 1].bottom + line.top) / 2 for line in starts if line is not lines[0])]
    return [
        [DraftCell(cell.row, cell.column, box, words_in(cell.words, box), 1, cell.column_span)]
        for low, high in pairwise([*walls, bottom])
        if (box := (x0, low, x1, high))
    ]


def _rows_in(band: list[DraftCell]) -> list[list[DraftCell]]:
    """Divide a band that holds several rows: figures of one column on lines of their own."""
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
