"""Translation of a foreign paper into Kazakh or Russian.

The translator's line and the notary's page stand behind it (domain.md section 7).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors._blocks import prose
from extractors._form_rows import FormRows
from extractors._invited import applicant
from extractors._ledger import Ledger
from extractors._people import names_in
from extractors._programme_labels import LABELS
from extractors._reading import first_found, missing
from extractors._running_text import RunningText
from extractors._translated import SourceType, languages, source_type, translator
from pipeline.model import Anchor, DocumentType, Field, Page

TYPE = DocumentType(
    "translation",
    titles={
        "kk": "Аударма",
        "ru": "Перевод документа",
        "en": "Translation of a document",
    },
    anchors=(
        Anchor("трудовая книжка", -4.0),
        Anchor("еңбек кітапшасы", -4.0),
        Anchor("сведения о работе", -4.0),
        Anchor("приеме на работу", -3.0),
        Anchor("переведен на должность", -3.0),
        Anchor("переведена на должность", -3.0),
        Anchor("лауазымына ауыстырылды", -2.0),
        Anchor("переведенного текста", 2.0),
        Anchor("исполнитель перевода", 3.0),
        Anchor("достоверность перевода", 2.0),
        Anchor("полноту перевода", 2.0),
        Anchor("с оригинала", 0.6),
        Anchor("аударылған мәтін", 2.5),
        Anchor("аударманы орындаған", 3.0),
        Anchor("аударманы жасаған", 3.0),
        Anchor("аударылды", 1.5),
        Anchor("түпнұсқадан", 0.6),
        Anchor("перевод с английского", 3.0),
        Anchor("перевод с немецкого", 3.0),
        Anchor("перевод с французского", 3.0),
        Anchor("перевод с турецкого", 3.0),
        Anchor("перевод выполнен", 2.0),
        Anchor("перевод выполнил", 2.0),
        Anchor("выполнил переводчик", 1.5),
        Anchor("перевел переводчик", 1.5),
        Anchor("перевод документа", 1.5),
        Anchor("бюро переводов", 1.5),
        Anchor("аударма бюросы", 1.5),
        Anchor("дата перевода", 1.0),
        Anchor("аударылған күні", 1.0),
        Anchor("тілінен қазақ тіліне аударма", 3.0),
        Anchor("тілінен орыс тіліне аударма", 3.0),
        Anchor("аударма ағылшын тілінен", 3.0),
        Anchor("тіліне аударған", 2.5),
        Anchor("тілінен қазақ тіліне", 1.5),
        Anchor("тілінен орыс тіліне", 1.5),
        Anchor("аударған аудармашы", 1.5),
        Anchor("аудармашы", 0.9),
        Anchor("переводчик", 0.9),
        Anchor("перевод", 0.3),
        Anchor("письмо приглашение", 0.4, opens=True),
        Anchor("шақыру хаты", 0.4, opens=True),
        Anchor("свидетельствую подлинность", -6.0),
        Anchor("свидетельствую верность", -6.0),
        Anchor("верность перевода", -4.0),
        Anchor("подлинность подписи", -5.0),
        Anchor("аударманың дұрыстығын", -6.0),
        Anchor("қолының түпнұсқалығын", -6.0),
        Anchor("зарегистрировано в реестре", -4.0),
        Anchor("болып тіркелді", -4.0),
        Anchor("куәландырамын", -4.0),
        Anchor("нотариус", -2.0),
    ),
    shapes=(
        # The translator's heading or line decides against the words of the original.
        (r"(?i)перевод\W{0,3}(?:документа\s)?\s*с\s\w+(?:\sязыка)?\sна\s", 5.0),
        (r"(?i)т[іi]л[іi]нен\s\w+\sт[іi]л[іi]не", 4.0),
        (r"(?im)^\W*(?:переводчик|аудармашы)\W", 3.5),
        (r"(?i)(?<!\w)(?:переведено\W|перевел[аи]?\W{0,3}\s|перевод\w*\sвыполн)", 4.0),
        (r"(?i)(?<!\w)аудар(?:ылған|ған|ылды)(?!\w)", 2.5),
        (r"(?i)перевод(?:чик\w?)?\s?[:–—-]\s?\w+\s\w+", 2.0),
        (r"(?i)\[(?:подпись|қолы|круглая печать|дөңгелек мөр|логотип)\]", 1.5),
    ),
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a translation says of itself and of the applicant."""

    source_type: Field[SourceType]
    source_language: Field[str]
    target_language: Field[str]
    applicant_name: Field[str]
    translator_name: Field[str]


def extract(pages: Sequence[Page]) -> Fields:
    """Read the translator's heading and line; the applicant as the original names them."""
    pages = tuple(pages)
    running = RunningText([prose(page) for page in pages])
    kind = source_type(running)
    source, target = languages(running)
    rows = FormRows(pages, LABELS)
    ledger = Ledger(pages)
    labelled = first_found(rows.read("intern", one_person), ledger.read("person", one_person))
    invited = applicant(running)
    first = (labelled, invited) if kind.value != "invitation" else (invited, labelled)
    return Fields(
        source_type=kind,
        source_language=source,
        target_language=target,
        applicant_name=first_found(*first) if kind.value else missing(pages),
        translator_name=first_found(ledger.read("translator", one_person), translator(pages)),
    )


def one_person(text: str) -> str | None:
    """The only name of a cell."""
    names = names_in(text)
    return names[0].text if len(names) == 1 else None
