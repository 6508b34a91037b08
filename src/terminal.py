"""Reports and summaries as tables for the terminal.

What a document prints is data, never markup: it may hold brackets that look like rich's, or control characters that
would move the cursor, so all of it passes through `printable` and is shown as plain `Text`.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from .batch import Summary

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def printable(text: str) -> str:
    """Fold text to one line that a terminal shows as it is: no control, format or broken characters.

    >>> printable("Mål\\n1\\x1b[31m röd\\u202e")
    'Mål 1 [31m röd'
    """
    shown = (" " if unicodedata.category(letter) in _UNSEEN else letter for letter in text)
    return " ".join("".join(shown).split())


def summary_table(summary: Summary) -> Table:
    """Show what a run made of its files: one row per count that is worth a look."""
    table = Table(title="Summary", show_header=False, title_justify="left")
    table.add_column("what")
    table.add_column("count", justify="right")
    for group, counts in (("files", summary.files), ("records", summary.records), ("findings", summary.findings)):
        for name, count in counts.items():
            table.add_row(f"{group}: {name}", str(count), style=_colour(name) if count else "dim")
        table.add_section()
    return table


def _colour(name: str) -> str:
    return {"failed": "bold red", "error": "red", "partial": "yellow", "warning": "yellow"}.get(name, "")
