"""An overview against the detailed sections: records with another verdict there, and those that only one of them has.

What both print is one record, and the detail wins; that the two differ is a mistake of the report which nobody would
see in the record any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...schema import Finding, Source, Status
from ..document import Place
from ..structure import Structure
from .entry import Entry
from .source import source_of
from .verdict import status_of

SURE = 0.8
MIN_BOTH = 3
"""Records that an overview and its details share before one that only stands in one of them is missed in the other."""
FEW = 0.25


def status_mismatches(structure: Structure, entry: Entry, status: Status | None, where: str) -> Iterator[Finding]:
    """Give the verdicts that an overview prints otherwise than the record itself."""
    if not _is_sure(status):
        return
    for overview in entry.overviews:
        other = status_of(overview.status, structure.legend.distinct)
        if status and other and _is_sure(other) and other.code != status.code:
            here, there = source_of(structure.document, entry.place), source_of(structure.document, overview.place)
            message = (
                f"«{entry.title[:80]}» is «{_printed(status)}» ({status.code}){_at(here)}, but «{_printed(other)}» "
                f"({other.code}) in the overview{_at(there)}"
            )
            yield _mismatch(message, where, there)


def listed_once(structure: Structure, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Give the records that an overview lists and no section details, and those that it leaves out."""
    detailed: defaultdict[int, list[Entry]] = defaultdict(list)
    bare: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        for group in {overview.group for overview in entry.overviews}:
            detailed[group].append(entry)
        if not entry.overviews and not entry.comment:
            bare[entry.group].append(entry)
    for group in dict.fromkeys(overview.group for entry in entries for overview in entry.overviews):
        both, only = detailed[group], bare[group]
        if len(both) < MIN_BOTH or len(only) > max(1, FEW * len(both)):
            continue
        kinds = {(entry.field, entry.detail) for entry in both}
        for entry in only:
            if (entry.field, entry.detail) in kinds:
                source = source_of(structure.document, entry.place)
                yield _mismatch(f"«{entry.title[:80]}» stands only in the overview{_at(source)}", None, source)
        yield from _left_out(structure, entries, both, only)


def _left_out(
    structure: Structure, entries: Sequence[Entry], both: Sequence[Entry], only: Sequence[Entry]
) -> Iterator[Finding]:
    """Give the few records that an overview of all the others leaves out."""
    kinds = {(entry.field, entry.detail) for entry in both}
    start = min(entry.index for entry in both)
    rest = [
        entry
        for entry in entries
        if (entry.field, entry.detail) in kinds
        and entry.index >= start
        and not entry.overviews
        and all(entry is not other for other in only)
    ]
    if len(rest) > max(1, FEW * len(both)):
        return
    for entry in rest:
        source = source_of(structure.document, entry.place)
        overview = source_of(structure.document, both[0].overviews[0].place)
        yield _mismatch(f"«{entry.title[:80]}»{_at(source)} is left out of the overview{_at(overview)}", None, source)


def _is_sure(status: Status | None) -> bool:
    return status is not None and status.confidence >= SURE and status.code != "unknown"


def _printed(status: Status) -> str:
    return (status.raw or status.icon or status.code)[:60]


def _at(place: Source | Place) -> str:
    if place.page:
        return f" on page {place.page}"
    return f" on line {place.line}" if place.line else ""


def _mismatch(message: str, where: str | None, source: Source) -> Finding:
    return Finding(
        code="overview_mismatch", origin="report", severity="warning", message=message, where=where, source=source
    )
