"""Pens of several writers: signatures, and dates filled in by hand, which are none.

Every function returns an SVG element of 200 x 70 units.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

from markupsafe import Markup

from sample_docs import drawing
from sample_docs.drawing import svg

Point = tuple[float, float]
Stroke = list[Point]

FILL = "width:100%;height:100%"
DIGITS: dict[str, list[Stroke]] = {
    "0": [[(5, 0), (0, 5), (1, 13), (5, 16), (9, 12), (9, 4), (5, 0)]],
    "1": [[(2, 4), (6, 0), (5, 16)]],
    "2": [[(1, 4), (4, 0), (8, 3), (6, 9), (0, 16), (9, 15)]],
    "3": [[(1, 1), (7, 0), (4, 6), (8, 10), (5, 16), (0, 14)]],
    "4": [[(3, 0), (0, 9), (9, 8)], [(7, 3), (6, 17)]],
    "5": [[(8, 0), (2, 1), (1, 7), (7, 8), (6, 15), (0, 15)]],
    "6": [[(7, 0), (1, 8), (2, 15), (8, 13), (6, 8), (1, 11)]],
    "7": [[(0, 1), (9, 0), (4, 16)], [(2, 8), (8, 8)]],
    "8": [[(7, 2), (2, 1), (3, 7), (8, 12), (4, 16), (1, 12), (7, 6), (7, 2)]],
    "9": [[(8, 4), (3, 6), (1, 2), (6, 0), (8, 4), (6, 16)]],
    ".": [[(2, 15), (3, 16)]],
}
"""Digits as strokes in a box of 10 x 16."""


def signature(rng: Random, ink: str) -> Markup:
    """A signature of a writer of chance."""
    if rng.random() < 0.3:
        return drawing.signature(rng, ink, FILL)
    writer: Callable[[Random], list[Stroke]] = rng.choice(
        [_initials, _waves, _knot, _fluent, _fluent, _fluent]
    )
    if rng.random() < 0.4:
        return svg(200, 70, _pressed(rng, writer(rng), ink), FILL)
    width = rng.uniform(1.0, 2.8)
    return svg(200, 70, "".join(_drawn(stroke, ink, width) for stroke in writer(rng)), FILL)


def date(rng: Random, ink: str, style: str) -> Markup:
    """A day written by hand: «12.03.2026»."""
    day = f"{rng.randint(1, 28):02}.{rng.randint(1, 12):02}.{rng.choice(['2026', '26', '2025'])}"
    step, slant = 190 / len(day), rng.uniform(-0.1, 0.4)
    strokes = []
    for place, digit in enumerate(day):
        size = rng.uniform(0.85, 1.15)
        left = 4 + step * place
        strokes += [
            [
                (
                    left + size * (0.085 * step * x + slant * (16 - y)),
                    4 + size * 3.6 * y + rng.uniform(-2, 2),
                )
                for x, y in stroke
            ]
            for stroke in DIGITS[digit]
        ]
    width = rng.uniform(2.5, 5)
    return svg(200, 70, "".join(_drawn(stroke, ink, width) for stroke in strokes), style)


def _drawn(stroke: Stroke, ink: str, width: float) -> str:
    return (
        f'<path d="{_path(stroke)}" fill="none" stroke="{ink}" stroke-width="{width:.1f}"'
        ' stroke-linecap="round"/>'
    )


def _pressed(rng: Random, strokes: Sequence[Stroke], ink: str) -> str:
    """Strokes of a pen that is pressed more and less along its way, and sometimes runs dry."""
    thin, thick = rng.uniform(0.7, 1.4), rng.uniform(1.8, 3.6)
    pace, parts = rng.uniform(0.15, 0.5), []
    for number, stroke in enumerate(strokes):
        dense = _dense(stroke)
        for place, (start, end) in enumerate(pairwise(dense)):
            press = 0.5 + 0.5 * math.sin(number + pace * place / 4)
            if press < 0.04 and rng.random() < 0.5:
                continue
            parts.append(_drawn([start, end], ink, thin + (thick - thin) * press))
    return "".join(parts)


def _dense(stroke: Stroke) -> Stroke:
    """Points of the smooth path through the strokes' corners, as `_path` draws it."""
    (x0, y0), *rest = stroke
    points = [(x0, y0)]
    for (x1, y1), (x2, y2) in pairwise(rest):
        sx, sy = points[-1]
        ex, ey = (x1 + x2) / 2, (y1 + y2) / 2
        for step in range(1, 6):
            t = step / 5
            points.append(
                (
                    (1 - t) ** 2 * sx + 2 * t * (1 - t) * x1 + t**2 * ex,
                    (1 - t) ** 2 * sy + 2 * t * (1 - t) * y1 + t**2 * ey,
                )
            )
    return [*points, rest[-1]] if len(rest) == 1 else points


