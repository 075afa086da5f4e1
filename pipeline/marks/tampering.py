"""Traces of later changes in a PDF: advisory notes with a place, never a failure.

A scanner's own incremental save, or a merged file, is normal: a note says what is there and
accuses nobody. Each saved state of a file ends with `%%EOF`; the states are compared page by page.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.marks.drawn import traces_on
from pipeline.model import TamperingNote, Word
from pipeline.pages import pdfium
from pipeline.text.normalise import fold

MOST_REVISIONS = 12
MOST_PAGES = 40
SAME_MOMENT = timedelta(minutes=2)
"""Programs write the two dates of one save a little apart."""
ROWS = 100
"""Rows of a page by which words in one place are found."""
MOST_DIFFERING = 0.05
"""Share of words up to which a text layer is right but for what was changed."""
EDITORS = (
    "photoshop",
    "illustrator",
    "pdfescape",
    "sejda",
    "smallpdf",
    "ilovepdf",
    "foxit phantompdf",
    "foxit pdf editor",
    "nitro",
    "pdf-xchange editor",
    "pdfelement",
    "inkscape",
    "gimp",
    "canva",
    "master pdf editor",
)
"""Programs with which finished pages are changed, as they name themselves."""
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[ \t]*(?:\r\n|\r|\n)?")
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:([+-])(\d{2})'?(\d{2})?)?")
_MALFORMED = (OSError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)


@dataclass(frozen=True, slots=True)
class PdfHistory:
    """Who made a PDF and when, its saved states, and what is odd about them."""

    producer: str | None = None
    creator: str | None = None
    created: datetime | None = None
    modified: datetime | None = None
    revisions: int = 0
    notes: tuple[TamperingNote, ...] = ()


def history_of(file: str, path: Path) -> PdfHistory:
    """History of a PDF; an empty one where it cannot be opened. The file is only read."""
    import pikepdf

    content = path.read_bytes()
    states = revisions(content)
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            info = pdf.docinfo
            producer, creator = _named(info, "/Producer"), _named(info, "/Creator")
            created, modified = _dated(info, "/CreationDate"), _dated(info, "/ModDate")
    except (pikepdf.PikepdfError, *_MALFORMED):
        return PdfHistory(revisions=len(states))
    notes = [*_of_dates(file, created, modified), *_of_programs(file, producer, creator)]
    notes += _of_revisions(file, content, states)
    notes += _of_pages(file, path)
    return PdfHistory(producer, creator, created, modified, len(states), tuple(notes))


def revisions(content: bytes) -> tuple[int, ...]:
    """Where each saved state of a PDF ends; the head of a linearised file is no state."""
    return tuple(match.end() for match in _END.finditer(content) if int(match[1]) > 0)


def _of_dates(
    file: str, created: datetime | None, modified: datetime | None
) -> Iterator[TamperingNote]:
    if created is None or modified is None:
        return
    if (created.tzinfo is None) != (modified.tzinfo is None):
        created, modified = created.replace(tzinfo=None), modified.replace(tzinfo=None)
    if modified < created - SAME_MOMENT:
        values = {"created": created.date(), "modified": modified.date()}
        yield TamperingNote("modified_before_created", file, values=values)


def _of_programs(file: str, producer: str | None, creator: str | None) -> Iterator[TamperingNote]:
    for name in (producer, creator):
        if name and any(editor in name.casefold() for editor in EDITORS):
            yield TamperingNote("edited_with", file, values={"program": name})
            return


def _of_revisions(file: str, content: bytes, states: Sequence[int]) -> Iterator[TamperingNote]:
    """One note a change of pages between two saved states; what changed none is not told."""
    if len(states) < 2:
        return
    before: list[_PageState] | None = None
    for number, end in enumerate(states[:MOST_REVISIONS], 1):
        after = _pages_at(content[:end])
        if before is not None and after is not None:
            yield from _compared(file, number, before, after)
        before = after if after is not None else before


@dataclass(frozen=True, slots=True)
class _PageState:
    content: str
    pictures: str
    annotations: str


def _compared(
    file: str, revision: int, before: Sequence[_PageState], after: Sequence[_PageState]
) -> Iterator[TamperingNote]:
    values = {"revision": revision}
    if len(before) != len(after):
        counts = {**values, "before": len(before), "after": len(after)}
        yield TamperingNote("revision_pages", file, values=counts)
    for page, (old, new) in enumerate(zip(before, after, strict=False), 1):
        if old.content != new.content:
            yield TamperingNote("revision_content", file, page, values=values)
        elif old.pictures != new.pictures:
            yield TamperingNote("revision_pictures", file, page, values=values)
        elif old.annotations != new.annotations:
            yield TamperingNote("revision_annotations", file, page, values=values)


def _pages_at(content: bytes) -> list[_PageState] | None:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return [_state(page) for page in list(pdf.pages)[:MOST_PAGES]]
    except (pikepdf.PikepdfError, *_MALFORMED):
        return None


def _state(page: Any) -> _PageState:
    pictures = [image.read_raw_bytes() for image in page.get_images().values()]
    notes = [
        f"{note.get('/Subtype')}{note.get('/Rect')}{note.get('/Contents', '')}{note.get('/V', '')}"
        for note in page.get("/Annots", ())
        # A signature that is added is told by the signature itself.
        if str(note.get("/FT", "")) != "/Sig"
    ]
    return _PageState(
        _hash(*_contents(page)), _hash(*pictures), _hash(*(note.encode() for note in notes))
    )


def _contents(page: Any) -> Iterator[bytes]:
    import pikepdf

    streams = page.get("/Contents")
    if isinstance(streams, pikepdf.Array):
        yield from (stream.read_bytes() for stream in streams)
    elif streams is not None:
        yield streams.read_bytes()


def _hash(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _of_pages(file: str, path: Path) -> Iterator[TamperingNote]:
    """What is drawn on the pages that a page printed or scanned in one go does not have."""
    import pypdfium2

    try:
        with pdfium.opened(path) as document:
            for index in range(min(len(document), MOST_PAGES)):
                page = document[index]
                for kind, box in traces_on(page):
                    yield TamperingNote(kind, file, index + 1, box)
                page.close()
    except pypdfium2.PdfiumError:
        return


def layer_differs(layer: Sequence[Word], read: Sequence[Word], *, sure: float = 0.9) -> list[Word]:
    """Words that an engine surely reads in the picture and that the text layer has otherwise.

    Only words of four letters and more, and only where the layer has another word in that place.
    A layer that differs in more than a few words is another engine's bad reading: no word then.
    """
    rows: dict[int, list[Word]] = {}
    for word in layer:
        for row in range(int(word.box.top * ROWS), int(word.box.bottom * ROWS) + 1):
            rows.setdefault(row, []).append(word)
    different, compared = [], 0
    for word in read:
        x, y = word.box.middle
        folded = fold(word.text)
        if word.confidence < sure or len(folded) < 4:
            continue
        there = [
            other
            for other in rows.get(int(y * ROWS), ())
            if other.box.left <= x <= other.box.right and other.box.top <= y <= other.box.bottom
        ]
        compared += bool(there)
        if there and all(_unlike(folded, fold(other.text)) for other in there):
            different.append(word)
    return different if len(different) <= max(1, MOST_DIFFERING * compared) else []


def _unlike(a: str, b: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return a not in b and b not in a and Levenshtein.normalized_similarity(a, b) < 0.6


def _named(info: Any, key: str) -> str | None:
    value = info.get(key)
    return " ".join(str(value).split())[:200] or None if value is not None else None


def _dated(info: Any, key: str) -> datetime | None:
    """A PDF date (ISO 32000-1, 7.9.4); None for one that is not."""
    found = _DATE.match(str(info.get(key, "")))
    if not found:
        return None
    year, month, day, hour, minute, second, sign, ahead, past = found.groups()
    text = f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
    zone = f"{sign}{ahead}:{past or '00'}" if sign else ""
    try:
        return datetime.fromisoformat(text + zone)
    except ValueError:
        return None
