"""The controller's view: what was proven, what does not add up, where, and the exit code that says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kommunrapport.check import checked
from kommunrapport.cli import app
from tests.reports import report

HEAD = "Delårsrapport 2020\n\nParknämnden\n\nDrift\n\nTkr\tBudget\tUtfall\tAvvikelse\n"
TRUE = (
    HEAD
    + "Park\t-9 000\t-8 100\t900\nGata\t-7 500\t-9 020\t-1 520\n"
    + "Vatten\t-1 250\t-1 240\t10\nSumma\t-17 750\t-18 360\t-610\n"
)
WRONG = TRUE.replace("-18 360", "-18 630")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("sann.txt", TRUE), ("fel.txt", WRONG)):
        (tmp_path / name).write_text(text, "utf-8")
    return str(tmp_path / "sann.txt"), str(tmp_path / "fel.txt")


def test_shares_are_summed_over_the_report() -> None:
    seen = checked(report(TRUE))
    assert (seen.cells, seen.proven, seen.errors) == (12, 12, 0)
    assert seen.tables[0].variance_rule == "outcome - budget"


def test_a_remark_says_where_and_what_was_expected() -> None:
    seen = checked(report(WRONG))
    remark = seen.remarks[0]
    assert (remark.severity, remark.row, remark.column) == ("error", "Summa", "Utfall")
    assert (remark.found, remark.expected) == ("-18 630", -18360)


def test_the_exit_code_tells_whether_an_error_stands(files: tuple[str, str]) -> None:
    true, wrong = files
    assert CliRunner().invoke(app, ["check", true]).exit_code == 0
    assert CliRunner().invoke(app, ["check", true, wrong]).exit_code == 1


def test_the_terminal_names_row_found_and_expected(files: tuple[str, str]) -> None:
    shown = CliRunner().invoke(app, ["check", files[1]]).stdout
    assert "numbers proven" in shown
    assert "-18 630" in shown
    assert "-18 360" in shown
    assert "perhaps: with -18360 instead of «-18 630»" in " ".join(shown.replace("│", " ").split())


def test_remarks_stand_in_the_order_of_the_report() -> None:
    twice = WRONG + "\n" + WRONG.split("\n\n", 2)[2].replace("-8 100", "-8 001")
    lines = [remark.line for remark in checked(report(twice)).remarks if remark.severity == "error" and remark.line]
    assert len(lines) >= 2
    assert lines == sorted(lines)


def test_the_same_as_json(files: tuple[str, str]) -> None:
    (true, wrong) = json.loads(CliRunner().invoke(app, ["check", "--json", *files]).stdout)
    assert (true["errors"], wrong["errors"]) == (0, 1)
    assert wrong["remarks"][0]["expected"] == -18360


def test_a_stored_json_is_checked_alike(tmp_path: Path) -> None:
    (tmp_path / "fel.json").write_text(report(WRONG).to_json(), "utf-8")
    assert CliRunner().invoke(app, ["check", str(tmp_path / "fel.json")]).exit_code == 1


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["check", str(tmp_path / "saknas.pdf")]).exit_code == 1


def test_many_remarks_of_one_kind_are_one_line(tmp_path: Path) -> None:
    goals = "".join(f"| {n} | Träden i park {n} ska bli fler | Blå våg |\n" for n in range(1, 8))
    (tmp_path / "mål.txt").write_text(f"{TRUE}\n\nMål 2020\n\n| Nr | Mål | Status |\n|---|---|---|\n{goals}", "utf-8")
    shown = CliRunner().invoke(app, ["check", str(tmp_path / "mål.txt")]).stdout
    assert shown.count("«Blå våg»") == 1
    assert "and 6 more like it" in " ".join(shown.replace("│", " ").split())
