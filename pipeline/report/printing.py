"""The report as PDF: the same page, in one language, laid out for print by WeasyPrint.

WeasyPrint draws no part of one picture through another, so every window is cut out as a picture of
its own, its boxes drawn in. It asks nothing of the network: any address but ours is refused.
"""

import io
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from pipeline.model import Language, Package, Verdict
from pipeline.report.crops import Area, Crops, Place, Window
from pipeline.report.groups import RulesetView
from pipeline.report.html import render_report

if TYPE_CHECKING:
    from PIL.Image import Image

SCHEME = "picture:"
MOST_PIXELS = 1100
"""Width of a picture on paper: about 150 to the inch over the width of the text."""
QUALITY = 70
COLOURS = {
    "failed": "#d3151d",
    "indeterminate": "#b36b00",
    "passed": "#17803f",
    "advisory": "#1a5fd0",
    "field": "#1a5fd0",
}
Marked = tuple[Area, str]


class PrintedCrops(Crops):
    """Windows as pictures of their own, each under an address that only this report knows."""

    def __init__(self, images: Mapping[Place, bytes]) -> None:
        super().__init__(images)
        self._cuts: list[tuple[Window, tuple[Marked, ...]]] = []
        self._open: dict[Place, Image] = {}

    def cut(
        self, window: Window, kind: str, others: tuple[Sequence[Area], Sequence[Area]] = ((), ())
    ) -> str:
        """The address of a window's picture; `others` are places in question and wrong ones."""
        asked, failed = others
        marked = chain(
            ((area, kind) for area in window.boxes),
            ((area, "indeterminate") for area in asked),
            ((area, "failed") for area in failed),
        )
        self._cuts.append((window, tuple(marked)))
        return f"{SCHEME}{len(self._cuts) - 1}"

    def picture(self, address: str) -> bytes:
        """The picture (JPEG) of an address. KeyError for one that was not given."""
        number = address.removeprefix(SCHEME)
        if not number.isdecimal() or int(number) >= len(self._cuts):
            raise KeyError(address)
        window, marked = self._cuts[int(number)]
        return self._drawn(window, marked)

    def _drawn(self, window: Window, marked: Sequence[Marked]) -> bytes:
        from PIL import ImageDraw

        whole = self._whole((window.sheet.file, window.sheet.page))
        scale = whole.width / window.sheet.width
        area = window.area
        left, top = area.x * scale, area.y * scale
        right, bottom = left + area.width * scale, top + area.height * scale
        cut = whole.crop((round(left), round(top), round(right), round(bottom)))
        shrink = min(1.0, MOST_PIXELS / max(cut.size))
        size = (max(1, round(cut.width * shrink)), max(1, round(cut.height * shrink)))
        cut = cut.resize(size)
        pen = ImageDraw.Draw(cut)
        for box, kind in marked:
            corners = (
                ((box.x - area.x) * scale * shrink, (box.y - area.y) * scale * shrink),
                (
                    (box.x + box.width - area.x) * scale * shrink,
                    (box.y + box.height - area.y) * scale * shrink,
                ),
            )
            pen.rectangle(corners, outline=COLOURS.get(kind, COLOURS["field"]), width=2)
        stream = io.BytesIO()
        cut.save(stream, "JPEG", quality=QUALITY)
        return stream.getvalue()

    def _whole(self, place: Place) -> "Image":
        from PIL import Image

        if place not in self._open:
            with Image.open(io.BytesIO(self._images[place])) as opened:
                self._open[place] = opened.convert("RGB")
        return self._open[place]


def as_printed(
    package: Package,
    verdict: Verdict,
    ruleset: RulesetView,
    images: Mapping[Place, bytes],
    *,
    language: Language,
    seconds: Mapping[str, float],
    inputs: Sequence[tuple[str, str]] = (),
) -> bytes:
    """The report as PDF; `images` are the pages (JPEG or WebP) by file and number."""
    from weasyprint import HTML

    crops = PrintedCrops(images)
    page = render_report(
        package,
        verdict,
        ruleset,
        crops,
        language=language,
        seconds=seconds,
        inputs=inputs,
        printed=True,
    )
    made: bytes = HTML(string=page, url_fetcher=_fetcher(crops)).write_pdf()
    return made


def _fetcher(crops: PrintedCrops) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Pictures(URLFetcher):  # type: ignore[misc]  # the library has no types
        """Gives the pictures of this report and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            return URLFetcherResponse(url, crops.picture(url), {"Content-Type": "image/jpeg"})

    return Pictures()
