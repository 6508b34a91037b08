"""Accuracy fact by fact: what of a hand-made truth was found in reports, and what was found that is not there.

A fact is one thing a reader can use: a record, by its title, its number, its status, its parent, one numeric cell.
Precision is the share of predicted facts that are right, recall the share of true facts that were found. A truth is
written in the shape of a report's JSON with a few liberties: links name titles (`goal_title`, `parent_title`), a field
that is missing is not judged, `<field>_any` and `code_any` list further answers that pass, `optional` records may be
missing, and `page`, `pages` or `line` say where a record is printed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias, TypeGuard

from . import errors

Json: TypeAlias = Mapping[str, Any]
"""A JSON object as read from a truth or a prediction; a truth may lack any field."""

_SAME_RECORD = 88
"""From this similarity on two titles name the same record."""
_SAME_HEADING = 90
_TAIL_LENGTH = 20
_TAIL_MATCH = 97
"""A title of some length may carry or lack a tail when the rest agrees this well."""
_LINES_OFF = 2


@dataclass(frozen=True, slots=True)
class Strictness:
    """How alike two texts must be to count as the same."""

    title: float
    comment: float


_CLEAN = Strictness(title=97, comment=95)
_DAMAGED = Strictness(title=90, comment=85)
"""For scans and text with reading errors, whose letters cannot all be restored."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One comparison: whether the truth has it, whether the prediction has it, and whether both agree."""

    kind: str
    true: bool = False
    predicted: bool = False
    right: bool = False
    note: str = ""

    @property
    def hit(self) -> bool:
        """Whether the fact was found and is right."""
        return self.right and self.true and self.predicted


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind of fact."""

    kind: str
    true: int
    predicted: int
    right: int

    @property
    def precision(self) -> float:
        """Share of predicted facts that are right; 1 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of true facts that were found; 1 where there is none."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class FileScore:
    """One truth held against its prediction; `found` is False where there was no prediction at all."""

    name: str
    found: bool
    total: Score
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was judged: file by file, fact by fact, and in all."""

    files: tuple[FileScore, ...]
    facts: tuple[Score, ...]
    total: Score


def as_plain(evaluation: Evaluation) -> dict[str, object]:
    """Give an evaluation as plain values for JSON."""
    files = [
        {"name": file.name, "found": file.found, **_plain_score(file.total), "misses": list(file.misses)}
        for file in evaluation.files
    ]
    facts = [_plain_score(score) for score in evaluation.facts]
    return {"files": files, "facts": facts, "total": _plain_score(evaluation.total)}


def _plain_score(score: Score) -> dict[str, object]:
    counts = {"fact": score.kind, "true": score.true, "predicted": score.predicted, "right": score.right}
    return {**counts, "precision": score.precision, "recall": score.recall, "f1": score.f1}


# --- files ------------------------------------------------------------------------------------------------------------


def evaluate(truth: str | Path, predicted: str | Path) -> Evaluation:
    """Judge a predicted JSON by a true one, or a folder of them by a folder of truths.

    In folders `NAME.truth.json` or `NAME.json` is held against `NAME.json` or `NAME.*.json`; where there is none, all
    facts of that truth count as missed.

    Raises:
        ReadError: a file cannot be opened or is no JSON object.
    """
    files: list[FileScore] = []
    everything: list[Fact] = []
    for true_file, predicted_file in _pairs_of_files(Path(truth), Path(predicted)):
        content = _read(true_file)
        facts = list(facts_of(content, _read(predicted_file) if predicted_file else {}))
        misses = tuple(f"{fact.kind}: {fact.note}" for fact in facts if fact.note and not fact.hit)
        files.append(FileScore(_stem(true_file), predicted_file is not None, _total(facts), misses))
        everything += facts
    return Evaluation(tuple(files), tuple(_scores(everything)), _total(everything))


def _pairs_of_files(truth: Path, predicted: Path) -> Iterator[tuple[Path, Path | None]]:
    if not truth.is_dir():
        if predicted.is_dir():
            predicted = _prediction_for(truth, predicted) or predicted / f"{_stem(truth)}.json"
        yield truth, predicted
        return
    if not predicted.is_dir():
        raise errors.Missing(f"{predicted.name} is not a folder, but {truth.name} is")
    truths = sorted(truth.rglob("*.json"))
    marked = [file for file in truths if file.name.endswith(".truth.json")]
    if not truths:
        raise errors.Missing(f"there is no JSON in {truth.name}")
    yield from ((file, _prediction_for(file, predicted)) for file in marked or truths)


def _stem(file: Path) -> str:
    return re.sub(r"(\.truth|\.gold)?\.json$", "", file.name)


def _prediction_for(truth: Path, folder: Path) -> Path | None:
    """Find the prediction of a truth: of its very name, with the report's ending, or with a suffix after `_`."""
    candidates = sorted(file for file in folder.rglob("*.json") if not file.name.endswith(".truth.json"))
    names = dict.fromkeys((_stem(truth), _stem(truth).rpartition(".")[0] or _stem(truth)))
    for name in names:
        tests: tuple[Callable[[str], bool], ...] = (
            lambda stem, name=name: stem == name,  # type: ignore[misc]
            lambda stem, name=name: stem.rpartition(".")[0] == name,  # type: ignore[misc]
            lambda stem, name=name: stem.startswith(f"{name}_"),  # type: ignore[misc]
        )
        for test in tests:
            for file in candidates:
                if test(_stem(file)):
                    return file
    return None


