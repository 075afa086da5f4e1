"""What a translation says of itself: languages, translator, and what it is a translation of.

Headings and lines of domain.md section 7.2: «Перевод с английского языка на русский язык»,
«Ағылшын тілінен қазақ тіліне аударған аудармашы …».
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from extractors._blocks import unfolded
from extractors._people import names_in
from extractors._reading import missing
from extractors._running_text import RunningText
from extractors._wording import Wording
from pipeline.model import Evidence, Field, Page
from pipeline.text.language import language_of
from pipeline.text.normalise import fold

SourceType = Literal["invitation", "internship_programme"]
LANGUAGES: Mapping[str, Sequence[str]] = {
    "eng": ("английск*", "ағылшын*", "english"),
    "deu": ("немецк*", "неміс*", "german"),
    "fra": ("французск*", "француз*", "french"),
    "tur": ("турецк*", "түрік*", "turkish"),
    "kor": ("корейск*", "корей*", "кәріс*", "korean"),
    "jpn": ("японск*", "жапон*", "japanese"),
    "zho": ("китайск*", "қытай*", "chinese"),
    "ita": ("итальянск*", "итальян*", "italian"),
    "spa": ("испанск*", "испан*", "spanish"),
    "pol": ("польск*", "поляк*", "polish"),
    "ces": ("чешск*", "чех*", "czech"),
    "rus": ("русск*", "орыс*", "russian"),
    "kaz": ("казахск*", "қазақ*", "kazakh"),
}
BOTH = re.compile(
    r"(?<!\w)[сc]о?\s+(\w+?)(?:\s+язы\w+)?\s+н[аa]\s+(\w+)"
    r"|(?<!\w)(\w+)\s+т[іiи]л[іiи]нен\s+(\w+)\s+т[іiи]л[іiи]не"
    r"|(?<!\w)from\s+(\w+)\s+(?:in)?to\s+(\w+)"
    r"|(?:перев|аудар|transl)\w*\s?[:(–—-]?\s{0,2}(\w+)\s?[–—→/-]\s?(\w+)",
    re.I,
)
SOURCE = re.compile(
    r"перев\w+\s+(?:\w+\s)?с\s+(\w+го)(?!\w)|(?<!\w)(\w+)\s+т[іiи]л[іiи]нен(?!\w)"
    r"|translat\w+\s+from\s+(\w+)",
    re.I,
)
"""«Перевод с английского языка»: what it is translated into shows of itself."""
SPEAKER = re.compile(r"(?<!\w)(?:Я|Мен|I),?\s(?=[^.]{5,160}(?:перевод|аударма|translat))")
TRANSLATOR = (
    *("исполнитель перевода", "автор перевода", "аударманы орындаған", "аударманы жасаған"),
    *("переводчик*", "переводчица", "перевел", "перевела", "аудармашы*", "аударған"),
    *("translator", "translated by", "перевод выполнил*", "перевод выполнен"),
)
PROGRAMME = (
    *("программа прохождения стажировки", "программа стажировки", "программы стажировки"),
    *("тағылымдамадан өту бағдарлама*", "тағылымдама бағдарлама*", "календарный план*"),
    *("күнтізбелік жоспар*", "ожидаемые результаты", "күтілетін нәтижелер", "утверждаю"),
    *("бекітемін", "цель стажировки", "тағылымдаманың мақсаты", "учебный план стажировки"),
    *("согласовано", "келісілді", "план стажировки", "программа обучения"),
)
INVITATION = (
    *("приглашени*", "приглаша*", "письмо приглашение", "письмо о зачислении", "шақыру*"),
    *("стоимость стажировки", "шақырамыз", "принимается на стажировку", "қабылданды"),
    *("тағылымдама құны", "подтверждение о приеме", "с уважением", "құрметпен", "исх"),
    *("уважаем*", "по месту требования", "приглашен*", "шақырыл*", "қабылдау туралы хат"),
)
HEAVY = 3
"""Titles count so many times."""


def source_type(running: RunningText) -> Field[SourceType]:
    """Whether an invitation or a programme was translated; None for anything else."""
    wording = Wording(running.text)
    programme = wording.find(PROGRAMME)
    invitation = wording.find(INVITATION)
    first = [hit for hit in programme[:1] if hit.start < 700]
    score = len(programme) + HEAVY * bool(first) - len(invitation)
    if len(programme) >= 2 and score > 0:
        hit = programme[0]
        return running.span(hit.start, hit.end).field("internship_programme", 0.97)
    if len(invitation) >= 2 and score < 0:
        hit = invitation[0]
        return running.span(hit.start, hit.end).field("invitation", 0.97)
    return missing(running.pages)


def languages(running: RunningText) -> tuple[Field[str], Field[str]]:
    """(source, target): as the translator says; the target else by the text itself."""
    nothing: Field[str] = missing(running.pages)
    for match, span in running.matches(BOTH):
        groups = [group for group in match.groups() if group]
        source, target = _language(groups[0]), _language(groups[-1])
        if source and target and source != target:
            return span.field(source), span.field(target)
    written, sure = language_of(running.text)
    if written not in ("kaz", "rus"):
        return nothing, nothing
    for match, span in running.matches(SOURCE):
        said = next(group for group in match.groups() if group)
        source = _language(said)
        if source and source != written:
            nothing = span.field(source, 0.95 * span.confidence)
            break
    proofs = tuple(Evidence(page.file, page.number, None) for page in running.pages)
    return nothing, Field(written, None, min(0.95, 0.5 + sure / 2), proofs)


def translator(pages: Sequence[Page]) -> Field[str]:
    """The name at the word translator, the last one, since the line stands under the text."""
    for running in (RunningText([unfolded(page) for page in pages]), RunningText(pages)):
        wording = Wording(running.text)
        for hit in reversed(wording.find(TRANSLATOR)):
            said = fold(running.text[hit.start : hit.end + 1] + " ")
            if said.startswith("аударман") and not said.endswith(("орындаган", "жасаган")):
                continue
            behind = list(names_in(running.text, hit.end, hit.end + 75))
            before = list(names_in(running.text, max(0, hit.start - 75), hit.start))
            near = [name for name in behind if name.start - hit.end < 45][:1] + [
                name for name in before if _leads_to(running.text[name.end : hit.start])
            ][-1:]
            if near:
                name = near[0]
                span = running.span(name.start, name.end)
                return span.field(name.text, span.confidence * hit.likeness)
    for match in SPEAKER.finditer(running.text):
        for name in names_in(running.text, match.end(), match.end() + 70)[:1]:
            if name.start - match.end() <= 2:
                span = running.span(name.start, name.end)
                return span.field(name.text, 0.9 * span.confidence)
    return missing(pages)


def _leads_to(between: str) -> bool:
    """«…, ИИН 900101300017, переводчик»: only a number and marks stand between."""
    return all(word.isdigit() or word in ("иин", "жсн") for word in fold(between).split())


def _language(word: str) -> str | None:
    wording = Wording(word)
    return next((code for code, stems in LANGUAGES.items() if wording.first(stems)), None)
