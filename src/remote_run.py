"""A run whose output is shared storage: one at a time, with a manifest, as in a folder of this machine.

Storage has neither locks that end with their process nor files that a database could work in. So a run says every few
seconds that it is there, and works on a manifest of its own, which it copies to the storage ever so often.
"""

from __future__ import annotations

import secrets
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .hold import LOCK_NAME, Held
from .manifest import MANIFEST_NAME, Unusable, manifest_in, reports_in
from .remote import content, joined, storage_of, write_whole

if TYPE_CHECKING:
    from .manifest import Manifest

_SECONDS_BETWEEN_SIGNS = 5.0
"""A run that has been silent three times as long has ended."""

_SIGNS_BETWEEN_COPIES = 4
"""With every so many signs the manifest is copied: the rows of a killed run since then cost their conversion again."""


@contextmanager
def held(out: str) -> Iterator[None]:
    """Hold an output for the time of a run.

    Raises:
        Held: another run holds it.
        OSError: nothing can be written there.
    """
    url, token, ended = joined(out, LOCK_NAME), secrets.token_hex(8), threading.Event()
    _wait_for_silence(url, out)
    try:
        with storage_of(url) as (fs, path):
            fs.makedirs(path.rpartition("/")[0], exist_ok=True)
            fs.pipe_file(path, _sign(token, 0), mode="create")
    except FileExistsError as error:
        raise Held(f"another run is writing into {out}") from error
    thread = threading.Thread(target=_renew, args=(url, token, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        with suppress(OSError), storage_of(url) as (fs, path):
            fs.rm_file(path)


def _sign(token: str, number: int) -> bytes:
    return f"{token} {number}".encode()


def _wait_for_silence(url: str, out: str) -> None:
    """Wait until it is sure that the lock that may be there was left behind, and remove it."""
    first = latest = _sign_at(url)
    for _ in range(0 if first is None else 3):
        time.sleep(_SECONDS_BETWEEN_SIGNS)
        latest = _sign_at(url)
        if latest != first:
            break
    if latest is None:
        return
    if latest != first:
        raise Held(f"another run is writing into {out}")
    with storage_of(url) as (fs, path):
        fs.rm_file(path)


def _sign_at(url: str) -> bytes | None:
    try:
        return content(url)
    except FileNotFoundError:
        return None


def _renew(url: str, token: str, ended: threading.Event) -> None:
    number = 0
    while not ended.wait(_SECONDS_BETWEEN_SIGNS):
        number += 1
        with suppress(OSError), storage_of(url) as (fs, path):
            fs.pipe_file(path, _sign(token, number))


@contextmanager
def manifest_of(out: str) -> Iterator[Manifest]:
    """Open the manifest of an output: kept on this machine during the run, and copied to the storage ever so often.

    Raises:
        Unusable: it cannot be opened or written.
    """
    url, ended = joined(out, MANIFEST_NAME), threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / MANIFEST_NAME
        _fetch(url, file)
        with manifest_in(Path(folder)) as manifest:
            thread = threading.Thread(target=_copy_often, args=(file, url, ended), daemon=True)
            thread.start()
            try:
                yield manifest
            finally:
                ended.set()
                thread.join()
        try:
            _copy(file, url)
        except (OSError, sqlite3.Error) as error:
            raise Unusable(f"cannot write {url}: {error}") from error


def _fetch(url: str, file: Path) -> None:
    try:
        file.write_bytes(content(url))
    except FileNotFoundError:
        return
    except OSError as error:
        raise Unusable(f"cannot read {url}: {error.strerror}") from error


def _copy_often(file: Path, url: str, ended: threading.Event) -> None:
    while not ended.wait(_SECONDS_BETWEEN_SIGNS * _SIGNS_BETWEEN_COPIES):
        with suppress(OSError, sqlite3.Error):  # the last copy is the one that must succeed
            _copy(file, url)


def _copy(file: Path, url: str) -> None:
    """Copy what is committed, while the run goes on writing."""
    still = file.with_name("copy.sqlite")
    with closing(sqlite3.connect(file)) as database, closing(sqlite3.connect(still)) as copy:
        database.backup(copy)
    write_whole(url, still.read_bytes())


def reports_of(out: str) -> list[tuple[str, str]]:
    """Give the reports that an output's manifest knows of, by path, with their URLs.

    Raises:
        Unusable: the manifest cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        _fetch(joined(out, MANIFEST_NAME), Path(folder) / MANIFEST_NAME)
        known = reports_in(Path(folder))
    if known is None:
        raise Unusable(f"there is no {MANIFEST_NAME} in {out}")
    return [(path, joined(out, file.relative_to(folder).as_posix())) for path, file in known]
