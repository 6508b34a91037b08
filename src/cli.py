"""The command line: options in, one call of the library, print. Only this module prints.

Everything heavy is imported inside the commands, so that `--help` and shell completion answer at once.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn

import typer

from .export.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from .batch import Plan, Result, State, Stop
    from .cluster import Cluster
    from .coverage import Expected
    from .pipeline import Options
    from .schema import Report
    from .validation import Validated
    from .workers import Limits, Workers

FAILED = 1
STOPPED = 3

_INTERRUPTED = 130
"""What typer makes of Ctrl-C; here it is one of the documented codes."""

HELP = """Turn Swedish municipal follow-up reports into one clean, checked JSON each.

\b
Examples:
  kommunrapport convert reports/ -o out
  kommunrapport inspect out/delarsrapport-2019.pdf.json

\b
Exit codes:
  0  all fine
  1  some inputs failed, or there are findings at the chosen level
  2  wrong usage: an option or argument is not understood
  3  stopped early (Ctrl-C, or nothing more can be written); what was finished is kept
  4  another run holds the output
"""

app = typer.Typer(
    name="kommunrapport",
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)

MAX_PAGE = 99_999

_PIPED_WIDTH = 160
"""Columns for tables that go to a file or another program."""


def main() -> None:
    """Run the command line; letters that the terminal cannot show are escaped, never an error."""
    _start_lightly()
    _build_only(*sys.argv[1:2])
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except SystemExit as end:
        raise SystemExit(STOPPED if end.code == _INTERRUPTED else end.code) from None
    finally:
        gc.freeze()  # the end of the process frees all there is: looking for cycles in it only takes time


def _start_lightly() -> None:
    """Spare what a short run pays for nothing.

    Nearly all objects of a document live as long as its report, so that looking for cycles is seldom worth it: a text
    of 100 kB and the modules that read it make fewer than the threshold. pydantic would open the metadata of every
    installed package to look for plugins of its own.
    """
    gc.set_threshold(200_000, 20, 20)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")


def _build_only(asked: str = "") -> None:
    """Build no other command than the one that is asked for: typer would make all of them, option by option."""
    named = [command for command in app.registered_commands if getattr(command.callback, "__name__", "") == asked]
    app.registered_commands = named or app.registered_commands


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"kommunrapport {version('kommunrapport')}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    del version


Password = Annotated[
    str | None,
    typer.Option(help="Password of an encrypted PDF.", envvar="KOMMUNRAPPORT_PASSWORD", show_default=False),
]
Pages = Annotated[
    str | None, typer.Option(help="Read only these pages of paged files, such as 3 or 10-40 or 1,5-8.", metavar="PAGES")
]


def read_pages(text: str | None) -> tuple[int, ...] | None:
    """Read page numbers and ranges: `3`, `10-40`, `1,5-8`."""
    if text is None:
        return None
    pages: set[int] = set()
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not (first.isdecimal() and (last.isdecimal() or not dash)):
            raise typer.BadParameter(f"'{text}' is not a list of pages such as 3 or 10-40 or 1,5-8")
        start, end = int(first), int(last or first)
        if not 1 <= start <= end <= MAX_PAGE:
            raise typer.BadParameter(f"'{part.strip()}' is not a range of pages between 1 and {MAX_PAGE}")
        pages.update(range(start, end + 1))
    return tuple(sorted(pages))


def _options(password: str | None, pages: str | None, ocr_cache: Path | None = None) -> Options:
    numbers = read_pages(pages)
    from .pipeline import Options

    return Options(password=password, pages=numbers, ocr_cache=ocr_cache)


def _console(*, stderr: bool = False) -> Console:
    """Give a console that prints text as it is: no markup, no emoji codes, no colour for numbers."""
    from rich.console import Console

    console = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    return console


def _complain(source: str, message: str) -> None:
    typer.echo(_complaint(source, message), err=True)


def _complaint(source: str, message: str) -> str:
    """Give one line that names the input by its path, once."""
    from .terminal import printable

    return f"{printable(source)}: {printable(message).removeprefix(f'{printable(Path(source).name)} ')}"


def _fail(source: str, message: str, code: int = FAILED) -> NoReturn:
    _complain(source, message)
    raise typer.Exit(code)


# --- convert ----------------------------------------------------------------------------------------------------------


class Engine(StrEnum):
    """Where files are converted."""

    local = "local"
    dask = "dask"


class Asked(StrEnum):
    """The checklists that a report can be held against."""

    interim = "interim"
    annual = "annual"
    board = "board"
    follow_up = "follow_up"
    monthly = "monthly"
    memo = "memo"


class Level(StrEnum):
    """From which weight on a finding makes a command fail."""

    error = "error"
    warning = "warning"


class Outcome(StrEnum):
    """What an input can be tried again for."""

    failed = "failed"
    partial = "partial"
    ok_flagged = "ok_flagged"


class _Run(NamedTuple):
    """What the person asked of one run."""

    plan: Plan
    options: Options
    jobs: int | None
    limits: Limits
    resume: bool
    retry: tuple[State, ...]
    quiet: bool
    scheduler: str | None


@app.command()
def convert(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, globs, URLs, or - for standard input.", metavar="PATH")
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", "-o", help="Folder or URL for the JSON files.", metavar="OUT")
    ] = None,
    as_one: Annotated[
        bool, typer.Option("--as-one", help="Each folder named here is one report, saved as web pages.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes; 1 converts in this one. Default: by files and cores.")
    ] = None,
    pages: Pages = None,
    password: Password = None,
    ocr_cache: Annotated[
        Path | None,
        typer.Option(help="Folder where what OCR read is kept: the same scan is read once.", metavar="DIR"),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep results of the same content, options and version.")
    ] = False,
    retry: Annotated[
        list[Outcome] | None, typer.Option(help="With all else kept, try inputs of this outcome again.")
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds for one file; each scanned page adds a quarter.")
    ] = 120,
    memory: Annotated[int, typer.Option(min=64, help="MiB of memory for one file.")] = 2048,
    files_from: Annotated[
        Path | None, typer.Option(help="A text file with one more PATH on each line.", metavar="LIST")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="Convert here, or on a Dask cluster that sees the same storage.")] = (
        Engine.local
    ),
    scheduler: Annotated[
        str | None, typer.Option(help="Address of the Dask scheduler.", metavar="tcp://HOST:PORT")
    ] = None,
    to: Annotated[list[Form] | None, typer.Option(help="Then export, as the command export does.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as JSON on standard output.")] = False,
) -> None:
    """Convert reports to one JSON each.

    A file named here is always an input. In a folder every file is looked at: one that is no form of report is
    skipped, links out of the folder and pipes are refused. The JSON of folder/a/b.pdf is OUT/a/b.pdf.json; an existing
    one is overwritten. With --as-one a folder of saved web pages is read as one report, in reading order, into
    OUT/folder.json. OUT/manifest.sqlite holds one row for every input: what became of it, why, and what it took.

    \b
    Examples:
      kommunrapport convert delarsrapport-2019.pdf -o out
      kommunrapport convert reports/ "more/*.docx" -o out --jobs 4
      kommunrapport convert arsredovisning-2019/ -o out --as-one
      kommunrapport convert archive/ -o out --resume
      kommunrapport convert archive/ -o out --retry failed --timeout 600
      kommunrapport convert s3://bucket/archive -o s3://bucket/out --engine dask --scheduler tcp://10.0.0.5:8786
      kommunrapport convert - < report.txt > report.json
    """
    options = _options(password, pages, ocr_cache)
    inputs = _named(paths, files_from)
    if "-" in inputs:
        if len(inputs) > 1 or out:
            raise typer.BadParameter("- reads standard input and writes to standard output; it stands alone")
        _convert_standard_input(options)
        return
    if out is None:
        raise typer.BadParameter("missing -o OUT, the folder for the JSON files")
    _check_engine(engine, scheduler)
    from . import batch, remote
    from .workers import Limits

    if as_one and any(map(remote.is_url, map(remote.plain_path, inputs))):
        raise typer.BadParameter("--as-one reads folders of this machine, not URLs")
    inputs, place = [_place(path, scheduler) for path in inputs], _folder(_place(out, scheduler))
    plan = batch.plan(inputs, place, as_one=as_one)
    run = _Run(
        plan,
        options,
        jobs,
        Limits(timeout, memory << 20),
        resume or bool(retry),
        tuple(outcome.value for outcome in retry or ()),
        quiet,
        scheduler,
    )
    with _holding(place):
        results, stopped = _convert_all(run, place)
    _tell(results, place, resumed=run.resume, quiet=quiet, as_json=as_json)
    if stopped:
        left = len(plan.jobs) + len(plan.refused) - len(results)
        told = f"stopped early: {left} files were not converted ({stopped}); --resume goes on from here"
        _fail("convert", told, STOPPED)
    if to:
        _export(place, None, to)
    if any(result.state == "failed" for result in results):
        raise typer.Exit(FAILED)


def _place(word: str, scheduler: str | None = None) -> str:
    """Give a path or URL as all machines understand it that a run is made on."""
    from . import remote

    path = remote.plain_path(word)
    return str(Path(path).absolute()) if scheduler and not remote.is_url(path) else path


def _folder(place: str) -> Path | str:
    from . import remote

    return place if remote.is_url(place) else Path(place)


def _tell(results: Sequence[Result], out: Path | str, *, resumed: bool, quiet: bool, as_json: bool) -> None:
    """Print what a run made of its inputs; inputs that failed now were named when they did."""
    from .batch import summary_of

    if as_json:
        from dataclasses import asdict

        _print_json(asdict(summary_of(results)))
    elif not quiet and any(result.state != "failed" or result.kept for result in results):
        from .terminal import summary_table

        _console().print(summary_table(summary_of(results), resumed=resumed))
    before = sum(result.state == "failed" and result.kept for result in results)
    if before and not quiet:
        _complain(str(out), f"{before} failed in an earlier run: manifest.sqlite says why, --retry failed tries again")


def _check_engine(engine: Engine, scheduler: str | None) -> None:
    if (engine is Engine.dask) != (scheduler is not None):
        raise typer.BadParameter("--engine dask needs --scheduler tcp://HOST:PORT, and nothing else does")


def _named(paths: Sequence[str] | None, files_from: Path | None) -> list[str]:
    """Give the paths that the person named, with those of a list that has one on each line."""
    lines: list[str] = []
    if files_from:
        try:
            lines = files_from.read_text("utf-8-sig", "surrogateescape").splitlines()
        except OSError as error:
            raise typer.BadParameter(f"cannot open {files_from}: {error.strerror}") from None
    named = [*(paths or []), *(line for line in lines if line.strip())]
    if not named:
        raise typer.BadParameter("missing PATH: name files, folders or globs")
    return named


@contextmanager
def _holding(out: Path | str) -> Iterator[None]:
    from . import hold, remote_run

    with ExitStack() as stack:
        try:
            stack.enter_context(hold.held(out) if isinstance(out, Path) else remote_run.held(out))
        except hold.Held as error:
            _fail(str(out), str(error), error.exit_code)
        except (FileExistsError, NotADirectoryError):
            raise typer.BadParameter(f"{out} is not a folder") from None
        except OSError as error:
            _fail(str(out), f"cannot write into this folder: {error.strerror}", STOPPED)
        yield


def _convert_standard_input(options: Options) -> None:
    from . import errors
    from .batch import internal_error
    from .pipeline import document_of, report_of

    try:
        report = report_of(document_of(sys.stdin.buffer.read(), "stdin", options))
    except errors.ReadError as error:
        _fail("standard input", str(error), error.exit_code)
    except Exception as error:  # whoever reads the output must get one line, as in a run over files
        _fail("standard input", internal_error(error))
    typer.echo(report.to_json().encode(), nl=False)


def _convert_all(run: _Run, out: Path | str) -> tuple[list[Result], str | None]:
    """Convert everything, telling of failures as they come; also say what stopped it early, if anything did."""
    from . import batch, cluster, manifest, remote_run
    from .workers import unlimited

    plan, done, stopped = run.plan, list[batch.Result](), None
    if unlimited() and not run.quiet:
        _complain("convert", unlimited() or "")
    opened = manifest.manifest_in(out) if isinstance(out, Path) else remote_run.manifest_of(out)
    try:
        size_of = batch.cleaned(plan.jobs, out)
        with opened as book, _stop_on_signals() as stop:
            with _executor(run) as pool:
                made = manifest.made_with(run.options)
                again = batch.Again(run.resume, run.retry, size_of)
                results = batch.recorded(plan, run.options, pool, book, made=made, again=again, stop=stop)
                done.extend(_with_progress(results, len(plan.jobs) + len(plan.refused), quiet=run.quiet))
            stopped = "interrupted" if stop.wanted else None
    except (batch.OutputLost, manifest.Unusable, cluster.Unreachable) as error:
        stopped = str(error)
    if stopped:
        with suppress(batch.OutputLost):
            batch.cleaned(plan.jobs, out)
    place = {job.source: number for number, job in enumerate(plan.jobs)}
    done.sort(key=lambda result: place.get(result.source, -1))
    empty = [] if stopped else list(batch.folders_without_reports(plan.jobs, done))
    for result in empty:
        _complain(result.source, result.message or "")
    return [*done, *empty], stopped


def _executor(run: _Run) -> Cluster | Workers:
    if run.scheduler:
        from .cluster import Cluster

        return Cluster(run.scheduler, run.limits)
    from .batch import workers_for
    from .workers import Workers

    return Workers(run.jobs or workers_for(len(run.plan.jobs)), run.limits)


@contextmanager
def _stop_on_signals() -> Iterator[Stop]:
    """Take Ctrl-C and SIGTERM as a wish to stop; a second one is obeyed at once."""
    import signal

    from .batch import Stop

    stop = Stop()

    def ask(*_: object) -> None:
        if stop.wanted:
            raise KeyboardInterrupt
        stop.wanted = True

    signals = (signal.SIGINT, signal.SIGTERM)
    earlier = [signal.signal(number, ask) for number in signals]
    try:
        yield stop
    finally:
        for number, handler in zip(signals, earlier, strict=True):
            signal.signal(number, handler)


def _with_progress(results: Iterable[Result], inputs: int, *, quiet: bool) -> Iterable[Result]:
    """Pass results on, naming failures on standard error, under a progress bar where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        for result in results:
            if result.state in ("failed", "refused") and not result.kept:
                _complain(result.source, result.message or "")
            yield result
        return
    from rich.text import Text

    from .terminal import progress_of_files

    console, counts, started = _console(stderr=True), Counter[str](), time.monotonic()
    with progress_of_files(console) as progress:
        task = progress.add_task("Converting", total=inputs, outcomes="", rate=0.0)
        for result in results:
            if result.state in ("failed", "refused") and not result.kept:
                console.print(Text(_complaint(result.source, result.message or "")), soft_wrap=True)
            counts[result.state] += 1
            rate = counts.total() / max(time.monotonic() - started, 0.001)
            outcomes = " ".join(f"{number} {state}" for state, number in counts.items())
            progress.update(task, advance=1, outcomes=outcomes, rate=rate)
            progress.refresh()
            yield result


