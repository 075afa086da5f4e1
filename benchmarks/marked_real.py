"""Signatures and initials on real pages: what the product finds of them, and a baseline.

The baseline takes large connected components that are neither solid nor long lines, as tutorials
on the extraction of signatures do it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.marked_tally import Tally, overlap
from pipeline.cleanup import Image, grey
from pipeline.geometry import clipped
from pipeline.ingest import open_files
from pipeline.marks.page import find_marks
from pipeline.model import Box, MarkKind, Page
from pipeline.ocr import reader
from pipeline.render import RawPage, pages_of
from pipeline.settings import settings

Finder = Callable[[Image, Page], Sequence[Box]]


def ours(image: Image, page: Page) -> list[Box]:
    """Signatures that the product finds."""
    marks = find_marks(image, page)
    return [mark.box for mark in marks if mark.kind is MarkKind.SIGNATURE and mark.present]


def connected_components(image: Image, page: Page) -> list[Box]:
    """The baseline: components between four and eighteen times the mean size, ink not too dense.

    The method of the tutorials on signature extraction (mean component area, two outlier bounds).
    """
    picture = grey(image)
    _, ink = cv2.threshold(picture, 127, 1, cv2.THRESH_BINARY_INV)
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(ink, np.uint8), connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    usual = float(areas[areas > 10].mean()) if (areas > 10).any() else 0.0
    least = usual / 84 * 250 + 100
    height, width = picture.shape[:2]
    found = []
    for x, y, wide, tall, area in stats[1:]:
        density = area / (wide * tall)
        if least <= area <= 18 * least and density < 0.4 and wide < 0.6 * width:
            found.append(clipped(x / width, y / height, (x + wide) / width, (y + tall) / height))
    return found


FINDERS: dict[str, Finder] = {"ours": ours, "connected components": connected_components}


@dataclass(frozen=True, slots=True)
class RealPage:
    """An upright real page as it was read, and the places of its signatures and initials."""

    image: Image
    page: Page
    signatures: tuple[Box, ...]
    initials: tuple[Box, ...]


def real_pages(folder: Path) -> Iterator[RealPage]:
    """Real pages with their truth; pages that were not upright are left out."""
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if not entry["file"].startswith("marks/"):
            continue
        sources, _ = open_files([folder / entry["file"]], settings())
        raw = next(page for page in pages_of(sources[0], settings()) if isinstance(page, RawPage))
        reading = reader.read_page(raw, settings())
        if reading.image is None or reading.page.rotation:
            continue
        height, width = reading.image.shape[:2]
        places: dict[bool, list[Box]] = {True: [], False: []}
        for name, x, y, w, h in entry["truth"]["boxes"]:
            box = clipped(x / width, y / height, (x + w) / width, (y + h) / height)
            places[name == "signature"].append(box)
        yield RealPage(reading.image, reading.page, tuple(places[True]), tuple(places[False]))


def measure_real(pages: Sequence[RealPage], finder: Finder) -> dict[str, Tally]:
    """What a way to find signatures finds on real pages: of signatures, initials, and of both."""
    tallies = {name: Tally() for name in ("signatures", "initials", "both")}
    for number, one in enumerate(pages):
        claimed = finder(one.image, one.page)
        parts = {"signatures": one.signatures, "initials": one.initials}
        for name, places in parts.items():
            # What lies on the other kind is right, too.
            mine = [box for box in claimed if any(overlap(place, box) > 0.15 for place in places)]
            tallies[name].add(places, mine, f"real {number} {name}")
        tallies["both"].add([*one.signatures, *one.initials], claimed, f"real {number}")
    return tallies
