"""Points by block of a language test: numbers beside, above or below the names of the blocks.

Beside a block stand its points, or maximum and points, or points and threshold; headings tell
the columns. Domain.md section 9 names the blocks and both regimes.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import product

from extractors._columns import in_columns
from extractors._form_labels import Label
from extractors._labelled import LabelledForm, Run
from extractors._reading import Passage, found, missing
from extractors._running_text import RunningText
from extractors._wording import Wording
from pipeline.geometry import around, shared_height, shared_width
from pipeline.model import Evidence, Field, Page, Word

BLOCKS = {
    "listening": ("Тыңдалым", "Тыңдау", "Аудирование", "Слушание", "Listening"),
    "lexico_grammar": (
        "Лексика-грамматика",
        "Лексика-грамматикалық",
        "Лексика-грамматикалық тест",
        "Лексикалық-грамматикалық",
        "Лексико-грамматический",
        "Лексико-грамматический тест",
        "Лексика и грамматика",
        "Лексика, грамматика",
        "Лексика және грамматика",
        "Грамматика",
        "Lexis and grammar",
        "Lexico-grammar",
    ),
    "reading": ("Оқылым", "Оқу", "Чтение", "Reading"),
    "writing": ("Жазылым", "Жазу", "Письмо", "Письменная речь", "Writing"),
    "speaking": ("Айтылым", "Сөйлеу", "Сөйлесім", "Говорение", "Устная речь", "Speaking"),
}
HEADINGS = {
    "points": (
        "Жинаған балы",
        "Жинаған балл",
        "Жинаған ұпайы",
        "Алған балы",
        "Нәтиже",
        "Набранный балл",
        "Набрано баллов",
        "Полученный балл",
        "Результат",
        "Score",
        "Балл",
    ),
    "maximum": (
        "Ең жоғары балл",
        "Ең жоғарғы балл",
        "Максималды балл",
        "Максималды ұпай",
        "Максимальный балл",
        "Максимум",
        "Maximum",
    ),
    "threshold": (
        "Шекті балл",
        "Шекті деңгей",
        "Өту балы",
        "Пороговый балл",
        "Порог",
        "Проходной балл",
        "Threshold",
    ),
}
TOTAL = (
    "Жалпы балл",
    "Жалпы балы",
    "Жалпы ұпай",
    "Жалпы нәтиже",
    "Жалпы",
    "Жиынтық балл",
    "Жиынтық ұпай",
    "Барлық ұпай саны",
    "Барлық ұпай",
    "Жинаған балл саны",
    "Жинаған ұпай саны",
    "Жалпы ұпай саны",
    "Балл саны",
    "Ұпай саны",
    "Балдардың жалпы саны",
    "Барлығы",
    "Барлық балл",
    "Қорытынды балл",
    "Общий балл",
    "Общий",
    "Общий результат",
    "Итоговый балл",
    "Сумма баллов",
    "Общая сумма баллов",
    "Общее количество баллов",
    "Количество баллов",
    "Суммарный балл",
    "Всего баллов",
    "Всего",
    "Итого",
    "Total",
    "Total score",
)
MOST_POINTS = 60
MOST_IN_ALL = 200
ADDED_UP = 0.9
"""How sure points are at least that make up the total: misreadings do not add up by chance."""
UNSETTLED = 0.5
"""How sure points are that do not make up the total, or that are printed twice and differ."""
NUMBER = re.compile(r"\d{1,3}")
POINTS_SAID = re.compile(
    r"\)?(?:\s?(?:бойынша|жинады|блок\w*))?[\s:–—-]{1,4}"
    r"(?P<points>\d{1,2})(?![\d%.,]\d|\d|\s?%)"
)


def block_scores(pages: Sequence[Page], total: int | None = None) -> Field[Mapping[str, int]]:
    """Points of each block named on the paper; None unless three blocks have theirs.

    A paper in two languages prints them twice; where the readings differ, those count that make
    up the `total`. Points that do not are doubtful.
    """
    form = _form(pages)
    best: dict[str, tuple[int, Run]] = {}
    again: dict[str, list[tuple[int, Run]]] = {}
    for direction in ("right", "left", "above", "below"):
        read = _all(form, direction)
        if len(read) > len(best):
            best = {name: printed[0] for name, printed in read.items()}
            again = read
    said = _in_sentences(pages)
    if len(said) > len(best):
        best, again = said, {}
    if len(best) < 3:
        return missing(pages)
    best, settled = _making_up(total, best, again)
    words = [word for _, run in best.values() for word in run.words]
    page = next(iter(best.values()))[1].page
    text = " ".join(f"{name} {points}" for name, (points, _) in best.items())
    on_page = [w for _, run in best.values() if run.page is page for w in run.words]
    named = {label.name for label in form.labels if label.name in BLOCKS}
    sure = min(word.confidence for word in words) * (1.0 if named == set(best) else 0.8)
    if settled and total is not None and len(best) == len(BLOCKS):
        sure = max(sure, ADDED_UP)
    sure *= 1.0 if settled else UNSETTLED
    evidence = Evidence(page.file, page.number, around(word.box for word in on_page), text)
    scores = {name: best[name][0] for name in BLOCKS if name in best}
    return Field(scores, text, sure, (evidence,))


def _making_up(
    total: int | None,
    best: dict[str, tuple[int, Run]],
    again: Mapping[str, Sequence[tuple[int, Run]]],
) -> tuple[dict[str, tuple[int, Run]], bool]:
    """The points that make up the total, and whether nothing speaks against them.

    Without a total nothing speaks against points that are read alike wherever they are printed;
    neither does a total where a block is lacking that it may count.
    """
    printed = {name: list(dict(again.get(name, [best[name]])).items()) for name in best}
    if total is not None and len(best) == len(BLOCKS):
        sums = [
            dict(zip(printed, choice, strict=True))
            for choice in product(*printed.values())
            if sum(points for points, _ in choice) == total
        ]
        return (sums[0], True) if len(sums) == 1 else (best, False)
    return best, all(len(readings) == 1 for readings in printed.values())


def _in_sentences(pages: Sequence[Page]) -> dict[str, tuple[int, Run]]:
    """Points behind the names of blocks in running text, where a name may go over two lines."""
    text = RunningText([in_columns(page) for page in pages])
    wording = Wording(text.text)
    read: dict[str, tuple[int, Run]] = {}
    for name, spellings in BLOCKS.items():
        for hit in wording.find([spelling.replace("-", " ") for spelling in spellings]):
            match = POINTS_SAID.match(text.text, hit.end)
            if match and int(match["points"]) <= MOST_POINTS and name not in read:
                pieces = text.span(*match.span("points")).pieces
                read[name] = (
                    int(match["points"]),
                    Run(pieces[0].page, tuple(piece.word for piece in pieces)),
                )
    return read


def total_points(pages: Sequence[Page]) -> Field[int]:
    """Points of all blocks together, at most 200; of maximum and points the points."""
    form = _form(pages)
    for direction in ("right", "left", "above", "below"):
        for label in form.labels:
            if label.name == "total":
                read = _points(form, label, direction, MOST_IN_ALL)
                if read:
                    return found(read[0], Passage(label.page, read[1].words))
    return missing(pages)


def _form(pages: Sequence[Page]) -> LabelledForm:
    return LabelledForm(pages, {**BLOCKS, **HEADINGS, "total": TOTAL})


def _points(
    form: LabelledForm, label: Label, direction: str, most: int = MOST_POINTS
) -> tuple[int, Run] | None:
    if direction == "right":
        return _beside(form, label, most)
    if direction == "left":
        return _before(form, label, most)
    return _in_column(form, label, direction, most)


def _all(form: LabelledForm, direction: str) -> dict[str, list[tuple[int, Run]]]:
    """Points of each block wherever its name is printed, in the order of the paper."""
    read: dict[str, list[tuple[int, Run]]] = {}
    for label in form.labels:
        points = _points(form, label, direction) if label.name in BLOCKS else None
        if points:
            read.setdefault(label.name, []).append(points)
    return read


def _beside(form: LabelledForm, label: Label, most: int) -> tuple[int, Run] | None:
    """The points in the row of a block; of maximum and points the points are never more."""
    row = [
        run
        for run in form.runs
        if run.page is label.page
        and run.box.left >= label.box.right - 0.01
        and shared_height(run.box, label.box) > 0.2 * run.box.height
        and not _foreign(form, label, run)
    ]
    row.sort(key=lambda run: run.box.left)
    words = [word for run in row for word in run.words]
    numbers = _numbers(words, most)
    if not numbers or not row:
        return None
    kinds = [_heading(form, label.page, word) for _, word in numbers]
    for (number, word), kind in zip(numbers, kinds, strict=True):
        if kind == "points" and "maximum" in kinds + [None] * (len(kinds) == 1):
            return number, Run(label.page, (word,))
    left = [pair for pair, kind in zip(numbers, kinds, strict=True) if kind != "threshold"]
    if not 1 <= len(left) <= 2:
        return None
    number, word = min(left, key=lambda pair: pair[0])
    return number, Run(label.page, (word,))


def _before(form: LabelledForm, label: Label, most: int) -> tuple[int, Run] | None:
    """The lone number that begins the row of a block."""
    row = [
        run
        for run in form.runs
        if run.page is label.page and shared_height(run.box, label.box) > 0.3 * run.box.height
    ]
    left = [run for run in row if run.box.right <= label.box.left + 0.01]
    numbers = _numbers(left[0].words, most) if len(left) == 1 and len(row) == 1 else []
    return (numbers[0][0], left[0]) if len(numbers) == 1 else None


def _in_column(
    form: LabelledForm, label: Label, direction: str, most: int
) -> tuple[int, Run] | None:
    for run in form.under(label, upward=direction == "above"):
        if _row_heading(form, run) in ("maximum", "threshold"):
            continue
        words = [
            word
            for word in run.words
            if shared_width(word.box, label.box) > 0 or word.text.strip() in "/|"
        ]
        numbers = _numbers(words, most)
        if 1 <= len(numbers) <= 2:
            number, word = min(numbers, key=lambda pair: pair[0])
            return number, Run(label.page, (word,))
    return None


def _row_heading(form: LabelledForm, run: Run) -> str | None:
    """What a heading at the left says of the row that a number stands in."""
    left = [
        label
        for label in form.labels
        if label.name in HEADINGS
        and label.page is run.page
        and label.box.right <= run.box.left
        and shared_height(label.box, run.box) > 0.3 * run.box.height
    ]
    return max(left, key=lambda label: label.box.right).name if left else None


def _foreign(form: LabelledForm, label: Label, run: Run) -> bool:
    """Whether the run belongs to another label that stands nearer."""
    return any(
        other is not label
        and other.page is label.page
        and shared_height(other.box, run.box) > 0.2 * run.box.height
        and label.box.right - 0.01 <= other.box.left < run.box.left
        for other in form.labels
    )


def _numbers(words: Sequence[Word], most: int) -> list[tuple[int, Word]]:
    """Numbers of points, without the maximum of «18/20»; shares in per cent are no points."""
    numbers = []
    after_stroke = False
    for word in words:
        text = word.text.strip("()[].,;:–—-")
        if text in ("/", "|", "из", "of"):
            after_stroke = text != "|"
            continue
        bare = text.split("/")[0].strip(".,")
        if not after_stroke and "%" not in text and NUMBER.fullmatch(bare) and int(bare) <= most:
            numbers.append((int(bare), word))
        after_stroke = text.endswith("/")
    return numbers


def _heading(form: LabelledForm, page: Page, word: Word) -> str | None:
    """The name of the column heading above a word."""
    above = [
        label
        for label in form.labels
        if label.name in HEADINGS
        and label.page is page
        and label.box.bottom < word.box.middle[1]
        and shared_width(label.box, word.box) > 0
    ]
    return max(above, key=lambda label: label.box.top).name if above else None
