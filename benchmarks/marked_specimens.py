"""Pages of invented papers as the reader hands them over, with the marks that stand on them.

One printing serves all levels. Words come from the printed text, moved to where the level put
them and thinned as an engine thins them: it seldom reads what a pen or a seal runs across.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import cv2
import numpy as np

from benchmarks import marked_pages
from pipeline import paper
from pipeline.cleanup import Image
from pipeline.geometry import clipped, shared_height, shared_width
from pipeline.model import Box, Page, Source, Word
from sample_docs import degrade, dossier, printing
from sample_docs.scanning import page_image
from sample_docs.specimen import MARKS, Order, document_module

UNMARKED: Mapping[str, tuple[frozenset[str], ...]] = {
    "motivation_letter": (frozenset({"unsigned"}),),
    "employer_application": (
        frozenset({"unsigned"}),
        frozenset({"unstamped"}),
        frozenset({"unsigned", "unstamped"}),
    ),
    "notarial_inscription": (frozenset({"no_signature"}), frozenset({"no_seal"})),
    "internship_programme": (
        frozenset({"sending_unsigned", "receiving_unsigned"}),
        frozenset({"sending_blank", "receiving_blank"}),
        frozenset({"sending_unstamped", "receiving_unstamped"}),
    ),
    "medical_certificate": (frozenset({"unsigned"}), frozenset({"unstamped"})),
    "invitation": (frozenset({"unsigned"}),),
}
"""Types that are signed, and the faults that leave a mark out."""
READ = {"digital": 1.0, "scan": 0.95, "poor": 0.85, "photo": 0.9}
"""Share of the printed words that are read."""
READ_UNDER_INK = 0.4
DRAWN_DPI, SCAN_DPI = 110, 200


@dataclass(frozen=True, slots=True)
class MarkedPaperPage:
    """An upright page image and the places of its signatures and seals.

    `black` tells for each seal whether it is black, as printed or as scanned.
    """

    image: Image
    page: Page
    signatures: tuple[Box, ...]
    stamps: tuple[Box, ...]
    black: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class MarkedPaper:
    """One paper at one level. `present` says of each kind of mark whether the paper bears it."""

    type_id: str
    seed: int
    level: str
    present: Mapping[str, bool]
    pages: tuple[MarkedPaperPage, ...]


def faults_of(type_id: str, seed: int) -> frozenset[str]:
    """Every second paper lacks something, each fault in its turn."""
    choices = UNMARKED[type_id]
    return choices[seed // 2 % len(choices)] if seed % 2 else frozenset()


def papers(
    type_id: str, seed: int, levels: Sequence[str], faults: Collection[str] = ()
) -> Iterator[MarkedPaper]:
    """The paper of a seed at several levels."""
    module = document_module(type_id)
    layout = Random(f"{type_id}/{seed}/layout").choice(module.LAYOUTS)
    rng, wrong = Random(f"{type_id}/{seed}"), frozenset(faults)
    draft = module.draft(Order(dossier.invent(seed), layout, rng, wrong, {}))
    printed = printing.print_pages(draft.html)
    for level in levels:
        delivered = degrade.deliver(
            printed,
            level=level,
            seed=f"{type_id}/{seed}/{level}/{layout}",
            container="png" if level in ("scan", "photo") else None,
            rotation=0,
            name="paper",
        )
        yield MarkedPaper(
            type_id,
            seed,
            level,
            {kind: kind in draft.marks for kind in MARKS},
            tuple(
                _page(printed, number, level, delivered, Random(f"{seed}/{level}/{number}"))
                for number in range(len(printed.sizes))
            ),
        )


def _page(
    printed: printing.Printed, number: int, level: str, delivered: Any, rng: Random
) -> MarkedPaperPage:
    facts = delivered.pages[number]
    image = _image(dict(delivered.files)[facts["file"]], facts, level)
    quad = facts.get("quad")
    if level == "photo" and (found := paper.find(image)):
        image, quad = found.image, None
    matrix = marked_pages.homography(quad) if quad else np.eye(3)
    places = {
        kind: [
            place["box"]
            for key, place in sorted(printed.places.items())
            if key.split(":")[:2] == ["mark", kind] and place["page"] == number + 1
        ]
        for kind in ("signature", "stamp")
    }
    inked = [clipped(*box) for boxes in places.values() for box in boxes]
    words, line, right = [], 0, 1.0
    for text, place in marked_pages.printed_words(printed.pdf, number):
        line += place[0] < right
        right = place[0]
        box = clipped(*place)
        crossed = any(_lies_in(box, ink) for ink in inked)
        share = READ_UNDER_INK if crossed and level != "digital" else READ[level]
        if rng.random() >= share:
            continue
        if level == "digital":
            words.append(Word(text, box, 1.0, line, from_ocr=False, engine="truth"))
            continue
        # An engine frames the letters, a text layer the line.
        top, bottom = box.top + 0.12 * box.height, box.bottom - 0.08 * box.height
        moved = marked_pages.moved([box.left, top, box.right, bottom], matrix)
        words.append(Word(text, clipped(*moved), 0.95, line, from_ocr=True, engine="truth"))
    source = Source.TEXT if level == "digital" else Source.OCR
    width, height = printed.sizes[number]
    page = Page("paper", number + 1, width, height, 0, source, tuple(words))
    colourless = bool(np.ptp(image[::7, ::7].reshape(-1, 3).astype(int), axis=1).max() < 30)
    drawn = image if level == "digital" or colourless else _drawn(printed.pdf, number)
    return MarkedPaperPage(
        image,
        page,
        tuple(clipped(*marked_pages.moved(box, matrix)) for box in places["signature"]),
        tuple(clipped(*marked_pages.moved(box, matrix)) for box in places["stamp"]),
        tuple(colourless or _is_black(drawn, clipped(*box)) for box in places["stamp"]),
    )


def _lies_in(box: Box, place: Box) -> bool:
    width, height = shared_width(box, place), shared_height(box, place)
    return width > 0 and height > 0 and width * height > 0.3 * box.width * box.height


def _drawn(pdf: bytes, number: int) -> Image:
    return np.asarray(page_image(pdf, number, DRAWN_DPI)[:, :, ::-1], np.uint8).copy()


def _image(content: bytes, facts: Mapping[str, Any], level: str) -> Image:
    if not facts["file"].endswith(".pdf"):
        decoded = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
        if decoded is None:
            raise ValueError("the page image could not be decoded")
        return np.asarray(decoded, np.uint8)
    dpi = DRAWN_DPI if level == "digital" else SCAN_DPI
    return np.asarray(page_image(content, facts["page"] - 1, dpi)[:, :, ::-1], np.uint8).copy()


def _is_black(image: Image, box: Box) -> bool:
    """Whether hardly any ink at a place has a colour."""
    rows, columns = image.shape[:2]
    cut = image[
        int(box.top * rows) : int(box.bottom * rows) + 1,
        int(box.left * columns) : int(box.right * columns) + 1,
    ].astype(int)
    inked = cut.min(axis=2) < 200
    coloured = inked & (np.ptp(cut, axis=2) > 40)
    return bool(coloured.sum() < 0.2 * max(1, inked.sum()))
