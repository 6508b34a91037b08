"""What a page shows, whichever engine read it: words, ruled lines, filled shapes, small symbols and pictures.

Coordinates are points from the top left corner of the page as a person sees it; `turned` says how the page was turned
to make sideways print upright, `tilt` by how many degrees a scan was levelled,
`unsure` which of its words were poorly read, and `PageModel.place` turns boxes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import cos, radians, sin
from typing import NamedTuple

from .document import AsideKind, Box, Doubt, Icon, Place
from .readers.color import color_name

_AROUND_WORDS = '.,:;()!?”"*'
_LAMPS = frozenset({"green", "yellow", "orange", "red"})
_PLATE = 1.5
_LEAST_LETTERS = 3
_PEN = 1.2
_WHOLE = 0.85
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Word(NamedTuple):
    """Letters that stand together without a blank, with the type they are set in.

    `color` is a plain colour name, None for black and grey; `turn` is how the page must be turned, in degrees
    clockwise, to read print that runs up (90) or down (270).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    color: str | None = None
    turn: int = 0
    icon: Icon | None = None
    font: str = ""


class Rule(NamedTuple):
    """A thin straight line; it is horizontal where it is wider than high."""

    x0: float
    top: float
    x1: float
    bottom: float


class Fill(NamedTuple):
    """A filled rectangle and its colour as red, green and blue."""

    x0: float
    top: float
    x1: float
    bottom: float
    rgb: tuple[int, int, int]


class Wording:
    """The words that a file prints whole: they tell a word broken in a narrow cell from two words."""

    def __init__(self, models: Sequence[PageModel]) -> None:
        self._models = models

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(
            word.text.strip(_AROUND_WORDS).lower()
            for model in self._models
            for word in model.words
            if len(word.text) > 5
        )

    def has(self, word: str) -> bool:
        """Say whether a word is printed whole somewhere in the file."""
        return word.strip(_AROUND_WORDS).lower() in self._words


