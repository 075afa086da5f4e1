"""Hostile zip packages and folders, opened as the program opens them: in a confined child."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.inbox import packages_of, settled
from pipeline import sandbox
from pipeline.errors import InputUnopenableError
from pipeline.ingest import Intake
from pipeline.model import ProblemKind as Kind
from pipeline.opening import open_package
from pipeline.settings import Settings
from tests.hostile.zips import GOOD, PDF, Package, packages


@pytest.fixture(scope="module", autouse=True)
def _children() -> Iterator[None]:
    yield
    sandbox.stop()


def opened(path: Path, workspace: Path) -> Intake:
    workspace.mkdir()
    return open_package(path, workspace, Settings())


@pytest.mark.parametrize("package", packages(), ids=lambda package: package.name)
def test_a_zip_gives_its_documents_and_names_the_others(package: Package, tmp_path: Path) -> None:
    path = tmp_path / f"{package.name}.zip"
    path.write_bytes(package.make())
    before = sorted(tmp_path.parent.iterdir())
    if not package.opens:
        with pytest.raises(InputUnopenableError):
            opened(path, tmp_path / "workspace")
    else:
        intake = opened(path, tmp_path / "workspace")
        assert {found.file: found.kind for found in intake.problems} == package.problems
        assert len(intake.files) == package.documents
        for source in intake.files:
            assert source.path.parent == tmp_path / "workspace"
            assert source.path.read_bytes().startswith(PDF)
    assert {path.name for path in tmp_path.iterdir()} == {path.name, "workspace"}
    assert sorted(tmp_path.parent.iterdir()) == before


def test_an_archive_that_unpacks_without_end_ends_its_child_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no bound of the program itself catches, the bounds of the child do."""
    path = tmp_path / "endless.zip"
    os.mkfifo(tmp_path / "pipe")
    path.write_bytes(packages()[0].make())
    monkeypatch.setattr("pipeline.ingest.open_package", forever)
    tight = Settings(page_cpu_seconds=1.0)
    (tmp_path / "workspace").mkdir()
    with pytest.raises(InputUnopenableError, match="limits of time and memory"):
        open_package(path, tmp_path / "workspace", tight)
    monkeypatch.undo()
    assert open_package(path, tmp_path / "workspace", Settings()).files[0].name == GOOD


def forever(*_: object) -> Intake:
    while True:
        pass


def test_nothing_in_a_folder_is_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(PDF + b"%secret")
    folder = tmp_path / "A-0001"
    (folder / "inside").mkdir(parents=True)
    (folder / GOOD).write_bytes(PDF)
    (folder / "link.pdf").symlink_to(secret)
    (folder / "folder-link").symlink_to(tmp_path)
    (folder / "circle").symlink_to(folder)
    (folder / "dangling.pdf").symlink_to("nowhere")
    (folder / "zero.pdf").symlink_to("/dev/zero")
    (folder / "package.toml").symlink_to(secret)
    os.mkfifo(folder / "inside" / "pipe.pdf")
    intake = opened(folder, tmp_path / "workspace")
    assert [source.name for source in intake.files] == [GOOD]
    assert {found.file for found in intake.problems} == {
        "circle",
        "dangling.pdf",
        "folder-link",
        "inside/pipe.pdf",
        "link.pdf",
        "zero.pdf",
    }
    assert {found.kind for found in intake.problems} == {Kind.NOT_A_REGULAR_FILE}


def test_links_and_pipes_in_an_inbox_are_no_packages(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    inbox = tmp_path / "inbox"
    (inbox / "A-0001").mkdir(parents=True)
    (inbox / "link").symlink_to(real)
    (inbox / "link.zip").symlink_to("/dev/zero")
    (inbox / "circle").symlink_to("circle")
    os.mkfifo(inbox / "pipe.zip")
    assert [path.name for path in packages_of(inbox)] == ["A-0001"]


def test_a_package_that_is_being_written_waits(tmp_path: Path) -> None:
    package, still = tmp_path / "A-0001", tmp_path / "A-0002"
    for folder in (package, still):
        folder.mkdir()
        (folder / GOOD).write_bytes(PDF)
    long_ago = time.time() - 3600
    for path in (still / GOOD, still):
        os.utime(path, (long_ago, long_ago))

    def grow(_seconds: float) -> None:
        with (package / GOOD).open("ab") as file:
            file.write(b"more")

    assert settled([package, still], 5.0, grow) == {still}
    assert settled([package, still], 5.0, lambda _: None) == {package, still}


@pytest.mark.parametrize("name", ["circle", "n" * 300, "dangling"])
def test_a_path_that_leads_nowhere_is_told_so(name: str, tmp_path: Path) -> None:
    if name == "circle":
        (tmp_path / name).symlink_to(name)
    elif name == "dangling":
        (tmp_path / name).symlink_to("nowhere")
    with pytest.raises(InputUnopenableError, match="no such folder or zip"):
        opened(tmp_path / name, tmp_path / "workspace")
