"""Goals and assignments: entries from all over the report become one record per real thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from ...normalize.body import assigned_bodies
from ...normalize.heading import read_heading
from ...normalize.late import late_pattern
from ...normalize.status import divide_entry, stated_verdict
from ...normalize.template import is_template_text
from ...normalize.text import fold, fold_ascii
from ...schema import Assignment, Finding, Goal, Source, Status
from ...schema.codes import AssignmentKind, FindingCode, GoalLevel, Origin
from ..document import Block
from ..structure import Structure
from .entry import Entry, Mark
from .overview import listed_once, status_mismatches
from .rows import same_title
from .source import source_of
from .stream import entries_of
from .topic import judged_by
from .verdict import contradicting_symbol, from_verdict, status_of

LOST_SHARE = 0.3
# Where a verdict was drawn and lost, only prose that states fulfilment can stand in for it.
_FULFILMENT = ("achieved", "partially_achieved", "not_achieved")


_FORETELLS = late_pattern(
    r"(?:bedömning(?:en|arna)?|symbol(?:en|erna)|färg(?:en|erna)|markering(?:en|arna))\b(?: av \w+)? "
    r"(?:visar|avser|anger|gäller|är|beskriver) (?:en |vår |nämndens )?(?:hel)?(?:års)?prognos(?:en)?"
    r"(?= ?[.:,]| ?$| (?:för (?:hel|året|mål)|vid|på|per|till)\w*)",
    re.I,
)


class Records(NamedTuple):
    """The goals and assignments of a report, what is doubtful about them, and the entries they were made of.

    `ids` gives a goal entry's id by the entry's identity, for other records that belong to goals.
    """

    goals: list[Goal]
    assignments: list[Assignment]
    findings: list[Finding]
    entries: list[Entry]
    ids: dict[int, str]


def _resolve_bands(entries: Sequence[Entry]) -> None:
    """A line over a table's width is the goal of the rows under it when it is worded like one, else their area."""
    goals = [entry for entry in entries if entry.field == "goal"]
    ranked = sorted(goals, key=lambda goal: goal.detail == "council")  # a board's own numbers give way
    numbered = {goal.number: goal for goal in ranked if goal.number}
    for entry in entries:
        if entry.goal_number in numbered and numbered[entry.goal_number] is not entry:
            entry.parent = numbered[entry.goal_number]
        if entry.band is None:
            continue
        goal = next((g for g in goals if g is not entry and same_title(g.title, entry.band)), None)
        if goal:
            entry.parent = goal
            entry.area = entry.area or goal.area
        elif not entry.band.endswith("."):
            entry.area = entry.band


def find_records(structure: Structure, title: str | None, board_report: bool) -> Records:
    """Find all goals and assignments of a document."""
    entries = merged(entries_of(structure, title))
    residue = [entry for entry in entries if is_template_text(entry.title)]
    entries = [entry for entry in entries if not is_template_text(entry.title)]
    _resolve_bands(entries)
    lost = _lost_symbols(entries)
    records = _Builder(structure, board_report, lost).build(entries)
    records.findings.extend(_unknown_columns(structure))
    records.findings.extend(listed_once(structure, entries))
    records.findings.extend(_residue(structure, entry) for entry in residue)
    return records


def _residue(structure: Structure, entry: Entry) -> Finding:
    return Finding(
        code="template_residue",
        origin="report",
        severity="warning",
        message=f"the template's «{entry.title[:80]}» was never filled in",
        source=source_of(structure.document, entry.place),
    )


def _unknown_columns(structure: Structure) -> Iterator[Finding]:
    """Name the columns of record and indicator tables that were left out because their header says nothing we know."""
    for grid in structure.grids:
        if not (grid.fields() & {"goal", "assignment", "indicator"}) or grid.index in structure.skipped:
            continue
        for i, column in enumerate(grid.columns):
            if column.field == "unknown" and any(row.text(i) for row in grid.rows):
                message = f"the column «{column.label[:80]}» has an unknown header; what it holds was left out"
                yield Finding(
                    code="unknown_header",
                    origin="extraction",
                    severity="warning",
                    message=message,
                    source=source_of(structure.document, grid.place),
                )


