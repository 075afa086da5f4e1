"""What lies under and over the letters: tints, guilloche, rules, table lines, seals, pen strokes.

Images are float32 in BGR, 0 to 255; every function changes the image it gets.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[Any]
Dice = np.random.Generator


def paper(height: int, width: int, dice: Dice) -> Picture:
    """Plain paper: white, yellowish, grey, or a pastel tint."""
    chance = dice.random()
    if chance < 0.45:
        colour = np.full(3, dice.uniform(238, 255))
    elif chance < 0.75:
        colour = dice.uniform(205, 250) + dice.uniform(-8, 8, 3)
    else:
        colour = dice.uniform(170, 250, 3)
    sheet: Picture = np.empty((height, width, 3), np.float32)
    sheet[:] = np.clip(colour, 120, 255)
    return sheet


def guilloche(sheet: Picture, dice: Dice) -> None:
    """Fine waves in one or two colours over a colour gradient, as on cards and diplomas."""
    height, width = sheet.shape[:2]
    if dice.random() < 0.7:
        ends = dice.uniform(-45, 10, (2, 3)).astype(np.float32)
        ramp = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
        sheet += ends[0] * (1 - ramp) + ends[1] * ramp
    across = np.arange(width)
    for _ in range(int(dice.integers(1, 3))):
        colour = dice.uniform(135, 230, 3)
        reach, wave = dice.uniform(2, height * 0.6), dice.uniform(15, 160)
        gap, phase = dice.uniform(4, 14), dice.uniform(0, 6.3)
        slope = dice.uniform(-0.6, 0.6)
        for number in range(-3, int(height / gap) + 4):
            down = number * gap + reach * np.sin(across / wave * 6.28 + phase + number * 0.25)
            points = np.stack([across, down + slope * (across % 60)], 1)[::3].astype(np.int32)
            cv2.polylines(sheet, [points], False, colour.tolist(), 1, cv2.LINE_AA)


def blotches(sheet: Picture, dice: Dice) -> None:
    """Soft uneven shades: a watermark, a portrait's shade, dirt."""
    height, width = sheet.shape[:2]
    coarse = dice.uniform(-1, 1, (3, max(3, width // 50), 3)).astype(np.float32)
    if dice.random() < 0.5:
        coarse[:] = coarse[:, :, :1]
    sheet += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * dice.uniform(
        5, 35
    )


def rules(sheet: Picture, base: float, size: float, dice: Dice) -> None:
    """An underline below the letters, a ruled or dotted line, or table lines at the edges."""
    height, width = sheet.shape[:2]
    shade = [float(dice.uniform(0, 150))] * 3
    thick = int(dice.integers(1, max(2, int(size / 12)) + 1))
    kind = dice.random()
    if kind < 0.55:
        y = int(base + dice.uniform(0.04, 0.3) * size)
        start = int(dice.uniform(-0.2, 0.3) * width) if dice.random() < 0.3 else 0
        end = int(dice.uniform(0.7, 1.2) * width) if dice.random() < 0.3 else width
        if dice.random() < 0.2:
            for x in range(max(0, start), end, 2 * thick + 3):
                cv2.line(sheet, (x, y), (x + thick, y), shade, thick)
        else:
            cv2.line(sheet, (start, y), (end, y + int(dice.integers(-1, 2))), shade, thick)
    if kind > 0.4:
        if dice.random() < 0.6:
            x = int(
                dice.choice([dice.uniform(0, 0.25 * size), width - dice.uniform(1, 0.25 * size)])
            )
            cv2.line(sheet, (x, 0), (x, height), shade, thick)
        if dice.random() < 0.7:
            y = int(
                dice.choice([dice.uniform(0, 0.1 * height), height - dice.uniform(1, 0.1 * height)])
            )
            cv2.line(sheet, (0, y), (width, y), shade, thick)


def seal(sheet: Picture, size: float, dice: Dice) -> None:
    """Part of a round or square stamp whose ink lies over the print."""
    height, width = sheet.shape[:2]
    layer = np.full(sheet.shape, 255, np.uint8)
    inks = ([200, 90, 40], [190, 70, 90], [160, 60, 60], [90, 60, 190], [120, 110, 110])
    ink = (np.array(inks[int(dice.integers(len(inks)))]) + dice.uniform(-25, 25, 3)).tolist()
    centre = (int(dice.uniform(0, width)), int(dice.uniform(-1.5, 2.5) * height))
    radius = int(dice.uniform(1.5, 5) * size)
    thick = max(1, int(size * dice.uniform(0.04, 0.12)))
    if dice.random() < 0.8:
        cv2.circle(layer, centre, radius, ink, thick, cv2.LINE_AA)
        cv2.circle(layer, centre, int(radius * 0.72), ink, max(1, thick // 2), cv2.LINE_AA)
        for turn in np.arange(0, 6.28, dice.uniform(0.12, 0.3)):
            place = (
                int(centre[0] + 0.86 * radius * np.cos(turn)),
                int(centre[1] + 0.86 * radius * np.sin(turn)),
            )
            letter = chr(65 + int(dice.integers(26)))
            cv2.putText(layer, letter, place, 0, size / 50, ink, max(1, thick // 2), cv2.LINE_AA)
    else:
        corner = (centre[0] + int(3 * radius), centre[1] + radius)
        cv2.rectangle(layer, centre, corner, ink, thick)
        cv2.putText(layer, "M 0 27", (centre[0], centre[1] + radius // 2), 0, size / 22, ink, thick)
    strength = dice.uniform(0.25, 0.8)
    sheet *= 1 - strength * (1 - layer.astype(np.float32) / 255)


def strokes(sheet: Picture, size: float, dice: Dice) -> None:
    """A pen stroke or a fold through the line."""
    height, width = sheet.shape[:2]
    x = np.cumsum(dice.uniform(-0.2, 0.9, 14)) * size + dice.uniform(-0.1, 0.9) * width
    y = height / 2 + np.cumsum(dice.uniform(-0.7, 0.7, 14)) * size
    points = np.stack([np.interp(np.linspace(0, 13, 60), range(14), v) for v in (x, y)], 1)
    ink = [[170.0, 70.0, 30.0], [60.0, 50.0, 40.0]][int(dice.integers(2))]
    layer = np.full(sheet.shape, 255, np.uint8)
    thick = max(1, int(size / 22))
    cv2.polylines(layer, [points.astype(np.int32)], False, ink, thick, cv2.LINE_AA)
    sheet *= 1 - dice.uniform(0.4, 0.9) * (1 - layer.astype(np.float32) / 255)
