"""A reviewer's day in a real browser, in three languages: nothing goes out, nothing goes wrong."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from pipeline.model import Language, Phrase
from pipeline.report.messages import say
from pipeline.store import people
from pipeline.store.people import Role
from tests.console.web.office import HASH, PASSWORD, Office, office, submit

LOUD = ("serious", "critical")
AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SCREENS = ("/audit", "/upload", "/statistics", "/runs", "/api", "/account")
Scheme = Literal["light", "dark"]


@contextmanager
def served(place: Office) -> Iterator[str]:
    """The office's console on a port of its own."""
    config = uvicorn.Config(place.app(), port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@contextmanager
def visited(chromium: Browser, address: str, scheme: Scheme) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it should not have done: errors of scripts, requests to elsewhere."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(30_000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url),
    )
    yield page, wrong
    context.close()


def enter(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/log-in")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button.main")
    page.wait_for_url(lambda url: not url.endswith("/log-in"))


def barriers(page: Page) -> list[Any]:
    """What axe finds that keeps people out; from the top, where nothing lies under the bar that
    stays in sight."""
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    found = Axe().run(page, options=AXE).response["violations"]
    return [
        (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"])
        for one in found
        if one["impact"] in LOUD
    ]


def field_and_box(page: Page) -> Locator:
    """A field leads to its place on the page, and a box to its field."""
    row = page.locator("#field-d1-word_count")
    row.locator("a.spot").first.click()
    lit = page.locator(".box.lit").first
    expect(lit).to_have_attribute("data-target", "field-d1-word_count")
    page.click("[data-do=turn]")
    page.click("[data-do=fit]")
    page.locator(".box[data-target=field-d1-word_count]").dispatch_event("click")
    expect(row).to_be_focused()
    return row


def decide(page: Page, note: str) -> None:
    page.fill("#decision textarea", "diploma is missing")
    page.uncheck("#decision input[name=next]")
    page.click("#decision button[value=return]")
    expect(page.get_by_role("status")).to_have_text(note)


@pytest.mark.parametrize(("language", "scheme"), [("kk", "dark"), ("ru", "light"), ("en", "light")])
def test_a_reviewers_day(
    tmp_path: Path, chromium: Browser, language: Language, scheme: Scheme
) -> None:
    def t(key: str, **values: object) -> str:
        return say(Phrase(key, values), language)

    place = office(tmp_path)
    people.add(place.engine, "aru", HASH, Role.LEAD, language, by="test")
    submit(place, "A-0001")
    number = submit(place, "Б-0002")
    with served(place) as address, visited(chromium, address, scheme) as (page, wrong):
        page.goto(f"{address}/log-in")
        page.click(f"button[value={language}]")
        assert barriers(page) == []
        enter(page, address, "aru")
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert barriers(page) == []

        page.fill("input[name=search]", "Б-")
        page.click("form.filters button.main")
        expect(page.locator("a.row")).to_have_text(["Б-0002"])
        page.click("a.row")
        expect(page.locator("h1")).to_contain_text("Б-0002")

        row = field_and_box(page)
        # A corrected value is judged at once.
        passed = page.locator(".group-passed .rule", has_text="LET-01")
        expect(passed.first).to_be_attached()
        page.click("[data-do=in]")
        wide = page.locator(".picture").first.evaluate("element => element.clientWidth")
        row.locator("summary").click()
        row.locator("input[name=value]").fill("501")
        row.locator("input[name=reason]").fill("counted by hand")
        row.locator("button").click()
        expect(page.get_by_role("status")).to_have_text(t("console.note.corrected"))
        failed = page.locator(".group-failures .finding", has_text="LET-01")
        expect(failed).to_be_visible()
        # The viewer stays as the person left it, and the field that was corrected is at hand.
        expect(page.locator("#field-d1-word_count")).to_be_focused()
        assert page.locator(".picture").first.evaluate("element => element.clientWidth") == wide
        assert barriers(page) == []

        # Overruled with a reason.
        failed.locator("summary").click()
        failed.locator("textarea").fill("one word is a stamp")
        failed.locator("button[value=passed]").click()
        expect(page.get_by_role("status")).to_have_text(t("console.note.ruled"))
        expect(page.locator(".group-failures .finding", has_text="LET-01")).to_have_count(0)

        # What stands behind the findings comes when it is asked for.
        page.click("details.behind > summary")
        expect(page.locator("table.compare")).to_be_visible()
        assert barriers(page) == []

        decide(page, t("console.note.decided"))
        page.goto(f"{address}/audit")
        acts = page.locator("main").inner_text()
        for act in ("corrected", "overridden", "decided"):
            assert t(f"console.act.{act}") in acts
        for path in (*SCREENS, f"/packages/{number}/letter", f"/packages/{number}/backdrop"):
            page.goto(address + path)
            assert page.locator("h1").count() == 1, path
            if language != "en":
                assert barriers(page) == [], path
        assert wrong == []


def test_the_desk_works_by_keyboard(tmp_path: Path, chromium: Browser) -> None:
    place = office(tmp_path)
    place.hire("aru", Role.REVIEWER)
    first, second = submit(place, "A-1"), submit(place, "A-2")
    with served(place) as address, visited(chromium, address, "light") as (page, wrong):
        enter(page, address, "aru")
        page.keyboard.press("j")
        expect(page.locator("a.row").first).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/packages/{first}")
        page.keyboard.press("n")
        page.wait_for_url(f"**/packages/{second}")
        page.keyboard.press("t")
        expect(page.locator(".roll")).to_have_class("roll thumbs")
        page.keyboard.press("j")
        expect(page.locator(".finding").first).to_be_focused()
        page.keyboard.press("d")
        expect(page.locator("#decision textarea")).to_be_focused()
        assert wrong == []


def test_files_are_dropped_and_arrive(tmp_path: Path, chromium: Browser) -> None:
    place = office(tmp_path)
    place.hire("aru", Role.REVIEWER)
    with served(place) as address, visited(chromium, address, "light") as (page, wrong):
        enter(page, address, "aru")
        page.goto(f"{address}/upload")
        drop = page.evaluate_handle(
            """() => { const all = new DataTransfer();
            all.items.add(new File(["%PDF-1.7 …"], "паспорт.pdf", {type: "application/pdf"}));
            return all; }"""
        )
        page.dispatch_event("#drop", "drop", {"dataTransfer": drop})
        expect(page.locator("#chosen li")).to_have_count(1)
        page.fill("#name", "Б-0007")
        page.fill("input[name=iin]", "900409300784")
        page.click("form#upload button")
        expect(page.locator("#said")).to_have_text("The package is in the inbox.")
        assert (place.settings.inbox / "Б-0007" / "паспорт.pdf").exists()
        declared = (place.settings.inbox / "Б-0007" / "package.toml").read_text(encoding="utf-8")
        assert 'iin = "900409300784"' in declared
        assert place.asked == [1]
        # The same name again is told before anything is replaced.
        page.click("form#upload button")
        expect(page.locator("#said")).to_contain_text("There is a package of this name")
        expected = ["the server responded with a status of 422"]
        assert [line for line in wrong if expected[0] not in line] == []


@pytest.mark.parametrize("width", [1280, 820])
def test_long_names_do_not_break_the_layout(tmp_path: Path, chromium: Browser, width: int) -> None:
    place = office(tmp_path)
    people.add(place.engine, "aru", HASH, Role.LEAD, "kk", by="test")
    number = submit(place, "Қ" * 90)
    with served(place) as address, visited(chromium, address, "light") as (page, _):
        page.set_viewport_size({"width": width, "height": 900})
        enter(page, address, "aru")
        for path in ("/queue", f"/packages/{number}", "/upload", "/runs", "/statistics"):
            page.goto(address + path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path, wide)
