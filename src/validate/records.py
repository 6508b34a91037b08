"""What the report itself lacks or gets wrong in its records: verdicts, outcomes, numbers in a row, dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..schema import Assignment, Finding, Goal, Report, Source
from ..schema.codes import FindingCode, Severity


def goals_without_status(report: Report) -> Iterator[Finding]:
    """A goal without a verdict, unless it only heads goals or assignments that carry their own."""
    parents = {goal.parent for goal in report.goals} | {assignment.goal for assignment in report.assignments}
    lost = {finding.where for finding in report.findings if finding.code == "icon_unread"}
    for i, goal in enumerate(report.goals):
        heads = goal.id in parents and not goal.comment
        if goal.status is None and goal.forecast is None and not heads and f"/goals/{i}" not in lost:
            yield _lack("goal_without_status", f"«{goal.title[:100]}» has no verdict", f"/goals/{i}", goal.source)


def assignments_without_status(report: Report) -> Iterator[Finding]:
    """An assignment of which the report does not say what became."""
    lost = {finding.where for finding in report.findings if finding.code == "icon_unread"}
    for i, assignment in enumerate(report.assignments):
        where = f"/assignments/{i}"
        if assignment.status is None and assignment.forecast is None and where not in lost:
            message = f"«{assignment.title[:100]}» has no status"
            yield _lack("assignment_without_status", message, where, assignment.source)


def indicators_without_values(report: Report) -> Iterator[Finding]:
    """An indicator without any outcome, or without a target."""
    for i, indicator in enumerate(report.indicators):
        where = f"/indicators/{i}"
        if all(value.value is None for value in indicator.values) and indicator.status is None:
            message = f"«{indicator.name[:100]}» has no outcome"
            yield _lack("indicator_without_outcome", message, where, indicator.source, severity="info")
        if indicator.target is None:
            message = f"«{indicator.name[:100]}» has no target"
            yield _lack("indicator_without_target", message, where, indicator.source, severity="info")


def numbers_in_a_row(report: Report) -> Iterator[Finding]:
    """A printed numbering that leaves a number out, or gives it twice."""
    for kind, records in (("goals", report.goals), ("assignments", report.assignments)):
        yield from _numbering(kind, records)


def _numbering(kind: str, records: Sequence[Goal | Assignment]) -> Iterator[Finding]:
    last: int | None = None
    for i, record in enumerate(records):
        number = int(record.number) if record.number and record.number.isdecimal() else None
        if number is None:
            continue
        where = f"/{kind}/{i}"
        if last is not None and number == last and record.title == records[i - 1].title:
            continue  # a matrix repeats its goal for each board
        if last is not None and number == last:
            yield _lack("number_repeated", f"number {number} is printed twice in a row", where, record.source)
        elif last is not None and number > last + 1:
            missing = f"{last + 1}" if number == last + 2 else f"{last + 1}-{number - 1}"
            yield _lack("number_gap", f"number {missing} is missing before {number}", where, record.source)
        last = number


def tables_without_unit(report: Report) -> Iterator[Finding]:
    """A table of money that does not say whether it counts kronor, thousands or millions."""
    for i, table in enumerate(report.budget_tables):
        if table.unit is None:
            message = f"«{(table.title or 'a table')[:100]}» prints no unit"
            yield _lack("table_without_unit", message, f"/budget_tables/{i}", table.source)


def decision_before_period_end(report: Report) -> Iterator[Finding]:
    """A report cannot be decided on before the period it reports on has ended."""
    head = report.report
    if head.decision_date and head.period and head.period.end and head.decision_date <= head.period.end:
        message = f"the decision date {head.decision_date} lies before the period's end {head.period.end}"
        yield _lack("impossible_date", message, "/report/decision_date", None)


def _lack(
    code: FindingCode, message: str, where: str, source: Source | None, *, severity: Severity = "warning"
) -> Finding:
    return Finding(code=code, origin="report", severity=severity, message=message, where=where, source=source)


CHECKS = (
    goals_without_status,
    assignments_without_status,
    indicators_without_values,
    numbers_in_a_row,
    tables_without_unit,
    decision_before_period_end,
)
