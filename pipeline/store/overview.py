"""What the morning shows: where each package stands, what changed, and figures over weeks."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, func, select

from pipeline.model import LANGUAGES, Language, Outcome, Reason, Weight
from pipeline.sealing import Seal
from pipeline.store.database import reading, sealed
from pipeline.store.decisions import Decision, decisions
from pipeline.store.key import Key
from pipeline.store.results import key_of_row
from pipeline.store.runs import Run, ended_runs
from pipeline.store.schema import document, finding, package, result
from pipeline.store.sealed import place

WEEKS = 26
"""How far the figures look back."""
_WEEK_SECONDS = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Point:
    """A finding that is not in order."""

    rule: str
    subject: str
    outcome: Outcome
    weight: Weight
    message: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A result that differs from that of the run before, and the parts of the key that do.

    `before` is None for a package that is new. `rules` are those whose findings came or went.
    """

    before: Outcome | None
    causes: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A package in the morning; without an outcome it waits, or could not be worked on."""

    name: str
    state: str
    failure: str
    outcome: Outcome | None
    points: tuple[Point, ...]
    change: Change | None
    decision: Decision | None
    verified_at: datetime | None
    pages: int
    seconds: float

    @property
    def failures(self) -> int:
        """Findings that decide against the package."""
        return self._count(Outcome.FAILED)

    @property
    def questions(self) -> int:
        """Findings that a person must decide."""
        return self._count(Outcome.INDETERMINATE)

    def _count(self, outcome: Outcome) -> int:
        return sum(p.outcome is outcome and p.weight is Weight.BLOCKING for p in self.points)


@dataclass(frozen=True, slots=True)
class Share:
    """How many documents of a kind there are, and how many of them wait for a person."""

    documents: int
    questions: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and means for the plots; confidences by the Monday of the week, oldest first."""

    outcomes: Mapping[str, int]
    findings: tuple[tuple[str, int, int], ...]
    by_language: Mapping[str, Share]
    by_capture: Mapping[str, Share]
    confidence: tuple[tuple[datetime, float, int], ...]
    seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Morning:
    """All that the pages show. `before` is the run of the same kind before, None for the first."""

    run: Run
    before: Run | None
    packages: tuple[Case, ...]
    withdrawn: tuple[str, ...]
    figures: Figures


def morning_of(engine: Engine, inbox: str) -> Morning:
    """The morning after the last run over an inbox. LookupError when none came to its end."""
    runs = ended_runs(engine, inbox)
    if not runs:
        raise LookupError("no run came to its end")
    last = runs[-1]
    before = next((run for run in reversed(runs[:-1]) if run.kind == last.kind), None)
    decided = {decision.package: decision for decision in decisions(engine, inbox)}
    with reading(engine) as connection:
        rows = _rows(connection, inbox)
        points = _points(connection, inbox)
        earlier = _earlier(connection, inbox, before.ended_at or 0.0) if before else {}
        cases = tuple(
            _case(row, points, earlier, before, decided.get(row.name))
            for row in rows
            if row.last_run == last.id
        )
        gone = tuple(row.name for row in rows if before and row.last_run == before.id)
        figures = _figures(connection, inbox, cases, last)
    return Morning(last, before, cases, gone, figures)


def _rows(connection: Connection, inbox: str) -> list[Row[Any]]:
    columns = [column for column in result.c if column.name not in ("document", "inbox")]
    joined = select(package, *columns).outerjoin(result, package.c.result == result.c.id)
    ours = joined.where(package.c.inbox == inbox).order_by(package.c.name)
    return list(connection.execute(ours))


def _points(connection: Connection, inbox: str) -> dict[int, list[Point]]:
    """What is not in order in the newest results; what only waits for a missing document is left
    out: that the document is missing stands there already."""
    found: defaultdict[int, list[Point]] = defaultdict(list)
    ours = (
        select(finding)
        .join(package, package.c.result == finding.c.result)
        .where(package.c.inbox == inbox, *_in_question())
        .order_by(finding.c.result, finding.c.position)
    )
    seal = sealed(connection)
    for row in connection.execute(ours):
        found[row.result].append(_point(row, seal))
    return found


def _earlier(
    connection: Connection, inbox: str, moment: float
) -> dict[str, tuple[Row[Any], frozenset[tuple[str, str, str]]]]:
    """The result that each package had at a moment, with its open findings, where it has another
    one now."""
    newest = (
        select(func.max(result.c.id))
        .where(result.c.inbox == inbox, result.c.finished_at <= moment)
        .group_by(result.c.package)
    )
    columns = [column for column in result.c if column.name != "document"]
    changed = (
        select(*columns)
        .join(package, (package.c.inbox == inbox) & (package.c.name == result.c.package))
        .where(result.c.id.in_(newest), package.c.result != result.c.id)
    )
    found = {}
    for row in connection.execute(changed).all():
        said = select(finding.c.rule, finding.c.subject, finding.c.outcome).where(
            finding.c.result == row.id, *_in_question()
        )
        signs = frozenset((f.rule, f.subject, f.outcome) for f in connection.execute(said))
        found[row.package] = (row, signs)
    return found


