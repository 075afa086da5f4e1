"""Read a page: text layer or engine, which way is up, and the best of its readings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import cleanup, paper, quality
from pipeline.cleanup import Image, Letters
from pipeline.marks.tampering import layer_differs
from pipeline.model import MachineReadableZone, Page, Source, Word
from pipeline.ocr import ink, lines, merging, second, tesseract, turning, zone
from pipeline.ocr.lines import Line
from pipeline.render import RawPage
from pipeline.settings import Settings

ENGINE = "tesseract"
SCAN_DPI = 300.0
WANTED_LETTER = 15.0
"""Pixels of a typical letter that Tesseract reads best at least cost (make bench)."""
WANTED_ON_PHOTOS = 17.0
"""The same for photographs, whose edges are soft."""
GOOD_WORD = 0.7
WEAK_PAGE = 0.6
WEAK_SHARE = 0.05
"""Share of letters in doubtful words from which lines are read again (make bench)."""
OVERLOOKED = 0.02
"""Share of letters outside the words read from which lines are looked for."""
FEW_WORDS = 60
"""A card, a cut-out or the end of a letter; page segmentation overlooks small lines on cards."""
OVERLOOKED_OF_FEW = 0.005
"""The same share on a page of few words: the last page of a letter has none outside (measured:
0.000), a card or a certificate 0.07 to 0.5."""
HARDLY_ANY = 5
"""Words below which a page is always looked at by lines."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page and its upright image (BGR, at most `SCAN_DPI`); the text layer needs no image."""

    page: Page
    image: Image | None


def read_page(raw: RawPage, settings: Settings) -> Reading:
    """Words of one page. Raises `tesseract.PageTimeoutError` when the engine takes too long."""
    if raw.text_state == "real":
        found = zone.zone_of_words(raw.text_words)
        return Reading(_page(raw, Source.TEXT, 0, raw.text_words, (*raw.quality,), found), None)
    reading = _Scan(raw, settings).read()
    if raw.text_state != "over_scan" or reading.page.rotation:
        return reading
    differing = tuple(word.box for word in layer_differs(raw.text_words, reading.page.words))
    page = reading.page
    # Where the two differ, what a person sees is what counts.
    if not differing and _layer_says_all(raw.text_words, page.words):
        found = zone.zone_of_words(raw.text_words) or page.mrz
        page = _page(raw, Source.TEXT, 0, raw.text_words, raw.quality, found)
    return Reading(replace(page, layer_differs=differing), reading.image)


