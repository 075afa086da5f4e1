"""Word lists: stems of the Hunspell dictionaries of Debian, inflected by their own affix rules.

One stem in ten never occurs in training: evaluation lines are made of those alone.
"""

import re
import zlib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Literal

Split = Literal["train", "unseen"]
FOLDER = Path("/usr/share/hunspell")
FILES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_US"}
CURE = "Install the word lists: apt-get install hunspell-kk hunspell-ru hunspell-en-us"


@dataclass(frozen=True, slots=True)
class Suffix:
    """One affix rule: what is cut off, what is added, which endings it fits."""

    strip: str
    add: str
    fits: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class WordList:
    """Stems of one language and half of the data, with the flags of their affix rules."""

    stems: tuple[tuple[str, str], ...]
    suffixes: dict[str, tuple[Suffix, ...]]

    def draw(self, rng: Random) -> str:
        """A word: a stem as it stands or inflected."""
        stem, flags = rng.choice(self.stems)
        if not flags or rng.random() < 0.35:
            return stem
        rules = [s for s in self.suffixes.get(rng.choice(flags), ()) if s.fits.search(stem)]
        if not rules:
            return stem
        rule = rng.choice(rules)
        return stem.removesuffix(rule.strip) + rule.add


def belongs(word: str, split: Split) -> bool:
    """Whether a word is for this half of the data, told by its letters alone."""
    unseen = zlib.crc32(word.casefold().encode()) % 10 == 0
    return unseen == (split == "unseen")


@lru_cache
def word_list(language: str, split: Split) -> WordList:
    """The words of a language ("kk", "ru", "en")."""
    name = FILES[language]
    if not (FOLDER / f"{name}.dic").exists():
        raise SystemExit(CURE)
    lines = (FOLDER / f"{name}.dic").read_text("utf-8-sig", errors="ignore").splitlines()[1:]
    stems = []
    for line in lines:
        stem, _, flags = line.split("\t")[0].strip().partition("/")
        if re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", stem) and belongs(stem, split):
            stems.append((stem, flags if language != "en" else flags.replace("M", "")))
    return WordList(tuple(stems), _suffixes(FOLDER / f"{name}.aff"))


def _suffixes(path: Path) -> dict[str, tuple[Suffix, ...]]:
    rules: dict[str, list[Suffix]] = defaultdict(list)
    for line in path.read_text("utf-8-sig", errors="ignore").splitlines():
        parts = line.split()
        if len(parts) < 5 or parts[0] != "SFX":
            continue
        strip, add = (part.split("/")[0].replace("0", "") for part in parts[2:4])
        try:
            fits = re.compile(parts[4] + "$")
        except re.error:
            continue
        rules[parts[1]].append(Suffix(strip, add, fits))
    return {flag: tuple(found) for flag, found in rules.items()}
