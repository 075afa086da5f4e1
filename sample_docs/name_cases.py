"""Whole names in the dative, as diplomas and certificates say to whom they are given."""

from sample_docs.people import Name

_FRONT, _BACK = frozenset("әеэөүіи"), frozenset("аоұыуяюё")
_VOICELESS = frozenset("кқптсшщчцхфбвгд")
"""After these the Kazakh dative hardens: «Талғатқа», «Дәулетке», «Сергеевичке»."""


def russian_dative(name: Name, sex: str) -> str:
    """«Касымову Арману Сериковичу»; Kazakh patronymics and consonant-ending women's names stay."""
    parts = [_surname(name.surname, sex), _given(name.given, sex)]
    if name.patronymic:
        parts.append(_patronymic(name.patronymic))
    return " ".join(parts)


def _surname(word: str, sex: str) -> str:
    if sex == "M":
        if word.endswith("ский"):
            return word.removesuffix("ий") + "ому"
        return word + "у" if word[-1].lower() not in "аеёиоуыэюяйь" else word
    if word.endswith("ская"):
        return word.removesuffix("ая") + "ой"
    if word.endswith(("ова", "ева", "ина", "ына")):
        return word[:-1] + "ой"
    return word


def _given(word: str, sex: str) -> str:
    if sex == "M":
        if word.endswith(("й", "ь")):
            return word[:-1] + "ю"
        if word == "Павел":
            return "Павлу"
        return word + "у" if word[-1] not in "аеиоуыэюя" else word
    if word.endswith("ия"):
        return word[:-1] + "и"
    return word[:-1] + "е" if word.endswith(("а", "я")) else word


def _patronymic(word: str) -> str:
    if word.endswith("ич"):
        return word + "у"
    return word[:-1] + "е" if word.endswith("вна") else word


def kazakh_dative(name: Name) -> str:
    """«Қасымов Арман Серікұлына»: only the last word takes the ending, by vowel harmony."""
    last = name.full.split()[-1]
    stem = name.full.removesuffix(last)
    if last.endswith(("ұлы", "қызы")):
        return f"{stem}{last}на"
    vowels = [letter for letter in last.lower() if letter in _FRONT | _BACK]
    front = vowels[-1] in _FRONT
    hard = last[-1].lower() in _VOICELESS
    ending = {(True, True): "ке", (True, False): "ге", (False, True): "қа", (False, False): "ға"}
    return f"{stem}{last}{ending[front, hard]}"
