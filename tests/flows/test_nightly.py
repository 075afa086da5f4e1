"""A night on Prefect: what is retried, what everybody may see, and what is left of the server."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import yaml  # type: ignore[import-untyped]

from flows.deployments import TIME_ZONE
from pipeline.settings import Settings
from tests.flows.office import Office, letter
from tests.flows.one_night import SECRET

ROOT = Path(__file__).parents[2]
PACKAGES = ("crashing", "full", "locked", "shaky", "well")


def test_night_with_packages_of_every_kind(tmp_path: Path) -> None:
    office = Office(tmp_path)
    for name in PACKAGES:
        office.put(name, *letter(f"{SECRET}{name}"))
    environment = {
        "TEKSERU_DATA_FOLDER": str(office.settings.data_folder),
        "TEKSERU_INBOX": str(office.inbox),
        "TEKSERU_REPORTS": str(office.out),
        "TEKSERU_SETTLE_SECONDS": "0",
        "TEKSERU_WORKERS": "2",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.flows.one_night", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    seen_text, address = done.stdout.splitlines()
    seen = json.loads(seen_text)

    assert seen["counts"] == {
        "packages": 5,
        "failed": 2,
        "broken": 3,
        "unchanged": 0,
    }
    # Only what may be over in a moment is tried again.
    tries = {name: seen["read"].count(name) for name in PACKAGES}
    assert tries == {"crashing": 1, "full": 1, "locked": 1, "shaky": 2, "well": 1}
    assert seen["states"] == ["Completed", "Completed"]

    # Artifacts are counts; no run, task, log or artifact tells whose package it was.
    nightly = {row["what"]: row["packages"] for row in json.loads(seen["artifacts"]["nightly"])}
    assert nightly == seen["counts"]
    for told in (seen_text.replace(json.dumps(seen["read"]), ""), done.stderr):
        for secret in (SECRET, str(office.inbox), *(f'"{name}"' for name in PACKAGES)):
            assert secret not in told
    kept = b"".join(
        path.read_bytes()
        for path in (office.settings.data_folder / "prefect").rglob("*")
        if path.is_file()
    )
    assert SECRET.encode() not in kept
    assert str(office.inbox).encode() not in kept

    # The limit on OCR has a place for each worker, and all are free again.
    assert seen["limits"] == [[2, 0]]
    assert (office.out / "index.html").is_file()

    # A server is not left behind by a process that was killed.
    _wait_until_closed(int(urlsplit(address).port or 0))


def test_deployment_file_says_what_is_served() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    deployment, helper = deployments
    (schedule,) = deployment["schedules"]
    assert schedule["cron"] == Settings.model_fields["nightly"].default
    assert schedule["timezone"] == TIME_ZONE == "Asia/Almaty"
    assert deployment["parameters"] == {}
    for found in deployments:
        path, flow = found["entrypoint"].split(":")
        assert f"def {flow}()" in (ROOT / path).read_text("utf-8")
    # The night calls helpers by the name of their flow and deployment.
    from flows.nightly import HELPER, lend_a_hand

    assert f"{lend_a_hand.name}/{helper['name']}" == HELPER
    assert "schedules" not in helper


def _wait_until_closed(port: int) -> None:
    last = time.monotonic() + 10
    while time.monotonic() < last:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server still answers")
