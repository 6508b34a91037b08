"""A verdict as data: what a report prints about one record, and where it was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .clause import Subject, Tense

if TYPE_CHECKING:
    from ..schema.codes import Basis, Schedule, StatusCode


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a report prints about one record.

    `raw` is the text as printed. `forecast` is a second verdict printed in the same text: the full-year outlook.
    """

    code: StatusCode
    raw: str
    basis: Basis
    confidence: float
    progress: int | None = None
    schedule: Schedule | None = None
    tense: Tense = "outcome"
    forecast: Verdict | None = None


class Stated(NamedTuple):
    """A verdict found in running text: the sentence as printed, its paragraph, and whether it is all of that."""

    verdict: Verdict
    sentence: str
    paragraph: int
    own_line: bool


class Reading(NamedTuple):
    """A verdict and what decides where it may stand.

    `bare` is what only a whole line or cell may say: "Ja"; `foreign` is under a label of its own ("Kurs: klar"), which
    only a status cell makes the record's.
    """

    verdict: Verdict
    subject: Subject
    words: int
    bare: bool = False
    foreign: bool = False
