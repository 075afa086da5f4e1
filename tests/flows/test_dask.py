"""A Dask cluster: the results of one machine, also when a worker is killed in the middle."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from flows import keys
from flows.cluster import OtherProgramError, Ticket, attempt_on_worker, demand_server, job_of
from pipeline.errors import BadArgumentsError, MissingToolError
from tests.flows.office import Office, letter
from tests.flows.one_night import SECRET

ROOT = Path(__file__).parents[2]
PACKAGES = 8


def filled(folder: Path) -> Office:
    """Eight packages, of which two share a letter."""
    office = Office(folder)
    for number in range(PACKAGES):
        seed = "көшірме" if number in (1, 6) else f"{SECRET}{number}н"
        office.put(f"A-{number}", *letter(seed))
    return office


@pytest.mark.timeout(900)
def test_two_worker_processes_give_the_results_of_one_machine(tmp_path: Path) -> None:
    local = filled(tmp_path / "local")
    local.run()
    expected = local.results()
    calm, hit = filled(tmp_path / "calm"), filled(tmp_path / "hit")

    done = subprocess.run(
        [sys.executable, "-m", "tests.flows.two_workers", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert len(seen["killed"]) == 1
    assert [entry[1] for entry in seen["calm"]] == ["failed"] * PACKAGES
    assert [entry[2] for entry in seen["hit"]] == [""] * PACKAGES
    for office in (calm, hit):
        office.settings = calm.settings
        assert office.results() == expected
        assert max(Counter(office.count_of_results()).values()) == 1
    # A worker tells the scheduler and Prefect of numbers alone.
    kept = b"".join(
        path.read_bytes()
        for path in (calm.settings.data_folder / "prefect").rglob("*")
        if path.is_file()
    )
    for secret in (SECRET, "A-3", str(calm.inbox)):
        assert secret not in done.stderr
        assert secret.encode() not in kept


def ticket(office: Office, **other: str) -> Ticket:
    """The ticket of a package, of a run on a machine with another standard."""
    package = office.put("A", *letter("бір"))
    return Ticket(
        inbox=office.name,
        out=str(office.out),
        run="run",
        holder="holder",
        language="en",
        standard=replace(keys.standard(office.settings), **other),
        verify=office.verify,
        package=str(package),
    )


def test_worker_with_another_program_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path)
    monkeypatch.setenv("TEKSERU_DATA_FOLDER", str(office.settings.data_folder))
    assert job_of(ticket(office)).inbox == office.name
    other = ticket(office, engines="another")
    with pytest.raises(OtherProgramError):
        job_of(other)
    tried = attempt_on_worker(other)
    assert tried.trouble == "OtherProgramError"
    assert not tried.may_pass
    assert "same version" in tried.entry.failure
    assert office.count_of_results() == []
    # Dask writes arguments of tasks into its logs.
    assert str(office.inbox) not in repr(other)


def test_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadArgumentsError, match="PREFECT_API_URL"):
        demand_server("tcp://10.1.2.3:8786")
    demand_server("tcp://127.0.0.1:8786")
    demand_server("")
    from flows.cluster import runner

    with pytest.raises(MissingToolError, match="does not answer"):
        runner("tcp://127.0.0.1:1")
