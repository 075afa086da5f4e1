"""A child process that crashes, hangs or asks for too much memory costs its piece of work only."""

import os
import time
from collections.abc import Iterator
from functools import partial

import pytest

from pipeline import sandbox

GIGABYTE = 1_000_000_000


@pytest.fixture(autouse=True)
def _children() -> Iterator[None]:
    yield
    sandbox.stop()


def crash() -> int:
    os.abort()


def hang() -> int:
    time.sleep(60)
    return 1


def take(count: int) -> int:
    return len(bytearray(count))


def threads_wanted() -> int:
    return int(os.environ["OMP_THREAD_LIMIT"])


def test_one_lost_child_leaves_the_others_their_work() -> None:
    limits = sandbox.Limits(seconds=3.0, cpu_seconds=20.0, memory=4 * GIGABYTE)
    submit = partial(sandbox.submit, workers=2, limits=limits)
    pieces = [submit(take, 10), submit(crash), submit(hang), submit(take, 20)]
    pieces.append(submit(take, 8 * GIGABYTE))
    pieces.append(submit(threads_wanted))
    assert sandbox.result(pieces[0]) == 10
    with pytest.raises(sandbox.CrashedError):
        sandbox.result(pieces[1])
    with pytest.raises(sandbox.TimeOutError):
        sandbox.result(pieces[2])
    assert sandbox.result(pieces[3]) == 20
    with pytest.raises(sandbox.CrashedError):
        sandbox.result(pieces[4])
    assert sandbox.result(pieces[5]) == 1
