"""The page of a package: pages with boxes, findings, fields, corrections of misread values."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from console.web.casefile import Casefile, casefile
from console.web.desk import READERS, WORKERS, Desk, Posted, desk_of, page, reader, to, writer
from console.web.queue_pages import filters_of
from flows.rejudging import Corrected, NoSuchValueError, rejudge
from pipeline.model import Language
from pipeline.report.result import Result
from pipeline.store import audit, people, queue, readings
from pipeline.store import desk as cases
from pipeline.store import desk_acts as acts
from pipeline.store.desk import Case, Work
from pipeline.store.people import Role, Session
from pipeline.store.readings import KeptReading
from pipeline.store.results import whole_result

router = APIRouter()
LONGEST_VALUE = 500
KINDS = {"jpeg": "image/jpeg", "webp": "image/webp", "png": "image/png"}


def found_case(desk: Desk, number: int) -> Case:
    """The case of a result; a page that says so where there is none."""
    try:
        return cases.case_of(desk.engine, number)
    except KeyError:
        raise HTTPException(404) from None


def opened(
    desk: Desk, case: Case, language: Language
) -> tuple[Casefile, Work, Result, KeptReading | None]:
    """Everything about a case in a language."""
    machine = whole_result(desk.engine, case.result)
    work = cases.work_on(desk.engine, case)
    kept = readings.kept_reading(desk.engine, case.result)
    return casefile(case, machine, work, kept, language), work, machine, kept


@router.get("/packages/{number}")
def show_package(
    request: Request, number: int, session: Annotated[Session, Depends(reader(*READERS))]
) -> Response:
    desk = desk_of(request)
    case = found_case(desk, number)
    if case.current != number:
        return to(f"/packages/{case.current}")
    acts.seen(desk.engine, session.person, case)
    file, work, machine, kept = opened(desk, case, session.person.language)
    before, after = queue.neighbours(desk.engine, filters_of(session), number)
    may_read_audit = session.person.role in (Role.LEAD, Role.AUDITOR)
    return page(
        request,
        session,
        "package.html",
        file=file,
        work=work,
        machine=machine,
        declared=kept.declared if kept else None,
        before=before,
        after=after,
        may_work=session.person.role in WORKERS,
        workers=[
            who for who in people.everybody(desk.engine) if who.role in WORKERS and who.active
        ],
        lines=audit.lines_of(desk.engine, number) if may_read_audit else (),
        four_eyes=desk.options.four_eyes,
    )


@router.get("/packages/{number}/pages/{sheet}")
def show_picture(
    request: Request,
    number: int,
    sheet: int,
    _session: Annotated[Session, Depends(reader(*READERS))],
) -> Response:
    desk = desk_of(request)
    kept = readings.kept_reading(desk.engine, number)
    if kept is None or not 1 <= sheet <= len(kept.sheets):
        raise HTTPException(404)
    found = kept.sheets[sheet - 1]
    try:
        content = readings.picture(desk.settings.data_folder, found, desk.engine)
    except OSError:
        raise HTTPException(404) from None
    stays = {"Cache-Control": "private, max-age=600"}
    return Response(content, media_type=KINDS.get(found.kind, "image/jpeg"), headers=stays)


@router.post("/packages/{number}/corrections")
def correct(
    request: Request, number: int, posted: Annotated[Posted, Depends(writer(*WORKERS))]
) -> Response:
    desk = desk_of(request)
    case = found_case(desk, number)
    document, field, text = posted["document"], posted["field"], posted["value"][:LONGEST_VALUE]
    kept = readings.kept_reading(desk.engine, number)
    if kept is None or case.current != number:
        raise HTTPException(410)
    machine = whole_result(desk.engine, number)
    work = cases.work_on(desk.engine, case)
    earlier = [Corrected(c.document, c.field, c.after) for c in work.corrections]
    before = _value_now(work.amendment.result if work.amendment else machine, document, field)
    try:
        amended, compared = rejudge(kept, [*earlier, Corrected(document, field, text)], machine)
        acts.correct(
            desk.engine,
            posted.session.person,
            case,
            place=(document, field),
            before=before,
            after=text,
            reason=posted["reason"],
            amended=amended,
            compared=compared,
        )
    except NoSuchValueError:
        return to(f"/packages/{number}?note=no_value#field-{_anchor(document, field)}")
    except ValueError:
        return to(f"/packages/{number}?note=no_reason#field-{_anchor(document, field)}")
    return to(f"/packages/{number}?note=corrected#field-{_anchor(document, field)}")


def _value_now(result: Result, document: str, field: str) -> str:
    for part in result.documents:
        if part.id == document and field in part.fields:
            value = part.fields[field].value
            return "" if value is None else str(value)
    raise HTTPException(404)


def _anchor(document: str, field: str) -> str:
    return "".join(sign for sign in f"{document}-{field}" if sign.isalnum() or sign in "-_")