def _print_json(value: object, indent: int | None = 2) -> None:
    """Print JSON as UTF-8 whatever the terminal's own encoding; a broken character in a file name is escaped."""
    import json

    text = json.dumps(value, indent=indent, ensure_ascii=False) + "\n"
    typer.echo(text.encode("utf-8", "backslashreplace"), nl=False)


# --- export -----------------------------------------------------------------------------------------------------------


@app.command()
def export(
    source: Annotated[str, typer.Argument(help="The folder or URL that convert wrote, or one JSON.", metavar="OUT")],
    to: Annotated[list[Form], typer.Option(help="Form; may be given several times.")],
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", help="Folder or URL to write into. Default: OUT-export.", metavar="FOLDER"),
    ] = None,
) -> None:
    """Export converted reports for analysis: JSON Lines, CSV, Parquet, SQLite, DuckDB or Excel.

    All but JSON Lines hold one tidy table for every kind of record. CSV and Parquet come with a datapackage.json that
    says what every column means. Prints what was written.

    \b
    Examples:
      kommunrapport export out --to sqlite --to xlsx
      kommunrapport export out --to parquet -o data
    """
    _export(_folder(_place(source)), out and _folder(_place(out)), to)


def _export(source: Path | str, out: Path | str | None, forms: Sequence[Form]) -> None:
    from . import errors
    from .export import write

    if isinstance(source, Path) and not source.exists():
        _fail(str(source), "no such file or folder")
    target = out or _beside(source)
    try:
        written = write.export(source, target, forms)
    except errors.ReadError as error:
        _fail("export", str(error), error.exit_code)
    except OSError as error:
        _fail(str(target), f"cannot write into this folder: {error.strerror}", STOPPED)
    for path in written:
        print(path)


