"""One line's verdict: a fixed phrase of `tables/status_phrases.csv`, else what its clauses state."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from .clause import Claim, Outcome, Tense, read_clause
from .sentence import Parsed, normal, opens_with_adverbial, parse
from .statement import Statement, interpreted, is_label
from .tables import rows
from .verdict import Reading, Verdict

if TYPE_CHECKING:
    from ..schema.codes import Basis, Schedule, StatusCode

SHORT = 60
EDGES = " .:;,*_!-\n"
_NUMBER = re.compile(r"\d+(?:,\d+)?")
_SHARE = re.compile(r"(?<![\d,-])(\d{1,3})(?:,\d+)? ?(?:%|procent)")
_COMPARED = frozenset({"mål", "målet", "målvärde", "målvärdet", "riket"})
"""What a measured share is held against, "uppnått (92 %, mål 90 %)"."""
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
_OR_ELSE = re.compile("/(?=t?x?G)")
"""What parts two statements that share a step of a scale: "målet har uppnåtts / målet kommer att uppnås"."""
_IN_ASIDE = re.compile(r"\(\d{1,3}(?:,\d+)? ?(?:%|procent)\)")
"""What was measured, beside the verdict on it: "uppnått (94 %)"."""
_GOAL_SET = re.compile(
    r"\bmål(?:et|en) (?:infördes|antogs|beslutades|fastställdes|formulerades|sattes)\b"
    r"|\b(?:enligt|på|i) (?:en |följande )?(?:\w+ )?skala(?:n)?\b|^teckenförklaring\b"
    r"|^(?:år |under )?(?:19|20)\d\d var\b"
)
"""When a goal was set, or how goals are judged, which says nothing of what became of one."""
_OTHER_OPENINGS = ("teckenförklaring", "år ", "under ", "19", "20")
_PROCESS = re.compile(
    r"[^\W\d]*(?:ing|tion|studie|dialog)(?: av (?:\w+ ){0,2}\w+)? (?:pågår|är (?:påbörjad|inledd|igångsatt|i ?gång))\b"
)
"""Work named without article, "upphandling pågår", is how the record is carried out; with its article it is a thing."""
PROCESS_WORDS = 8
_PHRASE_WORDS = 8
_NUMERALS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
NUMERAL = rf"(\d{{1,3}}|{'|'.join(_NUMERALS)})"
_IN_PARTS = re.compile(rf"\b(?:för|inom|i|på|hos|av|vid) {NUMERAL}(?: \w+)? av (?:de |totalt )?{NUMERAL}\b")
_COUNTED = re.compile(rf"\b{NUMERAL} av (?:de |våra |totalt )?{NUMERAL}\b")
_MOST_PARTS = 6


_PLACED = r"(?:i|på|inom|för|hos|vid|bland|alla|samtliga|hela)"
_LIMITING = ("endast", "bara ", "enbart", "men ", "medan ", "dock ")
_ONLY_THERE = re.compile(rf"(?<!inte )(?<!ej )\b(?:endast|bara|enbart) {_PLACED}\b")
_NOT_THERE = re.compile(
    rf"\b(?:men|medan|dock)\b[^.;]*\b(?:(?:inte|ej) {_PLACED}\b(?! (?:grund|sikt|längre))"
    r"|(?:en|lång) bit kvar|återstår|kvarstår|(?:inte|ej) gör det)"
)
"""Where something does not hold that holds elsewhere."""
_BESIDE = re.compile(r", (?:\w+ )?[\d,]+ ?(?:%|procent)$")
"""A measured value beside the verdict: "över målnivå, 94 %"."""
_WAS_POSSIBLE = re.compile(r"\bvar (?:tyvärr )?(?:inte |ej )?(?:möjligt|omöjligt|svårt)\b")
"""What could not be done then: "målet var inte möjligt att nå"."""
_ONCE_PLANNED = re.compile(r"\bvar (?:\w+ )?planera(?:d|t|de)\b")
"""What was planned once, before it came otherwise: "var planerat till hösten"."""
UNDECIDED = re.compile(
    r"\b(?:inte|ej|icke) (?:ännu )?(?:politiskt )?"
    r"(?:beslut|behandla|anta|fastställ|godkän)(?:ad|at|ats|its|t|d|ts|gen|get|gits)\b"
    r"|\b(?:beslut|antagande) (?:väntas|tas|fattas|planeras)\b|\bpå remiss\b"
    r"|\bska (?:nu )?(?:ut på|antas|beslutas|fastställas|behandlas)\b"
    r"|\b(?:granskning|samråd|beslut|antagande|remiss|utbildning|besiktning) (?:återstår|kvarstår)\b"
)
"""What is drawn up still waits for its decision: "förslag framtaget, ej beslutat"."""


@lru_cache(maxsize=16384)
def read_line(text: str) -> Reading | None:
    """Read a line: as a fixed phrase, else by its clauses."""
    if answered := _ANSWERED.match(text):
        text = answered["answer"]
    line = _printed_line(text)
    if not line or line.startswith("(") or _sets_goals(line):
        return None
    found = _phrase(line, text) or (_phrase_otherwise(line, text) if len(line) <= SHORT else None)
    if found:
        return found
    parsed = parse(line)
    if found := _phrase_of_words(parsed, line, text):
        return found
    if text.rstrip().endswith("?"):
        return None
    reading = _by_clauses(parsed, line, text.strip())
    if reading is None and _PROCESS.match(line) and len(parsed.words) <= PROCESS_WORDS:
        return Reading(Verdict("in_progress", text.strip(), "sentence", 0.7), "task", len(parsed.words))
    if reading is None:
        return None
    return reading._replace(verdict=_repaired(reading.verdict, parsed.cost)) if parsed.cost else reading


def _sets_goals(line: str) -> bool:
    """Say whether a line tells when a goal was set or how goals are judged; a cheap look comes first."""
    if "skala" in line or "målet " in line or "målen " in line or line.startswith(_OTHER_OPENINGS):
        return _GOAL_SET.search(line) is not None
    return False


def _phrase_of_words(parsed: Parsed, line: str, text: str) -> Reading | None:
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


def _confirmed(line: str, aside: str, text: str) -> Reading | None:
    """Find a fixed phrase that the parenthesis after it says again: "Ja (grön)"."""
    found, again = _phrase(line, text), _phrase(aside, text)
    return found if found and again and again.verdict.code == found.verdict.code else None


def _printed_line(text: str) -> str:
    """Give an entry as one line without its footnote mark, a label's colon in its place."""
    line = _unbroken(normal(text).strip(EDGES))
    if line[-1:] == ")":
        line = _FOOTNOTE.sub("", line)
    return _LABEL.sub(r"\1:", line) if "= " in line or "- " in line else line


