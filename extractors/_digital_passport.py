"""The digital passport: values in lines of their own, without labels.

Order of lines: type, state, number, surname, given names (Cyrillic above Latin), nationality,
birth date, issue date, expiry date, authority, sex, IIN, birth place, zone (domain.md 5.2). Dates
are told by their order in time, names by the zone.
"""

from collections.abc import Callable, Sequence
from datetime import date

from extractors import _values as values
from extractors._digital_card import AUTHORITY
from extractors._reading import Passage, found, missing
from pipeline.model import Field, Page


class DigitalPassport:
    """Fields by their lines; empty where a page has other lines."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.lines = [Passage(page, line) for page in pages for line in page.lines]
        dated = [(passage, values.day(passage.text)) for passage in self.lines]
        self.dates = [(when, passage) for passage, when in dated if when is not None]

    def date(self, place: int) -> Field[date]:
        """Birth, issue, expiry (0, 1, 2): the earliest of three dates, the next, the latest."""
        days = sorted({when for when, _ in self.dates})
        if len(days) != 3:
            return missing(self.pages)
        when = days[place]
        return found(when, next(passage for other, passage in self.dates if other == when))

    def cyrillic_above(self, latin: Field[str]) -> Field[str]:
        """The Cyrillic line that stands right above a Latin name."""
        for above, below in zip(self.lines, self.lines[1:], strict=False):
            if latin.value and values.latin_name(below.text) == latin.value:
                name = values.cyrillic_name(above.text)
                if name:
                    return found(name, above)
        return missing(self.pages)

    @property
    def nationality(self) -> Field[str]:
        """The country between names and dates."""
        return self._place(_names_country, before_dates=True)

    @property
    def birth_place(self) -> Field[str]:
        """The place after the dates that is no authority."""
        return self._place(lambda text: not _names_authority(text), before_dates=False)

    @property
    def authority(self) -> Field[str]:
        """The ministry, after the dates."""
        return self._place(_names_authority, before_dates=False)

    def _place(self, accept: Callable[[str], bool], *, before_dates: bool) -> Field[str]:
        if len(self.dates) != 3:
            return missing(self.pages)
        texts = [passage.text for passage in self.lines]
        first = texts.index(self.dates[0][1].text)
        chosen = self.lines[:first] if before_dates else self.lines[first:]
        for passage in chosen:
            place = (
                values.region(passage.text)
                if not _names_authority(passage.text)
                else values.authority(passage.text)
            )
            if place and len(place) > 3 and accept(place):
                return found(place, passage)
        return missing(self.pages)


def _names_country(text: str) -> bool:
    return "KAZAKH" in text or "ҚАЗАҚ" in text


def _names_authority(text: str) -> bool:
    return "MINIST" in text.upper() or AUTHORITY.search(text) is not None
