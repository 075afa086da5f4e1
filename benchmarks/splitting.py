"""Whether applications that come as one large PDF are split into their documents."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from flows import verification
from pipeline.settings import Settings
from sample_docs.applications import make_application

Cut = tuple[str, tuple[int, ...]]
"""A document: type and numbers of its pages."""


@dataclass
class SplitTally:
    """Packages whose documents are all right, and documents with the right type and pages."""

    packages: int = 0
    whole: int = 0
    documents: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)


def measure(seed: int, settings: Settings, *, count: int, level: str) -> SplitTally:
    """Make applications as one PDF each and compare the documents found with the truth."""
    tally = SplitTally()
    for number in range(seed, seed + count):
        application = make_application(number, organisation="one-pdf", level=level)
        wanted = {
            (str(document["type"]), tuple(int(page["page"]) for page in document["pages"]))
            for document in application.truth["documents"]
        }
        got = _documents(application.files[0][1], settings)
        tally.packages += 1
        tally.whole += got == wanted
        tally.documents += len(wanted)
        tally.right += len(got & wanted)
        tally.misses += [f"seed {number} lost {cut}" for cut in sorted(wanted - got)]
        tally.misses += [f"seed {number} made {cut}" for cut in sorted(got - wanted)]
    return tally


def _documents(content: bytes, settings: Settings) -> set[Cut]:
    with tempfile.TemporaryDirectory(prefix="tekseru-bench-") as folder:
        path = Path(folder) / "all.pdf"
        path.write_bytes(content)
        documents = verification.read_documents([path], settings)
    return {(d.type_id, tuple(page.number for page in d.pages)) for d in documents}
