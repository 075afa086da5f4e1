"""The parts of a letter: addressee block, title, body, and the closing lines with date and name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz

from extractors._reading import missing
from pipeline.geometry import around_words
from pipeline.model import Box, Evidence, Field, Page, Word
from pipeline.text.dates import find_dates
from pipeline.text.homoglyphs import script_of
from pipeline.text.normalise import clean, fold

TITLES = (
    "мотивационное письмо",
    "мотивациялық хат",
    "мотивациялық эссе",
    "мотивационное эссе",
    "эссе",
    "хат",
    "письмо",
    "motivation letter",
    "letter of motivation",
    "statement of purpose",
)
ADDRESSEE = (
    "центр международных программ",
    "халықаралық бағдарламалар орталығы",
    "болашак",
    "центру международных программ",
    "орталығына",
    "президенту",
    "комиссии",
    "комиссиясына",
    "комиссия",
    "председателю",
    "төрағасына",
    "директору",
    "министерств",
    "претендент",
    "үміткер",
    "кандидат",
    "ао",
    "ақ",
    "jsc",
)
FROM = re.compile(r"^(?:от|кімнен|from)\b", re.IGNORECASE)
SIGNATURE = ("подпись", "қолы", "signature", "м п", "ф и о", "аты жөні", "тегі аты")
FAREWELL = (
    "с уважением",
    "құрметпен",
    "ізгі ниетпен",
    "sincerely",
    "yours sincerely",
    "best regards",
    "respectfully",
    "искренне ваш",
    "искренне ваша",
    "с искренним уважением",
)
CAPITALISED = r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][а-яёәғқңөұүһіa-zА-ЯЁӘҒҚҢӨҰҮҺІA-Z'-]+"
INITIAL = r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]\."
NAME = re.compile(
    rf"(?:{CAPITALISED}\s+{INITIAL}(?:\s*{INITIAL})?|{INITIAL}(?:\s*{INITIAL})?\s*{CAPITALISED}"
    rf"|{CAPITALISED}(?:\s+{CAPITALISED}){{1,3}})"
)
MOST_CLOSING_LINES = 8
SHORT = 7
"""Words of a line that can be a heading, a date line or a signature line."""
APART = 0.15
"""No paragraph begins so far from the margin, as a share of the page's width."""
LONGEST_ADDRESS = 12
LONG_NAME = 4
SCRAP = 3
"""Letters of a part of a name that is told from scraps of ink, and of such a scrap."""
DIRT = 0.35
DOUBT = 0.5
DATE_WORDS = ("күні", "дата", "date", "год", "года", "жыл", "жылы", "ж", "г")


