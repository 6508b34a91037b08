"""What this report's symbols and colours mean, in its own words.

A legend explains each symbol with a sentence: as lines ("● Målet är uppnått …"), as a table, or in words ("Grön =
uppnått"). It stands under a heading of its own or wherever two or more explained symbols follow each other. Symbols
that the text layer lost leave sentences without symbols; they are kept, because a shape may then mean several things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import cast

from ..normalize.label import label_of_record
from ..normalize.late import late_pattern
from ..normalize.status import Verdict, read_status
from ..normalize.symbol import Legend, LegendEntry, color_named, glyph_icon
from ..normalize.text import fold
from .document import Block, Icon, Item, Shape
from .joining import Grid, Row
from .outline import Outline

_HEADING = re.compile(
    r"förklaring|teckenförklar|symbolförklar|bedömning av måluppfyllelse görs|så (?:här )?bedöm"
    r"|färgmarkering|färgkod|symboler|bedömningsskala"
)
_WORD = re.compile(
    r"^(?:[-•–*]\s+)?(?P<word>grön|gul|röd|rött|grå|blå|vit|svart|orange|lila|[A-Z]|\d)[a-zåäö]{0,8}"
    r"(?: (?:cirkel|markering|pil|färg|fyrkant|triangel))?\s*[=:–-]\s*(?P<text>\S.*)$",
    re.I,
)
_EQUATED = re.compile(r"[A-ZÅÄÖ0-9]{1,2}\s?=\s?[a-zåäö]")
"""A letter that a short line explains, which may look like a heading: "E = ej påbörjad"."""
_PIECES = late_pattern(r"[,;|]\s*|\s/\s|\s+(?=[A-ZÅÄÖ]{1,2}\s?=\s?[a-zåäö])")
"""What stands between the letters explained on one line: a mark, or nothing but the next letter and its sign."""

_TOLD = re.compile(r"^\W*(?:grön|gul|röd|blå)\w* (?:\w+ )?(?:innebär|betyder|visar|anger|står för)", re.I)
_TOLD_COLOR = late_pattern(
    r"\b(grön|gul|röd|rött|grå|blå|vit)\w{0,2}(?: (?:markering|färg|symbol|cirkel|punkt|prick|pil))?"
    r" (?:innebär|betyder|visar|anger|står för)?(?: ?att)?",
    re.I,
)
_STEP_NAME = r"[\"”“»'«]?(?P<word>[A-ZÅÄÖ][a-zåäö]+(?: (?!innebär|betyder|anger|står)[a-zåäö]+)?|\d)[\"”“»'«]?"
_TOLD_STEP = re.compile(rf"(?:^|[.:;] |\bdär ){_STEP_NAME} (?:innebär|betyder|anger|står för) (?:då )?att ")
_NEXT_STEP = re.compile(
    rf"(?:[,;.]| och|,? samt|,? medan) (?:av )?{_STEP_NAME} (?:(?:innebär|betyder|anger|står för) )?(?:då )?att "
)
_SIGN = re.compile(r"[^\w\x00-\x7f]")
_TOLD_JOINT = re.compile(r",? (?:och|samt|medan)$|\. ")
_SENTENCE_END = re.compile(r"\.(?:\s|$)")
_IT = re.compile(r"^ ?(?:det|den)\b", re.I)
MAX_EXPLANATION = 300
MAX_SYMBOL = 30
MAX_STEP = 90
MIN_STEPS = 3
MAX_CODE = 40
WINDOW = 14
WIDEST = 4
_SURE = 0.8


def read_legend(items: Sequence[Item], grids: Sequence[Grid], outline: Outline) -> tuple[Legend, frozenset[int]]:
    """Find the legend; give it with the positions of the items it consists of."""
    entries: list[LegendEntry] = []
    used: set[int] = set()
    for whole in _runs(items, outline):
        run = _of_new_symbols(whole, items)
        found = [(i, entry) for i in run if (entry := _explained(items[i]))]
        if _is_legend(found, run):
            entries += [replace(entry, place=run[0]) for _, entry in found]
            used |= _without_records(run, found[-1][0], items)
    for i, item in enumerate(items):
        listed = _in_one_line(item) or _in_a_sentence(item) or _of_named_steps(item)
        if len(listed) >= 2:
            entries += [replace(entry, place=i) for entry in listed]
            used.add(i)
    for grid in grids:
        rows = _explained_rows(grid) if len(grid.columns) <= WIDEST else []
        if rows and _explains(grid, rows):
            entries += [replace(entry, place=grid.index) for entry in rows]
            used |= set(range(grid.index, grid.end))
        elif _explains_verdicts(grid):
            used |= set(range(grid.index, grid.end))
    return Legend(_unique(entries)), frozenset(used | _scales(items))


def _scales(items: Sequence[Item]) -> set[int]:
    """Find the steps of a scale, listed without their symbols: three verdicts or more in a row, each another one."""
    found: set[int] = set()
    for short, group in groupby(enumerate(items), key=lambda pair: _is_short(pair[1])):
        lines = [(i, item.text) for i, item in group if isinstance(item, Block)] if short else []
        for judged, run in groupby(lines, key=lambda line: len(lines) >= MIN_STEPS and bool(read_status(line[1]))):
            steps = list(run) if judged else []
            codes = {verdict.code for _, text in steps if (verdict := read_status(text))}
            if len(codes) >= MIN_STEPS and len(steps) == len({fold(text) for _, text in steps}):
                found |= {i for i, _ in steps}
    return found


def _is_short(item: Item) -> bool:
    return isinstance(item, Block) and 0 < len(item.text) <= MAX_STEP


def _without_records(run: Sequence[int], last: int, items: Sequence[Item]) -> set[int]:
    """Give what belongs to a legend: of a run not the records right under it, which use its symbols."""
    first = next((i for i in run if i > last and isinstance(item := items[i], Block) and item.icons), None)
    return {i for i in run if first is None or i < first}


def _explains(grid: Grid, rows: Sequence[LegendEntry]) -> bool:
    """A legend explains each symbol once; a table that repeats symbols, or has records for columns, uses them."""
    symbols = {(entry.shape, entry.color, entry.glyph) for entry in rows}
    return len(symbols) == len(rows) and not grid.fields() & {"goal", "assignment", "indicator"}


_STEP = late_pattern(
    r"\b(?:mål(?:ets?|ens?|värdet|nivån)?|målsättningen|utfallet|resultatet|indikator(?:n|er|erna)|åtagandet|uppdraget|aktiviteten"
    r"|åtgärden|insatsen|arbetet|mätning\w*|bedömning\w*)\b",
    re.I,
)


def _explains_verdicts(grid: Grid) -> bool:
    """Say whether a table explains in words when each step of a scale is given: "Delvis uppfyllt" and its bounds."""
    headed = bool(grid.header) and read_status(grid.header[0].text(0)) is None
    told = grid.rows if headed else (*grid.header, *grid.rows)
    rows = [[text for i in row.filled() if (text := row.text(i))] for row in told]
    if len(rows) < 2 or any(len(row) != 2 or len(row[0]) > MAX_CODE or len(row[1]) > MAX_EXPLANATION for row in rows):
        return False
    steps = [verdict.code for row in rows if (verdict := read_status(row[0]))]
    explained = sum(bool(_STEP.search(row[1])) for row in rows)
    return len(set(steps)) == len(rows) and 2 * explained >= len(rows)


def _unique(entries: Sequence[LegendEntry]) -> tuple[LegendEntry, ...]:
    seen: dict[tuple[str | int | None, ...], LegendEntry] = {}
    for entry in entries:
        seen.setdefault((entry.place, *entry.key, fold(entry.text)), entry)
    return tuple(seen.values())


def _runs(items: Sequence[Item], outline: Outline) -> Iterator[list[int]]:
    """Give stretches of blocks that could be a legend: after a heading that says so, or symbols in a row."""
    run: list[int] = []
    announced = 0
    for i, item in enumerate(items):
        if not isinstance(item, Block):
            yield run
            run, announced = [], 0
            continue
        if _HEADING.search(fold(item.text)) and len(item.text) < 120:
            yield run
            run, announced = [], WINDOW
        elif item.icons or announced or _WORD.match(item.text):
            headed = outline.section_at(i) and not _EQUATED.match(item.text)
            if (headed or label_of_record(item.text)) and not item.icons:
                yield run
                run, announced = [], 0
            else:
                run.append(i)
                announced = max(0, announced - 1)
        else:
            yield run
            run = []
    yield run


def _of_new_symbols(run: Sequence[int], items: Sequence[Item]) -> Sequence[int]:
    """Give a run up to where its symbols come back: the records under a legend use what it explains."""
    seen: set[tuple[str, str | None, str | None]] = set()
    for at, i in enumerate(run):
        item = items[i]
        icon = item.icons[0] if isinstance(item, Block) and item.icons else None
        key = (icon.shape, icon.color, icon.glyph) if icon else None
        if key in seen and at > 1:
            return run[:at]
        seen |= {key} if key else set()
    return run


def _is_legend(found: Sequence[tuple[int, LegendEntry]], run: Sequence[int]) -> bool:
    """Say whether a run explains symbols: at least two different verdicts, and explanations rather than records."""
    if len(found) < 2 or len(found) < 0.6 * len(run):
        return False
    codes = {entry.meaning.code for _, entry in found if entry.meaning}
    general = sum(_is_general(entry.text) for _, entry in found)
    return len(codes) >= 2 and general >= 0.6 * len(found)


_GENERAL = late_pattern(
    r"\b(?:målet|målvärdet|mål|åtagandet|åtagande|uppdraget|aktiviteten|indikatorn|bedömning\w*|uppföljning\w*|arbetet|målen|når|nått"
    r"|uppnå\w*|uppfyll\w*|genomför\w*|påbörja\w*|försena\w*|pågå\w*|mät\w*|klar\w*|avslut\w*|planer\w*|prognos\w*)\b",
    re.I,
)


def _is_general(text: str) -> bool:
    return bool(_GENERAL.search(text))


def _explained(item: Item) -> LegendEntry | None:
    if not isinstance(item, Block) or not item.text or len(item.text) > MAX_EXPLANATION:
        return None
    return _entry(item.text, item.icons, None)


def _in_one_line(item: Item) -> list[LegendEntry]:
    """Read a legend that stands on one line: "G = genomfört, P = pågår, E = ej påbörjat"."""
    if not isinstance(item, Block) or len(item.text) > MAX_EXPLANATION:
        return []
    if item.text.count("=") < 2 or item.icons:
        return _symbols_in_line(item)
    pieces = _PIECES.split(item.text.partition(":")[2] if ":" in item.text[:40] else item.text)
    entries = [_entry(piece.strip(), (), None) for piece in pieces if "=" in piece]
    return [entry for entry in entries if entry and entry.word]


def _in_a_sentence(item: Item) -> list[LegendEntry]:
    """Read a legend that is a sentence: "Grön markering innebär att målet är uppfyllt, gul markering att …"."""
    if not isinstance(item, Block) or not _TOLD.search(item.text[:80]):
        return []
    marks = list(_TOLD_COLOR.finditer(item.text[: 2 * MAX_EXPLANATION]))
    ends = [mark.start() for mark in marks[1:]] + [len(item.text)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        explanation = _TOLD_JOINT.split(item.text[mark.end() : end].strip(" ,."))[0]
        meaning = meaning_of(_IT.sub("målet", explanation))
        if meaning:
            found.append(LegendEntry(meaning, item.text, color=color_named(mark[1]), word=mark[1]))
    return found if len(found) == len(marks) else []


def _of_named_steps(item: Item) -> list[LegendEntry]:
    """Read a scale whose steps a sentence names and explains: "Hög betyder att målet är uppfyllt, Medel att …".

    It explains only the names that say nothing, or little, of their own: "Delvis uppfyllt" is what it says.
    """
    text = item.text[: 2 * MAX_EXPLANATION] if isinstance(item, Block) and " att " in item.text else ""
    first = _TOLD_STEP.search(text)
    if first is None:
        return []
    marks = [first, *_NEXT_STEP.finditer(text, first.end())]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    told = [_SENTENCE_END.split(text[mark.end() : end])[0] for mark, end in zip(marks, ends, strict=True)]
    meanings = [meaning_of(_IT.sub("målet", explanation)) for explanation in told]
    found = [
        LegendEntry(meaning, text, word=mark["word"])
        for mark, meaning in zip(marks, meanings, strict=True)
        if meaning and not _speaks(mark["word"])
    ]
    codes = {meaning.code for meaning in meanings if meaning}
    return found if all(meanings) and len(codes) >= MIN_STEPS else []


def _speaks(word: str) -> bool:
    """Say whether the name of a step says by itself, and surely, what it means."""
    verdict = read_status(word)
    return verdict is not None and verdict.confidence >= _SURE


def _symbols_in_line(block: Block) -> list[LegendEntry]:
    """Read symbols that are explained one after the other: "● Uppfyllt ◐ Delvis uppfyllt ○ Ej uppfyllt"."""
    found = [(icon, 0, 0) for icon in block.icons[-1:]]
    for sign in _SIGN.finditer(block.text):
        shape, color = glyph_icon(sign[0])
        if shape not in ("unknown", "dash"):
            found.append((Icon(shape=cast(Shape, shape), color=color, glyph=sign[0]), sign.start(), sign.end()))
    if len(found) < 2:
        return []
    ends = [*(start for _, start, _ in found[1:]), len(block.text)]
    texts = (block.text[start:end] for (_, _, start), end in zip(found, ends, strict=True))
    entries = [_entry(text.strip(" ,;|–-="), (icon,), None) for (icon, _, _), text in zip(found, texts, strict=True)]
    read = [entry for entry in entries if entry]
    return read if len(read) == len(found) else []


def _entry(text: str, icons: Sequence[Icon], fill: str | None) -> LegendEntry | None:
    word = _WORD.match(text)
    explanation = word["text"] if word else text.lstrip("=: –-")
    meaning = meaning_of(explanation)
    if meaning is None:
        return None
    icon = icons[0] if icons else None
    return LegendEntry(
        meaning=meaning,
        text=text,
        shape=icon.shape if icon else None,
        color=(icon.color if icon else None) or fill or (color_named(word["word"]) if word and not icon else None),
        glyph=icon.glyph if icon else None,
        word=word["word"] if word else None,
    )


def _explained_rows(grid: Grid) -> list[LegendEntry]:
    """Read the rows of a table that is nearly all explanations; as soon as too few can be, no more are read."""
    needed = max(2, 0.8 * len(grid.rows))
    found: list[LegendEntry] = []
    for at, row in enumerate(grid.rows, start=1):
        if entry := _explained_row(row):
            found.append(entry)
        if len(found) + len(grid.rows) - at < needed:
            return []
    return found


def _explained_row(row: Row) -> LegendEntry | None:
    cells = [row.cells[i] for i in row.filled()]
    texts = [cell.text for cell in cells if cell and cell.text]
    icons = [icon for cell in cells if cell for icon in cell.icons]
    fills = [cell.fill for cell in cells if cell and cell.fill]
    if not texts or not (icons or fills) or len(texts) > 2 or len(texts[-1]) > MAX_EXPLANATION:
        return None
    if len(texts) == 2 and len(texts[0]) > max(MAX_SYMBOL, len(texts[1])):
        return None  # a record with its verdict
    return _entry(texts[-1], icons, fills[0] if fills else None)


_SUBJECT = (
    r"(?:mål(?:et|en|värdet|värden)?|åtagande[nt]?|uppdrag(?:et|en)?|aktivitet(?:en|er)?"
    r"|indikator(?:n|er)?|insats(?:en|er)?|\w+kriteriet)"
)
_SUBJECTS = re.compile(rf"\b{_SUBJECT}(?:(?:,| eller| och|/)\s*{_SUBJECT})+\b", re.I)
_CUT = re.compile(r"[.;(]|,\s|\s(?:eller|och|men|dvs|d\.v\.s\.)\s")


def meaning_of(explanation: str) -> Verdict | None:
    """Read what an explanation says a symbol means; of several verdicts joined by "eller" the first counts.

    Example:
        >>> meaning_of("Mål eller åtagande är delvis uppnått eller beräknas bli det.").code
        'partially_achieved'
    """
    text = _SUBJECTS.sub("Målet", explanation)
    for candidate in (explanation, text, *_beginnings(text)):
        verdict = read_status(candidate)
        if verdict:
            return verdict
    return None


def _beginnings(text: str) -> list[str]:
    """Give what a text begins with, up to each joint of its clauses, longest first."""
    ends = [match.start() for match in _CUT.finditer(text)]
    return [text[:end].strip() for end in reversed(ends) if end > 2]
