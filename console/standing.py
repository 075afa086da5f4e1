"""`tekseru status` and `tekseru deploy`: how things stand, and the night on a work pool."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import BadArgumentsError
from pipeline.model import LANGUAGES, Language, Phrase
from pipeline.report.messages import say
from pipeline.report.wording import Said, said
from pipeline.settings import Settings, settings

if TYPE_CHECKING:
    from datetime import datetime

    from flows.status import Status
    from pipeline.store.counts import InboxCounts

MISSED = 1
_MEGABYTE = 1_000_000
_OUTCOMES = ("passed", "failed", "indeterminate", "waiting", "broken")


def status(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", help="kk, ru or en.")] = None,
) -> None:
    """Show the store, the inboxes and the last night; 1 where a night was missed."""
    from flows.status import status_of

    found = status_of(settings())
    language = _language(lang) or settings().language
    if as_json:
        sys.stdout.write(json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(lines(found, language)) + "\n")
    raise typer.Exit(MISSED if found.night.missed else 0)


def deploy(
    pool: Annotated[str, typer.Option("--pool", help="Work pool of Prefect.")] = "tekseru",
) -> None:
    """Register the nightly run with a work pool of the server that PREFECT_API_URL names."""
    from flows.deployments import register

    register(settings(), pool)
    typer.echo(f"prefect worker start --pool {pool} --type process")


def spread(chosen: Settings, runner: str, scheduler: str) -> Settings:
    """The settings with the cluster that the command line names.

    Raises BadArgumentsError for a runner that is none, or a cluster without an address.
    """
    if runner not in ("", "local", "dask"):
        raise BadArgumentsError(f"There is no runner {runner}.", "Use local or dask.")
    address = scheduler or chosen.scheduler
    if runner == "dask" and not address:
        raise BadArgumentsError(
            "The Dask scheduler is not named.", "Add --scheduler tcp://host:8786."
        )
    if scheduler and runner == "local":
        raise BadArgumentsError("A scheduler has no use here.", "Use --runner dask.")
    if runner == "local":
        address = ""
    return chosen.model_copy(update={"scheduler": address})


def lines(found: "Status", language: Language) -> list[str]:
    """What is shown to people."""
    counts, night = found.counts, found.night
    store = {
        "database": counts.database,
        "size": _megabytes(counts.database_bytes),
        "originals": counts.originals,
        "bytes": _megabytes(counts.originals_bytes),
    }
    shown = [say(Phrase("status.store", store), language)]
    for inbox in counts.inboxes:
        shown += _inbox(inbox, language)
    if not counts.inboxes:
        shown.append(say(Phrase("status.no_run"), language))
    key = "status.night.missed" if night.missed else "status.night.well"
    if night.due is not None:
        shown.append(say(Phrase(key, {"moment": _moment(night.due)}), language))
    return shown


def _inbox(inbox: "InboxCounts", language: Language) -> list[str]:
    from flows.status import moment

    shown = [inbox.name]
    last = inbox.last
    if last is not None:
        values = {
            "kind": Phrase(f"batch.run.{last.kind}"),
            "moment": _moment(moment(last.ended_at or 0.0)),
            "verified": last.verified,
            "unchanged": last.unchanged,
        }
        shown.append("  " + say(Phrase("status.last", values), language))
    for name in _OUTCOMES:
        number = inbox.packages.get(name, 0)
        if number:
            values = {"label": Phrase(f"batch.outcome.{name}"), "number": number}
            shown.append("  " + say(Phrase("batch.digest.line", values), language))
    if inbox.at_work:
        shown.append("  " + say(Phrase("status.at_work", {"number": inbox.at_work}), language))
    return shown


def _moment(moment: "datetime") -> Said:
    return said("batch.moment", date=moment.date(), time=f"{moment:%H:%M}")


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f}"


def _language(named: str | None) -> Language | None:
    if named is not None and named not in LANGUAGES:
        raise BadArgumentsError(f"There is no language {named}.", "Use kk, ru or en.")
    return named
