"""The report's skeleton: which blocks are headings, how deep, and which parts hold no records.

Forms of file differ in what they say: Word, HTML and Markdown mark headings, PDF sets them larger or bolder, plain text
only stands them alone on a line. Contents lists name headings too, and are themselves never records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ..normalize.body import is_body
from ..normalize.column import read_column
from ..normalize.date import read_date
from ..normalize.heading import HeadingClass, read_heading
from ..normalize.label import announces_record, field_named, read_label, tells_when
from ..normalize.late import late_pattern
from ..normalize.number import read_number
from ..normalize.person import is_name, is_role, names_person
from ..normalize.status import read_status, stated_verdict
from ..normalize.text import ends_sentence, fold, stops_short
from .document import Block, Document, Item, Place
from .field_lines import is_record_name, verdict_fields
from .joining import is_unit_only

MAX_HEADING = 160
MAX_PLAIN_HEADING = 90
MIN_CAPITALS = 3
MAX_VERDICT = 40
_VERDICT_TAIL = re.compile(r"\S(?:(?:[:.!]|\s[–—-])\s+|\s[(\[])(?P<tail>[^:.!()\[\]–—-]{3,40})[.!)\]]?$")
UNMARKED_LEVEL = 7
SMALL = 0.93
_OTHER_TYPE = 1.3
_LEADERS = re.compile(r"\s*(?:\.\s?){3,}\s*\d{0,3}\s*$|\s*…+\s*\d{0,3}\s*$")
_ENTRY = re.compile(r"^(?P<title>\S.*?\S)(?:\s*(?:\.\s?){2,}|\s*…+|\s+)\s*\d{1,3}\s*$")
_DEPTH: dict[HeadingClass, int] = {"chapter": 1, "area": 2, "other": 2, "part": 3}
_FIELDS = frozenset({"outcome", "target", "status", "forecast", "responsible", "comment", "unit", "trend", "progress"})
_BULLET = re.compile(r"^[•·▪*–-]\s+")
_CAPTION = re.compile(r"^(?:tabell|diagram|figur)\s*\d+(?:[.:]\d+)*\s*[.:–-]?\s*", re.I)
_AREA_NAMED = late_pattern(r"^\w+(?:\s+\d{1,2})?(?:\s*[.:–—-])?\s+[^\W\d]")
_DATED = re.compile(
    r"^(?P<before>\S.*?)(?:,? (?P<day>den)(?= \d))?,? (?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2} [a-zåäö]+ (?:19|20)\d\d)$",
    re.I,
)
_SENTENCE_INSIDE = re.compile(r"[a-zåäö]{4}\. [A-ZÅÄÖ][a-zåäö]")
_LEADERS_INSIDE = re.compile(r"(?:\.\s?){4,}|…{2,}")
_NO_HEADING = re.compile(r"^(?:dnr|diarienummer|källa|not|obs|anm|www|http|\d+\s*$|\d+ av \d+$)|§|@", re.I)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading as found: its depth, number and title, what kind it is, and its position among the items."""

    level: int
    number: str | None
    title: str
    kind: HeadingClass
    place: Place
    index: int


@dataclass(frozen=True)
class Outline:
    """The headings of a document, and the contents lists that are to be skipped."""

    sections: tuple[Section, ...]
    skipped: frozenset[int]
    listed: frozenset[str]

    @cached_property
    def _by_index(self) -> dict[int, Section]:
        return {section.index: section for section in self.sections}

    def section_at(self, index: int) -> Section | None:
        """Give the heading that the item at `index` is."""
        return self._by_index.get(index)

    @cached_property
    def _stacks(self) -> list[tuple[int, tuple[Section, ...]]]:
        stacks: list[tuple[int, tuple[Section, ...]]] = []
        stack: tuple[Section, ...] = ()
        for section in self.sections:
            stack = (*(s for s in stack if s.level < section.level), section)
            stacks.append((section.index, stack))
        return stacks

    def above(self, index: int) -> tuple[Section, ...]:
        """Give the headings that the item at `index` stands under, outermost first."""
        import bisect

        at = bisect.bisect_right(self._stacks, index, key=lambda entry: entry[0])
        return self._stacks[at - 1][1] if at else ()


