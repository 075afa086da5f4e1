"""A batch on a Dask cluster of two processes, for `benchmarks.batch dask`; prints its seconds."""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from flows import runlog
from pipeline.settings import Settings


def main(inbox: Path, out: Path) -> None:
    """Verify the inbox on two workers; what they spent is asked of them at the end."""
    settings = Settings()
    from flows.server import own_server

    own_server(settings)
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
        client.run(_warm)
        before = sum(client.run(_spent).values())
        chosen = settings.model_copy(update={"scheduler": it.scheduler_address})
        from flows import batch

        summary = batch.run(inbox, out, chosen, lambda: None)
        # Children that read pages count once they are reaped.
        after = sum(client.run(_spent).values())
    outcomes = sorted(str(entry.outcome or entry.failure) for entry in summary.entries)
    print(json.dumps({"cpu": after - before, "outcomes": outcomes, **_times(settings)}))


def _warm() -> None:
    import flows.verify_batch  # noqa: F401


def _spent() -> float:
    from pipeline import sandbox

    sandbox.stop()
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    return own + _of_forkserver()


def _of_forkserver() -> float:
    """Children that read pages are those of a server that lives on: it reaps them."""
    from multiprocessing import forkserver

    pid = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]  # no other way to its number
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    # utime, stime, cutime, cstime: fields 14 to 17 of proc(5), counted from 1.
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _times(settings: Settings) -> dict[str, float]:
    """Seconds that packages took, and the span from the first one's begin to the last one's end."""
    files = (settings.data_folder / runlog.FOLDER).glob("*.jsonl")
    lines = [json.loads(line) for path in files for line in path.read_text().splitlines()]
    packages = [line for line in lines if line["event"] == "package"]
    took = [line["seconds"]["total"] + line["seconds"]["storing"] for line in packages]
    ends = [datetime.fromisoformat(line["time"]).timestamp() for line in packages]
    begun = min(end - seconds for end, seconds in zip(ends, took, strict=True))
    return {"busy": sum(took), "span": max(ends) - begun}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
