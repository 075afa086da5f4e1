"""What single words of a pension table are: dates, months, codes, payers' numbers, amounts, status.

Forms of domain.md section 14.2: `MMYYYY` or `MM.YYYY`, `12000.00` or `12 000,00`, code of three
figures, twelve figures of a BIN or IIN.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rapidfuzz import fuzz

from extractors._reading import Passage
from extractors._visual_rows import VisualRow
from pipeline.geometry import around_words
from pipeline.model import Box, Month, Word
from pipeline.text.dates import find_month
from pipeline.text.homoglyphs import digits
from pipeline.text.months import month_named
from pipeline.text.normalise import fold

Kind = Literal["date", "month", "code", "bin", "amount", "status"]
Status = Literal["processed", "returned"]

PROCESSED = (
    "обработанные",
    "обработанный",
    "обработан",
    "обработано",
    "обработанное",
    "өңделген",
    "өңделді",
    "зачислено",
    "зачислен",
    "исполнен",
    "исполнено",
    "орындалды",
    "есептелді",
    "processed",
    "credited",
)
RETURNED = (
    "возвращенные",
    "возвращенный",
    "возвращен",
    "возвращено",
    "возврат",
    "қайтарылған",
    "қайтарылды",
    "қайтару",
    "returned",
    "refunded",
)
_STATUSES: tuple[tuple[str, Status], ...] = (
    *((fold(word), "processed") for word in PROCESSED),
    *((fold(word), "returned") for word in RETURNED),
)
LEAST_LIKENESS = 78.0
DATE = re.compile(r"[0-3]\d[.,/][01]\d[.,/](?:19|20)\d\d")
MONTH = re.compile(r"(0[1-9]|1[0-2])[.,/-]?((?:19|20)\d\d)")
YEAR_MONTH = re.compile(r"((?:19|20)\d\d)[./-]?(0[1-9]|1[0-2])")
CODE = re.compile(r"[01]\d\d")
AMOUNT = re.compile(r"\d{1,3}(?:[ '\u00a0]?\d{3})*[.,]\d\d|\d{1,3}(?:,\d{3})+\.\d\d|\d+[.,]\d\d")
NEARLY_BIN = (11, 12, 13)
"""Figures of a payer's number; one may be lost or doubled, which `one_number` mends."""
SEPARATORS = re.compile(r"[.,:]+")
NO_POINT = re.compile(r"\d{4,7}00")
"""An amount whose point was not read; none is printed without its two figures behind it."""
GROUP = re.compile(r"\d{3}(?:[.,]\d\d)?")
LOOK_ALIKES = re.compile(r"[ABEKMHOPCTYXI3]+")
TO_CYRILLIC = str.maketrans("ABEKMHOPCTYX3", "АВЕКМНОРСТУХЗ")
FRAME = "()[]{}|;:«»\"“”'‘’`_ "


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a few, of one kind; `value` is what it says."""

    kind: Kind
    words: tuple[Word, ...]
    value: str | Month | Decimal

    @property
    def box(self) -> Box:
        return around_words(self.words)

    @property
    def centre(self) -> float:
        return self.box.middle[0]

    @property
    def confidence(self) -> float:
        return min(word.confidence for word in self.words)


def tokens_of(row: VisualRow) -> list[Token]:
    """All tokens of a row; one word can be of two kinds, for example a month or a number."""
    return [token for start in range(len(row.words)) for token in _tokens_at(row.words, start)]


def passage(row: VisualRow, tokens: Sequence[Token]) -> Passage:
    """The words of some tokens."""
    return Passage(row.page, tuple(word for token in tokens for word in token.words))


def _tokens_at(words: Sequence[Word], start: int) -> Iterator[Token]:
    word = words[start]
    bare = _figures(word.text)
    if bare is None:
        yield from _worded(words, start)
        return
    one = (word,)
    if DATE.fullmatch(bare):
        yield Token("date", one, bare)
        return
    squeezed = re.sub(r"\D", "", bare)
    if len(squeezed) in NEARLY_BIN and re.fullmatch(r"[\d-]+", bare):
        yield Token("bin", one, squeezed)
        return
    yield from _parted_bin(words, start, squeezed)
    yield from _months(words, start, bare)
    if CODE.fullmatch(bare) and not _is_group(words, start):
        yield Token("code", one, bare)
    yield from _amounts(words, start, bare)


def _figures(text: str) -> str | None:
    """The text with look-alike letters as figures, None where it is no number."""
    bare = SEPARATORS.sub(_separator, text.strip(FRAME).strip(".,•").replace("ю", "10"))
    figures = sum(sign.isdecimal() for sign in bare)
    # «О1О» is nearly all letters and still the code 010.
    fewest = 1 if len(bare) == 3 else sum(sign.isalnum() for sign in bare) / 2
    if not figures or figures < fewest:
        return None
    mapped = digits(bare)
    return mapped if re.fullmatch(r"[\d.,/'-]+", mapped) else None


def _parted_bin(words: Sequence[Word], start: int, first: str) -> Iterator[Token]:
    """A payer's number that a reader parted: «051 240677788»."""
    if start + 1 == len(words) or not 3 <= len(first) <= 9 or not _near(words, start):
        return
    second = _figures(words[start + 1].text) or ""
    if second.isdecimal() and len(first + second) == NEARLY_BIN[1]:
        yield Token("bin", (words[start], words[start + 1]), first + second)


