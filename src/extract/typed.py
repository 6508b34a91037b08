"""Columns whose header says too little are what their cells are.

A column headed "T2" whose cells are verdicts is a status; "Mål 2022" over figures holds targets; one column per step
of a scale with a cross in it is a status spread over columns; columns headed by boards make a matrix of goals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import lru_cache

from ..normalize.body import is_abbreviation, is_body
from ..normalize.column import Column, Field
from ..normalize.date import find_dates, find_years, month_words, months
from ..normalize.late import late_pattern
from ..normalize.number import is_missing, read_number
from ..normalize.period import read_period
from ..normalize.status import read_status
from ..normalize.target import read_target
from .document import Cell
from .joining import Grid

SHARE = 0.8
MAX_VERDICT = 60
WORDY = 12
_CROSS = re.compile(r"^(?:x|✓|✔|☑|●|•|■|ja|1)$", re.I)
_NUMBER = r"(?:[a-zåäö-]*mål\s*)?(?:nr\.?\s*)?[A-ZÅÄÖ]?\d{1,2}(?:\.\d{1,2}){0,2}\.?"
_RECORD_NUMBER = late_pattern(rf"^{_NUMBER}(?:(?:\s*[;/&]\s*|,\s+|\s+och\s+){_NUMBER})*$", re.I)
_PERCENT = re.compile(r"^\d{1,3}\s?%$")
_FULL_YEAR = re.compile(r"\bhelår", re.I)
_PART_OF_YEAR = late_pattern(
    r"\bdelår|\bperiod|nuläge|\bhittills|\btertial|\bt[12]\b|kvartal|\b(?:mars|apr|maj|jun|jul|aug|sep|okt)", re.I
)
_MONTH = late_pattern(rf"\b(?:{month_words()})\b", re.I)
_DAY = re.compile(r"\b\d{1,2}/(\d{1,2})\b")
REPORT_YEAR = 2000
_FIGURED = frozenset({"indicator", "target", "budget", "variance"})
_TIME = late_pattern(
    r"(?:[a-zåäö]+ )?(?:19|20)\d\d(?:-\d\d){0,2}|[a-zåäö]+ (?:19|20)\d\d|(?:kv|q|t)\d (?:19|20)\d\d", re.I
)
_DECISION = re.compile(r"§|\d{4}-\d\d-\d\d|\bdnr\b", re.I)
_SEGMENT = re.compile(
    r"(?:\d{4} )?(?:flickor|pojkar|kvinnor|män|tot(?:alt?)?|alla|samtliga|kv?|m|t)\.?(?: \d{4})?$", re.I
)
_LETTERS = late_pattern(r"[A-ZÅÄÖ](?: ?/ ?[A-ZÅÄÖ]){1,5}$")
_WORDED = frozenset({"comment", "unknown", "empty"})
_RECORDS = frozenset({"goal", "assignment"})
_JUDGED = frozenset({"status", "trend"})
_LAMPS = frozenset({"green", "yellow", "orange", "red", "grey", "white"})


def typed(grid: Grid, year: int | None = None) -> Grid:
    """Give a table with its columns' fields corrected by what stands in them; `year` is the report's, if known."""
    columns = list(grid.columns) if grid.header else _headless(grid)
    for i, column in enumerate(columns):
        field = _titles_beside_numbers(grid, i, column) or _field_by_content(grid, i, column)
        if field:
            columns[i] = replace(column, field=field)
    columns = _one_status(_of_this_year(_outlook(_spread(grid, columns)), year))
    return replace(grid, columns=tuple(columns))


def _cells(grid: Grid, i: int) -> list[Cell]:
    return [cell for row in grid.rows if (cell := row.cell(i)) and (cell.text or cell.icons or cell.fill)]


def _headless(grid: Grid) -> list[Column]:
    """Name the status column of a table without a header: verdicts row by row beside a column of text."""
    columns = list(grid.columns)
    filled = {i: _cells(grid, i) for i in range(len(columns))}
    judged = [i for i, cells in filled.items() if len(cells) >= max(2, 0.6 * len(grid.rows)) and _all_verdicts(cells)]
    worded = [i for i, cells in filled.items() if sum(len(cell.text) for cell in cells) >= WORDY * len(grid.rows)]
    if len(judged) == 1 and worded and set(worded) != set(judged):
        columns[judged[0]] = replace(columns[judged[0]], field="status")
        texts = [i for i in worded if i != judged[0]]
        if len(texts) == 2 and _share(filled[texts[1]], _is_sentence):
            columns[texts[1]] = replace(columns[texts[1]], field="comment")
        if filled[0] and 0 not in (*worded, *judged) and all(map(_is_record_number, filled[0])):
            columns[0] = replace(columns[0], field="number")
    return columns


def _all_verdicts(cells: Sequence[Cell]) -> bool:
    return _share(cells, _is_verdict)


def _field_by_content(grid: Grid, i: int, column: Column) -> Field | None:
    cells = _cells(grid, i)
    fields = grid.fields()
    if not cells:
        return None
    if column.field in _RECORDS:
        return _record_field(grid, i, column, cells)
    if column.field == "status" and _share(cells, _is_time):
        return "note"
    if column.field == "forecast" and fields & _RECORDS and _share(cells, _is_amount if _works(fields) else _is_figure):
        return _amount_field(grid, i)
    if column.field == "unknown" and _SEGMENT.match(column.label) and ("indicator" in fields or _by_segment(grid)):
        return "outcome"
    if not fields & _RECORDS:
        return _lit_field(column, cells, fields) if "indicator" in fields else None
    if column.field == "outcome" and not fields & _FIGURED and len(cells) >= 2:
        judged = _share(_judged(cells), _is_verdict)
        return "status" if judged else "comment" if not any(map(_is_target, cells)) else None
    if column.field == "empty" and not i and "area" not in fields and _spans_records(cells):
        return "area"
    if column.field not in ("unknown", "empty", "year") or (column.field == "year" and _measures_before(grid, i)):
        return None
    return _judging_field(grid, column, cells) or _telling_field(grid, i, cells)


def _measures_before(grid: Grid, i: int) -> bool:
    """Say whether indicators stand left of a column: shares under a year are their outcome, and no completion."""
    indicator = grid.column("indicator")
    return indicator is not None and indicator < i


def _telling_field(grid: Grid, i: int, cells: Sequence[Cell]) -> Field | None:
    """Tell whether a column behind the records says in whole sentences what became of them: "Sedan sist"."""
    first = grid.column(*_RECORDS)
    if "comment" in grid.fields() or first is None or i < first or len(cells) < 2:
        return None
    return "comment" if _share(cells, _is_sentence) and all(" " in cell.text for cell in cells) else None


def _works(fields: Set[str]) -> bool:
    """Say whether a table is one of assignments alone, whose shares say how far the work has come."""
    return "goal" not in fields and not fields & {"outcome", "target"}


def _amount_field(grid: Grid, i: int) -> Field | None:
    """Tell what a forecast in figures is beside records: an indicator's, one beside a verdict, or what is saved."""
    fields = grid.fields()
    indicator = grid.column("indicator")
    if indicator is not None and indicator < i:
        return None
    if "status" in fields or (fields & {"target", "outcome"} and not fields & {"budget", "variance"}):
        return "comparison"
    return None if fields & _FIGURED else "note"


