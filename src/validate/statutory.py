"""What the law asks of the interim and annual report of a whole municipality, region or federation, item by item."""

from __future__ import annotations

import sys
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ..normalize.body import is_body
from ..normalize.date import find_dates, find_years
from ..normalize.text import even
from ..schema import BudgetTable, Goal
from .checklist import signs
from .judgement import MISSING, NOT_APPLICABLE, Case, Judge, Judgement, by_content, by_signs, hollow, in_table, present
from .traces import Trace, says

MONTHS_TO_DECIDE = 2
FIRST_MONTH, LAST_MONTH = 6, 8
BOARDS = 3
YEARS = 4
REACH = 12
MANAGEMENT_HEADINGS = 5
_MANAGEMENT = tuple(f"A03.{n}" for n in range(1, 10))
_RESULT_ROWS = ("verksamhetens intäkter", "verksamhetens kostnader", "verksamhetens nettokostnad")


# --- whose and when ---------------------------------------------------------------------------------------------------


def municipality_and_year(case: Case) -> Judgement:
    """D01: the municipality, region or federation, and the year."""
    head = case.report.report
    printed = [head.municipality.name if head.municipality else None, str(head.year) if head.year else None]
    known = ", ".join(part for part in printed if part)
    lacking = [what for what, part in zip(("municipality", "year"), printed, strict=True) if part is None]
    if len(lacking) == 2:
        return MISSING
    return Judgement("missing" if lacking else "present", known, lacks=f"no {lacking[0]}" if lacking else None)


def period_of_half_a_year(case: Case) -> Judgement:
    """D02: a period from January that ends between June and August."""
    period = case.report.report.period
    if period is None or period.end is None:
        return Judgement("missing", lacks="no period is printed")
    evidence = period.label or f"{period.start} - {period.end}"
    if FIRST_MONTH <= int(period.end[5:7]) <= LAST_MONTH:
        return Judgement("present", evidence)
    return Judgement("partly", evidence, lacks=f"the period ends {period.end}")


def decided_in_time(case: Case) -> Judgement:
    """D18: the decision at most two months after the period's end, on the cover or in a sentence."""
    head = case.report.report
    if head.period is None or head.period.end is None:
        return Judgement("missing", lacks="no period is printed")
    end = date.fromisoformat(head.period.end)
    limit = _months_after(end, MONTHS_TO_DECIDE)
    if head.decision_date and end < date.fromisoformat(head.decision_date) <= limit:
        return Judgement("present", head.decision_date)
    for said in case.traces.found("D18", "decided"):
        if any(end < found.value <= limit for found in find_dates(said.text)):
            return present(said)
    if head.decision_date is None:
        return Judgement("missing", lacks="no decision date was found")
    return Judgement("partly", head.decision_date, lacks=f"decided on {head.decision_date}, not by {limit}")


def _months_after(day: date, months: int) -> date:
    """Give the last day of the month so many months after a month's end.

    Example:
        >>> _months_after(date(2023, 12, 31), 2)
        datetime.date(2024, 2, 29)
    """
    year, month = day.year + (day.month + months - 1) // 12, (day.month + months - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


# --- statements -------------------------------------------------------------------------------------------------------

_STATEMENTS = ("D03", "D05", "A01")


def statement(item: str) -> Judge:
    """Make the judge of a statement: its figures are asked for, and not only its name over a text."""

    def judge(case: Case) -> Judgement:
        named = by_content(item)(case)
        if named.verdict != "present" or not case.traces.complete or _prints_figures(case, item):
            return named
        return replace(named, verdict="partly", lacks="no figures were read under its heading", hollow=True)

    return judge


