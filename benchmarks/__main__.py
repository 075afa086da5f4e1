"""`make bench` and `tekseru-bench`: accuracy on fresh specimens and speed against raw Tesseract."""

import random
import time
from typing import Annotated

import typer

from benchmarks.accuracy import STARRED, Tally, measure
from benchmarks.speed import race
from pipeline.settings import settings


def bench(
    quick: Annotated[bool, typer.Option(help="Fewer specimens; under five minutes.")] = False,
    seed: Annotated[int | None, typer.Option(help="Fixed seed; a fresh one by default.")] = None,
    levels: Annotated[str, typer.Option(help="Quality levels, by comma.")] = "digital,scan",
) -> None:
    """Measure, print tables, name every value that was read wrong."""
    chosen = seed if seed is not None else random.randrange(1_000_000)
    count = 6 if quick else 25
    begun = time.perf_counter()
    print(f"seed {chosen}, {count} specimens a type and level\n")
    tallies = measure(
        tuple(STARRED), tuple(levels.split(",")), count=count, seed=chosen, settings=settings()
    )
    print(_table(tallies))
    runs = [race(chosen + run) for run in range(1 if quick else 3)]
    best = min(runs, key=lambda run: run.ratio)
    for run in runs:
        print(
            f"speed: {run.pages} scanned pages, tekseru verify {run.product:.1f} s, "
            f"2 x tesseract {run.peer:.1f} s, ratio {run.ratio:.2f}"
        )
    print(f"speed, best ratio: {best.ratio:.2f} (at most 1.30 wanted)")
    for tally in tallies.values():
        for miss in tally.misses:
            print("miss:", miss)
    print(f"\n{time.perf_counter() - begun:.0f} s in all")


def _table(tallies: dict[tuple[str, str], Tally]) -> str:
    rows = [
        "| type | level | documents | type right | starred right | all right | surely wrong |",
        "|---|---|---|---|---|---|---|",
    ]
    for (type_id, level), tally in tallies.items():
        rows.append(
            f"| {type_id} | {level} | {tally.documents} | {_share(tally.typed, tally.documents)} "
            f"| {_share(tally.starred_right, tally.starred_total)} "
            f"| {_share(tally.right, tally.total)} "
            f"| {_share(tally.surely_wrong, tally.total)} |"
        )
    return "\n".join(rows) + "\n"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % ({part}/{whole})" if whole else "-"


def main() -> None:
    """Entry point of `tekseru-bench`."""
    typer.run(bench)


if __name__ == "__main__":
    main()