@dataclass(frozen=True)
class Line:
    """One text line of a page."""

    page: Page
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def box(self) -> Box:
        return around_words(self.words)

    @property
    def is_dirt(self) -> bool:
        """Strokes of a pen or a seal that the engine took for letters."""
        return all(word.confidence < DIRT for word in self.words) or not any(
            letter.isalnum() for letter in self.text
        )

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box lies in this line."""
        x, y = box.middle
        frame = self.box
        return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom


@dataclass(frozen=True)
class Letter:
    """A letter in parts; lines of all pages in reading order."""

    pages: tuple[Page, ...]
    heading: tuple[Line, ...]
    body: tuple[Line, ...]
    closing: tuple[Line, ...]

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return (*self.heading, *self.body, *self.closing)

    def text_of(self, lines: Sequence[Line]) -> str:
        return "\n".join(line.text for line in lines)


def split(pages: Sequence[Page]) -> Letter:
    """Split a letter. Running titles and page numbers belong to no part."""
    lines = [
        line
        for page in pages
        for line in (Line(page, words) for words in page.lines)
        if not line.is_dirt and not _is_page_number(line)
    ]
    start = _body_start(lines)
    end = _body_end(lines, start)
    return Letter(tuple(pages), tuple(lines[:start]), tuple(lines[start:end]), tuple(lines[end:]))


def written_on(letter: Letter) -> Field[date]:
    """The date of the letter: the closing lines' first, else the heading's."""
    for part in (letter.closing[::-1], letter.heading):
        for line in part:
            dates = find_dates(line.text)
            if dates:
                words = _words_of(line, dates[-1].start, dates[-1].end)
                return Field(
                    dates[-1].value,
                    dates[-1].text,
                    min(word.confidence for word in words),
                    (_evidence(line, words),),
                )
    return missing(letter.pages)


def author(letter: Letter) -> Field[str]:
    """The printed name of the author: in the closing lines, else after «от» in the heading."""
    for line in letter.closing:
        name = _name_in(line, lambda _: True)
        if name.value is not None and _in_one_alphabet(name.value):
            return name
    for index, line in enumerate(letter.heading):
        if FROM.match(line.text.strip()):
            for candidate in (line, *letter.heading[index + 1 : index + 2]):
                name = _name_in(candidate, lambda _: True)
                if name.value is not None and _in_one_alphabet(name.value):
                    return name
    return missing(letter.pages)


def _in_one_alphabet(name: str) -> bool:
    """Pen strokes read as letters make a name of both alphabets («Ww Ұ.»), which nobody has."""
    return len({script_of(letter) for letter in name} - {None}) == 1


def _body_start(lines: Sequence[Line]) -> int:
    """Index of the first line of the body."""
    first_page = [line for line in lines if line.page is lines[0].page] if lines else []
    for index, line in enumerate(first_page[: max(6, len(first_page) // 2)]):
        if _is_title(line):
            start = index + 1
            while start < len(first_page) and _is_subtitle(first_page[start]):
                start += 1
            return start
    start = 0
    for index, line in enumerate(first_page[:14]):
        if _is_addressee(line, first_page):
            start = index + 1
        elif len(line.words) > SHORT or (index and start == index and _ends(line)):
            break
    return start


def _body_end(lines: Sequence[Line], start: int) -> int:
    """Index after the last line of the body: what follows are date, farewell and name."""
    first = max(start, len(lines) - MOST_CLOSING_LINES)
    end = _lone_date(lines, first)
    for index in range(end - 1, first - 1, -1):
        if not _is_closing(lines[index]):
            break
        end = index
    return end


def _lone_date(lines: Sequence[Line], first: int) -> int:
    """Index of a date line with nothing but short lines behind it, else the number of lines.

    What a pen leaves below it may be read as any letters; no sentence follows such a line.
    """
    for index in range(len(lines) - 1, first - 1, -1):
        if len(lines[index].words) > SHORT + 3:
            break
        if find_dates(lines[index].text) and _is_closing(lines[index]):
            return index
    return len(lines)


def _is_title(line: Line) -> bool:
    if len(line.words) > SHORT:
        return False
    text = line.folded
    return any(
        text == fold(title) or (len(title) > 8 and fuzz.partial_ratio(fold(title), text) >= 85)
        for title in TITLES
    )


def _is_subtitle(line: Line) -> bool:
    """A second line of the title: short, centred, without the end of a sentence."""
    centred = line.box.left > 0.2 and abs(line.box.middle[0] - 0.5) < 0.08
    return centred and len(line.words) <= SHORT + 3 and line.text.strip()[-1] not in ".,;:!?"


def _is_addressee(line: Line, page_lines: Sequence[Line]) -> bool:
    """Short lines at the top that stand apart from the margin or name whom or from whom."""
    left_margin = min(other.box.left for other in page_lines)
    indented = line.box.left > left_margin + APART and not _ends(line)
    if len(line.words) > (LONGEST_ADDRESS if indented else SHORT):
        return False
    named = any(
        fold(word) in line.folded.split() or (len(word) > 5 and fold(word) in line.folded)
        for word in ADDRESSEE
    )
    dated = bool(find_dates(line.text)) and len(line.words) <= SHORT
    return (
        indented
        or FROM.match(line.text.strip()) is not None
        or (named and not _ends(line))
        or dated
    )


def _ends(line: Line) -> bool:
    return line.text.rstrip()[-1] in ".!?"


def _is_closing(line: Line) -> bool:
    """Date line, farewell, signature line: short, and every word of it is of such a kind."""
    if len(line.words) > SHORT + 3:
        return False
    dated = {
        id(word)
        for found in find_dates(line.text)
        for word in _words_of(line, found.start, found.end)
    }
    # «С» of «С уважением» is a capital alone, as strokes of a pen are read.
    rest = _without_phrases([word for word in line.words if id(word) not in dated])
    rest = [word for word in rest if not _is_stroke(word)]
    names = [word for word in rest if _is_name_part(word.text)]
    if len(names) == len(rest):
        return len(names) <= 5
    # A pen may be read as any short letters before the name it signs for.
    long = [word for word in names if len(word.text) >= LONG_NAME]
    scraps = [word for word in rest if word not in long]
    ends_with_name = bool(rest) and rest[-1] in long
    return ends_with_name and 2 <= len(long) <= 3 and all(len(w.text) <= SCRAP for w in scraps)


def _is_stroke(word: Word) -> bool:
    """A pen stroke or a rule line that the engine took for letters: doubtful, a lone capital, or
    stray Latin."""
    letters = [letter for letter in word.text if letter.isalpha()]
    if not any(letter.isalnum() for letter in word.text) or word.confidence < DOUBT:
        return True
    if len(word.text) == 1 and word.text.isupper():
        return True
    latin = all(letter.isascii() for letter in letters)
    return bool(letters) and latin and len(letters) <= 5 and not word.text[:-1].isupper()


def _without_phrases(words: Sequence[Word]) -> list[Word]:
    """Words that are no part of a farewell or of a caption of date and signature."""
    folded = [fold(word.text) for word in words]
    known: set[int] = set()
    for phrase in (*SIGNATURE, *FAREWELL, *DATE_WORDS):
        parts = fold(phrase).split()
        for start in range(len(folded) - len(parts) + 1):
            if folded[start : start + len(parts)] == parts:
                known |= set(range(start, start + len(parts)))
    return [word for index, word in enumerate(words) if index not in known and folded[index]]


def _is_name_part(text: str) -> bool:
    """An initial or a capitalised word that ends no sentence."""
    bare = text.strip('_,()«»"/ ')
    if re.fullmatch(rf"(?:{INITIAL})+", bare):
        return True
    return re.fullmatch(CAPITALISED, bare) is not None


def _is_page_number(line: Line) -> bool:
    at_edge = line.box.top > 0.9 or line.box.bottom < 0.08
    return (
        at_edge and re.fullmatch(r"\W*\d{1,2}(?:\s*(?:/|из)\s*\d{1,2})?\W*", line.text) is not None
    )


def _name_in(line: Line, accept: Callable[[str], bool]) -> Field[str]:
    rest = line.text
    for dated in reversed(find_dates(rest)):
        rest = rest[: dated.start] + " " * (dated.end - dated.start) + rest[dated.end :]
    for word in line.words:
        if _is_stroke(word):
            rest = rest.replace(word.text, " " * len(word.text))
    for hit in NAME.finditer(rest.replace("_", " ")):
        name = clean(hit.group())
        folded = fold(name)
        if accept(name) and not any(fold(known) in folded for known in (*SIGNATURE, *FAREWELL)):
            words = _words_of(line, hit.start(), hit.end())
            return Field(
                name, hit.group(), min(word.confidence for word in words), (_evidence(line, words),)
            )
    return missing((line.page,))


def _words_of(line: Line, start: int, end: int) -> tuple[Word, ...]:
    """Words of a line that cover a span of its text."""
    covered, at = [], 0
    for word in line.words:
        if at < end and at + len(word.text) > start:
            covered.append(word)
        at += len(word.text) + 1
    return tuple(covered)


def _evidence(line: Line, words: Sequence[Word]) -> Evidence:
    text = " ".join(word.text for word in words)
    return Evidence(line.page.file, line.page.number, around_words(words), text)