def _read(file: Path) -> Json:
    try:
        content = json.loads(file.read_bytes())
    except OSError as error:
        raise errors.Missing(f"cannot open {file.name}: {error.strerror}") from error
    except ValueError as error:
        raise errors.Damaged(f"{file.name} is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise errors.Damaged(f"{file.name} is not the JSON of a report")
    return content


def _total(facts: Sequence[Fact]) -> Score:
    return _score("ALL", facts)


def _scores(facts: Sequence[Fact]) -> Iterator[Score]:
    kinds = sorted({fact.kind for fact in facts if fact.true or fact.predicted})
    yield from (_score(kind, [fact for fact in facts if fact.kind == kind]) for kind in kinds)


def _score(kind: str, facts: Sequence[Fact]) -> Score:
    return Score(
        kind,
        true=sum(fact.true for fact in facts),
        predicted=sum(fact.predicted for fact in facts),
        right=sum(fact.hit for fact in facts),
    )


# --- comparing texts --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def _folded(text: str) -> str:
    """Fold what carries no meaning here: case, markup, emphasis marks, kinds of dashes, quotes and blanks."""
    text = unicodedata.normalize("NFC", text).lower()
    text = re.sub(r"<[^>]+>", " ", text).replace("\u00ad", "")
    text = re.sub(r"[*_]", "", text)
    text = re.sub(r"[‐‑–—−]", "-", text)
    text = re.sub(r"[”“„\"’´`']", "'", text)
    return re.sub(r"\s+", " ", text).strip(" .")


def _fold(value: object) -> str:
    return _folded(str(value or ""))


def _alike(one: object, other: object) -> float:
    """Say how alike two texts are, 0-100."""
    from rapidfuzz import fuzz

    first, second = _fold(one), _fold(other)
    return 100.0 if first == second else fuzz.ratio(first, second)


def _accepted(record: Json, field: str) -> list[Any]:
    return [record.get(field), *(record.get(f"{field}_any") or [])]


def _nearest(record: Json, field: str, text: object) -> float:
    """Say how alike a text is to the nearest of the accepted ones."""
    texts = [value for value in _accepted(record, field) if value]
    return max((_alike(value, text) for value in texts), default=_alike(None, text))


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, (int, float))


# --- pairing records --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Which true record is which predicted one; what is left over on either side."""

    pairs: tuple[tuple[Json, Json], ...]
    missed: tuple[Json, ...]
    spurious: tuple[Json, ...]