def _prints_figures(case: Case, item: str) -> bool:
    """Say whether rows of a statement are printed anywhere, as a table or as lines, or any table under its heading."""
    traces = case.traces
    if any(trace.table is not None or any(traces.tables_below(trace)) for trace in traces.found(item)):
        return True
    rows = [sign.phrase for sign in signs(item) if sign.where == "row"]
    lines = (*traces.prose.traces, *traces.headings.traces)
    printed = "\n".join(even(trace.text) for trace in lines if find_amount(trace.text))
    return traces.joint(item, 2) is not None or sum(row in printed for row in rows) > 1


def income_statements(case: Case) -> list[BudgetTable]:
    """Give the tables that are income statements by their rows."""
    return [table for table in case.report.budget_tables if _rows_named(table, _RESULT_ROWS) >= 2]


def _rows_named(table: BudgetTable, names: Iterable[str]) -> int:
    labels = [(row.label or "").lower() for row in table.rows]
    return sum(any(label.startswith(name) for label in labels) for name in names)


def compared_result(case: Case) -> Judgement:
    """D04: the income statement beside last year's, the budget and the forecast."""
    tables = income_statements(case) or list(case.tables("income_statement"))
    if not tables:
        return Judgement("not_established", lacks="its columns were not read")
    columns = [column for table in tables for column in table.columns]
    roles = {column.role for column in columns}
    outcomes = max(sum(column.role == "outcome" for column in table.columns) for table in tables)
    compared = {
        "last year's outcome": outcomes > 1,
        "the budget": "budget" in roles,
        "the forecast": "forecast" in roles,
    }
    shown = {"the period's outcome": outcomes > 0, **compared}
    if forecast(case).verdict == "missing":
        shown["the forecast"] = True  # D08 tells of it
    lacking = [what for what, there in shown.items() if not there]
    labels = ", ".join(dict.fromkeys(column.label for column in columns if column.label))
    if not lacking:
        return Judgement("present", labels, source=tables[0].source)
    told = Judgement("partly", labels, source=tables[0].source, lacks=f"without {', '.join(lacking)}")
    return told if any(compared.values()) else replace(told, verdict="missing")


def compared_balance(case: Case) -> Judgement:
    """D06: a balance sheet with a second column."""
    tables = list(case.tables("balance_sheet"))
    if not tables:
        return Judgement("not_established", lacks="its columns were not read")
    best = max(tables, key=lambda table: len(table.columns))
    labels = ", ".join(column.label for column in best.columns)
    if len(best.columns) > 1:
        return Judgement("present", labels, source=best.source)
    return Judgement("missing", labels, source=best.source, lacks="it has a single column")


def forecast(case: Case) -> Judgement:
    """D08: a chapter about what is expected, or a forecast in the tables of the result."""
    named = next(iter(case.traces.found("D08")), None)
    if named:
        return present(named)
    for table in case.tables("income_statement", "operating", "account_groups", "net_cost"):
        if any(column.role == "forecast" for column in table.columns) and not _is_balance_requirement(table):
            return in_table(table)
    return by_signs("D08")(case)


def _is_balance_requirement(table: BudgetTable) -> bool:
    return any("balanskrav" in (text or "").lower() for text in (table.title, *(row.label for row in table.rows)))


# --- goals ------------------------------------------------------------------------------------------------------------


def good_economy(case: Case) -> Judgement:
    """D09: god ekonomisk hushållning with a verdict: in its sentence, under its heading, or by its goals' statuses."""
    named = case.traces.found("D09", "partly")
    for trace in named:
        for said in (*_sentences(trace), *case.traces.below(trace)):
            if says("D09", "prose", said.text, "verdict"):
                return present(said)
    judged = [goal for goal in case.report.goals if says("D09", "prose", goal.area or "", "partly") and _judged(goal)]
    if judged:
        return Judgement("present", judged[0].title, source=judged[0].source)
    if not named:
        return MISSING
    if not case.traces.complete:
        return Judgement("not_established", named[0].text, named[0], lacks="the text is not in the JSON")
    return Judgement("partly", named[0].text, named[0], lacks="no verdict against the goals was found")


