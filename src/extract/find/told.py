"""Records that running text tells one after the other: what repeats, with a verdict each, is a list of records.

A single heading with a verdict somewhere below may be any chapter. Headings of one depth in a row that each lead to a
verdict, sentences that say what shall be with a telling under each, paragraphs in a row that hold both, and label lines
that come back in the same order are records, however they look and whatever stands between title and verdict. Headings
that come back under every record ("Resultat", "Analys", "Bedömning") are parts of what is told of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby, islice, pairwise, takewhile
from operator import itemgetter
from typing import NamedTuple

from ...normalize.label import Label, read_label
from ...normalize.status import paragraphs_of, read_status, sentences_of, stated_verdict
from ...normalize.symbol import read_symbol
from ...normalize.text import fold
from ..document import Block, Icon, Item
from ..outline import Section
from ..structure import Structure
from .topic import LONGEST_TITLE, NORM, SHORTEST_TITLE, Topic, judged_by, presented_by, topic_of, topic_under

_SHALL = re.compile(r"\b(?:ska|skall|bör)\b", re.I)
_ENOUGH = 0.5
_LONGEST_TELLING = 25
_LONGEST_NORM = 260
_LONGEST_PART = 40
_POINT_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_LONGEST_BARE = 4
_SURE = 0.8
_POINT = re.compile(r"\d{1,2}[.)]\s")
_FIELDS = frozenset({"status", "forecast", "responsible"})
_RECORDS = frozenset({"goal", "assignment"})
_FAR = 1 << 30


class Told(NamedTuple):
    """What is told in a row: positions of the lines that are titles, with what their verdicts speak of ("" for no say).

    `parted` are paragraphs as title and what is told of it; `leading` are label lines that stand above their title;
    `parts` are headings inside what is told of a record, `recurring` all short headings that come back.
    """

    titles: dict[int, str]
    parted: dict[int, tuple[str, str]]
    leading: frozenset[int]
    parts: frozenset[int]
    recurring: frozenset[int]


def _last(marks: Sequence[int], index: int) -> int | None:
    """Give the last of sorted marks before a position."""
    at = bisect_left(marks, index)
    return marks[at - 1] if at else None


def _next(marks: Sequence[int], index: int) -> int:
    """Give the first of sorted marks behind a position."""
    at = bisect_right(marks, index)
    return marks[at] if at < len(marks) else _FAR


def _judged_between(verdicts: Sequence[tuple[int, str]], start: int, end: int) -> bool:
    """Say whether a label with a verdict behind it stands between two positions, of labels of the status in order."""
    first = bisect_right(verdicts, start, key=itemgetter(0))
    inside = takewhile(lambda verdict: verdict[0] < end, islice(verdicts, first, None))
    return any(read_status(rest) for _, rest in inside)


def told_in(structure: Structure) -> Told:
    """Find what a document tells in a row."""
    teller = _Teller(structure)
    norms, parted = teller.judged_norms()
    titles = teller.judged_headings() | norms
    paragraphs = teller.judged_paragraphs() | parted
    parts = teller.parts_under(titles) | teller.parts_under_labels()
    return Told(titles, paragraphs, _leading_fields(structure), parts, teller.parts)


class _Teller:
    """One document's headings and sentences, as candidates for titles with what is told under each."""

    def __init__(self, structure: Structure) -> None:
        self.items = structure.items
        self.outline = structure.outline
        self.skipped = structure.skipped
        self.legend = structure.legend

    def judged_headings(self) -> dict[int, str]:
        """Give the headings in a row that lead to a verdict each."""
        rows: dict[tuple[int, int], list[Section]] = {}
        for section in self.outline.sections:
            if section.index not in self.parts:
                above = self._above(section)
                rows.setdefault((above[-1].index if above else -1, section.level), []).append(section)
        found: dict[int, str] = {}
        left: list[tuple[tuple[int, int], list[tuple[int, str | None]]]] = []
        told: dict[tuple[int, int], set[str]] = {}
        for row in rows.values():
            for topic, sections, carried in self._by_topic(row):
                judged = self._judged(sections)
                records = self._carried_row(judged, topic) if carried else {}
                topic = topic if records or not carried else None
                records = records or _judged_row(judged, topic)
                found |= records
                told.setdefault(self._over(row[0]), set()).update(records.values())
                if not (records or (topic and not carried) or self._is_chapter_of_its_own(row[0])):
                    left.append((self._over(row[0]), judged))
        for over, judged in left:  # one alone under its heading is told like those under the headings beside it
            said = told[over] - {""}
            found |= _judged_row(judged, (min(said), None)) if len(said) == 1 else {}
        return found

    def _is_chapter_of_its_own(self, section: Section) -> bool:
        """Say whether a section stands in a chapter that is about something else than records: "Personal"."""
        above = self._above(section)
        return bool(above) and above[-1].kind == "chapter"

    def _judged(self, sections: Sequence[Section]) -> list[tuple[int, str | None]]:
        """Give the headings of a row with something told under them, and what the verdict there speaks of."""
        told = [(section, body) for section in sections if (body := self._under(section))]
        return [(s.index, self._heading_says(s, body) if _may_be_title(s) else None) for s, body in told]

    def _over(self, section: Section) -> tuple[int, int]:
        """Give the heading over the one that a heading stands under, and its own depth."""
        above = self._above(section)
        return above[-2].index if len(above) > 1 else -1, section.level

    def _by_topic(self, row: Sequence[Section]) -> list[tuple[Topic | None, list[Section], bool]]:
        """Divide a row at the headings with nothing under them: plain text does not show that these stand higher.

        The last of each part says whether its topic is carried over from a heading that looks no higher.
        """
        parts: list[tuple[Topic | None, list[Section], bool]] = [(self._topic_over(row[0]), [], False)]
        for section in row:
            if (topic := self._topic_said(section)) and self.outline.section_at(section.index + 1):
                parts.append((topic, [], False))
                continue
            before = self._topics_before.get(section.index)
            if before and before != parts[-1][0]:
                parts.append((before, [], True))
            parts[-1][1].append(section)
        return parts

    def _carried_row(self, judged: Sequence[tuple[int, str | None]], topic: Topic | None) -> dict[int, str]:
        """Take the candidates of a row with a verdict alone on the line below, where there are several of them."""
        plain = [(i, said if self._has_verdict_below(i) else None) for i, said in judged]
        records = _judged_row(plain, topic)
        return records if len(records) > 1 else {}

    def _has_verdict_below(self, index: int) -> bool:
        below = self.items[index + 1]
        stated = stated_verdict([below.text]) if isinstance(below, Block) and below.text else None
        return stated is not None and stated.own_line

    @cached_property
    def _topics_before(self) -> dict[int, Topic]:
        """What the last heading about records says, for the plain lines below it that look no lower than it does."""
        found: dict[int, Topic] = {}
        topic: Topic | None = None
        numbered = False
        for section in self.outline.sections:
            if section.index in self.parts:
                continue
            title = self.items[section.index]
            plain = isinstance(title, Block) and not (title.level or title.size)
            if topic and plain and not (section.number and numbered):
                found[section.index] = topic
            said = None if NORM.search(section.title) else self._topic_said(section)
            if said or section.kind == "chapter":
                topic, numbered = said, bool(section.number)
        return found

    def judged_norms(self) -> tuple[dict[int, str], dict[int, tuple[str, str]]]:
        """Give the sentences in a row that say what shall be, each with a verdict in the text under it or behind it."""
        found: dict[int, str] = {}
        parted: dict[int, tuple[str, str]] = {}
        for topic, run in self._runs:
            inside = {i: parts for i, block in run if not _is_norm(block) and (parts := _parted(block, topic))}
            starts = [at for at, (i, block) in enumerate(run) if i in inside or _is_norm(block)]
            told = {
                run[one][0]: _told_there(inside.get(run[one][0]), run[one:other])
                for one, other in pairwise([*starts, len(run)])
                if other <= one + 1 + _LONGEST_TELLING
            }
            told = {index: body for index, body in told.items() if body}
            row = _judged_row([(index, _said_there(body)) for index, body in told.items()], topic)
            if len(row) > 1 or topic[0] in self._said(told, row):
                span = [index for index in told if min(row) <= index <= max(row)]
                found |= {index: row.get(index, topic[0]) for index in span if index not in inside}
                parted |= {index: inside[index] for index in span if index in inside}
        return found, parted

    @staticmethod
    def _said(told: dict[int, list[Block]], row: dict[int, str]) -> set[str | None]:
        return {_said_there(told[index]) for index in row}

    def judged_paragraphs(self) -> dict[int, tuple[str, str]]:
        """Give the paragraphs in a row that each say what shall be done and what became of it."""
        found: dict[int, tuple[str, str]] = {}
        for topic, run in self._runs:
            told = [(i, b) for i, b in run if len(b.text) >= SHORTEST_TITLE and not presented_by(b.text)]
            parted = {i: parts for i, block in told if (parts := _parted(block, topic))}
            if parted and len(parted) > _ENOUGH * len(told):
                found |= parted
        return found

    def parts_under(self, titles: dict[int, str]) -> frozenset[int]:
        """Give the headings that divide what is told of a record."""
        divided: set[int] = set()
        open_ = False
        for section in self.outline.sections:
            if section.index not in self.parts:
                open_ = section.index in titles
            elif open_:
                divided.add(section.index)
        return frozenset(divided)

    def parts_under_labels(self) -> frozenset[int]:
        """Give the headings that come back under most records that a label opens, or stand before their verdict."""
        labels = {
            i: label
            for i, item in enumerate(self.items)
            if isinstance(item, Block) and (label := read_label(item.text))
        }
        records = {i for i, label in labels.items() if label.field in _RECORDS and label.rest}
        verdicts = [(i, label.rest) for i, label in labels.items() if label.field == "status"]
        marks = sorted({*records, *(s.index for s in self.outline.sections if s.index not in self.parts)})
        found: dict[str, list[Section]] = {}
        for section in self.outline.sections:
            if section.index in self.parts:
                found.setdefault(fold(section.title), []).append(section)
        divided: set[int] = set()
        for alike in found.values():
            under = [s for s in alike if _last(marks, s.index) in records]
            judged = all(_judged_between(verdicts, s.index, _next(marks, s.index)) for s in under)
            often = len(under) >= max(2, _ENOUGH * len(records)) and len(under) == len(alike)
            if often and (judged or all(s.kind != "chapter" for s in under)):
                divided |= {s.index for s in under}
        return frozenset(divided)

    @cached_property
    def parts(self) -> frozenset[int]:
        """The short headings that come back at the same depth."""
        sections = self.outline.sections
        short = [
            s for s in sections if len(s.title) <= _LONGEST_PART and not (s.kind == "chapter" and topic_of(s.title))
        ]
        times = Counter((fold(section.title), section.level) for section in short)
        return frozenset(s.index for s in short if times[fold(s.title), s.level] > 1)

    def _above(self, section: Section) -> list[Section]:
        return [other for other in self.outline.above(section.index) if other is not section]

    def _topic_over(self, section: Section) -> Topic | None:
        """Give what the headings over a section say its records are, the nearest first: labels in large type too."""
        above = self._above(section)[::-1]
        named = [self._topic_said(other) for other in above]
        labelled = [self._labelled_over(each) for each in (section, *above)]
        return next((topic for pair in zip(labelled, [*named, None], strict=True) for topic in pair if topic), None)

    def _labelled_over(self, section: Section) -> Topic | None:
        """Give what a label says that heads a section and those beside it, and is no section itself: "Nämndens mål"."""
        above, tables = self._above(section), self._tables[: bisect_left(self._tables, section.index)]
        start = max(above[-1].index if above else -1, tables[-1] if tables else -1)
        title = self.items[section.index]
        beside = (
            topic
            for i, label, topic in reversed(self._labels)
            if start < i < section.index and _is_larger(label, title)
        )
        return next(beside, None)

    @cached_property
    def _tables(self) -> list[int]:
        return [i for i, item in enumerate(self.items) if not isinstance(item, Block)]

    @cached_property
    def _labels(self) -> list[tuple[int, Block, Topic]]:
        """The lines of a known size that are no sections and only say what records follow."""
        return [
            (i, item, (label.field, label.detail))
            for i, item in enumerate(self.items)
            if isinstance(item, Block) and item.size and not self.outline.section_at(i)
            if (label := read_label(item.text)) and label.field in ("goal", "assignment")
            if not label.rest and not label.number
        ]

    def _under(self, section: Section) -> list[Block]:
        """Give what is told under a heading, before the next; nothing where a label there opens a record."""
        body: list[Block] = []
        for i in range(section.index + 1, len(self.items)):
            item, other = self.items[i], self.outline.section_at(i)
            if i in self.skipped:
                continue
            if not isinstance(item, Block) or (other and not self._divides(other, section)):
                break
            label = read_label(item.text)
            if label and label.field == "assignment" and body:
                break
            if label and label.field in ("goal", "assignment"):
                return []
            if self._is_judged_point(i):
                break
            body += [] if other else [item]
        return body if len(body) <= _LONGEST_TELLING else []

    def _is_judged_point(self, i: int) -> bool:
        """Say whether a numbered bold line with a verdict right below is a record of its own under the heading."""
        item, below = self.items[i], self.items[i + 1] if i + 1 < len(self.items) else None
        if not isinstance(item, Block) or not item.bold or not _POINT.match(item.text) or not isinstance(below, Block):
            return False
        label = read_label(below.text)
        return bool(label and label.field == "status" and read_status(label.rest))

    def _heading_says(self, section: Section, body: Sequence[Block]) -> str | None:
        """Tell what the verdict of a heading speaks of: a symbol of its own speaks of nothing but the heading."""
        title = self.items[section.index]
        judged = isinstance(title, Block) and any(self._judges(icon) for icon in title.icons)
        return "" if judged else _judgement(body)

    def _judges(self, icon: Icon) -> bool:
        verdict = read_symbol(shape=icon.shape, color=icon.color, glyph=icon.glyph, alt=icon.alt, legend=self.legend)
        return verdict is not None and verdict.code != "unknown"

    def _divides(self, inner: Section, outer: Section) -> bool:
        if inner.index in self.parts:
            return inner.level >= outer.level
        return inner.kind == "part" and inner.level > outer.level

    def _topic_said(self, section: Section) -> Topic | None:
        below = self.items[section.index + 1] if section.index + 1 < len(self.items) else None
        return topic_under(section.title, below.text if isinstance(below, Block) else "")

    @cached_property
    def _runs(self) -> list[tuple[Topic, list[tuple[int, Block]]]]:
        """The paragraphs that follow each heading or label that says what its records are, up to the next."""
        runs: list[tuple[Topic, list[tuple[int, Block]]]] = []
        topic: Topic | None = None
        for i, item in enumerate(self.items):
            if not isinstance(item, Block):
                topic = None
            elif section := self.outline.section_at(i):
                topic = self._topic_said(section) or self._topic_over(section)
                runs += [(topic, [])] if topic else []
            elif (label := read_label(item.text)) and label.field in ("goal", "assignment"):
                topic = None if label.rest else (label.field, label.detail)
                runs += [(topic, [])] if topic else []
            elif i not in self.skipped:
                if topic is None and (topic := presented_by(item.text)):
                    runs.append((topic, []))
                elif topic:
                    runs[-1][1].append((i, item))
        return runs


