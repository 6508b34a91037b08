"""The status that a text states of which nobody says what it is: a cell, a legend's step, a sentence, a comment.

Inside a report its place says how a text is to be read: what stands in a status column is a status, what stands in a
comment seldom is. Alone, the text's own form decides: a short entry is read as a cell, a sentence as a sentence,
several as a comment. What states nothing gives none; nothing here is ever unknown for being prose.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from .clause import Outcome
from .comment import LONGEST_LINE
from .comparison import compared_state, compares
from .likeness import likeness
from .line import read_line
from .objective import objective_state
from .sentence import guessed, normal, parse
from .statement import lists_steps
from .status import Verdict, paragraphs_of, read_status, read_status_cell, sentences_of, stated_verdict
from .symbol import read_symbol, split_glyphs
from .work import names_a_measure, work_state

_TEXT = 4000
_EDGES = " .:;,*_!-\n"
_ENTRY = 60
_LOOSE = 0.6
"""What a cell is read with at most by its verb alone."""
_BESIDE_RECORD = 0.85
_ANSWER_WORDS = 3
_LEAST_SHARE = 0.6
"""What a text must resemble one status by, of all that speaks for any status or none."""
_VERBS = frozenset("AÅaiDÖdeZzSÄsoópLXQKmRfFckyöbBuIjæ")
"""Kinds of words without one of which a text is a title."""
_MEASURE = re.compile("(?:andel|antal|kostnad)(?:en|et|er)? ")
_NO_STATUS = re.compile(
    r"\b(?:avses|menas|betyder|definieras|anger|endast om|nedan|bilaga|förra året|föregående år|i bokslutet för)\b"
    r"|\b(?:(?:inte|ej) (?:lägre|högre|sämre|bättre) än)\b"
    r"|\b(?:färg|markering|uppfyllt|uppnått|genomfört|grönt?|gult?|rött|röd|blått?|grått?)\w* innebär\b"
    r"|\bmål(?:et|en)? är att\b"
    r"|^(?:av (?:de |samtliga |våra |\w+s )?)?(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\b|\d+ nämnder\b"
    r"|\b(?:\d+|ett|två|tre|fyra|fem) av (?:de )?(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b"
)
"""A definition, a condition, another year, and counts of several records."""
_FAR_MORE = 0.8
_GUESSED = 0.5
_FEW = 4
_KNOWN = re.compile(
    r"(?:(?:Samtliga|Alla) (?:planerade )?[^\W\d]+ är |\w+ beslutade |Den (?=är|har|testas|pausas|skjuts)"
    r"|[A-ZÅÄÖ]\w*(?:ingen|synen|gandet|arbetet|projektet|bygget|förandet"
    r"|planen|rutinen|strategin|policyn|rapporten|utkastet|förslaget) )"
)
"""A sentence about work, or its result, that is known by then: "Översynen är slutförd"."""
_DEFINITE = re.compile(r"(?:Vi (?=är )|(?:Nu är )?\w+(?:en|et|an) )", re.I)
"""A sentence about something that is known, or about us: "Frågan vilar", "Vi är i gång med"."""
_MORE_TO_SAY = re.compile(
    r"\b(?:fort(?:satt|sätt)|återstår|kvarstår|utbildning|remiss|mål(?:et)?\b|under nästa år)", re.I
)
"""What makes the work that is done one part of several."""
_OF_RECORD = frozenset({"record", "fulfilment", "judgement", "work", "task", "parts"})
_CONCLUDES = re.compile(r"\b(?:alltså|således|därmed|därför|samman\w+|den samlade|totalt sett)\b", re.I)
_OPENING = 0.75
"""What a comment's first sentence is trusted with that would not do inside a report."""
_VERDICTS = frozenset({"achieved", "partially_achieved", "not_achieved", "uncertain", "not_assessed"})
_CONCLUSIONS = _VERDICTS | {"postponed", "discontinued"}
_ENDED = frozenset({"achieved", "partially_achieved", "not_achieved"})
_PASSIVE_WORDS = 2
_ENTRY_WORDS = 7
_THRESHOLD = re.compile(r"(?:minst|högst|lägre än|högre än|över|under) \d")
_MEASURING = re.compile(r"\b\w+s\b|mätning|enkät|mätt|saknas")
_TITLE = re.compile(
    r"(?:fler|färre|öka[dt]?|minska[dt]?|bättre|högre|lägre|mer|mindre|och|eller|samt|som|att"
    r"|genomför|slutför|utför|fullfölj|starta|påbörja|inled|avsluta|fortsätt|pausa|stoppa|avbryt|klara)\b"
)
"""What a goal's or a task's name opens with."""
_SHARE = re.compile(r"%|procent")
_FINITE = re.compile(r"\b(?:är|har|hade|var|används|innebär|betyder|anger)\b", re.I)
_COLOURED_THING = re.compile(
    r"(?i:gröna?|grönt|gula?|gult|röda?|rött|blåa?|blått|grå|vita?|svarta?|orange) "
    r"(?!cirk|prick|punkt|symbol|mark|rut|pil|plupp|ring|boll|lamp|gubb|smil|flagg|ljus|färg|signal)"
    r"[a-zåäö]+\b(?! ?[(/:=,-])"
)
"""Things that have a colour, "gröna skolgårdar", unlike signs and steps: "grön cirkel", "Grön God"."""
_STATUTORY = re.compile(r"\b(?:en )?god ekonomisk hushållning\b")
"""The goal that the law sets for every municipality."""
_LIST = re.compile(r"\s*(?:[•●▪◦‣*·-]|\d{1,2}[.)])\s")
_PLURAL = re.compile(r"[^\W_]da$|ade$|na$|ta$")
_RECORDS = {
    "mål": "målet",
    "delmål": "delmålet",
    "målnivå": "målnivån",
    "målvärde": "målvärdet",
    "uppdrag": "uppdraget",
    "åtgärd": "åtgärden",
    "aktivitet": "aktiviteten",
    "insats": "insatsen",
    "åtagande": "åtagandet",
    "indikator": "indikatorn",
    "beslut": "beslutet",
    "projekt": "projektet",
}
_LETTERED = re.compile(r"^[A-ZÅÄÖ0-9]{1,2} ?[:=)–-]\s+(?=[A-ZÅÄÖa-zåäö])")
"""A legend's letter or number before what it means: "H: Åtgärden är genomförd till hälften"."""
_EXPLAINED = re.compile(r"[A-ZÅÄÖ0-9]{1,2} \(([^()]+)\)")
_LEGEND = re.compile(
    r"(?:^|[.,;]\s*)(?:grönt?|gult?|rött?|blått?|grå(?:tt)?|orange|svart|vitt?)\b[^.,;=:]{0,20}[=:]", re.I
)


