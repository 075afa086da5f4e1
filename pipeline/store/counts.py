"""How much there is of everything in the store: numbers alone, for `tekseru status` and metrics."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, case, func, select, text

from pipeline.model import Outcome
from pipeline.store.database import now, reading
from pipeline.store.holder import is_dead
from pipeline.store.runs import Run, newest_run
from pipeline.store.schema import claim, decision, document, finding, original, package, result, run


@dataclass(frozen=True, slots=True)
class RunCounts:
    """Runs of a kind: those that ended, those that did not (broken off, or at work), and sums over
    the ended ones."""

    ended: int
    open: int
    verified: int
    unchanged: int
    broken: int
    seconds: float
    newest: float
    """When the last one ended, in seconds since 1970; 0 before the first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Documents of the newest results by capture: number, pages, and the sum of confidences."""

    documents: int
    pages: int
    confidence: float


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """One inbox: its packages by outcome or state, those being worked on, its last run."""

    name: str
    packages: Mapping[str, int]
    at_work: int
    last: Run | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The whole store; bytes are those of the database and of the originals kept."""

    database: str
    database_bytes: int
    originals: int
    originals_bytes: int
    results: int
    decisions: Mapping[str, int]
    findings: Mapping[tuple[str, str], int]
    """By rule and outcome: packages whose newest result has such a finding that is not in order."""
    seconds: Mapping[float, int]
    """Results that took at most so many seconds."""
    seconds_sum: float
    readings: Mapping[str, Reading]
    runs: Mapping[str, RunCounts]
    inboxes: tuple[InboxCounts, ...]


STEPS = (1.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0)
"""Seconds of a package that the histogram is parted by."""
_OPEN = (str(Outcome.FAILED), str(Outcome.INDETERMINATE))


def counts_of(engine: Engine) -> Counts:
    """Count everything; reads only, and waits for nobody."""
    with reading(engine) as connection:
        results, seconds_sum, *steps = _seconds(connection)
        originals = connection.execute(
            select(func.count(), func.coalesce(func.sum(original.c.bytes), 0))
        ).one()
        return Counts(
            database={"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.dialect.name],
            database_bytes=_bytes(connection),
            originals=int(originals[0]),
            originals_bytes=int(originals[1]),
            results=int(results),
            decisions=_decisions(connection),
            findings=_findings(connection),
            seconds=dict(zip(STEPS, map(int, steps), strict=True)),
            seconds_sum=float(seconds_sum),
            readings=_readings(connection),
            runs=_runs(connection),
            inboxes=_inboxes(connection),
        )


def _seconds(connection: Connection) -> tuple[float, ...]:
    took = result.c.seconds
    each = [func.coalesce(func.sum(case((took <= step, 1), else_=0)), 0) for step in STEPS]
    counted = select(func.count(), func.coalesce(func.sum(took), 0.0), *each).select_from(result)
    return tuple(connection.execute(counted).one())


def _bytes(connection: Connection) -> int:
    if connection.dialect.name == "postgresql":
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    sizes = [connection.scalar(text(f"PRAGMA {name}")) for name in ("page_count", "page_size")]
    return int(sizes[0] or 0) * int(sizes[1] or 0)


def _decisions(connection: Connection) -> dict[str, int]:
    counted = select(decision.c.outcome, func.count()).group_by(decision.c.outcome)
    return {row[0]: row[1] for row in connection.execute(counted)}


def _findings(connection: Connection) -> dict[tuple[str, str], int]:
    counted = (
        select(finding.c.rule, finding.c.outcome, func.count(finding.c.result.distinct()))
        .join(package, package.c.result == finding.c.result)
        .where(finding.c.outcome.in_(_OPEN))
        .group_by(finding.c.rule, finding.c.outcome)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(counted)}


def _readings(connection: Connection) -> dict[str, Reading]:
    weighed = func.sum(document.c.confidence * document.c.pages)
    counted = (
        select(document.c.capture, func.count(), func.sum(document.c.pages), weighed)
        .join(package, package.c.result == document.c.result)
        .group_by(document.c.capture)
    )
    return {
        row[0]: Reading(int(row[1]), int(row[2]), float(row[3]))
        for row in connection.execute(counted)
    }


def _runs(connection: Connection) -> dict[str, RunCounts]:
    took = func.coalesce(func.sum(run.c.ended_at - run.c.started_at), 0.0)
    sums = [func.sum(run.c[name]) for name in ("verified", "unchanged", "broken")]
    counted = select(
        run.c.kind, func.count(run.c.ended_at), func.count(), *sums, took, func.max(run.c.ended_at)
    ).group_by(run.c.kind)
    return {
        kind: RunCounts(
            ended=ended,
            open=begun - ended,
            verified=int(verified or 0),
            unchanged=int(unchanged or 0),
            broken=int(broken or 0),
            seconds=float(seconds),
            newest=float(newest or 0.0),
        )
        for kind, ended, begun, verified, unchanged, broken, seconds, newest in connection.execute(
            counted
        )
    }


def _inboxes(connection: Connection) -> tuple[InboxCounts, ...]:
    names = connection.scalars(select(run.c.inbox).distinct().order_by(run.c.inbox))
    return tuple(_inbox(connection, name) for name in names.all())


def _inbox(connection: Connection, name: str) -> InboxCounts:
    word = case((package.c.state == "done", result.c.outcome), else_=package.c.state)
    counted = (
        select(word, func.count())
        .select_from(package.outerjoin(result, package.c.result == result.c.id))
        .where(package.c.inbox == name)
        .group_by(word)
    )
    held = select(claim.c.holder).where(claim.c.inbox == name, claim.c.until > now(connection))
    last = [newest_run(connection, name, kind) for kind in ("nightly", "batch")]
    ended = [found for found in last if found is not None]
    return InboxCounts(
        name=name,
        packages={row[0]: row[1] for row in connection.execute(counted)},
        at_work=sum(not is_dead(holder) for holder in connection.scalars(held)),
        last=max(ended, key=lambda found: found.ended_at or 0.0, default=None),
    )
