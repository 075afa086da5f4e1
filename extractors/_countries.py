"""Names of countries where interns go, in the languages of their papers.

Only for finding which country a letter names; the value is the country as printed.
"""

import re
from functools import lru_cache

_NAMES = (
    "Germany|Deutschland|Allemagne|Германия|Германии|Almanya|Federal Republic of Germany|ФРГ",
    "France|Frankreich|Франция|Франции|Fransa",
    "United Kingdom|Great Britain|Великобритания|Великобритании|Соединенное Королевство|Ұлыбритания"
    "|Royaume-Uni|Vereinigtes Königreich|Großbritannien|England|Scotland|Wales|Birleşik Krallık|UK",
    "United States of America|United States|США|Соединенные Штаты Америки|АҚШ"
    "|Америка Құрама Штаттары"
    "|États-Unis|Vereinigte Staaten|USA|Amerika Birleşik Devletleri|ABD",
    "Canada|Kanada|Канада|Канады|Канаде",
    "Republic of Korea|South Korea|Korea|Республика Корея|Республики Корея|Южная Корея|Корея"
    "|Корея Республикасы|Оңтүстік Корея|République de Corée|Corée du Sud|Südkorea|Güney Kore",
    "Japan|Japon|Япония|Японии|Жапония|Japonya",
    "People's Republic of China|China|Китай|КНР|Қытай|Chine|Çin|Hong Kong|Гонконг",
    "Singapore|Singapour|Singapur|Сингапур",
    "Netherlands|The Netherlands|Нидерланды|Нидерландов|Нидерланд|Pays-Bas|Niederlande|Hollanda",
    "Sweden|Suède|Schweden|Швеция|Швеции|İsveç",
    "Finland|Finlande|Finnland|Финляндия|Финляндии|Finlandiya",
    "Norway|Norvège|Norwegen|Норвегия|Норвегии|Norveç",
    "Denmark|Danemark|Dänemark|Дания|Дании|Danimarka",
    "Italy|Italie|Italien|Италия|Италии|İtalya|Italia",
    "Spain|Espagne|Spanien|Испания|Испании|İspanya|España",
    "Portugal|Португалия|Португалии|Portekiz",
    "Switzerland|Suisse|Schweiz|Швейцария|Швейцарии|İsviçre",
    "Austria|Autriche|Österreich|Австрия|Австрии|Avusturya",
    "Belgium|Belgique|Belgien|Бельгия|Бельгии|Belçika",
    "Poland|Pologne|Polen|Польша|Польши|Polonya",
    "Czech Republic|Czechia|Чехия|Чехии|Tschechien|Çekya|République tchèque",
    "Hungary|Венгрия|Венгрии|Мажарстан|Ungarn|Hongrie|Macaristan",
    "Slovakia|Словакия|Slovenia|Словения|Croatia|Хорватия|Serbia|Сербия|Greece|Греция|Грекия",
    "Romania|Румыния|Bulgaria|Болгария|Estonia|Эстония|Latvia|Латвия|Lithuania|Литва",
    "Ireland|Ирландия|Ирландии|Irland|Irlande|İrlanda|Iceland|Исландия",
    "Turkey|Türkiye|Republic of Türkiye|Турция|Турции|Түркия|Turquie|Türkei",
    "Israel|Израиль|Израиля|Israël|İsrail",
    "Australia|Австралия|Австралии|Australie|Australien|Avustralya",
    "New Zealand|Новая Зеландия|Жаңа Зеландия|Nouvelle-Zélande|Neuseeland",
    "Malaysia|Малайзия|Малайзии|Malaisie|Malezya",
    "India|Индия|Индии|Үндістан|Indien|Inde",
    "Russian Federation|Russia|Россия|России|Российская Федерация|Ресей|Russland|Russie",
    "United Arab Emirates|UAE|ОАЭ|БАӘ|Объединенные Арабские Эмираты|Біріккен Араб Әмірліктері",
    "Belarus|Беларусь|Uzbekistan|Узбекистан|Georgia|Грузия|Azerbaijan|Азербайджан|Qatar|Катар",
    "Thailand|Таиланд|Taiwan|Тайвань|Saudi Arabia|Саудовская Аравия|Luxembourg|Люксембург",
)


@lru_cache(maxsize=1)
def country() -> re.Pattern[str]:
    """A name of a country other than Kazakhstan, standing as words of its own."""
    names = sorted((name for row in _NAMES for name in row.split("|")), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")
