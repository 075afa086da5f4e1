"""No call to the network at run time: the main job runs in a process that has none."""

import json
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
class NoNetwork(socket.socket):
    # Making a socket tells nobody anything; urllib3 does it on import to look for IPv6.
    def connect(self, address):
        return super().connect(address) if self.family == socket.AF_UNIX else refuse()
    def connect_ex(self, address):
        return super().connect_ex(address) if self.family == socket.AF_UNIX else refuse()
    sendto = sendmsg = refuse
socket.socket = NoNetwork
socket.getaddrinfo = socket.create_connection = refuse
sys.argv = ["tekseru", "verify", sys.argv[1], "--out", sys.argv[2], "--json"]
from console.cli import main
main()
"""


def test_a_scanned_package_is_verified_without_sockets(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GUARD, str(SAMPLE), str(tmp_path)],
        cwd=ROOT,
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
