"""SQLite: tables that refer to each other, indices on what is asked for, and full-text search; opens in Datasette.

Search keeps å, ä and ö apart from a and o: to a Swede they are other letters.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from .tables import TABLES, cells_of

if TYPE_CHECKING:
    from .tables import Stored

_TYPES = {"string": "TEXT", "Int64": "INTEGER", "Float64": "REAL", "boolean": "INTEGER"}

_KEYS = {
    "reports": "PRIMARY KEY (report)",
    "goals": "PRIMARY KEY (report, id)",
    "assignments": "PRIMARY KEY (report, id)",
    "budget": 'PRIMARY KEY (report, "table", "row", "column")',
}
_TO_REPORT = "FOREIGN KEY (report) REFERENCES reports (report)"
_TO_GOAL = "FOREIGN KEY (report, {}) REFERENCES goals (report, id)"
_LINKS = {"goals": "parent", "assignments": "goal", "indicators": "goal"}

_INDICES = {
    "reports": (("municipality_code", "year"), ("sha256",)),
    "goals": (("municipality_code", "year"), ("status_code",)),
    "assignments": (("municipality_code", "year"), ("status_code",), ("report", "goal")),
    "indicators": (("report", "id"), ("municipality_code", "year"), ("report", "goal")),
    "budget": (("municipality_code", "year"), ("table_kind", "column_role")),
    "observations": (("report",),),
    "findings": (("report",), ("code",)),
}
_SEARCHED = {
    "reports": ("title",),
    "goals": ("title", "comment"),
    "assignments": ("title", "comment"),
    "indicators": ("name", "comment"),
    "observations": ("text",),
}


class Database:
    """One SQLite file with a table for every kind of record."""

    def __init__(self, file: Path) -> None:
        # The file gets its name when it is whole: nothing needs to be undone in it.
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        for table in TABLES:
            self._database.execute(_created(table))
        self._database.execute("BEGIN")
        self._insert = {
            table: f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})'
            for table, columns in TABLES.items()
        }

    def add(self, stored: Stored) -> None:
        """Write the rows of one report."""
        for table, cells in cells_of(stored):
            self._database.execute(self._insert[table], cells)

    def close(self) -> None:
        """Write the indices of what is there."""
        self._database.execute("COMMIT")
        for table, indices in _INDICES.items():
            for columns in indices:
                name, listed = "_".join((table, *columns)), ", ".join(f'"{column}"' for column in columns)
                self._database.execute(f'CREATE INDEX "{name}" ON "{table}" ({listed})')
        for table, searched in _SEARCHED.items():
            options = f"content=\"{table}\", tokenize='unicode61 remove_diacritics 0'"
            self._database.execute(f"CREATE VIRTUAL TABLE {table}_fts USING fts5({', '.join(searched)}, {options})")
            self._database.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")
        self._database.execute("ANALYZE")
        self._database.close()


def _created(table: str) -> str:
    columns = [f'"{name}" {_TYPES[kind]}' for name, kind in TABLES[table].items()]
    keys = [_KEYS[table]] if table in _KEYS else []
    if table != "reports":
        keys.append(_TO_REPORT)
    if table in _LINKS:
        keys.append(_TO_GOAL.format(_LINKS[table]))
    return f'CREATE TABLE "{table}" ({", ".join([*columns, *keys])})'
