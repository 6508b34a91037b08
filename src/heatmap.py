"""The coverage of an archive as one HTML page: a heat map for each checklist, and the same as a table to read.

The page stands alone: the plots are SVG inside it, and nothing is fetched.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Literal, get_args

from .coverage import Covered, items_in
from .validate.checklist import STATUTORY, names

ROWS = 60
"""Reports in one plot: more could not be told apart."""

_INCH = 0.26
State = Literal["present", "partly", "not_established", "missing_minor", "missing", "not_applicable"]
"""A verdict; what is missing without being an error is set apart."""

_STATES: tuple[State, ...] = get_args(State)
_COLOURS: dict[State, str] = {
    "present": "#2b7bba",
    "partly": "#a6cee3",
    "not_established": "#cab2d6",
    "missing_minor": "#f6b48f",
    "missing": "#c4161c",
    "not_applicable": "#ececec",
}
"""Told apart also by those who do not tell red from green, and in print."""

_SIGNS: dict[State, str] = {
    "present": "●",
    "partly": "◐",
    "not_established": "?",
    "missing_minor": "×",
    "missing": "✗",
    "not_applicable": "–",
}
_MEANINGS: dict[State, str] = {
    "missing_minor": "missing (warning or info)",
    "missing": "missing (error)",
}
_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 1400px; padding: 0 1rem; color: #222; }
figure { margin: 1rem 0 2rem; overflow-x: auto; } svg { height: auto; }
table { border-collapse: collapse; font-size: 13px; } .wide { overflow-x: auto; }
th, td { border: 1px solid #ddd; padding: 2px 6px; } td { text-align: center; } th { text-align: left; }
.items { font-size: 12px; columns: 3; max-width: 1100px; margin: 0 0 1rem; padding: 0; list-style: none; }
.items b { display: inline-block; min-width: 3em; }
"""


def coverage_page(rows: Sequence[Covered]) -> str:
    """Give the page.

    Raises:
        ImportError: matplotlib is not installed.
    """
    parts = [
        f"<style>{_STYLE}{''.join(_cell_style())}</style>",
        "<h1>Coverage of the archive</h1>",
        f"<p>{_reports(rows)}, one line for each municipality, body, year and checklist. {_key()}</p>",
    ]
    for profile, group in groupby(sorted(rows, key=lambda row: row.profile), key=lambda row: row.profile):
        parts += _profile(profile, list(group))
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Coverage of the archive</title></head>'
    )
    return "\n".join([head, "<body>", *parts, "</body>", "</html>", ""])


def _reports(rows: Sequence[Covered]) -> str:
    return f"{len(rows)} report{'' if len(rows) == 1 else 's'}"


def _cell_style() -> Iterator[str]:
    for state, colour in _COLOURS.items():
        text = "#fff" if state in ("present", "missing") else "#222"
        yield f".{state} {{ background: {colour}; color: {text}; }}\n"


def _key() -> str:
    return " ".join(f'<span class="{state}">&nbsp;{_SIGNS[state]}&nbsp;</span> {_told(state)}' for state in _STATES)


def _told(state: State) -> str:
    return _MEANINGS.get(state, state.replace("_", " "))


def _state(row: Covered, item: str) -> State:
    """Give how an item of a report is shown; what was not asked for is not applicable."""
    verdict = row.verdicts.get(item, "not_applicable")
    return "missing_minor" if verdict == "missing" and item not in row.required else verdict


def _profile(profile: str, rows: Sequence[Covered]) -> Iterator[str]:
    items, named = items_in(rows), names()
    yield f"<h2>{escape(profile)} ({'law' if profile in STATUTORY else 'custom'})</h2>"
    for begin in range(0, len(rows), ROWS):
        yield f"<figure>{_plot(rows[begin : begin + ROWS], items)}</figure>"
    listed = "".join(f"<li><b>{escape(item)}</b> {escape(named[item])}</li>" for item in items)
    yield f'<ul class="items">{listed}</ul>'
    yield f"<details><summary>The same as a table ({_reports(rows)})</summary>"
    yield f'<div class="wide">{_table(rows, items)}</div></details>'


def _plot(rows: Sequence[Covered], items: Sequence[str]) -> str:
    """Draw one heat map as SVG."""
    import matplotlib as mpl
    from matplotlib.colors import ListedColormap
    from matplotlib.figure import Figure

    grid = [[_STATES.index(_state(row, item)) for item in items] for row in rows]
    with mpl.rc_context({"svg.hashsalt": "coverage", "svg.fonttype": "none", "font.size": 8}):
        figure = Figure(figsize=(4 + _INCH * len(items), 0.9 + _INCH * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        colours = ListedColormap([_COLOURS[state] for state in _STATES])
        axes.pcolormesh(grid, cmap=colours, vmin=-0.5, vmax=len(_STATES) - 0.5, edgecolors="white", linewidth=0.8)
        axes.set_xticks([i + 0.5 for i in range(len(items))], items, rotation=90)
        axes.set_yticks([i + 0.5 for i in range(len(rows))], [row.name.replace("$", r"\$") for row in rows])
        axes.invert_yaxis()
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    return drawn.getvalue()[drawn.getvalue().index("<svg") :]


def _table(rows: Sequence[Covered], items: Sequence[str]) -> str:
    named = names()
    head = "".join(f'<th title="{escape(named[item])}">{escape(item)}</th>' for item in items)
    body = "\n".join(f"<tr><th>{escape(row.name)}</th>{''.join(_cells(row, items, named))}</tr>" for row in rows)
    return f"<table>\n<tr><th></th>{head}</tr>\n{body}\n</table>"


def _cells(row: Covered, items: Sequence[str], named: dict[str, str]) -> Iterator[str]:
    for item in items:
        if item not in row.verdicts:
            yield "<td></td>"
            continue
        state = _state(row, item)
        title = escape(f"{item} {named[item]}: {_told(state)}")
        yield f'<td class="{state}" title="{title}">{_SIGNS[state]}</td>'
