"""File names as people see them, and the order in which people count them.

A name comes from the applicant: it may hold line breaks that tear a log line, bidi marks that
make «gpj.exe» look like «exe.jpg», or bytes that are no text at all (field-notes.md section 10.3).
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

REPLACEMENT = "\ufffd"
_DIGITS = re.compile(r"(\d+)")
_NOT_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_NOT_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini", "__macosx", "package.toml"})
_SHEET = re.compile(r"(?P<what>.*?)[ _-]*\(?(?P<sheet>\d{1,2})\)?")
_SAYS_NOTHING = frozenset(
    {"", "img", "image", "dsc", "pic", "photo", "фото", "scan", "скан", "doc", "page", "стр"}
)
"""What programs call any file."""

SortKey = tuple[tuple[int, int, str], ...]


def shown(name: str) -> str:
    """The name in NFC with every character that has no shape of its own replaced by U+FFFD."""
    return "".join(
        REPLACEMENT if unicodedata.category(sign) in _NOT_SHOWN else sign
        for sign in unicodedata.normalize("NFC", name)
    )


def natural_key(name: str) -> SortKey:
    """Sorts scan2 before scan10, folders with their files, capitals beside small letters."""
    return tuple(
        (0, len(piece.lstrip("0")), piece.lstrip("0")) if piece.isdecimal() else (1, 0, piece)
        for piece in _DIGITS.split(name.casefold())
        if piece
    )


def is_document(name: str) -> bool:
    """Whether a path inside a package can be a document of the applicant.

    Hidden files, the droppings of file managers and the declaration of the portal are not. A path
    that climbs («..») is no hidden one: it stays, to be refused by name.
    """
    parts = [part for part in PurePosixPath(name).parts if part != ".."]
    return not any(
        part.startswith((".", "~$")) or part.casefold() in _NOT_DOCUMENTS for part in parts
    )


def distinct(names: Iterable[str]) -> list[str]:
    """The names in the same order; a repeated one gets a number: «scan.pdf», «scan.pdf (2)»."""
    taken: set[str] = set()
    result = []
    for name in names:
        number, candidate = 1, name
        while candidate in taken:
            number += 1
            candidate = f"{name} ({number})"
        taken.add(candidate)
        result.append(candidate)
    return result


def follows(name: str, before: str) -> bool:
    """Whether a file is by its name the next sheet of the one before: «P601_2.jpg», «P601_1.jpg».

    Numbers that a camera gives («IMG_0002») and bare ones («2.jpg») say nothing of that.
    """
    sheets = [_SHEET.fullmatch(PurePosixPath(each).stem) for each in (before, name)]
    if not sheets[0] or not sheets[1] or sheets[0]["what"] != sheets[1]["what"]:
        return False
    said = "".join(filter(str.isalnum, sheets[0]["what"].casefold()))
    return said not in _SAYS_NOTHING and int(sheets[1]["sheet"]) == int(sheets[0]["sheet"]) + 1
