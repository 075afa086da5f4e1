"""The morning: what changed and why, a page and a spreadsheet of all packages, a message."""

import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from openpyxl import load_workbook
from sqlalchemy import update

from flows import keys, morning
from pipeline.model import Outcome
from pipeline.report.digest import make_digest, send_digest
from pipeline.report.spreadsheet import make_spreadsheet
from pipeline.settings import Settings
from pipeline.store.decisions import decide
from pipeline.store.overview import morning_of
from pipeline.store.schema import run
from tests.flows.office import Office, letter

HOSTILE = '=1+1"><script>alert(1)<'


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)
    return Office(tmp_path, digest_to="a@example.org, b@example.org", digest_link="file:///m")


def night(office: Office, **more: Any) -> None:
    office.run(kind="nightly", **more)


def test_difference_to_the_night_before_and_its_causes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("A", "B", "C", "D"):
        office.put(name, *letter(f"хат{name}н"))
    night(office)
    assert morning_of(office.engine(), office.name).before is None

    office.put("B", *letter("басқа"))
    (office.inbox / "D").rename(office.inbox.parent / "taken-away")
    office.put("E", *letter("хатCн"))
    night(office)
    told = morning_of(office.engine(), office.name)
    causes = {case.name: case.change and case.change.causes for case in told.packages}
    assert causes == {"A": None, "B": ("files",), "C": ("others",), "E": ("new",)}
    assert told.withdrawn == ("D",)
    copied = next(case for case in told.packages if case.name == "C")
    assert copied.change is not None
    assert copied.change.before is Outcome.FAILED
    assert copied.change.rules == ("PKG-11",)

    # A run by hand in between does not hide from the night what changed since the night before.
    monkeypatch.setattr(keys, "PROGRAM", "9.9.9")
    office.run()
    night(office)
    told = morning_of(office.engine(), office.name)
    assert {case.change and case.change.causes for case in told.packages} == {("engines",)}
    night(office)
    told = morning_of(office.engine(), office.name)
    assert {case.change for case in told.packages} == {None}
    assert told.withdrawn == ()


def test_figures_count_documents_by_language_capture_and_week(office: Office) -> None:
    for name in ("A", "B", "C"):
        office.put(name, *letter(f"хат{name}н"))
    night(office)
    figures = morning_of(office.engine(), office.name).figures
    assert figures.outcomes == {"failed": 3}
    assert {kind: share.documents for kind, share in figures.by_language.items()} == {"kaz": 3}
    assert {kind: share.documents for kind, share in figures.by_capture.items()} == {"scan": 3}
    ((_, confidence, pages),) = figures.confidence
    assert confidence == pytest.approx(0.96, abs=0.001)
    assert pages == 3
    # Of twelve papers that lack, each package has a failure; what waits for them is no question.
    failures = {rule: (failed, asked) for rule, failed, asked in figures.findings}
    assert failures["PKG-01"][0] == 3
    assert "IDC-01" not in failures


def test_page_names_every_package_in_three_languages_and_asks_nothing_of_the_network(
    office: Office,
) -> None:
    office.put("A-1", *letter("бір"))
    night(office)
    page = (office.out / "index.html").read_text(encoding="utf-8")
    assert 'href="A-1/report.html"' in page
    assert (office.out / "A-1" / "report.html").is_file()
    for words in ("Talaptarǵa", "Талаптарға сай емес", "Не соответствует", "Does not meet"):
        assert (words in page) == (words != "Talaptarǵa")
    assert page.count('<svg class="plot"') == 6
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert "default-src &#39;none&#39;" in page


