"""Whether everything is there that law and custom ask for: the profile of a report, and a verdict on each of its items.

Scope comes first: what the law asks binds the municipality, region or federation as a whole, never a board, a company,
a monthly report or a memo. An item that hangs on a missing one is not applicable, and where pages could not be read
nothing is called missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..extract.document import Block
from ..extract.structure import Structure
from ..normalize.template import is_template_text
from ..normalize.text import clean
from ..schema import Completeness, Finding, Report
from . import customary, statutory
from .checklist import PROFILES, Item, Profile, items_of
from .doubts import is_read_in_part
from .judgement import NOT_APPLICABLE, Case, Judgement, by_signs
from .sentences import source_of_place
from .traces import Trace, Traces, empty_sections, says, source_at, traces_of, traces_of_stored

MAX_EVIDENCE = 160
MIN_TEMPLATE = 5
WHOLE_SIGNS = 2
_WHOLE = ("municipality", "region", "federation")
_OF_RECORDS = frozenset({"D01", "D02", "D04", "D06", "D18", "N01", "N02", "N03", "N04", "N05", "N06", "N11"})
"""Items for which the records of a report are enough; all others may also stand in its running text."""
_JUDGES = {**statutory.JUDGES, **customary.JUDGES}


def with_completeness(structure: Structure, report: Report, profile: Profile | None = None) -> Report:
    """Judge a report whose records were found and checked, and add a finding for each part it lacks."""
    empty = () if is_read_in_part(report) else chapters_without_content(structure)
    found = [*empty, *template_left_in(structure, report)]
    report = report.model_copy(update={"findings": [*report.findings, *found]}) if found else report
    traces = traces_of(structure, report)
    chosen = profile or profile_of(report, traces)
    if chosen is None:
        return report
    return _judged(report, traces, chosen, structure)


def judged_again(report: Report, profile: Profile) -> Report:
    """Judge a stored report by another profile, from its outline and records alone."""
    kept = [finding for finding in report.findings if finding.code != "required_part_missing"]
    return _judged(report.model_copy(update={"findings": kept}), traces_of_stored(report), profile, None)


def profile_of_stored(report: Report) -> Profile | None:
    """Choose the profile that a stored report was judged by, or would be."""
    ids = {entry.id for entry in report.completeness}
    if ids:
        return next((p for p in PROFILES if {item.id for item in items_of(p, report.report.year)} == ids), None)
    return profile_of(report, traces_of_stored(report))


# --- which profile ----------------------------------------------------------------------------------------------------


def profile_of(report: Report, traces: Traces) -> Profile | None:
    """Choose what a report is to be judged by; None for what is no report."""
    kind, head = report.report.type, report.report
    if any(finding.code == "not_a_report" for finding in report.findings):
        return None
    if kind in ("interim_report", "annual_report"):
        if not _is_of_the_whole(report, traces):
            return _customary(report)
        if kind == "annual_report":
            return "annual"
        return "interim" if _may_be_statutory(report) else "monthly"
    plain: dict[str, Profile] = {"monthly_report": "monthly", "follow_up": "follow_up", "memo": "memo"}
    return plain.get(kind, "board" if head.body else "follow_up" if report.goals or report.assignments else None)


def _customary(report: Report) -> Profile:
    """A report on goals and assignments alone is a follow-up, any other that the law does not ask for a board's."""
    about_money = report.budget_tables or report.report.body
    return "board" if about_money or not (report.goals or report.assignments) else "follow_up"


def _may_be_statutory(report: Report) -> bool:
    """Say whether the period is, or may be, the half to two thirds of a year that the law means."""
    period = report.report.period
    if period is None or period.end is None:
        return True
    return statutory.FIRST_MONTH <= int(period.end[5:7]) <= statutory.LAST_MONTH


def _is_of_the_whole(report: Report, traces: Traces) -> bool:
    """Say whether a report is the municipality's own: by its name and owner, or by statements no board has."""
    head = report.report
    if head.entity in ("board", "company"):
        return False
    shown = {sign.text.lower()[:12] for sign in traces.found("whole")}
    if len(shown) >= WHOLE_SIGNS:
        return True
    if head.entity not in _WHOLE:
        return False
    title = head.title or ""
    return says("whole", "title", title) and not says("part", "title", title)


# --- verdicts ---------------------------------------------------------------------------------------------------------


