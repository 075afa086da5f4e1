"""Fingerprints of pages and letters, and which other packages of the inbox hold the same.

What is looked for: a page of the very same file, a page or a letter of which the other has a good
part of the runs of words (`pipeline.repeats`), and of pages with few words the same picture
(`pipeline.marks.likeness`), kept as the parts of its fingerprint in place of runs. A sample of the
runs is indexed, so that one package is held against a hundred thousand others without reading them.
A page that many packages hold is a printed form and says nothing about its holders.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select

from pipeline.marks.likeness import bands_of, picture_likeness, print_of
from pipeline.model import Document, Repeat
from pipeline.repeats import Text, texts_of_documents
from pipeline.store.key import digest_of
from pipeline.store.schema import fingerprint, repeat, sample
from pipeline.text.shingles import shared

SAMPLED = 8
"""One run of words in so many is indexed: of the shortest text that counts, five or more."""
LEAST_SHARE: Mapping[str, float] = {"page": 0.9, "letter": 0.2, "picture": 0.9}
"""Repeats below this are not kept; the limits of the rule set lie above."""
MOST_CANDIDATES = 40
MOST_HOLDERS = 3
"""A page that more other packages hold is a form."""
MOST_KEPT = 12
"""Of a form no more repeats are kept: they would grow with the square of the inbox."""


@dataclass(frozen=True, slots=True)
class Print:
    """A text with the SHA-256 of its file; `runs` are empty where there are too few to tell."""

    text: Text
    sha256: str


def prints_of(
    documents: Sequence[Document], hashes: Mapping[str, str], letter_type: str
) -> tuple[Print, ...]:
    """Fingerprints of all pages, and of letters as a whole; `hashes` are of the files by name.

    Pages with few words have one of their picture, too.
    """
    telling = {
        (text.kind, text.file, text.page): text
        for text in texts_of_documents(documents, letter_type)
    }
    for document in documents:
        for page in document.pages:
            short = Text("page", page.file, page.number, frozenset())
            if telling.setdefault(("page", page.file, page.number), short) is short:
                bands = bands_of(page.picture)
                shown = Text("picture", page.file, page.number, bands)
                telling["picture", page.file, page.number] = shown
    return tuple(Print(text, hashes.get(text.file, "")) for text in telling.values())


def repeats_with(
    connection: Connection, inbox: str, package: str, prints: Iterable[Print]
) -> tuple[Repeat, ...]:
    """What other packages hold of this one: of each text the most alike, forms left out."""
    return _most_alike(mine for mine, _ in _matches(connection, inbox, package, prints))


def known_repeats(
    connection: Connection, inbox: str, package: str | None = None
) -> dict[str, tuple[Repeat, ...]]:
    """The repeats of each package of an inbox, or of one; packages without repeats are left out."""
    found: defaultdict[str, list[Repeat]] = defaultdict(list)
    ours = select(repeat).where(repeat.c.inbox == inbox)
    if package is not None:
        ours = ours.where(repeat.c.package == package)
    for row in connection.execute(ours):
        found[row.package].append(Repeat(row.kind, row.file, row.page, row.other, row.likeness))
    return {name: _most_alike(repeats) for name, repeats in found.items()}


def digest_of_repeats(repeats: Iterable[Repeat]) -> str:
    """A digest of repeats; the order in which they were found does not matter."""
    rows = sorted((r.kind, r.file, r.page, r.other, f"{r.likeness:.4f}") for r in repeats)
    return digest_of("repeats", *(str(row) for row in rows))


def replace_prints(
    connection: Connection, inbox: str, package: str, prints: Sequence[Print]
) -> None:
    """Keep the fingerprints of a package in place of its old ones, and its repeats on both sides.

    Must run in the transaction that keeps the result, after `one_writer`.
    """
    ours = select(fingerprint.c.id).where(
        fingerprint.c.inbox == inbox, fingerprint.c.package == package
    )
    connection.execute(delete(sample).where(sample.c.fingerprint.in_(ours)))
    connection.execute(delete(fingerprint).where(fingerprint.c.id.in_(ours)))
    either = or_(repeat.c.package == package, repeat.c.other == package)
    connection.execute(delete(repeat).where(repeat.c.inbox == inbox, either))
    # Held against the others first: two pages of one package are no repeat.
    sides = _both_sides(package, _matches(connection, inbox, package, prints))
    for found in prints:
        _keep(connection, inbox, package, found)
    if sides:
        connection.execute(insert(repeat), [{"inbox": inbox, **side} for side in sides])


def _keep(connection: Connection, inbox: str, package: str, found: Print) -> None:
    text = found.text
    made = connection.execute(
        insert(fingerprint).values(
            inbox=inbox,
            package=package,
            kind=text.kind,
            file=text.file,
            page=text.page,
            sha256=found.sha256,
            runs=array("q", sorted(text.runs)).tobytes(),
        )
    )
    number = made.inserted_primary_key[0]  # type: ignore[index]  # an insert has one
    rows = [{"run": run, "fingerprint": number} for run in sorted(_sampled(text))]
    if rows:
        connection.execute(insert(sample), rows)


def _matches(
    connection: Connection, inbox: str, package: str, prints: Iterable[Print]
) -> list[tuple[Repeat, Repeat]]:
    """Pairs of one thing seen from this package and from the other."""
    found = []
    for mine in prints:
        of_this: dict[int, tuple[Repeat, Repeat]] = {}
        for query in _candidates(inbox, package, mine):
            for row in connection.execute(query):
                same = bool(mine.sha256) and row.sha256 == mine.sha256
                same = same and (row.kind, row.page) == ("page", mine.text.page)
                likeness = 1.0 if same else _likeness(mine.text, _runs(row.runs))
                if likeness >= LEAST_SHARE[mine.text.kind]:
                    of_this[row.id] = _pair(mine.text, package, row, likeness)
        likest = sorted(of_this.values(), key=lambda pair: (-pair[0].likeness, pair[0].other))
        found += likest[: None if mine.text.kind == "letter" else MOST_KEPT]
    return found


def _likeness(mine: Text, runs: frozenset[int]) -> float:
    if mine.kind == "picture":
        return picture_likeness(print_of(mine.runs), print_of(runs))
    return shared(mine.runs, runs)


def _pair(mine: Text, package: str, row: Row[Any], likeness: float) -> tuple[Repeat, Repeat]:
    return (
        Repeat(mine.kind, mine.file, mine.page, row.package, likeness),
        Repeat(mine.kind, row.file, row.page, package, likeness),
    )


def _candidates(inbox: str, package: str, mine: Print) -> list[Select[Any]]:
    """Queries for what may be the same: by file, and by runs of words."""
    others = (
        fingerprint.c.inbox == inbox,
        fingerprint.c.package != package,
        fingerprint.c.kind == mine.text.kind,
    )
    queries: list[Select[Any]] = []
    if mine.sha256 and mine.text.kind == "page":
        same = fingerprint.c.sha256 == mine.sha256, fingerprint.c.page == mine.text.page
        queries.append(select(fingerprint).where(*others, *same).limit(MOST_CANDIDATES))
    sampled = _sampled(mine.text)
    if sampled:
        common = func.count()
        likest = (
            select(sample.c.fingerprint)
            .join(fingerprint, fingerprint.c.id == sample.c.fingerprint)
            .where(*others, sample.c.run.in_(sampled))
            .group_by(sample.c.fingerprint)
            .order_by(common.desc(), sample.c.fingerprint)
            .limit(MOST_CANDIDATES)
        )
        queries.append(select(fingerprint).where(fingerprint.c.id.in_(likest)))
    return queries


def _both_sides(package: str, pairs: Iterable[tuple[Repeat, Repeat]]) -> list[dict[str, object]]:
    """Rows for both packages; of several places in the other that are like this, the likest."""
    sides: dict[tuple[object, ...], dict[str, object]] = {}
    likest_last = sorted(pairs, key=lambda pair: pair[0].likeness)
    for mine, theirs in likest_last:
        for holder, found in ((package, mine), (mine.other, theirs)):
            place = (holder, found.other, found.kind, found.file, found.page)
            names = ("package", "other", "kind", "file", "page")
            sides[place] = {**dict(zip(names, place, strict=True)), "likeness": found.likeness}
    return list(sides.values())


def _most_alike(repeats: Iterable[Repeat]) -> tuple[Repeat, ...]:
    places: defaultdict[tuple[str, str, int], list[Repeat]] = defaultdict(list)
    for found in repeats:
        places[(found.kind, found.file, found.page)].append(found)
    return tuple(
        min(found, key=lambda repeat: (-repeat.likeness, repeat.other))
        for (kind, *_), found in sorted(places.items())
        if kind == "letter" or len({repeat.other for repeat in found}) <= MOST_HOLDERS
    )


def _sampled(text: Text) -> list[int]:
    return [run for run in text.runs if text.kind == "picture" or run % SAMPLED == 0]


def _runs(kept: bytes) -> frozenset[int]:
    return frozenset(array("q", kept))
