"""The head of a medical certificate: number of the form, what it is for, who issued it.

Left stands the organisation, right the form with the order that approved it (domain.md section
11); a Russian sanatorium card bears the same number as the Kazakh form.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Literal

from extractors._blocks import segments
from extractors._columns import Segment
from extractors._organisations import LEGAL, QUOTED
from extractors._reading import Passage, first_found, found, missing
from extractors._visual_rows import VisualRow, visual_rows
from extractors._wording import Wording
from pipeline.model import Field, Page, Word
from pipeline.text.dates import find_dates
from pipeline.text.homoglyphs import digits
from pipeline.text.normalise import clean, fold

FORM = re.compile(r"(?<![\w/])([0-9OОоЗ]{2,3}(?:-\d)?)\s?[/\\|]\s?[уyУYүu](?![\w/])")
TITLES = (
    *("медицинская справка", "медициналық анықтама", "санаторно курортная карта"),
    *("анықтамасы", "medical certificate", "справка", "анықтама", "заключение*"),
)
ABROAD = (
    *("выезжающ* за границу", "выезжающ* за рубеж", "выезде за границу", "выезд за границу"),
    *("выезда за границу", "выезда за рубеж", "выезд за рубеж", "выезде за рубеж"),
    *("шетелге шығ*", "шет елге шығ*", "шетелге бар*", "шет елге бар*", "travel abroad"),
    *("travelling abroad", "going abroad", "за пределы республики", "шетелге кет*"),
)
OTHERWISE = (
    *("санаторно курорт*", "санаторий*", "поступающ*", "оқуға түс*", "на работу", "жұмысқа тұр*"),
    *(
        "поступлени*",
        "водител*",
        "бассейн*",
        "оружи*",
        "жүргізуші*",
        "временной нетрудоспособност*",
    ),
    *("профессионально консультативное",),
)
WEAKLY_OTHER = ("о состоянии здоровья",)
PURPOSE_LABEL = ("цель справки", "цель выдачи", "анықтаманың мақсаты", "мақсаты", "цель")
_MEDICAL = (
    "поликлиник больниц емхана аурухан клиник диспансер амбулатор госпитал медицинск медицинал"
    " денсаулық орталы центр кардиолог здоровь medical clinic hospital"
)
MEDICAL = tuple(fold(word) for word in _MEDICAL.split())
NO_NAME = (
    *("министерство здравоохранения", "денсаулық сақтау министрлігі", "медицинская документация"),
    *("медициналық құжаттама", "министра здравоохранения", "министрінің", "утвержден*"),
    *("приказ*", "бұйр*", "форма", "нысан*", "код", "окпо", "окуд", "коды"),
    *("информационн* систем*", "ақпараттық жүйе*", "information system"),
    *("қазақстан республикасы", "республики казахстан", "российской федерации", "минздрав*"),
    *("учетная", "басқармасы", "управление здравоохранения", "электрондық үкімет"),
    *("электронного правительства",),
)
SYSTEM = ("информационн* систем*", "ақпараттық жүйе*", "information system")
NAME_LABEL = re.compile(
    r"^(?:наименование|медицинск\w+ организаци\w|организаци\w|ұйымның атауы|ұйым)[\w\s/]*:\s*", re.I
)
NUMBER = re.compile(r"(?:№|N[o°º]?\.?(?=\s?\d))\s*([0-9A-ZА-Я][\w/-]*)")
ONLY_NUMBER = re.compile(r"\d[\d/-]{0,11}")
LOWEST_HEAD = 0.45


class MedicalHead:
    """The upper part of the first page, up to the title."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)

    @cached_property
    def rows(self) -> list[VisualRow]:
        return visual_rows(self.pages[0]) if self.pages else []

    @cached_property
    def title(self) -> int | None:
        """Number of the row that holds the title; the last one of a title in two languages."""
        best = None
        for number, row in enumerate(self.rows):
            if row.middle > LOWEST_HEAD:
                break
            hit = Wording(row.text).first(TITLES)
            if hit and (best is None or number <= best + 2) and not FORM.search(row.text):
                best = number
        return best

    @cached_property
    def form_number(self) -> Field[str]:
        """`072/у` and its like, in one spelling."""
        for page in self.pages:
            for row in visual_rows(page):
                for match in FORM.finditer(row.text):
                    number = digits(match[1])
                    passage = row.span(*match.span())
                    if passage and number[0].isdigit():
                        bare = number.zfill(3) if "-" not in number else number
                        return found(f"{bare}/у", passage)
        return missing(self.pages)

    @cached_property
    def purpose(self) -> Field[Literal["travel_abroad", "other"]]:
        """From the line that names the purpose, else from the title and the lines around it."""
        labelled = [row for row in self.rows if Wording(row.text).first(PURPOSE_LABEL) is not None]
        last = self.title if self.title is not None else min(len(self.rows) - 1, 12)
        for row in [*labelled, *self.rows[: last + 3]]:
            wording = Wording(row.text)
            other, abroad = wording.first(OTHERWISE), wording.first(ABROAD)
            hit = other or abroad
            passage = row.span(hit.start, hit.end) if hit else None
            if passage is not None:
                return found("other" if other else "travel_abroad", passage)
        for row in self.rows[: last + 3]:
            hit = Wording(row.text).first(WEAKLY_OTHER)
            passage = row.span(hit.start, hit.end) if hit else None
            if passage is not None:
                return found("other", passage)
        for row in self.rows[last + 3 :]:
            hit = Wording(row.text).first(ABROAD)
            passage = row.span(hit.start, hit.end) if hit else None
            if passage is not None:
                return found("travel_abroad", passage, 0.8 * passage.confidence)
        return missing(self.pages)

    @cached_property
    def number(self) -> Field[str]:
        """The number beside or under the title."""
        if self.title is None:
            return missing(self.pages)
        above = [row for row in self.rows[: self.title][-2:] if Wording(row.text).first(TITLES)]
        for row in [*above, *self.rows[self.title : self.title + 3]]:
            if FORM.search(row.text) or Wording(row.text).first(("приказ*", "бұйр*", "дсм")):
                continue
            match = NUMBER.search(row.text)
            passage = row.span(match.start(1), match.end(1)) if match else None
            if match and passage:
                return found(match[1].strip("-/"), passage)
            below = self.rows[self.rows.index(row) + 1 :][:1]
            if row.text.endswith("№") and below and ONLY_NUMBER.fullmatch(below[0].text):
                return found(below[0].text, Passage(below[0].page, below[0].words))
        return self._stamped[0]

    @cached_property
    def _stamped(self) -> tuple[Field[str], Field[date]]:
        """«№ 123 от 12.03.2026», or the day first, in the corner stamp above the title."""
        for row in self.rows[: self.title or 0]:
            if Wording(row.text).first(("приказ*", "бұйр*", "дсм", "рожден*", "туған")):
                continue
            match = NUMBER.search(row.text)
            dates = find_dates(row.text)
            apart = len(dates) == 1 and match is not None
            if apart and match and (match.end() <= dates[0].start or dates[0].end <= match.start()):
                number, day = row.span(*match.span(1)), row.span(dates[0].start, dates[0].end)
                if number and day:
                    return found(match[1].strip("-/"), number), found(dates[0].value, day)
        return missing(self.pages), missing(self.pages)

    @cached_property
    def day(self) -> Field[date]:
        """The day that stands with the number in the corner stamp, or under the title."""
        if self._stamped[1].value is not None:
            return self._stamped[1]
        if self.title is None:
            return missing(self.pages)
        for row in self.rows[self.title : self.title + 3]:
            if Wording(row.text).first(("приказ*", "бұйр*", "рожден*", "туған")):
                continue
            dates = find_dates(row.text)
            if len(dates) == 1:
                passage = row.span(dates[0].start, dates[0].end)
                if passage is not None:
                    return found(dates[0].value, passage)
        return self._stamped[1]

    @cached_property
    def organisation(self) -> Field[str]:
        """The first name of a medical organisation above the title, all its lines."""
        last = self.title if self.title is not None else min(len(self.rows), 10)
        rows = [segments(self.pages[0], row.words) for row in self.rows[:last]]
        left = [part for row in rows for part in row if part[0].box.left < 0.5 or len(row) == 1]
        right = [part for row in rows for part in row if part not in left]
        return first_found(self._clinic(left), self._clinic(right))

    def _clinic(self, parts: Sequence[Segment]) -> Field[str]:
        for number, part in enumerate(parts):
            text = _text(part)
            if not _names_clinic(text) or _is_title(text):
                continue
            words = list(part)
            for following in parts[number + 1 : number + 4]:
                if not _goes_on(_text(words), _text(following), part, following):
                    break
                words += following
            passage = Passage(self.pages[0], tuple(words))
            return found(clean(NAME_LABEL.sub("", passage.text)), passage)
        return missing(self.pages)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _is_title(text: str) -> bool:
    """Whether a line is the title of the paper and not the name of who issued it."""
    return Wording(text).first(TITLES[:5]) is not None and QUOTED.search(text) is None


def _names_clinic(text: str) -> bool:
    if Wording(text).first(NO_NAME) is not None and not QUOTED.search(text):
        return False
    folded = fold(text).split()
    medical = any(word.startswith(MEDICAL) for word in folded)
    legal = any(word in LEGAL for word in folded) or bool(QUOTED.search(text))
    return (medical or legal) and Wording(text).first(NO_NAME[:6] + SYSTEM) is None


def _goes_on(text: str, following: str, first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Whether the next line belongs to the same name: an open quote, a small letter."""
    near = (
        0 < second[0].box.top - first[0].box.top < 0.09 and second[0].box.left < first[-1].box.right
    )
    opened = text.count("«") > text.count("»") or text.count('"') % 2 == 1
    small = following[:1].islower()
    return near and (opened or small) and Wording(following).first(NO_NAME[:11]) is None
