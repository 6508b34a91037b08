"""Budget tables: any table of money with a label per row, from the income statement to a list of variances.

Columns get their true role and year (`budget_columns`), rows their kind: items, subtotals and totals by their labels
and sums, "varav" rows apart. Numbers are kept in the printed unit and never altered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple, cast

from ...normalize.body import is_body
from ...normalize.column import MONEY
from ...normalize.late import late_pattern
from ...normalize.municipality import read_municipality
from ...normalize.number import decimals as printed_decimals
from ...normalize.number import read_amount
from ...normalize.sum_label import Strength, sum_strength
from ...normalize.tables import rows as table_rows
from ...normalize.text import clean, fold
from ...normalize.unit import read_unit
from ...schema import BudgetColumn, BudgetRow, BudgetTable
from ...schema.codes import BudgetKind, RowKind, Unit
from ..document import Block, Cell
from ..joining import Grid, Row, header_text, is_unit_only
from ..outline import Section, caption_of
from ..structure import Structure
from ..sums import sum_terms
from .budget_columns import MoneyColumn, aligned, figure_positions, money_columns, variance_rule
from .header import kind_of
from .indicators import is_count_table, is_indicator_table
from .rows import is_list, is_record_table
from .source import source_of

MAX_NOTE = 400
MAX_TITLE = 140
MAX_UNIT_LINE = 50
MIN_ROWS = 2
MAX_CODE = 10
_STEP = re.compile(r"^resultat (?:efter|före|innan)\b", re.I)
"""A step of the income statement, which the result of the year may equal (LKBR 5 kap.)."""

_GRANT = re.compile(r"(?:kommun|region)bidrag\b|budgetram\b")
"""What a board has instead of taxes: its kinds of income and cost make no income statement."""

_CLOSING = ("income_statement", "net_cost", "operating", "account_groups")
_WORDED = re.compile(r"[A-Za-zÅÄÖåäö]{3}")
_OF_WHICH = re.compile(r"^[-–—•\s]*(?:varav|därav)\b", re.I)
_CODE = re.compile(r"^(?P<code>\d{1,6}[A-ZÅÄÖ]?|[A-ZÅÄÖ]{1,6}\d{0,4}[A-ZÅÄÖ]?|\d{1,4}[.-]\d{1,4})\s+(?P<label>\S.+)$")
_TWO_POINTS = re.compile(r"^[-–−]?\s?\d{1,3}(?:\.\d{3}){2,}$")
_POINTED = late_pattern(r"^[-–−]?\s?\d{1,3}(?:\.\d{3})+$")
_UNLESS_SAID = re.compile(r"\bom (?:inget|inte|ej) annat (?:anges|sägs|framgår|nämns)\b", re.I)
_NEGATIVE = late_pattern(
    r"parentes\w*[^.]{0,60}\b(?:negativ|minus|underskott|kostnad)|\b(?:negativ|minus)\w*[^.]{0,40}parentes", re.I
)


class _Label(NamedTuple):
    code: str | None
    text: str | None
    bold: bool


def find_budget_tables(structure: Structure, year: int | None) -> list[BudgetTable]:
    """Find all money tables of a document in printed order."""
    money = [grid for grid in structure.grids if is_budget_table(structure, grid)]
    found = [(grid, figure_positions(_in_swedish(grid), label_column(grid))) for grid in money]
    usual = _stated_unit(structure) or _usual_unit(structure, [grid for grid, _ in found])
    tables: list[BudgetTable] = []
    for grid, positions in found:
        table = _table(structure, grid, positions, year, f"b{len(tables) + 1}", usual)
        if table:
            tables.append(table)
    return tables


_CORNER_TITLE = re.compile(
    r"(?P<title>[A-ZÅÄÖ][^,()]{3,40}?)(?:, | \()(?:i )?(?:tkr|kkr|ksek|mnkr|mkr|msek|kr|tusental kronor)\)?", re.I
)
_ROW_NAME = re.compile(
    r"\w*(?:verksamhet|nämnd|projekt|enhet|förvaltning|konto|kontogrupp|kontoslag|post|område|objekt|typ|slag|bolag|ansvar"
    r"|program|grupp|skola|benämning)(?:er|ar|or|en|et|s)?|belopp.*"
)
"""What the rows of a table are, in its corner, and no title: "Verksamhet, tkr"."""


def is_budget_table(structure: Structure, grid: Grid) -> bool:
    """Say whether a table is one of money: labelled rows of figures under money headers, a unit or a money title."""
    if grid.index in structure.skipped or is_list(grid) or is_indicator_table(grid) or is_count_table(structure, grid):
        return False
    fields = grid.fields()
    if fields & {"strength", "improvement", "status"} or (fields & {"goal", "assignment"} and is_record_table(grid)):
        return False
    label = label_column(grid)
    positions = figure_positions(_in_swedish(grid), label)
    labelled = [row for row in grid.rows if row.text(label) and read_amount(row.text(label)) is None]
    money = [column for column in grid.columns[label + 1 :] if column.field in MONEY]
    strong = [column for column in money if column.field not in ("year", "outcome")]
    if not positions or len(labelled) < (MIN_ROWS if len(strong) < 2 else 1):
        return False
    unit = _printed_unit(structure, grid)
    if unit == "procent":
        return False
    titled = _kind_by_title(title_of(structure, grid) or "") is not None
    return (
        bool(strong)
        or (bool(money) and (unit is not None or titled))
        or (unit is not None and titled)
        or ((titled or unit is not None) and _large(grid, positions))
    )


def _large(grid: Grid, positions: Sequence[int]) -> bool:
    values = [abs(reading.value) for row in grid.rows for i in positions if (reading := read_amount(row.text(i)))]
    return bool(values) and sum(value >= 100 for value in values) >= 0.5 * len(values)


def title_of(structure: Structure, grid: Grid) -> str | None:
    """Give the caption of a table: its own, the short line right above it, or the heading it stands under."""
    if grid.title and not is_unit_only(grid.title):
        return caption_of(clean(grid.title))
    for index in range(grid.index - 1, max(-1, grid.index - 4), -1):
        item = structure.items[index]
        if not isinstance(item, Block) or index in structure.skipped:
            break
        text = clean(item.text).replace("\n", " ")
        section = structure.outline.section_at(index)
        if section:
            return _titled_by(structure, section, grid)
        if is_unit_only(text) or _says_unit(structure, index, text):
            continue
        if _TELLS_FIGURE.search(text):
            break
        if text and len(text) <= MAX_TITLE and not text.endswith((".", ";", ",")) and not item.list_item:
            return caption_of(text).rstrip(":")
        break
    stack = structure.outline.above(grid.index)
    over = _titled_by(structure, stack[-1] if stack else None, grid)
    corner = header_text(grid.header, 0)
    return caption_of(corner) if corner and _names_kind(corner) and not _kind_by_title(over or "") else over


_TELLS_FIGURE = re.compile(r":\s*[-–−+]?\s?\d[\d ,]*\s?(?:[tm]?n?kr|%|procent)")
"""What tells a figure and heads no table: "Prognos helår: -2,3 mnkr"."""


def _names_kind(corner: str) -> bool:
    """Say whether a table's corner says of what kind it is, "Resultaträkning (tkr)", and not what its rows are."""
    named = _CORNER_TITLE.fullmatch(corner)
    return _kind_by_title(corner) is not None and not _ROW_NAME.fullmatch(fold(named["title"] if named else corner))


