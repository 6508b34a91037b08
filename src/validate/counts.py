"""Counts that the text repeats against the records: "13 nämndsmål", "8 av 30 delmål är uppfyllda".

A count means the whole report, an area or a chapter, and text says which only now and then: what fits any of them
agrees. A sentence contradicts only where it speaks for the reporting body and fits none; the verdicts it counts must
lie between what surely and what possibly has them. Comments speak of things of their own and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ..extract.document import Document
from ..normalize.count import Count, find_counts, names_records, number_pattern, read_count
from ..normalize.status import read_status
from ..normalize.text import fold
from ..schema import Assignment, Finding, Goal, Indicator, Report, Source
from . import traces
from .sentences import says, sentences_of, source_of_block, words_of

Record: TypeAlias = Goal | Assignment | Indicator
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OR = re.compile(r"\s+(?:eller|och/eller)\s+|\s*/\s*")
_PIECE_END = re.compile(r"[,;:.]|\soch\s(?=\S+ (?:är|har|bedöms|mål|delvis|inte|ej)\b)|\s(?:men|medan|varav)\s")
_HELPERS = re.compile(r"^(?:(?:av dem|av dessa|mål|målen|uppdrag|stycken|st)\s+)+")
SURE = 0.8
MOST_WORDS = 8
MIN_ALL = 2
MIN_PART = 24
"""Letters of a paragraph by which it is known again in a comment."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A count in a sentence, and where that stands.

    `narrowed` tells whether its words leave some of what is counted out: "mål inom skolan", "mål som är nya".
    """

    count: Count
    sentence: str
    source: Source
    narrowed: bool

    @property
    def quoted(self) -> str:
        """The words around the count."""
        return self.sentence[max(0, self.count.start - 60) : self.count.end + 60].strip()


class _Scope(NamedTuple):
    """Records that a count may mean, and the words that name them."""

    name: str
    records: tuple[Record, ...]


class _Verdict(NamedTuple):
    """Words that count as a verdict, the codes they mean, and whether they speak of what is expected."""

    words: str
    codes: frozenset[str] = frozenset()
    expected: bool = False


def counts_that_differ(document: Document, report: Report) -> Iterator[Finding]:
    """Give the counts of the text that the records contradict."""
    told: set[tuple[int, str | None, int]] = set()
    for said in _counts_said(document, report):
        scopes = _scopes(report, said)
        whole = said.count.whole
        if whole is None and not said.narrowed:
            yield from _all_that_differ(said, scopes, report)
        if whole is None:
            continue
        meant = [scope for scope in scopes if len(scope.records) == whole]
        key = whole, said.count.detail or said.count.field, said.count.part or 0
        if meant:
            yield from _verdicts_that_differ(said, meant)
        elif scopes and key not in told and _is_plain(said, report) and _is_more(said, scopes):
            told.add(key)
            yield _differs(said, f"but {_number(scopes[0])} were found{_on_pages(scopes[0].records)}")


def _is_more(said: _Said, scopes: Sequence[_Scope]) -> bool:
    """Say whether a count cannot be a part of what was found: it is not narrowed, or larger than all there is."""
    return not said.narrowed or (said.count.whole or 0) > max(len(scope.records) for scope in scopes)


def _counts_said(document: Document, report: Report) -> Iterator[_Said]:
    """Give the counts that running text outside the records states of this report's own time."""
    commented = _commented(report)
    for block in document.blocks():
        if not names_records(block.text):
            continue
        counted = [(sentence, list(find_counts(sentence))) for sentence in sentences_of(block)]
        if not any(counts for _, counts in counted) or _is_comment(block.text, commented):
            continue
        for sentence, counts in counted:
            years = {int(year) for year in _YEAR.findall(sentence)}
            if says("before", sentence) or (years and report.report.year not in years):
                continue
            source = source_of_block(document, block)
            for count in counts:
                if count.whole is None or count.whole > 1:
                    yield _Said(count, sentence, source, _is_narrowed(count, sentence, report))


def _is_narrowed(count: Count, sentence: str, report: Report) -> bool:
    """Say whether a count leaves some of the records out: goals for the operations are all but the financial ones."""
    rest = sentence[count.end :].split()
    if says("narrows", " ".join(rest[:1])):
        return True
    if count.field != "goal" or not says("operations", " ".join([sentence[count.start : count.end], *rest[:2]])):
        return False
    return any(map(_is_financial, report.goals))


def _is_financial(goal: Goal) -> bool:
    return any(_is_of_money(text) for text in (goal.title, goal.area or ""))


@lru_cache(maxsize=4096)
def _is_of_money(text: str) -> bool:
    return traces.says("D10", "goal", text)


def _commented(report: Report) -> str:
    records: list[Record] = [*report.goals, *report.assignments, *report.indicators]
    texts = [text for record in records if (text := record.comment)]
    return "\n".join([*texts, *(observation.text for observation in report.observations)])


