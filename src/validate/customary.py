"""What custom asks of a board's or company's report, a follow-up of assignments, a monthly report or a memo."""

from __future__ import annotations

from collections.abc import Iterator

from ..normalize.text import fold
from ..schema import BudgetRow, BudgetTable
from .judgement import NOT_APPLICABLE, Case, Judge, Judgement, by_signs, in_table, some_of

LARGE = 0.05
SHARE_OF_TOTAL = 0.01
_RESULTS = ("operating", "account_groups", "income_statement", "net_cost", "other")


def whose_and_when(case: Case) -> Judgement:
    """N01: the board, company or municipality, and the year."""
    head = case.report.report
    whose = head.body or (head.municipality.name if head.municipality else None)
    printed = ", ".join(str(part) for part in (whose, head.year) if part)
    if whose and head.year:
        return Judgement("present", printed)
    if not printed:
        return Judgement("missing", lacks="neither whose it is nor the year was found")
    return Judgement("partly", printed, lacks="no year was found" if whose else "no body was found")


def goals_with_status(case: Case) -> Judgement:
    """N02: a verdict on every goal that does not only head others; "bedöms vid årsanalysen" is one too."""
    return some_of(len(case.report.goals), _told(case, "/goals/", "goal_without_status"), "goals have no status")


def assignments_with_status(case: Case) -> Judgement:
    """N04: a status on every assignment."""
    lacking = _told(case, "/assignments/", "assignment_without_status")
    return some_of(len(case.report.assignments), lacking, "assignments have no status")


def _told(case: Case, where: str, code: str) -> int:
    """Count the records of a kind that findings of a code, or of a lost symbol, are about."""
    findings = case.report.findings
    told = {f.where for f in findings if f.code in (code, "icon_unread") and (f.where or "").startswith(where)}
    return len(told)


def goals_with_comment(case: Case) -> Judgement:
    """N03: a comment on every goal that has a verdict."""
    judged = [goal for goal in case.report.goals if goal.status or goal.forecast]
    lacking = sum(not goal.comment for goal in judged)
    return some_of(len(judged), lacking, f"{lacking} of {len(judged)} goals with a verdict have no comment")


def whole_indicators(case: Case) -> Judgement:
    """N05: outcome, target and unit for every indicator."""
    indicators = case.report.indicators
    lacking = sum(not (any(value.value is not None for value in i.values) and i.target and i.unit) for i in indicators)
    return some_of(len(indicators), lacking, f"{lacking} of {len(indicators)} lack outcome, target or unit")


def result_table(case: Case) -> Judgement:
    """N06: the result against the budget, with its unit."""
    tables = [table for table in case.tables(*_RESULTS) if _compares(table)]
    if not tables:
        return Judgement("missing")
    with_unit = next((table for table in tables if table.unit), None)
    if with_unit:
        return in_table(with_unit)
    return Judgement("partly", tables[0].title, source=tables[0].source, lacks="no unit is printed")


def _compares(table: BudgetTable) -> bool:
    roles = {column.role for column in table.columns}
    return "variance" in roles or ("budget" in roles and bool(roles & {"outcome", "forecast"}))


def explained_variances(case: Case) -> Judgement:
    """N07: the text names every row whose variance is large; only a table's items count."""
    large = [(table, row) for table in case.tables("operating", "account_groups") for row in _large(table)]
    if not large:
        return NOT_APPLICABLE
    if not case.traces.complete:
        return Judgement("not_established", lacks="the text is not in the JSON")
    silent = [row.label or "" for _, row in large if not case.traces.prose.holds(fold(row.label or ""))]
    lacks = f"nothing is said of {', '.join(f'«{label[:60]}»' for label in silent[:3])}"
    return some_of(len(large), len(silent), lacks)


def _large(table: BudgetTable) -> Iterator[BudgetRow]:
    """Give the items whose variance is at least 5 % of their budget and 1 % of the table's largest budget."""
    roles = [column.role for column in table.columns]
    if roles.count("budget") != 1 or roles.count("variance") != 1:
        return
    at, of = roles.index("variance"), roles.index("budget")
    budgets = [abs(row.values[of] or 0) for row in table.rows]
    for row in table.rows:
        variance, budget = row.values[at], row.values[of]
        if row.kind != "item" or not row.label or not variance or not budget:
            continue
        if abs(variance) >= LARGE * abs(budget) and abs(variance) >= SHARE_OF_TOTAL * max(budgets):
            yield row


def investments_shown(case: Case) -> Judgement:
    """N08: a table of investments where the report speaks of them."""
    table = next(case.tables("investment"), None)
    if table:
        return in_table(table)
    spoken = next(iter(case.traces.found("N08", "spoken")), None)
    return Judgement("missing", trace=spoken, lacks=f"though «{spoken.text[:80]}»") if spoken else NOT_APPLICABLE


def measures(case: Case) -> Judgement:
    """N09: measures, where a total is forecast or printed as a deficit."""
    if not any(_is_deficit(table) for table in case.tables("operating", "account_groups")):
        return NOT_APPLICABLE
    named = by_signs("N09")(case)
    if named.verdict == "missing" and not case.traces.complete:
        return Judgement("not_established", lacks="the text is not in the JSON")
    return named


def _is_deficit(table: BudgetTable) -> bool:
    """Say whether the table's last total falls short of its budget; only where the table shows how it counts."""
    roles = [column.role for column in table.columns]
    totals = [row for row in table.rows if row.kind == "total"]
    if table.variance_rule is None or roles.count("variance") != 1 or "budget" not in roles or not totals:
        return False
    variance, budget = totals[-1].values[roles.index("variance")], totals[-1].values[roles.index("budget")]
    if not variance or not budget:
        return False
    favours_more = not table.variance_rule.startswith("budget")
    return variance < 0 and favours_more == (budget < 0)


def counts_agree(case: Case) -> Judgement:
    """N11: no count in the text differs from the records."""
    told = next((finding for finding in case.report.findings if finding.code == "count_mismatch"), None)
    return Judgement("partly", told.message, source=told.source, lacks=told.message) if told else NOT_APPLICABLE


JUDGES: dict[str, Judge] = {
    "N01": whose_and_when,
    "N02": goals_with_status,
    "N03": goals_with_comment,
    "N04": assignments_with_status,
    "N05": whole_indicators,
    "N06": result_table,
    "N07": explained_variances,
    "N08": investments_shown,
    "N09": measures,
    "N11": counts_agree,
}
