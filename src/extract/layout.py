"""Words on a page become lines, lines paragraphs: reading order, list items, headings, hyphens at line ends.

A line is what stands on one baseline; a run is the part of a line without a wide gap. Paragraph breaks are seen from
the distance between baselines, from indents, from bullets and from changes of type.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median
from typing import Final

from ..normalize.body import is_body
from ..normalize.text import clean
from .document import Block, Box, Icon, Place
from .page import PageModel, Word

_BULLETS: Final = "•‣▪●○◦∙·–—-*»➢➤❖✓"
_PRIVATE_BULLETS: Final = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf02d": "-",
        "\uf076": "❖",
        "\uf06f": "○",
        "\uf0a8": "•",
    }
)
_PRIVATE: Final = re.compile(f"[{''.join(map(chr, _PRIVATE_BULLETS))}]")
_NUMBERED: Final = re.compile(r"(?:\d{1,2}[.)]|[a-zåäö]\)|\(\w\))$")
_BARE_NUMBER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")
_JOINING: Final = frozenset(("och", "eller", "samt"))
"""What no paragraph ends with, however the next line is set: `Barn- och` `utbildningsnämnden`."""

_SUSPENDED: Final = frozenset(("och", "eller", "samt", "respektive", "till", "resp", "resp.", "el.", "men", "as"))
_HYPHENS: Final = ("-", "\u2010", "\u00ad")
_ENDS: Final = re.compile(r"[.!?:;]$")
_LEADERS: Final = re.compile(r"[.…·_]{4,}|(?:\. ){3,}")

_SLANTED: Final = ("italic", "oblique")

_STYLE: Final = re.compile(
    r"(?:PS|MT|Std|Pro|Regular|Roman|Book|Thin|Light|Medium|Semi|Demi|Extra|Ultra|Bold|Black|Heavy|Italic|Oblique|It)+$"
)

_FIELD: Final = re.compile(r"[A-ZÅÄÖ][^:.!?]{2,30}: \S[^.!?]{0,40}$")
"""A field and its value on a line of their own: "Mål 2023: 60 %", "Prognos för helåret: Osäkert"."""

_TALL: Final = 20.0
_TALLER: Final = 1.6
"""How many times as large print is, at least, that two lines of the print beside it may stand in its height."""

_COVER_PRINT: Final = 16.0
_LEADING: Final = _JOINING | {"för", "av", "i", "till", "från"}
"""What a title goes on after, with the name of a body."""

_DESCENT: Final = 0.22
"""How far a word's box reaches below its baseline, of the size of its type."""

_LEVEL: Final = 0.1

WIDE_GAP: Final = 1.1
"""A gap this many times the type size wide divides a line into runs."""


@dataclass(slots=True)
class Run:
    """Words that stand side by side on one baseline."""

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    parts: list[Run] | None = None
    cells: tuple[Sequence[float], list[tuple[int, int, list[Word]]]] | None = None

    @property
    def text(self) -> str:
        """The words with blanks between."""
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2


def run_of(words: list[Word]) -> Run:
    """Make a run of words that stand in order."""
    _, x0, top, x1, bottom, *_ = words[0]
    size = 0.0
    for word in words:
        if word[2] < top:
            top = word[2]
        if word[3] > x1:
            x1 = word[3]
        if word[4] > bottom:
            bottom = word[4]
        if word[5] > size and word.icon is None:
            size = word[5]
    return Run(words, x0, top, x1, bottom, size or words[0][5])


def lines_of(words: Iterable[Word]) -> list[Run]:
    """Gather words into lines by their height on the page, each line from left to right.

    A word belongs to one of the last two lines begun where it shares more than half of the lower one's height. Letters
    as high as two lines of the others (a numeral beside a title and its text) belong to the first of these lines; what
    else is as high (a key figure beside its target and its year, a title beside a text) stands in lines of its own.
    """
    words = list(words)
    if len(words) == 1:
        return [run_of(words)]
    numerals, high = _tall(words)
    if not numerals and not high:
        return _lines_by_height(words)
    held = {id(word) for word in (*numerals, *high)}
    words = [word for word in words if id(word) not in held]
    lines = _lines_by_height([*words, *(_beside_title(word, words) for word in numerals)])
    return [line for _, line in sorted([*_ordered(lines), *_before_print(_lines_by_height(high))], key=_first)]


