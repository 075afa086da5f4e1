"""Posts in a table: register extracts (employer, BIN, post, days) and service records.

A row begins where a date or a payer's number stands; its cells wrap below (domain.md section 13).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors._blocks import segments
from extractors._career_headings import Headings, headings_of
from extractors._careers import NOW, is_employer, is_now, parted
from extractors._labour_book import Told
from extractors._records import Employment
from extractors._visual_rows import VisualRow, visual_rows
from extractors._wording import Wording
from pipeline.model import Page, Word
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean

BIN = re.compile(r"^\D{0,2}\d{12}\D{0,2}$")
DATE = re.compile(r"\d\d?[./]\d\d?[./]\d{4}")
HEADS = ("работодатель", "жұмыс беруші", "должность", "дата начала", "период")
STOPS = (
    "владелец эцп",
    "эцқ иесі",
    "подписано эцп",
    "дата составления",
    "руководитель",
    "құжат осы",
)
PERSONAL = ("иин", "жсн", "фио", "таә", "ф и о", "т а ә")
"""A row about the person is no post, though it holds a number and a day."""
ABOVE = 5
SHORT = 4
"""«until now» has no more words than this; more are those of the next column as well."""
APART = 2.4


def posts_in_tables(pages: Sequence[Page]) -> list[tuple[Told, str | None]]:
    """Posts row by row, each with the number of the employer where the row has one."""
    found: list[tuple[Told, str | None]] = []
    for page in pages:
        rows = visual_rows(page)
        keys = [place for place, row in enumerate(rows) if _is_key(row)]
        headings = headings_of(rows, keys[0], keys[-1]) if keys else Headings(())
        for number, place in enumerate(keys):
            stop = keys[number + 1] if number + 1 < len(keys) else len(rows)
            band = [rows[place], *_wrapped(rows, place, stop)]
            told = _post(page, band, headings)
            if told is not None and told[0].post.employer is None:
                start = keys[number - 1] + 1 if number else 0
                told = _with_employer_above(told, rows[max(start, place - ABOVE) : place])
            if told is not None:
                found.append(told)
    return found


def _with_employer_above(
    told: tuple[Told, str | None], above: Sequence[VisualRow]
) -> tuple[Told, str | None]:
    """A card that names the employer in a line of its own over the row of the post."""
    for at in range(len(above) - 1, -1, -1):
        if is_employer(above[at].text) and Wording(above[at].text).first(HEADS) is None:
            rows = [above[at]]
            for below in above[at + 1 :]:
                if rows[-1].text.count("«") > rows[-1].text.count("»"):
                    rows.append(below)
            if at and _is_torn(above[at - 1], above[at]):
                rows.insert(0, above[at - 1])
            words = tuple(word for row in rows for word in row.words)
            name = clean(" ".join(word.text for word in words))
            one = told[0]
            post = replace(one.post, employer=name)
            return replace(one, post=post, words=(*words, *one.words)), told[1]
    return told


def _is_torn(first: VisualRow, second: VisualRow) -> bool:
    """Whether a name goes on from one row to the next."""
    open_quote = second.text.count("»") > second.text.count("«")
    near = second.middle - first.middle < 1.9 * second.box.height
    return near and (open_quote or (second.text[:1].islower() and is_employer(first.text)))


def _is_key(row: VisualRow) -> bool:
    words = [word.text for word in row.words]
    dates = [word for word in words if DATE.search(word)]
    numbers = [word for word in words if BIN.match(word)]
    letters = sum(sign.isalpha() for word in words for sign in word)
    first = next((place for place, word in enumerate(words) if DATE.search(word)), 99)
    if Wording(row.text).first(PERSONAL):
        return False
    return (bool(numbers and dates) or (len(dates) >= 1 and first <= 1 and letters > 8)) and not (
        Wording(row.text).first(STOPS) or ":" in row.text
    )


def _wrapped(rows: Sequence[VisualRow], place: int, stop: int) -> list[VisualRow]:
    kept: list[VisualRow] = []
    last = rows[place]
    for row in rows[place + 1 : stop]:
        far = row.middle - last.middle > APART * row.box.height
        if far or Wording(row.text).first(STOPS):
            break
        kept.append(row)
        last = row
    return kept


def _without_contract(band: Sequence[VisualRow], headings: Headings) -> list[VisualRow]:
    """The rows of a post without number and day of its contract, where a start has a column."""
    if not headings.has("contract") or not headings.has("start"):
        return list(band)
    kept = [
        (row, tuple(word for word in row.words if headings.of(word) != "contract")) for row in band
    ]
    return [VisualRow(row.page, words) for row, words in kept if words]


def _without_days(band: Sequence[VisualRow], headings: Headings) -> list[VisualRow]:
    """The rows without «по настоящее» / «время» in the column of last days."""
    last = [word for row in band for word in row.words if headings.of(word) == "end"]
    if len(last) > SHORT or not is_now(" ".join(word.text for word in last)):
        return list(band)
    kept = [(row, tuple(word for word in row.words if word not in last)) for row in band]
    return [VisualRow(row.page, words) for row, words in kept if words]


def _post(
    page: Page, band: Sequence[VisualRow], headings: Headings
) -> tuple[Told, str | None] | None:
    band = _without_contract(band, headings)
    words = [word for row in band for word in row.words]
    dates = [word for word in words if DATE.search(word.text)]
    days = [d.value for word in dates for d in find_dates(word.text)]
    if not days:
        return None
    number = next((word for word in words if BIN.match(word.text)), None)
    text_cells = _cells(page, _without_days(band, headings), dates, number)
    said = " ".join(" ".join(word.text for word in cell) for cell in text_cells)
    end = days[1] if len(days) > 1 else None
    now = is_now(" ".join(word.text for word in words))
    cells = [clean(" ".join(word.text for word in cell)) for cell in text_cells]
    cells = [cell for cell in cells if _tells(cell)]
    if number is not None and len(cells) >= 2:
        employer = next((cell for cell in cells if is_employer(cell)), cells[0])
        position = next((cell for cell in cells if cell != employer), None)
    elif len(cells) >= 2 and sum(map(is_employer, cells)) == 1:
        employer = next(cell for cell in cells if is_employer(cell))
        position = next(cell for cell in cells if cell != employer)
    elif number is not None and len(cells) == 1 and not is_employer(cells[0]):
        employer, position = "", cells[0]
    else:
        first, second = parted(said)
        employer, position = first or "", second
    if now and len(days) == 1:
        end = None
    post = Employment(days[0], end, employer or None, position)
    bare = re.sub(r"\D", "", number.text) if number else None
    return Told(post, page, tuple(words)), bare


def _cells(
    page: Page, band: Sequence[VisualRow], dates: Sequence[Word], number: Word | None
) -> list[list[Word]]:
    """Words of the text cells, one list a column; figures, dates and «until now» are none."""
    figures = {id(word) for word in dates} | ({id(number)} if number else set())
    columns: list[list[Word]] = []
    last_day = max(word.box.left for word in dates)
    for row in band:
        for cell in segments(page, [w for w in row.words if id(w) not in figures], 1.2):
            part = _without_now(cell)
            text = " ".join(word.text for word in part)
            if re.fullmatch(r"[\W\d_/-]*", text) and not text.endswith("»"):
                continue
            if part[0].box.left > last_day and number is not None and number.box.left < last_day:
                continue
            home = next((c for c in columns if abs(c[0].box.left - part[0].box.left) < 0.03), None)
            if home is None:
                columns.append(list(part))
            else:
                home.extend(part)
    return sorted(columns, key=lambda column: column[0].box.left)


def _without_now(part: Sequence[Word]) -> tuple[Word, ...]:
    """A cell without the words «until now», whose column may touch the next."""
    text = " ".join(word.text for word in part)
    for hit in Wording(text).find(NOW):
        kept, at = [], 0
        for word in part:
            if not (at < hit.end and at + len(word.text) > hit.start):
                kept.append(word)
            at += len(word.text) + 1
        return _without_now([w for w in kept if w.text.strip("/|").casefold() != "дейін"])
    return tuple(part)


def _tells(cell: str) -> bool:
    return sum(sign.isalpha() for sign in cell) >= 3