def _in_question() -> tuple[ColumnElement[bool], ...]:
    reason = func.coalesce(finding.c.reason, "")
    outcomes = (str(Outcome.FAILED), str(Outcome.INDETERMINATE))
    return (finding.c.outcome.in_(outcomes), reason != str(Reason.MISSING_DOCUMENT))


def _case(
    row: Row[Any],
    points: Mapping[int, list[Point]],
    earlier: Mapping[str, tuple[Row[Any], frozenset[tuple[str, str, str]]]],
    before: Run | None,
    decided: Decision | None,
) -> Case:
    done = row.state == "done" and row.id is not None
    mine = tuple(points.get(row.id, ())) if done else ()
    change = None
    if done and row.name in earlier:
        old, signs = earlier[row.name]
        new = frozenset((p.rule, p.subject, str(p.outcome)) for p in mine)
        rules = tuple(sorted({rule for rule, *_ in signs ^ new}))
        causes = _key(row).differs_in(_key(old))
        change = Change(Outcome(old.outcome), causes, rules)
    elif done and before is not None and row.first_seen > (before.ended_at or 0.0):
        change = Change(None, ("new",), ())
    return Case(
        name=row.name,
        state=row.state,
        failure=row.failure,
        outcome=Outcome(row.outcome) if done else None,
        points=mine,
        change=change,
        decision=decided,
        verified_at=datetime.fromtimestamp(row.finished_at, UTC) if done else None,
        pages=row.pages if done else 0,
        seconds=row.seconds if done else 0.0,
    )


def _key(row: Row[Any]) -> Key:
    return key_of_row(row)


def _point(row: Row[Any], seal: Seal) -> Point:
    said = seal.open_text(row.message, place(finding.c.message, row.result, row.position))
    message = json.loads(said) if said else dict.fromkeys(LANGUAGES, row.rule)
    return Point(row.rule, row.subject, Outcome(row.outcome), Weight(row.weight), message)


def _figures(connection: Connection, inbox: str, cases: tuple[Case, ...], last: Run) -> Figures:
    outcomes = Counter(str(s.outcome) if s.outcome else s.state for s in cases)
    failed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for case in cases:
        failed.update({p.rule for p in case.points if p.outcome is Outcome.FAILED})
        asked.update({p.rule for p in case.points if p.outcome is Outcome.INDETERMINATE})
    rules = sorted(failed | asked, key=lambda rule: (-(failed[rule] + asked[rule]), rule))
    return Figures(
        outcomes=outcomes,
        findings=tuple((rule, failed[rule], asked[rule]) for rule in rules),
        by_language=_shares(connection, inbox, "language"),
        by_capture=_shares(connection, inbox, "capture"),
        confidence=_drift(connection, inbox, last.started_at - WEEKS * _WEEK_SECONDS),
        seconds=tuple(sorted(s.seconds for s in cases if s.outcome is not None)),
    )


def _shares(connection: Connection, inbox: str, column: str) -> dict[str, Share]:
    """Documents of the newest results by a column, and those of whose type something is asked."""
    asked = (
        select(finding.c.result)
        .where(
            finding.c.result == document.c.result,
            finding.c.subject == document.c.type,
            finding.c.outcome == str(Outcome.INDETERMINATE),
        )
        .exists()
    )
    each = (
        select(document.c[column].label("kind"), asked.label("asked"))
        .join(package, package.c.result == document.c.result)
        .where(package.c.inbox == inbox)
        .subquery()
    )
    ours = select(each, func.count().label("n")).group_by(each.c.kind, each.c.asked)
    all_of: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for row in connection.execute(ours):
        all_of[row.kind or "unknown"] += row.n
        if row.asked:
            waiting[row.kind or "unknown"] += row.n
    return {kind: Share(all_of[kind], waiting[kind]) for kind in sorted(all_of)}


def _drift(
    connection: Connection, inbox: str, since: float
) -> tuple[tuple[datetime, float, int], ...]:
    """Mean confidence of the pages read in each week, weighted by pages, with their number."""
    ours = (
        select(result.c.finished_at, document.c.confidence, document.c.pages)
        .join(result, result.c.id == document.c.result)
        .where(result.c.inbox == inbox, result.c.finished_at >= since)
    )
    sums: defaultdict[datetime, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in connection.execute(ours):
        week = _monday(row.finished_at)
        sums[week][0] += row.confidence * row.pages
        sums[week][1] += row.pages
    return tuple(
        (week, total / pages, int(pages)) for week, (total, pages) in sorted(sums.items()) if pages
    )


def _monday(moment: float) -> datetime:
    """The Monday of a moment's week, in UTC: a plot over half a year needs no more."""
    day = datetime.fromtimestamp(moment, UTC).date()
    year, week, _ = day.isocalendar()
    return datetime.combine(day.fromisocalendar(year, week, 1), datetime.min.time(), UTC)
