"""Unconditional invitation of the host organisation: who, what for, when, at what cost.

Recognised by wording of domain.md sections 6 and 19.
"""

from pipeline.model import Anchor, DocumentType

TYPE = DocumentType(
    "invitation",
    titles={
        "kk": "Шақыру хаты",
        "ru": "Приглашение принимающей организации",
        "en": "Invitation of the host organisation",
    },
    anchors=(
        Anchor("letter of invitation", 2.0, opens=True),
        Anchor("invitation letter", 2.0, opens=True),
        Anchor("letter of acceptance", 2.0, opens=True),
        Anchor("acceptance letter", 1.5, opens=True),
        Anchor("unconditional invitation", 2.0),
        Anchor("unconditional offer", 1.5),
        Anchor("to whom it may concern", 0.6),
        Anchor("we are pleased to invite", 1.8),
        Anchor("pleased to confirm", 0.8),
        Anchor("we hereby invite", 1.5),
        Anchor("invite you", 0.8),
        Anchor("internship", 0.5),
        Anchor("visiting researcher", 0.7),
        Anchor("host institution", 0.6),
        Anchor("dear mr", 0.4),
        Anchor("dear ms", 0.4),
        Anchor("dear dr", 0.3),
        Anchor("cost of the internship", 0.8),
        Anchor("programme fee", 0.5),
        Anchor("sincerely", 0.4),
        Anchor("yours faithfully", 0.4),
        Anchor("einladung", opens=True),
        Anchor("lettre d'invitation", 1.5, opens=True),
        Anchor("internship programme", -0.7),
        Anchor("training plan", -0.7),
        Anchor("calendar plan", -1.0),
        Anchor("approved by", -0.8),
        Anchor("certificate", -0.4),
        Anchor("test report", -2.0),
    ),
)
