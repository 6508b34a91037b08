"""Tables without lines: rows and columns read from how the words stand.

A gutter is a strip that stays white over many lines. Lines with a single run of words say nothing about gutters (they
may be headings that run across), numbers with blanks between their thousands are one word, and figures are set to the
right, so that their column is known even where labels are long.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from statistics import median
from typing import Final

from .layout import Run, has_leaders, run_of, runs_of, starts_item
from .page import Word

NUMBER: Final = re.compile(
    r"[+\-–−±(<>≥≤]{0,3}\s?\d[\d\s.,]*\)?\s?(?:%|\*{1,3}|procent|tkr|mnkr|kr|mkr)?\)?\*{0,3}"
    r"(?:\s\([+\-–−]?\s?\d[\d\s.,]*\))?"
)
DASH: Final = re.compile(r"[-–−—.]{1,2}|#+|i\.?u\.?|\*+")
_DIGITS: Final = re.compile(r"[+\-–−(]?\d{1,3}")
_GROUP: Final = re.compile(r"\d{3}(?:[,.]\d+)?\)?[%*]*")
_SECTION: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:[-/]\d\d){0,2}")

_TIGHT: Final = 0.5


def is_number(text: str) -> bool:
    """Say whether a printed text is a figure, or the dash that stands for none.

    Example:
        >>> is_number("-31 925"), is_number("4,9 %"), is_number("jan-aug 2021")
        (True, True, False)
    """
    return bool(NUMBER.fullmatch(text) or DASH.fullmatch(text))


def is_figure(text: str) -> bool:
    """Say whether a text is a number that is no year and no lone dash."""
    return bool(NUMBER.fullmatch(text)) and not _YEARS.fullmatch(text)


def parts_of(line: Run) -> list[Run]:
    """Divide a line where a column may end: at wide gaps, and at narrower ones beside figures."""
    if line.parts is None:
        line.parts = divided(line, 1.1, 0.75)
    return line.parts


def divided(line: Run, text_gap: float, number_gap: float) -> list[Run]:
    """Divide a line at gaps this many times as wide as the type is large, between words and beside figures."""
    if len(line.words) == 1:
        return [line]
    parts: list[list[Word]] = [[line.words[0]]]
    last, reach = line.words[0], line.words[0].x1
    for word in line.words[1:]:
        gap = (word.x0 - reach) / max(min(word.size, last.size), 4)
        if (
            gap <= number_gap
            or (gap < 0.45 and _same_number(last, word))
            or (gap <= text_gap and not _by_figure(last, word))
        ):
            parts[-1].append(word)
            reach = max(reach, word.x1)
        else:
            parts.append([word])
            reach = word.x1
        last = word
    if len(parts) == 1:
        return [line]
    return _with_marks([run_of(words) for words in parts])


def _by_figure(last: Word, word: Word) -> bool:
    return is_number(word.text) or is_number(last.text)


def _same_number(last: Word, word: Word) -> bool:
    return bool(_DIGITS.fullmatch(last.text)) and bool(_GROUP.fullmatch(word.text))


def _with_marks(parts: list[Run]) -> list[Run]:
    """Put a bullet, a symbol or a list number back before its text."""
    if len(parts) < 2:
        return parts
    first = parts[0]
    alone = len(first.words) == 1
    bullet = alone and starts_item(run_of([first.words[0], *parts[1].words]))
    if bullet or (alone and first.words[0].icon is not None and parts[1].x0 - first.x1 < 2.5 * first.size):
        return [run_of(first.words + parts[1].words), *parts[2:]]
    return parts


def is_tabular(line: Run) -> bool:
    """Say whether a line looks like a row: runs with wide gaps that are no list item, heading or contents entry."""
    parts = parts_of(line)
    if len(parts) < 2 or has_leaders(line):
        return False
    return not (len(parts) == 2 and _SECTION.fullmatch(parts[0].text) and not is_number(parts[1].text))


def columns_of(lines: Sequence[Run], least: float = _TIGHT) -> list[float]:
    """Give the middles of the gutters that divide these lines into columns."""
    voters = [parts for parts in (divided(line, 0.75, 0.45) for line in lines) if len(parts) > 1]
    if not voters:
        return []
    cuts = _cuts_between(voters, least)
    most = max(len(parts) for parts in voters)
    full = [parts for parts in voters if len(parts) == most]
    if len(full) < 3:
        full = [parts for parts in voters if len(parts) >= 0.75 * most]
    if len(cuts) < most - 1 and len(full) >= 3:
        # Header words that span columns stand over the figures and must not hide the gutters between these.
        first = next((at for at, parts in enumerate(voters) if any(is_figure(part.text) for part in parts[1:])), 0)
        finer = _cuts_between(full, least)
        if len(finer) > len(cuts) and not any(_hides(parts, finer) for parts in voters[first:]):
            return [_clear_of_words(cut, lines) for cut in finer]
    return cuts


def _clear_of_words(cut: float, lines: Sequence[Run]) -> float:
    """Move a cut that goes through a word of the header to the side of it where it goes through fewer."""

    def crossed(place: float) -> list[Word]:
        return [word for line in lines for word in line.words if word.x0 < place < word.x1]

    places = [cut, *(edge for word in crossed(cut) for edge in (word.x0 - 1, word.x1 + 1))]
    return min(places, key=lambda place: (len(crossed(place)), abs(place - cut)))


def _hides(parts: list[Run], cuts: list[float]) -> bool:
    return any(part.x0 < cut < part.x1 for part in parts for cut in cuts)


def _cuts_between(voters: list[list[Run]], least: float) -> list[float]:
    size = median(part.size for parts in voters for part in parts)
    width = size * (least if len(voters) > 3 else max(least, 0.8))
    crossing = _crossing(voters)
    allowed = 0 if len(voters) < 6 else 1 if len(voters) < 14 else len(voters) // 9
    cuts: list[float] = []
    for low, high, count in _strips(crossing, allowed):
        strip = _clear_part(voters, low, high) if count else (low, high)
        if strip[1] - strip[0] >= width and _divides(voters, strip):
            cuts.append((strip[0] + strip[1]) / 2)
    return cuts


def _crossing(voters: list[list[Run]]) -> list[tuple[float, int]]:
    """Give the places where the number of lines with ink changes, and that number from there on."""
    steps: dict[float, int] = {}
    for parts in voters:
        for part in parts:
            steps[part.x0] = steps.get(part.x0, 0) + 1
            steps[part.x1] = steps.get(part.x1, 0) - 1
    count = 0
    profile = []
    for place in sorted(steps):
        count += steps[place]
        profile.append((place, count))
    return profile


def _strips(profile: list[tuple[float, int]], allowed: int) -> list[tuple[float, float, int]]:
    """Give the stretches that at most `allowed` lines cross, with the most lines that do."""
    strips: list[tuple[float, float, int]] = []
    for (place, count), (following, _) in itertools.pairwise(profile):
        if count > allowed:
            continue
        if strips and strips[-1][1] == place:
            strips[-1] = (strips[-1][0], following, max(strips[-1][2], count))
        else:
            strips.append((place, following, count))
    return strips


def _clear_part(voters: list[list[Run]], low: float, high: float) -> tuple[float, float]:
    """Narrow a strip to what is white but for lines that run right across it."""
    inside = sorted(
        (max(part.x0, low), min(part.x1, high))
        for parts in voters
        for part in parts
        if part.x1 > low and part.x0 < high and not (part.x0 <= low and part.x1 >= high)
    )
    best, place = (low, low), low
    for start, end in [*inside, (high, high)]:
        if start - place > best[1] - best[0]:
            best = (place, start)
        place = max(place, end)
    return best


def _divides(voters: list[list[Run]], strip: tuple[float, float]) -> bool:
    """Say whether enough lines have words on both sides of a strip."""
    both = sum(
        any(part.x1 <= strip[0] + 1 for part in parts) and any(part.x0 >= strip[1] - 1 for part in parts)
        for parts in voters
    )
    return both >= max(1 if len(voters) < 3 else 2, 0.12 * len(voters))


def cell_words(line: Run, cuts: Sequence[float]) -> list[tuple[int, int, list[Word]]]:
    """Give a line's words by column: first column, number of columns covered, words."""
    if line.cells is None or line.cells[0] is not cuts:
        line.cells = (cuts, _cell_words(line, cuts))
    return line.cells[1]


