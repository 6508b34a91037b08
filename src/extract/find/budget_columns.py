"""Which column of a money table is which, also where its header is shifted, cut or spread over two lines.

The figures' columns are counted in the rows; the header's words are laid over them in every way that print and text
conversion shift them, and the way under which most equations hold wins. A column that no header word names is what the
equations say it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from ...normalize.column import MONEY, Column, read_column
from ...normalize.number import decimals as printed_decimals
from ...normalize.number import is_missing, read_amount
from ...normalize.text import clean, fold
from ...schema.codes import ColumnRole
from ..equations import Relation, Value, convincing, difference, differences, percentage, percentages
from ..joining import Grid, Row, header_text, read_header

_ROLES: dict[str, ColumnRole] = {
    "outcome": "outcome",
    "budget": "budget",
    "forecast": "forecast",
    "variance": "variance",
    "change": "change",
    "change_pct": "change_pct",
    "year": "outcome",
}
MIN_ROWS = 3
"""Rows that must agree before figures speak against a word of the header."""
_MONTHS = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö]*(?:[- ].*)?"
_MODIFIER = re.compile(rf"^(?:ack(?:\.|umulerat)?(?: \w{{3,9}})?|{_MONTHS}|helår(?:et)?|i %|%|år|perioden)$")


class MoneyColumn(NamedTuple):
    """One column of figures: its header as printed, its role and year.

    `named` says that header words give the role; a bare year leaves it open, and equations may decide otherwise.
    """

    label: str
    role: ColumnRole
    year: int | None
    named: bool = True


def figure_positions(grid: Grid, label: int) -> tuple[int, ...]:
    """Give the columns that hold figures, left to right; note and code columns are none."""
    rows = [row for row in grid.rows if row.filled()]
    counts = {i: 0 for i in range(label + 1, len(grid.columns)) if grid.columns[i].field not in ("note", "code")}
    texts = dict.fromkeys(counts, 0)
    for row in rows:
        for i in counts:
            text = row.text(i)
            figure = _number(text) is not None
            counts[i] += figure
            texts[i] += bool(text) and not figure and not is_missing(text)
    usual = max(counts.values(), default=0)
    return tuple(i for i in counts if counts[i] and counts[i] >= min(2, usual) and counts[i] >= texts[i])


def values_of(grid: Grid, positions: Sequence[int]) -> list[list[Value]]:
    """Give the numbers of all rows in the given columns."""
    return [[_number(row.text(i)) for i in positions] for row in grid.rows]


@lru_cache(maxsize=65_536)
def _number(text: str) -> Value:
    reading = read_amount(text) if text else None
    return reading.value if reading else None


def aligned(grid: Grid, positions: Sequence[int]) -> list[tuple[Row, tuple[int | None, ...]]]:
    """Give for each row the columns its figures stand in; a shifted row keeps its order."""
    found: list[tuple[Row, tuple[int | None, ...]]] = []
    for row in grid.rows:
        numbers = [i for i in range(1, len(row.cells)) if _number(row.text(i)) is not None]
        strays = [i for i in numbers if i not in positions]
        if strays and len(numbers) == len(positions):
            found.append((row, tuple(numbers)))
        else:
            found.append((row, tuple(positions)))
    return found


def money_columns(grid: Grid, positions: Sequence[int], year: int | None) -> tuple[MoneyColumn, ...]:
    """Read the header of a money table.

    Candidate readings of the header are tried in order of how little they assume; the first of those under which most
    columns of variance and change are what the rows' arithmetic says is taken.
    """
    values = values_of(grid, positions)
    places = [max((printed_decimals(row.text(i)) for row in grid.rows if row.text(i)), default=0) for i in positions]
    best: tuple[float, list[Column]] | None = None
    for columns in _candidates(grid, positions):
        score = _score(columns, values, places)
        if best is None or score > best[0] + 1e-9:
            best = score, columns
    columns = best[1] if best else [read_column("") for _ in positions]
    shares = [_is_share(grid, i) for i in positions]
    named = [_money_column(_in_percent(column, share), year) for column, share in zip(columns, shares, strict=True)]
    named = _without_shares(named, columns)
    return tuple(_with_equations(named, values, places, year))


def _without_shares(named: list[MoneyColumn], columns: Sequence[Column]) -> list[MoneyColumn]:
    """Beside the variance in money the one in per cent is no variance."""
    variances = [column.percent for column in columns if column.field == "variance"]
    if all(variances) or not any(variances):
        return named
    return [
        money._replace(role="other", year=None) if money.role == "variance" and column.percent else money
        for money, column in zip(named, columns, strict=True)
    ]


def _is_share(grid: Grid, position: int) -> bool:
    """Say whether a column's figures carry a percent sign."""
    texts = [row.text(position) for row in grid.rows if _number(row.text(position)) is not None]
    return bool(texts) and sum("%" in text for text in texts) > 0.5 * len(texts)


