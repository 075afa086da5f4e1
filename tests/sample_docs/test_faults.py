"""A fault asked for is in the document, and nothing else is wrong with it."""

from typing import Any

import pytest

from sample_docs import dossier, iin, make_specimen, zones


def _fields(type_id: str, *faults: str, seed: int = 9, **options: Any) -> dict[str, Any]:
    specimen = make_specimen(type_id, seed=seed, faults=faults, **options)
    fields: dict[str, Any] = specimen.truth["fields"]
    return fields


@pytest.mark.parametrize("type_id", ["identity_card", "passport"])
def test_wrong_check_digit_stands_in_print_and_zone(type_id: str) -> None:
    fields = _fields(type_id, "iin_check_digit", layout=_printed_layout(type_id), seed=12)
    number = fields["iin"]
    assert iin.check_digit(number[:11]) != int(number[11])
    assert number in "".join(fields["mrz"])


@pytest.mark.parametrize("type_id", ["identity_card", "passport"])
def test_number_of_another_birthday_is_valid(type_id: str) -> None:
    fields = _fields(type_id, "iin_birth_date", layout=_printed_layout(type_id))
    number = fields["iin"]
    assert iin.check_digit(number[:11]) == int(number[11])
    assert number[:6] != fields["birth_date"][2:].replace("-", "")


@pytest.mark.parametrize("seed", range(6))
def test_card_zone_with_a_wrong_digit(seed: int) -> None:
    first, second, _ = _fields("identity_card", "mrz_check_digit", layout="2024-pages", seed=seed)[
        "mrz"
    ]
    parts = [
        (second[0:6], second[6]),
        (second[8:14], second[14]),
        (first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29]),
    ]
    assert any(zones.check_digit(text) != digit for text, digit in parts)


def test_zone_that_disagrees_has_good_check_digits() -> None:
    fields = _fields("passport", "mrz_disagrees", layout="cropped")
    second = fields["mrz"][1]
    assert second[21:27] != fields["expiry_date"][2:].replace("-", "")
    assert zones.check_digit(second[21:27]) == second[27]
    assert zones.check_digit(second[0:10] + second[13:20] + second[21:43]) == second[43]


def test_front_only_knows_nothing_of_the_back() -> None:
    specimen = make_specimen("identity_card", seed=9, layout="2014-pages", faults=["front_only"])
    fields = specimen.truth["fields"]
    assert fields["sides"] == ["front"]
    assert len(specimen.truth["pages"]) == 1
    assert {fields[key] for key in ("number", "issue_date", "expiry_date", "mrz", "sex")} == {None}
    assert fields["surname"]


@pytest.mark.parametrize("type_id", ["identity_card", "passport"])
def test_expired(type_id: str) -> None:
    for seed in range(5):
        fields = _fields(type_id, "expired", layout=_printed_layout(type_id), seed=seed)
        assert fields["expiry_date"] < dossier.invent(seed).submitted_on.isoformat()


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("no_date", {"date": None, "dated_at_end": False, "signed_at_end": True}),
        ("date_at_start", {"dated_at_end": False, "signed_at_end": True}),
        ("unsigned", {"dated_at_end": True, "signed_at_end": False}),
        ("nameless", {"author_name": None, "dated_at_end": True, "signed_at_end": True}),
    ],
)
def test_letter(fault: str, expected: dict[str, object]) -> None:
    specimen = make_specimen("motivation_letter", seed=9, faults=[fault])
    fields = specimen.truth["fields"]
    assert {key: fields[key] for key in expected} == expected
    assert specimen.truth["marks"]["signature"]["present"] is (fault != "unsigned")
    assert bool(specimen.truth["marks"]["signature"]["places"]) is (fault != "unsigned")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"level": "fax"}, "unknown level"),
        ({"layout": "round"}, "unknown layout"),
        ({"faults": ["torn"]}, "unknown fault"),
        ({"colour": "red"}, "unknown option"),
    ],
)
def test_what_a_type_does_not_know_is_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make_specimen("passport", seed=1, **settings)


def _printed_layout(type_id: str) -> str:
    return {"identity_card": "2024-pages", "passport": "cropped"}[type_id]
