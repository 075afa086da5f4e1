"""Machine-readable zones of passports, cards and visas (ICAO 9303): read, check, repair.

>>> zone = parse(["P<UTOERIKSSON<<ANNA<MARIA", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"])
>>> zone.surname, zone.number, zone.valid
('ERIKSSON', 'L898902C3', True)
"""

from pipeline.identifiers.mrz.layout import LAYOUTS, Layout, Span, check_digit
from pipeline.identifiers.mrz.mending import Repaired, repair
from pipeline.identifiers.mrz.reading import ParsedZone, parse
from pipeline.identifiers.mrz.shape import detect_format, normalise

__all__ = [
    "LAYOUTS",
    "Layout",
    "ParsedZone",
    "Repaired",
    "Span",
    "check_digit",
    "detect_format",
    "normalise",
    "parse",
    "repair",
]
