"""The digital identity card: values in a fixed order without labels, which are graphics.

Order of lines: two or three names, birth date (with sex), IIN, number, birth place, ethnicity
(optional), authority, dates (domain.md section 4.2, text order of the digital card).
"""

import re
from collections.abc import Sequence

from extractors import _values as values
from extractors._reading import Passage, found, missing
from pipeline.model import Field, Page, Word

AUTHORITY = re.compile(r"МИНИСТ|МВД|ІІМ", re.IGNORECASE)
NAMES = ("surname", "given_names", "patronymic")


class DigitalCard:
    """Fields by their place in the order; empty where a page does not follow it."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.read: dict[str, Passage] = {}
        for page in pages:
            self._look_at(page)

    def field(self, name: str) -> Field[str]:
        """A text field by its name."""
        passage = self.read.get(name)
        if passage is None:
            return missing(self.pages)
        grammar = {
            "birth_place": values.region,
            "ethnicity": values.ethnicity,
            "authority": values.authority,
        }
        value = grammar.get(name, values.cyrillic_name)(passage.text)
        return found(value, passage) if value else missing(self.pages)

    @property
    def sex(self) -> Field[values.Sex]:
        """The letter behind the birth date."""
        passage = self.read.get("sex")
        value = values.sex(passage.text) if passage else None
        return found(value, passage) if value and passage else missing(self.pages)

    def _look_at(self, page: Page) -> None:
        lines = page.lines
        for index in range(2, len(lines) - 1):
            born = values.day(lines[index][0].text) is not None and len(lines[index]) <= 2
            if born and values.iin_number(_text(lines[index + 1])):
                self._names_above(page, index)
                if len(lines[index]) == 2:
                    self.read["sex"] = Passage(page, lines[index][1:])
                self._places_below(page, index + 2)
                return

    def _names_above(self, page: Page, index: int) -> None:
        above: list[Passage] = []
        for line in page.lines[max(0, index - 3) : index]:
            if values.cyrillic_name(_text(line)):
                above.append(Passage(page, line))
            else:
                above.clear()
        for name, passage in zip(NAMES, above, strict=False):
            self.read[name] = passage

    def _places_below(self, page: Page, index: int) -> None:
        lines = page.lines[index : index + 5]
        if lines and values.card_number(_text(lines[0])):
            lines = lines[1:]
        places = []
        for line in lines:
            if AUTHORITY.search(_text(line)):
                self.read["authority"] = Passage(page, line)
                break
            places.append(Passage(page, line))
        else:
            return
        for name, passage in zip(("birth_place", "ethnicity"), places, strict=False):
            self.read[name] = passage


def _text(line: Sequence[Word]) -> str:
    return " ".join(word.text for word in line)
