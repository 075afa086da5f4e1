"""Certificate of the state language: KAZTEST or Qazaq Resmi Test.

Blocks and regimes of domain.md section 9.
"""

from pipeline.model import Anchor, DocumentType

TYPE = DocumentType(
    "state_language_certificate",
    titles={
        "kk": "Мемлекеттік тіл сертификаты",
        "ru": "Сертификат по государственному языку",
        "en": "State-language certificate",
    },
    anchors=(
        Anchor("қазтест", 2.0),
        Anchor("казтест", 2.0),
        Anchor("kaztest", 1.5),
        Anchor("qazaq resmi test", 2.5, opens=True),
        Anchor("ұлттық тестілеу орталығы", 0.8),
        Anchor("национальный центр тестирования", 0.8),
        Anchor("қазақ тілін меңгеру деңгейі"),
        Anchor("уровень владения казахским языком"),
        Anchor("тыңдалым", 0.7),
        Anchor("аудирование", 0.6),
        Anchor("оқылым", 0.5),
        Anchor("жазылым", 0.5),
        Anchor("айтылым", 0.5),
        Anchor("говорение", 0.5),
        Anchor("лексика-грамматика", 0.6),
        Anchor("лексика грамматикалық", 0.6),
        Anchor("certificate.testcenter.kz", 0.8),
        Anchor("ұбт", -1.5),
        Anchor("ент", -0.8),
    ),
)
