"""Every sentence exists in Kazakh, Russian and English, with the same places for values."""

import re
from pathlib import Path
from string import Formatter

import pytest

from pipeline.model import LANGUAGES, Language, ProblemKind
from pipeline.report.messages import load_catalogue
from validators.ruleset import load

ROOT = Path(__file__).parent.parent
KEY = re.compile(r'Phrase\(\s*f?"([a-z_]+\.[A-Za-z_.{}]+)"')


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_keys_and_places_everywhere(language: Language) -> None:
    english, other = load_catalogue("en"), load_catalogue(language)
    assert set(english) == set(other)
    for key, text in other.items():
        assert text, key
        assert places(text) == places(english[key]), key


def test_keys_named_in_code_exist() -> None:
    """Keys written out in full; those with a place in them must have at least one match."""
    keys = load_catalogue("en")
    for package in ("pipeline", "validators", "console", "flows"):
        for path in (ROOT / package).rglob("*.py"):
            for key in KEY.findall(path.read_text(encoding="utf-8")):
                pattern = re.sub(r"\\\{[^}]*\\\}", r"[\\w.-]+", re.escape(key))
                assert any(re.fullmatch(pattern, known) for known in keys), (path.name, key)


def test_every_kind_of_problem_has_a_sentence() -> None:
    keys = load_catalogue("en")
    for kind in ProblemKind:
        assert any(key.startswith(f"problem.{kind}") for key in keys), kind


def test_every_rule_has_its_sentences() -> None:
    keys = load_catalogue("en")
    for rule in load(2026).rules:
        assert f"{rule}.passed" in keys


def test_demands_are_written_in_every_language() -> None:
    for name, entry in load(2026).rules.items():
        said = {entry.demand(language) for language in LANGUAGES}
        assert len(said) == len(LANGUAGES), name
