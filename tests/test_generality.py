"""What is true of one municipality's report holds for the next: other names, years, phrases and headings, same records.

The samples are rewritten into words that other municipalities use for the same things. The records found must be the
same ones, their texts rewritten likewise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kommunrapport.pipeline import document_of, report_of
from kommunrapport.schema import Report, Status

REPORTS = sorted((Path(__file__).resolve().parents[1] / "samples" / "reports").iterdir())
YEAR = re.compile(r"(?<![\d.])(20[12]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Another municipality's name and words; the first pair that fits a place in the text is used there."""

    municipality: str
    code: str
    years_later: int
    words: tuple[tuple[str, str], ...]

    def rewrite(self, text: str) -> str:
        """Say the same in this dialect."""
        later = YEAR.sub(lambda year: str(int(year[1]) + self.years_later), text)
        said = dict(self.words)
        printed = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in said))
        return printed.sub(lambda match: said[match[0]], later)


NAMES = (
    *("Arvika", "Lindesberg", "Sundsvall", "Landskrona", "Mariestad", "Robertsfors", "Katrineholm", "Tierp"),
    *("Vadstena", "Ödeshög"),
)


def renamed(name: str) -> Iterator[tuple[str, str]]:
    """Another municipality's name in place of the samples' names, with and without the genitive's s."""
    for old in NAMES:
        yield from ((old, name), (f"{old}s", f"{name}s"))


HEADINGS_1 = (
    ("Måluppfyllelse januari–augusti", "Bedömning januari–augusti"),
    ("Måluppfyllelse prognos helår", "Prognos helår"),
    ("Motivering/kommentar", "Kommentar"),
    ("Mål nr", "Nr"),
    ("Uppdrag nr", "Nr"),
    ("KF-mål", "Fullmäktigemål"),
    ("KF-uppdrag", "Uppdrag"),
    ("KOMMUNFULLMÄKTIGEMÅL", "FULLMÄKTIGEMÅL"),
    ("Kommunfullmäktigemål", "Fullmäktigemål"),
    ("Nämndsmål", "Nämndmål"),
    ("Målindikator", "Indikator"),
    ("Målvärde", "Måltal"),
    ("Positiva iakttagelser", "Styrkor"),
    ("Förbättringsområden", "Utvecklingsområden"),
    ("Målområde", "Fokusområde"),
    ("Bokslut", "Utfall"),
    ("Avvikelse", "Differens"),
    ("Nyckeltal", "Mått"),
)
STATUSES_1 = (
    ("Helt uppfyllt", "Uppnått"),
    ("Delvis uppfyllt", "Delvis uppnått"),
    ("Inte uppfyllt", "Ej uppnått"),
    ("Kan ej bedömas", "Kan inte bedömas"),
    ("Genomfört", "Slutfört"),
    ("Helt genomfört", "Helt slutfört"),
    ("Delvis genomfört", "Delvis klart"),
    ("Inte genomfört", "Ej genomfört"),
    ("Pågår", "Pågående"),
    ("Utgår", "Avförd"),
    ("Uppdraget är genomfört under året", "Uppdraget är slutfört under året"),
    ("Målet bedöms vara uppfyllt", "Målet bedöms vara uppnått"),
    ("Målet är uppnått", "Målet är uppfyllt"),
    ("Målet har delvis uppnåtts", "Målet har delvis uppfyllts"),
)
HEADINGS_2 = (
    ("Måluppfyllelse januari–augusti", "Måluppfyllnad jan–aug"),
    ("Måluppfyllelse prognos helår", "Helårsprognos"),
    ("Motivering/kommentar", "Analys"),
    ("KF-mål", "Kommunfullmäktiges mål"),
    ("KF-uppdrag", "Kommunfullmäktiges uppdrag"),
    ("Kommunfullmäktigemål", "KF-mål"),
    ("Nämndsmål", "Nämndens mål"),
    ("Målindikator", "Nyckeltal"),
    ("Bokslut", "Redovisat"),
    ("Bedömning", "Status"),
    ("Kommentar |", "Analys |"),
)
STATUSES_2 = (
    ("Helt uppfyllt", "Målet är nått"),
    ("Delvis uppfyllt", "Uppfylls delvis"),
    ("Inte uppfyllt", "Nås ej"),
    ("Kan ej bedömas", "Mäts ej"),
    ("Genomfört", "Klart"),
    ("Delvis genomfört", "Genomförs delvis"),
    ("Inte genomfört", "Icke genomfört"),
    ("Pågår", "Under arbete"),
    ("Utgår", "Struken"),
    ("Uppfyllt", "Uppnås"),
    ("Slutfört", "Avrapporterat"),
    ("Ej påbörjat", "Ännu ej påbörjat"),
    ("Avbrutet", "Utgår"),
    ("Uppdraget är delvis genomfört under året", "Uppdraget är delvis slutfört under året"),
    ("Målet bedöms vara delvis uppfyllt", "Målet bedöms vara delvis uppnått"),
)
DIALECTS = (
    Dialect("Kiruna", "2584", 3, (*renamed("Kiruna"), *HEADINGS_1, *STATUSES_1)),
    Dialect("Simrishamn", "1291", -4, (*renamed("Simrishamn"), *HEADINGS_2, *STATUSES_2)),
)


def verdict(status: Status | None) -> str | None:
    """The code of a status."""
    return status.code if status else None


