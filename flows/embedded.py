"""Prefect on this machine alone: embedded server, own state folder, nothing told to anyone."""

import os

from pipeline.settings import Settings


def use_embedded_server(settings: Settings) -> None:
    """Set up the environment before Prefect is first imported; a server given by the user is kept.

    Measured (design.md section 3): telemetry is on by default, and results go pickled to the home
    directory; both are off here.
    """
    home = (settings.data_folder / "prefect").absolute()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    ours = {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
        "PREFECT_CLI_PROMPT": "false",
    }
    for name, value in ours.items():
        os.environ.setdefault(name, value)
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["PREFECT_RESULTS_PERSIST_BY_DEFAULT"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
