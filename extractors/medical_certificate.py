"""Medical certificate, form 072/у, for those who travel abroad.

Forms that look alike: 082/у, 075/у and the Russian sanatorium card (domain.md section 11).
"""

from pipeline.model import Anchor, DocumentType

TYPE = DocumentType(
    "medical_certificate",
    titles={
        "kk": "Медициналық анықтама",
        "ru": "Медицинская справка",
        "en": "Medical certificate",
    },
    anchors=(
        Anchor("072/у", 1.2),
        Anchor("082/у"),
        Anchor("075/у"),
        Anchor("медицинская справка", 2.0, opens=True),
        Anchor("медициналық анықтама", 2.0, opens=True),
        Anchor("выезжающего за границу", 1.5),
        Anchor("выезжающих за границу", 1.5),
        Anchor("шетелге шығушы", 1.5),
        Anchor("шетелге шығатын", 1.2),
        Anchor("санаторно-курортная карта", 2.0, opens=True),
        Anchor("терапевт", 0.5),
        Anchor("практически здоров"),
        Anchor("противопоказаний", 0.6),
        Anchor("дені сау"),
        Anchor("қарсы көрсетілімдер", 0.6),
        Anchor("флюорография", 0.6),
        Anchor("министерство здравоохранения", 0.5),
        Anchor("денсаулық сақтау министрлігі", 0.5),
        Anchor("дәрігер", 0.5),
        Anchor("врач", 0.4),
        Anchor("қр дсм", 0.4),
    ),
)
