"""The closed vocabularies of the contract: every code a report's JSON may hold.

Printed Swedish never appears here; `kommunrapport.normalize` maps what reports print onto these codes.
"""

from __future__ import annotations

from typing import Literal

StatusCode = Literal[
    "achieved",
    "partially_achieved",
    "not_achieved",
    "in_progress",
    "not_started",
    "postponed",
    "discontinued",
    "uncertain",
    "not_assessed",
    "unknown",
]
Basis = Literal["phrase", "sentence", "symbol", "colour", "number"]
Schedule = Literal["on_plan", "delayed"]
ReportType = Literal["interim_report", "annual_report", "monthly_report", "follow_up", "memo", "unknown"]
Entity = Literal["municipality", "region", "federation", "company", "board", "unknown"]
GoalLevel = Literal["council", "board", "sub", "unknown"]
AssignmentKind = Literal["assignment", "commitment", "activity"]
ValueKind = Literal["outcome", "forecast", "target"]
Segment = Literal["total", "women", "men"]
Operator = Literal[">=", "<=", ">", "<", "=", "between", "increase", "decrease", "unchanged"]
Trend = Literal["improved", "worsened", "unchanged"]
BudgetKind = Literal[
    "operating",
    "account_groups",
    "income_statement",
    "net_cost",
    "investment",
    "variance_explanation",
    "balance_sheet",
    "cash_flow",
    "other",
]
Unit = Literal["kr", "tkr", "mnkr", "mdkr", "procent"]
ColumnRole = Literal["outcome", "budget", "forecast", "variance", "change_pct", "change", "other"]
RowKind = Literal["item", "subtotal", "total", "of_which"]
CheckKind = Literal[
    "sum",
    "variance",
    "change",
    "change_pct",
    "ratio",
    "flow",
    "balance",
    "cross_table",
    "target",
    "prose",
]
ObservationKind = Literal["strength", "improvement"]
CompletenessVerdict = Literal["present", "partly", "missing", "not_applicable", "not_established"]
Outcome = Literal["ok", "ok_flagged", "partial"]
Origin = Literal["report", "extraction"]
Severity = Literal["error", "warning", "info"]
FindingCode = Literal[
    "goal_without_status",
    "assignment_without_status",
    "number_gap",
    "number_repeated",
    "indicator_without_outcome",
    "indicator_without_target",
    "table_without_unit",
    "table_without_total",
    "sum_mismatch",
    "variance_mismatch",
    "change_mismatch",
    "cross_table_mismatch",
    "prose_mismatch",
    "count_mismatch",
    "unit_slip",
    "impossible_date",
    "status_conflict",
    "overview_mismatch",
    "comment_cut",
    "chapter_empty",
    "template_residue",
    "required_part_missing",
    "low_confidence",
    "unknown_phrase",
    "unknown_header",
    "icon_unread",
    "symbol_ambiguous",
    "encoding_repaired",
    "ocr_used",
    "ocr_repaired",
    "page_failed",
    "page_count_disagrees",
    "pages_left_out",
    "text_cut",
    "no_text",
    "cid_text",
    "table_unresolved",
    "not_a_report",
    "several_reports",
    "attachments_unread",
    "name_content_disagree",
]
