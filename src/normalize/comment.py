"""Which sentence of a comment is the record's verdict: its own line, else the first, else the last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from .clause import read_clause
from .line import EDGES, read_line
from .sentence import normal, parse
from .statement import JUDGED
from .subject import as_record
from .text import ends_sentence
from .verdict import Reading, Stated, Verdict

LONGEST_LINE = 600
"""A verdict sentence with a quoted goal in it is long; what is longer still is running text."""
_DENIAL = 120
_DENIED = re.compile(r"t?[xW]{1,2}((?=[^_=x]*N)[byNŷ]+[DeidA]N?)(?:[_=TK].*)?$")
LONGEST_TEXT = 4000
_NAMESAKE = 0.65
_SAID = 0.7
"""What running text must be read with at least to count as the record's verdict."""
_JUDGES = re.compile(r"[Bb]edöm|[Ss]amman|\banses\b|[Dd]en samlade")
_PARAGRAPH_MARK = re.compile(r"\s*[¶\n]\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[\"”(]?[A-ZÅÄÖ0-9])")
_ABBREVIATION = re.compile(
    r"(?:^|\s)(?:[A-Za-zåäö]|[A-Za-zåäö]{1,2}(?:\.[a-zåäö]{1,2})+|ca|nr|kap|st|resp|inkl|exkl|dvs|jan|feb|aug|okt|nov|dec)\.$"
)
_CLOSING = 3
"""Words of a verdict that stands alone as the last sentence: "Utfallet blev 4,6 procent. Inte helt uppfyllt."."""
_GOES_ON = re.compile("fortsätt")
_CONCLUDING = frozenset({"discontinued", "achieved", "postponed"})
_BULLET = re.compile(r"\s*(?:[•●▪◦‣*o·-]|\d{1,2}[.)])\s")


def plain_denial(comment: str) -> Verdict | None:
    """Read a comment of one sentence that says the thing itself was not done: "Kursen har inte kunnat hållas".

    Example:
        >>> plain_denial("Föreläsningen har ej kunnat genomföras.").code
        'not_achieved'
        >>> plain_denial("En av kurserna kunde inte genomföras.") is None
        True
    """
    if len(sentences_of(comment)) != 1 or len(comment) > _DENIAL:
        return None
    clauses = parse(normal(comment).strip(EDGES)).clauses
    found = _DENIED.match(clauses[0].kinds) if clauses and not clauses[0].intro else None
    claim = read_clause("G" + found[1]) if found else None
    if claim is None or claim.outcome.code != "not_achieved" or claim.outcome.tense != "outcome":
        return None
    return Verdict("not_achieved", comment, "sentence", min(claim.outcome.confidence, 0.85))


def stated_verdict(paragraphs: Sequence[str], title: str = "") -> Stated | None:
    """Find the sentence of a comment that states the record's verdict: own line, else first, else last sentence.

    With the title of an assignment, a sentence about what that names counts too, never surely: "Rutinen är beslutad".

    Example:
        >>> stated_verdict(["En etapp är avslutad.", "Målet har nåtts. Arbetet fortsätter."]).sentence
        'Målet har nåtts.'
    """
    divided = [(n, piece) for n, paragraph in enumerate(paragraphs) for piece in paragraphs_of(paragraph)]
    lines = [line for _, line in divided]
    stated = (
        _weightier(_own_line(lines), lines) or _edge_sentence(lines) or _summary(lines) or _said_otherwise(lines, title)
    )
    return stated and stated._replace(paragraph=divided[stated.paragraph][0])


def _weightier(own: Stated | None, lines: Sequence[str]) -> Stated | None:
    """Give a verdict before the line that says how work goes on: "Målet är uppnått. ... Satsningen fortsätter"."""
    if own is None or own.verdict.code != "in_progress" or own.paragraph == 0:
        return own
    edge = _edge_sentence(lines)
    return edge if edge and edge.verdict.code in JUDGED and edge.verdict.confidence >= own.verdict.confidence else own


def paragraphs_of(text: str) -> list[str]:
    """Divide a text at its line breaks, and at paragraph marks that were printed: "Klart ¶ Planen antogs i maj".

    Example:
        >>> paragraphs_of("Klart ¶ Planen antogs.")
        ['Klart', 'Planen antogs.']
    """
    return [line for line in _PARAGRAPH_MARK.split(text.strip()) if line] if "¶" in text or "\n" in text else [text]


def _own_line(paragraphs: Sequence[str]) -> Stated | None:
    """Find a paragraph that is nothing but the verdict; what stands in a list is about the list's items."""
    for number, paragraph in enumerate(paragraphs):
        if len(paragraph) > LONGEST_LINE or _BULLET.match(paragraph) or len(sentences_of(paragraph)) > 1:
            continue
        reading = read_line(paragraph)
        if reading and _speaks(reading, own_line=True):
            return Stated(reading.verdict, paragraph.strip(), number, own_line=True)
    return None


def _edge_sentence(paragraphs: Sequence[str]) -> Stated | None:
    """Find a verdict in the comment's first sentence, else in its last."""
    filled = [n for n, paragraph in enumerate(paragraphs) if paragraph.strip()]
    while len(filled) > 1 and _is_heading(paragraphs[filled[0]]):
        del filled[0]
    if not filled:
        return None
    edges = ((filled[0], 0), (filled[-1], -1))
    for number, place in edges:
        sentences = sentences_of(paragraphs[number])
        if _BULLET.match(paragraphs[number]) or not sentences:
            continue
        stated = _sentence_verdict(sentences[place], number, first=place == 0)
        if stated and place == 0:
            last = sentences_of(paragraphs[filled[-1]])[-1:]
            return _against(stated, _sentence_verdict(last[0], number, first=False) if last else None)
        if stated:
            return stated
    return None


