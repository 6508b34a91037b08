"""Status verdicts: what a report says about a goal, an assignment or an indicator, as one of the contract's codes.

A verdict stands in its own cell or line ("Delvis uppfyllt"), as a sentence ("Målet bedöms uppnås") or inside a comment.
What is printed and not understood is unknown, never a guess; what speaks of something else, of last year or of plans is
no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from .clause import COLOURS, Claim, Outcome, Subject, Tense, read_clause
from .sentence import Clause, Parsed, guessed, normal, opens_with_adverbial, parse
from .subject import as_record
from .tables import rows
from .text import ends_sentence

if TYPE_CHECKING:
    from ..schema.codes import Basis, Schedule, StatusCode

_LINE = 600
"""A verdict sentence with a quoted goal in it is long; what is longer still is running text."""
_SHORT = 60
_SURE = 0.8
_BRIEF = 6
_DENIAL = 120
_DENIED = re.compile(r"t?[xW]{1,2}((?=[^_=x]*N)[byNŷ]+[DeidA]N?)(?:[_=TK].*)?$")
_COMMENT_WORDS = 3
"""A bare verdict is short, and what follows it is a comment from this many words on."""
_TEXT = 4000
_NAMESAKE = 0.65
_WEAKLY_SAID = 0.75
_SAID = 0.7
"""What running text must be read with at least to count as the record's verdict."""
_EDGES = " .:;,*_!-\n"
_NUMBER = re.compile(r"\d+(?:,\d+)?")
_SHARE = re.compile(r"(?<![\d,-])(\d{1,3})(?:,\d+)? ?(?:%|procent)")
_JUDGES = re.compile(r"[Bb]edöm|[Ss]amman|\banses\b|[Dd]en samlade")
_COMPARED = frozenset({"mål", "målet", "målvärde", "målvärdet", "riket"})
"""What a measured share is held against, "uppnått (92 %, mål 90 %)"."""
_PARAGRAPH_MARK = re.compile(r"\s*[¶\n]\s*")
_BESIDE_FIGURE = _COMPARED | {"%", "procent", ","}
_MEASURED_TO = re.compile(r"\b(?:uppgå|öka|minska|höj|sänk|stig|sjunk)\w*(?: \w+)? till\b")
"""What a measure rises or falls to, which says nothing of how far the record has come."""
_MEASURED = re.compile(r"x[^,]*0%|0%_[G0]")
_SHARE_TO = re.compile(
    r"\btill (?:ca |cirka |ungefär |minst |mer än |drygt |knappt )?(\d{1,3})(?:,\d+)? ?(?:%|procent)"
)
_LABEL = re.compile(r"^(status|(?:mål|status)?bedömning|(?:hel|hel ?års)?prognos|utfall|läge|resultat) ?[=-](?= )")
_ANSWERED = re.compile(
    r"(?:mål(?:et|en)? )?(?:är )?(?:upp(?:fyll[td]|nå(?:tt|dd))|nått|nådd|genomför[td])\s?[:?]\s?"
    r"(?P<answer>ja|nej|delvis)\.?$",
    re.I,
)
"""A question that names a verdict, and the answer, which is the verdict: "Uppfyllt: Nej"."""

