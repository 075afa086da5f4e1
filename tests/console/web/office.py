"""An office with one package in its store: an invented applicant's letter, read without OCR."""

import base64
import io
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image
from sqlalchemy import Engine

from console.web.app import create_app
from console.web.options import ConsoleOptions
from console.web.passwords import hashed
from extractors import document_type
from flows.verification import documents_of
from pipeline.model import Declaration, Document, Package, Page, Source
from pipeline.report.crops import Sheet
from pipeline.report.result import build_result
from pipeline.settings import Settings
from pipeline.store import claims, people, readings, results, runs
from pipeline.store.database import open_database
from pipeline.store.key import Key
from pipeline.store.people import Role
from tests.paper import column, paper
from validators.judge import judge
from validators.ruleset import load

INBOX = "inbox"
"""Folder of the office, and the name that results are kept under where none is given."""
PASSWORD = "a long enough phrase"
HASH = hashed(PASSWORD)
"""Once: a hash takes its time, and is meant to."""
BODY = "Прошу рассмотреть мою кандидатуру на стажировку в институте растениеводства и объясню цель"
LETTER = paper(
    *column("Мотивационное письмо", left=0.35),
    *column(*[BODY] * 12, top=0.2),
    *column("14.05.2026", top=0.9),
    file="письмо.pdf",
    source=Source.TEXT,
)


@dataclass(frozen=True)
class Office:
    """The store and the application on it."""

    engine: Engine
    settings: Settings
    options: ConsoleOptions
    asked: list[int] = field(default_factory=list)

    def app(self) -> FastAPI:
        """The console; runs that it is asked for are noted in `asked`, and do not take place."""
        made = create_app(self.settings, self.options)
        made.state.desk.runner.ask = lambda: self.asked.append(1)
        return made

    def visitor(self) -> TestClient:
        """A browser that has not logged in."""
        app = self.app()
        return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)

    def hire(self, name: str, role: Role) -> int:
        """A person with the password of all."""
        return people.add(self.engine, name, HASH, role, "en", by="test")

    def at_work(self, name: str, role: Role) -> TestClient:
        """A browser in which a new person has logged in."""
        self.hire(name, role)
        browser = self.visitor()
        assert log_in(browser, name).status_code == 303
        return browser


def office(folder: Path, **options: object) -> Office:
    """An empty office."""
    settings = Settings(
        data_folder=folder,
        language="en",
        inbox=folder / INBOX,
        reports=folder / "reports",
        most_package_bytes=1_000_000,
    )
    return Office(open_database(settings), settings, ConsoleOptions.model_validate(options))


def submit(
    place: Office,
    name: str = "A-0001",
    *,
    page: Page = LETTER,
    category: str = "agriculture",
    files: str = "f",
    inbox: str = INBOX,
) -> int:
    """Verify a package of one letter, and keep result and reading; returns the result's number."""
    documents: tuple[Document, ...] = documents_of([page])
    assert [found.type_id for found in documents] == [document_type("motivation_letter").id]
    declared = Declaration(submitted_on=date(2026, 6, 9), year=2026, category=category)
    package = Package(name, declared, date(2026, 6, 10), documents, ())
    verdict = judge(package, load(2026), "test")
    made = build_result(package, verdict, year=2026, inputs=[(page.file, "0" * 64)], seconds={})
    holder = "test|1|1|1"
    run = runs.begin_run(place.engine, "batch", inbox, holder)
    claims.take(place.engine, inbox, name, holder, 60)
    number = results.keep_result(
        place.engine,
        inbox=inbox,
        run=run,
        holder=holder,
        key=Key(files, "r", "e", "s", "d", "o"),
        made=made,
        prints=(),
    )
    folder = place.settings.data_folder
    readings.keep(place.engine, folder, number, package, verdict, [sheet(page.file)])
    return number


def sheet(file: str) -> Sheet:
    """The white picture of a first page."""
    stream = io.BytesIO()
    Image.new("L", (60, 85), 255).save(stream, "JPEG")
    data = base64.b64encode(stream.getvalue()).decode()
    return Sheet("sheet-1", file, 1, 60, 85, f"data:image/jpeg;base64,{data}")


def token_of(text: str) -> str:
    """The token of the forms of a page."""
    found = re.search(r'name="token" value="([^"]+)"', text)
    assert found is not None
    return found[1]


def log_in(browser: TestClient, name: str, password: str = PASSWORD):  # type: ignore[no-untyped-def]
    """Fill in the log-in form."""
    token = token_of(browser.get("/log-in").text)
    return browser.post("/log-in", data={"token": token, "name": name, "password": password})


def post(browser: TestClient, path: str, **values: str):  # type: ignore[no-untyped-def]
    """Send a form with the token of the person's session."""
    return browser.post(path, data={"token": token_of(browser.get("/account").text), **values})
