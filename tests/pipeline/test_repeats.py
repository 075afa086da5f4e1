"""What several packages hold in common."""

from datetime import date

from extractors import document_type
from pipeline.model import Declaration, Document, Package
from pipeline.repeats import RepeatIndex, texts_of, with_repeats
from tests.paper import column, paper

LETTER = "motivation_letter"
LINES = [
    f"мысал{n} жол сөзі бірінші{n} екінші{n} үшінші{n} төртінші{n} бесінші{n}" for n in range(20)
]
OTHERS = [f"басқа{n} мәтін сөзі алтыншы{n} жетінші{n} сегізінші{n} тоғызыншы{n}" for n in range(20)]


def package(name: str, *documents: tuple[str, list[str]]) -> Package:
    read = tuple(
        Document(f"d{number}", document_type(kind), 0.9, None, "kaz", (page,), None)
        for number, (kind, lines) in enumerate(documents)
        for page in [paper(*column(*lines, step=0.02), file=f"{name}{number}.pdf")]
    )
    return Package(name, Declaration(), date(2026, 6, 1), read, ())


def test_a_page_of_another_package_is_found_with_its_place() -> None:
    packages = {
        "A": package("A", ("diploma", LINES)),
        "B": package("B", ("medical_certificate", OTHERS), ("diploma", LINES)),
        "C": package("C", ("diploma", OTHERS[:10])),
    }
    told = with_repeats(packages, LETTER)
    (repeat,) = [found for found in told["A"].repeats or () if found.likeness > 0.9]
    assert (repeat.kind, repeat.file, repeat.other, repeat.likeness) == ("page", "A0.pdf", "B", 1.0)


def test_a_letter_copied_in_part_is_as_alike_as_the_part() -> None:
    packages = {
        "A": package("A", ("motivation_letter", LINES)),
        "B": package("B", ("motivation_letter", LINES[:10] + OTHERS[:10])),
    }
    (letter,) = [f for f in with_repeats(packages, LETTER)["B"].repeats or () if f.kind == "letter"]
    assert 0.4 < letter.likeness < 0.6


def test_nothing_in_common_is_nothing() -> None:
    packages = {"A": package("A", ("diploma", LINES)), "B": package("B", ("diploma", OTHERS))}
    assert with_repeats(packages, LETTER)["A"].repeats == ()


def test_pages_with_few_words_are_everybodys() -> None:
    short = package("A", ("identity_card", LINES[:3]))
    assert texts_of(short, LETTER) == ()


def test_a_package_taken_in_again_replaces_its_old_texts() -> None:
    index = RepeatIndex()
    index.add("A", texts_of(package("A", ("diploma", LINES)), LETTER))
    index.add("A", texts_of(package("A", ("diploma", OTHERS)), LETTER))
    asked = texts_of(package("B", ("diploma", LINES)), LETTER)
    assert index.repeats("B", asked) == ()
