import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from kommunrapport import batch, patience, stored_report
from kommunrapport.pipeline import Options
from kommunrapport.workers import Limits, WorkerLost, Workers

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


def test_names_that_differ_by_case_only_keep_their_own_path(tmp_path: Path) -> None:
    fill(tmp_path / "in", "a.txt", "A.txt")
    if len(list((tmp_path / "in").iterdir())) == 1:
        pytest.skip("this file system does not tell them apart")
    jobs = batch.plan([str(tmp_path / "in")], tmp_path / "out").jobs
    assert [job.path for job in jobs] == ["A.txt", "a.txt"]
    assert len({job.output.casefold() for job in jobs}) == 2


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


def test_the_files_saved_with_a_web_page_are_no_reports_and_each_says_whose_part_it_is(tmp_path: Path) -> None:
    page = "<html><body><h1>Mål</h1><p>Alla barn ska lära sig simma.</p></body></html>"
    fill(tmp_path / "in", "mal.html", "mal_files/ram.html", "mal_files/a/b.html", "mina-filer/mal.html", text=page)
    plan = batch.plan([str(tmp_path / "in")], tmp_path / "out")
    assert outputs(plan, tmp_path / "out") == ["mal.html.json", "mina-filer/mal.html.json"]
    assert [(part.path, part.state, part.cause, part.message) for part in plan.refused] == [
        (path, "skipped", "page_part", "was saved with mal.html as a part of it")
        for path in ("mal_files/ram.html", "mal_files/a/b.html")
    ]


def test_a_folder_of_web_pages_is_one_report_only_when_that_is_asked_for(tmp_path: Path) -> None:
    folder, out = tmp_path / "delår 2031", tmp_path / "out"
    fill(folder, "index.html", "mal.html", text="<html><body><h1>Delårsrapport 2031</h1></body></html>")
    fill(folder, "bilaga.txt", "stil.css")
    apart = batch.plan([str(folder)], out)
    assert outputs(apart, out) == ["bilaga.txt.json", "index.html.json", "mal.html.json", "stil.css.json"]
    plan = batch.plan([str(folder), str(folder / "bilaga.txt")], out, as_one=True)
    assert outputs(plan, out) == ["delår 2031.json", "bilaga.txt.json"]
    assert [(other.path, other.state, other.cause) for other in plan.refused] == [
        ("delår 2031/bilaga.txt", "skipped", "no_page")
    ]
    first = batch.convert(plan.jobs[0], Options())
    assert (first.state, first.sha256) == ("ok", batch.content_hash(plan.jobs[0].source))
    assert stored_report(out / "delår 2031.json").document.sha256 == first.sha256
    (folder / "mal.html").write_text("<html><body><h1>Mål</h1></body></html>", "utf-8")
    assert batch.content_hash(plan.jobs[0].source) != first.sha256