@lru_cache(maxsize=8192)
def read_expression(text: str) -> Verdict | None:
    """Read the status a text states by its own form; None when it states none.

    Example:
        >>> [v and v.code for v in map(read_expression, ("100 %", "Upphandlingen är påbörjad.", "Ökad trygghet"))]
        ['achieved', 'in_progress', None]
    """
    glyphs, text = split_glyphs(text[:_TEXT].strip())
    if glyphs and not text:
        return read_symbol(glyph=glyphs[0]) if len(set(glyphs)) == 1 else None
    if "," in text and lists_steps(parse(normal(text)).clauses):
        return None
    text = _LETTERED.sub("", text)
    if explained := _EXPLAINED.fullmatch(text):
        text = explained[1]
    if not text or len(_LEGEND.findall(text)) > 1:
        return None
    found = _by_rules(text)
    return _outvoted(found, text) if found else _by_likeness(text)


def _by_rules(text: str) -> Verdict | None:
    paragraphs = paragraphs_of(text)
    sentences = [sentence for paragraph in paragraphs for sentence in sentences_of(paragraph)]
    if len(sentences) > 1 and (len(paragraphs) == 1 or len(text) > _ENTRY or _LIST.match(text)):
        return _comment(paragraphs, sentences)
    if found := read_status(text) or _entry(text):
        return found
    return _comment(paragraphs, sentences) if len(sentences) > 1 else _said_otherwise(text)


