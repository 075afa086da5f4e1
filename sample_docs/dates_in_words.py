"""Days written in words, as notarial acts write them (domain.md section 7.2)."""

from datetime import date

_RUS_ONES = (
    *("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"),
    *("одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат"),
    *("семнадцат", "восемнадцат", "девятнадцат"),
)
_RUS_TENS = {20: "двадцат", 30: "тридцат"}
_KAZ_ONES = (
    *("бірінші", "екінші", "үшінші", "төртінші", "бесінші", "алтыншы", "жетінші"),
    *("сегізінші", "тоғызыншы", "оныншы"),
)
_KAZ_TENS = {10: ("он", "оныншы"), 20: ("жиырма", "жиырмасыншы"), 30: ("отыз", "отызыншы")}
_MONTHS = {
    "rus": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kaz": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
}


def _russian_ordinal(number: int, neuter: bool) -> str:
    """«двадцать шестое» or, genitive, «двадцать шестого»; from 1 to 39."""
    tens, ones = number // 10 * 10, number % 10
    if number >= 20 and ones:
        return f"{_RUS_TENS[tens]}ь {_russian_ordinal(ones, neuter)}"
    stem = _RUS_TENS[number] if number >= 20 else _RUS_ONES[number - 1]
    if stem == "трет":
        return "третье" if neuter else "третьего"
    return stem + ("ое" if neuter else "ого")


def _kazakh_ordinal(number: int) -> str:
    tens, ones = number // 10 * 10, number % 10
    if not ones:
        return _KAZ_TENS[number][1]
    return (_KAZ_TENS[tens][0] + " " if tens else "") + _KAZ_ONES[ones - 1]


def russian(day: date, *, genitive: bool = False) -> str:
    """«двадцатое марта две тысячи двадцать шестого года»; years 2001 to 2039."""
    month = _MONTHS["rus"].split()[day.month - 1]
    year = _russian_ordinal(day.year - 2000, neuter=False)
    return f"{_russian_ordinal(day.day, not genitive)} {month} две тысячи {year} года"


def kazakh(day: date) -> str:
    """«екі мың жиырма алтыншы жылғы жиырмасыншы наурыз»; years 2001 to 2039."""
    month = _MONTHS["kaz"].split()[day.month - 1]
    year = _kazakh_ordinal(day.year - 2000)
    return f"екі мың {year} жылғы {_kazakh_ordinal(day.day)} {month}"
