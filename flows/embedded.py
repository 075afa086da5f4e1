"""Prefect as it runs here: own state folder, telemetry off, results as JSON, quiet logs."""

import os
import socket

from pipeline.private import data_folder, private_folder
from pipeline.settings import Settings


def prepare_prefect(settings: Settings) -> None:
    """Set up the environment before Prefect is first imported; a server given by the user is kept.

    Measured (design.md section 3): telemetry is on by default, and results go pickled to the home
    directory; both are off here.
    """
    data_folder(settings.data_folder)
    home = private_folder((settings.data_folder / "prefect").absolute())
    ours = {
        "PREFECT_HOME": str(home),
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
        "PREFECT_CLI_PROMPT": "false",
    }
    for name, value in ours.items():
        os.environ.setdefault(name, value)
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["PREFECT_RESULTS_PERSIST_BY_DEFAULT"] = "false"
    os.environ["PREFECT_RESULTS_DEFAULT_SERIALIZER"] = "json"
    os.environ["DO_NOT_TRACK"] = "1"


def has_server() -> bool:
    """Whether a Prefect server outlives this process: `tekseru serve` started one, or the user."""
    return bool(os.environ.get("PREFECT_API_URL"))


def ocr_limit_name() -> str:
    """Name of the limit on OCR of this machine; other machines have processors of their own."""
    return f"tekseru-ocr-{socket.gethostname()}"


def ocr_limit(places: int) -> None:
    """Tell the server how many packages may be read on this machine at the same time."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(ocr_limit_name(), places)
