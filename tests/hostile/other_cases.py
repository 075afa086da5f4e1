"""Files that are no documents, wrong endings, odd names, and things that are no files."""

import io
import os
import socket
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.hostile.case import Case, Kind, Make, read, refused
from tests.hostile.pdf_parts import simple, stream, text
from tests.hostile.picture_cases import picture, saved

WORD = "Invented"
_UNKNOWN = Kind.UNKNOWN_FORMAT
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _bytes(content: bytes) -> Make:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def _pdf(note: str) -> bytes:
    return simple(content=stream(text(f"Invented words under the name {note}")))


def cases() -> list[Case]:
    """All of them."""
    return [*_formats(), *_text(), *_endings(), *_names(), *_no_files()]


def _formats() -> list[Case]:
    formats = {
        "letter.docx": _zip("[Content_Types].xml", "word/document.xml"),
        "table.xlsx": _zip("[Content_Types].xml", "xl/workbook.xml"),
        "slides.pptx": _zip("[Content_Types].xml", "ppt/presentation.xml"),
        "macros.docm": _zip("[Content_Types].xml", "word/vbaProject.bin"),
        "letter.odt": _zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "book.epub": _zip_of({"mimetype": b"application/epub+zip"}),
        "old.doc": _OLE + bytes(2000),
        "mail.msg": _OLE + b"\1" + bytes(2000),
        "letter.rtf": rb"{\rtf1\ansi {\object\objdata 0105}}",
        "page.ps": b"%!PS-Adobe-3.0\n/x {x} def x\n",
        "inside.zip": _zip("x.txt"),
        "inside.rar": b"Rar!\x1a\x07\x01\0" + bytes(90),
        "inside.7z": b"7z\xbc\xaf\x27\x1c\0\x04" + bytes(90),
        "inside.gz": b"\x1f\x8b\x08" + bytes(90),
        "inside.tar": b"x" + bytes(256) + b"ustar\0" + bytes(300),
        "program.exe": b"MZ" + bytes(200),
        "program": b"\x7fELF" + bytes(200),
        "sound.mp3": b"ID3\x03\0\0\0\0\0\0" + bytes(90),
        "film.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(90),
        "signature.p7s": bytes.fromhex("3080 06092a864886f70d010702") + bytes(90),
        "keys.sqlite": b"SQLite format 3\0" + bytes(90),
    }
    return [refused(name, _bytes(content), _UNKNOWN) for name, content in formats.items()]


def _zip(*names: str) -> bytes:
    return _zip_of(dict.fromkeys(names, b"x"))


def _zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _text() -> list[Case]:
    texts = {
        "note.txt": "Просто текст, которого никто не печатал".encode(),
        "note-utf16.txt": "Просто текст".encode("utf-16"),
        "table.csv": b"a;b;c\n1;2;3\n",
        "page.html": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
        "mail.eml": b"Received: from x\r\nSubject: y\r\n\r\nz",
        "data.xml": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x/>",
        "data.json": b'{"a": 1}',
        "one-byte": b"x",
        "spaces": b" " * 5000,
        "zeros": bytes(5000),
        "random": bytes((n * n * 31 + 7 * n) % 251 for n in range(5000)),
        "no-letters": b"\xff\xfe",
    }
    return [
        *(refused(name, _bytes(content), _UNKNOWN) for name, content in texts.items()),
        refused("empty.pdf", _bytes(b""), Kind.EMPTY_FILE),
        refused("150-megabytes.pdf", _sparse, Kind.FILE_TOO_LARGE),
    ]


def _sparse(path: Path) -> None:
    """150 MB that take no room on the disk."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(150_000_000)


def _endings() -> list[Case]:
    jpeg = saved(picture("called a PDF"), "JPEG")
    return [
        read("picture.pdf", _bytes(jpeg), "Ordinary"),
        read("pdf.jpg", _bytes(_pdf("jpg")), WORD),
        read("pdf.docx", _bytes(_pdf("docx")), WORD),
        read("no-ending", _bytes(_pdf("nothing")), WORD),
        read("heic-called.heic", _bytes(saved(picture("called HEIC"), "JPEG")), "Ordinary"),
        refused("text.pdf", _bytes(b"A text that was given another ending."), _UNKNOWN),
        refused("word.pdf", _bytes(_OLE + bytes(2500)), _UNKNOWN),
        refused("error-page.pdf", _bytes(b"<html><body>502 Bad Gateway</body></html>"), _UNKNOWN),
        refused("program.jpg", _bytes(b"MZ" + bytes(300)), _UNKNOWN),
        refused("pdf-in-html.pdf", _bytes(b"<html>\n" + _pdf("html")), _UNKNOWN),
    ]


def _names() -> list[Case]:
    """Names as they may be on a disk, and as people are shown them."""
    mark = "\ufffd"
    names = {
        "two\nlines.pdf": f"two{mark}lines.pdf",
        "tab\tand\x1bescape.pdf": f"tab{mark}and{mark}escape.pdf",
        "\u202efdp.exe.pdf": f"{mark}fdp.exe.pdf",
        "zero\u200bwidth.pdf": f"zero{mark}width.pdf",
        "и\u0306 decomposed.pdf": "й decomposed.pdf",
        "\udcf4\udce0\udce9\udceb.pdf": f"{mark * 4}.pdf",
        "ә" * 125 + ".pdf": "",
        "-rf.pdf": "",
        "--json": "",
        "%s%n{0}{x!r}.pdf": "",
        "<b onload=alert(1)>.pdf": "",
        "'; drop table documents; --.pdf": "",
        "con.pdf": "",
        "...pdf": "",
        "a\\..\\b.pdf": "",
        "~$letter.pdf": "",
        "😀.pdf": "",
        "  spaces  .pdf  ": "",
    }
    return [
        read(name, _bytes(_pdf(f"number {number}")), WORD, shown=shown)
        for number, (name, shown) in enumerate(names.items())
    ]


def _no_files() -> list[Case]:
    special: dict[str, Callable[[Path], object]] = {
        "pipe": os.mkfifo,
        "socket": _socket,
        "folder.pdf": Path.mkdir,
        "missing.pdf": lambda _path: None,
        "dangling.pdf": partial(_link, to="nowhere"),
        "link-to-itself.pdf": partial(_link, to="link-to-itself.pdf"),
        "zero": partial(_link, to="/dev/zero"),
        "tty.pdf": partial(_link, to="/dev/full"),
    }
    return [refused(name, _quiet(make), Kind.NOT_A_REGULAR_FILE) for name, make in special.items()]


def _quiet(make: Callable[[Path], object]) -> Make:
    def quiet(path: Path) -> None:
        make(path)

    return quiet


def _link(path: Path, to: str) -> None:
    path.symlink_to(to)


def _socket(path: Path) -> None:
    """A socket of the file system; bound by a short name, since its own may be too long."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(path.name)
    finally:
        os.chdir(before)
