"""Lines as read, brought to the characters of a zone, and the format that they have."""

import re
from collections.abc import Sequence

from pipeline.identifiers.mrz.layout import LAYOUTS, Layout
from pipeline.text.homoglyphs import to_latin_capitals

# A double guillemet is read for one filler or for two.
_DOUBLE = re.compile("[«≪»]")
_FILLERS = str.maketrans(dict.fromkeys("‹≤＜〈⟨([{€£›-_—–~", "<"))
_LOOK_ALIKES = str.maketrans({"l": "I", "|": "I", "!": "I", "З": "3", "Б": "6", "Ч": "4", "$": "S"})
_NOT_OF_A_ZONE = re.compile(r"[^A-Z0-9<]")
_LONG_RUN = re.compile("<{4,}")
_NAMES = re.compile("^[A-Z<]{2,}<<")
_NEAR = 2
_NEAR_WITH_RUN = 6


def normalise(lines: Sequence[str]) -> tuple[str, ...]:
    """Capitals, digits and fillers only: no spaces, no Cyrillic, guillemets as fillers.

    A double guillemet becomes two fillers where the line then has the length of a format.
    """
    lengths = {layout.length for layout in LAYOUTS.values() if layout.count == len(lines)}
    normal = []
    for line in lines:
        short, long = (_plain(_DOUBLE.sub(fillers, line)) for fillers in ("<", "<<"))
        normal.append(min(short, long, key=lambda text: _distance(text, lengths)))
    return tuple(normal)


def detect_format(lines: Sequence[str]) -> str | None:
    """The format by number and length of lines: `TD1`, `TD2`, `TD3`, `MRVA`, `MRVB` or None.

    A line may be two characters off, or six if it has a run of fillers, of which some are easily
    lost; one line must be near. The line of names may have lost any part of its trailing fillers.
    """
    normal = normalise(lines)
    fitting = [
        (sum(abs(len(line) - layout.length) for line in normal), layout.name)
        for layout in LAYOUTS.values()
        if layout.count == len(normal)
        if _may_open(normal[0][:1], layout) and _fits(layout, normal)
    ]
    return min(fitting)[1] if fitting else None


def _may_open(first: str, layout: Layout) -> bool:
    """Visas begin with V, and only passports with P; other letters may be misread."""
    if layout.name in ("MRVA", "MRVB"):
        return first == "V"
    return first != "V" and (first != "P" or layout.name == "TD3")


def _fits(layout: Layout, lines: Sequence[str]) -> bool:
    distances = [_off(layout, number, line) for number, line in enumerate(lines)]
    return min(distances) <= _NEAR and all(
        distance <= (_NEAR_WITH_RUN if _LONG_RUN.search(line) else _NEAR)
        for line, distance in zip(lines, distances, strict=True)
    )


def _off(layout: Layout, number: int, line: str) -> int:
    """How many characters the line is off, where lost fillers behind names count as nothing."""
    off = len(line) - layout.length
    if number == layout.names.line and _NAMES.search(line[layout.names.start :]):
        return max(0, len(line.rstrip("<")) - layout.length)
    return abs(off)


def _plain(line: str) -> str:
    line = "".join(line.split()).translate(_FILLERS).translate(_LOOK_ALIKES)
    return _NOT_OF_A_ZONE.sub("", to_latin_capitals(line))


def _distance(text: str, lengths: set[int]) -> int:
    return min((abs(len(text) - length) for length in lengths), default=0)
