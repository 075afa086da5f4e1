"""Periods told by months alone: «с февраля по июль 2027 года», «2027 жылғы ақпан – шілде»."""

import re
from datetime import date, timedelta

from extractors._periods import after_months
from extractors._reading import missing
from extractors._running_text import RunningText
from pipeline.model import Field
from pipeline.text.months import month_named

WORD = r"([^\W\d_]{3,14})"
YEAR = r"(20\d\d)"
JOINT = r"\s*(?:г\.|года|жылғы|жылдың|ж\.|айынан|айы)?\s*(?:по|до|[-–—]|бастап|to|until)\s*"
PATTERNS = (
    re.compile(rf"{WORD}\s+{YEAR}{JOINT}{WORD}\s+{YEAR}"),
    re.compile(rf"{WORD}{JOINT}{WORD}\s+{YEAR}"),
    re.compile(rf"{YEAR}\s+(?:жылғы|жылдың|ж\.)\s+{WORD}{JOINT}{WORD}"),
)
NUMBERS = re.compile(
    r"(?<![\d.])(0[1-9]|1[0-2])[./](20\d\d)\s*(?:по|до|[-–—])\s*(\d\d)[./](20\d\d)"
)
SURE = 0.7
"""How sure a first and last day are that follow from months."""


def months_of_period(running: RunningText) -> tuple[Field[date], Field[date]]:
    """First day of the first and last day of the last month, when just one such period is told."""
    told = set()
    places = []
    for pattern in (*PATTERNS, NUMBERS):
        for match, span in running.matches(pattern):
            ends = _ends(match)
            if ends and ends[0] <= ends[1]:
                told.add(ends)
                places.append(span)
    if len(told) != 1:
        return missing(running.pages), missing(running.pages)
    first, last = told.pop()
    sure = SURE * places[0].confidence
    return places[0].field(first, sure), places[0].field(last, sure)


def _ends(match: re.Match[str]) -> tuple[date, date] | None:
    years = [int(part) for part in match.groups() if part.isdigit() and len(part) == 4]
    if match.re is NUMBERS:
        months = [int(match[1]), int(match[3])]
    else:
        named = [month_named(part) for part in match.groups() if not part.isdigit()]
        months = [month.number for month in named if month]
    if len(months) != 2 or not 1 <= months[1] <= 12:
        return None
    first, last = date(years[0], months[0], 1), date(years[-1], months[1], 1)
    return first, after_months(last, 1) - timedelta(days=1)
