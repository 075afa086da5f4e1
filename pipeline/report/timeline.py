"""The months of a package as a picture: contributions, posts, internship, day of submission.

Values are read by attribute names: rows of an extract have `month` and `status`, posts have
`start`, `end` and `employer`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pipeline.model import Month, Package

MOST_MONTHS = 96
"""Eight years: the experience that the programme asks for lies well inside."""
INTERNSHIP = ("invitation", "employer_application", "internship_programme")

# Geometry of the picture in its own units.
LEFT, RIGHT, TOP = 190.0, 990.0, 34.0
LANE = 30.0
BAR = 16.0

Style = Literal["processed", "returned", "gap", "work", "stay"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of months in the picture; `earlier` where it began before the picture does."""

    x: float
    y: float
    width: float
    style: Style
    label: str
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the picture; `kind` names its label in the catalogue, `title` is a document's."""

    kind: Literal["pension", "employment", "internship"]
    y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    submitted_x: float | None
    height: float
    months: int
    """Distinct months with a processed contribution."""
    gaps: int
    """Months without one between the first and the last of them."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: Month
    last: Month
    style: Style
    label: str


def draw(package: Package) -> Timeline | None:
    """The picture; None when no document tells of months."""
    pension = _contributions(package)
    lanes = [
        ("pension", pension),
        ("employment", list(_posts(package))),
        ("internship", list(_stays(package))),
    ]
    stretches = [stretch for _, found in lanes for stretch in found]
    if not stretches:
        return None
    submitted = _month(package.submitted_on)
    last = max(submitted, *(stretch.last for stretch in stretches))
    first = max(
        min(submitted, *(stretch.first for stretch in stretches)), last.plus(1 - MOST_MONTHS)
    )
    scale = _Scale(first, last)
    drawn: list[Lane] = []
    for kind, found in lanes:
        shown = [stretch for stretch in found if stretch.last >= first]
        rows = [shown] if kind == "pension" else [[stretch] for stretch in shown]
        for row in filter(None, rows):
            y = TOP + len(drawn) * LANE
            bars = tuple(scale.bar(stretch, y + (LANE - BAR) / 2) for stretch in row)
            drawn.append(Lane(kind, y, bars))  # type: ignore[arg-type]  # the three kinds above
    months = sum(stretch.style == "processed" for stretch in pension)
    gaps = sum(stretch.style == "gap" for stretch in pension)
    ticks = tuple(scale.ticks())
    height = TOP + len(drawn) * LANE + 8
    return Timeline(tuple(drawn), ticks, scale.x(submitted), height, months, gaps)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Months to units of the picture."""

    first: Month
    last: Month

    @property
    def step(self) -> float:
        return (RIGHT - LEFT) / (self.first.until(self.last) + 1)

    def x(self, month: Month) -> float:
        return round(LEFT + self.first.until(month) * self.step, 1)

    def bar(self, stretch: _Stretch, y: float) -> Bar:
        begin = max(stretch.first, self.first)
        # A hair of white between neighbouring months keeps them countable.
        width = max(1.0, (begin.until(stretch.last) + 1) * self.step - 1)
        earlier = stretch.first < self.first
        return Bar(self.x(begin), y, round(width, 1), stretch.style, stretch.label, earlier)

    def ticks(self) -> Iterator[Tick]:
        for year in range(self.first.year, self.last.year + 1):
            start = Month(year, 1)
            if self.first <= start <= self.last:
                yield Tick(self.x(start), year)


def _contributions(package: Package) -> list[_Stretch]:
    states: dict[Month, str] = {}
    for document in package.of_type("pension_extract"):
        for row in _value(document.fields, "rows") or ():
            month, status = getattr(row, "month", None), getattr(row, "status", None)
            if isinstance(month, Month) and states.get(month) != "processed":
                states[month] = "processed" if status == "processed" else "returned"
    if not states:
        return []
    processed = [month for month, state in states.items() if state == "processed"]
    if processed:
        for month in _between(min(processed), max(processed)):
            states.setdefault(month, "gap")
    return [
        _Stretch(month, month, state, str(month))  # type: ignore[arg-type]  # the styles above
        for month, state in sorted(states.items())
    ]


def _posts(package: Package) -> Iterator[_Stretch]:
    for document in package.of_type("employment_record"):
        fields = document.fields
        posts: Iterable[Any] = _value(fields, "entries") or ()
        told = [
            (getattr(p, "start", None), getattr(p, "end", None), getattr(p, "employer", None))
            for p in posts
        ]
        if not told:
            told = [
                (
                    _value(fields, "start_date"),
                    _value(fields, "end_date"),
                    _value(fields, "employer_name"),
                )
            ]
        for start, end, employer in told:
            if isinstance(start, date):
                until = end if isinstance(end, date) and end >= start else package.submitted_on
                yield _Stretch(_month(start), _month(max(start, until)), "work", employer or "")


def _stays(package: Package) -> Iterator[_Stretch]:
    for type_id in INTERNSHIP:
        for document in package.of_type(type_id):
            start = _value(document.fields, "period_start")
            end = _value(document.fields, "period_end")
            if isinstance(start, date) and isinstance(end, date) and start <= end:
                yield _Stretch(_month(start), _month(end), "stay", type_id)


def _value(fields: Any, name: str) -> Any:
    return getattr(getattr(fields, name, None), "value", None)


def _month(day: date) -> Month:
    return Month(day.year, day.month)


def _between(first: Month, last: Month) -> Iterator[Month]:
    for offset in range(first.until(last) + 1):
        yield first.plus(offset)
