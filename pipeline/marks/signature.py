"""Signatures: groups of strokes that a pen drew, told from print, forms, logos and dirt.

Each group is weighed by a logistic regression over its measures and their products. The weights
stand in `signature.json`; `python -m benchmarks.marks --fit` makes them anew from invented pages,
so that they can be looked into and repeated. What the weights cannot see is asked beforehand.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from pipeline.marks.morphology import Mask
from pipeline.marks.outline import Seal
from pipeline.marks.ruling import without_lines
from pipeline.marks.sheet import Sheet
from pipeline.marks.strokes import NUMBERS, Group, groups, stroke_mask

DOUBT, SURE = 0.05, 0.55
"""Below the first a group is no signature; between the two nobody can tell.

The first is low: ink that is wrongly taken for none makes a signed paper an unsigned one."""
GREY_DISCOUNT, BILEVEL_DISCOUNT = 0.95, 0.9
"""Without colour, ink and print are told apart by shape alone: less sure, never the opposite."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A group of strokes with its probability of being one, 0..1."""

    group: Group
    sure: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Mean and spread of each measure, and the weights of the measures, products and 1."""

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    weights: NDArray[np.float64]

    def probability(self, numbers: NDArray[np.float64]) -> float:
        """Probability that a group with these measures is a signature."""
        score = expanded((numbers - self.mean) / self.spread) @ self.weights
        return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def expanded(measures: NDArray[np.float64]) -> NDArray[np.float64]:
    """The measures, cut to four spreads, their products in pairs, and a one."""
    cut = np.clip(np.atleast_2d(measures), -4, 4)
    rows, columns = np.triu_indices(cut.shape[1])
    products = cut[:, rows] * cut[:, columns]
    return np.hstack([cut, products, np.ones((len(cut), 1))]).squeeze()


@lru_cache
def weights() -> Weights:
    """The weights that come with the program."""
    stored = json.loads((files("pipeline.marks") / "signature.json").read_text("utf-8"))
    if tuple(stored["numbers"]) != NUMBERS:
        raise ValueError("signature.json was made for other measures; run its maker anew")
    return Weights(*(np.array(stored[name]) for name in ("mean", "spread", "weights")))


def stroke_groups(sheet: Sheet, lines: Mask, seals: Sequence[Seal]) -> list[Group]:
    """All groups of strokes that could be signatures."""
    strokes = stroke_mask(sheet, without_lines(sheet.mask, lines), seals)
    return list(groups(sheet, strokes, seals))


def find_signatures(sheet: Sheet, lines: Mask, seals: Sequence[Seal]) -> list[Signature]:
    """Signatures and groups that may be some, the surest first; pieces of one are joined."""
    model = weights()
    found = [
        Signature(group, sure)
        for group in stroke_groups(sheet, lines, seals)
        if (sure := model.probability(group.numbers)) >= DOUBT
    ]
    return _joined(sorted(found, key=lambda one: -one.sure), 4 * sheet.millimetre)


def _joined(found: Sequence[Signature], reach: float) -> list[Signature]:
    """A signature that a seal or a line of text cut into pieces becomes one again."""
    whole: list[Signature] = []
    for one in found:
        for place, other in enumerate(whole):
            if _gap(one.group.rectangle, other.group.rectangle) <= reach:
                group = Group(
                    _around(one.group.rectangle, other.group.rectangle),
                    other.group.numbers,
                    other.group.ink,
                    other.group.in_seal,
                )
                whole[place] = Signature(group, other.sure)
                break
        else:
            whole.append(one)
    return whole


def _gap(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> int:
    across = max(a[0], b[0]) - min(a[0] + a[2], b[0] + b[2])
    down = max(a[1], b[1]) - min(a[1] + a[3], b[1] + b[3])
    return max(across, down)


def _around(
    a: tuple[int, int, int, int], b: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    left, top = min(a[0], b[0]), min(a[1], b[1])
    right, bottom = max(a[0] + a[2], b[0] + b[2]), max(a[1] + a[3], b[1] + b[3])
    return left, top, right - left, bottom - top
