"""A database that is locked, gone or damaged: said so, nothing lost, nothing made up."""

import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from console import cli
from flows import keys
from flows.verification import Compare, Verification
from pipeline import faults
from pipeline.errors import MissingToolError
from pipeline.reading import Progress
from pipeline.settings import Settings
from pipeline.store import database
from pipeline.store.database import FILE, open_database, reading
from pipeline.store.schema import run as runs
from tests.faults.test_disk import done_later, run
from tests.flows.office import Office, letter


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    made = Office(tmp_path, workers=1, claim_seconds=2)
    for name in ("A-1", "A-2"):
        made.put(name, *letter(f"хат{name}"))
    return made


def test_locked_in_the_middle(office: Office) -> None:
    """Another program writes for longer than anybody waits, then is done."""
    holder: list[sqlite3.Connection] = []

    def verify(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        done = office.verify(path, settings, progress, compare)
        if path.name == "A-1":
            lock = sqlite3.connect(office.settings.data_folder / FILE, isolation_level=None)
            lock.execute("BEGIN IMMEDIATE")
            holder.append(lock)
        return done

    # What is left of the run cannot be noted either.
    with pytest.raises(DBAPIError) as failed:
        run(office, verify)
    assert faults.kind_of(failed.value) == faults.DATABASE_BUSY
    assert office.count_of_results() == []
    holder.pop().close()
    done_later(office)


def test_gone_in_the_middle_is_never_a_new_and_empty_one(office: Office) -> None:
    def verify(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        done = office.verify(path, settings, progress, compare)
        for file in office.settings.data_folder.glob(f"{FILE}*"):
            file.rename(file.with_name(f"away-{file.name}"))
        return done

    with pytest.raises(DBAPIError) as failed:
        run(office, verify)
    assert faults.kind_of(failed.value) == faults.DATABASE
    assert not (office.settings.data_folder / FILE).exists()
    # The share is mounted again.
    for file in office.settings.data_folder.glob("away-*"):
        file.rename(file.with_name(file.name.removeprefix("away-")))
    done_later(office)
    # The run that was broken off has no end and is no run of the morning's.
    with reading(office.engine()) as connection:
        ends = [row.ended_at for row in connection.execute(runs.select().order_by(runs.c.number))]
    assert [end is None for end in ends] == [True, False]


def test_damaged_one_is_said_so(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = office.settings.data_folder / FILE
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no database at all" * 1000)
    with pytest.raises(MissingToolError, match="damaged"):
        open_database(office.settings)
    assert file.read_bytes().startswith(b"no database")
    monkeypatch.setattr(cli, "settings", lambda: office.settings)
    monkeypatch.setattr(sys, "argv", ["tekseru", "batch", str(office.inbox)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    said = capsys.readouterr()
    assert left.value.code == 5
    assert "backup" in said.err
    assert "Traceback" not in said.err


def test_server_that_does_not_answer_is_said_so_without_its_password() -> None:
    address = "postgresql+pg8000://user:geheim@127.0.0.1:1/tekseru"
    settings: Any = Settings(database_url=address)  # type: ignore[arg-type]
    with pytest.raises(MissingToolError) as failed:
        open_database(settings)
    assert "does not answer" in failed.value.cause
    assert "geheim" not in str(failed.value)


def test_errors_never_quote_what_was_to_be_written(office: Office) -> None:
    with pytest.raises(DBAPIError) as failed, office.engine().begin() as connection:
        connection.execute(runs.insert().values(id="990115300000", kind=None))
    assert "990115300000" not in str(failed.value)
