"""The Prefect flow over packages: a task a package; one that fails never stops the others.

Prefect shows parameters, logs and artifacts to everybody who sees its server, and a folder's name
may be an applicant's. So a run knows its packages by number; names stay in this process. What is
finished is known by the store under an explicit key (`pipeline.store.key`), so Prefect caches
nothing: two memories could disagree.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.concurrency.sync import concurrency
from prefect.futures import PrefectFuture, as_completed
from prefect.states import Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows import cluster
from flows.attempt import attempt, failure
from flows.batch import Note
from flows.embedded import has_server, ocr_limit, ocr_limit_name
from flows.inbox import Entry, Parcel
from flows.plans import Plan, numbered, plan_of
from flows.work import Job

RETRIES = 2
RETRY_SECONDS = (2.0, 10.0)
LEASE_SECONDS = 60.0
"""Time after which the place of a killed process in the limit on OCR is free again."""


class PassingTroubleError(Exception):
    """Another try may help; says only of what kind the trouble was."""


def verify_batch(job: Job, packages: Sequence[Parcel], note: Note) -> None:
    """Verify packages, several at a time, each with one page at a time.

    They are spread over the Dask cluster of the settings where there is one; MissingToolError when
    it is not reached.
    """
    workers, scheduler = job.settings.workers, job.settings.scheduler
    runner: TaskRunner[Any]
    if scheduler:
        runner, ticket = cluster.runner(scheduler), cluster.ticket_of(job)
    else:
        runner, ticket = ThreadPoolTaskRunner(max_workers=workers), None
    if has_server() and not scheduler:
        ocr_limit(workers)
    with numbered(Plan(job, packages, note, ticket)) as run:
        verify_inbox.with_options(task_runner=cast(Any, runner))(run, len(packages))


@flow(
    name="verify-batch",
    validate_parameters=False,
    log_prints=False,
    persist_result=False,
    result_serializer="json",
)
def verify_inbox(run: str, packages: int) -> dict[str, int]:
    """Verify the packages of a run, numbered from 0; returns how many came to which outcome."""
    plan = plan_of(run)
    numbers = {_begun(plan, run, number): number for number in range(packages)}
    for done in as_completed(list(numbers)):
        number = numbers[done]
        plan.entries[number] = _entry(plan, number, done)
        plan.note(plan.packages[number], plan.entries[number])
    counts = Counter(_word(entry) for entry in plan.entries.values())
    create_table_artifact(
        key="outcomes",
        table=[{"outcome": word, "packages": count} for word, count in sorted(counts.items())],
        description="Packages by outcome",
    )
    return dict(counts)


def worth_another_try(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    """Whether the failure may be over in a moment: never what is wrong with a file."""
    return isinstance(state.result(raise_on_failure=False), PassingTroubleError)


@task(
    name="verify-package",
    task_run_name="package-{number}",
    persist_result=False,
    cache_policy=NO_CACHE,
    retries=RETRIES,
    retry_delay_seconds=list(RETRY_SECONDS),
    retry_condition_fn=worth_another_try,
)
def verify_package(run: str, number: int) -> str | State[Any]:
    """Verify one package and keep its result; returns the outcome.

    A failure is told by its kind alone: text and traceback of an error would go to the log.
    """
    plan = plan_of(run)
    with _place_in_line():
        tried = attempt(plan.job, plan.packages[number])
    plan.entries[number] = tried.entry
    if tried.may_pass:
        raise PassingTroubleError(tried.trouble)
    return Failed(message=tried.trouble) if tried.trouble else _word(tried.entry)


@task(
    name="verify-package",
    task_run_name="package-{number}",
    persist_result=False,
    cache_policy=NO_CACHE,
    retries=RETRIES,
    retry_delay_seconds=list(RETRY_SECONDS),
    retry_condition_fn=worth_another_try,
)
def verify_on_worker(ticket: cluster.Ticket, number: int) -> Entry | State[Any]:
    """The same on a worker of a cluster; the entry goes back to the run, past Prefect."""
    tried = cluster.attempt_on_worker(ticket)
    if tried.may_pass:
        raise PassingTroubleError(tried.trouble)
    return Failed(message=tried.trouble, data=tried.entry) if tried.trouble else tried.entry


def _begun(plan: Plan, run: str, number: int) -> PrefectFuture[Any]:
    if plan.ticket is None:
        return verify_package.submit(run, number)
    return verify_on_worker.submit(plan.ticket.with_package(plan.packages[number]), number)


@contextmanager
def _place_in_line() -> Iterator[None]:
    """A place in the machine's limit on OCR, where a server keeps one for all runs on it.

    Prefect's embedded server lives as long as this process: its task runner is the limit then.
    """
    if not has_server():
        yield
        return
    with concurrency(ocr_limit_name(), strict=True, lease_duration=LEASE_SECONDS):
        yield


def _entry(plan: Plan, number: int, done: PrefectFuture[Any]) -> Entry:
    """The entry of a task; one that was ended from outside, killed or cancelled, left none."""
    if plan.ticket is None:
        known = plan.entries.get(number)
        return known or failure(plan.packages[number], str(done.state.name))
    try:
        told = done.result(raise_on_failure=False)
    except Exception as error:  # noqa: BLE001 - a worker that dies again and again raises here
        told = error
    if isinstance(told, Entry):
        return told
    kind = str(told) if isinstance(told, PassingTroubleError) else type(told).__name__
    return failure(plan.packages[number], kind)


def _word(entry: Entry) -> str:
    if entry.outcome is not None:
        return str(entry.outcome)
    return "waiting" if entry.waiting else "elsewhere" if entry.elsewhere else "broken"
