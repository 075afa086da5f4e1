"""What a result depends on, so that it is used again for the very same and for nothing else."""

import hashlib
from dataclasses import astuple, dataclass, fields


@dataclass(frozen=True, slots=True)
class Key:
    """SHA-256 digests (hexadecimal) of the parts; two results with equal keys are equal.

    `files` are names and contents of the package's files, `rules` the rule sets, `engines` the
    program with its engines, models and wordings, `settings` those that a result depends on,
    `day` the day of the run where the package declares none, `others` what other packages hold
    of this one.
    """

    files: str
    rules: str
    engines: str
    settings: str
    day: str
    others: str

    def __post_init__(self) -> None:
        # An empty part would let a result stand for an input that it does not belong to.
        if not all(astuple(self)):
            raise ValueError("a part of a key is missing")

    @property
    def digest(self) -> str:
        """The whole key as one digest."""
        return digest_of(*astuple(self))

    def differs_in(self, other: "Key") -> tuple[str, ...]:
        """Names of the parts in which two keys differ."""
        return tuple(part for part in PARTS if getattr(self, part) != getattr(other, part))


PARTS = tuple(part.name for part in fields(Key))


def digest_of(*texts: str) -> str:
    """SHA-256 of texts that cannot run into one another."""
    digest = hashlib.sha256()
    for text in texts:
        encoded = text.encode("utf-8", "surrogateescape")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()
