"""The nightly flow: what is new or changed in the inbox, the morning's pages, and the digest.

It takes no parameters: inbox, folder of reports and addresses are settings, which Prefect shows to
nobody. A night that was missed is made up by the next: a run always looks at the whole inbox.
"""

import smtplib
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from flows import batch, erasing, morning
from flows.inbox import Summary, inbox_name
from pipeline.errors import TekseruError
from pipeline.settings import Settings
from pipeline.store.database import open_database

NIGHT_SECONDS = 22 * 3600
"""A night ends before the next begins; what is left then is the next one's."""
HELPER = "help/helper"
"""Flow and name of the deployment of prefect.yaml that other workers run."""
MAIL_RETRIES = (60.0, 600.0, 1800.0)
FINAL = (smtplib.SMTPAuthenticationError, smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused)
"""Refusals that stay the same, however often one asks."""


class NightlyError(Exception):
    """The run could not work; says only of what kind the trouble was."""


class MailServerError(Exception):
    """The mail server did not take the digest; another try may help."""


@flow(
    name="nightly",
    log_prints=False,
    persist_result=False,
    result_serializer="json",
    timeout_seconds=NIGHT_SECONDS,
)
def nightly() -> dict[str, int]:
    """Verify what is new or changed and tell of it; returns counts."""
    settings = Settings()
    call_helpers(settings.helpers)
    try:
        summary = batch.run(
            settings.inbox, settings.reports, settings, lambda: None, kind="nightly"
        )
    except (TekseruError, OSError) as error:
        # Its text names folders; the command line says it in full.
        raise NightlyError(type(error).__name__) from None
    found = {**counts(summary), **erasing.retained_quietly(settings)}
    create_table_artifact(
        key="nightly",
        table=[{"what": what, "packages": number} for what, number in found.items()],
        description="Packages of the inbox",
    )
    # A digest that is not sent takes nothing from the night's results.
    send_digest(return_state=True)
    return found


@flow(
    name="help",
    log_prints=False,
    persist_result=False,
    result_serializer="json",
    timeout_seconds=NIGHT_SECONDS,
)
def lend_a_hand() -> int:
    """Work for a night that another machine began; returns how many packages."""
    settings = Settings()
    try:
        return batch.lend_a_hand(settings.inbox, settings.reports, settings)
    except (TekseruError, OSError) as error:
        raise NightlyError(type(error).__name__) from None


def call_helpers(number: int) -> None:
    """Ask the other workers of the pool to take packages of this night, and wait for none of them.

    Without any that answers the night goes on alone.
    """
    if not number:
        return
    from prefect.deployments import run_deployment
    from prefect.exceptions import ObjectNotFound

    for _ in range(number):
        try:
            run_deployment(HELPER, timeout=0, as_subflow=False)
        except (ObjectNotFound, OSError):
            return


def another_try(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    """Whether the mail server may take the digest later."""
    return isinstance(state.result(raise_on_failure=False), MailServerError)


@task(
    name="send-digest",
    persist_result=False,
    cache_policy=NO_CACHE,
    retries=len(MAIL_RETRIES),
    retry_delay_seconds=list(MAIL_RETRIES),
    retry_condition_fn=another_try,
)
def send_digest() -> bool:
    """Send the digest to those who want it; whether anybody does."""
    settings = Settings()
    try:
        engine = open_database(settings)
        return morning.tell(engine, inbox_name(settings.inbox), settings) is not None
    except FINAL as error:
        # The server's answer quotes addresses.
        raise NightlyError(type(error).__name__) from None
    except OSError as error:
        raise MailServerError(type(error).__name__) from None


def counts(summary: Summary) -> dict[str, int]:
    """Packages by outcome, and how many were new or changed."""
    found = {"packages": len(summary.entries)}
    for entry in summary.entries:
        word = str(entry.outcome or ("waiting" if entry.waiting else "broken"))
        found[word] = found.get(word, 0) + 1
    found["unchanged"] = sum(entry.unchanged for entry in summary.entries)
    return found
