"""IIN, the individual identification number of Kazakhstan (ЖСН / ИИН).

Twelve digits: birth date YYMMDD, century and sex, four serial digits, check digit. An IIN is never
changed after it was given out, so that a corrected birth date may differ from the one inside
(domain.md section 3.1). A wrong eleventh digit passes the check in nine cases of ten.

>>> validate("990115 100007")
'990115100007'
>>> birth_date("990115100007")
datetime.date(1899, 1, 15)
>>> sex("990115200003")
'F'
"""

from datetime import date
from typing import Literal

from pipeline.identifiers._weights import check_digit
from pipeline.identifiers.errors import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidIdentifierError,
    InvalidLength,
)

__all__ = ["birth_date", "check_digit", "compact", "is_valid", "sex", "validate"]

_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}


def compact(number: str) -> str:
    """The number without spaces and hyphens."""
    return "".join(number.split()).replace("-", "")


def validate(number: str) -> str:
    """The compact number if it is valid; raises an `InvalidIdentifierError` otherwise."""
    number = compact(number)
    if len(number) != 12:
        raise InvalidLength("an IIN has 12 digits")
    if not (number.isascii() and number.isdigit()):
        raise InvalidFormat("an IIN consists of digits")
    birth_date(number)
    if check_digit(number[:11]) != int(number[11]):
        raise InvalidChecksum("the check digit of the IIN is wrong")
    return number


def is_valid(number: str) -> bool:
    """Whether `validate` accepts the number."""
    try:
        validate(number)
    except InvalidIdentifierError:
        return False
    return True


def birth_date(number: str) -> date:
    """Birth date inside the number; raises `InvalidComponent` if it names no day.

    Digits 0 and 7 to 9 in the seventh place are not given to citizens.
    """
    number = compact(number)
    century = _CENTURIES.get(number[6:7])
    if century is None:
        raise InvalidComponent("the seventh digit of the IIN is not assigned")
    try:
        return date(century + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError:
        raise InvalidComponent("the birth date inside the IIN is impossible") from None


def sex(number: str) -> Literal["M", "F"]:
    """Sex inside the number, by the seventh digit; raises `InvalidComponent` if not assigned."""
    seventh = compact(number)[6:7]
    if seventh not in _CENTURIES:
        raise InvalidComponent("the seventh digit of the IIN is not assigned")
    return "M" if int(seventh) % 2 else "F"
