"""Pages to documents: what each page is, which pages belong together, which documents are one.

Knows no document type: types come with their anchors. A page is scored against every type; where
no title or name tells, what such a paper must say tells. Pages without a say of their own continue
the document before them; sides of a card are joined over files.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.anchors import PageWords
from pipeline.intake.names import follows
from pipeline.model import NO_TYPE, DocumentType, Page

ENOUGH = 1.0
"""Sum of weights from which a page has a say about its type."""
STRONG = 2.0
"""Sum of weights from which a page without a title begins another document."""
CLEAR = 0.3
"""By how much the best type must lead the next one."""
LISTED = ((STRONG, 3), (ENOUGH, 4))
"""A page that speaks so strongly for so many types lists papers and is none of them."""
ZONE_WEIGHT = 2.5
ONE_SCRIPT = 0.2
"""A page with less of the other script than this share is written in one."""
CONTENT_STEP = 0.2
"""What each fact beyond the least adds to the say of a page's content."""
UNPROVEN = 1.0
"""What a page loses that names a type and lacks what each paper of the type shows."""


@dataclass(frozen=True, slots=True)
class PageGuess:
    """What one page seems to be: scores of all types, the best first."""

    page: Page
    scores: tuple[tuple[str, float], ...]
    opens: bool
    """Whether a title stands on the page that only a first page has."""

    @property
    def type_id(self) -> str | None:
        """The best type, None where no type is clearly ahead."""
        (best, score), (_, second) = self.scores[0], self.scores[1]
        clear = score >= ENOUGH and score - second >= CLEAR
        return best if clear and best != NO_TYPE and not self._lists_papers else None

    @property
    def is_another_paper(self) -> bool:
        """Whether the page bears the title of a paper that is none of the types."""
        return self.opens and self.scores[0][0] == NO_TYPE and self.scores[0][1] >= ENOUGH

    @property
    def _lists_papers(self) -> bool:
        """Whether the page names many papers, as the list that lies on top of a package does."""
        return any(
            sum(score >= least for _, score in self.scores) >= types for least, types in LISTED
        )


@dataclass(slots=True)
class Group:
    """Pages of one document, before they are read further."""

    type: DocumentType | None
    pages: list[Page]
    guesses: list[PageGuess] = field(default_factory=list)

    @property
    def score(self) -> float:
        """How sure the type is, 0..1: strength of its anchors and lead over the next type."""
        best, second = self._sums()
        if best <= 0 or self.type is None:
            return 0.0
        return (1 - math.exp(-best)) * best / (best + max(second, 0.0))

    @property
    def runner_up(self) -> str | None:
        """The next best type, None where nothing speaks for one."""
        totals = self._totals()
        if self.type:
            totals.pop(self.type.id, None)
        totals.pop(NO_TYPE, None)
        name = max(totals, key=lambda key: totals[key], default=None)
        return name if name and totals[name] > 0 else None

    def _totals(self) -> dict[str, float]:
        totals: dict[str, float] = {}
        for guess in self.guesses:
            for name, score in guess.scores:
                totals[name] = max(totals.get(name, 0.0), score)
        return totals

    def _sums(self) -> tuple[float, float]:
        totals = self._totals()
        own = totals.pop(self.type.id, 0.0) if self.type else 0.0
        return own, max(totals.values(), default=0.0)


def group_pages(pages: Sequence[Page], types: Sequence[DocumentType]) -> tuple[Group, ...]:
    """Split the pages of a package into documents, in package order."""
    by_id = {known.id: known for known in types if known.id != NO_TYPE}
    groups: list[Group] = []
    for page in pages:
        guess = guess_page(page, types)
        last = groups[-1] if groups and _stands_behind(page, groups[-1].pages[-1]) else None
        if last is not None:
            guess = _as_rendering(last, guess, types)
        if last is not None and _continues(last, guess, by_id):
            last.pages.append(page)
            last.guesses.append(guess)
        else:
            kind = by_id[guess.type_id] if guess.type_id else None
            groups.append(Group(kind, [page], [guess]))
    return tuple(_with_sides_joined(groups))


def _stands_behind(page: Page, before: Page) -> bool:
    """Whether a page lies in the same file, or in the next one of a paper scanned in sheets."""
    return page.file == before.file or follows(page.file, before.file)


def guess_page(page: Page, types: Sequence[DocumentType]) -> PageGuess:
    """Score one page against all types."""
    words = PageWords(page)
    by_names = {known.id: _named(known, words) for known in types}
    guess = _guess(words, by_names, types)
    if guess.type_id is not None or guess.is_another_paper:
        return guess
    by_content = {known.id: by_names[known.id] + _contained(known, words) for known in types}
    second = _guess(words, by_content, types)
    return second if second.type_id is not None else guess


