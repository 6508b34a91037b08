"""How well budget tables prove themselves: what is verified, what damage is found, what headers cost, how fast.

    python benchmarks/arithmetic.py SHARED [PART ...]

SHARED is the folder with `seeds/`, `corpus/dev/` and `real/`, which are no part of the project. PART is any of
`proven`, `damage`, `headers`, `broken`, `speed`; without any, all are run.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kommunrapport.errors import ReadError
from kommunrapport.extract.document import Cell
from kommunrapport.extract.joining import Grid, Row
from kommunrapport.normalize.column import read_column
from kommunrapport.pipeline import read_report
from kommunrapport.schema import BudgetColumn, BudgetRow, BudgetTable, DocumentInfo, Finding, Report, ReportInfo, Source
from kommunrapport.validate.arithmetic import with_arithmetic
from kommunrapport.validate.columns import Rule, column_rules
from kommunrapport.validate.figures import At, figures_of
from kommunrapport.validate.ledger import Ledger, ledger_of, verified
from kommunrapport.validate.mismatches import mismatches

DRAWS = 300
SEED = 20
MISMATCHES = (
    *("sum_mismatch", "variance_mismatch", "change_mismatch", "cross_table_mismatch"),
    *("prose_mismatch", "count_mismatch", "unit_slip", "impossible_date"),
)


def reports(folder: Path) -> Iterator[tuple[str, Report]]:
    """Read every report of a folder that can be read."""
    for file in sorted(folder.iterdir()):
        if file.suffix == ".json":
            continue
        try:
            yield file.name, read_report(file)
        except ReadError as error:
            print(f"not read: {error}")


def arithmetic_findings(report: Report) -> list[Finding]:
    """Give the findings of a report's budget tables."""
    return list(mismatches(report, ledger_of(report.budget_tables)))


def measure_proven(name: str, read: list[tuple[str, Report]]) -> None:
    """Print the share of numbers that hold in some equation, and count the mismatches by severity."""
    cells = proven = 0
    found: Counter[str] = Counter()
    for _, report in read:
        for count in verified(ledger_of(report.budget_tables)):
            cells, proven = cells + count.cells, proven + count.proven
        found.update(f"{f.severity}/{f.origin}" for f in arithmetic_findings(report))
    share = f"{proven} of {cells} numbers in an equation that holds ({proven / max(1, cells):.1%})"
    print(f"{name}: {share}; findings {dict(found)}")


def damaged(value: float, random_: random.Random) -> tuple[float, str]:
    """Change one digit, the sign, or the position of a digit in a printed number."""
    text = f"{abs(value):g}" if isinstance(value, float) else str(abs(value))
    digits = [i for i, letter in enumerate(text) if letter.isdigit()]
    kind = random_.choice(("digit", "sign", "position"))
    letters = list(text)
    if kind == "sign":
        return -value, kind
    if kind == "position" and len(digits) > 1:
        k = random_.randrange(len(digits) - 1)
        i, j = digits[k], digits[k + 1]
        letters[i], letters[j] = letters[j], letters[i]
    else:
        i = random_.choice(digits)
        letters[i] = random_.choice([d for d in "0123456789" if d != letters[i]])
    number = float("".join(letters))
    number = number if isinstance(value, float) else int(number)
    return (-number if value < 0 else number), kind


def with_cell(report: Report, at: At, value: float) -> Report:
    """Give a report with one printed number changed."""
    table = report.budget_tables[at.table]
    row = table.rows[at.row]
    values, raw = list(row.values), list(row.raw)
    values[at.column] = value
    raw[at.column] = f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
    rows = list(table.rows)
    rows[at.row] = row.model_copy(update={"values": values, "raw": raw})
    tables = list(report.budget_tables)
    tables[at.table] = table.model_copy(update={"rows": rows})
    return report.model_copy(update={"budget_tables": tables})


def draws(read: list[tuple[str, Report]]) -> Iterator[tuple[Report, At, float, int]]:
    """Draw cells and change them by more than the tolerance of an equation that covers them."""
    random_ = random.Random(SEED)
    ledgers = [ledger_of(report.budget_tables) for _, report in read]
    covered = [sorted({at for i in ledger.identities for at in i.cells() if ledger.value(at)}) for ledger in ledgers]
    numbers = [n for n, cells in enumerate(covered) for _ in cells]
    made = 0
    while made < DRAWS:
        n = random_.choice(numbers)
        at = random_.choice(covered[n])
        value, _ = damaged(ledgers[n].value(at) or 0, random_)
        count = breaks(ledgers[n], at, value)
        if count:
            made += 1
            yield read[n][1], at, value, sum(at in identity.cells() for identity in ledgers[n].identities)


