"""A night on a Prefect server of its own, run as a process: `python -m tests.flows.one_night`.

The packages misbehave as their names say. Prints what a reader of the server could see, and dies
without a farewell.
"""

import errno
import json
import os
import signal
import sys
from pathlib import Path

from flows import batch
from flows.server import own_server
from flows.verification import Compare, Verification
from pipeline.errors import InputUnopenableError
from pipeline.reading import Progress
from pipeline.settings import Settings
from tests.flows.office import Office

SECRET = "Құпиясөз"


def main(folder: Path) -> None:
    settings = Settings()
    os.environ["PREFECT_API_URL"] = own_server(settings)
    office = Office(folder)

    def misbehaving(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        done = office.verify(path, settings, progress, compare)
        tries = office.read.count(path.name)
        if path.name == "shaky" and tries == 1:
            raise OSError(errno.EIO, SECRET)
        if path.name == "full":
            raise OSError(errno.ENOSPC, SECRET)
        if path.name == "locked":
            raise InputUnopenableError("No archive.", "Send it again.")
        if path.name == "crashing":
            raise RuntimeError(SECRET)
        return done

    defaults = batch.run.__kwdefaults__
    assert defaults is not None
    defaults["verify"] = misbehaving

    from prefect.client.orchestration import get_client

    from flows.nightly import nightly

    counted = nightly()
    with get_client(sync_client=True) as client:
        everything = {
            what: client.request("POST", f"/{what}/filter", json={}).json()  # type: ignore[arg-type]
            for what in ("flow_runs", "task_runs", "artifacts", "v2/concurrency_limits", "logs")
        }
        seen = {
            "counts": counted,
            "read": office.read,
            "states": sorted(run["state_name"] for run in everything["flow_runs"]),
            "limits": [
                [limit["limit"], limit["active_slots"]]
                for limit in everything["v2/concurrency_limits"]
            ],
            "artifacts": {found["key"]: found["data"] for found in everything["artifacts"]},
            "everything": everything,
        }
    print(json.dumps(seen), flush=True)  # noqa: T201 - this is what the test reads
    print(os.environ["PREFECT_API_URL"], flush=True)  # noqa: T201
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