def merged(entries: Sequence[Entry]) -> list[Entry]:
    """Make one entry of what overview and detail print twice: the detail takes what only the overview has."""
    kept: list[Entry] = []
    places: dict[int, int] = {}
    renamed: dict[int, Entry] = {}
    by_title: dict[str, list[Entry]] = {}
    for entry in entries:
        twin = _twin(entry, by_title.get(_key(entry), []))
        if twin is None:
            places[id(entry)] = len(kept)
            kept.append(entry)
            by_title.setdefault(_key(entry), []).append(entry)
            continue
        detail, overview = (entry, twin) if _weight(entry) > _weight(twin) else (twin, entry)
        _absorb(detail, overview)
        renamed[id(overview)] = detail
        if detail is entry:
            places[id(entry)] = places[id(twin)]
            kept[places[id(entry)]] = entry
            by_title[_key(entry)].remove(twin)
            by_title[_key(entry)].append(entry)
    for entry in kept:
        while entry.parent is not None and id(entry.parent) in renamed:
            entry.parent = renamed[id(entry.parent)]
    return sorted(kept, key=lambda entry: entry.index)


def _key(entry: Entry) -> str:
    """Titles that could be the same share their first letters."""
    return f"{entry.field} {''.join(islice(filter(str.isalnum, fold_ascii(entry.title)), 12))}"


def _twin(entry: Entry, candidates: Iterable[Entry]) -> Entry | None:
    return next((other for other in candidates if _is_twin(entry, other)), None)


def _is_twin(one: Entry, other: Entry) -> bool:
    """Say whether two entries are one record: never two rows of a table, never two with comments of their own."""
    if one.group == other.group and one.index == other.index:
        return False
    if one.comment and other.comment and one.comment != other.comment:
        return False
    if one.number and other.number and one.number != other.number:
        return False
    if one.area and other.area and not _is_same_area(one.area, other.area):
        return False
    if one.detail and other.detail and one.detail != other.detail:
        return False
    if not one.area and not other.area and one.field == "goal" and (one.comment and other.comment):
        return False
    return same_title(one.title, other.title)


def _is_same_area(one: str, other: str) -> bool:
    """Say whether two areas are one: a column names without its word what a heading names in full.

    Example:
        >>> _is_same_area("Perspektiv Kund", "Kund"), _is_same_area("Norra kund", "Kund")
        (True, False)
    """
    short, full = sorted((fold(one), fold(other)), key=len)
    return short == full or (full.endswith(f" {short}") and read_heading(max(one, other, key=len)).kind == "area")


def _weight(entry: Entry) -> tuple[int, int]:
    return len(entry.comment), int(entry.parent is not None)


def _absorb(detail: Entry, overview: Entry) -> None:
    judged = not overview.tabular and _closes_with_verdict(detail)  # its own words count for more than a list
    if not judged and not detail.status.printed and overview.status.printed:
        detail.status = Mark(
            overview.status.text, overview.status.icons, overview.status.fill, overview.status.place or overview.place
        )
    if not judged and not detail.forecast.printed:
        detail.forecast = overview.forecast
    detail.number = detail.number or overview.number
    detail.area = max(detail.area or "", overview.area or "", key=len) or None
    detail.detail = detail.detail or overview.detail
    detail.parent = detail.parent or (overview.parent if overview.parent is not detail else None)
    detail.responsible = detail.responsible or overview.responsible
    detail.also.append(overview.place)
    detail.overviews += [overview, *overview.overviews]


def _closes_with_verdict(entry: Entry) -> bool:
    said = stated_verdict(entry.comment[-1:])
    return said is not None and said.own_line


