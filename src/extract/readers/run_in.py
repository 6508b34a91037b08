"""Tables that lost their columns: every row is one line, a label and its figures parted by single blanks.

Text copied from a page or pulled out of a PDF keeps the words in order and nothing else: "Förskola 1 250 1 300 – 50".
A header that can be parted into as many column heads as the rows have figures makes such lines a table again. Where the
blank of a thousand and the blank between columns look alike, the arithmetic of the other rows decides; what even that
leaves open stays empty, with a note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from ...normalize.column import MONEY, read_column
from ...normalize.date import find_years
from ...normalize.late import late_pattern
from ...normalize.number import decimals, read_number
from ...normalize.status import read_status
from ...normalize.text import clean, ends_sentence, join_lines
from ...normalize.unit import read_unit
from ..document import Cell, Note, Place, Table
from ..equations import Value, tolerance
from .noted import NOTE_HEADS, doubtful_notes, note_numbers, without_lettered_note
from .owners import owned_heads, without_owners
from .text_line import Line

MIN_ROWS = 3
MIN_COLUMNS = 2
MAX_COLUMNS = 14
MAX_WORDS = 40
MAX_GROUPINGS = 64
MAX_HEADER_LINES = 3
MAX_WRAPPED_HEADS = 16
MAX_GAP = 9
MAX_APART = 6
MAX_GROUPS = 3
MAX_HEADER = 200
MAX_LINE = 300
MIN_UNHEADED = 4
MAX_LABEL = 90
MAX_HEAD_WORDS = 6
MAX_VERDICT_WORDS = 4
FIT = 0.8
LIKE_SIZE = 30.0
_SIGN = "-−–—"
_BLANK = " \u00a0\u202f"
_FIGURE = rf"\(?\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?:,\d+)?\)?|\(?\d+(?:,\d+)?\)?"
_CELL = re.compile(rf"(?:[{_SIGN}+] ?)?(?:{_FIGURE})\*{{0,2}}(?: ?%)?|[{_SIGN}]")
_WORD = re.compile(rf"[{_SIGN}+]?\(?\d[\d\u00a0\u202f]*(?:,\d+)?\)?\*{{0,2}}%?|[{_SIGN}]|%")
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_LATER_GROUP = late_pattern(rf"[{_SIGN}+]?0\d")
_CELL_END = "\x1f"
_TWO_FIGURES = re.compile(r"\d\S*\s\D*\d")
_SET_APART = re.compile(r"  |\t|\|")
_PADDED = re.compile(rf"(?<=[^\s])[\u00a0\u202f] (?=[{_SIGN}]?\d)")
"""A page pads its cells: a no-break blank beside a common one parts two cells, as one alone parts thousands."""
_EMPTY_CELL = re.compile(
    rf"(?:(?<=[^\W\d_])|(?<=[)%*]))[{_BLANK}]{{2,3}}(?=[{_SIGN}+]?[{_BLANK}]?\d)(?!.*[{_BLANK}]{{2}}\d)"
)
"""A row whose note is left out keeps the blanks on both sides of that cell."""
_GLUED_YEAR = late_pattern(
    r"(?<=[a-zåäö])(?=(?:19[89]|20[0-4])\d\b)|(?<=\d{4})(?=[A-ZÅÄÖ])|(?<=[a-zåäö]\.)(?=[A-ZÅÄÖ])"
)
_LABEL_HEAD = late_pattern(
    r"(?:verksamhet|nämnd|projekt|enhet|förvaltning|indikator|nyckeltal|mått|konto|kontogrupp|post|område)(?:er)?"
    r"|(?:belopp i )?(?:tkr|mnkr|mkr|kr)",
    re.I,
)
_ABBREVIATED = re.compile(r"[^\W\d_]{2}\.\s*$")
_LABEL_WORD = re.compile(r"[^\W\d_]{2}")
_FIGURED = MONEY | {"target", "goal", "comparison"}
_COMPARING = frozenset({"mot", "jämfört", "från"})
_DOUBLE = frozenset({"variance", "change", "change_pct"})


_Sum = tuple[int, int, int]

_WORDED_TARGET = late_pattern(r"(?:högst|minst|under|över|max|min|lägst|mer än|mindre än) \d[\d ,]*%?$", re.I)


class _Row(NamedTuple):
    """A line as a row: its label, the words of its figures, and a verdict behind them."""

    number: int
    label: str
    words: tuple[str, ...] = ()
    verdict: str = ""


class RunIn(NamedTuple):
    """A table found in lines `start` to `end`, and what could not be told apart in it; None: nothing could."""

    start: int
    end: int
    table: Table | None
    notes: tuple[Note, ...]


def run_in_tables(lines: Sequence[Line]) -> Iterator[RunIn]:
    """Find the tables in a run of lines, top down."""
    at = 0
    while at < len(lines):
        end = _rows_end(lines, at)
        found = _table_at(lines, at, end) if end > at else None
        if found:
            yield found
        at = max(end, at + 1)


def unstacked(lines: Sequence[Line]) -> list[Line]:
    """Put cells that stand on lines of their own back beside their label, as a row of one line.

    Text copied from a web page, or read from a PDF cell by cell, prints a row's label and then its figures on the next
    lines, often with a blank line between; some rows may stand on one line among these. Three such rows in a run are a
    table; fewer are left as they are.
    """
    result: list[Line] = []
    at = 0
    while at < len(lines):
        rows, end = _stacked_rows(lines, at)
        widths = Counter(row.text.count(_CELL_END) for row in rows if _CELL_END in row.text)
        if len(rows) < MIN_ROWS or not widths or _holds_targets(lines[at : end + 1]):
            result.append(lines[at])
            at += 1
            continue
        width = widths.most_common(1)[0][0]
        result = [*_with_header_joined(result, width), *(r._replace(text=r.text.replace(_CELL_END, " ")) for r in rows)]
        result.append(Line(lines[end - 1].number, ""))
        at = end
    return result


def _holds_targets(lines: Sequence[Line]) -> bool:
    """Say whether targets in words, "högst 13", stand among the cells: then no figure tells where a row ends."""
    return any(_WORDED_TARGET.match(line.text.strip()) for line in lines)


def _stacked_rows(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """Read rows whose cells stand on lines of their own from a line on, and where they end."""
    rows: list[Line] = []
    at = end = start
    while at < len(lines):
        if rows and (lines[at].blank or _row(lines[at])):
            rows += [] if lines[at].blank else [lines[at]]
            at += 1
            end = end if lines[at - 1].blank else at
            continue
        after = at + 1
        while after < len(lines) and (lines[after].blank or _cells_of(lines[after])):
            after += 1
        cells = [cell for line in lines[at + 1 : after] for cell in _cells_of(line)]
        if rows and not cells and _names_stacked_rows(lines, at):
            rows.append(lines[at])
            at = after
            continue
        if len(cells) < MIN_COLUMNS or _cells_of(lines[at]) or not _may_be_label(lines[at], rows, len(cells)):
            break
        rows.append(lines[at]._replace(text=_CELL_END.join((lines[at].text.strip(), *cells))))
        at = end = after
    return [row for row in rows if row.number <= lines[end - 1].number] if end > start else [], end


def _names_stacked_rows(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line names the rows below it, whose cells stand on lines of their own: "Investeringar (mnkr)"."""
    below = next((i for i in range(at + 1, min(at + MAX_GAP, len(lines))) if not lines[i].blank), len(lines))
    under = next((i for i in range(below + 1, min(below + MAX_GAP, len(lines))) if not lines[i].blank), len(lines))
    if under >= len(lines) or not _is_label(lines[at]) or not _is_label(lines[below]) or _cells_of(lines[below]):
        return False
    return bool(_cells_of(lines[under]))


