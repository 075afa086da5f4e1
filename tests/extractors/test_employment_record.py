"""Proof of employment: five kinds of paper, the newest post, and what is not said."""

from datetime import date

import pytest

from extractors import document_types, employment_record
from extractors._records import Employment
from pipeline.classify import group_pages
from pipeline.model import Page
from tests.paper import Row, column, paper

SECOND = [
    (0.08, 0.30, "СВЕДЕНИЯ О РАБОТЕ"),
    (0.12, 0.08, "№"),
    (0.12, 0.12, "Дата"),
    (0.12, 0.25, "Сведения о приеме на работу, переводах"),
    (0.12, 0.80, "Основание"),
    (0.20, 0.25, "Товарищество с ограниченной"),
    (0.225, 0.25, "ответственностью «Прежнее»"),
    (0.27, 0.08, "1"),
    (0.27, 0.12, "01.02.2021"),
    (0.27, 0.25, "Принят на должность техника"),
    (0.27, 0.80, "Приказ № 1"),
    (0.32, 0.08, "2"),
    (0.32, 0.12, "30.06.2022"),
    (0.32, 0.25, "Трудовой договор расторгнут по"),
    (0.345, 0.25, "инициативе работника"),
    (0.32, 0.80, "Приказ № 2"),
    (0.40, 0.25, "Акционерное общество «Новое»"),
    (0.45, 0.08, "3"),
    (0.45, 0.12, "01.07.2022"),
    (0.45, 0.25, "Принят на должность инженера"),
    (0.45, 0.80, "Приказ № 3"),
    (0.50, 0.08, "4"),
    (0.50, 0.12, "01.03.2024"),
    (0.50, 0.25, "Переведен на должность главного инженера"),
    (0.50, 0.80, "Приказ № 4"),
]


def book() -> list[Page]:
    first = paper(
        (0.1, 0.4, "ТРУДОВАЯ КНИЖКА"),
        (0.2, 0.1, "Фамилия, имя, отчество: Сынаков Улги Мысалович"),
        (0.24, 0.1, "Дата рождения: 15.01.1999"),
        (0.28, 0.1, "Дата заполнения: 01.02.2021"),
    )
    return [first, paper(*SECOND, number=2)]


def test_labour_book() -> None:
    fields = employment_record.extract(book())
    assert fields.kind.value == "labour_book"
    assert fields.holder_name.value == "Сынаков Улги Мысалович"
    assert fields.issue_date.value == date(2021, 2, 1)
    old = "Товарищество с ограниченной ответственностью «Прежнее»"
    new = "Акционерное общество «Новое»"
    assert fields.entries.value == (
        Employment(date(2021, 2, 1), date(2022, 6, 30), old, "техника"),
        Employment(date(2022, 7, 1), date(2024, 2, 29), new, "инженера"),
        Employment(date(2024, 3, 1), None, new, "главного инженера"),
    )
    assert fields.employer_name.value == new
    assert fields.position.value == "главного инженера"
    assert fields.start_date.value == date(2022, 7, 1)
    assert fields.current.value is True
    assert fields.end_date.value is None


def test_pages_of_a_labour_book_stay_one_document() -> None:
    (group,) = group_pages(book(), document_types())
    assert group.type is employment_record.TYPE


def test_kazakh_labour_book_that_ends() -> None:
    rows: list[Row] = [
        (0.20, 0.25, "«Сынақ» акционерлік қоғамы"),
        (0.25, 0.12, "01.02.2021"),
        (0.25, 0.25, "аға инженер лауазымына жұмысқа қабылданды"),
        (0.30, 0.12, "30.06.2022"),
        (0.30, 0.25, "Еңбек шарты бұзылды"),
    ]
    fields = employment_record.extract([paper((0.05, 0.4, "ЕҢБЕК КІТАПШАСЫ"), *rows)])
    assert fields.position.value == "аға инженер"
    assert fields.end_date.value == date(2022, 6, 30)
    assert fields.current.value is False


CERTIFICATE = [
    "АО «Сынақ Үлгі»",
    "БИН 000140000002",
    "Исх. № 17 от 15.05.2026",
    "СПРАВКА с места работы",
    "Дана Сынакову Улги Мысаловичу, ИИН 990115300000, в том, что он",
    "действительно работает в АО «Сынақ Үлгі» с 09.04.2022 по настоящее время в",
    "должности: ведущий инженер.",
]


def test_russian_certificate() -> None:
    fields = employment_record.extract([paper(*column(*CERTIFICATE))])
    assert fields.kind.value == "certificate"
    assert fields.holder_name.value == "Сынакову Улги Мысаловичу"
    assert fields.employer_name.value == "АО «Сынақ Үлгі»"
    assert fields.employer_bin.value == "000140000002"
    assert fields.position.value == "ведущий инженер"
    assert fields.start_date.value == date(2022, 4, 9)
    assert fields.current.value is True
    assert fields.issue_date.value == date(2026, 5, 15)


