"""Read all pages of a package, several at a time, and keep their images for the report."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2

from pipeline.cleanup import Image
from pipeline.ingest import SourceFile
from pipeline.marks.file import facts_of_file
from pipeline.marks.page import DRAWN_DPI, with_marks
from pipeline.model import FileFacts, Page, Problem, ProblemKind
from pipeline.ocr import reader, tesseract
from pipeline.pages.raw import PageUnreadableError
from pipeline.problems import problem
from pipeline.render import RawPage, pages_of
from pipeline.settings import Settings

KEPT_SIDE = 1700
"""Longer side in pixels of the page images kept for crops: an A4 page at 145 dpi."""
SHOWN_DPI = 145.0
JPEG_QUALITY = 80

Progress = Callable[[str, int], None]
"""Called with a file's name and the page's number when a page is done."""


class PageImages(Mapping[tuple[str, int], bytes]):
    """Upright page images as JPEG by (file, page); born-digital pages are drawn when asked for."""

    def __init__(self) -> None:
        self._encoded: dict[tuple[str, int], bytes] = {}
        self._undrawn: dict[tuple[str, int], RawPage] = {}

    def keep(self, raw: RawPage, image: Image | None) -> None:
        """Keep the image of a page, or the page itself where it was read without one."""
        key = (raw.file, raw.number)
        if image is None:
            self._undrawn[key] = raw
        else:
            self._encoded[key] = _encoded(image)

    def __getitem__(self, key: tuple[str, int]) -> bytes:
        if key not in self._encoded:
            self._encoded[key] = _encoded(self._undrawn[key].raster(SHOWN_DPI))
        return self._encoded[key]

    def __iter__(self) -> Iterator[tuple[str, int]]:
        yield from {**self._encoded, **self._undrawn}

    def __len__(self) -> int:
        return len({**self._encoded, **self._undrawn})


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """Pages in the order of files and page numbers, their images, and what went wrong.

    `files` is what each file says about itself.
    """

    pages: tuple[Page, ...]
    images: PageImages
    problems: tuple[Problem, ...]
    files: tuple[FileFacts, ...] = ()


def read_files(
    sources: Sequence[SourceFile],
    settings: Settings,
    progress: Progress = lambda _file, _page: None,
) -> ReadFiles:
    """Read every page of every file; what cannot be read becomes a problem, the rest goes on.

    Raises MissingToolError when Tesseract or its language data is missing, before any work.
    """
    tesseract.version()
    images = PageImages()
    pages: list[Page] = []
    problems: list[Problem] = []

    def work(found: RawPage | Problem) -> Page | Problem:
        if isinstance(found, Problem):
            return found
        try:
            reading = reader.read_page(found, settings)
            page = _marked(found, reading)
        except PageUnreadableError as error:
            return error.problem
        except tesseract.PageTimeoutError:
            seconds = round(settings.page_seconds)
            return problem(found.file, ProblemKind.TIME_OUT, page=found.number, seconds=seconds)
        except (cv2.error, OSError, ValueError, RuntimeError, ArithmeticError, LookupError):
            return problem(found.file, ProblemKind.PAGE_UNREADABLE, page=found.number)
        images.keep(found, reading.image)
        progress(found.file, found.number)
        return page

    found_pages = (found for source in sources for found in pages_of(source, settings))
    with ThreadPoolExecutor(settings.workers, thread_name_prefix="page") as pool:
        for done in pool.map(work, found_pages):
            if isinstance(done, Page):
                pages.append(done)
            else:
                problems.append(done)
    facts = tuple(facts_of_file(source, settings.root_certificates) for source in sources)
    return ReadFiles(tuple(pages), images, tuple(problems), facts)


def _marked(raw: RawPage, reading: reader.Reading) -> Page:
    """The page with its marks; one that was read without an image is drawn for them."""
    image = raw.raster(DRAWN_DPI) if reading.image is None else reading.image
    return with_marks(image, reading.page)


def _encoded(image: Image) -> bytes:
    side = max(image.shape[:2])
    if side > KEPT_SIDE:
        scale = KEPT_SIDE / side
        shrunk = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    else:
        shrunk = image
    done, data = cv2.imencode(".jpg", shrunk, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise ValueError("the page image could not be encoded")
    return data.tobytes()
