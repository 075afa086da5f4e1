"""Employer's application to train a specialist with the job kept.

Title by Order 318, appendix 2 (domain.md section 12).
"""

from pipeline.model import Anchor, DocumentType

TYPE = DocumentType(
    "employer_application",
    titles={
        "kk": "Жұмыс берушінің өтінімі",
        "ru": "Заявка работодателя",
        "en": "Employer's application",
    },
    anchors=(
        Anchor("заявка работодателя", 2.5, opens=True),
        Anchor("на подготовку специалиста", 1.5, opens=True),
        Anchor("с условием сохранения места работы", 1.5),
        Anchor("с сохранением места работы", 1.2),
        Anchor("сохранения места работы"),
        Anchor("место работы сохраняется"),
        Anchor("жұмыс берушінің өтінімі", 2.5, opens=True),
        Anchor("маман даярлауға", 1.5, opens=True),
        Anchor("жұмыс орнын сақтау", 1.5),
        Anchor("жұмыс орны сақталады", 1.2),
        Anchor("жұмыс орнын сақтай отырып", 1.2),
        Anchor("центр международных программ", 0.4),
        Anchor("халықаралық бағдарламалар орталығы", 0.4),
        Anchor("исх", 0.2),
        Anchor("шығ", 0.2),
        Anchor("направляет", 0.3),
        Anchor("рекомендательное письмо", -1.5, opens=True),
        Anchor("ұсыныс хат", -1.5, opens=True),
        Anchor("мотивационное письмо", -1.5),
        Anchor("мотивациялық хат", -1.5),
    ),
)
