"""The same over REST, for the portal's side: submit a package, its state, result and report.

A program enters by a token (`Authorization: Bearer`), which an administrator makes and can take
back. Names of packages stand in addresses here: whoever runs a log before this program sees them.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, HTTPException, Path, Query, Request, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict

from console.web import receiving
from console.web.desk import Desk, desk_of
from console.web.receiving import NotAcceptedError, package_name
from console.web.reports import XLSX, NoReadingError, report
from flows.verification import PROGRAM
from pipeline.model import Language, Outcome
from pipeline.report.result import Result
from pipeline.store import people
from pipeline.store.desk_states import Stand, stand_of
from pipeline.store.people import Person
from pipeline.store.results import whole_result

PREFIX = "/api/v1"
DESCRIPTION = "Submit application packages, and ask for their state, result and report."
ZIP = "application/zip"
DECISIONS = {
    Outcome.PASSED: "accepted",
    Outcome.FAILED: "refused",
    Outcome.INDETERMINATE: "returned",
}


class Wrong(BaseModel):
    """Why a request was not met."""

    detail: str


class Submitted(BaseModel):
    """A package that lies in the inbox now."""

    name: str
    state: Literal["received"] = "received"


class Decision(BaseModel):
    """What a person decided."""

    outcome: Literal["accepted", "refused", "returned"]
    decided_at: datetime


class PackageState(BaseModel):
    """Where a package stands.

    `outcome` is the program's, `decision` a person's; the program never decides.
    """

    model_config = ConfigDict(json_schema_extra={"required": ["name", "state"]})

    name: str
    state: Literal["received", "waiting", "broken", "verified"]
    outcome: Outcome | None = None
    verified_at: datetime | None = None
    decision: Decision | None = None


_bearer = HTTPBearer(auto_error=False, description="The token that an administrator made.")


def program_of(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> Person:
    """The program that asks. Too many wrong tokens from one address, and it has to wait."""
    desk = desk_of(request)
    address = f"token from {request.client.host if request.client else ''}"
    if desk.patience.exhausted(address):
        raise HTTPException(429, "Too many wrong tokens; wait.")
    found = people.program_of(desk.engine, given.credentials) if given else None
    if found is None:
        if given:
            desk.patience.failed(address)
        raise HTTPException(401, "A token is needed.", {"WWW-Authenticate": "Bearer"})
    return found


Program = Annotated[Person, Depends(program_of)]
Name = Annotated[str, Path(description="Name of the package.", min_length=1, max_length=100)]


def create_api(desk: Desk) -> FastAPI:
    """The application under `PREFIX`."""
    wrong: dict[int | str, dict[str, Any]] = {
        401: {"model": Wrong, "description": "No token, or a wrong one."},
        422: {"model": Wrong, "description": "The name, the content or a parameter is none."},
        429: {"model": Wrong, "description": "Too many wrong tokens; wait."},
    }
    # The usual pages of documentation load their scripts from elsewhere; ours is /api.
    api = FastAPI(
        title="Tekseru",
        version=PROGRAM,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        responses=wrong,
    )
    api.state.desk = desk

    @api.exception_handler(RequestValidationError)
    def senseless(_request: Request, error: Exception) -> Response:
        # What was sent is not quoted: it may be personal.
        found = error.errors() if isinstance(error, RequestValidationError) else ()
        parts = ", ".join(sorted({str(one["loc"][-1]) for one in found}))
        return JSONResponse({"detail": f"Not accepted: {parts}."}, 422)

    missing: dict[int | str, dict[str, Any]] = {
        404: {"model": Wrong, "description": "There is no such package, or nothing yet to give."}
    }
    api.add_api_route(
        "/packages/{name}",
        submit,
        methods=["PUT"],
        status_code=202,
        response_model=Submitted,
        responses={
            413: {"model": Wrong, "description": "The package is too large."},
        },
        openapi_extra={
            "requestBody": {
                "required": True,
                "description": "A zip file with the documents, and `package.toml` if there is one.",
                "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
            }
        },
    )
    api.add_api_route("/packages/{name}", state, methods=["GET"], responses=missing)
    api.add_api_route(
        "/packages/{name}/result",
        result,
        methods=["GET"],
        response_model=Result,
        response_model_by_alias=True,
        responses=missing,
    )
    api.add_api_route(
        "/packages/{name}/report",
        report_of,
        methods=["GET"],
        response_class=Response,
        responses={
            **missing,
            200: {
                "description": "The report.",
                "content": {kind: {} for kind in ("text/html", "application/pdf", XLSX)},
            },
        },
    )
    return api


async def submit(request: Request, name: Name, _program: Program) -> Submitted:
    """Submit a package as a zip file, in place of one of the same name."""
    desk = desk_of(request)
    try:
        known_as = package_name(name)
        with receiving.delivery(desk.settings) as coming:
            await coming.write("package.zip", _parts(request))
            await run_in_threadpool(coming.show, known_as)
    except NotAcceptedError as error:
        status = 413 if error.code == "too_large" else 422
        raise HTTPException(status, f"Not accepted: {error.code}.") from None
    desk.runner.ask()
    return Submitted(name=known_as)


def state(request: Request, name: Name, _program: Program) -> PackageState:
    """Where a package stands, and what a person decided."""
    desk = desk_of(request)
    stand = _stand(desk, name)
    if stand is None:
        if not receiving.known(desk.settings.inbox, _name(name)):
            raise HTTPException(404, "There is no such package.")
        return PackageState(name=name, state="received")
    decision = None
    if stand.decided is not None and stand.decided_at is not None:
        decision = Decision(
            outcome=DECISIONS[stand.decided],  # type: ignore[arg-type]  # the three of above
            decided_at=stand.decided_at,
        )
    kinds = {"waiting": "waiting", "broken": "broken"}
    return PackageState(
        name=name,
        state=kinds.get(stand.state, "verified"),  # type: ignore[arg-type]  # the four above
        outcome=stand.outcome,
        verified_at=stand.verified_at,
        decision=decision,
    )


def result(request: Request, name: Name, _program: Program) -> Result:
    """The result as JSON (`tekseru-result/1`)."""
    desk = desk_of(request)
    return whole_result(desk.engine, _number(desk, name))


def report_of(
    request: Request,
    name: Name,
    _program: Program,
    kind: Annotated[Literal["html", "pdf", "xlsx"], Query(alias="format")] = "html",
    language: Annotated[Language, Query()] = "ru",
) -> Response:
    """The report in a language."""
    desk = desk_of(request)
    try:
        made = report(desk, _number(desk, name), kind, language)
    except NoReadingError:
        raise HTTPException(404, "No reading was kept for this result.") from None
    policy = {"Content-Security-Policy": made.policy} if made.policy else {}
    return Response(made.content, media_type=made.media_type, headers=policy)


def _name(name: str) -> str:
    try:
        return package_name(name)
    except NotAcceptedError:
        raise HTTPException(404, "There is no such package.") from None


def _stand(desk: Desk, name: str) -> Stand | None:
    return stand_of(desk.engine, str(desk.settings.inbox.resolve()), _name(name))


def _number(desk: Desk, name: str) -> int:
    stand = _stand(desk, name)
    if stand is None or stand.result is None:
        raise HTTPException(404, "There is no result of this package.")
    return stand.result


async def _parts(request: Request) -> AsyncIterator[bytes]:
    async for part in request.stream():
        yield part
