import os
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from kommunrapport import batch, stored_report
from kommunrapport.pipeline import Options

TEXT = "Delårsrapport 2031\nExempelby kommun\n\nVatten\n\nProverna togs i augusti.\n"


def fill(folder: Path, *names: str, text: str = TEXT) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def outputs(plan: batch.Plan, out: Path) -> list[str]:
    return [Path(job.output).relative_to(out).as_posix() for job in plan.jobs]


# --- which inputs and what their outputs are called -------------------------------------------------------------------


def test_outputs_keep_the_path_below_the_folder_and_the_ending(tmp_path: Path) -> None:
    fill(tmp_path / "in", "b.txt", "a/c.pdf", "a/c.docx", "utan ändelse")
    plan = batch.plan([str(tmp_path / "in")], tmp_path / "out")
    assert outputs(plan, tmp_path / "out") == ["b.txt.json", "utan ändelse.json", "a/c.docx.json", "a/c.pdf.json"]
    assert plan.refused == ()


def test_a_named_file_lies_directly_in_the_output(tmp_path: Path) -> None:
    fill(tmp_path / "in", "deep/er/b.txt")
    plan = batch.plan([str(tmp_path / "in" / "deep" / "er" / "b.txt")], tmp_path / "out")
    assert outputs(plan, tmp_path / "out") == ["b.txt.json"]