def _spans_records(cells: Sequence[Cell]) -> bool:
    """Say whether the cells of a first column without a head stand beside several records each: their areas."""
    worded = all(any(map(str.isalpha, cell.text)) and not cell.icons for cell in cells)
    return worded and any(cell.row_span > 1 for cell in cells) and not _share(cells, _is_verdict)


def _lit_field(column: Column, cells: Sequence[Cell], fields: Set[str]) -> Field | None:
    """Tell what a column of symbols in a table of indicators is: lamps judge them, arrows give their trend.

    Its header may be missing, or name what is judged: "Utfall mot mål".
    """
    if column.field not in ("empty", "outcome") or any(cell.text for cell in cells):
        return None
    if all(any(icon.shape.startswith("arrow") for icon in cell.icons) for cell in cells):
        return None if fields & _JUDGED else "trend"
    return "status" if "status" not in fields and all(_is_lit(cell) for cell in cells) else None


def _is_lit(cell: Cell) -> bool:
    return any(icon.color in _LAMPS for icon in cell.icons) or (not cell.icons and cell.fill in _LAMPS)


def _by_segment(grid: Grid) -> bool:
    """Say whether a table's columns of figures are women, men and all of them, and nothing else."""
    named = [column.label for column in grid.columns[1:] if column.label]
    return len(named) > 1 and all(map(_SEGMENT.match, named))


def _record_field(grid: Grid, i: int, column: Column, cells: Sequence[Cell]) -> Field | None:
    """Tell what a column headed as records holds when that is none: numbers of goals, decisions, targets."""
    if _heads_numbers(grid, i):
        return "number"
    if column.field == "goal" and _share(cells, _is_record_number) and _titled_elsewhere(grid, i):
        return "goal_number"
    if column.field == "goal" and _follows_assignments(grid, i) and not _share(cells, _is_target):
        return "served"
    if column.label.lower() == "beslut" and _share(cells, _is_decision) and _titled_elsewhere(grid, i):
        return "note"
    if column.field == "assignment" and _tells_of_goals(grid, i) and _share(cells, _is_sentence):
        return "comment"
    return "target" if i and len(grid.columns) > 2 and _share(cells, _is_target) else None


