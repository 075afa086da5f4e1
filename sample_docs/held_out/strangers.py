"""Hosts, specialties and employers that stand in no stock: are names read without being known."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sample_docs.careers import Career, Host
from sample_docs.held_out.facts import Facts


def _host(en: str, kk: str, ru: Sequence[str], city: str, country: Sequence[Any]) -> Host:
    return Host(en, kk, (ru[0], ru[1], ru[2]), city, country[0], country[1], country[2], country[3])


_GERMANY = (
    "Germany",
    ("Германия", "Германияның", "Германияда"),
    ("Германия", "Германии", "Германии"),
    "EUR",
)
_BRITAIN = (
    "United Kingdom",
    ("Ұлыбритания", "Ұлыбританияның", "Ұлыбританияда"),
    ("Великобритания", "Великобритании", "Великобритании"),
    "GBP",
)
_KOREA = (
    "Republic of Korea",
    ("Корея Республикасы", "Корея Республикасының", "Корея Республикасында"),
    ("Республика Корея", "Республики Корея", "Республике Корея"),
    "KRW",
)
_FRANCE = (
    "France",
    ("Франция", "Францияның", "Францияда"),
    ("Франция", "Франции", "Франции"),
    "EUR",
)
_HOSTS = (
    _host(
        "Charlottenhof Institute for Marine Research",
        "Шарлоттенхоф теңіз зерттеулері институты",
        (
            "Институт морских исследований Шарлоттенхоф",
            "Института морских исследований Шарлоттенхоф",
            "Институте морских исследований Шарлоттенхоф",
        ),
        "Rostwalde",
        _GERMANY,
    ),
    _host(
        "St Aldwyn's Hospital NHS Foundation Trust",
        "Сент-Олдвин ауруханасы",
        ("Больница Сент-Олдвин", "Больницы Сент-Олдвин", "Больнице Сент-Олдвин"),
        "Aldwyn",
        _BRITAIN,
    ),
    _host(
        "Hanbit Medical Center",
        "Ханбит медициналық орталығы",
        (
            "Медицинский центр Ханбит",
            "Медицинского центра Ханбит",
            "Медицинском центре Ханбит",
        ),
        "Daeyang",
        _KOREA,
    ),
    _host(
        "Montclair Higher School of Agronomy",
        "Монклер жоғары агрономия мектебі",
        (
            "Высшая школа агрономии Монклер",
            "Высшей школы агрономии Монклер",
            "Высшей школе агрономии Монклер",
        ),
        "Montclair",
        _FRANCE,
    ),
    _host(
        "Rheintal Maschinenbau GmbH",
        "Rheintal Maschinenbau GmbH компаниясы",
        (
            "Компания Rheintal Maschinenbau GmbH",
            "Компании Rheintal Maschinenbau GmbH",
            "Компании Rheintal Maschinenbau GmbH",
        ),
        "Rheintal",
        _GERMANY,
    ),
)
_CAREERS = (
    Career(
        "medicine",
        "Paediatric Cardiac Surgery",
        "балалар кардиохирургиясы",
        ("детская кардиохирургия", "детской кардиохирургии"),
        "consultant surgeon",
        "дәрігер-кардиохирург",
        ("врач-кардиохирург", "врача-кардиохирурга"),
        "City Multidisciplinary Hospital No. 3",
        "«№ 3 көпбейінді қалалық аурухана» ШЖҚ КМК",
        "№ 3 көпбейінді қалалық ауруханасы",
        "КГП на ПХВ «Многопрофильная городская больница № 3»",
    ),
    Career(
        "teacher",
        "Inclusive Education",
        "инклюзивті білім беру",
        ("инклюзивное образование", "инклюзивного образования"),
        "teacher of physics",
        "физика пәнінің мұғалімі",
        ("учитель физики", "учителя физики"),
        "Lyceum School No. 57",
        "«№ 57 мектеп-лицей» КММ",
        "№ 57 мектеп-лицейі",
        "КГУ «Школа-лицей № 57»",
    ),
    Career(
        "engineering",
        "Railway Signalling and Telecommunications",
        "теміржол автоматикасы және байланысы",
        ("железнодорожная автоматика и связь", "железнодорожной автоматики и связи"),
        "deputy head of the signalling department",
        "сигнализация бөлімі басшысының орынбасары",
        (
            "заместитель начальника отдела сигнализации",
            "заместителя начальника отдела сигнализации",
        ),
        "Zholaushy Trans JSC",
        "«Жолаушы Транс» АҚ",
        "«Жолаушы Транс» қоғамы",
        "АО «Жолаушы Транс»",
    ),
    Career(
        "culture",
        "Conservation of Museum Textiles",
        "музей маталарын қалпына келтіру",
        ("реставрация музейного текстиля", "реставрации музейного текстиля"),
        "restorer of the first category",
        "бірінші санатты қалпына келтіруші",
        ("реставратор первой категории", "реставратора первой категории"),
        "Altyn Qor State Museum Reserve",
        "«Алтын Қор» мемлекеттік музей-қорығы РМҚК",
        "«Алтын Қор» музей-қорығы",
        "РГКП «Государственный музей-заповедник Алтын Кор»",
    ),
)


def elsewhere(f: Facts) -> Facts:
    """The same applicant with another host, specialty and employer; changes `f` and returns it."""
    rng = f.dossier.same("strangers")
    f.order = replace(
        f.order,
        dossier=replace(f.dossier, host=rng.choice(_HOSTS), career=rng.choice(_CAREERS)),
    )
    f.__post_init__()
    return f
