"""The reviewers' queue: packages with where they stand, filtered, searched and sorted."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    and_,
    case,
    func,
    or_,
    select,
)

from pipeline.model import Outcome, Weight
from pipeline.store.database import reading as transaction
from pipeline.store.desk_tables import amendment, assignment, lot, person, proposal, reading
from pipeline.store.schema import decision, finding, package, result

PAGE = 50
"""Packages on one page of the queue."""
STATES = (
    *("open", "proposed", "returned", "accepted", "refused", "unsampled", "waiting", "broken"),
)
"""Of those that passed and nobody decided, the ones that were not drawn are `unsampled`."""
DECIDED: Mapping[str, str] = {
    Outcome.PASSED: "accepted",
    Outcome.FAILED: "refused",
    Outcome.INDETERMINATE: "returned",
}
"""What a decision's outcome is called on the desk: who cannot decide yet asks the applicant."""
SORTS = ("urgent", "oldest", "newest", "name", "submitted")
AGES = ("1", "3", "7", "30")
"""Whole days since a package was first seen that the queue can be narrowed to."""
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the queue is shown; empty text means all. `assignee` is a person's number, `age` the
    days that a package has been here at least."""

    outcome: str = ""
    rule: str = ""
    category: str = ""
    state: str = "open"
    assignee: str = ""
    age: str = ""
    search: str = ""
    sort: str = "urgent"


FILTER_NAMES = tuple(part.name for part in fields(Filters))


@dataclass(frozen=True, slots=True)
class Item:
    """A package in the queue; `outcome` is what the rules say now, corrections counted in."""

    result: int | None
    name: str
    outcome: Outcome | None
    amended: bool
    state: str
    category: str | None
    submitted_on: str | None
    first_seen: datetime
    assignee: str | None
    pages: int
    failures: int = 0
    questions: int = 0

    @property
    def days(self) -> int:
        """Whole days since it was first seen."""
        return max(0, (datetime.now(UTC) - self.first_seen).days)


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue, and how many packages there are in all."""

    items: tuple[Item, ...]
    total: int


def queue_page(engine: Engine, filters: Filters, number: int = 1) -> Queue:
    """A page of the queue, counted from 1."""
    rows = _rows(filters)
    with transaction(engine) as connection:
        # Counted and cut out in one go over the packages.
        counted = rows.add_columns(func.count().over().label("total"))
        shown = _sorted(counted, filters.sort).limit(PAGE).offset((max(1, number) - 1) * PAGE)
        found = list(connection.execute(shown))
        total = found[0].total if found else 0
        counts = _counts(connection, [row.result for row in found if row.result])
    return Queue(tuple(_item(row, counts) for row in found), total)


def neighbours(engine: Engine, filters: Filters, number: int) -> tuple[int | None, int | None]:
    """Results before and after one in the queue; the queue's first one after a result that is no
    longer in it."""
    rows = _sorted(_rows(filters), filters.sort).where(result.c.id.is_not(None))
    only = rows.with_only_columns(result.c.id)
    with transaction(engine) as connection:
        order = list(connection.scalars(only))
    if number not in order:
        return None, order[0] if order else None
    place = order.index(number)
    return (
        order[place - 1] if place else None,
        order[place + 1] if place + 1 < len(order) else None,
    )


def known_categories(engine: Engine) -> tuple[str, ...]:
    """Categories that packages declare."""
    with transaction(engine) as connection:
        found = select(reading.c.category).distinct().where(reading.c.category.is_not(None))
        return tuple(connection.scalars(found.order_by(reading.c.category)))


