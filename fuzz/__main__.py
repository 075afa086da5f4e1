"""Fuzz everything that reads what strangers wrote: `python -m fuzz --seconds 600`.

Each target gets an equal share of the time. A crash is shown with the smallest input that brings it
about; it belongs into tests/fuzz/test_found.py, and then be mended.
"""

import argparse
import sys
import time
import traceback
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzz.targets import TARGETS, Target

BATCH = 25
"""Examples between two looks at the clock."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz the chosen targets; 1 where one of them crashed."""
    asked = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    asked.add_argument("--seconds", type=float, default=600.0, help="time for all targets together")
    asked.add_argument("--only", default="", help="the targets whose name holds this")
    asked.add_argument("--seed", type=int, default=None, help="same seed, same first examples")
    chosen = asked.parse_args(arguments)
    targets = [target for target in TARGETS if chosen.only in target.name]
    first = int(time.time()) if chosen.seed is None else chosen.seed
    crashed = 0
    for target in targets:
        examples, crash = fuzzed(target, chosen.seconds / max(1, len(targets)), first)
        crashed += crash is not None
        said = "CRASHED" if crash else "held"
        sys.stdout.write(f"{target.name:14} {examples:8} examples  {said}\n{crash or ''}")
        sys.stdout.flush()
    return 1 if crashed else 0


def fuzzed(target: Target, seconds: float, first: int) -> tuple[int, str | None]:
    """Examples tried, and the trace of the first crash with its input; None where all held."""
    end = time.monotonic() + seconds
    tried: list[Any] = []
    number = 0
    while time.monotonic() < end:
        try:
            try_some(target, first + number, tried)
        except Exception:  # noqa: BLE001 - whatever a target raises is what is looked for
            # The last one tried is the smallest that crashes.
            return number * BATCH, f"{traceback.format_exc()}input: {tried[-1]!r}\n"
        number += 1
        tried.clear()
    return number * BATCH, None


def try_some(target: Target, number: int, tried: list[Any]) -> None:
    """Try a batch of examples from a seed, noting each; raises what the target raised."""

    @seed(number)
    @settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(target.examples)
    def attempt(example: Any) -> None:
        tried.append(example)
        check(target, example)

    attempt()


def check(target: Target, example: Any) -> None:
    """One example; refusing it in a way that the target promises is no crash."""
    try:
        target.check(example)
    except target.refusals:
        return


if __name__ == "__main__":
    sys.exit(main())
