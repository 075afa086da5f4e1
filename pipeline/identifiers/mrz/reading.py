"""The fields of a machine-readable zone and the truth of its check digits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.identifiers import iin as iin_number
from pipeline.identifiers.errors import InvalidComponent
from pipeline.identifiers.mrz import codes
from pipeline.identifiers.mrz.layout import LAYOUTS, Layout, Span, check_digit
from pipeline.identifiers.mrz.shape import detect_format

_SEXES = {"M": "M", "F": "F", "<": "X", "X": "X"}
# Expiry dates of documents in use lie between these years.
_FIRST_EXPIRY_YEAR = 1970


@dataclass(frozen=True, slots=True)
class ParsedZone:
    """What a zone says; empty text where a part is empty, None where it cannot be read.

    `optional` is the optional data of line 1 (TD1: in Kazakhstan the IIN) or the personal number
    (TD3). `sex` is `M`, `F` or `X` (not specified). `checks` has one entry per check digit:
    `number`, `birth`, `expiry`, and where the format has them `personal` and `composite`.
    `dates_ok`: birth and expiry are days of the calendar in the right order, or left open as the
    standard allows. `codes_ok`: issuer and nationality are known codes.
    """

    format: str
    document_code: str
    issuer: str
    number: str
    optional: str
    second_optional: str
    birth_date: date | None
    sex: str | None
    expiry_date: date | None
    nationality: str
    surname: str
    given_names: str
    checks: Mapping[str, bool]
    dates_ok: bool
    codes_ok: bool
    well_formed: bool

    @property
    def checks_ok(self) -> bool:
        """Whether every check digit holds."""
        return all(self.checks.values())

    @property
    def valid(self) -> bool:
        """Whether every check digit, date, code and character is as the standard demands."""
        return self.checks_ok and self.dates_ok and self.codes_ok and self.well_formed

    @property
    def iin(self) -> str | None:
        """The IIN that documents of Kazakhstan carry as optional data, unchecked."""
        kept = self.optional if self.issuer == "KAZ" else ""
        return kept if len(kept) == 12 and kept.isdigit() else None


def parse(
    lines: Sequence[str], layout_name: str | None = None, today: date | None = None
) -> ParsedZone:
    """Read a zone of the named format, or of the one its lines have.

    Lines are taken as they are, shorter ones filled and longer ones cut. An impossible date
    leaves the other fields as they are. `today` bounds the century of the birth date; without it
    the expiry date does. Raises ValueError for lines that are no zone.
    """
    layout_name = layout_name or detect_format(lines)
    if layout_name is None:
        raise ValueError("the lines have the shape of no machine-readable zone")
    layout = LAYOUTS[layout_name]
    lines = [line[: layout.length].ljust(layout.length, "<") for line in lines]
    number, optional, number_ok = _number(layout, lines)
    issuer = layout.issuer.of(lines).rstrip("<")
    expiry = _expiry(layout.expiry.of(lines))
    birth = _birth(layout.birth.of(lines), today or expiry)
    if issuer == "KAZ" and birth:
        birth = _century_of_iin(birth, optional)
    surname, _, given = layout.names.of(lines).partition("<<")
    return ParsedZone(
        format=layout.name,
        document_code=layout.code.of(lines).rstrip("<"),
        issuer=issuer,
        number=number,
        optional=optional,
        second_optional=_text(layout.second_optional.of(lines)) if layout.second_optional else "",
        birth_date=birth,
        sex=_SEXES.get(layout.sex.of(lines)),
        expiry_date=expiry,
        nationality=layout.nationality.of(lines).rstrip("<"),
        surname=_text(surname),
        given_names=_text(given),
        checks=_checks(layout, lines, number_ok=number_ok),
        dates_ok=_dates_ok(layout, lines, birth, expiry),
        codes_ok=all(codes.is_known(s.of(lines)) for s in (layout.issuer, layout.nationality)),
        well_formed=_is_well_formed(layout, lines),
    )


def _number(layout: Layout, lines: Sequence[str]) -> tuple[str, str, bool]:
    """Number, optional data, and whether the number's check digit holds.

    A number longer than nine characters goes on in the optional data of a card, with its check
    digit at the end and a filler in the usual place of the check digit (ICAO 9303-5 note j).
    """
    number, check = layout.number.of(lines), layout.number_check.of(lines)
    optional = layout.optional.of(lines)
    if check == "<" and layout.name in ("TD1", "TD2"):
        rest, _, kept = optional.partition("<")
        if len(rest) > 1:
            number += rest[:-1]
            return number, _text(kept), _holds(number, rest[-1])
    return number.rstrip("<"), _text(optional), _holds(number, check)


def _checks(layout: Layout, lines: Sequence[str], *, number_ok: bool) -> dict[str, bool]:
    checks = {name: _holds(span.of(lines), at.of(lines)) for name, span, at in layout.checked}
    checks["number"] = number_ok
    if layout.optional_check and not layout.optional.of(lines).strip("<"):
        checks["personal"] = layout.optional_check.of(lines) in "0<"
    if layout.composite_check:
        together = "".join(span.of(lines) for span in layout.composite)
        checks["composite"] = _holds(together, layout.composite_check.of(lines))
    return checks


def _holds(text: str, check: str) -> bool:
    try:
        return check.isdecimal() and check_digit(text) == int(check)
    except ValueError:
        return False


def _is_well_formed(layout: Layout, lines: Sequence[str]) -> bool:
    """A first letter of the format, letters and fillers in names, and a sex that is defined."""
    names = layout.names.of(lines)
    return (
        names.replace("<", "").isalpha()
        and not names.startswith("<")
        and lines[0][0] in layout.opens_with
        and layout.sex.of(lines) in _SEXES
    )


def _dates_ok(
    layout: Layout, lines: Sequence[str], birth: date | None, expiry: date | None
) -> bool:
    if not _known_or_open(layout.birth, lines, birth):
        return False
    if not _known_or_open(layout.expiry, lines, expiry):
        return False
    return birth is None or expiry is None or birth < expiry


def _known_or_open(span: Span, lines: Sequence[str], day: date | None) -> bool:
    """A day of the calendar, or one with unknown parts replaced by fillers (ICAO 9303-3 4.7)."""
    text = span.of(lines)
    left = text.rstrip("<")
    return day is not None or (len(left) in (0, 2, 4) and (not left or left.isdecimal()))


def _expiry(text: str) -> date | None:
    day = _calendar(text, 2000)
    if day and day.year >= _FIRST_EXPIRY_YEAR + 100:
        return _calendar(text, 1900)
    return day


def _birth(text: str, latest: date | None) -> date | None:
    """The last day with these digits before `latest`."""
    day = _calendar(text, 2000)
    if day is None or (latest and day >= latest):
        return _calendar(text, 1900) or day
    return day


def _century_of_iin(birth: date, optional: str) -> date:
    """The seventh digit of an IIN tells the century, if it speaks of the same day."""
    try:
        inside = iin_number.birth_date(optional)
    except (InvalidComponent, ValueError):
        return birth
    return inside if f"{inside:%y%m%d}" == f"{birth:%y%m%d}" else birth


def _calendar(text: str, century: int) -> date | None:
    if not (text.isascii() and text.isdecimal()):
        return None
    try:
        return date(century + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def _text(zone: str) -> str:
    """Fillers as single spaces."""
    return " ".join(zone.replace("<", " ").split())
