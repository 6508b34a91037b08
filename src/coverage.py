"""What an archive holds and lacks: municipality by year by part of the report, and reports that were expected.

A municipality's report of a year may be there in several files, as a draft and as decided: the best of them counts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .export.comma import harmless
from .normalize.municipality import read_municipality
from .normalize.text import fold
from .schema.codes import CompletenessVerdict
from .validate.checklist import names

if TYPE_CHECKING:
    from .validation import Validated

VERDICTS: tuple[CompletenessVerdict, ...] = ("present", "partly", "not_established", "missing", "not_applicable")
"""From best to worst."""

_HEAD = ("municipality", "municipality_code", "body", "year", "profile", "files")
_COLUMNS = {
    "municipality": ("municipality", "kommun", "municipality_code", "kommunkod", "region"),
    "year": ("year", "år", "ar"),
    "type": ("type", "report type", "report_type", "rapport", "rapporttyp", "rapportslag"),
    "body": ("body", "nämnd", "namnd"),
}


@dataclass(frozen=True, slots=True)
class Covered:
    """One report of an archive: whose, when, by which checklist, and the verdict on each of its items.

    `required` are the items whose lack is an error.
    """

    municipality: str
    municipality_code: str
    body: str
    year: int | None
    profile: str
    files: tuple[str, ...]
    verdicts: dict[str, CompletenessVerdict]
    required: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The report as a line of a list."""
        return " ".join(str(part) for part in (self.municipality or "?", self.body, self.year or "?") if part)


@dataclass(frozen=True, slots=True)
class Expected:
    """One report that an archive should hold."""

    municipality: str
    year: int
    type: str
    body: str | None = None


class BadList(Exception):
    """A list of expected reports cannot be understood; the message is one line."""


def coverage(results: Iterable[Validated]) -> list[Covered]:
    """Give one row for each report, by municipality, body, year and checklist."""
    rows: dict[tuple[str, str, int, str], Covered] = {}
    for result in results:
        if result.profile is None:
            continue
        key = (result.municipality or "", result.body or "", result.year or 0, result.profile)
        verdicts = {item.id: item.verdict for item in result.items}
        earlier = rows.get(key)
        rows[key] = Covered(
            municipality=result.municipality or "",
            municipality_code=result.municipality_code or "",
            body=result.body or "",
            year=result.year,
            profile=result.profile,
            files=(*(earlier.files if earlier else ()), result.file),
            verdicts=_best(earlier.verdicts, verdicts) if earlier else verdicts,
            required=frozenset(item.id for item in result.items if item.severity == "error"),
        )
    return [rows[key] for key in sorted(rows)]


def _best(one: dict[str, CompletenessVerdict], other: dict[str, CompletenessVerdict]) -> dict[str, CompletenessVerdict]:
    items = dict.fromkeys((*one, *other))
    return {item: min((v[item] for v in (one, other) if item in v), key=VERDICTS.index) for item in items}


def coverage_csv(rows: Sequence[Covered]) -> str:
    """Give the matrix as CSV: a line for each report, a column for each item, empty where it is not asked for."""
    items = items_in(rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_HEAD, *items])
    for row in rows:
        head = (row.municipality, row.municipality_code, row.body, row.year, row.profile, "; ".join(row.files))
        cells = [harmless(cell) if isinstance(cell, str) else cell for cell in head]
        writer.writerow([*cells, *(row.verdicts.get(item, "") for item in items)])
    return text.getvalue()


def items_in(rows: Sequence[Covered]) -> list[str]:
    """Give the items that any of the reports was asked for, in the order of the checklist."""
    asked = {item for row in rows for item in row.verdicts}
    return [item for item in names() if item in asked]


# --- what was expected ------------------------------------------------------------------------------------------------


def read_expected(file: Path) -> list[Expected]:
    """Read a list of reports that an archive should hold: CSV with municipality (name or code), year and report type.

    Types are codes of the contract or Swedish words; a column for the body is optional.

    Raises:
        BadList: the file cannot be opened, lacks a column, or a line of it cannot be understood.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadList(f"cannot read {file.name}: {error}") from error
    head = text.partition("\n")[0]
    lines = csv.DictReader(io.StringIO(text), delimiter=next((sign for sign in ";\t" if sign in head), ","))
    columns = {what: _column(lines.fieldnames or (), names) for what, names in _COLUMNS.items()}
    lacking = [what for what, column in columns.items() if column is None and what != "body"]
    if lacking:
        raise BadList(
            f"{file.name} has no column {' and none for '.join(lacking)}: {', '.join(lines.fieldnames or ())}"
        )
    return [_expected(row, columns, number) for number, row in enumerate(lines, 2) if any(row.values())]


def _column(names: Iterable[str], known: Sequence[str]) -> str | None:
    return next((name for name in names if fold(name) in known), None)


def _expected(row: dict[str, str], columns: dict[str, str | None], line: int) -> Expected:
    from .extract.find.header import kind_of

    cells = {what: (row.get(column) or "").strip() if column else "" for what, column in columns.items()}
    if not cells["year"].isdecimal():
        raise BadList(f"line {line}: «{cells['year']}» is no year")
    kind = cells["type"] if cells["type"] in _TYPES else kind_of(cells["type"])
    if kind is None:
        raise BadList(f"line {line}: «{cells['type']}» is no kind of report; known codes are {', '.join(_TYPES)}")
    return Expected(cells["municipality"], int(cells["year"]), kind, cells["body"] or None)


_TYPES = ("interim_report", "annual_report", "monthly_report", "follow_up", "memo")


def lacking_reports(expected: Sequence[Expected], results: Sequence[Validated]) -> Iterator[Expected]:
    """Give the expected reports that no file is; where no body is named, only the whole organisation's counts."""
    held = {(result.year, result.type, fold(result.body or ""), key) for result in results for key in _keys(result)}
    for one in expected:
        wanted = (one.year, one.type, fold(one.body or ""))
        if not any((*wanted, key) in held for key in _names(one.municipality)):
            yield one


def _keys(result: Validated) -> set[str]:
    return {fold(name) for name in (result.municipality, result.municipality_code) if name}


def _names(printed: str) -> set[str]:
    """Give what a municipality may be known by: as written, and by its name and code where it is one."""
    place = read_municipality(printed)
    known = (place.name, place.code) if place else ()
    return {fold(name) for name in (printed, *known) if name}


def lacking_csv(lacking: Sequence[Expected]) -> str:
    """Give the reports that an archive lacks as CSV, in the form of the list that was given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("municipality", "year", "type", "body"))
    writer.writerows((harmless(one.municipality), one.year, one.type, harmless(one.body or "")) for one in lacking)
    return text.getvalue()
