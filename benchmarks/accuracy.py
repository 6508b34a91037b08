"""How much of what reports print is found: facts of reports whose truth is known, file by file.

    python benchmarks/accuracy.py SHARED [PATTERN ...]

SHARED is the folder with `seeds/`, `gold/` and `corpus/dev/`, which are no part of the project. PATTERN limits the
files by name ("ocrtext-*"). What a form's reader cannot read yet is named and left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from kommunrapport.errors import ReadError
from kommunrapport.pipeline import read_report


def known_reports(shared: Path) -> Iterator[tuple[Path, Path]]:
    """Every report whose truth is known, with its truth."""
    for truth in sorted((shared / "gold").glob("*.json")):
        yield from ((report, truth) for report in (shared / "seeds").glob(f"{truth.stem}.*"))
    for truth in sorted((shared / "corpus" / "dev").glob("*.truth.json")):
        name = truth.name.removesuffix(".truth.json")
        yield from ((report, truth) for report in truth.parent.glob(f"{name}.*") if report != truth)


def convert(reports: list[tuple[Path, Path]], folder: Path) -> None:
    """Write each report's JSON and its truth into two folders that `evaluate` compares."""
    (folder / "truth").mkdir()
    (folder / "found").mkdir()
    for report, truth in reports:
        try:
            found = read_report(report).to_json()
        except ReadError as error:
            print(f"not read: {error}")
            continue
        (folder / "found" / f"{report.name}.json").write_text(found, "utf-8")
        shutil.copy(truth, folder / "truth" / f"{report.stem}.truth.json")


def main() -> int:
    """Convert, compare, print the table."""
    shared, patterns = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"), sys.argv[2:] or ["*"]
    reports = [pair for pair in known_reports(shared) if any(fnmatch(pair[0].name, pattern) for pattern in patterns)]
    if not reports:
        print(f"nothing to measure: {shared} holds no reports whose truth is known")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        convert(reports, folder)
        command = [sys.executable, "-m", "kommunrapport.cli", "evaluate", str(folder / "truth"), str(folder / "found")]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
