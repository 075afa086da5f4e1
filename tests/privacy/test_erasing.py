"""An erased package is gone from files and databases; what others hold stays, and the log too."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from console import cli, keeping
from flows import erasing as flow
from flows import keys
from pipeline import cache
from pipeline.cache import Cache, Kept
from pipeline.errors import TekseruError
from pipeline.model import Outcome
from pipeline.settings import Settings
from pipeline.store import audit, claims, desk, desk_acts, erasing, people, queue
from pipeline.store.database import FILE, open_database
from pipeline.store.desk_tables import ruling
from pipeline.store.people import Role
from pipeline.store.results import newest_results
from pipeline.store.schema import METADATA, result, run
from tests.flows.office import Office, letter
from tests.paper import column, paper
from tests.privacy.search import found_in

IIN, OTHER_IIN = "990115300000", "880201400000"
NAME = "Ахметова Әлия"


@pytest.fixture(autouse=True)
def _own_files_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)
    monkeypatch.setattr(cache, "fingerprint", lambda: "engines")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Two applicants; a file of one is a file of the other too, and a person worked on both."""
    made = Office(tmp_path, retention_days=30)
    for name, iin in (("ҚАЗ-1", IIN), ("ҚАЗ-2", OTHER_IIN)):
        folder = made.put(name, f"{NAME} {iin}", *letter(f"хат{iin}"))
        (folder / "form.bin").write_bytes(b"the same form")
    made.run()
    engine = made.engine()
    number = people.add(engine, "aru", "hash", Role.REVIEWER, "kk", by="test")
    who = people.Person(number, "aru", Role.REVIEWER, "kk", True)
    token = people.begin_session(engine, number)
    people.keep_filters(engine, token, {"search": IIN})
    for name, iin in (("ҚАЗ-1", IIN), ("ҚАЗ-2", OTHER_IIN)):
        known = newest_results(engine, made.name, name)[name]
        case = desk.case_of(engine, known.id)
        desk_acts.seen(engine, who, case)
        desk_acts.correct(
            engine,
            who,
            case,
            place=("d1", "author_name"),
            before=NAME,
            after=f"{NAME} {iin}",
            reason=f"ЖСН {iin}",
            amended=desk_result(made, name),
            compared=(),
        )
        desk_acts.rule_on(
            engine,
            who,
            case,
            finding="f",
            rule="LET-01",
            machine=Outcome.FAILED,
            outcome=Outcome.PASSED,
            reason=iin,
        )
        desk_acts.decide(engine, who, case, Outcome.PASSED, f"Қабылданды: {iin}", four_eyes=False)
    for folder in made.inbox.iterdir():
        sha256 = contents(folder)["letter.txt"]
        page = paper(*column(folder.joinpath("letter.txt").read_text()), file="letter.txt")
        Cache(made.settings).put(sha256, Kept(page, None))
    return made


def desk_result(office: Office, name: str) -> Any:
    from pipeline.store.results import whole_result

    return whole_result(office.engine(), newest_results(office.engine(), office.name)[name].id)


def contents(folder: Path) -> dict[str, str]:
    return {path.name: sha256 for path, sha256 in keys.contents_of(folder).hashes.items()}


