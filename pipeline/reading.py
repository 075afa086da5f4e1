"""Read all pages of a package, several at a time, and keep their images for the report."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

import cv2

from pipeline import sandbox
from pipeline.cache import Cache, Kept
from pipeline.cleanup import Image
from pipeline.confinement import without_secrets
from pipeline.handing_out import HandingOut
from pipeline.ingest import SourceFile
from pipeline.marks.file import with_notes_of_pages
from pipeline.marks.page import DRAWN_DPI, with_marks
from pipeline.model import FileFacts, Page, Problem, ProblemKind
from pipeline.ocr import reader, tesseract
from pipeline.opening import begin_facts, facts, limits_of, pages_of
from pipeline.pages.raw import PageUnreadableError, RawPage
from pipeline.problems import problem
from pipeline.settings import Settings

KEPT_SIDE = 1754
"""Longer side in pixels of the page images kept for crops: half of a scanned A4 page."""
SHOWN_DPI = 150.0
JPEG_QUALITY = 72
AHEAD = 8
"""Pages for each process that wait or are worked on at once."""

Progress = Callable[[str, int], None]
"""Called with a file's name and the page's number when a page is done."""


class PageImages(Mapping[tuple[str, int], bytes]):
    """Upright page images as JPEG by (file, page); born-digital pages are drawn when asked for."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or Settings()
        self._encoded: dict[tuple[str, int], bytes] = {}
        self._undrawn: dict[tuple[str, int], RawPage] = {}

    def keep(self, raw: RawPage, picture: bytes | None) -> None:
        """Keep the picture of a page, or the page itself where it was read without one."""
        key = (raw.file, raw.number)
        if picture is None:
            self._undrawn[key] = raw
        else:
            self._encoded[key] = picture

    def __getitem__(self, key: tuple[str, int]) -> bytes:
        if key not in self._encoded:
            self._encoded[key] = self._drawn(self._undrawn[key])
        return self._encoded[key]

    def _drawn(self, raw: RawPage) -> bytes:
        """In a child; PageUnreadableError where that takes too long or ends it."""
        limits = limits_of(self._settings)
        work = partial(sandbox.call, workers=self._settings.workers, limits=limits)
        try:
            return work(draw_one, raw)
        except (sandbox.TimeOutError, sandbox.CrashedError) as error:
            found = problem(raw.file, ProblemKind.PAGE_UNREADABLE, page=raw.number)
            raise PageUnreadableError(found) from error

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
    sandbox.begin()
    tesseract.version()
    images = PageImages(settings)
    pages: list[Page] = []
    problems: list[Problem] = []
    cache = Cache(settings)
    of_files = begin_facts(sources, settings)
    for begun in _begun(sources, settings, cache):
        done = begun if isinstance(begun, Problem) else _finished(begun, settings)
        if isinstance(done, Problem):
            problems.append(done)
            continue
        assert not isinstance(begun, Problem)  # noqa: S101 - what is a page was begun as one
        pages.append(done.page)
        images.keep(begun.raw, done.picture)
        if isinstance(begun.work, Future):
            cache.put(begun.sha256, done)
        progress(begun.raw.file, begun.raw.number)
    known = [facts(begun) for begun in of_files]
    problems += [found for _, found in known if found]
    files = tuple(with_notes_of_pages(fact, pages) for fact, _ in known)
    return ReadFiles(tuple(pages), images, tuple(problems), files)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A page that a child process is at work on, or that is known from before."""

    raw: RawPage
    sha256: str
    work: "Future[Future[Kept | Problem]] | Kept"


def _begun(
    sources: Sequence[SourceFile], settings: Settings, cache: Cache
) -> Iterator[_Begun | Problem]:
    """Pages in order, work on some handed out before the first of them is asked for."""
    handing_out = HandingOut[Kept | Problem](settings.workers, AHEAD * settings.workers)
    waiting: deque[_Begun | Problem] = deque()
    for source in sources:
        for raw in pages_of(source, settings):
            waiting.append(
                raw
                if isinstance(raw, Problem)
                else _begin(raw, source, settings, cache, handing_out)
            )
            while waiting and handing_out.is_full:
                yield waiting.popleft()
    yield from waiting


def _begin(
    raw: RawPage,
    source: SourceFile,
    settings: Settings,
    cache: Cache,
    handing_out: HandingOut[Kept | Problem],
) -> _Begun:
    known = cache.get(source.sha256, raw.file, raw.number)
    submit = partial(
        sandbox.submit,
        read_one,
        raw,
        without_secrets(settings),
        workers=settings.workers,
        limits=limits_of(settings),
    )
    return _Begun(raw, source.sha256, known or handing_out.add(raw.picture_bytes, submit))


def _finished(begun: _Begun, settings: Settings) -> Kept | Problem:
    """The page, or why there is none; a child that was lost costs this page only."""
    if isinstance(begun.work, Kept):
        return begun.work
    file, number = begun.raw.file, begun.raw.number
    try:
        return sandbox.result(begun.work.result())
    except sandbox.TimeOutError:
        seconds = max(1, round(min(settings.page_seconds, settings.page_cpu_seconds)))
        return problem(file, ProblemKind.TIME_OUT, page=number, seconds=seconds)
    except sandbox.CrashedError:
        return problem(file, ProblemKind.PAGE_UNREADABLE, page=number)


def read_one(raw: RawPage, settings: Settings) -> Kept | Problem:
    """Read one page with its marks, in a child process; a problem where it cannot be read."""
    try:
        reading = reader.read_page(raw, settings)
        page = _marked(raw, reading)
        picture = None if reading.image is None else _encoded(reading.image)
    except PageUnreadableError as error:
        return error.problem
    except tesseract.PageTimeoutError:
        seconds = round(settings.page_seconds)
        return problem(raw.file, ProblemKind.TIME_OUT, page=raw.number, seconds=seconds)
    except (cv2.error, OSError, ValueError, RuntimeError, ArithmeticError, LookupError):
        return problem(raw.file, ProblemKind.PAGE_UNREADABLE, page=raw.number)
    return Kept(page, picture)


def draw_one(raw: RawPage) -> bytes:
    """The picture of a page for the report, in a child process; raises PageUnreadableError."""
    return _encoded(raw.raster(SHOWN_DPI))


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