def _follows_assignments(grid: Grid, i: int) -> bool:
    """Say whether a column of goals stands right of the assignments that the rows are: these serve the goals."""
    before = [column.field for column in grid.columns[:i] if column.field in _RECORDS]
    return before == ["assignment"] and "indicator" not in grid.fields()


def _titles_beside_numbers(grid: Grid, i: int, column: Column) -> Field | None:
    """Take "Mål | Beskrivning" with numbers in the first column for the goals' numbers and titles."""
    return grid.columns[i - 1].field if i and column.field in _WORDED and _heads_numbers(grid, i - 1) else None


def _heads_numbers(grid: Grid, i: int) -> bool:
    """Say whether a column headed as records holds nothing but their numbers, and the next one what they are."""
    numbers, titles = _cells(grid, i), _cells(grid, i + 1) if i + 1 < len(grid.columns) else []
    if grid.columns[i].field not in _RECORDS or _titled_elsewhere(grid, i) or len(numbers) < 2:
        return False
    worded = len(titles) == len(numbers) and all(" " in cell.text for cell in titles)
    return worded and grid.columns[i + 1].field in _WORDED and all(map(_is_record_number, numbers))


def _tells_of_goals(grid: Grid, i: int) -> bool:
    """Say whether a column of measures is the last word on judged goals: nothing on its right judges the measures."""
    before, after = grid.columns[:i], grid.columns[i + 1 :]
    judged = {column.field for column in before}
    return "goal" in judged and "status" in judged and not any(c.field in ("status", "responsible") for c in after)


def _is_sentence(cell: Cell) -> bool:
    return cell.text.endswith(".")


def _judging_field(grid: Grid, column: Column, cells: Sequence[Cell]) -> Field | None:
    """Tell what a column of verdicts or shares of a record table is, though its header does not say."""
    if _names_its_letters(column, cells):
        return "status"
    judged = _share(_judged(cells), _is_verdict)
    if judged and (is_body(column.label) or is_abbreviation(column.label)):
        return "matrix"
    if len(cells) < min(2, len(grid.rows)):
        return None
    if _share(cells, _is_percent):
        measured = _has_indicators(grid) or (column.field == "year" and "indicator" in grid.fields())
        return None if measured else "progress"
    return "status" if judged else None


def _has_indicators(grid: Grid) -> bool:
    """Say whether a table's rows are indicators: shares are what they measure, and "Mål" on their right their aim."""
    fields = [column.field for column in grid.columns]
    return "indicator" in fields and _RECORDS.isdisjoint(fields[: fields.index("indicator")])


def _names_its_letters(column: Column, cells: Sequence[Cell]) -> bool:
    """Say whether a column is headed by the letters it holds, which the report explains: "J/D/N"."""
    letters = set(column.label.replace(" ", "").split("/")) if _LETTERS.match(column.label) else set()
    return bool(letters - {"M", "K", "F", "P"}) and {cell.text for cell in cells} <= letters


