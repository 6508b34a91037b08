"""CPU time as a person meets it: start-up, one report in a fresh process, and growth with the length of the text.

    python benchmarks/bench.py [SHARED] [--rounds N]

Every figure is user plus system time of a whole process, the median of N rounds; the rounds are interleaved, so that
a busy minute hits all rows alike. Compiled modules are kept, as they are where the package is installed. Bare Python
stands beside the command line's start-up as its lower bound. The seeds of SHARED are measured where that folder is
there; without it the project's own samples are. Last come the figures of the reader of verdicts, in one process after
loading.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m", "kommunrapport.cli"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
GROWTH = (1, 10, 100)
AMOUNT = re.compile(r"(?<=\| )-?\d[\d ]*(?= \|)")
VERDICTS = """
import csv, sys, time
start = time.process_time()
from kommunrapport.normalize.status import read_status, read_status_cell, stated_verdict
imported = time.process_time()
read_status("Målet bedöms inte uppnåtts.")
loaded = time.process_time()
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    phrases = [row["text"] for row in csv.DictReader(file) if row["kind"] == "cell" and row["group"] == "seen"]
distinct = [f"{phrase} {year}" for year in range(1900, 1960) for phrase in phrases]
begun = time.process_time()
for phrase in distinct:
    read_status(phrase)
speed = len(distinct) / (time.process_time() - begun)
print(f"{1000 * (loaded - imported):7.0f} ms verdicts: loading the tables ({1000 * (imported - start):.0f} ms import)")
print(f"{speed:7.0f} /s verdicts: distinct phrases")
for name, text in (("1 MB of one phrase", "Delvis uppfyllt " * 65_000), ("100 000 brackets", "(" * 100_000)):
    begun = time.process_time()
    read_status(text), read_status_cell(text), stated_verdict([text])
    print(f"{1000 * (time.process_time() - begun):7.1f} ms verdicts: {name}")
"""
LINE_END = re.compile(r"\.(?=(\*\*)?(</p>)?( \|)*$)", re.MULTILINE)


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one process and what it starts."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with exit code {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def lengthened(text: str, times: int) -> str:
    """A report as long as `times` reports: no two goals are worded alike, no two tables hold the same amounts."""

    def copy(number: int) -> str:
        scaled = AMOUNT.sub(lambda amount: f"{int(amount[0].replace(' ', '')) * number:,}".replace(",", " "), text)
        return LINE_END.sub(rf" i distrikt {number}.", scaled)

    return "\n".join(copy(number) for number in range(1, times + 1))


def rows(shared: Path, scratch: Path) -> dict[str, list[str]]:
    """What is measured: the row's label and the process to run."""

    def conversion(report: Path) -> list[str]:
        return [*COMMAND, "convert", str(report), "-o", str(scratch / "out"), "--quiet", "--jobs", "1"]

    measured = {"python -c pass": [sys.executable, "-c", "pass"], "kommunrapport --help": [*COMMAND, "--help"]}
    folder = shared / "seeds" if (shared / "seeds").is_dir() else ROOT / "samples" / "reports"
    for report in sorted(folder.iterdir()):
        measured[f"{report.name} ({report.stat().st_size / 1000:.0f} kB)"] = conversion(report)
    text = (ROOT / "samples" / "reports" / "namnd-delarsrapport.txt").read_text("utf-8")
    for times in GROWTH:
        longer = scratch / f"text-{times}x.txt"
        longer.write_text(lengthened(text, times), "utf-8")
        measured[f"{times}x text ({longer.stat().st_size / 1000:.0f} kB)"] = conversion(longer)
    return measured


def main() -> None:
    """Measure and print one line per row."""
    arguments = argparse.ArgumentParser(description="CPU time of start-up and conversions")
    arguments.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    arguments.add_argument("--rounds", type=int, default=5)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        measured = rows(chosen.shared, Path(scratch))
        seconds: dict[str, list[float]] = {label: [] for label in measured}
        for _ in range(chosen.rounds):
            for label, command in measured.items():
                seconds[label].append(cpu_seconds(command))
    for label, figures in seconds.items():
        print(f"{statistics.median(figures):7.3f} s  {label}")
    expressions = ROOT / "tests" / "data" / "status_expressions.csv"
    subprocess.run([sys.executable, "-c", VERDICTS, str(expressions)], cwd=ROOT, env=ENVIRONMENT, check=True)


if __name__ == "__main__":
    main()
