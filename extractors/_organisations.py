"""Names of organisations: universities, hospitals, companies, with legal form or in quotes."""

import re

from pipeline.text.normalise import fold

_KINDS = (
    "universit universid uniwersyt yliopisto üniversite institut academ akadem college hochschule"
    " school hospital klinik clinic centre center zentrum laborator foundation museum agency"
    " company corporation observatory politecnico polytech école ecole"
    " университет институт академи колледж школ больниц клиник центр лаборатор фонд музей агентств"
    " museum gallery theatre library court newspaper gymnasium lyceum kindergarten"
    " музе театр библиотек гимнази лице телеканал редакци мұражай кітапхана телеарна балабақша"
    " компани корпораци комбинат завод предприяти поликлиник диспансер"
    " орталы аурухан емхана мектеп зертхана қор зауыт кәсіпорн комбинат министерств ministr"
    " министрліг акимат әкімдіг комитет committee bank банк trust hospice"
)
_LEGAL = (
    "llp llc ltd gmbh inc jsc plc ag sa co corp ncjsc тоо ао оао зао пао нао гкп кгп ргп рмк кгу"
    " гу мкк мкқк рмқк шжқ кмк кмм мм жшс ақ кеақ оо иp ип"
)
_UNITS = (
    "office department dept faculty division chair section службы service отдел департамент"
    " факультет кафедра управление бөлім басқарма кафедрасы факультеті referat abteilung bureau"
    " direction relations dekanat bereich school of"
)
KINDS = tuple(fold(word) for word in _KINDS.split())
LEGAL = frozenset(fold(word) for word in _LEGAL.split())
UNITS = tuple(fold(word) for word in _UNITS.split() if word not in ("school", "of"))
_SEATS = (
    "universit universid institut academy college hochschule école centre center университет"
    " институт академия колледж центр школ орталы министер ministr"
)
SEATS = tuple(fold(word) for word in _SEATS.split())
"""Kinds that only name houses of learning, never a field of work."""
ABBREVIATION = re.compile(r"(?<![\w-])[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]{2,5}(?![\w-])")
"""A legal form in short, whatever its letters."""
QUOTED = re.compile(r"[«\"“„][^»\"”]{2,}")

DISCIPLINE = re.compile(
    r"(?:studies|administration|management|sciences?|engineering|law|pedagogy|education"
    r"|дело|ведение|педагогика|менеджмент|право|ісі|тану|wesen|kunde)$",
    re.I,
)
"""«Museum Studies», «музейное дело»: a field of work that holds the name of a kind of house."""


def names_organisation(text: str) -> bool:
    """Whether a line names an organisation and not one of its units («International Office»)."""
    words = fold(text).split()
    if not words:
        return False
    if any(word in LEGAL for word in words) and len(words) > 1:
        return True
    if QUOTED.search(text) and len(words) <= 12 and ABBREVIATION.search(text):
        return True
    kinds = [word for word in words if word.startswith(KINDS)]
    return bool(kinds) and not is_unit(text) and not names_discipline(text)


def is_unit(text: str) -> bool:
    """Whether a line names a part of an organisation or an office in it."""
    words = fold(text).split()
    return any(word.startswith(UNITS) for word in words[:3])


def names_discipline(text: str) -> bool:
    """Whether a line names a field of work: «Court Administration», but no «Institute of Law»."""
    if DISCIPLINE.search(text) is None or QUOTED.search(text):
        return False
    return not any(word.startswith(SEATS) for word in fold(text).split())