@dataclass(slots=True)
class PageModel:
    """One page as an engine saw it."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    icons: list[Icon] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    curves: list[Box] = field(default_factory=list)
    turned: int = 0
    hidden_text: bool = False
    unreadable: float = 0.0
    failed: str | None = None
    ocr: bool = False
    tilt: float = 0.0
    asides: list[tuple[AsideKind, Word]] = field(default_factory=list)
    wording: Wording | None = None
    unsure: list[tuple[Word, float]] = field(default_factory=list)

    def doubts(self) -> list[Doubt]:
        """Give the words that were poorly legible, with their places on the page of the file."""
        return [Doubt(word.text, Place(self.number, self.place(word[1:5])), sure) for word, sure in self.unsure]

    def place(self, box: Box) -> Box:
        """Give a box of the turned page as it lies on the page of the file."""
        x0, top, x1, bottom = box = _tilted(box, self.tilt, self.width, self.height)
        if self.turned == 90:
            box = (top, self.width - x1, bottom, self.width - x0)
        elif self.turned == 270:
            box = (self.height - bottom, x0, self.height - top, x1)
        elif self.turned == 180:
            box = (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))


def _tilted(box: Box, tilt: float, width: float, height: float) -> Box:
    """Give where a box of a levelled page stood before: its middle turned back about the middle of the page."""
    if not tilt:
        return box
    along, aside = cos(radians(tilt)), sin(radians(tilt))
    x, y = (box[0] + box[2] - width) / 2, (box[1] + box[3] - height) / 2
    right, down = x * along - y * aside - x, x * aside + y * along - y
    return (box[0] + right, box[1] + down, box[2] + right, box[3] + down)


def turn(box: Box, quarter: int, width: float, height: float) -> Box:
    """Turn a box on a page of this size a quarter clockwise (90), the other way (270), or on its head (180).

    Example:
        >>> turn((10, 20, 30, 25), 90, 100, 200)
        (175, 10, 180, 30)
    """
    x0, top, x1, bottom = box
    if quarter == 90:
        return (height - bottom, x0, height - top, x1)
    if quarter == 270:
        return (top, width - x1, bottom, width - x0)
    if quarter == 180:
        return (width - x1, height - bottom, width - x0, height - top)
    return box


def tidy(model: PageModel) -> PageModel:
    """Turn sideways print upright and read once what is drawn twice: words, fills, squares painted over fills."""
    _turn_upright(model)
    model.words = _with_raised(_without_doubles(_mended(model.words)))
    _part_plates(model)
    model.fills = _outermost(model.fills)
    model.icons = [icon for icon in model.icons if not _is_painted_over(icon, model.fills)]
    model.icons = [icon for icon in model.icons if not _continues_rule(icon, model.rules)]
    _take_bars(model)
    model.icons = _composed(_without_dark_lamps(model.icons))
    _drop_chart_bars(model)
    _take_pills(model)
    return model


def _turn_upright(model: PageModel) -> None:
    """Turn a page whose print runs sideways (a landscape table on a portrait page)."""
    if not any(word[8] for word in model.words):
        return
    quarter = next((quarter for quarter in (90, 270, 180) if _runs_sideways(model.words, quarter)), None)
    if quarter is None:
        return
    width, height = model.width, model.height

    def turned(box: Box) -> Box:
        return turn(box, quarter, width, height)

    model.words = [_turned_word(word, turned(word[1:5]), quarter) for word in model.words]
    model.asides = [(kind, _turned_word(word, turned(word[1:5]), quarter)) for kind, word in model.asides]
    model.unsure = [(_turned_word(word, turned(word[1:5]), quarter), sure) for word, sure in model.unsure]
    model.rules = [Rule(*turned(rule)) for rule in model.rules]
    model.fills = [Fill(*turned(fill[:4]), fill.rgb) for fill in model.fills]
    model.icons = [replace(icon, box=turned(icon.box)) for icon in model.icons if icon.box]
    model.pictures = [turned(box) for box in model.pictures]
    model.curves = [turned(box) for box in model.curves]
    if quarter != 180:
        model.width, model.height = height, width
    model.turned = quarter


def _runs_sideways(words: list[Word], quarter: int) -> bool:
    """Say whether the print of a page runs this way: most of it, or of a few words all that show which way they run."""
    run = [word for word in words if len(word.text) > 1 or word.turn]
    if run and all(word.turn == quarter for word in run):
        return True
    return sum(len(word.text) for word in words if word.turn == quarter) > 0.6 * _letters(words) > 60


def _letters(words: list[Word]) -> int:
    return sum(len(word.text) for word in words)


def _turned_word(word: Word, box: Box, quarter: int) -> Word:
    x0, top, x1, bottom = box
    left = (word.turn - quarter) % 360 if word.turn or len(word.text) > 1 else 0
    return word._replace(x0=x0, top=top, x1=x1, bottom=bottom, turn=left)


def _part_plates(model: PageModel) -> None:
    """Tell small drawn bars and squares from plates: what holds words is their ground, what holds none is a symbol."""
    drawn = {icon.box for icon in model.icons if icon.shape in ("dash", "square") and icon.glyph is None}
    both = [fill for fill in model.fills if fill[:4] in drawn]
    plates = {fill[:4] for fill in both if _is_plate(fill, model.words)}
    symbols = {id(fill) for fill in both if fill[:4] not in plates and fill.x1 - fill.x0 > _PLATE * _height(fill)}
    model.icons = [icon for icon in model.icons if icon.box not in plates]
    model.fills = [fill for fill in model.fills if id(fill) not in symbols]


def _is_plate(fill: Fill, words: list[Word]) -> bool:
    wide = fill.x1 - fill.x0 > _PLATE * _height(fill)
    held = [word for word in words if _holds_word(fill, [word])] if wide else []
    return sum(map(str.isalpha, "".join(word.text for word in held))) >= _LEAST_LETTERS


def _height(fill: Fill) -> float:
    return fill.bottom - fill.top


def _mended(words: list[Word]) -> list[Word]:
    """Join the halves of a word that the file sets apart from each other, other words between them, but prints as one.

    Between halves that follow each other in the file as well, a blank was written.
    """
    ends = {(round(word[3]), round(word[4])): at for at, word in enumerate(words) if word[0].isalpha()}
    joined: dict[int, int] = {}
    for at, word in enumerate(words):
        if not word[0][:1].islower():
            continue
        start, low = round(word[1]), round(word[4])
        for end in (start - 1, start, start + 1):
            before = ends.get((end, low))
            if before is not None and abs(at - before) > 1 and _are_halves(words[before], word):
                joined[at] = before
    if not joined:
        return words
    kept: dict[int, Word] = {}
    for at, word in enumerate(words):
        first = joined.get(at)
        if first in kept:
            kept[first] = kept[first]._replace(text=kept[first].text + word.text, x1=word.x1)
        else:
            kept[at] = word
    return list(kept.values())


def _are_halves(left: Word, right: Word) -> bool:
    alike = left[5:] == right[5:] and abs(left.bottom - right.bottom) < 0.1
    return alike and abs(right.x0 - left.x1) < 0.04 * left.size


def _without_doubles(words: list[Word]) -> list[Word]:
    """Drop a word that stands on itself (bold by printing twice, shadows); the one that stays is bold."""
    seen: dict[str, list[int]] = {}
    kept: list[Word] = []
    for word in words:
        same = seen.get(word[0])
        if same is None:
            seen[word[0]] = [len(kept)]
            kept.append(word)
            continue
        double = _same_place(word, same, kept)
        if double is None:
            same.append(len(kept))
            kept.append(word)
        elif len(word.text) > 1:
            kept[double] = kept[double]._replace(bold=True)
    return kept


def _same_place(word: Word, same: list[int], kept: list[Word]) -> int | None:
    """Give which of some words stands where a word stands."""
    x0, top, near = word[1], word[2], 0.15 * word[5]
    for at in same:
        other = kept[at]
        if -near < other[2] - top < near and -near < other[1] - x0 < near:
            return at
    return None


def _with_raised(words: list[Word]) -> list[Word]:
    """Put raised figures (footnote marks, m²) to the word they stand at, as the raised characters they are."""
    short = [at for at, word in enumerate(words) if len(word[0]) <= 2 and at and word[0].isdigit()]
    if not any(_is_raised(words[at - 1], words[at]) for at in short):
        return words
    kept: list[Word] = []
    for word in words:
        last = kept[-1] if kept else None
        if last is not None and len(word.text) <= 2 and word.text.isdigit() and _is_raised(last, word):
            kept[-1] = last._replace(text=last.text + word.text.translate(_RAISED), x1=max(last.x1, word.x1))
        else:
            kept.append(word)
    return kept


def _is_raised(last: Word, word: Word) -> bool:
    return (
        word.size < 0.88 * last.size
        and -0.5 < word.x0 - last.x1 < 0.25 * last.size
        and 0.1 * last.size < last.bottom - word.bottom < 0.8 * last.size
        and not last.text[-1:].isspace()
    )


def _outermost(fills: list[Fill]) -> list[Fill]:
    """Drop fills that lie in a larger one of the same colour (Word paints each line of a shaded cell once more)."""
    by_color: dict[tuple[int, int, int], list[Fill]] = {}
    for fill in sorted(fills, key=lambda each: (each.x0 - each.x1) * (each.bottom - each.top)):
        larger = by_color.setdefault(fill.rgb, [])
        if not any(_contains(other, fill) for other in larger):
            larger.append(fill)
    return [fill for group in by_color.values() for fill in group]


def _without_dark_lamps(icons: list[Icon]) -> list[Icon]:
    """Keep of a drawn traffic light only the lamp that is lit: three discs in a row, two of them grey or black.

    The lamps' housing is no symbol either.
    """
    discs = [icon for icon in icons if icon.shape == "circle" and icon.box]
    dark: set[int] = set()
    for lit in [disc for disc in discs if disc.color in _LAMPS]:
        beside = [disc for disc in discs if disc is not lit and _is_next_lamp(lit.box, disc.box)]
        if len(beside) == 2 and not any(disc.color in _LAMPS for disc in beside):
            housing = (icon for icon in icons if all(_is_over(icon.box, disc.box) for disc in (lit, *beside)))
            dark |= {id(icon) for icon in (*beside, *housing)}
    return [icon for icon in icons if id(icon) not in dark]


def _is_over(one: Box | None, other: Box | None) -> bool:
    """Say whether one box holds another one and reaches beyond it."""
    if one is None or other is None or one == other:
        return False
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] >= other[3]


def _composed(icons: list[Icon]) -> list[Icon]:
    """Make one symbol of a white disc and what is painted over it: a disc as large, or one half of it."""
    made = list(icons)
    for ground in [icon for icon in icons if icon.shape in ("circle", "ring") and icon.color == "white" and icon.box]:
        paint = [i for i in made if i is not ground and i.color != "white" and _share_of(i.box, ground.box) > 0]
        if len(paint) == 1 and (share := _share_of(paint[0].box, ground.box)):
            whole = Icon("circle" if share == 1 else "half_circle", paint[0].color, ground.box)
            made = [whole if i is paint[0] else i for i in made if i is not ground]
    return made


def _share_of(part: Box | None, whole: Box | None) -> float:
    """Say how much of a disc's box another one covers: all, one half along a side, or neither (0)."""
    if part is None or whole is None:
        return 0.0
    wide, high = whole[2] - whole[0], whole[3] - whole[1]
    inside = part[0] > whole[0] - _PEN and part[1] > whole[1] - _PEN
    if not inside or part[2] > whole[2] + _PEN or part[3] > whole[3] + _PEN:
        return 0.0
    across, down = (part[2] - part[0]) / wide, (part[3] - part[1]) / high
    if min(across, down) > _WHOLE:
        return 1.0
    return 0.5 if max(across, down) > _WHOLE and abs(min(across, down) - 0.5) < 1 - _WHOLE else 0.0


