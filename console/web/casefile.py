"""A package as its page shows it: findings with people's words, fields, pages with boxes."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors import document_types
from flows.rejudging import NO, YES, choices, kind_of
from pipeline.model import Language, Outcome, Phrase, Reason, Weight
from pipeline.report.groups import PRESENCE
from pipeline.report.messages import load_catalogue, say
from pipeline.report.result import DocumentPart, EvidencePart, FieldPart, FindingPart, Result
from pipeline.report.values import CODED
from pipeline.report.wording import grade
from pipeline.store.desk import Case, Correction, Ruling, Work
from pipeline.store.readings import KeptReading, KeptSheet, Wording
from validators.ruleset import load

GROUPS = ("failures", "questions", "advice", "waiting", "passed", "not_applicable")
FOLDED = ("waiting", "passed", "not_applicable")
OPEN = (Outcome.FAILED, Outcome.INDETERMINATE)
OUTSIDE = 0.0025
"""Share of a page by which a box is drawn outside of what was read, so that no line strikes it."""
LEAST_SIDE = 0.008
"""Share of a page that a box is shown with at least, so that it can be seen and hit."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page: the page's number in the viewer, and the box there, if any."""

    sheet: int
    box: tuple[float, float, float, float] | None
    target: str
    """What the box leads to: the anchor of a finding or a field."""
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Point:
    """A finding; `outcome` is a person's word where there is one, else the machine's."""

    sign: str
    rule: str
    subject: str
    machine: Outcome
    outcome: Outcome
    weight: Weight
    reason: Reason | None
    message: str
    expected: str | None
    actual: str | None
    demand: str
    clause: str
    certainty: str
    ruling: Ruling | None
    spots: tuple[Spot, ...]
    document: str
    """Title of the paper it is about."""

    @property
    def open(self) -> bool:
        """Whether it stands against the package, or is still a question."""
        return self.weight is Weight.BLOCKING and self.outcome in OPEN


