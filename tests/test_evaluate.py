import importlib.util
import json
import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kommunrapport import errors
from kommunrapport.evaluate import evaluate, facts_of

Json = dict[str, Any]

TRUTH: Json = {
    "report": {"title": "Delårsrapport 2031", "type": "interim_report", "year": 2031},
    "goals": [
        {
            "title": "Sjöarna ska vara rena nog att bada i",
            "level": "council",
            "status": {"code": "achieved"},
            "line": 7,
        },
        {
            "title": "Läckorna ska bli färre än i fjol",
            "level": "board",
            "parent_title": "Sjöarna ska vara rena nog att bada i",
            "status": {"code": "uncertain", "code_any": ["uncertain", "partially_achieved"]},
            "comment": "Två läckor lagades.",
            "line": 9,
        },
    ],
    "indicators": [
        {"name": "Antal läckor", "values": [{"year": 2031, "value": 4}], "target": {"operator": "<=", "value": 5}}
    ],
    "budget_tables": [
        {
            "title": "Driftredovisning",
            "kind": "operating",
            "unit": "tkr",
            "columns": [{"label": "Utfall", "role": "outcome", "year": 2031}, {"label": "Budget", "role": "budget"}],
            "rows": [
                {"label": "Verk", "kind": "item", "values": [-10, -12]},
                {"label": "Nät", "kind": "item", "values": [-20, None]},
                {"label": "Summa", "kind": "total", "values": [-30, -12]},
            ],
        }
    ],
    "observations": [{"kind": "strength", "text": "Snabba prov"}],
}


def prediction() -> Json:
    """The prediction that says exactly what the truth says."""
    found = deepcopy(TRUTH)
    for number, goal in enumerate(found["goals"]):
        goal |= {"id": f"g{number}", "source": {"line": goal.pop("line")}}
    del found["goals"][1]["parent_title"]
    found["goals"][1]["parent"] = "g0"
    return found


def counts(found: Json, kind: str) -> tuple[int, int, int]:
    """How many facts of a kind are true, predicted and right."""
    facts = [fact for fact in facts_of(TRUTH, found) if fact.kind == kind]
    return sum(f.true for f in facts), sum(f.predicted for f in facts), sum(f.hit for f in facts)


def test_what_agrees_is_right_in_every_fact() -> None:
    facts = list(facts_of(TRUTH, prediction()))
    assert [fact for fact in facts if not fact.hit] == []
    assert len(facts) > 25


def test_nothing_predicted_misses_everything() -> None:
    facts = list(facts_of(TRUTH, {}))
    assert not any(fact.predicted for fact in facts)
    assert sum(fact.true for fact in facts) > 15


def test_a_missing_goal_takes_its_fields_with_it() -> None:
    found = prediction()
    del found["goals"][1]
    assert counts(found, "goals") == (2, 1, 1)
    assert counts(found, "goals.comment") == (1, 0, 0)
    assert counts(found, "goals.parent") == (1, 0, 0)


def test_a_made_up_goal_costs_precision() -> None:
    found = prediction()
    found["goals"].append({"id": "g9", "title": "Något helt annat som inte står där", "status": {"code": "achieved"}})
    assert counts(found, "goals") == (2, 3, 2)
    assert counts(found, "goals.status") == (2, 3, 2)


def test_a_title_that_lost_its_end_is_the_same_goal_but_not_right() -> None:
    found = prediction()
    found["goals"][0]["title"] = "Sjöarna ska vara rena nog att"
    assert counts(found, "goals") == (2, 2, 1)
    assert counts(found, "goals.status") == (2, 2, 2)


def test_case_dashes_and_markup_do_not_tell_titles_apart() -> None:
    found = prediction()
    found["goals"][0]["title"] = "<p>SJÖARNA ska vara rena nog att bada i.</p>"
    assert counts(found, "goals") == (2, 2, 2)


@pytest.mark.parametrize(("code", "right"), [("uncertain", 2), ("partially_achieved", 2), ("achieved", 1)])
def test_a_status_may_have_several_true_codes(code: str, right: int) -> None:
    found = prediction()
    found["goals"][1]["status"]["code"] = code
    assert counts(found, "goals.status") == (2, 2, right)


def test_a_wrong_parent_is_wrong() -> None:
    found = prediction()
    found["goals"][1]["parent"] = "g1"
    assert counts(found, "goals.parent") == (1, 1, 0)


@pytest.mark.parametrize(("line", "right"), [(7, 1), (9, 1), (10, 0), (None, 0)])
def test_a_place_may_be_two_lines_off(line: int | None, right: int) -> None:
    found = prediction()
    found["goals"][0]["source"] = {"line": line}
    assert counts(found, "goals.line")[2] == 1 + right


def test_one_wrong_number_is_one_wrong_cell() -> None:
    found = prediction()
    found["budget_tables"][0]["rows"][0]["values"][1] = -13
    assert counts(found, "budget.cells") == (5, 5, 4)
    assert counts(found, "budget_tables") == (1, 1, 1)


