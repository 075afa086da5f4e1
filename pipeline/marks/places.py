"""What stands at a place of a page: the question that extractors and rules ask of the marks.

Pure, like `pipeline.geometry`. Distances are measured in heights of a line of the page, since
marks stand near the words they belong to however large these are printed.
"""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.geometry import grown, shared_height, shared_width
from pipeline.model import Box, Evidence, Mark, MarkKind, Page, PageMark

SURE = 0.55
"""Confidence from which a mark answers a question; below it nobody can tell."""
LINE = 0.012
"""Height of a line, as a share of the page, where no words tell it."""


class Presence(StrEnum):
    """The three answers, and no other."""

    PRESENT = "present"
    ABSENT = "absent"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Seen:
    """The answer for one place, the marks it rests on, and how sure it is (0..1).

    An absence rests on the place that was looked at: `box`, None for the whole page.
    """

    presence: Presence
    confidence: float
    marks: tuple[PageMark, ...]
    page: Page
    box: Box | None = None

    @property
    def present(self) -> bool | None:
        """True, False, or None where it cannot be told."""
        return {Presence.PRESENT: True, Presence.ABSENT: False}.get(self.presence)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Places of the marks, or the place that was looked at."""
        file, number = self.page.file, self.page.number
        if self.marks:
            return tuple(Evidence(file, number, mark.box, mark.text) for mark in self.marks)
        return (Evidence(file, number, self.box),)


def line_height(page: Page) -> float:
    """Typical height of a line of words as a share of the page."""
    heights = [word.box.height for word in page.words]
    return statistics.median(heights) if len(heights) >= 5 else LINE


def near(page: Page, box: Box, *, lines: float = 3.0, ahead: float = 12.0) -> Box:
    """The place where people sign for words at `box`: so many line heights above and below, and
    `ahead` line heights to the left and right, or to the middle of a blank row."""
    step = line_height(page)
    across = step * page.height / page.width if page.width else step
    return grown(box, ahead * across, lines * step)


def below(page: Page, box: Box, *, lines: float = 12.0) -> Box:
    """The band of the whole width from the top of `box` to so many line heights below it."""
    step = line_height(page)
    return Box(0.0, max(0.0, box.top - 1.5 * step), 1.0, min(1.0, box.bottom + lines * step))


def marks_near(page: Page, box: Box | None, *kinds: MarkKind) -> Seen:
    """Whether a mark of one of the kinds touches `box` (None: stands anywhere on the page).

    A page that nobody looked at, and a place with doubtful marks only, cannot be told. A page
    that is hard to see (blurred, dark, cut off) does not prove an absence.
    """
    found = [
        mark
        for mark in page.marks
        if mark.kind in kinds and mark.present is not False and _touches(mark.box, box)
    ]
    sure = [mark for mark in found if mark.present and mark.confidence >= SURE]
    if sure:
        best = max(mark.confidence for mark in sure)
        return Seen(Presence.PRESENT, best, tuple(sure), page, box)
    if found:
        best = max(mark.confidence for mark in found)
        return Seen(Presence.CANNOT_TELL, best, tuple(found), page, box)
    if not page.looked_for_marks or _is_hard_to_see(page):
        return Seen(Presence.CANNOT_TELL, 0.0, (), page, box)
    return Seen(Presence.ABSENT, absence_confidence(page, kinds), (), page, box)


def strongest(answers: Iterable[Seen]) -> Seen | None:
    """Of several places where a mark may stand: where it stands, else where nobody can tell."""
    order = (Presence.PRESENT, Presence.CANNOT_TELL, Presence.ABSENT)
    return min(
        answers, key=lambda seen: (order.index(seen.presence), -seen.confidence), default=None
    )


def absence_confidence(page: Page, kinds: Sequence[MarkKind]) -> float:
    """How sure it is that nothing stands where nothing was found.

    Pen and stamp ink of colour is hardly overlooked. On a page without colours one black seal in
    ten is (benchmarks.marks), on a black-and-white one faint pens break into dots: there an absence
    is never sure enough to decide.
    """
    if MarkKind.STAMP in kinds and page.colours != "colour":
        return 0.5
    return {"colour": 0.92, "grey": 0.8, "bilevel": 0.5}[page.colours]


def document_mark(pages: Sequence[Page], *kinds: MarkKind) -> Mark:
    """Presence of a kind of mark on any page of a document, with all its places."""
    seen = [marks_near(page, None, *kinds) for page in pages]
    best = strongest(seen)
    if best is None:
        return Mark(None, 0.0)
    if best.presence is Presence.ABSENT:
        return Mark(False, min(one.confidence for one in seen))
    proofs = tuple(
        proof
        for one in seen
        if one.presence is best.presence and one.marks
        for proof in one.evidence
    )
    return Mark(best.present, best.confidence, proofs)


def _touches(mark: Box, place: Box | None) -> bool:
    """Whether a good part of a mark lies in a place, or a good part of the place under a mark."""
    if place is None:
        return True
    width, height = shared_width(mark, place), shared_height(mark, place)
    if width <= 0 or height <= 0:
        return False
    return width * height >= 0.25 * min(mark.width * mark.height, place.width * place.height)


def _is_hard_to_see(page: Page) -> bool:
    return bool({"blurred", "dark", "cut_off", "too_small", "glare"} & set(page.quality))