def _is_larger(label: Block, title: Item) -> bool:
    return isinstance(title, Block) and (label.size or 0.0) > 1.1 * (title.size or label.size or 0.0)


def _judged_row(judged: Sequence[tuple[int, str | None]], topic: Topic | None) -> dict[int, str]:
    """Take the candidates of a row that are judged, where most are from the first that is judged to the last.

    One alone counts only when its verdict speaks of what the heading above says.
    """
    places = [place for place, (_, said) in enumerate(judged) if said is not None]
    if not places or (len(places) == 1 and (topic is None or judged[places[0]][1] not in ("", topic[0]))):
        return {}
    span = judged[places[0] : places[-1] + 1]
    if len(places) < _ENOUGH * len(span) or (topic is None and len({said for _, said in span if said}) != 1):
        return {}
    return {index: said or (topic[0] if topic else "") for index, said in span if said is not None}


def _told_there(parts: tuple[str, str] | None, run: Sequence[tuple[int, Block]]) -> list[Block]:
    first = [replace(run[0][1], text=parts[1])] if parts else []
    return [*first, *takewhile(_is_no_point, (block for _, block in run[1:]))]


def _may_be_title(section: Section) -> bool:
    title = section.title
    if section.kind != "other" or not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE or read_label(title):
        return False
    return topic_of(title) is None or bool(NORM.search(title))


