"""No name, number or birth date of an applicant where it is not kept on purpose.

A whole day runs on an invented applicant's papers, with every logger at its most talkative; then
everything that is written, sent or left behind is searched.
"""

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.privacy.one_day import FAILING
from tests.privacy.search import found_in

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_docs" / "packages" / "complete-application"
PAPERS = ("identity_card", "passport", "motivation_letter")
ON_PURPOSE = {"tekseru.db", "originals", "pictures", "readings"}
"""What of the data folder holds papers."""


pytestmark = pytest.mark.timeout(600)
"""The day takes half a minute of processor time, and is waited for by whichever test is first."""


class Mailbox:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.letters: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(envelope.content.decode("utf-8", "replace"))
        return "250 OK"


class Day:
    """What was left of the day."""

    def __init__(self, folder: Path, words: tuple[str, ...]) -> None:
        self.data, self.reports = folder / "data", folder / "reports"
        self.inbox, self.temporary = folder / "inbox", folder / "tmp"
        self.words = words
        self.letters: list[str] = []
        self.told, self.server = "", ""


def personal_words(truth: dict[str, Any]) -> tuple[str, ...]:
    """Names, numbers and birth dates of the truth, in the forms that they are written in."""
    words: set[str] = set()
    for document in truth["documents"]:
        if document["type"] not in PAPERS[:2]:
            continue
        fields = document["fields"]
        for name in ("surname", "given_names", "patronymic", "surname_cyrillic"):
            if fields.get(name):
                words |= {form(fields[name]) for form in (str.upper, str.title, str.lower)}
        words |= {fields["iin"], fields["number"]}
        born = date.fromisoformat(fields["birth_date"])
        words |= {born.isoformat(), f"{born:%d.%m.%Y}", f"{born:%d/%m/%Y}"}
    return tuple(sorted(words))


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder = tmp_path_factory.mktemp("day")
    truth = json.loads(SAMPLE.with_name(f"{SAMPLE.name}.truth.json").read_text("utf-8"))
    words = personal_words(truth)
    found = Day(folder, words)
    for name in ("A-0001", FAILING):
        package = found.inbox / name
        package.mkdir(parents=True)
        shutil.copyfile(SAMPLE / "package.toml", package / "package.toml")
        for document in truth["documents"]:
            if document["type"] in PAPERS:
                for file in document["files"]:
                    # Applicants name files after themselves.
                    shutil.copyfile(SAMPLE / file, package / f"{words[-1]} {file}")
        (package / f"{words[-1]}.pdf").write_bytes(b"%PDF-1.7 broken")
    found.temporary.mkdir()
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=0)
    # The controller calls itself at the port it was told; any free one is not known before.
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        controller.port = probe.getsockname()[1]
    controller.start()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT")},
        "TEKSERU_DATA_FOLDER": str(found.data),
        "TEKSERU_INBOX": str(found.inbox),
        "TEKSERU_REPORTS": str(found.reports),
        "TEKSERU_SETTLE_SECONDS": "0",
        "TEKSERU_DIGEST_TO": "a@example.org",
        "TEKSERU_SMTP_HOST": "127.0.0.1",
        "TEKSERU_SMTP_PORT": str(controller.port),
        "PREFECT_LOGGING_LEVEL": "DEBUG",
        "PREFECT_LOGGING_SERVER_LEVEL": "DEBUG",
        "TMPDIR": str(found.temporary),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.privacy.one_day", found.inbox / "A-0001", words[0]],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        controller.stop()
    assert done.returncode == 0, done.stderr[-3000:]
    found.told, found.server, found.letters = done.stderr, done.stdout, mailbox.letters
    yield found


def in_text(text: str, words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word in text]


def test_the_papers_were_read(day: Day) -> None:
    """Else the searches below would prove nothing."""
    report = (day.reports / "A-0001" / "report.html").read_text("utf-8")
    assert len(in_text(report, day.words)) >= 5
    assert found_in(day.data / "originals", day.words)
    assert "httpx" in day.told, "the loggers were silent"


def test_logs_and_exceptions(day: Day) -> None:
    assert in_text(day.told, day.words) == []
    assert str(day.inbox) not in day.told
    assert "RuntimeError" in day.told, "the console's error was not logged at all"


def test_what_a_reader_of_prefect_sees(day: Day) -> None:
    seen = json.loads(day.server)
    assert len(seen["flow_runs"]) == 3
    assert seen["task_runs"]
    assert in_text(day.server, day.words) == []
    assert "A-0001" not in day.server


def test_database_and_files_of_prefect(day: Day) -> None:
    assert (day.data / "prefect" / "prefect.db").is_file()
    assert found_in(day.data / "prefect", day.words) == []
    assert found_in(day.data / "prefect", ["A-0001"]) == []


def test_the_rest_of_the_data_folder(day: Day) -> None:
    others = [place for place in day.data.iterdir() if place.name not in ON_PURPOSE]
    assert {"prefect", "logs"} <= {place.name for place in others}
    for place in others:
        assert found_in(place, day.words) == [], place.name


def test_message_of_the_night(day: Day) -> None:
    (letter,) = day.letters
    assert in_text(letter, day.words) == []
    assert "A-0001" not in letter


def test_nothing_is_left_in_temporary_folders(day: Day) -> None:
    assert [path.name for path in day.temporary.iterdir()] == []


def test_everything_is_for_its_owner_alone(day: Day) -> None:
    for place in (day.data, day.reports):
        for path in (place, *place.rglob("*")):
            mode = stat.S_IMODE(path.lstat().st_mode)
            assert path.is_symlink() or mode & 0o077 == 0, (path.relative_to(place), oct(mode))
