"""What people do with a package: correct, rule, propose, decide, hand out; each with its audit.

Every act is written in one transaction with its line of the audit log.
"""

import hashlib
import json
import secrets
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Engine, Row, delete, insert, select, update

from pipeline.model import Outcome
from pipeline.report.result import Result
from pipeline.sealing import Seal
from pipeline.store import audit
from pipeline.store.database import now, reading, sealed
from pipeline.store.desk_tables import amendment, assignment, correction, person, proposal, ruling
from pipeline.store.people import Person
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


class SecondEyesError(Exception):
    """A person may not confirm what they proposed themselves."""


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
            _proposal(connection, case),
            _decisions(connection, case),
            _assignee(connection, case),
            _amendment(connection, case),
        )


def seen(engine: Engine, who: Person, case: Case) -> None:
    """Note that a person opened a case."""
    with engine.begin() as connection:
        audit.note(connection, who.name, "seen", case.result)


def correct(
    engine: Engine,
    who: Person,
    case: Case,
    *,
    place: tuple[str, str],
    before: str,
    after: str,
    reason: str,
    amended: Result,
    compared: Sequence[tuple[Wording | None, Wording | None]],
) -> None:
    """Keep a value of `place` (document, field) as a person reads it, and what the rules then say.

    ValueError without a reason.
    """
    document, field = place
    said = _reason(reason)
    salt = secrets.token_hex(16)
    content = {
        "result": amended.model_dump(mode="json", by_alias=True),
        "compared": [list(pair) for pair in compared],
    }
    packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode("utf-8"))
    with engine.begin() as connection:
        moment = now(connection)
        seal = sealed(connection)
        values = {"before": before, "after": after, "reason": said}
        connection.execute(
            insert(correction).values(
                inbox=case.inbox,
                package=case.package,
                files=case.files,
                document=document,
                field=field,
                **{
                    name: seal.close_text(text, place_of(correction.c[name], salt))
                    for name, text in values.items()
                },
                salt=salt,
                person=who.id,
                made_at=moment,
            )
        )
        connection.execute(delete(amendment).where(amendment.c.result == case.result))
        connection.execute(
            insert(amendment).values(
                result=case.result,
                outcome=str(amended.verdict.outcome),
                document=seal.close(packed, place_of(amendment.c.document, case.result)),
                made_at=moment,
            )
        )
        audit.note(
            connection,
            who.name,
            "corrected",
            case.result,
            document=document,
            field=field,
            before=_salted(salt, before),
            after=_salted(salt, after),
            reason=_salted(salt, said),
            outcome=str(amended.verdict.outcome),
        )


def rule_on(
    engine: Engine,
    who: Person,
    case: Case,
    *,
    finding: str,
    rule: str,
    machine: Outcome,
    outcome: Outcome,
    reason: str,
) -> None:
    """Keep a person's word on a finding. ValueError where they differ and give no reason."""
    said = reason.strip() if machine is outcome else _reason(reason)
    with engine.begin() as connection:
        made = connection.execute(
            insert(ruling).values(
                result=case.result,
                finding=finding,
                rule=rule,
                machine=str(machine),
                outcome=str(outcome),
                reason=_closed(connection, said, ruling.c.reason, case.result),
                person=who.id,
                made_at=now(connection),
            )
        )
        audit.note(
            connection,
            who.name,
            "confirmed" if machine is outcome else "overridden",
            case.result,
            rule=rule,
            before=str(machine),
            after=str(outcome),
            ruling=int(made.inserted_primary_key[0]),  # type: ignore[index]  # an insert has one
            reason=_digest(said),
        )


def propose_refusal(engine: Engine, who: Person, case: Case, reason: str) -> None:
    """Keep a refusal that a second person must confirm. ValueError without a reason."""
    said = _reason(reason)
    with engine.begin() as connection:
        _close_proposals(connection, who, case)
        connection.execute(
            insert(proposal).values(
                inbox=case.inbox,
                package=case.package,
                result=case.result,
                person=who.id,
                reason=_closed(connection, said, proposal.c.reason, case.result),
                made_at=now(connection),
            )
        )
        audit.note(connection, who.name, "refusal_proposed", case.result, reason=_digest(said))


def decide(
    engine: Engine, who: Person, case: Case, outcome: Outcome, reason: str, *, four_eyes: bool
) -> None:
    """Keep a decision; it closes what was proposed.

    ValueError without a reason. SecondEyesError for a refusal that needs two people and has one.
    """
    said = _reason(reason)
    with engine.begin() as connection:
        waiting = _proposal(connection, case)
        alone = waiting is None or waiting.person_id == who.id
        if outcome is Outcome.FAILED and four_eyes and alone:
            raise SecondEyesError
        _close_proposals(connection, who, case)
        connection.execute(
            insert(decision).values(
                inbox=case.inbox,
                package=case.package,
                result=case.result,
                reviewer=who.name,
                outcome=str(outcome),
                reason=_closed(connection, said, decision.c.reason, case.inbox, case.package),
                decided_at=now(connection),
            )
        )
        audit.note(
            connection,
            who.name,
            "decided",
            case.result,
            outcome=str(outcome),
            proposed_by=waiting.person if waiting else None,
            reason=_digest(said),
        )


def hand_out(engine: Engine, who: Person, case: Case, to: int | None) -> None:
    """Give a case to a person, or to nobody. LookupError where there is no such person."""
    with engine.begin() as connection:
        before = _assignee(connection, case)
        name = None
        if to is not None:
            name = connection.scalar(
                select(person.c.name).where(person.c.id == to, person.c.active)
            )
            if name is None:
                raise LookupError(to)
        mine = (assignment.c.inbox == case.inbox) & (assignment.c.package == case.package)
        connection.execute(delete(assignment).where(mine))
        if to is not None:
            connection.execute(
                insert(assignment).values(
                    inbox=case.inbox, package=case.package, person=to, made_at=now(connection)
                )
            )
        audit.note(connection, who.name, "assigned", case.result, before=before, after=name)


def _reason(text: str) -> str:
    if not text.strip():
        raise ValueError("a reason is needed")
    return text.strip()


def _close_proposals(connection: Connection, who: Person, case: Case) -> None:
    waiting = (
        (proposal.c.inbox == case.inbox)
        & (proposal.c.package == case.package)
        & proposal.c.closed_at.is_(None)
    )
    values = {"closed_at": now(connection), "closed_by": who.id}
    connection.execute(update(proposal).where(waiting).values(**values))


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


def _proposal(connection: Connection, case: Case) -> Proposal | None:
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


def _assignee(connection: Connection, case: Case) -> str | None:
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


def _closed(connection: Connection, text: str, column: Column[Any], *identity: object) -> str:
    return sealed(connection).close_text(text, place_of(column, *identity))


def _opened(connection: Connection, text: str, column: Column[Any], *identity: object) -> str:
    return sealed(connection).open_text(text, place_of(column, *identity))


def _at(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, UTC)


def _salted(salt: str, text: str) -> str:
    return _digest(f"{salt}{text}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
