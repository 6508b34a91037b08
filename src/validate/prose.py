"""What running text says again: amounts that tables print, counts of records, dates.

A sentence names a row and what it measures ("Ekonomiavdelningen visar ett underskott med 3,6 mnkr"), rounds as it likes
and leaves out the sign. What agrees with a table proves both; only a sentence that names its row plainly, and whose
amount lies near the table's without being it, contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..extract.document import Block, Document
from ..normalize.number import Amount, decimals, find_amounts
from ..normalize.sum_label import sum_strength
from ..normalize.tables import rows as table_rows
from ..normalize.text import fold
from ..schema import Check, Finding, Report, Source
from .figures import At
from .identity import tidy
from .ledger import Ledger

_KRONOR = {"kr": 1.0, "tkr": 1e3, "mnkr": 1e6, "mdkr": 1e9}
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ•])|\n")
LONG = 4
"""An amount of so many digits is found again in a table by itself."""
NEAR = 2.0
"""An amount that differs by more than this factor is about something else."""
MIN_LABEL = 5
HUGE = 3.0
"""A deviation so many times the largest figure of all tables has the wrong unit."""


@dataclass(frozen=True, slots=True)
class Said:
    """An amount in a sentence: `before` is what the sentence says up to it."""

    amount: Amount
    sentence: str
    before: str
    place: Source

    @property
    def kronor(self) -> float:
        """The amount in kronor."""
        return self.amount.value * _KRONOR[self.amount.unit]

    @property
    def half(self) -> float:
        """Half of its last printed digit, in kronor."""
        half = 0.5 * 10.0 ** -decimals(self.amount.raw) * _KRONOR[self.amount.unit]
        return half * 2 if "approx" in self.amount.flags else half

    @property
    def digits(self) -> int:
        """How many digits tell it from other amounts: noughts at its ends do not."""
        return len(f"{abs(self.amount.value):.10g}".replace(".", "").strip("0"))


@dataclass(frozen=True, slots=True)
class Named:
    """A row of a table that a sentence names, and its cells for what the sentence measures."""

    label: str
    cells: tuple[At, ...]


def with_prose(document: Document, report: Report, ledger: Ledger) -> Report:
    """Hold the amounts of the text against the tables: checks for what agrees, findings for what cannot be."""
    checks: dict[int, list[Check]] = {}
    findings: list[Finding] = []
    for said in amounts_said(document):
        match = _found_again(said, ledger)
        if match is not None:
            checks.setdefault(match.table, []).append(_check(said, match, ledger, ok=True))
            continue
        clash = _clash(said, ledger)
        if clash:
            checks.setdefault(clash.table, []).append(_check(said, clash, ledger, ok=False))
            findings.append(_mismatch(said, clash, ledger))
        elif slip := _slip(said, ledger):
            findings.append(slip)
    if not checks and not findings:
        return report
    return _with(report, ledger, checks, findings)


def amounts_said(document: Document) -> Iterator[Said]:
    """Give the amounts of money in running text, each once per sentence."""
    seen: set[tuple[str, str]] = set()
    labels = {page.number: page.label for page in document.pages}
    for block in document.blocks():
        if not any(unit in block.text.lower() for unit in ("kr", "miljon", "miljard", "sek", "tusen")):
            continue
        for sentence in _SENTENCE.split(block.text):
            for amount in find_amounts(sentence):
                key = sentence, f"{amount.start}"
                if amount.unit not in _KRONOR or key in seen or _in_parentheses(sentence, amount):
                    continue
                seen.add(key)
                yield Said(amount, sentence, sentence[: amount.start], _source(block, labels))


def _in_parentheses(sentence: str, amount: Amount) -> bool:
    """Say whether an amount stands in parentheses: there reports print last year's."""
    before = sentence[: amount.start]
    return before.count("(") > before.count(")")


def _source(block: Block, labels: dict[int, str | None]) -> Source:
    place = block.place
    label = labels.get(place.page) if place.page else None
    return Source(
        page=place.page,
        page_label=label if label and label != str(place.page) else None,
        bbox=place.bbox,
        line=place.line,
        ref=place.ref,
    )


# --- what a sentence is about -----------------------------------------------------------------------------------------


@cache
def _words(role: str) -> re.Pattern[str]:
    phrases = (row["phrase"] for row in table_rows("prose_measures") if row["role"] == role)
    words = "|".join(map(_pattern, phrases))
    return re.compile(rf"(?<!\w)(?:{words})")


