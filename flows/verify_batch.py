"""The Prefect flow over an inbox: a task a package; one that fails never stops the others.

Prefect shows parameters, logs and artifacts to everybody who sees its server, and a folder's name
may be an applicant's. So a run knows its packages by number; names stay in this process.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture, as_completed
from prefect.states import Failed
from prefect.task_runners import ThreadPoolTaskRunner

from flows import verification
from flows.inbox import KEY_FILE, Entry, package_id
from pipeline.errors import TekseruError
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run works on; never handed to Prefect."""

    packages: Sequence[Path]
    out: Path
    settings: Settings
    keys: Mapping[Path, str]
    advance: Callable[[], None]
    entries: dict[int, Entry] = field(default_factory=dict)


_plans: dict[str, Plan] = {}


def verify_batch(
    packages: Sequence[Path],
    out: Path,
    settings: Settings,
    keys: Mapping[Path, str],
    advance: Callable[[], None],
) -> dict[Path, Entry]:
    """Verify packages, several at a time, each with one page at a time."""
    plan = Plan(packages, out, settings.model_copy(update={"workers": 1}), keys, advance)
    run = str(uuid.uuid4())
    _plans[run] = plan
    try:
        runner: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=settings.workers)
        verify_inbox.with_options(task_runner=cast(Any, runner))(run, len(packages))
    finally:
        del _plans[run]
    return {package: plan.entries[number] for number, package in enumerate(packages)}


@flow(name="verify-batch", validate_parameters=False, log_prints=False)
def verify_inbox(run: str, packages: int) -> None:
    """Verify the packages of a run, numbered from 0."""
    plan = _plans[run]
    futures = [verify_package.submit(run, number) for number in range(packages)]
    for done in as_completed(futures):
        _note_failure(plan, futures, done)
        plan.advance()


@task(
    name="verify-package",
    task_run_name="package-{number}",
    persist_result=False,
    cache_policy=NO_CACHE,
)
def verify_package(run: str, number: int) -> str | State[Any]:
    """Verify one package, write its report and result; returns the outcome.

    A failure is returned as a state that says only of what kind it was: raised, it would be logged
    with a traceback.
    """
    plan = _plans[run]
    package = plan.packages[number]
    name = package_id(package)
    try:
        done = verification.verify(package, plan.settings)
        report, _ = verification.write(done, plan.out)
        (report.parent / KEY_FILE).write_text(plan.keys[package] + "\n", encoding="ascii")
    except TekseruError as error:
        plan.entries[number] = Entry(name, None, None, failure=str(error))
        return Failed(message=type(error).__name__)
    except Exception as error:  # noqa: BLE001 - outermost ring of a package: the batch goes on
        plan.entries[number] = Entry(name, None, None, failure=type(error).__name__)
        return Failed(message=type(error).__name__)
    plan.entries[number] = Entry(name, done.outcome, report)
    return str(done.outcome)


def _note_failure(
    plan: Plan, futures: Sequence[PrefectFuture[Any]], done: PrefectFuture[Any]
) -> None:
    """A task that ended without an entry was ended from outside: killed, cancelled."""
    number = futures.index(done)
    state: State[Any] = done.state
    if number not in plan.entries:
        name = package_id(plan.packages[number])
        plan.entries[number] = Entry(name, None, None, failure=str(state.name))
