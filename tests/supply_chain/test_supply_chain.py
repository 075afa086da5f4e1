"""The list of parts holds all of the lock, and a licence that is not permissive is refused."""

import json
import re
import subprocess
import sys
from importlib.metadata import PackageMetadata
from pathlib import Path
from typing import Any, cast

import pytest

from supply_chain import licences
from supply_chain.licences import is_permissive, licence_of, refused
from supply_chain.lock import LOCK, Locked, packages_of
from supply_chain.sbom import bill_of_materials, debian_packages

ROOT = Path(__file__).parents[2]
TEXT = f"""\
# a comment of the tool
alpha==1.0 \\
    --hash=sha256:{"a" * 64} \\
    --hash=sha256:{"b" * 64}
    # via
    #   -r pyproject.toml
    #   beta-two
beta_two==2.0.1 ; python_version < "4" \\
    --hash=sha256:{"c" * 64}
    # via tekseru (pyproject.toml)
"""


class Said(dict[str, list[str]]):
    """Metadata of a package, as far as licences are read from it."""

    def get_all(self, name: str, failobj: Any = None) -> Any:
        return self.get(name, failobj)


def metadata_of(**said: list[str]) -> PackageMetadata:
    return cast(
        PackageMetadata, Said({name.replace("_", "-"): value for name, value in said.items()})
    )


def test_lock_is_read_with_hashes_and_askers() -> None:
    assert packages_of(TEXT) == (
        Locked("alpha", "1.0", ("a" * 64, "b" * 64), ("-r", "beta-two")),
        Locked("beta-two", "2.0.1", ("c" * 64,), ("tekseru",)),
    )
    with pytest.raises(ValueError, match="pins nothing"):
        packages_of("git+https://example.org/x\n")


def test_every_locked_package_has_a_hash() -> None:
    for package in packages_of(LOCK.read_text("utf-8")):
        assert package.hashes, package.name


def test_list_of_parts_is_whole_and_always_the_same() -> None:
    packages = packages_of(LOCK.read_text("utf-8"))
    made = bill_of_materials(packages, LOCK.read_bytes())
    assert made == bill_of_materials(packages, LOCK.read_bytes())
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", made["serialNumber"])
    named = {part["name"]: part for part in made["components"]}
    assert {package.name for package in packages} <= set(named)
    assert {"tesseract-ocr", "tesseract-ocr-kaz"} <= set(named)
    assert "pipeline/ocr/models/line-head.onnx" in named
    references = [part["bom-ref"] for part in made["components"]]
    assert len(references) == len(set(references))
    known = {*references, "tekseru"}
    for row in made["dependencies"]:
        assert row["ref"] in known
        assert set(row["dependsOn"]) <= known
    needs = {row["ref"]: row["dependsOn"] for row in made["dependencies"]}
    assert named["prefect"]["bom-ref"] in needs["tekseru"]
    assert needs[named["spacy"]["bom-ref"]], "what others need is told"


def test_commands_run_without_a_network() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "supply_chain", "sbom"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(made.stdout)["components"]
    assert subprocess.run([sys.executable, "-m", "supply_chain"], cwd=ROOT, check=False).returncode


def test_all_licences_are_accepted() -> None:
    assert refused(packages_of(LOCK.read_text("utf-8"))) == ()


@pytest.mark.parametrize(
    ("said", "licence", "passes"),
    [
        ({"License_Expression": ["AGPL-3.0-only"]}, "AGPL-3.0-only", False),
        ({"License_Expression": ["MIT OR GPL-2.0-only"]}, "MIT OR GPL-2.0-only", True),
        ({"License_Expression": ["MIT AND GPL-2.0-only"]}, "MIT AND GPL-2.0-only", False),
        ({"License": ["MIT License\n\nPermission … AND …"]}, "MIT", True),
        ({"License": ["Proprietary"]}, "Proprietary", False),
        ({"Classifier": ["License :: OSI Approved :: BSD License"]}, "BSD-3-Clause", True),
        ({"Classifier": ["License :: OSI Approved :: GNU General Public License"]}, "", False),
        ({}, "", False),
    ],
)
def test_licences(said: dict[str, list[str]], licence: str, passes: bool) -> None:
    found = licence_of("some-package", metadata_of(**said))
    assert found == licence
    assert is_permissive(found) is passes


def test_a_refused_licence_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    said = metadata_of(License_Expression=["AGPL-3.0-only"])
    monkeypatch.setattr(licences, "metadata", lambda _: said)
    (package,) = refused([Locked("bad", "1", (), ())])
    assert (package.name, package.licence) == ("bad", "AGPL-3.0-only")
    monkeypatch.undo()
    (package,) = refused([Locked("surely-not-installed-here", "1", (), ())])
    assert "not installed" in package.why


@pytest.mark.parametrize(
    ("expression", "passes"),
    [
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("(MIT OR GPL-3.0-only) AND GPL-2.0-only", False),
        ("MIT MIT", False),
        ("(MIT", False),
        ("", False),
    ],
)
def test_expressions(expression: str, passes: bool) -> None:
    assert is_permissive(expression) is passes


def test_debian_packages_are_those_of_the_set_up() -> None:
    script = "debian_packages=(\n  one two  # reason\n  three\n)\n"
    assert debian_packages(script) == ("one", "three", "two")
