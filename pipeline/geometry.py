"""Functions on boxes and words; the only coordinate system is fractions of the upright page."""

from collections.abc import Iterable

from pipeline.model import Box, Word


def clipped(left: float, top: float, right: float, bottom: float) -> Box:
    """Box from any four numbers: ordered and clipped to the page."""
    x = sorted(min(1.0, max(0.0, value)) for value in (left, right))
    y = sorted(min(1.0, max(0.0, value)) for value in (top, bottom))
    return Box(x[0], y[0], x[1], y[1])


def around(boxes: Iterable[Box]) -> Box:
    """Smallest box that holds all the given ones; ValueError when there are none."""
    all_boxes = list(boxes)
    return Box(
        min(box.left for box in all_boxes),
        min(box.top for box in all_boxes),
        max(box.right for box in all_boxes),
        max(box.bottom for box in all_boxes),
    )


def around_words(words: Iterable[Word]) -> Box:
    """Smallest box that holds all the given words; ValueError when there are none."""
    return around(word.box for word in words)


def grown(box: Box, x: float, y: float) -> Box:
    """Box widened by `x` on the left and right and `y` above and below, clipped to the page."""
    return clipped(box.left - x, box.top - y, box.right + x, box.bottom + y)


def shared_width(a: Box, b: Box) -> float:
    """Width of the common column of two boxes; negative is the gap between them."""
    return min(a.right, b.right) - max(a.left, b.left)


def shared_height(a: Box, b: Box) -> float:
    """Height of the common row of two boxes; negative is the gap between them."""
    return min(a.bottom, b.bottom) - max(a.top, b.top)


def same_row(a: Box, b: Box) -> bool:
    """Whether two boxes stand in one row: they share at least half of the lower height."""
    return shared_height(a, b) >= 0.5 * min(a.height, b.height)


def intersection_over_union(a: Box, b: Box) -> float:
    """Overlap of two boxes in 0..1."""
    width, height = shared_width(a, b), shared_height(a, b)
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / (a.width * a.height + b.width * b.height - shared)
