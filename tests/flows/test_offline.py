"""No call to the network at run time: the main job runs in a process that has none."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_docs" / "packages" / "valid-documents"

GUARD = """
import socket, sys
class NoNetwork(socket.socket):
    def __init__(self, family=socket.AF_INET, *rest, **named):
        if family in (socket.AF_INET, socket.AF_INET6):
            sys.stderr.write("NETWORK USED\\n")
            raise OSError("no network")
        super().__init__(family, *rest, **named)
socket.socket = NoNetwork
def refuse(*_, **__):
    sys.stderr.write("NETWORK USED\\n")
    raise OSError("no network")
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
