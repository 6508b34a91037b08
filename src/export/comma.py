"""CSV: one tidy file for every kind of record, in UTF-8 with the mark that Excel needs to read å, ä and ö.

A spreadsheet takes text that begins with = + - @ for a formula. Such text gets a `'` in front unless it is a number as
printed ("-3 495"); `plain_text` takes it away again.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

from .tables import TABLES, cells_of

if TYPE_CHECKING:
    from .frames import Value
    from .tables import Stored

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d[\d\s.,]*%?")


def harmless(text: str) -> str:
    """Give text as a spreadsheet may open it.

    Example:
        >>> harmless("=1+1"), harmless("-3 495"), harmless("– 12")
        ("'=1+1", '-3 495', '– 12')
    """
    return f"'{text}" if text.startswith(_DANGEROUS) and not _NUMBER.fullmatch(text) else text


def plain_text(text: str) -> str:
    """Give text back as it was before it was made harmless.

    Example:
        >>> plain_text("'=1+1"), plain_text("'citat'")
        ('=1+1', "'citat'")
    """
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


class Comma:
    """A folder with one CSV file for every kind of record."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._files = {name: (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") for name in TABLES}
        self._writers = {name: csv.writer(file, lineterminator="\n") for name, file in self._files.items()}
        for name, columns in TABLES.items():
            self._writers[name].writerow(columns)
        self._folder = folder

    def add(self, stored: Stored) -> None:
        """Write the rows of one report."""
        for table, cells in cells_of(stored):
            self._writers[table].writerow([_cell(cell) for cell in cells])

    def close(self) -> None:
        """Finish the files and describe them."""
        from .datapackage import write_datapackage

        for file in self._files.values():
            file.close()
        write_datapackage(self._folder, "csv")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else repr(value)
