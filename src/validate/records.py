"""What the report itself lacks or gets wrong in its records: verdicts, outcomes, numbers in a row, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..normalize.tables import rows
from ..schema import Assignment, BudgetTable, Finding, Goal, Indicator, Report, Source
from ..schema.codes import FindingCode, Severity

MIN_ITEMS = 3
MIN_WORDS = 3
ROUNDED = 0.5
"""What rounding may cost for each row of a sum."""
_SUMMED = ("operating", "account_groups", "investment")
_AMOUNTS = ("budget", "outcome", "forecast", "variance")
_DIVIDED = re.compile(r"[a-zåäö]-$")


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
    """Follow each numbering by itself: goals of a board stand between the council's, 2.1 and 2.2 under 2."""
    lists: dict[tuple[str, str], _List] = {}
    for i, record in enumerate(records):
        series, _, own = (record.number or "").rpartition(".")
        if not own.isdecimal():
            continue
        key = (record.level if isinstance(record, Goal) else record.kind, series)
        numbered = lists.setdefault(key, _List())
        told = numbered.took(int(own), record.title)
        if told:
            code, number = told
            shown = f"{series}.{number}" if series else number
            verb = "is printed twice" if code == "number_repeated" else f"is missing before {record.number}"
            yield _lack(code, f"number {shown} {verb}", f"/{kind}/{i}", record.source)


class _List:
    """One run of printed numbers: it starts anew at 1, or where it falls back to a number it has not had."""

    def __init__(self) -> None:
        self._titles: dict[int, str] = {}
        self._last: int | None = None

    def took(self, number: int, title: str) -> tuple[FindingCode, str] | None:
        """Take the next number; say what is wrong with it, if anything."""
        last, self._last = self._last, number
        if last is not None and number in self._titles and (number != 1 or number == last):
            # a matrix repeats its goal for each board, and a chapter that of the overview
            return None if self._titles[number] == title else ("number_repeated", str(number))
        if last is None or number < last:
            self._titles = {}
        self._titles[number] = title
        if last is None or number <= last + 1:
            return None
        return "number_gap", f"{last + 1}" if number == last + 2 else f"{last + 1}-{number - 1}"


def tables_without_unit(report: Report) -> Iterator[Finding]:
    """A table of money that does not say whether it counts kronor, thousands or millions."""
    for i, table in enumerate(report.budget_tables):
        if table.unit is None:
            message = f"«{(table.title or 'a table')[:100]}» prints no unit"
            yield _lack("table_without_unit", message, f"/budget_tables/{i}", table.source)


def tables_without_total(report: Report) -> Iterator[Finding]:
    """A table of costs or investments that adds nothing up: its rows cannot be held against anything."""
    for i, table in enumerate(report.budget_tables):
        items = sum(row.kind == "item" for row in table.rows)
        if (
            table.kind in _SUMMED
            and items >= MIN_ITEMS
            and not any(r.kind in ("subtotal", "total") for r in table.rows)
            and not _adds_up(table)
        ):
            message = f"«{(table.title or 'a table')[:100]}» prints no total of its {items} rows"
            yield _lack("table_without_total", message, f"/budget_tables/{i}", table.source, severity="info")


def _adds_up(table: BudgetTable) -> bool:
    """Say whether the last row holds the sums of the rows above, under a name that does not say so."""
    items = [row for row in table.rows if row.kind == "item"]
    amounts = [i for i, column in enumerate(table.columns) if column.role in _AMOUNTS]
    figures = [[row.values[i] for row in items] for i in amounts]
    whole = [[value for value in column if value is not None] for column in figures if None not in column]
    sums = [abs(sum(column[:-1]) - column[-1]) <= ROUNDED * len(column) for column in whole if any(column)]
    return len(sums) > 1 and all(sums)


def comments_cut_off(report: Report) -> Iterator[Finding]:
    """A comment whose last word no Swedish sentence ends with, or that ends with a comma or a divided word."""
    records: tuple[tuple[str, Sequence[Goal | Assignment | Indicator]], ...] = (
        ("goals", report.goals),
        ("assignments", report.assignments),
        ("indicators", report.indicators),
    )
    for kind, listed in records:
        for i, record in enumerate(listed):
            if record.comment and is_cut_off(record.comment):
                name = record.name if isinstance(record, Indicator) else record.title
                message = f"the comment on «{name[:80]}» stops in mid-sentence: «…{record.comment[-60:]}»"
                yield Finding(
                    code="comment_cut",
                    origin="extraction" if report.document.ocr else "report",
                    severity="warning",
                    message=message.replace("\n", " "),
                    where=f"/{kind}/{i}/comment",
                    source=record.source,
                )


def is_cut_off(text: str) -> bool:
    """Say whether a text stops in the middle of a sentence.

    Example:
        >>> is_cut_off("Beslut har tagits om"), is_cut_off("Skolan har byggts om"), is_cut_off("Arbetet med att")
        (False, False, True)
        >>> is_cut_off("En plan har tagits fram av"), is_cut_off("• den del som nämnden ansvarar för")
        (True, False)
    """
    last = text.rstrip().rpartition("\n")[2]
    if last.endswith((",", "\u00ad")) or _DIVIDED.search(last):
        return True
    words = last.lower().split()
    strength = _unfinished().get(words[-1]) if len(words) >= MIN_WORDS else None
    return strength == "always" or (strength is not None and not {"som", "vad", "del"} & set(words[-8:]))


@cache
def _unfinished() -> dict[str, str]:
    return {row["word"]: row["match"] for row in rows("unfinished_words")}


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
    tables_without_total,
    comments_cut_off,
    decision_before_period_end,
)