def _titled_by(structure: Structure, section: Section | None, grid: Grid) -> str | None:
    """Give a heading as the title of a table under it; a chapter's says less than a title in the table's corner."""
    corner = grid.columns[0].label if grid.columns else ""
    named = _CORNER_TITLE.fullmatch(corner) if section is None or section.kind == "chapter" else None
    if named and not _ROW_NAME.fullmatch(fold(named["title"])) and read_unit(named["title"]) is None:
        return corner
    return _title_in(structure, section) if section else None


def _title_in(structure: Structure, section: Section) -> str | None:
    """Give a heading's words as the title of the table under it, unless they name the report or whose it is.

    What follows up a budget is a report of its own, or a part of another: "Budgetuppföljning".
    """
    if not _is_whose(section.title):
        return section.title
    part = kind_of(section.title) == "monthly_report" and not re.search(r"\d", section.title)
    return section.title if part and section.index != structure.outline.sections[0].index else None


def _says_unit(structure: Structure, index: int, text: str) -> bool:
    """Say whether a line under a heading that names the table's kind only says what is counted: "Netto, tkr"."""
    if len(text) > MAX_UNIT_LINE or read_unit(text) in (None, "procent") or _kind_by_title(text):
        return False
    above = structure.outline.section_at(index - 1)
    return above is not None and _kind_by_title(above.title) is not None


def _is_whose(title: str) -> bool:
    """Say whether a heading says whose report it is, or what report, rather than what a table holds."""
    if is_body(title) or read_municipality(title) is not None:
        return True
    return kind_of(title, strong=True) is not None and read_unit(title) is None


