"""Whether two papers name one employer: by BIN first, then by name (domain.md section 17)."""

from dataclasses import dataclass
from typing import Any, Literal

from pipeline.identifiers import bin as bin_numbers
from pipeline.identifiers import iin as iin_numbers
from pipeline.model import Field
from pipeline.text.alike import organisation_likeness, same_language


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer as one paper gives it, and the fields it was read from."""

    name: str | None
    number: str | None
    fields: tuple[Field[Any], ...]

    @property
    def shown(self) -> str:
        return " ".join(part for part in (self.name, self.number) if part)


def same_employer(
    a: Employer, b: Employer, least_alike: float, most_unlike: float
) -> Literal["same", "different", "open"]:
    """Equal BINs settle it; other BINs too unless the names are alike or a BIN was misread.

    Names alone tell employers apart only within one language: «Қазақтелеком» and «Казахтелеком»
    are one firm.
    """
    alike = organisation_likeness(a.name, b.name) if a.name and b.name else None
    if a.number and b.number:
        if a.number == b.number:
            return "same"
        surely_read = _is_valid(a.number) and _is_valid(b.number)
        named_alike = alike is not None and alike >= least_alike
        return "different" if surely_read and not named_alike else "open"
    if alike is None or a.name is None or b.name is None:
        return "open"
    if alike >= least_alike:
        return "same"
    apart = alike <= most_unlike and same_language(a.name, b.name)
    return "different" if apart else "open"


def _is_valid(number: str) -> bool:
    """A payer may be a person with an IIN (domain.md section 3.2)."""
    return bin_numbers.is_valid(number) or iin_numbers.is_valid(number)
