"""Russian cases of the names of people, as running text of letters and certificates needs them."""

from typing import Literal

from sample_docs.people import Name

Case = Literal["gen", "dat", "acc"]
_SOFT_SIBILANTS = "гкхжшчщ"


def _feminine(word: str, case: Case, *, surname: bool) -> str:
    if word.endswith("ая") and surname:
        return word[:-2] + ("ую" if case == "acc" else "ой")
    if word.endswith("а"):
        if surname:
            return word[:-1] + ("у" if case == "acc" else "ой")
        genitive = "и" if word[-2] in _SOFT_SIBILANTS else "ы"
        return word[:-1] + {"gen": genitive, "dat": "е", "acc": "у"}[case]
    if word.endswith("ия"):
        return word[:-1] + {"gen": "и", "dat": "и", "acc": "ю"}[case]
    if word.endswith("я"):
        return word[:-1] + {"gen": "и", "dat": "е", "acc": "ю"}[case]
    if word.endswith("ь") and not surname:
        return word if case == "acc" else word[:-1] + "и"
    return word


def _masculine(word: str, case: Case) -> str:
    ends = {"gen": "а", "dat": "у", "acc": "а"}
    if word.endswith("ский"):
        return word[:-2] + ("ому" if case == "dat" else "ого")
    if word.endswith(("й", "ь")):
        return word[:-1] + {"gen": "я", "dat": "ю", "acc": "я"}[case]
    if word.endswith(("а", "я", "е", "о", "и", "у", "ы")):
        return word
    return word + ends[case]


def declined(name: Name, sex: str, case: Case) -> Name:
    """The Russian name in a case; «-улы» and «-кызы», and a woman's «Сагындык» stay as they are."""

    def form(word: str, *, surname: bool = False) -> str:
        if word.endswith(("улы", "кызы", "ұлы", "қызы")):
            return word
        return _feminine(word, case, surname=surname) if sex == "F" else _masculine(word, case)

    return Name(
        form(name.surname, surname=True),
        form(name.given),
        form(name.patronymic) if name.patronymic else None,
    )
