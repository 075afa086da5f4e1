"""The parts of an employer's application: letterhead, title, body, signature.

The title itself speaks of keeping the job, so it is never read as the clause (domain.md section
12); addressee and letterhead stand side by side or in two languages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from extractors._blocks import Block, blocks
from extractors._organisations import QUOTED, names_organisation
from extractors._people import names_in
from extractors._positions import names_position
from extractors._reading import Passage, found, missing
from extractors._running_text import RunningText
from extractors._visual_rows import VisualRow, visual_rows
from extractors._wording import Wording
from pipeline.model import Field, Page, Word
from pipeline.text.language import language_of
from pipeline.text.normalise import clean, fold

TITLES = (
    *("заявка работодателя", "на подготовку специалиста", "жұмыс берушінің өтінімі", "заявка"),
    *("маман даярлауға", "өтінім", "employer s application", "с условием сохранения места работы"),
    *("жұмыс орнын сақтау шартымен", "ходатайство"),
)
TITLE_ENDS = ("работы", "места работы", "сохранения", "өтінімі", "мамандар", "даярлауға")
ADDRESSEE = (
    *("центр* международн* программ", "халықаралық бағдарламалар орталығы", "председател*"),
    *("международных программ", "бағдарламалар", "төраға*", "президент*", "правления"),
)
NO_NAME = re.compile(
    r"\b\d{6}\b|\b(?:тел|факс|ул|көшесі|даңғылы|пр|просп|мкр|e-?mail|www|БИН|БСН|ИИК|р/с)\b"
    r"|Republic of Kazakhstan"
    r"|\bBIN\b|\bNo\.?\s?\d|@|\+7|\b(?:исх|шығ|вых)\b|№|\bг\.|қ\.,|приказ|бұйрық|Нысан|Форма\b",
    re.I,
)
EXECUTOR = re.compile(r"^\W*(?:исп|орынд|исполнитель|тел)\b", re.I)
FOOT = (
    "электрондық цифрлық",
    "электронной цифровой",
    "сведения о цифровой",
    "эцқ",
    "эцп",
    "бабының",
)
HEAD_LABEL = re.compile(r"(?:басшы|руководитель|head)(?:\s*/\s*(?:басшы|руководитель))?", re.I)
POSITION_ENDS = re.compile(r"[\s_–—,:/()]+$")
LOWEST_TITLE = 0.5
TITLE_HEIGHT = 5.0
"""Rows of a title broken into short lines lie within so many heights."""
KAZAKH_FORM = re.compile(
    r"қоғамы|серіктестігі|мекемесі|кәсіпорны|мекеме\b|ЖШС|КММ|\bММ\b|КеАҚ|АҚ\b"
)
RUSSIAN_FORM = re.compile(
    r"^(?:товариществ|акционерн|некоммерч|государств|коммунальн|республиканск"
    r"|(?:ТОО|[НОЗ]?АО|[РК]?ГУ|[РК]?ГП|[РКГ]?Г?КП|ГККП|ИП|Ч[УК])(?!\w))",
    re.I,
)


KAZAKH_LETTERS = re.compile(r"[әғқңөұүһі]", re.I)
QUOTATION = re.compile(r"«[^«»]*»?|^[^«»]*»")


class ApplicationText:
    """Rows of the paper, told apart by where the title stands."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)
        self.rows = [row for page in pages for row in visual_rows(page)]

    @cached_property
    def title(self) -> tuple[int, int] | None:
        """First row of the title and the row after it."""
        first = None
        for number, row in enumerate(self.rows):
            if row.page is not self.pages[0] or row.middle > LOWEST_TITLE:
                break
            following = " ".join(
                after.text
                for after in self.rows[number : number + 4]
                if after.middle - row.middle < TITLE_HEIGHT * row.box.height
            )
            begins = Wording(row.text).first(TITLES) and Wording(following).first(TITLES[:4])
            if Wording(row.text).first(TITLES[:4]) or (begins and len(row.words) <= 8):
                first = number
                break
        if first is None:
            return None
        end = first + 1
        while end < len(self.rows) and self._is_title(self.rows[end], self.rows[end - 1]):
            end += 1
        return first, end

    def _is_title(self, row: VisualRow, before: VisualRow) -> bool:
        near = row.page is before.page and row.middle - before.middle < 2.2 * row.box.height
        hit = Wording(row.text).first((*TITLES, *TITLE_ENDS))
        short = len(row.words) <= 3 or row.box.left > 0.2
        whole = Wording(row.text).first(TITLES[:4])
        return bool(near and hit and ((short and len(row.words) <= 8) or whole))

    @cached_property
    def head(self) -> list[VisualRow]:
        """Rows above the title; the first third of a page that has none."""
        if self.title is not None:
            return self.rows[: self.title[0]]
        return [row for row in self.rows if row.page is self.pages[0] and row.middle < 0.3]

    @cached_property
    def body(self) -> RunningText:
        """Running text below the title, as far as the legal notes at the foot."""
        rows = self.rows[self.title[1] :] if self.title else self.rows[len(self.head) :]
        kept = {id(word) for row in rows for word in row.words}
        pages = []
        for page in self.pages:
            words = tuple(word for word in page.words if id(word) in kept)
            if words:
                pages.append(replace(page, words=words))
        return RunningText(pages)

    @cached_property
    def language(self) -> str | None:
        """Language of the body."""
        return language_of(self.body.text)[0]

    @cached_property
    def employer(self) -> Field[str]:
        """The name in the letterhead, of two languages the one of the body."""
        named = [
            name for block in self._head_blocks() if (name := name_of_block(block)) is not None
        ]
        own = [name for name in named if tongue_of(name.value or "") == self.language]
        return next(iter([*own, *named]), missing(self.pages))

    def _head_blocks(self) -> Iterator[Block]:
        if not self.pages:
            return
        lines = [row.words for row in self.head if row.page is self.pages[0]]
        for block in blocks(self.pages[0], lines):
            parts = tongues(block)
            if len(parts) > 1:
                yield from parts
            elif Wording(block.text).first(ADDRESSEE) is None:
                yield block

    @cached_property
    def signature(self) -> tuple[Field[str], Field[str]]:
        """Name and position of who signs: the lowest short row with a name and a position."""
        start = self.title[1] if self.title else len(self.head)
        best: tuple[Field[str], Field[str]] | None = None
        electronic = (n for n, row in enumerate(self.rows) if Wording(row.text).first(FOOT))
        below = next((n for n in electronic if n > start), len(self.rows))
        for number in range(below - 1, start, -1):
            row = self.rows[number]
            if EXECUTOR.match(row.text) or len(row.words) > 14:
                continue
            names = [name for name in names_in(row.text) if not _quoted(row.text, name.start)]
            if not names or row.text.rstrip()[-1:] in ";:" or "MII" in row.text:
                continue
            name = names[-1]
            behind = row.text[name.end :].strip(" ,–—-_()")
            if len(behind) > 3 and not names_position(behind):
                continue
            passage = row.span(name.start, name.end)
            position = _position(self.rows, number, name.titled_start, name.end)
            if passage is None:
                continue
            if position is not None:
                return found(name.text, passage), position
            if best is None and row.text[: name.start].strip("_ /()") == "":
                best = found(name.text, passage, 0.8 * passage.confidence), missing(self.pages)
        return best or (missing(self.pages), missing(self.pages))