def _sentences(trace: Trace) -> Iterator[Trace]:
    """Give the sentences of a text that speak of god ekonomisk hushållning."""
    for sentence in trace.text.replace("\n", ". ").split(". "):
        if says("D09", "prose", sentence, "partly"):
            yield Trace(sentence, trace.order, place=trace.place, source=trace.source)


def _judged(goal: Goal) -> bool:
    return goal.status is not None or goal.forecast is not None


def _goals_of(case: Case, *, money: bool) -> list[Goal]:
    """Give the goals that are about money, or those that are not."""
    marks = list(_marks(case))
    return [goal for goal in case.report.goals if _is_financial(goal, marks) == money]


def _is_financial(goal: Goal, marks: Sequence[_Mark]) -> bool:
    """Say whether a goal is about money: by the nearest heading of goals above it, else by its wording."""
    at = _position(goal)
    above = [mark for mark in marks if any(at) and mark.begin <= at < mark.end]
    nearest = max((mark.begin for mark in above), default=None)
    told = {mark.financial for mark in above if mark.begin == nearest}
    if told in ({True}, {False}):
        return True in told
    return any(says("D10", "goal", text) for text in (goal.title, goal.area or ""))


Position = tuple[int, int, float]
_LAST: Position = (sys.maxsize, 0, 0.0)


class _Mark(NamedTuple):
    """A heading of goals: where what it heads begins and ends, and whether that is money, None where it may be."""

    begin: Position
    end: Position
    financial: bool | None


def _marks(case: Case) -> Iterator[_Mark]:
    """Give the headings of goals."""
    traces = case.traces
    places = {trace.order: _position(trace) for trace in traces.headings.traces}
    ends = {begin: places.get(end, _LAST) for begin, end in traces.sections}
    tables = {(trace.table, _position(trace)) for trace in traces.rows.traces}
    for trace in traces.found("D10", "spoken"):
        at = _position(trace)
        others = (place for table, place in tables if table != trace.table and place > at)
        yield _Mark(at, ends.get(trace.order, _LAST) if trace.table is None else min(others, default=_LAST), True)
    own = traces.found("D11", "own")
    yield from (_Mark(_position(trace), _LAST, False) for trace in own)
    yield from (_Mark(_position(trace), _LAST, None) for trace in traces.found("D11", "spoken") if trace not in own)


def _position(printed: Goal | Trace) -> Position:
    """Give where something stands in files with pages or lines: page, line, and distance from the top."""
    place = printed.place if isinstance(printed, Trace) and printed.place else printed.source
    if place is None:
        return 0, 0, 0.0
    return place.page or 0, place.line or 0, place.bbox[1] if place.bbox else 0.0


def financial_goals(case: Case) -> Judgement:
    """D10: a financial goal with status or forecast."""
    return _goals(case, "D10", _goals_of(case, money=True))


def operational_goals(case: Case) -> Judgement:
    """D11: a goal for the operations with status or forecast."""
    return _goals(case, "D11", _goals_of(case, money=False))


def _goals(case: Case, item: str, goals: list[Goal]) -> Judgement:
    judged = next((goal for goal in goals if _judged(goal)), None)
    if judged:
        return Judgement("present", judged.title, source=judged.source)
    for heading in case.traces.found(item, "spoken"):
        said = next((t for t in case.traces.below(heading) if _is_verdict(t.text)), None)
        if said:
            return present(said)
    if goals:
        return Judgement("partly", goals[0].title, source=goals[0].source, lacks="no goal has a status or forecast")
    own = case.traces.found(item, "own")
    if own and all(case.traces.is_hollow(heading, item) for heading in own):
        return hollow(own[0])
    # a heading without goals is our doubt where its goals may have been missed, not where others were read below it
    named = next(iter(case.traces.found(item, "own" if case.report.goals else "spoken")), None)
    if named:
        return Judgement("not_established", named.text, named, lacks="no goal was read")
    summed = next((trace for trace in case.traces.found(item, "summed") if _sums_up(item, trace.text)), None)
    lacks = "the text sums them up, but no goal with its status was read"
    return Judgement("partly", summed.text, summed, lacks=lacks) if summed else MISSING


