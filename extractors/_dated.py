"""Dates in sentences: the day that stands behind or before the words that say what it is."""

from collections.abc import Iterable
from datetime import date

from extractors._reading import missing
from extractors._running_text import RunningText
from extractors._wording import Wording
from pipeline.model import Field
from pipeline.text.dates import find_dates

LONGEST_DATE = 60


def date_after(
    running: RunningText, wording: Wording, phrases: Iterable[str], *, within: int = 30
) -> Field[date]:
    """The first date that begins within some letters behind one of the phrases."""
    for hit in wording.find(phrases):
        for dated in find_dates(running.text[hit.end : hit.end + within + LONGEST_DATE]):
            if dated.start <= within:
                span = running.span(hit.end + dated.start, hit.end + dated.end)
                sure = span.confidence * min(1.0, hit.likeness + 0.03)
                return span.field(dated.value, sure * (0.7 if dated.ambiguous else 1.0))
            break
    return missing(running.pages)


def date_before(
    running: RunningText, wording: Wording, phrases: Iterable[str], *, within: int = 20
) -> Field[date]:
    """The last date that ends within some letters before one of the phrases."""
    for hit in wording.find(phrases):
        start = max(0, hit.start - within - LONGEST_DATE)
        for dated in reversed(find_dates(running.text[start : hit.start])):
            if hit.start - start - dated.end <= within:
                span = running.span(start + dated.start, start + dated.end)
                sure = span.confidence * min(1.0, hit.likeness + 0.03)
                return span.field(dated.value, sure * (0.7 if dated.ambiguous else 1.0))
            break
    return missing(running.pages)
