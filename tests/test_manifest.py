import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kommunrapport import manifest
from kommunrapport.cli import app
from kommunrapport.pipeline import Options

TEXT = "Delårsrapport 2031\nExempelby kommun\n\nVatten\n\nProverna togs i augusti {}.\n"


def convert(*words: object) -> int:
    return CliRunner().invoke(app, ["convert", "-q", *map(str, words)]).exit_code


def rows(out: Path) -> dict[str, dict[str, object]]:
    """The manifest without what a run's speed decides."""
    with sqlite3.connect(out / "manifest.sqlite") as database:
        database.row_factory = sqlite3.Row
        found = [dict(row) for row in database.execute("SELECT * FROM inputs ORDER BY path")]
    return {str(row["path"]): {k: v for k, v in row.items() if k not in manifest.TIMING} for row in found}


def files(out: Path) -> dict[str, bytes]:
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*.json")}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    for number in range(8):
        (folder / "deep" / f"{number}.txt").write_text(TEXT.format(number), "utf-8")
    (folder / "empty.pdf").touch()
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "lost.txt").symlink_to("nowhere")
    return folder


def test_every_input_has_one_row_that_says_what_became_of_it(archive: Path, tmp_path: Path) -> None:
    assert convert(archive, "-o", tmp_path / "out") == 1
    found = rows(tmp_path / "out")
    assert {path: row["outcome"] for path, row in found.items()} == {
        **{f"deep/{number}.txt": "ok" for number in range(8)},
        "empty.pdf": "failed",
        "noise.bin": "skipped",
        "lost.txt": "refused",
    }
    assert (found["empty.pdf"]["cause"], found["lost.txt"]["cause"]) == ("empty", "link")
    one = found["deep/3.txt"]
    assert one["output"] == "deep/3.txt.json"
    assert one["output_bytes"] == len((tmp_path / "out" / "deep" / "3.txt.json").read_bytes())
    assert (
        one["sha256"] == json.loads((tmp_path / "out" / "deep" / "3.txt.json").read_text("utf-8"))["document"]["sha256"]
    )


def test_resume_converts_only_what_changed_or_is_missing(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(archive, "-o", out)
    before = rows(out)
    stamps = {file: file.stat().st_mtime_ns for file in out.rglob("*.json")}
    (archive / "deep" / "1.txt").write_text(TEXT.format("changed"), "utf-8")
    (archive / "deep" / "new.txt").write_text(TEXT.format("new"), "utf-8")
    (out / "deep" / "2.txt.json").unlink()
    (out / "deep" / "3.txt.json").write_text("{")
    convert(archive, "-o", out, "--resume", "--jobs", 2)
    written = {file.name for file in out.rglob("*.json") if file.stat().st_mtime_ns != stamps.get(file)}
    assert written == {"1.txt.json", "2.txt.json", "3.txt.json", "new.txt.json"}
    after = rows(out)
    assert after["deep/1.txt"]["sha256"] != before["deep/1.txt"]["sha256"]
    assert {path for path in before if before[path] != after[path]} == {"deep/1.txt"}


def test_other_options_are_another_result(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(archive, "-o", out)
    stamp = (out / "deep" / "1.txt.json").stat().st_mtime_ns
    convert(archive, "-o", out, "--resume", "--pages", "1")
    assert (out / "deep" / "1.txt.json").stat().st_mtime_ns != stamp


def test_failures_are_kept_too_unless_they_are_to_be_tried_again(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(archive, "-o", out)
    with sqlite3.connect(out / "manifest.sqlite") as database:
        database.execute(
            "UPDATE inputs SET outcome = 'failed', cause = 'timeout', output = NULL WHERE path LIKE '%1.txt'"
        )
    convert(archive, "-o", out, "--resume")
    assert rows(out)["deep/1.txt"]["cause"] == "timeout"
    convert(archive, "-o", out, "--retry", "failed")
    assert rows(out)["deep/1.txt"]["outcome"] == "ok"


def test_a_password_is_written_nowhere(archive: Path, tmp_path: Path) -> None:
    convert(archive, "-o", tmp_path / "out", "--password", "hemligt-ord")
    assert b"hemligt-ord" not in (tmp_path / "out" / "manifest.sqlite").read_bytes()
    assert manifest.made_with(Options(password="a")) != manifest.made_with(Options())


def test_a_name_that_is_no_text_has_a_row_and_an_output(tmp_path: Path) -> None:
    name = os.fsdecode(b"ogiltig\xff.txt")
    (tmp_path / "in").mkdir()
    try:
        (tmp_path / "in" / name).write_text(TEXT, "utf-8")
    except OSError:
        pytest.skip("this file system has only names that are text")
    assert convert(tmp_path / "in", "-o", tmp_path / "out") == 0
    assert list(rows(tmp_path / "out")) == [r"ogiltig\xff.txt"]
    found = manifest.reports_in(tmp_path / "out")
    assert found is not None
    assert [file.is_file() for _, file in found] == [True]


def test_a_manifest_that_is_none_stops_the_run_with_one_line(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.sqlite").write_text("something else entirely, longer than a header" * 9)
    result = CliRunner().invoke(app, ["convert", str(archive), "-o", str(tmp_path / "out"), "-q"])
    assert result.exit_code == 3
    assert "manifest.sqlite" in result.stderr


@contextmanager
def running(*words: object) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "kommunrapport.cli", "convert", "-q", *map(str, words)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("victim", ["run", "workers"])
def test_whatever_is_killed_the_resumed_run_ends_as_an_undisturbed_one(tmp_path: Path, victim: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.txt").write_text(TEXT.format(number) * 20, "utf-8")
    assert convert(folder, "-o", tmp_path / "calm") == 0
    out = tmp_path / "out"
    for moment in (0.25, 0.5):
        with running(folder, "-o", out, "--resume", "--jobs", 2) as process:
            time.sleep(moment)
            if victim == "run":
                process.kill()
            else:
                for child in children(process.pid):
                    os.kill(child, signal.SIGKILL)
                process.wait(timeout=60)
        half = [file for file in files(out) if b'"schema_version"' not in (out / file).read_bytes()]
        assert not half
    assert convert(folder, "-o", out, "--retry", "failed") == 0
    assert files(out) == files(tmp_path / "calm")
    assert rows(out) == rows(tmp_path / "calm")


def children(process: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []
