"""Zips as other people pack them, and as nobody should."""

import io
import stat
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from pipeline.errors import InputUnopenableError
from pipeline.intake.archive import unpack
from pipeline.model import Problem, ProblemKind
from pipeline.settings import Settings

LIMITS = Settings(most_files=5, most_file_bytes=3_000_000, most_package_bytes=5_000_000)


def unpacked(
    path: Path, settings: Settings = LIMITS
) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """Contents by shown name, and (name, message key) of the problems."""
    workspace = path.parent / "workspace"
    workspace.mkdir()
    members, problems = unpack(path, workspace, settings)
    for member in members:
        assert member.path.parent == workspace
    contents = {member.name: member.path.read_bytes() for member in members}
    assert len(list(workspace.iterdir())) == len(members), "nothing refused is left behind"
    return contents, [brief(problem) for problem in problems]


def brief(problem: Problem) -> tuple[str, str]:
    return problem.file, problem.message.key.removeprefix("problem.")


def packed(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def with_raw_name(path: Path, name: bytes, *, extra: bytes = b"") -> Path:
    """A zip with one stored member whose name is given as bytes, not marked as UTF-8."""
    content = b"content"
    crc = zlib.crc32(content)
    local = struct.pack(
        "<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 33, crc, 7, 7, len(name), len(extra)
    )
    central = struct.pack(
        "<4s6H3L5H2L",
        b"PK\x01\x02", 20, 20, 0, 0, 0, 33, crc, 7, 7, len(name), len(extra), 0, 0, 0, 0, 0,
    )  # fmt: skip
    start = len(local) + len(name) + len(extra) + len(content)
    size = len(central) + len(name) + len(extra)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, size, start, 0)
    path.write_bytes(local + name + extra + content + central + name + extra + end)
    return path


def test_names_order_and_folder(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "p.zip",
        {
            "Заявка/scan10.pdf": b"ten",
            "Заявка/scan2.pdf": b"two",
            "Заявка/package.toml": b"year = 2026",
            "Заявка/Thumbs.db": b"x",
            "Заявка/.hidden": b"x",
            "__MACOSX/Заявка/._scan2.pdf": b"x",
        },
    )
    contents, problems = unpacked(path)
    assert list(contents.items()) == [
        ("package.toml", b"year = 2026"),
        ("scan2.pdf", b"two"),
        ("scan10.pdf", b"ten"),
    ]
    assert problems == []


def test_several_folders_stay(tmp_path: Path) -> None:
    path = packed(tmp_path / "p.zip", {"a/1.pdf": b"1", "b/1.pdf": b"2", "c\\d\\1.pdf": b"3"})
    assert list(unpacked(path)[0]) == ["a/1.pdf", "b/1.pdf", "c/d/1.pdf"]


@pytest.mark.parametrize(
    "name", ["../evil.pdf", "a/../../evil.pdf", "/etc/evil.pdf", "C:\\evil.pdf", "\\\\host\\evil"]
)
def test_names_that_lead_outside(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "p.zip", {name: b"evil", "good.pdf": b"good"})
    contents, problems = unpacked(path)
    assert contents == {"good.pdf": b"good"}
    assert [key for _, key in problems] == ["unsafe_name"]
    assert not (tmp_path / "evil.pdf").exists()


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_members_that_are_no_files(tmp_path: Path, kind: int) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("link.pdf")
        info.create_system = 3
        info.external_attr = (kind | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert unpacked(path) == ({}, [("link.pdf", "not_a_regular_file")])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Удостоверение личности.pdf".encode("cp866"), "Удостоверение личности.pdf"),
        ("Удостоверение личности.pdf".encode("cp1251"), "Удостоверение личности.pdf"),
        ("Жеке куәлік.pdf".encode(), "Жеке куәлік.pdf"),
        (b"plain.pdf", "plain.pdf"),
        (b"x" * 65_000 + b".pdf", "x" * 65_000 + ".pdf"),
        (b"two\nlines.pdf", "two\ufffdlines.pdf"),
    ],
)
def test_code_pages_of_names(tmp_path: Path, raw: bytes, expected: str) -> None:
    contents, problems = unpacked(with_raw_name(tmp_path / "p.zip", raw))
    assert contents == {expected: b"content"}
    assert problems == []


