"""`make bench` and `tekseru-bench`: how good and how fast Tekseru is, on fresh specimens.

Every run draws a new seed unless one is given, so that nobody tunes to fixed files. Tables go to
the screen and to `benchmarks/results/`, with a list of every value that was read wrong.
"""

import time
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.sections import SECTIONS, Plan

RESULTS = Path(__file__).parent / "results"


def bench(
    quick: Annotated[bool, typer.Option(help="Fewer specimens; under five minutes.")] = False,
    seed: Annotated[int | None, typer.Option(help="Fixed seed; a fresh one by default.")] = None,
    levels: Annotated[
        str | None, typer.Option(help="Quality levels, by comma; all by default.")
    ] = None,
    types: Annotated[str | None, typer.Option(help="Document types, by comma.")] = None,
    only: Annotated[
        str | None, typer.Option(help=f"Sections, by comma: {', '.join(SECTIONS)}.")
    ] = None,
    count: Annotated[int | None, typer.Option(help="Specimens a type and level.")] = None,
    out: Annotated[Path, typer.Option(help="Folder that receives tables and plots.")] = RESULTS,
) -> None:
    """Measure, print tables, name every value that was read wrong."""
    plan = Plan.of(quick=quick, seed=seed, levels=levels, types=types, count=count, out=out)
    chosen = only.split(",") if only else list(SECTIONS)
    unknown = sorted(set(chosen) - set(SECTIONS))
    if unknown:
        raise typer.BadParameter(f"no section {', '.join(unknown)}", param_hint="--only")
    out.mkdir(parents=True, exist_ok=True)
    head = f"# Measurements\n\nSeed {plan.seed}" + (", quick" if quick else "") + ", 2 cores.\n"
    print(head)
    written = [head]
    for name in chosen:
        begun = time.perf_counter()
        text = SECTIONS[name](plan)
        text += f"\n`tekseru-bench --only {name} --seed {plan.seed}`"
        text += f" took {time.perf_counter() - begun:.0f} s.\n"
        print(text, flush=True)
        written.append(text)
    target = out / ("quick.md" if quick else "results.md" if not only else f"{only}.md")
    target.write_text("\n".join(written), encoding="utf-8")
    print(f"written to {target}")


def main() -> None:
    """Entry point of `tekseru-bench`."""
    typer.run(bench)


if __name__ == "__main__":
    main()