_FOOTNOTE = re.compile(r"(?<=[a-zåäö])\s?\d\)$")
_BARE_SHARE = re.compile(r"(?:ca |cirka )?(\d{1,3})(?:,\d+)? ?(?:%|procent)")
_SHARE_LABEL = re.compile(r"^(?:mål)?upp(?:fyllelse|fyllnad|nåelse)(?:grad)?:? (?=\w*\d)")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[\"”(]?[A-ZÅÄÖ0-9])")
_ABBREVIATION = re.compile(
    r"(?:^|\s)(?:[A-Za-zåäö]|[A-Za-zåäö]{1,2}(?:\.[a-zåäö]{1,2})+|ca|nr|kap|st|resp|inkl|exkl|dvs|jan|feb|aug|okt|nov|dec)\.$"
)
_SUBORDINATE = frozenset("Clrnŋŭ")
_WEAK = frozenset(",q-+")
_ANSWER_WORDS = 2
_CLOSING = 3
"""Words of a verdict that stands alone as the last sentence: "Utfallet blev 4,6 procent. Inte helt uppfyllt."."""
_JUDGED = frozenset({"achieved", "partially_achieved", "not_achieved"})
_GOES_ON = re.compile("fortsätt")
_CONCLUDING = frozenset({"discontinued", "achieved", "postponed"})
_PARTLY_BECAUSE = Claim(Outcome("partially_achieved", "outcome", 0.85), "none", "P")
"""A bare answer with its reason: "Delvis, då servicegraden har ökat men …"."""
_FULFILMENT_SO_FAR = re.compile(r"E[bx]+,$")
_END = Clause("", "", 1.0)
_UNMET_NEED = re.compile(r"m[G§JE]?([bv]N?)$")
"""What a missing ground was for: "underlag för att bedöma målet finns inte"."""
_UNREAL = re.compile(r"t?x?Gu[^&]*$")
"""What a record should have been: "uppdraget skulle ha varit klart i juni men är försenat"."""
_OWN_CLAUSE = re.compile(r"\+?(?:[NPHx]*t?x?G[NPH]*[bBfFcka]|[bBfFck]t?x?G)")
_SHARED_SUBJECT = re.compile(r"V?[JGM](?:_V|[^GgVW,])*,[bBfFckaR][^,]*,")
"""A measure and what it did, then a second predicate: "resultatet har ökat men är under målvärdet"."""
_VERBS_AFTER_SUBJECT = frozenset("bBfFckaoLXŷ")
_REST_OF_PREDICATE = frozenset("NPHADaioSbLXw&")
_OR_ELSE = re.compile("/(?=t?x?G)")
"""What parts two statements that share a step of a scale: "målet har uppnåtts / målet kommer att uppnås"."""
_OTHER_GOAL = re.compile("Nt?x?[GE]")
"""What was not reached beside what was: "soliditetsmålet nås men inte resultatmålet"."""
_TALLY = re.compile(r"[#0][bfF]*[NPH]*[AaÅDÖ][NPH]*[+,][#0α][bfF]*[NPH]*[AaÅDÖ]")
"""How many of several were reached and how many not: "fyra nås delvis och sju nås inte"."""
_STEP = re.compile("x?[NPHO]*[ADZSoXL]([+/].*)?|x?P")
_EITHER = re.compile("[LX],?[LX]?/ŷ?D|ŷ?D/[LX]")
"""What befell one thing or another: "ställdes in, sköts upp eller genomfördes digitalt"."""
_JUDGED_FIRST = re.compile(r"(?:[^&]*[jæ][^&]*|V?[J§][^&]*b)(?=&)")
_JUDGING = re.compile("[fjI]|(?<!x)J")
"""What makes a clause a judgement, unlike "flickornas resultat"."""
_JUDGED_THAT = re.compile("b[tV]?[J§]&|jV&|VN?æ&")
"""A judgement after a subordinate clause: "är bedömningen att", "är den samlade bedömningen att"."""
_MAIN_VERB = re.compile("öt|yV|kVNm")
"""A verb before its pronoun, "lyckades vi", which only a main clause has after a subordinate one."""
_INVERTED = re.compile("[bBfFckaR][NPHO]*[GEJ]")
"""A verb before its subject: "bedöms målet"."""
_DENIED_AFTER_MEANS = re.compile("[NO][bBfFckaR]+[GEJ].*")
"""A main clause after its means, negation first: "antalet platser genom avtalet når inte upp till målet"."""
_ATTRIBUTE_OF = re.compile("^t?x?G_[xVgt]+$")
_SAID_BY_CAUSE = frozenset(
    {("not_achieved", "discontinued"), ("not_started", "postponed"), ("not_started", "discontinued")}
)
_EXPLAINED = re.compile("Gb[NPH]+[AD]")
"""A verdict whose grounds a colon announces: "uppdraget är delvis slutfört: riktlinjerna är beslutade"."""
_RESUMPTIONS = {
    **dict.fromkeys(("G", "tG"), _VERBS_AFTER_SUBJECT),
    **dict.fromkeys(("Gb", "Gf", "GF", "Gc"), _REST_OF_PREDICATE | {"f"}),
    **dict.fromkeys(("J", "M"), frozenset("I")),
}
"""How a clause goes on that an apposition between commas interrupted, by what stood before it."""
_PROCESS = re.compile(
    r"[^\W\d]*(?:ing|tion|studie|dialog)(?: av (?:\w+ ){0,2}\w+)? (?:pågår|är (?:påbörjad|inledd|igångsatt|i ?gång))\b"
)
"""Work named without article, "upphandling pågår", is how the record is carried out; with its article it is a thing."""
_PROCESS_WORDS = 8
_PHRASE_WORDS = 8
_LOOSE_WORDS = 20
_WORK_STATES = frozenset({"in_progress", "not_started", "postponed", "not_assessed"})
_NAMED_WORK = re.compile("^W_&[^oSLXDAQKbfFu]*")
_UNDER_WORK = re.compile(r"under (?:\w+(?:ande|ning|ering|arbete)|åtgärd|process|remiss)")
_NUMERALS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_NUMERAL = rf"(\d{{1,3}}|{'|'.join(_NUMERALS)})"
_PARTS_DONE = re.compile(rf"{_NUMERAL} av (?:de |totalt )?{_NUMERAL}\b(?! ?%)(.{{0,40}})$")
_IN_PARTS = re.compile(rf"\b(?:för|inom|i|på|hos|av) {_NUMERAL}(?: \w+)? av (?:de |totalt )?{_NUMERAL}\b")
_NUMBERED_PART = re.compile("[γGgΓ]0")
_COUNTED = re.compile(rf"\b{_NUMERAL} av (?:de |våra |totalt )?{_NUMERAL}\b")
_MOST_PARTS = 6
_DONE_KINDS = "AÅDÖa"
_ONE_PART = re.compile(r"\b(?:etapp|fas|steg|del)(?:en|et)?\b")
"""One stage of several that is done."""
_BULLET = re.compile(r"\s*(?:[•●▪◦‣*o·-]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a report prints about one record.

    `raw` is the text as printed. `forecast` is a second verdict printed in the same text: the full-year outlook.
    """

    code: StatusCode
    raw: str
    basis: Basis
    confidence: float
    progress: int | None = None
    schedule: Schedule | None = None
    tense: Tense = "outcome"
    forecast: Verdict | None = None


class Stated(NamedTuple):
    """A verdict found in running text: the sentence as printed, its paragraph, and whether it is all of that."""

    verdict: Verdict
    sentence: str
    paragraph: int
    own_line: bool


class _Reading(NamedTuple):
    """A verdict and what decides where it may stand.

    `bare` is what only a whole line or cell may say: "Ja"; `foreign` is under a label of its own ("Kurs: klar"), which
    only a status cell makes the record's.
    """

    verdict: Verdict
    subject: Subject
    words: int
    bare: bool = False
    foreign: bool = False


def read_status(text: str) -> Verdict | None:
    """Read the verdict of a phrase, a line or one sentence; None when it states none.

    Example:
        >>> read_status("Målet bedöms ha uppnåtts, trots att en indikator inte nås.").code
        'achieved'
        >>> read_status("Utredningen är genomförd.") is None
        True
    """
    reading = _read(text) if len(text) <= _LINE else None
    if reading is None or reading.verdict.basis == "number":
        return None  # a bare percentage is a verdict in a status column only
    return reading.verdict


def read_status_cell(text: str) -> Verdict | None:
    """Read the text of a cell in a status column: unknown when it is printed and not understood, None when empty.

    Example:
        >>> read_status_cell("Inte i sin helhet").code, read_status_cell("xyz").code, read_status_cell("–")
        ('partially_achieved', 'unknown', None)
    """
    text = text[:_TEXT].strip()
    if not normal(text[:20]).strip(_EDGES) and len(text) < 20:
        return None
    return _read_cell(text)


@lru_cache(maxsize=8192)
def _read_cell(text: str) -> Verdict:
    if len(text) <= _SHORT:
        return _read_entry(text) or Verdict("unknown", text, "phrase", 0.3)
    stated = stated_verdict(paragraphs_of(text))
    if stated:
        return replace(stated.verdict, raw=stated.sentence, confidence=min(stated.verdict.confidence, 0.9))
    reading = _read(text) if len(text) <= _LINE else None
    return (reading.verdict if reading else None) or _loosely(text) or Verdict("unknown", text, "phrase", 0.3)


def _read_entry(text: str) -> Verdict | None:
    """Read a short cell: as one phrase however its lines are broken, else line by line."""
    reading = _read(text)
    if reading:
        return reading.verdict
    lines = paragraphs_of(text)
    found = [each.verdict for line in lines if len(lines) > 1 and (each := _read(line))]
    if found:
        sure = 0.75 if len({verdict.code for verdict in found}) == 1 else 0.6
        return replace(found[0], confidence=min(found[0].confidence, sure))
    return _share(text) or _count(text) or _degree(text) or _answer_first(text) or _loosely(text)


def divide_entry(text: str) -> tuple[str, str]:
    """Divide what a column for status and comment prints into the verdict and the comment that follows it.

    Example:
        >>> divide_entry("Pågår. En arbetsgrupp har tillsatts."), divide_entry("Delvis uppfyllt. Prognos: uppfyllt")
        (('Pågår.', 'En arbetsgrupp har tillsatts.'), ('Delvis uppfyllt. Prognos: uppfyllt', ''))
    """
    first, _, rest = text.partition("\n")
    if not rest:
        first = next(iter(sentences_of(text)), "")
        rest = text.partition(first)[2].strip() if first else ""
    if len(rest.split()) < _COMMENT_WORDS or not rest[0].isupper():
        return text, ""
    reading = _read(first)
    if reading is None or reading.subject != "none" or reading.words > _BRIEF or reading.verdict.confidence < _SURE:
        return text, ""
    later = _read(rest) or _read(sentences_of(rest)[0])
    if later and (later.verdict.tense == "forecast" or later.subject == "none"):
        return text, ""
    return first.strip(), rest


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
    clauses = parse(normal(comment).strip(_EDGES)).clauses
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
    stated = _own_line(lines) or _edge_sentence(lines) or _summary(lines) or _said_otherwise(lines, title)
    return stated and stated._replace(paragraph=divided[stated.paragraph][0])


def paragraphs_of(text: str) -> list[str]:
    """Divide a text at its line breaks, and at paragraph marks that were printed: "Klart ¶ Planen antogs i maj".

    Example:
        >>> paragraphs_of("Klart ¶ Planen antogs.")
        ['Klart', 'Planen antogs.']
    """
    return [line for line in _PARAGRAPH_MARK.split(text.strip()) if line] if "¶" in text or "\n" in text else [text]


# --- running text ----------------------------------------------------------------------------------------------


def _own_line(paragraphs: Sequence[str]) -> Stated | None:
    """Find a paragraph that is nothing but the verdict; what stands in a list is about the list's items."""
    for number, paragraph in enumerate(paragraphs):
        if len(paragraph) > _LINE or _BULLET.match(paragraph) or len(sentences_of(paragraph)) > 1:
            continue
        reading = _read(paragraph)
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
    if other is None or one.tense != other.tense or one.code == other.code or not {one.code, other.code} <= _JUDGED:
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
    reading = _read(sentence) if len(sentence) <= _LINE else None
    return reading.verdict if reading and reading.subject in ({"parts", "some parts"} if alone else {"parts"}) else None


def _of_namesake(sentence: str, title: str) -> Verdict | None:
    """Read "rutinen är beslutad" as said of the assignment to draw up a routine."""
    renamed = as_record(sentence, title) if len(sentence) <= _LINE else None
    reading = _read(renamed) if renamed else None
    if reading is None or reading.subject not in {"record", "parts"} or reading.verdict.tense != "outcome":
        return None
    return replace(reading.verdict, confidence=min(reading.verdict.confidence, _NAMESAKE))


def _judges_record(sentence: str) -> bool:
    reading = _read(sentence) if len(sentence) <= _LINE else None
    return reading is not None and reading.subject in {"record", "fulfilment", "judgement"}


def _sentence_verdict(sentence: str, paragraph: int, *, first: bool) -> Stated | None:
    reading = _read(sentence) if len(sentence) <= _LINE else None
    if reading is None or not _speaks(reading, own_line=False, first=first):
        return None
    concludes = reading.subject == "work" and reading.verdict.code in _CONCLUDING
    ends_open = reading.subject == "work" and not _GOES_ON.search(sentence)
    if reading.verdict.confidence < _SAID:
        return None
    closes = reading.subject == "none" and reading.words <= _CLOSING and reading.verdict.code in _JUDGED
    if reading.subject in {"none", "work"} and not (first or concludes or ends_open or closes):
        return None
    sure = 0.75 if (ends_open or closes) and not first else 1.0
    verdict = replace(reading.verdict, basis="sentence", confidence=min(reading.verdict.confidence, sure))
    return Stated(verdict, sentence, paragraph, own_line=False)


def _speaks(reading: _Reading, *, own_line: bool, first: bool = False) -> bool:
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
    if len(paragraph) > _TEXT:
        paragraph = paragraph[: _TEXT // 2] + " " + paragraph[-_TEXT // 2 :]
    sentences: list[str] = []
    for piece in _SENTENCE_END.split(paragraph.strip()):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] = f"{sentences[-1]} {piece}"
        elif piece:
            sentences.append(piece)
    return tuple(sentences)


# --- one line --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=16384)
def _read(text: str) -> _Reading | None:
    """Read a line: as a fixed phrase, else by its clauses."""
    if answered := _ANSWERED.match(text):
        text = answered["answer"]
    line = _printed_line(text)
    if not line or line.startswith("("):
        return None
    found = _phrase(line, text) or (_phrase_otherwise(line, text) if len(line) <= _SHORT else None)
    if found:
        return found
    parsed = parse(line)
    if found := _phrase_of_words(parsed, line, text):
        return found
    if text.rstrip().endswith("?"):
        return None
    reading = _by_clauses(parsed, line, text.strip())
    if reading is None and _PROCESS.match(line) and len(parsed.words) <= _PROCESS_WORDS:
        return _Reading(Verdict("in_progress", text.strip(), "sentence", 0.7), "task", len(parsed.words))
    if reading is None:
        return None
    return reading._replace(verdict=_repaired(reading.verdict, parsed.cost)) if parsed.cost else reading


def _phrase_of_words(parsed: Parsed, line: str, text: str) -> _Reading | None:
    """Find a fixed phrase by its words as repaired, without fillers, or beside a figure: "Ja (98 %)"."""
    beside = parsed.words and (parsed.asides or parsed.words[1:2] == (",",))
    if beside and all(each[0].isdigit() or each in _BESIDE_FIGURE for each in (*parsed.words[1:], *parsed.asides)):
        found = _phrase(parsed.words[0], text)
        return found and found._replace(verdict=_repaired(found.verdict, 0.05))
    if parsed.asides:
        return _confirmed(" ".join(parsed.words), " ".join(parsed.asides), text)
    if len(parsed.words) > _PHRASE_WORDS:
        return None
    found = _phrase(parsed.gist, text) if parsed.gist != line else None
    if parsed.cost:
        found = _phrase(" ".join(parsed.words), text) or found
    return found._replace(verdict=_repaired(found.verdict, parsed.cost)) if found and parsed.cost else found


def _confirmed(line: str, aside: str, text: str) -> _Reading | None:
    """Find a fixed phrase that the parenthesis after it says again: "Ja (grön)"."""
    found, again = _phrase(line, text), _phrase(aside, text)
    return found if found and again and again.verdict.code == found.verdict.code else None


def _printed_line(text: str) -> str:
    """Give an entry as one line without its footnote mark, a label's colon in its place."""
    line = _unbroken(normal(text).strip(_EDGES))
    if line[-1:] == ")":
        line = _FOOTNOTE.sub("", line)
    return _LABEL.sub(r"\1:", line) if "= " in line or "- " in line else line


def _phrase_otherwise(line: str, text: str) -> _Reading | None:
    """Find a fixed phrase without its commas, or after a label: "Måluppfyllelse: ja"."""
    if "," in line and (found := _phrase(line.replace(",", ""), text)):
        return found
    label, colon, rest = line.partition(":")
    if not colon or (reading := _phrase(rest.strip(), text)) is None:
        return None
    clauses = parse(label).clauses
    named = len(clauses) == 1 and "x" not in clauses[0].kinds and _is_label(clauses[0].kinds, ":")
    expected = named and clauses[0].kinds[:1] in {"§", "T", "Y"}
    return (
        reading._replace(verdict=replace(reading.verdict, tense="forecast")) if expected else reading if named else None
    )


def _unbroken(line: str) -> str:
    """Join the lines of a short entry that a narrow column broke, unless a new label opens one of them."""
    if "\n" not in line or ":" in line or "prognos" in line:
        return line
    return line.replace("-\n", "").replace("\n", " ")


def _repaired(verdict: Verdict, cost: float) -> Verdict:
    return replace(verdict, confidence=round(verdict.confidence - cost, 3))


def _phrase(line: str, text: str) -> _Reading | None:
    """Find a whole line in the table of fixed phrases, figures standing for any figure."""
    phrases = _phrases()
    row = phrases.get(line)
    if (row is None and "%" in line) or "procent" in line:
        row = phrases.get(_NUMBER.sub("#", line).replace("#%", "# %"))
    if row is None:
        return None
    verdict = Verdict(
        cast("StatusCode", row["code"]),
        text.strip(),
        cast("Basis", row["basis"]),
        float(row["confidence"]),
        int(row["progress"]) if row["progress"] else None,
        cast("Schedule | None", row["schedule"] or None),
        cast("Tense", row["tense"]),
    )
    return _Reading(verdict, "none", len(line.split()), bool(row["bare"]))


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return {row["phrase"]: row for row in rows("status_phrases")}


@dataclass(slots=True)
class _Line:
    """What has been read of a line's clauses so far."""

    claim: Claim | None = None
    cap: float = 1.0
    outlook: Outcome | None = None
    expected: bool = False
    kinds: str = ""
    foreign: bool = False
    measured: bool = False


def _by_clauses(parsed: Parsed, line: str, raw: str) -> _Reading | None:
    """Read the verdict of a line from its clauses and what stands in parentheses."""
    found = _interpreted(parsed.clauses)
    if found is None or found.claim is None:
        return None
    if _speaks_of_work(found.claim, parsed) or _lacks_subject(found.claim, parsed) or _counts_many(found.claim, line):
        return None
    if parsed.asides:
        found = replace(
            found,
            outlook=found.outlook or _aside_outlook(parsed.asides, found.claim),
            measured=not _COMPARED.isdisjoint(parsed.asides),
        )
    if _says_otherwise(found.kinds):
        found = replace(found, cap=min(found.cap, 0.7))
    return _assembled(found, line, raw, len(parsed.words))


def _says_otherwise(kinds: str) -> bool:
    """Say whether two statements that share a step of a scale differ: "blir inte klar i tid / åtgärden är försenad"."""
    first, *others = _OR_ELSE.split(kinds.rstrip(","))
    claims = [read_clause(other) for other in (first, *others)] if others else []
    return len({claim.outcome.code for claim in claims if claim}) > 1


def _speaks_of_work(claim: Claim, parsed: Parsed) -> bool:
    """Say whether a sentence is about some piece of work at length, not about the record in short."""
    if claim.subject in {"work", "task"}:
        return len(parsed.words) > 14
    return "W" in claim.run and claim.subject == "none" and len(parsed.words) > 6


def _lacks_subject(claim: Claim, parsed: Parsed) -> bool:
    """Say whether a sentence that opens with an adverbial has a subject of its own: "under hösten infördes …"."""
    return claim.subject == "none" and len(parsed.words) > 6 and opens_with_adverbial(parsed.words[0])


def _counts_many(claim: Claim, line: str) -> bool:
    """Say whether parts are counted that are too many for one record: "åtta av tio mål" opens a chapter."""
    counted = _COUNTED.search(line) if claim.subject == "some parts" else None
    return counted is not None and not 1 <= _numeral(counted[1]) < _numeral(counted[2]) <= _MOST_PARTS


@lru_cache(maxsize=8192)
def _interpreted(parts: tuple[Clause, ...]) -> _Line | None:
    """Read the clauses in turn: the first verdict is the line's, later ones only qualify it."""
    state = _Line()
    clauses = _joined(parts)
    if sum(clause.kinds.rstrip("gγG") in COLOURS for clause in clauses) > 1:
        return None  # a legend: "Gult: målet uppnås delvis. Rött: målet uppnås inte."
    if _lists_steps(clauses):
        return None
    whole = ",".join(clause.kinds for clause in clauses)
    if _TALLY.search(whole) or _EITHER.search(whole):
        return None
    for place, clause in enumerate(clauses):
        after = clauses[place + 1] if place + 1 < len(clauses) else _END
        if not _take(state, clause, after, place):
            return None
    return state if state.claim and state.claim.outcome.code else None


def _lists_steps(clauses: list[Clause]) -> bool:
    """Say whether a line lists a scale: "bedöms som helt uppfyllt, delvis uppfyllt, inte uppfyllt"."""
    steps = {clause.kinds for clause in clauses[1:] if clause.intro == "," and _STEP.fullmatch(clause.kinds)}
    return len(steps) > 1


def _joined(clauses: tuple[Clause, ...]) -> list[Clause]:
    """Join a subject with its predicate where a relative clause, an apposition or a colon stands between."""
    clauses = _judged_alike(clauses)
    if len(clauses) > 1 and clauses[1].intro == ":" and clauses[0].kinds[-1:] == "E" and "G" not in clauses[1].kinds:
        whole = Clause("", clauses[0].kinds + clauses[1].kinds, min(clauses[0].cap, clauses[1].cap))
        return [whole, *clauses[2:]]
    if len(clauses) > 1 and clauses[0].kinds in {"M", "J", "OM"} and clauses[-1].kinds[-1:] == "v":
        return [Clause("", clauses[0].kinds + "v", 1.0)]
    if len(clauses) > 1 and clauses[1].intro == "r" and _is_work_on(clauses[0], clauses[1]):
        return [Clause("", "W_" + clauses[1].kinds, clauses[0].cap), *clauses[2:]]
    if len(clauses) > 1 and clauses[0].kinds in {"M", "J"} and (unmet := _UNMET_NEED.match(clauses[1].kinds)):
        return [Clause("", "M" + unmet[1], clauses[0].cap), *clauses[2:]] if clauses[1].intro == "r" else list(clauses)
    if len(clauses) > 1 and _UNREAL.match(clauses[0].kinds) and clauses[1].intro == "q":
        return [Clause("", "G" + clauses[1].kinds, clauses[1].cap), *clauses[2:]]
    opening = _resumption(clauses[0].kinds) if len(clauses) > 2 else None
    if opening:
        for place, later in enumerate(clauses[1:4], start=1):
            if later.intro in {",", "-"} and later.kinds[:1] in opening and place > 1:
                whole = Clause("", clauses[0].kinds + later.kinds, min(clauses[0].cap, later.cap))
                return [whole, *clauses[place + 1 :]]
    return list(clauses)


def _resumption(kinds: str) -> frozenset[str] | None:
    """Give what resumes a clause that an apposition interrupted; in a that-clause adverbs come before the verb."""
    frame, that, subject = kinds.rpartition("&")
    subject = _ATTRIBUTE_OF.sub("G", subject)
    if that and subject in {"G", "tG"} and _JUDGED_FIRST.match(frame + that):
        return _VERBS_AFTER_SUBJECT | _REST_OF_PREDICATE
    return None if that else _RESUMPTIONS.get(subject)


def _judged_alike(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Give each that-clause the judgement that all depend on: "konstaterar att …, men att målet inte nås"."""
    frame = _JUDGED_FIRST.match(clauses[0].kinds) if len(clauses) > 1 else None
    if frame is None:
        return clauses
    return tuple(c._replace(kinds=frame[0] + c.kinds) if c.kinds[:1] == "&" else c for c in clauses)


def _is_work_on(work: Clause, purpose: Clause) -> bool:
    """Say whether a purpose names the work: "arbetet med att …", "ett arbete för att uppfylla uppdraget"."""
    return work.kinds == "W" or (work.kinds == "αW" and purpose.kinds[:2] in {"eG", "iG"})


def _take(state: _Line, clause: Clause, after: Clause, place: int) -> bool:
    """Take up one clause; False when it shows that the line states no verdict."""
    follows = after.intro
    kinds = clause.kinds if clause.intro not in _SUBORDINATE else _own_statement(state, clause)
    if not kinds:
        return True
    if follows == ":" and _opens_list(kinds) and not (_EXPLAINED.fullmatch(kinds) and "b" in after.kinds[1:]):
        return False
    if _is_label(kinds, follows):
        state.foreign = state.foreign or "x" in kinds
        state.expected = state.expected or kinds[:1] in {"§", "T", "Y"}
        return True
    if (
        state.claim is None
        and clause.intro in {"q", "+"}
        and kinds[0] in "bBfF"
        and _FULFILMENT_SO_FAR.match(state.kinds)
    ):
        kinds = "E" + kinds
    claim = read_clause(kinds)
    state.kinds += kinds + ","
    if state.claim is not None:
        _qualify(state, clause, claim)
        return True
    if claim is None and kinds == "P" and place == 0 and follows == "C":
        claim = _PARTLY_BECAUSE
    if claim is None:
        return True
    if claim.outcome.code is None:
        if (follows in {"+", "q"} or after.kinds[:1] == "+") and _OWN_CLAUSE.match(after.kinds):
            return {"u", "□"}.isdisjoint(kinds)
        tied = (place > 0 and clause.intro in _WEAK) or follows in _WEAK or follows in {".", "C"}
        return tied and ("u" not in kinds or follows == "q") and "□" not in kinds
    return _open_with(state, claim, clause, after) or (follows == "+" and bool(_OWN_CLAUSE.match(after.kinds)))


def _opens_list(kinds: str) -> bool:
    """Say whether a colon announces what one board reports, or the steps of a scale."""
    return "V" in kinds or "R" in kinds or ("b" in kinds and kinds[0] not in "J§")


def _own_statement(state: _Line, clause: Clause) -> str:
    """Give what a clause that opens like a subordinate one states outright, taking up what it settles at once."""
    if clause.intro == "ŭ" and state.claim is not None:
        _replace_negated(state, clause.kinds)
        return ""
    if state.claim is not None and clause.intro == "C":
        reason = read_clause(_main_part(clause.kinds) or clause.kinds)
        if not _conclude(state, reason, clause.kinds):
            _replace_by_cause(state, reason)
        return ""
    if clause.intro == "l" and "bU" in clause.kinds and state.claim is None:
        state.claim = Claim(Outcome("uncertain", "forecast", 0.9), "judgement", clause.kinds)
        return ""
    if clause.intro == "l" and "bv" in clause.kinds and state.claim is None:
        state.claim = Claim(Outcome("not_assessed", "forecast", 0.85), "judgement", clause.kinds)
        return ""
    if state.claim is not None:
        return ""
    denied = _DENIED_AFTER_MEANS.search(clause.kinds) if clause.intro == "n" and "&" not in clause.kinds else None
    return denied[0] if denied else _main_part(clause.kinds)


def _open_with(state: _Line, claim: Claim, clause: Clause, after: Clause) -> bool:
    """Take a claim as the line's verdict, unless it stands after something else that it may belong to."""
    later = state.kinds.count(",") > 1
    if later and claim.subject == "none" and clause.intro in {"q", "+"} and _SHARED_SUBJECT.fullmatch(state.kinds):
        claim = claim._replace(subject="record", outcome=claim.outcome._replace(confidence=0.75))
    if later and claim.subject in {"none", "work", "task"} and not state.expected and clause.intro != ":":
        return False
    if later and clause.intro == "+" and claim.outcome.code == "not_assessed" and "G" not in clause.kinds:
        return False
    if claim.outcome.code == "uncertain" and after.intro == "l":
        if "x" in after.kinds and {"G", "E"}.isdisjoint(after.kinds):
            return False  # what is uncertain is something else
        claim = claim._replace(outcome=claim.outcome._replace(tense="forecast"))
    if _conditional(claim, clause.intro, after.intro):
        return False
    if state.expected or (clause.intro == "+" and state.kinds.startswith("§I") and "a" in claim.run):
        claim = claim._replace(outcome=claim.outcome._replace(tense="forecast"))
        state.expected = False
    state.claim, state.cap = claim, clause.cap
    return True


def _main_part(kinds: str) -> str:
    """Give what a clause that opens like a subordinate one states in its own right.

    "…, vilket innebär att målet nås" says so outright; after "trots att en indikator inte nås bedöms målet …" the main
    clause has no comma, but its verb stands before its subject.
    """
    if kinds.startswith("I&"):
        return "G" + kinds[3:] if kinds[2:3] == "t" else kinds[2:]
    if kinds.startswith(("IJ", "I§")):
        return kinds[1:]
    if frame := _JUDGED_THAT.search(kinds):
        return kinds[frame.start() :]
    for place in range(len(kinds.partition("&")[0]) - 2, 0, -1):
        if kinds[place] == "v" and kinds[place + 1] in "MJ":
            return kinds[place + 1 :] + "v"
        if _MAIN_VERB.match(kinds, place) or (kinds[place : place + 2] == "öG" and "&m" in kinds):
            return kinds[place:]
        if kinds[place - 1] not in "ukbfFc&NO" and _INVERTED.match(kinds, place):
            return kinds[place:]
    return ""


def _replace_negated(state: _Line, kinds: str) -> None:
    """Let "inte avslutat utan pågår" say that work is under way."""
    instead = read_clause(kinds) if kinds else None
    if state.claim is None or instead is None or "N" not in state.claim.run:
        return
    if instead.subject in {"none", "work"} and instead.outcome.code:
        state.claim = instead._replace(subject=state.claim.subject)


def _replace_by_cause(state: _Line, cause: Claim | None) -> None:
    """Let "genomförs inte eftersom det inte längre är aktuellt" say that the record is discontinued."""
    if state.claim and cause and (state.claim.outcome.code, cause.outcome.code) in _SAID_BY_CAUSE:
        state.claim = state.claim._replace(outcome=cause.outcome._replace(confidence=0.75))


def _is_label(kinds: str, follows: str) -> bool:
    """Say whether a clause only names what is judged: "Status:", "Prognos helår:"."""
    if kinds in {"⊕", "⊙", "⊖"} and follows in {":", "-", ","}:
        return True
    return follows == ":" and len(kinds) <= 6 and not set(kinds) & set("AaDdSsoLXQZUmv")


def _conditional(claim: Claim, intro: str, follows: str) -> bool:
    """Say whether a condition or a means goes with what is not yet done: "kan nås genom att …" is a plan."""
    done = not set(claim.run).isdisjoint("ADZ")
    if intro in {"l", "ŭ"}:
        return not done
    if claim.outcome.code in {"not_started", "postponed"}:
        return False  # "påbörjas när en projektledare har rekryterats"
    if follows == "ŋ" or (follows == "ŭ" and not {"ö", "k"}.isdisjoint(claim.run)):
        return True  # "uppfyllt när …" defines the goal
    if claim.outcome.code not in {"achieved", "partially_achieved", "not_achieved"}:
        return False
    return follows == "l" or (follows == "n" and not done)


def _conclude(state: _Line, claim: Claim | None, kinds: str) -> bool:
    """Let an explicit judgement replace what was said before it: "två av tre nås, vilket ger bedömningen delvis"."""
    judged = claim and claim.outcome.code in _JUDGED and claim.subject != "none"
    if not judged or not _JUDGING.search(kinds) or claim is None or state.claim is None:
        return False
    if state.claim.outcome.code not in _JUDGED or claim.outcome.tense != state.claim.outcome.tense:
        return False
    state.claim, state.cap = claim, min(state.cap, 0.9)
    return True


def _outweighed(state: _Line, clause: Clause, claim: Claim | None) -> bool:
    """Let a judgement after "men" or "varför", and a verdict on the goal after one on the work, be the line's."""
    assert state.claim is not None
    added = clause.intro == "+" or clause.kinds[0] == "+"
    weak = clause.intro == "q" or (added and state.claim.subject in {"judgement", "fulfilment"})
    if weak and "f" not in state.claim.run and _conclude(state, claim, clause.kinds):
        return True
    if "ó" not in clause.kinds and _is_still_open(state.claim, claim, clause.intro):
        state.claim = state.claim._replace(outcome=Outcome("in_progress", "outcome", 0.85))
        return True
    # "arbetet går enligt plan och målet beräknas nås"
    beside = state.claim.subject in {"work", "parts", "some parts"} or (
        added and state.claim.subject == "none" and state.claim.outcome.confidence <= _WEAKLY_SAID
    )
    if not beside or claim is None or claim.subject != "record" or claim.outcome.code not in _JUDGED:
        return False
    state.claim = claim
    return True


def _is_still_open(one: Claim, other: Claim | None, intro: str) -> bool:
    """Say whether what is not carried out is under way: "uppdraget är inte klart men arbetet pågår"."""
    if other is None or other.outcome.code != "in_progress" or intro not in {"q", "+"}:
        return False
    return one.outcome.code == "not_achieved" and "ND" in one.run


def _qualify(state: _Line, clause: Clause, claim: Claim | None) -> None:
    """Let a later clause qualify the verdict: an outlook, or an exception that makes it partial."""
    assert state.claim is not None
    if _outweighed(state, clause, claim):
        return
    main = state.claim.outcome
    if main.code == "achieved" and (sure := _excepted(state.claim, clause)):
        state.claim = state.claim._replace(outcome=main._replace(code="partially_achieved", confidence=sure))
        return
    unread = claim is None or claim.outcome.code is None
    if (unread and clause.intro == "q" and "N" in clause.kinds[:3]) or clause.kinds[:1] == "P":
        state.cap = min(state.cap, 0.7)  # something is excepted, and what was not understood
    if claim is None or claim.outcome.code is None or claim.subject in {"work", "task"}:
        return
    labelled, state.expected = state.expected, False
    other = claim.outcome._replace(tense="forecast") if labelled else claim.outcome
    if other.tense == "forecast" and main.tense == "outcome":
        if labelled or claim.subject in {"judgement", "record", "fulfilment"} or clause.intro in _WEAK:
            state.outlook = other
        if clause.intro == "q" and state.kinds[0] == "J" and other.code != main.code:
            state.cap = min(state.cap, 0.75)  # what is measured so far, and what is judged of the whole year
    elif main.tense == "forecast" and other.tense == "outcome" and claim.subject != "judgement":
        state.claim, state.outlook = claim, main
    else:
        _set_against(state, clause, claim, other)


def _excepted(main: Claim, clause: Clause) -> float | None:
    """Say how surely a later clause makes partial what was reached: "men inte för pojkar", "men svag på gymnasiet"."""
    if clause.intro in {"q", ","} and clause.kinds.startswith(("N_", "NH")):
        return 0.8
    if clause.intro == "q" and _OTHER_GOAL.fullmatch(clause.kinds):
        return 0.75
    return 0.6 if clause.intro == "q" and main.subject == "fulfilment" and clause.kinds[:1] in {"2", "3"} else None


def _set_against(state: _Line, clause: Clause, claim: Claim, other: Outcome) -> None:
    """Weigh a second verdict in the same tense: on another part, a step of a scale, or a contradiction."""
    assert state.claim is not None
    main = state.claim.outcome
    if "Z" in state.claim.run and other.code == "not_achieved":  # "avslutad - ej genomförd"
        state.claim = claim._replace(outcome=other._replace(confidence=0.7))
    elif _differ_by_part(state, clause, claim):
        state.claim = state.claim._replace(outcome=main._replace(code="partially_achieved", confidence=0.6))
    elif clause.intro == "," and _is_scale(state.claim, claim):
        state.claim = claim._replace(outcome=Outcome(None))
    elif clause.intro in {",", "-", "/", "q"} and _contradicts(main, other):
        state.claim = state.claim._replace(outcome=main._replace(confidence=min(main.confidence, 0.75)))


def _differ_by_part(state: _Line, clause: Clause, claim: Claim) -> bool:
    """Say whether one part is reached and another is not: "delmål 1 nått, delmål 2 ej nått"."""
    assert state.claim is not None
    codes = {state.claim.outcome.code, claim.outcome.code}
    if codes == {"achieved", "not_started"}:
        return clause.intro in {",", "q"} and "_" in state.claim.run and "_" in claim.run
    if codes != {"achieved", "not_achieved"}:
        return False
    if clause.intro not in {",", "q", "+"}:
        return False
    numbered = _NUMBERED_PART.match(state.kinds) and _NUMBERED_PART.match(clause.kinds)
    return bool(numbered) or ("_" in state.claim.run and "_" in claim.run)


def _is_scale(one: Claim, other: Claim) -> bool:
    """Say whether a line lists the steps of a scale: "uppfyllt, delvis uppfyllt, ej uppfyllt"."""
    bare = one.subject == "none" and other.subject == "none"
    return bare and "A" in one.run and "A" in other.run and one.outcome.code != other.outcome.code


def _contradicts(main: Outcome, other: Outcome) -> bool:
    """Say whether a second verdict differs in more than that work goes on."""
    compatible = {main.code, other.code}
    if main.code == "in_progress" or compatible == {"not_started", "not_achieved"}:
        return False
    return len(compatible) > 1


def _aside_outlook(asides: tuple[str, ...], claim: Claim) -> Outcome | None:
    """Read an outlook that stands in parentheses: "Uppfyllt (prognos: delvis)"."""
    reading = _read(" ".join(asides))
    if reading is None or reading.verdict.tense != "forecast" or claim.outcome.tense != "outcome":
        return None
    return Outcome(reading.verdict.code, "forecast", reading.verdict.confidence)


def _assembled(state: _Line, line: str, raw: str, words: int) -> _Reading:
    assert state.claim is not None
    claim, outcome = state.claim, state.claim.outcome
    assert outcome.code is not None
    basis: Basis = "phrase" if claim.subject == "none" or words <= 3 else "sentence"
    progress = _progress(line, state, claim) if "%" in line or "procent" in line else None
    if progress is not None and progress < 100 and outcome.code == "achieved":
        outcome = outcome._replace(code="partially_achieved", confidence=min(outcome.confidence, 0.75))
    if progress is None and "%" in claim.run and outcome.code == "achieved":
        outcome = outcome._replace(confidence=min(outcome.confidence, 0.75))
    if outcome.code == "achieved" and _in_parts(line):
        outcome = outcome._replace(code="partially_achieved", confidence=min(outcome.confidence, 0.75))
    confidence = round(min(outcome.confidence, state.cap), 3)
    outlook = state.outlook
    forecast = None
    if outlook and outlook.code:
        forecast = Verdict(outlook.code, raw, basis, round(min(outlook.confidence, 0.95), 3), tense="forecast")
    schedule: Schedule | None = "delayed" if "Q" in state.kinds else "on_plan" if "K" in state.kinds else None
    verdict = Verdict(
        cast("StatusCode", outcome.code), raw, basis, confidence, progress, schedule, outcome.tense, forecast
    )
    return _Reading(verdict, claim.subject, words, foreign=state.foreign and claim.subject == "none")


def _in_parts(line: str) -> bool:
    """Say whether something is so in some places of several: "för tre av fyra skolor"."""
    part = _IN_PARTS.search(line) if " av " in line else None
    return part is not None and _numeral(part[1]) < _numeral(part[2])


def _progress(line: str, state: _Line, claim: Claim) -> int | None:
    """Give a percentage that says how far the work has come; others are measured values."""
    if claim.subject == "record" and "%" not in claim.run:
        return None
    found = _SHARE_TO.search(_MEASURED_TO.sub(" ", line))
    if not found and claim.subject in {"none", "fulfilment"} and not (state.measured or _MEASURED.search(state.kinds)):
        found = _SHARE.search(line)
    if not found or claim.outcome.code in {"not_assessed", "uncertain"}:
        return None
    share = int(found[1])
    return share if share <= 100 else None


# --- cells -----------------------------------------------------------------------------------------------------


def _share(text: str) -> Verdict | None:
    """Read a bare percentage in a status column as a completion rate."""
    line = normal(text).strip(_EDGES)
    found = _BARE_SHARE.fullmatch(_SHARE_LABEL.sub("", line))
    if not found or int(found[1]) > 100:
        return None
    share = int(found[1])
    if 0 < share < 100 and _SHARE_LABEL.match(line):
        return Verdict("partially_achieved", text, "number", 0.7, progress=share)
    code: StatusCode = "achieved" if share == 100 else "in_progress" if share else "not_started"
    return Verdict(code, text, "number", 0.7 if share else 0.6, progress=share)


def _degree(text: str) -> Verdict | None:
    """Read a bare adverb of degree, "I viss omfattning", as the answer to how far the goal is reached."""
    clauses = parse(normal(text).strip(_EDGES)).clauses
    if len(clauses) != 1 or clauses[0].kinds != "P" or clauses[0].intro:
        return None
    return Verdict("partially_achieved", text, "phrase", min(0.85, clauses[0].cap))


def _answer_first(text: str) -> Verdict | None:
    """Read the bare answer that a remark follows: "Delvis, saknas för två skolor"."""
    answer, comma, _ = text.partition(",")
    if not comma or len(answer.split()) > _ANSWER_WORDS:
        return None
    reading = _read(answer)
    verdict = reading.verdict if reading and reading.verdict.basis == "phrase" else _degree(answer)
    return replace(verdict, raw=text, confidence=min(verdict.confidence, 0.7)) if verdict else None


def _count(text: str) -> Verdict | None:
    """Read how many of a record's parts are done, "3 av 4 delmål uppnådda": all, some or none."""
    found = _PARTS_DONE.match(normal(text).strip(_EDGES))
    if not found:
        return None
    done, whole = _numeral(found[1]), _numeral(found[2])
    kinds = "".join(clause.kinds for clause in parse(found[3]).clauses[:1])
    if done > whole or not whole or not set(kinds) <= set("xgΓγGbNPH_" + _DONE_KINDS):
        return None
    if "x" in kinds and not set(kinds) & set(_DONE_KINDS):
        return None
    done = whole - done if "N" in kinds else done
    code: StatusCode = "achieved" if done == whole else "partially_achieved" if done else "not_achieved"
    return Verdict(code, text, "number", 0.75 if set(kinds) & set(_DONE_KINDS) else 0.6)


def _numeral(word: str) -> int:
    return _NUMERALS.index(word) if word in _NUMERALS else int(word)


def _loosely(text: str) -> Verdict | None:
    """Read an entry that names its own subject, "Upphandling pågår": likely the record's status, never certain."""
    line = normal(sentences_of(text)[0] if len(text) > _SHORT else text).strip(_EDGES)
    if _UNDER_WORK.fullmatch(line):
        return Verdict("in_progress", text, "phrase", 0.6)
    found = _by_any_clause(line, text) or _by_any_clause(guessed(line), text)
    if found and len(text) > _SHORT and found.code not in _WORK_STATES:
        return None  # what running text says was done need not be the record
    return found


def _by_any_clause(line: str, text: str) -> Verdict | None:
    """Read the clauses of an entry for themselves; what is done of one part while another goes on is under way."""
    parsed = parse(line)
    if len(parsed.words) > _LOOSE_WORDS or not parsed.clauses:
        return None
    labelled = len(parsed.clauses) > 1 and _is_label(parsed.clauses[0].kinds, parsed.clauses[1].intro)
    found = [read for clause in parsed.clauses[labelled:] if (read := _loose_claim(clause))]
    if not found:
        return None
    code, tense, cap = found[0]
    codes = {each[0] for each in found}
    if code == "achieved" and (_ONE_PART.search(line) or _in_parts(line)):
        code = "partially_achieved"
    if codes == {"achieved", "in_progress"}:
        code = "in_progress"
    sure = 0.6 if len(parsed.words) <= _PROCESS_WORDS and len(codes) == 1 else 0.5
    return Verdict(code, text, "phrase", min(sure, cap), tense=tense)


def _loose_claim(clause: Clause) -> tuple[StatusCode, Tense, float] | None:
    """Read a clause without the words that name its subject."""
    kinds = "".join(k for k in _NAMED_WORK.sub("W", clause.kinds) if k not in "xgΓγ#∀αVt□0").rstrip("_=Ωωø").lstrip("+")
    if not kinds or clause.intro in _SUBORDINATE or set(kinds) & set("u!<&rwn") or kinds.count("N") > 1:
        return None
    if kinds[0] in COLOURS and not set(kinds[1:]) & set(_DONE_KINDS):
        return COLOURS[kinds[0]], "outcome", 0.6
    if kinds in {"R", "Md", "JR"} or (kinds == "M" and clause.kinds != "M"):
        return "not_assessed", "outcome", 0.6  # "följs upp i december", "enkät genomförs i november"
    if "¤" in kinds and not {"N", "3"}.isdisjoint(kinds):
        return "uncertain", "forecast", 0.6
    claim = read_clause(kinds)
    if claim is None or claim.outcome.code is None or ("v" in kinds and "x" in clause.kinds):
        return None
    return claim.outcome.code, claim.outcome.tense, clause.cap