def _is_no_point(block: Block) -> bool:
    """Say whether a paragraph is none of a list's numbered points, which are records of their own."""
    return not _POINT.match(block.text)


def _is_norm(block: Block) -> bool:
    """Say whether a paragraph is one sentence that says what shall be: "Fler ska cykla till arbetet."."""
    text = block.text
    if block.list_item or not SHORTEST_TITLE <= len(text) <= _LONGEST_NORM or read_label(text):
        return False
    return bool(NORM.search(text)) and len(sentences_of(text)) == 1 and not read_status(text)


def _said_there(body: Sequence[Block]) -> str | None:
    """Tell what the verdict under a sentence speaks of: in all told there, else in the paragraph right below."""
    said = _judgement(body)
    return said if said is not None or len(body) < 2 else _judgement(body[:1])


def _judgement(body: Sequence[Block]) -> str | None:
    """Tell what the verdict in a telling speaks of: goal, assignment, "" where it does not say; None without one."""
    for block in body:
        label = read_label(block.text)
        if label and label.field == "status" and (read_status(label.rest) or (block.icons and not label.rest)):
            return judged_by(label.rest) or ""
        if not block.text and (told := [icon.alt for icon in block.icons if icon.alt and read_status(icon.alt)]):
            return judged_by(told[0]) or ""
    texts = [_unlabelled(block.text) for block in body if block.text]
    stated = stated_verdict(texts) if any(map(_may_judge, texts)) else None
    if stated is None or stated.verdict.confidence < _SURE:
        return None
    said = judged_by(stated.sentence)
    return said or ("" if stated.own_line or stated.sentence.count(" ") < _LONGEST_BARE else None)


