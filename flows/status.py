"""`tekseru status`: the store, each inbox, and whether the last night ran."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flows.deployments import last_due, missed
from flows.embedded import prepare_prefect
from flows.inbox import inbox_name
from flows.verification import TIME_ZONE
from pipeline.settings import Settings
from pipeline.store.counts import Counts, counts_of
from pipeline.store.database import open_database


@dataclass(frozen=True, slots=True)
class Night:
    """The nightly run over the inbox of the settings: when one was last due, whether none has run
    since. `due` is None where no night has ever run here."""

    cron: str
    due: datetime | None
    missed: bool


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand."""

    counts: Counts
    night: Night

    def as_json(self) -> dict[str, Any]:
        """For programs that watch; moments in ISO 8601."""
        counts = self.counts
        return {
            "database": {"kind": counts.database, "bytes": counts.database_bytes},
            "originals": {"files": counts.originals, "bytes": counts.originals_bytes},
            "inboxes": [
                {
                    "inbox": found.name,
                    "packages": dict(found.packages),
                    "at_work": found.at_work,
                    "last_run": found.last
                    and {
                        "kind": found.last.kind,
                        "ended_at": moment(found.last.ended_at or 0.0).isoformat(),
                        "seconds": round(found.last.seconds, 1),
                        "verified": found.last.verified,
                        "unchanged": found.last.unchanged,
                    },
                }
                for found in counts.inboxes
            ],
            "night": {
                "cron": self.night.cron,
                "due": self.night.due and self.night.due.isoformat(),
                "missed": self.night.missed,
            },
        }


def status_of(settings: Settings) -> Status:
    """Look at the store of these settings; starts nothing."""
    counts = counts_of(open_database(settings))
    inbox = inbox_name(settings.inbox)
    had_night = "nightly" in counts.runs and any(found.name == inbox for found in counts.inboxes)
    if not had_night:
        return Status(counts, Night(settings.nightly, None, missed=False))
    prepare_prefect(settings)
    now = datetime.now(UTC)
    due = last_due(settings.nightly, now)
    local = due.astimezone(TIME_ZONE) if due else None
    return Status(counts, Night(settings.nightly, local, missed(settings, now)))


def moment(seconds: float) -> datetime:
    """A moment (seconds since 1970) by the clock of Kazakhstan."""
    return datetime.fromtimestamp(seconds, TIME_ZONE)