def _outvoted(found: Verdict, text: str) -> Verdict:
    """Give what a weakly read text resembles by far more than what it was read as."""
    if found.confidence > _OPENING:
        return found
    alike = likeness(text)
    if alike.code is None or alike.code == found.code or alike.share < _FAR_MORE:
        return found
    return replace(found, code=alike.code, confidence=_GUESSED)


def _by_likeness(text: str) -> Verdict | None:
    """Guess what no rule reads by what it resembles: no question, no title, no list."""
    line = normal(text).strip(_EDGES)
    if text.endswith("?") or _NO_STATUS.search(line) or _TITLE.match(line) or _MEASURE.match(line):
        return None
    if compares(line):
        return None
    if _VERBS.isdisjoint("".join(clause.kinds for clause in parse(line).clauses)):
        return None
    alike = likeness(text)
    if alike.code is None or alike.share < _LEAST_SHARE:
        return None
    return Verdict(alike.code, text, "sentence", _GUESSED)


def _entry(text: str) -> Verdict | None:
    """Read a short entry as the cell of a status column, where it has a cell's form."""
    if len(text) > _ENTRY or text.endswith((".", "?")) or _FINITE.search(text) or _COLOURED_THING.match(text):
        return None
    return _with_record(text) or _answer(text)


def _answer(text: str) -> Verdict | None:
    verdict = read_status_cell(text)
    if verdict is None or verdict.code == "unknown":
        return None
    line = normal(text).strip(_EDGES)
    if _THRESHOLD.match(line):
        return None if "," in line else replace(verdict, confidence=_LOOSE)
    if verdict.confidence > _LOOSE or (verdict.basis == "number" and _SHARE.search(text)):
        return verdict
    if verdict.basis == "number" or ":" in line or _TITLE.match(line) or names_a_measure(line):
        return None
    return verdict if _answers(line, verdict) else None


def _answers(line: str, verdict: Verdict) -> bool:
    """Say whether a short entry that only its verb was read by is an answer, not a title or a task."""
    words = line.split()
    if verdict.code == "not_assessed":
        return _MEASURING.search(line) is not None
    guess = guessed(line) != line
    passive = verdict.code == "in_progress" and words[0].endswith("s") and not read_status(words[0])
    if guess and guessed(words[0]) == words[0]:
        return False
    return len(words) <= (_PASSIVE_WORDS if passive else _ENTRY_WORDS)


def _with_record(text: str) -> Verdict | None:
    """Read a verdict beside the bare name of its record: "Genomförd åtgärd", "Mål uppnått"."""
    words = text.split()
    if len(words) > 1 and words[-1].lower() in _RECORDS and not _PLURAL.search(words[-2]):
        found = _as_printed(read_status(" ".join(words[:-1])), text)
        several = found and words[-2].endswith("nde")  # "pågående uppdrag" may be many
        return replace(found, confidence=_LOOSE) if found and several else found
    if len(words) > 1 and words[0].lower() in _RECORDS:
        return _as_printed(read_status(f"{_RECORDS[words[0].lower()]} {' '.join(words[1:])}"), text)
    return None


def _as_printed(verdict: Verdict | None, text: str) -> Verdict | None:
    return replace(verdict, raw=text, confidence=min(verdict.confidence, _BESIDE_RECORD)) if verdict else None


def _comment(paragraphs: list[str], sentences: list[str]) -> Verdict | None:
    """Read a text of several sentences: as a comment, else by the short answer it opens with."""
    concluded = _concluded(sentences)
    if stated := stated_verdict(paragraphs):
        return stated.verdict if concluded is None or stated.sentence == concluded.raw else concluded
    several = len(paragraphs) > 1
    listed = _LIST.match(sentences[0]) or (several and ":" in sentences[0])
    opening = None if listed else read_status(sentences[0])
    if opening and (len(sentences[0].split()) <= _ANSWER_WORDS or not (several or opening.confidence < _OPENING)):
        return replace(opening, confidence=min(opening.confidence, _OPENING))
    if found := concluded or _anywhere(sentences):
        return found
    return None if several else _compared(sentences[-1]) or _goes_on(sentences[-1]) or _of_one_work(sentences)


