"""BIN, the business identification number of Kazakhstan (БСН / БИН).

Twelve digits: year and month of registration, kind of person (4 resident, 5 non-resident,
6 joint entrepreneur), kind of unit (0 head, 1 branch, 2 representation, 3 farm), five serial
digits, check digit as in the IIN (domain.md section 3.2).

>>> validate("0001 4000 0002")
'000140000002'
>>> is_valid("991340000007")
False
"""

from pipeline.identifiers._weights import check_digit
from pipeline.identifiers.errors import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidIdentifierError,
    InvalidLength,
)

__all__ = ["check_digit", "compact", "is_valid", "validate"]


def compact(number: str) -> str:
    """The number without spaces and hyphens."""
    return "".join(number.split()).replace("-", "")


def validate(number: str) -> str:
    """The compact number if it is valid; raises an `InvalidIdentifierError` otherwise."""
    number = compact(number)
    if len(number) != 12:
        raise InvalidLength("a BIN has 12 digits")
    if not (number.isascii() and number.isdigit()):
        raise InvalidFormat("a BIN consists of digits")
    if not 1 <= int(number[2:4]) <= 12:
        raise InvalidComponent("the month of registration inside the BIN is impossible")
    if number[4] not in "456":
        raise InvalidComponent("the fifth digit of the BIN is not assigned")
    if number[5] not in "0123":
        raise InvalidComponent("the sixth digit of the BIN is not assigned")
    if check_digit(number[:11]) != int(number[11]):
        raise InvalidChecksum("the check digit of the BIN is wrong")
    return number


def is_valid(number: str) -> bool:
    """Whether `validate` accepts the number."""
    try:
        validate(number)
    except InvalidIdentifierError:
        return False
    return True