def _is_next_lamp(one: Box | None, other: Box | None) -> bool:
    """Say whether two discs are equally large and stand in one line, at most two and a half widths apart."""
    if one is None or other is None:
        return False
    size = one[2] - one[0]
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    return abs(other[2] - other[0] - size) < 0.5 and min(across, down) < 0.5 and max(across, down) < 2.6 * size


def _take_bars(model: PageModel) -> None:
    """Make symbols of completion bars: a track, and on it from the left a part in another colour."""
    small = [f for f in model.fills if 3 <= f.bottom - f.top <= 16 and f.x1 - f.x0 <= 220]
    for track in [fill for fill in small if fill.x1 - fill.x0 >= 20]:
        part = next((f for f in small if f.rgb != track.rgb and f in model.fills and _lies_on(f, track)), None)
        if part is None or track not in model.fills or color_name(*part.rgb) in (None, "white", "grey"):
            continue
        share = round((part.x1 - part.x0) / (track.x1 - track.x0) * 20) / 20
        model.icons.append(Icon("bar", color_name(*part.rgb), track[:4], share))
        model.fills = [fill for fill in model.fills if fill not in (track, part)]
        model.icons = [icon for icon in model.icons if icon.shape == "bar" or icon.box not in (track[:4], part[:4])]


def _lies_on(part: Fill, track: Fill) -> bool:
    level = abs(part.top - track.top) < 1.6 and abs(part.bottom - track.bottom) < 1.6
    return level and abs(part.x0 - track.x0) < 1.6 and part.x1 <= track.x1 + 0.7