def breaks(ledger: Ledger, at: At, value: float) -> int:
    """Count the equations that a changed cell breaks."""
    return sum(
        at in i.cells() and i.holds(ledger.value) and not i.holds(lambda a: value if a == at else ledger.value(a))
        for i in ledger.identities
    )


def measure_damage(read: list[tuple[str, Report]]) -> None:
    """Print how often the damaged table and cell are named."""
    tables = cells = several = errors = 0
    known = {id(report): {f.where for f in arithmetic_findings(report)} for _, report in read}
    for report, at, value, identities in draws(read):
        new = [f for f in arithmetic_findings(with_cell(report, at, value)) if f.where not in known[id(report)]]
        right_table = any((f.where or "").startswith(f"/budget_tables/{at.table}/") for f in new)
        right_cell = any(f.where == f"/budget_tables/{at.table}/rows/{at.row}/values/{at.column}" for f in new)
        tables += right_table
        several += identities >= 2
        cells += identities >= 2 and right_cell
        errors += any(f.severity == "error" for f in new)
        if "-v" in sys.argv and not (right_table and (right_cell or identities < 2)):
            tell_miss(report, at, value, new)
    named = f"table named {tables}/{DRAWS}, cell named {cells}/{several} where two equations cover it"
    print(f"damage: {named}, errors {errors}")


def tell_miss(report: Report, at: At, value: float, found: list[Finding]) -> None:
    """Print a damage that was not found, or not at its place."""
    table = report.budget_tables[at.table]
    label, printed = table.rows[at.row].label, table.rows[at.row].values[at.column]
    print(f"  missed: {table.title} ({table.kind}) / {label} / {table.columns[at.column].label}: {printed} -> {value}")
    for finding in found:
        print(f"     {finding.where}: {finding.message[:160]}")


def measure_headers(folder: Path) -> None:
    """Print how many columns keep their role when the header is intact, shifted by one column, or deleted."""
    from kommunrapport.extract.find.budget_columns import figure_positions, money_columns
    from kommunrapport.extract.find.budgets import is_budget_table, label_column
    from kommunrapport.extract.structure import structure_of
    from kommunrapport.pipeline import read_document

    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    open_: Counter[str] = Counter()
    for file in sorted(folder.iterdir()):
        if file.suffix == ".json" or file.name.startswith("skannad"):
            continue
        structure = structure_of(read_document(file))
        for grid in (grid for grid in structure.grids if is_budget_table(structure, grid)):
            positions = figure_positions(grid, label_column(grid))
            true = [column.role for column in money_columns(grid, positions, 2020)]
            if ("variance" not in true and "change_pct" not in true) or len(true) < 3:
                continue
            ways = {"shifted left": shifted(grid, -1), "shifted right": shifted(grid, 1), "deleted": headless(grid)}
            for name, changed in ways.items():
                for was, column in zip(true, money_columns(changed, positions, 2020), strict=True):
                    right[name] += column.role == was
                    open_[name] += column.role == "other" != was
                    wrong[name] += column.role not in (was, "other")
    for name in right:
        total = right[name] + open_[name] + wrong[name]
        print(f"header {name}: {right[name]} of {total} roles right, {open_[name]} open, {wrong[name]} wrong")


def shifted(grid: Grid, by: int) -> Grid:
    """Move every header cell one column to the left or right, keeping all its words."""
    if by < 0:
        return replace(grid, header=tuple(moved(row, (*row.cells[1:], None), by) for row in grid.header))
    return replace(
        grid,
        header=tuple(moved(row, (None, *row.cells), by) for row in grid.header),
        columns=(*grid.columns, grid.columns[-1]),
        rows=tuple(replace(row, cells=(*row.cells, None)) for row in grid.rows),
    )


def headless(grid: Grid) -> Grid:
    """Take the words of a table's header away."""
    return replace(grid, header=(), columns=tuple(read_column("") for _ in grid.columns))


def moved(row: Row, cells: tuple[Cell | None, ...], by: int) -> Row:
    """Give a row with its cells at their new columns."""
    return replace(row, cells=tuple(replace(cell, column=cell.column + by) if cell else None for cell in cells))


