"""All hostile and odd files, and how an answer is judged."""

from collections.abc import Sequence
from pathlib import Path

from tests.hostile import (
    other_cases,
    pdf_cases,
    pdf_damage_cases,
    picture_cases,
)
from tests.hostile.case import Case
from tests.hostile.running import Answer


def all_cases() -> list[Case]:
    """Every file for `tekseru read`."""
    return [
        *pdf_cases.cases(),
        *pdf_damage_cases.cases(),
        *picture_cases.cases(),
        *other_cases.cases(),
    ]


def made(cases: Sequence[Case], folder: Path) -> list[Path]:
    """Write the files, each into a folder of its own, so that any name goes with any other."""
    paths = []
    for number, case in enumerate(cases):
        path = folder / f"{number:03d}" / case.name
        path.parent.mkdir(parents=True)
        case.make(path)
        paths.append(path)
    return paths


def wrong(case: Case, answer: Answer) -> str:
    """What is wrong with the answer to a file; empty where nothing is."""
    if not answer.texts and not answer.problems:
        return "no answer"
    if case.reads is not None and case.reads != bool(answer.texts):
        return f"should {'' if case.reads else 'not '}be read"
    if answer.kinds not in case.kinds:
        return f"problems are not {' or '.join(str(sorted(kinds)) for kinds in case.kinds)}"
    if case.text and case.text not in answer.texts[0]:
        return f"does not say {case.text}"
    if not answer.texts and not answer.kinds:
        return "neither read nor refused"
    return ""
