"""An extractor that fails costs its own document; the rest of the package is read."""

import logging
from collections.abc import Sequence
from typing import Any

import pytest

import extractors
from flows import verification
from pipeline.model import LANGUAGES, Page, ProblemKind
from pipeline.report.messages import say
from tests.paper import column, paper

IIN = "990115100007"


def letter() -> Page:
    return paper(*column("Мотивационное письмо", f"Мой ИИН {IIN}", "Прошу принять меня.", top=0.1))


def fail(_type: str, _pages: Sequence[Page]) -> Any:
    raise IndexError(f"nothing behind {IIN}")


def test_its_document_stays_without_fields_and_is_named_as_a_problem(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(verification, "extract", fail)
    with caplog.at_level(logging.DEBUG):
        documents = verification.documents_of([letter()])
    assert [(found.type_id, found.fields) for found in documents] == [("motivation_letter", None)]
    (problem,) = verification.unread(documents)
    assert problem.kind is ProblemKind.PAGE_UNREADABLE
    assert len({say(problem.message, language) for language in LANGUAGES}) == len(LANGUAGES)
    assert "IndexError" in caplog.text
    assert IIN not in caplog.text


def test_what_was_read_is_no_problem() -> None:
    assert verification.unread(verification.documents_of([letter()])) == ()


def test_every_type_has_an_extractor_so_that_no_fields_mean_a_fault() -> None:
    page = paper(*column("Сұрақ", top=0.1))
    assert all(extractors.extract(known.id, [page]) for known in extractors.document_types())
