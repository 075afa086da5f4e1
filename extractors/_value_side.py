"""On which side of its label a value stands, told by the page as a whole.

Forms print captions over their values or, in small letters, under them; between pairs is more
room than inside one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.geometry import same_row, shared_width
from pipeline.model import Box

FEWEST = 3
"""So many labels must have their value above them."""
MAJORITY = 3
"""And so many times more than have it below."""
REACH = 2.5
"""A value starts within so many letter heights."""
NEARER = 0.2
"""By so many heights one side must be nearer than the other."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The frame of a label with the height of its letters."""

    box: Box
    height: float


def values_stand_above(captions: Sequence[Caption], values: Iterable[Box]) -> bool:
    """Whether the labels of a page are captions under their values."""
    boxes = list(values)
    above = below = 0
    for caption in captions:
        if _beside(caption, boxes, captions):
            below += 1
            continue
        up = _gap(caption, boxes, upward=True)
        down = _gap(caption, boxes, upward=False)
        if abs(up - down) >= NEARER:
            above, below = above + (up < down), below + (down < up)
    return above >= FEWEST and above >= MAJORITY * below


def _beside(caption: Caption, values: Sequence[Box], captions: Sequence[Caption]) -> bool:
    """Whether a value follows in the row, before the next label."""
    right = [box for box in values if same_row(box, caption.box) and _follows(box, caption.box)]
    first = min((box.left for box in right), default=None)
    return first is not None and not any(
        same_row(other.box, caption.box) and caption.box.right <= other.box.left < first
        for other in captions
    )


def _follows(box: Box, label: Box) -> bool:
    return box.left >= label.right - 0.005


def _gap(caption: Caption, values: Sequence[Box], *, upward: bool) -> float:
    """Letter heights to the nearest value of the column; beyond reach where there is none."""
    gaps = []
    for box in values:
        if shared_width(box, caption.box) <= 0:
            continue
        gap = caption.box.top - box.bottom if upward else box.top - caption.box.bottom
        height = max(caption.height, 1e-6)
        if -0.5 * box.height <= gap <= REACH * max(height, box.height):
            gaps.append(gap / height)
    return min(gaps, default=2 * REACH)
