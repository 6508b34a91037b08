"""The contract: what one report's JSON holds, and the only definition of its fields in code.

Every model is frozen and forbids unknown fields, so a JSON that is read back is either the same object or an
error. Printed text stays Swedish, codes are English, and what a report does not print is `null` or `[]`.
"""

import ast
import inspect
import sys
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from . import codes

SCHEMA_VERSION = "1.0"

Box = Annotated[
    tuple[float, float, float, float],
    Field(description="x0, top, x1, bottom in points from the page's top left corner"),
]


def _none() -> list[Any]:
    """Give the empty list of what a report does not print.

    pydantic asks each factory for its signature: that of `list` itself is parsed from text, at 1 ms a field.
    """
    return []


class Model(BaseModel):
    """What all parts of the contract share: frozen and without unknown fields.

    The text under a field is its description; `json_schema` puts it into the JSON Schema, so that reading it costs
    nothing on every start.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")


class Source(Model):
    """Where a record is printed, so that a person can find it on the page."""

    page: int | None = Field(default=None, ge=1)
    """Page of the file, 1-based; null where the format has no pages."""
    page_label: str | None = None
    """The printed page number, only where it differs from the page of the file."""
    bbox: Box | None = None
    """Where on the page, in PDF points; null outside PDF and images."""
    line: int | None = Field(default=None, ge=1)
    """Line of a text input, 1-based; else null."""
    ref: str | None = None
    """Block, or table and row, in reading order, for formats without pages and lines (docx, HTML)."""
    also: list["Source"] = Field(default_factory=_none)
    """Further places of the same record: the next page, the overview."""


class Status(Model):
    """A verdict as printed (text, symbol, colour or number) and the shared code it means."""

    code: codes.StatusCode
    """The shared enum; `unknown` when something is printed that was not understood."""
    raw: str | None = None
    """Phrase, sentence or character as printed; null for a drawn icon or a colour."""
    icon: str | None = None
    """What was seen instead of text: "green circle", "yellow cell", "bar 90"."""
    basis: codes.Basis
    """What the code was read from."""
    confidence: float = Field(ge=0, le=1)
    """0-1; below 0.8 there is also a finding."""
    progress: int | None = Field(default=None, ge=0, le=100)
    """Printed percentage or completion bar; a bar to the nearest 5."""
    schedule: codes.Schedule | None = None
    """Whether it is on plan or delayed, where that is printed."""
    source: Source | None = None
    """Where the status is printed, when that is elsewhere than its record."""


class Municipality(Model):
    """A Swedish municipality with its SCB code, or a region or federation with its own name and no code."""

    name: str
    """Name without "kommun" or "stad", as in SCB's list."""
    code: str | None = Field(default=None, pattern=r"^\d{4}$")
    """SCB's four-digit municipality code; null for regions and federations."""
    county: str | None = None
    """County (län) by its full name."""


class Period(Model):
    """The time the report covers."""

    start: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    """First day, ISO 8601."""
    end: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    """Last day, ISO 8601."""
    label: str | None = None
    """The period as printed: "januari-augusti", "T2"."""


class DocumentInfo(Model):
    """The file a report was read from."""

    file_name: str
    """Name of the file, without folders."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Hash of the file's bytes."""
    media_type: str
    """What the file is by its content, not by its name."""
    pages: int | None = None
    """Number of pages; null where the format has none."""
    ocr: bool = False
    """True when any page's text came from OCR."""
    outcome: codes.Outcome = "ok"
    """ok, ok_flagged (read, with warnings about the reading) or partial (some pages failed)."""
    failed_pages: list[int] = Field(default_factory=_none)
    """Pages of the file that could not be read."""


class ReportInfo(Model):
    """The report's own head: what it is, whose, and for which time."""

    title: str | None = None
    """Title as printed."""
    type: codes.ReportType = "unknown"
    """Kind of report, from its printed kind."""
    entity: codes.Entity = "unknown"
    """Who reports; decides what the law asks for."""
    municipality: Municipality | None = None
    """The municipality, region or federation; null if unknown."""
    body: str | None = None
    """Reporting board or company as printed; null for the whole organisation."""
    year: int | None = None
    """The year the report is about."""
    period: Period | None = None
    """The part of the year it covers."""
    registration_number: str | None = None
    """Diarienummer."""
    decision_date: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    """When the body decided on the report, ISO 8601."""


