import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.test_manifest import TEXT, convert, files, rows

pytest.importorskip("distributed")

FILES = 40


def start(*words: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *map(str, words)]
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=silent, stderr=silent, start_new_session=True)


def end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A real scheduler and two real workers on this machine."""
    file = tmp_path / "scheduler.json"
    local = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", file)
    processes = [start("scheduler", "--port", 0, *local)]
    try:
        for number in (1, 2):
            place = ("--local-directory", tmp_path / f"worker{number}")
            processes.append(start("worker", "--nthreads", 1, "--nworkers", 1, *local, *place))
        deadline = time.monotonic() + 60
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        from distributed import Client

        with Client(scheduler_file=str(file)) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address, processes[1:]
    finally:
        for process in processes:
            end(process)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_a_cluster_gives_the_bytes_of_one_machine_also_when_a_worker_dies(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:02}.txt").write_text(TEXT.format(number) * 50, "utf-8")
    (folder / "empty.pdf").touch()
    assert convert(folder, "-o", tmp_path / "local", "--to", "csv", "--to", "jsonl") == 1
    words = [
        "convert",
        "-q",
        folder,
        "-o",
        out,
        "--engine",
        "dask",
        "--scheduler",
        address,
        "--to",
        "csv",
        "--to",
        "jsonl",
    ]
    run = subprocess.Popen([sys.executable, "-m", "kommunrapport.cli", *map(str, words)], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list(out.glob("*.json"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(list(out.glob("*.json"))) < FILES, "the run was over before a worker could die"
    end(workers[0])
    assert run.wait(timeout=120) == 1
    assert files(out) == files(tmp_path / "local")
    exported, expected = tmp_path / "out-export", tmp_path / "local-export"
    for name in ("reports.jsonl", "csv/goals.csv", "csv/reports.csv"):
        assert (exported / name).read_bytes() == (expected / name).read_bytes()
    there, here = rows(out), rows(tmp_path / "local")
    assert {path: row["outcome"] for path, row in there.items()} == {path: row["outcome"] for path, row in here.items()}
    remote = [f"local://{folder}", "-o", f"local://{tmp_path / 'remote'}"]  # through fsspec, as any other URL
    assert convert(*remote, "--engine", "dask", "--scheduler", address, "--to", "csv", "--to", "jsonl") == 1
    assert files(tmp_path / "remote") == files(tmp_path / "local")
    for name in ("reports.jsonl", "csv/goals.csv", "csv/reports.csv"):
        assert (tmp_path / "remote-export" / name).read_bytes() == (expected / name).read_bytes()


def test_a_cluster_needs_an_address(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert convert(tmp_path / "a.txt", "-o", tmp_path / "out", "--engine", "dask") == 2
