"""Translation of a foreign paper into Kazakh or Russian.

The translator's line and the notary's page stand behind it (domain.md section 7).
"""

from pipeline.model import Anchor, DocumentType

TYPE = DocumentType(
    "translation",
    titles={
        "kk": "Аударма",
        "ru": "Перевод документа",
        "en": "Translation of a document",
    },
    anchors=(
        Anchor("перевод с английского языка на русский язык", 2.5),
        Anchor("перевод с английского языка на казахский язык", 2.5),
        Anchor("перевод с немецкого языка", 2.0),
        Anchor("перевод с французского языка", 2.0),
        Anchor("перевод с английского", 1.6),
        Anchor("перевод выполнен", 1.2),
        Anchor("перевел переводчик", 1.2),
        Anchor("перевод документа", opens=True),
        Anchor("ағылшын тілінен қазақ тіліне аударма", 2.5),
        Anchor("ағылшын тілінен орыс тіліне", 2.0),
        Anchor("ағылшын тілінен", 1.2),
        Anchor("неміс тілінен", 1.2),
        Anchor("аударған", 0.6),
        Anchor("аудармашы", 0.6),
        Anchor("переводчик", 0.5),
        Anchor("письмо приглашение", 0.9, opens=True),
        Anchor("приглашение на стажировку", 0.9, opens=True),
        Anchor("безусловное приглашение", 0.9),
        Anchor("шақыру хаты", 0.9, opens=True),
        Anchor("сөзсіз шақыру", 0.8),
        Anchor("шартсыз шақыру", 0.8),
        Anchor("кого это касается", 0.6),
        Anchor("тем кого это касается", 0.6),
        Anchor("с уважением", 0.2),
        Anchor("свидетельствую подлинность", -2.0),
        Anchor("зарегистрировано в реестре", -1.5),
        Anchor("тізілімде", -1.0),
        Anchor("куәландырамын", -1.5),
    ),
)
