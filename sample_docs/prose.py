"""Running text of an exact length, put together from a stock of sentences.

A stock is a table of sentence lists by topic. `{slot}` is filled, `[a|b]` is a choice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its topic, its place in the stock and its number of words."""

    topic: str
    place: int
    text: str
    words: int


def count_words(text: str) -> int:
    """Runs between white space that hold a letter or digit (contract.md, "Word count")."""
    return sum(any(char.isalnum() for char in run) for run in text.split())


def choose(text: str, rng: Random) -> str:
    """The text with every `[a|b]` replaced by one of its parts."""
    before, bracket, rest = text.partition("[")
    if not bracket:
        return before
    options, _, after = rest.partition("]")
    return before + rng.choice(options.split("|")) + choose(after, rng)


def sentences(
    stock: Mapping[str, Sequence[str]], slots: Mapping[str, str], rng: Random
) -> list[Sentence]:
    """All sentences of a stock, chosen and filled, each beginning with a capital letter."""
    made = []
    for topic, templates in stock.items():
        for place, template in enumerate(templates):
            text = choose(template, rng).format(**slots)
            text = text[0].upper() + text[1:]
            made.append(Sentence(topic, place, text, count_words(text)))
    return made


def compose(
    stock: Sequence[Sentence],
    least: Mapping[str, int],
    words: int,
    rng: Random,
    keep: Sequence[Sentence] = (),
) -> list[Sentence]:
    """Sentences that make exactly `words` words, `least` of each topic, in the order of the stock.

    `keep` are sentences that must be among them. Raises ValueError where the stock gives no such
    text, for too short a text above all.
    """
    for _ in range(60):
        chosen = list(keep)
        for topic, number in least.items():
            candidates = [s for s in stock if s.topic == topic and s not in chosen]
            chosen += rng.sample(candidates, min(number, len(candidates)))
        spare = [s for s in stock if s not in chosen]
        rng.shuffle(spare)
        rest = _adding_up_to(words - sum(s.words for s in chosen), spare)
        if rest is not None:
            order = {sentence: number for number, sentence in enumerate(stock)}
            return sorted([*chosen, *rest], key=lambda s: order.get(s, -1))
    raise ValueError(f"the stock gives no text of {words} words")


def _adding_up_to(words: int, spare: Sequence[Sentence]) -> list[Sentence] | None:
    """Some of the sentences with that many words together; None where no choice fits."""
    if words < 0:
        return None
    reached: dict[int, tuple[Any, ...]] = {0: ()}
    for sentence in spare:
        for total, way in list(reached.items()):
            more = total + sentence.words
            if more <= words and more not in reached:
                reached[more] = (sentence, way)
    if words not in reached:
        return None
    chosen, way = [], reached[words]
    while way:
        sentence, way = way
        chosen.append(sentence)
    return chosen
