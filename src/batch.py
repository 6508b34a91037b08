"""Many files: which inputs a run has, what each output is called, and one result for every input.

An input is a file named by the person or a regular file found in a folder; exactly one `Result` comes of it.
Nothing is printed here and nothing is half written: an output appears under its name only when it is complete.
"""

from __future__ import annotations

import glob
import hashlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from traceback import extract_tb
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol

from .hold import LOCK_NAME

if TYPE_CHECKING:
    from concurrent.futures import Future

    from .pipeline import Options
    from .schema import Report

State = Literal["ok", "ok_flagged", "partial", "skipped", "failed"]
STATES: tuple[State, ...] = ("ok", "ok_flagged", "partial", "skipped", "failed")

RECORD_KINDS = ("goals", "assignments", "indicators", "budget_tables", "observations")
SEVERITIES = ("error", "warning", "info")

_UNFINISHED = ".kommunrapport-unfinished-"
"""How the names of outputs begin while they are written."""

_FILES_PER_WORKER = 4
"""Starting a worker costs about as much as converting this many small files."""


@dataclass(frozen=True, slots=True)
class Job:
    """One input file and where its JSON goes; `folder` is the given folder it was found in, None if named itself."""

    source: str
    output: str
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input: small enough to cross a process.

    `cause` is one word and `message` one line, both only where the input gave no report.
    """

    source: str
    state: State
    output: str | None = None
    cause: str | None = None
    message: str | None = None
    records: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run made of all its inputs, in counts; `results` holds one entry for every input."""

    files: dict[str, int]
    records: dict[str, int]
    findings: dict[str, int]
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs of one run, and the inputs that could not become a job."""

    jobs: tuple[Job, ...]
    refused: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class _Input:
    """A file to convert and its path below the folder it was found in."""

    path: Path
    relative: PurePath
    folder: str | None = None


class Executor(Protocol):
    """Whatever runs calls elsewhere, with the interface of `concurrent.futures`."""

    def submit(self, call: Callable[..., Result], /, *args: object) -> Future[Result]:
        """Schedule one call."""


# --- which inputs -----------------------------------------------------------------------------------------------------


def plan(patterns: Sequence[str], out: Path) -> Plan:
    """Find the inputs that paths, folders and globs stand for, and give each its output name.

    The files of a folder come in the order of their names, and a file that is reached twice is converted once. The
    output folder of an earlier run is not an input when it lies inside a given folder.
    """
    inputs: dict[str, _Input] = {}
    refused: list[Result] = []
    for pattern in patterns:
        paths = _expand(pattern)
        if not paths:
            refused.append(Result(pattern, "failed", cause="missing", message="no such file or folder"))
        for path in paths:
            found, problems = _inputs_of(path, out)
            refused.extend(problems)
            for item in found:
                inputs.setdefault(_absolute(item.path), item)
    return Plan(tuple(_jobs(list(inputs.values()), out)), tuple(refused))


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - a link is another input than what it leads to


def _expand(pattern: str) -> list[Path]:
    """Give the paths a command-line word stands for; a shell that expands globs leaves nothing to do here."""
    if os.path.lexists(pattern):
        return [Path(pattern)]
    return [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 - may be absolute


def _inputs_of(path: Path, out: Path) -> tuple[list[_Input], list[Result]]:
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above may not be searched
        return [_Input(path, PurePath(path.name))], []
    problems: list[Result] = []

    def refuse(error: OSError) -> None:
        message = f"cannot open the folder: {error.strerror}"
        problems.append(Result(str(error.filename), "failed", cause="missing", message=message))

    files = [_Input(file, file.relative_to(path), str(path)) for file in _files_below(path, out, refuse)]
    if not files and not problems:
        problems.append(Result(str(path), "failed", cause="no_reports", message="the folder holds no files"))
    return files, problems


def _files_below(folder: Path, out: Path, refuse: Callable[[OSError], None]) -> Iterator[Path]:
    own = out.resolve()
    into_itself = folder.resolve() == own
    for root, folders, names in os.walk(folder, onerror=refuse):
        below = Path(root)
        folders[:] = sorted(name for name in folders if (below / name).resolve() != own)
        earlier = {LOCK_NAME, *(f"{name}.json" for name in names)} if into_itself else set()
        inputs = (name for name in sorted(names) if name not in earlier and not name.startswith(_UNFINISHED))
        yield from (below / name for name in inputs if _is_regular(below / name))


def _is_regular(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # what may not be looked at fails with a reason when it is opened
        return True


# --- what outputs are called ------------------------------------------------------------------------------------------


def _jobs(inputs: Sequence[_Input], out: Path) -> Iterator[Job]:
    """Name the outputs: the path below the given folder, its ending kept, and a hash where two would be one file.

    Two names are one file also when they differ only by case or by how å is composed, as on Windows and macOS.
    """
    namesakes: defaultdict[str, list[_Input]] = defaultdict(list)
    for item in inputs:
        namesakes[_file_key(item.relative)].append(item)
    for item in inputs:
        rivals = namesakes[_file_key(item.relative)]
        relative = _told_apart(item, rivals) if len(rivals) > 1 else item.relative
        yield Job(str(item.path), str(out / f"{relative}.json"), item.folder)


def _file_key(path: PurePath) -> str:
    return unicodedata.normalize("NFC", path.as_posix()).casefold()


def _told_apart(item: _Input, rivals: Sequence[_Input]) -> PurePath:
    """Add a hash of what tells the namesakes' places apart, the same on every machine that holds the same folders."""
    try:
        common = os.path.commonpath([_absolute(rival.path) for rival in rivals])
        place = os.path.relpath(_absolute(item.path), common)
    except ValueError:  # on different drives
        place = _absolute(item.path)
    digest = hashlib.sha256(PurePath(place).as_posix().encode("utf-8", "surrogateescape")).hexdigest()[:8]
    name = item.relative
    return name.with_name(f"{name.stem}_{digest}{name.suffix}")


