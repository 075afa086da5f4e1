"""Each bound of a child process, shown by work that runs against it."""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest
from pydantic import SecretStr

from pipeline import confinement, sandbox, temporary
from pipeline.errors import BadArgumentsError, TekseruError
from pipeline.settings import Settings

LIMITS = sandbox.Limits(seconds=60.0, cpu_seconds=60.0, memory=4_000_000_000, file_bytes=5_000_000)


@pytest.fixture(scope="module", autouse=True)
def _children() -> Iterator[None]:
    yield
    sandbox.stop()


def done(work: Callable[..., Any], *arguments: Any, limits: sandbox.Limits = LIMITS) -> Any:
    return sandbox.call(work, *arguments, workers=1, limits=limits)


def spin() -> None:
    while True:
        pass


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def write(size: int) -> int:
    path = Path(tempfile.mkstemp()[1])
    try:
        path.write_bytes(bytes(size))
    except OSError:
        return -1
    return path.stat().st_size


def open_many(count: int) -> int:
    opened: list[int] = []
    with suppress(OSError):
        opened.extend(os.open("/dev/null", os.O_RDONLY) for _ in range(count))
    for number in opened:
        os.close(number)
    return len(opened)


def connect(family: int, address: tuple[str, int]) -> str:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as line:
            line.connect(address)
    except OSError as error:
        return type(error).__name__
    return "connected"


def connect_from_another_program(port: int) -> str:
    code = f"import socket; socket.create_connection(('127.0.0.1', {port}))"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    return asked.stderr.decode().strip().rpartition("\n")[2].partition(":")[0]