def _drop_chart_bars(model: PageModel) -> None:
    """Drop the columns of bar charts: side by side on one ground line, equally wide, unequally high."""
    groups: dict[tuple[int, int], list[Fill]] = {}
    for fill in model.fills:
        groups.setdefault((round(fill.bottom), round(fill.x1 - fill.x0)), []).append(fill)
    for group in groups.values():
        heights = {round(fill.bottom - fill.top) for fill in group}
        if len(group) >= 3 and len(heights) >= 3 and not any(_holds_word(fill, model.words) for fill in group):
            model.fills = [fill for fill in model.fills if fill not in group]
            model.curves += [fill[:4] for fill in group]


def _take_pills(model: PageModel) -> None:
    """Make symbols of coloured plates without words that come back in one size: the lamps of web reports."""
    groups: dict[tuple[int, int], list[Fill]] = {}
    for fill in model.fills:
        width, height = fill.x1 - fill.x0, fill.bottom - fill.top
        if 5 <= height <= 20 and 1.3 * height < width <= 3.2 * height and color_name(*fill.rgb) in _LAMPS:
            groups.setdefault((round(width), round(height)), []).append(fill)
    for group in groups.values():
        if len(group) < 2 or any(_holds_word(fill, model.words) or _is_joined(fill, model) for fill in group):
            continue
        model.icons += [Icon("square", color_name(*fill.rgb), fill[:4]) for fill in group]
        model.fills = [fill for fill in model.fills if fill not in group]