def _sums_up(item: str, text: str) -> bool:
    """Say whether a sentence judges goals of a kind together: "av de nio verksamhetsmålen bedöms sex uppnås"."""
    sentences = text.replace("\n", ". ").split(". ")
    return any(says(item, "prose", said, "summed") and says("D09", "prose", said, "verdict") for said in sentences)


def _is_verdict(text: str) -> bool:
    """Say whether a text judges goals, and not only the economy as a whole."""
    return says("D09", "prose", text, "verdict") and not says("D09", "prose", text, "partly")


# --- operations and investments ---------------------------------------------------------------------------------------


def _board_tables(case: Case) -> Iterator[BudgetTable]:
    """Give the tables of money whose rows are boards."""
    for table in case.report.budget_tables:
        boards = sum(_is_board(row.label or "") for row in table.rows)
        if boards >= BOARDS and table.kind != "investment" and _has_budget(table):
            yield table


def _is_board(label: str) -> bool:
    return is_body(label) or label.lower().rstrip(" .*)").endswith(("nämnd", "nämnden", "styrelse", "styrelsen"))


def _has_budget(table: BudgetTable) -> bool:
    roles = {column.role for column in table.columns}
    return "budget" in roles and bool(roles & {"outcome", "forecast"})


def operations(case: Case) -> Judgement:
    """D13: operating result per board; a federation without boards sets its income statement beside the budget."""
    table = next(_board_tables(case), None) or next(_of_federation(case), None)
    return in_table(table) if table else by_content("D13")(case)


def _of_federation(case: Case) -> Iterator[BudgetTable]:
    if case.report.report.entity == "federation":
        yield from filter(_has_budget, case.tables("operating", "income_statement", "account_groups"))


def investments(case: Case) -> Judgement:
    """D14: investments."""
    named = by_content("D14")(case)
    table = next(case.tables("investment"), None)
    return in_table(table) if table and named.verdict != "present" else named


def accounts_as_tables(case: Case) -> Judgement:
    """A07: the operating and investment accounts as tables with budget and outcome."""
    tables = (*_board_tables(case), *filter(_has_budget, case.tables("operating")), *_of_federation(case))
    operating = next(iter(tables), None)
    investment = next(filter(_has_budget, case.tables("investment")), None)
    if operating and investment:
        return Judgement("present", f"{operating.title}; {investment.title}", source=operating.source)
    lacks = [what for what, table in (("operating", operating), ("investment", investment)) if table is None]
    found = operating or investment
    told = f"no {' and '.join(lacks)} table with budget and outcome was read"
    if found is None:
        return Judgement("missing", lacks=told)
    return Judgement("partly", found.title, source=found.source, lacks=told)


# --- the group, notes, the management report --------------------------------------------------------------------------


def group(case: Case) -> Judgement:
    """D17: the group, asked for only where the report speaks of companies."""
    named = by_signs("D17")(case)
    if named.verdict == "present":
        return named
    if not case.traces.complete:
        return Judgement("not_established", lacks="the text is not in the JSON")
    owned = next(iter(case.traces.found("D17", "owner")), None)
    return Judgement("missing", trace=owned, lacks=f"though «{owned.text[:80]}»") if owned else NOT_APPLICABLE


def consolidated(case: Case) -> Judgement:
    """A09: consolidated accounts, asked for only where there is a group."""
    if group(case).verdict == "not_applicable":
        return NOT_APPLICABLE
    return by_content("A09", parts=_STATEMENTS)(case)


def group_described(case: Case) -> Judgement:
    """A03.2: the group in the management report, asked for only where there is one."""
    described = heading_of("A03.2")(case)
    if described.verdict != "present" and group(case).verdict == "not_applicable":
        return NOT_APPLICABLE
    return described


