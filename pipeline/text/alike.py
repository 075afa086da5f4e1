"""How alike two wordings are: names of organisations and specialties (domain.md section 17)."""

from pipeline.text.normalise import fold
from pipeline.text.organisation_words import common_word

# Legal forms say nothing about which organisation it is; folded.
_LEGAL_FORMS = frozenset(
    (
        *("ргкп", "рмкк", "кгкп", "кмкк", "гккп", "мккк", "казенное", "казыналык", "республикалык"),
        *("тоо", "жшс", "ао", "ак", "оао", "зао", "пао", "ип", "жк", "рг", "рмк", "ргп", "гкп"),
        *("мкк", "кгу", "кмм", "гу", "мм", "рму", "нао", "кеак", "пхв", "шжк", "филиал", "филиалы"),
        *("llp", "llc", "ltd", "jsc", "inc", "gmbh", "ncjsc", "limited", "company", "the", "of"),
        *("на", "праве", "хозяйственного", "ведения", "город", "города", "каласы", "каласынын"),
        *("коммунальное", "государственное", "республиканское", "предприятие", "учреждение"),
        *("товарищество", "ограниченной", "ответственностью", "с", "акционерное", "общество"),
        *("некоммерческое", "жауапкершилиги", "шектеули", "сериктестиги", "коммерциялык", "емес"),
        *("акционерлик", "когамы", "коммуналдык", "мекемеси", "касипорны"),
        *("шаруашылык", "жургизу", "кукыгындагы"),
    )
)
_STATE = "мемлекеттик"
"""Part of a legal form before «мекемесі» and «кәсіпорны», part of a name elsewhere."""
_KINDS = frozenset(
    (
        *("university", "institute", "school", "college", "center", "centre", "hospital"),
        *("университет", "университета", "университети", "институт", "института", "школа"),
        *("колледж", "колледжи", "центр", "орталыгы", "больница", "ауруханасы", "мектеби"),
        *("академия", "academy", "лаборатория", "laboratory", "state", "national"),
    )
)
# Endings of a case differ in the last letters; the stem is in the first.
_STEM = 6
_KAZAKH = frozenset("әғқңөұүһі")
# Every fifth letter of a Kazakh text is one that only Kazakh has; a Russian one has a few in names.
_STRAY = 0.04
_LONG = 80
_SMALL_WORDS = frozenset(
    ["of", "the", "and", "for", "и", "по", "в", "of", "für", "der", "de", "la", "und"]
)
# Neither alike nor different: numbers that differ, a short form beside a long one.
_OPEN = 0.7


def wording_likeness(first: str, second: str) -> float:
    """0..1: how much of the shorter wording stands in the other, whatever its order and endings."""
    return _ratio(_stems(first), _stems(second))


def organisation_likeness(first: str, second: str) -> float:
    """0..1: the same for names of organisations without their legal form, Kazakh and Russian.

    What kind of organisation it is says little: two universities are alike only if the rest of
    their names is.
    """
    names = [" ".join(map(common_word, _without_legal_form(name))) for name in (first, second)]
    alike = _ratio(*map(_stems, names))
    own = [_stems(name, _KINDS) for name in names]
    return min(alike, _ratio(*own)) if all(own) else alike


def _without_legal_form(name: str) -> list[str]:
    words = fold(name).split()
    return [
        word
        for word, following in zip(words, [*words[1:], ""], strict=True)
        if word not in _LEGAL_FORMS and not (word == _STATE and following in _LEGAL_FORMS)
    ]


def in_text(wording: str, text: str) -> float:
    """0..1: how nearly the wording stands somewhere in the text."""
    from rapidfuzz import fuzz

    sought, searched = _stems(wording), _stems(text)
    if not sought or len(searched) < len(sought):
        return 0.0
    return fuzz.partial_ratio(sought, searched) / 100


def same_language(first: str, second: str) -> bool:
    """Whether two short wordings are in one language, so that comparing their letters has sense.

    A name of two words has no frequent words to tell by, so letters must do: Latin, Cyrillic with
    letters that only Kazakh has, other Cyrillic.
    """
    return _letters_of(first) == _letters_of(second)


def _ratio(first: str, second: str) -> float:
    from rapidfuzz import fuzz

    if not first or not second:
        return 0.0
    alike = fuzz.token_sort_ratio(first, second) / 100
    numbers = [{word for word in text.split() if word.isdecimal()} for text in (first, second)]
    if all(numbers) and numbers[0] != numbers[1]:
        return min(alike, _OPEN)
    if _is_short_for(first, second) or _is_short_for(second, first):
        return max(alike, _OPEN)
    return alike


def _is_short_for(short: str, long: str) -> bool:
    """«MIT» for Massachusetts Institute of Technology, «TU Berlin» for Technical University."""
    words = long.split()
    initials = "".join(word[0] for word in words if word not in _SMALL_WORDS)
    first = short.split(maxsplit=1)[0]
    return 2 <= len(first) < len(words) + 2 and initials.startswith(first)


def _stems(text: str, without: frozenset[str] = frozenset()) -> str:
    words = [word for word in fold(text).split() if word not in without]
    return " ".join(word[:_STEM] for word in words)


def _letters_of(text: str) -> str:
    letters = [letter for letter in text.casefold() if letter.isalpha()]
    if sum(letter.isascii() for letter in letters) * 2 > len(letters):
        return "latin"
    # A Russian text may hold a Kazakh name.
    own = sum(letter in _KAZAKH for letter in letters)
    stray = _STRAY * len(letters) if len(letters) >= _LONG else 0
    return "kazakh" if own > stray else "cyrillic"
