"""An archive of reports into forms that other programs open, in one pass over its JSON.

What is written appears under its name only when it is whole; an earlier export of the same name is replaced then.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from .. import errors, remote
from ..hold import UNFINISHED
from .forms import Form
from .tables import stored_reports

if TYPE_CHECKING:
    from .tables import Stored

_NAME = "reports"


class Writer(Protocol):
    """Something that takes one report after the other."""

    def add(self, stored: Stored) -> None:
        """Take one report."""

    def close(self) -> None:
        """Finish what was written."""


_NEEDS = {Form.parquet: ("pyarrow",), Form.duckdb: ("pyarrow", "duckdb"), Form.xlsx: ("xlsxwriter",)}


def export(source: Path | str, target: Path | str, forms: Sequence[Form]) -> tuple[Path | str, ...]:
    """Export the reports of an output folder; give the files and folders that were written, in the order of the forms.

    Both may be URLs. What goes to a URL is made on this machine first: databases and archives cannot be written there.

    Raises:
        ReadError: a library is missing, or a file is no report.
        OSError: the target cannot be written.
    """
    forms = list(dict.fromkeys(forms))
    for form in forms:
        _check_libraries(form)
    if isinstance(target, str):
        with tempfile.TemporaryDirectory() as folder:
            made = _exported(source, Path(folder), forms)
            remote.upload(Path(folder), target)
            return tuple(remote.joined(target, path.name) for path in made)
    return _exported(source, target, forms)


def _exported(source: Path | str, target: Path, forms: Sequence[Form]) -> tuple[Path, ...]:
    target.mkdir(parents=True, exist_ok=True)
    final = [target / (form.value if form in _FOLDERS else f"{_NAME}.{form.value}") for form in forms]
    unfinished = [path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}") for path in final]
    try:
        for path in unfinished:
            _remove(path)
        _write(source, [_writer(form, path) for form, path in zip(forms, unfinished, strict=True)])
        for path, name in zip(unfinished, final, strict=True):
            _remove(name)
            path.replace(name)
    finally:
        for path in unfinished:
            _remove(path)
    return tuple(final)


_FOLDERS = (Form.csv, Form.parquet)


def _write(source: Path | str, writers: Sequence[Writer]) -> None:
    try:
        for stored in stored_reports(source):
            for writer in writers:
                writer.add(stored)
    except BaseException:
        for writer in writers:
            with suppress(Exception):
                writer.close()
        raise
    for writer in writers:
        writer.close()


def _writer(form: Form, path: Path) -> Writer:
    from .columnar import DuckDB, Parquet
    from .comma import Comma
    from .database import Database
    from .lines import Lines
    from .workbook import Workbook

    kinds: dict[Form, Callable[[Path], Writer]] = {
        Form.jsonl: Lines,
        Form.csv: Comma,
        Form.parquet: Parquet,
        Form.sqlite: Database,
        Form.duckdb: DuckDB,
        Form.xlsx: Workbook,
    }
    return kinds[form](path)


def _check_libraries(form: Form) -> None:
    from importlib.util import find_spec

    for library in _NEEDS.get(form, ()):
        if find_spec(library) is None:
            raise errors.ToolMissing(f"{form} needs {library}: pip install 'kommunrapport[export]'")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
