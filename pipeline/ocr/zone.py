"""Find and read a machine-readable zone on an upright page (ICAO 9303 parts 3 to 5).

The words of the first reading say where a zone may stand; the strip is then read by the Latin
recogniser, which is far better at it. Text layers carry the zone as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.cleanup import Image
from pipeline.geometry import around, clipped, shared_height
from pipeline.identifiers import mrz
from pipeline.model import Box, MachineReadableZone, Word
from pipeline.ocr import latin
from pipeline.text.homoglyphs import to_latin_capitals

SHORTEST_LINE = 26
NOT_IN_A_ZONE = re.compile(r"[^A-Z0-9<]")
FILLERS = str.maketrans("«‹≤", "<<<")


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A line that may belong to a zone, with its place on the page."""

    text: str
    box: Box
    confidence: float


def zone_of_words(words: Sequence[Word]) -> MachineReadableZone | None:
    """The zone that stands in the words of a page, read as they are."""
    return _best_zone(_candidates(words))


def zone_of_image(image: Image, words: Sequence[Word]) -> MachineReadableZone | None:
    """The zone of an upright page image (BGR or grey); `words` tell where to look first.

    Costs a second reading of a strip, and nothing where no word hints at a zone.
    """
    hints = _candidates(words)
    if not hints:
        return None
    tall = max(hint.box.height for hint in hints)
    frame = around(hint.box for hint in hints)
    strip = clipped(
        frame.left - 0.03, frame.top - 3 * tall, frame.right + 0.06, frame.bottom + 3 * tall
    )
    wide = clipped(0.0, strip.top, 1.0, strip.bottom)
    plain = zone_of_words(words)
    zones = [zone for zone in (plain, zone_in_strip(image, strip)) if zone]
    if not any(zone.valid for zone in zones) and strip.width < 0.8:
        zones += [zone for zone in (zone_in_strip(image, wide),) if zone]
    return max(zones, key=lambda zone: (zone.valid, zone.confidence), default=None)


def with_zone(words: Sequence[Word], zone: MachineReadableZone | None) -> tuple[Word, ...]:
    """The words of a page with those of a well-read zone in the place of their misreading."""
    if zone is None or not zone.valid:
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


def zone_in_strip(image: Image, strip: Box) -> MachineReadableZone | None:
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
            texts = [line.text for line in run]
            if mrz.detect_format(texts) is None:
                continue
            repaired = mrz.repair(texts)
            zones.append(
                MachineReadableZone(
                    repaired.format,
                    repaired.lines,
                    tuple(texts),
                    repaired.valid,
                    around(line.box for line in run),
                    min(line.confidence for line in run),
                )
            )
    return max(zones, key=lambda zone: (zone.valid, len(zone.lines)), default=None)
