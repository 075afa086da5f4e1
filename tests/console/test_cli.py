"""The command line keeps its contract: exit codes, one JSON document, no traceback."""

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from console import cli
from pipeline.report.result import published_schema
from sample_docs.specimen import make_specimen

SAMPLES = Path(__file__).parents[2] / "sample_docs" / "packages"


class Ran:
    """Exit code and output of one call."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def tekseru(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["tekseru", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capfd.readouterr()
        assert "Traceback" not in said.err + said.out
        code = left.value.code
        assert isinstance(code, int)
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A born-digital letter, read in no time."""
    folder = tmp_path_factory.mktemp("letter")
    ((name, content),) = make_specimen("motivation_letter", seed=3).files
    path = folder / name
    path.write_bytes(content)
    return path


def test_verify_prints_one_json_document_of_the_published_schema(
    tekseru: Any, letter: Path, tmp_path: Path
) -> None:
    ran = tekseru("verify", letter.parent, "--out", tmp_path, "--json")
    jsonschema.validate(ran.json, published_schema())
    assert (
        ran.code == {"passed": 0, "failed": 1, "indeterminate": 2}[ran.json["verdict"]["outcome"]]
    )
    written = json.loads((tmp_path / letter.parent.name / "result.json").read_text("utf-8"))
    assert written == ran.json
    assert (tmp_path / letter.parent.name / "report.html").stat().st_size > 10_000


def test_package_with_only_a_letter_fails_for_its_missing_documents(
    tekseru: Any, letter: Path, tmp_path: Path
) -> None:
    ran = tekseru("verify", letter.parent, "--out", tmp_path)
    assert ran.code == 1
    assert "PKG-01" in ran.out


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_verdict_speaks_every_language(
    tekseru: Any, letter: Path, tmp_path: Path, language: str
) -> None:
    titles = {"kk": "Паспорт", "ru": "Удостоверение личности", "en": "Identity card"}
    ran = tekseru("verify", letter.parent, "--out", tmp_path, "--lang", language)
    assert titles[language] in ran.out


def test_read_gives_type_fields_and_text(tekseru: Any, letter: Path) -> None:
    ran = tekseru("read", letter, "--json")
    assert ran.code == 0
    (document,) = ran.json["documents"]
    assert document["type"] == "motivation_letter"
    assert document["fields"]["word_count"]["value"] > 50
    assert "\n" in document["pages"][0]["text"]
    assert set(document["marks"]) == {"signature", "stamp", "qr", "eds"}


BROKEN = {
    "notes.pdf": (b"just some text\n" * 20, "unknown_format"),
    "empty.pdf": (b"", "empty_file"),
    "cut.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01" + b"\x00" * 40, "broken_file"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_file_that_cannot_be_opened_is_a_problem_and_exit_4(
    tekseru: Any, tmp_path: Path, name: str
) -> None:
    content, kind = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    ran = tekseru("read", tmp_path / name, "--json")
    assert ran.code == 4
    (problem,) = ran.json["problems"]
    assert problem["kind"] == kind
    assert set(problem["message"]) == {"kk", "ru", "en"}


def test_one_broken_file_does_not_stop_the_others(
    tekseru: Any, letter: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "empty.pdf"
    broken.write_bytes(b"")
    ran = tekseru("read", broken, letter, "--json")
    assert ran.code == 0
    assert len(ran.json["documents"]) == 1
    assert len(ran.json["problems"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify",),
        ("nonsense",),
        ("verify", "x", "--lang", "fr"),
        ("explain", "XYZ-99"),
        ("rules", "--year", "1999"),
        ("verify", "--bogus", "x"),
    ],
)
def test_bad_arguments_exit_3(tekseru: Any, arguments: tuple[str, ...]) -> None:
    assert tekseru(*arguments).code == 3


def test_package_that_is_not_there_exits_4(tekseru: Any, tmp_path: Path) -> None:
    ran = tekseru("verify", tmp_path / "nowhere")
    assert ran.code == 4
    assert ran.out == ""


def test_missing_engine_exits_5(
    tekseru: Any, monkeypatch: pytest.MonkeyPatch, letter: Path
) -> None:
    from pipeline.ocr import tesseract

    monkeypatch.setattr("shutil.which", lambda _: None)
    tesseract.version.cache_clear()
    try:
        assert tekseru("doctor").code == 5
        ran = tekseru("verify", letter.parent)
    finally:
        tesseract.version.cache_clear()
    assert ran.code == 5
    assert "apt-get install" in ran.err


def test_unforeseen_failure_exits_6_without_its_message(
    tekseru: Any, monkeypatch: pytest.MonkeyPatch, letter: Path, tmp_path: Path
) -> None:
    from flows import verification

    def fail(*_: object) -> None:
        raise RuntimeError("IIN 990115300000")

    monkeypatch.setattr(verification, "verify", fail)
    monkeypatch.chdir(tmp_path)
    ran = tekseru("verify", letter.parent)
    assert ran.code == 6
    assert "990115300000" not in ran.err + ran.out
    note = next(Path().rglob("last-failure.txt"), None)
    assert note is None or "990115300000" not in note.read_text()


def test_doctor_is_content_here(tekseru: Any) -> None:
    ran = tekseru("doctor", "--json")
    assert ran.code == 0, ran.out
    assert all(check["well"] for check in ran.json)


def test_types_lists_all_types_of_the_contract(tekseru: Any) -> None:
    listed = {row["id"] for row in tekseru("types", "--json").json}
    assert listed == {
        "identity_card",
        "passport",
        "invitation",
        "translation",
        "notarial_inscription",
        "employer_application",
        "diploma",
        "diploma_appendix",
        "recognition_certificate",
        "foreign_language_certificate",
        "state_language_certificate",
        "medical_certificate",
        "employment_record",
        "pension_extract",
        "internship_programme",
        "motivation_letter",
    }


def test_explain_gives_clause_source_and_values(tekseru: Any) -> None:
    ran = tekseru("explain", "let-01", "--lang", "ru")
    assert ran.code == 0
    assert "500" in ran.out
    assert "пункт 10" in ran.out
