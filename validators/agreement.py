"""Rules on what several papers of a package must agree in: period, host, specialty (PKG)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from extractors import employer_application, internship_programme, invitation
from pipeline.model import Document, Field, Package, Reason
from pipeline.text.alike import in_text, organisation_likeness, same_language, wording_likeness
from validators._periods import STATED_IN, Period, period_of, period_unread
from validators._rule import (
    Draft,
    absent,
    failed,
    passed,
    rule,
    text,
    titled,
    unclear,
    unreadable,
)
from validators._translations import translations_of

HOSTS = (invitation.TYPE.id, internship_programme.TYPE.id)
SPECIALTIES = (employer_application.TYPE.id, invitation.TYPE.id, internship_programme.TYPE.id)


@dataclass(frozen=True, slots=True)
class Said:
    """A wording as one paper gives it."""

    document: Document
    field: Field[str]

    @property
    def value(self) -> str:
        return self.field.value or ""


@rule("PKG-06")
def one_period(*, package: Package) -> Iterator[Draft]:
    """First and last day are those of the invitation in every paper that states the period."""
    yield from _missing(package, STATED_IN)
    stated: list[tuple[Document, Period]] = []
    complete = all(package.of_type(type_id) for type_id in STATED_IN)
    for document in _of(package, STATED_IN):
        period = period_of(document)
        if period is not None:
            stated.append((document, period))
            continue
        complete = False
        yield period_unread(document)
    differing = [pair for pair in stated[1:] if not pair[1].agrees(stated[0][1])]
    for document, period in differing:
        first = stated[0][1]
        draft = failed(document=titled(document.type_id)).about(document.type_id)
        yield draft.on(*first.fields, *period.fields).compared(first.shown, period.shown)
    if complete and stated and not differing:
        read = [period.fields for _, period in stated]
        yield passed(first=stated[0][1].start, last=stated[0][1].end).agreeing(*read)


@rule("PKG-07")
def one_host(*, package: Package, least_alike: float, most_unlike: float) -> Iterator[Draft]:
    """The host's name in invitation and programme, without its legal form.

    That a translation has it otherwise proves nothing: names are often left in Latin letters.
    """
    limits = (least_alike, most_unlike, 0.0)
    yield from _one_wording(package, HOSTS, "host_organisation", organisation_likeness, limits)


@rule("PKG-08")
def one_specialty(
    *,
    package: Package,
    least_alike: float,
    most_unlike: float,
    most_unlike_translated: float,
    listed_specialties: Sequence[str],
) -> Iterator[Draft]:
    """The specialty in application, invitation and programme, and on the list of the year when
    one is configured."""
    limits = (least_alike, most_unlike, most_unlike_translated)
    yield from _one_wording(package, SPECIALTIES, "specialty", wording_likeness, limits)
    for said in _wordings(package, SPECIALTIES[:1], "specialty"):
        if listed_specialties and not any(
            wording_likeness(said.value, known) >= least_alike for known in listed_specialties
        ):
            yield unclear(Reason.NEEDS_HUMAN, "unlisted", specialty=said.value).on(said.field)


def _one_wording(
    package: Package,
    types: Sequence[str],
    name: str,
    likeness: Callable[[str, str], float],
    limits: tuple[float, float, float],
) -> Iterator[Draft]:
    """All wordings are compared with each other; those in two languages by way of translations.

    Wordings that differ fail; one that nothing connects with the first is left to a person.
    """
    yield from _missing(package, types)
    for document in _of(package, types):
        field = getattr(document.fields, name)
        if field.value is None:
            yield unreadable(name, field).about(document.type_id)
    said = _wordings(package, types, name)
    if not said:
        return
    related = {
        (first.document.id, second.document.id): _related(first, second, package, likeness, limits)
        for first, second in combinations(said, 2)
    }
    other = {
        second.document.id: (first, second)
        for first, second in reversed(list(combinations(said, 2)))
        if related[first.document.id, second.document.id] == "different"
    }
    doubts = [_on_both(failed, *pair) for pair in other.values()]
    if not doubts:
        together = _connected(said, related)
        for paper in said:
            if paper.document.id not in together:
                key = related[said[0].document.id, paper.document.id]
                doubts.append(_on_both(partial(unclear, Reason.AMBIGUOUS, key), said[0], paper))
    yield from doubts
    if not doubts and {paper.document.type_id for paper in said} == set(types):
        yield passed(wording=said[0].value).on(*(paper.field for paper in said))


def _related(
    first: Said,
    second: Said,
    package: Package,
    likeness: Callable[[str, str], float],
    limits: tuple[float, float, float],
) -> str:
    """`same`, `different`, or the key of the sentence that leaves it open."""
    least_alike, most_unlike, most_unlike_translated = limits
    alike = likeness(first.value, second.value)
    own_name = likeness is organisation_likeness
    in_translation = _in_translation(first, second, package, own_name=own_name)
    if max(alike, *in_translation, 0.0) >= least_alike:
        return "same"
    if not _in_one_language(first, second.value, second.document, own_name=own_name):
        unlike = in_translation and max(in_translation) <= most_unlike_translated
        return "different" if unlike else "other_language"
    return "perhaps" if alike > most_unlike else "different"


def _connected(said: Sequence[Said], related: Mapping[tuple[str, str], str]) -> set[str]:
    """Ids of the papers that agree with the first, or with one that does."""
    together = {said[0].document.id}
    for _ in said:
        for (first, second), relation in related.items():
            if relation == "same" and together & {first, second}:
                together |= {first, second}
    return together


def _on_both(say: Callable[..., Draft], first: Said, second: Said) -> Draft:
    names = {"first": titled(first.document.type_id), "second": titled(second.document.type_id)}
    draft = say(**names).on(first.field, second.field).about(second.document.type_id)
    return draft.compared(text(first.value), text(second.value))


def _in_translation(first: Said, second: Said, package: Package, *, own_name: bool) -> list[float]:
    """How nearly the translation of one paper has the wording of the other, where the two are in
    one language."""
    return [
        in_text(other.value, translated)
        for paper, other in ((first, second), (second, first))
        for pair in translations_of(paper.document, package)
        for translated in ["\n".join(page.text for page in pair.translation.pages)]
        if _in_one_language(other, translated, pair.translation, own_name=own_name)
    ]


def _in_one_language(said: Said, wording: str, where: Document, *, own_name: bool) -> bool:
    """Whether two wordings are in one language by their letters, and their papers say no other.

    «балалар хирургиясы» has no letter by which it is told from Russian, «radioprotection» none by
    which it is told from English. Names of organisations are the same in all Latin languages.
    """
    languages = {said.document.language, where.language}
    one = languages != {"kaz", "rus"} if own_name else len(languages) == 1
    return one and same_language(said.value, wording)


def _missing(package: Package, types: Sequence[str]) -> Iterator[Draft]:
    return (absent(type_id) for type_id in types if not package.of_type(type_id))


def _of(package: Package, types: Sequence[str]) -> list[Document]:
    return [
        document
        for type_id in types
        for document in package.of_type(type_id)
        if document.fields is not None
    ]


def _wordings(package: Package, types: Sequence[str], name: str) -> list[Said]:
    return [
        Said(document, getattr(document.fields, name))
        for document in _of(package, types)
        if getattr(document.fields, name).value
    ]