def _beside(source: Path | str) -> Path | str:
    if isinstance(source, str):
        return f"{source.rstrip('/')}-export"
    return source.resolve().with_name(f"{source.resolve().name}-export")


# --- look inside ------------------------------------------------------------------------------------------------------


@app.command()
def inspect(
    file: Annotated[str, typer.Argument(help="A report file, or the JSON of one.", metavar="FILE")],
    comments: Annotated[bool, typer.Option("--comments", "-c", help="Show the comments too.")] = False,
    pages: Pages = None,
    password: Password = None,
) -> None:
    """Show a report as tables: its head, goals, assignments, indicators, budget tables, observations and findings.

    Statuses stand as printed, in the colour of their code; a question mark says that the reading is not sure.

    \b
    Examples:
      kommunrapport inspect out/delarsrapport-2019.pdf.json
      kommunrapport inspect delarsrapport-2019.pdf --comments
    """
    from . import errors
    from .export.stored import stored_report
    from .pipeline import read_report
    from .terminal import report_tables

    options = _options(password, pages)
    try:
        report = stored_report(file) if file.lower().endswith(".json") else read_report(file, options)
    except errors.ReadError as error:
        _fail(file, str(error), error.exit_code)
    console = _console()
    for table in report_tables(report, comments=comments):
        console.print(table)


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(help="Report files, or the JSON of them.", metavar="FILE")],
    info: Annotated[bool, typer.Option("--info", help="Show what is merely worth knowing, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array with an object for each file.")] = False,
    pages: Pages = None,
    password: Password = None,
) -> None:
    """Check reports before they are published: what their figures prove, what does not add up, and where.

    Every budget table is held against its own sums, variances and changes, against other tables and the text. The exit
    code is 1 when an error stands.

    \b
    Examples:
      kommunrapport check delarsrapport-2019.pdf
      kommunrapport check out/*.json --json > checks.json
    """
    from . import errors
    from .check import checked
    from .export.stored import stored_report
    from .pipeline import read_report

    options = _options(password, pages)
    results, failed = [], False
    for file in files:
        try:
            report = stored_report(file) if file.lower().endswith(".json") else read_report(file, options)
        except errors.ReadError as error:
            _complain(file, str(error))
            failed = True
            continue
        results.append(checked(report))
    if as_json:
        from dataclasses import asdict

        _print_json([asdict(result) for result in results])
    else:
        from .terminal_check import check_tables

        console = _console()
        for result in results:
            for part in check_tables(result, info=info):
                console.print(part)
    if failed or any(result.errors for result in results):
        raise typer.Exit(FAILED)