def _printed_unit(structure: Structure, grid: Grid) -> Unit | None:
    """Give the unit printed in the table's corner, header or title, or on a line between title and table."""
    return next(
        (unit for text in _unit_texts(structure, grid) if (unit := read_unit(text)) and unit != "procent"), None
    )


def _unit_texts(structure: Structure, grid: Grid) -> Iterator[str]:
    """Give the texts that may print a table's unit, the surest first."""
    yield from (cell.text for row in grid.header for cell in row.cells if cell)
    yield title_of(structure, grid) or ""
    for index in range(grid.index - 1, max(-1, grid.index - 3), -1):
        item = structure.items[index]
        if isinstance(item, Block) and len(item.text) < MAX_NOTE:
            said = [item.text] if len(item.text) < 60 else re.split(r"(?<=[.;])\s+", item.text)
            yield from (text for text in said if len(item.text) < 60 or is_unit_only(text.rstrip(".;")))
    yield from (row.text(0) for row in grid.rows[:1] if not any(row.text(i) for i in range(1, len(row.cells))))
    labels = [row.text(0) for row in grid.rows if row.text(0)]
    yield from labels[:1] if len({read_unit(label) for label in labels}) == 1 else []
    yield from (label for label in labels if sum_strength(label))


def _stated_unit(structure: Structure) -> Unit | None:
    """Give the unit that a sentence of the report states for all its tables: "Samtliga belopp anges i kronor."."""
    sentences = (
        sentence.rstrip(".;")
        for block in structure.document.blocks()
        if "elopp" in block.text or "iffror" in block.text
        for sentence in re.split(r"(?<=[.;])\s+", block.text)
    )
    stated = (s for s in sentences if s.count(" ") > 2 and (is_unit_only(s) or _UNLESS_SAID.search(s)))
    units = {read_unit(sentence) for sentence in stated}
    return units.pop() if len(units) == 1 else None


def _usual_unit(structure: Structure, found: Sequence[Grid]) -> Unit | None:
    """Give the unit of tables that print none where all others print the same."""
    units = Counter(unit for grid in found if (unit := _printed_unit(structure, grid)))
    return next(iter(units)) if len(units) == 1 else None


def _table(
    structure: Structure, grid: Grid, positions: tuple[int, ...], year: int | None, id_: str, usual: Unit | None
) -> BudgetTable | None:
    columns = money_columns(_in_swedish(grid), positions, year)
    title = title_of(structure, grid)
    rows = _rows(structure, _in_swedish(grid), positions)
    if not rows:
        return None
    kind = _kind(grid, title, columns, rows)
    if kind == "variance_explanation":
        columns = tuple(c._replace(role="variance", year=c.year or year) if len(columns) == 1 else c for c in columns)
    rows = _signed(rows, structure)
    places = [_decimals(rows, i) for i in range(len(columns))]
    values = [row.values for row in rows]
    unit = _printed_unit(structure, grid) or usual
    return BudgetTable(
        id=id_,
        title=title,
        kind=kind,
        unit=unit,
        columns=[BudgetColumn(label=c.label, role=c.role, year=c.year) for c in columns],
        rows=_with_kinds(rows, places, kind),
        variance_rule=variance_rule(columns, values, places),
        source=source_of(structure.document, grid.place),
    )


def _signed(rows: list[BudgetRow], structure: Structure) -> list[BudgetRow]:
    """Make figures in parentheses negative where the report says that they are, or where only then the rows add up."""
    marked = [any((raw or "").startswith("(") for raw in row.raw) for row in rows]
    if not any(marked):
        return rows
    turned = [_turned(row) for row in rows]
    said = any(_NEGATIVE.search(block.text) for block in structure.document.blocks())
    return turned if said or _sums(turned) > _sums(rows) else rows


def _turned(row: BudgetRow) -> BudgetRow:
    values = [
        -v if v is not None and (raw or "").startswith("(") else v for v, raw in zip(row.values, row.raw, strict=True)
    ]
    return row.model_copy(update={"values": values})


def _sums(rows: Sequence[BudgetRow]) -> int:
    """Count the rows whose label says sum and that do add up."""
    places = [_decimals(rows, i) for i in range(len(rows[0].values))]
    strengths = [sum_strength(row.label or "") for row in rows]
    likely: list[Strength | None] = ["likely" if strength else None for strength in strengths]
    return sum(t is not None for t in sum_terms([row.values for row in rows], places, likely, [False] * len(rows)))


