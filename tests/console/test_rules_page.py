"""The page about the rules is what rule set and cases say today."""

from pathlib import Path

import pytest

from console.rules_page import cases_in, rules_page
from pipeline.model import LANGUAGES
from validators.ruleset import load

ROOT = Path(__file__).parents[2]
CASES = cases_in(ROOT / "tests" / "rules")


def test_page_is_current() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    made = rules_page(load(2026), CASES)
    assert page == made, "tekseru rules --markdown --cases tests/rules > docs/rules.md"


@pytest.mark.parametrize("rule", sorted(load(2026).rules))
def test_a_section_tells_all_of_its_rule(rule: str) -> None:
    entry = load(2026).rules[rule]
    page = rules_page(load(2026), CASES)
    section = page.partition(f"## `{rule}`\n")[2].partition("\n## `")[0]
    assert f"certainty `{entry.certainty}`" in section
    for language in LANGUAGES:
        for said in (entry.demand(language), entry.clause[language], entry.source[language]):
            assert said in section
    for parameter in entry.parameters:
        assert f"| `{parameter}` |" in section
    for about, _ in CASES[rule]:
        assert about in section


def test_values_are_written_as_people_write_them() -> None:
    page = rules_page(load(2026), {})
    assert "| `first` | 2026-03-16 |" in page
    assert "| `languages` | kaz, rus |" in page
    assert "| case |" not in page
