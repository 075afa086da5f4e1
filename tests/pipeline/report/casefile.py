"""A package of an invented applicant with every kind of document, built by hand."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from extractors import (
    document_type,
    employer_application,
    employment_record,
    identity_card,
    invitation,
    passport,
    pension_extract,
)
from extractors._records import Contribution, CostItem, Employment
from pipeline.model import (
    Box,
    Declaration,
    Document,
    Evidence,
    Field,
    Finding,
    Mark,
    Marks,
    Money,
    Month,
    Outcome,
    Package,
    Page,
    PageRef,
    Phrase,
    Problem,
    ProblemKind,
    Reason,
    Source,
    Verdict,
    Weight,
)
from pipeline.report.groups import RulesetView, RuleView

HOSTILE = 'a"><img src=x onerror=alert(1)><script>alert(2)</script>\u202egpj.exe'
BOX = Box(0.2, 0.4, 0.6, 0.45)


def field(value: Any, file: str, page: int = 1, box: Box = BOX, confidence: float = 0.97) -> Any:
    """A value with its place; a missing one names the page that was searched."""
    if value is None:
        return Field(None, None, 0.0, (), (PageRef(file, page),))
    return Field(value, str(value), confidence, (Evidence(file, page, box, str(value)),))


def fields(module: Any, file: str, page: int = 1, **values: Any) -> Any:
    """The fields of a type; what is not named was not found. Each value stands on its own line."""
    names = list(module.Fields.__dataclass_fields__)
    boxes = [Box(0.3, 0.08 + 0.05 * n, 0.8, 0.105 + 0.05 * n) for n in range(len(names))]
    return module.Fields(
        **{
            name: field(values.get(name), file, page, box)
            for name, box in zip(names, boxes, strict=True)
        }
    )


def page(file: str, number: int = 1, **facts: Any) -> Page:
    return Page(file, number, 595.0, 842.0, 0, Source.OCR, (), **facts)


def document(name: str, type_id: str, file: str, found: Any, *, pages: int = 1) -> Document:
    signature = Mark(True, 0.9, (Evidence(file, pages, Box(0.55, 0.85, 0.75, 0.9)),))
    marks = Marks(signature, Mark(False, 0.8), Mark(None, 0.0), Mark(None, 0.0))
    sheets = tuple(page(file, number, looked_for_marks=True) for number in range(1, pages + 1))
    kind = document_type(type_id) if type_id != "unknown" else None
    return Document(name, kind, 0.97, None, "kaz", sheets, found, marks)


def package(*, hostile: str = "шақыру.pdf") -> Package:
    """Seven documents; the employer's application gives another period than the invitation."""
    card = fields(
        identity_card,
        "жеке куәлік.jpg",
        sides=("front", "back"),
        surname="ӘБДІРАХМАНОВ",
        given_names="ЕРЛАН",
        patronymic="СЕРІКҰЛЫ",
        birth_date=date(1990, 4, 9),
        iin="900409300784",
        number="045678912",
        issue_date=date(2021, 3, 2),
        expiry_date=date(2031, 3, 1),
        mrz=("IDKAZ0456789123900409300784<<<", "9004097M3103016KAZ<<<<<<<<<<<4"),
    )
    pass_fields = fields(
        passport,
        "passport.jpg",
        number="N12345678",
        surname="ABDIRAKHMANOV",
        given_names="YERLAN",
        birth_date=date(1990, 4, 9),
        iin="900409300784",
        issue_date=date(2019, 5, 5),
        expiry_date=date(2026, 5, 4),
    )
    letter = fields(
        invitation,
        hostile,
        applicant_name="Yerlan Abdirakhmanov",
        birth_date=date(1990, 9, 4),
        passport_number="N12345678",
        host_organisation="Delft University of Technology",
        host_country="Netherlands",
        specialty="Water management",
        period_start=date(2026, 9, 1),
        period_end=date(2027, 2, 28),
        total_cost=Money(Decimal("14400.00"), "EUR"),
        cost_items=(
            CostItem("Tuition", Decimal("9000"), "EUR"),
            CostItem("Laboratory <fee>", Decimal("5400"), "EUR"),
        ),
        cost_breakdown=True,
        letter_date=date(2026, 2, 10),
    )
    application = fields(
        employer_application,
        "заявка.pdf",
        employer_name="«Қазсушар» РМК",
        employer_bin="990240001234",
        date=date(2026, 3, 20),
        employee_name="Әбдірахманов Ерлан Серікұлы",
        position="бас инженер",
        specialty="су ресурстарын басқару",
        host_organisation="Delft University of Technology",
        country="Нидерланд",
        period_start=date(2026, 10, 1),
        period_end=date(2027, 2, 28),
        job_retention=True,
    )
    months = [Month(2023, 3).plus(n) for n in range(37) if n not in (11, 12)]
    rows = tuple(
        Contribution(month, "990240001234", "«Қазсушар» РМК", "010", Decimal("45000"), status)
        for month in months
        for status in (("returned",) if month == Month(2025, 6) else ("processed",))
    )
    extract = fields(
        pension_extract,
        "enpf.pdf",
        holder_name="Әбдірахманов Ерлан Серікұлы",
        iin="900409300784",
        received_on=date(2026, 4, 20),
        rows=rows,
    )
    book = fields(
        employment_record,
        "еңбек.pdf",
        kind="labour_book",
        holder_name="Әбдірахманов Ерлан Серікұлы",
        employer_name="«Қазсушар» РМК",
        entries=(
            Employment(date(2012, 8, 1), date(2022, 12, 30), "«Су жобасы» ЖШС", "инженер"),
            Employment(date(2023, 2, 15), None, "«Қазсушар» РМК", "бас инженер"),
        ),
        current=True,
    )
    documents = (
        document("d1", "identity_card", "жеке куәлік.jpg", card),
        document("d2", "passport", "passport.jpg", pass_fields),
        document("d3", "invitation", hostile, letter, pages=2),
        document("d4", "employer_application", "заявка.pdf", application),
        document("d5", "pension_extract", "enpf.pdf", extract),
        document("d6", "employment_record", "еңбек.pdf", book),
        Document(
            "d7",
            None,
            0.2,
            "translation",
            None,
            (page("скан_007.pdf", quality=("blurred",)),),
            None,
        ),
    )
    declared = Declaration(
        submitted_on=date(2026, 5, 14),
        year=2026,
        category="engineering",
        iin="900409300784",
        full_name="Әбдірахманов Ерлан Серікұлы",
        specialty="су ресурстарын басқару",
        country="Netherlands",
    )
    problem = Problem("diplom.pdf", ProblemKind.EMPTY_FILE, Phrase("problem.empty_file"))
    return Package("A-0001", declared, date(2026, 5, 15), documents, (problem,))