def _pattern(phrase: str) -> str:
    lead, tail = r"[\w-]*" if phrase.startswith("*") else "", r"\w*" if phrase.endswith("*") else r"(?!\w)"
    return lead + re.escape(phrase.strip("*")) + tail


@lru_cache(maxsize=512)
def _says(role: str, folded: str) -> bool:
    return bool(_words(role).search(folded))


def _measures_variance(said: Said) -> bool:
    """Say whether the words right before an amount call it a variance."""
    return _says("variance", fold(said.before[-60:]))


def _found_again(said: Said, ledger: Ledger) -> At | None:
    """Find the cell that an amount repeats: one of a row the sentence names, or any where the amount is long."""
    cells = [at for row in (*_named(said, ledger), *_totals(said, ledger)) for at in row.cells]
    own = next((at for at in cells if _equal(said, at, ledger)), None)
    if own is not None or said.digits < LONG:
        return own
    return next((at for at in _all_cells(ledger) if _equal(said, at, ledger)), None)


def _all_cells(ledger: Ledger) -> Iterator[At]:
    for figures in ledger.figures:
        for r, row in enumerate(figures.values):
            yield from (figures.at(r, c) for c, v in enumerate(row) if v and not figures.percent[c])


def _kronor(at: At, ledger: Ledger) -> tuple[float, float]:
    """Give a cell's amount and half of its last digit in kronor; a table without a unit is left out."""
    unit = _KRONOR.get(ledger.figures[at.table].table.unit or "", 0.0)
    return abs(ledger.value(at) or 0) * unit, ledger.half(at) * unit


def _equal(said: Said, at: At, ledger: Ledger) -> bool:
    amount, half = _kronor(at, ledger)
    return bool(amount) and abs(abs(said.kronor) - amount) <= max(said.half, half) * (1 + 1e-9)


def _named(said: Said, ledger: Ledger) -> list[Named]:
    """Find the rows whose label the sentence names before the amount, the last named first."""
    folded = fold(said.before)
    variance = _measures_variance(said)
    found: list[tuple[int, int, Named]] = []
    for figures in ledger.figures:
        roles, row_values = [column.role for column in figures.table.columns], figures.values
        for r, row in enumerate(figures.table.rows):
            for label in _labels(figures.table.title, row.label, row.kind):
                at = folded.rfind(label)
                if at < 0 or (at and folded[at - 1].isalnum()):
                    continue
                meant = [c for c in range(figures.width) if roles[c] == "variance" or not variance]
                columns = [c for c in meant if row_values[r][c]]
                if columns:
                    found.append((at, len(label), Named(label, tuple(figures.at(r, c) for c in columns))))
    if not found:
        return []
    last = max((at + length, length) for at, length, _ in found)
    return [named for at, length, named in found if at + length == last[0]]


@lru_cache(maxsize=8192)
def _labels(title: str | None, label: str | None, kind: str) -> tuple[str, ...]:
    """Give the words by which a sentence may name a row; a total goes by its table's title."""
    names = [fold(label or "")]
    if kind == "total" and title:
        names.append(fold(title))
    return tuple(name for name in names if len(name) >= MIN_LABEL and not sum_strength(name))


# --- what cannot be ---------------------------------------------------------------------------------------------------


def _clash(said: Said, ledger: Ledger) -> At | None:
    """Find the cell that a plain sentence contradicts: row and measure are named, the amount lies near but differs."""
    folded = fold(said.before)
    if not _measures_variance(said) or _says("apart", folded) or "approx" in said.amount.flags:
        return None
    if said.before.count(",") > 1 or _first_amount(said) is False:
        return None
    named = _named(said, ledger)
    if not named and _says("body", folded[:60]) and _says("whole", folded):
        named = _totals(said, ledger)
    cells = [at for row in named for at in row.cells]
    amounts = {round(_kronor(at, ledger)[0]) for at in cells}
    if not cells or len({row.label for row in named}) > 1 or len(amounts) != 1:
        return None
    amount, half = _kronor(cells[0], ledger)
    if not amount or abs(abs(said.kronor) - amount) <= said.half + half:
        return None
    return cells[0] if 1 / NEAR <= abs(said.kronor) / amount <= NEAR else None


def _first_amount(said: Said) -> bool:
    """Say whether no other amount stands before this one: the first is the sentence's own."""
    return not any(True for _ in find_amounts(said.before))


