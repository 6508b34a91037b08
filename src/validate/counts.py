"""Counts that the text repeats against the records: "13 nämndsmål", "8 av 30 delmål är uppfyllda".

A count means the whole report, an area or a chapter, and text says which only now and then: what fits any of them
agrees. A sentence contradicts only where it speaks for the reporting body and fits none; the verdicts it counts must
lie between what surely and what possibly has them. Comments speak of things of their own and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..extract.document import Document
from ..normalize.count import Count, find_counts, number_pattern, read_count
from ..normalize.status import read_status
from ..normalize.text import fold
from ..schema import Assignment, Finding, Goal, Indicator, Report, Source
from .sentences import says, sentences_of, source_of_block, words_of

Record: TypeAlias = Goal | Assignment | Indicator
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OR = re.compile(r"\s+(?:eller|och/eller)\s+|\s*/\s*")
_PIECE_END = re.compile(r"[,;:.]|\soch\s(?=\S+ (?:är|har|bedöms|mål|delvis|inte|ej)\b)|\s(?:men|medan|varav)\s")
_HELPERS = re.compile(r"^(?:(?:av dem|av dessa|mål|målen|uppdrag|stycken|st)\s+)+")
SURE = 0.8
MIN_PART = 24
"""Letters of a paragraph by which it is known again in a comment."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A count in a sentence, and where that stands."""

    count: Count
    sentence: str
    source: Source

    @property
    def quoted(self) -> str:
        """The words around the count."""
        return self.sentence[max(0, self.count.start - 60) : self.count.end + 60].strip()


@dataclass(frozen=True, slots=True)
class _Scope:
    """Records that a count may mean, and the words that name them."""

    name: str
    records: tuple[Record, ...]


def counts_that_differ(document: Document, report: Report) -> Iterator[Finding]:
    """Give the counts of the text that the records contradict."""
    told: set[tuple[int, str | None, int]] = set()
    for said in _counts_said(document, report):
        scopes = _scopes(report, said)
        meant = [scope for scope in scopes if len(scope.records) == said.count.whole]
        key = said.count.whole, said.count.detail or said.count.field, said.count.part or 0
        if meant:
            yield from _verdicts_that_differ(said, meant)
        elif scopes and _is_plain(said, report) and key not in told:
            told.add(key)
            yield _differs(said, f"but {_number(scopes[0])} were found{_on_pages(scopes[0].records)}")


def _counts_said(document: Document, report: Report) -> Iterator[_Said]:
    """Give the counts that running text outside the records states of this report's own time."""
    commented = _commented(report)
    for block in document.blocks():
        counted = [(sentence, list(find_counts(sentence))) for sentence in sentences_of(block)]
        if not any(counts for _, counts in counted) or _is_comment(block.text, commented):
            continue
        for sentence, counts in counted:
            years = {int(year) for year in _YEAR.findall(sentence)}
            if says("apart", sentence) or (years and report.report.year not in years):
                continue
            source = source_of_block(document, block)
            yield from (_Said(count, sentence, source) for count in counts if count.whole > 1)


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
        narrowing = [word for word in said.count.adjectives if not says("neutral", word)]
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


def _is_plain(said: _Said, report: Report) -> bool:
    """Say whether a sentence plainly counts all that there is: it says so for the body that reports."""
    before = said.sentence[: said.count.start + 40]
    owners = words_of("owner", said.sentence[: said.count.end])
    own = fold(report.report.body or "")
    if not owners or says("more", said.sentence) or [w for w in said.count.adjectives if not says("neutral", w)]:
        return False
    if any("-" not in w and _is_another(w, own, council=report.report.entity != "board") for w in owners):
        return False
    return says("sets", before) or _owns(said) or said.count.part is not None


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
    for number, words, codes in _verdicts(said):
        ranges = [_range(scope.records, codes) for scope in meant]
        if ranges and all(not low <= number <= high for low, high in ranges):
            low, high = ranges[0]
            counted = f"{low}" if low == high else f"{low} to {high}"
            scope = meant[0]
            yield _differs(
                said, f"but of the {_number(scope)}{_on_pages(scope.records)} {counted}, not {number}, are «{words}»"
            )


def _verdicts(said: _Said) -> Iterator[tuple[int, str, frozenset[str]]]:
    """Give the numbers with the verdict words that follow them: "8 av 30 delmål är uppfyllda och 3 delvis"."""
    count, rest = said.count, said.sentence[said.count.end :]
    if count.part is not None:
        words, codes = _verdict(rest)
        if codes:
            yield count.part, words, codes
    if count.part is None and not count.parted:
        return
    for number in re.finditer(rf"(?:^|\s)(?P<number>{number_pattern()})(?= )", rest, re.I):
        value = read_count(number["number"])
        between = rest[: number.start()] if count.parted else ""
        words, codes = _verdict(f"{_helper(between)} {rest[number.end() :].strip()}")
        if codes and value is not None and value <= count.whole:
            yield value, words, codes


def _helper(between: str) -> str:
    """Give the verb that stands before the number: "bedöms åtta bli uppfyllda"."""
    words = between.split()
    return (
        words[-1] if words and len(words) <= 2 and fold(words[-1]) in ("är", "har", "bedöms", "väntas", "nås") else ""
    )


def _verdict(rest: str) -> tuple[str, frozenset[str]]:
    """Read the verdict that words right after a number state, all of them where "eller" joins several."""
    words = _HELPERS.sub("", _PIECE_END.split(rest.strip(), maxsplit=1)[0].strip())
    if not words or len(words.split()) > 8:
        return words, frozenset()
    verdicts = [read_status(part) for part in _OR.split(words)]
    if any(v is None or v.confidence < SURE for v in verdicts):
        return words, frozenset()
    return words, frozenset(v.code for v in verdicts if v)


def _range(records: Sequence[Record], codes: frozenset[str]) -> tuple[int, int]:
    """Count the records that surely have one of the codes, and those that may."""
    low = high = 0
    for record in records:
        printed = [record.status] if isinstance(record, Indicator) else [record.status, record.forecast]
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
