"""The controller's view as tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from .check import Checked, Remark, TableProof
from .terminal import printable

_STYLE = {"error": "red", "warning": "yellow", "info": "bright_black"}


def check_tables(checked: Checked, *, info: bool = False) -> Iterator[Table | Text]:
    """Show what was proven table by table, then what does not add up, then everything else worth a look."""
    yield Text(_headline(checked), "bold")
    if checked.tables:
        yield _proofs(checked.tables)
    shown = [remark for remark in checked.remarks if info or remark.severity != "info"]
    if shown:
        yield _remarks(shown)


def _headline(checked: Checked) -> str:
    file = printable(checked.file)
    warnings = sum(remark.severity == "warning" for remark in checked.remarks)
    told = f"{_count(checked.errors, 'error')}, {_count(warnings, 'warning')}"
    if not checked.cells:
        return f"{file}: no budget tables; {told}"
    share = 100 * checked.proven // checked.cells  # 100 % only where every number is proven
    return f"{file}: {checked.proven} of {checked.cells} numbers proven ({share} %); {told}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _proofs(tables: tuple[TableProof, ...]) -> Table:
    shown = Table(title=Text("Arithmetic", "bold"), title_justify="left")
    for name in ("where", "table", "kind", "unit", "variance is", "numbers", "proven", "broken"):
        shown.add_column(name, overflow="fold", justify="right" if name in ("numbers", "proven", "broken") else "left")
    for table in tables:
        shown.add_row(
            _where(table.page, table.line),
            Text(printable(f"{table.id} {table.title or ''}")),
            table.kind,
            table.unit or "-",
            table.variance_rule or "-",
            str(table.cells),
            str(table.proven),
            Text(str(table.broken), "red" if table.broken else "dim"),
        )
    return shown


def _remarks(remarks: list[Remark]) -> Table:
    shown = Table(title=Text("To look at", "bold"), title_justify="left", show_lines=True)
    for name in ("severity", "where", "what", "found", "expected", "told"):
        shown.add_column(name, overflow="fold", justify="right" if name in ("found", "expected") else "left")
    for remark in remarks:
        place = [remark.table, remark.row or ("closing row" if remark.table else None), remark.column]
        message = remark.message if not remark.suggestion else f"{remark.message}. {remark.suggestion}"
        doubt = "\n(our reading)" if remark.origin == "extraction" else ""
        shown.add_row(
            Text(remark.severity + doubt, _STYLE[remark.severity]),
            _where(remark.page, remark.line),
            Text(printable(" / ".join(part for part in place if part) or remark.code)),
            Text(printable(remark.found or "")),
            Text("" if remark.expected is None else f"{remark.expected:.15g}"),
            Text(printable(message)),
        )
    return shown


def _where(page: int | None, line: int | None) -> str:
    if page:
        return f"p. {page}"
    return f"l. {line}" if line else ""
