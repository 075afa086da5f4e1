"""One generated line: text, fonts, paper and wear, from a seed."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training import fonts, papers, text, wear
from training.papers import Dice, Picture
from training.words import Split

TREATMENTS = {
    "clean": 10, "scan": 20, "worn": 12, "fax": 10, "small": 10, "security": 13, "seal": 7,
    "ruled": 8, "photo": 14,
}  # fmt: skip
"""Kinds of wear and how often each occurs, in percent (some lines carry more than one)."""
LEAST_ADVANCE = 0.27
"""Width of a letter as a share of the font's size; narrower print has too few pixels a letter."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line image (BGR or grey, eight bits), what it says, its language and its treatment."""

    image: Picture
    text: str
    language: str
    treatment: str
    family: str


def make(seed: str, split: Split, language: str | None = None) -> Line:
    """The line of a seed."""
    rng = Random(f"{split}/{seed}")
    dice = np.random.default_rng(rng.getrandbits(64))
    while True:
        saying = text.compose(rng, split, language)
        face = fonts.choose(rng, saying.language, split)
        known = fonts.characters(face.path)
        said = "".join(c for c in saying.text if c == " " or c in known)
        said = " ".join(said.split())
        size = rng.randint(34, 46)
        font = _font(face.path, size)
        if said and font.getlength(said) >= LEAST_ADVANCE * size * len(said):
            break
    treatment = rng.choices(list(TREATMENTS), weights=list(TREATMENTS.values()))[0]
    picture = _worn(_printed(said, font, size, treatment, rng, dice), treatment, dice)
    eight = picture.clip(0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        eight = cv2.cvtColor(eight, cv2.COLOR_BGR2GRAY)
    return Line(eight, said, saying.language, treatment, face.family)


@lru_cache(maxsize=600)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _ink(said: str, font: ImageFont.FreeTypeFont, size: int, rng: Random) -> tuple[Picture, int]:
    """Letters as white on black, cut to their ink, and the row of the base line."""
    spacing = 0.0
    if rng.random() < 0.3:
        spacing = size * rng.choice([rng.uniform(-0.03, 0.06), rng.uniform(0, 0.25)])
    wide_spaces = rng.uniform(0.8, 2.2) if rng.random() < 0.25 else 1.0
    advance = font.getlength(said) + (spacing + size * 0.4 * wide_spaces) * len(said)
    canvas = Image.new("L", (int(advance) + 2 * size, 3 * size))
    pen = ImageDraw.Draw(canvas)
    base = int(1.8 * size)
    if spacing == 0 and wide_spaces == 1.0:
        pen.text((size, base), said, 255, font, anchor="ls")
    else:
        x = float(size)
        for letter in said:
            pen.text((x, base), letter, 255, font, anchor="ls")
            step = font.getlength(letter)
            x += step * wide_spaces if letter == " " else step + spacing
    left, top, right, bottom = canvas.getbbox() or (0, 0, 8, 8)
    return np.asarray(canvas.crop((left, top, right, bottom))), base - top


def _printed(
    said: str, font: ImageFont.FreeTypeFont, size: int, treatment: str, rng: Random, dice: Dice
) -> Picture:
    """The letters on their paper, with what stands around and lies over them."""
    ink, base = _ink(said, font, size, rng)
    height, width = ink.shape
    # The detector's frames leave room around the letters, crops by ink leave none.
    roomy = rng.random() < 0.55
    room = (0.08, 0.42) if roomy else rng.choice([(0.0, 0.12), (0.0, 0.3)])
    above, below = (round(size * rng.uniform(*room)) for _ in "ab")
    if height < 0.55 * size:
        # A crop of a line is as high as its print would be with capitals and descenders.
        above += round((0.8 * size - height) * rng.uniform(0.5, 1.0)) if base < 0.6 * size else 0
    before, after = (
        round(size * rng.choice([rng.uniform(0.05, 0.3), rng.uniform(0, 1)])) for _ in "ab"
    )
    mask = np.zeros((height + above + below, width + before + after), np.float32)
    mask[above : above + height, before : before + width] = ink
    if rng.random() < (0.45 if roomy else 0.15):
        _neighbours(mask, font, size, above + base, rng)
    sheet = papers.paper(*mask.shape, dice)
    if treatment == "security":
        if dice.random() < 0.85:
            papers.guilloche(sheet, dice)
        if dice.random() < 0.6:
            papers.blotches(sheet, dice)
    elif dice.random() < 0.15:
        papers.blotches(sheet, dice)
    sheet = sheet.clip(60, 255)
    if treatment == "ruled" or dice.random() < 0.1:
        papers.rules(sheet, above + base, size, dice)
    share = mask[:, :, None] / 255
    colour = _colour(sheet, dice)
    sheet = sheet * (1 - share) + colour * share
    if treatment == "seal" or dice.random() < 0.03:
        papers.seal(sheet, size, dice)
    if (treatment == "seal" and dice.random() < 0.3) or dice.random() < 0.02:
        papers.strokes(sheet, size, dice)
    return 255 - sheet if dice.random() < 0.03 else sheet


def _colour(sheet: Picture, dice: Dice) -> Picture:
    """Nearly black, sometimes grey, blue or another dark colour, never close to the paper's."""
    chance = dice.random()
    if chance < 0.7:
        colour = np.full(3, dice.uniform(0, 60))
    elif chance < 0.85:
        colour = np.full(3, dice.uniform(60, 120))
    else:
        colour = dice.uniform(10, 130, 3)
    darkest = np.percentile(sheet, 10) - 70
    return np.minimum(colour, max(0.0, darkest)).astype(np.float32)


def _neighbours(
    mask: Picture, font: ImageFont.FreeTypeFont, size: int, base: int, rng: Random
) -> None:
    """Feet and heads of the lines above and below that reach into the crop."""
    height, width = mask.shape
    canvas = Image.new("L", (width, height))
    pen = ImageDraw.Draw(canvas)
    gap = rng.uniform(1.12, 1.5) * size
    for row in (-1, 1):
        if rng.random() < 0.6:
            words = "".join(rng.choices("абвгдеқұрсуфpjgyhldfб АБҚ  ", k=40))
            pen.text(
                (rng.uniform(-size, 0.3 * width), base + row * gap), words, 255, font, anchor="ls"
            )
    np.maximum(mask, np.asarray(canvas), out=mask)


def _worn(picture: Picture, treatment: str, dice: Dice) -> Picture:
    """Wear in the order in which it happens: paper, light, lens, sensor, file."""
    photo, small, fax = (treatment == kind for kind in ("photo", "small", "fax"))
    if treatment != "clean" and dice.random() < 0.75:
        most = 1.6 if photo or treatment == "worn" else 0.8
        bend = dice.uniform(0, 0.06) if photo else 0.0
        picture = wear.lean(
            picture, dice.normal(0, most / 2), dice.normal(0, 0.06 if photo else 0.02), bend, dice
        )
    if photo and dice.random() < 0.6:
        picture = wear.narrowing(picture, dice)
    if treatment in ("worn", "scan", "fax") and dice.random() < 0.5:
        picture = wear.strength(picture, dice)
    to_bits = fax or (treatment == "worn" and dice.random() < 0.25)
    if treatment == "worn" or dice.random() < 0.05:
        picture = wear.faint(picture, 0.7 if to_bits else 0.4, dice)
    if photo or dice.random() < 0.05:
        picture = wear.shadow(picture, dice)
    low, high = (15, 24) if small else (28, 60) if fax else (22, 60)
    picture = wear.sized(picture, int(dice.integers(low, high)), dice)
    soft = picture.shape[0] / 40
    if treatment != "clean" and dice.random() < 0.7:
        picture = wear.blurred(picture, (1.5 if photo or treatment == "worn" else 0.9) * soft, dice)
    if treatment != "clean" and dice.random() < 0.7:
        picture = wear.noisy(picture, 14 if treatment in ("worn", "photo") else 6, dice)
    if to_bits:
        picture = wear.bilevel(picture, dice)
    if (treatment in ("worn", "fax") and dice.random() < 0.4) or dice.random() < 0.02:
        picture = wear.specks(picture, dice)
    if not fax and treatment != "clean" and dice.random() < 0.6:
        picture = wear.compressed(picture, int(dice.integers(22, 92)))
    return picture