class _Scan:
    """The readings of one scanned page, from the cheapest to those a weak page needs."""

    def __init__(self, raw: RawPage, settings: Settings) -> None:
        self.raw = raw
        self.seconds = settings.page_seconds
        self.colour = raw.raster(min(raw.native_dpi or SCAN_DPI, SCAN_DPI))
        self.paper = paper.find(self.colour)
        if self.paper:
            self.colour = self.paper.image
        self.plain = cleanup.grey(self.colour)
        self.image = paper.evened(self.plain) if self.paper else self.plain
        self.letters = cleanup.letters_of(self.image)
        self._letters_by_turn = {0: self.letters}

    def read(self) -> Reading:
        if cleanup.is_blank(self.letters):
            return self._reading(0, (), ("blank",))
        rotation, words = self._turned_and_read()
        image = cleanup.turned(self.image, rotation)
        found: list[Line] = []
        if needs_lines(words) or self._overlooked(image, rotation, words):
            # Pale labels on patterned ground are seen in colour, not in the evened grey.
            colour = cleanup.turned(self.colour, rotation)
            found = lines.find(colour, self._letters(rotation).small_height)
            words = merging.improved(colour, words, found, seconds=self.seconds)
        plain = cleanup.turned(self.plain, rotation)
        marks = quality.verdict(plain, self._letters(rotation), self.paper)
        return self._reading(rotation, words, marks, found)

    def _overlooked(self, image: Image, rotation: int, words: Sequence[Word]) -> bool:
        """Whether letters stand where page segmentation saw no words."""
        letters = self._letters(rotation)
        size = (image.shape[1], image.shape[0])
        most = OVERLOOKED if len(words) >= FEW_WORDS else OVERLOOKED_OF_FEW
        return letters.outside([word.box for word in words], size) > most

    def _turned_and_read(self) -> tuple[int, tuple[Word, ...]]:
        """Degrees that set the page upright, and its words in page mode."""
        on_its_side = cleanup.lies_on_its_side(self.letters)
        first = 0
        if on_its_side:
            first = turning.upright(self.image, on_its_side=True, seconds=self.seconds)
        words = self._words(first)
        if not is_weak(words):
            return first, words
        # Columns of figures look like a page on its side, and pale print like nothing.
        second = turning.upright(self.image, on_its_side=False, seconds=self.seconds)
        if second == first:
            return first, words
        tries = [(first, words), (second, self._words(second))]
        return max(tries, key=lambda attempt: good_letters(attempt[1]))

    def _letters(self, rotation: int) -> Letters:
        """The letters of the page turned clockwise by so many degrees."""
        if rotation not in self._letters_by_turn:
            image = cleanup.turned(self.image, rotation)
            self._letters_by_turn[rotation] = cleanup.letters_of(image)
        return self._letters_by_turn[rotation]

    def _words(self, rotation: int) -> tuple[Word, ...]:
        image = cleanup.turned(self.image, rotation)
        letters = self._letters(rotation)
        straight = cleanup.straighten(
            image,
            cleanup.skew_of(letters),
            _scale(letters, WANTED_ON_PHOTOS if self.paper else WANTED_LETTER),
        )
        return tuple(
            Word(
                word.text,
                straight.on_page(word.left, word.top, word.right, word.bottom),
                word.confidence,
                word.line,
                from_ocr=True,
                engine=ENGINE,
            )
            for word in tesseract.read(straight.image, seconds=self.seconds)
        )

    def _reading(
        self,
        rotation: int,
        words: Sequence[Word],
        hindered: tuple[str, ...],
        found: Sequence[Line] = (),
    ) -> Reading:
        image = cleanup.turned(self.colour, rotation)
        mrz = zone.zone_of_image(image, words, found)
        seen = self._without_ink(image, rotation, zone.with_zone(words, mrz))
        words = second.reread(seen.image, seen.words)
        marks = (*self.raw.quality, *hindered)
        return Reading(_page(self.raw, Source.OCR, rotation, words, marks, mrz), image)

    def _without_ink(self, image: Image, rotation: int, words: Sequence[Word]) -> ink.Uncovered:
        """Seals and pens lifted from what they cross; the light of a photograph has a colour."""
        if self.paper is not None or not words:
            return ink.Uncovered(tuple(words), image)
        slope = cleanup.skew_of(self._letters(rotation))
        return ink.uncovered(image, words, slope=slope, seconds=self.seconds)


def good_letters(words: Sequence[Word]) -> int:
    """How many letters a reading has in words that the engine is sure of."""
    return sum(len(word.text) for word in words if word.confidence >= GOOD_WORD)


def is_weak(words: Sequence[Word]) -> bool:
    """Whether most of a reading is doubtful: turned the wrong way, photographed, or too faint."""
    letters = sum(len(word.text) for word in words)
    return good_letters(words) < WEAK_PAGE * letters or letters < 12


def needs_lines(words: Sequence[Word]) -> bool:
    """Whether a page is worth a second reading by lines: some words weak, or hardly any words."""
    letters = sum(len(word.text) for word in words)
    return len(words) < HARDLY_ANY or letters - good_letters(words) > WEAK_SHARE * letters


def _scale(letters: Letters, wanted: float) -> float:
    height = letters.typical_height
    return min(2.0, max(0.5, wanted / height)) if height > 0 else 1.0


def _layer_says_all(layer: Sequence[Word], read: Sequence[Word]) -> bool:
    """Whether a text layer over a picture holds what the picture shows, not just a stamp on it."""
    printed = sum(len(word.text) for word in layer)
    shown = good_letters(read)
    return printed >= 0.8 * shown


def _page(
    raw: RawPage,
    source: Source,
    rotation: int,
    words: Sequence[Word],
    quality: tuple[str, ...],
    mrz: MachineReadableZone | None,
) -> Page:
    sideways = rotation in (90, 270)
    return Page(
        raw.file,
        raw.number,
        raw.height if sideways else raw.width,
        raw.width if sideways else raw.height,
        rotation,
        source,
        tuple(words),
        quality,
        mrz,
    )
