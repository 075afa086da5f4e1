"""What a file is by its content; its name is never asked (contract.md section 1)."""

from enum import StrEnum

HEAD_BYTES = 8192
"""Bytes from the start of a file that tell its type."""
PDF_HEADER_WITHIN = 1024
"""Readers accept a PDF header after this much junk (ISO 32000-1, annex H, note 13)."""


class FileKind(StrEnum):
    """Formats that pages are read from."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    WEBP = "webp"
    HEIC = "heic"


_KINDS = {
    "application/pdf": FileKind.PDF,
    "image/jpeg": FileKind.JPEG,
    "image/png": FileKind.PNG,
    "image/apng": FileKind.PNG,
    "image/tiff": FileKind.TIFF,
    "image/webp": FileKind.WEBP,
    "image/heic": FileKind.HEIC,
}

# Endings and MIME types as the filetype library gives them; the group chooses the cure.
_DOCUMENT_TYPES = tuple(
    f"application/{name}"
    for name in ("msword", "rtf", "epub", "postscript", "vnd.ms-", "vnd.openxml", "vnd.oasis")
)
_PROGRAMS = ("exe", "elf", "deb", "rpm", "swf", "crx", "wasm")
_ARCHIVES = ("zip", "tar", "rar", "gz", "bz2", "7z", "cab", "xz", "ar", "z", "lz", "lz4", "zst")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
"""The object identifier signedData (RFC 5652) that opens every CMS or PKCS #7 signature."""


def kind_of(head: bytes) -> FileKind | None:
    """The format of a file that starts with `head` (up to `HEAD_BYTES`); None for any other."""
    import filetype

    guessed = filetype.guess_mime(head)
    if guessed in _KINDS:
        return _KINDS[guessed]
    if guessed is None and b"%PDF-" in head[:PDF_HEADER_WITHIN]:
        return FileKind.PDF if _text_name(head) in (None, "TXT") else None
    if head.startswith((b"II+\0", b"MM\0+")):  # BigTIFF, which filetype does not know
        return FileKind.TIFF
    if head[4:12] in (b"ftypmif1", b"ftypheix", b"ftypheim", b"ftyphevc", b"ftypmsf1"):
        return FileKind.HEIC if b"avif" not in head[8:64] else None
    return None


def describe(head: bytes) -> tuple[str, str]:
    """Group and name of what a file is that is none of `FileKind`, each empty where not known.

    Groups, by what the applicant can do about it: document, archive, program, image, media,
    signature.
    """
    import filetype

    if head.startswith(_OLE):
        return "document", "Microsoft Office 97-2003"
    if head[:1] == b"\x30" and _SIGNED_DATA in head[:32]:
        return "signature", "CMS"
    guessed = filetype.guess(head)
    if guessed is None:
        name = _text_name(head)
        return ("document", name) if name else ("", "")
    if guessed.extension == "zip" and b"[Content_Types].xml" in head:
        return "document", "Microsoft Office"
    return _group(guessed.extension, guessed.mime), guessed.extension.upper()


def _group(extension: str, mime: str) -> str:
    if extension in _ARCHIVES:
        return "archive"
    if extension in _PROGRAMS:
        return "program"
    if mime.startswith(_DOCUMENT_TYPES):
        return "document"
    family = mime.partition("/")[0]
    return {"image": "image", "video": "media", "audio": "media"}.get(family, "")


def _text_name(head: bytes) -> str | None:
    """HTML, XML, EML or TXT when the file is text; a saved error page of a portal is HTML."""
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "HTML"
    if start.startswith(b"<?xml"):
        return "XML"
    if start.startswith((b"received:", b"return-path:", b"mime-version:", b"delivered-to:")):
        return "EML"
    if head.startswith(_BOMS):
        return "TXT"
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return None if control or not head else "TXT"