def facts(report: Report, dialect: Dialect | None = None) -> Iterator[tuple[object, ...]]:
    """What a reader uses of each record; `dialect` says the texts and years as the rewritten report prints them."""

    def text(printed: str | None) -> str | None:
        return dialect.rewrite(printed) if dialect and printed else printed

    def year(printed: int | None) -> int | None:
        return printed + dialect.years_later if dialect and printed else printed

    titles = {goal.id: text(goal.title) for goal in report.goals}
    yield "report", report.report.type, report.report.entity, year(report.report.year), text(report.report.body)
    for goal in report.goals:
        parent = titles.get(goal.parent or "")
        yield "goal", goal.number, text(goal.title), goal.level, text(goal.area), parent
        yield verdict(goal.status), verdict(goal.forecast), bool(goal.comment)
    for task in report.assignments:
        yield task.kind, task.number, text(task.title), tuple(task.responsible), titles.get(task.goal or "")
        yield verdict(task.status), verdict(task.forecast), bool(task.comment)
    for indicator in report.indicators:
        yield "indicator", text(indicator.name), indicator.unit, titles.get(indicator.goal or "")
        yield verdict(indicator.status), indicator.target and (indicator.target.operator, indicator.target.value)
        yield from ((year(value.year), value.segment, value.value) for value in indicator.values)
    for table in report.budget_tables:
        yield "budget", table.kind, table.unit, tuple((column.role, year(column.year)) for column in table.columns)
        yield from ((row.code, text(row.label), row.kind, *row.values) for row in table.rows)
    for observation in report.observations:
        yield observation.kind, text(observation.area), text(observation.text)


@cache
def read(sample: Path, dialect: Dialect | None = None) -> Report:
    """Read a sample, as it is or rewritten."""
    data = sample.read_bytes()
    if dialect:
        encoding = "utf-8" if b"\xc3" in data else "cp1252"
        data = dialect.rewrite(data.decode(encoding)).encode(encoding)
    return report_of(document_of(data, sample.name))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.municipality)
@pytest.mark.parametrize("sample", REPORTS, ids=lambda sample: sample.name)
def test_other_names_years_and_words_give_the_same_records(sample: Path, dialect: Dialect) -> None:
    assert list(facts(read(sample, dialect))) == list(facts(read(sample), dialect))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.municipality)
@pytest.mark.parametrize("sample", REPORTS, ids=lambda sample: sample.name)
def test_the_municipality_is_the_one_printed(sample: Path, dialect: Dialect) -> None:
    municipality = read(sample, dialect).report.municipality
    assert municipality is not None
    assert (municipality.name, municipality.code) == (dialect.municipality, dialect.code)


def as_pipes(text: str) -> str:
    """Write tables of tabs as pipe tables."""
    written: list[str] = []
    for line in text.split("\n"):
        first = "\t" in line and not (written and written[-1].startswith("|"))
        cells = line.split("\t")
        written.append(f"| {' | '.join(cells)} |" if "\t" in line else line)
        if first:
            written.append("|" + "---|" * len(cells))
    return "\n".join(written)


def as_tabs(text: str) -> str:
    """Write pipe tables as tables of tabs."""
    ruled = re.compile(r"^\|[\s|:-]+\|$", re.MULTILINE)
    lines = (line for line in text.split("\n") if not (ruled.match(line) and "-" in line))
    return "\n".join(
        "\t".join(cell.strip() for cell in line[1:-1].split("|")) if line.startswith("|") else line for line in lines
    )


def turned(text: str) -> str:
    """Put the last column of every five-column table first, as reports that begin with the forecast do."""
    rows = (line.split("\t") for line in text.split("\n"))
    return "\n".join("\t".join([row[-1], *row[:-1]] if len(row) == 5 else row) for row in rows)


def text_of(sample: Path) -> str:
    """The text of a sample, whatever its encoding."""
    data = sample.read_bytes()
    return data.decode("utf-8" if b"\xc3" in data else "cp1252").replace("\r\n", "\n")


REWRITTEN = [
    pytest.param(sample, layout, id=f"{sample.name}-{layout.__name__}")
    for layout in (as_pipes, as_tabs)
    for sample in REPORTS
    if layout(text_of(sample)) != text_of(sample)
]


@pytest.mark.parametrize(("sample", "layout"), REWRITTEN)
def test_tabs_and_pipes_give_the_same_records(sample: Path, layout: Callable[[str], str]) -> None:
    rewritten = report_of(document_of(layout(text_of(sample)).encode(), sample.name))
    assert list(facts(rewritten)) == list(facts(read(sample)))


def test_the_order_of_columns_does_not_matter() -> None:
    sample = next(report for report in REPORTS if report.name == "mal-och-uppdrag.txt")
    rewritten = report_of(document_of(turned(text_of(sample)).encode(), sample.name))
    assert list(facts(rewritten)) == list(facts(read(sample)))


@pytest.mark.parametrize(("encoding", "line_end"), [("utf-8-sig", "\r\n"), ("utf-16", "\n"), ("decomposed", "\r")])
@pytest.mark.parametrize("sample", REPORTS, ids=lambda sample: sample.name)
def test_encodings_and_line_ends_do_not_matter(sample: Path, encoding: str, line_end: str) -> None:
    text = text_of(sample).replace("\n", line_end)
    data = unicodedata.normalize("NFD", text).encode() if encoding == "decomposed" else text.encode(encoding)
    assert list(facts(report_of(document_of(data, sample.name)))) == list(facts(read(sample)))
