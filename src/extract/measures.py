"""Indicators outside tables: points under "Indikatorer", and a name with its outcome and target on lines of their own.

Running text gives an outcome and what it is held against in one breath: "Andel nöjda brukare 78 % (mål 80 %)". A card
prints its key figure by itself in large type, under the name, with a caption ("Utfall 2023") and its target around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ..normalize.column import Column, read_column
from ..normalize.label import announces_record, read_label
from ..normalize.late import late_pattern
from ..normalize.number import read_number
from ..normalize.status import read_status
from ..normalize.target import read_target
from ..normalize.text import clean, ends_sentence
from ..normalize.unit import measure_words
from .document import Block, Item, Place

MAX_NAME = 200
MAX_HEADING = 40
_FIGURE = r"[-–−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?"
_BOUND = re.compile(r"\b(?:inom|under|på|över|efter|till|i|om|per|från|mellan|än|minst|högst)$", re.I)
"""What stands in front of a figure that is part of a name: "Antal medarbetare under 14 dagar"."""
_TARGET = late_pattern(
    r"^(?:mål(?:et|värdet?|tal|nivå|sättning)?|ambition(?:en)?)\b(?: (?:19|20)\d\d)?\s*(?:är|var)?[: ]*(?P<text>\S.*)$",
    re.I,
)
_EARLIER = late_pattern(r"^(?:år )?(?P<year>(?:19|20)\d\d)\s*[: ]\s*(?P<text>\S.*)$", re.I)
_FIELD = re.compile(r"^(?P<name>[^\W\d][^:\n]{1,40}|(?:19|20)\d\d):\s*(?P<value>\S.{0,79})$")
_INSIDE = late_pattern(
    r"(?:[.;,]?\s+|\s+[|•·/–-]\s+)"
    r"(?=(?:(?:Utfall|Resultat|Målvärde|Mål|Måltal|Målnivå|Startvärde)\b[^:]{0,20}|(?:19|20)\d\d):\s)"
)
_BY_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*[:=–-]?\s+(?P<first>\S.*)|(?P<last>.*\S)\s+\((?P<of>(?:19|20)\d\d)\)")
"""A figure and its year: "2018 15" or "15 (2018)"."""
_DASHES = frozenset("-–—")
_OPENS_FIELD = re.compile(r"(?:Utfall|Resultat|Mål(?:värde|tal|nivå)?|Prognos|Startvärde)\b.*\d", re.S)
_VALUES = frozenset({"outcome", "year", "comparison"})


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator as its lines print it; `values` are columns with the text that stands for their cell."""

    name: str
    place: Place
    index: int
    values: tuple[tuple[Column, str, Place], ...] = ()
    target: str = ""
    status: str = ""
    comment: tuple[str, ...] = ()


@dataclass
class Measures:
    """The indicators found outside tables, and the positions of the items that they consist of."""

    found: list[Measure] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def measures_of(items: Sequence[Item], skipped: frozenset[int] = frozenset()) -> Measures:
    """Find the indicators that stand outside tables; `skipped` are the positions of contents lists."""
    measures = Measures()
    end = 0
    for i, item in enumerate(items):
        if i < end or i in skipped or not isinstance(item, Block):
            continue
        label = read_label(item.text)
        if card := _key_figure(items, i):
            found, end = card
            measures.used |= set(range(i, end))
        elif label and label.field == "indicator" and label.rest:
            found, end = _titled(items, i, label.rest)
            measures.used |= set(range(i, end)) if found else set()
        elif (label and label.field != "indicator") or len(item.text) > MAX_HEADING or item.list_item:
            continue
        else:
            found, end = _listed_under(items, i, item)
            measures.used |= set(range(i if item.text.endswith(":") else i + 1, end)) if found else set()
        measures.found += found
    return measures


def _names_indicators(text: str) -> bool:
    """Say whether a line is nothing but a name for indicators: "Indikatorer:", "Nyckeltal"."""
    column = read_column(text.rstrip(": ")) if len(text) <= MAX_HEADING else None
    return column is not None and column.field == "indicator" and not column.fuzzy


