"""A PostgreSQL server of the test run's own: started on a free port, gone with the tests."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database. PostgreSQL does not run as root, so root steps back."""
    newest = max(DEBIAN.iterdir(), key=lambda folder: float(folder.name)) / "bin"
    folder = Path(tempfile.mkdtemp(prefix="tekseru-postgres-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    data = folder / "data"
    make: list[str | Path] = [
        newest / "initdb",
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "tekseru",
        "-E",
        "UTF8",
        "-N",
    ]
    subprocess.run([*as_user, *make], check=True, capture_output=True, cwd=folder)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
    control: list[str | Path] = [
        *as_user,
        newest / "pg_ctl",
        "-D",
        data,
        "-w",
        "-l",
        folder / "log",
    ]
    subprocess.run([*control, "-o", options, "start"], check=True, capture_output=True, cwd=folder)
    try:
        yield f"postgresql+pg8000://tekseru@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=folder
        )
        shutil.rmtree(folder)
