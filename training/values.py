"""Made-up values as papers print them: dates, amounts, numbers, codes, names, addresses."""

import string
from collections.abc import Callable
from random import Random

from training import stock
from training.words import Split, word_list


def digits(rng: Random, count: int) -> str:
    return "".join(rng.choices(string.digits, k=count))


def date(rng: Random, language: str) -> str:
    """A date in one of the forms of domain.md section 2.3."""
    day, month, year = rng.randint(1, 31), rng.randrange(12), rng.randint(1950, 2039)
    if rng.random() < 0.45:
        mark = rng.choice(["", "", {"kk": " ж.", "ru": " г.", "en": ""}[language]])
        sign = rng.choice([".", ".", ".", "/", "-"])
        return f"{day:02}{sign}{month + 1:02}{sign}{year}{mark}"
    quoted = rng.choice([f"«{day:02}»", f"{day}", f'"{day:02}"', f"“{day}”"])
    if language == "kk":
        name = stock.words("months", "kk")[month]
        case = rng.choice(["", "", rng.choice(stock.words("months", "kk_case"))])
        return rng.choice([f"{year} жылғы {quoted} {name}{case}", f"{quoted} {name} {year} ж."])
    if language == "ru":
        plain = f"{stock.words('months', 'ru_plain')[month]} {year}"
        full = f"{quoted} {stock.words('months', 'ru')[month]} {year} {rng.choice(['года', 'г.'])}"
        return rng.choice([full, full, plain])
    name = rng.choice([stock.words("months", "en")[month]] * 3 + ["JAN", "MAR", "Oct", "Dec"])
    return rng.choice([f"{day} {name} {year}", f"{name} {day}, {year}", f"{day:02}/{name}/{year}"])


def amount(rng: Random, language: str) -> str:
    """Money with its currency, grouped in one of the usual ways."""
    value = rng.choice([rng.randint(10, 999), rng.randint(1000, 99999), rng.randint(10**5, 10**8)])
    group = rng.choice([" ", " ", ",", ""])
    cents = rng.choice(["", "", ",00", ".00", f".{rng.randint(0, 99):02}"])
    if group == "," and cents.startswith(","):
        cents = ".00"
    number = f"{value:,}".replace(",", group) + cents
    words = {"kk": ["теңге", "тг."], "ru": ["тенге", "тг.", "евро"], "en": ["EUR", "USD", "GBP"]}
    after = rng.choice([*words[language], "₸", "€", "EUR", "USD", "KZT", ""])
    if rng.random() < 0.2:
        return rng.choice(["$", "€", "£", "USD ", "EUR "]) + number
    return f"{number} {after}".strip()


def code(rng: Random, _: str) -> str:
    """Numbers of papers and programmes: IIN, BIN, passport, 6B06106, 072/у, telephones, grades."""
    letters = "".join(rng.choices(string.ascii_uppercase, k=rng.randint(1, 3)))
    return rng.choice(
        [
            digits(rng, 12),
            digits(rng, 12),
            f"N{digits(rng, 8)}",
            digits(rng, rng.randint(1, 10)),
            f"{rng.choice('67')}{rng.choice('BM')}{digits(rng, 5)}",
            f"5В{digits(rng, 6)}",
            f"{rng.choice(['072', '082', '075'])}/у",
            f"№ {digits(rng, rng.randint(1, 6))}",
            f"№{digits(rng, rng.randint(1, 4))}-{rng.choice(['ө', 'п', 'к', 'л', 'НҚ'])}",
            f"{letters}{digits(rng, rng.randint(3, 7))}",
            f"{letters}-{digits(rng, 4)}/{digits(rng, 2)}",
            f"+7 ({digits(rng, 3)}) {digits(rng, 3)}-{digits(rng, 2)}-{digits(rng, 2)}",
            f"8 7{digits(rng, 2)} {digits(rng, 3)} {digits(rng, 2)} {digits(rng, 2)}",
            f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}",
            f"{rng.randint(0, 100)},{digits(rng, 1)}%",
            f"{rng.randint(0, 9)}.{rng.choice('05')}",
            f"{rng.choice('ABC')}{rng.choice('12')}",
            f"{digits(rng, 2)}.{digits(rng, 4)}",
            f"{rng.randint(1, 60)} из {rng.randint(60, 100)}",
            f"{rng.randint(1, 9)}.{rng.randint(1, 20)}.",
        ]
    )


