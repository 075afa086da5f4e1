"""One hostile or odd file, and the kind of answer it must get, written by hand."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.model import ProblemKind as Kind

__all__ = ["Case", "Kind", "Make", "odd", "of", "png_chunk", "read", "refused", "slow"]

Make = Callable[[Path], None]
"""Writes the file at the given path."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file `name`; whether pages of it are `read`, and the `problems` it may be told with.

    `kinds` holds sets of problems: the answer's own must be one of them. `text` is a word that must
    stand on the first page. `shown` is the name people see, where it is another. A `slow` one
    takes more than a few seconds and is left out of the test run (`python -m tests.hostile`).
    """

    name: str
    make: Make
    reads: bool | None
    kinds: tuple[frozenset[Kind], ...]
    text: str = ""
    shown: str = ""
    slow: bool = False

    @property
    def label(self) -> str:
        return self.shown or self.name


def of(content: Callable[[], bytes]) -> Make:
    """Writes what a function gives, made only when it is needed."""

    def make(path: Path) -> None:
        path.write_bytes(content())

    return make


def read(name: str, make: Make, text: str = "", *also: Kind, shown: str = "") -> Case:
    """A file that is read, with the problems `also` told beside it."""
    return Case(name, make, True, (frozenset(also),), text, shown)


def refused(name: str, make: Make, *kinds: Kind, shown: str = "") -> Case:
    """A file of which no page is read, for one of these reasons."""
    return Case(name, make, False, tuple(frozenset({kind}) for kind in kinds), "", shown)


def odd(name: str, make: Make, *kinds: Kind | None) -> Case:
    """A file so malformed that readers may differ: read (None), or refused for such a reason, or
    both; what counts is that the answer is one of these."""
    sets = [frozenset({kind}) if kind else frozenset[Kind]() for kind in kinds]
    return Case(name, make, None, (*sets, frozenset(kind for kind in kinds if kind)))


def slow(case: Case) -> Case:
    """The same file, left out of the test run."""
    return replace(case, slow=True)


def png_chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG with its length and checksum."""
    size, check = len(content), zlib.crc32(name + content)
    return size.to_bytes(4, "big") + name + content + check.to_bytes(4, "big")
