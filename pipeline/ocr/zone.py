"""Find and read a machine-readable zone on an upright page (ICAO 9303 parts 3 to 5).

The words of the first reading say where a zone may stand; the strip is then read by the Latin
recogniser, which is far better at it. Text layers carry the zone as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import cv2
import numpy as np

from pipeline.cleanup import Image, grey
from pipeline.geometry import around, clipped, shared_height
from pipeline.identifiers import mrz
from pipeline.model import Box, MachineReadableZone, Word
from pipeline.ocr import latin, lines, recogniser
from pipeline.ocr.lines import Line
from pipeline.text.homoglyphs import to_latin_capitals

SHORTEST_LINE = 26
NOT_IN_A_ZONE = re.compile(r"[^A-Z0-9<]")
FILLERS = str.maketrans("«‹≤", "<<<")


LEAST_ASPECT = 9.0
"""Width of a line of a zone in heights of its frame; a line of a card has about 19."""
MOST_LINES = 12
SURE_OF_PRINT = 0.9
"""Confidence in the words of a line from which it need not be read again as one of a zone."""
LONGEST_OF_PRINT = 13
"""Letters of a word; a line of a zone is one word, or a few where its fillers were not seen."""
SHARE_READ = 0.6
"""Share of a line's width that its words must take."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to cut out a line: heights added before and behind, above and below; its pixels."""

    beyond: float
    above: float
    height: int = 48
    only_ink: bool = False
    """Whether dark strokes alone are kept: guilloche, shadow and colour go."""


