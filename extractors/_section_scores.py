"""Scores of a language test: beside, above or below the names of its sections.

Ranges («0–30», «(31–68)») and full scores are no scores; columns of a full score and of a pass
mark are told by their headings. A second column of other results (MyBest) stands further right.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extractors._form_labels import Label
from extractors._labelled import LabelledForm, Run, in_sentence
from extractors._language_tests import LEAST_SECTIONS, Scale, follows
from extractors._reading import Passage, found, missing
from extractors._score_labels import DUOLINGO_ONLY, HEADINGS, OVERALL, SECTIONS
from pipeline.geometry import around, shared_height, shared_width
from pipeline.model import Evidence, Field, Page, Word

NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
RANGE = re.compile(r"\d{1,3}\s?[–—-]\s?\d{1,3}")
MOST_TESTED = 4
DIRECTIONS = ("right", "below", "above")


def form_of(pages: Sequence[Page], test: str) -> LabelledForm:
    """The sections and results that such a test names."""
    sections = {
        name: texts
        for name, texts in SECTIONS.items()
        if name not in DUOLINGO_ONLY or test == "duolingo"
    }
    return LabelledForm(pages, {**sections, **OVERALL, **HEADINGS})


def section_scores(form: LabelledForm, test: str, scale: Scale) -> Field[Mapping[str, Decimal]]:
    """Scores by section, in the one direction that gives most of them."""
    best: dict[str, tuple[Decimal, Run]] = {}
    for direction in DIRECTIONS:
        read = _all(form, direction, scale)
        if len(read) > len(best):
            best = read
    if len(best) < LEAST_SECTIONS.get(test, 3):
        return missing(form.pages)
    words = [word for _, run in best.values() for word in run.words]
    page = next(iter(best.values()))[1].page
    on_page = [w for _, run in best.values() if run.page is page for w in run.words]
    text = " ".join(f"{name} {score}" for name, (score, _) in best.items())
    named = {label.name for label in form.labels if label.name in SECTIONS}
    sure = min(word.confidence for word in words) * (1.0 if named == set(best) else 0.8)
    if test not in LEAST_SECTIONS and len(best) < MOST_TESTED:
        # One of the four skills was not found.
        sure *= 0.85
    evidence = Evidence(page.file, page.number, around(word.box for word in on_page), text)
    return Field({name: best[name][0] for name in best}, text, sure, (evidence,))


def overall_score(
    form: LabelledForm, scale: Scale, sections: Mapping[str, Decimal] | None
) -> Field[Decimal]:
    """The overall score beside its label; of several the one that the sections give."""
    due = follows(scale, sections) if sections else None
    candidates = list(_overall(form, scale))
    for score, run in candidates:
        if due is not None and score == due:
            passage = Passage(run.page, run.words)
            return found(score, passage, 0.3 + 0.7 * passage.confidence)
    if not candidates:
        return _by_elimination(form, scale, due)
    score, run = candidates[0]
    passage = Passage(run.page, run.words)
    return found(score, passage, passage.confidence * (1.0 if due is None else 0.7))


def _by_elimination(form: LabelledForm, scale: Scale, due: Decimal | None) -> Field[Decimal]:
    """The score that the sections give, alone in a row below them that no label names."""
    sections = [label for label in form.labels if label.name in SECTIONS]
    if due is None or not sections:
        return missing(form.pages)
    last = max(sections, key=lambda label: label.box.bottom)
    ends = (scale.overall_low, scale.overall_high)
    for run in form.runs:
        numbers = _numbers(run.words, scale, ends)
        below = run.page is last.page and run.box.top > last.box.bottom
        alone = len(numbers) == 1 and len(run.words) == 1
        if below and alone and numbers[0][0] == due:
            passage = Passage(run.page, run.words)
            return found(due, passage, 0.88 * passage.confidence)
    return missing(form.pages)


def _overall(form: LabelledForm, scale: Scale) -> Iterator[tuple[Decimal, Run]]:
    for direction in DIRECTIONS:
        for label in form.labels:
            if label.name == "overall" and (direction == "right" or not in_sentence(label)):
                ends = (scale.overall_low, scale.overall_high)
                yield from _scores(form, label, direction, scale, ends)


def _all(form: LabelledForm, direction: str, scale: Scale) -> dict[str, tuple[Decimal, Run]]:
    read: dict[str, tuple[Decimal, Run]] = {}
    for label in form.labels:
        if label.name in SECTIONS and label.name not in read:
            scores = _scores(form, label, direction, scale, (scale.low, scale.high))
            if scores:
                read[label.name] = scores[0]
    return read


def _scores(
    form: LabelledForm,
    label: Label,
    direction: str,
    scale: Scale,
    ends: tuple[Decimal, Decimal],
) -> list[tuple[Decimal, Run]]:
    """Scores that may belong to a label, the likeliest first."""
    if direction != "right":
        for run in form.under(label, upward=direction == "above"):
            near = [word for word in run.words if shared_width(word.box, label.box) > 0]
            numbers = _numbers(near, scale, ends)
            if numbers:
                return [(numbers[0][0], Run(label.page, (numbers[0][1],)))]
        return []
    row = sorted(
        (
            run
            for run in form.runs
            if run.page is label.page
            and label.box.right - 0.01 <= run.box.left
            and shared_height(run.box, label.box) > 0.2 * run.box.height
            and not _foreign(form, label, run)
        ),
        key=lambda run: run.box.left,
    )
    numbers = [number for run in row for number in _numbers(run.words, scale, ends)]
    left = [
        (number, word)
        for number, word in numbers
        if _heading(form, label.page, word) not in ("maximum", "threshold")
    ]
    if len(left) > 1 and left[0][0] == ends[1] and left[1][0] <= left[0][0]:
        left = left[1:]
    return [(number, Run(label.page, (word,))) for number, word in left]


def _foreign(form: LabelledForm, label: Label, run: Run) -> bool:
    return any(
        other is not label
        and other.name not in HEADINGS
        and other.page is label.page
        and shared_height(other.box, run.box) > 0.2 * run.box.height
        and label.box.right - 0.01 <= other.box.left < run.box.left
        for other in form.labels
    )


def _numbers(
    words: Sequence[Word], scale: Scale, ends: tuple[Decimal, Decimal]
) -> list[tuple[Decimal, Word]]:
    """Scores among words: in range and on the step of the scale."""
    numbers: list[tuple[Decimal, Word]] = []
    full = False
    closed = _bracketed(words)
    for place, word in enumerate(words):
        text = word.text.strip("()[];:")
        if place in closed:
            continue
        if RANGE.fullmatch(text) or "%" in text:
            continue
        if text in ("/", "out") or (text in ("von", "of", "sur") and _after_score(words, place)):
            full = True
            continue
        first = text.split("/")[0].strip(".,–—-")
        if full or not NUMBER.fullmatch(first):
            full = False
            continue
        number = Decimal(first.replace(",", "."))
        if scale.step < 1 and scale.high <= 9 and "." not in first and number > 9:
            # A lost point: 75 is 7.5.
            number /= 10
        if ends[0] <= number <= ends[1] and number % min(scale.step, Decimal("0.5")) == 0:
            numbers.append((number, word))
    return numbers


def _after_score(words: Sequence[Word], place: int) -> bool:
    """Whether «of» stands between a score and the full one: «a score of 115» is the score."""
    if not place:
        return len(words) <= 2
    before = words[place - 1].text.strip("()[];:,")
    return before in ("out", "Punkte", "points") or NUMBER.fullmatch(before) is not None


def _bracketed(words: Sequence[Word]) -> frozenset[int]:
    """Places of the words inside brackets, one that opened before the first word among them."""
    inside: set[int] = set()
    opened: int | None = 0
    for place, word in enumerate(words):
        if word.text.startswith("("):
            opened = place
        if word.text.endswith(")"):
            inside |= set(range(opened if opened is not None else place, place + 1))
            opened = None
    return frozenset(inside)


def _heading(form: LabelledForm, page: Page, word: Word) -> str | None:
    above = [
        label
        for label in form.labels
        if (label.name in HEADINGS or label.name == "comparable")
        and label.page is page
        and label.box.bottom < word.box.middle[1]
        and shared_width(label.box, word.box) > 0
    ]
    return max(above, key=lambda label: label.box.top).name if above else None
