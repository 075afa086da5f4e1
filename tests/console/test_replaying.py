"""`tekseru replay`: another rule set over a letter of 132 words that was read before."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from console.cli import app
from flows.rejudging import Corrected, rejudge
from pipeline.settings import settings
from pipeline.store import desk, desk_acts, people
from pipeline.store.people import Role
from pipeline.store.readings import kept_reading
from pipeline.store.results import whole_result
from tests.console.web.office import INBOX, Office, office, submit

RULES = (files("validators") / "rulesets" / "2026.toml").read_text(encoding="utf-8")
HEAD, _, BODY = RULES.partition("[rules.PKG-01]")
LET_01 = "[rules.LET-01]" + BODY.partition("[rules.LET-01]")[2].partition("[rules.LET-02]")[0]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    made = office(tmp_path / "data")
    monkeypatch.setenv("TEKSERU_DATA_FOLDER", str(tmp_path / "data"))
    settings.cache_clear()
    yield made
    settings.cache_clear()


def replayed(folder: Path, rules: str, *more: str) -> tuple[int, str]:
    changed = folder / "changed.toml"
    changed.write_text(rules, encoding="utf-8")
    done = CliRunner().invoke(app, ["replay", "--ruleset", str(changed), "--lang", "en", *more])
    return done.exit_code, done.output


def test_a_lower_limit_of_words_turns_one_finding(place: Office, tmp_path: Path) -> None:
    submit(place)
    code, said = replayed(tmp_path, RULES.replace("most_words = 500", "most_words = 100"), "--json")
    (package,) = json.loads(said)["packages"]
    (flip,) = package["flips"]
    assert (flip["rule"], flip["before"], flip["after"]) == ("LET-01", "passed", "failed")
    assert set(flip["message"]) == {"kk", "ru", "en"}
    # Other papers are missing either way.
    assert (package["before"], package["after"], code) == ("failed", "failed", 0)


def test_a_verdict_that_becomes_another_one_is_told_by_the_exit_code(
    place: Office, tmp_path: Path
) -> None:
    submit(place)
    code, said = replayed(tmp_path, HEAD + LET_01)
    assert code == 1
    assert "A-0001: Does not meet the requirements → Meets the requirements" in said
    assert "PKG-01 · passport: Does not meet the requirements → no finding" in said
    assert "LET-01" not in said


def test_the_same_rules_turn_nothing(place: Office, tmp_path: Path) -> None:
    submit(place)
    code, said = replayed(tmp_path, RULES)
    assert (code, len(said.splitlines())) == (0, 1)


def test_values_that_people_corrected_count(place: Office, tmp_path: Path) -> None:
    number = submit(place)
    place.hire("aru", Role.REVIEWER)
    (who,) = people.everybody(place.engine)
    desk_case = desk.case_of(place.engine, number)
    kept = kept_reading(place.engine, number)
    assert kept is not None
    typed = Corrected("d1", "word_count", "90")
    amended, compared = rejudge(kept, [typed], whole_result(place.engine, number))
    desk_acts.correct(
        place.engine,
        who,
        desk_case,
        place=("d1", "word_count"),
        before="132",
        after="90",
        reason="counted",
        amended=amended,
        compared=compared,
    )
    _, said = replayed(tmp_path, RULES.replace("most_words = 500", "most_words = 100"))
    assert "LET-01" not in said


def test_packages_of_another_inbox_are_left_alone(place: Office, tmp_path: Path) -> None:
    submit(place)
    _, said = replayed(tmp_path, HEAD + LET_01, "--inbox", str(tmp_path / INBOX), "--json")
    assert json.loads(said)["packages"] == []


@pytest.mark.parametrize("named", ["1999", "no such file.toml"])
def test_a_rule_set_that_is_not_there_is_explained(
    place: Office, tmp_path: Path, named: str
) -> None:
    done = CliRunner().invoke(app, ["replay", "--ruleset", named])
    assert type(done.exception).__name__ == "BadArgumentsError"
