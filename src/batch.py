"""Many files: which inputs a run has, what each output is called, and one result for every input.

An input is whatever the person named or a folder holds; exactly one `Result` comes of it, and one row in the manifest.
Nothing is printed here and nothing is half written: an output appears under its name only when it is complete.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import stat
import sys
import time
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias

from . import remote, saved_pages
from .hold import LOCK_NAME, UNFINISHED
from .manifest import MANIFEST_NAME, Made, Manifest, stored_name
from .workers import WorkerLost

if TYPE_CHECKING:
    from concurrent.futures import Future

    from .pipeline import Options
    from .schema import Report

State = Literal["ok", "ok_flagged", "partial", "skipped", "refused", "failed"]
STATES: tuple[State, ...] = ("ok", "ok_flagged", "partial", "skipped", "refused", "failed")

RECORD_KINDS = ("goals", "assignments", "indicators", "budget_tables", "observations")
SEVERITIES = ("error", "warning", "info")
FIGURES = ("numbers", "proven_numbers")
"""The numbers of the budget tables, and those among them that hold in an equation or that the text repeats."""

_FILES_PER_WORKER = 4
"""Starting a worker costs about as much as converting this many small files."""

_LONGEST_NAME = 255
"""Bytes that file systems allow one name."""

_LOST_OUTPUT = {errno.ENOSPC, errno.EROFS, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""Errors of the output folder itself: what cannot be written now will not be written for the next file either."""

