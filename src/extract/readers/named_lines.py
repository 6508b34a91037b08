"""Measures whose name stands on one line and whose figures stand on the next, under a header that lost its columns.

Web views of key figures are copied so: "Mått Enhet Utfall 2022 Utfall 2021 Riket 2021", then for each measure its name,
often with the verdict on the line above, and a line with unit, figures and words in the order of the heads. Words part
the figures into runs; how many heads each run takes must be the same for all measures. A line of fewer figures than its
heads does not tell which are missing: it stays in one cell, which gives no figure but a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...normalize.column import read_column
from ...normalize.late import late_pattern
from ...normalize.status import read_status
from ...normalize.text import ends_sentence, join_lines
from .run_in import even_grouping, groupings_of
from .text_line import Line

MAX_HEADER = 250
MAX_NAME = 220
MAX_VERDICT_WORDS = 4
MIN_RECORDS = 3
MIN_FIGURE_HEADS = 2
SHARE = 0.6
_NAMES_MEASURES = re.compile(r"\b(?:mått|indikator|nyckeltal)", re.I)
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_FIGURE = late_pattern(r"[-−–+]?\d[\d\u00a0]*(?:,\d+)?\*{0,2}%?|%")
_SUFFIX = re.compile(r"[a-zåäö]{1,6}\.?")
_DIRECTION = re.compile(r"\s*\b(?:upp|ned|öka|minska|lika)$", re.I)
_FIGURED = frozenset({"outcome", "target", "forecast", "year", "comparison", "budget"})
_WORDED = frozenset({"trend", "change", "comparison", "status"})


class _Head(NamedTuple):
    text: str
    field: str


class _Run(NamedTuple):
    """Words of one sort that stand together on a line: figures, or other words."""

    figures: bool
    words: tuple[str, ...]


class _Record(NamedTuple):
    """A measure: the line it begins on, its name, its line of figures and its verdict; a group has a name alone."""

    line: int
    name: str
    figures: str = ""
    verdict: str = ""


def laid_measures(lines: Sequence[Line]) -> list[Line]:
    """Give the lines with such measures laid out in rows, their cells parted by tabs."""
    result: list[Line] = []
    at = 0
    for i, line in enumerate(lines):
        heads = _heads(line) if i >= at else None
        if heads is None:
            continue
        records, end = _records(lines, i + 1, heads)
        rows = _rows(records, heads)
        if rows:
            names = [*(["Område"] if any(not record.figures for record in records) else []), heads[0].text]
            names += ["Status"] if any(record.verdict for record in records) else []
            header = Line(line.number, "\t".join([*names, *(head.text for head in heads[1:])]))
            result += [*lines[at:i], header, *rows, Line(lines[end - 1].number, "")]
            at = end
    return [*result, *lines[at:]]


# Header


def _heads(line: Line) -> list[_Head] | None:
    """Read a header that names a measure and then its figures; an area's head before it is left out."""
    if len(line.text) > MAX_HEADER or "\t" in line.text or not _NAMES_MEASURES.search(line.text):
        return None
    words = line.text.split()
    if sum(word[:1].isupper() for word in words) <= MIN_FIGURE_HEADS:  # each head begins with a capital
        return None
    parts = _head_words(words)
    heads = [_Head(text, read_column(text).field) for text in parts]
    name = next((i for i, head in enumerate(heads) if head.field == "indicator"), None)
    if name is None or any(head.field != "area" for head in heads[:name]):
        return None
    rest = heads[name + 1 :]
    known = all(head.field in _FIGURED | _WORDED | {"unit"} for head in rest)
    if not known or sum(head.field in _FIGURED for head in rest) < MIN_FIGURE_HEADS:
        return None
    return heads[name:]


def _head_words(words: Sequence[str]) -> list[str]:
    """Part a header into heads: each begins with a capital, and a year belongs to the head before it that has none."""
    heads: list[str] = []
    for word in words:
        dateless = heads and not _YEAR.search(heads[-1]) and read_column(heads[-1]).field not in ("indicator", "unit")
        if heads and (dateless if _YEAR.fullmatch(word) else not word[:1].isupper()):
            heads[-1] = f"{heads[-1]} {word}"
        else:
            heads.append(word)
    return heads


# Records


def _records(lines: Sequence[Line], start: int, heads: Sequence[_Head]) -> tuple[list[_Record], int]:
    """Read the measures below a header, until something stands there that is none."""
    records: list[_Record] = []
    names: list[Line] = []
    verdict = ""
    end = start
    before = _is_verdict(lines[start].text) if start < len(lines) else False
    for i in range(start, len(lines)):
        text = lines[i].text.strip()
        if _is_verdict(text):
            if not before and records and not names:
                records[-1], end = records[-1]._replace(verdict=text), i + 1
            elif not names:
                verdict = text
            else:
                break
        elif names and _is_figure_line(text, heads):
            *groups, name = _whole_names(names)
            records += [_Record(group.number, group.text) for group in groups]
            records.append(_Record(name.number, name.text, text, verdict))
            names, verdict, end = [], "", i + 1
        elif _is_name(lines[i]):
            names.append(lines[i])
        else:
            break
    return records, end


def _is_verdict(text: str) -> bool:
    return 0 < len(text.split()) <= MAX_VERDICT_WORDS and read_status(text) is not None


def _is_name(line: Line) -> bool:
    text = line.text.strip()
    finished = ends_sentence(text) and not text.endswith("?")
    return 0 < len(text) <= MAX_NAME and "\t" not in text and not finished and text[:1] not in "|#<"


