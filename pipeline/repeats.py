"""Pages and letters that several packages hold: an index over the words of what was read.

Only numbers of word runs are kept (see `text.shingles`), so that the index can be stored. Pages
with few words are everybody's and are left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.model import Document, Package, Repeat
from pipeline.text.shingles import shared, shingles

LEAST_RUNS = 40
"""Runs of words below which a page is too short to be told from a form that everybody has."""
LEAST_LIKENESS = 0.2
"""What is less alike is not a repeat of any kind and is not told."""


@dataclass(frozen=True, slots=True)
class Text:
    """A page, or a whole letter, as the numbers of its runs of words."""

    kind: Literal["page", "letter", "picture"]
    file: str
    page: int
    runs: frozenset[int]


def texts_of(package: Package, letter_type: str) -> tuple[Text, ...]:
    """Every page with enough words, and every document of the type of letters as a whole."""
    return texts_of_documents(package.documents, letter_type)


def texts_of_documents(documents: Iterable[Document], letter_type: str) -> tuple[Text, ...]:
    """The same of documents that are no package yet."""
    return tuple(
        text
        for document in documents
        for text in (*_pages(document), *_letter(document, letter_type))
        if len(text.runs) >= LEAST_RUNS
    )


@dataclass(slots=True)
class RepeatIndex:
    """The texts of many packages; asked for what a package has in common with the others."""

    _texts: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    _holders: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, package_id: str, texts: Iterable[Text]) -> None:
        """Take in a package; one that is known already is replaced."""
        for text in self._texts.pop(package_id, ()):
            for run in text.runs:
                self._holders[run].discard(package_id)
        self._texts[package_id] = tuple(texts)
        for text in self._texts[package_id]:
            for run in text.runs:
                self._holders[run].add(package_id)

    def repeats(self, package_id: str, texts: Iterable[Text]) -> tuple[Repeat, ...]:
        """For each text the most alike of the same kind in another package, if any is alike."""
        return tuple(repeat for text in texts for repeat in self._most_alike(package_id, text))

    def _most_alike(self, package_id: str, text: Text) -> Iterator[Repeat]:
        holders = Counter(other for run in text.runs for other in self._holders.get(run, ()))
        del holders[package_id]
        found = [
            Repeat(text.kind, text.file, text.page, other, shared(text.runs, known.runs))
            for other, common in holders.items()
            if common >= LEAST_LIKENESS * LEAST_RUNS
            for known in self._texts[other]
            if known.kind == text.kind
        ]
        best = max(found, key=lambda repeat: repeat.likeness, default=None)
        if best is not None and best.likeness >= LEAST_LIKENESS:
            yield best


def with_repeats(packages: Mapping[str, Package], letter_type: str) -> dict[str, Package]:
    """The packages of an inbox, each with what the others hold as well."""
    index = RepeatIndex()
    texts = {name: texts_of(package, letter_type) for name, package in packages.items()}
    for name, written in texts.items():
        index.add(name, written)
    return {
        name: replace(package, repeats=index.repeats(name, texts[name]))
        for name, package in packages.items()
    }


def _pages(document: Document) -> Iterator[Text]:
    for page in document.pages:
        yield Text("page", page.file, page.number, shingles(page.text))


def _letter(document: Document, letter_type: str) -> Iterator[Text]:
    if document.type_id == letter_type:
        first = document.pages[0]
        whole = "\n".join(page.text for page in document.pages)
        yield Text("letter", first.file, first.number, shingles(whole))