_REPORT_ENDINGS = (
    *(".pdf", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf", ".odt", ".tif", ".tiff"),
    *(".html", ".htm", ".xhtml", ".mht", ".mhtml", ".txt", ".text", ".md", ".markdown"),
)
"""A file in a folder that is called one of these was meant to be a report: that it is none is told, not passed over."""

_LARGEST_HASHED = 1 << 30


SizeOf: TypeAlias = Callable[[str], int | None]
"""Tells the size of an output, None where it is not there."""


class OutputLost(Exception):
    """Nothing can be written any more: the disk is full or has become read-only."""


class Job(NamedTuple):
    """One input file and where its JSON goes; `folder` is the given folder it was found in, None if named itself.

    `source` and `output` are paths of this machine or URLs. `path` is what the manifest knows the input by: its place
    below the given folder. `output_name` is the output's place below the output folder. `known` is the hash of content
    whose result is there already.
    """

    source: str
    output: str
    folder: str | None = None
    path: str = ""
    output_name: str = ""
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input: small enough to cross a process.

    `cause` is one word and `message` one line, both only where the input gave no report. `reasons` are the codes of
    the findings that flag a report. `kept` says that an earlier run's result is still good.
    """

    source: str
    state: State
    output: str | None = None
    cause: str | None = None
    message: str | None = None
    records: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    path: str = ""
    output_name: str | None = None
    output_bytes: int | None = None
    reasons: tuple[str, ...] = ()
    pages: int | None = None
    failed_pages: tuple[int, ...] = ()
    sha256: str | None = None
    seconds: float | None = None
    peak_memory: int | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run made of all its inputs, in counts; `results` holds one entry for every input.

    `kept` counts the files whose earlier result is still good.
    """

    files: dict[str, int]
    kept: int
    records: dict[str, int]
    findings: dict[str, int]
    figures: dict[str, int]
    results: tuple[Result, ...]


class Plan(NamedTuple):
    """The jobs of one run, and the inputs that could not become a job."""

    jobs: tuple[Job, ...]
    refused: tuple[Result, ...] = ()


class _Input(NamedTuple):
    """A file to convert, by its path or URL, and its path below the folder it was found in."""

    place: str
    relative: PurePath
    folder: str | None = None


class Executor(Protocol):
    """Whatever runs calls elsewhere, with futures as in `concurrent.futures`; `count` calls run at a time."""

    @property
    def count(self) -> int:
        """How many calls run at a time."""

    def submit(self, call: Callable[..., Result], /, *args: object) -> Future[Result]:
        """Schedule one call."""

    def wait(self, futures: Sequence[Future[Any]], timeout: float | None = None) -> set[Future[Any]]:
        """Wait until one of the futures is done or the time is over; give those that are done."""


# --- which inputs -----------------------------------------------------------------------------------------------------


def plan(patterns: Sequence[str], out: Path | str, *, as_one: bool = False) -> Plan:
    """Find the inputs that paths, folders, globs and URLs of them stand for, and give each its output name.

    With `as_one` the web pages of each given folder of this machine are one report, and the folder is the input.

    The files of a folder come in the order of their names, and a file that is reached twice is converted once. The
    output folder of an earlier run is not an input when it lies inside a given folder. What is no regular file, and
    what leads out of the given folders, is refused without a look at it.
    """
    inputs: dict[str, _Input] = {}
    refused: list[Result] = []
    words = {pattern: [] if remote.is_url(pattern) else _expand(pattern) for pattern in patterns}
    roots = tuple(os.path.realpath(path) for paths in words.values() for path in paths if _is_folder(path))
    for pattern, paths in words.items():
        if remote.is_url(pattern):
            looked = [_remote_inputs(pattern, str(out))]
        else:
            looked = [
                _saved_report(path) if as_one and _is_folder(path) else _inputs_of(path, Path(out), roots)
                for path in paths
            ]
        if not looked:
            refused.append(Result(pattern, "failed", cause="missing", message="no such file or folder"))
        for found, problems in looked:
            refused.extend(problems)
            for item in found:
                inputs.setdefault(_absolute(item.place), item)
    jobs = tuple(_jobs(list(inputs.values()), out))
    return Plan(jobs, tuple(_known_apart(refused, {job.path for job in jobs})))


def _remote_inputs(url: str, out: str) -> tuple[list[_Input], list[Result]]:
    """Find the inputs that a URL stands for, without what an earlier run wrote among them."""
    try:
        found = remote.listed(url)
    except OSError as error:
        return [], [Result(url, "failed", cause="missing", message=error.strerror)]
    names = {file.url for file in found}
    inputs = {
        file: _remote_problem(file, url, names) for file in found if not _is_remote_output(file.url, url, out, names)
    }
    problems = [problem for problem in inputs.values() if problem]
    if not inputs:
        problems.append(Result(url, "failed", cause="no_reports", message="the folder holds no files"))
    folder = None if names == {url} else url
    return [_Input(file.url, PurePath(file.relative), folder) for file, why in inputs.items() if why is None], problems


def _remote_problem(file: remote.Listed, url: str, names: Collection[str]) -> Result | None:
    """Say why what lies below a URL is no input, None where it is one."""
    if not file.is_file:
        return Result(file.url, "refused", cause="special_file", message="is no regular file", path=file.relative)
    problem = _part_of_page(PurePath(file.relative), lambda page: remote.joined(url, page.as_posix()) in names)
    return replace(problem, source=file.url, path=file.relative) if problem else None


def _is_remote_output(file: str, url: str, out: str, names: Collection[str]) -> bool:
    """Say whether a file below a URL was written by an earlier run into the same output."""
    given, own = remote.joined(url, ""), remote.joined(out, "")
    if given != own:
        return own.startswith(given) and file.startswith(own)
    name = remote.name_of(file)
    is_output = name.endswith(".json") and file.removesuffix(".json") in names
    return is_output or name in (LOCK_NAME, *_MANIFEST_FILES) or name.startswith(UNFINISHED)


def _known_apart(refused: Iterable[Result], taken: set[str]) -> Iterator[Result]:
    """Name what is no job by its whole path where its short one is taken: each input has a row of its own."""
    for result in refused:
        path = result.path if result.path and result.path not in taken else result.source
        taken.add(path)
        yield replace(result, path=path)


def _absolute(place: str) -> str:
    if remote.is_url(place):
        return place
    return os.path.abspath(place)  # noqa: PTH100 - a link is another input than what it leads to


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a folder above may not be searched


def _expand(pattern: str) -> list[Path]:
    """Give the paths a command-line word stands for; a shell that expands globs leaves nothing to do here."""
    if os.path.lexists(pattern):
        return [Path(pattern)]
    return [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 - may be absolute


def _saved_report(path: Path) -> tuple[list[_Input], list[Result]]:
    """Give a folder of web pages as one input; reports of other forms in it are told of, not passed over."""
    if not _is_folder(path):
        return [], [
            Result(str(path), "failed", cause="no_folder", message="is no folder of web pages, which --as-one reads")
        ]
    name = PurePath(os.path.abspath(path)).name  # noqa: PTH100 - a link keeps its own name
    message = "is no web page, and the rest of its folder was read as one report"
    others = [
        Result(str(file), "skipped", cause="no_page", message=message, path=str(PurePath(name, file.relative_to(path))))
        for file in sorted(path.rglob("*"))
        if file.suffix.lower() in _REPORT_ENDINGS and not saved_pages.is_page(file) and file.is_file()
    ]
    return [_Input(str(path), PurePath(name))], others


def _inputs_of(path: Path, out: Path, roots: Sequence[str]) -> tuple[list[_Input], list[Result]]:
    if not _is_folder(path):
        reason = _special_file(path)
        if reason:
            return [], [Result(str(path), "refused", cause="special_file", message=reason, path=path.name)]
        return [_Input(str(path), PurePath(path.name))], []
    problems: list[Result] = []

    def refuse(error: OSError) -> None:
        message = f"cannot open the folder: {error.strerror}"
        problems.append(Result(str(error.filename), "failed", cause="missing", message=message))

    files: list[_Input] = []
    for entry in _entries_below(path, out, refuse):
        relative = entry.relative_to(path)
        problem = _problem(entry, roots) or _part_of_page(relative, lambda page: (path / page).is_file())
        if problem is None:
            files.append(_Input(str(entry), relative, str(path)))
        else:
            problems.append(replace(problem, source=str(entry), path=relative.as_posix()))
    if not files and all(problem.cause == "empty_folder" for problem in problems):
        problems.append(Result(str(path), "failed", cause="no_reports", message="the folder holds no files"))
    return files, problems


def _entries_below(folder: Path, out: Path, refuse: Callable[[OSError], None]) -> Iterator[Path]:
    """Give the files of a folder at any depth, with the links to folders and the folders that hold nothing."""
    own = out.resolve()
    into_itself = folder.resolve() == own
    for root, folders, names in os.walk(folder, onerror=refuse):
        below = Path(root)
        links = [name for name in folders if (below / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name not in links and (below / name).resolve() != own)
        earlier = {LOCK_NAME, *_MANIFEST_FILES, *(f"{name}.json" for name in names)} if into_itself else set()
        inputs = (name for name in names if name not in earlier and not name.startswith(UNFINISHED))
        yield from (below / name for name in sorted([*inputs, *links]))
        if not (names or links or folders) and below != folder:
            yield below


_MANIFEST_FILES = (MANIFEST_NAME, f"{MANIFEST_NAME}-journal")


def _problem(entry: Path, roots: Sequence[str]) -> Result | None:
    """Say why an entry of a folder is no input, None where it is one."""
    if not entry.is_symlink():
        if _is_folder(entry):
            return Result("", "skipped", cause="empty_folder", message="the folder is empty")
        reason = _special_file(entry)
        return Result("", "refused", cause="special_file", message=reason) if reason else None
    try:
        target = os.path.realpath(entry, strict=True)
    except OSError:
        return Result("", "refused", cause="link", message="is a link that leads nowhere")
    if _is_folder(entry):
        return Result("", "refused", cause="link", message="is a link to a folder, which is not followed")
    if not any(os.path.commonpath([root, target]) == root for root in roots):
        return Result("", "refused", cause="link", message="is a link that leads out of the given folders")
    reason = _special_file(entry)
    return Result("", "refused", cause="special_file", message=reason) if reason else None


def _part_of_page(relative: PurePath, exists: Callable[[PurePath], bool]) -> Result | None:
    """Say that a file of a folder only belongs to a saved web page, None where it stands for itself."""
    page = saved_pages.page_of_part(relative, exists)
    message = f"was saved with {page.name} as a part of it" if page else ""
    return Result("", "skipped", cause="page_part", message=message) if page else None


def _special_file(file: Path) -> str | None:
    """Say what a file is that may block or never end when it is read; None for a file that is just that."""
    try:
        mode = file.stat().st_mode
    except OSError:  # what may not be looked at fails with a reason when it is opened
        return None
    return None if stat.S_ISREG(mode) else "is no regular file but a pipe, socket or device"


# --- what outputs are called ------------------------------------------------------------------------------------------


def _jobs(inputs: Sequence[_Input], out: Path | str) -> Iterator[Job]:
    """Name the outputs: the path below the given folder, its ending kept, and a hash where two would be one file.

    Two names are one file also when they differ only by case or by how å is composed, as on Windows and macOS.
    """
    namesakes: defaultdict[str, list[_Input]] = defaultdict(list)
    for item in inputs:
        namesakes[_file_key(item.relative)].append(item)
    for item in inputs:
        rivals = namesakes[_file_key(item.relative)]
        relative = _told_apart(item, rivals) if len(rivals) > 1 else item.relative
        is_known_alone = sum(rival.relative == item.relative for rival in rivals) == 1
        path = item.relative if is_known_alone else relative
        name = f"{_fitting(relative)}.json"
        below = PurePath(name).as_posix()
        output = str(out / name) if isinstance(out, Path) else remote.joined(out, below)
        yield Job(item.place, output, item.folder, path.as_posix(), below)


def _fitting(relative: PurePath) -> PurePath:
    """Give a path whose name, as text and with the ending of an output, is not too long for the file system."""
    path = PurePath(stored_name(str(relative)))
    raw = path.name.encode("utf-8")
    if len(raw) + len(".json") <= _LONGEST_NAME:
        return path
    digest = hashlib.sha256(raw).hexdigest()[:8]
    room = _LONGEST_NAME - len(f"_{digest}.json")
    return path.with_name(f"{raw[:room].decode('utf-8', 'ignore')}_{digest}")


def _file_key(path: PurePath) -> str:
    return unicodedata.normalize("NFC", path.as_posix()).casefold()


def _told_apart(item: _Input, rivals: Sequence[_Input]) -> PurePath:
    """Add a hash of what tells the namesakes' places apart, the same on every machine that holds the same folders."""
    try:
        common = os.path.commonpath([_absolute(rival.place) for rival in rivals])
        place = os.path.relpath(_absolute(item.place), common)
    except ValueError:  # on different drives
        place = _absolute(item.place)
    digest = hashlib.sha256(PurePath(place).as_posix().encode("utf-8", "surrogateescape")).hexdigest()[:8]
    name = item.relative
    return name.with_name(f"{name.stem}_{digest}{name.suffix}")


# --- one input --------------------------------------------------------------------------------------------------------


def convert(job: Job, options: Options) -> Result:
    """Convert one file and write its JSON; whatever goes wrong with it is in the result.

    Raises:
        OutputLost: the output folder takes nothing any more; this is no fault of the file.
    """
    started = time.perf_counter()
    _forget_peak_memory()
    if job.known and content_hash(job.source) == job.known:
        return Result(job.source, "ok", path=job.path, kept=True)
    result = _converted(job, options)
    return replace(
        result,
        path=job.path,
        sha256=result.sha256 or content_hash(job.source),
        seconds=round(time.perf_counter() - started, 4),
        peak_memory=_peak_memory(),
    )


def _converted(job: Job, options: Options) -> Result:
    from . import errors
    from .pipeline import read_report

    try:
        report = read_report(job.source, options)
        text = report.to_json()
    except errors.Unsupported as error:
        is_named_a_report = job.folder is None or PurePath(job.source).suffix.lower() in _REPORT_ENDINGS
        return _without_report(job, "failed" if is_named_a_report else "skipped", error.cause, error)
    except errors.ReadError as error:
        return _without_report(job, "failed", error.cause, error)
    except MemoryError:
        return _without_report(job, "failed", "memory", "needs more memory than one file may take")
    except Exception as error:  # an error of ours in one file must not cost the others theirs
        return _without_report(job, "failed", "crash", internal_error(error))
    try:
        size = _write(job.output, text)
    except OSError as error:
        message = f"cannot write {job.output}: {error.strerror}"
        if error.errno in _LOST_OUTPUT:
            raise OutputLost(message) from error
        return _without_report(job, "failed", "unwritable", message)
    made = summarised(report)
    return replace(made, source=job.source, output=job.output, output_name=job.output_name, output_bytes=size)


def internal_error(error: Exception) -> str:
    """Say in one line what went wrong inside, and where, for whoever reports it."""
    at = extract_tb(error.__traceback__)[-1]
    return f"internal error: {type(error).__name__}: {error} ({Path(at.filename).name}, line {at.lineno})"


def _without_report(job: Job, state: State, cause: str, message: object) -> Result:
    return Result(job.source, state, path=job.path, cause=cause, message=" ".join(str(message).split()))


def summarised(report: Report) -> Result:
    """Count what a report holds."""
    from .check import proven_numbers

    file = report.document
    records = {kind: len(getattr(report, kind)) for kind in RECORD_KINDS}
    findings = {severity: sum(f.severity == severity for f in report.findings) for severity in SEVERITIES}
    doubts = {f.code for f in report.findings if f.origin == "extraction" and f.severity in ("error", "warning")}
    return Result(
        file.file_name,
        file.outcome,
        records=records,
        findings=findings,
        figures=dict(zip(FIGURES, proven_numbers(report), strict=True)),
        reasons=tuple(sorted(doubts)),
        pages=file.pages,
        failed_pages=tuple(file.failed_pages),
        sha256=file.sha256,
    )


def content_hash(file: str) -> str | None:
    """Give the SHA-256 of a file's content; None where it cannot be read, and where it is too large for a report."""
    try:
        if remote.is_url(file):
            return hashlib.sha256(remote.content(file)).hexdigest() if remote.size_of(file) <= _LARGEST_HASHED else None
        if os.path.isdir(file):  # noqa: PTH112 - thousands of times
            return saved_pages.content_hash(Path(file).resolve())
        if not stat.S_ISREG(os.stat(file).st_mode) or os.stat(file).st_size > _LARGEST_HASHED:  # noqa: PTH116
            return None
        with open(file, "rb") as content:  # noqa: PTH123
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return None


def _forget_peak_memory() -> None:
    """Let Linux count the peak anew: a worker reads many files."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak_memory() -> int | None:
    """Give the most bytes of memory this process has held, where the system tells."""
    if sys.platform == "win32":
        return None
    with suppress(OSError, ValueError, IndexError):
        status = Path("/proc/self/status").read_text("ascii")
        return int(status.partition("VmHWM:")[2].split(None, 1)[0]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _write(output: str, text: str) -> int:
    if remote.is_url(output):
        return remote.write_whole(output, text.encode("utf-8"))
    return write_whole(Path(output), text)


def write_whole(path: Path, text: str) -> int:
    """Write a file so that its name never stands for half of it; give its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    unfinished = path.with_name(f"{UNFINISHED}{digest}-{os.getpid()}")
    try:
        size = unfinished.write_bytes(text.encode("utf-8"))
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    return size


def cleaned(jobs: Iterable[Job], out: Path | str) -> SizeOf:
    """Remove what killed runs left beside the outputs, and give what tells the size of an output that is there.

    Only for who holds the output.

    Raises:
        OutputLost: there is no way to the storage of the outputs.
    """
    if isinstance(out, str):
        try:
            return remote.sizes_below(out).get
        except OSError as error:
            raise OutputLost(f"cannot look into {out}: {error.strerror}") from error
    for folder in {Path(job.output).parent for job in jobs}:
        with suppress(OSError):
            for file in folder.glob(f"{UNFINISHED}*"):
                file.unlink(missing_ok=True)
    return _size_of


# --- all of them ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Stop:
    """A wish to stop: what runs now is dropped, what is finished stays."""

    wanted: bool = False


def run(
    jobs: Sequence[Job], options: Options, executor: Executor | None = None, stop: Stop | None = None
) -> Iterator[Result]:
    """Convert files, here or in an executor, and give each result as soon as it is there.

    Only a few calls wait in the executor at any time, so a run over a whole archive takes no more memory than one over
    a few files. Scans come last: each costs as much as a thousand pages of text, which must not wait for it.

    Raises:
        OutputLost: the output folder takes nothing any more.
    """
    stop = stop or Stop()
    if executor is None:
        for job in jobs:
            if stop.wanted:
                return
            yield convert(job, options)
        return
    waiting = _texts_first(jobs)
    pending: dict[Future[Result], Job] = {}
    more = True
    while (more or pending) and not stop.wanted:
        while more and len(pending) < _IN_FLIGHT * executor.count:
            coming = next(waiting, None)
            more = coming is not None
            if coming is not None:
                pending[executor.submit(convert, coming, options)] = coming
        for future in executor.wait(list(pending), _LONGEST_WAIT) if pending else ():
            yield _outcome(future, pending.pop(future))


_IN_FLIGHT = 3
"""Calls in an executor for each of its workers: one that runs, and some that keep it from waiting for us."""

_LONGEST_WAIT = 0.5
"""Seconds after which a wish to stop is heard."""


def _outcome(future: Future[Result], job: Job) -> Result:
    try:
        return future.result()
    except OutputLost:
        raise
    except WorkerLost as lost:
        result = _without_report(job, "failed", lost.cause, lost)
        digest = content_hash(job.source)
        return replace(result, sha256=digest, seconds=round(lost.seconds, 4), peak_memory=lost.memory)
    except Exception as error:  # the executor itself lost the call
        return _without_report(job, "failed", "crash", f"reading stopped: {type(error).__name__}: {error}")


def _texts_first(jobs: Sequence[Job]) -> Iterator[Job]:
    """Give the jobs in their order, but those whose files look like scans after all others."""
    if len(jobs) < _FILES_PER_WORKER:
        yield from jobs
        return
    scans: deque[Job] = deque()
    for job in jobs:
        if _looks_scanned(job.source):
            scans.append(job)
        else:
            yield job
    yield from scans


_PICTURE_ENDINGS = (".tif", ".tiff", ".jpg", ".jpeg", ".png")
_PICTURE_CODECS = (b"/DCTDecode", b"/CCITTFaxDecode", b"/JBIG2Decode", b"/JPXDecode")
_GLIMPSE = 1 << 18


def _looks_scanned(file: str) -> bool:
    """Guess from the first bytes whether a file is pictures of pages: a PDF with a picture and no font before it.

    A file in remote storage is told by its name alone: a look at each would take longer than converting many.
    """
    if file.lower().endswith(_PICTURE_ENDINGS):
        return True
    if not file.lower().endswith(".pdf") or remote.is_url(file):
        return False
    try:
        with open(file, "rb") as content:  # noqa: PTH123 - thousands of times
            head = content.read(_GLIMPSE)
    except OSError:
        return False
    return b"/Font" not in head and b"/ObjStm" not in head and any(codec in head for codec in _PICTURE_CODECS)


def _size_of(output: str) -> int | None:
    try:
        return os.path.getsize(output)  # noqa: PTH202 - thousands of times
    except OSError:
        return None


class Again(NamedTuple):
    """What a run does with the results of earlier ones: keep the good ones, but try those of some outcomes again."""

    resume: bool = False
    retry: Sequence[State] = ()
    size_of: SizeOf = _size_of


def recorded(
    plan: Plan,
    options: Options,
    executor: Executor | None,
    manifest: Manifest,
    *,
    made: Made,
    again: Again,
    stop: Stop | None = None,
) -> Iterator[Result]:
    """Convert what a plan holds and note every result; in a resumed run, results that are still good are kept.

    A result is good when it is noted under the same path, for the same content, version and options, and its output is
    there. The content is hashed by the workers.
    """
    for result in plan.refused:
        manifest.note(result, made)
        yield result
    jobs = [_with_known(job, manifest, made, again) for job in plan.jobs] if again.resume else plan.jobs
    by_path = {job.path: job for job in jobs} if again.resume else {}
    for result in run(jobs, options, executor, stop):
        if result.kept:
            earlier = manifest.result(by_path[result.path])
            yield replace(earlier, kept=True) if earlier else result
            continue
        manifest.note(result, made)
        yield result


def _with_known(job: Job, manifest: Manifest, made: Made, again: Again) -> Job:
    if not manifest.is_good(job, made, again.size_of):
        return job
    earlier = manifest.result(job)
    if earlier is None or earlier.state in again.retry:
        return job
    return job._replace(known=earlier.sha256)


def folders_without_reports(jobs: Sequence[Job], results: Sequence[Result]) -> Iterator[Result]:
    """Say which given folders gave nothing at all, not even a file that failed."""
    states: defaultdict[str, set[State]] = defaultdict(set)
    folders = {job.source: job.folder for job in jobs}
    for result in results:
        folder = folders.get(result.source)
        if folder:
            states[folder].add(result.state)
    for folder, seen in states.items():
        if seen == {"skipped"}:
            yield Result(folder, "failed", cause="no_reports", message="no file in the folder is a report")


def summary_of(results: Sequence[Result]) -> Summary:
    """Add up the results of a run."""
    return Summary(
        files={state: sum(result.state == state for result in results) for state in STATES},
        kept=sum(result.kept for result in results),
        records={kind: sum(result.records.get(kind, 0) for result in results) for kind in RECORD_KINDS},
        findings={severity: sum(result.findings.get(severity, 0) for result in results) for severity in SEVERITIES},
        figures={name: sum(result.figures.get(name, 0) for result in results) for name in FIGURES},
        results=tuple(results),
    )


def workers_for(files: int) -> int:
    """Say how many processes pay off for a number of files on this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, files // _FILES_PER_WORKER))
