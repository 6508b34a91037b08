import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kommunrapport import batch, remote, remote_run
from kommunrapport.cli import app
from kommunrapport.hold import Held
from kommunrapport.pipeline import Options
from tests.test_manifest import TEXT, convert, files, rows

fsspec = pytest.importorskip("fsspec")

NAMES = ("a.txt", "b/å ä.txt", "b/[1] 50%.txt", "b/c/d.txt")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for number, name in enumerate(NAMES):
        file = tmp_path / "in" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.format(number), "utf-8")
    (tmp_path / "in" / "empty.pdf").touch()
    return tmp_path / "in"


@pytest.fixture
def memory(archive: Path) -> Iterator[Any]:
    """A store of objects in this process that holds the archive; like a bucket, it copies and cannot rename."""
    store = fsspec.filesystem("memory")
    for file in archive.rglob("*"):
        if file.is_file():
            store.pipe_file(f"/bucket/in/{file.relative_to(archive).as_posix()}", file.read_bytes())
    yield store
    store.rm("/bucket", recursive=True)


def in_folder(folder: Path) -> str:
    """A URL that goes through fsspec although it ends in a folder of this machine; `file://` does not."""
    return f"local://{folder.as_posix()}"


def test_an_archive_in_a_bucket_gives_the_bytes_and_rows_of_one_in_a_folder(
    archive: Path, memory: Any, tmp_path: Path
) -> None:
    assert convert(archive, "-o", tmp_path / "out") == 1
    plan = batch.plan(["memory://bucket/in"], "memory://bucket/out")
    results = {result.path: result for result in batch.run(plan.jobs, Options())}
    found = {name.removeprefix("/bucket/out/"): memory.cat_file(name) for name in memory.find("/bucket/out")}
    assert found == files(tmp_path / "out")
    for path, row in rows(tmp_path / "out").items():
        result = results[path]
        made = (result.state, result.sha256, result.output_bytes, result.message)
        assert made == (row["outcome"], row["sha256"], row["output_bytes"], row["message"])


@pytest.mark.usefixtures("memory")
def test_urls_name_files_folders_and_globs_and_what_is_not_there_is_told() -> None:
    def found(url: str) -> list[str]:
        return [job.output_name for job in batch.plan([url], "memory://bucket/out").jobs]

    assert found("memory://bucket/in/b/c/d.txt") == ["d.txt.json"]
    assert sorted(found("memory://bucket/in/b/*.txt")) == ["[1] 50%.txt.json", "å ä.txt.json"]
    assert len(found("memory://bucket/in/")) == 5
    for url in ("memory://bucket/nothing", "memory://bucket/*.nix", "unknown-scheme://x"):
        refused = batch.plan([url], "memory://bucket/out").refused
        assert [(result.source, result.cause) for result in refused] == [(url, "missing")]


def test_what_an_earlier_run_wrote_beside_the_inputs_is_no_input(memory: Any) -> None:
    for out in ("memory://bucket/in/out", "memory://bucket/in"):
        list(batch.run(batch.plan(["memory://bucket/in"], out).jobs, Options()))
        memory.pipe_file(f"{out}/manifest.sqlite", b"")
        again = batch.plan(["memory://bucket/in"], out)
        assert sorted(job.path for job in again.jobs) == sorted([*NAMES, "empty.pdf"])
        memory.rm("/bucket/in/manifest.sqlite" if out.endswith("in") else "/bucket/in/out", recursive=True)


def test_an_output_takes_its_name_only_when_it_is_whole(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object, **__: object) -> None:
        raise ConnectionResetError("the store is gone")

    memory.pipe_file("/bucket/out/a.json", b"earlier")
    monkeypatch.setattr(type(memory), "cp_file", lost)
    with pytest.raises(OSError):
        remote.write_whole("memory://bucket/out/a.json", b"new")
    assert memory.find("/bucket/out") == ["/bucket/out/a.json"]
    assert memory.cat_file("/bucket/out/a.json") == b"earlier"


