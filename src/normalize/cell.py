"""What a cell of a status column prints: a phrase, a share, a count, or work that is named; never a guess."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .clause import COLOURS, Tense, read_clause
from .comment import LONGEST_LINE, LONGEST_TEXT, paragraphs_of, sentences_of, stated_verdict
from .line import (
    EDGES,
    NUMERAL,
    PROCESS_WORDS,
    SHORT,
    UNDECIDED,
    excepts_parts,
    numeral_value,
    read_line,
    says_in_parts,
)
from .sentence import Clause, guessed, normal, parse
from .statement import SUBORDINATE, is_label, lists_steps
from .verdict import Verdict

if TYPE_CHECKING:
    from ..schema.codes import StatusCode

_SURE = 0.8
_BRIEF = 6
_COMMENT_WORDS = 3
"""A bare verdict is short, and what follows it is a comment from this many words on."""
_BARE_SHARE = re.compile(r"(?:ca |cirka )?(\d{1,3})(?:,\d+)? ?(?:%|procent)")
_SHARE_LABEL = re.compile(r"^(?:mål)?upp(?:fyllelse|fyllnad|nåelse)(?:grad)?:? (?=\w*\d)")
_ANSWER_WORDS = 2
_TWO = 2
_BETWEEN_PARTS = re.compile(r"[,.;]\s+(?:men )?|\s+men\s+")
_ANSWER = re.compile(r"(?:ja|nej|ok) (?:för|i|på|inom|hos|vid|bland)\b", re.I)
_NOT_SO = re.compile(r"^\w+ [\w ]*\b(?:inte|ej)$|^(?:men )?(?:inte|ej) (?:för|i|på|inom|hos|vid|bland|alla)\b", re.I)
_DASH = re.compile(r"\s[-–—]\s")
_LOOSE_WORDS = 20
_WORK_STATES = frozenset({"in_progress", "not_started", "postponed", "not_assessed"})
_PLANNED_THING = re.compile("p(?=x+[DA])")
"""What was planned and is done: "all planerad tillsyn utförd"."""
_NAMED_WORK = re.compile("^W_&[^oSLXDAQKbfFu]*")
_UNDER_WORK = re.compile(r"under (?:\w+(?:ande|ning|ering|arbete)|åtgärd|process|remiss)")
_PARTS_DONE = re.compile(rf"{NUMERAL} av (?:de |totalt )?{NUMERAL}\b(?! ?%)(.{{0,40}})$")
_OUTLOOK_ASIDE = re.compile(r"\s*\((?:helårs)?prognos(?: (?:för )?(?:helår|helåret|året))?\)", re.I)
"""What marks a verdict as the outlook: "Delvis (prognos helår)"."""
_DONE_KINDS = "AÅDÖa"
_ONE_PART = re.compile(r"\b(?:etapp|fas|steg|del)(?:en|et)?\b")
"""One stage of several that is done."""


def read_status_cell(text: str) -> Verdict | None:
    """Read the text of a cell in a status column: unknown when it is printed and not understood, None when empty.

    Example:
        >>> read_status_cell("Inte i sin helhet").code, read_status_cell("xyz").code, read_status_cell("–")
        ('partially_achieved', 'unknown', None)
    """
    text = text[:LONGEST_TEXT].strip()
    if not normal(text[:20]).strip(EDGES) and len(text) < 20:
        return None
    return _read_cell(text)


@lru_cache(maxsize=8192)
def _read_cell(text: str) -> Verdict:
    if _OUTLOOK_ASIDE.search(text):
        return replace(_read_cell(_OUTLOOK_ASIDE.sub("", text)), raw=text, tense="forecast")
    if len(text) <= SHORT:
        return _read_entry(text) or Verdict("unknown", text, "phrase", 0.3)
    stated = stated_verdict(paragraphs_of(text))
    if stated:
        return replace(stated.verdict, raw=stated.sentence, confidence=min(stated.verdict.confidence, 0.9))
    reading = read_line(text) if len(text) <= LONGEST_LINE else None
    return (reading.verdict if reading else None) or _loosely(text) or Verdict("unknown", text, "phrase", 0.3)


def _read_entry(text: str) -> Verdict | None:
    """Read a short cell: as one phrase however its lines are broken, else line by line."""
    reading = read_line(text)
    if reading and reading.verdict.code == "achieved" and (by_part := _answered_by_part(text)):
        return by_part
    if reading:
        return reading.verdict
    lines = paragraphs_of(text)
    found = [each.verdict for line in lines if len(lines) > 1 and (each := read_line(line))]
    if found:
        sure = 0.75 if len({verdict.code for verdict in found}) == 1 else 0.6
        return replace(found[0], confidence=min(found[0].confidence, sure))
    return (
        _share(text)
        or _count(text)
        or _degree(text)
        or _answered_by_part(text)
        or _answer_first(text)
        or _loosely(text)
    )


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
    reading = read_line(first)
    if reading is None or reading.subject != "none" or reading.words > _BRIEF or reading.verdict.confidence < _SURE:
        return text, ""
    later = read_line(rest) or read_line(sentences_of(rest)[0])
    if later and (later.verdict.tense == "forecast" or later.subject == "none"):
        return text, ""
    return first.strip(), rest


def _share(text: str) -> Verdict | None:
    """Read a bare percentage in a status column as a completion rate."""
    line = normal(text).strip(EDGES)
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
    clauses = parse(normal(text).strip(EDGES)).clauses
    if len(clauses) != 1 or clauses[0].kinds != "P" or clauses[0].intro:
        return None
    return Verdict("partially_achieved", text, "phrase", min(0.85, clauses[0].cap))


def _answered_by_part(text: str) -> Verdict | None:
    """Read what holds of one part and not of another: "Ja för kvinnor, nej för män", "Delmål a klart, b inte"."""
    parts = _BETWEEN_PARTS.split(text)
    if len(parts) != _TWO or not all(len(part.split()) > 1 for part in parts) or UNDECIDED.search(normal(text)):
        return None
    one, other = (_said_of_part(part) for part in parts)
    if {one, other} != {"achieved", "not_achieved"}:
        return None
    return Verdict("partially_achieved", text, "phrase", 0.7)


def _said_of_part(part: str) -> StatusCode | None:
    """Give what is said of one part: the answer it opens with, else its verdict, else "inte" alone."""
    answer = _ANSWER.match(part)
    if answer:
        return "achieved" if answer[0].lower().startswith(("ja", "ok")) else "not_achieved"
    if _NOT_SO.search(part):
        return "not_achieved"
    reading = read_line(part.rpartition(":")[2]) or read_line(part)
    verdict = reading.verdict if reading else _loosely(part)
    return verdict.code if verdict else None


def _answer_first(text: str) -> Verdict | None:
    """Read the bare answer that a remark follows: "Delvis, saknas för två skolor", "OK – inom ram"."""
    answer, comma, _ = text.partition(",") if "," in text else _DASH.sub(" - ", text).partition(" - ")
    if not comma or len(answer.split()) > _ANSWER_WORDS:
        return None
    reading = read_line(answer)
    verdict = reading.verdict if reading and reading.verdict.basis == "phrase" else _degree(answer)
    if verdict and verdict.code == "achieved" and excepts_parts(normal(text)):
        return replace(verdict, raw=text, code="partially_achieved", confidence=min(verdict.confidence, 0.7))
    return replace(verdict, raw=text, confidence=min(verdict.confidence, 0.7)) if verdict else None


def _count(text: str) -> Verdict | None:
    """Read how many of a record's parts are done, "3 av 4 delmål uppnådda": all, some or none."""
    found = _PARTS_DONE.match(normal(text).strip(EDGES))
    if not found:
        return None
    done, whole = numeral_value(found[1]), numeral_value(found[2])
    kinds = "".join(clause.kinds for clause in parse(found[3]).clauses[:1])
    if done > whole or not whole or not set(kinds) <= set("xgΓγGbNPH_" + _DONE_KINDS):
        return None
    if "x" in kinds and not set(kinds) & set(_DONE_KINDS):
        return None
    done = whole - done if "N" in kinds else done
    code: StatusCode = "achieved" if done == whole else "partially_achieved" if done else "not_achieved"
    return Verdict(code, text, "number", 0.75 if set(kinds) & set(_DONE_KINDS) else 0.6)


