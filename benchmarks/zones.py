"""`python -m benchmarks.zones`: machine-readable zones read from real and from generated images.

A zone counts as read when every character is right; as falsely valid when its check digits hold
but a character is wrong, or the specimen is printed with wrong ones; as invented when the image
has no zone. Badly printed specimens must be reported as they are.
"""

import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from pipeline.ingest import open_files
from pipeline.model import MachineReadableZone, Problem
from pipeline.ocr import reader
from pipeline.render import pages_of
from pipeline.settings import Settings
from sample_docs.specimen import make_specimen

REAL = Path("../shared/real")
LEVELS = ("scan", "poor", "photo")


@dataclass
class Count:
    """What came of the images of one kind."""

    name: str
    images: int = 0
    well_printed: int = 0
    exact: int = 0
    reported: int = 0
    badly_printed: int = 0
    falsely_valid: int = 0
    invented: int = 0
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)

    def add(
        self, name: str, wanted: Sequence[str] | None, found: MachineReadableZone | None, ok: bool
    ) -> None:
        """Compare one zone with what is printed; `ok` says whether its check digits hold."""
        self.images += 1
        read = list(found.lines) if found else []
        valid = found is not None and found.valid
        if wanted is None:
            self.invented += found is not None
        elif ok:
            self.well_printed += 1
            self.exact += read == list(wanted)
            self.falsely_valid += valid and read != list(wanted)
        else:
            self.badly_printed += 1
            self.reported += found is not None and not valid
            self.falsely_valid += valid
        if read != list(wanted or []):
            kind = "valid" if valid else "not valid"
            raw = list(found.raw) if found else []
            self.misses.append(
                f"{name} ({kind})\n  printed {wanted}\n  read    {read}\n  raw     {raw}"
            )

    def row(self) -> str:
        """One line of the table."""
        share = 100 * self.exact / self.well_printed if self.well_printed else 0.0
        return (
            f"| {self.name} | {self.images} | {self.exact}/{self.well_printed} ({share:.1f} %) "
            f"| {self.reported}/{self.badly_printed} | {self.falsely_valid} | {self.invented} "
            f"| {self.seconds / max(1, self.images):.1f} |"
        )


def zones(
    real: Annotated[Path, typer.Option(help="Folder with truth.jsonl and mrz/.")] = REAL,
    count: Annotated[int, typer.Option(help="Generated cards and passports a level.")] = 6,
    seed: Annotated[int, typer.Option(help="First seed of the generated ones.")] = 500,
    levels: Annotated[str, typer.Option(help="Quality levels, by comma.")] = ",".join(LEVELS),
    turned: Annotated[bool, typer.Option(help="Turn generated pages by quarters.")] = True,
) -> None:
    """Measure, print the table and every zone that was not read exactly."""
    counts = []
    if (real / "truth.jsonl").is_file():
        counts.append(_real(real))
    counts += [
        _generated(level, range(seed, seed + count), turned=turned)
        for level in levels.split(",")
        if level
    ]
    print("| images | number | exact | wrong print reported | falsely valid | invented | s |")
    print("|---|---|---|---|---|---|---|")
    for one in counts:
        print(one.row())
    for one in counts:
        for miss in one.misses:
            print("miss:", miss)


def _real(folder: Path) -> Count:
    total = Count("real")
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if not entry["file"].startswith("mrz/"):
            continue
        truth = entry["truth"] or {}
        begun = time.process_time()
        found = next(_zones_in([folder / entry["file"]]), None)
        total.seconds += time.process_time() - begun
        ok = bool(truth.get("check_digits_ok", True))
        total.add(Path(entry["file"]).name, truth.get("mrz"), found, ok)
    return total


def _generated(level: str, seeds: Sequence[int], *, turned: bool) -> Count:
    total = Count(level)
    for number, seed in enumerate(seeds):
        for type_id in ("identity_card", "passport"):
            rotation = (0, 90, 180, 270)[number % 4] if turned else 0
            specimen = make_specimen(type_id, seed=seed, level=level, rotation=rotation)
            with tempfile.TemporaryDirectory(prefix="tekseru-bench-") as place:
                paths = [Path(place) / name for name, _ in specimen.files]
                for path, (_, content) in zip(paths, specimen.files, strict=True):
                    path.write_bytes(content)
                begun = time.process_time()
                found = max(_zones_in(paths), key=lambda zone: zone.valid, default=None)
                total.seconds += time.process_time() - begun
            wanted = specimen.truth["fields"].get("mrz")
            total.add(f"{type_id} {seed} {level} turned {rotation}", wanted, found, True)
    return total


def _zones_in(paths: Sequence[Path]) -> Iterator[MachineReadableZone]:
    settings = Settings(workers=1)
    sources, _ = open_files(paths, settings)
    for source in sources:
        for raw in pages_of(source, settings):
            if not isinstance(raw, Problem) and (zone := reader.read_page(raw, settings).page.mrz):
                yield zone


if __name__ == "__main__":
    typer.run(zones)
