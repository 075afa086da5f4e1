"""A batch whose Prefect server is killed: `python -m tests.faults.server_gone FOLDER`.

Prints what came of it as JSON; leaves with the exit code of the command line.
"""

import os
import signal
import sys
from pathlib import Path

from console import cli
from flows import batch, server
from flows.verification import Compare, Verification
from pipeline.reading import Progress
from pipeline.settings import Settings
from tests.flows.office import Office


def main(folder: Path) -> None:
    office = Office(folder)
    started = server._start

    def remembered(*arguments: object, **named: object) -> object:
        child = started(*arguments, **named)  # type: ignore[arg-type]
        children.append(child.pid)
        return child

    children: list[int] = []
    vars(server)["_start"] = remembered

    def killing(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        done = office.verify(path, settings, progress, compare)
        if len(office.read) == 2 and children:
            os.kill(children.pop(), signal.SIGKILL)
        return done

    defaults = batch.run.__kwdefaults__
    assert defaults is not None
    defaults["verify"] = killing
    sys.argv = ["tekseru", "batch", str(office.inbox), "--out", str(office.out), "--json"]
    cli.main()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