@pytest.mark.parametrize("pattern", ["missing.txt", "*.nix", ""])
def test_what_does_not_exist_is_refused(tmp_path: Path, pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plan = batch.plan([pattern], tmp_path / "out")
    assert [(result.source, result.state, result.cause) for result in plan.refused] == [(pattern, "failed", "missing")]


def test_an_empty_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    plan = batch.plan([str(tmp_path / "in")], tmp_path / "out")
    assert [result.cause for result in plan.refused] == ["empty_folder", "no_reports"]


def test_a_folder_in_which_all_is_skipped_is_told_of() -> None:
    jobs = [batch.Job("in/a", "out/a.json", "in"), batch.Job("more/b", "out/b.json", "more")]
    results = [batch.Result("in/a", "skipped"), batch.Result("more/b", "ok")]
    assert [result.source for result in batch.folders_without_reports(jobs, results)] == ["in"]


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_pipes_and_links_that_lead_out_are_refused_and_never_opened(tmp_path: Path) -> None:
    fill(tmp_path, "outside.txt", "in/a.txt")
    folder = tmp_path / "in"
    os.mkfifo(folder / "pipe.pdf")
    for name, target in {"out": "../outside.txt", "loop": "loop", "lost": "no", "self": ".", "good": "a.txt"}.items():
        (folder / name).symlink_to(target)
    plan = batch.plan([str(folder)], tmp_path / "out")
    assert outputs(plan, tmp_path / "out") == ["a.txt.json", "good.json"]
    assert {(result.path, result.state, result.cause) for result in plan.refused} == {
        ("loop", "refused", "link"),
        ("lost", "refused", "link"),
        ("out", "refused", "link"),
        ("pipe.pdf", "refused", "special_file"),
        ("self", "refused", "link"),
    }
    named = batch.plan([str(folder / "pipe.pdf")], tmp_path / "out")
    assert (named.jobs, named.refused[0].state) == ((), "refused")


def test_a_name_as_long_as_names_may_be_still_has_an_output(tmp_path: Path) -> None:
    fill(tmp_path / "in", "å" * 120 + ".txt")
    plan = batch.plan([str(tmp_path / "in")], tmp_path / "out")
    assert batch.convert(plan.jobs[0], Options()).state == "ok"
    long = fill(tmp_path / "more", "n" * 251 + ".txt") / ("n" * 251 + ".txt")
    plan = batch.plan([str(long)], tmp_path / "out")
    assert batch.convert(plan.jobs[0], Options()).state == "ok"
    assert plan.jobs[0].path == long.name


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


def test_any_number_of_workers_gives_the_same_results_as_this_process(tmp_path: Path) -> None:
    fill(tmp_path / "in", *(f"{number}.txt" for number in range(6)))
    fill(tmp_path / "in", "3.txt", text="")
    written = []
    for count in (0, 1, 2):
        plan = batch.plan([str(tmp_path / "in")], tmp_path / f"out{count}")
        if count:
            with Workers(count) as pool:
                results = list(batch.run(plan.jobs, Options(), pool))
        else:
            results = list(batch.run(plan.jobs, Options()))
        states = sorted((result.path, result.state, result.message, result.sha256) for result in results)
        files = {file.name: file.read_bytes() for file in (tmp_path / f"out{count}").iterdir()}
        written.append((states, files))
    assert written[0] == written[1] == written[2]
    assert len(written[0][1]) == 5


# --- processes that may die -------------------------------------------------------------------------------------------


def slow(seconds: float) -> str:
    time.sleep(seconds)
    return "done"


def hungry(megabytes: int) -> int:
    return len(b"x" * (megabytes << 20))


def dies(mark: str, times: int) -> str:
    """Die the first times it is called, as a fault in a compiled reader would make a worker die."""
    with Path(mark).open("a") as calls:
        calls.write(".")
    if Path(mark).stat().st_size <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def leaves_a_child(mark: str) -> None:
    child = subprocess.Popen(["sleep", "60"])
    Path(mark).write_text(str(child.pid))
    time.sleep(60)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_a_call_that_takes_too_long_is_stopped_and_costs_no_other() -> None:
    with Workers(2, Limits(seconds=1)) as pool:
        calls = [pool.submit(slow, 30), *(pool.submit(slow, 0.01) for _ in range(5))]
        started = time.monotonic()
        while not all(call.done() for call in calls):
            pool.wait([call for call in calls if not call.done()])
        assert time.monotonic() - started < 5
    lost = calls[0].exception()
    assert isinstance(lost, WorkerLost)
    assert (lost.cause, [call.result() for call in calls[1:]]) == ("timeout", ["done"] * 5)


def patient(seconds: float) -> str:
    """A call that asks for as much time again as it has."""
    patience.ask(1.0)
    return slow(seconds)


def test_a_call_that_asks_for_more_time_gets_it_and_the_next_one_does_not() -> None:
    with Workers(1, Limits(seconds=1)) as pool:
        calls = [pool.submit(patient, 1.5), pool.submit(slow, 30)]
        while not all(call.done() for call in calls):
            pool.wait([call for call in calls if not call.done()])
    assert calls[0].result() == "done"
    assert str(calls[1].exception()) == "took longer than 1 s"


def test_a_worker_that_dies_once_costs_nothing_and_twice_its_own_call_only(tmp_path: Path) -> None:
    with Workers(2) as pool:
        once = pool.submit(dies, str(tmp_path / "once"), 1)
        twice = pool.submit(dies, str(tmp_path / "twice"), 2)
        other = pool.submit(slow, 0.01)
        while not (once.done() and twice.done() and other.done()):
            pool.wait([call for call in (once, twice, other) if not call.done()])
    lost = twice.exception()
    assert isinstance(lost, WorkerLost)
    assert (once.result(), other.result(), lost.cause) == ("alive", "done", "crash")
    assert "SIGKILL" in str(lost)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs a system that limits memory")
def test_memory_has_a_ceiling() -> None:
    with Workers(1, Limits(memory=200 << 20)) as pool:
        little, much, after = pool.submit(hungry, 20), pool.submit(hungry, 400), pool.submit(hungry, 20)
        while not after.done():
            pool.wait([after])
    assert (little.result(), type(much.exception()), after.result()) == (20 << 20, MemoryError, 20 << 20)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_what_a_worker_started_ends_with_it(tmp_path: Path) -> None:
    with Workers(1, Limits(seconds=1)) as pool:
        call = pool.submit(leaves_a_child, str(tmp_path / "child"))
        pool.wait([call])
    assert isinstance(call.exception(), WorkerLost)
    deadline = time.monotonic() + 5
    while is_running(int((tmp_path / "child").read_text())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(int((tmp_path / "child").read_text()))


def test_no_process_is_left_behind() -> None:
    with Workers(2) as pool:
        pool.wait([pool.submit(slow, 0.01)])
        pool.wait([pool.submit(slow, 30)], timeout=0.3)
        processes = pool.processes
    assert processes
    assert not any(is_running(process) for process in processes)


@pytest.mark.parametrize(("files", "most"), [(0, 1), (1, 1), (5, 1), (1000, os.cpu_count())])
def test_few_files_are_not_worth_a_second_process(files: int, most: int) -> None:
    assert 1 <= batch.workers_for(files) <= most


def test_a_summary_adds_up() -> None:
    results = [
        batch.Result("a", "ok", records={"goals": 2}, findings={"warning": 1}, figures={"numbers": 8}),
        batch.Result("b", "partial", records={"goals": 3}, figures={"numbers": 4, "proven_numbers": 11}),
        batch.Result("c", "failed", cause="empty"),
    ]
    summary = batch.summary_of(results)
    assert summary.files == {"ok": 1, "ok_flagged": 0, "partial": 1, "skipped": 0, "refused": 0, "failed": 1}
    assert (summary.records["goals"], summary.findings["warning"]) == (5, 1)
    assert summary.figures == {"numbers": 12, "proven_numbers": 11}
