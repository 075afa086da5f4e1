"""The page about document types is what the modules say today."""

from pathlib import Path

from console.handbook import types_page
from extractors import document_types

PAGE = Path(__file__).parents[2] / "docs" / "types.md"


def test_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == types_page(), "tekseru types --markdown"


def test_every_type_has_its_section_and_fields() -> None:
    page = types_page()
    for known in document_types():
        assert f"## `{known.id}`" in page
    assert "| `licence_number` |" in page
