"""What holds the house together: packages, directions of imports, doctests, and knowledge kept out of code."""

from __future__ import annotations

import ast
import csv
import doctest
import importlib
import importlib.metadata
import io
import pkgutil
import re
import sys
import tokenize
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import get_args

import pytest

import kommunrapport
from kommunrapport.schema import codes

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
SOURCES = sorted(SRC.rglob("*.py"))
TABLES = sorted((SRC / "normalize" / "tables").glob("*.csv"))
MODULES = ["kommunrapport", *(m.name for m in pkgutil.walk_packages(kommunrapport.__path__, "kommunrapport."))]

BEHIND_THE_PIPELINE = ("pipeline", "batch", "cli")
MAY_NOT_IMPORT: dict[str, tuple[str, ...]] = {
    "schema": ("errors", "extract", "normalize", "validate", "export", "evaluate", *BEHIND_THE_PIPELINE),
    "errors": ("schema", "extract", "normalize", "validate", "export", "evaluate", *BEHIND_THE_PIPELINE),
    "normalize": ("extract", "validate", "export", "evaluate", *BEHIND_THE_PIPELINE),
    "extract": ("validate", "export", "evaluate", *BEHIND_THE_PIPELINE),
    "extract.document": ("extract", "normalize", "schema"),
    "extract.readers": ("extract.find",),
    "extract.find": ("extract.readers",),
    "validate": ("extract.find", "extract.readers", "export", "evaluate", *BEHIND_THE_PIPELINE),
    "export": ("extract", "validate", "evaluate", *BEHIND_THE_PIPELINE),
    "evaluate": ("extract", "validate", *BEHIND_THE_PIPELINE),
    "pipeline": ("batch", "cli"),
    "batch": ("cli",),
}
"""Part of the package -> parts that it must not know; what is not listed is free."""


def module_name(source: Path) -> str:
    """The dotted name of a source file inside the package, without `kommunrapport.`."""
    parts = source.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def within(name: str, part: str) -> bool:
    """Whether a dotted name is a part of the package or lies inside it."""
    return name == part or name.startswith(f"{part}.")


def own_imports(source: Path) -> Iterator[str]:
    """Every module of ours that a source file imports, at any depth of its code."""
    package = ("kommunrapport", *source.relative_to(SRC).parts[:-1])
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *([node.module] if node.module else [])))
            names = [f"{stem}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name.removeprefix("kommunrapport.") for name in names if name.startswith("kommunrapport."))


def spoken(source: Path) -> Iterator[tuple[int, str]]:
    """The strings and comments of a source file with their lines; docstrings are left out: they may show examples."""
    text = source.read_text("utf-8")
    tree = ast.parse(text)
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def words(text: str) -> str:
    """A text as lower-case words parted by single blanks."""
    return " ".join(re.findall(r"\w+", text.lower()))


def test_pyproject_lists_every_package_folder() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    folders = {".".join(("kommunrapport", *f.parent.relative_to(SRC).parts)) for f in SRC.rglob("__init__.py")}
    holding_code = {".".join(("kommunrapport", *f.parent.relative_to(SRC).parts)) for f in SOURCES}
    assert sorted(listed) == sorted(folders)
    assert holding_code <= folders


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_no_second_copy_of_the_package_is_loaded() -> None:
    assert not [name for name in sys.modules if within(name, "src")]


@pytest.mark.parametrize("source", SOURCES, ids=module_name)
def test_imports_go_one_way(source: Path) -> None:
    module = module_name(source)
    forbidden = {part for owner, parts in MAY_NOT_IMPORT.items() if within(module, owner) for part in parts}
    backwards = [name for name in own_imports(source) if any(within(name, part) for part in forbidden)]
    assert backwards == []


def test_what_reads_a_page_is_imported_in_no_circle() -> None:
    modules = {module_name(source) for source in SOURCES}
    arrows = {
        module_name(source): {owner_of(name, modules) for name in own_imports(source)} - {module_name(source)}
        for source in (SRC / "extract").rglob("[!_]*.py")
    }
    assert list(TopologicalSorter(arrows).static_order())


def owner_of(name: str, modules: set[str]) -> str:
    """The module that an imported name is or lives in."""
    return name if name in modules else name.rpartition(".")[0]


def test_only_the_command_line_prints() -> None:
    printing = [
        module_name(source)
        for source in SOURCES
        if any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            for node in ast.walk(ast.parse(source.read_text("utf-8")))
        )
    ]
    assert set(printing) <= {"cli"}