@app.command()
def validate(
    paths: Annotated[list[str], typer.Argument(help="Report files, JSON of them, folders or globs.", metavar="PATH")],
    profile: Annotated[
        Asked | None, typer.Option(help="Hold against this checklist instead of the report's own.")
    ] = None,
    info: Annotated[bool, typer.Option("--info", help="Show what is merely worth knowing, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array with an object for each file.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV with a row for each item and finding.")] = False,
    expected: Annotated[
        Path | None,
        typer.Option(help="CSV of municipality, year and type: say only what the archive lacks.", metavar="LIST.CSV"),
    ] = None,
    matrix: Annotated[
        Path | None,
        typer.Option(help="Folder for the archive's coverage: coverage.csv and coverage.html.", metavar="FOLDER"),
    ] = None,
    fail_on: Annotated[Level | None, typer.Option(help="Exit with 1 when a finding weighs so much or more.")] = None,
    pages: Pages = None,
    password: Password = None,
) -> None:
    """Validate reports: is everything there that law and custom ask for, and whose is what is not?

    The checklist follows from the report: what the law asks binds the interim and annual report of a municipality,
    region or federation as a whole, never a board's. A JSON is judged by what it holds, another file converted first.
    What the report lacks stands apart from what our reading doubts.

    \b
    Examples:
      kommunrapport validate delarsrapport-2019.pdf
      kommunrapport validate out --csv > completeness.csv
      kommunrapport validate arsredovisning.pdf --profile annual --fail-on error
      kommunrapport validate out --expected list.csv --matrix coverage
    """
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from .validation import Unread, validate_files

    options = replace(_options(password, pages), profile=profile.value if profile else None)
    wanted = _expected(expected) if expected else None
    results: list[Validated] = []
    failed = False
    with TemporaryDirectory() as work:
        for one in validate_files(paths, options, Path(work)):
            if isinstance(one, Unread):
                _complain(one.file, one.message)
                failed = failed or not one.skipped
            else:
                results.append(one)
    if matrix:
        _write_matrix(results, matrix)
    if wanted is not None:
        _print_lacking(wanted, results, as_json=as_json, as_csv=as_csv)
    elif not matrix:
        _print_validated(results, info=info, as_json=as_json, as_csv=as_csv)
    levels = {"error": ("error",), "warning": ("error", "warning")}[fail_on.value] if fail_on else ()
    if failed or any(remark.severity in levels for result in results for remark in result.remarks):
        raise typer.Exit(FAILED)


