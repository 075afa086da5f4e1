"""Whether two printed names may belong to one person.

A wrong «same» is worse than «open»: what another member of the family could be called as well is
never the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from pipeline.text.names.declension import NOMINATIVE, Part, readings_of_name
from pipeline.text.names.kinds import (
    Sex,
    father_of,
    has_masculine_twin,
    is_oblique_surname,
    masculine_twins,
    sex_of_patronymic,
)
from pipeline.text.names.person import PersonName, is_initial
from pipeline.text.names.spelling import Likeness, is_latin, likeness, plain
from pipeline.text.normalise import fold

Relation = Literal["same", "compatible", "different", "open"]
Why = Literal[
    "equal",
    "order",
    "inflected",
    "transliterated",
    "kazakh_russian_letters",
    "latin_spelling",
    "initials",
    "no_patronymic",
    "patronymic_form",
    "fewer_names",
    "one_letter",
    "surname_ending",
    "surname_differs",
    "given_name_differs",
    "patronymic_differs",
    "inflected_or_other_person",
    "too_little",
]
_RANKS: dict[Relation, int] = {"same": 3, "compatible": 2, "open": 1, "different": 0}
_SAME_FOR: dict[Likeness, Why] = {
    Likeness.TRANSLITERATED: "transliterated",
    Likeness.KAZAKH_RUSSIAN: "kazakh_russian_letters",
    Likeness.EQUAL: "equal",
}
_PARTS: tuple[Part, ...] = ("surname", "given", "patronymic")
_KAZAKH_CASES = (
    *("нын", "нин", "дын", "дин", "тын", "тин", "га", "ге", "ка", "ке", "ды", "ди", "ты", "ти"),
    *("да", "де", "та", "те", "дан", "ден", "тан", "тен", "мен", "бен", "пен"),
)
# «ұлына», «қызының»: after the ending of a patronymic.
_KAZAKH_CASES_OF_PATRONYMICS = ("нын", "нин", "на", "не", "н", "нда", "нде", "нан", "нен", "мен")
_SHORTEST_BEFORE_CASE = 4


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What two names are to each other, and the decisive reason as a stable key.

    `same`; `compatible`: nothing speaks against it but something is missing; `different`;
    `open`: a person must look.
    """

    relation: Relation
    why: Why

    @property
    def agrees(self) -> bool:
        """Whether nothing speaks against one person."""
        return self.relation in ("same", "compatible")


@dataclass(frozen=True, slots=True)
class _View:
    """A name with its parts in the nominative; `literal` where they are as printed."""

    surname: str
    given: tuple[str, ...]
    patronymic: str
    literal: bool
    sex: Sex | None = None


def compare_names(first: PersonName, second: PersonName) -> NameMatch:
    """Compare names in Kazakh, Russian and Latin letters, in any order and case of grammar.

    Initials, a missing patronymic and other omissions are compatible; one wrong letter and a
    change of surname (same given name and patronymic) are open.
    """
    if any(len(name.parts) < 2 for name in (first, second)):
        return NameMatch("open", "too_little")
    match = _compare(first, second)
    if match.agrees:
        return match
    for left, right in _other_orders(first, second):
        other = _compare(left, right)
        if other.agrees:
            return replace(other, why="order") if other.why == "equal" else other
    for pair in _without_kazakh_cases(first, second):
        for left, right in (pair, *_other_orders(*pair)):
            other = _compare(left, right)
            if other.agrees:
                return replace(other, why="inflected") if other.relation == "same" else other
    return match


def _compare(first: PersonName, second: PersonName) -> NameMatch:
    views = _views(first), _views(second)
    literal = max(
        (_relate(left, right) for left, right in product(*views) if left.literal and right.literal),
        key=lambda match: _RANKS[match.relation],
        default=NameMatch("different", "surname_differs"),
    )
    if literal.agrees:
        return literal
    for left, right in product(*views):
        match = _relate(left, right)
        if not match.agrees:
            if match.why == "surname_differs" and match.relation == "open":
                literal = match
            continue
        doubtful = (not left.literal and _may_be_a_woman(first, views[0])) or (
            not right.literal and _may_be_a_woman(second, views[1])
        )
        if doubtful:
            return NameMatch("open", "inflected_or_other_person")
        return replace(match, why="inflected") if match.relation == "same" else match
    return literal


def _views(name: PersonName) -> list[_View]:
    """All readings of the name; Latin parts and initials stay as they are."""
    given = tuple((name.given_names or "").split())
    words: list[tuple[str, Part]] = [(name.surname or "", "surname")]
    words += [(word, "given") for word in given]
    words.append((name.patronymic or "", "patronymic"))
    declined = [
        index for index, (word, _) in enumerate(words) if plain(word) and _is_declined(word)
    ]
    readings = readings_of_name(tuple((plain(words[i][0]), words[i][1]) for i in declined))
    views = []
    for reading in sorted(readings, key=lambda reading: (reading.case, reading.nominatives)):
        texts = [word for word, _ in words]
        for index, nominative in zip(declined, reading.nominatives, strict=True):
            texts[index] = nominative
        literal = reading.case == NOMINATIVE
        views.append(_View(texts[0], tuple(texts[1:-1]), texts[-1], literal, reading.sex))
    return views or [_View(name.surname or "", given, name.patronymic or "", literal=True)]


def _is_declined(word: str) -> bool:
    return not is_latin(word) and not is_initial(word)