def notes(case: Case) -> Judgement:
    """A02: notes, and the accounting principles among them."""
    named, principles = by_signs("A02")(case), by_signs("D15")(case)
    if named.verdict == "present" and principles.verdict == "present":
        return named
    if named.verdict == "present":
        return Judgement("partly", named.evidence, named.trace, lacks="no accounting principles were found")
    if principles.verdict == "present":
        return Judgement("partly", principles.evidence, principles.trace, lacks="only accounting principles were found")
    return MISSING


def management_report(case: Case) -> Judgement:
    """A03: the management report, by its name or by most of the headings that it must have."""
    named = next(iter(case.traces.found("A03")), None)
    if named:
        return present(named)
    headings = [found[0] for found in map(case.traces.found, _MANAGEMENT) if found]
    if len(headings) < MANAGEMENT_HEADINGS:
        return MISSING
    aside = next((text for text in case.traces.asides if says("A03", "heading", text)), None)
    if aside:
        return Judgement("present", aside)
    counted = f"{len(headings)} of its {len(_MANAGEMENT)} headings"
    return Judgement("partly", counted, headings[0], lacks=f"{counted} are there, but none calls it by its name")


def heading_of(item: str) -> Judge:
    """Make the judge of one of the headings that the management report must have."""
    return by_signs(item, "the text speaks of it, but no heading names it")


def balance_requirement(case: Case) -> Judgement:
    """A04: the table from the year's result to the balance requirement's result, or the same as lines of text."""
    row = case.traces.joint("A04", 2)
    if row:
        return present(row)
    said = [t for t in case.traces.prose.traces if says("A04", "row", t.text, "joint") and find_amount(t.text)]
    return present(said[0]) if len(said) > 1 else MISSING


def find_amount(text: str) -> bool:
    """Say whether a line prints figures.

    Example:
        >>> find_amount("Årets resultat 12,4"), find_amount("Årets resultat")
        (True, False)
    """
    return any(letter.isdigit() for letter in text)


def several_years(case: Case) -> Judgement:
    """A05: an overview of years, by name or by a table with a column for each of at least four."""
    named = by_content("A05")(case)
    if named.verdict == "present":
        return named
    last = case.report.report.year or 9999
    years: dict[int | None, set[int]] = {}
    for column in case.traces.columns.traces:
        found = years.setdefault(column.table, set())
        found.update(year for year in find_years(column.text) if year <= last)
        if len(found) >= YEARS:
            return Judgement("present", ", ".join(map(str, sorted(found))), column)
    return named


def sick_leave(case: Case) -> Judgement:
    """A06: sick leave in total, by sex, by age, and the long-term part."""
    named = case.traces.found("A06")
    if not named:
        return by_signs("A06")(case)
    near = [trace.text for found in named[:5] for trace in case.traces.near(found, REACH)]
    parts = {"women and men": "gender", "age groups": "age", "long-term sick leave": "long"}
    lacking = [what for what, part in parts.items() if not any(says("A06", "part", text, part) for text in near)]
    if not lacking:
        return present(named[0])
    return Judgement("partly", named[0].text, named[0], lacks=f"without {', '.join(lacking)}")


JUDGES: dict[str, Judge] = {
    "D01": municipality_and_year,
    "D02": period_of_half_a_year,
    **{item: statement(item) for item in _STATEMENTS},
    "D04": compared_result,
    "D06": compared_balance,
    "D08": forecast,
    "D09": good_economy,
    "D10": financial_goals,
    "D11": operational_goals,
    "D13": operations,
    "D14": investments,
    "D17": group,
    "D18": decided_in_time,
    "A02": notes,
    "A03": management_report,
    **{item: heading_of(item) for item in _MANAGEMENT},
    "A03.2": group_described,
    "A04": balance_requirement,
    "A05": several_years,
    "A06": sick_leave,
    "A07": accounts_as_tables,
    "A09": consolidated,
}
