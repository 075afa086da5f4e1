"""Identity card of a citizen of Kazakhstan: two sides of an ID-1 card.

Labels stand above or left of their values in Kazakh and Russian; number, dates, authority and
the zone (TD1) are only on the back. Layout: domain.md section 4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors import _values as values
from extractors._digital_card import DigitalCard
from extractors._paper_days import Days, settled
from extractors._reading import Form, Passage, first_found, found, missing, search, with_confidence
from extractors._twin_names import spelled
from extractors._zone import Zone, rests_on_zone
from pipeline.identifiers import iin as iin_numbers
from pipeline.model import Anchor, Content, DocumentType, Evidence, Field, Page
from pipeline.text.names.kinds import is_patronymic
from pipeline.text.names.spelling import Likeness, likeness
from pipeline.text.transliterate import canonical_latin

TYPE = DocumentType(
    "identity_card",
    titles={"kk": "Жеке куәлік", "ru": "Удостоверение личности", "en": "Identity card"},
    anchors=(
        Anchor("жеке куәлік", 1.5),
        Anchor("удостоверение личности", 1.5),
        Anchor("idkaz", 2.5),
        Anchor("тегі фамилия", 1.0),
        Anchor("әкесінің аты отчество", 1.2),
        Anchor("аты имя", 0.5),
        Anchor("туған күні дата рождения", 0.8),
        Anchor("туған жері место рождения", 1.0),
        Anchor("ұлты национальность", 1.2),
        Anchor("берген орган орган выдачи", 1.2),
        Anchor("берілген күні қолданылу мерзімі", 1.0),
        Anchor("дата выдачи срок действия", 1.0),
        Anchor("азаматтығы гражданство", 0.6),
        Anchor("жсн иин", 0.4),
        Anchor("заявка", -1.5),
        Anchor("справка", -1.5),
        Anchor("анықтама", -1.5),
        Anchor("свидетельствую", -2.0),
        Anchor("passport", -1.5),
        Anchor("свидетельство о", -4.0),
        Anchor("туу туралы", -4.0),
        Anchor("қию туралы", -4.0),
        Anchor("водительское удостоверение", -4.0),
        Anchor("жүргізуші куәлігі", -4.0),
        Anchor("вид на жительство", -4.0),
        Anchor("тұруға ықтиярхат", -4.0),
        Anchor("военный билет", -4.0),
        Anchor("әскери билет", -4.0),
        Anchor("пенсионное удостоверение", -3.0),
        Anchor("зейнеткер куәлігі", -3.0),
        Anchor("паспорт", -1.5),
    ),
    content=Content(
        (
            ("фамилия", "тегі"),
            ("имя", "аты"),
            ("отчество", "әкесінің аты"),
            ("дата рожден*", "туған күні"),
            ("иин", "жсн"),
            ("номер удостоверения", "номер документа", "құжат нөмірі", "куәлік нөмірі"),
            ("место рождения", "туған жері"),
            ("национальность", "ұлты"),
            ("орган выдачи", "кем выдан*", "берген орган", "выдано", "выдавший орган"),
            ("срок действия", "қолданылу мерзімі", "действител*", "жарамды*"),
            ("мвд рк", "министерство внутренних дел", "қр іім", "ішкі істер министрлігі"),
        ),
        least=6,
        most_words=110,
    ),
    # The digital card: its labels are graphics (domain.md section 4.2).
    shapes=((r"^\d{2}\.\d{2}\.\d{4}(?: \S{1,3})?\n\d{12}\n(?:\S{1,2} )?\d{3} ?\d{6}$", 2.5),),
    mrz_format="TD1",
    most_pages=2,
)

LABELS = {
    "title": (
        "Қазақстан Республикасы",
        "Республика Казахстан",
        "Жеке куәлік",
        "Удостоверение личности",
    ),
    "surname": ("Тегі", "Фамилия", "Тегі / Фамилия"),
    "given_names": ("Аты", "Имя", "Аты / Имя"),
    "patronymic": ("Әкесінің аты", "Отчество", "Әкесінің аты / Отчество"),
    "birth_date": ("Туған күні", "Дата рождения", "Туған күні / Дата рождения"),
    "sex": ("Жынысы", "Пол", "Жынысы / Пол"),
    "iin": ("ЖСН", "ИИН", "ЖСН / ИИН", "ЖСН/ИИН"),
    "birth_place": ("Туған жері", "Место рождения", "Туған жері / Место рождения"),
    "ethnicity": ("Ұлты", "Национальность", "Ұлты / Национальность"),
    "citizenship": ("Азаматтығы", "Гражданство", "Азаматтығы / Гражданство"),
    "authority": ("Берген орган", "Орган выдачи", "Кем выдано", "Берген орган / Орган выдачи"),
    "dates": (
        "Берілген күні",
        "Дата выдачи",
        "Срок действия",
        "Қолданылу мерзімі",
        "Берілген күні / Срок действия",
        "Берілген күні - Қолданылу мерзімі",
        "Дата выдачи - Срок действия",
        "Жарамдылық мерзімі",
    ),
    "number": ("№", "Нөмірі", "Номер"),
}
DOUBTFUL = 0.4
"""Confidence of a name that the zone contradicts."""
ONE_SIDE = 0.8
FRONT = ("surname", "given_names", "patronymic", "iin")
BACK = ("birth_place", "ethnicity", "authority", "dates")


@dataclass(frozen=True, slots=True)
class Fields:
    """What an identity card says; `sides` holds `front` and `back` as far as they were seen."""

    sides: Field[tuple[str, ...]]
    surname: Field[str]
    given_names: Field[str]
    patronymic: Field[str]
    birth_date: Field[date]
    sex: Field[values.Sex]
    iin: Field[str]
    number: Field[str]
    birth_place: Field[str]
    ethnicity: Field[str]
    citizenship: Field[str]
    authority: Field[str]
    issue_date: Field[date]
    expiry_date: Field[date]
    mrz: Field[tuple[str, ...]]


def extract(pages: Sequence[Page]) -> Fields:
    """Read both sides, wherever they are; the zone confirms print, and replaces what is unread."""
    pages = tuple(pages)
    form = Form(pages, LABELS)
    zone = Zone(pages, "TD1")
    parsed = zone.parsed
    card = DigitalCard(pages)
    issue, expiry = _dates(form, pages)
    days = settled(
        pages,
        Days(
            zone.confirm(
                first_found(form.read("birth_date", values.day), _only_lone_date(pages)),
                parsed.birth_date if parsed else None,
            ),
            issue,
            zone.confirm(expiry, parsed.expiry_date if parsed else None),
        ),
    )
    zone_iin = values.iin_number(parsed.optional[:12]) if parsed else None
    iin = first_found(form.read("iin", values.iin_number), search(pages, values.valid_iin))

    surname = _name(form, card, "surname", parsed.surname if parsed else None)
    number = zone.confirm(
        first_found(
            form.read("number", values.card_number),
            search(pages, values.card_number, longest=2),
        ),
        parsed.number if parsed else None,
    )
    told = {"front": surname, "back": number}
    return Fields(
        sides=_sides(form, zone, card, pages, told),
        surname=surname,
        given_names=_name(form, card, "given_names", parsed.given_names if parsed else None),
        patronymic=_patronymic(form, card),
        birth_date=days.birth,
        sex=zone.confirm(
            first_found(form.read("sex", values.sex), card.sex),
            zone.sex,
        ),
        iin=zone.confirm(_sure_by_check_digit(iin), zone_iin),
        number=number,
        birth_place=first_found(
            form.unless_cut(form.read("birth_place", values.region)), card.field("birth_place")
        ),
        ethnicity=first_found(form.read("ethnicity", values.ethnicity), card.field("ethnicity")),
        citizenship=form.read("citizenship", values.region),
        authority=first_found(
            form.unless_cut(form.read("authority", values.authority)), card.field("authority")
        ),
        issue_date=days.issue,
        expiry_date=days.expiry,
        mrz=zone.lines(missing(pages)),
    )


def _name(form: Form, card: DigitalCard, field: str, in_zone: str | None) -> Field[str]:
    """A printed name: of several candidates the one that the zone spells.

    Both sides of a card may lie side by side, so that a value of the back stands in the row of a
    caption of the front. What is nothing like the zone's name is too doubtful to decide anything.
    """
    candidates = [*form.candidates(field, values.cyrillic_name), card.field(field)]
    if in_zone:
        candidates.append(spelled(form.pages, in_zone))
    read = [candidate for candidate in candidates if candidate.value]
    if not in_zone or not read:
        return first_found(*candidates)
    best = max(read, key=lambda candidate: likeness(candidate.value or "", in_zone))
    alike = likeness(best.value or "", in_zone) > Likeness.DIFFERENT
    # The zone cuts a long name off.
    if alike or canonical_latin(best.value or "").startswith(canonical_latin(in_zone)):
        return best
    return with_confidence(read[0], min(read[0].confidence, DOUBTFUL))


def _patronymic(form: Form, card: DigitalCard) -> Field[str]:
    """The printed patronymic: of several candidates one with the ending of a patronymic."""
    candidates = [*form.candidates("patronymic", values.cyrillic_name), card.field("patronymic")]
    ending = [found for found in candidates if found.value and is_patronymic(found.value)]
    return first_found(*ending, *candidates)


def _sides(
    form: Form,
    zone: Zone,
    card: DigitalCard,
    pages: Sequence[Page],
    told: Mapping[str, Field[str]],
) -> Field[tuple[str, ...]]:
    """Which sides are on the pages: labels of the side, the zone, or what only it prints, tell.

    `told` is a printed value of each side.
    """
    seen: dict[str, list[Evidence]] = {}
    for label in form.labels:
        for side, names in (("front", FRONT), ("back", BACK)):
            if label.name in names:
                seen.setdefault(side, []).append(Passage(label.page, label.words).evidence)
    if zone.page is not None and zone.read is not None:
        seen.setdefault("back", []).append(
            Evidence(zone.page.file, zone.page.number, zone.read.box)
        )
    for side, name in (("front", "surname"), ("back", "authority")):
        if name in card.read:
            seen.setdefault(side, []).append(card.read[name].evidence)
    for side, value in told.items():
        if value.value is not None and not rests_on_zone(value, tuple(pages)):
            seen.setdefault(side, []).extend(value.evidence)
    sides = tuple(side for side in ("front", "back") if side in seen)
    if not sides:
        return missing(pages)
    proofs = tuple(seen[side][0] for side in sides)
    both = len(sides) > 1 and all(len(seen[side]) > 1 or side == "back" for side in sides)
    # A side that was not seen may be there, too faint to be read.
    sure = 0.97 if both else ONE_SIDE
    return Field(sides, " ".join(sides), sure, proofs)


def _dates(form: Form, pages: Sequence[Page]) -> tuple[Field[date], Field[date]]:
    """Issue and expiry: two dates of one line, issue first (domain.md section 4.2)."""
    both = first_found(form.read("dates", values.period), search(pages, values.period, longest=5))
    if both.value is None:
        return missing(pages), missing(pages)
    issue, expiry = both.value
    return (
        Field(issue, both.raw, both.confidence, both.evidence),
        Field(expiry, both.raw, both.confidence, both.evidence),
    )


def _only_lone_date(pages: Sequence[Page]) -> Field[date]:
    """The one date of the card that stands in a line without a second: the birth date."""
    lone = []
    for page in pages:
        for line in page.lines:
            passage = Passage(page, line)
            value = values.day(passage.text)
            if value is not None:
                lone.append(found(value, passage))
    return lone[0] if len(lone) == 1 else missing(pages)


def _sure_by_check_digit(field: Field[str]) -> Field[str]:
    """An IIN whose check digit holds is read right but for its blind digit (domain.md 3.1)."""
    if field.value and iin_numbers.is_valid(field.value):
        return Field(field.value, field.raw, max(field.confidence, 0.9), field.evidence)
    return field