def text(value: str) -> Phrase:
    return Phrase("value.text", {"text": value})


def finding(rule: str, outcome: Outcome, **facts: Any) -> Finding:
    facts = {"subject": "package", "weight": Weight.BLOCKING, "message": text("Sentence."), **facts}
    return Finding(rule, outcome=outcome, **facts)


def verdict(*, hostile: str = "шақыру.pdf") -> Verdict:
    """A finding of every group."""
    expiry = Evidence("passport.jpg", 1, Box(0.3, 0.58, 0.8, 0.605), "04.05.2026")
    born = Evidence(hostile, 1, Box(0.3, 0.13, 0.8, 0.155))
    card_born = Evidence("жеке куәлік.jpg", 1, Box(0.3, 0.28, 0.8, 0.305))
    lacking = Phrase("value.text", {"text": document_type("diploma").titles})
    failed, open_, passed = Outcome.FAILED, Outcome.INDETERMINATE, Outcome.PASSED
    return Verdict(
        (
            finding(
                "PAS-02",
                failed,
                subject="passport",
                evidence=(expiry,),
                confidence=0.98,
                message=Phrase("PAS-02.failed", {"date": date(2026, 5, 4)}),
                expected=Phrase("value.not_before", {"date": date(2026, 5, 14)}),
                actual=Phrase("value.date", {"date": date(2026, 5, 4)}),
            ),
            finding(
                "PKG-01",
                failed,
                subject="diploma",
                message=Phrase("PKG-01.failed", {"type": lacking}),
            ),
            finding(
                "PKG-04",
                open_,
                reason=Reason.CONFLICTING,
                evidence=(card_born, born),
                confidence=0.71,
                expected=text("09.04.1990"),
                actual=text("04.09.1990"),
                message=text("The invitation gives another birth date."),
            ),
            finding(
                "PKG-10",
                open_,
                reason=Reason.UNREADABLE,
                weight=Weight.ADVISORY,
                subject="unknown",
                evidence=(Evidence("скан_007.pdf", 1, None),),
                confidence=0.2,
                message=Phrase("PKG-10.unrecognised"),
            ),
            finding(
                "DIP-01",
                open_,
                reason=Reason.MISSING_DOCUMENT,
                subject="diploma",
                message=Phrase("finding.missing_document", {"type": lacking}),
            ),
            finding(
                "IDC-01",
                passed,
                subject="identity_card",
                message=Phrase("IDC-01.passed"),
                evidence=(card_born,),
            ),
            finding(
                "DIP-03", Outcome.NOT_APPLICABLE, message=text("The diploma is a Kazakhstan one.")
            ),
        ),
        "2026.1",
        "0.1.0",
    )


def ruleset() -> RulesetView:
    names = ["PAS-02", "PKG-01", "PKG-04", "PKG-10", "DIP-01", "IDC-01", "DIP-03", "FLC-01"]
    rules = {
        name: RuleView(
            {"kk": f"{name} талабы", "ru": f"Требование {name}", "en": f"Demand of {name}"},
            f"clause of {name}",
            f"source of {name}",
            "official",
            "blocking",
        )
        for name in names
    }
    required = ("identity_card", "passport", "invitation", "diploma", "pension_extract")
    return RulesetView(rules, tuple(document_type(name) for name in required))


def images(given: Package) -> dict[tuple[str, int], bytes]:
    """A grey sheet with lines of print for each page."""
    return {
        (sheet.file, sheet.number): sheet_image()
        for found in given.documents
        for sheet in found.pages
    }


def sheet_image(width: int = 600, height: int = 850) -> bytes:
    """A page with a black line of print in the middle of every box of `fields`."""
    image = Image.new("L", (width, height), 245)
    pen = ImageDraw.Draw(image)
    for number in range(17):
        top = (0.085 + 0.05 * number) * height
        pen.rectangle((0.31 * width, top, 0.7 * width, top + 0.012 * height), fill=30)
    stream = BytesIO()
    image.save(stream, "JPEG", quality=80)
    return stream.getvalue()
