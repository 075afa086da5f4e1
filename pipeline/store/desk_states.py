"""Where a package stands, by its name, for programs that ask; and the history of runs."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, and_, func, select

from pipeline.model import Outcome
from pipeline.store.database import reading
from pipeline.store.schema import decision, package, result, run


@dataclass(frozen=True, slots=True)
class Stand:
    """A package of an inbox; without a result it waits, or could not be worked on.

    `decided` is what a person decided on the files of this result.
    """

    state: str
    failure: str
    result: int | None
    outcome: Outcome | None
    verified_at: datetime | None
    decided: Outcome | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Going:
    """A run; `done` counts the results it has come to so far. Without an end it works still, or
    was broken off."""

    kind: str
    inbox: str
    started_at: datetime
    ended_at: datetime | None
    packages: int
    verified: int
    unchanged: int
    waiting: int
    broken: int
    done: int


def stand_of(engine: Engine, inbox: str, name: str) -> Stand | None:
    """Where a package stands, None for one that no run has seen."""
    earlier = result.alias("earlier")
    rows = (
        select(
            package.c.state,
            package.c.failure,
            result.c.id,
            result.c.outcome,
            result.c.finished_at,
            decision.c.outcome.label("decided"),
            decision.c.decided_at,
        )
        .select_from(package)
        .outerjoin(result, result.c.id == package.c.result)
        .outerjoin(
            earlier,
            and_(
                earlier.c.inbox == package.c.inbox,
                earlier.c.package == package.c.name,
                earlier.c.of_files == result.c.of_files,
            ),
        )
        .outerjoin(decision, decision.c.result == earlier.c.id)
        .where(package.c.inbox == inbox, package.c.name == name)
        .order_by(func.coalesce(decision.c.id, 0).desc())
        .limit(1)
    )
    with reading(engine) as connection:
        row = connection.execute(rows).first()
    if row is None:
        return None
    return Stand(
        row.state,
        row.failure,
        row.id,
        Outcome(row.outcome) if row.outcome else None,
        _at(row.finished_at),
        Outcome(row.decided) if row.decided else None,
        _at(row.decided_at),
    )


def history(engine: Engine, *, most: int = 60) -> tuple[Going, ...]:
    """The newest runs over all inboxes, newest first."""
    done = (
        select(func.count())
        .where(result.c.run == run.c.id)
        .correlate(run)
        .scalar_subquery()
        .label("done")
    )
    names = [name for name in Going.__slots__ if name != "done"]
    columns = [run.c[name] for name in names]
    with reading(engine) as connection:
        rows = connection.execute(select(*columns, done).order_by(run.c.number.desc()).limit(most))
        return tuple(
            Going(
                **{
                    **row._asdict(),
                    "started_at": _at(row.started_at),
                    "ended_at": _at(row.ended_at),
                }
            )
            for row in rows
        )


def inboxes(engine: Engine) -> tuple[str, ...]:
    """Inboxes that a run came to its end over, the one that was looked at last first."""
    ours = (
        select(run.c.inbox)
        .where(run.c.ended_at.is_not(None))
        .group_by(run.c.inbox)
        .order_by(func.max(run.c.number).desc())
    )
    with reading(engine) as connection:
        return tuple(connection.scalars(ours))


def _at(moment: float | None) -> datetime | None:
    return None if moment is None else datetime.fromtimestamp(moment, UTC)
