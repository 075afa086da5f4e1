"""A Cyrillic name that the Latin line does not spell decides nothing."""

import pytest

from extractors import passport
from tests.paper import column, paper


@pytest.mark.parametrize(("cyrillic", "sure"), [("СЫНАҚОВ", True), ("ТҮРЕ", False)])
def test_latin_line_confirms_the_cyrillic_one(cyrillic: str, sure: bool) -> None:
    page = paper(*column("ПАСПОРТ / PASSPORT", "ТЕГІ / SURNAME", cyrillic, "SYNAQOV"))
    field = passport.extract([page]).surname_cyrillic
    assert field.value == cyrillic
    assert (field.confidence > 0.6) is sure
