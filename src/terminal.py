"""Reports and summaries as tables for the terminal.

What a document prints is data, never markup: it may hold brackets that look like rich's, or control characters that
would move the cursor, so all of it passes through `printable` and is shown as plain `Text`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from .batch import Summary
    from .evaluate import Evaluation, Score
    from .normalize.status import Verdict
    from .schema import (
        Assignment,
        BudgetRow,
        BudgetTable,
        Finding,
        Goal,
        Indicator,
        IndicatorValue,
        Observation,
        Report,
        Source,
        Status,
    )

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_STATUS_STYLE = {
    "achieved": "green",
    "partially_achieved": "yellow",
    "not_achieved": "red",
    "in_progress": "cyan",
    "not_started": "magenta",
    "postponed": "magenta",
    "discontinued": "magenta",
    "uncertain": "yellow",
    "not_assessed": "bright_black",
    "unknown": "bold white on red",
}
_SEVERITY_STYLE = {"error": "red", "warning": "yellow", "info": "bright_black"}
_COUNT_STYLE = {"failed": "bold red", "error": "red", "partial": "yellow", "warning": "yellow"}
_ROW_STYLE = {"total": "bold", "subtotal": "bold", "of_which": "italic", "item": ""}
_SEGMENT_MARK = {"total": "", "women": "K ", "men": "M "}
_DOUBTFUL = 0.8


def printable(text: str) -> str:
    """Fold text to one line that a terminal shows as it is: no control, format or broken characters.

    >>> printable("Mål\\n1\\x1b[31m röd\\u202e")
    'Mål 1 [31m röd'
    """
    shown = (" " if unicodedata.category(letter) in _UNSEEN else letter for letter in text)
    return " ".join("".join(shown).split())


def summary_table(summary: Summary, *, resumed: bool = False) -> Table:
    """Show what a run made of its files: counts of files by outcome, of records, and of findings by severity.

    Where a run was resumed, they say how many files it had not to convert again.
    """
    table = Table(title="Summary", show_header=False, title_justify="left")
    table.add_column("group")
    table.add_column("name")
    table.add_column("count", justify="right")
    for group, counts in (("files", summary.files), ("records", summary.records), ("findings", summary.findings)):
        for number, (name, count) in enumerate(counts.items()):
            style = _COUNT_STYLE.get(name, "") if count else "dim"
            table.add_row("" if number else group, Text(name, style), Text(str(count), style))
        if resumed and group == "files":
            table.add_row("", "kept from before", str(summary.kept))
        table.add_section()
    if summary.figures["numbers"]:
        table.add_row("budgets", "numbers", str(summary.figures["numbers"]))
        table.add_row("", "proven", proven_share(summary.figures["proven_numbers"], summary.figures["numbers"]))
    return table


def proven_share(proven: int, numbers: int) -> str:
    """Say how many numbers are proven; 100 % only where every one is.

    >>> proven_share(475, 477), proven_share(12, 12)
    ('475 (99 %)', '12 (100 %)')
    """
    return f"{proven} ({100 * proven // numbers} %)"


def progress_of_files(console: Console) -> Progress:
    """Show how far a run is: files done, how many a second, time left, and counts by outcome.

    It is redrawn when something is done and by no thread of its own: workers are forks of this process.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]:.1f}/s"), TimeRemainingColumn())
    outcomes = TextColumn("{task.fields[outcomes]}", markup=False)
    return Progress(TextColumn("{task.description}"), *columns, outcomes, console=console, auto_refresh=False)


def status_table(verdicts: Sequence[tuple[str, Verdict | None]]) -> Table:
    """Show what phrases mean; a phrase that states no status has a dash."""
    table = _table("", "phrase", "code", "confidence", "basis")
    for text, verdict in verdicts:
        if verdict is None:
            table.add_row(_text(text), Text("-", "dim"), "", "")
            continue
        code = Text(verdict.code, _STATUS_STYLE[verdict.code])
        table.add_row(_text(text), code, f"{verdict.confidence:.2f}", verdict.basis)
    return table