def test_globs_are_expanded_where_the_shell_did_not(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.txt", "c.md", "d/e.txt")
    plan = batch.plan([str(tmp_path / "**" / "*.txt")], tmp_path / "out")
    assert outputs(plan, tmp_path / "out") == ["a.txt.json", "b.txt.json", "e.txt.json"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path: Path) -> None:
    fill(tmp_path, "rapport[1].txt", "rapport1.txt")
    plan = batch.plan([str(tmp_path / "rapport[1].txt")], tmp_path / "out")
    assert outputs(plan, tmp_path / "out") == ["rapport[1].txt.json"]


def test_namesakes_from_different_folders_are_told_apart_also_by_case(tmp_path: Path) -> None:
    fill(tmp_path, "x/a.txt", "y/A.txt", "y/b.txt")
    out = tmp_path / "out"
    first = outputs(batch.plan([str(tmp_path / "x"), str(tmp_path / "y")], out), out)
    assert len({name.casefold() for name in first}) == 3
    assert first[2] == "b.txt.json"
    assert all(name.startswith(("a_", "A_")) and name.endswith(".txt.json") for name in first[:2])
    second = outputs(batch.plan([str(tmp_path / "y"), str(tmp_path / "x")], out), out)
    assert sorted(first) == sorted(second)


def test_a_link_and_what_it_leads_to_are_told_apart(tmp_path: Path) -> None:
    fill(tmp_path, "x/a.txt", "y/b.txt")
    (tmp_path / "y" / "a.txt").symlink_to(tmp_path / "x" / "a.txt")
    out = tmp_path / "out"
    assert len(set(outputs(batch.plan([str(tmp_path / "x"), str(tmp_path / "y")], out), out))) == 3


def test_names_told_apart_are_the_same_wherever_the_folders_lie(tmp_path: Path) -> None:
    names = []
    for home in (tmp_path / "here", tmp_path / "there" / "deep"):
        fill(home, "x/a.txt", "y/a.txt")
        names.append(outputs(batch.plan([str(home / "x"), str(home / "y")], home / "out"), home / "out"))
    assert names[0] == names[1]


def test_a_file_that_is_reached_twice_is_converted_once(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "a.txt")
    plan = batch.plan([str(folder), str(folder / "a.txt"), str(folder / ".." / "in")], tmp_path / "out")
    assert outputs(plan, tmp_path / "out") == ["a.txt.json"]


def test_what_an_earlier_run_wrote_is_no_input(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b/c.txt", "out/a.txt.json")
    inside = batch.plan([str(tmp_path)], tmp_path / "out")
    assert outputs(inside, tmp_path / "out") == ["a.txt.json", "b/c.txt.json"]
    fill(tmp_path / "same", "a.txt", "a.txt.json", "other.json")
    same = batch.plan([str(tmp_path / "same")], tmp_path / "same")
    assert outputs(same, tmp_path / "same") == ["a.txt.json", "other.json.json"]


@pytest.mark.parametrize("pattern", ["missing.txt", "*.nix", ""])
def test_what_does_not_exist_is_refused(tmp_path: Path, pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plan = batch.plan([pattern], tmp_path / "out")
    assert [(result.source, result.state, result.cause) for result in plan.refused] == [(pattern, "failed", "missing")]


def test_an_empty_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    plan = batch.plan([str(tmp_path / "in")], tmp_path / "out")
    assert [result.cause for result in plan.refused] == ["no_reports"]


def test_a_folder_in_which_all_is_skipped_is_told_of() -> None:
    jobs = [batch.Job("in/a", "out/a.json", "in"), batch.Job("more/b", "out/b.json", "more")]
    results = [batch.Result("in/a", "skipped"), batch.Result("more/b", "ok")]
    assert [result.source for result in batch.folders_without_reports(jobs, results)] == ["in"]


# --- one result for every input ---------------------------------------------------------------------------------------


def test_a_report_is_written_whole_and_counted(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    job = batch.Job(str(tmp_path / "a.txt"), str(tmp_path / "out" / "deep" / "a.txt.json"))
    result = batch.convert(job, Options())
    assert (result.state, result.source, result.output) == ("ok", job.source, job.output)
    assert set(result.records) == set(batch.RECORD_KINDS)
    assert stored_report(job.output).document.file_name == "a.txt"
    assert names_in(tmp_path / "out" / "deep") == ["a.txt.json"]


def test_a_file_that_cannot_be_read_leaves_an_earlier_output_alone(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", text="")
    fill(tmp_path / "out", "a.txt.json", text="earlier")
    result = batch.convert(batch.Job(str(tmp_path / "a.txt"), str(tmp_path / "out" / "a.txt.json")), Options())
    assert (result.state, result.cause, result.message) == ("failed", "empty", "a.txt is empty")
    assert (tmp_path / "out" / "a.txt.json").read_text() == "earlier"


def test_an_output_that_cannot_be_written_is_a_failure_of_its_file_only(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "out/in-the-way")
    job = batch.Job(str(tmp_path / "a.txt"), str(tmp_path / "out" / "in-the-way" / "a.txt.json"))
    result = batch.convert(job, Options())
    assert (result.state, result.cause) == ("failed", "unwritable")


def test_nothing_is_left_of_an_output_that_could_not_take_its_name(tmp_path: Path) -> None:
    taken = tmp_path / "a.json"
    (taken / "inside").mkdir(parents=True)
    with pytest.raises(OSError):
        batch.write_whole(taken, "text")
    assert names_in(tmp_path) == ["a.json"]


def test_workers_give_the_same_results_in_the_same_order_as_one_process(tmp_path: Path) -> None:
    fill(tmp_path / "in", *(f"{number}.txt" for number in range(6)))
    fill(tmp_path / "in", "3.txt", text="")
    written = []
    for count in (1, 2):
        plan = batch.plan([str(tmp_path / "in")], tmp_path / f"out{count}")
        with batch.executor_for(count) as executor:
            results = list(batch.run(plan.jobs, Options(), executor))
        states = [(result.state, result.source, result.message, result.records) for result in results]
        files = {file.name: file.read_bytes() for file in (tmp_path / f"out{count}").iterdir()}
        written.append((states, files))
    assert written[0] == written[1]
    assert len(written[0][1]) == 5


class Deadly(batch.Workers):
    """Workers that die of one file, as a fault in a compiled reader would make them."""

    def submit(self, call: Callable[..., batch.Result], /, *args: Any) -> Future[batch.Result]:
        return super().submit(os._exit, 9) if args[0].source.endswith("bad.txt") else super().submit(call, *args)


def test_a_worker_that_dies_costs_only_its_own_file(tmp_path: Path) -> None:
    fill(tmp_path / "in", "a.txt", "bad.txt", "c.txt")
    plan = batch.plan([str(tmp_path / "in")], tmp_path / "out")
    with Deadly(1) as pool:
        results = list(batch.run(plan.jobs, Options(), pool))
    assert [result.state for result in results] == ["ok", "failed", "ok"]
    assert results[1].cause == "crashed"
    assert names_in(tmp_path / "out") == ["a.txt.json", "c.txt.json"]


@pytest.mark.parametrize(("files", "most"), [(0, 1), (1, 1), (5, 1), (1000, os.cpu_count())])
def test_few_files_are_not_worth_a_second_process(files: int, most: int) -> None:
    assert 1 <= batch.workers_for(files) <= most


def test_a_summary_adds_up() -> None:
    results = [
        batch.Result("a", "ok", records={"goals": 2}, findings={"warning": 1}),
        batch.Result("b", "partial", records={"goals": 3}),
        batch.Result("c", "failed", cause="empty"),
    ]
    summary = batch.summary_of(results)
    assert summary.files == {"ok": 1, "ok_flagged": 0, "partial": 1, "skipped": 0, "failed": 1}
    assert (summary.records["goals"], summary.findings["warning"]) == (5, 1)
