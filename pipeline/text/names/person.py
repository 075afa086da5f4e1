"""A person's name and its parts as papers print them (domain.md section 2.1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.homoglyphs import Script, script_of
from pipeline.text.names.kinds import is_patronymic, is_patronymic_ending, is_surname
from pipeline.text.normalise import clean, fold

_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "madam", "sir", "dear"),
        *("гр", "господин", "госпожа", "гражданин", "гражданка", "мырза", "ханым"),
    )
)
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʼ-](?=[^\W\d_]))*\.?")
_TITLE_WITH_HYPHEN = re.compile(r"\bг-(?:н|на|ну|жа|же|жу)\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonName:
    """Parts of a name; None or empty where a part is not known. Parts may be initials («А.»)."""

    surname: str | None = None
    given_names: str | None = None
    patronymic: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The known parts, surname first."""
        return tuple(filter(None, (self.surname, self.given_names, self.patronymic)))


def parse_name(text: str) -> PersonName:
    """The parts of a printed name in any order.

    A comma or capitals set the surname apart, patronymics and surnames tell themselves by their
    endings; otherwise the surname is first in Cyrillic and in capitals, and last in other Latin
    text. Titles («Mr.», «г-н») are left out.
    """
    before, _, after = clean(text).partition(",")
    if _tokens(before) and _tokens(after):
        return PersonName(" ".join(_tokens(before)), *_given_and_patronymic(_tokens(after)))
    return _parse_tokens(_tokens(text))


def _given_and_patronymic(tokens: Sequence[str]) -> tuple[str, str | None]:
    if len(tokens) > 1 and (is_patronymic(tokens[-1]) or is_initial(tokens[-1])):
        return " ".join(tokens[:-1]), tokens[-1]
    return " ".join(tokens), None


def is_initial(part: str) -> bool:
    """Whether a part is an initial: one letter, or two with a full stop («Дж.»)."""
    return len(part.rstrip(".")) == 1 or (part.endswith(".") and len(part) == 3)


def _tokens(text: str) -> list[str]:
    """Words and initials without titles; «Серік ұлы» is one word."""
    tokens: list[str] = []
    for token in _TOKEN.findall(clean(_TITLE_WITH_HYPHEN.sub("", text))):
        word = token if is_initial(token) else token.rstrip(".")
        if fold(word) in _TITLES and len(word) > 1:
            continue
        if tokens and is_patronymic_ending(word):
            tokens[-1] = f"{tokens[-1]} {word}"
        else:
            tokens.append(word)
    return tokens


def _parse_tokens(tokens: Sequence[str]) -> PersonName:
    if len(tokens) < 2:
        return PersonName(tokens[0] if tokens else None)
    if any(is_initial(token) for token in tokens):
        return _with_initials(tokens)
    at = max((i for i, token in enumerate(tokens) if i and is_patronymic(token)), default=0)
    if at:
        return _around_patronymic(tokens, at)
    place = _place_of_surname(tokens)
    given = [token for index, token in enumerate(tokens) if index != place]
    return PersonName(tokens[place], " ".join(given))


def _with_initials(tokens: Sequence[str]) -> PersonName:
    initials = [token for token in tokens if is_initial(token)]
    words = [token for token in tokens if not is_initial(token)]
    if len(words) > 1:
        # «Aigerim S. Kassymova»: the initial stands for a second name or the patronymic.
        bare = _parse_tokens(words)
        return PersonName(bare.surname, bare.given_names, bare.patronymic or initials[0])
    patronymic = initials[1] if len(initials) > 1 else None
    return PersonName(words[0] if words else None, initials[0], patronymic)


def _around_patronymic(tokens: Sequence[str], at: int) -> PersonName:
    """«Surname Given Patronymic» or «Given Patronymic Surname»."""
    before, after = tokens[:at], tokens[at + 1 :]
    if after:
        return PersonName(" ".join(after), " ".join(before), tokens[at])
    if len(before) == 1:
        return PersonName(None, before[0], tokens[at])
    return PersonName(before[0], " ".join(before[1:]), tokens[at])


def _place_of_surname(tokens: Sequence[str]) -> int:
    last = len(tokens) - 1
    capitals = [token.isupper() for token in tokens]
    if capitals[0] != capitals[last]:
        return 0 if capitals[0] else last
    if is_surname(tokens[0]) != is_surname(tokens[last]):
        return 0 if is_surname(tokens[0]) else last
    latin = script_of(tokens[0][0]) is Script.LATIN
    return last if latin and not capitals[0] else 0
