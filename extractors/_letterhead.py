"""Who writes a letter and when: organisation, country, day, and who signs it.

The organisation stands at the head, in a label, in the text and under the signature; places that
agree make it sure. The day stands in a short line at the head or at the foot, never in a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from extractors._blocks import segments
from extractors._countries import country
from extractors._letter_parts import Line
from extractors._organisations import names_organisation
from extractors._people import FoundName, names_in
from extractors._positions import names_position
from extractors._reading import Passage, found, missing
from extractors._running_text import RunningText
from extractors._wording import WORD, Wording
from pipeline.geometry import around_words
from pipeline.model import Field, Page, Word
from pipeline.text.alike import organisation_likeness
from pipeline.text.dates import FoundDate, find_dates
from pipeline.text.money import find_amounts
from pipeline.text.normalise import clean, fold

FAREWELL = (
    *("sincerely", "yours faithfully", "yours truly", "kind regards", "best regards", "regards"),
    *("respectfully", "with best wishes", "best wishes", "cordially", "warm regards", "for and on"),
    *("с уважением", "с наилучшими", "искренне ваш*", "құрметпен", "ізгі ниетпен", "ізгі тілек*"),
    *("mit freundlichen grüßen", "mit freundlichem gruß", "hochachtungsvoll", "freundliche grüße"),
    *("salutations distinguées", "cordialement", "respectueuses", "sentiments distingués"),
    *("saygılarımla", "saygılarımızla", "cordiali saluti", "distinti saluti", "atentamente"),
)
_OF_DATE = (
    "date datum tarih дата күні le am den the from dated day of исх шығ вых ref réf reference"
    " no nr n № г года год ж жыл жылғы от issued issue place our your on in fecha data"
    " astana almaty letter number referans sayı aktenzeichen"
)
OF_DATE = frozenset(fold(word) for word in _OF_DATE.split())
HOST = (
    *("on behalf of the", "on behalf of", "invited by the", "invited to the", "at the", "at"),
    *("intern at the", "принимающая организация", "қабылдаушы ұйым", "lädt", "établissement"),
)
SPEAKER = re.compile(
    r"\bThe\s((?:[A-Z][\w'’-]+\s(?:of\s|for\s|and\s|the\s)*){2,8})(?:\([^)]{3,40}\)\s)?"
    r"(?:hereby|herewith|offers|confirms|invites|accepts|agrees|is\spleased)\b"
)
TO = re.compile(r"\s*(?:To|Attn|c/o|An|Кому|Кімге)\b[:.]?\s", re.I)
ADMINISTRATOR = (
    *("center for international programs", "centre for international programmes", "bolashak"),
    *("центр международных программ", "халықаралық бағдарламалар орталығы", "болашак"),
)
RULES = frozenset("|•·")
TOP = 0.35
ALIKE = 0.85


def host_organisation(pages: Sequence[Page], labelled: Field[str]) -> Field[str]:
    """The labelled host, else the organisation of the letterhead or of the signature."""
    heads = list(_head_lines(pages))
    others = [Line(page, words) for page in pages for words in page.lines]
    if labelled.value is not None:
        return labelled
    speaker = _speaker(RunningText(pages))
    if speaker.value and not any(
        organisation_likeness(_bare(line), speaker.value) >= ALIKE for line in heads[:1]
    ):
        return speaker
    for line in heads:
        name = _bare(line)
        again = sum(fold(name) in other.folded for other in others if other is not line)
        near = [
            other
            for other in others
            if other is not line
            and len(other.words) <= 9
            and names_organisation(other.text)
            and organisation_likeness(name, other.text) >= ALIKE
        ]
        trust = 1.0 if again or near else 0.88
        return found(name, Passage(line.page, line.words), _sure(line.words) * trust)
    for line in reversed(others):
        if (
            names_organisation(line.text)
            and len(line.words) <= 9
            and line.text[:1].isupper()
            and not _is_addressed(line)
            and not find_amounts(line.text)
        ):
            return found(_bare(line), Passage(line.page, line.words), _sure(line.words) * 0.8)
    return missing(pages)


def _speaker(running: RunningText) -> Field[str]:
    """The organisation of which a sentence says that it offers, confirms or invites."""
    for match in SPEAKER.finditer(running.text):
        if names_organisation(match[1]) and len(match[1].split()) <= 8:
            span = running.span(match.start(1), match.end(1))
            return span.field(clean(match[1]), span.confidence * 0.88)
    return missing(running.pages)


def _head_lines(pages: Sequence[Page]) -> Iterator[Line]:
    """Short lines at the top of the first page that name an organisation, the largest first."""
    if not pages:
        return
    lines = [Line(pages[0], part) for words in pages[0].lines for part in _parted(words)]
    top = [
        line
        for line in lines
        if line.box.top < TOP
        and len(line.words) <= 11
        and not find_amounts(line.text)
        and names_organisation(line.text)
        and not _is_addressed(line)
        and not re.search(r"[a-zа-я]{4,}\.$", line.text)
    ]
    sentences = ("invit", "accept", "dear", "приглаш", "настоящ", "шақыр", "confirm", "lädt")
    top = [
        line
        for line in top
        if not line.folded.startswith(sentences) and not line.text.rstrip().endswith(",")
    ]
    yield from sorted(top, key=lambda line: (-round(_height(line.words), 3), line.box.top))


def _parted(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """A line of a letterhead without what stands behind a rule: «Host | Office | Town»."""
    parts: list[tuple[Word, ...]] = []
    start = 0
    for place, word in enumerate(words):
        if word.text in RULES and place > start:
            parts.append(tuple(words[start:place]))
            start = place + 1
    return [*parts, tuple(words[start:])] if start < len(words) else parts


def _is_addressed(line: Line) -> bool:
    """Whether a line names to whom the letter goes: the programme's administrator, «To: …»."""
    return bool(TO.match(line.text) or Wording(line.text).first(ADMINISTRATOR))


