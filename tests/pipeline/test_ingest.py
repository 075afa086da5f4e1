"""Packages and single files: what is taken, what is refused and why."""

import hashlib
import os
import socket
import time
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import InputUnopenableError
from pipeline.ingest import FileKind, Intake, open_files, open_package
from pipeline.model import Problem
from pipeline.settings import Settings

PDF = b"%PDF-1.4\n1"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
LIMITS = Settings(most_files=6, most_file_bytes=2_000, most_package_bytes=5_000)


def brief(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(found.file, found.message.key.removeprefix("problem.")) for found in problems]


def opened(path: Path, settings: Settings = LIMITS) -> Intake:
    workspace = path.parent / "workspace"
    workspace.mkdir(exist_ok=True)
    return open_package(path, workspace, settings)


def filled(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_folder(tmp_path: Path) -> None:
    folder = filled(
        tmp_path / "A-0001",
        {
            "scan10.pdf": PDF + b"10",
            "scan2.pdf": PDF + b"2",
            "папка/фото": JPEG,
            "package.toml": b"year = 2026\ncategory = 'judiciary'",
            "Thumbs.db": b"x",
            ".hidden/secret.pdf": PDF,
        },
    )
    intake = opened(folder)
    assert intake.id == "A-0001"
    assert [(file.name, file.kind) for file in intake.files] == [
        ("scan2.pdf", FileKind.PDF),
        ("scan10.pdf", FileKind.PDF),
        ("папка/фото", FileKind.JPEG),
    ]
    first = intake.files[0]
    assert first.sha256 == hashlib.sha256(PDF + b"2").hexdigest()
    assert (first.size, first.path) == (len(PDF) + 1, folder / "scan2.pdf")
    assert (intake.declared.year, intake.declared.category) == (2026, "judiciary")
    assert intake.problems == ()


def test_zip_gives_the_same_as_its_folder(tmp_path: Path) -> None:
    files = {"scan2.pdf": PDF + b"2", "scan10.pdf": PDF + b"10", "package.toml": b"year = 2026"}
    with zipfile.ZipFile(tmp_path / "A-0001.ZIP", "w") as archive:
        for name, content in files.items():
            archive.writestr(f"A-0001/{name}", content)
    of_folder = opened(filled(tmp_path / "A-0001", files))
    of_zip = opened(tmp_path / "A-0001.ZIP")
    assert of_zip.id == of_folder.id
    assert of_zip.declared == of_folder.declared
    assert [(file.name, file.sha256, file.size, file.kind) for file in of_zip.files] == [
        (file.name, file.sha256, file.size, file.kind) for file in of_folder.files
    ]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty_file"),
        (b"just text, renamed", "unknown_format.document"),
        (b"<!DOCTYPE html><title>Gateway</title>", "unknown_format.document"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"word/document.xml", "unknown_format.document"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"inner.pdf", "unknown_format.archive"),
        (b"MZ\x90\x00", "unknown_format.program"),
        (b"GIF89a", "unknown_format.image"),
        (b"ID3\x03\x00", "unknown_format.media"),
        (bytes.fromhex("3082010006092a864886f70d010702"), "unknown_format.signature"),
        (b"\x00\x01\x02", "unknown_format"),
        (PDF + bytes(2_000), "file_too_large"),
    ],
)
def test_a_bad_file_is_a_problem_and_the_rest_goes_on(
    tmp_path: Path, content: bytes, key: str
) -> None:
    intake = opened(filled(tmp_path / "p", {"bad.pdf": content, "good.pdf": PDF}))
    assert [file.name for file in intake.files] == ["good.pdf"]
    assert brief(intake.problems) == [("bad.pdf", key)]


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    folder = filled(tmp_path / "p", {"good.pdf": PDF})
    outside = filled(tmp_path / "outside", {"other.pdf": PDF + b"other"})
    (folder / "1 link.pdf").symlink_to(outside / "other.pdf")
    (folder / "2 folder link").symlink_to(outside)
    (folder / "3 broken link").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "4 pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "5 socket"))
        started = time.monotonic()
        intake = opened(folder)
    assert time.monotonic() - started < 1, "nobody waits for the other end of a pipe"
    assert [file.name for file in intake.files] == ["good.pdf"]
    assert brief(intake.problems) == [
        (name, "not_a_regular_file")
        for name in ("1 link.pdf", "2 folder link", "3 broken link", "4 pipe.pdf", "5 socket")
    ]


def test_a_linked_declaration_is_not_followed(tmp_path: Path) -> None:
    outside = filled(tmp_path / "outside", {"package.toml": b"year = 2026"})
    folder = filled(tmp_path / "p", {"good.pdf": PDF})
    (folder / "package.toml").symlink_to(outside / "package.toml")
    assert opened(folder).declared.year is None


def test_limits_of_a_package(tmp_path: Path) -> None:
    files = {f"{number}.pdf": PDF + bytes([number]) * 1_900 for number in range(4)}
    intake = opened(filled(tmp_path / "bytes", files))
    assert [file.name for file in intake.files] == ["0.pdf", "1.pdf"]
    assert brief(intake.problems) == [
        ("2.pdf", "file_too_large.package"),
        ("3.pdf", "file_too_large.package"),
    ]
    intake = opened(filled(tmp_path / "files", {f"{n}.pdf": PDF + bytes([n]) for n in range(9)}))
    assert [file.name for file in intake.files] == [f"{number}.pdf" for number in range(6)]
    assert brief(intake.problems) == [("files", "too_many_files")]


