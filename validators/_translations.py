"""Which translation belongs to which original, and which notarial inscription to it.

A stitched file holds the copy of the original, the translation, the translator's line and the
inscription, in this order (domain.md section 7.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors import internship_programme, invitation, notarial_inscription, translation
from pipeline.model import Document, Package
from pipeline.text.names import compare_names, parse_name

ORIGINALS = (invitation.TYPE.id, internship_programme.TYPE.id)


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation with the inscription that belongs to it; `sure` unless one was only left."""

    translation: Document
    inscription: Document | None
    sure: bool


def translations_of(original: Document, package: Package) -> tuple[Translated, ...]:
    """The translations of an original, the notarised first."""
    inscriptions = _inscriptions(package)
    found = [
        Translated(paper, inscriptions.get(paper.id), sure)
        for paper, source, sure in _sources(package)
        if source is not None and source.id == original.id
    ]
    return tuple(sorted(found, key=lambda pair: pair.inscription is None))


def original_of(paper: Document, package: Package) -> Document | None:
    """The original of a translation."""
    return next((source for known, source, _ in _sources(package) if known.id == paper.id), None)


def inscription_of(paper: Document, package: Package) -> Document | None:
    """The inscription under a translation."""
    return _inscriptions(package).get(paper.id)


def _sources(package: Package) -> Iterator[tuple[Document, Document | None, bool]]:
    """Every translation with its original, and whether that is certain.

    What the translation says of itself comes first, then what stands before it in its file; a
    translation that says nothing and stands alone belongs to the one original left without any.
    """
    papers = package.of_type(translation.TYPE.id)
    originals = [paper for paper in package.documents if paper.type_id in ORIGINALS]
    told = {paper.id: _told(paper, originals) for paper in papers}
    taken = {source.id for source in told.values() if source is not None}
    left = [original for original in originals if original.id not in taken]
    untold = [paper for paper in papers if told[paper.id] is None]
    for paper in papers:
        source = told[paper.id]
        if source is not None:
            yield paper, source, True
        elif len(left) == 1 and len(untold) == 1 and _says(paper) is None:
            yield paper, left[0], False
        else:
            yield paper, None, False


def _told(paper: Document, originals: list[Document]) -> Document | None:
    kind = _says(paper)
    before = _nearest_before(paper, originals)
    if kind is None:
        return before
    if before is not None and before.type_id == kind:
        return before
    return next((original for original in originals if original.type_id == kind), None)


def _says(paper: Document) -> str | None:
    if paper.fields is None:
        return None
    kind: str | None = paper.fields.source_type.value
    return kind


def _inscriptions(package: Package) -> dict[str, Document]:
    """The inscription of every translation that has one, by the translation's id."""
    papers = package.of_type(translation.TYPE.id)
    inscriptions = package.of_type(notarial_inscription.TYPE.id)
    pairs: dict[str, Document] = {}
    for inscription in inscriptions:
        above = _nearest_before(inscription, [*papers, *_originals_without(inscription, package)])
        if above is not None and above.type_id == translation.TYPE.id:
            pairs.setdefault(above.id, inscription)
    for inscription in _left(inscriptions, pairs):
        open_papers = [paper for paper in papers if paper.id not in pairs]
        by_translator = [paper for paper in open_papers if _same_translator(paper, inscription)]
        if len(by_translator) == 1:
            pairs[by_translator[0].id] = inscription
    lonely = [paper for paper in papers if paper.id not in pairs]
    rest = _left(inscriptions, pairs)
    if len(lonely) == len(rest) == 1 and not _other_translator(lonely[0], rest[0]):
        pairs[lonely[0].id] = rest[0]
    return pairs


def _left(inscriptions: tuple[Document, ...], pairs: dict[str, Document]) -> list[Document]:
    taken = {inscription.id for inscription in pairs.values()}
    return [inscription for inscription in inscriptions if inscription.id not in taken]


def _originals_without(paper: Document, package: Package) -> list[Document]:
    return [known for known in package.documents if known.type_id in ORIGINALS and known != paper]


def _nearest_before(paper: Document, others: list[Document]) -> Document | None:
    """The last of the papers that ends in the same file before this one, or on its page."""
    file, page = _start(paper)
    before = [(_end(other)[1], other) for other in others if _end(other)[0] == file]
    before = [(end, other) for end, other in before if end <= page]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _start(paper: Document) -> tuple[str, int]:
    return paper.pages[0].file, paper.pages[0].number


def _end(paper: Document) -> tuple[str, int]:
    return paper.pages[-1].file, paper.pages[-1].number


def _same_translator(paper: Document, inscription: Document) -> bool:
    match = _translators(paper, inscription)
    return match is not None and match in ("same", "compatible")


def _other_translator(paper: Document, inscription: Document) -> bool:
    return _translators(paper, inscription) == "different"


def _translators(paper: Document, inscription: Document) -> str | None:
    if paper.fields is None or inscription.fields is None:
        return None
    names = paper.fields.translator_name.value, inscription.fields.translator_name.value
    if not all(names):
        return None
    return compare_names(parse_name(str(names[0])), parse_name(str(names[1]))).relation