def _first(ordered: tuple[tuple[float, float], Run]) -> tuple[float, float]:
    return ordered[0]


def _ordered(lines: Iterable[Run]) -> Iterator[tuple[tuple[float, float], Run]]:
    for line in lines:
        yield (line.top + line.bottom, line.x0), line


def _before_print(high: list[Run]) -> Iterator[tuple[tuple[float, float], Run]]:
    """Order lines of large print, with those that go on right under them, before the print beside the first."""
    place = (0.0, 0.0)
    for at, line in enumerate(high):
        above = high[at - 1] if at else None
        if above is None or above.bottom < line.top - line.size or abs(above.size - line.size) > 1:
            place = (2 * line.top, line.x0)
        yield place, line


def _lines_by_height(words: list[Word]) -> list[Run]:
    lines: list[list[Word]] = []
    current: list[Word] = []
    before: list[Word] = []
    top = bottom = above_top = above_bottom = -1e9
    for word in sorted(words, key=_height):
        high, low = word[2], word[4]
        common = (bottom if bottom < low else low) - (top if top > high else high)
        if common > 0.55 * (bottom - top) or common > 0.55 * (low - high):
            current.append(word)
            if low - high > bottom - top:
                top, bottom = high, low
            continue
        common = min(above_bottom, low) - max(above_top, high)
        if common > 0.55 * min(above_bottom - above_top, low - high):
            before.append(word)
            continue
        before, above_top, above_bottom = current, top, bottom
        current, top, bottom = [word], high, low
        lines.append(current)
    made = [run_of(line if len(line) == 1 else sorted(line, key=_left)) for line in lines]
    made.sort(key=lambda line: (line.top + line.bottom, line.x0))
    return made


