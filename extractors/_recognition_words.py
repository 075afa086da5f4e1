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
        "Номер",
        "Нөмірі",
        "Нөмір",
        "Серия",
        "Серия и номер",
        "Сериясы мен нөмірі",
        "Куәлік №",
        "№ удостоверения",
        "Номер справки",
        "Рег. №",
        "Рег. номер",
        "Тіркеу №",
        "Құжат нөмірі",
        "Тіркеу нөмірі",
        "Регистрационный номер",
        "Регистрационный №",
        "Certificate number",
        "Certificate No",
        "Registration number",
        "Registration No",
        "Reference number",
        "Reference No",
        "Reference",
        "Our reference",
        "Our ref",
        "Ref. No",
        "Ref",
        "Statement No",
        "Statement number",
        "Serial number",
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
        "Құжат иесінің аты-жөні",
        "Диплом иесінің аты-жөні",
        "Гражданин",
        "Гражданка",
        "Гражданин(ка)",
        "Азамат",
        "Азамат(ша)",
        "Заявитель",
        "Өтініш беруші",
        "Applicant",
        "Applicant name",
        "Name of applicant",
        "Name of the applicant",
        "Holder",
        "Name of holder",
        "Name of the holder",
        "Full name",
        "Name",
    ),
    "document": (
        "Білім туралы құжат",
        "Документ об образовании",
        "Education document",
        "Диплом нөмірі",
        "Дипломның нөмірі",
        "Диплом сериясы",
        "Диплом берілген күні",
        "Дипломның берілген күні",
        "Номер диплома",
        "Серия и номер диплома",
        "Дата выдачи диплома",
        "Дата выдачи документа об образовании",
        "Дата диплома",
        "Дата окончания",
        "Diploma number",
        "Diploma No",
        "Diploma date",
        "Date of diploma",
        "Date of award",
        "Award date",
        "Дата рождения",
        "Туған күні",
        "Date of birth",
        "Diploma",
    ),
    "institution": (
        "Берген шетелдік білім беру ұйымы",
        "Шетелдік білім беру ұйымы",
        "Білім беру ұйымы",
        "Білім беру ұйымының атауы",
        "Құжатты берген ұйым",
        "Құжатты берген оқу орны",
        "Дипломды берген оқу орны",
        "Дипломды берген ұйым",
        "Берген оқу орны",
        "Оқу орны",
        "Шетелдік оқу орны",
        "Зарубежная организация образования",
        "Иностранная организация образования",
        "Организация образования",
        "Наименование организации образования",
        "Наименование зарубежной организации образования",
        "Учебное заведение",
        "Кем выдан документ",
        "Кем выдан диплом",
        "Кем выдан",
        "Наименование учебного заведения",
        "Зарубежный вуз",
        "Вуз",
        "Awarding body",
        "Awarding university",
        "Awarded by",
        "Issued by",
        "University",
        "Foreign institution",
        "Awarding institution",
        "Institution",
        "Name of institution",
    ),
    "country": ("Елі", "Ел", "Мемлекет", "Страна", "Государство", "Country"),
    "specialty": ("Мамандығы", "Специальность", "Speciality", "Specialty"),
    "level": ("Білім деңгейі", "Уровень образования", "Level of education"),
    "issue_date": (
        "Берілген күні",
        "Куәлік берілген күн",
        "Берілген мерзімі",
        "Дата выдачи",
        "Дата выдачи удостоверения",
        "Тіркелген күні",
        "Дата регистрации",
        "Date of issue",
        "Issue date",
        "Issued on",
    ),
    "date": ("Күні", "Дата", "Date", "Dated"),
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
    "гражданин*",
    "гражданке",
    "applicant",
    "holder",
    "belonging to",
)
BEHIND_HOLDER = ("берілді", "в том что", "to confirm that", "атына берілген", "атындағы", "атына")
ISSUED = ("берілген күн*", "дата выдачи", "выдано", "date of issue", "issued on", "күні")
SHORT = 12
DIPLOMA_WORDS = ("диплом", "diploma", "degree certificate", "приказ", "буйрык", "order")
WORDS_BEFORE_NUMBER = 4
"""A diploma or an order is named so many words before its number: «диплом магистра №»."""
DATED_NUMBER = re.compile(r"\s*(?:от|dated|of|,)?\s*")
NOT_ITS_OWN = re.compile(r"диплом|diploma|приказ|буйрык|order|протокол|рожден|туган|born")
WORD_OF_SENTENCE = re.compile(r"\b(?!год|жыл|город|қала)[а-яёәғқңөұүһіa-z]{4,}")
LONE_DIGITS = re.compile(r"\d{5,12}")
LOWEST_NUMBER = 0.4
MOST_DATED_WORDS = 7
"""A line with place and date has no more words."""
DIPLOMA_SAID = re.compile(r"диплом|diploma|нострифи|призна|таныл|заң|закон|ргп|бабын")
SIGNED_NUMBER = re.compile(
    r"(?:№|N[oо°º]\.?|Nr\.?|Ne)\s*(?P<number>[A-ZА-Я]{0,4}[-/ ]?\d[\dОO/-]{2,15})(?![\w])"
)
DATED = re.compile(r"\s(?:от|dated|of)\s")
"""Behind a number these words begin its date."""
NUMBER = re.compile(r"(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{1,4}[-/ ]?)?\d[\d/-]{2,15}")


def certificate_number(text: str) -> str | None:
    """Digits, perhaps with letters before them."""
    bare = DATED.split(text)[0].strip(" №:;,.()").replace("О", "0").replace("O", "0")
    return bare if NUMBER.fullmatch(bare) else None
