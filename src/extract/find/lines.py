"""What one line says by itself, before anything around it is asked: a bare verdict, a date, a title, a symbol alone."""

from __future__ import annotations

import re

from ...normalize.column import read_column
from ...normalize.date import read_date
from ...normalize.heading import read_heading
from ...normalize.label import Label, read_label, tells_when
from ...normalize.late import late_pattern
from ...normalize.number import read_number
from ...normalize.person import names_person
from ...normalize.status import read_status, read_status_cell, sentences_of, stated_verdict
from ...normalize.symbol import read_symbol
from ..document import Block, Icon
from .entry import without_list_number
from .topic import LONGEST_TITLE, SHORTEST_TITLE

LONGEST_VERDICT = 140
LONGEST_NAME = 40
"""Letters in what stands before a colon, or names what follows on the next line."""
ANNOUNCES = re.compile(
    r"\b(?:följande|nedanstående)\b.{0,40}?(?:mål(?:en)?|uppdrag(?:en)?|åtaganden|aktiviteter|indikatorer):?$"
)
_BARE_TARGET = re.compile(
    r"(?:minst|lägst|högst|max(?:imalt)?|över|under|[<>≤≥])?\s*[-−–]?\d[\d .,]*\s*(?:%|procent|\w{1,6})?", re.I
)
"""What a key figure should reach, and no goal by itself: "Mål: minst 95 %"."""
_LIGHTS = frozenset({"green", "yellow", "orange", "red"})
_WORK_SIGNS = frozenset({"in_progress", "postponed", "discontinued"})
_LETTERED = re.compile(r"^[a-zåäö]\)\s+")
_CODE = re.compile(r"^[A-ZÅÄÖ]{1,4}\d{1,2}(?:\.\d{1,2})?\s+")
_ASIDE = late_pattern(r"\s[·•|]\s")
_BULLET = re.compile(r"^[•·▪◦‣*–-]\s+")
_POINT = re.compile(r"^(?P<number>\d{1,2})[.)]\s+[^\W\d]")
_DECISION = re.compile(
    r"(?:[\wåäöÅÄÖ-]{2,30},? )?(?:den )?(?:(?:19|20)\d\d-\d\d-\d\d,? )?§+ ?\d{1,4}"
    r"|[\wåäöÅÄÖ-]{2,30},? (?:den )?(?:19|20)\d\d-\d\d-\d\d|(?:dnr )?[A-ZÅÄÖ]{2,5}[ /-]?\d{2,6}[/:-]\d{1,5}",
    re.I,
)


def has_letters(text: str) -> bool:
    """Say whether a line holds anything but signs."""
    return any(letter.isalnum() for letter in text)


def unmarked(block: Block) -> str:
    """Give a block's text without its bullet: a list may set a record's fields as points."""
    return without_list_number(_LETTERED.sub("", _BULLET.sub("", block.text) if block.list_item else block.text))


def without_code(title: str) -> str:
    """Take the code that a plan gives its records off a title: "N2.1 Bygga om skolan"."""
    return _CODE.sub("", title)


def point_number(block: Block) -> int | None:
    """Give the number of a numbered point; what the numbering of chapters counts is none."""
    match = _POINT.match(block.text) if SHORTEST_TITLE <= len(block.text) <= LONGEST_TITLE else None
    if match and read_heading(block.text).kind in ("chapter", "area"):
        return None
    return int(match["number"]) if match else None


def could_be_title(text: str) -> bool:
    """Say whether a text could name a record: neither the name of a column nor a field with its value."""
    if len(text) < SHORTEST_TITLE or read_label(text) or names_person(text) or ANNOUNCES.search(text):
        return False
    if _BARE_TARGET.fullmatch(text):
        return False
    name, colon, value = text.partition(":")
    if colon and (read_date(value.strip()) or read_number(value.strip())):
        return False
    if colon and value.strip():
        return read_column(name).field in ("unknown", "goal", "assignment")
    return text.count(" ") >= 2 or read_column(text).field == "unknown"


def is_date_field(text: str) -> bool:
    """Say whether a line is a date or a decision with its name: "Startdatum: 2020-01-01", "Beslut: KF § 14"."""
    name, colon, value = text.partition(":")
    if not colon or len(name) > 30:
        return tells_when(text)
    return read_date(value.strip()) is not None or _DECISION.fullmatch(value.strip()) is not None


def part_answer(label: Label) -> tuple[str, str]:
    """Part a verdict behind its label from what is told of it: "Status: Målet nås inte. Köken är få.".

    The word that answers a question may begin the sentence: "Nådde vi målet? Nej, köken är få.".
    """
    first = re.split("[,;] ", label.rest, maxsplit=1)[0]
    if label.printed.endswith("?") and first != label.rest and read_status(first) is not None:
        return first, label.rest
    said = next(iter(sentences_of(label.rest)), "")
    told = label.rest.partition(said)[2].strip() if said else ""
    if not told or read_status(said) is None or stated_verdict([told]) or read_label(told):
        return label.rest, ""
    return said, told


def verdict_text(block: Block) -> str:
    """Give the words of a verdict's line: those that are printed, else those that describe its symbol."""
    return block.text or " ".join(icon.alt for icon in block.icons if icon.alt)


def is_verdict_line(block: Block) -> bool:
    """Say whether a block is nothing but a verdict: short, and stating one on a line of its own."""
    if block.icons and not block.text:
        return True
    if not block.text or len(block.text) > LONGEST_VERDICT or "\n" in block.text:
        return False
    label = read_label(block.text)
    if label and label.field == "status":
        return read_status_cell(label.rest) is not None and read_status(label.rest) is not None
    stated = stated_verdict([block.text])
    return bool(stated and stated.own_line)


def is_signal(icon: Icon) -> bool:
    """Say whether a list item's symbol judges it: a light, or a sign of work under way or halted, never a bullet."""
    if icon.color in _LIGHTS:
        return True
    verdict = read_symbol(shape=icon.shape, glyph=icon.glyph) if icon.glyph else None
    return verdict is not None and verdict.code in _WORK_SIGNS


def without_other_facts(text: str) -> str:
    """Give who is responsible, of a line that tells more behind dots or bars: "Kansliet · Genomfört till 20 %".

    Example:
        >>> without_other_facts("Kansliet · Genomfört till 20 %"), without_other_facts("KS | BUN")
        ('Kansliet', 'KS; BUN')
    """
    parts = _ASIDE.split(text)
    named = [part for part in parts[1:] if not (re.search(r"\d", part) or read_status(part) or read_label(part))]
    return "; ".join([parts[0], *named])