@pytest.fixture
def tekseru(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """The command line over the office."""
    chosen = office.settings.model_copy(update={"inbox": office.inbox, "reports": office.out})
    for module in (cli, keeping):
        monkeypatch.setattr(module, "settings", lambda: chosen)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["tekseru", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, said.out, said.err

    return run_it


def submitted_gone(office: Office, name: str) -> None:
    import shutil

    shutil.rmtree(office.inbox / name)


def test_nothing_of_an_erased_package_is_found(office: Office, tekseru: Any) -> None:
    data = office.settings.data_folder
    assert found_in(data, [IIN])
    assert found_in(office.out, ["ҚАЗ-1"])
    before = audit.verify_chain(office.engine())
    code, said, _ = tekseru("erase", "ҚАЗ-1", "--submitted")
    assert code == 0
    assert "ҚАЗ-1" in said
    for place in (data, office.out, office.inbox):
        assert found_in(place, [IIN, "ҚАЗ-1"]) == []
    # The database itself holds no more of it than what a reader of the rows sees.
    for path in data.glob(f"{FILE}*"):
        assert IIN.encode() not in path.read_bytes()
    after = audit.verify_chain(office.engine())
    assert (after.lines, after.broken_at) == (before.lines + 1, None)
    (tombstone,) = audit.lines_of(office.engine(), most=1)
    assert (tombstone.action, tombstone.person) == ("erased", "command line")
    assert tombstone.detail["reason"] == "request"
    # Its own letter and its declaration were two; the form is held by the other.
    assert tombstone.detail["originals"] == 1


def test_what_others_hold_stays(office: Office, tekseru: Any) -> None:
    hashes = contents(office.inbox / "ҚАЗ-2")
    assert tekseru("erase", "ҚАЗ-1", "--submitted")[0] == 0
    data = office.settings.data_folder
    for sha256 in hashes.values():
        assert (data / "originals" / sha256[:2] / sha256).is_file()
    assert (office.out / "ҚАЗ-2" / "report.html").is_file()
    assert "ҚАЗ-2" in (office.out / "index.html").read_text("utf-8")
    assert found_in(data / "readings", [OTHER_IIN])
    office.read.clear()
    assert [entry.package for entry in office.run().entries] == ["ҚАЗ-2"]
    assert office.read == []
    assert tekseru("erase", "ҚАЗ-2", "--submitted")[0] == 0
    assert not any(path.is_file() for path in (data / "originals").rglob("*"))


def test_numbers_of_erased_results_are_never_given_again(office: Office, tekseru: Any) -> None:
    numbers = {known.id for known in newest_results(office.engine(), office.name).values()}
    for name in ("ҚАЗ-1", "ҚАЗ-2"):
        assert tekseru("erase", name, "--submitted")[0] == 0
    office.put("ҚАЗ-3", *letter("жаңа"))
    office.run()
    (known,) = newest_results(office.engine(), office.name).values()
    assert known.id > max(numbers)


def test_submitted_files_stay_unless_asked_for(office: Office, tekseru: Any) -> None:
    code, _, told = tekseru("erase", str(office.inbox / "ҚАЗ-1"), "--lang", "ru")
    assert code == 0
    assert (office.inbox / "ҚАЗ-1" / "letter.txt").is_file()
    assert "--submitted" in told
    assert found_in(office.settings.data_folder, [IIN]) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "ештеңе сақталмаған"), ("ru", "ничего не хранится"), ("en", "Nothing is kept")],
)
def test_unknown_package_is_said_so(tekseru: Any, language: str, said: str) -> None:
    code, _, told = tekseru("erase", "ҚАЗ-9", "--lang", language)
    assert code == 3
    assert said in told


def test_reasons_are_chosen_not_written(tekseru: Any) -> None:
    assert tekseru("erase", "ҚАЗ-1", "--reason", f"ЖСН {IIN}")[0] == 3


def test_package_that_another_works_on_is_left(office: Office, tekseru: Any) -> None:
    claims.take(office.engine(), office.name, "ҚАЗ-1", "elsewhere/boot/pid|1|1|x", 60)
    code, _, told = tekseru("erase", "ҚАЗ-1")
    assert code == 6
    assert "Nothing was erased" in told
    assert found_in(office.settings.data_folder / "originals", [IIN])