def _concluded(sentences: list[str]) -> Verdict | None:
    """Read what a comment comes to where it says so: "Målet bedöms därför som delvis uppfyllt"."""
    said = [_of_record(sentence) or _of_work(sentence) for sentence in sentences if _CONCLUDES.search(sentence)]
    found = [verdict for verdict in said if verdict and verdict.code in _CONCLUSIONS]
    if len({verdict.code for verdict in found}) != 1:
        return None
    return replace(found[0], confidence=min(found[0].confidence, _OPENING))


def _anywhere(sentences: list[str]) -> Verdict | None:
    """Read a verdict in the middle of a comment, where it is the only one: a report's comment must not be read so."""
    if any(_LIST.match(sentence) for sentence in sentences):
        return None
    found = [verdict for sentence in sentences if (verdict := _of_record(sentence))]
    judged = [verdict for verdict in found if verdict.code in _VERDICTS] or found
    if len({verdict.code for verdict in judged}) != 1:
        return None
    return replace(judged[0], confidence=_LOOSE)


def _of_record(sentence: str) -> Verdict | None:
    """Read a sentence that speaks of the record itself, "Uppdraget är påbörjat", or judges it."""
    reading = read_line(sentence) if len(sentence) <= LONGEST_LINE else None
    if reading is None or reading.bare or reading.foreign:
        return None
    if reading.verdict.confidence < _OPENING or reading.verdict.basis == "number":
        return None
    return reading.verdict if reading.subject in _OF_RECORD or reading.verdict.code in _VERDICTS else None


def _of_work(sentence: str) -> Verdict | None:
    return _verdict(work_state(normal(sentence).strip(_EDGES)), sentence)


def _of_one_work(sentences: list[str]) -> Verdict | None:
    """Read how the work stands of which a short comment tells: "Projektet har skjutits upp. Kostnaden ökar"."""
    if len(sentences) > _FEW or any(_MORE_TO_SAY.search(each) for each in sentences):
        return None
    said = [(state, each) for each in sentences if (state := work_state(normal(each).strip(_EDGES)))]
    if len({state.code for state, _ in said}) != 1:
        return None
    state, sentence = said[0]
    if not _KNOWN.match(sentence) and (not _DEFINITE.match(sentence) or not _resembles(state, sentences)):
        return None
    return _verdict(state._replace(confidence=_GUESSED), sentence)


def _resembles(state: Outcome, sentences: list[str]) -> bool:
    alike = likeness(" ".join(sentences))
    return alike.code == state.code and alike.share >= _GUESSED


def _goes_on(sentence: str) -> Verdict | None:
    """Read how the work stands that a comment ends with: "Arbetet har ännu inte startat"."""
    line = normal(sentence).strip(_EDGES)
    said = work_state(line) if line.startswith("arbetet ") and "fortsätter" not in line else None
    return _verdict(said, sentence) if said and said.code not in _ENDED else None


def _said_otherwise(text: str) -> Verdict | None:
    """Read a sentence that compares a result with its goal, or is about work that it names itself."""
    if text.endswith("?"):
        return None
    line = normal(text.partition(";")[0]).strip(_EDGES)
    if _STATUTORY.search(line) and (found := read_status(_STATUTORY.sub("målet", line))):
        return replace(found, raw=text, confidence=min(found.confidence, _OPENING))
    return _compared(text) or _verdict(objective_state(line) or work_state(line), text)


def _compared(text: str) -> Verdict | None:
    return _verdict(compared_state(normal(text).strip(_EDGES)), text)


def _verdict(said: Outcome | None, text: str) -> Verdict | None:
    if said is None or said.code is None:
        return None
    return Verdict(said.code, text, "sentence", said.confidence, tense=said.tense)
