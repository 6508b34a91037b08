"""What every normaliser hands back: a value, the text it was read from, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value read from printed text.

    `raw` is the text as printed, `confidence` lies between 0 and 1, and `flags` name what had to be done to read it
    (`approx`, `ocr_repaired`, footnote marks).
    """

    value: T
    raw: str
    confidence: float = 1.0
    flags: tuple[str, ...] = ()
