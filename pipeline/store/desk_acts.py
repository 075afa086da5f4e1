"""What people do with a package: correct, rule, propose, decide, hand out; each with its audit.

Every act is written in one transaction with its line of the audit log.
"""

import hashlib
import json
import secrets
import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Engine, delete, insert, select, update

from pipeline.model import Outcome
from pipeline.report.result import Result
from pipeline.store import audit
from pipeline.store.database import now, sealed
from pipeline.store.desk import Case, assignee_of, proposal_on
from pipeline.store.desk_tables import amendment, assignment, correction, person, proposal, ruling
from pipeline.store.people import Person
from pipeline.store.readings import Wording
from pipeline.store.schema import decision
from pipeline.store.sealed import place as place_of


class SecondEyesError(Exception):
    """A person may not confirm what they proposed themselves."""


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
        waiting = proposal_on(connection, case)
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
        before = assignee_of(connection, case)
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


def _closed(connection: Connection, text: str, column: Column[Any], *identity: object) -> str:
    return sealed(connection).close_text(text, place_of(column, *identity))


def _salted(salt: str, text: str) -> str:
    return _digest(f"{salt}{text}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
