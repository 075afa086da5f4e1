"""Proof of employment: labour book, contract, certificate, register extract, service record.

Kinds of domain.md section 13.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from extractors import _values as values
from extractors._career_table import posts_in_tables
from extractors._careers import is_employer, told_posts
from extractors._employment_labels import LABELS
from extractors._employment_text import EmploymentText
from extractors._holders import is_person
from extractors._labour_book import Told, posts_of
from extractors._ledger import Ledger
from extractors._parted_name import parted_name
from extractors._people import names_in
from extractors._reading import Passage, first_found, found, missing
from extractors._records import Employment
from extractors._row_form import RowForm, RowLabel
from extractors._stacked_posts import stacked_posts
from extractors._visual_rows import visual_rows
from extractors._wording import Wording
from pipeline.model import Anchor, DocumentType, Evidence, Field, Page
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean

T = TypeVar("T")
LONGEST_PAUSE = 5
"""Days between two posts at one employer that are still one employment."""

TYPE = DocumentType(
    "employment_record",
    titles={
        "kk": "Еңбек қызметін растайтын құжат",
        "ru": "Документ о трудовой деятельности",
        "en": "Proof of employment",
    },
    anchors=(
        Anchor("трудовая книжка", 2.5, opens=True),
        Anchor("еңбек кітапшасы", 2.5, opens=True),
        # Labour books speak of contracts on every page, so these words begin no document.
        Anchor("трудовой договор", 1.6),
        Anchor("еңбек шарты", 1.6),
        Anchor("заключили настоящий", 0.6, opens=True),
        Anchor("шартты жасасты", 0.6, opens=True),
        Anchor("предмет договора", 0.4),
        Anchor("шарттың мәні", 0.4),
        Anchor("сведения о работе", 0.8),
        Anchor("жұмыс туралы мәліметтер", 0.8),
        Anchor("принят на должность", 0.6),
        Anchor("переведен на должность", 0.6),
        Anchor("лауазымына жұмысқа", 0.6),
        Anchor("справка с места работы", 2.5, opens=True),
        Anchor("жұмыс орнынан анықтама", 2.5, opens=True),
        Anchor("дана в том что", 0.8),
        Anchor("действительно работает", 1.2),
        Anchor("жұмыс істейтіні"),
        Anchor("жұмыс істейді", 0.6),
        Anchor("справка о стаже", 2.5, opens=True),
        Anchor("справка о трудовом стаже", 2.5, opens=True),
        Anchor("справка о трудовой деятельности", 2.0, opens=True),
        Anchor("справка о периодах работы", 2.5, opens=True),
        Anchor("справка о работе", 2.2, opens=True),
        Anchor("справка с работы", 2.2, opens=True),
        Anchor("справка о занимаемых должностях", 2.5, opens=True),
        Anchor("справка о занимаемой должности", 2.5, opens=True),
        Anchor("справка подтверждающая стаж", 2.2, opens=True),
        Anchor("подтверждение трудового стажа", 2.0, opens=True),
        Anchor("архивная справка", 1.0, opens=True),
        Anchor("еңбек өтілі туралы анықтама", 2.5, opens=True),
        Anchor("жұмыс өтілі туралы анықтама", 2.5, opens=True),
        Anchor("еңбек қызметі туралы анықтама", 2.5, opens=True),
        Anchor("жұмысы туралы анықтама", 2.2, opens=True),
        Anchor("атқарған лауазымдары туралы анықтама", 2.5, opens=True),
        Anchor("мұрағат анықтамасы", 1.0, opens=True),
        Anchor("certificate of employment", 2.5, opens=True),
        Anchor("employment certificate", 2.5, opens=True),
        Anchor("employment verification", 2.2, opens=True),
        Anchor("certificate of service", 1.5, opens=True),
        Anchor("is employed", 0.6),
        Anchor("has been employed", 0.8),
        Anchor("has been working", 0.4),
        Anchor("трудовой стаж", 0.6),
        Anchor("еңбек өтілі", 0.6),
        Anchor("занимаемые должности", 0.8),
        Anchor("периоды работы", 0.8),
        Anchor("атқарған қызметтері", 0.8),
        Anchor("атқарған лауазымдары", 0.8),
        Anchor("жұмыс кезеңдері", 0.8),
        Anchor("нынешняя должность", 0.6),
        Anchor("дата приема", 0.6),
        Anchor("дата увольнения", 0.6),
        Anchor("жұмысқа қабылданған күні", 0.8),
        Anchor("ұйымға қабылданған күні", 0.8),
        Anchor("осы уақытқа дейін", 0.4),
        Anchor("работает с", 0.3),
        Anchor("личный листок по учету кадров", 2.5, opens=True),
        Anchor("трудовой контракт", 1.6),
        Anchor("выписка из приказа", 1.0, opens=True),
        Anchor("бұйрықтан үзінді", 1.0, opens=True),
        Anchor("сведения о трудовой деятельности", 2.5, opens=True),
        Anchor("еңбек қызметі туралы мәліметтер", 2.5, opens=True),
        Anchor("еңбек қызметі туралы ақпарат", 2.0, opens=True),
        Anchor("послужной список", 2.5, opens=True),
        Anchor("қызметтік тізім", 2.5, opens=True),
        Anchor("принят на работу", 0.8),
        Anchor("принята на работу", 0.8),
        Anchor("жұмысқа қабылданды", 0.8),
        Anchor("по настоящее время", 0.6),
        Anchor("қазіргі уақытқа дейін", 0.6),
        Anchor("уволен", 0.4),
        Anchor("работодатель", 0.4),
        Anchor("жұмыс беруші", 0.3),
        Anchor("приказ", 0.3),
        Anchor("бұйрық", 0.3),
        Anchor("enbek.kz", 0.8),
        Anchor("заявка работодателя", -2.5),
        Anchor("жұмыс берушінің өтінімі", -2.5),
        Anchor("медицинская", -1.5),
        Anchor("медициналық", -1.5),
    ),
    shapes=(
        (r"(?i)справка\s(?:вы)?дана\s[^.]{0,200}(?:занимает|работает|состоит\sв)\s", 2.0),
        (r"(?i)по\sнастоящее\sвремя\s[^.]{0,60}(?:должност|работает)", 1.0),
        (r"(?i)анықтама\s[^.]{0,200}(?:болып|лауазымында)\s(?:\w+\s){0,3}жұмыс\sістей", 2.0),
        (r"(?i)(?:certif|confirm)[^.]{0,120}(?:is\semployed|has\sbeen\semployed|works\sas)", 1.5),
    ),
)

TITLES: tuple[tuple["Kind", tuple[str, ...]], ...] = (
    ("labour_book", ("трудовая книжка", "еңбек кітапшасы", "вкладыш в трудовую книжку")),
    ("service_record", ("послужной список", "қызметтік тізім*", "личный листок", "қызмет тізімі")),
    (
        "register_extract",
        (
            *("сведения о трудовой деятельности", "еңбек қызметі туралы мәліметтер", "есутд"),
            *("еңбек қызметі туралы ақпарат", "единой системы учета трудовых договоров"),
            *("информация о трудовой деятельности", "еңбек шарттарын есепке алу*"),
        ),
    ),
    (
        "certificate",
        ("справка", "анықтама", "жұмыс орнынан анықтама", "архивная справка", "certificate"),
    ),
    ("contract", ("трудовой договор", "еңбек шарты", "трудовой контракт", "employment contract")),
)
Kind = Literal["labour_book", "contract", "certificate", "register_extract", "service_record"]


@dataclass(frozen=True, slots=True)
class Fields:
    """What a paper says of employment; the newest post, and all posts in `entries`."""

    kind: Field[Kind]
    holder_name: Field[str]
    employer_name: Field[str]
    employer_bin: Field[str]
    position: Field[str]
    start_date: Field[date]
    end_date: Field[date]
    current: Field[bool]
    entries: Field[tuple[Employment, ...]]
    issue_date: Field[date]


def extract(pages: Sequence[Page]) -> Fields:
    """Read by the kind of paper: a book's records, a table, or the sentences of a letter."""
    pages = tuple(pages)
    kind = _kind(pages)
    if kind.value in ("labour_book", "register_extract", "service_record"):
        return _of_table(pages, kind)
    return _of_text(pages, kind)