def _best_pairs(scored: Iterable[tuple[float, int, int]], true: Sequence[Json], predicted: Sequence[Json]) -> _Pairing:
    """Take the best-scored pairs first, every record once."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return _Pairing(
        tuple((true[i], predicted[j]) for i, j in partner.items()),
        tuple(record for i, record in enumerate(true) if i not in partner),
        tuple(record for j, record in enumerate(predicted) if j not in taken),
    )


Bonus: TypeAlias = Callable[[Json, Json], float]
"""What makes a pair of records with similar titles more likely the same: equal numbers, areas, comments."""


def _paired(true: Sequence[Json], predicted: Sequence[Json], field: str, bonus: Bonus) -> _Pairing:
    """Pair records one to one by their title; the bonus and the printed order decide between namesakes."""
    scored = [
        (score + bonus(record, candidate) - abs(i - j) * 1e-3, i, j)
        for i, record in enumerate(true)
        for j, candidate in enumerate(predicted)
        if (score := _same_title(record, candidate, field)) is not None
    ]
    return _best_pairs(scored, true, predicted)


def _same_title(record: Json, candidate: Json, field: str) -> float | None:
    from rapidfuzz import fuzz

    score = _nearest(record, field, candidate.get(field))
    if score >= _SAME_RECORD:
        return score
    true, predicted = _fold(record.get(field)), _fold(candidate.get(field))
    if min(len(true), len(predicted)) < _TAIL_LENGTH or fuzz.partial_ratio(true, predicted) < _TAIL_MATCH:
        return None
    return _SAME_RECORD


def _same_area(record: Json, candidate: Json) -> bool:
    return bool(record.get("area")) and _alike(record.get("area"), candidate.get("area")) > _SAME_HEADING


def _same_beginning(record: Json, candidate: Json) -> bool:
    beginning = _fold(record.get("comment"))[:60]
    return bool(beginning) and beginning == _fold(candidate.get("comment"))[:60]


def _folded_list(values: Iterable[object] | None) -> list[str]:
    return [_fold(value) for value in values or ()]


# --- the facts of one report ------------------------------------------------------------------------------------------


def facts_of(truth: Json, predicted: Json) -> Iterator[Fact]:
    """Compare a predicted report with the true one; kinds of records that the truth leaves out are not judged."""
    made = truth.get("generator") or {}
    strict = _DAMAGED if made.get("scanned") or made.get("ocr_damage") else _CLEAN
    titles = {goal.get("id"): goal.get("title") for goal in predicted.get("goals", [])}
    yield from _head_facts(truth, predicted)
    for kind, link in (("goals", "parent"), ("assignments", "goal")):
        if kind in truth:
            yield from _Records(kind, link, titles, strict).facts(truth[kind] or [], predicted.get(kind) or [])
    if "indicators" in truth:
        yield from _indicator_facts(truth["indicators"] or [], predicted.get("indicators") or [], strict)
    if "budget_tables" in truth:
        yield from _budget_facts(truth["budget_tables"] or [], predicted.get("budget_tables") or [])
    if "observations" in truth:
        yield from _observation_facts(truth["observations"] or [], predicted.get("observations") or [], strict)


def _head_facts(truth: Json, predicted: Json) -> Iterator[Fact]:
    true, found = truth.get("report") or {}, predicted.get("report") or {}
    open_fields: Json = truth.get("report_any") or {}
    for field in ("title", "body", "registration_number"):
        yield from _head_text_fact(field, true, found, open_fields)
    for field in ("type", "year", "decision_date"):
        if field in true and (true[field] or found.get(field)) and not _passes(open_fields, field, found):
            right = true[field] == found.get(field)
            yield Fact(f"report.{field}", bool(true[field]), bool(found.get(field)), right, _differ(true, found, field))
    yield from _head_part_fact("municipality", true, found, open_fields, _same_municipality)
    yield from _head_part_fact("period", true, found, open_fields, _same_period)


def _passes(open_fields: Json, field: str, found: Json) -> bool:
    """Say whether the prediction is one of the further answers the truth allows."""
    value = found.get(field)
    return any(
        answer == value or (isinstance(answer, str) and _alike(answer, value) >= _SAME_HEADING)
        for answer in open_fields.get(field, [])
    )


def _head_text_fact(field: str, true: Json, found: Json, open_fields: Json) -> Iterator[Fact]:
    if field not in true or not (true[field] or found.get(field)):
        return
    passes = _passes(open_fields, field, found)
    if passes and not found.get(field):
        return
    right = passes or _alike(true[field], found.get(field)) >= _SAME_HEADING
    note = _differ(true, found, field)
    yield Fact(f"report.{field}", bool(true[field]) or passes, bool(found.get(field)), right, note)


def _head_part_fact(
    field: str, true: Json, found: Json, open_fields: Json, same: Callable[[Json, Json], bool]
) -> Iterator[Fact]:
    """Compare the municipality or the period; where the truth leaves it open, a missing answer is no fault."""
    expected, given = true.get(field) or {}, found.get(field) or {}
    if field not in true or not (expected or given):
        return
    if field in open_fields and (field == "period" or not given):
        return
    yield Fact(f"report.{field}", bool(expected), bool(given), same(expected, given), f"{expected} ≠ {given}")


def _same_municipality(true: Json, found: Json) -> bool:
    same_code = not true.get("code") or true.get("code") == found.get("code")
    return same_code and _fold(true.get("name")) == _fold(found.get("name"))


def _same_period(true: Json, found: Json) -> bool:
    return (true.get("start"), true.get("end")) == (found.get("start"), found.get("end"))


def _differ(true: Json, found: Json, field: str) -> str:
    return f"{true.get(field)} ≠ {found.get(field)}"


# --- facts that several kinds of records share ------------------------------------------------------------------------


def _name(record: Json, length: int = 50) -> str:
    return f"«{_fold(record.get('title') or record.get('name') or record.get('text'))[:length]}»"


def _place_facts(kind: str, true: Json, found: Json) -> Iterator[Fact]:
    """Say whether the record's source names the page, or in text the line, where it is printed."""
    source = found.get("source") or {}
    places = [source, *(source.get("also") or [])]
    if true.get("page"):
        pages = true.get("pages") or [true["page"]]
        right = any(place.get("page") in pages for place in places)
        note = f"{_name(true)} page {source.get('page')} not in {pages}"
        yield Fact(f"{kind}.page", True, bool(source.get("page")), right, note)
    elif true.get("line"):
        right = any(abs((place.get("line") or -9) - true["line"]) <= _LINES_OFF for place in places)
        note = f"{_name(true)} line {source.get('line')} is not {true['line']}"
        yield Fact(f"{kind}.line", True, bool(source.get("line")), right, note)


