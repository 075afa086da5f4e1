"""Prefect's server as a child of this process: on this machine only, and gone when it is gone.

Prefect's own embedded server is left behind when its process is killed; this one reads a pipe from
its parent and ends with it, whatever the end.
"""

import atexit
import fcntl
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from flows.embedded import prepare_prefect
from pipeline.errors import MissingToolError
from pipeline.private import OTHERS
from pipeline.settings import Settings

HOST = "127.0.0.1"
START_SECONDS = 180.0
_LOCK = "server.lock"
_LOOK_SECONDS = 0.1
MOST_STARTS = 4
"""A server that keeps ending is left alone: something is wrong that a start does not mend."""


_addresses: dict[Path, str] = {}


class _Kept:
    """A server that is started again at the same address when it ends unasked: runs that speak to
    it ask again for a while, and so go on."""

    def __init__(self, child: "subprocess.Popen[bytes]", again: Callable[[], Any]) -> None:
        self._child, self._again = child, again
        self._ending = threading.Event()
        threading.Thread(target=self._watch, name="server", daemon=True).start()

    def _watch(self) -> None:
        for _ in range(MOST_STARTS):
            self._child.wait()
            if self._ending.is_set():
                return
            self._child = self._again()

    def end(self) -> None:
        """Stop the server, for good."""
        self._ending.set()
        _stop(self._child)


def own_server(settings: Settings, port: int = 0, *, schedules: bool = False) -> str:
    """The address of a server that lives as long as this process; port 0 takes any that is free.

    `schedules` makes it begin scheduled runs. Must first be called before Prefect is imported: at
    the end of the process Prefect tells its last events, then the server is stopped. Raises
    MissingToolError when it does not start.
    """
    prepare_prefect(settings)
    home = (settings.data_folder / "prefect").absolute()
    if home not in _addresses:
        _addresses[home] = _started(home, port, schedules=schedules)
    return _addresses[home]


def _started(home: Path, port: int, *, schedules: bool) -> str:
    chosen = port or _free_port()

    def start() -> "subprocess.Popen[bytes]":
        return _start(chosen, schedules=schedules, log=home / "server.log")

    with (home / _LOCK).open("w") as lock:
        # Two that start at once must not both make the tables.
        fcntl.flock(lock, fcntl.LOCK_EX)
        child = start()
        try:
            _wait(child, chosen)
        except BaseException:
            _stop(child)
            raise
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)
    atexit.register(_Kept(child, start).end)
    return f"http://{HOST}:{chosen}/api"


def _start(port: int, *, schedules: bool, log: Path) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT__SERVER_FINAL": "1",
    }
    environment.pop("PREFECT_API_URL", None)
    if not schedules:
        environment["PREFECT__SERVER_EPHEMERAL"] = "1"
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "flows.server", str(port)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env=environment,
            umask=OTHERS,
            # A Ctrl-C is for the parent, which then ends its work and the server after it.
            start_new_session=True,
        )


def _wait(child: "subprocess.Popen[bytes]", port: int) -> None:
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last and child.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/api/health")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(_LOOK_SECONDS)
        finally:
            connection.close()
    raise MissingToolError(
        "Prefect's server did not start.",
        f"Look whether port {port} is free (TEKSERU_SERVER_PORT) and into prefect/server.log.",
    )


def _stop(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    if child.stdin is not None:
        child.stdin.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _serve(port: int) -> None:
    """The child: serve until the parent's end of the pipe closes."""
    import uvicorn

    def end_with_parent() -> None:
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=end_with_parent, daemon=True).start()
    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host=HOST,
        port=port,
        log_level="critical",
        lifespan="on",
    )


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
