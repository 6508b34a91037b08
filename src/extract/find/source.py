"""From a reader's `Place` to the contract's `source`."""

from __future__ import annotations

from collections.abc import Sequence

from ...schema import Source
from ..document import Document, Place


def source_of(document: Document, place: Place, also: Sequence[Place] = ()) -> Source:
    """Give where a record is printed, with the printed page number where it differs from the page of the file."""
    label = next((page.label for page in document.pages if page.number == place.page), None) if place.page else None
    return Source(
        page=place.page,
        page_label=label if label and label != str(place.page) else None,
        bbox=_rounded(place),
        line=place.line,
        ref=place.ref,
        also=[source_of(document, further) for further in also],
    )


def _rounded(place: Place) -> tuple[float, float, float, float] | None:
    if place.bbox is None:
        return None
    x0, top, x1, bottom = place.bbox
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)
