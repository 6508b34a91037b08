"""Every sample gives exactly the JSON and the outline that a person has reviewed, and as many records as it holds.

`make golden` writes the expected files; no test does.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kommunrapport.dump import outline
from kommunrapport.pipeline import read_document, read_report
from kommunrapport.schema import Report

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
REPORTS = sorted((SAMPLES / "reports").iterdir())
EXPECTED = SAMPLES / "expected"

COUNTED = {
    "kommun-arsredovisning.html": (5, 0, 7, 7, 0),
    "kommun-delarsrapport-hel.txt": (5, 0, 0, 4, 0),
    "kommun-delarsrapport.txt": (13, 0, 0, 5, 0),
    "mal-och-uppdrag.txt": (9, 9, 0, 0, 0),
    "mal-i-stycken.txt": (5, 0, 0, 0, 0),
    "namnd-arsberattelse.txt": (5, 0, 4, 5, 11),
    "namnd-delarsrapport.txt": (7, 8, 5, 5, 0),
    "namnd-verksamhetsberattelse.md": (7, 7, 4, 2, 5),
    "tjansteskrivelse.txt": (0, 0, 0, 0, 0),
    "uppdrag-i-stycken.txt": (0, 8, 0, 0, 0),
}
"""Goals, assignments, indicators, budget tables and observations that a person counted in each sample."""

each_sample = pytest.mark.parametrize("sample", REPORTS, ids=lambda sample: sample.name)


@each_sample
def test_sample_gives_the_json_it_must_give(sample: Path) -> None:
    expected = EXPECTED / f"{sample.name}.json"
    assert expected.exists(), "reviewed JSON is missing: make golden"
    assert read_report(sample).to_json() == expected.read_text("utf-8")


@each_sample
def test_sample_is_read_as_the_outline_says(sample: Path) -> None:
    expected = EXPECTED / f"{sample.name}.outline"
    assert expected.exists(), "reviewed outline is missing: make golden"
    assert list(outline(read_document(sample))) == expected.read_text("utf-8").splitlines()


@each_sample
def test_sample_gives_as_many_records_as_a_person_counted(sample: Path) -> None:
    report = read_report(sample)
    found = (report.goals, report.assignments, report.indicators, report.budget_tables, report.observations)
    assert tuple(len(records) for records in found) == COUNTED[sample.name]


@each_sample
def test_links_between_records_lead_somewhere(sample: Path) -> None:
    report = read_report(sample)
    goals = {goal.id for goal in report.goals}
    linked = {goal.parent for goal in report.goals}
    linked |= {assignment.goal for assignment in report.assignments}
    linked |= {indicator.goal for indicator in report.indicators}
    assert linked - {None} <= goals


@each_sample
def test_reviewed_json_is_a_whole_report(sample: Path) -> None:
    text = (EXPECTED / f"{sample.name}.json").read_text("utf-8")
    assert Report.model_validate_json(text).to_json() == text


def test_no_expected_file_is_left_over() -> None:
    wanted = {f"{sample.name}{ending}" for sample in REPORTS for ending in (".json", ".outline")}
    assert {path.name for path in EXPECTED.iterdir()} == wanted


@each_sample
def test_sample_says_that_it_is_invented_and_why_it_is_there(sample: Path) -> None:
    text = sample.read_bytes().decode("utf-8", errors="replace")
    assert "exempel: allt inneh" in text
    assert f"`{sample.name}`" in (SAMPLES / "README.md").read_text("utf-8")
