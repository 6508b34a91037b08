"""What a judgement on an item of the checklist is, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..schema import BudgetTable, Report, Source
from ..schema.codes import CompletenessVerdict
from .traces import Trace, Traces


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with what it rests on: the words found or their place, and what is lacking.

    `hollow` says that only a heading is there and nothing under it, so that what hangs on the part has nothing to hang
    on.
    """

    verdict: CompletenessVerdict
    evidence: str | None = None
    trace: Trace | None = None
    source: Source | None = None
    lacks: str | None = None
    hollow: bool = False

    @property
    def leaves_nothing(self) -> bool:
        """Whether what hangs on the item cannot be there."""
        return self.verdict == "missing" or self.hollow


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


def by_signs(item: str, mentioned: str = "it is only mentioned") -> Judge:
    """Make the judge of an item that is there when it is named, and partly there when it is only touched upon."""

    def judge(case: Case) -> Judgement:
        found = next(iter(case.traces.found(item)), None) or case.traces.joint(item)
        if found:
            return present(found)
        touched = next(iter(case.traces.found(item, "partly")), None)
        return Judgement("partly", touched.text, touched, lacks=mentioned) if touched else MISSING

    return judge


def by_content(item: str, parts: tuple[str, ...] = ()) -> Judge:
    """Make the judge of an item whose heading alone is not it: something must stand under the heading.

    The heading of one of the `parts` may be the first thing under it.
    """

    def judge(case: Case) -> Judgement:
        named = case.traces.found(item)
        filled = next((trace for trace in named if not case.traces.is_hollow(trace, item, parts)), None)
        if filled is None and named and case.traces.joint(item) is None:
            return hollow(named[0])
        return present(filled) if filled else by_signs(item)(case)

    return judge


def hollow(heading: Trace) -> Judgement:
    """Judge an item of which only the heading is printed."""
    return Judgement("partly", heading.text, heading, lacks="nothing stands under its heading", hollow=True)


def some_of(total: int, lacking: int, lacks: str) -> Judgement:
    """Judge a demand on each record of a kind by how many fall short of it."""
    if not total:
        return NOT_APPLICABLE
    if not lacking:
        return Judgement("present", f"{total} of {total}")
    return Judgement("partly" if lacking < total else "missing", f"{total - lacking} of {total}", lacks=lacks)