def _may_be_label(line: Line, rows: Sequence[Line], width: int) -> bool:
    """Say whether a line is a row's label; an abbreviation may end it where as many cells follow as in a row above."""
    if _is_label(line):
        return True
    abbreviated = bool(_ABBREVIATED.search(line.text)) and len(line.text) <= MAX_LABEL
    return abbreviated and any(row.text.count(_CELL_END) == width for row in rows)


def _cells_of(line: Line) -> list[str]:
    """Give the figures of a line that holds nothing else; one figure keeps its blanks as no-break blanks."""
    text = line.text.strip()
    if not text or len(text) > MAX_LABEL:
        return []
    if _CELL.fullmatch(text):
        return [text.replace(" ", "\u00a0")]
    words = text.split()
    return words if all(_WORD.fullmatch(word) for word in words) else []


def _with_header_joined(above: list[Line], width: int) -> list[Line]:
    """Bring the header above stacked rows next to them, on one line where each head has a line of its own."""
    printed = [i for i, line in enumerate(above) if not line.blank]
    heads = printed[-width:]
    if len(heads) == width and all(_head_score(above[i].text.strip(), False) is not None for i in heads):
        before = printed[-width - 1 : -width]
        heads = [*(i for i in before if _LABEL_HEAD.fullmatch(above[i].text.strip())), *heads]
        joined = above[heads[0]]._replace(text=" ".join(above[i].text.strip() for i in heads))
        return [*above[: heads[0]], joined]
    return above[: printed[-1] + 1] if printed and _is_header_line(above[printed[-1]]) else above


