"""`python -m benchmarks.queue`: how fast the desk answers with 20,000 packages in its store.

First byte, measured inside the process that answers (no network); SQLite, or the database of
`--database`. The package page is that of a package of 40 pages.
"""

import io
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from pydantic import SecretStr
from sqlalchemy import Engine, insert

from pipeline.model import (
    Box,
    Declaration,
    Document,
    Outcome,
    Package,
    Page,
    Reason,
    Source,
    Weight,
    Word,
)
from pipeline.settings import Settings
from pipeline.store import people, readings, results, runs
from pipeline.store.database import open_database
from pipeline.store.desk_tables import reading
from pipeline.store.key import Key
from pipeline.store.people import Role
from pipeline.store.schema import decision, finding, package, result

PASSWORD = "only for this measurement"  # noqa: S105 - nobody else can reach this store
INBOX = "inbox"
RULES = ("PKG-01", "PKG-02", "LET-01", "MED-02", "WRK-01", "INV-04", "KAZ-01", "PAS-02")
CATEGORIES = ("engineering", "medicine", "agriculture", "teacher")
PAGES = 40
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds to the first byte of a page."""

    name: str
    median: float
    p95: float
    slowest: float
    cpu: float
    """Milliseconds of processor time, which other work on the machine does not change."""


def fill(engine: Engine, count: int, seed: int) -> None:
    """So many packages with results, findings and decisions of invented names."""
    random = Random(seed)
    run = runs.begin_run(engine, "nightly", INBOX, "benchmark")
    outcomes = (Outcome.FAILED, Outcome.INDETERMINATE, Outcome.PASSED)
    for first in range(0, count, CHUNK):
        numbers = range(first + 1, min(first + CHUNK, count) + 1)
        chosen = {number: random.choices(outcomes, (3, 5, 2))[0] for number in numbers}
        with engine.begin() as connection:
            connection.execute(insert(result), [_result(n, run, chosen[n]) for n in numbers])
            connection.execute(insert(package), [_package(n, run) for n in numbers])
            connection.execute(insert(reading), [_reading(n, random) for n in numbers])
            rows = [row for n in numbers for row in _findings(n, chosen[n], random)]
            connection.execute(insert(finding), rows)
            decided = [n for n in numbers if random.random() < 0.3]
            connection.execute(insert(decision), [_decision(n, chosen[n]) for n in decided])


def _name(number: int) -> str:
    return f"Б-{number:06d}"


def _result(number: int, run: str, outcome: Outcome) -> dict[str, object]:
    return {
        "id": number, "inbox": INBOX, "package": _name(number), "run": run, "key": f"{number:064d}",
        **{f"of_{part}": f"{number:064d}"
           for part in ("files", "rules", "engines", "settings", "day", "others")},
        "outcome": str(outcome), "ruleset": "2026", "program": "1",
        "finished_at": 1.7e9 + number, "seconds": 10.0, "pages": 22, "document": b"",
    }  # fmt: skip


def _package(number: int, run: str) -> dict[str, object]:
    return {
        "inbox": INBOX, "name": _name(number), "first_seen": 1.7e9 + number, "last_run": run,
        "state": "done", "failure": "", "result": number,
    }  # fmt: skip


def _reading(number: int, random: Random) -> dict[str, object]:
    day = f"2026-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
    category = random.choice(CATEGORIES)
    return {"result": number, "category": category, "submitted_on": day, "document": b""}


def _findings(number: int, outcome: Outcome, random: Random) -> list[dict[str, object]]:
    rules = random.sample(RULES, 4)
    return [
        {
            "result": number, "position": place, "rule": rule, "subject": "package",
            "outcome": str(outcome if place == 0 else Outcome.PASSED),
            "weight": str(Weight.BLOCKING),
            "reason": str(Reason.NEEDS_HUMAN)
            if place == 0 and outcome is Outcome.INDETERMINATE else None,
            "message": "",
        }
        for place, rule in enumerate(rules)
    ]  # fmt: skip


def _decision(number: int, outcome: Outcome) -> dict[str, object]:
    return {
        "inbox": INBOX, "package": _name(number), "result": number, "reviewer": "aru",
        "outcome": str(outcome), "reason": "measured", "decided_at": 1.7e9 + number,
    }  # fmt: skip


def add_long_package(engine: Engine, settings: Settings) -> int:
    """One package of many full pages, verified and kept; returns its result's number."""
    import base64

    from PIL import Image

    from flows.verification import documents_of
    from pipeline.report.crops import Sheet
    from pipeline.report.result import build_result
    from pipeline.store import claims
    from validators.judge import judge
    from validators.ruleset import load

    stream = io.BytesIO()
    Image.new("L", (60, 85), 255).save(stream, "JPEG")
    picture = f"data:image/jpeg;base64,{base64.b64encode(stream.getvalue()).decode()}"
    pages = tuple(_page(number) for number in range(1, PAGES + 1))
    documents: tuple[Document, ...] = documents_of(pages)
    declared = Declaration(submitted_on=date(2026, 6, 9), year=2026, category="agriculture")
    whole = Package("long", declared, date(2026, 6, 10), documents, ())
    verdict = judge(whole, load(2026), "1")
    run = runs.begin_run(engine, "batch", INBOX, "benchmark")
    claims.take(engine, INBOX, "long", "benchmark", 600)
    number = results.keep_result(
        engine,
        inbox=INBOX,
        run=run,
        holder="benchmark",
        key=Key("long", "r", "e", "s", "d", "o"),
        made=build_result(whole, verdict, year=2026, inputs=[], seconds={}),
        prints=(),
    )
    sheets = [Sheet(f"s{p.number}", p.file, p.number, 60, 85, picture) for p in pages]
    readings.keep(engine, settings.data_folder, number, whole, verdict, sheets)
    return number


