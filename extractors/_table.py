"""Tables by their headings: which words stand in which column and row, with or without lines.

A heading is found by its label; it owns the width around it up to halfway to its neighbours, or
the width that the words below it keep. A row begins where the key column has a value; cells that
wrap belong to the row they are nearest to.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors._form_labels import Label
from extractors._reading import Form, Passage
from pipeline.geometry import around_words
from pipeline.model import Page, Word


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one page: its name and where it lies."""

    name: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row by column name; columns without words are left out."""

    page: Page
    cells: Mapping[str, Passage]

    def text(self, name: str) -> str:
        """Text of a cell, empty where nothing stands."""
        cell = self.cells.get(name)
        return cell.text if cell else ""


def columns_of(page: Page, headings: Mapping[str, Sequence[str]], *, fewest: int) -> list[Column]:
    """The columns of a page by their headings, from left to right; empty below `fewest`.

    The headings that stand nearest to one height are the table's.
    """
    labels = Form([page], headings).labels
    chosen = _in_one_band(labels)
    if len(chosen) < fewest:
        return []
    chosen.sort(key=lambda label: label.box.middle[0])
    edges = [0.0]
    for a, b in pairwise(chosen):
        edges.append((a.box.right + b.box.left) / 2)
    edges.append(1.0)
    return [
        Column(label.name, left, right)
        for label, left, right in zip(chosen, edges, edges[1:], strict=False)
    ]


def rows_of(
    page: Page,
    columns: Sequence[Column],
    *,
    top: float,
    bottom: float = 1.0,
    key: Callable[[str], bool],
    key_column: str,
) -> list[Row]:
    """Rows between two heights: one for each word group of the key column that `key` accepts.

    A word belongs to the row whose key line is nearest, so cells may wrap above and below it.
    """
    inside = [word for word in page.words if top <= word.box.middle[1] <= bottom]
    by_column = {column.name: _in_column(inside, column) for column in columns}
    anchors = [
        line for line in _lines(by_column[key_column]) if key(" ".join(w.text for w in line))
    ]
    middles = [around_words(line).middle[1] for line in anchors]
    cells: list[dict[str, list[Word]]] = [{} for _ in anchors]
    for name, words in by_column.items():
        for word in words:
            row = min(
                range(len(middles)),
                key=lambda index: abs(middles[index] - word.box.middle[1]),
                default=None,
            )
            if row is not None:
                cells[row].setdefault(name, []).append(word)
    return [
        Row(page, {name: Passage(page, tuple(_ordered(words))) for name, words in row.items()})
        for row in cells
    ]


def _in_column(words: Sequence[Word], column: Column) -> list[Word]:
    return [word for word in words if column.left <= word.box.middle[0] < column.right]


def _in_one_band(labels: Sequence[Label]) -> list[Label]:
    """For each name the label that stands in the band with the most names."""
    best: list[Label] = []
    for label in labels:
        height = label.box.height
        band: dict[str, Label] = {}
        for other in labels:
            near = abs(other.box.middle[1] - label.box.middle[1]) < max(0.03, 2.5 * height)
            if near and other.name not in band:
                band[other.name] = other
        if len(band) > len(best):
            best = list(band.values())
    return best


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words in rows from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle[1]):
        last = rows[-1][-1].box if rows else None
        if last and abs(last.middle[1] - word.box.middle[1]) < 0.6 * word.box.height:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.box.left) for row in rows]


def _ordered(words: Sequence[Word]) -> list[Word]:
    return [word for line in _lines(words) for word in line]
