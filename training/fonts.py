"""Fonts on this machine that have the letters, by family; some families never occur in training.

Of full families both halves hold serif, sans, slab, typewriter and display faces, so that unseen
fonts are new drawings of letters and not new kinds of letters.
"""

import json
import string
import tempfile
import zlib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from training.alphabet import KAZAKH, RUSSIAN
from training.words import Split

FOLDER = Path("/usr/share/fonts")
CURE = "Install the fonts named in training/README.md"

UNSEEN = frozenset(
    """Andika|Charis SIL|Gentium Plus|Gentium Book Plus|Open Sans|Open Sans Condensed|Cantarell|Hack
    |Noto Serif Display|Roboto Slab|URW Bookman|PT Sans Caption|Play|CMU Concrete|Go|Go Medium
    |Manrope|STIX|STIXGeneral|Bookman Uralic|Caladea|Courier Prime|Tiresias Infofont|Sora
    |Noto Sans Display|Linux Biolinum O|Go Mono""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
FREQUENT = frozenset(
    """Tinos|Arimo|Cousine|Carlito|Liberation Serif|Liberation Sans|Nimbus Roman|Nimbus Sans
    |PT Serif|PT Sans|DejaVu Sans|DejaVu Serif|FreeSerif|FreeSans|Noto Sans|Noto Serif|Roboto
    |CMU Serif|FreeMono|Nimbus Mono PS|OCR B""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Faces of office papers; each is drawn as often as four others."""
UNFIT = ("UKIJ", "Abecedario", "Tiresias Keyfont", "Symbols", "Math", "Phon", "PHON", "Junicode",
         "Chancery", "Z003", "BABEL", "D050000L", "Nushu", "Keyboard", "Ellhnikh", "Alfa-beta",
         "EMERITA", "Smallcaps", "Ubuntu-Title", "GNUTypewriter", "Elegante", "Monoisome",
         "UKIJ_Mac", "OpenDyslexic", "Jara", "Quercus", "API")  # fmt: skip
"""Script, ornamental and symbol faces, capitals in place of small letters."""
UNFIT_STYLES = ("Thin", "Hairline", "ExtraLight", "ExtraCondensed", "Cond", "Math")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the widest of kk, ru, en that it can write."""

    path: str
    family: str
    letters: str
    bold: bool
    italic: bool


@lru_cache
def faces(split: Split) -> dict[str, dict[str, tuple[Face, ...]]]:
    """Faces by language and family; a Kazakh face also writes Russian, a Russian one English."""
    found: dict[str, dict[str, list[Face]]] = {key: defaultdict(list) for key in ("kk", "ru", "en")}
    for face in _installed():
        if (face.family in UNSEEN) == (split == "unseen"):
            for language in {"kk": ("kk", "ru", "en"), "ru": ("ru", "en"), "en": ("en",)}[
                face.letters
            ]:
                found[language][face.family].append(face)
    if not found["kk"]:
        raise SystemExit(CURE)
    return {
        language: {family: tuple(some) for family, some in sorted(families.items())}
        for language, families in found.items()
    }


def choose(rng: Random, language: str, split: Split) -> Face:
    """A face: first the family, then upright regular twice as often as all its other styles."""
    families = faces(split)["kk" if language == "mixed" else language]
    names = list(families)
    weights = [
        4.0 if name in FREQUENT else 0.4 if set(families[name][0].letters) == {"e", "n"} else 1.0
        for name in names
    ]
    family = families[rng.choices(names, weights=weights)[0]]
    plain = [face for face in family if not face.bold and not face.italic]
    return rng.choice(plain if plain and rng.random() < 0.6 else family)


@lru_cache
def characters(path: str) -> frozenset[str]:
    """The characters that a font file can draw."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@lru_cache
def _installed() -> tuple[Face, ...]:
    paths = sorted(FOLDER.rglob("*"))
    seen = zlib.crc32("\n".join(map(str, paths)).encode())
    # Looking into 1,100 files takes half a minute, so what was found is noted.
    note = Path(tempfile.gettempdir()) / f"tekseru-fonts-{seen:08x}.json"
    if note.exists():
        return tuple(Face(**entry) for entry in json.loads(note.read_text()))
    found = [face for path in paths if (face := _face(path))]
    note.write_text(json.dumps([{k: getattr(f, k) for k in Face.__slots__} for f in found]))
    return tuple(found)


def _face(path: Path) -> Face | None:
    from fontTools.ttLib import TTFont, TTLibError

    if path.suffix.lower() not in (".ttf", ".otf"):
        return None
    try:
        with TTFont(path, lazy=True) as font:
            letters = set(map(chr, font.getBestCmap() or ()))
            names = font["name"]
            family = str(names.getDebugName(16) or names.getDebugName(1))
            style = str(names.getDebugName(17) or names.getDebugName(2))
            narrow = font["OS/2"].usWidthClass < 4
    except (TTLibError, KeyError, AttributeError):
        return None
    if narrow or any(word in family for word in UNFIT) or any(w in style for w in UNFIT_STYLES):
        return None
    if not letters.issuperset(string.ascii_letters + string.digits):
        return None
    russian = letters.issuperset(RUSSIAN)
    widest = "kk" if russian and letters.issuperset(KAZAKH) else "ru" if russian else "en"
    bold = any(word in style for word in ("Bold", "Black", "Heavy"))
    italic = any(word in style for word in ("Italic", "Oblique", "Slanted"))
    return Face(str(path), family, widest, bold, italic)
