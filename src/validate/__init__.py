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
    found = [*dates.days_that_are_not(document), *counts_that_differ(document, report)]
    report = report.model_copy(update={"findings": [*report.findings, *found]}) if found else report
    report = with_legibility(document, report)
    if not report.budget_tables:
        return report
    ledger = ledger_of(report.budget_tables)
    scanned = frozenset(page.number for page in document.pages if page.ocr)
    return with_prose(document, with_arithmetic(report, ledger, scanned), ledger)


def findings_of(report: Report) -> list[Finding]:
    """Give every finding on a report: those noted while it was read first, then what the checks find."""
    return [*report.findings, *(finding for check in _CHECKS for finding in check(report))]
