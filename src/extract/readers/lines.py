"""The printed lines of a paragraph: breaks that only wrap are undone, a row of symbols is divided at each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...normalize.text import clean, ends_sentence
from ..document import Icon
from .nodes import CHECKED, UNCHECKED, Inline, Paragraph, Run
from .typed_symbols import with_typed_symbols


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line or paragraph with its icons and look."""

    text: str
    icons: tuple[Icon, ...] = ()
    bold: bool = False
    size: float | None = None
    color: str | None = None


def as_one(lines: Sequence[Line]) -> list[Line]:
    """Join lines that are one heading or header whatever breaks stand in it."""
    if len(lines) < 2:
        return list(lines)
    text = " ".join(line.text for line in lines if line.text)
    text = re.sub(r"(?<=[a-zåäöé])- (?=[a-zåäöé])", "", text)
    icons = tuple(icon for line in lines for icon in line.icons)
    return [replace(lines[0], text=text, icons=icons, bold=all(line.bold for line in lines if line.text))]


def lines_of(paragraph: Paragraph) -> list[Line]:
    """Give the lines of a paragraph: line breaks that only wrap are undone, those that separate are kept."""
    lines: list[Line] = []
    boxes = sum(part in (CHECKED, UNCHECKED) for part in paragraph.content)
    content = _chosen_inline(paragraph.content) if boxes > 1 else paragraph.content
    for segment in _segments(content):
        for line in _symbol_lines(segment):
            if lines and lines[-1].text and _wraps(lines[-1].text, line.text):
                lines[-1] = _joined(lines[-1], line)
            elif line.text or line.icons:
                lines.append(line)
    if paragraph.mark == "•" and lines and lines[0].icons:
        return lines
    if paragraph.mark and lines:
        lines[0] = replace(lines[0], text=f"{paragraph.mark} {lines[0].text}".strip())
    return lines or ([Line(paragraph.mark)] if paragraph.mark else [])


def _segments(content: Sequence[Inline]) -> Iterator[list[Run | Icon]]:
    segment: list[Run | Icon] = []
    for part in content:
        if isinstance(part, str):
            yield segment
            segment = []
        else:
            segment.append(part)
    yield segment


def _wraps(above: str, below: str) -> bool:
    """Say whether a line break only wraps a sentence: it goes on in lower case, or a word is divided."""
    return below[:1].islower() and not ends_sentence(above)


def _joined(above: Line, below: Line) -> Line:
    hyphenated = re.search(r"[a-zåäöé]-$", above.text)
    text = above.text[:-1] + below.text if hyphenated else f"{above.text} {below.text}"
    return replace(above, text=text, icons=above.icons + below.icons, bold=above.bold and below.bold)


@dataclass(slots=True)
class _Part:
    """A symbol or several, and the runs up to the next symbol."""

    icons: list[Icon] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def spoken(self) -> bool:
        return any(run.text.strip() for run in self.runs)


def _symbol_lines(segment: Sequence[Run | Icon]) -> Iterator[Line]:
    """Divide a line at its symbols where it is a row of them, each with its text (a legend); else give it whole."""
    parts = [_Part()]
    for piece in with_typed_symbols(segment):
        if isinstance(piece, Run):
            parts[-1].runs.append(piece)
        elif parts[-1].spoken():
            parts.append(_Part([piece]))
        else:
            parts[-1].icons.append(piece)
    if len(parts) > 2 and not parts[0].icons and not parts[-1].spoken():
        # "Utfall ● Prognos ●": here the symbols follow their words.
        parts = [_Part(after.icons, before.runs) for before, after in pairwise(parts)]
    if sum(bool(part.icons) and part.spoken() for part in parts) < 2:
        parts = [_Part([icon for part in parts for icon in part.icons], [run for part in parts for run in part.runs])]
    for part in parts:
        yield _line(part.runs, tuple(part.icons))


def _line(runs: Sequence[Run], icons: tuple[Icon, ...]) -> Line:
    spoken = [run for run in runs if run.text.strip()]
    sizes = Counter[float | None]()
    for run in spoken:
        sizes[run.size] += len(run.text)
    colors = {run.color for run in spoken}
    color = colors.pop() if len(colors) == 1 else None
    return Line(
        clean("".join(run.text for run in runs).replace("\n", " ")),
        icons,
        bold=bool(spoken) and all(run.bold for run in spoken),
        size=sizes.most_common(1)[0][0] if sizes else None,
        color=color if color not in ("black", "white") else None,
    )


def _chosen_inline(content: Sequence[Inline]) -> list[Inline]:
    """Keep the text of the ticked one of several check boxes on a line: "☐ Ja ☒ Delvis ☐ Nej" says "Delvis"."""
    kept: list[Inline] = []
    keeping = True
    for part in content:
        if part in (CHECKED, UNCHECKED):
            keeping = part == CHECKED
        elif keeping:
            kept.append(part)
    return kept


def is_blank(part: Inline) -> bool:
    """Say whether a part of a line is mere space."""
    return isinstance(part, Run) and not part.text.strip()
