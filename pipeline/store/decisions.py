"""Decisions of people on packages; the program never makes one, and none is ever changed."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, insert, select

from pipeline.model import Outcome
from pipeline.store.database import now, reading, sealed
from pipeline.store.schema import decision, package
from pipeline.store.sealed import place


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided on a package, with the result that lay before them."""

    package: str
    reviewer: str
    outcome: Outcome
    reason: str
    decided_at: datetime
    result: int | None


def decide(
    engine: Engine, inbox: str, name: str, *, reviewer: str, outcome: Outcome, reason: str
) -> None:
    """Keep a decision on the newest result of a package.

    ValueError without reviewer or reason: a decision is somebody's, and can be followed.
    """
    if not reviewer.strip() or not reason.strip():
        raise ValueError("a decision names its reviewer and its reason")
    with engine.begin() as connection:
        newest = select(package.c.result).where(package.c.inbox == inbox, package.c.name == name)
        said = place(decision.c.reason, inbox, name)
        connection.execute(
            insert(decision).values(
                inbox=inbox,
                package=name,
                result=connection.scalar(newest),
                reviewer=reviewer.strip(),
                outcome=str(outcome),
                reason=sealed(connection).close_text(reason.strip(), said),
                decided_at=now(connection),
            )
        )


def decisions(engine: Engine, inbox: str) -> tuple[Decision, ...]:
    """All decisions on packages of an inbox, oldest first; the last on a package counts."""
    ours = select(decision).where(decision.c.inbox == inbox).order_by(decision.c.id)
    with reading(engine) as connection:
        seal = sealed(connection)
        return tuple(
            Decision(
                row.package,
                row.reviewer,
                Outcome(row.outcome),
                seal.open_text(row.reason, place(decision.c.reason, row.inbox, row.package)),
                datetime.fromtimestamp(row.decided_at, UTC),
                row.result,
            )
            for row in connection.execute(ours)
        )