def _listed_under(items: Sequence[Item], start: int, heading: Block) -> tuple[list[Measure], int]:
    """Read the points under a line that says "Indikatorer", or that all give a figure with what it is held against."""
    found, end = _listed(items, start)
    targets = len(found) > 1 and all(measure.target for measure in found)
    return (found, end) if targets or _names_indicators(heading.text) else ([], start + 1)


def _listed(items: Sequence[Item], start: int) -> tuple[list[Measure], int]:
    """Read the points under a line that says "Indikatorer"; where one of them is none, the list is of another kind."""
    found: list[Measure] = []
    end = start + 1
    while end < len(items) and isinstance(item := items[end], Block) and not item.level:
        measure = _point(item, end)
        if measure is None:
            break
        found.append(measure)
        end += 1
    return found, end


@cache
def _figure() -> re.Pattern[str]:
    """A figure with or without its unit: "97 %"."""
    return re.compile(rf"{_FIGURE}(?: ?(?:{measure_words()}))?")


@cache
def _point_pattern() -> re.Pattern[str]:
    return re.compile(
        r"^(?:[•·▪◦*–-]\s+)?(?P<name>[^\W\d].{3,}?)\s*(?P<mark>[:–-]|\s)\s*"
        rf"(?P<value>{_FIGURE}(?: ?(?:{measure_words()}))?)\s*(?:[(\[](?P<inside>[^()\[\]]+)[)\]])?\s*[.;]?$",
        re.S | re.I,
    )


def _point(block: Block, index: int) -> Measure | None:
    """Read "Andel nöjda brukare 78 % (mål 80 %)"."""
    match = _point_pattern().match(clean(block.text)) if len(block.text) <= MAX_NAME else None
    if match is None or read_number(match["value"]) is None or read_label(block.text):
        return None
    if match["mark"].isspace() and _BOUND.search(match["name"]):
        return None
    if not (block.list_item or match["inside"] or not match["value"][-1].isdigit()):
        return None
    measure = Measure(match["name"].rstrip(" :–-"), block.place, index)
    outcome = read_column("Utfall")
    values = [(outcome, match["value"], block.place)]
    target = ""
    for part in re.split(r"[;,]\s+", match["inside"] or ""):
        if aimed := _TARGET.match(part.strip()):
            target = aimed["text"]
        elif (earlier := _EARLIER.match(part.strip())) and read_number(earlier["text"]):
            values.append((read_column(f"Utfall {earlier['year']}"), earlier["text"], block.place))
    return replace(measure, values=tuple(values), target=target)


def _titled(items: Sequence[Item], start: int, rest: str) -> tuple[list[Measure], int]:
    """Read "Indikator: Andel nöjda" with its fields on the same line or on the lines below."""
    first = items[start]
    name, *inside = _INSIDE.split(rest)
    measure = Measure(name.strip(" .;,"), first.place, start)
    fields = [(text, first.place) for text in _whole(inside)]
    end = start + 1
    while end < len(items) and isinstance(item := items[end], Block) and (told := _fields_in(item.text)):
        fields += [(text, item.place) for text in told]
        end += 1
    if isinstance(first, Block) and not any(map(_prints_figure, fields)):
        measure = _point(replace(first, text=rest), start) or measure
    for text, place in fields:
        measure = _with_field(measure, text, place)
    return ([measure], end) if measure.values or measure.target else ([], start + 1)


def _fields_in(text: str) -> list[str]:
    """Give the fields that a line holds and nothing else: "2018: 15  2019: 14", "Utfall: 14. Mål: 12"."""
    fields = _whole(_INSIDE.split(text))
    return fields if all(map(_names_field, fields)) else []


def _whole(parts: Sequence[str]) -> list[str]:
    """Join a field's name that ends in a year, "Utfall 2019:", where it was parted before that."""
    fields: list[str] = []
    for part in parts:
        if fields and ":" not in fields[-1]:
            fields[-1] = f"{fields[-1]} {part}"
        else:
            fields.append(part)
    return fields