def outline_of(document: Document) -> Outline:
    """Find the headings of a document."""
    items = document.items
    skipped, listed = _contents(items)
    style = _BodyStyle.of(items)
    fields = verdict_fields(items)
    over = _lines_over_headings(items, style, listed)
    candidates = [
        (i, item)
        for i, item in enumerate(items)
        if isinstance(item, Block)
        and i not in skipped
        and (i in over or _is_heading(item, style, listed))
        and not _is_labelled(items, i)
        and not _is_cut_sentence(items, i)
        and not _is_set_beside(items, i)
        and not _states_verdict(items, i)
        and not _closes_with_verdict(items, i)
        and not _is_listed_symbol(items, i)
        and not _is_field_line(items, i)
        and fold(item.text) not in fields
        and not is_record_name(items, i, fields)
        and not is_signature(items, i)
    ]
    explicit = sum(item.level is not None for _, item in candidates) >= 2
    sizes = sorted({round(item.size) for _, item in candidates if item.size}, reverse=True)
    sections = tuple(_section(i, item, sizes, explicit) for i, item in candidates)
    if not explicit and len(sizes) < 2:
        sections = _under_listed(_ranked(sections, [item for _, item in candidates]), listed)
    sections = _with_lines_over(sections, over)
    return Outline(sections, frozenset(skipped), frozenset(listed))


def _ranked(sections: Sequence[Section], blocks: Sequence[Block]) -> tuple[Section, ...]:
    """In plain text depth shows only in letters: where some headings are all capitals, they stand above the rest."""
    capital = [block.text.isupper() and not section.number for section, block in zip(sections, blocks, strict=True)]
    if sum(capital) < MIN_CAPITALS or sum(capital) == len(capital):
        return tuple(sections)
    first = capital.index(True)
    return tuple(
        section
        if section.number or (i < first and section.kind != "area")
        else replace(section, level=1 if capital[i] else max(2, section.level))
        for i, section in enumerate(sections)
    )


def _under_listed(sections: Sequence[Section], listed: set[str]) -> tuple[Section, ...]:
    """In plain text a heading that the contents list leaves out stands below the listed one above it."""
    ranked: list[Section] = []
    depth = 0
    for section in sections:
        if fold(section.title) in listed:
            depth = section.level
        elif depth and not section.number and section.kind == "other":
            section = replace(section, level=max(section.level, depth + 1))
        ranked.append(section)
    return tuple(ranked)


def _contents(items: Sequence[Item]) -> tuple[set[int], set[str]]:
    """Find contents lists: their item positions, and the headings they name, folded."""
    skipped: set[int] = set()
    titles: list[str] = []
    inside = False
    later = Counter(fold(item.text) for item in items if isinstance(item, Block))
    for i, item in enumerate(items):
        later[fold(item.text) if isinstance(item, Block) else ""] -= 1
        entries = _entries(item) or (_entry_named_again(item, later) if inside else [])
        if isinstance(item, Block) and (label := read_label(item.text)) and label.field == "contents":
            inside = True
            skipped.add(i)
        elif entries and (inside or _leadered(item)):
            skipped.add(i)
            titles += entries
        elif inside and isinstance(item, Block) and item.level is None and _LEADERS.search(item.text):
            skipped.add(i)
        else:
            inside = False
    return skipped, {fold(read_heading(title).title) for title in titles if len(title) > 3}


def _entry_named_again(item: Item, later: Counter[str]) -> list[str]:
    """Give the heading that a line of a contents list without page numbers names, which stands again below."""
    if not isinstance(item, Block) or item.level is not None or len(item.text) > MAX_HEADING:
        return []
    title = _BULLET.sub("", item.text)
    return [title] if later[fold(title)] > 0 and not ends_sentence(title) else []


def _leadered(item: Item) -> bool:
    texts = [item.text] if isinstance(item, Block) else [cell.text for cell in item.cells]
    leadered = sum(bool(_LEADERS.search(text)) for text in texts)
    return leadered >= (1 if isinstance(item, Block) else 2)


