"""Employers' applications: forms and letters, inflected names, the clause that keeps the job."""

from datetime import date

import pytest

from extractors import employer_application
from extractors._retention import promised
from tests.paper import Row, column, paper

RUSSIAN_HEAD: list[Row] = [
    (0.05, 0.10, "ТОО «Сынақ Үлгі»"),
    (0.07, 0.10, "050000, г. Алматы, ул. Достык, 27"),
    (0.09, 0.10, "БИН 000140000002"),
    (0.11, 0.10, "Исх. № 09-28/155 от 3 августа 2026 года"),
    (0.05, 0.60, "АО «Центр международных программ»"),
    (0.17, 0.15, "Заявка работодателя на подготовку специалиста с условием"),
    (0.19, 0.30, "сохранения места работы"),
]
RUSSIAN = [
    "Настоящим ТОО «Сынақ Үлгі» направляет старшего инженера",
    "Сынакова Улги Мысаловича для прохождения стажировки по специальности",
    "«защита растений» в Университете Норрвика на территории Швеции,",
    "в период с 1 июня 2027 года по 31 декабря 2027 года.",
    "Прохождение стажировки обусловлено задачами предприятия на ближайшие годы.",
    "За работником сохраняется место работы и должность на весь срок обучения.",
]
SIGNATURE: list[Row] = [(0.5, 0.1, "Директор"), (0.5, 0.6, "Басшиев Т. Т.")]


def letter(*lines: str, head: list[Row] | None = None) -> employer_application.Fields:
    rows = RUSSIAN_HEAD if head is None else head
    page = paper(*rows, *column(*lines, top=0.25, left=0.05), *SIGNATURE)
    return employer_application.extract([page])


def test_russian_letter() -> None:
    fields = letter(*RUSSIAN)
    assert fields.employer_name.value == "ТОО «Сынақ Үлгі»"
    assert fields.employer_bin.value == "000140000002"
    assert fields.outgoing_number.value == "09-28/155"
    assert fields.date.value == date(2026, 8, 3)
    assert fields.employee_name.value == "Сынакова Улги Мысаловича"
    assert fields.position.value == "старшего инженера"
    assert fields.specialty.value == "защита растений"
    assert fields.host_organisation.value == "Университете Норрвика"
    assert fields.country.value == "Швеции"
    assert fields.period_start.value == date(2027, 6, 1)
    assert fields.period_end.value == date(2027, 12, 31)
    assert fields.job_retention.value is True
    assert fields.signatory_name.value == "Басшиев Т. Т."
    assert fields.signatory_position.value == "Директор"


def test_kazakh_letter() -> None:
    head: list[Row] = [
        (0.05, 0.10, "«Сынақ Үлгі» ЖШС"),
        (0.09, 0.10, "Шығ. № 02-12/1662"),
        (0.09, 0.60, "«06» наурыз 2026 ж."),
        (0.17, 0.10, "Жұмыс орнын сақтау шартымен маман даярлауға жұмыс берушінің өтінімі"),
    ]
    fields = letter(
        "«Сынақ Үлгі» ЖШС тағылымдамадан өту үшін өз қызметкерін ұсынады.",
        "Қызметкер: Сынақов Үлгі Мысалұлы, лауазымы — деректер талдаушысы.",
        "Тағылымдама Швецияның Норрвик университетінде «жасанды интеллект»",
        "мамандығы бойынша өтеді; мерзімі: 2027 жылғы 1 мамыр – 2028 жылғы 31 қаңтар",
        "аралығында.",
        "Қызметкер жұмыс орнын сақтай отырып жіберіледі.",
        head=head,
    )
    assert fields.employer_name.value == "«Сынақ Үлгі» ЖШС"
    assert fields.outgoing_number.value == "02-12/1662"
    assert fields.date.value == date(2026, 3, 6)
    assert fields.employee_name.value == "Сынақов Үлгі Мысалұлы"
    assert fields.position.value == "деректер талдаушысы"
    assert fields.specialty.value == "жасанды интеллект"
    assert fields.host_organisation.value == "Норрвик университетінде"
    assert fields.country.value == "Швецияның"
    assert fields.period_start.value == date(2027, 5, 1)
    assert fields.period_end.value == date(2028, 1, 31)
    assert fields.job_retention.value is True


FORM = [
    ("Наименование работодателя", "АО «Сынақ»"),
    ("БИН", "000140000002"),
    ("Исходящий номер", "05-28/2041"),
    ("Фамилия, имя, отчество работника", "Сынаков Улги Мысалович"),
    ("Занимаемая должность", "редактор"),
    ("Специальность", "журналистика данных"),
    ("Страна прохождения стажировки", "США"),
    ("Принимающая организация", "Университет Лейкриджа"),
    ("Период стажировки", "01.04.2027 – 30.09.2027"),
    ("Условие", "За работником сохраняется место работы."),
    ("Дата заполнения", "2 августа 2026 года"),
]


def form(without: str = "") -> employer_application.Fields:
    rows: list[Row] = [(0.1, 0.1, "Заявка работодателя на подготовку специалиста")]
    for number, (label, value) in enumerate(FORM):
        top = 0.17 + 0.03 * number
        if label != without:
            rows += [(top, 0.1, label), (top, 0.55, value)]
    return employer_application.extract([paper(*rows, (0.6, 0.1, "Директор Басшиев Т. Т."))])