def _row(line: Line) -> _Row | None:
    """Read a line as a label and its figures; None where it does not end in two figures or more."""
    if not _TWO_FIGURES.search(line.text):  # most lines, told before the costlier looks
        return None
    text = _EMPTY_CELL.sub(" ", _PADDED.sub(" ", line.text.strip()))
    if not text or len(text) > MAX_LINE or _SET_APART.search(text):
        return None
    words = text.split(" ")
    end = _figures_end(words)
    start = end
    while start and _WORD.fullmatch(words[start - 1]):
        start -= 1
    while start < end and words[start] == "%":
        start += 1
    label = " ".join(words[:start])
    figures = tuple(words[start:end])
    if sum(any(c.isdigit() for c in word) for word in figures) < MIN_COLUMNS or len(label) > MAX_LABEL:
        return None
    if all(_YEAR.fullmatch(word) for word in figures) or (label and not _LABEL_WORD.search(label)):
        return None
    verdict = " ".join(words[end:])
    if verdict and read_status(verdict) is None:
        return None
    return _Row(line.number, label, figures, verdict)


def _figures_end(words: Sequence[str]) -> int:
    """Find where a line's last figure ends, with at most a verdict behind it; 0 where there is none."""
    behind = range(len(words), max(0, len(words) - MAX_VERDICT_WORDS - 1), -1)
    return next((i for i in behind if _WORD.fullmatch(words[i - 1])), 0)


def _rows_end(lines: Sequence[Line], start: int) -> int:
    """Find where rows that begin on a line end; a line without figures may stand between, apart or not."""
    if _row(lines[start]) is None:
        return start
    end = start + 1
    while end < len(lines):
        after = end + lines[end].blank
        if after < len(lines) and _row(lines[after]) is not None:
            end = after + 1
            continue
        group = _printed_from(lines, end)
        below = _printed_from(lines, group + 1)
        if below >= len(lines) or _row(lines[below]) is None or not _is_group(lines[group], group > end):
            break
        if below > group + 1 and group > end and not lines[group].text.isupper():
            break
        end = below + 1
    return end


def _printed_from(lines: Sequence[Line], at: int) -> int:
    """Give the next line with print on it, at most a few blank ones below; the number of lines where there is none."""
    return next((i for i in range(at, min(at + MAX_APART, len(lines))) if not lines[i].blank), len(lines))


def _is_group(line: Line, apart: bool) -> bool:
    """Say whether a line names the rows below it; set apart from those above it must not be a header of its own."""
    return _is_label(line) and not (apart and any(read_column(word).field in _FIGURED for word in line.text.split()))


def _is_label(line: Line) -> bool:
    text = line.text.strip()
    return bool(_LABEL_WORD.search(text)) and len(text) <= MAX_LABEL and not ends_sentence(text)


def _table_at(lines: Sequence[Line], start: int, end: int) -> RunIn | None:
    printed = [line for line in lines[start:end] if not line.blank]
    rows = _joined_labels([_row(line) or _Row(line.number, line.text.strip()) for line in printed])
    figured = [row for row in rows if row.words]
    if len(figured) < MIN_ROWS and not _lists_measures(lines, start, figured):
        return None
    judged = sum(bool(row.verdict) for row in figured) >= 0.5 * len(figured)
    for below in _below_headers(lines, start):
        groups = [_Row(line.number, line.text.strip()) for line in lines[below:start] if not line.blank]
        found = _under_header(lines, (below, end), [*groups, *rows], judged)
        if found:
            return found
    return _unheaded(figured, start)


