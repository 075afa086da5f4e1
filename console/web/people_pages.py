"""People and their roles, for administrators."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from console.web import passwords
from console.web.desk import Posted, desk_of, page, reader, to, writer
from pipeline.store import people
from pipeline.store.people import PEOPLE, NameTakenError, Role, Session

router = APIRouter()
Administrator = Annotated[Session, Depends(reader(Role.ADMINISTRATOR))]
AdministratorsForm = Annotated[Posted, Depends(writer(Role.ADMINISTRATOR))]
LONGEST_NAME = 64


@router.get("/people")
def show_people(request: Request, session: Administrator) -> Response:
    everybody = people.everybody(desk_of(request).engine)
    return page(request, session, "people.html", people=everybody, roles=PEOPLE, given=None)


@router.post("/people")
def add_person(request: Request, posted: AdministratorsForm) -> Response:
    desk, who = desk_of(request), posted.session.person
    if not posted["name"] or len(posted["name"]) > LONGEST_NAME:
        return to("/people?note=name")
    try:
        made = passwords.hashed(posted.values.get("password", ""))
        role = _role(posted["role"])
        people.add(desk.engine, posted["name"], made, role, who.language, by=who.name)
    except NameTakenError:
        return to("/people?note=taken")
    except ValueError:
        return to("/people?note=short")
    return to("/people?note=added")


@router.post("/programs")
def add_program(request: Request, posted: AdministratorsForm) -> Response:
    """Add a program that enters by a token; the token is shown once and kept nowhere."""
    desk, who = desk_of(request), posted.session.person
    if not posted["name"] or len(posted["name"]) > LONGEST_NAME:
        return to("/people?note=name")
    token = secrets.token_urlsafe(32)
    secret = people.secret_of(token)
    try:
        people.add(desk.engine, posted["name"], secret, Role.PORTAL, who.language, by=who.name)
    except NameTakenError:
        return to("/people?note=taken")
    everybody = people.everybody(desk.engine)
    return page(request, posted.session, "people.html", people=everybody, roles=PEOPLE, given=token)


@router.post("/people/{number}")
def change_person(request: Request, number: int, posted: AdministratorsForm) -> Response:
    desk, who = desk_of(request), posted.session.person
    if number == who.id:
        # Nobody locks the last door behind them.
        return to("/people?note=self")
    active = posted["active"] == "yes"
    changed = next((one for one in people.everybody(desk.engine) if one.id == number), None)
    if changed is None:
        raise HTTPException(404)
    # A program stays one: its secret is no password.
    role = None if changed.role is Role.PORTAL else _role(posted["role"])
    people.change(desk.engine, number, by=who.name, role=role, active=active)
    return to("/people?note=changed")


def _role(text: str) -> Role:
    if text not in PEOPLE:
        raise HTTPException(400)
    return Role(text)
