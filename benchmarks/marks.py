"""What is found of signatures, seals and codes on invented pages and on real ones.

    python -m benchmarks.marks                  # tables; invented pages are made in memory
    python -m benchmarks.marks --fit            # weights of pipeline/marks/signature.json anew
    python -m benchmarks.marks --absence        # papers: marks by place, and what is said of them
    python -m benchmarks.marks --pages 0        # real pages alone

A signature counts as found where a mark overlaps its place. On real pages (`--real`, a folder
with `truth.jsonl`) initials are signatures too, told apart in what is found, and a baseline of
connected components is run beside: large components that are neither solid nor long lines, as
tutorials do it. Real pages are read by the engines first: ten seconds each.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from benchmarks import marked_pages, marked_specimens
from benchmarks.marked_pages import MarkedPage
from benchmarks.marked_real import FINDERS, measure_real, real_pages
from benchmarks.marked_tally import Tally, overlap
from pipeline import paper
from pipeline.cleanup import Image
from pipeline.geometry import clipped, shared_height, shared_width
from pipeline.marks import ruling, sheet, signature, stamp, strokes
from pipeline.marks.page import find_marks, with_marks
from pipeline.marks.places import document_mark
from pipeline.model import Box, MarkKind, Page, PageMark, Source, Word
from sample_docs.specimen import LEVELS

REAL = Path("../shared/real")
LEARNT_PAGES = range(20_300, 20_420)
LEARNT_PAPERS = range(700, 732)
"""Seeds of the invented pages and papers that the weights in use have seen: left out of
measurements."""
HALVED = LEARNT_PAGES.start + 60
"""Pages below this seed are learnt once more with their seals cut in half."""
KINDS = {"signature": MarkKind.SIGNATURE, "stamp": MarkKind.STAMP, "qr": MarkKind.QR}


def page_of(made: MarkedPage, level: str, rng: Random, known: float) -> tuple[Image, Page]:
    """An invented page as the reader hands it over, with a share of its words read."""
    image: Image = made.image
    if level == "photo":
        found = paper.find(image)
        image = found.image if found else image
    words, line, right = [], 0, 1.0
    for text, place in made.words:
        line += place[0] < right
        right = place[0]
        if rng.random() < known:
            box = clipped(*place)
            words.append(Word(text, box, 0.95, line, from_ocr=level != "digital", engine="truth"))
    source = Source.TEXT if level == "digital" else Source.OCR
    return image, Page("page", 1, 595.0, 842.0, 0, source, tuple(words))


def invented(seed: int, level: str, known: float) -> tuple[Image, Page, MarkedPage]:
    """A page of a seed; a flattened photograph has its marks where the printed page has them."""
    made = marked_pages.make(seed, level)
    if level == "photo" and paper.find(made.image) is not None:
        flat = marked_pages.make(seed, "digital")
        made = MarkedPage(made.image, flat.marks, flat.details, flat.words)
    image, page = page_of(made, level, Random(f"{seed}/{level}/words"), known)
    return image, page, made


def measure(level: str, seeds: Sequence[int]) -> tuple[dict[str, Tally], float]:
    """Tallies by kind (`stamp coloured`, `stamp black` apart) and seconds a page."""
    tallies: dict[str, Tally] = {}
    spent = 0.0
    for seed in seeds:
        image, page, made = invented(seed, level, 0.9)
        begun = time.process_time()
        marks = find_marks(image, page)
        spent += time.process_time() - begun
        for kind, mark_kind in KINDS.items():
            claimed = [mark for mark in marks if mark.kind is mark_kind and mark.present]
            for name, truth, chosen in _parted(kind, made, claimed, image):
                tally = tallies.setdefault(name, Tally())
                tally.add(truth, [mark.box for mark in chosen], f"{level} {seed} {name}")
    return tallies, spent / max(1, len(seeds))


def _parted(
    kind: str, made: MarkedPage, claimed: Sequence[PageMark], image: Image
) -> Iterator[tuple[str, list[Box], Sequence[PageMark]]]:
    places = [clipped(*place) for place in made.marks[kind]]
    if kind == "qr":
        read = {mark.text for mark in claimed}
        right = [
            place for place, text in zip(places, made.details[kind], strict=True) if text in read
        ]
        yield kind, places, [PageMark(MarkKind.QR, place, 1.0) for place in right]
    elif kind == "stamp":
        grey_page = float(np.ptp(image[::9, ::9].reshape(-1, 3).astype(int), axis=1).max()) < 30
        black = [grey_page or name.startswith("black") for name in made.details[kind]]
        for name, wanted in (("stamp coloured", False), ("stamp black", True)):
            mine = [place for place, dark in zip(places, black, strict=True) if dark is wanted]
            other = [place for place, dark in zip(places, black, strict=True) if dark is not wanted]
            is_mine = [
                mark
                for mark in claimed
                if not any(overlap(mark.box, place) > 0.25 for place in other)
                and (
                    mark.detail.startswith("black") is wanted
                    or any(overlap(mark.box, p) > 0.25 for p in mine)
                )
            ]
            yield name, mine, is_mine
    else:
        yield kind, places, claimed


ANSWERS = {True: "present", None: "cannot tell", False: "absent"}


Answers = Counter[tuple[str, str, bool, str]]
"""How often papers are said to bear a mark, by level, kind, what is true and what is said."""


def measure_papers(
    levels: Sequence[str], seeds: Sequence[int]
) -> tuple[Answers, dict[tuple[str, str], Tally]]:
    """What is said of papers of all types that are signed, and tallies of their marks by level.

    Every second paper has a mark left out.
    """
    counted: Answers = Counter()
    tallies: dict[tuple[str, str], Tally] = {}
    for seed in seeds:
        for type_id in marked_specimens.UNMARKED if seed not in LEARNT_PAPERS else ():
            faults = marked_specimens.faults_of(type_id, seed)
            for made in marked_specimens.papers(type_id, seed, levels, faults):
                pages = [with_marks(one.image, one.page) for one in made.pages]
                for one, page in zip(made.pages, pages, strict=True):
                    for name, truth, claimed in _marks_of_paper(one, page):
                        tally = tallies.setdefault((made.level, name), Tally())
                        tally.add(truth, claimed, f"{made.level} {type_id} {seed} {name}")
                for kind in ("signature", "stamp"):
                    said = document_mark(pages, KINDS[kind]).present
                    counted[made.level, kind, made.present[kind], ANSWERS[said]] += 1
    return counted, tallies


def _marks_of_paper(
    made: marked_specimens.MarkedPaperPage, page: Page
) -> Iterator[tuple[str, Sequence[Box], list[Box]]]:
    found = [mark for mark in page.marks if mark.present]
    signed = [mark.box for mark in found if mark.kind is MarkKind.SIGNATURE]
    yield "signature", made.signatures, signed
    stamps = list(zip(made.stamps, made.black, strict=True))
    for name, dark in (("stamp coloured", False), ("stamp black", True)):
        mine = [place for place, black in stamps if black is dark]
        others = [place for place, black in stamps if black is not dark]
        claimed = [
            mark.box
            for mark in found
            if mark.kind is MarkKind.STAMP
            and not any(overlap(mark.box, place) > 0.25 for place in others)
            and (
                mark.detail.startswith("black") is dark
                or any(overlap(mark.box, place) > 0.25 for place in mine)
            )
        ]
        yield name, mine, claimed


def answer_table(counted: Answers, levels: Sequence[str]) -> str:
    """Markdown: answers in columns, level and truth in rows."""
    rows = [
        "| level | mark | truth | " + " | ".join(ANSWERS.values()) + " |",
        "|---|---|---|---|---|---|",
    ]
    for level in levels:
        for kind in ("signature", "stamp"):
            for truth in (True, False):
                numbers = [counted[level, kind, truth, said] for said in ANSWERS.values()]
                shown = " | ".join(map(str, numbers))
                rows.append(f"| {level} | {kind} | {'borne' if truth else 'lacking'} | {shown} |")
    return "\n".join(rows) + "\n"


@dataclass(frozen=True, slots=True)
class Example:
    """Measures of a group of strokes and whether it is a signature."""

    numbers: NDArray[np.float64]
    signed: bool


def examples(image: Image, page: Page, truth: Sequence[Box]) -> Iterator[Example]:
    """Groups of a page that are clearly the one or the other."""
    prepared = sheet.prepare(image, page.words)
    lines = ruling.ruled_lines(prepared)
    seals = stamp.find_seals(prepared, lines)
    for group in signature.stroke_groups(prepared, lines, seals):
        box = prepared.box(*group.rectangle)
        inside = max((_inside(box, place) for place in truth), default=0.0)
        covers = max((_inside(place, box) for place in truth), default=0.0)
        swallowed = any(_inside(place, box) > 0.5 for place in truth)
        if inside > 0.6 and covers > 0.12:
            yield Example(group.numbers, signed=True)
        elif inside < 0.15 and not swallowed:
            yield Example(group.numbers, signed=False)


def _inside(box: Box, place: Box) -> float:
    width, height = shared_width(box, place), shared_height(box, place)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max(1e-9, box.width * box.height)


def fit(learnt: Sequence[Example], strength: float = 2.0, weight: float = 4.0) -> dict[str, Any]:
    """Weights of a logistic regression with an L2 penalty, by Newton's method.

    A signature weighs as much as `weight` other groups: pages hold ten times more of those.
    """
    measures = np.array([one.numbers for one in learnt])
    signed = np.array([one.signed for one in learnt], float)
    mean, spread = measures.mean(axis=0), measures.std(axis=0) + 1e-6
    inputs = signature.expanded((measures - mean) / spread)
    weights = np.zeros(inputs.shape[1])
    penalty = np.full(len(weights), 2 * strength)
    penalty[-1] = 1e-6
    counts = np.where(signed > 0, weight, 1.0)
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (counts * (chance - signed)) + penalty * weights
        bend = (inputs * (counts * chance * (1 - chance))[:, None]).T @ inputs + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-5:
            break
    return {
        "numbers": list(strokes.NUMBERS),
        "mean": [round(float(value), 6) for value in mean],
        "spread": [round(float(value), 6) for value in spread],
        "weights": [round(float(value), 5) for value in weights],
    }


def _with_half_seals(image: Image, made: MarkedPage) -> Image:
    """The page with the lower half of each seal wiped off, as at the edge of a sheet laid over it:
    its rings then look like a pen's loops."""
    wiped = image.copy()
    rows, columns = wiped.shape[:2]
    signed = [clipped(*place) for place in made.marks["signature"]]
    for place in (clipped(*place) for place in made.marks["stamp"]):
        if any(overlap(place, pen) > 0 for pen in signed):
            continue
        middle = (place.top + place.bottom) / 2
        wiped[
            int(middle * rows) : int(place.bottom * rows) + 3,
            int(place.left * columns) - 2 : int(place.right * columns) + 3,
        ] = np.median(image, axis=(0, 1))
    return wiped


