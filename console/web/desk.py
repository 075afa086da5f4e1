"""What all pages share: the store, sessions, rights, forms with their tokens, rendering."""

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from fastapi import HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Engine

from console.web.options import ConsoleOptions
from console.web.passwords import Patience
from console.web.running import Runner
from pipeline.model import LANGUAGES, Language, Phrase
from pipeline.report.html import LANGUAGE_NAMES, visible
from pipeline.report.messages import load_catalogue, say
from pipeline.settings import Settings
from pipeline.store import people
from pipeline.store.people import Role, Session

if TYPE_CHECKING:
    from jinja2 import Environment

SESSION, LANGUAGE, ENTRY = "tekseru_session", "tekseru_language", "tekseru_entry"
MOST_FORM_BYTES = 65_536
TIME_ZONE = ZoneInfo("Asia/Almaty")
"""The clock of Kazakhstan, by which people at the desk live; the store counts in UTC."""
READERS = (Role.REVIEWER, Role.LEAD, Role.AUDITOR)
WORKERS = (Role.REVIEWER, Role.LEAD)


@dataclass(frozen=True, slots=True)
class Desk:
    """The console's own things, made once."""

    engine: Engine
    settings: Settings
    options: ConsoleOptions
    patience: Patience
    runner: Runner


class NotEnteredError(Exception):
    """There is no session: the way leads to the log-in."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A form that came with the token of its session."""

    session: Session
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "").strip()


def desk_of(request: Request) -> Desk:
    """The console's own things."""
    found: Desk = request.app.state.desk
    return found


def session_of(request: Request) -> Session | None:
    """The session of a request, if it has one that holds."""
    token = request.cookies.get(SESSION)
    if not token:
        return None
    desk = desk_of(request)
    return people.session_of(
        desk.engine,
        token,
        idle_seconds=desk.options.idle_minutes * 60,
        most_seconds=desk.options.session_hours * 3600,
    )


def reader(*roles: Role) -> Callable[[Request], Session]:
    """A dependency: the session, if its person has one of the roles."""

    def entered(request: Request) -> Session:
        return _allowed(session_of(request), roles)

    return entered


def writer(*roles: Role) -> Callable[[Request], Awaitable[Posted]]:
    """A dependency: the form, if its session's person has one of the roles and sent its token."""

    async def posted(request: Request) -> Posted:
        session = _allowed(await run_in_threadpool(session_of, request), roles)
        values = await form_of(request)
        if not hmac.compare_digest(values.get("token", ""), session.form_token):
            raise HTTPException(403)
        return Posted(session, values)

    return posted


def own_site(request: Request) -> None:
    """Refuse what a browser says comes from a page of another site."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403)


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a plain form, the last of each name."""
    own_site(request)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_FORM_BYTES:
            raise HTTPException(413)
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def language_of(request: Request, session: Session | None) -> Language:
    """The person's language; before the log-in that of the cookie, else of the settings."""
    if session is not None:
        return session.person.language
    wanted = request.cookies.get(LANGUAGE)
    return next((code for code in LANGUAGES if code == wanted), desk_of(request).settings.language)


def page(
    request: Request,
    session: Session | None,
    template: str,
    *,
    status: int = 200,
    words: Language | None = None,
    **values: Any,
) -> HTMLResponse:
    """A page in the person's language, or in that of `words`."""
    language = words or language_of(request, session)
    known = load_catalogue(language)

    def t(key: str, **named: Any) -> str:
        return say(Phrase(key, named), language)

    def day(written: str) -> str:
        return t("value.date", date=date.fromisoformat(written))

    def moment(at: datetime, seconds: bool = False) -> str:
        local = at.astimezone(TIME_ZONE)
        clock = local.strftime("%H:%M:%S" if seconds else "%H:%M")
        return t("batch.moment", date=local.date(), time=clock)

    def named(key: str, fallback: str) -> str:
        return t(key) if key in known else fallback

    content = (
        environment()
        .get_template(template)
        .render(
            language=language,
            languages=LANGUAGE_NAMES,
            session=session,
            path=request.url.path,
            t=t,
            named=named,
            day=day,
            moment=moment,
            note=request.query_params.get("note", ""),
            is_known=known.__contains__,
            **values,
        )
    )
    return HTMLResponse(content, status)


def to(path: str) -> Response:
    """Go on to a page after a form."""
    return RedirectResponse(path, 303)


def set_cookie(response: Response, desk: Desk, name: str, value: str, seconds: float) -> None:
    """A cookie that scripts cannot read and other sites cannot send."""
    response.set_cookie(
        name,
        value,
        max_age=int(seconds),
        httponly=True,
        samesite="strict",
        secure=desk.options.secure,
    )


def _allowed(session: Session | None, roles: tuple[Role, ...]) -> Session:
    if session is None:
        raise NotEnteredError
    if roles and session.person.role not in roles:
        raise HTTPException(403)
    return session


@lru_cache
def environment() -> "Environment":
    """The console's templates; all text is escaped, signs that hide text are shown."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=ChoiceLoader([PackageLoader("console.web"), PackageLoader("pipeline.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
