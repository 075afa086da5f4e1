"""Words on findings, decisions on packages, the letter to the applicant, handing out."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from console.web.casefile import Point
from console.web.desk import (
    READERS,
    TIME_ZONE,
    WORKERS,
    Desk,
    Posted,
    desk_of,
    page,
    reader,
    to,
    writer,
)
from console.web.packages import found_case, opened
from console.web.queue_pages import filters_of
from pipeline.model import LANGUAGES, Outcome, Reason
from pipeline.report.html import LANGUAGE_NAMES
from pipeline.store import desk_acts as acts
from pipeline.store import queue
from pipeline.store.desk import Case, Decided, Work
from pipeline.store.desk_acts import SecondEyesError
from pipeline.store.people import Role, Session

router = APIRouter()
Workers = Annotated[Posted, Depends(writer(*WORKERS))]
DECISIONS = {
    "accept": Outcome.PASSED,
    "return": Outcome.INDETERMINATE,
    "refuse": Outcome.FAILED,
}
LONGEST_REASON = 4000
TO_MEND = (Reason.MISSING_DOCUMENT, Reason.UNREADABLE)
"""Questions that only the applicant can settle; others are the reviewer's own."""


@router.post("/packages/{number}/rulings")
def rule_on(request: Request, number: int, posted: Workers) -> Response:
    desk = desk_of(request)
    case = found_case(desk, number)
    file, *_ = opened(desk, case, posted.session.person.language)
    found = next((point for point in file.points if point.sign == posted["finding"]), None)
    if found is None or posted["outcome"] not in (Outcome.PASSED, Outcome.FAILED):
        # The finding changed since the page was opened.
        return to(f"/packages/{number}?note=changed")
    try:
        acts.rule_on(
            desk.engine,
            posted.session.person,
            case,
            finding=found.sign,
            rule=found.rule,
            machine=found.machine,
            outcome=Outcome(posted["outcome"]),
            reason=posted["reason"][:LONGEST_REASON],
        )
    except ValueError:
        return to(f"/packages/{number}?note=no_reason#finding-{found.sign}")
    return to(f"/packages/{number}?note=ruled#finding-{found.sign}")


@router.post("/packages/{number}/decision")
def decide(request: Request, number: int, posted: Workers) -> Response:
    desk, who = desk_of(request), posted.session.person
    case = found_case(desk, number)
    outcome = DECISIONS.get(posted["decision"])
    if outcome is None:
        raise HTTPException(400)
    if case.current != number:
        return to(f"/packages/{case.current}?note=changed")
    _, after = queue.neighbours(desk.engine, filters_of(posted.session), number)
    file, work, *_ = opened(desk, case, who.language)
    reason = posted["reason"][:LONGEST_REASON]
    if outcome is Outcome.PASSED and file.open_points:
        return to(f"/packages/{number}?note=still_open#decision")
    four_eyes = desk.options.four_eyes
    try:
        if outcome is Outcome.FAILED and four_eyes and work.proposal is None:
            acts.propose_refusal(desk.engine, who, case, reason)
            return to(f"/packages/{number}?note=proposed#decision")
        acts.decide(desk.engine, who, case, outcome, reason, four_eyes=four_eyes)
    except SecondEyesError:
        return to(f"/packages/{number}?note=second_eyes#decision")
    except ValueError:
        return to(f"/packages/{number}?note=no_reason#decision")
    return to(f"/packages/{after or number}?note=decided" if "next" in posted.values
              else f"/packages/{number}?note=decided#decision")  # fmt: skip


@router.post("/packages/{number}/assignee")
def hand_out(request: Request, number: int, posted: Workers) -> Response:
    desk, who = desk_of(request), posted.session.person
    case = found_case(desk, number)
    wanted = int(posted["person"]) if posted["person"].isdecimal() else None
    if who.role is not Role.LEAD and wanted not in (None, who.id):
        raise HTTPException(403)
    try:
        acts.hand_out(desk.engine, who, case, wanted)
    except LookupError:
        raise HTTPException(404) from None
    return to(f"/packages/{number}?note=assigned")


@router.get("/packages/{number}/letter")
def letter(
    request: Request,
    number: int,
    session: Annotated[Session, Depends(reader(*READERS))],
    language: str = "",
) -> Response:
    """The letter in a language of the applicant's: what to mend, or why it is refused, no more."""
    desk = desk_of(request)
    case = found_case(desk, number)
    chosen = next((code for code in LANGUAGES if code == language), session.person.language)
    file, work, machine, kept = opened(desk, case, chosen)
    decision = _holding(desk, case, work)
    return page(
        request,
        session,
        "letter.html",
        words=chosen,
        number=number,
        chosen=chosen,
        choices=LANGUAGE_NAMES,
        points=[point for point in file.open_points if _to_mend(point)],
        declared=kept.declared if kept else None,
        name=machine.package.id,
        decision=decision,
        written=(decision.decided_at if decision else datetime.now(UTC))
        .astimezone(TIME_ZONE)
        .date(),
    )


def _holding(desk: Desk, case: Case, work: Work) -> Decided | None:
    """The newest decision, if it was made on the files that lie here now."""
    last = work.decisions[-1] if work.decisions else None
    if last is None or last.result is None:
        return None
    return last if found_case(desk, last.result).files == case.files else None


def _to_mend(point: Point) -> bool:
    return point.outcome is Outcome.FAILED or point.reason in TO_MEND
