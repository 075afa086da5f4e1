"""Records of a labour book: taken on, moved, dismissed, under the name of each employer.

Columns: number, date, what happened, ground. A name of an employer stands in a line without a
date above its records (domain.md section 13). A move ends the post before on its eve.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors._blocks import segments
from extractors._careers import is_employer
from extractors._records import Employment
from extractors._visual_rows import VisualRow, visual_rows
from extractors._wording import Wording
from pipeline.model import Page, Word
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean

TAKEN = ("принят*", "зачислен*", "назначен*", "қабылданды", "тағайындалды", "прият*")
MOVED = ("переведен*", "перемещен*", "ауыстырылды", "переименован*", "назначен*")
LEFT = (
    *("уволен*", "расторгнут*", "прекращен*", "бұзылды", "тоқтатылды", "босатылды", "освобожден*"),
    *("жұмыстан шығарылды", "трудовой договор", "еңбек шарты"),
)
GROUND = re.compile(r"^(?:приказ|бұйрық|распоряж|өкім|основание|пр\.)", re.I)
RUSSIAN_POST = re.compile(
    r"(?:на\s+должность|в\s+должности|должность|в\s+качестве)\s*[:—–-]?\s*(.+)$", re.I
)
AT_WORK = re.compile(r"на\s+работу\s*[:—–-]?\s*(.+)$", re.I)
KAZAKH_POST = re.compile(r"^(.+?)\s+(?:лауазымына|қызметіне|лауазымынан|болып)\b")
NUMBERED = re.compile(r"^\d{1,2}\s+(?=\d{2}\s\d{2}\s(?:19|20)\d{2}\b)")
"""The number of a record before a day whose parts stand in three columns."""
EMPLOYER_FIRST = re.compile(
    r"^(.{4,140}?)[.,;]?\s(?=(?:принят|назначен|зачислен|қабылданды|тағайындалды))", re.I
)
TITLES = ("сведения о работе", "жұмыс туралы мәліметтер", "сведения о приеме", "дата")
INSPECTOR = ("инспектор*", "кадр*", "м п", "печать", "подпись", "директор", "начальник*", "ок")


@dataclass
class Event:
    """One record: its day, what it says and the words it was read from."""

    day: date
    text: str
    page: Page
    words: list[Word]


@dataclass(frozen=True, slots=True)
class Told:
    """A post and the words that tell it."""

    post: Employment
    page: Page
    words: tuple[Word, ...]


def posts_of(pages: Sequence[Page]) -> list[Told]:
    """All posts in the order of the book."""
    told: list[Told] = []
    employer: list[str] = []
    fresh = False
    open_post = False
    for event, line in _records(pages):
        if event is None:
            text = line or ""
            if ":" in text:
                continue  # «Профессия, специальность: …» on the first page
            if fresh and (is_employer(text) or text[:1].islower() or _is_open(employer)):
                employer.append(text)
            elif is_employer(text):
                employer, fresh = [text], True
            continue
        fresh = False
        own = EMPLOYER_FIRST.match(event.text)
        if own and is_employer(own[1]):
            employer = [own[1]]
        name = clean(" ".join(employer)) or None
        wording = Wording(event.text)
        position = position_in(event.text)
        if wording.first(TAKEN) or (wording.first(MOVED) and position):
            if open_post and wording.first(MOVED):
                told[-1] = _closed(told[-1], event.day - timedelta(days=1), event.words)
            elif open_post and told[-1].post.end is None and wording.first(TAKEN):
                told[-1] = _closed(told[-1], event.day - timedelta(days=1), [])
            post = Employment(event.day, None, name, position)
            told.append(Told(post, event.page, tuple(event.words)))
            open_post = True
        elif wording.first(LEFT) and open_post:
            told[-1] = _closed(told[-1], event.day, event.words)
            open_post = False
    return told


def position_in(text: str) -> str | None:
    """The post that a record names."""
    kazakh = KAZAKH_POST.search(text)
    russian = RUSSIAN_POST.search(text) or AT_WORK.search(text)
    said = kazakh[1] if kazakh else russian[1] if russian else None
    if not said:
        return None
    return clean(re.split(r"[,;(]|\.\s|\s\d\d\.\d\d", said)[0]) or None


def _closed(told: Told, day: date, words: Sequence[Word]) -> Told:
    own = tuple(words) if words and told.words else ()
    return replace(told, post=replace(told.post, end=day), words=(*told.words, *own))


def _records(pages: Sequence[Page]) -> list[tuple[Event | None, str | None]]:
    """Records with their wrapped lines, and the lines between them that have no date."""
    found: list[tuple[Event | None, str | None]] = []
    for page in pages:
        rows = visual_rows(page)
        ground = _ground(page, rows)
        last: VisualRow | None = None
        for row in rows:
            words = [word for word in row.words if word.box.left < ground]
            text = NUMBERED.sub("", " ".join(word.text for word in words))
            dates = find_dates(text)
            event = found[-1][0] if found else None
            if dates and dates[0].start <= 12:
                said = text[dates[0].end :].strip(" .,|")
                found.append((Event(dates[0].value, said, page, words), None))
            elif event and last and _wraps(row, last, text) and _same_record(event, text):
                event.text += " " + text
                event.words += words
            elif text and ("«" in text or not Wording(text).first(TITLES)):
                found.append((None, text))
            last = row
    return found


def _same_record(event: Event, text: str) -> bool:
    """A line that names an employer begins another record, unless this one still names its own."""
    names_own = is_employer(event.text) and not Wording(event.text).first((*TAKEN, *MOVED))
    return names_own or not is_employer(text)


def _wraps(row: VisualRow, last: VisualRow, text: str) -> bool:
    near = 0 < row.middle - last.middle < 2.6 * row.box.height
    return near and Wording(text).first(INSPECTOR) is None


def _ground(page: Page, rows: Sequence[VisualRow]) -> float:
    """Left edge of the column of grounds."""
    lefts = [
        part[0].box.left
        for row in rows
        for part in segments(page, row.words)
        if GROUND.match(part[0].text) and part[0].box.left > 0.45
    ]
    return min(lefts) - 0.01 if lefts else 1.0


def _is_open(lines: Sequence[str]) -> bool:
    text = " ".join(lines)
    return text.count("«") > text.count("»") or text.endswith(("-", "ответственностью"))