def _in_percent(column: Column, share: bool) -> Column:
    """A change whose cells print percent signs is one in per cent, whatever its header says."""
    return replace(column, field="change_pct") if share and column.field == "change" else column


def _candidates(grid: Grid, positions: Sequence[int]) -> Iterator[list[Column]]:
    """Lay the header's words over the columns of figures: straight, in order, line by line."""
    straight = [header_text(grid.header, i) for i in positions]
    if all(straight) or not grid.header:
        yield [read_header(grid.header, i) for i in positions]
    for labels in (_in_order(grid), _merged_lines(grid)):
        if len(labels) == len(positions):
            yield [read_column(text) for text in labels]
        elif len(labels) == len(positions) - 1:
            yield [read_column(text) for text in (*labels, "")]
    yield [read_header(grid.header, i) for i in positions]


def _in_order(grid: Grid) -> list[str]:
    """Give the header's labels in order, whatever column they stand over, with mere modifiers joined to their word."""
    texts = [text for i in range(len(grid.columns)) if (text := header_text(grid.header, i))]
    if texts and read_column(texts[0]).field not in MONEY:
        texts = texts[1:]  # the corner names the rows
    return _without_modifiers(texts)


def _without_modifiers(texts: Sequence[str]) -> list[str]:
    """Join a word that only says which part of the year is meant to the word before it.

    Example:
        >>> _without_modifiers(["Utfall", "Ack dec", "Budget"])
        ['Utfall Ack dec', 'Budget']
    """
    joined: list[str] = []
    for text in texts:
        bare = re.sub(r"\b(?:19|20)\d\d\b", "", fold(text)).strip()
        if joined and (_MODIFIER.match(bare)):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def _merged_lines(grid: Grid) -> list[str]:
    """Read a two-line header line by line: lower words name the columns, the years go in order."""
    if len(grid.header) < 2:
        return []
    upper = [cell.text for cell in grid.header[-2].cells[1:] if cell and cell.text]
    lower = [cell.text for cell in grid.header[-1].cells[1:] if cell and cell.text]
    words = _without_modifiers(lower)
    years = [text for text in upper if read_column(text).field == "year"]
    named = [text for text in upper if read_column(text).field != "year"]
    if not years:
        return []
    missing = len(years) - len(words)
    words += [""] * max(0, missing)
    last = years[-1]
    years += [last] * (len(words) - len(years))
    return [clean(f"{y} {word}") for y, word in zip(years, words, strict=True)] + named


def _money_column(column: Column, year: int | None) -> MoneyColumn:
    role = _ROLES.get(column.field, "other")
    if column.percent and role in ("outcome", "budget", "forecast"):
        role = "other"  # a share of the budget that was used is no sum of money
    open_ = column.field == "year" and not column.dated
    return MoneyColumn(column.label, role, column.year if role == "other" else column.year_in(year), not open_)


def _score(columns: Sequence[Column], values: Sequence[Sequence[Value]], places: Sequence[int]) -> float:
    """Judge a reading of the header: how many derived columns hold, how many it names."""
    roles = [_ROLES.get(column.field, "other") for column in columns]
    derived = [i for i, role in enumerate(roles) if role in ("variance", "change_pct")]
    right = sum(_follows(i, roles, values, places) for i in derived)
    named = sum(role != "other" for role in roles)
    return 2.0 * right - 1.0 * (len(derived) - right) + 0.1 * named


