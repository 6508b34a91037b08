"""What a report prints, laid out so that the signs of its parts are found quickly: headings, prose, rows, columns.

During conversion all of it is at hand; of a stored JSON only its outline and records are, and the prose is not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from ..extract.document import Block, Document, Place
from ..extract.joining import Grid
from ..extract.outline import Section, caption_of
from ..extract.structure import Structure
from ..normalize.heading import read_heading
from ..normalize.text import ends_sentence, even, fold
from ..schema import Report, Source
from .checklist import Match, Sign, Where, names, signs
from .sentences import source_of_place

MAX_LINE = 100
MAX_CELL = 160
JOINT = 3
NEXT = 3
"""How far below a line that is no heading its table may stand: a unit may come between."""

_PLAIN: tuple[Where, ...] = ("chapter", "heading", "row", "column", "prose")
"""Where signs are looked for, the plainest first."""


class Trace(NamedTuple):
    """A piece of print: its text, where it stands, and its position among the items of the document.

    `table` tells which table a row or column label belongs to.
    """

    text: str
    order: int
    table: int | None = None
    place: Place | None = None
    source: Source | None = None


class Shelf:
    """Traces of one kind, their folded texts in one string, so that a phrase is found among all of them at once."""

    def __init__(self, traces: Iterable[Trace]) -> None:
        self.traces = tuple(traces)
        self._starts: list[int] = []
        parts, at = ["\n"], 1
        for trace in self.traces:
            folded = even(trace.text)
            self._starts.append(at)
            parts += (folded, "\n")
            at += len(folded) + 1
        self._text = "".join(parts)

    def holds(self, text: str) -> bool:
        """Say whether a folded text stands anywhere in the traces."""
        return text in self._text

    def find(self, phrase: str, match: Match) -> Iterator[int]:
        """Give the positions of the traces that a phrase is found in, each once."""
        lead = "\n" if match in ("exact", "start") else ""
        needle = f"{lead}{phrase}" + ("\n" if match == "exact" else "")
        text, last, at = self._text, -1, self._text.find(needle)
        while at >= 0:
            begin, end = at + len(lead), at + len(needle)
            if _stands_free(text, begin, end, match):
                index = bisect_right(self._starts, begin) - 1
                if index != last:
                    yield index
                last = index
            at = text.find(needle, at + 1)


def _stands_free(text: str, begin: int, end: int, match: Match) -> bool:
    """Say whether a match stands on the word boundaries that its sign asks for."""
    if match in ("word", "stem") and text[begin - 1].isalnum():
        return False
    return match not in ("word", "start") or not text[end].isalnum()


@dataclass(frozen=True)
class Traces:
    """All traces of a report. `complete` says that its prose is among them, as it is during conversion only.

    `bare` are the headings that another follows at once, with that one's title, None where it is surely no part of the
    first. `asides` are running heads and feet.
    """

    headings: Shelf
    prose: Shelf
    rows: Shelf
    columns: Shelf
    sections: tuple[tuple[int, int], ...]
    title: str
    complete: bool
    bare: Mapping[int, str | None] = field(default_factory=dict)
    asides: tuple[str, ...] = ()

    def shelf(self, where: Where) -> Shelf:
        """Give the traces that a sign looks at."""
        shelves = {"chapter": self.headings, "heading": self.headings, "row": self.rows, "column": self.columns}
        return shelves.get(where, self.prose)

    def found(self, item: str, strength: str = "sure") -> list[Trace]:
        """Give the traces that signs of a strength are found in, those of headings first; noise does not count."""
        listed = signs(item)
        noise = {hit for sign in listed if sign.strength == "noise" for hit in self._hits(sign)}
        hits = {hit for sign in listed if sign.strength == strength for hit in self._hits(sign)} - noise
        ordered = sorted(hits, key=lambda hit: (_PLAIN.index(hit[0]), hit[1]))
        return [self.shelf(where).traces[index] for where, index in ordered]

    def joint(self, item: str, needed: int = JOINT) -> Trace | None:
        """Give a row of the first table in which so many different signs of an item meet."""
        met: dict[int | None, dict[str, Trace]] = {}
        for sign in signs(item):
            for where, index in self._hits(sign) if sign.strength == "joint" else ():
                trace = self.shelf(where).traces[index]
                met.setdefault(trace.table, {}).setdefault(sign.phrase, trace)
        tables = [phrases for phrases in met.values() if len(phrases) >= needed]
        return min((t for phrases in tables for t in phrases.values()), key=lambda t: t.order, default=None)

    def below(self, heading: Trace) -> Iterator[Trace]:
        """Give the prose that stands under a heading, up to the next one of its depth."""
        begin, end = next((s for s in self.sections if s[0] == heading.order), (heading.order, heading.order + 2))
        return (trace for trace in self.prose.traces if begin < trace.order < end)

    def tables_below(self, heading: Trace) -> Iterator[Trace]:
        """Give the rows of the tables that stand under a heading."""
        begin, end = next((s for s in self.sections if s[0] == heading.order), (heading.order, heading.order + NEXT))
        return (trace for trace in self.rows.traces if begin < trace.order < end)

    def is_hollow(self, heading: Trace, item: str, parts: tuple[str, ...] = ()) -> bool:
        """Say whether nothing stands under a heading of an item: the next one follows at once and is no part of it.

        Where depth is not marked, a heading that names another item tells as much, unless that is one of the `parts`.
        """
        if heading.table is not None or heading.order not in self.bare:
            return False
        following = self.bare[heading.order]
        return following is None or _names_another(following, item, parts)

    def near(self, trace: Trace, reach: int) -> Iterator[Trace]:
        """Give what stands around a trace: rows, columns and prose at most `reach` items away."""
        for shelf in (self.rows, self.columns, self.prose, self.headings):
            yield from (other for other in shelf.traces if abs(other.order - trace.order) <= reach)

    def _hits(self, sign: Sign) -> Iterator[tuple[Where, int]]:
        if sign.where not in _PLAIN:
            return
        shelf = self.shelf(sign.where)
        for index in shelf.find(sign.phrase, sign.match):
            if sign.where != "chapter" or shelf.traces[index].table is None:
                yield sign.where, index


def says(item: str, where: Where, text: str, strength: str = "sure") -> bool:
    """Say whether one text carries a sign of an item and no noise.

    Example:
        >>> says("D10", "goal", "Soliditeten ska öka"), says("D10", "goal", "Fler unga ska läsa")
        (True, False)
    """
    shelf = Shelf([Trace(text, 0)])
    listed = [sign for sign in signs(item) if sign.where == where]

    def matches(strength: str) -> bool:
        return any(any(True for _ in shelf.find(s.phrase, s.match)) for s in listed if s.strength == strength)

    return matches(strength) and not matches("noise")


@lru_cache(maxsize=512)
def _names_another(title: str, item: str, parts: tuple[str, ...]) -> bool:
    """Say whether a heading names an item of the law's checklists other than one and its parts."""

    def named(other: str) -> bool:
        places: tuple[Where, ...] = ("chapter", "heading")
        return any(says(other, where, title, strength) for where in places for strength in ("sure", "own"))

    others = (other for other in names() if other[0] in "DA" and other != item and other not in parts)
    return not named(item) and any(named(other) for other in others)


