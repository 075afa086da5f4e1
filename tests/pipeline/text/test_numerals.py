"""Numbers in words."""

import pytest

from pipeline.text.numerals import numeral_named, ordinal_number

UNITS = "первого второго третьего четвёртого пятого шестого седьмого восьмого девятого"
TEENS = (
    "десятого одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого"
    " семнадцатого восемнадцатого девятнадцатого двадцатого"
)
KAZAKH_UNITS = "бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы"


def number(text: str) -> int | None:
    numerals = [numeral_named(word) for word in text.split()]
    known = [numeral for numeral in numerals if numeral]
    return ordinal_number(known) if len(known) == len(numerals) else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *zip(UNITS.split(), range(1, 10), strict=True),
        *zip(TEENS.split(), range(10, 21), strict=True),
        *zip(KAZAKH_UNITS.split(), range(1, 10), strict=True),
        *((f"он {unit}", 10 + n) for n, unit in enumerate(KAZAKH_UNITS.split(), 1)),
        *((f"двадцать {unit}", 20 + n) for n, unit in enumerate(UNITS.split(), 1)),
        ("две тысячи двадцать шестого", 2026),
        ("две тысячи десятого", 2010),
        ("тысяча девятьсот восемьдесят пятого", 1985),
        ("одна тысяча", None),
        ("екі мың отыз бірінші", 2031),
        ("бір мың сегіз жүз тоқсан тоғызыншы", 1899),
        ("мың тоғыз жүз жетпісінші", 1970),
        ("две тысячи", None),  # no ordinal: not a whole number
        ("первого второго", None),
        ("два двадцатого", None),  # parts must fall in size
        ("двадцать двадцатого", None),
        ("", None),
    ],
)
def test_ordinal(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("read", "meant"),
    [("двадцатог0", "двадцатого"), ("шест0го", "шестого"), ("жиырмасыншь", "жиырмасыншы")],
)
def test_one_wrong_letter_is_forgiven(read: str, meant: str) -> None:
    assert numeral_named(read) == numeral_named(meant)


def test_a_word_between_two_numbers_is_neither() -> None:
    assert numeral_named("девдтого") == numeral_named("девятого")
    assert numeral_named("делятого") is None  # one letter from девятого and from десятого
    assert numeral_named("лист") is None
