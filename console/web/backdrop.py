"""What stands behind findings: documents side by side, traces, files, what was not checked."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from flows.rejudging import Corrected, restored
from flows.verification import PROGRAM, rules_view
from pipeline.model import Evidence, Language, Package, Verdict
from pipeline.report import comparison, sections, traces
from pipeline.report.groups import title_of
from pipeline.report.traces import Trace
from pipeline.report.wording import said
from pipeline.store.desk import Case, Work
from pipeline.store.readings import KeptReading
from validators.judge import judge
from validators.ruleset import load

MOST_KEPT = 16


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the viewer: its number there, and what it is called."""

    sheet: int
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A document's word on a fact, and how it stands to the first of its row."""

    text: str
    standing: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Told:
    """A trace in words, and where it was seen."""

    text: str
    place: Place | None
    kind: str = "advisory"


@dataclass(frozen=True, slots=True)
class Heading:
    """Several things under one heading."""

    title: str
    note: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Backdrop:
    """Everything in one language; `rows` begin with the name of their fact."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, bool, tuple[Cell | None, ...]], ...]
    marks: tuple[Heading, ...]
    files: tuple[Heading, ...]
    unchecked: tuple[tuple[str, tuple[str, ...]], ...]


def backdrop(case: Case, kept: KeptReading, work: Work, year: int, language: Language) -> Backdrop:
    """What stands behind the findings of a case, corrections counted in."""
    package, verdict = _judged(case, kept, work, year)
    maker = _Maker(language, kept)
    table = comparison.compare(package)
    view = rules_view(load(year))
    return Backdrop(
        tuple(column.title[language] for column in table.columns),
        tuple(
            (
                said(f"compare.{row.fact}")[language],
                row.agrees,
                tuple(maker.cell(cell) for cell in row.cells),
            )
            for row in table.rows
        ),
        tuple(maker.marks(package)),
        tuple(maker.files(package)),
        tuple(
            (entry.why[language], tuple(what[language] for what in entry.what))
            for entry in sections.unchecked(package, verdict, view)
        ),
    )


class _Maker:
    """Words and places in one language."""

    def __init__(self, language: Language, kept: KeptReading) -> None:
        self.language = language
        self.numbers = {(s.file, s.page): number for number, s in enumerate(kept.sheets, 1)}

    def place(self, proofs: Sequence[Evidence]) -> Place | None:
        found = next((p for p in proofs if (p.file, p.page) in self.numbers), None)
        if found is None:
            return None
        sheet = self.numbers[found.file, found.page]
        return Place(sheet, said("console.page", number=sheet)[self.language])

    def cell(self, cell: comparison.Cell | None) -> Cell | None:
        if cell is None:
            return None
        return Cell(cell.text[self.language], cell.standing, self.place(cell.evidence))

    def told(self, trace: Trace, kind: str = "advisory") -> Told:
        return Told(trace.text[self.language], self.place(trace.proofs), kind)

    def marks(self, package: Package) -> list[Heading]:
        found = []
        for document in package.documents:
            for name in sections.MARKS:
                told = tuple(map(self.told, traces.traces_of(document, name, None)))
                if told:
                    state = {True: "present", False: "absent", None: "unknown"}[
                        getattr(document.marks, name).present
                    ]
                    found.append(
                        Heading(
                            f"{title_of(document)[self.language]} · "
                            f"{said(f'mark.{name}')[self.language]}",
                            said(f"mark.state.{state}")[self.language],
                            told,
                        )
                    )
        return found

    def files(self, package: Package) -> list[Heading]:
        return [
            Heading(
                view.name,
                " · ".join(fact[self.language] for fact in view.facts),
                (
                    *(Told(one.text[self.language], None, one.kind) for one in view.signatures),
                    *map(self.told, view.notes),
                ),
            )
            for view in traces.files(package.files, None)
        ]


_kept: OrderedDict[tuple[int, str, tuple[Corrected, ...]], tuple[Package, Verdict]] = OrderedDict()
_lock = threading.Lock()


def _judged(case: Case, kept: KeptReading, work: Work, year: int) -> tuple[Package, Verdict]:
    """Package and verdict, corrections counted in; the last ones are kept, reading takes time."""
    corrections = tuple(Corrected(c.document, c.field, c.after) for c in work.corrections)
    key = (case.result, f"{case.inbox}\n{case.package}\n{case.files}", corrections)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    package = restored(kept, corrections)
    made = package, judge(package, load(year), PROGRAM)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made
