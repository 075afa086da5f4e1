"""A result is used again for the very same input: every part of the key counts, alone."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows import keys
from flows.keys import HOW_IT_RUNS, contents_of, key_of, standard
from pipeline.settings import Settings
from pipeline.store.key import Key


def key(folder: Path, settings: Settings | None = None, others: str = "none") -> Key:
    return key_of(contents_of(folder), standard(settings or Settings()), others)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "A"
    folder.mkdir()
    (folder / "package.toml").write_text("submitted_on = 2026-05-14\n")
    (folder / "letter.pdf").write_bytes(b"%PDF first")
    return folder


def test_same_input_has_the_same_key(package: Path) -> None:
    assert key(package) == key(package)


def test_files_count_by_content_and_name(package: Path) -> None:
    first = key(package)
    (package / "letter.pdf").write_bytes(b"%PDF other")
    second = key(package)
    (package / "letter.pdf").rename(package / "other.pdf")
    third = key(package)
    assert second.differs_in(first) == ("files",)
    assert third.differs_in(second) == ("files",)
    assert len({first.digest, second.digest, third.digest}) == 3


def test_file_that_cannot_be_read_is_a_part_of_the_key(package: Path) -> None:
    first = key(package)
    (package / "letter.pdf").unlink()
    (package / "letter.pdf").symlink_to(package / "nothing")
    assert key(package).differs_in(first) == ("files",)


def test_each_setting_counts_unless_it_is_known_not_to(package: Path) -> None:
    before = key(package)
    another = Path("another")
    changed: dict[type, object] = {int: 7, float: 7.5, str: "another", tuple: (another,)}
    changed |= {Path: another, type(None): another}
    for name, known in Settings.model_fields.items():
        value = getattr(Settings(), name)
        if isinstance(value, SecretStr):
            new: object = SecretStr("another")
        elif name == "language":
            new = "kk"
        elif isinstance(value, bool):
            new = not value
        else:
            new = next(made for kind, made in changed.items() if isinstance(value, kind))
        after = key(package, Settings().model_copy(update={name: new}))
        expected = () if name in HOW_IT_RUNS else ("settings",)
        assert after.differs_in(before) == expected, (name, known)


def test_engine_and_rules_count(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = key(package)
    monkeypatch.setattr(keys, "PROGRAM", "9.9.9")
    second = key(package)
    monkeypatch.setattr(keys, "years", tuple)
    third = key(package)
    assert second.differs_in(first) == ("engines",)
    assert third.differs_in(second) == ("rules",)


def test_day_of_the_run_counts_only_without_a_declared_day(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = key(package)
    (package / "package.toml").write_text("year = 2026\n")
    undeclared = key(package)
    monkeypatch.setattr(keys, "today", lambda: date(2020, 1, 1))
    assert key(package).differs_in(undeclared) == ("day",)
    (package / "package.toml").write_text("submitted_on = 2026-05-14\n")
    assert key(package) == declared


def test_part_that_is_missing_is_an_error() -> None:
    with pytest.raises(ValueError, match="missing"):
        Key("files", "rules", "", "settings", "day", "others")


def test_texts_of_a_key_cannot_run_into_one_another() -> None:
    from pipeline.store.key import digest_of

    assert digest_of("ab", "c") != digest_of("a", "bc")
