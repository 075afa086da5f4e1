"""Dates in every form of the papers, and forms that are not dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.dates import find_dates, find_month, find_period, parse_date

IDES = date(2026, 3, 15)


@pytest.mark.parametrize(
    "text",
    [
        "15.03.2026",
        "15.03.2026 ж.",
        "15.03.2026г.",
        "от15.03.2026",
        "15. 03. 2026",
        "15,03.2026",
        "15/03/2026",
        "15-03-2026",
        "2026-03-15",
        "2026.03.15",
        "l5.O3.2O26",
        "І5.0З.2026",
        "«15» наурыз 2026 ж.",
        "2026 жылғы «15» наурыз",
        "2026 жылғы 15 наурыздағы № 12 бұйрық",
        "2026 жылғы 15 наурызда",
        "2026ж. 15 наурыз",
        "2026 жылдың наурыз айының 15-і",
        "2026 жылғы 15 наурыс",
        "15 наурыз 2026 жыл",
        "«15» марта 2026 года",
        "15-го марта 2026 г.",
        "15 МАРТА 2026",
        "15 марга 2026 г.",
        "15 мapтa 2026 г.",
        "15марта2026г.",
        "«15»\nмарта\n2026",
        "15 March 2026",
        "15th of March 2026",
        "15th day of March, 2026",
        "March 15, 2026",
        "March 15th 2026",
        "Mar. 15, 2026",
        "Mareh 15, 2026",
        "15/MAR/2026",
        "15-Mar-2026",
        "15 МАР/MAR 2026",
        "dated «15» March 2026 year",
        "Пятнадцатое марта две тысячи двадцать шестого года",
        "пятнадцатого марта две тысячи двадцать шестого года",
        "Пятнадцатое марта две тысячи двaдцaть шестого года",
        "пятнадцатого марта 2026 года",
        "Екі мың жиырма алтыншы жылғы он бесінші наурыз",
        "Екi мың жиырма алтыншы жылғы он бесiншi наурыз",
        "он бесінші наурыз екі мың жиырма алтыншы жыл",
        "ЕКІ МЫҢ ЖИЫРМА АЛТЫНШЫ ЖЫЛҒЫ ОН БЕСІНШІ НАУРЫЗДА",
        "15.03.26 г.",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert parse_date(text) == IDES


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2008 жылғы 11 маусымдағы № 573 қаулы", date(2008, 6, 11)),
        ("2025 жылғы 18 сәуірде", date(2025, 4, 18)),
        ("2025 жылғы 1 қыркүйектегі", date(2025, 9, 1)),
        ("2025 жылғы 1 кыркуйек", date(2025, 9, 1)),
        ("31 желтоқсанда 2025 ж.", date(2025, 12, 31)),
        ("2024 жылғы 29 ақпан", date(2024, 2, 29)),
        ("1 сәуiр 2026 ж.", date(2026, 4, 1)),
        ("2026 жылғы 3 шiлдедегi", date(2026, 7, 3)),
        ("5 мая 2026", date(2026, 5, 5)),
        ("5 may 2026", date(2026, 5, 5)),
        ("7 июня 2026", date(2026, 6, 7)),
        ("7 июля 2026", date(2026, 7, 7)),
        ("15/ОСТ/2026", date(2026, 10, 15)),
        ("1st September 2026", date(2026, 9, 1)),
        ("Sept. 5, 2026", date(2026, 9, 5)),
        ("Двадцатое марта две тысячи двадцать шестого года", date(2026, 3, 20)),
        ("двадцать первого мая тысяча девятьсот девяносто девятого года", date(1999, 5, 21)),
        ("тридцать первое декабря двухтысячного года", date(2000, 12, 31)),
        ("третьего июля две тысячи десятого года", date(2010, 7, 3)),
        ("Бір мың тоғыз жүз тоқсан тоғызыншы жылғы үшінші мамыр", date(1999, 5, 3)),
        ("жиырма бірінші мамыр екі мың жиырма бесінші жыл", date(2025, 5, 21)),
        ("15.01.1899", date(1899, 1, 15)),
        ("15.03.99", date(1999, 3, 15)),
        ("Date: 03/25/2026", date(2026, 3, 25)),
    ],
)
def test_day_of_a_text(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31.02.2026",
        "29.02.2034",
        "30 ақпан 2026 ж.",
        "45 марта 2026",
        "00.03.2026",
        "15.13.2026",
        "15.03.26",
        "15.03.40 г.",
        "«__» марта 2026 г.",
        "марта 2026",
        "15 марта",
        "990115100007",
        "№ 15, Казань, 2026",
        "192.168.10.2026",
        "3.15.03.2026",
        "тел. 8 727 315 03 2026",
        "второго марта",
        "две тысячи двадцать шесть тенге, 15 марта",
        "ОО.ОО.ОООО",
        "15 марта 20261",
    ],
)
def test_text_without_a_day(text: str) -> None:
    assert find_dates(text) == ()


def test_dates_stand_in_reading_order_with_their_places() -> None:
    text = "Туған күні 15.01.1999, берілген 2022 жылғы 8 сәуір (до 7 апреля 2032 года)"
    found = find_dates(text)
    assert [date_found.value for date_found in found] == [
        date(1999, 1, 15),
        date(2022, 4, 8),
        date(2032, 4, 7),
    ]
    assert [text[f.start : f.end] for f in found] == [f.text for f in found]
    assert found[0].text == "15.01.1999"
    assert found[2].text == "7 апреля 2032"


def test_a_glued_range_holds_two_dates() -> None:
    found = find_dates("08.04.2022-07.04.2032")
    assert [date_found.value for date_found in found] == [date(2022, 4, 8), date(2032, 4, 7)]


@pytest.mark.parametrize(
    ("text", "value", "ambiguous"),
    [
        ("Test date 03/04/2026", date(2026, 4, 3), True),
        ("Test date 04/04/2026", date(2026, 4, 4), False),
        ("Test date 03.04.2026", date(2026, 4, 3), False),
        ("Дата 03/04/2026", date(2026, 4, 3), False),
        ("15/МАУ/2026", date(2026, 6, 15), True),  # Cyrillic МАУ, or a misread MAY
    ],
)
def test_two_readings_are_marked(text: str, value: date, ambiguous: bool) -> None:
    (found,) = find_dates(text)
    assert (found.value, found.ambiguous) == (value, ambiguous)


def test_an_ambiguous_date_is_not_parsed() -> None:
    assert parse_date("Test date 03/04/2026") is None


def test_parse_needs_one_day() -> None:
    assert parse_date("15.03.2026 / 16.03.2026") is None
    assert parse_date("15.03.2026 / 15 наурыз 2026 ж.") == IDES


AUTUMN = (date(2026, 9, 1), date(2026, 12, 31))
YEAR_LONG = (date(2026, 9, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("с 1 сентября по 31 декабря 2026 года", AUTUMN),
        ("с 1 сентября 2026 года по 31 декабря 2026 года", AUTUMN),
        ("from 1 September to 31 December 2026", AUTUMN),
        ("September 1 – December 31, 2026", AUTUMN),
        ("between September 1, 2026 and December 31, 2026", AUTUMN),
        ("from the 1st of September until the 31st of December, 2026", AUTUMN),
        ("2026 жылғы 1 қыркүйектен 31 желтоқсанға дейін", AUTUMN),
        ("01.09.2026 – 31.12.2026", AUTUMN),
        ("01.09.2026 31.12.2026", AUTUMN),
        ("01.09 – 31.12.2026", AUTUMN),
        ("from 1 September 2026 (start) to 31 December 2026 (end)", AUTUMN),
        ("с «01» сентября 2026 г. по «31» марта 2027 г.", YEAR_LONG),
        ("2026 жылғы 1 қыркүйектен бастап 2027 жылғы 31 наурызға дейін", YEAR_LONG),
        ("Алматы, 15.03.2026. Мерзімі: 01.09.2026 - 31.03.2027", YEAR_LONG),
        ("с 1 по 15 марта 2026 г.", (date(2026, 3, 1), IDES)),
        ("March 1-15, 2026", (date(2026, 3, 1), IDES)),
        ("2026 жылғы 1-15 наурыз", (date(2026, 3, 1), IDES)),
    ],
)
def test_period(text: str, period: tuple[date, date]) -> None:
    assert find_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "15.03.2026",
        "31.12.2026 – 01.09.2026",
        "с 1 ноября по 31 марта 2027 года",  # the year of the first day is not said
        "01.09.2026 – 31.12.2026, 01.02.2027 – 30.06.2027",
        "01.09.2026 " + "и другие сведения " * 5 + "31.12.2026",
        "",
    ],
)
def test_text_without_one_period(text: str) -> None:
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("012026", (2026, 1)),
        ("01.2026", (2026, 1)),
        ("01/2026", (2026, 1)),
        ("2026-01", (2026, 1)),
        ("қаңтар 2026", (2026, 1)),
        ("2026 жылғы қаңтар", (2026, 1)),
        ("за январь 2026 года", (2026, 1)),
        ("January 2026", (2026, 1)),
        ("132026", None),
        ("15.01.2026", None),
        ("01.2026 02.2026", None),
        ("", None),
    ],
)
def test_month(text: str, month: tuple[int, int] | None) -> None:
    assert find_month(text) == month


KAZAKH = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_written_dates_are_read_back(day: date) -> None:
    kazakh, russian = KAZAKH.split()[day.month - 1], RUSSIAN.split()[day.month - 1]
    for text in (
        f"{day:%d.%m.%Y}",
        f"{day:%Y-%m-%d}",
        f"{day.year} жылғы «{day.day:02}» {kazakh}",
        f"«{day.day}» {russian} {day.year} года",
        f"{day:%d %B %Y}",
        f"{day:%B %d, %Y}",
        f"{day:%d/%b/%Y}".upper(),
    ):
        assert parse_date(text) == day


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 400))
def test_written_periods_are_read_back(first: date, days: int) -> None:
    last = first + timedelta(days)
    assert find_period(f"с {first:%d.%m.%Y} г. по {last:%d.%m.%Y} г.") == (first, last)


@given(st.text(max_size=60))
def test_any_text_is_survived(text: str) -> None:
    for found in find_dates(text):
        assert text[found.start : found.end] == found.text
    find_period(text)
    find_month(text)