def _status_facts(kind: str, true: Json, found: Json, field: str) -> Iterator[Fact]:
    """Compare a status by its code; where the truth also accepts silence, silence is not a fact."""
    expected, given = true.get(field), found.get(field)
    codes = [None] if expected is None else expected.get("code_any") or [expected.get("code")]
    right = (given or {}).get("code") in codes
    if (expected or given) and not (given is None and right):
        note = f"{_name(true)} {_status_words(expected)} ≠ {_status_words(given)}"
        yield Fact(f"{kind}.{field}", bool(expected), bool(given), right, note)


def _status_words(status: Json | None) -> str:
    return f"{status.get('code')} ({status.get('raw') or status.get('icon')})" if status else "none"


def _comment_facts(kind: str, true: Json, found: Json, strict: Strictness) -> Iterator[Fact]:
    expected, given = true.get("comment"), found.get("comment")
    if "comment" in true and (expected or given):
        likeness = _alike(expected, given)
        lengths = f"{len(_fold(expected))} and {len(_fold(given))} characters"
        note = f"{_name(true)} {lengths}, {likeness:.0f} % alike"
        yield Fact(f"{kind}.comment", bool(expected), bool(given), likeness >= strict.comment, note)


def _code_facts(kind: str, true: Json, found: Json, field: str) -> Iterator[Fact]:
    if true.get(field):
        right = found.get(field) in _accepted(true, field)
        yield Fact(
            f"{kind}.{field}", True, bool(found.get(field)), right, f"{_name(true)} {_differ(true, found, field)}"
        )


# --- goals and assignments --------------------------------------------------------------------------------------------

_RECORD_FIELDS = ("status", "forecast", "number", "area", "level", "kind", "responsible", "comment")


