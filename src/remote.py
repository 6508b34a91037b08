"""Storage that is no folder of this machine: fsspec URLs such as s3://bucket/archive, for runs past one machine.

Objects are read and written whole. Which libraries, keys and endpoints a URL needs is fsspec's own configuration, on
every machine that takes part. The errors of all the libraries behind it come out as `OSError`.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from .hold import UNFINISHED

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+(?:::[a-z][a-z0-9+.-]+)*://", re.IGNORECASE)
_FILE_SCHEME = re.compile(r"file:///(?=[a-z]:)|file://", re.IGNORECASE)
_MAGIC = re.compile(r"[*?[]")


def is_url(place: object) -> bool:
    """Say whether a place is named by a URL.

    Example:
        >>> is_url("s3://bucket/archive"), is_url("C:/reports"), is_url("reports")
        (True, False, False)
    """
    return isinstance(place, str) and _SCHEME.match(place) is not None


def plain_path(place: str) -> str:
    """Give the path that a `file://` URL stands for, which is one of this machine; everything else as it is.

    Example:
        >>> plain_path("file:///shared/archive"), plain_path("file:///C:/reports"), plain_path("s3://bucket")
        ('/shared/archive', 'C:/reports', 's3://bucket')
    """
    return _FILE_SCHEME.sub("", place, count=1)


def joined(url: str, relative: str) -> str:
    """Give the URL of what lies below another one.

    Example:
        >>> joined("s3://bucket/out/", "a/b.json")
        's3://bucket/out/a/b.json'
    """
    return f"{url.rstrip('/')}/{relative}"


def name_of(url: str) -> str:
    """Give the last part of a URL."""
    return PurePosixPath(url).name


@contextmanager
def storage_of(url: str) -> Iterator[tuple[Any, str]]:
    """Give the file system of a URL and the path in it; whatever goes wrong there is an `OSError`."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise OSError(errno.ENOTSUP, "URLs need fsspec: pip install 'kommunrapport[cluster]'") from None
    try:
        yield url_to_fs(url)
    except OSError as error:
        raise _spoken(error) from error
    except MemoryError:
        raise
    except Exception as error:  # of a protocol nobody knows, or from a library that wraps none of its errors
        raise OSError(errno.EIO, " ".join(str(error).split()) or type(error).__name__) from error


_NUMBERS = {FileNotFoundError: errno.ENOENT, FileExistsError: errno.EEXIST, PermissionError: errno.EACCES}


def _spoken(error: OSError) -> OSError:
    """Give an error its two parts: libraries leave out the number, the words or both."""
    number = error.errno or _NUMBERS.get(type(error), errno.EIO)
    return OSError(number, error.strerror or " ".join(str(error).split()) or os.strerror(number))


# --- inputs -----------------------------------------------------------------------------------------------------------


class Listed(NamedTuple):
    """An object: its URL, its place below what was listed, its size, and whether it is a plain file."""

    url: str
    relative: str
    size: int
    is_file: bool


def listed(url: str) -> list[Listed]:
    """Give the file that a URL stands for, all files below it, or those that a glob stands for, in order of names.

    Raises:
        OSError: there is nothing, or no way to it.
    """
    with storage_of(url) as (fs, path):
        fs.invalidate_cache()
        if fs.isfile(path):
            return [_listed(url, name_of(url), fs.info(path))]
        if not fs.exists(path):
            return _matching(fs, url, path)
        found: dict[str, dict[str, Any]] = fs.find(path, detail=True)
    below = ((name[len(path) :].strip("/"), info) for name, info in found.items())
    return sorted(_listed(joined(url, relative), relative, info) for relative, info in below if relative)


def _matching(fs: Any, url: str, path: str) -> list[Listed]:
    found: dict[str, dict[str, Any]] = fs.glob(path, detail=True) if _MAGIC.search(path) else {}
    if not found:
        raise FileNotFoundError(errno.ENOENT, "no such file or folder")
    root = url[: -len(path.lstrip("/"))]
    files = [(name, info) for name, info in found.items() if info.get("type") != "directory"]
    return sorted(_listed(f"{root}{name.lstrip('/')}", name_of(name), info) for name, info in files)


def _listed(url: str, relative: str, info: dict[str, Any]) -> Listed:
    is_file = info.get("type") == "file" and not info.get("islink")
    return Listed(url, relative, int(info.get("size") or 0), is_file)


def size_of(url: str) -> int:
    """Give the size of an object in bytes.

    Raises:
        OSError: it is not there.
    """
    with storage_of(url) as (fs, path):
        return int(fs.info(path)["size"])


def content(url: str) -> bytes:
    """Read an object.

    Raises:
        OSError: it cannot be read.
    """
    with storage_of(url) as (fs, path):
        data: bytes = fs.cat_file(path)
        return data


# --- outputs ----------------------------------------------------------------------------------------------------------


def write_whole(url: str, data: bytes) -> int:
    """Write an object so that its name never stands for half of it; give its size in bytes.

    Raises:
        OSError: it cannot be written.
    """
    with storage_of(url) as (fs, path):
        folder, _, name = path.rpartition("/")
        digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
        unfinished = f"{folder}/{UNFINISHED}{digest}-{secrets.token_hex(4)}"
        try:
            fs.makedirs(folder, exist_ok=True)
            fs.pipe_file(unfinished, data)
            _rename(fs, unfinished, path)
        except BaseException:
            with suppress(Exception):
                fs.rm_file(unfinished)
            raise
    return len(data)


def _rename(fs: Any, path: str, name: str) -> None:
    """Rename where the storage can; a store of objects copies, and its copies are whole from the start."""
    from fsspec import AbstractFileSystem

    if type(fs).mv is not AbstractFileSystem.mv:
        fs.mv(path, name)
        return
    fs.cp_file(path, name)
    fs.rm_file(path)


def sizes_below(out: str) -> dict[str, int]:
    """Give the size of every output that is there, by its place; what killed runs left half-written is removed.

    Only for who holds the output.
    """
    try:
        found = listed(out)
    except FileNotFoundError:
        return {}
    for file in found:
        if name_of(file.relative).startswith(UNFINISHED):
            with storage_of(file.url) as (fs, path):
                fs.rm_file(path)
    return {file.url: file.size for file in found}


def upload(folder: Path, url: str) -> None:
    """Write all files of a folder of this machine below a URL.

    Raises:
        OSError: a file cannot be written.
    """
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        write_whole(joined(url, file.relative_to(folder).as_posix()), file.read_bytes())