def _page(number: int) -> Page:
    words = tuple(
        Word(f"слово{place % 97}", Box(x, y, x + 0.05, y + 0.01), 0.97, line, False, "text-layer")
        for line in range(50)
        for place in range(10)
        for x, y in ((0.08 + 0.08 * place, 0.04 + 0.018 * line),)
    )
    return Page(f"{number}.pdf", 1, 595.0, 842.0, 0, Source.TEXT, words)


def measure(name: str, ask: Callable[[], object], times: int) -> Measured:
    """Ask so many times after two goes that warm up."""
    took: list[float] = []
    spent: list[float] = []
    for _ in range(times + 2):
        begun, before = time.perf_counter(), time.process_time()
        ask()
        took.append(1000 * (time.perf_counter() - begun))
        spent.append(1000 * (time.process_time() - before))
    took, spent = took[2:], spent[2:]
    p95 = statistics.quantiles(took, n=20)[-1]
    return Measured(name, statistics.median(took), p95, max(took), statistics.median(spent))


def measurements(settings: Settings, count: int, times: int, seed: int) -> list[Measured]:
    """Fill a new store and ask for its pages as a reviewer does."""
    from fastapi.testclient import TestClient

    from console.web.app import create_app
    from console.web.options import ConsoleOptions
    from console.web.passwords import hashed

    engine = open_database(settings)
    fill(engine, count, seed)
    people.add(engine, "aru", hashed(PASSWORD), Role.LEAD, "ru", by="benchmark")
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    if engine.dialect.name == "postgresql":
        _step_sequence(engine)
    long = add_long_package(engine, settings)
    app = create_app(settings, ConsoleOptions())
    browser = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)

    def token(path: str) -> str:
        found = re.search(r'name="token" value="([^"]+)"', browser.get(path).text)
        return found[1] if found else ""

    def get(path: str) -> Callable[[], object]:
        def ask() -> None:
            if browser.get(path).status_code != 200:
                raise RuntimeError("no page")

        return ask

    form = {"token": token("/log-in"), "name": "aru", "password": PASSWORD}
    browser.post("/log-in", data=form)
    known = token("/account")
    found = [measure("queue", get("/queue"), times)]
    for name, values in (
        ("queue, sorted by name", {"sort": "name", "state": ""}),
        ("queue, one rule", {"rule": "LET-01", "state": "open", "sort": "urgent"}),
        ("queue, searched", {"search": "б-0012", "state": "", "sort": "urgent"}),
    ):
        browser.post("/queue", data={"token": known, **values})
        found.append(measure(name, get("/queue"), times))
    browser.post("/queue", data={"token": known, "clear": "1"})
    found.append(measure("queue, last page", get("/queue?number=200"), times))
    found.append(measure(f"package of {PAGES} pages", get(f"/packages/{long}"), times))
    return found


def _step_sequence(engine: Engine) -> None:
    """Numbers were given by hand; the database counts on after them."""
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT setval(pg_get_serial_sequence('result', 'id'), (SELECT max(id) FROM result))"
        )


def main(
    count: Annotated[int, typer.Option(help="Packages.")] = 20_000,
    times: Annotated[int, typer.Option(help="Requests a page.")] = 60,
    database: Annotated[str, typer.Option(help="SQLAlchemy address of an empty database.")] = "",
    seed: Annotated[int, typer.Option()] = 1,
) -> None:
    """Print a table of milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_folder=Path(folder), database_url=SecretStr(database))
        found = measurements(settings, count, times, seed)
    kind = "PostgreSQL" if database else "SQLite"
    out = [f"| {kind}, {count} packages | median ms | p95 ms | slowest ms | CPU ms |"]
    out += ["|---|---|---|---|---|"]
    out += [
        f"| {m.name} | {m.median:.0f} | {m.p95:.0f} | {m.slowest:.0f} | {m.cpu:.0f} |"
        for m in found
    ]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    typer.run(main)