def _tall(words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Give what is set in such large type that two lines of the print beside it stand in its height.

    The first list holds the numerals that stand close before a title, the second all else.
    """
    sizes = [word[5] for word in words if word[9] is None]
    if not sizes or max(sizes) < _TALLER * min(sizes):
        return [], []
    least, most = _TALLER * min(sizes), max(sizes) / _TALLER
    small = sorted((word for word in words if word[5] <= most and word[9] is None and not word[8]), key=_height)
    middles = [_height(word) for word in small]
    numerals: list[Word] = []
    high: list[Word] = []
    for word in words:
        if word[5] < least or word[9] is not None or word[8]:
            continue
        beside = small[bisect_right(middles, 2 * word[2]) : bisect_left(middles, 2 * word[4])]
        if not _are_lines([other for other in beside if _TALLER * other[5] <= word[5]]):
            continue
        numeral = word.size >= _TALL and word.text.isdigit() and len(word.text) < 3
        (numerals if numeral and _has_title(word, words) else high).append(word)
    return numerals, high


def _are_lines(words: list[Word]) -> bool:
    """Say whether some words stand in two lines at least, one wholly above the other."""
    return bool(words) and max(word.top for word in words) >= min(word.bottom for word in words)


def _has_title(numeral: Word, words: list[Word]) -> bool:
    beside = _right_of(numeral, words)
    if not beside:
        return False
    return max(w.bottom for w in beside) - min(w.top for w in beside) > 1.9 * max(w.size for w in beside)


def _right_of(tall: Word, words: list[Word]) -> list[Word]:
    small = (word for word in words if word.size < 0.55 * tall.size and 0 < word.x0 - tall.x1 < 3 * tall.size)
    return [word for word in small if tall.top - word.size < (word.top + word.bottom) / 2 < tall.bottom]


def _beside_title(tall: Word, words: list[Word]) -> Word:
    """Set a numeral like the first line of the print beside it."""
    first = min(_right_of(tall, words), key=lambda word: (round(word.top + word.bottom), word.x0))
    return tall._replace(top=first.top, bottom=first.bottom, size=first.size, bold=first.bold)


def _height(word: Word) -> float:
    return word[2] + word[4]


def _left(word: Word) -> float:
    return word[1]


def are_level(one: Run, other: Run) -> bool:
    """Say whether two runs stand on one baseline, whatever size they are set in."""
    low, other_low = (run.bottom - _DESCENT * run.size for run in (one, other))
    return abs(low - other_low) < _LEVEL * min(one.size, other.size)


def runs_of(line: Run, gap: float = WIDE_GAP) -> list[Run]:
    """Divide a line at its wide gaps."""
    if len(line.words) == 1:
        return [line]
    runs: list[list[Word]] = [[line.words[0]]]
    reach = line.words[0].x1
    for word in line.words[1:]:
        if word.x0 - reach > gap * max(min(word.size, runs[-1][-1].size), 4):
            runs.append([])
        runs[-1].append(word)
        reach = max(reach, word.x1) if len(runs[-1]) > 1 else word.x1
    return [run_of(words) for words in runs]


def joined(lines: Sequence[Run]) -> str:
    """Give the text of a paragraph's lines: blanks between, words divided at a line's end made whole."""
    text = ""
    for line in lines:
        more = _words_text(line.words)
        if not text or not more:
            text += more
        elif _divided(text, more):
            text = text[:-1] + more
        elif text.endswith(_HYPHENS) and _bound(text, more):
            text += more
        else:
            text += " " + more
    return clean(text.translate(_PRIVATE_BULLETS) if _PRIVATE.search(text) else text)


def _words_text(words: Sequence[Word]) -> str:
    parts = [word.text for word in words if word.icon is None]
    if len(parts) > 4 and sum(len(part) == 1 for part in parts) > 0.8 * len(parts):
        return _closed_up([word for word in words if word.icon is None])
    return " ".join(parts)


def _closed_up(words: Sequence[Word]) -> str:
    """Close up letter-spaced print, whose words show by wider gaps only."""
    gaps = [after.x0 - before.x1 for before, after in itertools.pairwise(words)]
    usual = median(gaps)
    wide = max(1.6 * usual, usual + 0.15 * words[0].size)
    text = words[0].text
    for gap, word in zip(gaps, words[1:], strict=True):
        text += (" " if gap > wide else "") + word.text
    return text


def _divided(text: str, more: str) -> bool:
    """Say whether a hyphen at a line's end divides a word: `verksam-` `heten`, but not `mål-` `och` or `IT-` `stöd`."""
    if not text.endswith(_HYPHENS) or len(text) < 3 or not text[-2].islower() or not more[0].islower():
        return False
    return more.split(" ", 1)[0].strip(",.") not in _SUSPENDED


def _bound(text: str, more: str) -> bool:
    """Say whether a hyphen at a line's end stays and binds: `IT-` `stöd`, `2010-` `2012`."""
    last = text.rsplit(" ", 1)[-1]
    return len(last) > 1 and more.split(" ", 1)[0].strip(",.") not in _SUSPENDED


def by_symbols(lines: Sequence[Run]) -> list[Run]:
    """Divide lines that hold several symbols, each before its own words: a legend in one line."""
    return [part for line in lines for part in _by_symbols(line)]


def _by_symbols(line: Run) -> list[Run]:
    at = [index for index, word in enumerate(line.words) if word.icon is not None]
    labelled = bool(at) and (at[0] == 0 or line.words[at[0] - 1].text.endswith(":") or _lists_symbols(line.words, at))
    if len(at) < 2 or not labelled or any(after - before < 2 for before, after in itertools.pairwise(at)):
        return [line]
    starts = at if at[0] == 0 else [0, *at]
    return [run_of(line.words[start:end]) for start, end in itertools.pairwise([*starts, len(line.words)])]


def _lists_symbols(words: Sequence[Word], at: Sequence[int]) -> bool:
    """Say whether a sentence explains symbols one after another: a comma or "och" stands before all but the first."""
    before = [words[index - 1].text for index in at[1:]]
    return len(at) > 2 and all(text.endswith((",", ";")) or text in _JOINING for text in before)


# -- paragraphs


def starts_item(line: Run) -> bool:
    """Say whether a line opens a list item: a bullet or a short number, then text."""
    lettered = [word for word in line.words if word.icon is None]
    if len(lettered) < 2:
        return False
    mark = lettered[0].text.translate(_PRIVATE_BULLETS)
    if len(mark) == 1 and mark in _BULLETS:
        return not (mark in "–—-" and lettered[1].text[0].isdigit() and len(lettered) < 4)
    return bool(_NUMBERED.match(mark))


def paragraphs_of(lines: Sequence[Run], pitch: float | None = None) -> list[list[Run]]:
    """Group lines that stand under each other into paragraphs."""
    if len(lines) < 2:
        return [[line] for line in lines]
    usual = pitch or usual_pitch(lines)
    paragraphs = [[lines[0]]]
    right = max(line.x1 for line in lines)
    for at, (before, line) in enumerate(itertools.pairwise(lines), 1):
        near = lines[max(at - 3, 0) : at + 3]
        apart = _stand_apart(before, line) or _ends_far_short(before, line, near) or _names_body(before, line)
        if apart or _breaks(before, line, usual, right, paragraphs[-1]):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return paragraphs


def usual_pitch(lines: Sequence[Run]) -> float:
    """Give the distance between baselines of running text, relative to type size (about 1.2)."""
    pitches = [
        (after.bottom - before.bottom) / before.size
        for before, after in itertools.pairwise(lines)
        if abs(after.size - before.size) < 0.6 and 0.8 < (after.bottom - before.bottom) / before.size < 1.9
    ]
    if not pitches:
        return 1.3
    pitches.sort()
    low = pitches[len(pitches) // 6]
    near = [pitch for pitch in pitches if pitch < low * 1.12]
    return median(near)


def _breaks(before: Run, line: Run, usual: float, right: float, paragraph: list[Run]) -> bool:
    pitch = (line.bottom - before.bottom) / max(before.size, 1)
    if pitch > usual * 1.22 + 0.02 or pitch < 0.3:
        return True
    if _gives_body(line) or (before.words[-1].text in _JOINING and line.words[0].text[:1].islower()):
        return False
    if abs(line.size - before.size) > (0.25 if _goes_on(before, line) else 0.08) * before.size:
        return True
    if line.words[0].icon is not None or starts_item(line) or has_leaders(before) or _changes_color(before, line):
        return True
    if line.words[0].font != before.words[-1].font and _changes_typeface(before, line):
        return True
    if _weight(line) != _weight(before) and (_weight(line) or len(paragraph) <= 2):
        return _whole_weights(before, line, right)
    if line.words[0].font != before.words[-1].font and _changes_slant(before, line):
        return True
    if not _ENDS.search(before.words[-1].text):
        return False
    if line.x0 - before.x0 > 0.8 * line.size and not starts_item(paragraph[0]):
        return True
    return pitch > usual * 1.08 and _ends_early(before, line, right)


def _stand_apart(before: Run, line: Run) -> bool:
    """Say whether two lines are no running text: a field with its value each, or neither under the other."""
    aside = line.x1 < before.x0 or line.x0 > before.x1
    if aside and line.x1 < before.x0 and _goes_on(before, line):
        return False  # what a line begins in its last corner, a legend's sign, goes on at the left
    return aside or bool(_FIELD.match(before.text) and _FIELD.match(line.text))


def _goes_on(before: Run, line: Run) -> bool:
    """Say whether a sentence goes on in small letters, so that a slip in type size does not end the paragraph."""
    return line.words[0].text[:1].islower() and not _ENDS.search(before.words[-1].text)


def _whole_weights(before: Run, line: Run, right: float) -> bool:
    """Say whether a change between bold and plain divides: it does between whole lines, not after a bold opening."""
    bold = [word.bold for word in before.words if word.icon is None]
    plain = [word.bold for word in line.words if word.icon is None]
    if all(bold) and not any(plain):
        return _ends_early(before, line, right) or not line.words[0].text[:1].islower()
    return not any(bold) and all(plain)


def _gives_body(line: Run) -> bool:
    """Say whether a line is nothing but a body in parentheses: whose the title above it is, however that is set."""
    text = line.text
    return text.startswith("(") and text.endswith(")") and is_body(text[1:-1])


def _changes_color(before: Run, line: Run) -> bool:
    """Say whether a line in one colour begins anew under one in another: a verdict under a title."""
    above, below = ({word.color for word in run.words if word.icon is None} for run in (before, line))
    first = next((word.text for word in line.words if word.icon is None), "")
    return len(above) == len(below) == 1 and above != below and first[:1].isupper()


def _changes_slant(before: Run, line: Run) -> bool:
    """Say whether a line set in italics throughout, or upright, begins anew under one set otherwise: a note."""
    slants = [{_is_slanted(word) for word in run.words if word.icon is None} for run in (before, line)]
    first = next((word.text for word in line.words if word.icon is None), "")
    return first[:1].isupper() and all(len(slant) == 1 for slant in slants) and slants[0] != slants[1]


def _changes_typeface(before: Run, line: Run) -> bool:
    """Say whether a line begins anew in another typeface than the one above, whatever its weight: under a heading."""
    first = next((word.text for word in line.words if word.icon is None), "")
    families = [{_family(word.font) for word in run.words if word.icon is None} for run in (before, line)]
    return first[:1].isupper() and all(len(names) == 1 for names in families) and families[0] != families[1]


@cache
def _family(font: str) -> str:
    """Give the name of a typeface without its styles: "Arial-BoldMT" and "ArialMT" are one."""
    return _STYLE.sub("", re.split("[-,]", font)[0]).lower()


def _is_slanted(word: Word) -> bool:
    return any(name in word.font.lower() for name in _SLANTED)


def _ends_far_short(before: Run, line: Run, neighbours: Sequence[Run]) -> bool:
    """Say whether a line stops so far short of its neighbours that a capital after it begins something new."""
    first = next((word.text for word in line.words if word.icon is None), "")
    if not first[:1].isupper():
        return False
    right = max(each.x1 for each in neighbours)
    return before.x1 < before.x0 + 0.65 * (right - before.x0) and _ends_early(before, line, right)


def _names_body(before: Run, line: Run) -> bool:
    """Say whether a line in large print is the name of a body under a title, however close: whose report it is."""
    if line.size < _COVER_PRINT or not line.words[0].text[:1].isupper():
        return False
    last = before.words[-1].text
    return is_body(line.text) and last not in _LEADING and not last.endswith(("-", ","))


def _ends_early(before: Run, line: Run, right: float) -> bool:
    """Say whether the next word would have had room on the line before."""
    first = next((word for word in line.words if word.icon is None), line.words[0])
    return right - before.x1 > first.x1 - first.x0 + 0.5 * before.size


def _weight(line: Run) -> bool:
    lettered = [word for word in line.words if word.icon is None]
    return bool(lettered) and all(word.bold for word in lettered)


def block_of(paragraph: Sequence[Run], model: PageModel) -> Block:
    """Make a block of a paragraph's lines."""
    words = [word for line in paragraph for word in line.words if word.icon is None]
    icons = tuple(_placed(word.icon, model) for line in paragraph for word in line.words if word.icon is not None)
    colors = {word.color for word in words}
    return Block(
        joined(paragraph),
        Place(model.number, model.place(box_of(paragraph))),
        size=round(median(word.size for word in words), 1) if words else None,
        bold=_is_bold(words),
        icons=icons,
        list_item=starts_item(paragraph[0]),
        color=colors.pop() if len(colors) == 1 else None,
    )


def _is_bold(words: Sequence[Word]) -> bool:
    """Say whether print is bold throughout; a number in front may be set otherwise."""
    lettered = [word for word in words if any(map(str.isalnum, word.text))]
    if len(lettered) > 1 and _BARE_NUMBER.fullmatch(lettered[0].text):
        lettered = lettered[1:]
    return bool(lettered) and all(word.bold for word in lettered)


def _placed(icon: Icon, model: PageModel) -> Icon:
    return replace(icon, box=model.place(icon.box)) if icon.box else icon


def box_of(runs: Iterable[Run]) -> Box:
    """Give the box around runs."""
    every = list(runs)
    return (
        min(run.x0 for run in every),
        min(run.top for run in every),
        max(run.x1 for run in every),
        max(run.bottom for run in every),
    )


def has_leaders(line: Run) -> bool:
    """Say whether a line is an entry of a contents page: a title, dots, a page number."""
    return line.words[-1].text[-1:].isdigit() and bool(_LEADERS.search(line.text))