def _guess(words: PageWords, sums: Mapping[str, float], types: Sequence[DocumentType]) -> PageGuess:
    scores = sorted(((name, round(score, 3)) for name, score in sums.items()), key=_by_score)
    best = next(known for known in types if known.id == scores[0][0])
    opens = any(anchor.weight > 0 and words.opens_with(anchor) for anchor in best.anchors)
    return PageGuess(words.page, tuple(scores), opens)


def _by_score(pair: tuple[str, float]) -> float:
    return -pair[1]


def _named(known: DocumentType, words: PageWords) -> float:
    """What titles, names, lines of a known shape and the zone say for a type."""
    page = words.page
    score = sum(anchor.weight * words.likeness(anchor) for anchor in known.anchors)
    score += sum(
        weight for shape, weight in known.shapes if re.search(shape, page.text, re.MULTILINE)
    )
    if known.mrz_format and page.mrz is not None:
        score += _zone_weight(known, page)
    if known.proofs and score > 0 and not any(re.search(p, page.text) for p in known.proofs):
        score -= UNPROVEN
    return score


def _contained(known: DocumentType, words: PageWords) -> float:
    """What the facts that each paper of a type states say for it, whatever its title."""
    content = known.content
    if content is None or len(words.page.words) > content.most_words:
        return 0.0
    if not words.says(content.facts[0]):
        return 0.0
    stated = sum(words.says(fact) for fact in content.facts)
    return ENOUGH + CONTENT_STEP * (stated - content.least) if stated >= content.least else 0.0


def _zone_weight(known: DocumentType, page: Page) -> float:
    if page.mrz is None or page.mrz.format != known.mrz_format:
        return -1.0
    return ZONE_WEIGHT if page.mrz.lines[0][2:5] == "KAZ" else ZONE_WEIGHT / 2


def _as_rendering(last: Group, guess: PageGuess, types: Sequence[DocumentType]) -> PageGuess:
    """A page that says again in another script what the document before it says: its translation.

    Its words alone would make it a second document of the same type.
    """
    if last.type is None or not _other_script(last.pages[-1], guess.page):
        return guess
    for known in types:
        if last.type.id in known.renders and guess.scores[0][0] in (known.id, last.type.id):
            lead = max(guess.scores[0][1], ENOUGH) + 2 * CLEAR
            others = [pair for pair in guess.scores if pair[0] != known.id]
            return PageGuess(guess.page, ((known.id, round(lead, 3)), *others), opens=True)
    return guess


def _other_script(before: Page, page: Page) -> bool:
    """Whether one page is Cyrillic and the other Latin; a bilingual page is neither."""
    shares = (_cyrillic_share(before), _cyrillic_share(page))
    return min(shares) < ONE_SCRIPT and max(shares) > 1 - ONE_SCRIPT


def _cyrillic_share(page: Page) -> float:
    letters = [letter for letter in page.text if letter.isalpha()]
    cyrillic = sum("\u0400" <= letter <= "\u052f" for letter in letters)
    return cyrillic / len(letters) if letters else 0.5


def _continues(last: Group, guess: PageGuess, types: dict[str, DocumentType]) -> bool:
    """Whether a page belongs to the document before it in the same file."""
    if last.type is not None and len(last.pages) >= last.type.most_pages:
        return False
    if guess.is_another_paper:
        return False
    if guess.type_id is None:
        return last.type is not None or not guess.page.words
    if last.type is None:
        return False
    if guess.type_id != last.type.id and _other_script(last.pages[-1], guess.page):
        return False
    if guess.type_id != last.type.id:
        # A following page says little of itself; a stray word must not tear it off.
        return not guess.opens and guess.scores[0][1] < STRONG
    return not (guess.opens and any(earlier.opens for earlier in last.guesses))


def _with_sides_joined(groups: Sequence[Group]) -> list[Group]:
    """Cards photographed side by side come as files of one page each: join pairs of a type."""
    joined: list[Group] = []
    for group in groups:
        partner = next(
            (
                other
                for other in joined
                if group.type is not None
                and group.type.mrz_format == "TD1"
                and other.type is group.type
                and len(other.pages) + len(group.pages) <= group.type.most_pages
                and _has_zone(other) != _has_zone(group)
            ),
            None,
        )
        if partner:
            partner.pages += group.pages
            partner.guesses += group.guesses
        else:
            joined.append(group)
    return joined


def _has_zone(group: Group) -> bool:
    return any(page.mrz is not None for page in group.pages)