def _decimals(rows: Sequence[BudgetRow], column: int) -> int:
    return max((printed_decimals(row.raw[column] or "") for row in rows), default=0)


def _in_swedish(grid: Grid) -> Grid:
    """Read points as thousands in a table that shows they are: "-1.210.400" beside "119.800"."""
    cells = [cell for row in grid.rows for cell in row.cells if cell]
    if not any(_TWO_POINTS.match(cell.text) for cell in cells):
        return grid
    rows = tuple(replace(row, cells=tuple(_with_blanks(cell) for cell in row.cells)) for row in grid.rows)
    return replace(grid, rows=rows)


def _with_blanks(cell: Cell | None) -> Cell | None:
    return replace(cell, text=cell.text.replace(".", " ")) if cell and _POINTED.match(cell.text) else cell


def _rows(structure: Structure, grid: Grid, positions: tuple[int, ...]) -> list[BudgetRow]:
    labels = _labels(grid)
    pending = ""
    rows: list[BudgetRow] = []
    for (row, columns), label in zip(aligned(grid, positions), labels, strict=True):
        if not row.filled():
            continue
        raws = [row.text(i) if i is not None else "" for i in columns]
        if not any(raws) or (not label.text and not any(_number(raw) for raw in raws)):
            pending = "" if label.bold else clean(f"{pending} {label.text or ''}")
            continue
        rows.append(_row(structure, row, columns, label, raws))
        pending = ""
    return rows


def _number(raw: str) -> float | int | None:
    reading = read_amount(raw) if raw else None
    return reading.value if reading else None


def _row(structure: Structure, row: Row, columns: Sequence[int | None], label: _Label, raws: list[str]) -> BudgetRow:
    readings = [read_amount(raw) if raw else None for raw in raws]
    cells = [row.cell(i) for i in columns]
    boxes = [_box(cell) for cell in cells]
    return BudgetRow(
        code=label.code,
        label=label.text or None,
        values=[reading.value if reading else None for reading in readings],
        raw=raws,
        boxes=boxes if any(boxes) else None,
        source=source_of(structure.document, row.place),
    )


def _box(cell: Cell | None) -> tuple[float, float, float, float] | None:
    if cell is None or cell.place.bbox is None or not cell.text:
        return None
    x0, top, x1, bottom = cell.place.bbox
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)


def _labels(grid: Grid) -> list[_Label]:
    """Split codes off the row labels where most rows have one."""
    position = label_column(grid)
    column = grid.column("code") if grid.column("code") is not None else _code_column(grid, position)
    texts = [clean(row.text(position)).replace("\n", " ") for row in grid.rows]
    coded = [bool(_CODE.match(text)) for text in texts if text and not sum_strength(text)]
    split = column is None and len(coded) >= 2 and sum(coded) >= 0.6 * len(coded)
    labels = []
    for row, text in zip(grid.rows, texts, strict=True):
        cell = row.cell(position)
        match = _CODE.match(text) if split and not sum_strength(text) else None
        code = match["code"] if match else (row.text(column) or None)
        labels.append(_Label(code, match["label"] if match else text, bool(cell and cell.bold)))
    return labels


def label_column(grid: Grid) -> int:
    """Find the column of row labels: the first one with words in it, past a column of mere codes."""
    rows = [row for row in grid.rows if row.filled()]
    for i in range(min(3, len(grid.columns))):
        texts = [row.text(i) for row in rows if row.text(i)]
        worded = sum(bool(_WORDED.search(text)) for text in texts)
        if worded >= max(1, 0.5 * len(texts)):
            return i
    return 0


def _code_column(grid: Grid, label: int) -> int | None:
    """Find the column of account or unit codes left of the labels."""
    for i in range(label):
        texts = [row.text(i) for row in grid.rows if row.text(i)]
        if texts and all(len(text) <= MAX_CODE and " " not in text for text in texts):
            return i
    return None


