"""Names as shown, natural order, and what counts as a document."""

import pytest

from pipeline.intake.names import distinct, is_document, natural_key, shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("скан 1.pdf", "скан 1.pdf"),
        ("a\nb\r.pdf", "a\ufffdb\ufffd.pdf"),
        ("photo\u202egpj.exe", "photo\ufffdgpj.exe"),
        ("zero\u200bwidth.pdf", "zero\ufffdwidth.pdf"),
        ("bytes\udcff.pdf", "bytes\ufffd.pdf"),
        ("line\u2028.pdf", "line\ufffd.pdf"),
        ("и\u0306од.pdf", "йод.pdf"),  # decomposed, as macOS writes it
    ],
)
def test_shown(name: str, expected: str) -> None:
    assert shown(name) == expected


def test_numbers_sort_as_numbers() -> None:
    names = ["scan10.pdf", "Scan2.pdf", "scan02b.pdf", "scan1.pdf", "a/scan3.pdf", "99.pdf"]
    assert sorted(names, key=natural_key) == [
        "99.pdf",
        "a/scan3.pdf",
        "scan1.pdf",
        "Scan2.pdf",
        "scan02b.pdf",
        "scan10.pdf",
    ]


def test_a_number_of_any_length_sorts() -> None:
    assert natural_key("9" * 10_000) > natural_key("8" * 10_000)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("passport.pdf", True),
        ("папка/скан.pdf", True),
        (".hidden.pdf", False),
        (".git/config", False),
        ("Thumbs.db", False),
        ("sub/desktop.ini", False),
        (".DS_Store", False),
        ("__MACOSX/passport.pdf", False),
        ("package.toml", False),
        ("~$letter.docx", False),
    ],
)
def test_is_document(name: str, expected: bool) -> None:
    assert is_document(name) is expected


def test_equal_names_get_numbers() -> None:
    assert distinct(["a", "b", "a", "a"]) == ["a", "b", "a (2)", "a (3)"]
    assert distinct(["a", "a (2)", "a"]) == ["a", "a (2)", "a (3)"]
