import json
import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from kommunrapport.export.stored import stored_report
from kommunrapport.schema import Finding, Report, codes, json_schema

REPORT = Path(__file__).parent / "data" / "report.json"
"""A report made by hand that uses every part of the contract."""

JSON = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}


@pytest.fixture(scope="module")
def report() -> Report:
    return stored_report(REPORT)


def test_reading_a_json_back_gives_the_same_json(report: Report) -> None:
    assert report.to_json() == REPORT.read_text("utf-8")


def test_reading_a_json_back_gives_the_same_object(report: Report) -> None:
    assert Report.model_validate_json(report.to_json()) == report


def test_whole_numbers_stay_whole_and_fractions_stay_fractions(report: Report) -> None:
    values = [row.values[0] for row in report.budget_tables[0].rows]
    assert values == [-3495, -12.5, -3495]
    assert [type(value) for value in values] == [int, float, int]


def paths_to_objects(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [path, *(p for key, part in value.items() for p in paths_to_objects(part, (*path, key)))]
    if isinstance(value, list):
        return [p for index, part in enumerate(value) for p in paths_to_objects(part, (*path, index))]
    return []


@pytest.mark.parametrize("path", paths_to_objects(json.loads(REPORT.read_text("utf-8"))), ids=str)
def test_a_field_that_the_contract_does_not_know_is_an_error(path: tuple[str | int, ...]) -> None:
    content = json.loads(REPORT.read_text("utf-8"))
    part = content
    for step in path:
        part = part[step]
    part["surprise"] = 1
    with pytest.raises(ValidationError, match="surprise"):
        Report.model_validate(content)


def test_a_report_cannot_be_changed_once_it_is_read(report: Report) -> None:
    with pytest.raises(ValidationError):
        report.goals[0].title = "Något annat"  # type: ignore[misc]


def test_every_printed_finding_code_of_the_contract_is_known(shared: Path) -> None:
    contract = (shared / "CONTRACT.md").read_text("utf-8")
    listed = contract.partition("Finding codes to begin with")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", listed)) <= set(get_args(codes.FindingCode))


def test_a_finding_with_an_unknown_code_is_an_error() -> None:
    with pytest.raises(ValidationError):
        Finding.model_validate({"code": "made_up", "origin": "report", "severity": "info", "message": "…"})


# --- the JSON Schema --------------------------------------------------------------------------------------------------


def objects_of(schema: object) -> list[dict[str, object]]:
    if isinstance(schema, dict):
        own = [schema] if schema.get("type") == "object" else []
        return own + [found for part in schema.values() for found in objects_of(part)]
    if isinstance(schema, list):
        return [found for part in schema for found in objects_of(part)]
    return []


def test_the_schema_is_of_draft_2020_12_and_closed() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert len(objects_of(schema)) > 15
    assert all(part["additionalProperties"] is False for part in objects_of(schema))


def test_the_schema_is_valid_by_its_own_draft_and_accepts_a_report() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the full check needs jsonschema")
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(REPORT.read_text("utf-8")))


def test_every_reference_of_the_schema_leads_somewhere() -> None:
    schema = json_schema()
    for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(schema)):
        part = schema
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
        assert part["type"] == "object"


def fits(value: object, schema: dict[str, object], defs: dict[str, dict[str, object]]) -> bool:
    """The part of JSON Schema that types and names need, enough to hold a report against its schema."""
    if "$ref" in schema:
        return fits(value, defs[str(schema["$ref"]).rpartition("/")[2]], defs)
    if "anyOf" in schema:
        return any(fits(value, option, defs) for option in schema["anyOf"])  # type: ignore[attr-defined]
    if "enum" in schema:
        return value in schema["enum"]  # type: ignore[operator]
    if schema.get("type") == "array":
        items = schema.get("items", {})
        return isinstance(value, list) and all(fits(item, items, defs) for item in value)  # type: ignore[arg-type]
    if schema.get("type") == "object":
        fields: dict[str, dict[str, object]] = schema["properties"]  # type: ignore[assignment]
        return isinstance(value, dict) and all(k in fields and fits(v, fields[k], defs) for k, v in value.items())
    return "type" not in schema or isinstance(value, JSON[str(schema["type"])])


def test_a_report_fits_its_schema() -> None:
    schema = json_schema()
    content = json.loads(REPORT.read_text("utf-8"))
    assert fits(content, schema, schema["$defs"])
    content["goals"][0]["status"]["code"] = "kanske"
    assert not fits(content, schema, schema["$defs"])
