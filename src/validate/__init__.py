"""Checks over a finished report: small functions, each yielding findings, none altering anything printed.

`doubts` tells where our own reading is unsure (origin extraction), `records`, `targets`, `conflicts` and `dates` what
the report itself lacks or contradicts (origin report). `findings_of` runs them all in a fixed order. `with_equations`
adds to each budget table the checks of its equations and of the text that repeats its figures, and a finding where they
disagree; what was hardly legible on a scan and is proven by no equation gives way first. `with_completeness` comes
last: it holds the report against the checklist of its profile.
"""

from __future__ import annotations

from ..extract.document import Document
from ..schema import Finding, Report
from . import conflicts, dates, doubts, records, targets, unit_slips
from .arithmetic import with_arithmetic
from .completeness import with_completeness
from .counts import counts_that_differ
from .ledger import ledger_of
from .legibility import with_legibility
from .prose import with_prose

__all__ = ["findings_of", "with_completeness", "with_equations"]

_CHECKS = (
    *doubts.CHECKS,
    *records.CHECKS,
    *targets.CHECKS,
    *conflicts.CHECKS,
    *dates.CHECKS,
    *unit_slips.CHECKS,
)


def with_equations(document: Document, report: Report) -> Report:
    """Hold every budget table against itself, the other tables and the text."""
    counted = () if doubts.is_read_in_part(report) else counts_that_differ(document, report)
    found = [*dates.days_that_are_not(document), *counted]
    report = report.model_copy(update={"findings": [*report.findings, *found]}) if found else report
    report = with_legibility(document, report)
    if not report.budget_tables:
        return report
    ledger = ledger_of(report.budget_tables)
    scanned = frozenset(page.number for page in document.pages if page.ocr)
    return with_prose(document, with_arithmetic(report, ledger, scanned), ledger)


def findings_of(report: Report) -> list[Finding]:
    """Give every finding on a report: those noted while it was read first, then what the checks find.

    Where only a part of the file was read, nothing is called left out: it may stand on the other pages.
    """
    found = [*report.findings, *(finding for check in _CHECKS for finding in check(report))]
    return [f for f in found if not _is_of_absence(f)] if doubts.is_read_in_part(report) else found


def _is_of_absence(finding: Finding) -> bool:
    """Say whether a finding is about something that was not found: a number, or a record of an overview."""
    return finding.code == "number_gap" or (finding.code == "overview_mismatch" and finding.where is None)