def test_form() -> None:
    fields = form()
    assert fields.employer_name.value == "АО «Сынақ»"
    assert fields.outgoing_number.value == "05-28/2041"
    assert fields.employee_name.value == "Сынаков Улги Мысалович"
    assert fields.position.value == "редактор"
    assert fields.specialty.value == "журналистика данных"
    assert fields.country.value == "США"
    assert fields.host_organisation.value == "Университет Лейкриджа"
    assert fields.period_start.value == date(2027, 4, 1)
    assert fields.period_end.value == date(2027, 9, 30)
    assert fields.date.value == date(2026, 8, 2)
    assert fields.job_retention.value is True


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("employer_name", "Наименование работодателя"),
        ("employer_bin", "БИН"),
        ("outgoing_number", "Исходящий номер"),
        ("employee_name", "Фамилия, имя, отчество работника"),
        ("position", "Занимаемая должность"),
        ("specialty", "Специальность"),
        ("period_start", "Период стажировки"),
        ("period_end", "Период стажировки"),
        ("date", "Дата заполнения"),
    ],
)
def test_what_a_form_lacks_is_missing(name: str, label: str) -> None:
    field = getattr(form(label), name)
    assert field.value is None
    assert field.searched


def test_the_title_is_not_the_clause() -> None:
    assert letter(*RUSSIAN[:-1]).job_retention.value is False


def test_a_clause_that_denies() -> None:
    fields = letter(*RUSSIAN[:-1], "Место работы за работником не сохраняется.")
    assert fields.job_retention.value is False


def test_text_that_was_read_badly_leaves_the_clause_open() -> None:
    rows: list[Row] = [(t, x, s, 0.5) for t, x, s, *_ in column(*RUSSIAN[:-1], top=0.25)]
    fields = employer_application.extract([paper(*RUSSIAN_HEAD, *rows)])
    assert fields.job_retention.value is None


def test_days_of_orders_and_periods_are_not_the_day_of_the_letter() -> None:
    head = [row for row in RUSSIAN_HEAD if not row[2].startswith("Исх")]
    order: Row = (0.13, 0.5, "Приложение 2 к приказу № 318 от 22 мая 2015 года")
    fields = letter(*RUSSIAN, head=[*head[:4], order, *head[4:]])
    assert fields.date.value is None
    assert fields.outgoing_number.value is None


def test_period_in_months() -> None:
    fields = letter("Просим направить Сынакова Улги на стажировку с февраля по июль 2027 года.")
    assert fields.period_start.value == date(2027, 2, 1)
    assert fields.period_end.value == date(2027, 7, 31)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Гарантируем сохранение рабочего места за работником", True),
        ("Стажировка проводится с сохранением места работы (должности)", True),
        ("За ним сохранится занимаемая должность", True),
        ("Жұмыс орны мен лауазымы сақталады", True),
        ("Қызметкердің жұмыс орны сақталатынына кепілдік береміз", True),
        ("His position will be retained", True),
        ("без сохранения заработной платы, но с сохранением рабочего места", True),
        ("Место работы не сохраняется", False),
        ("Отпуск предоставляется без сохранения места работы", False),
        ("Жұмыс орны сақталмайды", False),
        ("Вопрос о сохранении будет решен позднее", None),
    ],
)
def test_wordings_of_the_clause(text: str, said: bool | None) -> None:
    found = promised(text)
    assert found is not None
    assert found[0] is said


def test_nothing_said_of_the_job() -> None:
    assert promised("Работник вернется через год") is None


def test_parallel_columns_with_values_below_their_labels() -> None:
    kazakh = ["Үміткер", "Сынақов Үлгі Мысалұлы", "бас агроном", "Дайындық бағыты"]
    kazakh += ["өсімдік қорғау", "Тағылымдама өтетін жер", "Норрвик университеті", "(Швеция)"]
    kazakh += ["басталуы 01.06.2027", "аяқталуы 31.12.2027", "Жұмыс орны сақталады."]
    russian = ["Кандидат", "Сынаков Улги Мысалович", "главный агроном", "Направление подготовки"]
    russian += ["защита растений", "Место стажировки", "Университет Норрвика", "(Швеция)"]
    russian += ["начало 01.06.2027", "окончание 31.12.2027", "Место работы сохраняется."]
    page = paper(
        (0.05, 0.1, "Жұмыс берушінің өтінімі / Заявка работодателя"),
        *column(*kazakh, left=0.08, top=0.20),
        *column(*russian, left=0.56, top=0.21),
    )
    fields = employer_application.extract([page])
    assert fields.employee_name.value == "Сынақов Үлгі Мысалұлы"
    assert fields.position.value == "бас агроном"
    assert fields.position.confidence < 0.9
    assert fields.specialty.value == "өсімдік қорғау"
    assert fields.host_organisation.value == "Норрвик университеті"
    assert fields.period_start.value == date(2027, 6, 1)
    assert fields.period_end.value == date(2027, 12, 31)
    assert fields.date.value is None
    assert fields.job_retention.value is True
