"""Tables with upright columns: on a crooked page a column wanders sideways from row to row.

A lean of half a degree moves the foot of a column by a letter, and neighbouring columns of text
grow into one. What one kind of cell says at all heights tells how far the columns wander.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pipeline.geometry import clipped
from pipeline.model import Page

FEWEST = 4
"""So many pairs of cells tell how far the columns of a page wander."""
SAME = 0.03
"""Cells of one column stand no further aside of each other than this share of the width."""
MOST = 0.06
"""Shares of the width from the head of a page to its foot; more is no lean."""


def wander(columns: Sequence[Sequence[tuple[float, float]]]) -> float:
    """Share of the page's width by which columns move right from its head to its foot.

    Each column is given by the middles (across, down) of its cells.
    """
    slopes = []
    for column in columns:
        cells = sorted(column, key=lambda cell: cell[1])
        reach = max(1, len(cells) // 3)
        for (x, y), (other_x, other_y) in zip(cells, cells[reach:], strict=False):
            if other_y - y > 0.02 and abs(other_x - x) < SAME:
                slopes.append((other_x - x) / (other_y - y))
    if len(slopes) < FEWEST:
        return 0.0
    found = median(slopes)
    return found if abs(found) <= MOST else 0.0


def upright(page: Page, lean: float) -> Page:
    """The page with its words moved sideways, so that columns stand upright."""
    if not lean:
        return page
    words = []
    for word in page.words:
        box = word.box
        aside = lean * (box.middle[1] - 0.5)
        moved = clipped(box.left - aside, box.top, box.right - aside, box.bottom)
        words.append(replace(word, box=moved))
    return replace(page, words=tuple(words))
