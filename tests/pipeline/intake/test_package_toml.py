"""What the portal declares; wrong parts are named by key and cost nothing else."""

from datetime import date

import pytest

from pipeline.intake.package_toml import parse
from pipeline.model import Declaration, Problem

WHOLE = """
submitted_on = 2026-05-14
year = 2026
category = "engineering"
iin = "990115100007"
full_name = " Ахметова Айгерим "
specialty = "Hydrology"
country = "Germany"
"""


def keys(problems: tuple[Problem, ...]) -> list[tuple[str, object]]:
    return [
        (
            problem.message.key.removeprefix("problem.bad_package_toml"),
            *problem.message.values.values(),
        )
        for problem in problems
    ]


def test_every_key_is_read() -> None:
    declared, problems = parse(WHOLE.encode())
    assert problems == ()
    assert declared == Declaration(
        date(2026, 5, 14),
        2026,
        "engineering",
        "990115100007",
        "Ахметова Айгерим",
        "Hydrology",
        "Germany",
    )


def test_empty_and_marked_files_are_fine() -> None:
    assert parse(b"") == (Declaration(), ())
    assert parse(b"\xef\xbb\xbfyear = 2026\n")[0].year == 2026


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('submitted_on = "2026-05-14"', "submitted_on"),
        ("submitted_on = 2026-05-14T10:00:00", "submitted_on"),
        ('year = "2026"', "year"),
        ("year = 1", "year"),
        ("year = true", "year"),
        ('category = "enginering"', "category"),
        ("iin = 990115100007", "iin"),
        ('iin = "99011510000"', "iin"),
        ('iin = "٩٩٠١١٥١٠٠٠٠٧"', "iin"),
        ('full_name = "  "', "full_name"),
        ("country = ['a']", "country"),
    ],
)
def test_bad_value_is_named_by_its_key(line: str, key: str) -> None:
    declared, problems = parse(f'specialty = "Law"\n{line}\n'.encode())
    assert keys(problems) == [(".value", key)]
    assert declared == Declaration(specialty="Law")


def test_unknown_key_is_reported_and_the_rest_used() -> None:
    declared, problems = parse(b'yaer = 2026\ncountry = "Japan"\n[extra]\na = 1\n')
    assert keys(problems) == [(".unknown_key", "yaer"), (".unknown_key", "extra")]
    assert declared == Declaration(country="Japan")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"year = 2026\nyear = \n", (".line", 2)),
        ("full_name = 'Ахметова'".encode("cp1251"), ("",)),
        (b"a = " + b"[" * 100_000, None),
    ],
)
def test_a_file_that_is_no_toml(content: bytes, expected: tuple[object, ...] | None) -> None:
    declared, problems = parse(content)
    assert declared == Declaration()
    assert len(problems) == 1
    assert expected is None or keys(problems) == [expected]
