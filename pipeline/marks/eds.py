"""Words that stand for an electronic signature: the footer of e-documents and signature tables.

By article 7 of the law of 7 January 2003 an e-document printed from the portal is as good as one
on paper (domain.md section 18). A born-digital file that says so carries the statement as issued;
a scan of a print has lost the signature, which is said, and it is left to a person. A sentence
that is absent proves nothing: newer papers may cite a newer law.
"""

import re
from collections.abc import Sequence

from pipeline.geometry import around_words
from pipeline.model import Box, MarkKind, Page, PageMark, Source, Word
from pipeline.text.normalise import fold

RESCANNED = "rescanned"
FOOTER, TABLE, AUTHOR = "footer", "table", "author"
_FOOTERS = (
    re.compile(r"7 бабынын (?:1|и|l) тармаг"),
    re.compile(r"пункту? (?:1|и|l)? ?статьи 7 (?:зрк|закон)"),
    re.compile(r"7 января 2003 года.{0,120}равнознач"),
    re.compile(r"2003 жылгы 7 кантар.{0,160}бирдей"),
    re.compile(r"370 (?:ii|и|п|ии|ll|11).{0,60}бабына сайкес"),
)
_TABLES = (
    re.compile(r"эцк иеси"),
    re.compile(r"владелец эцп"),
    re.compile(r"цифрлык колтанба туралы малимет"),
    re.compile(r"сведения о цифровой подписи"),
)
_AUTHORS = (
    re.compile(r"подписано эцп"),
    re.compile(r"эцк кол койылган"),
    re.compile(r"эцк мен кол койылды"),
    re.compile(r"подписано электронной цифровой подписью"),
)


_STATEMENTS = ((FOOTER, _FOOTERS, 0.95), (TABLE, _TABLES, 0.9), (AUTHOR, _AUTHORS, 0.85))


def find_statements(page: Page) -> list[PageMark]:
    """Footers, tables and lines about electronic signatures in the words of a page.

    `present` is True on a born-digital page and None on a scanned one: there the words are, but
    what they speak of cannot be checked. A table or a line alone is no proof either.
    """
    text, placed = _folded(page.words)
    marks = []
    for name, patterns, sure in _STATEMENTS:
        box = _where(text, placed, patterns)
        if box is None:
            continue
        digital = page.source is Source.TEXT
        present = True if digital and name == FOOTER else None
        detail = name if digital else f"{name}, {RESCANNED}"
        marks.append(PageMark(MarkKind.EDS, box, sure, "", detail, present))
    return marks


def _folded(words: Sequence[Word]) -> tuple[str, list[tuple[int, Word]]]:
    """The page folded into one line, and each word with its beginning in it."""
    text, placed = "", []
    for word in words:
        if part := fold(word.text):
            placed.append((len(text), word))
            text += part + " "
    return text, placed


def _where(
    text: str, placed: Sequence[tuple[int, Word]], patterns: Sequence[re.Pattern[str]]
) -> Box | None:
    """Around the words of all matches."""
    spans = [match.span() for pattern in patterns if (match := pattern.search(text))]
    words = [
        word
        for place, (start, word) in enumerate(placed)
        for begin, end in spans
        if start < end and (placed[place + 1][0] if place + 1 < len(placed) else len(text)) > begin
    ]
    return around_words(words) if words else None
