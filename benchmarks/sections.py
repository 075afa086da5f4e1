"""What is measured, section by section: each makes its own specimens and returns Markdown."""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from benchmarks import (
    accuracy,
    calibration,
    marks,
    peers,
    plots,
    rulebook,
    speed,
    splitting,
    tables,
)
from pipeline.settings import Settings, settings
from sample_docs.specimen import LEVELS

TYPES = tuple(accuracy.STARRED)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run measures: specimens a type and level, the levels, the seed, where results go."""

    seed: int
    quick: bool
    count: int
    levels: tuple[str, ...]
    types: tuple[str, ...]
    out: Path
    settings: Settings

    @classmethod
    def of(
        cls,
        *,
        quick: bool,
        seed: int | None,
        levels: str | None,
        types: str | None,
        count: int | None,
        out: Path,
    ) -> "Plan":
        """A plan from the words of the command line."""
        usual = ("digital", "scan") if quick else LEVELS
        return cls(
            seed if seed is not None else random.randrange(1_000_000),
            quick,
            count or (2 if quick else 12),
            tuple(levels.split(",")) if levels else usual,
            tuple(types.split(",")) if types else TYPES,
            out,
            settings(),
        )


def fields(plan: Plan) -> str:
    """Field accuracy by type and level, calibration, and every value read wrong."""
    tallies = accuracy.measure(
        plan.types, plan.levels, count=plan.count, seed=plan.seed, settings=plan.settings
    )
    graded = list(chain.from_iterable(tally.graded for tally in tallies.values()))
    bins = calibration.reliability(graded)
    misses = [miss for tally in tallies.values() for miss in tally.misses]
    (plan.out / "misses.txt").write_text("\n".join(misses) + "\n", encoding="utf-8")
    plots.accuracy(tallies, plan.out / "accuracy.png")
    plots.reliability(bins, plan.out / "calibration.png")
    return (
        f"## Fields\n\n{plan.count} specimens a type and level; every miss in `misses.txt`.\n\n"
        f"{tables.accuracy(tallies)}\n## Calibration of confidence\n\n{tables.calibration(bins)}"
    )


def layouts(plan: Plan) -> str:
    """Accuracy on the layouts kept from those who wrote the extractors, beside the others."""
    parts = []
    for held_out, name in ((False, "layouts seen"), (True, "held-out layouts")):
        tallies = accuracy.measure(
            plan.types,
            ("digital",),
            count=plan.count,
            seed=plan.seed,
            settings=plan.settings,
            held_out=held_out,
        )
        parts.append(f"{name}:\n\n{tables.accuracy(tallies)}")
    return "## Held-out layouts\n\n" + "\n".join(parts)


def split(plan: Plan) -> str:
    """Applications in one PDF: documents cut at the right pages."""
    rows, misses = [], []
    levels = {"digital": 3 if plan.quick else 20} | ({} if plan.quick else {"scan": 3})
    for level, count in levels.items():
        tally = splitting.measure(plan.seed, plan.settings, count=count, level=level)
        documents = tables.share(tally.right, tally.documents)
        rows.append((level, tables.share(tally.whole, tally.packages), documents))
        misses += tally.misses
    (plan.out / "splitting.txt").write_text("\n".join(misses) + "\n", encoding="utf-8")
    head = ("level", "packages split right", "documents right")
    return f"## Splitting of one large PDF\n\n{tables.table(head, rows)}"


def rules(plan: Plan) -> str:
    """Every rule against an application that violates it, and against right ones."""
    parts = []
    levels = [level for level in ("digital", "scan") if level in plan.levels]
    for level in levels[:1] if plan.quick else levels:
        tallies, whole = rulebook.measure(
            plan.seed, plan.settings, level=level, right=1 if plan.quick else plan.count
        )
        notes = [*whole.notes, *(note for tally in tallies.values() for note in tally.notes)]
        (plan.out / f"rules-{level}.txt").write_text("\n".join(notes) + "\n", encoding="utf-8")
        parts.append(
            f"Level {level}; notes in `rules-{level}.txt`.\n\n{tables.packages(whole)}\n"
            f"{tables.rules(tallies)}"
        )
    return "## Rules\n\n" + "\n".join(parts)


def zones(plan: Plan) -> str:
    """Machine-readable zones: real and generated images, PassportEye on the real ones."""
    count = "2" if plan.quick else "8"
    said = _printed_by("zones", "--count", count, "--seed", str(plan.seed))
    return f"## Machine-readable zones\n\n{said}\n{_passporteye()}"


def text(plan: Plan) -> str:
    """Character errors by language and level."""
    count = "1" if plan.quick else "6"
    said = _printed_by("recognition", "--count", count, "--seed", str(plan.seed))
    return f"## Characters\n\n{said}"


def _printed_by(module: str, *arguments: str) -> str:
    """What a measurement with a command line of its own prints, tables as Markdown."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    table = [line for line in lines if line.startswith("|")]
    rest = [line for line in lines if not line.startswith("|") and line.strip()]
    details = "\n".join(["", "<details><summary>details</summary>", "", "```", *rest, "```"])
    return "\n".join(table) + "\n" + (details + "\n</details>\n" if rest else "")