def _path(points: Stroke) -> str:
    (x0, y0), *rest = points
    path = f"M{x0:.1f} {y0:.1f}"
    if len(rest) == 1:
        return f"{path} L{rest[0][0]:.1f} {rest[0][1]:.1f}"
    for (x1, y1), (x2, y2) in pairwise(rest):
        path += f" Q{x1:.1f} {y1:.1f} {(x1 + x2) / 2:.1f} {(y1 + y2) / 2:.1f}"
    return path


def _initials(rng: Random) -> list[Stroke]:
    """Two or three capital letters, each its own stroke, and a line through them."""
    strokes: list[Stroke] = []
    x = 12.0
    for _ in range(rng.randint(2, 3)):
        strokes.append(
            [(x + rng.uniform(-6, 34), rng.uniform(6, 64)) for _ in range(rng.randint(6, 9))]
        )
        x += rng.uniform(30, 48)
    strokes.append([(20, rng.uniform(44, 60)), (90, 50), (140, 58), (192, rng.uniform(30, 50))])
    return strokes


def _waves(rng: Random) -> list[Stroke]:
    """A readable beginning that runs out into a long wave."""
    points = [(6.0, 56.0), (14.0, 8.0), (22.0, 60.0), (30.0, 12.0)]
    x, reach = 34.0, 20.0
    while x < 190:
        points.append((x, 42 + reach * (1 if len(points) % 2 else -1) * rng.uniform(0.5, 1)))
        x += rng.uniform(4, 11)
        reach *= 0.93
    return [points]


def _knot(rng: Random) -> list[Stroke]:
    """Loops over one another, and a flourish to the right."""
    points: Stroke = []
    for turn in range(rng.randint(14, 24)):
        angle = turn * rng.uniform(1.1, 1.7)
        reach = rng.uniform(10, 30)
        points.append((50 + turn * 3 + reach * math.cos(angle), 36 + reach * math.sin(angle)))
    return [[*points, (150, 20), (195, rng.uniform(30, 60))]]


def _fluent(rng: Random) -> list[Stroke]:
    """A written name: a large beginning, letters of loops, humps and cusps, lifts of the pen, and
    often a flourish under it or through it."""
    slant, base = rng.uniform(-0.15, 0.6), rng.uniform(40, 52)
    strokes: list[Stroke] = [[]]
    x = rng.uniform(4, 16)
    for number in range(rng.randint(3, 11)):
        tall = rng.uniform(0.75, 1.0) if number == 0 else rng.uniform(0.15, 0.6)
        if rng.random() < 0.15:
            tall = rng.uniform(0.6, 0.95)
        wide = rng.uniform(7, 20) * (1.6 if number == 0 else 1.0)
        letter = rng.choice([_loop, _hump, _cusp])(rng, x, base, wide, tall * base)
        strokes[-1] += [(px + slant * (base - py), py) for px, py in letter]
        x += wide * rng.uniform(0.6, 1.1)
        if rng.random() < 0.18 and len(strokes[-1]) > 2:
            strokes.append([])
        if x > 178:
            break
    if rng.random() < 0.45:
        level = rng.uniform(base - 6, 64)
        middle = rng.uniform(level - 10, level + 6)
        line = [(x, base), (rng.uniform(10, 60), level), (x / 2 + 40, middle), (196.0, level - 4)]
        strokes.append(line if rng.random() < 0.5 else [*line, (x * 0.6, level + 3)])
    return [stroke for stroke in strokes if len(stroke) > 2]


def _loop(rng: Random, x: float, base: float, wide: float, tall: float) -> Stroke:
    top = base - tall
    return [(x, base), (x + wide, top + tall / 3), (x + wide / 2, top), (x + wide * 0.2, base)]


def _hump(rng: Random, x: float, base: float, wide: float, tall: float) -> Stroke:
    top = base - tall
    drop = rng.uniform(0, 12)
    return [(x, base), (x + wide * 0.3, top), (x + wide * 0.7, top + 2), (x + wide, base + drop)]


def _cusp(rng: Random, x: float, base: float, wide: float, tall: float) -> Stroke:
    return [
        (x, base - 2),
        (x + wide * 0.5, base - tall),
        (x + wide * 0.55, base + rng.uniform(0, 8)),
    ]