def _kind(pages: Sequence[Page]) -> Field[Kind]:
    """By the title, the topmost row that names a kind."""
    for page in pages:
        for row in visual_rows(page):
            if len(row.words) > 12 or row.middle > 0.55:
                continue
            for kind, titles in TITLES:
                hit = Wording(row.text).first(titles)
                passage = row.span(hit.start, hit.end) if hit else None
                if hit and passage:
                    return found(kind, passage, passage.confidence * hit.likeness)
    return missing(pages)


def _of_table(pages: tuple[Page, ...], kind: Field[Kind]) -> Fields:
    form = RowForm(pages, LABELS)
    told: list[tuple[Told, str | None]] = (
        [(post, None) for post in posts_of(pages)]
        if kind.value == "labour_book"
        else posts_in_tables(pages)
    )
    rows = sorted(told, key=lambda one: one[0].post.start or date.min)
    newest = _newest([one.post for one, _ in rows])
    at = next((one for one in rows if one[0].post is newest), None)
    number = at[1] if at else None
    post = at[0] if at else None
    issued = first_found(
        form.read("issued", _day, directions="right left"),
        Ledger(pages).read("issued", values.day),
        _day_below(pages, [one for one, _ in rows]),
    )
    return Fields(
        kind=kind,
        holder_name=first_found(
            parted_name(pages),
            form.read("holder", _name, lines=2),
            Ledger(pages).read("person", _person),
        ),
        employer_name=_told(pages, post, newest.employer if newest else None),
        employer_bin=_told(pages, post, number),
        position=_told(pages, post, newest.position if newest else None),
        start_date=_told(pages, post, _since(newest, [one.post for one, _ in rows])),
        end_date=_told(pages, post, newest.end if newest else None),
        current=_told(pages, post, newest.end is None if newest else None),
        entries=_entries(pages, [one for one, _ in rows]),
        issue_date=issued,
    )