def measure_deleted(read: list[tuple[str, Report]]) -> None:
    """Print in how many tables the relation between the columns is found without any header."""
    found = tables = 0
    for _, report in read:
        for i, table in enumerate(report.budget_tables):
            known = {frozenset((r.target, *(c for c, _ in r.terms))) for r in rules_of(i, table) if r.form == "linear"}
            if not known or len(table.rows) < 3:
                continue
            bare = table.model_copy(update={"columns": [BudgetColumn(label="", role="other") for _ in table.columns]})
            kept = {frozenset((r.target, *(c for c, _ in r.terms))) for r in rules_of(i, bare) if r.form == "linear"}
            tables += 1
            found += known <= kept
    print(f"header deleted: relation between columns found in {found} of {tables} tables")


def rules_of(index: int, table: BudgetTable) -> list[Rule]:
    """Give the equations between a table's columns."""
    return column_rules(figures_of(index, table))


def measure_broken(read: list[tuple[str, Report]]) -> None:
    """Print every mismatch of real reports, as a user sees it, for judging by eye."""
    for name, report in read:
        for count in (table.verified for table in report.budget_tables):
            print(f"{name}: {count.proven} of {count.cells} numbers proven")
        for finding in (finding for finding in report.findings if finding.code in MISMATCHES):
            print(f"{name} p. {finding.source.page if finding.source else '?'} {finding.severity} {finding.origin}")
            print(f"    {finding.message}\n    {finding.suggestion or ''}")


def long_table(rows: int, width: int) -> Report:
    """Make a report with one long table: items, a total every 50 rows, a grand total; outcome, budget, variance."""
    random_ = random.Random(SEED)
    roles = ["outcome", "budget", "variance"] * (width // 3)
    lines: list[tuple[str, str, list[int]]] = []
    grand = [0] * width
    open_ = [0] * width
    for i in range(rows - 1):
        if i % 50 == 49:
            lines.append(("Summa avdelning", "subtotal", open_))
            open_ = [0] * width
            continue
        pairs = [(random_.randint(-90000, 90000), random_.randint(-90000, 90000)) for _ in range(width // 3)]
        values = [value for a, b in pairs for value in (a, b, a - b)]
        open_ = [a + b for a, b in zip(open_, values, strict=True)]
        grand = [a + b for a, b in zip(grand, values, strict=True)]
        lines.append((f"Enhet {i}", "item", values))
    lines.append(("Summa totalt", "total", grand))
    table = BudgetTable(
        id="b1",
        title="Drift",
        kind="operating",
        unit="tkr",
        columns=[BudgetColumn(label=f"{role} {i}", role=role, year=2020) for i, role in enumerate(roles)],  # type: ignore[arg-type]
        rows=[
            BudgetRow(label=label, kind=kind, values=list(values), raw=[str(v) for v in values], source=Source())  # type: ignore[arg-type]
            for label, kind, values in lines
        ],
        source=Source(),
    )
    info = DocumentInfo(file_name="x.txt", sha256="0" * 64, media_type="text/plain", ocr=False, outcome="ok")
    return Report(document=info, report=ReportInfo(), budget_tables=[table])


def measure_speed() -> None:
    """Print how long tables of growing length take."""
    for rows in (500, 1000, 2000, 4000):
        report = long_table(rows, 12)
        start = time.process_time()
        checked = with_arithmetic(report, ledger_of(report.budget_tables))
        spent = time.process_time() - start
        checks = checked.budget_tables[0].checks
        held = sum(check.ok for check in checks)
        print(f"{rows} x 12: {spent:.2f} s, {held} of {len(checks)} checks hold, {len(checked.findings)} findings")


def main() -> int:
    """Run the parts that are asked for."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    parts = [part for part in sys.argv[2:] if not part.startswith("-")] or [
        "proven",
        "damage",
        "headers",
        "broken",
        "speed",
    ]
    if not (shared / "corpus").is_dir():
        print(f"nothing to measure: {shared} holds no reports")
        return 0
    dev = list(reports(shared / "corpus" / "dev")) if {"proven", "damage", "headers"} & set(parts) else []
    if "proven" in parts:
        measure_proven("dev corpus", dev)
        measure_proven("seeds", list(reports(shared / "seeds")))
    if "damage" in parts:
        measure_damage(dev)
    if "headers" in parts:
        measure_headers(shared / "corpus" / "dev")
        measure_deleted(dev)
    if "broken" in parts:
        measure_broken(list(reports(shared / "real")))
    if "speed" in parts:
        measure_speed()
    return 0


if __name__ == "__main__":
    sys.exit(main())