def _quoted(text: str, at: int) -> bool:
    """Whether a place lies inside the quotation marks of a name, which may open a row above."""
    return text[:at].count("«") > text[:at].count("»") or (
        "»" in text[at:] and "«" not in text[at : text.index("»", at)]
    )


def _position(
    rows: Sequence[VisualRow], number: int, name_at: int, name_end: int
) -> Field[str] | None:
    """The words before the name, behind it, or the row above, where they name a position."""
    row = rows[number]
    before = POSITION_ENDS.sub("", row.text[:name_at])
    bare = clean(before)
    if bare and sum(sign.isalpha() for sign in bare) > 3 and len(bare.split()) <= 8:
        if bare[0].isupper() and not re.search(r"[.;]\s|\d", bare):
            passage = row.span(0, len(before))
            if HEAD_LABEL.fullmatch(bare.rstrip(" :")):
                return _position_below(rows, number)
            above = _wrapped_above(rows, number)
            if above is not None and above.text.rstrip().endswith("/"):
                # «Бас директор /» above «Генеральный директор»: the first language counts.
                return found(clean(above.text.rstrip(" /")), above)
            if passage is not None and above is not None and bare[0].islower():
                passage = Passage(row.page, (*above.words, *passage.words))
            return found(clean(passage.text), passage) if passage else None
        return None
    behind = row.text[name_end:].strip(" ,–—-_")
    if behind and len(behind.split()) <= 5 and not re.search(r"\d", behind):
        passage = row.span(name_end + 1, len(row.text))
        return found(clean(behind), passage) if passage else None
    above = _wrapped_above(rows, number)
    return found(clean(above.text), above) if above is not None else None


