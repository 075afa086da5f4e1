"""Random bytes of valid files changed: `python -m fuzz.mutations --count 200`.

For each format, `count` copies of a small valid file with a few changed, added, dropped or doubled
bytes go through `tekseru read` (zip archives: through the opening of a package), all of a format in
one run. Every copy must get an answer: pages, or a problem of a kind that damage explains.
"""

import argparse
import io
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import sandbox
from pipeline.errors import InputUnopenableError
from pipeline.model import ProblemKind as Kind
from pipeline.opening import open_package
from pipeline.settings import Settings
from tests.hostile.pdf_parts import page, plain, simple, stream, text
from tests.hostile.picture_cases import picture, saved
from tests.hostile.running import Answer, read_all

OF_DAMAGE = frozenset(
    kind.value
    for kind in (
        Kind.BROKEN_FILE,
        Kind.ENCRYPTED_FILE,
        Kind.FILE_TOO_LARGE,
        Kind.PAGE_TOO_LARGE,
        Kind.PAGE_UNREADABLE,
        Kind.TIME_OUT,
        Kind.UNKNOWN_FORMAT,
        Kind.EMPTY_FILE,
        Kind.TOO_MANY_PAGES,
    )
)
"""What a damaged file may be told; a changed byte may also make a size or a lock of another."""
OF_ARCHIVES = OF_DAMAGE | {
    kind.value
    for kind in (
        Kind.UNSAFE_NAME,
        Kind.NOT_A_REGULAR_FILE,
        Kind.NO_FILES,
        Kind.DUPLICATE_FILE,
        Kind.BAD_PACKAGE_TOML,
    )
}
LONGEST = 60.0
"""Seconds that one archive may take to be opened."""


@dataclass(slots=True)
class Outcome:
    """What became of the copies of one format; `faults` say what must not be."""

    name: str
    read: int = 0
    refused: int = 0
    seconds: float = 0.0
    memory: int = 0
    faults: list[str] = field(default_factory=list)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with one to eight changes."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(made) or 1)
        match chance.randrange(6):
            case 0 | 1 | 2:
                made[place : place + 1] = bytes([chance.randrange(256)])
            case 3:
                made[place:place] = chance.randbytes(chance.randint(1, 16))
            case 4:
                del made[place : place + chance.randint(1, 64)]
            case 5:
                end = place + chance.randint(1, 64)
                made[place:place] = made[place:end]
    return bytes(made)


def _pdf() -> bytes:
    """Print, a picture, a form field and a second page in one file."""
    own = b"/Type /XObject /Subtype /Image /Width 700 /Height 160 /ColorSpace /DeviceGray "
    return simple(
        page_object=page(
            b"/Resources << /Font << /F1 4 0 R >> /XObject << /I1 6 0 R >> >> /Contents 5 0 R "
            b"/Annots [7 0 R]"
        ),
        content=stream(text() + b" q 200 0 0 50 60 500 cm /I1 Do Q"),
        others=[
            stream(
                saved(picture("in PDF"), "JPEG"), own + b"/BitsPerComponent 8 /Filter /DCTDecode"
            ),
            b"<< /Type /Annot /Subtype /FreeText /Rect [60 600 300 620] /Contents (x) "
            b"/DA (/F1 9 Tf) >>",
        ],
    )


def _heic() -> bytes:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(picture("HEIC").convert("RGB")).save(out)
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("a/letter.pdf"), plain("one"))
        archive.writestr(zipfile.ZipInfo("a/card.pdf"), plain("two"), zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("a/package.toml"), b"year = 2026\n")
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "pdf": _pdf,
    "jpeg": lambda: saved(picture("JPEG"), "JPEG"),
    "png": lambda: saved(picture("PNG").convert("RGB"), "PNG"),
    "tiff": lambda: saved(picture("TIFF"), "TIFF", compression="tiff_lzw"),
    "heic": _heic,
    "webp": lambda: saved(picture("WebP").convert("RGB"), "WEBP"),
}
"""A small valid file of each format."""


def copies(name: str, content: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Names and contents of mutated copies; the same for the same seed."""
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - no secret
    for number in range(count):
        yield f"{name}-{seed}-{number:04d}", mutated(content, chance)


def through_reading(name: str, count: int, seed: int, folder: Path, seconds: float) -> Outcome:
    """All copies of a format through one run of `tekseru read`."""
    paths = []
    for label, content in copies(name, FILES[name](), count, seed):
        paths.append(folder / label)
        paths[-1].write_bytes(content)
    run = read_all(paths, folder, seconds=seconds, most_files=count + 1, most_pages=10)
    done = Outcome(name, seconds=run.seconds, memory=run.memory)
    if run.code not in (0, 4) or run.errors:
        done.faults.append(f"exit {run.code}: {run.errors[-300:]}")
    for path in paths:
        answer = run.answers.get(path.name, Answer())
        done.read += bool(answer.texts)
        done.refused += not answer.texts
        if not answer.texts and not answer.kinds:
            done.faults.append(f"{path.name}: no answer")
        if not answer.kinds <= OF_DAMAGE | {Kind.DUPLICATE_FILE.value}:
            done.faults.append(f"{path.name}: {sorted(answer.kinds)}")
    return done


def through_opening(count: int, seed: int, folder: Path) -> Outcome:
    """All copies of a zip archive opened as packages, each in a confined child."""
    done = Outcome("zip")
    started = time.monotonic()
    for label, content in copies("zip", _zip(), count, seed):
        path, workspace = folder / f"{label}.zip", folder / label
        path.write_bytes(content)
        workspace.mkdir()
        begun = time.monotonic()
        try:
            intake = open_package(path, workspace, Settings())
        except InputUnopenableError as error:
            done.refused += 1
            if "limits" in error.cause:
                done.faults.append(f"{label}: {error.cause}")
        else:
            done.read += bool(intake.files)
            done.refused += not intake.files
            kinds = {found.kind.value for found in intake.problems}
            if not kinds <= OF_ARCHIVES or not (kinds or intake.files):
                done.faults.append(f"{label}: {sorted(kinds)}")
        if time.monotonic() - begun > LONGEST:
            done.faults.append(f"{label}: took longer than {LONGEST:.0f} s")
    done.seconds = time.monotonic() - started
    return done


def main(arguments: Sequence[str] | None = None) -> int:
    """Mutate and read; 1 where something must not be."""
    asked = argparse.ArgumentParser(prog="python -m fuzz.mutations", description=__doc__)
    asked.add_argument("--count", type=int, default=200, help="copies of each format")
    asked.add_argument("--seed", type=int, default=1, help="same seed, same copies")
    asked.add_argument("--only", default="", help="formats, separated by commas; all by default")
    asked.add_argument("--seconds", type=float, default=3600.0, help="time for each format")
    chosen = asked.parse_args(arguments)
    wanted = chosen.only.split(",") if chosen.only else [*FILES, "zip"]
    faults = 0
    for name in wanted:
        with tempfile.TemporaryDirectory() as place:
            if name == "zip":
                done = through_opening(chosen.count, chosen.seed, Path(place))
            else:
                done = through_reading(name, chosen.count, chosen.seed, Path(place), chosen.seconds)
        faults += len(done.faults)
        sys.stdout.write(
            f"{name:5} {chosen.count} copies: {done.read} read, {done.refused} refused, "
            f"{len(done.faults)} faults; {done.seconds:.0f} s, {done.memory / 1e6:.0f} MB\n"
        )
        sys.stdout.writelines(f"  {fault}\n" for fault in done.faults)
        sys.stdout.flush()
    sandbox.stop()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
