"""Status verdicts: what a report says about a goal, an assignment or an indicator, as one of the contract's codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from ..schema.codes import Basis, Schedule, StatusCode
from .text import fold

_STEMS: tuple[tuple[str, StatusCode], ...] = (
    ("delvis", "partially_achieved"),
    ("till viss del", "partially_achieved"),
    ("inte bedömas", "not_assessed"),
    ("ej bedömt", "not_assessed"),
    ("mäts ej", "not_assessed"),
    ("inte påbörja", "not_started"),
    ("ej påbörja", "not_started"),
    ("inte startat", "not_started"),
    ("senarelägg", "postponed"),
    ("skjuts upp", "postponed"),
    ("utgår", "discontinued"),
    ("avbrut", "discontinued"),
    ("inte ", "not_achieved"),
    ("ej ", "not_achieved"),
    ("pågår", "in_progress"),
    ("påbörja", "in_progress"),
    ("uppfyll", "achieved"),
    ("uppnå", "achieved"),
    ("nåtts", "achieved"),
    ("genomför", "achieved"),
    ("slutför", "achieved"),
    ("klart", "achieved"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a report prints about one record."""

    code: StatusCode
    raw: str
    basis: Basis
    confidence: float
    progress: int | None = None
    schedule: Schedule | None = None
    tense: Literal["outcome", "forecast"] = "outcome"
    forecast: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A verdict found in running text, with the sentence that states it."""

    verdict: Verdict
    sentence: str
    paragraph: int
    own_line: bool


@lru_cache(maxsize=8192)
def read_status(text: str) -> Verdict | None:
    """Read a phrase, line or sentence."""
    folded = fold(text[:400])
    if len(folded.split()) > 9:
        return None
    for stem, code in _STEMS:
        if stem in folded:
            return Verdict(code, text, "phrase", 0.8)
    return None


def read_status_cell(text: str) -> Verdict | None:
    """Read the text of a cell in a status column."""
    if fold(text) in {"", "-"}:
        return None
    return read_status(text) or Verdict("unknown", text, "phrase", 0.3)


def stated_verdict(paragraphs: Sequence[str]) -> Stated | None:
    """Find the sentence of a comment that states the record's verdict."""
    for number, paragraph in enumerate(paragraphs):
        verdict = read_status(paragraph)
        if verdict:
            return Stated(replace(verdict, basis="sentence"), paragraph, number, own_line=True)
    return None
