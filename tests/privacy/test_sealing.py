"""Encryption of what is kept: nothing of an applicant in clear, nothing exchanged, keys change."""

import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from console import cli, keeping
from flows import keys
from pipeline import cache, sealing
from pipeline.cache import Cache, Kept
from pipeline.errors import BadArgumentsError
from pipeline.model import Outcome
from pipeline.sealing import MAGIC, PLAIN, Seal, SealError, new_key, seal_of
from pipeline.settings import Settings
from pipeline.store import desk, desk_acts, originals, people, readings
from pipeline.store.database import FILE, open_database
from pipeline.store.people import Role
from pipeline.store.results import newest_results, whole_result
from pipeline.store.sealed import SEALED
from tests.console.web import office as desk_office
from tests.flows.office import Office, letter
from tests.paper import column, paper
from tests.privacy.search import found_in

SECRET = "990115300000"
TABLES_OF_PEOPLE = {"person", "session"}


@pytest.fixture(autouse=True)
def _own_files_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)
    monkeypatch.setattr(cache, "fingerprint", lambda: "engines")


def key_file(folder: Path, *lines: str) -> Path:
    path = folder / "keys"
    path.write_text("\n".join(lines or (new_key(),)) + "\n")
    path.chmod(0o600)
    return path


def filled(folder: Path, **settings: Any) -> Office:
    """A store with original, result, reading, cached page, and words of people, all with SECRET."""
    office = Office(folder, **settings)
    place = office.put("A-1", f"ЖСН {SECRET}", *letter("хат"))
    office.run()
    engine = office.engine()
    number = newest_results(engine, office.name)["A-1"].id
    made = whole_result(engine, number)
    person = people.add(engine, "aru", "hash", Role.REVIEWER, "kk", by="test")
    who = people.Person(person, "aru", Role.REVIEWER, "kk", True)
    case = desk.case_of(engine, number)
    desk_acts.correct(
        engine,
        who,
        case,
        place=("d1", "author_name"),
        before=SECRET,
        after=SECRET,
        reason=SECRET,
        amended=made,
        compared=(),
    )
    desk_acts.rule_on(
        engine,
        who,
        case,
        finding="f",
        rule="LET-01",
        machine=Outcome.FAILED,
        outcome=Outcome.PASSED,
        reason=SECRET,
    )
    desk_acts.propose_refusal(engine, who, case, SECRET)
    desk_acts.decide(engine, who, case, Outcome.PASSED, SECRET, four_eyes=False)
    (sha256,) = (
        sha256
        for path, sha256 in keys.contents_of(place).hashes.items()
        if path.name == "letter.txt"
    )
    page = paper(*column(SECRET), file="letter.txt")
    Cache(office.settings).put(sha256, Kept(page, SECRET.encode()))
    return office


def read_back(office: Office) -> None:
    """Everything is there, as it was given."""
    engine = office.engine()
    number = newest_results(engine, office.name)["A-1"].id
    assert whole_result(engine, number).package.id == "A-1"
    kept = readings.kept_reading(engine, number)
    assert kept is not None
    assert SECRET in kept.documents[0].pages[0].text
    work = desk.work_on(engine, desk.case_of(engine, number))
    (correction,) = work.corrections
    assert (correction.before, correction.after, correction.reason) == (SECRET,) * 3
    assert work.rulings["f"].reason == SECRET
    assert [decided.reason for decided in work.decisions] == [SECRET]
    assert work.amendment is not None
    hashes = keys.contents_of(office.inbox / "A-1").hashes
    for path, sha256 in hashes.items():
        assert originals.content_of(engine, office.settings.data_folder, sha256) == (
            path.read_bytes()
        )
        if path.name == "letter.txt":
            found = Cache(office.settings).get(sha256, "letter.txt", 1)
            assert found is not None
            assert found.picture == SECRET.encode()


def in_clear(office: Office) -> list[str]:
    return found_in(office.settings.data_folder, [SECRET])


def test_nothing_in_clear_and_everything_comes_back(tmp_path: Path) -> None:
    assert in_clear(filled(tmp_path / "plain"))
    office = filled(tmp_path / "sealed", key_file=key_file(tmp_path))
    assert in_clear(office) == []
    read_back(office)
    office.read.clear()
    assert office.run().entries[0].unchanged
    assert office.read == []


def test_key_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEKSERU_KEY", new_key())
    office = filled(tmp_path)
    assert in_clear(office) == []
    read_back(office)


def test_without_the_key_nothing_opens_and_nothing_is_lost(tmp_path: Path) -> None:
    office = filled(tmp_path, key_file=key_file(tmp_path))
    number = newest_results(office.engine(), office.name)["A-1"].id
    for chosen in (None, key_file(tmp_path, new_key())):
        other = office.settings.model_copy(update={"key_file": chosen})
        with pytest.raises(SealError, match="key that is not here"):
            whole_result(open_database(other), number)
        (sha256, *_) = keys.contents_of(office.inbox / "A-1").hashes.values()
        assert Cache(other).get(sha256, "letter.txt", 1) is None


