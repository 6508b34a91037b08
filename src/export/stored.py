"""Reports that an earlier run wrote as JSON, read back as the same objects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .. import errors, remote

if TYPE_CHECKING:
    from ..schema import Report


def stored_report(path: str | Path) -> Report:
    """Read one report's JSON.

    Raises:
        ReadError: the file cannot be opened or is not the JSON of a report; the message is one line.
    """
    from pydantic import ValidationError

    from ..schema import Report

    name = Path(path).name
    try:
        data = remote.content(str(path)) if remote.is_url(path) else Path(path).read_bytes()
        return Report.model_validate_json(data)
    except OSError as error:
        raise errors.Missing(f"cannot open {name}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = "/".join(str(step) for step in first["loc"])
        reason = f"{first['msg']} at /{place}" if place else first["msg"]
        raise errors.Damaged(f"{name} is not the JSON of a report: {reason}") from error


def stored_files(path: str | Path) -> Iterator[Path]:
    """Give the JSON files of a folder at any depth in the order of their names, or the one file itself."""
    place = Path(path)
    if place.is_dir():
        yield from sorted(file for file in place.rglob("*.json") if file.is_file())
    else:
        yield place
