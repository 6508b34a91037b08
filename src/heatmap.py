"""The coverage of an archive as one HTML page: a heat map for each checklist, and the same as a table to read.

The page stands alone: the plots are SVG inside it, and nothing is fetched.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from .coverage import VERDICTS, Covered, items_in
from .schema.codes import CompletenessVerdict
from .validate.checklist import names

ROWS = 60
"""Reports in one plot: more could not be told apart."""

_INCH = 0.26
_COLOURS: dict[CompletenessVerdict, str] = {
    "present": "#2b7bba",
    "partly": "#a6cee3",
    "not_established": "#cab2d6",
    "missing": "#d7301f",
    "not_applicable": "#ececec",
}
"""Told apart also by those who do not tell red from green, and in print."""

_SIGNS: dict[CompletenessVerdict, str] = {
    "present": "●",
    "partly": "◐",
    "not_established": "?",
    "missing": "✗",
    "not_applicable": "–",
}
_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 1400px; padding: 0 1rem; color: #222; }
figure { margin: 1rem 0 2rem; overflow-x: auto; } svg { height: auto; }
table { border-collapse: collapse; font-size: 13px; } .wide { overflow-x: auto; }
th, td { border: 1px solid #ddd; padding: 2px 6px; } td { text-align: center; } th { text-align: left; }
"""


def coverage_page(rows: Sequence[Covered]) -> str:
    """Give the page.

    Raises:
        ImportError: matplotlib is not installed.
    """
    parts = [
        f"<style>{_STYLE}{''.join(_cell_style())}</style>",
        "<h1>Coverage of the archive</h1>",
        f"<p>{len(rows)} reports, one line for each municipality, body, year and checklist. {_key()}</p>",
    ]
    for profile, group in groupby(sorted(rows, key=lambda row: row.profile), key=lambda row: row.profile):
        parts += _profile(profile, list(group))
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Coverage of the archive</title></head>'
    )
    return "\n".join([head, "<body>", *parts, "</body>", "</html>", ""])


def _cell_style() -> Iterator[str]:
    for verdict, colour in _COLOURS.items():
        text = "#fff" if verdict in ("present", "missing") else "#222"
        yield f".{verdict} {{ background: {colour}; color: {text}; }}\n"


def _key() -> str:
    return " ".join(
        f'<span class="{verdict}">&nbsp;{_SIGNS[verdict]}&nbsp;</span> {verdict.replace("_", " ")}'
        for verdict in VERDICTS
    )


def _profile(profile: str, rows: Sequence[Covered]) -> Iterator[str]:
    items = items_in(rows)
    yield f"<h2>{escape(profile)}</h2>"
    for begin in range(0, len(rows), ROWS):
        yield f"<figure>{_plot(rows[begin : begin + ROWS], items)}</figure>"
    yield f"<details><summary>The same as a table ({len(rows)} reports)</summary>"
    yield f'<div class="wide">{_table(rows, items)}</div></details>'


def _plot(rows: Sequence[Covered], items: Sequence[str]) -> str:
    """Draw one heat map as SVG."""
    import matplotlib as mpl
    from matplotlib.colors import ListedColormap
    from matplotlib.figure import Figure

    grid = [[VERDICTS.index(row.verdicts.get(item, "not_applicable")) for item in items] for row in rows]
    with mpl.rc_context({"svg.hashsalt": "coverage", "svg.fonttype": "none", "font.size": 8}):
        figure = Figure(figsize=(4 + _INCH * len(items), 0.9 + _INCH * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        colours = ListedColormap([_COLOURS[verdict] for verdict in VERDICTS])
        axes.pcolormesh(grid, cmap=colours, vmin=-0.5, vmax=len(VERDICTS) - 0.5, edgecolors="white", linewidth=0.8)
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
        verdict = row.verdicts.get(item)
        if verdict is None:
            yield "<td></td>"
            continue
        title = escape(f"{item} {named[item]}: {verdict}")
        yield f'<td class="{verdict}" title="{title}">{_SIGNS[verdict]}</td>'
