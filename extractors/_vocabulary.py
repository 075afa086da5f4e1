"""Closed vocabularies of identity papers: what can be printed there, spelled right.

OCR loses Kazakh letters of short words («КАЗАК», «КРИМ»); a reading that folds to one known word,
or nearly so, is that word. Anything else stays as read.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.text.normalise import fold

LEAST_LIKENESS = 84.0

AUTHORITIES = (
    "ҚР ІІМ / МВД РК",
    "ҚР ІІМ",
    "МВД РК",
    "ҚР ІШКІ ІСТЕР МИНИСТРЛІГІ",
    "ІШКІ ІСТЕР МИНИСТРЛІГІ",
    "МИНИСТЕРСТВО ВНУТРЕННИХ ДЕЛ РК",
    "МИНИСТЕРСТВО ВНУТРЕННИХ ДЕЛ",
    "MINISTRY OF INTERNAL AFFAIRS",
    "ҚР ӘДІЛЕТ МИНИСТРЛІГІ",
    "МЮ РК",
    "ІШКІ ІСТЕР МИНИСТРЛІГІ / MINISTRY OF INTERNAL AFFAIRS",
    "ҚР ІШКІ ІСТЕР МИНИСТРЛІГІ / МИНИСТЕРСТВО ВНУТРЕННИХ ДЕЛ РК",
)
"""domain.md sections 4.1 and 5.2."""
ETHNICITIES = (
    "ҚАЗАҚ",
    "ОРЫС",
    "РУССКИЙ",
    "РУССКАЯ",
    "КАЗАХ",
    "КАЗАШКА",
    "ӨЗБЕК",
    "УЗБЕК",
    "УЗБЕЧКА",
    "УКРАИН",
    "УКРАИНЕЦ",
    "УКРАИНКА",
    "ҰЙҒЫР",
    "УЙГУР",
    "УЙГУРКА",
    "ТАТАР",
    "ТАТАРИН",
    "ТАТАРКА",
    "НЕМІС",
    "НЕМЕЦ",
    "НЕМКА",
    "КӘРІС",
    "КОРЕЕЦ",
    "КОРЕЯНКА",
    "ТҮРІК",
    "ТУРОК",
    "ӘЗІРБАЙЖАН",
    "ДҮНГЕН",
    "БЕЛАРУС",
    "ТӘЖІК",
    "КҮРД",
    "ҚЫРҒЫЗ",
    "ПОЛЯК",
    "ШЕШЕН",
    "ҚАРАҚАЛПАҚ",
    "БАШҚҰРТ",
    "ГРЕК",
    "АРМЯН",
    "ЕВРЕЙ",
)
COUNTRIES = (
    "ҚАЗАҚСТАН",
    "КАЗАХСТАН",
    "KAZAKHSTAN",
    "ҚАЗАҚСТАН / KAZAKHSTAN",
    "ҚАЗАҚСТАН / КАЗАХСТАН",
    "РЕСЕЙ",
    "РОССИЯ",
    "ӨЗБЕКСТАН",
    "УЗБЕКИСТАН",
    "ҚЫТАЙ",
    "МОҢҒОЛИЯ",
    "ҚЫРҒЫЗСТАН",
    "ТҮРКІМЕНСТАН",
)
PLACES = (
    COUNTRIES
    + tuple(
        f"{name} ОБЛЫСЫ"
        for name in (
            "АБАЙ",
            "АҚМОЛА",
            "АҚТӨБЕ",
            "АЛМАТЫ",
            "АТЫРАУ",
            "БАТЫС ҚАЗАҚСТАН",
            "ЖАМБЫЛ",
            "ЖЕТІСУ",
            "ҚАРАҒАНДЫ",
            "ҚОСТАНАЙ",
            "ҚЫЗЫЛОРДА",
            "МАҢҒЫСТАУ",
            "ПАВЛОДАР",
            "СОЛТҮСТІК ҚАЗАҚСТАН",
            "ТҮРКІСТАН",
            "ОҢТҮСТІК ҚАЗАҚСТАН",
            "ҰЛЫТАУ",
            "ШЫҒЫС ҚАЗАҚСТАН",
        )
    )
    + ("АСТАНА", "АСТАНА ҚАЛАСЫ", "АЛМАТЫ", "АЛМАТЫ ҚАЛАСЫ", "ШЫМКЕНТ", "ШЫМКЕНТ ҚАЛАСЫ")
)


def one_of(
    known: Iterable[str], parse: Callable[[str], str | None], *, only: bool = False
) -> Callable[[str], str | None]:
    """A grammar that spells a reading like the known word it means.

    With `only`, a reading that means no known word is refused.
    """
    words = tuple(known)

    def read(text: str) -> str | None:
        meant = _meant(text, words)
        return meant or (None if only else parse(text))

    return read


@lru_cache(maxsize=4096)
def _meant(text: str, known: tuple[str, ...]) -> str | None:
    said = fold(text).replace(" ", "")
    if len(said) < 3:
        return None
    scores = {word: fuzz.ratio(said, fold(word).replace(" ", "")) for word in known}
    best = max(scores, key=lambda word: scores[word])
    if scores[best] < LEAST_LIKENESS or sum(s == scores[best] for s in scores.values()) > 1:
        return None
    return best