def _is_comment(text: str, commented: str) -> bool:
    """Say whether a paragraph is part of a record, or too short to tell."""
    start = text[:80]
    return len(start) < MIN_PART or start in commented


# --- which records a count may mean -----------------------------------------------------------------------------------


def _scopes(report: Report, said: _Said) -> list[_Scope]:
    """Give the sets of records that a count may mean, the whole report first; each title counts once, too."""
    found: list[_Scope] = []
    for name, records in _sets(report, said.count):
        areas = list(dict.fromkeys(record.area for record in records if record.area))
        narrowing = _narrowing(said.count)
        if not narrowing:
            found += [_Scope(name, tuple(records)), _Scope(name, _once(records)), *_by_board(name, records, said)]
        for area in areas:
            if _names_area(said, area, narrowing):
                inside = [record for record in records if record.area == area]
                found += [_Scope(f"{name} in «{area[:60]}»", tuple(inside)), _Scope(name, _once(inside))]
    return [scope for scope in found if scope.records]


def _sets(report: Report, count: Count) -> Iterator[tuple[str, Sequence[Record]]]:
    if count.field == "indicator":
        yield "indicators", report.indicators
    elif count.field == "assignment":
        alike = [record for record in report.assignments if record.kind == count.detail]
        yield f"{count.detail}s", alike
        if count.detail == "assignment" and alike:
            yield "assignments of all kinds", report.assignments
    elif count.detail:
        yield f"goals of level {count.detail}", [goal for goal in report.goals if goal.level == count.detail]
    else:
        yield "goals", report.goals
        for level in ("council", "board", "sub"):
            yield f"goals of level {level}", [goal for goal in report.goals if goal.level == level]
        yield "goals for the operations", [goal for goal in report.goals if not _is_financial(goal)]
        yield "financial goals", [goal for goal in report.goals if _is_financial(goal)]


def _once(records: Sequence[Record]) -> tuple[Record, ...]:
    """Leave out what a matrix prints once more for each board."""
    titles = {fold(r.name if isinstance(r, Indicator) else r.title): r for r in reversed(records)}
    return tuple(reversed(titles.values()))


def _by_board(name: str, records: Sequence[Record], said: _Said) -> Iterator[_Scope]:
    """Give the records of each board that the sentence names."""
    folded = fold(said.sentence)
    bodies = dict.fromkeys(b for r in records if not isinstance(r, Indicator) for b in r.responsible)
    for body in bodies:
        if fold(body) in folded:
            mine = tuple(r for r in records if not isinstance(r, Indicator) and body in r.responsible)
            yield _Scope(f"{name} of {body}", mine)


def _names_area(said: _Said, area: str, narrowing: Sequence[str]) -> bool:
    """Say whether a count means an area: the words that narrow it name it, or else the sentence does."""
    folded = fold(area)
    if narrowing:
        return all(word[:6] in folded for word in narrowing)
    return folded in fold(said.sentence)


def _narrowing(count: Count) -> list[str]:
    """Give the words before what is counted that leave some of it out: "finansiella", not "nämndens" or "antagna"."""
    return [word for word in count.adjectives if not says("neutral", word) and not says("owner", word)]


def _is_plain(said: _Said, report: Report) -> bool:
    """Say whether a sentence plainly counts all that there is: it says so for the body that reports."""
    before = said.sentence[: said.count.start + 40]
    owners = words_of("owner", said.sentence[: said.count.end])
    own = fold(report.report.body or "")
    if not owners and not (said.count.detail in ("council", "board", "sub") and says("whole", said.sentence)):
        return False
    if says("more", said.sentence) or _narrowing(said.count):
        return False
    if any("-" not in w and _is_another(w, own, council=report.report.entity != "board") for w in owners):
        return False
    has = said.count.field == "goal" and re.search(r"\b(?:har|haft) $", said.sentence[: said.count.start])
    return bool(has) or says("sets", before) or _owns(said) or said.count.part is not None


def _is_another(owner: str, own: str, *, council: bool) -> bool:
    """Say whether a body is neither the one that reports nor the council over it."""
    bare = owner.removesuffix("s")
    if bare in ("nämnden", "styrelsen") or bare.endswith("fullmäktige"):
        return False
    if bare in ("kommunen", "regionen", "förbundet", "bolaget"):
        return not council
    return not own.startswith(bare)


def _owns(said: _Said) -> bool:
    """Say whether the body stands in the genitive right before the number: "nämndens 13 mål"."""
    words = fold(said.sentence[: said.count.end]).split()
    return any(word.endswith(("nämndens", "styrelsens", "fullmäktiges", "kommunens")) for word in words[-4:-1])


# --- which verdicts it counts -----------------------------------------------------------------------------------------


