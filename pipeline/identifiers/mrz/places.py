"""What each place of a zone may hold, and the letters and digits that are taken for each other."""

from collections.abc import Iterator, Mapping
from enum import Enum

from pipeline.identifiers.mrz.layout import Layout, Place, Span


class Holds(Enum):
    """The characters that a place takes, besides the filler."""

    DIGITS = "digits"
    LETTERS = "letters"
    BOTH = "both"
    NOTHING = "nothing"


_IIN_LENGTH = 12
TO_DIGIT = str.maketrans("OQDILZSGB", "000112568")
TO_LETTER = str.maketrans("012568", "OIZSGB")
# Round letters and the zero, each of which is read for any other.
ROUND = dict.fromkeys("0ODQ", "ODQ")
# Digits read for letters in codes of states, where only a known code is accepted.
CODE_LOOK_ALIKES = {"7": "TZ", "4": "A"}
# Letters that recognition puts in the place of fillers.
FILLER_LOOK_ALIKES = "KCLESGX"
TO_FILLER = str.maketrans(dict.fromkeys(FILLER_LOOK_ALIKES, "<"))
# Pairs that print and recognition confuse; the source of every guided substitution.
CONFUSED: Mapping[str, str] = {
    **{"0": "ODQ", "O": "0", "D": "0", "Q": "0", "1": "I", "I": "1", "2": "Z", "Z": "2"},
    **{"5": "S", "S": "5", "6": "G", "G": "6", "8": "B", "B": "8"},
}


def places(layout: Layout, *, of_kazakhstan: bool) -> dict[Place, Holds]:
    """The kind of every place whose kind is fixed, and of the checked free ones.

    Kazakhstan: card numbers have nine digits, passport numbers a letter and eight digits, and
    the optional data is the IIN or empty (domain.md sections 4.3 and 5.3).
    """
    kinds: dict[Place, Holds] = {}
    free = [layout.number, layout.optional, layout.second_optional]
    for span in filter(None, free):
        kinds |= dict.fromkeys(span.places, Holds.BOTH)
    for span in _digit_spans(layout):
        kinds |= dict.fromkeys(span.places, Holds.DIGITS)
    for span in (layout.names, layout.issuer, layout.nationality):
        kinds |= dict.fromkeys(span.places, Holds.LETTERS)
    kinds[0, 0] = Holds.LETTERS
    if of_kazakhstan and layout.name in ("TD1", "TD3"):
        kinds |= dict.fromkeys(layout.number.places + layout.optional.places, Holds.DIGITS)
        kinds |= dict.fromkeys(layout.optional.places[_IIN_LENGTH:], Holds.NOTHING)
        if layout.second_optional:
            kinds |= dict.fromkeys(layout.second_optional.places, Holds.NOTHING)
        if layout.name == "TD3":
            kinds[layout.number.places[0]] = Holds.LETTERS
    return kinds


def _digit_spans(layout: Layout) -> Iterator[Span]:
    yield from (layout.birth, layout.birth_check, layout.expiry, layout.expiry_check)
    yield layout.number_check
    if layout.optional_check:
        yield layout.optional_check
    if layout.composite_check:
        yield layout.composite_check
