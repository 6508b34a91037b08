"""Tables without lines: neighbouring lines whose words stand in columns, gathered into rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ..normalize.column import read_column
from ..normalize.unit import read_unit
from .centred import centred_tables
from .draft import Draft, DraftCell, compacted, has_figures, placed_rows
from .gutters import DASH, axis_words, cell_words, columns_of, is_figure, is_number, is_tabular, parts_of
from .heads import header_rows, spread_heads
from .layout import Run, box_of, lines_of, starts_item
from .page import Word

_FORM_FIELDS = frozenset({"goal", "assignment", "indicator", "status", "forecast", "comment", "responsible", "target"})


_MANY_WORDS = 4
_ALIGNED = 2.5


def open_tables(lines: list[Run], *, opens_page: bool = False) -> tuple[list[Draft], list[Run], list[Word]]:
    """Find the tables without lines among the lines of one column.

    Give them with the lines that stand in none, and the figures along the axes of charts, which are no text. Where the
    lines open a page, a single row may come first: the last one of a table on the page before.
    """
    along = axis_words(lines)
    axis = [word for line in lines for word in line.words if id(word) in along] if along else []
    if axis:
        lines = lines_of(word for line in lines for word in line.words if id(word) not in along)
    drafts, lines = centred_tables(lines)
    taken: set[int] = set()
    for group in _open_groups(lines):
        draft = _open_table(group)
        if draft is None and opens_page and group[0] is lines[0] and len(group) == 1:
            draft = _last_row(group[0])
        if draft is not None:
            drafts.append(draft)
            taken |= {id(line) for line in group}
    return drafts, [line for line in lines if id(line) not in taken], axis


def _last_row(line: Run) -> Draft | None:
    """Make a table of one row of a label and nothing but figures."""
    label, *figures = parts_of(line)
    if len(figures) < 2 or is_number(label.text) or not all(is_number(part.text) for part in figures):
        return None
    cells = [
        DraftCell(0, at, (part.x0, line.top, part.x1, line.bottom), part.words)
        for at, part in enumerate([label, *figures])
    ]
    return Draft(cells, box_of([line]), False)


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
                groups.append([*_head_above(pending, line), line])
            pending = []
        else:
            pending.append(line)
    _absorb(groups, pending)
    return groups


def _head_above(pending: list[Run], line: Run) -> list[Run]:
    """Give a line close over the first row of a group that is the upper line of one of its later heads."""
    above = pending[-1] if pending else None
    if above is None or line.top - above.bottom > 0.6 * line.size or abs(above.size - line.size) > 0.1 * line.size:
        return []
    later = parts_of(line)[1:]
    over = any(above.x0 < part.x1 and part.x0 < above.x1 for part in later) and above.x0 > parts_of(line)[0].x1
    alone = len(pending) < 2 or above.top - pending[-2].bottom > 0.6 * above.size
    return [above] if over and alone and len(above.words) < 4 and not has_figures(line) else []


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
    if pending and not _is_filled(line) and any(has_figures(each) for each in group):
        return False
    gap = line.top - last.bottom
    if gap > 2.4 * max(line.size, last.size) or (gap > line.size and _is_prose_beside(line, group)):
        return False
    if pending and all(_in_later_column(each, group) for each in pending):
        return all(after.top - before.bottom < 1.2 * after.size for before, after in pairwise([group[-1], *pending]))
    if len(pending) > 3:
        return False
    previous = group[-1]
    left, right = min(each.x0 for each in group), max(max(each.x1 for each in group), line.x1)
    for each in pending:
        long = each.x1 - each.x0 > 0.62 * (right - left) and not _heads_figures(each, line)
        if long or each.top - previous.bottom > 2.2 * each.size or abs(each.size - line.size) > 0.15 * line.size:
            return False
        if starts_item(each) and not is_number(each.text):
            return False
        previous = each
    return abs(line.size - group[-1].size) < 0.25 * line.size


def _heads_figures(line: Run, row: Run) -> bool:
    """Say whether a line over a row of figures is the lower line of their heads, however close: it ends as they do."""
    figures = [part for part in parts_of(row)[1:] if part.x1 > line.x0 and is_number(part.text)]
    ends = [word.x1 for word in line.words]
    return len(figures) > 1 and all(any(abs(end - figure.x1) < _ALIGNED for end in ends) for figure in figures)


def _is_prose_beside(line: Run, group: list[Run]) -> bool:
    """Say whether a line under rows of figures is two columns of running text: many words on both sides of a gap."""
    return _is_worded(line) and any(map(has_figures, group)) and not any(map(_is_worded, group))


def _is_worded(line: Run) -> bool:
    first, *later = parts_of(line)
    words = [word.text for part in later for word in part.words if word.icon is None]
    small = sum(word[0].islower() for word in words)
    return min(len(first.words), len(words)) >= _MANY_WORDS and 2 * small >= len(words)


def _is_filled(line: Run) -> bool:
    """Say whether figures stand in a line's later columns, or the dashes that stand for none."""
    later = parts_of(line)[1:]
    return has_figures(line) or (len(later) > 1 and all(DASH.fullmatch(part.text) for part in later))