CUTS = (
    Cut(0.25, 0.0),
    Cut(0.6, 0.08),
    Cut(0.25, 0.1, only_ink=True),
    Cut(0.25, 0.2, only_ink=True),
    Cut(0.1, -0.06),
)


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A line that may belong to a zone, with its place on the page."""

    text: str
    box: Box
    confidence: float


def zone_of_words(words: Sequence[Word]) -> MachineReadableZone | None:
    """The zone that stands in the words of a page, read as they are."""
    return _best_zone(_candidates(words))


def zone_of_image(
    image: Image, words: Sequence[Word], found: Sequence[Line] = ()
) -> MachineReadableZone | None:
    """The zone of an upright page image (BGR or grey).

    `words` tell where to look first, `found` are the lines of the page where it was looked for
    any. Costs nothing where no word hints at a zone and no line is long enough.
    """
    size = (image.shape[1], image.shape[0])
    by_lines = zone_of_lines(
        image, [line for line in found if not _is_other_print(line, words, size)]
    )
    if by_lines and by_lines.valid:
        return by_lines
    zones = [by_lines] if by_lines else []
    hints = _candidates(words)
    if hints:
        tall = max(hint.box.height for hint in hints)
        frame = around(hint.box for hint in hints)
        strip = clipped(0.0, frame.top - 3 * tall, 1.0, frame.bottom + 3 * tall)
        zones += [zone for zone in (_zone_in_strip(image, strip),) if zone]
    # Names have no check digit: page reading, which mistakes them, counts only by itself.
    zones = zones or [zone for zone in (zone_of_words(words),) if zone]
    return max(zones, key=lambda zone: (zone.valid, zone.confidence), default=None)


def zone_of_lines(image: Image, found: Sequence[Line]) -> MachineReadableZone | None:
    """The zone among lines found on a page, each cut out level and read by itself.

    Where its check digits do not hold, its lines are cut out in other ways and read again: a zone
    is taken for valid only where all readings that hold say the same.
    """
    zones = [zone for group in _long_lines(found) if (zone := _zone_of_group(image, group))]
    return max(zones, key=lambda zone: (zone.valid, zone.confidence), default=None)


def _is_other_print(line: Line, words: Sequence[Word], size: tuple[int, int]) -> bool:
    """Whether a line was surely read, from end to end, as print that no zone has."""
    if line.is_tall:
        return False
    across, down = size
    own = [w for w in words if line.holds(w.box.middle[0] * across, w.box.middle[1] * down)]
    text = "".join(word.text for word in own)
    if not text or lines.certainty(own) < SURE_OF_PRINT:
        return False
    if 2 * sum(letter.islower() for letter in text) > len(text):
        return True
    read = sum(word.box.width for word in own) * across
    return (
        "<" not in text.translate(FILLERS)
        and max(len(word.text) for word in own) <= LONGEST_OF_PRINT
        and read >= SHARE_READ * line.width
    )


def _long_lines(found: Sequence[Line]) -> list[list[Line]]:
    """Lines long enough for a zone: those that run across the page, and those up and down."""
    long = [line.turned(1) if line.is_tall else line for line in found]
    long = [line for line in long if line.width >= LEAST_ASPECT * line.height]
    long.sort(key=lambda line: line.width, reverse=True)
    groups = [[line for line in long if (abs(line.tilt) > 45) is steep] for steep in (False, True)]
    return [group[:MOST_LINES] for group in groups if len(group) > 1]


def _zone_of_group(image: Image, group: Sequence[Line]) -> MachineReadableZone | None:
    """The zone among lines of one direction, read from the side that most of them seem to want.

    Single lines of a zone mislead; the other side is tried where they do not agree.
    """
    starts = [lines.cut(image, line)[:, : 4 * lines.HEIGHT] for line in group]
    votes = latin.upside_down(starts)
    on_their_heads = sum(votes) > len(votes) / 2
    sides = [on_their_heads] + [not on_their_heads] * (0 < sum(votes) < len(votes))
    zone = None
    for side in sides:
        upright = [line.turned(2) if side else line for line in group]
        zone = _zone_of_upright(image, sorted(upright, key=_depth))
        if zone:
            break
    return zone


def _depth(line: Line) -> float:
    """How far down a line stands for who reads it upright."""
    down = (line.corners[3] - line.corners[0]) / max(line.height, 1.0)
    return float(line.corners.mean(axis=0) @ down)


def _zone_of_upright(image: Image, group: Sequence[Line]) -> MachineReadableZone | None:
    chosen = [
        (line, text)
        for line, text in zip(group, _read(image, group, CUTS[0]), strict=True)
        if _may_be_zone(text.text)
    ]
    best = _best_zone([text for _, text in chosen])
    if best is None or best.valid:
        return best
    parts = [line for line, text in chosen if _lies_in(text.box, best.box)]
    return _agreed(image, parts, best) if len(parts) == len(best.lines) else best


def _agreed(image: Image, parts: Sequence[Line], first: MachineReadableZone) -> MachineReadableZone:
    """The one valid zone that several ways of cutting out the lines lead to, else the first."""
    readings = [_read(image, parts, cut) for cut in CUTS[1:]]
    ways = [{reading.text: reading for reading in said} for said in zip(*readings, strict=True)]
    for way, text in zip(ways, first.raw, strict=True):
        way.setdefault(text, next(iter(way.values())))
    if recogniser.available():
        names = mrz.LAYOUTS[first.format].names.line
        own = recogniser.read_lines([lines.cut(image, line.grown(0.25, 0.0)) for line in parts])
        for number, reading in enumerate(own):
            if number != names and (text := reading.text.replace(" ", "")):
                ways[number].setdefault(text, next(iter(ways[number].values())))
    valid: dict[tuple[str, ...], MachineReadableZone] = {}
    for run in product(*(way.items() for way in ways)):
        zone = _zone([text for text, _ in run], [line for _, line in run])
        if zone and zone.valid:
            valid.setdefault(zone.lines, zone)
    return next(iter(valid.values())) if len(valid) == 1 else first


def _read(image: Image, found: Sequence[Line], cut: Cut) -> list[ZoneLine]:
    """What the Latin recogniser says to each line, cut out in one way."""
    page = (image.shape[1], image.shape[0])
    grown = [line.grown(cut.beyond, cut.above) for line in found]
    cuts = [lines.cut(image, line, cut.height) for line in grown]
    said = latin.read_words([_only_ink(one) for one in cuts] if cut.only_ink else cuts)
    return [
        ZoneLine(text, line.part(0.0, 1.0, page), sure)
        for line, (text, sure) in zip(found, said, strict=True)
    ]


def with_zone(words: Sequence[Word], zone: MachineReadableZone | None) -> tuple[Word, ...]:
    """The words of a page with those of a well-read zone in the place of their misreading."""
    if zone is None or not zone.valid or zone.box.height > zone.box.width:
        return tuple(words)
    inside = [word for word in words if _lies_in(word.box, zone.box)]
    if not inside:
        return tuple(words)
    first, count = inside[0].line, len(zone.lines)
    tall = zone.box.height / count
    read = [
        Word(
            text,
            clipped(
                zone.box.left,
                zone.box.top + number * tall,
                zone.box.right,
                zone.box.top + (number + 1) * tall,
            ),
            zone.confidence,
            first + number,
            from_ocr=True,
            engine=latin.ENGINE,
        )
        for number, text in enumerate(zone.lines)
    ]
    before = [word for word in words if word.line < first and word not in inside]
    after = [
        replace(word, line=word.line + count)
        for word in words
        if word.line >= first and word not in inside
    ]
    return (*before, *read, *after)


def _lies_in(box: Box, frame: Box) -> bool:
    x, y = box.middle
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom


def _zone_in_strip(image: Image, strip: Box) -> MachineReadableZone | None:
    """Read one part of a page with the Latin recogniser and take the zone from it."""
    height, width = image.shape[:2]
    left, top = int(strip.left * width), int(strip.top * height)
    part = image[top : int(strip.bottom * height), left : int(strip.right * width)]
    if min(part.shape[:2]) < 8:
        return None
    lines = [
        ZoneLine(
            line.text,
            clipped(
                (left + line.left) / width,
                (top + line.top) / height,
                (left + line.right) / width,
                (top + line.bottom) / height,
            ),
            line.confidence,
        )
        for line in latin.read_lines(part)
    ]
    return _best_zone([line for line in _joined_rows(lines) if _may_be_zone(line.text)])


def _only_ink(line: Image) -> Image:
    """Strokes darker than what surrounds them, black on white."""
    reach = np.ones((line.shape[0] // 2, line.shape[0] // 2), np.uint8)
    dark = cv2.morphologyEx(grey(line), cv2.MORPH_BLACKHAT, reach).astype(np.float32)
    return np.asarray(255 - dark * (255 / max(float(dark.max()), 1.0)), np.uint8)


def _candidates(words: Sequence[Word]) -> list[ZoneLine]:
    by_line: dict[int, list[Word]] = {}
    for word in words:
        by_line.setdefault(word.line, []).append(word)
    lines = [
        ZoneLine(
            "".join(word.text for word in line),
            around(word.box for word in line),
            sum(word.confidence for word in line) / len(line),
        )
        for line in by_line.values()
    ]
    return [
        line for line in sorted(lines, key=lambda line: line.box.top) if _may_be_zone(line.text)
    ]


def _joined_rows(lines: Sequence[ZoneLine]) -> list[ZoneLine]:
    """Pieces that stand in one row put together from left to right."""
    rows: list[list[ZoneLine]] = []
    for line in sorted(lines, key=lambda line: line.box.top):
        last = rows[-1][-1].box if rows else None
        if last and shared_height(last, line.box) > 0.5 * min(last.height, line.box.height):
            rows[-1].append(line)
        else:
            rows.append([line])
    joined = []
    for row in rows:
        row.sort(key=lambda line: line.box.left)
        joined.append(
            ZoneLine(
                "".join(piece.text for piece in row),
                around(piece.box for piece in row),
                min(piece.confidence for piece in row),
            )
        )
    return joined


def _may_be_zone(text: str) -> bool:
    """Whether a line has the length and the letters of a zone line, however badly read."""
    squeezed = to_latin_capitals(text.replace(" ", "").translate(FILLERS))
    if not SHORTEST_LINE <= len(squeezed) <= 50:
        return False
    strange = len(NOT_IN_A_ZONE.findall(squeezed))
    fillers = squeezed.count("<")
    digits = sum(letter.isdigit() for letter in squeezed)
    return strange <= 0.25 * len(squeezed) and (fillers >= 2 or digits >= 12)


def _best_zone(lines: Sequence[ZoneLine]) -> MachineReadableZone | None:
    """The run of two or three lines that makes the best zone."""
    zones = []
    for count in (3, 2):
        for start in range(len(lines) - count + 1):
            run = lines[start : start + count]
            zone = _zone([line.text for line in run], run)
            if zone:
                zones.append(zone)
    return max(zones, key=lambda zone: (zone.valid, len(zone.lines)), default=None)


def _zone(texts: Sequence[str], run: Sequence[ZoneLine]) -> MachineReadableZone | None:
    if mrz.detect_format(texts) is None:
        return None
    repaired = mrz.repair(texts)
    return MachineReadableZone(
        repaired.format,
        repaired.lines,
        tuple(texts),
        repaired.valid,
        around(line.box for line in run),
        min(line.confidence for line in run),
    )
