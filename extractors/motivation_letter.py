"""Motivation letter: a free essay, dated and signed at its end.

Only the body counts against the limit of words: not the title, the addressee block, the date
line and the signature line (domain.md section 16, contract.md "Word count").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors import _letter_parts as parts
from extractors._prose import subjects
from extractors._reading import missing
from pipeline.geometry import around_words
from pipeline.marks.places import marks_near, strongest
from pipeline.model import Anchor, Box, DocumentType, Evidence, Field, MarkKind, Page, Word
from pipeline.text.language import language_of
from pipeline.text.words import count_words

TYPE = DocumentType(
    "motivation_letter",
    titles={"kk": "Мотивациялық хат", "ru": "Мотивационное письмо", "en": "Motivation letter"},
    anchors=(
        Anchor("мотивационное письмо", 2.5, opens=True),
        Anchor("мотивациялық хат", 2.5, opens=True),
        Anchor("motivation letter", 2.0, opens=True),
        Anchor("letter of motivation", 2.0, opens=True),
        Anchor("эссе", 0.8, opens=True),
        Anchor("стипендия", 0.4),
        Anchor("болашақ", 0.3),
        Anchor("стажировка", 0.3),
        Anchor("стажировки", 0.3),
        Anchor("тағылымдама", 0.4),
        Anchor("полученные знания", 0.7),
        Anchor("мой выбор", 0.6),
        Anchor("я выбрал", 0.7),
        Anchor("моей профессиональной", 0.5),
        Anchor("моего опыта", 0.4),
        Anchor("я хочу", 0.5),
        Anchor("я убежден", 0.4),
        Anchor("для меня", 0.4),
        Anchor("моя цель", 0.6),
        Anchor("менің мақсатым", 0.7),
        Anchor("таңдадым", 0.6),
        Anchor("алған білімімді", 0.7),
        Anchor("менің", 0.4),
        Anchor("маған", 0.4),
        Anchor("мен үшін", 0.4),
        Anchor("my goal", 0.5),
        Anchor("i chose", 0.6),
        Anchor("i have chosen", 0.6),
        Anchor("i am applying", 0.7),
        Anchor("заявка работодателя", -2.5),
        Anchor("жұмыс берушінің өтінімі", -2.5),
        Anchor("қызметкері", -0.8),
        Anchor("согласие работодателя", -2.5),
        Anchor("келісімі", -1.0),
        Anchor("қарсы емес", -1.0),
        Anchor("не возражает", -1.5),
        Anchor("ұсыну үшін берілді", -1.5),
        Anchor("выдано для", -1.5),
        Anchor("выдана для", -1.5),
        Anchor("анықтама", -0.8),
        Anchor("опись документов", -3.0),
        Anchor("справка", -0.8),
        Anchor("рекомендую", -0.8),
        Anchor("рекомендательное письмо", -2.0),
        Anchor("нотариус", -2.0),
        Anchor("приложение к диплому", -2.0),
    ),
    # An outgoing number stands on letters of offices only.
    shapes=((r"(?i)(?<!\w)(?:исх|шы[гғ])\w{0,5}\.?\s?(?:№|N)", -1.5),),
    most_pages=4,
)

TOPICS = {
    "institution": (
        "университет",
        "институт",
        "вуз",
        "школ",
        "лаборатор",
        "научный центр",
        "научного центра",
        "исследовательск",
        "принимающ",
        "зерттеу орталы",
        "оқу орны",
        "оқу орнын",
        "клиник",
        "university",
        "institute",
    ),
    "need": (
        "нужн",
        "нужда",
        "необходим",
        "потребност",
        "не хватает",
        "недостат",
        "без стипендии",
        "без поддержки",
        "собственных средств",
        "финансов",
        "стипендия позволит",
        "стипендия даст",
        "қажет",
        "мұқтаж",
        "жетпей",
        "жетіспе",
        "қаражат",
        "қаржы",
        "стипендиясыз",
        "мүмкіндік",
        "scholarship",
        "need",
    ),
    "results": (
        "результат",
        "ожида",
        "освою",
        "освоить",
        "овладе",
        "приобрет",
        "научусь",
        "научиться",
        "получу",
        "получить навык",
        "навык",
        "компетенц",
        "по итогам",
        "по окончании",
        "по завершении",
        "к концу стажировки",
        "намерена провести",
        "намерен провести",
        "стану специалистом",
        "тағылымдама соңында",
        "тағылымдаманың соңында",
        "рассчитываю",
        "нәтиже",
        "күтіле",
        "күтемін",
        "меңгер",
        "үйрен",
        "дағды",
        "біліктілі",
        "терең түсін",
        "тағылымдама соңында",
        "аяқталғанда",
        "result",
        "expect",
        "learn",
    ),
    "application": (
        "примен",
        "внедр",
        "на практике",
        "использова",
        "реализ",
        "передам",
        "передать",
        "поделюсь",
        "обучу",
        "по возвращении",
        "после возвращения",
        "қолдан",
        "енгіз",
        "іс жүзінде",
        "іске асыр",
        "жүзеге асыр",
        "үйрет",
        "бөлісе",
        "оралған соң",
        "оралғаннан",
        "apply",
        "implement",
        "upon my return",
    ),
}
"""Beginnings of words that show what a letter speaks of; folded like the text."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a letter says; `word_count` is the body's, `page_word_count` the whole paper's."""

    language: Field[str]
    word_count: Field[int]
    page_word_count: Field[int]
    author_name: Field[str]
    date: Field[date]
    dated_at_end: Field[bool]
    signed_at_end: Field[bool]
    topics: Field[tuple[str, ...]]