def _passporteye() -> str:
    """PassportEye's figures on the real images that hold a zone with right check digits."""
    folder = Path("../shared/real")
    if not (folder / "truth.jsonl").is_file():
        return "The real images are not at hand, so PassportEye was not run.\n"
    entries = [
        json.loads(line)
        for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    entries = [entry for entry in entries if entry["file"].startswith("mrz/")]
    found = peers.passporteye([folder / entry["file"] for entry in entries])
    printed = [(entry["truth"] or {}) for entry in entries]
    well = [truth.get("mrz") for truth in printed if truth.get("check_digits_ok", True)]
    exact = sum(
        bool(truth.get("mrz")) and lines == truth["mrz"] and truth.get("check_digits_ok", True)
        for truth, (lines, _, _) in zip(printed, found, strict=True)
    )
    invented = sum(
        valid and not truth.get("mrz") for truth, (_, valid, _) in zip(printed, found, strict=True)
    )
    seconds = sum(took for _, _, took in found) / max(1, len(found))
    return (
        f"PassportEye on the same real images: {exact}/{sum(map(bool, well))} exact,"
        f" {invented} invented, {seconds:.1f} s an image.\n"
    )


def mark(plan: Plan) -> str:
    """Signatures, seals and codes found, and what is said of papers with and without them."""
    first = plan.seed % marks.LEARNT_PAGES.start
    pages = range(first, first + (4 if plan.quick else 40))
    papers = range(first, first + (1 if plan.quick else 8))
    found = "\n".join(marks.report(plan.levels, pages, marks.REAL))
    counted, _ = marks.measure_papers(plan.levels, papers)
    said = marks.answer_table(counted, plan.levels)
    return f"## Marks\n\n{found}\n\nWhat is said of whole papers:\n\n{said}"


def pace(plan: Plan) -> str:
    """Seconds against raw Tesseract and OCRmyPDF on the same pages."""
    races = [speed.race(plan.seed + run) for run in range(1 if plan.quick else 3)]
    stages = races[-1].cold.stages
    rows = [(name, f"{seconds:.2f}") for name, seconds in stages.items()]
    plots.speed(races, plan.out / "speed.png")
    return (
        f"## Speed\n\nScanned A4 pages and cards, `tekseru verify` with everything included.\n\n"
        f"{tables.speed(races)}\nSeconds by stage:\n\n{tables.table(('stage', 'seconds'), rows)}"
    )


SECTIONS: Mapping[str, Callable[[Plan], str]] = {
    "fields": fields,
    "layouts": layouts,
    "text": text,
    "zones": zones,
    "splitting": split,
    "rules": rules,
    "marks": mark,
    "speed": pace,
}
