"""An auditor's view of a report: the checklist it was held against, what is there, what is not, and whose that is.

What is stored in a report's JSON is shown as it is; only another profile than the report's own is judged anew.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import batch, errors
from .check import Remark, checked
from .export.comma import harmless
from .export.stored import stored_report
from .schema import Completeness, Report
from .schema.codes import CompletenessVerdict, Origin, Severity
from .validate.checklist import STATUTORY, items_of
from .validate.completeness import judged_again, profile_of_stored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .pipeline import Options
    from .validate.checklist import Item, Profile

MANY = 2
"""From so many files on they are converted in processes of their own, with limits of time and memory."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One item of the checklist: what is asked, by which rule, and what was found where."""

    id: str
    name: str
    rule: str
    legal_basis: str
    severity: Severity
    verdict: CompletenessVerdict
    parent: str | None
    evidence: str | None
    page: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Validated:
    """What a report was held against and what came of it."""

    file: str
    municipality: str | None
    municipality_code: str | None
    body: str | None
    year: int | None
    type: str
    period_end: str | None
    profile: Profile | None
    statutory: bool
    outcome: str
    items: tuple[Verdict, ...]
    remarks: tuple[Remark, ...]

    def count(self, severity: Severity, origin: Origin | None = None) -> int:
        """Count the findings of a severity, of one origin or of both."""
        return sum(r.severity == severity and origin in (None, r.origin) for r in self.remarks)

    def found(self) -> tuple[int, int]:
        """Count the items that are there, and those that could be."""
        asked = [item for item in self.items if item.verdict != "not_applicable"]
        return sum(item.verdict == "present" for item in asked), len(asked)


def validated(report: Report, profile: Profile | None = None, file: str | None = None) -> Validated:
    """Show what a report was held against, or hold it against another profile."""
    own = profile_of_stored(report)
    if profile and profile != own:
        report = judged_again(report, profile)
    elif own and not report.completeness:
        report = judged_again(report, own)
    chosen = profile or own
    head = report.report
    items = {item.id: item for item in items_of(chosen, head.year)} if chosen else {}
    return Validated(
        file=file or report.document.file_name,
        municipality=head.municipality.name if head.municipality else None,
        municipality_code=head.municipality.code if head.municipality else None,
        body=head.body,
        year=head.year,
        type=head.type,
        period_end=head.period.end if head.period else None,
        profile=chosen,
        statutory=chosen in STATUTORY,
        outcome=report.document.outcome,
        items=tuple(_verdict(entry, items[entry.id]) for entry in report.completeness if entry.id in items),
        remarks=checked(report).remarks,
    )


def _verdict(entry: Completeness, item: Item) -> Verdict:
    return Verdict(
        id=entry.id,
        name=item.name,
        rule=item.rule,
        legal_basis=item.legal_basis,
        severity=item.severity,
        verdict=entry.verdict,
        parent=entry.parent,
        evidence=entry.evidence,
        page=entry.source.page if entry.source else None,
        line=entry.source.line if entry.source else None,
    )


COLUMNS = (
    *("file", "municipality", "municipality_code", "body", "year", "type", "profile", "row", "id", "result", "origin"),
    *("name", "page", "line", "text", "parent", "legal_basis", "where"),
)
"""The columns of the CSV: one row for each item (its verdict) and for each finding (its severity)."""


def csv_rows(results: Sequence[Validated]) -> Iterator[tuple[str | int | None, ...]]:
    """Give validated reports as rows of one table."""
    for result in results:
        head = (result.file, result.municipality, result.municipality_code, result.body, result.year, result.type)
        for item in result.items:
            yield (
                *(*head, result.profile, "item", item.id, item.verdict, None, item.name, item.page, item.line),
                *(item.evidence, item.parent, item.legal_basis, None),
            )
        for remark in result.remarks:
            yield (
                *(*head, result.profile, "finding", remark.code, remark.severity, remark.origin, None, remark.page),
                *(remark.line, remark.message, None, None, remark.where),
            )


def csv_text(results: Sequence[Validated]) -> str:
    """Give validated reports as CSV text; printed text that a spreadsheet would take for a formula is made harmless."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in csv_rows(results):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue()


def as_plain(result: Validated) -> dict[str, object]:
    """Give a validated report as plain values for JSON."""
    return asdict(result)


# --- many files -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that gave no report: a failure, or a file of a folder that is none (`skipped`)."""

    file: str
    message: str
    skipped: bool


def validate_files(paths: Sequence[str], options: Options, work: Path) -> Iterator[Validated | Unread]:
    """Validate files, folders and globs in the order of their names; a JSON is read, anything else converted first.

    A file whose JSON stands beside it is not converted again. `work` is an empty folder for what is converted.
    """
    plan = batch.plan(paths, work)
    yield from (Unread(r.source, r.message or r.state, r.state in ("skipped", "refused")) for r in plan.refused)
    stored = {job.source for job in plan.jobs if job.source.endswith(".json")}
    fresh = [job for job in plan.jobs if job.source not in stored and f"{job.source}.json" not in stored]
    results = {result.source: result for result in _converted(fresh, options)}
    for job in plan.jobs:
        if job.source in stored:
            yield _of_stored(job, options)
        elif job.source in results:
            yield _of_result(job, results[job.source], options)


def _converted(jobs: Sequence[batch.Job], options: Options) -> Iterable[batch.Result]:
    if len(jobs) < MANY:
        return batch.run(jobs, options)
    from .workers import Limits, Workers

    with Workers(batch.workers_for(len(jobs)), Limits()) as pool:
        return list(batch.run(jobs, options, pool))


def _of_stored(job: batch.Job, options: Options) -> Validated | Unread:
    try:
        return validated(stored_report(job.source), options.profile, job.path)
    except errors.ReadError as error:
        return Unread(job.source, str(error), skipped=job.folder is not None)


def _of_result(job: batch.Job, result: batch.Result, options: Options) -> Validated | Unread:
    if result.output is None:
        return Unread(job.source, result.message or result.state, result.state == "skipped")
    report = stored_report(result.output)
    return validated(report, options.profile, job.path)
