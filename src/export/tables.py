"""Stored reports as rows of tidy tables, one report after the other: an archive is larger than memory.

The tables and columns are those of the data frames, with one more in front: `report`, the place of the report's input
below what was converted, which tells apart two copies of one file and is the key that every other table refers to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import errors
from ..manifest import Unusable, reports_in
from ..remote_run import reports_of
from .frames import COLUMNS, Value, rows_of
from .stored import stored_files, stored_report

if TYPE_CHECKING:
    from ..schema import Report

Cells = tuple[Value, ...]

_AFTER_Z = str.maketrans("åäö", "{|}")
_FIGURES = re.compile(r"(\d+)")

TABLES: Mapping[str, Mapping[str, str]] = {name: {"report": "string", **columns} for name, columns in COLUMNS.items()}
"""The exported tables with their columns and pandas types, in order."""


class Stored(NamedTuple):
    """A report with the name that it is known by in all tables."""

    name: str
    report: Report


class Field(NamedTuple):
    """What a column means, for whoever opens the data without knowing the project."""

    description: str
    unit: str | None


def stored_reports(folder: Path | str) -> Iterator[Stored]:
    """Read the reports of an output folder one by one, in the order that a Swede looks for their names.

    Only what the manifest knows as converted counts: an output that an earlier run left for an input that fails now
    is old. A folder without a manifest, or a single file, is taken as it is. A URL must have a manifest.

    Raises:
        ReadError: a file is no report, or the manifest cannot be read.
    """
    for name, file in sorted(_known(folder), key=lambda known: swedish_order(known[0])):
        yield Stored(name, stored_report(file))


def swedish_order(name: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Give what sorts names as Swedish does: å, ä and ö after z, in this order, case aside, and figures as numbers.

    Example:
        >>> sorted(["Ö", "ä", "Å 10", "Å 9", "z", "Ä", "Z"], key=swedish_order)
        ['Z', 'z', 'Å 9', 'Å 10', 'Ä', 'ä', 'Ö']
    """
    parts = _FIGURES.split(unicodedata.normalize("NFC", name).casefold().translate(_AFTER_Z))
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts], name


def _known(folder: Path | str) -> Sequence[tuple[str, Path | str]]:
    try:
        if isinstance(folder, str):
            return reports_of(folder)
        known = reports_in(folder) if folder.is_dir() else None
    except Unusable as error:
        raise errors.Damaged(str(error)) from error
    if known is not None:
        return known
    top = folder if folder.is_dir() else folder.parent
    return [(file.relative_to(top).as_posix().removesuffix(".json"), file) for file in stored_files(folder)]


def cells_of(stored: Stored) -> Iterator[tuple[str, Cells]]:
    """Give every row of every table that a report fills; an empty text is no value."""
    for table, row in rows_of(stored.report):
        cells = (row.get(column) for column in COLUMNS[table])
        yield table, (stored.name, *(None if cell == "" else cell for cell in cells))


@cache
def fields() -> dict[tuple[str, str], Field]:
    """Read what the columns mean; a column that means the same in all tables stands once, under `*`."""
    import csv

    with (Path(__file__).parent / "fields.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {(row["table"], row["column"]): Field(row["description"], row["unit"] or None) for row in rows}


def field(table: str, column: str) -> Field:
    """Say what a column means."""
    known = fields()
    return known.get((table, column)) or known["*", column]
