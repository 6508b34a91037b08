"""Indicators against their targets: a status that says the opposite of what outcome and target print."""

from __future__ import annotations

from collections.abc import Iterator

from ..schema import Finding, Indicator, Report

_MEETS = {
    ">=": lambda value, target: value >= target,
    "<=": lambda value, target: value <= target,
    ">": lambda value, target: value > target,
    "<": lambda value, target: value < target,
}


def status_against_target(report: Report) -> Iterator[Finding]:
    """Give indicators called achieved although their outcome misses the target, or not achieved although it meets it.

    A bare number as target does not say which side is better, and is left alone.
    """
    for i, indicator in enumerate(report.indicators):
        met = meets_target(indicator, report.report.year)
        code = indicator.status.code if indicator.status else None
        if met is None or code not in ("achieved", "not_achieved") or met is (code == "achieved"):
            continue
        outcome = _outcome(indicator, report.report.year)
        printed = outcome[1] if outcome else ""
        target = indicator.target.raw if indicator.target else ""
        verdict = "meets" if met else "misses"
        message = (
            f"«{indicator.name[:80]}» is called {code}, but its outcome «{printed}» {verdict} the target «{target}»"
        )
        yield Finding(
            code="status_conflict",
            origin="report",
            severity="warning",
            message=message,
            where=f"/indicators/{i}/status",
            source=indicator.source,
        )


def meets_target(indicator: Indicator, year: int | None) -> bool | None:
    """Say whether an indicator's outcome meets its target; None where either is not printed or gives no direction."""
    target, outcome = indicator.target, _outcome(indicator, year)
    if target is None or outcome is None:
        return None
    if target.operator == "between" and target.low is not None and target.high is not None:
        return True if target.low <= outcome[0] <= target.high else None  # which side of a range is better, nobody says
    if target.value is None or target.operator not in _MEETS:
        return None
    return bool(_MEETS[target.operator](outcome[0], target.value))


def _outcome(indicator: Indicator, year: int | None) -> tuple[float, str] | None:
    """Give the total outcome of the report's own year, the only one there is."""
    found = [
        (value.value, value.raw or str(value.value))
        for value in indicator.values
        if value.kind == "outcome" and value.segment == "total" and value.value is not None and value.year == year
    ]
    return found[0] if len(found) == 1 else None


CHECKS = (status_against_target,)
