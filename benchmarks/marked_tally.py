"""How marks that were found are compared with the places of those that stand on a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.geometry import shared_height, shared_width
from pipeline.model import Box


@dataclass
class Tally:
    """Marks that stand on pages, found ones, and marks found where none stands."""

    standing: int = 0
    found: int = 0
    false: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.standing if self.standing else 1.0

    @property
    def precision(self) -> float:
        claimed = self.found + self.false
        return self.found / claimed if claimed else 1.0

    def row(self, level: str, name: str) -> str:
        """A row of a Markdown table."""
        return f"| {level} | {name} | {self.standing} | {self.recall:.3f} | {self.precision:.3f} |"

    def add(self, truth: Sequence[Box], claimed: Sequence[Box], name: str) -> None:
        """Compare places; one mark may cover two that stand close together."""
        for place in truth:
            hit = any(overlap(place, box) > 0.25 for box in claimed)
            self.standing += 1
            self.found += hit
            if not hit:
                self.missed.append(f"{name} missed at {_shown(place)}")
        for box in claimed:
            if not any(overlap(place, box) > 0.15 for place in truth):
                self.false += 1
                self.missed.append(f"{name} false at {_shown(box)}")


def overlap(a: Box, b: Box) -> float:
    """Shared area over the smaller one."""
    width, height = shared_width(a, b), shared_height(a, b)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max(1e-9, min(a.width * a.height, b.width * b.height))


def _shown(box: Box) -> str:
    return f"{box.left:.2f} {box.top:.2f} {box.right:.2f} {box.bottom:.2f}"