def _of_text(pages: tuple[Page, ...], kind: Field[Kind]) -> Fields:
    letter = EmploymentText(pages, kind.value)
    earlier = told_posts(letter.running)
    listed = [] if earlier or kind.value == "contract" else _listed(pages)
    form = RowForm(pages, LABELS)
    start, end, current = letter.period
    posts = [post for post, _ in earlier] + [one.post for one in listed]
    newest = _newest([one.post for one in listed])
    last = next((one for one in listed if one.post is newest), None)
    listed_words = {id(word) for one in listed for word in one.words}

    def single(label: RowLabel) -> bool:
        """A label inside the list of posts says nothing of the newest."""
        return form.beside(label) and not any(
            id(word) in listed_words for word in form.rows[label.row].words
        )

    name = first_found(
        letter.employer,
        form.read("employer", _employer, lines=2, directions="right", accept=single),
        _told(pages, last, newest.employer if newest else None),
    )
    position, holder = letter.position, letter.holder
    if kind.value != "contract":
        ledger = Ledger(pages)
        labelled = first_found(
            form.read("post", _post, lines=2, directions="right", accept=single),
            missing(pages) if listed else ledger.read("position", _short_post),
        )
        newest_post = _told(pages, last, newest.position if newest else None)
        position = first_found(labelled, newest_post, position)
        holder = first_found(
            parted_name(pages),
            form.read("holder", _name, lines=2, directions="right", accept=form.beside),
            ledger.read("person", _person),
            holder,
        )
        hired = first_found(
            form.read("hired", _day, directions="right", accept=form.beside),
            ledger.read("hired", values.day),
        )
        since = _told(pages, last, _since(newest, [one.post for one in listed]))
        start = first_found(hired, since, start)
        left = form.read("left", _day, directions="right", accept=form.beside)
        if newest is not None and current.value is None:
            current = _told(pages, last, newest.end is None)
        if left.value is not None or (newest is not None and newest.end):
            end = first_found(left, end, _told(pages, last, newest.end if newest else None))
            current = Field(False, end.raw, end.confidence, end.evidence)
        if newest is not None and newest.end is None:
            current, end = _told(pages, last, True), missing(pages)
    evidence = [proof for field in (name, position, start) for proof in field.evidence]
    evidence += [proof for one in listed for proof in _passages([one])]
    main = next((post for post in posts if start.value and post.start == start.value), None)
    if main is None and not listed and (start.value is not None or not posts):
        main = Employment(start.value, end.value, name.value, position.value)
        if any((main.start, main.position)):
            posts.append(main)
    posts.sort(key=lambda post: post.start or date.min)
    evidence += [proof for _, span in earlier for proof in span.evidence]
    sure = [field.confidence for field in (name, position, start) if field.value is not None]
    sure += [span.confidence for _, span in earlier]
    entries: Field[tuple[Employment, ...]] = missing(pages)
    if posts and evidence:
        entries = Field(tuple(posts), None, min(sure, default=0.0), tuple(evidence))
    return Fields(
        kind=kind,
        holder_name=holder,
        employer_name=name,
        employer_bin=first_found(
            letter.employer_bin, form.read("bin", _bin, directions="right", accept=form.beside)
        ),
        position=position,
        start_date=start,
        end_date=end,
        current=current,
        entries=entries,
        issue_date=first_found(
            letter.issued,
            form.read("issued", _day, directions="right", accept=form.beside),
            Ledger(pages).read("issued", values.day),
            _lone_day(pages),
        ),
    )


