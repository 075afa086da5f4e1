"""What the columns of a table of posts are called, where the table has headings.

Register extracts print the day of the contract beside the first and the last day of a post, so a
row's dates alone do not tell which is which (domain.md section 13).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors._blocks import segments
from extractors._visual_rows import VisualRow
from pipeline.model import Word
from pipeline.text.normalise import fold

Meaning = Literal["start", "end", "contract", "bin", "position", "employer"]
_STEMS: tuple[tuple[Meaning, str], ...] = (
    (
        "end",
        "оконч аяқтал прекращ расторж тоқтат бұзыл увольн босат шыққан =по завершен end",
    ),
    ("start", "начал бастал прием приём қабылда принят поступ тұрған назначен start hired =с"),
    ("contract", "договор шарт приказ бұйр основан негіз contract order"),
    ("position", "должност лауазым position профес қызметі"),
    ("bin", "бин бсн bin"),
    ("employer", "работодат организац беруші ұйым предприят мекеме employer company"),
)
STEMS = tuple((meaning, tuple(map(fold, stems.split()))) for meaning, stems in _STEMS)
FEWEST = 2
"""So many columns must have a meaning before any heading counts."""
HIGHEST = 7
APART = 3.0
SAME_LEFT = 0.018


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a table as left edges with what they hold."""

    columns: tuple[tuple[float, float, Meaning], ...]

    def of(self, word: Word) -> Meaning | None:
        """What the column of a word holds."""
        at = word.box.middle[0]
        return next((what for left, right, what in self.columns if left <= at < right), None)

    def has(self, meaning: Meaning) -> bool:
        """Whether a column of that meaning stands in the table."""
        return any(what == meaning for _, _, what in self.columns)


def headings_of(rows: Sequence[VisualRow], first: int, last: int) -> Headings:
    """The headings above row `first` for the columns that rows `first`..`last` keep."""
    edges = _edges(rows[first : last + 1])
    above = list(_above(rows, first))
    columns = []
    for place, left in enumerate(edges):
        right = edges[place + 1] if place + 1 < len(edges) else 1.0
        text = " ".join(
            word.text
            for row in above
            for word in row.words
            if left - SAME_LEFT <= word.box.middle[0] < right - SAME_LEFT
        )
        meaning = _meaning(text)
        if meaning is not None:
            columns.append((left - SAME_LEFT, right - SAME_LEFT, meaning))
    kinds = {meaning for _, _, meaning in columns}
    return Headings(tuple(columns) if len(kinds) >= FEWEST else ())


def _edges(rows: Sequence[VisualRow]) -> list[float]:
    """Left edges of the cells of some rows, near ones taken together."""
    lefts = sorted(part[0].box.left for row in rows for part in segments(row.page, row.words, 1.2))
    edges: list[float] = []
    for left in lefts:
        if not edges or left - edges[-1] > SAME_LEFT:
            edges.append(left)
    return edges


def _above(rows: Sequence[VisualRow], first: int) -> Iterator[VisualRow]:
    """Rows over the first post that are near enough to be headings, the lowest first."""
    last = rows[first]
    for row in reversed(rows[max(0, first - HIGHEST) : first]):
        if last.middle - row.middle > APART * row.box.height or ":" in row.text:
            return
        yield row
        last = row


def _meaning(text: str) -> Meaning | None:
    words = fold(text).split()
    for meaning, stems in STEMS:
        for word in words:
            if any(
                word == stem[1:] if stem.startswith("=") else word.startswith(stem)
                for stem in stems
            ):
                return meaning
    return None
