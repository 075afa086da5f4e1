"""Questions about places: present, absent, and cannot tell are three different answers."""

from dataclasses import replace

import pytest

from pipeline.marks.document import marks_of
from pipeline.marks.places import Presence, below, marks_near, near, strongest
from pipeline.model import (
    Box,
    FileFacts,
    MarkKind,
    Page,
    PageMark,
    PdfSignature,
    SignatureState,
    Source,
    Word,
)

NAME = Box(0.6, 0.80, 0.8, 0.815)
WORDS = tuple(
    Word("word", Box(0.1, 0.1 + 0.02 * n, 0.2, 0.115 + 0.02 * n), 0.9, n, from_ocr=True, engine="t")
    for n in range(8)
)
PAGE = Page("letter.pdf", 1, 595, 842, 0, Source.OCR, WORDS, looked_for_marks=True)
INK = PageMark(MarkKind.SIGNATURE, Box(0.4, 0.78, 0.55, 0.82), 0.95, detail="blue")


def test_ink_beside_a_name_is_present_with_its_place() -> None:
    seen = marks_near(replace(PAGE, marks=(INK,)), near(PAGE, NAME), MarkKind.SIGNATURE)
    assert seen.presence is Presence.PRESENT
    assert seen.present is True
    assert seen.confidence == 0.95
    assert seen.evidence[0].box == INK.box


def test_ink_elsewhere_is_not_beside_the_name() -> None:
    far = replace(INK, box=Box(0.4, 0.1, 0.55, 0.14))
    seen = marks_near(replace(PAGE, marks=(far,)), near(PAGE, NAME), MarkKind.SIGNATURE)
    assert seen.presence is Presence.ABSENT
    assert seen.evidence[0].box == near(PAGE, NAME), "an absence rests on the place looked at"


def test_another_kind_of_mark_is_no_signature() -> None:
    seal = replace(INK, kind=MarkKind.STAMP)
    assert marks_near(replace(PAGE, marks=(seal,)), None, MarkKind.SIGNATURE).present is False


@pytest.mark.parametrize(
    "page",
    [
        replace(PAGE, looked_for_marks=False),
        replace(PAGE, quality=("blurred",)),
        replace(PAGE, marks=(replace(INK, present=None, confidence=0.5),)),
        replace(PAGE, marks=(replace(INK, confidence=0.4),)),
    ],
    ids=["nobody looked", "blurred", "doubtful", "unsure"],
)
def test_what_cannot_be_told_is_said_so(page: Page) -> None:
    seen = marks_near(page, near(page, NAME), MarkKind.SIGNATURE)
    assert seen.presence is Presence.CANNOT_TELL
    assert seen.present is None


def test_a_printed_facsimile_is_no_ink() -> None:
    printed = replace(INK, present=False)
    assert marks_near(replace(PAGE, marks=(printed,)), None, MarkKind.SIGNATURE).present is False


def test_a_grey_page_is_less_sure_of_an_absence() -> None:
    coloured = marks_near(PAGE, None, MarkKind.STAMP)
    grey = marks_near(replace(PAGE, colours="grey"), None, MarkKind.STAMP)
    assert grey.presence is coloured.presence is Presence.ABSENT
    assert grey.confidence < coloured.confidence


def test_the_band_below_a_line_reaches_across_the_page() -> None:
    band = below(PAGE, NAME)
    assert (band.left, band.right) == (0.0, 1.0)
    assert band.top < NAME.top
    assert band.bottom > NAME.bottom + 0.1


def test_of_several_places_the_one_with_ink_answers() -> None:
    signed = marks_near(replace(PAGE, marks=(INK,)), None, MarkKind.SIGNATURE)
    unsigned = marks_near(PAGE, None, MarkKind.SIGNATURE)
    blurred = marks_near(replace(PAGE, quality=("dark",)), None, MarkKind.SIGNATURE)
    assert strongest([unsigned, blurred, signed]) is signed
    assert strongest([unsigned, blurred]) is blurred
    assert strongest([]) is None


def signature(state: SignatureState) -> PdfSignature:
    return PdfSignature(state, "A. B.", None, None, None, None, None, None, "ecdsa")


@pytest.mark.parametrize(
    ("states", "present"),
    [
        ([], False),
        ([SignatureState.INTACT], True),
        ([SignatureState.TRUSTED], True),
        ([SignatureState.NOT_CHECKED], None),
        ([SignatureState.EXPIRED], None),
        ([SignatureState.BROKEN], None),
        ([SignatureState.INTACT, SignatureState.CHANGED], None),
    ],
)
def test_a_document_is_signed_electronically_only_by_a_signature_that_holds(
    states: list[SignatureState], present: bool | None
) -> None:
    facts = FileFacts("letter.pdf", "0" * 64, signatures=tuple(map(signature, states)))
    other = FileFacts("other.pdf", "1" * 64, signatures=(signature(SignatureState.INTACT),))
    assert marks_of((PAGE,), (other, facts)).eds.present is present


def test_marks_of_a_document_come_from_all_its_pages() -> None:
    second = replace(PAGE, number=2, marks=(INK,))
    marks = marks_of((PAGE, second))
    assert marks.signature.present
    assert [proof.page for proof in marks.signature.evidence] == [2]
    assert marks.stamp.present is False
    assert marks_of(()).stamp.present is None
