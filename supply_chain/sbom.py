"""The list of parts (SBOM) in CycloneDX 1.6: packages of the lock, Debian packages, models.

The same lock gives the same list, byte by byte. Source: CycloneDX specification 1.6 (ECMA-424).
"""

import hashlib
import re
import uuid
from collections import defaultdict
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path
from typing import Any

from supply_chain.licences import licence_of
from supply_chain.lock import Locked

ROOT = Path(__file__).parents[1]
MODELS = ("pipeline/ocr/models/line-head.onnx",)
SCRIPTS = (("htmx.org", "2.0.11", "0BSD", "console/web/static/htmx.min.js"),)
"""Libraries of the browser that lie in the repository: name and version at npm, licence, file."""
_NAMESPACE = uuid.UUID("6f1c1e0a-0d3b-5a53-9a8e-3f7c5f1b6f10")
_SYSTEM = re.compile(r"debian_packages=\((.*?)\n\)", re.DOTALL)


def bill_of_materials(packages: Sequence[Locked], lock: bytes) -> dict[str, Any]:
    """The list of parts as a document ready for JSON."""
    parts = [_package(package) for package in packages]
    parts += [_debian(name) for name in debian_packages((ROOT / "setup.sh").read_text("utf-8"))]
    parts += [_model(name) for name in MODELS]
    parts += [_script(*script) for script in SCRIPTS]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, hashlib.sha256(lock).hexdigest())}",
        "version": 1,
        "metadata": {"component": _program()},
        "components": parts,
        "dependencies": _dependencies(packages),
    }


def debian_packages(script: str) -> tuple[str, ...]:
    """The Debian packages that the set-up script installs."""
    listed = _SYSTEM.search(script)
    if listed is None:
        raise ValueError("the set-up script lists no Debian packages")
    lines = [line.partition("#")[0] for line in listed[1].splitlines()]
    return tuple(sorted(" ".join(lines).split()))


def _program() -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": "tekseru",
        "name": "tekseru",
        "version": version("tekseru"),
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }


def _package(package: Locked) -> dict[str, Any]:
    part: dict[str, Any] = {
        "type": "library",
        "bom-ref": _reference(package),
        "name": package.name,
        "version": package.version,
        "purl": _reference(package),
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{package.name}/{package.version}/",
                "hashes": [{"alg": "SHA-256", "content": found} for found in package.hashes],
            }
        ],
    }
    try:
        licence = licence_of(package.name, metadata(package.name))
    except PackageNotFoundError:
        return part
    if licence:
        part["licenses"] = [{"expression": licence}]
    return part


def _debian(name: str) -> dict[str, Any]:
    purl = f"pkg:deb/debian/{name}"
    return {"type": "library", "bom-ref": purl, "name": name, "purl": purl}


def _model(name: str) -> dict[str, Any]:
    digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    return {
        "type": "machine-learning-model",
        "bom-ref": name,
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }


def _script(name: str, release: str, licence: str, file: str) -> dict[str, Any]:
    digest = hashlib.sha256((ROOT / file).read_bytes()).hexdigest()
    purl = f"pkg:npm/{name}@{release}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": release,
        "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"license": {"id": licence}}],
    }


def _dependencies(packages: Sequence[Locked]) -> list[dict[str, Any]]:
    """Who needs whom; what the lock's comments tell from below, said from above."""
    references = {package.name: _reference(package) for package in packages}
    needs: defaultdict[str, list[str]] = defaultdict(list)
    for package in packages:
        for asker in package.asked_by:
            # Names of files stand among the askers: they ask for the program.
            needs[references.get(asker, "tekseru")].append(references[package.name])
    everybody = ["tekseru", *references.values()]
    return [{"ref": name, "dependsOn": sorted(set(needs[name]))} for name in everybody]


def _reference(package: Locked) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"
