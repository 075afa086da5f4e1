"""The audit log, for those who may read it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from console.web.desk import desk_of, page, reader
from pipeline.store import audit
from pipeline.store.people import Role, Session

router = APIRouter()
MOST_LINES = 500


@router.get("/audit")
def show_audit(
    request: Request,
    session: Annotated[Session, Depends(reader(Role.LEAD, Role.AUDITOR, Role.ADMINISTRATOR))],
) -> Response:
    engine = desk_of(request).engine
    return page(
        request,
        session,
        "audit.html",
        lines=audit.lines_of(engine, most=MOST_LINES),
        chain=audit.verify_chain(engine),
        # Administrators look after people and see no papers.
        linked=session.person.role is not Role.ADMINISTRATOR,
    )
