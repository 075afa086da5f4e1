"""Labels of a form on a page: how well words match a label, and which pieces are one label."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from pipeline.geometry import around_words, same_row, shared_width
from pipeline.model import Box, Page, Word

FUZZY_FROM = 5
"""Labels with fewer letters must match to the letter; one wrong letter would be another word."""
LEAST_LIKENESS = 84.0


@dataclass(frozen=True, slots=True)
class Label:
    """A label found on a page: the field it names, its words and how well it matches (0..1)."""

    name: str
    page: Page
    words: tuple[Word, ...]
    likeness: float

    @property
    def box(self) -> Box:
        return around_words(self.words)

    @property
    def height(self) -> float:
        """Height of its usual word, as a share of the page."""
        heights = sorted(word.box.height for word in self.words)
        return heights[len(heights) // 2]


def in_both_orders(spelling: str) -> tuple[str, ...]:
    """«Тегі / Фамилия» also as «Фамилия / Тегі»."""
    first, stroke, second = spelling.partition(" / ")
    return (spelling, f"{second} / {first}") if stroke else (spelling,)


def likeness(text: str, spelling: str) -> float:
    """Likeness 0..100 of a folded text and a folded label; 0 below what is taken for the label."""
    if text == spelling:
        return 100.0
    if len(spelling) < FUZZY_FROM or abs(len(text) - len(spelling)) > 3:
        return 0.0
    alike = fuzz.ratio(text.replace(" ", ""), spelling.replace(" ", ""))
    return alike if alike >= LEAST_LIKENESS else 0.0


def said(label: Label) -> float:
    """How much a label covers, one with a foreign letter less than the same without it."""
    return sum(len(word.text) for word in label.words) * label.likeness**3


def joined(labels: Sequence[Label]) -> list[Label]:
    """Labels of one field that stand side by side or under each other, as one."""
    whole: list[Label] = []
    for label in labels:
        for index, other in enumerate(whole):
            if other.name == label.name and _adjacent(other, label):
                whole[index] = replace(
                    other,
                    words=(*other.words, *label.words),
                    likeness=max(other.likeness, label.likeness),
                )
                break
        else:
            whole.append(label)
    return whole


def _adjacent(a: Label, b: Label) -> bool:
    if a.page is not b.page:
        return False
    height = min(line_height(a.words), line_height(b.words))
    near = 3 * height * aspect(a.page)
    beside = same_row(a.box, b.box) and shared_width(a.box, b.box) > -near
    under = abs(b.box.top - a.box.bottom) < 0.9 * height and shared_width(a.box, b.box) > 0
    return beside or under


def aspect(page: Page) -> float:
    """Turns a share of the page's height into a share of its width."""
    return page.height / page.width


def line_height(words: Sequence[Word]) -> float:
    """Height of the middle one of the words."""
    heights = sorted(word.box.height for word in words)
    return heights[len(heights) // 2]
