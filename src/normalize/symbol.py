"""Drawn and typed symbols: what a dot, a filled cell, a tick or a completion bar says, the report's legend first.

Colours and shapes mean what the report's own legend says. Without one, green, yellow and red dots, ticks, crosses and
faces have a customary meaning that is never certain; arrows show a trend, blue means opposite things in different
systems, and a shape whose colour was lost says nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from .status import Verdict, read_status
from .tables import rows
from .text import fold

if TYPE_CHECKING:
    from ..schema.codes import Basis, StatusCode, Trend

_LEGEND_CONFIDENCE = 0.95
_PARTIAL_MATCH_CONFIDENCE = 0.75
_UNLISTED_CONFIDENCE = 0.5
_UNREAD_CONFIDENCE = 0.3
_DASHES = "—–"
_VAGUE_SHAPES = frozenset({"image", "unknown", "bar"})
_SELECTORS = dict.fromkeys((0xFE0E, 0xFE0F, 0x20E3))
_SKIN_TONES = dict.fromkeys(range(0x1F3FB, 0x1F400))
_PRIVATE_USE = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of a report's legend: a symbol, colour or word, and the verdict its explanation states.

    `meaning` is None where the explanation is no verdict or was not understood; `word` is the explained entry where
    the scale is printed in words, letters or figures ("Grön" = "målet nås"); `place` says where in the report.
    """

    meaning: Verdict | None
    text: str
    shape: str | None = None
    color: str | None = None
    glyph: str | None = None
    word: str | None = None
    place: int = 0

    @property
    def key(self) -> tuple[str | None, ...]:
        """What is explained."""
        return self.shape, self.color, self.glyph, self.word


@dataclass(frozen=True)
class Legend:
    """What a report's own symbols mean."""

    entries: tuple[LegendEntry, ...] = ()

    def near(self, place: int) -> Legend:
        """Give what symbols mean at a place: each as the last legend before it explains it, else the next one."""
        return self if len(self._places) < 2 else self._stretches[bisect_right(self._places, place)]

    @cached_property
    def distinct(self) -> Legend:
        """The legend with each explanation once, wherever it is printed."""
        return Legend(tuple(dict.fromkeys(replace(entry, place=0) for entry in self.entries)))

    @cached_property
    def _places(self) -> tuple[int, ...]:
        return tuple(sorted({entry.place for entry in self.entries}))

    @cached_property
    def _stretches(self) -> tuple[Legend, ...]:
        """What symbols mean before the first place of a legend, and from each place to the next."""
        return tuple(self._seen_from(place) for place in (self._places[0] - 1, *self._places))

    def _seen_from(self, place: int) -> Legend:
        nearest: dict[tuple[str | None, ...], int] = {}
        for entry in sorted(self.entries, key=lambda e: (e.place > place, abs(e.place - place))):
            nearest.setdefault(entry.key, entry.place)
        return Legend(tuple(entry for entry in self.entries if nearest[entry.key] == entry.place))


class _Sign(NamedTuple):
    """A typed symbol: how it looks and what it means by custom."""

    shape: str
    color: str | None
    code: StatusCode | None
    trend: Trend | None
    progress: int | None


class _Look(NamedTuple):
    """What a symbol and a line of a legend are compared by."""

    shape: str | None
    color: str | None
    glyph: str | None


def read_symbol(
    *,
    shape: str | None = None,
    color: str | None = None,
    glyph: str | None = None,
    fill: float | None = None,
    alt: str | None = None,
    cell: bool = False,
    legend: Legend = Legend(),
) -> Verdict | None:
    """Read the verdict of a symbol: by the report's legend, else by custom with confidence of at most 0.7.

    Arrows and an uncoloured dash state no verdict and give None, as does a cell filled white.

    Example:
        >>> read_symbol(shape="circle", color="green").code
        'achieved'
        >>> read_symbol(shape="arrow_up", color="green") is None
        True
    """
    look = _look(shape, color, glyph, cell)
    raw = glyph or ""
    basis: Basis = "colour" if cell else "symbol"
    listed = _by_word(glyph, legend) or _by_legend(look, legend)
    if listed:
        return replace(listed, raw=raw, basis=basis)
    described = _by_description(alt)
    if described:
        return replace(described, raw=raw, basis=basis)
    if look.shape == "bar" and fill is not None:
        return _by_share(fill, raw)
    verdict = _by_custom(look, cell)
    if verdict is None:
        return None
    confidence = min(verdict.confidence, _UNLISTED_CONFIDENCE) if legend.entries else verdict.confidence
    return replace(verdict, raw=raw, basis=basis, confidence=confidence)


