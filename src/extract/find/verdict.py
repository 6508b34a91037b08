"""A printed status to the contract's STATUS: text first, then symbols, then the colour of the cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...normalize.status import Verdict, read_status_cell
from ...normalize.symbol import Legend, describe_symbol, read_symbol
from ...normalize.template import is_template_text
from ...normalize.text import fold
from ...schema import Source, Status
from ..document import Icon
from .entry import Mark

_ARROWS = ("arrow_up", "arrow_right", "arrow_down")
_EXCLUDED = frozenset({"achieved", "not_achieved", "not_started", "discontinued"})
"""What cannot be said of one record together with "achieved"."""


def status_of(mark: Mark, legend: Legend, source: Source | None = None) -> Status | None:
    """Give the status that a mark prints; None where it prints none."""
    status = _printed_status(mark, legend, source)
    if mark.progress is None:
        return status
    if status is None:
        status = _from_icon(Icon("bar", fill=mark.progress / 100), legend, source)
    return status.model_copy(update={"progress": mark.progress}) if status else None


def _printed_status(mark: Mark, legend: Legend, source: Source | None) -> Status | None:
    if mark.text and not is_template_text(mark.text):
        verdict = _by_legend_word(mark.text, legend) or read_status_cell(mark.text)
        if verdict and not (verdict.code == "unknown" and mark.icons):
            return from_verdict(verdict, source=source)
    icon = _status_icon(mark.icons, legend)
    if icon:
        return _from_icon(icon, legend, source)
    if mark.fill:
        verdict = read_symbol(color=mark.fill, cell=True, legend=legend)
        return (
            from_verdict(verdict, icon=describe_symbol(None, mark.fill, cell=True), source=source) if verdict else None
        )
    return None


def contradicting_symbol(mark: Mark, status: Status | None, legend: Legend) -> Status | None:
    """Give the symbol or colour beside a printed verdict where it says the opposite: a red light beside "Uppfyllt"."""
    if status is None or not mark.text or status.basis in ("symbol", "colour"):
        return None
    shown = _printed_status(replace(mark, text=""), legend, None)
    codes = {status.code, shown.code} if shown else set()
    return shown if "achieved" in codes and len(codes) > 1 and codes <= _EXCLUDED else None


def _by_legend_word(text: str, legend: Legend) -> Verdict | None:
    """Read a letter, digit or colour word that the legend explains: "G = genomfört"."""
    folded = fold(text)
    meaning = next((e.meaning for e in legend.entries if e.word and fold(e.word) == folded), None)
    return replace(meaning, raw=text, basis="phrase", confidence=min(meaning.confidence, 0.95)) if meaning else None


def _status_icon(icons: Sequence[Icon], legend: Legend) -> Icon | None:
    """Choose the symbol that is a verdict: arrows show a trend, unless the legend gives them a meaning."""
    explained = {entry.shape for entry in legend.entries}
    return next((icon for icon in icons if icon.shape not in _ARROWS or icon.shape in explained), None)


def _from_icon(icon: Icon, legend: Legend, source: Source | None) -> Status | None:
    verdict = read_symbol(
        shape=icon.shape, color=icon.color, glyph=icon.glyph, fill=icon.fill, alt=icon.alt, legend=legend
    )
    if verdict is None:
        return None
    drawn = None if icon.glyph else describe_symbol(icon.shape, icon.color, fill=icon.fill)
    return from_verdict(verdict, raw=icon.glyph, icon=drawn, source=source)


def from_verdict(
    verdict: Verdict, *, raw: str | None = None, icon: str | None = None, source: Source | None = None
) -> Status:
    """Make the contract's STATUS of a verdict; a drawn symbol has an `icon` and no `raw`."""
    printed = raw if raw is not None else (None if icon else verdict.raw)
    return Status(
        code=verdict.code,
        raw=printed,
        icon=icon,
        basis=verdict.basis,
        confidence=round(verdict.confidence, 2),
        progress=verdict.progress,
        schedule=verdict.schedule,
        source=source,
    )
