"""Checks over a finished report: small functions, each yielding findings, none altering anything.

`doubts` tells where our own reading is unsure (origin extraction), `records` what the report itself lacks (origin
report). `findings_of` runs them all in a fixed order.
"""

from __future__ import annotations

from ..schema import Finding, Report
from . import doubts, records

_CHECKS = (*doubts.CHECKS, *records.CHECKS)


def findings_of(report: Report) -> list[Finding]:
    """Give every finding on a report: those noted while it was read first, then what the checks find."""
    return [*report.findings, *(finding for check in _CHECKS for finding in check(report))]
