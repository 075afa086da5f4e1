"""Repair of zones: what is mended, and what must stay as it was read."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identifiers import mrz
from tests.pipeline.identifiers.test_mrz import CARD, ICAO, PASSPORT, with_part

VALID_CARD = (
    "IDKAZ0412365878880412401006<<<",
    "8804123F3104116KAZ<<<<<<<<<<<2",
    "SYNAQOVA<<ULGI<<<<<<<<<<<<<<<<",
)
# Specimens that were printed with wrong check digits, or with one left out.
PRINTED_WRONG = (
    (
        "IDMLT9999999<<3<9999999M<999<<",
        "7309258F0810245MLT0310240<<<<5",
        "SPITERI<MANDY<<<<<<<<<<<<<<<<<",
    ),
    (
        "A3USA085043401<01<9108<<<<<<<<",
        "7006171F0108168<<<<<<A5AA37743",
        "GONZALEZ<MENDEZ<<CRISTINA<MARI",
    ),
    (
        "IDAUT000009993<<<<<<<<<<<<<<<<",
        "7109094F111231AUT<<<<<<<<<<<<0",
        "MUSTERFRAU<<ISOLDE<<<<<<<<<<<<",
    ),
)


DIGITS, CAPITALS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check(text: str) -> str:
    """The check digit, by the rule of the standard and apart from the program."""
    values = [0 if sign == "<" else (DIGITS + CAPITALS).index(sign) for sign in text]
    return str(sum(value * (7, 3, 1)[i % 3] for i, value in enumerate(values)) % 10)


def assert_mends(read: Sequence[str], meant: Sequence[str], substitutions: int = 0) -> None:
    repaired = mrz.repair(read)
    assert repaired.lines == tuple(meant)
    assert repaired.raw == tuple(read)
    assert repaired.valid
    assert repaired.substitutions == substitutions


@pytest.mark.parametrize("lines", [*ICAO.values(), VALID_CARD])
def test_what_is_right_stays(lines: Sequence[str]) -> None:
    assert_mends(lines, lines)


@pytest.mark.parametrize("lines", PRINTED_WRONG)
def test_what_is_printed_wrong_stays_wrong(lines: Sequence[str]) -> None:
    repaired = mrz.repair(lines)
    assert repaired.lines == tuple(lines)
    assert not repaired.valid
    assert repaired.substitutions == 0


@pytest.mark.parametrize("lines", [CARD, PASSPORT])
def test_an_impossible_date_is_kept_and_not_valid(lines: Sequence[str]) -> None:
    repaired = mrz.repair(lines)
    assert repaired.lines == tuple(lines)
    assert not repaired.valid


def test_spaces_case_guillemets_and_cyrillic_letters() -> None:
    read = (
        "i‹utо d231458907 ‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹",
        "7408122F1204159UTO<<<<<<<≤≤≤<6",
        "ЕRIКSSОN<<АNNА<МАRIА<<<<<<<<<<",
    )
    assert_mends(read, ICAO["TD1"])


@pytest.mark.parametrize(
    ("line", "start", "part", "substitutions"),
    [
        (1, 13, "74O8I2", 2),  # dates hold digits only
        (1, 19, "Z", 1),
        (1, 21, "I2O4IS", 4),
        (1, 42, "IO", 2),
        (0, 2, "UT0", 1),  # codes hold letters only
        (1, 10, "UTQ", 1),
        (0, 5, "ER1K55ON", 3),  # and so do names
        (1, 0, "L8989O2C3", 1),  # by the check digit
        (1, 0, "L89B9O2C3", 2),
        (1, 28, "ZE1B4226B", 1),
    ],
)
def test_letters_and_digits_taken_for_each_other(
    line: int, start: int, part: str, substitutions: int
) -> None:
    assert_mends(with_part(ICAO["TD3"], line, start, part), ICAO["TD3"], substitutions)


def test_kazakhstan_has_digits_where_others_may_have_letters() -> None:
    assert_mends(
        ("IDKAZO4I2365878BB04I24OIOO6<K<", VALID_CARD[1], VALID_CARD[2]),
        VALID_CARD,
        substitutions=10,
    )


@pytest.mark.parametrize(
    "names",
    [
        "SYNAQOVA<<ULGI<<<<<<<<<<K<<<<<",
        "SYNAQOVA<<ULGI<<<<<CC<<<<<<KKK",
        "SYNAQOVA<<ULGI<<<<<<<<<",
        "SYNAQOVA<<ULGI<<<<<<<<<<<<<<<<<<<<",
        "SYNAQOVA<<ULGIKKKKKKKKKKKKKKKK",
        "SYNAQOVA«ULGI<<<<<<<<<<<<<<<<",
    ],
)
def test_fillers_behind_names(names: str) -> None:
    repaired = mrz.repair((*VALID_CARD[:2], names))
    assert repaired.lines == VALID_CARD
    assert repaired.valid


@pytest.mark.parametrize(
    "names",
    [
        "SYNAQOVA<<ULGI<KEES<<<<<<<<<<<",
        "SYNAQOVA<<ULGI<<KEES<<<<<<<<<<",
        "SYNAQOVA<<ULGI<K<<<<<<<<<<<<<<",
        "KESSEL<<LES<<<<<<<<<<<<<<<<<<<",
    ],
)
def test_letters_that_may_be_names_stay(names: str) -> None:
    assert mrz.repair((*VALID_CARD[:2], names)).lines[2] == names


@pytest.mark.parametrize(
    "second",
    [
        "L898902C36UTO7408122F1204159ZE184226B<<<<10",
        "L898902C36UTO7408122F1204159ZE184226B<<<10",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<<10",
        "XL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "L898902C36UTO77408122F1204159ZE184226B<<<<<10",
    ],
)
def test_a_line_too_short_or_too_long(second: str) -> None:
    assert_mends((ICAO["TD3"][0], second), ICAO["TD3"])


@pytest.mark.parametrize("read", ["00000018", "0000000018"])
def test_a_run_of_digits_too_short_or_too_long(read: str) -> None:
    first = f"IDKAZ000000018{check('000000018')}880412401006<<<"
    second = VALID_CARD[1][:-1]
    second += check(first[5:] + second[:7] + second[8:15] + second[18:])
    card = (first, second, VALID_CARD[2])
    assert_mends((first.replace("000000018", read), *card[1:]), card)


@pytest.mark.parametrize(
    "second",
    [
        "L898902C36UTO740812F1204159ZE184226B<<<<<10",
        "L898902C36UTO7408122F1204159ZE18426B<<<<<10",
        "898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ],
)
def test_a_lost_character_is_not_invented(second: str) -> None:
    repaired = mrz.repair((ICAO["TD3"][0], second))
    assert repaired.lines[1] == second
    assert not repaired.valid


def test_many_fillers_lost_from_one_run() -> None:
    line = "L898902C36UTO7408122F1204159" + "<" * 15
    composite = mrz.check_digit(line[:10] + line[13:20] + line[21:])
    whole = (ICAO["TD3"][0], f"{line}{composite}")
    assert_mends((whole[0], whole[1].replace("<" * 15, "<" * 10)), whole)


@pytest.mark.parametrize("head", ["PUTO", "P<<UTO", "<UTO", "P<UT0"])
def test_what_stands_before_the_name(head: str) -> None:
    repaired = mrz.repair((f"{head}ERIKSSON<<ANNA<MARIA", ICAO["TD3"][1]))
    assert repaired.lines == ICAO["TD3"]
    assert repaired.valid


def test_the_lost_first_letter_of_a_card() -> None:
    assert_mends((VALID_CARD[0][1:], *VALID_CARD[1:]), VALID_CARD)


def test_letters_among_fillers_of_the_optional_data() -> None:
    assert_mends(with_part(ICAO["TD3"], 1, 37, "<<C<<"), ICAO["TD3"], 1)


@pytest.mark.parametrize(
    ("line", "start", "part"),
    [
        (1, 0, "L898903C3"),  # another digit
        (1, 14, "5"),
        (1, 43, "3"),
    ],
)
def test_digits_are_never_exchanged_for_digits(line: int, start: int, part: str) -> None:
    read = with_part(ICAO["TD3"], line, start, part)
    repaired = mrz.repair(read)
    assert not repaired.valid
    assert repaired.lines == read


def test_a_number_of_no_shape_is_left_alone() -> None:
    # The check digit would confirm Z for 2, and just as well a digit that was misread elsewhere.
    read = (ICAO["TD3"][0], "PVZL9V4N20UTO9001011F3001019<<<<<<<<<<<<<<<6")
    repaired = mrz.repair(read)
    assert repaired.lines == read
    assert not repaired.valid


@pytest.mark.parametrize("lines", [(), ("",), ("Anna", "Maria"), ("ҚАЗАҚСТАН " * 4,) * 2])
def test_lines_of_no_zone(lines: Sequence[str]) -> None:
    repaired = mrz.repair(lines)
    assert repaired.format == ""
    assert repaired.raw == tuple(lines)
    assert not repaired.valid


LOOK_ALIKES = {
    **{"0": "ODQ", "O": "0", "D": "0", "Q": "0", "1": "I", "I": "1", "2": "Z", "Z": "2"},
    **{"5": "S", "S": "5", "6": "G", "G": "6", "8": "B", "B": "8"},
}


@st.composite
def passports(draw: st.DrawFn) -> tuple[str, str]:
    """A valid passport zone with check digits computed by the rule of the standard."""

    state = draw(st.sampled_from(["KAZ", "UTO", "D<<", "GBR", "USA"]))
    name = st.text(CAPITALS, min_size=2, max_size=12)
    names = f"{draw(name)}<<{draw(name)}"
    letters = draw(st.text(CAPITALS, max_size=2)) if state != "KAZ" else "N"
    figures = draw(st.text(DIGITS, min_size=9, max_size=9))
    number = (letters + figures)[:9]
    birth = draw(st.dates(date(1950, 1, 1), date(2005, 1, 1)))
    expiry = draw(st.dates(date(2026, 1, 1), date(2036, 1, 1)))
    personal = draw(st.one_of(st.just(""), st.text(DIGITS, min_size=12, max_size=12)))
    first = f"P<{state}{names}".ljust(44, "<")
    second = number + check(number) + state + f"{birth:%y%m%d}" + check(f"{birth:%y%m%d}")
    second += draw(st.sampled_from("MF<")) + f"{expiry:%y%m%d}" + check(f"{expiry:%y%m%d}")
    personal = personal.ljust(14, "<")
    second += personal + check(personal)
    return first, second + check(second[:10] + second[13:20] + second[21:])


@given(passports())
def test_made_up_zones_are_valid_and_stay(lines: tuple[str, str]) -> None:
    assert_mends(lines, lines)


@given(passports(), st.lists(st.tuples(st.integers(0, 43), st.integers(0, 2)), max_size=3))
def test_repair_exchanges_little_and_only_look_alikes(
    lines: tuple[str, str], errors: list[tuple[int, int]]
) -> None:
    second = list(lines[1])
    for place, choice in errors:
        options = LOOK_ALIKES.get(second[place], second[place])
        second[place] = options[choice % len(options)]
    read = (lines[0], "".join(second))
    repaired = mrz.repair(read)
    if not repaired.valid:
        return
    differing = [
        (old, new) for old, new in zip(read[1], repaired.lines[1], strict=True) if old != new
    ]
    assert all(new in LOOK_ALIKES[old] + "0" for old, new in differing)
    free = [*range(9), *range(28, 42)]  # elsewhere the place decides
    guided = [p for p in free if read[1][p] != repaired.lines[1][p]]
    assert lines[1][10:13] == "KAZ" or len(guided) <= 2
    # Dates, check digits and codes come back exactly.
    assert repaired.lines[1][9:28] == lines[1][9:28]


@given(passports(), st.integers(0, 43), st.integers(1, 9))
def test_a_wrong_digit_in_dates_and_check_digits_is_never_mended(
    lines: tuple[str, str], place: int, step: int
) -> None:
    if place in {*range(9), *range(10, 13), 20, *range(28, 42)}:
        return
    wrong = str((int(lines[1][place]) + step) % 10)
    read = (lines[0], lines[1][:place] + wrong + lines[1][place + 1 :])
    repaired = mrz.repair(read)
    assert not repaired.valid


@given(passports(), st.integers(1, 20))
def test_lost_fillers_behind_names_come_back(lines: tuple[str, str], lost: int) -> None:
    assert_mends((lines[0].rstrip("<") + "<<", lines[1]), lines)
    shorter = lines[0][:-lost] if lines[0].endswith("<" * (lost + 2)) else lines[0]
    assert_mends((shorter, lines[1]), lines)


@given(st.lists(st.text(alphabet="PIVKAZ<0123456789O«» абв", max_size=50), max_size=4))
def test_any_lines_are_survived(lines: list[str]) -> None:
    repaired = mrz.repair(lines)
    assert repaired.raw == tuple(lines)
    if repaired.format:
        zone = mrz.parse(repaired.lines, repaired.format, today=date(2026, 5, 1))
        assert zone.valid is repaired.valid or zone.birth_date is not None


def test_a_zone_is_valid_whatever_day_it_is() -> None:
    later = date(2026, 5, 1) + timedelta(days=1)
    assert mrz.parse(VALID_CARD, today=later).valid