@dataclass(frozen=True, slots=True)
class _Records:
    """How goals or assignments are judged; `link` is the field that names the goal they belong to."""

    kind: str
    link: str
    titles: Mapping[Any, Any]
    strict: Strictness

    def facts(self, true: Sequence[Json], predicted: Sequence[Json]) -> Iterator[Fact]:
        """Pair the records and compare their fields; one that was missed or made up brings its fields down with it."""
        pairing = _paired(true, predicted, "title", self._bonus)
        for record in pairing.missed:
            if not record.get("optional"):
                yield Fact(self.kind, true=True, note=f"missed {_name(record, 70)}")
                yield from (Fact(kind, true=True) for kind in self._carried(record, f"{self.link}_title"))
        for record in pairing.spurious:
            yield Fact(self.kind, predicted=True, note=f"spurious {_name(record, 70)}")
            yield from (Fact(kind, predicted=True) for kind in self._carried(record, self.link))
        for record, found in pairing.pairs:
            yield from self._field_facts(record, found)

    def _bonus(self, true: Json, found: Json) -> float:
        linked = true.get(f"{self.link}_title")
        same_link = linked and _alike(linked, self.titles.get(found.get(self.link))) > _SAME_HEADING
        owners = _folded_list(true.get("responsible"))
        return (
            (6 if true.get("number") and true.get("number") == found.get("number") else 0)
            + (6 if _same_area(true, found) else 0)
            + (8 if same_link else 0)
            + (4 if _same_beginning(true, found) else 0)
            + (6 if owners and owners == _folded_list(found.get("responsible")) else 0)
        )

    def _carried(self, record: Json, link: str) -> Iterator[str]:
        yield from (f"{self.kind}.{field}" for field in _RECORD_FIELDS if record.get(field))
        if record.get(link):
            yield f"{self.kind}.{self.link}"

    def _field_facts(self, true: Json, found: Json) -> Iterator[Fact]:
        kind = self.kind
        yield from _place_facts(kind, true, found)
        same_title = _nearest(true, "title", found.get("title")) >= self.strict.title
        yield Fact(kind, True, True, same_title, f"{_name(true)} ≠ {_name(found, 90)}")
        yield from _status_facts(kind, true, found, "status")
        yield from _status_facts(kind, true, found, "forecast")
        yield from self._printed_facts(true, found)
        yield from _code_facts(kind, true, found, "level")
        yield from _code_facts(kind, true, found, "kind")
        yield from self._link_facts(true, found)
        yield from _comment_facts(kind, true, found, self.strict)

    def _printed_facts(self, true: Json, found: Json) -> Iterator[Fact]:
        """Compare number, area and responsible bodies, where the truth has the field at all."""
        same = {
            "number": _fold(true.get("number")) == _fold(found.get("number")),
            "area": _alike(true.get("area"), found.get("area")) >= _SAME_HEADING,
            "responsible": sorted(_folded_list(true.get("responsible")))
            == sorted(_folded_list(found.get("responsible"))),
        }
        for field, right in same.items():
            if field in true and (true[field] or found.get(field)):
                note = f"{_name(true)} {_differ(true, found, field)}"
                yield Fact(f"{self.kind}.{field}", bool(true[field]), bool(found.get(field)), right, note)

    def _link_facts(self, true: Json, found: Json) -> Iterator[Fact]:
        field = f"{self.link}_title"
        if field in true and (true[field] or found.get(self.link)):
            title = self.titles.get(found.get(self.link))
            right = _alike(true[field], title) >= _SAME_HEADING
            note = f"{_name(true)} {_fold(true[field])[:40]} ≠ {_fold(title)[:40]}"
            yield Fact(f"{self.kind}.{self.link}", bool(true[field]), bool(found.get(self.link)), right, note)


# --- indicators -------------------------------------------------------------------------------------------------------


def _indicator_facts(true: Sequence[Json], predicted: Sequence[Json], strict: Strictness) -> Iterator[Fact]:
    pairing = _paired(true, predicted, "name", _indicator_bonus)
    for record in pairing.missed:
        if not record.get("optional"):
            yield Fact("indicators", true=True, note=f"missed {_name(record, 70)}")
            carried = [field for field in ("target", "status", "comment") if record.get(field)]
            yield from (Fact(f"indicators.{field}", true=True) for field in carried)
            yield from (Fact("indicators.values", true=True) for _ in record.get("values", []))
    for record in pairing.spurious:
        yield Fact("indicators", predicted=True, note=f"spurious {_name(record, 70)}")
        yield from (Fact("indicators.values", predicted=True) for _ in record.get("values", []))
    for record, found in pairing.pairs:
        yield from _place_facts("indicators", record, found)
        same_name = _nearest(record, "name", found.get("name")) >= strict.title
        yield Fact("indicators", True, True, same_name, f"{_name(record)} ≠ {_name(found, 90)}")
        yield from _value_facts(record, found)
        yield from _target_facts(record, found)
        yield from _status_facts("indicators", record, found, "status")
        yield from _comment_facts("indicators", record, found, strict)


def _indicator_bonus(true: Json, found: Json) -> float:
    values, given = true.get("values"), found.get("values")
    same_first = values and given and values[0].get("raw") == given[0].get("raw")
    return (6 if _same_area(true, found) else 0) + (8 if same_first else 0) + (4 if _same_beginning(true, found) else 0)


