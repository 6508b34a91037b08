"""Where the records of a report stand on its pages: what a person checks against the page itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .schema import Assignment, Goal, Indicator, Report, Source

Box: TypeAlias = tuple[float, float, float, float]


def records_on_page(report: Report, page: int) -> list[tuple[Box, str]]:
    """Give the box and a short label of every record, or part of one, that stands on a page."""
    return [
        (place.bbox, label)
        for label, source in _labelled(report)
        for place in (source, *source.also)
        if place.page == page and place.bbox
    ]


def _labelled(report: Report) -> Iterator[tuple[str, Source]]:
    records: list[Goal | Assignment | Indicator] = [*report.goals, *report.assignments, *report.indicators]
    for record in records:
        yield f"{record.id} {record.status.code if record.status else '-'}", record.source
    for table in report.budget_tables:
        yield f"{table.id} {table.kind}", table.source
    for number, observation in enumerate(report.observations, start=1):
        yield f"o{number} {observation.kind}", observation.source
