"""A few fixed examples of every target that `python -m fuzz` runs for as long as one likes."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from fuzz.__main__ import check, fuzzed, main
from fuzz.targets import TARGETS, BrokenPromiseError, Target
from tests.fuzz.found import FOUND

FEW = {"tables": 6, "archives": 40}


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_no_example_crashes(target: Target) -> None:
    @seed(2026)
    @settings(
        max_examples=FEW.get(target.name, 60),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(target.examples)
    def attempt(example: Any) -> None:
        check(target, example)

    attempt()


@pytest.mark.parametrize(("name", "example"), FOUND)
def test_what_crashed_once_crashes_no_more(name: str, example: Any) -> None:
    (target,) = [target for target in TARGETS if target.name == name]
    check(target, example)


def test_a_crash_is_found_and_shown_with_its_input(capsys: pytest.CaptureFixture[str]) -> None:
    numbers = next(target for target in TARGETS if target.name == "numbers")

    def fails_on_seven(text: str) -> None:
        if "7" in text:
            raise BrokenPromiseError

    tried, crash = fuzzed(Target("seven", numbers.examples, fails_on_seven), 60.0, 1)
    assert crash is not None
    assert "BrokenPromiseError" in crash
    assert "input: '7'" in crash
    assert tried < 10_000
    assert main(["--only", "numbers", "--seconds", "0.1", "--seed", "3"]) == 0
    assert "held" in capsys.readouterr().out