def _bare(line: Line) -> str:
    """The organisation of a line without address or office behind it."""
    parts = [" ".join(w.text for w in part) for part in segments(line.page, line.words, 3.0)]
    said = next((part for part in parts if names_organisation(part)), line.text)
    text = re.split(r"\s[·|•]\s|,\s*(?=\d)|\s{2,}", said)[0]
    return clean(text)


def host_country(running: RunningText, host: str | None) -> Field[str]:
    """The country named at the host, else the first that is not Kazakhstan."""
    text = running.text
    hits = list(country().finditer(text))
    if not hits:
        return missing(running.pages)
    names = [at.end() for at in re.finditer(re.escape(host), text)] if host else []
    near = [hit for hit in hits for end in names if 0 <= hit.start() - end <= 12]
    label = Wording(text).first(("country", "страна", "елі", "pays", "land", "ülke"))
    beside = [hit for hit in hits if label and 0 <= hit.start() - label.end <= 6]
    best = (near or beside or hits)[0]
    inside = [hit for hit in hits if host and _inside(hit, host, text)]
    if not near and not beside and best in inside:
        rest = [hit for hit in hits if hit not in inside]
        if not rest:
            return missing(running.pages)
        best = rest[0]
    span = running.span(*best.span())
    return span.field(best.group(), span.confidence * (1.0 if near or beside else 0.8))


def _inside(hit: re.Match[str], host: str, text: str) -> bool:
    """Whether the country is a part of the organisation's own name."""
    around = text[max(0, hit.start() - len(host)) : hit.end() + len(host)]
    return host in around and hit.group() in host


def written_on(pages: Sequence[Page], taken: Sequence[date | None]) -> Field[date]:
    """The day of the letter: a date in a line that says nothing else, or its label's."""
    used = {day for day in taken if day is not None}
    best: tuple[float, Field[date]] | None = None
    lines = [Line(page, words) for page in pages for words in page.lines]
    for number, line in enumerate(lines):
        for day in find_dates(line.text):
            if day.value in used or len(find_dates(line.text)) > 1:
                continue
            rest = _words_beside(line, day)
            if rest is None:
                continue
            score = 2.0 if rest == 0 else 1.0
            score += 1.0 if line.box.top < TOP and line.page is pages[0] else 0.0
            score += 0.5 if number >= len(lines) - 8 else 0.0
            if best is None or score > best[0]:
                words = _covering(line, day.start, day.end)
                sure = _sure(words) * (0.6 if day.ambiguous else 1.0)
                best = (score, found(day.value, Passage(line.page, words), sure))
    return best[1] if best else missing(pages)


def _words_beside(line: Line, day: FoundDate) -> int | None:
    """Number of other words of the line that are no label; None where it is a sentence."""
    before, after = line.text[: day.start], line.text[day.end :]
    words = [fold(m.group()) for m in WORD.finditer(before)] + fold(after).split()
    rest = [word for word in words if word not in OF_DATE and not _is_number(word)]
    verbs = ("born", "geboren", "рожд", "туған", "period", "from", "until", "срок", "valid")
    if any(word.startswith(verbs) for word in words):
        return None
    gap = _gap_before(line, day)
    if gap or len(rest) <= 2:
        return 0 if gap or not rest else len(rest)
    return None


