"""Runs over the inbox: their history, and a run now; figures over the packages as plots."""

from functools import cache, lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from console.web.desk import READERS, Posted, desk_of, page, reader, to, writer
from pipeline.report import index, plots
from pipeline.report.plots import BarPlot, Style
from pipeline.report.wording import is_known, said, same
from pipeline.store import overview
from pipeline.store.desk_figures import Work, work_of_people
from pipeline.store.desk_states import history, inboxes
from pipeline.store.overview import Figures
from pipeline.store.people import Role, Session
from validators.ruleset import demands, load, years

router = APIRouter()
Plots = tuple[tuple[str, BarPlot], ...]
Reader = Annotated[Session, Depends(reader(*READERS))]


@router.get("/runs")
def show_runs(request: Request, session: Reader) -> Response:
    desk = desk_of(request)
    return page(
        request,
        session,
        "runs.html",
        runs=history(desk.engine),
        working=desk.runner.working,
        may_run=session.person.role is Role.LEAD,
    )


@router.post("/runs")
def run_now(request: Request, posted: Annotated[Posted, Depends(writer(Role.LEAD))]) -> Response:
    desk_of(request).runner.ask()
    return to("/runs?note=running")


@router.get("/statistics")
def show_statistics(request: Request, session: Reader, inbox: int = 0) -> Response:
    engine = desk_of(request).engine
    known = inboxes(engine)
    chosen = known[inbox] if 0 <= inbox < len(known) else None
    found = figures_of(engine, chosen) if chosen is not None else None
    drawn: Plots = ()
    drift = None
    if found is not None:
        drawn = (
            ("outcomes", index.outcome_plot(found)),
            ("frequent", index.finding_plot(found, known_demands())),
            ("by_language", index.share_plot(found.by_language, "batch.language.")),
            ("by_capture", index.share_plot(found.by_capture, "batch.capture.")),
            ("time", index.time_plot(found.seconds)),
        )
        drift = index.drift_plot(found)
    work: Work = work_of_people(engine)
    return page(
        request,
        session,
        "statistics.html",
        inboxes=known,
        inbox=inbox,
        plots=drawn,
        drift=drift,
        work=work,
        work_plots=work_plots(work),
    )


def work_plots(work: Work) -> Plots:
    """Plots of what people did."""
    styles: tuple[Style, ...] = ("passed", "failed", "indeterminate")
    decisions = [
        (said(f"console.decision.{name}"), [(number, name)], plots.count(number))
        for name in styles
        if (number := work.decisions.get(name, 0))
    ]
    rulings = [
        (
            same(rule),
            [(overruled, "indeterminate"), (confirmed, "passed")],
            same(f"{overruled} / {overruled + confirmed}"),
        )
        for rule, overruled, confirmed in work.rulings
    ]
    fields = [
        (
            said(f"field.{name}") if is_known(f"field.{name}") else same(name),
            [(number, "advisory")],
            plots.count(number),
        )
        for name, number in work.corrections
    ]
    named = (("decisions", decisions), ("overruled", rulings), ("corrected", fields))
    return tuple((name, plots.bars(rows)) for name, rows in named)  # type: ignore[arg-type]  # the shape of all three


@cache
def known_demands() -> index.Demands:
    """What each rule of the newest year demands."""
    return {name: demands(entry) for name, entry in load(years()[-1]).rules.items()}


def figures_of(engine: Engine, inbox: str) -> Figures | None:
    """Figures after the last run over an inbox; they stay until the next run ends."""
    newest = next((run for run in history(engine) if run.inbox == inbox and run.ended_at), None)
    if newest is None:
        return None
    return _figures(engine, inbox, newest.started_at.timestamp())


@lru_cache(maxsize=4)
def _figures(engine: Engine, inbox: str, _moment: float) -> Figures:
    return overview.morning_of(engine, inbox).figures
