"""The audit log only grows, and a change anywhere breaks its chain."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import DatabaseError

from pipeline.settings import Settings
from pipeline.store import audit
from pipeline.store.database import FILE, open_database
from pipeline.store.desk_tables import audit as table


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = open_database(Settings(data_folder=tmp_path))
    for action in ("seen", "corrected", "decided"):
        with made.begin() as connection:
            audit.note(connection, "aru", action, 7, field="iin")
    return made


def test_a_whole_chain_tells_its_length_and_head(engine: Engine) -> None:
    before = audit.verify_chain(engine)
    assert (before.lines, before.broken_at) == (3, None)
    with engine.begin() as connection:
        audit.note(connection, "aru", "seen", 7)
    after = audit.verify_chain(engine)
    assert (after.lines, after.broken_at) == (4, None)
    assert after.head != before.head


@pytest.mark.parametrize("change", [update(table).values(person="dana"), delete(table)])
def test_the_database_refuses_changes(engine: Engine, change: object) -> None:
    with pytest.raises(DatabaseError), engine.begin() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert audit.verify_chain(engine).lines == 3


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit SET person = 'dana' WHERE id = 2",
        "UPDATE audit SET detail = '{}' WHERE id = 2",
        "UPDATE audit SET result = 8 WHERE id = 2",
        "UPDATE audit SET made_at = made_at - 60 WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
    ],
)
def test_who_gets_round_the_database_breaks_the_chain(
    engine: Engine, tmp_path: Path, tampering: str
) -> None:
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("DROP TRIGGER audit_kept")
        file.execute("DROP TRIGGER audit_whole")
        file.execute(tampering)
    assert audit.verify_chain(engine).broken_at in (2, 3)
