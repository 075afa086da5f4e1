"""Medical certificates: forms that look alike, conclusions that deny or affirm, days apart."""

from datetime import date

import pytest

from extractors import medical_certificate
from extractors._medical_conclusion import verdict
from tests.paper import Row, column, paper

HEAD: list[Row] = [
    (0.05, 0.10, "Министерство здравоохранения"),
    (0.05, 0.60, "Медицинская документация"),
    (0.07, 0.10, "ГКП «Сынақ поликлиника»"),
    (0.07, 0.60, "Форма № 072/у"),
    (0.09, 0.60, "Утверждена приказом от 30 октября 2020 года"),
    (0.15, 0.20, "Медицинская справка (для выезжающего за границу) № 1680"),
]
BODY = [
    "Фамилия, имя, отчество: Сынаков Улги Мысалович",
    "Дата рождения: 15.01.1999 ИИН: 990115300000",
    "Страна назначения: Швеция",
    "Флюорография: без патологии, 11.02.2026",
    "Терапевт здоров Врачев А. Б.",
    "Заключение: Практически здоров, может выезжать за границу",
    "Дата выдачи: 12 марта 2026 года",
    "Председатель ВКК Лекарева С. Т.",
]


def read(*lines: str, head: list[Row] | None = None) -> medical_certificate.Fields:
    rows = HEAD if head is None else head
    return medical_certificate.extract([paper(*rows, *column(*lines, top=0.25))])


def test_russian_form() -> None:
    fields = read(*BODY)
    assert fields.form_number.value == "072/у"
    assert fields.purpose.value == "travel_abroad"
    assert fields.organisation.value == "ГКП «Сынақ поликлиника»"
    assert fields.certificate_number.value == "1680"
    assert fields.holder_name.value == "Сынаков Улги Мысалович"
    assert fields.birth_date.value == date(1999, 1, 15)
    assert fields.iin.value == "990115300000"
    assert fields.destination.value == "Швеция"
    assert fields.conclusion.value == "fit"
    assert fields.issue_date.value == date(2026, 3, 12)
    assert fields.doctor_name.value == "Лекарева С. Т."


def test_kazakh_form() -> None:
    head: list[Row] = [
        (0.05, 0.10, "«Сынақ» медициналық орталығы ЖШС"),
        (0.05, 0.60, "№ 072/у нысаны"),
        (0.15, 0.20, "Шетелге шығушыға арналған медициналық анықтама № 17"),
    ]
    fields = read(
        "Тегі, аты, әкесінің аты: Сынақов Үлгі Мысалұлы",
        "Туған күні: 15.01.1999 ЖСН: 990115300000",
        "Баратын елі: Жапония",
        "Қорытынды: Шетелге шығуға қарсы көрсетілімдер жоқ",
        "Берілген күні: «12» наурыз 2026 ж.",
        "ДКК төрағасы Дәрігерова С.",
        head=head,
    )
    assert fields.form_number.value == "072/у"
    assert fields.purpose.value == "travel_abroad"
    assert fields.organisation.value == "«Сынақ» медициналық орталығы ЖШС"
    assert fields.holder_name.value == "Сынақов Үлгі Мысалұлы"
    assert fields.birth_date.value == date(1999, 1, 15)
    assert fields.conclusion.value == "fit"
    assert fields.issue_date.value == date(2026, 3, 12)
    assert fields.doctor_name.value == "Дәрігерова С."


def test_sentences_instead_of_a_form() -> None:
    fields = read(
        "от 16 августа 2026 года",
        "Выдана Сынакову Улги Мысаловичу, дата рождения 15.01.1999, выезжающему за",
        "границу (страна: США).",
        "Заключение ВКК: противопоказаний для выезда за границу не",
        "выявлено",
    )
    assert fields.holder_name.value == "Сынакову Улги Мысаловичу"
    assert fields.issue_date.value == date(2026, 8, 16)
    assert fields.destination.value == "США"
    assert fields.conclusion.value == "fit"


