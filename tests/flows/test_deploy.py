"""The files for a cluster name what there is: settings, services, commands, deployments."""

import re
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from console.web.options import ConsoleOptions
from pipeline.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
NAMED = re.compile(r"\b(TEKSERU_[A-Z_]+)\b")


def services() -> dict[str, Any]:
    """The services of the compose file."""
    found = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    assert isinstance(found, dict)
    return found


def test_every_variable_is_a_setting() -> None:
    known = {f"TEKSERU_{name.upper()}" for name in Settings.model_fields}
    known |= {f"TEKSERU_CONSOLE_{name.upper()}" for name in ConsoleOptions.model_fields}
    for path in (DEPLOY / "compose.yaml", DEPLOY / "example.env"):
        named = set(NAMED.findall(path.read_text("utf-8")))
        assert named
        assert named <= known, path.name


def test_parts_of_the_cluster_share_store_inbox_and_server() -> None:
    found = services()
    ours = ("deploy", "worker", "console", "dask-scheduler", "dask-worker")
    assert set(found) >= {"postgres", "redis", "prefect", "prefect-services", *ours}
    for name in ours:
        environment = found[name]["environment"]
        assert environment["TEKSERU_DATABASE_URL"].startswith("postgresql+pg8000://")
        assert environment["PREFECT_API_URL"] == "http://prefect:4200/api"
        assert {volume.split(":")[1] for volume in found[name]["volumes"]} == {
            environment[f"TEKSERU_{place}"].rpartition(":-")[2].rstrip("}")
            for place in ("INBOX", "REPORTS", "DATA_FOLDER")
        }
    for service in found.values():
        for other in service.get("depends_on", ()):
            assert other in found
    # Only the console is reached from outside, and only from its own machine.
    reached = {name: service["ports"] for name, service in found.items() if "ports" in service}
    assert reached == {"console": ["127.0.0.1:8765:8765"]}


def test_workers_wait_on_the_pool_of_the_deployments() -> None:
    deployments = yaml.safe_load((DEPLOY.parent / "prefect.yaml").read_text("utf-8"))["deployments"]
    (pool,) = {found["work_pool"]["name"] for found in deployments}
    command = services()["worker"]["command"]
    assert command[command.index("--pool") + 1] == pool
    assert services()["deploy"]["command"] == ["tekseru", "deploy", "--pool", pool]


def test_no_password_stands_in_the_files() -> None:
    for line in (DEPLOY / "example.env").read_text("utf-8").splitlines():
        if "PASSWORD" in line or "SECRET" in line:
            assert line.endswith("=")
