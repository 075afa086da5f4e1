"""Doubtful strokes: in the letterhead they are a logo, anywhere else a person must look."""

from dataclasses import replace

import pytest

from pipeline.model import Box, Evidence, Mark, MarkKind, Marks, Outcome
from tests.validators.test_rules import CASES, only
from tests.validators.written_cases import package_of
from validators.judge import judge


@pytest.mark.parametrize(("top", "outcome"), [(0.05, Outcome.FAILED), (0.7, Outcome.INDETERMINATE)])
def test_doubtful_strokes_by_their_place(top: float, outcome: Outcome) -> None:
    (case,) = [case for case in CASES["EMP-03"] if case["name"] == "date not read"]
    package = package_of(case)
    (paper,) = package.documents
    page = replace(paper.pages[0], looked_for_marks=True, colours="colour")
    place = Evidence(page.file, page.number, Box(0.4, top, 0.5, top + 0.05))
    nothing = Mark(False, 0.92)
    seal = Mark(True, 0.95, (Evidence(page.file, page.number, Box(0.5, 0.7, 0.6, 0.8)),))
    marks = Marks(signature=Mark(None, 0.1, (place,)), stamp=seal, qr=nothing, eds=nothing)
    changed = replace(paper, pages=(page,), marks=marks)
    verdict = judge(replace(package, documents=(changed,)), only("EMP-03"), "test")
    named = str(MarkKind.SIGNATURE)
    said = [f.outcome for f in verdict.findings if named in str(f.message.values)]
    assert said == [outcome]
