"""Words and grammar of state-language certificates (domain.md section 9)."""

import re
from typing import Literal

from pipeline.text.homoglyphs import digits, to_latin_capitals
from pipeline.text.normalise import fold

Test = Literal["kaztest", "qazaq_resmi_test"]
Kind = Literal["certification", "diagnostic"]

TESTS: tuple[tuple[tuple[str, ...], Test], ...] = (
    (("qazaq resmi test*", "қазақ ресми тест*", "казак ресми тест*", "qrt kz"), "qazaq_resmi_test"),
    (("қазтест*", "казтест*", "kaztest*", "qaztest*"), "kaztest"),
)
KINDS: tuple[tuple[tuple[str, ...], Kind], ...] = (
    (
        (
            "диагностикал*",
            "диагностическ*",
            "диагностика*",
            "diagnostic*",
            "сертификат болып табылмайды",
            "не является сертификат*",
        ),
        "diagnostic",
    ),
    (("сертификат*", "certificate*", "сертификаттау*", "сертификацион*"), "certification"),
    (("анықтама*", "справка*"), "diagnostic"),
)
LABELS = {
    "holder": (
        "Тегі, аты, әкесінің аты",
        "Тегі, аты, әкесінің аты (болған жағдайда)",
        "Тегі аты",
        "Аты-жөні",
        "Т.А.Ә.",
        "Фамилия, имя, отчество",
        "Фамилия",
        "имя, отчество",
        "Фамилия, имя, отчество (при наличии)",
        "Фамилия, имя",
        "Ф.И.О.",
        "ФИО",
        "Full name",
        "Name of the candidate",
        "Сертификат иесі",
        "Иесі",
        "Владелец",
        "Владелец сертификата",
        "Үміткер",
        "Тест тапсырушы",
        "Азамат(ша)",
        "Гражданин(ка)",
        "Тестируемый",
        "Кандидат",
    ),
    "iin": ("ЖСН", "ИИН", "IIN", "ЖСН/ИИН", "Жеке сәйкестендіру нөмірі"),
    "level": (
        "Деңгейі",
        "Деңгей",
        "Тіл деңгейі",
        "Тілді меңгеру деңгейі",
        "Қазақ тілін меңгеру деңгейі",
        "Уровень",
        "Уровень владения",
        "Уровень владения языком",
        "Уровень владения казахским языком",
        "Level",
        "Proficiency level",
        "Language level",
    ),
    "number": (
        "Сертификат нөмірі",
        "Сертификаттың нөмірі",
        "Сертификат №",
        "Номер сертификата",
        "№ сертификата",
        "Анықтама нөмірі",
        "Номер справки",
        "Справка №",
        "Анықтама №",
        "Certificate number",
        "Certificate No",
        "Certificate ID",
        "Нөмірі",
        "Номер",
        "Тіркеу нөмірі",
        "Регистрационный номер",
        "Бірегей нөмірі",
        "Уникальный номер",
        "ID",
    ),
    "test_date": (
        "Тестілеу күні",
        "Тестілеуден өткен күні",
        "Тест тапсырған күні",
        "Тест тапсыру күні",
        "Тест өткен күні",
        "Тест өткен күн",
        "Тест күні",
        "Тестілеу өткізілген күн",
        "Тестілеу өткен күн",
        "Сынақ күні",
        "Емтихан күні",
        "Өткізілген күні",
        "Дата тестирования",
        "Дата прохождения тестирования",
        "Дата прохождения",
        "Дата сдачи теста",
        "Дата сдачи",
        "Дата проведения тестирования",
        "Дата теста",
        "Дата экзамена",
        "Test date",
        "Date of test",
    ),
    "issue_date": (
        "Берілген күні",
        "Сертификат берілген күн",
        "Берілген мерзімі",
        "Беру күні",
        "Анықтама беру күні",
        "Сертификат беру күні",
        "Анықтама берілген күн",
        "Тіркелген күні",
        "Берілді",
        "Дата выдачи",
        "Дата выдачи сертификата",
        "Дата выдачи справки",
        "Дата регистрации",
        "Выдан",
        "Выдано",
        "Date of issue",
        "Issue date",
        "Issued",
    ),
    "expiry_date": (
        "Жарамдылық мерзімі",
        "Жарамдылық мерзімі аяқталатын күн",
        "Қолданылу мерзімі",
        "Жарамды",
        "Дейін жарамды",
        "Действителен до",
        "Действителен",
        "Действует до",
        "Срок действия",
        "Срок действия до",
        "Valid until",
        "Valid till",
        "Expiry date",
    ),
    "other": (
        "Директор",
        "Блок атауы",
        "Наименование блока",
        "Ең жоғары балл",
        "Максимальный балл",
        "Жинаған балы",
        "Набранный балл",
    ),
}
DATES_IN_SENTENCES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "test_date": (
        (
            "тестирование от",
            "тестирован*",
            "сдал*",
            "прошел",
            "прошла",
            "тестілеу*",
            "test date",
            "test on",
            "took the test on",
            "tested on",
        ),
        (
            "тестілеуден",
            "тестілеуге",
            "күні тест*",
            "тест тапсыр*",
            "сынақ тапсыр*",
            "сынақтан өт*",
            "қазтест жүйесі*",
            "өткен қазтест",
            "өткен qazaq",
            "прошел*",
            "прошла",
            "сдал*",
            "тестирование",
        ),
    ),
    "issue_date": (
        (
            "берілген күн*",
            "дата выдач*",
            "выдан*",
            "issued on",
            "date of issue",
            "тіркелген",
            "тіркелді",
            "зарегистрирован*",
            "registered",
        ),
        ("берілді", "күні берілді", "выдан*", "тіркелген", "зарегистрирован*"),
    ),
    "expiry_date": (
        ("действител*", "действу*", "срок действия", "жарамдылық*", "қолданылу*", "valid*"),
        ("дейін жарамды", "дейін қолданыл*", "дейін күшінде", "жарамды"),
    ),
}
"""Words in front of the date, and words behind it."""
ISSUED_TO = (
    "осы сертификат",
    "осы анықтама",
    "настоящий сертификат выдан",
    "настоящая справка выдана",
    "сертификат выдан",
    "справка выдана",
    "выдан",
    "выдана",
    "подтверждает что",
    "удостоверяет что",
    "certify that",
    "certifies that",
    "awarded to",
    "issued to",
)
BEFORE_HOLDER_ENDS = ("берілді", "берілген", "жсн", "иин", "қазақ тілін", "has demonstrated")
LEVEL_WORDS = ("деңгей*", "уров*", "level*")
OTHER_DATES = ("issue_date", "expiry_date")
TWELVE_DIGITS = re.compile(r"(?<!\d)\d{12}(?!\d)")
SAID_IIN = re.compile(r"(?:ЖСН|ИИН|IIN)\W{0,4}(?P<number>\d{12})(?!\d)", re.IGNORECASE)
LEVEL = re.compile(r"(?<![\w-])[АAВBСC8][12l](?![\w-])")
NEAR_LEVEL = 60
LEVELS_IN_WORDS = (
    ("ортадан жоғары", "B2"),
    ("орташадан жоғары", "B2"),
    ("выше среднего", "B2"),
    ("upper intermediate", "B2"),
    ("қарапайым", "A1"),
    ("элементар", "A1"),
    ("beginner", "A1"),
    ("elementary", "A1"),
    ("базалық", "A2"),
    ("базовый", "A2"),
    ("базового", "A2"),
    ("basic", "A2"),
    ("орта", "B1"),
    ("орташа", "B1"),
    ("средний", "B1"),
    ("среднего", "B1"),
    ("intermediate", "B1"),
    ("кәсіби", "C2"),
    ("еркін", "C2"),
    ("носитель", "C2"),
    ("proficient", "C2"),
    ("в совершенстве", "C2"),
    ("жетік", "C2"),
    ("жоғары", "C1"),
    ("высокий", "C1"),
    ("высокого", "C1"),
    ("продвинут", "C1"),
    ("advanced", "C1"),
)
"""Names of the levels, the longer before those that they contain (domain.md section 9)."""
KNOWN_NUMBER = re.compile(r"(?:QRT|KT|KZT|KAZ)[-\s]?(?=\d)[\dOQISB]{5,12}")
ANY_NUMBER = re.compile(r"[A-Z]{0,4}-?\d[\d/-]{4,15}")


