"""Passport of a citizen of Kazakhstan: the data page with its zone (TD3).

Labels in Kazakh and English above their values; names in two lines, Cyrillic and Latin. The
spelling of the Latin name cannot be computed, only read. Layout: domain.md section 5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors import _values as values
from extractors._digital_passport import DigitalPassport
from extractors._paper_days import Days, settled
from extractors._reading import Form, first_found, missing, search, with_confidence
from extractors._twin_names import spelled, twin_latin
from extractors._zone import Zone
from pipeline.model import Anchor, Content, DocumentType, Field, Page
from pipeline.text.transliterate import canonical_latin, same_in_latin

TYPE = DocumentType(
    "passport",
    titles={"kk": "Паспорт", "ru": "Паспорт", "en": "Passport"},
    anchors=(
        Anchor("p<kaz", 3.0),
        Anchor("паспорт passport", 1.5),
        Anchor("passport", 0.7),
        Anchor("паспорт", 0.5),
        Anchor("тегі surname", 1.2),
        Anchor("аты given names", 1.2),
        Anchor("given names", 0.7),
        Anchor("азаматтығы nationality", 0.8),
        Anchor("туған күні date of birth", 0.8),
        Anchor("date of expiry", 0.6),
        Anchor("date of issue", 0.3),
        Anchor("code of state", 0.8),
        Anchor("place of birth", 0.4),
        Anchor("ministry of internal affairs", 0.6),
        Anchor("test report form", -2.0),
        Anchor("ielts", -2.0),
        Anchor("toefl", -2.0),
        Anchor("invitation", -1.5),
        Anchor("dear", -1.0),
        Anchor("certificate", -1.0),
    ),
    # The data page without its captions (domain.md section 5.2).
    shapes=((r"^P\s+KAZ\s+N ?\d{8}$", 2.0),),
    content=Content(
        (
            ("passport", "паспорт"),
            ("surname", "тегі", "фамилия"),
            ("given name*", "аты", "имя"),
            ("nationality", "азаматтығы", "гражданство"),
            ("date of birth", "туған күні", "дата рождения"),
            ("iin", "жсн", "иин"),
            ("place of birth", "туған жері", "место рождения"),
            ("date of issue", "берілген күні", "дата выдачи"),
            ("date of expiry", "қолданылу мерзімі", "срок действия", "жарамды*"),
            ("authority", "берген орган", "орган выдачи"),
            ("code of state", "мемлекет коды", "код государства", "kaz"),
            ("ministry of internal affairs", "ішкі істер министрлігі"),
        ),
        least=7,
        most_words=140,
    ),
    mrz_format="TD3",
    most_pages=3,
)

LABELS = {
    "type": ("Түрі / Type", "Type", "Түрі"),
    "state": ("Code of state", "Мемлекет коды", "Мемлекет коды / Code of state"),
    "number": ("Passport No", "Паспорт №", "Паспорт № / Passport No", "Passport No."),
    "surname": ("Surname", "Тегі", "Тегі / Surname"),
    "given_names": ("Given names", "Аты", "Аты / Given names"),
    "nationality": ("Nationality", "Азаматтығы", "Азаматтығы / Nationality"),
    "birth_date": ("Date of birth", "Туған күні", "Туған күні / Date of birth"),
    "iin": ("ЖСН", "IIN", "ЖСН / IIN", "ЖСН/ИИН", "ИИН", "Personal No"),
    "sex": ("Sex", "Жынысы", "Жынысы / Sex"),
    "birth_place": ("Place of birth", "Туған жері", "Туған жері / Place of birth"),
    "issue_date": ("Date of issue", "Берілген күні", "Берілген күні / Date of issue"),
    "expiry_date": (
        "Date of expiry",
        "Қолданылу мерзімі",
        "Қолданылу мерзімі / Date of expiry",
        "Жарамдылық мерзімі",
    ),
    "authority": ("Authority", "Берген орган", "Берген орган / Authority"),
    "signature": ("Holder's signature", "Иесінің қолы", "Иесінің қолы / Holder's signature"),
}
DOUBTFUL = 0.4
"""Confidence of a name that print itself contradicts."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What the data page says; `surname` and `given_names` are the Latin ones."""

    number: Field[str]
    surname: Field[str]
    given_names: Field[str]
    surname_cyrillic: Field[str]
    given_names_cyrillic: Field[str]
    nationality: Field[str]
    birth_date: Field[date]
    birth_place: Field[str]
    sex: Field[values.Sex]
    iin: Field[str]
    issue_date: Field[date]
    expiry_date: Field[date]
    authority: Field[str]
    mrz: Field[tuple[str, ...]]


