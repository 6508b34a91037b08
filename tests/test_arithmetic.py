"""Budget tables prove their own numbers; what is printed wrong is found, named, and told from honest rounding."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.schema import (
    BudgetColumn,
    BudgetRow,
    BudgetTable,
    DocumentInfo,
    Finding,
    Report,
    ReportInfo,
    Source,
)
from kommunrapport.validate.arithmetic import with_arithmetic
from kommunrapport.validate.ledger import ledger_of
from kommunrapport.validate.suggest import slip_of
from tests.reports import findings, report

DRIFT = "Delårsrapport 2020\n\nParknämnden\n\nDrift\n\nTkr\tBudget\tUtfall\tAvvikelse\n{}"
ROWS = (
    "Park\t-9 000\t-8 100\t900\nGata\t-7 500\t-9 020\t-1 520\n"
    "Vatten\t-1 250\t-1 240\t10\nSumma\t-17 750\t-18 360\t-610\n"
)
MISMATCHES = ("sum_mismatch", "variance_mismatch", "change_mismatch", "cross_table_mismatch")


def mismatches(read: Report) -> list[Finding]:
    return [finding for finding in read.findings if finding.code in MISMATCHES]


def test_every_number_of_a_true_table_is_proven() -> None:
    (table,) = report(DRIFT.format(ROWS)).budget_tables
    assert (table.verified.cells, table.verified.covered, table.verified.proven) == (12, 12, 12)
    assert {check.kind for check in table.checks} == {"sum", "variance"}
    assert all(check.ok for check in table.checks)


def test_a_check_names_its_terms_with_their_signs() -> None:
    (table,) = report(DRIFT.format(ROWS)).budget_tables
    check = next(c for c in table.checks if c.kind == "variance" and c.row == 1)
    assert (check.column, check.expected, check.found, check.tolerance, check.ok) == (2, -1520, -1520, 1, True)
    assert [(t.table, t.row, t.column, t.sign) for t in check.terms] == [("b1", 1, 1, 1), ("b1", 1, 0, -1)]


def test_a_slipped_digit_is_an_error_with_the_cell_that_mends_it() -> None:
    read = report(DRIFT.format(ROWS.replace("-9 020", "-9 200")))
    (finding,) = mismatches(read)
    assert (finding.origin, finding.severity) == ("report", "error")
    assert finding.where == "/budget_tables/0/rows/1/values/1"
    assert finding.suggestion is not None
    assert "-9020 instead of «-9 200»" in finding.suggestion
    assert "two digits swapped" in finding.suggestion


def test_printed_numbers_are_never_altered() -> None:
    read = report(DRIFT.format(ROWS.replace("-9 020", "-9 200")))
    assert read.budget_tables[0].rows[1].values == [-7500, -9200, -1520]


def test_rounding_is_no_mismatch() -> None:
    rows = "Park\t10\t11\t1\nGata\t10\t12\t1\nVatten\t10\t10\t0\nSumma\t31\t33\t2\n"
    assert mismatches(report(DRIFT.format(rows))) == []


def test_a_misread_letter_makes_it_our_own_doubt() -> None:
    (finding,) = mismatches(report(DRIFT.format(ROWS.replace("-9 020", "-9 2OO"))))
    assert (finding.origin, finding.severity) == ("extraction", "warning")


def table(
    *rows: tuple[str, list[float | int | None]],
    roles: tuple[str, ...] = ("outcome", "budget", "variance"),
    **fields: object,
) -> BudgetTable:
    """Make a table from labels and numbers; a label that begins with Summa is a total."""
    return BudgetTable(
        id=str(fields.get("id", "b1")),
        title=str(fields.get("title", "Drift")),
        kind=fields.get("kind", "operating"),  # type: ignore[arg-type]
        unit=fields.get("unit", "tkr"),  # type: ignore[arg-type]
        columns=[BudgetColumn(label=role.title(), role=role, year=2020) for role in roles],  # type: ignore[arg-type]
        rows=[
            BudgetRow(
                label=label,
                kind="of_which" if label.startswith("varav") else "total" if label.startswith("Summa") else "item",
                values=values,
                raw=[None if v is None else str(v).replace(".", ",") for v in values],
                source=Source(line=n),
            )
            for n, (label, values) in enumerate(rows, start=1)
        ],
        source=Source(line=1),
    )


def checked(*tables: BudgetTable) -> Report:
    info = DocumentInfo(file_name="x.txt", sha256="0" * 64, media_type="text/plain", ocr=False, outcome="ok")
    made = Report(document=info, report=ReportInfo(year=2020), budget_tables=list(tables))
    return with_arithmetic(made, ledger_of(made.budget_tables))


def kinds(read: Report) -> set[str]:
    return {check.kind for one in read.budget_tables for check in one.checks if check.ok}


def test_a_part_that_is_set_apart_enters_no_sum() -> None:
    read = checked(table(("A", [100]), ("varav a", [60]), ("B", [250]), ("Summa", [350]), roles=("outcome",)))
    assert mismatches(read) == []
    assert read.budget_tables[0].verified.proven == 3


def test_subtotals_and_a_total_in_two_levels() -> None:
    rows = [
        ("A", [100]),
        ("B", [250]),
        ("Summa I", [350]),
        ("C", [40]),
        ("D", [70]),
        ("Summa II", [110]),
        ("Summa", [460]),
    ]
    read = checked(table(*rows, roles=("outcome",)))
    assert (mismatches(read), read.budget_tables[0].verified.proven) == ([], 7)


def test_a_total_may_stand_first() -> None:
    read = checked(table(("Summa", [350, 90]), ("A", [100, 30]), ("B", [250, 60]), roles=("outcome", "budget")))
    assert (mismatches(read), read.budget_tables[0].verified.proven) == ([], 6)


GROUPED = (
    "Verksamhet\tUtfall\tBudget\tAvvikelse\n"
    "Parknämnden\t-1 905\t-1 880\t-25\nSkötsel\t-1 205\t-1 200\t-5\nLek\t-700\t-680\t-20\n"
    "Badnämnden\t-2 640\t-2 655\t15\nHallar\t-2 100\t-2 105\t5\nStränder\t-340\t-350\t10\nKiosker\t-200\t-200\t0\n"
    "Revision\t-150\t-160\t10\n"
)
GRAND = "Totalt\t-4 695\t-4 695\t0\n"


@pytest.mark.parametrize("end", [GRAND, ""])
def test_boards_may_stand_above_the_units_they_sum(end: str) -> None:
    read = report(f"Årsredovisning 2020\n\nDriftredovisning (tkr)\n\n{GROUPED}{end}")
    (table,) = read.budget_tables
    assert [row.label for row in table.rows if row.kind == "subtotal"] == ["Parknämnden", "Badnämnden"]
    assert [row.label for row in table.rows if row.kind == "total"] == (["Totalt"] if end else [])
    assert mismatches(read) == []
    sums = [check.row for check in table.checks if check.kind == "sum" and check.column == 0]
    assert sums == ([0, 3, 8] if end else [0, 3])


def test_a_slip_in_a_group_is_found_where_it_is() -> None:
    read = report(f"Årsredovisning 2020\n\nDriftredovisning (tkr)\n\n{GROUPED.replace('-2 100', '-2 010')}{GRAND}")
    (finding,) = mismatches(read)
    assert (finding.where, finding.severity) == ("/budget_tables/0/rows/4/values/0", "error")


def test_rows_that_happen_to_add_up_are_no_group() -> None:
    rows = [("A", [30, 40]), ("B", [10, 15]), ("C", [20, 25]), ("D", [500, 600]), ("Summa", [560, 680])]
    read = checked(table(*rows, roles=("outcome", "budget")))
    assert (mismatches(read), read.budget_tables[0].verified.proven) == ([], 10)
    assert all(check.row == 4 for check in read.budget_tables[0].checks)


def test_a_total_printed_twice_is_the_same() -> None:
    read = checked(
        table(
            ("A", [100, 30]), ("B", [250, 60]), ("Summa", [350, 90]), ("Summa", [350, 90]), roles=("outcome", "budget")
        )
    )
    assert (mismatches(read), read.budget_tables[0].verified.proven) == ([], 8)


@pytest.mark.parametrize("sign", [1, -1])
def test_each_table_counts_variance_its_own_way(sign: int) -> None:
    rows = [(f"R{i}", [500 + 31 * i, 480 + 40 * i, sign * (20 - 9 * i)]) for i in range(5)]
    assert mismatches(checked(table(*rows))) == []


def test_a_row_counted_the_other_way_round_is_only_a_warning() -> None:
    rows = [(f"R{i}", [500 + 31 * i, 480 + 40 * i, 20 - 9 * i]) for i in range(5)]
    rows[3] = ("R3", [593, 600, 7])
    (finding,) = mismatches(checked(table(*rows)))
    assert (finding.code, finding.severity) == ("variance_mismatch", "warning")


@pytest.mark.parametrize(("first", "second"), [(4.2, 6.9), (-4.2, -6.9)])
def test_a_change_in_per_cent_may_count_costs_either_way(first: float, second: float) -> None:
    rows = [("A", [-3495, -3354, first]), ("B", [-2738, -2562, second]), ("C", [711, 893, -20.4])]
    read = checked(table(*rows, roles=("outcome", "outcome", "change_pct")))
    assert mismatches(read) == []
    assert "change_pct" in kinds(read)


def test_columns_of_departments_sum_to_the_last() -> None:
    rows = [(f"R{i}", [100 + i, 230 * i, 17 - i, 117 + 230 * i]) for i in range(1, 6)]
    read = checked(table(*rows, roles=("other", "other", "other", "other")))
    assert (mismatches(read), read.budget_tables[0].verified.proven) == ([], 20)


def test_opening_and_flow_give_closing() -> None:
    rows = [
        ("Likvida medel vid årets början", [500, 410]),
        ("Årets kassaflöde", [-120, 90]),
        ("Likvida medel vid årets slut", [380, 500]),
    ]
    assert "flow" in kinds(checked(table(*rows, roles=("outcome", "outcome"), kind="cash_flow")))


def test_assets_are_equity_and_liabilities() -> None:
    rows = [
        ("Mark", [900]),
        ("Kassa", [350]),
        ("Summa tillgångar", [1250]),
        ("Eget kapital", [450]),
        ("Lån", [800]),
        ("Summa eget kapital och skulder", [1250]),
    ]
    assert "balance" in kinds(checked(table(*rows, roles=("outcome",), kind="balance_sheet")))
    rows[4], rows[5] = ("Lån", [700]), ("Summa eget kapital och skulder", [1150])
    assert mismatches(checked(table(*rows, roles=("outcome",), kind="balance_sheet")))


def test_the_same_total_in_thousands_and_in_millions() -> None:
    drift = table(("Park", [4120, 4000, 120]), ("Gata", [8235, 8240, -5]), ("Summa", [12355, 12240, 115]))
    overview = table(("Parknämnden", [12.4, 12.2, 0.1]), id="b2", title="Nämnderna", unit="mnkr")
    assert "cross_table" in kinds(checked(drift, overview))
    wrong = table(("Parknämnden", [12.355, 12.240, 0.151]), id="b2", title="Nämnderna", unit="mnkr")
    assert mismatches(checked(drift, wrong))


def test_tables_that_share_nothing_are_not_compared() -> None:
    one = table(("Park", [4120, 4000, 120]), ("Gata", [8235, 8240, -5]), ("Summa", [12355, 12240, 115]))
    two = table(("Skola", [91120, 90000, 1120]), ("Fritid", [8231, 8240, -9]), ("Summa", [99351, 98240, 1111]), id="b2")
    assert mismatches(checked(one, two)) == []


amounts = st.integers(-900_000, 900_000).filter(lambda value: abs(value) > 50)


@given(st.lists(st.tuples(amounts, amounts), min_size=4, max_size=9))
def test_true_tables_give_no_finding_whatever_the_figures(pairs: list[tuple[int, int]]) -> None:
    rows: list[tuple[str, list[float | int | None]]] = [(f"R{i}", [a, b, a - b]) for i, (a, b) in enumerate(pairs)]
    total = [sum(a for a, _ in pairs), sum(b for _, b in pairs)]
    read = checked(table(*rows, ("Summa", [*total, total[0] - total[1]])))
    assert mismatches(read) == []
    assert read.budget_tables[0].verified.proven == 3 * (len(pairs) + 1)


def test_damage_to_one_cell_is_found_where_it_is() -> None:
    random_ = random.Random(7)
    tables_named = cells_named = 0
    for _ in range(60):
        lines = [[random_.randint(-90_000, 90_000), random_.randint(-90_000, 90_000)] for _ in range(6)]
        values: list[list[float | int | None]] = [[a, b, a - b] for a, b in lines]
        values.append([sum(row[c] or 0 for row in values) for c in range(3)])
        r, c = random_.randrange(7), random_.randrange(3)
        values[r][c] = (values[r][c] or 0) + random_.choice((-1, 1)) * random_.choice((90, 300, 4000, 70_000))
        labels = [f"R{i}" for i in range(6)] + ["Summa"]
        found = mismatches(checked(table(*zip(labels, values, strict=True))))
        tables_named += bool(found)
        cells_named += any(f.where == f"/budget_tables/0/rows/{r}/values/{c}" for f in found)
    assert tables_named == 60
    assert cells_named >= 57


def test_slips_of_people_and_scans_are_told_apart() -> None:
    assert slip_of(12340, 1234, 1) == "a digit too many"
    assert slip_of(1234, 12340, 1) == "a digit lost"
    assert slip_of(42, 42000, 1) == "three digits lost"
    assert slip_of(4.2, -4.2, 0.1) == "the sign"


def test_a_long_table_is_checked_in_time() -> None:
    rows: list[tuple[str, list[float | int | None]]] = [
        (f"R{i}", [7 * i, 3 * i + 11, 4 * i - 11] * 4) for i in range(1, 2000)
    ]
    total: list[float | int | None] = [sum(values[c] or 0 for _, values in rows) for c in range(12)]
    long = table(*rows, ("Summa", total), roles=("outcome", "budget", "variance") * 4)
    start = time.process_time()
    read = checked(long)
    assert time.process_time() - start < 4
    assert mismatches(read) == []


@pytest.mark.parametrize("kronor", ["-9 020 000", "-9 020 413"])
def test_kronor_among_thousands_are_a_slip_of_the_unit(kronor: str) -> None:
    read = report(DRIFT.format(ROWS.replace("-9 020", kronor)))
    (finding,) = (finding for finding in read.findings if finding.code == "unit_slip")
    assert finding.where == "/budget_tables/0/rows/1/values/1"
    assert "with -9020 instead of" in (finding.suggestion or "")
    assert not mismatches(read)


def test_the_same_figures_in_another_unit_are_a_slip_of_the_unit() -> None:
    rows = "| Parknämnden | -12 240 | -12 355 | -115 |\n| Skolnämnden | -98 120 | -97 455 | 665 |\n"
    table = f"| Nämnd | Budget | Utfall | Avvikelse |\n{rows}"
    text = (
        f"# Delårsrapport 2020 Lillstads kommun\n\nDrift per nämnd (tkr)\n\n{table}\nSammanställning ({{}})\n\n{table}"
    )
    (finding,) = (f for f in report(text.format("mnkr"), "r.md").findings if f.code == "unit_slip")
    assert finding.where == "/budget_tables/1"
    assert "«Sammanställning (mnkr)» prints mnkr" in finding.message
    assert not [f for f in report(text.format("tkr"), "r.md").findings if f.code == "unit_slip"]


def test_liabilities_are_no_difference_of_the_rows_above_them() -> None:
    rows = (
        "| Anläggningstillgångar | 812,0 | 798,5 |\n| Omsättningstillgångar | 96,4 | 102,2 |\n"
        "| Summa tillgångar | 908,4 | 900,7 |\n| Eget kapital | 309,0 | 273,1 |\n| Skulder | 599,4 | 627,6 |\n"
        "| Summa eget kapital och skulder | 908,4 | 900,7 |\n"
    )
    head = "| Mkr | 2021-06-30 | 2020-12-31 |\n|---|---|---|\n"
    assert "sum_mismatch" not in findings(f"# Halvårsrapport 2021\n\n## Balansräkning\n\n{head}{rows}")
    wrong = rows.replace("| Summa eget kapital och skulder | 908,4", "| Summa eget kapital och skulder | 918,4")
    assert "sum_mismatch" in findings(f"# Halvårsrapport 2021\n\n## Balansräkning\n\n{head}{wrong}")
