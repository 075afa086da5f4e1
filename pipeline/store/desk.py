"""A package on the desk: its case, and what people did on it so far."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Engine, Row, select

from pipeline.model import Outcome
from pipeline.report.result import Result
from pipeline.sealing import Seal
from pipeline.store.database import reading, sealed
from pipeline.store.desk_tables import amendment, assignment, correction, person, proposal, ruling
from pipeline.store.readings import Wording
from pipeline.store.schema import decision, package, result
from pipeline.store.sealed import place as place_of


@dataclass(frozen=True, slots=True)
class Case:
    """A package by one of its results; `current` tells whether that is its newest one."""

    result: int
    inbox: str
    package: str
    files: str
    current: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A value read anew; `before` and `after` are texts, as they are shown and typed."""

    document: str
    field: str
    before: str
    after: str
    reason: str
    person: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word on a finding."""

    finding: str
    rule: str
    machine: Outcome
    outcome: Outcome
    reason: str
    person: str
    made_at: datetime

    @property
    def confirmed(self) -> bool:
        """Whether the person says what the machine says."""
        return self.machine is self.outcome


@dataclass(frozen=True, slots=True)
class Proposal:
    """A refusal that waits for a second person."""

    id: int
    person_id: int
    person: str
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a package, and the result that lay before its reviewer."""

    result: int | None
    reviewer: str
    outcome: Outcome
    reason: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Amendment:
    """The result after corrections, and what its findings compared."""

    result: Result
    compared: tuple[tuple[Wording | None, Wording | None], ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What people did on a package so far; lists oldest first."""

    corrections: tuple[Correction, ...]
    rulings: Mapping[str, Ruling]
    proposal: Proposal | None
    decisions: tuple[Decided, ...]
    assignee: str | None
    amendment: Amendment | None


def case_of(engine: Engine, number: int) -> Case:
    """The case of a result. KeyError where there is none of this number."""
    wanted = (
        select(result.c.inbox, result.c.package, result.c.of_files, package.c.result)
        .join(package, (package.c.inbox == result.c.inbox) & (package.c.name == result.c.package))
        .where(result.c.id == number)
    )
    with reading(engine) as connection:
        row = connection.execute(wanted).first()
    if row is None:
        raise KeyError(number)
    return Case(number, row.inbox, row.package, row.of_files, row.result or number)


def work_on(engine: Engine, case: Case) -> Work:
    """Everything that people did on a case."""
    with reading(engine) as connection:
        return Work(
            _corrections(connection, case),
            _rulings(connection, case),
            proposal_on(connection, case),
            _decisions(connection, case),
            assignee_of(connection, case),
            _amendment(connection, case),
        )


def _corrections(connection: Connection, case: Case) -> tuple[Correction, ...]:
    wanted = (
        select(correction, person.c.name)
        .join(person, person.c.id == correction.c.person)
        .where(
            correction.c.inbox == case.inbox,
            correction.c.package == case.package,
            correction.c.files == case.files,
        )
        .order_by(correction.c.id)
    )
    return tuple(_correction(row, sealed(connection)) for row in connection.execute(wanted))


def _correction(row: Row[Any], seal: Seal) -> Correction:
    before, after, reason = (
        seal.open_text(getattr(row, name), place_of(correction.c[name], row.salt))
        for name in ("before", "after", "reason")
    )
    return Correction(row.document, row.field, before, after, reason, row.name, _at(row.made_at))


def _rulings(connection: Connection, case: Case) -> dict[str, Ruling]:
    """The last word on each finding, by the finding's sign; it holds for the same files."""
    wanted = (
        select(ruling, person.c.name)
        .join(person, person.c.id == ruling.c.person)
        .join(result, result.c.id == ruling.c.result)
        .where(
            result.c.inbox == case.inbox,
            result.c.package == case.package,
            result.c.of_files == case.files,
        )
        .order_by(ruling.c.id)
    )
    return {
        row.finding: Ruling(
            row.finding,
            row.rule,
            Outcome(row.machine),
            Outcome(row.outcome),
            _opened(connection, row.reason, ruling.c.reason, row.result),
            row.name,
            _at(row.made_at),
        )
        for row in connection.execute(wanted)
    }


def proposal_on(connection: Connection, case: Case) -> Proposal | None:
    """The refusal of a case that waits for a second person."""
    wanted = (
        select(proposal, person.c.name)
        .join(person, person.c.id == proposal.c.person)
        .where(proposal.c.result == case.result, proposal.c.closed_at.is_(None))
        .order_by(proposal.c.id.desc())
        .limit(1)
    )
    row = connection.execute(wanted).first()
    if row is None:
        return None
    reason = _opened(connection, row.reason, proposal.c.reason, row.result)
    return Proposal(row.id, row.person, row.name, reason, _at(row.made_at))


def _decisions(connection: Connection, case: Case) -> tuple[Decided, ...]:
    wanted = (
        select(decision)
        .where(decision.c.inbox == case.inbox, decision.c.package == case.package)
        .order_by(decision.c.id)
    )
    place = (case.inbox, case.package)
    return tuple(
        Decided(
            row.result,
            row.reviewer,
            Outcome(row.outcome),
            _opened(connection, row.reason, decision.c.reason, *place),
            _at(row.decided_at),
        )
        for row in connection.execute(wanted)
    )


def assignee_of(connection: Connection, case: Case) -> str | None:
    """Who works on a case."""
    wanted = (
        select(person.c.name)
        .join(assignment, assignment.c.person == person.c.id)
        .where(assignment.c.inbox == case.inbox, assignment.c.package == case.package)
    )
    return connection.scalar(wanted)


def _amendment(connection: Connection, case: Case) -> Amendment | None:
    wanted = select(amendment.c.document).where(amendment.c.result == case.result)
    found = connection.scalar(wanted)
    if found is None:
        return None
    packed = sealed(connection).open(found, place_of(amendment.c.document, case.result))
    content: dict[str, Any] = json.loads(zlib.decompress(packed))
    return Amendment(
        Result.model_validate(content["result"]),
        tuple((pair[0], pair[1]) for pair in content["compared"]),
    )


def _opened(connection: Connection, text: str, column: Column[Any], *identity: object) -> str:
    return sealed(connection).open_text(text, place_of(column, *identity))


def _at(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, UTC)