def extract(pages: Sequence[Page]) -> Fields:
    """Read the data page; the zone confirms print, and replaces what is unread."""
    pages = tuple(pages)
    form = Form(pages, LABELS)
    zone = Zone(pages, "TD3")
    bare = DigitalPassport(pages)
    parsed = zone.parsed
    zone_iin = values.iin_number(parsed.optional[:12]) if parsed else None
    surname, given_names = (
        first_found(_latin(form, name, zone, in_zone), twin_latin(pages, place))
        for place, (name, in_zone) in enumerate(
            (
                ("surname", parsed.surname if parsed else None),
                ("given_names", parsed.given_names if parsed else None),
            )
        )
    )
    dates = {
        name: first_found(form.read(name, values.day), bare.date(place))
        for place, name in enumerate(("birth_date", "issue_date", "expiry_date"))
    }
    days = settled(
        pages,
        Days(
            zone.confirm(dates["birth_date"], parsed.birth_date if parsed else None),
            dates["issue_date"],
            zone.confirm(dates["expiry_date"], parsed.expiry_date if parsed else None),
        ),
    )
    return Fields(
        number=zone.confirm(
            first_found(
                form.read("number", values.passport_number),
                search(pages, values.passport_number, longest=2),
            ),
            parsed.number if parsed else None,
        ),
        surname=surname,
        given_names=given_names,
        surname_cyrillic=_cyrillic(form, "surname", surname, bare),
        given_names_cyrillic=_cyrillic(form, "given_names", given_names, bare),
        nationality=first_found(
            form.unless_cut(form.read("nationality", values.region)), bare.nationality
        ),
        birth_date=days.birth,
        birth_place=first_found(
            form.unless_cut(form.read("birth_place", values.region)), bare.birth_place
        ),
        sex=zone.confirm(form.read("sex", values.sex), zone.sex),
        iin=zone.confirm(
            first_found(form.read("iin", values.iin_number), search(pages, values.valid_iin)),
            zone_iin,
        ),
        issue_date=days.issue,
        expiry_date=days.expiry,
        authority=first_found(
            form.unless_cut(form.read("authority", values.authority)), bare.authority
        ),
        mrz=zone.lines(missing(pages)),
    )


def _latin(form: Form, name: str, zone: Zone, in_zone: str | None) -> Field[str]:
    """The Latin line of a name: the printed candidate that the zone confirms, if any does."""
    candidates = list(form.candidates(name, values.latin_name, directions="right below"))
    if in_zone:
        for candidate in candidates:
            if candidate.value and same_latin(candidate.value, in_zone):
                return zone.confirm(candidate, in_zone, same_latin)
    printed = candidates[0] if candidates else missing(form.pages)
    if printed.value and in_zone and zone.read and zone.read.valid and printed.confidence < 0.6:
        printed = missing(form.pages)
    return zone.confirm(printed, in_zone, same_latin)


def _cyrillic(form: Form, name: str, latin: Field[str], bare: DigitalPassport) -> Field[str]:
    """The Cyrillic line of a name: the candidate that its Latin line spells.

    One that it does not spell may be a caption; it is kept as too doubtful to decide anything.
    """
    candidates = list(form.candidates(name, values.cyrillic_name))
    anywhere = spelled(form.pages, latin.value) if latin.value else bare.cyrillic_above(latin)
    for candidate in (*candidates, bare.cyrillic_above(latin), anywhere):
        if candidate.value and (not latin.value or same_in_latin(candidate.value, latin.value)):
            return candidate
    if not candidates:
        return missing(form.pages)
    return with_confidence(candidates[0], min(candidates[0].confidence, DOUBTFUL))


def same_latin(printed: str, in_zone: str) -> bool:
    """Whether print and zone spell one name: the zone drops apostrophes and hyphens (ICAO 9303-3
    section 4.6) and may cut a long name."""
    a, b = (
        "".join(letter for letter in text.upper() if letter.isalpha())
        for text in (printed, in_zone)
    )
    return (
        a == b
        or (len(b) >= 20 and a.startswith(b))
        or (canonical_latin(printed) == canonical_latin(in_zone))
    )