def learn() -> dict[str, Any]:
    """Weights from invented pages and papers of all levels, most of their words read."""
    learnt: list[Example] = []
    for seed in LEARNT_PAGES:
        for level in LEVELS:
            image, page, made = invented(seed, level, 0.85)
            places = [clipped(*place) for place in made.marks["signature"]]
            learnt += examples(image, page, places)
            if seed < HALVED:
                learnt += examples(_with_half_seals(image, made), page, places)
    for seed in LEARNT_PAPERS:
        for type_id in marked_specimens.UNMARKED:
            faults = marked_specimens.faults_of(type_id, seed)
            for paper_made in marked_specimens.papers(type_id, seed, LEVELS, faults):
                for one in paper_made.pages:
                    learnt += examples(one.image, one.page, one.signatures)
    return fit(learnt)


def table(level: str, tallies: dict[str, Tally], seconds: float) -> str:
    """Rows of a Markdown table."""
    rows = [
        tally.row(level, name)
        for name, tally in sorted(tallies.items())
        if tally.standing or tally.false
    ]
    return "\n".join([*rows, f"{1000 * seconds:.0f} ms of processor time a page"])


def report(
    levels: Sequence[str], seeds: Sequence[int], real: Path | None, *, show: bool = False
) -> Iterator[str]:
    """Markdown of all measurements, part by part; real pages where their folder exists."""
    if seeds:
        yield "| level | mark | standing | recall | precision |\n|---|---|---|---|---|"
    for level in levels if seeds else ():
        tallies, seconds = measure(level, seeds)
        yield table(level, tallies, seconds)
        if show:
            yield from (miss for tally in tallies.values() for miss in tally.missed)
    if real is not None and (real / "truth.jsonl").exists():
        yield "\n| real pages | marks | standing | recall | precision |\n|---|---|---|---|---|"
        read = list(real_pages(real))
        for finder_name, finder in FINDERS.items():
            for name, tally in measure_real(read, finder).items():
                precision = f"{tally.precision:.3f}" if name == "both" else ""
                yield (
                    f"| {finder_name} | {name} | {tally.standing} | {tally.recall:.3f} "
                    f"| {precision} |"
                )
                if show and name == "both":
                    yield from tally.missed


