"""Checks over a finished report: small functions, each yielding findings, none altering anything printed.

`doubts` tells where our own reading is unsure (origin extraction), `records` what the report itself lacks (origin
report). `findings_of` runs them all in a fixed order. `with_arithmetic` adds to each budget table the checks of its
equations, and a finding for what does not add up.
"""

from __future__ import annotations

from ..schema import Finding, Report
from . import doubts, records
from .arithmetic import with_arithmetic

__all__ = ["findings_of", "with_arithmetic"]

_CHECKS = (*doubts.CHECKS, *records.CHECKS)


def findings_of(report: Report) -> list[Finding]:
    """Give every finding on a report: those noted while it was read first, then what the checks find."""
    return [*report.findings, *(finding for check in _CHECKS for finding in check(report))]
