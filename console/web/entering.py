"""Log-in, log-out, language, own password."""

import hmac
import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from console.web import passwords
from console.web.desk import (
    ENTRY,
    LANGUAGE,
    SESSION,
    Desk,
    Posted,
    desk_of,
    form_of,
    page,
    session_of,
    set_cookie,
    to,
    writer,
)
from pipeline.model import LANGUAGES
from pipeline.store import people
from pipeline.store.people import Role, Session

router = APIRouter()
YEAR = 365 * 24 * 3600


def home_of(session: Session) -> str:
    """Where a person's work begins."""
    return "/people" if session.person.role is Role.ADMINISTRATOR else "/queue"


@router.get("/")
def start(request: Request) -> Response:
    session = session_of(request)
    return to(home_of(session) if session else "/log-in")


@router.get("/log-in")
def log_in_page(request: Request) -> Response:
    return _log_in_page(request, "")


@router.post("/log-in")
def log_in(request: Request, form: Annotated[dict[str, str], Depends(form_of)]) -> Response:
    desk = desk_of(request)
    entry = request.cookies.get(ENTRY, "")
    if not entry or not hmac.compare_digest(form.get("token", ""), entry):
        return _log_in_page(request, "again", 403)
    name, password = form.get("name", ""), form.get("password", "")
    address = request.client.host if request.client else ""
    keys = (f"name {people.key_of(name)}", f"address {address}")
    if desk.patience.exhausted(*keys):
        return _log_in_page(request, "wait", 429)
    known = people.password_of(desk.engine, name)
    if not passwords.fits(password, known[1] if known else None) or known is None:
        desk.patience.failed(*keys)
        return _log_in_page(request, "wrong", 401)
    desk.patience.forget(keys[0])
    # A token from before the log-in is never the token of a session.
    if old := request.cookies.get(SESSION):
        people.end_session(desk.engine, old)
    token = people.begin_session(desk.engine, known[0])
    response = to("/")
    set_cookie(response, desk, SESSION, token, desk.options.session_hours * 3600)
    response.delete_cookie(ENTRY)
    return response


@router.post("/log-out")
def log_out(request: Request, posted: Annotated[Posted, Depends(writer())]) -> Response:
    people.end_session(desk_of(request).engine, posted.session.token)
    response = to("/log-in")
    response.delete_cookie(SESSION)
    return response


@router.post("/language")
def choose_language(
    request: Request, form: Annotated[dict[str, str], Depends(form_of)]
) -> Response:
    """Changes nothing but the words, so it needs no token."""
    desk = desk_of(request)
    wanted = next((code for code in LANGUAGES if code == form.get("language")), None)
    if wanted is None:
        raise HTTPException(400)
    session = session_of(request)
    if session is not None:
        people.set_language(desk.engine, session.person.id, wanted)
    back = form.get("back", "/")
    response = to(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/")
    set_cookie(response, desk, LANGUAGE, wanted, YEAR)
    return response


@router.post("/password")
def change_password(request: Request, posted: Annotated[Posted, Depends(writer())]) -> Response:
    desk, person = desk_of(request), posted.session.person
    known = people.password_of(desk.engine, person.name)
    key = f"name {person.name}"
    if desk.patience.exhausted(key):
        return to("/account?note=wait")
    if known is None or not passwords.fits(posted.values.get("old", ""), known[1]):
        desk.patience.failed(key)
        return to("/account?note=wrong")
    try:
        made = passwords.hashed(posted.values.get("new", ""))
    except ValueError:
        return to("/account?note=short")
    people.change(desk.engine, person.id, by=person.name, password_hash=made)
    return to("/log-in")


@router.get("/account")
def account(request: Request) -> Response:
    session = session_of(request)
    return page(request, session, "account.html") if session else to("/log-in")


def _log_in_page(request: Request, note: str, status: int = 200) -> Response:
    desk: Desk = desk_of(request)
    entry = secrets.token_urlsafe(32)
    response = page(request, None, "log_in.html", status=status, entry=entry, why=note)
    set_cookie(response, desk, ENTRY, entry, 3600)
    return response