def _position_below(rows: Sequence[VisualRow], number: int) -> Field[str] | None:
    """The post under «Руководитель:», where that only says who signs."""
    for row in rows[number + 1 : number + 2]:
        near = row.middle - rows[number].middle < 2.6 * row.box.height
        if near and len(row.words) <= 7 and row.text[:1].isupper() and names_position(row.text):
            return found(clean(row.text), Passage(row.page, row.words))
    return None


def _wrapped_above(rows: Sequence[VisualRow], number: int) -> Passage | None:
    if not number:
        return None
    row, above = rows[number], rows[number - 1]
    near = above.page is row.page and row.middle - above.middle < 2.6 * row.box.height
    short = len(above.words) <= 7 and above.text.rstrip()[-1:] not in ".;:"
    if near and short and not names_in(above.text) and above.text[:1].isupper():
        return Passage(above.page, above.words)
    return None


def tongues(block: Block) -> list[Block]:
    """A letterhead that gives the name in Kazakh and below it in Russian, as two blocks."""
    texts = [" ".join(word.text for word in row) for row in block.rows]
    for place in range(1, len(texts)):
        if RUSSIAN_FORM.match(texts[place]) and KAZAKH_FORM.search(" ".join(texts[:place])):
            return [Block(block.page, block.rows[:place]), Block(block.page, block.rows[place:])]
    return [block]


def tongue_of(name: str) -> str | None:
    """The language of an organisation's name, by its letters and its legal form first."""
    if KAZAKH_LETTERS.search(name) or KAZAKH_FORM.search(name):
        return "kaz"
    return "rus" if RUSSIAN_FORM.match(name) else language_of(name)[0]


def name_of_block(block: Block) -> Field[str] | None:
    """The first lines of a block, up to address, telephone or number, if they name something."""
    words: list[Word] = []
    for row in block.rows:
        text = " ".join(word.text for word in row)
        said = " ".join(word.text for word in words)
        opened = said.count("«") > said.count("»")
        # The number in «Школа-лицей № 57» is none of the letter.
        bare = QUOTATION.sub(" ", text) if "«" in text or (opened and "»" in text) else text
        if NO_NAME.search(bare) or not re.search(r"[^\W\d_]{2}", text):
            if words:
                break
            continue
        words += row
    if not words:
        return None
    passage = Passage(block.page, tuple(words))
    name = clean(passage.text)
    folded = fold(name)
    legal = any(form in folded for form in ("товариществ", "общество", "учрежден", "кәсіпорн"))
    if not (names_organisation(name) or QUOTED.search(name) or legal):
        return None
    return found(name, passage)
