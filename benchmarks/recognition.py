"""`python -m benchmarks.recognition`: character errors by language and level, page by page.

Letters are compared in reading order; cards and passports line by line wherever a line stands,
since their reading order is a matter of taste. CER is edits over printed characters, white space
taken together.
"""

import random
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from pipeline.ingest import open_files
from pipeline.model import Page, Problem
from pipeline.ocr import reader
from pipeline.render import pages_of
from pipeline.settings import Settings
from sample_docs.specimen import make_specimen

NINE = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
LEVELS = ("scan", "poor", "photo")
TYPES = ("motivation_letter", "identity_card", "passport")
IN_ORDER = ("motivation_letter",)
LANGUAGES = {"kaz": "kk", "rus": "ru", "eng": "en"}


@dataclass
class Errors:
    """Sums over the pages of one language and level; seconds are those of one core."""

    pages: int = 0
    edits: int = 0
    printed: int = 0
    nine: int = 0
    kept: int = 0
    seconds: float = 0.0


def recognition(
    count: Annotated[int, typer.Option(help="Specimens a type and level.")] = 6,
    seed: Annotated[int | None, typer.Option(help="Fixed seed; a fresh one by default.")] = None,
    levels: Annotated[str, typer.Option(help="Quality levels, by comma.")] = ",".join(LEVELS),
    types: Annotated[str, typer.Option(help="Document types, by comma.")] = ",".join(TYPES),
) -> None:
    """Measure and print the table, and every page with more than 5 % errors."""
    first = seed if seed is not None else random.randrange(1_000_000)
    print(f"seed {first}, {count} specimens a type and level\n")
    table: dict[tuple[str, str], Errors] = {}
    bad = []
    for level in levels.split(","):
        for type_id in types.split(","):
            for number in range(first, first + count):
                specimen = make_specimen(type_id, seed=number, level=level)
                language = LANGUAGES.get(str(specimen.truth["fields"].get("language")), type_id)
                errors = table.setdefault((level, language), Errors())
                for truth, page, seconds in _read(specimen.files, specimen.truth):
                    edits, printed = _edits(truth, page, in_order=type_id in IN_ORDER)
                    errors.pages += 1
                    errors.edits += edits
                    errors.printed += printed
                    errors.seconds += seconds
                    wanted = sum(letter in NINE for letter in truth)
                    errors.nine += wanted
                    errors.kept += min(wanted, sum(letter in NINE for letter in page.text))
                    if edits > 0.05 * printed:
                        share = 100 * edits / printed
                        bad.append(
                            f"{type_id} seed {number} {level} page {page.number}: {share:.1f} %"
                        )
    print("| level | language or type | pages | CER | Kazakh letters kept | s a page |")
    print("|---|---|---|---|---|---|")
    for (level, language), errors in table.items():
        kept = f"{100 * errors.kept / errors.nine:.1f} %" if errors.nine else "-"
        print(
            f"| {level} | {language} | {errors.pages} "
            f"| {errors.edits / max(1, errors.printed):.4f} | {kept} "
            f"| {errors.seconds / max(1, errors.pages):.1f} |"
        )
    for line in bad:
        print("many errors:", line)


def _read(
    files: tuple[tuple[str, bytes], ...], truth: Mapping[str, Any]
) -> Iterator[tuple[str, Page, float]]:
    """Printed text, page as read, and seconds of computing for every page of a specimen."""
    settings = Settings(workers=1)
    printed = {(page["file"], page["page"]): page["text"] for page in truth["pages"]}
    with tempfile.TemporaryDirectory(prefix="tekseru-bench-") as place:
        paths = [Path(place) / name for name, _ in files]
        for path, (_, content) in zip(paths, files, strict=True):
            path.write_bytes(content)
        for source in open_files(paths, settings)[0]:
            for raw in pages_of(source, settings):
                if isinstance(raw, Problem):
                    continue
                begun = time.process_time()
                page = reader.read_page(raw, settings).page
                yield printed[raw.file, raw.number], page, time.process_time() - begun


def _edits(printed: str, page: Page, *, in_order: bool) -> tuple[int, int]:
    """Edits that lead from what was read to what is printed, and characters printed."""
    read = _plain(page.text)
    if in_order:
        wanted = _plain(printed)
        return Levenshtein.distance(wanted, read), len(wanted)
    edits = total = 0
    for line in map(_plain, printed.splitlines()):
        found = partial_ratio_alignment(line, read) if line and read else None
        piece = read[found.dest_start : found.dest_end] if found and len(line) < len(read) else read
        edits += min(len(line), Levenshtein.distance(line, piece))
        total += len(line)
    return edits, total


def _plain(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    typer.run(recognition)
