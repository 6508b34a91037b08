"""One run at a time writes into an output folder: two would mix their files.

The system releases the lock with the process, however that ends, so a run that was killed blocks nobody.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK_NAME = ".kommunrapport.lock"

UNFINISHED = ".kommunrapport-unfinished-"
"""How the names of outputs begin while they are written."""


class Held(Exception):
    """Another run writes into the folder now."""

    exit_code = 4


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder, made if it is not there, for the time of a run.

    Raises:
        Held: another run holds it.
        OSError: the folder cannot be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK_NAME
    file = _locked(path)
    try:
        yield
    finally:
        if sys.platform != "win32":
            path.unlink(missing_ok=True)
        os.close(file)
        if sys.platform == "win32":
            with suppress(OSError):  # another run may have opened it meanwhile
                path.unlink()


def _locked(path: Path) -> int:
    """Open and lock the file of that name; a file that lost its name while we waited for it is no lock."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(file)
            if _is_at(file, path):
                return file
        except BlockingIOError as error:
            os.close(file)
            raise Held(f"another run is writing into {path.parent}") from error
        os.close(file)


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from error

else:

    def _lock(file: int) -> None:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            return  # a file system without locks: two runs at once are the person's own care
