"""Signed PDFs: each way in which a signature can fail has a statement of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.marks.pdf_signatures import signatures_of
from pipeline.model import PdfSignature, SignatureState
from tests.pipeline.marks import signing

Read = Callable[..., PdfSignature]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def signature(pdf: bytes, *roots: Path) -> PdfSignature:
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf)
        (found,) = signatures_of(path, roots)
        assert path.read_bytes() == pdf, "the original is evidence and stays as it is"
        return found

    return signature


def test_an_untouched_file_is_intact_and_names_its_signer(read: Read) -> None:
    found = read(signing.signed(signing.sheet()))
    assert found.state is SignatureState.INTACT
    assert found.signer == "СЕЙІТОВА АЙГЕРІМ"
    assert found.organisation == "ТОО «Көкжиек»"
    assert (found.number, found.organisation_number) == (signing.IIN, signing.BIN)
    assert found.changes == ()
    assert found.signed_at is not None
    assert abs((found.signed_at - signing.NOW).total_seconds()) < 600


def test_words_added_after_signing_are_a_change(read: Read) -> None:
    found = read(signing.changed_afterwards(signing.signed(signing.sheet())))
    assert found.state is SignatureState.CHANGED
    assert found.changes == ("suspicious",)


def test_a_letter_replaced_in_the_signed_part_breaks_it(read: Read) -> None:
    found = read(signing.broken(signing.signed(signing.sheet())))
    assert found.state is SignatureState.BROKEN


def test_a_certificate_that_had_run_out_when_signing(read: Read) -> None:
    found = read(signing.signed(signing.sheet(), signing.certificate(since=-800, until=-400)))
    assert found.state is SignatureState.EXPIRED
    assert found.valid_until is not None
    assert found.valid_until < signing.NOW


def test_an_algorithm_of_kazakhstan_is_not_checked(read: Read) -> None:
    found = read(signing.gost(signing.signed(signing.sheet())))
    assert found.state is SignatureState.NOT_CHECKED
    assert found.signer == "СЕЙІТОВА АЙГЕРІМ"


def test_trust_needs_a_configured_root(read: Read, tmp_path: Path) -> None:
    pdf = signing.signed(signing.sheet())
    assert read(pdf, signing.root(tmp_path / "root.pem")).state is SignatureState.TRUSTED
    stranger = signing.root(tmp_path / "stranger.pem", "stranger")
    assert read(pdf, stranger).state is SignatureState.UNTRUSTED


def test_a_second_signer_does_not_undo_the_first(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    once = signing.signed(signing.sheet())
    path.write_bytes(signing.signed(once, field="Signature2"))
    first, second = signatures_of(path)
    assert first.state is second.state is SignatureState.INTACT
    assert (first.changes, second.changes) == (("form_filled",), ())


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 /ByteRange [", b"no paper at all"])
def test_files_without_a_signature_have_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    assert signatures_of(path) == ()
