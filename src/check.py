"""A controller's view of a report before it is published: what was proven, what does not add up, and where.

Everything here is read off the report's own checks and findings; nothing is judged anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .schema import BudgetTable, Check, Finding, Report
from .schema.codes import FindingCode, Origin, Severity

_CELL = re.compile(r"/budget_tables/(\d+)/rows/(\d+)/values/(\d+)")
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class TableProof:
    """How much of a budget table its arithmetic proves."""

    id: str
    title: str | None
    kind: str
    unit: str | None
    page: int | None
    line: int | None
    cells: int
    covered: int
    proven: int
    broken: int
    variance_rule: str | None


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding with its place in words: page or line, table, row, column, what is printed and what was expected."""

    severity: Severity
    code: FindingCode
    origin: Origin
    page: int | None
    line: int | None
    table: str | None
    row: str | None
    column: str | None
    found: str | None
    expected: float | int | None
    message: str
    suggestion: str | None
    where: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a report's checks came to."""

    file: str
    cells: int
    covered: int
    proven: int
    errors: int
    tables: tuple[TableProof, ...]
    remarks: tuple[Remark, ...]


def proven_numbers(report: Report) -> tuple[int, int]:
    """Count the numbers of a report's budget tables, and those that some equation or the text proves."""
    tables = report.budget_tables
    return sum(table.verified.cells for table in tables), sum(table.verified.proven for table in tables)


def checked(report: Report) -> Checked:
    """Sum up the checks and findings of a report, the gravest and the report's own first."""
    tables = tuple(map(_proof, report.budget_tables))
    remarks = sorted(
        (_remark(report, finding) for finding in report.findings),
        key=lambda r: (_SEVERITIES.index(r.severity), r.origin == "extraction", r.page or 0, r.line or 0),
    )
    cells, proven = proven_numbers(report)
    return Checked(
        file=report.document.file_name,
        cells=cells,
        covered=sum(table.covered for table in tables),
        proven=proven,
        errors=sum(remark.severity == "error" for remark in remarks),
        tables=tables,
        remarks=tuple(remarks),
    )


def _proof(table: BudgetTable) -> TableProof:
    return TableProof(
        id=table.id,
        title=table.title,
        kind=table.kind,
        unit=table.unit,
        page=table.source.page,
        line=table.source.line,
        cells=table.verified.cells,
        covered=table.verified.covered,
        proven=table.verified.proven,
        broken=sum(not check.ok for check in table.checks),
        variance_rule=table.variance_rule,
    )


def _remark(report: Report, finding: Finding) -> Remark:
    cell = _CELL.fullmatch(finding.where or "")
    table = row = column = found = None
    expected: float | int | None = None
    if cell:
        t, r, c = map(int, cell.groups())
        printed = report.budget_tables[t]
        table, row, column = printed.title or printed.id, printed.rows[r].label, printed.columns[c].label
        found = printed.rows[r].raw[c] if c < len(printed.rows[r].raw) else str(printed.rows[r].values[c])
        check = _broken(printed.checks, r, c)
        expected = check.expected if check else None
    source = finding.source
    return Remark(
        severity=finding.severity,
        code=finding.code,
        origin=finding.origin,
        page=source.page if source else None,
        line=source.line if source else None,
        table=table,
        row=row,
        column=column,
        found=found,
        expected=expected,
        message=finding.message,
        suggestion=finding.suggestion,
        where=finding.where,
    )


def _broken(checks: Sequence[Check], row: int, column: int) -> Check | None:
    """Give the broken check of a cell."""
    return next((c for c in checks if not c.ok and (c.row, c.column) == (row, column)), None)