def _expected(file: Path) -> list[Expected]:
    from .coverage import BadList, read_expected

    try:
        return read_expected(file)
    except BadList as error:
        raise typer.BadParameter(str(error)) from None


def _print_lacking(expected: Sequence[Expected], results: Sequence[Validated], *, as_json: bool, as_csv: bool) -> None:
    """Print the expected reports that are not there."""
    from .coverage import lacking_csv, lacking_reports

    lacking = list(lacking_reports(expected, results))
    if as_json:
        from dataclasses import asdict

        _print_json([asdict(one) for one in lacking])
    elif as_csv:
        typer.echo(lacking_csv(lacking).encode("utf-8", "backslashreplace"), nl=False)
    else:
        from .terminal_validate import lacking_table

        _console().print(lacking_table(lacking, len(expected)))


def _write_matrix(results: Sequence[Validated], folder: Path) -> None:
    """Write the archive's coverage and print what was written; without the plotting library only the CSV."""
    from .batch import write_whole
    from .coverage import coverage, coverage_csv
    from .heatmap import coverage_page

    rows = coverage(results)
    try:
        write_whole(folder / "coverage.csv", coverage_csv(rows))
        print(folder / "coverage.csv")
        write_whole(folder / "coverage.html", coverage_page(rows))
        print(folder / "coverage.html")
    except ImportError:
        _fail("coverage.html", "needs matplotlib: pip install 'kommunrapport[plots]'")
    except OSError as error:
        _fail(str(folder), f"cannot write into this folder: {error.strerror}")