def _phrase_otherwise(line: str, text: str) -> Reading | None:
    """Find a fixed phrase without its commas, or after a label: "Måluppfyllelse: ja"."""
    if "," in line and (found := _phrase(line.replace(",", ""), text)):
        return found
    label, colon, rest = line.partition(":")
    if not colon or (reading := _phrase(rest.strip(), text)) is None:
        return None
    clauses = parse(label).clauses
    named = len(clauses) == 1 and "x" not in clauses[0].kinds and is_label(clauses[0].kinds, ":")
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


def _phrase(line: str, text: str) -> Reading | None:
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
    return Reading(verdict, "none", len(line.split()), bool(row["bare"]))


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return {row["phrase"]: row for row in rows("status_phrases")}


def _by_clauses(parsed: Parsed, line: str, raw: str) -> Reading | None:
    """Read the verdict of a line from its clauses and what stands in parentheses."""
    found = interpreted(parsed.clauses)
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
    return counted is not None and not 1 <= numeral_value(counted[1]) < numeral_value(counted[2]) <= _MOST_PARTS


def _aside_outlook(asides: tuple[str, ...], claim: Claim) -> Outcome | None:
    """Read an outlook that stands in parentheses: "Uppfyllt (prognos: delvis)"."""
    reading = read_line(" ".join(asides))
    if reading is None or reading.verdict.tense != "forecast" or claim.outcome.tense != "outcome":
        return None
    return Outcome(reading.verdict.code, "forecast", reading.verdict.confidence)


