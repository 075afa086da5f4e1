"""Reading zones: specimens of ICAO 9303 parts 4 to 7, and made-up zones of Kazakhstan."""

from collections.abc import Sequence
from datetime import date

import pytest

from pipeline.identifiers import mrz

ICAO = {
    "TD1": (
        "I<UTOD231458907<<<<<<<<<<<<<<<",
        "7408122F1204159UTO<<<<<<<<<<<6",
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ),
    "TD2": (
        "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
        "D231458907UTO7408122F1204159<<<<<<<6",
    ),
    "TD3": (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ),
    "MRVA": (
        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
    ),
    "MRVB": (
        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
        "L8988901C4XXX4009078F9612109<<<<<<<<",
    ),
}
# A person born in 1899, so that no living holder exists; the expiry date is 29 February 2034.
CARD = (
    "IDKAZ0000000181990115100007<<<",
    "9901155M3402292KAZ<<<<<<<<<<<1",
    "SYNAQOV<<ULGI<<<<<<<<<<<<<<<<<",
)
PASSPORT = (
    "P<KAZSYNAQOV<<ULGI<<<<<<<<<<<<<<<<<<<<<<<<<<",
    "N000000182KAZ9901155M3402292990115100007<<90",
)


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("L898902C3", 6),
        ("740812", 2),
        ("120415", 9),
        ("ZE184226B<<<<<", 1),
        ("D23145890734", 9),
        ("<<<<", 0),
        ("", 0),
    ],
)
def test_check_digit(text: str, digit: int) -> None:
    assert mrz.check_digit(text) == digit


def test_check_digit_of_strange_characters_is_an_error() -> None:
    with pytest.raises(ValueError, match="capitals"):
        mrz.check_digit("12a")


@pytest.mark.parametrize("name", ICAO)
def test_specimens_are_valid(name: str) -> None:
    zone = mrz.parse(ICAO[name])
    assert zone.format == name
    assert zone.valid
    assert zone.surname == "ERIKSSON"
    assert zone.given_names == "ANNA MARIA"
    assert zone.issuer == "UTO"
    assert zone.sex == "F"


def test_fields_of_a_passport() -> None:
    zone = mrz.parse(ICAO["TD3"])
    assert zone.document_code == "P"
    assert zone.number == "L898902C3"
    assert zone.nationality == "UTO"
    assert zone.birth_date == date(1974, 8, 12)
    assert zone.expiry_date == date(2012, 4, 15)
    assert zone.optional == "ZE184226B"
    assert dict(zone.checks) == dict.fromkeys(
        ["number", "birth", "expiry", "personal", "composite"], True
    )
    assert zone.iin is None


def test_visas_have_no_composite_check_digit() -> None:
    assert set(mrz.parse(ICAO["MRVB"]).checks) == {"number", "birth", "expiry"}


def test_a_long_number_goes_on_in_the_optional_data() -> None:
    zone = mrz.parse(
        (
            "I<UTOD23145890<7349<<<<<<<<<<<",
            "3407127M9507122UTO<<<<<<<<<<<2",
            "STEVENSON<<PETER<JOHN<<<<<<<<<",
        )
    )
    assert zone.number == "D23145890734"
    assert zone.optional == ""
    assert zone.valid


@pytest.mark.parametrize("lines", [CARD, PASSPORT])
def test_kazakhstan_carries_the_iin(lines: Sequence[str]) -> None:
    zone = mrz.parse(lines)
    assert zone.iin == "990115100007"
    assert zone.birth_date == date(1899, 1, 15)  # the seventh digit of the IIN tells the century
    assert (zone.surname, zone.given_names, zone.sex) == ("SYNAQOV", "ULGI", "M")


@pytest.mark.parametrize("lines", [CARD, PASSPORT])
def test_an_impossible_date_leaves_the_rest(lines: Sequence[str]) -> None:
    zone = mrz.parse(lines)
    assert zone.checks_ok
    assert zone.expiry_date is None
    assert not zone.dates_ok
    assert not zone.valid
    assert zone.number in ("000000018", "N00000018")


def with_part(lines: Sequence[str], line: int, start: int, part: str) -> tuple[str, ...]:
    changed = list(lines)
    changed[line] = changed[line][:start] + part + changed[line][start + len(part) :]
    return tuple(changed)