class Heading(Model):
    """One heading of the report's outline."""

    level: int = Field(ge=1)
    """Depth, 1 for chapters."""
    number: str | None = None
    """Printed section number."""
    title: str
    """Heading text without its number."""
    source: Source


class Goal(Model):
    """A goal (mål) of the council, of a board, or a part of one (delmål)."""

    id: str
    """Unique in the file, the same for the same input."""
    number: str | None = None
    """Number as printed."""
    title: str
    """The goal's wording without labels in front."""
    level: codes.GoalLevel = "unknown"
    """Who set it."""
    area: str | None = None
    """The heading it stands under, as printed without section number."""
    parent: str | None = None
    """Id of the goal this one is broken down from."""
    responsible: list[str] = Field(default_factory=_none)
    """Boards or roles as printed."""
    status: Status | None = None
    """Verdict for the period."""
    forecast: Status | None = None
    """Outlook for the full year."""
    comment: str | None = None
    """What the report says about it; paragraphs separated by newlines."""
    source: Source


class Assignment(Model):
    """An assignment (uppdrag), commitment (åtagande) or activity (aktivitet)."""

    id: str
    """Unique in the file, the same for the same input."""
    number: str | None = None
    """Number as printed."""
    kind: codes.AssignmentKind = "assignment"
    """uppdrag, åtagande or aktivitet."""
    title: str
    """The wording without labels in front."""
    area: str | None = None
    """The heading it stands under."""
    goal: str | None = None
    """Id of the goal it serves."""
    responsible: list[str] = Field(default_factory=_none)
    """Whom the text gives it to, as printed."""
    status: Status | None = None
    """What became of it in the period."""
    forecast: Status | None = None
    """Outlook for the full year."""
    comment: str | None = None
    """What the report says about it."""
    source: Source


class IndicatorValue(Model):
    """One figure of an indicator: a year, a kind and a segment."""

    year: int | None = None
    """Year the figure refers to; null if unknown."""
    period: str | None = None
    """Part of the year as printed, where the column says one."""
    kind: codes.ValueKind = "outcome"
    """outcome, forecast or target."""
    segment: codes.Segment = "total"
    """total, women or men."""
    value: float | int | None = None
    """The number; null where the cell holds none."""
    raw: str | None = None
    """The cell as printed."""
    flags: list[str] = Field(default_factory=_none)
    """Footnote marks, `approx`, `ocr_repaired`."""
    source: Source | None = None


class TargetSegments(Model):
    """A target printed separately for women and men."""

    women: float | int | None = None
    men: float | int | None = None


class Target(Model):
    """What an indicator should reach."""

    raw: str
    """As printed."""
    operator: codes.Operator | None = None
    """How the value is to be reached; null when the wording fits none."""
    value: float | int | None = None
    """The value; null for a direction, a range or a split target."""
    low: float | int | None = None
    """Lower end of a range."""
    high: float | int | None = None
    """Upper end of a range."""
    segments: TargetSegments | None = None
    """Women's and men's targets, where printed apart."""


class Indicator(Model):
    """A measure (indikator, nyckeltal, mått) with its values."""

    id: str
    """Unique in the file, the same for the same input."""
    name: str
    """Name as printed."""
    unit: str | None = None
    """Unit as printed in the name, the unit column or the cells."""
    area: str | None = None
    """The heading it stands under."""
    goal: str | None = None
    """Id of the goal it measures."""
    values: list[IndicatorValue] = Field(default_factory=_none)
    target: Target | None = None
    status: Status | None = None
    trend: codes.Trend | None = None
    """improved, worsened or unchanged, where printed."""
    comment: str | None = None
    source: Source


class BudgetColumn(Model):
    """One numeric column of a budget table."""

    label: str
    """Header as printed, its lines joined by a blank."""
    role: codes.ColumnRole = "other"
    """What its figures are."""
    year: int | None = None
    """Year its figures refer to; null if unknown."""


class BudgetRow(Model):
    """One row of a budget table, with one value per column."""

    code: str | None = None
    """Account or unit code in front of the label."""
    label: str | None = None
    """Row label; null for an unnamed closing row."""
    kind: codes.RowKind = "item"
    """item, subtotal, total, or of_which (varav), which never enters a sum."""
    values: list[float | int | None] = Field(default_factory=_none)
    """Numbers in the table's unit, one per column; null where none is printed."""
    raw: list[str | None] = Field(default_factory=_none)
    """The cells as printed, one per column."""
    boxes: list[Box | None] | None = None
    """Box of each cell in a PDF; else null."""
    source: Source