def _rows(filters: Filters) -> Select[Any]:
    outcome = func.coalesce(amendment.c.outcome, result.c.outcome)
    earlier = result.alias("earlier")
    # A decision holds for the files that it was made on, however often they are verified again.
    # Grouped once and joined: asked for each package anew, they cost most of the page.
    newest = (
        select(
            decision.c.inbox,
            decision.c.package,
            earlier.c.of_files,
            func.max(decision.c.id).label("id"),
        )
        .join(earlier, earlier.c.id == decision.c.result)
        .group_by(decision.c.inbox, decision.c.package, earlier.c.of_files)
        .subquery("newest")
    )
    waiting = select(proposal.c.result).where(proposal.c.closed_at.is_(None)).distinct().subquery()
    state = case(
        (package.c.result.is_(None), package.c.state),
        (waiting.c.result.is_not(None), "proposed"),
        *((decision.c.outcome == said, word) for said, word in DECIDED.items()),
        (and_(lot.c.drawn.is_(False), outcome == str(Outcome.PASSED)), "unsampled"),
        else_="open",
    )
    rows = (
        select(
            package.c.name,
            package.c.first_seen,
            result.c.id.label("result"),
            result.c.pages,
            outcome.label("outcome"),
            amendment.c.result.is_not(None).label("amended"),
            state.label("state"),
            reading.c.category,
            reading.c.submitted_on,
            person.c.name.label("assignee"),
        )
        .select_from(package)
        .outerjoin(result, package.c.result == result.c.id)
        .outerjoin(amendment, amendment.c.result == result.c.id)
        .outerjoin(reading, reading.c.result == result.c.id)
        .outerjoin(lot, lot.c.result == result.c.id)
        .outerjoin(
            assignment,
            and_(assignment.c.inbox == package.c.inbox, assignment.c.package == package.c.name),
        )
        .outerjoin(person, person.c.id == assignment.c.person)
        .outerjoin(waiting, waiting.c.result == result.c.id)
        .outerjoin(
            newest,
            and_(
                newest.c.inbox == package.c.inbox,
                newest.c.package == package.c.name,
                newest.c.of_files == result.c.of_files,
            ),
        )
        .outerjoin(decision, decision.c.id == newest.c.id)
    )
    return rows.where(*_conditions(filters, outcome, state))


def _conditions(
    filters: Filters, outcome: ColumnElement[Any], state: ColumnElement[Any]
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.outcome:
        found.append(outcome == filters.outcome)
    if filters.state:
        found.append(state == filters.state)
    if filters.category:
        found.append(reading.c.category == filters.category)
    if filters.assignee == "nobody":
        found.append(assignment.c.person.is_(None))
    elif filters.assignee:
        found.append(assignment.c.person == int(filters.assignee))
    if filters.age:
        found.append(package.c.first_seen <= time.time() - int(filters.age) * DAY)
    if filters.search:
        found.append(
            func.lower(package.c.name).contains(filters.search.casefold(), autoescape=True)
        )
    if filters.rule:
        open_points = (str(Outcome.FAILED), str(Outcome.INDETERMINATE))
        about = select(finding.c.result).where(
            finding.c.rule == filters.rule, finding.c.outcome.in_(open_points)
        )
        found.append(result.c.id.in_(about))
    return found


def _sorted(rows: Select[Any], sort: str) -> Select[Any]:
    outcome = func.coalesce(amendment.c.outcome, result.c.outcome)
    urgency = case(
        (outcome == str(Outcome.FAILED), 0), (outcome == str(Outcome.INDETERMINATE), 1), else_=2
    )
    first: dict[str, tuple[ColumnElement[Any], ...]] = {
        "urgent": (urgency, package.c.first_seen),
        "oldest": (package.c.first_seen,),
        "newest": (package.c.first_seen.desc(),),
        "name": (),
        "submitted": (reading.c.submitted_on,),
    }
    return rows.order_by(*first.get(sort, ()), package.c.name)


def _counts(connection: Connection, numbers: list[int]) -> dict[tuple[int, str], int]:
    if not numbers:
        return {}
    blocking = (
        select(finding.c.result, finding.c.outcome, func.count().label("n"))
        .where(
            finding.c.result.in_(numbers),
            finding.c.weight == str(Weight.BLOCKING),
            or_(
                finding.c.outcome == str(Outcome.FAILED),
                finding.c.outcome == str(Outcome.INDETERMINATE),
            ),
        )
        .group_by(finding.c.result, finding.c.outcome)
    )
    return {(row.result, row.outcome): row.n for row in connection.execute(blocking)}


def _item(row: Row[Any], counts: Mapping[tuple[int, str], int]) -> Item:
    return Item(
        result=row.result,
        name=row.name,
        outcome=Outcome(row.outcome) if row.outcome else None,
        amended=bool(row.amended),
        state=row.state,
        category=row.category,
        submitted_on=row.submitted_on,
        first_seen=datetime.fromtimestamp(row.first_seen, UTC),
        assignee=row.assignee,
        pages=row.pages or 0,
        failures=counts.get((row.result, str(Outcome.FAILED)), 0),
        questions=counts.get((row.result, str(Outcome.INDETERMINATE)), 0),
    )
