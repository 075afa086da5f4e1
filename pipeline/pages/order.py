"""Reading order of words by where they stand: lines from top to bottom, columns one by one.

The order in which a PDF draws its words means nothing (domain.md section 14: values stand before
their labels). Rows stay whole in forms and tables, where label and value belong together; only
columns of running text are read one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in any one unit, top smaller than bottom."""

WIDE_GAP = 1.5
"""Word heights between two columns, at least."""
FEWEST_ROWS = 4
FEWEST_WORDS = 2.5
"""Words a row of running text has on average in a column; cells and labels have fewer."""
NARROWEST = 0.6
"""Share of a column's width that its rows fill on average; the cells of a table fill less."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Words in one row from left to right."""

    words: tuple[int, ...]
    top: float
    bottom: float


def lines(boxes: Sequence[Rectangle], texts: Sequence[str]) -> list[list[int]]:
    """Indexes of the words, grouped by line, lines and words in reading order."""
    ordered = _in_columns(_rows(boxes), boxes, texts)
    return [list(row.words) for row in ordered]


def _rows(boxes: Sequence[Rectangle]) -> list[_Row]:
    """Words whose middle lies within the height of a row that has begun stand in it."""
    grouped: list[list[int]] = []
    for index in sorted(range(len(boxes)), key=lambda i: (boxes[i][1] + boxes[i][3], boxes[i][0])):
        _, top, _, bottom = boxes[index]
        if grouped:
            row_top = median(boxes[i][1] for i in grouped[-1])
            row_bottom = median(boxes[i][3] for i in grouped[-1])
            shared = min(bottom, row_bottom) - max(top, row_top)
            if shared >= 0.5 * min(bottom - top, row_bottom - row_top):
                grouped[-1].append(index)
                continue
        grouped.append([index])
    return [_row(sorted(row, key=lambda i: boxes[i][0]), boxes) for row in grouped]


def _row(words: Sequence[int], boxes: Sequence[Rectangle]) -> _Row:
    return _Row(tuple(words), min(boxes[i][1] for i in words), max(boxes[i][3] for i in words))


def _in_columns(
    rows: Sequence[_Row], boxes: Sequence[Rectangle], texts: Sequence[str]
) -> list[_Row]:
    """Rows, those of columns of running text taken apart and put one column after the other."""
    result: list[_Row] = []
    start = 0
    while start < len(rows):
        end, gutter = _run(rows, start, boxes)
        left, right = _split(rows[start:end], gutter, boxes)
        if _is_prose(left, boxes, texts) and _is_prose(right, boxes, texts):
            result += _in_columns(left, boxes, texts)
            result += _in_columns(right, boxes, texts)
            start = end
        else:
            result.append(rows[start])
            start += 1
    return result


def _run(rows: Sequence[_Row], start: int, boxes: Sequence[Rectangle]) -> tuple[int, float]:
    """Where the rows end that share a gap with those at `start`, and the middle of that gap."""
    best = (start + 1, 0.0)
    for gap in _gaps(rows[start : start + 2], boxes):
        end, free = start, gap
        while end < len(rows) and (end == start or _follows(rows[end - 1], rows[end])):
            left = _free(free, rows[end], boxes)
            if left is None:
                break
            end, free = end + 1, left
        middle = (free[0] + free[1]) / 2
        end = _without_tail(rows, start, end, middle, boxes)
        if end > best[0]:
            best = (end, middle)
    return best


def _gaps(rows: Sequence[_Row], boxes: Sequence[Rectangle]) -> list[tuple[float, float]]:
    """Wide gaps in a row, or between it and the next where columns are shifted up and down."""
    across = sorted((index for row in rows for index in row.words), key=lambda i: boxes[i][0])
    least = WIDE_GAP * _height(rows[0], boxes)
    return [
        (boxes[a][2], boxes[b][0])
        for words in (rows[0].words, across)
        for a, b in pairwise(words)
        if boxes[b][0] - boxes[a][2] >= least
    ]


def _free(
    gap: tuple[float, float], row: _Row, boxes: Sequence[Rectangle]
) -> tuple[float, float] | None:
    """The widest part of a gap that a row leaves free; None when it is no gap any more."""
    edges = [gap[0]]
    for index in row.words:
        if boxes[index][2] > gap[0] and boxes[index][0] < gap[1]:
            edges += [max(gap[0], boxes[index][0]), min(gap[1], boxes[index][2])]
    edges.append(gap[1])
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    widest = max(parts, key=lambda part: part[1] - part[0])
    return widest if widest[1] - widest[0] >= WIDE_GAP * _height(row, boxes) else None


def _follows(above: _Row, below: _Row) -> bool:
    """Whether no more than an empty line or two stand between two rows."""
    return below.top - above.bottom < 3 * max(above.bottom - above.top, below.bottom - below.top)


def _without_tail(
    rows: Sequence[_Row], start: int, end: int, gutter: float, boxes: Sequence[Rectangle]
) -> int:
    """Drop rows after the columns that stand on one side only because they are short.

    The longer of two columns goes on in the same pitch; a new paragraph leaves more space.
    """
    left = [i for i in range(start, end) if boxes[rows[i].words[0]][0] < gutter]
    right = [i for i in range(start, end) if boxes[rows[i].words[-1]][2] > gutter]
    if min(len(left), len(right)) < FEWEST_ROWS:
        return start + 1
    shorter, longer = sorted((left, right), key=lambda side: side[-1])
    pitch = median(rows[b].top - rows[a].top for a, b in pairwise(longer))
    last = shorter[-1]
    for above, row in pairwise(longer):
        if row > last:
            if rows[row].top - rows[above].top > 1.3 * pitch:
                break
            last = row
    return last + 1


def _split(
    rows: Sequence[_Row], gutter: float, boxes: Sequence[Rectangle]
) -> tuple[list[_Row], list[_Row]]:
    sides = [
        [[i for i in row.words if (boxes[i][0] < gutter) is is_left] for row in rows]
        for is_left in (True, False)
    ]
    left, right = ([_row(words, boxes) for words in side if words] for side in sides)
    return left, right


def _is_prose(column: Sequence[_Row], boxes: Sequence[Rectangle], texts: Sequence[str]) -> bool:
    """Whether a column holds running text, not the cells of a table or the labels of a form."""
    if len(column) < FEWEST_ROWS:
        return False
    left = min(boxes[row.words[0]][0] for row in column)
    width = max(boxes[row.words[-1]][2] for row in column) - left
    filled = fmean(boxes[row.words[-1]][2] - boxes[row.words[0]][0] for row in column)
    labels = sum(texts[row.words[-1]].endswith(":") for row in column)
    return (
        fmean(len(row.words) for row in column) >= FEWEST_WORDS
        and filled >= NARROWEST * width
        and labels < 0.4 * len(column)
    )


def _height(row: _Row, boxes: Sequence[Rectangle]) -> float:
    return median(boxes[i][3] - boxes[i][1] for i in row.words)
