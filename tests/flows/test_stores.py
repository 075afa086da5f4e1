"""The same behaviour on SQLite and on PostgreSQL."""

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect

from flows import keys
from flows.verification import Compare, Verification
from pipeline.model import Outcome
from pipeline.reading import Progress
from pipeline.settings import Settings
from pipeline.store import claims, originals
from pipeline.store.database import NEWEST, open_database
from pipeline.store.decisions import decide, decisions
from pipeline.store.schema import METADATA
from tests.flows.office import Office, letter
from tests.flows.postgres import postgres


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("server")) if request.param == "postgresql" else ""


@pytest.fixture
def office(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)
    return Office(tmp_path, database_url=address)


def test_tables_are_those_of_the_migrations(office: Office) -> None:
    """What migrations make is what the program writes to; nothing was forgotten."""
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    engine = office.engine()
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    config = Config()
    config.set_main_option("script_location", "pipeline.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]
    assert set(METADATA.tables) < set(inspect(engine).get_table_names())
    # Opened again, there is nothing to do.
    assert open_database(office.settings).dialect.name == engine.dialect.name


def test_results_once_and_copies_found(office: Office) -> None:
    for name, seed in (("A", "ортақ"), ("B", "өзгеше"), ("C", "ортақ")):
        office.put(name, *letter(seed))
    office.run()
    first = office.results()
    told = {
        name: {f["outcome"] for f in kept["findings"] if f["rule"] == "PKG-11"}
        for name, kept in first.items()
    }
    assert told == {"A": {"failed"}, "B": {"passed"}, "C": {"failed"}}
    office.read.clear()
    assert all(entry.unchanged for entry in office.run().entries)
    assert office.read == []
    assert office.results() == first


def test_two_batches_at_once(office: Office) -> None:
    for number in range(6):
        office.put(f"A-{number}", *letter(f"хат{number}н"))
    office.seconds_each = 0.1
    open_database(office.settings)
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=office.run) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
        assert child.exitcode == 0
    assert max(Counter(office.count_of_results()).values()) == 1
    assert len(office.results()) == 6


def test_result_of_a_lost_claim_is_refused(office: Office) -> None:
    office.put("A", *letter("бір"))
    engine = office.engine()

    def robbed_once(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        done = office.verify(path, settings, progress, compare)
        if office.read == ["A"]:
            with engine.begin() as connection:
                connection.execute(METADATA.tables["claim"].delete())
            assert claims.take(engine, office.name, "A", "another/boot/pid|1|1|x", 1.5)
        return done

    (entry,) = office.run(verify=robbed_once).entries
    assert entry.outcome is not None
    assert len(office.count_of_results()) == 1
    assert office.read == ["A", "A"]


def test_originals_are_kept_by_content_and_never_changed(office: Office) -> None:
    folder = office.put("A", *letter("бір"))
    office.put("B", *letter("екі"))
    (office.inbox / "B" / "copy.bin").write_bytes(b"same content")
    (folder / "scan.bin").write_bytes(b"same content")
    office.run()
    # `printf 'same content' | sha256sum`
    digest = "a636bd7cd42060a4d07fa1bfbcc010eb7794c2ba721e1e3e4c20335a15b66eaf"
    place = originals.place_of(office.settings.data_folder, digest)
    assert place.read_bytes() == b"same content"
    assert place.stat().st_mode & 0o777 == 0o400
    kept = [p for p in (office.settings.data_folder / "originals").rglob("*") if p.is_file()]
    # Two letters, one declaration of the same text, and one scan.
    assert len(kept) == 4


def test_decisions_stay_with_the_result_that_lay_before_the_reviewer(office: Office) -> None:
    office.put("A", *letter("бір"))
    office.run()
    engine = office.engine()
    decide(engine, office.name, "A", reviewer="R-1", outcome=Outcome.PASSED, reason="seen")
    decide(engine, office.name, "A", reviewer="R-2", outcome=Outcome.FAILED, reason="seal")
    office.put("A", *letter("жаңа"))
    office.run()
    first, second = decisions(engine, office.name)
    assert (first.reviewer, first.outcome) == ("R-1", Outcome.PASSED)
    assert (second.reviewer, second.outcome) == ("R-2", Outcome.FAILED)
    assert first.result == second.result is not None
    with pytest.raises(ValueError, match="reason"):
        decide(engine, office.name, "A", reviewer="R-1", outcome=Outcome.PASSED, reason=" ")
