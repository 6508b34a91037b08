import csv
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kommunrapport import ReadError, errors
from kommunrapport.cli import app
from kommunrapport.pipeline import Options, document_of
from tests.pdf_sheets import Sheet, pdf

SHARED = Path(__file__).parents[2] / "shared"
MEETS = {
    "text": {"ok", "ok_flagged", "partial"},
    "error": {"failed"},
    "flag": {"ok_flagged", "partial", "failed"},
    "refuse": {"refused"},
    "bounded": {"ok", "ok_flagged", "partial", "failed", "refused", "skipped"},
}
"""What may become of an input, by what must."""


@pytest.mark.skipif(not (SHARED / "hostile").is_dir(), reason="needs ../shared/hostile")
def test_hostile_names_and_special_files_have_one_row_each_and_the_one_they_must_have(tmp_path: Path) -> None:
    (tmp_path / "base.pdf").write_bytes(pdf(Sheet().text(50, 60, "Delårsrapport 2031")))
    made = [sys.executable, SHARED / "hostile" / "hostile_gen.py", tmp_path / "base.pdf", tmp_path / "made"]
    subprocess.run([*made, "--quick", "--n", "1", "--only", "utf8"], check=True, capture_output=True)
    inputs, out = tmp_path / "made" / "in", tmp_path / "out"
    before = {path for path in tmp_path.parent.rglob("*") if out not in path.parents}
    result = CliRunner().invoke(app, ["convert", str(inputs), "-o", str(out), "-q", "--timeout", "20"])
    assert result.exit_code == 1
    with sqlite3.connect(out / "manifest.sqlite") as database:
        rows = database.execute("SELECT path, outcome FROM inputs").fetchall()
    found = {path.replace("\n", "\\n").replace("\t", "\\t"): outcome for path, outcome in rows}
    with (tmp_path / "made" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["path"]: row["expect"] for row in csv.DictReader(file)}
    assert {path for path in found.keys() ^ expected.keys() if not (inputs / path).is_dir()} == set()
    assert {path: found[path] for path, expect in expected.items() if found[path] not in MEETS[expect]} == {}
    assert {path for path in tmp_path.parent.rglob("*") if out not in path.parents} - before == {out}


@pytest.mark.parametrize(
    "data",
    [
        "\x1b[2J\x1b]0;x\x07Förskolan är öppen".encode(),
        bytes(range(1, 32)) + ("\nFörskolan är öppen och äldreomsorgen växer" * 3).encode(),
        ("Förskolan är öppen\n" * 50).encode("cp850"),
    ],
    ids=["terminal", "controls", "DOS"],
)
def test_text_that_was_meant_for_another_machine_is_still_text(data: bytes) -> None:
    document = document_of(data, "a.txt")
    assert any("Förskolan är öppen" in getattr(item, "text", "") for item in document.items)


def test_whatever_a_reader_falls_over_is_a_file_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def saboteur(*_: object) -> None:
        raise TypeError("'NoneType' object is not subscriptable\nand more")

    monkeypatch.setattr("kommunrapport.extract.readers.pdf.read_pdf", saboteur)
    with pytest.raises(errors.Damaged) as caught:
        document_of(b"%PDF-1.7\n", "a.pdf", Options())
    assert str(caught.value).startswith("a.pdf cannot be read: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("size", [1, 7, 64, 500, 1000])
def test_a_pdf_cut_anywhere_is_read_or_refused_in_one_line(size: int) -> None:
    whole = pdf(Sheet().text(50, 60, "Delårsrapport 2031"))
    try:
        document_of(whole[: len(whole) - size], "a.pdf")
    except ReadError as error:
        assert "\n" not in str(error)


def test_a_file_too_large_to_be_a_report_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        os.truncate(file.fileno(), 8 << 30)
    result = CliRunner().invoke(app, ["convert", str(tmp_path / "a.pdf"), "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "larger than" in result.stderr
