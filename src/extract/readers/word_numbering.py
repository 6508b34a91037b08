"""The numbers Word prints in front of paragraphs: they stand nowhere in the text and are counted up here.

A list (`num`) refers to a pattern (`abstractNum`) of nine levels; lists of the same pattern count on from each other
unless one restarts. "1.2 Titel" is the text "Titel" on the second level of such a list.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .ooxml import Element
from .word_styles import W, value

_BULLET = "bullet"
_DASHES = "-–—‐\uf02d"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list pattern."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What is printed in front of a paragraph."""

    text: str
    bullet: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    patterns: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, Level]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    style_links: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> Numbering:
        """Read `numbering.xml`; a document without one has no lists."""
        found = cls()
        if root is None:
            return found
        linked: dict[str, str] = {}
        for pattern in root.iter(f"{W}abstractNum"):
            key = pattern.get(f"{W}abstractNumId", "")
            found.patterns[key] = {_depth(level): _level(level) for level in pattern.iter(f"{W}lvl")}
            for level in pattern.iter(f"{W}lvl"):
                style = value(level, "pStyle")
                if style:
                    found.style_links.setdefault(style, (key, _depth(level)))
            style = value(pattern, "styleLink")
            if style:
                linked[style] = key
        for pattern in root.iter(f"{W}abstractNum"):
            style = value(pattern, "numStyleLink")
            if style in linked:
                found.patterns[pattern.get(f"{W}abstractNumId", "")] = found.patterns[linked[style]]
        for entry in root.iter(f"{W}num"):
            found._add_list(entry)
        return found

    def _add_list(self, entry: Element) -> None:
        key = entry.get(f"{W}numId", "")
        self.lists[key] = value(entry, "abstractNumId") or ""
        for override in entry.iter(f"{W}lvlOverride"):
            level, start = override.find(f"{W}lvl"), value(override, "startOverride")
            if level is not None:
                self.overrides.setdefault(key, {})[_depth(override)] = _level(level)
            if start and start.isdigit():
                self.restarts.setdefault(key, {})[_depth(override)] = int(start)

    def depth_of_style(self, key: str, style: str | None) -> int | None:
        """Give the level that a list's pattern ties to a paragraph style, if it does."""
        pattern, depth = self.style_links.get(style or "", ("", 0))
        return depth if pattern and self.lists.get(key) == pattern else None

    def next_mark(self, key: str, depth: int) -> Mark | None:
        """Count one paragraph on in its list and give what is printed in front of it."""
        pattern = self.lists.get(key)
        levels = {**self.patterns.get(pattern or "", {}), **self.overrides.get(key, {})}
        level = levels.get(depth)
        if pattern is None or level is None:
            return None
        counts = self._counts.setdefault(pattern, {})
        restarts = self.restarts.get(key, {})
        for at in restarts.keys() - self._restarted.get(key, set()):
            self._restarted.setdefault(key, set()).add(at)
            counts.pop(at, None)
        start = restarts.get(depth, level.start)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in [at for at in counts if at > depth and levels.get(at, Level()).restart != 0]:
            del counts[deeper]
        if level.form == _BULLET:
            return Mark("–" if level.text[:1] in tuple(_DASHES) else "•", bullet=True)
        return Mark(_printed(level, depth, counts, levels), bullet=False)


def _printed(level: Level, depth: int, counts: dict[int, int], levels: dict[int, Level]) -> str:
    text = level.text
    for at in range(depth + 1):
        other = levels.get(at, Level())
        form = "decimal" if level.legal and at < depth else other.form
        text = text.replace(f"%{at + 1}", numeral(counts.get(at, other.start), form))
    return text.strip()


def numeral(number: int, form: str) -> str:
    """Write a number in one of Word's forms.

    Example:
        >>> numeral(4, "upperRoman"), numeral(28, "lowerLetter"), numeral(3, "decimalZero")
        ('IV', 'bb', '03')
    """
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for worth, sign in _ROMAN + _ROMAN_SMALL:
            roman += sign * (number // worth)
            number %= worth
        return roman.upper() if form == "upperRoman" else roman
    if form == "none":
        return ""
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _depth(level: Element) -> int:
    said = level.get(f"{W}ilvl", "0")
    return int(said) if said.isdigit() else 0


def _level(level: Element) -> Level:
    start, restart = value(level, "start"), value(level, "lvlRestart")
    return Level(
        value(level, "numFmt") or "decimal",
        value(level, "lvlText") or "",
        int(start) if start and start.isdigit() else 1,
        int(restart) if restart and restart.isdigit() else None,
        level.find(f"{W}isLgl") is not None,
    )
