"""Records that running text tells one after the other: what repeats, with a verdict each, is a list of records.

A single heading with a verdict somewhere below may be any chapter. Headings of one depth in a row that each lead to a
verdict, paragraphs in a row that each hold one, and label lines that come back in the same order are records, however
they look and whatever stands between title and verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...normalize.label import Label, read_label
from ...normalize.status import read_status, sentences_of, stated_verdict
from ...normalize.text import fold
from ..document import Block
from ..outline import Section
from ..structure import Structure
from .topic import LONGEST_TITLE, SHORTEST_TITLE, Topic, judged_by, topic_of

_ENOUGH = 0.5
_LONGEST_TELLING = 20
_SURE = 0.8
_FIELDS = frozenset({"status", "forecast", "responsible"})


@dataclass(frozen=True, slots=True)
class Told:
    """What is told in a row: positions of the headings that are titles, with what their verdicts speak of.

    `parted` are paragraphs as title and what is told of it; `leading` are label lines that stand above their title.
    """

    titles: dict[int, str | None]
    parted: dict[int, tuple[str, str]]
    leading: frozenset[int]


def told_in(structure: Structure) -> Told:
    """Find what a document tells in a row."""
    return Told(_judged_titles(structure), _judged_paragraphs(structure), _leading_fields(structure))


# --- headings --------------------------------------------------------------------------------------------------


def _judged_titles(structure: Structure) -> dict[int, str | None]:
    sections = structure.outline.sections
    rows: dict[tuple[int, int], list[Section]] = {}
    for section in sections:
        above = [other for other in structure.outline.above(section.index) if other is not section]
        rows.setdefault((above[-1].index if above else -1, section.level), []).append(section)
    found: dict[int, str | None] = {}
    for row in rows.values():
        found |= _judged_row(structure, row)
    return found


def _judged_row(structure: Structure, row: Sequence[Section]) -> dict[int, str | None]:
    """Give the titles of a row of headings: from the first that is judged to the last, where most of these are."""
    telling = [(section, body) for section in row if (body := _body(structure, section))]
    judged = [(section, _judgement(body)) if _may_be_title(section) else (section, None) for section, body in telling]
    places = [place for place, (_, said) in enumerate(judged) if said is not None]
    topic = _topic_over(structure, row[0])
    if not places or (len(places) == 1 and judged[places[0]][1] != (topic and topic[0])):
        return {}
    span = judged[places[0] : places[-1] + 1]
    if len(places) < _ENOUGH * len(span):
        return {}
    fields = {said for _, said in span if said}
    if topic is None and len(fields) != 1:
        return {}
    return {section.index: said or None for section, said in span if said is not None}


def _may_be_title(section: Section) -> bool:
    title = section.title
    if section.kind != "other" or not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE or read_label(title):
        return False
    return topic_of(title) is None or judged_by(title) is None


def _topic_over(structure: Structure, section: Section) -> Topic | None:
    stack = [other for other in reversed(structure.outline.above(section.index)) if other is not section]
    return next((topic for other in stack if (topic := topic_of(other.title))), None)


def _body(structure: Structure, section: Section) -> list[Block]:
    """Give what is told right under a heading, before the next; nothing where a label there opens a record."""
    body: list[Block] = []
    for i in range(section.index + 1, len(structure.items)):
        item = structure.items[i]
        other = structure.outline.section_at(i)
        if i in structure.skipped:
            continue
        if not isinstance(item, Block) or (other and (other.kind != "part" or other.level <= section.level)):
            break
        if (label := read_label(item.text)) and label.field in ("goal", "assignment"):
            return []
        body.append(item)
    return body if len(body) <= _LONGEST_TELLING else []


def _judgement(body: Sequence[Block]) -> str | None:
    """Tell what the verdict in a telling speaks of: goal, assignment, "" where it does not say; None without one."""
    for block in body:
        label = read_label(block.text)
        if label and label.field == "status" and (read_status(label.rest) or (block.icons and not label.rest)):
            return judged_by(label.rest) or ""
        if not block.text and (told := [icon.alt for icon in block.icons if icon.alt and read_status(icon.alt)]):
            return judged_by(told[0]) or ""
    stated = stated_verdict([block.text for block in body if block.text and read_label(block.text) is None])
    if stated is None or stated.verdict.confidence < _SURE:
        return None
    said = judged_by(stated.sentence)
    return said if said or not stated.own_line else ""


# --- paragraphs ------------------------------------------------------------------------------------------------


def _judged_paragraphs(structure: Structure) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for section in structure.outline.sections:
        topic = topic_of(section.title) or _topic_over(structure, section)
        if topic is None:
            continue
        told = [(i, block) for i, block in _run_below(structure, section) if len(block.text) >= SHORTEST_TITLE]
        parted = {i: parts for i, block in told if (parts := _parted(block.text, topic))}
        if len(parted) > 1 and len(parted) > _ENOUGH * len(told):
            found |= parted
    return found


def _run_below(structure: Structure, section: Section) -> Iterator[tuple[int, Block]]:
    for i in range(section.index + 1, len(structure.items)):
        item = structure.items[i]
        if structure.outline.section_at(i) or not isinstance(item, Block):
            return
        if i not in structure.skipped:
            yield i, item


def _parted(text: str, topic: Topic) -> tuple[str, str] | None:
    """Part a paragraph into what shall be done and, from its verdict on, what became of it.

    Example:
        >>> _parted("Nämnden ska utreda taxan. Uppdraget är slutfört. Taxan gäller nu.", ("assignment", None))
        ('Nämnden ska utreda taxan.', 'Uppdraget är slutfört. Taxan gäller nu.')
    """
    sentences = sentences_of(text)
    for place in range(1, len(sentences)):
        if judged_by(sentences[place]) == topic[0] and read_status(sentences[place]):
            start = text.find(sentences[place], len(sentences[0]))
            return (text[:start].strip(), text[start:].strip()) if start > 0 else None
    return None


# --- labels ----------------------------------------------------------------------------------------------------


def _leading_fields(structure: Structure) -> frozenset[int]:
    """Find the label lines that open each record of a form above its title: "Nr: 1", "Status: Pågår", "Uppdrag: …"."""
    labels = [read_label(item.text) if isinstance(item, Block) else None for item in structure.items]
    titles = [i for i, label in enumerate(labels) if label and _names_record(label)]
    lines = [_lines_above(labels, i) for i in titles]
    names = [tuple(fold(labels[j].printed) for j in above) for above in lines]  # type: ignore[union-attr]
    found: set[int] = set()
    for alike, group in groupby(zip(names, lines, strict=True), key=lambda pair: pair[0]):
        runs = [above for _, above in group]
        if alike and len(runs) > 1:
            found.update(j for above in runs for j in above)
    return frozenset(found)


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
