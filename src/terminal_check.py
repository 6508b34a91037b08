"""The controller's view as tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from .check import Checked, Remark, TableProof
from .terminal import printable, proven_share

MANY = 3
"""Remarks of one kind that are shown one by one."""
PLACES = 8
"""Places of such remarks that are named."""
SEVERITY_STYLE = {"error": "red", "warning": "yellow", "info": "bright_black"}


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
    told = f"{counted(checked.errors, 'error')}, {counted(warnings, 'warning')}"
    if not checked.cells:
        return f"{file}: no budget tables; {told}"
    return f"{file}: {proven_share(checked.proven, checked.cells)} of {checked.cells} numbers proven; {told}"


def counted(number: int, word: str) -> str:
    """Give a number with its word.

    Example:
        >>> counted(1, "error"), counted(2, "error")
        ('1 error', '2 errors')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _proofs(tables: tuple[TableProof, ...]) -> Table:
    shown = Table(title=Text("Arithmetic", "bold"), title_justify="left")
    for name in ("where", "table", "kind", "unit", "variance is", "numbers", "proven", "broken"):
        shown.add_column(name, overflow="fold", justify="right" if name in ("numbers", "proven", "broken") else "left")
    for table in tables:
        shown.add_row(
            place_text(table.page, table.line),
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
    for remark, like in _alike(remarks):
        place = [remark.table, remark.row or ("closing row" if remark.table else None), remark.column]
        doubt = "\n(our reading)" if remark.origin == "extraction" else ""
        shown.add_row(
            Text(remark.severity + doubt, SEVERITY_STYLE[remark.severity]),
            place_text(remark.page, remark.line),
            Text(printable(" / ".join(part for part in place if part) or remark.code)),
            Text(printable(remark.found or "")),
            Text("" if remark.expected is None else as_printed(remark.expected)),
            Text("\n".join((*_told(remark), *([_more(like)] if like else [])))),
        )
    return shown


def _alike(remarks: list[Remark]) -> Iterator[tuple[Remark, list[Remark]]]:
    """Give the remarks, many of one kind that are about no single figure as one: the first, with the others."""
    kinds: dict[tuple[str, str, str], list[Remark]] = {}
    for remark in remarks:
        if remark.table is None:
            kinds.setdefault((remark.severity, remark.origin, remark.code), []).append(remark)
    for remark in remarks:
        like = kinds.get((remark.severity, remark.origin, remark.code), [])
        if remark.table is not None or len(like) <= MANY:
            yield remark, []
        elif remark is like[0]:
            yield remark, like[1:]


def _more(like: list[Remark]) -> str:
    """Say how many more of a kind there are, and where."""
    places = list(dict.fromkeys(place for remark in like if (place := place_text(remark.page, remark.line))))
    listed = ", ".join(places[:PLACES]) + (" …" if len(places) > PLACES else "")
    return f"and {len(like)} more like it{f': {listed}' if listed else ''} (--json lists them)"


def _told(remark: Remark) -> Iterator[str]:
    """Give one line for each equation that a finding tells of, and one for what may have been meant."""
    yield from (printable(line) for line in remark.message.replace("; «", ";\n«").split("\n"))
    if remark.suggestion:
        yield f"perhaps: {printable(remark.suggestion)}"


def as_printed(value: float) -> str:
    """Write a number as Swedish tables print it.

    >>> as_printed(-62051), as_printed(15.127), as_printed(0.5)
    ('-62 051', '15,127', '0,5')
    """
    return f"{value:,.10g}".replace(",", " ").replace(".", ",")


def place_text(page: int | None, line: int | None) -> str:
    """Say where something is printed: page or line, whichever the file has."""
    if page:
        return f"p. {page}"
    return f"l. {line}" if line else ""
