"""The Prefect flow over packages: a task a package; one that fails never stops the others.

Prefect shows parameters, logs and artifacts to everybody who sees its server, and a folder's name
may be an applicant's. So a run knows its packages by number; names stay in this process. What is
finished is known by the store under an explicit key (`pipeline.store.key`), so Prefect caches
nothing: two memories could disagree.
"""

import errno
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from pebble import ProcessExpired
from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.concurrency.sync import concurrency
from prefect.futures import PrefectFuture, as_completed
from prefect.states import Failed
from prefect.task_runners import ThreadPoolTaskRunner
from sqlalchemy.exc import DBAPIError

from flows.batch import Note
from flows.embedded import has_server, ocr_limit, ocr_limit_name
from flows.inbox import Entry, package_id
from flows.work import Job, work_on
from pipeline.errors import TekseruError

RETRIES = 2
RETRY_SECONDS = (2.0, 10.0)
PASSING = frozenset(
    (
        *(errno.EIO, errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.ENOMEM, errno.ESTALE),
        *(errno.ETIMEDOUT, errno.ECONNRESET, errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTDOWN),
    )
)
"""Failures of disk, share or memory that a moment later may be over. A full disk is none."""
LEASE_SECONDS = 60.0
"""Time after which the place of a killed process in the limit on OCR is free again."""


class PassingTroubleError(Exception):
    """Another try may help; says only of what kind the trouble was."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run works on; never handed to Prefect."""

    job: Job
    packages: Sequence[Path]
    note: Note
    entries: dict[int, Entry] = field(default_factory=dict)


_plans: dict[str, Plan] = {}


def verify_batch(job: Job, packages: Sequence[Path], note: Note) -> None:
    """Verify packages, several at a time, each with one page at a time."""
    run = str(uuid.uuid4())
    _plans[run] = Plan(job, packages, note)
    workers = job.settings.workers
    try:
        if has_server():
            ocr_limit(workers)
        runner: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=workers)
        verify_inbox.with_options(task_runner=cast(Any, runner))(run, len(packages))
    finally:
        del _plans[run]


@flow(
    name="verify-batch",
    validate_parameters=False,
    log_prints=False,
    persist_result=False,
    result_serializer="json",
)
def verify_inbox(run: str, packages: int) -> dict[str, int]:
    """Verify the packages of a run, numbered from 0; returns how many came to which outcome."""
    plan = _plans[run]
    futures = [verify_package.submit(run, number) for number in range(packages)]
    for done in as_completed(futures):
        number = futures.index(done)
        plan.note(plan.packages[number], _entry(plan, number, done))
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
    plan = _plans[run]
    package = plan.packages[number]
    job = plan.job
    try:
        with _place_in_line():
            entry = work_on(job, package)
    except TekseruError as error:
        plan.entries[number] = _failure(package, str(error))
        return Failed(message=type(error).__name__)
    except (OSError, ProcessExpired, DBAPIError) as error:
        plan.entries[number] = _failure(package, type(error).__name__)
        if not isinstance(error, OSError) or error.errno in PASSING:
            raise PassingTroubleError(type(error).__name__) from None
        return Failed(message=type(error).__name__)
    except Exception as error:  # noqa: BLE001 - outermost ring of a package: the batch goes on
        plan.entries[number] = _failure(package, type(error).__name__)
        return Failed(message=type(error).__name__)
    plan.entries[number] = entry
    return _word(entry)


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
    known = plan.entries.get(number)
    return known or _failure(plan.packages[number], str(done.state.name))


def _failure(package: Path, why: str) -> Entry:
    return Entry(package_id(package), None, None, failure=why)


def _word(entry: Entry) -> str:
    if entry.outcome is not None:
        return str(entry.outcome)
    return "waiting" if entry.waiting else "elsewhere" if entry.elsewhere else "broken"
