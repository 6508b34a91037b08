import csv
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kommunrapport import Report, stored_report
from kommunrapport.cli import app
from kommunrapport.export import comma, tables, workbook, write
from kommunrapport.export.forms import Form

pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

REPORT = Path(__file__).parent / "data" / "report.json"
Rows = dict[str, list[tuple[Any, ...]]]

NASTY = [
    "=1+1",
    "@SUM(A1)",
    "-rf",
    "+46 8",
    "\tindrag",
    "rad 1\nrad 2",
    '"citat"; komma, och \'apostrof',
    "0123",
    "-3 495",
]


def nasty(report: Report, number: int) -> Report:
    """The report with other words: those that spreadsheets, databases and separators trip over."""
    text = NASTY[number % len(NASTY)]
    goals = [goal.model_copy(update={"title": f"{text}", "comment": f"{text} å ä ö"}) for goal in report.goals]
    return report.model_copy(update={"goals": goals})


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    report = stored_report(REPORT)
    for number in range(len(NASTY)):
        file = folder / "kommun å" / f"{number}.pdf.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(nasty(report, number).to_json(), "utf-8")
    return folder


@pytest.fixture(scope="module")
def target(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    write.export(out, folder, list(Form))
    return folder


@pytest.fixture(scope="module")
def expected(out: Path) -> Rows:
    rows: Rows = {table: [] for table in tables.TABLES}
    for stored in tables.stored_reports(out):
        for table, cells in tables.cells_of(stored):
            rows[table].append(cells)
    return rows


def typed(text: str, kind: str) -> Any:
    if text == "":
        return None
    readers: dict[str, Any] = {"Int64": int, "Float64": float, "boolean": "true".__eq__, "string": comma.plain_text}
    return readers[kind](text)


def from_csv(target: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    for table, columns in tables.TABLES.items():
        with (target / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == list(columns)
        yield table, [tuple(map(typed, row, columns.values())) for row in rows]


def from_parquet(target: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    from pyarrow import parquet

    for table in tables.TABLES:
        rows = parquet.read_table(target / "parquet" / f"{table}.parquet").to_pylist()
        yield table, [tuple(row.values()) for row in rows]


def from_sqlite(target: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    with sqlite3.connect(target / "reports.sqlite") as database:
        for table in tables.TABLES:
            yield table, database.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()


def from_duckdb(target: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    with duckdb.connect(str(target / "reports.duckdb"), read_only=True) as database:
        for table in tables.TABLES:
            yield table, database.execute(f"SELECT * FROM {table}").fetchall()


def from_xlsx(target: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    from openpyxl.utils.escape import unescape

    def plain(cell: Any) -> Any:
        if isinstance(cell, datetime):
            return cell.date().isoformat()
        return unescape(cell) if isinstance(cell, str) else cell

    book = openpyxl.load_workbook(target / "reports.xlsx", read_only=True)
    for table in tables.TABLES:
        yield table, [tuple(map(plain, row)) for row in book[table].iter_rows(min_row=2, values_only=True)]


READERS = {"csv": from_csv, "parquet": from_parquet, "sqlite": from_sqlite, "duckdb": from_duckdb, "xlsx": from_xlsx}


@pytest.mark.parametrize("form", READERS)
def test_every_value_is_read_back_as_it_stands_in_the_json(form: str, target: Path, expected: Rows) -> None:
    found = dict(READERS[form](target))
    for table, rows in expected.items():
        assert found[table] == rows, table


def test_json_lines_hold_the_whole_reports(out: Path, target: Path) -> None:
    lines = (target / "reports.jsonl").read_text("utf-8").split("\n")
    found = [Report.model_validate_json(line).to_json() for line in lines[:-1]]
    assert found == [stored.report.to_json() for stored in tables.stored_reports(out)]


def test_no_cell_of_a_csv_begins_as_a_formula(target: Path) -> None:
    for file in (target / "csv").glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            cells = {cell for row in csv.reader(lines) for cell in row if cell[:1] in tuple("=+-@\t\r\n")}
        for cell in cells:
            float(cell.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", "."))


def test_a_workbook_holds_no_formula_and_keeps_the_zeros_of_codes(target: Path) -> None:
    book = openpyxl.load_workbook(target / "reports.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "b", "d", "inlineStr"}
    days = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "d"]
    assert {cell.number_format for cell in days} == {"yyyy-mm-dd"}
    heads = {sheet.cell(1, cell.column).value for sheet in book for cell in days if cell.parent is sheet}
    assert heads <= {"period_start", "period_end", "decision_date"}
    assert {cell.value for cell in book["goals"]["B"][1:]} == {"9901"}
    titles = {cell.value for cell in book["goals"]["K"][1:]}
    assert {"=1+1", "0123", "-3 495"} <= titles
    assert (book["goals"].freeze_panes, book["goals"].auto_filter.ref is not None) == ("A2", True)


def test_a_sheet_goes_on_where_excel_ends_it(out: Path, tmp_path: Path) -> None:
    book = workbook.Workbook(tmp_path / "small.xlsx", rows_of_a_sheet=20)
    total = 0
    for stored in tables.stored_reports(out):
        book.add(stored)
        total += sum(table == "budget" for table, _ in tables.cells_of(stored))
    book.close()
    sheets = openpyxl.load_workbook(tmp_path / "small.xlsx")
    parts = [sheet for sheet in sheets if sheet.title.startswith("budget")]
    assert [sheet.title for sheet in parts][:2] == ["budget", "budget_2"]
    assert sum(sheet.max_row - 1 for sheet in parts) == total
    assert all(sheet.max_row <= 20 and sheet["A1"].value == "report" for sheet in parts)


def test_a_database_has_links_that_hold_indices_and_search(target: Path) -> None:
    with sqlite3.connect(target / "reports.sqlite") as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA foreign_key_list(assignments)").fetchall()
        made = "SELECT count(*) FROM sqlite_schema WHERE name = 'goals_fts' AND sql LIKE '%content=\"goals\"%'"
        assert database.execute(made).fetchone() == (1,)  # by this Datasette knows which table a search is for
        found = "SELECT count(*) FROM goals_fts WHERE goals_fts MATCH ?"
        assert database.execute(found, ("apostrof",)).fetchone()[0] > 0
        assert database.execute(found, ("å",)).fetchone()[0] > database.execute(found, ("a",)).fetchone()[0]


def test_reports_come_in_the_order_of_the_swedish_alphabet(tmp_path: Path) -> None:
    for name in ("Örebro", "Ängelholm", "Åre", "Ystad", "Boden 10", "Boden 9"):
        (tmp_path / f"{name}.json").write_bytes(REPORT.read_bytes())
    names = [stored.name for stored in tables.stored_reports(tmp_path)]
    assert names == ["Boden 9", "Boden 10", "Ystad", "Åre", "Ängelholm", "Örebro"]


def test_every_link_of_a_data_package_leads_to_a_row(target: Path, expected: Rows) -> None:
    package = json.loads((target / "csv" / "datapackage.json").read_text("utf-8"))

    def cells(table: str, columns: list[str]) -> list[tuple[Any, ...]]:
        at = [list(tables.TABLES[table]).index(column) for column in columns]
        return [tuple(row[place] for place in at) for row in expected[table]]

    links = [(one["name"], link) for one in package["resources"] for link in one["schema"].get("foreignKeys", [])]
    assert len(links) == len(tables.TABLES) - 1
    for table, link in links:
        there = link["reference"]
        assert set(cells(table, link["fields"])) <= set(cells(there["resource"], there["fields"]))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_data_package_says_what_every_column_means(form: str, target: Path) -> None:
    package = json.loads((target / form / "datapackage.json").read_text("utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(tables.TABLES)
    for resource in package["resources"]:
        assert (target / form / resource["path"]).is_file()
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(tables.TABLES[resource["name"]])
        assert all(field["description"] for field in fields)


def test_a_budget_and_an_outcome_are_phases_and_nothing_else_is(expected: Rows) -> None:
    columns = list(tables.TABLES["budget"])
    role, phase = columns.index("column_role"), columns.index("fiscal_phase")
    pairs = {(row[role], row[phase]) for row in expected["budget"]}
    assert pairs <= {("outcome", "executed"), ("budget", "approved")} | {(other, None) for other, _ in pairs}
    assert ("outcome", "executed") in pairs


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1", "'=1"),
        ("-", "'-"),
        ("-3 495", "-3 495"),
        ("+2,5 %", "+2,5 %"),
        ("a=1", "a=1"),
        ("-a", "'-a"),
        ("'a", "'a"),
    ],
)
def test_text_that_a_spreadsheet_would_run_is_marked_and_the_mark_undone(text: str, cell: str) -> None:
    assert comma.harmless(text) == cell
    assert comma.plain_text(cell) == text


def test_export_takes_what_the_manifest_knows_and_replaces_an_earlier_export(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Delårsrapport 2031\n\nVatten\n\nProverna togs i augusti.\n", "utf-8")
    words = ["convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "-q", "--to", "jsonl", "--to", "csv"]
    for _ in range(2):
        assert CliRunner().invoke(app, words).exit_code == 0
    (tmp_path / "out" / "old.json").write_text("{}")
    result = CliRunner().invoke(app, ["export", str(tmp_path / "out"), "--to", "jsonl"])
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'out-export' / 'reports.jsonl'}\n")
    assert sorted(path.name for path in (tmp_path / "out-export").iterdir()) == ["csv", "reports.jsonl"]
    assert len((tmp_path / "out-export" / "reports.jsonl").read_text("utf-8").splitlines()) == 1


def test_an_export_of_what_is_no_report_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.json").write_text("{}")
    result = CliRunner().invoke(app, ["export", str(tmp_path / "out"), "--to", "csv", "-o", str(tmp_path / "data")])
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert list((tmp_path / "data").iterdir()) == []
