"""All hostile and odd files through one run of `tekseru read`: `python -m tests.hostile`.

Prints each file with the answer it got, and what the run took; leaves with 1 where an answer is
not of the kind that was written down for it.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.hostile.all_cases import all_cases, made, wrong
from tests.hostile.running import Answer, read_all


def main() -> int:
    """Make the files, read them, compare."""
    asked = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    asked.add_argument("--only", default="", help="files whose name holds this")
    asked.add_argument("--slow", action="store_true", help="those that take long as well")
    asked.add_argument("--seconds", type=float, default=1800.0, help="time for the whole run")
    asked.add_argument("--quiet", action="store_true", help="wrong answers only")
    chosen = asked.parse_args()
    cases = [
        case for case in all_cases() if chosen.only in case.name and (chosen.slow or not case.slow)
    ]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = made(cases, folder / "files")
        run = read_all(paths, folder, seconds=chosen.seconds, most_files=len(paths) + 1)
    bad = 0
    for case in cases:
        answer = run.answers.get(case.label, Answer())
        fault = wrong(case, answer)
        bad += bool(fault)
        if fault or not chosen.quiet:
            kinds = ", ".join(sorted(answer.kinds)) or "-"
            print(f"{case.label!r:42} {len(answer.texts):4} pages  {kinds}  {fault}")  # noqa: T201
    sys.stderr.write(run.errors)
    print(  # noqa: T201
        f"{len(cases)} files, {bad} wrong; exit {run.code}, {run.seconds:.0f} s, "
        f"{run.cpu_seconds:.0f} s of processor time, largest process "
        f"{run.memory / 1e6:.0f} MB"
    )
    return 1 if bad or run.errors else 0


if __name__ == "__main__":
    sys.exit(main())