def _may_judge(text: str) -> bool:
    """Say whether a sentence of a text names its record, is bare or stands alone: a look that costs little."""
    divided = [sentences_of(paragraph) for paragraph in paragraphs_of(text)]
    return any(
        len(sentences) < 2 or any(judged_by(each) or each.count(" ") < _LONGEST_BARE for each in sentences)
        for sentences in divided
    )


def _unlabelled(text: str) -> str:
    label = read_label(text)
    return label.rest if label and label.field not in ("goal", "assignment") else text


# --- paragraphs ------------------------------------------------------------------------------------------------


def _parted(block: Block, topic: Topic) -> tuple[str, str] | None:
    """Part a paragraph into what shall be done and what is told of it, where a sentence of that is its verdict.

    Example:
        >>> from ..document import Place
        >>> text = "Nämnden ska utreda taxan. Arbetet gick fort. Uppdraget är slutfört. Taxan gäller nu."
        >>> _parted(Block(text, Place()), ("assignment", None))
        ('Nämnden ska utreda taxan.', 'Arbetet gick fort. Uppdraget är slutfört. Taxan gäller nu.')
    """
    text = _POINT_NUMBER.sub("", block.text) if block.list_item else block.text
    sentences = sentences_of(text)
    plain = (at for at, sentence in enumerate(sentences) if not (NORM if at == 0 else _SHALL).search(sentence))
    norms = next(plain, len(sentences))
    told = max(norms, 1)
    bare = len(sentences) > 1 and sentences[1].count(" ") < _LONGEST_BARE and read_status(sentences[1]) is not None
    if not norms and not (topic[0] == "assignment" and (bare or block.list_item)):
        return None
    if not bare and not any(judged_by(each) == topic[0] and read_status(each) for each in sentences[told:]):
        return None
    start = block.text.find(sentences[told], len(block.text) - len(text) + sum(map(len, sentences[:told])))
    return (block.text[:start].strip(), block.text[start:].strip()) if start > 0 else None