def test_names_of_packages_are_names_in_page_and_spreadsheet(office: Office) -> None:
    (office.inbox / "x").mkdir(exist_ok=True)
    (office.inbox / "x").rename(office.inbox / HOSTILE)
    (office.inbox / HOSTILE / "package.toml").write_text("submitted_on = 2026-05-14\n")
    night(office)
    page = (office.out / "index.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    book = load_workbook(office.out / "packages.xlsx")
    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == (HOSTILE, "s")


def test_spreadsheet_has_a_row_a_package_and_a_row_a_finding(office: Office) -> None:
    office.put("A", *letter("бір"))
    office.put("B", *letter("екі"))
    night(office)
    decide(office.engine(), office.name, "B", reviewer="R-7", outcome=Outcome.PASSED, reason="seen")
    told = morning_of(office.engine(), office.name)
    made = make_spreadsheet(told, morning.demands(), language="ru")
    packages, findings, changes = load_workbook(BytesIO(made)).worksheets
    assert [cell.value for cell in packages["A"]] == ["Пакет", "A", "B"]
    assert [cell.value for cell in packages["B"]][1:] == ["Не соответствует"] * 2
    assert [cell.value for cell in packages["F"]][1:] == [None, "R-7"]
    assert packages["J2"].hyperlink.target == "A/report.html"
    rows = list(findings.iter_rows(min_row=2, values_only=True))
    lacking = [row for row in rows if row[0] == "A" and row[1] == "PKG-01"]
    assert len(lacking) == 12
    assert {row[3] for row in lacking} == {"решающее"}
    assert changes.max_row == 1


class Mailbox:
    """Takes messages, or refuses them."""

    def __init__(self) -> None:
        self.messages: list[tuple[list[str], bytes]] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.messages.append((envelope.rcpt_tos, envelope.content))
        return self.answer


@pytest.fixture
def mail() -> Iterator[tuple[Mailbox, int]]:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=0)
    # The controller calls itself at the port it was told; any free one is not known before.
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        controller.port = probe.getsockname()[1]
    controller.start()
    try:
        yield mailbox, controller.port
    finally:
        controller.stop()


def test_digest_reaches_its_readers_and_names_nobody(
    office: Office, mail: tuple[Mailbox, int]
) -> None:
    from email import message_from_bytes, policy

    mailbox, port = mail
    secret = "Сынақов-А-77"
    office.put(secret, *letter("бір"))
    office.put("B", *letter("бір"))
    night(office)
    settings = office.settings.model_copy(update={"smtp_host": "127.0.0.1", "smtp_port": port})
    assert morning.tell(office.engine(), office.name, settings) is not None
    ((readers, content),) = mailbox.messages
    assert readers == ["a@example.org", "b@example.org"]
    message = message_from_bytes(content, policy=policy.default)
    text = message.get_content() + str(message["Subject"])
    assert "2 packages, 0 to decide, 2 not meeting" in text
    for words in ("Талаптарға сай емес: 2", "Не соответствует: 2", "file:///m"):
        assert words in text
    for kept in (secret, "Сынақов", office.name, "бір0сөз0", "PKG-"):
        assert kept not in text


def test_digest_that_is_refused_is_an_error_and_nobody_wants_none(
    office: Office, mail: tuple[Mailbox, int]
) -> None:
    mailbox, port = mail
    office.put("A", *letter("бір"))
    night(office)
    settings = office.settings.model_copy(update={"smtp_host": "127.0.0.1", "smtp_port": port})
    mailbox.answer = "451 later"
    message = make_digest(morning_of(office.engine(), office.name), settings)
    with pytest.raises(OSError, match="451"):
        send_digest(message, settings)
    nobody = settings.model_copy(update={"digest_to": " "})
    assert morning.tell(office.engine(), office.name, nobody) is None


def test_missed_night_is_known_by_the_clock_of_kazakhstan(office: Office) -> None:
    from datetime import UTC, datetime

    from flows.deployments import last_due, missed

    # 1 o'clock in Almaty is 20 o'clock UTC of the day before (UTC+5 since 1 March 2024).
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    assert last_due("0 1 * * *", noon) == datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    settings = office.settings.model_copy(update={"inbox": office.inbox})
    assert not missed(settings, noon)
    office.put("A", *letter("бір"))
    night(office)
    for begun, late in ((19, True), (21, False)):
        moment = datetime(2026, 11, 23, begun, 0, tzinfo=UTC).timestamp()
        with office.engine().begin() as connection:
            connection.execute(update(run).values(started_at=moment))
        assert missed(settings, noon) is late


def test_cron_line_that_is_none_is_told(office: Office) -> None:
    from flows.deployments import nightly_deployment
    from pipeline.errors import BadArgumentsError

    with pytest.raises(BadArgumentsError, match="no cron line"):
        nightly_deployment(Settings(nightly="at one o'clock"))


def test_pages_of_many_packages_are_made_in_no_time(office: Office) -> None:
    for number in range(40):
        office.put(f"A-{number:02}", *letter(f"хат{number}н"))
    night(office)
    begun = time.monotonic()
    morning.write_pages(office.engine(), office.name, office.out, office.settings)
    assert time.monotonic() - begun < 10
    assert (office.out / "index.html").stat().st_size < 400_000
