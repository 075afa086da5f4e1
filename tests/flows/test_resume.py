"""A batch killed, repeated, doubled: each result once, and as if nothing had happened."""

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from flows import batch, keys
from flows.batch import Note
from flows.inbox import Parcel
from flows.verification import Compare, Verification
from flows.work import Job
from pipeline.reading import Progress
from pipeline.settings import Settings
from pipeline.store import claims
from pipeline.store.overview import morning_of
from tests.flows.office import Office, by_threads, letter

PACKAGES = 12
KILLS = 20


@pytest.fixture(autouse=True)
def _own_files_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program does not change while a test runs."""
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)


def filled(folder: Path, **settings: object) -> Office:
    """An inbox of twelve, two of which share a letter."""
    office = Office(folder, **settings)
    for number in range(PACKAGES):
        seed = "көшірме" if number in (3, 7) else f"хат{number}н"
        office.put(f"A-{number:02}", *letter(seed))
    return office


def in_child(office: Office) -> multiprocessing.Process:
    """The batch in a process of its own."""
    child = multiprocessing.get_context("fork").Process(target=office.run)
    child.start()
    return child  # type: ignore[return-value]  # a process of either kind is used the same


def test_killed_at_any_moment_and_started_again(tmp_path: Path) -> None:
    undisturbed = filled(tmp_path / "whole")
    begun = time.monotonic()
    undisturbed.run()
    whole_run = time.monotonic() - begun
    expected = undisturbed.results()
    assert len(expected) == PACKAGES

    moments = random.Random(20261)  # noqa: S311 - moments, no secrets
    kills = rounds = 0
    while kills < KILLS:
        rounds += 1
        office = filled(tmp_path / f"round{rounds}")
        while True:
            child = in_child(office)
            child.join(moments.uniform(0.02, 0.9) * whole_run if kills < KILLS else None)
            if child.exitcode is not None:
                break
            assert child.pid is not None
            os.kill(child.pid, signal.SIGKILL)
            child.join()
            kills += 1
        assert child.exitcode == 0
        assert office.results() == expected
        kept = Counter(office.count_of_results())
        assert max(kept.values()) == 1, "a result is double"
        for name in expected:
            place = office.out / name
            assert sorted(path.name for path in place.iterdir()) == [
                "inputs.sha256",
                "report.html",
                "result.json",
            ]
        # What was finished before the last start was not read again.
        assert office.run().entries
        assert office.read == []


def test_unchanged_packages_are_not_read_again(tmp_path: Path) -> None:
    office = filled(tmp_path)
    office.run()
    office.read.clear()
    summary = office.run()
    assert office.read == []
    assert all(entry.unchanged for entry in summary.entries)

    office.put("A-05", *letter("жаңа"))
    summary = office.run()
    assert office.read == ["A-05"]
    assert [entry.package for entry in summary.entries if not entry.unchanged] == ["A-05"]


def test_a_lost_report_is_made_again_without_a_second_result(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.put("A", *letter("бір"))
    office.run()
    (office.out / "A" / "report.html").unlink()
    office.read.clear()
    office.run()
    assert office.read == ["A"]
    assert (office.out / "A" / "report.html").is_file()
    assert len(office.count_of_results()) == 1


def test_two_batches_on_one_inbox_share_the_work(tmp_path: Path) -> None:
    office = filled(tmp_path)
    office.seconds_each = 0.05
    first, second = in_child(office), in_child(office)
    for child in (first, second):
        child.join()
        assert child.exitcode == 0
    kept = Counter(office.count_of_results())
    assert max(kept.values()) == 1
    assert len(office.results()) == PACKAGES


def test_helper_takes_packages_of_a_night_that_tells_of_all(tmp_path: Path) -> None:
    office = filled(tmp_path)
    office.run(kind="nightly")
    for number in (1, 5):
        office.put(f"A-{number:02}", *letter(f"жаңа{number}н"))
    helped = batch.lend_a_hand(
        office.inbox, office.out, office.settings, verify=office.verify, work=by_threads
    )
    assert helped == 2
    office.read.clear()
    office.run(kind="nightly")
    assert office.read == []
    told = morning_of(office.engine(), office.name)
    assert told.run.kind == "nightly"
    assert told.before is not None
    assert {case.name for case in told.packages if case.change} == {"A-01", "A-05"}


def test_package_that_another_finished_meanwhile_is_no_unchanged_one(tmp_path: Path) -> None:
    office = Office(tmp_path, workers=1)
    office.put("A", *letter("бір"))
    office.put("B", *letter("екі"))
    office.run()
    office.put("A", *letter("жаңа"))

    def by_another(job: Job, packages: Sequence[Parcel], note: Note) -> None:
        batch.lend_a_hand(
            office.inbox, office.out, office.settings, verify=office.verify, work=by_threads
        )

    done = batch.run(office.inbox, office.out, office.settings, lambda: None, work=by_another)
    assert {entry.package: entry.unchanged for entry in done.entries} == {"A": False, "B": True}


def test_claim_of_a_dead_process_is_free_and_of_a_living_one_is_not(tmp_path: Path) -> None:
    from pipeline.store.holder import new_holder

    engine = Office(tmp_path).engine()
    mine, another = new_holder(), new_holder()
    assert claims.take(engine, "inbox", "A", mine, 60)
    assert not claims.take(engine, "inbox", "A", another, 60)
    assert claims.held(engine, "inbox") == {"A"}
    machine, _, started, end = mine.split("|")
    dead = "|".join((machine, "4194000", started, end))
    assert claims.take(engine, "inbox", "B", dead, 60)
    assert claims.held(engine, "inbox") == {"A"}
    assert claims.take(engine, "inbox", "B", another, 60)


def test_claim_of_another_machine_ends_by_time(tmp_path: Path) -> None:
    engine = Office(tmp_path).engine()
    elsewhere = "another-machine/boot/pid|77|12345|abc"
    assert claims.take(engine, "inbox", "A", elsewhere, 0.2)
    assert not claims.take(engine, "inbox", "A", "third-machine/boot/pid|1|1|x", 60)
    time.sleep(0.3)
    assert claims.take(engine, "inbox", "A", "third-machine/boot/pid|1|1|x", 60)


def test_package_held_by_a_machine_that_died_is_taken_over(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.put("A", *letter("бір"))
    claims.take(office.engine(), office.name, "A", "another-machine/boot/pid|77|1|abc", 1.5)
    (entry,) = office.run().entries
    assert entry.outcome is not None
    assert office.read == ["A"]


def test_package_being_written_waits(tmp_path: Path) -> None:
    from flows.inbox import settled

    office = Office(tmp_path)
    growing, still = office.put("A", *letter("бір")), office.put("B", *letter("екі"))

    def meanwhile(_: float) -> None:
        with (growing / "letter.txt").open("a") as stream:
            stream.write("more")

    assert settled([growing, still], 5.0, meanwhile) == {still}


def test_package_that_changes_while_it_is_read_waits(tmp_path: Path) -> None:
    office = Office(tmp_path)
    package = office.put("A", *letter("бір"))

    def changing(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        done = office.verify(path, settings, progress, compare)
        with (package / "letter.txt").open("a") as stream:
            stream.write("more")
        return done

    (entry,) = office.run(verify=changing).entries
    assert entry.waiting
    assert office.count_of_results() == []
    (entry,) = office.run().entries
    assert not entry.waiting
    assert entry.outcome is not None


def test_letter_of_another_package_is_found_from_both_sides(tmp_path: Path) -> None:
    office = Office(tmp_path, workers=1)
    office.put("A", *letter("ортақ"))
    office.put("B", *letter("өзгеше"))
    office.run()
    assert _repeats_said(office) == {"A": "passed", "B": "passed"}
    # The copy comes a day later: the package that was right alone is judged anew.
    office.put("C", *letter("ортақ"))
    office.read.clear()
    office.run()
    assert _repeats_said(office) == {"A": "failed", "B": "passed", "C": "failed"}
    assert office.read == ["C", "A"]


def _repeats_said(office: Office) -> dict[str, str]:
    """What the rule on repeats says of each package, at its worst."""
    said = {
        name: {f["outcome"] for f in kept["findings"] if f["rule"] == "PKG-11"}
        for name, kept in office.results().items()
    }
    return {name: "failed" if "failed" in found else "passed" for name, found in said.items()}