def note_and_hang(note: Path) -> None:
    """Start a program of one's own, leave things behind, and never come back."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    (Path(tempfile.gettempdir()) / "left").write_text("left behind", encoding="utf-8")
    note.write_text(f"{child.pid} {tempfile.gettempdir()}", encoding="utf-8")
    time.sleep(600)


def temporary_folder() -> tuple[str, int, list[str]]:
    folder = Path(tempfile.mkdtemp()).parent
    return str(folder), folder.stat().st_mode & 0o777, sorted(os.environ)


def answer(size: int) -> bytes:
    return bytes(size)


def grow(size: int) -> int:
    return len(bytearray(size))


def complain() -> None:
    os.write(1, b"ON STANDARD OUTPUT")
    os.write(2, b"ON STANDARD ERROR")


def refuse() -> None:
    raise BadArgumentsError("It is wrong.", "Mend it.")


def fail_with_personal_data() -> None:
    raise ValueError("ЖҰМАБЕКОВА 990115400001")


class Unpacked:
    """What no other process can be told."""

    def __reduce__(self) -> str:
        return "no such name"


def unpackable() -> Any:
    return Unpacked()


def test_processor_time_is_bounded_whatever_the_clock_says() -> None:
    started = time.process_time()
    with pytest.raises(sandbox.TimeOutError):
        done(spin, limits=sandbox.Limits(60.0, 1.0, 4_000_000_000, 5_000_000))
    assert time.process_time() - started < 30
    assert done(os.getpid) > 0


def test_each_piece_has_the_whole_processor_time_to_itself() -> None:
    limits = sandbox.Limits(60.0, 2.0, 4_000_000_000, 5_000_000)
    for _ in range(3):
        assert done(busy, 1.0, limits=limits) == "done"


def busy(seconds: float) -> str:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return "done"


def test_time_by_the_clock_is_bounded() -> None:
    with pytest.raises(sandbox.TimeOutError):
        done(sleep, 600.0, limits=sandbox.Limits(1.0, 60.0, 4_000_000_000, 5_000_000))


def test_memory_is_bounded() -> None:
    with pytest.raises(sandbox.CrashedError):
        done(grow, 6_000_000_000)
    assert done(grow, 1_000_000_000) == 1_000_000_000


def test_a_file_grows_no_larger_than_it_may() -> None:
    assert done(write, 4_000_000) == 4_000_000
    assert done(write, 6_000_000) == -1


def test_an_answer_is_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    assert done(answer, 1000) == bytes(1000)
    with pytest.raises(sandbox.CrashedError):
        done(answer, sandbox.MOST_ANSWER)


def test_few_files_are_open_at_a_time() -> None:
    assert 100 < done(open_many, 5000) < confinement.OPEN_FILES


def test_no_connection_is_opened_neither_here_nor_by_a_program_started() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = server.getsockname()
        assert connect(socket.AF_INET, here) == "connected"
        assert done(connect, socket.AF_INET, here) == "PermissionError"
        assert done(connect, socket.AF_UNIX, here) == "PermissionError"
        assert done(connect_from_another_program, here[1]) == "PermissionError"


def test_without_a_filter_in_the_kernel_python_refuses_connections() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = (
            "import socket, sys\n"
            "from pipeline import confinement\n"
            "confinement._refuse_calls = lambda: False\n"
            "confinement.confine(4_000_000_000, 1000)\n"
            "try:\n"
            f"    socket.create_connection(('127.0.0.1', {port}))\n"
            "except PermissionError:\n"
            "    sys.exit(7)\n"
        )
        asked = subprocess.run([sys.executable, "-c", code], check=False)
    assert asked.returncode == 7


def test_temporary_files_lie_in_a_private_folder_that_is_gone_afterwards() -> None:
    first, mode, _ = done(temporary_folder)
    second, _, _ = done(temporary_folder)
    assert mode == 0o700
    assert first != second
    assert Path(first).parent == temporary.home() != Path(first)
    assert not Path(first).exists()
    assert not Path(second).exists()


def test_a_child_that_is_ended_takes_its_programs_and_its_files_with_it(tmp_path: Path) -> None:
    note = tmp_path / "note"
    limits = sandbox.Limits(4.0, 60.0, 4_000_000_000, 5_000_000)
    with pytest.raises(sandbox.TimeOutError):
        done(note_and_hang, note, limits=limits)
    number, folder = note.read_text(encoding="utf-8").split(" ", 1)
    assert eventually(lambda: is_gone(int(number)))
    assert eventually(lambda: not Path(folder).exists())


def is_gone(number: int) -> bool:
    return not psutil.pid_exists(number) or psutil.Process(number).status() == "zombie"


def eventually(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def test_children_end_with_their_program(tmp_path: Path) -> None:
    """Also when it is killed and can end nothing itself; a later run wipes what it left."""
    note = tmp_path / "note"
    code = (
        "from pathlib import Path\n"
        "from pipeline import sandbox, temporary\n"
        "from tests.pipeline.test_confinement import LIMITS, note_and_hang\n"
        "sandbox.begin()\n"
        f"sandbox.submit(note_and_hang, Path({str(note)!r}), workers=1, limits=LIMITS)\n"
        "import time; time.sleep(600)\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    program = subprocess.Popen([sys.executable, "-c", code], env=environment)
    try:
        assert eventually_long(lambda: note.exists() and " " in note.read_text(encoding="utf-8"))
        number, folder = note.read_text(encoding="utf-8").split(" ", 1)
        child = psutil.Process(int(number)).ppid()
    finally:
        program.kill()
        program.wait()
    assert eventually_long(lambda: is_gone(child))
    home = Path(folder).parent
    assert (home / "piece-1" / "left").exists()
    assert temporary.wipe_abandoned(tmp_path) == 0  # it may have been made just now
    long_ago = time.time() - 3600
    os.utime(home / temporary.LOCK_NAME, (long_ago, long_ago))
    assert temporary.wipe_abandoned(tmp_path) == 1
    assert not home.exists()


def eventually_long(holds: Callable[[], bool]) -> bool:
    return any(eventually(holds) for _ in range(6))


def test_the_folder_of_a_running_program_is_not_wiped(tmp_path: Path) -> None:
    lock = temporary.home() / temporary.LOCK_NAME
    os.utime(lock, (0, 0))
    temporary.wipe_abandoned(temporary.home().parent)
    assert lock.exists()


def test_no_secret_reaches_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(smtp_password=SecretStr("xyzzy"), database_url=SecretStr("plugh"))
    kept = repr(confinement.without_secrets(settings).model_dump(mode="python"))
    assert not confinement.without_secrets(settings).smtp_password.get_secret_value()
    assert not confinement.without_secrets(settings).database_url.get_secret_value()
    assert "xyzzy" not in kept
    assert "TEKSERU_SMTP_PASSWORD" in confinement.secret_variables()
    code = (
        "import os\n"
        "from pipeline import confinement\n"
        "said = os.dup(1)\n"
        "confinement.confine(4_000_000_000, 1000)\n"
        "os.write(said, ' '.join(os.environ.values()).encode())\n"
    )
    environment = {**os.environ, "TEKSERU_SMTP_PASSWORD": "xyzzy", "TEKSERU_SMTP_USER": "plover"}
    asked = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment
    )
    assert b"plover" in asked.stdout
    assert b"xyzzy" not in asked.stdout


def test_what_is_wrong_is_told_as_it_was_found() -> None:
    with pytest.raises(BadArgumentsError, match=r"It is wrong\. Mend it\.") as raised:
        done(refuse)
    assert (raised.value.cause, raised.value.cure) == ("It is wrong.", "Mend it.")
    assert isinstance(raised.value, TekseruError)


def test_an_unforeseen_fault_says_nothing_of_what_stood_on_the_page(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    with pytest.raises(sandbox.CrashedError) as raised:
        done(fail_with_personal_data)
    said = caplog.text + "".join(capfd.readouterr()) + repr(raised.value.__context__)
    assert "ValueError test_confinement.py" in said
    assert "990115400001" not in said


def test_what_libraries_complain_of_is_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    done(complain)
    assert capfd.readouterr() == ("", "")


def test_what_cannot_be_packed_costs_its_piece_only() -> None:
    with pytest.raises(sandbox.CrashedError):
        done(unpackable)
    assert done(answer, 1) == b"\0"


def test_pieces_from_many_threads_do_not_meet() -> None:
    found: list[str] = []
    work = partial(done, temporary_folder)
    threads = [threading.Thread(target=lambda: found.append(work()[0])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 8
