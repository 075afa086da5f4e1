"""The queue: filters, search, order, where a package stands."""

import time
from pathlib import Path

import pytest
from sqlalchemy import update

from pipeline.store import queue
from pipeline.store.people import Role
from pipeline.store.queue import Filters
from pipeline.store.schema import package
from tests.console.web.office import Office, office, post, submit


def names(place: Office, **filters: str) -> list[str]:
    return [item.name for item in queue.queue_page(place.engine, Filters(**filters)).items]


@pytest.fixture
def place(tmp_path: Path) -> Office:
    made = office(tmp_path)
    submit(made, "Б-1", category="engineering")
    submit(made, "A-2", category="agriculture")
    return made


def test_filters_narrow_the_queue(place: Office) -> None:
    assert names(place, sort="name") == ["A-2", "Б-1"]
    assert names(place, sort="oldest") == ["Б-1", "A-2"]
    assert names(place, category="engineering") == ["Б-1"]
    assert names(place, outcome="passed") == []
    assert names(place, search="a-") == ["A-2"]
    assert names(place, search="Б-") == names(place, search="б-") == ["Б-1"]
    assert names(place, search="%") == []
    assert names(place, rule="LET-04", sort="name") == ["A-2", "Б-1"]
    assert names(place, rule="LET-01") == []
    assert names(place, assignee="nobody", sort="name") == ["A-2", "Б-1"]


def test_the_queue_is_narrowed_to_what_waits_long(place: Office) -> None:
    four_days_ago = time.time() - 4 * queue.DAY
    older = update(package).where(package.c.name == "Б-1").values(first_seen=four_days_ago)
    with place.engine.begin() as connection:
        connection.execute(older)
    assert names(place, age="3") == ["Б-1"]
    assert names(place, age="7") == []
    assert [item.days for item in queue.queue_page(place.engine, Filters(age="1")).items] == [4]


def test_a_decided_package_leaves_the_open_queue(place: Office) -> None:
    number = queue.queue_page(place.engine, Filters(search="A-2")).items[0].result
    browser = place.at_work("aru", Role.REVIEWER)
    post(browser, f"/packages/{number}/decision", decision="return", reason="diploma missing")
    assert names(place) == ["Б-1"]
    assert names(place, state="returned") == ["A-2"]


def test_a_decision_holds_for_its_files_only(place: Office) -> None:
    number = queue.queue_page(place.engine, Filters(search="A-2")).items[0].result
    browser = place.at_work("aru", Role.REVIEWER)
    post(browser, f"/packages/{number}/decision", decision="return", reason="diploma missing")
    submit(place, "A-2", files="other files")
    assert names(place, sort="name") == ["A-2", "Б-1"]


def test_a_refusal_that_waits_is_told_apart(place: Office) -> None:
    number = queue.queue_page(place.engine, Filters(search="A-2")).items[0].result
    browser = place.at_work("aru", Role.REVIEWER)
    post(browser, f"/packages/{number}/decision", decision="refuse", reason="no diploma")
    assert names(place, state="proposed") == ["A-2"]


def test_what_was_searched_for_stays_out_of_the_address(place: Office) -> None:
    browser = place.at_work("aru", Role.REVIEWER)
    answer = post(browser, "/queue", search="A-2", state="open")
    assert answer.headers["location"] == "/queue"
    page = browser.get("/queue").text
    assert "A-2" in page
    assert "Б-1" not in page
    post(browser, "/queue", clear="1")
    assert "Б-1" in browser.get("/queue").text


@pytest.mark.parametrize("value", ["'; DROP TABLE package; --", "９", "x", "-1"])
def test_senseless_filters_do_no_harm(place: Office, value: str) -> None:
    browser = place.at_work("aru", Role.REVIEWER)
    assert post(browser, "/queue", assignee=value, sort=value, outcome=value).status_code == 303
    assert browser.get("/queue").status_code == 200
