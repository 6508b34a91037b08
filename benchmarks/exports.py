"""Export many reports to every form: time, memory, size, and whether every value is read back as it stands in the JSON.

    python benchmarks/exports.py [--n 10000] [--form FORM]...

The reports are the JSONs of this project's samples, each with words and figures of its own, among them words that
spreadsheets and separators trip over. Figures are in docs/batch.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kommunrapport.export.comma import plain_text
from kommunrapport.export.tables import TABLES, Stored, cells_of, stored_reports
from kommunrapport.export.workbook import cut

EXPECTED = Path(__file__).parents[1] / "samples" / "expected"
WORDS = ("=1+1", "@SUM(A1)", "-rf", "\tindrag", "rad 1\nrad 2", "\"citat\"; 'apostrof'", "0123", "Åtgärd – ö", "+46 8")
AT_A_TIME = 5000

Row = tuple[Any, ...]


def main() -> int:
    """Measure each form; exit code 1 where a value is not read back."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--form", action="append", choices=READERS)
    arguments = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "out", Path(folder) / "data"
        reports(source, arguments.n)
        print(f"{arguments.n} reports, {sum(file.stat().st_size for file in source.iterdir()) / 1e6:.0f} MB of JSON")
        forms = arguments.form or list(READERS)
        for form in forms:
            print(f"{form:8} {measured(form, source, target)}", flush=True)
        for form in forms:  # after all measurements: what this process holds would count as theirs
            before = time.process_time()
            values, unequal = compared(form, source, target)
            wrong += unequal
            seconds = time.process_time() - before
            print(f"{form:8} {values} values read back in {seconds:.0f} s CPU, {unequal} unequal", flush=True)
    return 1 if wrong else 0


def reports(folder: Path, number: int) -> None:
    """Write so many reports, no two alike."""
    folder.mkdir()
    samples = [json.loads(file.read_text("utf-8")) for file in sorted(EXPECTED.glob("*.json"))]
    for index in range(number):
        report = samples[index % len(samples)]
        report["report"]["title"] = f"Rapport {index}"
        for record in (*report["goals"], *report["assignments"]):
            record["title"] = f"{WORDS[index % len(WORDS)]} {index}"
        for table in report["budget_tables"]:
            for row in table["rows"]:
                row["values"] = [None if value is None else round(value + index / 8, 3) for value in row["values"]]
        (folder / f"{index:06}.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")


def measured(form: str, source: Path, target: Path) -> str:
    """Export in a process of its own and say what it took."""
    command = [sys.executable, "-m", "kommunrapport.cli", "export", str(source), "--to", form, "-o", str(target)]
    before = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    made = target / (form if form in ("csv", "parquet") else f"reports.{form}")
    size = sum(file.stat().st_size for file in made.rglob("*")) if made.is_dir() else made.stat().st_size
    return (
        f"{time.monotonic() - before:6.1f} s, {usage.ru_utime + usage.ru_stime:6.1f} s CPU, "
        f"{usage.ru_maxrss >> 10:4} MiB memory, {size / 1e6:6.1f} MB, exit code {process.returncode}"
    )


def compared(form: str, source: Path, target: Path) -> tuple[int, int]:
    """Count the values of an export, and those that are not as in the JSON; rows come in the order of the reports."""
    if form == "jsonl":
        return compared_lines(source, target)
    values = unequal = 0
    found = {table: READERS[form](target, table) for table in TABLES}
    ended = object()
    for stored in stored_reports(source):
        for table, cells in cells_of(stored):
            row = next(found[table], ended)
            expected = tuple(map(cut, cells)) if form == "xlsx" else cells
            values += len(cells)
            unequal += row != expected
    unequal += sum(next(rows, ended) is not ended for rows in found.values())
    return values, unequal


def compared_lines(source: Path, target: Path) -> tuple[int, int]:
    """Hold each line against the report it must be."""
    values = unequal = 0
    with (target / "reports.jsonl").open(encoding="utf-8") as lines:
        for stored, line in zip_longest(stored_reports(source), lines):
            values += sum(len(cells) for _, cells in cells_of(stored)) if isinstance(stored, Stored) else 0
            unequal += not stored or not line or json.loads(line) != json.loads(stored.report.model_dump_json())
    return values, unequal


def from_csv(target: Path, table: str) -> Iterator[Row]:
    """Read a table of the CSV files, with the types that the table declares."""
    readers: dict[str, Callable[[str], object]] = {"Int64": int, "Float64": float, "boolean": "true".__eq__}
    kinds = [readers.get(kind, plain_text) for kind in TABLES[table].values()]
    with (target / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for row in rows:
            yield tuple(read(cell) if cell else None for read, cell in zip(kinds, row, strict=True))


def from_parquet(target: Path, table: str) -> Iterator[Row]:
    """Read a table of the Parquet files."""
    from pyarrow import parquet

    with parquet.ParquetFile(target / "parquet" / f"{table}.parquet") as file:
        for batch in file.iter_batches(AT_A_TIME):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def from_sqlite(target: Path, table: str) -> Iterator[Row]:
    """Read a table of the SQLite file."""
    with sqlite3.connect(target / "reports.sqlite") as database:
        yield from database.execute(f'SELECT * FROM "{table}" ORDER BY rowid')


def from_duckdb(target: Path, table: str) -> Iterator[Row]:
    """Read a table of the DuckDB file."""
    import duckdb

    with duckdb.connect(str(target / "reports.duckdb"), read_only=True) as database:
        cursor = database.cursor().execute(f'SELECT * FROM "{table}"')
        while rows := cursor.fetchmany(AT_A_TIME):
            yield from rows


def from_xlsx(target: Path, table: str) -> Iterator[Row]:
    """Read a table of the workbook, from all sheets that it goes on in."""
    import openpyxl

    book = openpyxl.load_workbook(target / "reports.xlsx", read_only=True)
    for sheet in book:
        if sheet.title == table or sheet.title.removeprefix(f"{table}_").isdigit():
            for row in sheet.iter_rows(min_row=2, max_col=len(TABLES[table]), values_only=True):
                yield tuple(map(plain, row))


def plain(cell: object) -> object:
    """Give a cell of a workbook as the JSON has it."""
    from openpyxl.utils.escape import unescape

    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return unescape(cell) if isinstance(cell, str) else cell


READERS: dict[str, Callable[[Path, str], Iterator[Row]]] = {
    "jsonl": from_csv,
    "csv": from_csv,
    "parquet": from_parquet,
    "sqlite": from_sqlite,
    "duckdb": from_duckdb,
    "xlsx": from_xlsx,
}


if __name__ == "__main__":
    sys.exit(main())
