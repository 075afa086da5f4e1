"""A Dask cluster of two processes on this machine: `python -m tests.flows.two_workers FOLDER`.

Two inboxes of the same packages: one is worked on undisturbed, and while the other is, a worker is
killed. Prints what was seen as JSON.
"""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from flows import batch
from flows.inbox import Summary
from flows.server import own_server
from tests.flows.office import Office

SECONDS_EACH = 0.3


def main(folder: Path) -> None:
    calm, hit = Office(folder / "calm"), Office(folder / "hit")
    shared = calm.settings.data_folder
    os.environ["TEKSERU_DATA_FOLDER"] = str(shared)
    os.environ["TEKSERU_SETTLE_SECONDS"] = "0"
    calm.seconds_each = hit.seconds_each = SECONDS_EACH
    own_server(calm.settings)

    import dask
    from distributed import Client, LocalCluster

    # Workers that are daemons may have no children, and reading pages needs some.
    dask.config.set({"distributed.worker.daemon": False})
    two: Any = LocalCluster
    connect: Any = Client
    with (
        two(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as it,
        connect(it) as client,
    ):
        address = it.scheduler_address
        settled = _run(calm, shared, address)
        watcher = threading.Thread(target=_kill_one, args=[client, hit, shared])
        watcher.start()
        killed = _run(hit, shared, address)
        watcher.join()
    seen = {
        "calm": [[entry.package, entry.outcome] for entry in settled.entries],
        "hit": [[entry.package, entry.outcome, entry.failure] for entry in killed.entries],
        "killed": _killed,
    }
    print(json.dumps(seen))  # noqa: T201 - this is what the test reads


_killed: list[int] = []


def _run(office: Office, shared: Path, address: str) -> Summary:
    settings = office.settings.model_copy(update={"data_folder": shared, "scheduler": address})
    return batch.run(office.inbox, office.out, settings, lambda: None, verify=office.verify)


def _kill_one(client: Any, office: Office, shared: Path) -> None:
    """Kill a worker at work once the second package is done."""
    while len(list(office.out.glob("*/result.json"))) < 2:
        time.sleep(0.02)
    busy = [name for name, keys in client.processing().items() if keys]
    pid = client.run(os.getpid, workers=busy[:1])[busy[0]]
    _killed.append(pid)
    os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
