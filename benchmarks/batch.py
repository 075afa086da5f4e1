"""The batch measured: `python -m benchmarks.batch kills|unchanged|overhead|dask --help`.

Processor seconds count, since the machine may be busy with other work; `benchmarks.cpu` says how.
Packages are specimens of the factory, everything else is the real thing.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.batch_office import office_of
from benchmarks.cpu import spent

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)

Count = Annotated[int, typer.Option("--count", min=1, help="Packages.")]
Seed = Annotated[int, typer.Option("--seed")]
NIGHT = "from flows.nightly import nightly; print(nightly())"
VERIFY = (
    "import sys; from pathlib import Path; from flows import verification;"
    "from pipeline.settings import Settings;"
    "verification.render_report = lambda *a, **k: '';"
    "[verification.verify(p, Settings()) for p in sorted(Path(sys.argv[1]).iterdir())]"
)
"""Reading and judging alone, in one process, without report and store."""


@app.command()
def kills(count: Count = 12, times: int = 20, seed: Seed = 0) -> None:
    """Kill `tekseru batch` at random moments, start it again, compare with an undisturbed run."""
    moments = random.Random(seed or time.time_ns())
    with office_of(count, seed, "digital") as office:
        begun = time.perf_counter()
        office.batch()
        whole = time.perf_counter() - begun
        expected = office.results()
        killed = rounds = 0
        while killed < times:
            office.forget()
            rounds += 1
            while True:
                child = office.begin()
                try:
                    child.wait(moments.uniform(0.02, 0.95) * whole if killed < times else None)
                    break
                except subprocess.TimeoutExpired:
                    os.kill(child.pid, signal.SIGKILL)
                    child.wait()
                    killed += 1
            if office.results() != expected:
                raise SystemExit(f"round {rounds} differs from the undisturbed run")
            if office.doubles():
                raise SystemExit(f"round {rounds} has results twice")
            print(f"round {rounds}: {killed} kills so far, equal", flush=True)
    print(
        f"{killed} kills in {rounds} batches of {count} packages ({whole:.0f} s undisturbed):"
        " all results there once, equal to the undisturbed run"
    )


@app.command()
def unchanged(count: Count = 500, seed: Seed = 0, inbox: Path | None = None) -> None:
    """A night over an inbox where nothing changed, on a server that is up.

    The packages are made, unless a folder of some is given.
    """
    with office_of(count, seed, "digital", made=inbox) as office:
        office.fill()
        with office.server() as server:
            first = office.night(server)
            second = office.night(server)
        for name, used in (("first", first), ("second", second)):
            print(f"{name} night: {used.cpu:.1f} s of processor, {used.wall:.1f} s of time")
        per_core = second.cpu / 2
        print(f"{count} unchanged packages: {per_core:.1f} s on 2 cores; {office.sizes(count)}")


@app.command()
def overhead(count: Count = 6, seed: Seed = 0, letters: int = 3) -> None:
    """What Prefect, store and report add to reading and judging of scanned packages.

    The pages are read once: what a night adds is measured on kept readings, so that what reading
    costs more or less on a busy machine does not hide it.
    """
    with office_of(count, seed, "scan", letters) as office:
        command = [sys.executable, "-c", VERIFY, str(office.inbox)]
        plain = spent(command, office.environment)
        again = spent(command, office.environment)
        with office.server() as server:
            night = office.night(server)
            quiet = office.night(server)
        sizes = office.sizes(count)
    added, start = night.cpu - again.cpu, quiet.cpu
    each = (added - start) / count
    print(f"{count} scanned packages of {letters + 2} pages, seconds of processor")
    print(f"reading and judging {plain.cpu:.1f}, judging alone {again.cpu:.1f}")
    print(f"a night adds {added:.1f}: start and end {start:.1f}, {each:.2f} a package")
    print(f"overhead of this night {100 * added / (plain.cpu + added):.1f} %")
    share = each / (each + plain.cpu / count)
    print(f"overhead of a package, start and end left out, {100 * share:.1f} %")
    print(f"packages an hour and core: {3600 * count / (plain.cpu + added - start):.0f}")
    print(f"memory of the largest process: {max(plain.peak, night.peak):.0f} MB; {sizes}")


@app.command()
def dask(count: Count = 8, seed: Seed = 0, letters: int = 2) -> None:
    """Two worker processes of a Dask cluster against reading and judging without any."""
    with office_of(count, seed, "scan", letters) as office:
        command = [sys.executable, "-c", VERIFY, str(office.inbox)]
        plain = spent(command, {**office.environment, "TEKSERU_DATA_FOLDER": str(office.plain)})
        shutil.rmtree(office.plain)
        workers = {**office.environment, "TEKSERU_WORKERS": "1"}
        module = [sys.executable, "-m", "benchmarks.dask_cluster"]
        used = spent([*module, str(office.inbox), str(office.out)], workers, str(office.log))
        lines = office.log.read_text(encoding="utf-8").splitlines()
        told = json.loads([line for line in lines if line.startswith("{")][-1])
    busy = told["busy"] / (2 * told["span"])
    work = plain.cpu / told["cpu"]
    print(f"{count} scanned packages, exit {used.code}, outcomes {told['outcomes']}")
    print(f"workers were busy {100 * busy:.0f} % of the time from the first package to the last")
    print(f"of their processor time, {100 * work:.0f} % is what reading and judging alone need")
    print(f"efficiency of two cores {busy * min(work, 1.0):.2f}")


@app.command(hidden=True)
def one_night(address: str) -> None:
    """The nightly flow on a server, measured."""
    used = spent([sys.executable, "-c", NIGHT], {"PREFECT_API_URL": address}, os.devnull)
    told = {"cpu": used.cpu, "wall": used.wall, "peak": used.peak, "code": used.code}
    print(json.dumps(told))


if __name__ == "__main__":
    app()