def _is_number(word: str) -> bool:
    return any(sign.isdigit() for sign in word) or len(word) <= 3


def _gap_before(line: Line, day: FoundDate) -> bool:
    """Whether a wide gap parts the date from what stands left of it."""
    words = _covering(line, day.start, day.end)
    left = [word for word in line.words if word.box.right <= words[0].box.left]
    if not left or line.text[day.end :].strip(" .,г") not in ("", "года", "ж"):
        return False
    aspect = line.page.height / line.page.width
    gap = words[0].box.left - left[-1].box.right
    return gap > 2.5 * words[0].box.height * aspect


def signatory(pages: Sequence[Page], applicant: str | None) -> tuple[Field[str], Field[str]]:
    """(name, position) of who signs: behind the farewell, else in the last lines."""
    own = set(fold(applicant or "").split())
    for lines in _closings(pages):
        for number, line in enumerate(lines):
            for name in names_in(line.text):
                if (
                    names_organisation(line.text)
                    or find_amounts(line.text)
                    or (own and own <= set(fold(name.text).split()))
                ):
                    continue
                position = _position(lines, number, name)
                if position.value is not None or number <= 3:
                    words = _covering(line, name.titled_start, name.end)
                    return found(name.titled, Passage(line.page, words)), position
    return missing(pages), missing(pages)


def _closings(pages: Sequence[Page]) -> Iterator[list[Line]]:
    lines = [
        line
        for page in pages
        for line in (Line(page, words) for words in page.lines)
        if not line.is_dirt
    ]
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if len(line.words) <= 14 and Wording(line.text).first(FAREWELL):
            yield [at for at in lines[number + 1 : number + 10] if at.page is line.page]
    for page in reversed(list(pages)):
        last = [line for line in lines if line.page is page][-7:]
        yield from (last[start:] for start in range(max(0, len(last) - 3), -1, -1))


def _position(lines: Sequence[Line], number: int, name: FoundName) -> Field[str]:
    line = lines[number]
    before = line.text[: name.titled_start].rstrip(" ,–—-:")
    after = line.text[name.end :].lstrip(" ,–—-:")
    for part, start in ((before, 0), (after, len(line.text) - len(after))):
        if part and names_position(part):
            words = _covering(line, start, start + len(part))
            follows = lines[number + 1] if number + 1 < len(lines) else None
            if follows and follows.text[:1].islower() and _may_go_on(follows):
                whole = f"{part} {follows.text}"
                return found(clean(whole), Passage(line.page, (*words, *follows.words)))
            return found(clean(part), Passage(line.page, words))
    above = lines[number - 1] if number else None
    if before[:1].islower() and above and names_position(above.text):
        words = (*above.words, *_covering(line, 0, len(before)))
        return found(clean(f"{above.text} {before}"), Passage(line.page, words))
    for at in (number + 1, number - 1, number + 2, number - 2):
        if 0 <= at < len(lines) and names_position(lines[at].text):
            return _whole_position(lines, at, number)
    return missing([line.page])


def _whole_position(lines: Sequence[Line], at: int, name_at: int) -> Field[str]:
    """The line and the next one where the position wraps («Director of the / Office»)."""
    chosen = [lines[at]]
    follows = at + 1
    if follows < len(lines) and follows != name_at:
        following = lines[follows]
        small = following.text[:1].islower() or lines[at].text.rstrip().endswith(
            (" of", " the", " and", " for", ",", " по", " и")
        )
        if small and _may_go_on(following):
            chosen.append(following)
    words: tuple[Word, ...] = tuple(word for line in chosen for word in line.words)
    return found(clean(" ".join(line.text for line in chosen)), Passage(chosen[0].page, words))


def _may_go_on(line: Line) -> bool:
    """Whether a short line of words may end a position: no address of the web, no date."""
    return len(line.words) <= 4 and not re.search(r"[@\d]|www|\w\.\w", line.text)


def _covering(line: Line, start: int, end: int) -> tuple[Word, ...]:
    covered, at = [], 0
    for word in line.words:
        if at < end and at + len(word.text) > start:
            covered.append(word)
        at += len(word.text) + 1
    return tuple(covered)


def _sure(words: Sequence[Word]) -> float:
    return min(word.confidence for word in words)


def _height(words: Sequence[Word]) -> float:
    return around_words(words).height
