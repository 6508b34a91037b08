"""JSON Lines: the JSON of each report, whole, on a line of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .tables import Stored


class Lines:
    """One file of reports."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("w", encoding="utf-8", newline="\n")

    def add(self, stored: Stored) -> None:
        """Write one report."""
        self._file.write(stored.report.model_dump_json() + "\n")

    def close(self) -> None:
        """Finish the file."""
        self._file.close()