@pytest.mark.parametrize(
    ("line", "start", "part", "check"),
    [
        (1, 0, "L898902C4", "number"),
        (1, 13, "740813", "birth"),
        (1, 21, "120416", "expiry"),
        (1, 28, "ZE184227B", "personal"),
        (1, 43, "1", "composite"),
    ],
)
def test_each_check_digit_is_told(line: int, start: int, part: str, check: str) -> None:
    zone = mrz.parse(with_part(ICAO["TD3"], line, start, part))
    assert not zone.checks[check]
    assert not zone.valid


@pytest.mark.parametrize(("check", "holds"), [("0", True), ("<", True), ("1", False)])
def test_an_empty_personal_number(check: str, holds: bool) -> None:
    line = "L898902C36UTO7408122F1204159" + "<" * 14 + check
    composite = mrz.check_digit(line[:10] + line[13:20] + line[21:])
    zone = mrz.parse((ICAO["TD3"][0], f"{line}{composite}"))
    assert zone.checks["personal"] is holds
    assert zone.optional == ""


@pytest.mark.parametrize(
    ("line", "start", "part"),
    [(0, 2, "UTX"), (1, 10, "QQQ"), (0, 5, "ER1KS"), (1, 20, "A"), (0, 5, "<"), (0, 0, "I")],
)
def test_codes_and_characters_count(line: int, start: int, part: str) -> None:
    zone = mrz.parse(with_part(ICAO["TD3"], line, start, part))
    assert zone.checks_ok
    assert not zone.valid


def test_germany_and_persons_without_a_state_are_known() -> None:
    for code in ("D<<", "XXA", "RKS", "GBD", "EUE"):
        assert mrz.parse(with_part(ICAO["TD3"], 1, 10, code)).valid


def with_birth(birth: str) -> tuple[str, ...]:
    line = f"L898902C36UTO{birth}{mrz.check_digit(birth)}F1204159ZE184226B<<<<<1"
    composite = mrz.check_digit(line[:10] + line[13:20] + line[21:])
    return (ICAO["TD3"][0], f"{line}{composite}")


@pytest.mark.parametrize(
    ("birth", "today", "day"),
    [
        ("110101", None, date(2011, 1, 1)),  # before the expiry date, 15 April 2012
        ("130101", None, date(1913, 1, 1)),
        ("120415", None, date(1912, 4, 15)),
        ("110101", date(2010, 6, 1), date(1911, 1, 1)),
        ("000229", None, date(2000, 2, 29)),
        ("990229", None, None),
        ("740800", None, None),
    ],
)
def test_century_of_birth(birth: str, today: date | None, day: date | None) -> None:
    zone = mrz.parse(with_birth(birth), today=today)
    assert zone.birth_date == day
    assert zone.dates_ok is (day is not None)


@pytest.mark.parametrize("birth", ["7408<<", "74<<<<", "<<<<<<"])
def test_unknown_parts_of_a_birth_date_are_allowed(birth: str) -> None:
    zone = mrz.parse(with_birth(birth))
    assert zone.birth_date is None
    assert zone.valid


def test_names_without_a_gap_are_all_surname() -> None:
    zone = mrz.parse(with_part(ICAO["TD3"], 0, 5, "ERIKSSON<ANNA<MARIA<"))
    assert (zone.surname, zone.given_names) == ("ERIKSSON ANNA MARIA", "")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        *((lines, name) for name, lines in ICAO.items()),
        (CARD, "TD1"),
        (PASSPORT, "TD3"),
        ((PASSPORT[0][:20], PASSPORT[1]), "TD3"),  # fillers behind names are easily lost
        ((PASSPORT[0], PASSPORT[1] + "<<"), "TD3"),
        ((PASSPORT[0], PASSPORT[1][:-2]), "TD3"),
        ((PASSPORT[0].replace("<", "‹").lower(), " ".join(PASSPORT[1])), "TD3"),
        ((PASSPORT[0], PASSPORT[1][:-5]), None),
        ((PASSPORT[1],), None),
        (CARD[:2], None),
        (("короткая строка", "и ещё одна"), None),
        ((), None),
        (("", ""), None),
    ],
)
def test_format(lines: Sequence[str], name: str | None) -> None:
    assert mrz.detect_format(lines) == name


def test_lines_of_no_zone_cannot_be_parsed() -> None:
    with pytest.raises(ValueError, match="no machine-readable zone"):
        mrz.parse(("one", "two"))