def test_same_content_is_read_once(tmp_path: Path) -> None:
    intake = opened(filled(tmp_path / "p", {"b.pdf": PDF, "a.pdf": PDF, "c.pdf": PDF + b"c"}))
    assert [file.name for file in intake.files] == ["a.pdf", "c.pdf"]
    (found,) = intake.problems
    assert found.message.key == "problem.duplicate_file"
    assert (found.file, found.message.values["first"]) == ("b.pdf", "a.pdf")


def test_names_are_shown_harmlessly_and_stay_distinct(tmp_path: Path) -> None:
    names = ["a\nb.pdf", "a\rb.pdf", "x\u202efdp.exe", "л" * 120 + ".pdf"]
    folder = filled(
        tmp_path / "p", {name: PDF + bytes([number]) for number, name in enumerate(names)}
    )
    (folder / os.fsdecode(b"\xff\xfe.pdf")).write_bytes(PDF + b"bytes")
    shown = {file.name for file in opened(folder).files}
    assert shown == {
        "a\ufffdb.pdf",
        "a\ufffdb.pdf (2)",
        "x\ufffdfdp.exe",
        "л" * 120 + ".pdf",
        "\ufffd\ufffd.pdf",
    }


def test_empty_packages(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert brief(opened(empty).problems) == [("empty", "no_files")]
    only = filled(tmp_path / "only", {"package.toml": b"year = 1", ".hidden": b"x"})
    assert brief(opened(only).problems) == [
        ("package.toml", "bad_package_toml.value"),
        ("only", "no_files"),
    ]
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    assert brief(opened(tmp_path / "empty.zip").problems) == [("empty", "no_files")]


def test_deep_folders(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    deep = folder.joinpath(*["d"] * 1_500)
    here = os.open(tmp_path, os.O_RDONLY)
    os.mkdir("p", dir_fd=here)
    step = os.open("p", os.O_RDONLY, dir_fd=here)
    for _ in range(1_500):
        os.mkdir("d", dir_fd=step)
        below = os.open("d", os.O_RDONLY, dir_fd=step)
        os.close(step)
        step = below
    os.close(step)
    os.close(here)
    filled(folder, {"good.pdf": PDF})
    assert len(str(deep)) < 4_096
    assert [file.name for file in opened(folder).files] == ["good.pdf"]
    while deep != folder:  # shutil.rmtree goes no deeper than Python's own stack
        deep.rmdir()
        deep = deep.parent


@pytest.mark.parametrize("content", [PDF, b"", b"PK\x03\x04" + b"\x00" * 26 + b"word/document.xml"])
def test_neither_folder_nor_zip(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(content)
    with pytest.raises(InputUnopenableError):
        opened(path)


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(InputUnopenableError):
        opened(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputUnopenableError):
        opened(tmp_path / "pipe")


def test_single_files(tmp_path: Path) -> None:
    filled(tmp_path, {"a/scan.pdf": PDF, "b/scan.pdf": PDF + b"2", "text.pdf": b"text"})
    (tmp_path / "link.pdf").symlink_to(tmp_path / "b/scan.pdf")
    files, problems = open_files(
        [
            tmp_path / name
            for name in ("b/scan.pdf", "a/scan.pdf", "text.pdf", "none.pdf", "a", "link.pdf")
        ],
        LIMITS,
    )
    assert [(file.name, file.size) for file in files] == [
        ("scan.pdf", len(PDF) + 1),
        ("scan.pdf (2)", len(PDF)),
    ]
    assert brief(problems) == [
        ("text.pdf", "unknown_format.document"),
        ("none.pdf", "not_a_regular_file.missing"),
        ("a", "not_a_regular_file.folder"),
        ("link.pdf", "duplicate_file"),
    ]


def test_no_single_file_exists(tmp_path: Path) -> None:
    with pytest.raises(InputUnopenableError):
        open_files([tmp_path / "none.pdf"], LIMITS)


def test_too_many_single_files(tmp_path: Path) -> None:
    folder = filled(tmp_path, {f"{number}.pdf": PDF + bytes([number]) for number in range(8)})
    files, problems = open_files(sorted(folder.glob("*.pdf")), LIMITS)
    assert len(files) == 6
    assert [key for _, key in brief(problems)] == ["too_many_files"]


def test_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path / "p", {"growing.pdf": PDF})

    def digest_while_copying(file: object, name: str) -> object:
        (folder / "growing.pdf").write_bytes(PDF + b"more")
        return hashlib.new(name)

    monkeypatch.setattr("hashlib.file_digest", digest_while_copying)
    assert brief(opened(folder).problems) == [("growing.pdf", "broken_file.changing")]


def test_originals_are_left_as_they_are(tmp_path: Path) -> None:
    folder = filled(tmp_path / "p", {"a.pdf": PDF, "b.jpg": JPEG})
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    opened(folder)
    assert before == {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()
    }
