"""Folders and files for their owner alone, and nothing of others closed or overwritten."""

import errno
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_missing_folders_are_made_private_and_others_left(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    (tmp_path / "shared").chmod(0o755)
    made = private.private_folder(tmp_path / "shared" / "a" / "b")
    assert [mode(path) for path in (made, made.parent, made.parent.parent)] == [
        0o700,
        0o700,
        0o755,
    ]


@pytest.mark.parametrize(
    ("holds", "expected"),
    [(["tekseru.db", "tekseru.db-wal", "originals"], 0o700), ([], 0o700), (["letter.odt"], 0o755)],
)
def test_data_folder_is_closed_unless_it_is_somebodys_home(
    tmp_path: Path, holds: list[str], expected: int
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    for name in holds:
        (folder / name).touch()
    private.data_folder(folder)
    assert mode(folder) == expected


def test_file_is_private_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    private.write_whole(path, [b"one", b"two"])
    assert (path.read_bytes(), mode(path)) == (b"onetwo", 0o600)
    private.write_whole(path, b"three", private.KEPT)
    assert (path.read_bytes(), mode(path)) == (b"three", 0o400)


def test_what_stood_there_stands_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "file"
    private.write_whole(path, b"before")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="space"):
        private.write_whole(path, pieces())
    assert path.read_bytes() == b"before"
    assert [found.name for found in tmp_path.iterdir()] == ["file"]
