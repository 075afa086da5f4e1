"""A fingerprint of a page's picture, by which a rescan of the same paper is found again.

Text is compared elsewhere (`pipeline.repeats`) and files by their hash; this is for pages that
say little: cards, diplomas, stamped forms. The fingerprint is text, so that it can be stored.
"""

import cv2
import numpy as np

from pipeline.cleanup import Image, grey

SIDE = 16
"""Rows and columns of the lowest frequencies that are kept: 256 bits."""
LOOKED_AT = 64
PLAIN = 2.0
"""Spread of brightness below which a page is as good as blank and has no fingerprint."""


def picture_fingerprint(image: Image) -> str:
    """256 bits as hexadecimal digits; empty for a page without a picture of its own.

    Signs of the low frequencies of the page (discrete cosine transform) against their median.
    """
    small = cv2.resize(grey(image), (LOOKED_AT, LOOKED_AT), interpolation=cv2.INTER_AREA)
    if float(small.std()) < PLAIN:
        return ""
    waves = cv2.dct(small.astype(np.float32))[:SIDE, :SIDE].ravel()
    bits = np.packbits(waves > np.median(waves[1:]))
    return bits.tobytes().hex()
