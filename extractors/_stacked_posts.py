"""Posts as paragraphs of a list: a range of days in one line, employer and post below or behind.

So write CVs, personal sheets and certificates of the length of service («01.06.2024 — осы уақытқа
дейін», then the post, then the employer); domain.md section 13.
"""

import re
from collections.abc import Sequence
from datetime import date

from extractors._careers import NOW, is_employer, parted
from extractors._labour_book import Told
from extractors._records import Employment
from extractors._visual_rows import VisualRow, visual_rows
from extractors._wording import Wording
from pipeline.model import Page
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean

BETWEEN = re.compile(
    r"^\s*(?:г\.?|года|ж\.?|жылғы|жылдан|бастап)?\s*(?:[-–—]+|по|до|бастап|to|until)?\s*", re.I
)
BEFORE = re.compile(r"^\W*(?:\d{1,2}[.)]\s+)?(?:с|from|since)?\s*$", re.I)
TAIL = re.compile(r"^\s*(?:[гж]\.?(?=\W|$)|года|жылғы|дейін|аралығында|включительно)", re.I)
LABELLED = re.compile(r"^[^:«]{3,40}:\s*")
OWN_LABELS = ("должность", "лауазымы", "организация", "ұйым", "работодатель", "жұмыс беруші")
STOPS = (
    *("берілген күні", "выдана", "дата выдачи", "дата", "директор", "руководитель", "басшы*"),
    *("отдел кадров", "кадр*", "исполнитель", "орындаушы", "м о", "м п", "печать", "основание"),
    *("негіз*", "анықтама", "справка", "начальник отдела", "подпись", "қолы"),
)
APART = 2.3
MOST_ROWS = 5


def stacked_posts(pages: Sequence[Page]) -> list[Told]:
    """Posts whose range of days begins a row; empty where fewer rows than one tell a post."""
    told = []
    for page in pages:
        rows = visual_rows(page)
        for place, row in enumerate(rows):
            ranged = days_at_start(row.text)
            if ranged is None:
                continue
            start, end, at = ranged
            behind = row.text[at:].strip(" :;,.–—-|")
            below = _below(rows, place)
            post = _post(start, end, behind, [below_row.text for below_row in below])
            if post is not None:
                words = (*row.words, *(word for one in below for word in one.words))
                told.append(Told(post, page, words))
    return told


def days_at_start(text: str) -> tuple[date, date | None, int] | None:
    """First and last day (None while it lasts) of a range at the start, and where it ends."""
    dates = find_dates(text)
    if not dates or not BEFORE.match(text[: dates[0].start]):
        return None
    between = BETWEEN.match(text[dates[0].end :])
    at = dates[0].end + (between.end() if between else 0)
    if len(dates) > 1 and dates[1].start - at <= 1 and dates[0].value <= dates[1].value:
        end, at = dates[1].value, dates[1].end
    else:
        hit = Wording(text[at : at + 45]).first(NOW)
        if hit is None or hit.start > 3:
            return None
        end, at = None, at + hit.end
    tail = TAIL.match(text[at:])
    return dates[0].value, end, at + (tail.end() if tail else 0)


def _below(rows: Sequence[VisualRow], place: int) -> list[VisualRow]:
    kept: list[VisualRow] = []
    last = rows[place]
    for row in rows[place + 1 : place + 1 + MOST_ROWS]:
        apart = row.middle - last.middle > APART * max(row.box.height, last.box.height)
        bare = re.sub(r"^\W*\d{1,2}[.)]\s", "", row.text)
        stop = Wording(bare).first(STOPS)
        stopped = stop is not None and stop.start < 3
        if apart or stopped or days_at_start(row.text) is not None or find_dates(row.text):
            break
        kept.append(row)
        last = row
    return kept


def _post(start: date, end: date | None, behind: str, below: Sequence[str]) -> Employment | None:
    lines = [clean(_unlabelled(line).strip(" ;,")) for line in (behind, *below)]
    lines = [line for line in lines if sum(sign.isalpha() for sign in line) >= 3]
    if not lines:
        return None
    if len(lines) == 1:
        employer, position = parted(lines[0])
        return Employment(start, end, employer, position) if employer and position else None
    named = [number for number, line in enumerate(lines) if is_employer(line)]
    if not named:
        return None
    first = named[0]
    last = first
    while last + 1 < len(lines) and (last + 1 in named or _open(lines[first : last + 1])):
        last += 1
    others = [*lines[:first], *lines[last + 1 :]]
    employer = " ".join(lines[first : last + 1])
    if not others:
        whole, position = parted(employer)
        return Employment(start, end, whole, position) if whole and position else None
    position = " ".join(others[:2]) if others[1:] and others[1][:1].islower() else others[0]
    return Employment(start, end, employer, position.rstrip("."))


def _unlabelled(line: str) -> str:
    """The line without a leading «Должность:» or «Ұйым:»."""
    match = LABELLED.match(line)
    return line[match.end() :] if match and Wording(match.group()).first(OWN_LABELS) else line


def _open(lines: Sequence[str]) -> bool:
    text = " ".join(lines)
    return text.count("«") > text.count("»")