def _day_below(pages: Sequence[Page], told: Sequence[Told]) -> Field[date]:
    """The day in a short row below the last post: «Выписка верна. 16.05.2026»."""
    if not told:
        return missing(pages)
    last = told[-1]
    lowest = max((word.box.bottom for word in last.words), default=1.0)
    for row in visual_rows(last.page):
        dates = find_dates(row.text)
        if row.middle > lowest and len(dates) == 1 and len(row.words) <= 9:
            passage = row.span(dates[0].start, dates[0].end)
            if passage is not None:
                return found(dates[0].value, passage, 0.9 * passage.confidence)
    return missing(pages)


def _lone_day(pages: Sequence[Page]) -> Field[date]:
    """A day that stands alone in its row."""
    for page in pages:
        for row in visual_rows(page):
            dates = find_dates(row.text)
            if len(dates) == 1 and len(row.text) - len(dates[0].text) <= 6:
                passage = row.span(dates[0].start, dates[0].end)
                if passage is not None:
                    return found(dates[0].value, passage, 0.85 * passage.confidence)
    return missing(pages)


def _short_post(text: str) -> str | None:
    told = _post(text)
    if told is None and len(text.split()) <= 6 and not re.search(r"[\d«»]", text):
        # «қор сақтаушы»: a word of the post is one of organisations as well.
        return clean(text)
    return told[0] if told else None


def _person(text: str) -> str | None:
    """The only name of a cell."""
    names = [name for name in names_in(text) if is_person(name.text)]
    return names[0].text if len(names) == 1 else None


def _listed(pages: Sequence[Page]) -> list[Told]:
    """Posts of a list or table in a certificate, the rows of a table where lists tell none."""
    return stacked_posts(pages) or [
        told
        for told, _ in posts_in_tables(pages)
        if told.post.employer and told.post.position and is_employer(told.post.employer)
    ]


def _passages(told: Sequence[Told]) -> list[Evidence]:
    return [Passage(one.page, one.words).evidence for one in told if one.words]


def _newest(posts: Sequence[Employment]) -> Employment | None:
    """The post that lasts, else the one that began last."""
    lasting = [post for post in posts if post.end is None]
    return max(lasting or posts, key=lambda post: post.start or date.min, default=None)


def _since(newest: Employment | None, posts: Sequence[Employment]) -> date | None:
    """First day at the employer of the newest post: posts there that follow each other closely."""
    if newest is None:
        return None
    start = newest.start
    for post in sorted(posts, key=lambda post: post.start or date.min, reverse=True):
        same = post.employer == newest.employer and post is not newest
        if same and start and post.start and post.end and (start - post.end).days <= LONGEST_PAUSE:
            start = min(start, post.start)
    return start


def _told(pages: Sequence[Page], told: Told | None, value: T | None) -> Field[T]:
    if told is None or value is None or not told.words:
        return missing(pages)
    return found(value, Passage(told.page, told.words))


def _entries(pages: Sequence[Page], told: Sequence[Told]) -> Field[tuple[Employment, ...]]:
    if not told:
        return missing(pages)
    passages = [Passage(one.page, one.words) for one in told if one.words]
    return Field(
        tuple(one.post for one in told),
        None,
        min((passage.confidence for passage in passages), default=0.0),
        tuple(passage.evidence for passage in passages),
    )


def _name(text: str) -> tuple[str, int, int] | None:
    for name in names_in(text):
        if is_person(name.text):
            return name.text, name.start, name.end
    return None


def _employer(text: str) -> tuple[str, int, int] | None:
    value = clean(re.split(r",?\s*(?:БИН|БСН|BIN)\b", text)[0])
    return (value, 0, len(text)) if is_employer(value) and not find_dates(value) else None


def _bin(text: str) -> tuple[str, int, int] | None:
    match = re.search(r"(?<!\d)\d{12}(?!\d)", text)
    return (match.group(), *match.span()) if match and match.group()[4] in "456" else None


def _post(text: str) -> tuple[str, int, int] | None:
    stop = re.search(r"[;,]|\.\s|\.$|\sс\s\d", text)
    said = text[: stop.start()] if stop else text
    value = clean(said)
    short = 2 < len(value) < 90 and len(value.split()) <= 10
    if not short or re.search(r"\d", value) or is_employer(value):
        return None
    return value, 0, len(said)


def _day(text: str) -> tuple[date, int, int] | None:
    for dated in find_dates(text):
        return dated.value, dated.start, dated.end
    return None
