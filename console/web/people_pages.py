"""People and their roles, for administrators."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from console.web import passwords
from console.web.desk import Posted, desk_of, page, reader, to, writer
from pipeline.store import people
from pipeline.store.people import NameTakenError, Role, Session

router = APIRouter()
Administrator = Annotated[Session, Depends(reader(Role.ADMINISTRATOR))]
AdministratorsForm = Annotated[Posted, Depends(writer(Role.ADMINISTRATOR))]
LONGEST_NAME = 64


@router.get("/people")
def show_people(request: Request, session: Administrator) -> Response:
    everybody = people.everybody(desk_of(request).engine)
    return page(request, session, "people.html", people=everybody, roles=tuple(Role))


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


@router.post("/people/{number}")
def change_person(request: Request, number: int, posted: AdministratorsForm) -> Response:
    desk, who = desk_of(request), posted.session.person
    if number == who.id:
        # Nobody locks the last door behind them.
        return to("/people?note=self")
    active = posted["active"] == "yes"
    try:
        people.change(desk.engine, number, by=who.name, role=_role(posted["role"]), active=active)
    except LookupError:
        raise HTTPException(404) from None
    return to("/people?note=changed")


def _role(text: str) -> Role:
    if text not in tuple(Role):
        raise HTTPException(400)
    return Role(text)