def _print_validated(results: Sequence[Validated], *, info: bool, as_json: bool, as_csv: bool) -> None:
    """Print validated reports as JSON, CSV, or tables with a line for each where there are many."""
    from .validation import as_plain, csv_text

    if as_json:
        _print_json([as_plain(result) for result in results])
        return
    if as_csv:
        typer.echo(csv_text(results).encode("utf-8", "backslashreplace"), nl=False)
        return
    from .terminal_validate import overview_table, validation_tables

    console = _console()
    if len(results) > 1:
        console.print(overview_table(results))
        return
    for result in results:
        for part in validation_tables(result, info=info):
            console.print(part)


@app.command()
def dump(
    file: Annotated[str, typer.Argument(help="A report file.", metavar="FILE")],
    pages: Pages = None,
    password: Password = None,
) -> None:
    """Show what was read from a file before anything is found in it: one line for every block and cell.

    Every line starts with its place: p3 for a page, (x0,top,x1,bottom) in points, l12 for a line of a text file.

    \b
    Example:
      kommunrapport dump delarsrapport-2019.pdf --pages 12
    """
    from . import errors
    from .dump import outline
    from .pipeline import read_document

    options = _options(password, pages)
    try:
        document = read_document(file, options)
    except errors.ReadError as error:
        _fail(file, str(error), error.exit_code)
    for line in outline(document):
        print(line)


@app.command()
def show(
    file: Annotated[str, typer.Argument(help="A PDF.", metavar="FILE")],
    page: Annotated[int, typer.Option(min=1, help="Page of the file, from 1.", metavar="N")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="PNG to write. Default: FILE-pN.png here.", metavar="OUT.PNG")
    ] = None,
    password: Password = None,
) -> None:
    """Draw a page with the blocks, cells, icons and records that were read from it, as a PNG.

    \b
    Example:
      kommunrapport show delarsrapport-2019.pdf --page 12 -o page12.png
    """
    from . import errors
    from .pipeline import Options, read_document, report_of
    from .places import records_on_page
    from .show import show_page

    target = out or Path(f"{Path(file).stem}-p{page}.png")
    try:
        document = read_document(file, Options(password=password))
        if document.media_type != "application/pdf":
            _fail(file, f"only a PDF has pages to draw; this is {document.media_type}")
        if page > len(document.pages):
            _fail(file, f"has {len(document.pages)} pages, not {page}")
        records = records_on_page(report_of(document), page)
        show_page(Path(file).read_bytes(), page, target, records, document=document, password=password)
    except errors.ReadError as error:
        _fail(file, str(error), error.exit_code)
    except OSError as error:
        _fail(str(target), f"cannot write: {error.strerror}")
    print(target)


