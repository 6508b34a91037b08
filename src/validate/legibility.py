"""Print on scans that was poorly legible: a figure that equations prove stays, one that nothing proves is no value.

A scanned figure may be read wrongly without looking wrong. The second witness is the arithmetic of its table; where
there is none, a figure less likely right than wrong is taken for none, its print is kept, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..extract.document import Box, Document, Doubt
from ..schema import (
    Assignment,
    BudgetRow,
    BudgetTable,
    Finding,
    Goal,
    Indicator,
    IndicatorValue,
    Report,
    Source,
    Status,
)
from .figures import At
from .ledger import ledger_of

_LIKELY: Final = 0.5


def with_legibility(document: Document, report: Report) -> Report:
    """Give the report without the figures that were hardly legible, and with a finding for each that is in doubt."""
    if not document.doubts:
        return report
    findings: list[Finding] = []
    tables = _without_illegible(report.budget_tables, document.doubts, findings)
    indicators = [
        _legible_indicator(i, indicator, document.doubts, findings) for i, indicator in enumerate(report.indicators)
    ]
    goals = [goal.model_copy(update=_verdicts(goal, document.doubts)) for goal in report.goals]
    assignments = [each.model_copy(update=_verdicts(each, document.doubts)) for each in report.assignments]
    return report.model_copy(
        update={
            "budget_tables": tables,
            "indicators": indicators,
            "goals": goals,
            "assignments": assignments,
            "findings": [*report.findings, *findings],
        }
    )


def _without_illegible(
    tables: Sequence[BudgetTable], doubts: Sequence[Doubt], findings: list[Finding]
) -> list[BudgetTable]:
    found = dict(_doubted_cells(tables, doubts))
    if not found:
        return list(tables)
    proven = _proven(tables)
    open_cells = {at: doubt for at, doubt in found.items() if at not in proven}
    for at, doubt in sorted(open_cells.items()):
        row = tables[at.table].rows[at.row]
        where = f"/budget_tables/{at.table}/rows/{at.row}/values/{at.column}"
        findings.append(_finding(row.raw[at.column] or "", doubt, where, _cell_source(row, at.column)))
    gone = {at for at, doubt in open_cells.items() if doubt.sure < _LIKELY}
    return [
        table.model_copy(update={"rows": [_without(row, At(i, r, 0), gone) for r, row in enumerate(table.rows)]})
        for i, table in enumerate(tables)
    ]


def _doubted_cells(tables: Sequence[BudgetTable], doubts: Sequence[Doubt]) -> Iterator[tuple[At, Doubt]]:
    for i, table in enumerate(tables):
        for r, row in enumerate(table.rows):
            for c, box in enumerate(row.boxes or ()):
                worst = _worst(doubts, row.source.page, box)
                if worst and c < len(row.values) and row.values[c] is not None:
                    yield At(i, r, c), worst


def _proven(tables: Sequence[BudgetTable]) -> set[At]:
    """Give the cells of equations that hold with all their figures printed."""
    ledger = ledger_of(tables)
    return {
        at
        for identity in ledger.identities
        if identity.holds(ledger.value) and all(ledger.value(cell) is not None for cell in identity.cells())
        for at in identity.cells()
    }


def _without(row: BudgetRow, first: At, gone: set[At]) -> BudgetRow:
    values = [None if first._replace(column=c) in gone else value for c, value in enumerate(row.values)]
    return row if values == row.values else row.model_copy(update={"values": values})


def _cell_source(row: BudgetRow, column: int) -> Source:
    box = row.boxes[column] if row.boxes else None
    return row.source.model_copy(update={"bbox": box}) if box else row.source


def _legible_indicator(at: int, indicator: Indicator, doubts: Sequence[Doubt], findings: list[Finding]) -> Indicator:
    values: list[IndicatorValue] = []
    for j, value in enumerate(indicator.values):
        source = value.source or indicator.source
        doubt = _worst((each for each in doubts if each.text in (value.raw or "")), source.page, source.bbox)
        if doubt is None or value.value is None:
            values.append(value)
            continue
        findings.append(_finding(value.raw or "", doubt, f"/indicators/{at}/values/{j}", source))
        values.append(value.model_copy(update={"value": None}) if doubt.sure < _LIKELY else value)
    status = _weighed(indicator.status, indicator.source, doubts)
    return indicator.model_copy(update={"values": values, "status": status})


def _verdicts(record: Goal | Assignment, doubts: Sequence[Doubt]) -> dict[str, Status | None]:
    both = {"status": record.status, "forecast": record.forecast}
    return {name: _weighed(status, record.source, doubts) for name, status in both.items()}


def _weighed(status: Status | None, source: Source, doubts: Sequence[Doubt]) -> Status | None:
    """Give a worded verdict the confidence that its words were legible; that they make a known phrase counts half."""
    if status is None or not status.raw:
        return status
    place = status.source or source
    words = status.raw.split()
    doubt = _worst((each for each in doubts if each.text in words), place.page, place.bbox)
    if doubt is None:
        return status
    return status.model_copy(update={"confidence": round(min(status.confidence, 0.5 + doubt.sure / 2), 2)})


def _worst(doubts: Iterable[Doubt], page: int | None, box: Box | None) -> Doubt | None:
    """Give the least legible print inside a box."""
    if box is None:
        return None
    inside = [each for each in doubts if each.place.page == page and _holds(box, each.place.bbox)]
    return min(inside, key=lambda each: each.sure, default=None)


def _holds(outer: Box, inner: Box | None) -> bool:
    if inner is None:
        return False
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _finding(raw: str, doubt: Doubt, where: str, source: Source) -> Finding:
    taken = doubt.sure >= _LIKELY
    message = f"«{raw}» was read on a scan with confidence {doubt.sure:.2f}" + ("" if taken else ": no value is taken")
    return Finding(
        code="low_confidence",
        origin="extraction",
        severity="info" if taken else "warning",
        message=message,
        where=where,
        source=source,
    )
