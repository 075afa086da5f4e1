"""Files to pages: born-digital words without OCR, and pictures of a sensible size for the rest."""

from collections.abc import Iterator

from pipeline.ingest import FileKind, SourceFile
from pipeline.model import Problem
from pipeline.pages.image import pages_of_image
from pipeline.pages.pdf import pages_of_pdf
from pipeline.pages.raw import Image, PageUnreadableError, RawPage, TextState
from pipeline.settings import Settings

__all__ = ["Image", "PageUnreadableError", "RawPage", "TextState", "pages_of"]


def pages_of(source: SourceFile, settings: Settings, first: int = 1) -> Iterator[RawPage | Problem]:
    """Pages of a file from the `first` on; a problem where the file or a page cannot be read.

    At most `settings.most_pages` are given, then a problem says that there are more. Nothing is
    raised for what is wrong with a file; `RawPage.raster` may still raise `PageUnreadableError`.
    """
    if source.kind is FileKind.PDF:
        return pages_of_pdf(source.name, source.path, settings, first)
    return pages_of_image(source.name, source.path, source.kind, settings, first)
