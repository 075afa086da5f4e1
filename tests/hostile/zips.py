"""Hostile and odd zip packages, and what must come of each, written by hand."""

import io
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from pipeline.model import ProblemKind as Kind
from tests.hostile.pdf_parts import simple, stream, text

GOOD = "letter.pdf"
"""A document that lies in every archive that can be opened, and must come out of it."""
PDF = simple(content=stream(text("Invented letter from an archive")))


@dataclass(frozen=True, slots=True)
class Package:
    """A zip file; `problems` by the name people see, and how many documents come out.

    `opens` is False for one that cannot be opened as a whole.
    """

    name: str
    make: Callable[[], bytes]
    problems: dict[str, Kind]
    documents: int = 1
    opens: bool = True


def zipped(*members: tuple[zipfile.ZipInfo | str, bytes], packed: bool = False) -> bytes:
    """An archive of members in order, equal names allowed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of equal names
        for name, content in members:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED if packed else info.compress_type
            archive.writestr(info, content)
    return out.getvalue()


def _beside(*members: tuple[zipfile.ZipInfo | str, bytes], packed: bool = False) -> bytes:
    return zipped((GOOD, PDF), *members, packed=packed)


def _mode(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def _renamed(new: bytes) -> bytes:
    """An archive with a member whose raw name is `new`, which zipfile itself would not write."""
    place = b"x" * len(new)
    return _beside((place.decode(), PDF + b"%renamed")).replace(place, new)


def packages() -> list[Package]:
    """All of them."""
    unsafe = Kind.UNSAFE_NAME
    return [
        Package("plain", _beside, {}),
        *(
            Package(f"name-{number}", partial(_beside, (name, PDF + b"%")), {shown: unsafe})
            for number, (name, shown) in enumerate(
                {
                    "../../evil.pdf": "../../evil.pdf",
                    "/etc/evil.pdf": "/etc/evil.pdf",
                    "a/../../evil.pdf": "a/../../evil.pdf",
                    "..\\..\\evil.pdf": "../../evil.pdf",
                    "C:\\evil.pdf": "C:/evil.pdf",
                    "C:evil.pdf": "C:evil.pdf",
                    "\\\\server\\share\\evil.pdf": "//server/share/evil.pdf",
                }.items()
            )
        ),
        Package(
            "link",
            lambda: _beside((_mode("l.pdf", stat.S_IFLNK | 0o777), b"/etc/passwd")),
            {"l.pdf": Kind.NOT_A_REGULAR_FILE},
        ),
        Package(
            "device",
            lambda: _beside((_mode("d.pdf", stat.S_IFCHR | 0o666), b"")),
            {"d.pdf": Kind.NOT_A_REGULAR_FILE},
        ),
        Package(
            "pipe",
            lambda: _beside((_mode("p.pdf", stat.S_IFIFO | 0o666), b"")),
            {"p.pdf": Kind.NOT_A_REGULAR_FILE},
        ),
        Package("no-rights", lambda: _beside((_mode("n.pdf", stat.S_IFREG), PDF + b"%0")), {}, 2),
        Package(
            "nested",
            lambda: _beside(("inner.zip", zipped(("x.pdf", PDF)))),
            {"inner.zip": Kind.UNKNOWN_FORMAT},
        ),
        Package(
            "bomb",
            lambda: _beside(("bomb.pdf", bytes(90_000_000)), packed=True),
            {"bomb.pdf": Kind.FILE_TOO_LARGE},
        ),
        Package("bomb-that-lies", _lying_bomb, {"bomb.pdf": Kind.BROKEN_FILE}),
        Package(
            "larger-than-a-file",
            lambda: _beside(("big.pdf", bytes(101_000_000)), packed=True),
            {"big.pdf": Kind.FILE_TOO_LARGE},
        ),
        Package("locked", _locked, {"locked.pdf": Kind.ENCRYPTED_FILE}),
        Package("unknown-packing", _method, {"odd.pdf": Kind.BROKEN_FILE}),
        Package(
            "wrong-checksum",
            lambda: _beside(("bad.pdf", b"%PDF-1.7 0123456789")).replace(
                b"%PDF-1.7 0123456789", b"%PDF-1.7 9876543210"
            ),
            {"bad.pdf": Kind.BROKEN_FILE},
        ),
        Package("same-name", lambda: _beside((GOOD, PDF + b"%2"), (GOOD, PDF + b"%3")), {}, 3),
        Package(
            "same-content",
            lambda: _beside(*((f"{n}.pdf", PDF) for n in range(3))),
            {f"{n}.pdf": Kind.DUPLICATE_FILE for n in (1, 2)} | {GOOD: Kind.DUPLICATE_FILE},
        ),
        Package("overlapping", _overlapping, {f"{n}.pdf": Kind.BROKEN_FILE for n in "bcd"}),
        Package("name-cp866", lambda: _renamed("Письмо.pdf".encode("cp866")), {}, 2),
        Package("name-cp1251", lambda: _renamed("Письмо.pdf".encode("cp1251")), {}, 2),
        Package("name-utf8-unmarked", lambda: _renamed("Өтініш.pdf".encode()), {}, 2),
        Package("name-not-text", lambda: _renamed(b"\xff\xfe\xfd\x01.pdf"), {}, 2),
        Package("name-with-zero", lambda: _renamed(b"evil.exe\0.pdf"), {}, 2),
        Package("name-30000", lambda: _beside(("n" * 30_000 + ".pdf", PDF + b"%")), {}, 2),
        Package("name-empty-parts", lambda: _beside(("a//./b.pdf", PDF + b"%")), {}, 2),
        Package(
            "only-folders",
            lambda: zipped(("a/", b""), ("a/b/", b"")),
            {"only-folders": Kind.NO_FILES},
            0,
        ),
        Package("empty", zipped, {"empty": Kind.NO_FILES}, 0),
        Package(
            "droppings", lambda: _beside(("__MACOSX/._letter.pdf", b"x"), ("Thumbs.db", b"x")), {}
        ),
        Package("empty-member", lambda: _beside(("e.pdf", b"")), {"e.pdf": Kind.EMPTY_FILE}),
        Package(
            "package-toml-bomb",
            lambda: _beside(("package.toml", b"a = " + b"[" * 60_000)),
            {"package.toml": Kind.BAD_PACKAGE_TOML},
        ),
        Package(
            "package-toml-huge",
            lambda: _beside(("package.toml", b"a = 1\n" * 20_000)),
            {"package.toml": Kind.BAD_PACKAGE_TOML},
        ),
        Package(
            "package-toml-binary",
            lambda: _beside(("package.toml", b"\xff\0\x01")),
            {"package.toml": Kind.BAD_PACKAGE_TOML},
        ),
        Package(
            "three-hundred-files",
            lambda: zipped(*((f"{n}.pdf", PDF + b"%%%d" % n) for n in range(300))),
            {"three-hundred-files.zip": Kind.TOO_MANY_FILES},
            200,
        ),
        Package("junk-before", lambda: b"MZ" + bytes(500) + _beside(), {}, opens=False),
        Package("cut", lambda: _beside()[:-40], {}, opens=False),
        Package("end-record-only-garbage", lambda: b"PK\x03\x04" + bytes(500), {}, opens=False),
        Package("list-at-nowhere", _list_at_nowhere, {GOOD: Kind.BROKEN_FILE}, 0),
        Package("a-million-members", _million, {}, opens=False),
        Package(
            "word-document",
            lambda: zipped(("[Content_Types].xml", b"x"), ("word/a.xml", b"x")),
            {},
            opens=False,
        ),
        Package("pdf-by-content", lambda: PDF, {}, opens=False),
        Package("nothing", lambda: b"", {}, opens=False),
    ]


def _lying_bomb() -> bytes:
    """A member that says it is small and unpacks to two hundred megabytes."""
    whole = _beside(("bomb.pdf", bytes(200_000_000)), packed=True)
    return whole.replace(struct.pack("<L", 200_000_000), struct.pack("<L", 500))


def _locked() -> bytes:
    """A member whose flag says that a password is needed."""
    whole = bytearray(_beside(("locked.pdf", PDF + b"%")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = bytes(whole).rindex(mark)
        whole[start + place] |= 1
    return bytes(whole)


def _method() -> bytes:
    whole = bytearray(_beside(("odd.pdf", PDF + b"%")))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = bytes(whole).rindex(mark)
        whole[start + place : start + place + 2] = struct.pack("<H", 99)
    return bytes(whole)


def _overlapping() -> bytes:
    """Four names in the list for one and the same member."""
    check, size = zlib.crc32(PDF), len(PDF)
    sizes = (check, size, size, 5)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 33, *sizes, 0) + b"a.pdf" + PDF
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, *sizes, 0, 0, 0, 0, 0, 0)
    listed = b"".join(entry + name + b".pdf" for name in (b"a", b"b", b"c", b"d"))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 4, 4, len(listed), len(local), 0)
    return local + listed + end


def _list_at_nowhere() -> bytes:
    whole = _beside()
    start = whole.rindex(b"PK\x05\x06")
    return whole[: start + 16] + struct.pack("<L", 0xFFFFFF) + whole[start + 20 :]


def _million() -> bytes:
    """An end record that announces a list of members of 60 MB."""
    listed = b"PK\x01\x02" + bytes(60_000_000)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, len(listed), 4, 0)
    return b"PK\x03\x04" + listed + end
