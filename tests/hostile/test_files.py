"""Hostile and odd files through one run of `tekseru read`: no crash, no hang, the right answers."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.model import LANGUAGES
from pipeline.settings import Settings
from tests.hostile.all_cases import all_cases, made, wrong
from tests.hostile.case import Case, Kind
from tests.hostile.running import Answer, program, read_all

SENTENCES = re.compile(r"[.?!](?:\s|$)")
CYRILLIC = re.compile("[а-яёәғқңөұүһі]{4}", re.IGNORECASE)
FEWEST_FILES = 120
MOST_MEMORY = 2_500_000_000
"""Bytes of any one process; what it may take is more than twice that."""


@pytest.mark.timeout(900)
def test_every_file_gets_an_answer_of_its_kind_in_one_run(tmp_path: Path) -> None:
    cases = [case for case in all_cases() if not case.slow]
    assert len(cases) >= FEWEST_FILES
    assert len({case.label for case in cases}) == len(cases)
    paths = made(cases, tmp_path / "files")
    run = read_all(paths, tmp_path, seconds=840, most_files=len(paths) + 1, most_pages=5)
    faults = {case.label: wrong(case, run.answers.get(case.label, Answer())) for case in cases}
    assert {name: fault for name, fault in faults.items() if fault} == {}
    assert run.errors == ""
    assert run.code == 0
    assert run.memory < MOST_MEMORY < Settings().page_memory
    for answer in run.answers.values():
        for kind, message in answer.problems:
            assert list(unhelpful(message)) == [], kind
    assert list((tmp_path / "temporary").glob("tekseru-*")) == []


def unhelpful(message: object) -> Iterator[str]:
    """Languages in which a message lacks either the cause or the cure, or is in another one."""
    assert isinstance(message, dict)
    for language in LANGUAGES:
        text = message[language]
        if len(SENTENCES.findall(text)) + text.count(";") < 2:
            yield f"{language}: one sentence only"
        if bool(CYRILLIC.search(re.sub("«.*?»", "", text))) != (language != "en"):
            yield f"{language}: another language"


REFUSED = {
    "empty.pdf": "Файл пуст",
    "locked-aes.pdf": "защищён паролем",
    "letter.docx": "DOCX",
    "claims-65500.jpg": "млн пикселей",
    "pipe": "ссылка или устройство",
}


@pytest.mark.timeout(300)
def test_people_are_told_in_their_language_and_with_exit_code_4(tmp_path: Path) -> None:
    chosen = [case for case in all_cases() if case.name in REFUSED]
    paths = made(chosen, tmp_path / "files")
    said = program(["read", *map(str, paths), "--lang", "ru"], tmp_path, seconds=280)
    assert said.code == 4
    assert said.errors == ""
    for name, words in REFUSED.items():
        assert name in said.output
        assert words in " ".join(said.output.split()), name


def test_answers_of_another_kind_are_seen() -> None:
    case = Case("x.pdf", Path.touch, True, (frozenset({Kind.TOO_MANY_PAGES}),), "Word")
    told = ((Kind.TOO_MANY_PAGES.value, {"en": ""}),)
    assert wrong(case, Answer(("Word",), told)) == ""
    assert wrong(case, Answer()) == "no answer"
    assert wrong(case, Answer(("Other",), told)) == "does not say Word"
    assert wrong(case, Answer(("Word",))).startswith("problems are not")
    assert wrong(case, Answer((), told)) == "should be read"


def test_a_temporary_folder_with_a_long_path_does_no_harm(tmp_path: Path) -> None:
    """The path of a socket may have 107 bytes, that of a folder thousands."""
    (case,) = (case for case in all_cases() if case.name == "letter.docx")
    paths = made([case], tmp_path / "files")
    place = tmp_path / ("long" * 25)
    place.mkdir()
    said = program(["read", *map(str, paths), "--lang", "en"], place, seconds=120)
    assert said.code == 4
    assert "letter.docx" in said.output