def test_database_in_use_is_said_and_mended_by_a_second_go(
    office: Office, tekseru: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.store import database

    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with database.reading(office.engine()) as connection:
        # Somebody reads the state from before.
        connection.execute(result.select()).all()
        assert tekseru("erase", "ҚАЗ-1", "--submitted")[0] == 6
    assert tekseru("erase", "ҚАЗ-1")[0] == 3
    for path in office.settings.data_folder.glob(f"{FILE}*"):
        assert IIN.encode() not in path.read_bytes()


def test_broken_off_it_can_be_erased_again(
    office: Office, tekseru: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(erasing, "_delete_rows", full)
        assert tekseru("erase", "ҚАЗ-1", "--submitted")[0] == 6
    assert (office.inbox / "ҚАЗ-1").is_dir()
    assert tekseru("erase", "ҚАЗ-1", "--submitted")[0] == 0
    assert found_in(office.settings.data_folder, [IIN]) == []


def age(office: Office, days: float, *, runs: float | None = None) -> None:
    """Let results, and all that was done, be so many days old; runs as well unless told."""
    engine = open_database(office.settings)
    with engine.begin() as connection:
        for table in METADATA.tables.values():
            for name in ("finished_at", "first_seen", "made_at", "decided_at"):
                if name in table.c and table.name != "audit":
                    older = {name: table.c[name] - days * flow.DAY_SECONDS}
                    connection.execute(update(table).values(older))
        if runs:
            moments = {"ended_at": run.c.ended_at - runs * flow.DAY_SECONDS}
            connection.execute(update(run).values(moments))


@pytest.fixture
def old(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The audit log only grows: that its lines are as old is said by their table's stand-in."""
    age(office, 40)
    monkeypatch.setattr(erasing, "log", ruling)
    office.run()
    return office


def settings_of(office: Office) -> Settings:
    return office.settings.model_copy(update={"inbox": office.inbox, "reports": office.out})


def test_retention_erases_what_is_old_and_lies_in_the_inbox_no_more(old: Office) -> None:
    submitted_gone(old, "ҚАЗ-1")
    done = flow.retain(settings_of(old))
    assert done.erased == ("ҚАЗ-1",)
    assert found_in(old.settings.data_folder, [IIN]) == []
    assert found_in(old.settings.data_folder, [OTHER_IIN])
    (tombstone,) = audit.lines_of(old.engine(), most=1)
    assert (tombstone.person, tombstone.detail["reason"]) == ("retention", "retention")


def test_retention_leaves_what_is_young(office: Office) -> None:
    office.run()
    submitted_gone(office, "ҚАЗ-1")
    assert flow.retain(settings_of(office)).erased == ()


def test_retention_is_off_by_default(old: Office) -> None:
    submitted_gone(old, "ҚАЗ-1")
    chosen = settings_of(old).model_copy(update={"retention_days": 0})
    assert Settings().retention_days == 0
    assert flow.retain(chosen).erased == ()


def test_inbox_that_is_not_mounted_erases_nothing(old: Office) -> None:
    old.inbox.rename(old.inbox.with_name("elsewhere"))
    assert flow.retain(settings_of(old)).erased == ()


def test_clock_that_jumped_erases_nothing(old: Office) -> None:
    submitted_gone(old, "ҚАЗ-1")
    # As if the clock had gone forty days ahead since the last two runs, or back.
    for days in (40.0, -80.0):
        age(old, 0, runs=days)
        done = flow.retain(settings_of(old))
        assert (done.erased, done.clock_jumped) == ((), True)
    assert found_in(old.settings.data_folder, [IIN])


def test_retention_command_lists_and_erases(old: Office, tekseru: Any) -> None:
    submitted_gone(old, "ҚАЗ-1")
    code, said, _ = tekseru("retention")
    assert (code, said.splitlines()[1:]) == (0, ["ҚАЗ-1"])
    assert tekseru("retention", "--apply")[0] == 0
    assert found_in(old.settings.data_folder, [IIN]) == []


def test_failure_of_the_retention_is_counted_and_stops_no_night(
    old: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Settings) -> None:
        raise TekseruError("The disk is full.", "Make room.")

    monkeypatch.setattr(flow, "retain", fail)
    assert flow.retained_quietly(settings_of(old)) == {"not_erased": 1}


def test_log_of_runs_forgets_the_name(office: Office, tekseru: Any) -> None:
    logs = office.settings.data_folder / "logs"
    logs.mkdir(exist_ok=True)
    lines = [{"event": "done", "package": name, "seconds": 1} for name in ("ҚАЗ-1", "ҚАЗ-12")]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (logs / "2026-11-24-host.jsonl").write_text(text, "utf-8")
    assert tekseru("erase", "ҚАЗ-1", "--submitted")[0] == 0
    first, second = (logs / "2026-11-24-host.jsonl").read_text("utf-8").splitlines()
    assert json.loads(first) == {"event": "done", "package": "--------", "seconds": 1}
    assert json.loads(second)["package"] == "ҚАЗ-12"


def test_search_of_a_reviewer_is_forgotten(office: Office, tekseru: Any) -> None:
    assert tekseru("erase", "ҚАЗ-1")[0] == 0
    assert [item.name for item in queue.queue_page(office.engine(), queue.Filters(state="")).items]
    assert found_in(office.settings.data_folder, [IIN]) == []