# --- one input --------------------------------------------------------------------------------------------------------


def convert(job: Job, options: Options) -> Result:
    """Convert one file and write its JSON; whatever goes wrong with it is in the result."""
    from . import errors
    from .pipeline import read_report

    try:
        report = read_report(job.source, options)
        text = report.to_json()
    except errors.Unsupported as error:
        return _without_report(job, "skipped" if job.folder else "failed", error.cause, error)
    except errors.ReadError as error:
        return _without_report(job, "failed", error.cause, error)
    except Exception as error:  # an error of ours in one file must not cost the others theirs
        return _without_report(job, "failed", "internal", internal_error(error))
    try:
        write_whole(Path(job.output), text)
    except OSError as error:
        return _without_report(job, "failed", "unwritable", f"cannot write {job.output}: {error.strerror}")
    return replace(summarised(report), source=job.source, output=job.output)


def internal_error(error: Exception) -> str:
    """Say in one line what went wrong inside, and where, for whoever reports it."""
    at = extract_tb(error.__traceback__)[-1]
    return f"internal error: {type(error).__name__}: {error} ({Path(at.filename).name}, line {at.lineno})"


def _without_report(job: Job, state: State, cause: str, message: object) -> Result:
    return Result(job.source, state, cause=cause, message=" ".join(str(message).split()))


def summarised(report: Report) -> Result:
    """Count what a report holds."""
    records = {kind: len(getattr(report, kind)) for kind in RECORD_KINDS}
    findings = {severity: sum(f.severity == severity for f in report.findings) for severity in SEVERITIES}
    return Result(report.document.file_name, report.document.outcome, records=records, findings=findings)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that its name never stands for half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    unfinished = path.with_name(f"{_UNFINISHED}{digest}-{os.getpid()}")
    try:
        unfinished.write_bytes(text.encode("utf-8"))
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def remove_unfinished(jobs: Iterable[Job]) -> None:
    """Remove what runs that were killed left beside the outputs; only for who holds the output folder."""
    for folder in {Path(job.output).parent for job in jobs}:
        for file in folder.glob(f"{_UNFINISHED}*"):
            file.unlink(missing_ok=True)


# --- all of them ------------------------------------------------------------------------------------------------------


def run(jobs: Sequence[Job], options: Options, executor: Executor | None = None) -> Iterator[Result]:
    """Convert files, here or in an executor, and give each result in the order of the jobs."""
    if executor is None:
        yield from (convert(job, options) for job in jobs)
        return
    futures = [executor.submit(convert, job, options) for job in jobs]
    for job, future in zip(jobs, futures, strict=True):
        try:
            yield future.result()
        except Exception as error:
            # The worker died with the file it was at: out of memory, or a fault in a compiled reader.
            yield _without_report(job, "failed", "crashed", f"reading stopped: {type(error).__name__}: {error}")


def folders_without_reports(jobs: Sequence[Job], results: Sequence[Result]) -> Iterator[Result]:
    """Say which given folders gave nothing at all, not even a file that failed."""
    states: defaultdict[str, set[State]] = defaultdict(set)
    for job, result in zip(jobs, results, strict=False):
        if job.folder:
            states[job.folder].add(result.state)
    for folder, seen in states.items():
        if seen == {"skipped"}:
            yield Result(folder, "failed", cause="no_reports", message="no file in the folder is a report")


def summary_of(results: Sequence[Result]) -> Summary:
    """Add up the results of a run."""
    return Summary(
        files={state: sum(result.state == state for result in results) for state in STATES},
        records={kind: sum(result.records.get(kind, 0) for result in results) for kind in RECORD_KINDS},
        findings={severity: sum(result.findings.get(severity, 0) for result in results) for severity in SEVERITIES},
        results=tuple(results),
    )


def workers_for(files: int) -> int:
    """Say how many processes pay off for a number of files on this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, files // _FILES_PER_WORKER))


class Workers:
    """A pool of processes on this machine that outlives the death of one of them."""

    def __init__(self, count: int) -> None:
        from multiprocessing import get_context

        from pebble import ProcessPool

        self._pool: Any = ProcessPool(max_workers=count, context=get_context("spawn"))

    def submit(self, call: Callable[..., Result], /, *args: object) -> Future[Result]:
        """Schedule one call."""
        future: Future[Result] = self._pool.schedule(call, args=args)
        return future

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None:
            self._pool.close()
        else:
            self._pool.stop()
        self._pool.join()


@contextmanager
def executor_for(workers: int) -> Iterator[Executor | None]:
    """Give an executor of so many processes; one means this process, and asks nothing of the system."""
    if workers == 1:
        yield None
        return
    with Workers(workers) as pool:
        yield pool
