"""Letters as outlines: a seal is a drawing, so its letters must not enter a page's text layer."""

import math
import subprocess
from functools import cache
from typing import Any

_UNITS = 1000.0
_Point = tuple[float, float]


@cache
def _font(pattern: str) -> Any:
    """The font that the system has for a fontconfig pattern such as `PT Sans:bold`."""
    from fontTools.ttLib import TTFont

    found = subprocess.run(
        ["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True, check=True
    )
    return TTFont(found.stdout, fontNumber=0, lazy=True)


@cache
def _outline(letter: str, pattern: str) -> tuple[tuple[tuple[str, tuple[_Point, ...]], ...], float]:
    """Drawing commands and advance of a letter at size 1, y downwards; none for a missing one."""
    from fontTools.pens.svgPathPen import SVGPathPen

    font = _font(pattern)
    glyphs = font.getGlyphSet()
    name = font.getBestCmap().get(ord(letter))
    if name is None:
        return (), 0.4
    scale = 1 / font["head"].unitsPerEm
    commands: list[tuple[str, tuple[_Point, ...]]] = []

    class Pen(SVGPathPen):  # type: ignore[misc]
        """Keeps straight lines and curves as letters of SVG path data with their points."""

        def _moveTo(self, pt: _Point) -> None:  # noqa: N802
            commands.append(("M", (pt,)))

        def _lineTo(self, pt: _Point) -> None:  # noqa: N802
            commands.append(("L", (pt,)))

        def _curveToOne(self, one: _Point, two: _Point, pt: _Point) -> None:  # noqa: N802
            commands.append(("C", (one, two, pt)))

        def _qCurveToOne(self, one: _Point, pt: _Point) -> None:  # noqa: N802
            commands.append(("Q", (one, pt)))

        def _closePath(self) -> None:  # noqa: N802
            commands.append(("Z", ()))

    glyphs[name].draw(Pen(glyphs))
    drawn = tuple(
        (command, tuple((x * scale, -y * scale) for x, y in points)) for command, points in commands
    )
    return drawn, glyphs[name].width * scale


def width(text: str, pattern: str) -> float:
    """Length of a line of text at size 1."""
    return sum(_outline(letter, pattern)[1] for letter in text)


def placed(
    letter: str, at: _Point, size: float, pattern: str, stretch: float = 1.0, turn: float = 0.0
) -> str:
    """SVG path data of a letter with its foot at `at`, turned clockwise by `turn` degrees."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    parts = []
    for command, points in _outline(letter, pattern)[0]:
        parts.append(command)
        for across, down in points:
            x, y = across * size * stretch, down * size
            parts.append(f"{at[0] + x * cos - y * sin:.2f} {at[1] + x * sin + y * cos:.2f}")
    return " ".join(parts)
