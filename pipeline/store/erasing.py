"""Erase a package: all that was kept of it goes, and a tombstone in the audit log stays.

The tombstone names numbers of results and counts, nothing that a person could be found by. What
was deleted is overwritten by the database; `wipe` also writes the database file anew.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Engine, Table, delete, func, or_, select, update
from sqlalchemy.exc import DBAPIError

from pipeline import cache
from pipeline.sealing import SealError
from pipeline.store import audit, claims, holdings, originals, readings
from pipeline.store.database import one_writer, reading, sealed
from pipeline.store.desk_tables import audit as log
from pipeline.store.desk_tables import correction, proposal, ruling, session
from pipeline.store.schema import (
    METADATA,
    claim,
    decision,
    fingerprint,
    original,
    package,
    repeat,
    result,
    sample,
)
from pipeline.store.sealed import place

NAMED = tuple(
    table
    for table in reversed(METADATA.sorted_tables)
    if {"inbox", "package"} <= set(table.c.keys())
)
"""Tables whose rows name their package by `inbox` and `package`; those that point to others first,
so that a table that is added one day is erased as well."""
CLAIM_SECONDS = 600.0
ERASED = "erased"
REASONS = ("request", "retention", "mistake")
"""Why a package may be erased; free words would stand in the log for ever."""


class InUseError(Exception):
    """Another program works on the package."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed."""

    results: int
    originals: int
    pictures: int
    readings: int


def inboxes_of(engine: Engine, name: str) -> tuple[str, ...]:
    """Inboxes of which something is kept under this name of a package."""
    with reading(engine) as connection:
        found = set(connection.scalars(select(package.c.inbox).where(package.c.name == name)))
        for table in NAMED:
            named = select(table.c.inbox).where(table.c.package == name)
            found.update(connection.scalars(named))
    return tuple(sorted(found))


def erase(
    engine: Engine,
    data_folder: Path,
    inbox: str,
    name: str,
    *,
    holder: str,
    by: str,
    reason: str,
    hashes: Iterable[str] = (),
) -> Erased:
    """Remove all that is kept of a package; `hashes` are files known to be its own.

    Its files go first, its rows last and in one transaction: broken off in between, it can be
    erased again. Raises InUseError while another works on it, OSError when the disk fails.
    """
    if not claims.take(engine, inbox, name, holder, CLAIM_SECONDS):
        raise InUseError
    try:
        with engine.begin() as connection:
            one_writer(connection)
            numbers = _numbers(connection, inbox, name)
            files = _files(connection, numbers) | set(hashes)
            files |= holdings.of_package(connection, inbox, name, holdings.ORIGINAL)
            ours = holdings.let_go(connection, inbox, name, holdings.ORIGINAL)
            seen = holdings.let_go(connection, inbox, name, holdings.PICTURE)
            done = Erased(
                results=len(numbers),
                originals=_remove(originals.place_of(data_folder, found) for found in ours),
                pictures=_remove(readings.place_of(data_folder, found) for found in seen),
                readings=cache.forget(data_folder, files),
            )
            connection.execute(delete(original).where(original.c.sha256.in_(ours)))
            _delete_rows(connection, inbox, name, numbers)
            audit.note(
                connection,
                by,
                ERASED,
                max(numbers, default=None),
                results=",".join(map(str, numbers)),
                originals=done.originals,
                pictures=done.pictures,
                readings=done.readings,
                reason=reason,
            )
        return done
    finally:
        claims.release(engine, holder, inbox, name)


def wipe(engine: Engine) -> bool:
    """Leave no copy of what was deleted in the files of the database; False where another program
    holds it at the moment."""
    connection = engine.raw_connection()
    try:
        if engine.dialect.name == "postgresql":
            return _rewrite_tables(engine)
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        done = cursor.fetchone()
        return done is not None and not done[0]
    except engine.dialect.loaded_dbapi.OperationalError:
        return False
    finally:
        connection.close()


def _rewrite_tables(engine: Engine) -> bool:
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in METADATA.sorted_tables:
                connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")
    except DBAPIError:
        return False
    return True


def _numbers(connection: Connection, inbox: str, name: str) -> list[int]:
    ours = select(result.c.id).where(result.c.inbox == inbox, result.c.package == name)
    return sorted(connection.scalars(ours))


def _files(connection: Connection, numbers: list[int]) -> set[str]:
    """Hashes of the files that results rest on; those of a result that does not open stay
    unknown."""
    found: set[str] = set()
    seal = sealed(connection)
    ours = select(result.c.key, result.c.document).where(result.c.id.in_(numbers))
    for row in connection.execute(ours):
        try:
            content = seal.open(row.document, place(result.c.document, row.key))
        except SealError:
            continue
        document = json.loads(zlib.decompress(content))
        found |= {part["sha256"] for part in document.get("inputs", ())}
    return found


def _delete_rows(connection: Connection, inbox: str, name: str, numbers: list[int]) -> None:
    prints = select(fingerprint.c.id).where(*_of(fingerprint, inbox, name))
    connection.execute(delete(sample).where(sample.c.fingerprint.in_(prints)))
    either = or_(repeat.c.package == name, repeat.c.other == name)
    connection.execute(delete(repeat).where(repeat.c.inbox == inbox, either))
    connection.execute(delete(package).where(package.c.inbox == inbox, package.c.name == name))
    for table in reversed(METADATA.sorted_tables):
        if table in NAMED and table is not claim:
            connection.execute(delete(table).where(*_of(table, inbox, name)))
        for column in table.c:
            if column.references(result.c.id) and table is not package:
                connection.execute(delete(table).where(column.in_(numbers)))
    # What somebody searched for may be the name or the number of this applicant.
    connection.execute(update(session).values(filters="{}"))


def _of(table: Table, inbox: str, name: str) -> tuple[ColumnElement[bool], ...]:
    return (table.c.inbox == inbox, table.c.package == name)


def _remove(paths: Iterable[Path]) -> int:
    removed = 0
    for path in paths:
        if path.exists():
            path.unlink()
            removed += 1
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
    return removed


def due(engine: Engine, inbox: str, moment: float) -> tuple[str, ...]:
    """Packages of an inbox to which nothing happened since a moment (seconds since 1970).

    What counts is the newest of: first seen, verified, decided, corrected, ruled on, opened.
    """
    last: dict[str, float] = {}
    happened = [
        select(package.c.name, package.c.first_seen).where(package.c.inbox == inbox),
        *(
            select(table.c.package, func.max(column))
            .where(table.c.inbox == inbox)
            .group_by(table.c.package)
            for table, column in (
                (result, result.c.finished_at),
                (decision, decision.c.decided_at),
                (correction, correction.c.made_at),
                (proposal, proposal.c.made_at),
            )
        ),
        *(
            select(result.c.package, func.max(table.c.made_at))
            .join(table, table.c.result == result.c.id)
            .where(result.c.inbox == inbox)
            .group_by(result.c.package)
            for table in (ruling, log)
        ),
    ]
    with reading(engine) as connection:
        for wanted in happened:
            for name, when in connection.execute(wanted):
                last[name] = max(last.get(name, 0.0), when)
    return tuple(sorted(name for name, when in last.items() if when < moment))
