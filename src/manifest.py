"""The book of a run: one row for every input, in an embedded database that survives whatever happens to the run.

A row is written after the output has its name, never before: an input without a row is converted again, one with a row
is done. Rows are committed a few at a time; the ones lost with a killed run cost their conversion once more.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .batch import Job, Result, SizeOf
    from .pipeline import Options

MANIFEST_NAME = "manifest.sqlite"

_SECONDS_BETWEEN_COMMITS = 0.5

_COUNTS = ("goals", "assignments", "indicators", "budget_tables", "observations")
_SEVERITIES = ("error", "warning", "info")
_FIGURES = ("numbers", "proven_numbers")

_COLUMNS = {
    "path": "TEXT NOT NULL PRIMARY KEY",
    "source": "TEXT NOT NULL",
    "outcome": "TEXT NOT NULL",
    "cause": "TEXT",
    "message": "TEXT",
    "reasons": "TEXT",
    "pages": "INTEGER",
    "failed_pages": "TEXT",
    "seconds": "REAL",
    "peak_memory": "INTEGER",
    "sha256": "TEXT",
    "output": "TEXT",
    "output_bytes": "INTEGER",
    **{f"{kind}": "INTEGER NOT NULL" for kind in _COUNTS},
    **{f"{severity}_findings": "INTEGER NOT NULL" for severity in _SEVERITIES},
    **dict.fromkeys(_FIGURES, "INTEGER"),
    "version": "TEXT NOT NULL",
    "options": "TEXT NOT NULL",
}
"""One row: where the input lies below what was given, what became of it and why, what it cost, and what made it."""

TIMING = ("seconds", "peak_memory")
"""The columns that differ between two runs over the same inputs."""

_CREATE = f"CREATE TABLE IF NOT EXISTS inputs ({', '.join(f'{n} {t}' for n, t in _COLUMNS.items())}) WITHOUT ROWID"
_WRITE = f"INSERT OR REPLACE INTO inputs ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"

_UNSEEN = ("password", "ocr_cache")
"""Options that are no part of what a result is known by: a secret is written nowhere, and a cache changes nothing."""


class Unusable(Exception):
    """The manifest cannot be read or written: the disk is full, or the file is something else."""


class Made(NamedTuple):
    """What a result was made with; it stays good as long as this is the same."""

    version: str
    options: str


def made_with(options: Options) -> Made:
    """Say by which version and options results are made now."""
    from dataclasses import fields
    from importlib.metadata import version

    chosen = {item.name: getattr(options, item.name) for item in fields(options) if item.name not in _UNSEEN}
    chosen["password"] = options.password is not None
    return Made(version("kommunrapport"), json.dumps(chosen, sort_keys=True, default=str))


@contextmanager
def manifest_in(folder: Path) -> Iterator[Manifest]:
    """Open the manifest of an output folder, made if it is not there; commit what was noted, however the run ends.

    Raises:
        Unusable: it cannot be opened or written.
    """
    try:
        with closing(_opened(folder / MANIFEST_NAME)) as database:
            manifest = Manifest(database)
            try:
                yield manifest
            finally:
                manifest.commit()
    except sqlite3.Error as error:
        raise Unusable(f"cannot write {MANIFEST_NAME}: {error}") from error


def _opened(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(_CREATE)
        known = {row[1] for row in database.execute("PRAGMA table_info(inputs)")}
        for name in _COLUMNS.keys() - known:  # made by an earlier version
            database.execute(f"ALTER TABLE inputs ADD COLUMN {name} {_COLUMNS[name].replace('NOT NULL', '')}")
    except BaseException:
        database.close()
        raise
    return database


class Manifest:
    """The rows of one output folder."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._committed = time.monotonic()

    def note(self, result: Result, made: Made) -> None:
        """Write what became of one input, in place of what an earlier run wrote of it."""
        if not self._database.in_transaction:
            self._database.execute("BEGIN")
        self._database.execute(_WRITE, _row(result, made))
        if time.monotonic() - self._committed > _SECONDS_BETWEEN_COMMITS:
            self.commit()

    def commit(self) -> None:
        """Make sure that what was noted stays."""
        if self._database.in_transaction:
            try:
                self._database.execute("COMMIT")
            except sqlite3.Error:
                with suppress(sqlite3.Error):
                    self._database.execute("ROLLBACK")
                raise
        self._committed = time.monotonic()

    def result(self, job: Job) -> Result | None:
        """Give what became of an input, as far as a run has noted it."""
        cursor = self._database.execute("SELECT * FROM inputs WHERE path = ?", (stored_name(job.path),))
        row = cursor.fetchone()
        return None if row is None else _result(dict(zip((c[0] for c in cursor.description), row, strict=True)), job)

    def is_good(self, job: Job, made: Made, size_of: SizeOf) -> bool:
        """Say whether an input's row was made with these options, and its output, if it gave one, is still there."""
        asked = "SELECT output, output_bytes FROM inputs WHERE path = ? AND version = ? AND options = ?"
        row = self._database.execute(asked, (stored_name(job.path), made.version, made.options)).fetchone()
        if row is None:
            return False
        output, size = row
        return output is None or size_of(job.output) == size


def reports_in(folder: Path) -> list[tuple[str, Path]] | None:
    """Give the reports that an output folder's manifest knows of, by path; None where there is no manifest."""
    file = folder / MANIFEST_NAME
    if not file.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            rows = database.execute("SELECT path, output FROM inputs WHERE output IS NOT NULL ORDER BY path").fetchall()
    except sqlite3.Error as error:
        raise Unusable(f"cannot read {file}: {error}") from error
    return [(path, folder / output) for path, output in rows]


def stored_name(name: str) -> str:
    """Give a file name as text; the bytes of a name that is no text are escaped."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _row(result: Result, made: Made) -> list[object]:
    return [
        stored_name(result.path or result.source),
        stored_name(result.source),
        result.state,
        result.cause,
        result.message and stored_name(result.message),
        " ".join(result.reasons) or None,
        result.pages,
        " ".join(map(str, result.failed_pages)) or None,
        result.seconds,
        result.peak_memory,
        result.sha256,
        result.output_name if result.output else None,
        result.output_bytes,
        *(result.records.get(kind, 0) for kind in _COUNTS),
        *(result.findings.get(severity, 0) for severity in _SEVERITIES),
        *(result.figures.get(name, 0) for name in _FIGURES),
        made.version,
        made.options,
    ]


def _result(row: dict[str, object], job: Job) -> Result:
    from .batch import Result

    reasons, failed = str(row["reasons"] or "").split(), str(row["failed_pages"] or "").split()
    plain = {name: row[name] for name in ("cause", "message", "pages", "seconds", "peak_memory", "sha256")}
    return Result(
        job.source,
        row["outcome"],  # type: ignore[arg-type]
        path=job.path,
        output=job.output if row["output"] else None,
        output_name=job.output_name if row["output"] else None,
        output_bytes=row["output_bytes"],  # type: ignore[arg-type]
        reasons=tuple(reasons),
        failed_pages=tuple(map(int, failed)),
        records={kind: int(str(row[kind])) for kind in _COUNTS} if row["output"] else {},
        findings={name: int(str(row[f"{name}_findings"])) for name in _SEVERITIES} if row["output"] else {},
        figures={name: int(str(row[name] or 0)) for name in _FIGURES} if row["output"] else {},
        **plain,  # type: ignore[arg-type]
    )