def _assembled(state: Statement, line: str, raw: str, words: int) -> Reading:
    assert state.claim is not None
    claim, outcome = state.claim, state.claim.outcome
    assert outcome.code is not None
    basis: Basis = "phrase" if claim.subject == "none" or words <= 3 else "sentence"
    progress = _progress(line, state, claim) if "%" in line or "procent" in line else None
    outcome = _limited(outcome, claim, line, progress)
    if outcome.tense == "forecast" and _WAS_POSSIBLE.search(line):
        outcome = outcome._replace(tense="outcome")
    confidence = round(min(outcome.confidence, state.cap), 3)
    outlook = state.outlook
    forecast = None
    if outlook and outlook.code:
        forecast = Verdict(outlook.code, raw, basis, round(min(outlook.confidence, 0.95), 3), tense="forecast")
    schedule: Schedule | None = "delayed" if "Q" in state.kinds else "on_plan" if "K" in state.kinds else None
    verdict = Verdict(
        cast("StatusCode", outcome.code), raw, basis, confidence, progress, schedule, outcome.tense, forecast
    )
    return Reading(verdict, claim.subject, words, foreign=state.foreign and claim.subject == "none")


def _limited(outcome: Outcome, claim: Claim, line: str, progress: int | None) -> Outcome:
    """Give a verdict with what the line says of its limits: a share, some places, a decision that is still to come."""
    if outcome.code == "not_started" and _ONCE_PLANNED.search(line):
        return outcome._replace(confidence=min(outcome.confidence, 0.5))
    if outcome.code != "achieved":
        return outcome
    less = outcome._replace(confidence=min(outcome.confidence, 0.75))
    if (progress is not None and progress < 100) or says_in_parts(line) or excepts_parts(line):
        return less._replace(code="partially_achieved")
    if claim.subject in {"none", "work"} and UNDECIDED.search(line):
        return less._replace(code="in_progress")
    return less if progress is None and "%" in claim.run else outcome


def says_in_parts(line: str) -> bool:
    """Say whether something is so in some places of several: "för tre av fyra skolor"."""
    part = _IN_PARTS.search(line) if " av " in line else None
    return part is not None and numeral_value(part[1]) < numeral_value(part[2])


def excepts_parts(line: str) -> bool:
    """Say whether a line says that something holds in part only: "uppnått endast i hemtjänsten", "men inte i norr".

    Example:
        >>> excepts_parts("vi når målet på mellanstadiet men har en bit kvar på högstadiet")
        True
    """
    if not any(word in line for word in _LIMITING):
        return False
    return _ONLY_THERE.search(line) is not None or _NOT_THERE.search(line) is not None


def _progress(line: str, state: Statement, claim: Claim) -> int | None:
    """Give a percentage that says how far the work has come; others are measured values."""
    if claim.subject == "record" and "%" not in claim.run:
        return None
    found = _SHARE_TO.search(_MEASURED_TO.sub(" ", line))
    if not found and claim.subject in {"none", "fulfilment"} and not (state.measured or _MEASURED.search(state.kinds)):
        found = _SHARE.search(line)
    if not found or claim.outcome.code in {"not_assessed", "uncertain"}:
        return None
    share = int(found[1])
    if {"A", "a"} & set(claim.run) and (_IN_ASIDE.search(line) or _BESIDE.search(line)):
        return None
    return share if share <= 100 else None


def numeral_value(word: str) -> int:
    """Give the value of a number as printed, "tre" or "3"."""
    return _NUMERALS.index(word) if word in _NUMERALS else int(word)
