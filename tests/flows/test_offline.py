"""No call to the network at run time: the main job and its children run where there is none."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_docs" / "packages" / "valid-documents"

GUARD = """
import socket, sys
def refuse(*_, **__):
    sys.stderr.write("NETWORK USED\\n")
    raise OSError("no network")
def inside_only(name):
    # Processes of one machine speak through sockets that lead nowhere else.
    def call(self, *arguments, **named):
        allowed = self.family == socket.AF_UNIX
        return getattr(super(NoNetwork, self), name)(*arguments, **named) if allowed else refuse()
    return call
class NoNetwork(socket.socket):
    # Making a socket tells nobody anything; urllib3 does it on import to look for IPv6.
    pass
for name in ("connect", "connect_ex", "sendto", "sendmsg"):
    setattr(NoNetwork, name, inside_only(name))
socket.socket = NoNetwork
socket.getaddrinfo = socket.create_connection = refuse
"""
"""Runs first in every Python process that finds it as `sitecustomize` on its path."""


def test_a_scanned_package_is_verified_without_sockets(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "TEKSERU_DATA_FOLDER": str(tmp_path / "data"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "console", "verify", str(SAMPLE), "--out", str(tmp_path), "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "NETWORK USED" not in done.stderr, done.stderr
    result = json.loads(done.stdout)
    assert {document["type"] for document in result["documents"]} >= {
        "identity_card",
        "passport",
        "motivation_letter",
    }
