"""The command line: options in, one call of the library, print. Only this module prints.

Everything heavy is imported inside the commands, so that `--help` and shell completion answer at once.
"""

from __future__ import annotations

import io
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from .batch import Job, Plan, Result
    from .pipeline import Options
    from .schema import Report

FAILED = 1
USAGE = 2
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
  3  stopped early (Ctrl-C); what was finished is kept
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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except SystemExit as end:
        raise SystemExit(STOPPED if end.code == _INTERRUPTED else end.code) from None


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


def _options(password: str | None, pages: str | None) -> Options:
    numbers = read_pages(pages)
    from .pipeline import Options

    return Options(password=password, pages=numbers)


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


@app.command()
def convert(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="PATH")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the JSON files.", metavar="OUT")] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes; 1 converts in this one. Default: by files and cores.")
    ] = None,
    pages: Pages = None,
    password: Password = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as JSON on standard output.")] = False,
) -> None:
    """Convert reports to one JSON each.

    A file named here is always an input. In a folder every regular file is looked at, and one that is no form of
    report is skipped. The JSON of folder/a/b.pdf is OUT/a/b.pdf.json; an existing one is overwritten.

    \b
    Examples:
      kommunrapport convert delarsrapport-2019.pdf -o out
      kommunrapport convert reports/ "more/*.docx" -o out --jobs 4
      kommunrapport convert - < report.txt > report.json
    """
    options = _options(password, pages)
    if "-" in paths:
        if len(paths) > 1 or out:
            raise typer.BadParameter("- reads standard input and writes to standard output; it stands alone")
        _convert_standard_input(options)
        return
    if out is None:
        raise typer.BadParameter("missing -o OUT, the folder for the JSON files")
    from . import batch

    plan = batch.plan(paths, out)
    with _holding(out):
        results, stopped = _convert_all(plan, options, jobs, quiet=quiet)
    if as_json:
        from dataclasses import asdict

        _print_json(asdict(batch.summary_of(results)))
    elif not quiet:
        from .terminal import summary_table

        _console().print(summary_table(batch.summary_of(results)))
    if stopped:
        left = len(plan.jobs) + len(plan.refused) - len(results)
        _fail("convert", f"stopped early: {left} files were not converted", STOPPED)
    if any(result.state == "failed" for result in results):
        raise typer.Exit(FAILED)


@contextmanager
def _holding(out: Path) -> Iterator[None]:
    from . import hold

    with ExitStack() as stack:
        try:
            stack.enter_context(hold.held(out))
        except hold.Held as error:
            _fail(str(out), str(error), error.exit_code)
        except (FileExistsError, NotADirectoryError):
            raise typer.BadParameter(f"{out} is not a folder") from None
        except OSError as error:
            _fail(str(out), f"cannot write into this folder: {error.strerror}")
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


def _convert_all(plan: Plan, options: Options, jobs: int | None, *, quiet: bool) -> tuple[list[Result], bool]:
    """Convert everything, telling of failures as they come; also say whether the person stopped it."""
    from . import batch

    for result in plan.refused:
        _complain(result.source, result.message or "")
    done: list[Result] = []
    batch.remove_unfinished(plan.jobs)
    try:
        with batch.executor_for(jobs or batch.workers_for(len(plan.jobs))) as executor:
            done.extend(_with_progress(batch.run(plan.jobs, options, executor), plan.jobs, quiet=quiet))
    except KeyboardInterrupt:
        batch.remove_unfinished(plan.jobs)
        return [*plan.refused, *done], True
    empty = list(batch.folders_without_reports(plan.jobs, done))
    for result in empty:
        _complain(result.source, result.message or "")
    return [*plan.refused, *done, *empty], False


def _with_progress(results: Iterable[Result], jobs: Sequence[Job], *, quiet: bool) -> Iterable[Result]:
    """Pass results on, naming failures on standard error, under a progress bar where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        for result in results:
            if result.state == "failed":
                _complain(result.source, result.message or "")
            yield result
        return
    from rich.progress import Progress
    from rich.text import Text

    console = _console(stderr=True)
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Converting", total=len(jobs))
        for result in results:
            if result.state == "failed":
                console.print(Text(_complaint(result.source, result.message or "")), soft_wrap=True)
            progress.advance(task)
            yield result


def _print_json(value: object, indent: int | None = 2) -> None:
    """Print JSON as UTF-8 whatever the terminal's own encoding; a broken character in a file name is escaped."""
    import json

    text = json.dumps(value, indent=indent, ensure_ascii=False) + "\n"
    typer.echo(text.encode("utf-8", "backslashreplace"), nl=False)


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
    """Say which status code phrases mean: the shared code, or none where a phrase states no status.

    \b
    Examples:
      kommunrapport status "Delvis uppfyllt" "Kan inte bedömas"
      kommunrapport status --json < phrases.txt
    """
    from .normalize.status import read_status

    texts = phrases or [line.rstrip("\r\n") for line in io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig", "replace")]
    verdicts = [(text, read_status(text)) for text in texts]
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