class CheckTerm(Model):
    """One cell that enters an identity."""

    table: str
    """Id of the table."""
    row: int = Field(ge=0)
    column: int = Field(ge=0)
    sign: int = 1
    """1 or -1."""


class Check(Model):
    """One identity that a cell of a table should satisfy, and whether it does."""

    kind: codes.CheckKind
    row: int = Field(ge=0)
    """Row of the checked cell, 0-based."""
    column: int = Field(ge=0)
    """Column of the checked cell, 0-based."""
    expected: float | int
    """What the other cells give."""
    found: float | int
    """What is printed."""
    tolerance: float | int
    """Honest rounding: n terms times half of the last printed digit."""
    ok: bool
    terms: list[CheckTerm] = Field(default_factory=_none)


class Verified(Model):
    """How many numeric cells of a table take part in identities, and in identities that hold."""

    cells: int = 0
    """Numeric cells."""
    covered: int = 0
    """Those in some identity."""
    proven: int = 0
    """Those in one that holds."""


class BudgetTable(Model):
    """A table of money: operating result, income statement, investments, and the like."""

    id: str
    """Unique in the file, the same for the same input."""
    title: str | None = None
    """Heading or caption."""
    kind: codes.BudgetKind = "other"
    unit: codes.Unit | None = None
    """Unit of the figures, never rescaled."""
    columns: list[BudgetColumn] = Field(default_factory=_none)
    rows: list[BudgetRow] = Field(default_factory=_none)
    variance_rule: str | None = None
    """Which way round the table counts variance, e.g. "outcome - budget"; null if none holds."""
    checks: list[Check] = Field(default_factory=_none)
    verified: Verified = Field(default_factory=Verified)
    source: Source


class Observation(Model):
    """One entry of a list of strengths or of areas for improvement."""

    kind: codes.ObservationKind
    area: str | None = None
    """The goal area it belongs to."""
    text: str
    source: Source


class Completeness(Model):
    """Whether one item that law or custom asks for is in the report."""

    id: str
    """Item of the checklist: D03, A04, N11."""
    verdict: codes.CompletenessVerdict
    parent: str | None = None
    """The missing item this one hangs on."""
    evidence: str | None = None
    """What it was recognised by."""
    source: Source | None = None


class Finding(Model):
    """What a reader must know before trusting the file."""

    code: codes.FindingCode
    origin: codes.Origin
    """report: the report itself; extraction: our reading of it."""
    severity: codes.Severity
    message: str
    """English, with printed words and numbers quoted as printed."""
    where: str | None = None
    """JSON Pointer to the record it concerns."""
    suggestion: str | None = None
    """What would mend it; never applied."""
    source: Source | None = None


class Report(Model):
    """One report: everything a careful person would have written down, and nothing else."""

    schema_version: str = SCHEMA_VERSION
    document: DocumentInfo
    report: ReportInfo
    outline: list[Heading] = Field(default_factory=_none)
    goals: list[Goal] = Field(default_factory=_none)
    assignments: list[Assignment] = Field(default_factory=_none)
    indicators: list[Indicator] = Field(default_factory=_none)
    budget_tables: list[BudgetTable] = Field(default_factory=_none)
    observations: list[Observation] = Field(default_factory=_none)
    completeness: list[Completeness] = Field(default_factory=_none)
    findings: list[Finding] = Field(default_factory=_none)

    def to_json(self) -> str:
        """Give the report as JSON text: UTF-8 letters kept, two-space indent, one trailing newline."""
        return self.model_dump_json(indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of one report's file."""
    schema = Report.model_json_schema(mode="serialization")
    for name, texts in _field_texts().items():
        model = schema if name == "Report" else schema["$defs"].get(name, {})
        for field, text in texts.items():
            model.get("properties", {}).get(field, {}).setdefault("description", text)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _field_texts() -> dict[str, dict[str, str]]:
    """Read the text under each field from this module's source, by class and field."""
    tree = ast.parse(inspect.getsource(sys.modules[__name__]))
    texts: dict[str, dict[str, str]] = {}
    for part in tree.body:
        if not isinstance(part, ast.ClassDef):
            continue
        for field, text in pairwise(part.body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and _is_text(text):
                texts.setdefault(part.name, {})[field.target.id] = " ".join(ast.literal_eval(text.value).split())  # type: ignore[attr-defined]
    return texts


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
