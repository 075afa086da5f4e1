"""How alike the fingerprints of two pictures of pages are (`pipeline.marks.reuse`). Pure."""

from collections.abc import Iterable

BITS = 256
"""Length of a fingerprint."""
SAME_PICTURE = 14
"""Differing bits of 256 up to which two pictures show the same paper.

Measured on five applicants: cards of two persons differ in 82 bits and more, two diplomas of one
form in 20 and more, two scans of one card in 6 to 40, so some second scans are not found.
"""
BANDS = 16
"""Parts of a fingerprint of which the same picture has one at least unchanged, nearly always."""


def picture_distance(a: str, b: str) -> int | None:
    """Bits of 256 in which two pictures differ; None where one has no fingerprint."""
    if not a or not b:
        return None
    return (int(a, 16) ^ int(b, 16)).bit_count()


def bands_of(picture: str) -> frozenset[int]:
    """The fingerprint as numbers, part by part, by which it is found among many; none without."""
    width = len(picture) // BANDS
    parts = (picture[place : place + width] for place in range(0, len(picture), width or 1))
    return frozenset(number << 4 * width | int(part, 16) for number, part in enumerate(parts))


def print_of(bands: Iterable[int]) -> str:
    """The fingerprint whose parts these are."""
    return "".join(f"{band & 0xFFFF:04x}" for band in sorted(bands))


def picture_likeness(a: str, b: str) -> float:
    """Share of the bits that two fingerprints have in common, 0 for other papers or without."""
    distance = picture_distance(a, b)
    return 0.0 if distance is None or distance > SAME_PICTURE else 1 - distance / BITS


def is_same_picture(a: str, b: str) -> bool:
    """Whether two pages show the same paper as far as their fingerprints tell."""
    return picture_likeness(a, b) > 0