def _whole_names(names: Sequence[Line]) -> list[Line]:
    """Join the lines of a name that goes on below; what stands above it names a group."""
    whole: list[Line] = []
    for line in names:
        if whole and line.text.strip()[:1].islower():
            whole[-1] = whole[-1]._replace(text=join_lines(whole[-1].text.strip(), line.text.strip()))
        else:
            whole.append(line._replace(text=line.text.strip()))
    return whole


def _is_figure_line(text: str, heads: Sequence[_Head]) -> bool:
    """Say whether a line prints a measure's figures: it begins with one, or prints several where a unit comes first."""
    runs = _runs(text)
    figures = sum(len(run.words) for run in runs if run.figures)
    first = bool(runs) and runs[0].figures
    return first or (heads[1].field == "unit" and figures >= MIN_FIGURE_HEADS and runs[-1].figures)


# Figures under their heads


def _runs(text: str) -> list[_Run]:
    """Part a line into runs of figures and of other words; a small word right behind each figure is its unit."""
    runs: list[_Run] = []
    for word in _with_suffixes(text.split()):
        figures = bool(_FIGURE.fullmatch(word.split("\u2007")[0])) and not (
            word == "%" and not (runs and runs[-1].figures)
        )
        if runs and runs[-1].figures == figures:
            runs[-1] = runs[-1]._replace(words=(*runs[-1].words, word))
        else:
            runs.append(_Run(figures, (word,)))
    return runs


def _with_suffixes(words: Sequence[str]) -> list[str]:
    """Join a figure and the unit printed behind it: "71 st 64 st 58 st"."""
    after = [word for above, word in pairwise(words) if _FIGURE.fullmatch(above)]
    units = {word for word, count in Counter(after).items() if count > 1 and _SUFFIX.fullmatch(word)}
    joined: list[str] = []
    for word in words:
        if word in units and joined and _FIGURE.fullmatch(joined[-1]):
            joined[-1] = f"{joined[-1]}\u2007{word}"
        else:
            joined.append(word)
    return joined


def _rows(records: Sequence[_Record], heads: Sequence[_Head]) -> list[Line]:
    """Lay the records out; nothing where too few of them tell how their heads are parted."""
    figured = [record for record in records if record.figures]
    ways = Counter(way for record in figured for way in _ways(record.figures, heads[1:]))
    most = ways.most_common(2)
    if len(figured) < MIN_RECORDS or not most or most[0][1] < SHARE * len(figured):
        return []
    if len(most) > 1 and most[1][1] == most[0][1]:
        return []
    judged = any(record.verdict for record in records)
    grouped = len(figured) < len(records)
    rows: list[Line] = []
    area = ""
    for record in records:
        if not record.figures:
            area = record.name
            continue
        cells = _cells(record.figures, most[0][0], heads[1:]) or _unread(record.figures, heads[1:])
        lead = [*([area] if grouped else []), record.name, *([record.verdict] if judged else [])]
        rows.append(Line(record.line, "\t".join([*lead, *cells])))
    return rows


def _unread(figures: str, heads: Sequence[_Head]) -> list[str]:
    """Put a line whose figures cannot be shared out under the first head of figures, as one text that gives none."""
    first = next(i for i, head in enumerate(heads) if head.field in _FIGURED)
    return [f"{figures} /" if i == first else "" for i in range(len(heads))]


def _ways(text: str, heads: Sequence[_Head]) -> Iterator[tuple[int, ...]]:
    """Give the ways to share the heads among the runs of a line, each run taking one or more heads in order."""
    runs = _runs(text)
    if not runs or len(runs) > len(heads):
        return
    stack: list[tuple[tuple[int, ...], int]] = [((), 0)]
    while stack:
        taken, at = stack.pop()
        if len(taken) == len(runs):
            if at == len(heads):
                yield taken
            continue
        run = runs[len(taken)]
        for count in range(1, len(heads) - at - (len(runs) - len(taken) - 1) + 1):
            if not _may_take(run, heads[at : at + count]):
                break
            if not run.figures or _parted(run, count):
                stack.append(((*taken, count), at + count))


def _may_take(run: _Run, heads: Sequence[_Head]) -> bool:
    if run.figures:
        return heads[-1].field in _FIGURED
    return heads[-1].field in _WORDED or (heads[-1].field == "unit" and len(heads) == 1)


def _parted(run: _Run, count: int) -> tuple[str, ...] | None:
    """Part a run of figures among heads; None where nothing tells how."""
    if any("\u2007" in word for word in run.words):
        whole = " ".join(run.words).split("\u2007")
        return run.words if len(run.words) == count and len(whole) == count + 1 else None
    ways = groupings_of(run.words, count)
    alike = _alike(run.words, count)
    return ways[0] if len(ways) == 1 else even_grouping([*alike, *(way for way in ways if way not in alike)])


def _alike(words: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """Give the way in which each figure takes as many words as any other, where that is one."""
    size, rest = divmod(len(words), count)
    way = tuple(" ".join(words[i : i + size]) for i in range(0, len(words), size or 1))
    whole = not rest and all(
        len(ways := groupings_of(tuple(cell.split()), 1)) == 1 and ways[0] == (cell,) for cell in way
    )
    return [way] if whole else []


def _cells(text: str, way: tuple[int, ...], heads: Sequence[_Head]) -> list[str] | None:
    """Give what a line prints under each head, shared among them as in most lines; None where it cannot be."""
    if way not in _ways(text, heads):
        return None
    cells: list[str] = []
    for run, count in zip(_runs(text), way, strict=True):
        if run.figures:
            cells += [cell.replace("\u2007", " ") for cell in _parted(run, count) or ()]
        else:
            words = " ".join(run.words)
            said = _DIRECTION.sub("", words) if heads[len(cells)].field == "unit" else words
            cells += [said, *[""] * (count - 1)]
    return cells if len(cells) == len(heads) else None
