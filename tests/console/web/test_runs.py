"""Runs and figures, lots among packages that passed, uploads by form."""

import sqlite3
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from console.web.app import create_app
from pipeline.intake import package_toml
from pipeline.model import Outcome
from pipeline.store import audit, queue, runs
from pipeline.store.database import FILE
from pipeline.store.desk_sampling import draw_lots
from pipeline.store.people import Role
from pipeline.store.queue import Filters
from pipeline.store.runs import Standing
from sample_docs.specimen import make_specimen
from tests.console.web.office import Office, log_in, office, post, submit, token_of


def passed(place: Office, count: int) -> None:
    """So many packages whose results say that everything is met."""
    for number in range(count):
        submit(place, f"A-{number:02d}", files=f"files {number}")
    with sqlite3.connect(place.settings.data_folder / FILE) as file:
        file.execute("UPDATE result SET outcome = ?", (str(Outcome.PASSED),))


def states(place: Office) -> list[str]:
    items = queue.queue_page(place.engine, Filters(state="")).items
    return [item.state for item in items]


def test_only_what_is_drawn_stays_in_the_queue(tmp_path: Path) -> None:
    place = office(tmp_path, sample_share=0.5)
    passed(place, 12)
    assert set(states(place)) == {"open"}
    place.at_work("aru", Role.REVIEWER).get("/queue")
    first = states(place)
    assert set(first) <= {"open", "unsampled"}
    assert draw_lots(place.engine, 0.5) == 0
    assert states(place) == first
    line = next(line for line in audit.lines_of(place.engine) if line.action == "lots_drawn")
    assert line.detail == {"lots": 12, "drawn": first.count("open"), "share": "0.5000"}


@pytest.mark.parametrize(("share", "state"), [(0.0, "unsampled"), (1.0, "open")])
def test_none_or_all_are_drawn(tmp_path: Path, share: float, state: str) -> None:
    place = office(tmp_path)
    passed(place, 3)
    draw_lots(place.engine, share)
    assert set(states(place)) == {state}


def test_what_fails_takes_no_lot(tmp_path: Path) -> None:
    place = office(tmp_path)
    submit(place)
    assert draw_lots(place.engine, 0.0) == 0
    assert states(place) == ["open"]


def test_a_lead_asks_for_a_run_and_others_do_not(tmp_path: Path) -> None:
    place = office(tmp_path)
    assert post(place.at_work("aru", Role.LEAD), "/runs").status_code == 303
    assert post(place.at_work("dana", Role.REVIEWER), "/runs").status_code == 403
    assert place.asked == [1]


def test_a_run_that_is_asked_for_takes_place(tmp_path: Path) -> None:
    """By a child of the console, as in an office: from the button to the package in the queue."""
    place = office(tmp_path, sample_share=1.0)
    place.settings.inbox.mkdir()
    package = place.settings.inbox / "A-0009"
    package.mkdir()
    for name, content in make_specimen("motivation_letter", seed=3, container="pdf").files:
        (package / name).write_bytes(content)
    place.hire("aru", Role.LEAD)
    app = create_app(place.settings.model_copy(update={"settle_seconds": 0.0}), place.options)
    browser = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    log_in(browser, "aru")
    assert post(browser, "/runs").headers["location"] == "/runs?note=running"
    assert "hx-trigger" in browser.get("/runs").text
    begun = time.monotonic()
    while app.state.desk.runner.working and time.monotonic() < begun + 120:
        time.sleep(0.2)
    assert "A-0009" in browser.get("/queue").text
    assert "hx-trigger" not in browser.get("/runs").text


def test_metrics_come_over_http_without_a_log_in_and_name_nobody(tmp_path: Path) -> None:
    place = office(tmp_path)
    submit(place, "Б-0001")
    answer = place.visitor().get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert 'tekseru_packages{outcome="failed"} 1' in answer.text.splitlines()
    assert "Б-0001" not in answer.text
    assert "agriculture" not in answer.text


