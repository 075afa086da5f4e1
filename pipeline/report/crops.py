"""Pictures of pages for the report."""

from collections.abc import Mapping


class Crops:
    """Page images as JPEG by (file, page)."""

    def __init__(self, images: Mapping[tuple[str, int], bytes]) -> None:
        self.images = images