def describe_symbol(shape: str | None, color: str | None, cell: bool = False, fill: float | None = None) -> str:
    """Say what was seen, as the contract's `icon` does.

    Example:
        >>> describe_symbol("circle", "green"), describe_symbol(None, "yellow", cell=True)
        ('green circle', 'yellow cell')
        >>> describe_symbol("bar", "green", fill=0.92)
        'bar 90'
    """
    if shape == "bar" and fill is not None:
        return f"bar {_share(fill)}"
    thing = "cell" if cell else shape if shape and shape != "unknown" else "symbol"
    return f"{color} {thing}" if color else thing


@lru_cache(maxsize=4096)
def split_glyphs(text: str) -> tuple[tuple[str, ...], str]:
    """Divide a text into the status symbols typed in front of it and the rest.

    A dash is one only before a blank and more text: alone it stands for an empty cell.

    Example:
        >>> split_glyphs("● ◆ Andel nöjda"), split_glyphs("– 614")
        ((('●', '◆'), 'Andel nöjda'), ((), '– 614'))
    """
    rest = text.translate(_SELECTORS).translate(_SKIN_TONES).lstrip()
    glyphs: list[str] = []
    while rest and (_sign(rest[0]) or ord(rest[0]) in _PRIVATE_USE):
        if rest[0] in _DASHES and not _leads_text(rest):
            break
        glyphs.append(rest[0])
        rest = rest[1:].lstrip()
    return (tuple(glyphs), rest) if glyphs else ((), text)


def glyph_icon(glyph: str) -> tuple[str, str | None]:
    """Give the shape of a typed symbol, and its colour where the character has one.

    Example:
        >>> glyph_icon("🟡"), glyph_icon("◆")
        (('circle', 'yellow'), ('diamond', None))
    """
    sign = _sign(glyph)
    return (sign.shape, sign.color) if sign else ("unknown", None)


def color_named(word: str) -> str | None:
    """Give the colour that a word names.

    Example:
        >>> color_named("Grön"), color_named("Rött"), color_named("G")
        ('green', 'red', None)
    """
    return _color_words().get(fold(word))


def read_trend(glyph_or_word: str) -> Trend | None:
    """Read an arrow or a word that says whether an indicator got better or worse.

    Example:
        >>> read_trend("↗"), read_trend("Försämrad"), read_trend("Ökat")
        ('improved', 'worsened', None)
    """
    sign = _sign(glyph_or_word.strip())
    if sign:
        return sign.trend
    return _trend_words().get(fold(glyph_or_word[:60]))


def _look(shape: str | None, color: str | None, glyph: str | None, cell: bool) -> _Look:
    """Give what is known of a symbol; a filled cell has a colour and no shape of its own."""
    sign = _sign(glyph) if glyph else None
    if sign:
        shape, color = shape or sign.shape, color or sign.color
    if cell:
        shape = None
    return _Look(shape, color, glyph)


def _by_word(text: str | None, legend: Legend) -> Verdict | None:
    """Find the legend's explanation of a printed word, letter or figure."""
    if not text or not legend.entries:
        return None
    wanted = fold(text[:60])
    entry = next((e for e in legend.entries if e.word and fold(e.word) == wanted), None)
    return _meaning(entry, _LEGEND_CONFIDENCE) if entry else None


def _by_legend(look: _Look, legend: Legend) -> Verdict | None:
    """Find what the legend says about a symbol; where several lines fit and differ, the verdict is unknown."""
    alike = [e for e in legend.entries if _agrees(look, _entry_look(e))]
    same = [e for e in alike if look.glyph and e.glyph == look.glyph and _entry_look(e).color == look.color]
    exact = same or [e for e in alike if _entry_look(e)[:2] == look[:2]]
    fitting = exact or alike
    confidence = _LEGEND_CONFIDENCE
    if not fitting and look.color:
        fitting = [e for e in legend.entries if _entry_look(e).color == look.color]
        confidence = _PARTIAL_MATCH_CONFIDENCE
    if not fitting:
        return None
    meanings = [_meaning(e, confidence) for e in fitting]
    if len({m.code for m in meanings}) > 1:
        return Verdict("unknown", "", "symbol", _UNREAD_CONFIDENCE)
    return max(meanings, key=lambda m: m.confidence)


def _meaning(entry: LegendEntry, confidence: float) -> Verdict:
    """Give the verdict of a legend's line, unknown where its words were not understood."""
    if entry.meaning is None:
        return Verdict("unknown", "", "symbol", _UNREAD_CONFIDENCE)
    # A report uses one symbol for outcome and outlook alike: the column decides, not the legend's tense.
    return replace(entry.meaning, confidence=min(entry.meaning.confidence, confidence), tense="outcome", forecast=None)


