"""The auditor's view as tables for the terminal: the checklist, then what the report lacks, then what we doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from .terminal import printable
from .terminal_check import SEVERITY_STYLE, counted, place_text

if TYPE_CHECKING:
    from .check import Remark
    from .coverage import Expected
    from .schema.codes import Origin
    from .validation import Validated, Verdict

_VERDICT_STYLE = {
    "present": "green",
    "partly": "yellow",
    "missing": "red",
    "not_applicable": "bright_black",
    "not_established": "magenta",
}
_TITLES: tuple[tuple[Origin, str], ...] = (
    ("report", "What the report lacks"),
    ("extraction", "What our reading doubts"),
)


def validation_tables(result: Validated, *, info: bool = False) -> Iterator[Table | Text]:
    """Show one report: its headline, its checklist, and the findings, the report's own apart from ours."""
    yield Text(_headline(result), "bold")
    if result.items:
        yield _checklist(result.items)
    for origin, title in _TITLES:
        shown = [r for r in result.remarks if r.origin == origin and (info or r.severity != "info")]
        if shown:
            yield _remarks(title, shown)


def _headline(result: Validated) -> str:
    whose = ", ".join(str(part) for part in (result.municipality, result.body, result.year) if part) or "unknown"
    profile = f"{result.profile} ({'statutory' if result.statutory else 'custom'})" if result.profile else "no profile"
    there, asked = result.found()
    counts = ", ".join(counted(result.count(severity), severity) for severity in ("error", "warning"))
    partial = "; pages could not be read, so nothing is called missing" if result.outcome == "partial" else ""
    return printable(
        f"{result.file}: {whose}; {result.type}, profile {profile}; {there} of {asked} items there; {counts}{partial}"
    )


def _checklist(items: Sequence[Verdict]) -> Table:
    shown = Table(title=Text("Checklist", "bold"), title_justify="left")
    for name in ("item", "what", "verdict", "where", "evidence", "rule"):
        shown.add_column(name, overflow="fold")
    for item in items:
        verdict = item.verdict if not item.parent else f"{item.verdict} (without {item.parent})"
        weight = f" [{item.severity}]" if item.verdict in ("missing", "partly") else ""
        shown.add_row(
            item.id,
            Text(printable(item.name)),
            Text(f"{verdict}{weight}", _VERDICT_STYLE[item.verdict]),
            place_text(item.page, item.line),
            Text(printable(item.evidence or "")),
            Text(printable(item.legal_basis), "dim"),
        )
    return shown


def _remarks(title: str, remarks: Sequence[Remark]) -> Table:
    shown = Table(title=Text(title, "bold"), title_justify="left")
    for name in ("severity", "code", "where", "told"):
        shown.add_column(name, overflow="fold")
    for remark in remarks:
        shown.add_row(
            Text(remark.severity, SEVERITY_STYLE[remark.severity]),
            remark.code,
            place_text(remark.page, remark.line),
            Text(printable(remark.message)),
        )
    return shown


def overview_table(results: Sequence[Validated]) -> Table:
    """Show many reports, one line each."""
    shown = Table(title=Text("Reports", "bold"), title_justify="left")
    for name in ("file", "whose", "year", "profile", "items", "missing", "errors", "warnings", "doubts"):
        right = name in ("items", "missing", "errors", "warnings", "doubts")
        shown.add_column(name, overflow="fold", justify="right" if right else "left")
    for result in results:
        there, asked = result.found()
        errors = result.count("error")
        shown.add_row(
            Text(printable(result.file)),
            Text(printable(", ".join(part for part in (result.municipality, result.body) if part))),
            str(result.year or ""),
            result.profile or "-",
            f"{there}/{asked}",
            str(sum(item.verdict == "missing" for item in result.items)),
            Text(str(errors), "red" if errors else "dim"),
            str(result.count("warning", "report")),
            str(result.count("warning", "extraction")),
        )
    return shown


def lacking_table(lacking: Sequence[Expected], expected: int) -> Table:
    """Show which of the expected reports an archive lacks."""
    shown = Table(title=Text(f"Lacking: {len(lacking)} of {expected} reports", "bold"), title_justify="left")
    for name in ("municipality", "year", "type", "body"):
        shown.add_column(name)
    for one in lacking:
        cells = (one.municipality, str(one.year), one.type, one.body or "")
        shown.add_row(*(Text(printable(cell)) for cell in cells))
    return shown
