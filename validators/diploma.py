"""Rules on the diploma, its appendix and the recognition of a foreign one (DIP)."""

from collections.abc import Iterator, Sequence
from typing import Any

from extractors import diploma, diploma_appendix, recognition_certificate
from pipeline.model import Document, Field, Package, Phrase, Reason
from pipeline.text.normalise import fold
from validators._persons import Bearer, relation
from validators._reading_state import has_unread_pages
from validators._rule import (
    Draft,
    failed,
    not_applicable,
    passed,
    rule,
    text,
    titled,
    unclear,
    unreadable,
)

APPENDIX = diploma_appendix.TYPE.id
RECOGNITION = recognition_certificate.TYPE.id


@rule("DIP-01", reads=diploma.TYPE)
def is_of_the_demanded_degree(
    paper: diploma.Fields, *, degrees: Sequence[str], higher_degrees: Sequence[str]
) -> Iterator[Draft]:
    """A higher degree is built on a lower one, whose diploma a person asks for."""
    degree = paper.degree.value
    if degree is None:
        yield unreadable("degree", paper.degree)
        return
    named = Phrase(f"degree.{degree}")
    if degree in degrees:
        draft = passed(degree=named)
    elif degree in higher_degrees:
        draft = unclear(Reason.NEEDS_HUMAN, "higher", degree=named)
    else:
        draft = failed(degree=named)
    yield draft.on(paper.degree)


@rule("DIP-02", reads=diploma.TYPE)
def has_its_appendix(paper: diploma.Fields, *, package: Package) -> Iterator[Draft]:
    """The appendix bears the diploma's number and holder; of several one that does is enough."""
    appendices = [found for found in package.of_type(APPENDIX) if found.fields is not None]
    if not appendices:
        yield _missing(package)
        return
    drafts = [list(_belongs(paper, appendix)) for appendix in appendices]
    yield from min(drafts, key=_weight)


def _missing(package: Package) -> Draft:
    if has_unread_pages(package):
        return unclear(Reason.UNREADABLE, "perhaps_unread").about(APPENDIX)
    return failed("missing").about(APPENDIX)


def _weight(drafts: list[Draft]) -> tuple[int, int]:
    outcomes = [str(draft.outcome) for draft in drafts]
    return outcomes.count("failed"), outcomes.count("indeterminate")


def _belongs(paper: diploma.Fields, appendix: Document) -> Iterator[Draft]:
    bears: Any = appendix.fields
    number: Field[str] = bears.diploma_number
    holder: Field[str] = bears.holder_name
    agreed = True
    for name, field in (("number", paper.number), ("diploma_number", number)):
        if field.value is None:
            agreed = False
            yield unreadable(name, field).about(APPENDIX)
    if paper.number.value and number.value and _bare(paper.number) != _bare(number):
        agreed = False
        other = failed("other_number").on(paper.number, number).about(APPENDIX)
        yield other.compared(text(paper.number.value), text(number.value))
    for field in (paper.holder_name, holder):
        if field.value is None:
            agreed = False
            yield unreadable("holder_name", field).about(APPENDIX)
    if paper.holder_name.value and holder.value:
        doubts = list(_other_holder(paper.holder_name, holder, "other_holder", APPENDIX))
        agreed = agreed and not doubts
        yield from doubts
    if agreed:
        read = (paper.number, number, paper.holder_name, holder)
        yield passed(number=paper.number.value).on(*read).about(APPENDIX)


def _other_holder(first: Field[str], second: Field[str], key: str, subject: str) -> Iterator[Draft]:
    a, b = Bearer.named(diploma.TYPE.id, first), Bearer.named(subject, second)
    match = relation(a, b)
    if match.agrees:
        return
    draft = (
        failed(key)
        if match.relation == "different"
        else unclear(Reason.AMBIGUOUS, "perhaps_other_holder", why=Phrase(f"why.{match.why}"))
    )
    yield draft.on(first, second).about(subject).compared(text(a.shown), text(b.shown))


def _bare(number: Field[str]) -> str:
    """Digits without leading zeros: papers pad the number to different lengths."""
    return "".join(sign for sign in number.value or "" if sign.isdecimal()).lstrip("0")


@rule("DIP-03", reads=diploma.TYPE)
def foreign_diploma_is_recognised(
    paper: diploma.Fields, *, package: Package, home: Sequence[str], home_series: Sequence[str]
) -> Iterator[Draft]:
    """Only a diploma from abroad needs the certificate."""
    country = paper.country.value
    if country is None:
        series = fold(paper.series.value or "")
        if series and series in {fold(known) for known in home_series}:
            yield not_applicable().on(paper.series)
        else:
            yield unreadable("country", paper.country)
        return
    if any(fold(name) in fold(country) for name in home):
        yield not_applicable().on(paper.country)
        return
    certificates = [found for found in package.of_type(RECOGNITION) if found.fields is not None]
    if not certificates:
        values: dict[str, Any] = {"country": country}
        draft = (
            unclear(Reason.UNREADABLE, "perhaps_unread", **values)
            if has_unread_pages(package)
            else failed(**values)
        )
        yield draft.on(paper.country).about(RECOGNITION)
        return
    yield from min((list(_recognises(paper, found)) for found in certificates), key=_weight)


def _recognises(paper: diploma.Fields, certificate: Document) -> Iterator[Draft]:
    bears: Any = certificate.fields
    holder: Field[str] = bears.holder_name
    number: Field[str] = bears.number
    lacking: dict[str, Field[Any]] = {"holder_name": holder, "number": number}
    for name, field in lacking.items():
        if field.value is None:
            yield unreadable(name, field).about(RECOGNITION)
    if any(field.value is None for field in lacking.values()):
        return
    if paper.holder_name.value is None:
        yield unreadable("holder_name", paper.holder_name)
        return
    doubts = list(_other_holder(paper.holder_name, holder, "other_holder", RECOGNITION))
    yield from doubts
    if not doubts:
        draft = passed(document=titled(RECOGNITION), number=number.value)
        yield draft.on(paper.country, holder, number).about(RECOGNITION)
