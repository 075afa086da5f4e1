"""The lock file: packages with versions, hashes and who asks for them (the form that uv writes)."""

import re
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
_PINNED = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_ASKED_BY = re.compile(r"#\s+(?:via\s+)?([A-Za-z0-9._-]+)")


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of the lock; `hashes` are SHA-256 of its files, `asked_by` names of packages."""

    name: str
    version: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]


def packages_of(text: str) -> tuple[Locked, ...]:
    """The packages of a lock file. ValueError for a line that pins nothing that is known."""
    found: list[Locked] = []
    for block in _blocks(text):
        pinned = _PINNED.match(block[0])
        if pinned is None:
            raise ValueError(f"the lock has a line that pins nothing: {block[0]}")
        whole = "\n".join(block)
        comments = [line.strip() for line in block if line.strip().startswith("#")]
        asked = [asker[1] for line in comments if (asker := _ASKED_BY.match(line))]
        names = tuple(name_of(asker) for asker in asked if asker != "via")
        hashes = tuple(sorted(_HASH.findall(whole)))
        found.append(Locked(name_of(pinned[1]), pinned[2], hashes, names))
    return tuple(found)


def name_of(text: str) -> str:
    """A package's name as registries write it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", text).lower()


def _blocks(text: str) -> list[list[str]]:
    """Each pinned line with the indented lines below it."""
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks
