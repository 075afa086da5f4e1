"""An inbox of specimens for measuring the batch, with a store, reports and a server of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.cpu import Spent, spent

SERVER = (
    "import sys; from flows.server import own_server; from pipeline.settings import Settings;"
    "print(own_server(Settings(), schedules=True), flush=True); sys.stdin.read()"
)


@dataclass(frozen=True, slots=True)
class Server:
    """A Prefect server, and the process that started it."""

    address: str
    pid: int

    def cpu(self) -> float:
        """Processor seconds of both so far."""
        import psutil

        parent = psutil.Process(self.pid)
        times = [process.cpu_times() for process in (parent, *parent.children(recursive=True))]
        return float(sum(found.user + found.system for found in times))


class Office:
    """An inbox of specimens with folders of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inbox, self.out, self.data = folder / "inbox", folder / "out", folder / "data"
        self.plain, self.log = folder / "plain", folder / "log"
        self.inbox.mkdir()
        command = [sys.executable, "-m", "console", "batch"]
        self.command = [*command, str(self.inbox), "--out", str(self.out)]
        self.environment = {
            "TEKSERU_DATA_FOLDER": str(self.data),
            "TEKSERU_INBOX": str(self.inbox),
            "TEKSERU_REPORTS": str(self.out),
            "TEKSERU_WORKERS": "2",
            "TEKSERU_SETTLE_SECONDS": "0",
        }

    def begin(self) -> "subprocess.Popen[bytes]":
        """`tekseru batch` as people start it."""
        return subprocess.Popen(
            self.command,
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def batch(self) -> None:
        """A batch to its end."""
        if self.begin().wait() > 2:
            raise SystemExit("tekseru batch failed on packages made for measuring")

    def fill(self) -> None:
        """A first night's results in little time: the first package is read, and what was read of
        it stands in for the others. Everything after the reading is the real thing."""
        from concurrent.futures import ThreadPoolExecutor

        from flows import batch, verification
        from flows.inbox import Parcel
        from flows.work import Job, work_on
        from pipeline.settings import Settings

        settings = Settings(data_folder=self.data, settle_seconds=0, workers=2)
        model = verification.verify(min(self.inbox.iterdir()), settings)

        def stand_in(
            path: Path, settings: Settings, progress: Any, compare: Any
        ) -> verification.Verification:
            facts = model.result.package.model_copy(update={"id": path.name})
            return replace(
                model,
                package=replace(model.package, id=path.name),
                result=model.result.model_copy(update={"package": facts}),
            )

        def by_threads(job: Job, packages: Sequence[Parcel], note: batch.Note) -> None:
            with ThreadPoolExecutor(2) as pool:
                entries = pool.map(lambda package: work_on(job, package), packages)
                for package, entry in zip(packages, entries, strict=True):
                    note(package, entry)

        batch.run(self.inbox, self.out, settings, lambda: None, verify=stand_in, work=by_threads)

    def fresh_batch(self) -> Spent:
        """A batch as if it were the first."""
        self.forget()
        return spent(self.command, self.environment)

    def forget(self) -> None:
        """Remove store, reports and readings."""
        for folder in (self.out, self.data):
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def server(self) -> Iterator[Server]:
        """A Prefect server of another process, as `tekseru serve` has one."""
        process = subprocess.Popen(
            [sys.executable, "-c", SERVER],
            env={**os.environ, **self.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None and process.stdout is not None  # noqa: S101
        try:
            yield Server(process.stdout.readline().strip(), process.pid)
        finally:
            process.stdin.close()
            process.wait()

    def night(self, server: Server) -> Spent:
        """A nightly run on a server: what it and the server spend."""
        before = server.cpu()
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.batch", "one-night", server.address],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=True,
        )
        used = Spent(**json.loads(done.stdout.splitlines()[-1]))
        if used.code:
            raise SystemExit("a night failed on packages made for measuring")
        return replace(used, cpu=used.cpu + server.cpu() - before)

    def results(self) -> dict[str, Any]:
        """Each package's result without its running times."""
        found = {}
        for path in sorted(self.out.glob("*/result.json")):
            found[path.parent.name] = {**json.loads(path.read_bytes()), "seconds": None}
        return found

    def doubles(self) -> bool:
        """Whether the store has a result of a package on the same input twice."""
        from sqlalchemy import func, select

        from pipeline.settings import Settings
        from pipeline.store.database import open_database, reading
        from pipeline.store.schema import result

        with reading(open_database(Settings(data_folder=self.data))) as connection:
            same = result.c.package, result.c.key
            counted = select(func.count()).select_from(result).group_by(*same)
            return any(number != 1 for number in connection.scalars(counted))

    def sizes(self, count: int) -> str:
        """What lies in the data folder and beside the reports, a package."""
        parts = {
            "database": self.data / "tekseru.db",
            "originals": self.data / "originals",
            "pictures": self.data / "pictures",
            "readings": self.data / "readings",
            "reports": self.out,
        }
        told = [f"{name} {_kilobytes(place) / count:.0f} kB" for name, place in parts.items()]
        return "a package: " + ", ".join(told)


def _kilobytes(place: Path) -> float:
    files = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files) / 1000


@contextmanager
def office_of(
    count: int, seed: int, level: str, letters: int = 0, made: Path | None = None
) -> Iterator[Office]:
    """Packages of a card, a passport and letters each, or of one letter where `letters` is 0."""
    from sample_docs.specimen import make_specimen

    with tempfile.TemporaryDirectory(prefix="tekseru-bench-") as folder:
        office = Office(Path(folder))
        if made is not None:
            office.inbox.rmdir()
            office.inbox.symlink_to(made.resolve())
            yield office
            return
        types = ["identity_card", "passport", *["motivation_letter"] * letters]
        for number in range(count):
            package = office.inbox / f"A-{number:04}"
            package.mkdir()
            (package / "package.toml").write_text("submitted_on = 2026-05-14\n")
            for order, type_id in enumerate(types if letters else ["motivation_letter"]):
                specimen = make_specimen(
                    type_id,
                    seed=seed + 100 * number + order,
                    level=level,
                    container="pdf",
                    name=f"{type_id}{order}",
                )
                for name, content in specimen.files:
                    (package / name).write_bytes(content)
        yield office
