"""Notarial inscription under a translation, in one of its two legal forms.

The notary certifies the translator's signature or the translation itself (domain.md section 7.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors._notarial_act import NotarialAct, Variant
from pipeline.model import Anchor, DocumentType, Field, Money, Page

TYPE = DocumentType(
    "notarial_inscription",
    titles={
        "kk": "Нотариаттық куәландыру жазбасы",
        "ru": "Нотариальная удостоверительная надпись",
        "en": "Notarial inscription",
    },
    anchors=(
        Anchor("свидетельствую подлинность подписи", 2.5),
        Anchor("свидетельствую верность перевода", 2.5),
        Anchor("подлинность подписи переводчика", 1.5),
        Anchor("зарегистрировано в реестре", 1.6),
        Anchor("нотариус города"),
        Anchor("государственной лицензии", 0.8),
        Anchor("личность подписавшего документ установлена"),
        Anchor("взыскано", 0.6),
        Anchor("прошито пронумеровано", 0.8),
        Anchor("қолының түпнұсқалығын куәландырамын", 2.5),
        Anchor("аударманың дұрыстығын куәландырамын", 2.5),
        Anchor("куәландырамын", 1.2),
        Anchor("тізілімде", 0.9),
        Anchor("қаласының нотариусы", 1.2),
        Anchor("мемлекеттік лицензия негізінде", 0.8),
        Anchor("өндіріп алынды", 0.6),
        Anchor("нотариус", 0.8),
        Anchor("удостоверительная надпись", 1.5),
        Anchor("удостоверительный лист", 1.5),
        Anchor("удостоверение перевода", 1.0),
        Anchor("верность перевода", 1.0),
        Anchor("подлинность подписи", 0.6),
        Anchor("куәландыру жазбасы", 1.5),
        Anchor("куәландыру парағы", 1.5),
        Anchor("лист удостоверения", 1.5),
        Anchor("куәландыру қолтаңбасы", 1.0),
        Anchor("аударманың дұрыстығы", 1.5),
        Anchor("правильность перевода", 1.0),
        Anchor("сделанной переводчиком", 1.0),
        Anchor("свидетельствую", 0.6),
        Anchor("по реестру", 0.6),
        Anchor("тізілім", 0.6),
        Anchor("лицензия", 0.4),
        Anchor("notary public", 1.0),
    ),
    shapes=(
        (r"(?i)свидетельству\w+\s(?:подлинност|верност|правильност)", 1.5),
        (r"(?i)(?:түпнұсқа|дұрыстығ)\w*\s+(?:\w+\s)?куәландыр", 1.5),
        (r"(?i)(?<!\w)нотариус\w*[^.]{0,120}лицензи", 1.2),
        (r"(?i)лицензи[^.]{0,120}(?<!\w)нотариус", 1.2),
        (r"(?i)(?:реестр\w*|тізілім\w*)\s(?:\w+\s){0,2}[№N]", 0.6),
    ),
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What the notary's inscription says; the fee is in tenge."""

    variant: Field[Variant]
    notary_name: Field[str]
    licence_number: Field[str]
    licence_date: Field[date]
    translator_name: Field[str]
    register_number: Field[str]
    inscription_date: Field[date]
    fee: Field[Money]


def extract(pages: Sequence[Page]) -> Fields:
    """Read the sentence of the notary; where there is none, the labels of a form."""
    pages = tuple(pages)
    act = NotarialAct(pages)
    licence = act.licence
    return Fields(
        variant=act.variant,
        notary_name=act.notary,
        licence_number=licence.number,
        licence_date=licence.day,
        translator_name=act.translator,
        register_number=act.register_number,
        inscription_date=act.written_on,
        fee=act.fee,
    )