def _may_be_a_woman(name: PersonName, views: list[_View]) -> bool:
    """Whether an inflected man's name can be a woman's as well, or the other way round.

    «Касымова Дана» is a woman, or Дан in the genitive; «Касымова А.» likewise.
    """
    given = name.given_names or ""
    if is_initial(given):
        return not is_oblique_surname(name.surname or "")
    women = {word for view in views if view.sex != "M" for word in view.given}
    men = {word for view in views if view.sex != "F" for word in view.given}
    return any(
        has_masculine_twin(word) and not men.isdisjoint(masculine_twins(word)) for word in women
    )


def _relate(left: _View, right: _View) -> NameMatch:
    """Compare two names in the nominative part by part."""
    surname = _part(left.surname, right.surname)
    given, fewer = _given(left.given, right.given)
    patronymic, other_form = _patronymic(left.patronymic, right.patronymic)
    known = [alike for alike in (surname, given, patronymic) if alike is not None]
    if given is Likeness.DIFFERENT:
        return NameMatch("different", "given_name_differs")
    if patronymic is Likeness.DIFFERENT:
        return NameMatch("different", "patronymic_differs")
    if surname is Likeness.DIFFERENT:
        rest_agrees = min(given or 0, patronymic or 0) > Likeness.INITIAL
        return NameMatch("open" if rest_agrees else "different", "surname_differs")
    if known.count(Likeness.ONE_LETTER) > 1:
        which: Why = "surname_differs" if surname is Likeness.ONE_LETTER else "given_name_differs"
        return NameMatch("different", which)
    if Likeness.ONE_LETTER in known:
        ending = surname is Likeness.ONE_LETTER and _same_but_sex(left.surname, right.surname)
        return NameMatch("open", "surname_ending" if ending else "one_letter")
    if len(known) < 2:
        return NameMatch("open", "too_little")
    if Likeness.INITIAL in known:
        return NameMatch("compatible", "initials")
    if fewer or surname is None or given is None:
        return NameMatch("compatible", "fewer_names")
    if other_form:
        return NameMatch("compatible", "patronymic_form")
    if Likeness.LATIN_SPELLING in known:
        return NameMatch("compatible", "latin_spelling")
    # Passports have no patronymic in Latin letters, so that its absence says nothing there.
    latin = is_latin(left.surname) or is_latin(right.surname)
    if bool(left.patronymic) != bool(right.patronymic) and not latin:
        return NameMatch("compatible", "no_patronymic")
    return NameMatch("same", _SAME_FOR[min(known)])


def _part(left: str, right: str) -> Likeness | None:
    return likeness(left, right) if plain(left) and plain(right) else None


def _given(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[Likeness | None, bool]:
    """Likeness of given names, and whether one side has fewer of them."""
    if not left or not right:
        return None, False
    if len(left) == len(right):
        return min(likeness(*pair) for pair in zip(left, right, strict=True)), False
    together = likeness(" ".join(left), " ".join(right))
    if together > Likeness.INITIAL:
        return together, False
    few, many = sorted((left, right), key=len)
    best = [max(likeness(word, other) for other in many) for word in few]
    return min(best), True


def _patronymic(left: str, right: str) -> tuple[Likeness | None, bool]:
    """Likeness of patronymics, and whether they name the same father in another form."""
    alike = _part(left, right)
    if alike is None or alike > Likeness.ONE_LETTER or is_initial(left) or is_initial(right):
        return alike, False
    sexes = sex_of_patronymic(left), sex_of_patronymic(right)
    fathers = father_of(left), father_of(right)
    if fathers[0] is None or fathers[1] is None:
        return alike, False
    if None not in sexes and sexes[0] != sexes[1]:
        return Likeness.DIFFERENT, False
    stems = [{father, father + "й", father + "ь"} for father in map(str, fathers)]
    same = not stems[0].isdisjoint(stems[1]) and not (is_latin(left) or is_latin(right))
    return (Likeness.KAZAKH_RUSSIAN, True) if same else (alike, False)


def _same_but_sex(left: str, right: str) -> bool:
    """Касымов and Касымова."""
    shorter, longer = sorted((fold(left), fold(right)), key=len)
    return longer in (f"{shorter}а", f"{shorter}a") or shorter[:-2] == longer[:-2]


def _other_orders(first: PersonName, second: PersonName) -> Iterator[tuple[PersonName, PersonName]]:
    """The pair with the parts of one name taken in another order."""
    for name, other, swap in ((first, second, False), (second, first, True)):
        for ordered in _orders(name):
            yield (other, ordered) if swap else (ordered, other)


def _orders(name: PersonName) -> Iterator[PersonName]:
    if name.surname and name.given_names:
        yield PersonName(name.given_names, name.surname, name.patronymic)
    if not name.surname and name.patronymic:
        yield PersonName(name.patronymic, name.given_names)


def _without_kazakh_cases(
    first: PersonName, second: PersonName
) -> Iterator[tuple[PersonName, PersonName]]:
    """The pair with a Kazakh case ending taken off one part («Айгерімнің»)."""
    for stripped in _stripped(first):
        yield stripped, second
    for stripped in _stripped(second):
        yield first, stripped


def _stripped(name: PersonName) -> Iterator[PersonName]:
    if name.surname:
        for stem in _stems(name.surname, _KAZAKH_CASES):
            yield replace(name, surname=stem)
    if name.given_names:
        for stem in _stems(name.given_names, _KAZAKH_CASES):
            yield replace(name, given_names=stem)
    if name.patronymic:
        for stem in _stems(name.patronymic, _KAZAKH_CASES_OF_PATRONYMICS):
            yield replace(name, patronymic=stem)


def _stems(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    folded = fold(word)
    for ending in endings:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_BEFORE_CASE:
            yield word[: len(word) - len(ending)]