def evaluation_tables(evaluation: Evaluation) -> Iterator[Table]:
    """Show accuracy, file by file where there are several, then fact by fact."""
    columns = ("true", "predicted", "right", "precision", "recall", "F1")
    if len(evaluation.files) > 1:
        files = _table("Files", "file", *columns, "")
        for file in evaluation.files:
            files.add_row(_text(file.name), *_measures(file.total), "" if file.found else "no prediction")
        yield _right_aligned(files)
    facts = _table("Facts", "fact", *columns)
    for score in evaluation.facts:
        facts.add_row(score.kind, *_measures(score))
    facts.add_section()
    facts.add_row("all", *_measures(evaluation.total), style="bold")
    yield _right_aligned(facts)


def _measures(score: Score) -> tuple[str, ...]:
    counts = (score.true, score.predicted, score.right)
    return (*map(str, counts), *(f"{share:.3f}" for share in (score.precision, score.recall, score.f1)))


def _right_aligned(table: Table) -> Table:
    for column in table.columns[1:]:
        column.justify = "right"
    return table


# --- one report -------------------------------------------------------------------------------------------------------


def report_tables(report: Report, *, comments: bool = False) -> Iterator[Table]:
    """Give a report as tables: its head, every kind of record it holds, and what to know before trusting it."""
    yield _head(report)
    if report.goals:
        yield _goals(report.goals, comments=comments)
    if report.assignments:
        yield _assignments(report.assignments, comments=comments)
    if report.indicators:
        yield _indicators(report.indicators, comments=comments)
    yield from map(_budget_table, report.budget_tables)
    if report.observations:
        yield _observations(report.observations)
    if report.findings:
        yield _findings(report.findings)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=Text(title, "bold") if title else None, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _text(text: str | None, style: str = "") -> Text:
    return Text(printable(text or ""), style)


def _head(report: Report) -> Table:
    """Show what the report is; a field that is not known stays visible as a dash."""
    from .check import proven_numbers

    info, file = report.report, report.document
    municipality = info.municipality
    period = info.period
    table = Table(title=_text(info.title or file.file_name, "bold"), title_justify="left", show_header=False)
    table.add_column("field")
    table.add_column("value", overflow="fold")
    fields = {
        "file": f"{file.file_name} ({file.media_type}{f', {file.pages} pages' if file.pages else ''})",
        "outcome": file.outcome,
        "type": info.type,
        "entity": info.entity,
        "municipality": " ".join(filter(None, (municipality.code, municipality.name))) if municipality else None,
        "body": info.body,
        "year": str(info.year) if info.year else None,
        "period": f"{period.start or '?'} – {period.end or '?'} {period.label or ''}" if period else None,
        "registration number": info.registration_number,
        "decision date": info.decision_date,
    }
    numbers, proven = proven_numbers(report)
    if numbers:
        fields["numbers proven"] = f"{proven_share(proven, numbers)} of {numbers} in budget tables"
    for name, value in fields.items():
        table.add_row(name, _text(value or "-"))
    return table


def _goals(goals: Sequence[Goal], *, comments: bool) -> Table:
    table = _table(
        f"Goals ({len(goals)})", "id", "where", "no", "goal", "level", "under", "responsible", "status", "forecast"
    )
    for area, group in groupby(goals, key=lambda goal: goal.area):
        _add_area(table, area, 3)
        for goal in group:
            table.add_row(
                _text(goal.id),
                _where(goal.source),
                _text(goal.number),
                _titled(goal.title, goal.comment, comments=comments),
                goal.level,
                _text(goal.parent),
                _text(", ".join(goal.responsible)),
                _status(goal.status),
                _status(goal.forecast),
            )
    return table


def _assignments(assignments: Sequence[Assignment], *, comments: bool) -> Table:
    columns = ("id", "where", "no", "assignment", "kind", "goal", "responsible", "status", "forecast")
    table = _table(f"Assignments ({len(assignments)})", *columns)
    for area, group in groupby(assignments, key=lambda assignment: assignment.area):
        _add_area(table, area, 3)
        for assignment in group:
            table.add_row(
                _text(assignment.id),
                _where(assignment.source),
                _text(assignment.number),
                _titled(assignment.title, assignment.comment, comments=comments),
                assignment.kind,
                _text(assignment.goal),
                _text(", ".join(assignment.responsible)),
                _status(assignment.status),
                _status(assignment.forecast),
            )
    return table