def test_every_piece_is_sealed_to_its_place(tmp_path: Path) -> None:
    seal = seal_of(Settings(key_file=key_file(tmp_path)))
    sealed = seal.close(b"content", "result.document/1")
    assert seal.open(sealed, "result.document/1") == b"content"
    assert seal.close(b"content", "result.document/1") != sealed
    for place in ("result.document/2", "reading.document/1"):
        with pytest.raises(SealError, match="changed"):
            seal.open(sealed, place)
    for at in (0, len(MAGIC), len(MAGIC) + 10, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(SealError):
            seal.open(bytes(changed), "result.document/1")
    with pytest.raises(SealError):
        seal.open(sealed[: len(MAGIC) + 9], "result.document/1")


def test_what_is_not_sealed_is_refused_where_there_is_a_key(tmp_path: Path) -> None:
    office = filled(tmp_path)
    sealing_now = office.settings.model_copy(update={"key_file": key_file(tmp_path)})
    number = newest_results(office.engine(), office.name)["A-1"].id
    with pytest.raises(SealError, match="key apply"):
        whole_result(open_database(sealing_now), number)


def test_columns_with_words_of_applicants_are_all_named(tmp_path: Path) -> None:
    """A column that holds the secret in clear without a key is one of those that are sealed."""
    office = filled(tmp_path)
    known = {(column.table.name, column.name) for column in SEALED}
    with sqlite3.connect(office.settings.data_folder / FILE) as database:
        for table, sql in database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            if table in TABLES_OF_PEOPLE or not sql:
                continue
            for _, name, *_ in database.execute(f"PRAGMA table_info({table})").fetchall():
                rows = database.execute(f'SELECT "{name}" FROM "{table}"')  # noqa: S608 - own names
                if any(SECRET in str(value) for (value,) in rows):
                    assert (table, name) in known
    database.close()


@pytest.fixture
def tekseru(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run_it(office: Office, *arguments: str) -> tuple[int, str, str]:
        for module in (cli, keeping):
            monkeypatch.setattr(module, "settings", lambda: office.settings)
        monkeypatch.setattr(sys, "argv", ["tekseru", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, said.out, said.err

    return run_it


def test_switched_on_later_rotated_and_switched_off(tmp_path: Path, tekseru: Any) -> None:
    office = filled(tmp_path)
    keys_at = tmp_path / "secret" / "keys"
    assert tekseru(office, "key", "new", str(keys_at))[0] == 0
    assert keys_at.stat().st_mode & 0o777 == 0o600
    office.settings = office.settings.model_copy(update={"key_file": keys_at})

    code, said, _ = tekseru(office, "key", "apply", "--lang", "en")
    assert code == 0
    assert "Right already: 0" in said
    assert in_clear(office) == []
    for path in office.settings.data_folder.glob(f"{FILE}*"):
        assert SECRET.encode() not in path.read_bytes()
    read_back(office)

    (first,) = keys_at.read_text().splitlines()
    assert tekseru(office, "key", "rotate")[0] == 0
    second, again = keys_at.read_text().splitlines()
    assert (again, second != first) == (first, True)
    # The old key is of no use any more.
    keys_at.write_text(second + "\n")
    read_back(office)
    assert in_clear(office) == []
    keys_at.write_text(first + "\n")
    with pytest.raises(SealError):
        read_back(office)
    keys_at.write_text(second + "\n")

    assert tekseru(office, "key", "apply", "--plain")[0] == 0
    office.settings = office.settings.model_copy(update={"key_file": None})
    read_back(office)
    assert in_clear(office)


def test_rotation_that_was_broken_off_goes_on(
    tmp_path: Path, tekseru: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = filled(tmp_path, key_file=key_file(tmp_path))
    real, calls = Seal.close, iter(range(100))

    def stops(self: Seal, content: bytes, place: str) -> bytes:
        if next(calls) == 4:
            raise OSError(28, "No space left on device")
        return real(self, content, place)

    with monkeypatch.context() as broken:
        broken.setattr(Seal, "close", stops)
        assert tekseru(office, "key", "rotate")[0] == 6
    read_back(office)
    code, said, _ = tekseru(office, "key", "apply", "--lang", "en")
    assert code == 0
    assert "Right already: 4" in said
    read_back(office)


def test_rotation_needs_a_key_file(tmp_path: Path, tekseru: Any) -> None:
    office = Office(tmp_path)
    assert tekseru(office, "key", "rotate")[0] == 3
    code, _, told = tekseru(office, "key", "apply", "--lang", "kk")
    assert code == 3
    assert "Кілт берілмеген" in told


@pytest.mark.parametrize("mode", [0o604, 0o622, 0o644])
def test_key_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = key_file(tmp_path)
    path.chmod(mode)
    with pytest.raises(BadArgumentsError, match="chmod 600"):
        seal_of(Settings(key_file=path))


@pytest.mark.parametrize("line", ["short", "", "####", "AAAA", "ключ"])
def test_keys_that_are_none_are_refused_without_being_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "keys"
    path.write_text(line + "\n", "utf-8")
    path.chmod(0o600)
    with pytest.raises(BadArgumentsError) as refused:
        seal_of(Settings(key_file=path))
    assert not line or line not in refused.value.cause
    with pytest.raises(BadArgumentsError):
        seal_of(Settings(key_file=tmp_path / "nowhere"))


def test_known_ciphertext() -> None:
    """A piece sealed with AES-256-GCM by another hand: `cryptography` stands for itself here."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = bytes(range(32))
    name = sealing._name_of(key)
    sealed = MAGIC + name + bytes(12) + AESGCM(key).encrypt(bytes(12), b"x", b"originals/ab")
    assert Seal([key]).open(sealed, "originals/ab") == b"x"
    assert PLAIN.open(b"x", "anywhere") == b"x"


def test_console_shows_sealed_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEKSERU_KEY", new_key())
    place = desk_office.office(tmp_path)
    number = desk_office.submit(place)
    assert found_in(tmp_path, [desk_office.BODY]) == []
    browser = place.at_work("aru", Role.REVIEWER)
    assert "14 May 2026" in browser.get(f"/packages/{number}").text
    assert browser.get(f"/packages/{number}/pages/1").content.startswith(b"\xff\xd8")
