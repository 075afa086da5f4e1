"""SECURITY.md says nothing that its tests do not hold: each test it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PATHS = re.compile(r"`((?:deploy|tests|docs|sample_docs|supply_chain)/[\w./-]+|Dockerfile)`")
FAULTS = (
    *("disk full", "closed", "locked", "gone in the middle", "Prefect's server", "killed"),
    *("clock jumps", "out of memory", "reading damaged", "language data"),
)


@cache
def known_in(path: str) -> frozenset[str]:
    """Names of the tests of a file."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def fault_rows() -> list[list[str]]:
    """Cells of the rows of the table of faults."""
    part = PAGE.partition("\n## Faults\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[1:]]


def test_every_test_that_is_named_is_there() -> None:
    named = NAMED.findall(PAGE)
    assert len(named) > 40
    assert [found for found in named if found[1] not in known_in(found[0])] == []
    # Nothing that looks like a test is written in another way and so escapes.
    assert PAGE.count("::test_") == len(named)


def test_every_fault_names_its_test() -> None:
    rows = fault_rows()
    assert len(rows) > 15
    for row in rows:
        assert len(row) == 3, row
        assert NAMED.search(row[2]), row
    told = " ".join(row[0] for row in rows)
    assert [fault for fault in FAULTS if fault not in told] == []


def test_every_file_that_is_named_is_there() -> None:
    for path in PATHS.findall(PAGE):
        assert (ROOT / path).exists(), path


def test_commands_and_settings_that_are_named_exist() -> None:
    from console.cli import app
    from console.web.options import ConsoleOptions
    from pipeline.settings import Settings

    commands = {command.name or "" for command in app.registered_commands}
    commands |= {group.name or "" for group in app.registered_groups}
    known = {
        command.callback.__name__ for command in app.registered_commands if command.callback
    } | commands
    assert set(re.findall(r"`tekseru (\w+)", PAGE)) <= known
    settings = {f"TEKSERU_{name.upper()}" for name in Settings.model_fields}
    settings |= {f"TEKSERU_CONSOLE_{name.upper()}" for name in ConsoleOptions.model_fields}
    assert set(re.findall(r"TEKSERU_[A-Z_]+", PAGE)) <= settings
