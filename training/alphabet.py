"""The characters that the recogniser knows; the model file carries them with it."""

import string
import unicodedata

KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
RUSSIAN = "".join(map(chr, range(0x410, 0x450))) + "Ёё"
ABROAD = "äöüÄÖÜßéèêáàâíóôúûçñëïøåæØÅÉÇ"
"""Letters in names and addresses of host organisations."""
SIGNS = " !\"#$%&'()*+,-./:;<=>?@[\\]_|«»“”„’–—№…°§•€£¥₸×±²³©"

CHARACTERS = string.digits + string.ascii_letters + RUSSIAN + KAZAKH + ABROAD + SIGNS
"""In the order of the head's outputs from 1 on; output 0 is the blank of CTC."""

_SAME = str.maketrans({"‘": "’", "‐": "-", "‑": "-", "−": "–", "\u00a0": " ", "`": "'", "‚": ","})
_NUMBER_OF = {character: number for number, character in enumerate(CHARACTERS, 1)}


def written(text: str) -> str:
    """The text in characters that the recogniser knows; others are left out."""
    plain = unicodedata.normalize("NFC", text).translate(_SAME)
    return " ".join("".join(c for c in plain if c in _NUMBER_OF).split())


def encoded(text: str) -> list[int]:
    """Output numbers of a text made of known characters."""
    return [_NUMBER_OF[character] for character in text]
