"""What a run did not understand, by count: the words that the tables of the normalisers lack.

A status phrase is read off the records themselves; headers and other phrases off the findings, whose messages quote
printed words. The list is made to be pasted into a table after a person has said what each phrase means.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .schema import Finding, Report, Source, Status

_FINDING_KIND = {"unknown_phrase": "phrase", "unknown_header": "header"}
_QUOTED = re.compile(r"«([^«»]*)»|“([^“”]*)”|\"([^\"]*)\"|'([^']*)'")
_RECORD_STATUS = re.compile(r"/\w+/\d+/(status|forecast)")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A phrase that was printed and not understood: how often, and where first."""

    kind: str
    phrase: str
    count: int
    seen_in: str


@dataclass(frozen=True, slots=True)
class _Sighting:
    kind: str
    phrase: str
    seen_in: str


def unknown_phrases(reports: Iterable[Report]) -> list[Unknown]:
    """Collect what reports hold that was not understood, most frequent first; case does not tell phrases apart."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], _Sighting] = {}
    for report in reports:
        for sighting in _sightings(report):
            key = (sighting.kind, sighting.phrase.casefold())
            counts[key] += 1
            first.setdefault(key, sighting)
    found = [Unknown(first[key].kind, first[key].phrase, count, first[key].seen_in) for key, count in counts.items()]
    return sorted(found, key=lambda unknown: (-unknown.count, unknown.kind, unknown.phrase))


def as_csv(unknowns: Iterable[Unknown]) -> str:
    """Give unknown phrases as CSV with a header row."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("kind", "phrase", "count", "seen_in"))
    table.writerows((unknown.kind, unknown.phrase, unknown.count, unknown.seen_in) for unknown in unknowns)
    return text.getvalue()


def _sightings(report: Report) -> Iterator[_Sighting]:
    """Give every unknown status of a report, then what its findings add to them."""
    name = report.document.file_name
    for status, source in _statuses(report):
        if status.code == "unknown" and (printed := status.raw or status.icon):
            kind = "symbol" if status.basis in ("symbol", "colour") else "status"
            yield _Sighting(kind, printed, _seen_in(name, status.source or source))
    for finding in report.findings:
        if phrase := _quoted(finding):
            yield _Sighting(_FINDING_KIND[finding.code], phrase, _seen_in(name, finding.source))


def _statuses(report: Report) -> Iterator[tuple[Status, Source]]:
    for goal in report.goals:
        yield from ((status, goal.source) for status in (goal.status, goal.forecast) if status)
    for assignment in report.assignments:
        yield from ((status, assignment.source) for status in (assignment.status, assignment.forecast) if status)
    yield from ((indicator.status, indicator.source) for indicator in report.indicators if indicator.status)


def _quoted(finding: Finding) -> str | None:
    """Give the printed words that a finding about unknown words quotes first; all of its message if it quotes none."""
    if finding.code not in _FINDING_KIND or _RECORD_STATUS.fullmatch(finding.where or ""):
        return None
    quoted = _QUOTED.search(finding.message)
    return next((group for group in quoted.groups() if group), None) if quoted else finding.message


def _seen_in(file_name: str, source: Source | None) -> str:
    if source and source.page:
        return f"{file_name} p. {source.page}"
    if source and source.line:
        return f"{file_name} l. {source.line}"
    return file_name