def test_unicode_name_in_the_extra_field(tmp_path: Path) -> None:
    name = "Жеке куәлік.pdf".encode()
    extra = struct.pack("<HHBL", 0x7075, len(name) + 5, 1, 0) + name
    path = with_raw_name(tmp_path / "p.zip", b"____ _____.pdf", extra=extra)
    assert list(unpacked(path)[0]) == ["Жеке куәлік.pdf"]


def test_equal_names_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.pdf", b"1")
        archive.writestr("a.pdf", b"2")
    assert unpacked(path)[0] == {"a.pdf": b"1", "a.pdf (2)": b"2"}


def test_too_many_files(tmp_path: Path) -> None:
    members = {f"{number}.pdf": b"x" for number in range(8)} | {"package.toml": b""}
    contents, problems = unpacked(packed(tmp_path / "p.zip", members))
    assert list(contents) == ["package.toml", "0.pdf", "1.pdf", "2.pdf", "3.pdf", "4.pdf"]
    assert problems == [("p.zip", "too_many_files")]


def test_too_large_member_and_package(tmp_path: Path) -> None:
    members = {
        "1.bin": bytes(3_000_001),
        "2.bin": bytes(2_500_000),
        "3.bin": bytes(2_400_000),
        "4.bin": bytes(2_000_000),
        "5.bin": bytes(1),
    }
    path = packed(tmp_path / "p.zip", members, zipfile.ZIP_STORED)
    contents, problems = unpacked(path)
    assert {name: len(content) for name, content in contents.items()} == {
        "2.bin": 2_500_000,
        "3.bin": 2_400_000,
    }
    assert problems == [
        ("1.bin", "file_too_large"),
        ("4.bin", "file_too_large.package"),
        ("5.bin", "file_too_large.package"),
    ]


def test_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = packed(tmp_path / "p.zip", {"bomb.pdf": bytes(90_000_000), "good.pdf": b"good"})
    started = time.monotonic()
    contents, problems = unpacked(path, Settings())
    assert time.monotonic() - started < 1
    assert contents == {"good.pdf": b"good"}
    assert problems == [("bomb.pdf", "file_too_large.ratio")]


def test_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = packed(tmp_path / "p.zip", {"bomb.pdf": bytes(40_000_000)})
    honest, lie = struct.pack("<L", 40_000_000), struct.pack("<L", 1000)
    path.write_bytes(path.read_bytes().replace(honest, lie))
    contents, problems = unpacked(path)
    assert contents == {}
    assert problems == [("bomb.pdf", "broken_file")]


def test_locked_member(tmp_path: Path) -> None:
    path = packed(tmp_path / "p.zip", {"a.pdf": b"secret"}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    path.write_bytes(content)
    assert unpacked(path) == ({}, [("a.pdf", "encrypted_file.archive")])


def test_unknown_compression(tmp_path: Path) -> None:
    path = packed(tmp_path / "p.zip", {"a.pdf": b"deflate64"}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(signature) + offset] = 9
    path.write_bytes(content)
    assert unpacked(path) == ({}, [("a.pdf", "broken_file.compression")])


def test_damaged_member_does_not_cost_the_others(tmp_path: Path) -> None:
    path = packed(tmp_path / "p.zip", {"a.pdf": b"aaaaaaaaaa", "b.pdf": b"b"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"aaaaaaaaaa", b"aaaaaXaaaa"))
    assert unpacked(path) == ({"b.pdf": b"b"}, [("a.pdf", "broken_file")])


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(200), b""])
def test_damaged_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(content)
    with pytest.raises(InputUnopenableError):
        unpack(path, tmp_path, LIMITS)


def test_endless_directory_is_refused_unread(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.pdf", b"a")
    content = bytearray(buffer.getvalue())
    end = content.index(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<L", 16_000_001)
    path = tmp_path / "p.zip"
    path.write_bytes(content)
    with pytest.raises(InputUnopenableError, match="lists more files"):
        unpack(path, tmp_path, LIMITS)


def test_kinds_are_of_the_right_class(tmp_path: Path) -> None:
    path = packed(tmp_path / "p.zip", {"../a.pdf": b"x"})
    (tmp_path / "workspace").mkdir()
    _, (problem,) = unpack(path, tmp_path / "workspace", LIMITS)
    assert problem.kind is ProblemKind.UNSAFE_NAME
