"""A name whose parts stand under labels of their own: «Фамилия …», «Имя …», «Отчество …»."""

import re
from collections.abc import Sequence

from extractors._reading import Passage, found, missing
from extractors._visual_rows import visual_rows
from pipeline.model import Field, Page

_WORD = r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][\w'’-]+"
_LABELS = r"(?:имя|аты|first\sname(?:\(s\))?|given\snames?(?:\(s\))?|есімі)"
_SECOND = r"(?:отчество|әкесінің\sаты|patronymic|middle\sname)"
PARTED = re.compile(
    rf"(?:фамилия|тегі|surname|family\sname)\W+(?:/\s*\w+\W+)?({_WORD})\W+(?:\d\W+)?"
    rf"(?i:{_LABELS})\W+(?:/\s*\w+\W+)?({_WORD})"
    rf"(?:\W+(?:\d\W+)?(?i:{_SECOND})\W+(?:/\s*\w+\W+)?({_WORD}))?",
)
_START = re.compile(r"фамилия|тегі|surname|family name", re.I)
ROWS = 6
"""The parts stand in so many rows."""


def parted_name(pages: Sequence[Page]) -> Field[str]:
    """Surname, given name and patronymic, as one name."""
    for page in pages:
        rows = visual_rows(page)
        for number, row in enumerate(rows):
            if not _START.search(row.text):
                continue
            words = tuple(word for near in rows[number : number + ROWS] for word in near.words)
            text = " ".join(word.text for word in words)
            match = PARTED.search(_START.sub(lambda hit: hit.group().lower(), text))
            if match is None:
                continue
            parts = [part for part in match.groups() if part]
            told = tuple(word for word in words if word.text.strip(",.;:") in parts)
            if told:
                return found(" ".join(parts), Passage(page, told))
    return missing(pages)
