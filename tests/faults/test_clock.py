"""A clock that jumps: nothing is double, nothing is lost, the newest run stays the newest."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from flows import inbox, keys
from flows.verification import Compare, Verification
from pipeline.reading import Progress
from pipeline.settings import Settings
from pipeline.store import claims, database
from pipeline.store.overview import morning_of
from pipeline.store.runs import ended_runs
from pipeline.store.schema import run as runs
from tests.flows.office import Office, letter

DAY = 24 * 3600.0


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)
    made = Office(tmp_path, workers=1)
    made.put("A-1", *letter("хат"))
    return made


def jump(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """From now on the database's clock is so many seconds off."""
    right = database.now
    for module in ("claims", "results", "runs", "originals"):
        monkeypatch.setattr(f"pipeline.store.{module}.now", lambda c: right(c) + seconds)


def test_forward_in_the_middle_another_takes_over_and_the_result_is_there_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = office.engine()
    taken: list[bool] = []

    def verify(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        done = office.verify(path, settings, progress, compare)
        if not taken:
            # The claim is over by the new clock: a machine that looks now takes the package.
            jump(monkeypatch, DAY)
            taken.append(claims.take(engine, office.name, "A-1", "other/boot/pid|1|1|x", 2.0))
        return done

    (entry,) = office.run(verify=verify).entries
    assert taken == [True]
    assert entry.outcome is not None
    # The first result was refused; the package was read again when the other gave no sign.
    assert office.read == ["A-1", "A-1"]
    assert len(office.count_of_results()) == 1


def test_back_in_the_middle_the_claim_only_holds_for_longer(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verify(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        done = office.verify(path, settings, progress, compare)
        jump(monkeypatch, -DAY)
        return done

    (entry,) = office.run(verify=verify).entries
    assert entry.outcome is not None
    assert len(office.count_of_results()) == 1
    assert claims.held(office.engine(), office.name) == frozenset()


def test_run_after_the_clock_went_back_is_the_newest(office: Office) -> None:
    office.run(kind="nightly")
    engine = office.engine()
    with engine.begin() as connection:
        later = {name: runs.c[name] + 400 * DAY for name in ("started_at", "ended_at")}
        connection.execute(update(runs).values(later))
    office.put("A-2", *letter("жаңа"))
    office.run(kind="nightly")
    first, second = ended_runs(engine, office.name)
    assert second.started_at < first.started_at
    told = morning_of(engine, office.name)
    assert told.run.id == second.id
    assert [case.name for case in told.packages] == ["A-1", "A-2"]


def test_file_from_the_future_is_looked_at_twice(office: Office) -> None:
    folder = office.inbox / "A-1"
    tomorrow = time.time() + DAY
    os.utime(folder / "letter.txt", (tomorrow, tomorrow))
    pauses: list[float] = []
    assert inbox.settled([folder], 5.0, pauses.append) == {folder}
    assert pauses == [5.0]


def test_moments_stay_in_the_log_as_the_clock_told_them(office: Office) -> None:
    """The order of the audit log is that of its lines, not that of its moments."""
    from pipeline.store import audit

    engine = office.engine()
    for days in (0, -2, 1):
        with pytest.MonkeyPatch.context() as jumping, engine.begin() as connection:
            moment = (datetime.now(UTC) + timedelta(days=days)).timestamp()
            jumping.setattr(audit, "now", lambda _, moment=moment: moment)
            audit.note(connection, "aru", f"act{days}")
    assert audit.verify_chain(engine).broken_at is None
    assert [line.action for line in audit.lines_of(engine)] == ["act1", "act-2", "act0"]
