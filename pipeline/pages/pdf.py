"""Pages of a PDF: words of born-digital ones, pictures of all.

The original is only read. A damaged file is repaired, and filled forms are made part of the page,
in a copy in memory.
"""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.model import Problem, ProblemKind
from pipeline.pages import layer, pdfium
from pipeline.pages.pdf_facts import facts_of, repaired
from pipeline.pages.pdfium import Content, DrawingTimeoutError
from pipeline.pages.plumber import Plumber, Stream
from pipeline.pages.raw import Image, PageUnreadableError, RawPage
from pipeline.problems import problem
from pipeline.settings import Settings

REPAIRED = "repaired"
"""Quality mark of pages whose file was damaged: something may be missing on them."""


class _RefusedError(Exception):
    def __init__(self, found: Problem) -> None:
        super().__init__(found.kind.value)
        self.problem = found


@dataclass(frozen=True, slots=True)
class _Pdf:
    """A PDF that pdfium opens: `content` is the file, or a copy in memory."""

    file: str
    content: Content
    pages: int
    quality: tuple[str, ...]


def pages_of_pdf(
    file: str, path: Path, settings: Settings, first: int = 1
) -> Iterator[RawPage | Problem]:
    """Pages in order, a problem in place of each that cannot be read; what is wrong with the file
    as a whole is told before page 1."""
    try:
        pdf, problems = _open(file, path)
    except _RefusedError as error:
        yield error.problem
        return
    if first == 1:
        yield from problems
    with Plumber(partial(_stream, pdf.content), pdf.pages, settings.most_pages) as plumber:
        for index in range(first - 1, min(pdf.pages, settings.most_pages)):
            yield _page(pdf, index, plumber, settings)
    if pdf.pages > settings.most_pages:
        yield problem(file, ProblemKind.TOO_MANY_PAGES, most=settings.most_pages)


def _open(file: str, path: Path) -> tuple[_Pdf, list[Problem]]:
    """Raises `_RefusedError` with the reason why no page can be read."""
    content: Content = path
    found = []
    pages = _count(file, path)
    facts = facts_of(path)
    if not pages or 0 < facts.pages < pages:
        # Damaged, or counting pages that are not there.
        content, pages = _repaired(file, path)
        facts = facts_of(content)
        found.append(problem(file, ProblemKind.BROKEN_FILE, "repaired"))
    if facts.bomb:
        raise _RefusedError(problem(file, ProblemKind.FILE_TOO_LARGE, "ratio"))
    if facts.only_interactive:
        raise _RefusedError(problem(file, ProblemKind.UNKNOWN_FORMAT, "interactive"))
    if facts.portfolio:
        found.append(problem(file, ProblemKind.UNKNOWN_FORMAT, "portfolio"))
    quality = () if content is path else (REPAIRED,)
    if facts.annotated:
        content = _flattened(content)
    return _Pdf(file, content, pages, quality), found


def _repaired(file: str, path: Path) -> tuple[bytes, int]:
    """What can be saved of a damaged file. Raises `_RefusedError` when nothing can."""
    copy = repaired(path)
    pages = _count(file, copy) if copy else 0
    if not copy or not pages:
        raise _RefusedError(problem(file, ProblemKind.BROKEN_FILE))
    return copy, pages


def _count(file: str, content: Content) -> int:
    """Pages that pdfium sees, 0 when it cannot open the file. Raises when it is encrypted."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        with pdfium.opened(content) as document:
            return len(document)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise _RefusedError(problem(file, ProblemKind.ENCRYPTED_FILE)) from error
        return 0


def _flattened(content: Content) -> Content:
    import pypdfium2

    try:
        return pdfium.flattened(content)
    except pypdfium2.PdfiumError:
        logging.getLogger(__name__).warning("annotations could not be flattened")
        return content


def _page(pdf: _Pdf, index: int, plumber: Plumber, settings: Settings) -> RawPage | Problem:
    import pypdfium2

    raster = partial(_raster, pdf, index, settings)
    try:
        survey = pdfium.survey(pdf.content, index)
    except pypdfium2.PdfiumError:
        return problem(pdf.file, ProblemKind.PAGE_UNREADABLE, page=index + 1)
    if survey.width <= 0 or survey.height <= 0:
        # The boxes of the page have nothing in common.
        return problem(pdf.file, ProblemKind.PAGE_UNREADABLE, page=index + 1)
    drawn = plumber.read(index, survey)
    found = layer.read(drawn, survey, partial(_small, raster)) if drawn else layer.NO_LAYER
    return RawPage(
        pdf.file,
        index + 1,
        survey.width,
        survey.height,
        found.words,
        found.state,
        found.native_dpi,
        pdf.quality,
        raster,
        survey.picture_bytes,
    )


def _raster(pdf: _Pdf, index: int, settings: Settings, dpi: float) -> Image:
    import pypdfium2

    try:
        return pdfium.draw(
            pdf.content,
            index,
            dpi,
            most_pixels=settings.most_pixels,
            seconds=settings.page_seconds,
        )
    except DrawingTimeoutError as error:
        seconds = max(1, round(settings.page_seconds))
        found = problem(pdf.file, ProblemKind.TIME_OUT, page=index + 1, seconds=seconds)
        raise PageUnreadableError(found) from error
    except (pypdfium2.PdfiumError, OSError) as error:
        found = problem(pdf.file, ProblemKind.PAGE_UNREADABLE, page=index + 1)
        raise PageUnreadableError(found) from error


def _small(raster: "partial[Image]") -> Image | None:
    """A picture of the page good enough to see where ink is."""
    try:
        return raster(layer.INK_DPI)
    except PageUnreadableError:
        return None


def _stream(content: Content) -> Stream:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
