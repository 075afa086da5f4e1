"""Scanned pages as ingest gives them, made of images drawn by tests."""

import cv2
import numpy as np

from pipeline.cleanup import Image
from pipeline.pages.raw import RawPage


def scanned(image: Image, *, file: str = "scan.png", number: int = 1, dpi: float = 200) -> RawPage:
    """A page without text layer that shows the image, grey or BGR."""
    height, width = image.shape[:2]
    colour = image
    if image.ndim == 2:
        colour = np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), np.uint8)
    points = 72 / dpi
    return RawPage(
        file, number, width * points, height * points, (), "absent", dpi, (), lambda _: colour
    )