def _against(first: Stated, last: Stated | None) -> Stated:
    """Trust a first sentence less where the last one judges otherwise."""
    one, other = first.verdict, last.verdict if last else None
    if other is None or one.tense != other.tense or one.code == other.code or not {one.code, other.code} <= JUDGED:
        return first
    if last and _JUDGES.search(last.sentence) and not _JUDGES.search(first.sentence):
        return last._replace(verdict=replace(other, confidence=min(other.confidence, 0.85)))
    return first._replace(verdict=replace(one, confidence=min(one.confidence, 0.75)))


def _is_heading(paragraph: str) -> bool:
    """Say whether a paragraph only announces the next: "Hur gick det?", "Kommentar"."""
    return len(paragraph.split()) <= 6 and not ends_sentence(paragraph.rstrip("?:"))


def _summary(paragraphs: Sequence[str]) -> Stated | None:
    """Find the verdict at the edge of some other paragraph, where all that are found agree."""
    found: list[Stated] = []
    for number, paragraph in enumerate(paragraphs):
        sentences = sentences_of(paragraph)
        if _BULLET.match(paragraph) or len(paragraphs) == 1:
            continue
        for sentence in {0: sentences[0], 1: sentences[-1]}.values() if sentences else ():
            stated = _sentence_verdict(sentence, number, first=False)
            if stated:
                found.append(stated)
    if not found or len({s.verdict.code for s in found}) > 1:
        return None
    verdict = found[0].verdict
    return found[0]._replace(verdict=replace(verdict, confidence=min(verdict.confidence, 0.9)))


def _said_otherwise(paragraphs: Sequence[str], title: str) -> Stated | None:
    """Find a verdict on a record's parts, or on what its title names, where nothing is said of the record itself."""
    divided = [(n, sentences_of(paragraph)) for n, paragraph in enumerate(paragraphs) if not _BULLET.match(paragraph)]
    divided = [(number, sentences) for number, sentences in divided if sentences]
    for number, sentences in divided:
        alone = len(sentences) == 1
        first, last = number == divided[0][0], number == divided[-1][0]
        for sentence in sentences if alone else sentences[:first] + sentences[len(sentences) - last :]:
            of_parts = _of_parts(sentence, alone=alone)
            verdict = of_parts or (_of_namesake(sentence, title) if title else None)
            if verdict is None:
                continue
            if any(_judges_record(each) for _, several in divided for each in several):
                return None
            return Stated(
                replace(verdict, raw=sentence.strip(), basis="sentence"),
                sentence,
                number,
                own_line=alone and bool(of_parts),
            )
    return None


def _of_parts(sentence: str, *, alone: bool) -> Verdict | None:
    """Read "samtliga delmål nås"; how many of several are done must stand alone."""
    reading = read_line(sentence) if len(sentence) <= LONGEST_LINE else None
    return reading.verdict if reading and reading.subject in ({"parts", "some parts"} if alone else {"parts"}) else None


def _of_namesake(sentence: str, title: str) -> Verdict | None:
    """Read "rutinen är beslutad" as said of the assignment to draw up a routine."""
    renamed = as_record(sentence, title) if len(sentence) <= LONGEST_LINE else None
    reading = read_line(renamed) if renamed else None
    if reading is None or reading.subject not in {"record", "parts"} or reading.verdict.tense != "outcome":
        return None
    return replace(reading.verdict, confidence=min(reading.verdict.confidence, _NAMESAKE))


def _judges_record(sentence: str) -> bool:
    reading = read_line(sentence) if len(sentence) <= LONGEST_LINE else None
    return reading is not None and reading.subject in {"record", "fulfilment", "judgement"}


def _sentence_verdict(sentence: str, paragraph: int, *, first: bool) -> Stated | None:
    reading = read_line(sentence) if len(sentence) <= LONGEST_LINE else None
    if reading is None or not _speaks(reading, own_line=False, first=first):
        return None
    concludes = reading.subject == "work" and reading.verdict.code in _CONCLUDING
    ends_open = reading.subject == "work" and not _GOES_ON.search(sentence)
    if reading.verdict.confidence < _SAID:
        return None
    closes = reading.subject == "none" and reading.words <= _CLOSING and reading.verdict.code in JUDGED
    if reading.subject in {"none", "work"} and not (first or concludes or ends_open or closes):
        return None
    sure = 0.75 if (ends_open or closes) and not first else 1.0
    verdict = replace(reading.verdict, basis="sentence", confidence=min(reading.verdict.confidence, sure))
    return Stated(verdict, sentence, paragraph, own_line=False)


def _speaks(reading: Reading, *, own_line: bool, first: bool = False) -> bool:
    """Say whether a sentence speaks for the record where it stands."""
    if reading.foreign or reading.verdict.code == "unknown" or reading.verdict.basis == "number":
        return False
    if reading.subject in {"parts", "some parts"}:
        return False
    if reading.subject == "task":
        return own_line and reading.words <= 14
    if reading.subject == "work":
        return reading.words <= (14 if own_line or first or reading.verdict.code in _CONCLUDING else 6)
    return own_line or not reading.bare


@lru_cache(maxsize=2048)
def sentences_of(paragraph: str) -> tuple[str, ...]:
    """Divide a paragraph into sentences as printed; of a very long one only both ends."""
    if len(paragraph) > LONGEST_TEXT:
        paragraph = paragraph[: LONGEST_TEXT // 2] + " " + paragraph[-LONGEST_TEXT // 2 :]
    sentences: list[str] = []
    for piece in _SENTENCE_END.split(paragraph.strip()):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] = f"{sentences[-1]} {piece}"
        elif piece:
            sentences.append(piece)
    return tuple(sentences)
