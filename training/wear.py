"""What scanners, cameras and copiers do to a line: geometry, light, resolution, grain, JPEG."""

import cv2
import numpy as np

from training.papers import Dice, Picture


def lean(picture: Picture, degrees: float, shear: float, bend: float, dice: Dice) -> Picture:
    """Turned by a small angle, slanted, and bent like a page that does not lie flat.

    Long lines are turned less: a crop follows its line and does not cut it off.
    """
    height, width = picture.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    middle = x - width / 2
    most = 0.36 * height / width
    down = y + middle * np.float32(np.clip(np.tan(np.radians(degrees)), -most, most))
    down += bend * height * np.sin(x / width * 3.14 * dice.uniform(0.5, 2) + dice.uniform(0, 3))
    return cv2.remap(
        picture,
        x + shear * (y - height / 2),
        down,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )


def narrowing(picture: Picture, dice: Dice) -> Picture:
    """What is left of a perspective: letters a little higher at one end."""
    height, width = picture.shape[:2]
    change = dice.uniform(0.02, 0.12) * height
    left, right = (change, 0.0) if dice.random() < 0.5 else (0.0, change)
    source = np.float32([[0, left], [width, right], [width, height - right], [0, height - left]])
    target = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    matrix = cv2.getPerspectiveTransform(source, target)
    return cv2.warpPerspective(picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)


def shadow(picture: Picture, dice: Dice) -> Picture:
    """Light that falls off, and the edge of a hand's or phone's shadow."""
    height, width = picture.shape[:2]
    ramp = np.linspace(dice.uniform(0.4, 1), dice.uniform(0.4, 1), width, dtype=np.float32)
    light = np.repeat(ramp[None], height, 0)
    if dice.random() < 0.4:
        edge = int(dice.uniform(0, width))
        slope = dice.uniform(-2, 2)
        x, y = np.meshgrid(np.arange(width), np.arange(height))
        soft = 1 / (1 + np.exp(-(x - edge - slope * y) / dice.uniform(2, 40)))
        light *= (1 - dice.uniform(0.15, 0.5) * soft).astype(np.float32)
    return picture * light[:, :, None]


def strength(picture: Picture, dice: Dice) -> Picture:
    """Ink that spread (toner, wet ink) or grew thin."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2, 2) if dice.random() < 0.7 else (3, 3))
    spread = cv2.erode(picture, kernel) if dice.random() < 0.55 else cv2.dilate(picture, kernel)
    share = dice.uniform(0.3, 1)
    return picture * (1 - share) + spread * share


def faint(picture: Picture, least: float, dice: Dice) -> Picture:
    """Toner that runs out in bands, and contrast that is lost, down to `least` of what it was."""
    width = picture.shape[1]
    coarse = dice.uniform(least, 1.0, (1, max(2, width // 120))).astype(np.float32)
    ink = cv2.resize(coarse, (width, 1), interpolation=cv2.INTER_CUBIC).clip(least, 1)[:, :, None]
    brightest = float(np.percentile(picture, 90))
    return brightest - (brightest - picture) * ink


def sized(picture: Picture, height: int, dice: Dice) -> Picture:
    """As many pixels as the scan or photograph gives the line."""
    width = max(4, round(picture.shape[1] * height / picture.shape[0] * dice.uniform(0.94, 1.06)))
    shrinks = height < picture.shape[0]
    return cv2.resize(picture, (width, height), interpolation=3 if shrinks else 1)


def blurred(picture: Picture, most: float, dice: Dice) -> Picture:
    """Out of focus, or moved."""
    if dice.random() < 0.75:
        return cv2.GaussianBlur(picture, (0, 0), dice.uniform(0.3, most))
    length = int(dice.integers(2, 3 + int(2 * most)))
    kernel = np.zeros((length, length), np.float32)
    if dice.random() < 0.6:
        kernel[length // 2] = 1 / length
    else:
        kernel[np.arange(length), np.arange(length)] = 1 / length
    return cv2.filter2D(picture, -1, kernel)


def noisy(picture: Picture, most: float, dice: Dice) -> Picture:
    """Grain of the sensor, in grey or in colour."""
    shape = picture.shape if dice.random() < 0.4 else (*picture.shape[:2], 1)
    grain = dice.standard_normal(shape, np.float32) * np.float32(dice.uniform(1, most))
    return picture + grain


def specks(picture: Picture, dice: Dice) -> Picture:
    """Dust and dropped pixels."""
    height, width = picture.shape[:2]
    for _ in range(int(width * height / 1e4 * dice.uniform(0.5, 6))):
        centre = (int(dice.integers(width)), int(dice.integers(height)))
        shade = [float(dice.choice([0, 40, 120, 255]))] * 3
        cv2.circle(picture, centre, int(dice.integers(0, 2)), shade, -1)
    return picture


def bilevel(picture: Picture, dice: Dice) -> Picture:
    """Black and white as a fax or an old copier stores it, uneven light evened out before."""
    grey = cv2.cvtColor(picture.clip(0, 255).astype(np.uint8), cv2.COLOR_BGR2GRAY)
    light = np.percentile(grey, 85, axis=0, keepdims=True).astype(np.float32)
    light = cv2.GaussianBlur(
        light, (0, 0), max(1.0, grey.shape[0]), borderType=cv2.BORDER_REPLICATE
    )
    grey = (grey * (235 / np.maximum(light, 20))).clip(0, 255).astype(np.uint8)
    cut, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    shifted = cut + dice.uniform(-18, 30)
    return np.repeat(np.where(grey < shifted, 0, 255)[:, :, None], 3, 2).astype(np.float32)


def compressed(picture: Picture, quality: int) -> Picture:
    """Through JPEG and back."""
    eight = picture.clip(0, 255).astype(np.uint8)
    _, data = cv2.imencode(".jpg", eight, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(data, cv2.IMREAD_COLOR).astype(np.float32)
