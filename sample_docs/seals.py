"""Seals, stamps and logos: ink over text, slightly turned, so that the text stays readable.

Round seals carry the organisation on one or two rings, clinics add a rectangular stamp and a
triangular one (domain.md sections 11, 12). Every function returns an SVG element without text.
"""

import math
from collections.abc import Sequence
from random import Random

from markupsafe import Markup

from sample_docs.drawing import svg
from sample_docs.lettering import placed, width

INKS = ("#2b3f9e", "#2b3f9e", "#34459b", "#4b3a94", "#5a3d99", "#26262c")
"""Blue, violet and black stamp pads; blue is the usual one."""
_FONTS = (
    "DejaVu Sans Condensed:bold",
    "PT Sans:bold",
    "Noto Sans:bold",
    "DejaVu Serif Condensed:bold",
)


def _ring(text: str, radius: float, size: float, pattern: str, rng: Random) -> str:
    """Text around the centre of a 100 x 100 square, its feet to the centre, filling the circle."""
    around = math.tau * radius
    filled = text.strip() + " ✶ "
    short = width(filled, "DejaVu Sans:bold") * size * 1.9 < around
    filled = filled * 2 if short else filled
    natural = width(filled, pattern) * size
    stretch = min(1.35, max(0.45, around / natural))
    size = min(size, size * around / natural / 0.45)
    gap = (around - natural * stretch) / len(filled)
    angle = rng.uniform(150, 210)
    turn = 360 / around
    parts = []
    for letter in filled:
        face = pattern if letter != "✶" else "DejaVu Sans:bold"
        advance = width(letter, pattern) * size * stretch
        middle = math.radians(angle + advance * turn / 2)
        # The foot of the letter lies half its width before the middle, along the tangent.
        x = 50 + radius * math.sin(middle) - advance / 2 * math.cos(middle)
        y = 50 - radius * math.cos(middle) - advance / 2 * math.sin(middle)
        parts.append(placed(letter, (x, y), size, face, stretch, math.degrees(middle)))
        angle += (advance + gap) * turn
    return f'<path d="{" ".join(parts)}"/>'


def _line(text: str, x: float, y: float, size: float, room: float, pattern: str) -> str:
    """A line of text centred at `x`, narrowed to `room`."""
    natural = width(text, pattern) * size
    stretch = min(1.0, room / natural) if natural else 1.0
    left = x - natural * stretch / 2
    parts = []
    for letter in text:
        parts.append(placed(letter, (left, y), size, pattern, stretch))
        left += width(letter, pattern) * size * stretch
    return f'<path d="{" ".join(parts)}"/>'


def _ink(rng: Random, colour: str | None) -> str:
    return colour or rng.choice(INKS)


def _inked(body: str, colour: str, rng: Random, box: tuple[float, float], reach: float) -> str:
    """The drawing turned by up to `reach` degrees, in ink through which the text still shows."""
    turn = f"rotate({rng.uniform(-reach, reach):.1f} {box[0] / 2:g} {box[1] / 2:g})"
    depth = f"{rng.uniform(0.62, 0.86):.2f}"
    # Opacity of the whole group would make the printer measure every path: four times slower.
    shade = f'fill="{colour}" stroke="none" fill-opacity="{depth}" stroke-opacity="{depth}"'
    return f'<g {shade} transform="{turn}">{body}</g>'


def _circle(radius: float, stroke: float, colour: str) -> str:
    return (
        f'<circle cx="50" cy="50" r="{radius:g}" fill="none" stroke="{colour}"'
        f' stroke-width="{stroke:.2f}"/>'
    )


def _star(colour: str, radius: float) -> str:
    """A sun with rays, the ornament at the centre of a seal without further lines."""
    rays = " ".join(
        f"M{50 + radius * 0.55 * math.cos(a):.2f} {50 + radius * 0.55 * math.sin(a):.2f}"
        f"L{50 + radius * math.cos(a):.2f} {50 + radius * math.sin(a):.2f}"
        for a in (math.tau * number / 16 for number in range(16))
    )
    return _circle(radius * 0.42, 1.2, colour) + (
        f'<path d="{rays}" stroke="{colour}" stroke-width="1.1" fill="none"/>'
    )