def test_certificate_of_work_that_ended() -> None:
    lines = [line.replace("по настоящее время", "по 01.03.2025") for line in CERTIFICATE]
    lines = [line.replace("действительно работает", "работал") for line in lines]
    fields = employment_record.extract([paper(*column(*lines))])
    assert fields.end_date.value == date(2025, 3, 1)
    assert fields.current.value is False


def test_kazakh_certificate_with_history() -> None:
    fields = employment_record.extract(
        [
            paper(
                *column(
                    "«Сынақ» мемлекеттік мекемесі",
                    "№ 299 2026 жылғы 7 қазан",
                    "ЖҰМЫС ОРНЫНАН АНЫҚТАМА",
                    "Осы анықтама Сынақов Үлгі Мысалұлы (ЖСН 990115300000) 2024 жылғы 22",
                    "мамыр күнінен бастап (22.05.2024) қазіргі уақытқа дейін «Сынақ» ММ",
                    "ұйымында бас маман болып жұмыс істейтінін растайды.",
                ),
                *column(
                    "10.11.2022 – 21.05.2024: «Бұрынғы» мемлекеттік мекемесі, маман;",
                    "22.05.2024 – қазіргі уақытқа дейін: «Сынақ» мемлекеттік мекемесі, бас маман.",
                    top=0.3,
                ),
            )
        ]
    )
    assert fields.holder_name.value == "Сынақов Үлгі Мысалұлы"
    assert fields.position.value == "бас маман"
    assert fields.start_date.value == date(2024, 5, 22)
    assert fields.current.value is True
    assert [(post.start, post.end) for post in fields.entries.value or ()] == [
        (date(2022, 11, 10), date(2024, 5, 21)),
        (date(2024, 5, 22), None),
    ]


CONTRACT = [
    "ТРУДОВОЙ ДОГОВОР № 399",
    "17.02.2024",
    "Товарищество «Сынақ», БИН 000140000002, именуемое в",
    "дальнейшем «Работодатель», и гражданин Республики Казахстан Сынаков Улги Мысалович,",
    "далее «Работник», заключили настоящий договор.",
    "1.1. Работодатель принимает Работника на должность: редактор.",
    "1.2. Дата начала работы: 18.02.2024. Договор заключен на неопределенный срок.",
]


def test_contract() -> None:
    fields = employment_record.extract([paper(*column(*CONTRACT))])
    assert fields.kind.value == "contract"
    assert fields.employer_name.value == "Товарищество «Сынақ»"
    assert fields.employer_bin.value == "000140000002"
    assert fields.holder_name.value == "Сынаков Улги Мысалович"
    assert fields.position.value == "редактор"
    assert fields.start_date.value == date(2024, 2, 18)
    assert fields.issue_date.value == date(2024, 2, 17)
    assert fields.current.value is True


def test_register_extract() -> None:
    rows: list[Row] = []
    for top, day, end, post in (
        (0.3, "03.08.2022", "03.11.2024", "маман"),
        (0.36, "04.11.2024", "қазіргі уақытқа", "қор сақтаушы"),
    ):
        rows += [
            (top, 0.05, "«Сынақ» ЖШС"),
            (top, 0.40, "000140000002"),
            (top, 0.55, post),
            (top, 0.72, day),
            (top, 0.85, end),
        ]
    head: list[Row] = [
        (0.1, 0.2, "Еңбек қызметі туралы мәліметтер"),
        (0.12, 0.2, "Сведения о трудовой деятельности"),
        (0.15, 0.05, "ТАӘ / ФИО: Сынақов Үлгі Мысалұлы"),
        (0.18, 0.05, "Алу күні мен уақыты / Дата получения: 05.09.2026"),
    ]
    fields = employment_record.extract([paper(*head, *rows)])
    assert fields.kind.value == "register_extract"
    assert fields.holder_name.value == "Сынақов Үлгі Мысалұлы"
    assert fields.employer_bin.value == "000140000002"
    assert fields.position.value == "қор сақтаушы"
    assert fields.start_date.value == date(2022, 8, 3)
    assert fields.current.value is True
    assert fields.issue_date.value == date(2026, 9, 5)


