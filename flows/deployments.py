"""`tekseru serve`: a Prefect server on this machine, and the nightly run on its schedule."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast
from uuid import UUID

from flows.embedded import has_server, prepare_prefect
from flows.inbox import inbox_name
from flows.server import own_server
from pipeline.errors import BadArgumentsError
from pipeline.settings import Settings
from pipeline.store.database import open_database, reading
from pipeline.store.runs import newest_run

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

TIME_ZONE = "Asia/Almaty"
LOOK_BACK = timedelta(days=40)
"""How far a missed night is looked for; a cron line for once a month lies within."""


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve the nightly run until the process is ended; `ready` is told the server's address.

    A server named by PREFECT_API_URL is used if there is one. A night that was missed while
    nothing served is made up at once. Raises MissingToolError when the server does not start,
    BadArgumentsError when the setting of the time cannot be read.
    """
    prepare_prefect(settings)
    if not has_server():
        # Runs are processes of their own and find the server here.
        os.environ["PREFECT_API_URL"] = own_server(settings, settings.server_port, schedules=True)
    from prefect.client.orchestration import get_client
    from prefect.exceptions import TerminationSignal
    from prefect.runner import Runner

    runner = Runner(name="tekseru", limit=1, pause_on_shutdown=False)
    deployment = cast(UUID, runner.add_deployment(nightly_deployment(settings)))
    if missed(settings, datetime.now(UTC)):
        with get_client(sync_client=True) as client:
            client.create_flow_run_from_deployment(deployment)
    ready(os.environ["PREFECT_API_URL"])
    try:
        asyncio.run(runner.start())
    except (KeyboardInterrupt, TerminationSignal):
        return


def nightly_deployment(settings: Settings) -> "RunnerDeployment":
    """The nightly flow on its schedule; a run that comes while another works is called off."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.deployments.runner import RunnerDeployment
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.nightly import nightly

    try:
        last_due(settings.nightly, datetime.now(UTC))
    except ValueError:
        raise BadArgumentsError(
            f"TEKSERU_NIGHTLY is {settings.nightly!r}, which is no cron line.",
            'Write minute, hour, day, month and weekday, such as "0 1 * * *".',
        ) from None
    return RunnerDeployment.from_flow(
        nightly,
        name="nightly",
        schedule=Cron(settings.nightly, timezone=TIME_ZONE),
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        description="Verifies new and changed packages of the inbox",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def register(settings: Settings, pool: str) -> None:
    """Register the night and its helper with a work pool of the Prefect server that is named by
    PREFECT_API_URL; the pool is made where there is none.

    What `prefect deploy --all` does with prefect.yaml, which the server of Prefect 3.8 refuses
    together with newer releases of FastAPI. Raises BadArgumentsError without a server.
    """
    if not has_server():
        raise BadArgumentsError(
            "No Prefect server is named.",
            "Start one, and set PREFECT_API_URL to its address: http://host:4200/api.",
        )
    prepare_prefect(settings)
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import WorkPoolCreate
    from prefect.deployments.runner import RunnerDeployment
    from prefect.exceptions import ObjectAlreadyExists
    from prefect.types.entrypoint import EntrypointType
    from prefect.workers.process import ProcessWorker

    from flows.nightly import HELPER, lend_a_hand

    with get_client(sync_client=True) as client:
        template = ProcessWorker.get_default_base_job_template()
        wanted = WorkPoolCreate(name=pool, type=ProcessWorker.type, base_job_template=template)
        with suppress(ObjectAlreadyExists):
            client.create_work_pool(wanted)
    helper = RunnerDeployment.from_flow(
        lend_a_hand,
        name=HELPER.rpartition("/")[2],
        description="Takes packages of a night that another worker began",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    for deployment in (nightly_deployment(settings), helper):
        cast(UUID, deployment.apply(work_pool_name=pool))


def missed(settings: Settings, now: datetime) -> bool:
    """Whether the last scheduled night passed without a nightly run that came to its end.

    An inbox that never had one is not late: its first night is to come.
    """
    inbox = inbox_name(settings.inbox)
    with reading(open_database(settings)) as connection:
        last = newest_run(connection, inbox, "nightly")
    if last is None:
        return False
    due = last_due(settings.nightly, now)
    return due is not None and last.started_at < due.timestamp()


def last_due(cron: str, now: datetime) -> datetime | None:
    """The last moment before `now` when a nightly run was due by the clock of Kazakhstan."""
    from prefect.server.schemas.schedules import CronSchedule

    schedule = CronSchedule(cron=cron, timezone=TIME_ZONE)
    since = now - LOOK_BACK
    due = asyncio.run(schedule.get_dates(n=1000, start=since, end=now))
    return due[-1] if due else None
