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
    text = _DIVIDED.sub("", "\n".join(line.text for line in lines if line.text)).replace("\n", " ")
    icons = tuple(icon for line in lines for icon in line.icons)
    return [replace(lines[0], text=text, icons=icons, bold=all(line.bold for line in lines if line.text))]


def lines_of(paragraph: Paragraph) -> list[Line]:
    """Give the lines of a paragraph: line breaks that only wrap are undone, those that separate are kept."""
    boxes = sum(part in (CHECKED, UNCHECKED) for part in paragraph.content)
    content = _chosen_inline(paragraph.content) if boxes > 1 else paragraph.content
    lines = [_joined(group) for group in _wrapped_together(content)]
    if paragraph.mark == "•" and lines and lines[0].icons:
        return lines
    if paragraph.mark and lines:
        lines[0] = replace(lines[0], text=f"{paragraph.mark} {lines[0].text}".strip())
    return lines or ([Line(paragraph.mark)] if paragraph.mark else [])


def _wrapped_together(content: Sequence[Inline]) -> list[list[Line]]:
    """Group the lines that are one printed line: each but the first goes on with a sentence; a blank line ends it."""
    groups: list[list[Line]] = []
    ended = True
    for segment in _segments(content):
        for line in _symbol_lines(segment):
            if not line.text and not line.icons:
                ended = True
            elif ended or not _wraps(groups[-1][-1].text, line.text):
                groups.append([line])
                ended = False
            else:
                groups[-1].append(line)
    return groups


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
    return bool(above) and below[:1].islower() and not ends_sentence(above)


def _joined(group: Sequence[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    text = _DIVIDED.sub("", "\n".join(line.text for line in group)).replace("\n", " ")
    icons = tuple(icon for line in group for icon in line.icons)
    return replace(group[0], text=text, icons=icons, bold=all(line.bold for line in group))


# A hyphen before a conjunction is printed: "Barn-" / "och utbildningsnämnden".
_DIVIDED = re.compile(r"(?<=[a-zåäöé])-\n(?=[a-zåäöé])(?!(?:och|eller|samt|respektive|resp|till)\b)")


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
    """Keep the text of the ticked one of several check boxes on a line: "☐ Ja ☒ Delvis ☐ Nej" says "Delvis".

    Where the line ends in a box each stands behind its word; a label in front of them stays.
    """
    shown = [part for part in content if not is_blank(part)]
    if shown[0] not in _BOXES and shown[-1] in _BOXES:
        return _chosen_before(shown)
    kept: list[Inline] = []
    keeping = True
    for part in content:
        if part in (CHECKED, UNCHECKED):
            keeping = part == CHECKED
        elif keeping:
            kept.append(part)
    return kept


_BOXES = (CHECKED, UNCHECKED)


def _chosen_before(content: Sequence[Inline]) -> list[Inline]:
    kept: list[Inline] = []
    said: list[Inline] = []
    for part in content:
        if part in _BOXES:
            kept += said if part == CHECKED else []
            said = []
        elif isinstance(part, Run) and not kept and not said and ":" in part.text:
            label, _, word = part.text.partition(":")
            kept, said = [replace(part, text=f"{label}: ")], [replace(part, text=word)]
        else:
            said.append(part)
    return kept


def is_blank(part: Inline) -> bool:
    """Say whether a part of a line is mere space."""
    return isinstance(part, Run) and not part.text.strip()
