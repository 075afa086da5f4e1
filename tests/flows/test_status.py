"""What watches the office: metrics, `tekseru status`, and the log of runs; none names a person."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from console import standing
from console.cli import app
from flows import batch, keys, metrics, runlog
from flows.attempt import attempt
from flows.batch import Note
from flows.inbox import Parcel
from flows.status import status_of
from flows.verification import Compare, Verification
from flows.work import Job
from pipeline.errors import BadArgumentsError
from pipeline.model import LANGUAGES, Outcome
from pipeline.reading import Progress
from pipeline.settings import Settings
from pipeline.store.decisions import decide
from pipeline.store.schema import run
from tests.flows.office import Office, letter

SECRET = "Құпиясөз"
SAMPLE = re.compile(r'(tekseru_\w+)(\{(?:\w+="[^"]*",?)*\})? (-?[0-9.e+]+)')
LINE = re.compile(r"(# (HELP|TYPE) tekseru_\w+ .+|tekseru_.+)")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)
    made = Office(tmp_path)
    monkeypatch.setenv("TEKSERU_DATA_FOLDER", str(made.settings.data_folder))
    monkeypatch.setenv("TEKSERU_INBOX", str(made.inbox))
    made.settings = made.settings.model_copy(update={"inbox": made.inbox})
    return made


def samples(office: Office) -> dict[str, float]:
    """Each sample of the page of metrics by its name and labels."""
    page = metrics.render(office.engine())
    assert all(LINE.fullmatch(line) for line in page.splitlines())
    found = [SAMPLE.fullmatch(line) for line in page.splitlines() if not line.startswith("#")]
    assert all(found)
    return {f"{match[1]}{match[2] or ''}": float(match[3]) for match in found if match}


def test_metrics_count_what_runs_and_people_did(office: Office) -> None:
    assert samples(office)["tekseru_package_seconds_count"] == 0
    for name in ("A", "B", "C"):
        office.put(f"{SECRET}{name}", *letter(f"хат{name}н"))
    office.run(kind="nightly")
    office.put(f"{SECRET}B", *letter("жаңа"))
    office.run(kind="nightly")
    reviewed = f"{SECRET}A"
    decide(
        office.engine(), office.name, reviewed, reviewer="R", outcome=Outcome.PASSED, reason="seen"
    )
    found = samples(office)
    assert found['tekseru_packages{outcome="failed"}'] == 3
    assert found['tekseru_verified_total{kind="nightly"}'] == 4
    assert found['tekseru_unchanged_total{kind="nightly"}'] == 2
    assert found['tekseru_runs_total{kind="nightly"}'] == 2
    assert found['tekseru_runs_open{kind="nightly"}'] == 0
    assert found['tekseru_findings{rule="PKG-01",outcome="failed"}'] == 3
    assert found['tekseru_decisions{outcome="passed"}'] == 1
    assert found['tekseru_documents{capture="scan"}'] == 3
    # Each stands in for a second of work, and there are four results.
    assert found['tekseru_package_seconds_bucket{le="1"}'] == 4
    assert found["tekseru_package_seconds_sum"] == 4
    assert found["tekseru_originals"] == 5
    assert found["tekseru_database_bytes"] > 10_000
    page = metrics.render(office.engine())
    assert SECRET not in page
    assert office.name not in page


def test_status_tells_where_the_inbox_stands_and_whether_the_night_was_missed(
    office: Office,
) -> None:
    assert status_of(office.settings).counts.inboxes == ()
    office.put("A", *letter("бір"))
    office.run(kind="nightly")
    told = status_of(office.settings)
    assert told.night.due is not None
    assert not told.night.missed
    (inbox,) = told.counts.inboxes
    assert (inbox.name, inbox.packages, inbox.at_work) == (office.name, {"failed": 1}, 0)
    for language in LANGUAGES:
        shown = "\n".join(standing.lines(told, language))
        assert office.name in shown
        assert "SQLite" in shown

    longer_ago = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
    with office.engine().begin() as connection:
        connection.execute(update(run).values(started_at=longer_ago, ended_at=longer_ago + 60))
    assert status_of(office.settings).night.missed


def test_status_is_a_command_for_people_and_for_programs(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "settings", lambda: office.settings)
    office.put("A", *letter("бір"))
    office.run()
    told = CliRunner().invoke(app, ["status", "--json"])
    assert told.exit_code == 0
    (inbox,) = json.loads(told.stdout)["inboxes"]
    assert inbox["packages"] == {"failed": 1}
    assert inbox["last_run"]["verified"] == 1
    told = CliRunner().invoke(app, ["status", "--lang", "ru"])
    assert "Не соответствует требованиям: 1" in told.stdout or "Не соответствует: 1" in told.stdout


def log_of(office: Office) -> list[dict[str, Any]]:
    """Lines of all files of the log."""
    files = sorted((office.settings.data_folder / runlog.FOLDER).iterdir())
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def test_log_tells_ids_counts_and_seconds_and_no_word_of_a_paper(office: Office) -> None:
    office.put("A-1", *letter(SECRET))
    office.put("A-2", *letter("екі"))
    office.run()
    office.run()
    lines = log_of(office)
    assert [line["event"] for line in lines].count("package") == 2
    first, *_, last = lines
    assert (first["event"], first["packages"]) == ("run begun", 2)
    assert last["event"] == "run ended"
    assert last["packages"] == {"failed": 2, "unchanged": 2}
    (told,) = [line for line in lines if line.get("package") == "A-1"]
    assert told["run"] == first["run"]
    assert set(told["seconds"]) == {"total", "storing"}
    assert told["pages"] == 1
    assert SECRET not in json.dumps(lines, ensure_ascii=False)


def test_failure_is_logged_by_its_kind_alone(office: Office) -> None:
    office.put("A-1", *letter("бір"))

    def crashing(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        raise RuntimeError(SECRET)

    def tried(job: Job, packages: Sequence[Parcel], note: Note) -> None:
        for package in packages:
            note(package, attempt(job, package).entry)

    batch.run(office.inbox, office.out, office.settings, lambda: None, verify=crashing, work=tried)
    (told,) = [line for line in log_of(office) if line["event"] == "package failed"]
    assert (told["package"], told["trouble"]) == ("A-1", "RuntimeError")
    assert SECRET not in json.dumps(log_of(office), ensure_ascii=False)


def test_old_files_of_the_log_are_removed(office: Office) -> None:
    folder = office.settings.data_folder / runlog.FOLDER
    folder.mkdir(parents=True)
    old, strange = folder / "2025-01-01-host.jsonl", folder / "notes.jsonl"
    for path in (old, strange):
        path.write_text("{}\n")
    runlog.clear_old(office.settings.model_copy(update={"log_days": 0}))
    assert old.exists()
    runlog.clear_old(office.settings)
    assert not old.exists()
    assert strange.exists()


def test_cluster_of_the_command_line() -> None:
    at = "tcp://127.0.0.1:8786"
    plain, named = Settings(), Settings(scheduler=at)
    assert standing.spread(plain, "", "").scheduler == ""
    assert standing.spread(plain, "dask", at).scheduler == at
    assert standing.spread(named, "dask", "").scheduler == at
    assert standing.spread(named, "", "").scheduler == at
    assert standing.spread(named, "local", "").scheduler == ""
    for runner, scheduler in (("dask", ""), ("ray", ""), ("local", at)):
        with pytest.raises(BadArgumentsError):
            standing.spread(plain, runner, scheduler)
