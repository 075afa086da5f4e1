"""Upload of a package by hand: files or a zip file, dropped on the page or chosen."""

import hmac
from collections.abc import AsyncIterator
from typing import Annotated, get_args
from urllib.parse import unquote

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.formparsers import MultiPartException

from console.web import receiving
from console.web.desk import WORKERS, Desk, desk_of, own_site, page, reader, to
from console.web.receiving import NotAcceptedError, package_name
from pipeline.intake.package_toml import Category
from pipeline.store.desk_states import stand_of
from pipeline.store.people import Session

router = APIRouter()
Worker = Annotated[Session, Depends(reader(*WORKERS))]
DECLARED = ("submitted_on", "category", "iin", "full_name", "specialty", "country")
CHUNK = 1 << 20
MOST_FIELDS = 20
FRAMING = 1 << 20
"""Bytes that the form itself may add to its files."""


@router.get("/upload")
def show_upload(request: Request, session: Worker) -> Response:
    chosen = desk_of(request).settings
    return page(
        request,
        session,
        "upload.html",
        categories=get_args(Category),
        most_bytes=chosen.most_package_bytes,
        most_files=chosen.most_files,
    )


@router.post("/upload")
async def take_upload(request: Request, session: Worker) -> Response:
    desk = desk_of(request)
    own_site(request)
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise HTTPException(411)
    if int(length) > desk.settings.most_package_bytes + FRAMING:
        return _refused(request, "too_large", 413)
    try:
        form = await request.form(max_files=desk.settings.most_files + 1, max_fields=MOST_FIELDS)
    except (MultiPartException, StarletteHTTPException):
        return _refused(request, "too_many", 400)
    try:
        values = {key: value for key, value in form.items() if isinstance(value, str)}
        if not hmac.compare_digest(values.get("token", ""), session.form_token):
            raise HTTPException(403)
        files = [part for part in form.getlist("files") if isinstance(part, UploadFile)]
        try:
            name = await _received(desk, values, files)
        except NotAcceptedError as error:
            return _refused(request, error.code, 422)
    finally:
        await form.close()
    desk.runner.ask()
    if _by_script(request):
        return JSONResponse({"name": name}, 202)
    return to("/queue?note=received")


@router.get("/upload/state")
def upload_state(request: Request, session: Worker) -> Response:
    """Where a package stands that was just uploaded; its name comes in a header, not in the
    address."""
    desk = desk_of(request)
    name = unquote(request.headers.get("x-package", ""))
    stand = stand_of(desk.engine, str(desk.settings.inbox.resolve()), name)
    done = stand is not None and stand.result is not None and stand.state == "done"
    return JSONResponse(
        {
            "working": desk.runner.working,
            "broken": stand is not None and stand.state == "broken",
            "result": stand.result if done and stand is not None else None,
        }
    )


async def _received(desk: Desk, values: dict[str, str], files: list[UploadFile]) -> str:
    name = package_name(values.get("name", ""))
    if receiving.known(desk.settings.inbox, name) and "replace" not in values:
        raise NotAcceptedError("known_name")
    given = {key: values.get(key, "").strip() for key in DECLARED}
    declaration = receiving.declaration_of(given)
    with receiving.delivery(desk.settings) as coming:
        for file in files:
            if file.filename:
                await coming.write(file.filename, _parts(file))
        await run_in_threadpool(coming.show, name, declaration)
    return name


def _refused(request: Request, code: str, status: int) -> Response:
    if _by_script(request):
        return JSONResponse({"code": code}, status)
    return to(f"/upload?note={code}")


def _by_script(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


async def _parts(file: UploadFile) -> AsyncIterator[bytes]:
    while part := await file.read(CHUNK):
        yield part
