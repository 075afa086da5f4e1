"""Which cells of a pension table name the payer, and one spelling for one payer.

Beside the payer stand columns of text of other kinds: the intermediary and the kind of payment.
"""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractors._reading import Passage
from extractors._visual_rows import visual_rows
from pipeline.identifiers import bin as bin_number
from pipeline.identifiers import iin
from pipeline.model import Page, Word
from pipeline.text.normalise import clean, fold

if TYPE_CHECKING:
    from extractors._pension_table import TableRow

COLUMN_GAP = 1.35
"""Columns of text stand at least so many widths of a letter apart in every row."""
_FORMS = (
    "тоо ао нао гу ип кгп ргп кгу ргу тдо пт нко одо ооо жшс ақ кеақ мм жк кмм кмк рмк шжқ пхв ргкп"
    " кгкп филиал товарищество общество учреждение предприятие серіктестігі қоғамы мекемесі"
    " кәсіпорны индивидуальный университет школа больница"
)
LEGAL_FORMS = frozenset(fold(form) for form in _FORMS.split())
OTHER_TEXT = tuple(
    fold(word)
    for word in (
        "правительство для",
        "государственная корпорация",
        "нао гк",
        "азаматтарға арналған үкімет",
        "мемлекеттік корпорация",
        "взнос",
        "жарна",
        "отчислени",
        "аударым",
    )
)
PAYMENT_WORDS = tuple(map(fold, ("взнос", "отчислени", "жарна", "аударым")))
KIND_WORDS = tuple(
    map(fold, ("обязательн", "пенсионн", "профессиональн", "социальн", "міндетті", "зейнетақы"))
)
"""Words of a payment's kind, in a row that says one of `PAYMENT_WORDS`."""
SAME_PAYER = 86.0
OFTEN = 5
WELL_KNOWN_PAYER = 65.0
"""Enough beside a number whose check digit holds and that stands with the name so often."""
BRACKETED_NUMBER = re.compile(r"\(?\s*(?:БИН|БСН|ИИН|ЖСН)?[:\s]*\d{12}\s*\)?")

BRACKETED_CODE = re.compile(r"\(\d{3}\)")


def text_columns(rows: Sequence["TableRow"]) -> None:
    """Find the payer's cell, and the cell of the payment's kind, of every row."""
    for row in rows:
        _set_kind_aside(row)
    for page in {id(row.page): row.page for row in rows}.values():
        own = [row for row in rows if row.page is page]
        columns = _columns(own)
        parts = [[_inside(row.text, column) for column in columns] for row in own]
        scores = [_score([cells[place] for cells in parts]) for place in range(len(columns))]
        best = max(range(len(columns)), key=lambda place: scores[place], default=None)
        if best is not None and scores[best] <= 0:
            best = None
        for row, cells in zip(own, parts, strict=True):
            if best is not None and cells[best]:
                row.payer = Passage(page, tuple(_in_order(page, cells[best])))
            others = list(row.kind.words) if row.kind else []
            others += [word for place, cell in enumerate(cells) if place != best for word in cell]
            if others:
                row.kind = Passage(page, tuple(_in_order(page, others)))


def _set_kind_aside(row: "TableRow") -> None:
    """Take the words of the payment's kind out of the text, wherever their column stands.

    On a crooked page the columns of kind and payer touch.
    """
    folded = [fold(word.text) for word in row.text]
    if not any(part in text for text in folded for part in PAYMENT_WORDS):
        return
    own = [
        word
        for word, text in zip(row.text, folded, strict=True)
        if text.startswith((*PAYMENT_WORDS, *KIND_WORDS))
    ]
    row.kind = Passage(row.page, tuple(own))
    taken = {id(word) for word in own}
    row.text = [word for word in row.text if id(word) not in taken]


def payer_name(row: "TableRow") -> str | None:
    """The payer as printed, without the number behind it."""
    if row.payer is None:
        return None
    name = clean(BRACKETED_CODE.sub(" ", BRACKETED_NUMBER.sub(" ", row.payer.text)))
    return name if sum(letter.isalpha() for letter in name) >= 3 else None


