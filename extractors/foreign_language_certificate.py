"""Certificate of a foreign-language test: IELTS, TOEFL and the others that the rules list.

Titles and fields of domain.md section 8.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractors._labelled import LabelledForm
from extractors._language_labels import DATES, NUMBERS, PERSON
from extractors._language_parts import (
    cefr,
    certificate_number,
    holder,
    in_latin,
    language_dates,
    module,
)
from extractors._language_tests import SCALES, TESTS, Scale, identity_number
from extractors._reading import missing
from extractors._running_text import RunningText
from extractors._section_scores import form_of, overall_score, section_scores
from extractors._straight import as_printed, straightened
from extractors._wording import Wording
from pipeline.model import Anchor, Content, DocumentType, Field, Page

SKILL = (
    "listening|reading|writing|speaking|overall|total|score|band|lesen|hören|schreiben|sprechen"
    "|verstehen|ausdruck|oral\\w*|[ée]crit\\w*|ascolto|lettura|scritta|literacy|comprehension"
)
SCORED = rf"(?i)(?:{SKILL})\W{{0,8}}\d"
SCORE_FIRST = rf"(?i)\d\W{{0,8}}(?:{SKILL})"
ROW_OF_SCORES = r"(?m)^\W*(?:\d{1,3}(?:[.,/]\d{1,3})?[^\w\n]+){3,}"
LEVEL = r"\b[ABC][12]\b|APTO|TDN|DSH|\bN[1-5]\b|(?i:level|niveau|godkänd)\W{0,3}\d?"
"""What a certificate shows and a paper that only speaks of a test does not."""

TYPE = DocumentType(
    "foreign_language_certificate",
    titles={
        "kk": "Шет тілі сертификаты",
        "ru": "Сертификат по иностранному языку",
        "en": "Foreign-language certificate",
    },
    anchors=(
        Anchor("test report form", 2.5, opens=True),
        Anchor("international english language testing system", 2.0),
        Anchor("curriculum vitae", -2.0),
        Anchor("work experience", -0.8),
        Anchor("резюме", -1.5),
        Anchor("ielts", 0.9),
        Anchor("overall band score", 1.5),
        Anchor("toefl", 1.2),
        Anchor("test taker score report", 1.5, opens=True),
        Anchor("ets", 0.3),
        Anchor("educational testing service", 0.8),
        Anchor("duolingo english test", 2.5, opens=True),
        Anchor("pte academic", 2.0, opens=True),
        Anchor("cambridge english", 1.5),
        Anchor("certificate in advanced english", 1.5),
        Anchor("first certificate in english", 1.5),
        Anchor("goethe-zertifikat", 2.5, opens=True),
        Anchor("goethe institut"),
        Anchor("testdaf", 2.5, opens=True),
        Anchor("deutsche sprachprüfung", 2.0, opens=True),
        Anchor("delf", 1.8, opens=True),
        Anchor("dalf", 1.8, opens=True),
        Anchor("diplôme d'études en langue française", 2.0),
        Anchor("test de connaissance du français", 2.0),
        Anchor("dele"),
        Anchor("diploma de español", 1.8, opens=True),
        Anchor("hsk", 1.8, opens=True),
        Anchor("chinese proficiency test", 2.0),
        Anchor("japanese language proficiency test", 2.5, opens=True),
        Anchor("jlpt", 1.5),
        Anchor("topik", 2.0, opens=True),
        Anchor("test of proficiency in korean", 2.0),
        Anchor("test de connaissance", 1.5, opens=True),
        Anchor("attestation de résultats", 0.6),
        Anchor("compréhension orale", 0.5),
        Anchor("compréhension de l'oral", 0.5),
        Anchor("cadre européen commun", 0.6),
        Anchor("hörverstehen", 0.5),
        Anchor("leseverstehen", 0.5),
        Anchor("europäischer referenzrahmen", 0.6),
        Anchor("examination score report", 0.8),
        Anchor("hanyu shuiping kaoshi", 2.0),
        Anchor("pearson test of english", 2.0),
        Anchor("score report code", 0.8),
        Anchor("candidate number", 0.6),
        Anchor("listening", 0.4),
        Anchor("reading", 0.3),
        Anchor("writing", 0.3),
        Anchor("speaking", 0.3),
        Anchor("cefr", 0.4),
        Anchor("казтест", -2.0),
        Anchor("қазтест", -2.0),
        Anchor("kazakh language", -2.0),
        Anchor("қазақ тілін", -2.0),
        Anchor("казахским языком", -2.0),
        # Tests of the languages that the rules list beside the great ones (domain.md section 8.6).
        Anchor("cils", 1.5, opens=True),
        Anchor("certificazione di italiano", 1.5, opens=True),
        Anchor("celi", 1.2, opens=True),
        Anchor("certificato di conoscenza della lingua italiana", 1.5, opens=True),
        Anchor("yleiset kielitutkinnot", 2.0, opens=True),
        Anchor("yki", 1.0, opens=True),
        Anchor("bergenstest", 2.0, opens=True),
        Anchor("bergentest", 2.0, opens=True),
        Anchor("tisus", 2.0, opens=True),
        Anchor("test i svenska för universitetsstudier", 2.0, opens=True),
        Anchor("studieprøven", 2.0, opens=True),
        Anchor("cnavt", 2.0, opens=True),
        Anchor("nederlands als vreemde taal", 1.5, opens=True),
        Anchor("certifikovaná zkouška", 2.0, opens=True),
        Anchor("dsh zeugnis", 2.0, opens=True),
        Anchor("linguaskill", 2.0, opens=True),
        Anchor("toeic", 1.8, opens=True),
        Anchor("occupational english test", 2.0, opens=True),
        Anchor("trinity college london", 1.5, opens=True),
        Anchor("aptis", 1.8, opens=True),
    ),
    content=Content(
        (
            (
                *("listening", "hören", "hörverstehen", "compréhension*", "ascolto"),
                *("comprensión*", "dinleme", "score*", "punkte", "results", "result"),
            ),
            ("reading", "lesen", "leseverstehen", "lecture", "lettura", "lectora", "okuma"),
            ("writing", "schreiben", "ausdruck", "écrite", "scritta", "escrita", "yazma"),
            ("speaking", "sprechen", "mündlich*", "orale", "oral", "konuşma"),
            (
                *("certificate", "zertifikat", "zeugnis", "certificat*", "diplôme", "diploma"),
                *("score report", "test report", "statement of results", "attestation"),
            ),
            ("test*", "exam*", "prüfung*", "session", "assessment"),
            ("candidate*", "teilnehmer*", "candidat*", "test taker*", "examinee*", "registration"),
            ("level", "niveau", "nivel", "livello", "stufe", "cefr", "overall", "total"),
            (
                *("english", "deutsch*", "français*", "español*", "italian*", "nederlands*"),
                *("language*", "langue*", "lengua*", "lingua*", "sprache*"),
            ),
        ),
        least=6,
        most_words=600,
    ),
    proofs=(SCORED, SCORE_FIRST, ROW_OF_SCORES, LEVEL),
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a language certificate says; sections are named as the test names them, in lower case
    with underscores, scores as printed."""

    test: Field[str]
    module: Field[str]
    holder_name: Field[str]
    birth_date: Field[date]
    id_number: Field[str]
    test_date: Field[date]
    issue_date: Field[date]
    expiry_date: Field[date]
    certificate_number: Field[str]
    overall: Field[Decimal]
    sections: Field[Mapping[str, Decimal]]
    cefr: Field[str]


