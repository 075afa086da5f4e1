"""What the conclusion of a medical certificate says: fit, unfit, or neither.

Words that deny a contraindication speak for a person, the same words without denial against
(domain.md section 11).
"""

import re
from typing import Literal

from extractors._wording import Wording
from pipeline.text.normalise import fold

DENIED = (
    r"(?:не|нет|без|отсутств\w*)\s(?:\w+\s){0,3}?(?:противо\W?показ\w*|нарушений здоровья)",
    r"противо\W?показ\w*(?:\s\w+){0,6}?\s(?:нет|не|отсутств\w*)(?=\s|$)",
    r"карс[ыи]\sкорсет[иы]\w*(?:\s\w+){0,4}?\s(?:жок|\w*мад[ыи]|\w*меди)",
    r"no\s(?:\w+\s){0,2}?contra\s?indications?",
    r"contra\s?indications?\s(?:\w+\s){0,3}?(?:none|absent|not)",
)
AGAINST = (
    *(
        "не годен",
        "не годна",
        "не годн*",
        "негодн*",
        "негоден",
        "негодна",
        "не может выезжать",
        "не может выехать",
    ),
    *("не рекомендуется", "не рекомендован*", "не разрешен*", "не разрешается", "не допускается"),
    *("не здоров", "нездоров", "жарамсыз", "жарамайды", "болмайды", "рұқсат етілмейді"),
    *("ұсынылмайды", "тыйым салын*", "unfit", "not fit", "contraindicated", "не пригоден"),
    *("жарамды емес", "непригоден", "непригодна", "сау емес", "не выдается"),
)
CONTRAINDICATED = (
    re.compile(r"противо\W?показ\w+"),
    re.compile(r"карс[ыи]\sкорсет\w+"),
)
STRONG = (
    *(
        "практически здоров*",
        "здоров",
        "здорова",
        "соматически здоров*",
        "годен",
        "годна",
        "годным",
        "годной",
    ),
    *("может выезжать", "может выехать", "может быть направлен*", "дені сау", "сау", "жарамды"),
    *("шығуға болады", "шыға алады", "баруға болады", "рұқсат етіледі", "fit", "healthy"),
    *("выезд разрешен", "разрешен выезд", "разрешается", "пригоден", "пригодна", "допускается"),
)
RESORT = ("санатор*", "курорт*")


def verdict(text: str) -> Literal["fit", "unfit"] | None:
    """`unfit` where anything speaks against, `fit` where something speaks for it.

    A card that sends to a sanatorium and knows no contraindication says neither.
    """
    folded = fold(text)
    denied = 0
    for pattern in DENIED:
        folded, count = re.subn(pattern, " ", folded)
        denied += count
    rest = Wording(folded)
    if rest.first(AGAINST) or any(pattern.search(folded) for pattern in CONTRAINDICATED):
        return "unfit"
    if rest.first(STRONG):
        return "fit"
    return "fit" if denied and not rest.first(RESORT) else None
