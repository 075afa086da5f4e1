"""What electronic papers of Kazakhstan carry: legal footer, QR squares, table of signatures.

Wordings: domain.md section 18.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from markupsafe import Markup

from sample_docs import codes

_FOOTERS = {
    "kaz": (
        "Осы құжат «Электрондық құжат және электрондық цифрлық қолтаңба туралы» Қазақстан "
        "Республикасының 2003 жылғы 7 қаңтардағы N 370-II Заңы 7 бабының 1 тармағына сәйкес "
        "қағаз тасығыштағы құжатпен бірдей.",
        "Осы құжат «Электрондық құжат және электрондық цифрлық қолтаңба туралы» 2003 жылғы "
        "7 қаңтардағы № 370-II ҚРЗ 1 бабына сәйкес қағаз жеткізгіштегі құжатпен бірдей.",
    ),
    "rus": (
        "Данный документ согласно пункту 1 статьи 7 ЗРК от 7 января 2003 года N370-II «Об "
        "электронном документе и электронной цифровой подписи» равнозначен документу на бумажном "
        "носителе.",
        "Данный документ согласно пункту 1 статьи 7 Закона Республики Казахстан от 7 января 2003 "
        "года «Об электронном документе и электронной цифровой подписи» равнозначен документу на "
        "бумажном носителе.",
    ),
}
GENERATED = {
    "kaz": "Құжат электрондық үкімет порталымен құрылған",
    "rus": "Документ сформирован порталом электронного правительства",
}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True)
class Sealed:
    """The foot of an electronic paper: footers, squares, and (number, owner, value, time) rows."""

    number: str
    footers: tuple[str, ...]
    squares: tuple[Markup, ...]
    signatures: tuple[tuple[int, str, str, str], ...]


def unique_number(rng: Random) -> str:
    """The number under which a service keeps the paper."""
    return f"{rng.randrange(10**5, 10**6)}{rng.randrange(10**7, 10**8)}"


def sealed(
    rng: Random, owners: tuple[str, ...], day: date, *, squares: int = 1, host: str = "egov.kz"
) -> Sealed:
    """What stands at the foot of a paper signed by the owners on a day."""
    number = unique_number(rng)
    which = rng.randrange(2)
    content = [
        f"https://{host}/check?n={number}" + (f"&p={part}" if squares > 1 else "")
        if squares == 1
        else f"{number}:{part}:" + "".join(rng.choices(_LETTERS, k=90))
        for part in range(1, squares + 1)
    ]
    rows = []
    for place, owner in enumerate(owners, 1):
        masked = "MII" + "".join(rng.choices(_LETTERS, k=5)) + "****"
        moment = f"{rng.randint(9, 17):02d}:{rng.randint(0, 59):02d}"
        rows.append((place, owner, masked, f"{day:%d.%m.%Y} в {moment}"))
    return Sealed(
        number,
        (_FOOTERS["kaz"][which], _FOOTERS["rus"][which]),
        tuple(codes.qr(text, "width:100%;height:100%") for text in content),
        tuple(rows),
    )