def _lists_measures(lines: Sequence[Line], start: int, rows: Sequence[_Row]) -> bool:
    """Say whether a header of measures and years stands right above rows that print one word for each of its years."""
    words = lines[start - 1].text.split() if start else []
    if len(words) < MIN_COLUMNS + 1 or read_column(words[0]).field != "indicator":
        return False
    return all(map(_YEAR.fullmatch, words[1:])) and all(row.label and len(row.words) == len(words) - 1 for row in rows)


def _under_header(lines: Sequence[Line], span: tuple[int, int], rows: Sequence[_Row], judged: bool) -> RunIn | None:
    """Lay rows under the header above them, read from as many lines as name a head for each figure best."""
    figured = [row for row in rows if row.words]
    best: tuple[tuple[bool, bool, float], int, tuple[str, ...]] | None = None
    bare: Sequence[_Row] = rows
    for first in _first_header_lines(lines, span[0]):
        texts = [_GLUED_YEAR.sub(" ", line.text).split() for line in lines[first : span[0]]]
        heads = [tuple(word for word in part if word.lower() not in NOTE_HEADS) for part in texts]
        noted = heads != list(map(tuple, texts))
        owners, words = without_owners(_header_words(heads))
        for width in _note_widths(figured) if noted else _widths(figured):
            parted = _parted(words, width + judged, judged)
            left = _without_notes(rows, width) if noted else rows
            rank = (noted and left != rows, bool(owners), parted[0] / width - 1e-9) if parted else None
            if parted and rank and (best is None or rank > best[0]):
                best = rank, first, (parted[1][0], *owned_heads(owners, parted[1][1:]))
                bare = left
    return _assembled(lines[best[1]].number, best[2], bare, judged, best[1], span[1]) if best else None


def _first_header_lines(lines: Sequence[Line], start: int) -> Iterator[int]:
    """Give the lines that a header above the rows may begin on: the nearest, or over heads that wrap in turn."""
    first = start
    while first and start - first < MAX_HEADER_LINES and _is_header_line(lines[first - 1]):
        first -= 1
        yield first
    wrapped = start
    while wrapped and start - wrapped < MAX_WRAPPED_HEADS and _wraps_head(lines[wrapped - 1]):
        wrapped -= 1
    if wrapped < start and wrapped and _is_header_line(lines[wrapped - 1]) and wrapped - 1 < first:
        yield wrapped - 1


def _below_headers(lines: Sequence[Line], start: int) -> Iterator[int]:
    """Give the lines that a header may end above: the rows' first, or that of the groups they open with."""
    yield start
    at, groups = start, 0
    while at and start - at < MAX_APART * 2 and groups <= MAX_GROUPS:
        above = lines[at - 1]
        if not above.blank:
            if _row(above) is not None or not _is_group(above, apart=True):
                return
            groups += 1
        at -= 1
        if not lines[at].blank or at == 0 or not lines[at - 1].blank:
            yield at


def _wraps_head(line: Line) -> bool:
    """Say whether a line is a piece of a header whose heads take two lines each: "2021", "Avvikelse Koncern"."""
    words = line.text.split()
    return 0 < len(words) <= MAX_HEAD_WORDS and all(read_column(word).field in _FIGURED for word in words)


def _note_widths(rows: Sequence[_Row]) -> list[int]:
    """Give the numbers of columns that most rows can have, where the first word of some is a note."""
    fits = Counter(
        width
        for row in rows
        for width in {*_possible_widths(row.words), *(_possible_widths(row.words[1:]) if row.words[1:] else ())}
    )
    return _usual_widths(fits, rows)


def _without_notes(rows: Sequence[_Row], width: int) -> list[_Row]:
    """Take the notes off the rows: a letter or a rising number behind the label."""
    rows = [row._replace(label=without_lettered_note(row.label)) for row in rows]
    figured = [row for row in rows if row.words]
    labels, firsts = [row.label for row in figured], [row.words[0] for row in figured]
    noted = note_numbers(labels, firsts, [_sure_note(row.words, width) for row in figured])
    bare = {id(row): row._replace(words=row.words[1:]) for row, is_note in zip(figured, noted, strict=True) if is_note}
    if any(noted):  # a note or a figure: nothing tells, so it is neither
        doubtful = zip(figured, doubtful_notes(labels, firsts, noted), strict=True)
        bare |= {id(row): row._replace(words=(" ".join(row.words),)) for row, doubted in doubtful if doubted}
    return [bare.get(id(row), row) for row in rows]


