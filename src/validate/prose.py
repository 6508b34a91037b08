"""What running text says again, held against the tables: what agrees proves both, what contradicts is a finding.

Only a sentence that names its row plainly, and whose amount lies near the table's without being it, contradicts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..extract.document import Document
from ..normalize.number import find_amounts
from ..schema import Check, CheckTerm, Finding, Report
from .figures import KRONOR
from .identity import tidy
from .ledger import Ledger
from .repeats import (
    Figure,
    Named,
    Said,
    amounts_said,
    equal,
    found_again,
    measures_variance,
    named,
    total_above,
    totals,
    ventures,
)
from .sentences import says

NEAR = 2.0
"""An amount that differs by more than this factor is about something else."""
HUGE = 3.0
"""A deviation so many times the largest figure of all tables has the wrong unit."""


def with_prose(document: Document, report: Report, ledger: Ledger) -> Report:
    """Hold the amounts of the text against the tables: checks for what agrees, findings for what cannot be."""
    checks: dict[int, list[Check]] = defaultdict(list)
    findings: list[Finding] = []
    for said in amounts_said(document):
        match = found_again(said, ledger)
        if match is not None:
            _note(checks[match.at.table], _check(said, match, ledger, ok=True))
            continue
        clash = _clash(said, ledger)
        if clash:
            _note(checks[clash.at.table], _check(said, clash, ledger, ok=False))
            findings.append(_mismatch(said, clash, ledger))
        elif slip := _slip(said, ledger):
            findings.append(slip)
    if not checks and not findings:
        return report
    return _with(report, ledger, checks, findings)


def _note(checks: list[Check], check: Check) -> None:
    """Note a check once, however often the text says the same."""
    if check not in checks:
        checks.append(check)


# --- what cannot be ---------------------------------------------------------------------------------------------------


def _clash(said: Said, ledger: Ledger) -> Figure | None:
    """Find the figure that a plain sentence contradicts: it names row and measure, its amount lies near but differs."""
    if says("apart", said.before) or "approx" in said.amount.flags:
        return None
    rows = _of_a_budget(said, ledger) or (_plainly_named(said, ledger) if measures_variance(said) else [])
    figures = [figure for row in rows for figure in row.figures]
    amounts = {round(figure.kronor(ledger)[0]) for figure in figures}
    if not figures or len({row.label for row in rows}) > 1 or len(amounts) != 1:
        return None
    amount, half = figures[0].kronor(ledger)
    if not amount or abs(abs(said.kronor) - amount) <= said.half + half:
        return None
    return figures[0] if 1 / NEAR <= abs(said.kronor) / amount <= NEAR else None


def _plainly_named(said: Said, ledger: Ledger) -> list[Named]:
    """Give the rows that a sentence names whose first amount this is."""
    if said.before.count(",") > 1 or any(True for _ in find_amounts(said.before)):
        return []
    if rows := named(said, ledger):
        return rows
    if not says("whole", said.before):
        return []
    return totals(said, ledger) if says("body", said.before[:60]) else total_above(said, ledger)


def _of_a_budget(said: Said, ledger: Ledger) -> list[Named]:
    """Give what investment tables use or leave of their budget, where the sentence names that budget and says which."""
    others = [a for a in find_amounts(said.sentence) if a.unit in KRONOR and a.start != said.amount.start]
    if len(others) != 1:
        return []
    whole = Said(others[0], said.sentence, said.sentence[: others[0].start], said.place)
    budget = next(
        (f for row in ventures(whole, ledger, "budget") for f in row.figures if equal(whole, f, ledger)), None
    )
    if budget is None:
        return []
    if says("unused", said.after):
        return ventures(said, ledger, "variance")
    if not says("used", said.sentence) or says("unused", said.sentence):
        return []
    return ventures(said, ledger, "forecast" if says("expected", said.sentence) else "outcome")


def _slip(said: Said, ledger: Ledger) -> Finding | None:
    """A deviation far above all that tables print, but not when it is a thousand times smaller, has the wrong unit."""
    smaller = {"mnkr": "tkr", "mdkr": "mnkr"}.get(said.amount.unit)
    if not smaller or not measures_variance(said):
        return None
    largest = max((amount for amount, _, _ in ledger.amounts), default=0.0)
    if not largest or abs(said.kronor) < HUGE * largest or abs(said.kronor) / 1000 > largest:
        return None
    message = (
        f"«{said.amount.raw}» in «{_quoted(said)}» is {abs(said.kronor) / largest:.0f} times the largest figure of all "
        f"budget tables, {tidy(largest / 1e3)} tkr"
    )
    printed = re.sub(r"\s*[^\W\d]+$", "", said.amount.raw)
    return Finding(
        code="unit_slip",
        origin="report",
        severity="warning",
        message=message,
        suggestion=f"{printed} {smaller}",
        source=said.place,
    )


# --- what is told -----------------------------------------------------------------------------------------------------


def _check(said: Said, figure: Figure, ledger: Ledger, *, ok: bool) -> Check:
    """Write an amount of the text down as a check of the cell it repeats, or by which a sum is known."""
    table = ledger.figures[figure.at.table].table
    unit = KRONOR[table.unit or "kr"]
    (at, own), others = figure.cells[0], figure.cells[1:]
    stated = (-1 if figure.value(ledger) < 0 else 1) * abs(said.kronor) / unit
    rest = sum(sign * (ledger.value(other) or 0) for other, sign in others)
    return Check(
        kind="prose",
        row=at.row,
        column=at.column,
        expected=tidy(own * (stated - rest)),
        found=ledger.value(at) or 0,
        tolerance=tidy(max(said.half / unit, sum(ledger.half(cell) for cell, _ in figure.cells))),
        ok=ok,
        terms=[CheckTerm(table=table.id, row=o.row, column=o.column, sign=-own * sign) for o, sign in others],
    )


def _mismatch(said: Said, figure: Figure, ledger: Ledger) -> Finding:
    at = figure.at
    table = ledger.figures[at.table].table
    row, column = table.rows[at.row], table.columns[at.column]
    place = ("page", row.source.page) if row.source.page else ("line", row.source.line)
    where = f" on {place[0]} {place[1]}" if place[1] else ""
    if len(figure.cells) > 1:
        shown = (
            f"the rows of the table{where} come to {tidy(figure.value(ledger))} {table.unit} in «{column.label[:40]}»"
        )
    else:
        printed = row.raw[at.column] if at.column < len(row.raw) else str(row.values[at.column])
        name = (row.label or table.title or "the closing row")[:60]
        shown = f"the table{where} prints «{printed}» {table.unit} in «{name}» / «{column.label[:40]}»"
    whole = f"/budget_tables/{at.table}/columns/{at.column}"
    return Finding(
        code="prose_mismatch",
        origin="report",
        severity="warning",
        message=f"the text says «{said.amount.raw}» («{_quoted(said)}»), {shown}",
        where=whole if len(figure.cells) > 1 else f"/budget_tables/{at.table}/rows/{at.row}/values/{at.column}",
        source=said.place,
    )


def _quoted(said: Said) -> str:
    start = max(0, said.amount.start - 80)
    return said.sentence[start : said.amount.end + 20].strip()


def _with(report: Report, ledger: Ledger, checks: dict[int, list[Check]], findings: Sequence[Finding]) -> Report:
    """Give the report with the new checks, the cells they prove, and the findings."""
    proven = _proven(ledger)
    tables = list(report.budget_tables)
    for index, more in checks.items():
        table = tables[index]
        covered_cells, proven_cells = proven[index]
        covered_cells |= {cell for check in more for cell in _cells(check)}
        proven_cells |= {cell for check in more if check.ok for cell in _cells(check)}
        verified = table.verified.model_copy(update={"covered": len(covered_cells), "proven": len(proven_cells)})
        tables[index] = table.model_copy(update={"checks": [*table.checks, *more], "verified": verified})
    return report.model_copy(update={"budget_tables": tables, "findings": [*report.findings, *findings]})


def _cells(check: Check) -> set[tuple[int, int]]:
    return {(check.row, check.column), *((term.row, term.column) for term in check.terms)}


def _proven(ledger: Ledger) -> list[tuple[set[tuple[int, int]], set[tuple[int, int]]]]:
    """Give the cells of each table that some identity covers, and those that one proves."""
    found: list[tuple[set[tuple[int, int]], set[tuple[int, int]]]] = [(set(), set()) for _ in ledger.figures]
    for identity in ledger.identities:
        holds = identity.holds(ledger.value)
        for at in identity.cells():
            if ledger.value(at) is None:
                continue
            found[at.table][0].add((at.row, at.column))
            if holds:
                found[at.table][1].add((at.row, at.column))
    return found
