"""One file becomes one report: read, find, normalise, validate. The library's front door is `read_report`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from . import errors, remote
from .extract.document import Document, Note
from .schema import DocumentInfo, Finding, Heading, Report

if TYPE_CHECKING:
    from .extract.structure import Structure
    from .schema.codes import FindingCode
    from .validate.checklist import Profile


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose for one conversion."""

    password: str | None = None
    pages: tuple[int, ...] | None = None
    ocr_cache: Path | None = None
    profile: Profile | None = None


T = TypeVar("T")

LARGEST = 512 << 20
"""Bytes of the largest file that is read: twenty times the largest report that was ever seen."""

_LONGEST_REASON = 200


def read_document(path: str | Path, options: Options = Options()) -> Document:
    """Read a file of any supported form, from a folder or a URL, into a neutral document.

    A folder is read as one report that was saved as web pages.

    Raises:
        ReadError: the file cannot be read; the message is one line for a person.
    """
    is_url, place = remote.is_url(path), str(path)
    if not is_url and Path(place).is_dir():
        folder = Path(place).resolve()
        return _guarded(lambda: _saved_report(folder), folder.name)
    name = remote.name_of(place) if is_url else Path(place).name
    try:
        if (remote.size_of(place) if is_url else Path(place).stat().st_size) > LARGEST:
            raise errors.TooLarge(f"{name} is larger than {LARGEST >> 20} MiB")
        data = remote.content(place) if is_url else Path(place).read_bytes()
    except OSError as error:
        raise errors.Missing(f"cannot open {name}: {error.strerror}") from error
    return document_of(data, name, options, None if is_url else Path(place).parent)


def _saved_report(folder: Path) -> Document:
    from . import saved_pages
    from .extract.letters import with_sound_letters
    from .extract.readers.html import read_html_folder

    try:
        pages = saved_pages.pages_below(folder)
        if sum(page.stat().st_size for page in pages) > LARGEST:
            raise errors.TooLarge(f"{folder.name} holds pages of more than {LARGEST >> 20} MiB")
        return with_sound_letters(read_html_folder(pages, folder, saved_pages.content_hash(folder)))
    except OSError as error:
        raise errors.Missing(f"cannot open {folder.name}: {error.strerror}") from error


def document_of(data: bytes, name: str, options: Options = Options(), folder: Path | None = None) -> Document:
    """Read the bytes of a file into a neutral document; `folder` is where it lies, with what was saved beside it."""
    from .extract.letters import with_sound_letters
    from .extract.readers import detect

    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if not data:
        raise errors.Empty(f"{name} is empty")
    form = _guarded(lambda: detect.media_type(data, name), name)
    document = _guarded(lambda: with_sound_letters(_read_form(data, name, form, options, folder)), name)
    if not detect.name_disagrees(form, name):
        return document
    note = Note("name_content_disagree", f"{name} is called one thing and is another: {form}", "info")
    return replace(document, notes=(*document.notes, note))


def _guarded(read: Callable[[], T], name: str) -> T:
    """Read what may be broken.

    Files that break the rules of their form break the libraries that read them in ways nobody has listed: whatever a
    reader raises means that the file cannot be read.
    """
    try:
        return read()
    except (errors.ReadError, MemoryError, NameError, ImportError, SyntaxError):  # the last three are our own doing
        raise
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_REASON]
        raise errors.Damaged(f"{name} cannot be read: its reader failed ({reason})") from error


def _read_form(data: bytes, name: str, form: str, options: Options, folder: Path | None) -> Document:
    """Read a file with the reader of its form; readers are loaded when they are needed."""
    from .extract.readers import detect

    if form == detect.PDF:
        from .extract.readers.pdf import read_pdf

        return read_pdf(data, name, password=options.password, pages=options.pages, ocr_cache=options.ocr_cache)
    if form == detect.DOCX:
        from .extract.readers.docx import read_docx

        return read_docx(data, name)
    if form in (detect.HTML, detect.MHTML):
        from .extract.readers.html import read_html

        return read_html(data, name, folder)
    if form in (detect.TEXT, detect.MARKDOWN):
        from .extract.readers.text import read_text

        return read_text(data, name, form)
    if form in (detect.TIFF, detect.JPEG, detect.PNG):
        from .extract.readers.image import read_image

        return read_image(data, name, form, pages=options.pages, ocr_cache=options.ocr_cache)
    return _read_other(data, name, form)


