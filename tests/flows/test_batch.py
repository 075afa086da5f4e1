"""A batch: every package gets its result, one bad one stops nothing, unchanged ones are free."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from sample_docs.specimen import make_specimen

ROOT = Path(__file__).parents[2]


def put(folder: Path, seed: int) -> None:
    """A package with a born-digital letter, read in no time."""
    folder.mkdir()
    for name, content in make_specimen("motivation_letter", seed=seed).files:
        (folder / name).write_bytes(content)


def batch(inbox: Path, out: Path, data: Path) -> tuple[int, Any]:
    """`tekseru batch` as people run it, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "console", "batch", str(inbox), "--out", str(out), "--json"],
        cwd=ROOT,
        env={**os.environ, "TEKSERU_DATA_FOLDER": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_batch_from_inbox_to_results(tmp_path: Path) -> None:
    inbox, out, data = tmp_path / "inbox", tmp_path / "out", tmp_path / "data"
    inbox.mkdir()
    put(inbox / "A-1", 1)
    put(inbox / "A-3", 3)
    (inbox / "A-2.zip").write_bytes(b"PK\x03\x04 no archive at all")

    code, summary = batch(inbox, out, data)
    by_id = {entry["id"]: entry for entry in summary["packages"]}
    assert list(by_id) == ["A-1", "A-2", "A-3"]
    assert code == 6
    assert by_id["A-2"]["outcome"] is None
    assert by_id["A-2"]["failure"]
    for name in ("A-1", "A-3"):
        assert by_id[name]["outcome"] == "failed"
        assert (out / name / "report.html").is_file()
        assert json.loads((out / name / "result.json").read_text("utf-8"))["package"]["id"] == name

    # Nothing that names an applicant is in what Prefect keeps.
    secrets = [
        text
        for name in ("A-1", "A-3")
        for text in _names(json.loads((out / name / "result.json").read_text("utf-8")))
    ]
    assert secrets
    kept = b"".join(path.read_bytes() for path in (data / "prefect").rglob("*") if path.is_file())
    for secret in [*secrets, str(inbox)]:
        assert secret.encode() not in kept

    # A second run has nothing to do and does not start a server.
    (inbox / "A-2.zip").unlink()
    code, again = batch(inbox, out, data)
    assert code == 1
    assert [entry["unchanged"] for entry in again["packages"]] == [True, True]


def _names(result: dict[str, Any]) -> list[str]:
    fields = [document["fields"] for document in result["documents"]]
    found = [f["author_name"]["value"] for f in fields if f.get("author_name", {}).get("value")]
    return [name for name in found if len(name) > 5]
