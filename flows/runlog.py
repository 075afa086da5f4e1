"""The log of runs: one JSON object a line, with ids, counts and seconds, and no word of a paper.

Each machine writes files of its own, one a day by the clock of Kazakhstan, for their owner alone.
Packages stand in it by their names, as in the store: let the portal name them by numbers.
"""

import json
import os
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.verification import TIME_ZONE
from pipeline.private import FILE, data_folder, private_folder
from pipeline.settings import Settings

FOLDER = "logs"
_DAYS = "%Y-%m-%d"

Fact = str | int | float | bool | None | dict[str, float] | dict[str, int]


def note(settings: Settings, event: str, **facts: Fact) -> None:
    """Append a line. A log that cannot be written stops no work: results do not depend on it."""
    moment = datetime.now(UTC)
    line = {
        "time": moment.isoformat(timespec="milliseconds"),
        "event": event,
        "machine": socket.gethostname(),
        "process": os.getpid(),
        **facts,
    }
    text = json.dumps(line, ensure_ascii=False) + "\n"
    try:
        path = _file(settings, moment)
        descriptor = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, FILE)
        try:
            # One write: lines of several processes never mix.
            os.write(descriptor, text.encode("utf-8"))
        finally:
            os.close(descriptor)
    except OSError:
        return


def clear_old(settings: Settings) -> None:
    """Remove log files older than the settings keep them; of all machines on a shared folder."""
    if not settings.log_days:
        return
    first = datetime.now(TIME_ZONE).date() - timedelta(days=settings.log_days)
    for path in (settings.data_folder / FOLDER).glob("*.jsonl"):
        try:
            day = datetime.strptime(path.name[:10], _DAYS).replace(tzinfo=TIME_ZONE).date()
            if day < first:
                path.unlink(missing_ok=True)
        except (ValueError, OSError):
            # Not ours, or another machine was faster.
            continue


def _file(settings: Settings, moment: datetime) -> Path:
    folder = private_folder(data_folder(settings.data_folder) / FOLDER)
    day = moment.astimezone(TIME_ZONE).strftime(_DAYS)
    return folder / f"{day}-{socket.gethostname()}.jsonl"
