"""Rules on the foreign-language certificate (FLC)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from extractors import foreign_language_certificate
from pipeline.model import Phrase, Reason
from validators._periods import months_later
from validators._rule import (
    Draft,
    day,
    failed,
    named,
    not_applicable,
    passed,
    rule,
    text,
    unclear,
    unreadable,
)
from validators._scores import reaches, recomputed

Certificate = foreign_language_certificate.Fields
NAMED_TESTS = frozenset(
    (
        *("ielts", "toefl_ibt", "toefl_itp", "duolingo", "pte", "cambridge", "goethe", "testdaf"),
        *("dsh", "delf", "dalf", "tcf", "dele", "hsk", "jlpt", "topik"),
    )
)
"""Tests that have a name of their own in messages."""


@rule("FLC-01", reads=foreign_language_certificate.TYPE)
def is_of_a_listed_test(
    paper: Certificate, *, tests: Sequence[str], doubtful_modules: Sequence[str]
) -> Iterator[Draft]:
    """The list is known from a guide that quotes the order, so that another test is for a person;
    so is IELTS General Training, of which the rules for internships say nothing."""
    if paper.test.value is None:
        yield unreadable("test", paper.test)
        return
    test = _test(paper)
    module = (paper.module.value or "").casefold()
    if paper.test.value not in tests:
        yield unclear(Reason.NEEDS_HUMAN, "unlisted", test=test).on(paper.test)
    elif any(doubtful in module for doubtful in doubtful_modules):
        yield unclear(Reason.NEEDS_HUMAN, "module", module=paper.module.value).on(paper.module)
    else:
        yield passed(test=test).on(paper.test)


@rule("FLC-02", reads=foreign_language_certificate.TYPE)
def reaches_the_minimum(
    paper: Certificate,
    *,
    minima: Mapping[str, float],
    scales: Mapping[str, Sequence[float]],
    toefl_bands_since: date,
    other_minima: Mapping[str, Mapping[str, Any]],
) -> Iterator[Draft]:
    """Minima for internships are known of four English tests; of others a result that reaches the
    known threshold of the programme passes, any other is for a person."""
    test = paper.test.value
    if test is None:
        yield unreadable("test", paper.test)
    elif test == "toefl_ibt" and paper.test_date.value is None:
        yield unreadable("test_date", paper.test_date)
    elif test == "toefl_ibt" and _on_band_scale(paper, toefl_bands_since):
        # The order of 2025 knows the scale of 0 to 120 only (domain.md section 8.2).
        yield unclear(Reason.NEEDS_HUMAN, "bands").on(paper.test_date, paper.overall)
    elif test in minima:
        yield _by_score(paper, Decimal(str(minima[test])), scales[test])
    else:
        yield _by_other_threshold(paper, other_minima.get(test, {}))


def _on_band_scale(paper: Certificate, since: date) -> bool:
    taken = paper.test_date.value
    return taken is not None and taken >= since


def _by_score(paper: Certificate, least: Decimal, scale: Sequence[float]) -> Draft:
    score = paper.overall.value
    if score is None:
        return unreadable("overall", paper.overall)
    lowest, highest = scale
    values: dict[str, Any] = {"test": _test(paper), "score": str(score), "least": str(least)}
    if not lowest <= score <= highest:
        draft = unclear(Reason.CONFLICTING, "off_scale", **values)
    elif score < least:
        draft = failed(**values)
    else:
        draft = passed(**values)
    wanted = Phrase("value.at_least", {"least": str(least)})
    return draft.on(paper.test, paper.overall).compared(wanted, text(str(score)))


def _by_other_threshold(paper: Certificate, least: Mapping[str, Any]) -> Draft:
    read = (paper.test, paper.module, paper.overall, paper.cefr, paper.sections)
    if reaches(paper, least):
        return passed("other_threshold", test=_test(paper)).on(*read)
    return unclear(Reason.NEEDS_HUMAN, "unknown_minimum", test=_test(paper)).on(*read)


@rule("FLC-03", reads=foreign_language_certificate.TYPE)
def is_valid_on_submission(
    paper: Certificate,
    *,
    submitted_on: date,
    valid_months: int,
    two_year_tests: Sequence[str],
    unlimited_tests: Sequence[str],
) -> Iterator[Draft]:
    """A printed end counts; else two years from the test, unless the test never ends."""
    test = paper.test.value
    printed, taken = paper.expiry_date.value, paper.test_date.value
    if taken is not None and taken > submitted_on:
        later = unclear(Reason.CONFLICTING, ".dated_later", date=taken)
        yield later.on(paper.test_date)
    elif printed is not None:
        draft = passed if printed >= submitted_on else failed
        yield _until(draft(date=printed), printed, submitted_on).on(paper.expiry_date)
    elif test is None:
        yield unreadable("test", paper.test)
    elif test in unlimited_tests:
        yield passed("unlimited", test=_test(paper)).on(paper.test)
    elif test not in two_year_tests:
        yield unclear(Reason.NEEDS_HUMAN, "unknown_term", test=_test(paper)).on(paper.test)
    elif taken is None:
        yield unreadable("test_date", paper.test_date)
    else:
        last = months_later(taken, valid_months)
        draft = passed if last >= submitted_on else failed
        yield _until(draft(date=last), last, submitted_on).on(paper.test, paper.test_date)


def _until(draft: Draft, last: date, submitted_on: date) -> Draft:
    return draft.compared(Phrase("value.not_before", {"date": submitted_on}), day(last))


@rule("FLC-04", reads=foreign_language_certificate.TYPE)
def overall_follows_from_sections(
    paper: Certificate, *, toefl_bands_since: date, deviations: Mapping[str, float]
) -> Iterator[Draft]:
    """An overall score that its sections do not give was misread or changed: a hint to look."""
    test, score, sections = paper.test.value, paper.overall.value, paper.sections.value
    if test is None:
        yield unreadable("test", paper.test)
        return
    by_bands = test == "toefl_ibt" and _on_band_scale(paper, toefl_bands_since)
    scale = "toefl_bands" if by_bands else test
    if scale not in deviations:
        yield not_applicable(test=_test(paper)).on(paper.test)
        return
    if score is None or sections is None:
        yield unreadable("overall" if score is None else "sections", paper.overall, paper.sections)
        return
    due = recomputed(scale, sections)
    if due is None:
        yield unreadable("sections", paper.sections)
        return
    agrees = abs(due - score) <= Decimal(str(deviations[scale]))
    draft = (passed if agrees else failed)(score=str(score), due=str(due))
    yield draft.on(paper.overall, paper.sections).compared(text(str(due)), text(str(score)))


def _test(paper: Certificate) -> Phrase:
    return named("test", paper.test.value or "other", NAMED_TESTS)
