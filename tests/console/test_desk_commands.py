"""`tekseru user add` and `tekseru audit verify`."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store.database import FILE

PASSWORD = "a long enough phrase"


def tekseru(folder: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "console", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env={"TEKSERU_DATA_FOLDER": str(folder), "PATH": "/usr/bin:/bin"},
        check=False,
    )


def test_a_first_administrator_and_a_chain_that_can_be_checked(tmp_path: Path) -> None:
    add = ("user", "add", "aru", "--role", "administrator")
    assert tekseru(tmp_path, *add, typed=f"{PASSWORD}\n").returncode == 0
    whole = tekseru(tmp_path, "audit", "verify")
    assert whole.returncode == 0
    assert whole.stdout.startswith("1 ")
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("DROP TRIGGER audit_kept")
        file.execute("UPDATE audit SET person = 'nobody'")
    assert tekseru(tmp_path, "audit", "verify").returncode == 6


@pytest.mark.parametrize(
    ("role", "typed"), [("owner", f"{PASSWORD}\n"), ("reviewer", "short\n"), ("reviewer", "")]
)
def test_senseless_people_are_refused(tmp_path: Path, role: str, typed: str) -> None:
    assert tekseru(tmp_path, "user", "add", "aru", "--role", role, typed=typed).returncode == 3


def test_a_program_gets_a_token_and_words_come_in_the_language_asked_for(tmp_path: Path) -> None:
    made = tekseru(tmp_path, "user", "add", "portal", "--role", "portal", "--lang", "kk")
    assert made.returncode == 0
    assert len(made.stdout.strip()) == 43
    assert "portal токені" in made.stderr
    again = tekseru(tmp_path, "user", "add", "portal", "--role", "portal", "--lang", "ru")
    assert again.returncode == 3
    assert "Такое имя уже есть." in again.stderr
    assert "The audit log is whole" in tekseru(tmp_path, "audit", "verify", "--lang", "en").stderr