def _entries(item: Item) -> list[str]:
    """Give the headings that an item lists with page numbers; empty when it is no contents list."""
    if isinstance(item, Block):
        match = _ENTRY.match(item.text) if len(item.text) < 200 else None
        return [_LEADERS.sub("", match["title"]).rstrip(" .")] if match else []
    rows = [[cell.text for cell in row if cell and cell.text] for row in item.grid()]
    rows = [row for row in rows if row]
    listing = [row for row in rows if len(row) >= 2 and re.fullmatch(r"[.… ]*\d{1,3}", row[-1])]
    if not rows or len(listing) < 0.7 * len(rows) or item.n_columns > 4:
        return _single_column_entries(rows)
    pages = [int(re.sub(r"\D", "", row[-1])) for row in listing]
    if pages != sorted(pages):
        return []
    return [re.sub(r"[ .…]+$", "", " ".join(row[:-1])) for row in listing]


def _single_column_entries(rows: Sequence[Sequence[str]]) -> list[str]:
    texts = [row[0] for row in rows if len(row) == 1]
    matches = [match for text in texts if (match := _ENTRY.match(text)) and _LEADERS.search(text)]
    return [match["title"].rstrip(" .") for match in matches] if matches and len(matches) >= 0.7 * len(rows) else []


class _BodyStyle(NamedTuple):
    """How running text looks, so that headings stand out against it."""

    size: float | None
    bold_is_usual: bool
    marked: bool

    @classmethod
    def of(cls, items: Sequence[Item]) -> _BodyStyle:
        blocks = [item for item in items if isinstance(item, Block)]
        sizes: Counter[float] = Counter()
        bold = 0
        total = 0
        for block in blocks:
            total += len(block.text)
            bold += len(block.text) if block.bold else 0
            if block.size:
                sizes[round(block.size, 1)] += len(block.text)
        size = sizes.most_common(1)[0][0] if sizes else None
        for cell in (cell for item in items if not isinstance(item, Block) for cell in item.cells):
            total += len(cell.text)
            bold += len(cell.text) if cell.bold else 0
        return cls(size, bool(total) and bold > 0.5 * total, sum(block.level is not None for block in blocks) >= 2)


def _is_heading(block: Block, style: _BodyStyle, listed: set[str]) -> bool:
    text = block.text
    if not text or len(text) > MAX_HEADING or "\n" in text or not any(letter.isalpha() for letter in text):
        return False
    label = read_label(text)
    if _CAPTION.match(text) or is_unit_only(text) or (label and (label.rest or label.number or block.level is None)):
        return False
    if block.level is not None:
        return label is None or label.field in ("assignment", "goal")
    if read_column(text).field == "year":
        return False
    heading = read_heading(text)
    if fold(heading.title) in listed:
        return True
    if block.list_item or not _reads_as_title(text) or _states_status(text) or _is_of_sentences(block):
        return False
    if style.size and block.size:
        if block.size < SMALL * style.size:
            return False  # a fact box or a caption beside the text heads nothing
        judged = bool(heading.number and block.icons)  # "● 1.1 Fler ska cykla" is a record, and no section
        return block.size >= 1.12 * style.size or (
            block.bold and not judged and not style.bold_is_usual and len(text) <= 110
        )
    if style.marked and not heading.number and not block.bold:
        return False
    return (bool(heading.number) or len(text) <= MAX_PLAIN_HEADING) and not read_status(text)


def _lines_over_headings(items: Sequence[Item], style: _BodyStyle, listed: set[str]) -> frozenset[int]:
    """Find the small lines that name an area over the large heading of a part of it: "Målområde 1 – En trygg stad".

    A label without a name of its own ("Målområde 1") says less than the heading below it; one such line alone is none.
    """
    found = [
        i
        for i, (line, below) in enumerate(pairwise(items))
        if isinstance(line, Block) and isinstance(below, Block)
        if _names_area_over(line, below) and _is_heading(below, style, listed)
    ]
    return frozenset(found) if len(found) > 1 else frozenset()


