import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from kommunrapport.export import write

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
    write.export(folder / "out", folder / "out-export", [write.Form.sqlite])
    return folder


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_of_the_page_runs_and_finds_something_in_the_samples(name: str, place: Path) -> None:
    with sqlite3.connect(place / "out-export" / "reports.sqlite") as database:
        found = database.execute(QUERIES[name]).fetchall()
    assert found or name == "missed_targets"


def test_a_share_of_goals_met_is_a_share(place: Path) -> None:
    with sqlite3.connect(place / "out-export" / "reports.sqlite") as database:
        for _, _, goals, share in database.execute(QUERIES["goals_met"]):
            assert goals > 0
            assert 0 <= share <= 1
            assert abs(share * goals - round(share * goals)) < 0.01 * goals


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
