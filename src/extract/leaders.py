"""Dots that lead the eye from a label to its figures: in tables of money they say nothing, and part label and figures.

In a contents list they lead to the number of a page, and tell what the list is; there they stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .gutters import is_figure, is_number, parts_of
from .layout import Run, lines_of, run_of
from .page import Word

_DOTS: Final = re.compile(r"(?P<label>.*?)\s*[.…·_]{4,}")
_LEAST_DOTS: Final = 4
_PAGE: Final = re.compile(r"\d{1,4}")


def without_leaders(words: list[Word]) -> list[Word]:
    """Take the dots out of lines that lead to figures."""
    dotted = {id(word) for word in words if word.icon is None and (word.text == "." or _DOTS.fullmatch(word.text))}
    if not dotted:
        return words
    lines = [line for line in lines_of(words) if _has_dots(line)]
    figured = [line for line in lines if _leads_to_figures(line, dotted)]
    if 2 * len(figured) > len(lines):
        figured = lines
    drop = {id(word) for line in figured for word in line.words if id(word) in dotted}
    return [_label(word) if id(word) in drop else word for word in words if id(word) not in drop or _label(word).text]


def _has_dots(line: Run) -> bool:
    texts = [word.text for word in line.words]
    return texts.count(".") >= _LEAST_DOTS or any(map(_DOTS.fullmatch, texts))


def _leads_to_figures(line: Run, dotted: set[int]) -> bool:
    """Say whether figures stand behind the dots of a line, and not just what may be the number of a page."""
    last = max(at for at, word in enumerate(line.words) if id(word) in dotted)
    behind = _figures(line.words[last + 1 :])
    return bool(behind) and (len(behind) > 1 or not _PAGE.fullmatch(behind[0]))


def _figures(words: Sequence[Word]) -> list[str]:
    texts = [part.text for part in parts_of(run_of(list(words)))] if words else []
    return texts if all(map(is_number, texts)) and any(map(is_figure, texts)) else []


def _label(word: Word) -> Word:
    """Give a word without the dots set right behind it."""
    match = _DOTS.fullmatch(word.text)
    label = match["label"] if match else ""
    return word._replace(text=label, x1=word.x0 + (word.x1 - word.x0) * len(label) / max(len(word.text), 1))
