"""Convert broken and nasty files, and hold what became of each against what must.

    python benchmarks/hostile.py ../shared [--out FOLDER] [--jobs N]

Converts `hostile/corpus`, and what `hostile/hostile_gen.py` makes of a small PDF, as any archive. Prints outcomes, then
each input that has not exactly one row, went far over its time, or has another outcome than its kind must have.
"""

from __future__ import annotations

import argparse
import csv
import os
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kommunrapport.dump import outline
from kommunrapport.pipeline import read_document

TIMEOUT = 120
GRACE = 5

MEETS = {
    "text": {"ok", "ok_flagged", "partial"},
    "error": {"failed"},
    "flag": {"ok_flagged", "partial", "failed"},
    "refuse": {"refused"},
}

BASE = "Delårsrapport 2031 för Exempelby kommun\n\nMål 1\nÄldreomsorgen ska hålla hög kvalitet. Delvis uppfyllt.\n"

Row = dict[str, str]


def main() -> int:
    """Run both sets; exit code 1 where anything is amiss."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "kommunrapport-hostile")
    parser.add_argument("--jobs", default="2")
    arguments = parser.parse_args()
    hostile, out = arguments.shared / "hostile", arguments.out
    out.mkdir(parents=True, exist_ok=True)
    made = out / "made"
    if not made.exists():
        (out / "base.pdf").write_bytes(small_pdf())
        subprocess.run([sys.executable, hostile / "hostile_gen.py", out / "base.pdf", made], check=True)
    problems = 0
    for name, inputs, truth in (("corpus", hostile / "corpus", None), ("made", made / "in", made / "manifest.csv")):
        target = out / f"{name}-out"
        command = [sys.executable, "-m", "kommunrapport.cli", "convert", inputs, "-o", target, "--jobs", arguments.jobs]
        ended = subprocess.run([*command, "-q"], stderr=subprocess.DEVNULL, check=False)
        rows = rows_of(target)
        print(f"{name}: exit code {ended.returncode}, {len(rows)} rows, {counted(rows)}")
        for problem in [*slow(rows), *missing(inputs, rows), *(unmet(truth, rows, inputs) if truth else ())]:
            print(f"  {problem}")
            problems += 1
    return 1 if problems else 0


def small_pdf() -> bytes:
    """Give a PDF of one page, its text drawn with a standard font."""
    lines = "".join(f"({line}) Tj 0 -14 Td " for line in BASE.splitlines())
    content = f"BT /F1 11 Tf 50 780 Td {lines}ET".encode("cp1252")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def rows_of(out: Path) -> dict[str, Row]:
    """Read a manifest, with the breaks in its paths escaped as in the truth."""
    with sqlite3.connect(out / "manifest.sqlite") as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute("SELECT * FROM inputs")]
    return {escaped(row["path"]): row for row in rows}


def escaped(path: str) -> str:
    """Give a path as the truth writes it."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return text.replace("\n", "\\n").replace("\t", "\\t")


def counted(rows: dict[str, Row]) -> str:
    """Count the outcomes."""
    outcomes = [" ".join(filter(None, (row["outcome"], row["cause"]))) for row in rows.values()]
    return ", ".join(f"{outcomes.count(outcome)} {outcome}" for outcome in sorted(set(outcomes)))


def slow(rows: dict[str, Row]) -> Iterator[str]:
    """Name what went over its time, and what took the reader down."""
    for path, row in rows.items():
        if float(row["seconds"] or 0) > TIMEOUT + GRACE:
            yield f"{path}: took {row['seconds']} s"


def missing(inputs: Path, rows: dict[str, Row]) -> Iterator[str]:
    """Name files that no row stands for, and rows that no file stands for."""
    there = {escaped(str(Path(root, name).relative_to(inputs))) for root, _, names in os.walk(inputs) for name in names}
    yield from (f"{path}: has no row" for path in sorted(there - rows.keys()))
    kinds = ("refused", "skipped")
    yield from (f"{path}: is no file" for path in sorted(rows.keys() - there) if rows[path]["outcome"] not in kinds)


def unmet(truth: Path, rows: dict[str, Row], inputs: Path) -> Iterator[str]:
    """Name what has another outcome than it must, or lacks the text it must hold."""
    files = (Path(root, name) for root, _, names in os.walk(inputs) for name in names)
    paths = {escaped(str(file.relative_to(inputs))): file for file in files}
    with truth.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    for one in expected:
        row = rows.get(one["path"])
        if row is None or one["expect"] not in MEETS:
            continue
        if row["outcome"] not in MEETS[one["expect"]]:
            yield f"{one['path']}: must be {one['expect']}, is {row['outcome']} ({row['message']})"
        elif (
            one["needle"] and float(row["seconds"] or 0) < TIMEOUT / 2 and not holds(paths[one["path"]], one["needle"])
        ):
            yield f"{one['path']}: does not hold {one['needle']!r}"


def holds(file: Path, needle: str) -> bool:
    """Say whether the outline of a file holds a word."""
    text = " ".join(" ".join(outline(read_document(file))).split())
    return needle in unicodedata.normalize("NFC", text)


if __name__ == "__main__":
    sys.exit(main())
