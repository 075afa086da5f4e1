"""Character error rate (CER): edits between reading and truth per character of truth."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Score:
    """Sums over lines."""

    lines: int = 0
    exact: int = 0
    characters: int = 0
    edits: int = 0

    def add(self, said: str, truth: str) -> None:
        self.lines += 1
        self.exact += said == truth
        self.characters += len(truth)
        self.edits += distance(said, truth)

    @property
    def cer(self) -> float:
        return self.edits / max(1, self.characters)

    def __str__(self) -> str:
        share = 100 * self.exact / max(1, self.lines)
        return f"CER {self.cer:.4f}  exact {share:5.1f} %  lines {self.lines}"


def distance(said: str, truth: str) -> int:
    """Least number of inserted, dropped and changed characters (Levenshtein)."""
    row = list(range(len(truth) + 1))
    for i, letter in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, wanted in enumerate(truth, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != wanted))
    return row[-1]


def by_group(results: Iterable[tuple[str, str, str]]) -> dict[str, Score]:
    """Scores of (group, said, truth), groups in order, all together under "all"."""
    scores: dict[str, Score] = defaultdict(Score)
    for group, said, truth in results:
        for key in (group, "all"):
            scores[key].add(said, truth)
    return dict(sorted(scores.items()))