def _verdicts_that_differ(said: _Said, meant: Sequence[_Scope]) -> Iterator[Finding]:
    """Give the verdicts whose number none of the sets of records can have."""
    for number, (words, codes, expected) in _verdicts(said):
        ranges = [_range(scope.records, codes, expected=expected) for scope in meant]
        if ranges and all(not low <= number <= high for low, high in ranges):
            low, high = ranges[0]
            counted = f"{low}" if low == high else f"{low} to {high}"
            of_them = f"of the {_number(meant[0])}{_on_pages(meant[0].records)}"
            yield _differs(said, f"but {of_them} {counted}, not {number}, are «{words}»")


def _all_that_differ(said: _Said, scopes: Sequence[_Scope], report: Report) -> Iterator[Finding]:
    """Give the records that have another verdict than the one that "samtliga nämndens mål" have."""
    if not scopes or len(scopes[0].records) < MIN_ALL or not (said.count.detail or _is_plain(said, report)):
        return
    words, codes, expected = _verdict(said.sentence[said.count.end :])
    ranges = [_range(scope.records, codes, expected=expected) for scope in scopes]
    if codes and all(high < len(scope.records) for scope, (_, high) in zip(scopes, ranges, strict=True)):
        scope, most = scopes[0], ranges[0][1]
        others = len(scope.records) - most
        yield _differs(said, f"but {others} of the {_number(scope)}{_on_pages(scope.records)} are not «{words}»")


def _verdicts(said: _Said) -> Iterator[tuple[int, _Verdict]]:
    """Give the numbers with the verdict words that follow them: "8 av 30 delmål är uppfyllda och 3 delvis"."""
    count, rest = said.count, said.sentence[said.count.end :]
    if said.narrowed:
        return
    if count.part is not None:
        verdict = _verdict(rest)
        if verdict.codes:
            yield count.part, verdict
    parted = count.parted or re.match(r",? varav ", rest)
    if count.part is not None or not parted:
        return
    for number in re.finditer(rf"(?:^|\s)(?P<number>{number_pattern()})(?= )", rest, re.I):
        value = read_count(number["number"])
        between = rest[: number.start()] if count.parted else ""
        verdict = _verdict(f"{_helper(between)} {rest[number.end() :].strip()}")
        if verdict.codes and value is not None and value <= (count.whole or 0):
            yield value, verdict


def _helper(between: str) -> str:
    """Give the verb that stands before the number: "bedöms åtta bli uppfyllda"."""
    words = between.split()
    return (
        words[-1] if words and len(words) <= 2 and fold(words[-1]) in ("är", "har", "bedöms", "väntas", "nås") else ""
    )


def _verdict(rest: str) -> _Verdict:
    """Read the verdict that words right after a number state, all of them where "eller" joins several."""
    words = _HELPERS.sub("", _PIECE_END.split(rest.strip(), maxsplit=1)[0].strip())
    if not words or len(words.split()) > MOST_WORDS:
        return _Verdict(words)
    verdicts = [read_status(part) for part in _OR.split(words)]
    if any(v is None or v.confidence < SURE for v in verdicts):
        return _Verdict(words)
    codes = frozenset(v.code for v in verdicts if v)
    return _Verdict(words, codes, any(v.tense == "forecast" for v in verdicts if v))


def _range(records: Sequence[Record], codes: frozenset[str], *, expected: bool) -> tuple[int, int]:
    """Count the records that surely have one of the codes, and those that may.

    What is expected for the year may differ from what has become of a record so far.
    """
    low = high = 0
    for record in records:
        forecast = None if isinstance(record, Indicator) else record.forecast
        printed = [forecast] if expected else [record.status, forecast]
        known = [status.code for status in printed if status and status.confidence >= SURE and status.code != "unknown"]
        inside = [code in codes for code in known]
        low += bool(inside) and all(inside)
        high += not inside or any(inside)
    return low, high


# --- what is told -----------------------------------------------------------------------------------------------------


def _number(scope: _Scope) -> str:
    return f"{len(scope.records)} {scope.name}"


def _on_pages(records: Sequence[Record]) -> str:
    """Say where the records stand."""
    for unit, places in (("page", [r.source.page for r in records]), ("line", [r.source.line for r in records])):
        known = sorted(place for place in places if place)
        if known:
            many = known[0] != known[-1]
            return f" on {unit}s {known[0]}-{known[-1]}" if many else f" on {unit} {known[0]}"
    return ""


def _differs(said: _Said, found: str) -> Finding:
    printed = said.sentence[said.count.start : said.count.end]
    lists = {"goal": "/goals", "assignment": "/assignments", "indicator": "/indicators"}
    return Finding(
        code="count_mismatch",
        origin="report",
        severity="warning",
        message=f"the text says «{printed}» («{said.quoted}»), {found}",
        where=lists[said.count.field],
        source=said.source,
    )
