"""What a sentence of the text may repeat from the tables: a cell of the row it names, a total, a sum, a difference.

A sentence names a row and what it measures ("Ekonomiavdelningen visar ett underskott med 3,6 mnkr"), rounds as it likes
and leaves out the sign. It may also give what no table prints: what the rows of an investment table come to, or by how
much one column is larger than another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from ..extract.document import Document, Place, Table
from ..normalize.number import Amount, decimals, find_amounts
from ..normalize.sum_label import sum_strength
from ..normalize.text import fold
from ..schema import Source
from .figures import KRONOR, At, Figures
from .ledger import Ledger
from .sentences import says, sentences_of, source_of_block

LONG = 4
"""An amount of so many digits is found again in a table by itself."""
MIN_LABEL = 5
_AMOUNTS = ("outcome", "budget", "forecast")


class Said(NamedTuple):
    """An amount in a sentence: `before` is what that says up to it, `above` where a table right above it stands."""

    amount: Amount
    sentence: str
    before: str
    place: Source
    above: Place | None = None

    @property
    def kronor(self) -> float:
        """The amount in kronor."""
        return self.amount.value * KRONOR[self.amount.unit]

    @property
    def half(self) -> float:
        """Half of its last printed digit, in kronor."""
        half = 0.5 * 10.0 ** -decimals(self.amount.raw) * KRONOR[self.amount.unit]
        return half * 2 if "approx" in self.amount.flags else half

    @property
    def after(self) -> str:
        """What the sentence says from it up to the next figure."""
        return re.split(r"\d", self.sentence[self.amount.end :], maxsplit=1)[0]

    @property
    def digits(self) -> int:
        """How many digits tell it from other amounts: noughts at its ends do not."""
        return len(f"{abs(self.amount.value):.10g}".replace(".", "").strip("0"))


class Figure(NamedTuple):
    """What a table prints, or what its cells come to: the cells with their signs."""

    cells: tuple[tuple[At, int], ...]

    @property
    def at(self) -> At:
        """The cell, or the one by which a sum is known."""
        return self.cells[0][0]

    def value(self, ledger: Ledger) -> float:
        """What the cells come to, in their table's unit."""
        return sum(sign * (ledger.value(at) or 0) for at, sign in self.cells)

    def kronor(self, ledger: Ledger) -> tuple[float, float]:
        """Give amount and half of the last digits in kronor; a table without a unit is left out."""
        unit = KRONOR.get(ledger.figures[self.at.table].table.unit or "", 0.0)
        return abs(self.value(ledger)) * unit, sum(ledger.half(at) for at, _ in self.cells) * unit


class Named(NamedTuple):
    """A row of a table that a sentence names, and its figures for what the sentence measures."""

    label: str
    figures: tuple[Figure, ...]


def amounts_said(document: Document) -> Iterator[Said]:
    """Give the amounts of money in running text, each once per sentence."""
    seen: set[tuple[str, str]] = set()
    above: Place | None = None
    for block in document.items:
        if isinstance(block, Table):
            above = block.place
            continue
        here, above = above, None
        if not any(unit in block.text.lower() for unit in ("kr", "miljon", "miljard", "sek", "tusen")):
            continue
        for sentence in sentences_of(block):
            for amount in find_amounts(sentence):
                key = sentence, f"{amount.start}"
                if amount.unit not in KRONOR or key in seen or _in_parentheses(sentence, amount):
                    continue
                seen.add(key)
                yield Said(amount, sentence, sentence[: amount.start], source_of_block(document, block), here)


def _in_parentheses(sentence: str, amount: Amount) -> bool:
    """Say whether an amount stands in parentheses: there reports print last year's."""
    before = sentence[: amount.start]
    return before.count("(") > before.count(")")


# --- what a sentence is about -----------------------------------------------------------------------------------------


def measures_variance(said: Said) -> bool:
    """Say whether the words right before an amount call it a variance, or those right after it say it is left."""
    return says("variance", said.before[-60:]) or says("unused", said.after)


def found_again(said: Said, ledger: Ledger) -> Figure | None:
    """Find what an amount repeats: a figure of a row the sentence names, or any where the amount is long."""
    rows = (*named(said, ledger), *totals(said, ledger), *ventures(said, ledger))
    own = next((f for row in rows for f in row.figures if equal(said, f, ledger)), None)
    if own is not None or said.digits < LONG:
        return own
    found = next((Figure(((at, 1),)) for amount, half, at in ledger.amounts if _fits(said, amount, half)), None)
    if found is None and says("difference", said.sentence):
        found = next((f for f in _differences(ledger) if equal(said, f, ledger)), None)
    return found