def name(rng: Random, language: str, split: Split) -> str:
    """A person's name in one of the orders and spellings of domain.md section 2.1."""
    key = {"kk": "kk", "ru": "ru", "en": "latin"}[language]
    surname = rng.choice(stock.words("names", f"{key}_surnames", split))
    given = rng.choice(stock.words("names", f"{key}_given", split))
    if language != "en" and rng.random() < 0.4 and surname.endswith(("в", "н")):
        surname += "а"
    second = rng.choice(stock.words("names", f"{key}_given", split))
    ending = {"kk": ("ұлы", "қызы", "ович", "овна"), "ru": ("улы", "кызы", "ович", "евна")}
    patronymic = second + rng.choice(ending[language]) if language != "en" else ""
    title = rng.choice(["", "", "Mr. ", "Ms. ", "Dr. ", "Prof. "]) if language == "en" else ""
    shapes = [
        f"{title}{given} {surname}",
        f"{surname} {given} {patronymic}".strip(),
        f"{surname} {given[0]}.{second[0]}.",
        f"{given[0]}. {surname}",
        f"{surname.upper()} {given.upper()}",
        surname.upper(),
        given.upper(),
        (patronymic or surname).upper(),
    ]
    return rng.choice(shapes)


def address(rng: Random, language: str, split: Split) -> str:
    """A place, a street address, an e-mail or a web address."""
    lists = word_list("en", split)
    if rng.random() < 0.4:
        left = f"{lists.draw(rng)}{rng.choice(['.', '_', '', '-'])}{lists.draw(rng)}".lower()
        host = (
            f"{lists.draw(rng).lower()}.{rng.choice(['kz', 'com', 'edu.kz', 'org', 'ac.uk', 'de'])}"
        )
        plain = "".join(c for c in f"{left}@{host}" if c.isascii() and c != "'")
        return rng.choice([plain, "www." + plain.split("@")[1], "https://" + plain.split("@")[1]])
    place = rng.choice(stock.words("places", language))
    word = word_list(language, split).draw(rng).capitalize()
    house = rng.randint(1, 250)
    return {
        "kk": rng.choice([f"{place} қ., {word} көшесі, {house}-үй", f"{place} қаласы"]),
        "ru": rng.choice(
            [f"г. {place}, ул. {word}, д. {house}", f"г. {place}, {word} {house}/{house % 9}"]
        ),
        "en": rng.choice([f"{house} {word} Street, {place}", f"{place}, {digits(rng, 5)}"]),
    }[language]


def quoted(rng: Random, language: str, split: Split) -> str:
    """An organisation with its legal form."""
    words = word_list(language, split)
    inner = " ".join(words.draw(rng).capitalize() for _ in range(rng.randint(1, 3)))
    marks = rng.choice(["«»", "«»", '""', "“”", "„“"])
    form = {
        "kk": ["ЖШС", "АҚ", "РМК", "КеАҚ", "ШЖҚ РМК"],
        "ru": ["ТОО", "АО", "РГП", "НАО", "РГП на ПХВ", "ИП"],
        "en": ["LLP", "Ltd.", "GmbH", "University", "Institute"],
    }[language]
    if language == "ru":
        return f"{rng.choice(form)} {marks[0]}{inner}{marks[1]}"
    return f"{marks[0]}{inner}{marks[1]} {rng.choice(form)}"


def scrambled(rng: Random, language: str) -> str:
    """Letters in no order, so that reading does not lean on knowing the language."""
    from training.alphabet import ABROAD, KAZAKH, RUSSIAN

    letters = {
        "kk": KAZAKH * 3 + RUSSIAN,
        "ru": RUSSIAN,
        "en": string.ascii_letters * 3 + ABROAD,
    }[language]
    case: Callable[[str], str] = rng.choice([str.upper, str.upper, str.lower, str.capitalize])
    word = case("".join(rng.choices(letters, k=rng.randint(2, 9))))
    return word + rng.choice(
        ["", "", "", ",", "!", ";", "?", ":", f"/{digits(rng, 2)}", f"-{digits(rng, 1)}"]
    )


def machine_readable(rng: Random) -> str:
    """Something like a line of a machine-readable zone."""
    letters = "".join(rng.choices(string.ascii_uppercase + string.digits, k=rng.randint(6, 18)))
    return (letters + "<" * rng.randint(1, 3) + digits(rng, rng.randint(1, 12)) + "<<<")[:34]