def _value_facts(true: Json, found: Json) -> Iterator[Fact]:
    """Compare values whatever their order; where the truth leaves the target open, a value may stand as one."""
    without_targets = "target_any" in true
    expected, given = _values(true, without_targets), _values(found, without_targets)
    yield from _counted_facts("indicators.values", expected.total(), given.total(), (expected & given).total())
    if expected != given:
        missed, spurious = list((expected - given).elements())[:4], list((given - expected).elements())[:4]
        yield Fact("indicators.values", note=f"{_name(true)} missed {missed}, spurious {spurious}")


def _values(indicator: Json, without_targets: bool) -> Counter[tuple[object, ...]]:
    values = indicator.get("values") or []
    return Counter(_value(v) for v in values if not (without_targets and v.get("kind") == "target"))


def _value(value: Json) -> tuple[object, ...]:
    number = value.get("value")
    shown = round(number, 4) if _is_number(number) else _fold(value.get("raw"))
    return (value.get("year"), value.get("segment") or "total", value.get("kind") or "outcome", shown)


def _counted_facts(kind: str, true: int, predicted: int, right: int) -> Iterator[Fact]:
    """Give facts that are only counted, not told apart."""
    for number in range(max(true, predicted)):
        yield Fact(kind, number < true, number < predicted, number < right)


def _target_facts(true: Json, found: Json) -> Iterator[Fact]:
    expected, given = true.get("target"), found.get("target")
    if not (expected or given) or "target_any" in true:
        return
    right = _target(expected) == _target(given)
    yield Fact("indicators.target", bool(expected), bool(given), right, f"{_name(true)} {expected} ≠ {given}")


def _target(target: Json | None) -> tuple[object, object] | None:
    return (target.get("operator"), target.get("value")) if target else None


# --- budget tables ----------------------------------------------------------------------------------------------------


def _budget_facts(true: Sequence[Json], predicted: Sequence[Json]) -> Iterator[Fact]:
    pairing = _paired_tables(true, predicted)
    for table in pairing.missed:
        if not table.get("optional"):
            yield Fact("budget_tables", true=True, note=f"missed {_name(table, 60)}")
            yield from (Fact("budget.cells", true=True) for _ in range(_numbers(table).total()))
    for table in pairing.spurious:
        yield Fact(
            "budget_tables", predicted=True, note=f"spurious {_name(table, 60)}, {_numbers(table).total()} cells"
        )
        yield from (Fact("budget.cells", predicted=True) for _ in range(_numbers(table).total()))
    for table, found in pairing.pairs:
        yield from _table_facts(table, found)


def _numbers(table: Json) -> Counter[float]:
    cells = (value for row in table.get("rows", []) for value in row.get("values", []))
    return Counter(round(value, 4) for value in cells if _is_number(value))


def _paired_tables(true: Sequence[Json], predicted: Sequence[Json]) -> _Pairing:
    """Pair tables by the numbers they share, and by their titles; a lone number in common is no evidence."""
    numbers = [_numbers(table) for table in predicted]
    scored: list[tuple[float, int, int]] = []
    for i, table in enumerate(true):
        own = _numbers(table)
        for j, candidate in enumerate(predicted):
            shared = (own & numbers[j]).total() / max(1, (own | numbers[j]).total())
            title = _nearest(table, "title", candidate.get("title")) / 100
            if shared > 0.3 or (shared > 0 and title > 0.9):
                scored.append((shared + 0.3 * title - abs(i - j) * 1e-4, i, j))
    return _best_pairs(scored, true, predicted)


def _table_facts(true: Json, found: Json) -> Iterator[Fact]:
    yield Fact("budget_tables", True, True, True)
    yield from _place_facts("budget_tables", true, found)
    same_title = _nearest(true, "title", found.get("title")) >= _SAME_HEADING
    yield Fact("budget.title", True, bool(found.get("title")), same_title, f"{_name(true)} ≠ {_name(found)}")
    yield from _code_facts("budget", true, found, "kind")
    yield from _code_facts("budget", true, found, "unit")
    columns = _paired_columns(true, found)
    yield from _column_facts(true, found, columns)
    yield from _row_facts(true, found, columns)


def _paired_columns(true: Json, found: Json) -> dict[int, int]:
    """Pair columns by role and year, namesakes by how alike their labels are."""
    given = found.get("columns", [])
    free = list(range(len(given)))
    paired: dict[int, int] = {}
    for index, column in enumerate(true.get("columns", [])):
        years = [column.get("year"), *column.get("year_any", [])]
        roles = _accepted(column, "role")
        fits = [i for i in free if given[i].get("role") in roles and given[i].get("year") in years]
        if fits:
            paired[index] = max(fits, key=lambda i: (_alike(column.get("label"), given[i].get("label")), -i))
            free.remove(paired[index])
    return paired