def _entry_look(entry: LegendEntry) -> _Look:
    return _look(entry.shape, entry.color, entry.glyph, cell=False)


def _agrees(look: _Look, entry: _Look) -> bool:
    """Say whether nothing known about a symbol speaks against a line of the legend, and something speaks for it."""
    if look.glyph and look.glyph == entry.glyph:
        return True
    compared = 0
    if look.shape and entry.shape and not _VAGUE_SHAPES & {look.shape, entry.shape}:
        if look.shape != entry.shape:
            return False
        compared += 1
    if look.color and entry.color:
        if look.color != entry.color:
            return False
        compared += 1
    return compared > 0


def _by_description(alt: str | None) -> Verdict | None:
    """Read a picture's alternative text: a verdict in words, or the colour it names."""
    if not alt:
        return None
    verdict = read_status(alt)
    if verdict:
        return replace(verdict, confidence=min(verdict.confidence, 0.9))
    words = fold(alt[:200]).replace("-", " ").replace("_", " ").split()
    colors = [named for word in words if (named := _color_words().get(word))]
    return _custom(_colors()[colors[0]]) if len(set(colors)) == 1 else None


def _by_share(fill: float, raw: str) -> Verdict:
    """Read a completion bar: full is done, empty not begun; a share says that work is under way, no more."""
    progress = _share(fill)
    code: StatusCode = "achieved" if progress == 100 else "in_progress" if progress else "not_started"
    return Verdict(code, raw, "symbol", 0.7 if progress else 0.6, progress=progress)


def _share(fill: float) -> int:
    """Give a bar's share in percent to the nearest five."""
    return max(0, min(100, round(fill * 20) * 5))


def _by_custom(look: _Look, cell: bool) -> Verdict | None:
    """Read a symbol as most reports use it."""
    sign = _sign(look.glyph) if look.glyph else None
    if (sign and sign.trend) or (look.shape or "").startswith("arrow"):
        return None
    if cell and look.color in {None, "white"}:
        return None
    if sign and sign.code:
        return Verdict(sign.code, "", "symbol", 0.7, progress=sign.progress)
    by_shape = _custom(_shapes()[look.shape]) if look.shape in _shapes() else None
    by_color = _custom(_colors()[look.color]) if look.color in _colors() else None
    if by_shape is None and by_color is None:
        return None if look.shape in {"dash", None} else Verdict("unknown", "", "symbol", _UNREAD_CONFIDENCE)
    return _reconciled(by_shape, by_color)


def _reconciled(by_shape: Verdict | None, by_color: Verdict | None) -> Verdict | None:
    """Weigh shape and colour: a red tick or a green cross contradicts itself and is unknown."""
    if by_shape is None or by_color is None:
        return by_shape or by_color
    if by_shape.code in {"unknown", "not_started"} or by_shape.code == by_color.code:
        return by_color
    if by_color.code in {"unknown", "not_assessed"}:
        return by_shape
    return Verdict("unknown", "", "symbol", _UNREAD_CONFIDENCE)


def _custom(row: dict[str, str]) -> Verdict:
    return Verdict(cast("StatusCode", row["code"]), "", "symbol", float(row["confidence"]))


def _leads_text(text: str) -> bool:
    """Say whether a dash is followed by a blank and words; before a figure it is a minus sign."""
    return len(text) > 2 and text[1].isspace() and not text[1:].lstrip()[:1].isdigit()


def _sign(glyph: str) -> _Sign | None:
    return _signs().get(glyph.translate(_SELECTORS)) if glyph else None


@cache
def _signs() -> dict[str, _Sign]:
    return {
        chr(int(row["glyph"], 16)): _Sign(
            row["shape"],
            row["color"] or None,
            cast("StatusCode | None", row["code"] or None),
            cast("Trend | None", row["trend"] or None),
            int(row["progress"]) if row["progress"] else None,
        )
        for row in rows("symbol_glyphs")
    }


@cache
def _colors() -> dict[str, dict[str, str]]:
    return {row["color"]: row for row in rows("symbol_colors")}


@cache
def _color_words() -> dict[str, str]:
    words = {word: row["color"] for row in rows("symbol_colors") for word in row["words"].split()}
    return words | {color: color for color in _colors()}


@cache
def _shapes() -> dict[str, dict[str, str]]:
    return {row["shape"]: row for row in rows("symbol_shapes")}


@cache
def _trend_words() -> dict[str, Trend]:
    return {word: cast("Trend", row["trend"]) for row in rows("symbol_trends") for word in row["words"].split(";")}
