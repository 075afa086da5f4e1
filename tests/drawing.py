"""Page images drawn by hand for tests: text of known content at known places."""

from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image as Pictures
from PIL import ImageDraw, ImageFont

from pipeline.cleanup import Image

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
MONO = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"


def page(
    lines: Sequence[str],
    *,
    size: tuple[int, int] = (1654, 2339),
    letter: int = 34,
    at: tuple[int, int] = (160, 200),
    step: int = 62,
    font: str = FONT,
) -> Image:
    """A white A4 page at 200 dpi (grey) with lines of print."""
    sheet = Pictures.new("L", size, 255)
    pen = ImageDraw.Draw(sheet)
    face = ImageFont.truetype(font, letter)
    for number, line in enumerate(lines):
        pen.text((at[0], at[1] + number * step), line, font=face, fill=20)
    return np.asarray(sheet, np.uint8)


def rotated(image: Image, degrees: float) -> Image:
    """The image turned by a small angle; lines of positive angle fall to the right."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(image, matrix, (width, height), borderValue=255), np.uint8)