def test_columns_in_another_order_are_the_same_columns() -> None:
    found = prediction()
    table = found["budget_tables"][0]
    table["columns"].reverse()
    for row in table["rows"]:
        row["values"].reverse()
    assert counts(found, "budget.columns") == (2, 2, 2)
    assert counts(found, "budget.cells") == (5, 5, 5)


def test_what_the_truth_leaves_out_is_not_judged() -> None:
    found = prediction() | {"assignments": [{"title": "Ett uppdrag som ingen har kodat"}]}
    assert counts(found, "assignments") == (0, 0, 0)


# --- files ------------------------------------------------------------------------------------------------------------


def write(folder: Path, **reports: Json) -> Path:
    folder.mkdir()
    for name, content in reports.items():
        (folder / f"{name.replace('__', '.')}.json").write_text(json.dumps(content), "utf-8")
    return folder


def test_a_folder_of_truths_finds_predictions_with_the_reports_ending(tmp_path: Path) -> None:
    truths = write(tmp_path / "truth", a__truth=TRUTH, b__truth=TRUTH, c__truth=TRUTH)
    found = write(tmp_path / "out", a__pdf=prediction(), a1__pdf={}, b=prediction())
    result = evaluate(truths, found)
    assert [(file.name, file.found, file.total.f1) for file in result.files] == [
        ("a", True, 1.0),
        ("b", True, 1.0),
        ("c", False, 0.0),
    ]
    assert result.total.precision == 1.0
    assert 0.6 < result.total.recall < 0.8


def test_misses_are_named(tmp_path: Path) -> None:
    found = prediction()
    del found["goals"][0]
    write(tmp_path / "truth", a=TRUTH)
    write(tmp_path / "out", a=found)
    result = evaluate(tmp_path / "truth" / "a.json", tmp_path / "out" / "a.json")
    assert "goals: missed «sjöarna ska vara rena nog att bada i»" in result.files[0].misses


def test_what_is_no_json_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(errors.Damaged, match=r"^a\.json is not JSON"):
        evaluate(tmp_path / "a.json", tmp_path / "a.json")
    with pytest.raises(errors.Missing, match=r"^cannot open b\.json"):
        evaluate(tmp_path / "b.json", tmp_path / "a.json")


# --- agreement with the scorer beside the repository ------------------------------------------------------------------


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", shared / "tools" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_prediction(truth: Json) -> Json:
    found = deepcopy(truth)
    ids = {goal["title"]: f"g{number}" for number, goal in enumerate(found["goals"])}
    for kind, link in (("goals", "parent"), ("assignments", "goal")):
        for record in found[kind]:
            record[link] = ids.get(record.pop(f"{link}_title", None))
    for goal in found["goals"]:
        goal["id"] = ids[goal["title"]]
    for kind in ("goals", "assignments", "indicators", "budget_tables", "observations"):
        for record in found[kind]:
            record["source"] = {"page": record.get("page"), "line": record.get("line")}
    return found


def spoilt(truth: Json, share: float, chance: random.Random) -> Json:
    """A prediction with records lost and repeated, and titles, statuses, links and cells changed."""
    found = as_prediction(truth)
    for kind in ("goals", "assignments", "indicators", "budget_tables", "observations"):
        records = [record for record in found[kind] if chance.random() > share]
        found[kind] = records + [deepcopy(record) for record in records if chance.random() < share / 2]
        for record in found[kind]:
            for field in list(record):
                if chance.random() < share:
                    record[field] = changed(record[field], chance)
    for table in found["budget_tables"]:
        for row in table["rows"]:
            row["values"] = [value and value + (chance.random() < share) for value in row["values"]]
    return found


def changed(value: object, chance: random.Random) -> object:
    if isinstance(value, str):
        return chance.choice([value[: len(value) // 2], value.upper(), f"{value} och mer därtill", "något annat"])
    if isinstance(value, list):
        return value[1:] + value[:1] if chance.random() < 0.5 else value[:-1]
    return value


def predictions(truth: Json) -> Iterator[Json]:
    chance = random.Random(31)
    yield {}
    yield from (spoilt(truth, share, chance) for share in (0, 0.05, 0.3))


@pytest.mark.parametrize("family", ["ocrtext", "skannad", "stycken"])
def test_figures_agree_with_the_scorer(scorer: ModuleType, shared: Path, tmp_path: Path, family: str) -> None:
    truth_file = sorted((shared / "corpus" / "dev").glob(f"{family}-*.truth.json"))[-1]
    truth = json.loads(truth_file.read_text("utf-8"))
    for found in predictions(truth):
        file = tmp_path / "found.json"
        file.write_text(json.dumps(found), "utf-8")
        expected = {row[0]: row[4:7] for row in scorer.score(truth, found).table()}
        result = evaluate(truth_file, file)
        assert [score.kind for score in (*result.facts, result.total)] == list(expected)
        for score in (*result.facts, result.total):
            assert (score.precision, score.recall, score.f1) == pytest.approx(expected[score.kind], abs=0.001)