def test_a_store_that_takes_nothing_any_more_ends_the_run(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object, **__: object) -> None:
        raise RuntimeError("connection refused")

    jobs = batch.plan(["memory://bucket/in"], "memory://bucket/out").jobs
    monkeypatch.setattr(type(memory), "pipe_file", lost)
    with pytest.raises(batch.OutputLost, match="connection refused"):
        list(batch.run(jobs, Options()))


def test_a_run_into_storage_is_resumed_like_one_into_a_folder(archive: Path, tmp_path: Path) -> None:
    url, out = in_folder(tmp_path / "out"), tmp_path / "out"
    assert convert(in_folder(archive), "-o", url, "--to", "csv") == 1
    assert convert(archive, "-o", tmp_path / "calm", "--to", "csv") == 1
    assert files(out) == files(tmp_path / "calm")
    mine, calm = tmp_path / "out-export" / "csv", tmp_path / "calm-export" / "csv"
    assert {file.name: file.read_bytes() for file in mine.iterdir()} == {
        file.name: file.read_bytes() for file in calm.iterdir()
    }
    stamps = {file: file.stat().st_mtime_ns for file in out.rglob("*.json")}
    (archive / "a.txt").write_text(TEXT.format("changed"), "utf-8")
    (out / "b" / "c" / "d.txt.json").write_text("{")
    (out / ".kommunrapport-unfinished-0-0").write_text("{")
    assert convert(in_folder(archive), "-o", url, "--resume") == 1
    written = {file.name for file in out.rglob("*.json") if file.stat().st_mtime_ns != stamps[file]}
    assert written == {"a.txt.json", "d.txt.json"}
    assert {row["outcome"] for row in rows(out).values()} == {"ok", "failed"}
    assert [file.name for file in out.iterdir() if file.name.startswith(".")] == []


def test_a_url_of_a_folder_is_that_folder(archive: Path, tmp_path: Path) -> None:
    assert convert(archive.as_uri().replace("%20", " "), "-o", f"file://{tmp_path / 'out'}") == 1
    assert len(files(tmp_path / "out")) == len(NAMES)


def test_storage_that_another_run_holds_is_refused_and_one_left_behind_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_run, "_SECONDS_BETWEEN_SIGNS", 0.1)
    url = in_folder(tmp_path)
    with remote_run.held(url), pytest.raises(Held), remote_run.held(url):
        pass
    (tmp_path / ".kommunrapport.lock").write_text("left by a run that was killed")
    with remote_run.held(url):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_into_storage_ends_with_its_own_exit_code(archive: Path, tmp_path: Path) -> None:
    url = in_folder(tmp_path / "out")
    with remote_run.held(url):
        result = CliRunner().invoke(app, ["convert", str(archive), "-o", url, "-q"])
    assert (result.exit_code, "another run" in result.stderr) == (4, True)


def test_rows_reach_the_storage_while_a_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kommunrapport.manifest import made_with

    monkeypatch.setattr(remote_run, "_SECONDS_BETWEEN_SIGNS", 0.02)
    with remote_run.manifest_of(in_folder(tmp_path)) as manifest:
        manifest.note(batch.Result("a", "failed", path="a"), made_with(Options()))
        manifest.commit()
        deadline = time.monotonic() + 10
        while not (tmp_path / "manifest.sqlite").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert list(rows(tmp_path)) == ["a"]
    assert threading.active_count() == 1


def test_without_fsspec_a_url_is_refused_in_one_line(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['fsspec'] = sys.modules['fsspec.core'] = None\n"
        "from kommunrapport.cli import main; main()"
    )
    words = [sys.executable, "-c", code, "convert", "s3://bucket/in", "-o", str(tmp_path / "out"), "-q"]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "kommunrapport[cluster]" in ended.stderr
