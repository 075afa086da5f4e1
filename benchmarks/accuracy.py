"""Field accuracy on fresh specimens, and how often a value that seems sure is wrong."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows import verification
from pipeline.model import Document
from pipeline.report.result import plain
from pipeline.settings import Settings
from sample_docs.specimen import make_specimen

STARRED: Mapping[str, tuple[str, ...]] = {
    "identity_card": (
        "sides",
        "surname",
        "given_names",
        "birth_date",
        "iin",
        "number",
        "issue_date",
        "expiry_date",
    ),
    "passport": (
        "number",
        "surname",
        "given_names",
        "birth_date",
        "iin",
        "issue_date",
        "expiry_date",
        "mrz",
    ),
    "motivation_letter": ("language", "word_count", "date", "dated_at_end"),
}
"""Fields that a reviewer cannot work without (contract.md section 2), as far as they are read now.

`signed_at_end` is told by ink, which is not looked for yet.
"""
SURE = 0.9


@dataclass
class Tally:
    """Right, wrong and missing values of one kind of document at one level of quality."""

    documents: int = 0
    typed: int = 0
    right: int = 0
    total: int = 0
    starred_right: int = 0
    starred_total: int = 0
    surely_wrong: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, specimen: Mapping[str, Any], document: Document | None) -> None:
        """Compare what was read with the truth of one specimen."""
        type_id = specimen["type"]
        self.documents += 1
        if document is None or document.fields is None:
            names = [name for name, value in specimen["fields"].items() if value is not None]
            self.total += len(names)
            self.starred_total += sum(name in STARRED[type_id] for name in names)
            self.misses.append(f"{type_id} seed {specimen['seed']}: not recognised")
            return
        self.typed += 1
        for name, wanted in specimen["fields"].items():
            read = getattr(document.fields, name, None)
            if read is None or name == "signed_at_end":
                continue
            got = plain(read.value)
            same = normal(got) == normal(wanted)
            starred = name in STARRED[type_id]
            self.total += 1
            self.right += same
            self.starred_total += starred
            self.starred_right += starred and same
            self.surely_wrong += not same and got is not None and read.confidence >= SURE
            if not same:
                star = "*" if starred else ""
                self.misses.append(
                    f"{type_id} seed {specimen['seed']} {specimen['layout']} {name}{star}: "
                    f"{wanted!r} read as {got!r} at {read.confidence:.2f}"
                )


def normal(value: Any) -> Any:
    """A value for comparison: lists in any order of topics and sides, text without odd spaces."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list | tuple):
        return sorted(str(part) for part in value)
    return value


def measure(
    types: Sequence[str], levels: Sequence[str], *, count: int, seed: int, settings: Settings
) -> dict[tuple[str, str], Tally]:
    """Make `count` specimens a type and level, read them as files, compare."""
    tallies: dict[tuple[str, str], Tally] = {}
    for type_id in types:
        for level in levels:
            tally = tallies.setdefault((type_id, level), Tally())
            for number in range(count):
                specimen = make_specimen(type_id, seed=seed + number, level=level)
                documents = read_specimen(specimen.files, settings)
                best = next((d for d in documents if d.type_id == type_id), None)
                tally.add(specimen.truth, best)
    return tallies


def read_specimen(files: Iterable[tuple[str, bytes]], settings: Settings) -> tuple[Document, ...]:
    """Read a specimen's files as the product reads them."""
    with tempfile.TemporaryDirectory(prefix="tekseru-bench-") as folder:
        paths = []
        for name, content in files:
            path = Path(folder) / name
            path.write_bytes(content)
            paths.append(path)
        return verification.read_documents(paths, settings)
