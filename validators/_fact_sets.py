"""What the dates or amounts of two texts have in common, and what stands in whose place."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from validators._passages import Fact

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Differing(Generic[T]):
    """Facts of the first text that the second lacks.

    `replaced` are those in whose place another value stands, with that value; `lacking` have
    nothing in their place. What only the second text has is not a difference.
    """

    replaced: list[tuple[Fact[T], Fact[T]]]
    lacking: list[Fact[T]]


def compare(first: Sequence[Fact[T]], second: Sequence[Fact[T]]) -> Differing[T]:
    """Compare as sets, then find by order what stands in whose place."""
    steps = SequenceMatcher(None, _twins(first, second), _places(second), autojunk=False)
    replaced: list[tuple[Fact[T], Fact[T]]] = []
    for kind, a, b, c, d in steps.get_opcodes():
        if kind == "replace":
            gone, new = _without(first[a:b], second), _without(second[c:d], first)
            replaced += zip(gone, new, strict=False)
    taken = [fact for fact, _ in replaced]
    lacking = [fact for fact in _without(first, second) if fact not in taken]
    return Differing(replaced, lacking)


def _twins(facts: Sequence[Fact[T]], others: Sequence[Fact[T]]) -> list[int]:
    """For each fact the place of the first equal one among the others, or a number of its own."""
    return [
        next((place for place, other in enumerate(others) if _equal(fact, other)), -1 - own)
        for own, fact in enumerate(facts)
    ]


def _places(facts: Sequence[Fact[T]]) -> list[int]:
    """The place of the first equal fact among these."""
    return [
        next(place for place, other in enumerate(facts) if _equal(fact, other)) for fact in facts
    ]


def _without(facts: Sequence[Fact[T]], others: Sequence[Fact[T]]) -> list[Fact[T]]:
    return [fact for fact in facts if not any(_equal(fact, other) for other in others)]


def _equal(first: Fact[T], second: Fact[T]) -> bool:
    return not first.readings.isdisjoint(second.readings)