def extract(pages: Sequence[Page]) -> Fields:
    """Split the letter into its parts and read each."""
    letter = parts.split(pages)
    return Fields(
        language=_language(letter),
        word_count=_count(letter, letter.body),
        page_word_count=_count(letter, letter.all_lines),
        author_name=parts.author(letter),
        date=parts.written_on(letter),
        dated_at_end=_dated_at_end(letter),
        signed_at_end=_signed_at_end(letter),
        topics=_topics(letter),
    )


def _language(letter: parts.Letter) -> Field[str]:
    language, sure = language_of(letter.text_of(letter.body))
    if language is None:
        return missing(letter.pages)
    return Field(language, language, sure, _frames(letter, letter.body))


def _count(letter: parts.Letter, lines: Sequence[parts.Line]) -> Field[int]:
    if not lines:
        return missing(letter.pages)
    words = count_words(letter.text_of(lines))
    read = [word for line in lines for word in line.words]
    sure = sum(word.confidence for word in read) / len(read)
    return Field(words, str(words), sure, _frames(letter, lines))


def _dated_at_end(letter: parts.Letter) -> Field[bool]:
    """Whether the date stands after the body; an end that is badly read leaves it open."""
    when = parts.written_on(letter)
    if when.value is not None:
        at_end = any(
            proof.page == line.page.number
            and proof.file == line.page.file
            and proof.box is not None
            and line.holds(proof.box)
            for line in letter.closing
            for proof in when.evidence
        )
        return Field(at_end, when.raw, when.confidence, when.evidence)
    end = letter.closing or letter.body[-3:]
    if not end:
        return missing(letter.pages)
    sure = min(word.confidence for line in end for word in line.words)
    return Field(False, None, sure, _frames(letter, end))


def _signed_at_end(letter: parts.Letter) -> Field[bool]:
    """Whether ink, or an electronic signature, stands behind the last line of the body."""
    if not letter.body:
        return missing(letter.pages)
    last = letter.body[-1]
    after = Box(0.0, max(0.0, last.box.bottom - 0.5 * last.box.height), 1.0, 1.0)
    following = letter.pages[letter.pages.index(last.page) + 1 :]
    places = [(last.page, after), *((page, None) for page in following)]
    seen = [marks_near(page, box, MarkKind.SIGNATURE, MarkKind.EDS) for page, box in places]
    best = strongest(seen)
    if best is None or best.present is None:
        return missing(letter.pages)
    return Field(best.present, None, best.confidence, best.evidence)


def _topics(letter: parts.Letter) -> Field[tuple[str, ...]]:
    """Topics the body speaks of, each with the line of its first mention."""
    if not letter.body:
        return missing(letter.pages)
    text, starts = "", []
    for line in letter.body:
        starts.append(len(text))
        text += line.text + "\n"
    spoken = subjects(text, TOPICS)
    topics, proofs = [], []
    for topic in TOPICS:
        for first, _ in sorted(spoken.get(topic, []))[:1]:
            line = letter.body[max(i for i, start in enumerate(starts) if start <= first)]
            topics.append(topic)
            proofs.append(
                Evidence(line.page.file, line.page.number, around_words(line.words), line.text)
            )
    read = [word for line in letter.body for word in line.words]
    proofs = proofs or list(_frames(letter, letter.body))
    return Field(tuple(topics), ", ".join(topics), _mean(read), tuple(proofs))


def _mean(words: Sequence[Word]) -> float:
    return sum(word.confidence for word in words) / len(words)


def _frames(letter: parts.Letter, lines: Sequence[parts.Line]) -> tuple[Evidence, ...]:
    """One frame a page around the lines."""
    proofs = []
    for page in letter.pages:
        words = [word for line in lines if line.page is page for word in line.words]
        if words:
            proofs.append(Evidence(page.file, page.number, around_words(words)))
    return tuple(proofs)
