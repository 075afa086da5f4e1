"""People of the desk and their sessions. Passwords come here as hashes, tokens are hashed here."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select, update

from pipeline.model import Language
from pipeline.store import audit
from pipeline.store.database import now, reading
from pipeline.store.desk_tables import person, session


class Role(StrEnum):
    """What a person may do."""

    REVIEWER = "reviewer"
    """Reads, corrects, rules and decides."""
    LEAD = "lead"
    """As a reviewer; hands out packages and reads the audit log."""
    AUDITOR = "auditor"
    """Reads everything, the audit log too, and changes nothing."""
    ADMINISTRATOR = "administrator"
    """Looks after people; sees no papers."""
    PORTAL = "portal"
    """A program that hands in packages and asks for results; enters by a token, never by a form."""


PEOPLE = tuple(role for role in Role if role is not Role.PORTAL)
"""Roles of those who log in with a password."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the desk."""

    id: int
    name: str
    role: Role
    language: Language
    active: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A log-in that holds; `form_token` goes with every form, `filters` is the queue as left."""

    person: Person
    token: str
    form_token: str
    filters: Mapping[str, str]


def secret_of(token: str) -> str:
    """What is kept of a program's token: its digest, which no password fits."""
    return f"token:{_hashed(token)}"


class NameTakenError(Exception):
    """There is a person of this name."""


def add(
    engine: Engine, name: str, password_hash: str, role: Role, language: Language, *, by: str
) -> int:
    """Add a person; returns their number. NameTakenError where the name is known."""
    wanted = key_of(name)
    with engine.begin() as connection:
        if connection.scalar(select(person.c.id).where(person.c.name == wanted)) is not None:
            raise NameTakenError
        made = connection.execute(
            insert(person).values(
                name=wanted,
                password=password_hash,
                role=str(role),
                language=language,
                active=True,
                made_at=now(connection),
            )
        )
        number = int(made.inserted_primary_key[0])  # type: ignore[index]  # an insert has one
        audit.note(connection, by, "person_added", subject=wanted, role=str(role))
    return number


def change(
    engine: Engine,
    number: int,
    *,
    by: str,
    role: Role | None = None,
    active: bool | None = None,
    password_hash: str | None = None,
) -> None:
    """Change a person; their sessions end. LookupError where there is none."""
    values: dict[str, Any] = {
        "role": str(role) if role else None,
        "active": active,
        "password": password_hash,
    }
    given = {name: value for name, value in values.items() if value is not None}
    with engine.begin() as connection:
        before = connection.execute(select(person).where(person.c.id == number)).first()
        if before is None:
            raise LookupError(number)
        connection.execute(update(person).where(person.c.id == number).values(**given))
        connection.execute(delete(session).where(session.c.person == number))
        for name, value in given.items():
            old, new = (before._mapping[name], value) if name != "password" else (None, None)
            audit.note(
                connection,
                by,
                "person_changed",
                subject=before.name,
                part=name,
                before=old,
                after=new,
            )


def set_language(engine: Engine, number: int, language: Language) -> None:
    """Note the language a person reads."""
    with engine.begin() as connection:
        connection.execute(update(person).where(person.c.id == number).values(language=language))


def everybody(engine: Engine) -> tuple[Person, ...]:
    """All people by name."""
    with reading(engine) as connection:
        rows = connection.execute(select(person).order_by(person.c.name))
        return tuple(_person(row) for row in rows)


def password_of(engine: Engine, name: str) -> tuple[int, str] | None:
    """Number and password hash of an active person."""
    wanted = select(person).where(person.c.name == key_of(name), person.c.active)
    with reading(engine) as connection:
        row = connection.execute(wanted).first()
    return (row.id, row.password) if row is not None else None


def program_of(engine: Engine, token: str) -> Person | None:
    """The active program that a token belongs to."""
    wanted = select(person).where(
        person.c.password == secret_of(token), person.c.role == str(Role.PORTAL), person.c.active
    )
    with reading(engine) as connection:
        row = connection.execute(wanted).first()
    return _person(row) if row is not None else None


def begin_session(engine: Engine, number: int) -> str:
    """Begin a session; returns its token, which is kept nowhere but with the browser."""
    token = secrets.token_urlsafe(32)
    with engine.begin() as connection:
        moment = now(connection)
        connection.execute(
            insert(session).values(
                token=_hashed(token),
                person=number,
                form_token=secrets.token_urlsafe(32),
                filters="{}",
                began_at=moment,
                seen_at=moment,
            )
        )
        name = connection.scalar(select(person.c.name).where(person.c.id == number))
        audit.note(connection, str(name), "logged_in")
    return token


def session_of(
    engine: Engine, token: str, *, idle_seconds: float, most_seconds: float
) -> Session | None:
    """The session of a token, None where it has ended or its person may no longer enter."""
    wanted = (
        select(session.c.form_token, session.c.filters, session.c.seen_at, session.c.began_at)
        .add_columns(*person.c)
        .join(person, person.c.id == session.c.person)
        .where(session.c.token == _hashed(token), person.c.active)
    )
    with reading(engine) as connection:
        row = connection.execute(wanted).first()
        moment = now(connection)
    if row is None:
        return None
    if moment - row.seen_at > idle_seconds or moment - row.began_at > most_seconds:
        end_session(engine, token)
        return None
    if moment - row.seen_at > idle_seconds / 20:
        with engine.begin() as connection:
            mine = session.c.token == _hashed(token)
            connection.execute(update(session).where(mine).values(seen_at=moment))
    return Session(_person(row), token, row.form_token, json.loads(row.filters))


def keep_filters(engine: Engine, token: str, filters: Mapping[str, str]) -> None:
    """Note how the queue was left; what was searched for stays out of addresses and logs."""
    with engine.begin() as connection:
        mine = session.c.token == _hashed(token)
        connection.execute(
            update(session).where(mine).values(filters=json.dumps(dict(filters), sort_keys=True))
        )


def end_session(engine: Engine, token: str) -> None:
    """End a session."""
    with engine.begin() as connection:
        connection.execute(delete(session).where(session.c.token == _hashed(token)))


def key_of(name: str) -> str:
    """A name as it is kept: without spaces around it, letters small."""
    return name.strip().casefold()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def _person(row: Row[Any]) -> Person:
    return Person(row.id, row.name, Role(row.role), row.language, bool(row.active))