# --- during conversion ------------------------------------------------------------------------------------------------


def traces_of(structure: Structure, report: Report) -> Traces:
    """Lay out a document whose records have been found."""
    document, outline = structure.document, structure.outline
    empty = {section.index for section in empty_sections(structure)}
    sections = [section for section in outline.sections if section.index not in empty]
    headings = [Trace(section.title, section.index, place=section.place) for section in sections]
    prose: list[Trace] = []
    for i, item in enumerate(structure.items):
        if isinstance(item, Block) and item.text and i not in structure.skipped and outline.section_at(i) is None:
            prose.append(Trace(item.text, i, place=item.place))
            if _is_line(item):
                headings.append(Trace(read_heading(caption_of(item.text)).title, i, place=item.place))
    tables = [_table_traces(grid) for grid in structure.grids if grid.index not in structure.skipped]
    headings += [trace for titles, _, _ in tables for trace in titles]
    return Traces(
        Shelf(sorted(headings, key=lambda trace: trace.order)),
        Shelf(prose),
        Shelf(trace for _, rows, _ in tables for trace in rows),
        Shelf(trace for _, _, columns in tables for trace in columns),
        tuple(_ranges(outline.sections, len(document.items))),
        report.report.title or "",
        complete=True,
        bare=dict(_bare(structure)),
        asides=tuple(aside.text for aside in document.asides),
    )


