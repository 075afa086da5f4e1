"""A telephone photographing a page that lies on a table.

`quad` in the truth holds the corners of the paper (top-left, top-right, bottom-right, bottom-left)
as fractions of the image turned upright.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from sample_docs.scanning import Image, Treated, eight_bit, page_image

_LONG, _SHORT = 3200, 2400
"""Pixels of the photograph: 4 : 3, as telephones deliver it."""


def phone(pdf: bytes, number: int, rng: np.random.Generator, rotation: int | None) -> Treated:
    """Perspective, uneven light, a shadow, a table around the paper, motion blur and noise."""
    paper = page_image(pdf, number, 200)
    height, width = paper.shape[:2]
    if width < 1000:  # a card alone: the camera comes nearer
        paper = page_image(pdf, number, 500)
        height, width = paper.shape[:2]
    frame = (_SHORT, _LONG) if height > width else (_LONG, _SHORT)
    target = _lying(width, height, frame, rng)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    table = _table(frame, rng)
    cover = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, frame)
    photo = cv2.warpPerspective(paper, matrix, frame, flags=cv2.INTER_AREA)
    photo = np.where(cover[:, :, None] > 127, photo, table)
    photo = _lit(photo, rng)
    photo = _shaken(photo, rng)
    noise = rng.standard_normal(photo.shape[:2], dtype=np.float32) * float(rng.uniform(2, 5))
    photo = eight_bit(photo + noise[:, :, None])
    rotation = rotation or 0
    quad = [[round(float(x) / frame[0], 4), round(float(y) / frame[1], 4)] for x, y in target]
    image = np.ascontiguousarray(np.rot90(photo, rotation // 90))
    return Treated(image, 300, {"rotation": rotation, "skew": None, "quad": quad})


def _lying(
    width: int, height: int, frame: tuple[int, int], rng: np.random.Generator
) -> NDArray[np.float32]:
    """Corners of the paper in the photograph: shifted, turned a little, seen at a slant."""
    scale = min(frame[0] / width, frame[1] / height) * float(rng.uniform(0.78, 0.9))
    half_w, half_h = width * scale / 2, height * scale / 2
    points = np.array([[-half_w, -half_h], [half_w, -half_h], [half_w, half_h], [-half_w, half_h]])
    angle = np.radians(float(rng.uniform(-5, 5)))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = points @ turn.T
    points *= 1 + rng.uniform(-0.06, 0.06, (4, 1))
    points += np.array(frame) / 2 + rng.uniform(-0.015, 0.015, 2) * np.array(frame)
    margin = 8
    far = [frame[0] - margin, frame[1] - margin]
    inside: NDArray[np.float32] = np.clip(points, margin, far).astype(np.float32)
    return inside


def _table(frame: tuple[int, int], rng: np.random.Generator) -> Image:
    """Wood with grain along one side, or cloth."""
    width, height = frame
    base = np.array([[133, 94, 61], [96, 66, 44], [168, 132, 96], [70, 74, 80], [120, 124, 128]])[
        int(rng.integers(0, 5))
    ]
    grain = rng.standard_normal((height // 8, width // 160 + 2), dtype=np.float32)
    if rng.random() < 0.5:
        grain = rng.standard_normal((height // 160 + 2, width // 8), dtype=np.float32)
    texture = cv2.resize(grain, frame, interpolation=cv2.INTER_CUBIC) * 9
    return eight_bit(base + texture[:, :, None])


def _lit(photo: Image, rng: np.random.Generator) -> Image:
    """Light from one side, one soft-edged shadow, a warm or cold tint."""
    height, width = photo.shape[:2]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    angle = float(rng.uniform(0, 2 * np.pi))
    slope = float(rng.uniform(0.06, 0.2))
    light = 0.86 + slope * (x * np.cos(angle) + y * np.sin(angle))
    if rng.random() < 0.8:
        angle = float(rng.uniform(0, 2 * np.pi))
        edge = x * np.cos(angle) + y * np.sin(angle) - float(rng.uniform(0.1, 0.7))
        soft = 1 / (1 + np.exp(-edge * float(rng.uniform(8, 25))))
        light = light * (1 - float(rng.uniform(0.25, 0.5)) * soft)
    tint = np.array([rng.uniform(0.97, 1.06), 1.0, rng.uniform(0.88, 1.02)], dtype=np.float32)
    return eight_bit(photo * light[:, :, None] * tint)


def _shaken(photo: Image, rng: np.random.Generator) -> Image:
    """Motion blur of two to six pixels in one direction, and slight defocus."""
    length = int(rng.integers(2, 7))
    kernel = np.zeros((9, 9), np.float32)
    angle = float(rng.uniform(0, np.pi))
    for step in np.linspace(-length / 2, length / 2, 25):
        column, row = 4 + step * np.cos(angle), 4 + step * np.sin(angle)
        kernel[round(row), round(column)] = 1
    blurred = cv2.filter2D(photo, -1, kernel / kernel.sum())
    return cv2.GaussianBlur(blurred, (0, 0), float(rng.uniform(0.5, 0.9)))
