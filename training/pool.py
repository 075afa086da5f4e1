"""The chunks that `training.features` wrote, as batches of lines with equally many columns."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.alphabet import encoded


@dataclass
class Pool:
    """Lines by their number of columns; `look_again` takes in chunks that came meanwhile."""

    folder: Path
    taken: set[Path] = field(default_factory=set)
    columns: dict[int, list[NDArray[np.float16]]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __len__(self) -> int:
        return sum(map(len, self.texts.values()))

    def look_again(self) -> None:
        for path in sorted(set(self.folder.glob("*.npz")) - self.taken):
            self.taken.add(path)
            with np.load(path) as chunk:
                pieces = np.split(chunk["columns"], chunk["ends"][:-1])
                for piece, text, kind in zip(pieces, chunk["texts"], chunk["kinds"], strict=True):
                    if _fits(str(text), len(piece)):
                        self.columns[len(piece)].append(piece)
                        self.texts[len(piece)].append(str(text))
                        self.kinds[len(piece)].append(str(kind))

    def batches(self, most_columns: int, rng: np.random.Generator | None) -> Iterator["Batch"]:
        """Every line once; in random order and grouping when there is a source of chance."""
        groups = []
        for width, texts in self.texts.items():
            order = rng.permutation(len(texts)) if rng else np.arange(len(texts))
            count = max(1, most_columns // width)
            groups += [(width, order[at : at + count]) for at in range(0, len(order), count)]
        if rng:
            rng.shuffle(groups)  # type: ignore[arg-type]
        for width, chosen in groups:
            yield Batch(
                np.stack([self.columns[width][i] for i in chosen]),
                [self.texts[width][i] for i in chosen],
                [self.kinds[width][i] for i in chosen],
            )


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines x columns x features, what the lines say, and their "language/treatment"."""

    columns: NDArray[np.float16]
    texts: list[str]
    kinds: list[str]


def _fits(text: str, columns: int) -> bool:
    """Whether CTC can write the text: a column a character, one more between equal neighbours."""
    codes = encoded(text)
    return len(codes) + sum(a == b for a, b in pairwise(codes)) <= columns
