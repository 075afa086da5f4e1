"""Runs that the desk asks for: one at a time, each in a process of its own."""

import os
import subprocess
import sys
import threading

from flows.inbox import inbox_name
from pipeline.settings import Settings


class Runner:
    """Verifies the inbox when asked; a wish that comes during a run is met by the next one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._again = False

    @property
    def working(self) -> bool:
        """Whether a run that was asked for here has not ended."""
        with self._lock:
            return self._thread is not None

    def ask(self) -> None:
        """Ask for a run over the inbox; returns at once."""
        with self._lock:
            if self._thread is not None:
                self._again = True
                return
            self._thread = threading.Thread(target=self._work, name="run", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            self._run()
            with self._lock:
                if not self._again:
                    self._thread = None
                    return
                self._again = False

    def _run(self) -> None:
        """One run; what came of it stands in the store, its words go nowhere."""
        chosen = self._settings
        command = [sys.executable, "-m", "console", "batch", inbox_name(chosen.inbox)]
        subprocess.run(
            [*command, "--out", str(chosen.reports.absolute())],
            env=environment(chosen),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def environment(settings: Settings) -> dict[str, str]:
    """The environment of a child that works with these settings."""
    given = {name: getattr(settings, name) for name in settings.model_fields_set}
    given["data_folder"] = settings.data_folder.absolute()
    told = {
        f"TEKSERU_{name.upper()}": (
            value.get_secret_value() if hasattr(value, "get_secret_value") else str(value)
        )
        for name, value in given.items()
        if isinstance(value, str | int | float | os.PathLike) or hasattr(value, "get_secret_value")
    }
    return {**os.environ, **told}
