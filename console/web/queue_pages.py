"""The queue: filters, search and sort; what was searched for stays in the session, not in URLs."""

from dataclasses import asdict
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from console.web.desk import READERS, Posted, desk_of, page, reader, to, writer
from pipeline.model import Outcome
from pipeline.store import people, queue
from pipeline.store.desk_sampling import draw_lots
from pipeline.store.people import Session
from pipeline.store.queue import AGES, FILTER_NAMES, PAGE, SORTS, STATES, Filters
from validators.ruleset import load, years

router = APIRouter()
MOST_TEXT = 200


def filters_of(session: Session) -> Filters:
    """How the person left the queue."""
    kept = {name: session.filters[name] for name in FILTER_NAMES if name in session.filters}
    return Filters(**kept)


@cache
def known_rules() -> tuple[str, ...]:
    """Rules of all years."""
    return tuple(sorted({rule for year in years() for rule in load(year).rules}))


@router.get("/queue")
def show_queue(
    request: Request, session: Annotated[Session, Depends(reader(*READERS))], number: int = 1
) -> Response:
    desk = desk_of(request)
    engine = desk.engine
    if desk.options.sample_share < 1:
        draw_lots(engine, desk.options.sample_share)
    filters = filters_of(session)
    number = min(max(1, number), 1_000_000)
    found = queue.queue_page(engine, filters, number)
    return page(
        request,
        session,
        "queue.html",
        queue=found,
        filters=filters,
        number=number,
        last=max(1, -(-found.total // PAGE)),
        first=(number - 1) * PAGE,
        rules=known_rules(),
        categories=queue.known_categories(engine),
        workers=[who for who in people.everybody(engine) if who.role in READERS],
        outcomes=(Outcome.FAILED, Outcome.INDETERMINATE, Outcome.PASSED),
        states=STATES,
        sorts=SORTS,
        ages=AGES,
    )


@router.post("/queue")
def filter_queue(
    request: Request, posted: Annotated[Posted, Depends(writer(*READERS))]
) -> Response:
    if "clear" in posted.values:
        chosen = asdict(Filters())
    else:
        chosen = {name: posted[name][:MOST_TEXT] for name in FILTER_NAMES}
        if not (chosen["assignee"] in ("", "nobody") or chosen["assignee"].isdecimal()):
            chosen["assignee"] = ""
        if chosen["age"] not in AGES:
            chosen["age"] = ""
    people.keep_filters(desk_of(request).engine, posted.session.token, chosen)
    return to("/queue")
