"""Cases of Kazakh nouns with the possessive ending of the third person.

Names of organisations end in one («университеті», «ауруханасы»), so their cases follow from the
harmony of the last vowel alone.
"""

from typing import Literal

Case = Literal["nom", "gen", "loc", "dat", "acc", "abl"]
_ENDINGS: dict[Case, tuple[str, str]] = {  # after a front vowel, after a back one
    "nom": ("", ""),
    "gen": ("нің", "ның"),
    "loc": ("нде", "нда"),
    "dat": ("не", "на"),
    "acc": ("н", "н"),
    "abl": ("нен", "нан"),
}


def inflected(noun: str, case: Case) -> str:
    """The noun in a case; «соты» becomes «сотында». ValueError without a possessive ending."""
    if not noun.endswith(("і", "ы")):
        raise ValueError(f"not a possessive form: {noun}")
    front, back = _ENDINGS[case]
    return noun + (front if noun.endswith("і") else back)
