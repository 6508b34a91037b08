"""What a run costs and survives: overhead, two workers against one, kills, a full disk.

    python benchmarks/batch.py overhead|speed|kill-workers|kill-runs|disk-full [--n N]

Works on copies of this project's samples in a temporary folder. Figures are in docs/batch.md.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples" / "reports"
ROUNDS = 3
SMALL = "Delårsrapport 2031\nExempelby kommun\n\nVatten\n\nProverna togs i augusti {}.\n"


def main() -> int:
    """Run one measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=MEASUREMENTS)
    parser.add_argument("--n", type=int)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure, number = MEASUREMENTS[arguments.what]
        return measure(Path(folder), arguments.n or number)


def convert(source: Path, out: Path, *words: str) -> list[str]:
    """Give the command that converts a folder."""
    return [sys.executable, "-m", "kommunrapport.cli", "convert", str(source), "-o", str(out), "-q", *words]


def archive(folder: Path, number: int, every: int = 1) -> Path:
    """Make a folder of so many reports told apart by a last line: some are samples, those between have five lines."""
    samples = sorted(file for file in SAMPLES.iterdir() if file.suffix in (".txt", ".md"))
    source = folder / "in"
    source.mkdir()
    for index in range(number):
        sample = samples[index // every % len(samples)]
        text = SMALL.format(index).encode() if index % every else sample.read_bytes()
        (source / f"{index:05}{sample.suffix}").write_bytes(text + b"\n\nExemplar %d.\n" % index)
    return source


def outputs(out: Path) -> dict[str, bytes]:
    """Read every output."""
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in sorted(out.rglob("*.json"))}


def rows(out: Path) -> list[tuple[object, ...]]:
    """Read the manifest without its timing columns."""
    from kommunrapport.manifest import TIMING

    with sqlite3.connect(out / "manifest.sqlite") as database:
        names = [row[1] for row in database.execute("PRAGMA table_info(inputs)") if row[1] not in TIMING]
        return database.execute(f"SELECT {', '.join(names)} FROM inputs ORDER BY path").fetchall()


def same(out: Path, calm: Path) -> bool:
    """Say whether two runs ended alike, byte for byte."""
    return outputs(out) == outputs(calm) and rows(out) == rows(calm)


# --- what it costs ----------------------------------------------------------------------------------------------------


def overhead(folder: Path, number: int) -> int:
    """CPU for each document beyond its conversion, and the supervisor's memory, over many tiny documents."""
    source = folder / "in"
    source.mkdir()
    for index in range(number):
        (source / f"{index:05}.txt").write_text(SMALL.format(index), "utf-8")
    from kommunrapport.pipeline import read_report

    read_report(source / "00000.txt")
    before = time.process_time()
    for index in range(number):
        read_report(source / f"{index:05}.txt").to_json()
    alone = time.process_time() - before
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(convert(source, folder / "out", "--jobs", "1"))
    memory: list[int] = []
    while process.poll() is None:
        with suppress(OSError, IndexError, ValueError):
            memory.append(int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * 4096)
        time.sleep(0.2)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
    print(f"{number} documents: {1000 * alone / number:.2f} ms CPU each alone, {1000 * used / number:.2f} ms in a run")
    third = len(memory) // 3
    print(f"supervisor: {max(memory[:third]) >> 20} MiB in the first third, {max(memory) >> 20} MiB in all")
    return 0


def speed(folder: Path, number: int) -> int:
    """Time with one worker and with two, by the clock and on idle cores.

    On idle cores a run takes what its supervisor takes of a processor, and the workers' share each: so much it would
    take where no other work delays it. The rounds are interleaved; the least of each counts.
    """
    source = archive(folder, number)
    clock: dict[int, list[float]] = {1: [], 2: []}
    idle: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for jobs in clock:
            shutil.rmtree(folder / f"out{jobs}", ignore_errors=True)
            seconds, supervisor, workers = timed(convert(source, folder / f"out{jobs}", "--jobs", str(jobs)))
            clock[jobs].append(seconds)
            idle[jobs].append(supervisor + workers / jobs)
    for name, took in (("by the clock", clock), ("on idle cores", idle)):
        least = {jobs: min(seconds) for jobs, seconds in took.items()}
        rates = ", ".join(f"{jobs} workers {number / seconds:.1f} reports/s" for jobs, seconds in least.items())
        print(f"{name}: {rates}: two are {least[1] / least[2]:.2f} x one")
    print(f"same bytes: {same(folder / 'out1', folder / 'out2')}")
    return 0


