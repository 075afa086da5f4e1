"""Both sides of a card side by side: values of the back beside captions of the front."""

from dataclasses import replace

import pytest

from extractors import identity_card
from pipeline.identifiers import mrz
from pipeline.model import Box, MachineReadableZone, Page
from tests.paper import paper

ZONE = (
    "IDKAZ0123456784900101300007<<<",
    "9001014F3301012KAZ<<<<<<<<<<<8",
    "SYNAQOVA<<ULGI<<<<<<<<<<<<<<<<",
)


def card(names: tuple[str, str], zone: bool = True) -> Page:
    parsed = mrz.parse(ZONE)
    seen = MachineReadableZone(
        parsed.format, ZONE, ZONE, parsed.valid, Box(0.1, 0.8, 0.9, 0.9), 0.99
    )
    surname, given = names
    return paper(
        (0.10, 0.1, "ТЕГІ / ФАМИЛИЯ"),
        (0.10, 0.6, "ҚАЗАҚ"),
        (0.12, 0.1, surname),
        (0.14, 0.1, "АТЫ / ИМЯ"),
        (0.14, 0.6, "ҚР ІІМ"),
        (0.16, 0.1, given),
        (0.18, 0.1, "ӘКЕСІНІҢ АТЫ / ОТЧЕСТВО"),
        (0.18, 0.6, "КӨРНЕКІ"),
        (0.20, 0.1, "СЕРІКҚЫЗЫ"),
        mrz=seen if zone else None,
    )


def test_the_zone_tells_the_name_from_what_stands_beside_its_caption() -> None:
    fields = identity_card.extract([card(("СЫНАҚОВА", "ҮЛГІ"))])
    read = (fields.surname.value, fields.given_names.value, fields.patronymic.value)
    assert read == ("СЫНАҚОВА", "ҮЛГІ", "СЕРІКҚЫЗЫ")
    assert min(fields.surname.confidence, fields.given_names.confidence) > 0.9


@pytest.mark.parametrize("misread", ["СЫНАКОВА", "СЫНДҚОВА"])
def test_a_letter_more_or_less_is_no_contradiction(misread: str) -> None:
    surname = identity_card.extract([card((misread, "ҮЛГІ"))]).surname
    assert (surname.value, surname.confidence > 0.9) == (misread, True)


def test_a_name_that_the_zone_contradicts_decides_nothing() -> None:
    assert identity_card.extract([card(("ОСПАНОВА", "ҮЛГІ"))]).surname.confidence < 0.6


def test_a_side_is_seen_by_what_only_it_prints() -> None:
    """Captions are lost first on a photograph; the number stands on the back alone."""
    page = card(("СЫНАҚОВА", "ҮЛГІ"), zone=False)
    words = paper((0.4, 0.1, "№ 012345678")).words
    both = replace(page, words=(*page.words, *(replace(word, line=99) for word in words)))
    assert identity_card.extract([both]).sides.value == ("front", "back")
    assert identity_card.extract([page]).sides.value == ("front",)
