"""The ready packages are what the generator makes today."""

import ast
import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sample_docs.packages import FOLDER, RECIPES, truth_of, write_package

GEOMETRY = ("boxes", "places", "text", "quad")
"""Follows from fonts and libraries of the machine; everything else must stay the same."""


def _without_geometry(truth: Any) -> Any:
    if isinstance(truth, dict):
        return {k: _without_geometry(v) for k, v in truth.items() if k not in GEOMETRY}
    if isinstance(truth, list):
        return [_without_geometry(item) for item in truth]
    return truth


@pytest.mark.parametrize("name", RECIPES)
def test_committed_truth_is_what_is_made_today(name: str) -> None:
    committed = json.loads((FOLDER / f"{name}.truth.json").read_text(encoding="utf-8"))
    assert _without_geometry(committed) == _without_geometry(truth_of(name))


@pytest.mark.parametrize("name", RECIPES)
def test_folder_holds_the_files_of_its_truth(name: str) -> None:
    truth = json.loads((FOLDER / f"{name}.truth.json").read_text(encoding="utf-8"))
    named = {file for document in truth["documents"] for file in document["files"]}
    named |= {problem["file"] for problem in truth["problems"]} | {"package.toml"}
    assert {path.name for path in (FOLDER / name).iterdir()} == named
    declared = tomllib.loads((FOLDER / name / "package.toml").read_text(encoding="utf-8"))
    assert date(2026, 3, 16) <= declared["submitted_on"] <= date(2026, 10, 30)
    assert declared["iin"] == truth["declared"]["iin"]


def test_ready_packages_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*")) < 5_000_000


@pytest.mark.parametrize(
    ("name", "failed", "problems"),
    [
        ("valid-documents", set(), []),
        ("expired-passport-long-letter", {"PAS-02", "LET-01"}, []),
        ("complete-application", set(), []),
        ("broken-file", set(), ["broken_file", "empty_file", "encrypted_file"]),
    ],
)
def test_outcomes_and_problems(name: str, failed: set[str], problems: list[str]) -> None:
    truth = json.loads((FOLDER / f"{name}.truth.json").read_text(encoding="utf-8"))
    outcomes = truth["outcomes"]
    assert {o["rule"] for o in outcomes if o["outcome"] == "failed"} == failed
    assert {o["outcome"] for o in outcomes} <= {"passed", "failed"}
    assert [problem["kind"] for problem in truth["problems"]] == problems


def test_a_stale_file_leaves_with_a_rewrite(tmp_path: Path) -> None:
    (tmp_path / "broken-file").mkdir()
    (tmp_path / "broken-file" / "old.pdf").write_bytes(b"old")
    folder = write_package("broken-file", tmp_path)
    assert not (folder / "old.pdf").exists()
    assert (folder / "diplom.pdf").read_bytes() == b""


def test_truth_is_made_without_the_code_under_test() -> None:
    imported = set()
    for path in Path("sample_docs").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").split(".")[0])
    assert not imported & {"pipeline", "extractors", "validators", "flows", "console"}