def _is_joined(fill: Fill, model: PageModel) -> bool:
    """Say whether a plate touches a line or another fill: the ground of a cell."""
    x0, top, x1, bottom = fill[0] - 1.2, fill[1] - 1.2, fill[2] + 1.2, fill[3] + 1.2
    others = [each[:4] for each in model.fills if each is not fill and not _contains(each, fill, 0.0)]
    return any(
        x0 < other[2] and other[0] < x1 and top < other[3] and other[1] < bottom for other in (*model.rules, *others)
    )


def _holds_word(fill: Fill, words: list[Word]) -> bool:
    return any(
        fill.x0 < (word.x0 + word.x1) / 2 < fill.x1 and fill.top < (word.top + word.bottom) / 2 < fill.bottom
        for word in words
    )


def charts_of(model: PageModel) -> list[Box]:
    """Give the areas of charts: slanted lines, curves and columns that lie together."""
    areas: list[Box] = []
    for box in model.curves:
        grown = (box[0] - 12, box[1] - 12, box[2] + 12, box[3] + 12)
        apart = []
        for area in areas:
            if grown[0] < area[2] and area[0] < grown[2] and grown[1] < area[3] and area[1] < grown[3]:
                grown = (min(grown[0], area[0]), min(grown[1], area[1]), max(grown[2], area[2]), max(grown[3], area[3]))
            else:
                apart.append(area)
        areas = [*apart, grown]
    return [area for area in areas if area[2] - area[0] > 60 and area[3] - area[1] > 50]


def _contains(outer: Fill, inner: Fill, slack: float = 0.7) -> bool:
    return (
        outer.x0 - slack <= inner.x0
        and outer.top - slack <= inner.top
        and outer.x1 + slack >= inner.x1
        and outer.bottom + slack >= inner.bottom
    )


def _continues_rule(icon: Icon, rules: list[Rule]) -> bool:
    """Say whether a dash is but the piece of a line drawn cell by cell: another piece meets it end to end."""
    if icon.shape != "dash" or icon.glyph is not None or icon.box is None:
        return False
    x0, top, x1, bottom = icon.box
    return any(
        abs(rule.top - top) < 0.5
        and abs(rule.bottom - bottom) < 0.5
        and min(abs(rule.x1 - x0), abs(rule.x0 - x1)) < bottom - top + 0.5
        for rule in rules
    )


def _is_painted_over(icon: Icon, fills: list[Fill]) -> bool:
    """Say whether a square is but a piece of a shaded area: a larger fill that holds it was painted in its colour."""
    if icon.shape != "square" or icon.box is None:
        return False
    x0, top, x1, bottom = icon.box
    return not any(abs(f.x0 - x0) < 0.1 and abs(f.top - top) < 0.1 and abs(f.x1 - x1) < 0.1 for f in fills) and any(
        f.x0 - 1 <= x0 and f.top - 1 <= top and f.x1 + 1 >= x1 and f.bottom + 1 >= bottom for f in fills
    )