def _lost_symbols(entries: Sequence[Entry]) -> set[int]:
    """Find entries without a symbol in a list whose other entries have one: the symbol was lost on the way.

    Tables with symbols say nothing of what running text tells, which may be judged in words alone.
    """
    lost: set[int] = set()
    kinds: dict[tuple[str, str | None, bool], list[Entry]] = {}
    for entry in entries:
        kinds.setdefault((entry.field, entry.detail, entry.tabular or bool(entry.overviews)), []).append(entry)
    for alike in kinds.values():
        marked = sum(bool(entry.status.icons) for entry in alike)
        if marked >= max(2, LOST_SHARE * len(alike)):
            lost |= {id(entry) for entry in alike if not entry.status.printed}
    return lost


@dataclass
class _Builder:
    """Gives entries their ids and makes contract records of them."""

    structure: Structure
    board_report: bool
    lost: set[int]
    goals: list[Goal] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ids: dict[int, str] = field(default_factory=dict)

    def build(self, entries: Sequence[Entry]) -> Records:
        goals = [entry for entry in entries if entry.field == "goal"]
        assignments = [entry for entry in entries if entry.field == "assignment"]
        self.ids = {id(entry): f"g{i}" for i, entry in enumerate(goals, start=1)}
        for i, entry in enumerate(goals):
            self.goals.append(self._goal(entry, f"/goals/{i}"))
        for i, entry in enumerate(assignments):
            self.assignments.append(self._assignment(entry, i))
        return Records(self.goals, self.assignments, self.findings, list(entries), self.ids)

    def _goal(self, entry: Entry, where: str) -> Goal:
        source = source_of(self.structure.document, entry.place, entry.also)
        status, forecast, comment = self._verdicts(entry, source, where)
        if status and forecast is None and any(entry.index in stretch for stretch in self._foretold):
            status, forecast = None, status
        self.findings.extend(status_mismatches(self.structure, entry, status, where))
        return Goal(
            id=self.ids[id(entry)],
            number=entry.number,
            title=entry.title,
            level=self._level(entry),
            area=entry.area,
            parent=self.ids.get(id(entry.parent)) if entry.parent else None,
            responsible=self._responsible(entry),
            status=status,
            forecast=forecast,
            comment=comment,
            source=source,
        )

    def _assignment(self, entry: Entry, position: int) -> Assignment:
        source = source_of(self.structure.document, entry.place, entry.also)
        where = f"/assignments/{position}"
        status, forecast, comment = self._verdicts(entry, source, where)
        self.findings.extend(status_mismatches(self.structure, entry, status, where))
        kind: AssignmentKind = entry.detail if entry.detail in ("commitment", "activity") else "assignment"  # type: ignore[assignment]
        return Assignment(
            id=f"a{position + 1}",
            number=entry.number,
            kind=kind,
            title=entry.title,
            area=entry.area,
            goal=self.ids.get(id(entry.parent)) if entry.parent else None,
            responsible=self._responsible(entry),
            status=status,
            forecast=forecast,
            comment=comment,
            source=source,
        )

    @cached_property
    def _foretold(self) -> list[range]:
        """The stretches whose verdicts are the outlook, as a sentence under the same heading says."""
        blocks = ((i, item) for i, item in enumerate(self.structure.items) if isinstance(item, Block))
        return [self._stretch_from(i) for i, block in blocks if _FORETELLS.match(block.text)]

    def _stretch_from(self, start: int) -> range:
        """Give what stands from a position on under the heading that is open there."""
        outline = self.structure.outline
        above = outline.above(start)
        level = above[-1].level if above else 0
        ends = (s.index for s in outline.sections if s.index > start and s.level <= level)
        return range(start, next(ends, len(self.structure.items)))

    def _level(self, entry: Entry) -> GoalLevel:
        if entry.detail in ("council", "board", "sub"):
            return entry.detail  # type: ignore[return-value]
        if entry.parent is not None:
            return "board"
        return "board" if self.board_report else "council"

    @staticmethod
    def _responsible(entry: Entry) -> list[str]:
        named = entry.responsible or assigned_bodies(entry.title)
        return list(dict.fromkeys(named))

    def _verdicts(self, entry: Entry, source: Source, where: str) -> tuple[Status | None, Status | None, str | None]:
        legend = self.structure.legend.near(entry.index)
        elsewhere = self._elsewhere(entry)
        mark, remark = _with_remark(entry.status)
        status = status_of(mark, legend, elsewhere)
        ahead, foretold = _with_remark(entry.forecast)
        forecast = status_of(ahead, legend)
        paragraphs = [*remark, *foretold, *entry.comment]
        if status and status.basis == "sentence" and status.raw and len(status.raw) < len(mark.text):
            paragraphs = [*mark.text.split("\n"), *paragraphs]  # the verdict is one sentence of a comment
        if status is None and forecast is None and not entry.status_expected:
            status, forecast, paragraphs = _from_comment(paragraphs, entry.title if entry.field == "assignment" else "")
        elif status and forecast is None:
            forecast, paragraphs = _outlook(paragraphs)
        elif status is None and not entry.status_expected and _judges_record(paragraphs):
            status, _, paragraphs = _from_comment(paragraphs, "")
        if shown := contradicting_symbol(mark, status, legend):
            symbol = shown.icon or shown.raw
            message = f"«{mark.text[:80]}» and the symbol «{symbol}» beside it ({shown.code}) say different things"
            self._doubt("status_conflict", where, source, message, origin="report")
        if id(entry) in self.lost:
            if status and status.code not in _FULFILMENT:
                status, paragraphs = None, list(entry.comment)
            self._doubt(
                "icon_unread", where, source, f"the symbol of «{entry.title[:60]}» was lost and could not be read"
            )
        return status, forecast, "\n".join(paragraphs) or None

    def _elsewhere(self, entry: Entry) -> Source | None:
        """Give where a status is printed when that is not where its record is."""
        place = entry.status.place
        if place is None or place == entry.place or (place.page, place.line) == (entry.place.page, entry.place.line):
            return None
        moved = any(
            place == further or (place.line == further.line and place.page == further.page) for further in entry.also
        )
        return source_of(self.structure.document, place) if moved else None

    def _doubt(
        self, code: FindingCode, where: str, source: Source, message: str, origin: Origin = "extraction"
    ) -> None:
        self.findings.append(
            Finding(code=code, origin=origin, severity="warning", message=message, where=where, source=source)
        )