def timed(command: list[str]) -> tuple[float, float, float]:
    """Run a command; give seconds by the clock, of its own process and of those it started."""
    before, own = time.monotonic(), 0.0
    process = subprocess.Popen(command)
    while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
        with suppress(OSError, IndexError, ValueError):
            times = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            own = max(own, sum(map(int, times)) / os.sysconf("SC_CLK_TCK"))
        time.sleep(0.05)
    process.returncode = os.waitstatus_to_exitcode(ended[1])
    return time.monotonic() - before, own, ended[2].ru_utime + ended[2].ru_stime - own


# --- what it survives -------------------------------------------------------------------------------------------------


def kill_workers(folder: Path, kills: int) -> int:
    """Kill random workers of one run, then resume once."""
    source = archive(folder, 5 * kills, every=5)
    subprocess.run(convert(source, folder / "calm", "--jobs", "2"), check=True)
    out, done = folder / "out", 0
    chance = random.Random(1)
    while done < kills:
        process = subprocess.Popen(convert(source, out, "--jobs", "2", "--retry", "failed"), stderr=subprocess.DEVNULL)
        while process.poll() is None and done < kills:
            time.sleep(chance.uniform(0.05, 0.25))
            for child in chance.sample(children(process.pid), k=min(1, len(children(process.pid)))):
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                    done += 1
        process.wait()
    lost = sum(row[2] == "failed" for row in rows(out))
    subprocess.run(convert(source, out, "--retry", "failed"), check=True)
    alike = same(out, folder / "calm")
    print(f"{done} workers killed: {lost} documents failed before the resumed run; ended alike: {alike}")
    return 0


def kill_runs(folder: Path, kills: int) -> int:
    """Kill whole runs at random moments, each time resumed."""
    source = archive(folder, 10 * kills, every=10)
    subprocess.run(convert(source, folder / "calm", "--jobs", "2"), check=True)
    out, chance, half, done = folder / "out", random.Random(2), 0, 0
    for _ in range(kills):
        process = subprocess.Popen(convert(source, out, "--jobs", "2", "--resume"), stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, 1.2))
        done += process.poll() is None
        process.kill()
        process.wait()
        half += sum(not text.endswith(b"}\n") for text in outputs(out).values()) if out.exists() else 0
        if chance.random() < 0.25:
            shutil.rmtree(out, ignore_errors=True)
    subprocess.run(convert(source, out, "--resume"), check=True)
    print(f"{done} runs killed: {half} outputs half-written; ended alike: {same(out, folder / 'calm')}")
    return 0


def disk_full(folder: Path, number: int) -> int:
    """Fill a small disk, then give it room and resume; needs root and tmpfs."""
    source, disk = archive(folder, number), folder / "disk"
    disk.mkdir()
    subprocess.run(convert(source, folder / "calm"), check=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=True)
    try:
        full = subprocess.run(convert(source, disk / "out"), stderr=subprocess.PIPE, text=True, check=False)
        half = sum(not text.endswith(b"}\n") for text in outputs(disk / "out").values())
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        closed = subprocess.run(convert(source, disk / "out"), stderr=subprocess.DEVNULL, check=False)
        subprocess.run(["mount", "-o", "remount,rw,size=200m", disk], check=True)
        subprocess.run(convert(source, disk / "out", "--resume"), check=True)
        print(f"full: exit code {full.returncode}, {half} half-written; read-only: exit code {closed.returncode}")
        print(f"ended alike: {same(disk / 'out', folder / 'calm')}; said: {full.stderr.strip().splitlines()[-1]}")
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)
    return 0


def children(process: int) -> Sequence[int]:
    """List the workers of a run."""
    with suppress(OSError):
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


MEASUREMENTS: dict[str, tuple[Callable[[Path, int], int], int]] = {
    "overhead": (overhead, 5000),
    "speed": (speed, 200),
    "kill-workers": (kill_workers, 200),
    "kill-runs": (kill_runs, 100),
    "disk-full": (disk_full, 60),
}


if __name__ == "__main__":
    sys.exit(main())