def _cell_words(line: Run, cuts: Sequence[float]) -> list[tuple[int, int, list[Word]]]:
    cells: list[tuple[int, int, list[Word]]] = []
    for part in runs_of(line, 0.45) if cuts else [line]:
        inset = min(1.0, (part.x1 - part.x0) / 4)
        first, last = bisect_left(cuts, part.x0 + inset), bisect_left(cuts, part.x1 - inset)
        if cells and first < cells[-1][0] + cells[-1][1]:
            start, span, words = cells[-1]
            cells[-1] = (start, max(span, last - start + 1), words + part.words)
        else:
            cells.append((first, last - first + 1, list(part.words)))
    return cells


# -- charts


def axis_words(lines: Sequence[Run]) -> set[int]:
    """Find the figures of chart axes: in a column, evenly apart, with even steps, and mostly alone on their lines.

    Years and the running numbers of rows are no axis.
    """
    columns: dict[int, list[Word]] = {}
    alone: set[int] = set()
    for line in lines:
        parts = parts_of(line)
        figures = [part.words[0] for part in parts if len(part.words) == 1 and _axis_value(part.text) is not None]
        for word in figures:
            columns.setdefault(round(word.x1 / 3), []).append(word)
        if len(figures) == len(parts):
            alone |= {id(word) for word in figures}
    found: set[int] = set()
    for column in columns.values():
        chain = _even_chain(sorted(column, key=lambda word: word.top)) if len(column) > 3 else []
        if len(chain) > 3 and sum(id(word) in alone for word in chain) > 0.75 * len(chain):
            found |= {id(word) for word in chain}
    return found


def _axis_value(text: str) -> float | None:
    plain = text.rstrip("%").replace(",", ".").replace("−", "-").replace("–", "-")
    try:
        value = float(plain)
    except ValueError:
        return None
    return None if _YEARS.fullmatch(text) else value


def _even_chain(column: list[Word]) -> list[Word]:
    """Give the longest run of figures with equal steps in value and in height."""
    best: list[Word] = []
    chain = column[:1]
    for word in column[1:]:
        chain = [*chain, word] if len(chain) == 1 or _steps_on(chain, word) else [chain[-1], word]
        if len(chain) > len(best):
            best = chain
    return best


def _steps_on(chain: list[Word], word: Word) -> bool:
    last, before = chain[-1], chain[-2]
    step = (_axis_value(last.text) or 0) - (_axis_value(before.text) or 0)
    even = (
        abs((_axis_value(word.text) or 0) - (_axis_value(last.text) or 0) - step) < 1e-6 * max(abs(step), 1e-9) + 1e-9
    )
    pitch = last.top - before.top
    return step != 0 and even and abs(word.top - last.top - pitch) < 0.1 * pitch + 0.5
