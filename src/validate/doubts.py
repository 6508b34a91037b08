"""Where our own reading is unsure: what a reader must look at before trusting a value."""

from __future__ import annotations

from collections.abc import Iterator

from ..schema import Finding, Report, Source, Status
from ..schema.codes import FindingCode, Severity

SURE = 0.8
NAMED = 4
"""Cells of one table that a finding names."""

_UNREAD = frozenset({"page_failed", "pages_left_out", "no_text", "cid_text"})


def is_read_in_part(report: Report) -> bool:
    """Say whether some of the file was not read: what was not found may stand there."""
    return bool(report.document.failed_pages) or any(finding.code in _UNREAD for finding in report.findings)


def _statuses(report: Report) -> Iterator[tuple[str, str, Status, Source]]:
    """Give every status with its pointer, what it is the status of, and where that is printed."""
    for i, goal in enumerate(report.goals):
        yield from _both(f"/goals/{i}", goal.title, goal.status, goal.forecast, goal.source)
    for i, assignment in enumerate(report.assignments):
        where = f"/assignments/{i}"
        yield from _both(where, assignment.title, assignment.status, assignment.forecast, assignment.source)
    for i, indicator in enumerate(report.indicators):
        yield from _both(f"/indicators/{i}", indicator.name, indicator.status, None, indicator.source)


def _both(
    where: str, name: str, status: Status | None, forecast: Status | None, source: Source
) -> Iterator[tuple[str, str, Status, Source]]:
    if status:
        yield f"{where}/status", name, status, source
    if forecast:
        yield f"{where}/forecast", name, forecast, source


def unsure_statuses(report: Report) -> Iterator[Finding]:
    """A verdict read with a confidence below 0.8 is named, and so is one that was not understood at all."""
    for where, name, status, source in _statuses(report):
        printed = status.raw or status.icon or ""
        if status.code == "unknown":
            code: FindingCode = "symbol_ambiguous" if status.basis in ("symbol", "colour") else "unknown_phrase"
            message = f"the status «{printed[:120]}» of «{name[:80]}» was not understood"
            yield _doubt(code, message, where, status.source or source)
        elif status.confidence < SURE:
            message = f"«{printed[:120]}» was read as {status.code} with confidence {status.confidence:g}"
            yield _doubt("low_confidence", message, where, status.source or source, severity="info")


def unknown_headers(report: Report) -> Iterator[Finding]:
    """A money column whose header says nothing we know, and whose role no equation shows, is named."""
    for i, table in enumerate(report.budget_tables):
        for j, column in enumerate(table.columns):
            if column.role == "other":
                message = f"the column «{column.label[:80]}» of «{(table.title or '')[:80]}» has an unknown header"
                yield _doubt(
                    "unknown_header", message, f"/budget_tables/{i}/columns/{j}", table.source, severity="info"
                )


def repaired_figures(report: Report) -> Iterator[Finding]:
    """A figure whose misread letters were taken for digits is named."""
    for i, indicator in enumerate(report.indicators):
        for j, value in enumerate(indicator.values):
            if "ocr_repaired" in value.flags:
                message = f"«{value.raw}» was read as {value.value}"
                where = f"/indicators/{i}/values/{j}"
                yield _doubt("ocr_repaired", message, where, indicator.source, severity="info")


def unread_figures(report: Report) -> Iterator[Finding]:
    """A cell of figures that could be several numbers, or none, is null; a table's are named together."""
    for i, table in enumerate(report.budget_tables):
        lost = [
            (row, raw)
            for row in table.rows
            for value, raw in zip(row.values, row.raw, strict=False)
            if value is None and raw and any(map(str.isdigit, raw)) and not any(map(str.isalpha, raw))
        ]
        if lost:
            printed = ", ".join(f"«{raw[:30]}» in «{(row.label or '')[:40]}»" for row, raw in lost[:NAMED])
            more = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
            message = f"figures of «{(table.title or table.id)[:60]}» could not be read as one number: {printed}{more}"
            yield _doubt("table_unresolved", message, f"/budget_tables/{i}", lost[0][0].source)


def no_report(report: Report) -> Iterator[Finding]:
    """A document without records, kind and body is readable but no report."""
    head = report.report
    found = report.goals or report.assignments or report.indicators or report.budget_tables or report.observations
    if not found and head.type == "unknown" and head.body is None:
        yield _doubt("not_a_report", "nothing in this document says that it is a report", None, None)


def _doubt(
    code: FindingCode, message: str, where: str | None, source: Source | None, *, severity: Severity = "warning"
) -> Finding:
    return Finding(code=code, origin="extraction", severity=severity, message=message, where=where, source=source)


CHECKS = (unsure_statuses, unknown_headers, repaired_figures, unread_figures, no_report)
