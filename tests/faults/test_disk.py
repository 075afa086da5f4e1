"""Disk full, folder closed, files gone: said in words, nothing half done, all of it done later."""

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from console import cli
from flows import batch, keys
from flows.attempt import attempt
from flows.batch import Note
from flows.inbox import Parcel, Summary
from flows.verification import Compare, Verification
from flows.work import Job, Verify
from pipeline import faults, private
from pipeline.cache import Cache, Kept
from pipeline.model import LANGUAGES
from pipeline.reading import Progress
from pipeline.settings import Settings
from pipeline.store import readings
from pipeline.store.database import open_database
from pipeline.store.results import newest_results
from tests.flows.office import Office, letter
from tests.paper import column, paper


@pytest.fixture(autouse=True)
def _own_files_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, workers=1, language="ru")
    for name in ("A-1", "A-2"):
        made.put(name, *letter(f"хат{name}"))
    return made


def by_attempts(job: Job, packages: Sequence[Parcel], note: Note) -> None:
    """What the Prefect flow does, without a server and without waiting."""
    for package in packages:
        note(package, attempt(job, package).entry)


def run(office: Office, verify: Verify | None = None) -> Summary:
    return batch.run(
        office.inbox,
        office.out,
        office.settings,
        lambda: None,
        verify=verify or office.verify,
        work=by_attempts,
    )


def left_over(folder: Path) -> list[str]:
    """Unfinished files."""
    return [path.name for path in folder.rglob("*") if path.is_file() and "part" in path.suffix]


def done_later(office: Office) -> None:
    """With the fault gone, another run finishes everything, once."""
    summary = run(office)
    assert [bool(entry.failure) for entry in summary.entries] == [False, False]
    kept = office.count_of_results()
    assert [name for name, _ in kept] == ["A-1", "A-2"]
    assert left_over(office.settings.data_folder) == []
    for name in ("A-1", "A-2"):
        assert left_over(office.out / name) == []
        assert (office.out / name / "report.html").is_file()


FAULTS = {errno.ENOSPC: "На диске нет места", errno.EROFS: "нельзя записать"}


@pytest.mark.parametrize("number", sorted(FAULTS))
def test_original_that_the_disk_does_not_take(
    office: Office, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The disk fails in the middle of a file."""
    real = os.fsync

    def failing(descriptor: int) -> None:
        if "originals" in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
            raise OSError(number, os.strerror(number))
        real(descriptor)

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", failing)
        summary = run(office)
    for entry in summary.entries:
        assert entry.outcome is None
        assert FAULTS[number] in entry.failure
    assert office.count_of_results() == []
    assert not [p for p in (office.settings.data_folder / "originals").rglob("*") if p.is_file()]
    done_later(office)


@pytest.mark.parametrize("number", sorted(FAULTS))
def test_report_that_the_disk_does_not_take(
    office: Office, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real = Path.write_text

    def failing(path: Path, *arguments: Any, **named: Any) -> int:
        if path.parent.name == "A-1":
            raise OSError(number, os.strerror(number))
        return real(path, *arguments, **named)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_text", failing)
        first, second = run(office).entries
    assert FAULTS[number] in first.failure
    assert second.outcome is not None
    assert [name for name, _ in office.count_of_results()] == ["A-2"]
    office.read.clear()
    done_later(office)
    assert office.read == ["A-1"]


def test_reading_of_a_result_that_the_disk_does_not_take(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The result stands, but without what the desk shows; so it is not taken for finished."""

    def failing(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(readings, "keep", failing)
        summary = run(office)
    assert all("На диске нет места" in entry.failure for entry in summary.entries)
    done_later(office)
    for known in newest_results(office.engine(), office.name).values():
        assert readings.kept_reading(office.engine(), known.id) is not None


def test_database_that_the_disk_does_not_take(office: Office) -> None:
    """A database that may not grow says what a full disk makes it say."""
    engine = office.engine()
    most: list[int] = []

    def bounded(connection: Any, _: Any) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 1 if most else 1_000_000}")

    def opened(settings: Settings) -> Any:
        made = open_database(settings)
        event.listen(made, "connect", bounded)
        return made

    office.put("A-1", *letter("ұзын", 400))
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(batch, "open_database", opened)
        most.append(1)
        try:
            summary = run(office)
            failures = [entry.failure for entry in summary.entries]
        except Exception as error:  # noqa: BLE001 - the end of the run needs room as well
            failures = [faults.told(str(faults.kind_of(error)), "ru")]
    assert any("На диске нет места" in failure for failure in failures)
    assert "A-1" not in [name for name, _ in office.count_of_results()]
    assert engine.dialect.name == "sqlite"
    done_later(office)


def test_package_that_is_gone_when_its_turn_comes(office: Office) -> None:
    def vanishing(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        if path.name == "A-1":
            raise FileNotFoundError(errno.ENOENT, "gone", str(path))
        return office.verify(path, settings, progress, compare)

    first, second = run(office, vanishing).entries
    assert "исчезли" in first.failure
    assert str(office.inbox) not in first.failure
    assert second.outcome is not None
    done_later(office)


def test_data_folder_that_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line says so, and leaves with its exit code and no traceback."""

    def closed(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    chosen = Settings(data_folder=tmp_path / "data", language="kk")
    monkeypatch.setattr(cli, "settings", lambda: chosen)
    (tmp_path / "inbox").mkdir()
    monkeypatch.setattr(sys, "argv", ["tekseru", "batch", str(tmp_path / "inbox")])
    monkeypatch.setattr(private, "private_folder", closed)
    with pytest.raises(SystemExit) as left:
        cli.main()
    said = capsys.readouterr()
    assert left.value.code == 6
    assert "Қалтаға жазуға болмайды" in said.err
    assert "Traceback" not in said.err


def test_reading_that_cannot_be_kept_costs_time_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    cache = Cache(Settings(data_folder=tmp_path))
    kept = Kept(paper(*column("Өтініш"), file="a.pdf"), None)
    with monkeypatch.context() as broken:
        broken.setattr(private, "write_whole", full)
        cache.put("ab" * 32, kept)
    assert cache.get("ab" * 32, "a.pdf", 1) is None
    cache.put("ab" * 32, kept)
    assert cache.get("ab" * 32, "a.pdf", 1) == kept


def test_every_kind_of_fault_is_told_in_every_language() -> None:
    kinds = {value for name, value in vars(faults).items() if name.isupper() and name[0] != "_"}
    assert len(kinds) == 9
    for kind in kinds:
        assert len({faults.told(kind, language) for language in LANGUAGES}) == 3