def test_service_record() -> None:
    fields = employment_record.extract(
        [
            paper(
                (0.1, 0.3, "ПОСЛУЖНОЙ СПИСОК"),
                (0.14, 0.1, "1. Фамилия, имя, отчество Сынаков Улги Мысалович"),
                (0.30, 0.1, "10.09.2022"),
                (0.30, 0.25, "18.09.2023"),
                (0.30, 0.45, "инженер, ТОО «Прежнее»"),
                (0.34, 0.1, "19.09.2023"),
                (0.34, 0.25, "по н.в."),
                (0.34, 0.45, "главный инженер, АО «Новое"),
                (0.36, 0.45, "Дело»"),
            )
        ]
    )
    assert fields.kind.value == "service_record"
    assert fields.entries.value == (
        Employment(date(2022, 9, 10), date(2023, 9, 18), "ТОО «Прежнее»", "инженер"),
        Employment(date(2023, 9, 19), None, "АО «Новое Дело»", "главный инженер"),
    )
    assert fields.current.value is True


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("kind", "СПРАВКА с места работы"),
        ("holder_name", "Сынакову Улги Мысаловичу, "),
        ("position", "должности: ведущий инженер."),
        ("start_date", "с 09.04.2022 "),
        ("employer_bin", "БИН 000140000002"),
        ("issue_date", " от 15.05.2026"),
    ],
)
def test_what_a_certificate_lacks_is_missing(name: str, gone: str) -> None:
    lines = [line.replace(gone, "") for line in CERTIFICATE]
    field = getattr(employment_record.extract([paper(*column(*filter(None, lines)))]), name)
    assert field.value is None
    assert field.searched


def test_title_with_misread_letters() -> None:
    fields = employment_record.extract([paper(*column("ТРУДОВАЯ КНИЖКЛ"))])
    assert fields.kind.value == "labour_book"


def test_certificate_lists_posts_under_their_days() -> None:
    fields = employment_record.extract(
        [
            paper(
                *column("АО «Сынақ»", top=0.05),
                *column("Справка о периодах работы", left=0.4, top=0.2),
                *column("Сынаков Улги Мысалович", top=0.24),
                *column("1. 01.02.2019 – 31.03.2021", "Организация: ТОО «Бұрынғы»", top=0.3),
                *column("Должность: агроном", top=0.35),
                *column("2. 01.04.2021 – по настоящее время", "АО «Сынақ»", top=0.42),
                *column("главный агроном", top=0.47),
            )
        ]
    )
    assert fields.kind.value == "certificate"
    assert fields.holder_name.value == "Сынаков Улги Мысалович"
    assert fields.employer_name.value == "АО «Сынақ»"
    assert fields.position.value == "главный агроном"
    assert fields.start_date.value == date(2021, 4, 1)
    assert fields.current.value is True
    assert fields.entries.value == (
        Employment(date(2019, 2, 1), date(2021, 3, 31), "ТОО «Бұрынғы»", "агроном"),
        Employment(date(2021, 4, 1), None, "АО «Сынақ»", "главный агроном"),
    )


def test_post_in_the_instrumental_and_in_english() -> None:
    russian = employment_record.extract(
        [
            paper(
                *column("ТОО «Сынақ Үлгі»", "БИН 000140000002", top=0.05),
                *column("СПРАВКА О РАБОТЕ", left=0.4, top=0.2),
                *column(
                    "Выдана Сынакову Улги Мысаловичу в подтверждение того, что он с 5 марта",
                    "2020 года по настоящее время работает в ТОО «Сынақ Үлгі»",
                    "главным агрономом на условиях полной занятости.",
                    top=0.25,
                ),
            )
        ]
    )
    assert russian.position.value == "главным агрономом"
    assert russian.position.confidence < 0.9
    english = employment_record.extract(
        [
            paper(
                *column("Sample LLP", "BIN 000140000002", "No. 12, 5 August 2026", top=0.05),
                *column("CERTIFICATE OF EMPLOYMENT", left=0.3, top=0.2),
                *column(
                    "This is to certify that Ulgi Synakov has been employed by Sample LLP",
                    "as a chief agronomist since 5 March 2020 to present.",
                    top=0.25,
                ),
            )
        ]
    )
    assert english.employer_name.value == "Sample LLP"
    assert english.position.value == "chief agronomist"
    assert english.start_date.value == date(2020, 3, 5)
    assert english.current.value is True


def test_certificate_as_a_form() -> None:
    pairs = [
        ("ФИО сотрудника", "Сынаков Улги Мысалович"),
        ("Наименование организации", "АО «Сынақ»"),
        ("БИН", "000140000002"),
        ("Должность", "редактор"),
        ("Дата приема на работу", "01.04.2021"),
        ("Дата выдачи", "05.08.2026"),
    ]
    rows: list[Row] = [(0.1, 0.3, "СПРАВКА О ТРУДОВОМ СТАЖЕ")]
    for number, (label, value) in enumerate(pairs):
        rows += [(0.2 + 0.03 * number, 0.1, label), (0.2 + 0.03 * number, 0.55, value)]
    fields = employment_record.extract([paper(*rows)])
    assert fields.holder_name.value == "Сынаков Улги Мысалович"
    assert fields.employer_bin.value == "000140000002"
    assert fields.position.value == "редактор"
    assert fields.start_date.value == date(2021, 4, 1)
    assert fields.issue_date.value == date(2026, 8, 5)
    assert fields.current.value is None
