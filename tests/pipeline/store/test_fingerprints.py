"""Pages of other packages are found by their words, and by their picture where they have few."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

from pipeline.model import Document, Page, Source
from pipeline.store.fingerprints import known_repeats, prints_of, replace_prints
from pipeline.store.schema import METADATA

CARD = "3f" * 32
OTHER_CARD = "c1" * 32


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def rescanned(picture: str, bits: int) -> str:
    """The fingerprint with so many of its lowest bits turned."""
    return f"{int(picture, 16) ^ ((1 << bits) - 1):064x}"


def kept(connection: Connection, package: str, picture: str, sha256: str = "") -> None:
    page = Page("card.jpg", 1, 240, 150, 0, Source.OCR, (), picture=picture)
    document = Document("d1", None, 0.0, None, None, (page,), None)
    hashes = {"card.jpg": sha256}
    replace_prints(connection, "inbox", package, prints_of((document,), hashes, "letter"))


def test_a_card_scanned_again_is_found_in_the_other_package(connection: Connection) -> None:
    kept(connection, "A", CARD, "a" * 64)
    kept(connection, "B", OTHER_CARD, "b" * 64)
    kept(connection, "C", rescanned(CARD, 9), "c" * 64)
    found = known_repeats(connection, "inbox")
    assert set(found) == {"A", "C"}
    (repeat,) = found["C"]
    assert (repeat.kind, repeat.other, repeat.page) == ("picture", "A", 1)
    assert repeat.likeness == pytest.approx(1 - 9 / 256)


def test_pictures_that_are_only_like_each_other_are_no_repeat(connection: Connection) -> None:
    kept(connection, "A", CARD, "a" * 64)
    kept(connection, "B", rescanned(CARD, 20), "b" * 64)
    assert known_repeats(connection, "inbox") == {}


def test_pages_without_a_picture_are_found_by_their_file_alone(connection: Connection) -> None:
    kept(connection, "A", "", "a" * 64)
    kept(connection, "B", "", "b" * 64)
    kept(connection, "C", "", "a" * 64)
    found = known_repeats(connection, "inbox")
    assert {name: [repeat.kind for repeat in repeats] for name, repeats in found.items()} == {
        "A": ["page"],
        "C": ["page"],
    }