def _differences(ledger: Ledger) -> Iterator[Figure]:
    """Give by how much the amounts of a row differ."""
    for figures in ledger.figures:
        amounts = [c for c, column in enumerate(figures.table.columns) if column.role in _AMOUNTS]
        for r, row in enumerate(figures.values):
            for a, b in combinations([c for c in amounts if row[c] is not None], 2):
                yield Figure(((figures.at(r, a), 1), (figures.at(r, b), -1)))


def equal(said: Said, figure: Figure, ledger: Ledger) -> bool:
    """Say whether an amount is a figure, as coarsely as either is rounded."""
    return _fits(said, *figure.kronor(ledger))


def _fits(said: Said, amount: float, half: float) -> bool:
    return bool(amount) and abs(abs(said.kronor) - amount) <= max(said.half, half) * (1 + 1e-9)


def named(said: Said, ledger: Ledger) -> list[Named]:
    """Find the rows whose label the sentence names before the amount, the last named first."""
    folded = fold(said.before)
    variance = measures_variance(said)
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
                    found.append((at, len(label), Named(label, _printed(figures, r, columns))))
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


def totals(said: Said, ledger: Ledger) -> list[Named]:
    """Give the totals' variances for a sentence about the reporting body, or one that says "totalt"."""
    if not measures_variance(said) or not (says("body", said.before[:60]) or says("whole", said.before)):
        return []
    kinds = ("operating", "account_groups", "income_statement")
    cells = tuple(
        figure
        for figures in ledger.figures
        if figures.table.kind in kinds
        for r, row in enumerate(figures.table.rows)
        if row.kind == "total"
        for figure in _printed(figures, r, _columns(figures, "variance"))
    )
    return [Named("total", cells)] if cells else []


def total_above(said: Said, ledger: Ledger) -> list[Named]:
    """Give the variance that closes the table right above a sentence."""
    figures = next((f for f in ledger.figures if said.above is not None and _begins(f, said.above)), None)
    total = next((r for r, row in enumerate(figures.table.rows) if row.kind == "total"), None) if figures else None
    if figures is None or total is None:
        return []
    return [Named("total", _printed(figures, total, _columns(figures, "variance")))]


def _begins(figures: Figures, place: Place) -> bool:
    source = figures.table.source
    if place.line is not None or place.bbox is None:
        return (source.line, source.ref) == (place.line, place.ref)
    return source.page == place.page and source.bbox is not None and abs(source.bbox[1] - place.bbox[1]) < 1


def ventures(said: Said, ledger: Ledger, *roles: str) -> list[Named]:
    """Give what each investment table comes to, for a sentence about investments: its total, or its columns' sums."""
    if said.digits < 2 or not _is_about_investments(said):
        return []
    usual = ("variance",) if measures_variance(said) else (*_AMOUNTS, "variance")
    tables = [figures for figures in ledger.figures if figures.table.kind == "investment"]
    found = [Named("investments", _come_to(figures, _columns(figures, *(roles or usual)))) for figures in tables]
    return [row for row in found if row.figures]


def _is_about_investments(said: Said) -> bool:
    """Say whether investments stand before an amount, or it is a part of them: "5,4 mnkr av investeringsbudgeten"."""
    if says("investment", said.before):
        return True
    return said.after.lstrip().startswith("av ") and says("investment", said.after)


def _come_to(figures: Figures, columns: Sequence[int]) -> tuple[Figure, ...]:
    total = next((r for r, row in enumerate(figures.table.rows) if row.kind == "total"), None)
    if total is not None:
        return _printed(figures, total, columns)
    rows = [r for r, row in enumerate(figures.table.rows) if row.kind == "item"]
    return tuple(
        Figure(tuple((figures.at(r, c), 1) for r in reversed(rows) if figures.values[r][c] is not None))
        for c in columns
        if sum(figures.values[r][c] is not None for r in rows) > 1
    )


def _printed(figures: Figures, row: int, columns: Sequence[int]) -> tuple[Figure, ...]:
    return tuple(Figure(((figures.at(row, c), 1),)) for c in columns if figures.values[row][c])


def _columns(figures: Figures, *roles: str) -> list[int]:
    return [c for c, column in enumerate(figures.table.columns) if column.role in roles]