def _totals(said: Said, ledger: Ledger) -> list[Named]:
    """Give the totals' variances for a sentence about the reporting body, or one that says "totalt"."""
    folded = fold(said.before)
    if not _measures_variance(said) or not (_says("body", folded[:60]) or _says("whole", folded)):
        return []
    kinds = ("operating", "account_groups", "income_statement")
    cells = tuple(
        figures.at(r, c)
        for figures in ledger.figures
        if figures.table.kind in kinds
        for r, row in enumerate(figures.table.rows)
        if row.kind == "total"
        for c, column in enumerate(figures.table.columns)
        if column.role == "variance" and figures.values[r][c]
    )
    return [Named("total", cells)] if cells else []


def _slip(said: Said, ledger: Ledger) -> Finding | None:
    """A deviation far above all that tables print, but not when it is a thousand times smaller, has the wrong unit."""
    smaller = {"mnkr": "tkr", "mdkr": "mnkr"}.get(said.amount.unit)
    if not smaller or not _measures_variance(said):
        return None
    largest = max((_kronor(at, ledger)[0] for at in _all_cells(ledger)), default=0.0)
    if not largest or abs(said.kronor) < HUGE * largest or abs(said.kronor) / 1000 > largest:
        return None
    message = (
        f"«{said.amount.raw}» in «{_quoted(said)}» is {abs(said.kronor) / largest:.0f} times the largest figure of all "
        f"budget tables, {tidy(largest / 1e3)} tkr"
    )
    printed = re.sub(r"\s*[^\W\d]+$", "", said.amount.raw)
    return Finding(
        code="unit_slip",
        origin="report",
        severity="warning",
        message=message,
        suggestion=f"{printed} {smaller}",
        source=said.place,
    )


# --- what is told -----------------------------------------------------------------------------------------------------


def _check(said: Said, at: At, ledger: Ledger, *, ok: bool) -> Check:
    """Write an amount of the text down as a check of the cell it repeats, in the table's unit."""
    unit = _KRONOR[ledger.figures[at.table].table.unit or "kr"]
    found = ledger.value(at) or 0
    sign = -1 if found < 0 else 1
    return Check(
        kind="prose",
        row=at.row,
        column=at.column,
        expected=tidy(sign * abs(said.kronor) / unit),
        found=found,
        tolerance=tidy(max(said.half / unit, ledger.half(at))),
        ok=ok,
    )


def _mismatch(said: Said, at: At, ledger: Ledger) -> Finding:
    table = ledger.figures[at.table].table
    row, column = table.rows[at.row], table.columns[at.column]
    place = ("page", row.source.page) if row.source.page else ("line", row.source.line)
    where = f" on {place[0]} {place[1]}" if place[1] else ""
    printed = row.raw[at.column] if at.column < len(row.raw) else str(row.values[at.column])
    message = (
        f"the text says «{said.amount.raw}» («{_quoted(said)}»), the table{where} prints «{printed}» {table.unit} in "
        f"«{(row.label or table.title or 'the closing row')[:60]}» / «{column.label[:40]}»"
    )
    return Finding(
        code="prose_mismatch",
        origin="report",
        severity="warning",
        message=message,
        where=f"/budget_tables/{at.table}/rows/{at.row}/values/{at.column}",
        source=said.place,
    )


def _quoted(said: Said) -> str:
    start = max(0, said.amount.start - 80)
    return said.sentence[start : said.amount.end + 20].strip()


def _with(report: Report, ledger: Ledger, checks: dict[int, list[Check]], findings: Sequence[Finding]) -> Report:
    """Give the report with the new checks, the cells they prove, and the findings."""
    proven = _proven(ledger)
    tables = list(report.budget_tables)
    for index, more in checks.items():
        table = tables[index]
        covered_cells, proven_cells = proven[index]
        covered_cells |= {(c.row, c.column) for c in more}
        proven_cells |= {(c.row, c.column) for c in more if c.ok}
        verified = table.verified.model_copy(update={"covered": len(covered_cells), "proven": len(proven_cells)})
        tables[index] = table.model_copy(update={"checks": [*table.checks, *more], "verified": verified})
    return report.model_copy(update={"budget_tables": tables, "findings": [*report.findings, *findings]})


def _proven(ledger: Ledger) -> list[tuple[set[tuple[int, int]], set[tuple[int, int]]]]:
    """Give the cells of each table that some identity covers, and those that one proves."""
    found: list[tuple[set[tuple[int, int]], set[tuple[int, int]]]] = [(set(), set()) for _ in ledger.figures]
    for identity in ledger.identities:
        holds = identity.holds(ledger.value)
        for at in identity.cells():
            if ledger.value(at) is None:
                continue
            found[at.table][0].add((at.row, at.column))
            if holds:
                found[at.table][1].add((at.row, at.column))
    return found