def _judged(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Give the cells without the dashes that stand for no verdict, as long as several are left."""
    filled = [cell for cell in cells if cell.icons or cell.fill or not is_missing(cell.text)]
    return filled if len(filled) > 1 else cells


def _share(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> bool:
    return sum(test(cell) for cell in cells) >= SHARE * len(cells)


def _is_time(cell: Cell) -> bool:
    """Say whether a cell is a day, month or year: a column headed "Klart" may say when, not whether."""
    return bool(_TIME.fullmatch(cell.text.strip()))


def _is_target(cell: Cell) -> bool:
    if read_number(cell.text) is not None:
        return True
    target = read_target(cell.text) if len(cell.text) < 30 else None
    if target is None:
        return False
    return target.value is not None or (target.operator is not None and cell.text.count(" ") < 2)


def _is_amount(cell: Cell) -> bool:
    """Say whether a cell is an amount: what an assignment is to save or cost, and no verdict on it."""
    return read_number(cell.text) is not None and not _is_percent(cell) and not cell.icons


def _is_figure(cell: Cell) -> bool:
    """Say whether a cell is a figure, a share or not: an outlook in figures is no verdict on a goal."""
    return read_number(cell.text) is not None and not cell.icons


def _is_decision(cell: Cell) -> bool:
    return bool(_DECISION.search(cell.text))


def _is_record_number(cell: Cell) -> bool:
    return bool(_RECORD_NUMBER.match(cell.text))


def _titled_elsewhere(grid: Grid, i: int) -> bool:
    """Say whether another column holds the records' titles, so that this one only refers to goals.

    Before the measures "Mål" refers to goals, behind them it holds what shall be reached.
    """
    fields = [column.field for column in grid.columns]
    return not _RECORDS.isdisjoint(fields[:i] + fields[i + 1 :]) or "indicator" in fields[i + 1 :]


def _is_percent(cell: Cell) -> bool:
    return bool(_PERCENT.match(cell.text))


def _is_verdict(cell: Cell) -> bool:
    if not cell.text:
        return bool(cell.icons or cell.fill)
    return len(cell.text) <= MAX_VERDICT and read_status(cell.text) is not None


@lru_cache(maxsize=1024)
def _is_step(label: str) -> bool:
    """Say whether a header is itself a verdict, a step of a scale: "Ej påbörjat", "Klar"."""
    return 0 < len(label) <= 30 and read_status(label) is not None


def _spread(grid: Grid, columns: Sequence[Column]) -> list[Column]:
    """Mark the columns of a scale that is spread over columns, one cross per row."""
    steps = [i for i, c in enumerate(columns) if _is_step(c.label) and c.field not in _RECORDS]
    crossed = [i for i in steps if all(_CROSS.match(cell.text) or cell.icons for cell in _cells(grid, i))]
    if len(crossed) < 2 or crossed != steps:
        return list(columns)
    return [replace(c, field="step") if i in crossed else c for i, c in enumerate(columns)]


def _one_status(columns: Sequence[Column]) -> list[Column]:
    """Of several status columns that differ in their period the latest is the report's, the full year its outlook."""
    times = {i: ends for i, c in enumerate(columns) if c.field == "status" and (ends := _end_of(c.label))}
    if len(set(times.values())) > 1:
        latest = max(times.values())
        return [replace(c, field="comparison") if times.get(i, latest) < latest else c for i, c in enumerate(columns)]
    timed = [i for i, c in enumerate(columns) if c.field == "status" and not re.search(r"[a-zåäö]{4}", c.label.lower())]
    return [replace(c, field="comparison") if i in timed[:-1] else c for i, c in enumerate(columns)]


def _of_this_year(columns: Sequence[Column], year: int | None) -> list[Column]:
    """Beside an outlook for a later year a status is the one of the year before: "2023", "Prognos helår 2024".

    A status of the report's own year is none of these, and the outlook then one for the next.
    """
    foreseen = max((c.year for c in columns if c.field == "forecast" and c.year), default=0)
    past = [c.field == "status" and (c.year or foreseen) < foreseen and c.year != year for c in columns]
    return [replace(c, field="comparison") if gone else c for c, gone in zip(columns, past, strict=True)]


_ASKS_AHEAD = re.compile(r"(?:(?:upp)?nås|uppfylls|klaras|når vi|klarar vi) ?(?:mål\w*)? ?\?$", re.I)


def _outlook(columns: Sequence[Column]) -> list[Column]:
    """Beside a column for a part of the year the one for the full year holds the outlook: "Delår", "Helår".

    So does, beside any other status, one that asks what is yet to be: "Bedömning 31 augusti", "Nås målet?".
    """
    asking = [c.field == "status" and bool(_ASKS_AHEAD.match(c.label)) for c in columns]
    if any(c.field == "status" and not asks for c, asks in zip(columns, asking, strict=True)):
        columns = [replace(c, field="forecast") if asks else c for c, asks in zip(columns, asking, strict=True)]
    timed = [c for c in columns if c.field == "status"]
    if not any(_PART_OF_YEAR.search(c.label) and not _FULL_YEAR.search(c.label) for c in timed):
        return list(columns)
    return [replace(c, field="forecast") if c.field == "status" and _FULL_YEAR.search(c.label) else c for c in columns]


def _end_of(label: str) -> date | None:
    """Give the last day of the period that a header names; one without a year belongs to the report's."""
    printed = max((found.value for found in find_dates(label)), default=None)
    period = read_period(label, REPORT_YEAR)
    year = max(find_years(label), default=None)
    month = _MONTH.search(label)
    day = _DAY.search(label)
    if printed or period:
        return printed or (period.end if period else None)
    if month or (day and int(day[1]) <= 12):
        return date(year or REPORT_YEAR, months()[month[0].lower()] if month else int(day[1]) if day else 1, 1)
    return date(year, 12, 31) if year else None