def _follows(i: int, roles: Sequence[ColumnRole], values: Sequence[Sequence[Value]], places: Sequence[int]) -> bool:
    relation = _relation(i, roles, values, places)
    return relation is not None and convincing(relation)


def _relation(
    i: int, roles: Sequence[ColumnRole], values: Sequence[Sequence[Value]], places: Sequence[int]
) -> Relation | None:
    """Find the best equation for a variance or change column among the columns that can enter it."""
    if roles[i] == "change_pct":
        pairs = [
            (a, b) for a in _with(roles, "outcome", "forecast") for b in _with(roles, "outcome", "forecast") if a != b
        ]
        tested = [percentage(values, places, i, a, b) for a, b in pairs]
    else:
        actual, budget = _with(roles, "outcome", "forecast"), _with(roles, "budget")
        pairs = [(a, b) for a in actual for b in budget] + [(b, a) for a in actual for b in budget]
        tested = [difference(values, places, i, a, b) for a, b in pairs]
    return max(tested, key=lambda r: (r.share, r.rows), default=None)


def _with(roles: Sequence[ColumnRole], *wanted: ColumnRole) -> list[int]:
    return [i for i, role in enumerate(roles) if role in wanted]


def _with_equations(
    named: list[MoneyColumn], values: Sequence[Sequence[Value]], places: Sequence[int], year: int | None
) -> list[MoneyColumn]:
    """Give columns that the header leaves open, or names a second forecast, the role that the equations show."""
    for i, column in enumerate(named):
        roles = [c.role for c in named]
        open_ = _may_be_variance(i, named) or _is_mistaken(i, roles, values, places)
        if column.role != "other" and column.named and not open_:
            continue
        found = _role_by_equation(i, roles, values, places)
        if found:
            named[i] = column._replace(role=found, year=column.year or _year_of(named, year), named=True)
    return named


def _is_mistaken(i: int, roles: Sequence[ColumnRole], values: Sequence[Sequence[Value]], places: Sequence[int]) -> bool:
    """Say whether a second forecast is the first less the budget: a variance whose word was misread or cut."""
    if roles[i] != "forecast" or roles.count("forecast") != 2 or roles.count("budget") != 1 or "variance" in roles:
        return False
    forecast = next(c for c in _with(roles, "forecast") if c != i)
    found = (difference(values, places, i, a, b) for a, b in permutations((forecast, roles.index("budget"))))
    return any(convincing(relation) and relation.rows >= MIN_ROWS for relation in found)


def _may_be_variance(i: int, named: Sequence[MoneyColumn]) -> bool:
    """A difference beside a budget and an outcome may be between these, whatever its header calls it."""
    roles = [column.role for column in named]
    return roles[i] == "change" and "budget" in roles and "outcome" in roles


def _role_by_equation(
    i: int, roles: Sequence[ColumnRole], values: Sequence[Sequence[Value]], places: Sequence[int]
) -> ColumnRole | None:
    for relation in differences(values, places, i):
        pair = {roles[relation.plus], roles[relation.minus]}
        if "budget" in pair and pair & {"outcome", "forecast"}:
            return "variance"
        if pair <= {"outcome", "forecast"}:
            return "change"
    for relation in percentages(values, places, i):
        if {roles[relation.plus], roles[relation.minus]} <= {"outcome", "forecast"}:
            return "change_pct"
    return None


def _year_of(named: Sequence[MoneyColumn], year: int | None) -> int | None:
    years = [column.year for column in named if column.year and column.role in ("outcome", "budget", "forecast")]
    return max(years, default=year)


def variance_rule(
    columns: Sequence[MoneyColumn], values: Sequence[Sequence[Value]], places: Sequence[int]
) -> str | None:
    """Say which way round a table counts variance, e.g. "outcome - budget"; None when no way holds."""
    roles = [column.role for column in columns]
    for i in _with(roles, "variance"):
        relation = _relation(i, roles, values, places)
        if relation and convincing(relation):
            return f"{roles[relation.plus]} - {roles[relation.minus]}"
    return None