def level_code(text: str) -> str | None:
    """A1..C2 in Latin letters, the only one of the text."""
    codes = set()
    for match in LEVEL.finditer(text):
        letter = to_latin_capitals(match.group()[0]).replace("8", "B")
        codes.add(letter + digits(match.group()[1]))
    return codes.pop() if len(codes) == 1 else None


def level_in_words(text: str) -> str | None:
    """The level that the last name of a level in the text means."""
    folded = fold(text)
    best: tuple[int, int, str] | None = None
    for words, level in LEVELS_IN_WORDS:
        at = folded.rfind(fold(words))
        if at < 0 or (at and folded[at - 1] != " "):
            continue
        end = at + len(fold(words))
        if best is None or (end, -at) > (best[0], -best[1]):
            best = (end, at, level)
    return best[2] if best else None


def known_number(text: str) -> str | None:
    """A number whose letters tell the test: KT…, QRT-…"""
    bare = to_latin_capitals(text.strip(" №:;,.()"))
    if not KNOWN_NUMBER.fullmatch(bare):
        return None
    letters = re.match(r"[A-Z]+[-\s]?", bare)
    head = letters.group() if letters else ""
    return head + digits(bare[len(head) :])


def any_number(text: str) -> str | None:
    """A number beside its label."""
    bare = to_latin_capitals(text.strip(" №:;,.()")).replace(" ", "")
    return bare if ANY_NUMBER.fullmatch(bare) else None
