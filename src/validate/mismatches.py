"""What does not add up, as findings: found, expected and difference, the cell to look at first, whose matter it is.

A printed equation that breaks is the report's own error when we are sure of its cells and the same equation holds
elsewhere in the table; where our reading is in doubt it is our warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import BudgetTable, Finding, Report, Source
from ..schema.codes import CheckKind, FindingCode, Origin, Severity
from .figures import At
from .identity import Identity, tidy
from .ledger import Ledger
from .suggest import UNIT_SLIPS, Court, Suspect

_CODES: dict[CheckKind, FindingCode] = {
    "sum": "sum_mismatch",
    "flow": "sum_mismatch",
    "balance": "sum_mismatch",
    "variance": "variance_mismatch",
    "change": "change_mismatch",
    "change_pct": "change_mismatch",
    "ratio": "change_mismatch",
    "cross_table": "cross_table_mismatch",
    "prose": "prose_mismatch",
    "target": "status_conflict",
}
_RANK: tuple[CheckKind, ...] = (
    "sum",
    "balance",
    "flow",
    "variance",
    "change",
    "cross_table",
    "change_pct",
    "ratio",
    "prose",
    "target",
)
MIN_HELD = 3
MIN_SHARE = 0.75


def mismatches(report: Report, ledger: Ledger, scanned: frozenset[int] | None = None) -> Iterator[Finding]:
    """Give a finding for every equation of the budget tables that does not hold, those of one cell together.

    `scanned` are the pages whose text came from OCR; None where the report alone says whether any did.
    """
    court = Court(ledger.identities, ledger.value, ledger.half)
    told: set[tuple[int, int]] = set()
    for suspect, identities in court.clusters():
        lost = [i for i in identities if _has_no_terms_known(i)]
        if lost:
            row = lost[0].target.table, lost[0].target.row
            if row in told:
                continue
            told.add(row)
        yield _finding(_Case(report, ledger, suspect, identities, scanned))


def _has_no_terms_known(identity: Identity) -> bool:
    """Say whether a sum holds in no other column: then we do not know what it is the sum of."""
    return identity.kind == "sum" and identity.held == 0 and identity.tried > 0


class _Case(NamedTuple):
    report: Report
    ledger: Ledger
    suspect: Suspect | None
    identities: Sequence[Identity]
    scanned: frozenset[int] | None


def _finding(case: _Case) -> Finding:
    report, ledger, suspect, identities = case.report, case.ledger, case.suspect, case.identities
    main = _main(suspect, identities)
    at = suspect.at if suspect else main.target
    origin, severity = _weight(case)
    table = report.budget_tables[at.table]
    return Finding(
        code="unit_slip" if suspect and suspect.slip in UNIT_SLIPS else _CODES[main.kind],
        origin=origin,
        severity=severity,
        message="; ".join(_told(ledger, identity) for identity in sorted(identities, key=lambda i: i is not main)),
        where=f"/budget_tables/{at.table}/rows/{at.row}/values/{at.column}",
        suggestion=_suggestion(case),
        source=_source(table, at),
    )


def _main(suspect: Suspect | None, identities: Sequence[Identity]) -> Identity:
    """Choose the equation a finding is named after: one about the suspected cell before others."""
    return min(identities, key=lambda i: (suspect is None or i.target != suspect.at, _RANK.index(i.kind)))


def _weight(case: _Case) -> tuple[Origin, Severity]:
    """Decide whose matter it is, and how grave."""
    if any(_in_doubt(case, at) for identity in case.identities for at in identity.cells()):
        return "extraction", "warning"
    if any(_is_certain(case, identity) for identity in case.identities):
        return "report", "error"
    unclear = all(_is_unclear(case.ledger, identity) for identity in case.identities)
    return ("extraction" if unclear else "report"), "warning"


def _in_doubt(case: _Case, at: At) -> bool:
    """Say whether we may have misread a cell: it was repaired, or its page was read by OCR."""
    if (at.row, at.column) in case.ledger.figures[at.table].doubted:
        return True
    if not case.report.document.ocr:
        return False
    page = case.report.budget_tables[at.table].rows[at.row].source.page
    return case.scanned is None or page is None or page in case.scanned


def _is_certain(case: _Case, identity: Identity) -> bool:
    """Say whether an equation is surely meant: its label or header says so, and it holds nearly everywhere else."""
    if identity.habit or not identity.firm or _is_unclear(case.ledger, identity):
        return False
    if identity.kind in ("sum", "flow") and _is_between_rows(identity):
        if identity.tried == 0:
            return bool(case.suspect and case.suspect.slip)
        return identity.held >= max(1, 0.5 * identity.tried)
    if identity.kind == "balance":
        return identity.held >= 1
    if identity.kind == "cross_table":
        return identity.held >= 2
    return identity.held >= MIN_HELD and identity.held >= MIN_SHARE * (identity.tried - 1)


def _is_between_rows(identity: Identity) -> bool:
    return all(at.column == identity.target.column for at, _ in identity.terms)


def _is_unclear(ledger: Ledger, identity: Identity) -> bool:
    """Say whether our own reading may be what breaks an equation: headers not read, or a sum that nothing gives."""
    if _has_no_terms_known(identity):
        return True
    if _is_between_rows(identity):
        return False
    columns = ledger.figures[identity.target.table].table.columns
    if len({at.table for at in identity.cells()}) > 1:
        return False
    used = [columns[at.column] for at in identity.cells()]
    return any(not column.label or column.role == "other" for column in used)


def _told(ledger: Ledger, identity: Identity) -> str:
    """Tell of one broken equation with printed figures."""
    table = ledger.figures[identity.target.table].table
    expected, found = identity.expected(ledger.value) or 0.0, ledger.value(identity.target) or 0
    step = 2 * identity.half
    shown = tidy(round(expected / step) * step)
    what = f"{_source_of_expected(ledger, identity)} {shown}"
    difference = tidy(found - shown)
    tolerance = tidy(identity.tolerance(ledger.value))
    opposite = ", the other way round than its table counts" if identity.habit else ""
    return (
        f"{_cell(table, identity.target)} is printed {_printed(table, identity.target)}, but {what}{opposite} "
        f"(difference {difference}, rounding {tolerance})"
    )


def _source_of_expected(ledger: Ledger, identity: Identity) -> str:
    """Say what gives the expected figure."""
    plain = {
        "flow": "opening and flow give",
        "balance": "the other side of the balance is",
        "change_pct": "the change in per cent is",
        "ratio": "the share in per cent is",
    }
    if identity.kind == "cross_table":
        return f"{_other(ledger, identity)} prints"
    if identity.kind == "sum":
        return _summed(ledger, identity)
    return plain.get(identity.kind) or f"{_formula(ledger, identity)} is"


def _summed(ledger: Ledger, identity: Identity) -> str:
    table = ledger.figures[identity.target.table].table
    if len(identity.terms) == 1:
        return f"what it repeats, {_cell(table, identity.terms[0][0])}, is"
    return f"{len(identity.terms)} {'rows' if _is_between_rows(identity) else 'columns'} add up to"


def _other(ledger: Ledger, identity: Identity) -> str:
    at = identity.terms[0][0]
    return f"{_cell(ledger.figures[at.table].table, at)} of «{(ledger.figures[at.table].table.title or '')[:60]}»"


def _formula(ledger: Ledger, identity: Identity) -> str:
    columns = ledger.figures[identity.target.table].table.columns
    rows = ledger.figures[identity.target.table].table.rows
    between = _is_between_rows(identity)
    parts = [
        ("- " if sign < 0 else "+ ") + f"«{((rows[at.row].label if between else columns[at.column].label) or '')[:40]}»"
        for at, sign in identity.terms
    ]
    return " ".join(parts).removeprefix("+ ")


def _cell(table: BudgetTable, at: At) -> str:
    row, column = table.rows[at.row], table.columns[at.column]
    return f"«{(row.label or 'the closing row')[:60]}» / «{column.label[:40]}»"


def _printed(table: BudgetTable, at: At) -> str:
    row = table.rows[at.row]
    raw = row.raw[at.column] if at.column < len(row.raw) else None
    return f"«{raw}»" if raw else str(row.values[at.column])


def _suggestion(case: _Case) -> str | None:
    """Say which cell would mend the most equations, and to what."""
    suspect = case.suspect
    if suspect is None:
        return None
    table = case.report.budget_tables[suspect.at.table]
    count = len(suspect.mended)
    slip = f", as if {suspect.slip} had slipped" if suspect.slip else ""
    equations = "1 equation holds" if count == 1 else f"{count} equations hold"
    cell = _cell(table, suspect.at)
    return f"with {suspect.value} instead of {_printed(table, suspect.at)} in {cell} {equations}{slip}"


def _source(table: BudgetTable, at: At) -> Source:
    """Give the place of a cell: its own box where the file has one."""
    row = table.rows[at.row]
    box = row.boxes[at.column] if row.boxes and at.column < len(row.boxes) else None
    return row.source.model_copy(update={"bbox": box}) if box else row.source