# --- labels ----------------------------------------------------------------------------------------------------


def _leading_fields(structure: Structure) -> frozenset[int]:
    """Find the label lines that open each record of a form above its title: "Nr: 1", "Status: Pågår", "Uppdrag: …"."""
    labels = [read_label(item.text) if isinstance(item, Block) else None for item in structure.items]
    titles = [i for i, label in enumerate(labels) if label and _names_record(label)]
    lines = [_lines_above(labels, i) for i in titles]
    names = [tuple(fold(label.printed) for j in above if (label := labels[j])) for above in lines]
    found: set[int] = set()
    for alike, group in groupby(zip(names, lines, strict=True), key=lambda pair: pair[0]):
        runs = [above for _, above in group]
        if alike and len(runs) > 1:
            found.update(j for above in runs for j in above)
    return frozenset(found) if lines and (lines[0] or _all_lead(labels, found)) else frozenset()


def _all_lead(labels: Sequence[Label | None], found: set[int]) -> bool:
    """Say whether lines of these names stand above titles only; below the last record they close each record."""
    names = {fold(label.printed) for j in found if (label := labels[j])}
    return all(j in found for j, label in enumerate(labels) if label and label.rest and fold(label.printed) in names)


def _names_record(label: Label) -> bool:
    return label.field in ("goal", "assignment") and len(label.rest) >= SHORTEST_TITLE


def _lines_above(labels: Sequence[Label | None], index: int) -> tuple[int, ...]:
    start = index
    while start and (label := labels[start - 1]) and (label.field in _FIELDS or is_number_line(label)):
        start -= 1
    return tuple(range(start, index))


def is_number_line(label: Label) -> bool:
    """Say whether a line gives only a record's number: "Uppdrag nr: 4"."""
    return label.field in ("goal", "assignment") and bool(re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){0,3}|", label.rest))
