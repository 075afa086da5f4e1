"""Dates as papers of Kazakhstan write them (domain.md section 2.3)."""

from datetime import date

_MONTHS = {
    "kaz": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "rus": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "eng": "January February March April May June July August September October November December",
}


def dotted(day: date) -> str:
    """15.03.2026."""
    return f"{day:%d.%m.%Y}"


def written(day: date, language: str) -> tuple[str, ...]:
    """The ways of writing a day in a letter; `language` is `kaz`, `rus` or `eng`."""
    month = _MONTHS[language].split()[day.month - 1]
    if language == "kaz":
        return (
            f"«{day.day:02d}» {month} {day.year} ж.",
            f"{day.year} жылғы {day.day} {month}",
            f"{day.day} {month} {day.year} жыл",
            f"{day:%d.%m.%Y} ж.",
        )
    if language == "rus":
        return (
            f"«{day.day:02d}» {month} {day.year} г.",
            f"{day.day} {month} {day.year} года",
            f"{day:%d.%m.%Y} г.",
            f"{day:%d.%m.%Y}",
        )
    return (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}")
