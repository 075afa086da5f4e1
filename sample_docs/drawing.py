"""What is drawn on paper and not printed from letters: strokes, portraits, tints, ornaments.

Every function returns an SVG element as text, ready to stand in a template.
"""

import math
from random import Random

from markupsafe import Markup

BLUE_INK, BLACK_INK = "#1d3a8f", "#1a1a1f"


def svg(width: float, height: float, body: str, style: str = "") -> Markup:
    """An SVG element with its own units, stretched to what `style` says."""
    attributes = f'viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="none"'
    return Markup(  # noqa: S704 - built from numbers only
        f'<svg xmlns="http://www.w3.org/2000/svg" {attributes} style="{style}">{body}</svg>'
    )


def _curve(points: list[tuple[float, float]]) -> str:
    """A smooth path through the points (Catmull-Rom as cubic Beziers)."""
    padded = [points[0], *points, points[-1]]
    path = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        x1, y1 = start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6
        x2, y2 = end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6
        path.append(f"C{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f} {end[0]:.1f} {end[1]:.1f}")
    return " ".join(path)


def _loops(rng: Random) -> list[tuple[float, float]]:
    """A large first loop, then small waves that flatten: a fluent signature."""
    points = [(8.0, rng.uniform(35, 60))]
    for turn in range(rng.randint(5, 8)):
        angle = -1.5 + turn * rng.uniform(1.0, 1.4)
        points.append((34 + 26 * math.cos(angle), 34 + rng.uniform(20, 30) * math.sin(angle)))
    x, height = 64.0, rng.uniform(14, 24)
    while x < 165:
        points.append((x, 40 - height * rng.uniform(0.4, 1.1)))
        points.append((x + rng.uniform(3, 6), 40 + height * rng.uniform(0.1, 0.7)))
        x += rng.uniform(9, 17)
        height *= rng.uniform(0.72, 0.95)
    return [*points, (rng.uniform(180, 196), rng.uniform(22, 46))]


def _zigzag(rng: Random) -> list[tuple[float, float]]:
    """Steep strokes and an underline running back: a hasty signature."""
    points, x = [(6.0, rng.uniform(40, 55))], 14.0
    while x < 140:
        points += [(x, rng.uniform(6, 26)), (x + rng.uniform(2, 7), rng.uniform(42, 60))]
        x += rng.uniform(10, 24)
    end = rng.uniform(150, 190)
    points += [(end, rng.uniform(20, 40)), (end - 12, 58), (rng.uniform(30, 60), 62)]
    return [*points, (rng.uniform(150, 195), rng.uniform(52, 60))]


def signature(rng: Random, ink: str | None = None, style: str = "") -> Markup:
    """A pen stroke, 200 x 70 units; the same hand for the same random source."""
    points = (_loops if rng.random() < 0.6 else _zigzag)(rng)
    width = rng.uniform(1.3, 2.4)
    colour = ink or rng.choice([BLUE_INK, BLUE_INK, "#27408b", BLACK_INK])
    path = f'<path d="{_curve(points)}" fill="none" stroke="{colour}" stroke-width="{width:.1f}"'
    return svg(200, 70, path + ' stroke-linecap="round"/>', style)


def portrait(rng: Random, style: str = "") -> Markup:
    """A silhouette in place of a photograph, 30 x 40 units."""
    back, skin = rng.choice(["#cfd8dd", "#dfe3e6", "#c9d4df"]), rng.choice(["#8d8177", "#a1917f"])
    coat, hair = rng.choice(["#2d3440", "#4a4038", "#39404f"]), rng.choice(["#221c19", "#3a2f28"])
    head = rng.uniform(6.3, 7.2)
    body = (
        f'<rect width="30" height="40" fill="{back}"/>'
        f'<path d="M2 40 C2 31 9 28 15 28 C21 28 28 31 28 40 Z" fill="{coat}"/>'
        f'<rect x="12" y="21" width="6" height="9" fill="{skin}"/>'
        f'<ellipse cx="15" cy="14.6" rx="{head + 0.6:.1f}" ry="9" fill="{hair}"/>'
        f'<ellipse cx="15" cy="16.4" rx="{head - 0.6:.1f}" ry="8" fill="{skin}"/>'
    )
    return svg(30, 40, body, style)


def guilloche(rng: Random, colours: tuple[str, str], style: str = "") -> Markup:
    """Fine waves over a tint, as security printing looks at scanning resolution; 86 x 54 units."""
    ground, line = colours
    lines = [f'<rect width="86" height="54" fill="{ground}"/>']
    for number in range(26):
        middle, phase = number * 2.2, rng.uniform(0, 6.3)
        reach, wave = rng.uniform(2, 5), rng.uniform(9, 16)
        points = [
            (float(x), middle + reach * math.sin(x / wave * math.pi + phase))
            for x in range(-2, 92, 3)
        ]
        lines.append(
            f'<path d="{_curve(points)}" fill="none" stroke="{line}" stroke-width="0.09"'
            ' stroke-opacity="0.8"/>'
        )
    return svg(86, 54, "".join(lines), style)


def chip(style: str = "") -> Markup:
    """The contact plate of a chip card, 12 x 10 units."""
    body = (
        '<rect x="0.2" y="0.2" width="11.6" height="9.6" rx="1.6" fill="#d9b65a" stroke="#8c6d1f"'
        ' stroke-width="0.3"/><path d="M0 3.3H4 M0 6.6H4 M8 3.3H12 M8 6.6H12 M4 0V10 M8 0V10'
        ' M4 5H8" fill="none" stroke="#8c6d1f" stroke-width="0.3"/>'
    )
    return svg(12, 10, body, style)


def emblem(style: str = "") -> Markup:
    """A round emblem with sun rays; an ornament, not the state emblem; 20 x 20 units."""
    rays = " ".join(
        f"M{10 + 4 * math.cos(a):.2f} {10 + 4 * math.sin(a):.2f}"
        f"L{10 + 7 * math.cos(a):.2f} {10 + 7 * math.sin(a):.2f}"
        for a in (math.tau * k / 24 for k in range(24))
    )
    body = (
        '<circle cx="10" cy="10" r="9.5" fill="#4aa3c7" stroke="#c8a23a" stroke-width="1"/>'
        f'<circle cx="10" cy="10" r="3.4" fill="#e5c04b"/><path d="{rays}" stroke="#e5c04b"'
        ' stroke-width="0.7"/>'
    )
    return svg(20, 20, body, style)
