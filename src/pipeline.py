"""One file becomes one report: read, find, normalise, validate. The library's front door is `read_report`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from . import errors
from .extract.document import Document
from .schema import DocumentInfo, Report, ReportInfo


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose for one conversion."""

    password: str | None = None
    pages: tuple[int, ...] | None = None


def read_document(path: str | Path, options: Options = Options()) -> Document:
    """Read a file of any supported form into a neutral document.

    Raises:
        ReadError: the file cannot be read; the message is one line for a person.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise errors.Missing(f"cannot open {file.name}: {error.strerror}") from error
    return document_of(data, file.name, options)


def document_of(data: bytes, name: str, options: Options = Options()) -> Document:
    """Read the bytes of a file into a neutral document."""
    del options
    if not data:
        raise errors.Empty(f"{name} is empty")
    return Document(name, hashlib.sha256(data).hexdigest(), "text/plain", ())


def read_report(path: str | Path, options: Options = Options()) -> Report:
    """Read one report file into one `Report`."""
    return report_of(read_document(path, options))


def report_of(document: Document) -> Report:
    """Find the records of a document and check them."""
    info = DocumentInfo(file_name=document.file_name, sha256=document.sha256, media_type=document.media_type)
    return Report(document=info, report=ReportInfo())