def _sure_note(words: tuple[str, ...], width: int) -> bool | None:
    if len(words) < 2 or width not in _possible_widths(words[1:]):
        return None
    return width not in _possible_widths(words)


def _unheaded(rows: Sequence[_Row], start: int) -> RunIn | None:
    """Say that lines look like a table's rows, though no header tells its columns."""
    wide = [row for row in rows if _possible_widths(row.words)[-1:] > (MIN_COLUMNS,) and row.label]
    if len(wide) < MIN_UNHEADED:
        return None
    place = Place(line=rows[0].number)
    message = f"{len(rows)} lines from '{rows[0].label}' look like a table whose columns cannot be told apart"
    return RunIn(start, start, None, (Note("table_unresolved", message, place=place),))


def _joined_labels(rows: Sequence[_Row]) -> list[_Row]:
    """Join a label that wraps to the row whose figures stand on its last line."""
    joined: list[_Row] = []
    for row in rows:
        above = joined[-1] if joined else None
        if above and not above.words and row.words and _goes_on(above.label, row.label):
            joined[-1] = row._replace(number=above.number, label=join_lines(above.label, row.label).strip())
        else:
            joined.append(row)
    return joined


def _goes_on(above: str, below: str) -> bool:
    """Say whether figures belong to the label above them: with its other half, or alone on their line."""
    return not below or below[:1].islower() or above.endswith("-")


def _is_header_line(line: Line) -> bool:
    text = line.text.strip()
    return 0 < len(text) <= MAX_HEADER and not ends_sentence(text)