def _indicators(indicators: Sequence[Indicator], *, comments: bool) -> Table:
    columns = ("id", "where", "indicator", "unit", "goal", "values", "target", "status", "trend")
    table = _table(f"Indicators ({len(indicators)})", *columns)
    for area, group in groupby(indicators, key=lambda indicator: indicator.area):
        _add_area(table, area, 2)
        for indicator in group:
            table.add_row(
                _text(indicator.id),
                _where(indicator.source),
                _titled(indicator.name, indicator.comment, comments=comments),
                _text(indicator.unit),
                _text(indicator.goal),
                Text("\n").join(map(_indicator_value, indicator.values)),
                _text(indicator.target.raw if indicator.target else None),
                _status(indicator.status),
                indicator.trend or "",
            )
    return table


def _indicator_value(value: IndicatorValue) -> Text:
    kind = "" if value.kind == "outcome" else f"{value.kind} "
    printed = value.raw if value.raw is not None else _number(value.value)
    year = value.year or "?"
    return _text(f"{year} {value.period or ''} {kind}{_SEGMENT_MARK[value.segment]}{printed}")


def _budget_table(table: BudgetTable) -> Table:
    unit = table.unit or "no unit"
    shown = _table(
        f"{printable(table.id)} {printable(table.title or '')} ({table.kind}, {unit}) {_where(table.source)}",
        "where",
        "code",
        "row",
    )
    for column in table.columns:
        year = f" {column.year}" if column.year else ""
        header = Text.assemble(_text(column.label), "\n", (f"{column.role}{year}", "dim"))
        shown.add_column(header, justify="right", overflow="fold")
    broken = {(check.row, check.column) for check in table.checks if not check.ok}
    for number, row in enumerate(table.rows):
        shown.add_row(
            _where(row.source),
            _text(row.code),
            _text(row.label),
            *_cells(row, number, broken),
            style=_ROW_STYLE[row.kind],
        )
    if table.verified.cells:
        shown.caption = f"{table.verified.proven} of {table.verified.cells} numbers proven by arithmetic"
    return shown


def _cells(row: BudgetRow, number: int, broken: Iterable[tuple[int, int]]) -> Iterator[Text]:
    for column, value in enumerate(row.values):
        raw = row.raw[column] if column < len(row.raw) else None
        yield _text(raw if raw is not None else _number(value), "red" if (number, column) in broken else "")


def _observations(observations: Sequence[Observation]) -> Table:
    table = _table(f"Observations ({len(observations)})", "where", "kind", "observation")
    for area, group in groupby(observations, key=lambda observation: observation.area):
        _add_area(table, area, 2)
        for observation in group:
            style = "green" if observation.kind == "strength" else "yellow"
            table.add_row(_where(observation.source), Text(observation.kind, style), _text(observation.text))
    return table


def _findings(findings: Sequence[Finding]) -> Table:
    table = _table(f"Findings ({len(findings)})", "severity", "code", "origin", "where", "record", "message")
    for finding in findings:
        table.add_row(
            Text(finding.severity, _SEVERITY_STYLE[finding.severity]),
            finding.code,
            finding.origin,
            _where(finding.source) if finding.source else "",
            _text(finding.where),
            _text(finding.message),
        )
    return table


def _add_area(table: Table, area: str | None, column: int) -> None:
    """Put the area as a row of its own above its records, in the column that holds their titles."""
    if area is not None:
        table.add_row(*[""] * column, _text(area, "bold cyan"))
    elif table.row_count:
        table.add_row(*[""] * column, Text("no area", "dim"))


def _titled(title: str, comment: str | None, *, comments: bool) -> Text:
    if not (comments and comment):
        return _text(title)
    return Text.assemble(_text(title), "\n", _text(comment, "dim"))


def _status(status: Status | None) -> Text:
    """Show a status as printed, in the colour of its code; a question mark says the reading is not sure."""
    if status is None:
        return Text("-", "dim")
    printed = printable(status.raw or status.icon or "")
    doubt = "?" if status.confidence < _DOUBTFUL else ""
    return Text.assemble((printed, _STATUS_STYLE[status.code]), "\n" if printed else "", (status.code + doubt, "dim"))


def _where(source: Source) -> str:
    """Say where a record is printed: page, line or reference, whichever the file has."""
    if source.page:
        return f"p. {source.page}"
    if source.line:
        return f"l. {source.line}"
    return printable(source.ref or "")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"
