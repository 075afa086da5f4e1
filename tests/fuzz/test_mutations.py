"""A few copies of valid files with bytes changed; `python -m fuzz.mutations` reads hundreds."""

import random
from pathlib import Path

import pytest

from fuzz.mutations import FILES, OF_DAMAGE, copies, mutated, through_opening
from pipeline import sandbox
from pipeline.ingest import open_files
from pipeline.model import Problem
from pipeline.opening import pages_of
from pipeline.settings import Settings

COUNT = 8


@pytest.mark.parametrize("name", FILES)
def test_changed_copies_are_laid_out_or_refused_for_a_reason(name: str, tmp_path: Path) -> None:
    """Without recognition, which takes nearly all of the time."""
    paths = []
    for label, content in copies(name, FILES[name](), COUNT, 2026):
        paths.append(tmp_path / label)
        paths[-1].write_bytes(content)
    settings = Settings(most_pages=5, data_folder=tmp_path / "data")
    sandbox.begin()
    sources, problems = open_files(paths, settings)
    answered = {found.file: [found.kind.value] for found in problems}
    for source in sources:
        found = list(pages_of(source, settings))
        assert found
        answered[source.name] = [each.kind.value for each in found if isinstance(each, Problem)]
    assert set(answered) == {path.name for path in paths}
    assert {kind for kinds in answered.values() for kind in kinds} <= OF_DAMAGE


def test_changed_archives_are_opened_or_refused_for_a_reason(tmp_path: Path) -> None:
    done = through_opening(20, 2026, tmp_path)
    assert done.faults == []
    assert done.read + done.refused == 20


def test_the_same_seed_makes_the_same_copies() -> None:
    content = bytes(range(256))
    first, second = (list(copies("png", content, 5, 7)) for _ in range(2))
    assert first == second
    assert len({made for _, made in first}) == 5
    assert mutated(b"", random.Random(1)) != content  # noqa: S311
