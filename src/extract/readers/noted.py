"""Numbers of notes among the figures of a statement whose columns were lost: "Skatteintäkter 6 805,1 861,9".

Notes are numbered down the statement, so the first words of its rows that are notes rise; a sum has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalize.late import late_pattern
from ...normalize.sum_label import sum_strength
from ...normalize.text import fold

NOTE_HEADS = frozenset({"not", "not.", "noter"})
MIN_NOTES = 2
_NUMBER = re.compile(r"\d{1,2}")
_LETTERED = late_pattern(r"^(?P<label>.*\D) (?P<note>\d{1,2}[A-Za-z]|\d{1,2}(?:,\s?\d{1,2})+)$")
_ITEM = re.compile(r"(?<!netto)(?:intäkter|kostnader)$")


def without_lettered_note(label: str) -> str:
    """Take the note off a label that it was read as a part of.

    Example:
        >>> without_lettered_note("varav jämförelsestörande poster 3A"), without_lettered_note("Bokslut 2020")
        ('varav jämförelsestörande poster', 'Bokslut 2020')
    """
    match = _LETTERED.match(label)
    return match["label"] if match else label


def note_numbers(labels: Sequence[str], firsts: Sequence[str], sure: Sequence[bool | None]) -> list[bool]:
    """Say of each row whether its first word is its note.

    `firsts` are the first words behind the labels; `sure` says whether the rest of a row fills the columns only without
    that word (True), only with it (None), or both (False).

    Example:
        >>> note_numbers(["Hyror", "Löner", "Resultat"], ["1", "2", "7"], [False, True, False])
        [True, True, False]
    """
    sure = [how if _NUMBER.fullmatch(first) else None for first, how in zip(firsts, sure, strict=True)]
    numbers = [
        int(first) if how is not None and (how or not _is_sum(label)) else None
        for label, first, how in zip(labels, firsts, sure, strict=True)
    ]
    rising = _rising(numbers, [10 if how else 1 for how in sure])
    return [(at in rising and len(rising) >= MIN_NOTES) or bool(how) for at, how in enumerate(sure)]


def _rising(numbers: Sequence[int | None], weights: Sequence[int]) -> set[int]:
    """Give the positions of the heaviest run of rising numbers, the first of several; numbers of notes are few."""
    before: dict[int, int] = {}
    ends: dict[int, tuple[int, int]] = {}  # a number -> how heavy the heaviest run is that ends in it, and where
    for at, number in enumerate(numbers):
        if number is None:
            continue
        weight = weights[at]
        if lower := [(held, -end) for each, (held, end) in ends.items() if each < number]:
            held, end = max(lower)
            weight, before[at] = weight + held, -end
        if weight > ends.get(number, (0, 0))[0]:
            ends[number] = (weight, at)
    run = [-max((weight, -end) for weight, end in ends.values())[1]] if ends else []
    while run and run[-1] in before:
        run.append(before[run[-1]])
    return set(run)


def doubtful_notes(labels: Sequence[str], firsts: Sequence[str], noted: Sequence[bool]) -> list[bool]:
    """Say of each row whether its first word, which was not taken for a note, may be the one missing in the run.

    Example:
        >>> doubtful_notes(["Hyror", "Löner", "Resultat"], ["1", "2", "3"], [True, False, False])
        [False, True, False]
    """
    doubtful: list[bool] = []
    for at, (label, first, is_note) in enumerate(zip(labels, firsts, noted, strict=True)):
        before = max((int(word) for word, one in zip(firsts[:at], noted, strict=False) if one), default=0)
        after = next((int(word) for word, one in zip(firsts[at:], noted[at:], strict=True) if one), before + 2)
        free = not is_note and bool(_NUMBER.fullmatch(first)) and not _is_sum(label)
        doubtful.append(free and before < int(first) < after)
    return doubtful


def _is_sum(label: str) -> bool:
    return sum_strength(label) is not None and not _ITEM.search(fold(label))
