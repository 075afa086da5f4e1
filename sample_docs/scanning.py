"""Scanners: an office scanner at 300 dpi, and a tired one at 200 dpi whose toner runs out.

`quad` in the truth holds the corners of the paper (top-left, top-right, bottom-right, bottom-left)
as fractions of the image turned upright; `skew` is how far the print leans clockwise, in degrees.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]
"""Eight bits: rows x columns x 3 in RGB, or rows x columns in grey."""


@dataclass(frozen=True, slots=True)
class Treated:
    """One page as a device delivers it; `bilevel` images hold only 0 and 255."""

    image: Image
    dpi: int
    truth: dict[str, Any]
    bilevel: bool = False


def eight_bit(values: Any) -> Image:
    """Values cut to 0..255 as an image."""
    image: Image = np.clip(values, 0, 255).astype(np.uint8)
    return image


def page_image(pdf: bytes, number: int, dpi: int) -> Image:
    """Page `number` (from 0) of a PDF as RGB."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[number].render(scale=dpi / 72, rev_byteorder=True)
        return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])


def corners(matrix: NDArray[Any], size: tuple[int, int]) -> list[list[float]]:
    """Corners of the paper after a 2 x 3 or 3 x 3 transform, as fractions of `size` (w, h)."""
    width, height = size
    square = matrix if matrix.shape == (3, 3) else np.vstack([matrix, [0.0, 0.0, 1.0]])
    paper = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], dtype=np.float64)
    moved = cv2.perspectiveTransform(paper, square)[0]
    return [[round(float(x) / width, 4), round(float(y) / height, 4)] for x, y in moved]


def _skewed(image: Image, degrees: float, paper: int) -> tuple[Image, list[list[float]]]:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    border = (paper,) * 3
    turned = cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=border
    )
    return turned, corners(matrix, (width, height))


def _with_noise(image: Image, sigma: float, rng: np.random.Generator) -> Image:
    noise: NDArray[Any] = rng.standard_normal(image.shape[:2], dtype=np.float32) * sigma
    if image.ndim == 3:
        noise = cv2.merge([noise, noise, noise])
    return eight_bit(image + noise)


def office(pdf: bytes, number: int, rng: np.random.Generator, rotation: int | None) -> Treated:
    """300 dpi in colour or grey, skew within one degree, slight blur and noise."""
    image = page_image(pdf, number, 300)
    degrees = float(rng.uniform(-1, 1))
    image, quad = _skewed(image, degrees, 252)
    image = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.4, 0.8)))
    gain, lift = rng.uniform(0.9, 1.0), rng.uniform(0, 14)
    image = cv2.convertScaleAbs(image, alpha=float(gain), beta=float(lift))
    if rng.random() < 0.3:
        image = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    image = _with_noise(image, float(rng.uniform(1.5, 3.5)), rng)
    return _turned(image, 300, rotation or 0, {"skew": round(degrees, 2), "quad": quad})


def tired(pdf: bytes, number: int, rng: np.random.Generator, rotation: int | None) -> Treated:
    """200 dpi grey or black-and-white, skew to four degrees, faint toner, speckle, some turned."""
    image = cv2.cvtColor(page_image(pdf, number, 200), cv2.COLOR_RGB2GRAY)
    degrees = float(rng.uniform(1, 4) * rng.choice([-1, 1]))
    height, width = image.shape
    image, quad = _skewed(image, degrees, 248)
    image = _faint(image, rng)
    image = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.5, 0.8)))
    image = _with_noise(image, float(rng.uniform(5, 11)), rng)
    bilevel = bool(rng.random() < 0.4)
    if bilevel:
        image = np.where(image < rng.uniform(172, 196), 0, 255).astype(np.uint8)
    _speckle(image, int(width * height / 1e6 * rng.uniform(30, 160)), bilevel, rng)
    if rotation is None:
        rotation = int(rng.choice([0, 0, 0, 90, 180, 270]))
    truth = {"skew": round(degrees, 2), "quad": quad}
    return _turned(image, 200, rotation, truth, bilevel=bilevel)


def _faint(image: Image, rng: np.random.Generator) -> Image:
    """Ink fades towards white in bands across the page, as when toner runs out."""
    width = image.shape[1]
    coarse = rng.uniform(0.5, 0.95, (1, 6)).astype(np.float32)
    strength = np.clip(cv2.resize(coarse, (width, 1), interpolation=cv2.INTER_CUBIC), 0.45, 1)
    faded = 255 - (255 - image.astype(np.float32)) * strength
    return eight_bit(faded)


def _speckle(image: Image, count: int, black: bool, rng: np.random.Generator) -> None:
    """Specks of dust up to five pixels wide, all black or in shades of grey."""
    height, width = image.shape
    xs, ys = rng.integers(0, width, count), rng.integers(0, height, count)
    radii, shades = rng.integers(0, 3, count), rng.integers(0, 120, count)
    for x, y, radius, shade in zip(xs, ys, radii, shades, strict=True):
        cv2.circle(image, (int(x), int(y)), int(radius), 0 if black else int(shade), -1)


def _turned(
    image: Image, dpi: int, rotation: int, truth: dict[str, Any], *, bilevel: bool = False
) -> Treated:
    """Turned counter-clockwise, so that `rotation` degrees clockwise set it upright again."""
    image = np.ascontiguousarray(np.rot90(image, rotation // 90))
    return Treated(image, dpi, {"rotation": rotation, **truth}, bilevel)
