"""Symbols that are typed: coloured signs, emoji, letters of symbol fonts, and the raised marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ...normalize.tables import rows
from ..document import Icon
from .nodes import Run

_AREA_UNIT = re.compile(r"(?:^|[^\w])[kcdm]?m$")
_NOTE_MARK = re.compile(r"\d{1,2}\)?|[ivx]+\)?|[a-z]\)")


def raised(text: str, before: str) -> str:
    """Give superscript text as it belongs into plain text: m² keeps its power, the mark of a footnote goes.

    A note's number would otherwise become a digit of the figure or the year it stands after; stars stay.

    Example:
        >>> raised("2", "50 m"), raised("2", "3,8"), raised("*", "3,8")
        ('²', '', '*')
    """
    sign = text.strip()
    if sign in ("2", "3") and _AREA_UNIT.search(before):
        return "²" if sign == "2" else "³"
    return "" if before.strip() and all(_NOTE_MARK.fullmatch(mark) for mark in re.split("[, ]+", sign)) else text


@cache
def _symbols() -> dict[str, tuple[str, str]]:
    """Give the typed symbols that can stand for a status, with shape and own colour."""
    return {row["char"]: (row["shape"], row["color"]) for row in rows("glyphs") if not row["font"]}


_OUTLINES = "□☐▢◇△▽☆"
_VARIANTS = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]")


def with_typed_symbols(segment: Sequence[Run | Icon]) -> Iterator[Run | Icon]:
    """Turn symbols typed in colour, and emoji, into icons where they open or close a line or stand alone.

    An uncoloured sign stays in the text, as it does in a text file.
    """
    spoken = [at for at, piece in enumerate(segment) if isinstance(piece, Run) and piece.text.strip()]
    for at, piece in enumerate(segment):
        if not isinstance(piece, Run) or not piece.text.strip():
            yield piece
            continue
        lead, rest = _leading_icons(piece) if at == spoken[0] or _is_symbol_only(piece) else ([], piece)
        rest, tail = _trailing_icons(rest) if at == spoken[-1] else (rest, [])
        yield from lead
        yield rest
        yield from tail


def _is_symbol_only(run: Run) -> bool:
    return all(sign in _symbols() for sign in _VARIANTS.sub("", run.text) if not sign.isspace())


def _leading_icons(run: Run) -> tuple[list[Icon], Run]:
    icons: list[Icon] = []
    text = run.text
    while icon := _typed_icon(text.lstrip()[:1], run.color):
        icons.append(icon)
        text = _VARIANTS.sub("", text.lstrip()[1:2]) + text.lstrip()[2:]
    return icons, replace(run, text=text) if icons else run


def _trailing_icons(run: Run) -> tuple[Run, list[Icon]]:
    icons: list[Icon] = []
    text = run.text
    while icon := _typed_icon(_VARIANTS.sub("", text).rstrip()[-1:], run.color):
        icons.insert(0, icon)
        text = _VARIANTS.sub("", text).rstrip()[:-1]
    return (replace(run, text=text) if icons else run), icons


def _typed_icon(sign: str, color: str | None) -> Icon | None:
    known = _symbols().get(sign)
    if known is None:
        return None
    shape, own = known
    # An empty box or star is drawn in outline, which says nothing of its colour; an emoji brings its own.
    name = own if own and sign not in _OUTLINES else color if color != "black" else None
    if name is None and shape != "face":
        return None
    return Icon(shape, name, glyph=sign)  # type: ignore[arg-type]


_LIST_BULLETS = {"·": "•", "§": "▪", "Ÿ": "•", "w": "•", "ð": "•"}
_GLYPHS = {
    "circle": "●", "ring": "○", "square": "■", "diamond": "◆", "triangle": "▲", "tick": "✔", "cross": "✘",
    "arrow_up": "↑", "arrow_right": "→", "arrow_down": "↓", "face": "☺", "star": "★",
}  # fmt: skip
_FACES = {"J": "☺", "K": "😐", "L": "☹"}
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_DINGBATS = re.compile(r"wingdings|webdings|zapf ?dingbats", re.IGNORECASE)
_GREEK_FONT = {"·": "•", "\xad": "↑", "¯": "↓", "®": "→", "³": "≥", "£": "≤", "±": "±", "-": "-"}


def symbol_font_parts(text: str, font: str | None, color: str | None) -> Iterator[str | Icon]:
    """Divide text at the letters of symbol fonts (Wingdings "l" is a disc), which become icons.

    Private-use characters are read as Wingdings whatever font they name: that is what Word writes for them.
    """
    symbolic = bool(font and _DINGBATS.search(font))
    if font == "Symbol":
        yield "".join(_GREEK_FONT.get(plain := _plain(sign), plain) for sign in text)
        return
    if not symbolic and not _PRIVATE.search(text):
        yield text
        return
    from .. import icons

    for sign in text:
        plain = _plain(sign)
        if plain.isspace() or not (symbolic or plain != sign):
            yield plain
            continue
        icon = icons.glyph_icon(sign, font or "Wingdings", color)
        if icon:
            yield replace(icon, glyph=_FACES.get(plain) if icon.shape == "face" else _GLYPHS.get(icon.shape))
        else:
            yield _LIST_BULLETS.get(plain) or Icon("unknown", color, glyph=sign)


def _plain(sign: str) -> str:
    return chr(ord(sign) - 0xF000) if "\uf020" <= sign <= "\uf0ff" else sign