def _header_words(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Give a header's words; a last line of bare years is laid over the words of the lines above, which have none."""
    if len(parts) > 1 and len(parts[-1]) > 1 and all(_YEAR.fullmatch(word) for word in parts[-1]):
        words = tuple(word for part in parts[:-1] for word in part)
        above = None if any(map(_YEAR.fullmatch, words)) else _parted(words, len(parts[-1]), False)
        if above:
            heads = above[1]
            dated = [f"{head} {year}" for head, year in zip(heads[1:], parts[-1], strict=True)]
            return tuple(" ".join((heads[0], *dated)).split())
    return tuple(word for part in parts for word in part)


def _widths(rows: Sequence[_Row]) -> list[int]:
    """Give the numbers of columns that most rows can have."""
    fits = Counter(width for row in rows for width in _possible_widths(row.words))
    return _usual_widths(fits, rows)


def _usual_widths(fits: Counter[int], rows: Sequence[_Row]) -> list[int]:
    """Give the widths that fit most rows; one of fewer figures leaves cells empty and says nothing of the others."""
    longest = [_most_figures(row.words) for row in rows]
    return [
        width
        for width, count in sorted(fits.items())
        if width >= MIN_COLUMNS and count >= max(0.5 * len(rows), FIT * sum(length >= width for length in longest))
    ]


def _most_figures(words: tuple[str, ...]) -> int:
    return max(_possible_widths(words), default=0)


@lru_cache(maxsize=4096)
def _possible_widths(words: tuple[str, ...]) -> tuple[int, ...]:
    reach: list[set[int]] = [set() for _ in range(len(words) + 1)]
    reach[0].add(0)
    for i in range(len(words)):
        for j in _cell_ends(words, i):
            reach[j] |= {width + 1 for width in reach[i] if width < MAX_COLUMNS}
    return tuple(sorted(reach[-1]))


def _cell_ends(words: Sequence[str], start: int) -> Iterator[int]:
    """Give where a cell that begins at a word may end; no figure begins with a nought and another digit."""
    if _LATER_GROUP.match(words[start]):
        return
    for end in range(start + 1, min(len(words), start + 6) + 1):
        if _CELL.fullmatch(" ".join(words[start:end])):
            yield end


@lru_cache(maxsize=4096)
def _parted(words: tuple[str, ...], width: int, judged: bool) -> tuple[float, tuple[str, ...]] | None:
    """Part a header's words into the label's head and `width` column heads; None where some part reads as none."""
    if len(words) > MAX_WORDS or len(words) < width:
        return None
    best: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {}
    for lead in range(min(len(words), MAX_HEAD_WORDS) + 1):
        head = " ".join(words[:lead])
        if not lead or read_unit(head) or read_column(head).field not in MONEY:
            best[lead, 0] = 0.1 * bool(lead) - 0.02 * lead - 5 * bool(find_years(head)), (head,)
    for done in range(width):
        last = judged and done == width - 1
        for at in range(len(words)):
            held = best.get((at, done))
            if held is None:
                continue
            for end in range(at + 1, min(len(words), at + MAX_HEAD_WORDS) + 1):
                score = _head_score(" ".join(words[at:end]), last)
                if score is None:
                    continue
                total = held[0] + score, (*held[1], " ".join(words[at:end]))
                known = best.get((end, done + 1))
                if known is None or total[0] > known[0] + 1e-9:
                    best[end, done + 1] = total
    return best.get((len(words), width))


@lru_cache(maxsize=8192)
def _head_score(text: str, judged: bool) -> float | None:
    """Say how well words read as the head of one column of figures, or of the column of verdicts; None: not at all."""
    column = read_column(text)
    if judged:
        return 3.0 if column.field in ("status", "forecast") else None
    if column.field not in _FIGURED or (column.field == "goal" and not column.years and text.lower() != "mål"):
        return None
    score = 3.0 if column.field != "year" else 2.0
    words = text.split()
    years = [bool(_YEAR.match(word.strip("(),")) or _YEAR.fullmatch(word[-4:])) for word in words]
    if years[0] and not all(years):
        score -= 2 if any(years[1:]) else 0.1
    elif words[0][:1].islower() or (len(words) > 1 and read_column(words[0]).field == "year"):
        score -= 0.1
    if len(words) > 1 and all(_YEAR.fullmatch(word) for word in words):
        return None
    if words[0] == "i" or (sum(years) > 1 and not all(years) and not _COMPARING & set(words)):
        score -= 2
    return score - 0.05 * len(words) - column.fuzzy - 1.5 * _names_two(words)


def _names_two(words: Sequence[str]) -> bool:
    """Say whether words hold two column heads: "Budget Utfall"; "Avvikelse mot budget" is one."""
    fields = [read_column(word).field for word in words if _LABEL_WORD.search(word)]
    named = [field for field in fields if field in _FIGURED and field not in ("year", "goal")]
    return len(named) > 1 and named[0] not in _DOUBLE and not _COMPARING & set(words)


def _assembled(
    line: int, heads: Sequence[str], rows: Sequence[_Row], judged: bool, start: int, end: int
) -> RunIn | None:
    """Lay the rows' figures under the heads; None where too few rows can be told apart."""
    width = len(heads) - 1 - judged
    groupings = [groupings_of(row.words, width) if row.words else [] for row in rows]
    chosen = _chosen(groupings, width)
    open_rows = [row for row, cells in zip(rows, chosen, strict=True) if row.words and cells is None]
    if _too_many(open_rows, [row for row in rows if row.words], width):
        return None
    cells = [Cell(head, 0, c, Place(line=line), header=True) for c, head in enumerate(heads)]
    for r, (row, figures) in enumerate(zip(rows, chosen, strict=True), start=1):
        texts = [row.label, *(figures or [""] * width), *([row.verdict] if judged else [])]
        cells += [Cell(clean(text), r, c, Place(line=row.number)) for c, text in enumerate(texts)]
    return RunIn(start, end, Table(tuple(cells), Place(line=line)), tuple(map(_unresolved, open_rows)))


def _too_many(open_rows: Sequence[_Row], rows: Sequence[_Row], width: int) -> bool:
    """Say whether too few rows can be told apart; a row of fewer figures than columns says nothing of the others."""
    whole, open_whole = (sum(_most_figures(row.words) >= width for row in some) for some in (rows, open_rows))
    return open_whole > (1 - FIT) * whole + 1e-9 or 2 * len(open_rows) > len(rows)


def _unresolved(row: _Row) -> Note:
    return Note(
        "table_unresolved",
        f"The figures of row '{row.label}' cannot be told apart: '{' '.join(row.words)}'",
        place=Place(line=row.number),
    )


def groupings_of(words: tuple[str, ...], width: int) -> list[tuple[str, ...]]:
    """Give the ways in which words make `width` figures, a bounded number of them."""
    found: list[tuple[str, ...]] = []
    stack: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    while stack and len(found) < MAX_GROUPINGS:
        at, cells = stack.pop()
        if at == len(words):
            found += [cells] if len(cells) == width else []
        elif len(cells) < width and width - len(cells) <= len(words) - at:
            stack += [(end, (*cells, " ".join(words[at:end]))) for end in _cell_ends(words, at)]
    return found


def _chosen(groupings: Sequence[Sequence[tuple[str, ...]]], width: int) -> list[tuple[str, ...] | None]:
    """Choose each row's grouping: the only one, the one under which the table's equations hold, or the even one."""
    sure = [ways[0] for ways in groupings if len(ways) == 1]
    if any(cell[:1] in _SIGN and cell[1:2] == " " for cells in sure for cell in cells):
        groupings = [[way for way in ways if not _parts_sign(way)] for ways in groupings]
    forms = [_usual_form([cells[c] for cells in sure]) for c in range(width)]
    likely = [_of_form(ways, forms) for ways in groupings]
    if all(len(ways) <= 1 for ways in likely):
        return [ways[0] if ways else None for ways in likely]
    sums = [[_sums(way) for way in ways] for ways in likely]
    counts = Counter(equation for row in sums for equation in set().union(*row))
    filled = [_ever_filled(ways, width) for ways in likely]
    holding = {
        equation
        for equation, count in counts.items()
        if count >= max(MIN_ROWS, FIT * sum(columns.issuperset(equation) for columns in filled))
    }
    return [_decided(ways, found, holding) for ways, found in zip(likely, sums, strict=True)]


def _ever_filled(ways: Sequence[tuple[str, ...]], width: int) -> frozenset[int]:
    """Give the columns that hold more than a nought or a dash in some way to part a row: equations need such."""
    return frozenset(i for i in range(width) if any(_value(way[i]) for way in ways))


def _parts_sign(way: Sequence[str]) -> bool:
    """Say whether a dash that other rows of the table set apart from their figures is taken for an empty cell."""
    return any(cell in _SIGN and after[:1].isdigit() for cell, after in pairwise(way))


def _sums(way: Sequence[str]) -> set[_Sum]:
    """Give the columns of a row that are the sum of two others: an outcome of budget and variance, for one."""
    values = [_value(cell) for cell in way]
    found: set[_Sum] = set()
    for a, b in combinations(range(len(way)), 2):
        left, right = values[a], values[b]
        if not left or not right:
            continue
        for c, total in enumerate(values):
            if c in (a, b) or not total:
                continue
            if abs(left + right - total) <= tolerance(*(decimals(way[i]) for i in (a, b, c))) + 1e-9:
                found.add((c, a, b))
    return found


def _decided(ways: Sequence[tuple[str, ...]], sums: Sequence[set[_Sum]], holding: set[_Sum]) -> tuple[str, ...] | None:
    most = max((len(found & holding) for found in sums), default=0)
    proven = [way for way, found in zip(ways, sums, strict=True) if len(found & holding) == most]
    return proven[0] if len(proven) == 1 and (most or len(ways) == 1) else even_grouping(proven)


def _usual_form(cells: Sequence[str]) -> tuple[bool, int] | None:
    """Tell whether a column's figures carry a percent sign, and how many decimals."""
    forms = Counter(_form(cell) for cell in cells if any(c.isdigit() for c in cell))
    return forms.most_common(1)[0][0] if forms else None


def _form(cell: str) -> tuple[bool, int]:
    return "%" in cell, decimals(cell)


def _of_form(ways: Sequence[tuple[str, ...]], forms: Sequence[tuple[bool, int] | None]) -> list[tuple[str, ...]]:
    """Keep the groupings most like the other rows: percent signs and decimals, no dash parted from its figure."""
    odd = [
        sum(cell in _SIGN or (form is not None and _form(cell) != form) for cell, form in zip(way, forms, strict=True))
        for way in ways
    ]
    return [way for way, count in zip(ways, odd, strict=True) if count == min(odd)]


def even_grouping(ways: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Take the grouping whose figures are of like size, when every other one is far from it."""
    spreads = sorted((_spread(way), i) for i, way in enumerate(ways))
    if not spreads or (len(spreads) > 1 and spreads[1][0] < LIKE_SIZE * spreads[0][0]):
        return None
    return ways[spreads[0][1]] if spreads[0][0] <= LIKE_SIZE else None


def _spread(way: Sequence[str]) -> float:
    sizes = [abs(value) for cell in way if "%" not in cell and (value := _value(cell))]
    return max((max(a, b) / min(a, b) for a, b in pairwise(sizes)), default=1.0)


def _value(cell: str) -> Value:
    reading = read_number(cell)
    return reading.value if reading else None