def one_spelling(names: Sequence[str | None], numbers: Sequence[str | None]) -> list[str | None]:
    """Names of one payer that differ by misread letters get the spelling that stands most often."""
    counted = Counter(
        (number, name) for number, name in zip(numbers, names, strict=True) if name and number
    )
    spelled: list[str | None] = []
    for name, number in zip(names, numbers, strict=True):
        best = name
        if name is None and number:
            # The cell of a row at the foot of a page may stand on the next one.
            known = [(count, other) for (its, other), count in counted.items() if its == number]
            best = max(known)[1] if len(known) == 1 else None
        if name and number:
            alike = [
                (count, other)
                for (its, other), count in counted.items()
                if its == number
                and fuzz.ratio(fold(name), fold(other)) >= _least_likeness(number, count)
            ]
            count, other = max(alike, key=lambda pair: (pair[0], pair[1] == name))
            best = other if count > counted[number, name] else name
        spelled.append(best)
    return spelled


def _least_likeness(number: str, count: int) -> float:
    """How alike a name must be to one that stands so often beside the same number."""
    return WELL_KNOWN_PAYER if count >= OFTEN and _holds(number) else SAME_PAYER


def one_number(names: Sequence[str | None], numbers: Sequence[str | None]) -> list[str | None]:
    """A number whose check digit fails is the number of the same payer that it nearly is."""
    sure = {number for number in numbers if number and _holds(number)}
    mended: list[str | None] = []
    for name, number in zip(names, numbers, strict=True):
        if number is None or _holds(number):
            mended.append(number)
            continue
        near = {
            other
            for other in sure
            if Levenshtein.distance(number, other) <= 2 and _same_payer(name, other, names, numbers)
        }
        mended.append(near.pop() if len(near) == 1 else number)
    return mended


def _same_payer(
    name: str | None, number: str, names: Sequence[str | None], numbers: Sequence[str | None]
) -> bool:
    if name is None:
        return False
    return any(
        other and its == number and fuzz.ratio(fold(name), fold(other)) >= SAME_PAYER
        for other, its in zip(names, numbers, strict=True)
    )


def _holds(number: str) -> bool:
    return bin_number.is_valid(number) or iin.is_valid(number)


def _columns(rows: Sequence["TableRow"]) -> list[tuple[float, float]]:
    """Stretches of the width that text of the rows covers, parted where no row has a word."""
    figures = [token.box for row in rows for token in row.tokens.values()]
    words = sorted((word for row in rows for word in row.text), key=lambda word: word.box.left)
    if not words:
        return []
    gap = COLUMN_GAP * median(word.box.width / len(word.text) for word in words)
    columns: list[tuple[float, float]] = []
    for word in words:
        between = columns and any(
            columns[-1][1] <= box.left and box.right <= word.box.left for box in figures
        )
        if columns and word.box.left - columns[-1][1] <= gap and not between:
            columns[-1] = (columns[-1][0], max(columns[-1][1], word.box.right))
        else:
            columns.append((word.box.left, word.box.right))
    return columns


def _inside(words: Sequence[Word], column: tuple[float, float]) -> list[Word]:
    return [word for word in words if column[0] <= word.box.middle[0] <= column[1]]


def _in_order(page: Page, words: Sequence[Word]) -> list[Word]:
    return [word for row in visual_rows(page, words) for word in row.words]


def _score(cells: Sequence[Sequence[Word]]) -> float:
    """How much a column looks like names of payers: legal forms and names in quotes speak for it,
    the intermediary and kinds of payment against it."""
    score = 0.0
    for cell in cells:
        text = " ".join(word.text for word in cell)
        folded = fold(text)
        letters = sum(sign.isalpha() for sign in text)
        score += min(letters, 30) / 60
        score += any(word in LEGAL_FORMS for word in folded.split())
        score += 0.5 * any(quote in text for quote in '«»"“”')
        score -= 3.0 * any(word in folded for word in OTHER_TEXT)
    return score
