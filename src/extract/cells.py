"""Drafts become tables of the neutral document: texts, weights, fills that say something, symbols, places."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ..normalize.tables import rows
from ..normalize.text import clean
from .document import Cell, Place, Table
from .draft import Draft, DraftCell
from .layout import Run, joined, lines_of, paragraphs_of, run_of, usual_pitch
from .page import Fill, PageModel, Word, Wording
from .readers.color import color_name


def finished(draft: Draft, model: PageModel) -> Table:
    """Make a table of a draft: texts, weights, fills, symbols, places."""
    lines = [line for cell in draft.cells for line in cell.lines]
    pitch = usual_pitch(lines) if lines else 1.3
    fills = _fills_of(draft, model.fills)
    head = _header_depth(draft)
    longest = {} if draft.ruled else _longest(draft)
    cells = tuple(
        _cell(cell, model, pitch, fills.get(id(cell)), cell.row < head, longest.get(cell.column) or _right_of(cell))
        for cell in sorted(draft.cells, key=lambda each: (each.row, each.column))
    )
    title = joined(lines_of(draft.title)) or None if draft.title else None
    return Table(cells, Place(model.number, model.place(draft.box)), title)


def _longest(draft: Draft) -> dict[int, float]:
    """Tell how far right the lines of each column reach in a table without lines."""
    reach: dict[int, float] = {}
    for cell in draft.cells:
        for word in cell.words:
            if word[3] > reach.get(cell.column, 0.0):
                reach[cell.column] = word[3]
    return reach


def _right_of(cell: DraftCell) -> float:
    """Tell how far right the lines of a cell may reach: to its wall less the margin."""
    left = min((line.x0 for line in cell.lines), default=cell.box[0])
    return cell.box[2] - max(min(left - cell.box[0], 8.0), 0.5)


def _cell(draft: DraftCell, model: PageModel, pitch: float, fill: str | None, header: bool, right: float) -> Cell:
    words = [word for word in draft.words if word.icon is None]
    icons = [*(word.icon for word in draft.words if word.icon is not None)]
    return Cell(
        _cell_text(draft, pitch, right, model.wording),
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


def _cell_text(draft: DraftCell, pitch: float, right: float, wording: Wording | None) -> str:
    sideways = [word for word in draft.words if word.turn]
    if sideways:
        upright = lines_of(word for word in draft.words if not word.turn and word.icon is None)
        return "\n".join(filter(None, (*(joined([line]) for line in upright), _sideways_text(sideways))))
    lines = _mended(draft.lines, right, wording) if wording and len(draft.lines) > 1 else draft.lines
    return "\n".join(filter(None, (joined(group) for group in paragraphs_of(lines, pitch))))


def _mended(lines: list[Run], right: float, wording: Wording) -> list[Run]:
    """Join words that a narrow column broke without a hyphen: `Verksamhe` `t`, `Budgetavvike` `lse`."""
    mended: list[Run] = [lines[0]]
    for line in lines[1:]:
        above, first = mended[-1].words[-1], line.words[0]
        if not _is_broken(mended[-1], first, right, wording):
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


def _is_broken(line: Run, first: Word, right: float, wording: Wording) -> bool:
    """Say whether a line holds one long word that fills its column and the next line begins with the rest of it.

    What is left is a scrap of letters that is no word, or makes one that the file prints whole elsewhere.
    """
    word, letter = line.words[-1], (first.x1 - first.x0) / max(len(first.text), 1)
    room = right - word.x1
    if len(line.words) > 1 or first.icon is not None or not word.text.isalpha() or not first.text[:1].islower():
        return False
    if room < max(0.55 * word.size, 2 * letter) and wording.has(word.text + first.text):
        return True
    scrap = first.text.isalpha() and len(first.text) < 5 and first.text not in _short_words()
    return scrap and len(word.text) > 4 and room < max(0.55 * word.size, 1.2 * letter)


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
        if fill[0] >= box[2] or fill[2] <= box[0] or fill[1] >= box[3] or fill[3] <= box[1]:
            continue
        common = (min(box[2], fill.x1) - max(box[0], fill.x0)) * (min(box[3], fill.bottom) - max(box[1], fill.top))
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
