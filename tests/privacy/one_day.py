"""A day at the office as one process: `python -m tests.privacy.one_day PACKAGE SEARCH`.

A package is verified, a batch and a night run on a Prefect server, the night's message is sent, a
reviewer opens the package in the console and something fails there. All loggers say all they have
to say, on standard error. Prints what a reader of the Prefect server could see.
"""

import json
import logging
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from console import cli
from console.web.passwords import hashed
from console.wordless import server_logging
from flows import batch, verification
from flows.server import own_server
from flows.verification import Compare, Verification
from pipeline.reading import Progress
from pipeline.settings import Settings
from pipeline.store import people
from pipeline.store.database import open_database
from pipeline.store.people import Role
from pipeline.store.results import newest_results

TYPED = "a long enough phrase"
FAILING = "A-0002"


def main(package: Path, search: str) -> None:
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    settings = Settings()
    _tekseru("verify", str(package), "--out", str(settings.reports))
    os.environ["PREFECT_API_URL"] = own_server(settings)
    defaults = batch.run.__kwdefaults__
    assert defaults is not None
    defaults["verify"] = _failing(search)
    _tekseru("batch", str(settings.inbox), "--out", str(settings.reports))
    from prefect.client.orchestration import get_client

    from flows.nightly import nightly

    nightly()
    _console(settings, search)
    with get_client(sync_client=True) as client:
        everything = {
            what: client.request("POST", f"/{what}/filter", json={}).json()  # type: ignore[arg-type]
            for what in ("flow_runs", "task_runs", "artifacts", "logs", "deployments", "variables")
        }
    print(json.dumps(everything, ensure_ascii=False))  # noqa: T201 - this is what the test reads


def _tekseru(*arguments: str) -> None:
    """A command whose answer, which is for its user, goes nowhere."""
    sys.argv = ["tekseru", *arguments]
    answer = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        cli.main()
    except SystemExit:
        pass
    finally:
        sys.stdout.flush()
        os.dup2(answer, 1)


def _failing(words: str) -> Any:
    """Verifies as always, but for one package that ends in an error that quotes its papers."""

    def verify(
        path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        if path.name == FAILING:
            raise RuntimeError(words)
        return verification.verify(path, settings, progress, compare)

    return verify


def _console(settings: Settings, search: str) -> None:
    """The console on a real server: the queue searched, a package opened, and an error."""
    import httpx
    import uvicorn

    from console.web import packages
    from console.web.app import create_app
    from console.web.options import ConsoleOptions

    engine = open_database(settings)
    people.add(engine, "aru", hashed(TYPED), Role.LEAD, "kk", by="test")
    app = create_app(settings, ConsoleOptions())
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, access_log=False, log_config=server_logging()
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    known = newest_results(engine, str(settings.inbox.resolve()))
    number = next(iter(known.values())).id
    address = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=address, follow_redirects=True, timeout=300) as browser:
        token = _token(browser.get("/log-in").text)
        browser.post("/log-in", data={"token": token, "name": "aru", "password": TYPED})
        form = _token(browser.get("/account").text)
        browser.post("/queue", data={"token": form, "search": search, "state": ""})
        shown = browser.get(f"/packages/{number}")
        assert shown.status_code == 200
        browser.get(f"/packages/{number}/pages/1")

        def broken(*_: object, **__: object) -> None:
            raise RuntimeError(search)

        vars(packages)["casefile"] = broken
        failed = browser.get(f"/packages/{number}")
        assert failed.status_code == 500
        assert search not in failed.text
    server.should_exit = True
    thread.join()


def _token(page: str) -> str:
    return page.partition('name="token" value="')[2].partition('"')[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
