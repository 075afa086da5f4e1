"""From a born-digital PDF to what people send: scans and photographs, with the geometry kept."""

from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from sample_docs.printing import Printed

PageTruth = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Delivered:
    """Files of one document and, page by page, where they lie and how they were treated."""

    files: tuple[tuple[str, bytes], ...]
    pages: tuple[PageTruth, ...]


_STEMS = {
    "identity_card": ("udostoverenie", "жеке куәлік", "ud_lichnosti", "ID card"),
    "passport": ("passport", "паспорт", "pasport_skan"),
    "diploma": ("diplom", "диплом", "Diploma"),
    "diploma_appendix": ("prilozhenie", "транскрипт", "diplom_prilozhenie", "қосымша"),
    "recognition_certificate": ("udostoverenie o priznanii", "нострификация", "тану куәлігі"),
    "foreign_language_certificate": ("IELTS", "certificate", "сертификат англ", "toefl"),
    "state_language_certificate": ("KAZTEST", "казтест", "қазтест сертификат"),
    "invitation": ("invitation letter", "приглашение", "шақыру хат", "priglashenie"),
    "translation": ("перевод", "аударма", "perevod"),
    "notarial_inscription": ("нотариус", "perevod notarius", "нотариалды аударма"),
    "internship_programme": ("программа стажировки", "бағдарлама", "programma", "training plan"),
    "employer_application": ("заявка", "өтінім", "zayavka", "zayavka rabotodatelya"),
    "medical_certificate": ("справка 072", "медсправка", "анықтама 072", "med spravka"),
    "employment_record": ("трудовая", "справка с работы", "еңбек шарты", "trudovaya"),
    "pension_extract": ("ОПВ", "выписка ЕНПФ", "зейнетақы", "pension", "P601"),
    "unknown": ("документ", "прочее", "құжат", "doc"),
    "motivation_letter": ("мотивационное письмо", "motivation", "хат", "esse"),
}


def file_stem(type_id: str, level: str, seed: int) -> str:
    """A file name as people give it: the document's name, or the device's number."""
    rng = Random(f"{type_id}/{seed}/{level}/name")
    number = rng.randrange(1, 9999)
    if level == "photo":
        return f"IMG_{20260100 + rng.randrange(1, 28)}_{rng.randrange(80000, 220000):06d}"
    if rng.random() < 0.4:
        return f"scan{number:04d}"
    return rng.choice(_STEMS.get(type_id, (type_id,)))


def deliver(
    printed: Printed,
    *,
    level: str,
    seed: str,
    container: str | None,
    rotation: int | None,
    name: str,
) -> Delivered:
    """The document as files of a quality level."""
    if level == "digital":
        return _as_printed(printed, f"{name}.pdf")
    from sample_docs import containers, photographing, scanning

    device = {
        "scan": scanning.office,
        "poor": scanning.tired,
        "photo": photographing.phone,
    }[level]
    rng = np.random.default_rng(list(seed.encode()))
    chosen = container or containers.usual(level, rng)
    quality = int(rng.integers(74, 88))
    treated = [device(printed.pdf, number, rng, rotation) for number in range(len(printed.sizes))]
    files, places = containers.pack(treated, chosen, name, quality)
    pages = tuple(
        {"file": file_name, "page": page_number, **page.truth, "text": text}
        for page, text, (file_name, page_number) in zip(treated, printed.text, places, strict=True)
    )
    return Delivered(files, pages)


def _as_printed(printed: Printed, file_name: str) -> Delivered:
    pages = tuple(
        {"file": file_name, "page": number, "rotation": 0, "skew": 0.0, "text": text}
        for number, text in enumerate(printed.text, 1)
    )
    return Delivered(((file_name, printed.pdf),), pages)