def main(
    pages: Annotated[int, typer.Option(help="Invented pages a level; 0 for real ones alone.")] = 40,
    seed: Annotated[int, typer.Option(help="First seed.")] = 0,
    levels: Annotated[str, typer.Option(help="Levels, by comma.")] = ",".join(LEVELS),
    real: Annotated[Path, typer.Option(help="Folder of real pages.")] = REAL,
    show: Annotated[bool, typer.Option(help="Name what was missed.")] = False,
    absence: Annotated[bool, typer.Option(help="Papers alone, and what is said of them.")] = False,
    fit_weights: Annotated[bool, typer.Option("--fit", help="Make the weights anew.")] = False,
) -> None:
    """Measure marks, or make the weights of the signatures anew."""
    if fit_weights:
        Path("pipeline/marks/signature.json").write_text(json.dumps(learn()) + "\n", "utf-8")
        return
    chosen, seeds = levels.split(","), range(seed, seed + pages)
    if absence:
        counted, tallies = measure_papers(chosen, seeds)
        print("| level | mark | standing | recall | precision |\n|---|---|---|---|---|")
        for (level, name), tally in sorted(tallies.items()):
            if tally.standing or tally.false:
                print(tally.row(level, name))
            if show:
                print(*tally.missed, sep="\n")
        print()
        print(answer_table(counted, chosen))
        return
    for part in report(chosen, seeds, real, show=show):
        print(part)


if __name__ == "__main__":
    typer.run(main)
