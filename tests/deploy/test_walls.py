"""Containers and services keep their walls: not root, nothing writable, no network for readers."""

import configparser
import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("systemd/*.service"))
DEMANDED = {
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "PrivateUsers": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectKernelModules": "yes",
    "ProtectControlGroups": "yes",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "LockPersonality": "yes",
    "SystemCallArchitectures": "native",
    "IPAddressDeny": "any",
    "IPAddressAllow": "localhost",
    "UMask": "0077",
    "LimitCORE": "0",
    "StateDirectoryMode": "0700",
}


def unit(path: Path) -> dict[str, list[str]]:
    """Lines of [Service] by name."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line
        elif "=" in line and not line.startswith("#") and section == "[Service]":
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def test_there_are_services() -> None:
    assert [path.name for path in SERVICES] == ["tekseru-console.service", "tekseru-serve.service"]
    for path in SERVICES:
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read_string(path.read_text("utf-8"))
        assert parser["Install"]["WantedBy"] == "multi-user.target"


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: str(path.stem))
def test_service_has_its_walls(path: Path) -> None:
    said = unit(path)
    assert said["User"] == ["tekseru"]
    for name, value in DEMANDED.items():
        assert said.get(name) == [value], name
    assert said["SystemCallFilter"] == ["@system-service", "~@privileged @obsolete"]
    # Keys come from systemd, never from the file of settings.
    assert said["LoadCredential"] == ["keys:/etc/tekseru/keys"]
    assert "TEKSERU_KEY_FILE=%d/keys" in said["Environment"]


def test_settings_of_the_services_hold_no_secret() -> None:
    text = (DEPLOY / "systemd" / "tekseru.env").read_text("utf-8")
    assert not re.search(r"PASSWORD|TEKSERU_KEY=|DATABASE_URL", text)


def test_image_is_not_root_and_locked() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    last = text.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (.*)$", last, re.MULTILINE) == ["10001:10001"]
    assert "--require-hashes" in text
    assert not re.search(r"^ADD |curl |wget |--trusted-host|chmod 777", text, re.MULTILINE)
    copied = re.findall(r"^COPY (.*)$", last, re.MULTILINE)
    # Files of the program belong to root.
    assert copied == ["--from=build /opt/tekseru /opt/tekseru"]
    for wall in ("--read-only", "--network none", "--cap-drop ALL", "no-new-privileges"):
        assert wall in text, wall
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".git", ".tekseru", "reports", "**/*.env"} <= set(ignored)


def composed() -> dict[str, Any]:
    found = yaml.safe_load((DEPLOY / "hardened.compose.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_containers_have_their_walls() -> None:
    for name, service in composed()["services"].items():
        assert service["read_only"] is True, name
        assert service["user"] == "10001:10001", name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["mem_limit"], name
        assert service["pids_limit"], name


def test_who_reads_files_has_no_network_and_who_has_a_network_reads_no_files() -> None:
    services = composed()["services"]
    assert services["worker"]["network_mode"] == "none"
    assert "networks" not in services["worker"]
    assert any(":/inbox:ro" in volume for volume in services["worker"]["volumes"])
    assert not any("inbox" in volume for volume in services["console"]["volumes"])
    assert composed()["networks"] == {"inner": {"internal": True}}
