"""Reports as tidy data frames: one long table for every kind of record, ready to filter, join and store.

Every row repeats whose report it is from and for which year, so no table needs another to be read. The types of the
columns are declared here, not guessed from the rows: they are the same for empty tables and after Parquet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

    from ..schema import (
        Assignment,
        BudgetTable,
        Finding,
        Goal,
        Indicator,
        IndicatorValue,
        Observation,
        Report,
        Source,
        Status,
        Target,
    )

Value: TypeAlias = str | int | float | bool | None
Row: TypeAlias = dict[str, Value]

_KEY = {
    "municipality_code": "string",
    "municipality": "string",
    "body": "string",
    "year": "Int64",
    "report_type": "string",
    "file_name": "string",
    "sha256": "string",
}
"""On every row: whose report, for which year, from which file."""

_PLACE = {"page": "Int64", "page_label": "string", "line": "Int64", "ref": "string"}


def _status_columns(prefix: str) -> dict[str, str]:
    return {
        f"{prefix}_code": "string",
        f"{prefix}_raw": "string",
        f"{prefix}_icon": "string",
        f"{prefix}_basis": "string",
        f"{prefix}_confidence": "Float64",
        f"{prefix}_progress": "Int64",
        f"{prefix}_schedule": "string",
    }


_STATUS = _status_columns("status")
_FORECAST = _status_columns("forecast")

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "reports": {
        **_KEY,
        "title": "string",
        "entity": "string",
        "county": "string",
        "period_start": "string",
        "period_end": "string",
        "period_label": "string",
        "registration_number": "string",
        "decision_date": "string",
        "media_type": "string",
        "pages": "Int64",
        "ocr": "boolean",
        "outcome": "string",
        "failed_pages": "Int64",
        "goals": "Int64",
        "assignments": "Int64",
        "indicators": "Int64",
        "budget_tables": "Int64",
        "observations": "Int64",
        "errors": "Int64",
        "warnings": "Int64",
    },
    "goals": {
        **_KEY,
        "id": "string",
        "number": "string",
        "title": "string",
        "level": "string",
        "area": "string",
        "parent": "string",
        "responsible": "string",
        **_STATUS,
        **_FORECAST,
        "comment": "string",
        **_PLACE,
    },
    "assignments": {
        **_KEY,
        "id": "string",
        "number": "string",
        "kind": "string",
        "title": "string",
        "area": "string",
        "goal": "string",
        "responsible": "string",
        **_STATUS,
        **_FORECAST,
        "comment": "string",
        **_PLACE,
    },
    "indicators": {
        **_KEY,
        "id": "string",
        "name": "string",
        "unit": "string",
        "area": "string",
        "goal": "string",
        "value_year": "Int64",
        "value_period": "string",
        "kind": "string",
        "segment": "string",
        "value": "Float64",
        "raw": "string",
        "flags": "string",
        "target_raw": "string",
        "target_operator": "string",
        "target_value": "Float64",
        "target_low": "Float64",
        "target_high": "Float64",
        "target_women": "Float64",
        "target_men": "Float64",
        **_STATUS,
        "trend": "string",
        "comment": "string",
        **_PLACE,
    },
    "budget": {
        **_KEY,
        "table": "string",
        "table_title": "string",
        "table_kind": "string",
        "unit": "string",
        "variance_rule": "string",
        "row": "Int64",
        "column": "Int64",
        "row_code": "string",
        "row_label": "string",
        "row_kind": "string",
        "column_label": "string",
        "column_role": "string",
        "column_year": "Int64",
        "fiscal_phase": "string",
        "value": "Float64",
        "raw": "string",
        "proven": "boolean",
        **_PLACE,
    },
    "observations": {**_KEY, "kind": "string", "area": "string", "text": "string", **_PLACE},
    "findings": {
        **_KEY,
        "code": "string",
        "origin": "string",
        "severity": "string",
        "message": "string",
        "where": "string",
        "suggestion": "string",
        **_PLACE,
    },
}
"""The tables with their columns and pandas types, in order."""


def frames(reports: Iterable[Report]) -> dict[str, pd.DataFrame]:
    """Give reports as one long table per record kind.

    The tables are `reports`, `goals`, `assignments`, `indicators` (one row per value), `budget` (one row per cell),
    `observations` and `findings`. An indicator without values has one row, its value empty. Lists of words are joined
    with "; ". `proven` says whether the cell takes part in an identity that holds; it is empty where no identity
    reaches the cell.

    Example:
        >>> sorted(frames([]))
        ['assignments', 'budget', 'findings', 'goals', 'indicators', 'observations', 'reports']
    """
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for report in reports:
        for name, row in rows_of(report):
            rows[name].append(row)
    return {name: _frame(rows[name], columns) for name, columns in COLUMNS.items()}


def rows_of(report: Report) -> Iterator[tuple[str, Row]]:
    """Give every row that a report has, with the name of its table; what has no value may be missing in it."""
    key = _key(report)
    for name, rows in _ROWS.items():
        for row in rows(report):
            yield name, {**key, **row}


def _frame(rows: list[Row], columns: Mapping[str, Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {name: pd.array([row.get(name) for row in rows], dtype=dtype) for name, dtype in columns.items()}
    )


# --- what every row shares --------------------------------------------------------------------------------------------


def _key(report: Report) -> Row:
    info = report.report
    return {
        "municipality_code": info.municipality.code if info.municipality else None,
        "municipality": info.municipality.name if info.municipality else None,
        "body": info.body,
        "year": info.year,
        "report_type": info.type,
        "file_name": report.document.file_name,
        "sha256": report.document.sha256,
    }


def _place(source: Source | None) -> Row:
    if source is None:
        return {}
    return {"page": source.page, "page_label": source.page_label, "line": source.line, "ref": source.ref}


def _status(prefix: str, status: Status | None) -> Row:
    if status is None:
        return {}
    return {
        f"{prefix}_code": status.code,
        f"{prefix}_raw": status.raw,
        f"{prefix}_icon": status.icon,
        f"{prefix}_basis": status.basis,
        f"{prefix}_confidence": status.confidence,
        f"{prefix}_progress": status.progress,
        f"{prefix}_schedule": status.schedule,
    }


def _joined(words: list[str]) -> str | None:
    return "; ".join(words) or None


# --- the rows of one report -------------------------------------------------------------------------------------------


def _report_rows(report: Report) -> Iterator[Row]:
    info, file, period = report.report, report.document, report.report.period
    yield {
        "title": info.title,
        "entity": info.entity,
        "county": info.municipality.county if info.municipality else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_label": period.label if period else None,
        "registration_number": info.registration_number,
        "decision_date": info.decision_date,
        "media_type": file.media_type,
        "pages": file.pages,
        "ocr": file.ocr,
        "outcome": file.outcome,
        "failed_pages": len(file.failed_pages),
        "goals": len(report.goals),
        "assignments": len(report.assignments),
        "indicators": len(report.indicators),
        "budget_tables": len(report.budget_tables),
        "observations": len(report.observations),
        "errors": sum(finding.severity == "error" for finding in report.findings),
        "warnings": sum(finding.severity == "warning" for finding in report.findings),
    }


def _goal_rows(report: Report) -> Iterator[Row]:
    for goal in report.goals:
        yield {**_progress(goal), "level": goal.level, "parent": goal.parent}


def _assignment_rows(report: Report) -> Iterator[Row]:
    for assignment in report.assignments:
        yield {**_progress(assignment), "kind": assignment.kind, "goal": assignment.goal}


def _progress(record: Goal | Assignment) -> Row:
    """Give what goals and assignments have in common."""
    return {
        "id": record.id,
        "number": record.number,
        "title": record.title,
        "area": record.area,
        "responsible": _joined(record.responsible),
        **_status("status", record.status),
        **_status("forecast", record.forecast),
        "comment": record.comment,
        **_place(record.source),
    }


def _indicator_rows(report: Report) -> Iterator[Row]:
    for indicator in report.indicators:
        shared: Row = {
            "id": indicator.id,
            "name": indicator.name,
            "unit": indicator.unit,
            "area": indicator.area,
            "goal": indicator.goal,
            **_target(indicator.target),
            **_status("status", indicator.status),
            "trend": indicator.trend,
            "comment": indicator.comment,
        }
        if not indicator.values:
            yield {**shared, **_place(indicator.source)}
        for value in indicator.values:
            yield {**shared, **_indicator_value(value, indicator)}


def _indicator_value(value: IndicatorValue, indicator: Indicator) -> Row:
    return {
        "value_year": value.year,
        "value_period": value.period,
        "kind": value.kind,
        "segment": value.segment,
        "value": value.value,
        "raw": value.raw,
        "flags": _joined(value.flags),
        **_place(value.source or indicator.source),
    }


def _target(target: Target | None) -> Row:
    if target is None:
        return {}
    return {
        "target_raw": target.raw,
        "target_operator": target.operator,
        "target_value": target.value,
        "target_low": target.low,
        "target_high": target.high,
        "target_women": target.segments.women if target.segments else None,
        "target_men": target.segments.men if target.segments else None,
    }


_FISCAL_PHASES = {"budget": "approved", "outcome": "executed"}
"""Column roles as phases of the Fiscal Data Package, which knows of no forecast and no difference."""


def _budget_rows(report: Report) -> Iterator[Row]:
    proven = _proven_cells(report.budget_tables)
    for table in report.budget_tables:
        for r, row in enumerate(table.rows):
            for c, column in enumerate(table.columns):
                yield {
                    "table": table.id,
                    "table_title": table.title,
                    "table_kind": table.kind,
                    "unit": table.unit,
                    "variance_rule": table.variance_rule,
                    "row": r,
                    "column": c,
                    "row_code": row.code,
                    "row_label": row.label,
                    "row_kind": row.kind,
                    "column_label": column.label,
                    "column_role": column.role,
                    "column_year": column.year,
                    "fiscal_phase": _FISCAL_PHASES.get(column.role),
                    "value": row.values[c] if c < len(row.values) else None,
                    "raw": row.raw[c] if c < len(row.raw) else None,
                    "proven": proven.get((table.id, r, c)),
                    **_place(row.source),
                }


def _proven_cells(tables: Iterable[BudgetTable]) -> dict[tuple[str, int, int], bool]:
    """Say of every cell in some identity whether at least one of its identities holds."""
    proven: dict[tuple[str, int, int], bool] = {}
    for table in tables:
        for check in table.checks:
            cells = [(table.id, check.row, check.column), *((t.table, t.row, t.column) for t in check.terms)]
            for cell in cells:
                proven[cell] = proven.get(cell, False) or check.ok
    return proven


def _observation_rows(report: Report) -> Iterator[Row]:
    return map(_observation, report.observations)


def _observation(observation: Observation) -> Row:
    place = _place(observation.source)
    return {"kind": observation.kind, "area": observation.area, "text": observation.text, **place}


def _finding_rows(report: Report) -> Iterator[Row]:
    return map(_finding, report.findings)


def _finding(finding: Finding) -> Row:
    return {
        "code": finding.code,
        "origin": finding.origin,
        "severity": finding.severity,
        "message": finding.message,
        "where": finding.where,
        "suggestion": finding.suggestion,
        **_place(finding.source),
    }


_ROWS: Mapping[str, Callable[[Report], Iterator[Row]]] = {
    "reports": _report_rows,
    "goals": _goal_rows,
    "assignments": _assignment_rows,
    "indicators": _indicator_rows,
    "budget": _budget_rows,
    "observations": _observation_rows,
    "findings": _finding_rows,
}