def extract(pages: Sequence[Page]) -> Fields:
    """Tell the test, then read what its kind of paper prints."""
    read: Fields = as_printed(_read(straightened(pages)), pages)
    return read


def _read(pages: Sequence[Page]) -> Fields:
    pages = tuple(in_latin(page) for page in pages)
    text = RunningText(pages)
    wording = Wording(text.text)
    test = _test(text, wording)
    name = test.value or "other"
    form = LabelledForm(pages, {**PERSON, **DATES, **NUMBERS})
    scores = form_of(pages, name)
    scale = _scale(name, scores)
    sections = section_scores(scores, name, scale)
    dates = language_dates(form, text, wording)
    number = certificate_number(form, text, name)
    return Fields(
        test=test,
        module=module(text, name, number.value),
        holder_name=holder(form, text, wording),
        birth_date=dates["birth_date"],
        id_number=form.read("id_number", identity_number),
        test_date=dates["test_date"],
        issue_date=dates["issue_date"],
        expiry_date=dates["expiry_date"],
        certificate_number=number,
        overall=overall_score(scores, scale, sections.value),
        sections=sections,
        cefr=cefr(scores, text, name),
    )


def _test(text: RunningText, wording: Wording) -> Field[str]:
    for name, phrases in TESTS:
        hit = wording.first(phrases)
        if hit:
            span = text.span(hit.start, hit.end)
            return span.field(name, span.confidence * min(1.0, hit.likeness + 0.02))
    return missing(text.pages)


def _scale(name: str, form: LabelledForm) -> Scale:
    """A TOEFL iBT is on bands of 1–6 where all its sections are (domain.md section 8.2).

    25 points are no band of 2.5 that lost its point.
    """
    if name == "toefl_ibt":
        bands = section_scores(form, name, SCALES["toefl_bands"]).value or {}
        points = section_scores(form, name, SCALES["toefl_ibt"]).value or {}
        above = max(points.values(), default=0) > SCALES["toefl_bands"].high
        if bands and len(bands) >= len(points) + above:
            return SCALES["toefl_bands"]
    return SCALES[name]
