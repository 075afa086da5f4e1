"""Encryption and erasing on PostgreSQL, and a store from before anybody noted who holds what."""

import json
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, select

from flows import erasing, keys
from pipeline import cache
from pipeline.sealing import new_key, seal_of
from pipeline.settings import Settings
from pipeline.store import audit, holdings
from pipeline.store.database import FILE, open_database, reading
from pipeline.store.resealing import reseal
from pipeline.store.runs import ended_runs
from pipeline.store.schema import METADATA
from tests.flows.office import letter
from tests.flows.postgres import postgres
from tests.privacy.test_sealing import SECRET, filled, key_file, read_back


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(autouse=True)
def _own_files_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)
    monkeypatch.setattr(cache, "fingerprint", lambda: "engines")


def told(engine: Engine) -> str:
    """All rows of all tables, as somebody who reads the database sees them."""
    found = []
    with reading(engine) as connection:
        for table in METADATA.sorted_tables:
            for row in connection.execute(select(table)):
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        try:
                            found.append(zlib.decompress(bytes(value)).decode("utf-8", "replace"))
                        except zlib.error:
                            found.append(repr(bytes(value)))
                    else:
                        found.append(str(value))
    return "\n".join(found)


def test_sealed_rotated_and_erased_on_postgresql(tmp_path: Path, server: str) -> None:
    office = filled(tmp_path, database_url=server)
    engine = office.engine()
    assert SECRET in told(engine)

    chosen = office.settings.model_copy(update={"key_file": key_file(tmp_path, new_key())})
    office.settings = chosen
    engine = open_database(chosen)
    done = reseal(engine, chosen.data_folder, seal_of(chosen), seal_of(chosen))
    assert (done.right, done.changed > 8) == (0, True)
    assert SECRET not in told(engine)
    read_back(office)

    office.put("A-2", *letter("басқа"))
    office.run()
    lines = audit.verify_chain(engine).lines
    gone = erasing.erase(chosen, engine, office.name, "A-1", by="test", reason="request")
    assert gone.kept.results == 1
    assert erasing.wipe(engine)
    assert "A-1" not in told(engine)
    assert "A-2" in told(engine)
    after = audit.verify_chain(engine)
    assert (after.lines, after.broken_at) == (lines + 1, None)


def packed(content: object) -> bytes:
    return zlib.compress(json.dumps(content).encode())


def old_store(folder: Path) -> Settings:
    """A store as the second migration left it, with a result of two runs ago."""
    from alembic import command
    from alembic.config import Config

    settings = Settings(data_folder=folder)
    engine = open_database(settings)
    config = Config()
    config.set_main_option("script_location", "pipeline.store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
        known = MetaData()
        known.reflect(connection)
        run, result, kept = (known.tables[name] for name in ("run", "result", "reading"))
        counts = dict.fromkeys(("packages", "verified", "unchanged", "waiting", "broken"), 0)
        for name, moment in (("later", 2.0), ("sooner", 1.0)):
            row = {"id": name, "kind": "batch", "inbox": "inbox", "holder": "h", **counts}
            connection.execute(run.insert().values(**row, started_at=moment, ended_at=moment))
        parts = ("files", "rules", "engines", "settings", "day", "others")
        connection.execute(
            result.insert().values(
                **{f"of_{part}": "x" for part in parts},
                id=7,
                inbox="inbox",
                package="A-1",
                run="sooner",
                key="k",
                outcome="passed",
                ruleset="2026.1",
                program="0",
                finished_at=1.0,
                seconds=1.0,
                pages=1,
                document=packed({"inputs": [{"file": "a.pdf", "sha256": "ab" * 32}]}),
            )
        )
        sheets = packed({"sheets": [{"sha256": "cd" * 32}]})
        connection.execute(kept.insert().values(result=7, document=sheets))
    return settings


def test_store_from_before_knows_afterwards_who_holds_what(tmp_path: Path) -> None:
    settings = old_store(tmp_path)
    engine = open_database(settings)
    with reading(engine) as connection:
        held = {
            kind: holdings.of_package(connection, "inbox", "A-1", kind)
            for kind in (holdings.ORIGINAL, holdings.PICTURE)
        }
    assert held == {holdings.ORIGINAL: {"ab" * 32}, holdings.PICTURE: {"cd" * 32}}
    assert [run.id for run in ended_runs(engine, "inbox")] == ["sooner", "later"]
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_package_that_was_only_verified_alone_leaves_nothing(tmp_path: Path) -> None:
    """Its readings are found by its files, those in a zip file among them."""
    from pipeline.cache import Cache, Kept
    from tests.paper import column, paper

    package = tmp_path / "applicant"
    package.mkdir()
    (package / "letter.txt").write_text(SECRET)
    (package / "scan.pdf").write_bytes(b"%PDF-1.4\n" + SECRET.encode() + b"\n%%EOF\n")
    packed = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", package))
    settings = Settings(data_folder=tmp_path / "data")
    hashes: dict[str, Any] = {
        path.name: sha256 for path, sha256 in keys.contents_of(package).hashes.items()
    }
    kept = Kept(paper(*column(SECRET), file="scan.pdf"), None)
    for place in (package, packed):
        Cache(settings).put(hashes["scan.pdf"], kept)
        found = erasing.hashes_of(place, settings)
        assert hashes["scan.pdf"] in found
        engine = open_database(settings)
        gone = erasing.erase(
            settings, engine, str(tmp_path), place.stem, by="t", reason="request", hashes=found
        )
        assert gone.kept.readings == 1
        assert not list((tmp_path / "data" / "readings").glob("*/*/*"))