def _open_table(group: list[Run]) -> Draft | None:
    voters = [line for line in group if is_tabular(line)]
    cuts = _without_head_gaps(voters, columns_of(voters))
    if len(voters) < 2 or not cuts or not _is_open_table(voters, cuts):
        return None
    cells = _open_cells(group, cuts)
    return Draft(spread_heads(compacted(cells)), box_of(group), False)


def _without_head_gaps(voters: list[Run], cuts: list[float]) -> list[float]:
    """Leave out the gutter between a head and the figures under it: one set to the left, the others to the right."""
    filled = [{column for column, _, _ in cell_words(line, cuts)} for line in voters]
    kept = []
    for at, cut in enumerate(cuts):
        left = [row for row, columns in enumerate(filled) if at in columns]
        right = [row for row, columns in enumerate(filled) if at + 1 in columns]
        if not left or not right or left[-1] >= right[0] or len(right) < 2 or _any_figures(voters, left):
            kept.append(cut)
    return kept


def _any_figures(voters: list[Run], rows: list[int]) -> bool:
    return any(has_figures(voters[row]) for row in rows)


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
    """Say whether the first of several lines of text is a header: bold over plain print, a word or two per column.

    Only a column of symbols may go without.
    """
    first = rows[0]
    bold = all(word.bold for word in voters[0].words if word.icon is None)
    plain = any(not word.bold for line in voters[1:] for word in line.words if word.icon is None)
    named = {column for column, _, _ in first} | _symbol_columns(rows)
    return bold and plain and len(named) == len(cuts) + 1 and all(len(words) <= 4 for _, _, words in first)


def _symbol_columns(rows: list[list[tuple[int, int, list[Word]]]]) -> set[int]:
    """Give the columns but the first that hold nothing but symbols, in several rows."""
    found: dict[int, list[bool]] = {}
    for column, _, words in (cell for row in rows for cell in row):
        found.setdefault(column, []).append(all(word.icon is not None for word in words))
    return {column for column, symbols in found.items() if column and len(symbols) > 1 and all(symbols)}


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _open_cells(group: list[Run], cuts: list[float]) -> list[DraftCell]:
    left, right = min(line.x0 for line in group), max(line.x1 for line in group)
    lines = [left, *cuts, right]
    rows = _rows_of(group, cuts)
    return placed_rows(rows, cuts, lines, 0)


def _rows_of(group: list[Run], cuts: list[float]) -> list[list[Run]]:
    """Gather lines into rows: header lines together, wrapped labels with their figures."""
    rows: list[list[Run]] = []
    pitches = [b.middle - a.middle for a, b in pairwise(group)]
    usual = median(pitches) if pitches else 0.0
    head = _header_lines(group, cuts)
    if not any(has_figures(line) for line in group):
        return _text_rows(group, cuts)
    if head:
        rows += header_rows(group[:head], cuts, group[head : head + 1])
    closest = _closest(group[head:])
    for at in range(head, len(group)):
        line = group[at]
        if at > head and (_wraps(group, at, cuts, usual) or _ends_label_at(group, at, cuts, closest)):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _closest(lines: list[Run]) -> float:
    """Give how close two rows of figures stand at the closest; lines that are closer belong to one row."""
    return min((b.middle - a.middle for a, b in pairwise(lines) if _is_filled(a) and _is_filled(b)), default=0.0)


def _ends_label_at(group: list[Run], at: int, cuts: list[float], closest: float) -> bool:
    """Say whether a line goes on the label of the row above: a label alone, set closer than rows are, over no row."""
    before, line = group[at - 1], group[at]
    alone = [column for column, _, _ in cell_words(line, cuts)] == [0]
    close = line.middle - before.middle < 0.93 * closest and abs(line.size - before.size) < 0.5
    return alone and close and not _opens_row(group, at, cuts)


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
    if labelled := _field_rows(group, cuts):
        return labelled
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


def _field_rows(group: list[Run], cuts: list[float]) -> list[list[Run]]:
    """Give a row per label of a form: lines whose left words all name fields ("Mål 1", "Bedömning", "Kommentar")."""
    left = [next((_text(words) for column, _, words in cell_words(line, cuts) if column == 0), "") for line in group]
    fields = {read_column(text.rstrip(" 0123456789.:")).field for text in left if text}
    if len(cuts) != 1 or not left[0] or len(fields) < 2 or not fields <= _FORM_FIELDS:
        return []
    rows: list[list[Run]] = []
    for line, label in zip(group, left, strict=True):
        if label:
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
            head = at if at <= 4 else 0
            while head > 1 and _is_section(group[head - 1], cuts):
                head -= 1
            return head
    return 0


def _is_section(line: Run, cuts: list[float]) -> bool:
    """Say whether a line over the first figures names a group of rows; a unit there belongs to the header."""
    return [column for column, _, _ in cell_words(line, cuts)] == [0] and not read_unit(line.text)


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
