"""Measurements as pictures (PNG)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.accuracy import Tally
from benchmarks.calibration import Bin
from benchmarks.speed import Race

COLOURS = ("#1f6f8b", "#e0a030", "#7a5195", "#c0504d")


def accuracy(tallies: Mapping[tuple[str, str], Tally], path: Path) -> None:
    """Share of starred fields right, a bar a type and level."""
    types = list(dict.fromkeys(type_id for type_id, _ in tallies))
    levels = list(dict.fromkeys(level for _, level in tallies))
    figure, axes = _figure(9, 0.42 * len(types) + 1.5)
    height = 0.8 / len(levels)
    for number, level in enumerate(levels):
        shares = [_share(tallies.get((type_id, level))) for type_id in types]
        places = [row + number * height for row in range(len(types))]
        axes.barh(places, shares, height=height, label=level, color=COLOURS[number % 4])
    axes.set_yticks([row + 0.4 - height / 2 for row in range(len(types))], types)
    axes.invert_yaxis()
    axes.set_xlim(50, 100)
    axes.set_xlabel("starred fields right, %")
    axes.legend(loc="lower left", fontsize=8)
    _save(figure, path)


def reliability(bins: Sequence[Bin], path: Path) -> None:
    """Share right over confidence; on the diagonal confidence is what it claims to be."""
    figure, axes = _figure(5, 5)
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1)
    sizes = [12 + found.values**0.5 * 4 for found in bins]
    axes.scatter([f.confidence for f in bins], [f.right for f in bins], s=sizes, color=COLOURS[0])
    axes.set_xlabel("confidence")
    axes.set_ylabel("share right")
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    _save(figure, path)


def speed(races: Sequence[Race], path: Path) -> None:
    """Seconds a page for the same pages."""
    pages = sum(race.pages for race in races)
    bars = {
        "tekseru verify": sum(race.cold.seconds for race in races) / pages,
        "tekseru verify, again": sum(race.warm.seconds for race in races) / pages,
        "2 x tesseract": sum(race.tesseract for race in races) / pages,
        "OCRmyPDF, 2 jobs": sum(race.ocrmypdf for race in races) / pages,
    }
    figure, axes = _figure(7, 2.6)
    axes.barh(list(bars), list(bars.values()), color=COLOURS[0])
    axes.invert_yaxis()
    axes.set_xlabel("seconds a scanned page, 2 cores")
    _save(figure, path)


def _share(tally: Tally | None) -> float:
    if tally is None or not tally.starred_total:
        return 0.0
    return 100 * tally.starred_right / tally.starred_total


def _figure(width: float, height: float) -> tuple[Any, Any]:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(width, height))
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _save(figure: Any, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    figure.clear()
