"""A paper of which hardly anything could be read may be another one, so none is called missing."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from extractors import document_type, internship_programme
from extractors._reading import missing
from pipeline.model import Declaration, Document, Evidence, Field, Outcome, Package
from tests.paper import paper
from validators.judge import judge
from validators.ruleset import load


def package(found: int) -> Package:
    """A package with one paper, taken for a programme, of whose fields so many were found."""
    page = paper((0.1, 0.1, "Programme"))
    place = Evidence(page.file, page.number, None)
    read = internship_programme.extract([page])
    names = [part.name for part in fields(read)]
    values: dict[str, Any] = {name: missing([page]) for name in names}
    values |= {name: Field("x", "x", 0.9, (place,)) for name in names[:found]}
    some = replace(read, **values)
    kind = document_type("internship_programme")
    document = Document("d1", kind, 0.8, None, "eng", (page,), some)
    day = date(2026, 5, 14)
    return Package("A-1", Declaration(submitted_on=day), day, (document,), ())


@pytest.mark.parametrize(("found", "outcome"), [(2, Outcome.INDETERMINATE), (7, Outcome.FAILED)])
def test_missing_or_misread(found: int, outcome: Outcome) -> None:
    verdict = judge(package(found), load(2026), "test")
    said = {f.outcome for f in verdict.findings if (f.rule, f.subject) == ("PKG-01", "invitation")}
    assert said == {outcome}
