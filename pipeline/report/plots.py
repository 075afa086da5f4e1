"""Plots of the morning's figures, drawn by hand as SVG: bars, and a line over weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pipeline.report.wording import Said, on_day, said, same

Style = Literal["passed", "failed", "indeterminate", "not_applicable", "advisory"]

# Geometry in units of the picture.
WIDTH = 720.0
LABELS = 230.0
LONGEST = 400.0
LANE = 26.0
BAR = 16.0
LINE_TOP, LINE_BOTTOM, LINE_LEFT = 16.0, 176.0, 48.0
LINE_HEIGHT = 210.0


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar."""

    x: float
    width: float
    style: Style


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label left and its number right."""

    y: float
    label: Said
    parts: tuple[Part, ...]
    end: float
    shown: Said


@dataclass(frozen=True, slots=True)
class BarPlot:
    """Bars under each other."""

    height: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A value of a week, with what it says."""

    x: float
    y: float
    title: Said


@dataclass(frozen=True, slots=True)
class LinePlot:
    """A line through weeks; `ticks` are heights with their numbers, `days` places with dates."""

    height: float
    path: str
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, Said], ...]


BarRow = tuple[Said, Sequence[tuple[float, Style]], Said]
"""Label, lengths with their styles, and the number that stands behind."""


def bars(rows: Sequence[BarRow], longest: float | None = None) -> BarPlot:
    """A bar a row; the longest fills the width, unless a length is given for that."""
    full = longest or max((sum(n for n, _ in parts) for _, parts, _ in rows), default=0.0) or 1.0
    made = []
    for number, (label, parts, shown) in enumerate(rows):
        x = LABELS
        drawn = []
        for length, style in parts:
            width = round(length / full * LONGEST, 1)
            drawn.append(Part(round(x, 1), width, style))
            x += width
        made.append(Bar(number * LANE, label, tuple(drawn), round(x + 8, 1), shown))
    return BarPlot(max(len(rows), 1) * LANE, tuple(made))


def weeks(points: Sequence[tuple[datetime, float, int]]) -> LinePlot:
    """Confidences by week; the scale begins at a tenth below the lowest, so that drift is seen."""
    values = [value for _, value, _ in points]
    low = max(0.0, int(min(values, default=0.9) * 10 - 0.001) / 10)
    across = (WIDTH - LINE_LEFT - 40) / max(len(points) - 1, 1)

    def height(value: float) -> float:
        share = (value - low) / (1.0 - low)
        return round(LINE_BOTTOM - share * (LINE_BOTTOM - LINE_TOP), 1)

    dots = tuple(
        Dot(
            round(LINE_LEFT + 10 + across * number, 1),
            height(value),
            said("batch.week", date=day.date(), number=round(100 * value, 1), pages=pages),
        )
        for number, (day, value, pages) in enumerate(points)
    )
    middle = (low + 1.0) / 2
    every = max(1, len(points) // 6)
    return LinePlot(
        height=LINE_HEIGHT,
        path=" ".join(f"{'L' if n else 'M'}{dot.x} {dot.y}" for n, dot in enumerate(dots)),
        dots=dots,
        ticks=tuple((height(value), f"{100 * value:.0f} %") for value in (low, middle, 1.0)),
        days=tuple(
            (dot.x, on_day(day.date()))
            for number, (dot, (day, *_)) in enumerate(zip(dots, points, strict=True))
            if number % every == 0
        ),
    )


def count(number: int) -> Said:
    """A plain number."""
    return same(number)


def share(part: int, whole: int) -> Said:
    """A share in percent with what it is of: `25 % (3/12)`."""
    return same(f"{100 * part / whole:.0f} % ({part}/{whole})" if whole else "–")