def _names_area_over(line: Block, below: Block) -> bool:
    if line.level is not None or below.level is not None or line.list_item or line.place.page != below.place.page:
        return False
    if (below.size or 0.0) < _OTHER_TYPE * (line.size or 99.0) or len(line.text) > MAX_PLAIN_HEADING:
        return False
    named = _AREA_NAMED.match(line.text) and read_heading(line.text).kind == "area" and _reads_as_title(line.text)
    return bool(named) and read_heading(below.text).kind == "other"


def _with_lines_over(sections: Sequence[Section], over: frozenset[int]) -> tuple[Section, ...]:
    """Put the small lines over headings above these in depth."""
    depths = [below.level for line, below in pairwise(sections) if line.index in over]
    if not depths:
        return tuple(sections)
    depth = min(depths)
    return tuple(
        replace(section, level=depth if section.index in over else section.level + (section.level >= depth))
        for section in sections
    )


def _is_labelled(items: Sequence[Item], index: int) -> bool:
    """Say whether a line stands right under a label such as "Nämndmål": then it is a goal's title, not a heading."""
    above = items[index - 1] if index else None
    label = read_label(above.text) if isinstance(above, Block) and len(above.text) < 60 else None
    if label is None or label.field != "goal" or label.rest:
        return False
    block = items[index]
    return isinstance(block, Block) and read_heading(block.text).kind not in ("chapter", "area")


def _is_cut_sentence(items: Sequence[Item], index: int) -> bool:
    """Say whether a line is the first half of a sentence that goes on below in small letters."""
    block, below = items[index], items[index + 1] if index + 1 < len(items) else None
    if not isinstance(below, Block) or below.list_item or below.icons:
        return False
    if isinstance(block, Block) and block.level is not None:
        return False
    if below.icons or (isinstance(block, Block) and (block.size or 0.0) > _OTHER_TYPE * (below.size or 99.0)):
        return False  # a legend's first line, or other type: the heading is whole
    return below.text[:1].islower() and not is_unit_only(below.text)


def _states_verdict(items: Sequence[Item], index: int) -> bool:
    """Say whether a line under a larger one is a whole verdict: "Målet är uppfyllt", set in bold as headings are."""
    block, above = items[index], items[index - 1] if index else None
    if not isinstance(block, Block) or not isinstance(above, Block) or block.level is not None:
        return False
    if (above.size or 0.0) <= _OTHER_TYPE * (block.size or 99.0) or len(block.text) > MAX_PLAIN_HEADING:
        return False
    stated = stated_verdict([block.text])
    return stated is not None and stated.own_line and " " in block.text


def _closes_with_verdict(items: Sequence[Item], index: int) -> bool:
    """Say whether a bold line under a paragraph, as large as that, is the verdict that closes what is told of a goal.

    What follows is the larger title of the next one; a heading over records stands over smaller print.
    """
    block, above = items[index], items[index - 1] if index else None
    if not isinstance(block, Block) or not isinstance(above, Block) or not block.bold or block.level is not None:
        return False
    below = items[index + 1] if index + 1 < len(items) else None
    larger = not isinstance(below, Block) or (below.size or 0.0) > (block.size or 99.0) + 0.4
    alike = abs((above.size or 0.0) - (block.size or 99.0)) < 0.6 and not above.bold and above.text.endswith(".")
    return larger and alike and len(block.text) <= MAX_VERDICT and read_status(block.text) is not None


def _is_listed_symbol(items: Sequence[Item], index: int) -> bool:
    """Say whether a line of a text has a symbol before it as the one over or under it has: points of a list."""
    block = items[index]
    if not isinstance(block, Block) or not block.icons or block.size or block.level is not None or block.bold:
        return False
    beside = (items[at] for at in (index - 1, index + 1) if 0 <= at < len(items))
    return any(isinstance(item, Block) and item.icons and item.text for item in beside)


def _is_set_beside(items: Sequence[Item], index: int) -> bool:
    """Say whether a line is the verdict on the title above it in order, which it stands to the right of on the page.

    It may stand to the right of the label over that title instead ("Mål 1").
    """
    block, above, label = items[index], items[index - 1] if index else None, items[index - 2] if index > 1 else None
    if not isinstance(block, Block) or not isinstance(above, Block):
        return False
    if _stands_right_of(block, above):
        return True
    return isinstance(label, Block) and announces_record(label.text) and _stands_right_of(block, label)


