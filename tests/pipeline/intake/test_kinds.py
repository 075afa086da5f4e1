"""Types by content."""

import pytest

from pipeline.intake.kinds import FileKind, describe, kind_of

HEIF_BOX = b"\x00\x00\x00\x18ftyp"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n", FileKind.PDF),
        (b"\x00" * 1000 + b"%PDF-1.4\n", FileKind.PDF),
        (b"\x00" * 1020 + b"%PDF-1.4\n", None),
        (b"<html>%PDF-1.4", None),
        (b"PK\x03\x04" + b"\x00" * 40 + b"inner.pdf%PDF-1.4", None),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", FileKind.PNG),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00acTL\x00\x00\x00\x00", FileKind.PNG),
        (b"II*\x00\x08\x00\x00\x00\x00\x00", FileKind.TIFF),
        (b"MM\x00*\x00\x00\x00\x08\x00\x00", FileKind.TIFF),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", FileKind.WEBP),
        (HEIF_BOX + b"heic\x00\x00\x00\x00mif1heic", FileKind.HEIC),
        (HEIF_BOX + b"heix\x00\x00\x00\x00mif1heix", FileKind.HEIC),
        (HEIF_BOX + b"mif1\x00\x00\x00\x00mif1heic", FileKind.HEIC),
        (HEIF_BOX + b"avif\x00\x00\x00\x00avifmif1", None),
        (b"GIF89a", None),
        (b"plain text", None),
    ],
)
def test_kind_of(head: bytes, expected: FileKind | None) -> None:
    assert kind_of(head) is expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"PK\x03\x04" + b"\x00" * 26 + b"word/document.xml", ("document", "DOCX")),
        (b"PK\x03\x04" + b"\x00" * 26 + b"xl/workbook.xml", ("document", "XLSX")),
        (
            b"PK\x03\x04" + b"\x00" * 26 + b"a.bin" + b"[Content_Types].xml",
            ("document", "Microsoft Office"),
        ),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), ("document", "Microsoft Office 97-2003")),
        (b"{\\rtf1\\ansi", ("document", "RTF")),
        (b"\xef\xbb\xbf" + "Анықтама".encode(), ("document", "TXT")),
        (b"\n<!DOCTYPE html><title>502</title>", ("document", "HTML")),
        (b"<?xml version='1.0'?><a/>", ("document", "XML")),
        (b"Received: from mail", ("document", "EML")),
        (b"a,b\n1,2\n", ("document", "TXT")),
        (b"PK\x03\x04" + b"\x00" * 26 + b"scan.pdf", ("archive", "ZIP")),
        (b"Rar!\x1a\x07\x00", ("archive", "RAR")),
        (b"7z\xbc\xaf\x27\x1c", ("archive", "7Z")),
        (b"MSCF\x00\x00", ("archive", "CAB")),
        (b"MZ\x90\x00", ("program", "EXE")),
        (b"\x7fELF" + bytes(60), ("program", "ELF")),
        (b"GIF89a", ("image", "GIF")),
        (b"BM\x00\x00\x00", ("image", "BMP")),
        (b"ID3\x03\x00", ("media", "MP3")),
        (bytes.fromhex("3082010006092a864886f70d010702"), ("signature", "CMS")),
        (b"\x00\x01\x02\x03", ("", "")),
    ],
)
def test_describe(head: bytes, expected: tuple[str, str]) -> None:
    assert describe(head) == expected
