"""A machine-readable zone as a second reading of printed fields.

Agreement makes a value nearly certain; a value that print does not give is taken from the zone,
and then rests on the zone's place on the page.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeVar

from pipeline.identifiers import mrz
from pipeline.model import Evidence, Field, MachineReadableZone, Page, Source

T = TypeVar("T")

AGREED = 0.99
DISAGREED = 0.7
"""Print that was read by OCR and differs from a zone whose check digits hold may be misread."""
ZONE_ALONE = 0.93
"""Check digits hold, yet print says nothing: wrong only if the zone itself is."""


class Zone:
    """The zone of a document's page, parsed; empty when there is none."""

    def __init__(self, pages: tuple[Page, ...], format_name: str) -> None:
        self.page: Page | None = None
        self.read: MachineReadableZone | None = None
        for page in pages:
            zone = page.mrz
            if zone is not None and zone.format == format_name and _better(zone, self.read):
                self.page, self.read = page, zone
        self.parsed = mrz.parse(self.read.lines) if self.read else None

    @property
    def sex(self) -> Literal["M", "F"] | None:
        """Sex by the zone, None where it leaves it open."""
        said = self.parsed.sex if self.parsed else None
        return said if said in ("M", "F") else None  # type: ignore[return-value]  # one of the two

    def lines(self, missing: Field[tuple[str, ...]]) -> Field[tuple[str, ...]]:
        """The lines themselves as a field."""
        if self.page is None or self.read is None:
            return missing
        sure = AGREED if self.read.valid else 0.8 * self.read.confidence
        return Field(self.read.lines, "\n".join(self.read.raw), sure, (self._evidence(self.read),))

    def confirm(
        self,
        printed: Field[T],
        value: T | None,
        same: Callable[[T, T], bool] = lambda a, b: a == b,
    ) -> Field[T]:
        """The printed field, surer where the zone says the same; the zone's where print fails."""
        if value is None or self.read is None or not self.read.valid:
            return printed
        if printed.value is None:
            return Field(value, str(value), ZONE_ALONE, (self._evidence(self.read),))
        if same(printed.value, value):
            return replace(printed, confidence=max(printed.confidence, AGREED))
        if self.page is not None and self.page.source is Source.OCR:
            return replace(printed, confidence=printed.confidence * DISAGREED)
        return printed

    def _evidence(self, read: MachineReadableZone) -> Evidence:
        assert self.page is not None  # noqa: S101 - a zone that was read has its page
        return Evidence(self.page.file, self.page.number, read.box, "\n".join(read.lines))


def _better(zone: MachineReadableZone, than: MachineReadableZone | None) -> bool:
    return than is None or (zone.valid, zone.confidence) > (than.valid, than.confidence)


def rests_on_zone(field: Field[T], pages: tuple[Page, ...]) -> bool:
    """Whether a value was taken from the zone, so that the zone cannot confirm it."""
    zones = {(page.file, page.number, page.mrz.box) for page in pages if page.mrz}
    return any((proof.file, proof.page, proof.box) in zones for proof in field.evidence)
