"""The arithmetic of a report's budget tables: checks with terms, how much they prove, and what does not add up."""

from __future__ import annotations

from ..schema import Check, Report
from .identity import Identity, check_of
from .ledger import Ledger, verified
from .mismatches import mismatches


def with_arithmetic(report: Report, ledger: Ledger, scanned: frozenset[int] | None = None) -> Report:
    """Give the report with the checks of its tables, how much they prove, and a finding for what does not add up."""
    ids = [table.id for table in report.budget_tables]
    own: list[list[Identity]] = [[] for _ in ids]
    for identity in ledger.identities:
        own[identity.target.table].append(identity)
    tables = [
        table.model_copy(update={"checks": _checks(identities, ledger, ids), "verified": proof})
        for table, identities, proof in zip(report.budget_tables, own, verified(ledger), strict=True)
    ]
    findings = [*report.findings, *mismatches(report, ledger, scanned)]
    return report.model_copy(update={"budget_tables": tables, "findings": findings})


def _checks(identities: list[Identity], ledger: Ledger, ids: list[str]) -> list[Check]:
    return [check for identity in identities if (check := check_of(identity, ledger.value, ids))]
