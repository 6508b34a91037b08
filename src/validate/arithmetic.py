"""The arithmetic of a report's budget tables: checks with terms, how much they prove, and what does not add up."""

from __future__ import annotations

from ..schema import BudgetTable, Report
from .identity import check_of
from .ledger import Ledger, verified
from .mismatches import mismatches


def with_arithmetic(report: Report, ledger: Ledger, scanned: frozenset[int] | None = None) -> Report:
    """Give the report with the checks of its tables, how much they prove, and a finding for what does not add up."""
    ids = [table.id for table in report.budget_tables]
    tables = [_checked(table, i, ledger, ids) for i, table in enumerate(report.budget_tables)]
    findings = [*report.findings, *mismatches(report, ledger, scanned)]
    return report.model_copy(update={"budget_tables": tables, "findings": findings})


def _checked(table: BudgetTable, index: int, ledger: Ledger, ids: list[str]) -> BudgetTable:
    own = [identity for identity in ledger.identities if identity.target.table == index]
    checks = [check for identity in own if (check := check_of(identity, ledger.value, ids))]
    return table.model_copy(update={"checks": checks, "verified": verified(ledger, index)})