def _stands_right_of(block: Block, above: Block) -> bool:
    if block.place.page != above.place.page:
        return False
    mine, other = block.place.bbox, above.place.bbox
    if mine is None or other is None or mine[0] < other[2]:
        return False
    height = mine[3] - mine[1]
    return other[1] - height < mine[3] and mine[1] < other[3] and read_status(block.text) is not None


def _is_field_line(items: Sequence[Item], index: int) -> bool:
    """Say whether a line is a field of a record: "Utfall 2020: 70 %", or "Prognos" with its verdict below."""
    block, below = items[index], items[index + 1] if index + 1 < len(items) else None
    if not isinstance(block, Block):
        return False
    name, colon, value = block.text.partition(":")
    if (colon and read_date(value.strip())) or tells_when(block.text):
        return True
    if colon and value.strip():
        return read_column(name).field in _FIELDS and (read_number(value) is not None or len(value) < 60)
    if field_named(block.text) not in ("status", "forecast", "responsible", "comment"):
        return False
    return (
        isinstance(below, Block)
        and len(below.text) < 60
        and not (below.icons and below.text)
        and (read_status(below.text) is not None or is_body(below.text))
    )


def is_signature(items: Sequence[Item], index: int) -> bool:
    """Say whether a line names a person, a person's role, or where and when these signed: it heads nothing."""
    block = items[index]
    if not isinstance(block, Block) or names_person(block.text) or _is_dated(block.text):
        return isinstance(block, Block)
    role = is_role(block.text)
    if not role and not is_name(block.text):
        return False
    around = [items[i] for i in (index - 1, index + 1) if 0 <= i < len(items)]
    texts = [other.text for other in around if isinstance(other, Block)]
    return any(map(is_name if role else is_role, texts))


def _reads_as_title(text: str) -> bool:
    """Say whether a line could be a heading by its wording: begins large, ends without a sentence's mark."""
    if text[-1] in ".,;:!" or stops_short(text) or _NO_HEADING.search(text) or _LEADERS_INSIDE.search(text):
        return False
    return text[0].isupper() or text[0].isdigit()


def _is_of_sentences(block: Block) -> bool:
    """Say whether a plain line goes on behind a full stop: "Exempelby kommun, kulturnämnden. Avser år 2023"."""
    return not block.bold and bool(_SENTENCE_INSIDE.search(block.text))


def _is_dated(text: str) -> bool:
    """Say whether a line is a body or a place with a date: "Kommunstyrelsen 2021-09-03", "Staden den 14 mars 2019"."""
    dated = _DATED.match(text) if len(text) <= MAX_PLAIN_HEADING else None
    return bool(dated and (is_body(dated["before"]) or (dated["day"] and " " not in dated["before"])))


def _states_status(text: str) -> bool:
    """Say whether a numbered line ends in a verdict, so that it is a record: "2. Se över taxan: Påbörjat"."""
    tail = _VERDICT_TAIL.search(text)
    return bool(tail and read_heading(text).number and read_status(tail["tail"]))


def _section(index: int, block: Block, sizes: Sequence[int], explicit: bool) -> Section:
    heading = read_heading(block.text)
    if not (explicit or heading.number) and read_column(heading.title).field in ("strength", "improvement"):
        heading = heading._replace(kind="part")  # "Styrkor" stands below the area whose strengths it names
    return Section(
        _level(block, heading.number, heading.kind, sizes, explicit),
        heading.number,
        heading.title,
        heading.kind,
        block.place,
        index,
    )


def _level(block: Block, number: str | None, kind: HeadingClass, sizes: Sequence[int], explicit: bool) -> int:
    if number:
        return max(1 + number.count("."), (block.level or 0) if explicit else 0)
    if explicit:
        return block.level or UNMARKED_LEVEL
    if block.size and len(sizes) > 1:
        return 1 + sizes.index(round(block.size))
    return _DEPTH[kind]


def caption_of(text: str) -> str:
    """Give a caption without its "Tabell 3." in front.

    Example:
        >>> caption_of("Tabell 1. Driftredovisning per nämnd")
        'Driftredovisning per nämnd'
    """
    return _CAPTION.sub("", text).strip()
