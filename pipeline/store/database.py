"""Open the database of the store, bring its tables up to date, and begin transactions."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, OperationalError
from sqlalchemy.pool import NullPool

from pipeline import private
from pipeline.errors import BadArgumentsError, MissingToolError
from pipeline.sealing import PLAIN, Seal, seal_of
from pipeline.settings import Settings

FILE = "tekseru.db"
NEWEST = "0004"
"""Revision of the newest migration, so that an up-to-date store opens without loading Alembic."""
BUSY_SECONDS = 60.0
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""What is deleted is overwritten with zeros, so that it does not lie on in the file."""
_READING, _SEAL = "tekseru_reading", "tekseru_seal"
_ADVISORY_LOCK = 7_352_478
"""Any number; all machines that share a database must use the same."""


def open_database(settings: Settings) -> Engine:
    """The database of these settings, its tables up to date.

    Raises BadArgumentsError for an address or keys that cannot be used, MissingToolError when the
    database does not answer. Neither quotes the address: it may hold a password.
    """
    address = settings.database_url.get_secret_value()
    seal = seal_of(settings)
    try:
        engine = _engine(address) if address else _sqlite(settings.data_folder / FILE)
        _bring_up_to_date(engine)
    except (ArgumentError, ModuleNotFoundError):
        raise BadArgumentsError(
            "TEKSERU_DATABASE_URL is no address of a database that is known.",
            "Write postgresql+pg8000://user:password@host/name, or nothing for SQLite.",
        ) from None
    except (InterfaceError, OperationalError):
        raise MissingToolError(
            "The database does not answer.",
            "Look whether it runs, TEKSERU_DATABASE_URL, and the rights of the data folder.",
        ) from None
    except DatabaseError:
        raise MissingToolError(
            "The database is damaged.", "Bring it back from a backup; originals are not in it."
        ) from None
    engine.update_execution_options(**{_SEAL: seal})
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and so waits for nobody."""
    with engine.execution_options(**{_READING: True}).connect() as connection:
        yield connection


def sealed(connection: Connection) -> Seal:
    """What closes and opens the contents of this database."""
    seal: Seal = connection.get_execution_options().get(_SEAL, PLAIN)
    return seal


def now(connection: Connection) -> float:
    """Seconds since 1970 by the clock of the database, the same for all machines that share it."""
    if connection.dialect.name == "postgresql":
        return float(connection.scalar(text("SELECT extract(epoch FROM clock_timestamp())")) or 0)
    days = connection.scalar(text("SELECT (julianday('now') - 2440587.5) * 86400.0"))
    return float(days or 0)


def one_writer(connection: Connection) -> None:
    """Let no other transaction that calls this go on before this one ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})


def _engine(address: str) -> Engine:
    # An error would quote what was to be written, and be logged by whoever catches it.
    return create_engine(address, pool_pre_ping=True, hide_parameters=True)


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text


def _sqlite(path: Path) -> Engine:
    private.data_folder(path.parent)
    # Only its owner may read the file; SQLite gives its companions the same rights.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, private.FILE))

    def connect() -> sqlite3.Connection:
        # A database that is gone is a failure, never a new and empty one.
        place = f"{path.absolute().as_uri()}?mode=rw"
        return sqlite3.connect(place, timeout=BUSY_SECONDS, uri=True)

    # No pool: a connection costs a fraction of a millisecond and none is left in a forked child.
    engine = create_engine(
        f"sqlite:///{path}", poolclass=NullPool, creator=connect, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        # sqlite3 begins transactions by itself, and too late; ours begin below.
        connection.isolation_level = None
        # SQLite's own knows the letters of ASCII alone, and names of packages are Cyrillic too.
        connection.create_function("lower", 1, _lower, deterministic=True)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later cannot wait for another writer.
        only_reads = connection.get_execution_options().get(_READING)
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

    return engine


def _bring_up_to_date(engine: Engine) -> None:
    with reading(engine) as connection:
        if _revision(connection) == NEWEST:
            return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "pipeline.store:migrations")
    with engine.begin() as connection:
        # Two programs that start at once: the second finds the work done.
        one_writer(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return str(found) if found else None