def _with_remark(mark: Mark) -> tuple[Mark, list[str]]:
    """Give a mark with nothing but its verdict, and the comment that a column for both prints after it."""
    if not mark.text:
        return mark, []
    verdict, remark = divide_entry(mark.text)
    return replace(mark, text=verdict), remark.split("\n") if remark else []


def _from_comment(paragraphs: list[str], title: str) -> tuple[Status | None, Status | None, list[str]]:
    """Read the verdict that a comment states; a line that is nothing but the verdict leaves the comment."""
    stated = stated_verdict(paragraphs, title)
    if stated is None:
        return None, None, paragraphs
    verdict = stated.verdict
    status = from_verdict(verdict, raw=stated.sentence)
    forecast = from_verdict(verdict.forecast) if verdict.forecast else None
    rest = [p for i, p in enumerate(paragraphs) if i != stated.paragraph] if stated.own_line else paragraphs
    if verdict.tense == "forecast":
        return None, status, rest
    if stated.own_line and forecast is None:
        forecast, after = _outlook(rest[stated.paragraph :])
        rest = [*rest[: stated.paragraph], *after]
    return status, forecast, rest


def _judges_record(paragraphs: list[str]) -> bool:
    """Say whether a comment beside a printed outlook states by name that its record is reached by now, or is not."""
    stated = stated_verdict(paragraphs)
    return stated is not None and stated.verdict.tense != "forecast" and judged_by(stated.sentence) is not None


def _outlook(paragraphs: list[str]) -> tuple[Status | None, list[str]]:
    """Read a first line that is nothing but the outlook, and give what follows it."""
    stated = stated_verdict(paragraphs[:1])
    if stated is None or not stated.own_line or stated.verdict.tense != "forecast":
        return None, paragraphs
    return from_verdict(stated.verdict, raw=stated.sentence), paragraphs[1:]
