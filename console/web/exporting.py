"""The report of a package to look at or to take along, and what stands beside its findings."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from console.web.backdrop import backdrop
from console.web.desk import READERS, desk_of, page, reader
from console.web.packages import found_case
from console.web.reports import KINDS, NoReadingError, report
from pipeline.model import LANGUAGES
from pipeline.store import audit, desk, readings
from pipeline.store.people import Session
from pipeline.store.results import whole_result

router = APIRouter()
Reader = Annotated[Session, Depends(reader(*READERS))]


@router.get("/packages/{number}/report.{kind}")
def show_report(
    request: Request, number: int, kind: str, session: Reader, language: str = ""
) -> Response:
    own = desk_of(request)
    case = found_case(own, number)
    if kind not in KINDS:
        raise HTTPException(404)
    chosen = next((code for code in LANGUAGES if code == language), session.person.language)
    try:
        made = report(own, number, kind, chosen)
    except NoReadingError:
        raise HTTPException(410) from None
    with own.engine.begin() as connection:
        audit.note(connection, session.person.name, "exported", case.result, kind=kind)
    # The name of the file names nobody.
    disposition = "inline" if kind == "html" else "attachment"
    headers = {
        "Content-Disposition": f'{disposition}; filename="tekseru-{number}.{made.suffix}"',
        **({"Content-Security-Policy": made.policy} if made.policy else {}),
    }
    return Response(made.content, media_type=made.media_type, headers=headers)


@router.get("/packages/{number}/backdrop")
def show_backdrop(request: Request, number: int, session: Reader, part: bool = False) -> Response:
    """Documents side by side, files, what was not checked; as a page, or as a part of one."""
    own = desk_of(request)
    case = found_case(own, number)
    kept = readings.kept_reading(own.engine, number)
    if kept is None:
        raise HTTPException(410)
    work = desk.work_on(own.engine, case)
    year = whole_result(own.engine, number).package.year
    return page(
        request,
        session,
        "backdrop_part.html" if part else "backdrop.html",
        number=number,
        behind=backdrop(case, kept, work, year, session.person.language),
    )
