"""What `tekseru doctor` says of the bounds of children, asked of the kernel itself."""

from pathlib import Path

import pytest

from console import doctor
from pipeline.settings import Settings


def confinement(folder: Path) -> doctor.Checkup:
    found = {one.name: one for one in doctor.examine(Settings(data_folder=folder))}
    return found["Confinement"]


def test_the_kernel_refuses_connections_here(tmp_path: Path) -> None:
    assert confinement(tmp_path).well


def test_a_kernel_that_refuses_nothing_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The same question from a process that the kernel lays no filter on.
    unfiltered = doctor.PROBE.replace(
        "confine(1 << 33", "__import__('pipeline.confinement')\n"
        "from pipeline import confinement\nconfinement._refuse_calls = lambda: False\n"
        "confine(1 << 33"
    )  # fmt: skip
    monkeypatch.setattr(doctor, "PROBE", unfiltered)
    said = confinement(tmp_path)
    assert not said.well
    assert "seccomp" in said.found
    assert said.cure
