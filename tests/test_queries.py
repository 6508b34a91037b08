import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kommunrapport import stored_report
from kommunrapport.export import write
from kommunrapport.export.forms import Form
from kommunrapport.schema.report import Target, TargetSegments

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "queries.md").read_text("utf-8")
QUERIES = {found[1]: found[2] for found in re.finditer(r"```sql\n-- (\w+)\n(.+?)```", PAGE, re.DOTALL)}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the samples were converted and exported as the page says."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "out").mkdir()
    for file in (ROOT / "samples" / "expected").glob("*.json"):
        shutil.copy(file, folder / "out")
    write.export(folder / "out", folder / "out-export", [Form.sqlite])
    return folder


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_of_the_page_runs_and_finds_something_in_the_samples(name: str, place: Path) -> None:
    with sqlite3.connect(place / "out-export" / "reports.sqlite") as database:
        found = database.execute(QUERIES[name]).fetchall()
    assert found or name == "missed_targets"


def test_a_share_of_goals_met_is_a_share(place: Path) -> None:
    with sqlite3.connect(place / "out-export" / "reports.sqlite") as database:
        for _, _, _, goals, share in database.execute(QUERIES["goals_met"]):
            assert goals > 0
            assert 0 <= share <= 1
            assert abs(share * goals - round(share * goals)) < 0.01 * goals


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """One board's report, exported as that of two years; the assignment in it is not done in either."""
    folder = tmp_path_factory.mktemp("years")
    (folder / "out").mkdir()
    report = stored_report(ROOT / "tests" / "data" / "report.json")
    first = report.indicators[0]
    values = [
        first.values[0].model_copy(update={"year": year, "segment": segment, "value": value, "kind": "outcome"})
        for year, segment, value in ((2031, "women", 7.5), (2031, "men", 8.5), (2031, "total", 8), (2029, "men", 1))
    ]
    by_sex = TargetSegments(women=7, men=9)
    target = Target(raw="minst 8 (7, 9)", operator=">=", value=8, low=None, high=None, segments=by_sex)
    indicators = [first.model_copy(update={"values": values, "target": target})]
    for year in (2030, 2031):
        head = report.report.model_copy(update={"year": year})
        copy = report.model_copy(update={"report": head, "indicators": indicators if year == 2031 else []})
        (folder / "out" / f"{year}.json").write_text(copy.to_json(), "utf-8")
    write.export(folder / "out", folder / "data", [Form.sqlite])
    with closing(sqlite3.connect(folder / "data" / "reports.sqlite")) as database:
        yield database


def test_an_assignment_that_two_reports_leave_open_has_been_open_for_a_year(two_years: sqlite3.Connection) -> None:
    ((_, title, first, last, years, status),) = two_years.execute(QUERIES["never_finished"]).fetchall()
    assert (title, first, last, years, status) == ("Kartlägg ledningarna", 2030, 2031, 1, "partially_achieved")


def test_an_outcome_is_held_against_the_target_of_its_own_year_and_sex(two_years: sqlite3.Connection) -> None:
    held = {(row[5], row[6]): row[8] for row in two_years.execute(QUERIES["missed_targets"])}
    assert held == {("women", 7.5): 0, ("men", 8.5): 1, ("total", 8.0): 0}


@pytest.mark.filterwarnings("default")
def test_the_python_of_the_page_runs_from_top_to_bottom_and_plots(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    monkeypatch.chdir(place)
    names: dict[str, object] = {"queries": QUERIES}
    for code in re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL):
        exec(code, names)
        if "savefig" in code:
            names["plt"].close("all")  # type: ignore[attr-defined]
    names["database"].close()  # type: ignore[attr-defined]
    plots = {file.stem for file in place.glob("*.png")}
    assert plots == {"goals_met", "never_finished", "missed_targets", "budget_variance"}
