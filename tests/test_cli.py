import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kommunrapport import Report, __version__
from kommunrapport.cli import app, read_pages
from kommunrapport.hold import held

REPORT = Path(__file__).parent / "data" / "report.json"
TEXT = "Delårsrapport 2031\nExempelby kommun\n\nVatten\n\nProverna togs i augusti.\n"
COMMANDS = ["convert", "export", "inspect", "dump", "show", "schema", "status", "evaluate", "unknowns", "validate"]


def run(*words: object, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=given)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two reports, which is also the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("a.txt", "deep/b.md"):
        (tmp_path / "in" / name).write_text(TEXT, "utf-8")
    return tmp_path


# --- the command line itself ------------------------------------------------------------------------------------------


def test_help_lists_the_commands_and_the_exit_codes() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert all(re.search(rf"^  {command} ", result.stdout, re.MULTILINE) for command in COMMANDS)
    assert re.findall(r"^    (\d)  \w", result.stdout, re.MULTILINE) == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example_of_itself(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert re.search(rf"Examples?:\n    kommunrapport {command}", result.stdout)


def test_shell_completion_can_be_installed() -> None:
    assert "--install-completion" in run("--help").stdout


def test_version() -> None:
    assert run("--version").stdout == f"kommunrapport {__version__}\n"


@pytest.mark.parametrize(
    "words", [["nonsense"], ["convert"], ["convert", "a.txt"], ["convert", "-", "a.txt"], ["show", "a.pdf"]]
)
def test_wrong_usage_is_exit_code_2_and_one_line(words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.strip().splitlines()[-1].startswith("Error: ")


def test_asking_for_help_loads_nothing_heavy() -> None:
    heavy = {"numpy", "pandas", "pydantic", "pdfplumber", "pypdfium2", "rapidfuzz", "rich", "lxml", "ftfy", "PIL"}
    code = "import sys, kommunrapport, kommunrapport.cli as c\ntry: c.app(['--help'])\nfinally: print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert heavy.isdisjoint(loaded.split())


@pytest.mark.parametrize(
    ("text", "pages"), [(None, None), ("3", (3,)), ("2-4", (2, 3, 4)), ("9, 1 - 2,2", (1, 2, 9)), ("7-7", (7,))]
)
def test_pages_are_numbers_and_ranges(text: str | None, pages: tuple[int, ...] | None) -> None:
    assert read_pages(text) == pages


@pytest.mark.parametrize("text", ["", "0", "4-2", "1-", "-3", "a", "1,,2", "1-999999999", "²"])
def test_what_is_no_list_of_pages_is_wrong_usage(folder: Path, text: str) -> None:
    result = run("convert", folder / "in", "-o", folder / "out", f"--pages={text}")
    assert result.exit_code == 2
    assert not (folder / "out").exists()


# --- convert ----------------------------------------------------------------------------------------------------------


def test_a_folder_of_web_pages_becomes_one_report_and_is_kept_while_none_of_its_pages_changes(folder: Path) -> None:
    pages = folder / "delår"
    pages.mkdir()
    (pages / "index.html").write_text("<h1>Delårsrapport 2031</h1><a href='mal.html'>Mål</a>", "utf-8")
    (pages / "mal.html").write_text("<h1>Mål</h1><table><tr><th>Mål<th>Status<tr><td>Bada<td>Uppfyllt</table>", "utf-8")
    words = ("convert", "delår", "-o", "out", "--as-one", "--resume", "--json")
    made, kept = (json.loads(run(*words).stdout) for _ in range(2))
    assert (made["files"]["ok"], made["records"]["goals"]) == (1, 1)
    assert [(result["path"], result["kept"]) for result in kept["results"]] == [("delår", True)]
    (pages / "mal.html").write_text("<h1>Mål</h1>", "utf-8")
    again = json.loads(run(*words).stdout)
    assert (again["results"][0]["kept"], again["records"]["goals"]) == (False, 0)
    assert run("convert", "memory://in", "-o", "out", "--as-one").exit_code == 2
    assert run("inspect", "delår").exit_code == 0


def test_a_folder_becomes_a_folder_of_reports() -> None:
    result = run("convert", "in", "-o", "out")
    assert result.exit_code == 0
    assert sorted(file.as_posix() for file in Path("out").rglob("*.*")) == [
        "out/a.txt.json",
        "out/deep/b.md.json",
        "out/manifest.sqlite",
    ]
    for file in Path("out").rglob("*.json"):
        assert Report.model_validate_json(file.read_text("utf-8")).to_json() == file.read_text("utf-8")


def test_the_summary_counts_files_records_and_findings() -> None:
    stdout = run("convert", "in", "-o", "out").stdout
    for name in ("ok", "failed", "goals", "budget_tables", "warning"):
        assert re.search(rf"\b{name}\b\W+\d+", stdout)


def test_the_summary_as_json_has_one_entry_for_every_input() -> None:
    Path("in/empty.txt").touch()
    result = run("convert", "in", "missing.txt", "-o", "out", "--json")
    assert result.exit_code == 1
    summary = json.loads(result.stdout)
    assert summary["files"] == {"ok": 2, "ok_flagged": 0, "partial": 0, "skipped": 0, "refused": 0, "failed": 2}
    assert [(Path(entry["source"]).name, entry["state"], entry["cause"]) for entry in summary["results"]] == [
        ("missing.txt", "failed", "missing"),
        ("a.txt", "ok", None),
        ("empty.txt", "failed", "empty"),
        ("b.md", "ok", None),
    ]


def test_a_list_names_inputs_too() -> None:
    Path("list.txt").write_text("in/a.txt\n\nin/deep\n", "utf-8")
    assert run("convert", "--files-from", "list.txt", "-o", "out", "-q").exit_code == 0
    assert sorted(file.name for file in Path("out").glob("*.json")) == ["a.txt.json", "b.md.json"]


def test_quiet_says_nothing_when_all_is_fine() -> None:
    result = run("convert", "in", "-o", "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_what_a_killed_run_left_half_written_is_removed() -> None:
    assert run("convert", "in", "-o", "out", "-q").exit_code == 0
    Path("out/deep/.kommunrapport-unfinished-12345678-99").write_text("{")
    assert run("convert", "in", "-o", "out", "-q").exit_code == 0
    assert [file.name for file in Path("out/deep").iterdir()] == ["b.md.json"]


def test_standard_input_becomes_json_on_standard_output() -> None:
    result = run("convert", "-", given=TEXT.encode())
    assert result.exit_code == 0
    assert Report.model_validate_json(result.stdout).document.media_type == "text/plain"


def test_empty_standard_input_is_one_line() -> None:
    result = run("convert", "-", given=b"")
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.fullmatch(r"standard input: .*empty\n", result.stderr)


def test_converting_again_gives_the_same_bytes_also_with_workers() -> None:
    for out, jobs in (("one", 1), ("one", 1), ("two", 2)):
        assert run("convert", "in", "-o", out, "--jobs", jobs).exit_code == 0
    one, two = ({file.name: file.read_bytes() for file in Path(out).rglob("*.json")} for out in ("one", "two"))
    assert len(one) == 2
    assert one == two


BAD = {
    "empty": (b"", "empty"),
    "binary": (bytes(range(256)) * 40, ""),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_the_others_are_converted(folder: Path, name: str) -> None:
    content, reason = BAD[name]
    bad = folder / "bad.txt"
    bad.write_bytes(content)
    result = run("convert", bad, "in", "-o", "out", "-q")
    assert result.exit_code == 1
    assert re.fullmatch(rf".*bad\.txt: .*{reason}.*\n", result.stderr)
    assert sorted(file.name for file in Path("out").rglob("*.json")) == ["a.txt.json", "b.md.json"]


def test_a_binary_in_a_folder_is_skipped_and_a_binary_by_name_is_a_failure(folder: Path) -> None:
    binary = folder / "in" / "noise.bin"
    binary.write_bytes(bytes(range(256)) * 40)
    found = run("convert", "in", "-o", "out", "--json")
    assert found.exit_code == 0
    assert json.loads(found.stdout)["files"]["skipped"] == 1
    assert run("convert", "in/noise.bin", "-o", "out").exit_code == 1
    assert not Path("out/noise.bin.json").exists()
    binary.rename("in/noise.docx")
    assert "in/noise.docx" in run("convert", "in", "-o", "out").stderr


def test_an_unknown_ending_says_nothing_about_the_content() -> None:
    shutil.copy("in/a.txt", "in/rapport.xyz")
    assert run("convert", "in/rapport.xyz", "-o", "out", "-q").exit_code == 0
    assert Path("out/rapport.xyz.json").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_line() -> None:
    Path("in/a.txt").chmod(0)
    result = run("convert", "in", "-o", "out", "-q")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_a_link_that_leads_nowhere_is_one_line(folder: Path) -> None:
    (folder / "lost.txt").symlink_to("nowhere.txt")
    result = run("convert", "lost.txt", "in", "-o", "out", "-q")
    assert (result.exit_code, len(list(Path("out").rglob("*.json")))) == (1, 2)
    assert re.fullmatch(r"lost\.txt: cannot open .+\n", result.stderr)


@pytest.mark.parametrize("inside", [[], ["noise.bin"]], ids=["nothing", "only other files"])
def test_a_folder_without_reports_is_one_line(folder: Path, inside: list[str]) -> None:
    (folder / "none").mkdir()
    for name in inside:
        (folder / "none" / name).write_bytes(bytes(range(256)) * 40)
    result = run("convert", "none", "-o", "out", "-q")
    assert result.exit_code == 1
    assert re.fullmatch(r"none: .+\n", result.stderr)


def test_an_output_that_is_a_file_is_wrong_usage() -> None:
    assert run("convert", "in", "-o", "in/a.txt").exit_code == 2


def test_what_a_file_is_called_is_not_obeyed_by_the_terminal() -> None:
    name = "[red]\x1b[31mröd.txt"
    Path(name).touch()
    result = run("convert", name, "-o", "out")
    assert result.stderr.startswith("[red] [31mröd.txt: ")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_early_is_exit_code_3_and_keeps_what_is_done(jobs: int, number: signal.Signals) -> None:
    for file in range(500):
        Path(f"in/{file:04}.txt").write_text(TEXT, "utf-8")
    words = ["-m", "kommunrapport.cli", "convert", "in", "-o", "out", "--jobs", str(jobs)]
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while not any(Path("out").glob("00*.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 3
    assert re.search(r"stopped early: \d+ files were not converted \(interrupted\); --resume goes on from here", stderr)
    assert "Traceback" not in stderr
    assert any(Path("out").glob("*.json"))
    assert {file.suffix for file in Path("out").iterdir() if file.is_file()} == {".json", ".sqlite"}


def test_a_resumed_run_tells_what_it_kept_and_what_failed_before() -> None:
    Path("in/trasig.pdf").write_bytes(b"%PDF-1.7 slut")
    first = run("convert", "in", "-o", "out")
    assert ("kept" in first.stdout, first.stderr.count("trasig.pdf")) == (False, 1)
    again = run("convert", "in", "-o", "out", "--resume")
    assert re.search(r"kept from before +│ +3 │", again.stdout)
    assert again.stderr.startswith("out: 1 failed in an earlier run: manifest.sqlite says why")
    other = run("convert", "in", "-o", "out", "--resume", "--pages", "1")
    assert re.search(r"kept from before +│ +0 │", other.stdout)
    assert other.stderr.count("trasig.pdf") == 1


def test_a_path_that_is_not_there_is_told_in_one_line() -> None:
    result = run("convert", "saknas.pdf", "-o", "out")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_an_output_that_another_run_holds_is_exit_code_4(folder: Path) -> None:
    with held(folder / "out"):
        result = run("convert", "in", "-o", "out")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (4, "", 1)
    assert run("convert", "in", "-o", "out").exit_code == 0
    assert sorted(file.name for file in Path("out").iterdir()) == ["a.txt.json", "deep", "manifest.sqlite"]


# --- looking inside ---------------------------------------------------------------------------------------------------


def test_inspect_shows_every_record_with_its_page_and_status_as_printed() -> None:
    result = run("inspect", REPORT)
    assert result.exit_code == 0
    for shown in (
        r"Delårsrapport 2031 \[bold\]",
        r"9901 Exempelby",
        r"g1 .*p\. 2 .*Sjöarna ska vara rena nog att bada i .*green circle",
        r"g2 .*p\. 3 .*Gick sådär \[/red\]",
        r"unknown\?",
        r"a1 .*Kartlägg ledningarna .*80 %",
        r"i1 .*Andel godkända prov .*80–95 .*improved",
        r"2031 jan-aug K 93,5\*",
        r"Summa .*-3 495 .*-3 400",
        r"3 of 7 numbers proven",
        r"numbers proven .*3 \(42 %\) of 7 in budget tables",
        r"improvement .*Fler pumpar",
        r"error .*sum_mismatch .*report .*p\. 5",
    ):
        assert re.search(shown, result.stdout), shown


def test_inspect_shows_comments_when_asked_and_never_control_characters() -> None:
    assert "halvfärdig" not in run("inspect", REPORT).stdout
    stdout = run("inspect", REPORT, "--comments").stdout
    assert "[31mhalvfärdig." in stdout
    assert "\x1b" not in stdout


def test_inspect_reads_reports_too() -> None:
    result = run("inspect", "in/a.txt")
    assert result.exit_code == 0
    assert "a.txt (text/plain)" in result.stdout


@pytest.mark.parametrize("content", ["{", "{}", "[]"])
def test_inspect_says_in_one_line_that_a_json_is_no_report(content: str) -> None:
    Path("x.json").write_text(content)
    result = run("inspect", "x.json")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_dump_gives_every_line_a_place() -> None:
    lines = run("dump", "in/a.txt").stdout.splitlines()
    assert lines[0] == "document a.txt text/plain"
    assert lines[-1] == "l6 text: Proverna togs i augusti."


@pytest.mark.parametrize("command", ["dump", "inspect"])
def test_a_file_that_cannot_be_read_is_one_line(command: str) -> None:
    result = run(command, "missing.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.fullmatch(r"missing\.txt: .+\n", result.stderr)


def test_show_wants_a_pdf() -> None:
    result = run("show", "in/a.txt", "--page", 1)
    assert result.exit_code == 1
    assert "only a PDF has pages" in result.stderr


def test_schema_is_json() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Report"


def test_status_as_json_is_one_line_for_every_phrase() -> None:
    result = run("status", "--json", "Delvis uppfyllt", "Sammanträde i mars")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["text"], first["code"], first["basis"]) == ("Delvis uppfyllt", "partially_achieved", "phrase")
    assert 0 < first["confidence"] <= 1
    assert second == {"text": "Sammanträde i mars", "code": None, "confidence": None, "basis": None}


def test_status_reads_the_lines_of_standard_input() -> None:
    result = run("status", "--json", given="\ufeffUppfyllt\r\n\r\nInte uppfyllt\n".encode())
    assert [json.loads(line)["code"] for line in result.stdout.splitlines()] == ["achieved", None, "not_achieved"]


def test_status_of_cells_sentences_and_titles() -> None:
    phrases = ("100 %", "I viss omfattning", "Påbörjad åtgärd", "Upphandlingen pågår.", "Andel nöjda elever, procent")
    codes = [json.loads(line)["code"] for line in run("status", "--json", *phrases).stdout.splitlines()]
    assert codes == ["achieved", "partially_achieved", "in_progress", "in_progress", None]


def test_status_as_a_table() -> None:
    assert re.search(r"Uppfyllt \W+achieved", run("status", "Uppfyllt").stdout)


def test_evaluate_prints_facts_and_what_was_missed() -> None:
    truth = {"goals": [{"title": "Sjöarna ska vara rena nog att bada i"}, {"title": "Ett mål som ingen fann"}]}
    Path("a.truth.json").write_text(json.dumps(truth), "utf-8")
    result = run("evaluate", "a.truth.json", REPORT, "-v")
    assert result.exit_code == 0
    assert "a: goals: missed «ett mål som ingen fann»" in result.stdout
    assert re.search(r"goals\W+2\W+3\W+1\W+0\.333\W+0\.500\W+0\.400", result.stdout)


def test_evaluate_as_json() -> None:
    shutil.copy(REPORT, "a.json")
    result = json.loads(run("evaluate", "a.json", "a.json", "--json").stdout)
    assert result["total"]["f1"] == 1.0
    cells = next(fact for fact in result["facts"] if fact["fact"] == "budget.cells")
    assert (cells["true"], cells["predicted"], cells["right"]) == (7, 7, 7)


def test_evaluate_says_in_one_line_what_is_missing() -> None:
    result = run("evaluate", "no-truth", "no-folder")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_unknowns_lists_what_was_not_understood_by_count() -> None:
    shutil.copy(REPORT, "in/one.json")
    shutil.copy(REPORT, "in/two.json")
    result = run("unknowns", "in")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "kind,phrase,count,seen_in",
        "header,Pumpläge,2,delarsrapport-2031.pdf p. 3",
        "status,Gick sådär [/red],2,delarsrapport-2031.pdf p. 3",
    ]


def test_unknowns_names_what_is_no_report_and_goes_on() -> None:
    shutil.copy(REPORT, "in/one.json")
    Path("in/other.json").write_text("{}")
    result = run("unknowns", "in")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "Pumpläge" in result.stdout


# --- validate ---------------------------------------------------------------------------------------------------------

WHOLE = "Delårsrapport per 31 augusti 2031\n\nTrosa kommun\n\nTkr\tBudget\tUtfall\nVatten\t-9\t-8\nAvlopp\t-7\t-9\n"


def test_validate_says_what_is_missing_and_by_which_rule(folder: Path) -> None:
    (folder / "hel.txt").write_text(WHOLE, "utf-8")
    result = run("validate", "hel.txt")
    assert result.exit_code == 0
    assert "profile interim (statutory)" in result.stdout
    assert re.search(r"D05.*Balansräkning.*missing \[error\]", result.stdout)
    assert "LKBR 13 kap. 2 §" in result.stdout


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), (None, 0)])
def test_validate_fails_at_the_chosen_level(folder: Path, level: str | None, code: int) -> None:
    (folder / "hel.txt").write_text(WHOLE, "utf-8")
    assert run("validate", "hel.txt", *(["--fail-on", level] if level else [])).exit_code == code


def test_validate_of_a_json_shows_what_the_conversion_stored(folder: Path) -> None:
    (folder / "hel.txt").write_text(WHOLE, "utf-8")
    run("convert", "hel.txt", "-o", "out")
    fresh, stored = (json.loads(run("validate", file, "--json").stdout)[0] for file in ("hel.txt", "out/hel.txt.json"))
    assert fresh["items"] == stored["items"]
    assert fresh["remarks"] == stored["remarks"]


def test_validate_of_a_folder_gives_csv_with_a_row_for_every_item_and_finding(folder: Path) -> None:
    (folder / "in" / "hel.txt").write_text(WHOLE, "utf-8")
    rows = list(csv.DictReader(io.StringIO(run("validate", "in", "--csv").stdout)))
    assert {row["file"] for row in rows} == {"a.txt", "deep/b.md", "hel.txt"}
    assert [row["result"] for row in rows if (row["file"], row["id"]) == ("hel.txt", "D05")] == ["missing"]
    assert ("finding", "report") in {(row["row"], row["origin"]) for row in rows if row["file"] == "hel.txt"}


def test_validate_does_not_convert_what_is_converted_already() -> None:
    run("convert", "in", "-o", "in")
    rows = json.loads(run("validate", "in", "--json").stdout)
    assert sorted(row["file"] for row in rows) == ["a.txt.json", "deep/b.md.json"]


def test_validate_names_what_cannot_be_read() -> None:
    result = run("validate", "none.pdf", "in/a.txt")
    assert result.exit_code == 1
    assert "none.pdf: no such file or folder" in result.stderr
    assert "a.txt" in result.stdout


def test_validate_by_another_checklist() -> None:
    result = run("validate", "in/a.txt", "--profile", "annual", "--json")
    assert json.loads(result.stdout)[0]["profile"] == "annual"


def test_validate_says_what_the_archive_lacks(folder: Path) -> None:
    (folder / "hel.txt").write_text(WHOLE, "utf-8")
    (folder / "list.csv").write_text(
        "kommun;år;rapport\nTrosa;2031;delårsrapport\nTrosa;2031;årsredovisning\n", "utf-8"
    )
    result = run("validate", "hel.txt", "--expected", "list.csv")
    assert "Lacking: 1 of 2 reports" in result.stdout
    assert run("validate", "hel.txt", "--expected", "list.csv", "--csv").stdout.splitlines() == [
        "municipality,year,type,body",
        "Trosa,2031,annual_report,",
    ]
    assert run("validate", "hel.txt", "--expected", "hel.txt").exit_code == 2


def test_validate_writes_the_coverage_of_an_archive(folder: Path) -> None:
    (folder / "hel.txt").write_text(WHOLE, "utf-8")
    result = run("validate", "hel.txt", "in", "--matrix", "coverage")
    assert [Path(line).name for line in result.stdout.splitlines()] == ["coverage.csv", "coverage.html"]
    assert "Trosa" in (folder / "coverage" / "coverage.csv").read_text("utf-8")
    assert "<svg" in (folder / "coverage" / "coverage.html").read_text("utf-8")
