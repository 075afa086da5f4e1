"""Runs: each go of the program over an inbox, with its counts."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from pipeline.store.database import now, one_writer, reading
from pipeline.store.results import note_package
from pipeline.store.schema import run


@dataclass(frozen=True, slots=True)
class Run:
    """A run; moments in seconds since 1970. Without an end it works still, or was broken off."""

    id: str
    kind: str
    inbox: str
    started_at: float
    ended_at: float | None
    packages: int
    verified: int
    unchanged: int
    waiting: int
    broken: int

    @property
    def seconds(self) -> float:
        """Running time; 0 of a run without an end."""
        return (self.ended_at or self.started_at) - self.started_at


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a package stands at the end of a run: `done`, `waiting` or `broken`."""

    name: str
    state: str
    failure: str
    unchanged: bool


def begin_run(engine: Engine, kind: str, inbox: str, holder: str, reports: str = "") -> str:
    """Note the beginning of a run, and the folder that it writes reports to; returns its id."""
    name = str(uuid.uuid4())
    with engine.begin() as connection:
        one_writer(connection)
        number = 1 + (connection.scalar(select(func.max(run.c.number))) or 0)
        connection.execute(
            insert(run).values(
                id=name,
                number=number,
                kind=kind,
                inbox=inbox,
                holder=holder,
                reports=reports,
                started_at=now(connection),
            )
        )
    return name


def end_run(engine: Engine, number: str, inbox: str, standings: Iterable[Standing]) -> None:
    """Note where each package stands, and the end of the run with its counts."""
    found = tuple(standings)
    done = [standing for standing in found if standing.state == "done"]
    counts = {
        "packages": len(found),
        "verified": sum(not standing.unchanged for standing in done),
        "unchanged": sum(standing.unchanged for standing in done),
        "waiting": sum(standing.state == "waiting" for standing in found),
        "broken": sum(standing.state == "broken" for standing in found),
    }
    with engine.begin() as connection:
        moment = now(connection)
        for standing in found:
            note_package(
                connection,
                inbox,
                standing.name,
                number,
                state=standing.state,
                moment=moment,
                failure=standing.failure,
            )
        connection.execute(update(run).where(run.c.id == number).values(ended_at=moment, **counts))


def ended_runs(engine: Engine, inbox: str) -> tuple[Run, ...]:
    """Runs over an inbox that came to their end, oldest first, whatever the clock did between."""
    ours = select(run).where(run.c.inbox == inbox, run.c.ended_at.is_not(None))
    with reading(engine) as connection:
        return tuple(_run(row) for row in connection.execute(ours.order_by(run.c.number)))


def newest_run(connection: Connection, inbox: str, kind: str) -> Run | None:
    """The run of a kind over an inbox that ended last."""
    ours = select(run).where(run.c.inbox == inbox, run.c.kind == kind, run.c.ended_at.is_not(None))
    row = connection.execute(ours.order_by(run.c.number.desc()).limit(1)).first()
    return _run(row) if row is not None else None


def report_folders(engine: Engine, inbox: str) -> tuple[Path, ...]:
    """The folders that runs over an inbox wrote reports to."""
    ours = select(run.c.reports).distinct().where(run.c.inbox == inbox, run.c.reports != "")
    with reading(engine) as connection:
        return tuple(Path(found) for found in sorted(connection.scalars(ours)))


def _run(row: Row[Any]) -> Run:
    return Run(**{name: getattr(row, name) for name in Run.__slots__})
