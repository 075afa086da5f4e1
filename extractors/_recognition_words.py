"""Words and grammar of certificates of recognition and nostrification (domain.md 10.3)."""

import re
from typing import Literal

Kind = Literal["recognition", "nostrification"]

KINDS: tuple[tuple[tuple[str, ...], Kind], ...] = (
    (
        ("нострифи*", "нострификацияла*", "nostrif*", "эквивалентности", "баламалылығы туралы"),
        "nostrification",
    ),
    (
        (
            "о признании",
            "признании документа",
            "признается",
            "признаётся",
            "признан",
            "тану туралы",
            "құжатты тану",
            "танылады",
            "танылды",
            "recognition",
            "is recognised",
            "is recognized",
        ),
        "recognition",
    ),
)
LABELS = {
    "number": (
        "Куәлік нөмірі",
        "Куәліктің нөмірі",
        "Номер удостоверения",
        "Удостоверение №",
        "Номер документа",
        "Құжат нөмірі",
        "Тіркеу нөмірі",
        "Регистрационный номер",
        "Регистрационный №",
        "Certificate number",
        "Certificate No",
        "Registration number",
        "Бірегей нөмірі",
        "Уникальный номер",
    ),
    "holder": (
        "Кімге берілді",
        "Берілді",
        "Кімге",
        "Выдано",
        "Выдан",
        "Кому выдано",
        "Issued to",
        "Тегі, аты, әкесінің аты",
        "Тегі, аты, әкесінің аты (болған жағдайда)",
        "Аты-жөні",
        "Фамилия, имя, отчество",
        "Фамилия, имя, отчество (при наличии)",
        "Ф.И.О.",
        "ФИО",
        "Ф.И.О. владельца",
        "Владелец документа",
        "Владелец диплома",
        "Владелец",
        "Құжат иесі",
        "Диплом иесі",
        "Holder",
        "Name of the holder",
        "Full name",
        "Name",
    ),
    "document": (
        "Білім туралы құжат",
        "Документ об образовании",
        "Education document",
        "Diploma",
    ),
    "institution": (
        "Берген шетелдік білім беру ұйымы",
        "Шетелдік білім беру ұйымы",
        "Білім беру ұйымы",
        "Білім беру ұйымының атауы",
        "Құжатты берген ұйым",
        "Зарубежная организация образования",
        "Иностранная организация образования",
        "Организация образования",
        "Наименование организации образования",
        "Наименование зарубежной организации образования",
        "Учебное заведение",
        "Кем выдан документ",
        "Foreign institution",
        "Awarding institution",
        "Institution",
        "Name of institution",
    ),
    "country": ("Елі", "Ел", "Страна", "Country"),
    "specialty": ("Мамандығы", "Специальность", "Speciality", "Specialty"),
    "level": ("Білім деңгейі", "Уровень образования", "Level of education"),
    "issue_date": (
        "Берілген күні",
        "Куәлік берілген күн",
        "Берілген мерзімі",
        "Дата выдачи",
        "Дата выдачи удостоверения",
        "Date of issue",
        "Issue date",
        "Issued on",
    ),
    "basis": ("Негіздеме", "Бұйрық", "Основание", "Приказ", "Order"),
}
BEFORE_HOLDER = (
    "осы куәлік",
    "настоящее удостоверение выдано",
    "удостоверение выдано",
    "выдано",
    "выданный на имя",
    "на имя",
    "владелец документа",
    "владелец диплома",
    "обладатель диплома",
    "құжат иесі",
    "диплом иесі",
    "куәлік",
    "issued to",
    "certify that the diploma of",
    "in the name of",
    "holder of the document",
    "holder",
    "belonging to",
)
BEHIND_HOLDER = ("берілді", "в том что", "to confirm that", "атына берілген")
ISSUED = ("берілген күн*", "дата выдачи", "выдано", "date of issue", "issued on", "күні")
SHORT = 12
DIPLOMA_WORDS = ("диплом", "дипломы", "диплома", "diploma", "дипломом", "приказ", "бұйрык")
DIPLOMA_SAID = re.compile(r"диплом|diploma|нострифи|призна|таныл|заң|закон|ргп|бабын")
SIGNED_NUMBER = re.compile(
    r"(?:№|N[oо°º]\.?|Nr\.?|Ne)\s*(?P<number>[A-ZА-Я]{0,4}[-/]?\d[\dОO/-]{2,15})(?![\w])"
)
NUMBER = re.compile(r"(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{1,4}[-/ ]?)?\d[\d/-]{2,15}")


def certificate_number(text: str) -> str | None:
    """Digits, perhaps with letters before them."""
    bare = text.strip(" №:;,.()").replace("О", "0").replace("O", "0")
    return bare if NUMBER.fullmatch(bare) else None
