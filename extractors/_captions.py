"""Captions: labels in small letters under their values, as forms with lines to fill in have them.

A page is read so only where every date label has a date right above it and none beside or below.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from extractors import _values as values
from extractors._form_labels import Label
from extractors._labelled import LabelledForm, Run
from extractors._reading import Passage, found
from pipeline.geometry import shared_height
from pipeline.model import Field

FEWEST = 2
CENTRED = 0.07
"""A value stands so near over the middle of its caption, as a share of the page's width."""
NEAREST = 2.5


def captioned_dates(form: LabelledForm, names: Sequence[str]) -> Mapping[str, Field[date]]:
    """The dates above their captions by field; nothing where the page is not set so."""
    labels = [label for label in form.labels if label.name in names]
    told: dict[str, Field[date]] = {}
    taken: set[int] = set()
    for label in labels:
        run = _above(form, label)
        if run is None or _beside(form, label) or id(run) in taken:
            return {}
        taken.add(id(run))
        day = values.day(run.text)
        if day is None:
            return {}
        passage = Passage(run.page, run.words)
        told.setdefault(label.name, found(day, passage, 0.95 * passage.confidence))
    return told if len(told) >= FEWEST else {}


def _above(form: LabelledForm, label: Label) -> Run | None:
    near = [
        run
        for run in form.runs
        if run.page is label.page
        and values.day(run.text) is not None
        and abs(run.box.middle[0] - label.box.middle[0]) < CENTRED
        and -0.3 * label.height
        < label.box.top - run.box.bottom
        < NEAREST * max(label.height, run.box.height)
    ]
    return min(near, key=lambda run: label.box.top - run.box.bottom, default=None)


def _beside(form: LabelledForm, label: Label) -> bool:
    """Whether a date stands right of the label in its row, or below it."""
    for run in form.runs:
        if run.page is not label.page or values.day(run.text) is None:
            continue
        right = shared_height(run.box, label.box) > 0 and run.box.left >= label.box.right - 0.01
        gap = run.box.top - label.box.bottom
        below = 0 <= gap < label.height and abs(run.box.middle[0] - label.box.middle[0]) < CENTRED
        if right or below:
            return True
    return False
