"""Two texts side by side on one page: a paper in two languages, or a sheet of two parts.

Each side is laid out by itself, so its rows stand at other heights than those of its neighbour; in
a form of labels and values every value stands beside its label. A row across both sides belongs
to the first side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors._blocks import segments
from extractors._visual_rows import VisualRow, visual_rows
from extractors._wording import Wording
from pipeline.geometry import around_words
from pipeline.model import Page, Word
from pipeline.text.language import language_of

FEWEST = 5
"""A side has at least so many lines."""
STEP = 0.01
LEFTMOST, RIGHTMOST = 0.38, 0.64
FAR = 3.0
FEW = 4
"""So few rows further off than so many heights are no part of the two sides."""
OWN_LABELS = 2
CLEAR_WORDS = 45
MOST_ALIGNED = 0.75
"""In a form more rows of labels have their value at the same height."""


def sides(page: Page, labels: Mapping[str, Sequence[str]]) -> tuple[Page, ...]:
    """The page with the words of its first side and those across, and its second side if any."""
    rows = visual_rows(page)
    best: tuple[int, list[Word]] | None = None
    for number in range(int((RIGHTMOST - LEFTMOST) / STEP) + 1):
        found = _behind(rows, LEFTMOST + number * STEP)
        if found and (best is None or found[0] > best[0]):
            best = found
    if best is None:
        return (page,)
    taken = {id(word) for word in best[1]}
    first = [word for word in page.words if id(word) not in taken]
    between = [word for word in first if _beside(word, best[1])]
    if not _independent(page, between, best[1], labels):
        return (page,)
    return _page(page, first), _page(page, best[1])


def _behind(rows: Sequence[VisualRow], edge: float) -> tuple[int, list[Word]] | None:
    """Words right of an edge in the longest run of rows that do not cross it."""
    runs: list[list[VisualRow]] = [[]]
    for row in rows:
        if any(word.box.left < edge < word.box.right for word in row.words) or _bridges(row, edge):
            runs.append([])
        else:
            runs[-1].append(row)
    best: tuple[int, list[Word]] | None = None
    for run in map(_core, runs):
        right = [[word for word in row.words if word.box.left >= edge] for row in run]
        left = [row for row in run if row.words[0].box.left < edge]
        lines = [line for line in right if line]
        if len(lines) >= FEWEST and len(left) >= FEWEST and (not best or len(lines) > best[0]):
            best = len(lines), [word for line in lines for word in line]
    return best


def _core(run: list[VisualRow]) -> list[VisualRow]:
    """The run without a few rows far above or below it: the line of the date, the signature."""
    gaps = [
        place
        for place in range(1, len(run))
        if run[place].middle - run[place - 1].middle > FAR * run[place].box.height
    ]
    first = max((place for place in gaps if place <= FEW), default=0)
    last = min((place for place in gaps if place >= len(run) - FEW), default=len(run))
    return run[first:last]


def _bridges(row: VisualRow, edge: float) -> bool:
    """Whether words run on over the edge with no more than a space between them."""
    return any(
        part[0].box.left < edge < part[-1].box.right for part in segments(row.page, row.words)
    )


def _beside(word: Word, others: Sequence[Word]) -> bool:
    box = around_words(others)
    return word.box.right <= box.left + STEP and box.top <= word.box.middle[1] <= box.bottom


def _independent(
    page: Page, left: Sequence[Word], right: Sequence[Word], labels: Mapping[str, Sequence[str]]
) -> bool:
    """Whether the right side tells something of its own and is no column of values."""
    first, second = visual_rows(page, left), visual_rows(page, right)
    if min(len(first), len(second)) < FEWEST:
        return False
    led = [row for row in second if _leads(row, labels)]
    aligned = sum(
        any(abs(other.middle - row.middle) < 0.35 * row.box.height for other in second)
        for row in first
    )
    if aligned > MOST_ALIGNED * len(first):
        return False
    languages = {language_of(" ".join(row.text for row in side))[0] for side in (first, second)}
    differ = min(len(left), len(right)) >= CLEAR_WORDS and {"kaz", "rus"} <= languages
    return len(led) >= OWN_LABELS or differ


def _leads(row: VisualRow, labels: Mapping[str, Sequence[str]]) -> bool:
    """Whether a label begins the row and the row is the label or goes on behind a colon."""
    for said in labels.values():
        hit = Wording(row.text).first(said)
        if hit and hit.start <= 2:
            behind = row.text[hit.end :].strip()
            if not behind or behind.startswith(":"):
                return True
    return False


def _page(page: Page, words: Sequence[Word]) -> Page:
    """The page with those words only, in the order of their rows."""
    rows = visual_rows(page, words)
    numbered = [replace(word, line=number) for number, row in enumerate(rows) for word in row.words]
    return replace(page, words=tuple(numbered))