@app.command()
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of a report's file.

    \b
    Example:
      kommunrapport schema > report.schema.json
    """
    from .schema import json_schema

    _print_json(json_schema())


@app.command()
def status(
    phrases: Annotated[
        list[str] | None, typer.Argument(help="Phrases; without any, the lines of standard input.", metavar="PHRASE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each phrase.")] = False,
) -> None:
    """Say which status phrases, sentences or comments state: the shared code, or none where none is stated.

    \b
    Examples:
      kommunrapport status "Delvis uppfyllt" "Målet bedöms inte nås." "100 %"
      kommunrapport status --json < phrases.txt
    """
    from .normalize.expression import read_expression

    texts = phrases or [line.rstrip("\r\n") for line in io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig", "replace")]
    verdicts = [(text, read_expression(text)) for text in texts]
    if not as_json:
        from .terminal import status_table

        _console().print(status_table(verdicts))
        return
    for text, verdict in verdicts:
        reading = (verdict.code, verdict.confidence, verdict.basis) if verdict else (None, None, None)
        _print_json(dict(zip(("text", "code", "confidence", "basis"), (text, *reading), strict=True)), indent=None)


@app.command()
def evaluate(
    truth: Annotated[Path, typer.Argument(help="True JSON, or a folder of them.", metavar="TRUTH")],
    predicted: Annotated[Path, typer.Argument(help="JSON to judge, or a folder of them.", metavar="PREDICTED")],
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every fact that is missed or wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
) -> None:
    """Measure accuracy fact by fact against a truth made by hand.

    Code a sample by hand in the shape of the JSON: take an output, correct it, name the goals of links by title
    (goal_title, parent_title) and leave out every field that you did not check. In folders NAME.truth.json or
    NAME.json is held against NAME.json or NAME.pdf.json.

    \b
    Examples:
      kommunrapport evaluate coded/delarsrapport-2019.truth.json out/delarsrapport-2019.pdf.json -v
      kommunrapport evaluate coded/ out/ --json
    """
    from . import errors
    from .evaluate import evaluate as judge

    try:
        result = judge(truth, predicted)
    except errors.ReadError as error:
        _fail("evaluate", str(error), error.exit_code)
    if as_json:
        from .evaluate import as_plain

        _print_json(as_plain(result))
        return
    from .terminal import evaluation_tables, printable

    if verbose:
        for file in result.files:
            for miss in file.misses:
                print(printable(f"{file.name}: {miss}"))
    console = _console()
    for table in evaluation_tables(result):
        console.print(table)


@app.command()
def unknowns(
    paths: Annotated[list[Path], typer.Argument(help="Folders of JSON files, or single ones.", metavar="OUT")],
) -> None:
    """List what was not understood, most frequent first: status phrases, column headers, units.

    Prints CSV (kind, phrase, count, seen_in), ready to paste into the tables in src/normalize/tables.

    \b
    Example:
      kommunrapport unknowns out > unknown.csv
    """
    from .unknowns import as_csv, unknown_phrases

    unreadable: list[Path] = []
    found = unknown_phrases(_stored_reports(paths, unreadable))
    typer.echo(as_csv(found).encode("utf-8", "backslashreplace"), nl=False)
    if unreadable:
        raise typer.Exit(FAILED)


def _stored_reports(paths: Sequence[Path], unreadable: list[Path]) -> Iterator[Report]:
    """Read the reports one after the other; name what is none, and note it."""
    from . import errors
    from .export.stored import stored_files, stored_report

    for file in (file for path in paths for file in stored_files(path)):
        try:
            yield stored_report(file)
        except errors.ReadError as error:
            unreadable.append(file)
            _complain(str(file), str(error))


if __name__ == "__main__":
    main()