@dataclass(frozen=True, slots=True)
class Value:
    """A field of a document; `typed` is what a correction begins with."""

    name: str
    label: str
    shown: str
    typed: str
    grade: str
    anchor: str
    correctable: bool
    choices: tuple[tuple[str, str], ...]
    corrected: Correction | None
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its fields."""

    id: str
    title: str
    values: tuple[Value, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Casefile:
    """Everything that the page of a package shows."""

    case: Case
    result: Result
    groups: Mapping[str, tuple[Point, ...]]
    papers: tuple[Paper, ...]
    sheets: tuple[KeptSheet, ...]
    boxes: Mapping[int, tuple[Spot, ...]]

    @property
    def points(self) -> tuple[Point, ...]:
        """All findings, group by group."""
        return tuple(point for group in self.groups.values() for point in group)

    @property
    def open_points(self) -> tuple[Point, ...]:
        """What stands against an acceptance; what only follows from a missing paper is settled
        with the paper."""
        missing = {p.subject for p in self.points if p.open and p.rule == PRESENCE}
        return tuple(
            point
            for point in self.points
            if point.open
            and not (
                point.rule != PRESENCE
                and point.reason is Reason.MISSING_DOCUMENT
                and point.outcome is Outcome.INDETERMINATE
                and point.subject in (missing | {"package"} if missing else ())
            )
        )


def casefile(
    case: Case, machine: Result, work: Work, kept: KeptReading | None, language: Language
) -> Casefile:
    """Put together what is known of a case, in a language."""
    result = work.amendment.result if work.amendment else machine
    compared: Sequence[tuple[Wording | None, Wording | None]] = ()
    if work.amendment:
        compared = work.amendment.compared
    elif kept:
        compared = kept.compared
    sheets = kept.sheets if kept else ()
    maker = _Maker(language, result, work, sheets, correctable=kept is not None)
    points = tuple(maker.points(compared))
    papers = tuple(maker.paper(part) for part in result.documents)
    boxes: dict[int, list[Spot]] = {}
    for spot in _all_spots(points, papers):
        if spot.box:
            boxes.setdefault(spot.sheet, []).append(spot)
    return Casefile(
        case,
        result,
        {name: tuple(p for p in points if _group(p) == name) for name in GROUPS},
        papers,
        sheets,
        # Large ones lie below, so that those inside them can be hit.
        {sheet: tuple(sorted(found, key=_size, reverse=True)) for sheet, found in boxes.items()},
    )


def signs_of(findings: Iterable[FindingPart]) -> Iterator[tuple[str, FindingPart]]:
    """Each finding with a sign of its own, the same wherever the same is said again."""
    met: Counter[str] = Counter()
    for found in findings:
        said = "\n".join((found.rule, found.subject, found.outcome, found.message["en"]))
        met[said] += 1
        yield hashlib.sha256(f"{said}\n{met[said]}".encode()).hexdigest()[:16], found


def title_of(type_id: str, language: Language) -> str:
    """The title of a document type, or of the package."""
    titles = {known.id: known.titles for known in document_types()}
    if type_id in titles:
        return titles[type_id][language]
    key = "report.unknown" if type_id == "unknown" else "console.package"
    return say(Phrase(key), language)


def _all_spots(points: Sequence[Point], papers: Sequence[Paper]) -> Iterator[Spot]:
    for paper in papers:
        for value in paper.values:
            yield from value.spots
    for point in points:
        if point.open or (point.weight is Weight.ADVISORY and point.outcome in OPEN):
            yield from point.spots


def _size(spot: Spot) -> float:
    return spot.box[2] * spot.box[3] if spot.box else 0.0


def _group(point: Point) -> str:
    if point.outcome is Outcome.PASSED:
        return "passed"
    if point.outcome is Outcome.NOT_APPLICABLE:
        return "not_applicable"
    if point.reason is Reason.MISSING_DOCUMENT and point.ruling is None:
        return "waiting"
    if point.weight is Weight.ADVISORY:
        return "advice"
    return "failures" if point.outcome is Outcome.FAILED else "questions"


class _Maker:
    """Words and places of one case."""

    def __init__(
        self,
        language: Language,
        result: Result,
        work: Work,
        sheets: Sequence[KeptSheet],
        *,
        correctable: bool,
    ) -> None:
        self.language, self.result, self.work = language, result, work
        self.numbers = {(s.file, s.page): number for number, s in enumerate(sheets, 1)}
        self.known = load_catalogue(language)
        self.rules = load(result.package.year).rules
        self.corrected = {(found.document, found.field): found for found in work.corrections}
        self.correctable = correctable

    def points(self, compared: Sequence[tuple[Wording | None, Wording | None]]) -> Iterator[Point]:
        for place, (sign, found) in enumerate(signs_of(self.result.findings)):
            ruling = self.work.rulings.get(sign)
            expected, actual = compared[place] if place < len(compared) else (None, None)
            entry = self.rules.get(found.rule)
            outcome = ruling.outcome if ruling else found.outcome
            yield Point(
                sign=sign,
                rule=found.rule,
                subject=found.subject,
                machine=found.outcome,
                outcome=outcome,
                weight=found.weight,
                reason=found.reason,
                message=found.message[self.language],
                expected=expected[self.language] if expected else found.expected,
                actual=actual[self.language] if actual else found.actual,
                demand=entry.demand(self.language) if entry else "",
                clause=entry.clause[self.language] if entry else "",
                certainty=entry.certainty if entry else "own",
                ruling=ruling,
                spots=self.spots(found.evidence, f"finding-{sign}", str(outcome), found.rule),
                document=title_of(found.subject, self.language),
            )

    def paper(self, part: DocumentPart) -> Paper:
        pages = [EvidencePart(document=part.id, file=p.file, page=p.page, box=None)
                 for p in part.pages]  # fmt: skip
        values = tuple(self.value(part, name, found) for name, found in part.fields.items())
        title = title_of(part.type, self.language)
        return Paper(part.id, title, values, self.spots(pages, "", "", title))

    def value(self, part: DocumentPart, name: str, found: FieldPart) -> Value:
        kind = kind_of(part.type, name) if self.correctable else None
        label = self.word(f"field.{name}", name)
        anchor = f"field-{part.id}-{name}"
        options = tuple((option, self.option(option)) for option in choices(kind)) if kind else ()
        return Value(
            name=name,
            label=label,
            shown=self.shown(name, found.value),
            typed=_typed(found.value),
            grade="none" if found.value is None else grade(found.confidence),
            anchor=anchor,
            correctable=kind is not None,
            choices=options,
            corrected=self.corrected.get((part.id, name)),
            spots=self.spots(found.evidence, anchor, "field", label),
        )

    def spots(
        self, evidence: Sequence[EvidencePart], target: str, kind: str, label: str
    ) -> tuple[Spot, ...]:
        found = (
            Spot(self.numbers[proof.file, proof.page], _seen(proof.box), target, kind, label)
            for proof in evidence
            if (proof.file, proof.page) in self.numbers
        )
        return tuple(dict.fromkeys(found))

    def shown(self, name: str, value: Any) -> str:
        """A plain value in words."""
        if value is None or value in ([], {}):
            return "–"
        if isinstance(value, bool):
            return self.option(YES if value else NO)
        if isinstance(value, list):
            between = "\n" if any(isinstance(part, dict) for part in value) else ", "
            return between.join(self.shown(name, part) for part in value)
        if isinstance(value, dict):
            return "; ".join(
                f"{self.coded(key)}: {self.shown(key, part)}"
                for key, part in value.items()
                if part is not None
            )
        if isinstance(value, str) and (day := _day(value)):
            return say(Phrase("value.date", {"date": day}), self.language)
        return self.coded(str(value)) if name in CODED else str(value)

    def coded(self, token: str) -> str:
        part = self.word(f"part.{token}", "")
        return part or self.word(f"code.{token}", token)

    def option(self, token: str) -> str:
        if token in (YES, NO):
            return say(Phrase(f"report.{token}"), self.language)
        return self.coded(token)

    def word(self, key: str, otherwise: str) -> str:
        return say(Phrase(key), self.language) if key in self.known else otherwise


def _seen(
    box: tuple[float, float, float, float] | None,
) -> tuple[float, float, float, float] | None:
    """Left, top, width and height in thousandths of the page, a little outside the print, and of a
    size that can be hit."""
    if box is None:
        return None
    left, top, right, bottom = box
    left, top = max(0.0, left - OUTSIDE), max(0.0, top - OUTSIDE)
    wide = max(min(1.0, right + OUTSIDE) - left, LEAST_SIDE)
    high = max(min(1.0, bottom + OUTSIDE) - top, LEAST_SIDE)
    return tuple(round(part * 1000, 1) for part in (left, top, wide, high))  # type: ignore[return-value]  # four


def _typed(value: Any) -> str:
    """The text that a correction begins with."""
    if value is None or isinstance(value, list):
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dict):
        return f"{value['amount']} {value['currency']}" if "currency" in value else ""
    return str(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
