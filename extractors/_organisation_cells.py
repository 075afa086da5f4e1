"""An organisation in a cell that says more: its town and country, its head, the intern's post."""

import re

from extractors._countries import country
from extractors._organisations import names_organisation
from extractors._positions import names_position
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean

BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
NUMBER = re.compile(r",?\s*\(?(?:БИН|БСН|BIN)\b.*$")
OTHER_LABEL = re.compile(r"\s[А-ЯA-ZӘІҚҒҮҰӨҢ][^:«»]{2,45}:\s.*$")
"""The label of the next line, which a value has run on into."""
QUOTES = '«"“„'


def organisation_in(text: str) -> str | None:
    """The organisation without what stands around it; None where the cell names none."""
    text = OTHER_LABEL.sub("", text)
    name = without_place(NUMBER.sub("", clean(text)))
    parts = _parts(name)
    if len(parts) > 1:
        kinds = [part for part in parts if names_organisation(part)]
        first = parts[0]
        rest = name[len(first) :].strip(" ,")
        behind = rest[:1].islower() or names_position(rest) or not names_organisation(rest)
        if names_organisation(first) and behind:
            name = first
        elif not names_organisation(first) and len(kinds) == 1 and country().fullmatch(first):
            name = kinds[0]
    name = _without_head(name)
    if country().fullmatch(name):
        return None
    plain = len(name) > 2 and len(name.split()) <= 18 and not find_dates(name)
    begins = name[:1].isupper() or name[:1] in QUOTES
    return name if plain and begins else None


def _without_head(name: str) -> str:
    """«ТОО «Х» Директор» without the position of the one who signs below."""
    end = name.rfind("»") + 1
    tail = name[end:].strip()
    return name[:end] if 0 < end < len(name) and names_position(tail) else name


def without_place(name: str) -> str:
    """«University of X, X, Germany» and «X университеті (Германия)» without the place."""
    bare = name
    inside = BRACKETS.search(bare)
    if inside and country().search(inside[1]):
        bare = bare[: inside.start()]
    parts = _parts(bare)
    if len(parts) > 1 and country().fullmatch(parts[-1]):
        kept = parts[:-1]
        while len(kept) > 1 and not names_organisation(kept[-1]) and len(kept[-1].split()) <= 3:
            kept.pop()
        bare = ", ".join(kept)
    elif len(parts) > 1 and country().fullmatch(parts[0]) and names_organisation(parts[1]):
        bare = ", ".join(parts[1:])
    return clean(bare)


def _parts(name: str) -> list[str]:
    """Pieces between commas that stand outside of quotation marks."""
    parts, start = [], 0
    for match in re.finditer(r",\s", name):
        before = name[: match.start()]
        if before.count("«") <= before.count("»"):
            parts.append(name[start : match.start()].strip())
            start = match.end()
    return [*parts, name[start:].strip()]
