"""Posts in time: ranges of dates with an employer and a position, and words for «until now».

Lines of certificates and contracts tell a post as «10.11.2022 – 21.05.2024: employer, position»
(domain.md section 13).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from extractors._organisations import QUOTED, names_organisation
from extractors._records import Employment
from extractors._running_text import RunningText, Span
from extractors._wording import Wording
from pipeline.text.dates import FoundDate, find_dates
from pipeline.text.normalise import clean, fold

NOW = (
    *("по настоящее время", "по н в", "н в", "по сей день", "до настоящего времени", "до сих пор"),
    *("қазіргі уақытқа", "қазіргі уақыт*", "осы уақытқа дейін", "бүгінгі күнге дейін", "қазірге"),
    *("действующ*", "бессрочно", "жұмыс істеп жүр*", "present", "till now", "осы күнге дейін"),
    *("to present", "until now", "to date", "по текущую дату", "настоящее время"),
)
BETWEEN = re.compile(r"\s*(?:г\.|года|ж\.|жылғы)?\s*(?:[-–—]|по|до|бастап|to|until)\s*")
_FORMS = (
    "товарищество акционерное коммерческое некоммерческое государственное коммунальное общество"
    " республиканское тоо ао нао гу кгу кгп ргп ргкп гкп ип филиал министерство управление"
    " университет институт компания корпорация школа гимназия больница акимат аппарат"
)
FORMS = tuple(fold(word) for word in _FORMS.split())


def is_now(text: str) -> bool:
    """Whether a text says that a post lasts."""
    return Wording(text).first(NOW) is not None


def parted(text: str) -> tuple[str | None, str | None]:
    """Employer and position of «employer, position» or «position, employer»."""
    bare = text.strip(" :;,.–—-")
    places = [match.start() for match in re.finditer(r",\s", bare) if not _quoted(bare, match)]
    for place in places:
        first, second = clean(bare[:place]), clean(bare[place + 1 :])
        if is_employer(first) and not is_employer(second):
            return first, second
        if is_employer(second) and not is_employer(first):
            return second, first
    if places:
        first, second = clean(bare[: places[-1]]), clean(bare[places[-1] + 1 :])
        return (first, second) if QUOTED.search(first) else (second, first)
    return (clean(bare), None) if is_employer(bare) else (None, clean(bare) or None)


def is_employer(text: str) -> bool:
    """Whether a text names an organisation: by its kind, its legal form or a name in quotes."""
    words = fold(text).split()
    return bool(
        names_organisation(text)
        or QUOTED.search(text)
        or any(w.startswith(FORMS) for w in words[:1])
    )


def told_posts(running: RunningText) -> list[tuple[Employment, Span]]:
    """Posts told as a range of dates with employer and position behind it."""
    told: dict[tuple[date | None, date | None], tuple[Employment, Span]] = {}
    for post, span in _posts(running):
        # A bilingual paper tells each post twice; its first language counts.
        told.setdefault((post.start, post.end), (post, span))
    return list(told.values())


def _posts(running: RunningText) -> Iterator[tuple[Employment, Span]]:
    text = running.text
    dates = find_dates(text)
    for place, first in enumerate(dates):
        second, end = _range_end(text, dates, place)
        if end is None:
            continue
        stop = re.compile(r"[;\n]|\.(?=\s+[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ«\d]|\s*$)").search(text, end)
        following = next((d.start for d in dates[place + 1 :] if d.start > end), len(text))
        last = min(stop.start() if stop else len(text), following)
        employer, position = parted(text[end:last])
        if employer and position and len(position.split()) <= 9:
            yield (
                Employment(first.value, second, employer, position),
                running.span(first.start, last),
            )


def _range_end(text: str, dates: Sequence[FoundDate], place: int) -> tuple[date | None, int | None]:
    """Last day of a range and where it ends; None for the place where there is no range."""
    between = BETWEEN.match(text, dates[place].end)
    if not between:
        return None, None
    if place + 1 < len(dates) and dates[place + 1].start == between.end():
        return dates[place + 1].value, dates[place + 1].end
    hit = Wording(text[between.start() : between.end() + 40]).first(NOW)
    if hit and hit.start <= between.end() - between.start() + 3:
        end = between.start() + hit.end
        tail = re.match(r"\s*дейін", text[end:])
        return None, end + (tail.end() if tail else 0)
    return None, None


def _quoted(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    return before.count("«") > before.count("»")