def test_the_history_tells_runs_that_ended_and_one_that_was_broken_off(tmp_path: Path) -> None:
    place = office(tmp_path)
    submit(place, "A-1")
    nightly = runs.begin_run(place.engine, "nightly", "inbox", "h")
    runs.end_run(place.engine, nightly, "inbox", [Standing("A-9", "broken", "no files", False)])
    page = place.at_work("aru", Role.AUDITOR).get("/runs").text
    assert "nightly" in page
    assert "did not come to its end; 1 packages verified" in page
    assert 'name="token"' not in page.split("<main")[1]


def test_figures_count_packages_and_what_people_did(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place, "A-1")
    browser = place.at_work("aru", Role.REVIEWER)
    empty = browser.get("/statistics").text
    assert "No run has ended yet." in empty
    values = {"document": "d1", "field": "word_count", "value": "501", "reason": "counted"}
    post(browser, f"/packages/{number}/corrections", **values)
    post(browser, f"/packages/{number}/decision", decision="return", reason="no diploma")
    run = runs.begin_run(place.engine, "nightly", "inbox", "h")
    runs.end_run(place.engine, run, "inbox", [Standing("A-1", "done", "", True)])
    page = browser.get("/statistics").text
    assert "Number of words" in page
    assert "returned to applicant" in page
    assert "PKG-01" in page


def upload(browser: TestClient, *files: tuple[str, bytes], **values: str):  # type: ignore[no-untyped-def]
    token = token_of(browser.get("/upload").text)
    return browser.post(
        "/upload",
        data={"token": token, **values},
        files=[("files", (name, content)) for name, content in files],
        headers={"Accept": "application/json"},
    )


PDF = b"%PDF-1.7"


@pytest.mark.parametrize(
    ("files", "values", "code"),
    [
        ((("a.pdf", PDF),), {"name": "../x"}, "package_name"),
        ((("a.pdf", PDF), ("b/a.pdf", PDF)), {"name": "A-1"}, "same_name"),
        ((("a.pdf", PDF),), {"name": "A-1", "iin": "12"}, "declaration"),
        ((("a.pdf", PDF),), {"name": "A-1", "submitted_on": "2026-13-01"}, "declaration"),
        ((("a.zip", PDF),), {"name": "A-1"}, "no_zip"),
        ((("a.pdf", b""),), {"name": "A-1"}, "no_files"),
        ((("a.pdf", b"x" * 1_500_000),), {"name": "A-1"}, "too_large"),
        ((("a.pdf", PDF),), {"name": "old"}, "known_name"),
    ],
)
def test_uploads_that_cannot_be_taken_say_why_and_leave_nothing(
    tmp_path: Path, files: tuple[tuple[str, bytes], ...], values: dict[str, str], code: str
) -> None:
    place = office(tmp_path)
    (place.settings.inbox / "old").mkdir(parents=True)
    answer = upload(place.at_work("aru", Role.REVIEWER), *files, **values)
    assert answer.json() == {"code": code}
    assert [path.name for path in place.settings.inbox.iterdir()] == ["old"]
    assert place.asked == []


def test_what_was_typed_is_declared_as_it_was_typed(tmp_path: Path) -> None:
    place = office(tmp_path)
    typed = 'А "Б" \\ <script>'
    answer = upload(
        place.at_work("aru", Role.REVIEWER), ("a.pdf", PDF), name="A-1", full_name=typed
    )
    assert answer.status_code == 202
    declared, problems = package_toml.read(place.settings.inbox / "A-1" / "package.toml")
    assert (declared.full_name, problems) == (typed, ())


def test_an_upload_without_its_token_is_refused(tmp_path: Path) -> None:
    place = office(tmp_path)
    browser = place.at_work("aru", Role.REVIEWER)
    answer = browser.post("/upload", data={"token": "x", "name": "A-1"}, files={"files": b"x"})
    assert answer.status_code == 403
    assert not (place.settings.inbox / "A-1").exists()
