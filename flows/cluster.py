"""Packages spread over a Dask cluster: what travels to a worker, and what a worker makes of it.

A ticket names things and holds none: the worker reads the package from the shared inbox, keeps the
result in the shared store, and takes addresses and passwords from settings of its own.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import Engine

from flows.attempt import Attempt, attempt, failure
from flows.inbox import Parcel, package_at
from flows.keys import Standard, standard
from flows.remote import RemotePackage
from flows.work import Job, Verify
from pipeline.errors import BadArgumentsError, MissingToolError, TekseruError
from pipeline.model import Language
from pipeline.settings import Settings
from pipeline.store.database import open_database

if TYPE_CHECKING:
    from prefect_dask.task_runners import DaskTaskRunner

CONNECT_SECONDS = 20.0
_HERE = frozenset(("127.0.0.1", "localhost", "::1"))


class OtherProgramError(TekseruError):
    """A worker reads or judges otherwise than the run that asks it to."""


@dataclass(frozen=True, slots=True, repr=False)
class Ticket:
    """One package for a worker. Without a repr: Dask writes those of arguments into its logs."""

    inbox: str
    out: str
    run: str
    holder: str
    language: Language
    standard: Standard
    verify: Verify
    package: str = ""

    def with_package(self, package: Parcel) -> "Ticket":
        """The ticket of this package."""
        if isinstance(package, RemotePackage):
            return replace(self, package=package.address)
        return replace(self, package=str(package.resolve()))


def ticket_of(job: Job) -> Ticket:
    """What all tickets of a run have in common."""
    return Ticket(
        inbox=job.inbox,
        out=str(job.out.resolve()),
        run=job.run,
        holder=job.holder,
        language=job.settings.language,
        standard=job.standard,
        verify=job.verify,
    )


def attempt_on_worker(ticket: Ticket) -> Attempt:
    """What a worker makes of a ticket."""
    package = package_at(ticket.package)
    try:
        job = job_of(ticket)
    except TekseruError as error:
        return Attempt(failure(package, str(error)), type(error).__name__)
    return attempt(job, package)


def job_of(ticket: Ticket) -> Job:
    """What the worker works with.

    Raises OtherProgramError when its program, rule sets, engines or settings are not those that the
    result would be kept under.
    """
    settings, engine, own = _at_work(ticket.language)
    if own != ticket.standard:
        raise OtherProgramError(
            "A worker has another program, engine, rule set or setting than this machine.",
            "Install the same version there, and give it the same settings.",
        )
    return Job(
        engine=engine,
        inbox=ticket.inbox,
        out=Path(ticket.out),
        settings=settings,
        run=ticket.run,
        holder=ticket.holder,
        standard=own,
        verify=ticket.verify,
    )


def runner(scheduler: str) -> "DaskTaskRunner":
    """Prefect's task runner on the cluster of a scheduler (`tcp://host:8786`).

    Raises MissingToolError when the library is not installed, the scheduler does not answer or has
    no workers.
    """
    try:
        from distributed import Client
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        raise MissingToolError(
            "Dask is not installed.", 'Install it: pip install "tekseru[cluster]"'
        ) from None
    try:
        with Client(  # type: ignore[no-untyped-call]
            scheduler, timeout=CONNECT_SECONDS, set_as_default=False
        ) as client:
            workers = client.scheduler_info(n_workers=-1)["workers"]
    except (OSError, ValueError, TimeoutError):
        raise MissingToolError(
            "The Dask scheduler does not answer.",
            "Look whether it runs, and its address: tcp://host:8786.",
        ) from None
    if not workers:
        raise MissingToolError(
            "The Dask scheduler has no workers.",
            "Start some: dask worker tcp://host:8786 --nthreads 1",
        )
    return DaskTaskRunner(address=scheduler)


def demand_server(scheduler: str) -> None:
    """Refuse a cluster of other machines without a Prefect server that they reach.

    Raises BadArgumentsError.
    """
    if scheduler and urlsplit(scheduler).hostname not in _HERE:
        raise BadArgumentsError(
            "Workers on other machines must reach the Prefect server, and none is named.",
            "Start one, and set PREFECT_API_URL to its address on every machine.",
        )


@lru_cache
def _at_work(language: Language) -> tuple[Settings, Engine, Standard]:
    """Settings, store and standard of this worker, for as long as its process lives."""
    settings = Settings().model_copy(update={"language": language})
    return settings, open_database(settings), standard(settings)
