"""Pieces of work for children, handed out so that none is left to the last child alone.

A large piece that begins last keeps every other child waiting. So the heaviest goes first once all
are known; while more are to come, the oldest, so that none is put off for ever.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

SPARE = 1
"""Pieces handed out beyond one for each child, so that none of them waits for the next."""


@dataclass(frozen=True, slots=True)
class _Piece(Generic[T]):
    weight: int
    submit: "Callable[[], Future[T]]"
    handed_out: "Future[Future[T]]"


class HandingOut(Generic[T]):
    """Hands pieces to `workers` children, at most `most` of them waiting or at work."""

    def __init__(self, workers: int, most: int) -> None:
        self._at_once = workers + SPARE
        self._most = most
        self._waiting: list[_Piece[T]] = []
        self._at_work = 0
        self._lock = threading.RLock()

    @property
    def is_full(self) -> bool:
        """Whether no more should be added before a piece is done."""
        with self._lock:
            return len(self._waiting) + self._at_work >= self._most

    def add(self, weight: int, submit: "Callable[[], Future[T]]") -> "Future[Future[T]]":
        """A piece that `submit` gives to a child; the answer holds what `submit` returned."""
        piece = _Piece(weight, submit, Future())
        with self._lock:
            self._waiting.append(piece)
            self._hand_out()
        return piece.handed_out

    def _hand_out(self) -> None:
        while self._waiting and self._at_work < self._at_once:
            full = len(self._waiting) + self._at_work >= self._most
            # Of equally heavy ones the oldest: `max` takes the first.
            piece = self._waiting[0] if full else max(self._waiting, key=lambda one: one.weight)
            self._waiting.remove(piece)
            self._at_work += 1
            try:
                work = piece.submit()
            except Exception as error:  # noqa: BLE001 - told where the piece is asked for
                self._at_work -= 1
                piece.handed_out.set_exception(error)
                continue
            piece.handed_out.set_result(work)
            work.add_done_callback(self._one_done)

    def _one_done(self, _: "Future[T]") -> None:
        with self._lock:
            self._at_work -= 1
            self._hand_out()
