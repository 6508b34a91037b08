from pathlib import Path

import pandas as pd
import pytest

from kommunrapport import frames, stored_report
from kommunrapport.export.frames import COLUMNS

REPORT = Path(__file__).parent / "data" / "report.json"

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def tables() -> Frames:
    return frames([stored_report(REPORT)])


def test_there_is_one_table_for_every_kind_of_record(tables: Frames) -> None:
    assert list(tables) == ["reports", "goals", "assignments", "indicators", "budget", "observations", "findings"]
    assert {name: len(table) for name, table in tables.items()} == {
        "reports": 1,
        "goals": 3,
        "assignments": 1,
        "indicators": 4,
        "budget": 9,
        "observations": 2,
        "findings": 3,
    }


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_says_whose_report_it_is_and_for_which_year(tables: Frames, name: str) -> None:
    key = ["municipality_code", "municipality", "body", "year", "report_type", "file_name"]
    own = ["9901", "Exempelby", "Vattennämnden", 2031, "interim_report", "delarsrapport-2031.pdf"]
    assert tables[name][key].to_numpy().tolist() == [own] * len(tables[name])


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "reports"])
def test_every_record_says_on_which_page_it_stands(tables: Frames, name: str) -> None:
    assert tables[name]["page"].notna().all()


def test_a_status_is_split_into_its_parts(tables: Frames) -> None:
    goals = tables["goals"].set_index("id")
    assert goals["status_code"].to_dict() == {"g1": "achieved", "g2": "unknown", "g3": None}
    assert goals.loc["g1", ["status_icon", "status_basis", "forecast_raw"]].tolist() == [
        "green circle",
        "symbol",
        "Osäkert",
    ]
    assignment = tables["assignments"].iloc[0]
    assert (assignment["status_progress"], assignment["status_schedule"]) == (80, "delayed")


def test_an_indicator_without_values_keeps_a_row(tables: Frames) -> None:
    row = tables["indicators"].set_index("id").loc["i2"]
    assert (row["target_women"], row["target_men"]) == (7, 9)
    assert row["value"] is pd.NA and row["value_year"] is pd.NA


def test_a_budget_cell_knows_its_row_its_column_and_whether_arithmetic_proves_it(tables: Frames) -> None:
    cells = tables["budget"].set_index(["row", "column"])
    assert cells.loc[(0, 2), ["row_code", "row_label", "column_role", "value", "raw"]].tolist() == [
        "10",
        "Verk",
        "variance",
        5.0,
        "5",
    ]
    assert [key for key, proven in cells["proven"].dropna().items() if proven] == [(0, 0), (0, 1), (0, 2)]
    assert [key for key, proven in cells["proven"].dropna().items() if not proven] == [(2, 1)]


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_columns_and_types_are_the_declared_ones_and_survive_parquet(name: str, filled: bool, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    table = frames([stored_report(REPORT)] if filled else [])[name]
    assert {column: str(dtype) for column, dtype in table.dtypes.items()} == dict(COLUMNS[name])
    file = tmp_path / "table.parquet"
    table.to_parquet(file)
    pd.testing.assert_frame_equal(pd.read_parquet(file), table)


def test_reports_of_several_municipalities_stand_in_one_table() -> None:
    report = stored_report(REPORT)
    other = report.model_copy(update={"report": report.report.model_copy(update={"municipality": None, "year": None})})
    goals = frames([report, other])["goals"]
    assert goals["year"].tolist() == [2031] * 3 + [pd.NA] * 3
    assert str(goals["year"].dtype) == "Int64"
