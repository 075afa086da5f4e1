"""Forms in several languages: labels under each other and values beside, below or above them.

A bilingual form prints «Тегі, аты / Фамилия, имя» over one or two values, the first language
first. Labels are found nearly, values are the words that are left: right of the label row by row,
below it, or above it where the label is a caption under a line.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from extractors._columns import Segment, lines_of
from extractors._form_labels import Label
from extractors._label_places import folded, places_in, wrapped_label
from extractors._reading import Passage, found, missing
from extractors._value_side import Caption, values_stand_above
from pipeline.geometry import around, around_words, shared_height, shared_width
from pipeline.model import Box, Field, Page, Word

T = TypeVar("T")

NEAREST_ROWS = 3.6
"""A value above or below its label stands within so many label heights."""
SAME_LEFT = 0.04
"""Rows of one value begin within this share of the page's width of each other."""
SEPARATORS = "/:|;,.–—-_•·()№*"


NUMBER_SIGNS = frozenset(("n°", "nº", "no", "nr", "n"))


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one row that are no label."""

    page: Page
    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        return around_words(self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


class LabelledForm:
    """Labels of a paper and the runs of words between them."""

    def __init__(self, pages: Sequence[Page], labels: Mapping[str, Sequence[str]]) -> None:
        self.pages = tuple(pages)
        self._spellings = sorted(
            {(name, folded(text)) for name, texts in labels.items() for text in texts},
            key=lambda pair: (-len(pair[1]), pair),
        )

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """All labels, those of one field that adjoin joined."""
        return tuple(self._found[0])

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """What is left between the labels, without lone separators."""
        return tuple(self._found[1])

    def read(
        self,
        name: str,
        parse: Callable[[str], T | None],
        *,
        directions: str = "right below above",
        rows: int = 1,
        printed: bool = False,
    ) -> Field[T]:
        """The value of a field; up to `rows` rows are joined when one alone is no value.

        With `printed` a label in small letters without a colon is words of a sentence, unless it
        is a caption under its value.
        """
        for asked in directions.split():
            for label in self._places(name):
                captioned = asked == "below" and self.captioned(label.page)
                direction = "above" if captioned else asked
                if printed and direction != "above" and in_sentence(label):
                    continue
                for passage in self._passages(label, direction, rows):
                    value = parse(passage.text)
                    if value is not None:
                        return found(value, passage, _sure(passage, label, direction))
        return missing(self.pages)

    def has(self, name: str) -> bool:
        """Whether the field is named on the paper."""
        return any(label.name == name for label in self.labels)

    def captioned(self, page: Page) -> bool:
        """Whether the labels of a page are captions under their values."""
        return self._captions[id(page)]

    @cached_property
    def _captions(self) -> Mapping[int, bool]:
        return {
            id(page): values_stand_above(
                [Caption(o.box, o.height) for o in self.labels if o.page is page],
                (run.box for run in self.runs if run.page is page),
            )
            for page in self.pages
        }

    def beside(self, label: Label) -> list[Run]:
        """Runs right of a label up to the next label: columns from left to right, each downward."""
        box = label.box
        low, high = box.top - 0.6 * label.height, self._next_below(label)
        inside = [
            run
            for run in self.runs
            if run.page is label.page
            and run.box.left >= box.right - 0.35 * box.width
            and (run.box.left >= box.right - 0.01 or shared_height(run.box, box) > 0)
            and low <= run.box.middle[1] < high
            and not self._label_between(label, run)
        ]
        inside = [run for run in inside if _right_of_all(label, run)]
        inside.sort(key=lambda run: (run.box.middle[1], run.box.left))
        if not inside:
            return []
        touching = [run for run in inside if shared_height(run.box, box) > 0]
        if not touching:
            return []
        columns: list[list[Run]] = []
        for first in sorted(touching, key=lambda run: run.box.left):
            if any(first in column for column in columns):
                continue
            same = [run for run in inside if abs(run.box.left - first.box.left) < SAME_LEFT]
            top = min((run for run in same if run in touching), key=lambda run: run.box.top)
            below = [run for run in same if run.box.middle[1] > top.box.middle[1]]
            columns.append([top, *_without_gaps(top, below)])
        return [run for column in columns for run in column]

    def under(self, label: Label, *, upward: bool = False) -> list[Run]:
        """Runs below a label (above it: `upward`) in its column, the nearest first."""
        box = label.box
        near = []
        for run in self.runs:
            if run.page is not label.page or shared_width(run.box, box) <= 0:
                continue
            gap = box.top - run.box.bottom if upward else run.box.top - box.bottom
            reach = NEAREST_ROWS * max(label.height, run.box.height)
            if -0.5 * run.box.height <= gap <= reach and not self._blocked(label, run):
                near.append(run)
        near.sort(key=lambda run: -run.box.top if upward else run.box.top)
        return near

    def _passages(self, label: Label, direction: str, rows: int) -> Iterator[Passage]:
        if direction == "right":
            runs = self.beside(label)
        else:
            runs = self.under(label, upward=direction == "above")
            if direction == "above" and rows > 1:
                runs = runs[:rows]
        for start in range(len(runs)):
            for count in range(1, rows + 1):
                chosen = runs[start : start + count]
                if len(chosen) == count:
                    if direction == "above":
                        chosen = chosen[::-1]
                    yield Passage(label.page, tuple(w for run in chosen for w in run.words))

    def _places(self, name: str) -> list[Label]:
        return sorted(
            (label for label in self.labels if label.name == name),
            key=lambda label: -round(label.likeness, 1),
        )

    def _next_below(self, label: Label) -> float:
        """Height at which the next label of the same column begins."""
        tops = [
            other.box.top
            for other in self.labels
            if other.page is label.page
            and other is not label
            and other.box.top > label.box.bottom - 0.3 * label.height
            and other.box.left < label.box.right
        ]
        lowest = label.box.bottom + 2 * NEAREST_ROWS * label.height
        return min([lowest, *(top - 0.1 * label.height for top in tops)])

    def _label_between(self, label: Label, run: Run) -> bool:
        return any(
            other.page is label.page
            and other is not label
            and shared_height(other.box, run.box) > 0.3 * run.box.height
            and label.box.right - 0.02 <= other.box.left
            and other.box.left < run.box.left
            for other in self.labels
        )

    def _blocked(self, label: Label, run: Run) -> bool:
        """Whether another label or run stands between the label and the run."""
        top, bottom = sorted((label.box.middle[1], run.box.middle[1]))
        return any(
            other.page is label.page
            and other is not label
            and top < other.box.middle[1] < bottom
            and shared_width(other.box, run.box) > 0
            for other in self.labels
        )

    @cached_property
    def _found(self) -> tuple[list[Label], list[Run]]:
        labels: list[Label] = []
        runs: list[Run] = []
        for page in self.pages:
            hits: list[Label] = []
            segments = lines_of(page)
            wrapped = self._wrapped(page, segments)
            hits += wrapped
            inside = {id(word) for label in wrapped for word in label.words}
            for segment in segments:
                if id(segment[0]) in inside:
                    continue
                in_line, free = self._split(page, segment)
                hits += in_line
                runs += [Run(page, words) for words in free]
            labels += _joined(hits)
        return labels, runs

    def _wrapped(self, page: Page, segments: Sequence[Segment]) -> list[Label]:
        """Labels that go over two lines of their cell."""
        found_labels = []
        for number, upper in enumerate(segments):
            for lower in segments[number + 1 : number + 4]:
                hit = wrapped_label(upper, lower, self._spellings)
                if hit is not None:
                    found_labels.append(Label(hit[0], page, (*upper, *lower), hit[1]))
                    break
        return found_labels

    def _split(self, page: Page, segment: Segment) -> tuple[list[Label], list[Segment]]:
        starts, text = [], ""
        for word in segment:
            said = folded(word.text)
            text += " " if text and said else ""
            starts.append((len(text), len(text) + len(said)))
            text += said
        taken = [False] * len(segment)
        hits: list[tuple[int, Label]] = []
        # «Дата сдачи» is one label to the letter and nearly another.
        places = [
            (name, place)
            for name, spelling in self._spellings
            for place in places_in(text, spelling)
        ]
        for exact in (True, False):
            for name, (start, end, likeness) in places:
                if (likeness == 1.0) is not exact:
                    continue
                numbers = [
                    number
                    for number, (a, b) in enumerate(starts)
                    if a < b and a < end and b > start
                ]
                if not numbers or any(taken[number] for number in numbers):
                    continue
                for number in range(numbers[0], numbers[-1] + 1):
                    taken[number] = True
                words = tuple(segment[numbers[0] : numbers[-1] + 1])
                hits.append((numbers[0], Label(name, page, words, likeness)))
        labels = [label for _, label in sorted(hits, key=lambda hit: hit[0])]
        free: list[Segment] = []
        current: list[Word] = []
        for number, word in enumerate(segment):
            if taken[number]:
                free.append(tuple(current))
                current = []
            else:
                current.append(word)
        free.append(tuple(current))
        return labels, [stripped for part in free if (stripped := _stripped(part))]


def in_sentence(label: Label) -> bool:
    """Whether a label is words of running text: small letters, no colon behind them."""
    return label.words[0].text[0].islower() and not label.words[-1].text.endswith(":")


def _says_nothing(word: Word) -> bool:
    text = word.text.strip(SEPARATORS)
    return not text or text.casefold() in NUMBER_SIGNS


def _stripped(part: Sequence[Word]) -> Segment:
    words = list(part)
    while words and _says_nothing(words[0]):
        words.pop(0)
    while words and _says_nothing(words[-1]):
        words.pop()
    return tuple(words)


def _joined(labels: Sequence[Label]) -> list[Label]:
    """Labels of one field in two languages, beside or under each other, as one."""
    joined: list[Label] = []
    for label in labels:
        for index, other in enumerate(joined):
            if other.name == label.name and _adjoin(other, label):
                joined[index] = Label(
                    label.name,
                    label.page,
                    (*other.words, *label.words),
                    max(label.likeness, other.likeness),
                )
                break
        else:
            joined.append(label)
    return joined


def _adjoin(a: Label, b: Label) -> bool:
    height = min(a.height, b.height)
    aspect = a.page.height / a.page.width
    beside = shared_height(a.box, b.box) > 0.4 * height
    if beside:
        return -shared_width(a.box, b.box) < 1.5 * height * aspect
    gap = b.box.top - a.box.bottom
    same_left = abs(a.box.left - b.box.left) < 0.02
    centred = abs(a.box.middle[0] - b.box.middle[0]) < 0.02
    return abs(gap) < 1.0 * height and (same_left or centred)


def _right_of_all(label: Label, run: Run) -> bool:
    """Whether the run stands right of every label word of its own rows."""
    return all(
        word.box.right <= run.box.left + 0.005
        for word in label.words
        if shared_height(word.box, run.box) > 0.3 * run.box.height
    )


def _without_gaps(first: Run, column: Sequence[Run]) -> list[Run]:
    kept: list[Run] = []
    last = first
    for run in sorted(column, key=lambda run: run.box.top):
        if run.box.top - last.box.bottom > 1.2 * max(last.box.height, run.box.height):
            break
        kept.append(run)
        last = run
    return kept


def _sure(passage: Passage, label: Label, direction: str) -> float:
    """That of the weakest word, less for a doubtful label and for a value above it."""
    return (
        passage.confidence
        * min(1.0, label.likeness + 0.04)
        * (0.93 if direction == "above" else 1.0)
    )


def box_of(runs: Sequence[Run]) -> Box:
    """The frame around runs."""
    return around(run.box for run in runs)