@pytest.mark.parametrize("source", SOURCES, ids=module_name)
def test_code_names_no_municipality(source: Path) -> None:
    with (SRC / "normalize" / "tables" / "municipalities.csv").open(encoding="utf-8", newline="") as table:
        names = "|".join(re.escape(row["name"]) for row in csv.DictReader(table))
    named = re.compile(rf"\b(?:{names})s?\b")
    assert [(line, text) for line, text in spoken(source) if named.search(text)] == []


def test_nothing_is_copied_from_real_reports(shared: Path) -> None:
    reports = " ".join(words(seed.read_text("utf-8")) for seed in sorted((shared / "seeds").glob("*.txt")))
    said = [(module_name(source), text) for source in SOURCES for _, text in spoken(source)]
    said += [(table.name, cell) for table in TABLES for row in read_table(table) for cell in row]
    copied = [(where, text) for where, text in said if len(words(text).split()) >= 7 and words(text) in reports]
    assert copied == []


def read_table(table: Path) -> list[list[str]]:
    """The rows of a CSV table, header first."""
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_tables_are_rectangular_and_repeat_nothing(table: Path) -> None:
    header, *body = read_table(table)
    assert len(set(header)) == len(header)
    assert [row for row in body if len(row) != len(header)] == []
    assert [row for row, times in Counter(map(tuple, body)).items() if times > 1] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_tables_hold_clean_composed_text(table: Path) -> None:
    text = table.read_text("utf-8")
    assert not text.startswith("\ufeff")
    assert unicodedata.is_normalized("NFC", text)
    assert [cell for row in read_table(table) for cell in row if cell != cell.strip()] == []


def required_at_run_time(name: str, seen: set[str]) -> set[str]:
    """The distribution and everything it needs here, found through installed metadata."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return seen
    try:
        distribution = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return seen  # needed on another platform only
    seen.add(key)
    for requirement in distribution.requires or []:
        if "extra ==" not in requirement:
            required_at_run_time(re.split(r"[^\w.-]", requirement, maxsplit=1)[0], seen)
    return seen


def test_no_dependency_forces_its_licence_on_users() -> None:
    bound = []
    for name in sorted(required_at_run_time("kommunrapport", set())):
        about = importlib.metadata.metadata(name)
        licence = [*(about.get_all("License-Expression") or []), *(about.get_all("Classifier") or [])]
        if any(re.search(r"\bA?GPL(-|v|\b)|:: GNU (Affero )?General Public", line) for line in licence):
            bound.append(name)
    assert bound == []


def test_every_finding_is_explained_once() -> None:
    explained = re.findall(r"^### `(\w+)`$", (ROOT / "docs" / "findings.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(explained) == sorted(get_args(codes.FindingCode))


def test_every_finding_that_is_explained_can_be_raised() -> None:
    known = set(get_args(codes.FindingCode))
    explained = set(re.findall(r"^### `(\w+)`$", (ROOT / "docs" / "findings.md").read_text("utf-8"), re.MULTILINE))
    sources = [source for source in SOURCES if module_name(source) != "schema.codes"]
    raised = {text for source in sources for text in re.findall(r'"(\w+)"', source.read_text("utf-8"))}
    assert explained == known & raised


def test_the_lock_pins_names_versions_and_hashes_only() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text("utf-8")
        pins = re.findall(r"^[\w.-]+==", lock, re.MULTILINE)
        assert pins and "://" not in lock
        assert lock.count(" \\\n    --hash=sha256:") >= len(pins)


def test_readme_names_every_command() -> None:
    from kommunrapport.cli import app

    commands = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    named = re.findall(r"^\| `(\w+)[ `]", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(commands)


def test_bare_make_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split()
    described = re.findall(r"^(\w+):.* ## ", makefile, re.MULTILINE)
    assert sorted(described) == sorted(targets)