def _judged(report: Report, traces: Traces, profile: Profile, structure: Structure | None) -> Report:
    case = Case(report, traces)
    items = items_of(profile, report.report.year)
    bench = _Bench(items, {i.id: case.heard(i.id, _JUDGES.get(i.id) or by_signs(i.id)) for i in items}, report, traces)
    entries: list[Completeness] = []
    findings: list[Finding] = []
    for item in items:
        judgement, parent = bench.settled(item.id)
        entry = _entry(item, judgement, parent, structure)
        entries.append(entry)
        findings.extend(_findings(item, judgement, entry, report, len(entries) - 1))
    return report.model_copy(update={"completeness": entries, "findings": [*report.findings, *findings]})


@dataclass(frozen=True)
class _Bench:
    """The judgements on all items of a report, and how they bear on one another."""

    items: Sequence[Item]
    heard: Mapping[str, Judgement]
    report: Report
    traces: Traces

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        return {item.id: tuple(parent for parent in item.parents if parent in self.heard) for item in self.items}

    @cached_property
    def _unread(self) -> bool:
        return is_read_in_part(self.report)

    def settled(self, item: str) -> tuple[Judgement, str | None]:
        """Weigh a judgement, and give the lacking item that one hangs on in the end.

        What was not read may be there, and so may what only the prose of a stored report says.
        """
        judgement = self.heard[item]
        if judgement.verdict in ("present", "not_applicable"):
            return judgement, None
        if self._unread:
            return replace(judgement, verdict="not_established"), None
        lacking = next(filter(None, map(self._lacking, self._parents[item])), None)
        if lacking:
            return NOT_APPLICABLE, lacking
        if self.traces.complete or item in _OF_RECORDS:
            return judgement, None
        return replace(judgement, verdict="not_established", lacks="the JSON holds no running text to look in"), None

    def _lacking(self, item: str) -> str | None:
        """Give an item that leaves nothing to hang on, or the one that it hangs on itself."""
        judgement, parent = self.settled(item)
        return parent or (item if judgement.leaves_nothing else None)


def _entry(item: Item, judgement: Judgement, parent: str | None, structure: Structure | None) -> Completeness:
    trace = judgement.trace
    evidence = clean(judgement.evidence).replace("\n", " ")[:MAX_EVIDENCE] if judgement.evidence else None
    document = structure.document if structure else None
    return Completeness(
        id=item.id,
        verdict=judgement.verdict,
        parent=parent,
        evidence=evidence,
        source=source_at(document, trace) if trace else judgement.source,
    )


def _findings(item: Item, judgement: Judgement, entry: Completeness, report: Report, at: int) -> Iterator[Finding]:
    """Give the finding on an item that is not, or only partly, there, unless others tell of every record already."""
    severity = item.severity if judgement.verdict == "missing" else item.partly
    if judgement.verdict not in ("missing", "partly") or severity is None:
        return
    if item.told_by and any(finding.code in item.told_by for finding in report.findings):
        return
    extent = "is missing" if judgement.verdict == "missing" else "is there only in part"
    lacks = f": {judgement.lacks}" if judgement.lacks else ""
    yield Finding(
        code="required_part_missing",
        origin="report",
        severity=severity,
        message=f"{item.id} «{item.name}» {extent}{lacks} ({item.legal_basis})",
        where=f"/completeness/{at}",
        source=entry.source,
    )


def chapters_without_content(structure: Structure) -> Iterator[Finding]:
    """Give the chapters that the contents list promises and that hold nothing."""
    for section in empty_sections(structure):
        yield Finding(
            code="chapter_empty",
            origin="report",
            severity="warning",
            message=f"«{section.title[:100]}» is in the list of contents, but nothing stands under it",
            source=source_at(structure.document, Trace(section.title, section.index, place=section.place)),
        )


def template_left_in(structure: Structure, report: Report) -> Iterator[Finding]:
    """Give the lines and cells of the report's own template that were never written over, each wording once."""
    told = {finding.message for finding in report.findings if finding.code == "template_residue"}
    for item in structure.items:
        for printed in (item,) if isinstance(item, Block) else item.cells:
            text = printed.text[:MAX_EVIDENCE]
            if len(text) < MIN_TEMPLATE or not is_template_text(text):
                continue
            message = f"the template's «{text[:80]}» was never filled in"
            if message not in told:
                told.add(message)
                yield Finding(
                    code="template_residue",
                    origin="report",
                    severity="warning",
                    message=message,
                    source=source_of_place(structure.document, printed.place),
                )