def _read_other(data: bytes, name: str, form: str) -> Document:
    """Read a file by way of LibreOffice where it can, or say in one line why it is not read."""
    from .extract.readers import detect
    from .extract.readers.office import FORMS, read_office

    if form in FORMS:
        return read_office(data, name, form)
    if form == detect.ENCRYPTED:
        raise errors.Encrypted(f"{name} is an Office file behind a password; save it without one")
    raise errors.Unsupported(detect.refusal(form, name))


def read_report(path: str | Path, options: Options = Options()) -> Report:
    """Read one report file, or a folder of web pages that are one report, into one `Report`."""
    return report_of(read_document(path, options), options.profile)


def report_of(document: Document, profile: Profile | None = None) -> Report:
    """Find the records of a document, check them, and judge by the report's own profile or another what is there."""
    from .extract.find.budgets import find_budget_tables, is_budget_table
    from .extract.find.header import find_head
    from .extract.find.indicators import find_indicators
    from .extract.find.observations import find_observations
    from .extract.find.records import find_records
    from .extract.find.several import first_report
    from .extract.find.unresolved import unresolved_tables
    from .extract.structure import structure_of
    from .validate import with_equations

    document, others = first_report(document)
    structure = structure_of(document)
    head = find_head(structure)
    records = find_records(structure, head.title, head.entity in ("board", "company", "federation"))
    report = Report(
        document=_info(document),
        report=head,
        outline=_outline(structure),
        goals=records.goals,
        assignments=records.assignments,
        indicators=find_indicators(structure, head.year, records.entries, records.ids, is_budget_table),
        budget_tables=find_budget_tables(structure, head.year),
        observations=find_observations(structure, records.entries),
        findings=[*_noted(document), *others, *records.findings],
    )
    report = report.model_copy(update={"findings": [*report.findings, *unresolved_tables(structure, report)]})
    return _with_findings(with_equations(document, report), structure, profile)


def _with_findings(report: Report, structure: Structure, profile: Profile | None) -> Report:
    """Run the checks; a report with doubts about our own reading is flagged."""
    from .validate import findings_of, with_completeness

    report = report.model_copy(update={"findings": findings_of(report)})
    report = with_completeness(structure, report, profile)
    doubted = any(f.origin == "extraction" and f.severity in ("error", "warning") for f in report.findings)
    flagged = report.document.outcome == "ok" and doubted
    info = report.document.model_copy(update={"outcome": "ok_flagged"}) if flagged else report.document
    return report.model_copy(update={"document": info})


def _noted(document: Document) -> list[Finding]:
    """Make findings of what the reader noticed about its own reading."""
    from .extract.find.source import source_of

    return [
        Finding(
            code=cast("FindingCode", note.code),
            origin="extraction",
            severity=note.severity,
            message=note.message,
            source=source_of(document, note.place) if note.place else None,
        )
        for note in document.notes
    ]


def _info(document: Document) -> DocumentInfo:
    failed = [page.number for page in document.pages if page.failed]
    return DocumentInfo(
        file_name=document.file_name,
        sha256=document.sha256,
        media_type=document.media_type,
        pages=len(document.pages) or None,
        ocr=any(page.ocr for page in document.pages),
        outcome="partial" if failed else "ok",
        failed_pages=failed,
    )


def _outline(structure: Structure) -> list[Heading]:
    from .extract.find.source import source_of

    return [
        Heading(level=s.level, number=s.number, title=s.title, source=source_of(structure.document, s.place))
        for s in structure.outline.sections
    ]
