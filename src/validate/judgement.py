"""What a judgement on an item of the checklist is, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..schema import BudgetTable, Report, Source
from ..schema.codes import CompletenessVerdict
from .traces import Trace, Traces


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with what it rests on: the words found or their place, and what is lacking."""

    verdict: CompletenessVerdict
    evidence: str | None = None
    trace: Trace | None = None
    source: Source | None = None
    lacks: str | None = None


Judge = Callable[["Case"], Judgement]
MISSING = Judgement("missing")
NOT_APPLICABLE = Judgement("not_applicable")


@dataclass(frozen=True)
class Case:
    """A report before its judge: its records, what it prints, and the judgements that were asked for so far."""

    report: Report
    traces: Traces
    _heard: dict[str, Judgement] = field(default_factory=dict)

    def heard(self, item: str, judge: Judge) -> Judgement:
        """Give the judgement on an item, made once."""
        if item not in self._heard:
            self._heard[item] = judge(self)
        return self._heard[item]

    def tables(self, *kinds: str) -> Iterator[BudgetTable]:
        """Give the budget tables of some kinds."""
        return (table for table in self.report.budget_tables if table.kind in kinds)


def present(trace: Trace) -> Judgement:
    """Judge an item to be there by a trace of it."""
    return Judgement("present", trace.text, trace)


def in_table(table: BudgetTable) -> Judgement:
    """Judge an item to be there by a table."""
    return Judgement("present", table.title or table.id, source=table.source)


def by_signs(item: str) -> Judge:
    """Make the judge of an item that is there when it is named, and partly there when it is only touched upon."""

    def judge(case: Case) -> Judgement:
        found = next(iter(case.traces.found(item)), None) or case.traces.joint(item)
        if found:
            return present(found)
        touched = next(iter(case.traces.found(item, "partly")), None)
        return Judgement("partly", touched.text, touched, lacks="it is only mentioned") if touched else MISSING

    return judge


def some_of(total: int, lacking: int, lacks: str) -> Judgement:
    """Judge a demand on each record of a kind by how many fall short of it."""
    if not total:
        return NOT_APPLICABLE
    if not lacking:
        return Judgement("present", f"{total} of {total}")
    return Judgement("partly" if lacking < total else "missing", f"{total - lacking} of {total}", lacks=lacks)
