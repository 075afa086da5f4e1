"""How many subjects an appendix lists: numbered lines of its table, over all pages and halves.

Numbers stand in a narrow column, grow by one and may go on in a second half of the page or on
the next page; a misread number is filled in by its neighbours.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors._columns import Segment, lines_of
from extractors._reading import missing
from extractors._visual_rows import VisualRow, visual_rows
from pipeline.geometry import around_words, same_row
from pipeline.model import Evidence, Field, Page, Word
from pipeline.text.homoglyphs import digits
from pipeline.text.normalise import fold

NUMBER = re.compile(r"\d{1,3}")
FEWEST = 3
ALIGNED = 0.03
MOST = 150
FEWEST_LETTERS = 2
"""A subject or its code has so many letters; a grade has one."""
UNITS = ("кредит", "credit", "час", "сагат", "ects", "балл", "hour")
"""Behind a number these say what it counts."""
FEWEST_ROWS = 5
SUBJECT_LETTERS = 4
UNNUMBERED = 0.7
"""How sure a count of rows is that bear no numbers."""
FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?%?")
GRADE = re.compile(r"[A-DF][+-]?")
_GRADES = "отлично хорошо удовлетворительно жаксы канагаттанарлык excellent good satisfactory pass"
GRADES = frozenset(_GRADES.split())
SUMS = ("итого", "всего", "барлыгы", "total", "gpa", "средн", "орташа", "overall", "cumulative")
MOST_JUMP = 6
"""So many numbers in a row may be unread before the sequence is taken for another one."""


def counted_subjects(pages: Sequence[Page]) -> Field[int]:
    """The last number of the longest sequence that begins with 1, 2 or 3."""
    chain = max(_chains(pages), key=len, default=[])
    if len(chain) < FEWEST:
        return _without_numbers(pages)
    last = chain[-1]
    words = [word for _, word, page in chain if page is last[2]]
    evidence = Evidence(last[2].file, last[2].number, around_words(words), last[1].text)
    sure = min(0.97, last[1].confidence) * (0.5 + 0.5 * min(1.0, len(chain) / last[0]))
    return Field(last[0], last[1].text, sure, (evidence,))


def _chains(pages: Sequence[Page]) -> list[list[tuple[int, Word, Page]]]:
    """Sequences of growing numbers at the left of lines, page by page, column by column."""
    chains: list[list[tuple[int, Word, Page]]] = []
    for page in pages:
        for column in _columns(_numbered(page)):
            for run in _growing(column):
                entries = [(number, word, page) for number, word in run]
                home = next(
                    (c for c in reversed(chains) if 0 < run[0][0] - c[-1][0] <= MOST_JUMP), None
                )
                if home is not None:
                    home += entries
                elif run[0][0] <= MOST_JUMP:
                    chains.append(entries)
    return chains


def _numbered(page: Page) -> list[tuple[int, Word]]:
    """Numbers that begin a line or a part of one and have words behind them."""
    numbers = []
    for line in page.lines:
        ordered = sorted(line, key=lambda word: word.box.left)
        for word, following in pairwise(ordered):
            letters = sum(map(str.isalpha, following.text))
            counted = fold(following.text).startswith(UNITS)
            if _number(word) and letters >= FEWEST_LETTERS and not counted:
                numbers.append((_number(word), word))
    parts = lines_of(page)
    alone = [part[0] for part in parts if len(part) == 1 and _number(part[0])]
    numbers += [(_number(word), word) for word in alone if _before_words(word, parts)]
    unique = {id(word): (number, word) for number, word in numbers}
    return list(unique.values())


def _before_words(word: Word, parts: Sequence[Segment]) -> bool:
    """Whether a subject follows a lone number in its row, or nothing: it may stand lower.

    Credits have the subject right before them.
    """
    left = [
        part
        for part in parts
        if part[-1].box.right <= word.box.left and same_row(part[-1].box, word.box)
    ]
    if left and _letters(max(left, key=lambda part: part[-1].box.right)) >= SUBJECT_LETTERS:
        return False
    right = [
        part
        for part in parts
        if part[0].box.left >= word.box.right and same_row(part[0].box, word.box)
    ]
    if not right:
        return True
    following = min(right, key=lambda part: part[0].box.left)
    return _letters(following) > FEWEST_LETTERS


def _letters(part: Segment) -> int:
    return sum(map(str.isalpha, "".join(word.text for word in part)))


def _without_numbers(pages: Sequence[Page]) -> Field[int]:
    """Rows of a table without numbers: a subject, figures and a grade behind it."""
    rows = [row for page in pages for row in visual_rows(page) if _is_subject(row)]
    if len(rows) < FEWEST_ROWS:
        return missing(pages)
    last = rows[-1]
    on_page = [word for row in rows if row.page is last.page for word in row.words]
    evidence = Evidence(last.page.file, last.page.number, around_words(on_page), last.text)
    return Field(len(rows), last.text, UNNUMBERED, (evidence,))


def _is_subject(row: VisualRow) -> bool:
    words = [word.text.strip(".,;:|()") for word in row.words]
    if sum(map(str.isalpha, " ".join(words[:2]))) < SUBJECT_LETTERS:
        return False
    if fold(row.text).startswith(SUMS):
        return False
    figures = [word for word in words[1:] if FIGURE.fullmatch(word)]
    grades = [word for word in words[1:] if GRADE.fullmatch(word) or fold(word) in GRADES]
    return len(figures) >= 2 or (bool(figures) and bool(grades))


def _number(word: Word) -> int:
    bare = word.text.strip(".,)|:;")
    if len(bare) > 3 or not any(letter.isdigit() for letter in bare):
        return 0
    bare = digits(bare)
    return int(bare) if NUMBER.fullmatch(bare) and int(bare) <= MOST else 0


def _columns(numbers: Sequence[tuple[int, Word]]) -> list[list[tuple[int, Word]]]:
    """Numbers that stand under each other, from the top down, columns from left to right."""
    columns: list[list[tuple[int, Word]]] = []
    for pair in sorted(numbers, key=lambda pair: pair[1].box.right):
        last = columns[-1][-1][1].box.right if columns else -1.0
        if pair[1].box.right - last < ALIGNED and columns:
            columns[-1].append(pair)
        else:
            columns.append([pair])
    return [sorted(column, key=lambda pair: pair[1].box.top) for column in columns]


def _growing(column: Sequence[tuple[int, Word]]) -> list[list[tuple[int, Word]]]:
    """The longest sequence of a column in which each number is a little more than the last.

    Misread numbers drop out; what remains of the column may be a sequence of its own.
    """
    runs = []
    rest = list(column)
    while rest:
        run = _longest(rest)
        if len(run) < 2 and run[0][0] != 1 and len(column) > 1:
            break
        runs.append(run)
        after = rest.index(run[-1]) + 1
        rest = rest[after:]
    return runs


def _longest(column: Sequence[tuple[int, Word]]) -> list[tuple[int, Word]]:
    best: list[list[tuple[int, Word]]] = []
    for place, pair in enumerate(column):
        before = [
            best[earlier]
            for earlier in range(place)
            if 0 < pair[0] - column[earlier][0] <= MOST_JUMP
        ]
        best.append([*max(before, key=len, default=[]), pair])
    return max(best, key=len)