def round_seal(
    rng: Random, lines: Sequence[str], *, colour: str | None = None, style: str = ""
) -> Markup:
    """A round seal: first line on the ring, of three or more the second on an inner ring.

    What is left stands at the centre; without it an ornament does.
    """
    ink, pattern = _ink(rng, colour), rng.choice(_FONTS)
    double = len(lines) >= 3
    body = _circle(46, rng.uniform(1.3, 2.2), ink) + _circle(43.4, 0.5, ink)
    body += _ring(
        lines[0].upper(), 35.2 if not double else 36.2, 7.4 if not double else 6.4, pattern, rng
    )
    inner = 33.0 if not double else 24.5
    if double:
        body += _circle(34.6, 0.5, ink)
        body += _ring(lines[1].upper(), 27.2, 5.6, pattern, rng)
    body += _circle(inner if double else 32.8, rng.uniform(0.5, 1.0), ink)
    centre = [line for line in lines[2 if double else 1 :] if line]
    size = min(7.0, (inner * 1.3) / max(1, len(centre)) / 1.15)
    for number, line in enumerate(centre):
        y = 50 + size * 0.35 + (number - (len(centre) - 1) / 2) * size * 1.2
        reach = math.sqrt(max(9.0, (inner - 2.5) ** 2 - (y - size * 0.35 - 50) ** 2))
        body += _line(line, 50, y, size, 2 * reach * 0.94, pattern)
    if not centre:
        body += _star(ink, inner * 0.6)
    return svg(100, 100, _inked(body, ink, rng, (100, 100), 24), style)


def rectangular_stamp(
    rng: Random, lines: Sequence[str], *, colour: str | None = None, style: str = ""
) -> Markup:
    """A corner stamp with a frame, 60 x 30 units, lines centred."""
    ink, pattern = _ink(rng, colour), rng.choice(_FONTS)
    frame = f'fill="none" stroke="{ink}"'
    body = f'<rect x="2" y="2" width="56" height="26" {frame} stroke-width="0.8"/>'
    if rng.random() < 0.4:
        body += f'<rect x="3.3" y="3.3" width="53.4" height="23.4" {frame} stroke-width="0.3"/>'
    step = 23 / max(1, len(lines))
    size = min(4.6, step * 0.8)
    for number, line in enumerate(lines):
        body += _line(line, 30, 3.6 + step * (number + 0.5) + size * 0.35, size, 51, pattern)
    return svg(60, 30, _inked(body, ink, rng, (60, 30), 3), style)


def triangular_stamp(
    rng: Random, lines: Sequence[str], *, colour: str | None = None, style: str = ""
) -> Markup:
    """A triangle as clinics put on certificates («для справок»), 60 x 52 units, lines inside."""
    ink, pattern = _ink(rng, colour), rng.choice(_FONTS)
    body = "".join(
        f'<path d="M30 {2 + inset} L{58 - inset * 0.86:.1f} {50 - inset / 2:.1f}'
        f' L{2 + inset * 0.86:.1f} {50 - inset / 2:.1f} Z" fill="none" stroke="{ink}"'
        f' stroke-width="{stroke}"/>'
        for inset, stroke in ((0.0, 0.9), (2.6, 0.4))
    )
    count = max(1, len(lines))
    step = 26 / count
    size = min(4.6, step * 0.8)
    for number, line in enumerate(lines):
        y = 46 - (count - 1 - number) * step
        room = (y - size - 4) / 48 * 56 - 6
        body += _line(line, 30, y - 1.5, size, max(6.0, room), pattern)
    return svg(60, 52, _inked(body, ink, rng, (60, 52), 9), style)


def logo(rng: Random, style: str = "") -> Markup:
    """The coloured mark of a letterhead, round or square, 40 x 40 units: printed, no seal."""
    main = rng.choice(["#0a6aa1", "#0b7a5b", "#b0361e", "#20438f", "#c98a12", "#5b2d82"])
    light = rng.choice(["#ffffff", "#f4d35e", "#cfe8f5"])
    shape = rng.choice(["disc", "square", "ring"])
    if shape == "ring":
        body = f'<circle cx="20" cy="20" r="17" fill="none" stroke="{main}" stroke-width="3.4"/>'
        light = main
    elif shape == "disc":
        body = f'<circle cx="20" cy="20" r="19" fill="{main}"/>'
    else:
        body = f'<rect x="1" y="1" width="38" height="38" rx="5" fill="{main}"/>'
    figure = rng.choice(["wave", "peak", "drop"])
    if figure == "wave":
        body += "".join(
            f'<path d="M7 {y} Q13.5 {y - 7} 20 {y} T33 {y}" fill="none" stroke="{light}"'
            ' stroke-width="2.6"/>'
            for y in (16, 22, 28)
        )
    elif figure == "peak":
        body += f'<path d="M8 29 L17 13 L22 22 L26 16 L33 29 Z" fill="{light}"/>'
    else:
        drop = "M20 7 C27 17 29 21 29 25 A9 9 0 0 1 11 25 C11 21 13 17 20 7 Z"
        body += f'<path d="{drop}" fill="{light}"/>'
    return svg(40, 40, body, style)
