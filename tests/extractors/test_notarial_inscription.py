"""Inscriptions in both legal forms and languages; values of their own, never a neighbour's."""

from datetime import date
from decimal import Decimal

import pytest

from extractors.notarial_inscription import extract
from pipeline.model import Money
from tests.paper import column, paper

SIGNATURE_RU = (
    "Республика Казахстан, город Павлодар.",
    "Пятое мая две тысячи двадцать шестого года",
    "Я, Сапарова Динара Ержановна, нотариус города Павлодар, действующая на",
    "основании государственной лицензии № 0001234 от 15 июня 2011 года, выданной",
    "Комитетом регистрационной службы, свидетельствую подлинность подписи",
    "переводчика Ильина Петра Олеговича.",
    "Зарегистрировано в реестре за № 2-417",
    "Взыскано: 2 500 тенге",
)
CORRECTNESS_RU = (
    "Город Астана, 12 марта 2026 года",
    "Я, Ли Марина Юрьевна, частный нотариус (лицензия от 01.02.2015 № 15000321),",
    "свидетельствую верность перевода с английского языка на русский язык.",
    "Реестровый № 811",
    "Уплачено за совершение нотариального действия 4000 тенге",
)
SIGNATURE_KK = (
    "Қазақстан Республикасы, Тараз қаласы.",
    "Екі мың жиырма алтыншы жылғы жетінші мамыр",
    "Мен, Оразбаева Гүлжан Маратқызы, Тараз қаласының нотариусы, Әділет министрлігі",
    "2012 жылғы 3 қазанда берген № 0002345 мемлекеттік лицензия негізінде әрекет ететін,",
    "аудармашы Есенов Айдос Қайратұлының қолының түпнұсқалығын куәландырамын.",
    "Тізілімде № 77 болып тіркелді",
    "1500 теңге төленді",
)
CORRECTNESS_KK = (
    "Алматы қаласы, 2026 жылғы 9 сәуір",
    "Мен, Серіков Нұржан Болатұлы, Алматы қаласының жекеше нотариусы (19.05.2018 берілген",
    "№ 18000111 лицензия), ағылшын тілінен қазақ тіліне аударманың дұрыстығын куәландырамын.",
    "Тізілім № 1209",
)


@pytest.mark.parametrize(
    ("lines", "variant", "notary", "licence", "register", "day"),
    [
        (
            *(SIGNATURE_RU, "translator_signature", "Сапарова Динара Ержановна"),
            *("0001234", "2-417", date(2026, 5, 5)),
        ),
        (
            *(CORRECTNESS_RU, "translation_correctness", "Ли Марина Юрьевна"),
            *("15000321", "811", date(2026, 3, 12)),
        ),
        (
            *(SIGNATURE_KK, "translator_signature", "Оразбаева Гүлжан Маратқызы"),
            *("0002345", "77", date(2026, 5, 7)),
        ),
        (
            *(CORRECTNESS_KK, "translation_correctness", "Серіков Нұржан Болатұлы"),
            *("18000111", "1209", date(2026, 4, 9)),
        ),
    ],
)
def test_reads_the_act(
    lines: tuple[str, ...], variant: str, notary: str, licence: str, register: str, day: date
) -> None:
    read = extract([paper(*column(*lines))])
    assert read.variant.value == variant
    assert read.notary_name.value == notary
    assert read.licence_number.value == licence
    assert read.register_number.value == register
    assert read.inscription_date.value == day


def test_names_the_translator_as_printed_and_not_the_notary() -> None:
    signed = extract([paper(*column(*SIGNATURE_KK))])
    assert signed.translator_name.value == "Есенов Айдос Қайратұлының"
    correct = extract([paper(*column(*CORRECTNESS_KK))])
    assert correct.translator_name.value is None
    assert correct.translator_name.searched


def test_reads_fee_and_day_of_the_licence() -> None:
    read = extract([paper(*column(*SIGNATURE_RU))])
    assert read.fee.value == Money(Decimal(2500), "KZT")
    assert read.licence_date.value == date(2011, 6, 15)


@pytest.mark.parametrize(
    ("left_out", "field"),
    [
        ("Пятое мая", "inscription_date"),
        ("Зарегистрировано", "register_number"),
        ("основании", "licence_number"),
        ("Комитетом", "variant"),
        ("Я, Сапарова", "notary_name"),
        ("Взыскано", "fee"),
    ],
)
def test_leaves_open_what_is_not_there(left_out: str, field: str) -> None:
    lines = [line for line in SIGNATURE_RU if not line.startswith(left_out)]
    read = getattr(extract([paper(*column(*lines))]), field)
    assert read.value is None
    assert read.searched


def test_forgives_misread_letters() -> None:
    lines = [
        line.replace("реестре", "рeестpе").replace("лицензии", "лицеизии").replace("№", "Ne")
        for line in SIGNATURE_RU
    ]
    read = extract([paper(*column(*lines))])
    assert read.register_number.value == "2-417"
    assert read.licence_number.value == "0001234"


def test_takes_the_first_of_two_languages() -> None:
    both = [*column(*SIGNATURE_KK), *column(*SIGNATURE_RU, top=0.5)]
    read = extract([paper(*both)])
    assert read.notary_name.value == "Оразбаева Гүлжан Маратқызы"
    assert read.licence_number.value == "0002345"


@pytest.mark.parametrize("line", ["төленді (теңге) 590", "взыскано (тенге): 590"])
def test_a_fee_may_name_its_currency_in_the_label(line: str) -> None:
    read = extract([paper(*column("Нотариус Орлова Татьяна Николаевна", line))])
    assert read.fee.value == Money(Decimal("590.00"), "KZT")


def test_a_sum_beside_no_word_of_payment_is_no_fee() -> None:
    assert extract([paper(*column("Нотариус Орлова Татьяна", "үй (теңге) 590"))]).fee.value is None