def _separator(found: re.Match[str]) -> str:
    """One point or comma where specks were taken for more: «61950,.65», «02:2023»."""
    return "." if found.group() != "," else ","


def _months(words: Sequence[Word], start: int, bare: str) -> Iterator[Token]:
    one = (words[start],)
    if match := MONTH.fullmatch(bare):
        yield Token("month", one, Month(int(match[2]), int(match[1])))
    elif match := YEAR_MONTH.fullmatch(bare):
        yield Token("month", one, Month(int(match[1]), int(match[2])))
    elif start + 1 < len(words) and re.fullmatch(r"(?:0[1-9]|1[0-2])[./]?", bare):
        # A reader may part the month from its year; they stand closer than two columns do.
        following = _figures(words[start + 1].text) or ""
        if re.fullmatch(r"(?:19|20)\d\d", following) and _near(words, start):
            month = Month(int(following), int(bare[:2]))
            yield Token("month", (words[start], words[start + 1]), month)


def _amounts(words: Sequence[Word], start: int, bare: str) -> Iterator[Token]:
    if start and _is_group(words, start):
        return
    text, end = bare, start + 1
    while end < len(words) and "," not in text and "." not in text and _is_group(words, end):
        text += _figures(words[end].text) or ""
        end += 1
    if AMOUNT.fullmatch(text) or NO_POINT.fullmatch(bare):
        cents = text[-2:]
        whole = re.sub(r"\D", "", text[:-3] if AMOUNT.fullmatch(text) else text[:-2])
        yield Token("amount", tuple(words[start:end]), Decimal(f"{whole}.{cents}"))


def _is_group(words: Sequence[Word], place: int) -> bool:
    """Whether three figures go on the number before them: «12 000,00»."""
    if not place or not GROUP.fullmatch(_figures(words[place].text) or ""):
        return False
    before = _figures(words[place - 1].text) or ""
    return bool(re.fullmatch(r"\d{1,3}", before)) and _near(words, place - 1)


def _near(words: Sequence[Word], place: int) -> bool:
    first, second = words[place].box, words[place + 1].box
    letter = first.width / max(1, len(words[place].text))
    return second.left - first.right <= 1.1 * letter


def _worded(words: Sequence[Word], start: int) -> Iterator[Token]:
    word = words[start]
    said = status_in(word.text)
    if said:
        yield Token("status", (word,), said)
    elif month_named(word.text.strip(".,")):
        for first, last in ((start, start + 2), (max(0, start - 1), start + 1)):
            month = find_month(" ".join(part.text for part in words[first:last]))
            if month:
                yield Token("month", tuple(words[first:last]), Month(*month))
                return


def status_in(text: str) -> Status | None:
    """The status that one word says, whatever the language and a misread letter or two."""
    folded = fold(_in_cyrillic(text)).replace(" ", "")
    if len(folded) < 5:
        return None
    scored = [(fuzz.ratio(folded, word), status) for word, status in _STATUSES]
    likeness, status = max(scored)
    others = max(score for score, other in scored if other != status)
    return status if likeness >= LEAST_LIKENESS and likeness - others > 8 else None


def _in_cyrillic(text: str) -> str:
    """«OBPABOTAHHBIE», read in the wrong script, as it is printed; English words stay."""
    if not text.isascii() or not LOOK_ALIKES.fullmatch(text.strip(FRAME)):
        return text
    return text.replace("BI", "Ы").translate(TO_CYRILLIC)
