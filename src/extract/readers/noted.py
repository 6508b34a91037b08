"""Numbers of notes among the figures of a statement whose columns were lost: "Skatteintäkter 6 805,1 861,9".

Notes are numbered down the statement, so the first words of its rows that are notes rise; a sum has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalize.sum_label import sum_strength
from ...normalize.text import fold

NOTE_HEADS = frozenset({"not", "not.", "noter"})
MIN_NOTES = 2
_NUMBER = re.compile(r"\d{1,2}")
_LETTERED = re.compile(r"^(?P<label>.*\D) (?P<note>\d{1,2}[A-Za-z]|\d{1,2}(?:,\s?\d{1,2})+)$")
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
    best: list[tuple[int, list[int]]] = []
    for at, number in enumerate(numbers):
        before = [run for run in best if number is not None and run[0] > 0 and (numbers[run[1][-1]] or 0) < number]
        held = max(before, default=(0, []), key=lambda run: run[0])
        best.append((held[0] + (10 if sure[at] else 1), [*held[1], at]) if number is not None else (-1, [at]))
    chosen = max((run for run in best if run[0] > 0), default=(0, []), key=lambda run: run[0])[1]
    rising = chosen if len(chosen) >= MIN_NOTES else []
    return [at in rising or bool(how) for at, how in enumerate(sure)]


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