def _loosely(text: str) -> Verdict | None:
    """Read an entry that names its own subject, "Upphandling pågår": likely the record's status, never certain."""
    line = normal(sentences_of(text)[0] if len(text) > SHORT else text).strip(EDGES)
    if _UNDER_WORK.fullmatch(line):
        return Verdict("in_progress", text, "phrase", 0.6)
    found = _by_any_clause(line, text) or _by_any_clause(guessed(line), text)
    if found and len(text) > SHORT and found.code not in _WORK_STATES:
        return None  # what running text says was done need not be the record
    return found


def _by_any_clause(line: str, text: str) -> Verdict | None:
    """Read the clauses of an entry for themselves; what is done of one part while another goes on is under way."""
    parsed = parse(line)
    if len(parsed.words) > _LOOSE_WORDS or not parsed.clauses or lists_steps(parsed.clauses):
        return None
    labelled = len(parsed.clauses) > 1 and is_label(parsed.clauses[0].kinds, parsed.clauses[1].intro)
    found = [read for clause in parsed.clauses[labelled:] if (read := _loose_claim(clause))]
    if not found:
        return None
    code, tense, cap = found[0]
    codes = {each[0] for each in found}
    if code == "achieved" and (_ONE_PART.search(line) or says_in_parts(line)):
        code = "partially_achieved"
    if codes == {"achieved", "in_progress"} or (code == "achieved" and UNDECIDED.search(line)):
        code = "in_progress"
    sure = 0.6 if len(parsed.words) <= PROCESS_WORDS and len(codes) == 1 else 0.5
    return Verdict(code, text, "phrase", min(sure, cap), tense=tense)


def _loose_claim(clause: Clause) -> tuple[StatusCode, Tense, float] | None:
    """Read a clause without the words that name its subject."""
    named = _PLANNED_THING.sub("x", _NAMED_WORK.sub("W", clause.kinds))
    kinds = "".join(k for k in named if k not in "xgΓγ#∀αVt□0").rstrip("_=Ωωø").lstrip("+")
    if not kinds or clause.intro in SUBORDINATE or set(kinds) & set("u!<&rwn") or kinds.count("N") > 1:
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
