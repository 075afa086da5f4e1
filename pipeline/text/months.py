"""Names of months as papers and letters from abroad print them (domain.md section 2.3).

Names are compared after folding; one wrong letter is forgiven in names of five and more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.text.homoglyphs import to_latin_capitals
from pipeline.text.normalise import fold

_KAZAKH = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
_KAZAKH_SHORT = "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел"
_RUSSIAN = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
_RUSSIAN_GENITIVE = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)
_RUSSIAN_CASES = {"ь": ("е", "ю", "ем"), "т": ("е", "у", "ом"), "й": ("е", "ю", "ем")}
_RUSSIAN_SHORT = "янв фев мар апр май июн июл авг сен окт ноя дек"
_ENGLISH = "january february march april may june july august september october november december"
# Letters of host organisations: German, French, Turkish, Italian, Spanish.
_FOREIGN = (
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
# Possessive ending, then case: «наурызынан», «маусымдағы», «қыркүйекке».
_KAZAKH_POSSESSIVE = ("", "ы", "и", "ын", "ин", "сы", "си", "сын", "син")
_KAZAKH_CASE = (
    *("", "дагы", "деги", "тагы", "теги", "ндагы", "ндеги", "да", "де", "та", "те", "нда", "нде"),
    *("дан", "ден", "тан", "тен", "нан", "нен", "га", "ге", "ка", "ке", "на", "не", "а", "е"),
    *("дын", "дин", "тын", "тин", "нын", "нин", "ды", "ди", "ты", "ти", "ны", "ни"),
)
_KAZAKH_ENDINGS = frozenset(
    first + second for first in _KAZAKH_POSSESSIVE for second in _KAZAKH_CASE
)
# One letter away from қазан and қараша, and common in papers.
_NOT_MONTHS = frozenset({"казань", "казани", "казак", "казах", "караш", "карта", "марка"})
_FUZZY_FROM = 5


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month 1..12; `doubtful` marks a spelling that another alphabet reads as another month."""

    number: int
    latin: bool
    doubtful: bool = False


@lru_cache(maxsize=4096)
def month_named(word: str) -> MonthName | None:
    """The month that a single word names, in any case form, or None."""
    folded = fold(word)
    if not folded or " " in folded or any(letter.isdigit() for letter in folded):
        return None
    latin = folded.isascii()
    number = _exact(folded)
    if number is not None:
        return MonthName(number, latin, doubtful=word == "МАУ")
    number = _exact(to_latin_capitals(word).lower())
    if number is not None:
        return MonthName(number, latin=True)
    number = _nearly(folded)
    return None if number is None else MonthName(number, latin)


def _exact(folded: str) -> int | None:
    known = _names().get(folded)
    if known is not None or folded.isascii():
        return known
    for number, stem in _kazakh_stems():
        if folded.startswith(stem) and folded[len(stem) :] in _KAZAKH_ENDINGS:
            return number
    return None


def _nearly(folded: str) -> int | None:
    """The only month whose name is one edit away, if there is exactly one."""
    if len(folded) < _FUZZY_FROM or folded in _NOT_MONTHS:
        return None
    found = {
        number
        for name, number in _names().items()
        if len(name) >= _FUZZY_FROM and Levenshtein.distance(folded, name, score_cutoff=1) <= 1
    }
    if not folded.isascii():
        found |= set(_nearly_kazakh(folded))
    return found.pop() if len(found) == 1 else None


def _nearly_kazakh(folded: str) -> Iterator[int]:
    for number, stem in _kazakh_stems():
        for length in (len(stem) - 1, len(stem), len(stem) + 1):
            start, ending = folded[:length], folded[length:]
            if len(stem) < _FUZZY_FROM or ending not in _KAZAKH_ENDINGS:
                continue
            if Levenshtein.distance(start, stem, score_cutoff=1) <= 1:
                yield number


@lru_cache(maxsize=1)
def _kazakh_stems() -> tuple[tuple[int, str], ...]:
    stems = [(number, fold(name)) for number, name in enumerate(_KAZAKH.split(), 1)]
    return (*stems, (9, "кыркуйег"))  # қыркүйегі: the last letter softens before an ending


@lru_cache(maxsize=1)
def _names() -> dict[str, int]:
    names: dict[str, int] = {}
    for group in _FOREIGN:
        names |= {fold(name): number for number, name in enumerate(group.split(), 1)}
    for group in (_KAZAKH, _KAZAKH_SHORT, _RUSSIAN_SHORT, _RUSSIAN, _RUSSIAN_GENITIVE, _ENGLISH):
        names |= {fold(name): number for number, name in enumerate(group.split(), 1)}
    for number, name in enumerate(_RUSSIAN.split(), 1):
        stem = name if name.endswith("т") else name[:-1]
        names |= {stem + ending: number for ending in _RUSSIAN_CASES[name[-1]]}
    names |= {name[:3]: number for number, name in enumerate(_ENGLISH.split(), 1)}
    return names | {"sept": 9, "сент": 9, "февр": 2, "нояб": 11}