def _with_kinds(rows: Sequence[BudgetRow], places: Sequence[int], kind: BudgetKind) -> list[BudgetRow]:
    """Tell items, subtotals, totals and "varav" rows apart."""
    apart = [bool(_OF_WHICH.match(row.label or "")) for row in rows]
    strengths = [
        None if part else _strength(row, kind, last=i == len(rows) - 1)
        for i, (row, part) in enumerate(zip(rows, apart, strict=True))
    ]
    terms = sum_terms([row.values for row in rows], places, strengths, apart)
    kinds: list[RowKind] = [
        "of_which" if part else "subtotal" if summed is not None else "item"
        for part, summed in zip(apart, terms, strict=True)
    ]
    above = [i for i, summed in enumerate(terms) if summed and min(summed) > i]
    last = max((i for i, k in enumerate(kinds) if k == "subtotal" and i not in above), default=None)
    first = next((i for i, k in enumerate(kinds) if k != "of_which"), None)
    if first in above and strengths[first]:
        last = first
    if last is not None:
        kinds[last] = "total"
        twice = last and kinds[last - 1] == "subtotal" and rows[last - 1].values == rows[last].values
        if twice and not (kind == "income_statement" and _STEP.match(rows[last - 1].label or "")):
            kinds[last - 1] = "total"
        if kind == "balance_sheet":  # both its sides end in the same sum
            same = [i for i, k in enumerate(kinds) if k == "subtotal" and rows[i].values == rows[last].values]
            kinds = ["total" if i in same else k for i, k in enumerate(kinds)]
    return [row.model_copy(update={"kind": k}) for row, k in zip(rows, kinds, strict=True)]


def _strength(row: BudgetRow, kind: BudgetKind, *, last: bool) -> Strength | None:
    """Tell how surely a row is a sum by its label; a statement that closes with a result says so by that alone."""
    if not row.label:
        return "likely" if kind == "other" else "sure"
    strength = sum_strength(row.label)
    return "sure" if strength == "likely" and last and kind in _CLOSING else strength


@cache
def _kind_rules(where: str) -> tuple[tuple[BudgetKind, str, str], ...]:
    """Give the kinds of tables with the words that name them there, and the pattern these must stand in."""
    return tuple(
        (cast(BudgetKind, row["kind"]), row["phrase"].rstrip("*"), _kind_pattern(row["phrase"], row["match"]))
        for row in table_rows("budget_kinds")
        if row["where"] == where
    )


def _kind_pattern(phrase: str, match: str) -> str:
    tail = "" if phrase.endswith("*") else r"(?!\w)"
    lead = "^" if match == "start" else r"(?<!\w)\w*?" if phrase.endswith("*") else r"(?<!\w)"
    return lead + re.escape(phrase.rstrip("*")) + tail


def _kind_by_title(title: str) -> BudgetKind | None:
    return _kind_by("title", [title]) or _kind_by("topic", [title])


def _kind_by(where: str, texts: Sequence[str]) -> BudgetKind | None:
    folded = [fold(text) for text in texts if text]
    said = "\n".join(folded)
    for kind, stem, pattern in _kind_rules(where):
        if stem in said and any(re.search(pattern, text) for text in folded):
            return kind
    return None


def _kind(grid: Grid, title: str | None, columns: Sequence[MoneyColumn], rows: Sequence[BudgetRow]) -> BudgetKind:
    corner = _kind_by("corner", [row.text(0) for row in grid.header])
    if corner:
        return corner
    if len(columns) == 1 and re.search(r"avvikels|förklaring", fold(title or "")):
        return "variance_explanation"
    by_title = _kind_by_title(title or "")
    if by_title and by_title != "operating":
        return by_title
    labels = [fold(row.label or "") for row in rows]
    if _is_net_cost(labels, columns):
        return "net_cost"
    by_items = _kind_by_items(labels)
    by_row = None if by_items and any(map(_GRANT.match, labels)) else _kind_by("row", labels)
    whole = _kind_by("title", [title or ""]) or by_row or by_items
    return whole or by_title or _kind_by("sum", labels) or _kind_by_columns(columns)


def _kind_by_items(labels: Sequence[str]) -> BudgetKind | None:
    """A table whose rows are kinds of income and cost is one of account groups, whatever its title says."""
    items = [label for label in labels if label and not sum_strength(label) and not _OF_WHICH.match(label)]
    known = Counter(kind for label in items if (kind := _kind_by("item", [label])))
    kind, count = known.most_common(1)[0] if known else (None, 0)
    return kind if len(items) >= MIN_ROWS and count >= 0.7 * len(items) and count > 2 else None


def _is_net_cost(labels: Sequence[str], columns: Sequence[MoneyColumn]) -> bool:
    roles = {column.role for column in columns}
    return (
        "change_pct" in roles
        and "budget" not in roles
        and len(labels) <= 5
        and any("nettokostnad" in t for t in labels)
    )


def _kind_by_columns(columns: Sequence[MoneyColumn]) -> BudgetKind:
    roles = {column.role for column in columns}
    return "operating" if roles & {"budget", "variance"} and roles & {"outcome", "forecast"} else "other"