def _bare(structure: Structure) -> Iterator[tuple[int, str | None]]:
    """Give the headings and lines under which nothing stands, with the heading or line that follows."""
    items = structure.items
    sections = {section.index: section for section in structure.outline.sections}
    lines = ((i, item.text) for i, item in enumerate(items) if isinstance(item, Block) and _is_line(item))
    titles = {i: read_heading(caption_of(text)).title for i, text in lines}
    titles |= {i: section.title for i, section in sections.items()}
    for i in titles:
        here, following = sections.get(i), sections.get(i + 1)
        if i + 1 == len(items) or (here and following and _stands_beside(structure, here, following)):
            yield i, None
        elif i + 1 in titles:
            yield i, titles[i + 1]


def _is_line(block: Block) -> bool:
    """Say whether a block stands as a line of its own: a caption, or a heading that the outline did not take."""
    return 0 < len(block.text) <= MAX_LINE and not block.list_item and not ends_sentence(block.text)


def _ranges(sections: Sequence[Section], end: int) -> Iterator[tuple[int, int]]:
    """Give the items under each heading: from it to the next one that is not deeper."""
    for i, section in enumerate(sections):
        after = (other.index for other in sections[i + 1 :] if other.level <= section.level)
        yield section.index, next(after, end)


def empty_sections(structure: Structure) -> Iterator[Section]:
    """Give the headings that the contents list promises and under which nothing stands before the next one like them.

    Only printed numbers or depths that the file itself marks say surely that the next heading is no part of this one.
    """
    outline, items = structure.outline, structure.items
    for section, following in zip_longest(outline.sections, outline.sections[1:]):
        if fold(section.title) not in outline.listed:
            continue
        end = following.index if following else len(items)
        if end > section.index + 1 or (following and not _stands_beside(structure, section, following)):
            continue
        yield section


def _stands_beside(structure: Structure, section: Section, following: Section) -> bool:
    if section.number and following.number:
        return following.number.count(".") <= section.number.count(".") and following.number != section.number
    blocks = [structure.items[s.index] for s in (section, following)]
    levels = [block.level for block in blocks if isinstance(block, Block) and block.level is not None]
    return len(levels) == 2 and levels[1] <= levels[0]


def _table_traces(grid: Grid) -> tuple[list[Trace], list[Trace], list[Trace]]:
    """Give the titles, row labels and column labels of a table."""
    at, end = grid.index, grid.index
    header = [cell for row in grid.header for cell in row.cells if cell and cell.text]
    titles = [Trace(caption_of(grid.title), at, end, place=grid.place)] if grid.title else []
    titles += [Trace(c.text, at, end, place=c.place) for c in header if c.column == 0 and len(c.text) <= MAX_LINE]
    rows: list[Trace] = []
    for row in grid.rows:
        filled = row.filled()
        cell = row.cells[filled[0]] if filled else None
        if cell is None or not cell.text or len(cell.text) > MAX_CELL:
            continue
        rows.append(Trace(cell.text, at, end, place=cell.place))
        if len(filled) == 1 and len(cell.text) <= MAX_LINE:
            titles.append(Trace(cell.text, at, end, place=cell.place))
    columns = [Trace(cell.text, at, end, place=cell.place) for cell in header]
    return titles, rows, columns


# --- of a stored report -----------------------------------------------------------------------------------------------


def traces_of_stored(report: Report) -> Traces:
    """Lay out what a report's JSON holds: its outline and tables, in printed order, without prose."""
    headings = [Trace(heading.title, i, source=heading.source) for i, heading in enumerate(report.outline)]
    start = len(headings)
    tables = list(enumerate(report.budget_tables, start))
    headings += [Trace(table.title, i, i, source=table.source) for i, table in tables if table.title]
    rows = [Trace(row.label, i, i, source=row.source) for i, table in tables for row in table.rows if row.label]
    after = start + len(tables)
    rows += [Trace(indicator.name, after, after, source=indicator.source) for indicator in report.indicators]
    columns = [Trace(c.label, i, i, source=table.source) for i, table in tables for c in table.columns if c.label]
    return Traces(
        Shelf(headings), Shelf(()), Shelf(rows), Shelf(columns), (), report.report.title or "", complete=False
    )


def source_at(document: Document | None, trace: Trace) -> Source | None:
    """Give where a trace is printed."""
    return source_of_place(document, trace.place) if document and trace.place else trace.source