def _prints_figure(field_: tuple[str, Place]) -> bool:
    match = _FIELD.match(field_[0])
    return match is not None and not _is_target(match) and read_column(match["name"]).field in _VALUES


def _key_figure(items: Sequence[Item], start: int) -> tuple[list[Measure], int] | None:
    """Read a name, the figure that stands by itself under it, and the caption and the fields around that figure."""
    name = items[start]
    if not isinstance(name, Block) or not _could_be_measured(name, items[start - 1] if start else None):
        return None
    figure = caption = None
    fields: list[tuple[str, Place]] = []
    end = start + 1
    while end < len(items) and isinstance(item := items[end], Block) and not item.level and not item.icons:
        if _is_caption(item.text):
            if caption is not None:
                return None
            caption = read_column(item.text)
        elif figure is None and (_figure().fullmatch(item.text) or item.text in _DASHES):
            figure = item
        elif inside := _fields_in(item.text):
            fields += [(part, item.place) for part in inside]
        else:
            break
        end += 1
    if figure is None or not (caption or fields):
        return None
    outcome = (_outcome(caption or read_column("Utfall")), figure.text, figure.place)
    measure = Measure(name.text.rstrip(" :"), name.place, start, (outcome,))
    for text, place in fields:
        measure = _with_field(measure, text, place)
    return [measure], end


def _could_be_measured(name: Block, above: Item | None) -> bool:
    """Say whether a line could name what a figure under it measures, and is neither a record's title nor a label."""
    text = name.text
    if not text[:1].isupper() or len(text) > MAX_NAME or ends_sentence(text) or name.level or name.list_item:
        return False
    titled = isinstance(above, Block) and announces_record(above.text)
    if titled or read_label(text) or read_status(text) or _is_caption(text) or _names_field(text):
        return False
    return not _OPENS_FIELD.match(text)


def _is_caption(text: str) -> bool:
    """Say whether a line says what a figure above or below it is: "Utfall 2023", "Resultat"."""
    column = read_column(text) if len(text) <= MAX_HEADING and ":" not in text else None
    return column is not None and column.field in _VALUES and not column.fuzzy


def _names_field(text: str) -> bool:
    match = _FIELD.match(text)
    return bool(match and (_is_target(match) or read_column(match["name"]).field in _VALUES | {"target", "status"}))


def _is_target(match: re.Match[str]) -> bool:
    """Say whether a line gives a target: "Mål: 80 %" and "Mål 2019: öka" do, "Mål: Alla ska trivas" opens a goal."""
    column = read_column(match["name"])
    target = read_target(match["value"]) if column.field in ("goal", "target") else None
    if target is None or target.value is not None or column.field == "target":
        return target is not None
    return target.operator is not None and (bool(column.years) or " " not in match["value"])


def _with_field(measure: Measure, text: str, place: Place) -> Measure:
    match = _FIELD.match(text)
    if match is None:
        return measure
    column = read_column(match["name"])
    value = match["value"].rstrip(".;")
    if _is_target(match):
        return replace(measure, target=measure.target or value)
    if column.field == "status" and read_status(value):
        return replace(measure, status=value)
    if column.field in _VALUES:
        return replace(
            measure, values=(*measure.values, *((each, text, place) for each, text in _years(column, value)))
        )
    return measure


def _years(column: Column, value: str) -> list[tuple[Column, str]]:
    """Part figures that each have their year: "2017 16, 2018 15"; else all that is printed is one."""
    parts = [_BY_YEAR.fullmatch(part) for part in re.split(r"[,;/]\s+", value)] if not column.years else []
    dated = [(part["year"] or part["of"], part["first"] or part["last"]) for part in parts if part]
    if not dated or len(dated) < len(parts) or not all(read_number(figure) for _, figure in dated):
        return [(_outcome(column), value)]
    return [(read_column(f"{column.label} {year}"), figure) for year, figure in dated]


def _outcome(column: Column) -> Column:
    return column if column.field == "outcome" else replace(column, field="outcome")