@pytest.mark.parametrize(
    ("printed", "number"),
    [("082/у", "082/у"), ("О72/y", "072/у"), ("075 / У", "075/у"), ("72/у", "072/у")],
)
def test_number_of_the_form(printed: str, number: str) -> None:
    head = [(t, x, text.replace("072/у", printed)) for t, x, text, *_ in HEAD]
    assert read(*BODY, head=list(head)).form_number.value == number


@pytest.mark.parametrize(
    "title",
    [
        "САНАТОРНО-КУРОРТНАЯ КАРТА № 5",
        "Медицинская справка (для поступающего на учебу, на работу) № 5",
    ],
)
def test_other_purposes(title: str) -> None:
    assert read(*BODY, head=[*HEAD[:-1], (0.15, 0.2, title)]).purpose.value == "other"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Практически здорова", "fit"),
        ("Противопоказаний нет", "fit"),
        ("Противопоказаний для выезда за границу не имеется", "fit"),
        ("Не имеет противопоказаний к выезду", "fit"),
        ("Қарсы көрсетілімдер анықталмады", "fit"),
        ("Дені сау, шетелге шығуға болады", "fit"),
        ("Fit to travel, no medical contraindications", "fit"),
        ("Выезд за границу противопоказан", "unfit"),
        ("Не годен к выезду", "unfit"),
        ("Практически здоров, однако выезд не рекомендуется", "unfit"),
        ("Шетелге шығуға қарсы көрсетілген", "unfit"),
        ("Шетелге шығуға жарамсыз", "unfit"),
        ("Имеются противопоказания", "unfit"),
        ("Показано санаторно-курортное лечение, противопоказаний нет", None),
        ("Рекомендовано повторное обследование", None),
    ],
)
def test_verdict(text: str, said: str | None) -> None:
    assert verdict(text) == said


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("holder_name", "Фамилия"),
        ("birth_date", "Дата рождения"),
        ("conclusion", "Заключение"),
        ("issue_date", "Дата выдачи"),
        ("destination", "Страна"),
    ],
)
def test_what_is_not_said_is_missing(name: str, label: str) -> None:
    field = getattr(read(*(line for line in BODY if not line.startswith(label))), name)
    assert field.value is None
    assert field.searched


@pytest.mark.parametrize(
    ("name", "row"), [("organisation", 2), ("form_number", 3), ("certificate_number", 5)]
)
def test_head_without_a_part(name: str, row: int) -> None:
    head = [place for number, place in enumerate(HEAD) if number != row]
    assert getattr(read(*BODY, head=head), name).value is None


def test_label_with_misread_letters() -> None:
    fields = read("Дaта рожпения: 15.01.1999", "Заклюиение: Практичеоки здоров")
    assert fields.birth_date.value == date(1999, 1, 15)
    assert fields.conclusion.value == "fit"


def test_two_parts_side_by_side() -> None:
    left = [
        "«Сынақ ауруханасы» КМК",
        "072/у нысаны  Берілді: 01.02.2026",
        "Шетелге шығушыға арналған медициналық анықтама",
        "Азамат Сынақов Үлгі Мысалұлы",
        "Туған жылы, айы, күні 15.01.1999",
        "Берілу себебі шетелге шығуы, Канада",
        "Комиссияның шешімі",
        "Дені сау, шетелге шығуға болады",
    ]
    right = [
        "Хирург дені сау Бөтен А. Т.",
        "Психиатр дені сау Бөтен Б. Т.",
        "Нарколог дені сау Бөтен В. Т.",
        "Бұрын болған аурулары: жоқ",
        "Флюорография: қалыпты",
        "Екпелер: толық",
    ]
    fields = medical_certificate.extract(
        [paper(*column(*left, left=0.02), *column(*right, left=0.62, top=0.112, step=0.034))]
    )
    assert fields.holder_name.value == "Сынақов Үлгі Мысалұлы"
    assert fields.birth_date.value == date(1999, 1, 15)
    assert fields.issue_date.value == date(2026, 2, 1)
    assert fields.destination.value == "Канада"
    assert fields.conclusion.value == "fit"