def _column_facts(true: Json, found: Json, paired: Mapping[int, int]) -> Iterator[Fact]:
    """Count a true column as answered, though wrongly, while the prediction still has a column to answer with."""
    given = [(column.get("role"), column.get("year")) for column in found.get("columns", [])]
    free = len(given)
    columns = true.get("columns", [])
    for index, column in enumerate(columns):
        free -= index in paired
        note = f"{_name(true)} column {column.get('role')} {column.get('year')} «{column.get('label')}» not in {given}"
        yield Fact("budget.columns", True, index in paired or free > 0, index in paired, note)
    yield from (Fact("budget.columns", predicted=True) for _ in given[len(columns) :])


def _row_facts(true: Json, found: Json, columns: Mapping[int, int]) -> Iterator[Fact]:
    """Compare kinds of rows and, cell by cell, the numbers of paired rows and columns."""
    rows = _paired_rows(true.get("rows", []), found.get("rows", []))
    right = 0
    for index, row in enumerate(true.get("rows", [])):
        given = rows.get(index)
        if given is None:
            yield Fact("budget.rows", note=f"{_name(true)} missed row «{_row_name(row)[:50]}»")
        else:
            yield from _row_kind_facts(true, row, given)
        for column, value in enumerate(row.get("values", [])):
            if not _is_number(value):
                continue
            answer = _cell(given, columns.get(column))
            if _is_number(answer) and abs(answer - value) < 1e-6:
                right += 1
            elif given is not None:
                yield Fact(
                    "budget.cells", note=f"{_name(true)} «{_row_name(row)[:30]}» column {column}: {value} ≠ {answer}"
                )
    yield from _counted_facts("budget.cells", _numbers(true).total(), _numbers(found).total(), right)


def _row_kind_facts(table: Json, row: Json, found: Json) -> Iterator[Fact]:
    if row.get("kind"):
        note = f"{_name(table)} row «{_row_name(row)[:40]}» {_differ(row, found, 'kind')}"
        yield Fact("budget.row_kind", True, bool(found.get("kind")), found.get("kind") in _accepted(row, "kind"), note)


def _row_name(row: Json) -> str:
    return _fold(f"{row.get('code') or ''} {row.get('label') or ''}")


def _paired_rows(true: Sequence[Json], predicted: Sequence[Json]) -> dict[int, Json]:
    """Give every true row the most alike free row, the nearest in order among equals."""
    names = [_row_name(row) for row in predicted]
    paired: dict[int, Json] = {}
    taken: set[int] = set()
    for index, row in enumerate(true):
        name = _row_name(row)
        free = ((_alike(name, names[i]) - abs(index - i) * 0.01, -i) for i in range(len(names)) if i not in taken)
        likeness, place = max(free, default=(0.0, 0))
        if likeness > 84:
            taken.add(-place)
            paired[index] = predicted[-place]
    return paired


def _cell(row: Json | None, column: int | None) -> object:
    values = row.get("values", []) if row else []
    return values[column] if column is not None and column < len(values) else None


# --- observations -----------------------------------------------------------------------------------------------------


def _observation_facts(true: Sequence[Json], predicted: Sequence[Json], strict: Strictness) -> Iterator[Fact]:
    pairing = _paired(true, predicted, "text", _observation_bonus)
    yield from (Fact("observations", true=True, note=f"missed {_name(r, 60)}") for r in pairing.missed)
    yield from (Fact("observations", predicted=True, note=f"spurious {_name(r, 60)}") for r in pairing.spurious)
    for record, found in pairing.pairs:
        right = (
            _alike(record.get("text"), found.get("text")) >= strict.title
            and record.get("kind") == found.get("kind")
            and (not record.get("area") or _same_area(record, found))
        )
        places = (f"{r.get('kind')}/{r.get('area')}" for r in (record, found))
        yield Fact("observations", True, True, right, f"{_name(record)} {' ≠ '.join(places)}")


def _observation_bonus(true: Json, found: Json) -> float:
    same_area = _alike(true.get("area"), found.get("area")) > _SAME_HEADING
    return (6 if same_area else 0) + (3 if true.get("kind") == found.get("kind") else 0)
